//! The library on disk: faults at opening, undo across restarts, rebuild, search, backup.

use std::{fs, path::PathBuf};

use tempfile::TempDir;

use super::{Access, Library, StorageError, backup, migrate::FORMAT};
use crate::domain::{Audience, Dinner, Draft, Id, Note, Person};

const NOW: i64 = 1_795_283_837_000;

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }
    fn file(&self) -> PathBuf {
        self.folder.path().join("library.tablemates")
    }
    fn open(&self) -> Library {
        Library::open(&self.file(), Access::Write, NOW).unwrap()
    }
}

fn person(given: &str) -> Person {
    let mut person = Person::new(Id::new(NOW));
    person.given = given.to_owned();
    person
}

fn add(library: &mut Library, person: &Person) {
    let mut draft = Draft::new(format!("Add {}", person.given));
    draft.create(person);
    library.append(&draft, NOW).unwrap().unwrap();
}

#[test]
fn what_was_written_is_there_after_a_restart_and_can_be_taken_back_and_done_again() {
    let place = Place::new();
    let ana = person("Ana");
    let mut library = place.open();
    add(&mut library, &ana);
    let mut renamed = ana.clone();
    renamed.given = "Anna".to_owned();
    let mut draft = Draft::new("Rename Ana");
    draft.update(&ana, &renamed);
    library.append(&draft, NOW).unwrap();
    drop(library);

    let mut library = place.open();
    let (undo, redo) = library.next_undo_redo().unwrap();
    assert_eq!(
        (undo.as_ref().map(|step| step.label.as_str()), redo),
        (Some("Rename Ana"), None)
    );
    let receipt = library.undo(undo.unwrap().change, NOW).unwrap().unwrap();
    assert_eq!(receipt.label, "Undo Rename Ana");
    assert_eq!(library.get(ana.id).unwrap().unwrap().given, "Ana");
    drop(library);

    let mut library = place.open();
    let (undo, redo) = library.next_undo_redo().unwrap();
    assert_eq!(undo.unwrap().label, "Add Ana");
    let receipt = library.undo(redo.unwrap().change, NOW).unwrap().unwrap();
    assert_eq!(receipt.label, "Redo Rename Ana");
    assert_eq!(library.get(ana.id).unwrap().unwrap().given, "Anna");
    assert!(library.next_undo_redo().unwrap().1.is_none());
}

#[test]
fn every_step_back_to_the_empty_library_and_forward_again() {
    let place = Place::new();
    let mut library = place.open();
    let people: Vec<Person> = ["Ana", "Ben", "Cleo"].into_iter().map(person).collect();
    for person in &people {
        add(&mut library, person);
    }
    while let Some(step) = library.next_undo_redo().unwrap().0 {
        library.undo(step.change, NOW).unwrap();
    }
    assert!(library.all::<Person>().unwrap().is_empty());
    while let Some(step) = library.next_undo_redo().unwrap().1 {
        library.undo(step.change, NOW).unwrap();
    }
    assert_eq!(library.all::<Person>().unwrap().len(), 3);
    assert!(library.rebuild().unwrap());
    assert!(library.check().unwrap().problems.is_empty());
}

#[test]
fn the_same_creation_twice_adds_nothing() {
    let place = Place::new();
    let mut library = place.open();
    let ana = person("Ana");
    add(&mut library, &ana);
    let before = library.check().unwrap();
    add(&mut library, &ana);
    let after = library.check().unwrap();
    assert_eq!(before.rows + 1, after.rows, "only the change itself");
    assert!(after.problems.is_empty());
}

#[test]
fn a_pair_that_was_removed_and_is_made_again_starts_from_nothing() {
    use crate::domain::{Attendance, dinner::Answer};
    let place = Place::new();
    let mut library = place.open();
    let mut seat = Attendance::new(Id::of_pair(
        "attendance",
        uuid::Uuid::from_u128(1),
        uuid::Uuid::from_u128(2),
    ));
    seat.answer = Answer::Accepted;
    seat.seat = Some(3);
    for step in 0..3 {
        let mut draft = Draft::new("step");
        match step {
            0 => draft.create(&seat),
            1 => draft.remove(&seat),
            _ => {
                seat.seat = None;
                draft.create(&seat);
            }
        }
        library.append(&draft, NOW).unwrap();
    }
    assert_eq!(library.get(seat.id).unwrap(), Some(seat));
}

#[test]
fn notes_and_people_are_found_by_words_and_their_beginnings() {
    let place = Place::new();
    let mut library = place.open();
    let mut draft = Draft::new("Notes");
    for text in ["Who pays for the label?", "A brewery that is rebranding"] {
        let mut note = Note::new(Id::new(NOW));
        note.text = text.to_owned();
        note.audience = Audience::Table;
        draft.create(&note);
    }
    draft.create(&person("Zoë"));
    library.append(&draft, NOW).unwrap();
    assert_eq!(library.search_notes("brew", 20).unwrap().len(), 1);
    assert_eq!(library.search_notes("label pays", 20).unwrap().len(), 1);
    assert_eq!(library.search_notes("\" OR *", 20).unwrap().len(), 0);
    assert_eq!(library.search_people("zoe", 20).unwrap().len(), 1);
}

#[test]
fn each_fault_at_opening_has_its_own_error_and_changes_nothing() {
    let place = Place::new();
    let read = |file: &PathBuf| Library::open(file, Access::Read, NOW).unwrap_err();
    let write = |file: &PathBuf| Library::open(file, Access::Write, NOW).unwrap_err();
    let file = place.file();
    assert!(matches!(read(&file), StorageError::Missing { .. }));
    assert!(!file.exists());
    assert!(matches!(
        write(&place.folder.path().to_owned()),
        StorageError::Directory { .. }
    ));
    fs::write(&file, b"").unwrap();
    assert!(matches!(write(&file), StorageError::Empty { .. }));
    assert_eq!(fs::metadata(&file).unwrap().len(), 0);
    fs::write(&file, b"First Name,Last Name\n").unwrap();
    assert!(matches!(write(&file), StorageError::NotOurs { .. }));
    fs::remove_file(&file).unwrap();
    rusqlite::Connection::open(&file)
        .unwrap()
        .execute_batch("CREATE TABLE t (x)")
        .unwrap();
    assert!(matches!(write(&file), StorageError::NotOurs { .. }));
}

#[test]
fn a_newer_library_is_looked_at_and_never_written() {
    let place = Place::new();
    add(&mut place.open(), &person("Ana"));
    let conn = rusqlite::Connection::open(place.file()).unwrap();
    conn.pragma_update(None, "user_version", FORMAT + 1)
        .unwrap();
    drop(conn);
    assert!(matches!(
        Library::open(&place.file(), Access::Write, NOW),
        Err(StorageError::Newer { .. })
    ));
    let library = Library::open(&place.file(), Access::Read, NOW).unwrap();
    assert_eq!(library.all::<Person>().unwrap().len(), 1);
}

#[test]
fn one_writes_and_others_look() {
    let place = Place::new();
    let mut first = place.open();
    match Library::open(&place.file(), Access::Write, NOW) {
        Err(StorageError::InUse { holder, .. }) => {
            assert!(holder.contains(&std::process::id().to_string()));
        }
        other => panic!("{other:?}"),
    }
    add(&mut first, &person("Ana"));
    let mut second = Library::open(&place.file(), Access::Read, NOW).unwrap();
    assert_eq!(second.all::<Person>().unwrap().len(), 1);
    let mut draft = Draft::new("x");
    draft.create(&person("Ben"));
    assert!(matches!(
        second.append(&draft, NOW),
        Err(StorageError::LookingOnly { .. })
    ));
}

#[test]
fn damaged_pages_are_said_and_the_newest_backup_is_named() {
    let place = Place::new();
    let mut library = place.open();
    for n in 0..400 {
        add(&mut library, &person(&format!("Person {n}")));
    }
    let made = library
        .back_up(&backup::folder_beside(&place.file()), NOW)
        .unwrap();
    library.checkpoint().unwrap();
    drop(library);
    let mut bytes = fs::read(place.file()).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 8192].fill(0);
    fs::write(place.file(), &bytes).unwrap();
    match Library::open(&place.file(), Access::Write, NOW) {
        Err(StorageError::Damaged { backup, .. }) => assert_eq!(backup, Some(made.file.clone())),
        other => panic!("{other:?}"),
    }
    let kept = backup::restore(&made.file, &place.file(), NOW)
        .unwrap()
        .unwrap();
    assert_eq!(fs::read(kept).unwrap(), bytes);
    assert_eq!(place.open().all::<Person>().unwrap().len(), 400);
}

#[test]
fn a_backup_that_was_altered_is_refused_and_the_library_stays() {
    let place = Place::new();
    let mut library = place.open();
    add(&mut library, &person("Ana"));
    let made = library.back_up(place.folder.path(), NOW).unwrap();
    drop(library);
    let mut bytes = fs::read(&made.file).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&made.file, bytes).unwrap();
    assert!(matches!(
        backup::restore(&made.file, &place.file(), NOW),
        Err(StorageError::Damaged { .. })
    ));
    assert_eq!(place.open().all::<Person>().unwrap().len(), 1);
}

#[test]
fn a_row_that_is_not_what_its_facts_say_is_found_and_mended_by_a_rebuild() {
    let place = Place::new();
    let mut library = place.open();
    add(&mut library, &person("Ana"));
    library
        .conn
        .execute("UPDATE person SET given = 'Eve'", [])
        .unwrap();
    assert_eq!(library.check().unwrap().problems.len(), 1);
    assert!(!library.rebuild().unwrap());
    assert!(library.check().unwrap().problems.is_empty());
    assert_eq!(library.all::<Person>().unwrap()[0].given, "Ana");
}

#[test]
fn facts_of_a_noun_that_this_version_does_not_know_are_kept_and_not_projected() {
    let place = Place::new();
    let mut library = place.open();
    add(&mut library, &person("Ana"));
    library
        .conn
        .execute(
            "UPDATE fact SET noun = 'hologram' WHERE noun = 'person'",
            [],
        )
        .unwrap();
    library.rebuild().unwrap();
    assert!(library.all::<Person>().unwrap().is_empty());
    assert!(library.check().unwrap().problems.is_empty());
    assert_eq!(library.check().unwrap().facts, 2);
}

/// Undo and redo in any order do what two stacks of states do.
#[test]
fn undo_and_redo_in_any_order_are_those_of_two_stacks() {
    let mut seed = 7_u64;
    let mut below = |limit: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % limit
    };
    for _ in 0..12 {
        let place = Place::new();
        let mut library = place.open();
        let mut ana = person("0");
        add(&mut library, &ana);
        let (mut undo, mut redo) = (Vec::new(), Vec::new());
        for step in 1..40 {
            match below(3) {
                0 => {
                    undo.push(ana.given.clone());
                    redo.clear();
                    let mut next = ana.clone();
                    next.given = step.to_string();
                    let mut draft = Draft::new(format!("Name {step}"));
                    draft.update(&ana, &next);
                    library.append(&draft, NOW).unwrap();
                    ana = next;
                }
                which => {
                    let (from, to) = if which == 1 {
                        (&mut undo, &mut redo)
                    } else {
                        (&mut redo, &mut undo)
                    };
                    let Some(given) = from.pop() else { continue };
                    to.push(std::mem::replace(&mut ana.given, given));
                    let next = library.next_undo_redo().unwrap();
                    let next = if which == 1 { next.0 } else { next.1 };
                    library.undo(next.unwrap().change, NOW).unwrap();
                }
            }
            assert_eq!(
                library.get(ana.id).unwrap().unwrap().given,
                ana.given,
                "step {step}"
            );
        }
    }
}

#[test]
fn two_restores_at_one_moment_keep_both_libraries() {
    let place = Place::new();
    add(&mut place.open(), &person("Ana"));
    let made = place.open().back_up(place.folder.path(), NOW).unwrap();
    let kept: Vec<PathBuf> = ["Ben", "Cleo"]
        .into_iter()
        .map(|name| {
            add(&mut place.open(), &person(name));
            backup::restore(&made.file, &place.file(), NOW)
                .unwrap()
                .unwrap()
        })
        .collect();
    for (file, name) in kept.iter().zip(["Ben", "Cleo"]) {
        let library = Library::open(file, Access::Read, NOW).unwrap();
        let people = library.all::<Person>().unwrap();
        assert!(people.iter().any(|person| person.given == name));
    }
}

#[test]
fn the_backup_of_another_library_in_the_folder_is_not_offered() {
    let place = Place::new();
    let folder = backup::folder_beside(&place.file());
    let other = place.folder.path().join("library-old.tablemates");
    Library::open(&other, Access::Write, NOW)
        .unwrap()
        .back_up(&folder, NOW)
        .unwrap();
    assert_eq!(backup::newest_beside(&place.file()), None);
    let made = place.open().back_up(&folder, NOW).unwrap();
    assert_eq!(backup::newest_beside(&place.file()), Some(made.file));
}

#[test]
fn a_library_from_before_a_column_was_added_opens_whole_and_takes_the_new_column() {
    let place = Place::new();
    let mut dinner = Dinner::new(Id::new(NOW));
    "Thursday Table, No. 14".clone_into(&mut dinner.title);
    let mut library = place.open();
    let mut draft = Draft::new("New dinner");
    draft.create(&dinner);
    library.append(&draft, NOW).unwrap();
    drop(library);
    // As the version before wrote it: neither the columns nor the name of the shape of its tables.
    let conn = rusqlite::Connection::open(place.file()).unwrap();
    for column in ["ends_at", "pitch_ms", "questions_ms"] {
        conn.execute_batch(&format!("ALTER TABLE dinner DROP COLUMN {column}"))
            .unwrap();
    }
    conn.execute_batch("ALTER TABLE objective DROP COLUMN audience")
        .unwrap();
    conn.execute(
        "UPDATE setting SET value = 'of before' WHERE name = 'projection'",
        [],
    )
    .unwrap();
    drop(conn);

    let mut library = place.open();
    assert_eq!(library.get(dinner.id).unwrap().as_ref(), Some(&dinner));
    let mut later = dinner.clone();
    later.ends_at = "2026-11-26T22:00:00".parse().ok();
    later.pitch_ms = 240_000;
    let mut draft = Draft::new("Change the details");
    draft.update(&dinner, &later);
    library.append(&draft, NOW).unwrap();
    drop(library);
    let library = place.open();
    assert_eq!(library.get(dinner.id).unwrap(), Some(later));
    assert!(library.check().unwrap().problems.is_empty());
}

#[test]
fn backups_are_listed_newest_first_and_only_those_of_this_library() {
    let place = Place::new();
    let mut library = place.open();
    add(&mut library, &person("Ana"));
    let folder = backup::folder_beside(&place.file());
    for at_ms in [NOW, NOW + 86_400_000, NOW + 3_600_000, NOW] {
        library.back_up(&folder, at_ms).unwrap();
    }
    for other in [
        "library-old-2026-11-26T190000Z.tablemates-backup",
        "library-2026-99-26T190000Z.tablemates-backup",
        "library-2026-11-26T190000Z.txt",
        "library-.tablemates-backup",
    ] {
        fs::write(folder.join(other), "").unwrap();
    }
    let found: Vec<i64> = backup::beside(&place.file())
        .iter()
        .map(|found| (found.at_ms - NOW) / 1000)
        .collect();
    assert_eq!(found, [86_400, 3_600, 0, 0]);
    assert_eq!(backup::beside(&place.folder.path().join("none/x")), []);
}

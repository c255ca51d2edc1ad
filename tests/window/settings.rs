//! The screen of settings, by accessible name.

use std::fs;

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use tablemates::app::{
    Desk, Session,
    desk::{Edit, Job, PromiseEdit, Report, sample_session},
};

use crate::place::{Open, Place, click, press, sample, says, settle, window};

fn settings(place: &Place) -> Open {
    let mut harness = sample(place, vec2(1440.0, 900.0));
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    harness
}

fn your_name(harness: &Open) -> String {
    harness.state().desk().your_name().unwrap()
}

#[test]
fn the_theme_follows_the_system_when_asked() {
    let place = Place::new();
    let mut harness = settings(&place);
    harness.get_by_label("Theme: System").click();
    harness.run_steps(3);
    let kept = |harness: &Open, name: &str| harness.state().desk().kept(name);
    assert_eq!(kept(&harness, "theme").as_deref(), Some("System"));
    harness.get_by_label("Colours of people: Plain").click();
    harness.run_steps(3);
    assert_eq!(kept(&harness, "plain").as_deref(), Some("true"));
    harness.get_by_label("Text size: 115").click();
    harness.run_steps(3);
    assert_eq!(kept(&harness, "zoom").as_deref(), Some("1.15"));
}

#[test]
fn a_backup_is_made_and_restored_and_what_was_there_is_kept() {
    let place = Place::new();
    let mut harness = settings(&place);
    let name = your_name(&harness);
    click(&mut harness, Role::Button, "Back up now");
    settle(&mut harness);
    assert!(says(&harness, "Backed up and checked"));
    // A backup changes nothing in the library: there is nothing to take back.
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Undo")
            .is_none()
    );
    assert_eq!(harness.state().desk().backups().len(), 1);

    let file = harness.state().desk().file().to_owned();
    drop(harness);
    let mut desk = Desk::new(Session::to_write(&file).unwrap()).unwrap();
    desk.edit(&Edit::Promise(PromiseEdit::Name(
        "Somebody Else".to_owned(),
    )))
    .unwrap();
    let mut harness = window(desk, vec2(1440.0, 900.0));
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    assert_eq!(your_name(&harness), "Somebody");
    click(&mut harness, Role::Button, "Restore…");
    click(&mut harness, Role::Button, "Restore");
    settle(&mut harness);
    assert!(says(&harness, "What was there is kept as"));
    assert_eq!(your_name(&harness), name);
    assert_eq!(harness.state().desk().file(), file);
    let kept = fs::read_dir(file.parent().unwrap()).unwrap();
    let kept = kept
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains(".before-restore-") && !name.ends_with("-wal"));
    assert_eq!(kept.filter(|name| !name.ends_with("-shm")).count(), 1);
    // It is open to be changed, as before.
    harness.get_by_label("Theme: Candlelight").click();
    harness.run_steps(3);
    let theme = harness.state().desk().kept("theme");
    assert_eq!(theme.as_deref(), Some("Candlelight"));
}

#[test]
fn a_damaged_backup_is_refused_and_the_library_stays() {
    let place = Place::new();
    let mut harness = settings(&place);
    click(&mut harness, Role::Button, "Back up now");
    settle(&mut harness);
    let backup = harness.state().desk().backups().remove(0).file;
    let mut bytes = fs::read(&backup).unwrap();
    let middle = bytes.len() / 2;
    bytes.truncate(middle);
    fs::write(&backup, bytes).unwrap();
    let name = your_name(&harness);
    click(&mut harness, Role::Button, "Restore…");
    click(&mut harness, Role::Button, "Restore");
    settle(&mut harness);
    assert!(says(&harness, "SHA-256 differs"));
    assert_eq!(your_name(&harness), name);
    assert_eq!(harness.state().desk().people().len(), 24);
    // And it can still be written.
    harness.get_by_label("Theme: Candlelight").click();
    harness.run_steps(3);
    let theme = harness.state().desk().kept("theme");
    assert_eq!(theme.as_deref(), Some("Candlelight"));
}

#[test]
fn history_takes_one_change_back() {
    let place = Place::new();
    let session = sample_session(&place.file()).unwrap();
    let mut desk = Desk::new(session).unwrap();
    let before = desk.your_name();
    let edit = |edit: PromiseEdit| Edit::Promise(edit);
    desk.edit(&edit(PromiseEdit::Name("Inês Carvalho".to_owned())))
        .unwrap();
    desk.edit(&edit(PromiseEdit::Objective("Two clients".to_owned())))
        .unwrap();
    let mut harness = window(desk, vec2(1440.0, 900.0));
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    click(&mut harness, Role::Tab, "History");
    assert!(says(&harness, "You are Inês Carvalho"));
    // The newest is the objective; the one under it is the name.
    let take_back = harness.get_all_by_role_and_label(Role::Button, "Take back");
    take_back.into_iter().nth(1).unwrap().click();
    harness.run_steps(3);
    assert_eq!(harness.state().desk().your_name(), before);
    let objective = harness.state().desk().day().unwrap().objective;
    assert_eq!(objective.unwrap().text, "Two clients");
    assert!(says(&harness, "You are Inês Carvalho, taken back"));
}

#[test]
fn the_owner_is_chosen_among_the_people() {
    let place = Place::new();
    let mut harness = settings(&place);
    click(&mut harness, Role::Button, "Choose who you are");
    harness
        .get_by_role_and_label(Role::TextInput, "Name, trade or firm")
        .type_text("Priya");
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(your_name(&harness), "Priya");
    assert!(says(&harness, "You are Priya"));
}

#[test]
fn sections_are_reached_by_arrows_and_are_not_empty() {
    let place = Place::new();
    for size in [
        vec2(1440.0, 900.0),
        tablemates::ui::theme::smallest_window(),
    ] {
        let mut harness = sample(&place, size);
        press(&mut harness, Modifiers::COMMAND, Key::Comma);
        harness.get_by_role_and_label(Role::Tab, "Look").focus();
        harness.run_steps(2);
        for words in [
            "Table display opens on",
            "Ines Carvalho",
            "Paper size",
            "Nothing leaves this computer",
            "changes",
            "Seat again",
            "SIL Open Font License",
        ] {
            press(&mut harness, Modifiers::NONE, Key::ArrowDown);
            assert!(says(&harness, words), "{words}");
        }
    }
}

#[test]
fn everything_is_written_into_a_new_folder_each_time() {
    let place = Place::new();
    let mut desk = Desk::new(sample_session(&place.file()).unwrap()).unwrap();
    let out = place.file().with_file_name("out");
    let mut export = || {
        desk.start(Job::Export(out.clone()), || {}).unwrap();
        match desk.wait().unwrap() {
            Ok(Report::Said(words)) => words,
            other => panic!("{other:?}"),
        }
    };
    assert!(export().contains("Wrote people"));
    export();
    let mut folders: Vec<_> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    assert_eq!(folders.len(), 2);
    let file = |name: &str| fs::read_to_string(folders[0].join(name)).unwrap();
    assert_eq!(file("people.csv").lines().count(), 25);
    assert_eq!(file("people.vcf").matches("BEGIN:VCARD").count(), 24);
    assert!(file("everything.json").contains("\"commitment\""));
    assert!(file("dates.ics").contains("BEGIN:VEVENT"));
    let blocked = place.file().with_file_name("a file");
    fs::write(&blocked, "").unwrap();
    desk.start(Job::Export(blocked), || {}).unwrap();
    let error = desk.wait().unwrap().unwrap_err().to_string();
    assert!(error.contains("is a file, not a folder"), "{error}");
}

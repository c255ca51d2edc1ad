//! Looking at a file and bringing it in, as the window does.

use std::{path::Path, sync::Arc};

use tempfile::TempDir;

use super::{
    Choices, Decision, ImportError, ImportOptions, Preview, State, bring_in, import, look,
};
use crate::{
    app::Session,
    domain::{ContactPoint, Group, Membership, Person},
    exchange::{DateOrder, Field},
};

const FILE: &str = "First Name,Last Name,Email Address,Company,Position,Connected On\n\
    Nadia,Brandt,,Larch Vets,Owner,12 Mar 2024\n\
    Hana,Lindquist,hannah@wordshop.example,Wordshop Ltd,Copywriter,7 Feb 2022\n\
    Lucy,Pell,lucy@@pell.example,Pell Signs,Owner,9 Aug 2025\n\
    ,,info@elm.example,Elm Dental,,2 Jan 2023\n\
    Karim,Aziz,karim@aziz.example,Aziz Foods,Owner,32 Apr 2024\n\
    ,,,Empty Ltd,,\n";

struct Place {
    session: Session,
    _folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let session = Session::to_write(&folder.path().join("library.tablemates")).unwrap();
        Self {
            session,
            _folder: folder,
        }
    }

    /// A library in which Hannah Lindqvist is known.
    fn with_hannah() -> Self {
        let place = Self::new();
        let csv = "Name,Email,Company\nHannah Lindqvist,Hannah@wordshop.example,Wordshop\n";
        import(&place.session, csv.as_bytes(), &ImportOptions::default()).unwrap();
        place
    }

    fn look(&self, text: &str, choices: Option<Choices>) -> Preview {
        let bytes: Arc<[u8]> = text.as_bytes().into();
        look(
            &self.session,
            Path::new("Connections.csv"),
            Some(bytes),
            choices,
        )
        .unwrap()
    }

    fn bring_in(&self, preview: &Preview, choices: &Choices) -> super::Brought {
        bring_in(&self.session, preview, choices, || false).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let people = self.session.library().all::<Person>().unwrap();
        let mut names: Vec<String> = people.iter().map(Person::name).collect();
        names.sort();
        names
    }

    fn person(&self, name: &str) -> Person {
        let people = self.session.library().all::<Person>().unwrap();
        people
            .into_iter()
            .find(|person| person.name() == name)
            .unwrap()
    }

    fn values(&self, name: &str) -> Vec<String> {
        let points = self
            .session
            .library()
            .contact_points(self.person(name).id)
            .unwrap();
        points
            .into_iter()
            .map(|point: ContactPoint| point.value)
            .collect()
    }
}

fn words(preview: &Preview, choices: &Choices) -> Vec<String> {
    let word = |line| match preview.state(line, choices) {
        State::New => "new".to_owned(),
        State::Known => "known".to_owned(),
        State::Alike(alike) => format!("alike to {}", alike[0].side.name),
        State::Merge(_) => "merge".to_owned(),
        State::TwoPeople(_) => "two people".to_owned(),
        State::Problem(problem) => problem.reason.clone(),
        State::LeftOut => "left out".to_owned(),
    };
    preview.lines.iter().map(word).collect()
}

#[test]
fn a_look_says_what_would_become_of_each_row_and_writes_nothing() {
    let place = Place::with_hannah();
    let preview = place.look(FILE, None);
    let choices = Choices::default();
    assert_eq!(
        words(&preview, &choices),
        [
            "new",
            "alike to Hannah Lindqvist",
            "This is not an e-mail address",
            "There is no name, only an e-mail address",
            "This is not a date that can be read",
            "A company without a person's name or e-mail address",
        ]
    );
    let counts = preview.counts(&choices);
    assert_eq!(
        (counts.all, counts.new, counts.undecided, counts.problems),
        (6, 1, 1, 4)
    );
    assert_eq!(place.names(), ["Hannah Lindqvist"]);
}

#[test]
fn what_waits_stays_out_and_again_adds_nothing() {
    let place = Place::with_hannah();
    let preview = place.look(FILE, None);
    let brought = place.bring_in(&preview, &Choices::default());
    assert!(brought.is_written);
    assert_eq!(brought.words, "Brought in 1 person");
    assert_eq!(place.names(), ["Hannah Lindqvist", "Nadia Brandt"]);
    let after = words(&brought.preview, &Choices::default());
    assert_eq!(after[0], "known");
    assert_eq!(after[2], "This is not an e-mail address");
    let again = place.bring_in(&place.look(FILE, None), &Choices::default());
    assert!(!again.is_written);
    assert!(
        again.words.starts_with("Nobody was added"),
        "{}",
        again.words
    );
    place.session.undo().unwrap();
    assert_eq!(place.names(), ["Hannah Lindqvist"]);
}

#[test]
fn a_merge_keeps_yours_adds_what_is_missing_and_is_known_again() {
    let place = Place::with_hannah();
    let preview = place.look(FILE, None);
    let State::Alike(alike) = preview.state(&preview.lines[1], &Choices::default()) else {
        panic!("{:?}", preview.lines[1])
    };
    let mut choices = Choices::default();
    choices
        .decisions
        .insert(preview.lines[1].row, Decision::Merge(alike[0].other));
    let before = place.person("Hannah Lindqvist");
    let brought = place.bring_in(&preview, &choices);
    assert_eq!(brought.words, "Brought in 1 person, merged 1");
    let hannah = place.person("Hannah Lindqvist");
    assert_eq!(
        (hannah.id, hannah.company.as_str()),
        (before.id, "Wordshop")
    );
    assert_eq!(hannah.position, "Copywriter");
    assert_eq!(hannah.connected_on.unwrap().to_string(), "2022-02-07");
    assert_eq!(
        hannah.private_note,
        "From Connections.csv: name Hana Lindquist; company Wordshop Ltd"
    );
    // The same address in other letters is no second one.
    assert_eq!(
        place.values("Hannah Lindqvist"),
        ["Hannah@wordshop.example"]
    );
    assert_eq!(words(&brought.preview, &choices)[1], "known");
    let command_line = import(&place.session, FILE.as_bytes(), &ImportOptions::default()).unwrap();
    assert!(
        command_line
            .added
            .iter()
            .all(|person| person.given != "Hana")
    );
    place.session.undo().unwrap();
    place.session.undo().unwrap();
    assert_eq!(place.person("Hannah Lindqvist"), before);
}

#[test]
fn other_addresses_are_added_beside() {
    let place = Place::with_hannah();
    let text = "Name,Email,Email 2,Phone\nHanna Lindqvist,hanna@home.example,hannah@wordshop.example,+442079460112\n";
    let preview = place.look(text, None);
    let State::Alike(alike) = preview.state(&preview.lines[0], &Choices::default()) else {
        panic!()
    };
    let mut choices = Choices::default();
    choices
        .decisions
        .insert(preview.lines[0].row, Decision::Merge(alike[0].other));
    assert_eq!(place.bring_in(&preview, &choices).words, "Merged 1 person");
    assert_eq!(
        place.values("Hannah Lindqvist"),
        [
            "Hannah@wordshop.example",
            "hanna@home.example",
            "+442079460112"
        ]
    );
}

#[test]
fn two_people_are_two() {
    let place = Place::with_hannah();
    let preview = place.look(FILE, None);
    let mut choices = Choices::default();
    choices
        .decisions
        .insert(preview.lines[1].row, Decision::TwoPeople);
    place.bring_in(&preview, &choices);
    assert_eq!(
        place.names(),
        ["Hana Lindquist", "Hannah Lindqvist", "Nadia Brandt"]
    );
}

#[test]
fn two_rows_of_one_file_are_merged_into_one_person() {
    let place = Place::new();
    let text = "Name,Email,Company\nBob Smith,bob@one.example,One\nRobert Smith,bob@two.example,Two\nRob Smith,rob@three.example,\n";
    let preview = place.look(text, None);
    let mut choices = Choices::default();
    for line in &preview.lines {
        if let State::Alike(alike) = preview.state(line, &Choices::default()) {
            let first = alike.iter().map(|each| each.other).min().unwrap();
            choices.decisions.insert(line.row, Decision::Merge(first));
        }
    }
    assert_eq!(choices.decisions.len(), 2);
    assert_eq!(
        place.bring_in(&preview, &choices).words,
        "Brought in 1 person, merged 2"
    );
    assert_eq!(place.names(), ["Bob Smith"]);
    assert_eq!(place.values("Bob Smith").len(), 3);
    let again = place.look(text, None);
    assert_eq!(
        words(&again, &Choices::default()),
        ["known", "known", "known"]
    );
    place.session.undo().unwrap();
    assert_eq!(place.names(), Vec::<String>::new());
}

#[test]
fn mended_values_are_checked_again_and_the_same_file_is_known() {
    let place = Place::new();
    let preview = place.look(FILE, None);
    let mut choices = Choices::default();
    let by = |text: &str| Some(text.to_owned());
    let problem = |preview: &Preview, row: usize| {
        preview
            .problems
            .iter()
            .find(|each| each.row == row)
            .unwrap()
            .clone()
    };
    choices.mend(&problem(&preview, 4), by("lucy@pell@example"));
    let preview = place.look(FILE, Some(choices.clone()));
    assert_eq!(problem(&preview, 4).value, "lucy@pell@example");
    choices.mend(&problem(&preview, 4), by("lucy@pell.example"));
    assert_eq!(choices.mends.len(), 1);
    choices.mend(&problem(&preview, 5), by("Dr Elena Elm"));
    choices.mend(&problem(&preview, 6), None);
    choices.mend(&problem(&preview, 7), by("Eve Empty"));
    let preview = place.look(FILE, Some(choices.clone()));
    assert_eq!(words(&preview, &choices), ["new"; 6]);
    place.bring_in(&preview, &choices);
    assert_eq!(place.values("Lucy Pell"), ["lucy@pell.example"]);
    assert_eq!(place.person("Elena Elm").company, "Elm Dental");
    assert_eq!(place.person("Karim Aziz").connected_on, None);
    assert_eq!(place.person("Eve Empty").company, "Empty Ltd");
    // As it is, with its mistakes, the file still names the same people.
    let again = import(&place.session, FILE.as_bytes(), &ImportOptions::default()).unwrap();
    let names: Vec<String> = again.added.iter().map(Person::name).collect();
    assert_eq!(names, Vec::<String>::new());
}

#[test]
fn an_address_can_be_name_enough_and_a_row_left_out() {
    let place = Place::new();
    let preview = place.look(FILE, None);
    let mut choices = Choices::default();
    choices.mend(&preview.problems_of(&preview.lines[3])[0].clone(), None);
    choices.left_out.insert(preview.lines[0].row);
    let preview = place.look(FILE, Some(choices.clone()));
    assert_eq!(
        &words(&preview, &choices)[..4],
        ["left out", "new", "This is not an e-mail address", "new"]
    );
    place.bring_in(&preview, &choices);
    assert_eq!(place.names(), ["Hana Lindquist", "info"]);
}

#[test]
fn what_columns_are_is_kept_for_the_next_file_with_them() {
    let place = Place::new();
    let text = "Wer,Was,Wann\nAna Silva,Bakery,03/04/2024\n";
    let preview = place.look(text, None);
    assert_eq!(preview.parsed.contacts.len(), 0);
    assert_eq!(preview.parsed.columns[0].sample, "Ana Silva");
    let mut choices = Choices::default();
    choices.fields.extend([
        (0, Field::Name),
        (1, Field::Company),
        (2, Field::ConnectedOn),
    ]);
    choices.dates = Some(DateOrder::DayFirst);
    place.bring_in(&place.look(text, Some(choices.clone())), &choices);
    assert_eq!(
        place.person("Ana Silva").connected_on.unwrap().to_string(),
        "2024-04-03"
    );
    let next = place.look("Wer,Was,Wann\nBen Lee,Books,05/06/2024\n", None);
    assert!(next.is_remembered);
    assert_eq!(next.choices.fields, choices.fields);
    let contact = next.contact(&next.lines[0]).unwrap();
    assert_eq!(
        (contact.full_name().as_str(), contact.company.as_str()),
        ("Ben Lee", "Books")
    );
    assert_eq!(contact.connected_on.unwrap().to_string(), "2024-06-05");
    let other = place.look("Wer,Was\nBen Lee,Books\n", None);
    assert!(!other.is_remembered);
}

#[test]
fn a_group_is_joined_and_made_if_there_is_none() {
    let place = Place::with_hannah();
    let choices = Choices {
        group: Some("Thursday Table".to_owned()),
        ..Choices::default()
    };
    let text = "Name,Email,Company\nHannah Lindqvist,Hannah@wordshop.example,Wordshop\nAna Silva,ana@silva.example,\n";
    place.bring_in(&place.look(text, None), &choices);
    let library = place.session.library();
    assert_eq!(library.all::<Group>().unwrap().len(), 1);
    assert_eq!(library.all::<Membership>().unwrap().len(), 2);
}

#[test]
fn a_cancelled_import_writes_nothing() {
    let place = Place::new();
    let preview = place.look(FILE, None);
    let error = bring_in(&place.session, &preview, &Choices::default(), || true).unwrap_err();
    assert!(matches!(error, ImportError::Cancelled));
    assert_eq!(place.names(), Vec::<String>::new());
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let place = Place::new();
    let folder = tempfile::tempdir().unwrap();
    let check = |name: &str, bytes: Option<&[u8]>, expected: &str| {
        let file = folder.path().join(name);
        if let Some(bytes) = bytes {
            std::fs::write(&file, bytes).unwrap();
        }
        let error = look(&place.session, &file, None, None)
            .unwrap_err()
            .to_string();
        assert!(error.contains(expected), "{name}: {error}");
    };
    check("gone.csv", None, "There is no file");
    check("", None, "is a folder");
    check("empty.csv", Some(b""), "The file is empty");
    check(
        "picture.csv",
        Some(b"\x89PNG\r\n\x1a\n\0\0\0\0"),
        "does not look like a contacts file",
    );
    check("book.csv", Some(b"PK\x03\x04rest"), "Save as");
    check(
        "letter.csv",
        Some(b"<html><body>Dear all</body></html>"),
        "does not look like",
    );
}

#[test]
fn the_template_is_understood_in_full() {
    let place = Place::new();
    let text = String::from_utf8(super::template().unwrap()).unwrap();
    let preview = place.look(&text, None);
    assert_eq!(words(&preview, &Choices::default()), ["new"]);
    let unread = preview
        .parsed
        .columns
        .iter()
        .filter(|column| column.field.is_none());
    assert_eq!(unread.count(), 0, "{:?}", preview.parsed.columns);
}

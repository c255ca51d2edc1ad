//! Bringing people in: choosing a file, what is shown of it, what is decided, and what the library holds afterwards.

use std::{cell::RefCell, collections::VecDeque, fs, path::PathBuf, rc::Rc};

use egui::{Key, Modifiers, Vec2, accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use tablemates::{
    app::{Desk, Session, import},
    domain::Person,
    ui::{
        Window,
        command::Route,
        files::{Answer, FilePicker, Kind, Request, RequestId},
        theme::{self, Look},
    },
};
use tempfile::TempDir;

use crate::place::{Open, click, press, says, settle};

const FILE: &str = "First Name,Last Name,Email Address,Company,Position,Connected On\n\
    Nadia,Brandt,,Larch Vets,Owner,12 Mar 2024\n\
    Hana,Lindquist,hannah@wordshop.example,Wordshop Ltd,Copywriter,7 Feb 2022\n\
    Lucy,Pell,lucy@@pell.example,Pell Signs,Owner,9 Aug 2025\n\
    Omar,Said,omar@saidco.example,Said & Co,Owner,15 Mar 2024\n";

/// Answers as it was told; where it was told nothing it stays silent.
#[derive(Clone, Default)]
struct Scripted {
    told: Rc<RefCell<VecDeque<Answer>>>,
    asked: Rc<RefCell<Vec<Request>>>,
    answers: Rc<RefCell<VecDeque<(RequestId, Answer)>>>,
}

impl FilePicker for Scripted {
    fn ask(&mut self, request: &Request, wake: Box<dyn FnOnce() + Send>) -> RequestId {
        self.asked.borrow_mut().push(*request);
        let id = self.asked.borrow().len() as RequestId;
        if let Some(answer) = self.told.borrow_mut().pop_front() {
            self.answers.borrow_mut().push_back((id, answer));
        }
        wake();
        id
    }

    fn poll(&mut self) -> Option<(RequestId, Answer)> {
        self.answers.borrow_mut().pop_front()
    }
}

struct Place {
    folder: TempDir,
    picker: Scripted,
}

impl Place {
    fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            picker: Scripted::default(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }

    fn tell(&self, answer: Answer) {
        self.picker.told.borrow_mut().push_back(answer);
    }

    /// A window on a library in which Hannah Lindqvist is known.
    fn window(&self, size: Vec2) -> Open {
        let session = Session::to_write(&self.path("library.tablemates")).unwrap();
        let csv = "Name,Email,Company\nHannah Lindqvist,hannah@wordshop.example,Wordshop\n";
        import::import(&session, csv.as_bytes(), &import::ImportOptions::default()).unwrap();
        let desk = Desk::new(session).unwrap();
        let picker = Box::new(self.picker.clone());
        let window = Window::with_picker(desk, &egui::Context::default(), picker);
        let mut harness = Harness::builder()
            .with_size(size)
            .with_context_setup(|context: &egui::Context| theme::install(context, Look::default()))
            .build_ui_state(|ui, window: &mut Window| window.show(ui), window);
        harness.run_steps(3);
        harness
    }

    /// The same with a file chosen and read.
    fn with_file(&self, text: impl AsRef<[u8]>, size: Vec2) -> Open {
        let file = self.write("Connections.csv", text);
        self.tell(Answer::Picked(file));
        let mut harness = self.window(size);
        press(&mut harness, Modifiers::COMMAND, Key::O);
        assert_eq!(harness.state().route(), Route::Import);
        click(&mut harness, Role::Button, "Choose a file");
        settle(&mut harness);
        harness
    }
}

const WIDE: Vec2 = vec2(1440.0, 900.0);

fn names(harness: &Open) -> Vec<&str> {
    let people = harness.state().desk().people();
    people.iter().map(|line| line.name.as_str()).collect()
}

fn person<'h>(harness: &'h Open, name: &str) -> &'h Person {
    let people = harness.state().desk().people();
    &people.iter().find(|line| line.name == name).unwrap().person
}

fn key(harness: &mut Open, key: Key) {
    press(harness, Modifiers::NONE, key);
}

fn type_into(harness: &mut Open, label: &str, text: &str) {
    let field = |harness: &Open| {
        harness
            .get_by_role_and_label(Role::TextInput, label)
            .focus();
    };
    field(harness);
    harness.run_steps(2);
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .type_text(text);
    harness.run_steps(3);
}

#[test]
fn a_file_is_seen_before_anything_is_written_then_brought_in_and_taken_back_as_one() {
    let place = Place::new();
    let mut harness = place.with_file(FILE, WIDE);
    assert_eq!(place.picker.asked.borrow()[0].kind, Kind::Open);
    assert!(says(
        &harness,
        "LinkedIn connections, UTF-8, commas. 4 rows."
    ));
    assert!(says(&harness, "Nothing written yet"));
    assert!(says(&harness, "Row 2, Nadia Brandt, Larch Vets: new"));
    assert!(says(
        &harness,
        "Row 3, Hana Lindquist, Wordshop Ltd: duplicate?"
    ));
    assert!(says(
        &harness,
        "Row 4, Lucy Pell, Pell Signs: e-mail not valid"
    ));
    assert!(says(&harness, "1 duplicate and 1 problem wait for you"));
    assert_eq!(names(&harness), ["Hannah Lindqvist"]);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    settle(&mut harness);
    assert!(says(&harness, "Brought in 2 people"));
    assert_eq!(
        names(&harness),
        ["Nadia Brandt", "Hannah Lindqvist", "Omar Said"]
    );
    // The rows with problems are still there, those brought in are known.
    assert!(says(&harness, "Row 2, Nadia Brandt, Larch Vets: known"));
    assert!(says(
        &harness,
        "Row 4, Lucy Pell, Pell Signs: e-mail not valid"
    ));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(names(&harness), ["Hannah Lindqvist"]);
    assert!(says(&harness, "Row 2, Nadia Brandt, Larch Vets: new"));
}

#[test]
fn a_duplicate_is_merged_by_its_key() {
    let place = Place::new();
    let mut harness = place.with_file(FILE, WIDE);
    assert!(says(&harness, "Perhaps the same? 1 of 1"));
    assert!(says(
        &harness,
        "Company: Yours Wordshop, in the file Wordshop Ltd"
    ));
    key(&mut harness, Key::A);
    assert!(says(&harness, "Decided: merge"));
    click(&mut harness, Role::Button, "Bring in 2 people");
    settle(&mut harness);
    assert!(says(&harness, "Brought in 2 people, merged 1"));
    let hannah = person(&harness, "Hannah Lindqvist");
    assert_eq!(hannah.company, "Wordshop");
    assert_eq!(hannah.position, "Copywriter");
    assert_eq!(names(&harness).len(), 3);
    // One problem is left; with those who are here one goes on.
    assert!(says(&harness, "What this file holds is in your library"));
    click(&mut harness, Role::Button, "Plan a dinner");
    assert_eq!(harness.state().route(), Route::NewDinner);
}

#[test]
fn two_people_and_later_are_decided_by_their_keys() {
    let place = Place::new();
    let mut harness = place.with_file(FILE, WIDE);
    key(&mut harness, Key::L);
    assert!(says(&harness, "Hana Lindquist, Wordshop Ltd: later"));
    key(&mut harness, Key::X);
    assert!(says(&harness, "Hana Lindquist, Wordshop Ltd: two people"));
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    settle(&mut harness);
    assert!(names(&harness).contains(&"Hana Lindquist"));
    assert_eq!(names(&harness).len(), 4);
}

#[test]
fn a_problem_is_mended_in_its_place_and_checked_again() {
    let place = Place::new();
    let mut harness = place.with_file(FILE, WIDE);
    // With nothing chosen, E opens the first problem.
    key(&mut harness, Key::E);
    let label = "Email Address of row 4";
    harness.get_by_role_and_label(Role::TextInput, label);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_into(&mut harness, label, "lucy pell.example");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    settle(&mut harness);
    assert!(says(&harness, "e-mail not valid"));
    key(&mut harness, Key::E);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_into(&mut harness, label, "lucy@pell.example");
    click(&mut harness, Role::Button, "Keep");
    settle(&mut harness);
    assert!(says(&harness, "Row 4, Lucy Pell, Pell Signs: new"));
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    settle(&mut harness);
    assert!(names(&harness).contains(&"Lucy Pell"));
}

#[test]
fn a_value_that_is_wrong_can_be_left_out() {
    let place = Place::new();
    let mut harness = place.with_file(FILE, WIDE);
    for _ in 0..3 {
        key(&mut harness, Key::J);
    }
    click(&mut harness, Role::Button, "Leave out the e-mail");
    settle(&mut harness);
    assert!(says(&harness, "Row 4, Lucy Pell, Pell Signs: new"));
}

#[test]
fn escape_leaves_the_field_first_and_then_the_import_with_nothing_written() {
    let place = Place::new();
    let mut harness = place.with_file(FILE, WIDE);
    key(&mut harness, Key::E);
    key(&mut harness, Key::Escape);
    assert_eq!(harness.state().route(), Route::Import);
    assert!(
        harness
            .query_by_role_and_label(Role::TextInput, "Email Address of row 4")
            .is_none()
    );
    key(&mut harness, Key::Slash);
    type_into(&mut harness, "Filter", "omar");
    assert!(says(&harness, "Row 5, Omar Said"));
    assert!(!says(&harness, "Row 2, Nadia Brandt"));
    key(&mut harness, Key::Escape);
    assert_eq!(harness.state().route(), Route::Import);
    key(&mut harness, Key::Escape);
    assert_eq!(harness.state().route(), Route::People);
    assert!(says(&harness, "nothing was written"));
    assert_eq!(names(&harness), ["Hannah Lindqvist"]);
}

#[test]
fn columns_that_mean_nothing_are_said_and_read_again() {
    let place = Place::new();
    let mut harness = place.with_file("Wer;Was\nAna Silva;Bakery\n", WIDE);
    assert!(says(&harness, "no name"));
    click(&mut harness, Role::ComboBox, "Wer becomes: Not read");
    click(&mut harness, Role::MenuItem, "Whole name");
    settle(&mut harness);
    assert!(says(&harness, "Row 2, Ana Silva"));
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    settle(&mut harness);
    assert!(names(&harness).contains(&"Ana Silva"));
}

#[test]
fn everybody_joins_a_new_group() {
    let place = Place::new();
    let mut harness = place.with_file(FILE, WIDE);
    click(&mut harness, Role::ComboBox, "Joins the group: None");
    click(&mut harness, Role::MenuItem, "A new group…");
    type_into(&mut harness, "Name of the new group", "Thursday Table");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    settle(&mut harness);
    let session = Session::to_read(&place.path("library.tablemates")).unwrap();
    let library = session.library();
    let groups = library.all::<tablemates::domain::Group>().unwrap();
    assert_eq!(groups[0].name, "Thursday Table");
    let members = library.all::<tablemates::domain::Membership>().unwrap();
    assert_eq!(members.len(), 2);
}

#[test]
fn without_a_dialog_a_path_is_typed_and_what_is_wrong_with_it_said() {
    let place = Place::new();
    let file = place.write("people.csv", FILE);
    place.tell(Answer::Failed("Nothing here shows dialogs".to_owned()));
    let mut harness = place.window(WIDE);
    press(&mut harness, Modifiers::COMMAND, Key::O);
    click(&mut harness, Role::Button, "Choose a file");
    assert!(says(
        &harness,
        "No file dialog on this system. Type or paste a path"
    ));
    assert!(says(&harness, "Nothing here shows dialogs"));
    type_into(
        &mut harness,
        "File",
        place.path("gone.csv").to_str().unwrap(),
    );
    key(&mut harness, Key::Enter);
    assert!(says(&harness, "There is no file"));
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_into(&mut harness, "File", file.to_str().unwrap());
    click(&mut harness, Role::Button, "Open");
    settle(&mut harness);
    assert!(says(&harness, "Row 2, Nadia Brandt"));
    // The next time it is one of the last ones.
    click(&mut harness, Role::Button, "Type a path");
    click(
        &mut harness,
        Role::ListBoxOption,
        &format!("people.csv in {}", place.folder.path().display()),
    );
    settle(&mut harness);
    assert!(says(&harness, "Row 2, Nadia Brandt"));
}

#[test]
fn a_silent_dialog_is_given_up_but_a_late_answer_is_taken() {
    let place = Place::new();
    let file = place.write("people.csv", FILE);
    let mut harness = place.window(WIDE);
    press(&mut harness, Modifiers::COMMAND, Key::O);
    click(&mut harness, Role::Button, "Choose a file");
    assert!(says(&harness, "Choose in the file dialog"));
    assert!(!says(&harness, "does not come up"));
    for _ in 0..40 {
        harness.step();
    }
    assert!(says(&harness, "The file dialog does not come up"));
    place
        .picker
        .answers
        .borrow_mut()
        .push_back((1, Answer::Picked(file)));
    harness.run_steps(2);
    settle(&mut harness);
    assert!(!says(&harness, "does not come up"));
    assert!(says(&harness, "Row 2, Nadia Brandt"));
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_file_dropped_on_any_screen_is_looked_at() {
    let place = Place::new();
    let mut harness = place.window(WIDE);
    let drop = |harness: &mut Open, file: PathBuf| {
        let files = &mut harness.input_mut().dropped_files;
        files.push(std::sync::Arc::new(Dropped(file)));
        harness.run_steps(3);
        settle(harness);
    };
    drop(&mut harness, place.write("photo.jpg", "x"));
    assert!(says(&harness, "Drop a table (CSV)"));
    assert_eq!(harness.state().route(), Route::Today);
    drop(&mut harness, place.write("People.CSV", FILE));
    assert_eq!(harness.state().route(), Route::Import);
    assert!(says(&harness, "Row 2, Nadia Brandt"));
    // A library is opened.
    let other = place.path("other.tablemates");
    std::mem::drop(Session::to_write(&other).unwrap());
    drop(&mut harness, other.clone());
    assert_eq!(harness.state().desk().file(), other);
}

#[test]
fn a_cancelled_dialog_changes_nothing() {
    let place = Place::new();
    place.tell(Answer::Cancelled);
    let mut harness = place.window(WIDE);
    press(&mut harness, Modifiers::COMMAND, Key::O);
    click(&mut harness, Role::Button, "Choose a file");
    assert!(says(&harness, "Choose a file, or drop one here"));
    assert!(!says(&harness, "Type or paste a path"));
}

#[test]
fn the_template_is_written_and_can_be_brought_in() {
    let place = Place::new();
    place.tell(Answer::Picked(place.path("template.csv")));
    let mut harness = place.window(WIDE);
    press(&mut harness, Modifiers::COMMAND, Key::O);
    click(&mut harness, Role::Button, "Save a template to fill in");
    settle(&mut harness);
    assert!(says(&harness, "Wrote"));
    assert_eq!(place.picker.asked.borrow()[0].kind, Kind::Save);
    let text = fs::read_to_string(place.path("template.csv")).unwrap();
    assert!(text.contains("Ana,") && text.lines().count() == 2, "{text}");
}

#[test]
fn files_that_are_no_contacts_are_refused_in_words() {
    for (bytes, words) in [
        (&b""[..], "The file is empty"),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\0\0",
            "does not look like a contacts file",
        ),
        (b"PK\x03\x04", "Save as"),
    ] {
        let place = Place::new();
        let harness = place.with_file(bytes, WIDE);
        assert!(says(&harness, words), "{words}");
        assert!(says(&harness, "Choose a file, or drop one here"));
    }
    let place = Place::new();
    let harness = place.with_file("First Name,Last Name,Email\n", WIDE);
    assert!(says(&harness, "There are no people in this file"));
}

#[test]
fn many_rows_are_read_and_brought_in_in_a_narrow_window() {
    const STARTS: [&str; 12] = [
        "Ab", "Bru", "Cle", "Do", "Eli", "Fra", "Gus", "Ho", "Ivo", "Ju", "Kas", "Lu",
    ];
    const ENDS: [&str; 8] = ["min", "rta", "vek", "sson", "ph", "gard", "zio", "quist"];
    let mut text = "First Name,Last Name,Email\n".to_owned();
    let mut rows = 0;
    for given in STARTS {
        for middle in ENDS {
            for family in STARTS {
                text.extend([format!(
                    "{given}{middle},{family}{middle},p{rows}@example.org\n"
                )]);
                rows += 1;
            }
        }
    }
    let place = Place::new();
    let mut harness = place.with_file(text, theme::smallest_window());
    assert!(says(&harness, &format!("{rows} rows")));
    // The list is drawn only as far as it is seen, and goes with the keys.
    assert!(!says(&harness, "Row 60,"));
    for _ in 0..60 {
        key(&mut harness, Key::J);
    }
    assert!(says(&harness, "Row 61,"));
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    settle(&mut harness);
    assert!(
        names(&harness).len() > rows / 2,
        "{}",
        names(&harness).len()
    );
}

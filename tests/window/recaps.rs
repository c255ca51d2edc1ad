//! Recaps by accessible name and keys, on the sample after its evening was played and wrapped up.

use std::{
    fs,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tablemates::{
    app::{
        Desk,
        desk::{ReaderLine, ReaderState, RecapPage, sample_session_by},
        play, sample as sample_library, wrap,
    },
    domain::{Dinner, Id},
    evening::{BootId, Clock, Stamp},
    ui::{
        command::{Route, Stage},
        files::Opener,
    },
};
use tempfile::TempDir;

use crate::{
    place::{Open, Place, click, press, says, settle, window_opening_by},
    wrap_up::{go, played},
};

/// A clock that stands at Friday 27 November 2026, 08:52 UTC: the morning after.
#[derive(Debug)]
struct Morning;

impl Clock for Morning {
    fn now(&self) -> Stamp {
        Stamp {
            wall_ms: 1_795_769_520_000,
            boot_ms: 60_000,
            boot_id: BootId::of("the morning after"),
        }
    }
}

/// What was opened in another program, and whether there is one.
#[derive(Clone, Default)]
struct Programs {
    opened: Arc<Mutex<Vec<String>>>,
    are_missing: bool,
}

impl Programs {
    fn opener(&self) -> Opener {
        let (opened, is_there) = (Arc::clone(&self.opened), !self.are_missing);
        Opener::new(move |target| {
            let target = target.to_string_lossy().into_owned();
            opened.lock().unwrap().push(target);
            is_there
        })
    }

    /// The next thing that was opened; it is opened on another thread.
    fn next(&self, harness: &mut Open) -> String {
        for _ in 0..500 {
            harness.run_steps(1);
            if let Some(target) = self.opened.lock().unwrap().pop() {
                // What came of it is there in the frame after.
                return target;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("nothing was opened")
    }
}

/// The morning after the sample's evening, everything accepted, at its recaps.
fn morning(place: &Place, folder: &TempDir, programs: &Programs) -> (Open, Id<Dinner>) {
    let session = sample_session_by(&place.file(), Box::new(Morning)).unwrap();
    let dinners = session.library().dinners().unwrap();
    let is_tonight =
        |dinner: &&Dinner| dinner.state == tablemates::domain::dinner::DinnerState::Seated;
    let dinner = dinners.iter().find(is_tonight).unwrap().clone();
    let script = sample_library::script(&session, &dinner, 1).unwrap();
    play::play(&session, &dinner, 1, &script, |_| {}).unwrap();
    wrap::wrap(&session, &dinner, true).unwrap();
    let desk = Desk::new(session).unwrap();
    desk.keep_papers_in(folder.path()).unwrap();
    let mut harness = window_opening_by(desk, vec2(1440.0, 900.0), programs.opener());
    go(&mut harness, dinner.id, Stage::Recaps);
    (harness, dinner.id)
}

fn line(harness: &Open, dinner: Id<Dinner>, name: &str) -> ReaderLine {
    let page = page(harness, dinner);
    page.readers
        .into_iter()
        .find(|line| line.name == name)
        .unwrap()
}

/// What a guest's recap says, in words.
fn words(harness: &Open, dinner: Id<Dinner>, name: &str) -> String {
    let person = line(harness, dinner, name).person;
    let desk = harness.state().desk();
    let open = desk.dinner(dinner).unwrap().unwrap();
    desk.recap_words(&open, person).unwrap()
}

/// Writes a line from its beginning.
fn write_line(harness: &mut Open, field: &str, words: &str) {
    let at = |harness: &mut Open| {
        harness
            .get_by_role_and_label(Role::MultilineTextInput, field)
            .focus();
        harness.run_steps(2);
    };
    at(harness);
    press(harness, Modifiers::COMMAND, Key::A);
    harness
        .get_by_role_and_label(Role::MultilineTextInput, field)
        .type_text(words);
    harness.run_steps(2);
}

/// Whether a part goes into the recap that is shown, by the state of its box.
fn is_ticked(harness: &Open, part: &str) -> bool {
    let label = format!("Goes in: {part}");
    let node = harness.get_by_role_and_label(Role::CheckBox, &label);
    node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
}

/// Chooses a guest in the list.
fn choose(harness: &mut Open, name: &str) {
    let row = harness
        .query_all_by_role(Role::ListBoxOption)
        .find(|row| {
            let label = row.accesskit_node().label();
            label.is_some_and(|label| label.starts_with(name))
        })
        .unwrap();
    row.click_accesskit();
    harness.run_steps(3);
}

/// The sample wrapped up, everything accepted, at its recaps; its papers go into `folder`.
fn wrapped(place: &Place, folder: &TempDir) -> (Open, Id<Dinner>) {
    let (mut harness, dinner) = played(place, usize::MAX);
    harness
        .state()
        .desk()
        .keep_papers_in(folder.path())
        .unwrap();
    go(&mut harness, dinner, Stage::WrapUp);
    for _ in 0..12 {
        press(&mut harness, Modifiers::SHIFT, Key::Enter);
    }
    go(&mut harness, dinner, Stage::Recaps);
    (harness, dinner)
}

fn page(harness: &Open, dinner: Id<Dinner>) -> RecapPage {
    let desk = harness.state().desk();
    desk.recap_page(&desk.dinner(dinner).unwrap().unwrap())
}

fn states(harness: &Open, dinner: Id<Dinner>, state: ReaderState) -> usize {
    let page = page(harness, dinner);
    let lines = page.readers.iter();
    lines.filter(|line| line.state == state).count()
}

fn files(folder: &TempDir, ending: &str) -> Vec<PathBuf> {
    files_in(folder, "", ending)
}

/// The files of an ending in one of the folders beside the recaps.
fn files_in(folder: &TempDir, beside: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for inner in fs::read_dir(folder.path()).unwrap() {
        let Ok(files) = fs::read_dir(inner.unwrap().path().join(beside)) else {
            continue;
        };
        for file in files {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|each| each == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn all_recaps_are_saved_by_one_key_and_change_when_the_line_does() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, dinner) = wrapped(&place, &folder);
    assert_eq!(page(&harness, dinner).readers.len(), 8);
    // The page that is drawn says what the paper says, to a screen reader too.
    assert!(says(&harness, "Page 1 of 2 of the recap for"));
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    let saved = files(&folder, "pdf");
    assert_eq!(saved.len(), 8);
    for file in &saved {
        assert!(fs::read(file).unwrap().starts_with(b"%PDF-1.7"));
    }
    assert!(says(&harness, "Saved 8 recaps in"));
    assert_eq!(states(&harness, dinner, ReaderState::Saved), 8);

    // What was typed last is on the papers that are written next.
    click(&mut harness, Role::RadioButton, "A line: To everyone");
    let field = "A line to everyone";
    harness
        .get_by_role_and_label(Role::MultilineTextInput, field)
        .focus();
    harness.run_steps(2);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness
        .get_by_role_and_label(Role::MultilineTextInput, field)
        .type_text("Until the sixth of December.");
    harness.run_steps(2);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    let record = harness
        .state()
        .desk()
        .dinner(dinner)
        .unwrap()
        .unwrap()
        .record;
    assert_eq!(record.dinner.host_line, "Until the sixth of December.");
    assert_eq!(states(&harness, dinner, ReaderState::Saved), 8);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    // Priya has a line of her own, which is as it was.
    assert_eq!(states(&harness, dinner, ReaderState::Changed), 7);
    assert!(says(&harness, "Show: Changed 7"));
}

#[test]
fn one_recap_is_saved_and_the_others_are_not() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, dinner) = wrapped(&place, &folder);
    press(&mut harness, Modifiers::NONE, Key::J);
    let readers = page(&harness, dinner).readers;
    // The pages of each paper are counted one a frame.
    harness.run_steps(readers.len() + 1);
    for reader in &readers {
        let row = format!("{}, Ready, 2 pages", reader.name);
        assert!(reader.email.is_none() || says(&harness, &row), "{row}");
    }
    let second = readers[1].clone();
    assert!(says(&harness, &format!("of the recap for {}", second.name)));
    press(&mut harness, Modifiers::NONE, Key::Num2);
    assert!(says(
        &harness,
        &format!("Page 2 of 2 of the recap for {}", second.name)
    ));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    settle(&mut harness);
    assert_eq!(files(&folder, "pdf").len(), 1);
    let after = page(&harness, dinner);
    assert_eq!(after.readers[1].state, ReaderState::Saved);
    assert!(after.readers[1].file.is_some());
    assert_eq!(states(&harness, dinner, ReaderState::Saved), 1);
}

#[test]
fn what_is_left_out_is_counted_and_never_shown() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (harness, dinner) = wrapped(&place, &folder);
    let record = harness
        .state()
        .desk()
        .dinner(dinner)
        .unwrap()
        .unwrap()
        .record;
    let secret: Vec<&str> = record
        .notes
        .iter()
        .filter(|note| note.audience == tablemates::domain::Audience::OnlyMe)
        .map(|note| note.text.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    assert!(!secret.is_empty());
    assert!(says(&harness, &format!("{} only-me note", secret.len())));
    for text in secret {
        assert!(!says(&harness, text), "{text}");
    }
    // One guest of the sample gave no consent, and has no e-mail.
    assert!(says(&harness, "Show: No e-mail 1"));
    assert!(says(&harness, "no consent to share it"));
}

#[test]
fn a_folder_that_cannot_be_written_is_said_and_the_calendar_goes_beside_the_papers() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, dinner) = wrapped(&place, &folder);
    let blocked = folder.path().join("a file, no folder");
    fs::write(&blocked, "in the way").unwrap();
    harness.state().desk().keep_papers_in(&blocked).unwrap();
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    assert!(says(&harness, "A recap was not saved"));
    assert!(says(&harness, "choose another folder"));
    assert_eq!(states(&harness, dinner, ReaderState::Saved), 0);
    fs::remove_file(&blocked).unwrap();
    harness
        .state()
        .desk()
        .keep_papers_in(folder.path())
        .unwrap();
    harness.run_steps(2);
    click(&mut harness, Role::Button, "Calendar");
    settle(&mut harness);
    // One for each guest and one with all dates for the organiser.
    let calendars = files_in(&folder, "calendar", "ics");
    assert_eq!(calendars.len(), 9);
    for file in &calendars {
        let text = fs::read_to_string(file).unwrap();
        assert!(text.contains("BEGIN:VEVENT"));
        // What the paper does not say, the calendar of a guest does not say either.
        let is_organisers = file.to_string_lossy().contains("organiser");
        assert_eq!(text.contains("Propose a one-to-one"), is_organisers);
    }
    assert_eq!(files_in(&folder, "calendar", "vcf").len(), 8);
}

#[test]
fn a_dinner_that_is_still_to_come_has_no_recaps_yet() {
    let place = Place::new();
    let mut harness = crate::place::sample(&place, egui::vec2(1440.0, 900.0));
    let next = harness.state().desk().dinners()[0].dinner.id;
    go(&mut harness, next, Stage::Recaps);
    assert!(says(&harness, "This dinner is still to come"));
    go(&mut harness, next, Stage::WrapUp);
    assert!(says(&harness, "This dinner is still to come"));
    assert_eq!(harness.state().route(), Route::Dinner(next, Stage::WrapUp));
    // What guests will get is seen at the one before.
    go(&mut harness, next, Stage::Recaps);
    let past = harness.state().desk().dinners().iter();
    let past: Vec<_> = past.map(|line| line.dinner.id).collect();
    harness.get_by_label_contains("See those of ").click();
    harness.run_steps(3);
    let Route::Dinner(shown, Stage::Recaps) = harness.state().route() else {
        panic!("not at recaps")
    };
    assert!(past.contains(&shown) && shown != next);
    assert!(says(&harness, "Save all as PDF"));
}

#[test]
fn a_draft_is_written_opened_and_marked_as_sent_and_a_later_correction_is_seen() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let programs = Programs::default();
    let (mut harness, dinner) = morning(&place, &folder, &programs);
    choose(&mut harness, "Priya Raman");
    press(&mut harness, Modifiers::NONE, Key::M);
    settle(&mut harness);
    assert!(says(&harness, "The letter to Priya Raman is a draft"));
    let opened = programs.next(&mut harness);
    let drafts = files_in(&folder, "mail", "eml");
    assert_eq!(drafts, [PathBuf::from(&opened)]);
    let bytes = fs::read(&opened).unwrap();
    let mail = mail_parser::MessageParser::default().parse(&bytes).unwrap();
    let to = mail.to().unwrap().first().unwrap();
    assert_eq!(to.address(), Some("priya@ramanstudio.example"));
    assert_eq!(mail.attachment_count(), 3);
    assert_eq!(
        line(&harness, dinner, "Priya Raman").state,
        ReaderState::Saved
    );

    press(&mut harness, Modifiers::NONE, Key::D);
    let sent = line(&harness, dinner, "Priya Raman");
    assert_eq!(sent.state, ReaderState::Sent);
    assert!(sent.sent_at.unwrap().starts_with("Fri 27 Nov"));
    assert!(says(&harness, "Priya Raman, Sent, Fri 27 Nov"));
    assert!(says(&harness, "Show: Sent 1"));
    // It is a change like others: taken back by one key, and done again.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(line(&harness, dinner, "Priya Raman").sent_at, None);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(
        line(&harness, dinner, "Priya Raman").state,
        ReaderState::Sent
    );

    // Other words on the paper than those that were sent.
    harness
        .get_by_role_and_label(Role::MultilineTextInput, "A line to Priya")
        .focus();
    harness.run_steps(2);
    harness
        .get_by_role_and_label(Role::MultilineTextInput, "A line to Priya")
        .type_text("Until the tenth. ");
    harness.run_steps(2);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    // The file has the new words, and Priya the old ones.
    assert_eq!(states(&harness, dinner, ReaderState::Saved), 7);
    assert!(words(&harness, dinner, "Priya Raman").contains("Until the tenth."));
    assert_eq!(
        line(&harness, dinner, "Priya Raman").state,
        ReaderState::Changed
    );
    assert!(says(&harness, "Priya Raman, Changed, since it was sent"));
}

#[test]
fn where_no_mail_program_is_the_path_is_shown_and_the_letter_is_there() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let programs = Programs {
        are_missing: true,
        ..Programs::default()
    };
    let (mut harness, _) = morning(&place, &folder, &programs);
    choose(&mut harness, "Priya Raman");
    click(&mut harness, Role::Button, "Draft");
    settle(&mut harness);
    let opened = programs.next(&mut harness);
    for _ in 0..100 {
        harness.run_steps(1);
        if says(&harness, "No mail program opened the draft") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(says(&harness, "No mail program opened the draft"));
    assert!(says(&harness, &opened));
    click(&mut harness, Role::Button, "Write without the recap");
    let link = programs.next(&mut harness);
    assert!(link.starts_with("mailto:priya@ramanstudio.example?subject=Your%20recap"));
    click(&mut harness, Role::Button, "Copy the path");
    assert!(says(&harness, "The path is on the clipboard"));
    click(&mut harness, Role::Button, "Close");
    assert!(!says(&harness, "No mail program opened the draft"));
}

#[test]
fn a_missing_address_is_added_in_the_list() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, dinner) = morning(&place, &folder, &Programs::default());
    let elena = "Elena Fuchs";
    assert_eq!(line(&harness, dinner, elena).state, ReaderState::NoEmail);
    // Without an address there is no letter, and it is said to whom.
    press(&mut harness, Modifiers::COMMAND, Key::E);
    settle(&mut harness);
    assert!(says(&harness, "7 drafts in"));
    assert!(says(
        &harness,
        "No letter to Elena Fuchs: there is no e-mail address"
    ));
    assert_eq!(files_in(&folder, "mail", "eml").len(), 7);

    click(&mut harness, Role::Button, "Add the e-mail");
    let field = "E-mail of Elena Fuchs";
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .type_text("elena at home");
    harness.run_steps(2);
    click(&mut harness, Role::Button, "Keep the e-mail");
    assert!(says(&harness, "This is not an e-mail address"));
    assert_eq!(line(&harness, dinner, elena).email, None);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .type_text("elena@fuchs.example");
    harness.run_steps(2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let after = line(&harness, dinner, elena);
    assert_eq!(after.email.as_deref(), Some("elena@fuchs.example"));
    assert_eq!(after.state, ReaderState::Ready);
    // She did not agree to share it: nobody at her table gets a card of hers.
    click(&mut harness, Role::Button, "Calendar");
    settle(&mut harness);
    for file in files_in(&folder, "calendar", "vcf") {
        assert!(!fs::read_to_string(file).unwrap().contains("elena@fuchs"));
    }
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(line(&harness, dinner, elena).state, ReaderState::NoEmail);
}

#[test]
fn what_is_selected_is_saved_and_nothing_else() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, dinner) = morning(&place, &folder, &Programs::default());
    choose(&mut harness, "Priya Raman");
    press(&mut harness, Modifiers::COMMAND, Key::Space);
    choose(&mut harness, "Jonah Reid");
    press(&mut harness, Modifiers::COMMAND, Key::Space);
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Save 2 as PDF")
            .is_some()
    );
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    assert_eq!(files(&folder, "pdf").len(), 2);
    press(&mut harness, Modifiers::COMMAND, Key::E);
    settle(&mut harness);
    assert_eq!(files_in(&folder, "mail", "eml").len(), 2);
    press(&mut harness, Modifiers::NONE, Key::D);
    assert_eq!(states(&harness, dinner, ReaderState::Sent), 2);
    click(&mut harness, Role::Button, "Not sent");
    assert_eq!(states(&harness, dinner, ReaderState::Sent), 0);
    click(&mut harness, Role::Button, "Select none");
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Save all as PDF")
            .is_some()
    );
    click(&mut harness, Role::Button, "Copy text");
    assert!(says(
        &harness,
        "The recap of Jonah Reid is on the clipboard"
    ));
}

const COMMON: &str = "A table of good questions.";

#[test]
fn a_guests_own_line_is_on_their_recap_alone_and_kept_whichever_way_it_is_left() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, dinner) = morning(&place, &folder, &Programs::default());
    let (dana, tomasz) = ("Dana Whitlock", "Tomasz Wilk");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    choose(&mut harness, dana);
    assert!(says(
        &harness,
        "Without one Dana gets your line to everyone"
    ));
    assert!(words(&harness, dinner, dana).contains(COMMON));
    write_line(&mut harness, "A line to Dana", "Dana, the contract.");
    // To another guest.
    choose(&mut harness, tomasz);
    assert!(says(
        &harness,
        "The line is on the recap of Dana Whitlock, and on no other"
    ));
    assert!(words(&harness, dinner, dana).contains("Dana, the contract."));
    assert!(!words(&harness, dinner, dana).contains(COMMON));
    assert_eq!(line(&harness, dinner, dana).state, ReaderState::Changed);
    assert_eq!(states(&harness, dinner, ReaderState::Saved), 7);
    // Away from the screen by a key, in the middle of a word.
    write_line(&mut harness, "A line to Tomasz", "Tomasz, the sleev");
    press(&mut harness, Modifiers::COMMAND, Key::Num3);
    assert!(words(&harness, dinner, tomasz).contains("Tomasz, the sleev"));
    go(&mut harness, dinner, Stage::Recaps);
    for guest in page(&harness, dinner).readers {
        let said = words(&harness, dinner, &guest.name);
        assert_eq!(said.contains("Dana, the contract."), guest.name == dana);
        assert_eq!(said.contains("Tomasz, the sleev"), guest.name == tomasz);
    }
    // The line to everyone is not Dana's; without hers it is.
    choose(&mut harness, dana);
    click(&mut harness, Role::RadioButton, "A line: To everyone");
    write_line(&mut harness, "A line to everyone", "Until December.");
    click(&mut harness, Role::RadioButton, "A line: To Dana");
    assert!(words(&harness, dinner, "Jonah Reid").contains("Until December."));
    assert!(!words(&harness, dinner, dana).contains("Until December."));
    write_line(&mut harness, "A line to Dana", " ");
    choose(&mut harness, tomasz);
    assert!(says(&harness, "Dana Whitlock gets the line to everyone"));
    assert!(words(&harness, dinner, dana).contains("Until December."));
    // Each is a step of its own, and says what it takes back.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(says(&harness, "Line to Dana Whitlock"));
    assert!(words(&harness, dinner, dana).contains("Dana, the contract."));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(says(&harness, "Line to everyone at Thursday Table, No. 14"));
    assert!(words(&harness, dinner, "Jonah Reid").contains(COMMON));
}

#[test]
fn a_line_that_is_being_typed_is_kept_when_the_window_closes() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, dinner) = morning(&place, &folder, &Programs::default());
    choose(&mut harness, "Jonah Reid");
    write_line(&mut harness, "A line to Jonah", "Jonah, the landlor");
    assert_eq!(line(&harness, dinner, "Jonah Reid").line, "");
    let root = harness.input_mut().viewports.entry(egui::ViewportId::ROOT);
    root.or_default().events.push(egui::ViewportEvent::Close);
    harness.step();
    assert_eq!(
        line(&harness, dinner, "Jonah Reid").line,
        "Jonah, the landlor"
    );
}

#[test]
fn what_is_typed_is_on_the_paper_that_a_button_writes_in_the_same_moment() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, dinner) = morning(&place, &folder, &Programs::default());
    choose(&mut harness, "Priya Raman");
    write_line(&mut harness, "A line to Priya", "By the button.");
    click(&mut harness, Role::Button, "Save PDF");
    settle(&mut harness);
    let priya = line(&harness, dinner, "Priya Raman");
    assert_eq!(priya.line, "By the button.");
    assert_eq!(priya.state, ReaderState::Saved);
}

#[test]
fn a_part_is_left_out_by_keys_and_by_mouse_and_everything_follows() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, dinner) = morning(&place, &folder, &Programs::default());
    let priya = "Priya Raman";
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    choose(&mut harness, priya);
    let parts = line(&harness, dinner, priya).parts;
    let named = |start: &str| {
        let part = parts.iter().find(|part| part.words.contains(start));
        part.unwrap().words.clone()
    };
    let (people, contacts) = (named("Who was there: 7"), named("Contacts"));
    assert!(is_ticked(&harness, &people));
    assert!(words(&harness, dinner, priya).contains("@reidlettings.example"));
    // From the first box by arrow to the second; Space clears it.
    harness
        .get_by_role_and_label(Role::CheckBox, &format!("Goes in: {people}"))
        .focus();
    harness.run_steps(2);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Space);
    assert!(says(
        &harness,
        "Leave contacts out of the recap of Priya Raman"
    ));
    assert!(!is_ticked(&harness, &contacts));
    assert!(is_ticked(&harness, &people), "the count stays what it was");
    let said = words(&harness, dinner, priya);
    assert!(
        !said.contains('@') && said.contains("Who was there"),
        "{said}"
    );
    assert_eq!(line(&harness, dinner, priya).state, ReaderState::Changed);
    assert_eq!(states(&harness, dinner, ReaderState::Changed), 1);
    // Again by Space, and then by mouse.
    press(&mut harness, Modifiers::NONE, Key::Space);
    assert!(is_ticked(&harness, &contacts));
    assert_eq!(line(&harness, dinner, priya).state, ReaderState::Saved);
    let questions = format!("Goes in: {}", named(" answered"));
    assert!(says(&harness, "Page 1 of 2 of the recap for"));
    click(&mut harness, Role::CheckBox, &questions);
    assert!(!words(&harness, dinner, priya).contains("Questions you"));
    press(&mut harness, Modifiers::NONE, Key::Num2);
    assert!(
        !says(&harness, "Questions you got"),
        "the page that is drawn"
    );
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(says(
        &harness,
        "Leave questions out of the recap of Priya Raman"
    ));
    assert!(words(&harness, dinner, priya).contains("Questions you"));
    // The other guests have all of theirs.
    let of_others = page(&harness, dinner).readers;
    assert!(
        of_others
            .iter()
            .all(|each| each.parts.iter().all(|part| part.is_in))
    );
}

#[test]
fn the_filters_are_a_key_away_and_lead_back_to_the_list() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, _) = morning(&place, &folder, &Programs::default());
    let has_focus = |harness: &Open, role: Role, label: &str| {
        let node = harness.query_all_by_role(role).find(|node| {
            let words = node.accesskit_node().label();
            words.is_some_and(|words| words.starts_with(label))
        });
        node.unwrap().accesskit_node().is_focused()
    };
    press(&mut harness, Modifiers::NONE, Key::Slash);
    assert!(has_focus(&harness, Role::RadioButton, "Show: All 8"));
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert!(has_focus(&harness, Role::RadioButton, "Show: No e-mail 1"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(has_focus(&harness, Role::ListBoxOption, "Elena Fuchs"));
    assert!(files(&folder, "pdf").is_empty());
    press(&mut harness, Modifiers::NONE, Key::Slash);
    press(&mut harness, Modifiers::NONE, Key::Home);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(has_focus(&harness, Role::ListBoxOption, "Elena Fuchs"));
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert!(!has_focus(&harness, Role::ListBoxOption, "Elena Fuchs"));
    // As the foot says, Enter saves this one.
    press(&mut harness, Modifiers::NONE, Key::Enter);
    settle(&mut harness);
    assert_eq!(files(&folder, "pdf").len(), 1);
}

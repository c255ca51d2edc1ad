//! The table while the disk is slow, full or gone: nothing waits for it, nothing typed is lost, and "saved" is only said
//! after it is true. The disk is held or made to fail by a second connection to the same file.

use std::time::{Duration, Instant};

use egui::{Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use rusqlite::Connection;
use tablemates::{
    app::{Desk, Session},
    domain::{EveningEvent, Note, NoteKind},
    evening::State,
    storage::Access,
    ui::command::{Route, Stage},
};

use crate::{
    live::{Hand, file, live, remaining, table, types},
    place::{Open, Place, press, says, window},
};

/// Makes every change fail until it is dropped.
struct Fault(Connection);

impl Fault {
    fn of(harness: &Open) -> Self {
        let beside = Connection::open(file(harness)).unwrap();
        let sql =
            "CREATE TRIGGER fault BEFORE INSERT ON fact BEGIN SELECT RAISE(FAIL, 'no room'); END";
        beside.execute_batch(sql).unwrap();
        Self(beside)
    }
}

impl Drop for Fault {
    fn drop(&mut self) {
        self.0.execute_batch("DROP TRIGGER fault").unwrap();
    }
}

/// Draws until something is so, 10 s at the most.
fn until(harness: &mut Open, is_so: impl Fn(&Open) -> bool) {
    let start = Instant::now();
    while !is_so(harness) {
        assert!(start.elapsed() < Duration::from_secs(10), "it did not come");
        std::thread::sleep(Duration::from_millis(5));
        harness.run_steps(1);
    }
}

fn unwritten(harness: &Open) -> usize {
    harness.state().desk().outbox().unwritten()
}

fn has_failed(harness: &Open) -> bool {
    harness.state().desk().outbox().problem().is_some()
}

fn line(harness: &Open) -> String {
    let line = harness.get_by_role_and_label(Role::TextInput, "Note line");
    line.value().unwrap_or_default()
}

fn written(harness: &Open) -> (Vec<Note>, usize) {
    let session = Session::to_read(&file(harness)).unwrap();
    let dinner = live(harness).dinner().id;
    let mut notes: Vec<Note> = session.library().of("dinner", dinner.uuid()).unwrap();
    notes.sort_by_key(|note| note.at_ms);
    let events: Vec<EveningEvent> = session.library().of("dinner", dinner.uuid()).unwrap();
    (notes, events.len())
}

#[test]
fn a_frame_never_waits_for_the_disk_and_saved_is_said_after_commit() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    until(&mut harness, |harness| unwritten(harness) == 0);
    assert!(says(&harness, "Everything is saved"));
    // Somebody else holds the file: the writer waits for it.
    let beside = Connection::open(file(&harness)).unwrap();
    beside.execute_batch("BEGIN IMMEDIATE").unwrap();
    types(&mut harness, "3?who pays");
    let start = Instant::now();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::F8);
    assert!(start.elapsed() < Duration::from_secs(3), "a frame waited");
    // Both count at once; the line is free for the next words.
    assert_eq!(live(&harness).notes().len(), 1);
    assert_eq!(remaining(&harness), 270_000);
    assert_eq!((unwritten(&harness), line(&harness).as_str()), (2, ""));
    assert!(says(&harness, "not saved yet: who pays"));
    assert!(says(&harness, "Saving…"));
    assert!(!says(&harness, "Everything is saved"));
    assert_eq!(written(&harness).0.len(), 0);
    beside.execute_batch("ROLLBACK").unwrap();
    until(&mut harness, |harness| unwritten(harness) == 0);
    assert!(says(&harness, "Everything is saved"));
    assert!(!says(&harness, "not saved yet"));
    assert_eq!(written(&harness).0.len(), 1);
}

#[test]
fn what_cannot_be_written_stays_in_the_line_and_on_the_screen_and_goes_in_order_once_it_can() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    until(&mut harness, |harness| unwritten(harness) == 0);
    let events = written(&harness).1;
    let fault = Fault::of(&harness);
    types(&mut harness, "3?who pays");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, has_failed);
    harness.run_steps(1);
    assert!(says(&harness, "no room"));
    assert!(says(&harness, "not saved yet: who pays"));
    assert!(says(&harness, "Not saved: your words are in the line"));
    assert_eq!(line(&harness), "who pays");
    // What comes after it counts, and waits behind it. Who types on begins another line.
    press(&mut harness, Modifiers::NONE, Key::F8);
    types(&mut harness, "4!half");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!((live(&harness).notes().len(), unwritten(&harness)), (2, 3));
    assert_eq!(remaining(&harness), 270_000);
    // Enter on the same words tries again, and adds nothing.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(live(&harness).notes().len(), 2);
    harness.get_by_role_and_label(Role::Button, "Retry").click();
    harness.run_steps(3);
    assert!(has_failed(&harness));
    drop(fault);
    harness.get_by_role_and_label(Role::Button, "Retry").click();
    harness.run_steps(1);
    until(&mut harness, |harness| unwritten(harness) == 0);
    assert!(says(&harness, "Everything is saved"));
    let (notes, after) = written(&harness);
    let texts: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(texts, ["who pays", "half"]);
    assert_eq!(after, events + 1);
    assert_eq!(line(&harness), "");
}

#[test]
fn it_is_written_by_itself_once_there_is_room_and_other_words_correct_it() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    until(&mut harness, |harness| unwritten(harness) == 0);
    let fault = Fault::of(&harness);
    types(&mut harness, "3?who pays");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, has_failed);
    harness.run_steps(2);
    // The words are in the line: changed there, they correct the note that is on its way.
    press(&mut harness, Modifiers::NONE, Key::End);
    types(&mut harness, " now");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(live(&harness).notes().len(), 1);
    assert_eq!(live(&harness).notes()[0].text, "who pays now");
    drop(fault);
    until(&mut harness, |harness| unwritten(harness) == 0);
    harness.run_steps(1);
    let (notes, _) = written(&harness);
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].text, "who pays now");
    assert_eq!(notes[0].kind, NoteKind::Question);
    assert_eq!(line(&harness), "");
}

#[test]
fn what_is_not_written_can_be_taken_back() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    until(&mut harness, |harness| unwritten(harness) == 0);
    let fault = Fault::of(&harness);
    types(&mut harness, "3?who pays");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, has_failed);
    press(&mut harness, Modifiers::NONE, Key::F8);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(live(&harness).notes().is_empty());
    assert_eq!(remaining(&harness), 240_000);
    // The words are still in the line, for a note of their own.
    assert_eq!(line(&harness), "who pays");
    drop(fault);
    until(&mut harness, |harness| unwritten(harness) == 0);
    assert!(written(&harness).0.is_empty());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, |harness| unwritten(harness) == 0);
    assert_eq!(written(&harness).0.len(), 1);
}

#[test]
fn nobody_leaves_a_table_at_which_something_is_not_saved() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    until(&mut harness, |harness| unwritten(harness) == 0);
    let fault = Fault::of(&harness);
    types(&mut harness, "3?who pays");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, has_failed);
    for key in [Key::W, Key::Num1] {
        press(&mut harness, Modifiers::COMMAND, key);
        assert!(matches!(
            harness.state().route(),
            Route::Dinner(_, Stage::Live)
        ));
        assert_eq!(live(&harness).notes().len(), 1);
        assert!(says(&harness, "1 change not saved yet"));
    }
    drop(fault);
    until(&mut harness, |harness| unwritten(harness) == 0);
    // What is typed in the last moment is kept on the way out.
    types(&mut harness, "5>an intro");
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    assert_eq!(harness.state().route(), Route::Today);
    let file = file(&harness);
    drop(harness);
    let session = Session::open(&file, Access::Write, Box::new(clock)).unwrap();
    let mut harness = window(Desk::new(session).unwrap(), vec2(1440.0, 900.0));
    assert!(matches!(
        live(&harness).evening().state(),
        State::Running(..)
    ));
    assert_eq!(line(&harness), "an intro");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(live(&harness).notes()[1].kind, NoteKind::Promise);
}

#[test]
fn closing_the_window_says_once_what_is_not_saved() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    until(&mut harness, |harness| unwritten(harness) == 0);
    // Whether the window was held open when it was asked to close.
    let is_held = |harness: &mut Open| {
        let root = harness.input_mut().viewports.entry(ViewportId::ROOT);
        root.or_default().events.push(ViewportEvent::Close);
        harness.step();
        let commands = &harness.output().viewport_output[&ViewportId::ROOT].commands;
        let is_held = commands.contains(&ViewportCommand::CancelClose);
        let root = harness.input_mut().viewports.entry(ViewportId::ROOT);
        root.or_default().events.clear();
        is_held
    };
    types(&mut harness, "5>an intro");
    assert!(!is_held(&mut harness));
    let fault = Fault::of(&harness);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, has_failed);
    assert!(is_held(&mut harness));
    harness.run_steps(1);
    assert!(says(&harness, "Closing again leaves without it"));
    assert!(!is_held(&mut harness));
    drop(fault);
    until(&mut harness, |harness| unwritten(harness) == 0);
    assert!(!is_held(&mut harness));
}

#[test]
fn lines_entered_and_not_written_before_a_kill_are_written_after_it() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    until(&mut harness, |harness| unwritten(harness) == 0);
    let fault = Fault::of(&harness);
    for words in ["3?who pays", "4!half"] {
        types(&mut harness, words);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    until(&mut harness, has_failed);
    // The journal has its own way to the disk.
    harness.run_steps(60);
    let file = file(&harness);
    // The file as it is now is what a kill would leave.
    let copy = file.with_file_name("after-the-kill.tablemates");
    let beside = Connection::open(&file).unwrap();
    beside
        .execute("VACUUM INTO ?1", [copy.to_str().unwrap()])
        .unwrap();
    drop((fault, harness));
    let mended = Connection::open(&copy).unwrap();
    mended.execute_batch("DROP TRIGGER fault").unwrap();
    drop(mended);
    let session = Session::open(&copy, Access::Write, Box::new(clock)).unwrap();
    let mut harness = window(Desk::new(session).unwrap(), vec2(1440.0, 900.0));
    until(&mut harness, |harness| unwritten(harness) == 0);
    let (notes, _) = written(&harness);
    let texts: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(texts, ["who pays", "half"]);
}

#[test]
fn a_note_reads_nothing_of_the_library_but_its_own_row() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    let revision = harness.state().desk().revision();
    for words in ["3?who pays", "4!half", "5>an intro", "2*a web shop"] {
        types(&mut harness, words);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    assert_eq!(live(&harness).notes().len(), 4);
    assert_eq!(harness.state().desk().revision(), revision);
}

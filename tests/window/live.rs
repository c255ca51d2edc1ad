//! The Live stage by keys, on a clock that the test moves: notes, the clock's verbs, undo, the line after a kill.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use egui::{Event, Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use tablemates::{
    app::{Desk, Session, desk::sample_session_by, live::Live},
    domain::{Audience, note::NoteKind},
    evening::{BootId, Clock, Stamp, State},
    storage::Access,
    ui::command::{Route, Stage},
};

use crate::place::{Open, Place, click, open_tonight, press, says, window};

/// Thursday 26 November 2026, 18:00 in London.
const SIX: i64 = 1_795_716_000_000;

/// Two clocks that stand until they are moved.
#[derive(Clone, Debug)]
pub(crate) struct Hand {
    ms: Arc<AtomicI64>,
    wall_ms: Arc<AtomicI64>,
    boot: Arc<AtomicI64>,
}

impl Hand {
    pub(crate) fn new() -> Self {
        Self::at(SIX)
    }

    pub(crate) fn at(wall_ms: i64) -> Self {
        Self {
            ms: Arc::new(AtomicI64::new(0)),
            wall_ms: Arc::new(AtomicI64::new(wall_ms)),
            boot: Arc::new(AtomicI64::new(0)),
        }
    }

    /// Time goes by.
    pub(crate) fn on(&self, ms: i64) {
        self.ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// Somebody sets the wall clock.
    pub(crate) fn set_wall(&self, by_ms: i64) {
        self.wall_ms.fetch_add(by_ms, Ordering::SeqCst);
    }

    /// The computer is started again.
    pub(crate) fn reboot(&self) {
        self.boot.fetch_add(1, Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> Stamp {
        let ms = self.ms.load(Ordering::SeqCst);
        let boot = self.boot.load(Ordering::SeqCst);
        Stamp {
            wall_ms: self.wall_ms.load(Ordering::SeqCst) + ms,
            boot_ms: 60_000 + ms - boot * 50_000,
            boot_id: BootId::of(&format!("test {boot}")),
        }
    }
}

/// Tonight's table opened by keys, with the clock at its first guest running.
pub(crate) fn table(place: &Place, clock: &Hand) -> Open {
    let session = sample_session_by(&place.file(), Box::new(clock.clone())).unwrap();
    let mut harness = window(Desk::new(session).unwrap(), vec2(1440.0, 900.0));
    open_tonight(&mut harness, Stage::Live);
    assert!(says(&harness, "speaks first"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(*live(&harness).evening().state(), State::Idle);
    press(&mut harness, Modifiers::NONE, Key::F5);
    assert!(matches!(
        live(&harness).evening().state(),
        State::Running(..)
    ));
    harness
}

/// The program started anew on the same library.
pub(crate) fn again(file: &Path, clock: &Hand) -> Open {
    let session = Session::open(file, Access::Write, Box::new(clock.clone())).unwrap();
    window(Desk::new(session).unwrap(), vec2(1440.0, 900.0))
}

pub(crate) fn live(harness: &Open) -> &Live {
    harness.state().desk().table().unwrap()
}

pub(crate) fn file(harness: &Open) -> std::path::PathBuf {
    harness.state().desk().file().to_owned()
}

/// Types as a keyboard does: each letter by itself.
pub(crate) fn types(harness: &mut Open, letters: &str) {
    for letter in letters.chars() {
        let key = Key::from_name(&letter.to_string().to_uppercase());
        let key = if letter == ' ' { Some(Key::Space) } else { key };
        if let Some(key) = key {
            harness.key_press(key);
        }
        harness.event(Event::Text(letter.to_string()));
        harness.run_steps(1);
    }
    harness.run_steps(2);
}

pub(crate) fn remaining(harness: &Open) -> i64 {
    let evening = live(harness).evening();
    evening
        .remaining_ms(harness.state().desk().stamp())
        .unwrap()
}

fn is_paused(harness: &Open) -> bool {
    matches!(live(harness).evening().state(), State::Paused(..))
}

#[test]
fn a_seat_a_sign_and_words_are_one_note_about_who_presents() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    clock.on(134_000);
    types(&mut harness, "3?who pays");
    clock.on(9_000);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let live = live(&harness);
    let [note] = live.notes() else {
        panic!("{:?}", live.notes())
    };
    let seat = live.seats().iter().find(|seat| seat.number == 3).unwrap();
    assert_eq!(note.speaker, Some(seat.person));
    assert_eq!(note.kind, NoteKind::Question);
    assert_eq!(note.text, "who pays");
    assert_eq!(note.subject, live.evening().presenter());
    assert_ne!(note.subject, note.speaker);
    // By the first key, not by Enter.
    assert_eq!((note.offset_ms, note.at_ms), (134_000, SIX + 134_000));
    assert_eq!(note.audience, Audience::Table);
}

#[test]
fn everything_may_come_in_one_frame_and_in_its_order() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    for event in ["3?who pays", "\n", "5>an intro"] {
        if event == "\n" {
            harness.key_press(Key::Enter);
        } else {
            harness.event(Event::Text(event.to_owned()));
        }
    }
    harness.run_steps(4);
    assert_eq!(live(&harness).notes().len(), 1);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let notes = live(&harness).notes();
    assert_eq!(notes.len(), 2);
    assert_eq!(
        (notes[1].kind, notes[1].text.as_str()),
        (NoteKind::Promise, "an intro")
    );
}

#[test]
fn the_keys_of_the_clock_never_eat_words_and_words_never_move_the_clock() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    types(&mut harness, "a b");
    press(&mut harness, Modifiers::NONE, Key::F8);
    assert_eq!(remaining(&harness), 270_000);
    press(&mut harness, Modifiers::SHIFT, Key::F8);
    assert_eq!(remaining(&harness), 330_000);
    press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    assert_eq!(remaining(&harness), 300_000);
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(is_paused(&harness));
    types(&mut harness, " c 5%");
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert!(is_paused(&harness));
    assert_eq!(remaining(&harness), 300_000);
    press(&mut harness, Modifiers::COMMAND, Key::P);
    assert!(!is_paused(&harness));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(live(&harness).notes()[0].text, "a b c 5%");
}

#[test]
fn with_the_line_empty_plain_keys_drive_the_clock() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    types(&mut harness, " ");
    assert!(is_paused(&harness));
    types(&mut harness, " ");
    assert!(!is_paused(&harness));
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(remaining(&harness), 270_000);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    let phase = live(&harness).evening().phase();
    assert_eq!(phase, Some(tablemates::domain::note::Phase::Questions));
    // A chip alone makes the line not empty; Backspace takes it off again.
    types(&mut harness, "3");
    types(&mut harness, " ");
    assert!(!is_paused(&harness));
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    types(&mut harness, " ");
    assert!(is_paused(&harness));
    assert!(live(&harness).notes().is_empty());
}

#[test]
fn undo_takes_back_what_was_done_last_note_or_clock_and_redo_does_it_again() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    types(&mut harness, "2*a web shop");
    clock.on(1_000);
    press(&mut harness, Modifiers::NONE, Key::F8);
    clock.on(1_000);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(live(&harness).notes().len(), 1);
    // The note was begun before F8 and saved after it: it goes first.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(live(&harness).notes().is_empty());
    assert!(says(&harness, "Took back the note “a web shop”"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(remaining(&harness), 238_000);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(remaining(&harness), 268_000);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(live(&harness).notes().len(), 1);
}

#[test]
fn escape_clears_the_line_and_undo_has_it_back() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    types(&mut harness, "3?who pays");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(live(&harness).notes().is_empty());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(matches!(
        live(&harness).evening().state(),
        State::Running(..)
    ));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(live(&harness).notes()[0].text, "who pays");
}

#[test]
fn the_line_and_the_clock_are_there_again_after_a_kill() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    clock.on(10_000);
    types(&mut harness, "3?who p");
    harness.run_steps(60);
    let file = file(&harness);
    // Nothing is said to the program: it is gone.
    drop(harness);
    clock.on(252_000);
    let mut harness = again(&file, &clock);
    assert!(matches!(
        harness.state().route(),
        Route::Dinner(_, Stage::Live)
    ));
    assert!(says(&harness, "Away 4:12"));
    assert_eq!(remaining(&harness), 240_000 - 262_000);
    click(&mut harness, Role::Button, "Do not count it");
    assert_eq!(remaining(&harness), 230_000);
    types(&mut harness, "ays");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let note = &live(&harness).notes()[0];
    assert_eq!((note.text.as_str(), note.offset_ms), ("who pays", 10_000));
    // A line that was saved does not come again.
    drop(harness);
    let mut harness = again(&file, &clock);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(live(&harness).notes().len(), 1);
    assert!(!says(&harness, "Away"));
}

#[test]
fn rebalance_is_seen_first_then_applied_and_taken_back() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    clock.on(9_000_000);
    let lengths = |harness: &Open| {
        let now = harness.state().desk().stamp();
        let account = live(harness).evening().account(now);
        account
            .iter()
            .map(|line| line.rebalanced)
            .collect::<Vec<_>>()
    };
    let before = lengths(&harness);
    press(&mut harness, Modifiers::COMMAND, Key::B);
    assert!(says(&harness, "70 %"));
    assert_eq!(lengths(&harness), before);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(lengths(&harness), before);
    press(&mut harness, Modifiers::COMMAND, Key::B);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_ne!(lengths(&harness), before);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(lengths(&harness), before);
}

#[test]
fn a_private_line_is_covered_until_alt_is_held() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    types(&mut harness, "#sells the firm");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(live(&harness).notes()[0].audience, Audience::OnlyMe);
    assert!(says(&harness, "Covered at the table"));
    assert!(!says(&harness, "sells the firm"));
    harness.event(Event::ModifiersChanged(Modifiers::ALT));
    harness.run_steps(1);
    assert!(says(&harness, "sells the firm"));
}

#[test]
fn the_last_note_is_corrected_in_the_line_as_one_change() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    types(&mut harness, "3?who pays");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    types(&mut harness, "4!half");
    press(&mut harness, Modifiers::COMMAND, Key::E);
    types(&mut harness, " now");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(live(&harness).notes().len(), 1);
    assert_eq!(live(&harness).notes()[0].text, "who pays now");
    assert_eq!(live(&harness).notes()[0].kind, NoteKind::Question);
    // What was being typed is back in the line.
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(live(&harness).notes()[1].text, "half");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(live(&harness).notes()[0].text, "who pays");
}

#[test]
fn a_name_is_completed_by_tab_and_never_guessed() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    let other = live(&harness).seats()[4].clone();
    let first = other.name.split(' ').next().unwrap().to_owned();
    types(&mut harness, "3>intro to @");
    types(&mut harness, &first[..2].to_lowercase());
    press(&mut harness, Modifiers::NONE, Key::Tab);
    types(&mut harness, "soon");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let note = &live(&harness).notes()[0];
    assert_eq!(note.text, format!("intro to {first} soon"));
    assert_eq!(note.to, Some(other.person));
}

#[test]
fn leaving_keeps_the_clock_and_coming_back_finds_it() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    press(&mut harness, Modifiers::COMMAND, Key::W);
    assert!(harness.state().desk().table().is_none());
    clock.on(100_000);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(remaining(&harness), 140_000);
    assert!(!says(&harness, "Away"));
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    assert!(harness.state().desk().table().is_none());
}

#[test]
fn a_forgotten_start_is_asked_about_and_made_good() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    press(&mut harness, Modifiers::NONE, Key::F9);
    assert!(matches!(live(&harness).evening().state(), State::Armed(_)));
    clock.on(25_000);
    types(&mut harness, "she begins");
    assert!(says(&harness, "Start 0:25 ago?"));
    press(&mut harness, Modifiers::NONE, Key::F2);
    assert_eq!(remaining(&harness), 215_000);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(live(&harness).notes()[0].text, "she begins");
}

#[test]
fn a_walk_in_gets_a_seat_and_a_slot_and_a_no_show_loses_both_and_both_are_taken_back() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    let order = |harness: &Open| {
        let evening = live(harness).evening();
        evening
            .order()
            .map(|slot| slot.title.clone())
            .collect::<Vec<_>>()
    };
    let (before, plan) = (order(&harness), live(&harness).evening().plan().ends_at);
    click(&mut harness, Role::Button, "Speaker");
    click(&mut harness, Role::MenuItem, "Walk-in…");
    harness.event(Event::Text("Zoë O’Neil".to_owned()));
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(
        live(&harness)
            .seats()
            .iter()
            .any(|seat| seat.name == "Zoë O’Neil" && seat.number == 9)
    );
    // Before the round at the end, which the plan knows of; the planned end does not move.
    assert_eq!(order(&harness).iter().rev().nth(1).unwrap(), "Zoë O’Neil");
    assert_eq!(live(&harness).evening().plan().ends_at, plan);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(order(&harness), before);
    assert_eq!(live(&harness).seats().len(), 8);

    let gone = live(&harness).seats()[7].clone();
    click(&mut harness, Role::Button, "Speaker");
    click(&mut harness, Role::MenuItem, "No-show…");
    for _ in 0..7 {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(
        live(&harness)
            .seats()
            .iter()
            .all(|seat| seat.person != gone.person)
    );
    let now = harness.state().desk().stamp();
    let skipped = |harness: &Open| {
        let forecast = live(harness).evening().forecast(now);
        forecast
            .slots
            .iter()
            .filter(|slot| slot.starts_at.is_none())
            .count()
    };
    assert_eq!(skipped(&harness), 1);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(skipped(&harness), 0);
    assert_eq!(live(&harness).seats().len(), 8);
}

#[test]
fn a_line_that_cannot_be_written_stays_and_says_so() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    // Paused, so that sitting down again has nothing to write.
    press(&mut harness, Modifiers::NONE, Key::F6);
    let file = file(&harness);
    drop(harness);
    let session = Session::open(&file, Access::Read, Box::new(clock)).unwrap();
    let mut harness = window(Desk::new(session).unwrap(), vec2(1440.0, 900.0));
    types(&mut harness, "3?who pays");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(live(&harness).notes().is_empty());
    assert!(says(&harness, "Not saved: your words are in the line"));
    assert!(says(&harness, "not saved yet"));
    let line = harness.get_by_role_and_label(Role::TextInput, "Note line");
    assert_eq!(line.value().as_deref(), Some("who pays"));
}

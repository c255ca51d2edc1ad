//! A whole evening at the table by keyboard alone, within its budget of keys; input methods; clocks that are set; guests
//! who leave early or change seats.

use egui::{Event, ImeEvent, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use tablemates::{
    domain::{
        Audience, NoteKind,
        dinner::Presence,
        note::{Phase, Reply},
    },
    evening::{Event as Happened, State},
    ui::command::{Route, Stage},
};

use crate::{
    live::{Hand, again, file, live, remaining, table, types},
    place::{Open, Place, click, press, says},
};

/// Saturday 24 October 2026, 18:00 in London, where the clocks go back that night.
const SIX_IN_SUMMER: i64 = 1_792_861_200_000;

/// A keyboard that counts the keys that are no words.
#[derive(Default)]
struct Keyboard {
    keys: usize,
}

impl Keyboard {
    /// A sign, a seat's digit or a name begun, each letter a key.
    fn signs(&mut self, harness: &mut Open, signs: &str) {
        self.keys += signs.chars().count();
        letters(harness, signs);
    }

    fn words(harness: &mut Open, words: &str) {
        letters(harness, words);
    }

    fn key(&mut self, harness: &mut Open, modifiers: Modifiers, key: Key) {
        self.keys += 1;
        harness.key_press_modifiers(modifiers, key);
        harness.run_steps(2);
    }

    fn enter(&mut self, harness: &mut Open) {
        self.key(harness, Modifiers::NONE, Key::Enter);
    }

    /// How many keys were pressed since this was last asked.
    fn taken(&mut self) -> usize {
        std::mem::take(&mut self.keys)
    }
}

/// Each letter by itself, as a keyboard sends them, in one frame.
fn letters(harness: &mut Open, letters: &str) {
    for letter in letters.chars() {
        harness.event(Event::Text(letter.to_string()));
    }
    harness.run_steps(1);
}

#[test]
fn forty_notes_of_an_evening_stay_within_their_keys() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    let mut hands = Keyboard::default();
    for guest in 0..8 {
        let presenter = live(&harness).evening().presenter().unwrap();
        let seats = live(&harness).seats().to_vec();
        let up = seats.iter().position(|s| s.person == presenter).unwrap();
        // Three others at the table.
        let [one, two, three] = [1, 2, 3].map(|step| seats[(up + step) % seats.len()].clone());
        let before = live(&harness).notes().len();
        clock.on(20_000);

        // A mark: seat, kind, done.
        hands.signs(&mut harness, &format!("{}?", one.number));
        hands.key(&mut harness, Modifiers::COMMAND, Key::Enter);
        assert_eq!(hands.taken(), 3);
        // A note with who said it.
        hands.signs(&mut harness, &format!("{}\"", two.number));
        Keyboard::words(&mut harness, "we bake at four");
        hands.enter(&mut harness);
        assert_eq!(hands.taken(), 3);
        // A promise with two people and a date, one of them by a name begun.
        clock.on(20_000);
        hands.signs(&mut harness, &format!("{}>", one.number));
        Keyboard::words(&mut harness, "bring ");
        hands.signs(&mut harness, &format!("@{}", two.number));
        Keyboard::words(&mut harness, " to ");
        let begun: String = three.name.chars().take(2).collect();
        let fits = |name: &str| name.to_lowercase().contains(&begun.to_lowercase());
        if seats.iter().filter(|seat| fits(&seat.name)).count() == 1 {
            hands.signs(&mut harness, &format!("@{begun}"));
            hands.key(&mut harness, Modifiers::NONE, Key::Tab);
        } else {
            hands.signs(&mut harness, &format!("@{}", three.number));
        }
        Keyboard::words(&mut harness, " by fri");
        hands.enter(&mut harness);
        assert!(hands.taken() <= 9);
        // A reply to the offer, and a line for the host alone.
        hands.signs(&mut harness, &format!("{}+", three.number));
        hands.enter(&mut harness);
        hands.signs(&mut harness, "#");
        Keyboard::words(&mut harness, "tired");
        hands.enter(&mut harness);
        assert_eq!(hands.taken(), 5);

        let notes = &live(&harness).notes()[before..];
        let [mark, quote, promise, reply, own] = notes else {
            panic!("guest {guest}: {notes:?}")
        };
        assert!(notes.iter().all(|note| note.subject == Some(presenter)));
        assert_eq!(
            (mark.speaker, mark.kind),
            (Some(one.person), NoteKind::Question)
        );
        assert_eq!(mark.text, "");
        assert_eq!(
            (quote.speaker, quote.kind),
            (Some(two.person), NoteKind::Quote)
        );
        assert_eq!(quote.text, "we bake at four");
        assert_eq!(
            (promise.speaker, promise.kind),
            (Some(one.person), NoteKind::Promise)
        );
        assert_eq!(promise.to, Some(two.person));
        assert_eq!(promise.about, [three.person]);
        assert_eq!(promise.due, "2026-11-27".parse().ok());
        assert_eq!(
            (reply.speaker, reply.reply),
            (Some(three.person), Some(Reply::Yes))
        );
        assert_eq!(
            (own.text.as_str(), own.audience),
            ("tired", Audience::OnlyMe)
        );
        // On to the next guest, and their clock.
        press(&mut harness, Modifiers::NONE, Key::F9);
        if guest < 7 {
            press(&mut harness, Modifiers::NONE, Key::F5);
        }
    }
    assert_eq!(live(&harness).notes().len(), 40);
}

#[test]
fn what_an_input_method_composes_is_never_a_sign_or_a_key() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    let before = remaining(&harness);
    let compose = |harness: &mut Open, text: &str| {
        harness.event(Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        }));
        harness.run_steps(1);
    };
    types(&mut harness, "3?");
    for text in ["a", "aa", "â"] {
        compose(&mut harness, text);
    }
    // Keys that choose among what is offered are the method's: nothing is sent, cleared or given time.
    for key in [
        Key::Space,
        Key::ArrowDown,
        Key::ArrowUp,
        Key::Enter,
        Key::Escape,
    ] {
        press(&mut harness, Modifiers::NONE, key);
    }
    assert!(live(&harness).notes().is_empty());
    assert_eq!(remaining(&harness), before);
    harness.event(Event::Ime(ImeEvent::Commit("âme sœur".to_owned())));
    harness.run_steps(2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let note = &live(&harness).notes()[0];
    assert_eq!(
        (note.text.as_str(), note.kind),
        ("âme sœur", NoteKind::Question)
    );
    assert!(note.speaker.is_some());
}

#[test]
fn a_wall_clock_that_is_set_moves_the_end_and_not_the_countdown() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    clock.on(10_000);
    harness.run_steps(2);
    let left = remaining(&harness);
    let ends = |harness: &Open| {
        let now = harness.state().desk().stamp();
        live(harness).evening().forecast(now).ends_at
    };
    let end = ends(&harness);
    clock.set_wall(-30_000);
    harness.run_steps(3);
    assert!(says(&harness, "The computer’s clock was set back by 0:30"));
    assert_eq!(remaining(&harness), left);
    assert_eq!(ends(&harness), end - 30_000);
    let logged = |harness: &Open| {
        let log = live(harness).evening().log();
        let set = log
            .iter()
            .filter(|each| matches!(each.event, Happened::ClockSet(-30_000)));
        set.count()
    };
    assert_eq!(logged(&harness), 1);
    // It is in nobody's way, and is no deed to take back.
    types(&mut harness, "3?who pays");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(logged(&harness), 1);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    click(&mut harness, Role::Button, "Close");
    assert!(!says(&harness, "clock was set"));
    // A second or two are ordinary slewing.
    clock.set_wall(1_900);
    harness.run_steps(3);
    assert!(!says(&harness, "clock was set"));
    // Set while nobody was there, it is said when the table is opened again.
    let file = file(&harness);
    drop(harness);
    clock.set_wall(3_600_000);
    clock.on(5_000);
    let left = left - 5_000;
    let harness = again(&file, &clock);
    assert!(says(
        &harness,
        "The computer’s clock was set forward by 60:0"
    ));
    assert_eq!(remaining(&harness), left);
}

#[test]
fn the_night_in_which_the_clocks_go_back_is_an_hour_like_any_other() {
    let place = Place::new();
    let clock = Hand::at(SIX_IN_SUMMER);
    let mut harness = table(&place, &clock);
    // 01:59:50, in summer time.
    clock.on(8 * 3_600_000 - 10_000);
    harness.run_steps(2);
    assert!(says(&harness, "Now 01:59"));
    let left = remaining(&harness);
    clock.on(20_000);
    harness.run_steps(2);
    assert!(says(&harness, "Now 01:00"));
    assert_eq!(remaining(&harness), left - 20_000);
    assert!(!says(&harness, "clock was set"));
}

#[test]
fn after_another_boot_the_wall_clock_is_believed_once_and_the_host_is_asked() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    clock.on(30_000);
    harness.run_steps(2);
    let file = file(&harness);
    drop(harness);
    clock.on(20_000);
    clock.reboot();
    let mut harness = again(&file, &clock);
    assert!(says(&harness, "The computer was started again meanwhile"));
    assert_eq!(remaining(&harness), 240_000 - 50_000);
    // What was banked does not move with the wall clock any more.
    clock.set_wall(-3_600_000);
    harness.run_steps(2);
    assert_eq!(remaining(&harness), 240_000 - 50_000);
    click(&mut harness, Role::Button, "Count it");
    assert!(!says(&harness, "started again"));
}

/// Chooses a line of a list over the stage.
fn choose(harness: &mut Open, item: &str, line: usize) {
    click(harness, Role::Button, "Speaker");
    click(harness, Role::MenuItem, item);
    pick(harness, line);
}

fn pick(harness: &mut Open, line: usize) {
    for _ in 0..line {
        press(harness, Modifiers::NONE, Key::ArrowDown);
    }
    press(harness, Modifiers::NONE, Key::Enter);
}

#[test]
fn who_leaves_early_speaks_no_more_and_keeps_what_was_said() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    let seats = live(&harness).seats().to_vec();
    let presenter = live(&harness).evening().presenter();
    let gone = seats
        .iter()
        .rposition(|seat| Some(seat.person) != presenter)
        .unwrap();
    let person = seats[gone].person;
    let presence = |harness: &Open| {
        let guests = &live(harness).record().attendances;
        guests
            .iter()
            .find(|row| row.person == person)
            .unwrap()
            .presence
    };
    let skipped = |harness: &Open| {
        let now = harness.state().desk().stamp();
        let slots = live(harness).evening().forecast(now).slots;
        slots.iter().filter(|slot| slot.starts_at.is_none()).count()
    };
    types(&mut harness, &format!("{}>an intro", seats[gone].number));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    choose(&mut harness, "Leaves early…", gone);
    assert_eq!(
        (presence(&harness), skipped(&harness)),
        (Presence::LeftEarly, 1)
    );
    assert_eq!(live(&harness).notes()[0].speaker, Some(person));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        (presence(&harness), skipped(&harness)),
        (Presence::Unknown, 0)
    );
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(
        (presence(&harness), skipped(&harness)),
        (Presence::LeftEarly, 1)
    );
    // It is on the disk as it is here.
    let file = file(&harness);
    let now = harness.state().desk().stamp();
    drop(harness);
    let harness = again(&file, &{
        let clock = Hand::new();
        clock.on(now.boot_ms - 60_000);
        clock
    });
    assert_eq!(
        (presence(&harness), skipped(&harness)),
        (Presence::LeftEarly, 1)
    );
}

#[test]
fn who_changes_seats_takes_their_notes_along() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    let seats = live(&harness).seats().to_vec();
    types(&mut harness, "3?who pays");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    // Who sits on seat 3 takes seat 5; its line is the fourth, as their own is not among them.
    choose(&mut harness, "Change seats…", 2);
    pick(&mut harness, 3);
    let at = |harness: &Open, number: u8| {
        let seats = live(harness).seats().iter();
        seats
            .clone()
            .find(|seat| seat.number == number)
            .unwrap()
            .person
    };
    assert_eq!(at(&harness, 5), seats[2].person);
    assert_eq!(at(&harness, 3), seats[4].person);
    // The note keeps the person; the digit now means who sits there.
    types(&mut harness, "3?and when");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let speakers: Vec<_> = live(&harness)
        .notes()
        .iter()
        .map(|note| note.speaker)
        .collect();
    assert_eq!(speakers, [Some(seats[2].person), Some(seats[4].person)]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(live(&harness).seats(), seats);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    let file = file(&harness);
    drop(harness);
    let harness = again(&file, &clock);
    assert_eq!(at(&harness, 5), seats[2].person);
    assert!(matches!(
        live(&harness).evening().state(),
        State::Running(..)
    ));
}

#[test]
fn who_said_it_what_it_is_its_words_and_who_reads_it_are_all_put_right_in_the_line() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    let seats = live(&harness).seats().to_vec();
    for words in ["3?who pays", "4!half"] {
        types(&mut harness, words);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    // Twice: the note before the last one.
    press(&mut harness, Modifiers::COMMAND, Key::E);
    press(&mut harness, Modifiers::COMMAND, Key::E);
    types(&mut harness, " now");
    // Before the words stand the signs, each in the place of the one of its sort.
    press(&mut harness, Modifiers::NONE, Key::Home);
    types(&mut harness, "5>#");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let note = live(&harness).notes()[0].clone();
    assert_eq!(note.text, "who pays now");
    assert_eq!(note.speaker, Some(seats[4].person));
    assert_eq!(note.kind, NoteKind::Promise);
    assert_eq!(note.audience, Audience::OnlyMe);
    // Backspace before the words takes the last sign off.
    press(&mut harness, Modifiers::COMMAND, Key::E);
    press(&mut harness, Modifiers::COMMAND, Key::E);
    press(&mut harness, Modifiers::NONE, Key::Home);
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(live(&harness).notes()[0].audience, Audience::About);
    assert_eq!(live(&harness).notes()[0].text, "who pays now");
    // A press on a note does as Ctrl+E does.
    let last = harness.get_by_label_contains(": half").rect().center();
    harness.event(Event::PointerMoved(last));
    for pressed in [true, false] {
        harness.event(Event::PointerButton {
            pos: last,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    harness.run_steps(3);
    types(&mut harness, " of it");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(live(&harness).notes()[1].text, "half of it");
    assert_eq!(live(&harness).notes().len(), 2);
}

#[test]
fn the_evening_is_ended_by_keyboard_alone() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    let is_on = |harness: &Open, role: Role, label: &str| {
        let part = harness.query_by_role_and_label(role, label);
        part.is_some_and(|part| part.is_focused())
    };
    for _ in 0..30 {
        if is_on(&harness, Role::Button, "Speaker") {
            break;
        }
        press(&mut harness, Modifiers::NONE, Key::Tab);
    }
    assert!(is_on(&harness, Role::Button, "Speaker"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    for _ in 0..20 {
        if is_on(&harness, Role::MenuItem, "End the evening") {
            break;
        }
        press(&mut harness, Modifiers::NONE, Key::Tab);
    }
    assert!(is_on(&harness, Role::MenuItem, "End the evening"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(*live(&harness).evening().state(), State::Ended);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(matches!(
        live(&harness).evening().state(),
        State::Running(..)
    ));
    // While it runs that key goes over a word of the line; after its end, on to the wrap-up.
    press(&mut harness, Modifiers::COMMAND, Key::ArrowRight);
    let stage = |harness: &Open| match harness.state().route() {
        Route::Dinner(_, stage) => stage,
        other => panic!("{other:?}"),
    };
    assert_eq!(stage(&harness), Stage::Live);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(*live(&harness).evening().state(), State::Ended);
    press(&mut harness, Modifiers::COMMAND, Key::ArrowRight);
    assert_eq!(stage(&harness), Stage::WrapUp);
}

#[test]
fn the_questions_begin_by_themselves_only_where_that_is_wanted() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    let phase = |harness: &Open| live(harness).evening().phase();
    click(&mut harness, Role::Button, "Speaker");
    click(
        &mut harness,
        Role::MenuItem,
        "Questions begin by themselves",
    );
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    clock.on(240_000);
    harness.run_steps(2);
    assert_eq!(phase(&harness), Some(Phase::Pitch));
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    harness.run_steps(2);
    assert_eq!(phase(&harness), Some(Phase::Questions));
    // Nothing else goes on by itself.
    clock.on(3_600_000);
    harness.run_steps(2);
    assert_eq!(phase(&harness), Some(Phase::Questions));
}

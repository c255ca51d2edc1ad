//! The screen of today, by accessible name.

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use tablemates::{
    app::{
        Desk, Session,
        desk::{Day, Edit, PromiseEdit, Thanks, sample_session},
        play, sample as sample_library, wrap,
    },
    domain::{Commitment, Dinner, dinner::DinnerState, promise::CommitmentState},
    ui::{
        command::{Route, Stage},
        theme,
    },
};

use crate::place::{Open, Place, click, empty, press, sample, says, settle, window};

const SIZE: egui::Vec2 = vec2(1440.0, 900.0);

fn day(harness: &Open) -> Day {
    harness.state().desk().day().unwrap()
}

/// The library as another program would read it.
fn read(harness: &Open) -> Session {
    Session::to_read(harness.state().desk().file()).unwrap()
}

fn type_into(harness: &mut Open, field: &str, words: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .focus();
    harness.run_steps(2);
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .type_text(words);
    harness.run_steps(2);
}

/// Goes down to the first promise that is due.
fn choose_first_due(harness: &mut Open) {
    let ready = day(harness).next.map_or(0, |next| next.ready.len());
    for _ in 0..=ready {
        press(harness, Modifiers::NONE, Key::J);
    }
}

#[test]
fn a_promise_is_done_put_off_and_taken_back_by_keys() {
    let place = Place::new();
    let mut harness = sample(&place, SIZE);
    let before = day(&harness).due;
    let first = before.first().unwrap().clone();
    assert!(first.days_late > 0);
    choose_first_due(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::D);
    let promise = |harness: &Open| -> Commitment {
        let session = read(harness);
        session.library().get(first.promise).unwrap().unwrap()
    };
    assert_eq!(promise(&harness).state, CommitmentState::Done);
    assert_eq!(day(&harness).due.len(), before.len() - 1);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(promise(&harness).state, CommitmentState::Open);
    assert_eq!(day(&harness).due, before);
    // The choice is on the same line still.
    press(&mut harness, Modifiers::NONE, Key::L);
    let today = harness.state().desk().today();
    assert_eq!(promise(&harness).due, Some(today + chrono::Days::new(7)));
    assert_eq!(promise(&harness).state, CommitmentState::Open);
    assert!(says(&harness, "Put off to"));
}

#[test]
fn a_key_without_a_chosen_promise_changes_nothing() {
    let place = Place::new();
    let mut harness = sample(&place, SIZE);
    let before = day(&harness).due;
    press(&mut harness, Modifiers::NONE, Key::D);
    press(&mut harness, Modifiers::NONE, Key::L);
    assert_eq!(day(&harness).due, before);
    assert!(says(&harness, "Choose a promise first"));
}

#[test]
fn lines_open_the_stage_or_the_person_that_they_are_about() {
    let place = Place::new();
    let mut harness = sample(&place, SIZE);
    let next = day(&harness).next.unwrap().line.dinner.id;
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().route(), Route::Dinner(next, Stage::Guests));
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    for _ in 0..3 {
        press(&mut harness, Modifiers::NONE, Key::J);
    }
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().route(), Route::Dinner(next, Stage::Seating));
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    // The running order, the papers and the display lie between.
    for _ in 0..4 {
        press(&mut harness, Modifiers::NONE, Key::J);
    }
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().route(), Route::People);
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    // Nadia of the sample has not answered.
    click(&mut harness, Role::Button, "Remind Nadia");
    assert_eq!(harness.state().route(), Route::Dinner(next, Stage::Guests));
}

#[test]
fn the_next_dinner_says_what_it_lacks() {
    let place = Place::new();
    let harness = sample(&place, SIZE);
    assert!(says(&harness, "Guests, 8 of 8, 1 not answered"));
    assert!(says(&harness, "Asks and offers, of all 8"));
    assert!(says(&harness, "Seating, 19 first meetings"));
    assert!(says(&harness, "Running order, ends about 21:4"));
    assert!(says(&harness, "Next dinner · today"));
}

#[test]
fn a_thank_you_is_copied_and_then_done() {
    let place = Place::new();
    let session = sample_session(&place.file()).unwrap();
    let tonight = held(&session, DinnerState::Seated);
    let script = sample_library::script(&session, &tonight, 1).unwrap();
    play::play(&session, &tonight, 1, &script, |_| {}).unwrap();
    wrap::wrap(&session, &tonight, false).unwrap();
    let mut harness = window(Desk::new(session).unwrap(), SIZE);
    let owed = day(&harness).thanks;
    let first = owed.first().unwrap().clone();
    assert!(matches!(first.thanks, Thanks::Found(_)));
    assert!(first.draft.starts_with("Dear "));
    assert!(
        first.draft.contains("Thank you for bringing "),
        "{}",
        first.draft
    );
    assert!(first.draft.ends_with("Ines\n"), "{}", first.draft);
    press(&mut harness, Modifiers::NONE, Key::T);
    let drafted = day(&harness).thanks;
    assert_eq!(drafted.len(), owed.len());
    assert!(drafted.first().unwrap().is_drafted);
    let Thanks::Promised(promise) = drafted.first().unwrap().thanks else {
        panic!("{:?}", drafted.first())
    };
    // It is owed as a thank-you, and not a second time as a promise.
    assert!(day(&harness).due.iter().all(|due| due.promise != promise));
    harness
        .get_all_by_role_and_label(Role::Button, "Done")
        .last()
        .unwrap()
        .click();
    harness.run_steps(3);
    let row: Commitment = read(&harness).library().get(promise).unwrap().unwrap();
    assert_eq!(row.state, CommitmentState::Done);
    assert_eq!(day(&harness).thanks.len(), owed.len() - 1);
}

/// The dinner of the sample in that state.
fn held(session: &Session, state: DinnerState) -> Dinner {
    let dinners = session.library().dinners().unwrap();
    dinners.into_iter().find(|d| d.state == state).unwrap()
}

#[test]
fn an_evening_that_was_left_is_resumed_or_ended_at_its_last_note() {
    let place = Place::new();
    let session = sample_session(&place.file()).unwrap();
    let tonight = held(&session, DinnerState::Seated);
    let script = sample_library::script(&session, &tonight, 1).unwrap();
    let half: Vec<&str> = script.lines().take(20).collect();
    play::play(&session, &tonight, 1, &half.join("\n"), |_| {}).unwrap();
    let mut harness = window(Desk::new(session).unwrap(), SIZE);
    // The one evening that runs is gone on with at once; Today has it too.
    let live = Route::Dinner(tonight.id, Stage::Live);
    assert_eq!(harness.state().route(), live);
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    assert!(says(&harness, "Thursday Table, No. 14 is running"));
    let running = day(&harness).running;
    assert_eq!(running.len(), 1);
    assert!(running.first().unwrap().words.contains("Last note at "));
    // What runs is not the next dinner as well.
    assert_ne!(day(&harness).next.unwrap().line.dinner.id, tonight.id);
    press(&mut harness, Modifiers::NONE, Key::R);
    assert_eq!(harness.state().route(), live);

    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    click(&mut harness, Role::Button, "End it at the last note");
    let wrap_up = Route::Dinner(tonight.id, Stage::WrapUp);
    assert_eq!(harness.state().route(), wrap_up);
    assert!(day(&harness).running.is_empty());
    let session = read(&harness);
    let record = session.library().record(tonight).unwrap();
    let last = record.events.last().unwrap();
    assert_eq!(last.kind, "evening-ended");
    let note = record.notes.iter().map(|note| note.at_ms).max().unwrap();
    assert!(last.wall_ms >= note);
    assert!(
        last.wall_ms < note + 3_600_000,
        "not at the time of the click"
    );
}

#[test]
fn the_first_run_keeps_name_and_objective_on_the_way_to_a_dinner() {
    let place = Place::new();
    let mut harness = empty(&place, SIZE);
    type_into(&mut harness, "Your name", "Zoë de Vries");
    type_into(
        &mut harness,
        "What should your dinners bring about?",
        "Six introductions before Christmas",
    );
    click(&mut harness, Role::Button, "Plan a first dinner");
    assert_eq!(harness.state().route(), Route::NewDinner);
    let desk = harness.state().desk();
    assert_eq!(desk.your_name().as_deref(), Some("Zoë de"));
    assert_eq!(desk.people().len(), 1);
    let aim = day(&harness).objective.unwrap();
    assert_eq!(aim.text, "Six introductions before Christmas");
    assert_eq!((aim.made, aim.goal), (0, Some(6)));
    assert!(aim.until.is_some());
    // Nobody else is there: it is the first run still, with what was typed.
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    harness.get_by_label("A small table, set well.");
    assert!(day(&harness).is_first);
}

#[test]
fn the_first_run_works_without_a_word() {
    let place = Place::new();
    let mut harness = empty(&place, theme::smallest_window());
    // Enter leads from field to field and on to the first dinner.
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().route(), Route::NewDinner);
    assert!(harness.state().desk().is_empty());
}

#[test]
fn the_sample_says_what_it_is_and_is_thrown_away_whole() {
    let place = Place::new();
    let mut harness = empty(&place, SIZE);
    click(&mut harness, Role::Button, "Open the sample");
    settle(&mut harness);
    let sample = harness.state().desk().file().to_owned();
    assert!(says(&harness, "This is the sample"));
    click(&mut harness, Role::Button, "Throw it away");
    settle(&mut harness);
    assert_eq!(harness.state().desk().file(), place.file());
    assert!(harness.state().desk().is_empty());
    assert!(!sample.exists());
    assert!(!says(&harness, "This is the sample"));
    harness.get_by_label("A small table, set well.");
    // And it can be had again.
    click(&mut harness, Role::Button, "Open the sample");
    settle(&mut harness);
    assert_eq!(harness.state().desk().people().len(), 24);
}

#[test]
fn an_objective_is_set_counted_and_taken_away() {
    let place = Place::new();
    let mut desk = Desk::new(sample_session(&place.file()).unwrap()).unwrap();
    let none = PromiseEdit::Objective(String::new());
    desk.edit(&Edit::Promise(none)).unwrap();
    let mut harness = window(desk, SIZE);
    click(&mut harness, Role::Button, "Set an objective");
    harness.run_steps(2);
    harness
        .get_by_role_and_label(Role::TextInput, "What should your dinners bring about?")
        .type_text("Two new clients");
    harness.run_steps(2);
    click(&mut harness, Role::Button, "Keep");
    assert!(says(&harness, "“Two new clients”"));
    click(&mut harness, Role::Button, "One more");
    assert!(says(&harness, "1 of 2 made"));
    assert_eq!(day(&harness).objective.unwrap().made, 1);
    let mut desk = Desk::new(Session::to_read(harness.state().desk().file()).unwrap()).unwrap();
    // Another text counts anew.
    drop(harness);
    desk = Desk::new(Session::to_write(desk.file()).unwrap()).unwrap();
    let edit = |text: &str| Edit::Promise(PromiseEdit::Objective(text.to_owned()));
    desk.edit(&edit("Three new clients")).unwrap();
    assert_eq!(desk.day().unwrap().objective.unwrap().made, 0);
    desk.edit(&edit("  ")).unwrap();
    assert_eq!(desk.day().unwrap().objective, None);
    desk.undo().unwrap();
    assert_eq!(
        desk.day().unwrap().objective.unwrap().text,
        "Three new clients"
    );
}

#[test]
fn a_library_without_dinners_has_one_clear_next_step() {
    let place = Place::new();
    let session = Session::to_write(&place.file()).unwrap();
    let mut desk = Desk::new(session).unwrap();
    let long = "Bartholomew ".repeat(16) + "Featherstonehaugh";
    for name in ["Ana Lima", long.as_str()] {
        desk.edit(&Edit::Promise(PromiseEdit::Name(name.to_owned())))
            .unwrap();
    }
    let mut somebody = tablemates::domain::Person::new(tablemates::domain::Id::new(1));
    somebody.given = "Ben".to_owned();
    drop(desk);
    let session = Session::to_write(&place.file()).unwrap();
    let mut draft = tablemates::domain::Draft::new("Add Ben");
    draft.create(&somebody);
    session.write(draft).unwrap();
    for size in [SIZE, theme::smallest_window()] {
        let desk = Desk::new(Session::to_read(&place.file()).unwrap()).unwrap();
        let harness = window(desk, size);
        assert!(says(&harness, "No dinner is planned"));
        assert!(says(
            &harness,
            "You are up to date. A good hour for a thank-you."
        ));
    }
}

#[test]
fn papers_are_printed_and_the_display_tried_from_today_and_both_are_remembered() {
    let place = Place::new();
    let folder = tempfile::tempdir().unwrap();
    let mut harness = sample(&place, SIZE);
    let desk = harness.state().desk();
    desk.keep_papers_in(folder.path()).unwrap();
    let next = desk.day().unwrap().next.unwrap().line.dinner.id;
    assert!(says(
        &harness,
        "Table sheet and place cards, not printed yet"
    ));
    click(&mut harness, Role::Button, "Print");
    settle(&mut harness);
    assert!(says(&harness, "Table sheet and place cards, printed"));
    assert!(says(&harness, "Wrote 3 papers"));

    assert!(says(
        &harness,
        "Table display, not tried on this computer yet"
    ));
    click(&mut harness, Role::Button, "Try it");
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    assert!(says(&harness, "Table display, tried on this computer"));

    // A minute more moves all times of the sheet; taken back, it is right again.
    harness
        .state_mut()
        .go(Route::Dinner(next, Stage::RunningOrder));
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Plus);
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    assert!(says(&harness, "changed since they were printed"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(says(&harness, "Table sheet and place cards, printed"));

    // Who comes sits elsewhere now: the sheet on the table would be wrong.
    harness.state_mut().go(Route::Dinner(next, Stage::Guests));
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::C);
    harness.state_mut().go(Route::Today);
    harness.run_steps(3);
    assert!(says(&harness, "changed since they were printed"));
}

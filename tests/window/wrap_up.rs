//! Wrap-up by accessible name and keys, on the sample after its evening was played.

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tablemates::{
    app::{Desk, Session, desk::sample_session, play, sample as sample_library},
    domain::{
        Commitment, Dinner, DinnerRecord, Id, Note, NoteKind, Suggestion,
        dinner::{DinnerState, Presence},
        promise::{CommitmentState, Decision},
    },
    ui::command::{Route, Stage},
};

use crate::place::{Open, Place, click, press, says, window};

const SIZE: egui::Vec2 = vec2(1440.0, 900.0);

/// A window on the sample whose evening of tonight was played to its end, or for so many lines of it.
pub(crate) fn played(place: &Place, lines: usize) -> (Open, Id<Dinner>) {
    let session = sample_session(&place.file()).unwrap();
    let dinner = tonight(&session.library().dinners().unwrap());
    let script = sample_library::script(&session, &dinner, 1).unwrap();
    let part: Vec<&str> = script.lines().take(lines).collect();
    open_played(session, &dinner, &part)
}

/// The same where nobody wrote anything down.
fn played_in_silence(place: &Place) -> (Open, Id<Dinner>) {
    let session = sample_session(&place.file()).unwrap();
    let dinner = tonight(&session.library().dinners().unwrap());
    let script = sample_library::script(&session, &dinner, 1).unwrap();
    let first = script.lines().find(|line| line.ends_with(" start"));
    let keys = [first.unwrap(), script.lines().last().unwrap()];
    open_played(session, &dinner, &keys)
}

fn open_played(session: Session, dinner: &Dinner, part: &[&str]) -> (Open, Id<Dinner>) {
    if part
        .iter()
        .any(|line| !line.is_empty() && !line.starts_with('#'))
    {
        play::play(&session, dinner, 1, &part.join("\n"), |_| {}).unwrap();
    }
    (window(Desk::new(session).unwrap(), SIZE), dinner.id)
}

fn tonight(dinners: &[Dinner]) -> Dinner {
    let is_tonight = |dinner: &&Dinner| dinner.state == DinnerState::Seated;
    dinners.iter().find(is_tonight).unwrap().clone()
}

/// Goes to a stage of a dinner as the head does.
pub(crate) fn go(harness: &mut Open, dinner: Id<Dinner>, stage: Stage) {
    harness.state_mut().go(Route::Dinner(dinner, stage));
    harness.run_steps(4);
}

pub(crate) fn record(harness: &Open, dinner: Id<Dinner>) -> DinnerRecord {
    let open = harness.state().desk().dinner(dinner).unwrap();
    open.unwrap().record
}

fn count(record: &DinnerRecord, decision: Decision) -> usize {
    let found = record.suggestions.iter();
    found.filter(|found| found.decision == decision).count()
}

fn with_words<'r>(record: &'r DinnerRecord, words: &str) -> &'r Suggestion {
    let mut found = record.suggestions.iter();
    found.find(|found| found.what.contains(words)).unwrap()
}

fn promise_of<'r>(record: &'r DinnerRecord, found: &Suggestion) -> Option<&'r Commitment> {
    let mut made = record.commitments.iter();
    made.find(|promise| promise.suggestion == Some(found.id))
}

fn choose(harness: &mut Open, words: &str) {
    let row = harness
        .query_all_by_role(Role::ListBoxOption)
        .find(|row| {
            let node = row.accesskit_node();
            node.label().is_some_and(|label| label.starts_with(words))
        })
        .unwrap();
    row.click_accesskit();
    harness.run_steps(3);
}

fn retype(harness: &mut Open, field: &str, words: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .focus();
    harness.run_steps(2);
    press(harness, Modifiers::COMMAND, Key::A);
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .type_text(words);
    harness.run_steps(2);
}

#[test]
fn follow_ups_are_found_once_accepted_edited_discarded_and_taken_back_by_keys() {
    let place = Place::new();
    let (mut harness, dinner) = played(&place, usize::MAX);
    go(&mut harness, dinner, Stage::WrapUp);
    let found = record(&harness, dinner);
    assert_eq!(found.dinner.state, DinnerState::Wrapped);
    let all = found.suggestions.len();
    assert!(all >= 14, "{all}");
    assert_eq!(count(&found, Decision::Undecided), all);
    assert!(says(&harness, "Decided: 0 of"));
    // Coming again finds nothing twice.
    go(&mut harness, dinner, Stage::Recaps);
    go(&mut harness, dinner, Stage::WrapUp);
    assert_eq!(record(&harness, dinner).suggestions.len(), all);

    // The first of the owner's own is accepted, and the choice goes on to the next.
    press(&mut harness, Modifiers::NONE, Key::A);
    let after = record(&harness, dinner);
    assert_eq!(count(&after, Decision::Accepted), 1);
    let accepted = after
        .suggestions
        .iter()
        .find(|found| found.decision == Decision::Accepted)
        .unwrap();
    assert_eq!(Some(accepted.owner), after.you);
    assert_eq!(promise_of(&after, accepted).unwrap().what, accepted.what);
    press(&mut harness, Modifiers::NONE, Key::X);
    assert_eq!(count(&record(&harness, dinner), Decision::Discarded), 1);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(count(&record(&harness, dinner), Decision::Discarded), 0);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let undone = record(&harness, dinner);
    assert_eq!(count(&undone, Decision::Undecided), all);
    assert!(promise_of(&undone, accepted).is_none());
}

#[test]
fn a_follow_up_is_accepted_in_other_words_and_by_another_day() {
    let place = Place::new();
    let (mut harness, dinner) = played(&place, usize::MAX);
    go(&mut harness, dinner, Stage::WrapUp);
    choose(&mut harness, "Send Elena three paper samples");
    let id = with_words(&record(&harness, dinner), "Send Elena three paper").id;
    press(&mut harness, Modifiers::NONE, Key::E);
    assert!(matches!(
        harness.state().route(),
        Route::Dinner(_, Stage::WrapUp)
    ));
    retype(
        &mut harness,
        "What",
        "Send Elena four paper samples, uncoated",
    );
    retype(&mut harness, "By", "soon");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    // What is wrong is said, and nothing typed is lost.
    assert!(says(&harness, "“soon” is no day"));
    assert!(harness.query_by_label("Accept as changed").is_some());
    retype(&mut harness, "By", "1 Dec 2026");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let after = record(&harness, dinner);
    let changed = after
        .suggestions
        .iter()
        .find(|found| found.id == id)
        .unwrap();
    assert_eq!(changed.what, "Send Elena four paper samples, uncoated");
    assert_eq!(changed.decision, Decision::Accepted);
    let promise = promise_of(&after, changed).unwrap();
    assert_eq!(promise.what, changed.what);
    assert_eq!(promise.due.unwrap().to_string(), "2026-12-01");
    assert!(harness.query_by_label("Accept as changed").is_none());
    // Looking for follow-ups again leaves the host's words alone.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let undone = record(&harness, dinner);
    let back = undone
        .suggestions
        .iter()
        .find(|found| found.id == id)
        .unwrap();
    assert_eq!(back.what, "Send Elena three paper samples");
    assert_eq!(back.decision, Decision::Undecided);
}

#[test]
fn all_of_a_person_are_accepted_at_once_and_at_the_end_the_recaps_are_next() {
    let place = Place::new();
    let (mut harness, dinner) = played(&place, usize::MAX);
    go(&mut harness, dinner, Stage::WrapUp);
    let before = record(&harness, dinner);
    let of_you = |record: &DinnerRecord, decision| {
        let found = record.suggestions.iter();
        found
            .filter(|found| Some(found.owner) == record.you && found.decision == decision)
            .count()
    };
    let mine = of_you(&before, Decision::Undecided);
    assert!(mine > 1);
    press(&mut harness, Modifiers::SHIFT, Key::Enter);
    let after = record(&harness, dinner);
    assert_eq!(of_you(&after, Decision::Accepted), mine);
    assert_eq!(count(&after, Decision::Accepted), mine);
    for _ in 0..12 {
        press(&mut harness, Modifiers::SHIFT, Key::Enter);
    }
    assert_eq!(count(&record(&harness, dinner), Decision::Undecided), 0);
    assert!(says(&harness, "All is decided"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(
        harness.state().route(),
        Route::Dinner(dinner, Stage::Recaps)
    );
}

#[test]
fn one_is_written_by_hand_and_empty_ones_are_not() {
    let place = Place::new();
    let (mut harness, dinner) = played(&place, usize::MAX);
    go(&mut harness, dinner, Stage::WrapUp);
    let before = record(&harness, dinner).suggestions.len();
    press(&mut harness, Modifiers::NONE, Key::N);
    click(&mut harness, Role::Button, "Write it down");
    assert!(says(&harness, "Say what is to be done"));
    assert_eq!(record(&harness, dinner).suggestions.len(), before);
    // Letters typed into the field are no commands.
    retype(&mut harness, "What", "Axel naxt jak é: send the deck");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let after = record(&harness, dinner);
    assert_eq!(after.suggestions.len(), before + 1);
    let written = with_words(&after, "send the deck");
    assert_eq!(written.decision, Decision::Accepted);
    assert_eq!(
        promise_of(&after, written).unwrap().state,
        CommitmentState::Open
    );
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(record(&harness, dinner).suggestions.len(), before);
}

#[test]
fn a_note_is_corrected_with_what_follows_from_it_as_one_change() {
    let place = Place::new();
    let (mut harness, dinner) = played(&place, usize::MAX);
    go(&mut harness, dinner, Stage::WrapUp);
    choose(&mut harness, "Send Elena three paper samples");
    press(&mut harness, Modifiers::NONE, Key::A);
    harness.get_by_label("Show: Notes").click_accesskit();
    harness.run_steps(3);
    let before = record(&harness, dinner);
    let note = before
        .notes
        .iter()
        .find(|note| note.kind == NoteKind::Promise && note.text.contains("three paper samples"))
        .unwrap()
        .clone();
    let row = harness
        .query_all_by_role(Role::ListBoxOption)
        .find(|row| {
            let label = row.accesskit_node().label().unwrap_or_default();
            label.contains(&note.text)
        })
        .unwrap();
    row.click_accesskit();
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::E);
    retype(
        &mut harness,
        "What was said",
        "send Elena five paper samples",
    );
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let after = record(&harness, dinner);
    let text = |record: &DinnerRecord| -> String {
        let row: &Note = record.notes.iter().find(|row| row.id == note.id).unwrap();
        row.text.clone()
    };
    assert_eq!(text(&after), "send Elena five paper samples");
    let follow_up = with_words(&after, "five paper samples");
    assert_eq!(follow_up.decision, Decision::Accepted);
    let promise = promise_of(&after, follow_up).unwrap();
    assert_eq!(promise.what, "Send Elena five paper samples");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let undone = record(&harness, dinner);
    assert_eq!(text(&undone), note.text);
    assert_eq!(
        with_words(&undone, "paper samples").what,
        "Send Elena three paper samples"
    );
}

#[test]
fn who_did_not_come_is_marked_and_nothing_more_is_asked_of_them() {
    let place = Place::new();
    let (mut harness, dinner) = played(&place, usize::MAX);
    go(&mut harness, dinner, Stage::WrapUp);
    press(&mut harness, Modifiers::SHIFT, Key::W);
    harness.get_by_label("Marcus Oyelaran: Left early").click();
    harness.run_steps(3);
    let presence = |harness: &Open| {
        let record = record(harness, dinner);
        let marcus = |id| record.name(id) == "Marcus Oyelaran";
        let mut rows = record.attendances.iter();
        rows.find(|row| marcus(row.person)).unwrap().presence
    };
    assert_eq!(presence(&harness), Presence::LeftEarly);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(says(&harness, "Left early: Marcus"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(presence(&harness), Presence::Attended);
}

#[test]
fn an_evening_that_still_runs_is_ended_first() {
    let place = Place::new();
    let (mut harness, dinner) = played(&place, 30);
    go(&mut harness, dinner, Stage::WrapUp);
    assert!(says(&harness, "The evening is still running"));
    assert!(record(&harness, dinner).suggestions.is_empty());
    click(
        &mut harness,
        Role::Button,
        "End the evening at the last note",
    );
    harness.run_steps(3);
    assert!(!says(&harness, "The evening is still running"));
    let after = record(&harness, dinner);
    assert_eq!(after.dinner.state, DinnerState::Wrapped);
    assert!(!after.suggestions.is_empty());
}

#[test]
fn an_evening_without_notes_is_written_down_from_memory() {
    let place = Place::new();
    let (mut harness, dinner) = played_in_silence(&place);
    go(&mut harness, dinner, Stage::WrapUp);
    assert!(says(&harness, "No notes of this evening"));
    click(&mut harness, Role::Button, "Write three from memory");
    retype(&mut harness, "Line 1", "Send Tomasz the drawings");
    click(&mut harness, Role::Button, "Keep and find follow-ups");
    let after = record(&harness, dinner);
    assert_eq!(after.notes.len(), 1);
    assert_eq!(after.notes[0].text, "Send Tomasz the drawings");
    assert!(!says(&harness, "No notes of this evening"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(record(&harness, dinner).notes.is_empty());
    assert!(says(&harness, "No notes of this evening"));
}

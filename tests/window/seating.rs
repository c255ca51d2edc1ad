//! Seating: keys, rules with their ways out, moves, guests without a seat, and the list that says the same.

#![allow(
    clippy::indexing_slicing,
    reason = "a test that looks where nothing is should fail"
)]

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tablemates::{
    app::{
        Desk, Session,
        board::{Board, Met},
        desk::{OpenDinner, sample_session},
        dinners::{self, Word},
        find,
        rules::{self, Wanted},
    },
    domain::{
        Dinner, Draft, Id,
        dinner::{Answer, DinnerState, Presence, RuleKind, Scope},
    },
    ui::command::{Route, Stage},
};

use super::place::{Open, Place, click, open_tonight, press, says, settle, window};

fn seating(place: &Place) -> Open {
    seating_after(place, |_, _| ())
}

/// The seating of the sample's next dinner after something was done in the library.
fn seating_after(place: &Place, before: impl FnOnce(&Session, Dinner)) -> Open {
    let session = sample_session(&place.file()).unwrap();
    let dinners = session.library().dinners().unwrap();
    let dinner = dinners
        .into_iter()
        .find(|dinner| dinner.state == DinnerState::Seated)
        .unwrap();
    before(&session, dinner);
    let mut harness = window(Desk::new(session).unwrap(), vec2(1440.0, 900.0));
    open_tonight(&mut harness, Stage::Seating);
    harness
}

fn tonight(harness: &Open) -> Id<Dinner> {
    match harness.state().route() {
        Route::Dinner(dinner, _) => dinner,
        other => panic!("{other:?}"),
    }
}

fn open(harness: &Open) -> OpenDinner {
    let desk = harness.state().desk();
    desk.dinner(tonight(harness)).unwrap().unwrap()
}

/// Who sits at the table, by seat; an empty name where nobody does.
fn names(harness: &Open) -> Vec<String> {
    let record = open(harness).record;
    let seats = record.tables[0].seats;
    (1..=seats)
        .map(|seat| {
            let guest = record.seated(1).into_iter().find(|a| a.seat == Some(seat));
            guest.map_or_else(String::new, |a| record.short_name(a.person))
        })
        .collect()
}

/// Chooses a seat of the drawn table by pointer.
fn choose(harness: &mut Open, seat: usize) {
    let label = format!("Seat {seat} of 8");
    harness
        .get_all_by_role(Role::ListBoxOption)
        .find(|node| node.accesskit_node().label().unwrap().starts_with(&label))
        .unwrap()
        .click();
    harness.run_steps(3);
}

#[test]
fn the_plan_is_said_in_words_with_its_figures_and_how_good_it_is() {
    let place = Place::new();
    let harness = seating(&place);
    for words in [
        "Why this plan",
        "first meetings of 28 pairs at this table",
        "3 / 3 wanted meetings",
        "no two rivals at one table",
        "How good is it?: proven best",
        "Keep apart: Marcus and Tomasz, not neighbours, must, kept",
        "Table 1, round, 8 seats: 8 coming",
    ] {
        assert!(says(&harness, words), "{words}");
    }
}

#[test]
fn a_seat_is_carried_by_keys_and_taken_back() {
    let place = Place::new();
    let mut harness = seating(&place);
    let before = names(&harness);
    choose(&mut harness, 1);
    press(&mut harness, Modifiers::NONE, Key::Space);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::Space);
    let after = names(&harness);
    assert_eq!((&after[0], &after[2]), (&before[2], &before[0]));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&harness), before);
}

#[test]
fn a_fixed_seat_stays_is_listed_as_a_rule_and_is_freed_by_the_same_key() {
    let place = Place::new();
    let mut harness = seating(&place);
    let before = names(&harness);
    choose(&mut harness, 2);
    press(&mut harness, Modifiers::NONE, Key::F);
    assert!(says(
        &harness,
        &format!("Seat is fixed: {} at table 1, seat 2", before[1])
    ));
    // It cannot be picked up, and says why; nor can anybody be put there.
    choose(&mut harness, 2);
    press(&mut harness, Modifiers::NONE, Key::Space);
    assert!(says(&harness, "keeps this seat. F frees it"));
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::Space);
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    press(&mut harness, Modifiers::NONE, Key::Space);
    assert_eq!(names(&harness), before);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::NONE, Key::F);
    assert!(!says(&harness, "Seat is fixed"));
    let record = open(&harness).record;
    assert!(record.rules.iter().all(|rule| rule.kind != RuleKind::Lock));
}

#[test]
fn two_keys_keep_two_guests_together_or_apart() {
    let place = Place::new();
    let mut harness = seating(&place);
    let before = names(&harness);
    let rules = open(&harness).record.rules.len();
    choose(&mut harness, 1);
    press(&mut harness, Modifiers::SHIFT, Key::A);
    assert!(says(
        &harness,
        &format!("Keep {} apart from whom?", before[0])
    ));
    choose(&mut harness, 5);
    let record = open(&harness).record;
    assert_eq!(record.rules.len(), rules + 1);
    let rule = record
        .rules
        .iter()
        .find(|rule| rule.kind == RuleKind::Apart && record.short_name(rule.first) == before[0])
        .unwrap();
    assert_eq!(record.short_name(rule.second.unwrap()), before[4]);
    assert_eq!(rule.scope, Scope::Neighbours);
    // Escape leaves the question without a rule.
    press(&mut harness, Modifiers::SHIFT, Key::T);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    choose(&mut harness, 6);
    assert_eq!(open(&harness).record.rules.len(), rules + 1);
}

#[test]
fn a_rule_is_written_in_the_form_changed_and_let_go() {
    let place = Place::new();
    let mut harness = seating(&place);
    let before = names(&harness);
    choose(&mut harness, 1);
    press(&mut harness, Modifiers::NONE, Key::A);
    assert!(says(&harness, "Choose both guests"));
    click(&mut harness, Role::RadioButton, "Rule: Keep apart");
    click(&mut harness, Role::Button, "Choose a guest…");
    harness
        .get_by_role(Role::TextInput)
        .type_text(before[1].as_str());
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    click(&mut harness, Role::RadioButton, "How near: Neighbours");
    click(
        &mut harness,
        Role::RadioButton,
        "How firm: Must, before everything else",
    );
    click(&mut harness, Role::Button, "Add the rule");
    let words = format!(
        "Keep apart: {} and {}, not neighbours, must, not kept. They sit side by side.",
        before[0], before[1]
    );
    assert!(says(&harness, &words), "{words}");
    // The way out that is offered mends it.
    let way = harness
        .get_all_by_role(Role::Link)
        .next()
        .unwrap()
        .accesskit_node()
        .label()
        .unwrap();
    assert!(
        way.starts_with("Swap ") || way.starts_with("Move "),
        "{way}"
    );
    harness.get_all_by_role(Role::Link).next().unwrap().click();
    harness.run_steps(3);
    assert!(says(&harness, "not neighbours, must, kept"));
    let rules = open(&harness).record.rules.len();
    let menu = format!(
        "Keep apart: {} and {}, not neighbours, must, kept",
        before[0], before[1]
    );
    click(&mut harness, Role::MenuItem, &menu);
    click(&mut harness, Role::MenuItem, "Let it go");
    assert_eq!(open(&harness).record.rules.len(), rules - 1);
}

#[test]
fn rules_that_cannot_all_hold_are_named_and_one_can_be_let_go() {
    let place = Place::new();
    let mut harness = seating_after(&place, |session, dinner| {
        let record = session.library().record(dinner.clone()).unwrap();
        let seated = record.seated(1);
        for other in &seated[1..4] {
            let wanted = Wanted {
                kind: RuleKind::Together,
                first: seated[0].person,
                second: other.person,
                scope: Scope::Neighbours,
                is_hard: true,
            };
            // One of them may be a wish already; a hard one takes its place.
            let same = record.rules.iter().find(|rule| {
                rule.kind == RuleKind::Together
                    && rule.scope == Scope::Neighbours
                    && [Some(rule.first), rule.second].contains(&Some(wanted.first))
                    && [Some(rule.first), rule.second].contains(&Some(wanted.second))
            });
            match same {
                Some(rule) => rules::change(session, &record, rule, &wanted).unwrap(),
                None => rules::add(session, &dinner, &wanted).unwrap(),
            };
        }
    });
    assert!(says(
        &harness,
        "3 rules cannot all be kept, whatever the plan"
    ));
    click(&mut harness, Role::Button, "Let one go");
    harness
        .get_all_by_label_contains("Let “")
        .next()
        .unwrap()
        .click();
    harness.run_steps(3);
    assert!(!says(&harness, "cannot all be kept"));
}

#[test]
fn somebody_new_is_seated_alone_and_everybody_else_stays() {
    let place = Place::new();
    let mut harness = seating(&place);
    let before = names(&harness);
    // Out by Delete, the seat is free, and the guest is offered one again.
    choose(&mut harness, 3);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(names(&harness)[2], "");
    assert!(says(&harness, "comes and has no seat"));
    click(&mut harness, Role::Button, "Seat only the new one");
    settle(&mut harness);
    assert_eq!(names(&harness), before);
    // By hand: choose who, then a free seat.
    choose(&mut harness, 3);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    let full = open(&harness).record;
    let name = full
        .attendances
        .iter()
        .find(|a| a.is_coming() && a.seat.is_none())
        .map(|a| full.name(a.person))
        .unwrap();
    click(&mut harness, Role::Button, &name);
    choose(&mut harness, 4);
    assert!(says(&harness, "sits there: choose a free seat"));
    choose(&mut harness, 3);
    assert_eq!(names(&harness), before);
}

#[test]
fn who_is_not_sure_keeps_the_seat_and_is_counted_apart() {
    let place = Place::new();
    let mut harness = seating_after(&place, |session, dinner| {
        let jonah = find::person(session.library(), "Jonah Reid").unwrap();
        let word = Word::Answer(Answer::Maybe);
        dinners::rsvp(session, &dinner, &jonah, word).unwrap();
    });
    assert!(says(&harness, "7 of 8, 1 not answered"));
    assert!(says(&harness, "Jonah holds seat"));
    assert!(says(&harness, "with the seven who said yes"));
    // Seated again, the seat is still held; after a no it is closed.
    click(&mut harness, Role::Button, "Close the gap");
    settle(&mut harness);
    assert!(names(&harness).contains(&"Jonah".to_owned()));
}

#[test]
fn the_pair_that_is_pointed_at_is_said_in_words() {
    let place = Place::new();
    let mut harness = seating(&place);
    choose(&mut harness, 1);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert!(says(&harness, "At table 1, side by side"));
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    let before = names(&harness);
    let shared = harness
        .query_all_by_label_contains("At table 1")
        .any(|node| {
            let words = node.accesskit_node().label().unwrap();
            words.contains(&before[1]) && words.contains(&before[2])
        });
    assert!(shared);
}

#[test]
fn the_list_says_the_same_and_takes_the_same_keys() {
    let place = Place::new();
    let mut harness = seating(&place);
    let before = names(&harness);
    click(&mut harness, Role::RadioButton, "Show: List");
    let record = open(&harness).record;
    let board = Board::of(&record);
    for seat in &board.tables[0].seats {
        let guest = seat.guest.as_ref().unwrap();
        assert!(says(
            &harness,
            &format!("Table 1, seat {}, {}, ", seat.number, guest.name)
        ));
    }
    let first = |harness: &mut Open, seat: usize| {
        let label = format!("Table 1, seat {seat}, ");
        harness.get_by_label_contains(&label).click();
        harness.run_steps(3);
    };
    first(&mut harness, 1);
    press(&mut harness, Modifiers::NONE, Key::F);
    assert!(says(&harness, "Seat is fixed"));
    press(&mut harness, Modifiers::NONE, Key::F);
    first(&mut harness, 2);
    press(&mut harness, Modifiers::NONE, Key::Space);
    assert!(says(&harness, "picked up"));
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Space);
    let after = names(&harness);
    assert_eq!((&after[1], &after[2]), (&before[2], &before[1]));
}

#[test]
fn a_walk_in_and_a_no_show_are_taken_here() {
    let place = Place::new();
    let mut harness = seating(&place);
    let before = names(&harness);
    choose(&mut harness, 4);
    press(&mut harness, Modifiers::SHIFT, Key::W);
    assert_eq!(names(&harness)[3], "");
    let record = open(&harness).record;
    assert!(
        record
            .attendances
            .iter()
            .any(|a| a.presence == Presence::NoShow && record.short_name(a.person) == before[3])
    );
    press(&mut harness, Modifiers::NONE, Key::W);
    harness
        .get_by_role(Role::TextInput)
        .type_text("Zoë Quillfeather");
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(names(&harness)[3], "Zoë");
}

#[test]
fn after_the_evening_has_begun_seats_stay() {
    let place = Place::new();
    let mut harness = seating_after(&place, |session, dinner| {
        let mut begun = dinner.clone();
        begun.state = DinnerState::Live;
        let mut draft = Draft::new("Begin");
        draft.update(&dinner, &begun);
        session.write(draft).unwrap();
    });
    let before = names(&harness);
    assert!(open(&harness).record.dinner.state >= DinnerState::Live);
    assert!(says(&harness, "The evening has begun, so seats stay"));
    choose(&mut harness, 1);
    press(&mut harness, Modifiers::NONE, Key::G);
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert!(says(&harness, "stay where they sit"));
    assert_eq!(names(&harness), before);
}

#[test]
fn what_a_move_would_change_is_what_it_changes() {
    let place = Place::new();
    let harness = seating(&place);
    let mut record = open(&harness).record;
    let board = Board::of(&record);
    let effect = board.effect((1, 3), Some((1, 4))).unwrap();
    let (was, is) = (new_neighbours(&board), {
        for guest in &mut record.attendances {
            guest.seat = match guest.seat {
                Some(3) => Some(4),
                Some(4) => Some(3),
                other => other,
            };
        }
        new_neighbours(&Board::of(&record))
    });
    assert_ne!(was, is);
    assert!(effect.title.starts_with("Swap with "));
    let first = &effect.lines[0].1;
    assert_eq!(first, &format!("{was} to {is} new neighbours"));
    // Off the table nobody is beside them.
    let away = board.effect((1, 3), None).unwrap();
    assert!(away.title.ends_with("has no seat"));
}

fn new_neighbours(board: &Board) -> usize {
    let bonds = board.tables[0].bonds.iter();
    bonds.filter(|(_, _, met)| *met == Met::Never).count()
}

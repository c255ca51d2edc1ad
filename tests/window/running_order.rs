//! The running order of a dinner, driven by keys and names: what the library holds afterwards, and what is said.

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tablemates::{
    app::{Desk, Session, desk::open_sample, play, running_order::Order},
    domain::{Dinner, Draft, Slot, dinner::Answer, evening::SlotKind},
    ui::command::{Route, Stage},
};

use super::place::{Open, Place, click, open_tonight, press, record, sample, says, window};

const WIDE: egui::Vec2 = vec2(1440.0, 900.0);

fn opened(place: &Place) -> Open {
    let mut harness = sample(place, WIDE);
    open_tonight(&mut harness, Stage::RunningOrder);
    harness
}

/// The same on a sample in which tonight has to be over at `until`, and the dinner before it ended 14 minutes late.
fn opened_until(place: &Place, until: &str, after: impl FnOnce(&Session, &Dinner)) -> Open {
    let file = open_sample(&place.file()).unwrap().file().to_owned();
    let session = Session::to_write(&file).unwrap();
    let dinners = session.library().dinners().unwrap();
    let of_number = |number| {
        dinners
            .iter()
            .find(|dinner| dinner.number == number)
            .unwrap()
    };
    let (last, tonight) = (of_number(13), of_number(14));
    play::play(&session, last, 1, "19:31:00 start\n22:01:00 end\n", |_| {}).unwrap();
    let mut changed = tonight.clone();
    let day = tonight.starts_at.unwrap().date();
    changed.ends_at = Some(day.and_time(until.parse().unwrap()));
    let mut draft = Draft::new("The latest end");
    draft.update(tonight, &changed);
    session.write(draft).unwrap();
    after(&session, &changed);
    drop(session);
    let desk = Desk::new(Session::to_write(&file).unwrap()).unwrap();
    let mut harness = window(desk, WIDE);
    open_tonight(&mut harness, Stage::RunningOrder);
    harness
}

fn order(harness: &Open) -> Order {
    Order::of(&record(harness), 1)
}

fn titles(harness: &Open) -> Vec<String> {
    order(harness)
        .lines
        .into_iter()
        .map(|line| line.slot.title)
        .collect()
}

fn kept(harness: &Open) -> Vec<Slot> {
    record(harness).slots
}

/// Chooses the n-th slot, counted from 0.
fn choose(harness: &mut Open, number: usize) {
    for _ in 0..40 {
        press(harness, Modifiers::NONE, Key::K);
    }
    for _ in 0..number {
        press(harness, Modifiers::NONE, Key::J);
    }
}

#[test]
fn it_follows_the_template_until_the_first_change_which_writes_all_of_it() {
    let place = Place::new();
    let mut harness = opened(&place);
    assert!(kept(&harness).is_empty());
    assert!(says(
        &harness,
        "8 speakers, 4 minutes each and 6 for questions"
    ));
    assert!(says(&harness, "Ends about 21:47"));
    let before = titles(&harness);
    choose(&mut harness, 3);
    press(&mut harness, Modifiers::NONE, Key::Plus);
    let after = kept(&harness);
    assert_eq!(after.len(), before.len());
    assert_eq!(titles(&harness), before);
    assert_eq!(after[3].pitch_ms, 5 * 60_000);
    assert!(says(&harness, "Ends about 21:48"));
    let name = order(&harness).lines[3].title.clone();
    let short = name.split(' ').next().unwrap();
    assert!(says(&harness, &format!("Pitch of {short} to 5 min")));
    // One step of undo takes all of it back: the template again.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(kept(&harness).is_empty());
    assert!(says(&harness, "Ends about 21:47"));
    // And the same again after that, with the same slots.
    press(&mut harness, Modifiers::NONE, Key::Minus);
    assert_eq!(kept(&harness)[3].id, after[3].id);
    assert_eq!(kept(&harness)[3].pitch_ms, 3 * 60_000);
}

#[test]
fn steppers_change_pitch_and_questions_and_shift_five() {
    let place = Place::new();
    let mut harness = opened(&place);
    let name = order(&harness).lines[4].title.clone();
    click(
        &mut harness,
        Role::Button,
        &format!("Questions of {name}: more"),
    );
    assert_eq!(kept(&harness)[4].questions_ms, 7 * 60_000);
    assert_eq!(kept(&harness)[4].pitch_ms, 4 * 60_000);
    // The keys go on with what was touched last.
    press(&mut harness, Modifiers::NONE, Key::Plus);
    assert_eq!(kept(&harness)[4].questions_ms, 8 * 60_000);
    let short = name.split(' ').next().unwrap();
    assert!(says(&harness, &format!("Questions of {short} to 8 min")));
    harness
        .get_by_role_and_label(Role::Button, &format!("Questions of {name}: more"))
        .click_modifiers(Modifiers::SHIFT);
    harness.run_steps(3);
    assert_eq!(kept(&harness)[4].questions_ms, 13 * 60_000);
}

#[test]
fn a_slot_is_carried_removed_and_brought_back_by_keys() {
    let place = Place::new();
    let mut harness = opened(&place);
    let before = titles(&harness);
    choose(&mut harness, 3);
    press(&mut harness, Modifiers::ALT, Key::ArrowDown);
    let mut expected = before.clone();
    expected.swap(3, 4);
    assert_eq!(titles(&harness), expected);
    assert!(says(&harness, "Moved "));
    // The choice goes with it.
    press(&mut harness, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(titles(&harness)[5], before[3]);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(titles(&harness).len(), before.len() - 1);
    assert!(!titles(&harness).contains(&before[3]));
    // Somebody who sits here and has no slot is said, and can be put in again.
    assert!(says(
        &harness,
        &format!("{} sits here and has no slot", before[3])
    ));
    click(&mut harness, Role::Button, "Add to the order");
    let after = titles(&harness);
    assert_eq!(after.len(), before.len());
    let host = after
        .iter()
        .rposition(|title| *title == before[12])
        .unwrap();
    assert_eq!(
        after[host - 1],
        before[3],
        "before the host, who speaks last"
    );
    assert!(!says(&harness, "has no slot"));
    for _ in 0..4 {
        press(&mut harness, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(titles(&harness), before);
}

#[test]
fn a_course_of_one_s_own_is_added_after_the_chosen_slot_with_its_fixed_time() {
    let place = Place::new();
    let mut harness = opened(&place);
    choose(&mut harness, 5);
    press(&mut harness, Modifiers::NONE, Key::A);
    harness
        .get_by_role_and_label(Role::TextInput, "Name")
        .type_text("Käse and a very good port");
    harness.run_steps(2);
    harness
        .get_by_role_and_label(Role::TextInput, "Not before")
        .focus();
    harness.run_steps(2);
    harness
        .get_by_role_and_label(Role::TextInput, "Not before")
        .type_text("late");
    harness.run_steps(2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(
        kept(&harness).is_empty(),
        "a time that cannot be read is not kept"
    );
    assert!(says(&harness, "Write it as 20:30"));
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness
        .get_by_role_and_label(Role::TextInput, "Not before")
        .type_text("20:15");
    harness.run_steps(2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let rows = kept(&harness);
    assert_eq!(rows[6].title, "Käse and a very good port");
    assert_eq!(
        (rows[6].kind, rows[6].pitch_ms),
        (SlotKind::Course, 15 * 60_000)
    );
    let order = order(&harness);
    assert_eq!(order.time(order.lines[6].starts_at.unwrap()), "20:15");
    assert_eq!(order.time(order.lines[7].starts_at.unwrap()), "20:30");
}

#[test]
fn who_does_not_come_any_more_is_marked_and_removed() {
    let place = Place::new();
    let mut harness = opened(&place);
    choose(&mut harness, 3);
    press(&mut harness, Modifiers::NONE, Key::Plus);
    let gone = order(&harness).lines[5].clone();
    // Back to the guests, where they answer anew.
    harness
        .get_by_label_contains("Guests, stage 1 of 6")
        .click();
    harness.run_steps(3);
    harness
        .get_all_by_role(Role::ListBoxOption)
        .find(|row| {
            row.accesskit_node()
                .label()
                .is_some_and(|label| label.starts_with(&gone.title))
        })
        .unwrap()
        .click();
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::C);
    let answer = record(&harness)
        .attendances
        .iter()
        .find(|a| Some(a.person) == gone.slot.person)
        .unwrap()
        .answer;
    assert_eq!(answer, Answer::Declined);
    harness
        .get_by_label_contains("Running order, stage 3 of 6")
        .click();
    harness.run_steps(3);
    assert!(says(&harness, "Not coming any more"));
    click(&mut harness, Role::Button, "Remove");
    assert!(titles(&harness).iter().all(|title| *title != gone.title));
    assert!(!says(&harness, "Not coming any more"));
}

#[test]
fn shuffled_speakers_change_places_and_the_host_stays_last() {
    let place = Place::new();
    let mut harness = opened(&place);
    let before = titles(&harness);
    click(&mut harness, Role::Button, "Shuffle");
    let after = titles(&harness);
    assert_ne!(after, before);
    let place_of = |name: &str| after.iter().position(|title| title == name).unwrap();
    assert!(place_of("Dana Whitlock") < place_of("Priya Raman"));
    assert!(place_of("Hannah Lindqvist") < place_of("Elena Fuchs"));
    assert_eq!(after[12], "Ines Carvalho");
    for fixed in [0, 1, 2, 6, 10, 13] {
        assert_eq!(after[fixed], before[fixed]);
    }
    click(&mut harness, Role::Button, "Shuffle");
    assert_ne!(titles(&harness), after);
}

#[test]
fn a_template_starts_it_over() {
    let place = Place::new();
    let mut harness = opened(&place);
    choose(&mut harness, 3);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    click(&mut harness, Role::Button, "Start over from a template");
    click(
        &mut harness,
        Role::MenuItem,
        "Ten at table: 3 min each, 5 for questions",
    );
    let rows = kept(&harness);
    assert_eq!(rows.len(), 14);
    assert!(says(
        &harness,
        "8 speakers, 3 minutes each and 5 for questions"
    ));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(kept(&harness).len(), 13);
}

#[test]
fn whether_the_questions_begin_by_themselves_is_chosen_beside_the_templates() {
    let place = Place::new();
    let mut harness = opened(&place);
    let by_themselves = |harness: &Open| record(harness).dinner.auto_questions;
    assert!(!by_themselves(&harness));
    click(&mut harness, Role::Button, "Start over from a template");
    click(
        &mut harness,
        Role::MenuItem,
        "Questions begin by themselves",
    );
    assert!(by_themselves(&harness));
    assert!(says(&harness, "6 for questions, which begin by themselves"));
    assert!(kept(&harness).is_empty());
    click(&mut harness, Role::Button, "Start over from a template");
    click(&mut harness, Role::MenuItem, "Questions wait for a key");
    assert!(!by_themselves(&harness));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(by_themselves(&harness));
}

#[test]
fn a_table_without_guests_leads_to_seating() {
    let place = Place::new();
    let mut harness = sample(&place, WIDE);
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness
        .get_by_label_contains("Running order, stage 3 of 6")
        .click();
    harness.run_steps(3);
    assert!(says(&harness, "Seat the guests first"));
    click(&mut harness, Role::Button, "Open Seating");
    assert!(matches!(
        harness.state().route(),
        Route::Dinner(_, Stage::Seating)
    ));
}

#[test]
fn a_dinner_that_is_over_is_only_looked_at() {
    let place = Place::new();
    let mut harness = sample(&place, WIDE);
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness
        .get_by_label_contains("Running order, stage 3 of 6")
        .click();
    harness.run_steps(3);
    assert!(says(&harness, "This dinner is over"));
    for key in [Key::Plus, Key::Delete, Key::A] {
        press(&mut harness, Modifiers::NONE, key);
    }
    assert!(kept(&harness).is_empty());
    assert!(!says(&harness, "Add to the running order"));
}

#[test]
fn without_a_past_evening_the_usual_overrun_is_not_known() {
    let place = Place::new();
    let mut harness = opened(&place);
    assert!(says(
        &harness,
        "No evening of this group was timed here yet"
    ));
    press(&mut harness, Modifiers::NONE, Key::V);
    assert!(says(&harness, "Ends about 21:47"));
}

#[test]
fn the_usual_overrun_is_counted_in_and_what_is_too_long_is_trimmed() {
    let place = Place::new();
    let mut harness = opened_until(&place, "22:00:00", |_, _| {});
    assert!(says(&harness, "13 min in hand, kitchen closes 22:00"));
    assert!(says(
        &harness,
        "Your last dinner ended 14 minutes after the plan: 22:01"
    ));
    press(&mut harness, Modifiers::NONE, Key::V);
    assert!(says(&harness, "Ends about 22:01"));
    assert!(says(&harness, "1 min too late"));
    assert!(kept(&harness).is_empty(), "looking at it changes nothing");
    // Twelve minutes more for the starters: 13 too late with what is counted in.
    choose(&mut harness, 2);
    for _ in 0..12 {
        press(&mut harness, Modifiers::NONE, Key::Plus);
    }
    click(&mut harness, Role::Button, "Trim 13 min");
    assert!(says(&harness, "Ends about 22:00"));
    assert!(says(&harness, "Trimmed 13 min of questions"));
    let questions: Vec<i64> = order(&harness)
        .speakers()
        .map(|line| line.slot.questions_ms / 60_000)
        .collect();
    assert_eq!(questions.iter().sum::<i64>(), 8 * 6 - 13);
    assert_eq!(questions, [5, 5, 5, 4, 4, 4, 4, 4], "the last give first");
    press(&mut harness, Modifiers::NONE, Key::V);
    assert!(says(&harness, "14 min in hand"));
    // Evened out up to the end: 14 minutes more for eight are one each.
    click(&mut harness, Role::Button, "Even out");
    let each: Vec<i64> = order(&harness)
        .speakers()
        .map(|line| line.length_ms / 60_000)
        .collect();
    assert_eq!(each, [10, 10, 10, 10, 10, 10, 10, 10]);
    let order = order(&harness);
    assert!(order.ends_at <= order.latest.unwrap());
}

#[test]
fn an_evening_that_has_begun_is_changed_in_live() {
    let place = Place::new();
    let mut harness = opened_until(&place, "22:00:00", |session, tonight| {
        play::play(session, tonight, 1, "19:40:00 start\n", |_| {}).unwrap();
    });
    assert!(says(&harness, "The evening of this table has begun"));
    let before = kept(&harness);
    press(&mut harness, Modifiers::NONE, Key::Plus);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(kept(&harness), before);
    // It is seen from its last key: here that of opening the table again, whenever this test runs.
    assert!(says(&harness, "Ends "));
    click(&mut harness, Role::Button, "Open Live");
    assert!(matches!(
        harness.state().route(),
        Route::Dinner(_, Stage::Live)
    ));
}

#[test]
fn a_slot_is_dragged_by_its_grip() {
    let place = Place::new();
    let mut harness = opened(&place);
    let before = titles(&harness);
    let grip = |harness: &Open, number: usize| {
        let name = format!("Carry {}", order(harness).lines[number].title);
        harness
            .get_by_role_and_label(Role::Button, &name)
            .rect()
            .center()
    };
    let (from, to) = (grip(&harness, 7), grip(&harness, 3));
    harness.drag_at(from);
    harness.run_steps(2);
    for step in 1..=4_u8 {
        harness.hover_at(from.lerp(to - vec2(0.0, 10.0), f32::from(step) / 4.0));
        harness.run_steps(2);
    }
    harness.drop_at(to - vec2(0.0, 10.0));
    harness.run_steps(3);
    let mut expected = before.clone();
    let carried = expected.remove(7);
    expected.insert(3, carried);
    assert_eq!(titles(&harness), expected);
}

//! The running order as a screen sees it, by example; and the table that its other tests sit at.

use super::*;
use crate::domain::{EveningEvent, Table};

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

/// A dinner on Thu 26 Nov 2026 at 19:00 in London, with one table of so many; the host has seat 1.
pub(super) fn table(people: u128) -> DinnerRecord {
    let mut dinner = Dinner::new(id(1));
    dinner.starts_at = "2026-11-26T19:00:00".parse().ok();
    "Europe/London".clone_into(&mut dinner.zone);
    let mut record = DinnerRecord::of(dinner);
    let mut table = Table::new(id(2));
    table.number = 1;
    table.host = Some(id(101));
    record.tables.push(table);
    for seat in 1..=people {
        let mut person = Person::new(id(100 + seat));
        person.given = format!("Guest{seat}");
        let mut row = Attendance::new(id(200 + seat));
        row.person = person.id;
        row.answer = Answer::Accepted;
        row.table_no = Some(1);
        row.seat = i64::try_from(seat).ok();
        record.attendances.push(row);
        record.people.insert(person.id, person);
    }
    record
}

pub(super) fn host(record: &DinnerRecord) -> Id<Person> {
    record.host(1).unwrap()
}

#[test]
fn times_are_those_of_the_place_and_the_kitchen_is_waited_for() {
    let mut record = table(8);
    let order = Order::of(&record, 1);
    let times: Vec<String> = order
        .lines
        .iter()
        .map(|line| order.time(line.starts_at.unwrap()))
        .collect();
    assert_eq!(
        times,
        [
            "19:00", "19:15", "19:20", "19:32", "19:42", "19:52", "20:02", "20:22", "20:32",
            "20:42", "20:52", "21:07", "21:17", "21:27"
        ]
    );
    assert_eq!(order.time(order.ends_at), "21:47");
    assert_eq!(order.minutes_in_hand(0), None);
    record.dinner.ends_at = "2026-11-26T22:00:00".parse().ok();
    let order = Order::of(&record, 1);
    assert_eq!(order.minutes_in_hand(0), Some(13));
    assert_eq!(order.minutes_in_hand(14 * MINUTE_MS), Some(-1));
    // In summer the clocks of London are an hour ahead of UTC, and the times on screen do not care.
    record.dinner.starts_at = "2026-07-02T19:00:00".parse().ok();
    let order = Order::of(&record, 1);
    assert_eq!(order.time(order.ends_at), "21:47");
}

#[test]
fn a_fixed_time_after_midnight_is_that_of_the_night() {
    let mut record = table(4);
    record.dinner.starts_at = "2026-11-26T22:30:00".parse().ok();
    let mut rows = rows(&record, 1);
    "00:30".clone_into(&mut rows[2].fixed_at);
    record.slots = rows;
    let order = Order::of(&record, 1);
    assert_eq!(order.time(order.lines[2].starts_at.unwrap()), "00:30");
    assert!(order.ends_at > order.starts_at + 120 * MINUTE_MS);
}

#[test]
fn the_template_gives_the_same_slots_each_time_and_others_at_each_table() {
    let mut record = table(6);
    assert_eq!(rows(&record, 1), rows(&record, 1));
    for guest in &mut record.attendances {
        guest.table_no = Some(2);
    }
    let ids = |table_no| -> Vec<_> { rows(&record, table_no).iter().map(|r| r.id).collect() };
    assert!(ids(2).iter().all(|id| !ids(1).contains(id)));
}

#[test]
fn a_guest_is_introduced_in_the_welcome_or_on_their_own_line() {
    let mut record = table(6);
    record.attendances[3].guest_of = Some(id(102));
    let about = |record: &DinnerRecord| {
        let order = Order::of(record, 1);
        let mut lines = order.lines.into_iter();
        let guest = lines.find(|line| line.slot.person == Some(id(104)));
        guest.unwrap().about
    };
    assert_eq!(about(&record), "Guest2 introduces");
    record.slots = rows(&record, 1);
    record.slots[1].title = "Welcome, and Guest2 introduces Guest4".to_owned();
    assert_eq!(about(&record), "");
    // Who is not at the table introduces nobody.
    record.attendances[1].table_no = Some(2);
    assert!(
        Order::of(&record, 1)
            .lines
            .iter()
            .all(|line| line.about != "Guest2 introduces")
    );
}

#[test]
fn who_came_or_went_since_the_order_was_made_is_named() {
    let mut record = table(6);
    record.slots = rows(&record, 1);
    record.slots.retain(|slot| slot.person != Some(id(103)));
    record.attendances[3].answer = Answer::Declined;
    (record.attendances[3].table_no, record.attendances[3].seat) = (None, None);
    record.attendances[4].table_no = Some(2);
    record.attendances[5].presence = Presence::NoShow;
    let order = Order::of(&record, 1);
    assert_eq!(order.without_slot, [id(103)]);
    let gone: Vec<&str> = order
        .lines
        .iter()
        .filter_map(|line| line.gone.as_deref())
        .collect();
    assert_eq!(
        gone,
        ["Not coming any more", "Sits at table 2 now", "Did not come"]
    );
}

#[test]
fn an_order_is_kept_once_its_evening_began_or_its_dinner_is_over() {
    let mut record = table(6);
    assert_eq!(locked(&record, 1), None);
    let mut event = EveningEvent::new(id(9));
    event.table_no = 2;
    "evening-started".clone_into(&mut event.kind);
    record.events.push(event);
    assert_eq!(locked(&record, 1), None);
    assert_eq!(locked(&record, 2), Some(Locked::Begun));
    record.dinner.state = DinnerState::Closed;
    assert_eq!(locked(&record, 1), Some(Locked::Over));
}

#[test]
fn a_slot_made_again_shows_nothing_of_its_earlier_life() {
    let mut slot = domain::Slot::new(id(5));
    "Mains".clone_into(&mut slot.title);
    slot.pitch_ms = 20 * MINUTE_MS;
    let mut draft = Draft::new("");
    create(&mut draft, &slot);
    let set = |column: &str| {
        let mut bodies = draft.edits.iter().rev().map(|edit| &edit.body);
        bodies.find_map(|body| body.get(column)).cloned()
    };
    assert_eq!(set("questions_ms"), Some(serde_json::Value::Null));
    assert_eq!(set("fixed_at"), Some(serde_json::Value::Null));
    assert_eq!(set("pitch_ms"), Some((20 * MINUTE_MS).into()));
}

#[test]
fn an_evening_that_ran_is_drawn_as_it_went() {
    let mut record = table(4);
    record.slots = rows(&record, 1);
    let first = record
        .slots
        .iter()
        .position(|s| s.person.is_some())
        .unwrap();
    let slot = record.slots[first].id;
    let started = Order::of(&record, 1).starts_at + 40 * MINUTE_MS;
    let events = [
        (0, evening::Event::EveningStarted),
        (0, evening::Event::SlotArmed(slot)),
        (
            0,
            evening::Event::PhaseStarted {
                slot,
                phase: domain::note::Phase::Pitch,
                ago_ms: 0,
            },
        ),
        (9, evening::Event::PhaseEnded),
    ];
    for (rank, (minute, event)) in (0..).zip(events) {
        let mut row = EveningEvent::new(id(500 + u128::try_from(rank).unwrap()));
        (row.table_no, row.rank) = (1, rank);
        event.kind().clone_into(&mut row.kind);
        row.payload = event.payload().to_string();
        row.boot_ms = minute * MINUTE_MS;
        row.wall_ms = started + row.boot_ms;
        record.events.push(row);
    }
    let order = Order::of(&record, 1);
    let line = &order.lines[first];
    assert_eq!(line.starts_at, Some(started));
    assert_eq!(line.took.total_ms(), 9 * MINUTE_MS);
    assert_eq!(line.length_ms, 13 * MINUTE_MS, "by plan");
    assert_eq!(order.lines[first + 1].took.total_ms(), 13 * MINUTE_MS);
}

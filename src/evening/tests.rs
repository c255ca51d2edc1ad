//! The evening by example: what keys mean, the clock against a wall clock that is set, the forecast. The random
//! evenings and the grammar stand in files of their own.

use chrono::FixedOffset;
use uuid::Uuid;

use super::{
    Action, BootId, Evening, Event, Fate, Lengths, Plan, Recorded, Refusal, Signal, Slot, SlotId,
    SlotKind, Stamp, State, fold, next,
};
use crate::domain::{EveningEvent, Id, note::Phase};

mod cue;
mod grammar;
mod random;
mod rebalance;

const MINUTE: i64 = 60_000;
/// Thu 26 Nov 2026, 19:00 UTC.
const START: i64 = 1_795_719_600_000;

fn slot(number: u128, kind: SlotKind, lengths: Lengths) -> Slot {
    Slot {
        id: slot_id(number),
        kind,
        who: (kind == SlotKind::Pitch).then(|| Id::from_uuid(Uuid::from_u128(100 + number))),
        title: format!("Slot {number}"),
        lengths,
        fixed_at: None,
    }
}

fn event_id(number: u128) -> Id<EveningEvent> {
    Id::from_uuid(Uuid::from_u128(number))
}

fn slot_id(number: u128) -> SlotId {
    Id::from_uuid(Uuid::from_u128(number))
}

/// Guests 1 and 2, mains of 20 minutes, guest 4 and a closing round of 10: an hour in all.
fn plan() -> Plan {
    let pitch = Lengths {
        pitch_ms: 3 * MINUTE,
        questions_ms: 7 * MINUTE,
        wrap_ms: 0,
    };
    Plan::new(
        START,
        vec![
            slot(1, SlotKind::Pitch, pitch),
            slot(2, SlotKind::Pitch, pitch),
            slot(3, SlotKind::Course, Lengths::single(20 * MINUTE)),
            slot(4, SlotKind::Pitch, pitch),
            slot(5, SlotKind::Closing, Lengths::single(10 * MINUTE)),
        ],
    )
}

/// An evening with a clock that a test moves.
struct Table {
    evening: Evening,
    now: Stamp,
    ids: u128,
}

impl Table {
    fn new(plan: Plan) -> Self {
        let now = Stamp {
            wall_ms: START,
            boot_ms: 900_000,
            boot_id: BootId::of("1"),
        };
        Self {
            evening: Evening::new(plan),
            now,
            ids: 1_000,
        }
    }

    fn wait(&mut self, ms: i64) -> &mut Self {
        self.now.wall_ms += ms;
        self.now.boot_ms += ms;
        self
    }

    fn act(&mut self, action: &Action) -> &mut Self {
        let events =
            next(&self.evening, action).unwrap_or_else(|refusal| panic!("{action:?}: {refusal}"));
        for event in events {
            self.ids += 1;
            self.evening.apply(Recorded {
                id: event_id(self.ids),
                stamp: self.now,
                event,
            });
        }
        assert_eq!(
            self.evening,
            fold(self.evening.plan(), self.evening.log()),
            "after {action:?}"
        );
        self
    }

    fn refusal(&self, action: &Action) -> Refusal {
        next(&self.evening, action).unwrap_err()
    }

    fn remaining(&self) -> i64 {
        self.evening.remaining_ms(self.now).unwrap()
    }

    fn state(&self) -> State {
        self.evening.state().clone()
    }

    fn forecast(&self) -> String {
        self.evening
            .forecast(self.now)
            .words(&FixedOffset::east_opt(0).unwrap())
    }
}

#[test]
fn a_clock_set_back_30_s_in_leaves_2_50() {
    let mut table = Table::new(plan());
    table.act(&Action::Start).wait(10_000);
    table.now.wall_ms -= 30_000;
    assert_eq!(table.remaining(), 170_000);
    assert_eq!(super::signal::digits(table.remaining()), "2:50");
}

#[test]
fn next_starts_goes_on_and_arms_until_the_last_slot_is_over() {
    let mut table = Table::new(plan());
    let states = [
        State::Running(slot_id(1), Phase::Pitch),
        State::Running(slot_id(1), Phase::Questions),
        State::Armed(slot_id(2)),
        State::Running(slot_id(2), Phase::Pitch),
        State::Running(slot_id(2), Phase::Questions),
        State::Armed(slot_id(4)),
        State::Running(slot_id(4), Phase::Pitch),
        State::Running(slot_id(4), Phase::Questions),
        State::Armed(slot_id(5)),
        State::Running(slot_id(5), Phase::Pitch),
        State::Done(slot_id(5)),
    ];
    for state in states {
        table.wait(MINUTE).act(&Action::Next);
        assert_eq!(table.state(), state);
    }
    assert_eq!(table.refusal(&Action::Next), Refusal::NoMoreSlots);
    table.act(&Action::End);
    assert_eq!(table.state(), State::Ended);
    assert_eq!(table.refusal(&Action::Next), Refusal::HasEnded);
    let actual: Vec<i64> = table
        .evening
        .account(table.now)
        .iter()
        .map(|slot| slot.actual.total_ms())
        .collect();
    // The mains lasted from the end of guest 2 to the start of guest 4.
    assert_eq!(actual, [2 * MINUTE, 2 * MINUTE, MINUTE, 2 * MINUTE, MINUTE]);
}

#[test]
fn next_guest_leaves_a_running_slot_and_skips_an_armed_one() {
    let mut table = Table::new(plan());
    table.act(&Action::Begin);
    assert_eq!(table.state(), State::Armed(slot_id(1)));
    table.act(&Action::NextGuest);
    assert_eq!(table.state(), State::Armed(slot_id(2)));
    table
        .act(&Action::Start)
        .wait(MINUTE)
        .act(&Action::NextGuest);
    assert_eq!(table.state(), State::Armed(slot_id(4)));
    let fates: Vec<Fate> = table
        .evening
        .account(table.now)
        .iter()
        .map(|slot| slot.fate)
        .collect();
    assert_eq!(
        fates,
        [
            Fate::Skipped,
            Fate::Done,
            Fate::Waiting,
            Fate::Waiting,
            Fate::Waiting
        ]
    );
}

#[test]
fn undo_takes_back_one_action_and_redo_does_it_again_until_something_new_is_done() {
    let mut table = Table::new(plan());
    table
        .act(&Action::Start)
        .wait(MINUTE)
        .act(&Action::Next)
        .wait(MINUTE);
    let questions = table.state();
    table.act(&Action::Undo);
    // As though nobody had pressed: the pitch has run on.
    assert_eq!(
        (table.state(), table.remaining()),
        (State::Running(slot_id(1), Phase::Pitch), MINUTE)
    );
    table.act(&Action::Undo);
    assert_eq!(table.state(), State::Idle);
    assert_eq!(table.refusal(&Action::Undo), Refusal::NothingToUndo);
    table.act(&Action::Redo).act(&Action::Redo);
    assert_eq!((table.state(), table.remaining()), (questions, 6 * MINUTE));
    assert_eq!(table.refusal(&Action::Redo), Refusal::NothingToRedo);
    table.act(&Action::Undo).act(&Action::AddTime(30_000));
    assert_eq!(table.refusal(&Action::Redo), Refusal::NothingToRedo);
    let last = table.evening.last_action().unwrap();
    assert_eq!(table.evening.words(&last.event), "0:30 more");
}

#[test]
fn the_end_of_the_evening_can_be_taken_back() {
    let mut table = Table::new(plan());
    table
        .act(&Action::Start)
        .wait(MINUTE)
        .act(&Action::End)
        .wait(MINUTE)
        .act(&Action::Undo);
    assert_eq!(
        (table.state(), table.remaining()),
        (State::Running(slot_id(1), Phase::Pitch), MINUTE)
    );
}

#[test]
fn time_is_given_and_taken_but_not_below_nothing() {
    let mut table = Table::new(plan());
    table.act(&Action::Start).act(&Action::AddTime(30_000));
    assert_eq!(table.remaining(), 210_000);
    table.act(&Action::AddTime(-10 * MINUTE));
    assert_eq!(table.remaining(), 0);
    assert_eq!(
        table.refusal(&Action::AddTime(-30_000)),
        Refusal::NoTimeLeft
    );
    table.act(&Action::Undo);
    assert_eq!(table.remaining(), 210_000);
    table
        .act(&Action::Pause(String::new()))
        .act(&Action::AddTime(MINUTE))
        .wait(MINUTE);
    assert_eq!(table.remaining(), 270_000);
}

#[test]
fn a_forgotten_start_is_noticed_after_20_s_and_made_up_for() {
    let mut table = Table::new(plan());
    table.act(&Action::Begin).wait(20_000);
    assert_eq!(table.evening.forgotten_start_ms(table.now), None);
    table.wait(5_000);
    assert_eq!(table.evening.forgotten_start_ms(table.now), Some(25_000));
    table.act(&Action::BackDate(25_000));
    assert_eq!(table.remaining(), 155_000);
    assert_eq!(table.evening.account(table.now)[0].begun_at, Some(START));
    table.act(&Action::BackDate(5_000));
    assert_eq!(table.remaining(), 150_000);
    table.act(&Action::Undo).act(&Action::Undo);
    assert_eq!(table.state(), State::Armed(slot_id(1)), "one action each");
}

#[test]
fn an_absence_can_be_left_out() {
    let mut table = Table::new(plan());
    table.act(&Action::Start).wait(10_000);
    table.now = Stamp {
        wall_ms: table.now.wall_ms + 90_000,
        boot_ms: 5_000,
        boot_id: BootId::of("2"),
    };
    table.act(&Action::Reopen).wait(1_000);
    assert_eq!(table.remaining(), 79_000);
    table.act(&Action::LeaveOut(90_000));
    assert_eq!(table.remaining(), 169_000);
}

#[test]
fn reopening_banks_so_that_a_later_clock_change_does_not_reach_back() {
    let mut table = Table::new(plan());
    table.act(&Action::Start).wait(60_000);
    table.now = Stamp {
        wall_ms: table.now.wall_ms + 30_000,
        boot_ms: 5_000,
        boot_id: BootId::of("2"),
    };
    table.act(&Action::Reopen).wait(10_000);
    table.now.wall_ms -= 12 * 60 * MINUTE;
    assert_eq!(table.remaining(), 80_000);
}

#[test]
fn the_order_changes_live_and_what_has_begun_keeps_its_place() {
    let mut table = Table::new(plan());
    table.act(&Action::Begin).act(&Action::ComeLater(None));
    assert_eq!(
        table.state(),
        State::Armed(slot_id(2)),
        "somebody else is up meanwhile"
    );
    let order = |table: &Table| {
        table
            .evening
            .order()
            .map(|slot| slot.id.uuid().as_u128())
            .collect::<Vec<_>>()
    };
    assert_eq!(order(&table), [2, 3, 4, 1, 5], "before the closing round");
    table.act(&Action::Start);
    let has_begun = Refusal::SlotHasBegun {
        title: "Slot 2".into(),
    };
    assert_eq!(
        table.refusal(&Action::Move {
            slot: slot_id(2),
            before: None
        }),
        has_begun
    );
    assert_eq!(
        table.refusal(&Action::Move {
            slot: slot_id(4),
            before: Some(slot_id(2))
        }),
        has_begun
    );
    assert_eq!(
        table.refusal(&Action::Skip(Some(slot_id(9)))),
        Refusal::NoSuchSlot
    );
    table
        .act(&Action::Skip(Some(slot_id(4))))
        .act(&Action::NextGuest);
    assert_eq!(
        table.state(),
        State::Armed(slot_id(1)),
        "the skipped guest is passed over"
    );
    table
        .act(&Action::ComeLater(Some(slot_id(4))))
        .act(&Action::Skip(None));
    assert_eq!(
        table.state(),
        State::Armed(slot_id(4)),
        "and came late after all"
    );
    table.act(&Action::Undo).act(&Action::Undo);
    assert_eq!(
        (table.state(), order(&table)),
        (State::Armed(slot_id(1)), vec![2, 3, 4, 1, 5])
    );
}

#[test]
fn a_course_gets_a_clock_when_it_is_armed_by_name() {
    let mut table = Table::new(plan());
    table
        .act(&Action::Begin)
        .act(&Action::Arm(slot_id(3)))
        .act(&Action::Start)
        .wait(MINUTE);
    assert_eq!(
        (table.remaining(), table.evening.phase()),
        (19 * MINUTE, None)
    );
    table.act(&Action::Next);
    assert_eq!(
        table.state(),
        State::Armed(slot_id(1)),
        "whom it was put before"
    );
}

#[test]
fn new_lengths_hold_for_slots_that_have_not_begun() {
    let mut table = Table::new(plan());
    let shorter = Lengths {
        pitch_ms: 2 * MINUTE,
        questions_ms: 5 * MINUTE,
        wrap_ms: 0,
    };
    table.act(&Action::Start);
    let has_begun = Refusal::SlotHasBegun {
        title: "Slot 1".into(),
    };
    assert_eq!(
        table.refusal(&Action::Rebalance(vec![(slot_id(1), shorter)])),
        has_begun
    );
    table.act(&Action::Rebalance(vec![
        (slot_id(2), shorter),
        (slot_id(4), shorter),
    ]));
    assert_eq!(table.forecast(), "6:00 ahead, ends 19:54 (plan 20:00)");
    table.act(&Action::NextGuest).act(&Action::Start);
    assert_eq!(table.remaining(), 2 * MINUTE);
    let account = &table.evening.account(table.now)[1];
    assert_eq!(
        (account.planned.pitch_ms, account.rebalanced.pitch_ms),
        (3 * MINUTE, 2 * MINUTE)
    );
    table
        .act(&Action::Undo)
        .act(&Action::Undo)
        .act(&Action::Undo);
    assert_eq!(table.forecast(), "On time, ends 20:00 (plan 20:00)");
    // Even when the event comes from elsewhere, a slot never shrinks after it has begun.
    let event = Event::PlanRebalanced(vec![(slot_id(1), shorter)]);
    table.evening.apply(Recorded {
        id: event_id(1),
        stamp: table.now,
        event,
    });
    assert_eq!(table.remaining(), 3 * MINUTE);
}

#[test]
fn the_forecast_moves_with_what_is_late_and_with_nothing_else() {
    let mut table = Table::new(plan());
    assert_eq!(table.forecast(), "On time, ends 20:00 (plan 20:00)");
    table.act(&Action::Start).wait(2 * MINUTE);
    assert_eq!(table.forecast(), "On time, ends 20:00 (plan 20:00)");
    table
        .wait(MINUTE)
        .act(&Action::Next)
        .wait(11 * MINUTE + 10_000);
    assert_eq!(table.forecast(), "+4:10 behind, ends 20:04 (plan 20:00)");
    table.act(&Action::AddTime(5 * MINUTE));
    assert_eq!(
        table.forecast(),
        "+5:00 behind, ends 20:05 (plan 20:00)",
        "50 s are left of what was given"
    );
    table.act(&Action::Pause("soup".into())).wait(MINUTE);
    assert_eq!(table.forecast(), "+6:00 behind, ends 20:06 (plan 20:00)");
}

#[test]
fn courses_go_by_while_the_next_guest_is_armed() {
    let mut table = Table::new(plan());
    table
        .act(&Action::Start)
        .wait(10 * MINUTE)
        .act(&Action::NextGuest)
        .act(&Action::Start)
        .wait(10 * MINUTE);
    table.act(&Action::NextGuest);
    assert_eq!(table.state(), State::Armed(slot_id(4)));
    table.wait(15 * MINUTE);
    assert_eq!(table.forecast(), "On time, ends 20:00 (plan 20:00)");
    // A wall clock that is set moves the end on the clock face, and not what is left of the mains.
    table.now.wall_ms += 10 * MINUTE;
    assert_eq!(table.forecast(), "+10:00 behind, ends 20:10 (plan 20:00)");
    table.now.wall_ms -= 10 * MINUTE;
    table.wait(8 * MINUTE);
    assert_eq!(table.forecast(), "+3:00 behind, ends 20:03 (plan 20:00)");
    let starts: Vec<i64> = table
        .evening
        .forecast(table.now)
        .slots
        .iter()
        .filter_map(|slot| slot.starts_at)
        .collect();
    assert_eq!(
        starts
            .iter()
            .map(|at| (at - START) / MINUTE)
            .collect::<Vec<_>>(),
        [0, 10, 20, 43, 53]
    );
}

#[test]
fn a_fixed_slot_takes_up_the_lateness_before_it() {
    let mut plan = plan();
    plan.slots[4].fixed_at = Some(START + 65 * MINUTE);
    let mut table = Table::new(Plan::new(START, plan.slots));
    table.act(&Action::Start).wait(14 * MINUTE);
    assert_eq!(table.forecast(), "On time, ends 20:15 (plan 20:15)");
    table.wait(2 * MINUTE);
    assert_eq!(
        table.forecast(),
        "On time, ends 20:15 (plan 20:15)",
        "guest 1 has 7 minutes of questions to come"
    );
    table.wait(5 * MINUTE);
    assert_eq!(table.forecast(), "+3:00 behind, ends 20:18 (plan 20:15)");
}

#[test]
fn the_questions_come_by_themselves_only_when_the_template_says_so() {
    let mut table = Table::new(plan());
    table.act(&Action::Start).wait(3 * MINUTE);
    assert!(!table.evening.is_questions_due(table.now));
    let mut table = Table::new(Plan {
        is_questions_automatic: true,
        ..plan()
    });
    table.act(&Action::Start).wait(3 * MINUTE - 1);
    assert!(!table.evening.is_questions_due(table.now));
    table.wait(1);
    assert!(table.evening.is_questions_due(table.now));
    table.act(&Action::Next).wait(10 * MINUTE);
    assert!(
        !table.evening.is_questions_due(table.now),
        "nothing else comes by itself"
    );
}

#[test]
fn signs_and_offsets_belong_to_the_phase_on_the_clock() {
    let mut table = Table::new(plan());
    assert_eq!(table.evening.signal(table.now), None);
    table.act(&Action::Start);
    assert_eq!(table.evening.signal(table.now), Some(Signal::Plenty));
    table.wait(3 * MINUTE + 30_000);
    assert!(!table.evening.is_past_grace(table.now));
    table.wait(1);
    assert!(table.evening.is_past_grace(table.now));
    table.act(&Action::Next).wait(134_900);
    assert_eq!(table.evening.signal(table.now), Some(Signal::Questions));
    assert_eq!(
        table.evening.offset_words(table.now).as_deref(),
        Some("Q&A 2:14")
    );
    assert_eq!(
        table.evening.presenter(),
        Some(Id::from_uuid(Uuid::from_u128(101)))
    );
}

#[test]
fn what_has_no_meaning_now_is_refused_and_says_why() {
    let idle = Table::new(plan());
    let mut running = Table::new(plan());
    running.act(&Action::Start);
    let cases = [
        (
            &idle,
            Action::Pause(String::new()),
            "no clock runs, so there is nothing to pause; start the next guest first",
        ),
        (&idle, Action::Resume, "the clock is not paused"),
        (
            &idle,
            Action::AddTime(1),
            "no clock runs, so there is nothing to give time to; start the next guest first",
        ),
        (
            &idle,
            Action::Skip(None),
            "nobody is up now; say whom to skip",
        ),
        (
            &idle,
            Action::End,
            "the evening has not begun; start it first",
        ),
        (
            &idle,
            Action::Reopen,
            "the evening has not begun; start it first",
        ),
        (&idle, Action::Undo, "there is nothing to take back"),
        (&running, Action::Start, "the clock runs already"),
        (&running, Action::Begin, "the evening has begun already"),
        (
            &running,
            Action::BackDate(0),
            "a start is moved by more than nothing and by at most 12 hours",
        ),
        (
            &running,
            Action::Arm(slot_id(1)),
            "Slot 1 has begun, so it keeps its place and its time",
        ),
    ];
    for (table, action, why) in cases {
        assert_eq!(table.refusal(&action).to_string(), why, "{action:?}");
    }
    assert_eq!(
        Table::new(Plan::new(START, Vec::new())).refusal(&Action::Start),
        Refusal::EmptyOrder
    );
}

#[test]
fn an_event_twice_or_from_a_newer_version_changes_nothing() {
    let mut table = Table::new(plan());
    table
        .act(&Action::Start)
        .wait(MINUTE)
        .act(&Action::AddTime(MINUTE));
    let before = table.evening.clone();
    let again = before.log().last().unwrap().clone();
    table.evening.apply(again.clone());
    assert_eq!(table.evening, before);
    assert_eq!(
        fold(before.plan(), &[before.log(), &[again]].concat()),
        before
    );
    let event = Event::Unknown {
        kind: "handed-over".into(),
        payload: serde_json::json!({}),
    };
    table.evening.apply(Recorded {
        id: event_id(1),
        stamp: table.now,
        event,
    });
    assert_eq!(
        (table.state(), table.remaining()),
        (before.state().clone(), 3 * MINUTE)
    );
    assert_eq!(
        table.evening.log().len(),
        before.log().len() + 1,
        "but it is kept"
    );
    assert_eq!(table.evening.last_action(), before.last_action());
}

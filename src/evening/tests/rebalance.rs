//! Sharing out what is left: time is conserved, floors hold, equals are treated equally.

use proptest::prelude::*;

use super::{Lengths, MINUTE, START, Table, plan, slot, slot_id};
use crate::evening::{Action, Plan, SlotKind};

#[test]
fn what_was_lost_is_shared_by_those_still_to_come() {
    let mut table = Table::new(plan());
    // Guest 1 takes 14 minutes instead of 10.
    table
        .act(&Action::Start)
        .wait(14 * MINUTE)
        .act(&Action::NextGuest);
    let proposal = table.evening.rebalance(table.now).unwrap();
    assert_eq!(proposal.ends_at, table.evening.plan().ends_at);
    assert_eq!(proposal.residue_ms, 0);
    // Guest 2, guest 4 and the closing round had ten minutes each; 26 are left for them besides the mains.
    let totals: Vec<i64> = proposal
        .slots
        .iter()
        .map(|(_, lengths)| lengths.total_ms())
        .collect();
    assert_eq!(totals, [520_000, 520_000, 520_000]);
    table.act(&Action::Rebalance(proposal.slots));
    assert_eq!(table.forecast(), "On time, ends 20:00 (plan 20:00)");
    table.act(&Action::Undo);
    assert_eq!(table.forecast(), "+4:00 behind, ends 20:04 (plan 20:00)");
}

#[test]
fn more_than_can_be_shared_is_said() {
    let mut table = Table::new(plan());
    table
        .act(&Action::Start)
        .wait(30 * MINUTE)
        .act(&Action::NextGuest);
    let proposal = table.evening.rebalance(table.now).unwrap();
    // Three slots of ten minutes go down to seven; the mains keep their twenty.
    assert_eq!(
        proposal.residue_ms,
        30 * MINUTE + 20 * MINUTE + 21 * MINUTE - 60 * MINUTE
    );
    for (_, lengths) in &proposal.slots {
        assert_eq!(lengths.total_ms(), 7 * MINUTE);
    }
}

#[test]
fn nobody_gains_more_than_a_quarter() {
    let mut table = Table::new(plan());
    table
        .act(&Action::Begin)
        .act(&Action::Skip(Some(slot_id(2))));
    table.act(&Action::Skip(Some(slot_id(4))));
    let proposal = table.evening.rebalance(table.now).unwrap();
    for (_, lengths) in &proposal.slots {
        assert_eq!(lengths.total_ms(), 12 * MINUTE + 30_000);
    }
    assert!(proposal.residue_ms < 0);
}

#[test]
fn a_fixed_course_is_waited_for() {
    let pitch = Lengths {
        pitch_ms: 4 * MINUTE,
        questions_ms: 6 * MINUTE,
        wrap_ms: 0,
    };
    let mut mains = slot(2, SlotKind::Course, Lengths::single(20 * MINUTE));
    mains.fixed_at = Some(START + 10 * MINUTE);
    let last = slot(3, SlotKind::Pitch, pitch);
    let mut plan = Plan::new(START, vec![slot(1, SlotKind::Pitch, pitch), mains, last]);
    plan.ends_at = START + 42 * MINUTE;
    let mut table = Table::new(plan);
    table.act(&Action::Begin);
    let proposal = table.evening.rebalance(table.now).unwrap();
    assert_eq!(proposal.residue_ms, 0);
    // Time given to the first guest moves the mains, which do not begin before their hour.
    assert!(
        proposal
            .slots
            .iter()
            .all(|(_, lengths)| lengths.total_ms() >= 7 * MINUTE)
    );
}

proptest! {
    #[test]
    fn time_is_conserved_and_equals_stay_equal(
        minutes in proptest::collection::vec(2_i64..12, 1..10),
        late_secs in 0_i64..3_600,
    ) {
        let slots: Vec<_> = minutes
            .iter()
            .zip(1_u128..)
            .map(|(minutes, number)| {
                let lengths = Lengths {
                    pitch_ms: minutes * MINUTE / 3,
                    questions_ms: minutes * MINUTE - minutes * MINUTE / 3,
                    wrap_ms: 0,
                };
                slot(number, SlotKind::Pitch, lengths)
            })
            .collect();
        let plan = Plan::new(START, slots);
        let mut table = Table::new(plan.clone());
        table.act(&Action::Begin);
        table.now.wall_ms += late_secs * 1_000;
        table.now.boot_ms += late_secs * 1_000;
        let proposal = table.evening.rebalance(table.now).unwrap();
        let shared: i64 = proposal.slots.iter().map(|(_, lengths)| lengths.total_ms()).sum();
        prop_assert_eq!(table.now.wall_ms + shared, proposal.ends_at);
        prop_assert_eq!(proposal.ends_at - plan.ends_at, proposal.residue_ms);
        for ((_, new), old) in proposal.slots.iter().zip(&plan.slots) {
            let planned = old.lengths.total_ms();
            prop_assert!(new.total_ms() >= planned * 70 / 100);
            prop_assert!(new.total_ms() <= planned * 125 / 100 + 1);
            for ((_, other), same) in proposal.slots.iter().zip(&plan.slots) {
                if same.lengths == old.lengths {
                    prop_assert!((new.total_ms() - other.total_ms()).abs() <= 1);
                }
            }
        }
    }
}

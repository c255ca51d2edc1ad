//! Sharing out what is left until the planned end: a proposal, never done by itself. Courses and breaks keep their
//! time, a slot that has begun keeps its own, and those still to come share the rest in proportion to their plan.

use super::{
    clock::Stamp,
    machine::Evening,
    plan::{Lengths, Slot, SlotId, begins_at},
};

/// No slot goes below this share of its plan, in hundredths.
const FLOOR: i64 = 70;
/// Nor above this one.
const CAP: i64 = 125;

/// New lengths for the slots still to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebalance {
    /// The slots that change, in their order, each with its new lengths.
    pub slots: Vec<(SlotId, Lengths)>,
    /// When the evening would then end, wall ms UTC.
    pub ends_at: i64,
    /// Milliseconds past the planned end that no fair sharing takes away; negative when that much stays free.
    pub residue_ms: i64,
}

impl Evening {
    /// The fair sharing of the time until the planned end, at `now`. `None` where nothing is left to share it.
    pub fn rebalance(&self, now: Stamp) -> Option<Rebalance> {
        let coming = self.to_come();
        let shared: Vec<&Slot> = coming
            .iter()
            .copied()
            .filter(|slot| slot.is_clocked() && slot.lengths.total_ms() > 0)
            .collect();
        if shared.is_empty() {
            return None;
        }
        let planned: Vec<i64> = shared.iter().map(|slot| slot.lengths.total_ms()).collect();
        let part = |hundredths: i64| planned.iter().map(|ms| ms * hundredths / 100).sum::<i64>();
        let end_with = |goal_ms: i64| {
            let mut totals = shares(&planned, goal_ms).into_iter();
            let mut free_at = self.free_at(now);
            for slot in &coming {
                let earliest = if slot.is_clocked() {
                    free_at.max(now.wall_ms)
                } else {
                    free_at
                };
                let is_shared = shared.iter().any(|other| other.id == slot.id);
                let total_ms = if is_shared {
                    totals.next().unwrap_or_default()
                } else {
                    self.lengths(slot.id).total_ms()
                };
                free_at = begins_at(earliest, slot) + total_ms;
            }
            free_at.max(now.wall_ms)
        };
        // The more is shared out, the later it ends; a slot with a fixed time makes steps in that, so it is searched for.
        let (mut least, mut most) = (part(FLOOR), part(CAP));
        while least < most {
            let middle = least + (most - least + 1) / 2;
            if end_with(middle) <= self.plan.ends_at {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        let slots = shared
            .iter()
            .zip(shares(&planned, least))
            .map(|(slot, total_ms)| (slot.id, scaled(slot.lengths, total_ms)));
        let ends_at = end_with(least);
        Some(Rebalance {
            slots: slots.collect(),
            ends_at,
            residue_ms: ends_at - self.plan.ends_at,
        })
    }
}

/// `goal_ms` in proportion to `planned`, exactly; what does not divide goes to the first ones, a millisecond each.
fn shares(planned: &[i64], goal_ms: i64) -> Vec<i64> {
    let total: i64 = planned.iter().sum();
    let mut shares: Vec<i64> = planned
        .iter()
        .map(|ms| ms * goal_ms / total.max(1))
        .collect();
    let left = goal_ms - shares.iter().sum::<i64>();
    for share in shares
        .iter_mut()
        .take(usize::try_from(left).unwrap_or_default())
    {
        *share += 1;
    }
    shares
}

/// The phases of a slot in proportion, together `total_ms`.
fn scaled(lengths: Lengths, total_ms: i64) -> Lengths {
    let whole = lengths.total_ms().max(1);
    let questions_ms = lengths.questions_ms * total_ms / whole;
    let wrap_ms = lengths.wrap_ms * total_ms / whole;
    Lengths {
        pitch_ms: total_ms - questions_ms - wrap_ms,
        questions_ms,
        wrap_ms,
    }
}

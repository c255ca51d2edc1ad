//! Where the evening is heading: one forecast for the header, the list and the badge, and planned against actual for
//! the wrap-up. It proposes nothing.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeZone};

use super::{
    clock::{Stamp, elapsed_ms},
    machine::Evening,
    plan::{Lengths, Slot, SlotId, begins_at},
    progress::{Fate, State},
    signal,
};

/// When a slot began, or is expected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotTime {
    /// Which.
    pub slot: SlotId,
    /// Wall ms UTC; none for a slot that is left out.
    pub starts_at: Option<i64>,
    /// What became of it so far.
    pub fate: Fate,
}

/// All times that a screen shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The running order as it stands.
    pub slots: Vec<SlotTime>,
    /// Expected end, wall ms UTC; the true one once the evening has ended.
    pub ends_at: i64,
    /// Planned end, wall ms UTC.
    pub plan_ends_at: i64,
}

/// One slot, planned against actual, in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotAccount {
    /// Which.
    pub slot: SlotId,
    /// What became of it.
    pub fate: Fate,
    /// As planned before the evening.
    pub planned: Lengths,
    /// As rebalanced; time given by hand does not count as planned.
    pub rebalanced: Lengths,
    /// As it went, pauses left out.
    pub actual: Lengths,
    /// When it began, wall ms UTC.
    pub begun_at: Option<i64>,
}

impl Forecast {
    /// How much later than planned it ends, in milliseconds; negative when earlier.
    pub const fn behind_ms(&self) -> i64 {
        self.ends_at - self.plan_ends_at
    }

    /// "+4:10 behind, ends 21:52 (plan 21:45)", with the times of day of `zone`.
    pub fn words<Z: TimeZone>(&self, zone: &Z) -> String {
        let behind_ms = self.behind_ms();
        let behind = match behind_ms {
            1_000.. => format!("+{} behind", signal::minutes(behind_ms)),
            ..=-1_000 => format!("{} ahead", signal::minutes(-behind_ms)),
            _ => "On time".to_owned(),
        };
        format!(
            "{behind}, ends {} (plan {})",
            time_of_day(self.ends_at, zone),
            time_of_day(self.plan_ends_at, zone)
        )
    }
}

impl Evening {
    /// Where it is heading, if nobody hurries: what runs gets what it has left, the rest its time by plan, and a fixed
    /// slot waits for its time.
    pub fn forecast(&self, now: Stamp) -> Forecast {
        let mut free_at = self.free_at(now);
        let mut starts = BTreeMap::new();
        for slot in self.to_come() {
            // A course may have begun in the past, while the next guest is armed; a guest begins now at the earliest.
            let earliest = if slot.is_clocked() {
                free_at.max(now.wall_ms)
            } else {
                free_at
            };
            let starts_at = begins_at(earliest, slot);
            free_at = starts_at + self.lengths(slot.id).total_ms();
            starts.insert(slot.id, starts_at);
        }
        let time = |id: &SlotId| {
            let track = self.progress.tracks.get(id)?;
            let starts_at = track.begun_at.or_else(|| starts.get(id).copied());
            Some(SlotTime {
                slot: *id,
                starts_at,
                fate: track.fate,
            })
        };
        Forecast {
            slots: self.progress.order.iter().filter_map(time).collect(),
            ends_at: self
                .ended()
                .map_or(free_at.max(now.wall_ms), |ended| ended.wall_ms),
            plan_ends_at: self.plan.ends_at,
        }
    }

    /// Planned against actual of every slot, in the order as it stands; what is on the clock counts up to `now`.
    pub fn account(&self, now: Stamp) -> Vec<SlotAccount> {
        let account = |slot: &Slot| {
            let track = self.progress.tracks.get(&slot.id)?;
            let mut actual = track.actual;
            if let (Some((id, phase)), Some(elapsed)) =
                (self.state().on_clock(), self.elapsed_ms(now))
                && id == slot.id
            {
                actual.add(phase, elapsed);
            }
            Some(SlotAccount {
                slot: slot.id,
                fate: track.fate,
                planned: slot.lengths,
                rebalanced: track.lengths,
                actual,
                begun_at: track.begun_at,
            })
        };
        self.order().filter_map(account).collect()
    }

    /// The slots still to come, in the order in which they will: what is armed first, wherever it stands, and before it
    /// the courses that go by meanwhile.
    pub(super) fn to_come(&self) -> Vec<&Slot> {
        let mut coming: Vec<SlotId> = match *self.state() {
            State::Armed(armed) => self.progress.passing_before(armed).chain([armed]).collect(),
            State::Ended => return Vec::new(),
            _ => Vec::new(),
        };
        for (id, track) in self
            .progress
            .order
            .iter()
            .filter_map(|id| Some((id, self.progress.tracks.get(id)?)))
        {
            if track.fate == Fate::Waiting && !coming.contains(id) {
                coming.push(*id);
            }
        }
        coming.into_iter().filter_map(|id| self.slot(id)).collect()
    }

    /// When the next slot could begin, wall ms UTC: after what is on the clock, or since nobody is on it.
    pub(super) fn free_at(&self, now: Stamp) -> i64 {
        if let Some((slot, phase)) = self.state().on_clock() {
            let lengths = self.lengths(slot);
            let later: i64 = lengths
                .phases_after(phase)
                .map(|later| lengths.of(later))
                .sum();
            return now.wall_ms + self.remaining_ms(now).unwrap_or(0).max(0) + later;
        }
        // Counted back from now, so that a wall clock that was set does not move the courses.
        self.progress
            .free_since
            .map_or(self.plan.starts_at, |since| {
                now.wall_ms - elapsed_ms(since, now)
            })
    }

    pub(super) fn lengths(&self, slot: SlotId) -> Lengths {
        self.progress
            .tracks
            .get(&slot)
            .map(|track| track.lengths)
            .unwrap_or_default()
    }
}

fn time_of_day<Z: TimeZone>(wall_ms: i64, zone: &Z) -> String {
    let at = DateTime::from_timestamp_millis(wall_ms).unwrap_or_default();
    at.with_timezone(zone)
        .naive_local()
        .format("%H:%M")
        .to_string()
}

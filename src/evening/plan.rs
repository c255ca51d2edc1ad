//! The running order as it was planned: slots and the milliseconds of their phases. What became of it is in `progress`.

use crate::domain::{self, Id, Person, note::Phase};

pub use crate::domain::evening::SlotKind;

/// The identity of a slot, the same here and in the library.
pub type SlotId = Id<domain::Slot>;

/// Milliseconds for each phase. A slot that is no pitch has one phase, kept as `pitch_ms`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lengths {
    /// The pitch itself, or the whole slot where it is no pitch.
    pub pitch_ms: i64,
    /// Questions and answers.
    pub questions_ms: i64,
    /// Wrap-up of the slot; most evenings have none.
    pub wrap_ms: i64,
}

impl Lengths {
    /// A slot of one phase.
    pub const fn single(total_ms: i64) -> Self {
        Self {
            pitch_ms: total_ms,
            questions_ms: 0,
            wrap_ms: 0,
        }
    }

    /// The milliseconds of one phase.
    pub const fn of(self, phase: Phase) -> i64 {
        match phase {
            Phase::Pitch => self.pitch_ms,
            Phase::Questions => self.questions_ms,
            Phase::Wrap => self.wrap_ms,
        }
    }

    /// Adds to one phase.
    pub const fn add(&mut self, phase: Phase, ms: i64) {
        match phase {
            Phase::Pitch => self.pitch_ms += ms,
            Phase::Questions => self.questions_ms += ms,
            Phase::Wrap => self.wrap_ms += ms,
        }
    }

    /// All phases together.
    pub const fn total_ms(self) -> i64 {
        self.pitch_ms + self.questions_ms + self.wrap_ms
    }

    /// The phase that a slot begins with: the first that has time, or the pitch when none has.
    pub fn first_phase(self) -> Phase {
        Phase::ALL
            .iter()
            .copied()
            .find(|phase| self.of(*phase) > 0)
            .unwrap_or_default()
    }

    /// The phases still to come after one; a phase without time is left out.
    pub fn phases_after(self, phase: Phase) -> impl Iterator<Item = Phase> {
        Phase::ALL
            .iter()
            .copied()
            .filter(move |later| *later > phase && self.of(*later) > 0)
    }
}

/// One entry of the running order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its identity in the library.
    pub id: SlotId,
    /// What it is.
    pub kind: SlotKind,
    /// Who presents, for a pitch.
    pub who: Option<Id<Person>>,
    /// The name on screen: the guest's, the course's.
    pub title: String,
    /// The planned time of its phases.
    pub lengths: Lengths,
    /// The wall time (ms UTC) before which it does not begin, where the kitchen or the house has fixed one.
    pub fixed_at: Option<i64>,
}

impl Slot {
    /// The slot of a row of the library. `fixed_at` is the row's own fixed time as wall ms UTC: only the caller knows the
    /// date and the zone of the dinner.
    pub fn from_row(row: &domain::Slot, fixed_at: Option<i64>) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            who: row.person,
            title: row.title.clone(),
            lengths: Lengths {
                pitch_ms: row.pitch_ms.max(0),
                questions_ms: row.questions_ms.max(0),
                wrap_ms: row.wrap_ms.max(0),
            },
            fixed_at,
        }
    }

    /// Whether "next guest" stops at it. Courses and breaks pass while the next guest is armed, as at a real table; they
    /// get a clock only when somebody arms one by name.
    pub const fn is_clocked(&self) -> bool {
        matches!(self.kind, SlotKind::Pitch | SlotKind::Closing)
    }
}

/// What was planned before the evening began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Planned beginning, wall ms UTC.
    pub starts_at: i64,
    /// Planned end, wall ms UTC; stays as it was when a walk-in adds a slot.
    pub ends_at: i64,
    /// The running order.
    pub slots: Vec<Slot>,
    /// The template said "go to Q&A by itself"; otherwise nothing advances without a key.
    pub is_questions_automatic: bool,
}

impl Plan {
    /// A plan that ends when its slots do.
    pub fn new(starts_at: i64, slots: Vec<Slot>) -> Self {
        let ends_at = slots.iter().fold(starts_at, |at, slot| {
            begins_at(at, slot) + slot.lengths.total_ms()
        });
        Self {
            starts_at,
            ends_at,
            slots,
            is_questions_automatic: false,
        }
    }
}

/// When a slot begins if everything before it is over at `free_at` (both wall ms UTC).
pub(super) fn begins_at(free_at: i64, slot: &Slot) -> i64 {
    slot.fixed_at
        .map_or(free_at, |fixed_at| free_at.max(fixed_at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_without_time_is_left_out() {
        let lengths = Lengths {
            pitch_ms: 4,
            questions_ms: 0,
            wrap_ms: 1,
        };
        assert_eq!(lengths.first_phase(), Phase::Pitch);
        assert_eq!(
            lengths.phases_after(Phase::Pitch).collect::<Vec<_>>(),
            [Phase::Wrap]
        );
        assert_eq!(
            Lengths {
                questions_ms: 5,
                ..Lengths::default()
            }
            .first_phase(),
            Phase::Questions
        );
        assert_eq!(Lengths::default().first_phase(), Phase::Pitch);
    }

    #[test]
    fn a_fixed_slot_waits_for_its_time_in_the_planned_end() {
        let slot = |title: &str, fixed_at| Slot {
            id: Id::from_uuid(uuid::Uuid::new_v5(
                &uuid::Uuid::NAMESPACE_OID,
                title.as_bytes(),
            )),
            kind: SlotKind::Course,
            who: None,
            title: title.to_owned(),
            lengths: Lengths::single(600),
            fixed_at,
        };
        assert_eq!(
            Plan::new(1_000, vec![slot("a", None), slot("b", Some(5_000))]).ends_at,
            5_600
        );
        assert_eq!(
            Plan::new(1_000, vec![slot("a", None), slot("b", Some(1_200))]).ends_at,
            2_200
        );
    }
}

//! The facts of a live evening, and how each becomes a word with a JSON body and is read back. Nothing is folded here.

use serde_json::{Value, json};

use crate::domain::{EveningEvent, Id, note::Phase};

use super::{
    clock::{BootId, Stamp},
    plan::{Lengths, SlotId},
};

/// No span of an evening is longer; a greater one in a library is damage, and would overflow sums.
const LONGEST_MS: i64 = 7 * 86_400_000;

/// What happened. An event says everything that its action did, so that one [`Event::Undone`] takes one action back.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The evening began; the device that says so conducts it.
    EveningStarted,
    /// The program was started within a running evening: what had elapsed is banked, and counting goes on from here.
    Reopened,
    /// A slot waits for its start; what ran before it is over.
    SlotArmed(SlotId),
    /// A phase runs; what ran before it is over.
    PhaseStarted {
        /// Whose.
        slot: SlotId,
        /// Which.
        phase: Phase,
        /// How long ago it truly began, for a forgotten start; mostly 0.
        ago_ms: i64,
    },
    /// The clock stands; the reason may be empty.
    Paused(String),
    /// The clock runs again.
    Resumed,
    /// Time given to the running phase, or (negative) taken from it.
    TimeAdded(i64),
    /// The start of the running phase lies earlier (negative) or later, as when an absence is not to be counted.
    StartShifted(i64),
    /// The running phase, and with it its slot, is over and nothing follows yet.
    PhaseEnded,
    /// A slot is left out, or cut short where it had begun.
    SlotSkipped {
        /// Which.
        slot: SlotId,
        /// The slot armed in its stead, when it was the current one.
        next: Option<SlotId>,
    },
    /// A slot takes another place, and is to come even if it had been skipped.
    SlotMoved {
        /// Which.
        slot: SlotId,
        /// The slot that it now stands before; none: the end.
        before: Option<SlotId>,
        /// The slot armed in its stead, when it was the armed one.
        next: Option<SlotId>,
    },
    /// New lengths for slots that have not begun.
    PlanRebalanced(Vec<(SlotId, Lengths)>),
    /// The evening is over.
    EveningEnded,
    /// The wall clock was set by these milliseconds against the boot clock. The countdown knows nothing of it; it is kept
    /// so that the times of day in the log can be understood.
    ClockSet(i64),
    /// An earlier event (by its id) counts as never having happened. Of an `Undone`: that event counts again.
    Undone(Id<EveningEvent>),
    /// From a newer version: kept, not folded.
    Unknown {
        /// Its word.
        kind: String,
        /// Its body.
        payload: Value,
    },
}

/// An event as the ledger holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// The identity of the fact; a second one with the same id adds nothing.
    pub id: Id<EveningEvent>,
    /// When it happened.
    pub stamp: Stamp,
    /// What happened.
    pub event: Event,
}

impl Recorded {
    /// The event of a row of the library.
    pub fn from_row(row: &EveningEvent) -> Self {
        let payload = serde_json::from_str(&row.payload).unwrap_or(Value::Null);
        Self {
            id: row.id,
            stamp: Stamp {
                wall_ms: row.wall_ms,
                boot_ms: row.boot_ms,
                boot_id: BootId::of(&row.boot_id),
            },
            event: Event::read(&row.kind, &payload),
        }
    }
}

impl Event {
    /// The word that stands for it in the library.
    pub fn kind(&self) -> &str {
        match self {
            Self::EveningStarted => "evening-started",
            Self::Reopened => "reopened",
            Self::SlotArmed(_) => "slot-armed",
            Self::PhaseStarted { .. } => "phase-started",
            Self::Paused(_) => "paused",
            Self::Resumed => "resumed",
            Self::TimeAdded(_) => "time-added",
            Self::StartShifted(_) => "start-shifted",
            Self::PhaseEnded => "phase-ended",
            Self::SlotSkipped { .. } => "slot-skipped",
            Self::SlotMoved { .. } => "slot-moved",
            Self::PlanRebalanced(_) => "plan-rebalanced",
            Self::EveningEnded => "evening-ended",
            Self::ClockSet(_) => "clock-set",
            Self::Undone(_) => "undone",
            Self::Unknown { kind, .. } => kind,
        }
    }

    /// The JSON object that goes with the word; empty where the word says all.
    pub fn payload(&self) -> Value {
        match self {
            Self::EveningStarted
            | Self::Reopened
            | Self::Resumed
            | Self::PhaseEnded
            | Self::EveningEnded => json!({}),
            Self::SlotArmed(slot) => json!({ "slot": slot.to_string() }),
            Self::PhaseStarted {
                slot,
                phase,
                ago_ms,
            } => {
                json!({ "slot": slot.to_string(), "phase": phase.as_str(), "ago_ms": ago_ms })
            }
            Self::Paused(reason) => json!({ "reason": reason }),
            Self::TimeAdded(ms) | Self::StartShifted(ms) | Self::ClockSet(ms) => {
                json!({ "ms": ms })
            }
            Self::SlotSkipped { slot, next } => {
                json!({ "slot": slot.to_string(), "next": text(*next) })
            }
            Self::SlotMoved { slot, before, next } => {
                json!({ "slot": slot.to_string(), "before": text(*before), "next": text(*next) })
            }
            Self::PlanRebalanced(slots) => {
                let slots: Vec<Value> = slots
                    .iter()
                    .map(|(slot, lengths)| lengths_json(*slot, *lengths))
                    .collect();
                json!({ "slots": slots })
            }
            Self::Undone(event) => json!({ "event": event.to_string() }),
            Self::Unknown { payload, .. } => payload.clone(),
        }
    }

    /// Reads an event back. A word or a body that this version does not understand becomes [`Event::Unknown`].
    pub fn read(kind: &str, payload: &Value) -> Self {
        Self::read_known(kind, payload).unwrap_or_else(|| Self::Unknown {
            kind: kind.to_owned(),
            payload: payload.clone(),
        })
    }

    /// Whether Ctrl+Z may take it back. The beginning stays, since it says who conducts the evening.
    pub const fn is_undoable(&self) -> bool {
        !matches!(
            self,
            Self::EveningStarted
                | Self::Reopened
                | Self::ClockSet(_)
                | Self::Undone(_)
                | Self::Unknown { .. }
        )
    }

    fn read_known(kind: &str, payload: &Value) -> Option<Self> {
        Some(match kind {
            "evening-started" => Self::EveningStarted,
            "reopened" => Self::Reopened,
            "slot-armed" => Self::SlotArmed(slot_in(payload, "slot")?),
            "phase-started" => Self::PhaseStarted {
                slot: slot_in(payload, "slot")?,
                phase: payload.get("phase")?.as_str()?.parse().ok()?,
                ago_ms: ms_in(payload, "ago_ms")?.max(0),
            },
            "paused" => Self::Paused(
                payload
                    .get("reason")
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned(),
            ),
            "resumed" => Self::Resumed,
            "time-added" => Self::TimeAdded(ms_in(payload, "ms")?),
            "start-shifted" => Self::StartShifted(ms_in(payload, "ms")?),
            "phase-ended" => Self::PhaseEnded,
            "slot-skipped" => Self::SlotSkipped {
                slot: slot_in(payload, "slot")?,
                next: slot_in(payload, "next"),
            },
            "slot-moved" => Self::SlotMoved {
                slot: slot_in(payload, "slot")?,
                before: slot_in(payload, "before"),
                next: slot_in(payload, "next"),
            },
            "plan-rebalanced" => {
                let slots = payload.get("slots")?.as_array()?;
                Self::PlanRebalanced(slots.iter().map(lengths_in).collect::<Option<_>>()?)
            }
            "evening-ended" => Self::EveningEnded,
            "clock-set" => Self::ClockSet(payload.get("ms")?.as_i64()?),
            "undone" => Self::Undone(payload.get("event")?.as_str()?.parse().ok()?),
            _ => return None,
        })
    }
}

fn text(slot: Option<SlotId>) -> Option<String> {
    slot.map(|slot| slot.to_string())
}

fn slot_in(payload: &Value, key: &str) -> Option<SlotId> {
    payload.get(key)?.as_str()?.parse().ok()
}

fn ms_in(payload: &Value, key: &str) -> Option<i64> {
    let is_sound = |ms: &i64| (-LONGEST_MS..=LONGEST_MS).contains(ms);
    payload.get(key)?.as_i64().filter(is_sound)
}

fn lengths_json(slot: SlotId, lengths: Lengths) -> Value {
    json!({
        "slot": slot.to_string(),
        "pitch_ms": lengths.pitch_ms,
        "questions_ms": lengths.questions_ms,
        "wrap_ms": lengths.wrap_ms,
    })
}

fn lengths_in(value: &Value) -> Option<(SlotId, Lengths)> {
    let ms = |key| ms_in(value, key).filter(|ms| *ms >= 0);
    let lengths = Lengths {
        pitch_ms: ms("pitch_ms")?,
        questions_ms: ms("questions_ms")?,
        wrap_ms: ms("wrap_ms")?,
    };
    Some((slot_in(value, "slot")?, lengths))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn every_event_reads_back_from_its_word_and_body() {
        let slot = Id::from_uuid(Uuid::from_u128(7));
        let other = Some(Id::from_uuid(Uuid::from_u128(8)));
        let lengths = Lengths {
            pitch_ms: 1,
            questions_ms: 2,
            wrap_ms: 3,
        };
        let events = [
            Event::EveningStarted,
            Event::Reopened,
            Event::SlotArmed(slot),
            Event::PhaseStarted {
                slot,
                phase: Phase::Questions,
                ago_ms: 25_000,
            },
            Event::Paused("soup".into()),
            Event::Resumed,
            Event::TimeAdded(-30_000),
            Event::StartShifted(-25_000),
            Event::PhaseEnded,
            Event::SlotSkipped { slot, next: None },
            Event::SlotSkipped { slot, next: other },
            Event::SlotMoved {
                slot,
                before: other,
                next: None,
            },
            Event::PlanRebalanced(vec![(slot, lengths)]),
            Event::EveningEnded,
            Event::ClockSet(-30_000),
            Event::Undone(Id::from_uuid(Uuid::from_u128(9))),
        ];
        for event in events {
            // Through text, as the library stores it.
            let stored: Value = serde_json::from_str(&event.payload().to_string()).unwrap();
            assert_eq!(Event::read(event.kind(), &stored), event);
        }
    }

    #[test]
    fn a_row_of_the_library_reads_back() {
        let boot_id = BootId::of("3f0c9f3e-5f0b-4b57-9a3c-0d5f5b1f7a10");
        let event = Event::TimeAdded(30_000);
        let mut row = EveningEvent::new(Id::from_uuid(Uuid::from_u128(5)));
        row.kind = event.kind().to_owned();
        row.payload = event.payload().to_string();
        (row.wall_ms, row.boot_ms, row.boot_id) = (1, 2, boot_id.uuid().to_string());
        let stamp = Stamp {
            wall_ms: 1,
            boot_ms: 2,
            boot_id,
        };
        let read = Recorded::from_row(&row);
        assert_eq!(
            read,
            Recorded {
                id: row.id,
                stamp,
                event
            }
        );
        row.payload = "not JSON".to_owned();
        assert!(matches!(
            Recorded::from_row(&row).event,
            Event::Unknown { .. }
        ));
    }

    #[test]
    fn what_is_not_understood_is_kept_as_it_is() {
        for (kind, payload) in [
            ("handed-over", json!({ "to": "another laptop" })),
            (
                "phase-started",
                json!({ "slot": Uuid::nil().to_string(), "phase": "encore" }),
            ),
            ("time-added", json!({ "ms": "thirty" })),
            ("time-added", json!({ "ms": i64::MAX })),
            (
                "plan-rebalanced",
                json!({ "slots": [{ "slot": Uuid::nil().to_string(), "pitch_ms": -1 }] }),
            ),
        ] {
            let event = Event::read(kind, &payload);
            assert!(matches!(event, Event::Unknown { .. }), "{kind}");
            assert_eq!((event.kind(), event.payload()), (kind, payload));
        }
    }
}

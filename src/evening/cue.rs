//! When the clock is heard, and as what: a cue for each signal that it comes to while it runs. Pure: it plays nothing,
//! and the moment is an argument. What only was true before (a pause, an undo, a sleep) is never heard later.

use crate::domain::{EveningEvent, Id, note::Phase};

use super::{
    clock::{Stamp, elapsed_ms},
    event::Event,
    machine::Evening,
    plan::SlotId,
    progress::{State, Timer},
    signal::{self, Signal},
};

/// A cue that comes later than this after its edge is not played: the machine slept, or nobody could look.
const LATE_MS: i64 = 1_000;
/// The questions that begin by themselves are waited for so long before "Time is up" is heard in their stead.
const PATIENCE_MS: i64 = 500;

/// What is heard, in soft notes: one for "Wrapping up", two for "Time is up", three for "Questions".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    WrappingUp,
    TimeIsUp,
    Questions,
}

impl Cue {
    /// How many notes it has.
    pub const fn notes(self) -> usize {
        match self {
            Self::WrappingUp => 1,
            Self::TimeIsUp => 2,
            Self::Questions => 3,
        }
    }

    /// The cue of a signal; plenty of time is quiet.
    const fn of(signal: Signal) -> Option<Self> {
        match signal {
            Signal::Plenty => None,
            Signal::WrappingUp => Some(Self::WrappingUp),
            Signal::TimeIsUp => Some(Self::TimeIsUp),
            Signal::Questions => Some(Self::Questions),
        }
    }
}

/// The clock of an evening while it runs: all that its cues depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beat {
    place: (SlotId, Phase),
    timer: Timer,
    /// The questions are about to begin by themselves.
    goes_on: bool,
    /// The key that began the phase or took time from it, and when, if that was the last thing done: what it brings is
    /// heard at once.
    by_key: Option<(Id<EveningEvent>, Stamp)>,
}

impl Evening {
    /// What the chime follows; nothing while no clock runs.
    pub fn beat(&self) -> Option<Beat> {
        let State::Running(slot, phase) = *self.state() else {
            return None;
        };
        let timer = *self.timer()?;
        let last = self.log().last()?;
        let is_key = match last.event {
            Event::PhaseStarted { ago_ms, .. } => ago_ms == 0,
            Event::TimeAdded(ms) => ms < 0,
            _ => false,
        };
        Some(Beat {
            place: (slot, phase),
            timer,
            goes_on: self.goes_on_by_itself() && self.last_undo().is_none(),
            by_key: is_key.then_some((last.id, last.stamp)),
        })
    }
}

impl Beat {
    fn signal(&self, now: Stamp) -> Signal {
        let (_, phase) = self.place;
        let remaining = self.timer.remaining_ms(now);
        let signal = signal::signal(phase, remaining, self.timer.budget_ms());
        match signal {
            Signal::TimeIsUp if self.goes_on && -remaining < PATIENCE_MS => Signal::WrappingUp,
            other => other,
        }
    }

    /// What remains of the phase at the moment from which `signal` holds.
    fn edge_ms(&self, signal: Signal) -> i64 {
        match signal {
            Signal::WrappingUp => signal::wrapping_up_ms(self.timer.budget_ms()),
            Signal::TimeIsUp if self.goes_on => -PATIENCE_MS,
            Signal::TimeIsUp => -1,
            Signal::Plenty | Signal::Questions => self.timer.budget_ms(),
        }
    }
}

/// What listens to a clock: it knows what was heard already.
#[derive(Debug, Default)]
pub struct Ear {
    beat: Option<Beat>,
    /// The signal that was looked at last.
    seen: Option<Signal>,
    /// The key whose cue was heard last.
    heard: Option<Id<EveningEvent>>,
}

impl Ear {
    /// Follows the clock as it is from now on; what a key has just brought is heard at once.
    pub fn follow(&mut self, beat: Option<Beat>, now: Stamp) -> Option<Cue> {
        let before = self.beat.zip(self.seen);
        self.beat = beat;
        self.seen = beat.map(|beat| beat.signal(now));
        let (beat, signal) = beat.zip(self.seen)?;
        let (key, at) = beat.by_key?;
        let is_now = (0..=LATE_MS).contains(&elapsed_ms(at, now));
        let is_known = before.is_some_and(|(old, seen)| old.place == beat.place && seen == signal);
        if !is_now || is_known || self.heard == Some(key) {
            return None;
        }
        self.heard = Some(key);
        Cue::of(signal)
    }

    /// The cue of the edge that the running clock has just passed.
    pub fn listen(&mut self, now: Stamp) -> Option<Cue> {
        let beat = self.beat?;
        let signal = beat.signal(now);
        if self.seen.replace(signal) == Some(signal) {
            return None;
        }
        let late_ms = beat.edge_ms(signal) - beat.timer.remaining_ms(now);
        Cue::of(signal).filter(|_| (0..=LATE_MS).contains(&late_ms))
    }

    /// Milliseconds until the next edge, at least 1; none where none comes.
    pub fn until_next_ms(&self, now: Stamp) -> Option<i64> {
        let beat = self.beat?;
        let left = beat.timer.remaining_ms(now);
        let edges = match beat.signal(now) {
            Signal::Plenty => [Signal::WrappingUp, Signal::TimeIsUp].as_slice(),
            Signal::WrappingUp | Signal::Questions => [Signal::TimeIsUp].as_slice(),
            Signal::TimeIsUp => return None,
        };
        let waits = edges.iter().map(|signal| left - beat.edge_ms(*signal));
        waits.min().map(|wait| wait.max(1))
    }
}

//! How far an evening has come: the fold of single events into a state, with every effect on slots and clock in one
//! place. It knows nothing of the log or of undo; `machine` decides which events count.

use std::collections::BTreeMap;

use crate::domain::note::Phase;

use super::{
    clock::{Stamp, elapsed_ms},
    event::Event,
    plan::{Lengths, Plan, Slot, SlotId},
};

/// Where the evening stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing is armed yet.
    #[default]
    Idle,
    /// A slot waits for its start.
    Armed(SlotId),
    /// A phase of a slot runs.
    Running(SlotId, Phase),
    /// A phase stands still, for a reason that may be empty.
    Paused(SlotId, Phase, String),
    /// A slot is over and no other is armed.
    Done(SlotId),
    /// The evening is over.
    Ended,
}

impl State {
    /// The slot that it is about.
    pub const fn slot(&self) -> Option<SlotId> {
        match self {
            Self::Armed(slot)
            | Self::Running(slot, _)
            | Self::Paused(slot, _, _)
            | Self::Done(slot) => Some(*slot),
            Self::Idle | Self::Ended => None,
        }
    }

    /// The slot and phase on the clock, running or paused.
    pub const fn on_clock(&self) -> Option<(SlotId, Phase)> {
        match self {
            Self::Running(slot, phase) | Self::Paused(slot, phase, _) => Some((*slot, *phase)),
            _ => None,
        }
    }
}

/// What became of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Still to come, armed or not.
    Waiting,
    /// On the clock, running or paused.
    Begun,
    /// Over.
    Done,
    /// Left out.
    Skipped,
}

/// One slot as it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Track {
    pub(super) fate: Fate,
    /// Its lengths as rebalanced last before it began.
    pub(super) lengths: Lengths,
    /// Wall ms UTC at which it began.
    pub(super) begun_at: Option<i64>,
    /// Milliseconds used in each phase that is over; pauses do not count.
    pub(super) actual: Lengths,
    is_clocked: bool,
}

/// The clock of the phase that runs or is paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Timer {
    /// Its time by plan.
    pub(super) planned_ms: i64,
    /// Given and taken by hand; never below `-planned_ms`.
    pub(super) added_ms: i64,
    banked_ms: i64,
    /// Since when it runs; none while paused.
    since: Option<Stamp>,
}

impl Timer {
    pub(super) fn elapsed_ms(&self, now: Stamp) -> i64 {
        self.banked_ms + self.since.map_or(0, |since| elapsed_ms(since, now))
    }

    pub(super) const fn budget_ms(&self) -> i64 {
        self.planned_ms + self.added_ms
    }

    pub(super) fn remaining_ms(&self, now: Stamp) -> i64 {
        self.budget_ms() - self.elapsed_ms(now)
    }

    /// Puts what has elapsed aside, and counts on from `now` or stands still.
    fn bank(&mut self, now: Stamp, is_running: bool) {
        self.banked_ms = self.elapsed_ms(now);
        self.since = is_running.then_some(now);
    }
}

/// The state with all that it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    pub(super) state: State,
    /// The running order as it stands now.
    pub(super) order: Vec<SlotId>,
    pub(super) tracks: BTreeMap<SlotId, Track>,
    pub(super) timer: Option<Timer>,
    pub(super) started: Option<Stamp>,
    pub(super) ended: Option<Stamp>,
    /// When the slot now armed was armed.
    pub(super) armed: Option<Stamp>,
    /// Since when nobody is on the clock: courses and breaks pass from here.
    pub(super) free_since: Option<Stamp>,
}

impl Progress {
    pub(super) fn new(plan: &Plan) -> Self {
        let track = |slot: &Slot| Track {
            fate: Fate::Waiting,
            lengths: slot.lengths,
            begun_at: None,
            actual: Lengths::default(),
            is_clocked: slot.is_clocked(),
        };
        Self {
            order: plan.slots.iter().map(|slot| slot.id).collect(),
            tracks: plan
                .slots
                .iter()
                .map(|slot| (slot.id, track(slot)))
                .collect(),
            ..Self::default()
        }
    }

    /// Folds one event in. One that does not fit the state, or names a slot that is not here, changes nothing.
    pub(super) fn apply(&mut self, stamp: Stamp, event: &Event) {
        if self.state == State::Ended {
            return;
        }
        match event {
            Event::EveningStarted => {
                self.started.get_or_insert(stamp);
                self.free_since.get_or_insert(stamp);
            }
            Event::Reopened => {
                // Without this a clock that is set after a reboot would reach back into the time before it.
                if let (State::Running(..), Some(timer)) = (&self.state, &mut self.timer) {
                    timer.bank(stamp, true);
                }
            }
            Event::SlotArmed(slot) => self.arm(stamp, *slot),
            Event::PhaseStarted {
                slot,
                phase,
                ago_ms,
            } => self.start_phase(stamp, *slot, *phase, *ago_ms),
            Event::Paused(reason) => {
                if let (State::Running(slot, phase), Some(timer)) = (&self.state, &mut self.timer) {
                    timer.bank(stamp, false);
                    self.state = State::Paused(*slot, *phase, reason.clone());
                }
            }
            Event::Resumed => {
                if let (State::Paused(slot, phase, _), Some(timer)) = (&self.state, &mut self.timer)
                {
                    timer.since = Some(stamp);
                    self.state = State::Running(*slot, *phase);
                }
            }
            Event::TimeAdded(ms) => {
                if let Some(timer) = &mut self.timer {
                    timer.added_ms = timer.added_ms.saturating_add(*ms).max(-timer.planned_ms);
                }
            }
            Event::StartShifted(ms) => {
                if let Some(timer) = &mut self.timer {
                    let elapsed = timer.elapsed_ms(stamp);
                    timer.banked_ms += elapsed.saturating_sub(*ms).max(0) - elapsed;
                }
            }
            Event::PhaseEnded => {
                if let Some((slot, _)) = self.state.on_clock() {
                    self.close(stamp);
                    self.state = State::Done(slot);
                }
            }
            Event::SlotSkipped { slot, next } => self.skip(stamp, *slot, *next),
            Event::SlotMoved { slot, before, next } => {
                self.put_before(stamp, *slot, *before, *next);
            }
            Event::PlanRebalanced(slots) => {
                for (slot, lengths) in slots {
                    if let Some(track) = self
                        .tracks
                        .get_mut(slot)
                        .filter(|track| track.begun_at.is_none())
                    {
                        track.lengths = *lengths;
                    }
                }
            }
            Event::EveningEnded => {
                self.close(stamp);
                self.ended = Some(stamp);
                self.state = State::Ended;
            }
            Event::ClockSet(_) | Event::Undone(_) | Event::Unknown { .. } => {}
        }
    }

    /// The slot that "next" leads to: the first in the order that is still to come and on the clock.
    pub(super) fn next_slot(&self) -> Option<SlotId> {
        let current = self.state.slot();
        let is_next = |slot: &SlotId| {
            Some(*slot) != current
                && self
                    .tracks
                    .get(slot)
                    .is_some_and(|t| t.is_clocked && t.fate == Fate::Waiting)
        };
        self.order.iter().copied().find(is_next)
    }

    /// The courses and breaks that go by before `slot` begins, in order.
    pub(super) fn passing_before(&self, slot: SlotId) -> impl Iterator<Item = SlotId> {
        let is_passing = |id: &SlotId| {
            self.tracks
                .get(id)
                .is_some_and(|t| !t.is_clocked && t.fate == Fate::Waiting)
        };
        self.order
            .iter()
            .copied()
            .take_while(move |id| *id != slot)
            .filter(is_passing)
    }

    fn arm(&mut self, stamp: Stamp, slot: SlotId) {
        if self
            .tracks
            .get(&slot)
            .is_some_and(|track| track.fate == Fate::Waiting)
        {
            self.close(stamp);
            self.armed = Some(stamp);
            self.state = State::Armed(slot);
        }
    }

    fn start_phase(&mut self, stamp: Stamp, slot: SlotId, phase: Phase, ago_ms: i64) {
        if !self.tracks.contains_key(&slot) {
            return;
        }
        self.close(stamp);
        self.let_courses_pass(stamp, slot, ago_ms);
        if let Some(track) = self.tracks.get_mut(&slot) {
            track.fate = Fate::Begun;
            track.begun_at.get_or_insert(stamp.wall_ms - ago_ms);
            self.timer = Some(Timer {
                planned_ms: track.lengths.of(phase),
                added_ms: 0,
                banked_ms: ago_ms,
                since: Some(stamp),
            });
            self.state = State::Running(slot, phase);
            self.armed = None;
        }
    }

    /// Courses before `slot` are over once it begins. They share the free time before it in order, each its planned
    /// length and the last one the rest, which is as near as one can tell without asking anybody to press a key.
    fn let_courses_pass(&mut self, stamp: Stamp, slot: SlotId, ago_ms: i64) {
        let mut rest = self
            .free_since
            .map_or(0, |since| (elapsed_ms(since, stamp) - ago_ms).max(0));
        let passing: Vec<SlotId> = self.passing_before(slot).collect();
        for (place, id) in passing.iter().enumerate() {
            if let Some(track) = self.tracks.get_mut(id) {
                let is_last = place + 1 == passing.len();
                let share = if is_last {
                    rest
                } else {
                    rest.min(track.lengths.total_ms())
                };
                track.fate = Fate::Done;
                track.begun_at = Some(stamp.wall_ms - ago_ms - rest);
                track.actual = Lengths::single(share);
                rest -= share;
            }
        }
    }

    fn skip(&mut self, stamp: Stamp, slot: SlotId, next: Option<SlotId>) {
        let is_current = self.state.slot() == Some(slot) && !matches!(self.state, State::Done(_));
        if is_current {
            self.close(stamp);
            self.state = State::Done(slot);
        }
        if let Some(track) = self
            .tracks
            .get_mut(&slot)
            .filter(|track| track.fate == Fate::Waiting)
        {
            track.fate = Fate::Skipped;
        }
        if let (true, Some(next)) = (is_current, next) {
            self.arm(stamp, next);
        }
    }

    fn put_before(
        &mut self,
        stamp: Stamp,
        slot: SlotId,
        before: Option<SlotId>,
        next: Option<SlotId>,
    ) {
        let is_movable = |track: &&mut Track| matches!(track.fate, Fate::Waiting | Fate::Skipped);
        let Some(track) = self.tracks.get_mut(&slot).filter(is_movable) else {
            return;
        };
        track.fate = Fate::Waiting;
        self.order.retain(|id| *id != slot);
        let place = before.and_then(|before| self.order.iter().position(|id| *id == before));
        self.order.insert(place.unwrap_or(self.order.len()), slot);
        if let (true, Some(next)) = (self.state == State::Armed(slot), next) {
            self.arm(stamp, next);
        }
    }

    /// What is on the clock is over at `stamp`.
    fn close(&mut self, stamp: Stamp) {
        if let (Some((slot, phase)), Some(timer)) = (self.state.on_clock(), self.timer.take())
            && let Some(track) = self.tracks.get_mut(&slot)
        {
            track.actual.add(phase, timer.elapsed_ms(stamp));
            track.fate = Fate::Done;
            self.free_since = Some(stamp);
        }
        self.armed = None;
    }
}

//! The evening as a pure fold over its log: the log in, the state out, time as an argument. It writes nothing; what a
//! key means in a state is in `action`, what it all comes to in `forecast`.

use std::collections::HashSet;

use crate::domain::{Id, Person, note::Phase};

use super::{
    clock::{Stamp, elapsed_ms},
    event::{Event, Recorded},
    plan::{Plan, Slot, SlotId, SlotKind},
    progress::{Progress, State, Timer},
    signal::{self, Signal},
};

/// How long a slot is armed before a forgotten start is suspected.
const FORGOTTEN_MS: i64 = 20_000;

/// One evening of one table: its plan, its log, and the state that they come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Evening {
    pub(super) plan: Plan,
    log: Vec<Recorded>,
    pub(super) progress: Progress,
}

/// The evening that a log comes to; the same as applying its events one by one as they happened.
pub fn fold(plan: &Plan, log: &[Recorded]) -> Evening {
    let mut ids = HashSet::with_capacity(log.len());
    let log: Vec<Recorded> = log
        .iter()
        .filter(|recorded| ids.insert(recorded.id))
        .cloned()
        .collect();
    let progress = replay(plan, &log);
    Evening {
        plan: plan.clone(),
        log,
        progress,
    }
}

impl Evening {
    /// An evening of which nothing has happened yet.
    pub fn new(plan: Plan) -> Self {
        let progress = Progress::new(&plan);
        Self {
            plan,
            log: Vec::new(),
            progress,
        }
    }

    /// Adds one event as it happens. One whose id is here already changes nothing.
    pub fn apply(&mut self, recorded: Recorded) {
        if self.log.iter().any(|earlier| earlier.id == recorded.id) {
            return;
        }
        let is_undo = matches!(recorded.event, Event::Undone(_));
        if !is_undo {
            self.progress.apply(recorded.stamp, &recorded.event);
        }
        self.log.push(recorded);
        if is_undo {
            self.progress = replay(&self.plan, &self.log);
        }
    }

    /// What was planned.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Everything that happened, in order, taken back or not.
    pub fn log(&self) -> &[Recorded] {
        &self.log
    }

    /// Where the evening stands.
    pub const fn state(&self) -> &State {
        &self.progress.state
    }

    /// The running order as it stands now.
    pub fn order(&self) -> impl Iterator<Item = &Slot> {
        self.progress.order.iter().filter_map(|id| self.slot(*id))
    }

    /// A slot by its id.
    pub fn slot(&self, id: SlotId) -> Option<&Slot> {
        self.plan.slots.iter().find(|slot| slot.id == id)
    }

    /// The slot armed, on the clock, or over last.
    pub fn current_slot(&self) -> Option<&Slot> {
        self.state().slot().and_then(|id| self.slot(id))
    }

    /// The slot that "next guest" leads to.
    pub fn next_slot(&self) -> Option<&Slot> {
        self.progress.next_slot().and_then(|id| self.slot(id))
    }

    /// Who presents (or is armed to): the subject of the notes.
    pub fn presenter(&self) -> Option<Id<Person>> {
        self.current_slot().and_then(|slot| slot.who)
    }

    /// The phase of the pitch on the clock; none in a course, a break or the closing round.
    pub fn phase(&self) -> Option<Phase> {
        let is_pitch = self
            .current_slot()
            .is_some_and(|slot| slot.kind == SlotKind::Pitch);
        self.state()
            .on_clock()
            .filter(|_| is_pitch)
            .map(|(_, phase)| phase)
    }

    /// When the evening began.
    pub const fn started(&self) -> Option<Stamp> {
        self.progress.started
    }

    /// When it ended.
    pub const fn ended(&self) -> Option<Stamp> {
        self.progress.ended
    }

    /// Milliseconds used of the phase on the clock.
    pub fn elapsed_ms(&self, now: Stamp) -> Option<i64> {
        self.timer().map(|timer| timer.elapsed_ms(now))
    }

    /// Milliseconds left of the phase on the clock; negative over time.
    pub fn remaining_ms(&self, now: Stamp) -> Option<i64> {
        self.timer().map(|timer| timer.remaining_ms(now))
    }

    /// Milliseconds that the phase on the clock has in all, with what was added.
    pub fn budget_ms(&self) -> Option<i64> {
        self.timer().map(Timer::budget_ms)
    }

    /// The sign that the clock shows.
    pub fn signal(&self, now: Stamp) -> Option<Signal> {
        let (_, phase) = self.state().on_clock()?;
        Some(signal::signal(
            phase,
            self.remaining_ms(now)?,
            self.budget_ms()?,
        ))
    }

    /// Whether the table display shows its ember field: over time for longer than the grace.
    pub fn is_past_grace(&self, now: Stamp) -> bool {
        self.remaining_ms(now).is_some_and(signal::is_past_grace)
    }

    /// For the chip "Start 0:25 ago?": how long a slot has been armed, when that is over 20 s.
    pub fn forgotten_start_ms(&self, now: Stamp) -> Option<i64> {
        let armed = self
            .progress
            .armed
            .filter(|_| matches!(self.state(), State::Armed(_)))?;
        Some(elapsed_ms(armed, now)).filter(|ms| *ms > FORGOTTEN_MS)
    }

    /// Whether the plan goes to the questions by itself, and the pitch is over: then the caller presses "next".
    pub fn is_questions_due(&self, now: Stamp) -> bool {
        self.goes_on_by_itself()
            && self
                .remaining_ms(now)
                .is_some_and(|remaining| remaining <= 0)
    }

    /// Whether a pitch runs after which the questions begin by themselves.
    pub(super) fn goes_on_by_itself(&self) -> bool {
        let State::Running(slot, Phase::Pitch) = *self.state() else {
            return false;
        };
        let has_questions = self
            .progress
            .tracks
            .get(&slot)
            .is_some_and(|track| track.lengths.questions_ms > 0);
        self.plan.is_questions_automatic && has_questions
    }

    /// Where in the evening a note stands: "Q&A 2:14", or nothing when no pitch is on the clock.
    pub fn offset_words(&self, now: Stamp) -> Option<String> {
        let phase = self.phase()?;
        Some(format!(
            "{} {}",
            signal::phase_label(phase),
            signal::minutes(self.elapsed_ms(now)?)
        ))
    }

    /// The last action that Ctrl+Z would take back.
    pub fn last_action(&self) -> Option<&Recorded> {
        self.counting()
            .filter(|recorded| recorded.event.is_undoable())
            .last()
    }

    /// The `Undone` that Ctrl+Shift+Z would take back: the last one, unless something new was done after it.
    pub fn last_undo(&self) -> Option<&Recorded> {
        let last = self
            .counting()
            .filter(|r| r.event.is_undoable() || self.is_undo_of_action(r))
            .last()?;
        matches!(last.event, Event::Undone(_)).then_some(last)
    }

    /// An event in words, for "Took back ...".
    pub fn words(&self, event: &Event) -> String {
        let title = |id: &SlotId| self.slot(*id).map_or("a slot", |slot| slot.title.as_str());
        match event {
            Event::EveningStarted => "the start of the evening".to_owned(),
            Event::Reopened => "the program was opened".to_owned(),
            Event::SlotArmed(slot) => format!("going on to {}", title(slot)),
            Event::PhaseStarted { slot, phase, .. } => match self.slot(*slot) {
                Some(slot) if slot.kind != SlotKind::Pitch => {
                    format!("the start of {}", slot.title)
                }
                _ => format!(
                    "the start of {}, {}",
                    signal::phase_label(*phase),
                    title(slot)
                ),
            },
            Event::Paused(_) => "the pause".to_owned(),
            Event::Resumed => "going on after the pause".to_owned(),
            Event::TimeAdded(ms) if *ms < 0 => format!("{} less", signal::minutes(-ms)),
            Event::TimeAdded(ms) => format!("{} more", signal::minutes(*ms)),
            Event::StartShifted(ms) if *ms < 0 => {
                format!("the start {} earlier", signal::minutes(-ms))
            }
            Event::StartShifted(ms) => format!("{} not counted", signal::minutes(*ms)),
            Event::PhaseEnded => "the end of the last slot".to_owned(),
            Event::SlotSkipped { slot, .. } => format!("skipping {}", title(slot)),
            Event::SlotMoved { slot, .. } => format!("moving {}", title(slot)),
            Event::PlanRebalanced(_) => "the rebalanced times".to_owned(),
            Event::EveningEnded => "the end of the evening".to_owned(),
            Event::ClockSet(_) => "the computer’s clock was set".to_owned(),
            Event::Undone(_) => "an undo".to_owned(),
            Event::Unknown { .. } => "something from a newer version".to_owned(),
        }
    }

    pub(super) const fn timer(&self) -> Option<&Timer> {
        self.progress.timer.as_ref()
    }

    fn counting(&self) -> impl Iterator<Item = &Recorded> {
        counting(&self.log).into_iter()
    }

    fn is_undo_of_action(&self, recorded: &Recorded) -> bool {
        let Event::Undone(target) = recorded.event else {
            return false;
        };
        self.log
            .iter()
            .any(|earlier| earlier.id == target && earlier.event.is_undoable())
    }
}

fn replay(plan: &Plan, log: &[Recorded]) -> Progress {
    let mut progress = Progress::new(plan);
    for recorded in counting(log) {
        progress.apply(recorded.stamp, &recorded.event);
    }
    progress
}

/// The events that count, in order. Read from the end: an event counts unless a later one that counts undoes it, so
/// an undo that was itself undone has no say.
fn counting(log: &[Recorded]) -> Vec<&Recorded> {
    let mut undone = HashSet::new();
    let mut counting = Vec::with_capacity(log.len());
    for recorded in log
        .iter()
        .rev()
        .filter(|recorded| !matches!(recorded.event, Event::Unknown { .. }))
    {
        if undone.contains(&recorded.id) {
            continue;
        }
        if let Event::Undone(target) = recorded.event {
            undone.insert(target);
        }
        counting.push(recorded);
    }
    counting.reverse();
    counting
}

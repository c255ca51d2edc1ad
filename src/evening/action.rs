//! What a key means now: an action and the state it meets give the events to append, or a refusal in plain words.
//! Nothing is applied here, and no key is named: screens and scripts map theirs onto these actions.

use super::{
    event::Event,
    machine::Evening,
    plan::{Lengths, Slot, SlotId, SlotKind},
    progress::{Fate, State},
};

/// No start is further back than this: a longer span is a slip of the keyboard.
const FURTHEST_BACK_MS: i64 = 12 * 3_600_000;

/// What somebody wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Begin the evening and arm the first guest, without starting a clock.
    Begin,
    /// Make the clock run: of the first or the armed slot, or after a pause.
    Start,
    /// Start what is armed, go to the next phase, or after the last phase arm the next guest.
    Next,
    /// Leave the current slot, whatever its phase, and arm the next guest.
    NextGuest,
    /// Stop the clock; the reason may be empty.
    Pause(String),
    /// Let it run again.
    Resume,
    /// The one or the other.
    PauseOrResume,
    /// Give the running phase these milliseconds, or (negative) take them.
    AddTime(i64),
    /// The armed or running phase began this many milliseconds before now.
    BackDate(i64),
    /// Do not count these milliseconds of the running phase (an absence).
    LeaveOut(i64),
    /// Arm this slot out of turn.
    Arm(SlotId),
    /// Leave out this slot, or the current one.
    Skip(Option<SlotId>),
    /// Put a slot before another one, or at the end.
    Move {
        /// Which.
        slot: SlotId,
        /// The slot that it is to stand before.
        before: Option<SlotId>,
    },
    /// Late arrival or walk-in: this slot (or the current one) comes last before the closing round, also after a skip.
    ComeLater(Option<SlotId>),
    /// Give slots that have not begun new lengths.
    Rebalance(Vec<(SlotId, Lengths)>),
    /// The program was started again within the evening.
    Reopen,
    /// The wall clock was set by these milliseconds.
    ClockWasSet(i64),
    /// Take back the last action.
    Undo,
    /// Take back the last undo.
    Redo,
    /// End the evening.
    End,
}

/// Why an action has no meaning now. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Before the beginning.
    #[error("the evening has not begun; start it first")]
    NotBegun,
    /// `Begin` a second time.
    #[error("the evening has begun already")]
    HasBegun,
    /// After the end.
    #[error("the evening has ended; undo takes that back")]
    HasEnded,
    /// No slots.
    #[error("the running order is empty; add a guest first")]
    EmptyOrder,
    /// Nothing left to arm.
    #[error("that was the last of the running order; end the evening when the table is ready")]
    NoMoreSlots,
    /// Needs a clock.
    #[error("no clock runs, so there is nothing to {wanted}; start the next guest first")]
    NothingRuns {
        /// What was asked for, as a verb.
        wanted: &'static str,
    },
    /// Start while running.
    #[error("the clock runs already")]
    RunsAlready,
    /// Pause twice.
    #[error("the clock is paused already")]
    PausedAlready,
    /// Resume without a pause.
    #[error("the clock is not paused")]
    NotPaused,
    /// Nothing to skip or put off.
    #[error("nobody is up now; say whom to {wanted}")]
    NobodyUp {
        /// What was asked for, as a verb.
        wanted: &'static str,
    },
    /// Not in this running order.
    #[error("that slot is not in this running order")]
    NoSuchSlot,
    /// Over or running.
    #[error("{title} has begun, so it keeps its place and its time")]
    SlotHasBegun {
        /// Its name.
        title: String,
    },
    /// Skipped before.
    #[error("{title} was skipped; move it back into the order first")]
    SlotIsSkipped {
        /// Its name.
        title: String,
    },
    /// Armed before.
    #[error("{title} is up already")]
    SlotIsUp {
        /// Its name.
        title: String,
    },
    /// Time taken below nothing.
    #[error("this phase has no time left to take away")]
    NoTimeLeft,
    /// A span of 0, below, or over 12 hours.
    #[error("a start is moved by more than nothing and by at most 12 hours")]
    SpanOutOfRange,
    /// A negative length.
    #[error("a slot cannot be shorter than nothing")]
    NegativeLength,
    /// Nothing was done.
    #[error("there is nothing to take back")]
    NothingToUndo,
    /// Nothing was taken back, or something was done since.
    #[error("there is nothing to do again")]
    NothingToRedo,
}

/// The events that `action` comes to in the state of `evening`, to be recorded with one stamp and applied in order.
///
/// # Errors
/// A [`Refusal`] when it has no meaning now; the evening is as it was.
pub fn next(evening: &Evening, action: &Action) -> Result<Vec<Event>, Refusal> {
    let is_undo = matches!(action, Action::Undo | Action::Redo);
    if *evening.state() == State::Ended && !is_undo {
        return Err(Refusal::HasEnded);
    }
    match action {
        Action::Begin => match evening.state() {
            State::Idle => begin(evening, Event::SlotArmed(next_slot(evening)?)),
            _ => Err(Refusal::HasBegun),
        },
        Action::Start => match evening.state() {
            State::Running(..) => Err(Refusal::RunsAlready),
            State::Paused(..) => Ok(vec![Event::Resumed]),
            State::Done(_) => Ok(vec![start_of(evening, next_slot(evening)?, 0)]),
            _ => start(evening, 0),
        },
        Action::Next => match evening.state().on_clock() {
            Some(_) => Ok(vec![after_phase(evening)]),
            None => match evening.state() {
                State::Done(_) => Ok(vec![Event::SlotArmed(next_slot(evening)?)]),
                _ => start(evening, 0),
            },
        },
        Action::NextGuest => match evening.state() {
            State::Idle => begin(evening, Event::SlotArmed(next_slot(evening)?)),
            State::Armed(slot) => Ok(vec![Event::SlotSkipped {
                slot: *slot,
                next: Some(next_slot(evening)?),
            }]),
            State::Done(_) => Ok(vec![Event::SlotArmed(next_slot(evening)?)]),
            _ => Ok(vec![after_slot(evening)]),
        },
        Action::Pause(reason) => match evening.state() {
            State::Running(..) => Ok(vec![Event::Paused(reason.clone())]),
            State::Paused(..) => Err(Refusal::PausedAlready),
            _ => Err(Refusal::NothingRuns { wanted: "pause" }),
        },
        Action::Resume => match evening.state() {
            State::Paused(..) => Ok(vec![Event::Resumed]),
            _ => Err(Refusal::NotPaused),
        },
        Action::PauseOrResume => match evening.state() {
            State::Paused(..) => Ok(vec![Event::Resumed]),
            _ => next(evening, &Action::Pause(String::new())),
        },
        Action::AddTime(ms) => add_time(evening, *ms),
        Action::BackDate(ms) => match evening.state() {
            _ if !(1..=FURTHEST_BACK_MS).contains(ms) => Err(Refusal::SpanOutOfRange),
            State::Running(..) | State::Paused(..) => Ok(vec![Event::StartShifted(-ms)]),
            State::Done(_) => Ok(vec![start_of(evening, next_slot(evening)?, *ms)]),
            _ => start(evening, *ms),
        },
        Action::LeaveOut(ms) => match evening.timer() {
            _ if !(1..=FURTHEST_BACK_MS).contains(ms) => Err(Refusal::SpanOutOfRange),
            Some(_) => Ok(vec![Event::StartShifted(*ms)]),
            None => Err(Refusal::NothingRuns {
                wanted: "leave out",
            }),
        },
        Action::Arm(slot) if evening.state().slot() == Some(*slot) => {
            Err(refuse_slot(evening, *slot))
        }
        Action::Arm(slot) => match fate(evening, *slot)? {
            Fate::Waiting => begin(evening, Event::SlotArmed(*slot)),
            _ => Err(refuse_slot(evening, *slot)),
        },
        Action::Skip(slot) => skip(evening, *slot),
        Action::Move { slot, before } => put_before(evening, *slot, *before),
        Action::ComeLater(slot) => {
            let slot = slot
                .or_else(|| armed(evening))
                .ok_or(Refusal::NobodyUp { wanted: "put off" })?;
            put_before(evening, slot, closing_round(evening, slot))
        }
        Action::Rebalance(slots) => rebalance(evening, slots),
        Action::Reopen => match evening.started() {
            Some(_) => Ok(vec![Event::Reopened]),
            None => Err(Refusal::NotBegun),
        },
        Action::ClockWasSet(ms) => match evening.started() {
            Some(_) => Ok(vec![Event::ClockSet(*ms)]),
            None => Err(Refusal::NotBegun),
        },
        Action::Undo => {
            let last = evening.last_action().ok_or(Refusal::NothingToUndo)?;
            // An ended evening is not told of restarts, so that what runs on may still count from an earlier boot.
            let rebase = (last.event == Event::EveningEnded).then_some(Event::Reopened);
            Ok([Event::Undone(last.id)].into_iter().chain(rebase).collect())
        }
        Action::Redo => {
            let last = evening.last_undo().ok_or(Refusal::NothingToRedo)?;
            Ok(vec![Event::Undone(last.id)])
        }
        Action::End => match evening.started() {
            Some(_) => Ok(vec![Event::EveningEnded]),
            None => Err(Refusal::NotBegun),
        },
    }
}

/// `event`, after the beginning of the evening where that has not been recorded.
#[expect(clippy::unnecessary_wraps, reason = "each arm of `next` is a result")]
fn begin(evening: &Evening, event: Event) -> Result<Vec<Event>, Refusal> {
    let beginning = evening.started().is_none().then_some(Event::EveningStarted);
    Ok(beginning.into_iter().chain([event]).collect())
}

/// Starts what is armed, or the first slot of an evening that is idle.
fn start(evening: &Evening, ago_ms: i64) -> Result<Vec<Event>, Refusal> {
    let slot = armed(evening).map_or_else(|| next_slot(evening), Ok)?;
    begin(evening, start_of(evening, slot, ago_ms))
}

fn start_of(evening: &Evening, slot: SlotId, ago_ms: i64) -> Event {
    let lengths = evening
        .progress
        .tracks
        .get(&slot)
        .map(|track| track.lengths)
        .unwrap_or_default();
    Event::PhaseStarted {
        slot,
        phase: lengths.first_phase(),
        ago_ms,
    }
}

fn after_phase(evening: &Evening) -> Event {
    let later = evening.state().on_clock().and_then(|(slot, phase)| {
        let track = evening.progress.tracks.get(&slot)?;
        Some((slot, track.lengths.phases_after(phase).next()?))
    });
    match later {
        Some((slot, phase)) => Event::PhaseStarted {
            slot,
            phase,
            ago_ms: 0,
        },
        None => after_slot(evening),
    }
}

fn after_slot(evening: &Evening) -> Event {
    evening
        .progress
        .next_slot()
        .map_or(Event::PhaseEnded, Event::SlotArmed)
}

fn add_time(evening: &Evening, ms: i64) -> Result<Vec<Event>, Refusal> {
    let timer = evening.timer().ok_or(Refusal::NothingRuns {
        wanted: "give time to",
    })?;
    // What is recorded is what it does, so that taking it back gives exactly that.
    let added_ms = ms.clamp(-timer.budget_ms(), FURTHEST_BACK_MS);
    if added_ms == 0 {
        Err(Refusal::NoTimeLeft)
    } else {
        Ok(vec![Event::TimeAdded(added_ms)])
    }
}

fn skip(evening: &Evening, slot: Option<SlotId>) -> Result<Vec<Event>, Refusal> {
    let current = evening
        .state()
        .on_clock()
        .map(|(slot, _)| slot)
        .or_else(|| armed(evening));
    let slot = slot
        .or(current)
        .ok_or(Refusal::NobodyUp { wanted: "skip" })?;
    if current == Some(slot) {
        return Ok(vec![Event::SlotSkipped {
            slot,
            next: evening.progress.next_slot(),
        }]);
    }
    match fate(evening, slot)? {
        Fate::Waiting => Ok(vec![Event::SlotSkipped { slot, next: None }]),
        _ => Err(refuse_slot(evening, slot)),
    }
}

fn put_before(
    evening: &Evening,
    slot: SlotId,
    before: Option<SlotId>,
) -> Result<Vec<Event>, Refusal> {
    if matches!(fate(evening, slot)?, Fate::Begun | Fate::Done) {
        return Err(refuse_slot(evening, slot));
    }
    if let Some(before) = before {
        if before == slot {
            return Err(Refusal::NoSuchSlot);
        }
        if matches!(fate(evening, before)?, Fate::Begun | Fate::Done) {
            return Err(refuse_slot(evening, before));
        }
    }
    let next = match armed(evening) {
        Some(armed) if armed == slot => Some(next_slot(evening)?),
        _ => None,
    };
    Ok(vec![Event::SlotMoved { slot, before, next }])
}

fn rebalance(evening: &Evening, slots: &[(SlotId, Lengths)]) -> Result<Vec<Event>, Refusal> {
    for (slot, lengths) in slots {
        if matches!(fate(evening, *slot)?, Fate::Begun | Fate::Done) {
            return Err(refuse_slot(evening, *slot));
        }
        if lengths
            .pitch_ms
            .min(lengths.questions_ms)
            .min(lengths.wrap_ms)
            < 0
        {
            return Err(Refusal::NegativeLength);
        }
    }
    Ok(vec![Event::PlanRebalanced(slots.to_vec())])
}

/// The last closing round still to come, before which a late guest speaks.
fn closing_round(evening: &Evening, late: SlotId) -> Option<SlotId> {
    let is_to_come = |slot: &&Slot| fate(evening, slot.id) == Ok(Fate::Waiting);
    let mut closing = evening
        .order()
        .filter(|slot| slot.kind == SlotKind::Closing && slot.id != late);
    closing.find(is_to_come).map(|slot| slot.id)
}

fn armed(evening: &Evening) -> Option<SlotId> {
    match evening.state() {
        State::Armed(slot) => Some(*slot),
        _ => None,
    }
}

fn next_slot(evening: &Evening) -> Result<SlotId, Refusal> {
    let nothing = if evening.plan().slots.is_empty() {
        Refusal::EmptyOrder
    } else {
        Refusal::NoMoreSlots
    };
    evening.progress.next_slot().ok_or(nothing)
}

fn fate(evening: &Evening, slot: SlotId) -> Result<Fate, Refusal> {
    evening
        .progress
        .tracks
        .get(&slot)
        .map(|track| track.fate)
        .ok_or(Refusal::NoSuchSlot)
}

fn refuse_slot(evening: &Evening, slot: SlotId) -> Refusal {
    let title = evening
        .slot(slot)
        .map(|slot| slot.title.clone())
        .unwrap_or_default();
    match fate(evening, slot) {
        Err(refusal) => refusal,
        Ok(Fate::Waiting) => Refusal::SlotIsUp { title },
        Ok(Fate::Skipped) => Refusal::SlotIsSkipped { title },
        Ok(Fate::Begun | Fate::Done) => Refusal::SlotHasBegun { title },
    }
}

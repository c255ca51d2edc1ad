//! Wrapping up a dinner: who came, the follow-ups found, and what the host decides of them.

use std::collections::BTreeMap;

use super::{Session, dinners, dinners::counted, export::to_utc};
use crate::{
    domain::{
        Commitment, Dinner, DinnerRecord, Draft, Id, Suggestion,
        dinner::{DinnerState, Presence},
        promise::{CommitmentState, Decision},
    },
    followup,
    storage::StorageError,
};

/// Why a dinner was not wrapped up.
#[derive(Debug, thiserror::Error)]
pub enum WrapError {
    #[error("{0} has not been held yet, so there is nothing to wrap up. Nothing was changed")]
    NotHeld(String),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Whether a dinner has been held, as far as is known: its evening was run, or its time has come.
pub fn was_held(record: &DinnerRecord, now_ms: i64) -> bool {
    let starts_ms = record
        .dinner
        .starts_at
        .map(|at| to_utc(at, &record.dinner.zone).timestamp_millis());
    record.dinner.state >= DinnerState::Live
        || !record.events.is_empty()
        || starts_ms.is_some_and(|starts_ms| starts_ms <= now_ms)
}

/// A dinner wrapped up.
#[derive(Clone, Debug)]
pub struct Wrap {
    /// All follow-ups of the dinner, by owner and day.
    pub suggestions: Vec<Suggestion>,
    /// How many of them are new since the last time.
    pub added: usize,
    /// How many were accepted now.
    pub accepted: usize,
}

/// Finds the follow-ups of a dinner; running it again adds only what is new. With `accept_all` everything undecided is
/// accepted and becomes a promise.
pub fn wrap(session: &Session, dinner: &Dinner, accept_all: bool) -> Result<Wrap, WrapError> {
    let record = session.library().record(dinner.clone())?;
    if !was_held(&record, session.now().wall_ms) {
        return Err(WrapError::NotHeld(dinner.title.clone()));
    }
    let mut draft = Draft::new("");
    for attendance in record
        .attendances
        .iter()
        .filter(|a| a.seat.is_some() && a.presence == Presence::Unknown)
    {
        let mut came = attendance.clone();
        came.presence = Presence::Attended;
        draft.update(attendance, &came);
    }
    let Found { mut present, added } = refresh(&mut draft, &record, &record);
    if record.dinner.state < DinnerState::Wrapped {
        dinners::set_state(&mut draft, &record.dinner, DinnerState::Wrapped);
    }
    draft.label = format!(
        "Wrap up {}: {} found",
        dinner.title,
        counted(added, "follow-up")
    );
    session.write(draft)?;

    let mut accepted = 0;
    if accept_all {
        let mut draft = Draft::new("");
        for suggestion in present
            .values_mut()
            .filter(|s| s.decision == Decision::Undecided)
        {
            accept(&mut draft, suggestion, CommitmentState::Open);
            accepted += 1;
        }
        draft.label = format!(
            "Accept {} of {}",
            counted(accepted, "follow-up"),
            dinner.title
        );
        session.write(draft)?;
    }
    let mut suggestions: Vec<Suggestion> = present.into_values().collect();
    suggestions.sort_by_cached_key(|s| (record.name(s.owner), s.due, s.rule, s.what.clone(), s.id));
    Ok(Wrap {
        suggestions,
        added,
        accepted,
    })
}

/// The follow-ups of a dinner after they were found anew.
pub(super) struct Found {
    /// All of them.
    pub(super) present: BTreeMap<Id<Suggestion>, Suggestion>,
    /// How many of them were not there before.
    pub(super) added: usize,
}

/// Puts into `draft` what the follow-ups of a dinner become when its notes are those of `after` and were those of
/// `before`. What the host has decided stays decided; its words follow a corrected note as long as nobody put them
/// otherwise, and never may more people read it than may read the note. What nobody has decided follows the note, and
/// goes when nothing in the notes asks for it any more.
pub(super) fn refresh(draft: &mut Draft, before: &DinnerRecord, after: &DinnerRecord) -> Found {
    let by_id = |list: Vec<Suggestion>| -> BTreeMap<Id<Suggestion>, Suggestion> {
        list.into_iter().map(|found| (found.id, found)).collect()
    };
    let was = by_id(followup::suggest(before));
    let mut found = by_id(followup::suggest(after));
    let mut present = BTreeMap::new();
    for old in &after.suggestions {
        let mut new = old.clone();
        match (found.remove(&old.id), old.decision) {
            (Some(found), Decision::Undecided) => {
                new = Suggestion {
                    decision: old.decision,
                    ..found
                };
            }
            (None, Decision::Undecided) => {
                draft.remove(old);
                continue;
            }
            (Some(found), _) => follow(&mut new, was.get(&old.id), found),
            (None, _) => {
                let note = after.notes.iter().find(|note| Some(note.id) == old.note);
                new.audience = note.map_or(old.audience, |note| old.audience.min(note.audience));
            }
        }
        draft.update(old, &new);
        let promise = after
            .commitments
            .iter()
            .find(|promise| promise.suggestion == Some(old.id));
        if let Some(promise) = promise.filter(|_| new != *old) {
            draft.update(promise, &carried(promise, old, &new));
        }
        present.insert(new.id, new);
    }
    let added = found.len();
    for (id, new) in found {
        draft.create(&new);
        present.insert(id, new);
    }
    Found { present, added }
}

/// A decided follow-up takes over what its note says now, where it still said what the note had said.
fn follow(decided: &mut Suggestion, was: Option<&Suggestion>, found: Suggestion) {
    let Some(was) = was else {
        decided.audience = decided.audience.min(found.audience);
        return;
    };
    decided.audience = if decided.audience == was.audience {
        found.audience
    } else {
        decided.audience.min(found.audience)
    };
    if decided.what == was.what {
        decided.what = found.what;
    }
    if decided.why == was.why {
        decided.why = found.why;
    }
    if decided.due == was.due {
        decided.due = found.due;
    }
    if (decided.owner, decided.other) == (was.owner, was.other) {
        (decided.owner, decided.other) = (found.owner, found.other);
    }
}

/// The promise after its follow-up changed from `old` to `new`: what was put otherwise since, as a later day, stays.
fn carried(promise: &Commitment, old: &Suggestion, new: &Suggestion) -> Commitment {
    let mut carried = promise.clone();
    carried.audience = if promise.audience == old.audience {
        new.audience
    } else {
        promise.audience.min(new.audience)
    };
    if promise.what == old.what {
        carried.what.clone_from(&new.what);
    }
    if promise.due == old.due {
        carried.due = new.due;
    }
    if (promise.from, promise.to) == (old.owner, old.other) {
        (carried.from, carried.to) = (new.owner, new.other);
    }
    carried
}

/// Accepts a follow-up: it becomes a promise of its owner, which may be done at once.
pub(super) fn accept(draft: &mut Draft, suggestion: &mut Suggestion, state: CommitmentState) {
    accept_again(draft, suggestion, None, state);
}

/// Accepts a follow-up of which there may be a promise already, from before it was discarded.
pub(super) fn accept_again(
    draft: &mut Draft,
    suggestion: &mut Suggestion,
    promise: Option<&Commitment>,
    state: CommitmentState,
) {
    let old = suggestion.clone();
    suggestion.decision = Decision::Accepted;
    draft.update(&old, suggestion);
    let mut new = Commitment::new(commitment_id(suggestion.id));
    new.audience = suggestion.audience;
    new.from = suggestion.owner;
    new.to = suggestion.other;
    new.what.clone_from(&suggestion.what);
    new.due = suggestion.due;
    new.state = state;
    new.dinner = Some(suggestion.dinner);
    new.note = suggestion.note;
    new.suggestion = Some(suggestion.id);
    draft.put(promise, &new);
}

/// The promise that comes of a follow-up; the same on every laptop.
pub(super) fn commitment_id(suggestion: Id<Suggestion>) -> Id<Commitment> {
    Id::of_pair("commitment", suggestion.uuid(), suggestion.uuid())
}

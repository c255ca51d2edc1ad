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
    let mut present: BTreeMap<Id<Suggestion>, Suggestion> = record
        .suggestions
        .iter()
        .map(|s| (s.id, s.clone()))
        .collect();
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
    let mut added = 0;
    for mut found in followup::suggest(&record) {
        match present.get(&found.id) {
            // What the host has decided stays; what nobody has decided follows a note that was corrected.
            Some(old) if old.decision != Decision::Undecided => continue,
            Some(old) => {
                found.decision = old.decision;
                draft.update(old, &found);
            }
            None => {
                added += 1;
                draft.create(&found);
            }
        }
        present.insert(found.id, found);
    }
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

/// Accepts a follow-up: it becomes a promise of its owner, which may be done at once.
pub(super) fn accept(draft: &mut Draft, suggestion: &mut Suggestion, state: CommitmentState) {
    let old = suggestion.clone();
    suggestion.decision = Decision::Accepted;
    draft.update(&old, suggestion);
    let mut promise = Commitment::new(commitment_id(suggestion.id));
    promise.audience = suggestion.audience;
    promise.from = suggestion.owner;
    promise.to = suggestion.other;
    promise.what.clone_from(&suggestion.what);
    promise.due = suggestion.due;
    promise.state = state;
    promise.dinner = Some(suggestion.dinner);
    promise.note = suggestion.note;
    promise.suggestion = Some(suggestion.id);
    draft.create(&promise);
}

/// The promise that comes of a follow-up; the same on every laptop.
pub(super) fn commitment_id(suggestion: Id<Suggestion>) -> Id<Commitment> {
    Id::of_pair("commitment", suggestion.uuid(), suggestion.uuid())
}

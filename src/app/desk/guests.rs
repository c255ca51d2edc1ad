//! Changing the guests of a dinner.

use crate::{
    app::{
        Session,
        dinners::{self, Word},
    },
    domain::{
        Dinner, Id, Person,
        dinner::{Answer, Presence},
    },
};

use super::{DeskError, Done};

/// A change of the guests of a dinner.
#[derive(Clone, Debug, PartialEq)]
pub enum GuestEdit {
    Answer(Id<Person>, Answer),
    NoShow(Id<Person>),
}

impl GuestEdit {
    /// Does it.
    pub(super) fn run(&self, session: &Session, dinner: Dinner) -> Result<Done, DeskError> {
        let (person, word) = match *self {
            Self::Answer(person, answer) => (person, Word::Answer(answer)),
            Self::NoShow(person) => (person, Word::Presence(Presence::NoShow)),
        };
        let row = session.library().get(person)?;
        let row = row.ok_or_else(|| {
            DeskError::Refused("They are not in this library any more".to_owned())
        })?;
        Ok(dinners::rsvp(session, &dinner, &row, word)?.into())
    }
}

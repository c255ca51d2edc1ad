//! Changing who sits where, and the rules.

use crate::{
    app::{Session, plan},
    domain::Dinner,
};

use super::{DeskError, Done};

/// A change of the seats or the rules of a dinner.
#[derive(Clone, Debug, PartialEq)]
pub enum SeatingEdit {
    /// Puts two places (table, seat) in each other's stead.
    Swap((i64, i64), (i64, i64)),
}

impl SeatingEdit {
    /// Does it.
    pub(super) fn run(&self, session: &Session, dinner: Dinner) -> Result<Done, DeskError> {
        match *self {
            Self::Swap(one, other) => {
                let record = session.library().record(dinner)?;
                Ok(plan::swap(session, &record, one, other)?.into())
            }
        }
    }
}

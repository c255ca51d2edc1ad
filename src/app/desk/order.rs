//! Changing the running order of a table.

use crate::{app::Session, domain::Dinner};

use super::{DeskError, Done};

/// A change of a running order.
#[derive(Clone, Debug, PartialEq)]
pub enum OrderEdit {}

impl OrderEdit {
    /// Does it.
    pub(super) fn run(
        &self,
        _session: &Session,
        _dinner: Dinner,
        _table_no: i64,
    ) -> Result<Done, DeskError> {
        match *self {}
    }
}

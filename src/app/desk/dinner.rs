//! Making dinners and changing what is said of them.

use crate::app::Session;

use super::{DeskError, Done};

/// A change of the dinners.
#[derive(Clone, Debug, PartialEq)]
pub enum DinnerEdit {}

impl DinnerEdit {
    /// Does it.
    pub(super) fn run(&self, _session: &Session) -> Result<Done, DeskError> {
        match *self {}
    }
}

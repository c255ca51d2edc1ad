//! Groups, who belongs to them and how.

use crate::app::Session;

use super::{DeskError, Done};

/// A change of them.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupEdit {}

impl GroupEdit {
    /// Does it.
    pub(super) fn run(&self, _session: &Session) -> Result<Done, DeskError> {
        match *self {}
    }
}

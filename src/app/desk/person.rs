//! People: adding them and changing what is known of them.

use crate::app::Session;

use super::{DeskError, Done};

/// A change of them.
#[derive(Clone, Debug, PartialEq)]
pub enum PersonEdit {}

impl PersonEdit {
    /// Does it.
    pub(super) fn run(&self, _session: &Session) -> Result<Done, DeskError> {
        match *self {}
    }
}

//! Promises, thank-yous and objectives, as Today works through them.

use crate::app::Session;

use super::{DeskError, Done};

/// A change of them.
#[derive(Clone, Debug, PartialEq)]
pub enum PromiseEdit {}

impl PromiseEdit {
    /// Does it.
    pub(super) fn run(&self, _session: &Session) -> Result<Done, DeskError> {
        match *self {}
    }
}

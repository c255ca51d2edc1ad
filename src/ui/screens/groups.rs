//! Groups, and who belongs to them.

use egui::Ui;

use super::{View, later};
use crate::domain::{Group, Id};
use crate::ui::command::Command;

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct Groups {
    pub(in crate::ui) chosen: Option<Id<Group>>,
}

pub(super) fn show(
    ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut Groups,
    _commands: &mut Vec<Command>,
) {
    later(ui, "Groups", "Here groups will be kept.");
}

//! The form of a dinner, new or there already.

use egui::Ui;

use super::{View, later};

use crate::ui::command::Command;

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct DinnerForm {}

pub(super) fn show(
    ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut DinnerForm,
    _commands: &mut Vec<Command>,
) {
    later(ui, "New dinner", "Here a dinner will be planned.");
}

//! Bringing people in from a file.

use egui::Ui;

use super::{View, later};

use crate::ui::command::Command;

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct Import {}

pub(super) fn show(
    ui: &mut Ui,
    _view: &View<'_>,
    _state: &mut Import,
    _commands: &mut Vec<Command>,
) {
    later(
        ui,
        "Bring people in",
        "Here a file will be looked at before it is brought in.",
    );
}

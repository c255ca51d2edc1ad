//! The running order: who speaks when, and when the evening ends.

use egui::Ui;

use super::{View, later_stage};
use crate::{
    app::desk::OpenDinner,
    ui::command::{Command, Stage},
};

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct RunningOrder {}

pub(super) fn show(
    ui: &mut Ui,
    _view: &View<'_>,
    open: &OpenDinner,
    _state: &mut RunningOrder,
    _commands: &mut Vec<Command>,
) {
    later_stage(ui, Stage::RunningOrder, &open.record.dinner);
}

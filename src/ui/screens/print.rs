//! Printing from a screen: the papers of the house go into the dinner's own folder, which the system then shows.

use super::View;
use crate::{
    app::desk::{Job, OpenDinner},
    ui::{
        command::{Command, Purpose},
        icons::Icon,
        widgets::Button,
    },
};

/// The words behind the button.
const PAPERS: &str = "Table sheets, place cards and the list for the kitchen as PDF; after the evening the organisers’ recap too";

/// The button; off while something else is being written.
pub(super) fn button(view: &View<'_>) -> Button<'static> {
    Button::new("Print")
        .icon(Icon::PRINT)
        .small()
        .tooltip(PAPERS)
        .off_when(is_busy(view).then_some("Something is being written already"))
}

/// Prints, where nothing else is being written.
pub(super) fn print(view: &View<'_>, open: &OpenDinner, commands: &mut Vec<Command>) {
    if is_busy(view) {
        return;
    }
    commands.push(match view.desk.papers_folder(&open.record) {
        Some(folder) => Command::Start(Job::Print(open.record.dinner.id, folder)),
        // A machine without a home: the host has to say where.
        None => Command::Ask(Purpose::Papers),
    });
}

fn is_busy(view: &View<'_>) -> bool {
    view.desk.working().is_some()
}

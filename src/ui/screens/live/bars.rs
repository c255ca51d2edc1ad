//! The bars over the stage: what is not saved yet, that nobody was here while the clock ran, that the computer's clock was
//! set. None of them is in the way.

use egui::Ui;

use super::{LiveStage, Table};
use crate::{
    app::{desk::TableEdit, dinners::counted},
    evening::signal,
    ui::{
        command::Command,
        icons::Icon,
        panes,
        screens::View,
        theme::Tone,
        widgets::{Button, notice::Notice},
    },
};

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    table: &Table<'_>,
    state: &mut LiveStage,
    commands: &mut Vec<Command>,
) {
    unwritten(ui, view, state, commands);
    away(ui, table, commands);
    clock_set(ui, table, commands);
}

/// Something could not be written: what, why, and that nothing typed is gone.
fn unwritten(ui: &mut Ui, view: &View<'_>, state: &mut LiveStage, commands: &mut Vec<Command>) {
    let outbox = view.desk.outbox();
    let Some(why) = outbox.problem() else {
        return;
    };
    panes::bar(ui, |ui| {
        let safe = match outbox.unwritten() {
            0 => {
                "What you type is kept on the screen only. What was saved before is safe".to_owned()
            }
            count => format!(
                "{} not saved yet: kept here, in their order, and tried again every 2 seconds",
                counted(count, "change")
            ),
        };
        let notice = Notice::new(Tone::Late, Icon::LATE, why, &safe);
        if notice.action(Button::new("Retry")).show(ui).is_some() {
            state.typing.forget_kept();
            commands.push(Command::AtTable(TableEdit::WriteAgain));
        }
    });
    ui.add_space(12.0);
}

/// Nobody was here while the clock ran: whether that counts. It blocks nothing.
fn away(ui: &mut Ui, table: &Table<'_>, commands: &mut Vec<Command>) {
    let Some(away) = table.sitting.away() else {
        return;
    };
    panes::bar(ui, |ui| {
        let happened = format!("Away {}", signal::minutes(away.gap_ms));
        let safe = if away.is_other_boot {
            "The computer was started again meanwhile, so this rests on its clock. It counts for who was speaking unless you say otherwise"
        } else {
            "The clock went on. It counts for who was speaking unless you say otherwise"
        };
        let notice = Notice::new(Tone::Look, Icon::WAITING, &happened, safe)
            .action(Button::new("Count it"))
            .action(Button::new("Do not count it"));
        if let Some(pressed) = notice.show(ui) {
            commands.push(Command::AtTable(TableEdit::CountAway(pressed == 0)));
        }
    });
    ui.add_space(12.0);
}

/// The computer's clock was set while the program ran, or before it was opened again.
fn clock_set(ui: &mut Ui, table: &Table<'_>, commands: &mut Vec<Command>) {
    let Some(ms) = table.sitting.clock_set_ms() else {
        return;
    };
    panes::bar(ui, |ui| {
        let way = if ms < 0 { "back" } else { "forward" };
        let happened = format!(
            "The computer’s clock was set {way} by {}",
            signal::minutes(ms.saturating_abs())
        );
        let safe = format!(
            "The countdown is as it was. The end by the new clock: {}",
            table.time(table.forecast.ends_at)
        );
        let notice = Notice::new(Tone::Look, Icon::WAITING, &happened, &safe);
        if notice.action(Button::new("Close")).show(ui).is_some() {
            commands.push(Command::AtTable(TableEdit::SawClock));
        }
    });
    ui.add_space(12.0);
}

//! The preview of a fair sharing of the time left: old and new minutes of everybody still to come. Nothing changes until
//! Enter.

use egui::{Key as Press, Modifiers, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::{LiveStage, Table};
use crate::{
    app::desk::TableEdit,
    evening::{Action as Key, signal},
    ui::{
        command::Command,
        icons::Icon,
        theme,
        widgets::{Button, dialog, section, text},
    },
};

/// Opens the preview, or says why there is none.
pub(super) fn open(table: &Table<'_>, state: &mut LiveStage, commands: &mut Vec<Command>) {
    state.preview = table.live.evening().rebalance(table.now);
    if state.preview.is_none() {
        let words = "Nobody is left among whom time could be shared".to_owned();
        commands.push(Command::Say(words));
    }
}

pub(super) fn preview(
    ui: &mut Ui,
    table: &Table<'_>,
    state: &mut LiveStage,
    commands: &mut Vec<Command>,
) {
    let Some(proposal) = &state.preview else {
        return;
    };
    let (is_applied, is_left) = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        (pressed(Press::Enter), pressed(Press::Escape))
    });
    let account = table.live.evening().account(table.now);
    let modal = dialog(ui, "rebalance", 460.0, |ui| {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        text::label(ui, "Rebalance", theme.text.section, palette.ink);
        let plan = table.time(table.forecast.plan_ends_at);
        let ends = table.time(proposal.ends_at);
        let outcome = match proposal.residue_ms {
            60_000.. => format!(
                "Ends {ends}: {} past the plan ({plan}) stay, as nobody goes below 70 % of their time",
                signal::minutes(proposal.residue_ms)
            ),
            ..=-60_000 => format!(
                "Ends {ends}: {} before the plan ({plan}) stay free, as nobody goes above 125 %",
                signal::minutes(-proposal.residue_ms)
            ),
            _ => format!("Ends {ends}, as planned"),
        };
        text::label(ui, &outcome, theme.text.body, palette.ink_quiet);
        ui.add_space(12.0);
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (slot, lengths) in &proposal.slots {
                let before = account.iter().find(|line| line.slot == *slot);
                let before = before.map_or(0, |line| line.rebalanced.total_ms());
                let title = table.live.evening().slot(*slot);
                let title = title.map_or("", |slot| slot.title.as_str());
                line(ui, title, before, lengths.total_ms());
                section::rule(ui);
            }
        });
        ui.add_space(16.0);
        let mut pressed = (false, false);
        ui.horizontal(|ui| {
            let apply = Button::new("Apply the new times").icon(Icon::Equals);
            pressed.0 = ui.add(apply.key("Enter").primary()).clicked();
            pressed.1 = ui.add(Button::new("Leave it").key("Esc")).clicked();
        });
        pressed
    });
    let (apply, leave) = modal.inner;
    if is_applied || apply {
        let slots = proposal.slots.clone();
        commands.push(Command::AtTable(TableEdit::Act(Key::Rebalance(slots))));
        state.preview = None;
    } else if is_left || leave || modal.should_close() {
        state.preview = None;
    }
}

/// "Jonah Reid   10:00 → 8:30".
fn line(ui: &mut Ui, title: &str, before_ms: i64, after_ms: i64) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let (before, after) = (signal::minutes(before_ms), signal::minutes(after_ms));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let sentence = format!("{title}: {before}, then {after}");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &sentence));
    let name = text::within(
        ui,
        title,
        theme.text.body,
        palette.ink,
        rect.width() - 150.0,
        1,
    );
    let put = |at, anchor, galley| text::paint(ui.painter(), at, anchor, galley);
    put(rect.left_center(), egui::Align2::LEFT_CENTER, name);
    let ink = if after_ms < before_ms {
        palette.look
    } else {
        palette.good
    };
    let after = text::line(ui, &after, theme.text.strong, ink);
    let after = put(rect.right_center(), egui::Align2::RIGHT_CENTER, after);
    let before = format!("{before} →");
    let before = text::line(ui, &before, theme.text.body, palette.ink_quiet);
    let at = egui::pos2(after.left() - 8.0, rect.center().y);
    put(at, egui::Align2::RIGHT_CENTER, before);
}

//! Settings: all take effect at once; there is nothing to save.

use egui::Ui;

use super::View;
use crate::ui::{
    command::Command,
    panes,
    theme::{self, ThemeName},
    widgets::{Segments, card, setting::setting, switch::Switch, text},
};

const WIDTH: f32 = 720.0;

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct Settings {}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    _state: &mut Settings,
    commands: &mut Vec<Command>,
) {
    panes::page(ui, "settings", |ui| page(ui, view, commands));
}

fn page(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    ui.set_max_width(WIDTH);
    text::label(ui, "Settings", theme.text.page, palette.ink);
    ui.add_space(16.0);
    text::label(ui, "Look", theme.text.section, palette.ink);
    ui.add_space(8.0);
    card::list(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        setting(
            ui,
            "Theme",
            "Candlelight is easy on a dark table",
            false,
            |ui| {
                let names = ThemeName::ALL.map(ThemeName::word);
                let chosen = ThemeName::ALL
                    .iter()
                    .position(|name| *name == view.look.theme)
                    .unwrap_or_default();
                let new = Segments::new("Theme", &names, chosen).show(ui);
                commands.extend(
                    new.and_then(|at| ThemeName::ALL.get(at))
                        .map(|name| Command::Theme(Some(*name))),
                );
            },
        );
        setting(ui, "Text size", "Also Ctrl + and Ctrl -", false, |ui| {
            let steps = theme::zoom_steps();
            let names: Vec<String> = steps
                .iter()
                .map(|step| format!("{:.0} %", step * 100.0))
                .collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let chosen = steps
                .iter()
                .position(|step| *step >= view.zoom)
                .unwrap_or_default();
            let new = Segments::new("Text size", &names, chosen).show(ui);
            commands.extend(
                new.and_then(|at| steps.get(at))
                    .map(|step| Command::Zoom(*step)),
            );
        });
        setting(
            ui,
            "Fewer movements",
            "Nothing slides or fades",
            false,
            |ui| {
                let mut is_on = view.look.fewer_movements;
                if ui.add(Switch::new("Fewer movements", &mut is_on)).changed() {
                    commands.push(Command::FewerMovements(is_on));
                }
            },
        );
        setting(
            ui,
            "Plain plates",
            "One quiet colour for everybody; initials stay",
            true,
            |ui| {
                let mut is_on = view.look.plain_people;
                if ui.add(Switch::new("Plain plates", &mut is_on)).changed() {
                    commands.push(Command::PlainPeople(is_on));
                }
            },
        );
    });
    ui.add_space(20.0);
    text::label(ui, "Library", theme.text.section, palette.ink);
    ui.add_space(4.0);
    text::label(
        ui,
        &view.desk.file().display().to_string(),
        theme.text.body,
        palette.ink,
    );
    let words = "One file on this computer. `tablemates backup` writes a proven copy, `tablemates restore` puts one back.";
    text::label(ui, words, theme.text.small, palette.ink_quiet);
}

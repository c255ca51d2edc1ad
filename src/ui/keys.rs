//! The overlay of all keys, made from the table of commands.

use egui::{Modal, Ui};

use super::{
    command::{BINDINGS, Context},
    theme,
    widgets::{Button, key_cap, text},
};

/// Draws the overlay; true when it is to close.
pub(super) fn overlay(ui: &mut Ui) -> bool {
    let theme = theme::of(ui);
    let modal = Modal::new(egui::Id::unique("keys")).show(ui.ctx(), |ui| {
        ui.set_width(420.0);
        ui.spacing_mut().item_spacing.y = 8.0;
        text::label(ui, "Keys", theme.text.section, theme.palette.ink);
        for context in Context::ALL {
            ui.add_space(4.0);
            text::label(
                ui,
                context.name(),
                theme.text.strong,
                theme.palette.ink_quiet,
            );
            for binding in BINDINGS.iter().filter(|binding| binding.context == context) {
                ui.horizontal(|ui| key_cap::hint(ui, &binding.caps(), binding.words));
            }
        }
        ui.add_space(8.0);
        ui.add(Button::new("Close").key("Esc")).clicked()
    });
    modal.inner || modal.should_close()
}

//! The keys of all screens, and what this program is made of.

use egui::{Ui, vec2};

use super::title;
use crate::ui::{
    command::{BINDINGS, Context},
    widgets::{card, key_cap, section, setting::setting},
};

/// All keys, by the screens on which they work.
pub(super) fn keys(ui: &mut Ui) {
    title(ui, "Keys", "");
    for context in Context::ALL {
        section::label(ui, context.name());
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(24.0, 10.0);
            let here = BINDINGS.iter().filter(|binding| binding.context == context);
            for binding in here {
                key_cap::hint(ui, &binding.caps(), binding.words);
            }
        });
        ui.add_space(20.0);
    }
}

/// Version, licence and what it is built with.
pub(super) fn about(ui: &mut Ui) {
    title(ui, "About", "");
    let rows = [
        (
            "Tablemates",
            "Small tables, real follow-up",
            env!("CARGO_PKG_VERSION"),
        ),
        (
            "Licence",
            "Free to use, change and pass on",
            env!("CARGO_PKG_LICENSE"),
        ),
        (
            "Letters",
            "Newsreader and Source Sans 3",
            "SIL Open Font License",
        ),
        ("Icons", "Phosphor", "MIT"),
    ];
    let theme = crate::ui::theme::of(ui);
    card::list(ui, |ui| {
        for (at, (name, remark, value)) in rows.iter().enumerate() {
            setting(ui, name, remark, at + 1 == rows.len(), |ui| {
                let ink = theme.palette.ink;
                crate::ui::widgets::text::label(ui, value, theme.text.body, ink);
            });
        }
    });
}

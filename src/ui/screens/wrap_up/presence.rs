//! Who came, who left early and who did not come: marked for each guest in a window over the screen.

use egui::{ScrollArea, Ui};

use super::{WrapUp, edit, plate};
use crate::{
    app::desk::{OpenDinner, WrapEdit},
    domain::dinner::Presence,
    ui::{
        command::Command,
        theme,
        widgets::{Button, Segments, dialog, text},
    },
};

/// What can be said of a guest, in the order of the choice.
const SAID: [(Presence, &str); 3] = [
    (Presence::Attended, "Came"),
    (Presence::LeftEarly, "Left early"),
    (Presence::NoShow, "No-show"),
];

pub(super) fn modal(
    ui: &mut Ui,
    open: &OpenDinner,
    state: &mut WrapUp,
    commands: &mut Vec<Command>,
) {
    let shown = dialog(ui, "who came", 440.0, |ui| {
        let theme = theme::of(ui);
        text::label(ui, "Who came", theme.text.section, theme.palette.ink);
        ui.add_space(4.0);
        let words = "A no-show gets no recap, and nothing is asked of them.";
        text::label(ui, words, theme.text.small, theme.palette.ink_quiet);
        ui.add_space(12.0);
        ScrollArea::vertical().max_height(480.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            for line in &state.page.came {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 12.0;
                    plate(ui, open, line.person, 28.0);
                    ui.scope(|ui| {
                        ui.set_width(180.0);
                        let role = theme.text.strong;
                        text::short_label(ui, &line.name, role, theme.palette.ink);
                    });
                    let mut words: Vec<&str> = SAID.iter().map(|(_, words)| *words).collect();
                    if line.presence == Presence::Unknown {
                        words.push("Not said");
                    }
                    let at = SAID.iter().position(|(said, _)| *said == line.presence);
                    let picked = ui
                        .push_id(line.person, |ui| {
                            Segments::new(&line.name, &words, at.unwrap_or(SAID.len())).show(ui)
                        })
                        .inner;
                    if let Some((presence, _)) = picked.and_then(|at| SAID.get(at)) {
                        let said = WrapEdit::Presence(line.person, *presence);
                        commands.push(edit(open.record.dinner.id, said));
                    }
                });
            }
            if state.page.came.is_empty() {
                let words = "Nobody had a seat at this dinner.";
                text::label(ui, words, theme.text.body, theme.palette.ink_quiet);
            }
        });
        ui.add_space(12.0);
        ui.add(Button::new("Close").key("Esc").small()).clicked()
    });
    if shown.inner || shown.should_close() {
        state.is_marking = false;
    }
}

//! Deleting a dinner asks first: its name is to be typed.

use egui::{Key, Modifiers, Ui};

use crate::{
    domain::{Dinner, Id},
    ui::{
        icons::Icon,
        theme,
        widgets::{Button, Field, dialog, text},
    },
};

/// A dinner that may be deleted, and what is typed to say so.
#[derive(Debug)]
pub(super) struct Delete {
    pub(super) dinner: Id<Dinner>,
    title: String,
    typed: String,
    /// How often it was drawn, as far as that matters.
    frames: u8,
}

impl Delete {
    pub(super) fn of(dinner: &Dinner) -> Self {
        Self {
            dinner: dinner.id,
            title: dinner.title.clone(),
            typed: String::new(),
            frames: 0,
        }
    }

    /// Draws it over the screen; whether it is to be deleted, once that is known.
    pub(super) fn show(&mut self, ui: &mut Ui) -> Option<bool> {
        // Who typed it all means it, whatever the spaces and capitals.
        let same = |text: &str| text.trim().to_lowercase();
        let is_same = same(&self.typed) == same(&self.title);
        let mut answer = None;
        let modal = dialog(ui, "delete a dinner", 460.0, |ui| {
            let theme = theme::of(ui);
            let palette = &theme.palette;
            let title = format!("Delete {}?", self.title);
            text::label(ui, &title, theme.text.section, palette.ink);
            ui.add_space(8.0);
            let sentence = "Its guests' answers, seats, running order and notes go with it. Promises that were made there stay. Ctrl Z takes it back.";
            text::label(ui, sentence, theme.text.body, palette.ink_quiet);
            ui.add_space(12.0);
            let note = format!("Type “{}”", self.title);
            let field = Field::new("Its name", &mut self.typed);
            let field = field.note(&note).show(ui);
            // The menu that led here gives the focus back a frame or two after it is shut.
            if self.frames < 4 {
                field.request_focus();
                self.frames += 1;
                ui.ctx().request_repaint();
            }
            ui.add_space(12.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                let why = (!is_same).then_some("Type its name first");
                let delete = Button::new("Delete the dinner").icon(Icon::Trash);
                if ui.add(delete.primary().off_when(why)).clicked() {
                    answer = Some(true);
                }
                if ui.add(Button::new("Cancel").key("Esc")).clicked() {
                    answer = Some(false);
                }
            });
        });
        let is_entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        if is_same && is_entered {
            answer = Some(true);
        }
        answer.or(modal.should_close().then_some(false))
    }
}

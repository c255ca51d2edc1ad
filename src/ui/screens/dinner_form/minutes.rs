//! The minutes of each guest, and what begins the questions.

use egui::Ui;

use super::{
    draft::{OWN, TEMPLATES},
    parts::{BETWEEN, Form},
};
use crate::ui::{
    theme,
    widgets::{choice::choice, section, stepper::Stepper, switch::Switch, text},
};

impl Form<'_, '_> {
    pub(super) fn minutes(&mut self, ui: &mut Ui) {
        if self.has_begun() {
            return;
        }
        section::label(ui, "Minutes for each guest");
        ui.add_space(6.0);
        let words: Vec<(String, String)> = TEMPLATES
            .iter()
            .map(|template| {
                let each = template.pitch();
                let word = format!(
                    "{} + {}",
                    each.pitch_ms / 60_000,
                    each.questions_ms / 60_000
                );
                (word, format!("{} at table", template.as_str()))
            })
            .collect();
        let mut cards: Vec<(&str, &str)> = words
            .iter()
            .map(|(word, meaning)| (word.as_str(), meaning.as_str()))
            .collect();
        cards.push(("Own", "pitch + questions"));
        let draft = &mut self.typed.draft;
        if let Some(card) = choice(ui, "Minutes for each guest", &cards, draft.minutes) {
            draft.minutes = card;
        }
        if draft.minutes == OWN {
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let theme = theme::of(ui);
                ui.spacing_mut().item_spacing.x = 10.0;
                let (pitch, questions) = draft.own;
                let stepper = Stepper::new("Pitch", pitch, 1..=30).unit("min pitch");
                draft.own.0 = stepper.show(ui).unwrap_or(pitch);
                text::label(ui, "+", theme.text.body, theme.palette.ink);
                let stepper = Stepper::new("Questions", questions, 0..=45).unit("min questions");
                draft.own.1 = stepper.show(ui).unwrap_or(questions);
            });
        }
        ui.add_space(BETWEEN);
        self.begin(ui);
    }

    /// Whether the questions begin by themselves.
    fn begin(&mut self, ui: &mut Ui) {
        let theme = theme::of(ui);
        let is_on = &mut self.typed.draft.auto_questions;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let words = "Questions begin by themselves";
            ui.add(Switch::new(words, is_on));
            text::short_label(ui, words, theme.text.body, theme.palette.ink);
            let remark = "when a pitch is over; otherwise they wait for a key";
            text::short_label(ui, remark, theme.text.small, theme.palette.ink_quiet);
        });
        ui.add_space(BETWEEN);
    }
}

//! The texts to guests, one for each, to be copied: nothing is sent from here.

use egui::{Align, Key, Modifiers, ScrollArea, Ui};

use super::{
    Look, avatar,
    dialogs::{Dialog, Next, Replying},
};
use crate::{
    app::drafts::{DraftKind, GuestDraft, guest_drafts},
    domain::{Id, Person},
    ui::{
        command::Command,
        icons::Icon,
        theme,
        widgets::{Button, Columns, Row, Segments, Width, card, dialog, text},
    },
};

/// The texts that are looked at.
#[derive(Clone, Debug)]
pub(super) struct Letters {
    people: Vec<Id<Person>>,
    kind: DraftKind,
    at: usize,
    /// The texts, for one state of the library.
    made: Option<(u64, Vec<GuestDraft>)>,
}

impl Letters {
    pub(super) fn new(people: Vec<Id<Person>>, kind: DraftKind) -> Self {
        Self {
            people,
            kind,
            at: 0,
            made: None,
        }
    }

    /// Draws them; what comes next once they are left.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        look: &Look<'_>,
        commands: &mut Vec<Command>,
    ) -> Option<Next> {
        let revision = look.view.desk.revision();
        let kind = self.kind;
        let made = self.made.take().filter(|(of, _)| *of == revision);
        let (_, letters) = made.unwrap_or_else(|| {
            (
                revision,
                guest_drafts(&look.open.record, &self.people, kind),
            )
        });
        let step = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            isize::from(pressed(Key::J)) - isize::from(pressed(Key::K))
        });
        self.go(step, letters.len());
        let mut next = None;
        let modal = dialog(
            ui,
            "letters to guests",
            if letters.len() > 1 { 860.0 } else { 620.0 },
            |ui| {
                let theme = theme::of(ui);
                ui.spacing_mut().item_spacing.y = 0.0;
                let remark = "as drafts; nothing is sent";
                text::heading(
                    ui,
                    "Write to guests",
                    theme.text.section,
                    remark,
                    theme.text.small,
                );
                ui.add_space(10.0);
                let words = DraftKind::ALL.map(DraftKind::words);
                let chosen = DraftKind::ALL.iter().position(|each| *each == kind);
                let picked = Segments::new("What for", &words, chosen.unwrap_or_default()).show(ui);
                if let Some(kind) = picked.and_then(|at| DraftKind::ALL.get(at)) {
                    self.kind = *kind;
                }
                ui.add_space(12.0);
                let height = (ui.ctx().content_rect().height() - 330.0).clamp(180.0, 470.0);
                ui.horizontal_top(|ui| {
                    if letters.len() > 1 {
                        ui.vertical(|ui| {
                            ui.set_width(220.0);
                            self.names(ui, look, &letters, height);
                        });
                        ui.add_space(12.0);
                    }
                    ui.vertical(|ui| {
                        if let Some(letter) = letters.get(self.at) {
                            shown(ui, letter, height);
                        } else {
                            let words = "You are the host: there is nobody else to write to";
                            text::label(ui, words, theme.text.body, theme.palette.ink_quiet);
                        }
                    });
                });
                ui.add_space(14.0);
                next = self.buttons(ui, &letters, commands);
            },
        );
        if kind == self.kind {
            self.made = Some((revision, letters));
        }
        if modal.should_close() && next.is_none() {
            next = Some(Next::Nothing);
        }
        next
    }

    fn go(&mut self, step: isize, count: usize) {
        self.at = self
            .at
            .saturating_add_signed(step)
            .min(count.saturating_sub(1));
    }

    fn names(&mut self, ui: &mut Ui, look: &Look<'_>, letters: &[GuestDraft], height: f32) {
        let columns = Columns::new(&[
            (Width::Fixed(28.0), Align::Min),
            (Width::Share(1.0), Align::Min),
        ]);
        let columns = columns.height(44.0).gap(10.0);
        let mut go = 0;
        let area = ScrollArea::vertical().id_salt("to whom").max_height(height);
        area.show_rows(ui, 44.0, letters.len(), |ui, places| {
            for number in places {
                let Some(letter) = letters.get(number) else {
                    continue;
                };
                let is_chosen = number == self.at;
                let row = Row::new(&columns, number, &letter.name).selected(is_chosen);
                let row = row.show(ui, |cells| {
                    match look.open.record.people.get(&letter.person) {
                        Some(person) => {
                            cells.add(|ui| avatar(ui, person, 28.0));
                        }
                        None => cells.skip(),
                    }
                    let to = if letter.to.is_empty() {
                        "No e-mail known"
                    } else {
                        &letter.to
                    };
                    cells.two_lines(&letter.name, to);
                });
                if row.chosen {
                    self.at = number;
                }
                go += row.step;
            }
        });
        self.go(go as isize, letters.len());
    }

    fn buttons(
        &self,
        ui: &mut Ui,
        letters: &[GuestDraft],
        commands: &mut Vec<Command>,
    ) -> Option<Next> {
        let mut next = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            if let Some(letter) = letters.get(self.at) {
                let copy = Button::new("Copy").icon(Icon::Copy).primary();
                if ui.add(copy).clicked() {
                    let words = format!("The text to {} is copied", letter.name);
                    commands.push(Command::Copy(letter.text.clone(), words));
                }
                if letters.len() > 1 {
                    let words = format!("Copy all {}", letters.len());
                    if ui.add(Button::new(&words).icon(Icon::Copy)).clicked() {
                        let all: Vec<String> = letters.iter().map(GuestDraft::whole).collect();
                        let words = format!("{} texts are copied", letters.len());
                        commands.push(Command::Copy(all.join("\n\n\n"), words));
                    }
                }
                if !letter.to.is_empty() && ui.add(Button::new("Copy the address")).clicked() {
                    let words = format!("{} is copied", letter.to);
                    commands.push(Command::Copy(letter.to.clone(), words));
                }
                let paste = Button::new("Paste their answer...").icon(Icon::Tray);
                if ui.add(paste).clicked() {
                    next = Some(Next::Open(Box::new(Dialog::Replying(Replying::new(
                        letter.person,
                    )))));
                }
            }
            if ui.add(Button::new("Close").key("Esc")).clicked() {
                next = Some(Next::Nothing);
            }
        });
        next
    }
}

/// One text: to whom, about what, and its words.
fn shown(ui: &mut Ui, letter: &GuestDraft, height: f32) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let to = if letter.to.is_empty() {
        "no e-mail or phone is known"
    } else {
        &letter.to
    };
    let to = format!("To {}, {to}", letter.name);
    text::short_label(ui, &to, theme.text.small, palette.ink_quiet);
    ui.add_space(2.0);
    text::short_label(ui, &letter.subject, theme.text.strong, palette.ink);
    ui.add_space(8.0);
    card::card(ui, |ui| {
        ScrollArea::vertical()
            .id_salt(("letter", letter.person))
            .max_height(height - 84.0)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                text::label(ui, &letter.text, theme.text.body, palette.ink);
            });
    });
}

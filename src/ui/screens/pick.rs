//! Choosing a person: a few letters of the name, arrows and Enter. Lies over the screen that asks.

use egui::{Align, Key, Modifiers, ScrollArea, Ui};

use super::avatar;
use crate::{
    app::desk::PersonLine,
    domain::{Id, Person},
    ui::{
        fuzzy, theme,
        widgets::{Button, Columns, Field, Row, Width, dialog, text},
    },
};

/// How many names are listed at once; more letters find the others.
const MOST: usize = 40;

/// What is typed and chosen while somebody is looked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Picker {
    query: String,
    row: usize,
    was_drawn: bool,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Picked {
    Person(Id<Person>),
    /// Somebody who is not in the library yet, by the name typed.
    New(String),
    /// Nobody: it was shut.
    Nobody,
}

impl Picker {
    /// Draws it; what was chosen, once it was. `people` are those who may be chosen; with `is_open_to_new` a name that
    /// nobody has can be added.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        title: &str,
        people: &[&PersonLine],
        is_open_to_new: bool,
    ) -> Option<Picked> {
        let step = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp))
        });
        let is_taken = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let texts: Vec<String> = people
            .iter()
            .map(|line| format!("{}  {}", line.name, line.line))
            .collect();
        let hits = fuzzy::find_names(&self.query, texts.iter().map(String::as_str), MOST);
        let found: Vec<&PersonLine> = hits
            .iter()
            .filter_map(|hit| people.get(hit.at).copied())
            .collect();
        let name = self.query.trim().to_owned();
        let can_add = is_open_to_new && !name.is_empty();
        let rows = found.len() + usize::from(can_add);
        self.row = self
            .row
            .saturating_add_signed(step)
            .min(rows.saturating_sub(1));
        let mut picked = None;
        let modal = dialog(ui, "pick a person", 480.0, |ui| {
            let theme = theme::of(ui);
            text::label(ui, title, theme.text.section, theme.palette.ink);
            ui.add_space(8.0);
            let field = Field::search("Name, trade or firm", &mut self.query).show(ui);
            if !self.was_drawn {
                field.request_focus();
                self.was_drawn = true;
            }
            if field.changed() {
                self.row = 0;
            }
            ui.add_space(8.0);
            let room = ui.ctx().content_rect().height() - 236.0;
            ScrollArea::vertical()
                .max_height(room.clamp(120.0, 360.0))
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for (number, line) in found.iter().enumerate() {
                        if row(
                            ui,
                            number,
                            number == self.row,
                            &line.name,
                            &line.line,
                            Some(&line.person),
                        ) {
                            picked = Some(Picked::Person(line.person.id));
                        }
                    }
                    let add = format!("Add “{name}” as a person");
                    if can_add && row(ui, found.len(), self.row == found.len(), &add, "", None) {
                        picked = Some(Picked::New(name.clone()));
                    }
                    if rows == 0 {
                        let quiet = theme.palette.ink_quiet;
                        text::label(ui, "Nobody has these letters", theme.text.body, quiet);
                    }
                });
            ui.add_space(8.0);
            if ui.add(Button::new("Close").key("Esc").small()).clicked() {
                picked = Some(Picked::Nobody);
            }
        });
        if is_taken && picked.is_none() {
            picked = match found.get(self.row) {
                Some(line) => Some(Picked::Person(line.person.id)),
                None if can_add => Some(Picked::New(name)),
                None => None,
            };
        }
        if modal.should_close() && picked.is_none() {
            picked = Some(Picked::Nobody);
        }
        picked
    }
}

/// One line; whether it was pressed.
fn row(
    ui: &mut Ui,
    number: usize,
    is_chosen: bool,
    name: &str,
    about: &str,
    person: Option<&Person>,
) -> bool {
    let columns = Columns::new(&[
        (Width::Fixed(34.0), Align::Min),
        (Width::Share(1.0), Align::Min),
    ]);
    let sentence = format!("{name}, {about}");
    let row = Row::new(&columns, number, sentence.trim_end_matches(", "))
        .selected(is_chosen)
        .stop(false);
    let shown = row.show(ui, |cells| {
        match person {
            Some(person) => {
                cells.add(|ui| avatar(ui, person, 34.0));
            }
            None => cells.skip(),
        }
        cells.two_lines(name, about);
    });
    if is_chosen {
        ui.scroll_to_rect(shown.rect, None);
    }
    shown.chosen || shown.opened
}

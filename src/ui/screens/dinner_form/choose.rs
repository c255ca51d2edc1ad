//! Choosing one of many words by a few letters of it, and the field that opens such a list.

use egui::{
    Align, Align2, Key, Modifiers, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use crate::{
    domain::Person,
    ui::{
        fuzzy,
        icons::{Icon, IconLook},
        screens::plate,
        theme,
        widgets::{
            Button, Columns, Field, Row, SeatState, Width, avatar, dialog, focus, section, text,
        },
    },
};

/// How many are listed at once; more letters find the others.
const MOST: usize = 60;

/// What is typed and chosen in the list.
#[derive(Clone, Debug, Default)]
pub(super) struct Chooser {
    query: String,
    row: usize,
    was_drawn: bool,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// The one at this place.
    At(usize),
    /// None of them: a new one by this name.
    New(String),
    Nothing,
}

impl Chooser {
    /// Draws the list over the screen; what was chosen, once it was. With `add`, what is typed can be taken as a new one
    /// ("Make “…” a new group").
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        title: &str,
        hint: &str,
        words: &[String],
        add: Option<(&str, &str)>,
    ) -> Option<Chosen> {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let step = isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp));
        let is_taken = pressed(Key::Enter);
        let found: Vec<usize> = fuzzy::find(&self.query, words.iter().map(String::as_str), MOST)
            .into_iter()
            .map(|hit| hit.at)
            .collect();
        let name = self.query.trim().to_owned();
        let add = add
            .filter(|_| !name.is_empty() && !words.contains(&name))
            .map(|(before, after)| format!("{before} “{name}” {after}"));
        let rows = found.len() + usize::from(add.is_some());
        self.row = self
            .row
            .saturating_add_signed(step)
            .min(rows.saturating_sub(1));
        let mut chosen = None;
        let modal = dialog(ui, ("choose", title), 420.0, |ui| {
            let theme = theme::of(ui);
            text::label(ui, title, theme.text.section, theme.palette.ink);
            ui.add_space(8.0);
            let field = Field::search(hint, &mut self.query).show(ui);
            if !self.was_drawn {
                field.request_focus();
                self.was_drawn = true;
            }
            if field.changed() {
                self.row = 0;
            }
            ui.add_space(8.0);
            ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let lines = found.iter().filter_map(|at| words.get(*at));
                for (number, words) in lines.chain(add.as_ref()).enumerate() {
                    if line(ui, number, number == self.row, words) {
                        self.row = number;
                        chosen = Some(number);
                    }
                }
                if rows == 0 {
                    let quiet = theme.palette.ink_quiet;
                    text::label(ui, "Nothing has these letters", theme.text.body, quiet);
                }
            });
            ui.add_space(8.0);
            ui.add(Button::new("Close").key("Esc").small()).clicked()
        });
        let chosen = chosen.or((is_taken && rows > 0).then_some(self.row));
        match chosen {
            Some(number) => Some(
                found
                    .get(number)
                    .map_or(Chosen::New(name), |at| Chosen::At(*at)),
            ),
            None if modal.inner || modal.should_close() => Some(Chosen::Nothing),
            None => None,
        }
    }
}

fn line(ui: &mut Ui, number: usize, is_chosen: bool, words: &str) -> bool {
    let theme = theme::of(ui);
    let columns = Columns::new(&[(Width::Share(1.0), Align::Min)]).height(36.0);
    let row = Row::new(&columns, number, words)
        .selected(is_chosen)
        .stop(false);
    let shown = row.show(ui, |cells| {
        cells.words(words, theme.text.body, theme.palette.ink);
    });
    if is_chosen {
        ui.scroll_to_rect(shown.rect, None);
    }
    shown.chosen || shown.opened
}

/// A field that opens a list when it is pressed; a person has their plate before the name.
pub(super) fn opener(ui: &mut Ui, label: &str, words: &str, person: Option<&Person>) -> Response {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        section::label(ui, label);
        let size = vec2(ui.available_width(), theme.size.input);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let name = format!("{label}: {words}");
        response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
        let fill = if response.hovered() {
            palette.ground
        } else {
            palette.paper
        };
        let edge = Stroke::new(theme.stroke.hairline, palette.edge);
        ui.painter()
            .rect(rect, theme.radius.control, fill, edge, StrokeKind::Inside);
        let mut left = rect.left() + 12.0;
        if let Some(person) = person {
            avatar::paint(
                ui,
                ui.painter(),
                pos2(left + 11.0, rect.center().y),
                22.0,
                avatar::letters(22.0),
                &plate(person),
                SeatState::Coming,
            );
            left += 32.0;
        }
        let room = (rect.right() - 38.0 - left).max(8.0);
        let words = text::within(ui, words, theme.text.body, palette.ink, room, 1);
        text::paint(
            ui.painter(),
            pos2(left, rect.center().y),
            Align2::LEFT_CENTER,
            words,
        );
        Icon::CaretDown.paint(
            ui.painter(),
            theme,
            pos2(rect.right() - 22.0, rect.center().y),
            IconLook::regular(15.0, palette.ink),
        );
        focus::ring(ui, &response, theme.radius.control);
        response
    })
    .inner
}

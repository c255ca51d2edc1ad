//! The page of tables: one to work on, the others to look at.

use egui::{Align, Layout, Ui, vec2};

use super::sample;
use crate::ui::theme;
use crate::ui::widgets::table::{Detail, Effect, Shape, effect_card, legend};
use crate::ui::widgets::{Bond, TableEvent, TablePlan, section, text};

/// Who sits where, and who is chosen.
#[derive(Debug)]
pub(super) struct Tables {
    order: Vec<usize>,
    before: Option<Vec<usize>>,
    chosen: Option<usize>,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            order: (0..8).collect(),
            before: None,
            chosen: Some(4),
        }
    }
}

const BONDS: [(usize, usize, Bond); 8] = [
    (0, 1, Bond::Often),
    (1, 2, Bond::New),
    (2, 3, Bond::New),
    (3, 4, Bond::New),
    (4, 5, Bond::Once),
    (5, 6, Bond::Often),
    (6, 7, Bond::New),
    (7, 0, Bond::New),
];

impl Tables {
    pub(super) fn show(&mut self, ui: &mut Ui) -> Option<TableEvent> {
        let theme = theme::of(ui);
        let seats = sample::seating(&self.order);
        let width = ui.available_width();
        text::heading(
            ui,
            "Table 1",
            theme.text.section,
            "6 of 8, 2 not answered",
            theme.text.small,
        );
        let output = TablePlan::new("Table 1", &seats)
            .bonds(&BONDS)
            .wants(&[(4, 3), (7, 6), (1, 5)])
            .apart(&[(6, 2)])
            .chosen(self.chosen)
            .show(ui, vec2(width.min(760.0), 560.0));
        if let Some(carrying) = output
            .carrying
            .filter(|carrying| carrying.over.is_some() || carrying.outside)
        {
            let over = carrying.over.and_then(|seat| seats.get(seat));
            let title = over.map_or_else(
                || "Not seated".to_owned(),
                |seat| format!("Swap with {}", seat.name),
            );
            let effects = [
                (Effect::Less, "5 to 4 new neighbours"),
                (Effect::Lost, "Priya not beside Jonah"),
                (Effect::Kept, "no rule broken"),
            ];
            effect_card(ui, carrying.at, &title, &effects);
        }
        legend(ui);
        others(ui, width);
        match output.event {
            Some(TableEvent::Moved { from, to }) => {
                self.before = Some(self.order.clone());
                self.order.swap(from, to);
                self.chosen = Some(to);
            }
            Some(
                TableEvent::Chosen(seat) | TableEvent::Reached(seat) | TableEvent::Opened(seat),
            ) => self.chosen = Some(seat),
            _ => {}
        }
        output.event
    }

    /// The words of the toast after a move; the seats are those after it.
    pub(super) fn moved_words(&self, from: usize, to: usize) -> String {
        let name = |seat: usize| {
            let person = self
                .order
                .get(seat)
                .and_then(|person| sample::PEOPLE.get(*person));
            person.map_or("Nobody", |(name, _, _)| {
                name.split(' ').next().unwrap_or(name)
            })
        };
        format!("{} and {} swapped seats.", name(to), name(from))
    }

    pub(super) fn undo(&mut self) {
        if let Some(before) = self.before.take() {
            self.order = before;
        }
    }
}

fn others(ui: &mut Ui, width: f32) {
    section::label_with_leader(ui, "Many tables");
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        for (number, name) in ["Door", "Window", "Piano"].into_iter().enumerate() {
            let mut seats = sample::seating(&[1, 2, 3, 4, 5, 6, 8, 9]);
            seats.rotate_left(number);
            let trouble = number == 2;
            if let Some(seat) = seats.get_mut(5).filter(|_| trouble) {
                seat.trouble = true;
            }
            TablePlan::new(name, &seats)
                .bonds(&BONDS)
                .detail(Detail::FirstNames)
                .center(&(number + 1).to_string(), name)
                .trouble(trouble)
                .show(ui, vec2(200.0, 220.0));
        }
        let seats = sample::seating(&[0, 1, 2, 3, 4, 5, 6, 7]);
        TablePlan::new("Next dinner", &seats)
            .detail(Detail::Plates)
            .still()
            .show(ui, vec2(160.0, 160.0));
        let free: Vec<_> = (1..=8).map(crate::ui::widgets::table::Seat::free).collect();
        TablePlan::new("New dinner", &free)
            .detail(Detail::Plates)
            .center("8", "at one table")
            .still()
            .show(ui, vec2(280.0, 280.0));
    });
    section::label_with_leader(ui, "A long table");
    let seats = sample::seating(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    let bonds = [
        (0, 1, Bond::New),
        (1, 2, Bond::New),
        (2, 3, Bond::Often),
        (4, 5, Bond::Once),
        (6, 7, Bond::New),
    ];
    TablePlan::new("Long table", &seats)
        .bonds(&bonds)
        .wants(&[(4, 7)])
        .shape(Shape::Long)
        .show(ui, vec2(width.min(760.0), 400.0));
}

//! All parts on one page, in one theme at a time: for comparing with the drawn screens and for picture tests.
//!
//! People and dinners here are made up and stay in this file; nothing is read or written.

mod controls;
mod lists;
mod sample;
mod tables;
#[cfg(test)]
mod tests;

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

use super::icons::Icon;
use super::theme::{self, Look, Theme, ThemeName};
use super::widgets::foot::{self, Saved};
use super::widgets::rail::{self, RailItem};
use super::widgets::stages::{Stage, stages};
use super::widgets::toast::{Toast, ToastPlace};
use super::widgets::{Segments, TableEvent, text};

/// The gallery and what was done to its parts.
#[derive(Debug, Default)]
pub struct Gallery {
    look: Look,
    page: usize,
    stage: usize,
    controls: controls::Controls,
    lists: lists::Lists,
    tables: tables::Tables,
    toasts: ToastPlace,
}

const PAGES: [(Icon, &str); 3] = [
    (Icon::SlidersHorizontal, "Controls"),
    (Icon::List, "Lists"),
    (Icon::Table, "Tables"),
];

impl Gallery {
    /// A gallery that begins with a theme and a page (0 controls, 1 lists, 2 tables).
    pub fn new(look: Look, page: usize) -> Self {
        Self {
            look,
            page: page.min(PAGES.len() - 1),
            ..Self::default()
        }
    }

    /// What the switch of themes stands on; put on with [`theme::wear`].
    pub fn look(&self) -> Look {
        self.look
    }

    /// Draws the gallery over the whole of `ui`.
    pub fn show(&mut self, ui: &mut Ui) {
        let theme = theme::of(ui);
        self.rail(ui, theme);
        let palette = &theme.palette;
        let plain = Frame::new().fill(palette.ground);
        Panel::bottom("gallery foot")
            .frame(plain)
            .exact_size(theme.size.foot)
            .show_separator_line(false)
            .show(ui, |ui| {
                let keys: [(&[&str], &str); 4] = [
                    (&["Tab"], "next part"),
                    (&["Left", "Right"], "inside a part"),
                    (&["Space"], "press, pick up"),
                    (&["Ctrl", "+"], "larger"),
                ];
                foot::foot(ui, &keys, Saved::Yes("Nothing to save"));
            });
        let margin = Margin {
            left: theme.space.page_x as i8,
            right: theme.space.page_x as i8,
            top: 0,
            bottom: 0,
        };
        Panel::top("gallery head")
            .frame(plain.inner_margin(margin))
            .exact_size(theme.size.head)
            .show_separator_line(false)
            .show(ui, |ui| self.head(ui, theme));
        CentralPanel::no_frame().frame(plain).show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                let page = Margin {
                    top: 20,
                    bottom: 36,
                    ..margin
                };
                Frame::new().inner_margin(page).show(ui, |ui| {
                    ui.spacing_mut().item_spacing =
                        egui::vec2(theme.space.gap_inline, theme.space.gap_row);
                    self.page(ui);
                });
            });
        });
        let context = ui.ctx().clone();
        if self.toasts.show(&context, ui) {
            self.tables.undo();
        }
    }

    fn rail(&mut self, ui: &mut Ui, theme: &Theme) {
        let frame = Frame::new().fill(theme.palette.sunken);
        let names = ui.available_width() >= 1160.0;
        let panel = Panel::left("gallery rail")
            .frame(frame)
            .exact_size(theme.size.rail)
            .resizable(false);
        panel.show_separator_line(true).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 12.0;
            ui.add_space(4.0);
            rail::group_tile(ui, "All parts", true);
            let mut items: Vec<RailItem<'_>> = PAGES
                .iter()
                .map(|(icon, name)| RailItem::new(*icon, name))
                .collect();
            if let Some(lists) = items.get_mut(1) {
                *lists = lists.waiting(5);
            }
            items.push(RailItem::new(Icon::FIND, "Find").at_foot());
            items.push(RailItem::new(Icon::SETTINGS, "Settings").at_foot());
            if let Some(page) =
                rail::rail(ui, &items, Some(self.page), names).filter(|page| *page < PAGES.len())
            {
                self.page = page;
            }
        });
    }

    fn head(&mut self, ui: &mut Ui, theme: &Theme) {
        let palette = &theme.palette;
        ui.horizontal_centered(|ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.add_space(18.0);
                text::label(ui, "Tablemates, its parts", theme.text.dinner, palette.ink);
                text::label(ui, theme.name.word(), theme.text.small, palette.ink_quiet);
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let names = ThemeName::ALL.map(ThemeName::word);
                let chosen = ThemeName::ALL
                    .iter()
                    .position(|name| *name == self.look.theme);
                let chosen = Segments::new("Theme", &names, chosen.unwrap_or(0)).show(ui);
                if let Some(name) = chosen.and_then(|chosen| ThemeName::ALL.get(chosen)) {
                    self.look.theme = *name;
                    theme::wear(ui.ctx(), self.look);
                }
            });
        });
    }

    fn page(&mut self, ui: &mut Ui) {
        let names = [
            "Guests",
            "Seating",
            "Running order",
            "Live",
            "Wrap-up",
            "Recaps",
        ];
        match self.page {
            0 => {
                let before = self.look;
                self.controls.show(ui, &mut self.look);
                if self.look != before {
                    theme::wear(ui.ctx(), self.look);
                }
            }
            1 => self.lists.show(ui),
            _ => {
                let all = names.map(|name| Stage {
                    name,
                    complete: name == "Running order",
                });
                if let Some(stage) = stages(ui, &all, self.stage) {
                    self.stage = stage;
                }
                if let Some(event) = self.tables.show(ui) {
                    self.say(event);
                }
            }
        }
    }

    fn say(&mut self, event: TableEvent) {
        let (words, undo) = match event {
            TableEvent::Moved { from, to } => (self.tables.moved_words(from, to), true),
            TableEvent::Removed(_) => ("Not seated.".to_owned(), false),
            TableEvent::Refused(_) => ("This seat is fixed. Free it first.".to_owned(), false),
            TableEvent::Opened(_) => ("Here the person would open.".to_owned(), false),
            TableEvent::Chosen(_) | TableEvent::Reached(_) => return,
        };
        self.toasts.say(Toast {
            words,
            icon: Icon::Check,
            undo,
        });
    }
}

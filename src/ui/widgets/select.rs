//! A field with a caret: one choice out of many, seen when it is opened.

use egui::{Align2, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{focus, menu, section, text};
use crate::ui::icons::{Icon, IconLook};
use crate::ui::theme;

/// One choice out of many.
#[must_use]
pub struct Select<'a> {
    label: &'a str,
    choices: &'a [&'a str],
    chosen: usize,
    label_shown: bool,
    is_small: bool,
}

/// A longer list than this scrolls.
const LONG: usize = 12;

impl<'a> Select<'a> {
    /// A field under its label, as wide as there is room.
    pub fn new(label: &'a str, choices: &'a [&'a str], chosen: usize) -> Self {
        Self {
            label,
            choices,
            chosen,
            label_shown: true,
            is_small: false,
        }
    }

    /// Without the label above: where a column or a row names it.
    pub fn bare(self) -> Self {
        Self {
            label_shown: false,
            ..self
        }
    }

    /// As low as a small button: in rows that stand close.
    pub fn small(self) -> Self {
        Self {
            is_small: true,
            ..self
        }
    }

    /// Draws it; the new choice when another was made.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let choice = self.choices.get(self.chosen).copied().unwrap_or_default();
        let button = ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            if self.label_shown {
                section::label(ui, self.label);
            }
            let height = if self.is_small {
                theme.size.button_small
            } else {
                theme.size.input
            };
            let size = vec2(ui.available_width(), height);
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            let name = format!("{}: {choice}", self.label);
            response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
            let fill = if response.hovered() {
                palette.ground
            } else {
                palette.paper
            };
            let edge = Stroke::new(theme.stroke.hairline, palette.edge);
            ui.painter()
                .rect(rect, theme.radius.control, fill, edge, StrokeKind::Inside);
            let words = text::within(
                ui,
                choice,
                if self.is_small {
                    theme.text.small
                } else {
                    theme.text.body
                },
                palette.ink,
                rect.width() - 46.0,
                1,
            );
            text::paint(
                ui.painter(),
                rect.left_center() + vec2(12.0, 0.0),
                Align2::LEFT_CENTER,
                words,
            );
            let caret = pos2(rect.right() - 22.0, rect.center().y);
            Icon::CaretDown.paint(
                ui.painter(),
                theme,
                caret,
                IconLook::regular(15.0, palette.ink),
            );
            focus::ring(ui, &response, theme.radius.control);
            response
        });
        let mut picked = None;
        let width = button.inner.rect.width() - 12.0;
        menu::menu(ui, &button.inner, width, |ui| {
            let mut items = |ui: &mut Ui| {
                for (number, words) in self.choices.iter().enumerate() {
                    let tick = (number == self.chosen).then_some(Icon::Check);
                    if menu::item(ui, tick, words, None) {
                        picked = Some(number);
                    }
                }
            };
            if self.choices.len() > LONG {
                egui::ScrollArea::vertical()
                    .max_height(ui.ctx().content_rect().height() * 0.45)
                    .show(ui, items);
            } else {
                items(ui);
            }
        });
        picked.filter(|number| *number != self.chosen)
    }
}

//! Segments and pills: one choice out of a few, all seen at once.

use egui::{
    Align2, Color32, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::focus::{self, Axis, Roving};
use super::text;
use crate::ui::theme::{self, Theme};

/// One choice out of a few.
#[must_use]
pub struct Segments<'a> {
    name: &'a str,
    choices: &'a [&'a str],
    chosen: usize,
    pills: bool,
    wanted: bool,
    height: f32,
}

impl<'a> Segments<'a> {
    /// `name` says what is chosen, for a screen reader.
    pub fn new(name: &'a str, choices: &'a [&'a str], chosen: usize) -> Self {
        Self {
            name,
            choices,
            chosen,
            pills: false,
            wanted: false,
            height: 32.0,
        }
    }

    /// Separate round pills that wrap, as filters over a list.
    pub fn pills(self) -> Self {
        Self {
            pills: true,
            height: 28.0,
            ..self
        }
    }

    /// The chosen one takes the focus in this frame, as when a key leads here.
    pub fn wanted(self, wanted: bool) -> Self {
        Self { wanted, ..self }
    }

    /// Whether one of the choices has the focus, where it is to be drawn next.
    pub fn has_focus(&self, ui: &Ui) -> bool {
        let base = ui.make_persistent_id(self.name);
        let roving = Roving::new(ui, base, self.choices.len(), Some(self.chosen));
        roving.focused(ui).is_some()
    }

    /// Draws it; the new choice when another was clicked or reached with the arrows.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let theme = theme::of(ui);
        let base = ui.make_persistent_id(self.name);
        let padding = if self.pills { 10.0 } else { 12.0 };
        let widths: Vec<f32> = self
            .choices
            .iter()
            .map(|words| {
                text::line(
                    ui,
                    words,
                    theme.text.button.at_size(13.0),
                    Color32::PLACEHOLDER,
                )
            })
            .map(|words| (words.size().x + 2.0 * padding).ceil())
            .collect();
        let (rects, whole) = if self.pills {
            self.wrapped(ui, &widths)
        } else {
            self.joined(ui, &widths)
        };

        let group = ui.interact(whole, base, Sense::hover());
        group.widget_info(|| WidgetInfo::labeled(egui::Role::RadioGroup, true, self.name));
        if self.wanted {
            ui.memory_mut(|memory| memory.request_focus(base.with(self.chosen)));
        }
        let mut roving = Roving::new(ui, base, self.choices.len(), Some(self.chosen));
        let mut picked = roving.arrows(ui, Axis::Both);
        let mut focused = None;
        for (item, (rect, words)) in rects.iter().zip(self.choices).enumerate() {
            let response = roving.item(ui, item, rect.expand2(vec2(0.0, 1.0)), false);
            let is_chosen = item == self.chosen;
            let sentence = format!("{}: {words}", self.name);
            response.widget_info(|| {
                WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, &sentence)
            });
            if response.clicked() {
                picked = Some(item);
            }
            self.paint_one(ui, theme, item, *rect, is_chosen, response.hovered());
            if response.has_focus() {
                focused = Some(*rect);
            }
        }
        if !self.pills {
            let edge = Stroke::new(theme.stroke.hairline, theme.palette.edge);
            ui.painter()
                .rect_stroke(whole, theme.radius.control, edge, StrokeKind::Inside);
        }
        if let Some(rect) = focused {
            let radius = if self.pills {
                (self.height / 2.0) as u8
            } else {
                theme.radius.control
            };
            focus::ring_at(ui, if self.pills { rect } else { whole }, radius);
        }
        picked.filter(|item| *item != self.chosen)
    }

    fn paint_one(
        &self,
        ui: &Ui,
        theme: &Theme,
        item: usize,
        rect: Rect,
        chosen: bool,
        hovered: bool,
    ) {
        let palette = &theme.palette;
        let radius = if self.pills {
            CornerRadius::same((self.height / 2.0) as u8)
        } else {
            ends(
                theme.radius.control,
                item == 0,
                item + 1 == self.choices.len(),
            )
        };
        let (fill, ink) = match (chosen, hovered) {
            (true, _) => (palette.ink, palette.paper),
            (false, true) => (palette.sunken, palette.ink),
            (false, false) if self.pills => (palette.ground, palette.ink),
            (false, false) => (palette.paper, palette.ink_quiet),
        };
        ui.painter().rect_filled(rect, radius, fill);
        let edge = Stroke::new(theme.stroke.hairline, palette.edge);
        if self.pills && !chosen {
            ui.painter()
                .rect_stroke(rect, radius, edge, StrokeKind::Inside);
        } else if !self.pills && item > 0 && !chosen && item != self.chosen + 1 {
            let line = Stroke::new(theme.stroke.hairline, palette.line);
            ui.painter()
                .vline(rect.left(), rect.shrink(1.0).y_range(), line);
        }
        let words = self.choices.get(item).copied().unwrap_or_default();
        let galley = text::line(ui, words, theme.text.button.at_size(13.0), ink);
        text::paint(ui.painter(), rect.center(), Align2::CENTER_CENTER, galley);
    }

    fn joined(&self, ui: &mut Ui, widths: &[f32]) -> (Vec<Rect>, Rect) {
        let (whole, _) =
            ui.allocate_exact_size(vec2(widths.iter().sum(), self.height), Sense::hover());
        let mut x = whole.left();
        let place = |width: &f32| {
            let rect = Rect::from_min_size(pos2(x, whole.top()), vec2(*width, self.height));
            x += width;
            rect
        };
        (widths.iter().map(place).collect(), whole)
    }

    fn wrapped(&self, ui: &mut Ui, widths: &[f32]) -> (Vec<Rect>, Rect) {
        let room = ui.available_width();
        let (mut x, mut y, mut right) = (0.0, 0.0, 0.0_f32);
        let mut places = Vec::new();
        for width in widths {
            if x > 0.0 && x + width > room {
                (x, y) = (0.0, y + self.height + 8.0);
            }
            places.push((x, y, *width));
            x += width + 8.0;
            right = right.max(x - 8.0);
        }
        let (whole, _) = ui.allocate_exact_size(vec2(right, y + self.height), Sense::hover());
        let place =
            |(x, y, width)| Rect::from_min_size(whole.min + vec2(x, y), vec2(width, self.height));
        (places.into_iter().map(place).collect(), whole)
    }
}

fn ends(radius: u8, first: bool, last: bool) -> CornerRadius {
    let (left, right) = (
        if first { radius } else { 0 },
        if last { radius } else { 0 },
    );
    CornerRadius {
        nw: left,
        sw: left,
        ne: right,
        se: right,
    }
}

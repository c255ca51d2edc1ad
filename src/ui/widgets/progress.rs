//! Progress bars: how much of a whole, always with its words beside it.

use egui::{Align2, Response, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

use super::text;
use crate::ui::theme;

/// A bar with a name on its left and the amount in words on its right, above it.
#[must_use]
pub struct Progress<'a> {
    name: &'a str,
    amount: &'a str,
    part: f32,
    mark: Option<f32>,
}

impl<'a> Progress<'a> {
    /// `part` of the whole, 0 to 1; `amount` says it in words ("5 of 14").
    pub fn new(name: &'a str, amount: &'a str, part: f32) -> Self {
        Self {
            name,
            amount,
            part: part.clamp(0.0, 1.0),
            mark: None,
        }
    }

    /// A stroke across the bar at 0 to 1: the best that is possible.
    pub fn mark(self, mark: f32) -> Self {
        Self {
            mark: Some(mark.clamp(0.0, 1.0)),
            ..self
        }
    }
}

impl Widget for Progress<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let role = theme.text.strong;
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
        let painter = ui.painter();
        let name = text::line(ui, self.name, role, palette.ink);
        let amount = text::line(ui, self.amount, role, palette.ink);
        text::paint(painter, rect.left_top(), Align2::LEFT_TOP, name);
        text::paint(painter, rect.right_top(), Align2::RIGHT_TOP, amount);
        let bar = egui::Rect::from_min_max(
            pos2(rect.left(), rect.bottom() - 12.0),
            rect.max - vec2(0.0, 4.0),
        );
        painter.rect_filled(bar, 4.0, palette.ring_track);
        if self.part > 0.0 {
            let width = (bar.width() * self.part).max(bar.height());
            painter.rect_filled(bar.with_max_x(bar.left() + width), 4.0, palette.good);
        }
        if let Some(mark) = self.mark {
            let x = egui::lerp(bar.left() + 1.0..=bar.right() - 1.0, mark);
            let line = egui::Stroke::new(theme.stroke.focus, palette.ink);
            painter.vline(x, bar.expand(4.0).y_range(), line);
        }
        response.widget_info(|| WidgetInfo {
            label: Some(format!("{}: {}", self.name, self.amount)),
            value: Some(f64::from(self.part)),
            ..WidgetInfo::new(egui::Role::ProgressIndicator)
        });
        response
    }
}

//! The table as a sign in a list: a dot for each seat, told apart by shape and not only by colour.

use egui::{Painter, Pos2, Response, Sense, Stroke, Ui, Widget, WidgetInfo, vec2};

use super::SeatState;
use super::strokes;
use crate::ui::theme;

/// A small table; its name counts the seats by state.
#[must_use]
pub struct MiniTable<'a> {
    seats: &'a [SeatState],
    size: f32,
}

impl<'a> MiniTable<'a> {
    pub fn new(seats: &'a [SeatState]) -> Self {
        Self { seats, size: 42.0 }
    }

    /// Its side in points.
    pub fn size(self, size: f32) -> Self {
        Self { size, ..self }
    }
}

impl Widget for MiniTable<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(self.size, self.size), Sense::hover());
        if ui.is_rect_visible(rect) {
            paint(ui, ui.painter(), rect.center(), self.size, self.seats);
        }
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, sentence(self.seats)));
        response.on_hover_text(sentence(self.seats))
    }
}

/// "8 seats: 6 coming, 1 maybe, 1 no answer yet".
pub fn sentence(seats: &[SeatState]) -> String {
    let count = |state: SeatState| {
        let number = seats.iter().filter(|seat| **seat == state).count();
        (number > 0).then(|| format!("{number} {}", state.word()))
    };
    let states = [
        SeatState::Coming,
        SeatState::Maybe,
        SeatState::Unanswered,
        SeatState::Free,
    ];
    let parts: Vec<String> = states.into_iter().filter_map(count).collect();
    format!("{} seats: {}", seats.len(), parts.join(", "))
}

fn paint(ui: &Ui, painter: &Painter, center: Pos2, size: f32, seats: &[SeatState]) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let scale = size / 42.0;
    let line = Stroke::new(theme.stroke.hairline, palette.edge);
    painter.circle(center, 10.4 * scale, palette.paper, line);
    let crowded = if seats.len() > 10 { 3.3 } else { 3.7 };
    for (number, state) in seats.iter().enumerate() {
        let angle = std::f32::consts::TAU * number as f32 / seats.len().max(1) as f32;
        let at = center + 16.8 * scale * strokes::direction(angle);
        let radius = crowded * scale;
        match state {
            SeatState::Coming => painter.circle_filled(at, radius, palette.good),
            SeatState::Maybe => {
                let ring = Stroke::new(2.0 * scale, palette.look);
                painter.circle(at, radius - scale, palette.paper, ring)
            }
            SeatState::Unanswered | SeatState::Free => {
                painter.circle(at, radius - 0.5, palette.ground, line)
            }
        };
    }
}

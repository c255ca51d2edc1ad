//! Section labels in spaced capitals, dotted leaders and hairlines.

use egui::{Align2, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{strokes, text};
use crate::ui::theme;

/// A label in spaced capitals.
pub fn label(ui: &mut Ui, words: &str) -> Response {
    let color = theme::of(ui).palette.ink_quiet;
    colored_label(ui, words, color)
}

/// The same in the accent's colour, over what matters next.
pub fn accent_label(ui: &mut Ui, words: &str) -> Response {
    let color = theme::of(ui).palette.accent;
    colored_label(ui, words, color)
}

fn colored_label(ui: &mut Ui, words: &str, color: egui::Color32) -> Response {
    let theme = theme::of(ui);
    let galley = text::line(ui, &words.to_uppercase(), theme.text.label, color);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    text::paint(ui.painter(), rect.min, Align2::LEFT_TOP, galley);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, words));
    response
}

/// A label with a leader to the end of the line.
pub fn label_with_leader(ui: &mut Ui, words: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 20.0;
        label(ui, words);
        leader(ui, ui.available_width(), 16.0);
    });
}

/// A dotted leader, `width` points long, on the baseline of a line `height` points high.
pub fn leader(ui: &mut Ui, width: f32, height: f32) {
    if width < 8.0 {
        return;
    }
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let y = ui
        .painter()
        .round_to_pixel_center(rect.bottom() - height * 0.22);
    let path = [pos2(rect.left(), y), pos2(rect.right(), y)];
    // Between line and edge: a leader leads the eye and is no border.
    let color = theme.palette.line.lerp_to_gamma(theme.palette.edge, 0.45);
    ui.painter()
        .extend(strokes::dots(&path, Stroke::new(1.6, color), 4.0));
}

/// A hairline across.
pub fn rule(ui: &mut Ui) {
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    let line = Stroke::new(theme.stroke.hairline, theme.palette.line);
    ui.painter().hline(
        rect.x_range(),
        ui.painter().round_to_pixel_center(rect.center().y),
        line,
    );
}

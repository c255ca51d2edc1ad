//! What stands where nothing is yet: a few plates, one sentence, one button.

use egui::{Response, Sense, Stroke, Ui, vec2};

use super::{Button, strokes, text};
use crate::ui::theme;

/// An empty state; the response is that of its button.
///
/// `plates` is how many plates are drawn: the first as a line, the others as dashes behind it.
pub fn empty(
    ui: &mut Ui,
    plates: usize,
    title: &str,
    sentence: &str,
    button: Button<'_>,
) -> Response {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let radius = 17.0;
        let (rect, _) = ui.allocate_exact_size(
            vec2(64.0 + 14.0 * plates as f32, 2.0 * radius + 4.0),
            Sense::hover(),
        );
        let line = Stroke::new(theme.stroke.hairline, palette.edge);
        let first = rect.left_center() + vec2(radius + 2.0, 0.0);
        for behind in (1..plates).rev() {
            let center = first + vec2(14.0 * behind as f32, 0.0);
            ui.painter().circle_filled(center, radius, palette.paper);
            ui.painter()
                .extend(strokes::dashed_circle(center, radius, line, 4.0, 3.0));
        }
        ui.painter().circle_stroke(first, radius, line);
        ui.add_space(12.0);
        text::label(ui, title, theme.text.group.at_size(20.0), palette.ink);
        text::label(ui, sentence, theme.text.body, palette.ink_quiet);
        ui.add_space(12.0);
        ui.add(button)
    })
    .inner
}

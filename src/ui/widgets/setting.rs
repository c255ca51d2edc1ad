//! One row of a settings card: what it is and a remark on the left, its control on the right.

use egui::{Align, Align2, Layout, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::text;
use crate::ui::theme;

/// Draws the row over the width that there is; `is_last` leaves out the line below.
///
/// The control is drawn first: the words take the room that it leaves, and end in an ellipsis.
pub fn setting<R>(
    ui: &mut Ui,
    name: &str,
    remark: &str,
    is_last: bool,
    control: impl FnOnce(&mut Ui) -> R,
) -> R {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 54.0), Sense::hover());
    let inner = rect.shrink2(vec2(18.0, 0.0));
    let builder = UiBuilder::new()
        .max_rect(inner)
        .layout(Layout::right_to_left(Align::Center));
    let drawn = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let answer = control(ui);
        (answer, ui.min_rect().left())
    });
    let (answer, left) = drawn.inner;
    let room = (left - inner.left() - 16.0).max(60.0);
    let above = text::within(
        ui,
        name,
        theme.text.strong.with_line(19.0),
        palette.ink,
        room,
        1,
    );
    let below = text::within(ui, remark, theme.text.small, palette.ink_quiet, room, 1);
    let top = rect.center().y - f32::midpoint(above.size().y, below.size().y);
    let first = text::paint(
        ui.painter(),
        pos2(inner.left(), top),
        Align2::LEFT_TOP,
        above,
    );
    text::paint(ui.painter(), first.left_bottom(), Align2::LEFT_TOP, below);
    if !is_last {
        let stroke = Stroke::new(theme.stroke.hairline, palette.line);
        ui.painter().hline(
            rect.x_range(),
            ui.painter().round_to_pixel_center(rect.bottom() - 0.5),
            stroke,
        );
    }
    answer
}

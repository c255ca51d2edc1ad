//! Cards to choose one of: a circle, the choice and what it means.

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::focus::{self, Axis, Roving};
use super::text;
use crate::ui::theme;

const HEIGHT: f32 = 58.0;
const GAP: f32 = 10.0;

/// Draws the cards side by side over the width that there is; the new choice when another was made.
///
/// `choices` are a word and what it means; `name` says what is chosen, for a screen reader.
pub fn choice(ui: &mut Ui, name: &str, choices: &[(&str, &str)], chosen: usize) -> Option<usize> {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let base = ui.make_persistent_id(name);
    let group = ui.interact(whole, base, Sense::hover());
    group.widget_info(|| WidgetInfo::labeled(egui::Role::RadioGroup, true, name));
    let mut roving = Roving::new(ui, base, choices.len(), Some(chosen));
    let mut picked = roving.arrows(ui, Axis::Both);
    let count = choices.len().max(1) as f32;
    let width = (whole.width() - GAP * (count - 1.0)) / count;
    for (number, (word, meaning)) in choices.iter().enumerate() {
        let left = whole.left() + number as f32 * (width + GAP);
        let rect = Rect::from_min_size(pos2(left, whole.top()), vec2(width, HEIGHT));
        let response = roving.item(ui, number, rect, false);
        let is_chosen = number == chosen;
        let sentence = format!("{name}: {word}, {meaning}");
        response.widget_info(|| {
            WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, &sentence)
        });
        if response.clicked() {
            picked = Some(number);
        }
        let fill = if response.hovered() && !is_chosen {
            palette.ground
        } else {
            palette.paper
        };
        let edge = if is_chosen {
            Stroke::new(theme.stroke.focus, palette.ink)
        } else {
            Stroke::new(theme.stroke.hairline, palette.edge)
        };
        ui.painter()
            .rect(rect, theme.radius.control, fill, edge, StrokeKind::Inside);
        let dot = pos2(rect.left() + 23.0, rect.center().y);
        let ring = Stroke::new(
            theme.stroke.strong,
            if is_chosen { palette.ink } else { palette.edge },
        );
        ui.painter().circle(dot, 7.5, palette.paper, ring);
        if is_chosen {
            ui.painter().circle_filled(dot, 4.0, palette.ink);
        }
        let room = (width - 54.0).max(20.0);
        let above = text::within(
            ui,
            word,
            theme.text.strong.with_line(19.0),
            palette.ink,
            room,
            1,
        );
        let below = text::within(ui, meaning, theme.text.small, palette.ink_quiet, room, 1);
        let top = rect.center().y - f32::midpoint(above.size().y, below.size().y);
        let first = text::paint(
            ui.painter(),
            pos2(rect.left() + 42.0, top),
            Align2::LEFT_TOP,
            above,
        );
        text::paint(ui.painter(), first.left_bottom(), Align2::LEFT_TOP, below);
        if response.has_focus() {
            focus::ring_at(ui, rect, theme.radius.control);
        }
    }
    picked.filter(|number| *number != chosen)
}

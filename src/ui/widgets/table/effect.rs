//! The card beside somebody in the air: what would change, before they are put down.

use egui::{Align2, Pos2, Rect, Stroke, StrokeKind, Ui, vec2};

use super::super::text;
use crate::ui::icons::{Icon, IconLook};
use crate::ui::theme::{self, Tone};

/// How one consequence is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// More of what is wanted.
    More,
    /// Less of what is wanted.
    Less,
    /// A wish or rule that is lost.
    Lost,
    /// Nothing is lost here.
    Kept,
}

/// Paints the card with its left top near `at`, inside the window; it takes no clicks.
pub fn effect_card(ui: &Ui, at: Pos2, title: &str, effects: &[(Effect, &str)]) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let title = text::line(ui, title, theme.text.strong, palette.ink);
    let lines: Vec<_> = effects
        .iter()
        .map(|(effect, words)| {
            (
                *effect,
                text::line(ui, words, theme.text.small.with_line(20.0), palette.ink),
            )
        })
        .collect();
    let widest = lines
        .iter()
        .map(|(_, line)| line.size().x + 22.0)
        .fold(title.size().x, f32::max);
    let size = vec2(
        widest + 28.0,
        title.size().y + 20.0 * lines.len() as f32 + 28.0,
    );
    let wanted = Rect::from_min_size(at + vec2(44.0, 36.0), size);
    let window = ui.ctx().content_rect().shrink(8.0);
    let rect = wanted.translate(vec2(
        (window.right() - wanted.right()).min(0.0),
        (window.bottom() - wanted.bottom()).min(0.0),
    ));
    let layer = egui::LayerId::new(egui::Order::Tooltip, ui.scope_id().with("effect"));
    let painter = ui.ctx().layer_painter(layer);
    painter.add(theme.shadow.overlay.as_shape(rect, theme.radius.card));
    let edge = Stroke::new(theme.stroke.hairline, palette.line);
    painter.rect(
        rect,
        theme.radius.card,
        palette.paper,
        edge,
        StrokeKind::Inside,
    );
    let mut top = text::paint(
        &painter,
        rect.min + vec2(14.0, 12.0),
        Align2::LEFT_TOP,
        title,
    )
    .left_bottom();
    top.y += 3.0;
    for (effect, line) in lines {
        let (icon, tone) = match effect {
            Effect::More => (Icon::ArrowUp, Tone::Good),
            Effect::Less => (Icon::ArrowDown, Tone::Look),
            Effect::Lost => (Icon::X, Tone::Late),
            Effect::Kept => (Icon::Check, Tone::Good),
        };
        let look = IconLook::regular(15.0, palette.ink_of(tone));
        icon.paint(&painter, theme, top + vec2(8.0, 10.0), look);
        top = text::paint(&painter, top + vec2(22.0, 0.0), Align2::LEFT_TOP, line).left_bottom()
            - vec2(22.0, 0.0);
    }
}

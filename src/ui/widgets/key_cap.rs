//! Key caps: the key that does something, drawn as a key.

use std::sync::Arc;

use egui::{
    Align2, Color32, Galley, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::text;
use crate::ui::theme;

const HEIGHT: f32 = 20.0;
const PADDING: f32 = 5.0;
const ENTER_WIDTH: f32 = 10.0;
/// Between two keys on one cap.
const BETWEEN: f32 = 3.0;

/// The width of a cap that carries `keys`, as "N", "Ctrl Z" or "Shift Enter".
pub fn width(ui: &Ui, keys: &str) -> f32 {
    content_width(ui, keys).max(HEIGHT - 2.0 * PADDING) + 2.0 * PADDING
}

/// Paints one cap with its left middle at `at`; `ink` for letters and edge, `fill` behind them.
pub fn paint(ui: &Ui, at: Pos2, keys: &str, ink: Color32, fill: Color32) -> Rect {
    let theme = theme::of(ui);
    let rect = Rect::from_min_size(at - vec2(0.0, HEIGHT / 2.0), vec2(width(ui, keys), HEIGHT));
    let edge = Stroke::new(theme.stroke.hairline, ink.gamma_multiply(0.85));
    ui.painter()
        .rect(rect, theme.radius.key, fill, edge, StrokeKind::Inside);
    let mut x = rect.center().x - content_width(ui, keys) / 2.0;
    for key in keys.split(' ') {
        let at = pos2(x, rect.center().y);
        x = BETWEEN
            + if key == "Enter" {
                paint_enter(ui, at, ink)
            } else {
                text::paint(ui.painter(), at, Align2::LEFT_CENTER, legend(ui, key, ink)).right()
            };
    }
    rect
}

/// Separate caps in a row, as under a screen, and what they do.
pub fn hint(ui: &mut Ui, keys: &[&str], does: &str) {
    let theme = theme::of(ui);
    let word = text::line(ui, does, theme.text.small, theme.palette.ink_quiet);
    let caps: f32 = keys.iter().map(|key| width(ui, key) + 4.0).sum();
    let size = vec2(caps + 4.0 + word.size().x, HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let mut x = rect.left();
    for key in keys {
        let cap = paint(
            ui,
            pos2(x, rect.center().y),
            key,
            theme.palette.ink,
            theme.palette.paper,
        );
        x = cap.right() + 4.0;
    }
    text::paint(
        ui.painter(),
        pos2(x + 4.0, rect.center().y),
        Align2::LEFT_CENTER,
        word,
    );
    let sentence = format!("{}: {does}", keys.join(", "));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &sentence));
}

fn content_width(ui: &Ui, keys: &str) -> f32 {
    let gaps = keys.split(' ').count().saturating_sub(1) as f32 * BETWEEN;
    keys.split(' ').map(|key| key_width(ui, key)).sum::<f32>() + gaps
}

fn key_width(ui: &Ui, key: &str) -> f32 {
    if key == "Enter" {
        ENTER_WIDTH
    } else {
        legend(ui, key, Color32::PLACEHOLDER).size().x
    }
}

/// The bent arrow of the Enter key, which none of our text fonts has; returns its right edge.
fn paint_enter(ui: &Ui, at: Pos2, ink: Color32) -> f32 {
    let (left, right) = (at.x + 0.5, at.x + ENTER_WIDTH - 0.5);
    let (top, shaft) = (at.y - 3.5, at.y + 1.0);
    let stroke = Stroke::new(1.4, ink);
    ui.painter().line(
        vec![
            pos2(right, top),
            pos2(right, shaft),
            pos2(left + 2.0, shaft),
        ],
        stroke,
    );
    let head = vec![
        pos2(left, shaft),
        pos2(left + 4.0, shaft - 3.0),
        pos2(left + 4.0, shaft + 3.0),
    ];
    ui.painter()
        .add(Shape::convex_polygon(head, ink, Stroke::NONE));
    at.x + ENTER_WIDTH
}

fn legend(ui: &Ui, key: &str, ink: Color32) -> Arc<Galley> {
    text::line(ui, sign(key), theme::of(ui).text.key, ink)
}

/// Keys that have a sign of their own on a keyboard.
fn sign(key: &str) -> &str {
    match key {
        "Left" => "←",
        "Right" => "→",
        "Up" => "↑",
        "Down" => "↓",
        _ => key,
    }
}

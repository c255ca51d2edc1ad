//! Cards and boxes: paper where something is picked up, chosen or printed; the dashed box of what only I read.

use egui::{Align2, Frame, InnerResponse, Margin, Sense, Stroke, Ui, Vec2, pos2, vec2};

use super::{strokes, text};
use crate::ui::icons::{Icon, IconLook};
use crate::ui::theme::{self, Theme};

/// Paper with a hairline and the soft shadow.
pub fn card<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let theme = theme::of(ui);
    let margin = Margin::symmetric(theme.space.card_x as i8, theme.space.card_y as i8);
    frame(theme)
        .shadow(theme.shadow.card)
        .inner_margin(margin)
        .show(ui, content)
}

/// Paper with a hairline and no margin: rows go from edge to edge.
pub fn list<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let theme = theme::of(ui);
    frame(theme).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        content(ui)
    })
}

/// A box in the private colours with a dashed edge: never printed, never exported.
pub fn private<R>(ui: &mut Ui, title: &str, remark: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let backdrop = ui.painter().add(egui::Shape::Noop);
    let inner = Frame::new()
        .inner_margin(Margin::symmetric(16, 12))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let (rect, _) =
                ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
            let look = IconLook::fill(17.0, palette.private);
            Icon::PRIVATE.paint(
                ui.painter(),
                theme,
                rect.left_center() + vec2(9.0, 0.0),
                look,
            );
            let title = text::line(ui, title, theme.text.strong, palette.private);
            text::paint(
                ui.painter(),
                rect.left_center() + vec2(26.0, 0.0),
                Align2::LEFT_CENTER,
                title,
            );
            let remark = text::line(ui, remark, theme.text.small, palette.private);
            text::paint(
                ui.painter(),
                rect.right_center(),
                Align2::RIGHT_CENTER,
                remark,
            );
            ui.add_space(-2.0);
            content(ui)
        });
    let rect = inner.response.rect;
    let radius = f32::from(theme.radius.card);
    let edge = Stroke::new(theme.stroke.hairline, palette.private);
    let mut shapes = vec![egui::Shape::rect_filled(rect, radius, palette.private_tint)];
    shapes.extend(strokes::dashed_outline(
        rect.shrink(0.5),
        radius,
        edge,
        4.0,
        3.0,
    ));
    ui.painter().set(backdrop, egui::Shape::Vec(shapes));
    inner.inner
}

/// The app's sign: a table and six seats on claret, one lit because someone is speaking.
pub fn sign(ui: &Ui, center: egui::Pos2, side: f32) {
    // The sign is the same in every theme, as the icon of the program is.
    let linen = &Theme::named(theme::ThemeName::Linen).palette;
    let lit = Theme::named(theme::ThemeName::Candlelight)
        .palette
        .signal_wrapping;
    let painter = ui.painter();
    let square = egui::Rect::from_center_size(center, Vec2::splat(side));
    painter.rect_filled(square, side * 0.19, linen.accent);
    painter.circle_filled(center, side * 0.23, linen.paper);
    for seat in 0..6_u8 {
        let at = center
            + side * 0.36 * strokes::direction(f32::from(seat) * std::f32::consts::TAU / 6.0);
        let color = if seat == 1 { lit } else { linen.paper };
        painter.circle_filled(pos2(at.x, at.y), side * 0.075, color);
    }
}

fn frame(theme: &Theme) -> Frame {
    Frame::new()
        .fill(theme.palette.paper)
        .stroke(Stroke::new(theme.stroke.hairline, theme.palette.line))
        .corner_radius(theme.radius.card)
}

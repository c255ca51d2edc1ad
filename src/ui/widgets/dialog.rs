//! What lies over the window until it is answered: on paper, with room at its edges.

use std::{fmt::Debug, hash::Hash};

use egui::{Frame, Id, Margin, Modal, ModalResponse, ScrollArea, Stroke, Ui};

use crate::ui::theme;

/// Between the paper's edge and what scrolls in it, and from there to the words: rings round them are not cut.
const OUTSIDE: i8 = 18;
const INSIDE: i8 = 6;
/// Between the paper and the edge of the window, at the least.
const APART: f32 = 20.0;

/// Draws `content` over the window, `width` points wide at the most. In a window that is too low it scrolls.
pub fn dialog<R>(
    ui: &Ui,
    name: impl Hash + Debug,
    width: f32,
    content: impl FnOnce(&mut Ui) -> R,
) -> ModalResponse<R> {
    let theme = theme::of(ui);
    let (outside, inside) = (f32::from(OUTSIDE), f32::from(INSIDE));
    let room = ui.ctx().content_rect().size() - egui::Vec2::splat(2.0 * (outside + APART));
    Modal::new(Id::unique(name))
        .backdrop_color(theme.palette.scrim)
        .frame(frame(ui).inner_margin(Margin::same(OUTSIDE)))
        .show(ui.ctx(), |ui| {
            ui.set_width((width + 2.0 * inside).min(room.x));
            ScrollArea::vertical()
                .id_salt("dialog")
                .max_height(room.y)
                .min_scrolled_height(room.y)
                .show(ui, |ui| {
                    let margin = Margin::same(INSIDE);
                    Frame::new().inner_margin(margin).show(ui, content).inner
                })
                .inner
        })
}

/// The paper of what lies over the window.
pub fn frame(ui: &Ui) -> Frame {
    let theme = theme::of(ui);
    Frame::new()
        .fill(theme.palette.paper)
        .stroke(Stroke::new(theme.stroke.hairline, theme.palette.line))
        .corner_radius(theme.radius.card)
        .shadow(theme.shadow.overlay)
}

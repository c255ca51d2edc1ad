//! The keyboard inside parts: the focus ring, and one Tab stop with arrows inside for parts of several items.
//!
//! An item that has the focus, or else the chosen one, is the one that Tab comes to; arrows move between items.

use egui::{EventFilter, Id, Key, Modifiers, Rect, Response, Sense, Stroke, StrokeKind, Ui};

use crate::ui::theme;

/// Draws the ring round a part that has the focus: 2 points wide, 2 points away.
pub fn ring(ui: &Ui, response: &Response, radius: u8) {
    if response.has_focus() {
        ring_at(ui, response.rect, radius);
    }
}

/// Draws the focus ring round `rect`, whoever has the focus.
pub fn ring_at(ui: &Ui, rect: Rect, radius: u8) {
    let theme = theme::of(ui);
    let gap = theme.stroke.focus_gap;
    let stroke = Stroke::new(theme.stroke.focus, theme.palette.focus);
    // A ring at the edge of a scrolled list must not be cut off: it may leave the clip by its own width.
    let painter = ui
        .painter()
        .with_clip_rect(ui.clip_rect().expand(gap + theme.stroke.focus));
    painter.rect_stroke(
        rect.expand(gap),
        radius.saturating_add(gap as u8),
        stroke,
        StrokeKind::Outside,
    );
}

/// Which arrows move between the items of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    Across,
    Down,
    Both,
}

/// A part of several items that is one Tab stop.
#[derive(Clone, Copy, Debug)]
pub struct Roving {
    base: Id,
    count: usize,
    stop: usize,
}

impl Roving {
    /// `chosen` is the item that Tab comes to when none has the focus yet.
    pub fn new(ui: &Ui, base: Id, count: usize, chosen: Option<usize>) -> Self {
        let focused = ui.memory(egui::Memory::focused);
        let stop = (0..count)
            .find(|item| focused == Some(base.with(item)))
            .unwrap_or_else(|| chosen.unwrap_or(0).min(count.saturating_sub(1)));
        Self { base, count, stop }
    }

    /// Whether Tab comes to this item.
    pub fn is_stop(&self, item: usize) -> bool {
        item == self.stop
    }

    /// The place of one item, as a thing to click; `drag` when it can also be carried.
    pub fn item(&self, ui: &Ui, item: usize, rect: Rect, drag: bool) -> Response {
        let mut sense = Sense::CLICK;
        if drag {
            sense |= Sense::DRAG;
        }
        if self.is_stop(item) {
            sense |= Sense::FOCUSABLE;
        }
        ui.interact(rect, self.base.with(item), sense)
    }

    /// Handles the arrows while an item has the focus: the item that now has it, if it moved.
    ///
    /// Call it before the items are placed: egui takes the focus from a place that is not a Tab stop.
    pub fn arrows(&mut self, ui: &Ui, axis: Axis) -> Option<usize> {
        let id = self.base.with(self.stop);
        if self.count == 0 || !ui.memory(|memory| memory.has_focus(id)) {
            return None;
        }
        hold_arrows(ui, id, axis);
        let forward = pressed(ui, axis, Key::ArrowRight, Key::ArrowDown);
        let back = pressed(ui, axis, Key::ArrowLeft, Key::ArrowUp);
        let last = self.count - 1;
        let next = if forward {
            if self.stop == last { 0 } else { self.stop + 1 }
        } else if back {
            self.stop.checked_sub(1).unwrap_or(last)
        } else if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Home)) {
            0
        } else if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::End)) {
            last
        } else {
            return None;
        };
        self.stop = next;
        ui.memory_mut(|memory| memory.request_focus(self.base.with(next)));
        Some(next)
    }

    /// The item that has the focus.
    pub fn focused(&self, ui: &Ui) -> Option<usize> {
        ui.memory(|memory| memory.has_focus(self.base.with(self.stop)))
            .then_some(self.stop)
    }
}

/// Keeps egui from moving the focus away when arrows are pressed inside a part.
pub fn hold_arrows(ui: &Ui, id: Id, axis: Axis) {
    let filter = EventFilter {
        horizontal_arrows: axis != Axis::Down,
        vertical_arrows: axis != Axis::Across,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

fn pressed(ui: &Ui, axis: Axis, across: Key, down: Key) -> bool {
    ui.input_mut(|input| {
        (axis != Axis::Down && input.consume_key(Modifiers::NONE, across))
            || (axis != Axis::Across && input.consume_key(Modifiers::NONE, down))
    })
}

//! The size and the colours in which the table display is drawn: the theme's, or the ember field's when the time is up.

use egui::{Color32, Pos2, Rect, Vec2, pos2, vec2};

use crate::{
    evening::Signal,
    ui::{
        theme::{Theme, TypeRole},
        widgets::{ring, seat_map},
    },
};

/// The height that the sizes of the theme are drawn for, and the least and most width at that height.
const HEIGHT: f32 = 1080.0;
const WIDTHS: [f32; 2] = [1680.0, 2200.0];

/// Where things stand: a field of at least 1680 x 1080 units in the middle of the window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    /// Points to a unit.
    pub(super) unit: f32,
    origin: Pos2,
    size: Vec2,
}

impl Field {
    /// The field in a window. It scales with the height, and with the width where a window is narrow.
    pub(super) fn of(window: Rect) -> Self {
        let [least, most] = WIDTHS;
        let unit = (window.height() / HEIGHT)
            .min(window.width() / least)
            .max(0.05);
        let size = window.size() / unit;
        let width = size.x.min(most);
        let left = window.left() + (size.x - width) / 2.0 * unit;
        Self {
            unit,
            origin: pos2(left, window.top()),
            size: vec2(width, size.y),
        }
    }

    /// The place of a point of the drawing; what a window is higher than the drawing stands above and below.
    pub(super) fn at(&self, x: f32, y: f32) -> Pos2 {
        let down = (self.size.y - HEIGHT) / 2.0;
        self.origin + vec2(x, y + down) * self.unit
    }

    /// The same for what keeps its distance from the lower edge.
    pub(super) fn at_foot(&self, x: f32, y: f32) -> Pos2 {
        self.origin + vec2(x, self.size.y - HEIGHT + y) * self.unit
    }

    /// The right edge of what is written, in units.
    pub(super) fn right(&self) -> f32 {
        self.size.x - 80.0
    }

    /// A role of type at `size` units.
    pub(super) fn role(&self, role: TypeRole, size: f32) -> TypeRole {
        let scale = size / role.size * self.unit;
        TypeRole {
            size: role.size * scale,
            line: role.line * scale,
            spacing: role.spacing * scale,
            ..role
        }
    }
}

/// The colours of a scene.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paints {
    pub(super) field: Color32,
    pub(super) ink: Color32,
    pub(super) quiet: Color32,
    /// The digits.
    pub(super) digits: Color32,
    /// The signal, its word and its ring.
    pub(super) signal: Color32,
    pub(super) ask: Color32,
    pub(super) offer: Color32,
    pub(super) asking: Color32,
    pub(super) edge: Color32,
    pub(super) track: Color32,
    pub(super) seats: seat_map::Inks,
    /// Ask and offer have one colour here and are told apart by their lines.
    pub(super) is_dashed: bool,
}

impl Paints {
    /// Of a theme while a signal holds.
    pub(super) fn of(theme: &Theme, signal: Signal) -> Self {
        let palette = &theme.palette;
        let sign = ring::colour(theme, signal);
        Self {
            field: palette.ground,
            ink: palette.ink,
            quiet: palette.ink_quiet,
            digits: if signal == Signal::TimeIsUp {
                sign
            } else {
                palette.ink
            },
            signal: sign,
            ask: palette.look,
            offer: palette.accent,
            asking: palette.signal_questions,
            edge: palette.edge,
            track: palette.ring_track,
            seats: seat_map::Inks {
                ink_up: palette.ground,
                ..seat_map::Inks::of(palette)
            },
            is_dashed: palette.look == palette.accent,
        }
    }

    /// Of the field that says that the time is up: the same in every theme.
    pub(super) fn ember(theme: &Theme) -> Self {
        let ember = &theme.ember;
        Self {
            field: ember.field,
            ink: ember.ink,
            quiet: ember.ink_quiet,
            digits: ember.ink,
            signal: ember.ink,
            ask: ember.ink_quiet,
            offer: ember.ink_quiet,
            asking: ember.ink_quiet,
            edge: ember.edge,
            track: ember.field,
            seats: seat_map::Inks {
                cloth: ember.field,
                plate: ember.field,
                free: ember.field,
                line: ember.edge,
                ink: ember.ink,
                ink_free: ember.ink_quiet,
                up: ember.ink,
                ink_up: ember.field,
                ring: ember.ink,
            },
            is_dashed: false,
        }
    }
}

//! Where plates, table and names stand: plain geometry, in points.

use std::f32::consts::TAU;

use egui::{Align2, Pos2, Rect, Vec2, pos2, vec2};

use super::{Detail, Shape};
use crate::ui::widgets::strokes::direction;

/// The places of one table.
pub(super) struct Places {
    pub center: Pos2,
    pub shape: Shape,
    /// Diameter of a plate.
    pub plate: f32,
    /// From the centre to the middle of a plate; for a long table half its length.
    pub ring: f32,
    /// Radius of the table itself; for a long table half its depth.
    pub table: f32,
    seats: Vec<Pos2>,
    bounds: Rect,
}

impl Places {
    pub(super) fn new(bounds: Rect, count: usize, shape: Shape, detail: Detail) -> Self {
        match shape {
            Shape::Round => Self::round(bounds, count, detail),
            Shape::Long => Self::long(bounds, count, detail),
        }
    }

    fn round(bounds: Rect, count: usize, detail: Detail) -> Self {
        // Names stand beside the plates at the sides and above and below them at the ends.
        let margin = match detail {
            Detail::Full => vec2(150.0, 56.0),
            Detail::FirstNames => vec2(8.0, 24.0),
            Detail::Plates => vec2(2.0, 2.0),
        };
        let room = (bounds.size() - 2.0 * margin).max(Vec2::splat(60.0));
        let across = room.min_elem();
        let plate = match detail {
            Detail::Full => (across * 0.16).clamp(44.0, 72.0),
            Detail::FirstNames => (across * 0.165).clamp(24.0, 36.0),
            Detail::Plates => (across * 0.216).clamp(16.0, 52.0),
        };
        let ring = (across - plate) / 2.0;
        // Plates of a full table must not touch.
        let closest = TAU * ring / count.max(1) as f32 - 6.0;
        let plate = plate.min(closest.max(16.0));
        let gap = if detail == Detail::Full {
            16.0
        } else {
            plate * 0.24
        };
        let table = if detail == Detail::FirstNames {
            ring * 0.41
        } else {
            ring - plate / 2.0 - gap
        };
        let center = bounds.center();
        let angle = |seat: usize| TAU * seat as f32 / count.max(1) as f32;
        let seats = (0..count)
            .map(|seat| center + ring * direction(angle(seat)))
            .collect();
        Self {
            center,
            shape: Shape::Round,
            plate,
            ring,
            table,
            seats,
            bounds,
        }
    }

    fn long(bounds: Rect, count: usize, detail: Detail) -> Self {
        let per_side = count.div_ceil(2).max(1);
        let names = if detail == Detail::Full { 64.0 } else { 16.0 };
        let plate_most = if detail == Detail::Full { 72.0 } else { 36.0 };
        let pitch = (bounds.width() / per_side as f32).min(150.0);
        let plate = (pitch - 28.0).clamp(24.0, plate_most);
        let depth = (bounds.height() - 2.0 * (names + plate + 16.0)).clamp(40.0, 150.0);
        let center = bounds.center();
        let half = pitch * per_side as f32 / 2.0;
        let row = depth / 2.0 + 16.0 + plate / 2.0;
        // Clockwise: along the top from the left, back along the bottom from the right.
        let seat = |seat: usize| {
            let (place, side) = if seat < per_side {
                (seat, -1.0)
            } else {
                (count - 1 - seat, 1.0)
            };
            let in_row = if seat < per_side {
                per_side
            } else {
                count - per_side
            };
            let x = (place as f32 - (in_row as f32 - 1.0) / 2.0) * pitch;
            center + vec2(x, side * row)
        };
        let seats = (0..count).map(seat).collect();
        Self {
            center,
            shape: Shape::Long,
            plate,
            ring: half,
            table: depth / 2.0,
            seats,
            bounds,
        }
    }

    pub(super) fn seat(&self, seat: usize) -> Pos2 {
        self.seats.get(seat).copied().unwrap_or(self.center)
    }

    /// The seat whose plate is under the pointer, generously.
    pub(super) fn seat_at(&self, at: Pos2) -> Option<usize> {
        let reach = self.plate * 0.75;
        self.seats
            .iter()
            .position(|seat| seat.distance(at) <= reach)
    }

    /// Far enough from the table to mean "not seated".
    pub(super) fn is_outside(&self, at: Pos2) -> bool {
        match self.shape {
            Shape::Round => self.center.distance(at) > self.ring + 1.2 * self.plate,
            Shape::Long => !self.bounds.contains(at),
        }
    }

    /// The angle of a seat at a round table.
    pub(super) fn angle(&self, seat: usize) -> f32 {
        TAU * seat as f32 / self.seats.len().max(1) as f32
    }

    /// Whether two seats are side by side at a round table.
    pub(super) fn are_beside(&self, one: usize, other: usize) -> bool {
        let apart = one.abs_diff(other);
        apart == 1 || apart + 1 == self.seats.len()
    }

    /// Where wishes begin and end: on the table, in front of the seat.
    pub(super) fn cover(&self, seat: usize) -> Pos2 {
        let at = self.seat(seat);
        match self.shape {
            Shape::Round => {
                self.center + (self.table - 18.0).max(4.0) * direction(self.angle(seat))
            }
            Shape::Long => {
                let side = (at.y - self.center.y).signum();
                pos2(at.x, self.center.y + side * (self.table - 12.0))
            }
        }
    }

    /// Where the words of a seat stand: a point, which corner of them is there, and how wide they may be.
    pub(super) fn words(&self, seat: usize) -> (Pos2, Align2, f32) {
        let at = self.seat(seat);
        let from_center = at - self.center;
        let away = self.plate / 2.0 + 10.0;
        if self.shape == Shape::Long {
            let width =
                (2.0 * self.ring / self.seats.len().div_ceil(2).max(1) as f32 - 6.0).max(20.0);
            let side = from_center.y.signum();
            let anchor = if side < 0.0 {
                Align2::CENTER_BOTTOM
            } else {
                Align2::CENTER_TOP
            };
            return (at + vec2(0.0, side * (away - 4.0)), anchor, width);
        }
        let sideways = from_center.x / self.ring.max(1.0);
        if sideways.abs() < 0.2 {
            // Below, the ring of the chosen seat comes between plate and name.
            if from_center.y < 0.0 {
                (at - vec2(0.0, away - 3.0), Align2::CENTER_BOTTOM, 220.0)
            } else {
                (at + vec2(0.0, away + 2.0), Align2::CENTER_TOP, 220.0)
            }
        } else if sideways > 0.0 {
            (
                at + vec2(away, 0.0),
                Align2::LEFT_CENTER,
                (self.bounds.right() - at.x - away).max(40.0),
            )
        } else {
            (
                at - vec2(away, 0.0),
                Align2::RIGHT_CENTER,
                (at.x - away - self.bounds.left()).max(40.0),
            )
        }
    }
}

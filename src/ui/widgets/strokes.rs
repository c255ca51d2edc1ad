//! Lines that epaint has no shape for: dashed outlines, arcs, dots along a curve.
//!
//! Angles are radians clockwise from twelve o'clock.

use std::f32::consts::{PI, TAU};

use egui::{Pos2, Rect, Shape, Stroke, Vec2, vec2};

/// The direction of an angle, one point long.
pub fn direction(angle: f32) -> Vec2 {
    vec2(angle.sin(), -angle.cos())
}

/// The points of an arc, close enough together to look round.
pub fn arc(center: Pos2, radius: f32, from: f32, to: f32) -> Vec<Pos2> {
    let steps = ((to - from).abs() * radius / 4.0).ceil().clamp(2.0, 256.0) as usize;
    (0..=steps)
        .map(|step| from + (to - from) * step as f32 / steps as f32)
        .map(|angle| center + radius * direction(angle))
        .collect()
}

/// An outline of dashes round a rectangle with round corners; the dashes meet without a seam.
pub fn dashed_outline(rect: Rect, radius: f32, stroke: Stroke, dash: f32, gap: f32) -> Vec<Shape> {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let inner = rect.shrink(radius);
    let corners = [
        inner.right_top(),
        inner.right_bottom(),
        inner.left_bottom(),
        inner.left_top(),
    ];
    let mut path = Vec::new();
    for (quarter, corner) in corners.into_iter().enumerate() {
        let from = quarter as f32 * PI / 2.0;
        path.extend(arc(corner, radius.max(0.01), from, from + PI / 2.0));
    }
    closed_dashes(path, stroke, dash, gap)
}

/// A circle of dashes.
pub fn dashed_circle(center: Pos2, radius: f32, stroke: Stroke, dash: f32, gap: f32) -> Vec<Shape> {
    closed_dashes(arc(center, radius, 0.0, TAU), stroke, dash, gap)
}

/// Dots along a path, `apart` points from middle to middle.
pub fn dots(path: &[Pos2], stroke: Stroke, apart: f32) -> Vec<Shape> {
    Shape::dotted_line(path, stroke.color, apart, stroke.width / 2.0)
}

/// A thick line with round ends.
pub fn round_line(path: Vec<Pos2>, stroke: Stroke) -> Vec<Shape> {
    let ends = [path.first().copied(), path.last().copied()];
    let mut shapes = vec![Shape::line(path, stroke)];
    let caps = ends.into_iter().flatten();
    shapes.extend(caps.map(|end| Shape::circle_filled(end, stroke.width / 2.0, stroke.color)));
    shapes
}

fn closed_dashes(mut path: Vec<Pos2>, stroke: Stroke, dash: f32, gap: f32) -> Vec<Shape> {
    path.extend(path.first().copied());
    let length: f32 = path
        .iter()
        .zip(path.iter().skip(1))
        .map(|(a, b)| a.distance(*b))
        .sum();
    let count = (length / (dash + gap)).round().max(1.0);
    let stretch = length / (count * (dash + gap));
    Shape::dashed_line(&path, stroke, dash * stretch, gap * stretch)
}

//! The ring timer: what is left of a phase as a ring round large digits, told apart by shape as well as by colour. A
//! solid arc drains, blocks of 15 degrees fall away, two thin rings say that the time is up, beads count questions down.

use std::f32::consts::{PI, TAU};

use egui::{
    Align2, Color32, Mesh, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui,
    Vec2, Widget, WidgetInfo, pos2, vec2,
};

use super::{strokes, text};
use crate::{
    evening::Signal,
    ui::theme::{self, Theme, TypeRole},
};

/// The diameter that the type sizes of the theme are drawn for.
const DRAWN_FOR: f32 = 442.0;
const BLOCKS: u8 = 24;
const BEADS: u8 = 36;

/// The colour of a signal.
pub fn colour(theme: &Theme, signal: Signal) -> Color32 {
    match signal {
        Signal::Plenty => theme.palette.signal_plenty,
        Signal::WrappingUp => theme.palette.signal_wrapping,
        Signal::TimeIsUp => theme.palette.signal_time_up,
        Signal::Questions => theme.palette.signal_questions,
    }
}

/// A ring with its digits.
#[must_use]
pub struct Ring<'a> {
    signal: Signal,
    /// What is left, 0 to 1.
    left: f32,
    digits: &'a str,
    words: &'a str,
    about: &'a str,
    diameter: f32,
    is_still: bool,
    is_ending: bool,
}

impl<'a> Ring<'a> {
    /// `digits` as large as there is room; below them the sign, `words` and a quieter line `about` them.
    pub fn new(signal: Signal, left: f32, digits: &'a str, words: &'a str, about: &'a str) -> Self {
        Self {
            signal,
            left: left.clamp(0.0, 1.0),
            digits,
            words,
            about,
            diameter: DRAWN_FOR,
            is_still: false,
            is_ending: false,
        }
    }

    pub fn diameter(self, diameter: f32) -> Self {
        Self { diameter, ..self }
    }

    /// The clock stands: the ring is dimmed.
    pub fn still(self, is_still: bool) -> Self {
        Self { is_still, ..self }
    }

    /// The last part of the questions: the beads left over get a core.
    pub fn ending(self, is_ending: bool) -> Self {
        Self { is_ending, ..self }
    }
}

impl Widget for Ring<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let (rect, response) =
            ui.allocate_exact_size(vec2(self.diameter, self.diameter), Sense::hover());
        let sentence = format!("{} left. {}. {}", self.digits, self.words, self.about);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Timer, true, &sentence));
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect);
        }
        response
    }
}

impl Ring<'_> {
    fn paint(&self, ui: &Ui, rect: Rect) {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let painter = ui.painter();
        let center = rect.center();
        let scale = self.diameter / DRAWN_FOR;
        let width = theme.stroke.ring_live * scale.max(0.6);
        let dimmed = palette.ring_track.lerp_to_gamma(palette.ink_quiet, 0.45);
        let ink = if self.is_still {
            dimmed
        } else {
            colour(theme, self.signal)
        };
        let band = Band {
            center,
            outer: self.diameter / 2.0 - 13.0 * scale,
            ticks: self.diameter / 2.0,
            width,
            thin: 4.0 * scale.max(0.6),
            gap: 0.02,
            beads: [0.5, 0.2],
            first_bead: 0.5,
            tick: 1.0,
            inks: Inks {
                ink,
                track: palette.ring_track,
                spent: dimmed,
                ticks: palette.edge,
                core: palette.ground,
            },
        };
        band.paint(painter, self.signal, self.left, self.is_ending);
        self.paint_words(ui, center, scale);
    }

    fn paint_words(&self, ui: &Ui, center: Pos2, scale: f32) {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let painter = ui.painter();
        let is_up = self.signal == Signal::TimeIsUp;
        let ink = if is_up {
            palette.signal_time_up
        } else {
            palette.ink
        };
        // Long evenings have digits too many for the usual size.
        let room = self.diameter - 84.0 * scale;
        let role = theme.text.live_timer;
        let natural = text::line(ui, self.digits, role, ink).size().x;
        let role = role.at_size((role.size * scale).min(role.size * room / natural.max(1.0)));
        let digits = text::line(ui, self.digits, role, ink);
        // In a small ring the words need the room, and the digits make it.
        let is_small = scale < 0.75;
        let lift = if is_small { 26.0 * scale } else { 0.0 };
        let at = center - vec2(0.0, 8.0_f32.mul_add(scale, lift));
        text::paint(painter, at, Align2::CENTER_CENTER, digits);

        let step = 20.0_f32.mul_add(scale, 12.0);
        for (place, signal) in [
            Signal::Plenty,
            Signal::WrappingUp,
            Signal::TimeIsUp,
            Signal::Questions,
        ]
        .into_iter()
        .enumerate()
        {
            let x = center.x + (place as f32 - 1.5) * step;
            let at = pos2(x, center.y + 82.0 * scale - lift);
            sign(painter, theme, at, signal, signal == self.signal);
        }
        let words_ink = if self.is_still {
            palette.ink
        } else {
            colour(theme, self.signal)
        };
        let role = theme.text.strong.at_size(at_least(19.0 * scale, 15.0));
        let at = center + vec2(0.0, 115.0 * scale - lift * 0.8);
        let width = self.diameter * 0.74;
        let words = text::within(ui, self.words, role, words_ink, width, 1);
        let drawn = text::paint(painter, at, Align2::CENTER_CENTER, words);
        let role: TypeRole = theme.text.body.at_size(at_least(15.0 * scale, 13.0));
        let at = pos2(center.x, drawn.bottom() + 2.0 * scale);
        // It may be as wide as the ring is there.
        let (down, inner) = (
            at.y + role.line - center.y,
            self.diameter / 2.0 - 36.0 * scale,
        );
        let chord = 2.0 * (inner * inner - down * down).max(0.0).sqrt();
        let whole = text::line(ui, self.about, role, palette.ink_quiet);
        let about = if whole.size().x <= chord {
            whole
        } else {
            let first = self.about.split(',').next().unwrap_or_default();
            let first = first.trim_end_matches(" for questions");
            text::within(ui, first, role, palette.ink_quiet, chord, 1)
        };
        text::paint(painter, at, Align2::CENTER_TOP, about);
    }
}

/// The ring alone, without words: how large it is and in which colours, for the Live screen and the table display.
#[derive(Clone, Copy, Debug)]
pub struct Band {
    pub center: Pos2,
    /// The radius of its outer edge.
    pub outer: f32,
    /// The radius at which the ticks round it end.
    pub ticks: f32,
    pub width: f32,
    /// The line of the two thin rings.
    pub thin: f32,
    /// Half of what lies between two blocks, in radians.
    pub gap: f32,
    /// The radius of a bead and of a spent one, as parts of the width.
    pub beads: [f32; 2],
    /// How far the first bead stands from twelve o'clock, in beads.
    pub first_bead: f32,
    /// By how much the ticks are larger than on the Live screen.
    pub tick: f32,
    pub inks: Inks,
}

/// The colours of a ring.
#[derive(Clone, Copy, Debug)]
pub struct Inks {
    pub ink: Color32,
    pub track: Color32,
    /// Of beads that are spent.
    pub spent: Color32,
    pub ticks: Color32,
    /// Within the beads that are left at the end.
    pub core: Color32,
}

impl Band {
    /// Paints it with `left` of the phase left, 0 to 1.
    pub fn paint(&self, painter: &Painter, signal: Signal, left: f32, is_ending: bool) {
        let Self {
            center,
            outer,
            width,
            inks,
            ..
        } = *self;
        painter.add(ticks(
            center,
            self.ticks,
            self.tick,
            inks.ticks,
            painter.pixels_per_point(),
        ));
        let middle = outer - width / 2.0;
        let track = Stroke::new(width, inks.track);
        match signal {
            Signal::Plenty => {
                painter.add(circle(center, middle, track));
                if left > 0.0 {
                    let path = strokes::arc(center, middle, 0.0, TAU * left);
                    painter.extend(strokes::round_line(path, Stroke::new(width, inks.ink)));
                }
            }
            Signal::WrappingUp => {
                let full = (left * f32::from(BLOCKS)).ceil();
                for block in 0..BLOCKS {
                    let from = TAU * f32::from(block) / f32::from(BLOCKS);
                    let to = TAU * f32::from(block + 1) / f32::from(BLOCKS);
                    let color = if f32::from(block) < full {
                        inks.ink
                    } else {
                        inks.track
                    };
                    let path = strokes::arc(center, middle, from + self.gap, to - self.gap);
                    painter.line(path, Stroke::new(width, color));
                }
            }
            Signal::TimeIsUp => {
                let line = Stroke::new(self.thin, inks.ink);
                painter.add(circle(center, outer - line.width / 2.0, line));
                painter.add(circle(center, outer - width + line.width / 2.0, line));
            }
            Signal::Questions => {
                let full = (left * f32::from(BEADS)).ceil();
                let [bead_radius, spent_radius] = self.beads.map(|part| part * width);
                for bead in 0..BEADS {
                    let angle = TAU * (f32::from(bead) + self.first_bead) / f32::from(BEADS);
                    let at = center + middle * strokes::direction(angle);
                    if f32::from(bead) < full {
                        painter.circle_filled(at, bead_radius, inks.ink);
                        if is_ending {
                            painter.circle_filled(at, 0.44 * bead_radius, inks.core);
                        }
                    } else {
                        painter.circle_filled(at, spent_radius, inks.spent);
                    }
                }
            }
        }
    }
}

/// A circle whose line lies on its radius, half within and half without.
pub fn circle(center: Pos2, radius: f32, stroke: Stroke) -> Shape {
    let mut path = strokes::arc(center, radius, 0.0, TAU);
    path.pop();
    Shape::closed_line(path, stroke)
}

fn at_least(size: f32, least: f32) -> f32 {
    size.max(least).round()
}

/// The sign of a signal: disc, half disc, square, diamond; filled when it is the one that holds.
pub fn sign(painter: &Painter, theme: &Theme, at: Pos2, signal: Signal, holds: bool) {
    let color = if holds {
        colour(theme, signal)
    } else {
        theme.palette.edge
    };
    let line = Stroke::new(theme.stroke.strong, color);
    sign_in(painter, at, 7.5, signal, holds, line);
}

/// The same with another `radius` of the disc, in the colour and with the outline of `stroke`.
pub fn sign_in(
    painter: &Painter,
    at: Pos2,
    radius: f32,
    signal: Signal,
    holds: bool,
    stroke: Stroke,
) {
    let color = stroke.color;
    match signal {
        Signal::Plenty if holds => {
            painter.circle_filled(at, radius + stroke.width / 2.0, color);
        }
        Signal::Plenty => {
            painter.circle_stroke(at, radius, stroke);
        }
        Signal::WrappingUp => {
            painter.circle_stroke(at, radius, stroke);
            if holds {
                let half = strokes::arc(at, radius, PI, TAU);
                painter.add(Shape::convex_polygon(half, color, Stroke::NONE));
            }
            let up = vec2(0.0, radius);
            painter.line_segment([at - up, at + up], stroke);
        }
        Signal::TimeIsUp => {
            let rect = Rect::from_center_size(at, Vec2::splat(radius * 1.93));
            if holds {
                painter.rect_filled(rect, 0.0, color);
            } else {
                painter.rect_stroke(rect, 0.0, stroke, StrokeKind::Middle);
            }
        }
        Signal::Questions => {
            let points: Vec<Pos2> = (0..4)
                .map(|quarter| at + 1.17 * radius * strokes::direction(quarter as f32 * PI / 2.0))
                .collect();
            let fill = if holds { color } else { Color32::TRANSPARENT };
            painter.add(Shape::convex_polygon(points, fill, stroke));
        }
    }
}

/// Sixty ticks round the ring, long at the quarters, as one mesh with soft edges.
fn ticks(center: Pos2, radius: f32, scale: f32, color: Color32, pixels_per_point: f32) -> Mesh {
    let mut mesh = Mesh::default();
    let soft = 0.5 / pixels_per_point.max(0.5);
    for minute in 0..60_u8 {
        let direction = strokes::direction(TAU * f32::from(minute) / 60.0);
        let across = direction.rot90();
        let (length, half) = match minute {
            minute if minute % 15 == 0 => (8.0 * scale, 0.85 * scale),
            _ => (4.5 * scale, 0.6 * scale),
        };
        let (near, far) = (
            center + (radius - length) * direction,
            center + radius * direction,
        );
        let first = u32::try_from(mesh.vertices.len()).unwrap_or_default();
        for (offset, color) in [
            (-half - soft, Color32::TRANSPARENT),
            (soft - half, color),
            (half - soft, color),
            (half + soft, Color32::TRANSPARENT),
        ] {
            mesh.colored_vertex(near + offset * across, color);
            mesh.colored_vertex(far + offset * across, color);
        }
        for strip in 0..3 {
            let at = first + 2 * strip;
            mesh.add_triangle(at, at + 1, at + 2);
            mesh.add_triangle(at + 1, at + 3, at + 2);
        }
    }
    mesh
}

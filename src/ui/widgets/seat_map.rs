//! A small map of the seats of a table, by their numbers: who speaks is lit, who is chosen has a ring. Only painted; what
//! a seat does when it is pressed is for the screen.

use std::f32::consts::TAU;

use egui::{Align2, Color32, Pos2, Stroke, Ui};

use super::{strokes, text};
use crate::ui::theme::{self, Palette};

/// How one seat looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeatLook {
    pub is_taken: bool,
    /// Who sits there has the floor.
    pub is_up: bool,
    pub is_chosen: bool,
}

/// The colours of a map.
#[derive(Clone, Copy, Debug)]
pub struct Inks {
    /// The table.
    pub cloth: Color32,
    pub plate: Color32,
    pub free: Color32,
    pub line: Color32,
    pub ink: Color32,
    pub ink_free: Color32,
    /// The plate of who has the floor, and the number on it.
    pub up: Color32,
    pub ink_up: Color32,
    pub ring: Color32,
}

impl Inks {
    /// Those of a theme.
    pub fn of(palette: &Palette) -> Self {
        Self {
            cloth: palette.tablecloth,
            plate: palette.paper,
            free: palette.sunken,
            line: palette.edge,
            ink: palette.ink,
            ink_free: palette.ink_quiet,
            up: palette.ink,
            ink_up: palette.paper,
            ring: palette.focus,
        }
    }
}

/// Paints the map, `scale` times as large as beside the note line; where each seat is, from the first.
pub fn paint(ui: &Ui, center: Pos2, scale: f32, seats: &[SeatLook], inks: &Inks) -> Vec<Pos2> {
    let theme = theme::of(ui);
    let painter = ui.painter();
    let line = Stroke::new(theme.stroke.hairline * scale.sqrt(), inks.line);
    painter.circle(center, 17.0 * scale, inks.cloth, line);
    let size = if seats.len() > 8 { 9.5 } else { 12.0 };
    let digits = if size > 10.0 { 14.0 } else { 12.0 };
    let role = theme.text.chip.at_size(digits * scale);
    let count = seats.len().max(1) as f32;
    let places = (0..seats.len())
        .map(|seat| center + 38.0 * scale * strokes::direction(TAU * seat as f32 / count));
    let places: Vec<Pos2> = places.collect();
    for (number, (look, at)) in seats.iter().zip(&places).enumerate() {
        let (fill, ink) = match (look.is_up, look.is_taken) {
            (true, _) => (inks.up, inks.ink_up),
            (false, true) => (inks.plate, inks.ink),
            (false, false) => (inks.free, inks.ink_free),
        };
        painter.circle(*at, size * scale, fill, line);
        if look.is_chosen {
            let ring = Stroke::new(2.5 * scale.sqrt(), inks.ring);
            painter.circle_stroke(*at, size * scale + 1.0, ring);
        }
        let digits = text::line(ui, &(number + 1).to_string(), role, ink);
        text::paint(painter, *at, Align2::CENTER_CENTER, digits);
    }
    places
}

//! Plates of people: a round field in one of ten colours with initials, the same everywhere for one person.

use egui::{Align2, Painter, Pos2, Response, Sense, Stroke, Ui, Widget, WidgetInfo, vec2};

use super::{strokes, text};
use crate::ui::theme;

/// What is drawn on a person's plate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plate {
    pub initials: String,
    /// Which of the ten colours.
    pub colour: usize,
}

impl Plate {
    /// The plate of a person: initials from the name, colour from the id (any bytes that never change).
    pub fn new(name: &str, id: &[u8]) -> Self {
        Self {
            initials: initials(name),
            colour: colour(id),
        }
    }
}

/// Whether somebody comes, as plates, chips and the plan show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SeatState {
    #[default]
    Coming,
    Maybe,
    /// Invited, no answer yet.
    Unanswered,
    /// Nobody.
    Free,
}

impl SeatState {
    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Coming => "coming",
            Self::Maybe => "maybe",
            Self::Unanswered => "no answer yet",
            Self::Free => "free",
        }
    }
}

/// First letters of the first and the last word of a name, at most two.
pub fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    first
        .into_iter()
        .chain(words.next_back())
        .flat_map(char::to_uppercase)
        .collect()
}

/// Initials of people at one table: where two are alike, both get a third letter (`DWh`, `DWa`).
pub fn initials_at_table(names: &[&str]) -> Vec<String> {
    let short: Vec<String> = names.iter().map(|name| initials(name)).collect();
    let lengthen = |name: &str, own: &String| {
        let twin = short.iter().filter(|other| *other == own).count() > 1;
        let last = name.split_whitespace().next_back().unwrap_or_default();
        let third = last
            .chars()
            .filter(|c| c.is_alphanumeric())
            .nth(1)
            .filter(|_| twin);
        own.chars().chain(third).collect()
    };
    names
        .iter()
        .zip(&short)
        .map(|(name, own)| lengthen(name, own))
        .collect()
}

/// Which of the ten colours an id has: FNV-1a over its bytes, so that it is the same on every computer.
pub fn colour(id: &[u8]) -> usize {
    let hash = id.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    (hash % 10) as usize
}

/// A plate in a row of text or a list.
#[must_use]
pub struct Avatar<'a> {
    name: &'a str,
    plate: &'a Plate,
    size: f32,
    state: SeatState,
}

impl<'a> Avatar<'a> {
    /// 34 points across; `name` is read out.
    pub fn new(name: &'a str, plate: &'a Plate) -> Self {
        Self {
            name,
            plate,
            size: 34.0,
            state: SeatState::Coming,
        }
    }

    /// Another size: 22, 28, 34, 52 or 72.
    pub fn size(self, size: f32) -> Self {
        Self { size, ..self }
    }

    pub fn state(self, state: SeatState) -> Self {
        Self { state, ..self }
    }
}

impl Widget for Avatar<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(self.size, self.size), Sense::hover());
        if ui.is_rect_visible(rect) {
            let letters = letters(self.size);
            paint(
                ui,
                ui.painter(),
                rect.center(),
                self.size,
                letters,
                self.plate,
                self.state,
            );
        }
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, self.name));
        response
    }
}

/// The size of the initials on a plate that stands beside text; plates of a plan have smaller ones.
pub fn letters(size: f32) -> f32 {
    if size <= 36.0 {
        (size * 0.415).clamp(9.5, 13.5)
    } else {
        size * 0.36
    }
}

/// Paints a plate round `center`: full when coming, a ring when maybe, dashes when there is no answer yet.
///
/// `letters` is the size of the initials; a third initial makes them smaller.
pub fn paint(
    ui: &Ui,
    painter: &Painter,
    center: Pos2,
    size: f32,
    letters: f32,
    plate: &Plate,
    state: SeatState,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let radius = size / 2.0;
    let width = if size >= 26.0 { 2.0 } else { 1.5 };
    let ink = match state {
        SeatState::Coming => {
            let [fill, ink] = palette.person(plate.colour, theme::look(ui).plain_people);
            painter.circle_filled(center, radius, fill);
            ink
        }
        SeatState::Maybe => {
            let ring = Stroke::new(width, palette.look);
            painter.circle(center, radius - width / 2.0, palette.paper, ring);
            palette.ink_quiet
        }
        SeatState::Unanswered | SeatState::Free => {
            let fill = if state == SeatState::Free {
                palette.ground
            } else {
                palette.paper
            };
            painter.circle_filled(center, radius - width / 2.0, fill);
            let dashes = Stroke::new((width * 0.75).max(1.0), palette.edge);
            painter.extend(strokes::dashed_circle(
                center,
                radius - width / 2.0,
                dashes,
                4.0,
                3.0,
            ));
            palette.ink_quiet
        }
    };
    let narrow = if plate.initials.chars().count() > 2 {
        0.82
    } else {
        1.0
    };
    let role = theme.text.chip.at_size((letters * narrow).round());
    let galley = text::line(ui, &plate.initials, role, ink);
    text::paint(painter, center, Align2::CENTER_CENTER, galley);
}

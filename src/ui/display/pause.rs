//! Nobody is on the clock: the table as everybody sits, with who is next lit, and something to talk about. Before the
//! evening and after it the same table welcomes and thanks.

use std::f32::consts::TAU;

use egui::{Align2, Rect, Role, Stroke, Ui, vec2};

use super::{
    card::{self, LEFT, Name, plate},
    paints::{Field, Paints},
    say,
};
use crate::{
    app::display::{Between, DisplaySnapshot, Turn},
    evening::Signal,
    ui::{
        theme,
        widgets::{SeatState, avatar, strokes, text},
    },
};

const CENTER: [f32; 2] = [500.0, 500.0];
/// The radius of the cloth and of its hem, of the circle of the numbers, and of that of the plates, in units.
const CLOTH: f32 = 220.0;
const HEM: f32 = 196.0;
const NUMBERS: f32 = 228.0;
const PLATES: f32 = 312.0;

pub(super) fn between(ui: &Ui, field: &Field, snapshot: &DisplaySnapshot, between: &Between) {
    let paints = ground(ui);
    let (until, meanwhile) = match &between.until {
        Some(time) => (format!("until about {}", time.as_str()), "While you eat"),
        None => ("for a moment".to_owned(), "Meanwhile"),
    };
    table(
        ui,
        field,
        &paints,
        (snapshot, between.next.seat),
        ("Pause", &until),
    );
    let y = lead(ui, field, "Next to speak");
    let y = turn(ui, field, &paints, &between.next, y);
    let spoke = between.spoke.and_then(|seat| snapshot.guest(seat));
    let question = question(
        spoke.map(|guest| guest.first_name.as_str()),
        snapshot.spoken.0,
    );
    card::question(ui, field, &paints, meanwhile, &question, y);
    spoken(ui, field, &paints, snapshot);
    if let Some(then) = &between.then {
        let words = format!("Then: {}", then.as_str());
        card::foot_right(ui, field, &paints, &words);
    }
}

pub(super) fn welcome(ui: &Ui, field: &Field, snapshot: &DisplaySnapshot, first: Option<&Turn>) {
    let paints = ground(ui);
    let begins = snapshot.begins.as_str();
    let seat = first.and_then(|turn| turn.seat);
    table(ui, field, &paints, (snapshot, seat), (begins, "we begin"));
    let y = lead(ui, field, "Good evening");
    let width = field.right() - LEFT;
    let name = Name::fit(ui, field, snapshot.title.as_str(), width, paints.ink);
    let y = name.paint(ui, field, y);
    let y = card::about(ui, field, &paints, snapshot.place.as_str(), y);
    let question = "Who here have you not met yet?";
    card::question(ui, field, &paints, "Until then", question, y + 52.0);
    let count = snapshot.guests.len();
    let words = format!("{count} at the table");
    card::foot(ui, field, &paints, &words, (80.0, Align2::LEFT_CENTER));
    if let Some(turn) = first {
        let words = format!("First: {}", turn.name.as_str());
        card::foot_right(ui, field, &paints, &words);
    }
}

pub(super) fn over(ui: &Ui, field: &Field, snapshot: &DisplaySnapshot) {
    let paints = ground(ui);
    table(
        ui,
        field,
        &paints,
        (snapshot, None),
        ("Thank you", "for your company"),
    );
    let y = lead(ui, field, "All have spoken");
    let width = field.right() - LEFT;
    let name = Name::fit(ui, field, snapshot.title.as_str(), width, paints.ink);
    let y = name.paint(ui, field, y);
    let y = card::about(ui, field, &paints, snapshot.place.as_str(), y);
    let question = "Whom will you write to tomorrow?";
    card::question(ui, field, &paints, "On the way home", question, y + 52.0);
    spoken(ui, field, &paints, snapshot);
}

fn ground(ui: &Ui) -> Paints {
    let paints = Paints::of(theme::of(ui), Signal::Plenty);
    theme::cover(ui, paints.field);
    paints
}

/// The line in italics over the name; where it ends.
fn lead(ui: &Ui, field: &Field, words: &str) -> f32 {
    let theme = theme::of(ui);
    let role = field.role(theme.text.course, 48.0);
    let galley = text::line(ui, words, role, theme.palette.look);
    let at = field.at(LEFT, 107.0);
    text::paint(ui.painter(), at, Align2::LEFT_TOP, galley);
    158.0
}

fn turn(ui: &Ui, field: &Field, paints: &Paints, turn: &Turn, y: f32) -> f32 {
    let width = field.right() - LEFT;
    let name = Name::fit(ui, field, turn.name.as_str(), width, paints.ink);
    let y = name.paint(ui, field, y);
    card::about(ui, field, paints, turn.line.as_str(), y) + 52.0
}

/// A question that turns the talk to who spoke last. It goes by how many have spoken, so that it stays while it is read.
fn question(spoke: Option<&str>, spoken: usize) -> String {
    match (spoke, spoken % 3) {
        (None, _) => "What would make this a good evening for you?".to_owned(),
        (Some(name), 1) => format!("Whom do you know who should meet {name}?"),
        (Some(name), 2) => format!("What could you do for {name} this week?"),
        (Some(name), _) => format!("What would you ask {name} over a coffee?"),
    }
}

fn spoken(ui: &Ui, field: &Field, paints: &Paints, snapshot: &DisplaySnapshot) {
    let (spoken, all) = snapshot.spoken;
    if all > 0 {
        let words = format!("{spoken} of {all} have spoken");
        card::foot(ui, field, paints, &words, (80.0, Align2::LEFT_CENTER));
    }
}

/// The table with everybody's plate and number; `lit` is the seat of who is next.
fn table(
    ui: &Ui,
    field: &Field,
    paints: &Paints,
    (snapshot, lit): (&DisplaySnapshot, Option<u8>),
    (large, small): (&str, &str),
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let painter = ui.painter();
    let unit = field.unit;
    let [x, y] = CENTER;
    let center = field.at(x, y);
    let line = Stroke::new(2.0 * unit, palette.edge);
    painter.circle(center, CLOTH * unit, palette.tablecloth, line);
    let hem = Stroke::new(1.5 * unit, palette.line);
    painter.circle_stroke(center, HEM * unit, hem);
    let role = field.role(theme.text.figure, 64.0);
    let galley = text::within(ui, large, role, paints.ink, 370.0 * unit, 1);
    let at = field.at(x, y - 12.0);
    text::paint(painter, at, Align2::CENTER_CENTER, galley);
    let role = field.role(theme.text.body, 32.0);
    let galley = text::within(ui, small, role, paints.quiet, 350.0 * unit, 1);
    let at = field.at(x, y + 38.0);
    text::paint(painter, at, Align2::CENTER_CENTER, galley);
    let reach = Rect::from_center_size(center, vec2(400.0, 400.0) * unit);
    say(ui, reach, Role::Label, &format!("{large} {small}"));

    let count = snapshot.seats.max(1);
    let crowd = if count > 8 {
        8.0 / f32::from(count)
    } else {
        1.0
    };
    for seat in 1..=snapshot.seats {
        let direction = strokes::direction(TAU * f32::from(seat - 1) / f32::from(count));
        let is_lit = lit == Some(seat);
        let at = center + PLATES * unit * direction;
        let size = if is_lit { 141.0 } else { 112.0 } * crowd * unit;
        if let Some(guest) = snapshot.guest(seat) {
            let letters = if is_lit { 40.0 } else { 31.0 } * crowd * unit;
            let plate = plate(guest);
            avatar::paint(ui, painter, at, size, letters, &plate, SeatState::Coming);
            let role = if is_lit { "next, " } else { "" };
            let sentence = format!("Seat {seat}, {role}{}", guest.name.as_str());
            let reach = Rect::from_center_size(at, vec2(size, size));
            say(ui, reach, Role::Image, &sentence);
        }
        if is_lit {
            let ring = Stroke::new(5.0 * unit, palette.look);
            painter.circle_stroke(at, size / 2.0 + 13.5 * crowd * unit, ring);
        }
        // The number of who is lit makes room for the larger plate.
        let in_from = if is_lit { 8.0 } else { 0.0 };
        let at = center + (NUMBERS - in_from) * unit * direction;
        painter.circle(at, 22.0 * unit, palette.ground, line);
        let role = field.role(theme.text.chip, 28.0);
        let digits = text::line(ui, &seat.to_string(), role, paints.ink);
        text::paint(painter, at, Align2::CENTER_CENTER, digits);
    }
}

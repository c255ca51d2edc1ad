//! The round table with its plates: the picture that stands at the head of a recap. It shows who sat where, nothing
//! else; the same facts are in its words for those who cannot see it.

use super::content::{Plate, Seat};
use super::flow::{Block, Press};
use super::page::{ElementId, Item, Paint, Tag, px};
use super::palette;
use super::rows::{HAIRLINE, INITIALS, PLATE, disc, plate};

/// From the middle of the table to the middle of a plate.
const TO_PLATES: f32 = px(60.5);
const TABLE_RADIUS: f32 = px(39.5);
/// Half the width of the whole picture.
pub(super) const PLAN_RADIUS: f32 = TO_PLATES + PLATE / 2.0;

/// Draws the plan around a point, the first seat at the top and the others clockwise.
pub(super) fn seat_plan(
    press: &mut Press<'_>,
    block: &mut Block,
    parent: ElementId,
    seats: &[Option<Seat>],
    (x, y): (f32, f32),
) {
    let figure = press.element_with(Tag::Figure, parent, Some(in_words(seats)));
    block.items.push(Item::Open(figure));
    let outline = Paint::Stroke(palette::EDGE, HAIRLINE);
    block.items.push(Item::Circle {
        x,
        y,
        radius: TABLE_RADIUS,
        paint: outline,
    });
    for (number, seat) in seats.iter().enumerate() {
        let angle = std::f32::consts::TAU * number as f32 / seats.len() as f32;
        let centre = (x + TO_PLATES * angle.sin(), y - TO_PLATES * angle.cos());
        match seat {
            Some(seat) if seat.is_reader => {
                let Plate { initials, .. } = &seat.guest.plate;
                let colours = (palette::ACCENT, palette::ON_ACCENT);
                disc(press, block, initials, (centre, PLATE), (INITIALS, colours));
            }
            Some(seat) => plate(press, block, &seat.guest.plate, centre),
            None => block.items.push(Item::Circle {
                x: centre.0,
                y: centre.1,
                radius: (PLATE - HAIRLINE) / 2.0,
                paint: outline,
            }),
        }
    }
    block.items.push(Item::Close);
}

fn in_words(seats: &[Option<Seat>]) -> String {
    let names: Vec<String> = seats
        .iter()
        .map(|seat| match seat {
            Some(seat) if seat.is_reader => format!("{} (you)", seat.guest.name),
            Some(seat) => seat.guest.name.clone(),
            None => "an empty seat".to_owned(),
        })
        .collect();
    format!("The table, clockwise from the top: {}", names.join(", "))
}

//! The table as the host sees it: every seat with its number, name, trade and need, clockwise from the door. Names are
//! made smaller, then broken, before they leave their room, and none stands on another.

use super::super::content::house::{SheetGuest, TableSheet};
use super::super::faces::Family;
use super::super::flow::{Align, Block, DOCUMENT, Place, Press, baseline};
use super::super::page::{Area, ElementId, Item, Paint, Tag, px};
use super::super::palette;
use super::super::rows::{
    Columns, HAIRLINE, INITIALS, READER, SMALL, disc, in_colour, shrunk, style,
};
use super::super::text::{Span, Style};
use crate::domain::dinner::Shape;

const NAME: Style = style(Family::Display, 19.0, 22.0, palette::INK);
const ABOUT: Style = style(Family::Text, 12.5, 14.0, palette::QUIET);
const NEED: Style = style(Family::Strong, 12.5, 16.0, palette::NEED);
/// The smallest size of a name before it is broken.
const LEAST_NAME: f32 = px(15.0);
const PLATE: f32 = px(48.0);
const LETTERS: Style = Style {
    size: px(13.5),
    ..INITIALS
};
/// From the edge of the table to the middle of a plate.
const TO_PLATE: f32 = px(34.0);
/// Half the depth of a long table.
const LONG_DEPTH: f32 = px(46.0);
/// Between a plate and the words beside, above and below it.
const BESIDE: f32 = px(8.0);
const OVER: f32 = px(4.0);
const UNDER: f32 = px(1.0);
/// Between the words of two neighbours.
const BETWEEN: f32 = px(2.0);
/// From the middle of a plate up to the top of the words beside it.
const RISE: f32 = px(18.5);
/// The widest words above or below a plate of a round table.
const WIDEST: f32 = px(260.0);
/// Above a seat at the end of a crowded table there is less room.
const CROWDED: f32 = px(180.0);
const DOOR: Area = Area {
    x: px(-30.0),
    y: px(8.5),
    width: px(60.0),
    height: px(3.0),
};
/// From the top of the picture to the words of the first seat.
const BELOW_DOOR: f32 = px(24.0);

/// Where a seat's words stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
    Left,
    Right,
}

/// A seat around the middle of the table.
struct Spot {
    x: f32,
    y: f32,
    side: Side,
    /// The room for its words.
    room: f32,
}

/// A seat's words, by their left top from the middle of the table.
struct Words {
    block: Block,
    left: f32,
    top: f32,
    width: f32,
}

impl Words {
    fn bottom(&self) -> f32 {
        self.top + self.block.height
    }

    fn is_over(&self, other: &Self) -> bool {
        self.left < other.left + other.width && other.left < self.left + self.width
    }
}

/// The picture of the table, as wide as the page.
pub(super) fn plan(press: &mut Press<'_>, sheet: &TableSheet, at: Columns) -> Block {
    let count = sheet.seats.len().max(1);
    let (spots, table) = match sheet.shape {
        Shape::Round => round(count, at.width / 2.0),
        Shape::Long => long(count, at.width),
    };
    let figure = press.element_with(Tag::Figure, DOCUMENT, Some(in_words(sheet)));
    let list = press.element(Tag::List, DOCUMENT);
    let words: Vec<Words> = spots
        .iter()
        .zip((1..).zip(&sheet.seats))
        .map(|(spot, (number, seat))| words(press, list, (number, seat.as_ref()), spot))
        .collect();
    let words = apart(&spots, words);

    let highest = words
        .iter()
        .map(|words| words.top)
        .fold(table.y - PLATE, f32::min);
    let lowest = words
        .iter()
        .map(Words::bottom)
        .fold(-table.y + PLATE / 2.0, f32::max);
    let middle = (at.left + at.width / 2.0, BELOW_DOOR - highest);
    let mut block = Block::default();
    let first = spots.first().map_or(0.0, |spot| spot.x);
    door(press, &mut block, middle.0 + first);
    block.items.push(Item::Open(figure));
    block
        .items
        .push(outline(sheet.shape, table).moved(middle.0, middle.1));
    for (spot, seat) in spots.iter().zip(&sheet.seats) {
        let centre = (middle.0 + spot.x, middle.1 + spot.y);
        plate(press, &mut block, seat.as_ref(), centre);
    }
    let name = Span::new(format!("Table {}", sheet.table), READER);
    let top = middle.1 - READER.line / 2.0 + px(2.0);
    let place = Place::new(middle.0 - TO_PLATE * 2.0, top, TO_PLATE * 4.0, 1);
    press.bare_line(&mut block, &name, place.aligned(Align::Centre));
    block.items.push(Item::Close);
    for words in words {
        block.take(words.block, middle.0 + words.left, middle.1 + words.top);
    }
    block.height = middle.1 + lowest;
    block
}

/// The seats of a round table, the first at the top, and the box around the table.
fn round(count: usize, half: f32) -> (Vec<Spot>, Area) {
    let to_plates = match count {
        0..=8 => px(126.0),
        9 | 10 => px(134.0),
        _ => px(146.0),
    };
    let spot = |number: usize| {
        let angle = std::f32::consts::TAU * number as f32 / count as f32;
        let (x, y) = (to_plates * angle.sin(), -to_plates * angle.cos());
        let is_end = x.abs() < PLATE / 4.0;
        let side = match (is_end, y < 0.0, x < 0.0) {
            (true, true, _) => Side::Above,
            (true, false, _) => Side::Below,
            (false, _, true) => Side::Left,
            (false, _, false) => Side::Right,
        };
        let room = match side {
            Side::Above | Side::Below if count > 8 => CROWDED,
            Side::Above | Side::Below => WIDEST,
            Side::Left | Side::Right => half - x.abs() - PLATE / 2.0 - BESIDE,
        };
        Spot { x, y, side, room }
    };
    let radius = to_plates - TO_PLATE;
    let table = Area {
        x: -radius,
        y: -radius,
        width: 2.0 * radius,
        height: 2.0 * radius,
    };
    ((0..count).map(spot).collect(), table)
}

/// The seats of a long table: along the top from the left, and back along the bottom; with an odd number the first side
/// has one more.
fn long(count: usize, width: f32) -> (Vec<Spot>, Area) {
    let along = count.div_ceil(2);
    let pitch = (width / along as f32).min(px(168.0));
    let half = pitch * along as f32 / 2.0;
    let spot = |number: usize| {
        let is_top = number < along;
        let place = if is_top { number } else { count - 1 - number };
        // The shorter side stands in the middle of the longer.
        let shift = if is_top {
            0.0
        } else {
            (2 * along - count) as f32 * pitch / 2.0
        };
        let y = LONG_DEPTH + TO_PLATE;
        Spot {
            x: (place as f32 + 0.5) * pitch - half + shift,
            y: if is_top { -y } else { y },
            side: if is_top { Side::Above } else { Side::Below },
            room: pitch - BESIDE,
        }
    };
    let half = (half - px(10.0)).max(px(80.0));
    let table = Area {
        x: -half,
        y: -LONG_DEPTH,
        width: 2.0 * half,
        height: 2.0 * LONG_DEPTH,
    };
    ((0..count).map(spot).collect(), table)
}

fn outline(shape: Shape, table: Area) -> Item {
    let paint = Paint::Stroke(palette::EDGE, HAIRLINE);
    match shape {
        Shape::Round => Item::Circle {
            x: 0.0,
            y: 0.0,
            radius: table.width / 2.0,
            paint,
        },
        Shape::Long => Item::Rect {
            area: table,
            radius: px(20.0),
            paint,
        },
    }
}

/// The words of a seat: its number and name, what they do, what they need.
fn words(
    press: &mut Press<'_>,
    list: ElementId,
    (number, seat): (usize, Option<&SheetGuest>),
    spot: &Spot,
) -> Words {
    let align = match spot.side {
        Side::Above | Side::Below => Align::Centre,
        Side::Left => Align::Right,
        Side::Right => Align::Left,
    };
    let item = press.element(Tag::Item, list);
    let body = press.element(Tag::Body, item);
    let mut block = Block::default();
    let mut line = |press: &mut Press<'_>, spans: &[Span], most: usize, subject: &str| {
        let element = press.element(Tag::P, body);
        let place = Place::new(0.0, block.height, spot.room, most).aligned(align);
        let height = press.paragraph(&mut block, element, spans, place, subject);
        block.height += height;
    };
    let number = format!("{number} · ");
    if let Some(seat) = seat {
        let whose = &seat.guest.name;
        let name = shrunk(
            press,
            &format!("{number}{whose}"),
            NAME,
            LEAST_NAME,
            spot.room,
        );
        // Apart, so that a name that reads from right to left leaves the number at the left.
        let spans = [Span::new(&number, name), Span::new(whose, name)];
        line(press, &spans, 3, &format!("the name {whose}"));
        let below = [
            (seat.about.as_str(), ABOUT, 2, "what stands under"),
            (
                seat.need.as_deref().unwrap_or_default(),
                NEED,
                3,
                "the need of",
            ),
        ];
        for (words, style, most, what) in below {
            if !words.is_empty() {
                let spans = [Span::new(words, style)];
                line(press, &spans, most, &format!("{what} {whose}"));
            }
        }
    } else {
        let style = in_colour(NAME, palette::QUIET);
        line(
            press,
            &[Span::new(format!("{number}free"), style)],
            1,
            "a free seat",
        );
    }
    let (left, top) = match spot.side {
        Side::Above => (
            spot.x - spot.room / 2.0,
            spot.y - PLATE / 2.0 - OVER - block.height,
        ),
        Side::Below => (spot.x - spot.room / 2.0, spot.y + PLATE / 2.0 + UNDER),
        Side::Right => (spot.x + PLATE / 2.0 + BESIDE, spot.y - RISE),
        Side::Left => (spot.x - PLATE / 2.0 - BESIDE - spot.room, spot.y - RISE),
    };
    Words {
        block,
        left,
        top,
        width: spot.room,
    }
}

/// Pushes words down where they would stand on those above them.
fn apart(spots: &[Spot], mut words: Vec<Words>) -> Vec<Words> {
    for side in [Side::Right, Side::Left, Side::Below] {
        let mut order: Vec<usize> = (0..words.len())
            .filter(|at| spots.get(*at).is_some_and(|spot| spot.side == side))
            .collect();
        order.sort_by(|one, other| {
            let top = |at: &usize| words.get(*at).map_or(0.0, |words| words.top);
            top(one).total_cmp(&top(other))
        });
        for at in order {
            let Some(here) = words.get(at) else { continue };
            let above = |other: usize| {
                let is_side = spots.get(other).is_some_and(|spot| spot.side == side);
                is_side || side == Side::Below
            };
            let floor = words
                .iter()
                .enumerate()
                .filter(|(other, each)| {
                    *other != at && above(*other) && each.top <= here.top && each.is_over(here)
                })
                .map(|(_, each)| each.bottom() + BETWEEN)
                .fold(here.top, f32::max);
            if let Some(here) = words.get_mut(at) {
                here.top = floor;
            }
        }
    }
    words
}

fn plate(press: &mut Press<'_>, block: &mut Block, seat: Option<&SheetGuest>, centre: (f32, f32)) {
    match seat {
        Some(seat) => {
            let colours = palette::person(seat.guest.plate.colour);
            let initials = &seat.guest.plate.initials;
            disc(press, block, initials, (centre, PLATE), (LETTERS, colours));
        }
        None => block.items.push(Item::Circle {
            x: centre.0,
            y: centre.1,
            radius: (PLATE - HAIRLINE) / 2.0,
            paint: Paint::Stroke(palette::EDGE, HAIRLINE),
        }),
    }
}

/// A stroke of the wall with its word, above the first seat.
fn door(press: &mut Press<'_>, block: &mut Block, x: f32) {
    block.items.push(Item::Artifact);
    let stroke = Item::Rect {
        area: DOOR,
        radius: 0.0,
        paint: Paint::Fill(palette::INK),
    };
    block.items.push(stroke.moved(x, 0.0));
    let middle = DOOR.y + DOOR.height / 2.0 + px(1.0);
    let face = press.faces.own(SMALL.family);
    let top = middle + face.cap_height * SMALL.size / 2.0 - baseline(press.faces, SMALL);
    let place = Place::new(x + DOOR.x + DOOR.width + px(10.0), top, px(60.0), 1);
    press.bare_line(block, &Span::new("door", SMALL), place);
    block.items.push(Item::Close);
}

fn in_words(sheet: &TableSheet) -> String {
    let names: Vec<String> = (1..)
        .zip(&sheet.seats)
        .map(|(number, seat): (usize, _)| match seat {
            Some(seat) => format!("seat {number}, {}", seat.guest.name),
            None => format!("seat {number}, free"),
        })
        .collect();
    let shape = match sheet.shape {
        Shape::Round => "round",
        Shape::Long => "long",
    };
    format!(
        "Table {}, {shape}, clockwise from the seat by the door: {}",
        sheet.table,
        names.join("; ")
    )
}

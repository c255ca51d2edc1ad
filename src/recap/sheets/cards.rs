//! Place cards: eight to a sheet of A4, six to one of Letter, cut along the lines and folded to stand. The front is for
//! whoever looks for their seat, the back for whoever sits across.

use super::super::content::house::{PlaceCard, PlaceCards};
use super::super::faces::{Faces, Family};
use super::super::feet::bound;
use super::super::flow::{Align, Block, DOCUMENT, Flow, Place, Press};
use super::super::page::{Area, ElementId, Heading, Item, Laid, Page, Paint, Paper, Tag, px};
use super::super::palette;
use super::super::rows::{HAIRLINE, shrunk, style};
use super::super::text::{Span, Style, width};
use crate::domain::dinner::Shape;

const NAME: Style = Style {
    tracking: px(-0.25),
    ..style(Family::Display, 36.0, 44.0, palette::INK)
};
const BACK_NAME: Style = style(Family::Display, 26.0, 32.0, palette::INK);
const ASK: Style = style(Family::Voice, 16.0, 21.0, palette::INK);
const TRADE: Style = style(Family::Text, 14.0, 20.0, palette::QUIET);
const TABLE: Style = style(Family::Strong, 13.0, 18.0, palette::INK);
const SEAT: Style = style(Family::Text, 13.0, 18.0, palette::QUIET);
const FOLD: Style = style(Family::Text, 11.0, 14.0, palette::QUIET);
/// The smallest size of a name, before it is broken.
const LEAST_NAME: f32 = px(24.0);
const LEAST_BACK: f32 = px(18.0);
/// How wide what one may be asked about is set.
const MOST_ASK: f32 = px(300.0);
/// 8 mm, within which nothing but the marks for scissors and fold stands.
const INSET: f32 = 22.68;
/// The half of a card of A4, for which the places below hold.
const HALF: f32 = px(140.3);

/// Lays out the cards, in the order given.
pub fn place_cards(cards: &PlaceCards, faces: &Faces, paper: Paper) -> Laid {
    let mut press = Press::new(faces);
    let grid = Grid::of(paper);
    let list = press.element(Tag::List, DOCUMENT);
    let mut flow = Flow::new(0.0, grid.height);
    let mut table = None;
    flow.pages = cards
        .cards
        .chunks(2 * grid.rows)
        .enumerate()
        .map(|(number, cards)| {
            let mut block = Block::default();
            marks(&mut press, &mut block, grid, cards.len());
            for (place, card) in cards.iter().enumerate() {
                let area = grid.card(place);
                if table != Some(card.table) {
                    table = Some(card.table);
                    flow.outline.push(Heading {
                        title: format!("Table {}", card.table),
                        page: number,
                        y: area.y,
                    });
                }
                draw(&mut press, &mut block, list, card, area);
            }
            Page { items: block.items }
        })
        .collect();
    if flow.pages.is_empty() {
        flow.pages.push(Page::default());
    }
    bound(press, flow, paper)
}

/// How a sheet is cut.
#[derive(Clone, Copy)]
struct Grid {
    rows: usize,
    width: f32,
    height: f32,
}

impl Grid {
    fn of(paper: Paper) -> Self {
        let rows = match paper {
            Paper::A4 => 4,
            Paper::Letter => 3,
        };
        let (width, height) = paper.size();
        Self {
            rows,
            width,
            height,
        }
    }

    /// The card at a place, from the left and the top.
    fn card(self, place: usize) -> Area {
        let (width, height) = (self.width / 2.0, self.height / self.rows as f32);
        Area {
            x: (place % 2) as f32 * width,
            y: (place / 2) as f32 * height,
            width,
            height,
        }
    }
}

/// The lines to cut and to fold along.
fn marks(press: &mut Press<'_>, block: &mut Block, grid: Grid, count: usize) {
    let rows = count.div_ceil(2);
    block.items.push(Item::Artifact);
    let fill = |area: Area, colour| Item::Rect {
        area,
        radius: 0.0,
        paint: Paint::Fill(colour),
    };
    let first = grid.card(0);
    let cut = Area {
        x: first.width - HAIRLINE / 2.0,
        y: 0.0,
        width: HAIRLINE,
        height: rows as f32 * first.height,
    };
    block.items.push(fill(cut, palette::LINE));
    for row in (1..=rows).filter(|row| *row < grid.rows) {
        let across = Area {
            x: 0.0,
            y: row as f32 * first.height - HAIRLINE / 2.0,
            width: grid.width,
            height: HAIRLINE,
        };
        block.items.push(fill(across, palette::LINE));
    }
    let (dash, pitch) = (px(3.0), px(5.0));
    for place in 0..count {
        let card = grid.card(place);
        let y = card.y + card.height / 2.0;
        let dashes = (card.width / pitch).ceil() as usize;
        for number in 0..dashes {
            let left = number as f32 * pitch;
            let area = Area {
                x: card.x + left,
                y: y - HAIRLINE / 2.0,
                width: dash.min(card.width - left),
                height: HAIRLINE,
            };
            block.items.push(fill(area, palette::EDGE));
        }
        let top = y - px(14.0);
        let place = Place::new(card.x + px(8.0), top, px(40.0), 1);
        press.bare_line(block, &Span::new("fold", FOLD), place);
    }
    block.items.push(Item::Close);
}

fn draw(press: &mut Press<'_>, block: &mut Block, list: ElementId, card: &PlaceCard, area: Area) {
    let item = press.element(Tag::Item, list);
    let body = press.element(Tag::Body, item);
    let front = front(press, body, card, area);
    block.take(front, area.x, area.y + area.height / 2.0);
    let back = back(press, body, card, area);
    let middle = (area.width / 2.0, area.height / 4.0);
    let items = back.items.into_iter().map(|item| item.turned(middle));
    let back = Block {
        items: items.collect(),
        ..Block::default()
    };
    block.take(back, area.x, area.y);
}

/// The half that the guest sees who looks for a seat, from the fold down.
fn front(press: &mut Press<'_>, body: ElementId, card: &PlaceCard, area: Area) -> Block {
    let mut block = Block::default();
    let more = (area.height / 2.0 - HALF) / 2.0;
    let room = area.width - 2.0 * INSET;
    let subject = format!("the card of {}", card.name);
    let style = shrunk(press, &card.name, NAME, LEAST_NAME, room);
    let mut name = Block::default();
    let element = press.element(Tag::P, body);
    let place = Place::new(INSET, 0.0, room, 2).aligned(Align::Centre);
    let spans = [Span::new(&card.name, style)];
    let height = press.paragraph(&mut name, element, &spans, place, &subject);
    // A name of one line stands where it is drawn; a broken one a little higher, to leave the rest its place.
    let top = (px(38.0) + more - height / 2.0).max(px(4.0));
    block.take(name, 0.0, top);
    let below = (top + height - px(2.0)).max(px(57.0) + more);
    if !card.trade.is_empty() {
        let element = press.element(Tag::P, body);
        let place = Place::new(INSET, below, room, 1).aligned(Align::Centre);
        let style = shrunk(press, &card.trade, TRADE, px(11.0), room);
        let spans = [Span::new(&card.trade, style)];
        press.paragraph(&mut block, element, &spans, place, &subject);
    }
    seat(
        press,
        &mut block,
        body,
        card,
        (area.width / 2.0 + px(1.0), px(99.0) + more),
    );
    block
}

/// The half for those across: laid out upright, and turned afterwards.
fn back(press: &mut Press<'_>, body: ElementId, card: &PlaceCard, area: Area) -> Block {
    let mut block = Block::default();
    let more = (area.height / 2.0 - HALF) / 2.0;
    let room = area.width - 2.0 * INSET;
    let subject = format!("the back of the card of {}", card.name);
    let style = shrunk(press, &card.name, BACK_NAME, LEAST_BACK, room);
    // The name is on the front already: here it is for the eye.
    block.items.push(Item::Artifact);
    let place = Place::new(INSET, 0.0, room, 2).aligned(Align::Centre);
    let lines = press.set(&[Span::new(&card.name, style)], place, &subject);
    let height = lines.len() as f32 * style.line;
    let top = (px(46.0) + more - height / 2.0).max(px(10.0));
    let mut name = Block::default();
    for (number, line) in lines.into_iter().enumerate() {
        name.line(press.faces, line, style, place, number);
    }
    block.take(name, 0.0, top);
    block.items.push(Item::Close);
    if let Some(about) = &card.ask_about {
        let element = press.element(Tag::P, body);
        let words = format!("Ask me about {about}");
        // A short measure: what runs from edge to edge is not read across a table. Two lines of it are not made smaller.
        let room = room.min(MOST_ASK);
        let style = shrunk(press, &words, ASK, px(13.0), 1.9 * room);
        let top = (px(76.0) + more - style.line / 2.0).max(top + height + px(4.0));
        let left = (area.width - room) / 2.0;
        let place = Place::new(left, top, room, 2).aligned(Align::Centre);
        let spans = [Span::new(words, style)];
        press.paragraph(&mut block, element, &spans, place, &subject);
    }
    block
}

/// The little table with the dot of the seat, and the same in words, around a point.
fn seat(
    press: &mut Press<'_>,
    block: &mut Block,
    body: ElementId,
    card: &PlaceCard,
    (x, y): (f32, f32),
) {
    let (table, seat) = (
        format!("Table {}", card.table),
        format!("seat {}", card.seat),
    );
    let (picture, gap, between) = (px(29.0), px(11.5), px(9.0));
    let table_room = width(press.faces, &table, TABLE);
    let whole = picture + gap + table_room + between + width(press.faces, &seat, SEAT);
    let left = x - whole / 2.0;
    little_table(block, card, (left + picture / 2.0, y));
    let element = press.element(Tag::P, body);
    let top = y - TABLE.line / 2.0;
    let words_left = left + picture + gap;
    let place = Place::new(words_left, top, table_room + px(1.0), 1);
    press.paragraph(block, element, &[Span::new(table, TABLE)], place, "a table");
    let element = press.element(Tag::P, body);
    let place = Place::new(words_left + table_room + between, top, px(90.0), 1);
    press.paragraph(block, element, &[Span::new(seat, SEAT)], place, "a seat");
}

fn little_table(block: &mut Block, card: &PlaceCard, (x, y): (f32, f32)) {
    let (to_dots, table) = (px(12.5), px(7.5));
    block.items.push(Item::Artifact);
    let outline = Paint::Stroke(palette::EDGE, HAIRLINE);
    match card.shape {
        Shape::Round => block.items.push(Item::Circle {
            x,
            y,
            radius: table,
            paint: outline,
        }),
        Shape::Long => block.items.push(Item::Rect {
            area: Area {
                x: x - to_dots - px(2.0),
                y: y - px(4.5),
                width: 2.0 * to_dots + px(4.0),
                height: px(9.0),
            },
            radius: px(2.5),
            paint: outline,
        }),
    }
    let count = card.seats.max(card.seat).max(1);
    for seat in 1..=count {
        let (dx, dy) = match card.shape {
            Shape::Round => {
                let angle = std::f32::consts::TAU * (seat - 1) as f32 / count as f32;
                (to_dots * angle.sin(), -to_dots * angle.cos())
            }
            Shape::Long => along(seat - 1, count, to_dots),
        };
        let is_own = seat == card.seat;
        let (radius, colour) = if is_own {
            (px(3.5), palette::ACCENT)
        } else {
            (px(2.0), palette::FAINT)
        };
        block.items.push(Item::Circle {
            x: x + dx,
            y: y + dy,
            radius,
            paint: Paint::Fill(colour),
        });
    }
    block.items.push(Item::Close);
}

/// The dot of a seat at a long table: along the top from the left, and back along the bottom.
fn along(seat: usize, count: usize, half: f32) -> (f32, f32) {
    let side = count.div_ceil(2);
    let is_top = seat < side;
    let place = if is_top { seat } else { count - 1 - seat };
    let length = if is_top { side } else { count - side };
    let pitch = 2.0 * half / length.max(1) as f32;
    let y = px(9.0);
    (
        (place as f32 + 0.5) * pitch - half,
        if is_top { -y } else { y },
    )
}

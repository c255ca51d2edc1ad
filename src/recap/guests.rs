//! The table of guests: who was there, what each asks for and offers, and how to reach those who agreed to it.

use super::content::{AttendeeRecap, Contact, Tablemate};
use super::flow::{Block, DOCUMENT, Place, Press, Section};
use super::page::{ElementId, Item, Tag, px};
use super::palette;
use super::rows::{
    CELL, Columns, HAIRLINE, LABEL, NAME, PLATE, SECTION_GAP, SMALL, TRADE, contact_span, heading,
    offer_with_step, plate,
};
use super::text::{Span, width};

/// Above and below the words of a row, and the least height of one.
const PADDING: f32 = px(7.0);
const ROW: f32 = px(51.0);
/// The tallest words that are centred in their row.
const TWO_LINES: f32 = px(32.0);

/// The least and the most of the page that names take with what stands below them, in parts of the page's width as
/// drawn.
const NAMES: [f32; 2] = [220.0 / 657.7, 248.0 / 657.7];
/// What asks take of the room beside the names where something must be broken, and of the room to spare where nothing
/// must: an offer says until when and what comes next, too.
const ASKS: f32 = 0.42;
const ASKS_OF_SPARE: f32 = 0.67;
const ASKS_FOR: &str = "ASKS FOR";
/// Between two columns.
const GAP: f32 = px(16.0);

/// Left ends and widths of the columns of the table of guests: names have as much room as they need, and asks and offers
/// stand in one line each where both can.
fn table_columns(press: &Press<'_>, recap: &AttendeeRecap, at: Columns) -> [Columns; 3] {
    let beside = PLATE + px(10.0);
    let mates = recap.tablemates.iter();
    let widest = |lines: &dyn Fn(&Tablemate) -> Vec<Vec<Span>>| {
        let lines = mates.clone().flat_map(lines);
        let widths = lines.map(|spans| {
            let words = spans.iter();
            words
                .map(|span| width(press.faces, &span.text, span.style))
                .sum()
        });
        widths.fold(0.0, f32::max)
    };
    let names = widest(&|mate| {
        let below = mate.contacts.iter();
        let below = below.map(|contact| vec![contact_span(contact, TRADE)]);
        let about = about(mate).into_iter();
        let below = below.chain(about.map(|line| vec![Span::new(line, TRADE)]));
        below
            .chain([vec![Span::new(&mate.guest.name, NAME)]])
            .collect()
    });
    let asks = widest(&|mate| asked(mate).into_iter().collect());
    // A column has room for its head, whatever stands under it.
    let asks = asks.max(width(press.faces, ASKS_FOR, LABEL));
    let offers = widest(&|mate| offered(mate).into_iter().collect());
    let [least, most] = NAMES.map(|part| part * at.width);
    let from = (beside + names + GAP).clamp(least, most);
    let room = at.width - from - GAP;
    let asks = if asks + offers <= room {
        asks + (room - asks - offers) * ASKS_OF_SPARE
    } else {
        asks.min((room * ASKS).max(room - offers))
    };
    [
        Columns {
            left: at.left + beside,
            width: from - GAP - beside,
        },
        Columns {
            left: at.left + from,
            width: asks,
        },
        Columns {
            left: at.left + from + asks + GAP,
            width: room - asks,
        },
    ]
}

fn asked(tablemate: &Tablemate) -> Option<Vec<Span>> {
    let asks = tablemate.asks.as_ref();
    asks.map(|words| vec![Span::new(words, CELL)])
}

fn offered(tablemate: &Tablemate) -> Option<Vec<Span>> {
    let offers = tablemate.offers.as_ref();
    offers.map(|offer| offer_with_step(offer, CELL, TRADE))
}

/// What stands below a name: few words, so that a table of eight and its questions stay on one page.
fn about(tablemate: &Tablemate) -> Vec<String> {
    let sound = tablemate
        .says_it_like
        .iter()
        .map(|sound| format!("say {sound}"));
    let business = Some(tablemate.business.clone()).filter(|business| !business.is_empty());
    business.into_iter().chain(sound).collect()
}

pub(super) fn tablemates(
    press: &mut Press<'_>,
    recap: &AttendeeRecap,
    at: Columns,
) -> Option<Section> {
    if recap.tablemates.is_empty() {
        return None;
    }
    let head = heading(press, DOCUMENT, "Who was at the table", at);
    let table = press.element(Tag::Table, DOCUMENT);
    let places = table_columns(press, recap, at);
    let [name, asks, offers] = places;
    let mut columns = Block::default();
    let row = press.element(Tag::Row, table);
    for (words, left) in [
        ("NAME", at.left),
        (ASKS_FOR, asks.left),
        ("OFFERS", offers.left),
    ] {
        let element = press.element(Tag::ColumnHeader, row);
        let place = Place::new(left, px(11.5), name.width, 1);
        press.paragraph(
            &mut columns,
            element,
            &[Span::new(words, LABEL)],
            place,
            "a header",
        );
    }
    columns.height = px(36.0);
    columns.rule(at.left, at.width, HAIRLINE, palette::EDGE);
    let rows: Vec<Cells> = recap
        .tablemates
        .iter()
        .map(|tablemate| tablemate_cells(press, table, tablemate, places))
        .collect();
    // Where every row has but a few words they are centred, as in the design; longer ones are read from the top.
    let is_short = rows.iter().all(|row| row.tallest() <= TWO_LINES);
    let mut rows: Vec<Block> = rows
        .into_iter()
        .zip(&recap.tablemates)
        .map(|(row, tablemate)| row.set(press, tablemate, is_short, at))
        .collect();
    if let Some(last) = rows.last_mut().filter(|_| has_contacts(recap)) {
        let element = press.element(Tag::P, DOCUMENT);
        let place = Place::new(at.left, last.height + px(7.5), at.width, 2);
        let note = [Span::new(
            "Contact details are those each guest agreed to share.",
            SMALL,
        )];
        last.height = place.y + press.paragraph(last, element, &note, place, "a note");
    }
    Some(Section {
        gap: SECTION_GAP + px(4.0),
        head: Some(head),
        columns: Some(columns),
        rows,
        is_whole: false,
    })
}

/// Whether the recap says how to reach anybody.
fn has_contacts(recap: &AttendeeRecap) -> bool {
    let promises = &recap.promised_to_you;
    recap
        .tablemates
        .iter()
        .any(|mate| !mate.contacts.is_empty())
        || promises.iter().any(|promise| promise.contact.is_some())
        || recap
            .introductions
            .iter()
            .any(|introduction| introduction.contact.is_some())
}

/// The cells of a row, each with its height.
struct Cells([(Block, f32); 3]);

impl Cells {
    fn tallest(&self) -> f32 {
        self.0.iter().map(|(_, height)| *height).fold(0.0, f32::max)
    }

    /// The row, with the plate of whom it is about.
    fn set(
        self,
        press: &mut Press<'_>,
        tablemate: &Tablemate,
        is_short: bool,
        at: Columns,
    ) -> Block {
        let height = self.tallest().max(PLATE) + 2.0 * PADDING;
        let height = if is_short { height.max(ROW) } else { height };
        let mut block = Block::default();
        block.items.push(Item::Artifact);
        let plate_middle = if is_short {
            height / 2.0
        } else {
            PADDING + PLATE / 2.0
        };
        let centre = (at.left + PLATE / 2.0, plate_middle);
        plate(press, &mut block, &tablemate.guest.plate, centre);
        block.items.push(Item::Close);
        for (number, (cell, cell_height)) in self.0.into_iter().enumerate() {
            // Beside the name, a hair below the middle is where small letters look centred.
            let y = match (is_short, number) {
                (true, 0) => (height - cell_height) / 2.0,
                (true, _) => (height - cell_height) / 2.0 + px(1.2),
                (false, _) => PADDING,
            };
            block
                .items
                .extend(cell.items.into_iter().map(|item| item.moved_down(y)));
        }
        block.height = height;
        block.rule(at.left, at.width, HAIRLINE, palette::LINE);
        block
    }
}

fn tablemate_cells(
    press: &mut Press<'_>,
    table: ElementId,
    tablemate: &Tablemate,
    places: [Columns; 3],
) -> Cells {
    let subject = format!("what stands beside {}", tablemate.guest.name);
    let mut who = vec![vec![Span::new(&tablemate.guest.name, NAME)]];
    let [names, asks_at, offers_at] = places;
    let about = about(tablemate);
    // Trade and sound share a line only where both fit: neither is broken in the middle.
    let lines = if width(press.faces, &about.join(" · "), TRADE) <= names.width {
        vec![about.join(" · ")]
    } else {
        about
    };
    let lines = lines.into_iter().filter(|line| !line.is_empty());
    who.extend(lines.map(|line| vec![Span::new(line, TRADE)]));
    who.extend(contact_lines(press, &tablemate.contacts, names.width));
    let asks: Vec<_> = asked(tablemate).into_iter().collect();
    let offers: Vec<_> = offered(tablemate).into_iter().collect();

    let row = press.element(Tag::Row, table);
    let mut cell = |tag, paragraphs: &[Vec<Span>], column| {
        let element = press.element(tag, row);
        cell(press, element, paragraphs, column, &subject)
    };
    Cells([
        cell(Tag::RowHeader, &who, names),
        cell(Tag::Cell, &asks, asks_at),
        cell(Tag::Cell, &offers, offers_at),
    ])
}

/// Contacts in lines of their own, with a dot only between two on the same line.
fn contact_lines(press: &Press<'_>, contacts: &[Contact], room: f32) -> Vec<Vec<Span>> {
    let mut lines: Vec<Vec<Span>> = Vec::new();
    for contact in contacts {
        let added = [Span::new(" · ", TRADE), contact_span(contact, TRADE)];
        let joined = lines.last().map(|line| {
            let spans = line.iter().chain(&added);
            spans.map(|span| span.text.as_str()).collect::<String>()
        });
        let fits = joined.is_some_and(|words| width(press.faces, &words, TRADE) <= room);
        match lines.last_mut() {
            Some(line) if fits => line.extend(added),
            _ => lines.push(added.into_iter().skip(1).collect()),
        }
    }
    lines
}

/// The paragraphs of a cell from its top, and their height.
fn cell(
    press: &mut Press<'_>,
    element: ElementId,
    paragraphs: &[Vec<Span>],
    at: Columns,
    subject: &str,
) -> (Block, f32) {
    let mut block = Block::default();
    let mut y = 0.0;
    for spans in paragraphs {
        let place = Place::new(at.left, y, at.width, 12);
        y += press.paragraph(&mut block, element, spans, place, subject);
    }
    if block.items.is_empty() {
        // A cell without words still has its place in the row.
        block.items.extend([Item::Open(element), Item::Close]);
    }
    (block, y)
}

//! The parts that pages are made of: type styles, plates, headings, rows with a plate, table rows, columns and boxes.
//! Measures are those of the design's pictures. Which part comes where is the layout's business.

use super::content::{Contact, Offer, Plate, short_day_and_month};
use super::faces::Family;
use super::flow::{Align, Block, DOCUMENT, Place, Press, Section, baseline};
use super::page::{Area, ElementId, Item, Paint, Tag, px};
use super::palette::{self, Rgb};
use super::text::{Span, Style, width};

pub(super) const LABEL: Style = Style {
    tracking: px(0.72),
    ..style(Family::Strong, 12.0, 16.0, palette::QUIET)
};
pub(super) const TITLE: Style = Style {
    tracking: px(-0.25),
    ..style(Family::Display, 34.0, 42.0, palette::INK)
};
pub(super) const READER: Style = style(Family::Display, 24.0, 30.0, palette::INK);
pub(super) const SECTION: Style = style(Family::Display, 20.0, 26.0, palette::INK);
pub(super) const VOICE: Style = style(Family::Voice, 17.0, 25.0, palette::INK);
pub(super) const LEAD: Style = style(Family::Text, 15.5, 22.0, palette::INK);
pub(super) const BODY: Style = style(Family::Text, 13.5, 19.0, palette::INK);
pub(super) const STRONG: Style = style(Family::Strong, 13.5, 19.0, palette::INK);
pub(super) const ANSWER: Style = style(Family::Text, 13.5, 19.0, palette::QUIET);
pub(super) const SMALL: Style = style(Family::Text, 12.0, 16.0, palette::QUIET);
pub(super) const NAME: Style = style(Family::Strong, 13.5, 16.0, palette::INK);
pub(super) const TRADE: Style = style(Family::Text, 12.0, 15.0, palette::QUIET);
pub(super) const CELL: Style = style(Family::Text, 12.5, 16.0, palette::INK);
pub(super) const FOOT: Style = style(Family::Text, 11.5, 16.0, palette::QUIET);
pub(super) const INITIALS: Style = style(Family::Strong, 11.5, 16.0, palette::INK);

pub(super) const PLATE: f32 = px(28.0);
pub(super) const HAIRLINE: f32 = px(1.0);
/// Above a section.
pub(super) const SECTION_GAP: f32 = px(23.0);
/// A list up to this long stays on one page.
pub(super) const WHOLE_LIST: usize = 8;
/// Above and below the content of a row.
const ROW_PADDING: f32 = px(9.0);
/// From the left of a row to its text.
const ROW_INDENT: f32 = px(40.0);
/// Answers are read as prose: a line of at most 380 points.
const MEASURE: f32 = 380.0;

pub(super) const fn style(family: Family, size: f32, line: f32, colour: Rgb) -> Style {
    Style {
        family,
        size: px(size),
        line: px(line),
        colour,
        tracking: 0.0,
    }
}

/// The same style in another colour.
pub(super) fn in_colour(style: Style, colour: Rgb) -> Style {
    Style { colour, ..style }
}

/// Left edge and width of the text area.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub(super) left: f32,
    pub(super) width: f32,
}

/// A row with a plate, such as a promise.
pub(super) struct PlateRow<'a> {
    pub(super) plate: &'a Plate,
    /// In bold, with what follows it on the same line.
    pub(super) title: Vec<Span>,
    /// Below it, each its own paragraph.
    pub(super) below: Vec<Vec<Span>>,
    /// At the right end: a date.
    pub(super) right: Option<String>,
    /// For the report, should it be too long: "the promise ...".
    pub(super) subject: String,
}

/// `words` in `style`, or smaller down to `least` points where that brings them onto one line of `room`.
pub(super) fn shrunk(press: &Press<'_>, words: &str, style: Style, least: f32, room: f32) -> Style {
    let natural = width(press.faces, words, style);
    if natural <= room || natural <= 0.0 {
        return style;
    }
    // To a quarter of a point below, so that what was reckoned to fit does fit.
    let size = (style.size * room / natural * 4.0).floor() / 4.0;
    let size = size.clamp(least, style.size);
    Style {
        size,
        line: style.line * size / style.size,
        ..style
    }
}

/// A plate centred on a point, inside an `Open` or `Artifact` that the caller has put there.
pub(super) fn plate(press: &mut Press<'_>, block: &mut Block, plate: &Plate, centre: (f32, f32)) {
    let colours = palette::person(plate.colour);
    disc(
        press,
        block,
        &plate.initials,
        (centre, PLATE),
        (INITIALS, colours),
    );
}

/// A disc with initials around a point, of a diameter, in fill and ink.
pub(super) fn disc(
    press: &mut Press<'_>,
    block: &mut Block,
    initials: &str,
    ((x, y), diameter): ((f32, f32), f32),
    (style, (fill, ink)): (Style, (Rgb, Rgb)),
) {
    block.items.push(Item::Circle {
        x,
        y,
        radius: diameter / 2.0,
        paint: Paint::Fill(fill),
    });
    let style = in_colour(style, ink);
    let cap_height = press.faces.own(style.family).cap_height * style.size;
    let top = y + cap_height / 2.0 - baseline(press.faces, style);
    let place = Place::new(x - diameter / 2.0, top, diameter, 1).aligned(Align::Centre);
    // More than three letters would leave the disc.
    let letters: String = initials.chars().take(3).collect();
    press.bare_line(block, &Span::new(letters, style), place);
}

/// A section's heading with its outline entry.
pub(super) fn heading(press: &mut Press<'_>, parent: ElementId, words: &str, at: Columns) -> Block {
    let mut block = Block {
        title: Some(words.to_owned()),
        ..Block::default()
    };
    let element = press.element(Tag::H2, parent);
    let spans = [Span::new(words, SECTION)];
    let place = Place::new(at.left, 0.0, at.width, 2);
    block.height = press.paragraph(&mut block, element, &spans, place, "a heading");
    block
}

/// One row of `list`, with its hairline.
pub(super) fn plate_row(
    press: &mut Press<'_>,
    list: ElementId,
    row: &PlateRow<'_>,
    at: Columns,
) -> Block {
    let mut block = Block::default();
    let item = press.element(Tag::Item, list);
    let label = press.element(Tag::Label, item);
    let body = press.element(Tag::Body, item);
    let top = ROW_PADDING;
    block.items.push(Item::Open(label));
    let centre = (at.left + PLATE / 2.0, top + PLATE / 2.0);
    plate(press, &mut block, row.plate, centre);
    block.items.push(Item::Close);

    let x = at.left + ROW_INDENT;
    let full = at.width - ROW_INDENT;
    let due_width = row
        .right
        .as_ref()
        .map_or(0.0, |words| width(press.faces, words, BODY).min(full / 3.0));
    let gap = if row.right.is_some() { px(24.0) } else { 0.0 };
    let element = press.element(Tag::P, body);
    let place = Place::new(x, top, full - due_width - gap, 10);
    let mut text_height = press.paragraph(&mut block, element, &row.title, place, &row.subject);
    for spans in &row.below {
        let element = press.element(Tag::P, body);
        let measure = full.min(if row.right.is_some() {
            full - due_width - gap
        } else {
            MEASURE
        });
        let place = Place::new(x, top + text_height, measure, 32);
        text_height += press.paragraph(&mut block, element, spans, place, &row.subject);
    }
    if let Some(words) = &row.right {
        let element = press.element(Tag::P, body);
        let spans = [Span::new(words, BODY).together()];
        let place = Place::new(x + full - due_width, top, due_width, 2).aligned(Align::Right);
        press.paragraph(&mut block, element, &spans, place, &row.subject);
    }
    block.height = top + text_height.max(PLATE) + ROW_PADDING;
    block.rule(at.left, at.width, HAIRLINE, palette::LINE);
    block
}

/// A heading and a list of rows, or nothing for nothing.
pub(super) fn list_section<'a, T>(
    press: &mut Press<'_>,
    head: &str,
    entries: &'a [T],
    at: Columns,
    row: impl Fn(&'a T) -> PlateRow<'a>,
) -> Option<Section> {
    if entries.is_empty() {
        return None;
    }
    let head = heading(press, DOCUMENT, head, at);
    let list = press.element(Tag::List, DOCUMENT);
    Some(Section {
        gap: SECTION_GAP,
        head: Some(head),
        columns: None,
        rows: entries
            .iter()
            .map(|entry| plate_row(press, list, &row(entry), at))
            .collect(),
        is_whole: entries.len() <= WHOLE_LIST,
    })
}

/// A column with a coloured rule on top and a label under it, such as "You asked for".
pub(super) fn labelled(
    press: &mut Press<'_>,
    block: &mut Block,
    (label, words): (&str, &[Span]),
    colour: Rgb,
    at: Columns,
) {
    let area = Area {
        x: at.left,
        y: 0.0,
        width: at.width,
        height: px(2.0),
    };
    block.decorate(area, 0.0, Paint::Fill(colour));
    let element = press.element(Tag::P, DOCUMENT);
    let spans = [Span::new(label.to_uppercase(), in_colour(LABEL, colour))];
    let place = Place::new(at.left, px(9.5), at.width, 1);
    press.paragraph(block, element, &spans, place, label);
    let element = press.element(Tag::P, DOCUMENT);
    let place = Place::new(at.left, px(29.0), at.width, 24);
    let subject = format!("\u{201C}{label}\u{201D}");
    let height = press.paragraph(block, element, words, place, &subject);
    block.height = block.height.max(place.y + height + px(4.0));
}

/// An outlined box around paragraphs, which start `indent` from its left.
pub(super) fn boxed(
    press: &mut Press<'_>,
    paragraphs: &[Vec<Span>],
    (indent, padding): (f32, f32),
    subject: &str,
    at: Columns,
) -> Block {
    let mut text = Block::default();
    let mut height = padding + HAIRLINE;
    for spans in paragraphs {
        let element = press.element(Tag::P, DOCUMENT);
        let place = Place::new(at.left + indent, height, at.width - indent - px(19.0), 24);
        height += press.paragraph(&mut text, element, spans, place, subject);
    }
    height += padding + HAIRLINE;
    let mut block = Block::default();
    let area = Area {
        x: at.left + HAIRLINE / 2.0,
        y: HAIRLINE / 2.0,
        width: at.width - HAIRLINE,
        height: height - HAIRLINE,
    };
    let outline = Paint::Stroke(palette::EDGE, HAIRLINE);
    block.decorate(area, px(9.5), outline);
    block.items.append(&mut text.items);
    block.height = height;
    block
}

/// A way to reach somebody, as a link where it can be one.
pub(super) fn contact_span(contact: &Contact, style: Style) -> Span {
    Span::new(contact.words(), style)
        .together()
        .linked(contact.uri())
}

/// "A free label audit until Tue 15 December", the date on one line.
fn offer_spans(offer: &Offer, style: Style) -> Vec<Span> {
    let mut spans = vec![Span::new(&offer.text, style)];
    if let Some(day) = offer.until {
        spans.push(Span::new(" until ", style));
        spans.push(Span::new(short_day_and_month(day), style).together());
    }
    spans
}

/// An offer with its next step as a second sentence, in another style perhaps.
pub(super) fn offer_with_step(offer: &Offer, style: Style, step_style: Style) -> Vec<Span> {
    let mut spans = offer_spans(offer, style);
    if let Some(step) = &offer.next_step {
        spans.push(Span::new(". ", step_style));
        spans.push(Span::new("Next step:", step_style).together());
        spans.push(Span::new(format!(" {step}"), step_style));
    }
    spans
}

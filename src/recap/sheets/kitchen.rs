//! The list for the kitchen: how many need what, and at which table and seat. No names.

use super::super::content::{
    house::{KitchenList, KitchenTable},
    long_date,
};
use super::super::faces::Faces;
use super::super::feet::Feet;
use super::super::flow::{Align, Block, DOCUMENT, Flow, Place, Press, Section};
use super::super::page::{Laid, Paper, Tag, px};
use super::super::palette;
use super::super::rows::{
    ANSWER, BODY, Columns, HAIRLINE, LABEL, LEAD, READER, SECTION_GAP, STRONG, TITLE, heading,
    in_colour,
};
use super::super::table::{Column, Row, table};
use super::super::text::{Span, Style};

const MARGIN: f32 = 51.0;
const TOP: f32 = px(63.0);

/// Lays out the list.
pub fn kitchen_list(list: &KitchenList, faces: &Faces, paper: Paper) -> Laid {
    let mut press = Press::new(faces);
    let at = Columns {
        left: MARGIN,
        width: paper.size().0 - 2.0 * MARGIN,
    };
    let words = format!("{} · for the kitchen", list.dinner);
    let feet = Feet::with_aside(&mut press, &words, "Needs without names.", at);
    let mut flow = Flow::new(TOP, feet.content_bottom(paper));
    flow.place(Section {
        rows: vec![head(&mut press, list, at)],
        ..Section::default()
    });
    flow.place(counts(&mut press, list, at));
    flow.place(by_seat(&mut press, list, at));
    feet.bind(press, flow, paper, at)
}

fn head(press: &mut Press<'_>, list: &KitchenList, at: Columns) -> Block {
    let mut block = Block {
        title: Some(list.dinner.clone()),
        ..Block::default()
    };
    let mut line =
        |press: &mut Press<'_>, tag, words: String, style: Style, (gap, most): (f32, usize)| {
            let element = press.element(tag, DOCUMENT);
            let place = Place::new(at.left, block.height + gap, at.width, most);
            let spans = [Span::new(words, style)];
            let height = press.paragraph(&mut block, element, &spans, place, "the head");
            block.height = place.y + height;
        };
    let label = in_colour(LABEL, palette::ACCENT);
    line(press, Tag::P, "FOR THE KITCHEN".to_owned(), label, (0.0, 1));
    line(press, Tag::H1, list.dinner.clone(), TITLE, (px(4.0), 4));
    let facts = [
        long_date(list.held_on),
        list.starts.clone(),
        list.place.clone(),
    ];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    line(press, Tag::P, facts.join(" · "), ANSWER, (px(1.0), 3));
    let covers = match list.guests {
        1 => "1 guest".to_owned(),
        guests => format!("{guests} guests"),
    };
    line(press, Tag::P, covers, READER, (px(22.0), 1));
    block
}

/// How many need what, in large figures.
fn counts(press: &mut Press<'_>, list: &KitchenList, at: Columns) -> Section {
    let mut head = heading(press, DOCUMENT, "How many", at);
    head.height += px(4.0);
    let mut rows = Vec::new();
    let elements = press.element(Tag::List, DOCUMENT);
    for (need, count) in &list.counts {
        let mut block = Block::default();
        let item = press.element(Tag::Item, elements);
        let label = press.element(Tag::Label, item);
        let body = press.element(Tag::Body, item);
        let top = px(5.0);
        let place = Place::new(at.left, top, px(34.0), 1).aligned(Align::Right);
        let figure = [Span::new(count.to_string(), READER)];
        let height = press.paragraph(&mut block, label, &figure, place, "a count");
        let lower = top + (READER.line - LEAD.line) / 2.0;
        let place = Place::new(at.left + px(50.0), lower, at.width - px(50.0), 3);
        let words = [Span::new(need, in_colour(LEAD, palette::INK))];
        let words = press.paragraph(&mut block, body, &words, place, "a need");
        block.height = top + height.max(words) + px(5.0);
        block.rule(at.left, at.width, HAIRLINE, palette::LINE);
        rows.push(block);
    }
    if rows.is_empty() {
        let element = press.element(Tag::P, DOCUMENT);
        rows.push(words(press, element, "Nobody has told of a need.", at));
    }
    let needy: usize = list.tables.iter().map(|table| table.needs.len()).sum();
    if let Some(last) = rows.last_mut().filter(|_| needy > 0) {
        let element = press.element(Tag::P, DOCUMENT);
        let others = list.guests.saturating_sub(needy);
        let said = match others {
            0 => "Everybody has a need.".to_owned(),
            1 => "One other guest has told of no need.".to_owned(),
            others => format!("{others} other guests have told of no need."),
        };
        let place = Place::new(at.left, last.height + px(7.5), at.width, 1);
        let spans = [Span::new(said, ANSWER)];
        last.height = place.y + press.paragraph(last, element, &spans, place, "a note");
    }
    Section {
        gap: SECTION_GAP,
        head: Some(head),
        rows,
        ..Section::default()
    }
}

fn words(
    press: &mut Press<'_>,
    element: super::super::page::ElementId,
    words: &str,
    at: Columns,
) -> Block {
    let mut block = Block::default();
    let place = Place::new(at.left, px(4.0), at.width, 2);
    let spans = [Span::new(words, BODY)];
    block.height = place.y + press.paragraph(&mut block, element, &spans, place, "a note");
    block
}

/// Where it goes: a row for each table, so that many tables keep to one page.
fn by_seat(press: &mut Press<'_>, list: &KitchenList, at: Columns) -> Section {
    let head = heading(press, DOCUMENT, "Where it goes", at);
    let columns = [
        ("TABLE", 0.0),
        ("GUESTS", 0.2),
        ("SEAT AND NEED, CLOCKWISE FROM THE DOOR", 0.34),
    ]
    .map(|(head, from)| Column {
        head,
        from,
        align: Align::Left,
    });
    let rows: Vec<Row<'_>> = list.tables.iter().map(kitchen_row).collect();
    table(press, head, &columns, &rows, at).unwrap_or_else(|| Section {
        gap: SECTION_GAP,
        ..Section::default()
    })
}

fn kitchen_row(table: &KitchenTable) -> Row<'_> {
    let name = match table.table {
        Some(number) => format!("Table {number}"),
        None => "No seat yet".to_owned(),
    };
    let need = |need: &super::super::content::house::SeatNeed| {
        let words = Span::new(&need.need, BODY);
        match need.seat {
            Some(seat) => vec![Span::new(format!("Seat {seat} "), STRONG), words],
            None => vec![words],
        }
    };
    let needs: Vec<Vec<Span>> = if table.needs.is_empty() {
        vec![vec![Span::new("no needs", ANSWER)]]
    } else {
        table.needs.iter().map(need).collect()
    };
    Row {
        plate: None,
        subject: format!("what is needed at {}", name.to_lowercase()),
        cells: vec![
            vec![vec![Span::new(name, STRONG)]],
            vec![vec![Span::new(table.guests.to_string(), BODY)]],
            needs,
        ],
    }
}

//! The list for the kitchen: how many need what, and at which table and seat. No names.

use super::super::content::{
    house::{KitchenList, KitchenTable, SeatNeed},
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

/// How the list is set: with a line for each need, or so that many of them keep to one page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Roomy,
    Close,
}

/// Lays out the list: on one page, if setting it close can bring it there.
pub fn kitchen_list(list: &KitchenList, faces: &Faces, paper: Paper) -> Laid {
    let roomy = lay(list, faces, paper, Manner::Roomy);
    if roomy.pages.len() == 1 {
        return roomy;
    }
    let close = lay(list, faces, paper, Manner::Close);
    // A row is never torn: where even one page is too short for one table, a line for each need is safe.
    if close.pages.len() == 1 { close } else { roomy }
}

fn lay(list: &KitchenList, faces: &Faces, paper: Paper, manner: Manner) -> Laid {
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
    flow.place(counts(&mut press, list, manner, at));
    flow.place(by_seat(&mut press, list, manner, at));
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

/// How many need what: in large figures, or, set close, in a paragraph.
fn counts(press: &mut Press<'_>, list: &KitchenList, manner: Manner, at: Columns) -> Section {
    let mut head = heading(press, DOCUMENT, "How many", at);
    head.height += px(4.0);
    let mut rows = match manner {
        Manner::Roomy => figures(press, list, at),
        Manner::Close => {
            let counts = list.counts.iter();
            let spans = counts.enumerate().flat_map(|(number, (need, count))| {
                let dot = if number == 0 { "" } else { " · " };
                let count = Span::new(format!("{dot}{count} "), STRONG);
                [count, Span::new(need, BODY)]
            });
            let element = press.element(Tag::P, DOCUMENT);
            let mut block = Block::default();
            let place = Place::new(at.left, px(4.0), at.width, 12);
            let spans: Vec<Span> = spans.collect();
            let height = press.paragraph(&mut block, element, &spans, place, "the counts");
            block.height = place.y + height;
            vec![block]
        }
    };
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

/// A row for each need, its count as large as a name.
fn figures(press: &mut Press<'_>, list: &KitchenList, at: Columns) -> Vec<Block> {
    let elements = press.element(Tag::List, DOCUMENT);
    let padding = px(5.0);
    let row = |(need, count): &(String, usize)| {
        let mut block = Block::default();
        let item = press.element(Tag::Item, elements);
        let label = press.element(Tag::Label, item);
        let body = press.element(Tag::Body, item);
        let place = Place::new(at.left, padding, px(34.0), 1).aligned(Align::Right);
        let figure = [Span::new(count.to_string(), READER)];
        let height = press.paragraph(&mut block, label, &figure, place, "a count");
        let lower = padding + (READER.line - LEAD.line) / 2.0;
        let place = Place::new(at.left + px(50.0), lower, at.width - px(50.0), 3);
        let words = [Span::new(need, LEAD)];
        let words = press.paragraph(&mut block, body, &words, place, "a need");
        block.height = padding + height.max(words) + padding;
        block.rule(at.left, at.width, HAIRLINE, palette::LINE);
        block
    };
    list.counts.iter().map(row).collect()
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

/// Where it goes: a row for each need, or, set close, for each table.
fn by_seat(press: &mut Press<'_>, list: &KitchenList, manner: Manner, at: Columns) -> Section {
    let head = heading(press, DOCUMENT, "Where it goes", at);
    let columns = [("TABLE", 0.0), ("SEAT", 0.24), ("NEED", 0.36)].map(|(head, from)| Column {
        head,
        from,
        align: Align::Left,
    });
    let columns = match manner {
        Manner::Roomy => &columns[..],
        Manner::Close => &columns[..2],
    };
    let rows: Vec<Row<'_>> = match manner {
        Manner::Roomy => list.tables.iter().flat_map(rows_of).collect(),
        Manner::Close => list.tables.iter().map(row_of).collect(),
    };
    let section = table(press, head, columns, &rows, at);
    section.unwrap_or_default()
}

/// "Table 1, 8 guests".
fn name(table: &KitchenTable) -> Vec<Span> {
    let name = match table.table {
        Some(number) => format!("Table {number}"),
        None => "No seat yet".to_owned(),
    };
    let guests = match table.guests {
        1 => ", 1 guest".to_owned(),
        guests => format!(", {guests} guests"),
    };
    vec![Span::new(name, STRONG), Span::new(guests, ANSWER)]
}

fn seat(need: &SeatNeed) -> String {
    need.seat
        .map_or_else(|| "–".to_owned(), |seat| seat.to_string())
}

fn rows_of(table: &KitchenTable) -> Vec<Row<'_>> {
    let row = |seat: String, need: Span| Row {
        plate: None,
        subject: "what is needed at a seat".to_owned(),
        cells: vec![
            vec![name(table)],
            vec![vec![Span::new(seat, STRONG)]],
            vec![vec![need]],
        ],
    };
    if table.needs.is_empty() {
        return vec![row("–".to_owned(), Span::new("no needs", ANSWER))];
    }
    let needs = table.needs.iter();
    needs
        .map(|need| row(seat(need), Span::new(&need.need, BODY)))
        .collect()
}

fn row_of(table: &KitchenTable) -> Row<'_> {
    let mut needs = Vec::new();
    for (number, need) in table.needs.iter().enumerate() {
        let dot = if number == 0 { "" } else { " · " };
        needs.push(Span::new(format!("{dot}{} ", seat(need)), STRONG));
        needs.push(Span::new(&need.need, BODY));
    }
    if needs.is_empty() {
        needs.push(Span::new("no needs", ANSWER));
    }
    Row {
        plate: None,
        subject: "what is needed at a table".to_owned(),
        cells: vec![vec![name(table)], vec![needs]],
    }
}

//! A table of facts under column heads, tagged as one: the heads are headers of columns, the first cell of each row the
//! header of its row. On further pages the heads stand again.

use super::content::Plate;
use super::flow::{Align, Block, DOCUMENT, Place, Press, Section};
use super::page::{Item, Tag, px};
use super::palette;
use super::rows::{Columns, HAIRLINE, LABEL, PLATE, SECTION_GAP, plate};
use super::text::Span;

/// Above and below the words of a row with a plate, and of one without.
const PADDING: f32 = px(7.0);
const FLAT_PADDING: f32 = px(4.0);
/// A name and a line below it.
const SHORT: f32 = px(31.0);
/// Between a plate and the words beside it, and between two columns.
const BESIDE: f32 = px(10.0);
const GUTTER: f32 = px(12.0);

/// A column: its head, the share of the page's width at which it begins, and how its words stand.
pub(super) struct Column {
    pub(super) head: &'static str,
    pub(super) from: f32,
    pub(super) align: Align,
}

/// A row: a plate before its first cell or none, and the paragraphs of each cell.
pub(super) struct Row<'a> {
    pub(super) plate: Option<&'a Plate>,
    pub(super) cells: Vec<Vec<Vec<Span>>>,
    /// For the report, should it be too long.
    pub(super) subject: String,
}

/// The table below a heading.
pub(super) fn table(
    press: &mut Press<'_>,
    head: Block,
    columns: &[Column],
    rows: &[Row<'_>],
    at: Columns,
) -> Option<Section> {
    if rows.is_empty() {
        return None;
    }
    let table = press.element(Tag::Table, DOCUMENT);
    let places = places(columns, at);
    let row_of_heads = press.element(Tag::Row, table);
    let mut heads = Block::default();
    for (column, place) in columns.iter().zip(&places) {
        let element = press.element(Tag::ColumnHeader, row_of_heads);
        let place = Place::new(place.left, px(9.0), place.width, 1).aligned(column.align);
        let words = [Span::new(column.head, LABEL)];
        press.paragraph(&mut heads, element, &words, place, "a header");
    }
    heads.height = px(30.0);
    heads.rule(at.left, at.width, HAIRLINE, palette::EDGE);
    let mut blocks = Vec::with_capacity(rows.len());
    for row in rows {
        let element = press.element(Tag::Row, table);
        let mut block = Block::default();
        let padding = row.plate.map_or(FLAT_PADDING, |_| PADDING);
        let mut tallest = row.plate.map_or(0.0, |_| PLATE);
        let mut cells = Vec::with_capacity(columns.len());
        for (number, ((column, place), cell)) in
            columns.iter().zip(&places).zip(&row.cells).enumerate()
        {
            let is_first = number == 0;
            let tag = if is_first { Tag::RowHeader } else { Tag::Cell };
            let element = press.element(tag, element);
            let indent = row
                .plate
                .filter(|_| is_first)
                .map_or(0.0, |_| PLATE + BESIDE);
            let mut words = Block::default();
            for spans in cell {
                let left = place.left + indent;
                let room = place.width - indent;
                let place = Place::new(left, words.height, room, 12).aligned(column.align);
                words.height += press.paragraph(&mut words, element, spans, place, &row.subject);
            }
            if words.items.is_empty() {
                // A cell without words still has its place in the row.
                words.items.extend([Item::Open(element), Item::Close]);
            }
            tallest = tallest.max(words.height);
            cells.push(words);
        }
        for words in cells {
            // Rows of a few words are centred, as on the guests' recaps; longer ones are read from the top.
            let lower = if tallest <= SHORT {
                (tallest - words.height) / 2.0
            } else {
                0.0
            };
            block.take(words, 0.0, padding + lower);
        }
        if let Some(mark) = row.plate {
            block.items.push(Item::Artifact);
            let middle = tallest.min(SHORT) / 2.0;
            let centre = (at.left + PLATE / 2.0, padding + middle);
            plate(press, &mut block, mark, centre);
            block.items.push(Item::Close);
        }
        block.height = tallest + 2.0 * padding;
        block.rule(at.left, at.width, HAIRLINE, palette::LINE);
        blocks.push(block);
    }
    Some(Section {
        gap: SECTION_GAP,
        head: Some(head),
        columns: Some(heads),
        rows: blocks,
        is_whole: false,
    })
}

/// Left ends and widths of the columns.
fn places(columns: &[Column], at: Columns) -> Vec<Columns> {
    let ends = columns
        .iter()
        .skip(1)
        .map(|column| column.from)
        .chain([1.0]);
    columns
        .iter()
        .zip(ends)
        .map(|(column, end)| {
            let gutter = if end < 1.0 { GUTTER } else { 0.0 };
            Columns {
                left: at.left + at.width * column.from,
                width: at.width * (end - column.from) - gutter,
            }
        })
        .collect()
}

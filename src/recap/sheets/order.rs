//! The running order with room to write: how tall its rows are, and the rows themselves.

use super::super::content::house::{SheetPart, SheetSlot};
use super::super::faces::Family;
use super::super::flow::{Block, DOCUMENT, Place, Press, Section, baseline};
use super::super::page::{ElementId, Item, Tag, px};
use super::super::palette;
use super::super::rows::{Columns, HAIRLINE, SMALL, STRONG, heading, style};
use super::super::text::{Span, Style};

const COURSE: Style = style(Family::Voice, 16.0, 23.0, palette::ACCENT);
const ASK: Style = style(Family::Text, 12.0, 16.0, palette::INK);
/// The height of a guest's row and of a course's as drawn, and the least that they may have.
const ROW: f32 = px(34.0);
const COURSE_ROW: f32 = px(28.0);
const LEAST_ROW: f32 = px(27.0);
const LEAST_COURSE: f32 = px(25.0);
/// Room to write comes in these steps, and at most so much of it.
const STEP: f32 = px(8.0);
const MOST_STEPS: f32 = 6.0;
/// Around the words of a row of several lines, and of a course.
const PADDING: f32 = px(12.0);
const COURSE_PADDING: f32 = px(5.0);
/// What sums of heights may be off by.
const HAIR: f32 = 1.0;
/// Below the heading.
const AFTER_HEADING: f32 = px(0.8);

/// The running order as a section of the page; `room` is what is left of the page below the plan, `page` a whole one; `ask_lines` is the longest ask.
pub(super) fn running_order(
    press: &mut Press<'_>,
    order: &[SheetSlot],
    ask_lines: usize,
    (room, page): (f32, f32),
    at: Columns,
) -> Option<Section> {
    if order.is_empty() {
        return None;
    }
    let mut head = heading(press, DOCUMENT, "Running order", at);
    head.height += AFTER_HEADING;
    let list = press.element(Tag::List, DOCUMENT);
    let rows: Vec<Row> = order
        .iter()
        .map(|slot| row(press, list, (slot, ask_lines), at))
        .collect();
    let least: f32 = rows.iter().map(Row::least).sum();
    let gap = px(18.0);
    let rest = room - gap - head.height - HAIR;
    // What does not fit below the plan, however close, gets a page of its own and its room.
    let (rest, is_whole) = if least <= rest {
        (rest, false)
    } else {
        (page - head.height - HAIR, true)
    };
    let natural: f32 = rows.iter().map(|row| row.natural).sum();
    let written = rows.iter().filter(|row| row.is_written).count().max(1);
    let spare = (rest - natural) / written as f32;
    let steps = (spare / STEP).floor().clamp(0.0, MOST_STEPS);
    let squeeze = if natural > rest && natural > least {
        ((natural - rest) / (natural - least)).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let rows = rows.into_iter().map(|row| {
        let height = row.natural - (row.natural - row.least()) * squeeze;
        let more = if row.is_written { steps * STEP } else { 0.0 };
        row.set(height, more, at)
    });
    Some(Section {
        gap,
        head: Some(head),
        columns: None,
        rows: rows.collect(),
        is_whole,
    })
}

/// A row before its height is known: each part with the place of its top in a row as drawn, and its height.
struct Row {
    parts: Vec<(Block, f32)>,
    natural: f32,
    is_course: bool,
    /// There is room to write in it.
    is_written: bool,
}

fn row(
    press: &mut Press<'_>,
    list: ElementId,
    (slot, ask_lines): (&SheetSlot, usize),
    at: Columns,
) -> Row {
    let scale = at.width / px(674.0);
    let column = |left: f32, right: f32| Columns {
        left: at.left + px(left) * scale,
        width: px(right - left) * scale,
    };
    let item = press.element(Tag::Item, list);
    let label = press.element(Tag::Label, item);
    let body = press.element(Tag::Body, item);
    let (time, wide) = (column(0.0, 58.0), column(66.0, 674.0));
    let (is_course, title, ask) = match &slot.part {
        SheetPart::Speaker { name, ask } => (false, (name, STRONG, column(66.0, 281.0)), Some(ask)),
        SheetPart::Course(title) => (true, (title, COURSE, wide), None),
        SheetPart::Other(title) => (false, (title, STRONG, wide), None),
    };
    let row = if is_course { COURSE_ROW } else { ROW };
    // Small words and italics stand on the line of the time, which is in the middle of its row.
    let line = (row - STRONG.line) / 2.0 + baseline(press.faces, STRONG);
    let mut parts = Vec::new();
    let mut set = |press: &mut Press<'_>,
                   element: ElementId,
                   (words, style, at): (&str, Style, Columns),
                   most: usize| {
        let mut block = Block::default();
        let place = Place::new(at.left, 0.0, at.width, most);
        let spans = [Span::new(words, style)];
        let subject = format!("the running order’s “{words}”");
        block.height = press.paragraph(&mut block, element, &spans, place, &subject);
        if block.items.is_empty() {
            block.items.extend([Item::Open(element), Item::Close]);
        }
        parts.push((block, line - baseline(press.faces, style)));
    };
    let shown = if slot.time.is_empty() {
        "–"
    } else {
        &slot.time
    };
    set(press, label, (shown, STRONG, time), 1);
    let (words, style, column_of_title) = title;
    let element = press.element(Tag::P, body);
    set(press, element, (words, style, column_of_title), 3);
    if let Some(ask) = ask {
        if !ask.is_empty() {
            let element = press.element(Tag::P, body);
            let place = (ask.as_str(), ASK, column(297.0, 481.0));
            set(press, element, place, ask_lines);
        }
        parts.push(notes(press, column(497.0, 674.0), line));
    }
    let padding = if is_course { COURSE_PADDING } else { PADDING };
    let natural = parts
        .iter()
        .map(|(block, _)| block.height + padding)
        .fold(row, f32::max);
    Row {
        parts,
        natural,
        is_course,
        is_written: ask.is_some(),
    }
}

/// The word where there is room to write.
fn notes(press: &mut Press<'_>, at: Columns, line: f32) -> (Block, f32) {
    let mut block = Block::default();
    block.items.push(Item::Artifact);
    let place = Place::new(at.left, 0.0, at.width, 1);
    press.bare_line(&mut block, &Span::new("notes", SMALL), place);
    block.items.push(Item::Close);
    (block, line - baseline(press.faces, SMALL))
}

impl Row {
    fn least(&self) -> f32 {
        let (row, least) = if self.is_course {
            (COURSE_ROW, LEAST_COURSE)
        } else {
            (ROW, LEAST_ROW)
        };
        // A row of several lines gives only the room around them.
        (self.natural - (row - least)).max(least)
    }

    /// The row so high, with more room below for a pen.
    fn set(self, height: f32, more: f32, at: Columns) -> Block {
        let row = if self.is_course { COURSE_ROW } else { ROW };
        let mut block = Block::default();
        let closer = (self.natural - height) / 2.0;
        let highest = self.parts.iter().map(|(_, top)| *top);
        let highest = highest.fold(f32::INFINITY, f32::min);
        let has_lines = self.natural > row;
        let higher = if has_lines {
            (highest - PADDING / 2.0).max(0.0)
        } else {
            0.0
        };
        for (part, top) in self.parts {
            block.take(part, 0.0, (top - higher - closer).max(0.0));
        }
        block.height = height + more - HAIRLINE;
        block.rule(at.left, at.width, HAIRLINE, palette::LINE);
        block
    }
}

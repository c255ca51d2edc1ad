//! The host's sheet of one table: who sits where and needs what, and who comes when, on one side of a sheet.

use super::super::content::house::TableSheet;
use super::super::faces::Faces;
use super::super::feet::Feet;
use super::super::flow::{Align, Block, DOCUMENT, Flow, Place, Press, Section};
use super::super::page::{Laid, Paper, Tag, px};
use super::super::palette;
use super::super::rows::{ANSWER, Columns, LABEL, TITLE, in_colour};
use super::super::text::{Span, width};
use super::{order::running_order, plan::plan};

const MARGIN: f32 = px(60.0);
const TOP: f32 = px(54.0);
/// Between the title and the day.
const GAP: f32 = px(20.0);

/// The longest ask that the host sees, and the shorter one that may bring the sheet to one side, in lines.
const ASK_LINES: [usize; 2] = [3, 2];

/// Lays out the sheet of a table: on one side, if shorter asks can bring it there.
pub fn table_sheet(sheet: &TableSheet, faces: &Faces, paper: Paper) -> Laid {
    let [usual, shorter] = ASK_LINES.map(|lines| move || lay(sheet, faces, paper, lines));
    let whole = usual();
    if whole.pages.len() == 1 {
        return whole;
    }
    Some(shorter())
        .filter(|laid| laid.pages.len() == 1)
        .unwrap_or(whole)
}

fn lay(sheet: &TableSheet, faces: &Faces, paper: Paper, ask_lines: usize) -> Laid {
    let mut press = Press::new(faces);
    let at = Columns {
        left: MARGIN,
        width: paper.size().0 - 2.0 * MARGIN,
    };
    let has_needs = sheet.seats.iter().flatten().any(|seat| seat.need.is_some());
    let aside = if has_needs {
        "Keep this sheet; it names what people need."
    } else {
        "For the host alone."
    };
    let feet = Feet::with_aside(&mut press, &sheet.counts.join(" · "), aside, at);
    let bottom = feet.content_bottom(paper);
    let head = head(&mut press, sheet, at);
    let plan = plan(&mut press, sheet, at);
    let room = bottom - TOP - head.height - plan.height;
    let rooms = (room, bottom - TOP);
    let order = running_order(&mut press, &sheet.order, ask_lines, rooms, at);
    let mut flow = Flow::new(TOP, bottom);
    flow.place(Section {
        rows: vec![head, plan],
        ..Section::default()
    });
    if let Some(order) = order {
        flow.place(order);
    }
    feet.bind(press, flow, paper, at)
}

fn head(press: &mut Press<'_>, sheet: &TableSheet, at: Columns) -> Block {
    let mut block = Block {
        title: Some(format!("{}, table {}", sheet.dinner, sheet.table)),
        ..Block::default()
    };
    let day = sheet.held_on.format("%a %-d %b %Y").to_string();
    let facts = match sheet.ends.as_str() {
        "" => day,
        ends => format!("{day} · {ends}"),
    };
    let label = Span::new(
        "TABLE SHEET, FOR THE HOST",
        in_colour(LABEL, palette::ACCENT),
    );
    let element = press.element(Tag::P, DOCUMENT);
    let place = Place::new(at.left, 0.0, at.width, 1);
    press.paragraph(&mut block, element, &[label], place, "the label");
    let room = width(press.faces, &facts, ANSWER).min(at.width / 2.0);
    let element = press.element(Tag::H1, DOCUMENT);
    let place = Place::new(at.left, px(16.5), at.width - room - GAP, 4);
    let title = [Span::new(&sheet.dinner, TITLE)];
    let height = press.paragraph(&mut block, element, &title, place, "the dinner’s title");
    block.height = place.y + height;
    // On the line of the title's last words.
    let element = press.element(Tag::P, DOCUMENT);
    let top = block.height - px(19.5);
    let place = Place::new(at.left + at.width - room, top, room, 2).aligned(Align::Right);
    press.paragraph(
        &mut block,
        element,
        &[Span::new(facts, ANSWER)],
        place,
        "the day",
    );
    block.height += px(10.0);
    block
}

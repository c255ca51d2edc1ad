//! The page that only the owner may read: what was written down for nobody else. It begins a page, and says what it is.

use chrono::NaiveDate;

use super::super::content::organiser::OnlyMe;
use super::super::flow::{Block, DOCUMENT, Place, Press, Section};
use super::super::page::{Area, Paint, Tag, px};
use super::super::palette;
use super::super::rows::{ANSWER, Columns, LABEL, SECTION_GAP, STRONG, boxed, heading, in_colour};
use super::super::text::Span;
use super::parts::{follow_ups, note_row, objectives};

pub(super) fn page(
    press: &mut Press<'_>,
    mine: &OnlyMe,
    held_on: NaiveDate,
    at: Columns,
) -> Vec<Section> {
    let mut head = Block::default();
    let element = press.element(Tag::P, DOCUMENT);
    let label = [Span::new("ONLY ME", in_colour(LABEL, palette::PRIVATE))];
    let place = Place::new(at.left, 0.0, at.width, 1);
    head.height = press.paragraph(&mut head, element, &label, place, "the label");
    let title = format!("Only for {}", mine.owner);
    let heading_of_page = heading(press, DOCUMENT, &title, at);
    head.title.clone_from(&heading_of_page.title);
    let below = head.height + px(2.0);
    head.take(heading_of_page, 0.0, below);
    let said = [vec![
        Span::new("This page is in your own copy alone. ", STRONG),
        Span::new(
            "What stands here is in no guest’s recap, in no copy for organisers, in no draft and in no export.",
            ANSWER,
        ),
    ]];
    let label = boxed(
        press,
        &said,
        (px(19.0), px(14.0)),
        "the label of the page",
        at,
    );
    let mut sections = vec![Section {
        head: Some(head),
        rows: vec![tinted(label, at)],
        ..Section::default()
    }];
    if !mine.notes.is_empty() {
        let mut head = heading(press, DOCUMENT, "Your own notes", at);
        head.height += px(4.0);
        let list = press.element(Tag::List, DOCUMENT);
        let rows = mine
            .notes
            .iter()
            .map(|note| note_row(press, list, note, at));
        sections.push(Section {
            gap: SECTION_GAP,
            head: Some(head),
            rows: rows.collect(),
            ..Section::default()
        });
    }
    let what = ("What you mean to do", mine.follow_ups.as_slice());
    sections.extend(follow_ups(press, what, held_on, at));
    let of_owner: Vec<_> = mine.objectives.iter().map(|each| (None, each)).collect();
    sections.extend(objectives(press, "What you came for", &of_owner, at));
    sections
}

/// The box a little below the heading, on the colour of what is private.
fn tinted(label: Block, at: Columns) -> Block {
    let mut block = Block::default();
    let area = Area {
        x: at.left,
        y: px(8.0),
        width: at.width,
        height: label.height,
    };
    block.decorate(area, px(9.5), Paint::Fill(palette::PRIVATE_TINT));
    block.take(label, 0.0, px(8.0));
    block
}

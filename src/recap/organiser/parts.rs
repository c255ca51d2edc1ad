//! The parts of the organisers' recap: who came, planned against actual, what was said, what is to be done, who met, and
//! what to mend. A part with nothing to say leaves no trace.

use chrono::NaiveDate;

use super::super::content::{
    Objective, due_words,
    organiser::{Came, FollowUp, Meetings, NoteLine, OrganiserRecap, Said, SlotTimes, TableTimes},
};
use super::super::flow::{Align, Block, DOCUMENT, Place, Press, Section};
use super::super::page::{ElementId, Tag, px};
use super::super::palette;
use super::super::rows::{
    ANSWER, BODY, CELL, Columns, HAIRLINE, NAME, PlateRow, SECTION_GAP, SMALL, STRONG, TRADE,
    heading, list_section,
};
use super::super::table::{Column, Row, table};
use super::super::text::{Span, Style, width};

/// From the left of a note to its words.
const NOTE_INDENT: f32 = px(48.0);
/// Above the heading of a slot.
const SLOT_GAP: f32 = px(13.0);

pub(super) fn parts(press: &mut Press<'_>, recap: &OrganiserRecap, at: Columns) -> Vec<Section> {
    let mut sections = Vec::new();
    sections.extend(attendance(press, recap, at));
    for times in &recap.times {
        sections.extend(planned_and_actual(press, times, at));
    }
    sections.extend(said(press, &recap.said, at));
    sections.extend(follow_ups(
        press,
        ("To be done", &recap.follow_ups),
        recap.held_on,
        at,
    ));
    sections.extend(meetings(press, recap, at));
    let objectives: Vec<_> = recap
        .objectives
        .iter()
        .map(|(guest, objective)| (Some(guest.name.as_str()), objective))
        .collect();
    sections.extend(self::objectives(
        press,
        "What they came for",
        &objectives,
        at,
    ));
    sections.extend(to_mend(press, &recap.to_mend, at));
    sections
}

fn columns<const N: usize>(columns: [(&'static str, f32, Align); N]) -> [Column; N] {
    columns.map(|(head, from, align)| Column { head, from, align })
}

fn attendance(press: &mut Press<'_>, recap: &OrganiserRecap, at: Columns) -> Option<Section> {
    let head = heading(press, DOCUMENT, "Who came", at);
    let columns = columns([
        ("NAME", 0.0, Align::Left),
        ("SEAT", 0.46, Align::Left),
        ("CAME AS", 0.66, Align::Left),
        ("PRESENCE", 0.86, Align::Left),
    ]);
    let rows: Vec<Row<'_>> = recap.came.iter().map(came).collect();
    let mut section = table(press, head, &columns, &rows, at)?;
    if let Some(last) = section.rows.last_mut() {
        for words in &recap.others {
            let element = press.element(Tag::P, DOCUMENT);
            let place = Place::new(at.left, last.height + px(5.0), at.width, 4);
            let spans = [Span::new(words, SMALL)];
            last.height =
                place.y + press.paragraph(last, element, &spans, place, "who did not come");
        }
    }
    Some(section)
}

fn came(came: &Came) -> Row<'_> {
    let mut who = vec![vec![Span::new(&came.guest.name, NAME)]];
    if !came.trade.is_empty() {
        who.push(vec![Span::new(&came.trade, TRADE)]);
    }
    let cell = |words: &str| vec![vec![Span::new(words, CELL)]];
    Row {
        plate: Some(&came.guest.plate),
        cells: vec![
            who,
            cell(&came.seat),
            cell(&came.origin),
            cell(came.presence),
        ],
        subject: format!("what stands beside {}", came.guest.name),
    }
}

fn planned_and_actual(press: &mut Press<'_>, times: &TableTimes, at: Columns) -> Option<Section> {
    let title = match times.table {
        Some(table) => format!("Planned and actual, table {table}"),
        None => "Planned and actual".to_owned(),
    };
    let head = heading(press, DOCUMENT, &title, at);
    let columns = columns([
        ("SLOT", 0.0, Align::Left),
        ("PLANNED", 0.52, Align::Right),
        ("ACTUAL", 0.68, Align::Right),
        ("DIFFERENCE", 0.84, Align::Right),
    ]);
    let row = |slot: &SlotTimes| {
        let cell = |words: &str, style: Style| vec![vec![Span::new(words, style)]];
        Row {
            plate: None,
            cells: vec![
                cell(&slot.name, NAME),
                cell(&slot.planned, CELL),
                cell(slot.actual.as_deref().unwrap_or("–"), CELL),
                cell(&slot.difference, CELL),
            ],
            subject: format!("the times of {}", slot.name),
        }
    };
    let rows: Vec<Row<'_>> = times.slots.iter().map(row).collect();
    let mut section = table(press, head, &columns, &rows, at)?;
    section.is_whole = true;
    Some(section)
}

/// The notes by slot, each slot with its own heading under the one of them all.
fn said(press: &mut Press<'_>, said: &[Said], at: Columns) -> Vec<Section> {
    let mut sections = Vec::new();
    for (number, slot) in said.iter().enumerate() {
        let mut head = Block::default();
        if number == 0 {
            head = heading(press, DOCUMENT, "What was said", at);
            head.height += px(6.0);
        }
        let element = press.element(Tag::H3, DOCUMENT);
        let place = Place::new(at.left, head.height, at.width, 2);
        let spans = [Span::new(&slot.slot, STRONG)];
        head.height += press.paragraph(&mut head, element, &spans, place, "a slot’s heading");
        let list = press.element(Tag::List, DOCUMENT);
        let notes = slot
            .notes
            .iter()
            .map(|note| note_row(press, list, note, at));
        sections.push(Section {
            gap: if number == 0 { SECTION_GAP } else { SLOT_GAP },
            head: Some(head),
            rows: notes.collect(),
            ..Section::default()
        });
    }
    sections
}

/// A note with its time, who said it, and what is to be known about it at the right.
pub(super) fn note_row(
    press: &mut Press<'_>,
    list: ElementId,
    note: &NoteLine,
    at: Columns,
) -> Block {
    let mut block = Block::default();
    let item = press.element(Tag::Item, list);
    let label = press.element(Tag::Label, item);
    let body = press.element(Tag::Body, item);
    let top = px(4.0);
    let subject = format!("the note of {}", note.time);
    // A line of small words stands on the line of the larger ones beside it.
    let place = Place::new(at.left, top + px(2.0), NOTE_INDENT, 1);
    let time = [Span::new(&note.time, SMALL)];
    press.paragraph(&mut block, label, &time, place, &subject);
    let room = at.width - NOTE_INDENT;
    let remark_room = if note.remark.is_empty() {
        0.0
    } else {
        width(press.faces, &note.remark, SMALL).min(room / 3.0)
    };
    let gap = if remark_room > 0.0 { px(16.0) } else { 0.0 };
    let element = press.element(Tag::P, body);
    let who = if note.text.is_empty() {
        note.who.clone()
    } else {
        format!("{}: ", note.who)
    };
    let spans = [Span::new(who, ANSWER), Span::new(&note.text, BODY)];
    let place = Place::new(at.left + NOTE_INDENT, top, room - remark_room - gap, 24);
    let height = press.paragraph(&mut block, element, &spans, place, &subject);
    if remark_room > 0.0 {
        let element = press.element(Tag::P, body);
        let left = at.left + at.width - remark_room;
        let place = Place::new(left, top + px(2.0), remark_room, 3).aligned(Align::Right);
        let spans = [Span::new(&note.remark, SMALL)];
        press.paragraph(&mut block, element, &spans, place, &subject);
    }
    block.height = top + height + px(4.0);
    block.rule(at.left, at.width, HAIRLINE, palette::LINE);
    block
}

/// What is to be done, each with who owes it and how it stands.
pub(super) fn follow_ups(
    press: &mut Press<'_>,
    (head, follow_ups): (&str, &[FollowUp]),
    held_on: NaiveDate,
    at: Columns,
) -> Option<Section> {
    let mut section = list_section(press, head, follow_ups, at, |each| {
        let by = each.due.map(|due| format!(", {}", due_words(due, held_on)));
        let mut below = vec![
            Span::new(&each.owner.name, SMALL).together(),
            Span::new(by.unwrap_or_default(), SMALL),
        ];
        if !each.why.is_empty() {
            below.push(Span::new(format!(" · {}", each.why), SMALL));
        }
        PlateRow {
            plate: &each.owner.plate,
            title: vec![Span::new(&each.what, STRONG)],
            below: vec![below],
            right: Some(each.state.clone()),
            subject: format!("what {} is to do", each.owner.name),
        }
    })?;
    section.is_whole = false;
    Some(section)
}

fn meetings(press: &mut Press<'_>, recap: &OrganiserRecap, at: Columns) -> Option<Section> {
    let title = match recap.first_meetings {
        1 => "One first meeting".to_owned(),
        count => format!("{count} first meetings"),
    };
    let head = heading(press, DOCUMENT, &title, at);
    let columns = columns([
        ("NAME", 0.0, Align::Left),
        ("MET FOR THE FIRST TIME", 0.32, Align::Left),
        ("HOW MANY", 0.86, Align::Right),
    ]);
    let row = |each: &Meetings| Row {
        plate: None,
        cells: vec![
            vec![vec![Span::new(&each.guest.name, NAME)]],
            vec![vec![Span::new(each.met.join(", "), CELL)]],
            vec![vec![Span::new(each.met.len().to_string(), CELL)]],
        ],
        subject: format!("whom {} met", each.guest.name),
    };
    let rows: Vec<Row<'_>> = recap.meetings.iter().map(row).collect();
    table(press, head, &columns, &rows, at)
}

/// Objectives, then and now, each with whose it is where that is to be said.
pub(super) fn objectives(
    press: &mut Press<'_>,
    title: &str,
    objectives: &[(Option<&str>, &Objective)],
    at: Columns,
) -> Option<Section> {
    if objectives.is_empty() {
        return None;
    }
    let mut head = heading(press, DOCUMENT, title, at);
    head.height += px(4.0);
    let list = press.element(Tag::List, DOCUMENT);
    let row = |(name, objective): &(Option<&str>, &Objective)| {
        let mut spans = Vec::new();
        if let Some(name) = name {
            spans.push(Span::new(format!("{name}: "), STRONG));
        }
        spans.push(Span::new(&objective.then, BODY));
        if let Some(now) = &objective.now {
            spans.push(Span::new(format!(" · now: {now}"), ANSWER));
        }
        bullet(press, list, &spans, at)
    };
    let rows = objectives.iter().map(row).collect();
    Some(Section {
        gap: SECTION_GAP,
        head: Some(head),
        rows,
        ..Section::default()
    })
}

fn to_mend(press: &mut Press<'_>, sentences: &[String], at: Columns) -> Option<Section> {
    if sentences.is_empty() {
        return None;
    }
    let mut head = heading(press, DOCUMENT, "To mend next time", at);
    head.height += px(4.0);
    let list = press.element(Tag::List, DOCUMENT);
    let rows = sentences
        .iter()
        .map(|words| bullet(press, list, &[Span::new(words, BODY)], at));
    Some(Section {
        gap: SECTION_GAP,
        head: Some(head),
        rows: rows.collect(),
        is_whole: true,
        ..Section::default()
    })
}

fn bullet(press: &mut Press<'_>, list: ElementId, spans: &[Span], at: Columns) -> Block {
    let mut block = Block::default();
    let item = press.element(Tag::Item, list);
    let label = press.element(Tag::Label, item);
    let body = press.element(Tag::Body, item);
    let top = px(3.0);
    let place = Place::new(at.left, top, px(18.0), 1);
    let mark = [Span::new("\u{2022}", BODY)];
    press.paragraph(&mut block, label, &mark, place, "a mark");
    let left = at.left + px(18.0);
    let place = Place::new(left, top, at.width - px(18.0), 12);
    let height = press.paragraph(&mut block, body, spans, place, "a sentence of a list");
    block.height = top + height + px(3.0);
    block
}

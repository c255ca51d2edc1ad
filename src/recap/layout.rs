//! The attendee's recap on pages: what comes where. Pure: the same content, faces and paper give the same pages.
//!
//! The first page is the letter (what was said, promised and is worth doing), the second the reference (questions, who
//! was there). Each grows over further pages when it must; a part with nothing to say leaves no trace.

use super::content::{
    AttendeeRecap, Contact, NextDinner, ONE_TO_ONES, PromiseByYou, day_and_month, due_words,
    long_date,
};
use super::faces::Faces;
use super::feet::Feet;
use super::flow::{Block, DOCUMENT, Flow, Place, Press, Section};
use super::guests::tablemates;
use super::page::{Area, Laid, Paint, Paper, Tag, px};
use super::palette::{self, Rgb};
use super::plan::{PLAN_RADIUS, seat_plan};
use super::questions::exchanges;
use super::rows::{
    ANSWER, BODY, Columns, FOOT, LABEL, LEAD, PlateRow, READER, SECTION_GAP, SMALL, STRONG, TITLE,
    VOICE, WHOLE_LIST, boxed, contact_span, heading, in_colour, labelled, list_section,
    offer_with_step,
};
use super::text::{Span, width};

/// 18 mm at the left and right.
const MARGIN: f32 = 51.0;
const TOP: f32 = px(63.0);
/// Above a box.
const BOX_GAP: f32 = px(30.0);
/// Between two columns.
const GUTTER: f32 = px(32.0);

/// How a recap is laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// What is looked up later begins a page of its own, if it does not fit after the letter; else it runs on.
    pub(super) is_apart: bool,
    /// The longest list of questions.
    pub(super) most_exchanges: usize,
}

/// Lays out a recap in the given manner.
pub(super) fn lay(recap: &AttendeeRecap, faces: &Faces, paper: Paper, manner: Manner) -> Laid {
    let mut press = Press::new(faces);
    let (page_width, _) = paper.size();
    let at = Columns {
        left: MARGIN,
        width: page_width - 2.0 * MARGIN,
    };
    let reader =
        [&recap.dinner, " · for ", &recap.reader, " only"].map(|words| Span::new(words, FOOT));
    let holder = [Span::new(&recap.holder, FOOT)];
    let feet = Feet::set(&mut press, &reader, &holder, at);
    let mut flow = Flow::new(TOP, feet.content_bottom(paper));

    let letter = letter(&mut press, recap, at);
    let mut reference = reference(&mut press, recap, manner.most_exchanges, at);
    for section in letter {
        flow.place(section);
    }
    if !flow.has_room_for(&reference) {
        if manner.is_apart {
            flow.new_page();
        } else {
            // The letter's page should not end with half of a list that belongs to the next.
            for section in &mut reference {
                section.is_whole |= section.rows.len() <= WHOLE_LIST;
            }
        }
    }
    for section in reference {
        flow.place(section);
    }

    feet.bind(press, flow, paper, at)
}

/// Everything on the first page, from the title to the next dinner.
fn letter(press: &mut Press<'_>, recap: &AttendeeRecap, at: Columns) -> Vec<Section> {
    let mut sections = vec![block_section(0.0, head(press, recap, at))];
    if let Some(words) = &recap.host_line {
        sections.push(block_section(px(19.5), host_line(press, words, at)));
    }
    let asked = recap
        .asked
        .as_ref()
        .map(|words| vec![Span::new(words, LEAD)]);
    let offered = recap.offered.as_ref();
    let offered = offered.map(|offer| offer_with_step(offer, LEAD, LEAD));
    if asked.is_some() || offered.is_some() {
        let asked = (palette::LOOK, "You asked for", asked);
        let offered = (palette::ACCENT, "You offered", offered);
        let columns = two_columns(press, [asked, offered], at);
        sections.push(block_section(px(26.0), columns));
    }
    sections.extend(promises_to_you(press, recap, at));
    sections.extend(promises_by_you(press, recap, at));
    sections.extend(introductions(press, recap, at));
    sections.extend(one_to_ones(press, recap, at));
    if let Some(next) = &recap.next_dinner {
        sections.push(block_section(BOX_GAP, next_dinner(press, next, at)));
    }
    sections
}

/// Everything that one looks up later.
fn reference(
    press: &mut Press<'_>,
    recap: &AttendeeRecap,
    most: usize,
    at: Columns,
) -> Vec<Section> {
    let mut sections = Vec::new();
    sections.extend(exchanges(
        press,
        "What you were asked",
        &recap.questions_to_you,
        most,
        at,
    ));
    sections.extend(exchanges(
        press,
        "What you asked",
        &recap.questions_by_you,
        most,
        at,
    ));
    sections.extend(tablemates(press, recap, at));
    if let Some(objective) = &recap.objective {
        let head = heading(press, DOCUMENT, "Your objective", at);
        let then = vec![Span::new(&objective.then, LEAD)];
        let now = objective
            .now
            .as_ref()
            .map(|words| vec![Span::new(words, LEAD)]);
        // Where nothing came of it yet, it stands by itself: there is nothing to compare.
        let columns = if now.is_some() {
            let then = (palette::EDGE, "Then", Some(then));
            let now = (palette::ACCENT, "Now", now);
            lowered(two_columns(press, [then, now], at), px(8.0))
        } else {
            let mut alone = Block::default();
            let element = press.element(Tag::P, DOCUMENT);
            let place = Place::new(at.left, px(4.0), at.width, 12);
            let subject = "the objective";
            alone.height = place.y + press.paragraph(&mut alone, element, &then, place, subject);
            alone
        };
        sections.push(Section {
            gap: SECTION_GAP,
            head: Some(head),
            rows: vec![columns],
            ..Section::default()
        });
    }
    if let Some(words) = &recap.this_week {
        sections.push(block_section(px(26.5), this_week(press, words, at)));
    }
    sections
}

fn head(press: &mut Press<'_>, recap: &AttendeeRecap, at: Columns) -> Block {
    let mut block = Block {
        title: Some(recap.dinner.clone()),
        ..Block::default()
    };
    let has_plan = !recap.seats.is_empty();
    // The plan's middle stands 82 px from the right margin.
    let plan_centre = at.left + at.width - px(82.0);
    let text_width = if has_plan {
        plan_centre - PLAN_RADIUS - px(24.0) - at.left
    } else {
        at.width
    };
    let mut y = 0.0;
    let mut line = |press: &mut Press<'_>, tag, span: Span, gap: f32, lines, subject: &str| {
        let element = press.element(tag, DOCUMENT);
        let place = Place::new(at.left, y + gap, text_width, lines);
        y = place.y + press.paragraph(&mut block, element, &[span], place, subject);
    };
    let label = Span::new("YOUR RECAP", in_colour(LABEL, palette::ACCENT));
    line(press, Tag::P, label, 0.0, 1, "the label");
    let title = Span::new(&recap.dinner, TITLE);
    line(press, Tag::H1, title, px(4.0), 4, "the dinner's title");
    let facts = [
        long_date(recap.held_on),
        recap.place.clone(),
        recap.gathering.clone(),
    ];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let facts = Span::new(facts.join(" · "), ANSWER);
    line(press, Tag::P, facts, px(1.0), 4, "the place");
    let reader = Span::new(format!("For {}", recap.reader), READER);
    line(press, Tag::P, reader, px(22.0), 4, "the reader's name");
    block.height = y;
    if has_plan {
        let middle = px(83.0);
        seat_plan(
            press,
            &mut block,
            DOCUMENT,
            &recap.seats,
            (plan_centre, middle),
        );
        block.height = block.height.max(middle + PLAN_RADIUS);
    }
    block
}

/// The measure of a few words by the host.
const SHORT_VOICE: f32 = px(400.0);

fn host_line(press: &mut Press<'_>, words: &str, at: Columns) -> Block {
    let mut block = Block::default();
    let quote = press.element(Tag::Quote, DOCUMENT);
    let mut text = Block::default();
    // The host's own line breaks stay: it is a note by hand.
    for line in words
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(12)
    {
        let element = press.element(Tag::P, quote);
        let spans = [Span::new(line, VOICE)];
        // A line or two are broken by sense; what is longer takes the room that there is.
        let is_short = width(press.faces, line, VOICE) <= 1.9 * SHORT_VOICE;
        let measure = if is_short { SHORT_VOICE } else { px(560.0) };
        let place = Place::new(at.left + px(19.0), block.height, measure, 12);
        block.height += press.paragraph(&mut text, element, &spans, place, "the host's line");
    }
    let bar = Area {
        x: at.left,
        y: 0.0,
        width: px(3.0),
        height: block.height,
    };
    block.decorate(bar, 0.0, Paint::Fill(palette::ACCENT));
    block.items.append(&mut text.items);
    block
}

fn promises_to_you(press: &mut Press<'_>, recap: &AttendeeRecap, at: Columns) -> Option<Section> {
    list_section(
        press,
        "People promised you",
        &recap.promised_to_you,
        at,
        |promise| PlateRow {
            plate: &promise.by.plate,
            title: vec![Span::new(&promise.what, STRONG)],
            below: vec![with_contact(&promise.by.name, promise.contact.as_ref())],
            right: promise.due.map(|due| due_words(due, recap.held_on)),
            subject: format!("the promise of {}", promise.by.name),
        },
    )
}

fn promises_by_you(press: &mut Press<'_>, recap: &AttendeeRecap, at: Columns) -> Option<Section> {
    list_section(
        press,
        "You promised",
        &recap.promised_by_you,
        at,
        |promise| PlateRow {
            plate: &promise.to.plate,
            title: promise_title(promise),
            below: promise
                .remark
                .iter()
                .map(|remark| vec![Span::new(remark, SMALL)])
                .collect(),
            right: promise.due.map(|due| due_words(due, recap.held_on)),
            subject: format!("the promise to {}", promise.to.name),
        },
    )
}

/// "Your usual contract, to Dana Whitlock", or the words alone where they name Dana already.
fn promise_title(promise: &PromiseByYou) -> Vec<Span> {
    let name = &promise.to.name;
    let first = name.split_whitespace().next().unwrap_or(name);
    let is_named = promise
        .what
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word == first);
    if is_named {
        return vec![Span::new(&promise.what, STRONG)];
    }
    vec![
        Span::new(&promise.what, STRONG),
        Span::new(", to ", STRONG),
        Span::new(name, STRONG).together(),
    ]
}

fn introductions(press: &mut Press<'_>, recap: &AttendeeRecap, at: Columns) -> Option<Section> {
    let head = "Introductions that both sides want";
    list_section(press, head, &recap.introductions, at, |introduction| {
        let name = &introduction.to.name;
        let mut below = vec![vec![Span::new(&introduction.about, SMALL)]];
        if let Some(contact) = &introduction.contact {
            below.push(vec![contact_span(contact, SMALL)]);
        }
        PlateRow {
            plate: &introduction.to.plate,
            title: vec![Span::new(name, STRONG).together()],
            below,
            right: introduction
                .through
                .as_ref()
                .map(|name| format!("through {name}")),
            subject: format!("the introduction to {name}"),
        }
    })
}

fn one_to_ones(press: &mut Press<'_>, recap: &AttendeeRecap, at: Columns) -> Option<Section> {
    let named = recap.one_to_ones.iter().take(ONE_TO_ONES);
    let closing = match named.len() {
        0 => return None,
        1 => "Not to be sold to: ask what would help.",
        2 => "Neither of them to be sold to: ask what would help them.",
        _ => "None of them to be sold to: ask what would help them.",
    };
    for left_out in recap.one_to_ones.iter().skip(ONE_TO_ONES) {
        press.left_out.push(format!(
            "A one-to-one with {} was left out: three are enough",
            left_out.name
        ));
    }
    let mut spans = Vec::new();
    for one_to_one in named {
        spans.push(Span::new(&one_to_one.name, STRONG).together());
        let reason = one_to_one.reason.trim_end_matches('.');
        spans.push(Span::new(format!(" {reason}. "), BODY));
    }
    spans.push(Span::new(closing, BODY));
    let head = heading(press, DOCUMENT, "Worth a one-to-one", at);
    let mut block = Block::default();
    let element = press.element(Tag::P, DOCUMENT);
    let place = Place::new(at.left, px(6.0), at.width, 30);
    block.height = place.y + press.paragraph(&mut block, element, &spans, place, "the one-to-ones");
    Some(Section {
        gap: SECTION_GAP,
        head: Some(head),
        rows: vec![block],
        ..Section::default()
    })
}

fn next_dinner(press: &mut Press<'_>, next: &NextDinner, at: Columns) -> Block {
    let when = format!("The next table is on {}. ", day_and_month(next.held_on));
    let by = next
        .answer_by
        .map(|day| format!(" by {}", day_and_month(day)))
        .unwrap_or_default();
    let words = format!(
        "If you would like a seat, or know somebody who should have one, tell {}{by}.",
        next.host
    );
    let spans = vec![Span::new(when, STRONG), Span::new(words, ANSWER)];
    boxed(press, &[spans], (px(19.0), px(14.0)), "the next dinner", at)
}

fn this_week(press: &mut Press<'_>, words: &str, at: Columns) -> Block {
    let paragraphs = [
        vec![Span::new("One thing this week", STRONG)],
        vec![Span::new(words, BODY)],
    ];
    let mut block = boxed(
        press,
        &paragraphs,
        (px(75.0), px(16.0)),
        "the one thing this week",
        at,
    );
    // A plus sign in two strokes, in the middle of the room at the left.
    let (x, y) = (at.left + px(38.0), block.height / 2.0);
    let (arm, stroke) = (px(13.0), px(2.5));
    for (half_width, half_height) in [(arm, stroke / 2.0), (stroke / 2.0, arm)] {
        let area = Area {
            x: x - half_width,
            y: y - half_height,
            width: 2.0 * half_width,
            height: 2.0 * half_height,
        };
        block.decorate(area, stroke / 2.0, Paint::Fill(palette::ACCENT));
    }
    block
}

/// Up to two columns side by side, each with its colour, label and words.
fn two_columns(
    press: &mut Press<'_>,
    columns: [(Rgb, &str, Option<Vec<Span>>); 2],
    at: Columns,
) -> Block {
    let mut block = Block::default();
    let width = (at.width - GUTTER) / 2.0;
    let mut left = at.left;
    for (colour, label, words) in columns {
        if let Some(words) = words {
            labelled(
                press,
                &mut block,
                (label, &words),
                colour,
                Columns { left, width },
            );
            left += width + GUTTER;
        }
    }
    block
}

/// A section of one block without a heading.
fn block_section(gap: f32, block: Block) -> Section {
    Section {
        gap,
        rows: vec![block],
        ..Section::default()
    }
}

fn lowered(block: Block, dy: f32) -> Block {
    Block {
        height: block.height + dy,
        items: block
            .items
            .into_iter()
            .map(|item| item.moved_down(dy))
            .collect(),
        title: block.title,
    }
}

/// "Jonah Reid, jonah@reidlettings.example".
fn with_contact(name: &str, contact: Option<&Contact>) -> Vec<Span> {
    match contact {
        None => vec![Span::new(name, SMALL).together()],
        Some(contact) => vec![
            Span::new(name, SMALL),
            Span::new(", ", SMALL),
            contact_span(contact, SMALL),
        ],
    }
}

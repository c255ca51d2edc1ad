//! The organisers' recap on pages, in the type and the measures of the guests'. What is only for the owner comes last, on
//! a page of its own that says so, and only where the owner's own copy is asked for.

mod only_me;
mod parts;

use super::content::{
    long_date,
    organiser::{OnlyMe, OrganiserRecap},
};
use super::faces::Faces;
use super::feet::Feet;
use super::flow::{Block, DOCUMENT, Flow, Place, Press, Section};
use super::page::{Area, Laid, Paint, Paper, Tag, px};
use super::palette;
use super::rows::{ANSWER, Columns, FOOT, LABEL, READER, TITLE, VOICE, in_colour};
use super::text::{Span, Style};

/// 18 mm at the left and right.
const MARGIN: f32 = 51.0;
const TOP: f32 = px(63.0);

/// Lays out what the organisers may read: the copy that goes from hand to hand.
pub fn organiser(recap: &OrganiserRecap, faces: &Faces, paper: Paper) -> Laid {
    lay(recap, None, faces, paper)
}

/// Lays out the owner's own copy: the same, with the page that only the owner may read.
pub fn own_copy(recap: &OrganiserRecap, mine: &OnlyMe, faces: &Faces, paper: Paper) -> Laid {
    lay(recap, Some(mine), faces, paper)
}

fn lay(recap: &OrganiserRecap, mine: Option<&OnlyMe>, faces: &Faces, paper: Paper) -> Laid {
    let mut press = Press::new(faces);
    let at = Columns {
        left: MARGIN,
        width: paper.size().0 - 2.0 * MARGIN,
    };
    let whose = match (mine, recap.group.as_str()) {
        (Some(mine), _) => format!("{}’s own copy", mine.owner),
        (None, "") => "for the organisers".to_owned(),
        (None, group) => format!("for the organisers of {group}"),
    };
    let usual = [&recap.dinner, " · ", &whose].map(|words| Span::new(words, FOOT));
    let only_me = in_colour(FOOT, palette::PRIVATE);
    let last = mine.map(|mine| {
        let words = format!(
            "Only for {}: take this page off before the rest is shown",
            mine.owner
        );
        [Span::new(words, only_me)]
    });
    let last = last.as_ref().map_or(&usual[..], |last| &last[..]);
    let mut feet = Feet::set(&mut press, &usual, last, at);
    let mut flow = Flow::new(TOP, feet.content_bottom(paper));
    flow.place(Section {
        rows: vec![head(&mut press, recap, mine.is_some(), at)],
        ..Section::default()
    });
    for section in parts::parts(&mut press, recap, at) {
        flow.place(section);
    }
    if let Some(mine) = mine {
        flow.new_page();
        feet.last_from = Some(flow.pages.len() - 1);
        for section in only_me::page(&mut press, mine, recap.held_on, at) {
            flow.place(section);
        }
    }
    feet.bind(press, flow, paper, at)
}

fn head(press: &mut Press<'_>, recap: &OrganiserRecap, is_own: bool, at: Columns) -> Block {
    let mut block = Block {
        title: Some(recap.dinner.clone()),
        ..Block::default()
    };
    let mut line =
        |press: &mut Press<'_>, tag, words: &str, style: Style, (gap, most): (f32, usize)| {
            if words.is_empty() {
                return;
            }
            let element = press.element(tag, DOCUMENT);
            let place = Place::new(at.left, block.height + gap, at.width, most);
            let spans = [Span::new(words, style)];
            let height = press.paragraph(&mut block, element, &spans, place, "the head");
            block.height = place.y + height;
        };
    let label = in_colour(LABEL, palette::ACCENT);
    line(press, Tag::P, "ORGANISER’S RECAP", label, (0.0, 1));
    line(press, Tag::H1, &recap.dinner, TITLE, (px(4.0), 4));
    let facts = [
        long_date(recap.held_on),
        recap.place.clone(),
        recap.gathering.clone(),
    ];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    line(press, Tag::P, &facts.join(" · "), ANSWER, (px(1.0), 3));
    let whose = match (is_own, recap.group.as_str()) {
        (true, _) => "Your own copy".to_owned(),
        (false, "") => "For the organisers".to_owned(),
        (false, group) => format!("For the organisers of {group}"),
    };
    line(press, Tag::P, &whose, READER, (px(22.0), 2));
    if !recap.sentence.is_empty() {
        sentence(press, &mut block, &recap.sentence, at);
    }
    block
}

/// The evening in a sentence, with the bar that stands beside the host's line on a guest's recap.
fn sentence(press: &mut Press<'_>, block: &mut Block, words: &str, at: Columns) {
    let top = block.height + px(19.5);
    let mut text = Block::default();
    let element = press.element(Tag::P, DOCUMENT);
    let place = Place::new(at.left + px(19.0), top, px(560.0), 6);
    let spans = [Span::new(words, VOICE)];
    let height = press.paragraph(
        &mut text,
        element,
        &spans,
        place,
        "the sentence on the evening",
    );
    let bar = Area {
        x: at.left,
        y: top,
        width: px(3.0),
        height,
    };
    block.decorate(bar, 0.0, Paint::Fill(palette::ACCENT));
    block.items.append(&mut text.items);
    block.height = top + height;
}

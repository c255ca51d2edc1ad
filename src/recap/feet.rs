//! The foot of every page: for whom it is, who holds the data, and which page of how many. And the binding of finished
//! pages, which puts it there.

use super::flow::{Align, Block, Flow, Place, Press, baseline};
use super::page::{Item, Laid, Paper, Report, px};
use super::palette;
use super::rows::{Columns, FOOT, HAIRLINE};
use super::text::{Line, Span, width};

/// From the foot's rule to the end of the sheet, with a foot of one line.
const FOOT_HEIGHT: f32 = px(67.5);
const FOOT_GAP: f32 = px(10.5);
/// What the words at the left leave for those at the right.
const RIGHT: f32 = px(80.0);
/// Between the content and the foot's rule.
const ABOVE: f32 = px(14.0);

/// The words at the foot of the pages, set once.
pub(super) struct Feet {
    /// On every page but those of `last`.
    usual: Vec<Line>,
    /// On the last page, or from the page that is said.
    last: Vec<Line>,
    /// The first page with the words of `last`, from 0; the last page where it is not said.
    pub(super) last_from: Option<usize>,
    /// Before the number of the page, which is left off where there is but one.
    aside: Option<String>,
}

impl Feet {
    /// What stands at the left of every page but the last, and of the last; the number of the page at the right.
    pub(super) fn set(press: &mut Press<'_>, usual: &[Span], last: &[Span], at: Columns) -> Self {
        let place = Place::new(at.left, 0.0, at.width - RIGHT, 4);
        Self {
            usual: press.set(usual, place, "the foot"),
            last: press.set(last, place, "the foot"),
            last_from: None,
            aside: None,
        }
    }

    /// The same words on all pages, and others at the right, with the number of the page where there are several.
    pub(super) fn with_aside(press: &mut Press<'_>, words: &str, aside: &str, at: Columns) -> Self {
        let room = at.width - width(press.faces, aside, FOOT) - RIGHT / 2.0;
        let place = Place::new(at.left, 0.0, room, 4);
        Self {
            usual: press.set(&[Span::new(words, FOOT)], place, "the foot"),
            last: Vec::new(),
            last_from: None,
            aside: Some(aside.to_owned()),
        }
    }

    /// Where the foot begins.
    fn top(&self, paper: Paper) -> f32 {
        let lines = self.usual.len().max(self.last.len()).max(1);
        paper.size().1 - FOOT_HEIGHT - (lines - 1) as f32 * FOOT.line
    }

    /// Where the content ends.
    pub(super) fn content_bottom(&self, paper: Paper) -> f32 {
        self.top(paper) - ABOVE
    }

    /// Puts the foot under all pages and binds them.
    pub(super) fn bind(
        &self,
        mut press: Press<'_>,
        mut flow: Flow,
        paper: Paper,
        at: Columns,
    ) -> Laid {
        let count = flow.pages.len();
        let top = self.top(paper);
        for (number, page) in flow.pages.iter_mut().enumerate() {
            let foot = self.block(&mut press, (number, count), at);
            page.items
                .extend(foot.items.into_iter().map(|item| item.moved_down(top)));
        }
        bound(press, flow, paper)
    }

    fn block(&self, press: &mut Press<'_>, (page, count): (usize, usize), at: Columns) -> Block {
        let mut block = Block::default();
        block.rule(at.left, at.width, HAIRLINE, palette::LINE);
        block.items.push(Item::Artifact);
        let is_last = page >= self.last_from.unwrap_or(count - 1);
        let lines = if is_last && !self.last.is_empty() {
            &self.last
        } else {
            &self.usual
        };
        let first = FOOT_GAP + baseline(press.faces, FOOT);
        for (number, line) in lines.iter().enumerate() {
            let y = first + number as f32 * FOOT.line;
            block.items.extend(line.runs.iter().map(|run| Item::Text {
                x: at.left + run.x,
                y,
                run: run.clone(),
            }));
        }
        let number = format!("{} / {count}", page + 1);
        let words = match &self.aside {
            None => number,
            Some(aside) if count == 1 => aside.clone(),
            Some(aside) => format!("{aside} · {number}"),
        };
        let room = width(press.faces, &words, FOOT);
        let place = Place::new(at.left + at.width - room, FOOT_GAP, room, 1).aligned(Align::Right);
        press.bare_line(&mut block, &Span::new(words, FOOT), place);
        block.items.push(Item::Close);
        block
    }
}

/// Finished pages as a document.
pub(super) fn bound(press: Press<'_>, flow: Flow, paper: Paper) -> Laid {
    Laid {
        paper,
        pages: flow.pages,
        elements: press.elements,
        outline: flow.outline,
        report: Report {
            missing: press.missing.into_iter().collect(),
            left_out: press.left_out,
        },
    }
}

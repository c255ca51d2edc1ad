//! The foot of every page: for whom it is, who holds the data, and which page of how many.

use super::content::AttendeeRecap;
use super::flow::{Align, Block, Place, Press, baseline};
use super::page::{Item, px};
use super::palette;
use super::rows::{Columns, FOOT, HAIRLINE};
use super::text::{Line, Span, width};

/// From the foot's rule to the end of the sheet, with a foot of one line.
const FOOT_HEIGHT: f32 = px(67.5);
const FOOT_GAP: f32 = px(10.5);

/// The words at the foot of the pages, set once.
pub(super) struct Feet {
    /// Who may read it: on every page but the last.
    reader: Vec<Line>,
    /// Who holds the data: on the last.
    holder: Vec<Line>,
}

impl Feet {
    pub(super) fn set(press: &mut Press<'_>, recap: &AttendeeRecap, at: Columns) -> Self {
        let place = Place::new(at.left, 0.0, at.width - px(80.0), 4);
        let reader =
            [&recap.dinner, " · for ", &recap.reader, " only"].map(|words| Span::new(words, FOOT));
        Self {
            reader: press.set(&reader, place, "the foot"),
            holder: press.set(&[Span::new(&recap.holder, FOOT)], place, "the foot"),
        }
    }

    pub(super) fn height(&self) -> f32 {
        let lines = self.reader.len().max(self.holder.len()).max(1);
        FOOT_HEIGHT + (lines - 1) as f32 * FOOT.line
    }

    pub(super) fn block(
        &self,
        press: &mut Press<'_>,
        (page, count): (usize, usize),
        at: Columns,
    ) -> Block {
        let mut block = Block::default();
        block.rule(at.left, at.width, HAIRLINE, palette::LINE);
        block.items.push(Item::Artifact);
        let is_last = page == count;
        let lines = if is_last && !self.holder.is_empty() {
            &self.holder
        } else {
            &self.reader
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
        let words = format!("{page} / {count}");
        let room = width(press.faces, &words, FOOT);
        let place = Place::new(at.left + at.width - room, FOOT_GAP, room, 1).aligned(Align::Right);
        press.bare_line(&mut block, &Span::new(words, FOOT), place);
        block.items.push(Item::Close);
        block
    }
}

//! The lists of questions with their answers, and which of them go when there are too many for the paper.

use super::content::Exchange;
use super::flow::{DOCUMENT, Place, Press, Section};
use super::page::{Tag, px};
use super::rows::{ANSWER, Columns, PlateRow, SMALL, STRONG, list_section};
use super::text::Span;

/// A heading and up to `most` questions; those without an answer always stay, since something is still to come of them.
pub(super) fn exchanges(
    press: &mut Press<'_>,
    head: &str,
    exchanges: &[Exchange],
    most: usize,
    at: Columns,
) -> Option<Section> {
    let kept = kept(exchanges, most);
    let section = list_section(press, head, &kept, at, |exchange| PlateRow {
        plate: &exchange.with.plate,
        title: vec![
            Span::new(format!("{} ", exchange.question), STRONG),
            Span::new(&exchange.with.name, SMALL).together(),
        ],
        below: vec![vec![Span::new(
            exchange
                .answer
                .as_deref()
                .unwrap_or("Not answered at the table."),
            ANSWER,
        )]],
        right: None,
        subject: format!("a question or answer with {}", exchange.with.name),
    });
    let mut section = section?;
    section.is_whole = false;
    let left_out = exchanges.len() - kept.len();
    if let Some(last) = section.rows.last_mut().filter(|_| left_out > 0) {
        let element = press.element(Tag::P, DOCUMENT);
        let place = Place::new(at.left, last.height + px(7.5), at.width, 1);
        let more = [Span::new(format!("and {left_out} more"), SMALL)];
        last.height = place.y + press.paragraph(last, element, &more, place, "a note");
        press.left_out.push(format!(
            "Left out to save a page: the earliest answered questions under \u{201C}{head}\u{201D} ({left_out})"
        ));
    }
    Some(section)
}

/// At most `most` of them, the earliest answered ones left out first: the end of an evening is closer to what comes
/// after it. More than `most` stay only if that many have no answer.
fn kept(exchanges: &[Exchange], most: usize) -> Vec<&Exchange> {
    let mut excess = exchanges.len().saturating_sub(most);
    exchanges
        .iter()
        .filter(|exchange| {
            let goes = excess > 0 && exchange.answer.is_some();
            excess -= usize::from(goes);
            !goes
        })
        .collect()
}

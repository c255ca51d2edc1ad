//! Text as lines of placed glyphs: what goes in, what comes out, and the cleaning before it. The lines themselves are
//! made next door, in `paragraph`; where they stand on the page is the layout's business.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::faces::{FaceId, Faces, Family};
use super::palette::Rgb;
use super::paragraph::Paragraph;

pub use super::words::Glyph;

/// How text looks. Sizes in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Its face.
    pub family: Family,
    /// Type size.
    pub size: f32,
    /// From one baseline to the next.
    pub line: f32,
    /// Its colour.
    pub colour: Rgb,
    /// Extra space after each glyph.
    pub tracking: f32,
}

/// A piece of a paragraph in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The words, as they were written.
    pub text: String,
    /// Their looks.
    pub style: Style,
    /// Where a click leads.
    pub link: Option<String>,
    /// Not to be broken over lines if it fits on one (names, dates).
    pub together: bool,
}

/// Glyphs of one face and style on one baseline, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Left end, in points from the start of the line.
    pub x: f32,
    /// In points.
    pub width: f32,
    /// The face of all its glyphs.
    pub face: FaceId,
    /// Type size in points.
    pub size: f32,
    /// Its colour.
    pub colour: Rgb,
    /// The text in reading order.
    pub text: String,
    /// Advances include the tracking.
    pub glyphs: Vec<Glyph>,
    /// Whether it reads from right to left.
    pub rtl: bool,
    /// Whether it stands on its head, as on the back of a folded card: its glyphs then go from its place to the left.
    pub turned: bool,
    /// Number of its span in the paragraph.
    pub span: usize,
}

/// One line, its runs in reading order.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// In points, without the space at its end.
    pub width: f32,
    /// In reading order. A space where the line was broken is the end of the last run, so that copied text keeps it.
    pub runs: Vec<Run>,
}

/// The lines of a paragraph, and what could not be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// At least one, unless the text is empty.
    pub lines: Vec<Line>,
    /// Whether text was left out at the end, where an ellipsis now stands.
    pub is_cut: bool,
}

impl Span {
    /// A span without a link that may be broken anywhere.
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
            link: None,
            together: false,
        }
    }

    /// The same, kept on one line if possible.
    #[must_use]
    pub fn together(self) -> Self {
        Self {
            together: true,
            ..self
        }
    }

    /// The same, leading to `link`.
    #[must_use]
    pub fn linked(self, link: Option<String>) -> Self {
        Self { link, ..self }
    }
}

/// Sets `spans` as one paragraph in lines of at most `width` points, `most_lines` of them. Characters that no face can
/// draw become a question mark and are added to `missing`.
pub fn set(
    faces: &Faces,
    spans: &[Span],
    width: f32,
    most_lines: usize,
    missing: &mut BTreeSet<char>,
) -> Setting {
    let mut paragraph = Paragraph::new(faces, spans, missing);
    let mut ends = paragraph.break_lines(width);
    let is_cut = ends.len() > most_lines;
    if is_cut {
        let end = most_lines
            .checked_sub(1)
            .and_then(|last| ends.get(last))
            .map_or(0, |range| range.end);
        paragraph.truncate(end);
        ends = paragraph.break_lines(width);
        while ends.len() > most_lines && paragraph.shorten() {
            ends = paragraph.break_lines(width);
        }
    }
    let count = ends.len();
    let lines = ends
        .into_iter()
        .enumerate()
        .map(|(number, range)| paragraph.line(range, number + 1 == count))
        .collect();
    Setting { lines, is_cut }
}

/// The width of one line of `text`, in points.
pub fn width(faces: &Faces, text: &str, style: Style) -> f32 {
    let spans = [Span::new(text, style)];
    let paragraph = Paragraph::new(faces, &spans, &mut BTreeSet::new());
    paragraph.measure(0..paragraph.len())
}

/// The text to set: composed (NFC), white space as single spaces, and without control characters. Marks that turn the
/// reading direction around are dropped too, since a name could use them to disguise what follows it.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.nfc() {
        let is_break = character.is_control() || "\u{2028}\u{2029}".contains(character);
        if character == ' ' || is_break {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !matches!(
            character,
            '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        ) {
            out.push(character);
        }
    }
    out
}

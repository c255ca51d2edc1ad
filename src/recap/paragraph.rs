//! One paragraph on its way to lines: direction, words, breaks, widths, and glyphs in place.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};
use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::linebreaks;

use super::faces::{Faces, Family};
use super::text::{Line, Run, Span, Style, clean};
use super::words::{Glyph, Part, Word};

/// A paragraph's cleaned text with the bytes of each span.
pub(super) struct Paragraph<'a> {
    faces: &'a Faces,
    spans: &'a [Span],
    text: String,
    /// Bytes of each span in `text`, without gaps.
    ranges: Vec<Range<usize>>,
}

/// Bytes of a word (with `end` the end of its spaces) and its widths in points.
#[derive(Debug)]
struct Piece {
    start: usize,
    end: usize,
    width: f32,
    space: f32,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        f64::from(self.width)
    }
    fn whitespace_width(&self) -> f64 {
        f64::from(self.space)
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// A stretch of one direction, one span, and either spaces or none.
struct Token {
    range: Range<usize>,
    span: usize,
    rtl: bool,
}

impl<'a> Paragraph<'a> {
    pub(super) fn new(faces: &'a Faces, spans: &'a [Span], missing: &mut BTreeSet<char>) -> Self {
        let mut text = String::new();
        let mut ranges = Vec::with_capacity(spans.len());
        for span in spans {
            let start = text.len();
            for character in clean(&span.text).chars() {
                if faces.can_draw(span.style.family, character) {
                    text.push(character);
                } else {
                    missing.insert(character);
                    text.push('?');
                }
            }
            ranges.push(start..text.len());
        }
        let mut paragraph = Self {
            faces,
            spans,
            text,
            ranges,
        };
        paragraph.crop(paragraph.text.trim_end().len());
        paragraph
    }

    /// Bytes of the text.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Ends the text at byte `end`.
    fn crop(&mut self, end: usize) {
        self.text.truncate(end);
        for range in &mut self.ranges {
            range.start = range.start.min(end);
            range.end = range.end.min(end);
        }
    }

    /// Ends the text at byte `end` with an ellipsis in place of what follows.
    pub(super) fn truncate(&mut self, end: usize) {
        self.crop(end);
        self.crop(self.text.trim_end().len());
        self.text.push('…');
        let end = self.text.len();
        if let Some(last) = self
            .ranges
            .iter_mut()
            .rev()
            .find(|range| range.start < range.end)
        {
            last.end = end;
        }
    }

    /// Takes one more character away before the ellipsis. False when nothing is left.
    pub(super) fn shorten(&mut self) -> bool {
        let mut characters = self.text.char_indices().rev();
        characters.next();
        let Some((end, _)) = characters.next() else {
            return false;
        };
        self.truncate(end);
        end > 0
    }

    fn style(&self, span: usize) -> Option<Style> {
        self.spans.get(span).map(|span| span.style)
    }

    /// The bytes of each line.
    pub(super) fn break_lines(&self, width: f32) -> Vec<Range<usize>> {
        // Rounding in sums must not push a word that just fits to the next line.
        let width = width + 0.01;
        let pieces = self.pieces(width);
        // A lonely word at the end costs more than any ragged line, and a line over the margin more than that.
        let penalties = Penalties {
            short_last_line_fraction: 1,
            short_last_line_penalty: 1_000_000,
            overflow_penalty: 100_000_000,
            ..Penalties::new()
        };
        let lines = wrap_optimal_fit(&pieces, &[f64::from(width)], &penalties)
            .unwrap_or_else(|_overflow| pieces.chunks(1).collect());
        lines
            .iter()
            .filter_map(|line| Some(line.first()?.start..line.last()?.end))
            .collect()
    }

    /// The words between which a line may break, none wider than `width` unless it is a single character.
    fn pieces(&self, width: f32) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut start = 0;
        for (end, _) in linebreaks(&self.text) {
            let is_last = end == self.text.len();
            let is_held =
                self.is_kept_together(end, width) || self.is_tied_to_next(start..end, width);
            if !is_last && is_held {
                continue;
            }
            let piece = self.piece(start, end);
            if piece.width <= width {
                pieces.push(piece);
            } else {
                self.split_anywhere(&piece, width, &mut pieces);
            }
            start = end;
        }
        pieces
    }

    fn piece(&self, start: usize, end: usize) -> Piece {
        let words = self.text.get(start..end).unwrap_or_default();
        let inked = start + words.trim_end_matches(' ').len();
        Piece {
            start,
            end,
            width: self.measure(start..inked),
            space: self.measure(inked..end),
        }
    }

    /// Whether a break before byte `at` would tear a span that should and can stay on one line.
    fn is_kept_together(&self, at: usize, width: f32) -> bool {
        self.spans.iter().zip(&self.ranges).any(|(span, range)| {
            span.together
                && range.start < at
                && at < range.end
                && self.measure(range.clone()) <= width
        })
    }

    /// Whether the last word of these bytes belongs to the one that follows, and has room on its line: no line should
    /// begin with the dot between two facts, nor part a number from what it counts, nor the two ends of "20 to 80".
    fn is_tied_to_next(&self, range: Range<usize>, width: f32) -> bool {
        let Some((before, after)) = self.text.split_at_checked(range.end) else {
            return false;
        };
        let next = after.split(' ').next().unwrap_or_default();
        let mut words = before.trim_end_matches(' ').rsplit(' ');
        let (last, earlier) = (
            words.next().unwrap_or_default(),
            words.next().unwrap_or_default(),
        );
        let is_number = |word: &str| word.ends_with(|c: char| c.is_ascii_digit());
        let is_range = matches!(last, "to" | "and" | "or")
            && is_number(earlier)
            && next.starts_with(|c: char| c.is_ascii_digit());
        let is_tied = next.starts_with('·') || before.ends_with(' ') && is_number(last) || is_range;
        is_tied && self.measure(range.start..range.end + next.len()) <= width
    }

    /// Cuts a word that is wider than a line between its characters, as the last resort.
    fn split_anywhere(&self, piece: &Piece, width: f32, pieces: &mut Vec<Piece>) {
        let mut clusters: Vec<(usize, f32)> = Vec::new();
        for token in self.tokens(piece.start..piece.end, None) {
            let Some((style, word)) = self.shaped(&token) else {
                continue;
            };
            for glyph in word.parts.iter().flat_map(|part| &part.glyphs) {
                let at = token.range.start + glyph.start as usize;
                clusters.push((at, glyph.advance * style.size + style.tracking));
            }
        }
        clusters.sort_by_key(|&(at, _)| at);
        let (mut start, mut sum) = (piece.start, 0.0);
        for (at, advance) in clusters {
            if sum + advance > width && at > start {
                pieces.push(self.piece(start, at));
                (start, sum) = (at, 0.0);
            }
            sum += advance;
        }
        pieces.push(self.piece(start, piece.end));
    }

    /// The width of some bytes set on one line, in points.
    pub(super) fn measure(&self, range: Range<usize>) -> f32 {
        self.tokens(range, None)
            .iter()
            .filter_map(|token| self.shaped(token))
            .map(|(style, word)| word.width * style.size + word.glyphs as f32 * style.tracking)
            .sum()
    }

    fn shaped(&self, token: &Token) -> Option<(Style, Arc<Word>)> {
        let style = self.style(token.span)?;
        let text = self.text.get(token.range.clone())?;
        Some((style, self.faces.word(style.family, token.rtl, text)))
    }

    /// Splits bytes by span and space, in reading order. All take the direction given, or each its own.
    fn tokens(&self, range: Range<usize>, rtl: Option<bool>) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        for (span, own) in self.ranges.iter().enumerate() {
            let (from, to) = (own.start.max(range.start), own.end.min(range.end));
            let Some(text) = self.text.get(from..to) else {
                continue;
            };
            // Headings are set large, where the kerning of spaces shows; elsewhere single words are met again.
            let is_heading = self
                .style(span)
                .is_some_and(|s| s.family == Family::Display);
            if is_heading && !has_rtl(text) {
                if from < to {
                    tokens.push(Token {
                        range: from..to,
                        span,
                        rtl: rtl.unwrap_or(false),
                    });
                }
                continue;
            }
            let mut start = from;
            for stretch in text.split_inclusive(' ') {
                let word = stretch.trim_end_matches(' ');
                for part in [word, stretch.get(word.len()..).unwrap_or_default()] {
                    if !part.is_empty() {
                        tokens.push(Token {
                            range: start..start + part.len(),
                            span,
                            rtl: rtl.unwrap_or_else(|| has_rtl(part)),
                        });
                        start += part.len();
                    }
                }
            }
        }
        tokens
    }

    /// Tokens from left to right. Each span is isolated: it has its own direction, and none can pull a neighbour into
    /// its order, such as a question the name of who asked it. The spaces around a span belong to the page's direction.
    fn visual_tokens(&self, range: Range<usize>) -> Vec<Token> {
        if !has_rtl(&self.text) {
            return self.tokens(range, Some(false));
        }
        let mut tokens = Vec::new();
        for own in &self.ranges {
            let (from, to) = (own.start.max(range.start), own.end.min(range.end));
            let Some(part) = self.text.get(from..to) else {
                continue;
            };
            let end = from + part.trim_end_matches(' ').len();
            let start = end.min(to - part.trim_start_matches(' ').len());
            tokens.append(&mut self.tokens(from..start, Some(false)));
            tokens.append(&mut self.isolated(own, start..end));
            tokens.append(&mut self.tokens(end..to, Some(false)));
        }
        tokens
    }

    /// Tokens of part of a span from left to right, in the direction of the span's first letter.
    fn isolated(&self, own: &Range<usize>, range: Range<usize>) -> Vec<Token> {
        let mut tokens = Vec::new();
        let Some(text) = self.text.get(own.clone()).filter(|_| !range.is_empty()) else {
            return tokens;
        };
        let info = BidiInfo::new(text, None);
        let range = range.start - own.start..range.end - own.start;
        // Line separators were cleaned away, so there is one paragraph.
        for paragraph in info.paragraphs.iter().take(1) {
            let (levels, runs) = info.visual_runs(paragraph, range.clone());
            for run in runs {
                let rtl = levels.get(run.start).is_some_and(Level::is_rtl);
                let mut in_run = self.tokens(own.start + run.start..own.start + run.end, Some(rtl));
                if rtl {
                    in_run.reverse();
                }
                tokens.append(&mut in_run);
            }
        }
        tokens
    }

    /// Places one line. The space after its last word is kept for copying, except at the paragraph's end.
    pub(super) fn line(&self, range: Range<usize>, is_last: bool) -> Line {
        let inked_len = self
            .text
            .get(range.clone())
            .map_or(0, |text| text.trim_end_matches(' ').len());
        let inked = range.start..range.start + inked_len;
        let mut runs: Vec<(usize, Run)> = Vec::new();
        let mut x = 0.0;
        let mut place = |token: &Token, runs: &mut Vec<(usize, Run)>| {
            if let Some((style, word)) = self.shaped(token) {
                for part in &word.parts {
                    let at = token.range.start + part.text.start;
                    let text = self.text.get(at..token.range.start + part.text.end);
                    let run = placed(part, text.unwrap_or_default(), x, style, token);
                    x += run.width;
                    append(runs, at, run);
                }
            }
        };
        for token in self.visual_tokens(inked.clone()) {
            place(&token, &mut runs);
        }
        if !is_last {
            for token in self.tokens(inked.end..range.end, Some(false)) {
                place(&token, &mut runs);
            }
        }
        // Drawn in reading order, whatever the direction: the order of the file is the order of copied text.
        runs.sort_by_key(|&(at, _)| at);
        Line {
            width: self.measure(inked),
            runs: runs.into_iter().map(|(_, run)| run).collect(),
        }
    }
}

fn placed(part: &Part, text: &str, x: f32, style: Style, token: &Token) -> Run {
    let tracking = style.tracking / style.size;
    let offset = part.text.start as u32;
    let glyphs: Vec<Glyph> = part
        .glyphs
        .iter()
        .map(|glyph| Glyph {
            advance: glyph.advance + tracking,
            start: glyph.start - offset,
            end: glyph.end - offset,
            ..*glyph
        })
        .collect();
    Run {
        x,
        width: glyphs.iter().map(|glyph| glyph.advance).sum::<f32>() * style.size,
        face: part.face,
        size: style.size,
        colour: style.colour,
        text: text.to_owned(),
        glyphs,
        rtl: token.rtl,
        turned: false,
        span: token.span,
    }
}

/// Adds a run, joined to the one before it where both read on in the same looks.
fn append(runs: &mut Vec<(usize, Run)>, at: usize, run: Run) {
    if let Some((start, last)) = runs.last_mut()
        && !last.rtl
        && !run.rtl
        && (last.face, last.size, last.colour, last.span)
            == (run.face, run.size, run.colour, run.span)
        && *start + last.text.len() == at
    {
        let offset = last.text.len() as u32;
        last.text.push_str(&run.text);
        last.width += run.width;
        last.glyphs.extend(run.glyphs.iter().map(|glyph| Glyph {
            start: glyph.start + offset,
            end: glyph.end + offset,
            ..*glyph
        }));
    } else {
        runs.push((at, run));
    }
}

/// Whether any character may read from right to left: Hebrew, Arabic and their relatives, presentation forms included.
fn has_rtl(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(u32::from(c), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
    })
}

#[cfg(test)]
mod tests {
    use super::super::rows::{SMALL, STRONG};
    use super::*;

    #[test]
    fn a_question_from_right_to_left_leaves_the_name_beside_it_alone() {
        let faces = Faces::load(&[]).expect("our faces are readable");
        // None of our faces has Hebrew, so the text is put in as it stands: the order needs no glyphs.
        let spans = ["שלום 144 ", "Oleksandr José"].map(|words| Span::new(words, STRONG));
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        let first = spans.first().map_or(0, |span| span.text.len());
        let paragraph = Paragraph {
            faces: &faces,
            spans: &spans,
            ranges: vec![0..first, first..text.len()],
            text,
        };
        let seen = |range: Range<usize>| -> Vec<&str> {
            let tokens = paragraph.visual_tokens(range);
            let words = tokens
                .into_iter()
                .filter_map(|token| paragraph.text.get(token.range));
            words.filter(|words| !words.trim().is_empty()).collect()
        };
        assert_eq!(
            seen(0..paragraph.len()),
            ["144", "שלום", "Oleksandr", "José"]
        );
        // A line that begins inside the question.
        assert_eq!(seen(9..paragraph.len()), ["144", "Oleksandr", "José"]);
    }

    #[test]
    fn no_line_begins_with_a_dot_between_facts() {
        let faces = Faces::load(&[]).expect("our faces are readable");
        let spans = [Span::new(
            "Chartered accountant · say OH-yeh · since 1998",
            SMALL,
        )];
        let paragraph = Paragraph::new(&faces, &spans, &mut BTreeSet::new());
        let longest = paragraph.measure(0..paragraph.len());
        for width in 60..longest as u16 {
            for line in paragraph.break_lines(f32::from(width)) {
                let words = paragraph.text.get(line).unwrap_or_default();
                assert!(!words.starts_with('·'), "{words:?} at {width}");
            }
        }
    }
}

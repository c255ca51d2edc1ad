//! Words as glyphs: which face draws each part of a word, and where its glyphs stand (the shaping rules of `HarfBuzz`). A shaped word is
//! kept, since the same names and small words come again on every guest's pages.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use harfrust::{BufferClusterLevel, BufferFlags, Direction, ShapeOptions, UnicodeBuffer};
use unicode_normalization::char::is_combining_mark;

use super::faces::{Face, FaceId, Faces, Family};

/// A glyph with its place in em, and the bytes of the run's text that it stands for.
///
/// Glyphs with the same `start..end` form one cluster, such as a letter and its mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Number in its face.
    pub id: u16,
    /// How far the pen moves on, in em.
    pub advance: f32,
    /// Shift right of the pen, in em.
    pub dx: f32,
    /// Shift up from the baseline, in em.
    pub dy: f32,
    /// First byte of its text.
    pub start: u32,
    /// Byte after its text.
    pub end: u32,
}

/// Part of a word in one face, glyphs from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) face: FaceId,
    /// Its bytes in the word.
    pub(super) text: Range<usize>,
    /// Text ranges count from the start of the word.
    pub(super) glyphs: Vec<Glyph>,
}

/// A shaped word, parts from left to right.
#[derive(Debug, PartialEq)]
pub(super) struct Word {
    pub(super) parts: Vec<Part>,
    /// In em, without tracking.
    pub(super) width: f32,
    /// How many glyphs, which is how often tracking applies.
    pub(super) glyphs: usize,
}

/// Words that have been shaped, by family, direction and text.
#[derive(Default)]
pub(super) struct WordCache(Mutex<HashMap<WordKey, Arc<Word>>>);

type WordKey = (Family, bool, Box<str>);

/// A season's words are some thousands; past this the cache starts over instead of growing with a hostile text.
const MOST_WORDS: usize = 20_000;
/// Longer ones are hardly ever met again.
const LONGEST_KEPT: usize = 64;

impl Faces {
    /// Shapes one word (a run of one direction without spaces, or spaces alone).
    pub(super) fn word(&self, family: Family, rtl: bool, text: &str) -> Arc<Word> {
        if text.len() > LONGEST_KEPT {
            return Arc::new(self.shape(family, rtl, text));
        }
        let key = (family, rtl, Box::from(text));
        // A panic elsewhere cannot leave a map of finished words half-written, so a poisoned lock is still good.
        let kept = self.words.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(word) = kept.get(&key) {
            return Arc::clone(word);
        }
        drop(kept);
        let word = Arc::new(self.shape(family, rtl, text));
        let mut kept = self.words.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_WORDS {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&word));
        word
    }

    /// Whether any face can draw `character`.
    pub(super) fn can_draw(&self, family: Family, character: char) -> bool {
        is_invisible(character)
            || self.own_with(family, character).is_some()
            || self.found_with(family, &[character]).is_some()
    }

    fn shape(&self, family: Family, rtl: bool, text: &str) -> Word {
        let mut parts: Vec<Part> = self
            .itemise(family, text)
            .into_iter()
            .map(|(face, range)| Part {
                glyphs: self
                    .get(face)
                    .zip(text.get(range.clone()))
                    .map(|(found, part)| shape_part(found, part, range.start, rtl))
                    .unwrap_or_default(),
                face,
                text: range,
            })
            .collect();
        if rtl {
            parts.reverse();
        }
        let glyphs = parts.iter().flat_map(|part| &part.glyphs);
        Word {
            width: glyphs.clone().map(|glyph| glyph.advance).sum(),
            glyphs: glyphs.count(),
            parts,
        }
    }

    /// Splits a word by face. A mark stays with its letter's face if that has it, and the characters that ours lack
    /// share one found face if one has them all: a name in two designs looks like a mistake.
    fn itemise(&self, family: Family, text: &str) -> Vec<(FaceId, Range<usize>)> {
        let lacking: Vec<char> = text
            .chars()
            .filter(|&c| !is_invisible(c) && self.own_with(family, c).is_none())
            .collect();
        let shared = if lacking.is_empty() {
            None
        } else {
            self.found_with(family, &lacking)
        };
        let mut items: Vec<(FaceId, Range<usize>)> = Vec::new();
        for (start, character) in text.char_indices() {
            let end = start + character.len_utf8();
            let stays = is_invisible(character) || is_combining_mark(character);
            let before = items.last().map(|(face, _)| *face);
            let face = before
                .filter(|&face| stays && (is_invisible(character) || self.draws(face, character)))
                .or_else(|| self.own_with(family, character))
                .or(shared)
                .or_else(|| self.found_with(family, &[character]))
                .unwrap_or(FaceId::Own(family));
            match items.last_mut() {
                Some((last, range)) if *last == face => range.end = end,
                _ => items.push((face, start..end)),
            }
        }
        items
    }

    fn draws(&self, face: FaceId, character: char) -> bool {
        self.get(face).is_some_and(|face| face.has(character))
    }
}

/// Joiners and variation selectors: they change their neighbours and have no shape of their own.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

fn shape_part(face: &Face, text: &str, offset: usize, rtl: bool) -> Vec<Glyph> {
    let Some(font) = face.font() else {
        return Vec::new();
    };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_direction(if rtl {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    });
    buffer.guess_segment_properties();
    buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
    buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
    let shaped = face
        .shaper_data
        .shaper(&font)
        .build()
        .shape(buffer, ShapeOptions::new());
    let infos = shaped.glyph_infos();

    // A cluster ends where the next begins, in the order of the text.
    let mut starts: Vec<u32> = infos.iter().map(|info| info.cluster).collect();
    starts.sort_unstable();
    starts.dedup();
    // What precedes the first cluster was removed; it belongs to the first that is left.
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    let length = text.len() as u32;
    infos
        .iter()
        .zip(shaped.glyph_positions())
        .map(|(info, position)| {
            let after = starts.partition_point(|&start| start <= info.cluster);
            let start = after
                .checked_sub(1)
                .and_then(|at| starts.get(at))
                .copied()
                .unwrap_or(0);
            let end = starts.get(after).copied().unwrap_or(length);
            Glyph {
                id: info.glyph_id as u16,
                advance: position.x_advance as f32 / face.units_per_em,
                dx: position.x_offset as f32 / face.units_per_em,
                dy: position.y_offset as f32 / face.units_per_em,
                start: start + offset as u32,
                end: end + offset as u32,
            }
        })
        .collect()
}

//! The fonts of one document: which glyphs of which faces it uses, what text each stands for, and the faces cut down to
//! them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use printpdf::{FontId, ParsedFont, PdfFont};
use sha2::{Digest, Sha256};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use subsetter::GlyphRemapper;

use super::super::faces::{Face, FaceId, Faces};
use super::super::page::{Item, Laid};
use super::super::text::Run;
use super::PdfError;

/// The fonts of a document, in the order in which it first uses them.
pub(super) struct Fonts<'a> {
    fonts: Vec<Font<'a>>,
    numbers: BTreeMap<FaceId, usize>,
}

/// One face as the document uses it.
pub(super) struct Font<'a> {
    pub(super) face: &'a Face,
    /// Resource name, also the name of its character map.
    pub(super) resource: String,
    /// `ABCDEF+Name`, six letters that tell this subset from others of the same face.
    pub(super) base_name: String,
    program: Vec<u8>,
    glyphs: BTreeMap<u16, Subglyph>,
}

/// A glyph in use.
pub(super) struct Subglyph {
    /// Its number in the subset.
    pub(super) code: u16,
    /// The width that viewers move on by, in thousandths of an em.
    pub(super) width: i64,
    /// The text that a viewer copies for it. One glyph has one text in the whole file; where it stands for another,
    /// the drawing says so on the spot.
    pub(super) text: String,
}

impl<'a> Fonts<'a> {
    /// Goes over all pages once and cuts the faces down.
    pub(super) fn collect(laid: &Laid, faces: &'a Faces) -> Result<Self, PdfError> {
        let mut order: Vec<FaceId> = Vec::new();
        let mut texts: BTreeMap<FaceId, BTreeMap<u16, String>> = BTreeMap::new();
        let mut bare: BTreeMap<FaceId, BTreeSet<u16>> = BTreeMap::new();
        for item in laid.pages.iter().flat_map(|page| &page.items) {
            let Item::Text { run, .. } = item else {
                continue;
            };
            if !order.contains(&run.face) {
                order.push(run.face);
            }
            let texts = texts.entry(run.face).or_default();
            let bare = bare.entry(run.face).or_default();
            for (glyphs, text) in clusters(run) {
                let glyphs = run.glyphs.get(glyphs).unwrap_or_default();
                let is_one_each = glyphs.len() == text.chars().count() && !run.rtl;
                match glyphs {
                    [glyph] => {
                        texts.entry(glyph.id).or_insert_with(|| text.to_owned());
                    }
                    several if is_one_each => {
                        for (glyph, character) in several.iter().zip(text.chars()) {
                            texts.entry(glyph.id).or_insert_with(|| character.into());
                        }
                    }
                    several => bare.extend(several.iter().map(|glyph| glyph.id)),
                }
            }
        }
        for (face, glyphs) in bare {
            let texts = texts.entry(face).or_default();
            for glyph in glyphs {
                // It only ever stands in a cluster whose text the drawing gives; alone it means nothing.
                texts.entry(glyph).or_insert_with(|| "\u{200B}".to_owned());
            }
        }
        let mut fonts = Vec::with_capacity(order.len());
        let mut numbers = BTreeMap::new();
        for (number, id) in order.into_iter().enumerate() {
            let face = faces.get(id).ok_or_else(|| PdfError::Font {
                face: format!("{id:?}"),
                reason: "it belongs to other faces than these".to_owned(),
            })?;
            let texts = texts.remove(&id).unwrap_or_default();
            fonts.push(Font::cut(face, number, texts)?);
            numbers.insert(id, number);
        }
        Ok(Self { fonts, numbers })
    }

    pub(super) fn of(&self, run: &Run) -> Option<&Font<'a>> {
        self.fonts.get(*self.numbers.get(&run.face)?)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Font<'a>> {
        self.fonts.iter()
    }

    /// The fonts as printpdf takes them.
    pub(super) fn parsed(&self) -> Result<Vec<(FontId, PdfFont)>, PdfError> {
        self.fonts.iter().map(Font::parsed).collect()
    }
}

impl<'a> Font<'a> {
    fn cut(face: &'a Face, number: usize, texts: BTreeMap<u16, String>) -> Result<Self, PdfError> {
        let failed = |reason: String| PdfError::Font {
            face: face.name.clone(),
            reason,
        };
        let mut remapper = GlyphRemapper::new();
        for &glyph in texts.keys() {
            remapper.remap(glyph);
        }
        let program = subsetter::subset(&face.bytes, face.index, &remapper)
            .map_err(|error| failed(error.to_string()))?;
        let font = face.font().ok_or_else(|| failed("unreadable".to_owned()))?;
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let glyphs = texts
            .into_iter()
            .filter_map(|(glyph, text)| {
                let advance = metrics.advance_width(glyph.into()).unwrap_or(0.0);
                let subglyph = Subglyph {
                    code: remapper.get(glyph)?,
                    // printpdf truncates widths to whole thousandths, and so must whoever counts on them.
                    width: (advance * 1000.0 / face.units_per_em) as i64,
                    text,
                };
                Some((glyph, subglyph))
            })
            .collect();
        Ok(Self {
            face,
            resource: format!("Face{number:02}"),
            base_name: format!("{}+{}", subset_tag(&program), face.name),
            program,
            glyphs,
        })
    }

    pub(super) fn glyph(&self, id: u16) -> Option<&Subglyph> {
        self.glyphs.get(&id)
    }

    pub(super) fn id(&self) -> FontId {
        FontId(self.resource.clone())
    }

    fn parsed(&self) -> Result<(FontId, PdfFont), PdfError> {
        // The warnings are about the character table, which a subset has no use for.
        let mut parsed =
            ParsedFont::from_bytes(&self.program, 0, &mut Vec::new()).ok_or_else(|| {
                PdfError::Font {
                    face: self.face.name.clone(),
                    reason: "its subset is not a font".to_owned(),
                }
            })?;
        parsed.font_name = Some(self.base_name.clone());
        let mut font = PdfFont::new(parsed);
        font.meta.requires_subsetting = false;
        Ok((self.id(), font))
    }
}

/// The clusters of a run from left to right: their glyphs, and their text.
pub(super) fn clusters(run: &Run) -> Vec<(Range<usize>, &str)> {
    let mut clusters: Vec<(Range<usize>, &str)> = Vec::new();
    let mut last = None;
    for (number, glyph) in run.glyphs.iter().enumerate() {
        let bytes = (glyph.start, glyph.end);
        match clusters.last_mut() {
            Some((glyphs, _)) if last == Some(bytes) => glyphs.end = number + 1,
            _ => {
                let text = run.text.get(glyph.start as usize..glyph.end as usize);
                clusters.push((number..number + 1, text.unwrap_or_default()));
                last = Some(bytes);
            }
        }
    }
    clusters
}

/// Six capital letters from the subset's own bytes (ISO 32000-1, 9.6.4).
fn subset_tag(program: &[u8]) -> String {
    Sha256::digest(program)
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}

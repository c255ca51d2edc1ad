//! A layout as the bytes of a PDF 1.7 file, tagged for screen readers (PDF/UA-1), its fonts embedded and cut down to
//! the glyphs in use. printpdf writes the pages and fonts; the rest is added to its document before it is saved.
//!
//! The same layout gives the same bytes: names, ids and dates come from the content, never from a clock, a counter or
//! the computer.

mod drawing;
mod finish;
mod fonts;
mod structure;

use chrono::NaiveDate;
use printpdf::{Op, PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};

use self::fonts::Fonts;
use super::faces::Faces;
use super::page::{ElementId, Laid};

/// What the file says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// The window's title in a viewer: "Recap for Priya Raman: Thursday Table, No. 14".
    pub title: String,
    /// The language of the page's own words, as in BCP 47: "en-GB".
    pub language: String,
    /// The date of the dinner, which stands as the date of the file.
    pub date: NaiveDate,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A face cannot be cut down to the glyphs in use.
    #[error("the type face {face} cannot be embedded in the PDF ({reason}); nothing was written")]
    Font {
        /// Its PostScript name.
        face: String,
        /// What the font said.
        reason: String,
    },
    /// The pages cannot be written as PDF.
    #[error("the PDF cannot be made ({reason}); nothing was written")]
    Document {
        /// What went wrong.
        reason: String,
    },
}

/// The marked contents of one page: the element of each, by its number (MCID).
type Marks = Vec<ElementId>;

/// Writes `laid`, whose glyphs come from `faces`.
///
/// # Errors
/// [`PdfError`] if a face of the computer cannot be embedded after all, or the document cannot be put together.
pub fn emit(laid: &Laid, faces: &Faces, meta: &Meta) -> Result<Vec<u8>, PdfError> {
    let fonts = Fonts::collect(laid, faces)?;
    let mut pdf = PdfDocument::new(&meta.title);
    for (id, font) in fonts.parsed()? {
        pdf.resources.fonts.map.insert(id, font);
    }
    let (width, height) = laid.paper.size();
    let mut marks = Vec::with_capacity(laid.pages.len());
    for page in &laid.pages {
        let (ops, page_marks) = drawing::draw(page, &laid.elements, &fonts, height);
        pdf.pages.push(sheet(width, height, ops));
        marks.push(page_marks);
    }
    let mut warnings = Vec::new();
    let mut document =
        printpdf::serialize::to_lopdf_doc(&pdf, &PdfSaveOptions::default(), &mut warnings);
    if let Some(warning) = warnings.into_iter().next() {
        return Err(PdfError::Document {
            reason: warning.msg,
        });
    }
    structure::tag(&mut document, laid, &marks)?;
    finish::finish(&mut document, laid, &fonts, meta)?;
    finish::save(document)
}

fn sheet(width: f32, height: f32, ops: Vec<Op>) -> PdfPage {
    let mut page = PdfPage::new(Pt(width).into(), Pt(height).into(), ops);
    // The boxes in points as they are; through millimetres they would be off in the fourth digit.
    let sheet = Rect::from_wh(Pt(width), Pt(height));
    page.trim_box = sheet.clone();
    page.crop_box = sheet.clone();
    page.media_box = sheet;
    page
}

/// Why an object that was just written is not there, which only a change in printpdf or lopdf can cause.
fn broken(error: &lopdf::Error) -> PdfError {
    PdfError::Document {
        reason: error.to_string(),
    }
}

/// A text string of PDF: UTF-16 with a byte order mark.
fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}

fn text_string(text: &str) -> lopdf::Object {
    lopdf::Object::String(utf16(text), lopdf::StringFormat::Hexadecimal)
}

/// A count as PDF's integer.
fn integer(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// To a hundredth of a point, which is finer than any printer and keeps the file short.
fn rounded(points: f32) -> f32 {
    // Adding zero turns a negative zero into zero.
    (points * 100.0).round() / 100.0 + 0.0
}

//! A page's items as the operators of its content stream, with the number of each marked content.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, LinePoint, Op, PaintMode, PdfFontHandle, Point, Polygon,
    PolygonRing, Pt, TextItem, TextMatrix, WindingOrder,
};

use super::super::page::{Area, Element, Item, Page, Paint};
use super::super::palette::Rgb;
use super::super::text::Run;
use super::fonts::{Font, Fonts, clusters};
use super::{Marks, integer, rounded, utf16};

use super::structure::type_name;

/// Draws a page whose y grows upwards from `height` below.
pub(super) fn draw(
    page: &Page,
    elements: &[Element],
    fonts: &Fonts<'_>,
    height: f32,
) -> (Vec<Op>, Marks) {
    let mut ops = Vec::new();
    let mut marks = Marks::new();
    for item in &page.items {
        match item {
            Item::Open(id) => {
                let tag = elements
                    .get(id.0)
                    .map_or("P", |element| type_name(element.tag));
                ops.push(begin(tag, "MCID", DictItem::Int(integer(marks.len()))));
                marks.push(*id);
            }
            Item::Artifact => ops.push(Op::BeginMarkedContent {
                tag: "Artifact".to_owned(),
            }),
            Item::Close => ops.push(Op::EndMarkedContent),
            Item::Text { x, y, run } => {
                if let Some(font) = fonts.of(run) {
                    text(&mut ops, font, run, (*x, height - y));
                }
            }
            Item::Rect {
                area,
                radius,
                paint,
            } => shape(&mut ops, rounded_rect(*area, *radius, height), *paint),
            Item::Circle {
                x,
                y,
                radius,
                paint,
            } => {
                let area = Area {
                    x: x - radius,
                    y: y - radius,
                    width: 2.0 * radius,
                    height: 2.0 * radius,
                };
                shape(&mut ops, rounded_rect(area, *radius, height), *paint);
            }
            // Links lie over the page, not in it.
            Item::Link { .. } => {}
        }
    }
    (ops, marks)
}

fn begin(tag: &str, key: &str, value: DictItem) -> Op {
    Op::BeginMarkedContentWithProperties {
        tag: tag.to_owned(),
        properties: DictItem::Dict {
            map: BTreeMap::from([(key.to_owned(), value)]),
        },
    }
}

/// Draws a run. What a viewer copies comes from the glyphs where they spell the text, and is given where they do not,
/// as for a letter with marks of its own. Glyphs of text from right to left stand in the opposite order, which the
/// file says (`ReversedChars`, ISO 32000-1, 14.8.2.3.3); viewers that do not know it find out by the letters.
fn text(ops: &mut Vec<Op>, font: &Font<'_>, run: &Run, at: (f32, f32)) {
    ops.push(Op::SetFillColor {
        col: colour(run.colour),
    });
    if run.rtl {
        ops.push(Op::BeginMarkedContent {
            tag: "ReversedChars".to_owned(),
        });
    }
    let mut plain = 0;
    for (glyphs, words) in clusters(run) {
        let spelt: String = run
            .glyphs
            .get(glyphs.clone())
            .unwrap_or_default()
            .iter()
            .filter_map(|glyph| font.glyph(glyph.id))
            .map(|glyph| glyph.text.as_str())
            .collect();
        if spelt != words {
            show(ops, font, run, plain..glyphs.start, at);
            plain = glyphs.end;
            spoken(ops, font, run, (glyphs, words), at);
        }
    }
    show(ops, font, run, plain..run.glyphs.len(), at);
    if run.rtl {
        ops.push(Op::EndMarkedContent);
    }
}

/// Glyphs with the text that they stand for.
fn spoken(
    ops: &mut Vec<Op>,
    font: &Font<'_>,
    run: &Run,
    (glyphs, words): (std::ops::Range<usize>, &str),
    at: (f32, f32),
) {
    let words = DictItem::String {
        data: utf16(words),
        literal: false,
    };
    ops.push(begin("Span", "ActualText", words));
    show(ops, font, run, glyphs, at);
    ops.push(Op::EndMarkedContent);
}

/// Glyphs of a run that starts at `at`, in as few strokes of the pen as their heights allow.
fn show(
    ops: &mut Vec<Op>,
    font: &Font<'_>,
    run: &Run,
    range: std::ops::Range<usize>,
    (x, y): (f32, f32),
) {
    let mut pen: f32 = run
        .glyphs
        .iter()
        .take(range.start)
        .map(|glyph| glyph.advance)
        .sum();
    let glyphs = run.glyphs.get(range).unwrap_or_default();
    for level in glyphs.chunk_by(|a, b| a.dy == b.dy) {
        let Some(first) = level.first() else {
            continue;
        };
        let start = pen + first.dx;
        // Where the viewer's pen is, by its whole widths, from the start in thousandths of an em.
        let mut viewer = 0.0;
        let mut items = Vec::new();
        for glyph in level {
            let Some(subglyph) = font.glyph(glyph.id) else {
                continue;
            };
            let error = viewer - (pen + glyph.dx - start) * 1000.0;
            // A shift under one thousandth is not worth its bytes.
            if error.abs() >= 1.0 {
                items.push(TextItem::Offset(error.round()));
                viewer -= error.round();
            }
            let shown = Codepoint::with_cid(subglyph.code, 0.0, subglyph.text.clone());
            items.push(TextItem::GlyphIds(vec![shown]));
            viewer += subglyph.width as f32;
            pen += glyph.advance;
        }
        ops.extend([
            Op::StartTextSection,
            Op::SetFont {
                font: PdfFontHandle::External(font.id()),
                size: Pt(run.size),
            },
            Op::SetTextMatrix {
                matrix: matrix(run, (x, y), (start, first.dy)),
            },
            Op::ShowText { items },
            Op::EndTextSection,
        ]);
    }
}

/// Where the pen stands for glyphs that are shifted by so many em from the place of their run.
fn matrix(run: &Run, (x, y): (f32, f32), (dx, dy): (f32, f32)) -> TextMatrix {
    let (dx, dy) = (dx * run.size, dy * run.size);
    if run.turned {
        TextMatrix::Raw([-1.0, 0.0, 0.0, -1.0, rounded(x - dx), rounded(y - dy)])
    } else {
        TextMatrix::Translate(Pt(rounded(x + dx)), Pt(rounded(y + dy)))
    }
}

fn shape(ops: &mut Vec<Op>, points: Vec<LinePoint>, paint: Paint) {
    let mode = match paint {
        Paint::Fill(fill) => {
            ops.push(Op::SetFillColor { col: colour(fill) });
            PaintMode::Fill
        }
        Paint::Stroke(line, width) => {
            ops.extend([
                Op::SetOutlineColor { col: colour(line) },
                Op::SetOutlineThickness { pt: Pt(width) },
            ]);
            PaintMode::Stroke
        }
    };
    ops.push(Op::DrawPolygon {
        polygon: Polygon {
            rings: vec![PolygonRing { points }],
            mode,
            winding_order: WindingOrder::NonZero,
        },
    });
}

/// The outline of a box whose corners are quarters of a circle (each by one Bézier curve, off by 0.03 % at most).
fn rounded_rect(area: Area, radius: f32, height: f32) -> Vec<LinePoint> {
    /// How far the handles of a quarter circle lie from its corner, as a share of the radius: 1 - 4 (sqrt 2 - 1) / 3.
    const HANDLE: f32 = 0.447_715_2;
    let (left, right) = (area.x, area.x + area.width);
    let (bottom, top) = (height - area.y - area.height, height - area.y);
    let point = |x: f32, y: f32, bezier: bool| LinePoint {
        p: Point {
            x: Pt(rounded(x)),
            y: Pt(rounded(y)),
        },
        bezier,
    };
    if radius <= 0.0 {
        return [(left, bottom), (right, bottom), (right, top), (left, top)]
            .into_iter()
            .map(|(x, y)| point(x, y, false))
            .collect();
    }
    let handle = radius * HANDLE;
    vec![
        point(left + radius, bottom, false),
        point(right - radius, bottom, false),
        point(right - handle, bottom, true),
        point(right, bottom + handle, true),
        point(right, bottom + radius, false),
        point(right, top - radius, false),
        point(right, top - handle, true),
        point(right - handle, top, true),
        point(right - radius, top, false),
        point(left + radius, top, false),
        point(left + handle, top, true),
        point(left, top - handle, true),
        point(left, top - radius, false),
        point(left, bottom + radius, false),
        point(left, bottom + handle, true),
        point(left + handle, bottom, true),
        point(left + radius, bottom, false),
    ]
}

/// The colour with parts from 0 to 1, to four digits.
fn colour(Rgb([red, green, blue]): Rgb) -> Color {
    let part = |byte: u8| (f32::from(byte) / 255.0 * 10_000.0).round() / 10_000.0;
    Color::Rgb(printpdf::Rgb {
        r: part(red),
        g: part(green),
        b: part(blue),
        icc_profile: None,
    })
}

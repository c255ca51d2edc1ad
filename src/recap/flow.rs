//! Blocks and pages: setting paragraphs into a block, and stacking blocks down the pages. Blocks are never torn, and a
//! heading never stands alone. What the blocks say is the layout's business.

use std::collections::BTreeSet;

use super::faces::Faces;
use super::page::{Area, Element, ElementId, Heading, Item, Page, Paint, Tag, px};
use super::palette::Rgb;
use super::text::{self, Line, Span, Style};

/// What never stands apart on two pages. Its items count y from its own top, and x from the page's left.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub(super) height: f32,
    pub(super) items: Vec<Item>,
    /// The outline entry of a heading.
    pub(super) title: Option<String>,
}

/// A heading with the blocks under it.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// Space above, unless it starts a page.
    pub(super) gap: f32,
    pub(super) head: Option<Block>,
    /// Column heads, drawn under the heading and again, as decoration, on each further page.
    pub(super) columns: Option<Block>,
    pub(super) rows: Vec<Block>,
    /// Keep it on one page if one page can hold it.
    pub(super) is_whole: bool,
}

/// Where a paragraph goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) align: Align,
    pub(super) most_lines: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
    Centre,
}

/// The structure tree under construction, and what could not be set so far.
pub(super) struct Press<'a> {
    pub(super) faces: &'a Faces,
    pub(super) elements: Vec<Element>,
    pub(super) missing: BTreeSet<char>,
    pub(super) left_out: Vec<String>,
}

/// The element that every other one is in.
pub(super) const DOCUMENT: ElementId = ElementId(0);

impl<'a> Press<'a> {
    pub(super) fn new(faces: &'a Faces) -> Self {
        Self {
            faces,
            elements: vec![Element {
                tag: Tag::Document,
                parent: None,
                alt: None,
            }],
            missing: BTreeSet::new(),
            left_out: Vec::new(),
        }
    }

    pub(super) fn element(&mut self, tag: Tag, parent: ElementId) -> ElementId {
        self.element_with(tag, parent, None)
    }

    pub(super) fn element_with(
        &mut self,
        tag: Tag,
        parent: ElementId,
        alt: Option<String>,
    ) -> ElementId {
        self.elements.push(Element {
            tag,
            parent: Some(parent),
            alt,
        });
        ElementId(self.elements.len() - 1)
    }

    /// The lines of a paragraph; `subject` names it if it has to be cut.
    pub(super) fn set(&mut self, spans: &[Span], place: Place, subject: &str) -> Vec<Line> {
        let setting = text::set(
            self.faces,
            spans,
            place.width,
            place.most_lines,
            &mut self.missing,
        );
        if setting.is_cut {
            self.left_out
                .push(format!("The end of {subject} was left out: it is too long"));
        }
        setting.lines
    }

    /// Sets a paragraph of `element` into `block` and returns its height. The first span's style makes the lines.
    pub(super) fn paragraph(
        &mut self,
        block: &mut Block,
        element: ElementId,
        spans: &[Span],
        place: Place,
        subject: &str,
    ) -> f32 {
        let Some(style) = spans.first().map(|span| span.style) else {
            return 0.0;
        };
        let lines = self.set(spans, place, subject);
        let mut links: Vec<Option<ElementId>> = vec![None; spans.len()];
        for (number, line) in lines.iter().enumerate() {
            let top = place.y + number as f32 * style.line;
            let x = aligned(place, line.width);
            let mut open = None;
            for run in &line.runs {
                let span = spans.get(run.span);
                let uri = span.and_then(|span| span.link.clone());
                let owner = match (&uri, links.get_mut(run.span)) {
                    (Some(_), Some(link)) => {
                        let words = span.map(|span| span.text.clone());
                        *link.get_or_insert_with(|| self.element_with(Tag::Link, element, words))
                    }
                    _ => element,
                };
                if open != Some(owner) {
                    if open.is_some() {
                        block.items.push(Item::Close);
                    }
                    block.items.push(Item::Open(owner));
                    open = Some(owner);
                }
                block.items.push(Item::Text {
                    x: x + run.x,
                    y: top + baseline(self.faces, style),
                    run: run.clone(),
                });
                if let Some(uri) = uri {
                    block.items.push(Item::Link {
                        area: Area {
                            x: x + run.x,
                            y: top,
                            width: run.width,
                            height: style.line,
                        },
                        uri,
                        words: span.map(|span| span.text.clone()).unwrap_or_default(),
                        element: owner,
                    });
                }
            }
            if open.is_some() {
                block.items.push(Item::Close);
            }
        }
        lines.len() as f32 * style.line
    }

    /// One line inside an `Open` or `Artifact` that the caller has put there.
    pub(super) fn bare_line(&mut self, block: &mut Block, span: &Span, place: Place) {
        for line in self.set(std::slice::from_ref(span), place, "a mark") {
            block.line(self.faces, line, span.style, place, 0);
        }
    }
}

impl Place {
    /// At the left, as many lines as a page can bear.
    pub(super) fn new(x: f32, y: f32, width: f32, most_lines: usize) -> Self {
        Self {
            x,
            y,
            width,
            align: Align::Left,
            most_lines,
        }
    }

    pub(super) fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

impl Block {
    /// Draws a box that means nothing to a screen reader.
    pub(super) fn decorate(&mut self, area: Area, radius: f32, paint: Paint) {
        self.items.extend([
            Item::Artifact,
            Item::Rect {
                area,
                radius,
                paint,
            },
            Item::Close,
        ]);
    }

    /// A line that was set, the `number`th from the top of its place.
    pub(super) fn line(
        &mut self,
        faces: &Faces,
        line: Line,
        style: Style,
        place: Place,
        number: usize,
    ) {
        let x = aligned(place, line.width);
        let y = place.y + number as f32 * style.line + baseline(faces, style);
        let runs = line.runs.into_iter();
        self.items.extend(runs.map(|run| Item::Text {
            x: x + run.x,
            y,
            run,
        }));
    }

    /// Takes another block in, `dx` to the right and `dy` below this one's top.
    pub(super) fn take(&mut self, other: Self, dx: f32, dy: f32) {
        let items = other.items.into_iter();
        self.items.extend(items.map(|item| item.moved(dx, dy)));
        self.height = self.height.max(dy + other.height);
    }

    /// Ends the block with a hairline over `width`.
    pub(super) fn rule(&mut self, x: f32, width: f32, thickness: f32, colour: Rgb) {
        let area = Area {
            x,
            y: self.height,
            width,
            height: thickness,
        };
        self.decorate(area, 0.0, Paint::Fill(colour));
        self.height += thickness;
    }
}

/// Pages being filled from the top.
pub(super) struct Flow {
    pub(super) pages: Vec<Page>,
    pub(super) outline: Vec<Heading>,
    top: f32,
    bottom: f32,
    y: f32,
}

impl Flow {
    /// Content may stand from `top` to `bottom` of each page.
    pub(super) fn new(top: f32, bottom: f32) -> Self {
        Self {
            pages: vec![Page::default()],
            outline: Vec::new(),
            top,
            bottom,
            y: top,
        }
    }

    /// Starts a new page, unless this one is still empty.
    pub(super) fn new_page(&mut self) {
        if self.y > self.top {
            self.pages.push(Page::default());
            self.y = self.top;
        }
    }

    /// Whether all of it fits on what is left of the page.
    pub(super) fn has_room_for(&self, sections: &[Section]) -> bool {
        self.y + sections.iter().map(Section::height).sum::<f32>() <= self.bottom
    }

    pub(super) fn place(&mut self, section: Section) {
        let first_rows: f32 = section.rows.iter().take(2).map(|row| row.height).sum();
        let start = section.gap + section.top_height() + first_rows;
        let whole = section.height();
        let page = self.bottom - self.top;
        let is_kept_whole = section.is_whole && whole - section.gap <= page;
        let needed = if is_kept_whole { whole } else { start };
        if self.y + needed > self.bottom {
            self.new_page();
        }
        if self.y > self.top {
            self.y += section.gap;
        }
        if let Some(head) = section.head {
            self.put(head);
        }
        let again = section.columns.as_ref().map(as_decoration);
        if let Some(columns) = section.columns {
            self.put(columns);
        }
        for row in section.rows {
            if self.y + row.height > self.bottom {
                self.new_page();
                if let Some(columns) = &again {
                    self.put(columns.clone());
                }
            }
            self.put(row);
        }
    }

    fn put(&mut self, block: Block) {
        let number = self.pages.len() - 1;
        if let Some(title) = block.title {
            self.outline.push(Heading {
                title,
                page: number,
                y: self.y,
            });
        }
        if let Some(page) = self.pages.last_mut() {
            let y = self.y;
            page.items
                .extend(block.items.into_iter().map(|item| item.moved_down(y)));
        }
        self.y += block.height;
    }
}

impl Section {
    fn top_height(&self) -> f32 {
        [&self.head, &self.columns]
            .into_iter()
            .flatten()
            .map(|block| block.height)
            .sum()
    }

    fn height(&self) -> f32 {
        let rows: f32 = self.rows.iter().map(|row| row.height).sum();
        self.gap + self.top_height() + rows
    }
}

/// From the top of a line to its baseline: the face's own height, centred in the line. Ascent and descent count in
/// whole pixels of the design, as in its pictures.
pub(super) fn baseline(faces: &Faces, style: Style) -> f32 {
    let face = faces.own(style.family);
    let whole = |em: f32| px((em * style.size / px(1.0)).round());
    let (ascent, descent) = (whole(face.ascent), whole(-face.descent));
    (style.line - ascent - descent) / 2.0 + ascent
}

fn aligned(place: Place, width: f32) -> f32 {
    let spare = place.width - width;
    match place.align {
        Align::Left => place.x,
        Align::Right => place.x + spare,
        Align::Centre => place.x + spare / 2.0,
    }
}

fn as_decoration(block: &Block) -> Block {
    let items = block.items.iter().map(|item| match item {
        Item::Open(_) => Item::Artifact,
        other => other.clone(),
    });
    Block {
        items: items.collect(),
        ..block.clone()
    }
}

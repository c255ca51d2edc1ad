//! A laid-out document: pages of placed items, the structure that a screen reader follows, and what did not fit.
//! Plain data, the same for the file and for a preview on screen. Lengths are points; y grows downwards from the top.

use super::palette::Rgb;
use super::text::Run;

/// A sheet format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Paper {
    /// 210 x 297 mm.
    A4,
    /// 8.5 x 11 inches.
    Letter,
}

impl Paper {
    /// Width and height in points.
    pub const fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.28, 841.89),
            Self::Letter => (612.0, 792.0),
        }
    }
}

/// A finished layout.
#[derive(Debug, Clone, PartialEq)]
pub struct Laid {
    /// The sheet of every page.
    pub paper: Paper,
    /// At least one.
    pub pages: Vec<Page>,
    /// The structure tree; the first is the document, and each comes after its parent.
    pub elements: Vec<Element>,
    /// The headings, for the viewer's side bar.
    pub outline: Vec<Heading>,
    /// What the host should know before handing it out.
    pub report: Report,
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// In reading order. `Open` and `Artifact` are each followed by one `Close`, never nested.
    pub items: Vec<Item>,
}

/// Something on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// What follows belongs to an element.
    Open(ElementId),
    /// What follows is decoration, which a screen reader skips.
    Artifact,
    /// End of the last `Open` or `Artifact`.
    Close,
    /// Glyphs, with the left end of the baseline.
    Text {
        /// Left end.
        x: f32,
        /// Baseline.
        y: f32,
        /// The glyphs; their own `x` is no longer counted.
        run: Run,
    },
    /// A box.
    Rect {
        /// Left, top, width, height.
        area: Area,
        /// Radius of the corners.
        radius: f32,
        /// How it is drawn.
        paint: Paint,
    },
    /// A disc or ring.
    Circle {
        /// Centre.
        x: f32,
        /// Centre.
        y: f32,
        /// To the middle of the stroke.
        radius: f32,
        /// How it is drawn.
        paint: Paint,
    },
    /// A place to click.
    Link {
        /// The place.
        area: Area,
        /// Where it leads.
        uri: String,
        /// The words on it.
        words: String,
        /// The link's element.
        element: ElementId,
    },
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// To the right.
    pub width: f32,
    /// Downwards.
    pub height: f32,
}

/// How a shape is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Paint {
    /// Filled.
    Fill(Rgb),
    /// Outlined, with the width of the line.
    Stroke(Rgb, f32),
}

/// Number of an element in [`Laid::elements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub usize);

/// A node of the structure tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub tag: Tag,
    /// What it is in; `None` for the document alone.
    pub parent: Option<ElementId>,
    /// Words for those who cannot see it (figures and links).
    pub alt: Option<String>,
}

/// The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4) that paper uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// The whole.
    Document,
    /// The title.
    H1,
    /// A section's heading.
    H2,
    /// The heading of a part of a section.
    H3,
    /// A paragraph.
    P,
    /// Somebody's words.
    Quote,
    /// The seat plan.
    Figure,
    /// A list.
    List,
    /// Its item.
    Item,
    /// The item's mark.
    Label,
    /// The item's text.
    Body,
    /// A table.
    Table,
    /// Its row.
    Row,
    /// A header over a column.
    ColumnHeader,
    /// A header of a row.
    RowHeader,
    /// A cell.
    Cell,
    /// A link.
    Link,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// Its words.
    pub title: String,
    /// Page, from 0.
    pub page: usize,
    /// Its top.
    pub y: f32,
}

/// What is not on the paper although it was in the content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Characters that no face has, ascending; each stands as a question mark.
    pub missing: Vec<char>,
    /// Texts that were cut or left out, and a length of more than two pages, as words for the host.
    pub left_out: Vec<String>,
}

impl Report {
    /// Whether everything is on the paper.
    pub fn is_clean(&self) -> bool {
        self.missing.is_empty() && self.left_out.is_empty()
    }
}

impl Item {
    /// The same, lower by `dy`.
    #[must_use]
    pub(super) fn moved_down(self, dy: f32) -> Self {
        self.moved(0.0, dy)
    }

    /// The same, `dx` to the right and `dy` lower.
    #[must_use]
    pub(super) fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self {
            Self::Open(_) | Self::Artifact | Self::Close => {}
            Self::Text { x, y, .. } | Self::Circle { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Self::Rect { area, .. } | Self::Link { area, .. } => {
                area.x += dx;
                area.y += dy;
            }
        }
        self
    }

    /// The same, turned upside down around a point.
    #[must_use]
    pub(super) fn turned(mut self, (middle_x, middle_y): (f32, f32)) -> Self {
        let (width, height) = (2.0 * middle_x, 2.0 * middle_y);
        match &mut self {
            Self::Open(_) | Self::Artifact | Self::Close => {}
            Self::Text { x, y, run } => {
                (*x, *y) = (width - *x, height - *y);
                run.turned = !run.turned;
            }
            Self::Circle { x, y, .. } => (*x, *y) = (width - *x, height - *y),
            Self::Rect { area, .. } | Self::Link { area, .. } => {
                area.x = width - area.x - area.width;
                area.y = height - area.y - area.height;
            }
        }
        self
    }
}

/// The pictures of these pages are drawn at 96 to the inch; this turns their measures into points.
pub(super) const fn px(pixels: f32) -> f32 {
    pixels * 0.75
}

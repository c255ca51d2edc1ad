//! The judge of our papers: the same pages set by krilla, whose own check of PDF/UA-1 then says what is missing. It ships
//! with nothing; tests ask it for its verdict, and the bench for its time.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "where our pages are broken, there is nothing to judge"
)]

use std::{collections::BTreeMap, num::NonZeroU16, ops::Range};

use krilla::{
    Document, SerializeSettings,
    action::{Action, LinkAction},
    annotation::{Annotation, LinkAnnotation, Target},
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect, Transform},
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::{Location, Surface},
    tagging::{
        Artifact, ArtifactType, ContentTag, ListNumbering, Node, TableHeaderScope, Tag as Kind,
        TagGroup, TagKind, TagTree,
    },
    text::{Font, Glyph as Shaped, GlyphId},
};
use tablemates::recap::{
    Faces, Laid,
    faces::FaceId,
    page::{Area, ElementId, Item, Paint, Tag},
    palette::Rgb,
    text::{Glyph, Run},
};

struct One<'a>(&'a Glyph);

impl Shaped for One<'_> {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(self.0.id.into())
    }
    fn text_range(&self) -> Range<usize> {
        self.0.start as usize..self.0.end as usize
    }
    fn x_advance(&self, size: f32) -> f32 {
        self.0.advance * size
    }
    fn x_offset(&self, size: f32) -> f32 {
        self.0.dx * size
    }
    fn y_offset(&self, size: f32) -> f32 {
        self.0.dy * size
    }
    fn y_advance(&self, _: f32) -> f32 {
        0.0
    }
    fn location(&self) -> Option<Location> {
        None
    }
}

/// The pages as krilla writes them, or what it finds against PDF/UA-1.
pub(crate) fn judge(laid: &Laid, faces: &Faces, title: &str) -> Result<Vec<u8>, String> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| format!("{error:?}"))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        enable_tagging: true,
        ..SerializeSettings::default()
    });
    let mut fonts: BTreeMap<FaceId, Font> = BTreeMap::new();
    let mut leaves: Vec<Vec<Node>> = laid.elements.iter().map(|_| Vec::new()).collect();
    let (width, height) = laid.paper.size();
    for page in &laid.pages {
        let settings = PageSettings::from_wh(width, height).ok_or("no page")?;
        let mut sheet = document.start_page_with(settings);
        for item in &page.items {
            if let Item::Link {
                area,
                uri,
                words,
                element,
            } = item
            {
                let action = Target::Action(Action::Link(LinkAction::new(uri.clone())));
                let link = LinkAnnotation::new(rect(*area)?, action);
                let annotation = Annotation::new_link(link, Some(words.clone()));
                leaves[element.0].push(sheet.add_tagged_annotation(annotation).into());
            }
        }
        let mut surface = sheet.surface();
        for item in &page.items {
            match item {
                Item::Open(ElementId(at)) => {
                    leaves[*at].push(surface.start_tagged(ContentTag::Other).into());
                }
                Item::Artifact => {
                    let artifact = Artifact::with_kind(ArtifactType::Other);
                    surface.start_tagged(ContentTag::Artifact(artifact));
                }
                Item::Close => surface.end_tagged(),
                Item::Text { x, y, run } => {
                    let font = fonts
                        .entry(run.face)
                        .or_insert_with(|| font(faces, run.face));
                    text(&mut surface, font.clone(), (*x, *y), run);
                }
                Item::Rect {
                    area,
                    radius,
                    paint,
                } => shape(&mut surface, *area, *radius, *paint)?,
                Item::Circle {
                    x,
                    y,
                    radius,
                    paint,
                } => {
                    let (x, y, side) = (x - radius, y - radius, 2.0 * radius);
                    let area = Area {
                        x,
                        y,
                        width: side,
                        height: side,
                    };
                    shape(&mut surface, area, *radius, *paint)?;
                }
                Item::Link { .. } => {}
            }
        }
        surface.finish();
        sheet.finish();
    }
    let mut tree = TagTree::new().with_lang(Some("en-GB".to_owned()));
    for at in children(laid, 0) {
        tree.push(group(laid, at, &mut leaves));
    }
    document.set_tag_tree(tree);
    let mut outline = Outline::new();
    for heading in &laid.outline {
        let place = XyzDestination::new(heading.page, Point::from_xy(0.0, heading.y));
        outline.push_child(OutlineNode::new(heading.title.clone(), place));
    }
    document.set_outline(outline);
    let metadata = Metadata::new()
        .title(title.to_owned())
        .language("en-GB".to_owned());
    document.set_metadata(metadata);
    document.finish().map_err(|error| format!("{error:?}"))
}

fn font(faces: &Faces, face: FaceId) -> Font {
    let (bytes, index) = faces.get(face).expect("a face of these pages").program();
    Font::new(bytes.to_vec().into(), index).expect("a font")
}

fn text(surface: &mut Surface<'_>, font: Font, (x, y): (f32, f32), run: &Run) {
    surface.set_stroke(None);
    surface.set_fill(Some(fill(run.colour)));
    let glyphs: Vec<One<'_>> = run.glyphs.iter().map(One).collect();
    if run.turned {
        surface.push_transform(&Transform::from_row(-1.0, 0.0, 0.0, -1.0, 2.0 * x, 2.0 * y));
    }
    surface.draw_glyphs(
        Point::from_xy(x, y),
        &glyphs,
        font,
        &run.text,
        run.size,
        false,
    );
    if run.turned {
        surface.pop();
    }
}

fn shape(surface: &mut Surface<'_>, area: Area, radius: f32, paint: Paint) -> Result<(), String> {
    let (left, top, right, bottom) = (area.x, area.y, area.x + area.width, area.y + area.height);
    let (r, k) = (radius, radius * 0.447_715);
    let mut path = PathBuilder::new();
    path.move_to(left + r, top);
    path.line_to(right - r, top);
    path.cubic_to(right - k, top, right, top + k, right, top + r);
    path.line_to(right, bottom - r);
    path.cubic_to(right, bottom - k, right - k, bottom, right - r, bottom);
    path.line_to(left + r, bottom);
    path.cubic_to(left + k, bottom, left, bottom - k, left, bottom - r);
    path.line_to(left, top + r);
    path.cubic_to(left, top + k, left + k, top, left + r, top);
    path.close();
    let (filled, drawn) = match paint {
        Paint::Fill(colour) => (Some(fill(colour)), None),
        Paint::Stroke(colour, width) => {
            let stroke = Stroke {
                paint: ink(colour).into(),
                width,
                ..Stroke::default()
            };
            (None, Some(stroke))
        }
    };
    surface.set_fill(filled);
    surface.set_stroke(drawn);
    surface.draw_path(&path.finish().ok_or("no path")?);
    Ok(())
}

fn fill(colour: Rgb) -> Fill {
    Fill {
        paint: ink(colour).into(),
        ..Fill::default()
    }
}

fn ink(Rgb([red, green, blue]): Rgb) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn rect(area: Area) -> Result<Rect, String> {
    let rect = Rect::from_xywh(area.x, area.y, area.width, area.height);
    rect.ok_or_else(|| "no rectangle".to_owned())
}

fn children(laid: &Laid, of: usize) -> Vec<usize> {
    let is_child = |at: &usize| laid.elements[*at].parent == Some(ElementId(of));
    (0..laid.elements.len()).filter(is_child).collect()
}

fn group(laid: &Laid, at: usize, leaves: &mut [Vec<Node>]) -> TagGroup {
    let element = &laid.elements[at];
    let heading = |level: u16| {
        let title = Some("a heading".to_owned());
        TagKind::from(Kind::Hn(NonZeroU16::new(level).expect("a level"), title))
    };
    let kind: TagKind = match element.tag {
        Tag::Document | Tag::P => Kind::P.into(),
        Tag::H1 => heading(1),
        Tag::H2 => heading(2),
        Tag::H3 => heading(3),
        Tag::Quote => Kind::BlockQuote.into(),
        Tag::Figure => Kind::Figure(element.alt.clone()).into(),
        Tag::List => Kind::L(ListNumbering::None).into(),
        Tag::Item => Kind::LI.into(),
        Tag::Label => Kind::Lbl.into(),
        Tag::Body => Kind::LBody.into(),
        Tag::Table => Kind::Table.into(),
        Tag::Row => Kind::TR.into(),
        Tag::ColumnHeader => Kind::TH(TableHeaderScope::Column).into(),
        Tag::RowHeader => Kind::TH(TableHeaderScope::Row).into(),
        Tag::Cell => Kind::TD.into(),
        Tag::Link => Kind::Link.into(),
    };
    let mut group = TagGroup::new(kind);
    for leaf in std::mem::take(&mut leaves[at]) {
        group.push(leaf);
    }
    for child in children(laid, at) {
        group.push(self::group(laid, child, leaves));
    }
    group
}

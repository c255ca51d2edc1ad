//! A page of a recap drawn on screen: the layout that becomes the PDF, item by item, in the same faces and colours.

use std::sync::Arc;

use egui::{
    Galley, Painter, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, epaint::TextShape, pos2, vec2,
};

use super::sheet;
use crate::{
    recap::{
        Laid,
        faces::{FaceId, Family},
        page::{Area, Item, Page, Paint},
        palette::Rgb,
        text::Run,
    },
    ui::theme::{self, Font, Theme, TypeRole},
};

/// The paper itself.
const WHITE: Rgb = Rgb([0xFF, 0xFF, 0xFF]);
/// So much of a page is read out at once.
const MOST_READ: usize = 2_000;
/// A text that is set wider or narrower than on paper by more than this (in points on screen) is spaced to fit.
const CLOSE: f32 = 0.25;

/// Draws one page, `scale` points on screen for each on paper.
pub(super) fn page(ui: &mut Ui, laid: &Laid, side: usize, scale: f32, reader: &str) {
    let theme = theme::of(ui);
    let (width, height) = laid.paper.size();
    let (rect, response) = ui.allocate_exact_size(vec2(width, height) * scale, Sense::hover());
    let pages = laid.pages.len();
    response.widget_info(|| {
        let words = sheet::words(laid, side, MOST_READ);
        let sentence = format!(
            "Page {} of {pages} of the recap for {reader}: {words}",
            side + 1
        );
        WidgetInfo::labeled(egui::Role::Image, true, sentence)
    });
    let Some(Page { items }) = laid.pages.get(side) else {
        return;
    };
    let sheet = Sheet {
        ui,
        theme,
        painter: ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())),
        rect,
        scale,
    };
    ui.painter().add(theme.shadow.card.as_shape(rect, 0));
    ui.painter().rect_filled(rect, 0.0, theme::printed(WHITE));
    for item in items {
        sheet.item(item);
    }
    // On a dark ground the sheet ends by itself; on a light one a hairline tells it from the ground.
    let line = Stroke::new(theme.stroke.hairline, theme.palette.line);
    ui.painter()
        .rect_stroke(rect, 0.0, line, StrokeKind::Outside);
}

/// A sheet of paper on the screen.
struct Sheet<'u> {
    ui: &'u Ui,
    theme: &'static Theme,
    painter: Painter,
    rect: Rect,
    scale: f32,
}

impl Sheet<'_> {
    fn item(&self, item: &Item) {
        match item {
            Item::Open(_) | Item::Artifact | Item::Close | Item::Link { .. } => {}
            Item::Text { x, y, run } => self.run(*x, *y, run),
            Item::Rect {
                area,
                radius,
                paint,
            } => {
                let rect = self.area(*area);
                let radius = radius * self.scale;
                match paint {
                    Paint::Fill(colour) => {
                        self.painter
                            .rect_filled(rect, radius, theme::printed(*colour));
                    }
                    Paint::Stroke(colour, width) => {
                        let stroke = Stroke::new(width * self.scale, theme::printed(*colour));
                        self.painter
                            .rect_stroke(rect, radius, stroke, StrokeKind::Middle);
                    }
                }
            }
            Item::Circle {
                x,
                y,
                radius,
                paint,
            } => {
                let center = self.at(*x, *y);
                let radius = radius * self.scale;
                match paint {
                    Paint::Fill(colour) => {
                        self.painter
                            .circle_filled(center, radius, theme::printed(*colour));
                    }
                    Paint::Stroke(colour, width) => {
                        let stroke = Stroke::new(width * self.scale, theme::printed(*colour));
                        self.painter.circle_stroke(center, radius, stroke);
                    }
                }
            }
        }
    }

    fn at(&self, x: f32, y: f32) -> egui::Pos2 {
        pos2(
            self.rect.left() + x * self.scale,
            self.rect.top() + y * self.scale,
        )
    }

    fn area(&self, area: Area) -> Rect {
        let size = vec2(area.width, area.height) * self.scale;
        Rect::from_min_size(self.at(area.x, area.y), size)
    }

    /// A run as one text, spaced so that it ends where it ends on paper: the two sets of type differ by less than a
    /// hair in each letter, and nobody sees where the difference went.
    fn run(&self, x: f32, y: f32, run: &Run) {
        let baseline = self.rect.top() + y * self.scale;
        let reach = run.size * self.scale * 1.5;
        let clip = self.painter.clip_rect();
        if baseline + reach < clip.top() || baseline - reach > clip.bottom() {
            return;
        }
        // Spaces at the ends are left to the places of the runs: a space would be squeezed or stretched with the rest.
        let end = run.text.trim_end().len();
        let start = end - run.text.trim_end().trim_start().len();
        let text = run.text.get(start..end).unwrap_or_default();
        let advance = |from: usize, to: usize| {
            let glyphs = run.glyphs.iter();
            let within = glyphs.filter(|glyph| (from..to).contains(&(glyph.start as usize)));
            within.map(|glyph| glyph.advance).sum::<f32>() * run.size
        };
        let x = if run.rtl { x } else { x + advance(0, start) };
        let width = advance(start, end);
        let font = match run.face {
            FaceId::Own(Family::Display) => Font::Display,
            FaceId::Own(Family::Voice) => Font::Voice,
            FaceId::Own(Family::Strong) => Font::UiStrong,
            FaceId::Own(Family::Text) | FaceId::Found { .. } => Font::Ui,
        };
        let size = run.size * self.scale;
        let set = |spacing: f32| -> Arc<Galley> {
            let role = TypeRole {
                font,
                size,
                line: size,
                spacing,
            };
            let colour = theme::printed(run.colour);
            let format = self.theme.format(role, colour);
            let job = egui::text::LayoutJob::single_section(text.to_owned(), format);
            self.ui.painter().layout_job(job)
        };
        let mut galley = set(0.0);
        let count = text.chars().count().max(1) as f32;
        let lacks = width * self.scale - galley.size().x;
        if lacks.abs() > CLOSE && !run.rtl && matches!(run.face, FaceId::Own(_)) {
            galley = set(lacks / count);
        }
        let Some(row) = galley.rows.first() else {
            return;
        };
        let down = row.row.glyphs.first().map_or(0.0, |glyph| glyph.pos.y);
        let (left, drop) = (self.rect.left() + x * self.scale, row.pos.y + down);
        let colour = theme::printed(run.colour);
        let text = if run.turned {
            let at = pos2(left, baseline + drop);
            TextShape::new(at, galley, colour).with_angle(std::f32::consts::PI)
        } else {
            TextShape::new(pos2(left, baseline - drop), galley, colour)
        };
        self.painter.add(text);
    }
}

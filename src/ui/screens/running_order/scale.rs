//! The evening to scale: a block for each slot, as long as it takes, times at the left, the line where it ends, and the
//! dashed one where it has to be over.

use egui::{Align2, Color32, Rect, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::{
    app::running_order::{Line, Order, Part},
    ui::{
        theme::{self, TypeRole},
        widgets::{strokes, text},
    },
};

/// Where times end and blocks begin, from the left; what is left free at the right.
const TIMES: f32 = 52.0;
const BLOCKS: f32 = 64.0;
const RIGHT: f32 = 16.0;
/// Two times are at least this far apart.
const APART: f32 = 17.0;
/// Speakers are this much of the width, so that courses part them to the eye.
const SPEAKER: f32 = 0.7;
/// The longest stretch of free time below the end that is drawn to scale, as a part of the evening.
const FREE: f64 = 0.25;

/// Draws it over the whole width.
pub(super) fn show(ui: &mut Ui, order: &Order, height: f32, overrun_ms: i64) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let sentence = sentence(order, overrun_ms);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &sentence));
    // The last time stands in the middle of its line, half of it below.
    let area = rect.with_max_y(rect.bottom() - 8.0);
    let scale = Scale::new(order, area, overrun_ms);
    let mut times = Times::default();
    for (at, line) in order.lines.iter().enumerate() {
        scale.block(ui, line);
        let Some(starts_at) = line.starts_at else {
            continue;
        };
        // Of those who speak one after another only the first has its time beside it.
        let before = at.checked_sub(1).and_then(|at| order.lines.get(at));
        let rank = match (line.part, before.map(|line| line.part)) {
            (Part::Course, _) => 1,
            (Part::Closing | Part::Arrivals, _) => 2,
            (Part::Speaker, Some(Part::Speaker)) => continue,
            (Part::Speaker, _) => 3,
            _ => 4,
        };
        times
            .wanted
            .push((rank, scale.y(starts_at), order.time(starts_at)));
    }
    scale.ends(ui, order, overrun_ms, &mut times);
    times.show(ui, rect.left() + TIMES);
    tooltip(ui, order, &scale, &response);
}

/// The colours, named.
pub(super) fn legend(ui: &mut Ui) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    ui.spacing_mut().interact_size.y = 18.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.set_height(18.0);
        for (fill, word) in [
            (palette.good, "pitch"),
            (palette.good_tint, "questions"),
            (palette.accent_tint, "course"),
        ] {
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
            let field = Rect::from_center_size(rect.center(), vec2(14.0, 14.0));
            paint(ui, field, fill);
            text::short_label(ui, word, theme.text.small, palette.ink);
            ui.add_space(8.0);
        }
    });
}

/// All of it in words.
fn sentence(order: &Order, overrun_ms: i64) -> String {
    let slots: Vec<String> = order
        .lines
        .iter()
        .filter_map(|line| Some(format!("{} {}", order.time(line.starts_at?), line.title)))
        .collect();
    let ends = order.time(order.ends_at + overrun_ms);
    let latest = order.latest.map_or_else(String::new, |latest| {
        format!(", kitchen closes {}", order.time(latest))
    });
    format!(
        "The evening to scale: {}, ends {ends}{latest}",
        slots.join(", ")
    )
}

/// Which slot lies under the pointer, in words.
fn tooltip(ui: &Ui, order: &Order, scale: &Scale, response: &egui::Response) {
    let Some(pointer) = response.hover_pos() else {
        return;
    };
    let line = order.lines.iter().find(|line| {
        line.starts_at.is_some_and(|from| {
            (scale.y(from)..scale.y(from + line.took.total_ms())).contains(&pointer.y)
        })
    });
    if let Some((line, from)) = line.and_then(|line| Some((line, line.starts_at?))) {
        let words = format!(
            "{} to {}  {}",
            order.time(from),
            order.time(from + line.took.total_ms()),
            line.title
        );
        let theme = theme::of(ui);
        response.clone().on_hover_ui_at_pointer(|ui| {
            text::short_label(ui, &words, theme.text.small, theme.palette.ink);
        });
    }
}

/// Where a moment lies.
struct Scale {
    area: Rect,
    from: i64,
    points_per_ms: f64,
}

impl Scale {
    fn new(order: &Order, area: Rect, overrun_ms: i64) -> Self {
        let first = order.lines.iter().filter_map(|line| line.starts_at).min();
        let from = first.unwrap_or(order.starts_at).min(order.starts_at);
        let ends_at = order.ends_at + overrun_ms;
        let span = (ends_at - from).max(1) as f64;
        let free = order.latest.map_or(0.0, |latest| (latest - ends_at) as f64);
        let whole = span + free.clamp(0.0, span * FREE);
        Self {
            area,
            from,
            points_per_ms: f64::from(area.height()) / whole,
        }
    }

    fn y(&self, at: i64) -> f32 {
        let down = (at - self.from) as f64 * self.points_per_ms;
        (self.area.top() + down as f32).clamp(self.area.top(), self.area.bottom())
    }

    /// Where blocks stand.
    fn blocks(&self) -> Rect {
        self.area
            .with_min_x(self.area.left() + BLOCKS)
            .with_max_x(self.area.right() - RIGHT)
    }

    fn block(&self, ui: &Ui, line: &Line) {
        let Some(from) = line.starts_at else { return };
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let column = self.blocks();
        let (top, bottom) = (self.y(from), self.y(from + line.took.total_ms()));
        let rect = Rect::from_min_max(
            pos2(column.left(), top + 1.0),
            pos2(column.right(), (bottom - 1.0).max(top + 1.5)),
        );
        if line.part == Part::Speaker {
            let width = column.width() * SPEAKER;
            let all = line.took.total_ms();
            let pitch = width * line.took.pitch_ms as f32 / all.max(1) as f32;
            let split = column.left() + pitch;
            paint(ui, rect.with_max_x(split), palette.good);
            if all > line.took.pitch_ms {
                let rest = rect.with_min_x(split).with_max_x(column.left() + width);
                paint(ui, rest, palette.good_tint);
            }
            return;
        }
        let (fill, ink) = match line.part {
            Part::Course => (palette.accent_tint, palette.accent),
            _ => (palette.sunken, palette.ink),
        };
        paint(ui, rect, fill);
        let role = theme.text.button.at_size(13.0).with_line(16.0);
        if rect.height() >= role.line {
            let name = short(&line.title);
            let words = text::within(ui, name, role, ink, rect.width() - 20.0, 1);
            let at = rect.left_center() + vec2(10.0, 0.0);
            text::paint(ui.painter(), at, Align2::LEFT_CENTER, words);
        }
    }

    /// The line of the end, the usual overrun below it, and the line of the latest end.
    fn ends(&self, ui: &Ui, order: &Order, overrun_ms: i64, times: &mut Times) {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let column = self.blocks();
        let across = column.left() - 8.0..=column.right() + 2.0;
        if overrun_ms > 0 {
            let rect = Rect::from_min_max(
                pos2(column.left(), self.y(order.ends_at) + 1.0),
                pos2(column.right(), self.y(order.ends_at + overrun_ms) - 1.0),
            );
            let dashes = Stroke::new(theme.stroke.hairline, palette.edge);
            let outline = strokes::dashed_outline(rect.shrink(0.5), 4.0, dashes, 4.0, 3.0);
            ui.painter().extend(outline);
            let role = theme.text.small.with_line(16.0);
            // The line of the latest end is not drawn through the words.
            let is_crossed = order
                .latest
                .is_some_and(|latest| (self.y(latest) - rect.center().y).abs() < role.line / 2.0);
            if rect.height() >= role.line && !is_crossed {
                let ink = palette.ink_quiet;
                let words = text::within(ui, "Usual overrun", role, ink, rect.width() - 20.0, 1);
                let at = rect.left_center() + vec2(10.0, 0.0);
                text::paint(ui.painter(), at, Align2::LEFT_CENTER, words);
            }
        }
        let ends_at = order.ends_at + overrun_ms;
        let is_late = order.latest.is_some_and(|latest| ends_at > latest);
        let ink = if is_late { palette.late } else { palette.ink };
        let y = ui.painter().round_to_pixel_center(self.y(ends_at));
        let stroke = Stroke::new(theme.stroke.focus, ink);
        ui.painter().hline(across.clone(), y, stroke);
        let strong = theme.text.button.at_size(13.0);
        times.fixed.push((y, order.time(ends_at), strong, ink));
        if let Some(latest) = order.latest {
            let y = ui.painter().round_to_pixel_center(self.y(latest));
            let stroke = Stroke::new(theme.stroke.focus, palette.late);
            let path = [pos2(*across.start(), y), pos2(*across.end(), y)];
            ui.painter()
                .extend(Shape::dashed_line(&path, stroke, 6.0, 5.0));
            times
                .fixed
                .push((y, order.time(latest), strong, palette.late));
        }
    }
}

/// A field; with a hairline in high contrast, whose tints are too near to black to stand alone.
fn paint(ui: &Ui, rect: Rect, fill: Color32) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let radius = if rect.height() < 8.0 { 1.0 } else { 4.0 };
    ui.painter().rect_filled(rect, radius, fill);
    if palette.sunken == palette.paper {
        let edge = Stroke::new(theme.stroke.hairline, palette.edge);
        ui.painter()
            .rect_stroke(rect, radius, edge, StrokeKind::Inside);
    }
}

/// "Dessert" of "Dessert and coffee".
fn short(title: &str) -> &str {
    let end = [" and ", ", "]
        .iter()
        .filter_map(|word| title.find(word))
        .min();
    end.and_then(|end| title.get(..end)).unwrap_or(title)
}

/// The times at the left: those that matter first, none over another.
#[derive(Default)]
struct Times {
    /// Rank, where, and the words.
    wanted: Vec<(u8, f32, String)>,
    fixed: Vec<(f32, String, TypeRole, Color32)>,
}

impl Times {
    fn show(mut self, ui: &Ui, right: f32) {
        let theme = theme::of(ui);
        let mut taken: Vec<f32> = Vec::new();
        // The end comes first, then the latest one where it is not the same.
        for (y, words, role, color) in self.fixed {
            let at = if taken.iter().any(|other| (other - y).abs() < APART) {
                let above = taken.iter().all(|other| y < *other);
                let other = taken.first().copied().unwrap_or(y);
                if above { other - APART } else { other + APART }
            } else {
                y
            };
            let words = text::line(ui, &words, role, color);
            text::paint(ui.painter(), pos2(right, at), Align2::RIGHT_CENTER, words);
            taken.push(at);
        }
        self.wanted
            .sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        for (_, y, words) in self.wanted {
            let at = y + 8.0;
            if taken.iter().any(|other| (other - at).abs() < APART) {
                continue;
            }
            taken.push(at);
            let words = text::line(ui, &words, theme.text.small, theme.palette.ink_quiet);
            text::paint(ui.painter(), pos2(right, at), Align2::RIGHT_CENTER, words);
        }
    }
}

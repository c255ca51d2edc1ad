//! Painting a table. Order matters: ties first, then the table, wishes on it, plates, words, and what is in the air.

use egui::epaint::{CircleShape, QuadraticBezierShape};
use egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape as Drawn, Stroke, StrokeKind, Ui,
    Vec2, vec2,
};

use super::place::Places;
use super::{Bond, Detail, Hands, Seat, Shape, TablePlan, words};
use crate::ui::icons::{Icon, IconLook};
use crate::ui::theme::{self, Theme};
use crate::ui::widgets::{SeatState, avatar, strokes, text};

pub(super) fn table(
    ui: &Ui,
    plan: &TablePlan<'_>,
    places: &Places,
    hands: &Hands,
    focused: Option<usize>,
) {
    let theme = theme::of(ui);
    let painter = ui.painter();
    if plan.detail == Detail::Plates {
        cloth(ui, plan, places, theme);
    } else {
        for (one, other, bond) in plan.bonds {
            painter.extend(tie(theme, places, *one, *other, *bond, plan.detail));
        }
        cloth(ui, plan, places, theme);
        for (one, other) in plan.apart {
            let line = Stroke::new(2.0, theme.palette.late);
            let path = [places.cover(*one), places.cover(*other)];
            painter.extend(Drawn::dashed_line(&path, line, 7.0, 6.0));
        }
        for (from, to) in plan.wants {
            painter.extend(wish(theme, places, *from, *to));
        }
    }
    for (index, seat) in plan.seats.iter().enumerate() {
        if hands
            .carrying
            .is_some_and(|carrying| carrying.from == index)
        {
            left_behind(painter, theme, places, index);
        } else {
            plate(ui, plan, places, hands, index, seat);
        }
        if focused == Some(index) || (plan.chosen == Some(index) && plan.detail == Detail::Full) {
            let ring = Stroke::new(theme.stroke.focus, theme.palette.focus);
            painter.circle_stroke(places.seat(index), places.plate / 2.0 + 6.0, ring);
        }
        seat_words(ui, plan, places, index, seat);
    }
    in_the_air(ui, plan, places, hands);
}

/// The signs under a plan and what they mean, as much as fits.
pub fn legend(ui: &mut Ui) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let entries = [
        "new neighbours",
        "met once",
        "met often",
        "wants to meet",
        "keep apart",
        "maybe",
        "no answer yet",
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 2.0);
        for (number, words) in entries.into_iter().enumerate() {
            let words = text::line(ui, words, theme.text.small, palette.ink);
            // A stroke needs length to be told from the others, a ring does not.
            let sample = if number < 5 { 24.0 } else { 14.0 };
            let size = vec2(sample + 6.0 + words.size().x, 20.0);
            let (whole, _) = ui.allocate_exact_size(size, egui::Sense::hover());
            let rect = whole.with_max_x(whole.left() + sample);
            let path = vec![
                rect.left_center() + vec2(1.0, 0.0),
                rect.right_center() - vec2(1.0, 0.0),
            ];
            let middle = rect.center();
            let shapes = match number {
                0 => strokes::round_line(path, Stroke::new(6.0, palette.good)),
                1 => double(&path, vec2(0.0, 2.5), Stroke::new(2.0, palette.look)),
                2 => strokes::dots(&path, Stroke::new(4.0, palette.edge), 8.0),
                3 => vec![
                    Drawn::line(path, Stroke::new(2.0, palette.accent)),
                    Drawn::circle_filled(rect.right_center() - vec2(4.0, 0.0), 5.0, palette.accent),
                ],
                4 => Drawn::dashed_line(&path, Stroke::new(2.0, palette.late), 7.0, 5.0),
                5 => vec![Drawn::Circle(CircleShape {
                    center: middle,
                    radius: 6.0,
                    fill: palette.paper,
                    stroke: Stroke::new(2.0, palette.look),
                })],
                _ => strokes::dashed_circle(middle, 6.5, Stroke::new(1.2, palette.edge), 3.0, 2.5),
            };
            ui.painter().extend(shapes);
            text::paint(
                ui.painter(),
                whole.right_center(),
                Align2::RIGHT_CENTER,
                words,
            );
        }
    });
}

fn cloth(ui: &Ui, plan: &TablePlan<'_>, places: &Places, theme: &Theme) {
    let palette = &theme.palette;
    let painter = ui.painter();
    let edge = if plan.trouble {
        Stroke::new(theme.stroke.focus, palette.late)
    } else {
        Stroke::new(theme.stroke.hairline, palette.edge)
    };
    let hem = Stroke::new(theme.stroke.hairline, palette.line);
    match places.shape {
        Shape::Round => {
            painter.circle(places.center, places.table, palette.tablecloth, edge);
            if plan.detail != Detail::FirstNames {
                let inset = if plan.detail == Detail::Full {
                    13.0
                } else {
                    places.table * 0.14
                };
                painter.circle_stroke(places.center, places.table - inset, hem);
            }
        }
        Shape::Long => {
            let rect =
                Rect::from_center_size(places.center, vec2(2.0 * places.ring, 2.0 * places.table));
            let corner = CornerRadius::same(theme.radius.card * 2);
            painter.rect(rect, corner, palette.tablecloth, edge, StrokeKind::Inside);
            painter.rect_stroke(rect.shrink(10.0), corner, hem, StrokeKind::Inside);
        }
    }
    if let Some((large, small)) = plan.center {
        let role = theme
            .text
            .figure
            .at_size((places.table * 0.85).clamp(18.0, 34.0));
        let large = text::line(ui, large, role, palette.ink);
        let small = text::within(
            ui,
            small,
            theme.text.small.with_line(15.0),
            palette.ink_quiet,
            places.table * 1.8,
            1,
        );
        let top = places.center.y - f32::midpoint(large.size().y, small.size().y);
        let at = egui::pos2(places.center.x, top);
        let first = text::paint(painter, at, Align2::CENTER_TOP, large);
        text::paint(painter, first.center_bottom(), Align2::CENTER_TOP, small);
    }
}

/// The tie between two neighbours; the same stroke as in the legend.
fn tie(
    theme: &Theme,
    places: &Places,
    one: usize,
    other: usize,
    bond: Bond,
    detail: Detail,
) -> Vec<Drawn> {
    let palette = &theme.palette;
    let small = detail != Detail::Full;
    let space = 6.0;
    let path = if places.shape == Shape::Round && places.are_beside(one, other) {
        let (first, second) = if one + 1 == other || (one > other && other == 0 && one != 1) {
            (one, other)
        } else {
            (other, one)
        };
        let from = places.angle(first);
        let mut to = places.angle(second);
        if to < from {
            to += std::f32::consts::TAU;
        }
        let clear = (places.plate / 2.0 + space) / places.ring.max(1.0);
        if to - from <= 2.0 * clear {
            return Vec::new();
        }
        strokes::arc(places.center, places.ring, from + clear, to - clear)
    } else {
        let (from, to) = (places.seat(one), places.seat(other));
        let clear = (to - from).normalized() * (places.plate / 2.0 + space);
        vec![from + clear, to - clear]
    };
    let across = path
        .first()
        .zip(path.last())
        .map_or(Vec2::ZERO, |(a, b)| (*b - *a).normalized().rot90());
    match bond {
        Bond::New => strokes::round_line(
            path,
            Stroke::new(if small { 5.0 } else { 6.0 }, palette.good),
        ),
        Bond::Once => {
            let width = if small { 1.5 } else { 2.0 };
            double(
                &path,
                across * if small { 2.0 } else { 3.0 },
                Stroke::new(width, palette.look),
            )
        }
        Bond::Often => {
            let (width, apart) = if small { (4.0, 8.0) } else { (4.5, 10.0) };
            strokes::dots(&path, Stroke::new(width, palette.edge), apart)
        }
    }
}

fn double(path: &[Pos2], offset: Vec2, stroke: Stroke) -> Vec<Drawn> {
    [offset, -offset]
        .into_iter()
        .map(|offset| Drawn::line(path.iter().map(|point| *point + offset).collect(), stroke))
        .collect()
}

/// A curve over the table with a ball at the wanted end; neighbours bend towards the middle.
fn wish(theme: &Theme, places: &Places, from: usize, to: usize) -> Vec<Drawn> {
    let color = theme.palette.accent;
    let (start, end) = (places.cover(from), places.cover(to));
    let middle = start + (end - start) * 0.5;
    let control = places.center + (middle - places.center) * 0.25;
    let stroke = Stroke::new(2.0, color);
    let curve = QuadraticBezierShape::from_points_stroke(
        [start, control, end],
        false,
        Color32::TRANSPARENT,
        stroke,
    );
    vec![
        Drawn::line(curve.flatten(Some(0.1)), stroke),
        Drawn::circle_filled(end, 5.0, color),
    ]
}

fn plate(
    ui: &Ui,
    plan: &TablePlan<'_>,
    places: &Places,
    hands: &Hands,
    index: usize,
    seat: &Seat<'_>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let painter = ui.painter();
    let (at, radius) = (places.seat(index), places.plate / 2.0);
    if plan.detail == Detail::Full && seat.state == SeatState::Coming {
        painter.circle_filled(at, radius + 3.0, palette.tablecloth);
    }
    avatar::paint(
        ui,
        painter,
        at,
        places.plate,
        letters(plan, places),
        &seat.plate,
        seat.state,
    );
    if seat.trouble {
        painter.circle_stroke(
            at,
            radius - 1.0,
            Stroke::new(theme.stroke.focus, palette.late),
        );
    }
    let target = hands
        .carrying
        .is_some_and(|carrying| carrying.over == Some(index));
    if hands.refused == Some(index) {
        painter.circle_stroke(at, radius + 6.0, Stroke::new(3.0, palette.late));
    } else if target {
        painter.circle_stroke(at, radius + 6.0, Stroke::new(3.0, palette.focus));
    } else if hands.hovered == Some(index) && hands.carrying.is_none() {
        painter.circle_stroke(
            at,
            radius + 3.0,
            Stroke::new(theme.stroke.strong, palette.edge),
        );
    }
    if seat.fixed.is_some() && plan.detail == Detail::Full {
        let lock = at + radius * 0.72 * vec2(1.0, -1.0);
        painter.circle_filled(lock, 12.0, palette.ink);
        Icon::LOCK.paint(painter, theme, lock, IconLook::fill(13.0, palette.paper));
    }
}

fn letters(plan: &TablePlan<'_>, places: &Places) -> f32 {
    match plan.detail {
        Detail::Full => (places.plate * 0.27).max(13.0),
        Detail::FirstNames | Detail::Plates => avatar::letters(places.plate).min(14.0),
    }
}

fn left_behind(painter: &Painter, theme: &Theme, places: &Places, index: usize) {
    let dashes = Stroke::new(theme.stroke.strong, theme.palette.edge);
    painter.extend(strokes::dashed_circle(
        places.seat(index),
        places.plate / 2.0 - 1.0,
        dashes,
        5.0,
        4.0,
    ));
}

fn seat_words(ui: &Ui, plan: &TablePlan<'_>, places: &Places, index: usize, seat: &Seat<'_>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let painter = ui.painter();
    let ink = if seat.trouble {
        palette.late
    } else {
        palette.ink
    };
    match plan.detail {
        Detail::Plates => {}
        Detail::FirstNames => {
            let role = if seat.trouble {
                theme.text.chip.with_line(16.0)
            } else {
                theme.text.small.with_line(16.0)
            };
            let name = text::line(ui, words::first_name(seat.name), role, ink);
            let at = places.seat(index) + vec2(0.0, places.plate / 2.0 + 1.0);
            // The name lies over the end of a tie: a field of the ground keeps it readable.
            let rect = Align2::CENTER_TOP.anchor_size(at, name.size());
            painter.rect_filled(rect.shrink2(vec2(-2.0, 2.0)), 3, palette.ground);
            text::paint(painter, at, Align2::CENTER_TOP, name);
        }
        Detail::Full => {
            let (at, anchor, width) = places.words(index);
            let name = if seat.name.is_empty() {
                format!("{} · free", seat.number)
            } else {
                format!("{} · {}", seat.number, seat.name)
            };
            let small = theme.text.small;
            let mut lines = vec![text::within(
                ui,
                &name,
                theme.text.strong.at_size(16.0).with_line(21.0),
                ink,
                width,
                1,
            )];
            if !seat.trade.is_empty() {
                lines.push(text::within(
                    ui,
                    seat.trade,
                    small,
                    palette.ink_quiet,
                    width,
                    1,
                ));
            }
            if let Some((note, tone)) = seat.note {
                let color = match tone {
                    theme::Tone::Neutral => palette.ink_quiet,
                    tone => palette.ink_of(tone),
                };
                lines.push(text::within(
                    ui,
                    note,
                    theme.text.chip.with_line(18.0),
                    color,
                    width,
                    1,
                ));
            }
            let height: f32 = lines.iter().map(|line| line.size().y).sum();
            let mut y = anchor.anchor_size(at, vec2(0.0, height)).top();
            for line in lines {
                let row = Align2([anchor.x(), egui::Align::Min]);
                y = text::paint(painter, egui::pos2(at.x, y), row, line).bottom();
            }
        }
    }
}

/// Who is being carried, over everything and with a shadow under the plate.
fn in_the_air(ui: &Ui, plan: &TablePlan<'_>, places: &Places, hands: &Hands) {
    let theme = theme::of(ui);
    let Some(carrying) = hands.carrying else {
        return;
    };
    let Some(seat) = plan.seats.get(carrying.from) else {
        return;
    };
    let painter = ui.painter();
    let size = places.plate + 4.0;
    let at = carrying.at;
    let shadow = Rect::from_center_size(at, Vec2::splat(size));
    painter.add(theme.shadow.overlay.as_shape(shadow, (size / 2.0) as u8));
    painter.circle_filled(at, size / 2.0 + 2.0, theme.palette.tablecloth);
    avatar::paint(
        ui,
        painter,
        at,
        size,
        letters(plan, places),
        &seat.plate,
        seat.state,
    );
}

//! The six stages in the head of a dinner. Any stage can be opened at any time; a tick means "nothing missing".

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::focus::{self, Axis, Roving};
use super::text;
use crate::ui::icons::{Icon, IconLook};
use crate::ui::theme::{self, TypeRole};

/// One stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage<'a> {
    pub name: &'a str,
    /// Nothing is missing here.
    pub complete: bool,
}

const BALL: f32 = 21.0;
const GAP: f32 = 8.0;
const LINK: f32 = 18.0;
const HEIGHT: f32 = 32.0;

/// Draws the stages; the one that was opened. Where there is no room for all names, only the current one bears its own.
pub fn stages(ui: &mut Ui, stages: &[Stage<'_>], current: usize) -> Option<usize> {
    let theme = theme::of(ui);
    let role = theme.text.button;
    let links = stages.len().saturating_sub(1) as f32 * (LINK + 2.0 * GAP) + 20.0;
    let named: Vec<f32> = stages
        .iter()
        .map(|stage| {
            let words = text::line(ui, stage.name, role, theme.palette.ink);
            words.size().x + BALL + GAP
        })
        .collect();
    let is_roomy = named.iter().sum::<f32>() + links <= ui.available_width();
    let has_name = |number: usize| is_roomy || number == current;
    let widths: Vec<f32> = named
        .into_iter()
        .enumerate()
        .map(|(number, width)| if has_name(number) { width } else { BALL })
        .collect();
    let whole = vec2(widths.iter().sum::<f32>() + links, HEIGHT);
    let (rect, _) = ui.allocate_exact_size(whole, Sense::hover());
    let base = ui.make_persistent_id("stages");
    let group = ui.interact(rect, base, Sense::hover());
    group.widget_info(|| WidgetInfo::labeled(egui::Role::TabList, true, "Stages of the dinner"));

    let mut roving = Roving::new(ui, base, stages.len(), Some(current));
    roving.arrows(ui, Axis::Across);
    let mut opened = None;
    let mut x = rect.left() + 8.0;
    for (number, (stage, width)) in stages.iter().zip(&widths).enumerate() {
        if number > 0 {
            let line = Stroke::new(theme.stroke.hairline, theme.palette.edge);
            let y = ui.painter().round_to_pixel_center(rect.center().y);
            ui.painter().hline(x..=x + LINK, y, line);
            x += LINK + GAP;
        }
        let place = Rect::from_min_size(pos2(x, rect.top()), vec2(*width, HEIGHT));
        let response = roving.item(ui, number, place.expand2(vec2(6.0, 0.0)), false);
        let tick = if stage.complete {
            ", nothing missing"
        } else {
            ""
        };
        let sentence = format!(
            "{}, stage {} of {}{tick}",
            stage.name,
            number + 1,
            stages.len()
        );
        let is_current = number == current;
        response.widget_info(|| WidgetInfo::selected(egui::Role::Tab, true, is_current, &sentence));
        if response.clicked() {
            opened = Some(number);
        }
        let named = has_name(number).then_some(role);
        paint(
            ui,
            place,
            number,
            *stage,
            is_current,
            response.hovered(),
            named,
        );
        let response = if named.is_none() {
            response.on_hover_text(stage.name)
        } else {
            response
        };
        if response.has_focus() {
            focus::ring_at(ui, place.expand2(vec2(8.0, 0.0)), (HEIGHT / 2.0) as u8);
        }
        x += width + GAP;
    }
    opened.filter(|stage| *stage != current)
}

fn paint(
    ui: &Ui,
    place: Rect,
    number: usize,
    stage: Stage<'_>,
    current: bool,
    hovered: bool,
    named: Option<TypeRole>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let painter = ui.painter();
    if current {
        painter.rect_filled(
            place.expand2(vec2(8.0, 0.0)),
            HEIGHT / 2.0,
            palette.accent_tint,
        );
    }
    let ball = pos2(place.left() + BALL / 2.0, place.center().y);
    let digit = (number + 1).to_string();
    let ink = match (current, hovered) {
        (true, _) => palette.accent,
        (false, true) => palette.ink,
        (false, false) => palette.ink_quiet,
    };
    if current || stage.complete {
        painter.circle_filled(
            ball,
            BALL / 2.0,
            if current {
                palette.accent
            } else {
                palette.good
            },
        );
        if current {
            let digit = text::line(ui, &digit, theme.text.key, palette.on_accent);
            text::paint(painter, ball, Align2::CENTER_CENTER, digit);
        } else {
            Icon::Check.paint(painter, theme, ball, IconLook::regular(14.0, palette.paper));
        }
    } else {
        let ring = Stroke::new(theme.stroke.hairline, palette.edge);
        painter.circle(ball, BALL / 2.0 - 0.5, palette.paper, ring);
        let digit = text::line(ui, &digit, theme.text.key, palette.ink_quiet);
        text::paint(painter, ball, Align2::CENTER_CENTER, digit);
    }
    let Some(role) = named else {
        return;
    };
    let words = text::line(ui, stage.name, role, ink);
    let at = pos2(place.left() + BALL + GAP, place.center().y);
    let rect = text::paint(painter, at, Align2::LEFT_CENTER, words);
    if hovered && !current {
        let line = Stroke::new(theme.stroke.hairline, ink);
        painter.rect_stroke(
            rect.with_min_y(rect.bottom() - 1.0),
            0,
            line,
            StrokeKind::Inside,
        );
    }
}

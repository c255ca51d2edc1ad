//! Boxes to tick: one by itself without words of its own, and a list of them with theirs.

use egui::{Align2, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, vec2};

use super::focus::{self, Axis, Roving};
use super::text;
use crate::ui::icons::{Icon, IconLook};
use crate::ui::theme;

/// A box to tick; the response says `changed` when it was.
#[must_use]
pub struct Check<'a> {
    name: &'a str,
    ticked: &'a mut bool,
}

impl<'a> Check<'a> {
    /// `name` says what the tick means, for a screen reader ("Choose Tomasz Wilk").
    pub fn new(name: &'a str, ticked: &'a mut bool) -> Self {
        Self { name, ticked }
    }
}

impl Widget for Check<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = theme::of(ui);
        let side = theme.size.hit_min;
        let (rect, mut response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
        if response.clicked() {
            *self.ticked = !*self.ticked;
            response.mark_changed();
        }
        let ticked = *self.ticked;
        response
            .widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, ticked, self.name));
        let field = paint(ui, rect.center(), ticked, response.hovered());
        if response.has_focus() {
            focus::ring_at(ui, field, theme.radius.key);
        }
        response
    }
}

/// The height of a line with its box.
const LINE: f32 = 34.0;

/// Draws boxes one below the other, each before its words; the one that was ticked or cleared. They are one Tab stop,
/// arrows move among them and Space ticks. `name` says what the ticks mean, for a screen reader ("Goes in").
pub fn checks(ui: &mut Ui, name: &str, lines: &[(&str, bool)]) -> Option<usize> {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let base = ui.make_persistent_id(name);
    let size = vec2(ui.available_width(), LINE * lines.len() as f32);
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    let group = ui.interact(whole, base, Sense::hover());
    group.widget_info(|| WidgetInfo::labeled(egui::Role::Group, true, name));
    let mut roving = Roving::new(ui, base, lines.len(), None);
    let moved = roving.arrows(ui, Axis::Down);
    let mut changed = None;
    for (item, (words, ticked)) in lines.iter().enumerate() {
        let at = whole.min + vec2(0.0, LINE * item as f32);
        let rect = Rect::from_min_size(at, vec2(whole.width(), LINE));
        let response = roving.item(ui, item, rect, false);
        let sentence = format!("{name}: {words}");
        response
            .widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, *ticked, &sentence));
        if response.clicked() {
            changed = Some(item);
        }
        let middle = rect.left_center() + vec2(9.0, 0.0);
        let field = paint(ui, middle, *ticked, response.hovered());
        let ink = if *ticked {
            palette.ink
        } else {
            palette.ink_quiet
        };
        let room = rect.width() - 30.0;
        let galley = text::within(ui, words, theme.text.body, ink, room, 1);
        let at = rect.left_center() + vec2(30.0, 0.0);
        text::paint(ui.painter(), at, Align2::LEFT_CENTER, galley);
        let line = Stroke::new(theme.stroke.hairline, palette.line);
        let y = ui.painter().round_to_pixel_center(rect.bottom() - 0.5);
        ui.painter().hline(rect.x_range(), y, line);
        if response.has_focus() {
            focus::ring_at(ui, field, theme.radius.key);
        }
        if moved == Some(item) {
            ui.scroll_to_rect(rect, None);
        }
    }
    changed
}

/// Draws a box around its middle.
fn paint(ui: &Ui, middle: Pos2, ticked: bool, hovered: bool) -> Rect {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let field = Rect::from_center_size(middle, vec2(18.0, 18.0));
    let fill = match (ticked, hovered) {
        (true, _) => palette.ink,
        (false, true) => palette.sunken,
        (false, false) => palette.paper,
    };
    let edge = if ticked { palette.ink } else { palette.edge };
    ui.painter().rect(
        field,
        theme.radius.key,
        fill,
        Stroke::new(theme.stroke.strong, edge),
        StrokeKind::Inside,
    );
    if ticked {
        let look = IconLook::regular(13.0, palette.paper);
        Icon::Check.paint(ui.painter(), theme, field.center(), look);
    }
    field
}

//! Boxes to tick and circles to choose, without words of their own.

use egui::{Response, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, vec2};

use super::focus;
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
        let palette = &theme.palette;
        let side = theme.size.hit_min;
        let (rect, mut response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
        if response.clicked() {
            *self.ticked = !*self.ticked;
            response.mark_changed();
        }
        let ticked = *self.ticked;
        response
            .widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, ticked, self.name));
        let field = egui::Rect::from_center_size(rect.center(), vec2(18.0, 18.0));
        let fill = match (ticked, response.hovered()) {
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
            Icon::Check.paint(
                ui.painter(),
                theme,
                field.center(),
                IconLook::regular(13.0, palette.paper),
            );
        }
        if response.has_focus() {
            focus::ring_at(ui, field, theme.radius.key);
        }
        response
    }
}

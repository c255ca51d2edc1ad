//! Switches: on or off, at once.

use egui::{Response, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, pos2, vec2};

use super::focus;
use crate::ui::theme;

/// A switch; its response says `changed` when it was flipped, by click, Space or Enter.
#[must_use]
pub struct Switch<'a> {
    name: &'a str,
    on: &'a mut bool,
}

impl<'a> Switch<'a> {
    /// `name` is what it switches, for a screen reader; on screen the words stand beside it.
    pub fn new(name: &'a str, on: &'a mut bool) -> Self {
        Self { name, on }
    }
}

impl Widget for Switch<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let (rect, mut response) =
            ui.allocate_exact_size(vec2(46.0, theme.size.hit_min), Sense::click());
        if response.clicked() {
            *self.on = !*self.on;
            response.mark_changed();
        }
        let on = *self.on;
        let name = format!("{}, {}", self.name, if on { "on" } else { "off" });
        response.widget_info(|| WidgetInfo::selected(egui::Role::Switch, true, on, &name));

        let track = rect.shrink2(vec2(0.0, 1.0));
        let travel = ui.ctx().animate_bool_responsive(response.id, on);
        let radius = track.height() / 2.0;
        let off_fill = if response.hovered() {
            palette.sunken
        } else {
            palette.paper
        };
        let fill = off_fill.lerp_to_gamma(palette.good, travel);
        let edge = palette.edge.lerp_to_gamma(palette.good, travel);
        ui.painter().rect(
            track,
            radius,
            fill,
            Stroke::new(theme.stroke.strong, edge),
            StrokeKind::Inside,
        );
        let knob = pos2(
            egui::lerp(track.left() + radius..=track.right() - radius, travel),
            track.center().y,
        );
        ui.painter().circle_filled(
            knob,
            radius - 4.5,
            palette.edge.lerp_to_gamma(palette.paper, travel),
        );
        focus::ring(ui, &response, radius as u8);
        response
    }
}

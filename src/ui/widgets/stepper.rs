//! Minute steppers: a number with less and more beside it.

use std::ops::RangeInclusive;

use egui::{
    Align2, Color32, Key, Modifiers, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    vec2,
};

use super::focus::{self, Axis};
use super::text;
use crate::ui::icons::{Icon, IconLook};
use crate::ui::theme;

/// A whole number that goes up and down by one, with Shift by five.
#[must_use]
pub struct Stepper<'a> {
    name: &'a str,
    value: u32,
    range: RangeInclusive<u32>,
    unit: &'a str,
    large: bool,
}

impl<'a> Stepper<'a> {
    /// `name` says what the number is, for a screen reader ("Pitch of Dana Whitlock").
    pub fn new(name: &'a str, value: u32, range: RangeInclusive<u32>) -> Self {
        Self {
            name,
            value,
            range,
            unit: "",
            large: false,
        }
    }

    /// The word behind the number: "min", "questions".
    pub fn unit(self, unit: &'a str) -> Self {
        Self { unit, ..self }
    }

    /// As tall as a text field, for forms.
    pub fn large(self) -> Self {
        Self {
            large: true,
            ..self
        }
    }

    /// Draws it; the new number when it changed.
    pub fn show(self, ui: &mut Ui) -> Option<u32> {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let unit = text::line(ui, self.unit, theme.text.small, palette.ink_quiet);
        let unit_room = if self.unit.is_empty() {
            0.0
        } else {
            unit.size().x + 8.0
        };
        let (width, height) = if self.large {
            (108.0, theme.size.input)
        } else {
            (76.0, 28.0)
        };
        let (rect, response) =
            ui.allocate_exact_size(vec2(width + unit_room, height), Sense::FOCUSABLE);
        let frame = rect.with_max_x(rect.left() + width);
        let third = width * 0.32;
        let less = frame.with_max_x(frame.left() + third);
        let more = frame.with_min_x(frame.right() - third);

        ui.painter()
            .rect_filled(frame, theme.radius.control - 2, palette.paper);
        let mut change = keys(ui, &response);
        change += i64::from(self.half(ui, &response, less, Icon::Minus, "less"))
            + i64::from(self.half(ui, &response, more, Icon::Plus, "more"));
        let value = (i64::from(self.value) + change)
            .clamp(i64::from(*self.range.start()), i64::from(*self.range.end()))
            as u32;

        response.widget_info(|| WidgetInfo {
            label: Some(
                format!("{}, {} {}", self.name, self.value, self.unit)
                    .trim_end()
                    .to_owned(),
            ),
            value: Some(f64::from(self.value)),
            ..WidgetInfo::new(egui::Role::SpinButton)
        });
        let edge = Stroke::new(theme.stroke.hairline, palette.edge);
        ui.painter()
            .rect_stroke(frame, theme.radius.control - 2, edge, StrokeKind::Inside);
        let number = text::line(ui, &self.value.to_string(), theme.text.button, palette.ink);
        text::paint(ui.painter(), frame.center(), Align2::CENTER_CENTER, number);
        text::paint(
            ui.painter(),
            rect.right_center(),
            Align2::RIGHT_CENTER,
            unit,
        );
        if response.has_focus() {
            focus::ring_at(ui, frame, theme.radius.control - 2);
        }
        (value != self.value).then_some(value)
    }

    /// One half: its field, its sign; by how much it was clicked.
    fn half(&self, ui: &Ui, whole: &Response, rect: Rect, sign: Icon, word: &str) -> i32 {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let at_end = if word == "less" {
            self.value <= *self.range.start()
        } else {
            self.value >= *self.range.end()
        };
        let response = ui.interact(rect, whole.id.with(word), Sense::CLICK);
        let name = format!("{}: {word}", self.name);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, !at_end, &name));
        let hot = response.hovered() && !at_end;
        let fill = match (hot, response.is_pointer_button_down_on()) {
            (true, true) => palette.line,
            (true, false) => palette.sunken,
            _ => palette.paper,
        };
        ui.painter()
            .rect_filled(rect.shrink(1.0), theme.radius.control - 2, fill);
        let ink: Color32 = if at_end {
            palette.line
        } else {
            palette.ink_quiet
        };
        sign.paint(
            ui.painter(),
            theme,
            rect.center(),
            IconLook::regular(11.0, ink),
        );
        if !response.clicked() {
            return 0;
        }
        let by = if ui.input(|input| input.modifiers.shift) {
            5
        } else {
            1
        };
        if word == "less" { -by } else { by }
    }
}

fn keys(ui: &Ui, response: &Response) -> i64 {
    if !response.has_focus() {
        return 0;
    }
    focus::hold_arrows(ui, response.id, Axis::Both);
    let steps = [
        (Key::ArrowUp, 1),
        (Key::ArrowRight, 1),
        (Key::Plus, 1),
        (Key::ArrowDown, -1),
        (Key::ArrowLeft, -1),
        (Key::Minus, -1),
        (Key::PageUp, 5),
        (Key::PageDown, -5),
    ];
    ui.input_mut(|input| {
        steps
            .iter()
            .map(|(key, by)| {
                let five: i64 = input.consume_key(Modifiers::SHIFT, *key).into();
                let one: i64 = input.consume_key(Modifiers::NONE, *key).into();
                by * (5 * five + one)
            })
            .sum()
    })
}

//! Chips: a short word about a state, in the tone of that state, with its icon. Some can be pressed to change it.

use egui::{Align2, Response, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, pos2, vec2};

use super::text;
use crate::ui::icons::{Icon, IconLook, Weight};
use crate::ui::theme::{self, Tone};

/// A chip.
#[must_use]
pub struct Chip<'a> {
    words: &'a str,
    tone: Tone,
    icon: Option<(Icon, Weight)>,
    outline: bool,
    pressable: bool,
    is_bare: bool,
}

impl<'a> Chip<'a> {
    pub fn new(words: &'a str, tone: Tone) -> Self {
        Self {
            words,
            tone,
            icon: None,
            outline: false,
            pressable: false,
            is_bare: false,
        }
    }

    /// Without a field, only an edge: for what is still open.
    pub fn outline(words: &'a str) -> Self {
        Self {
            outline: true,
            ..Self::new(words, Tone::Neutral)
        }
    }

    /// Can be pressed, to change what it says; then it has a caret and a button's name.
    pub fn pressable(self) -> Self {
        Self {
            pressable: true,
            ..self
        }
    }

    /// Only its icon, where there is no room; the words are its name and tooltip.
    pub fn bare_when(self, is_bare: bool) -> Self {
        Self { is_bare, ..self }
    }

    /// With a filled icon.
    pub fn icon(self, icon: Icon) -> Self {
        Self {
            icon: Some((icon, Weight::Fill)),
            ..self
        }
    }

    /// How wide it will be, for parts that divide a line.
    pub fn width(&self, ui: &Ui) -> f32 {
        let theme = theme::of(ui);
        let [icon_size, ..] = theme.size.icon;
        let words = text::line(ui, self.shown(), theme.text.chip, theme.palette.ink);
        let icon = if self.is_bare {
            icon_size + 16.0
        } else if self.icon.is_some() {
            icon_size + 5.0 + 18.0
        } else {
            20.0
        };
        let caret = if self.pressable { 16.0 } else { 0.0 };
        (caret + words.size().x + icon).ceil()
    }

    /// The words that are painted.
    fn shown(&self) -> &'a str {
        if self.is_bare { "" } else { self.words }
    }

    /// With a line icon.
    pub fn line_icon(self, icon: Icon) -> Self {
        Self {
            icon: Some((icon, Weight::Regular)),
            ..self
        }
    }
}

impl Widget for Chip<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = theme::of(ui);
        let ink = theme.palette.ink_of(self.tone);
        let words = text::line(ui, self.shown(), theme.text.chip, ink);
        let [icon_size, ..] = theme.size.icon;
        let icon_room = if self.icon.is_some() {
            icon_size + 5.0
        } else {
            0.0
        };
        let sense = if self.pressable {
            Sense::click()
        } else {
            Sense::hover()
        };
        let size = vec2(self.width(ui), theme.size.chip);
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let radius = theme.size.chip / 2.0;
        // Where the tints are near black an edge of the same tone keeps the chip a shape.
        let edge = if self.outline {
            Stroke::new(theme.stroke.hairline, theme.palette.edge)
        } else if theme.palette.paper == theme.palette.ground {
            Stroke::new(theme.stroke.hairline, ink)
        } else {
            Stroke::NONE
        };
        let fill = if self.outline {
            theme.palette.paper
        } else {
            theme.palette.tint_of(self.tone)
        };
        ui.painter()
            .rect(rect, radius, fill, edge, StrokeKind::Inside);
        let mut x = rect.left() + if self.icon.is_some() { 8.0 } else { 10.0 };
        if let Some((icon, weight)) = self.icon {
            let look = IconLook {
                weight,
                size: icon_size,
                color: ink,
            };
            icon.paint(
                ui.painter(),
                theme,
                pos2(x + icon_size / 2.0, rect.center().y),
                look,
            );
            x += icon_room;
        }
        text::paint(
            ui.painter(),
            pos2(x, rect.center().y),
            Align2::LEFT_CENTER,
            words,
        );
        if self.pressable {
            let at = pos2(rect.right() - 14.0, rect.center().y);
            Icon::CaretDown.paint(ui.painter(), theme, at, IconLook::regular(11.0, ink));
            if response.hovered() {
                let line = Stroke::new(theme.stroke.hairline, ink);
                ui.painter()
                    .rect_stroke(rect, radius, line, StrokeKind::Inside);
            }
            super::focus::ring(ui, &response, radius as u8);
        }
        let role = if self.pressable {
            egui::Role::Button
        } else {
            egui::Role::Label
        };
        response.widget_info(|| WidgetInfo::labeled(role, true, self.words));
        if self.is_bare {
            response.on_hover_text(self.words)
        } else {
            response
        }
    }
}

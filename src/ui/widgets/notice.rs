//! Error bars and their milder kin: what happened, what is safe, and one or two buttons. Never in the way.

use egui::{Align2, Frame, Margin, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Button, text};
use crate::ui::icons::{Icon, IconLook};
use crate::ui::theme::{self, Tone};

const ICON: f32 = 32.0;
/// Between two buttons.
const BETWEEN: f32 = 14.0;

/// A bar at the top of a screen.
#[must_use]
pub struct Notice<'a> {
    tone: Tone,
    icon: Icon,
    happened: &'a str,
    safe: &'a str,
    actions: Vec<Button<'a>>,
    on_paper: bool,
}

impl<'a> Notice<'a> {
    /// `happened` in bold, `safe` below it: what is not lost, what to do.
    pub fn new(tone: Tone, icon: Icon, happened: &'a str, safe: &'a str) -> Self {
        Self {
            tone,
            icon,
            happened,
            safe,
            actions: Vec::new(),
            on_paper: false,
        }
    }

    /// One of its buttons; the first stands leftmost.
    pub fn action(mut self, button: Button<'a>) -> Self {
        self.actions.push(button.small());
        self
    }

    /// On paper with a coloured edge: a remark beside a plan, not something wrong with the program.
    pub fn on_paper(self) -> Self {
        Self {
            on_paper: true,
            ..self
        }
    }

    /// Draws it over the whole width; the number of the button that was pressed.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let ink = palette.ink_of(self.tone);
        let fill = if self.on_paper {
            palette.paper
        } else {
            palette.tint_of(self.tone)
        };
        let frame = Frame::new()
            .fill(fill)
            .stroke(Stroke::new(theme.stroke.hairline, ink))
            .corner_radius(theme.radius.card)
            .inner_margin(Margin::symmetric(18, 11));
        let mut pressed = None;
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let sizes: Vec<_> = self
                .actions
                .iter()
                .map(|button| button.measure(ui))
                .collect();
            let buttons: f32 = sizes.iter().map(|size| size.x + BETWEEN).sum();
            let room = (ui.available_width() - ICON - buttons - 8.0).max(120.0);
            let words = text::within(ui, self.happened, theme.text.strong, palette.ink, room, 2);
            let safe = text::within(ui, self.safe, theme.text.small, palette.ink, room, 3);
            let safe_height = if self.safe.is_empty() {
                0.0
            } else {
                safe.size().y
            };
            let height = (words.size().y + safe_height).max(theme.size.button_small);
            let (rect, response) =
                ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
            let icon_at = rect.left_center() + vec2(8.0, 0.0);
            self.icon
                .paint(ui.painter(), theme, icon_at, IconLook::fill(18.0, ink));
            let top = rect.center().y - f32::midpoint(words.size().y, safe_height);
            let said = text::paint(
                ui.painter(),
                pos2(rect.left() + ICON, top),
                Align2::LEFT_TOP,
                words,
            );
            text::paint(ui.painter(), said.left_bottom(), Align2::LEFT_TOP, safe);
            let sentence = format!("{} {}", self.happened, self.safe);
            response
                .widget_info(|| WidgetInfo::labeled(egui::Role::Alert, true, sentence.trim_end()));
            let mut x = rect.right() - buttons + BETWEEN;
            for (number, (button, size)) in self.actions.into_iter().zip(sizes).enumerate() {
                let middle = pos2(x + size.x / 2.0, rect.center().y);
                if ui
                    .place(Rect::from_center_size(middle, size), button)
                    .clicked()
                {
                    pressed = Some(number);
                }
                x += size.x + BETWEEN;
            }
        });
        pressed
    }
}

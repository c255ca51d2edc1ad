//! The foot of a screen: its keys on the left, whether all is saved on the right.

use egui::{Align2, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::{key_cap, text};
use crate::ui::icons::{Icon, IconLook};
use crate::ui::theme;

/// What the right end of the foot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved<'a> {
    /// All is written; the words say since when and where.
    Yes(&'a str),
    /// Something is on its way to the disk.
    Soon(&'a str),
    /// Something could not be written; the words say what.
    No(&'a str),
}

/// Draws the foot over the width that there is. Keys that do not fit are left out, from the right.
pub fn foot(ui: &mut Ui, keys: &[(&[&str], &str)], saved: Saved<'_>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let (rect, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), theme.size.foot), Sense::hover());
    let line = Stroke::new(theme.stroke.hairline, palette.line);
    ui.painter().hline(
        rect.x_range(),
        ui.painter().round_to_pixel_center(rect.top()),
        line,
    );

    let quiet = IconLook::regular(16.0, palette.ink_quiet);
    let (words, ink, icon, sign) = match saved {
        Saved::Yes(words) => (words, palette.ink_quiet, quiet, Icon::DONE),
        Saved::Soon(words) => (words, palette.ink_quiet, quiet, Icon::WAITING),
        Saved::No(words) => {
            let look = IconLook::fill(16.0, palette.late);
            (words, palette.late, look, Icon::LATE)
        }
    };
    let galley = text::line(ui, words, theme.text.small, ink);
    let right = text::paint(
        ui.painter(),
        rect.right_center() - vec2(24.0, 0.0),
        Align2::RIGHT_CENTER,
        galley,
    );
    sign.paint(
        ui.painter(),
        theme,
        right.left_center() - vec2(12.0, 0.0),
        icon,
    );
    let response = ui.interact(
        right.expand(8.0),
        ui.scope_id().with("saved"),
        Sense::hover(),
    );
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Status, true, words));

    let room = egui::Rect::from_min_max(
        rect.min + vec2(24.0, 1.0),
        right.left_bottom() - vec2(40.0, 0.0),
    );
    let room = room.with_max_y(rect.bottom());
    let builder = egui::UiBuilder::new()
        .max_rect(room)
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        for (caps, does) in keys {
            let width: f32 = caps
                .iter()
                .map(|cap| key_cap::width(ui, cap) + 4.0)
                .sum::<f32>()
                + 4.0;
            let word = text::line(ui, does, theme.text.small, palette.ink_quiet);
            if width + word.size().x > ui.available_width() {
                break;
            }
            key_cap::hint(ui, caps, does);
        }
    });
}

//! Menus: what can be done here, each with its icon and key, on paper with a hairline.

use egui::{Align2, Frame, Margin, Popup, Response, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::{focus, key_cap, text};
use crate::ui::icons::{Icon, IconLook};
use crate::ui::theme;

/// Opens under `button` when that is pressed, and closes when something was chosen or Escape is pressed.
///
/// It is `width` points wide, or more if an item needs it.
pub fn menu<R>(
    ui: &Ui,
    button: &Response,
    width: f32,
    content: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let theme = theme::of(ui);
    let frame = Frame::new()
        .fill(theme.palette.paper)
        .stroke(Stroke::new(theme.stroke.hairline, theme.palette.line))
        .corner_radius(theme.radius.control)
        .shadow(theme.shadow.overlay)
        .inner_margin(Margin::same(5));
    let shown = Popup::menu(button)
        .frame(frame)
        .gap(4.0)
        .show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_width(width);
            content(ui)
        })
        .map(|shown| shown.inner);
    give_focus_back(ui, button, shown.is_some());
    shown
}

/// One line of a menu; true when it was chosen.
pub fn item(ui: &mut Ui, icon: Option<Icon>, words: &str, key: Option<&str>) -> bool {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let icon_room = if icon.is_some() { 28.0 } else { 0.0 };
    let galley = text::line(ui, words, theme.text.body, palette.ink);
    let cap = key.map_or(0.0, |key| key_cap::width(ui, key) + 24.0);
    let needed = galley.size().x + icon_room + cap + 20.0;
    let size = vec2(needed.max(ui.available_width()), 34.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::MenuItem, true, words));
    if response.hovered() || response.has_focus() {
        let hot = if palette.sunken == palette.paper {
            palette.ring_track
        } else {
            palette.sunken
        };
        ui.painter().rect_filled(rect, theme.radius.key, hot);
    }
    let left = rect.left_center() + vec2(10.0, 0.0);
    if let Some(icon) = icon {
        let look = IconLook::regular(17.0, palette.ink_quiet);
        icon.paint(ui.painter(), theme, left + vec2(8.0, 0.0), look);
    }
    text::paint(
        ui.painter(),
        left + vec2(icon_room, 0.0),
        Align2::LEFT_CENTER,
        galley,
    );
    if let Some(key) = key {
        let at = rect.right_center() - vec2(10.0 + key_cap::width(ui, key), 0.0);
        key_cap::paint(ui, at, key, palette.ink, palette.paper);
    }
    if response.has_focus() {
        focus::ring_at(ui, rect.shrink(3.0), theme.radius.key);
    }
    if response.clicked() {
        // The pointer closes a menu by itself; Enter and Space do not.
        ui.close();
    }
    response.clicked()
}

/// A menu that was left by a key hands the focus back to its button; one that was left by a click does not.
fn give_focus_back(ui: &Ui, button: &Response, is_open: bool) {
    let id = button.id.with("menu");
    let before: Option<Menu> = ui.data(|data| data.get_temp(id)).flatten();
    let by_pointer = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    let now = match (before, is_open) {
        (_, true) => Some(Menu::Open),
        // The item that had the focus is forgotten a frame later; only then is it seen whether another took it.
        (Some(Menu::Open), false) if !by_pointer => {
            ui.ctx().request_repaint();
            Some(Menu::JustLeft)
        }
        (Some(Menu::JustLeft), false) if ui.memory(|memory| memory.focused().is_none()) => {
            button.request_focus();
            None
        }
        _ => None,
    };
    ui.data_mut(|data| data.insert_temp(id, now));
}

#[derive(Clone, Copy)]
enum Menu {
    Open,
    JustLeft,
}

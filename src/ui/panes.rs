//! The panes of a screen: a page that scrolls, panels beside it, a head above and bars over it. They reach to the edges
//! of the window; what stands in them keeps the margins.

use egui::{Area, Frame, Margin, Order, Panel, ScrollArea, Ui};

use super::{screens::View, theme};

/// Below this width of the whole window, the panel at the right is shut until it is asked for.
pub(super) const PANEL_FROM: f32 = 1280.0;

/// A page with the usual margins, which scrolls.
pub(super) fn page<R>(ui: &mut Ui, salt: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let side = theme::of(ui).space.page_x as i8;
    scroll(
        ui,
        salt,
        Margin {
            left: side,
            right: side,
            top: 24,
            bottom: 24,
        },
        content,
    )
}

/// A page with the same margins that does not scroll as a whole: a list in it scrolls by itself.
pub(super) fn pinned<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let side = theme::of(ui).space.page_x as i8;
    let margin = Margin {
        left: side,
        right: side,
        top: 24,
        bottom: 8,
    };
    Frame::new().inner_margin(margin).show(ui, content).inner
}

/// The same with other margins.
pub(super) fn scroll<R>(
    ui: &mut Ui,
    salt: &str,
    margin: Margin,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new().inner_margin(margin).show(ui, content).inner
        })
        .inner
}

/// A bar over the whole width, above everything that is drawn after it.
pub(super) fn bar<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let side = theme::of(ui).space.page_x as i8;
    Frame::new()
        .inner_margin(Margin {
            left: side,
            right: side,
            top: 12,
            bottom: 0,
        })
        .show(ui, content)
        .inner
}

/// The head of a screen, over the whole width: title and stages. What is drawn after it stands below.
pub(super) fn head<R>(ui: &mut Ui, height: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = theme::of(ui);
    let side = theme.space.page_x as i8;
    Panel::top("head")
        .resizable(false)
        .show_separator_line(true)
        .exact_size(height)
        .frame(Frame::new().inner_margin(Margin::symmetric(side, 16)))
        .show(ui, content)
        .inner
}

/// A list or drawer at the left, on the ground, with a hairline at its right edge. It scrolls only if its content does.
pub(super) fn left<R>(
    ui: &mut Ui,
    salt: &str,
    width: f32,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    Panel::left(egui::Id::unique(("left", salt)))
        .resizable(false)
        .show_separator_line(true)
        .exact_size(width)
        .frame(Frame::new().inner_margin(Margin {
            left: 24,
            right: 20,
            top: 16,
            bottom: 16,
        }))
        .show(ui, content)
        .inner
}

/// A panel at the right, on paper, with a scroll of its own. In a narrow window it is shut until Ctrl \ opens it: then
/// `None`.
pub(super) fn right<R>(
    ui: &mut Ui,
    view: &View<'_>,
    salt: &str,
    width: f32,
    content: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let theme = theme::of(ui);
    let is_wide = ui.ctx().content_rect().width() >= PANEL_FROM;
    if !is_wide && !view.has_panel {
        return None;
    }
    let margin = Margin {
        left: 24,
        right: 24,
        top: 16,
        bottom: 16,
    };
    if !is_wide {
        // A drawer lies over the page instead of squeezing it.
        let room = ui.max_rect();
        let width = width.min(room.width() - 48.0);
        let place = room.with_min_x(room.right() - width);
        let area = Area::new(egui::Id::unique(("drawer", salt)))
            .order(Order::Middle)
            .fixed_pos(place.min)
            .constrain(false);
        let drawer = area.show(ui.ctx(), |ui| {
            let paper = Frame::new()
                .fill(theme.palette.paper)
                .shadow(theme.shadow.overlay);
            paper
                .show(ui, |ui| {
                    ui.set_min_size(place.size());
                    ui.set_max_size(place.size());
                    scroll(ui, salt, margin, content)
                })
                .inner
        });
        return Some(drawer.inner);
    }
    let panel = Panel::right(egui::Id::unique(("right", salt)))
        .resizable(false)
        .show_separator_line(true)
        .exact_size(width)
        .frame(Frame::new().fill(theme.palette.paper));
    Some(panel.show(ui, |ui| scroll(ui, salt, margin, content)).inner)
}

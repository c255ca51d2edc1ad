//! The rail at the left of the window: the group, the pages, and at its foot what is always at hand.

use egui::{Align2, Popup, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::card;
use super::focus::{self, Axis, Roving};
use super::menu;
use super::section;
use super::text;
use crate::ui::icons::{Icon, IconLook, Weight};
use crate::ui::theme;

/// One page of the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RailItem<'a> {
    pub icon: Icon,
    pub name: &'a str,
    /// How many things wait there; nothing is drawn for none.
    pub waiting: usize,
    /// At the bottom of the rail instead of the top.
    pub at_foot: bool,
}

impl<'a> RailItem<'a> {
    pub fn new(icon: Icon, name: &'a str) -> Self {
        Self {
            icon,
            name,
            waiting: 0,
            at_foot: false,
        }
    }

    #[must_use]
    pub fn waiting(self, waiting: usize) -> Self {
        Self { waiting, ..self }
    }

    #[must_use]
    pub fn at_foot(self) -> Self {
        Self {
            at_foot: true,
            ..self
        }
    }
}

const ITEM: f32 = 56.0;
const GAP: f32 = 4.0;
/// Below this height an item has no room for its name.
const NAMED: f32 = 48.0;

/// Draws the pages over the height that is left; the page that was opened. Without `names` only icons are seen. None is
/// `chosen` on a place that is no page of the rail.
pub fn rail(
    ui: &mut Ui,
    items: &[RailItem<'_>],
    chosen: Option<usize>,
    names: bool,
) -> Option<usize> {
    let (whole, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let base = ui.make_persistent_id("rail");
    let group = ui.interact(whole, base, Sense::hover());
    group.widget_info(|| WidgetInfo::labeled(egui::Role::Navigation, true, "Pages"));
    let mut roving = Roving::new(ui, base, items.len(), chosen);
    roving.arrows(ui, Axis::Down);

    // In a low window the items move together, so that those of the foot never lie over the others.
    let room = (whole.height() - 8.0) / items.len().max(1) as f32 - GAP;
    let height = ITEM.min(room.floor()).max(24.0);
    let names = names && height >= NAMED;
    let at_foot = items.iter().filter(|item| item.at_foot).count();
    let (mut top, mut foot) = (
        whole.top(),
        whole.bottom() - at_foot as f32 * (height + GAP) - 8.0,
    );
    let mut opened = None;
    for (number, item) in items.iter().enumerate() {
        let y = if item.at_foot { &mut foot } else { &mut top };
        let place = Rect::from_min_size(
            pos2(whole.left() + 3.0, *y),
            vec2(whole.width() - 6.0, height),
        );
        *y += height + GAP;
        let response = roving.item(ui, number, place, false);
        let waiting = if item.waiting > 0 {
            format!(", {} waiting", item.waiting)
        } else {
            String::new()
        };
        let sentence = format!("{}{waiting}", item.name);
        let is_chosen = chosen == Some(number);
        response.widget_info(|| WidgetInfo::selected(egui::Role::Tab, true, is_chosen, &sentence));
        paint(ui, place, item, is_chosen, response.hovered(), names);
        if response.has_focus() {
            focus::ring_at(ui, place.shrink(4.0), theme::of(ui).radius.control);
        }
        if response.clicked() {
            opened = Some(number);
        }
        if !names {
            response.on_hover_text(item.name);
        }
    }
    opened
}

fn paint(ui: &Ui, place: Rect, item: &RailItem<'_>, chosen: bool, hovered: bool, names: bool) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let painter = ui.painter();
    let [.., icon_size] = theme.size.icon;
    if chosen {
        let edge = Stroke::new(theme.stroke.hairline, palette.line);
        painter.rect(
            place,
            theme.radius.control,
            palette.paper,
            edge,
            StrokeKind::Inside,
        );
    }
    let ink = match (chosen, hovered) {
        (true, _) => palette.accent,
        (false, true) => palette.ink,
        (false, false) => palette.ink_quiet,
    };
    let weight = if chosen {
        Weight::Fill
    } else {
        Weight::Regular
    };
    let icon_y = if names {
        place.center().y - 8.0
    } else {
        place.center().y
    };
    let center = pos2(place.center().x, icon_y);
    item.icon.paint(
        painter,
        theme,
        center,
        IconLook {
            weight,
            size: icon_size,
            color: ink,
        },
    );
    if names {
        let role = theme.text.label.with_line(16.0);
        let role = crate::ui::theme::TypeRole {
            spacing: 0.0,
            ..role
        };
        let words = text::within(ui, item.name, role, ink, place.width() - 4.0, 1);
        let at = pos2(place.center().x, place.center().y + 5.0);
        text::paint(painter, at, Align2::CENTER_TOP, words);
    }
    if item.waiting > 0 {
        let count = text::line(
            ui,
            &item.waiting.to_string(),
            theme.text.key,
            palette.on_accent,
        );
        let width = (count.size().x + 13.0).max(20.0);
        let badge = Rect::from_min_size(
            pos2(place.right() - 6.0 - width, place.top() + 3.0),
            vec2(width, 18.0),
        );
        let halo = Stroke::new(
            2.0,
            if chosen {
                palette.paper
            } else {
                palette.sunken
            },
        );
        painter.rect(badge, 9.0, palette.accent, halo, StrokeKind::Outside);
        text::paint(painter, badge.center(), Align2::CENTER_CENTER, count);
    }
}

/// The tile at the top of the rail: which group is shown; the response is that of a button that opens the menu.
/// Without `names` only the sign is seen.
pub fn group_tile(ui: &mut Ui, group: &str, names: bool) -> Response {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let size = vec2(ui.available_width(), if names { 112.0 } else { 60.0 });
    let (outer, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(
            egui::Role::Button,
            true,
            format!("Group: {group}. Switch group"),
        )
    });
    let rect = outer.shrink2(vec2(3.0, 4.0));
    let fill = if response.hovered() {
        palette.ground
    } else {
        palette.paper
    };
    let edge = Stroke::new(theme.stroke.hairline, palette.edge);
    ui.painter()
        .rect(rect, theme.radius.card, fill, edge, StrokeKind::Inside);
    focus::ring(ui, &response.clone().with_new_rect(rect), theme.radius.card);
    if !names {
        card::sign(ui, rect.center(), 34.0);
        return response.on_hover_text(group);
    }
    card::sign(ui, rect.center_top() + vec2(0.0, 26.0), 30.0);
    let role = crate::ui::theme::TypeRole {
        spacing: 0.0,
        ..theme.text.label.with_line(14.0)
    };
    let job_width = rect.width() - 12.0;
    let words = text::within(ui, group, role, palette.ink, job_width, 2);
    // Each line is centred on its own.
    let rows: Vec<String> = words
        .rows
        .iter()
        .map(|row| row.text().trim().to_owned())
        .collect();
    let mut y = rect.top() + 46.0;
    if rows.len() == 1 {
        y += 7.0;
    }
    for row in rows {
        let galley = text::line(ui, &row, role, palette.ink);
        y = text::paint(
            ui.painter(),
            pos2(rect.center().x, y),
            Align2::CENTER_TOP,
            galley,
        )
        .bottom();
    }
    let caret = pos2(rect.center().x, rect.bottom() - 16.0);
    Icon::CaretDown.paint(
        ui.painter(),
        theme,
        caret,
        IconLook::regular(13.0, palette.ink_quiet),
    );
    response
}

/// What was chosen in the menu of groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupChoice {
    All,
    /// By its place in the list.
    Group(usize),
    Manage,
}

const MENU_WIDTH: f32 = 280.0;
/// From so many groups on, the list of them scrolls.
const MENU_HEIGHT: f32 = 420.0;

/// The menu under the tile: all groups, each by name with a remark, and the page that keeps them. `is_wanted` opens it
/// without a press. `chosen` has a tick; `None` is all.
pub fn group_menu(
    ui: &Ui,
    tile: &Response,
    is_wanted: bool,
    groups: &[(&str, String)],
    chosen: Option<usize>,
) -> Option<GroupChoice> {
    let popup = Popup::default_response_id(tile);
    if is_wanted {
        tile.request_focus();
        Popup::open_id(ui.ctx(), popup);
    }
    let mut picked = None;
    menu::menu(ui, tile, MENU_WIDTH, |ui| {
        let mut line = |ui: &mut Ui, choice, words: &str, remark: &str| {
            let is_chosen = match choice {
                GroupChoice::All => chosen.is_none(),
                GroupChoice::Group(at) => chosen == Some(at),
                GroupChoice::Manage => false,
            };
            if group_item(ui, words, remark, is_chosen) {
                picked = Some(choice);
            }
        };
        line(ui, GroupChoice::All, "All groups", "");
        egui::ScrollArea::vertical()
            .max_height(MENU_HEIGHT)
            .show(ui, |ui| {
                for (at, (name, remark)) in groups.iter().enumerate() {
                    line(ui, GroupChoice::Group(at), name, remark);
                }
            });
        ui.add_space(4.0);
        section::rule(ui);
        ui.add_space(4.0);
        line(ui, GroupChoice::Manage, "Manage groups", "");
    });
    picked
}

/// One line of that menu: a tick before the chosen one, the name, a quiet remark at the end.
fn group_item(ui: &mut Ui, words: &str, remark: &str, is_chosen: bool) -> bool {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let size = vec2(MENU_WIDTH.min(ui.available_width()), 36.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let sentence = format!("{words}, {remark}");
    let sentence = sentence.trim_end_matches(", ");
    response.widget_info(|| WidgetInfo::selected(egui::Role::MenuItem, true, is_chosen, sentence));
    if response.hovered() || response.has_focus() {
        let hot = if palette.sunken == palette.paper {
            palette.ring_track
        } else {
            palette.sunken
        };
        ui.painter().rect_filled(rect, theme.radius.key, hot);
    }
    if is_chosen {
        let look = IconLook::regular(16.0, palette.ink);
        let at = rect.left_center() + vec2(18.0, 0.0);
        Icon::Check.paint(ui.painter(), theme, at, look);
    }
    let remark = text::line(ui, remark, theme.text.small, palette.ink_quiet);
    let room = rect.width() - 36.0 - remark.size().x - 24.0;
    let role = if is_chosen {
        theme.text.strong
    } else {
        theme.text.body
    };
    let words = text::within(ui, words, role, palette.ink, room, 1);
    let left = rect.left_center() + vec2(36.0, 0.0);
    text::paint(ui.painter(), left, Align2::LEFT_CENTER, words);
    let right = rect.right_center() - vec2(10.0, 0.0);
    text::paint(ui.painter(), right, Align2::RIGHT_CENTER, remark);
    if response.has_focus() {
        focus::ring_at(ui, rect.shrink(3.0), theme.radius.key);
        response.scroll_to_me(None);
    }
    if response.clicked() {
        ui.close();
    }
    response.clicked()
}

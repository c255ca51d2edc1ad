//! The frame around every screen: the rail at the left and the foot with this screen's keys.

use egui::{Frame, Panel, Ui};

use super::{
    command::{Action, BINDINGS, Command, Context, PAGES, Route},
    icons::Icon,
    panes, theme,
    widgets::{
        foot::{self, Saved},
        rail::{self, GroupChoice, RailItem},
    },
};
use crate::app::Desk;

/// Below this width the rail has no names.
const NAMES_FROM: f32 = 1160.0;

/// Draws the rail: the group that is looked at, the pages, and what is always at hand. `is_switching` opens the menu of
/// groups. What was asked for.
pub(super) fn rail(ui: &mut Ui, desk: &Desk, route: Route, is_switching: bool) -> Vec<Command> {
    let theme = theme::of(ui);
    let names = ui.available_width() >= NAMES_FROM;
    let panel = Panel::left("rail")
        .frame(Frame::new().fill(theme.palette.sunken))
        .exact_size(theme.size.rail);
    let mut commands = Vec::new();
    panel
        .resizable(false)
        .show_separator_line(true)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            ui.add_space(4.0);
            commands.extend(switcher(ui, desk, is_switching, names));
            commands.extend(pages(ui, desk, route, names));
        });
    commands
}

/// The tile that says which group is looked at, and its menu.
fn switcher(ui: &mut Ui, desk: &Desk, is_switching: bool, names: bool) -> Vec<Command> {
    let groups = desk.groups();
    let shown = match desk.scoped_group() {
        Some(line) => line.group.name.as_str(),
        None if groups.is_empty() => "No group",
        None => "All groups",
    };
    let tile = rail::group_tile(ui, shown, names);
    let lines: Vec<(&str, String)> = groups
        .iter()
        .map(|line| {
            let people = line.people();
            let remark = format!("{people} {}", if people == 1 { "person" } else { "people" });
            (line.group.name.as_str(), remark)
        })
        .collect();
    let chosen = groups
        .iter()
        .position(|line| Some(line.group.id) == desk.scope());
    match rail::group_menu(ui, &tile, is_switching, &lines, chosen) {
        Some(GroupChoice::All) => vec![Command::Scope(None)],
        Some(GroupChoice::Group(at)) => groups
            .get(at)
            .map(|line| Command::Scope(Some(line.group.id)))
            .into_iter()
            .collect(),
        Some(GroupChoice::Manage) => vec![Command::Go(Route::Groups)],
        None => Vec::new(),
    }
}

/// The pages, with Find above the last of them at the foot.
fn pages(ui: &mut Ui, desk: &Desk, route: Route, names: bool) -> Option<Command> {
    let shown = match route {
        Route::Dinner(..) | Route::NewDinner | Route::EditDinner(_) => Some(Route::Dinners),
        Route::Import => Some(Route::People),
        Route::Groups => None,
        route => Some(route),
    };
    let mut items: Vec<(RailItem<'_>, Command)> = Vec::with_capacity(PAGES.len() + 1);
    for page in &PAGES {
        let item = RailItem::new(page.icon, page.name);
        let item = match page.route {
            Route::FollowUps => item.waiting(desk.overdue().len() + desk.due_today()),
            Route::Settings => {
                let find = RailItem::new(Icon::FIND, "Find").at_foot();
                items.push((find, Command::Palette));
                item.at_foot()
            }
            _ => item,
        };
        items.push((item, Command::Go(page.route)));
    }
    let chosen = items
        .iter()
        .position(|(_, command)| shown.is_some_and(|route| *command == Command::Go(route)));
    let drawn: Vec<RailItem<'_>> = items.iter().map(|(item, _)| *item).collect();
    let opened = rail::rail(ui, &drawn, chosen, names)?;
    items.into_iter().nth(opened).map(|(_, command)| command)
}

/// Pairs of keys that the foot shows together, the first of them first, and the word for both.
const PAIRS: [(&str, &str, &str); 3] = [
    ("down", "up", "move"),
    ("page 1", "page 2", "page"),
    ("nearer", "farther", "zoom"),
];

/// Draws the foot with the keys that work here.
pub(super) fn foot(ui: &mut Ui, context: Context, saved: Saved<'_>) {
    let theme = theme::of(ui);
    let panel = Panel::bottom("foot")
        .frame(Frame::new())
        .exact_size(theme.size.foot);
    panel.show_separator_line(false).show(ui, |ui| {
        let here = BINDINGS
            .iter()
            .filter(|binding| binding.context == context && context != Context::Everywhere);
        let always = BINDINGS
            .iter()
            .filter(|binding| matches!(binding.action, Action::Undo | Action::Keys));
        // In a narrow window what is in the side panel is a key away, and F1 tells the rest: these come first.
        let is_narrow = ui.ctx().content_rect().width() < panes::PANEL_FROM;
        let has_panel = matches!(
            context,
            Context::Guests
                | Context::Seating
                | Context::RunningOrder
                | Context::Form
                | Context::Recaps
        );
        let drawer = BINDINGS
            .iter()
            .filter(|binding| binding.action == Action::Panel && is_narrow && has_panel);
        let mut caps: Vec<(Vec<&str>, String)> = drawer
            .chain(here)
            .chain(always)
            .map(|binding| (binding.caps(), binding.words.to_lowercase()))
            .collect();
        // Two keys of one kind are one hint: "J K move".
        for (one, other, both) in PAIRS {
            let at = |words: &str| caps.iter().position(|(_, each)| each == words);
            let (Some(first), Some(second)) = (at(one), at(other)) else {
                continue;
            };
            let removed = caps.remove(second);
            if let Some((caps, words)) = caps.get_mut(first) {
                caps.extend(removed.0);
                both.clone_into(words);
            }
        }
        let keys: Vec<(&[&str], &str)> = caps
            .iter()
            .map(|(caps, words)| (caps.as_slice(), words.as_str()))
            .collect();
        foot::foot(ui, &keys, saved);
    });
}

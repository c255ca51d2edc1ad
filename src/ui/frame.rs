//! The frame around every screen: the rail at the left and the foot with this screen's keys.

use egui::{Frame, Panel, Sense, Ui, vec2};

use super::{
    command::{Action, BINDINGS, Command, Context, PAGES, Route},
    theme,
    widgets::{
        card,
        foot::{self, Saved},
        rail::{self, RailItem},
    },
};
use crate::app::Desk;

/// Below this width the rail has no names.
const NAMES_FROM: f32 = 1160.0;

/// Draws the rail; the command of the page that was opened.
pub(super) fn rail(ui: &mut Ui, desk: &Desk, route: Route) -> Option<Command> {
    let theme = theme::of(ui);
    let names = ui.available_width() >= NAMES_FROM;
    let panel = Panel::left("rail")
        .frame(Frame::new().fill(theme.palette.sunken))
        .exact_size(theme.size.rail);
    let opened = panel
        .resizable(false)
        .show_separator_line(true)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 12.0;
            ui.add_space(4.0);
            let (sign, _) =
                ui.allocate_exact_size(vec2(ui.available_width(), 56.0), Sense::hover());
            card::sign(ui, sign.center(), 40.0);
            let items: Vec<RailItem<'_>> = PAGES
                .iter()
                .map(|page| {
                    let item = RailItem::new(page.icon, page.name);
                    match page.route {
                        Route::FollowUps => item.waiting(desk.overdue().len()),
                        Route::Settings => item.at_foot(),
                        _ => item,
                    }
                })
                .collect();
            let shown = match route {
                Route::Dinner(..) | Route::NewDinner | Route::EditDinner(_) => Route::Dinners,
                Route::Import => Route::People,
                route => route,
            };
            let chosen = PAGES
                .iter()
                .position(|page| page.route == shown)
                .unwrap_or_default();
            rail::rail(ui, &items, chosen, names)
        });
    opened
        .inner
        .and_then(|page| PAGES.get(page))
        .map(|page| Command::Go(page.route))
}

/// Draws the foot with the keys that work here.
pub(super) fn foot(ui: &mut Ui, context: Context, saved: Saved<'_>) {
    let theme = theme::of(ui);
    let panel = Panel::bottom("foot")
        .frame(Frame::new().fill(theme.palette.ground))
        .exact_size(theme.size.foot);
    panel.show_separator_line(false).show(ui, |ui| {
        let here = BINDINGS
            .iter()
            .filter(|binding| binding.context == context && context != Context::Everywhere);
        let always = BINDINGS
            .iter()
            .filter(|binding| matches!(binding.action, Action::Undo | Action::Keys));
        let mut caps: Vec<(Vec<&str>, String)> = here
            .chain(always)
            .map(|binding| (binding.caps(), binding.words.to_lowercase()))
            .collect();
        // Down and up are one hint: "J K move".
        if let Some(down) = caps.iter().position(|(_, words)| words == "down") {
            let up = caps.remove(down + 1);
            if let Some((caps, words)) = caps.get_mut(down) {
                caps.extend(up.0);
                "move".clone_into(words);
            }
        }
        let keys: Vec<(&[&str], &str)> = caps
            .iter()
            .map(|(caps, words)| (caps.as_slice(), words.as_str()))
            .collect();
        foot::foot(ui, &keys, saved);
    });
}

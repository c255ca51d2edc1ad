//! Turning the window: to another place or another look, both kept for the next time.

use egui::Ui;

use super::Window;
use crate::{
    app::{Desk, desk::Subject},
    ui::{
        command::{Command, PAGES, Route},
        palette::Palette,
        panes,
        theme::{self, Look, ThemeName},
    },
};

impl Window {
    /// Runs a command that only turns the window: to another place, or to another look.
    pub(super) fn turn(&mut self, ui: &Ui, command: &Command) {
        match *command {
            Command::Go(route) => self.go(route),
            Command::OpenPerson(person) => self.look_at(Subject::Person(person)),
            Command::OpenGroup(group) => self.look_at(Subject::Group(group)),
            Command::Keys => self.shows_keys = !self.shows_keys,
            Command::Palette => self.palette = Some(Palette::default()),
            // In a wide window the panel stands beside the page and is always there.
            Command::Panel if ui.ctx().content_rect().width() >= panes::PANEL_FROM => {}
            Command::Panel => self.has_panel = !self.has_panel,
            Command::Theme(theme) => {
                self.follows_system = theme.is_none();
                let theme = theme.unwrap_or_else(|| system_theme(ui.ctx()));
                self.wear(ui, Look { theme, ..self.look });
            }
            Command::PlainPeople(plain_people) => self.wear(
                ui,
                Look {
                    plain_people,
                    ..self.look
                },
            ),
            Command::FewerMovements(fewer_movements) => self.wear(
                ui,
                Look {
                    fewer_movements,
                    ..self.look
                },
            ),
            Command::Zoom(zoom) => self.magnify(ui, zoom),
            Command::Larger => self.magnify(ui, step(self.zoom, 1)),
            Command::Smaller => self.magnify(ui, step(self.zoom, -1)),
            Command::UsualSize => self.magnify(ui, 1.0),
            _ => {}
        }
    }

    /// Keeps the look and the place for the next time; that they cannot be kept is no reason to stop anybody.
    pub(super) fn keep(&mut self) {
        let look = self.look;
        let page = PAGES
            .iter()
            .find(|page| page.route == self.route)
            .map_or("Dinners", |page| page.name);
        let theme = if self.follows_system {
            SYSTEM
        } else {
            look.theme.word()
        };
        let all = [
            ("theme", theme.to_owned()),
            ("plain", look.plain_people.to_string()),
            ("still", look.fewer_movements.to_string()),
            ("zoom", self.zoom.to_string()),
            ("page", page.to_owned()),
        ];
        for (name, value) in all {
            if self.desk.kept(name).as_ref() != Some(&value)
                && let Err(error) = self.desk.keep_in_passing(name, &value)
            {
                self.fail(&error);
            }
        }
    }

    pub(super) fn wear(&mut self, ui: &Ui, look: Look) {
        self.look = look;
        theme::wear(ui.ctx(), look);
    }

    pub(super) fn magnify(&mut self, ui: &Ui, zoom: f32) {
        self.zoom = zoom;
        ui.ctx().set_zoom_factor(zoom);
    }
}

/// The word under which it is kept that the theme follows the system's.
pub(super) const SYSTEM: &str = "System";

/// The theme that is nearest to what the system wears.
pub(super) fn system_theme(context: &egui::Context) -> ThemeName {
    match context.system_theme() {
        Some(egui::Theme::Dark) => ThemeName::Candlelight,
        Some(egui::Theme::Light) | None => ThemeName::Linen,
    }
}

/// The look and the zoom of the last time.
pub(super) fn kept_look(desk: &Desk) -> (Look, f32) {
    let theme = desk.kept("theme").and_then(|word| {
        ThemeName::ALL
            .into_iter()
            .find(|theme| theme.word() == word)
    });
    let is_on = |name: &str| desk.kept(name).as_deref() == Some("true");
    let look = Look {
        theme: theme.unwrap_or_default(),
        plain_people: is_on("plain"),
        fewer_movements: is_on("still"),
    };
    let zoom = desk
        .kept("zoom")
        .and_then(|zoom| zoom.parse().ok())
        .filter(|zoom| theme::zoom_steps().contains(zoom));
    (look, zoom.unwrap_or(1.0))
}

/// The page of the last time; where nothing is kept, today.
pub(super) fn kept_route(desk: &Desk) -> Route {
    let page = desk.kept("page");
    PAGES
        .iter()
        .find(|known| page.as_deref() == Some(known.name))
        .map_or(Route::Today, |known| known.route)
}

/// The zoom step beside the present one.
fn step(zoom: f32, by: isize) -> f32 {
    let steps = theme::zoom_steps();
    let at = steps
        .iter()
        .position(|step| *step >= zoom)
        .unwrap_or_default();
    let next = at
        .saturating_add_signed(by)
        .min(steps.len().saturating_sub(1));
    steps.get(next).copied().unwrap_or(zoom)
}

//! The window at work: it draws the screen that is open, runs what the screen asks for, and keeps the look and the place
//! for the next time.

mod act;
mod at_table;
mod look;
mod open;
mod pressed;

use std::path::PathBuf;

use egui::{CentralPanel, Frame, Ui};

use super::{
    command::{Action, Command, Route, Stage},
    files::{FilePicker, Files, SystemPicker},
    frame,
    icons::Icon,
    keys,
    palette::{Chosen, Palette},
    panes,
    screens::{self, Screens, reveal::Reveal},
    theme::{self, Look, Tone},
    widgets::{Button, foot::Saved, notice::Notice, toast::ToastPlace},
};
use crate::app::{
    Desk,
    desk::{DeskError, OpenDinner, OpenPerson},
};
use look::{SYSTEM, kept_look, kept_route, system_theme};

pub use open::{WindowError, open, open_gallery};

/// What went wrong, in words, and whether something that was to be saved is not.
struct Problem {
    words: String,
    is_unsaved: bool,
}

/// The window and what it stands on.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a choice or a state of its own"
)]
pub struct Window {
    desk: Desk,
    route: Route,
    screens: Screens,
    dinner: Option<OpenDinner>,
    person: Option<OpenPerson>,
    look: Look,
    follows_system: bool,
    zoom: f32,
    has_panel: bool,
    /// The setting that a table wears the theme of the rest.
    keeps_theme: bool,
    /// Verbs that were chosen in the palette, for the next frame.
    chosen: Vec<Action>,
    toasts: ToastPlace,
    problem: Option<Problem>,
    files: Files,
    /// A file that was just written and is to be shown in its folder, and how that went.
    written: Option<PathBuf>,
    reveal: Reveal,
    shows_keys: bool,
    palette: Option<Palette>,
}

impl Window {
    /// A window on a desk, before its first frame.
    pub fn new(desk: Desk, context: &egui::Context) -> Self {
        Self::with_picker(desk, context, Box::new(SystemPicker::default()))
    }

    /// The same with another way to ask for files.
    pub fn with_picker(desk: Desk, context: &egui::Context, picker: Box<dyn FilePicker>) -> Self {
        let (look, zoom) = kept_look(&desk);
        theme::install(context, look);
        context.set_zoom_factor(zoom);
        // An evening that runs is gone on with at once.
        let running = desk.table_to_go_on_with();
        let route = running.map_or_else(
            || kept_route(&desk),
            |(dinner, _)| Route::Dinner(dinner, Stage::Live),
        );
        let mut window = Self {
            route,
            follows_system: desk.kept("theme").as_deref() == Some(SYSTEM),
            desk,
            screens: Screens::default(),
            dinner: None,
            person: None,
            look,
            zoom,
            has_panel: false,
            keeps_theme: false,
            chosen: Vec::new(),
            toasts: ToastPlace::default(),
            problem: None,
            files: Files::new(picker),
            written: None,
            reveal: Reveal::default(),
            shows_keys: false,
            palette: None,
        };
        if let Some((dinner, table)) = running {
            window.sit_down(dinner, table);
        }
        window.reopen();
        window
    }

    /// What it stands on.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Where it is.
    pub fn route(&self) -> Route {
        self.route
    }

    /// Goes to another place.
    pub fn go(&mut self, route: Route) {
        self.route = route;
        self.find_table();
        self.reopen();
    }

    /// Reads what is open again, after a change or on the way to another place.
    fn reopen(&mut self) {
        self.keeps_theme = self.desk.kept("live theme").as_deref() == Some("same");
        let read = || -> Result<_, DeskError> {
            let dinner = match self.route {
                Route::Dinner(id, _) | Route::EditDinner(id) => self.desk.dinner(id)?,
                _ => None,
            };
            let person = match (self.route, self.screens.people.chosen) {
                (Route::People, Some(id)) => self.desk.person(id)?,
                _ => None,
            };
            Ok((dinner, person))
        };
        match read() {
            Ok((dinner, person)) => (self.dinner, self.person) = (dinner, person),
            Err(error) => self.fail(&error),
        }
    }

    /// Draws everything over `ui` and does what was asked.
    pub fn show(&mut self, ui: &mut Ui) {
        self.fetch();
        if self.follows_system && self.look.theme != system_theme(ui.ctx()) {
            let theme = system_theme(ui.ctx());
            self.wear(ui, Look { theme, ..self.look });
        }
        let (pressed, mut commands) = {
            let pressed = self.pressed(ui);
            let commands: Vec<Command> = pressed
                .iter()
                .filter_map(|action| self.command_of(*action))
                .collect();
            (pressed, commands)
        };
        let worn = self.worn();
        if theme::look(ui) != worn {
            theme::wear(ui.ctx(), worn);
            ui.ctx().request_repaint();
        }
        // At a table the whole window is the evening's.
        if !self.is_at_table() {
            let is_switching = pressed.contains(&Action::SwitchGroup);
            commands.extend(frame::rail(ui, &self.desk, self.route, is_switching));
            let saved = match &self.problem {
                Some(problem) if problem.is_unsaved => Saved::No("Not saved"),
                None if self.route == Route::Import && self.screens.import.is_unwritten() => {
                    Saved::Yes("Nothing written yet")
                }
                _ => Saved::Yes(self.desk.saved()),
            };
            frame::foot(ui, self.route.context(), saved);
        }
        let before = self.screens.people.chosen;
        let ground = Frame::new().fill(theme::of(ui).palette.ground);
        CentralPanel::no_frame().frame(ground).show(ui, |ui| {
            self.notices(ui, &mut commands);
            self.show_written(ui, &mut commands);
            self.files.bar(ui, &self.desk);
            let view = screens::View {
                desk: &self.desk,
                dinner: self.dinner.as_ref(),
                person: self.person.as_ref(),
                look: self.look,
                follows_system: self.follows_system,
                zoom: self.zoom,
                context: self.route.context(),
                pressed: &pressed,
                has_panel: self.has_panel,
            };
            commands.extend(screens::show(ui, &view, self.route, &mut self.screens));
        });
        commands.extend(self.files.show(ui, &self.desk));
        if self.shows_keys && keys::overlay(ui) {
            self.shows_keys = false;
        }
        self.show_palette(ui, &mut commands);
        let context = ui.ctx().clone();
        // At a table it must not lie over the line that is being typed.
        let band = if self.is_at_table() {
            screens::BAND
        } else {
            0.0
        };
        self.toasts.raise(band);
        if self.toasts.show(&context, ui) {
            commands.push(Command::Undo);
        }
        if before != self.screens.people.chosen {
            self.reopen();
        }
        for command in commands {
            self.run(ui, command);
            context.request_repaint();
            // What was to follow on it would hide why it failed.
            if self.problem.is_some() {
                break;
            }
        }
    }

    /// Draws the palette if it is open. A verb chosen in it reaches the screen in the next frame, as if its key had been
    /// pressed.
    fn show_palette(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let Some(palette) = &mut self.palette else {
            return;
        };
        let chosen = palette.show(ui, &self.desk, self.route.context());
        if chosen.is_some() {
            self.palette = None;
        }
        match chosen {
            Some(Chosen::Command(command)) => commands.push(command),
            Some(Chosen::Action(action)) => {
                self.chosen.push(action);
                ui.ctx().request_repaint();
            }
            Some(Chosen::Nothing) | None => {}
        }
    }

    /// Shows what was just written in its folder; where the system cannot, its path.
    fn show_written(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        if let Some(file) = self.written.take() {
            if self.files.shows_files() {
                self.reveal.start(ui, file);
            } else {
                self.reveal.tell(file);
            }
        }
        if self.reveal.has_failed() {
            panes::bar(ui, |ui| self.reveal.show(ui, commands));
        }
    }

    /// What went wrong, and what is being worked at, above the screen.
    fn notices(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        if let Some(problem) = &self.problem {
            panes::bar(ui, |ui| {
                let (tone, safe) = if problem.is_unsaved {
                    (Tone::Late, "What was saved before is safe")
                } else {
                    (Tone::Look, "Nothing was changed")
                };
                let notice = Notice::new(tone, Icon::LATE, &problem.words, safe);
                if notice.action(Button::new("Close")).show(ui).is_some() {
                    commands.push(Command::Go(self.route));
                }
            });
        }
        if let Some(working) = self.desk.working() {
            panes::bar(ui, |ui| {
                let (done, of) = working.progress.steps();
                let count = match of {
                    0 => "Working…".to_owned(),
                    of => format!("{done} of {of}"),
                };
                let notice = Notice::new(Tone::Info, Icon::WAITING, working.words, &count);
                if notice.action(Button::new("Cancel")).show(ui).is_some() {
                    commands.push(Command::CancelWork);
                }
            });
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.wait();
    }
}

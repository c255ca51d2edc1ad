//! The window at work: it draws the screen that is open, runs what the screen asks for, and keeps the look and the place
//! for the next time.

mod act;
mod at_table;
mod beside;
mod look;
mod open;
mod pressed;

use std::path::PathBuf;

use egui::{CentralPanel, Ui};

use super::{
    command::{Action, Command, Route, Stage},
    display::Display,
    files::{FilePicker, Files, Opener, SystemPicker},
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
    Awake, Chime, Desk,
    desk::{DeskError, Job, OpenDinner, OpenPerson, Shut},
};
use look::{SYSTEM, kept_look, kept_route, system_theme};

pub(in crate::ui) use open::APP_ID;
pub use open::{WindowError, open, open_gallery, options};

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
    /// Why there is no library on the desk; then nothing else is shown.
    shut: Option<Box<Shut>>,
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
    /// It was said that something is not saved: closing again closes.
    may_close: bool,
    files: Files,
    opener: Opener,
    /// A file that was just written and is to be shown in its folder, and how that went.
    written: Option<PathBuf>,
    reveal: Reveal,
    shows_keys: bool,
    palette: Option<Palette>,
    display: Display,
    awake: Awake,
    chime: Chime,
}

impl Window {
    /// A window on a desk, before its first frame.
    pub fn new(desk: Desk, context: &egui::Context) -> Self {
        Self::with_picker(desk, context, Box::new(SystemPicker::default()))
    }

    /// The same with another way to ask for files.
    pub fn with_picker(desk: Desk, context: &egui::Context, picker: Box<dyn FilePicker>) -> Self {
        let mut window = Self {
            route: Route::default(),
            follows_system: false,
            display: Display::default(),
            desk,
            shut: None,
            screens: Screens::default(),
            dinner: None,
            person: None,
            look: Look::default(),
            zoom: 1.0,
            has_panel: false,
            keeps_theme: false,
            chosen: Vec::new(),
            toasts: ToastPlace::default(),
            problem: None,
            may_close: false,
            files: Files::new(picker),
            opener: Opener::system(),
            written: None,
            reveal: Reveal::default(),
            shows_keys: false,
            palette: None,
            awake: Awake::default(),
            chime: Chime::default(),
        };
        window.settle_in();
        theme::install(context, window.look);
        context.set_zoom_factor(window.zoom);
        let drawn = context.clone();
        window.desk.wake_by(move || drawn.request_repaint());
        window
    }

    /// A window on a library that could not be opened: it says why, and what can be done.
    pub fn shut(shut: Box<Shut>, context: &egui::Context) -> Result<Self, DeskError> {
        let mut window = Self::new(Desk::on_nothing()?, context);
        window.shut = Some(shut);
        Ok(window)
    }

    /// Takes up the look and the place of the last time; an evening that runs is gone on with at once.
    fn settle_in(&mut self) {
        (self.look, self.zoom) = kept_look(&self.desk);
        self.follows_system = self.desk.kept("theme").as_deref() == Some(SYSTEM);
        self.display = Display::kept(self.desk.kept(beside::DISPLAY).as_deref());
        let running = self.desk.table_to_go_on_with();
        self.route = running.map_or_else(
            || kept_route(&self.desk),
            |(dinner, _)| Route::Dinner(dinner, Stage::Live),
        );
        if let Some((dinner, table)) = running {
            self.sit_down(dinner, table);
        }
        self.reopen();
    }

    /// Goes on with another library, or with one that was shut: nothing that was chosen in the screens holds.
    fn move_to(&mut self, desk: Desk) {
        let is_same = self.desk.has_made_way();
        self.desk = desk;
        self.display.close();
        self.chime.leave(&self.desk);
        self.screens = Screens::default();
        if self.shut.take().is_some() {
            self.settle_in();
        } else if !is_same {
            self.route = Route::Today;
        }
    }

    /// Shuts the library that turned out damaged after it was opened, before anything was written in it.
    fn turn_shut(&mut self, shut: Box<Shut>) {
        match Desk::on_nothing() {
            Ok(desk) => {
                (self.dinner, self.person) = (None, None);
                self.move_to(desk);
                self.shut = Some(shut);
            }
            Err(error) => self.fail(&error),
        }
    }

    /// The same with another way to open files in other programs.
    #[must_use]
    pub fn opening_by(self, opener: Opener) -> Self {
        Self { opener, ..self }
    }

    /// Keeps the screen awake by these means while an evening runs.
    pub fn set_awake(&mut self, awake: Awake) {
        self.awake = awake;
    }

    /// Has the clock of a table heard by these means, where that is chosen.
    pub fn set_chime(&mut self, chime: Chime) {
        self.chime = chime;
        self.hear_chime();
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
        // Who goes elsewhere leaves the table, and stays where something there is not saved.
        if route != self.route && self.is_at_table() && !self.leave_table() {
            return;
        }
        self.route = route;
        self.find_table();
        self.reopen();
    }

    /// Reads what is open again, after a change or on the way to another place.
    fn reopen(&mut self) {
        self.keeps_theme = self.desk.kept("live theme").as_deref() == Some("same");
        self.hear_chime();
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
        self.close_safely(ui.ctx());
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
        if theme::look(ui) != worn || ui.ctx().zoom_factor() != self.zoom {
            theme::wear(ui.ctx(), worn);
            ui.ctx().set_zoom_factor(self.zoom);
            ui.ctx().request_repaint();
        }
        theme::cover(ui, theme::of(ui).palette.ground);
        // At a table the whole window is the evening's.
        if !self.is_at_table() && self.shut.is_none() {
            let is_switching = pressed.contains(&Action::SwitchGroup);
            commands.extend(frame::rail(ui, &self.desk, self.route, is_switching));
            let saved = match &self.problem {
                _ if self.desk.looks_only() => Saved::Yes("Looking only"),
                Some(problem) if problem.is_unsaved => Saved::No("Not saved"),
                None if self.route == Route::Import && self.screens.import.is_unwritten() => {
                    Saved::Yes("Nothing written yet")
                }
                _ => Saved::Yes(self.desk.saved()),
            };
            frame::foot(ui, self.route.context(), saved);
        }
        let before = self.screens.people.chosen;
        CentralPanel::no_frame().show(ui, |ui| {
            self.notices(ui, &mut commands);
            self.show_written(ui, &mut commands);
            self.files.bar(ui, &self.desk);
            if let Some(shut) = &self.shut {
                commands.extend(screens::shut(ui, shut));
                return;
            }
            let view = screens::View {
                desk: &self.desk,
                dinner: self.dinner.as_ref(),
                person: self.person.as_ref(),
                look: self.look,
                follows_system: self.follows_system,
                zoom: self.zoom,
                context: self.route.context(),
                pressed: &pressed,
                opener: &self.opener,
                has_panel: self.has_panel,
                keeps_theme: self.keeps_theme,
                display: &self.display,
                awake: self.awake_state(),
                chime: &self.chime,
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
        self.run_beside(&context);
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
        if self.desk.looks_only() && self.shut.is_none() {
            panes::bar(ui, |ui| {
                let safe = "Nothing here can be changed or lost";
                let notice = Notice::new(Tone::Look, Icon::TRUST, "You are looking only", safe);
                let open = Button::new("Open it to change it");
                if notice.action(open).show(ui).is_some() {
                    let library = self.desk.file().to_owned();
                    commands.push(Command::Start(Job::OpenLibrary(library)));
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
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.display.look_round(frame);
        theme::note_cleared(ui.ctx());
        self.show(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        theme::clear_color(visuals)
    }

    // Also while nothing is drawn, as in a window that is put away.
    fn logic(&mut self, context: &egui::Context, _frame: &mut eframe::Frame) {
        self.close_safely(context);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.wait();
    }
}

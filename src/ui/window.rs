//! The window at work: it draws the screen that is open, runs what the screen asks for, and keeps the look and the place
//! for the next time.

mod at_table;

use std::path::{Path, PathBuf};

use egui::{CentralPanel, Frame, Ui};

use super::{
    command::{Action, BINDINGS, Binding, Command, Context, PAGES, Purpose, Route, Stage},
    frame,
    gallery::Gallery,
    icons::Icon,
    keys,
    palette::{Chosen, Palette},
    panes,
    screens::{self, Screens},
    theme::{self, Look, ThemeName, Tone},
    widgets::{
        Button,
        foot::Saved,
        notice::Notice,
        toast::{Toast, ToastPlace},
    },
};
use crate::{
    app::{
        Desk, Session,
        desk::{DeskError, Done, Job, OpenDinner, OpenPerson, Report, Subject, TableEdit},
    },
    evening,
};

/// The reverse-DNS id of the program, the same everywhere.
const APP_ID: &str = "org.tablemates.tablemates";

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    #[error(
        "No window could be opened here ({0}). `tablemates demo --out DIR` and all other commands need none"
    )]
    NoDisplay(String),
    #[error(transparent)]
    Desk(#[from] DeskError),
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
    problem: Option<String>,
    shows_keys: bool,
    palette: Option<Palette>,
}

/// Opens the window on a library, and returns when it is closed.
pub fn open(session: Session) -> Result<(), WindowError> {
    let desk = Desk::new(session)?;
    run("Tablemates", move |context| {
        Box::new(Window::new(desk, context))
    })
}

/// Opens the gallery of all parts.
pub fn open_gallery() -> Result<(), WindowError> {
    struct Parts(Gallery);
    impl eframe::App for Parts {
        fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
            self.0.show(ui);
            theme::wear(ui.ctx(), self.0.look());
        }
    }
    run("Tablemates, its parts", |context| {
        theme::install(context, Look::default());
        Box::new(Parts(Gallery::new(Look::default(), 0)))
    })
}

fn run(
    title: &str,
    app: impl FnOnce(&egui::Context) -> Box<dyn eframe::App> + 'static,
) -> Result<(), WindowError> {
    let smallest = theme::smallest_window();
    let viewport = egui::ViewportBuilder::default()
        .with_title(title)
        .with_app_id(APP_ID)
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size(smallest);
    let options = eframe::NativeOptions {
        viewport,
        ..eframe::NativeOptions::default()
    };
    let opened = eframe::run_native(
        APP_ID,
        options,
        Box::new(move |creation| Ok(app(&creation.egui_ctx))),
    );
    // The last part of the system's error says what is missing; what comes before names source files.
    opened.map_err(|error| {
        let words = error.to_string();
        let reason = words
            .rsplit(": ")
            .next()
            .unwrap_or_default()
            .trim_end_matches('.');
        WindowError::NoDisplay(reason.to_owned())
    })
}

impl Window {
    /// A window on a desk, before its first frame.
    pub fn new(desk: Desk, context: &egui::Context) -> Self {
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

    /// The verbs of the keys that were pressed. Letters are keys only while no field is typed in, and the keys of a
    /// screen only while nothing lies over it.
    fn pressed(&mut self, ui: &Ui) -> Vec<Action> {
        let is_typing = ui.ctx().text_edit_focused();
        let is_covered = ui.memory(|memory| memory.top_modal_layer().is_some())
            || egui::Popup::is_any_open(ui.ctx());
        // Enter on a part that has the focus presses that part.
        let has_focus = ui.memory(|memory| memory.focused().is_some());
        let here = self.route.context();
        let works =
            |context: Context| context == Context::Everywhere || (context == here && !is_covered);
        let bindings = BINDINGS
            .iter()
            .filter(|binding| works(binding.context))
            .filter(|binding| !is_typing || binding.works_while_typing())
            .filter(|binding| !has_focus || binding.keys != ENTER);
        // egui overlooks a Shift too many, so keys with one are looked for before those without.
        let (with, without): (Vec<&Binding>, Vec<&Binding>) =
            bindings.partition(|binding| binding.keys.modifiers.shift);
        let mut pressed = std::mem::take(&mut self.chosen);
        pressed.extend(
            with.into_iter()
                .chain(without)
                .filter(|binding| ui.input_mut(|input| input.consume_shortcut(&binding.keys)))
                .map(|binding| binding.action),
        );
        // Who moves among the rows by letters has left the part that had the focus.
        if pressed
            .iter()
            .any(|verb| matches!(verb, Action::Down | Action::Up))
        {
            ui.memory_mut(|memory| {
                if let Some(part) = memory.focused() {
                    memory.surrender_focus(part);
                }
            });
        }
        pressed
    }

    /// What a verb means that the window itself knows; the others are for the screen.
    fn command_of(&self, action: Action) -> Option<Command> {
        Some(match action {
            Action::Go(route) => Command::Go(route),
            Action::Undo => Command::Undo,
            Action::Redo => Command::Redo,
            Action::Keys => Command::Keys,
            Action::Palette => Command::Palette,
            Action::Panel => Command::Panel,
            Action::BringIn => Command::Go(Route::Import),
            Action::Larger => Command::Larger,
            Action::Smaller => Command::Smaller,
            Action::UsualSize => Command::UsualSize,
            Action::New if matches!(self.route, Route::Today | Route::Dinners) => {
                Command::Go(Route::NewDinner)
            }
            Action::NextStage => {
                let Route::Dinner(dinner, stage) = self.route else {
                    return None;
                };
                Command::Go(Route::Dinner(dinner, stage.next()?))
            }
            Action::Edit => {
                let Route::Dinner(dinner, _) = self.route else {
                    return None;
                };
                Command::Go(Route::EditDinner(dinner))
            }
            _ => return None,
        })
    }

    /// Does what was asked, and says it; what fails is said and leaves everything as it was.
    fn run(&mut self, ui: &Ui, command: Command) {
        // What is typed is kept beside everything else, and what was said of that stays.
        if let Command::AtTable(edit @ TableEdit::Journal(_)) = &command {
            self.run_at_table(edit);
            return;
        }
        self.problem = None;
        match command {
            Command::Edit(edit) => {
                let done = self.desk.edit(&edit);
                self.told(done);
            }
            Command::AtTable(edit) => self.run_at_table(&edit),
            Command::Undo if self.is_at_table() => {
                if self.screens.live.bring_back() {
                    return;
                }
                self.run_at_table(&TableEdit::Act(evening::Action::Undo));
            }
            Command::Redo if self.is_at_table() => {
                self.run_at_table(&TableEdit::Act(evening::Action::Redo));
            }
            Command::Undo => {
                let done = self.desk.undo();
                self.told(done.map(|label| said(label, "There is nothing to take back")));
            }
            Command::Redo => {
                let done = self.desk.redo();
                self.told(done.map(|label| said(label, "There is nothing to do again")));
            }
            Command::Start(job) => self.start(ui, job),
            Command::CancelWork => self.desk.cancel(),
            Command::Scope(group) => {
                if let Err(error) = self.desk.look_at_group(group) {
                    self.problem = Some(error.to_string());
                }
            }
            Command::Copy(text, words) => {
                ui.ctx().copy_text(text);
                self.say(words);
            }
            Command::Say(words) => self.say(words),
            Command::File(purpose, path) => self.take_file(ui, purpose, path),
            Command::Keep(name, value) => {
                if let Err(error) = self.desk.keep(name, &value) {
                    self.problem = Some(error.to_string());
                }
            }
            command => {
                self.turn(ui, command);
                self.keep();
            }
        }
        self.reopen();
    }

    fn start(&mut self, ui: &Ui, job: Job) {
        let context = ui.ctx().clone();
        if let Err(error) = self.desk.start(job, move || context.request_repaint()) {
            self.problem = Some(error.to_string());
        }
    }

    /// Says what was done, and goes where it is to be looked at.
    fn told(&mut self, done: Result<Done, DeskError>) {
        match done {
            Ok(done) => {
                let undo = self.desk.can_undo();
                self.toasts.say(Toast {
                    words: done.words,
                    icon: Icon::DONE,
                    undo,
                });
                if let Some(subject) = done.look_at {
                    self.look_at(subject);
                }
            }
            Err(error) => self.problem = Some(error.to_string()),
        }
    }

    fn say(&mut self, words: String) {
        self.toasts.say(Toast {
            words,
            icon: Icon::DONE,
            undo: false,
        });
    }

    fn look_at(&mut self, subject: Subject) {
        match (subject, self.route) {
            (Subject::Dinner(dinner), Route::Dinner(open, _)) if dinner == open => {}
            (Subject::Dinner(dinner), _) => self.route = Route::Dinner(dinner, Stage::Guests),
            (Subject::Person(person), _) => {
                self.route = Route::People;
                self.screens.people.chosen = Some(person);
            }
            (Subject::Group(group), _) => {
                self.route = Route::Groups;
                self.screens.groups.chosen = Some(group);
            }
        }
    }

    /// Fetches what the worker has done.
    fn fetch(&mut self) {
        match self.desk.finished() {
            Some(report) => self.took(report),
            None => return,
        }
        self.reopen();
    }

    fn took(&mut self, report: Result<Report, DeskError>) {
        match report {
            Ok(Report::Done(done)) => self.told(Ok(done)),
            Ok(Report::Open(session, done)) => match Desk::new(*session) {
                Ok(desk) => {
                    self.desk = desk;
                    self.screens = Screens::default();
                    self.route = Route::Today;
                    self.say(done.words);
                }
                Err(error) => self.problem = Some(error.to_string()),
            },
            Ok(Report::Left(session, sample)) => {
                let words = "Back in your own library. The sample was thrown away".to_owned();
                self.took(Ok(Report::Open(session, words.into())));
                if let Err(error) = self.desk.throw_away(&sample) {
                    self.problem = Some(error.to_string());
                }
            }
            Ok(Report::Said(words)) => self.say(words),
            Err(error) => self.problem = Some(error.to_string()),
        }
    }

    /// Waits for the job at work and takes its report, so that nothing is left half done when the window closes.
    pub fn wait(&mut self) {
        if let Some(report) = self.desk.wait() {
            self.took(report);
            self.reopen();
        }
    }

    fn take_file(&mut self, ui: &Ui, purpose: Purpose, path: PathBuf) {
        match purpose {
            Purpose::Library => self.start(ui, Job::OpenLibrary(path)),
            Purpose::Restore => self.restore(&path),
            Purpose::Export => self.start(ui, Job::Export(path)),
            Purpose::Import | Purpose::Template => {}
        }
    }

    /// Another state of the library is another library to the screens: nothing chosen in them holds.
    fn restore(&mut self, backup: &Path) {
        match self.desk.restore(backup) {
            Ok(done) => {
                self.screens = Screens::default();
                self.say(done.words);
            }
            Err(error) => self.problem = Some(error.to_string()),
        }
    }

    /// Runs a command that only turns the window: to another place, or to another look.
    fn turn(&mut self, ui: &Ui, command: Command) {
        match command {
            Command::Go(route) => self.go(route),
            Command::OpenPerson(person) => self.look_at(Subject::Person(person)),
            Command::OpenGroup(group) => self.look_at(Subject::Group(group)),
            Command::Keys => self.shows_keys = !self.shows_keys,
            Command::Palette => self.palette = Some(Palette::default()),
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
    fn keep(&mut self) {
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
                && let Err(error) = self.desk.keep(name, &value)
            {
                self.problem = Some(error.to_string());
            }
        }
    }

    fn wear(&mut self, ui: &Ui, look: Look) {
        self.look = look;
        theme::wear(ui.ctx(), look);
    }

    fn magnify(&mut self, ui: &Ui, zoom: f32) {
        self.zoom = zoom;
        ui.ctx().set_zoom_factor(zoom);
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
            Err(error) => self.problem = Some(error.to_string()),
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
                Some(_) => Saved::No("Not saved"),
                None => Saved::Yes(self.desk.saved()),
            };
            frame::foot(ui, self.route.context(), saved);
        }
        let before = self.screens.people.chosen;
        let ground = Frame::new().fill(theme::of(ui).palette.ground);
        CentralPanel::no_frame().frame(ground).show(ui, |ui| {
            self.notices(ui, &mut commands);
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

    /// What went wrong, and what is being worked at, above the screen.
    fn notices(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        if let Some(problem) = &self.problem {
            panes::bar(ui, |ui| {
                let safe = "What was saved before is safe";
                let notice = Notice::new(Tone::Late, Icon::LATE, problem, safe);
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

/// The key that opens what is chosen.
const ENTER: egui::KeyboardShortcut =
    egui::KeyboardShortcut::new(egui::Modifiers::NONE, egui::Key::Enter);

/// The word under which it is kept that the theme follows the system's.
const SYSTEM: &str = "System";

/// The theme that is nearest to what the system wears.
fn system_theme(context: &egui::Context) -> ThemeName {
    match context.system_theme() {
        Some(egui::Theme::Dark) => ThemeName::Candlelight,
        Some(egui::Theme::Light) | None => ThemeName::Linen,
    }
}

/// What was taken back or done again, or that there was nothing.
fn said(label: Option<String>, nothing: &str) -> Done {
    label.unwrap_or_else(|| nothing.to_owned()).into()
}

/// The look and the zoom of the last time.
fn kept_look(desk: &Desk) -> (Look, f32) {
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
fn kept_route(desk: &Desk) -> Route {
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

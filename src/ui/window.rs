//! The window at work: it draws the screen that is open, runs what the screen asks for, and keeps the look and the place
//! for the next time.

use egui::{CentralPanel, Frame, ScrollArea, Ui};

use super::{
    command::{Action, BINDINGS, Command, Context, PAGES, Route, Stage},
    frame,
    gallery::Gallery,
    icons::Icon,
    keys,
    screens::{self, Chosen},
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
        desk::{self, DeskError, OpenDinner, OpenPerson},
    },
    domain::Id,
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
pub struct Window {
    desk: Desk,
    route: Route,
    chosen: Chosen,
    dinner: Option<OpenDinner>,
    person: Option<OpenPerson>,
    look: Look,
    zoom: f32,
    toasts: ToastPlace,
    problem: Option<String>,
    shows_keys: bool,
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
        Self {
            route: kept_route(&desk),
            desk,
            chosen: Chosen::default(),
            dinner: None,
            person: None,
            look,
            zoom,
            toasts: ToastPlace::default(),
            problem: None,
            shows_keys: false,
        }
    }

    /// What it stands on.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Where it is.
    pub fn route(&self) -> Route {
        self.route
    }

    fn context(&self) -> Context {
        match self.route {
            Route::Dinners => Context::Dinners,
            Route::Dinner(_, Stage::Guests) => Context::Guests,
            Route::Dinner(_, Stage::Seating) => Context::Seating,
            _ => Context::Everywhere,
        }
    }

    /// The commands of the keys that were pressed. Single letters are keys only while no field is typed in.
    fn pressed(&self, ui: &Ui) -> Vec<Command> {
        let is_typing = ui.ctx().text_edit_focused();
        let here = self.context();
        let is_here =
            |context: Context| context == Context::Everywhere || (context == here && !is_typing);
        let bindings = BINDINGS.iter().filter(|binding| is_here(binding.context));
        let pressed =
            bindings.filter(|binding| ui.input_mut(|input| input.consume_shortcut(&binding.keys)));
        pressed
            .filter_map(|binding| self.command_of(binding.action))
            .collect()
    }

    /// What an action means now; `None` when there is nothing to act on.
    fn command_of(&self, action: Action) -> Option<Command> {
        let open = match self.route {
            Route::Dinner(dinner, _) => Some(dinner),
            _ => None,
        };
        Some(match action {
            Action::Go(route) => Command::Go(route),
            Action::Undo => Command::Undo,
            Action::Redo => Command::Redo,
            Action::Keys => Command::Keys,
            Action::Larger => Command::Larger,
            Action::Smaller => Command::Smaller,
            Action::UsualSize => Command::UsualSize,
            Action::Open => Command::Go(Route::Dinner(self.chosen.open_dinner?, Stage::Guests)),
            Action::Down => Command::Step(1),
            Action::Up => Command::Step(-1),
            Action::SeatAgain => Command::SeatAgain(open?),
            Action::Answer(answer) => Command::Answer(open?, self.chosen.guest?, answer),
            Action::NoShow => Command::NoShow(open?, self.chosen.guest?),
        })
    }

    /// Does what was asked, and says it; what fails is said and leaves everything as it was.
    fn run(&mut self, ui: &Ui, command: &Command) {
        self.problem = None;
        match self.change(command) {
            Some(Ok(words)) => {
                let undo = self.desk.can_undo();
                self.toasts.say(Toast {
                    words,
                    icon: Icon::DONE,
                    undo,
                });
            }
            Some(Err(error)) => self.problem = Some(error.to_string()),
            None => {
                self.turn(ui, command);
                self.keep();
            }
        }
        self.reopen();
    }

    /// Runs a command that changes the library: what it did, in words. `None` for any other.
    fn change(&mut self, command: &Command) -> Option<Result<String, DeskError>> {
        let or_nothing = |done: Result<Option<String>, DeskError>, nothing: &str| {
            done.map(|label| label.unwrap_or_else(|| nothing.to_owned()))
        };
        Some(match *command {
            Command::Undo => or_nothing(self.desk.undo(), "There is nothing to take back"),
            Command::Redo => or_nothing(self.desk.redo(), "There is nothing to do again"),
            Command::OpenSample => desk::open_sample(self.desk.file()).map(|desk| {
                self.desk = desk;
                "The sample is a library of its own: try anything".to_owned()
            }),
            Command::SeatAgain(id) => {
                self.with_dinner(id, |desk, open| desk.seat_again(&open.record.dinner))
            }
            Command::Swap(id, one, other) => {
                self.with_dinner(id, |desk, open| desk.swap(&open.record, one, other))
            }
            Command::Answer(id, person, answer) => self.with_dinner(id, |desk, open| {
                desk.answer(&open.record.dinner, person, answer)
            }),
            Command::NoShow(id, person) => {
                self.with_dinner(id, |desk, open| desk.no_show(&open.record.dinner, person))
            }
            _ => return None,
        })
    }

    /// Runs a command that only turns the window: to another place, or to another look.
    fn turn(&mut self, ui: &Ui, command: &Command) {
        match *command {
            Command::Go(route) => self.route = route,
            Command::Step(by) => self.chosen.dinner = self.chosen.dinner.saturating_add_signed(by),
            Command::OpenPerson(person) => {
                self.route = Route::People;
                self.chosen.person = Some(person);
            }
            Command::Keys => self.shows_keys = !self.shows_keys,
            Command::Theme(theme) => self.wear(ui, Look { theme, ..self.look }),
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
        let all = [
            ("theme", look.theme.word().to_owned()),
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

    fn with_dinner(
        &mut self,
        id: Id<crate::domain::Dinner>,
        work: impl FnOnce(&mut Desk, &OpenDinner) -> Result<String, DeskError>,
    ) -> Result<String, DeskError> {
        match self.desk.dinner(id)? {
            Some(open) => work(&mut self.desk, &open),
            None => Ok("That dinner is not there any more".to_owned()),
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
        let read = || -> Result<_, DeskError> {
            let dinner = match self.route {
                Route::Dinner(id, _) => self.desk.dinner(id)?,
                _ => None,
            };
            let person = match (self.route, self.chosen.person) {
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
        let mut commands = self.pressed(ui);
        commands.extend(frame::rail(ui, &self.desk, self.route));
        let saved = match &self.problem {
            Some(_) => Saved::No("Not saved"),
            None => Saved::Yes(self.desk.saved()),
        };
        frame::foot(ui, self.context(), saved);
        let before = (self.chosen.person, self.chosen.guest);
        let ground = Frame::new().fill(theme::of(ui).palette.ground);
        CentralPanel::no_frame().frame(ground).show(ui, |ui| {
            ScrollArea::vertical()
                .id_salt(format!("{:?}", self.route))
                .auto_shrink(false)
                .show(ui, |ui| {
                    Frame::new()
                        .inner_margin(frame::page_margin(ui))
                        .show(ui, |ui| {
                            if let Some(problem) = &self.problem {
                                let notice = Notice::new(
                                    Tone::Late,
                                    Icon::LATE,
                                    problem,
                                    "What was saved before is safe",
                                );
                                if notice.action(Button::new("Close")).show(ui).is_some() {
                                    commands.push(Command::Go(self.route));
                                }
                                ui.add_space(12.0);
                            }
                            let view = screens::View {
                                desk: &self.desk,
                                dinner: self.dinner.as_ref(),
                                person: self.person.as_ref(),
                                look: self.look,
                                zoom: self.zoom,
                            };
                            commands.extend(screens::show(ui, &view, self.route, &mut self.chosen));
                        });
                });
        });
        if self.shows_keys && keys::overlay(ui) {
            self.shows_keys = false;
        }
        let context = ui.ctx().clone();
        if self.toasts.show(&context, ui) {
            commands.push(Command::Undo);
        }
        let was_chosen = before != (self.chosen.person, self.chosen.guest);
        if was_chosen {
            self.reopen();
        }
        for command in commands {
            self.run(ui, &command);
            context.request_repaint();
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }
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

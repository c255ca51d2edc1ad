//! The screens: each looks at the desk, owns what is chosen in it, and returns commands.

mod dinner;
mod dinner_form;
mod dinners;
mod groups;
mod guests;
mod import;
mod live;
mod people;
mod pick;
mod print;
mod recaps;
pub(super) mod reveal;
mod running_order;
mod seating;
mod settings;
mod shut;
mod today;
mod wrap_up;

use egui::Ui;

pub(super) use live::BAND;
pub(super) use shut::shut;

use super::{
    command::{self, Action, Command, Context, Route},
    display::Display,
    files::Opener,
    panes,
    theme::{self, Look},
    widgets::{Avatar, avatar::Plate, text},
};
use crate::{
    app::{
        AwakeState, Chime, Desk,
        desk::{OpenDinner, OpenPerson},
    },
    domain::Person,
};

/// The keys by which a table is named.
const DIGITS: [egui::Key; 9] = [
    egui::Key::Num1,
    egui::Key::Num2,
    egui::Key::Num3,
    egui::Key::Num4,
    egui::Key::Num5,
    egui::Key::Num6,
    egui::Key::Num7,
    egui::Key::Num8,
    egui::Key::Num9,
];

/// What screens look at.
pub(super) struct View<'a> {
    pub(super) desk: &'a Desk,
    pub(super) dinner: Option<&'a OpenDinner>,
    pub(super) person: Option<&'a OpenPerson>,
    pub(super) look: Look,
    pub(super) follows_system: bool,
    pub(super) zoom: f32,
    pub(super) context: Context,
    /// The verbs of the keys pressed in this frame.
    pub(super) pressed: &'a [Action],
    /// How files are opened in other programs.
    pub(super) opener: &'a Opener,
    /// Whether the side panel is asked for in a narrow window.
    pub(super) has_panel: bool,
    /// The setting that a table wears the theme of the rest.
    pub(super) keeps_theme: bool,
    pub(super) display: &'a Display,
    /// Whether the screen is kept awake; off where no evening runs.
    pub(super) awake: AwakeState,
    pub(super) chime: &'a Chime,
}

impl View<'_> {
    /// Whether the key of a verb was pressed.
    pub(super) fn pressed(&self, action: Action) -> bool {
        self.pressed.contains(&action)
    }

    /// The keys of a verb here, for a button: "Shift W"; nothing where it has none.
    pub(super) fn key(&self, action: Action) -> String {
        command::binding(self.context, action)
            .map(|binding| binding.caps().join(" "))
            .unwrap_or_default()
    }

    /// By how many rows the choice moves down (J) or, negative, up (K).
    pub(super) fn step(&self) -> isize {
        let count = |action| {
            self.pressed
                .iter()
                .filter(|each| **each == action)
                .count()
                .cast_signed()
        };
        count(Action::Down) - count(Action::Up)
    }
}

/// What is chosen and typed in the screens; each knows its own.
#[derive(Debug, Default)]
pub(super) struct Screens {
    pub(super) today: today::Today,
    pub(super) dinners: dinners::Dinners,
    pub(super) form: dinner_form::DinnerForm,
    pub(super) guests: guests::Guests,
    pub(super) seating: seating::Seating,
    pub(super) running_order: running_order::RunningOrder,
    pub(super) live: live::LiveStage,
    pub(super) people: people::People,
    pub(super) groups: groups::Groups,
    pub(super) import: import::Import,
    pub(super) settings: settings::Settings,
    pub(super) wrap_up: wrap_up::WrapUp,
    pub(super) recaps: recaps::Recaps,
}

/// Draws the screen of a place; what it asks for.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    route: Route,
    screens: &mut Screens,
) -> Vec<Command> {
    let mut commands = Vec::new();
    match route {
        Route::Today => today::show(ui, view, &mut screens.today, &mut commands),
        Route::Dinners => dinners::show(
            ui,
            view,
            &mut screens.dinners,
            &mut screens.form,
            &mut commands,
        ),
        Route::NewDinner | Route::EditDinner(_) => {
            dinner_form::show(ui, view, route, &mut screens.form, &mut commands);
        }
        Route::Dinner(_, stage) => dinner::show(ui, view, stage, screens, &mut commands),
        Route::People => people::show(ui, view, &mut screens.people, &mut commands),
        Route::Import => import::show(ui, view, &mut screens.import, &mut commands),
        Route::Groups => groups::show(ui, view, &mut screens.groups, &mut commands),
        Route::FollowUps => later(
            ui,
            "Follow-ups",
            "Here the promises and thank-yous of all dinners will be worked through from the keyboard. Until then Today shows what is due, and the Wrap-up of a dinner finds it.",
        ),
        Route::Introductions => later(
            ui,
            "Introductions",
            "Here each request for an introduction will have its life, from a clear ask to thanks. Until then the follow-ups of a dinner name them.",
        ),
        Route::Insights => later(
            ui,
            "Insights",
            "Here you will see what each gave and got, and what a group returns. There is nothing to look at yet.",
        ),
        Route::Settings => settings::show(ui, view, &mut screens.settings, &mut commands),
    }
    commands
}

/// A place that is not built yet says in one sentence what will be there.
fn later(ui: &mut Ui, title: &str, sentence: &str) {
    let theme = theme::of(ui);
    panes::page(ui, title, |ui| {
        text::label(ui, title, theme.text.page, theme.palette.ink);
        ui.add_space(8.0);
        text::label(ui, sentence, theme.text.body, theme.palette.ink_quiet);
    });
}

/// The plate of a person as everywhere: same initials, same colour as on paper.
fn plate(person: &Person) -> Plate {
    Plate {
        initials: person.initials(),
        colour: usize::from(Person::plate_colour(person.id)),
    }
}

/// Draws a person's plate.
fn avatar(ui: &mut Ui, person: &Person, size: f32) {
    ui.add(Avatar::new(&person.name(), &plate(person)).size(size));
}

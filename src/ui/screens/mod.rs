//! The screens: each looks at the desk, owns what is chosen in it, and returns commands.

mod dinner;
mod dinners;
mod guests;
mod people;
mod seating;
mod settings;
mod today;

use egui::Ui;

use super::{
    command::{Command, Route, Stage},
    theme::{self, Look},
    widgets::{Avatar, avatar::Plate, text},
};
use crate::{
    app::{
        Desk,
        desk::{OpenDinner, OpenPerson},
    },
    domain::{Dinner, Id, Person},
};

/// What screens look at.
pub(super) struct View<'a> {
    pub(super) desk: &'a Desk,
    pub(super) dinner: Option<&'a OpenDinner>,
    pub(super) person: Option<&'a OpenPerson>,
    pub(super) look: Look,
    pub(super) zoom: f32,
}

/// What is chosen and typed in the screens.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    pub(super) dinner: usize,
    /// The dinner of the chosen row.
    pub(super) open_dinner: Option<Id<Dinner>>,
    pub(super) person: Option<Id<Person>>,
    pub(super) guest: Option<Id<Person>>,
    pub(super) table: usize,
    pub(super) seat: Option<usize>,
    pub(super) people_search: String,
    pub(super) dinner_search: String,
}

/// Draws the screen of a place; what it asks for.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    route: Route,
    chosen: &mut Chosen,
) -> Vec<Command> {
    let mut commands = Vec::new();
    match route {
        Route::Today => today::show(ui, view, &mut commands),
        Route::Dinners => dinners::show(ui, view, chosen, &mut commands),
        Route::Dinner(_, stage) => dinner::show(ui, view, stage, chosen, &mut commands),
        Route::People => people::show(ui, view, chosen, &mut commands),
        Route::FollowUps => later(
            ui,
            "Follow-ups",
            "Here the promises and thank-yous of all dinners will be worked through from the keyboard. Today `tablemates wrap` finds and accepts them.",
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
        Route::Settings => settings::show(ui, view, &mut commands),
    }
    commands
}

/// A place that is not built yet says in one sentence what will be there.
fn later(ui: &mut Ui, title: &str, sentence: &str) {
    let theme = theme::of(ui);
    text::label(ui, title, theme.text.page, theme.palette.ink);
    ui.add_space(8.0);
    text::label(ui, sentence, theme.text.body, theme.palette.ink_quiet);
}

/// The stage of a dinner that is not built yet.
fn later_stage(ui: &mut Ui, stage: Stage, dinner: &Dinner) {
    let id = dinner.id.short();
    let sentence = match stage {
        Stage::RunningOrder => format!(
            "Here the evening will be laid out minute by minute. Until then it follows the template “{}”.",
            dinner.template
        ),
        Stage::Live => {
            format!("Here the evening will run. Until then: tablemates play {id} --script FILE")
        }
        Stage::WrapUp => {
            format!("Here what was promised will be decided. Until then: tablemates wrap {id}")
        }
        _ => format!(
            "Here the papers will be seen and saved. Until then: tablemates recap {id} --out DIR"
        ),
    };
    later(ui, stage.name(), &sentence);
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

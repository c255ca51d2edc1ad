//! All dinners, and the next thing that each needs.

mod delete;
mod rows;
mod standing;

use std::collections::BTreeMap;

use egui::{Align, Layout, Ui};

use super::{View, dinner_form::DinnerForm};
use crate::{
    app::desk::{DinnerEdit, DinnerLine, Edit, Job},
    domain::{Dinner, Group, Id},
    ui::{
        command::{Action, Command, Route, Stage},
        icons::Icon,
        panes, theme,
        widgets::{Button, Field, Segments, empty::empty, text},
    },
};
use delete::Delete;
use standing::{Segment, Standing};

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct Dinners {
    chosen: Option<Id<Dinner>>,
    search: String,
    segment: Segment,
    /// The chosen row is to come into sight.
    is_led: bool,
    found: Option<Found>,
    names: Option<(u64, BTreeMap<Id<Dinner>, String>)>,
    groups: BTreeMap<Id<Group>, String>,
    delete: Option<Delete>,
}

/// Which dinners are shown, and of what that was found.
#[derive(Debug)]
struct Found {
    key: (u64, Option<Id<Group>>, String, Segment),
    /// Their places in the list of the desk.
    rows: Vec<usize>,
    /// How many there are in each segment.
    counts: [usize; 5],
}

/// What a row's menu or key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Open,
    Edit,
    Move,
    Repeat,
    Close,
    Reopen,
    Delete,
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut Dinners,
    form: &mut DinnerForm,
    commands: &mut Vec<Command>,
) {
    form.come_from(Route::Dinners);
    if view.pressed(Action::New) {
        form.begin_new();
    }
    find(view, state);
    step(view, state);
    let mut wishes: Vec<(Id<Dinner>, Wish)> = Vec::new();
    panes::pinned(ui, |ui| page(ui, view, state, form, &mut wishes, commands));
    let keys = [
        (Action::Open, Wish::Open),
        (Action::Edit, Wish::Edit),
        (Action::Repeat, Wish::Repeat),
    ];
    for (action, wish) in keys {
        if let Some(dinner) = state.chosen.filter(|_| view.pressed(action)) {
            wishes.push((dinner, wish));
        }
    }
    for (dinner, wish) in wishes {
        run(view, state, form, dinner, wish, commands);
    }
    if let Some(delete) = &mut state.delete {
        match delete.show(ui) {
            Some(true) => {
                let edit = DinnerEdit::Delete(delete.dinner);
                commands.push(Command::Edit(Edit::Dinner(edit)));
                state.delete = None;
            }
            Some(false) => state.delete = None,
            None => {}
        }
    }
}

fn run(
    view: &View<'_>,
    state: &mut Dinners,
    form: &mut DinnerForm,
    dinner: Id<Dinner>,
    wish: Wish,
    commands: &mut Vec<Command>,
) {
    state.chosen = Some(dinner);
    match wish {
        Wish::Open => commands.push(Command::Go(Route::Dinner(dinner, Stage::Guests))),
        Wish::Edit => commands.push(Command::Go(Route::EditDinner(dinner))),
        Wish::Move => {
            form.begin_move();
            commands.push(Command::Go(Route::EditDinner(dinner)));
        }
        Wish::Repeat => {
            form.begin_repeat(dinner);
            commands.push(Command::Go(Route::NewDinner));
        }
        Wish::Close => commands.push(Command::Edit(Edit::Dinner(DinnerEdit::Close(dinner)))),
        Wish::Reopen => commands.push(Command::Edit(Edit::Dinner(DinnerEdit::Reopen(dinner)))),
        Wish::Delete => {
            let line = view.desk.dinners().iter();
            let line = line.into_iter().find(|line| line.dinner.id == dinner);
            state.delete = line.map(|line| Delete::of(&line.dinner));
        }
    }
}

fn page(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut Dinners,
    form: &mut DinnerForm,
    wishes: &mut Vec<(Id<Dinner>, Wish)>,
    commands: &mut Vec<Command>,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui, view, state, form, wishes, commands);
    if view.desk.dinners().is_empty() {
        ui.add_space(28.0);
        return none(ui, commands);
    }
    let Some(found) = state.found.take() else {
        return;
    };
    ui.add_space(16.0);
    let words: Vec<String> = Segment::ALL
        .iter()
        .zip(found.counts)
        .map(|(segment, count)| format!("{} {count}", segment.word()))
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let at = Segment::ALL.iter().position(|each| *each == state.segment);
    let picked = Segments::new("Dinners", &words, at.unwrap_or_default()).show(ui);
    if let Some(segment) = picked.and_then(|at| Segment::ALL.get(at)) {
        state.segment = *segment;
    }
    ui.add_space(12.0);
    if found.rows.is_empty() {
        ui.add_space(16.0);
        nothing_found(ui, state);
    } else {
        let list = rows::List {
            view,
            rows: &found.rows,
        };
        list.show(ui, state, wishes);
    }
    state.found = Some(found);
}

fn head(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut Dinners,
    form: &mut DinnerForm,
    wishes: &mut Vec<(Id<Dinner>, Wish)>,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        text::label(ui, "Dinners", theme.text.page, theme.palette.ink);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let key = view.key(Action::New);
            let new = Button::new("New dinner").icon(Icon::Plus).key(&key);
            if ui.add(new.primary()).clicked() {
                form.begin_new();
                commands.push(Command::Go(Route::NewDinner));
            }
            let last = last_with_guests(view);
            let why = last.is_none().then_some("There is no dinner to repeat yet");
            let repeat = Button::new("Repeat last").icon(Icon::Repeat);
            let tooltip = "The same guests, times and place on a new date";
            let repeat = repeat.tooltip(tooltip).off_when(why);
            if ui.add(repeat).clicked()
                && let Some(last) = last
            {
                wishes.push((last, Wish::Repeat));
            }
            let width = ui.available_width().min(280.0);
            ui.allocate_ui(egui::vec2(width, 36.0), |ui| {
                let id = egui::Id::unique("search dinners");
                let key = view.key(Action::Search);
                let field = Field::search("Name, place or guest", &mut state.search);
                let field = field.tall().key(&key).id(id).show(ui);
                if view.pressed(Action::Search) {
                    field.request_focus();
                }
            });
        });
    });
}

/// The latest dinner that has guests, or else the latest.
fn last_with_guests(view: &View<'_>) -> Option<Id<Dinner>> {
    let lines = view.desk.dinners();
    let with_guests = lines
        .iter()
        .find(|line| line.coming + line.maybe + line.unanswered > 1);
    with_guests
        .or_else(|| lines.first())
        .map(|line| line.dinner.id)
}

fn none(ui: &mut Ui, commands: &mut Vec<Command>) {
    let sentence = "Look round a sample evening first, or press N and plan your own";
    let button = Button::new("Open the sample");
    if empty(ui, 4, "No dinner yet", sentence, button).clicked() {
        commands.push(Command::Start(Job::OpenSample));
    }
}

fn nothing_found(ui: &mut Ui, state: &mut Dinners) {
    let searched = state.search.trim().to_owned();
    let (title, sentence) = if searched.is_empty() {
        let word = state.segment.word().to_lowercase();
        (
            format!("No dinner is “{word}”"),
            "The others are a step away",
        )
    } else {
        (
            format!("No dinner with “{searched}”"),
            "Neither its name, nor its place, nor its guests",
        )
    };
    if empty(ui, 3, &title, sentence, Button::new("Clear")).clicked() {
        state.search.clear();
        state.segment = Segment::default();
    }
}

/// Finds the dinners to show anew when the library, the search or the segment has changed.
fn find(view: &View<'_>, state: &mut Dinners) {
    let wanted = state.search.trim().to_lowercase();
    let revision = view.desk.revision();
    let key = (revision, view.desk.scope(), wanted.clone(), state.segment);
    if state.found.as_ref().is_some_and(|found| found.key == key) {
        return;
    }
    state.groups = view.desk.group_names().unwrap_or_default();
    let is_stale = state.names.as_ref().is_none_or(|(of, _)| *of != revision);
    if !wanted.is_empty() && is_stale {
        let names = view.desk.guest_names().unwrap_or_default();
        state.names = Some((revision, names));
    }
    let none = BTreeMap::new();
    let names = state.names.as_ref().map_or(&none, |(_, names)| names);
    let is_wanted = |line: &DinnerLine| {
        let has = |words: &str| words.to_lowercase().contains(&wanted);
        wanted.is_empty()
            || has(&line.dinner.title)
            || has(&line.dinner.place)
            || names
                .get(&line.dinner.id)
                .is_some_and(|names| names.contains(&wanted))
    };
    let today = view.desk.today();
    let mut counts = [0; 5];
    let mut rows = Vec::new();
    for (at, line) in view.desk.dinners().iter().enumerate() {
        if !is_wanted(line) {
            continue;
        }
        let segment = Standing::of(line, today).segment();
        for (count, each) in counts.iter_mut().zip(Segment::ALL) {
            *count += usize::from(each == Segment::All || each == segment);
        }
        if state.segment == Segment::All || state.segment == segment {
            rows.push(at);
        }
    }
    let is_there = |chosen: Id<Dinner>| {
        let mut lines = rows.iter().filter_map(|at| view.desk.dinners().get(*at));
        lines.any(|line| line.dinner.id == chosen)
    };
    if !state.chosen.is_some_and(is_there) {
        let first = rows.first().and_then(|at| view.desk.dinners().get(*at));
        state.chosen = first.map(|line| line.dinner.id);
    }
    state.found = Some(Found { key, rows, counts });
}

/// Moves the choice by the keys pressed.
fn step(view: &View<'_>, state: &mut Dinners) {
    let step = view.step();
    let Some(found) = state.found.as_ref().filter(|_| step != 0) else {
        return;
    };
    let lines = view.desk.dinners();
    let id_at = |row: usize| Some(lines.get(*found.rows.get(row)?)?.dinner.id);
    let row = (0..found.rows.len())
        .find(|row| id_at(*row) == state.chosen)
        .unwrap_or_default();
    let to = row
        .saturating_add_signed(step)
        .min(found.rows.len().saturating_sub(1));
    state.chosen = id_at(to);
    state.is_led = true;
}

//! Today: what to do in the next ten minutes.

mod aim;
mod banner;
mod first_run;
mod lines;
mod next;

use egui::{Align, Layout, Ui};

use super::View;
use crate::{
    app::desk::{Day, DeskError, Edit, Part, PromiseEdit},
    ui::{
        command::{Action, Command, Route, Stage},
        icons::Icon,
        panes,
        theme::{self, Tone},
        widgets::{Button, notice::Notice, text},
    },
};

/// The page has two columns from this width on; below it they stand one under the other.
const COLUMNS_FROM: f32 = 1000.0;
/// Between the columns.
const BETWEEN: f32 = 44.0;
/// How many promises are shown here; the rest are in Follow-ups.
const MOST_DUE: usize = 6;

/// What is chosen and typed here, and what the day looked like at the last change of the library.
#[derive(Debug, Default)]
pub(in crate::ui) struct Today {
    day: Option<(u64, Result<Day, String>)>,
    /// The chosen line, counted through the whole page.
    chosen: Option<usize>,
    aim: aim::AimField,
    first_run: first_run::FirstRun,
}

impl Today {
    /// What it will show of that revision was read already.
    pub(in crate::ui) fn foresee(&mut self, revision: u64, day: Result<Day, DeskError>) {
        self.day = Some((revision, day.map_err(|error| error.to_string())));
    }
}

/// A line that J and K come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Ready(usize),
    Due(usize),
    Thank(usize),
}

/// Below this width the head has one button beside the greeting.
const BOTH_BUTTONS: f32 = 760.0;

pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut Today, commands: &mut Vec<Command>) {
    let revision = view.desk.revision();
    if state.day.as_ref().is_none_or(|(seen, _)| *seen != revision) {
        state.foresee(revision, view.desk.day());
    }
    // Taken for the frame, so that the parts can be told what is chosen and look at the day at once.
    match state.day.take() {
        Some((seen, Ok(day))) => {
            if day.is_first && !day.is_sample {
                first_run::show(ui, view, &day, &mut state.first_run, commands);
            } else {
                act(view, &day, state, commands);
                banner::banners(ui, &day, commands);
                panes::page(ui, "today", |ui| page(ui, view, &day, state, commands));
            }
            state.day = Some((seen, Ok(day)));
        }
        Some((seen, Err(error))) => {
            panes::page(ui, "today", |ui| {
                let safe = "What was saved before is safe. Start Tablemates again, or restore a backup in Settings";
                Notice::new(Tone::Late, Icon::LATE, &error, safe).show(ui);
            });
            state.day = Some((seen, Err(error)));
        }
        None => {}
    }
}

fn page(ui: &mut Ui, view: &View<'_>, day: &Day, state: &mut Today, commands: &mut Vec<Command>) {
    head(ui, view, commands);
    ui.add_space(24.0);
    let width = ui.available_width();
    if width < COLUMNS_FROM {
        next::next(ui, view, day, &mut state.chosen, commands);
        ui.add_space(28.0);
        lines::lines(ui, view, day, &mut state.chosen, commands);
        ui.add_space(28.0);
        aim::aim(ui, view, day, &mut state.aim, commands);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN;
        let left = ((width - BETWEEN) * 0.582).round();
        ui.vertical(|ui| {
            ui.set_width(left);
            next::next(ui, view, day, &mut state.chosen, commands);
            ui.add_space(28.0);
            aim::aim(ui, view, day, &mut state.aim, commands);
        });
        ui.vertical(|ui| {
            ui.set_width(width - BETWEEN - left);
            lines::lines(ui, view, day, &mut state.chosen, commands);
        });
    });
}

fn head(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let now = view.desk.now();
    let hello = hello(now.time(), view.desk.your_name().as_deref());
    let key = view.key(Action::New);
    ui.horizontal(|ui| {
        let button = Button::new("New dinner")
            .icon(Icon::Plus)
            .key(&key)
            .primary();
        let find_key = view.key(Action::Palette);
        let find = Button::new("Find anything").icon(Icon::FIND).key(&find_key);
        // In a small window the rail alone finds.
        let has_find = ui.available_width() >= BOTH_BUTTONS;
        let room_of_find = if has_find {
            find.measure(ui).x + 12.0
        } else {
            0.0
        };
        let buttons = button.measure(ui).x + room_of_find;
        let words = ui.available_width() - buttons - 20.0;
        ui.scope(|ui| {
            ui.set_max_width(words);
            let date = now.format("%A %-d %B %Y").to_string();
            text::heading(ui, &hello, theme.text.page, &date, theme.text.body);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            if ui.add(button).clicked() {
                commands.push(Command::Go(Route::NewDinner));
            }
            if has_find && ui.add(find).clicked() {
                commands.push(Command::Palette);
            }
        });
    });
}

/// "Good afternoon, Ines."
fn hello(time: chrono::NaiveTime, name: Option<&str>) -> String {
    use chrono::Timelike as _;
    let part = match time.hour() {
        5..12 => "morning",
        12..18 => "afternoon",
        _ => "evening",
    };
    match name {
        Some(name) => format!("Good {part}, {name}."),
        None => format!("Good {part}."),
    }
}

/// All lines of the page, in the order in which J comes to them.
fn all_lines(day: &Day) -> Vec<Line> {
    let ready = day.next.as_ref().map_or(0, |next| next.ready.len());
    (0..ready)
        .map(Line::Ready)
        .chain((0..day.due.len().min(MOST_DUE)).map(Line::Due))
        .chain((0..day.thanks.len()).map(Line::Thank))
        .collect()
}

/// The place of a line among all.
fn place(day: &Day, line: Line) -> usize {
    let ready = day.next.as_ref().map_or(0, |next| next.ready.len());
    match line {
        Line::Ready(at) => at,
        Line::Due(at) => ready + at,
        Line::Thank(at) => ready + day.due.len().min(MOST_DUE) + at,
    }
}

/// What the keys mean on the chosen line.
fn act(view: &View<'_>, day: &Day, state: &mut Today, commands: &mut Vec<Command>) {
    let lines = all_lines(day);
    let step = view.step();
    state.chosen = match (state.chosen, lines.len().checked_sub(1)) {
        (_, None) => None,
        (None, Some(last)) => match step {
            0 => None,
            1.. => Some(0),
            _ => Some(last),
        },
        (Some(at), Some(last)) => Some(at.saturating_add_signed(step).min(last)),
    };
    let chosen = state.chosen.and_then(|at| lines.get(at)).copied();
    if view.pressed(Action::Resume)
        && let Some(running) = day.running.first()
    {
        commands.push(Command::Go(Route::Dinner(running.dinner, Stage::Live)));
    }
    if view.pressed(Action::Open) {
        open(day, chosen, commands);
    }
    if view.pressed(Action::Thank) {
        let line = match chosen {
            Some(Line::Thank(at)) => day.thanks.get(at),
            _ => day.thanks.first(),
        };
        match line {
            Some(line) => lines::draft_thanks(line, commands),
            None => commands.push(Command::Say("You owe nobody a thank-you".to_owned())),
        }
    }
    let (done, later) = (view.pressed(Action::Done), view.pressed(Action::Later));
    if !done && !later {
        return;
    }
    let edit = match chosen {
        Some(Line::Due(at)) => day.due.get(at).map(|due| {
            if done {
                PromiseEdit::Done(due.promise)
            } else {
                PromiseEdit::Later(due.promise)
            }
        }),
        Some(Line::Thank(at)) if done => {
            let line = day.thanks.get(at);
            line.map(|line| PromiseEdit::Thanked(line.thanks))
        }
        _ => None,
    };
    commands.push(match edit {
        Some(edit) => Command::Edit(Edit::Promise(edit)),
        None => Command::Say("Choose a promise first, with J and K".to_owned()),
    });
}

/// Opens a line; with none chosen, the next dinner.
fn open(day: &Day, line: Option<Line>, commands: &mut Vec<Command>) {
    let person = match line {
        Some(Line::Due(at)) => day.due.get(at).and_then(|due| due.person),
        Some(Line::Thank(at)) => day.thanks.get(at).map(|line| line.person),
        _ => None,
    };
    if let Some(person) = person {
        commands.push(Command::OpenPerson(person));
        return;
    }
    let Some(next) = &day.next else { return };
    let stage = match line {
        Some(Line::Ready(at)) => next.ready.get(at).map(|ready| stage_of(ready.part)),
        Some(_) => return,
        None => None,
    };
    let dinner = next.line.dinner.id;
    commands.push(Command::Go(Route::Dinner(
        dinner,
        stage.unwrap_or_default(),
    )));
}

/// Where a part of getting ready is worked at.
fn stage_of(part: Part) -> Stage {
    match part {
        Part::Guests | Part::AsksAndOffers => Stage::Guests,
        Part::Seating | Part::Papers => Stage::Seating,
        Part::RunningOrder => Stage::RunningOrder,
        Part::Display => Stage::Live,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greeting_follows_the_clock() {
        let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        assert_eq!(hello(at(5), Some("Ines")), "Good morning, Ines.");
        assert_eq!(hello(at(12), Some("Ines")), "Good afternoon, Ines.");
        assert_eq!(hello(at(18), None), "Good evening.");
        assert_eq!(hello(at(2), None), "Good evening.");
    }
}

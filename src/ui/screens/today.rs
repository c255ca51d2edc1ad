//! Today: what to do in the next ten minutes.

use egui::{Align, Layout, Ui};

use super::View;
use crate::{
    app::{
        desk::{DinnerLine, Job},
        dinners::counted,
    },
    ui::{
        command::{Command, Route, Stage},
        icons::Icon,
        panes,
        theme::{self, Tone},
        widgets::{
            Button, Chip, SeatState, card, empty::empty, mini_table::MiniTable, section, text,
        },
    },
};

/// How many overdue promises are shown here; the rest are in Follow-ups.
const OVERDUE: usize = 6;

/// What is chosen here.
#[derive(Debug, Default)]
pub(in crate::ui) struct Today {}

pub(super) fn show(ui: &mut Ui, view: &View<'_>, _state: &mut Today, commands: &mut Vec<Command>) {
    panes::page(ui, "today", |ui| page(ui, view, commands));
}

fn page(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    if view.desk.is_empty() {
        first_run(ui, commands);
        return;
    }
    let hello = view.desk.your_name().map_or_else(
        || "Today".to_owned(),
        |name| format!("Good to see you, {name}."),
    );
    let day = view.desk.today().format("%A %-d %B %Y").to_string();
    text::heading(ui, &hello, theme.text.page, &day, theme.text.body);
    ui.add_space(20.0);
    match view.desk.next_dinner() {
        Some(line) => next(ui, line, commands),
        None => {
            text::label(
                ui,
                "No dinner is planned. A good hour to think of the next table.",
                theme.text.body,
                palette.ink_quiet,
            );
        }
    }
    ui.add_space(24.0);
    overdue(ui, view, commands);
}

fn first_run(ui: &mut Ui, commands: &mut Vec<Command>) {
    let sentence = "Look round a sample evening: one press, nothing asked, in a library of its own. Your own people come by `tablemates import FILE`.";
    let button = Button::new("Open the sample").icon(Icon::DINNERS).primary();
    if empty(ui, 4, "Small tables, real follow-up", sentence, button).clicked() {
        commands.push(Command::Start(Job::OpenSample));
    }
}

fn next(ui: &mut Ui, line: &DinnerLine, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    card::card(ui, |ui| {
        ui.horizontal(|ui| {
            let counts = [
                (SeatState::Coming, line.coming),
                (SeatState::Maybe, line.maybe),
                (
                    SeatState::Unanswered,
                    line.seats.saturating_sub(line.coming + line.maybe),
                ),
            ];
            let seats: Vec<SeatState> = counts
                .iter()
                .flat_map(|(state, count)| std::iter::repeat_n(*state, *count))
                .take(line.seats.min(16))
                .collect();
            ui.add(MiniTable::new(&seats).size(120.0));
            ui.add_space(20.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                section::accent_label(ui, &format!("Next dinner · {}", line.distance));
                text::short_label(ui, &line.dinner.title, theme.text.page, palette.ink);
                let time = line
                    .dinner
                    .starts_at
                    .map(|at| at.format("%H:%M").to_string())
                    .unwrap_or_default();
                text::short_label(
                    ui,
                    &format!("{}, {time} · {}", line.day, line.place),
                    theme.text.body,
                    palette.ink,
                );
                ui.horizontal(|ui| {
                    ui.add(
                        Chip::new(&format!("{} coming", line.coming), Tone::Good).icon(Icon::DONE),
                    );
                    if line.maybe > 0 {
                        ui.add(
                            Chip::new(&format!("{} maybe", line.maybe), Tone::Look)
                                .icon(Icon::MAYBE),
                        );
                    }
                    if line.unanswered > 0 {
                        ui.add(
                            Chip::outline(&format!("{} no answer yet", line.unanswered))
                                .icon(Icon::WAITING),
                        );
                    }
                });
            });
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                if ui
                    .add(Button::new("Open").icon(Icon::ArrowRight).primary())
                    .clicked()
                {
                    commands.push(Command::Go(Route::Dinner(line.dinner.id, Stage::Guests)));
                }
            });
        });
    });
}

fn overdue(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let late = view.desk.overdue();
    text::heading(
        ui,
        "Overdue",
        theme.text.section,
        &counted(late.len(), "promise"),
        theme.text.small,
    );
    ui.add_space(8.0);
    if late.is_empty() {
        text::label(
            ui,
            "You are up to date. A good hour for a thank-you.",
            theme.text.body,
            palette.ink_quiet,
        );
        return;
    }
    for line in late.iter().take(OVERDUE) {
        ui.horizontal(|ui| {
            if ui.add(Button::new(&line.name).quiet().small()).clicked() {
                commands.push(Command::OpenPerson(line.from));
            }
            text::short_label(ui, &line.what, theme.text.body, palette.ink);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = format!(
                    "{}, {} late",
                    line.due.format("%a %-d %b"),
                    counted(usize::try_from(line.days_late).unwrap_or_default(), "day")
                );
                text::short_label(ui, &words, theme.text.small, palette.late);
            });
        });
        section::rule(ui);
    }
}

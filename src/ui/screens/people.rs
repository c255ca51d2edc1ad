//! Everybody, and one of them with what it takes to help that person.

use egui::{Align, ScrollArea, Ui};

use super::{View, avatar};
use crate::{
    app::desk::{Job, OpenPerson, PersonLine},
    domain::{Id, Person},
    ui::{
        command::{Command, Route, Stage},
        panes, theme,
        widgets::{Button, Columns, Field, Row, Width, card, empty::empty, section, text},
    },
};

const LIST_WIDTH: f32 = 320.0;

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct People {
    pub(in crate::ui) chosen: Option<Id<Person>>,
    search: String,
}

pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut People, commands: &mut Vec<Command>) {
    panes::page(ui, "people", |ui| page(ui, view, state, commands));
}

fn page(ui: &mut Ui, view: &View<'_>, chosen: &mut People, commands: &mut Vec<Command>) {
    let people = view.desk.people();
    if people.is_empty() {
        let sentence =
            "Bring yours from a file: tablemates import FILE. Or look round the sample first";
        if empty(
            ui,
            4,
            "Nobody is here yet",
            sentence,
            Button::new("Open the sample").primary(),
        )
        .clicked()
        {
            commands.push(Command::Start(Job::OpenSample));
        }
        return;
    }
    let height = ui.clip_rect().height() - 48.0;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(LIST_WIDTH);
            list(ui, people, chosen, height);
        });
        ui.add_space(20.0);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            if let Some(open) = view.person {
                detail(ui, view, open, commands);
            } else {
                let theme = theme::of(ui);
                let words = "Choose somebody to see how to help them";
                text::label(ui, words, theme.text.voice, theme.palette.ink_quiet);
            }
        });
    });
}

fn list(ui: &mut Ui, people: &[PersonLine], chosen: &mut People, height: f32) {
    let theme = theme::of(ui);
    text::heading(
        ui,
        "People",
        theme.text.page,
        &people.len().to_string(),
        theme.text.body,
    );
    ui.add_space(8.0);
    Field::search("Name, trade or firm", &mut chosen.search).show(ui);
    ui.add_space(12.0);
    let wanted = chosen.search.to_lowercase();
    let is_wanted = |line: &&PersonLine| {
        let company = line.person.company.to_lowercase();
        [line.name.to_lowercase(), line.line.to_lowercase(), company]
            .iter()
            .any(|text| text.contains(&wanted))
    };
    let found: Vec<&PersonLine> = people.iter().filter(is_wanted).collect();
    if found.is_empty() {
        text::label(
            ui,
            "Nobody has these words",
            theme.text.body,
            theme.palette.ink_quiet,
        );
        return;
    }
    let columns = Columns::new(&[
        (Width::Fixed(34.0), Align::Min),
        (Width::Share(1.0), Align::Min),
        (Width::Fixed(72.0), Align::Max),
    ]);
    let palette = &theme.palette;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt("people")
        .max_height(height - 150.0)
        .show_rows(ui, theme.size.row, found.len(), |ui, shown| {
            card::list(ui, |ui| {
                for number in shown {
                    let Some(line) = found.get(number) else {
                        continue;
                    };
                    let is_chosen = chosen.chosen == Some(line.person.id);
                    let dinners = crate::app::dinners::counted(line.dinners, "dinner");
                    let sentence = format!("{}, {}, {dinners}", line.name, line.line);
                    let row = Row::new(&columns, number, &sentence)
                        .selected(is_chosen)
                        .in_card(ui, found.len());
                    let row = row.show(ui, |cells| {
                        cells.add(|ui| avatar(ui, &line.person, 34.0));
                        cells.two_lines(&line.name, &line.line);
                        cells.words(&dinners, theme.text.small, palette.ink_quiet);
                    });
                    if row.chosen || row.opened {
                        chosen.chosen = Some(line.person.id);
                    }
                    if row.step != 0 && is_chosen {
                        let to = number
                            .saturating_add_signed(row.step as isize)
                            .min(found.len() - 1);
                        chosen.chosen = found.get(to).map(|line| line.person.id);
                    }
                }
            });
        });
}

fn detail(ui: &mut Ui, view: &View<'_>, open: &OpenPerson, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let person = &open.person;
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.horizontal(|ui| {
        avatar(ui, person, 72.0);
        ui.add_space(8.0);
        ui.vertical(|ui| {
            text::short_label(ui, &person.name(), theme.text.page, palette.ink);
            let about: Vec<&str> = [open.trade.as_str(), &person.company]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            text::short_label(ui, &about.join(", "), theme.text.body, palette.ink_quiet);
            let points: Vec<&str> = open
                .points
                .iter()
                .map(|point| point.value.as_str())
                .collect();
            text::short_label(ui, &points.join("   "), theme.text.small, palette.ink);
        });
    });
    ui.add_space(12.0);
    heading(ui, "Asks for");
    match open.asks.as_slice() {
        [] => text::label(
            ui,
            "Nothing yet: ask what would help",
            theme.text.body,
            palette.ink_quiet,
        ),
        asks => {
            for ask in asks {
                text::label(ui, &ask.text, theme.text.body, palette.ink);
            }
            text::label(
                ui,
                asks.first().map_or("", |ask| ask.why.as_str()),
                theme.text.small,
                palette.ink_quiet,
            )
        }
    };
    for offer in &open.offers {
        heading(ui, "Offers");
        text::label(ui, &offer.text, theme.text.body, palette.ink);
        text::label(
            ui,
            &format!("Next step: {}", offer.next_step),
            theme.text.small,
            palette.ink_quiet,
        );
    }
    let lines = [
        ("What I do", &person.business),
        ("Whom I help", &person.helps),
        ("Wants to meet", &person.wants_to_meet),
        ("Needs", &person.needs),
    ];
    for (label, words) in lines.into_iter().filter(|(_, words)| !words.is_empty()) {
        section::label(ui, label);
        text::label(ui, words, theme.text.body, palette.ink);
    }
    if !person.private_note.is_empty() {
        ui.add_space(8.0);
        card::private(ui, "Only me", "never printed, never exported", |ui| {
            text::label(ui, &person.private_note, theme.text.body, palette.ink);
        });
    }
    between(ui, view, open, commands);
}

/// The dinners, and what is open.
fn between(ui: &mut Ui, view: &View<'_>, open: &OpenPerson, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    if !open.dinners.is_empty() {
        heading(ui, "Dinners");
        for (dinner, attendance) in &open.dinners {
            let day = dinner
                .starts_at
                .map(|at| at.format("%a %-d %b %Y").to_string())
                .unwrap_or_default();
            let words = format!("{day}   {} ({})", dinner.title, attendance.answer);
            if ui.add(Button::new(&words).quiet().small()).clicked() {
                commands.push(Command::Go(Route::Dinner(dinner.id, Stage::Guests)));
            }
        }
    }
    if !open.promises.is_empty() {
        heading(ui, "Open promises");
        for promise in &open.promises {
            let due = promise
                .due
                .map(|due| format!(", by {}", due.format("%a %-d %b")))
                .unwrap_or_default();
            let words = format!("{}: {}{due}", view.desk.name(promise.from), promise.what);
            text::label(ui, &words, theme.text.body, palette.ink);
        }
    }
}

fn heading(ui: &mut Ui, words: &str) {
    let theme = theme::of(ui);
    ui.add_space(8.0);
    text::label(ui, words, theme.text.section, theme.palette.ink);
}

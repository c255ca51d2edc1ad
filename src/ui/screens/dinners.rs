//! All dinners, and the next thing that each needs.

use egui::{Align, Layout, Ui};

use super::View;
use crate::{
    app::desk::{DinnerLine, Job},
    domain::{Dinner, Id, dinner::DinnerState},
    ui::{
        command::{Action, Command, Route, Stage},
        icons::Icon,
        panes,
        theme::{self, Tone},
        widgets::{
            Button, Chip, Columns, Field, Row, SeatState, Width, empty::empty,
            mini_table::MiniTable, text,
        },
    },
};

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct Dinners {
    row: usize,
    /// The dinner of the chosen row.
    chosen: Option<Id<Dinner>>,
    search: String,
}

pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut Dinners, commands: &mut Vec<Command>) {
    state.row = state.row.saturating_add_signed(view.step());
    panes::page(ui, "dinners", |ui| page(ui, view, state, commands));
    if let Some(dinner) = state.chosen.filter(|_| view.pressed(Action::Open)) {
        commands.push(Command::Go(Route::Dinner(dinner, Stage::Guests)));
    }
}

fn page(ui: &mut Ui, view: &View<'_>, chosen: &mut Dinners, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        text::label(ui, "Dinners", theme.text.page, theme.palette.ink);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.set_max_width(280.0);
            Field::search("Name or place", &mut chosen.search).show(ui);
        });
    });
    ui.add_space(16.0);
    let wanted = chosen.search.to_lowercase();
    let is_wanted = |line: &&DinnerLine| {
        line.dinner.title.to_lowercase().contains(&wanted)
            || line.dinner.place.to_lowercase().contains(&wanted)
    };
    let dinners: Vec<&DinnerLine> = view.desk.dinners().iter().filter(is_wanted).collect();
    if dinners.is_empty() {
        none(ui, chosen, commands);
        return;
    }
    chosen.row = chosen.row.min(dinners.len() - 1);
    chosen.chosen = dinners.get(chosen.row).map(|line| line.dinner.id);
    list(ui, &dinners, chosen, commands);
}

fn none(ui: &mut Ui, chosen: &mut Dinners, commands: &mut Vec<Command>) {
    if chosen.search.is_empty() {
        let sentence = "Look round a sample evening, or make one: tablemates dinner new --group NAME --date 2026-11-26T19:00 --tables 8";
        if empty(
            ui,
            4,
            "No dinner yet",
            sentence,
            Button::new("Open the sample").primary(),
        )
        .clicked()
        {
            commands.push(Command::Start(Job::OpenSample));
        }
    } else {
        let title = format!("No dinner with “{}”", chosen.search);
        if empty(
            ui,
            3,
            &title,
            "Its name or place has other words",
            Button::new("Clear"),
        )
        .clicked()
        {
            chosen.search.clear();
        }
    }
}

fn list(ui: &mut Ui, dinners: &[&DinnerLine], chosen: &mut Dinners, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    // In a narrow window the figure of first meetings goes, and the names stay whole.
    let is_wide = ui.available_width() > 1060.0;
    let mut widths = vec![
        (Width::Fixed(124.0), Align::Min),
        (Width::Fixed(52.0), Align::Min),
        (Width::Share(1.5), Align::Min),
        (Width::Fixed(124.0), Align::Min),
    ];
    let mut names = vec!["When", "", "Dinner", "Where it stands"];
    if is_wide {
        widths.push((Width::Fixed(116.0), Align::Max));
        names.push("First meetings");
    }
    widths.extend([
        (Width::Share(1.2), Align::Min),
        (Width::Fixed(92.0), Align::Max),
    ]);
    names.push("Next thing to do");
    let columns = Columns::new(&widths);
    ui.spacing_mut().item_spacing.y = 0.0;
    columns.head(ui, &names);
    for (number, line) in dinners.iter().enumerate() {
        let is_chosen = number == chosen.row;
        let (word, tone, icon) = state(line.dinner.state);
        let sentence = format!("{}, {}, {word}, {}", line.dinner.title, line.day, line.next);
        let mut is_pressed = false;
        let row = Row::new(&columns, number, &sentence)
            .selected(is_chosen)
            .show(ui, |cells| {
                cells.two_lines(&line.day, &line.distance);
                let free = line
                    .seats
                    .saturating_sub(line.coming + line.maybe + line.unanswered);
                let counts = [
                    (SeatState::Coming, line.coming),
                    (SeatState::Maybe, line.maybe),
                    (SeatState::Unanswered, line.unanswered + free),
                ];
                let seats: Vec<SeatState> = counts
                    .iter()
                    .flat_map(|(state, count)| std::iter::repeat_n(*state, *count))
                    .take(line.seats.min(16))
                    .collect();
                cells.add(|ui| ui.add(MiniTable::new(&seats)));
                cells.title(&line.dinner.title, &line.place);
                cells.add(|ui| ui.add(Chip::new(word, tone).icon(icon)));
                if is_wide {
                    cells.words(
                        &line.first_meetings.to_string(),
                        theme.text.strong,
                        palette.ink,
                    );
                }
                cells.words(&line.next, theme.text.body, palette.ink);
                if is_chosen {
                    is_pressed = cells
                        .add(|ui| ui.add(Button::new("Open").key("Enter").small()).clicked())
                        .unwrap_or_default();
                }
            });
        if row.chosen {
            chosen.row = number;
        }
        if row.step != 0 {
            let to = chosen.row.saturating_add_signed(row.step as isize);
            chosen.row = to.min(dinners.len() - 1);
        }
        if row.opened || is_pressed {
            commands.push(Command::Go(Route::Dinner(line.dinner.id, Stage::Guests)));
        }
    }
}

fn state(state: DinnerState) -> (&'static str, Tone, Icon) {
    match state {
        DinnerState::Draft => ("Draft", Tone::Neutral, Icon::DRAFT),
        DinnerState::Open => ("Inviting", Tone::Info, Icon::DRAFT),
        DinnerState::Seated => ("Seated", Tone::Good, Icon::DONE),
        DinnerState::Live => ("Live", Tone::Accent, Icon::LIVE),
        DinnerState::Wrapped => ("Wrapped up", Tone::Good, Icon::DONE),
        DinnerState::Closed => ("Closed", Tone::Good, Icon::DONE),
    }
}

//! Before the host sits down: the tables of the dinner, who speaks first, when it should end, and the way in.

use chrono::{DateTime, TimeZone as _};
use egui::{Key as Press, Modifiers, Ui};

use crate::{
    app::{
        desk::{OpenDinner, TableEdit},
        live::Live,
    },
    domain::{Dinner, Id},
    ui::{
        command::{Command, Route, Stage},
        icons::Icon,
        panes,
        screens::View,
        theme::{self, Tone},
        widgets::{
            Button, Chip, SeatState, card, empty, mini_table::MiniTable, notice::Notice, text,
        },
    },
};

/// The evenings of the tables as last read.
#[derive(Debug, Default)]
pub(super) struct Door {
    read: Option<(Key, Result<Vec<Live>, String>)>,
}

/// By which they are kept: the revision, and the dinner.
type Key = (u64, Id<Dinner>);

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut Door,
    commands: &mut Vec<Command>,
) {
    let dinner = open.record.dinner.id;
    let key = (view.desk.revision(), dinner);
    if state.read.as_ref().is_none_or(|read| read.0 != key) {
        let read = view
            .desk
            .evenings(dinner)
            .map_err(|error| error.to_string());
        state.read = Some((key, read));
    }
    let evenings = match &state.read {
        Some((_, Ok(evenings))) => evenings,
        Some((_, Err(error))) => {
            panes::page(ui, "live door", |ui| {
                let safe = "What was saved before is safe";
                Notice::new(Tone::Late, Icon::LATE, error, safe).show(ui);
            });
            return;
        }
        None => return,
    };
    panes::page(ui, "live door", |ui| {
        if evenings.is_empty() {
            nobody(ui, open, commands);
            return;
        }
        // The first that is not over is what Enter opens.
        let first = evenings
            .iter()
            .position(|live| live.evening().ended().is_none())
            .unwrap_or_default();
        for (at, live) in evenings.iter().enumerate() {
            ui.push_id(at, |ui| {
                table(ui, open, live, at == first, evenings.len() > 1, commands);
            });
            ui.add_space(16.0);
        }
        let is_free = ui
            .memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none())
            && !egui::Popup::is_any_open(ui.ctx());
        let enter =
            |ui: &Ui| ui.input_mut(|input| input.consume_key(Modifiers::NONE, Press::Enter));
        if let Some(live) = evenings.get(first).filter(|_| is_free && enter(ui)) {
            commands.push(sit_down(live));
        }
    });
}

fn sit_down(live: &Live) -> Command {
    Command::AtTable(TableEdit::SitDown(live.dinner().id, live.table_no()))
}

fn nobody(ui: &mut Ui, open: &OpenDinner, commands: &mut Vec<Command>) {
    let sentence = if open.record.dinner.starts_at.is_none() {
        "This dinner has no date and time yet, so its evening cannot run."
    } else {
        "Nobody is seated yet. The evening runs at a table, by the seats."
    };
    let button = Button::new("Open the seating").primary();
    if empty::empty(ui, 8, "No table to open yet", sentence, button).clicked() {
        let dinner = open.record.dinner.id;
        commands.push(Command::Go(Route::Dinner(dinner, Stage::Seating)));
    }
}

fn table(
    ui: &mut Ui,
    open: &OpenDinner,
    live: &Live,
    is_first: bool,
    is_one_of_many: bool,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let evening = live.evening();
    let time = |wall_ms: i64| {
        let at = DateTime::from_timestamp_millis(wall_ms).unwrap_or_default();
        live.zone()
            .from_utc_datetime(&at.naive_utc())
            .format("%H:%M")
            .to_string()
    };
    card::card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 20.0;
            let table = open
                .record
                .tables
                .iter()
                .find(|table| table.number == live.table_no());
            let seats = table.map_or(0, |table| table.seats);
            let taken = |seat: i64| live.seats().iter().any(|s| i64::from(s.number) == seat);
            let states: Vec<SeatState> = (1..=seats)
                .map(|seat| {
                    if taken(seat) {
                        SeatState::Coming
                    } else {
                        SeatState::Free
                    }
                })
                .collect();
            ui.add(MiniTable::new(&states).size(64.0));
            let words = match (evening.started().is_some(), evening.ended()) {
                (_, Some(_)) => "Look at the evening",
                (true, None) => "Go on with the evening",
                (false, _) => "Open the table",
            };
            let named = format!("{words} {}", live.table_no());
            let words = if is_one_of_many { &named } else { words };
            let mut button = Button::new(words).large();
            if is_first {
                button = button.icon(Icon::LIVE).key("Enter").primary();
            }
            let room = ui.available_width() - button.measure(ui).x - 20.0;
            ui.vertical(|ui| {
                ui.set_width(room.max(200.0));
                ui.spacing_mut().item_spacing.y = 4.0;
                let title = format!("Table {}", live.table_no());
                ui.horizontal(|ui| {
                    text::short_label(ui, &title, theme.text.section, palette.ink);
                    if evening.ended().is_some() {
                        ui.add(Chip::new("Ended", Tone::Neutral));
                    } else if evening.started().is_some() {
                        ui.add(Chip::new("Live", Tone::Accent).icon(Icon::LIVE));
                    }
                });
                let speaker = evening.current_slot().or_else(|| evening.next_slot());
                let first = match (speaker, evening.ended()) {
                    (_, Some(ended)) => {
                        format!("The evening ended at {}", time(ended.wall_ms))
                    }
                    (Some(slot), None) if evening.started().is_some() => {
                        format!("{} is up", slot.title)
                    }
                    (Some(slot), None) => format!("{} speaks first", slot.title),
                    (None, None) => "The running order has nobody who speaks".to_owned(),
                };
                text::label(ui, &first, theme.text.body, palette.ink);
                let plan = evening.plan();
                let length = (plan.ends_at - plan.starts_at) / 60_000;
                let facts = format!(
                    "{} at the table · begins {}, ends {} by plan · {length} min",
                    live.seats().len(),
                    time(plan.starts_at),
                    time(plan.ends_at),
                );
                text::label(ui, &facts, theme.text.small, palette.ink_quiet);
            });
            if ui.add(button).clicked() {
                commands.push(sit_down(live));
            }
        });
    });
}

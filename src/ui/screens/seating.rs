//! Who sits where: the focused table drawn, the others listed, and the plan in words.

use egui::{Ui, vec2};

use super::{View, plate};
use crate::{
    app::{
        desk::{Edit, Job, OpenDinner, SeatingEdit},
        plan::SeatedTable,
    },
    domain::{
        DinnerRecord, Id, Person,
        dinner::{RuleKind, Scope, Shape},
    },
    ui::{
        command::{Action, Command},
        icons::Icon,
        panes, theme,
        widgets::{
            Bond, Button, Segments, TableEvent, TablePlan,
            empty::empty,
            section,
            table::{self, Seat, legend},
            text,
        },
    },
};

/// The plan in words stands at the right from this width on, below the table in a narrower window.
const BESIDE_FROM: f32 = 960.0;

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct Seating {
    table: usize,
    seat: Option<usize>,
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut Seating,
    commands: &mut Vec<Command>,
) {
    panes::page(ui, "seating", |ui| page(ui, open, state, commands));
    if view.pressed(Action::SeatAgain) {
        commands.push(Command::Start(Job::Seat(open.record.dinner.id)));
    }
}

fn page(ui: &mut Ui, open: &OpenDinner, chosen: &mut Seating, commands: &mut Vec<Command>) {
    let dinner = open.record.dinner.id;
    let Some(plan) = &open.plan else {
        let coming = open
            .record
            .attendances
            .iter()
            .filter(|a| a.is_coming())
            .count();
        let why = (coming == 0).then_some("Nobody has accepted yet");
        let button = Button::new("Seat them")
            .icon(Icon::SEAT_AGAIN)
            .key("G")
            .primary()
            .off_when(why);
        if empty(
            ui,
            4,
            "Nobody is seated yet",
            "Tables and seats are found so that people meet",
            button,
        )
        .clicked()
        {
            commands.push(Command::Start(Job::Seat(dinner)));
        }
        return;
    };
    chosen.table = chosen.table.min(plan.tables.len().saturating_sub(1));
    let Some(focused) = plan.tables.get(chosen.table) else {
        return;
    };
    if plan.tables.len() > 1 {
        let names: Vec<String> = plan
            .tables
            .iter()
            .map(|table| format!("Table {}", table.number))
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        if let Some(at) = Segments::new("Table", &names, chosen.table).show(ui) {
            (chosen.table, chosen.seat) = (at, None);
        }
        ui.add_space(12.0);
    }
    let width = ui.available_width();
    if width > BESIDE_FROM {
        ui.horizontal_top(|ui| {
            let side = theme::of(ui).size.side_panel;
            ui.vertical(|ui| {
                ui.set_width(width - side - 24.0);
                table_ui(ui, open, focused, chosen, commands);
            });
            ui.add_space(8.0);
            ui.vertical(|ui| {
                ui.set_width(side);
                words_ui(ui, open, focused, commands);
            });
        });
    } else {
        table_ui(ui, open, focused, chosen, commands);
        ui.add_space(16.0);
        words_ui(ui, open, focused, commands);
    }
}

fn table_ui(
    ui: &mut Ui,
    open: &OpenDinner,
    focused: &SeatedTable,
    chosen: &mut Seating,
    commands: &mut Vec<Command>,
) {
    let record = &open.record;
    let places: Vec<Option<Id<Person>>> = focused
        .seats
        .iter()
        .map(|(_, guest)| guest.as_ref().map(|(id, _)| *id))
        .collect();
    let names: Vec<String> = places
        .iter()
        .map(|guest| guest.map(|id| record.name(id)).unwrap_or_default())
        .collect();
    let trades: Vec<String> = places
        .iter()
        .map(|guest| {
            guest
                .and_then(|id| record.trades_of(id).first().map(|t| (*t).to_owned()))
                .unwrap_or_default()
        })
        .collect();
    let seats: Vec<Seat<'_>> = places
        .iter()
        .zip(names.iter().zip(&trades))
        .zip(1..)
        .map(
            |((guest, (name, trade)), number)| match guest.and_then(|id| record.people.get(&id)) {
                Some(person) => Seat {
                    fixed: fixed(record, person.id),
                    ..Seat::new(number, name, trade, plate(person))
                },
                None => Seat::free(number),
            },
        )
        .collect();
    let bonds = bonds(record, &places);
    let at = |person: Id<Person>| places.iter().position(|guest| *guest == Some(person));
    let pairs = |kind: RuleKind| -> Vec<(usize, usize)> {
        let rules = record.rules.iter().filter(|rule| {
            rule.kind == kind && (kind == RuleKind::Wants || rule.scope == Scope::Neighbours)
        });
        rules
            .filter_map(|rule| Some((at(rule.first)?, at(rule.second?)?)))
            .collect()
    };
    let (wants, apart) = (pairs(RuleKind::Wants), pairs(RuleKind::Apart));
    let name = format!("Table {}", focused.number);
    let shape = match focused.shape {
        Shape::Round => table::Shape::Round,
        Shape::Long => table::Shape::Long,
    };
    let size = vec2(ui.available_width().min(760.0), 540.0);
    let output = TablePlan::new(&name, &seats)
        .bonds(&bonds)
        .wants(&wants)
        .apart(&apart)
        .shape(shape)
        .chosen(chosen.seat)
        .show(ui, size);
    legend(ui);
    let place = |seat: usize| (focused.number, i64::try_from(seat).unwrap_or_default() + 1);
    match output.event {
        Some(TableEvent::Moved { from, to }) => {
            chosen.seat = Some(to);
            let swap = SeatingEdit::Swap(place(from), place(to));
            commands.push(Command::Edit(Edit::Seating(record.dinner.id, swap)));
        }
        Some(TableEvent::Chosen(seat)) => chosen.seat = Some(seat),
        Some(TableEvent::Opened(seat)) => {
            if let Some(person) = places.get(seat).copied().flatten() {
                commands.push(Command::OpenPerson(person));
            }
        }
        Some(TableEvent::Removed(_) | TableEvent::Refused(_)) | None => {}
    }
}

fn words_ui(ui: &mut Ui, open: &OpenDinner, focused: &SeatedTable, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let Some(plan) = &open.plan else { return };
    ui.spacing_mut().item_spacing.y = 8.0;
    text::label(ui, "The plan in words", theme.text.section, palette.ink);
    for line in &plan.words {
        text::label(ui, line, theme.text.body, palette.ink);
    }
    for rule in &plan.broken {
        text::label(ui, rule, theme.text.body, palette.late);
    }
    ui.add_space(8.0);
    section::label(ui, &format!("Table {}", focused.number));
    for line in &focused.words {
        text::label(ui, line, theme.text.small, palette.ink_quiet);
    }
    ui.add_space(8.0);
    let button = Button::new("Seat again")
        .icon(Icon::SEAT_AGAIN)
        .key("G")
        .primary();
    if ui
        .add(button.tooltip("Finds the tables and seats anew; Undo brings these back"))
        .clicked()
    {
        commands.push(Command::Start(Job::Seat(open.record.dinner.id)));
    }
}

/// How well each two neighbours know each other.
fn bonds(record: &DinnerRecord, places: &[Option<Id<Person>>]) -> Vec<(usize, usize, Bond)> {
    let next = |at: usize| (at + 1) % places.len().max(1);
    let pairs = (0..places.len()).filter_map(|at| {
        let (one, other) = (places.get(at).copied()??, places.get(next(at)).copied()??);
        let bond = match record.meals_of(one, other).len() {
            0 => Bond::New,
            1 => Bond::Once,
            _ => Bond::Often,
        };
        Some((at, next(at), bond))
    });
    pairs.collect()
}

/// Why a guest may not be moved, if their seat is kept for them.
fn fixed(record: &DinnerRecord, person: Id<Person>) -> Option<&'static str> {
    let is_lock = |rule: &&crate::domain::Rule| {
        rule.kind == RuleKind::Lock && rule.first == person && rule.seat.is_some()
    };
    record
        .rules
        .iter()
        .find(is_lock)
        .map(|_| "This seat is kept by a rule")
}

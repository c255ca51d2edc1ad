//! The running order: who speaks when, and when the evening ends. The list is in `list` and `row`, the evening to scale
//! in `panel` and `scale`, what lies over them in `dialog`.

mod dialog;
mod list;
mod panel;
mod row;
mod scale;

use egui::{Margin, Ui};

use super::View;
use crate::{
    app::{
        desk::{Edit, LONGEST_SLOT, OpenDinner, OrderEdit, minutes_of},
        running_order::{Order, Part, overrun::Overrun},
    },
    domain::{Dinner, Id, Slot, note::Phase},
    ui::{
        command::{Action, Command, Route, Stage},
        icons::Icon,
        panes, theme,
        widgets::{Button, Segments, empty::empty},
    },
};

use dialog::Dialog;

/// Under this name the window keeps whether the usual overrun is counted in.
const KEPT_OVERRUN: &str = "overrun";
/// More tables than these stand in pills that wrap.
const TABLES_IN_A_LINE: usize = 8;

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct RunningOrder {
    /// The number of the table that is looked at.
    table_no: i64,
    seen: Option<Seen>,
    chosen: Option<Id<Slot>>,
    /// Where the chosen slot stood, for when it goes.
    chosen_at: usize,
    /// Which minutes of the chosen slot + and - change.
    phase: Phase,
    /// The chosen row is to come into sight, and to take the focus from the row that has it.
    reveals: bool,
    /// The slot that is carried with the pointer.
    carried: Option<Id<Slot>>,
    /// Read from the library once.
    counts_overrun: Option<bool>,
    /// How often was shuffled: the seed of the next time.
    shuffles: u64,
    dialog: Option<Dialog>,
}

/// What was derived from the library, and from which state of it.
#[derive(Debug)]
struct Seen {
    of: (Id<Dinner>, i64, u64),
    order: Order,
    overrun: Result<Overrun, String>,
}

impl Seen {
    fn overrun(&self) -> Overrun {
        self.overrun.as_ref().copied().unwrap_or_default()
    }

    /// What is counted in beyond the plan, in ms.
    fn counted_ms(&self, state: &RunningOrder) -> i64 {
        if state.counts_overrun == Some(true) && self.order.locked.is_none() {
            self.overrun().ms()
        } else {
            0
        }
    }
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut RunningOrder,
    commands: &mut Vec<Command>,
) {
    let dinner = &open.record.dinner;
    let tables: Vec<i64> = open
        .record
        .tables
        .iter()
        .map(|table| table.number)
        .collect();
    if !tables.contains(&state.table_no) {
        state.table_no = tables.first().copied().unwrap_or(1);
    }
    state
        .counts_overrun
        .get_or_insert_with(|| view.desk.kept(KEPT_OVERRUN).as_deref() == Some("true"));
    let seen = look(view, open, state);
    let order = &seen.order;
    if view.pressed(Action::Print) {
        super::print::print(view, open, commands);
    }
    // Without guests there is only what the template begins and ends with, and nothing to look at yet.
    let speaks = order.is_seated || order.speakers().next().is_some();
    if speaks {
        keep_choice(order, state);
        if order.locked.is_none() {
            keys(view, dinner.id, &seen, state, commands);
        } else {
            choose_by_keys(view, order, state);
        }
        panel::show(ui, view, open, &seen, state, commands);
    }
    let margin = Margin {
        left: theme::of(ui).space.page_x as i8,
        right: 28,
        top: 18,
        bottom: 24,
    };
    panes::scroll(ui, "running order", margin, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        choose_table(ui, &tables, state);
        if order.is_seated || !order.lines.iter().all(|line| line.slot.person.is_none()) {
            list::show(ui, view, open, &seen, state, commands);
        } else {
            nobody(ui, open, &tables, state, commands);
        }
    });
    dialog::show(ui, view, open, order, state, commands);
    state.seen = Some(seen);
}

/// The order of the table, read again only when the library or the table is another.
fn look(view: &View<'_>, open: &OpenDinner, state: &mut RunningOrder) -> Seen {
    let of = (open.record.dinner.id, state.table_no, view.desk.revision());
    match state.seen.take() {
        Some(seen) if seen.of == of => seen,
        before => {
            if before.is_none_or(|before| before.of.0 != of.0 || before.of.1 != of.1) {
                (state.chosen, state.carried, state.dialog) = (None, None, None);
                state.chosen_at = 0;
            }
            let overrun = view.desk.usual_overrun(&open.record.dinner);
            Seen {
                of,
                order: Order::of(&open.record, state.table_no),
                overrun: overrun.map_err(|error| error.to_string()),
            }
        }
    }
}

/// Keeps the choice on a slot that is there: when the chosen one went, on the one that stands in its place.
fn keep_choice(order: &Order, state: &mut RunningOrder) {
    let at = |slot: Id<Slot>| order.lines.iter().position(|line| line.slot.id == slot);
    match state.chosen.and_then(at) {
        Some(at) => state.chosen_at = at,
        None => choose(
            order,
            state,
            state.chosen_at.min(order.lines.len().saturating_sub(1)),
        ),
    }
}

fn choose(order: &Order, state: &mut RunningOrder, at: usize) {
    if let Some(line) = order.lines.get(at) {
        if state.chosen != Some(line.slot.id) {
            state.phase = Phase::Pitch;
        }
        (state.chosen, state.chosen_at) = (Some(line.slot.id), at);
    }
}

fn choose_by_keys(view: &View<'_>, order: &Order, state: &mut RunningOrder) {
    let step = view.step();
    if step != 0 {
        step_choice(order, state, step);
    }
}

fn step_choice(order: &Order, state: &mut RunningOrder, step: isize) {
    let last = order.lines.len().saturating_sub(1);
    choose(
        order,
        state,
        state.chosen_at.saturating_add_signed(step).min(last),
    );
    state.reveals = true;
}

fn keys(
    view: &View<'_>,
    dinner: Id<Dinner>,
    seen: &Seen,
    state: &mut RunningOrder,
    commands: &mut Vec<Command>,
) {
    choose_by_keys(view, &seen.order, state);
    let count = |action| {
        let count = view.pressed.iter().filter(|each| **each == action).count();
        i64::try_from(count).unwrap_or_default()
    };
    let table_no = state.table_no;
    let edit = |edit| Command::Edit(Edit::Order(dinner, table_no, edit));
    if let Some(slot) = state.chosen {
        let up = count(Action::CarryUp) - count(Action::CarryDown);
        if up != 0 {
            let last = seen.order.lines.len().saturating_sub(1);
            let to = state
                .chosen_at
                .saturating_add_signed(isize::try_from(-up).unwrap_or_default())
                .min(last);
            if to != state.chosen_at {
                commands.push(edit(OrderEdit::Move(slot, to)));
            }
            state.reveals = true;
        }
        let more = count(Action::MinuteMore) - count(Action::MinuteLess);
        if let Some(change) = change_minutes(&seen.order, state, more) {
            commands.push(edit(change));
        }
        if view.pressed(Action::Remove) {
            commands.push(edit(OrderEdit::Remove(slot)));
        }
    }
    if view.pressed(Action::Add) {
        state.dialog = Some(Dialog::add());
    }
    if view.pressed(Action::UsualOverrun) {
        count_overrun(seen, state, commands);
    }
}

/// The chosen slot with `more` minutes, in what was changed last of it.
fn change_minutes(order: &Order, state: &RunningOrder, more: i64) -> Option<OrderEdit> {
    let line = order.lines.get(state.chosen_at).filter(|_| more != 0)?;
    let phase = if line.part == Part::Speaker {
        state.phase
    } else {
        Phase::Pitch
    };
    let now = minutes_of(&line.slot, phase);
    let least = i64::from(phase == Phase::Pitch);
    let minutes = (now + more).clamp(least, LONGEST_SLOT);
    (minutes != now).then_some(OrderEdit::Minutes(line.slot.id, phase, minutes))
}

/// Counts the usual overrun in, or leaves it out again; says why where there is none.
fn count_overrun(seen: &Seen, state: &mut RunningOrder, commands: &mut Vec<Command>) {
    if let Some(why) = panel::no_overrun(seen) {
        commands.push(Command::Say(why));
        return;
    }
    let counts = state.counts_overrun != Some(true);
    state.counts_overrun = Some(counts);
    commands.push(Command::Keep(KEPT_OVERRUN, counts.to_string()));
}

fn choose_table(ui: &mut Ui, tables: &[i64], state: &mut RunningOrder) {
    if tables.len() < 2 {
        return;
    }
    let names: Vec<String> = tables
        .iter()
        .map(|table| format!("Table {table}"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let chosen = tables
        .iter()
        .position(|table| *table == state.table_no)
        .unwrap_or_default();
    let mut segments = Segments::new("Table", &names, chosen);
    if tables.len() > TABLES_IN_A_LINE {
        segments = segments.pills();
    }
    if let Some(table) = segments.show(ui).and_then(|at| tables.get(at)) {
        state.table_no = *table;
    }
    ui.add_space(16.0);
}

/// A table at which nobody sits has no running order yet.
fn nobody(
    ui: &mut Ui,
    open: &OpenDinner,
    tables: &[i64],
    state: &RunningOrder,
    commands: &mut Vec<Command>,
) {
    let title = if tables.len() > 1 {
        format!("Nobody sits at table {} yet", state.table_no)
    } else {
        "Seat the guests first".to_owned()
    };
    let sentence = "Who sits at the table speaks: the running order follows the seats";
    let button = Button::new("Open Seating").icon(Icon::SEAT_AGAIN).primary();
    if empty(ui, 3, &title, sentence, button).clicked() {
        let route = Route::Dinner(open.record.dinner.id, Stage::Seating);
        commands.push(Command::Go(route));
    }
}

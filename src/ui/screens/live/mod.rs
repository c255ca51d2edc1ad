//! The Live stage: one table's evening run from the keyboard while half of the host's attention is on the guests. Before
//! the host sits down it shows the tables; then the running order, the clock, the notes and the line that is typed.

mod bars;
mod centre;
mod door;
mod foot;
mod head;
mod line;
mod menus;
mod notes;
mod order;
mod rebalance;
mod typing;

use std::time::Duration;

use chrono::{DateTime, Timelike as _};
use egui::{Id as EguiId, Ui};

use super::{View, plate};
use crate::{
    app::{
        desk::{OpenDinner, Sitting, TableEdit, TypedLine, Unsaved},
        live::Live,
    },
    domain::{Dinner, Id, Person},
    evening::{Action as Key, Forecast, Rebalance, Stamp, State, clock::wall_jump_ms, signal},
    ui::{
        command::{Action, Command},
        theme,
        widgets::Plate,
    },
};
pub(in crate::ui) use foot::BAND;
use typing::{Plain, Submitted, Typing};

/// How often the program says that it is alive while a clock runs, in milliseconds.
const SEEN_EVERY_MS: i64 = 20_000;

/// What is typed and chosen at the table.
#[derive(Debug, Default)]
pub(in crate::ui) struct LiveStage {
    door: door::Door,
    table: Option<(Id<Dinner>, i64)>,
    typing: Typing,
    shows_all: bool,
    heights: notes::Heights,
    preview: Option<Rebalance>,
    dialog: Option<menus::Dialog>,
    /// When it was last kept that the program is alive, on the boot clock.
    seen_ms: Option<i64>,
    /// The moment of the frame before, by which it is seen that the wall clock was set.
    frame: Option<Stamp>,
}

impl LiveStage {
    /// Has the line again that Escape cleared last; whether there was one.
    pub(in crate::ui) fn bring_back(&mut self) -> bool {
        self.typing.bring_back()
    }

    /// What of the words is to be kept before the table is left.
    pub(in crate::ui) fn unkept(&self) -> Option<Unsaved> {
        self.table.and(self.typing.unkept())
    }
}

/// The table as this frame sees it: one moment and one forecast for everything that is drawn.
struct Table<'a> {
    open: &'a OpenDinner,
    sitting: &'a Sitting,
    live: &'a Live,
    now: Stamp,
    forecast: Forecast,
}

impl Table<'_> {
    /// A time of day at the table: "20:27".
    fn time(&self, wall_ms: i64) -> String {
        let at = DateTime::from_timestamp_millis(wall_ms).unwrap_or_default();
        at.with_timezone(&self.live.zone())
            .format("%H:%M")
            .to_string()
    }

    /// The first name, or the whole where two at the table share it.
    fn short(&self, person: Id<Person>) -> String {
        let record = self.live.record();
        let name = record.short_name(person);
        let twins = self.live.seats().iter();
        let twins = twins.filter(|seat| record.short_name(seat.person) == name);
        if twins.count() > 1 {
            record.name(person)
        } else {
            name
        }
    }

    fn plate(&self, person: Id<Person>) -> Plate {
        let record = self.live.record();
        match record.people.get(&person) {
            Some(row) => Plate {
                initials: record.initials(person),
                ..plate(row)
            },
            None => Plate {
                initials: "?".to_owned(),
                colour: 0,
            },
        }
    }

    fn seat(&self, person: Id<Person>) -> Option<u8> {
        let seats = self.live.seats();
        let seat = seats.iter().find(|seat| seat.person == person)?;
        Some(seat.number)
    }

    /// How many seats the table has, taken or free.
    fn seat_count(&self) -> u8 {
        let mut tables = self.live.record().tables.iter();
        let row = tables.find(|row| row.number == self.live.table_no());
        let taken = self.live.seats().iter().map(|seat| seat.number).max();
        let seats = row.map_or(0, |row| row.seats);
        seats.max(taken.unwrap_or_default().into()).clamp(1, 12) as u8
    }

    /// Who presents, or will when the evening begins.
    fn presenter(&self) -> Option<Id<Person>> {
        let evening = self.live.evening();
        match evening.state() {
            State::Idle => evening.next_slot()?.who,
            _ => evening.presenter(),
        }
    }

    fn is_over(&self) -> bool {
        *self.live.evening().state() == State::Ended
    }
}

/// Draws the stage: the tables, or the one where the host sits, over the whole window.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut LiveStage,
    commands: &mut Vec<Command>,
) {
    let Some(sitting) = seated(view, open) else {
        state.table = None;
        door::show(ui, view, open, &mut state.door, commands);
        return;
    };
    let live = sitting.live();
    let now = view.desk.stamp();
    let table = Table {
        open,
        sitting,
        live,
        now,
        forecast: live.evening().forecast(now),
    };
    let here = (open.record.dinner.id, live.table_no());
    if state.table != Some(here) {
        *state = LiveStage {
            table: Some(here),
            ..LiveStage::default()
        };
        state.typing.take_up(sitting);
    }
    state.typing.settle(sitting.taken());
    let new_id = || view.desk.new_note_id();
    state.typing.hear(live, view.desk.outbox(), new_id);
    state.typing.line(|| (view.desk.new_note_id(), now));
    keys(ui, view, &table, state, commands);
    // A talk is not a video: this alone goes on by itself, where it is wanted and was not just taken back.
    if live.evening().is_questions_due(now) && live.evening().last_undo().is_none() {
        commands.push(Command::AtTable(TableEdit::Act(Key::Next)));
    }
    let before = state.frame.replace(now);
    let jump = before.and_then(|before| wall_jump_ms(before, now));
    commands.extend(jump.map(|ms| Command::AtTable(TableEdit::ClockWasSet(ms))));

    bars::show(ui, view, &table, state, commands);
    head::head(ui, view, &table, state, commands);
    foot::foot(ui, view, state);
    foot::band(ui, &table, state, commands);
    order::order(ui, view, &table, state, commands);
    notes::notes(ui, view, &table, state);
    centre::centre(ui, &table, commands);
    rebalance::preview(ui, &table, state, commands);
    menus::dialog(ui, view, &table, state, commands);

    save(view, &table, state, commands);
    journal(ui, &table, state, commands);
    wake(ui, &table);
}

/// The table where the host sits, if it is one of this dinner.
pub(super) fn seated<'a>(view: &View<'a>, open: &OpenDinner) -> Option<&'a Sitting> {
    let sitting = view.desk.sitting()?;
    (sitting.live().dinner().id == open.record.dinner.id).then_some(sitting)
}

/// The place of the note line among the parts of the window.
fn line_id() -> EguiId {
    EguiId::unique("note line")
}

/// Whether something lies over the stage that the keys belong to.
fn is_covered(ui: &Ui) -> bool {
    ui.memory(|memory| memory.top_modal_layer().is_some()) || egui::Popup::is_any_open(ui.ctx())
}

/// Gives every key of this frame its meaning.
fn keys(
    ui: &Ui,
    view: &View<'_>,
    table: &Table<'_>,
    state: &mut LiveStage,
    commands: &mut Vec<Command>,
) {
    if is_covered(ui) {
        return;
    }
    let act = |key: Key| Command::AtTable(TableEdit::Act(key));
    let line = line_id();
    let focused = ui.memory(egui::Memory::focused);
    let is_typed = ui.input(|input| {
        input
            .events
            .iter()
            .any(|event| matches!(event, egui::Event::Text(text) if text != " "))
    });
    // The line is where the words go, whatever was pressed before.
    let is_mine = focused.is_none_or(|focused| focused == line) || is_typed;
    if is_mine {
        if focused != Some(line) {
            ui.memory_mut(|memory| memory.request_focus(line));
        }
        let names = line::names(table, &state.typing).len();
        let plain = state.typing.take_keys(ui, table.live, names, || {
            (view.desk.new_note_id(), table.now)
        });
        commands.extend(
            plain
                .into_iter()
                .filter_map(|key| meaning(table, key))
                .map(act),
        );
    }
    for action in view.pressed {
        let key = match action {
            Action::NextPhase => Key::Next,
            Action::Pause => Key::PauseOrResume,
            Action::LessTime => Key::AddTime(-30_000),
            Action::MuchLessTime => Key::AddTime(-60_000),
            Action::MoreTime => Key::AddTime(30_000),
            Action::MuchMoreTime => Key::AddTime(60_000),
            Action::NextGuest => Key::NextGuest,
            Action::BackDate => {
                let Some(ms) = table.live.evening().forgotten_start_ms(table.now) else {
                    let words = "F2 back-dates a start that was forgotten for 20 seconds or more";
                    commands.push(Command::Say(words.to_owned()));
                    continue;
                };
                Key::BackDate(ms)
            }
            Action::Leave => {
                commands.push(Command::AtTable(TableEdit::StandUp));
                continue;
            }
            Action::Rebalance => {
                rebalance::open(table, state, commands);
                continue;
            }
            Action::Confirm => {
                let mark = state.typing.mark(|| (view.desk.new_note_id(), table.now));
                commands.extend(command_of(mark));
                continue;
            }
            Action::EditLast => {
                edit_last(view, table, state, commands);
                continue;
            }
            _ => continue,
        };
        commands.push(act(key));
    }
    if commands
        .iter()
        .any(|command| matches!(command, Command::AtTable(_)))
    {
        state.typing.forget_cleared();
    }
}

/// What a plain key means while the line is empty.
fn meaning(table: &Table<'_>, key: Plain) -> Option<Key> {
    let state = table.live.evening().state();
    Some(match (key, state) {
        (_, State::Ended) | (Plain::Space, State::Done(_)) => return None,
        (Plain::Space, State::Running(..) | State::Paused(..)) => Key::PauseOrResume,
        (Plain::Space, State::Idle | State::Armed(_)) | (Plain::Right, _) => Key::Next,
        (Plain::Up, _) => Key::AddTime(30_000),
        (Plain::Down, _) => Key::AddTime(-30_000),
    })
}

fn edit_last(
    view: &View<'_>,
    table: &Table<'_>,
    state: &mut LiveStage,
    commands: &mut Vec<Command>,
) {
    let corrected = state.typing.corrected(table.live);
    let note = match corrected {
        Some(note) => table.live.note_before(note),
        None => table.live.last_note(),
    };
    match note {
        None if corrected.is_some() => {
            commands.push(Command::Say("That was the first note".to_owned()));
        }
        Some(note) => {
            let id = view.desk.new_note_id();
            state.typing.correct(note, table.live, id, table.now);
        }
        None => commands.push(Command::Say("There is no note yet".to_owned())),
    }
}

/// Saves the line when Enter was pressed.
fn save(view: &View<'_>, table: &Table<'_>, state: &mut LiveStage, commands: &mut Vec<Command>) {
    if !std::mem::take(&mut state.typing.is_submitted) {
        return;
    }
    let is_correction = state
        .typing
        .now()
        .is_some_and(|line| line.corrects.is_some());
    let has_nothing = state.typing.now().is_none_or(TypedLine::is_empty);
    if is_correction && has_nothing {
        let words = "An empty line would leave nothing of the note. Ctrl Z takes a note back";
        commands.push(Command::Say(words.to_owned()));
        return;
    }
    let submitted = state.typing.submit();
    let hint = match &submitted {
        Submitted::Line(line) => typing::read(table.live, line).hints.into_iter().next(),
        _ => None,
    };
    commands.extend(command_of(submitted));
    commands.extend(
        hint.filter(|_| !view.pressed(Action::Confirm))
            .map(Command::Say),
    );
}

fn command_of(submitted: Submitted) -> Option<Command> {
    match submitted {
        Submitted::Nothing => None,
        Submitted::Line(line) => Some(Command::AtTable(TableEdit::Note(line))),
        Submitted::Again => Some(Command::AtTable(TableEdit::WriteAgain)),
    }
}

/// Keeps what is typed, and that the program is alive while a clock runs.
fn journal(ui: &Ui, table: &Table<'_>, state: &mut LiveStage, commands: &mut Vec<Command>) {
    let time = ui.input(|input| input.time);
    let is_running = matches!(table.live.evening().state(), State::Running(..));
    let seen = state.seen_ms.get_or_insert(table.now.boot_ms);
    let is_due = is_running && table.now.boot_ms - *seen >= SEEN_EVERY_MS;
    let unsaved = match state.typing.take_unkept(time) {
        Ok(unsaved) => unsaved,
        Err(_) if is_due => state.typing.unsaved(),
        Err(Some(left)) => {
            ui.ctx()
                .request_repaint_after(Duration::from_secs_f64(left + 0.01));
            return;
        }
        Err(None) => return,
    };
    *seen = table.now.boot_ms;
    commands.push(Command::AtTable(TableEdit::Journal(unsaved)));
}

/// Asks to be drawn again when something would look different: at the next second of a running clock, ten times a
/// second at its end, else when the minute changes.
fn wake(ui: &Ui, table: &Table<'_>) {
    let evening = table.live.evening();
    let is_running = matches!(evening.state(), State::Running(..));
    let wait_ms = match evening.remaining_ms(table.now).filter(|_| is_running) {
        Some(left) => signal::until_next_look_ms(left, theme::look(ui).fewer_movements),
        None if table.is_over() => return,
        None => {
            let at = DateTime::from_timestamp_millis(table.now.wall_ms).unwrap_or_default();
            let minute_ms = 60_000 - i64::from(at.second()) * 1_000;
            let forgotten = match evening.state() {
                State::Armed(_) => 1_000,
                _ => minute_ms,
            };
            minute_ms.min(forgotten)
        }
    };
    let wait = u64::try_from(wait_ms).unwrap_or(1_000);
    ui.ctx().request_repaint_after(Duration::from_millis(wait));
}

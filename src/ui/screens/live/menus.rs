//! What is done about the speaker and the table: skip, bring up, move, no-show, walk-in, correct, end.

use egui::{Align, ScrollArea, Ui};

use super::{LiveStage, Table, edit_last};
use crate::{
    app::{
        desk::{PersonLine, TableEdit},
        live::LateGuest,
    },
    domain::{Id, Person, evening::SlotKind},
    evening::{Action as Key, Fate, Slot, SlotId, State},
    ui::{
        command::{Action, Command},
        icons::{Icon, IconLook},
        screens::{
            View, avatar,
            pick::{Picked, Picker},
        },
        theme,
        widgets::{Button, Columns, Row, Width, dialog as over, menu, section, text},
    },
};

/// What is asked over the stage.
#[derive(Clone, Debug)]
pub(super) enum Dialog {
    /// Which slot is moved.
    Move,
    /// Where it goes.
    MoveBefore(SlotId),
    /// Who is brought up out of turn.
    Next,
    NoShow,
    LeaveEarly,
    /// Who changes seats.
    ChangeSeat,
    /// Which seat they take.
    TakeSeat(Id<Person>),
    WalkIn(Picker),
}

/// The button under the running order, and its menu.
pub(super) fn speaker(
    ui: &mut Ui,
    table: &Table<'_>,
    view: &View<'_>,
    state: &mut LiveStage,
    commands: &mut Vec<Command>,
) {
    let evening = table.live.evening();
    let width = ui.available_width();
    let button = Button::new("Speaker")
        .icon(Icon::User)
        .min_width(width)
        .tooltip("Skip, move, no-show, walk-in, leaving early, seats, end the evening");
    let button = ui.add(button.off_when(table.is_over().then_some("The evening has ended")));
    if width > 210.0 {
        let theme = theme::of(ui);
        let quiet = theme.palette.ink_quiet;
        let at = button.rect.right_center() - egui::vec2(20.0, 0.0);
        Icon::CaretUp.paint(ui.painter(), theme, at, IconLook::regular(15.0, quiet));
        let words = text::line(ui, "skip, no-show…", theme.text.small, quiet);
        let at = at - egui::vec2(16.0, 0.0);
        text::paint(ui.painter(), at, egui::Align2::RIGHT_CENTER, words);
    }
    let act = |key: Key| Command::AtTable(TableEdit::Act(key));
    let edit_key = view.key(Action::EditLast);
    let current = evening.current_slot();
    let skipped = match evening.state() {
        State::Armed(_) | State::Running(..) | State::Paused(..) => current,
        _ => None,
    };
    let is_automatic = table.live.dinner().auto_questions;
    let mut picked = None;
    menu::menu(ui, &button, width - 12.0, |ui| {
        let mut item = |ui: &mut Ui, icon, words: &str, key: Option<&str>, what: Choice| {
            if menu::item(ui, Some(icon), words, key) {
                picked = Some(what);
            }
        };
        if let Some(slot) = skipped {
            let name = slot.who.map_or(slot.title.clone(), |who| table.short(who));
            let words = match evening.state() {
                State::Armed(_) => format!("Skip {name} for now"),
                _ => format!("End {name}’s turn"),
            };
            item(ui, Icon::SkipForward, &words, None, Choice::Skip);
            if matches!(evening.state(), State::Armed(_)) {
                let words = format!("{name} comes later");
                item(ui, Icon::WAITING, &words, None, Choice::Later);
            }
        }
        item(ui, Icon::UserFocus, "Bring up next…", None, Choice::Next);
        item(ui, Icon::Swap, "Move in the order…", None, Choice::Move);
        item(ui, Icon::UserMinus, "No-show…", None, Choice::NoShow);
        item(ui, Icon::WALK_IN, "Walk-in…", None, Choice::WalkIn);
        let left = Choice::LeaveEarly;
        item(ui, Icon::SignOut, "Leaves early…", None, left);
        let seat = Choice::ChangeSeat;
        item(ui, Icon::Chair, "Change seats…", None, seat);
        section::rule(ui);
        let words = if is_automatic {
            "Questions wait for a key"
        } else {
            "Questions begin by themselves"
        };
        item(ui, Icon::QUESTION, words, None, Choice::Questions);
        let key = Some(edit_key.as_str());
        item(
            ui,
            Icon::PencilSimple,
            "Edit the last note",
            key,
            Choice::EditLast,
        );
        if evening.started().is_some() {
            item(ui, Icon::CheckCircle, "End the evening", None, Choice::End);
        }
    });
    match picked {
        Some(Choice::Skip) => commands.push(act(match evening.state() {
            State::Armed(_) => Key::Skip(None),
            _ => Key::NextGuest,
        })),
        Some(Choice::Later) => commands.push(act(Key::ComeLater(None))),
        Some(Choice::Next) => state.dialog = Some(Dialog::Next),
        Some(Choice::Move) => state.dialog = Some(Dialog::Move),
        Some(Choice::NoShow) => state.dialog = Some(Dialog::NoShow),
        Some(Choice::LeaveEarly) => state.dialog = Some(Dialog::LeaveEarly),
        Some(Choice::ChangeSeat) => state.dialog = Some(Dialog::ChangeSeat),
        Some(Choice::WalkIn) => state.dialog = Some(Dialog::WalkIn(Picker::default())),
        Some(Choice::Questions) => {
            let begin = TableEdit::BeginQuestions(!is_automatic);
            commands.push(Command::AtTable(begin));
        }
        Some(Choice::EditLast) => edit_last(view, table, state, commands),
        Some(Choice::End) => commands.push(act(Key::End)),
        None => {}
    }
}

/// What came of a list.
enum Chosen {
    Line(usize),
    Nothing,
}

#[derive(Clone, Copy)]
enum Choice {
    Skip,
    Later,
    Next,
    Move,
    NoShow,
    LeaveEarly,
    ChangeSeat,
    WalkIn,
    Questions,
    EditLast,
    End,
}

/// The question that lies over the stage, if one does.
pub(super) fn dialog(
    ui: &mut Ui,
    view: &View<'_>,
    table: &Table<'_>,
    state: &mut LiveStage,
    commands: &mut Vec<Command>,
) {
    let Some(dialog) = &mut state.dialog else {
        return;
    };
    let act = |key: Key| Command::AtTable(TableEdit::Act(key));
    let waiting = |clocked_only: bool| -> Vec<&Slot> {
        let slots = table.forecast.slots.iter();
        let slots = slots.filter(|time| matches!(time.fate, Fate::Waiting | Fate::Skipped));
        let slots = slots.filter_map(|time| table.live.evening().slot(time.slot));
        slots
            .filter(|slot| !clocked_only || slot.is_clocked())
            .collect()
    };
    let is_shut = match dialog {
        Dialog::WalkIn(picker) => {
            let seated = |line: &&PersonLine| {
                let seats = table.live.seats();
                seats.iter().all(|seat| seat.person != line.person.id)
            };
            let people: Vec<&PersonLine> = view.desk.everybody().iter().filter(seated).collect();
            let guest = match picker.show(ui, "Who has come?", &people, true) {
                Some(Picked::Person(person)) => Some(LateGuest::Known(person)),
                Some(Picked::New(name)) => Some(LateGuest::New(name)),
                Some(Picked::Nobody) => None,
                None => return,
            };
            commands.extend(guest.map(|guest| Command::AtTable(TableEdit::WalkIn(guest))));
            true
        }
        Dialog::NoShow | Dialog::LeaveEarly | Dialog::ChangeSeat | Dialog::TakeSeat(_) => {
            match about_guest(ui, table, dialog, commands) {
                Asked::Then(next) => {
                    *dialog = next;
                    return;
                }
                Asked::Answered => true,
                Asked::Still => return,
            }
        }
        Dialog::Next | Dialog::Move => {
            let is_move = matches!(dialog, Dialog::Move);
            let slots = waiting(true);
            let title = if is_move {
                "Who moves in the order?"
            } else {
                "Who comes up next?"
            };
            match choose(ui, table, title, &lines(&slots)) {
                Some(Chosen::Line(at)) => {
                    let slot = slots.get(at).map(|slot| slot.id);
                    if let Some(slot) = slot.filter(|_| is_move) {
                        *dialog = Dialog::MoveBefore(slot);
                        return;
                    }
                    commands.extend(slot.map(|slot| act(Key::Arm(slot))));
                    true
                }
                Some(Chosen::Nothing) => true,
                None => return,
            }
        }
        Dialog::MoveBefore(moved) => {
            let moved = *moved;
            let slots: Vec<&Slot> = waiting(false)
                .into_iter()
                .filter(|slot| slot.id != moved)
                .collect();
            let mut places = lines(&slots);
            for (name, _) in &mut places {
                *name = format!("Before {name}");
            }
            places.push(("At the end".to_owned(), None));
            let name = table.live.evening().slot(moved);
            let name = name.map_or("The slot", |slot| slot.title.as_str());
            match choose(ui, table, &format!("{name} speaks"), &places) {
                Some(Chosen::Line(at)) => {
                    let before = slots.get(at).map(|slot| slot.id);
                    commands.push(act(Key::Move {
                        slot: moved,
                        before,
                    }));
                    true
                }
                Some(Chosen::Nothing) => true,
                None => return,
            }
        }
    };
    if is_shut {
        state.dialog = None;
    }
}

/// How far a question is.
enum Asked {
    Still,
    Answered,
    /// Another question follows.
    Then(Dialog),
}

/// Asks about a guest who is at the table.
fn about_guest(
    ui: &mut Ui,
    table: &Table<'_>,
    dialog: &Dialog,
    commands: &mut Vec<Command>,
) -> Asked {
    if let Dialog::TakeSeat(person) = *dialog {
        let seats = places(table, person);
        let lines: Vec<_> = seats
            .iter()
            .map(|(seat, taken)| (place_words(table, *seat, *taken), *taken))
            .collect();
        let title = format!("{} takes", table.short(person));
        let chosen = choose(ui, table, &title, &lines);
        if let Some(Chosen::Line(at)) = chosen {
            let seat = seats.get(at).map(|(seat, _)| *seat);
            let take = |seat| Command::AtTable(TableEdit::ChangeSeat(person, seat));
            commands.extend(seat.map(take));
        }
        return if chosen.is_some() {
            Asked::Answered
        } else {
            Asked::Still
        };
    }
    let title = match dialog {
        Dialog::NoShow => "Who did not come?",
        Dialog::LeaveEarly => "Who leaves early?",
        _ => "Who changes seats?",
    };
    let at = match choose(ui, table, title, &guests(table)) {
        Some(Chosen::Line(at)) => at,
        Some(Chosen::Nothing) => return Asked::Answered,
        None => return Asked::Still,
    };
    let Some(person) = table.live.seats().get(at).map(|seat| seat.person) else {
        return Asked::Answered;
    };
    let done = match dialog {
        Dialog::NoShow => TableEdit::NoShow(person),
        Dialog::LeaveEarly => TableEdit::LeaveEarly(person),
        _ => return Asked::Then(Dialog::TakeSeat(person)),
    };
    commands.push(Command::AtTable(done));
    Asked::Answered
}

/// Everybody at the table, by seat.
fn guests(table: &Table<'_>) -> Vec<(String, Option<Id<Person>>)> {
    let seats = table.live.seats().iter();
    seats
        .map(|seat| (seat.name.clone(), Some(seat.person)))
        .collect()
}

/// The seats that somebody could take, each with who sits there.
fn places(table: &Table<'_>, person: Id<Person>) -> Vec<(u8, Option<Id<Person>>)> {
    let seats = table.live.seats();
    let count = table.seat_count();
    let own = table.seat(person);
    let taken = |number: u8| {
        let seat = seats.iter().find(|seat| seat.number == number);
        seat.map(|seat| seat.person)
    };
    let others = (1..=count).filter(|number| Some(*number) != own);
    others.map(|number| (number, taken(number))).collect()
}

fn place_words(table: &Table<'_>, seat: u8, taken: Option<Id<Person>>) -> String {
    match taken {
        Some(person) => format!("Seat {seat}, {} changes places", table.short(person)),
        None => format!("Seat {seat}, free"),
    }
}

fn lines(slots: &[&Slot]) -> Vec<(String, Option<Id<Person>>)> {
    slots
        .iter()
        .map(|slot| {
            let who = slot.who.filter(|_| slot.kind == SlotKind::Pitch);
            (slot.title.clone(), who)
        })
        .collect()
}

/// A list over the stage, gone through with arrows: what came of it, once something did.
fn choose(
    ui: &mut Ui,
    table: &Table<'_>,
    title: &str,
    choices: &[(String, Option<Id<Person>>)],
) -> Option<Chosen> {
    use egui::{Key as Press, Modifiers};
    let id = ui.scope_id().with(title);
    let row: usize = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let (down, up, is_taken) = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        (
            pressed(Press::ArrowDown),
            pressed(Press::ArrowUp),
            pressed(Press::Enter),
        )
    });
    let step = isize::from(down) - isize::from(up);
    let row = row
        .saturating_add_signed(step)
        .min(choices.len().saturating_sub(1));
    let mut chosen = None;
    let modal = over(ui, "choose at the table", 420.0, |ui| {
        let theme = theme::of(ui);
        text::label(ui, title, theme.text.section, theme.palette.ink);
        ui.add_space(8.0);
        if choices.is_empty() {
            let quiet = theme.palette.ink_quiet;
            text::label(ui, "Nobody is left to choose", theme.text.body, quiet);
        }
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let columns = Columns::new(&[
                (Width::Fixed(34.0), Align::Min),
                (Width::Share(1.0), Align::Min),
            ]);
            for (at, (name, person)) in choices.iter().enumerate() {
                let line = Row::new(&columns, at, name).selected(at == row).stop(false);
                let shown = line.show(ui, |cells| {
                    let person = person.and_then(|id| table.live.record().people.get(&id));
                    match person {
                        Some(person) => {
                            cells.add(|ui| avatar(ui, person, 28.0));
                        }
                        None => cells.skip(),
                    }
                    cells.two_lines(name, "");
                });
                if shown.chosen || shown.opened {
                    chosen = Some(at);
                }
                if at == row && step != 0 {
                    ui.scroll_to_rect(shown.rect, None);
                }
            }
        });
        ui.add_space(8.0);
        ui.add(Button::new("Cancel").key("Esc").small()).clicked()
    });
    let is_shut = modal.inner || modal.should_close();
    let chosen = chosen.or((is_taken && row < choices.len()).then_some(row));
    let is_done = chosen.is_some() || is_shut;
    ui.data_mut(|data| data.insert_temp(id, if is_done { 0 } else { row }));
    is_done.then_some(chosen.map_or(Chosen::Nothing, Chosen::Line))
}

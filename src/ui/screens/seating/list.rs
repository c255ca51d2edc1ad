//! The same seating as a list: who sits where, beside whom, and whose seat is fixed. All keys of the drawn table work
//! here.

use egui::{Align, Key, Ui};

use super::{Scene, Seating};
use crate::{
    app::{
        board::{BoardSeat, BoardTable},
        desk::SeatingEdit,
        dinners::counted,
    },
    domain::dinner::Answer,
    ui::{
        command::Command,
        icons::{Icon, IconLook},
        screens::avatar,
        theme,
        widgets::{Columns, Row, Width, text},
    },
};

pub(super) fn list(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &mut Seating,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    super::plan::pair_line(ui, scene, state);
    super::plan::seen_pair(scene, state, None);
    let columns = Columns::new(&[
        (Width::Fixed(44.0), Align::Min),
        (Width::Fixed(30.0), Align::Min),
        (Width::Share(1.0), Align::Min),
        (Width::Share(1.2), Align::Min),
        (Width::Fixed(64.0), Align::Min),
    ])
    .height(theme.size.row_compact);
    columns.head(ui, &["Seat", "", "Guest", "Neighbours", "Fixed"]);
    let mut number = 0;
    let mut done = Vec::new();
    for (at, table) in scene.board.tables.iter().enumerate() {
        if scene.board.tables.len() > 1 {
            ui.add_space(12.0);
            if state.wanted_table == Some(at) {
                state.wanted_table = None;
                ui.scroll_to_cursor(Some(Align::Min));
            }
            let remark = format!(
                "{}, {}",
                table.remark,
                counted(table.first_meetings, "first meeting")
            );
            let role = theme.text.group;
            text::heading(ui, &table.name, role, &remark, theme.text.small);
            ui.add_space(4.0);
        }
        for seat in 0..table.seats.len() {
            if let Some(each) = seat_row(ui, scene, state, &columns, (number, at, table, seat)) {
                done.push(each);
            }
            number += 1;
        }
    }
    for (at, seat, what) in done {
        did(scene, state, (at, seat), what, number, commands);
    }
    if !scene.board.waiting.is_empty() {
        ui.add_space(16.0);
        text::label(ui, "Without a seat", theme.text.group, theme.palette.ink);
        ui.add_space(4.0);
        // A list of its own: the arrows of the one above do not end here.
        ui.push_id("waiting", |ui| {
            for (row, each) in scene.board.waiting.iter().enumerate() {
                let is_chosen = state.waiting == Some(each.person);
                let sentence = format!("{}, {}, without a seat", each.name, each.word);
                let shown = Row::new(&columns, row, &sentence)
                    .marked(is_chosen)
                    .stop(true)
                    .show(ui, |cells| {
                        cells.skip();
                        cells.add(|ui| {
                            if let Some(person) = scene.open.record.people.get(&each.person) {
                                avatar(ui, person, 28.0);
                            }
                        });
                        cells.two_lines(&each.name, each.word);
                        cells.words(
                            "Choose, then choose a free seat",
                            theme.text.small,
                            theme.palette.ink_quiet,
                        );
                    });
                if shown.chosen || shown.opened {
                    state.waiting = (!is_chosen).then_some(each.person);
                }
            }
        });
    }
}

/// What was done to a row.
#[derive(Clone, Copy)]
enum Did {
    Chose,
    Lifted,
    Opened,
    Stepped(i32),
}

fn seat_row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &Seating,
    columns: &Columns,
    (number, at, table, seat): (usize, usize, &BoardTable, usize),
) -> Option<(usize, usize, Did)> {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let row = table.seats.get(seat)?;
    let is_chosen = state.table == at && state.seat == Some(seat);
    // With nothing chosen, Tab comes to the first row of the list.
    let is_stop = is_chosen || (state.seat.is_none() && number == 0);
    let is_lifted = state.lifted == Some((table.number, row.number));
    let sentence = sentence(table, row, is_lifted);
    let shown = Row::new(columns, number, &sentence)
        .selected(is_chosen)
        .stop(is_stop)
        .show(ui, |cells| {
            cells.words(&row.number.to_string(), theme.text.strong, palette.ink);
            let Some(guest) = &row.guest else {
                cells.skip();
                cells.words("Free", theme.text.body, palette.ink_quiet);
                return;
            };
            cells.add(|ui| {
                if let Some(person) = scene.open.record.people.get(&guest.person) {
                    avatar(ui, person, 28.0);
                }
            });
            let note = match guest.answer {
                Answer::Maybe => "Maybe",
                Answer::Invited => "No answer yet",
                _ => "",
            };
            let about = match (note, guest.trade.as_str()) {
                ("", trade) => trade.to_owned(),
                (note, "") => note.to_owned(),
                (note, trade) => format!("{note} · {trade}"),
            };
            let name = if is_lifted {
                format!("{}, picked up", guest.name)
            } else {
                guest.name.clone()
            };
            if about.is_empty() {
                cells.words(&name, theme.text.strong, palette.ink);
            } else {
                cells.two_lines(&name, &about);
            }
            cells.words(&guest.beside, theme.text.small, palette.ink_quiet);
            cells.add(|ui| {
                if guest.fixed.is_some() {
                    let (rect, _) =
                        ui.allocate_exact_size(egui::vec2(20.0, 20.0), egui::Sense::hover());
                    let look = IconLook::fill(16.0, palette.ink);
                    Icon::LOCK.paint(ui.painter(), theme, rect.center(), look);
                }
            });
        });
    if shown.chosen {
        shown.response.request_focus();
    }
    let has_focus = shown.response.has_focus();
    let is_space = has_focus && ui.input(|input| input.key_pressed(Key::Space));
    let did = if is_space {
        Did::Lifted
    } else if shown.opened {
        Did::Opened
    } else if shown.chosen {
        Did::Chose
    } else if shown.step != 0 {
        Did::Stepped(shown.step)
    } else {
        return None;
    };
    Some((at, seat, did))
}

fn did(
    scene: &Scene<'_>,
    state: &mut Seating,
    (at, seat): (usize, usize),
    what: Did,
    rows: usize,
    commands: &mut Vec<Command>,
) {
    let board = scene.board;
    let is_asking = state.waiting.is_some() || state.linking.is_some();
    match what {
        Did::Stepped(step) => {
            let before: usize = board
                .tables
                .iter()
                .take(at)
                .map(|table| table.seats.len())
                .sum();
            let to = (before + seat)
                .saturating_add_signed(step as isize)
                .min(rows.saturating_sub(1));
            go_to_row(scene, state, to);
            return;
        }
        _ if state.table != at => {
            state.before = state.guest(board).map(|guest| guest.person);
            (state.table, state.seat) = (at, None);
        }
        _ => {}
    }
    let place = state.place(board, seat);
    let guest = place.and_then(|place| board.at(place));
    match what {
        Did::Chose => state.take(scene, seat, commands),
        Did::Lifted | Did::Opened if is_asking => state.take(scene, seat, commands),
        Did::Opened => {
            state.choose(board, seat);
            commands.extend(guest.map(|guest| Command::OpenPerson(guest.person)));
        }
        Did::Lifted => {
            state.choose(board, seat);
            match (state.lifted.take(), place) {
                (Some(from), Some(to)) if from != to => {
                    commands.push(scene.edit(SeatingEdit::Swap(from, to)));
                }
                (Some(_), _) => {}
                (None, place) => match guest {
                    Some(guest) if board.has_begun => commands.push(Command::Say(format!(
                        "The evening has begun: {} stays",
                        guest.short
                    ))),
                    Some(guest) => match &guest.fixed {
                        Some(why) => commands.push(Command::Say(format!("{why}. F frees it"))),
                        None => state.lifted = place,
                    },
                    None => {}
                },
            }
        }
        Did::Stepped(_) => {}
    }
}

/// Chooses the row at this place of the whole list.
fn go_to_row(scene: &Scene<'_>, state: &mut Seating, to: usize) {
    let mut left = to;
    for (at, table) in scene.board.tables.iter().enumerate() {
        if left < table.seats.len() {
            if state.table == at {
                state.choose(scene.board, left);
            } else {
                state.before = state.guest(scene.board).map(|guest| guest.person);
                (state.table, state.seat) = (at, Some(left));
            }
            return;
        }
        left -= table.seats.len();
    }
}

fn sentence(table: &BoardTable, seat: &BoardSeat, is_lifted: bool) -> String {
    let place = format!("{}, seat {}", table.name, seat.number);
    let Some(guest) = &seat.guest else {
        return format!("{place}, free");
    };
    let answer = match guest.answer {
        Answer::Maybe => ", maybe",
        Answer::Invited => ", no answer yet",
        _ => "",
    };
    let beside = if guest.beside.is_empty() {
        String::new()
    } else {
        format!(", beside {}", guest.beside)
    };
    let fixed = if guest.fixed.is_some() {
        "; fixed"
    } else {
        "; not fixed"
    };
    let lifted = if is_lifted { "; picked up" } else { "" };
    format!(
        "{place}, {}, {}{answer}{beside}{fixed}{lifted}",
        guest.name, guest.trade
    )
}

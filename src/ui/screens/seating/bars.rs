//! The toolbar above the table, and the bars that say what is not as it should be.

use egui::{Align, Layout, Ui};

use super::{Dialog, Scene, Seating, no_show, seat_again};
use crate::{
    app::{board::Waiting, desk::Job, dinners::counted},
    domain::dinner::Answer,
    ui::{
        command::{Action, Command},
        icons::Icon,
        screens::pick::Picker,
        theme::{self, Tone},
        widgets::{Button, Segments, notice::Notice, text},
    },
};

/// How many people without a seat are named; the list has all.
const MOST_NAMED: usize = 6;

pub(super) fn toolbar(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &mut Seating,
    commands: &mut Vec<Command>,
) {
    let view = scene.view;
    let begun = scene
        .board
        .has_begun
        .then_some("The evening has begun: guests stay where they sit");
    let (walk_in, no_show_key, again) = (
        view.key(Action::WalkIn),
        view.key(Action::NoShow),
        view.key(Action::SeatAgain),
    );
    let nothing = (!state.can_undo).then_some("There is nothing to take back");
    let fits = ui.available_width() > 590.0;
    let left = |ui: &mut Ui, state: &mut Seating, commands: &mut Vec<Command>| {
        let shown = Segments::new("Show", &["Table", "List"], usize::from(state.as_list)).show(ui);
        if let Some(shown) = shown {
            state.as_list = shown == 1;
            state.go_to_table(state.table);
        }
        ui.add_space(4.0);
        let undo = Button::bare(Icon::UNDO, "Undo").small().off_when(nothing);
        if ui.add(undo).clicked() {
            commands.push(Command::Undo);
        }
    };
    let buttons = [
        Button::new("Walk-in")
            .icon(Icon::WALK_IN)
            .key(&walk_in)
            .small(),
        Button::new("No-show")
            .icon(Icon::UserMinus)
            .key(&no_show_key)
            .small(),
        Button::new("Seat again")
            .icon(Icon::SEAT_AGAIN)
            .key(&again)
            .small()
            .off_when(begun)
            .tooltip("Finds tables and seats anew; Undo brings these back"),
    ];
    let mut pressed = None;
    if fits {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            left(ui, state, commands);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for (number, button) in buttons.into_iter().enumerate().rev() {
                    if ui.add(button).clicked() {
                        pressed = Some(number);
                    }
                }
            });
        });
    } else {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(8.0, 8.0);
            left(ui, state, commands);
            for (number, button) in buttons.into_iter().enumerate() {
                if ui.add(button).clicked() {
                    pressed = Some(number);
                }
            }
        });
    }
    match pressed {
        Some(0) => state.dialog = Some(Dialog::WalkIn(Picker::default())),
        Some(1) => commands.push(no_show(scene, state)),
        Some(_) => commands.push(seat_again(scene)),
        None => {}
    }
}

/// What comes before everything: rules that clash, an evening that has begun, guests without a seat.
pub(super) fn above(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &mut Seating,
    commands: &mut Vec<Command>,
) {
    let board = scene.board;
    if board.has_begun {
        let notice = Notice::new(
            Tone::Info,
            Icon::LOCK,
            "The evening has begun, so seats stay as they are",
            "Who changes seats at the table does so in Live. A walk-in still gets a free seat.",
        );
        notice.on_paper().show(ui);
        ui.add_space(12.0);
    }
    if !board.clash.is_empty() {
        let names: Vec<String> = board
            .rules
            .iter()
            .filter(|line| board.clash.contains(&line.id))
            .map(|line| {
                let said: String = line.words.iter().map(|(words, _)| words.as_str()).collect();
                format!("{said} ({})", line.about)
            })
            .collect();
        let happened = match names.len() {
            1 => "One rule cannot be kept by any plan".to_owned(),
            more => format!("{more} rules cannot all be kept, whatever the plan"),
        };
        let words = format!(
            "{}. Without any one of them the rest can.",
            names.join("; ")
        );
        let words = if names.len() == 1 {
            format!("{}. Let it go, or change who comes.", names.join(""))
        } else {
            words
        };
        let notice = Notice::new(Tone::Late, Icon::LATE, &happened, &words).on_paper();
        if notice.action(Button::new("Let one go")).show(ui).is_some() {
            state.dialog = Some(Dialog::Clash);
        }
        ui.add_space(12.0);
    }
    let new: Vec<&Waiting> = board.waiting.iter().filter(|each| each.is_coming).collect();
    if let [first, rest @ ..] = new.as_slice() {
        let happened = match rest.len() {
            0 => format!("{} comes and has no seat", first.name),
            more => format!(
                "{} and {} come and have no seat",
                first.name,
                counted(more, "more guest")
            ),
        };
        let free: usize = board
            .tables
            .iter()
            .map(|table| table.seats.len() - table.people())
            .sum();
        let safe = match free {
            0 => "All seats are taken: add a seat or a table in Edit details.".to_owned(),
            _ => format!(
                "{}. Everybody else stays where they sit.",
                counted(free, "free seat")
            ),
        };
        let full = (free == 0).then_some("All seats are taken");
        let words = if rest.is_empty() {
            "Seat only the new one"
        } else {
            "Seat only the new ones"
        };
        let notice = Notice::new(Tone::Look, Icon::Info, &happened, &safe).on_paper();
        if notice
            .action(Button::new(words).off_when(full))
            .show(ui)
            .is_some()
        {
            commands.push(Command::Start(Job::SeatRest(scene.open.record.dinner.id)));
        }
        ui.add_space(8.0);
    }
    if !board.waiting.is_empty() && !state.as_list {
        waiting(ui, scene, state);
        ui.add_space(8.0);
    }
}

/// Those without a seat, to be chosen and then put on a free one.
fn waiting(ui: &mut Ui, scene: &Scene<'_>, state: &mut Seating) {
    let theme = theme::of(ui);
    let all = &scene.board.waiting;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
        text::short_label(
            ui,
            "Without a seat",
            theme.text.small,
            theme.palette.ink_quiet,
        );
        for each in all.iter().take(MOST_NAMED) {
            let is_chosen = state.waiting == Some(each.person);
            let name = if each.is_coming {
                short(&each.name)
            } else {
                format!("{}, {}", short(&each.name), each.word)
            };
            let button = Button::new(&name)
                .icon(if is_chosen { Icon::Check } else { Icon::Chair })
                .small()
                .tooltip("Choose, then click a free seat");
            if ui.add(button).clicked() {
                state.waiting = (!is_chosen).then_some(each.person);
                state.linking = None;
            }
        }
        if all.len() > MOST_NAMED {
            let more = format!("and {} more in the list", all.len() - MOST_NAMED);
            text::short_label(ui, &more, theme.text.small, theme.palette.ink_quiet);
        }
    });
}

/// Who holds a seat and has not said yes.
pub(super) fn below(ui: &mut Ui, scene: &Scene<'_>, state: &Seating, commands: &mut Vec<Command>) {
    let Some(table) = state.focused(scene.board) else {
        return;
    };
    let held: Vec<(&str, i64)> = table
        .seats
        .iter()
        .filter_map(|seat| Some((seat.guest.as_ref()?, seat.number)))
        .filter(|(guest, _)| guest.answer != Answer::Accepted)
        .map(|(guest, seat)| (guest.short.as_str(), seat))
        .collect();
    let words = match held.as_slice() {
        [] => return,
        [(name, seat)] => format!("{name} holds seat {seat}. If the answer is no"),
        [(one, first), (other, second)] => {
            format!("{one} and {other} hold seats {first} and {second}. If one does not come")
        }
        [(one, _), rest @ ..] => format!(
            "{one} and {} hold seats without a yes. If one does not come",
            counted(rest.len(), "other")
        ),
    };
    let key = scene.view.key(Action::SeatAgain);
    let begun = scene
        .board
        .has_begun
        .then_some("The evening has begun: guests stay where they sit");
    let button = Button::new("Close the gap")
        .icon(Icon::ArrowsInLineHorizontal)
        .key(&key)
        .off_when(begun)
        .tooltip("Mark who does not come, then seat again");
    let notice = Notice::new(Tone::Look, Icon::Info, &words, "").on_paper();
    if notice.action(button).show(ui).is_some() {
        commands.push(seat_again(scene));
    }
    ui.add_space(12.0);
}

/// A name that fits a button.
pub(super) fn short(name: &str) -> String {
    const MOST: usize = 24;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let cut: String = name.chars().take(MOST - 1).collect();
    format!("{}…", cut.trim_end())
}

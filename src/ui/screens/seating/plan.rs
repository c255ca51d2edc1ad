//! The focused table, drawn: seats to choose and carry, what a move would change, and what two people share.

use egui::{Align2, Sense, Ui, WidgetInfo, vec2};

use super::{PairWords, Scene, Seating, SeenEffect, paper};
use crate::{
    app::{
        board::{BoardSeat, BoardTable, Change, Met, MoveEffect, Place},
        desk::SeatingEdit,
    },
    domain::{
        Id, Person,
        dinner::{Answer, RuleKind, Shape},
    },
    ui::{
        command::Command,
        theme::{self, Tone},
        widgets::{
            Bond, Plate, SeatState, TableEvent, TablePlan,
            table::{self, Effect, Seat, effect_card, legend},
            text,
        },
    },
};

/// Where the seat that the keys carry is kept for the keys of the screen.
const LIFTED: &str = "seating lifted";

/// The seat of the drawn table that the keys carry, as of the last frame.
pub(super) fn lifted(ui: &Ui) -> Option<usize> {
    ui.data(|data| data.get_temp::<Option<usize>>(egui::Id::unique(LIFTED)))
        .flatten()
}

pub(super) fn table(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &mut Seating,
    height: f32,
    commands: &mut Vec<Command>,
) {
    let board = scene.board;
    let Some(focused) = state.focused(board) else {
        return;
    };
    let theme = theme::of(ui);
    text::short_label(ui, &focused.name, theme.text.section, theme.palette.ink);
    text::short_label(
        ui,
        &focused.remark,
        theme.text.small,
        theme.palette.ink_quiet,
    );
    // The picture begins beside its title: nobody's name stands in that corner.
    ui.add_space(-28.0);
    let seats: Vec<Seat<'_>> = focused.seats.iter().map(seat).collect();
    let bonds: Vec<(usize, usize, Bond)> = focused
        .bonds
        .iter()
        .map(|(one, other, met)| (*one, *other, bond(*met)))
        .collect();
    let shape = match focused.shape {
        Shape::Round => table::Shape::Round,
        Shape::Long => table::Shape::Long,
    };
    let mut plan = TablePlan::new(&focused.name, &seats)
        .bonds(&bonds)
        .wants(&focused.wants)
        .apart(&focused.apart)
        .shape(shape)
        .trouble(board.tables.len() > 1 && focused.not_kept > 0)
        .chosen(state.seat);
    if board.has_begun || state.waiting.is_some() || state.linking.is_some() {
        plan = plan.still();
    }
    let size = vec2(ui.available_width(), height - 20.0);
    let output = plan.show(ui, size);
    let carried = output.carrying.map(|carrying| carrying.from);
    ui.data_mut(|data| data.insert_temp(egui::Id::unique(LIFTED), carried));
    if let Some(carrying) = output.carrying {
        let from = state.place(board, carrying.from);
        let to = carrying.over.and_then(|seat| state.place(board, seat));
        if let Some(from) = from.filter(|_| to.is_some() || carrying.outside)
            && let Some(effect) = effect_of(scene, state, from, to)
        {
            let lines: Vec<(Effect, &str)> = effect
                .lines
                .iter()
                .map(|(change, words)| (effect_sign(*change), words.as_str()))
                .collect();
            effect_card(ui, carrying.at, &effect.title, &lines);
        }
    }
    // A pointer that rests on a seat says nothing while the arrows move on.
    if ui.input(|input| input.pointer.is_moving()) {
        state.by_keys = false;
    }
    let hovered = output
        .hovered
        .filter(|_| !state.by_keys)
        .and_then(|seat| focused.seats.get(seat)?.guest.as_ref());
    seen_pair(scene, state, hovered.map(|guest| guest.person));
    events(scene, state, focused, output.event, commands);
}

fn events(
    scene: &Scene<'_>,
    state: &mut Seating,
    focused: &BoardTable,
    event: Option<TableEvent>,
    commands: &mut Vec<Command>,
) {
    let guest = |seat: usize| focused.seats.get(seat).and_then(|seat| seat.guest.as_ref());
    let is_asking = state.waiting.is_some() || state.linking.is_some();
    match event {
        Some(TableEvent::Moved { from, to }) => {
            let places = (state.place(scene.board, from), state.place(scene.board, to));
            if let (Some(from), Some(to)) = places {
                commands.push(scene.edit(SeatingEdit::Swap(from, to)));
            }
            state.seat = Some(to);
        }
        Some(TableEvent::Reached(seat)) => {
            state.by_keys = true;
            state.choose(scene.board, seat);
        }
        Some(TableEvent::Chosen(seat)) => state.take(scene, seat, commands),
        Some(TableEvent::Opened(seat)) if is_asking => state.take(scene, seat, commands),
        Some(TableEvent::Opened(seat)) => {
            commands.extend(guest(seat).map(|guest| Command::OpenPerson(guest.person)));
        }
        Some(TableEvent::Removed(seat)) => {
            let edit = guest(seat).map(|guest| SeatingEdit::Unseat(guest.person));
            commands.extend(edit.map(|edit| scene.edit(edit)));
            state.seat = None;
        }
        Some(TableEvent::Refused(seat)) => {
            let why = guest(seat).and_then(|guest| guest.fixed.clone());
            commands.push(Command::Say(format!(
                "{}. F frees it",
                why.unwrap_or_else(|| "This seat is fixed".to_owned())
            )));
            state.choose(scene.board, seat);
        }
        None => {}
    }
}

/// One seat as the picture takes it.
fn seat(seat: &BoardSeat) -> Seat<'_> {
    let number = usize::try_from(seat.number).unwrap_or_default();
    let Some(guest) = &seat.guest else {
        return Seat::free(number);
    };
    let plate = Plate {
        initials: guest.initials.clone(),
        colour: guest.colour,
    };
    let (state, note) = match guest.answer {
        Answer::Maybe => (SeatState::Maybe, Some(("Maybe", Tone::Look))),
        Answer::Invited => (
            SeatState::Unanswered,
            Some(("No answer yet", Tone::Neutral)),
        ),
        _ => (SeatState::Coming, None),
    };
    Seat {
        state,
        note,
        fixed: guest.fixed.as_deref(),
        trouble: guest.is_in_trouble,
        ..Seat::new(number, &guest.name, &guest.trade, plate)
    }
}

pub(super) fn bond(met: Met) -> Bond {
    match met {
        Met::Never => Bond::New,
        Met::Once => Bond::Once,
        Met::Often => Bond::Often,
    }
}

fn effect_sign(change: Change) -> Effect {
    match change {
        Change::More => Effect::More,
        Change::Less => Effect::Less,
        Change::Lost => Effect::Lost,
        Change::Kept => Effect::Kept,
    }
}

/// What a move would change, found once for each move that is held in the air.
fn effect_of<'a>(
    scene: &Scene<'_>,
    state: &'a mut Seating,
    from: Place,
    to: Option<Place>,
) -> Option<&'a MoveEffect> {
    let revision = scene.view.desk.revision();
    let is_seen = state
        .effect
        .as_ref()
        .is_some_and(|seen| (seen.revision, seen.from, seen.to) == (revision, from, to));
    if !is_seen {
        let fixed = to.and_then(|to| scene.board.at(to)?.fixed.clone());
        let effect = match fixed {
            Some(why) => Some(MoveEffect {
                title: "This seat is fixed".to_owned(),
                lines: vec![(Change::Lost, why)],
            }),
            None => scene.board.effect(from, to),
        };
        state.effect = Some(SeenEffect {
            revision,
            from,
            to,
            effect,
        });
    }
    state.effect.as_ref()?.effect.as_ref()
}

/// Keeps the words about the pair that is looked at: the chosen guest and who is under the pointer, or who was chosen
/// before.
pub(super) fn seen_pair(scene: &Scene<'_>, state: &mut Seating, hovered: Option<Id<Person>>) {
    let chosen = state.guest(scene.board).map(|guest| guest.person);
    let other = hovered
        .filter(|person| Some(*person) != chosen)
        .or(state.before);
    let Some(pair) = chosen.zip(other).filter(|(one, other)| one != other) else {
        state.pair = None;
        return;
    };
    let revision = scene.view.desk.revision();
    let is_seen = state
        .pair
        .as_ref()
        .is_some_and(|seen| seen.revision == revision && seen.pair == pair);
    if !is_seen {
        state.pair = Some(PairWords {
            revision,
            pair,
            lines: scene.board.pair(&scene.open.record, pair.0, pair.1),
        });
    }
}

/// What the two share, or what is being waited for, in two lines that are always there, so that nothing moves.
pub(super) fn pair_line(ui: &mut Ui, scene: &Scene<'_>, state: &Seating) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let record = &scene.open.record;
    let (words, color) = if let Some(person) = state.waiting {
        let name = record.short_name(person);
        (
            format!("Choose a free seat for {name}. Esc leaves it"),
            palette.info,
        )
    } else if let Some((kind, person)) = state.linking {
        let name = record.short_name(person);
        let words = match kind {
            RuleKind::Apart => format!("Keep {name} apart from whom? Choose a seat. Esc leaves it"),
            _ => format!("Keep {name} together with whom? Choose a seat. Esc leaves it"),
        };
        (words, palette.info)
    } else if let Some(pair) = state.pair.as_ref().filter(|pair| !pair.lines.is_empty()) {
        (format!("{}.", pair.lines.join(". ")), palette.ink)
    } else {
        (
            "Drag a guest to another seat, or carry them with Space and the arrows. Choose one and point at another: here is what they share."
                .to_owned(),
            palette.ink_quiet,
        )
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let galley = text::within(ui, &words, theme.text.small, color, rect.width() - 8.0, 2);
    let is_cut = galley.elided;
    text::paint(
        ui.painter(),
        rect.left_center() + vec2(4.0, 0.0),
        Align2::LEFT_CENTER,
        galley,
    );
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Status, true, &words));
    if is_cut {
        response.on_hover_text(&words);
    }
    ui.add_space(8.0);
}

/// The signs of the picture and their words.
pub(super) fn legend_card(ui: &mut Ui) {
    paper(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        legend(ui);
    });
}

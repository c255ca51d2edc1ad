//! The band at the bottom: the seats of the table, the note line with its signs, and the buttons of the clock; under it
//! the keys.

use egui::{Align2, Frame, Panel, Pos2, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{
    LiveStage, Table, line, line_id,
    typing::{self, speaker_sign},
};
use crate::{
    app::desk::TableEdit,
    evening::{Action as Key, State, grammar::Parsed, signal},
    ui::{
        command::Command,
        icons::Icon,
        screens::View,
        theme,
        widgets::{
            Button, foot as keys_foot,
            foot::Saved,
            key_cap,
            seat_map::{self, Inks, SeatLook},
            text,
        },
    },
};

/// The height of the band.
pub(in crate::ui) const BAND: f32 = 124.0;
/// The seat map with its margin.
const SEATS: f32 = 116.0;
/// The widths of the clock buttons, which never change.
const BUTTONS: [f32; 3] = [178.0, 150.0, 184.0];

/// What F10 does, where there is a chime, and what Ctrl E does.
const MUTE: &str = "mute";
const EDIT: &str = "edit the last note";

/// The keys at the very bottom.
pub(super) fn foot(ui: &mut Ui, view: &View<'_>, state: &LiveStage) {
    let theme = theme::of(ui);
    let panel = Panel::bottom("live foot")
        .frame(Frame::new())
        .exact_size(theme.size.foot);
    panel.show_separator_line(false).show(ui, |ui| {
        let keys: [(&[&str], &str); 12] = [
            (&["F5"], "next"),
            (&["F6"], "pause, resume"),
            (&["F7", "F8"], "30 s less, more"),
            (&["F9"], "next guest"),
            (&["F2"], "back-date the start"),
            (&["F4"], "blank the display"),
            (&["F10"], MUTE),
            (&["Ctrl", "E"], EDIT),
            (&["Esc"], "clear the line"),
            (&["Ctrl", "Z"], "undo"),
            (&["Ctrl", "\\"], "notes"),
            (&["F1"], "keys"),
        ];
        let is_wide = ui.ctx().content_rect().width() >= crate::ui::panes::PANEL_FROM;
        let is_heard = view.chime.is_on();
        let keys: Vec<_> = keys
            .into_iter()
            .filter(|(_, does)| *does != "notes" || !is_wide)
            // There is room for one of the two; the other stands under Speaker too.
            .filter(|(_, does)| *does != if is_heard { EDIT } else { MUTE })
            .collect();
        let outbox = view.desk.outbox();
        let waiting = format!("{} not saved yet", outbox.unwritten());
        let saved = if state.typing.has_failed || state.typing.is_given_back() {
            Saved::No("Not saved: your words are in the line")
        } else if outbox.problem().is_some() {
            Saved::No(&waiting)
        } else if outbox.unwritten() > 0 {
            Saved::Soon("Saving…")
        } else {
            Saved::Yes("Everything is saved")
        };
        keys_foot::foot(ui, &keys, saved);
    });
}

/// The band over it.
pub(super) fn band(
    ui: &mut Ui,
    table: &Table<'_>,
    state: &mut LiveStage,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let frame = Frame::new().fill(theme.palette.sunken);
    let panel = Panel::bottom("live band").resizable(false).frame(frame);
    let panel = panel.exact_size(BAND).show_separator_line(true);
    panel.show(ui, |ui| {
        let area = ui.max_rect();
        let parsed = state
            .typing
            .now()
            .map(|line| typing::read(table.live, line));
        let parsed = parsed.unwrap_or_default();
        let buttons = BUTTONS.iter().sum::<f32>() + 16.0;
        seats(
            ui,
            table,
            state,
            &parsed,
            area.left_top() + vec2(70.0, 62.0),
        );
        let left = area.left() + 24.0 + SEATS;
        let right = area.right() - 24.0 - buttons - 16.0;
        let place = Rect::from_min_max(
            pos2(left, area.top() + 13.0),
            pos2(right, area.top() + 13.0 + theme.size.entry),
        );
        line::entry(ui, table, state, &parsed, place);
        let below = Rect::from_min_max(
            pos2(left, place.bottom() + 8.0),
            pos2(area.right() - 24.0, area.bottom() - 12.0),
        );
        line::signs(ui, table, state, (&parsed, place.width()), below, commands);
        let place = Rect::from_min_max(
            pos2(area.right() - 24.0 - buttons, place.top() + 2.0),
            pos2(area.right() - 24.0, place.bottom() - 2.0),
        );
        clock(ui, table, state, place, commands);
    });
}

/// A small map of the seats: who speaks is lit, who is chosen has a ring; a press chooses.
fn seats(ui: &Ui, table: &Table<'_>, state: &mut LiveStage, parsed: &Parsed, center: Pos2) {
    let palette = &theme::of(ui).palette;
    let count = table.seat_count();
    let presenter = table.presenter();
    let looks: Vec<SeatLook> = (1..=count)
        .map(|number| {
            let seat = table.live.seats().iter().find(|seat| seat.number == number);
            SeatLook {
                is_taken: seat.is_some(),
                is_up: seat.is_some_and(|seat| Some(seat.person) == presenter),
                is_chosen: seat.is_some_and(|seat| Some(seat.person) == parsed.speaker),
            }
        })
        .collect();
    let places = seat_map::paint(ui, center, 1.0, &looks, &Inks::of(palette));
    let mut pressed = None;
    for (number, at) in (1..=count).zip(places) {
        let seat = table.live.seats().iter().find(|seat| seat.number == number);
        let Some(seat) = seat else { continue };
        let hit = Rect::from_center_size(at, vec2(28.0, 28.0));
        let response = ui.interact(hit, line_id().with(("seat", number)), Sense::CLICK);
        let sentence = format!("Seat {number}, {} speaks", seat.name);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &sentence));
        if response.on_hover_text(&seat.name).clicked() {
            pressed = Some(number);
        }
    }
    if let Some(number) = pressed.filter(|_| !table.is_over()) {
        state.typing.set_speaker(table.live, &speaker_sign(number));
        ui.ctx().request_repaint();
    }
}

/// What plain keys mean now, or that a start was forgotten; its left edge.
pub(super) fn hint(
    ui: &mut Ui,
    table: &Table<'_>,
    state: &LiveStage,
    place: Rect,
    commands: &mut Vec<Command>,
) -> f32 {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let middle = place.top() + 16.0;
    let forgotten = table.live.evening().forgotten_start_ms(table.now);
    // Nobody is asked before something is said at the table.
    let is_talked = !state.typing.is_empty()
        || table.live.notes().last().is_some_and(|note| {
            let armed = forgotten.unwrap_or_default();
            note.at_ms >= table.now.wall_ms - armed
        });
    if let Some(ms) = forgotten.filter(|_| is_talked) {
        let words = format!("Start {} ago?", signal::minutes(ms));
        let button = Button::new(&words)
            .icon(Icon::ClockCounterClockwise)
            .key("F2")
            .small();
        let size = button.measure(ui);
        let at = pos2(place.right() - size.x / 2.0, middle);
        if ui.place(Rect::from_center_size(at, size), button).clicked() {
            commands.push(Command::AtTable(TableEdit::Act(Key::BackDate(ms))));
        }
        return at.x - size.x / 2.0;
    }
    let put = |right: f32, words: &str| {
        let galley = text::line(ui, words, theme.text.small, palette.ink_quiet);
        let at = pos2(right, middle);
        text::paint(ui.painter(), at, Align2::RIGHT_CENTER, galley).left()
    };
    if state.typing.is_empty() {
        return put(place.right(), "Line empty: plain keys drive the clock");
    }
    let left = put(place.right(), "marks only") - 5.0;
    let at = pos2(left - key_cap::width(ui, "Ctrl Enter"), middle);
    let cap = key_cap::paint(ui, at, "Ctrl Enter", palette.ink, palette.paper);
    put(cap.left() - 5.0, "Line has text: clock keys need Ctrl.")
}

/// The buttons of the clock: the same order, width and words in every state, with the key that works now.
fn clock(
    ui: &mut Ui,
    table: &Table<'_>,
    state: &LiveStage,
    place: Rect,
    commands: &mut Vec<Command>,
) {
    let [pause, more, next] = BUTTONS;
    let evening = table.live.evening();
    let is_plain = state.typing.is_empty();
    let has_clock = evening.state().on_clock().is_some();
    let act = |key: Key| Command::AtTable(TableEdit::Act(key));
    let at = |left: f32, width: f32| {
        Rect::from_min_size(pos2(left, place.top()), vec2(width, place.height()))
    };
    let is_paused = matches!(evening.state(), State::Paused(..));
    let (words, icon) = if is_paused {
        ("Resume", Icon::Play)
    } else {
        ("Pause", Icon::Pause)
    };
    let why = (!has_clock).then_some("No clock runs");
    let key = if is_plain { "Space" } else { "Ctrl P" };
    let button = Button::new(words).icon(icon).key(key).large().off_when(why);
    if ui
        .place(at(place.left(), pause), button.min_width(pause))
        .clicked()
    {
        commands.push(act(Key::PauseOrResume));
    }
    let key = if is_plain { "Up" } else { "Ctrl Up" };
    let button = Button::new("30 s")
        .icon(Icon::Plus)
        .key(key)
        .large()
        .off_when(why);
    let left = place.left() + pause + 8.0;
    if ui.place(at(left, more), button.min_width(more)).clicked() {
        commands.push(act(Key::AddTime(30_000)));
    }
    let is_last = matches!(evening.state(), State::Done(_)) && evening.next_slot().is_none();
    let why = if table.is_over() {
        Some("The evening has ended")
    } else {
        is_last.then_some("That was the last; end the evening under Speaker")
    };
    let key = if is_plain { "Right" } else { "Ctrl Space" };
    let button = Button::new("Next").icon(Icon::ArrowRight).key(key).large();
    let button = button.primary().off_when(why).min_width(next);
    let left = left + more + 8.0;
    if ui.place(at(left, next), button).clicked() {
        commands.push(act(Key::Next));
    }
}

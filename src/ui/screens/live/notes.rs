//! The notes at the right, newest last: those on this speaker or all. Lines that only the host may read are covered,
//! since neighbours see the screen, until Alt is held.

use std::collections::BTreeMap;

use egui::{Align2, Pos2, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{LiveStage, Table, typing};
use crate::{
    domain::{
        Audience, Id, Note, Person,
        note::{NoteKind, Reply},
    },
    ui::{
        icons::{Icon, IconLook},
        panes,
        screens::View,
        theme::{self, Tone},
        widgets::{SeatState, Segments, avatar, key_cap, section, strokes, text},
    },
};

const WIDTH: f32 = 372.0;
/// Rows this near to what is in sight are drawn too.
const NEAR: f32 = 400.0;

pub(super) fn notes(ui: &mut Ui, view: &View<'_>, table: &Table<'_>, state: &mut LiveStage) {
    let is_read = ui.input(|input| input.modifiers.alt);
    panes::right(ui, view, "live notes", WIDTH, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let (all, outbox) = (table.live.notes(), view.desk.outbox());
        let presenter = table.presenter();
        let own = all.iter().filter(|note| note.subject == presenter).count();
        let shows_all = state.shows_all || presenter.is_none();
        ui.horizontal(|ui| {
            let name = presenter.map(|person| table.short(person));
            let title = match &name {
                Some(name) if !shows_all => format!("Notes on {name}"),
                _ => "Notes".to_owned(),
            };
            let choices = [
                format!("{} {own}", short(name.as_deref().unwrap_or("Speaker"))),
                format!("All {}", all.len()),
            ];
            let choices = [choices[0].as_str(), choices[1].as_str()];
            section::label(ui, &title);
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(layout, |ui| {
                if presenter.is_some() {
                    let segments = Segments::new("Notes shown", &choices, usize::from(shows_all));
                    if let Some(chosen) = segments.show(ui) {
                        state.shows_all = chosen == 1;
                    }
                }
            });
        });
        ui.add_space(8.0);
        let shown = all
            .iter()
            .filter(|note| shows_all || note.subject == presenter);
        let mut last = None;
        for (at, note) in shown.enumerate() {
            if at > 0 && last != Some(Audience::OnlyMe) && note.audience != Audience::OnlyMe {
                section::rule(ui);
            }
            last = Some(note.audience);
            let key = (note.id, ui.available_width().to_bits(), is_read);
            let top = ui.cursor().top();
            // What is out of sight takes the room that it took last, and no work.
            match state.heights.get(&key) {
                Some(height) if is_far(ui, top, *height) => ui.add_space(*height),
                _ => {
                    if one(ui, table, note, is_read, !outbox.has(note.id.uuid())) {
                        let (id, now) = (view.desk.new_note_id(), table.now);
                        state.typing.correct(note, table.live, id, now);
                    }
                    state.heights.insert(key, ui.cursor().top() - top);
                }
            }
        }
        if last.is_none() && !state.typing.has_failed {
            let quiet = theme::of(ui).palette.ink_quiet;
            let words = "Nothing yet. A seat number, a sign, and what was said.";
            text::label(ui, words, theme::of(ui).text.body, quiet);
        }
        if let Some(line) = state.typing.now().filter(|_| state.typing.has_failed) {
            unsaved(ui, table, line, is_read);
        }
        // Every note scrolls into sight when it comes.
        let count = all.len() + usize::from(state.typing.has_failed);
        let id = ui.scope_id().with("notes seen");
        let before: Option<usize> = ui.data(|data| data.get_temp(id));
        if before != Some(count) {
            ui.scroll_to_cursor(Some(egui::Align::Max));
            ui.data_mut(|data| data.insert_temp(id, count));
        }
    });
}

/// The heights of notes as last drawn, by note, width, and whether covered lines were read.
pub(super) type Heights = BTreeMap<(Id<Note>, u32, bool), f32>;

/// Whether a row is neither in sight nor about to be.
fn is_far(ui: &Ui, top: f32, height: f32) -> bool {
    let seen = ui.clip_rect().y_range().expand(NEAR);
    top + height < seen.min || top > seen.max
}

/// A line that was not taken, since nothing can be written here, stands in the list with a hollow dot.
fn unsaved(ui: &mut Ui, table: &Table<'_>, line: &crate::app::desk::TypedLine, is_read: bool) {
    let parsed = typing::read(table.live, line);
    let mut note = Note::new(line.id);
    note.kind = parsed.kind;
    note.text = parsed.text;
    note.speaker = parsed.speaker;
    note.subject = parsed.subject;
    note.to = parsed.to;
    note.audience = parsed.audience;
    note.reply = parsed.reply;
    note.at_ms = line.first_key.wall_ms;
    section::rule(ui);
    one(ui, table, &note, is_read, false);
}

/// A name for a segment.
fn short(name: &str) -> String {
    if name.chars().count() > 12 {
        let start: String = name.chars().take(11).collect();
        format!("{start}…")
    } else {
        name.to_owned()
    }
}

/// Draws a note; whether it was pressed, to be corrected. One that is covered stays so.
fn one(ui: &mut Ui, table: &Table<'_>, note: &Note, is_read: bool, is_saved: bool) -> bool {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let is_private = note.audience == Audience::OnlyMe;
    let is_covered = is_private && !is_read;
    let (icon, kind, tone) = kind_of(note, is_private);
    let ink = palette.ink_of(tone);
    let width = ui.available_width();
    let who = if is_covered {
        about(table, note)
    } else {
        summary(table, note)
    };
    let words = match note.text.as_str() {
        "" => "A mark, to be completed in the wrap-up",
        text => text,
    };
    let words_ink = if note.text.is_empty() {
        palette.ink_quiet
    } else {
        palette.ink
    };
    let words = text::within(ui, words, theme.text.body, words_ink, width - 31.0, 6);
    let body = if is_covered {
        46.0
    } else {
        words.size().y.max(24.0)
    };
    let height = 12.0 + 20.0 + 4.0 + body + 12.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::CLICK);
    let time = table.time(note.at_ms);
    let saved = if is_saved { "" } else { ", not saved yet" };
    let sentence = if is_covered {
        format!("{kind}, {who}, {time}{saved}. Covered at the table. Hold Alt to read")
    } else {
        format!("{kind}, {who}, {time}{saved}: {}", words.text())
    };
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &sentence));
    let is_pressed = response.clicked() && !is_covered && !table.is_over();
    if !ui.is_rect_visible(rect) {
        return is_pressed;
    }
    if is_private {
        let frame = rect.expand2(vec2(12.0, -3.0));
        ui.painter()
            .rect_filled(frame, theme.radius.control, palette.private_tint);
        let edge = Stroke::new(theme.stroke.hairline, palette.private);
        let radius = f32::from(theme.radius.control);
        ui.painter()
            .extend(strokes::dashed_outline(frame, radius, edge, 4.0, 3.0));
    }
    let line = rect.top() + 22.0;
    head(ui, rect, line, (icon, kind, ink), &who, &time, is_saved);
    let top = rect.top() + 36.0;
    let plate_at = pos2(rect.left() + 11.0, top + 11.0);
    let person = note.speaker.or(note.subject);
    if let Some(person) = person {
        let plate = table.plate(person);
        let letters = avatar::letters(22.0);
        avatar::paint(
            ui,
            ui.painter(),
            plate_at,
            22.0,
            letters,
            &plate,
            SeatState::Coming,
        );
    }
    let at = pos2(rect.left() + 31.0, top);
    if is_covered {
        cover(ui, at, width - 31.0, ink);
    } else {
        text::paint(ui.painter(), at, Align2::LEFT_TOP, words);
    }
    is_pressed
}

/// Kind, who and when, on one line.
fn head(
    ui: &Ui,
    rect: Rect,
    line: f32,
    (icon, kind, ink): (Icon, &str, egui::Color32),
    who: &str,
    time: &str,
    is_saved: bool,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let at = pos2(rect.left() + 9.0, line);
    icon.paint(ui.painter(), theme, at, IconLook::fill(16.0, ink));
    let role = theme.text.chip.with_line(theme.text.small.line);
    let kind = text::line(ui, kind, role, ink);
    let at = pos2(rect.left() + 23.0, line);
    let kind = text::paint(ui.painter(), at, Align2::LEFT_CENTER, kind);
    let time = text::line(ui, time, theme.text.small, palette.ink_quiet);
    let at = pos2(rect.right(), line);
    let time = text::paint(ui.painter(), at, Align2::RIGHT_CENTER, time);
    let mut right = time.left() - 8.0;
    if !is_saved {
        let ring = Stroke::new(theme.stroke.strong, palette.late);
        ui.painter()
            .circle_stroke(pos2(right - 5.0, line), 4.0, ring);
        right -= 18.0;
    }
    let room = (right - kind.right() - 8.0).max(20.0);
    let who = text::within(ui, who, theme.text.small, palette.ink_quiet, room, 1);
    let at = pos2(kind.right() + 8.0, line);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, who);
}

/// A bar in place of the words, and how to read them.
fn cover(ui: &Ui, at: Pos2, width: f32, ink: egui::Color32) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let bar = Rect::from_min_size(at + vec2(0.0, 5.0), vec2((width - 60.0).max(60.0), 11.0));
    let fill = palette.private_tint.lerp_to_gamma(palette.private, 0.5);
    ui.painter().rect_filled(bar, theme.radius.tile, fill);
    let line = at.y + 33.0;
    let put = |x: f32, words: &str| {
        let words = text::line(ui, words, theme.text.small, ink);
        text::paint(ui.painter(), pos2(x, line), Align2::LEFT_CENTER, words).right()
    };
    let x = put(at.x, "Covered at the table. Hold") + 5.0;
    let cap = key_cap::paint(ui, pos2(x, line), "Alt", ink, palette.private_tint);
    put(cap.right() + 5.0, "to read.");
}

/// Icon, word and tone of a kind.
pub(super) fn kind_of(note: &Note, is_private: bool) -> (Icon, &'static str, Tone) {
    if is_private {
        return (Icon::PRIVATE, "Only me", Tone::Private);
    }
    look_of(note.kind)
}

/// Icon, word and tone of a kind that others may read.
pub(super) fn look_of(kind: NoteKind) -> (Icon, &'static str, Tone) {
    match kind {
        NoteKind::Plain => (Icon::Note, "Note", Tone::Neutral),
        NoteKind::Question => (Icon::QUESTION, "Question", Tone::Info),
        NoteKind::Answer => (Icon::ChatTeardrop, "Answer", Tone::Info),
        NoteKind::Promise => (Icon::PROMISE, "Promise", Tone::Good),
        NoteKind::Offer => (Icon::OFFER, "Offer", Tone::Accent),
        NoteKind::Ask => (Icon::ASK, "Ask", Tone::Look),
        NoteKind::Quote => (Icon::Quotes, "Worth quoting", Tone::Neutral),
        NoteKind::Reply => (Icon::OFFER, "Reply", Tone::Accent),
    }
}

/// Whom a covered line is about.
fn about(table: &Table<'_>, note: &Note) -> String {
    match note.subject {
        Some(subject) => format!("about {}", table.short(subject)),
        None => String::new(),
    }
}

/// "Marcus asks Priya".
fn summary(table: &Table<'_>, note: &Note) -> String {
    let name = |person: Option<Id<Person>>| person.map(|person| table.short(person));
    let speaker = name(note.speaker).unwrap_or_else(|| "Somebody".to_owned());
    let listener = note.subject.filter(|person| Some(*person) != note.speaker);
    let listener = name(listener).unwrap_or_else(|| "the table".to_owned());
    match note.kind {
        NoteKind::Plain => match note.speaker.filter(|who| Some(*who) != note.subject) {
            Some(_) => format!("{speaker}, on {listener}"),
            None => about(table, note),
        },
        NoteKind::Question => format!("{speaker} asks {listener}"),
        NoteKind::Answer => {
            let notes = table.live.notes().iter();
            let question = note
                .answers
                .and_then(|id| notes.rev().find(|note| note.id == id));
            let asker = question.and_then(|question| question.speaker);
            match name(asker.filter(|asker| Some(*asker) != note.speaker)) {
                Some(asker) => format!("{speaker} answers {asker}"),
                None => format!("{speaker} answers"),
            }
        }
        NoteKind::Promise => {
            let to = name(note.to).unwrap_or_else(|| "the table".to_owned());
            let due = note.due.map(|due| due.format(" by %a %-d %b").to_string());
            format!("{speaker} promises {to}{}", due.unwrap_or_default())
        }
        NoteKind::Offer => format!("{speaker} offers"),
        NoteKind::Ask => format!("{speaker} asks for"),
        NoteKind::Quote => speaker,
        NoteKind::Reply => match note.reply {
            Some(Reply::Yes) => format!("{speaker} says yes to {listener}"),
            Some(Reply::No) => format!("{speaker} says no to {listener}"),
            Some(Reply::Later) | None => format!("{speaker} says later to {listener}"),
        },
    }
}

//! All that was written down, each line to be corrected: first what has no words yet, then what nobody answered.

use egui::{Align, Ui};

use super::{NoteSheet, Verb, WrapUp, edit, note_form, plate};
use crate::{
    app::desk::{NoteLine, OpenDinner, WrapEdit},
    domain::{Audience, Id, Note, NoteKind, note::QuestionState, word::capitalised},
    ui::{
        command::{Action, Command},
        icons::Icon,
        screens::View,
        theme::{self, Tone},
        widgets::{Button, Chip, Columns, Row, Width, card, text},
    },
};

type IsIn = fn(&NoteLine) -> bool;

/// Titles of the three parts, and what is in each.
const PARTS: [(&str, IsIn); 3] = [
    ("Marks without words", |note| note.is_mark),
    ("Questions left open", |note| note.is_open && !note.is_mark),
    ("Written down at the table", |note| {
        !note.is_open && !note.is_mark
    }),
];

pub(super) fn list(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    verb: Option<Verb>,
    commands: &mut Vec<Command>,
) {
    let order: Vec<usize> = PARTS
        .iter()
        .flat_map(|(_, is_in)| {
            let notes = state.page.notes.iter().enumerate();
            notes.filter(|(_, note)| is_in(note)).map(|(at, _)| at)
        })
        .collect();
    let ids: Vec<Id<Note>> = order
        .iter()
        .filter_map(|at| state.page.notes.get(*at))
        .map(|note| note.row.id)
        .collect();
    if state.note.is_none_or(|note| !ids.contains(&note)) {
        state.note = ids.first().copied();
    }
    move_by(state, &ids, view.step());
    if verb == Some(Verb::Edit)
        && let Some(note) = chosen(state)
    {
        let sheet = NoteSheet::of(&note.row);
        open_sheet(state, sheet);
    }
    let theme = theme::of(ui);
    for (number, (title, is_in)) in PARTS.iter().enumerate() {
        let part: Vec<NoteLine> = state
            .page
            .notes
            .iter()
            .filter(|note| is_in(note))
            .cloned()
            .collect();
        if part.is_empty() {
            continue;
        }
        ui.push_id(("part", number), |ui| {
            let count = part.len().to_string();
            text::heading(ui, title, theme.text.group, &count, theme.text.small);
            ui.add_space(8.0);
            rows(ui, view, open, state, (&part, &ids), commands);
        });
        ui.add_space(16.0);
    }
}

fn open_sheet(state: &mut WrapUp, sheet: NoteSheet) {
    state.note = Some(sheet.of);
    state.note_sheet = Some(sheet);
    state.is_led = true;
}

fn chosen(state: &WrapUp) -> Option<&NoteLine> {
    let id = state.note?;
    state.page.notes.iter().find(|note| note.row.id == id)
}

fn move_by(state: &mut WrapUp, ids: &[Id<Note>], step: isize) {
    if step == 0 {
        return;
    }
    let at = ids.iter().position(|id| Some(*id) == state.note);
    let to = at
        .unwrap_or_default()
        .saturating_add_signed(step)
        .min(ids.len().saturating_sub(1));
    state.note = ids.get(to).copied();
    state.is_led = true;
}

fn rows(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    (part, ids): (&[NoteLine], &[Id<Note>]),
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let dinner = open.record.dinner.id;
    let key = view.key(Action::Edit);
    let edit_button = || Button::new("Correct").key(&key).small();
    let columns = Columns::new(&[
        (Width::Fixed(40.0), Align::Min),
        (Width::Fixed(28.0), Align::Min),
        (Width::Share(1.0), Align::Min),
        (Width::Fixed(104.0), Align::Min),
        (Width::Fixed(150.0), Align::Min),
        (Width::Fixed(222.0), Align::Max),
    ])
    .gap(12.0)
    .height(50.0);
    card::list(ui, |ui| {
        for (number, line) in part.iter().enumerate() {
            let note = &line.row;
            if state
                .note_sheet
                .as_ref()
                .is_some_and(|sheet| sheet.of == note.id)
            {
                note_form::inline(ui, view, open, state, commands);
                continue;
            }
            let is_chosen = state.note == Some(note.id);
            let text = if line.is_mark {
                "No words yet"
            } else {
                note.text.as_str()
            };
            let readers = note.audience.label();
            let sentence = format!("{}, {}: {text}, {readers}", line.time, line.who);
            let row = Row::new(&columns, number, &sentence)
                .selected(is_chosen)
                .stop(is_chosen)
                .in_card(ui, part.len());
            let shown = row.show(ui, |cells| {
                cells.words(&line.time, theme.text.small, palette.ink_quiet);
                cells.add(|ui| {
                    if let Some(person) = note.speaker.or(note.subject) {
                        plate(ui, open, person, 28.0);
                    }
                });
                if text.is_empty() {
                    cells.two_lines(&line.who, "To the offer");
                } else {
                    cells.two_lines(text, &line.who);
                }
                cells.add(|ui| kind(ui, note.kind));
                let ink = if note.audience == Audience::OnlyMe {
                    palette.private
                } else {
                    palette.ink_quiet
                };
                cells.words(readers, theme.text.small, ink);
                cells.add(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    if !is_chosen {
                        return;
                    }
                    if ui.add(edit_button()).clicked() {
                        open_sheet(state, NoteSheet::of(note));
                    }
                    if line.is_open {
                        let park = Button::new("Park").small();
                        let park = park.tooltip("It needs no answer now");
                        if ui.add(park).clicked() {
                            let parked = WrapEdit::Question(note.id, QuestionState::Parked);
                            commands.push(edit(dinner, parked));
                        }
                        let answered = Button::new("Answered").small();
                        if ui.add(answered).clicked() {
                            let said = WrapEdit::Question(note.id, QuestionState::Answered);
                            commands.push(edit(dinner, said));
                        }
                    }
                });
            });
            if shown.chosen || shown.response.gained_focus() {
                state.note = Some(note.id);
            }
            if shown.opened {
                open_sheet(state, NoteSheet::of(note));
            }
            if state.is_led && is_chosen {
                ui.scroll_to_rect(shown.rect.expand(24.0), None);
            }
            move_by(state, ids, shown.step as isize);
            if !note.text.is_empty() {
                shown.response.on_hover_text(&note.text);
            }
        }
    });
}

fn kind(ui: &mut Ui, kind: NoteKind) {
    let word = capitalised(kind.as_str());
    let chip = match kind {
        NoteKind::Promise => Chip::new(&word, Tone::Good).icon(Icon::PROMISE),
        NoteKind::Question => Chip::new(&word, Tone::Info).icon(Icon::QUESTION),
        NoteKind::Answer => Chip::new(&word, Tone::Info).icon(Icon::Equals),
        NoteKind::Offer => Chip::new(&word, Tone::Accent).icon(Icon::OFFER),
        NoteKind::Ask => Chip::new(&word, Tone::Look).icon(Icon::ASK),
        NoteKind::Quote => Chip::outline(&word).line_icon(Icon::Quotes),
        NoteKind::Reply => Chip::outline(&word).line_icon(Icon::ChatCircle),
        NoteKind::Plain => Chip::outline(&word).line_icon(Icon::Note),
    };
    ui.add(chip);
}

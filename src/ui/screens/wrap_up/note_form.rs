//! A note being corrected, and three being written from memory.

use egui::{Frame, Margin, Ui, vec2};

use super::{WrapUp, edit, follow_up_form::People, is_entered, is_left};
use crate::{
    app::{
        desk::{NoteForm, OpenDinner, WrapEdit},
        when,
    },
    domain::{Audience, Id, Note, NoteKind, word::capitalised},
    ui::{
        command::Command,
        icons::Icon,
        screens::View,
        theme::{self, Tone},
        widgets::{Button, Field, card, notice::Notice, select::Select, text},
    },
};

/// How many lines are asked for from memory.
const LINES: usize = 3;

/// The kinds that a line can be made by hand; a reply belongs to its offer.
const KINDS: [NoteKind; 7] = [
    NoteKind::Promise,
    NoteKind::Question,
    NoteKind::Answer,
    NoteKind::Ask,
    NoteKind::Offer,
    NoteKind::Quote,
    NoteKind::Plain,
];

/// A note that is being corrected.
#[derive(Debug)]
pub(super) struct NoteSheet {
    pub(super) of: Id<Note>,
    /// The revision at which it was handed in.
    pub(super) handed_in: Option<u64>,
    form: NoteForm,
    /// Who could read it so far.
    was_for: Audience,
    due: String,
    due_problem: String,
    was_drawn: bool,
}

impl NoteSheet {
    pub(super) fn of(note: &Note) -> Self {
        Self {
            of: note.id,
            handed_in: None,
            form: NoteForm::of(note),
            was_for: note.audience,
            due: note
                .due
                .map(|due| due.format("%a %-d %b %Y").to_string())
                .unwrap_or_default(),
            due_problem: String::new(),
            was_drawn: false,
        }
    }
}

/// Lines that are being written from memory.
#[derive(Debug)]
pub(super) struct Memory {
    pub(super) handed_in: Option<u64>,
    lines: Vec<NoteForm>,
    was_drawn: bool,
}

impl Memory {
    pub(super) fn new() -> Self {
        let line = NoteForm {
            kind: NoteKind::Promise,
            text: String::new(),
            speaker: None,
            to: None,
            due: None,
            audience: NoteKind::Promise.default_audience(),
        };
        Self {
            handed_in: None,
            lines: vec![line; LINES],
            was_drawn: false,
        }
    }
}

/// The sheet in the place of the note's row.
pub(super) fn inline(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let frame = Frame::new()
        .fill(theme.palette.sunken)
        .corner_radius(theme.radius.card - 1)
        .inner_margin(Margin::symmetric(16, 16));
    let is_led = state.is_led;
    let shown = frame.show(ui, |ui| sheet(ui, view, open, state, commands));
    if is_led {
        ui.scroll_to_rect(shown.response.rect, None);
    }
}

fn sheet(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    commands: &mut Vec<Command>,
) {
    let Some(sheet) = &mut state.note_sheet else {
        return;
    };
    let mut is_closed = is_left(ui);
    let mut is_kept = false;
    ui.spacing_mut().item_spacing = vec2(16.0, 0.0);
    let words = Field::new("What was said", &mut sheet.form.text).show(ui);
    if !sheet.was_drawn {
        words.request_focus();
        sheet.was_drawn = true;
    }
    is_kept |= is_entered(ui, &words);
    ui.add_space(12.0);
    let people = People::of(&open.record, sheet.form.to, None);
    ui.columns(3, |columns| {
        if let [kind, who, whom] = columns {
            kind_choice(kind, &mut sheet.form);
            let table = people.clone().or_nobody("The table");
            table.show(who, "Who said it", &mut sheet.form.speaker);
            if has_whom(sheet.form.kind) {
                table.show(whom, "To whom", &mut sheet.form.to);
            }
        }
    });
    ui.add_space(12.0);
    ui.columns(3, |columns| {
        if let [readers, when, _] = columns {
            let labels: Vec<&str> = Audience::ALL.iter().map(|each| each.label()).collect();
            let at = Audience::ALL
                .iter()
                .position(|each| *each == sheet.form.audience);
            let picked = Select::new("Who may read it", &labels, at.unwrap_or_default());
            if let Some(audience) = picked.show(readers).and_then(|at| Audience::ALL.get(at)) {
                sheet.form.audience = *audience;
            }
            if sheet.form.kind == NoteKind::Promise {
                let due = Field::new("By", &mut sheet.due)
                    .hint("No day")
                    .error(&sheet.due_problem)
                    .show(when);
                is_kept |= is_entered(when, &due);
            }
        }
    });
    let widens = sheet.form.audience > sheet.was_for;
    if widens {
        ui.add_space(12.0);
        let words = format!(
            "More people will read this: {}",
            uncapital(sheet.form.audience)
        );
        let safe = format!("So far it was for: {}", uncapital(sheet.was_for));
        Notice::new(Tone::Look, Icon::Eye, &words, &safe).show(ui);
    }
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let words = if widens {
            "Keep, and let them read it"
        } else {
            "Keep"
        };
        let keep = Button::new(words).icon(Icon::Check).key("Enter").small();
        is_kept |= ui.add(keep).clicked();
        is_closed |= ui.add(Button::new("Cancel").key("Esc").small()).clicked();
    });
    if is_closed {
        state.note_sheet = None;
        return;
    }
    if !is_kept {
        return;
    }
    let due = match sheet.due.trim() {
        "" => Ok(None),
        typed => when::day(typed, view.desk.today()).map(Some),
    };
    sheet.due_problem = due.as_ref().err().cloned().unwrap_or_default();
    if let Ok(due) = due {
        let form = NoteForm {
            due,
            ..sheet.form.clone()
        };
        sheet.handed_in = Some(view.desk.revision());
        let correct = WrapEdit::Correct(sheet.of, form);
        commands.push(edit(open.record.dinner.id, correct));
    }
}

/// Three lines to fill in, each with who and what kind.
pub(super) fn memory(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    commands: &mut Vec<Command>,
) {
    let Some(memory) = &mut state.memory else {
        return;
    };
    let mut is_closed = is_left(ui);
    let mut is_kept = false;
    let people = People::of(&open.record, None, None).or_nobody("The table");
    card::card(ui, |ui| {
        let theme = theme::of(ui);
        ui.spacing_mut().item_spacing = vec2(12.0, 0.0);
        let title = "Three things that you remember";
        text::heading(ui, title, theme.text.group, "", theme.text.small);
        for (number, line) in memory.lines.iter_mut().enumerate() {
            ui.add_space(12.0);
            ui.push_id(number, |ui| {
                let label = format!("Line {}", number + 1);
                let said = Field::new(&label, &mut line.text)
                    .hint("Who promised, asked or offered what")
                    .show(ui);
                if number == 0 && !memory.was_drawn {
                    said.request_focus();
                    memory.was_drawn = true;
                }
                ui.add_space(8.0);
                ui.columns(3, |columns| {
                    if let [kind, who, whom] = columns {
                        let before = line.kind;
                        kind_choice(kind, line);
                        if line.kind != before {
                            line.audience = line.kind.default_audience();
                        }
                        people.show(who, "Who said it", &mut line.speaker);
                        if has_whom(line.kind) {
                            people.show(whom, "To whom", &mut line.to);
                        }
                    }
                });
            });
        }
        ui.add_space(16.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let is_empty = memory.lines.iter().all(|line| line.text.trim().is_empty());
            let why = is_empty.then_some("Write at least one line");
            let keep = Button::new("Keep and find follow-ups").icon(Icon::Check);
            is_kept |= ui.add(keep.small().off_when(why)).clicked();
            is_closed |= ui.add(Button::new("Cancel").key("Esc").small()).clicked();
        });
    });
    if is_kept {
        memory.handed_in = Some(view.desk.revision());
        let dinner = open.record.dinner.id;
        commands.push(edit(dinner, WrapEdit::Remember(memory.lines.clone())));
        commands.push(edit(dinner, WrapEdit::Find));
    } else if is_closed {
        state.memory = None;
    }
}

fn kind_choice(ui: &mut Ui, form: &mut NoteForm) {
    let mut kinds: Vec<NoteKind> = KINDS.to_vec();
    if form.kind == NoteKind::Reply {
        kinds.push(NoteKind::Reply);
    }
    let words: Vec<String> = kinds
        .iter()
        .map(|kind| capitalised(kind.as_str()))
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let at = kinds.iter().position(|kind| *kind == form.kind);
    let picked = Select::new("Kind", &words, at.unwrap_or_default()).show(ui);
    if let Some(kind) = picked.and_then(|at| kinds.get(at)) {
        form.kind = *kind;
    }
}

/// Whether a line of this kind is to somebody.
fn has_whom(kind: NoteKind) -> bool {
    matches!(kind, NoteKind::Promise | NoteKind::Question)
}

fn uncapital(audience: Audience) -> String {
    crate::domain::word::uncapitalised(audience.label())
}

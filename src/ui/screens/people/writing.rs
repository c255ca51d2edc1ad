//! Writing in place: an ask with its check as it is typed, an offer with its next step, and the note for oneself.

use egui::{Frame, Id as WidgetId, Margin, Stroke, Ui, vec2};

use super::{People, Typed, View, asks};
use crate::{
    app::{
        desk::PersonEdit,
        people::day::{self, Towards},
    },
    domain::{Ask, Id, Offer, Person, ask::AskKind},
    ui::{
        command::{Action, Command},
        theme,
        widgets::{Button, Field, Segments, card, section},
    },
};

/// What is written, and what it was before.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Writing {
    now: Words,
    before: Words,
    wants_focus: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Words {
    /// The day as typed.
    Ask(Ask, String),
    Offer(Offer, String),
    Note(String),
}

impl Writing {
    pub(super) fn ask(ask: &Ask, view: &View<'_>) -> Self {
        Self::of(Words::Ask(ask.clone(), typed(ask.by, view)))
    }

    pub(super) fn offer(offer: &Offer, view: &View<'_>) -> Self {
        Self::of(Words::Offer(offer.clone(), typed(offer.until, view)))
    }

    pub(super) fn note(person: &Person) -> Self {
        Self::of(Words::Note(person.private_note.clone()))
    }

    fn of(words: Words) -> Self {
        Self {
            before: words.clone(),
            now: words,
            wants_focus: true,
        }
    }

    /// Brings the cursor here with the next frame.
    pub(super) fn focus(&mut self) {
        self.wants_focus = true;
    }

    pub(super) fn is_changed(&self) -> bool {
        self.now != self.before
    }

    pub(super) fn is_ask(&self, id: Id<Ask>) -> bool {
        matches!(&self.now, Words::Ask(ask, _) if ask.id == id)
    }

    pub(super) fn is_offer(&self, id: Id<Offer>) -> bool {
        matches!(&self.now, Words::Offer(offer, _) if offer.id == id)
    }

    /// Whether both are about the same ask, offer or note.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        match (&self.now, &other.now) {
            (Words::Ask(one, _), Words::Ask(two, _)) => one.id == two.id,
            (Words::Offer(one, _), Words::Offer(two, _)) => one.id == two.id,
            (Words::Note(_), Words::Note(_)) => true,
            _ => false,
        }
    }

    pub(super) fn is_note(&self) -> bool {
        matches!(self.now, Words::Note(_))
    }

    /// Draws what is written about somebody, and asks to keep it when that is wanted.
    pub(super) fn show(
        ui: &mut Ui,
        view: &View<'_>,
        state: &mut People,
        person: Id<Person>,
        commands: &mut Vec<Command>,
    ) {
        let Some(writing) = state.writing.get_mut(&person) else {
            return;
        };
        let focus = std::mem::take(&mut writing.wants_focus);
        let is_kept = view.pressed(Action::Confirm);
        let outcome = match &mut writing.now {
            Words::Ask(ask, by) => boxed(ui, |ui| ask_fields(ui, view, ask, by, focus, is_kept)),
            Words::Offer(offer, until) => boxed(ui, |ui| {
                offer_fields(ui, view, offer, until, focus, is_kept)
            }),
            Words::Note(note) => {
                card::private(ui, "Only me", "never printed, never exported", |ui| {
                    note_field(ui, view, person, note, focus, is_kept)
                })
            }
        };
        match outcome {
            Outcome::Keep(edit) => state.send(view, Typed::Writing(person), edit, commands),
            Outcome::Cancel => drop(state.writing.remove(&person)),
            Outcome::GoOn => {}
        }
    }
}

enum Outcome {
    GoOn,
    Cancel,
    Keep(PersonEdit),
}

fn typed(day: Option<chrono::NaiveDate>, view: &View<'_>) -> String {
    day.map_or_else(String::new, |day| day::words(day, view.desk.today()))
}

fn boxed<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = theme::of(ui);
    Frame::new()
        .fill(theme.palette.paper)
        .stroke(Stroke::new(theme.stroke.hairline, theme.palette.edge))
        .corner_radius(theme.radius.card)
        .inner_margin(Margin::symmetric(16, 14))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(12.0, 10.0);
            content(ui)
        })
        .inner
}

fn ask_fields(
    ui: &mut Ui,
    view: &View<'_>,
    ask: &mut Ask,
    by: &mut String,
    focus: bool,
    is_kept: bool,
) -> Outcome {
    let today = view.desk.today();
    section::label(ui, "They ask for");
    let kinds = [AskKind::Category, AskKind::Person, AskKind::Company];
    let words = ["A kind of people", "One person", "A firm"];
    let chosen = kinds
        .iter()
        .position(|kind| *kind == ask.kind)
        .unwrap_or_default();
    if let Some(picked) = Segments::new("They ask for", &words, chosen).show(ui) {
        ask.kind = kinds.get(picked).copied().unwrap_or_default();
    }
    let field = Field::new("Who, or which kind", &mut ask.text)
        .hint("A marketing head at a food brand with 20 to 80 staff")
        .rows(2)
        .id(WidgetId::unique("ask text"))
        .show(ui);
    if focus {
        field.request_focus();
    }
    Field::new("Why", &mut ask.why)
        .hint("What it would change for them")
        .show(ui);
    Field::new("One line to pass on", &mut ask.line)
        .hint("What somebody else can say for them")
        .rows(2)
        .show(ui);
    let read = day_field(ui, "By when", by, today);
    ask.by = read.clone().ok().flatten();
    asks::check(ui, ask, view, None);
    ends(
        ui,
        "Keep the ask",
        is_kept && read.is_ok(),
        read.is_ok(),
        || PersonEdit::Ask(ask.clone()),
    )
}

fn offer_fields(
    ui: &mut Ui,
    view: &View<'_>,
    offer: &mut Offer,
    until: &mut String,
    focus: bool,
    is_kept: bool,
) -> Outcome {
    let field = Field::new("They offer the group", &mut offer.text)
        .hint("A free label audit")
        .rows(2)
        .id(WidgetId::unique("offer text"))
        .show(ui);
    if focus {
        field.request_focus();
    }
    Field::new("What takes the risk away", &mut offer.safe)
        .hint("No charge, no obligation")
        .show(ui);
    let is_missing = offer.next_step.trim().is_empty() && !offer.text.trim().is_empty();
    let note = if is_missing {
        "An offer without a next step is soon forgotten: say what to do"
    } else {
        ""
    };
    Field::new("Next step", &mut offer.next_step)
        .hint("send one product photo")
        .note(note)
        .show(ui);
    let read = day_field(ui, "Until", until, view.desk.today());
    offer.until = read.clone().ok().flatten();
    ends(
        ui,
        "Keep the offer",
        is_kept && read.is_ok(),
        read.is_ok(),
        || PersonEdit::Offer(offer.clone()),
    )
}

fn note_field(
    ui: &mut Ui,
    _view: &View<'_>,
    person: Id<Person>,
    note: &mut String,
    focus: bool,
    is_kept: bool,
) -> Outcome {
    ui.add_space(6.0);
    let field = Field::new("Your note", note)
        .bare()
        .rows(4)
        .id(WidgetId::unique("private note"))
        .show(ui);
    if focus {
        field.request_focus();
    }
    ui.add_space(8.0);
    ends(ui, "Keep the note", is_kept, true, || {
        PersonEdit::PrivateNote(person, note.clone())
    })
}

/// A field for a day still to come, with what was understood or what is wrong below it.
pub(super) fn day_field(
    ui: &mut Ui,
    label: &str,
    typed: &mut String,
    today: chrono::NaiveDate,
) -> Result<Option<chrono::NaiveDate>, String> {
    let read = day::read(typed, today, Towards::Future);
    let (note, error) = match &read {
        Ok(Some(day)) => (day.format("%A %-d %B %Y").to_string(), String::new()),
        Ok(None) => (String::new(), String::new()),
        Err(words) => (String::new(), words.clone()),
    };
    Field::new(label, typed)
        .hint("15 Dec, fri, tomorrow")
        .note(&note)
        .error(&error)
        .show(ui);
    read
}

/// Keep and Cancel.
fn ends(
    ui: &mut Ui,
    words: &str,
    is_kept: bool,
    is_possible: bool,
    edit: impl FnOnce() -> PersonEdit,
) -> Outcome {
    let mut outcome = Outcome::GoOn;
    let mut keep = is_kept;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let why = (!is_possible).then_some("The day cannot be read");
        let button = Button::new(words).key("Ctrl Enter").small().off_when(why);
        keep |= ui.add(button).clicked() && is_possible;
        if ui.add(Button::new("Cancel").key("Esc").small()).clicked() {
            outcome = Outcome::Cancel;
        }
    });
    if keep {
        outcome = Outcome::Keep(edit());
    }
    outcome
}

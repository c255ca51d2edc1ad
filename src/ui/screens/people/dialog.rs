//! What lies over the page for a moment: a promise, a meeting, an introduction, what was changed, and merging.

use egui::{Id as WidgetId, Key, Modifiers, ScrollArea, Ui, vec2};

use super::{
    super::pick::{Picked, Picker},
    MetAt, People, Typed, View, detail,
    merge::Merging,
    writing,
};
use crate::{
    app::{
        desk::{OpenPerson, Past, PersonEdit, PersonLine, introduction},
        people::day::{self, Towards},
    },
    domain::{Id, Person},
    ui::{
        command::Command,
        theme,
        widgets::{Button, Field, Segments, dialog, section, text},
    },
};

/// A dialog that is open.
#[derive(Debug)]
pub(super) enum Dialog {
    FollowUp {
        what: String,
        due: String,
    },
    Met {
        context: MetAt,
        on: String,
        words: String,
    },
    Introduce(Picker),
    History(Vec<Past>),
    MergeWith(Picker),
    Merge(Box<Merging>),
}

/// A promise is due in 48 hours unless something else was said.
const DUE_DAYS: chrono::Days = chrono::Days::new(2);

impl Dialog {
    pub(super) fn follow_up(view: &View<'_>) -> Self {
        let today = view.desk.today();
        let due = today.checked_add_days(DUE_DAYS).unwrap_or(today);
        Self::FollowUp {
            what: String::new(),
            due: day::words(due, today),
        }
    }

    pub(super) fn met(view: &View<'_>, context: MetAt) -> Self {
        let today = view.desk.today();
        Self::Met {
            context,
            on: day::words(today, today),
            words: String::new(),
        }
    }

    pub(super) fn introduce() -> Self {
        Self::Introduce(Picker::default())
    }

    pub(super) fn merge_with() -> Self {
        Self::MergeWith(Picker::default())
    }
}

/// What came of a frame of a dialog.
pub(super) enum Outcome {
    Stay,
    Close,
    Keep(PersonEdit),
    /// Another dialog takes its place.
    Next(Dialog),
    Copy(String, String),
}

pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut People, commands: &mut Vec<Command>) {
    let open = view
        .person
        .filter(|open| Some(open.person.id) == state.chosen);
    let Some(open) = open else {
        state.dialog = None;
        return;
    };
    let Some(dialog) = &mut state.dialog else {
        return;
    };
    let outcome = match dialog {
        Dialog::FollowUp { what, due } => follow_up(ui, view, open, what, due),
        Dialog::Met { context, on, words } => met(ui, view, open, context, on, words),
        Dialog::Introduce(picker) => introduce(ui, view, open, picker),
        Dialog::History(past) => history(ui, past),
        Dialog::MergeWith(picker) => merge_with(ui, view, open, picker),
        Dialog::Merge(merging) => merging.show(ui, view),
    };
    match outcome {
        Outcome::Stay => {}
        Outcome::Close => state.dialog = None,
        Outcome::Keep(edit) => state.send(view, Typed::Dialog, edit, commands),
        Outcome::Next(next) => state.dialog = Some(next),
        Outcome::Copy(text, words) => {
            commands.push(Command::Copy(text, words));
            state.dialog = None;
        }
    }
}

/// A dialog on paper with a title; Esc shuts it. Returns what its content does, and whether Ctrl Enter was pressed.
pub(super) fn modal(
    ui: &Ui,
    name: &'static str,
    width: f32,
    title: &str,
    content: impl FnOnce(&mut Ui, bool) -> Outcome,
) -> Outcome {
    let theme = theme::of(ui);
    let is_confirmed = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let shown = dialog(ui, name, width, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 10.0);
        text::label(ui, title, theme.text.section, theme.palette.ink);
        content(ui, is_confirmed)
    });
    match shown.inner {
        Outcome::Stay if shown.should_close() => Outcome::Close,
        ref _stay => shown.inner,
    }
}

/// The button that does it, and Cancel.
pub(super) fn ends(ui: &mut Ui, words: &str, why_not: Option<&str>, is_confirmed: bool) -> Ends {
    let mut ends = Ends {
        is_done: is_confirmed && why_not.is_none(),
        is_left: false,
    };
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let button = Button::new(words)
            .key("Ctrl Enter")
            .primary()
            .off_when(why_not);
        ends.is_done |= ui.add(button).clicked() && why_not.is_none();
        ends.is_left = ui.add(Button::new("Cancel").key("Esc")).clicked();
    });
    ends
}

pub(super) struct Ends {
    is_done: bool,
    is_left: bool,
}

impl Ends {
    pub(super) fn outcome(self, edit: impl FnOnce() -> Option<PersonEdit>) -> Outcome {
        match (self.is_done, self.is_left) {
            (true, _) => edit().map_or(Outcome::Stay, Outcome::Keep),
            (false, true) => Outcome::Close,
            (false, false) => Outcome::Stay,
        }
    }
}

fn follow_up(
    ui: &Ui,
    view: &View<'_>,
    open: &OpenPerson,
    what: &mut String,
    due: &mut String,
) -> Outcome {
    let name = detail::elided(&open.person.short_name());
    let title = format!("Promise {name} something");
    modal(ui, "follow-up", 460.0, &title, |ui, is_confirmed| {
        let is_new = what.is_empty();
        let id = WidgetId::unique("promise");
        let field = Field::new("What you will do", what)
            .hint("Send the names of two printers")
            .rows(2)
            .id(id)
            .show(ui);
        begin(ui, is_new, &field);
        let read = writing::day_field(ui, "By when", due, view.desk.today());
        let why = match (&read, what.trim()) {
            (Err(_), _) => Some("The day cannot be read"),
            (_, "") => Some("Say what you will do"),
            _ => None,
        };
        ends(ui, "Promise it", why, is_confirmed).outcome(|| {
            Some(PersonEdit::Promise {
                to: open.person.id,
                what: what.clone(),
                due: read.ok()?,
            })
        })
    })
}

/// The first field takes the cursor while nothing else has it.
fn begin(ui: &Ui, is_new: bool, field: &egui::Response) {
    if is_new && ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
}

fn met(
    ui: &Ui,
    view: &View<'_>,
    open: &OpenPerson,
    context: &mut MetAt,
    on: &mut String,
    words: &mut String,
) -> Outcome {
    let name = detail::elided(&open.person.short_name());
    let title = format!("You met {name}");
    modal(ui, "met", 480.0, &title, |ui, is_confirmed| {
        let choices = ["Another group", "An event", "By chance", "One-to-one"];
        let chosen = MetAt::ALL
            .iter()
            .position(|at| at == context)
            .unwrap_or_default();
        section::label(ui, "Where");
        if let Some(picked) = Segments::new("Where", &choices, chosen).show(ui) {
            *context = MetAt::ALL.get(picked).copied().unwrap_or_default();
        }
        let hint = match context {
            MetAt::Group => "Chamber breakfast",
            MetAt::Event => "Leo’s autumn tasting",
            MetAt::Chance => "On the train to Leeds",
            MetAt::OneToOne => "Coffee at Bramble",
        };
        let is_new = words.is_empty();
        let field = Field::new("In a few words", words)
            .hint(hint)
            .note("Only you read this")
            .id(WidgetId::unique("met words"))
            .show(ui);
        begin(ui, is_new, &field);
        let today = view.desk.today();
        let read = day::read(on, today, Towards::Past);
        let (note, error) = match &read {
            Ok(Some(day)) if *day > today => (
                String::new(),
                "That day is still to come: keep it once you have met".to_owned(),
            ),
            Ok(Some(day)) => (day.format("%A %-d %B %Y").to_string(), String::new()),
            Ok(None) => (String::new(), "Say when that was".to_owned()),
            Err(words) => (String::new(), words.clone()),
        };
        Field::new("When", on).note(&note).error(&error).show(ui);
        let is_named = !words.trim().is_empty();
        let why = if !error.is_empty() {
            Some("Say when that was")
        } else if matches!(context, MetAt::Group | MetAt::Event) && !is_named {
            Some("Say which, in a few words")
        } else {
            None
        };
        ends(ui, "Keep it", why, is_confirmed).outcome(|| {
            Some(PersonEdit::Met {
                with: open.person.id,
                met_on: read.ok()??,
                context: *context,
                words: words.clone(),
            })
        })
    })
}

/// Everybody but one.
fn others<'a>(view: &View<'a>, person: Id<Person>) -> Vec<&'a PersonLine> {
    let people = view.desk.everybody().iter();
    people.filter(|line| line.person.id != person).collect()
}

fn introduce(ui: &mut Ui, view: &View<'_>, open: &OpenPerson, picker: &mut Picker) -> Outcome {
    let name = detail::elided(&open.person.short_name());
    let title = format!("Introduce {name} to");
    match picker.show(ui, &title, &others(view, open.person.id), false) {
        Some(Picked::Person(other)) => match view.desk.person(other) {
            Ok(Some(other)) => {
                let names = [open, &other].map(|open| detail::elided(&open.person.short_name()));
                let words = format!(
                    "Copied an introduction of {}: paste it into a message",
                    names.join(" and ")
                );
                Outcome::Copy(introduction(open, &other), words)
            }
            _ => Outcome::Close,
        },
        Some(Picked::New(_) | Picked::Nobody) => Outcome::Close,
        None => Outcome::Stay,
    }
}

fn merge_with(ui: &mut Ui, view: &View<'_>, open: &OpenPerson, picker: &mut Picker) -> Outcome {
    let name = detail::elided(&open.person.name());
    let title = format!("Who is the same person as {name}?");
    match picker.show(ui, &title, &others(view, open.person.id), false) {
        Some(Picked::Person(other)) => match view.desk.person(other) {
            Ok(Some(other)) => Outcome::Next(Dialog::Merge(Box::new(Merging::of(open, &other)))),
            _ => Outcome::Close,
        },
        Some(Picked::New(_) | Picked::Nobody) => Outcome::Close,
        None => Outcome::Stay,
    }
}

fn history(ui: &Ui, past: &[Past]) -> Outcome {
    modal(
        ui,
        "history",
        520.0,
        "What was changed",
        |ui, is_confirmed| {
            let theme = theme::of(ui);
            ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                for each in past {
                    ui.horizontal_top(|ui| {
                        super::column(ui, 160.0, |ui| {
                            text::short_label(
                                ui,
                                &each.at,
                                theme.text.small,
                                theme.palette.ink_quiet,
                            );
                        });
                        let room = ui.available_width();
                        super::column(ui, room, |ui| {
                            text::label(ui, &each.label, theme.text.body, theme.palette.ink);
                        });
                    });
                }
            });
            let is_closed = ui.add(Button::new("Close").key("Esc")).clicked();
            if is_closed || is_confirmed {
                Outcome::Close
            } else {
                Outcome::Stay
            }
        },
    )
}

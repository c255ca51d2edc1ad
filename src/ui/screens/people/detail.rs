//! One person whole: head and two columns. Which parts there are and in which order; each part knows itself.

use egui::Ui;

use super::{People, View, asks, between, column, head, headed, offers, plate, writing::Writing};
use crate::{
    app::desk::OpenPerson,
    domain::Person,
    ui::{
        command::{Action, Command},
        icons::Icon,
        theme::{self, Tone},
        widgets::{Avatar, Button, card, notice::Notice, text},
    },
};

/// Two columns need so much; below it they stand under each other.
const TWO_COLUMNS: f32 = 760.0;
const GAP: f32 = 34.0;

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenPerson,
    state: &mut People,
    commands: &mut Vec<Command>,
) {
    ui.spacing_mut().item_spacing.y = 6.0;
    drafts(ui, state, Some(open));
    head::show(ui, view, open, state, commands);
    ui.add_space(14.0);
    let room = ui.available_width();
    if room < TWO_COLUMNS {
        left(ui, view, open, state, commands);
        ui.add_space(16.0);
        between::show(ui, view, open, state, commands);
        return;
    }
    let width = ((room - GAP) * 0.526).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        column(ui, width, |ui| left(ui, view, open, state, commands));
        ui.add_space(GAP);
        column(ui, room - GAP - width, |ui| {
            between::show(ui, view, open, state, commands);
        });
    });
}

/// Says that a form was left with changes in it, and leads back to it.
pub(super) fn drafts(ui: &mut Ui, state: &mut People, open: Option<&OpenPerson>) {
    let whose = [open.map(|open| open.person.id), None];
    let Some(whose) = whose
        .into_iter()
        .find(|whose| state.forms.contains_key(whose))
    else {
        return;
    };
    let happened = match whose {
        Some(_) => "You changed things here and have not kept them",
        None => "You began to add somebody and have not kept them",
    };
    let notice = Notice::new(
        Tone::Look,
        Icon::PencilSimple,
        happened,
        "What you typed is still there",
    );
    let notice = notice
        .action(Button::new("Go on"))
        .action(Button::new("Throw away"));
    match notice.show(ui) {
        Some(0) => {
            if let Some(form) = state.forms.get_mut(&whose) {
                form.wants_focus = true;
            }
            state.editing = Some(whose);
        }
        Some(_) => drop(state.forms.remove(&whose)),
        None => {}
    }
    ui.add_space(8.0);
}

fn left(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenPerson,
    state: &mut People,
    commands: &mut Vec<Command>,
) {
    ui.spacing_mut().item_spacing.y = 6.0;
    asks::show(ui, view, open, state, commands);
    asks::wants(ui, open, commands);
    ui.add_space(12.0);
    offers::show(ui, view, open, state, commands);
    ui.add_space(10.0);
    private(ui, view, open, state, commands);
    ui.add_space(10.0);
    before(ui, open, commands);
}

fn private(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenPerson,
    state: &mut People,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let person = open.person.id;
    if state.writing.get(&person).is_some_and(Writing::is_note) {
        Writing::show(ui, view, state, person, commands);
        return;
    }
    let note = &open.person.private_note;
    let key = view.key(Action::PrivateNote);
    let words = if note.is_empty() {
        "Write a note"
    } else {
        "Edit the note"
    };
    card::private(ui, "Only me", "never printed, never exported", |ui| {
        if !note.is_empty() {
            text::label(ui, note, theme.text.body, theme.palette.ink);
        }
        if ui.add(Button::new(words).key(&key).small()).clicked() {
            state.write(person, Writing::note(&open.person), commands);
        }
    });
}

/// Three questions, none of them a sale.
fn before(ui: &mut Ui, open: &OpenPerson, commands: &mut Vec<Command>) {
    if open.is_you {
        return;
    }
    let theme = theme::of(ui);
    let name = elided(&open.person.short_name());
    let firm = match open.person.company.as_str() {
        "" => "their work".to_owned(),
        company => elided(company),
    };
    let questions = [
        format!("Where does {name} want {firm} to be in a year?"),
        format!("Whom does {name} need to meet first?"),
        format!("What can I do for {name}, whatever comes back?"),
    ];
    headed(ui, "Before you meet one to one", |ui| {
        if ui
            .add(Button::new("Copy").icon(Icon::Copy).small())
            .clicked()
        {
            commands.push(Command::Copy(
                questions.join("\n"),
                "Copied the three questions".to_owned(),
            ));
        }
    });
    for question in &questions {
        text::label(ui, question, theme.text.body, theme.palette.ink);
    }
}

/// A name inside a sentence of ours: a very long one would push the sentence out of sight.
pub(super) fn elided(name: &str) -> String {
    const MOST: usize = 40;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    name.chars().take(MOST - 1).chain(['…']).collect()
}

/// The plate and name of somebody, in one line.
pub(super) fn who(ui: &mut Ui, person: &Person) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let name = person.name();
        ui.add(Avatar::new(&name, &plate(person)).size(34.0));
        text::short_label(ui, &name, theme.text.strong, theme.palette.ink);
    });
}

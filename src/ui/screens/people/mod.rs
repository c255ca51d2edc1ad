//! Everybody, and one of them with what it takes to help that person.

mod asks;
mod between;
mod detail;
mod dialog;
mod form;
mod head;
mod list;
mod merge;
mod offers;
mod writing;

use std::collections::BTreeMap;

use egui::{Margin, Ui};

use super::{View, avatar, plate};
use crate::{
    app::{
        desk::{Edit, Job, MetWhere, OpenPerson, PersonEdit},
        people::PeopleFilter,
    },
    domain::{Id, Person, encounter::MetAt},
    ui::{
        command::{Action, Command, Route},
        panes, theme,
        widgets::{Button, empty::empty, text},
    },
};

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct People {
    pub(in crate::ui) chosen: Option<Id<Person>>,
    search: String,
    filter: PeopleFilter,
    list: list::Found,
    /// Forms that were begun, also of people who are not looked at now: nothing typed is lost.
    forms: BTreeMap<Whose, form::Form>,
    /// The form that is open.
    editing: Option<Whose>,
    /// What is written in place, by person.
    writing: BTreeMap<Id<Person>, writing::Writing>,
    dialog: Option<dialog::Dialog>,
    sent: Option<Sent>,
}

/// Somebody's form; nobody's is that of somebody new.
type Whose = Option<Id<Person>>;

/// What was asked to be kept, and the revision before it: once the revision has risen it was kept, and what was typed
/// for it may go. If it was refused, it stays.
#[derive(Debug)]
struct Sent {
    revision: u64,
    what: Typed,
}

/// Something typed.
#[derive(Clone, Copy, Debug)]
enum Typed {
    Form(Whose),
    Writing(Id<Person>),
    Dialog,
}

impl People {
    /// Asks for a change, and remembers for which typing that is.
    fn send(
        &mut self,
        view: &View<'_>,
        what: Typed,
        edit: PersonEdit,
        commands: &mut Vec<Command>,
    ) {
        self.sent = Some(Sent {
            revision: view.desk.revision(),
            what,
        });
        commands.push(Command::Edit(Edit::Person(edit)));
    }

    /// Lets go of what was typed once it was kept.
    fn settle(&mut self, view: &View<'_>) {
        let Some(sent) = self.sent.take() else { return };
        if sent.revision == view.desk.revision() {
            return;
        }
        match sent.what {
            Typed::Form(whose) => {
                self.forms.remove(&whose);
                self.editing = None;
            }
            Typed::Writing(person) => {
                self.writing.remove(&person);
            }
            Typed::Dialog => self.dialog = None,
        }
    }

    /// Begins to write in place. What is being written about somebody is kept or left first: two boxes at once would
    /// leave it open which of them Ctrl Enter keeps.
    fn write(&mut self, person: Id<Person>, new: writing::Writing, commands: &mut Vec<Command>) {
        let known = self.writing.entry(person).or_insert_with(|| new.clone());
        if !known.is_of(&new) {
            if known.is_changed() {
                let words = "Keep or cancel what you are writing first";
                commands.push(Command::Say(words.to_owned()));
            } else {
                *known = new;
            }
        }
        known.focus();
    }

    /// Opens the form of somebody, as it was left.
    fn edit(&mut self, open: Option<&OpenPerson>) {
        let whose = open.map(|open| open.person.id);
        self.forms
            .entry(whose)
            .or_insert_with(|| form::Form::of(open))
            .wants_focus = true;
        self.editing = Some(whose);
    }

    /// Shuts the form; what was changed in it is kept for later.
    fn leave_form(&mut self) {
        if let Some(whose) = self.editing.take()
            && self
                .forms
                .get(&whose)
                .is_some_and(|form| !form.is_changed())
        {
            self.forms.remove(&whose);
        }
    }
}

pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut People, commands: &mut Vec<Command>) {
    state.settle(view);
    if view.desk.people().is_empty() && state.editing.is_none() {
        nobody(ui, view, state, commands);
        return;
    }
    let before = state.chosen;
    keys(view, state, commands);
    list::show(ui, view, state, commands);
    if before != state.chosen {
        state.leave_form();
    }
    let margin = Margin {
        left: 30,
        right: 36,
        top: 24,
        bottom: 24,
    };
    if let Some(whose) = state.editing {
        panes::scroll(ui, &format!("form {whose:?}"), margin, |ui| {
            form::show(ui, view, state, whose, commands);
        });
    } else {
        // In the frame in which somebody else is chosen, what is open is still the one before.
        let open = view
            .person
            .filter(|open| Some(open.person.id) == state.chosen);
        let salt = format!("person {:?}", state.chosen);
        panes::scroll(ui, &salt, margin, |ui| match open {
            Some(open) => detail::show(ui, view, open, state, commands),
            None => begin(ui, state),
        });
    }
    dialog::show(ui, view, state, commands);
}

/// What the keys of this screen do.
fn keys(view: &View<'_>, state: &mut People, commands: &mut Vec<Command>) {
    if view.pressed(Action::New) {
        state.edit(None);
    }
    if view.pressed(Action::Cancel) {
        if state.editing.is_some() {
            state.leave_form();
        } else if let Some(person) = state.chosen
            && state
                .writing
                .get(&person)
                .is_some_and(|writing| !writing.is_changed())
        {
            state.writing.remove(&person);
        } else {
            state.search.clear();
        }
    }
    let open = view
        .person
        .filter(|open| Some(open.person.id) == state.chosen);
    let Some(open) = open.filter(|_| state.editing.is_none()) else {
        return;
    };
    if view.pressed(Action::Edit) {
        state.edit(Some(open));
    }
    if view.pressed(Action::FollowUp) && !open.is_you {
        state.dialog = Some(dialog::Dialog::follow_up(view));
    }
    if view.pressed(Action::Introduce) {
        state.dialog = Some(dialog::Dialog::introduce());
    }
    if view.pressed(Action::OneToOne) && !open.is_you {
        state.dialog = Some(dialog::Dialog::met(view, MetAt::OneToOne));
    }
    if view.pressed(Action::PrivateNote) {
        state.write(
            open.person.id,
            writing::Writing::note(&open.person),
            commands,
        );
    }
}

/// Nobody is chosen; somebody may have been typed and not kept.
fn begin(ui: &mut Ui, state: &mut People) {
    let theme = theme::of(ui);
    detail::drafts(ui, state, None);
    text::label(
        ui,
        "Choose somebody to see how to help them",
        theme.text.voice,
        theme.palette.ink_quiet,
    );
}

fn nobody(ui: &mut Ui, view: &View<'_>, state: &mut People, commands: &mut Vec<Command>) {
    let new = view.key(Action::New);
    panes::page(ui, "nobody", |ui| {
        let sentence =
            "Bring yours from a file, or write somebody in. Or look round the sample first";
        let import = Button::new("Import people").key("Ctrl O").primary();
        if empty(ui, 4, "Nobody is here yet", sentence, import).clicked() {
            commands.push(Command::Go(Route::Import));
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            if ui.add(Button::new("Add somebody").key(&new)).clicked() {
                state.edit(None);
            }
            if ui.add(Button::new("Open the sample")).clicked() {
                commands.push(Command::Start(Job::OpenSample));
            }
        });
    });
    if view.pressed(Action::New) {
        state.edit(None);
    }
}

/// A part of the page that is `width` points wide, from the top down.
fn column<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.vertical(|ui| {
        ui.set_width(width);
        content(ui)
    })
    .inner
}

/// What stands beside a heading has so much room at the least; else it stands below.
const ROOM_AT_RIGHT: f32 = 130.0;

/// A heading with something at the end of its line.
fn headed(ui: &mut Ui, title: &str, right: impl FnOnce(&mut Ui)) {
    let theme = theme::of(ui);
    let words = text::line(ui, title, theme.text.section, theme.palette.ink);
    if words.size().x + ROOM_AT_RIGHT > ui.available_width() {
        text::label(ui, title, theme.text.section, theme.palette.ink);
        ui.horizontal(right);
        return;
    }
    ui.horizontal(|ui| {
        ui.set_min_height(30.0);
        text::label(ui, title, theme.text.section, theme.palette.ink);
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.with_layout(layout, right);
    });
}

//! Groups: all of them at the left, one of them with its dues, renewal, objective and members.

mod detail;
mod form;
mod list;
mod members;

use egui::{Frame, Margin, Ui};

use super::{
    View,
    pick::{Picked, Picker},
};
use crate::{
    app::{
        desk::{Edit, GroupEdit, PersonLine},
        groups::{Belonging, GroupPage, Letter, MemberLine, letter},
    },
    domain::{Group, Id, Person},
    ui::{
        command::{Action, Command},
        panes,
        widgets::{Button, empty::empty},
    },
};
use form::Sheet;
use members::Members;

/// Below this width of a detail, what stands beside a title stands under it.
const STACKED: f32 = 480.0;

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct Groups {
    pub(in crate::ui) chosen: Option<Id<Group>>,
    /// Whether all groups are looked at instead of one.
    sees_all: bool,
    /// The row of the list of all groups.
    row: usize,
    open: Open,
    members: Members,
    /// Whether only the members are seen.
    is_members_only: bool,
    picker: Option<Picker>,
    sheet: Option<Sheet>,
}

/// The group that is open, as it was read.
#[derive(Debug, Default)]
struct Open {
    revision: u64,
    page: Option<GroupPage>,
    problem: String,
}

pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut Groups, commands: &mut Vec<Command>) {
    let groups = view.desk.groups();
    if state
        .sheet
        .as_ref()
        .is_some_and(|sheet| sheet.is_done(view.desk.revision()))
    {
        state.sheet = None;
    }
    if view.pressed(Action::New) {
        state.sheet = Some(Sheet::new_group(groups));
    }
    if groups.is_empty() {
        panes::page(ui, "no groups", |ui| {
            if state.sheet.is_some() {
                form::show(ui, view, &mut state.sheet, commands);
            } else if no_group(ui, view) {
                state.sheet = Some(Sheet::new_group(groups));
            }
        });
        return;
    }
    choose(view, state);
    list::show(ui, view, state);
    if state.sheet.is_some() {
        body(ui, "group form", |ui| {
            form::show(ui, view, &mut state.sheet, commands);
        });
        return;
    }
    if state.sees_all {
        body(ui, "all groups", |ui| list::all(ui, view, state));
        return;
    }
    if state.open.page.is_none() {
        let words = format!("This group cannot be read. {}", state.open.problem);
        panes::page(ui, "no group", |ui| {
            empty(ui, 1, "Nothing to show", &words, Button::new("Groups"))
        });
        return;
    }
    // The page is taken out while it is drawn, so that what is chosen can change meanwhile.
    let Some(page) = state.open.page.take() else {
        return;
    };
    keys(ui, view, &page, state, commands);
    body(ui, "group", |ui| {
        detail::show(ui, view, &page, state, commands);
    });
    pick(ui, view, &page, state, commands);
    state.open.page = Some(page);
}

/// A page whose margins are those of a detail beside a list.
fn body(ui: &mut Ui, salt: &str, content: impl FnOnce(&mut Ui)) {
    let is_narrow = ui.available_width() < 600.0;
    let side = if is_narrow { 20 } else { 32 };
    let margin = Margin {
        left: side,
        right: side,
        top: 20,
        bottom: 24,
    };
    Frame::new().show(ui, |ui| panes::scroll(ui, salt, margin, content));
}

fn no_group(ui: &mut Ui, view: &View<'_>) -> bool {
    let sentence = "A group is a club or circle that dines together; it has members, dues and a day of renewal";
    let key = view.key(Action::New);
    let button = Button::new("New group").key(&key).primary();
    empty(ui, 4, "No group yet", sentence, button).clicked()
}

/// Finds which group is looked at, and reads it when it changed: the one that was chosen, else the one of the switcher,
/// else the first.
fn choose(view: &View<'_>, state: &mut Groups) {
    let groups = view.desk.groups();
    let is_there = |id: Id<Group>| groups.iter().any(|line| line.group.id == id);
    if state.chosen.is_some_and(|id| !is_there(id)) {
        state.chosen = None;
    }
    if state.chosen.is_some() {
        state.sees_all = false;
    }
    if state.sees_all {
        return;
    }
    let first = || groups.first().map(|line| line.group.id);
    let Some(id) = state.chosen.or_else(|| view.desk.scope()).or_else(first) else {
        return;
    };
    let before = state.open.page.as_ref().map(|page| page.group.id);
    if before == Some(id) && state.open.revision == view.desk.revision() {
        state.chosen = Some(id);
        return;
    }
    if before != Some(id) {
        state.members = Members::default();
        state.sheet = state.sheet.take().filter(Sheet::is_new);
    }
    state.chosen = Some(id);
    state.open = match view.desk.group(id) {
        Ok(page) => Open {
            page,
            ..Open::default()
        },
        Err(error) => Open {
            problem: error.to_string(),
            ..Open::default()
        },
    };
    state.open.revision = view.desk.revision();
}

/// What the keys do on an open group.
fn keys(
    ui: &Ui,
    view: &View<'_>,
    page: &GroupPage,
    state: &mut Groups,
    commands: &mut Vec<Command>,
) {
    if view.pressed(Action::Edit) {
        state.sheet = Some(Sheet::edit(&page.group));
    }
    if view.pressed(Action::Add) {
        state.picker = Some(Picker::default());
    }
    if view.pressed(Action::Search) {
        ui.memory_mut(|memory| memory.request_focus(members::filter_id()));
    }
    if view.pressed(Action::Cancel) {
        state.members.clear_filter(ui);
    }
    state.members.find(page, view.desk.revision());
    state.members.step(page, view.step());
    let Some(member) = state.members.chosen(page) else {
        return;
    };
    if view.pressed(Action::Drafts) {
        let today = view.desk.today();
        copy(
            view,
            page,
            member,
            Letter::for_member(member, today),
            commands,
        );
    }
    if view.pressed(Action::Open) {
        commands.push(Command::OpenPerson(member.person.id));
    }
}

/// Copies a letter to somebody.
fn copy(
    view: &View<'_>,
    page: &GroupPage,
    member: &MemberLine,
    kind: Letter,
    commands: &mut Vec<Command>,
) {
    let host = view.desk.your_name().unwrap_or_default();
    let words = format!(
        "The {} to {} is copied: paste it into a mail",
        kind.word(),
        member.name
    );
    commands.push(Command::Copy(letter(page, member, kind, &host), words));
}

/// Looks for somebody to add; who is a member already is not offered.
fn pick(
    ui: &mut Ui,
    view: &View<'_>,
    page: &GroupPage,
    state: &mut Groups,
    commands: &mut Vec<Command>,
) {
    let Some(picker) = &mut state.picker else {
        return;
    };
    let mut inside: Vec<Id<Person>> = page
        .members
        .iter()
        .filter(|member| member.belonging <= Belonging::Member)
        .map(|member| member.person.id)
        .collect();
    inside.sort_unstable();
    let outside: Vec<&PersonLine> = view
        .desk
        .everybody()
        .iter()
        .filter(|line| inside.binary_search(&line.person.id).is_err())
        .collect();
    let title = format!("Add to {}", page.group.name);
    let Some(picked) = picker.show(ui, &title, &outside, true) else {
        return;
    };
    state.picker = None;
    let group = page.group.id;
    let edit = match picked {
        Picked::Person(person) => {
            state.members.choose(person);
            GroupEdit::Join(group, person)
        }
        Picked::New(name) => GroupEdit::JoinNew(group, name),
        Picked::Nobody => return,
    };
    commands.push(Command::Edit(Edit::Group(edit)));
}

//! The form of a dinner, new or there already: what is typed stays typed until it is made or cancelled, and a panel
//! beside it says what evening that gives.

mod choose;
mod draft;
mod gives;
mod minutes;
mod parts;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use egui::{Align, Layout, Ui};

use super::{View, later, pick::Picker};
use crate::{
    app::{
        desk::{DinnerBasis, DinnerEdit, Edit},
        dinner_plan::{GroupChoice, Guest},
    },
    domain::{Dinner, Group, Id, Person},
    ui::{
        command::{Action, Command, Route, Stage},
        icons::Icon,
        panes, theme,
        widgets::{Button, text},
    },
};
use choose::Chooser;
use draft::{Draft, GuestsFrom};

/// What the form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    New,
    /// A new dinner after the pattern of this one.
    Repeat(Id<Dinner>),
    Edit(Id<Dinner>),
}

/// What was typed about one subject.
#[derive(Clone, Debug)]
struct Typed {
    subject: Subject,
    draft: Draft,
    /// What was proposed when it was last drawn: whatever differs from it was typed.
    proposed: Draft,
    /// Creating was tried: now what is missing is marked as well.
    was_tried: bool,
}

/// What the library says beside it, and of which revision and choice that is.
#[derive(Debug)]
struct Known {
    key: (u64, Subject, Option<Id<Group>>),
    basis: DinnerBasis,
}

/// Of which revision, day and people something is: a change of any of them asks again.
type NearKey = (u64, NaiveDate, BTreeSet<Id<Person>>);

/// What the guests are chosen from: revision, group, way, host and seats.
type InvitedKey = (
    (u64, Subject, Option<Id<Group>>),
    GuestsFrom,
    Option<Id<Person>>,
    usize,
);

/// A list that lies over the form.
#[derive(Debug)]
enum Over {
    Group(Chooser),
    Zone(Chooser, Vec<String>),
    Host(Picker),
}

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct DinnerForm {
    typed: Vec<Typed>,
    /// The dinner that the new one repeats.
    repeats: Option<Id<Dinner>>,
    /// Where one came from.
    back: Option<Route>,
    /// The field that is to have the focus.
    wanted: Option<&'static str>,
    shown: Option<Subject>,
    /// The pass in which it was drawn last.
    drawn: u64,
    known: Option<Known>,
    near: Option<(NearKey, String)>,
    invited: Option<(InvitedKey, Vec<Guest>)>,
    over: Option<Over>,
    /// What was cancelled last, to bring it back.
    put_away: Option<Typed>,
    /// What was asked of the library, and at which revision: when that has risen, it was done.
    sent: Option<(Subject, u64)>,
}

impl DinnerForm {
    /// The next new dinner is a plain one, whatever was repeated before.
    pub(in crate::ui) fn begin_new(&mut self) {
        self.repeats = None;
    }

    /// The next new dinner repeats this one.
    pub(in crate::ui) fn begin_repeat(&mut self, dinner: Id<Dinner>) {
        self.repeats = Some(dinner);
    }

    /// The form is opened to move the date.
    pub(in crate::ui) fn begin_move(&mut self) {
        self.wanted = Some("Date");
    }

    /// Where cancelling leads.
    pub(in crate::ui) fn come_from(&mut self, route: Route) {
        self.back = Some(route);
    }
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    route: Route,
    state: &mut DinnerForm,
    commands: &mut Vec<Command>,
) {
    let subject = match (route, state.repeats) {
        (Route::EditDinner(dinner), _) => Subject::Edit(dinner),
        (_, Some(dinner)) => Subject::Repeat(dinner),
        _ => Subject::New,
    };
    if was_done(view, state) == Some(subject) && matches!(subject, Subject::Edit(_)) {
        leave(state, subject, commands);
        return;
    }
    if matches!(subject, Subject::Edit(_)) && view.dinner.is_none() {
        later(
            ui,
            "This dinner is not there any more",
            "It was taken back or removed. All dinners are a step away in the rail.",
        );
        return;
    }
    let Some(mut typed) = prepared(ui, view, state, subject) else {
        return;
    };
    let reading = typed.draft.read(view.desk.today());
    let known = state.known.take();
    let mut is_cancelled = view.pressed(Action::Cancel);
    if let Some(known) = &known {
        invite(state, &typed.draft, known);
        gives::panel(ui, view, state, &typed.draft, &reading, &known.basis);
        panes::page(ui, "dinner form", |ui| {
            ui.set_max_width(ui.available_width().min(904.0));
            let mut form = parts::Form {
                view,
                state,
                typed: &mut typed,
                reading: &reading,
                basis: &known.basis,
            };
            title(ui, subject, &mut form);
            form.parts(ui);
            is_cancelled |= buttons(ui, subject, &mut form, commands);
        });
        lists(ui, view, state, &mut typed, &known.basis);
    }
    state.known = known;
    state.typed.retain(|each| each.subject != subject);
    state.typed.push(typed);
    if is_cancelled {
        cancel(state, subject, commands);
    }
}

/// What was asked of the library and is done: its text has served.
fn was_done(view: &View<'_>, state: &mut DinnerForm) -> Option<Subject> {
    let (subject, revision) = state.sent.take()?;
    if view.desk.revision() == revision {
        return None;
    }
    state.typed.retain(|each| each.subject != subject);
    if matches!(subject, Subject::Repeat(_)) {
        state.repeats = None;
    }
    Some(subject)
}

/// What was typed about the subject, brought up to what is proposed now. `None` while the library cannot be read.
fn prepared(ui: &Ui, view: &View<'_>, state: &mut DinnerForm, subject: Subject) -> Option<Typed> {
    let mut typed = state
        .typed
        .iter()
        .find(|each| each.subject == subject)
        .cloned();
    // Whoever comes back to it, by whatever way, is at its first field: what is typed at once is not lost.
    let pass = ui.ctx().cumulative_pass_nr();
    let is_back = pass > state.drawn + 2;
    state.drawn = pass;
    if is_back || state.shown != Some(subject) {
        state.shown = Some(subject);
        let first = if matches!(subject, Subject::Edit(_)) {
            "Name"
        } else {
            "Date"
        };
        state.wanted = state.wanted.or(Some(first));
        ui.ctx().request_repaint();
    }
    let group = match typed.as_ref().map(|typed| &typed.draft.group) {
        Some(GroupChoice::Known(group)) => Some(*group),
        Some(GroupChoice::New(_)) => None,
        None => first_group(view, subject),
    };
    let key = (view.desk.revision(), subject, group);
    if state.known.as_ref().is_none_or(|known| known.key != key) {
        let (like, edited) = match subject {
            Subject::New => (None, None),
            Subject::Repeat(dinner) => (Some(dinner), None),
            Subject::Edit(dinner) => (None, Some(dinner)),
        };
        let basis = view.desk.dinner_basis(group, like, edited).ok()?;
        state.known = Some(Known { key, basis });
        let known = state.known.as_ref()?;
        let today = view.desk.today();
        let mut proposed = if let (Subject::Edit(_), Some(open)) = (subject, view.dinner) {
            Draft::of(&open.record, today)
        } else {
            let is_repeat = matches!(subject, Subject::Repeat(_));
            Draft::proposed(&known.basis, today, view.desk.you(), is_repeat)
        };
        if known.basis.groups.is_empty() {
            // Nobody has a name for it yet; one that can be changed is better than a field in the way.
            let host = view.desk.you().and_then(|you| view.desk.line_of(you));
            let host = host.map(|line| line.person.short_name());
            let name =
                host.map_or_else(|| "Our table".to_owned(), |host| format!("{host}’s table"));
            proposed.title = parts::first_title(&name);
            proposed.group = GroupChoice::New(name);
        }
        match &mut typed {
            Some(typed) => {
                // The group is what the rest is proposed from: it does not follow.
                proposed.group = typed.draft.group.clone();
                if let GroupChoice::New(name) = &proposed.group {
                    proposed.title = parts::first_title(name);
                }
                typed.draft.follow(&typed.proposed, &proposed);
                typed.proposed = proposed;
            }
            None => {
                typed = Some(Typed {
                    subject,
                    draft: proposed.clone(),
                    proposed,
                    was_tried: false,
                });
            }
        }
    }
    typed
}

fn first_group(view: &View<'_>, subject: Subject) -> Option<Id<Group>> {
    match (subject, view.dinner) {
        (Subject::Edit(_), Some(open)) => Some(open.record.dinner.group),
        (Subject::Repeat(dinner), _) => {
            let mut lines = view.desk.dinners().iter();
            let line = lines.find(|line| line.dinner.id == dinner);
            line.map(|line| line.dinner.group)
        }
        _ => view.desk.usual_group().ok().flatten(),
    }
}

fn title(ui: &mut Ui, subject: Subject, form: &mut parts::Form<'_, '_>) {
    let theme = theme::of(ui);
    let (words, remark) = match (subject, &form.basis.last) {
        (Subject::Edit(_), _) => ("Edit details", String::new()),
        (Subject::Repeat(_), Some(last)) => (
            "New dinner",
            format!("as {} was; everything can be edited", last.short_name()),
        ),
        _ => (
            "New dinner",
            "a draft until the first guest is invited; everything can be edited later".to_owned(),
        ),
    };
    text::heading(ui, words, theme.text.page, &remark, theme.text.body);
    let put_away = form.state.put_away.as_ref();
    let is_fresh = form.typed.draft == form.typed.proposed;
    if is_fresh && put_away.is_some_and(|away| away.subject == subject) {
        let back = Button::new("Bring back what was typed").icon(Icon::UNDO);
        if ui.add(back.small()).clicked()
            && let Some(away) = form.state.put_away.take()
        {
            form.typed.draft = away.draft;
        }
    }
    ui.add_space(12.0);
}

/// The buttons at the end; whether the form was cancelled.
fn buttons(
    ui: &mut Ui,
    subject: Subject,
    form: &mut parts::Form<'_, '_>,
    commands: &mut Vec<Command>,
) -> bool {
    let theme = theme::of(ui);
    let words = match subject {
        Subject::Edit(_) => "Keep the details",
        _ => "Create the dinner",
    };
    ui.add_space(8.0);
    if form.typed.was_tried
        && let Some((_, problem)) = form.reading.problems.first()
    {
        let words = format!("Not yet: {problem}");
        let answer = text::label(ui, &words, theme.text.strong, theme.palette.late);
        answer.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Alert, true, &words));
        ui.add_space(12.0);
    }
    let mut is_cancelled = false;
    let mut is_confirmed = form.view.pressed(Action::Confirm);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        let key = form.view.key(Action::Confirm);
        let confirm = Button::new(words).icon(Icon::Check).key(&key);
        is_confirmed |= ui.add(confirm.primary().large()).clicked();
        let key = form.view.key(Action::Cancel);
        is_cancelled = ui.add(Button::new("Cancel").key(&key).large()).clicked();
        if !matches!(subject, Subject::Edit(_)) {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = "nothing is sent; invitations are drafts";
                text::short_label(ui, words, theme.text.small, theme.palette.ink_quiet);
            });
        }
    });
    if is_confirmed {
        confirm(subject, form, commands);
    }
    is_cancelled
}

/// Chooses the guests anew when something that they depend on was changed.
fn invite(state: &mut DinnerForm, draft: &Draft, known: &Known) {
    let key = (known.key, draft.guests, draft.host, draft.seats());
    if state.invited.as_ref().is_none_or(|(of, _)| *of != key) {
        state.invited = Some((key, draft.invited(&known.basis)));
    }
}

fn confirm(subject: Subject, form: &mut parts::Form<'_, '_>, commands: &mut Vec<Command>) {
    form.typed.was_tried = true;
    let guests = form.state.invited.as_ref();
    let guests = guests.map(|(_, guests)| guests.clone()).unwrap_or_default();
    let Some(plan) = form.typed.draft.plan(form.reading, guests) else {
        let first = form.reading.problems.first().map(|(part, _)| *part);
        form.state.wanted = first.and_then(parts::field_of);
        return;
    };
    let edit = match subject {
        Subject::Edit(dinner) => DinnerEdit::Change(dinner, Box::new(plan)),
        _ => DinnerEdit::Create(Box::new(plan)),
    };
    form.state.sent = Some((subject, form.view.desk.revision()));
    commands.push(Command::Edit(Edit::Dinner(edit)));
}

/// Leaves the form; what was typed can be brought back once.
fn cancel(state: &mut DinnerForm, subject: Subject, commands: &mut Vec<Command>) {
    if let Some(at) = state.typed.iter().position(|each| each.subject == subject) {
        let typed = state.typed.remove(at);
        if typed.draft != typed.proposed {
            state.put_away = Some(typed);
            let words = "Cancelled. The form brings back what was typed";
            commands.push(Command::Say(words.to_owned()));
        }
    }
    leave(state, subject, commands);
}

fn leave(state: &mut DinnerForm, subject: Subject, commands: &mut Vec<Command>) {
    let back = match (subject, state.back) {
        (Subject::Edit(dinner), Some(Route::Dinner(from, stage))) if from == dinner => {
            Route::Dinner(from, stage)
        }
        (Subject::Edit(dinner), back) if back != Some(Route::Dinners) => {
            Route::Dinner(dinner, Stage::Guests)
        }
        _ => Route::Dinners,
    };
    state.shown = None;
    state.known = None;
    state.repeats = None;
    commands.push(Command::Go(back));
}

/// The lists that lie over the form.
fn lists(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut DinnerForm,
    typed: &mut Typed,
    basis: &DinnerBasis,
) {
    use choose::Chosen;
    let Some(mut over) = state.over.take() else {
        return;
    };
    let is_over = match &mut over {
        Over::Group(list) => {
            let names: Vec<String> = basis.groups.iter().map(|each| each.name.clone()).collect();
            let add = Some(("Make", "a new group"));
            let chosen = list.show(ui, "Group", "Name, or a new one", &names, add);
            match &chosen {
                Some(Chosen::At(at)) => {
                    if let Some(group) = basis.groups.get(*at) {
                        typed.draft.group = GroupChoice::Known(group.id);
                    }
                }
                Some(Chosen::New(name)) => {
                    typed.draft.group = GroupChoice::New(name.clone());
                    let title = parts::first_title(name);
                    if typed.draft.title == typed.proposed.title {
                        typed.draft.title.clone_from(&title);
                    }
                    typed.proposed.title = title;
                }
                _ => {}
            }
            chosen.is_none()
        }
        Over::Zone(list, zones) => {
            let chosen = list.show(ui, "Time zone", "City or region", zones, None);
            if let Some(Chosen::At(at)) = chosen
                && let Some(zone) = zones.get(at)
            {
                typed.draft.zone.clone_from(zone);
            }
            chosen.is_none()
        }
        Over::Host(picker) => {
            let people: Vec<_> = view.desk.everybody().iter().collect();
            let picked = picker.show(ui, "Host at the table", &people, false);
            if let Some(super::pick::Picked::Person(person)) = picked {
                typed.draft.host = Some(person);
            }
            picked.is_none()
        }
    };
    if is_over {
        state.over = Some(over);
    }
}

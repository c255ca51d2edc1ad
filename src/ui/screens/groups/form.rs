//! What is filled in about a group: its details, the objective of the owner of the laptop, since when somebody belongs.

use egui::{Align, Layout, Ui, vec2};

use super::View;
use crate::{
    app::{
        desk::{Edit, GroupEdit},
        dinners::counted,
        groups::{GroupForm, GroupLine, GroupPage, GroupProblems, MemberLine, distance, read_date},
    },
    domain::{Currency, Group, Id, Person},
    ui::{
        command::{Action, Command},
        icons::Icon,
        theme,
        widgets::{Button, Field, Segments, section, text},
    },
};

const WIDTH: f32 = 640.0;
const GAP: f32 = 20.0;

/// A form that is being filled in.
#[derive(Debug)]
pub(super) struct Sheet {
    kind: Kind,
    /// The revision at which it was handed in; it is shut when the library has changed since, and stays with all that
    /// was typed when that failed.
    handed_in: Option<u64>,
    was_drawn: bool,
}

#[derive(Debug)]
enum Kind {
    /// Of a group that is there, or of a new one.
    Details {
        group: Option<Id<Group>>,
        form: GroupForm,
        /// What was wrong when it was handed in last; nothing before that.
        problems: Option<GroupProblems>,
    },
    Objective {
        group: Id<Group>,
        group_name: String,
        text: String,
        outcome: String,
    },
    Since {
        group: Id<Group>,
        person: Id<Person>,
        name: String,
        typed: String,
        problem: String,
    },
}

impl Sheet {
    fn of(kind: Kind) -> Self {
        Self {
            kind,
            handed_in: None,
            was_drawn: false,
        }
    }

    pub(super) fn new_group(groups: &[GroupLine]) -> Self {
        Self::of(Kind::Details {
            group: None,
            form: GroupForm::new(groups),
            problems: None,
        })
    }

    pub(super) fn edit(group: &Group) -> Self {
        Self::of(Kind::Details {
            group: Some(group.id),
            form: GroupForm::of(group),
            problems: None,
        })
    }

    pub(super) fn objective(page: &GroupPage) -> Self {
        let (text, outcome) = page
            .objective
            .as_ref()
            .map(|objective| (objective.text.clone(), objective.outcome.clone()))
            .unwrap_or_default();
        Self::of(Kind::Objective {
            group: page.group.id,
            group_name: page.group.name.clone(),
            text,
            outcome,
        })
    }

    pub(super) fn since(page: &GroupPage, member: &MemberLine) -> Self {
        let typed = member
            .since
            .map(|day| day.format("%-d %b %Y").to_string())
            .unwrap_or_default();
        Self::of(Kind::Since {
            group: page.group.id,
            person: member.person.id,
            name: member.name.clone(),
            typed,
            problem: String::new(),
        })
    }

    /// Whether it is about a group that is not there yet, and so belongs to none that is open.
    pub(super) fn is_new(sheet: &Self) -> bool {
        matches!(sheet.kind, Kind::Details { group: None, .. })
    }

    /// Whether what was handed in is kept.
    pub(super) fn is_done(&self, revision: u64) -> bool {
        self.handed_in.is_some_and(|at| at != revision)
    }

    /// Hands it in, if it can be read; else it says what is wrong.
    fn hand_in(&mut self, view: &View<'_>) -> Option<GroupEdit> {
        let edit = match &mut self.kind {
            Kind::Details {
                group,
                form,
                problems,
            } => match read(view, *group, form) {
                Ok(details) => match group {
                    Some(group) => GroupEdit::Change(*group, details),
                    None => GroupEdit::Create(details),
                },
                Err(found) => {
                    *problems = Some(found);
                    return None;
                }
            },
            Kind::Objective {
                group,
                text,
                outcome,
                ..
            } => GroupEdit::Objective {
                group: *group,
                text: text.clone(),
                outcome: outcome.clone(),
            },
            Kind::Since {
                group,
                person,
                typed,
                problem,
                ..
            } => {
                let day = match typed.trim() {
                    "" => Ok(None),
                    typed => read_date(typed).map(Some),
                };
                match day {
                    Ok(day) => GroupEdit::Since(*group, *person, day),
                    Err(words) => {
                        *problem = words;
                        return None;
                    }
                }
            }
        };
        self.handed_in = Some(view.desk.revision());
        Some(edit)
    }
}

fn read(
    view: &View<'_>,
    own: Option<Id<Group>>,
    form: &GroupForm,
) -> Result<crate::app::groups::GroupDetails, GroupProblems> {
    let others = view.desk.groups().iter();
    let others = others.filter(|line| Some(line.group.id) != own);
    form.read(others.map(|line| line.group.name.as_str()))
}

/// Draws the form that is open; shuts it when it is cancelled.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    sheet: &mut Option<Sheet>,
    commands: &mut Vec<Command>,
) {
    let Some(open) = sheet else { return };
    let is_first = !std::mem::replace(&mut open.was_drawn, true);
    ui.set_max_width(WIDTH.min(ui.available_width()));
    ui.spacing_mut().item_spacing.y = 4.0;
    let is_new = Sheet::is_new(open);
    let mut is_deleted = false;
    match &mut open.kind {
        Kind::Details {
            group,
            form,
            problems,
        } => {
            if problems.is_some() {
                *problems = Some(read(view, *group, form).err().unwrap_or_default());
            }
            let none = GroupProblems::default();
            let problems = problems.as_ref().unwrap_or(&none);
            details(ui, view, *group, form, problems, is_first);
        }
        Kind::Objective {
            group_name,
            text,
            outcome,
            ..
        } => objective(ui, group_name, text, outcome, is_first),
        Kind::Since {
            name,
            typed,
            problem,
            ..
        } => {
            if !problem.is_empty() {
                *problem = read_date(typed).err().unwrap_or_default();
            }
            since(ui, view, name, typed, problem, is_first);
        }
    }
    ui.add_space(24.0);
    let keep_key = view.key(Action::Confirm);
    let cancel_key = view.key(Action::Cancel);
    let mut is_kept = view.pressed(Action::Confirm);
    let mut is_cancelled = view.pressed(Action::Cancel);
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), 36.0),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let words = if is_new { "Create group" } else { "Keep" };
            let keep = Button::new(words).key(&keep_key).primary();
            is_kept |= ui.add(keep).clicked();
            is_cancelled |= ui.add(Button::new("Cancel").key(&cancel_key)).clicked();
            if let Kind::Details {
                group: Some(group), ..
            } = &open.kind
            {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if delete(ui, view, *group) {
                        commands.push(Command::Edit(Edit::Group(GroupEdit::Delete(*group))));
                        is_deleted = true;
                    }
                });
            }
        },
    );
    if is_kept {
        commands.extend(
            open.hand_in(view)
                .map(|edit| Command::Edit(Edit::Group(edit))),
        );
    }
    if is_cancelled || is_deleted {
        *sheet = None;
    }
}

/// The button that deletes a group; where dinners stand on it, it says so.
fn delete(ui: &mut Ui, view: &View<'_>, group: Id<Group>) -> bool {
    let dinners = view
        .desk
        .groups()
        .iter()
        .find(|line| line.group.id == group)
        .map_or(0, |line| line.dinners);
    let why = format!("It has {}: delete those first", counted(dinners, "dinner"));
    let why = (dinners > 0).then_some(why.as_str());
    let button = Button::new("Delete group").icon(Icon::Trash).off_when(why);
    ui.add(button).clicked()
}

fn title(ui: &mut Ui, words: &str, remark: &str) {
    let theme = theme::of(ui);
    text::short_label(ui, words, theme.text.page, theme.palette.ink);
    text::label(ui, remark, theme.text.body, theme.palette.ink_quiet);
    ui.add_space(20.0);
}

fn details(
    ui: &mut Ui,
    view: &View<'_>,
    group: Option<Id<Group>>,
    form: &mut GroupForm,
    problems: &GroupProblems,
    is_first: bool,
) {
    let own = view
        .desk
        .groups()
        .iter()
        .find(|line| Some(line.group.id) == group);
    match own {
        Some(line) => title(
            ui,
            &format!("Edit {}", line.group.name),
            "New dinners take their place and time zone from here",
        ),
        None => title(
            ui,
            "New group",
            "A name is enough; the rest can be said later",
        ),
    }
    let name = Field::new("Name", &mut form.name)
        .hint("Thursday Table")
        .error(&problems.name)
        .show(ui);
    if is_first {
        name.request_focus();
    }
    ui.add_space(16.0);
    Field::new("Where it usually meets", &mut form.place)
        .hint("Osteria Lume, back room")
        .show(ui);
    ui.add_space(16.0);
    two(ui, |ui, side| match side {
        Side::Left => {
            Field::new("Currency", &mut form.currency)
                .hint("GBP")
                .note("Three letters, as GBP or EUR")
                .error(&problems.currency)
                .show(ui);
        }
        Side::Right => {
            Field::new("Time zone", &mut form.zone)
                .hint("Europe/London")
                .note("Empty means that of this computer")
                .error(&problems.zone)
                .show(ui);
        }
    });
    ui.add_space(16.0);
    let note = dues_note(form);
    two(ui, |ui, side| match side {
        Side::Left => {
            Field::new("Dues", &mut form.dues)
                .hint("None")
                .note(&note)
                .error(&problems.dues)
                .show(ui);
        }
        Side::Right => {
            section::label(ui, "Dues are for");
            // In the middle of the taller field beside it.
            ui.add_space(4.0);
            let names = ["a year", "a quarter"];
            let chosen = usize::from(form.is_quarterly);
            if let Some(new) = Segments::new("Dues are for", &names, chosen).show(ui) {
                form.is_quarterly = new == 1;
            }
        }
    });
    ui.add_space(16.0);
    two(ui, |ui, side| {
        if side == Side::Left {
            let note = day_note(view, &form.renews, "The day of decision for everybody");
            Field::new("Renewal", &mut form.renews)
                .hint("1 Jan 2027")
                .note(&note)
                .error(&problems.renews)
                .icon(Icon::CalendarBlank)
                .show(ui);
        }
    });
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Two fields side by side.
fn two(ui: &mut Ui, mut content: impl FnMut(&mut Ui, Side)) {
    let width = ((ui.available_width() - GAP) / 2.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for side in [Side::Left, Side::Right] {
            ui.vertical(|ui| {
                ui.set_width(width);
                content(ui, side);
            });
        }
    });
}

/// What the dues come to in a year, when a quarter's are typed.
fn dues_note(form: &GroupForm) -> String {
    let year = Currency::of(&form.currency).and_then(|currency| {
        let typed = currency.read(&form.dues).filter(|minor| *minor > 0)?;
        Some(if form.is_quarterly {
            format!("That is {} a year", currency.amount(typed * 4))
        } else {
            format!("{} a year", currency.amount(typed))
        })
    });
    year.unwrap_or_else(|| "As 45 or 45.50; empty means none".to_owned())
}

/// A typed day with its month spelt, and how far it is; `otherwise` where it is none.
fn day_note(view: &View<'_>, typed: &str, otherwise: &str) -> String {
    match read_date(typed) {
        Ok(day) => format!(
            "{}, {}",
            day.format("%a %-d %b %Y"),
            distance(day, view.desk.today())
        ),
        Err(_) => otherwise.to_owned(),
    }
}

fn objective(ui: &mut Ui, group: &str, text: &mut String, outcome: &mut String, is_first: bool) {
    title(
        ui,
        &format!("Your objective in {group}"),
        "Something that can be counted, and by when. Without words you have none",
    );
    let field = Field::new("What you mean to get done", text)
        .hint("Six introductions for other people before Christmas")
        .rows(2)
        .show(ui);
    if is_first {
        field.request_focus();
    }
    ui.add_space(16.0);
    Field::new("How it stands", outcome)
        .hint("4 made, 2 to go")
        .rows(2)
        .show(ui);
}

fn since(
    ui: &mut Ui,
    view: &View<'_>,
    name: &str,
    typed: &mut String,
    problem: &str,
    is_first: bool,
) {
    title(
        ui,
        name,
        "Since when they belong to the group; without a day it is not said",
    );
    let note = day_note(view, typed, "A day, as 1 Sep 2025");
    ui.scope(|ui| {
        ui.set_max_width(280.0_f32.min(ui.available_width()));
        let field = Field::new("Since", typed)
            .note(&note)
            .error(problem)
            .icon(Icon::CalendarBlank)
            .show(ui);
        if is_first {
            field.request_focus();
        }
    });
}

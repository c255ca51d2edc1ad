//! The form of a person, new or known: every field, in two columns, kept as one change.

use egui::{Id as WidgetId, Layout, Ui, vec2};

use super::{People, Typed, View, Whose, column};
use crate::{
    app::desk::{Agreed, OpenPerson, PersonDraft, PersonEdit, PointDraft},
    domain::person::ContactKind,
    ui::{
        command::{Action, Command},
        icons::Icon,
        theme::{self, Tone},
        widgets::{Button, Field, Segments, notice::Notice, section, select::Select, text},
    },
};

const TWO_COLUMNS: f32 = 700.0;
const GAP: f32 = 34.0;

/// The kinds of ways to reach somebody, and their words in the form.
const KINDS: [(ContactKind, &str); 4] = [
    (ContactKind::Email, "E-mail"),
    (ContactKind::Phone, "Phone"),
    (ContactKind::Link, "Link"),
    (ContactKind::Address, "Address"),
];

/// A form and what it was when it was opened.
#[derive(Clone, Debug)]
pub(super) struct Form {
    draft: PersonDraft,
    before: PersonDraft,
    /// Whether it was tried to keep it: only then is what is missing pointed at.
    was_tried: bool,
    pub(super) wants_focus: bool,
    /// Somebody who has the name already, kept by the name and the state of the library that it was looked up for.
    same_name: SameName,
}

#[derive(Clone, Debug, Default)]
struct SameName {
    revision: u64,
    name: String,
    words: Option<String>,
}

impl Form {
    /// Of somebody, or of somebody new.
    pub(super) fn of(open: Option<&OpenPerson>) -> Self {
        let draft = open.map_or_else(PersonDraft::empty, PersonDraft::of);
        Self {
            before: draft.clone(),
            draft,
            was_tried: false,
            wants_focus: true,
            same_name: SameName::default(),
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.draft != self.before
    }
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut People,
    whose: Whose,
    commands: &mut Vec<Command>,
) {
    let Some(form) = state.forms.get_mut(&whose) else {
        state.editing = None;
        return;
    };
    ui.spacing_mut().item_spacing.y = 14.0;
    let mut pressed = head(ui, form);
    if view.pressed(Action::Confirm) {
        pressed = Some(Pressed::Keep);
    }
    let problem = form.draft.problem(view.desk.today());
    if form.was_tried
        && let Some(problem) = &problem
    {
        let safe = "Nothing was kept yet, and nothing typed is lost";
        Notice::new(Tone::Late, Icon::LATE, problem, safe).show(ui);
    }
    if whose.is_none() {
        same_name(ui, view, form);
    }
    let room = ui.available_width();
    if room < TWO_COLUMNS {
        who(ui, form);
        reach(ui, view, form);
    } else {
        let width = ((room - GAP) / 2.0).floor();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            column(ui, width, |ui| who(ui, form));
            ui.add_space(GAP);
            column(ui, width, |ui| reach(ui, view, form));
        });
    }
    form.wants_focus = false;
    match pressed {
        Some(Pressed::Keep) if problem.is_some() => form.was_tried = true,
        Some(Pressed::Keep) => {
            let edit = PersonEdit::Keep(Box::new(form.draft.clone()));
            state.send(view, Typed::Form(whose), edit, commands);
        }
        Some(Pressed::Leave) => state.leave_form(),
        Some(Pressed::ThrowAway) => {
            state.forms.remove(&whose);
            state.editing = None;
        }
        None => {}
    }
}

enum Pressed {
    Keep,
    Leave,
    ThrowAway,
}

fn head(ui: &mut Ui, form: &Form) -> Option<Pressed> {
    let theme = theme::of(ui);
    let title = match form.draft.id {
        Some(_) => super::detail::elided(&form.before.person.name()),
        None => "New person".to_owned(),
    };
    let mut pressed = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.set_min_height(44.0);
        let keep = Button::new("Keep").key("Ctrl Enter").primary();
        let leave = Button::new("Cancel").key("Esc");
        let throw = Button::new("Throw away");
        let mut needed = keep.measure(ui).x + leave.measure(ui).x + 24.0;
        if form.is_changed() {
            needed += throw.measure(ui).x + 8.0;
        }
        let width = (ui.available_width() - needed).max(80.0);
        column(ui, width, |ui| {
            text::short_label(ui, &title, theme.text.page, theme.palette.ink);
        });
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.add(keep).clicked() {
                pressed = Some(Pressed::Keep);
            }
            let leave = leave.tooltip("What was changed waits until you come back");
            if ui.add(leave).clicked() {
                pressed = Some(Pressed::Leave);
            }
            if form.is_changed() && ui.add(throw).clicked() {
                pressed = Some(Pressed::ThrowAway);
            }
        });
    });
    pressed
}

/// Two people may share a name; it is said, and nobody is stopped.
fn same_name(ui: &mut Ui, view: &View<'_>, form: &mut Form) {
    let person = &form.draft.person;
    if person.family.trim().is_empty() || person.given.trim().is_empty() {
        return;
    }
    let (revision, name) = (view.desk.revision(), person.name().to_lowercase());
    if form.same_name.revision != revision || form.same_name.name != name {
        let mut people = view.desk.everybody().iter();
        let same = people.find(|line| line.name.to_lowercase() == name);
        let words = same.map(|line| match line.line.as_str() {
            "" => format!("There is a {} already", line.name),
            about => format!("There is a {} already: {about}", line.name),
        });
        form.same_name = SameName {
            revision,
            name,
            words,
        };
    }
    if let Some(happened) = &form.same_name.words {
        let safe = "Two people may share a name: keep this one if it is somebody else";
        Notice::new(Tone::Info, Icon::Info, happened, safe)
            .on_paper()
            .show(ui);
    }
}

fn who(ui: &mut Ui, form: &mut Form) {
    ui.spacing_mut().item_spacing.y = 12.0;
    let problem = form.draft.name_problem().filter(|_| form.was_tried);
    let focus = form.wants_focus;
    let person = &mut form.draft.person;
    pair(ui, |ui, is_first| {
        let field = if is_first {
            Field::new("First name", &mut person.given)
                .error(problem.unwrap_or_default())
                .id(WidgetId::unique("first name"))
        } else {
            Field::new("Family name", &mut person.family)
        };
        let field = field.show(ui);
        if is_first && focus {
            field.request_focus();
        }
    });
    pair(ui, |ui, is_first| {
        if is_first {
            Field::new("Middle name", &mut person.middle).show(ui);
        } else {
            Field::new("Called", &mut person.nickname).show(ui);
        }
    });
    pair(ui, |ui, is_first| {
        if is_first {
            Field::new("Form of address", &mut person.prefix)
                .hint("Dr")
                .show(ui);
        } else {
            Field::new("After the name", &mut person.suffix).show(ui);
        }
    });
    Field::new("Say it like", &mut person.says_it_like)
        .hint("LIND-kvist")
        .show(ui);
    pair(ui, |ui, is_first| {
        if is_first {
            Field::new("Company", &mut person.company).show(ui);
        } else {
            Field::new("Position", &mut person.position).show(ui);
        }
    });
    Field::new("Trade", &mut form.draft.trades)
        .hint("Brand designer")
        .note("What a table should not have twice; several with commas")
        .show(ui);
    Field::new("What they do, in one line", &mut person.business)
        .rows(2)
        .show(ui);
    Field::new("Whom they help", &mut person.helps)
        .rows(2)
        .show(ui);
    Field::new("Whom they want to meet", &mut person.wants_to_meet)
        .note("Several with commas; a full name finds the person here")
        .rows(2)
        .show(ui);
}

fn reach(ui: &mut Ui, view: &View<'_>, form: &mut Form) {
    ui.spacing_mut().item_spacing.y = 12.0;
    section::label(ui, "How to reach them");
    let mut gone = None;
    for (number, point) in form.draft.points.iter_mut().enumerate() {
        ui.push_id(("point", number), |ui| {
            if one_way(ui, number, point) {
                gone = Some(number);
            }
        });
    }
    if let Some(number) = gone {
        form.draft.points.remove(number);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for (kind, word) in KINDS {
            if ui.add(Button::new(word).icon(Icon::Plus).small()).clicked() {
                form.draft.points.push(PointDraft::new(kind));
            }
        }
    });
    ui.add_space(4.0);
    consents(ui, form);
    ui.add_space(4.0);
    Field::new("Needs at the table", &mut form.draft.person.needs)
        .hint("no nuts")
        .note("The kitchen gets them without the name")
        .show(ui);
    let today = view.desk.today();
    let problem = form.draft.birthday_problem(today).unwrap_or_default();
    Field::new("Birthday", &mut form.draft.birthday)
        .hint("3 Dec 1980")
        .error(&problem)
        .show(ui);
}

/// One way to reach somebody; whether it is to be taken away.
fn one_way(ui: &mut Ui, number: usize, point: &mut PointDraft) -> bool {
    let words = KINDS.map(|(_, word)| word);
    let chosen = KINDS
        .iter()
        .position(|(kind, _)| *kind == point.kind)
        .unwrap_or_default();
    let mut is_gone = false;
    let nth = number + 1;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let room = ui.available_width();
        column(ui, 104.0, |ui| {
            let label = format!("Kind of line {nth}");
            if let Some(picked) = Select::new(&label, &words, chosen).bare().show(ui)
                && let Some((kind, _)) = KINDS.get(picked)
            {
                point.kind = *kind;
                point.is_kept_as_typed = false;
            }
        });
        let problem = point.problem().unwrap_or_default();
        column(ui, (room - 104.0 - 88.0 - 36.0 - 24.0).max(90.0), |ui| {
            let label = format!(
                "{} of line {nth}",
                words.get(chosen).copied().unwrap_or_default()
            );
            let field = Field::new(&label, &mut point.value)
                .bare()
                .error(&problem)
                .show(ui);
            if field.changed() {
                point.is_kept_as_typed = false;
            }
            if !problem.is_empty() {
                let name = "Keep it as typed";
                if ui.add(Button::new(name).small()).clicked() {
                    point.is_kept_as_typed = true;
                }
            }
        });
        column(ui, 88.0, |ui| {
            let label = format!("Label of line {nth}");
            Field::new(&label, &mut point.label)
                .bare()
                .hint("Work")
                .show(ui);
        });
        let name = format!("Take line {nth} away");
        is_gone = ui.add(Button::bare(Icon::X, &name).quiet()).clicked();
    });
    is_gone
}

/// May table-mates see it: for each field by itself.
fn consents(ui: &mut Ui, form: &mut Form) {
    let words = Agreed::ALL.map(Agreed::word);
    for consent in &mut form.draft.consents {
        let what = match consent.kind {
            ContactKind::Phone => "phone",
            _ => "e-mail",
        };
        let label = format!("Table-mates may see the {what}");
        section::label(ui, &label);
        ui.push_id(&label, |ui| {
            let chosen = Agreed::ALL
                .iter()
                .position(|agreed| *agreed == consent.agreed)
                .unwrap_or_default();
            if let Some(picked) = Segments::new(&label, &words, chosen).show(ui) {
                consent.agreed = Agreed::ALL.get(picked).copied().unwrap_or_default();
            }
            if consent.agreed != Agreed::NotAsked {
                let label = format!("How they said so ({what})");
                Field::new(&label, &mut consent.how)
                    .bare()
                    .hint("How they said so: reply to the invitation")
                    .show(ui);
            }
        });
    }
}

/// Two fields side by side.
fn pair(ui: &mut Ui, mut field: impl FnMut(&mut Ui, bool)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let width = ((ui.available_width() - 12.0) / 2.0).floor();
        column(ui, width, |ui| field(ui, true));
        ui.add_space(12.0);
        column(ui, width, |ui| field(ui, false));
    });
}

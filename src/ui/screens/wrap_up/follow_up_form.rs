//! One follow-up being filled in: what, who, for whom and by when. In its row when it was found, in a card of its own
//! when it is new.

use chrono::NaiveDate;
use egui::{Frame, Margin, Ui, vec2};

use super::{WrapUp, edit, follow_up_row::day_words, is_entered, is_left};
use crate::{
    app::{
        desk::{FollowUpForm, FollowUpLine, OpenDinner, WrapEdit},
        when,
    },
    domain::{DinnerRecord, Id, Person, Suggestion},
    ui::{
        command::Command,
        icons::Icon,
        screens::View,
        theme,
        widgets::{self, Button, Field, select::Select, text},
    },
};

/// A follow-up that is being filled in.
#[derive(Debug)]
pub(super) struct FollowUpSheet {
    /// Which; `None` for a new one.
    pub(super) of: Option<Id<Suggestion>>,
    /// The revision at which it was handed in.
    pub(super) handed_in: Option<u64>,
    what: String,
    owner: Option<Id<Person>>,
    other: Option<Id<Person>>,
    /// The day as typed.
    due: String,
    problem: &'static str,
    due_problem: String,
    people: People,
    was_drawn: bool,
}

impl FollowUpSheet {
    /// A sheet for a follow-up of the list, or for a new one.
    pub(super) fn new(open: &OpenDinner, line: Option<&FollowUpLine>) -> Self {
        let found = line.map(|line| &line.row);
        let you = open.record.you;
        let people = People::of(&open.record, found.and_then(|found| found.other), found);
        Self {
            of: found.map(|found| found.id),
            handed_in: None,
            what: found.map(|found| found.what.clone()).unwrap_or_default(),
            owner: found
                .map(|found| found.owner)
                .or(you)
                .or_else(|| people.first()),
            other: found.and_then(|found| found.other),
            due: found
                .and_then(|found| found.due)
                .map(|due| due.format("%a %-d %b %Y").to_string())
                .unwrap_or_default(),
            problem: "",
            due_problem: String::new(),
            people,
            was_drawn: false,
        }
    }

    /// The same with somebody for whom it is to be done.
    pub(super) fn for_whom(self, other: Option<Id<Person>>) -> Self {
        Self { other, ..self }
    }

    /// What was filled in, once nothing is wrong with it.
    fn form(&mut self, today: NaiveDate) -> Option<FollowUpForm> {
        let due = match self.due.trim() {
            "" => Ok(None),
            typed => when::day(typed, today).map(Some),
        };
        self.problem = if self.what.trim().is_empty() {
            "Say what is to be done"
        } else {
            ""
        };
        self.due_problem = due.as_ref().err().cloned().unwrap_or_default();
        let owner = self.owner?;
        let due = due.ok()?;
        self.problem.is_empty().then(|| FollowUpForm {
            what: self.what.trim().to_owned(),
            owner,
            other: self.other,
            due,
        })
    }
}

/// The people of a dinner as choices, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    ids: Vec<Option<Id<Person>>>,
    names: Vec<String>,
}

impl People {
    /// Those who had a seat, the owner of the laptop, and whoever is named already.
    pub(super) fn of(
        record: &DinnerRecord,
        named: Option<Id<Person>>,
        found: Option<&Suggestion>,
    ) -> Self {
        let mut ids: Vec<Id<Person>> = record
            .attendances
            .iter()
            .filter(|a| a.seat.is_some())
            .map(|a| a.person)
            .collect();
        ids.extend(record.you);
        ids.extend(named);
        ids.extend(found.map(|found| found.owner));
        ids.sort_by_cached_key(|id| (record.name(*id), *id));
        ids.dedup();
        Self {
            names: ids.iter().map(|id| record.name(*id)).collect(),
            ids: ids.into_iter().map(Some).collect(),
        }
    }

    /// With a first choice that is nobody.
    pub(super) fn or_nobody(mut self, words: &str) -> Self {
        self.ids.insert(0, None);
        self.names.insert(0, words.to_owned());
        self
    }

    fn first(&self) -> Option<Id<Person>> {
        self.ids.iter().flatten().next().copied()
    }

    /// Draws the choice.
    pub(super) fn show(&self, ui: &mut Ui, label: &str, chosen: &mut Option<Id<Person>>) {
        let at = self.ids.iter().position(|id| id == chosen);
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let picked = Select::new(label, &names, at.unwrap_or_default()).show(ui);
        if let Some(id) = picked.and_then(|at| self.ids.get(at)) {
            *chosen = *id;
        }
    }
}

/// The sheet in the place of its row.
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
    let shown = frame.show(ui, |ui| sheet(ui, view, open, state, commands));
    if state.is_led {
        ui.scroll_to_rect(shown.response.rect, None);
    }
}

/// The sheet of a new follow-up, above the list.
pub(super) fn card(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    commands: &mut Vec<Command>,
) {
    widgets::card::card(ui, |ui| {
        let theme = theme::of(ui);
        let title = "A follow-up that you know of";
        text::heading(ui, title, theme.text.group, "", theme.text.small);
        ui.add_space(12.0);
        sheet(ui, view, open, state, commands);
    });
}

fn sheet(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    commands: &mut Vec<Command>,
) {
    let Some(sheet) = &mut state.follow_up else {
        return;
    };
    let mut is_closed = is_left(ui);
    let mut is_kept = false;
    ui.spacing_mut().item_spacing = vec2(16.0, 0.0);
    let what = Field::new("What", &mut sheet.what)
        .hint("Send Priya one product photo")
        .error(sheet.problem)
        .show(ui);
    if !sheet.was_drawn {
        what.request_focus();
        sheet.was_drawn = true;
    }
    is_kept |= is_entered(ui, &what);
    ui.add_space(12.0);
    let hint = example_day(open);
    ui.columns(3, |columns| {
        if let [who, whom, when] = columns {
            sheet.people.show(who, "Who", &mut sheet.owner);
            let people = sheet.people.clone().or_nobody("Nobody in particular");
            people.show(whom, "For or with", &mut sheet.other);
            let due = Field::new("By", &mut sheet.due)
                .hint(&hint)
                .error(&sheet.due_problem)
                .show(when);
            is_kept |= is_entered(when, &due);
        }
    });
    ui.add_space(12.0);
    let words = if sheet.of.is_some() {
        "Accept as changed"
    } else {
        "Write it down"
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let keep = Button::new(words).icon(Icon::Check).key("Enter").small();
        is_kept |= ui.add(keep).clicked();
        is_closed |= ui.add(Button::new("Cancel").key("Esc").small()).clicked();
    });
    if is_closed {
        state.follow_up = None;
        return;
    }
    if !is_kept {
        return;
    }
    if let Some(form) = sheet.form(view.desk.today()) {
        sheet.handed_in = Some(view.desk.revision());
        let asked = match sheet.of {
            Some(id) => WrapEdit::Change(id, form),
            None => WrapEdit::Write(form),
        };
        commands.push(edit(open.record.dinner.id, asked));
    }
}

/// A day as it can be typed: the one after the dinner.
fn example_day(open: &OpenDinner) -> String {
    let next = open.record.day().succ_opt();
    next.map_or_else(
        || "tomorrow".to_owned(),
        |day| format!("{} or tomorrow", day_words(day)),
    )
}

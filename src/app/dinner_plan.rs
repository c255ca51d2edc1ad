//! A dinner as its form describes it: checked, made, or laid over one that is there. Each is one change, so that one
//! undo takes it back.

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use super::{
    Session,
    dinners::{self, PlanError, counted, table_id},
    export::exists,
    running_order::minutes_of,
};
use crate::{
    domain::{
        Attendance, Audience, Dinner, DinnerRecord, Draft, Group, Id, Note, Objective, Person,
        Rule, Slot, Suggestion, Table,
        dinner::{Answer, DinnerState, Origin, Presence, RuleKind, Shape},
        evening::SlotKind,
    },
    evening::{Lengths, Template},
};

/// A table of fewer is none, and at one of more nobody hears the other end.
const TABLE_SIZES: std::ops::RangeInclusive<i64> = 5..=12;

/// The group of a dinner: one that is there, or a new one by its name.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupChoice {
    Known(Id<Group>),
    New(String),
}

/// The minutes of each guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minutes {
    Of(Template),
    /// Pitch and questions, in minutes.
    Own(u32, u32),
}

/// Somebody to invite, and whose guest they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guest {
    pub person: Id<Person>,
    pub guest_of: Option<Id<Person>>,
}

/// All that is said of a dinner before anybody answers.
#[derive(Clone, Debug, PartialEq)]
pub struct DinnerPlan {
    pub group: GroupChoice,
    pub title: String,
    /// Local time there.
    pub starts_at: NaiveDateTime,
    /// When it has to be over, local time there.
    pub ends_at: Option<NaiveDateTime>,
    /// IANA.
    pub zone: String,
    pub place: String,
    /// Who is the host of the first table.
    pub host: Option<Id<Person>>,
    /// Seats of each table.
    pub tables: Vec<i64>,
    pub shape: Shape,
    pub minutes: Minutes,
    /// Whether the questions begin by themselves when a pitch is over.
    pub auto_questions: bool,
    /// Whom to invite; only when the dinner is made.
    pub guests: Vec<Guest>,
    /// What the owner of this laptop wants of it.
    pub objective: String,
}

/// Makes the dinner, its tables, its group if it is new, the host as a guest who comes, and its invitations.
pub fn create(session: &Session, plan: &DinnerPlan) -> Result<Dinner, PlanError> {
    let mut draft = Draft::new("");
    let state = if plan.guests.is_empty() {
        DinnerState::Draft
    } else {
        DinnerState::Open
    };
    let dinner = add(session, &mut draft, plan, state)?;
    if let Some(host) = plan.host {
        draft.create(&host_at(&dinner, host));
    }
    for guest in plan
        .guests
        .iter()
        .filter(|guest| Some(guest.person) != plan.host)
    {
        let mut row = dinners::attendance(&dinner, guest.person);
        row.guest_of = guest.guest_of;
        if guest.guest_of.is_some() {
            row.origin = Origin::GuestOf;
        }
        draft.create(&row);
    }
    set_objective(session, &mut draft, &dinner, &[], &plan.objective)?;
    draft.label = format!("New dinner {}", dinner.title);
    session.write(draft)?;
    Ok(dinner)
}

/// Adds the rows of a dinner, its tables and its new group to a draft.
pub(super) fn add(
    session: &Session,
    draft: &mut Draft,
    plan: &DinnerPlan,
    state: DinnerState,
) -> Result<Dinner, PlanError> {
    check(plan)?;
    let mut dinner = Dinner::new(session.new_id());
    set_group(session, draft, &mut dinner, &plan.group)?;
    set_facts(&mut dinner, plan);
    dinner.state = state;
    draft.create(&dinner);
    for (number, seats) in (1..).zip(&plan.tables) {
        draft.create(&table(&dinner, plan, number, *seats, None));
    }
    Ok(dinner)
}

/// Lays what the form says over a dinner that is there. Whoever sat where no seat is any more is asked back to the list
/// of those without a seat; what was done is returned in words.
pub fn change(session: &Session, dinner: &Dinner, plan: &DinnerPlan) -> Result<String, PlanError> {
    check(plan)?;
    let record = session.library().record(dinner.clone())?;
    let mut draft = Draft::new(format!("Change the details of {}", plan.title.trim()));
    let mut new = dinner.clone();
    set_group(session, &mut draft, &mut new, &plan.group)?;
    set_facts(&mut new, plan);
    let sizes: Vec<i64> = record.tables.iter().map(|table| table.seats).collect();
    let shapes = record.tables.iter().map(|table| table.shape);
    let has_other_tables =
        sizes != plan.tables || shapes.into_iter().any(|shape| shape != plan.shape);
    let each = minutes_of(&new, largest(&plan.tables));
    let has_other_minutes = each != minutes_of(dinner, largest(&sizes));
    let has_begun = dinner.state >= DinnerState::Live || !record.events.is_empty();
    if has_begun && (has_other_tables || has_other_minutes) {
        return Err(PlanError::HasBegun(dinner.title.clone()));
    }
    if dinner.state == DinnerState::Live && new.starts_at != dinner.starts_at {
        return Err(PlanError::HasBegun(dinner.title.clone()));
    }
    draft.update(dinner, &new);
    let freed = set_tables(&mut draft, &record, &new, plan);
    if has_other_minutes {
        set_minutes(&mut draft, &record, each, plan.tables.len());
    }
    if let Some(host) = plan.host
        && record.attendances.iter().all(|a| a.person != host)
    {
        draft.create(&host_at(&new, host));
    }
    set_objective(
        session,
        &mut draft,
        &new,
        &record.objectives,
        &plan.objective,
    )?;
    if draft.is_empty() {
        return Ok(format!("{} is as it was", dinner.title));
    }
    if dinner.starts_at != new.starts_at && draft.edits.len() == 1 {
        let day = plan.starts_at.format("%a %-d %b %Y, %H:%M");
        draft.label = format!("Move {} to {day}", new.title);
    }
    let mut words = draft.label.clone();
    if !freed.is_empty() {
        words = format!("{words}. Without a seat now: {}", freed.join(", "));
    }
    session.write(draft)?;
    Ok(words)
}

/// Who would lose their seat if the dinner had these tables, by name.
pub fn would_lose_seats(record: &DinnerRecord, tables: &[i64]) -> Vec<String> {
    let lost = record.attendances.iter().filter(|a| !has_place(a, tables));
    let mut names: Vec<String> = lost.map(|a| record.name(a.person)).collect();
    names.sort();
    names
}

/// Closes a dinner, or opens it again: then it stands where it stood by what is known of its evening.
pub fn set_closed(
    session: &Session,
    dinner: &Dinner,
    is_closed: bool,
) -> Result<String, PlanError> {
    if dinner.state == DinnerState::Live {
        return Err(PlanError::Running(dinner.title.clone()));
    }
    let verb = if is_closed { "Close" } else { "Reopen" };
    let mut draft = Draft::new(format!("{verb} {}", dinner.title));
    let mut new = dinner.clone();
    new.state = if is_closed {
        DinnerState::Closed
    } else {
        let record = session.library().record(dinner.clone())?;
        let was_run = !record.events.is_empty() || !record.suggestions.is_empty();
        let came = record.attendances.iter().any(Attendance::was_there);
        let is_seated = record.attendances.iter().any(|a| a.seat.is_some());
        match (was_run || came, is_seated, record.attendances.is_empty()) {
            (true, ..) => DinnerState::Wrapped,
            (_, true, _) => DinnerState::Seated,
            (.., false) => DinnerState::Open,
            (.., true) => DinnerState::Draft,
        }
    };
    draft.update(dinner, &new);
    let words = draft.label.clone();
    session.write(draft)?;
    Ok(words)
}

/// Deletes a dinner with all that belongs to it alone: tables, guests' answers, rules, running order, notes and what was
/// not decided. Promises stay, because people made them.
pub fn delete(session: &Session, dinner: &Dinner) -> Result<String, PlanError> {
    if dinner.state == DinnerState::Live {
        return Err(PlanError::Running(dinner.title.clone()));
    }
    let library = session.library();
    let id = dinner.id.uuid();
    let mut draft = Draft::new(format!("Delete {}", dinner.title));
    draft.remove(dinner);
    for row in library.of::<Table>("dinner", id)? {
        draft.remove(&row);
    }
    for row in library.of::<Attendance>("dinner", id)? {
        draft.remove(&row);
    }
    for row in library.of::<Rule>("dinner", id)? {
        draft.remove(&row);
    }
    for row in library.of::<Objective>("dinner", id)? {
        draft.remove(&row);
    }
    for row in library.of::<Slot>("dinner", id)? {
        draft.remove(&row);
    }
    for row in library.of::<Note>("dinner", id)? {
        draft.remove(&row);
    }
    for row in library.of::<Suggestion>("dinner", id)? {
        draft.remove(&row);
    }
    let words = draft.label.clone();
    session.write(draft)?;
    Ok(words)
}

fn check(plan: &DinnerPlan) -> Result<(), PlanError> {
    if matches!(&plan.group, GroupChoice::New(name) if name.trim().is_empty()) {
        return Err(PlanError::NoName("group"));
    }
    if plan.title.trim().is_empty() {
        return Err(PlanError::NoName("dinner"));
    }
    if plan.tables.is_empty() {
        return Err(PlanError::NoTable);
    }
    if let Some(size) = plan.tables.iter().find(|size| !TABLE_SIZES.contains(size)) {
        return Err(PlanError::TableSize(*size));
    }
    if plan.zone.parse::<Tz>().is_err() {
        return Err(PlanError::NoSuchZone(plan.zone.clone()));
    }
    for at in [Some(plan.starts_at), plan.ends_at].into_iter().flatten() {
        if !exists(at, &plan.zone) {
            return Err(PlanError::NoSuchTime {
                at: at.format("%H:%M").to_string(),
                zone: plan.zone.clone(),
            });
        }
    }
    Ok(())
}

fn set_group(
    session: &Session,
    draft: &mut Draft,
    dinner: &mut Dinner,
    choice: &GroupChoice,
) -> Result<(), PlanError> {
    let group = match choice {
        GroupChoice::Known(group) => *group,
        GroupChoice::New(name) => {
            let group = dinners::new_group(session, name);
            draft.create(&group);
            group.id
        }
    };
    if dinner.number == 0 || dinner.group != group {
        dinner.number = next_number(session, group)?;
    }
    dinner.group = group;
    Ok(())
}

/// The number of a group's next dinner.
pub(super) fn next_number(session: &Session, group: Id<Group>) -> Result<i64, PlanError> {
    let dinners = session.library().of::<Dinner>("group", group.uuid())?;
    Ok(dinners.iter().map(|other| other.number).max().unwrap_or(0) + 1)
}

fn set_facts(dinner: &mut Dinner, plan: &DinnerPlan) {
    plan.title.trim().clone_into(&mut dinner.title);
    plan.place.trim().clone_into(&mut dinner.place);
    dinner.starts_at = Some(plan.starts_at);
    dinner.ends_at = plan.ends_at;
    dinner.zone.clone_from(&plan.zone);
    dinner.auto_questions = plan.auto_questions;
    let by_size = Template::for_people(largest(&plan.tables));
    let (template, pitch, questions) = match plan.minutes {
        Minutes::Of(template) => (template, 0, 0),
        Minutes::Own(pitch, questions) => (by_size, i64::from(pitch), i64::from(questions)),
    };
    template.as_str().clone_into(&mut dinner.template);
    (dinner.pitch_ms, dinner.questions_ms) = (pitch * 60_000, questions * 60_000);
}

fn table(
    dinner: &Dinner,
    plan: &DinnerPlan,
    number: i64,
    seats: i64,
    old: Option<&Table>,
) -> Table {
    let new = || Table::new(table_id(dinner.id, number));
    let mut table = old.cloned().unwrap_or_else(new);
    table.dinner = dinner.id;
    table.number = number;
    table.seats = seats;
    table.shape = plan.shape;
    if number == 1 {
        table.host = plan.host;
    }
    table
}

/// Sets the tables; the names of those who lose their seat by it.
fn set_tables(
    draft: &mut Draft,
    record: &DinnerRecord,
    dinner: &Dinner,
    plan: &DinnerPlan,
) -> Vec<String> {
    for (number, seats) in (1..).zip(&plan.tables) {
        let old = record.tables.iter().find(|table| table.number == number);
        draft.put(old, &table(dinner, plan, number, *seats, old));
    }
    let count = i64::try_from(plan.tables.len()).unwrap_or(i64::MAX);
    for old in record.tables.iter().filter(|table| table.number > count) {
        draft.remove(old);
    }
    for slot in record.slots.iter().filter(|slot| slot.table_no > count) {
        draft.remove(slot);
    }
    for rule in record.rules.iter().filter(|rule| {
        rule.kind == RuleKind::Lock && !is_place(rule.table_no, rule.seat, &plan.tables)
    }) {
        draft.remove(rule);
    }
    let mut freed = Vec::new();
    for attendance in &record.attendances {
        if !has_place(attendance, &plan.tables) {
            let mut free = attendance.clone();
            (free.table_no, free.seat) = (None, None);
            draft.update(attendance, &free);
            freed.push(record.name(attendance.person));
        }
    }
    freed.sort();
    freed
}

fn has_place(attendance: &Attendance, tables: &[i64]) -> bool {
    is_place(attendance.table_no, attendance.seat, tables)
}

/// Whether there is such a table and seat; whoever has none asks for none.
fn is_place(table_no: Option<i64>, seat: Option<i64>, tables: &[i64]) -> bool {
    let Some(table_no) = table_no else {
        return true;
    };
    let at = usize::try_from(table_no - 1).ok();
    let seats = at.and_then(|at| tables.get(at));
    seats.is_some_and(|seats| seat.is_none_or(|seat| seat <= *seats))
}

/// Gives every guest of a running order that is there the new minutes.
fn set_minutes(draft: &mut Draft, record: &DinnerRecord, each: Lengths, tables: usize) {
    let is_kept = |slot: &&Slot| usize::try_from(slot.table_no).is_ok_and(|table| table <= tables);
    let pitches = record
        .slots
        .iter()
        .filter(|slot| slot.kind == SlotKind::Pitch);
    for slot in pitches.filter(is_kept) {
        let mut new = slot.clone();
        (new.pitch_ms, new.questions_ms) = (each.pitch_ms, each.questions_ms);
        draft.update(slot, &new);
    }
}

/// How many sit at the largest table.
pub fn largest(sizes: &[i64]) -> usize {
    let largest = sizes.iter().copied().max().unwrap_or_default();
    usize::try_from(largest).unwrap_or_default()
}

fn host_at(dinner: &Dinner, host: Id<Person>) -> Attendance {
    let mut row = dinners::attendance(dinner, host);
    row.answer = Answer::Accepted;
    row
}

fn set_objective(
    session: &Session,
    draft: &mut Draft,
    dinner: &Dinner,
    present: &[Objective],
    text: &str,
) -> Result<(), PlanError> {
    let Some(you) = session.library().you()? else {
        return Ok(());
    };
    let old = present.iter().find(|objective| objective.person == you);
    match (old, text.trim()) {
        (None, "") => {}
        (Some(old), "") => draft.remove(old),
        (old, text) => {
            let new = || Objective::new(session.new_id());
            let mut objective = old.cloned().unwrap_or_else(new);
            objective.person = you;
            objective.dinner = Some(dinner.id);
            if old.is_none() {
                objective.audience = Audience::OnlyMe;
            }
            text.clone_into(&mut objective.text);
            draft.put(old, &objective);
        }
    }
    Ok(())
}

/// The guests of a dinner as they are invited to the next: whoever had a seat; before anybody has one, whoever did not
/// say no.
pub fn guests_again(attendances: &[Attendance]) -> Vec<Guest> {
    let is_seated = attendances.iter().any(|a| a.seat.is_some());
    let again = attendances.iter().filter(|a| {
        let said_no = matches!(a.answer, Answer::Declined | Answer::Waitlisted);
        let is_wanted = if is_seated {
            a.seat.is_some()
        } else {
            !said_no
        };
        is_wanted && a.presence != Presence::NoShow
    });
    again
        .map(|a| Guest {
            person: a.person,
            guest_of: a.guest_of,
        })
        .collect()
}

/// The tables of a dinner in words: "one table of 8", "8 tables of 8", "tables of 8, 8 and 7".
pub fn tables_in_words(sizes: &[i64]) -> String {
    match sizes {
        [] => "no table".to_owned(),
        [one] => format!("one table of {one}"),
        [first, rest @ ..] if rest.iter().all(|size| size == first) => {
            format!("{} of {first}", counted(sizes.len(), "table"))
        }
        [others @ .., last] => {
            let others: Vec<String> = others.iter().map(i64::to_string).collect();
            format!("tables of {} and {last}", others.join(", "))
        }
    }
}

//! The lists that screens show: dinners, people and what is overdue, read whole from the library and kept until the next
//! change.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    app::dinners,
    domain::{
        Attendance, Commitment, Dinner, DinnerRecord, Id, Person, Trade,
        dinner::{Answer, DinnerState, Presence},
        promise::{CommitmentState, Decision},
    },
    storage::{Library, StorageError},
};

/// A dinner in a list.
#[derive(Clone, Debug)]
pub struct DinnerLine {
    pub dinner: Dinner,
    /// "Thu 26 Nov 2026", "in 5 days".
    pub day: String,
    pub distance: String,
    /// "Osteria Lume · 8 seats".
    pub place: String,
    pub coming: usize,
    pub maybe: usize,
    pub unanswered: usize,
    pub seats: usize,
    /// First meetings of the present seats.
    pub first_meetings: usize,
    /// "6 of 8, 2 not answered".
    pub next: String,
}

/// A person in a list.
#[derive(Clone, Debug)]
pub struct PersonLine {
    pub person: Person,
    pub name: String,
    /// Trade, or business in one line.
    pub line: String,
    pub dinners: usize,
}

/// A promise that is due.
#[derive(Clone, Debug)]
pub struct DueLine {
    pub promise: Id<Commitment>,
    pub from: Id<Person>,
    pub name: String,
    pub what: String,
    pub due: NaiveDate,
    pub days_late: i64,
}

/// All lists of one moment.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Latest first.
    pub(super) dinners: Vec<DinnerLine>,
    /// By family name.
    pub(super) people: Vec<PersonLine>,
    /// Oldest first.
    pub(super) overdue: Vec<DueLine>,
}

impl Lists {
    /// Reads all of them.
    pub(super) fn read(library: &Library, today: NaiveDate) -> Result<Self, StorageError> {
        let mut dinners = Vec::new();
        for dinner in library.dinners()? {
            dinners.push(dinner_line(&library.record(dinner)?, today));
        }
        let people = people(library)?;
        let overdue = overdue(library, &people, today)?;
        Ok(Self {
            dinners,
            people,
            overdue,
        })
    }
}

fn people(library: &Library) -> Result<Vec<PersonLine>, StorageError> {
    let mut trade_of: BTreeMap<Id<Person>, String> = BTreeMap::new();
    for trade in library.all::<Trade>()? {
        trade_of.entry(trade.person).or_insert(trade.name);
    }
    let mut count: BTreeMap<Id<Person>, usize> = BTreeMap::new();
    for attendance in library
        .all::<Attendance>()?
        .iter()
        .filter(|a| a.was_there())
    {
        *count.entry(attendance.person).or_default() += 1;
    }
    let mut people: Vec<PersonLine> = Vec::new();
    for person in library.all::<Person>()? {
        let line = trade_of.remove(&person.id).unwrap_or_else(|| person.line());
        people.push(PersonLine {
            name: person.name(),
            line,
            dinners: count.get(&person.id).copied().unwrap_or_default(),
            person,
        });
    }
    people.sort_by_cached_key(|line| {
        (
            line.person.family.to_lowercase(),
            line.person.given.to_lowercase(),
            line.person.id,
        )
    });
    Ok(people)
}

fn overdue(
    library: &Library,
    people: &[PersonLine],
    today: NaiveDate,
) -> Result<Vec<DueLine>, StorageError> {
    let mut overdue = Vec::new();
    for promise in library.all::<Commitment>()?.into_iter().filter(is_open) {
        if let Some(due) = promise.due.filter(|due| *due < today) {
            let name = people
                .iter()
                .find(|line| line.person.id == promise.from)
                .map(|line| line.name.clone());
            overdue.push(DueLine {
                promise: promise.id,
                from: promise.from,
                name: name.unwrap_or_else(|| "Somebody not in this library".to_owned()),
                what: promise.what,
                due,
                days_late: (today - due).num_days(),
            });
        }
    }
    overdue.sort_by(|a, b| (a.due, &a.name, &a.what).cmp(&(b.due, &b.name, &b.what)));
    Ok(overdue)
}

/// Whether something is still to be done.
pub(super) fn is_open(promise: &Commitment) -> bool {
    !matches!(
        promise.state,
        CommitmentState::Done | CommitmentState::Dropped | CommitmentState::HandedOver
    )
}

fn dinner_line(record: &DinnerRecord, today: NaiveDate) -> DinnerLine {
    let count = |answer: Answer| {
        record
            .attendances
            .iter()
            .filter(|a| a.answer == answer && a.presence != Presence::NoShow)
            .count()
    };
    let (coming, maybe, unanswered) = (
        count(Answer::Accepted),
        count(Answer::Maybe),
        count(Answer::Invited),
    );
    let seats: i64 = record.tables.iter().map(|table| table.seats).sum();
    let seats = usize::try_from(seats).unwrap_or_default();
    let day = record.day();
    let tables = match record.tables.as_slice() {
        [table] => format!("{} seats", table.seats),
        tables => format!("{} tables, {seats} seats", tables.len()),
    };
    let place: Vec<&str> = [record.dinner.place.as_str(), &tables]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let undecided = record
        .suggestions
        .iter()
        .filter(|s| s.decision == Decision::Undecided)
        .count();
    let open = record
        .commitments
        .iter()
        .filter(|promise| is_open(promise))
        .count();
    let next = match record.dinner.state {
        DinnerState::Wrapped | DinnerState::Closed if undecided > 0 => {
            format!("{} undecided", dinners::counted(undecided, "follow-up"))
        }
        DinnerState::Wrapped | DinnerState::Closed if open > 0 => {
            format!("{} open", dinners::counted(open, "promise"))
        }
        DinnerState::Wrapped | DinnerState::Closed => "All done".to_owned(),
        DinnerState::Live => "Running, or not ended yet".to_owned(),
        _ if coming + maybe + unanswered == 0 => "Invite guests".to_owned(),
        _ if maybe + unanswered > 0 => {
            format!("{coming} of {seats}, {} not answered", maybe + unanswered)
        }
        _ => format!("{coming} of {seats} are coming"),
    };
    let first_meetings = record
        .tables
        .iter()
        .map(|table| first_meetings(record, table.number))
        .sum();
    DinnerLine {
        day: record
            .dinner
            .starts_at
            .map(|at| at.format("%a %-d %b %Y").to_string())
            .unwrap_or_default(),
        distance: distance((day - today).num_days()),
        place: place.join(" · "),
        dinner: record.dinner.clone(),
        coming,
        maybe,
        unanswered,
        seats,
        first_meetings,
        next,
    }
}

fn first_meetings(record: &DinnerRecord, table_no: i64) -> usize {
    let seated: Vec<Id<Person>> = record.seated(table_no).iter().map(|a| a.person).collect();
    let pairs = seated
        .iter()
        .enumerate()
        .flat_map(|(at, one)| seated.iter().skip(at + 1).map(move |other| (*one, *other)));
    pairs
        .filter(|(one, other)| record.meals_of(*one, *other).is_empty())
        .count()
}

/// "today", "in 5 days", "3 weeks ago".
fn distance(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2.. => format!("in {days} days"),
        -13..=-2 => format!("{} days ago", -days),
        -90..=-14 => format!("{} weeks ago", -days / 7),
        _ => format!("{} months ago", -days / 30),
    }
}

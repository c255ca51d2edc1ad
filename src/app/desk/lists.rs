//! The lists that screens show: dinners, people and what is overdue, read whole from the library and kept until the next
//! change.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use crate::{
    app::dinners,
    domain::{
        Attendance, Commitment, Dinner, Id, Person, Table, Trade,
        dinner::{Answer, DinnerState, Presence},
        promise::CommitmentState,
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
        let attendances = library.all::<Attendance>()?;
        let people = people(library, &attendances)?;
        Ok(Self {
            dinners: dinners(library, attendances, today)?,
            overdue: overdue(library, &people, today)?,
            people,
        })
    }
}

fn dinners(
    library: &Library,
    attendances: Vec<Attendance>,
    today: NaiveDate,
) -> Result<Vec<DinnerLine>, StorageError> {
    let mut guests: BTreeMap<Id<Dinner>, Vec<Attendance>> = BTreeMap::new();
    for attendance in attendances {
        guests
            .entry(attendance.dinner)
            .or_default()
            .push(attendance);
    }
    let mut tables: BTreeMap<Id<Dinner>, Vec<i64>> = BTreeMap::new();
    for table in library.all::<Table>()? {
        tables.entry(table.dinner).or_default().push(table.seats);
    }
    let work = library.work_left()?;
    let dinners = library.dinners()?;
    let mut meetings = first_meetings(&dinners, &guests);
    let lines = dinners.into_iter().map(|dinner| {
        let id = dinner.id;
        let (undecided, open) = work.get(&id).copied().unwrap_or_default();
        let of = Of {
            guests: guests.get(&id).map_or(&[][..], Vec::as_slice),
            seats: tables.get(&id).map_or(&[][..], Vec::as_slice),
            undecided,
            open,
            first_meetings: meetings.remove(&id).unwrap_or_default(),
        };
        dinner_line(dinner, &of, today)
    });
    Ok(lines.collect())
}

/// The pairs at one table of each dinner who had not eaten together at an earlier one.
fn first_meetings(
    dinners: &[Dinner],
    guests: &BTreeMap<Id<Dinner>, Vec<Attendance>>,
) -> BTreeMap<Id<Dinner>, usize> {
    let mut met: HashSet<(Id<Person>, Id<Person>)> = HashSet::new();
    let mut found = BTreeMap::new();
    let mut in_time: Vec<&Dinner> = dinners.iter().collect();
    in_time.sort_by_key(|dinner| dinner.starts_at);
    // Dinners that begin at the same moment know nothing of one another.
    for same_time in in_time.chunk_by(|one, other| one.starts_at == other.starts_at) {
        let mut now_met = Vec::new();
        for dinner in same_time {
            let pairs = guests
                .get(&dinner.id)
                .map(|all| pairs(all))
                .unwrap_or_default();
            let new = pairs.iter().filter(|pair| !met.contains(*pair)).count();
            found.insert(dinner.id, new);
            if dinner.starts_at.is_some() && dinner.state >= DinnerState::Live {
                now_met.extend(pairs);
            }
        }
        met.extend(now_met);
    }
    found
}

/// Those who sit at one table, two by two, lower id first.
fn pairs(guests: &[Attendance]) -> Vec<(Id<Person>, Id<Person>)> {
    let mut seated: Vec<(i64, Id<Person>)> = guests
        .iter()
        .filter(|a| a.seat.is_some() && a.presence != Presence::NoShow)
        .filter_map(|a| Some((a.table_no?, a.person)))
        .collect();
    seated.sort_unstable();
    let tables = seated.chunk_by(|one, other| one.0 == other.0);
    let pairs = tables.flat_map(|table| {
        let with = |at: usize| table.iter().skip(at + 1);
        table
            .iter()
            .enumerate()
            .flat_map(move |(at, one)| with(at).map(|other| (one.1, other.1)))
    });
    pairs.collect()
}

fn people(library: &Library, attendances: &[Attendance]) -> Result<Vec<PersonLine>, StorageError> {
    let mut trade_of: BTreeMap<Id<Person>, String> = BTreeMap::new();
    for trade in library.all::<Trade>()? {
        trade_of.entry(trade.person).or_insert(trade.name);
    }
    let mut count: BTreeMap<Id<Person>, usize> = BTreeMap::new();
    for attendance in attendances.iter().filter(|a| a.was_there()) {
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
    let name_of: BTreeMap<Id<Person>, &str> = people
        .iter()
        .map(|line| (line.person.id, line.name.as_str()))
        .collect();
    let mut overdue = Vec::new();
    for promise in library.all::<Commitment>()?.into_iter().filter(is_open) {
        if let Some(due) = promise.due.filter(|due| *due < today) {
            overdue.push(DueLine {
                promise: promise.id,
                from: promise.from,
                name: name_of
                    .get(&promise.from)
                    .map_or("Somebody not in this library", |name| name)
                    .to_owned(),
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

/// What a line is made of, besides the dinner itself.
struct Of<'a> {
    guests: &'a [Attendance],
    /// Of each table.
    seats: &'a [i64],
    undecided: usize,
    open: usize,
    first_meetings: usize,
}

fn dinner_line(dinner: Dinner, of: &Of<'_>, today: NaiveDate) -> DinnerLine {
    let count = |answer: Answer| {
        of.guests
            .iter()
            .filter(|a| a.answer == answer && a.presence != Presence::NoShow)
            .count()
    };
    let (coming, maybe, unanswered) = (
        count(Answer::Accepted),
        count(Answer::Maybe),
        count(Answer::Invited),
    );
    let seats = usize::try_from(of.seats.iter().sum::<i64>()).unwrap_or_default();
    let tables = match of.seats {
        [seats] => format!("{seats} seats"),
        tables => format!("{} tables, {seats} seats", tables.len()),
    };
    let place: Vec<&str> = [dinner.place.as_str(), &tables]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let next = match dinner.state {
        DinnerState::Wrapped | DinnerState::Closed if of.undecided > 0 => {
            format!("{} undecided", dinners::counted(of.undecided, "follow-up"))
        }
        DinnerState::Wrapped | DinnerState::Closed if of.open > 0 => {
            format!("{} open", dinners::counted(of.open, "promise"))
        }
        DinnerState::Wrapped | DinnerState::Closed => "All done".to_owned(),
        DinnerState::Live => "Running, or not ended yet".to_owned(),
        _ if coming + maybe + unanswered == 0 => "Invite guests".to_owned(),
        _ if maybe + unanswered > 0 => {
            format!("{coming} of {seats}, {} not answered", maybe + unanswered)
        }
        _ => format!("{coming} of {seats} are coming"),
    };
    let at = dinner.starts_at;
    DinnerLine {
        day: at
            .map(|at| at.format("%a %-d %b %Y").to_string())
            .unwrap_or_default(),
        distance: at
            .map(|at| distance((at.date() - today).num_days()))
            .unwrap_or_default(),
        place: place.join(" · "),
        dinner,
        coming,
        maybe,
        unanswered,
        seats,
        first_meetings: of.first_meetings,
        next,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::desk::sample_session;

    #[test]
    fn lines_agree_with_the_dinners_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        let session = sample_session(&folder.path().join("library.tablemates")).unwrap();
        let library = session.library();
        let lists = Lists::read(library, NaiveDate::default()).unwrap();
        assert_eq!(lists.dinners.len(), library.dinners().unwrap().len());
        for line in &lists.dinners {
            let record = library.record(line.dinner.clone()).unwrap();
            let pairs = pairs(&record.attendances);
            let new = pairs
                .iter()
                .filter(|(one, other)| record.meals_of(*one, *other).is_empty())
                .count();
            assert_eq!(line.first_meetings, new, "{}", line.dinner.title);
            let open = record.commitments.iter().filter(|p| is_open(p)).count();
            let left = library.work_left().unwrap();
            assert_eq!(left.get(&line.dinner.id).map_or(0, |left| left.1), open);
        }
        assert!(lists.dinners.iter().any(|line| line.first_meetings > 0));
    }
}

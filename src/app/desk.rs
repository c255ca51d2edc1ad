//! What a window stands on: the session with the lists that screens show, read again after every change. Screens look
//! at it and never write; what they ask for is done by its methods, each of which says in words what it did.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDate};

use super::{
    Session,
    dinners::{self, PlanError, Word},
    plan::{self, SeatError, SeatOptions, SeatReport},
    sample::{self, SampleError},
};
use crate::{
    domain::{
        Attendance, Commitment, Dinner, DinnerRecord, Id, Person,
        dinner::{Answer, DinnerState, Presence},
        person::{ContactKind, ContactPoint},
        promise::{CommitmentState, Decision},
    },
    storage::StorageError,
};

/// The session and its lists.
#[derive(Debug)]
pub struct Desk {
    session: Session,
    today: NaiveDate,
    dinners: Vec<DinnerLine>,
    people: Vec<PersonLine>,
    overdue: Vec<DueLine>,
    saved: String,
}

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
    pub from: Id<Person>,
    pub name: String,
    pub what: String,
    pub due: NaiveDate,
    pub days_late: i64,
}

/// A dinner opened: all of it, and the reasons for its seats.
#[derive(Clone, Debug)]
pub struct OpenDinner {
    pub record: DinnerRecord,
    pub plan: Option<SeatReport>,
}

/// A person opened.
#[derive(Clone, Debug)]
pub struct OpenPerson {
    pub person: Person,
    pub trade: String,
    pub points: Vec<ContactPoint>,
    pub asks: Vec<crate::domain::Ask>,
    pub offers: Vec<crate::domain::Offer>,
    pub dinners: Vec<(Dinner, Attendance)>,
    pub promises: Vec<Commitment>,
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    Seat(#[from] SeatError),
    #[error(transparent)]
    Sample(#[from] SampleError),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Desk {
    /// The desk of a session.
    pub fn new(session: Session) -> Result<Self, DeskError> {
        let today = NaiveDate::default();
        let mut desk = Self {
            session,
            today,
            dinners: Vec::new(),
            people: Vec::new(),
            overdue: Vec::new(),
            saved: "Nothing to save yet".to_owned(),
        };
        desk.reload()?;
        Ok(desk)
    }

    /// The library's file.
    pub fn file(&self) -> &Path {
        self.session.library().path()
    }

    /// All dinners, latest first.
    pub fn dinners(&self) -> &[DinnerLine] {
        &self.dinners
    }

    /// Everybody, by family name.
    pub fn people(&self) -> &[PersonLine] {
        &self.people
    }

    /// Promises past their day, oldest first.
    pub fn overdue(&self) -> &[DueLine] {
        &self.overdue
    }

    /// The day on this machine.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// "Saved 17:42".
    pub fn saved(&self) -> &str {
        &self.saved
    }

    /// Whether nothing is in the library yet.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.dinners.is_empty()
    }

    /// The first name of the owner of this laptop, if it is known.
    pub fn your_name(&self) -> Option<String> {
        let you = self.session.library().you().ok().flatten()?;
        self.people
            .iter()
            .find(|line| line.person.id == you)
            .map(|line| line.person.short_name())
    }

    /// The next dinner that is not over.
    pub fn next_dinner(&self) -> Option<&DinnerLine> {
        let is_to_come = |line: &&DinnerLine| {
            line.dinner.state < DinnerState::Wrapped
                && line
                    .dinner
                    .starts_at
                    .is_some_and(|at| at.date() >= self.today)
        };
        self.dinners
            .iter()
            .filter(is_to_come)
            .min_by_key(|line| line.dinner.starts_at)
    }

    /// Opens a dinner.
    pub fn dinner(&self, id: Id<Dinner>) -> Result<Option<OpenDinner>, DeskError> {
        let Some(dinner) = self.session.library().get(id)? else {
            return Ok(None);
        };
        let record = self.session.library().record(dinner)?;
        let plan = plan::look(&record);
        Ok(Some(OpenDinner { record, plan }))
    }

    /// Opens a person.
    pub fn person(&self, id: Id<Person>) -> Result<Option<OpenPerson>, DeskError> {
        let library = self.session.library();
        let Some(person) = library.get(id)? else {
            return Ok(None);
        };
        let mut points = library.contact_points(id)?;
        points.retain(|point| point.kind != ContactKind::Address);
        let mut promises: Vec<Commitment> = library.of("from", id.uuid())?;
        promises.extend(library.of::<Commitment>("to", id.uuid())?);
        promises.retain(is_open);
        let trades = library.of::<crate::domain::Trade>("person", id.uuid())?;
        Ok(Some(OpenPerson {
            trade: trades
                .into_iter()
                .next()
                .map(|trade| trade.name)
                .unwrap_or_default(),
            points,
            asks: library.of("person", id.uuid())?,
            offers: library.of("person", id.uuid())?,
            dinners: library.dinners_of(id)?,
            promises,
            person,
        }))
    }

    /// The name of a person.
    pub fn name(&self, id: Id<Person>) -> String {
        let line = self.people.iter().find(|line| line.person.id == id);
        line.map_or_else(
            || "Somebody not in this library".to_owned(),
            |line| line.name.clone(),
        )
    }

    /// Finds the tables and seats of a dinner anew.
    pub fn seat_again(&mut self, dinner: &Dinner) -> Result<String, DeskError> {
        let report = plan::seat(&self.session, dinner, &SeatOptions::default())?;
        self.reload()?;
        Ok(format!(
            "Seated {}: {}",
            dinner.title,
            dinners::counted(report.first_meetings, "first meeting")
        ))
    }

    /// Puts two places of a dinner in each other's stead.
    pub fn swap(
        &mut self,
        record: &DinnerRecord,
        one: (i64, i64),
        other: (i64, i64),
    ) -> Result<String, DeskError> {
        let words = plan::swap(&self.session, record, one, other)?;
        self.reload()?;
        Ok(words)
    }

    /// Takes somebody's answer.
    pub fn answer(
        &mut self,
        dinner: &Dinner,
        person: Id<Person>,
        answer: Answer,
    ) -> Result<String, DeskError> {
        self.rsvp(dinner, person, Word::Answer(answer))
    }

    /// Marks somebody who did not come.
    pub fn no_show(&mut self, dinner: &Dinner, person: Id<Person>) -> Result<String, DeskError> {
        self.rsvp(dinner, person, Word::Presence(Presence::NoShow))
    }

    /// Takes back the last change; says which, or `None` when there is nothing.
    pub fn undo(&mut self) -> Result<Option<String>, DeskError> {
        let receipt = self.session.undo()?;
        self.reload()?;
        Ok(receipt.map(|receipt| receipt.label))
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) -> Result<Option<String>, DeskError> {
        let receipt = self.session.redo()?;
        self.reload()?;
        Ok(receipt.map(|receipt| receipt.label))
    }

    /// What the window kept for the next time, such as its theme.
    pub fn kept(&self, name: &str) -> Option<String> {
        self.session
            .library()
            .setting(&format!("window.{name}"))
            .ok()
            .flatten()
    }

    /// Keeps something of the window for the next time.
    pub fn keep(&self, name: &str, value: &str) -> Result<(), DeskError> {
        let (name, value) = (format!("window.{name}"), value.to_owned());
        Ok(self
            .session
            .writing(move |library| library.set_setting(&name, &value))?)
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        self.session
            .library()
            .next_undo_redo()
            .is_ok_and(|(undo, _)| undo.is_some())
    }

    fn rsvp(
        &mut self,
        dinner: &Dinner,
        person: Id<Person>,
        word: Word,
    ) -> Result<String, DeskError> {
        let Some(row) = self.session.library().get(person)? else {
            return Ok("They are not in this library".to_owned());
        };
        let words = dinners::rsvp(&self.session, dinner, &row, word)?;
        self.reload()?;
        Ok(words)
    }

    /// Reads the lists again.
    fn reload(&mut self) -> Result<(), DeskError> {
        let now = DateTime::from_timestamp_millis(self.session.now().wall_ms)
            .unwrap_or_default()
            .with_timezone(&Local);
        self.today = now.date_naive();
        self.saved = format!("Saved {} · on this computer only", now.format("%H:%M"));
        let library = self.session.library();
        let mut lines = Vec::new();
        for dinner in library.dinners()? {
            let record = library.record(dinner)?;
            lines.push(dinner_line(&record, self.today));
        }
        let trades = library.all::<crate::domain::Trade>()?;
        let attendances = library.all::<Attendance>()?;
        let mut people: Vec<PersonLine> = Vec::new();
        let mut trade_of: std::collections::BTreeMap<Id<Person>, String> =
            std::collections::BTreeMap::new();
        for trade in trades {
            trade_of.entry(trade.person).or_insert(trade.name);
        }
        let mut count: std::collections::BTreeMap<Id<Person>, usize> =
            std::collections::BTreeMap::new();
        for attendance in attendances.iter().filter(|a| a.was_there()) {
            *count.entry(attendance.person).or_default() += 1;
        }
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
        let mut overdue = Vec::new();
        for promise in library.all::<Commitment>()?.into_iter().filter(is_open) {
            if let Some(due) = promise.due.filter(|due| *due < self.today) {
                let name = people
                    .iter()
                    .find(|line| line.person.id == promise.from)
                    .map(|line| line.name.clone());
                overdue.push(DueLine {
                    from: promise.from,
                    name: name.unwrap_or_else(|| "Somebody not in this library".to_owned()),
                    what: promise.what,
                    due,
                    days_late: (self.today - due).num_days(),
                });
            }
        }
        overdue.sort_by(|a, b| (a.due, &a.name, &a.what).cmp(&(b.due, &b.name, &b.what)));
        self.dinners = lines;
        self.people = people;
        self.overdue = overdue;
        Ok(())
    }
}

/// A session on the sample library beside the library at `file`, made anew, with tonight's dinner seated.
pub fn sample_session(file: &Path) -> Result<Session, DeskError> {
    let place: PathBuf = file.with_file_name("sample.tablemates");
    sample::clear(&place)?;
    let session = Session::to_write(&place)?;
    let dinner = sample::fill(&session)?;
    plan::seat(&session, &dinner, &SeatOptions::default())?;
    Ok(session)
}

/// The desk of that session.
pub fn open_sample(file: &Path) -> Result<Desk, DeskError> {
    Desk::new(sample_session(file)?)
}

fn is_open(promise: &Commitment) -> bool {
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

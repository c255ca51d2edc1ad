//! What Today shows, looked up whole: the dinner that runs, the next one and what it lacks, what is due, whom to thank,
//! and the objective. Read once for each change of the library.

use chrono::{DateTime, Local, NaiveDate, TimeZone as _};

use super::{
    Desk, DeskError, DinnerLine, OpenDinner,
    lists::is_open,
    promise::{Thanks, objective_of},
    ready::{Ready, ready},
};
use crate::{
    app::{Session, Way, live::Live, objective, sample},
    domain::{
        Attendance, Commitment, Dinner, DinnerRecord, Id, Objective, Person, Suggestion,
        dinner::{Answer, DinnerState, Presence},
        promise::{CommitmentState, Decision, FollowUpRule},
        word::uncapitalised,
    },
    evening::{Action, Event, Recorded, Stamp, signal},
};

/// More running dinners than this are not shown at once.
const MOST_RUNNING: usize = 2;

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct Day {
    /// The open library is the sample, which can be thrown away.
    pub is_sample: bool,
    /// Nothing is in the library but, perhaps, its owner.
    pub is_first: bool,
    pub running: Vec<Running>,
    pub next: Option<NextDinner>,
    pub objective: Option<Aim>,
    /// Promises due today or before, the owner's own first, oldest first.
    pub due: Vec<Due>,
    pub thanks: Vec<ThankLine>,
}

/// A dinner whose evening has begun and was not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    pub dinner: Id<Dinner>,
    /// "Friday Six was not ended."
    pub title: String,
    /// "Fri 20 Nov, Leo Marchetti was speaking, 2:10 left. Last note at 20:47, saved."
    pub words: String,
}

/// Who has a place, and what they answered.
pub type Asked = Option<(Id<Person>, Answer)>;

/// The next dinner.
#[derive(Clone, Debug)]
pub struct NextDinner {
    pub line: DinnerLine,
    /// For each table its seats, and who has them or, as long as nobody is seated, who was asked.
    pub tables: Vec<Vec<Asked>>,
    pub open: OpenDinner,
    pub ready: Vec<Ready>,
}

/// The objective of the owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    pub text: String,
    pub made: i64,
    /// How many it asks for, where its words say so.
    pub goal: Option<i64>,
    /// The last day, where its words name one.
    pub until: Option<NaiveDate>,
}

/// A promise that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub promise: Id<Commitment>,
    /// Whom it is about: the one it is for, if it is the owner's own, else the one who owes it.
    pub person: Option<Id<Person>>,
    pub name: String,
    pub what: String,
    pub due: NaiveDate,
    pub days_late: i64,
}

/// A thank-you that the owner owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThankLine {
    pub thanks: Thanks,
    pub person: Id<Person>,
    pub name: String,
    pub what: String,
    pub since: Option<NaiveDate>,
    pub is_drafted: bool,
    /// The message, ready to be sent.
    pub draft: String,
}

impl Desk {
    /// What Today shows.
    pub fn day(&self) -> Result<Day, DeskError> {
        let library = self.session.library();
        let you = self.you().filter(|you| self.line_of(*you).is_some());
        let running = self.running()?;
        let promises: Vec<Commitment> = library.all()?;
        let objective = match you {
            Some(you) => objective_of(&self.session, you)?,
            None => None,
        };
        Ok(Day {
            is_sample: library.setting(sample::MARK)?.is_some(),
            is_first: self.lists.dinners.is_empty()
                && self.people().iter().all(|line| Some(line.person.id) == you),
            next: self.next(&running)?,
            running,
            objective: objective.as_ref().map(aim),
            thanks: match you {
                Some(you) => self.thanks(you, &promises)?,
                None => Vec::new(),
            },
            due: self.due(you, &promises)?,
        })
    }

    /// This moment on the clocks here.
    pub fn now(&self) -> DateTime<Local> {
        local(self.session.now().wall_ms)
    }

    fn running(&self) -> Result<Vec<Running>, DeskError> {
        let mut running = Vec::new();
        let live = |line: &&DinnerLine| line.dinner.state == DinnerState::Live;
        for line in self.dinners().iter().filter(live) {
            let record = self.session.library().record(line.dinner.clone())?;
            let tables = unended(&record);
            if let Some((table, at)) = tables.iter().max_by_key(|(_, at)| at.wall_ms) {
                running.push(self.running_line(&record, table, *at));
            }
            if running.len() == MOST_RUNNING {
                break;
            }
        }
        Ok(running)
    }

    fn running_line(&self, record: &DinnerRecord, table: &Live, at: Stamp) -> Running {
        let evening = table.evening();
        let time = |wall_ms: i64| {
            let at = table.zone().timestamp_millis_opt(wall_ms).earliest();
            at.map(|at| at.format("%H:%M").to_string())
                .unwrap_or_default()
        };
        let mut words = record.day().format("%a %-d %b").to_string();
        match (evening.presenter(), evening.remaining_ms(at)) {
            (Some(who), Some(left)) if left >= 0 => {
                let (name, left) = (record.name(who), signal::digits(left));
                words = format!("{words}, {name} was speaking, {left} left");
            }
            (Some(who), Some(over)) => {
                let (name, over) = (record.name(who), signal::minutes(-over));
                words = format!("{words}, {name} was speaking, {over} over");
            }
            (Some(who), None) => words = format!("{words}, {} is next", record.name(who)),
            (None, _) => {}
        }
        let note = table.notes().iter().map(|note| note.at_ms).max();
        let last = match note {
            Some(note_ms) => format!("Last note at {}, saved", time(note_ms)),
            None => format!("Last seen at {}, saved", time(at.wall_ms)),
        };
        let how = if record.day() == self.today {
            "is running"
        } else {
            "was not ended"
        };
        Running {
            dinner: record.dinner.id,
            title: format!("{} {how}", record.dinner.title),
            words: format!("{words}. {last}"),
        }
    }

    fn next(&self, running: &[Running]) -> Result<Option<NextDinner>, DeskError> {
        let is_to_come = |line: &&DinnerLine| {
            line.dinner.state < DinnerState::Wrapped
                && running.iter().all(|other| other.dinner != line.dinner.id)
                && line
                    .dinner
                    .starts_at
                    .is_some_and(|at| at.date() >= self.today)
        };
        let lines = self.dinners().iter().filter(is_to_come);
        let Some(line) = lines.min_by_key(|line| line.dinner.starts_at) else {
            return Ok(None);
        };
        let Some(open) = self.dinner(line.dinner.id)? else {
            return Ok(None);
        };
        Ok(Some(NextDinner {
            line: line.clone(),
            tables: tables(&open.record),
            ready: ready(&self.session, &open),
            open,
        }))
    }

    fn due(&self, you: Option<Id<Person>>, promises: &[Commitment]) -> Result<Vec<Due>, DeskError> {
        let mut found = Vec::new();
        for promise in promises.iter().filter(|promise| is_open(promise)) {
            let Some(due) = promise.due.filter(|due| *due <= self.today) else {
                continue;
            };
            let is_own = Some(promise.from) == you;
            if is_own && self.is_thanks(promise)? {
                continue;
            }
            let person = if is_own {
                promise.to
            } else {
                Some(promise.from)
            };
            let name = match person {
                Some(person) => self.name(person),
                None => "You, to the table".to_owned(),
            };
            found.push((
                !is_own,
                Due {
                    promise: promise.id,
                    person,
                    name,
                    what: if is_own {
                        promise.what.clone()
                    } else {
                        format!("Owes: {}", uncapitalised(&promise.what))
                    },
                    due,
                    days_late: (self.today - due).num_days(),
                },
            ));
        }
        found.sort_by(|(other, a), (another, b)| {
            (other, a.due, &a.name, &a.what).cmp(&(another, b.due, &b.name, &b.what))
        });
        Ok(found.into_iter().map(|(_, due)| due).collect())
    }

    fn is_thanks(&self, promise: &Commitment) -> Result<bool, DeskError> {
        let Some(id) = promise.suggestion else {
            return Ok(false);
        };
        let found: Option<Suggestion> = self.session.library().get(id)?;
        Ok(found.is_some_and(|found| found.rule == FollowUpRule::ThankGuest))
    }

    fn thanks(
        &self,
        you: Id<Person>,
        promises: &[Commitment],
    ) -> Result<Vec<ThankLine>, DeskError> {
        let mut found = Vec::new();
        for suggestion in self
            .session
            .library()
            .of::<Suggestion>("owner", you.uuid())?
        {
            let (Some(person), FollowUpRule::ThankGuest) = (suggestion.other, suggestion.rule)
            else {
                continue;
            };
            let promise = promises
                .iter()
                .find(|promise| promise.suggestion == Some(suggestion.id));
            let thanks = match (suggestion.decision, promise) {
                (Decision::Undecided, _) => Thanks::Found(suggestion.id),
                (Decision::Accepted, Some(promise)) if is_open(promise) => {
                    Thanks::Promised(promise.id)
                }
                _ => continue,
            };
            let dinner: Option<Dinner> = self.session.library().get(suggestion.dinner)?;
            found.push(ThankLine {
                thanks,
                person,
                name: self.name(person),
                what: suggestion.what.clone(),
                since: dinner
                    .as_ref()
                    .and_then(|dinner| dinner.starts_at)
                    .map(|at| at.date()),
                is_drafted: promise
                    .is_some_and(|promise| promise.state == CommitmentState::Drafted),
                draft: self.thank_you(you, person, dinner.as_ref())?,
            });
        }
        found.sort_by(|a, b| (a.since, &a.name, &a.what).cmp(&(b.since, &b.name, &b.what)));
        Ok(found)
    }

    /// A short message of thanks, in the owner's name, for coming to a dinner or for bringing somebody.
    fn thank_you(
        &self,
        you: Id<Person>,
        to: Id<Person>,
        dinner: Option<&Dinner>,
    ) -> Result<String, DeskError> {
        let first = |person: Id<Person>| {
            self.line_of(person)
                .map_or_else(|| self.name(person), |line| line.person.short_name())
        };
        let guests: Vec<Attendance> = match dinner {
            Some(dinner) => self.session.library().of("dinner", dinner.id.uuid())?,
            None => Vec::new(),
        };
        let brought: Vec<String> = guests
            .iter()
            .filter(|a| a.guest_of == Some(to) && a.presence != Presence::NoShow)
            .map(|a| first(a.person))
            .collect();
        let where_to = dinner.map_or_else(
            || "our dinner".to_owned(),
            |dinner| match dinner.starts_at {
                Some(at) => format!("{} on {}", dinner.title, at.format("%A %-d %B")),
                None => dinner.title.clone(),
            },
        );
        let (thanks, again) = if brought.is_empty() {
            (
                format!("Thank you for coming to {where_to}."),
                "I should be glad to have you at the table again.".to_owned(),
            )
        } else {
            let names = brought.join(" and ");
            (
                format!("Thank you for bringing {names} to {where_to}."),
                format!("I should be glad to see {names} at the table again."),
            )
        };
        Ok(format!(
            "Dear {},\n\n{thanks} {again}\n\nBest wishes,\n{}\n",
            first(to),
            first(you)
        ))
    }
}

/// Ends the evening of a dinner at its last sign of life, on every table that was not ended.
pub(super) fn end_at_last_note(session: &Session, dinner: &Dinner) -> Result<String, DeskError> {
    let refused = |error: &dyn std::fmt::Display| DeskError::Refused(error.to_string());
    let record = session.library().record(dinner.clone())?;
    let mut last = None;
    for (mut table, at) in unended(&record) {
        table
            .act(
                &mut Way::Waiting(session),
                &Action::End,
                at,
                session.new_id(),
            )
            .map_err(|error| refused(&error))?;
        last = last.max(Some(at.wall_ms));
    }
    match last {
        Some(wall_ms) => {
            let zone = dinner.zone.parse().unwrap_or(chrono_tz::Tz::UTC);
            let at = zone.timestamp_millis_opt(wall_ms).earliest();
            let time = at.map(|at| at.format("%H:%M").to_string());
            Ok(format!(
                "Ended {} at {}",
                dinner.title,
                time.unwrap_or_default()
            ))
        }
        None => Ok(format!("{} was ended before", dinner.title)),
    }
}

/// The tables of a dinner whose evening has begun and was not ended, each with its last sign of life: a key of the
/// clock or a note.
fn unended(record: &DinnerRecord) -> Vec<(Live, Stamp)> {
    let of = |table_no: i64| {
        let live = Live::of(record, table_no).ok()?;
        // That the program was opened again, or the clock set, says nothing of the table.
        let log = live.evening().log().iter();
        let is_of_table =
            |event: &&Recorded| !matches!(event.event, Event::Reopened | Event::ClockSet(_));
        let last = log.rev().find(is_of_table)?.stamp;
        if live.evening().ended().is_some() {
            return None;
        }
        let note = live.notes().iter().map(|note| note.at_ms).max();
        // A note knows the wall clock alone; the boot clock went on beside it.
        let since = note.unwrap_or_default().saturating_sub(last.wall_ms).max(0);
        let at = Stamp {
            wall_ms: last.wall_ms.saturating_add(since),
            boot_ms: last.boot_ms.saturating_add(since),
            ..last
        };
        Some((live, at))
    };
    record
        .tables
        .iter()
        .filter_map(|table| of(table.number))
        .collect()
}

/// The seats of each table, by number. At one table where not everybody has a seat yet, those without one stand in
/// the free places, so that the picture shows who was asked.
fn tables(record: &DinnerRecord) -> Vec<Vec<Asked>> {
    let asked = |a: &&Attendance| {
        a.presence != Presence::NoShow
            && matches!(a.answer, Answer::Accepted | Answer::Maybe | Answer::Invited)
    };
    let mut waiting: Vec<&Attendance> = record
        .attendances
        .iter()
        .filter(asked)
        .filter(|a| a.seat.is_none())
        .collect();
    let rank = |answer: Answer| match answer {
        Answer::Accepted => 0,
        Answer::Maybe => 1,
        _ => 2,
    };
    waiting.sort_by_cached_key(|a| (rank(a.answer), record.name(a.person), a.person));
    let mut waiting = waiting.into_iter();
    let mut tables = Vec::new();
    for table in &record.tables {
        let mut seats: Vec<Asked> = (1..=table.seats)
            .map(|seat| {
                record
                    .seated(table.number)
                    .into_iter()
                    .find(|a| a.seat == Some(seat))
                    .map(|a| (a.person, a.answer))
            })
            .collect();
        for free in seats.iter_mut().filter(|seat| seat.is_none()) {
            *free = waiting.next().map(|a| (a.person, a.answer));
        }
        tables.push(seats);
    }
    tables
}

fn aim(objective: &Objective) -> Aim {
    let set_on = objective
        .id
        .uuid()
        .get_timestamp()
        .and_then(|at| i64::try_from(at.to_unix().0).ok())
        .map(|secs| local(secs.saturating_mul(1000)).date_naive());
    Aim {
        text: objective.text.clone(),
        made: objective::made(&objective.outcome),
        goal: objective::goal(&objective.text),
        until: set_on.and_then(|set_on| objective::until(&objective.text, set_on)),
    }
}

fn local(wall_ms: i64) -> DateTime<Local> {
    DateTime::from_timestamp_millis(wall_ms)
        .unwrap_or_default()
        .with_timezone(&Local)
}

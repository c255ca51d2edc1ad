//! Seating a dinner: from the rows of a dinner to a problem of indices, and from the plan found back to seats.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use super::{Session, dinners};
use crate::{
    domain::{
        Dinner, DinnerRecord, Draft, Id, Person,
        dinner::{DinnerState, RuleKind, Scope, Shape},
        person::Strength,
    },
    followup::matching,
    seating::{
        self, BrokenRule, FactKind, Guest, Lock, Meal, Options, Pace, PairFact, Plan, Problem,
        SeatingError, TableSpec, bound, explain, mend,
    },
    storage::StorageError,
};

/// Tries where nothing else is said: far more than one table needs, and a blink for ten.
const USUAL_ITERATIONS: u64 = 1_000_000;

/// Why nobody was seated.
#[derive(Debug, thiserror::Error)]
pub enum SeatError {
    #[error(
        "Nobody has accepted for {0} yet: `tablemates dinner invite` and `dinner rsvp`. Nothing was changed"
    )]
    NobodyComing(String),
    #[error("{0}. Nothing was changed")]
    Seating(#[from] SeatingError),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// How to search.
#[derive(Clone, Copy, Debug)]
pub struct SeatOptions {
    /// The same seed and number of tries give the same plan.
    pub seed: u64,
    pub iterations: Option<u64>,
    pub millis: Option<u64>,
    /// Whoever has a seat keeps it.
    pub keep: bool,
}

impl Default for SeatOptions {
    fn default() -> Self {
        Self {
            seed: 1,
            iterations: None,
            millis: None,
            keep: false,
        }
    }
}

/// A dinner seated, and why so.
#[derive(Clone, Debug)]
pub struct SeatReport {
    pub tables: Vec<SeatedTable>,
    /// The whole, in words.
    pub words: Vec<String>,
    /// Rules not kept, each with what would mend it.
    pub broken: Vec<String>,
    /// Names of those for whom there is no seat.
    pub unseated: Vec<String>,
    pub first_meetings: usize,
    /// The most that any plan could have.
    pub first_meetings_limit: u64,
    pub score: i64,
    pub seed: u64,
    /// Tries that were made.
    pub iterations: u64,
}

/// A person with the name to show.
pub type Named = (Id<Person>, String);

/// One table of it.
#[derive(Clone, Debug)]
pub struct SeatedTable {
    pub number: i64,
    pub shape: Shape,
    /// Seat number and who sits there.
    pub seats: Vec<(i64, Option<Named>)>,
    /// Whether the order of the seats is proved to be the best.
    pub is_optimal: bool,
    pub words: Vec<String>,
}

/// Seats a dinner and writes the seats as one change.
pub fn seat(
    session: &Session,
    dinner: &Dinner,
    options: &SeatOptions,
) -> Result<SeatReport, SeatError> {
    let record = session.library().record(dinner.clone())?;
    let mut coming: Vec<Id<Person>> = record
        .attendances
        .iter()
        .filter(|a| a.is_coming())
        .map(|a| a.person)
        .collect();
    // By name, not by id, so that the same dinner is seated alike on every laptop.
    coming.sort_by_cached_key(|person| (record.name(*person), *person));
    if coming.is_empty() {
        return Err(SeatError::NobodyComing(dinner.title.clone()));
    }
    let room = Room::new(&record, coming);
    let keep = if options.keep {
        room.present_places()
    } else {
        Vec::new()
    };
    let started = Instant::now();
    let limit = Duration::from_millis(options.millis.unwrap_or_default().max(1));
    let clock =
        move || (started.elapsed().as_nanos() * 1_000_000 / limit.as_nanos()).min(1_000_000) as u32;
    let pace = match options.millis {
        Some(_) => Pace::Clock(&clock),
        None => Pace::Iterations(options.iterations.unwrap_or(USUAL_ITERATIONS)),
    };
    let search = Options {
        seed: options.seed,
        pace,
        keep: &keep,
    };
    let plan = seating::seat(&room.problem, &search)?;
    let broken = if plan.broken.is_empty() {
        Vec::new()
    } else {
        mend::remedies(&room.problem, &plan, &search)
    };
    let report = room.report(&plan, &broken, options.seed);
    room.write(session, &plan)?;
    Ok(report)
}

/// The present seats of a dinner with their reasons; `None` when nobody is seated.
pub fn look(record: &DinnerRecord) -> Option<SeatReport> {
    let mut seated: Vec<Id<Person>> = record
        .attendances
        .iter()
        .filter(|a| a.is_coming() && a.seat.is_some())
        .map(|a| a.person)
        .collect();
    if seated.is_empty() {
        return None;
    }
    seated.sort_by_cached_key(|person| (record.name(*person), *person));
    let room = Room::new(record, seated);
    let tables = room.problem.tables.iter().map(|table| {
        let mut seats = vec![None; table.seats];
        for guest in record.seated(i64::from(table.number)) {
            let place = guest
                .seat
                .and_then(|seat| usize::try_from(seat - 1).ok())
                .and_then(|seat| seats.get_mut(seat));
            if let Some(place) = place {
                *place = room.places.get(&guest.person).copied();
            }
        }
        seating::PlannedTable {
            number: table.number,
            seats,
            quarters: 0,
            is_optimal: false,
        }
    });
    let plan = Plan::of(&room.problem, tables.collect());
    let broken = plan.broken.clone();
    Some(room.report(&plan, &broken, 0))
}

/// Puts two places of a dinner in each other's stead: two guests swap, or one moves to a free seat. Says what was done.
pub fn swap(
    session: &Session,
    record: &DinnerRecord,
    one: (i64, i64),
    other: (i64, i64),
) -> Result<String, StorageError> {
    let at = |place: (i64, i64)| {
        record
            .attendances
            .iter()
            .find(|a| a.table_no == Some(place.0) && a.seat == Some(place.1))
    };
    let words = match (at(one), at(other)) {
        (Some(a), Some(b)) => format!(
            "Swap {} and {}",
            record.short_name(a.person),
            record.short_name(b.person)
        ),
        (Some(a), None) => format!("Move {} to seat {}", record.short_name(a.person), other.1),
        (None, Some(b)) => format!("Move {} to seat {}", record.short_name(b.person), one.1),
        (None, None) => return Ok("Nobody sits at either seat".to_owned()),
    };
    let mut draft = Draft::new(words.clone());
    for (from, to) in [(at(one), other), (at(other), one)] {
        let Some(from) = from else { continue };
        let mut moved = from.clone();
        (moved.table_no, moved.seat) = (Some(to.0), Some(to.1));
        draft.update(from, &moved);
    }
    session.write(draft)?;
    Ok(words)
}

/// A dinner as the seating sees it: people are places in a list.
struct Room<'a> {
    record: &'a DinnerRecord,
    people: Vec<Id<Person>>,
    places: BTreeMap<Id<Person>, usize>,
    problem: Problem,
}

impl<'a> Room<'a> {
    fn new(record: &'a DinnerRecord, people: Vec<Id<Person>>) -> Self {
        let places: BTreeMap<Id<Person>, usize> = people
            .iter()
            .enumerate()
            .map(|(at, person)| (*person, at))
            .collect();
        let hosts: Vec<Id<Person>> = record
            .tables
            .iter()
            .filter_map(|table| table.host)
            .collect();
        let guest = |person: &Id<Person>| Guest {
            name: record.name(*person),
            trade: record
                .trades_of(*person)
                .first()
                .map(|trade| (*trade).to_owned())
                .unwrap_or_default(),
            is_host: hosts.contains(person),
            guest_of: record
                .attendances
                .iter()
                .find(|a| a.person == *person)
                .and_then(|a| places.get(&a.guest_of?).copied()),
            needs_accessible_seat: false,
        };
        let all_seats = record
            .tables
            .iter()
            .map(|table| table.seats)
            .sum::<i64>()
            .max(1);
        let coming = i64::try_from(people.len())
            .unwrap_or_default()
            .min(all_seats);
        let tables = record.tables.iter().map(|table| TableSpec {
            number: u8::try_from(table.number).unwrap_or(u8::MAX),
            shape: match table.shape {
                Shape::Round => seating::Shape::Round,
                Shape::Long => seating::Shape::Long,
            },
            seats: usize::try_from(table.seats).unwrap_or_default(),
            // In proportion, so that no table is full while another is lonely.
            least: usize::try_from(table.seats * coming / all_seats).unwrap_or_default(),
            accessible: Vec::new(),
        });
        let mut room = Self {
            record,
            problem: Problem::new(people.iter().map(guest).collect(), tables.collect()),
            people,
            places,
        };
        let present_hosts = room
            .problem
            .guests
            .iter()
            .filter(|guest| guest.is_host)
            .count();
        // Where fewer hosts come than there are tables, the rule could not be kept by any plan.
        room.problem.one_host_per_table = present_hosts >= room.problem.tables.len();
        room.meals();
        room.facts();
        room.rules();
        room
    }

    fn meals(&mut self) {
        let day = self.record.day();
        for ((one, other), days) in &self.record.meals {
            let (Some(first), Some(second)) = (self.places.get(one), self.places.get(other)) else {
                continue;
            };
            let meal = |held: &chrono::NaiveDate| Meal {
                first: *first,
                second: *second,
                days_ago: u32::try_from((day - *held).num_days()).unwrap_or_default(),
            };
            self.problem.meals.extend(days.iter().map(meal));
        }
    }

    fn facts(&mut self) {
        for (first, one) in self.people.iter().enumerate() {
            for (second, other) in self.people.iter().enumerate() {
                if first != second && matching::fits(self.record, *one, *other) {
                    self.problem.facts.push(PairFact {
                        first,
                        second,
                        kind: FactKind::AskMeetsOffer,
                    });
                }
                let knows = self
                    .record
                    .strength(*one, *other)
                    .max(self.record.strength(*other, *one));
                if first < second && knows >= Strength::Met {
                    self.problem.facts.push(PairFact {
                        first,
                        second,
                        kind: FactKind::OtherContext,
                    });
                }
            }
        }
    }

    fn rules(&mut self) {
        let mut locked: Vec<usize> = Vec::new();
        for rule in &self.record.rules {
            let Some(first) = self.places.get(&rule.first).copied() else {
                continue;
            };
            let kind = match rule.kind {
                RuleKind::Apart => seating::RuleKind::Apart,
                RuleKind::Together => seating::RuleKind::Together,
                RuleKind::Wants => seating::RuleKind::Wants,
                RuleKind::Lock => {
                    if let Some(table) = rule.table_no.and_then(|number| u8::try_from(number).ok())
                    {
                        let seat = rule.seat.and_then(|seat| usize::try_from(seat - 1).ok());
                        self.problem.locks.push(Lock {
                            guest: first,
                            table,
                            seat,
                        });
                        locked.push(first);
                    }
                    continue;
                }
            };
            let Some(second) = rule
                .second
                .and_then(|second| self.places.get(&second).copied())
            else {
                continue;
            };
            let scope = match rule.scope {
                Scope::Neighbours => seating::Scope::Neighbours,
                Scope::Table => seating::Scope::Table,
                Scope::Dinner => seating::Scope::Dinner,
            };
            self.problem.rules.push(seating::Rule {
                first,
                second,
                kind,
                scope,
                hard: rule.is_hard,
            });
        }
        // A host sits at their own table.
        for table in &self.record.tables {
            let place = table
                .host
                .and_then(|host| self.places.get(&host).copied())
                .filter(|place| !locked.contains(place));
            if let (Some(guest), Ok(number)) = (place, u8::try_from(table.number)) {
                self.problem.locks.push(Lock {
                    guest,
                    table: number,
                    seat: None,
                });
            }
        }
    }

    /// Where everybody sits now.
    fn present_places(&self) -> Vec<Lock> {
        let place = |a: &crate::domain::Attendance| {
            let guest = self.places.get(&a.person).copied()?;
            Some(Lock {
                guest,
                table: u8::try_from(a.table_no?).ok()?,
                seat: usize::try_from(a.seat? - 1).ok(),
            })
        };
        self.record.attendances.iter().filter_map(place).collect()
    }

    fn report(&self, plan: &Plan, broken: &[BrokenRule], seed: u64) -> SeatReport {
        let told = explain::explain(&self.problem, plan);
        let name = |guest: usize| {
            self.people
                .get(guest)
                .map(|person| (*person, self.record.name(*person)))
        };
        let tables = plan.tables.iter().map(|table| {
            let row = self
                .record
                .tables
                .iter()
                .find(|row| row.number == i64::from(table.number));
            SeatedTable {
                number: i64::from(table.number),
                shape: row.map(|row| row.shape).unwrap_or_default(),
                seats: (1..)
                    .zip(&table.seats)
                    .map(|(seat, guest)| (seat, guest.and_then(name)))
                    .collect(),
                is_optimal: table.is_optimal,
                words: told
                    .tables
                    .iter()
                    .find(|t| t.number == table.number)
                    .map(|t| t.lines.clone())
                    .unwrap_or_default(),
            }
        });
        SeatReport {
            tables: tables.collect(),
            words: told.summary,
            broken: broken
                .iter()
                .map(|rule| format!("{}. {}", rule.words, rule.remedy))
                .collect(),
            unseated: plan
                .unseated
                .iter()
                .filter_map(|guest| name(*guest))
                .map(|(_, name)| name)
                .collect(),
            first_meetings: self.first_meetings(plan),
            first_meetings_limit: bound::first_meetings(&self.problem),
            score: plan.score,
            seed,
            iterations: plan.effort.iterations(),
        }
    }

    fn first_meetings(&self, plan: &Plan) -> usize {
        let people = |table: &seating::PlannedTable| {
            table
                .people()
                .filter_map(|guest| self.people.get(guest).copied())
                .collect::<Vec<_>>()
        };
        let new_at = |people: Vec<Id<Person>>| {
            let pairs = people
                .iter()
                .enumerate()
                .flat_map(|(at, one)| people.iter().skip(at + 1).map(move |other| (*one, *other)));
            pairs
                .filter(|(one, other)| self.record.meals_of(*one, *other).is_empty())
                .count()
        };
        plan.tables.iter().map(|table| new_at(people(table))).sum()
    }

    fn write(&self, session: &Session, plan: &Plan) -> Result<(), StorageError> {
        let mut draft = Draft::new(format!("Seat {}", self.record.dinner.title));
        for old in &self.record.attendances {
            let place = self
                .places
                .get(&old.person)
                .and_then(|guest| plan.place_of(*guest));
            let place = place.and_then(|(table, seat)| {
                Some((
                    i64::from(plan.tables.get(table)?.number),
                    i64::try_from(seat).ok()? + 1,
                ))
            });
            let mut new = old.clone();
            (new.table_no, new.seat) = place.unzip();
            draft.update(old, &new);
        }
        if self.record.dinner.state < DinnerState::Seated {
            dinners::set_state(&mut draft, &self.record.dinner, DinnerState::Seated);
        }
        session.write(draft)?;
        Ok(())
    }
}

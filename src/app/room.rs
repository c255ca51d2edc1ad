//! A dinner as the seating sees it: people are places in a list. From rows to a problem, and from a plan back to rows
//! and words.

use std::collections::BTreeMap;

use super::{
    Session, dinners,
    plan::{SeatReport, SeatedTable},
};
use crate::{
    domain::{
        Attendance, DinnerRecord, Draft, Id, Person, Rule,
        dinner::{Answer, DinnerState, Presence, RuleKind, Scope, Shape},
        person::Strength,
    },
    followup::matching,
    seating::{
        self, BrokenRule, Claim, FactKind, Guest, Lock, Meal, PairFact, Plan, Problem, TableSpec,
        bound, explain,
    },
    storage::StorageError,
};

/// Whether somebody takes part in the seating: whoever comes, and whoever has a seat and has not answered for good.
pub(super) fn is_at_table(guest: &Attendance) -> bool {
    guest.is_coming()
        || (guest.seat.is_some()
            && guest.presence != Presence::NoShow
            && matches!(guest.answer, Answer::Maybe | Answer::Invited))
}

/// The tables that are laid: the first that hold everybody, and those where somebody keeps a place. Seven guests at one
/// table meet; at three they would sit in pairs.
pub(super) fn tables_for(record: &DinnerRecord, coming: &[Id<Person>], keeps: bool) -> Vec<i64> {
    let locked = |number: i64| {
        record.rules.iter().any(|rule| {
            rule.kind == RuleKind::Lock
                && rule.table_no == Some(number)
                && coming.contains(&rule.first)
        })
    };
    let is_kept = |number: i64| {
        keeps
            && record
                .attendances
                .iter()
                .any(|a| a.table_no == Some(number) && coming.contains(&a.person))
    };
    let must = record
        .tables
        .iter()
        .filter(|table| locked(table.number) || is_kept(table.number));
    let mut used: Vec<i64> = must.map(|table| table.number).collect();
    let seats_of = |used: &[i64]| -> i64 {
        record
            .tables
            .iter()
            .filter(|table| used.contains(&table.number))
            .map(|table| table.seats)
            .sum()
    };
    let guests = i64::try_from(coming.len()).unwrap_or(i64::MAX);
    for table in &record.tables {
        if seats_of(&used) < guests && !used.contains(&table.number) {
            used.push(table.number);
        }
    }
    used
}

/// A dinner as the seating sees it: people are places in a list.
pub(super) struct Room<'a> {
    record: &'a DinnerRecord,
    pub(super) people: Vec<Id<Person>>,
    pub(super) places: BTreeMap<Id<Person>, usize>,
    pub(super) problem: Problem,
    /// What became of each rule of the dinner that takes part.
    pub(super) claims: BTreeMap<Id<Rule>, Claim>,
}

impl<'a> Room<'a> {
    pub(super) fn new(record: &'a DinnerRecord, people: Vec<Id<Person>>, used: &[i64]) -> Self {
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
        let laid = || {
            record
                .tables
                .iter()
                .filter(|table| used.contains(&table.number))
        };
        let all_seats = laid().map(|table| table.seats).sum::<i64>().max(1);
        let coming = i64::try_from(people.len())
            .unwrap_or_default()
            .min(all_seats);
        let tables = laid().map(|table| TableSpec {
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
            claims: BTreeMap::new(),
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
        room.rules(used);
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
        for (first, second) in matching::fitting(self.record, &self.people) {
            self.problem.facts.push(PairFact {
                first,
                second,
                kind: FactKind::AskMeetsOffer,
            });
        }
        for (first, one) in self.people.iter().enumerate() {
            for (second, other) in self.people.iter().enumerate() {
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

    fn rules(&mut self, used: &[i64]) {
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
                        let claim = Claim::Lock(self.problem.locks.len());
                        self.claims.insert(rule.id, claim);
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
            let claim = Claim::Rule(self.problem.rules.len());
            self.claims.insert(rule.id, claim);
            self.problem.rules.push(seating::Rule {
                first,
                second,
                kind,
                scope,
                hard: rule.is_hard,
            });
        }
        // A host sits at their own table.
        for table in self
            .record
            .tables
            .iter()
            .filter(|table| used.contains(&table.number))
        {
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
    pub(super) fn present_places(&self) -> Vec<Lock> {
        let place = |a: &Attendance| {
            let guest = self.places.get(&a.person).copied()?;
            Some(Lock {
                guest,
                table: u8::try_from(a.table_no?).ok()?,
                seat: usize::try_from(a.seat? - 1).ok(),
            })
        };
        self.record.attendances.iter().filter_map(place).collect()
    }

    /// The plan that the present seats are. Of two on one seat, which only a merge of two laptops makes, the first by
    /// name has it.
    pub(super) fn present_plan(&self) -> Plan {
        let tables = self.problem.tables.iter().map(|table| {
            let mut seats = vec![None; table.seats];
            for (guest, person) in self.people.iter().enumerate() {
                let place = self
                    .record
                    .attendances
                    .iter()
                    .find(|a| a.person == *person && a.table_no == Some(i64::from(table.number)))
                    .and_then(|a| usize::try_from(a.seat? - 1).ok())
                    .and_then(|seat| seats.get_mut(seat));
                if let Some(place) = place.filter(|place| place.is_none()) {
                    *place = Some(guest);
                }
            }
            seating::PlannedTable {
                number: table.number,
                seats,
                quarters: 0,
                is_optimal: false,
            }
        });
        let tables = tables.collect();
        Plan::of(&self.problem, tables)
    }

    pub(super) fn report(&self, plan: &Plan, broken: &[BrokenRule], seed: u64) -> SeatReport {
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
        let empty = self.record.tables.iter().filter(|table| {
            self.problem
                .tables
                .iter()
                .all(|spec| i64::from(spec.number) != table.number)
        });
        let empty: Vec<String> = empty.map(|table| table.number.to_string()).collect();
        let mut words = told.summary;
        if !empty.is_empty() {
            words.push(format!(
                "Not laid, as the others hold everybody: table {}",
                empty.join(", ")
            ));
        }
        SeatReport {
            tables: tables.collect(),
            words,
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

    pub(super) fn write(&self, session: &Session, plan: &Plan) -> Result<(), StorageError> {
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

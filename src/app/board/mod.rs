//! The seating of a dinner as it stands, made once for a state of the library: tables with everybody's place, the rules
//! and whether they are kept, why the plan is as it is, and what a move would change. Looks only; changes are in
//! `app::desk`.

mod effect;
mod quality;
mod rules;
mod tables;
mod why;

use std::collections::BTreeMap;

use super::room::{Room, is_at_table};
use crate::{
    domain::{
        Attendance, DinnerRecord, Id, Person, Rule,
        dinner::{Answer, DinnerState, Presence},
    },
    seating::{Claim, Plan, Problem, explain, smallest_clash},
};

pub use effect::{Change, MoveEffect};
pub use quality::Quality;
pub use rules::{Kept, RuleLine, WayOut};
pub use tables::{BoardSeat, BoardTable, Met, SeatedGuest};
pub use why::{Figure, Mood, Why};

/// A table's number and a seat at it, counted from 1.
pub type Place = (i64, i64);

/// Somebody who may sit and has no seat.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub person: Id<Person>,
    pub name: String,
    /// What is known of their coming, for a reader: "coming", "maybe", "no answer yet".
    pub word: &'static str,
    /// Whether they said yes, and so should have a seat.
    pub is_coming: bool,
}

/// The seating of one dinner.
#[derive(Debug)]
pub struct Board {
    /// Those with a seat first, in the order of the problem.
    people: Vec<Id<Person>>,
    /// First names.
    names: Vec<String>,
    places: BTreeMap<Id<Person>, usize>,
    problem: Problem,
    plan: Plan,
    /// Meals of each pair, guests x guests.
    met: Vec<u32>,
    claims: BTreeMap<Id<Rule>, Claim>,
    /// By number.
    pub tables: Vec<BoardTable>,
    /// Those without a seat, those who come first.
    pub waiting: Vec<Waiting>,
    /// In the order of kinds.
    pub rules: Vec<RuleLine>,
    /// Rules that cannot all hold, whatever the plan; none to spare.
    pub clash: Vec<Id<Rule>>,
    /// `None` while nobody has a seat.
    pub why: Option<Why>,
    /// How many come.
    pub coming: usize,
    /// The evening has begun: seats stay.
    pub has_begun: bool,
}

impl Board {
    /// The seating that a dinner has now.
    pub fn of(record: &DinnerRecord) -> Self {
        let mut people = in_order(record);
        people.dedup();
        let used: Vec<i64> = record.tables.iter().map(|table| table.number).collect();
        let room = Room::new(record, people, &used);
        let plan = room.present_plan();
        let Room {
            people,
            places,
            problem,
            claims,
            ..
        } = room;
        let mut met = vec![0; people.len() * people.len()];
        for meal in &problem.meals {
            for cell in [
                meal.first * people.len() + meal.second,
                meal.second * people.len() + meal.first,
            ] {
                if let Some(met) = met.get_mut(cell) {
                    *met += 1;
                }
            }
        }
        let mut board = Self {
            names: people.iter().map(|id| record.short_name(*id)).collect(),
            people,
            places,
            problem,
            plan,
            met,
            claims,
            tables: Vec::new(),
            waiting: Vec::new(),
            rules: Vec::new(),
            clash: Vec::new(),
            why: None,
            coming: record.attendances.iter().filter(|a| a.is_coming()).count(),
            has_begun: record.dinner.state >= DinnerState::Live,
        };
        board.rules = board.rule_lines(record);
        board.tables = board.seen_tables(record);
        board.waiting = board.without_a_seat(record);
        board.clash = board.clashing();
        board.why = board.explained(record);
        board
    }

    /// Whether anybody has a seat.
    pub fn is_seated(&self) -> bool {
        self.why.is_some()
    }

    /// Where somebody sits.
    pub fn place_of(&self, person: Id<Person>) -> Option<Place> {
        let guest = self.places.get(&person)?;
        self.place(self.plan.place_of(*guest)?)
    }

    /// Who sits there.
    pub fn at(&self, place: Place) -> Option<&SeatedGuest> {
        let table = self.tables.iter().find(|table| table.number == place.0)?;
        table
            .seats
            .get(usize::try_from(place.1 - 1).ok()?)?
            .guest
            .as_ref()
    }

    /// What two people have to do with each other, a line each: meals with their days, how they sit, what one asks and
    /// the other gives, rules.
    pub fn pair(&self, record: &DinnerRecord, one: Id<Person>, other: Id<Person>) -> Vec<String> {
        let (Some(first), Some(second)) = (self.places.get(&one), self.places.get(&other)) else {
            return Vec::new();
        };
        let mut lines = explain::explain_pair(&self.problem, &self.plan, *first, *second);
        let days: Vec<String> = record
            .meals_of(one, other)
            .iter()
            .map(|day| day.format("%-d %b %Y").to_string())
            .collect();
        if let Some(met) = lines.first_mut().filter(|_| !days.is_empty()) {
            *met = format!("{met} ({})", days.join(", "));
        }
        for (from, to) in [(one, other), (other, one)] {
            let known = record
                .acquaintances
                .iter()
                .find(|a| a.from == from && a.to == to && !a.basis.trim().is_empty());
            if let Some(known) = known {
                lines.push(format!(
                    "{} knows {}: {}",
                    record.short_name(from),
                    record.short_name(to),
                    known.basis.trim()
                ));
            }
        }
        lines
    }

    fn place(&self, (table, seat): (usize, usize)) -> Option<Place> {
        let number = self.problem.tables.get(table)?.number;
        Some((i64::from(number), i64::try_from(seat).ok()? + 1))
    }

    fn name(&self, guest: usize) -> &str {
        self.names.get(guest).map_or("somebody", String::as_str)
    }

    fn meals(&self, one: usize, other: usize) -> u32 {
        self.met
            .get(one * self.people.len() + other)
            .copied()
            .unwrap_or_default()
    }

    fn without_a_seat(&self, record: &DinnerRecord) -> Vec<Waiting> {
        let has_seat = |person: &Id<Person>| {
            self.places
                .get(person)
                .is_some_and(|guest| self.plan.place_of(*guest).is_some())
        };
        let mut waiting: Vec<Waiting> = record
            .attendances
            .iter()
            .filter(|a| a.presence != Presence::NoShow && !has_seat(&a.person))
            .filter_map(|a| {
                let word = match a.answer {
                    Answer::Accepted => "coming",
                    Answer::Maybe => "maybe",
                    Answer::Invited => "no answer yet",
                    Answer::Declined | Answer::Waitlisted => return None,
                };
                Some(Waiting {
                    person: a.person,
                    name: record.name(a.person),
                    word,
                    is_coming: a.is_coming(),
                })
            })
            .collect();
        waiting.sort_by(|a, b| {
            (!a.is_coming, a.word == "no answer yet", &a.name, a.person).cmp(&(
                !b.is_coming,
                b.word == "no answer yet",
                &b.name,
                b.person,
            ))
        });
        waiting
    }

    fn clashing(&self) -> Vec<Id<Rule>> {
        let claims: Vec<Claim> = self.claims.values().copied().collect();
        let clash = smallest_clash(&self.problem, &claims).unwrap_or_default();
        self.rules
            .iter()
            .map(|line| line.id)
            .filter(|id| {
                self.claims
                    .get(id)
                    .is_some_and(|claim| clash.contains(claim))
            })
            .collect()
    }
}

/// Everybody who may sit: those with a seat first, then those who come, then who has not said yet; by name.
fn in_order(record: &DinnerRecord) -> Vec<Id<Person>> {
    let rank = |a: &Attendance| {
        let has_place = a.seat.is_some() && is_at_table(a);
        (!has_place, !a.is_coming())
    };
    let mut guests: Vec<&Attendance> = record
        .attendances
        .iter()
        .filter(|a| is_at_table(a) || is_undecided(a))
        .collect();
    guests.sort_by_cached_key(|a| (rank(a), record.name(a.person), a.person));
    guests.into_iter().map(|a| a.person).collect()
}

fn is_undecided(guest: &Attendance) -> bool {
    guest.presence != Presence::NoShow && matches!(guest.answer, Answer::Maybe | Answer::Invited)
}

/// A small number as a word, a larger one in digits.
fn number_word(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(number)
        .map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// The same at the beginning of a sentence.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// "Ines", "Ines and Dana", "Ines, Dana and Leo".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

//! The tables as a screen draws and lists them.

use super::{Board, Kept, RuleLine, WayOut};
use crate::{
    domain::{
        DinnerRecord, Id, Person, Rule,
        dinner::{Answer, RuleKind, Scope, Shape},
    },
    seating::{Side, side_at},
};

/// How often two neighbours ate together before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    Never,
    Once,
    Often,
}

/// A table.
#[derive(Clone, Debug)]
pub struct BoardTable {
    pub number: i64,
    /// "Table 1".
    pub name: String,
    pub shape: Shape,
    /// "6 of 8, 2 not answered".
    pub remark: String,
    pub seats: Vec<BoardSeat>,
    /// Neighbours, by places in `seats`.
    pub bonds: Vec<(usize, usize, Met)>,
    /// Who wants to meet whom, by places in `seats`.
    pub wants: Vec<(usize, usize)>,
    /// Who is kept apart from whom, by places in `seats`.
    pub apart: Vec<(usize, usize)>,
    pub first_meetings: usize,
    /// Rules about people of this table that are not kept.
    pub not_kept: usize,
}

/// A seat.
#[derive(Clone, Debug)]
pub struct BoardSeat {
    pub number: i64,
    pub guest: Option<SeatedGuest>,
}

/// Somebody who sits.
#[derive(Clone, Debug)]
pub struct SeatedGuest {
    pub person: Id<Person>,
    pub name: String,
    /// First name.
    pub short: String,
    /// "Host · business coach".
    pub trade: String,
    pub initials: String,
    /// Which of the ten colours.
    pub colour: usize,
    pub answer: Answer,
    /// Why they may not be moved: "Ines keeps this seat".
    pub fixed: Option<String>,
    /// A hard rule about them is not kept.
    pub is_in_trouble: bool,
    /// Neighbours and how often they met: "Hannah, met twice; Elena, new".
    pub beside: String,
}

impl BoardTable {
    /// How many sit here.
    pub fn people(&self) -> usize {
        self.seats
            .iter()
            .filter(|seat| seat.guest.is_some())
            .count()
    }

    /// Its first free seat.
    pub fn free_seat(&self) -> Option<i64> {
        self.seats
            .iter()
            .find(|seat| seat.guest.is_none())
            .map(|seat| seat.number)
    }
}

impl Board {
    pub(super) fn seen_tables(&self, record: &DinnerRecord) -> Vec<BoardTable> {
        (0..self.problem.tables.len())
            .map(|table| self.seen_table(record, table))
            .collect()
    }

    fn seen_table(&self, record: &DinnerRecord, table: usize) -> BoardTable {
        let spec = self.problem.tables.get(table);
        let number = spec.map_or(0, |spec| i64::from(spec.number));
        let row = record.tables.iter().find(|row| row.number == number);
        let guests = self
            .plan
            .tables
            .get(table)
            .map_or(&[][..], |table| &table.seats);
        let host = row.and_then(|row| row.host);
        let seats: Vec<BoardSeat> = (1..)
            .zip(guests)
            .map(|(seat, guest)| BoardSeat {
                number: seat,
                guest: guest.and_then(|guest| self.seated_guest(record, table, seat, guest, host)),
            })
            .collect();
        let pairs = || {
            (0..guests.len())
                .flat_map(|one| (one + 1..guests.len()).map(move |other| (one, other)))
                .filter_map(|(one, other)| {
                    let pair = ((*guests.get(one)?)?, (*guests.get(other)?)?);
                    Some((one, other, pair))
                })
        };
        let is_beside = |one: usize, other: usize| {
            side_at(&self.problem, (table, one), (table, other)) == Some(Side::Beside)
        };
        let bonds = pairs()
            .filter(|(one, other, _)| is_beside(*one, *other))
            .map(|(one, other, (a, b))| {
                let met = match self.meals(a, b) {
                    0 => Met::Never,
                    1 => Met::Once,
                    _ => Met::Often,
                };
                (one, other, met)
            })
            .collect();
        let seat_of = |person: Id<Person>| {
            let guest = self.places.get(&person)?;
            guests.iter().position(|seated| *seated == Some(*guest))
        };
        let ties = |kind: RuleKind| -> Vec<(usize, usize)> {
            let is_drawn = |rule: &&Rule| {
                rule.kind == kind && (kind == RuleKind::Wants || rule.scope == Scope::Neighbours)
            };
            record
                .rules
                .iter()
                .filter(is_drawn)
                .filter_map(|rule| Some((seat_of(rule.first)?, seat_of(rule.second?)?)))
                .collect()
        };
        let undecided = seats
            .iter()
            .filter_map(|seat| seat.guest.as_ref())
            .filter(|guest| guest.answer != Answer::Accepted)
            .count();
        let sure = guests.iter().flatten().count() - undecided;
        let remark = match undecided {
            0 => format!("{sure} of {}", guests.len()),
            _ => format!("{sure} of {}, {undecided} not answered", guests.len()),
        };
        let is_here = |line: &RuleLine| {
            let sits = |person: Id<Person>| seat_of(person).is_some();
            sits(line.first) || line.second.is_some_and(sits)
        };
        BoardTable {
            number,
            name: format!("Table {number}"),
            shape: row.map(|row| row.shape).unwrap_or_default(),
            remark,
            bonds,
            wants: ties(RuleKind::Wants),
            apart: ties(RuleKind::Apart),
            first_meetings: pairs()
                .filter(|(_, _, (a, b))| self.meals(*a, *b) == 0)
                .count(),
            not_kept: self
                .rules
                .iter()
                .filter(|line| line.counts_as_broken() && is_here(line))
                .count(),
            seats,
        }
    }

    fn seated_guest(
        &self,
        record: &DinnerRecord,
        table: usize,
        seat: i64,
        guest: usize,
        host: Option<Id<Person>>,
    ) -> Option<SeatedGuest> {
        let person = *self.people.get(guest)?;
        let at = usize::try_from(seat - 1).ok()?;
        let trade = record
            .trades_of(person)
            .first()
            .copied()
            .unwrap_or_default();
        let trade = match (host == Some(person), trade) {
            (true, "") => "Host".to_owned(),
            (true, trade) => format!("Host · {}", decapital(trade)),
            (false, trade) => trade.to_owned(),
        };
        let neighbours = self.plan.tables.get(table)?.seats.iter().enumerate();
        let beside: Vec<String> = neighbours
            .filter(|(other, _)| {
                side_at(&self.problem, (table, at), (table, *other)) == Some(Side::Beside)
            })
            .filter_map(|(_, other)| *other)
            .map(|other| {
                let met = match self.meals(guest, other) {
                    0 => "new".to_owned(),
                    1 => "met once".to_owned(),
                    2 => "met twice".to_owned(),
                    more => format!("met {more} times"),
                };
                format!("{}, {met}", self.name(other))
            })
            .collect();
        let locked = record.rules.iter().any(|rule| {
            rule.kind == RuleKind::Lock && rule.first == person && rule.seat == Some(seat)
        });
        let answer = record
            .attendances
            .iter()
            .find(|a| a.person == person)
            .map(|a| a.answer)
            .unwrap_or_default();
        Some(SeatedGuest {
            person,
            name: record.name(person),
            short: record.short_name(person),
            trade,
            initials: record.initials(person),
            colour: usize::from(Person::plate_colour(person)),
            answer,
            fixed: locked.then(|| format!("{} keeps this seat", self.name(guest))),
            is_in_trouble: self.rules.iter().any(|line| {
                line.is_hard
                    && line.state == Kept::NotKept
                    && (line.first == person || line.second == Some(person))
            }),
            beside: beside.join("; "),
        })
    }
}

impl RuleLine {
    /// Whether it is a rule that the plan does not keep; a wish that is not met is counted apart.
    pub fn counts_as_broken(&self) -> bool {
        self.state == Kept::NotKept && (self.kind != RuleKind::Wants || self.is_hard)
    }

    /// The first way out that changes seats and not the rule.
    pub fn swap(&self) -> Option<&(String, WayOut)> {
        self.ways
            .iter()
            .find(|(_, way)| matches!(way, WayOut::Swap(..)))
    }
}

/// The same without a capital, unless the word is all capitals, as "HR" is.
fn decapital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next();
    let is_acronym = letters.clone().next().is_some_and(char::is_uppercase);
    match first {
        Some(first) if !is_acronym => first.to_lowercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

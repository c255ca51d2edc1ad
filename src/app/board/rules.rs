//! The rules of a dinner as a screen shows them: kept or not, why not, and the ways out.

use super::{Board, Place};
use crate::{
    domain::{
        DinnerRecord, Id, Person, Rule,
        dinner::{RuleKind, Scope},
    },
    seating::{Claim, Plan, PlannedTable, Side, is_kept, side_at},
};

/// Whether a rule holds in the present plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Yes,
    NotKept,
    /// It cannot be said yet: one of the two has no seat.
    Open,
}

/// What mends a rule that is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// Two places in each other's stead.
    Swap(Place, Place),
    /// A seat is no longer kept for somebody.
    Free(Id<Person>),
    /// The rule goes.
    LetGo(Id<Rule>),
}

/// One rule.
#[derive(Clone, Debug)]
pub struct RuleLine {
    pub id: Id<Rule>,
    pub kind: RuleKind,
    pub first: Id<Person>,
    pub second: Option<Id<Person>>,
    pub scope: Scope,
    pub is_hard: bool,
    /// "Priya wants Jonah", in runs; `true` where it is a name.
    pub words: Vec<(String, bool)>,
    /// "this table", "guest, neighbours".
    pub about: String,
    /// All of it as a sentence.
    pub sentence: String,
    pub state: Kept,
    /// Why it is not kept: "Ines is fixed between them."
    pub why: String,
    /// What can be done about that, plainest first, each with its words.
    pub ways: Vec<(String, WayOut)>,
}

impl Board {
    pub(super) fn rule_lines(&self, record: &DinnerRecord) -> Vec<RuleLine> {
        let mut lines: Vec<RuleLine> = record
            .rules
            .iter()
            .map(|rule| self.rule_line(record, rule))
            .collect();
        let rank = |kind: RuleKind| match kind {
            RuleKind::Wants => 0,
            RuleKind::Apart => 1,
            RuleKind::Together => 2,
            RuleKind::Lock => 3,
        };
        lines.sort_by(|a, b| {
            (rank(a.kind), &a.sentence, a.id).cmp(&(rank(b.kind), &b.sentence, b.id))
        });
        lines
    }

    fn rule_line(&self, record: &DinnerRecord, rule: &Rule) -> RuleLine {
        let name = |person: Id<Person>| record.short_name(person);
        let second = rule.second.map(name).unwrap_or_default();
        let first = name(rule.first);
        let between = match rule.kind {
            RuleKind::Wants => " wants ",
            _ => " and ",
        };
        let is_bringer = |guest: Id<Person>, by: Id<Person>| {
            record
                .attendances
                .iter()
                .any(|a| a.person == guest && a.guest_of == Some(by))
        };
        let is_guest = rule.kind == RuleKind::Together
            && rule.second.is_some_and(|second| {
                is_bringer(rule.first, second) || is_bringer(second, rule.first)
            });
        let scope = scope_words(rule);
        let about = format!(
            "{}{scope}{}",
            if is_guest { "guest, " } else { "" },
            if rule.is_hard && rule.kind != RuleKind::Lock {
                ", must"
            } else {
                ""
            }
        );
        let words = match (rule.kind, rule.table_no) {
            (RuleKind::Lock, Some(table)) => {
                vec![(first.clone(), true), (format!(" at table {table}"), false)]
            }
            _ => vec![
                (first.clone(), true),
                (between.to_owned(), false),
                (second.clone(), true),
            ],
        };
        let said: String = words.iter().map(|(words, _)| words.as_str()).collect();
        let state = self.state_of(rule);
        let (why, ways) = match state {
            Kept::NotKept => self.ways_out(record, rule),
            _ => (String::new(), Vec::new()),
        };
        let kept = match (state, rule.kind) {
            (Kept::Yes, RuleKind::Lock) => String::new(),
            (Kept::Yes, _) => ", kept".to_owned(),
            (Kept::NotKept, _) => format!(", not kept. {why}"),
            (Kept::Open, _) => ", not seated yet".to_owned(),
        };
        let kind = match rule.kind {
            RuleKind::Wants => "Wants to meet",
            RuleKind::Apart => "Keep apart",
            RuleKind::Together => "Keep together",
            RuleKind::Lock => "Seat is fixed",
        };
        RuleLine {
            id: rule.id,
            kind: rule.kind,
            first: rule.first,
            second: rule.second,
            scope: rule.scope,
            is_hard: rule.is_hard,
            sentence: format!("{kind}: {said}, {about}{kept}"),
            words,
            about,
            state,
            why,
            ways,
        }
    }

    fn state_of(&self, rule: &Rule) -> Kept {
        let guest = |person: Id<Person>| self.places.get(&person).copied();
        let place = |guest: usize| self.plan.place_of(guest);
        match self.claims.get(&rule.id) {
            Some(Claim::Rule(index)) => {
                let Some(rule) = self.problem.rules.get(*index) else {
                    return Kept::Open;
                };
                let is_seated = place(rule.first).is_some() && place(rule.second).is_some();
                match is_seated {
                    false => Kept::Open,
                    true if is_kept(&self.problem, &self.plan, rule) => Kept::Yes,
                    true => Kept::NotKept,
                }
            }
            Some(Claim::Lock(_)) => match guest(rule.first).and_then(place) {
                None => Kept::Open,
                Some(at) => {
                    let here = self.place(at);
                    let is_there = here.is_some_and(|(table, seat)| {
                        rule.table_no == Some(table)
                            && rule.seat.is_none_or(|locked| locked == seat)
                    });
                    if is_there { Kept::Yes } else { Kept::NotKept }
                }
            },
            None => Kept::Open,
        }
    }

    /// Why a rule is not kept, and what can be done about it.
    fn ways_out(&self, record: &DinnerRecord, rule: &Rule) -> (String, Vec<(String, WayOut)>) {
        let mut ways = Vec::new();
        let let_go = ("Let this rule go".to_owned(), WayOut::LetGo(rule.id));
        let free = |person: Id<Person>| {
            let words = format!("Free {}’s seat", record.short_name(person));
            (words, WayOut::Free(person))
        };
        let sits = |person: Id<Person>| {
            let guest = *self.places.get(&person)?;
            self.plan.place_of(guest)
        };
        let number = |table: usize| {
            self.problem
                .tables
                .get(table)
                .map_or(0, |table| table.number)
        };
        if rule.kind == RuleKind::Lock {
            let here = sits(rule.first).and_then(|at| self.place(at));
            let why = match here {
                Some((table, seat)) => format!("Sits at table {table}, seat {seat}."),
                None => String::new(),
            };
            if let (Some(here), Some(table), Some(seat)) = (here, rule.table_no, rule.seat) {
                let back = ("Move back".to_owned(), WayOut::Swap(here, (table, seat)));
                ways.push(back);
            }
            ways.push(free(rule.first));
            return (why, ways);
        }
        let Some((one, other)) = sits(rule.first).zip(rule.second.and_then(sits)) else {
            return (String::new(), vec![let_go]);
        };
        let between = self.fixed_between(one, other);
        let why = match (rule.kind, rule.scope) {
            (RuleKind::Apart, Scope::Dinner) => "Both are at this dinner.".to_owned(),
            (RuleKind::Apart, Scope::Neighbours) => "They sit side by side.".to_owned(),
            (RuleKind::Apart, Scope::Table) => format!("They share table {}.", number(one.0)),
            _ if one.0 != other.0 => format!(
                "They sit at tables {} and {}.",
                number(one.0),
                number(other.0)
            ),
            _ => match between {
                Some(guest) => format!("{} is fixed between them.", self.name(guest)),
                None => format!("They sit at seats {} and {}.", one.1 + 1, other.1 + 1),
            },
        };
        if let Some((from, to)) = self.mending_swap(rule) {
            let at = |place: Place| {
                self.problem.tables.iter().zip(&self.plan.tables).find_map(
                    |(spec, table): (_, &PlannedTable)| {
                        let is_it = i64::from(spec.number) == place.0;
                        let seat = usize::try_from(place.1 - 1).ok()?;
                        is_it.then(|| table.seats.get(seat).copied().flatten())?
                    },
                )
            };
            let words = match (at(from), at(to)) {
                (Some(one), Some(other)) => {
                    format!("Swap {} and {}", self.name(one), self.name(other))
                }
                (Some(one), None) => format!("Move {} to seat {}", self.name(one), to.1),
                _ => "Swap them".to_owned(),
            };
            ways.push((words, WayOut::Swap(from, to)));
        } else {
            let is_locked = |person: &Id<Person>| {
                record.rules.iter().any(|other| {
                    other.kind == RuleKind::Lock && other.first == *person && other.seat.is_some()
                })
            };
            let between = between.and_then(|guest| self.people.get(guest).copied());
            let held = between
                .into_iter()
                .chain([rule.first])
                .chain(rule.second)
                .find(is_locked);
            ways.extend(held.map(free));
        }
        ways.push(let_go);
        (why, ways)
    }

    /// Somebody with a fixed seat who sits between two others.
    fn fixed_between(&self, one: (usize, usize), other: (usize, usize)) -> Option<usize> {
        let table = self.plan.tables.get(one.0)?;
        let is_beside = |a: usize, b: usize| {
            side_at(&self.problem, (one.0, a), (one.0, b)) == Some(Side::Beside)
        };
        table
            .seats
            .iter()
            .enumerate()
            .filter(|(seat, _)| is_beside(*seat, one.1) && is_beside(*seat, other.1))
            .filter_map(|(_, guest)| *guest)
            .find(|guest| self.is_locked(*guest))
    }

    pub(super) fn is_locked(&self, guest: usize) -> bool {
        self.problem
            .locks
            .iter()
            .any(|lock| lock.guest == guest && lock.seat.is_some())
    }

    /// The swap of one of a rule's two people after which it is kept: no hard rule is lost, as few wishes as can be (none
    /// for a rule that is a wish itself), and most people meet anew.
    fn mending_swap(&self, rule: &Rule) -> Option<(Place, Place)> {
        let Some(Claim::Rule(index)) = self.claims.get(&rule.id) else {
            return None;
        };
        let rule = self.problem.rules.get(*index)?;
        let kept_now = self.kept(&self.plan);
        let is_hard = |index: usize| self.problem.rules.get(index).is_none_or(|rule| rule.hard);
        let mut best: Option<(_, [(usize, usize); 2])> = None;
        for guest in [rule.first, rule.second] {
            let Some(from) = self.plan.place_of(guest).filter(|_| !self.is_locked(guest)) else {
                continue;
            };
            for (table, planned) in self.plan.tables.iter().enumerate() {
                for (seat, other) in planned.seats.iter().enumerate() {
                    let to = (table, seat);
                    if to == from || other.is_some_and(|other| self.is_locked(other)) {
                        continue;
                    }
                    let plan = self.swapped(from, to);
                    if !is_kept(&self.problem, &plan, rule) {
                        continue;
                    }
                    let kept = self.kept(&plan);
                    let lost: Vec<usize> = (0..kept.len())
                        .filter(|at| kept_now.get(*at) == Some(&true))
                        .filter(|at| kept.get(*at) == Some(&false))
                        .collect();
                    if lost.iter().any(|at| is_hard(*at)) || (!rule.hard && !lost.is_empty()) {
                        continue;
                    }
                    let meet = self.first_meetings_of(&plan) + self.new_neighbours(&plan);
                    let value = (usize::MAX - lost.len(), meet);
                    if best.as_ref().is_none_or(|(most, _)| value > *most) {
                        best = Some((value, [from, to]));
                    }
                }
            }
        }
        let (_, [from, to]) = best?;
        Some((self.place(from)?, self.place(to)?))
    }

    /// Which rules a plan keeps, in the order of the problem; locks of seats among them, at the end.
    pub(super) fn kept(&self, plan: &Plan) -> Vec<bool> {
        let rules = self
            .problem
            .rules
            .iter()
            .map(|rule| is_kept(&self.problem, plan, rule));
        let locks = self.problem.locks.iter().map(|lock| {
            plan.place_of(lock.guest).is_some_and(|(table, seat)| {
                let number = self.problem.tables.get(table).map(|table| table.number);
                number == Some(lock.table) && lock.seat.is_none_or(|locked| locked == seat)
            })
        });
        rules.chain(locks).collect()
    }
}

fn scope_words(rule: &Rule) -> String {
    match (rule.kind, rule.scope) {
        (RuleKind::Lock, _) => rule
            .seat
            .map_or_else(|| "any seat".to_owned(), |seat| format!("seat {seat}")),
        (RuleKind::Apart, Scope::Neighbours) => "not neighbours".to_owned(),
        (RuleKind::Apart, Scope::Table) => "not at one table".to_owned(),
        (RuleKind::Apart, Scope::Dinner) => "not at one dinner".to_owned(),
        (_, Scope::Neighbours) => "neighbours".to_owned(),
        (_, Scope::Table) => "this table".to_owned(),
        (_, Scope::Dinner) => "this dinner".to_owned(),
    }
}

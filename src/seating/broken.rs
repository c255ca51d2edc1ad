//! Hard rules that a plan does not keep: each named in words, with the plainest change that would mend
//! it. It looks at one plan only; `mend` tries which small change is enough.

use super::plan::Plan;
use super::problem::{FactKind, Problem, Rule, RuleKind, Scope};
use super::seats::{Side, side};

/// What kind of hard rule is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenKind {
    /// There is no seat for somebody.
    NoSeat,
    /// A lock is not kept.
    Lock,
    /// A rule about two people: its place in [`Problem::rules`].
    Rule(usize),
    /// Competitors share a table: the place of the fact in [`Problem::facts`].
    Competitors(usize),
    /// A guest sits apart from who brought them.
    Bringer,
    /// Somebody needs an accessible seat.
    Accessible,
    /// A table has no host.
    NoHost,
    /// A table has fewer people than it should.
    TooFew,
}

/// A hard rule that a plan does not keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenRule {
    /// Which rule.
    pub kind: BrokenKind,
    /// Whom it is about.
    pub people: Vec<usize>,
    /// The number of the table that it is about, if it is about one.
    pub table: Option<u8>,
    /// What is wrong, in words.
    pub words: String,
    /// What would mend it, in words.
    pub remedy: String,
}

/// All hard rules that a plan does not keep: about seats first, then about people, then about tables.
pub(super) fn find(problem: &Problem, plan: &Plan) -> Vec<BrokenRule> {
    let mut broken = Vec::new();
    find_unseated(problem, plan, &mut broken);
    find_locks(problem, plan, &mut broken);
    for (index, rule) in problem
        .rules
        .iter()
        .enumerate()
        .filter(|(_, rule)| rule.hard)
    {
        if !is_kept(problem, plan, rule) {
            broken.push(broken_rule(problem, index, rule));
        }
    }
    find_competitors(problem, plan, &mut broken);
    find_bringers(problem, plan, &mut broken);
    find_accessible(problem, plan, &mut broken);
    find_tables(problem, plan, &mut broken);
    broken
}

/// Whether a plan keeps a rule, hard or soft. A rule about a dinner is kept or not by who has a seat.
pub fn is_kept(problem: &Problem, plan: &Plan, rule: &Rule) -> bool {
    let places = plan.place_of(rule.first).zip(plan.place_of(rule.second));
    let is_within = places.is_some_and(|(first, second)| match rule.scope {
        Scope::Dinner => true,
        Scope::Table => first.0 == second.0,
        Scope::Neighbours => side_at(problem, first, second) == Some(Side::Beside),
    });
    is_within == (rule.kind != RuleKind::Apart)
}

/// How two places lie to each other; `None` at different tables.
pub fn side_at(problem: &Problem, first: (usize, usize), second: (usize, usize)) -> Option<Side> {
    let table = problem.tables.get(first.0)?;
    (first.0 == second.0 && first.1 != second.1)
        .then(|| side(table.shape, table.seats, first.1, second.1))
}

fn find_unseated(problem: &Problem, plan: &Plan, broken: &mut Vec<BrokenRule>) {
    let more = plan.unseated.len();
    for &guest in &plan.unseated {
        broken.push(BrokenRule {
            kind: BrokenKind::NoSeat,
            people: vec![guest],
            table: None,
            words: format!("There is no seat for {}", problem.name(guest)),
            remedy: format!(
                "Add {more} {}, or put {} on the waiting list",
                if more == 1 { "seat" } else { "seats" },
                problem.name(guest)
            ),
        });
    }
}

fn find_locks(problem: &Problem, plan: &Plan, broken: &mut Vec<BrokenRule>) {
    for lock in &problem.locks {
        let place = plan.place_of(lock.guest);
        let is_there = place.is_some_and(|(table, seat)| {
            problem
                .tables
                .get(table)
                .is_some_and(|table| table.number == lock.table)
                && lock.seat.is_none_or(|locked| locked == seat)
        });
        if !is_there && place.is_some() {
            let name = problem.name(lock.guest);
            let seat = lock
                .seat
                .map_or(String::new(), |seat| format!(", seat {}", seat + 1));
            broken.push(BrokenRule {
                kind: BrokenKind::Lock,
                people: vec![lock.guest],
                table: Some(lock.table),
                words: format!(
                    "{name} is locked to table {}{seat} but sits elsewhere",
                    lock.table
                ),
                remedy: format!("Move {name} back, or unlock {name}"),
            });
        }
    }
}

fn broken_rule(problem: &Problem, index: usize, rule: &Rule) -> BrokenRule {
    let (first, second) = (problem.name(rule.first), problem.name(rule.second));
    let words = match (rule.kind, rule.scope) {
        (RuleKind::Apart, Scope::Neighbours) => {
            format!("{first} and {second} sit next to each other but must not")
        }
        (RuleKind::Apart, Scope::Table) => {
            format!("{first} and {second} share a table but must not")
        }
        (RuleKind::Apart, Scope::Dinner) => {
            format!("{first} and {second} are at the same dinner but must not be")
        }
        (_, Scope::Neighbours) => {
            format!("{first} and {second} do not sit next to each other but must")
        }
        (_, Scope::Table) => format!("{first} and {second} do not share a table but must"),
        (_, Scope::Dinner) => {
            format!("{first} and {second} must be at the same dinner, and one has no seat")
        }
    };
    let is_opposed = |other: &&Rule| {
        let is_same_pair = (other.first, other.second) == (rule.first, rule.second)
            || (other.second, other.first) == (rule.first, rule.second);
        let is_apart = |rule: &Rule| rule.kind == RuleKind::Apart;
        other.hard && is_same_pair && is_apart(other) != is_apart(rule)
    };
    let remedy = if problem.rules.iter().any(|other| is_opposed(&other)) {
        format!("Two rules about {first} and {second} say the opposite: remove one of them")
    } else {
        match (rule.kind, rule.scope) {
            (RuleKind::Apart, Scope::Dinner) => format!("Invite {second} to another dinner"),
            (_, Scope::Dinner) => format!("Add a seat for {first} or {second}"),
            _ => format!("Make the rule about {first} and {second} a wish"),
        }
    };
    BrokenRule {
        kind: BrokenKind::Rule(index),
        people: vec![rule.first, rule.second],
        table: None,
        words,
        remedy,
    }
}

fn find_competitors(problem: &Problem, plan: &Plan, broken: &mut Vec<BrokenRule>) {
    for (index, fact) in problem.facts.iter().enumerate() {
        let table_of = |guest| plan.place_of(guest).map(|place| place.0);
        if fact.kind == (FactKind::Competitors { hard: true })
            && table_of(fact.first).is_some()
            && table_of(fact.first) == table_of(fact.second)
        {
            let (first, second) = (problem.name(fact.first), problem.name(fact.second));
            broken.push(BrokenRule {
                kind: BrokenKind::Competitors(index),
                people: vec![fact.first, fact.second],
                table: None,
                words: format!("{first} and {second} are competitors and share a table"),
                remedy: format!("Let {first} and {second} share a table when it cannot be helped"),
            });
        }
    }
}

fn find_bringers(problem: &Problem, plan: &Plan, broken: &mut Vec<BrokenRule>) {
    if !problem.guests_with_bringer {
        return;
    }
    for (guest, bringer) in problem
        .guests
        .iter()
        .enumerate()
        .filter_map(|(index, guest)| Some((index, guest.guest_of?)))
    {
        if let (Some(own), Some(theirs)) = (plan.place_of(guest), plan.place_of(bringer))
            && own.0 != theirs.0
        {
            let (name, by) = (problem.name(guest), problem.name(bringer));
            broken.push(BrokenRule {
                kind: BrokenKind::Bringer,
                people: vec![guest, bringer],
                table: None,
                words: format!("{name} does not sit at the table of {by}, who brought them"),
                remedy: format!("Let {name} sit apart from {by}"),
            });
        }
    }
}

fn find_accessible(problem: &Problem, plan: &Plan, broken: &mut Vec<BrokenRule>) {
    for (guest, _) in problem
        .guests
        .iter()
        .enumerate()
        .filter(|(_, guest)| guest.needs_accessible_seat)
    {
        let Some((table, seat)) = plan.place_of(guest) else {
            continue;
        };
        let Some(spec) = problem.tables.get(table) else {
            continue;
        };
        if !spec.accessible.contains(&seat) {
            let name = problem.name(guest);
            broken.push(BrokenRule {
                kind: BrokenKind::Accessible,
                people: vec![guest],
                table: Some(spec.number),
                words: format!(
                    "{name} needs an accessible seat; seat {} of table {} is not marked as one",
                    seat + 1,
                    spec.number
                ),
                remedy: format!(
                    "Mark one more seat of table {} as accessible once it is free",
                    spec.number
                ),
            });
        }
    }
}

fn find_tables(problem: &Problem, plan: &Plan, broken: &mut Vec<BrokenRule>) {
    for (spec, table) in problem.tables.iter().zip(&plan.tables) {
        let people: Vec<_> = table.people().collect();
        let number = spec.number;
        let is_host = |guest: &usize| {
            problem
                .guests
                .get(*guest)
                .is_some_and(|guest| guest.is_host)
        };
        if problem.one_host_per_table && !people.is_empty() && !people.iter().any(is_host) {
            broken.push(BrokenRule {
                kind: BrokenKind::NoHost,
                people: people.clone(),
                table: Some(number),
                words: format!("Table {number} has no host"),
                remedy: format!("Mark one guest of table {number} as a host"),
            });
        }
        if people.len() < spec.least {
            let more = spec.least - people.len();
            broken.push(BrokenRule {
                kind: BrokenKind::TooFew,
                people,
                table: Some(number),
                words: format!(
                    "Table {number} has {more} fewer than the {} it asks for",
                    spec.least
                ),
                remedy: format!("Invite {more} more, or close table {number}"),
            });
        }
    }
}

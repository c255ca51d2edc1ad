//! A plan for one dinner: people into tables, then everybody into a seat, and what it is worth. It brings
//! `rules`, `dinner` and `seats` together and decides nothing that they know.

#![allow(
    clippy::indexing_slicing,
    reason = "guests and tables were checked by Problem::check, and people of a table are counted here"
)]

use std::fmt;

use super::broken::{self, BrokenRule};
use super::dinner::{Effort, Grouping, GroupingError, Pace, anneal};
use super::matrix::PairMatrix;
use super::problem::{Lock, Problem, ProblemError, RuleKind, Scope};
use super::rules::{compile, soft_gains};
use super::seats::{SeatOrder, TableProblem, order};

/// The most that one pair counts in the order of seats, so that a hard rule about neighbours always
/// outweighs all other pairs of its table.
const MOST_TALK: i32 = 100_000;

/// What a hard rule about neighbours counts.
const HARD_NEIGHBOURS: i32 = 1 << 23;

/// How to search.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The same seed and tries give the same plan.
    pub seed: u64,
    /// How long.
    pub pace: Pace<'a>,
    /// Guests who stay where they are, besides those with a lock.
    pub keep: &'a [Lock],
}

/// One table of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedTable {
    /// Its number.
    pub number: u8,
    /// Who sits in each seat.
    pub seats: Vec<Option<usize>>,
    /// What the order of the seats is worth, in quarters.
    pub quarters: i64,
    /// Whether no other order of these people is worth more; proved.
    pub is_optimal: bool,
}

impl PlannedTable {
    /// Who sits here, seat by seat.
    pub fn people(&self) -> impl Iterator<Item = usize> {
        self.seats.iter().flatten().copied()
    }

    /// The seat of a guest, counted from 0.
    pub fn seat_of(&self, guest: usize) -> Option<usize> {
        self.seats.iter().position(|&seated| seated == Some(guest))
    }
}

/// Everybody's place at one dinner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The tables, in the order of the problem.
    pub tables: Vec<PlannedTable>,
    /// Guests for whom there is no seat.
    pub unseated: Vec<usize>,
    /// Hard rules that it does not keep.
    pub broken: Vec<BrokenRule>,
    /// The gain of all pairs that share a table.
    pub score: i64,
    /// What the search took, to repeat it.
    pub effort: Effort,
}

impl Plan {
    /// The plan that an arrangement of seats is, however it came about: what it is worth, and which
    /// rules it does not keep. `tables` are those of the problem, in its order.
    pub fn of(problem: &Problem, tables: Vec<PlannedTable>) -> Self {
        let gains = soft_gains(problem);
        Self::with_gains(problem, tables, &gains, Effort::default())
    }

    /// Where a guest sits: the place of the table in [`Self::tables`], and the seat counted from 0.
    pub fn place_of(&self, guest: usize) -> Option<(usize, usize)> {
        self.tables
            .iter()
            .enumerate()
            .find_map(|(index, table)| table.seat_of(guest).map(|seat| (index, seat)))
    }

    fn with_gains(
        problem: &Problem,
        tables: Vec<PlannedTable>,
        gains: &PairMatrix,
        effort: Effort,
    ) -> Self {
        let mut table_of = vec![None; problem.guests.len()];
        for (index, table) in tables.iter().enumerate() {
            for guest in table.people() {
                table_of[guest] = Some(index);
            }
        }
        let unseated = (0..table_of.len())
            .filter(|&guest| table_of[guest].is_none())
            .collect();
        let (score, _) = gains.value(&table_of);
        let mut plan = Self {
            tables,
            unseated,
            broken: Vec::new(),
            score,
            effort,
        };
        plan.broken = broken::find(problem, &plan);
        plan
    }
}

/// Why there is no plan at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeatingError {
    /// What was asked cannot be kept by any plan.
    Problem(ProblemError),
    /// The search could not start.
    Grouping(GroupingError),
}

impl fmt::Display for SeatingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem(error) => error.fmt(f),
            Self::Grouping(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SeatingError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Problem(error) => Some(error),
            Self::Grouping(error) => Some(error),
        }
    }
}

/// Seats one dinner: as few broken hard rules as it finds, then as much gain, then the best order of
/// seats at each table. More guests than seats is no error: see [`Plan::unseated`].
///
/// # Errors
/// A [`SeatingError`] when the problem contradicts itself in a way that no plan could show.
pub fn seat(problem: &Problem, options: &Options<'_>) -> Result<Plan, SeatingError> {
    problem.check(options.keep).map_err(SeatingError::Problem)?;
    let compiled = compile(problem, options.keep);
    let grouping = Grouping {
        pairs: &compiled.pairs,
        tables: &compiled.tables,
        fixed: &compiled.fixed,
        quotas: &compiled.quotas,
    };
    let groups = anneal(&grouping, options.seed, options.pace).map_err(SeatingError::Grouping)?;
    let mut people = vec![Vec::new(); problem.tables.len()];
    for (person, &table) in groups.table_of.iter().enumerate() {
        people[table].push(compiled.seated[person]);
    }
    let gains = if compiled.waiting.is_empty() {
        compiled.pairs
    } else {
        soft_gains(problem)
    };
    let tables = people
        .iter()
        .enumerate()
        .map(|(table, people)| {
            order_table(problem, &gains, options.keep, table, people, options.seed)
        })
        .collect();
    Ok(Plan::with_gains(problem, tables, &gains, groups.effort))
}

/// What is to be ordered at table number `table` of the list.
fn at_table(
    problem: &Problem,
    gains: &PairMatrix,
    keep: &[Lock],
    table: usize,
    people: &[usize],
    heeds_needs: bool,
) -> TableProblem {
    let spec = &problem.tables[table];
    let count = people.len();
    let mut talk = vec![0; count * count];
    for (row, &guest) in people.iter().enumerate() {
        for (column, &other) in people.iter().enumerate() {
            if guest != other {
                talk[row * count + column] = gains.gain(guest, other).clamp(-MOST_TALK, MOST_TALK);
            }
        }
    }
    let seats_of = |guest: usize| {
        let mut locks = problem
            .locks
            .iter()
            .chain(keep)
            .filter(|lock| lock.guest == guest);
        if let Some(seat) = locks.find_map(|lock| lock.seat) {
            1 << seat
        } else if heeds_needs && problem.guests[guest].needs_accessible_seat {
            spec.accessible
                .iter()
                .fold(0, |seats, seat| seats | 1_u64 << seat)
        } else {
            u64::MAX
        }
    };
    TableProblem {
        shape: spec.shape,
        seats: spec.seats,
        people: count,
        talk,
        beside: beside_gains(problem, people),
        allowed: people.iter().map(|&guest| seats_of(guest)).collect(),
        sides: problem.sides,
    }
}

/// How the order of a table compares with the best order of the same people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderQuality {
    /// What the order is worth in quarters, rules aside.
    pub present: i64,
    /// The same of the best order.
    pub best: i64,
    /// Whether it is proved that no order is better than that.
    pub is_proven: bool,
    /// Whether the best order keeps more hard rules about neighbours.
    pub keeps_more: bool,
}

/// Orders the people of table number `table` of the list anew, locks kept, and compares. `None` for an empty table, and
/// where somebody does not sit where their lock says: then the two cannot be compared.
pub fn order_quality(problem: &Problem, plan: &Plan, table: usize) -> Option<OrderQuality> {
    let seats = &plan.tables.get(table)?.seats;
    let people: Vec<usize> = seats.iter().flatten().copied().collect();
    if people.is_empty() {
        return None;
    }
    let whole = at_table(problem, &soft_gains(problem), &[], table, &people, true);
    let found = order(&whole, 1)?;
    let place = |guest: usize| people.iter().position(|&person| person == guest);
    let present: Vec<Option<usize>> = seats.iter().map(|guest| guest.and_then(place)).collect();
    let is_allowed = present.iter().enumerate().all(|(seat, person)| {
        person.is_none_or(|person| whole.allowed[person] & (1_u64 << seat) != 0)
    });
    let mut rules = whole.clone();
    rules.talk.fill(0);
    for gain in rules
        .beside
        .iter_mut()
        .filter(|gain| gain.abs() < HARD_NEIGHBOURS)
    {
        *gain = 0;
    }
    let (kept, best_kept) = (rules.quarters(&present), rules.quarters(&found.seats));
    is_allowed.then(|| OrderQuality {
        present: whole.quarters(&present) - kept,
        best: found.quarters - best_kept,
        is_proven: found.optimal,
        keeps_more: best_kept > kept,
    })
}

/// Everybody at table number `table` of the list into seats.
fn order_table(
    problem: &Problem,
    gains: &PairMatrix,
    keep: &[Lock],
    table: usize,
    people: &[usize],
    seed: u64,
) -> PlannedTable {
    let spec = &problem.tables[table];
    let count = people.len();
    let at_this = |heeds_needs| at_table(problem, gains, keep, table, people, heeds_needs);
    let found = order(&at_this(true), seed).or_else(|| {
        // Too few accessible seats: everybody still gets a seat, and the plan names the broken rule.
        order(&at_this(false), seed).map(|found| SeatOrder {
            optimal: false,
            ..found
        })
    });
    let found = found.unwrap_or_else(|| {
        let seats = (0..spec.seats)
            .map(|seat| (seat < count).then_some(seat))
            .collect();
        SeatOrder {
            seats,
            quarters: 0,
            optimal: false,
        }
    });
    PlannedTable {
        number: spec.number,
        seats: found
            .seats
            .iter()
            .map(|person| person.map(|person| people[person]))
            .collect(),
        quarters: found.quarters,
        is_optimal: found.optimal,
    }
}

/// What each pair of a table gains besides by sitting next to each other.
fn beside_gains(problem: &Problem, people: &[usize]) -> Vec<i32> {
    let count = people.len();
    let weights = &problem.weights;
    let mut gains = vec![0_i32; count * count];
    let place = |guest: usize| people.iter().position(|&person| person == guest);
    for rule in problem
        .rules
        .iter()
        .filter(|rule| rule.scope == Scope::Neighbours)
    {
        let (Some(first), Some(second)) = (place(rule.first), place(rule.second)) else {
            continue;
        };
        let gain = match (rule.kind, rule.hard) {
            (RuleKind::Apart, true) => -HARD_NEIGHBOURS,
            (RuleKind::Together | RuleKind::Wants, true) => HARD_NEIGHBOURS,
            (RuleKind::Apart, false) => weights.rather_apart,
            (RuleKind::Together, false) => weights.rather_together,
            (RuleKind::Wants, false) => weights.asked_to_meet,
        };
        for cell in [first * count + second, second * count + first] {
            // Said twice is not meant more; a hard rule stands over a soft one.
            if gain.abs() > gains[cell].abs() {
                gains[cell] = gain.clamp(-HARD_NEIGHBOURS, HARD_NEIGHBOURS);
            }
        }
    }
    gains
}

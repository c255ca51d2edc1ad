//! What the organiser's words are worth: weights with their names, and a problem turned into the pair
//! matrix and the hard rules that `dinner` searches on. It judges nothing; `broken` does.

#![allow(
    clippy::indexing_slicing,
    reason = "guests and tables were checked by Problem::check before anything is compiled"
)]

use super::dinner::{Capacity, Quota};
use super::matrix::PairMatrix;
use super::problem::{FactKind, Guest, Lock, Problem, RuleKind, Scope};

/// Days after which a shared meal counts half.
const HALF_AFTER_DAYS: i64 = 365;

/// Contexts beyond this many make a pair no more familiar.
const MOST_CONTEXTS: i32 = 3;

/// What each soft wish is worth when a pair shares a table. A positive number draws the pair together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// They never shared a meal.
    pub first_meeting: i32,
    /// They did: times the square of the meals shared, long ago counted less.
    pub repeat: i32,
    /// One of them asked to meet the other.
    pub asked_to_meet: i32,
    /// They pass business to each other.
    pub power_partners: i32,
    /// What one asks for, the other offers.
    pub ask_meets_offer: i32,
    /// They have the same trade.
    pub same_trade: i32,
    /// They are direct competitors.
    pub competitors: i32,
    /// They know each other from another group or event: for each, up to three.
    pub other_context: i32,
    /// A soft rule that keeps them apart.
    pub rather_apart: i32,
    /// A soft rule that brings them together.
    pub rather_together: i32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            first_meeting: 10,
            repeat: -6,
            asked_to_meet: 25,
            power_partners: 15,
            ask_meets_offer: 15,
            same_trade: -8,
            competitors: -60,
            other_context: 4,
            rather_apart: -30,
            rather_together: 30,
        }
    }
}

impl Weights {
    /// Each weight with the words that Settings shows for it.
    pub fn words(&self) -> [(&'static str, i32); 10] {
        [
            ("They meet for the first time", self.first_meeting),
            (
                "They ate together before, times the square of the meals",
                self.repeat,
            ),
            ("One asked to meet the other", self.asked_to_meet),
            ("Power partners", self.power_partners),
            ("What one asks for, the other offers", self.ask_meets_offer),
            ("Same trade", self.same_trade),
            ("Direct competitors", self.competitors),
            (
                "Known from another group or event, for each",
                self.other_context,
            ),
            ("Rather apart", self.rather_apart),
            ("Rather together", self.rather_together),
        ]
    }
}

/// Meals shared by a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// How many.
    pub times: u32,
    /// The same in hundredths, each counted less the longer ago it was.
    pub hundredths: i64,
    /// How long ago the last one was.
    pub last_days_ago: Option<u32>,
}

/// Meals of every pair: guests x guests.
#[derive(Clone, Debug)]
pub(super) struct History {
    guests: usize,
    met: Vec<Met>,
}

impl History {
    pub(super) fn new(problem: &Problem) -> Self {
        let guests = problem.guests.len();
        let mut met = vec![Met::default(); guests * guests];
        for meal in &problem.meals {
            let counted = 100 * HALF_AFTER_DAYS / (HALF_AFTER_DAYS + i64::from(meal.days_ago));
            for cell in [
                meal.first * guests + meal.second,
                meal.second * guests + meal.first,
            ] {
                let met = &mut met[cell];
                met.times += 1;
                met.hundredths += counted;
                met.last_days_ago = Some(
                    met.last_days_ago
                        .map_or(meal.days_ago, |last| last.min(meal.days_ago)),
                );
            }
        }
        Self { guests, met }
    }

    pub(super) fn met(&self, first: usize, second: usize) -> Met {
        self.met[first * self.guests + second]
    }
}

/// A problem as numbers: people are positions in `seated`.
pub(super) struct Compiled {
    /// The guests who get a seat.
    pub(super) seated: Vec<usize>,
    /// Those for whom there is none.
    pub(super) waiting: Vec<usize>,
    pub(super) pairs: PairMatrix,
    pub(super) tables: Vec<Capacity>,
    pub(super) fixed: Vec<Option<usize>>,
    pub(super) quotas: Vec<Quota>,
}

/// Turns a checked problem into numbers.
pub(super) fn compile(problem: &Problem, keep: &[Lock]) -> Compiled {
    let (seated, waiting) = choose_seated(problem, keep);
    let mut position = vec![None; problem.guests.len()];
    for (index, &guest) in seated.iter().enumerate() {
        position[guest] = Some(index);
    }
    let mut fixed = vec![None; seated.len()];
    for lock in problem.locks.iter().chain(keep) {
        if let Some(person) = position[lock.guest] {
            fixed[person] = problem.table_index(lock.table);
        }
    }
    let mut quotas = Vec::new();
    let who = |is_counted: fn(&Guest) -> bool| -> Vec<usize> {
        let counted = |&person: &usize| is_counted(&problem.guests[seated[person]]);
        (0..seated.len()).filter(counted).collect()
    };
    if problem.one_host_per_table {
        quotas.push(Quota {
            people: who(|guest| guest.is_host),
            least: 1,
            most: Vec::new(),
        });
    }
    let in_need = who(|guest| guest.needs_accessible_seat);
    if !in_need.is_empty() {
        let most = problem
            .tables
            .iter()
            .map(|table| accessible_seats(problem, keep, table.number));
        quotas.push(Quota {
            people: in_need,
            least: 0,
            most: most.collect(),
        });
    }
    let tables = problem.tables.iter();
    Compiled {
        pairs: pair_matrix(problem, &seated, &position),
        tables: tables
            .map(|table| Capacity {
                least: table.least,
                most: table.seats,
            })
            .collect(),
        fixed,
        quotas,
        seated,
        waiting,
    }
}

/// What a pair gains by sharing a table, with all that is soft about it.
pub(super) fn soft_gains(problem: &Problem) -> PairMatrix {
    let seated: Vec<_> = (0..problem.guests.len()).collect();
    let position: Vec<_> = seated.iter().copied().map(Some).collect();
    pair_matrix(problem, &seated, &position)
}

/// Accessible seats of a table that are not locked for somebody who needs none.
fn accessible_seats(problem: &Problem, keep: &[Lock], number: u8) -> usize {
    let Some(index) = problem.table_index(number) else {
        return 0;
    };
    let mut seats = problem.tables[index].accessible.clone();
    seats.sort_unstable();
    seats.dedup();
    seats.retain(|&seat| {
        !problem.locks.iter().chain(keep).any(|lock| {
            lock.table == number
                && lock.seat == Some(seat)
                && !problem.guests[lock.guest].needs_accessible_seat
        })
    });
    seats.len()
}

fn choose_seated(problem: &Problem, keep: &[Lock]) -> (Vec<usize>, Vec<usize>) {
    let mut order: Vec<usize> = (0..problem.guests.len()).collect();
    let mut is_locked = vec![false; problem.guests.len()];
    for lock in problem.locks.iter().chain(keep) {
        is_locked[lock.guest] = true;
    }
    order.sort_by_key(|&guest| (!is_locked[guest], !problem.guests[guest].is_host, guest));
    let mut waiting = order.split_off(problem.seats().min(order.len()));
    order.sort_unstable();
    waiting.sort_unstable();
    (order, waiting)
}

fn pair_matrix(problem: &Problem, seated: &[usize], position: &[Option<usize>]) -> PairMatrix {
    let weights = &problem.weights;
    let history = History::new(problem);
    let trades: Vec<String> = problem
        .guests
        .iter()
        .map(|guest| guest.trade.trim().to_lowercase())
        .collect();
    let mut pairs = PairMatrix::new(seated.len());
    for (person, &guest) in seated.iter().enumerate() {
        for (other, &with) in seated.iter().enumerate().take(person) {
            let met = history.met(guest, with);
            let mut gain = if met.times == 0 {
                weights.first_meeting
            } else {
                let square = (met.hundredths * met.hundredths).min(100_000_000);
                let cost = i64::from(weights.repeat) * square / 10_000;
                cost.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
            };
            if !trades[guest].is_empty() && trades[guest] == trades[with] {
                gain = gain.saturating_add(weights.same_trade);
            }
            pairs.add_gain(person, other, gain);
        }
    }
    let mut contexts = vec![0; seated.len() * seated.len()];
    for fact in &problem.facts {
        let (Some(first), Some(second)) = (position[fact.first], position[fact.second]) else {
            continue;
        };
        match fact.kind {
            FactKind::AskMeetsOffer => pairs.add_gain(first, second, weights.ask_meets_offer),
            FactKind::PowerPartners => pairs.add_gain(first, second, weights.power_partners),
            FactKind::OtherContext => {
                let known = &mut contexts[first.min(second) * seated.len() + first.max(second)];
                if *known < MOST_CONTEXTS {
                    *known += 1;
                    pairs.add_gain(first, second, weights.other_context);
                }
            }
            FactKind::Competitors { hard: true } => pairs.forbid(first, second),
            FactKind::Competitors { hard: false } => {
                pairs.add_gain(first, second, weights.competitors);
            }
        }
    }
    for rule in &problem.rules {
        let (Some(first), Some(second)) = (position[rule.first], position[rule.second]) else {
            continue;
        };
        match (rule.kind, rule.scope, rule.hard) {
            // A dinner is kept or not by who comes, and neighbours kept apart by the order of seats.
            (_, Scope::Dinner, _) | (RuleKind::Apart, Scope::Neighbours, _) => {}
            (RuleKind::Apart, Scope::Table, true) => pairs.forbid(first, second),
            (RuleKind::Apart, Scope::Table, false) => {
                pairs.add_gain(first, second, weights.rather_apart);
            }
            (RuleKind::Together | RuleKind::Wants, _, true) => pairs.require(first, second),
            (RuleKind::Together, _, false) => {
                pairs.add_gain(first, second, weights.rather_together);
            }
            (RuleKind::Wants, _, false) => pairs.add_gain(first, second, weights.asked_to_meet),
        }
    }
    if problem.guests_with_bringer {
        for (person, &guest) in seated.iter().enumerate() {
            if let Some(bringer) = problem.guests[guest].guest_of.and_then(|by| position[by]) {
                pairs.require(person, bringer);
            }
        }
    }
    pairs
}

//! Limits that no plan can pass, to show how good a plan is. They look at the problem, never at a plan,
//! and may lie above the best plan: "at most", not "this much".

#![allow(
    clippy::indexing_slicing,
    reason = "guests and tables were checked by Problem::check, and each loop counts its own range"
)]

use super::problem::Problem;
use super::rules::{History, soft_gains};

/// At most this many pairs can meet for the first time tonight: half the sum over guests of the smaller
/// of their table's seats less one and the people they have not met. Whoever has met fewest is thought
/// at the largest table, which gives the largest such sum, because the smaller of two numbers summed
/// over pairs is largest when both are sorted alike.
pub fn first_meetings(problem: &Problem) -> u64 {
    let guests = problem.guests.len();
    let history = History::new(problem);
    let mut unmet: Vec<usize> = (0..guests)
        .map(|guest| {
            let is_new = |&other: &usize| other != guest && history.met(guest, other).times == 0;
            (0..guests).filter(is_new).count()
        })
        .collect();
    unmet.sort_unstable_by(|a, b| b.cmp(a));
    let mut mates: Vec<usize> = problem
        .tables
        .iter()
        .flat_map(|table| vec![table.seats - 1; table.seats])
        .collect();
    mates.sort_unstable_by(|a, b| b.cmp(a));
    let twice: usize = unmet
        .iter()
        .zip(&mates)
        .map(|(unmet, mates)| unmet.min(mates))
        .sum();
    most_pairs(problem).min(twice as u64 / 2)
}

/// No plan scores more than this: half the sum over guests of their best gains with as many others as
/// fit at the largest table that they may sit at. Loose when the same few people are everybody's best.
pub fn score(problem: &Problem) -> i64 {
    let guests = problem.guests.len();
    let gains = soft_gains(problem);
    let largest = problem
        .tables
        .iter()
        .map(|table| table.seats)
        .max()
        .unwrap_or_default();
    let mut seats = vec![largest; guests];
    for lock in &problem.locks {
        if let Some(table) = problem.table_index(lock.table) {
            seats[lock.guest] = problem.tables[table].seats;
        }
    }
    let mut twice = 0;
    for (guest, seats) in seats.into_iter().enumerate() {
        let others = (0..guests).filter(|&other| other != guest);
        let mut best: Vec<i64> = others
            .map(|other| i64::from(gains.gain(guest, other)))
            .filter(|&gain| gain > 0)
            .collect();
        best.sort_unstable_by(|a, b| b.cmp(a));
        twice += best.iter().take(seats.saturating_sub(1)).sum::<i64>();
    }
    twice / 2
}

/// The most pairs that can share a table: the largest tables filled first.
fn most_pairs(problem: &Problem) -> u64 {
    let mut seats: Vec<_> = problem.tables.iter().map(|table| table.seats).collect();
    seats.sort_unstable_by(|a, b| b.cmp(a));
    let mut left = problem.guests.len();
    let mut pairs = 0;
    for seats in seats {
        let people = seats.min(left);
        left -= people;
        pairs += people * people.saturating_sub(1) / 2;
    }
    pairs as u64
}

//! The exact order of seats: a dynamic programme in which only the last two people seated matter, so
//! that its answer is proved. `seats` says what seats are worth and asks for the order.
//!
//! Both shapes are walked along a ladder. At a long table of 2 x n/2 a rung is two people who face each
//! other, and who talk across at most one rung. At a round table with an even number of seats a rung is
//! two opposite seats, and the last rung meets the first one crosswise (a Moebius ladder: neighbours and
//! opposite seats are 1 and n/2 apart, the diagonal n/2 - 1). With an odd number, going round by steps
//! of (n - 1)/2 makes diagonals one step and neighbours two steps long. This is the programme of Held
//! and Karp (1962) with one more person in its state.

#![allow(
    clippy::indexing_slicing,
    reason = "the hot loop: every index is a seat or a person of one table, or a state made from them"
)]

use super::seats::{Shape, TableProblem};

/// How one pair of seats counts: factors of `talk` and `beside`.
type Factors = (i32, i32);

/// The new seats of a rung, and how they count against the last two seated, (u, v), and each other.
#[derive(Clone, Copy, Default)]
struct Rung {
    seats: [usize; 2],
    width: usize,
    /// For each new seat: against u, and against v.
    back: [[Factors; 2]; 2],
    across: Factors,
}

/// The programme over one table, its seats in the order in which they are filled. Empty seats are
/// people without gains, so that everything is a permutation of `seats` items.
pub(super) struct Ladder<'a> {
    table: &'a TableProblem,
    rungs: Vec<Rung>,
    /// How the last two seats count against the first two, at a round table.
    closing: [[Factors; 2]; 2],
    /// Items that may sit in each seat, one bit each.
    may: Vec<u32>,
    values: Vec<i32>,
    from: Vec<u16>,
}

/// The value of a state that cannot be reached; far enough from the end that gains may be added.
const NEVER: i32 = i32::MIN / 2;

impl<'a> Ladder<'a> {
    /// `turn`: the seat from which a round table is walked.
    pub(super) fn new(table: &'a TableProblem, turn: usize) -> Self {
        let seats = table.seats;
        let walk: Vec<usize> = match table.shape {
            Shape::Long => (0..seats)
                .map(|step| {
                    if step % 2 == 0 {
                        step / 2
                    } else {
                        seats - 1 - step / 2
                    }
                })
                .collect(),
            Shape::Round if seats.is_multiple_of(2) => (0..seats)
                .map(|step| step / 2 + step % 2 * (seats / 2))
                .collect(),
            Shape::Round => (0..seats)
                .map(|step| step * (seats / 2).max(1) % seats)
                .collect(),
        };
        let is_odd_round = table.shape == Shape::Round && seats % 2 == 1;
        // What every pair gains anyhow is left out, so that only seats close on the walk matter.
        let floor = match table.shape {
            Shape::Round => table.sides.further,
            Shape::Long => 0,
        };
        let mut counted = vec![false; seats * seats];
        let mut factors = |at: usize, other: usize| {
            let (one, two) = (walk[at].min(walk[other]), walk[at].max(walk[other]));
            if one == two || std::mem::replace(&mut counted[one * seats + two], true) {
                return (0, 0);
            }
            let (talk, beside) = table.factors(one, two);
            (talk - floor, beside)
        };
        let seat = |at: usize| (walk[at] + turn) % seats;
        let width = 2.min(seats);
        let mut rungs = vec![Rung {
            seats: [seat(0), seat(width - 1)],
            width,
            across: factors(0, width - 1),
            ..Rung::default()
        }];
        let mut at = width;
        while at < seats {
            let width = if is_odd_round { 1 } else { 2.min(seats - at) };
            let mut rung = Rung {
                width,
                ..Rung::default()
            };
            for new in 0..width {
                rung.seats[new] = seat(at + new);
                rung.back[new] = [factors(at + new, at - 2), factors(at + new, at - 1)];
            }
            if width == 2 {
                rung.across = factors(at, at + 1);
            }
            rungs.push(rung);
            at += width;
        }
        let mut closing = [[(0, 0); 2]; 2];
        if table.shape == Shape::Round && seats > 2 {
            closing = [seats - 2, seats - 1].map(|last| [factors(last, 0), factors(last, 1)]);
        }
        debug_assert!(
            (0..seats * seats).all(|cell| {
                let (low, high) = (cell / seats, cell % seats);
                low >= high || counted[cell] || table.factors(low, high) == (floor, 0)
            }),
            "a pair of seats that counts is not on the walk"
        );
        let may = (0..seats)
            .map(|seat| {
                let bit = |item: usize| {
                    u32::from(item >= table.people || table.may_sit(item, seat)) << item
                };
                (0..seats).map(bit).sum()
            })
            .collect();
        let states = (1 << seats) * seats * seats;
        Self {
            table,
            rungs,
            closing,
            may,
            values: vec![NEVER; states],
            from: vec![0; states],
        }
    }

    /// The best order, with the first two items given or free. `None` when there is none.
    pub(super) fn climb(
        &mut self,
        start: Option<(usize, usize)>,
    ) -> Option<(i32, Vec<Option<usize>>)> {
        let seats = self.table.seats;
        self.values.fill(NEVER);
        let everybody = (1_u32 << seats) - 1;
        if seats == 1 {
            return (self.may[0] & 1 == 1).then(|| (0, vec![Some(0)]));
        }
        let rung = self.rungs[0];
        for first in 0..seats {
            for second in 0..seats {
                let is_wanted = start.is_none_or(|start| start == (first, second));
                let is_new = self.next_items(0, rung.seats[0]) >> first & 1 == 1
                    && self.next_items(1 << first, rung.seats[1]) >> second & 1 == 1;
                if is_wanted && is_new && first != second {
                    let state = self.state(1 << first | 1 << second, first, second);
                    self.values[state] = self.pair(rung.across, first, second);
                }
            }
        }
        let mut seated = 2;
        for number in 1..self.rungs.len() {
            let rung = self.rungs[number];
            let across = self.table_of_pairs(rung.across);
            let back = rung
                .back
                .map(|pair| pair.map(|factors| self.table_of_pairs(factors)));
            for set in 3..everybody {
                if set.count_ones() as usize == seated {
                    self.fill_from(set, rung, &across, &back);
                }
            }
            seated += rung.width;
        }
        self.best_end(everybody, start)
    }

    /// Extends every state of one set of items by one rung.
    fn fill_from(&mut self, set: u32, rung: Rung, across: &[i32], back: &[[Vec<i32>; 2]; 2]) {
        let seats = self.table.seats;
        let firsts = self.next_items(set, rung.seats[0]);
        for u in bits(set) {
            for v in bits(set & !(1 << u)) {
                let state = self.state(set, u, v);
                let value = self.values[state];
                if value == NEVER {
                    continue;
                }
                let rows = |new: usize| {
                    let [against_u, against_v] = &back[new];
                    (
                        &against_u[u * seats..(u + 1) * seats],
                        &against_v[v * seats..(v + 1) * seats],
                    )
                };
                let (x_u, x_v) = rows(0);
                let (y_u, y_v) = rows(1);
                for x in bits(firsts) {
                    let gained = value + x_u[x] + x_v[x];
                    let with_x = set | 1 << x;
                    if rung.width == 1 {
                        let next = self.state(with_x, v, x);
                        if gained > self.values[next] {
                            self.values[next] = gained;
                            self.from[next] = u as u16;
                        }
                        continue;
                    }
                    let row = &across[x * seats..(x + 1) * seats];
                    let base = self.state(with_x, x, 0);
                    for y in bits(self.next_items(with_x, rung.seats[1])) {
                        let total = gained + y_u[y] + y_v[y] + row[y];
                        let next = base + ((seats * seats) << y) + y;
                        if total > self.values[next] {
                            self.values[next] = total;
                            self.from[next] = (u * seats + v) as u16;
                        }
                    }
                }
            }
        }
    }

    /// The best state where everybody is seated, and the order that led to it.
    fn best_end(
        &self,
        everybody: u32,
        start: Option<(usize, usize)>,
    ) -> Option<(i32, Vec<Option<usize>>)> {
        let seats = self.table.seats;
        let mut best = (NEVER, 0, 0);
        for u in 0..seats {
            for v in 0..seats {
                let mut value = self.values[self.state(everybody, u, v)];
                if u == v || value == NEVER {
                    continue;
                }
                if let Some(first_two) = start {
                    for (item, factors) in [u, v].into_iter().zip(self.closing) {
                        value += self.pair(factors[0], item, first_two.0)
                            + self.pair(factors[1], item, first_two.1);
                    }
                }
                if value > best.0 {
                    best = (value, u, v);
                }
            }
        }
        let (value, mut u, mut v) = best;
        if value == NEVER {
            return None;
        }
        let mut order = vec![None; seats];
        let mut place = |seat: usize, item: usize| {
            order[seat] = (item < self.table.people).then_some(item);
        };
        let mut set = everybody;
        for rung in self.rungs.iter().skip(1).rev() {
            let from = usize::from(self.from[self.state(set, u, v)]);
            if rung.width == 1 {
                place(rung.seats[0], v);
                set &= !(1 << v);
                (u, v) = (from, u);
            } else {
                place(rung.seats[0], u);
                place(rung.seats[1], v);
                set &= !(1 << u | 1 << v);
                (u, v) = (from / seats, from % seats);
            }
        }
        place(self.rungs[0].seats[0], u);
        place(self.rungs[0].seats[1], v);
        Some((value, order))
    }

    /// The items outside `set` that may take `seat`. Of the empty ones only the next, since they are
    /// all alike.
    fn next_items(&self, set: u32, seat: usize) -> u32 {
        let people = (1_u32 << self.table.people) - 1;
        let empty = !set & !people;
        let next = empty & empty.wrapping_neg();
        ((!set & people) | next) & self.may[seat]
    }

    fn state(&self, set: u32, u: usize, v: usize) -> usize {
        let seats = self.table.seats;
        (set as usize * seats + u) * seats + v
    }

    fn pair(&self, factors: Factors, first: usize, second: usize) -> i32 {
        let people = self.table.people;
        if first >= people || second >= people {
            return 0;
        }
        let cell = first * people + second;
        factors.0 * self.table.talk[cell] + factors.1 * self.table.beside[cell]
    }

    /// items x items: what each pair gains with these factors.
    fn table_of_pairs(&self, factors: Factors) -> Vec<i32> {
        let seats = self.table.seats;
        (0..seats * seats)
            .map(|cell| self.pair(factors, cell / seats, cell % seats))
            .collect()
    }
}

/// The places of the bits of a set, from the lowest.
fn bits(set: u32) -> impl Iterator<Item = usize> {
    let mut left = set;
    std::iter::from_fn(move || {
        let place = left.trailing_zeros();
        left &= left.wrapping_sub(1);
        (place < 32).then_some(place as usize)
    })
}

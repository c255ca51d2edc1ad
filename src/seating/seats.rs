//! The order of people around one table: exact up to 12 seats, where `ladder` proves it, and a good one
//! above. It knows gains, seats and who may sit where; not names, rules or other tables.

#![allow(
    clippy::indexing_slicing,
    reason = "every index is a seat or a person of one table, which its problem counts"
)]

use super::chance::Chance;
use super::ladder::Ladder;

/// The most seats for which the order is proved best.
pub const EXACT_SEATS: usize = 12;

/// The shape of a table, and so who can talk with whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Seats are numbered around it.
    #[default]
    Round,
    /// Two sides that face each other. Seats are numbered along one side and back along the other, so
    /// the last seat faces the first; with an odd number the first side is longer by one.
    Long,
}

/// How two seats lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Next to each other.
    Beside,
    /// Face to face.
    Opposite,
    /// Beside whoever sits opposite.
    Diagonal,
    /// Any two other seats.
    Further,
}

/// How much a pair counts by how it sits, in quarters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    /// Next to each other.
    pub beside: i32,
    /// Face to face.
    pub opposite: i32,
    /// Beside whoever sits opposite.
    pub diagonal: i32,
    /// Further apart at a round table; at a long one that is too far to talk and counts nothing.
    pub further: i32,
}

impl Default for Sides {
    fn default() -> Self {
        Self {
            beside: 4,
            opposite: 4,
            diagonal: 2,
            further: 1,
        }
    }
}

/// What is to be ordered at one table; people are `0..people`, at most as many as seats.
#[derive(Clone, Debug)]
pub struct TableProblem {
    /// The shape of the table.
    pub shape: Shape,
    /// How many seats it has.
    pub seats: usize,
    /// How many people sit at it.
    pub people: usize,
    /// people x people, symmetric: what a pair gains when it sits so that it counts fully.
    pub talk: Vec<i32>,
    /// people x people, symmetric: what a pair gains besides by sitting next to each other.
    pub beside: Vec<i32>,
    /// The seats that each person may take, one bit each; everybody not named may take any.
    pub allowed: Vec<u64>,
    /// How much a pair counts by how it sits.
    pub sides: Sides,
}

/// An order that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatOrder {
    /// Who sits in each seat.
    pub seats: Vec<Option<usize>>,
    /// Its gain, in quarters.
    pub quarters: i64,
    /// Whether no order gains more; proved, never guessed.
    pub optimal: bool,
}

/// How seats `first` and `second`, which differ, lie to each other at a table of `seats` seats.
pub fn side(shape: Shape, seats: usize, first: usize, second: usize) -> Side {
    let (low, high) = (first.min(second), first.max(second));
    match shape {
        Shape::Round => {
            let apart = (high - low).min(seats + low - high);
            if apart == 1 {
                Side::Beside
            } else if 2 * apart == seats {
                Side::Opposite
            } else if 2 * apart + 2 >= seats {
                // The seats next to the opposite one; with an odd number, the two farthest.
                if seats % 2 == 1 && 2 * apart + 1 < seats {
                    Side::Further
                } else {
                    Side::Diagonal
                }
            } else {
                Side::Further
            }
        }
        Shape::Long => {
            let is_across = |seat: usize| seat >= seats.div_ceil(2);
            let column = |seat: usize| {
                if is_across(seat) {
                    seats - 1 - seat
                } else {
                    seat
                }
            };
            match (
                is_across(low) == is_across(high),
                column(low).abs_diff(column(high)),
            ) {
                (true, 1) => Side::Beside,
                (false, 0) => Side::Opposite,
                (false, 1) => Side::Diagonal,
                _ => Side::Further,
            }
        }
    }
}

impl TableProblem {
    /// The gain of an order in quarters, counted pair by pair.
    pub fn quarters(&self, seats: &[Option<usize>]) -> i64 {
        let mut total = 0;
        for (high, second) in seats.iter().enumerate() {
            for (low, first) in seats.iter().enumerate().take(high) {
                if let (Some(first), Some(second)) = (*first, *second) {
                    total += i64::from(self.gain(low, high, first, second));
                }
            }
        }
        total
    }

    /// The gain of the pairs that an exchange of two seats changes.
    fn quarters_of_two(&self, seats: &[Option<usize>], low: usize, high: usize) -> i64 {
        let mut total = 0;
        for (seat, person) in seats.iter().enumerate() {
            for end in [low, high] {
                if let (Some(first), Some(second)) = (*person, seats[end])
                    && seat != low
                    && seat != high
                {
                    total += i64::from(self.gain(seat, end, first, second));
                }
            }
        }
        total
    }

    /// The gain of two people in two seats, in quarters.
    fn gain(&self, low: usize, high: usize, first: usize, second: usize) -> i32 {
        let (factor, besides) = self.factors(low, high);
        let cell = first * self.people + second;
        factor * self.talk[cell] + besides * self.beside[cell]
    }

    /// What the two seats multiply a pair's `talk` and `beside` with.
    pub(super) fn factors(&self, low: usize, high: usize) -> (i32, i32) {
        match (side(self.shape, self.seats, low, high), self.shape) {
            (Side::Beside, _) => (self.sides.beside, 4),
            (Side::Opposite, _) => (self.sides.opposite, 0),
            (Side::Diagonal, _) => (self.sides.diagonal, 0),
            (Side::Further, Shape::Round) => (self.sides.further, 0),
            (Side::Further, Shape::Long) => (0, 0),
        }
    }

    pub(super) fn may_sit(&self, person: usize, seat: usize) -> bool {
        self.allowed
            .get(person)
            .is_none_or(|seats| seats >> seat & 1 == 1)
    }
}

/// The best order at one table: proved up to [`EXACT_SEATS`] seats, by exchanges from 24 starts above.
/// `None` when no order gives everybody a seat that they may take, or when there are too few seats.
pub fn order(table: &TableProblem, seed: u64) -> Option<SeatOrder> {
    if table.people > table.seats || table.seats > 64 {
        return None;
    }
    if table.people == 0 {
        return Some(SeatOrder {
            seats: vec![None; table.seats],
            quarters: 0,
            optimal: true,
        });
    }
    if table.seats > EXACT_SEATS {
        return by_exchange(table, seed);
    }
    let seats = match table.shape {
        Shape::Long => Ladder::new(table, 0).climb(None)?.1,
        Shape::Round => around(table)?,
    };
    Some(SeatOrder {
        quarters: table.quarters(&seats),
        seats,
        optimal: true,
    })
}

/// The best order at a round table. Turning the table changes nothing, so the person with the fewest
/// seats to choose from is put into each of those, and the table is turned until that seat is the first.
fn around(table: &TableProblem) -> Option<Vec<Option<usize>>> {
    let seats = table.seats;
    let choices = |person: usize| {
        (0..seats)
            .filter(move |&seat| table.may_sit(person, seat))
            .count()
    };
    let anchor = (0..table.people).min_by_key(|&person| choices(person))?;
    let is_free = (0..table.people).all(|person| choices(person) == seats);
    let mut best: Option<(i32, Vec<Option<usize>>)> = None;
    for turn in (0..seats).filter(|&seat| table.may_sit(anchor, seat)) {
        let mut ladder = Ladder::new(table, turn);
        // Empty seats are all alike, so the first of them stands for all.
        for second in 0..seats.min(table.people + 1) {
            if second != anchor || seats == 1 {
                let found = ladder.climb(Some((anchor, second)));
                if let Some(found) = found
                    && best.as_ref().is_none_or(|best| found.0 > best.0)
                {
                    best = Some(found);
                }
            }
        }
        if is_free {
            break;
        }
    }
    best.map(|(_, seats)| seats)
}

/// A good order at a table too large to prove: exchanges of two seats until none is better, from 24
/// starts by chance.
fn by_exchange(table: &TableProblem, seed: u64) -> Option<SeatOrder> {
    let mut chance = Chance::new(seed);
    let mut best: Option<(i64, Vec<Option<usize>>)> = None;
    for _ in 0..24 {
        let Some(mut seats) = start_order(table, &mut chance) else {
            continue;
        };
        let mut quarters = table.quarters(&seats);
        loop {
            let before = quarters;
            for high in 1..table.seats {
                for low in 0..high {
                    let fits = |person: Option<usize>, seat| {
                        person.is_none_or(|person| table.may_sit(person, seat))
                    };
                    if seats[low] != seats[high] && fits(seats[low], high) && fits(seats[high], low)
                    {
                        let before = table.quarters_of_two(&seats, low, high);
                        seats.swap(low, high);
                        let change = table.quarters_of_two(&seats, low, high) - before;
                        if change > 0 {
                            quarters += change;
                        } else {
                            seats.swap(low, high);
                        }
                    }
                }
            }
            if quarters == before {
                break;
            }
        }
        if best.as_ref().is_none_or(|best| quarters > best.0) {
            best = Some((quarters, seats));
        }
    }
    best.map(|(quarters, seats)| SeatOrder {
        seats,
        quarters,
        optimal: false,
    })
}

/// An order by chance in which everybody may sit where they sit: whoever has the fewest seats to choose
/// from chooses first, and may push somebody on (Kuhn's augmenting paths).
fn start_order(table: &TableProblem, chance: &mut Chance) -> Option<Vec<Option<usize>>> {
    let mut order: Vec<usize> = (0..table.seats).collect();
    chance.shuffle(&mut order);
    let mut seats = vec![None; table.seats];
    for person in 0..table.people {
        let mut seen = vec![false; table.seats];
        if !find_seat(table, person, &order, &mut seats, &mut seen) {
            return None;
        }
    }
    Some(seats)
}

fn find_seat(
    table: &TableProblem,
    person: usize,
    order: &[usize],
    seats: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    for &seat in order {
        if table.may_sit(person, seat) && !std::mem::replace(&mut seen[seat], true) {
            let is_free = match seats[seat] {
                None => true,
                Some(other) => find_seat(table, other, order, seats, seen),
            };
            if is_free {
                seats[seat] = Some(person);
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    #![allow(clippy::cast_possible_wrap, reason = "gains by chance are small")]

    use super::*;

    /// Every order, one by one.
    fn brute_force(table: &TableProblem) -> Option<i64> {
        fn seat_rest(
            table: &TableProblem,
            person: usize,
            seats: &mut [Option<usize>],
        ) -> Option<i64> {
            if person == table.people {
                return Some(table.quarters(seats));
            }
            let mut best = None;
            for seat in 0..table.seats {
                if seats[seat].is_none() && table.may_sit(person, seat) {
                    seats[seat] = Some(person);
                    best = best.max(seat_rest(table, person + 1, seats));
                    seats[seat] = None;
                }
            }
            best
        }
        seat_rest(table, 0, &mut vec![None; table.seats])
    }

    fn random_table(
        chance: &mut Chance,
        shape: Shape,
        seats: usize,
        people: usize,
    ) -> TableProblem {
        let mut matrix = |size: usize| {
            let mut cells = vec![0; people * people];
            for i in 0..people {
                for j in 0..i {
                    let gain = chance.below(2 * size + 1) as i32 - size as i32;
                    cells[i * people + j] = gain;
                    cells[j * people + i] = gain;
                }
            }
            cells
        };
        TableProblem {
            shape,
            seats,
            people,
            talk: matrix(9),
            beside: matrix(3),
            allowed: Vec::new(),
            sides: Sides::default(),
        }
    }

    fn check(table: &TableProblem) {
        let exact = brute_force(table);
        let found = order(table, 1);
        assert_eq!(
            found.as_ref().map(|found| found.quarters),
            exact,
            "{table:?}"
        );
        if let Some(found) = found {
            assert!(found.optimal);
            assert_eq!(table.quarters(&found.seats), found.quarters);
            let mut seated: Vec<_> = found.seats.iter().flatten().copied().collect();
            seated.sort_unstable();
            assert_eq!(seated, (0..table.people).collect::<Vec<_>>());
            for (seat, person) in found.seats.iter().enumerate() {
                assert!(person.is_none_or(|person| table.may_sit(person, seat)));
            }
        }
    }

    #[test]
    fn every_small_table_is_as_good_as_by_trying_every_order() {
        let mut chance = Chance::new(1);
        for shape in [Shape::Round, Shape::Long] {
            for seats in 1..=7 {
                for people in 1..=seats {
                    check(&random_table(&mut chance, shape, seats, people));
                }
            }
            check(&random_table(&mut chance, shape, 8, 8));
        }
    }

    #[test]
    fn fixed_and_narrow_seats_are_as_good_as_by_trying_every_order() {
        let mut chance = Chance::new(2);
        for shape in [Shape::Round, Shape::Long] {
            for seats in 2..=7 {
                for people in 1..=seats {
                    let mut table = random_table(&mut chance, shape, seats, people);
                    table.allowed = (0..people)
                        .map(|_| match chance.below(3) {
                            0 => 1 << chance.below(seats),
                            1 => chance.draw() & ((1 << seats) - 1),
                            _ => u64::MAX,
                        })
                        .collect();
                    check(&table);
                }
            }
        }
    }

    #[test]
    fn other_weights_for_sides_stay_exact() {
        let mut chance = Chance::new(3);
        for (opposite, diagonal, further) in [(0, 0, 0), (3, -2, 1), (1, 0, 2)] {
            for shape in [Shape::Round, Shape::Long] {
                for seats in 3..=7 {
                    let mut table = random_table(&mut chance, shape, seats, seats - 1);
                    table.sides = Sides {
                        beside: 4,
                        opposite,
                        diagonal,
                        further,
                    };
                    check(&table);
                }
            }
        }
    }

    #[test]
    fn a_large_table_is_ordered_without_a_claim() {
        let mut chance = Chance::new(4);
        let mut table = random_table(&mut chance, Shape::Long, 14, 13);
        table.allowed = vec![u64::MAX; 13];
        table.allowed[5] = 1 << 3;
        let found = order(&table, 1).unwrap();
        assert!(!found.optimal);
        assert_eq!(found.seats[3], Some(5));
        assert_eq!(found.seats.iter().flatten().count(), 13);
        assert_eq!(Some(found), order(&table, 1));
    }

    #[test]
    fn seats_lie_as_at_a_real_table() {
        let round = |seats, other| side(Shape::Round, seats, 0, other);
        assert_eq!(round(8, 7), Side::Beside);
        assert_eq!(round(8, 4), Side::Opposite);
        assert_eq!(round(8, 3), Side::Diagonal);
        assert_eq!(round(8, 2), Side::Further);
        assert_eq!(round(7, 3), Side::Diagonal);
        assert_eq!(round(7, 2), Side::Further);
        let long = |first, other| side(Shape::Long, 8, first, other);
        assert_eq!(long(0, 7), Side::Opposite);
        assert_eq!(long(0, 1), Side::Beside);
        assert_eq!(long(0, 6), Side::Diagonal);
        assert_eq!(long(3, 4), Side::Opposite);
        assert_eq!(long(0, 2), Side::Further);
        assert_eq!(side(Shape::Long, 7, 3, 4), Side::Diagonal);
    }
}

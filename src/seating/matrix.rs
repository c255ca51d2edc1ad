//! The pair matrix: what it is worth that two people share a table, and whether it is forbidden or
//! required. It knows nothing of names or of why a number is what it is; `rules` fills it.

#![allow(
    clippy::indexing_slicing,
    reason = "both indices are people below `people`, which every caller takes from the same problem"
)]

/// The largest gain of one pair, either way. Small enough that the sums over a whole table of
/// [`MAX_SEATS`] people, penalties included, stay inside 32 bits.
pub const MAX_GAIN: i32 = 1_000_000;

/// The most seats that one table may have.
pub const MAX_SEATS: usize = 40;

/// The most people that one dinner may have: the matrix grows with their square.
pub const MAX_PEOPLE: usize = 2_000;

/// A symmetric matrix over people `0..people`: the gain of each pair that shares a table, and hard
/// rules, which are counted before any gain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairMatrix {
    people: usize,
    gains: Vec<i32>,
    hard: Vec<i8>,
    required: i64,
}

impl PairMatrix {
    /// A matrix of `people` people where no pair matters yet.
    pub fn new(people: usize) -> Self {
        Self {
            people,
            gains: vec![0; people * people],
            hard: vec![0; people * people],
            required: 0,
        }
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.people
    }

    /// The gain when `first` and `second` share a table.
    pub fn gain(&self, first: usize, second: usize) -> i32 {
        self.gains[first * self.people + second]
    }

    /// Adds to the gain of a pair; the sum stays within [`MAX_GAIN`] either way.
    pub fn add_gain(&mut self, first: usize, second: usize, gain: i32) {
        if first == second {
            return;
        }
        for cell in [first * self.people + second, second * self.people + first] {
            self.gains[cell] = self.gains[cell]
                .saturating_add(gain)
                .clamp(-MAX_GAIN, MAX_GAIN);
        }
    }

    /// Forbids a pair to share a table.
    pub fn forbid(&mut self, first: usize, second: usize) {
        self.add_hard(first, second, 1);
    }

    /// Requires a pair to share a table.
    pub fn require(&mut self, first: usize, second: usize) {
        if first != second {
            self.required += 1;
            self.add_hard(first, second, -1);
        }
    }

    /// How many rules a pair breaks by sharing a table, less how many it keeps by that.
    pub fn hard(&self, first: usize, second: usize) -> i32 {
        i32::from(self.hard[first * self.people + second])
    }

    /// The gain of a grouping, and how many hard rules about pairs it breaks. Whoever has no table
    /// (`None`) shares one with nobody.
    pub fn value(&self, table_of: &[Option<usize>]) -> (i64, i64) {
        let (mut gain, mut broken) = (0, self.required);
        for (first, table) in table_of.iter().enumerate() {
            for (second, other) in table_of.iter().enumerate().take(first) {
                if table.is_some() && table == other {
                    gain += i64::from(self.gain(first, second));
                    broken += i64::from(self.hard(first, second));
                }
            }
        }
        (gain, broken)
    }

    fn add_hard(&mut self, first: usize, second: usize, change: i8) {
        if first == second {
            return;
        }
        for cell in [first * self.people + second, second * self.people + first] {
            self.hard[cell] = self.hard[cell].saturating_add(change);
        }
    }
}

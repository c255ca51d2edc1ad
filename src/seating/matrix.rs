//! The pair matrix: what it is worth, and whether it is forbidden or required, that two people share a table.
//! It knows nothing of people's names or of why a number is what it is.

/// The largest gain of one pair, either way. Kept small enough that the sums of a whole table of
/// [`MAX_SEATS`] people, penalties included, stay inside 32 bits.
pub const MAX_GAIN: i32 = 1_000_000;

/// The most seats that one table may have here.
pub const MAX_SEATS: usize = 64;

/// A symmetric matrix over people `0..n`: the gain of each pair that shares a table, and hard rules
/// (must share, must not share), which are counted before any gain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairMatrix {
    people: usize,
    gains: Vec<i32>,
    hard: Vec<i8>,
}

impl PairMatrix {
    /// A matrix of `people` people where no pair matters yet.
    pub fn new(people: usize) -> Self {
        Self { people, gains: vec![0; people * people], hard: vec![0; people * people] }
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.people
    }

    /// The gain when `first` and `second` share a table.
    pub fn gain(&self, first: usize, second: usize) -> i32 {
        self.gains[first * self.people + second]
    }

    /// Adds to the gain of a pair
    pub fn add(&mut self, first: usize, second: usize, gain: i32) {
        if first == second { return; }
        for cell in [first * self.people + second, second * self.people + first] {
            self.gains[cell] = self.gains[cell].saturating_add(gain).clamp(-MAX_GAIN, MAX_GAIN);
        }
    }

    /// hard
    pub fn hard(&self, first: usize, second: usize) -> i8 {
        self.hard[first * self.people + second]
    }
    /// hard
    pub fn set_hard(&mut self, first: usize, second: usize, rule: i8) {
        self.hard[first * self.people + second] = rule;
        self.hard[second * self.people + first] = rule;
    }
}

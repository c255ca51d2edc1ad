//! What a reader of a file says about single values of it: how dates are to be read, and what stands in place of a value
//! that could not be taken. It changes no file.

use std::collections::BTreeMap;

use super::read::Reject;

/// How a date of numbers alone, `03/04/2024`, is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// The 4th of March, as `LinkedIn` writes it.
    #[default]
    MonthFirst,
    /// The 3rd of April.
    DayFirst,
}

/// What stands in place of one value that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// As in the [`Reject`] that it answers.
    pub row: usize,
    pub column: Option<String>,
    pub value: String,
    /// The value to read instead; nothing: it is left out and no problem any more.
    pub by: Option<String>,
}

impl Mend {
    /// The answer to a problem.
    pub fn of(reject: &Reject, by: Option<String>) -> Self {
        Self {
            row: reject.row,
            column: reject.column.clone(),
            value: reject.value.clone(),
            by,
        }
    }

    /// Whether it answers this problem.
    pub fn answers(&self, reject: &Reject) -> bool {
        self.row == reject.row && self.column == reject.column && self.value == reject.value
    }
}

/// All of them, by what they answer.
#[derive(Debug, Default)]
pub(super) struct Mends {
    by_row: BTreeMap<usize, Vec<Mend>>,
}

impl Mends {
    pub(super) fn new(mends: &[Mend]) -> Self {
        let mut by_row: BTreeMap<usize, Vec<Mend>> = BTreeMap::new();
        for mend in mends {
            by_row.entry(mend.row).or_default().push(mend.clone());
        }
        Self { by_row }
    }

    /// What is said about a value.
    pub(super) fn of(&self, row: usize, column: Option<&str>, value: &str) -> Option<&Mend> {
        let mends = self.by_row.get(&row)?;
        mends
            .iter()
            .find(|mend| mend.column.as_deref() == column && mend.value == value)
    }
}

/// What the dates of a file show of the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct DatesSeen {
    day_first: bool,
    month_first: bool,
    open: usize,
}

impl DatesSeen {
    /// Looks at a date as it is written.
    pub(super) fn see(&mut self, raw: &str) {
        let mut numbers = raw.trim().split('/').map(|part| part.trim().parse::<u32>());
        let (Some(Ok(first)), Some(Ok(second)), Some(Ok(_)), None) = (
            numbers.next(),
            numbers.next(),
            numbers.next(),
            numbers.next(),
        ) else {
            return;
        };
        match (first, second) {
            // A year stands first.
            (32.., _) => {}
            (13..=31, _) => self.day_first = true,
            (_, 13..=31) => self.month_first = true,
            _ => self.open += 1,
        }
    }

    /// Whether there are dates that can be read in two ways.
    pub(super) fn are_open(&self) -> bool {
        self.open > 0
    }

    /// Whether other dates of the file prove that all have the day first.
    pub(super) fn prove_day_first(&self) -> bool {
        self.open > 0 && self.day_first && !self.month_first
    }
}

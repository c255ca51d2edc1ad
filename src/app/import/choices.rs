//! What somebody says about a file before it is brought in: what its columns are, what is mended, who is who.

use std::collections::{BTreeMap, BTreeSet};

use super::Other;
use crate::exchange::{Column, DateOrder, Field, Mend, ReadOptions, Reject};

/// What is said about a file. Rows are numbered as in [`Reject::row`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// What columns are, by their place from 0, where the guess was not right.
    pub fields: BTreeMap<usize, Field>,
    /// How dates of numbers alone are read; nothing: as the file shows.
    pub dates: Option<DateOrder>,
    /// Values that are read as another, or left out.
    pub mends: Vec<Mend>,
    /// The group that everybody joins; it is made if there is none of that name.
    pub group: Option<String>,
    /// What was decided about rows that may be of somebody who is there.
    pub decisions: BTreeMap<usize, Decision>,
    /// Rows that are not brought in.
    pub left_out: BTreeSet<usize>,
}

/// Whether a row is of somebody who is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is: yours wins where both have a value.
    Merge(Other),
    /// It is not.
    TwoPeople,
    /// That is left open: it is not brought in now.
    Later,
}

impl Choices {
    /// Answers a problem: the value is read as `by`, or left out.
    pub fn mend(&mut self, reject: &Reject, by: Option<String>) {
        // What was mended before and is still wrong is mended anew, not twice.
        let before = self.mends.iter_mut().find(|mend| {
            mend.row == reject.row
                && mend.column == reject.column
                && mend.by.as_deref() == Some(reject.value.as_str())
        });
        match before {
            Some(mend) => mend.by = by,
            None => self.mends.push(Mend::of(reject, by)),
        }
    }

    /// How the file is read with them.
    pub(super) fn reading(&self) -> ReadOptions {
        ReadOptions {
            fields: self
                .fields
                .iter()
                .map(|(at, field)| (*at, *field))
                .collect(),
            dates: self.dates,
            mends: self.mends.clone(),
            keeps_unnamed: true,
            ..ReadOptions::default()
        }
    }

    /// What is kept for the next file with the same columns, as text.
    pub(super) fn kept(&self) -> String {
        let mut lines: Vec<String> = self
            .fields
            .iter()
            .map(|(at, field)| format!("{at}={field}"))
            .collect();
        lines.extend(self.dates.map(|order| {
            let word = match order {
                DateOrder::MonthFirst => "month",
                DateOrder::DayFirst => "day",
            };
            format!("dates={word}")
        }));
        lines.join("\n")
    }

    /// What was kept; what cannot be understood is passed over.
    pub(super) fn of_kept(text: &str) -> Self {
        let mut choices = Self::default();
        for (name, value) in text.lines().filter_map(|line| line.split_once('=')) {
            match (name, value) {
                ("dates", "month") => choices.dates = Some(DateOrder::MonthFirst),
                ("dates", "day") => choices.dates = Some(DateOrder::DayFirst),
                (at, field) => {
                    if let (Ok(at), Ok(field)) = (at.parse(), field.parse()) {
                        choices.fields.insert(at, field);
                    }
                }
            }
        }
        choices
    }
}

/// The name under which choices about files with these columns are kept.
pub(super) fn name_of(columns: &[Column]) -> Option<String> {
    use sha2::Digest as _;
    if columns.is_empty() {
        return None;
    }
    let mut hash = sha2::Sha256::new();
    for column in columns {
        hash.update(column.heading.to_lowercase());
        hash.update([0]);
    }
    let digits: Vec<String> = hash
        .finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Some(format!("import.{}", digits.concat()))
}

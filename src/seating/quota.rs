//! Hard rules about how many of certain people a table has, which no pair can say, and the counts that
//! keep them cheap while people move. What they stand for is in `rules`.

#![allow(
    clippy::indexing_slicing,
    clippy::cast_possible_wrap,
    reason = "people and tables were checked by dinner::anneal, and counts are at most the seats of a table"
)]

use super::chain::EMPTY;

/// How many of certain people each table should have: a hard rule that no pair can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Whom it counts.
    pub people: Vec<usize>,
    /// Fewest of them at each table where anybody sits.
    pub least: usize,
    /// Most of them at each table, in the order of the tables.
    pub most: Vec<usize>,
}

impl Quota {
    /// How many people too few or too many a table has, with `count` of `size` people counted.
    pub(super) fn misses(&self, table: usize, count: i32, size: i32) -> i32 {
        let most = self.most.get(table).map_or(i32::MAX, |&most| most as i32);
        let too_few = if size > 0 {
            (self.least as i32 - count).max(0)
        } else {
            0
        };
        too_few + count.saturating_sub(most).max(0)
    }
}

/// How many people of each quota sit at each table.
#[derive(Clone, Debug)]
pub(super) struct QuotaCounts<'a> {
    quotas: &'a [Quota],
    tables: usize,
    /// Which quotas count a person, one bit each.
    kinds: Vec<u8>,
    /// quotas x tables.
    counts: Vec<i32>,
}

impl<'a> QuotaCounts<'a> {
    /// Counts people at their tables; `sizes` has one entry for each table.
    pub(super) fn new(quotas: &'a [Quota], table_of: &[usize], sizes: &[usize]) -> Self {
        let mut kinds = vec![0; table_of.len()];
        for (bit, quota) in quotas.iter().enumerate() {
            for &person in &quota.people {
                kinds[person] |= 1 << bit;
            }
        }
        let tables = sizes.len();
        let mut counts = Self {
            quotas,
            tables,
            kinds,
            counts: vec![0; quotas.len() * tables],
        };
        for (person, &table) in table_of.iter().enumerate() {
            counts.add(person, table, 1);
        }
        counts
    }

    pub(super) fn is_empty(&self) -> bool {
        self.quotas.is_empty()
    }

    /// Which quotas count a person, one bit each.
    #[inline]
    pub(super) fn kind(&self, person: usize) -> u8 {
        self.kinds[person]
    }

    /// Counts a person at another table.
    #[inline]
    pub(super) fn move_person(&mut self, person: usize, from: usize, to: usize) {
        if self.kinds[person] != 0 {
            self.add(person, from, -1);
            self.add(person, to, 1);
        }
    }

    /// How many people too few or too many all tables have together.
    pub(super) fn misses(&self, sizes: &[usize]) -> i64 {
        let mut misses = 0;
        for (bit, quota) in self.quotas.iter().enumerate() {
            for (table, &size) in sizes.iter().enumerate() {
                let count = self.counts[bit * self.tables + table];
                misses += i64::from(quota.misses(table, count, size as i32));
            }
        }
        misses
    }

    /// How many misses fewer there are when `leaving` go from the first table to the second and `back`
    /// go the other way.
    pub(super) fn improvement(
        &self,
        tables: [usize; 2],
        sizes: &[usize],
        leaving: &[u16],
        back: &[u16],
    ) -> i32 {
        let seated = |group: &[u16]| group.iter().filter(|&&person| person != EMPTY).count();
        let moved = seated(leaving) as i32 - seated(back) as i32;
        let mut fewer = 0;
        for (bit, quota) in self.quotas.iter().enumerate() {
            let counted = |group: &[u16]| {
                let is_counted = |person: &&u16| {
                    **person != EMPTY && (self.kinds[usize::from(**person)] >> bit) & 1 == 1
                };
                group.iter().filter(is_counted).count() as i32
            };
            let shift = counted(leaving) - counted(back);
            for (table, sign) in tables.into_iter().zip([-1, 1]) {
                let count = self.counts[bit * self.tables + table];
                let size = sizes[table] as i32;
                fewer += quota.misses(table, count, size)
                    - quota.misses(table, count + sign * shift, size + sign * moved);
            }
        }
        fewer
    }

    fn add(&mut self, person: usize, table: usize, change: i32) {
        for quota in 0..self.quotas.len() {
            if (self.kinds[person] >> quota) & 1 == 1 {
                self.counts[quota * self.tables + table] += change;
            }
        }
    }
}

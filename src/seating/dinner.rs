//! People into tables for one dinner: simulated annealing on the pair matrix by two chains, the better of
//! them taken. It knows no names, seats or reasons, and reads no clock: a caller in a hurry passes one.

use std::{fmt, thread};

use super::chain::Chain;
use super::chance::Chance;
use super::matrix::{MAX_PEOPLE, MAX_SEATS, PairMatrix};
pub use super::quota::Quota;
use super::quota::QuotaCounts;

/// Chains of one search, each on a thread of its own.
const CHAINS: usize = 2;

/// Temperatures of one cooling, from hot to cold.
const LEVELS: usize = 48;

/// Tries between two looks at the clock.
const BLOCK: u64 = 1_024;

/// The penalty of a broken hard rule in the colder half of a cooling: more than any soft gain of the
/// weights of `rules`, and small enough for sums in 32 bits.
const STRICT: i32 = 4 * super::matrix::MAX_GAIN;

/// Fewest and most people at one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Fewest people; a table keeps to it unless there are too few people for all tables.
    pub least: usize,
    /// Most people: its seats.
    pub most: usize,
}

/// What is to be grouped.
#[derive(Clone, Copy, Debug)]
pub struct Grouping<'a> {
    /// The gain and the hard rules of each pair.
    pub pairs: &'a PairMatrix,
    /// The tables.
    pub tables: &'a [Capacity],
    /// The table of each person who may not move; shorter than the people when the rest may.
    pub fixed: &'a [Option<usize>],
    /// Hard rules about how many of certain people a table has; at most 8.
    pub quotas: &'a [Quota],
}

/// How long to search.
#[derive(Clone, Copy)]
pub enum Pace<'a> {
    /// About this many tries in each chain.
    Iterations(u64),
    /// Until this clock, which says how much of the time is gone, reaches one million.
    Clock(&'a (dyn Fn() -> u32 + Sync)),
    /// Exactly the tries of an earlier search, which gives the same plan again on any machine.
    Repeat(&'a Effort),
}

/// The tries that a search made, to be written down with a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// For each chain, for each temperature in turn, how many blocks of 1,024 tries.
    pub blocks: Vec<Vec<u32>>,
}

impl Effort {
    /// Tries of all chains together.
    pub fn iterations(&self) -> u64 {
        self.blocks
            .iter()
            .flatten()
            .map(|&blocks| u64::from(blocks) * BLOCK)
            .sum()
    }
}

/// A grouping that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// The table of each person, as an index into the tables given.
    pub table_of: Vec<usize>,
    /// The sum of the gains of all pairs that share a table.
    pub value: i64,
    /// Hard rules broken: pairs and quotas.
    pub broken: i64,
    /// What it took, to repeat it.
    pub effort: Effort,
}

/// Why people could not be grouped at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupingError {
    /// More people than the tables hold.
    TooFewSeats { people: usize, seats: usize },
    /// More people than the search is made for.
    TooManyPeople { people: usize },
    /// A table with more seats than the search is made for, or fewer seats than its least.
    WrongTable {
        table: usize,
        least: usize,
        most: usize,
    },
    /// More people fixed at a table than it has seats, or fixed at a table that does not exist.
    WrongFixed { table: usize },
    /// A quota about people who are not there, or more than 8 quotas.
    WrongQuota,
}

impl fmt::Display for GroupingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewSeats { people, seats } => {
                write!(
                    f,
                    "{people} people do not fit into {seats} seats: add seats or a table"
                )
            }
            Self::TooManyPeople { people } => write!(
                f,
                "{people} people are more than one dinner can seat ({MAX_PEOPLE}): split the dinner"
            ),
            Self::WrongTable { table, least, most } => write!(
                f,
                "Table number {} of the list asks for at least {least} and at most {most} people: \
                 give it 1 to {MAX_SEATS} seats, and a least that fits",
                table + 1
            ),
            Self::WrongFixed { table } => write!(
                f,
                "More people are held at table number {} of the list than it has seats: let one go",
                table + 1
            ),
            Self::WrongQuota => {
                write!(
                    f,
                    "A rule counts people who are not at this dinner: remove them from it"
                )
            }
        }
    }
}

impl std::error::Error for GroupingError {}

/// Groups people into tables: as few broken hard rules as it finds, then as much gain. The same
/// grouping, seed and tries give the same answer on every machine.
///
/// # Errors
/// A [`GroupingError`] when no grouping exists that keeps to the seats.
pub fn anneal(grouping: &Grouping<'_>, seed: u64, pace: Pace<'_>) -> Result<Groups, GroupingError> {
    check(grouping)?;
    let mut results: Vec<_> = thread::scope(|scope| {
        let others: Vec<_> = (1..CHAINS)
            .map(|chain| {
                thread::Builder::new()
                    .name(format!("seating-{chain}"))
                    .spawn_scoped(scope, move || run_chain(grouping, seed, chain, pace))
            })
            .collect();
        let own = run_chain(grouping, seed, 0, pace);
        let rest = others.into_iter().enumerate().map(|(chain, handle)| {
            // A machine without room for a second thread still gets the same plan, only later.
            handle
                .ok()
                .and_then(|handle| handle.join().ok())
                .unwrap_or_else(|| run_chain(grouping, seed, chain + 1, pace))
        });
        std::iter::once(own).chain(rest).collect()
    });
    let blocks = results
        .iter_mut()
        .map(|(_, blocks)| std::mem::take(blocks))
        .collect();
    // The first of equals wins, so the answer does not depend on which thread ended first.
    let best = results
        .into_iter()
        .map(|(found, _)| found)
        .reduce(|best, next| {
            if next.rank() > best.rank() {
                next
            } else {
                best
            }
        })
        .unwrap_or_default();
    Ok(Groups {
        table_of: best.table_of,
        value: best.value,
        broken: best.broken,
        effort: Effort { blocks },
    })
}

/// What one cooling found.
#[derive(Default)]
struct Found {
    table_of: Vec<usize>,
    value: i64,
    broken: i64,
}

impl Found {
    fn rank(&self) -> (i64, i64) {
        (-self.broken, self.value)
    }
}

fn check(grouping: &Grouping<'_>) -> Result<(), GroupingError> {
    let people = grouping.pairs.people();
    if people > MAX_PEOPLE {
        return Err(GroupingError::TooManyPeople { people });
    }
    let mut fixed_at = vec![0; grouping.tables.len()];
    for &table in grouping.fixed.iter().take(people).flatten() {
        let fixed = fixed_at
            .get_mut(table)
            .ok_or(GroupingError::WrongFixed { table })?;
        *fixed += 1;
    }
    for (table, (capacity, fixed)) in grouping.tables.iter().zip(fixed_at).enumerate() {
        let Capacity { least, most } = *capacity;
        if most == 0 || most > MAX_SEATS || least > most {
            return Err(GroupingError::WrongTable { table, least, most });
        }
        if fixed > most {
            return Err(GroupingError::WrongFixed { table });
        }
    }
    let seats = grouping.tables.iter().map(|capacity| capacity.most).sum();
    if people > seats {
        return Err(GroupingError::TooFewSeats { people, seats });
    }
    let counts_somebody_else = grouping
        .quotas
        .iter()
        .flat_map(|quota| &quota.people)
        .any(|&person| person >= people);
    if grouping.quotas.len() > 8 || counts_somebody_else {
        return Err(GroupingError::WrongQuota);
    }
    Ok(())
}

/// Coolings of one search: few people cool fast, and starting again finds more than cooling longer.
fn coolings(people: usize) -> usize {
    match people {
        0..=24 => 8,
        25..=40 => 3,
        _ => 1,
    }
}

/// The first temperature in percent of the mean change of a swap, and the factor from one level to the
/// next with 16 fractional bits. More people start cooler, because a change by chance is then far larger
/// than those that a good plan still has to choose between. The second chain ends colder than the first:
/// gains that hardly differ freeze late, and which kind a dinner has is not known before.
fn cooling_plan(people: usize, chain_number: usize) -> (i64, i64) {
    match (people, chain_number) {
        // 100 x 0.938^47 = 5, 20 x 0.975^47 = 6, and 20 x 0.951^47 = 2.
        (0..=40, _) => (100, 61_489),
        (_, 0) => (20, 63_900),
        _ => (20, 62_300),
    }
}

fn run_chain(
    grouping: &Grouping<'_>,
    seed: u64,
    chain_number: usize,
    pace: Pace<'_>,
) -> (Found, Vec<u32>) {
    let people = grouping.pairs.people();
    if people == 0 {
        return (Found::default(), Vec::new());
    }
    let mut seeds = Chance::new(seed);
    let chain_seed = (0..=chain_number).fold(0, |_, _| seeds.draw());
    let mut chain = Chain::new(grouping, chain_seed);
    let mean_change = chain.mean_change();
    let coolings = coolings(people);
    let (start_percent, factor) = cooling_plan(people, chain_number);
    let all_levels = coolings * LEVELS;
    let mut blocks = Vec::with_capacity(all_levels);
    let mut best: Option<Found> = None;
    for cooling in 0..coolings {
        if cooling > 0 {
            chain.scatter();
        }
        // In the hot half a broken rule costs about one move, so the search may pass through it.
        chain.weigh(mean_change.min(i64::from(STRICT)) as i32);
        let mut temperature = ((mean_change * start_percent) << 16) / 100;
        for level in 0..LEVELS {
            if level == LEVELS / 2 {
                chain.weigh(STRICT);
            }
            let done = cooling * LEVELS + level;
            blocks.push(run_level(
                &mut chain,
                temperature,
                done,
                all_levels,
                chain_number,
                pace,
            ));
            temperature = (temperature * factor) >> 16;
        }
        chain.descend();
        let found = judge(grouping, chain.best());
        if best.as_ref().is_none_or(|best| found.rank() > best.rank()) {
            best = Some(found);
        }
    }
    (best.unwrap_or_default(), blocks)
}

/// Searches at one temperature, level `done` of `all`; returns the blocks it took.
fn run_level(
    chain: &mut Chain<'_>,
    temperature: i64,
    done: usize,
    all: usize,
    chain_number: usize,
    pace: Pace<'_>,
) -> u32 {
    let (done, all) = (done as u64, all as u64);
    let planned = match pace {
        Pace::Iterations(tries) => {
            let blocks = tries.div_ceil(BLOCK);
            (blocks * (done + 1) / all - blocks * done / all) as u32
        }
        Pace::Repeat(effort) => {
            let blocks = effort
                .blocks
                .get(chain_number)
                .and_then(|levels| levels.get(done as usize));
            blocks.copied().unwrap_or_default()
        }
        Pace::Clock(clock) => {
            let until = 1_000_000 * (done + 1) / all;
            let mut blocks = 0;
            while u64::from(clock()) < until {
                chain.anneal(temperature, BLOCK);
                blocks += 1;
            }
            return blocks;
        }
    };
    for _ in 0..planned {
        chain.anneal(temperature, BLOCK);
    }
    planned
}

fn judge(grouping: &Grouping<'_>, table_of: Vec<usize>) -> Found {
    let tables: Vec<_> = table_of.iter().copied().map(Some).collect();
    let (value, mut broken) = grouping.pairs.value(&tables);
    let mut sizes = vec![0; grouping.tables.len()];
    for &table in &table_of {
        if let Some(size) = sizes.get_mut(table) {
            *size += 1;
        }
    }
    broken += QuotaCounts::new(grouping.quotas, &table_of, &sizes).misses(&sizes);
    Found {
        table_of,
        value,
        broken,
    }
}

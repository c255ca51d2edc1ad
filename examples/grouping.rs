//! Groups people into tables from a file in the format of the maximally diverse grouping problem, to
//! try the search on known instances: `cargo run --release --example grouping -- FILE --millis 100
//! --seed 1`. It prints one line and stores nothing.

#![allow(clippy::print_stdout, reason = "an example talks to whoever runs it")]

use std::error::Error;
use std::time::{Duration, Instant};

use tablemates::seating::dinner::{Capacity, Grouping, Pace, anneal};
use tablemates::seating::matrix::{MAX_GAIN, PairMatrix};

/// A weight at or below this stands for a hard rule.
const HARD: f64 = -100.0;

/// An instance: tables and pairs, in units of the file times `scale`.
struct Instance {
    tables: Vec<Capacity>,
    pairs: PairMatrix,
    weights: Vec<(usize, usize, f64)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut file = None;
    let (mut millis, mut seed, mut iterations) = (100_u64, 1_u64, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || -> Result<u64, Box<dyn Error>> {
            let text = arguments
                .next()
                .ok_or_else(|| format!("{argument} needs a number"))?;
            Ok(text.parse()?)
        };
        match argument.as_str() {
            "--millis" => millis = number()?,
            "--seed" => seed = number()?,
            "--iterations" => iterations = Some(number()?),
            _ => file = Some(argument),
        }
    }
    let file = file.ok_or("say which file: grouping FILE --millis 100 --seed 1")?;
    let solved = solve(&std::fs::read_to_string(file)?, seed, millis, iterations)?;
    let value = format!("{:.3}", solved.value);
    println!(
        "value={} hard={} iterations={} millis={}",
        value.trim_end_matches('0').trim_end_matches('.'),
        solved.hard,
        solved.iterations,
        solved.millis
    );
    Ok(())
}

/// What a search came to.
pub(crate) struct Solved {
    /// Sum of the weights of all pairs at one table, in the unit of the file.
    pub(crate) value: f64,
    /// Pairs at one table that should never be.
    pub(crate) hard: u32,
    pub(crate) iterations: u64,
    pub(crate) millis: u128,
}

/// Searches an instance, `text` of a file, for `millis` or for a number of tries.
pub(crate) fn solve(
    text: &str,
    seed: u64,
    millis: u64,
    iterations: Option<u64>,
) -> Result<Solved, Box<dyn Error>> {
    let instance = read(text)?;
    let grouping = Grouping {
        pairs: &instance.pairs,
        tables: &instance.tables,
        fixed: &[],
        quotas: &[],
    };
    let start = Instant::now();
    let time = Duration::from_millis(millis.max(1));
    let clock = || {
        let gone = start.elapsed().as_micros() * 1_000_000 / time.as_micros();
        u32::try_from(gone).unwrap_or(u32::MAX)
    };
    let pace = iterations.map_or(Pace::Clock(&clock), Pace::Iterations);
    let groups = anneal(&grouping, seed, pace)?;
    let took = start.elapsed();
    let (mut value, mut hard) = (0.0, 0);
    for &(first, second, weight) in &instance.weights {
        if groups.table_of.get(first) == groups.table_of.get(second) {
            value += weight;
            hard += u32::from(weight <= HARD);
        }
    }
    Ok(Solved {
        value,
        hard,
        iterations: groups.effort.iterations(),
        millis: took.as_millis(),
    })
}

/// Reads `n m ss lo hi lo hi ...`, then `i j w` for each pair. Weights that are not whole numbers are
/// kept to a thousandth.
fn read(text: &str) -> Result<Instance, Box<dyn Error>> {
    let mut words = text.split_whitespace();
    let mut next = || words.next().ok_or("the file ends too early");
    let people: usize = next()?.parse()?;
    let tables: usize = next()?.parse()?;
    next()?;
    let mut capacities = Vec::with_capacity(tables);
    for _ in 0..tables {
        capacities.push(Capacity {
            least: next()?.parse()?,
            most: next()?.parse()?,
        });
    }
    let mut weights = Vec::new();
    while let Some(first) = words.next() {
        let mut next = || words.next().ok_or("the last pair is cut off");
        let (first, second): (usize, usize) = (first.parse()?, next()?.parse()?);
        let weight: f64 = next()?.parse()?;
        if first >= people || second >= people {
            return Err(format!("pair {first} {second} is not among {people} people").into());
        }
        weights.push((first, second, weight));
    }
    let scale = if weights.iter().all(|(_, _, weight)| weight.fract() == 0.0) {
        1.0
    } else {
        1000.0
    };
    let mut pairs = PairMatrix::new(people);
    for &(first, second, weight) in &weights {
        if weight <= HARD {
            pairs.forbid(first, second);
        } else {
            let gain = (weight * scale).round();
            if gain.abs() > f64::from(MAX_GAIN) {
                return Err(format!("the weight {weight} of {first} {second} is too large").into());
            }
            pairs.add_gain(first, second, gain as i32);
        }
    }
    Ok(Instance {
        tables: capacities,
        pairs,
        weights,
    })
}

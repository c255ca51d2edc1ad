//! The smallest change that mends a broken rule, found by trying: one lock undone, one other rule made a
//! wish, or one more seat, each seated again briefly. It changes no plan; the organiser decides.

use super::broken::{BrokenKind, BrokenRule};
use super::dinner::Pace;
use super::plan::{Options, Plan, seat};
use super::problem::{Lock, Problem};

/// Tries of each chain for one change.
const TRIES: u64 = 60_000;

/// Broken rules that are looked into; the plainest remedy stands for the rest.
const MOST_RULES: usize = 6;

/// The broken rules of `plan`, each with the first change, from small to large, after which a plan was
/// found that keeps this rule and breaks fewer in all. Where none is found, the remedy stays as it was.
pub fn remedies(problem: &Problem, plan: &Plan, options: &Options<'_>) -> Vec<BrokenRule> {
    let mut broken = plan.broken.clone();
    for rule in broken.iter_mut().take(MOST_RULES) {
        let is_about_people = matches!(
            rule.kind,
            BrokenKind::Rule(_)
                | BrokenKind::Competitors(_)
                | BrokenKind::Bringer
                | BrokenKind::Accessible
        );
        if is_about_people
            && let Some(change) = changes(problem, options.keep, plan, rule)
                .into_iter()
                .find(|change| mends(change, rule, plan, options.seed))
        {
            rule.remedy = change.words;
        }
    }
    broken
}

/// A change to try.
struct Change {
    words: String,
    problem: Problem,
    keep: Vec<Lock>,
}

fn changes(problem: &Problem, keep: &[Lock], plan: &Plan, rule: &BrokenRule) -> Vec<Change> {
    let mut changes = Vec::new();
    for &guest in &rule.people {
        let is_other = |lock: &&Lock| lock.guest != guest;
        let mut changed = problem.clone();
        changed.locks.retain(|lock| is_other(&lock));
        let kept: Vec<Lock> = keep.iter().filter(is_other).copied().collect();
        if changed.locks.len() < problem.locks.len() || kept.len() < keep.len() {
            let name = problem.name(guest);
            let words = format!("Unlock {name}: then this rule can be kept");
            changes.push(Change {
                words,
                problem: changed,
                keep: kept,
            });
        }
    }
    for (index, other) in problem
        .rules
        .iter()
        .enumerate()
        .filter(|(_, other)| other.hard)
    {
        let is_near = rule.people.contains(&other.first) || rule.people.contains(&other.second);
        if is_near && rule.kind != BrokenKind::Rule(index) {
            let mut changed = problem.clone();
            if let Some(wish) = changed.rules.get_mut(index) {
                wish.hard = false;
            }
            let (first, second) = (problem.name(other.first), problem.name(other.second));
            let words = format!("Make the rule about {first} and {second} a wish");
            changes.push(Change {
                words,
                problem: changed,
                keep: keep.to_vec(),
            });
        }
    }
    let tables = rule
        .people
        .iter()
        .filter_map(|&guest| plan.place_of(guest))
        .map(|place| place.0);
    let mut tables: Vec<_> = tables.collect();
    tables.sort_unstable();
    tables.dedup();
    for table in tables {
        let mut changed = problem.clone();
        if let Some(spec) = changed.tables.get_mut(table) {
            spec.seats += 1;
            let words = format!("Add one seat to table {}", spec.number);
            changes.push(Change {
                words,
                problem: changed,
                keep: keep.to_vec(),
            });
        }
    }
    changes
}

fn mends(change: &Change, rule: &BrokenRule, plan: &Plan, seed: u64) -> bool {
    let options = Options {
        seed,
        pace: Pace::Iterations(TRIES),
        keep: &change.keep,
    };
    seat(&change.problem, &options).is_ok_and(|found| {
        let is_still_broken = found
            .broken
            .iter()
            .any(|left| left.kind == rule.kind && left.people == rule.people);
        !is_still_broken && found.broken.len() < plan.broken.len()
    })
}

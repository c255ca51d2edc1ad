//! A plan in plain words: for the whole, for each table and for each pair, with how good it is said only
//! as far as it is proved. It changes nothing; one more table is tried on a copy.

use std::collections::BTreeMap;

use super::bound;
use super::broken::{is_kept, side_at};
use super::plan::{Options, Plan, PlannedTable, SeatingError, seat};
use super::problem::{FactKind, Problem, Rule, RuleKind, Scope, TableSpec};
use super::rules::History;
use super::seats::{EXACT_SEATS, Side};

/// Why a plan is as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The whole dinner, a line each.
    pub summary: Vec<String>,
    /// Each table, in the order of the plan.
    pub tables: Vec<TableExplanation>,
    /// Rules not kept, each with what would mend it.
    pub broken: Vec<String>,
}

/// Why a table is as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableExplanation {
    /// Its number.
    pub number: u8,
    /// A line each.
    pub lines: Vec<String>,
}

/// The plan in words.
pub fn explain(problem: &Problem, plan: &Plan) -> Explanation {
    let history = History::new(problem);
    let mut summary = Vec::new();
    let new = plan
        .tables
        .iter()
        .map(|table| first_meetings(&history, table))
        .sum();
    let possible = bound::first_meetings(problem);
    summary.push(match (new, possible) {
        (_, 0) => "Everybody has met everybody before".to_owned(),
        (new, possible) if new == possible => {
            format!("{}: more are not possible", count(new, "first meeting"))
        }
        (new, possible) => {
            format!(
                "{} of at most {possible} possible",
                count(new, "first meeting")
            )
        }
    });
    let wishes: Vec<_> = problem
        .rules
        .iter()
        .filter(|rule| rule.kind == RuleKind::Wants)
        .collect();
    if !wishes.is_empty() {
        summary.push(wishes_line(problem, plan, &wishes));
    }
    let limit = bound::score(problem);
    // A plan that breaks a rule is not the best, whatever it scores.
    summary.push(if plan.broken.is_empty() {
        quality(plan.score, limit)
    } else {
        no_more_than(plan.score, limit)
    });
    let broken: Vec<_> = plan
        .broken
        .iter()
        .map(|rule| format!("{}. {}", rule.words, rule.remedy))
        .collect();
    summary.push(match broken.len() {
        0 => "Every hard rule is kept".to_owned(),
        1 => "1 hard rule is not kept".to_owned(),
        more => format!("{more} hard rules are not kept"),
    });
    let tables = plan
        .tables
        .iter()
        .map(|table| TableExplanation {
            number: table.number,
            lines: table_lines(problem, plan, &history, table),
        })
        .collect();
    Explanation {
        summary,
        tables,
        broken,
    }
}

/// What is known about a pair and how it sits, a line each.
pub fn explain_pair(problem: &Problem, plan: &Plan, first: usize, second: usize) -> Vec<String> {
    let guests = problem.guests.len();
    if first >= guests || second >= guests || first == second {
        return Vec::new();
    }
    let (one, two) = (problem.name(first), problem.name(second));
    let mut lines = Vec::new();
    let met = History::new(problem).met(first, second);
    lines.push(match met.last_days_ago {
        None => format!("{one} and {two} never shared a meal"),
        Some(days) => format!(
            "{one} and {two} shared {}, the last one {} ago",
            count(u64::from(met.times), "meal"),
            count(u64::from(days), "day")
        ),
    });
    lines.push(match (plan.place_of(first), plan.place_of(second)) {
        (Some(here), Some(there)) => {
            let number = |table: usize| problem.tables.get(table).map_or(0, |table| table.number);
            match side_at(problem, here, there) {
                Some(side) => format!("At table {}, {}", number(here.0), side_words(side)),
                None => format!("At tables {} and {}", number(here.0), number(there.0)),
            }
        }
        _ => "One of them has no seat".to_owned(),
    });
    let is_pair = |a: usize, b: usize| (a, b) == (first, second) || (b, a) == (first, second);
    let facts: Vec<_> = problem
        .facts
        .iter()
        .filter(|fact| is_pair(fact.first, fact.second))
        .collect();
    for fact in &facts {
        let (asker, giver) = (problem.name(fact.first), problem.name(fact.second));
        match fact.kind {
            FactKind::AskMeetsOffer => {
                lines.push(format!("What {asker} asks for, {giver} offers"));
            }
            FactKind::PowerPartners => lines.push("They are power partners".to_owned()),
            FactKind::Competitors { .. } => lines.push("They are direct competitors".to_owned()),
            FactKind::OtherContext => {}
        }
    }
    let contexts = facts
        .iter()
        .filter(|fact| fact.kind == FactKind::OtherContext)
        .count();
    if contexts > 0 {
        lines.push(format!(
            "They know each other from {}",
            count(contexts as u64, "other place")
        ));
    }
    for rule in problem
        .rules
        .iter()
        .filter(|rule| is_pair(rule.first, rule.second))
    {
        let kept = if is_kept(problem, plan, rule) {
            "kept"
        } else {
            "not kept"
        };
        lines.push(format!("{}: {kept}", rule_words(problem, rule)));
    }
    lines
}

/// What a plan with one more table, like the last one, has instead: two plans that were found, not two limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnotherTable {
    /// Seats of that table.
    pub seats: usize,
    /// First meetings, now and then.
    pub first_meetings: [u64; 2],
    /// Hard rules not kept, now and then.
    pub broken: [usize; 2],
    /// Scores, now and then.
    pub score: [i64; 2],
}

/// The dinner seated again with one more table, on a copy and with these options. `None` when table numbers have run
/// out.
///
/// # Errors
/// A [`SeatingError`] as in [`seat`].
pub fn with_another_table(
    problem: &Problem,
    plan: &Plan,
    options: &Options<'_>,
) -> Result<Option<AnotherTable>, SeatingError> {
    let highest = problem
        .tables
        .iter()
        .map(|table| table.number)
        .max()
        .unwrap_or_default();
    let (Some(last), Some(number)) = (problem.tables.last(), highest.checked_add(1)) else {
        return Ok(None);
    };
    let mut changed = problem.clone();
    changed.tables.push(TableSpec {
        number,
        accessible: Vec::new(),
        ..last.clone()
    });
    // With more tables each may be smaller, or the last would have to stay short.
    let fair = problem.guests.len() / changed.tables.len();
    for table in &mut changed.tables {
        table.least = table.least.min(fair);
    }
    let found = seat(&changed, options)?;
    let history = History::new(problem);
    let new = |plan: &Plan| -> u64 {
        plan.tables
            .iter()
            .map(|table| first_meetings(&history, table))
            .sum()
    };
    Ok(Some(AnotherTable {
        seats: last.seats,
        first_meetings: [new(plan), new(&found)],
        broken: [plan.broken.len(), found.broken.len()],
        score: [plan.score, found.score],
    }))
}

/// What one more table would bring, in words that say how it was found.
///
/// # Errors
/// A [`SeatingError`] as in [`seat`].
pub fn another_table(
    problem: &Problem,
    plan: &Plan,
    options: &Options<'_>,
) -> Result<Option<String>, SeatingError> {
    let Some(another) = with_another_table(problem, plan, options)? else {
        return Ok(None);
    };
    let [before, after] = another.broken;
    let rules = match after.cmp(&before) {
        std::cmp::Ordering::Equal => String::new(),
        std::cmp::Ordering::Less => format!(
            ", and {} more kept",
            count(before as u64 - after as u64, "hard rule")
        ),
        std::cmp::Ordering::Greater => {
            format!(
                ", but {} fewer kept",
                count(after as u64 - before as u64, "hard rule")
            )
        }
    };
    let ([old, new], [was, is]) = (another.first_meetings, another.score);
    Ok(Some(format!(
        "One more table of {}: {} instead of {old}, score {is} instead of {was}{rules} (found by a short search)",
        another.seats,
        count(new, "first meeting"),
    )))
}

/// How good a score is, claimed only as far as the limit proves it.
pub fn quality(score: i64, limit: i64) -> String {
    if score == limit {
        format!("Score {score}: proven best")
    } else if score > 0 && limit > score {
        let percent = i128::from(score) * 100 / i128::from(limit);
        format!("Score {score}: at least {percent} % of the best possible")
    } else {
        no_more_than(score, limit)
    }
}

fn no_more_than(score: i64, limit: i64) -> String {
    format!("Score {score}: no plan scores more than {limit}")
}

fn wishes_line(problem: &Problem, plan: &Plan, wishes: &[&Rule]) -> String {
    let (mut met, mut beside, mut opposite) = (0, 0, 0);
    for rule in wishes {
        let places = plan.place_of(rule.first).zip(plan.place_of(rule.second));
        let side = places.and_then(|(here, there)| side_at(problem, here, there));
        met += u64::from(side.is_some());
        beside += u64::from(side == Some(Side::Beside));
        opposite += u64::from(side == Some(Side::Opposite));
    }
    let all = wishes.len();
    format!("Wanted meetings: {met} of {all}, {beside} side by side, {opposite} opposite")
}

fn table_lines(
    problem: &Problem,
    plan: &Plan,
    history: &History,
    table: &PlannedTable,
) -> Vec<String> {
    let people: Vec<_> = table.people().collect();
    let mut lines = Vec::new();
    if people.is_empty() {
        lines.push("Nobody sits here".to_owned());
        return lines;
    }
    let pairs = people.len() * (people.len() - 1) / 2;
    lines.push(format!(
        "{} of {}",
        count(first_meetings(history, table), "first meeting"),
        count(pairs as u64, "pair")
    ));
    for rule in problem
        .rules
        .iter()
        .filter(|rule| rule.kind == RuleKind::Wants)
    {
        if let (Some(here), Some(there)) = (plan.place_of(rule.first), plan.place_of(rule.second))
            && let Some(side) = side_at(problem, here, there)
            && people.contains(&rule.first)
        {
            let words = rule_words(problem, rule);
            lines.push(format!("{words}: {}", side_words(side)));
        }
    }
    for fact in &problem.facts {
        if people.contains(&fact.first) && people.contains(&fact.second) {
            let (first, second) = (problem.name(fact.first), problem.name(fact.second));
            match fact.kind {
                FactKind::AskMeetsOffer => {
                    lines.push(format!("What {first} asks for, {second} offers"));
                }
                FactKind::PowerPartners => {
                    lines.push(format!("{first} and {second} are power partners"));
                }
                FactKind::Competitors { .. } => {
                    lines.push(format!("{first} and {second} are competitors"));
                }
                FactKind::OtherContext => {}
            }
        }
    }
    let mut trades: BTreeMap<&str, u64> = BTreeMap::new();
    for &guest in &people {
        let trade = problem
            .guests
            .get(guest)
            .map_or("", |guest| guest.trade.trim());
        if !trade.is_empty() {
            *trades.entry(trade).or_default() += 1;
        }
    }
    if !trades.is_empty() {
        let words: Vec<_> = trades
            .iter()
            .map(|(trade, &number)| match number {
                1 => (*trade).to_owned(),
                more => format!("{trade} ({more})"),
            })
            .collect();
        lines.push(format!("Trades: {}", words.join(", ")));
    }
    // A plan that was not searched here, but drawn by hand or read, was not tried for a better order either.
    let was_searched = plan.effort.iterations() > 0;
    if table.is_optimal {
        lines.push("The order of seats is proven best for these guests".to_owned());
    } else if was_searched && table.seats.len() > EXACT_SEATS {
        lines.push(format!(
            "The order of seats is good, but above {EXACT_SEATS} seats not proven best"
        ));
    } else if was_searched {
        lines.push("The order of seats is not proven best".to_owned());
    }
    lines
}

fn rule_words(problem: &Problem, rule: &Rule) -> String {
    let (first, second) = (problem.name(rule.first), problem.name(rule.second));
    let place = match rule.scope {
        Scope::Neighbours => "next to each other",
        Scope::Table => "at one table",
        Scope::Dinner => "at one dinner",
    };
    match (rule.kind, rule.hard) {
        (RuleKind::Wants, _) => format!("{first} asked to meet {second}"),
        (RuleKind::Apart, true) => format!("{first} and {second} never {place}"),
        (RuleKind::Apart, false) => format!("{first} and {second} rather not {place}"),
        (RuleKind::Together, true) => format!("{first} and {second} always {place}"),
        (RuleKind::Together, false) => format!("{first} and {second} rather {place}"),
    }
}

fn side_words(side: Side) -> &'static str {
    match side {
        Side::Beside => "side by side",
        Side::Opposite => "opposite each other",
        Side::Diagonal => "diagonally opposite",
        Side::Further => "further apart",
    }
}

fn first_meetings(history: &History, table: &PlannedTable) -> u64 {
    let people: Vec<_> = table.people().collect();
    let mut new = 0;
    for (index, &guest) in people.iter().enumerate() {
        let before = people.iter().take(index);
        new += before
            .filter(|&&other| history.met(guest, other).times == 0)
            .count() as u64;
    }
    new
}

/// A number with its noun, which takes an s for any number but one.
fn count(number: u64, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

//! Who sits where: the rules of a dinner, and seating it.

use anyhow::bail;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::{Out, Place};
use crate::{
    app::{
        Session, dinners, find,
        plan::{self, SeatOptions, SeatReport},
    },
    domain::{
        Dinner, DinnerRecord, Noun as _, Rule,
        dinner::{RuleKind, Scope},
    },
};

#[derive(Debug, Subcommand)]
pub(super) enum RuleCommand {
    /// Add a rule
    Add {
        dinner: String,
        #[command(subcommand)]
        rule: AddRule,
    },
    /// List the rules of a dinner
    List { dinner: String },
    /// Take a rule away
    Remove {
        dinner: String,
        /// The last 8 digits of the rule's id, as listed
        rule: String,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum AddRule {
    /// Two people should not meet
    Apart(PairRule),
    /// Two people should sit together
    Together(PairRule),
    /// The first wants to meet the second
    Wants(PairRule),
    /// Somebody keeps a table, or a seat at it
    Lock {
        who: String,
        #[arg(long)]
        table: i64,
        #[arg(long)]
        seat: Option<i64>,
    },
}

#[derive(Debug, Args)]
pub(super) struct PairRule {
    first: String,
    second: String,
    /// How near it reaches
    #[arg(long, default_value = "table")]
    scope: ScopeWord,
    /// It must be kept, whatever it costs
    #[arg(long)]
    hard: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ScopeWord {
    Neighbours,
    Table,
    Dinner,
}

#[derive(Debug, Args)]
pub(super) struct SeatArgs {
    dinner: String,
    /// The same seed and number of tries give the same plan
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many tries
    #[arg(long, conflicts_with = "millis")]
    iterations: Option<u64>,
    /// How long to search, in milliseconds
    #[arg(long)]
    millis: Option<u64>,
    /// Leave everybody who has a seat where they are, and place the rest
    #[arg(long)]
    keep: bool,
}

pub(super) fn rule(place: &Place, command: RuleCommand, out: &mut Out) -> anyhow::Result<()> {
    match command {
        RuleCommand::Add { dinner, rule } => {
            let session = place.write(out)?;
            let dinner = find::dinner(session.library(), &dinner)?;
            let made = match rule {
                AddRule::Apart(pair) => add_pair(&session, &dinner, RuleKind::Apart, &pair)?,
                AddRule::Together(pair) => add_pair(&session, &dinner, RuleKind::Together, &pair)?,
                AddRule::Wants(pair) => add_pair(&session, &dinner, RuleKind::Wants, &pair)?,
                AddRule::Lock { who, table, seat } => {
                    let person = find::person(session.library(), &who)?;
                    dinners::lock(&session, &dinner, &person, table, seat)?
                }
            };
            let record = session.library().record(dinner)?;
            out.line(format!(
                "{}  {}",
                made.id.short(),
                rule_words(&record, &made)
            ))?;
            out.document(|| made.to_json())?;
            Ok(())
        }
        RuleCommand::List { dinner } => {
            let session = place.read(out)?;
            let dinner = find::dinner(session.library(), &dinner)?;
            let record = session.library().record(dinner)?;
            for rule in &record.rules {
                out.line(format!(
                    "{}  {}",
                    rule.id.short(),
                    rule_words(&record, rule)
                ))?;
            }
            if record.rules.is_empty() {
                out.line("No rules")?;
            }
            out.document(|| {
                record
                    .rules
                    .iter()
                    .map(crate::domain::Noun::to_json)
                    .collect()
            })?;
            Ok(())
        }
        RuleCommand::Remove { dinner, rule: word } => {
            let session = place.write(out)?;
            let dinner = find::dinner(session.library(), &dinner)?;
            let record = session.library().record(dinner)?;
            let found = record
                .rules
                .iter()
                .find(|rule| rule.id.short() == word || rule.id.to_string() == word);
            let Some(rule) = found else {
                bail!(
                    "There is no rule {word} at {}. `tablemates rule list` lists them",
                    record.dinner.title
                )
            };
            dinners::remove_rule(&session, rule)?;
            out.line(format!("Removed: {}", rule_words(&record, rule)))?;
            out.document(|| json!({ "removed": rule.id.to_string() }))?;
            Ok(())
        }
    }
}

pub(super) fn seat(place: &Place, args: &SeatArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = place.write(out)?;
    let dinner = find::dinner(session.library(), &args.dinner)?;
    let options = SeatOptions {
        seed: args.seed,
        iterations: args.iterations,
        millis: args.millis,
        keep: args.keep,
    };
    let report = plan::seat(&session, &dinner, &options)?;
    print_seating(&report, out)?;
    out.document(|| seating_json(&report))?;
    Ok(())
}

/// The tables, and why so.
pub(super) fn print_seating(report: &SeatReport, out: &mut Out) -> anyhow::Result<()> {
    for table in &report.tables {
        out.line(format!("Table {} ({})", table.number, table.shape))?;
        for (seat, person) in &table.seats {
            out.line(format!(
                "  {seat:>2}  {}",
                person.as_ref().map_or("free", |(_, name)| name.as_str())
            ))?;
        }
        for line in &table.words {
            out.line(format!("  {line}"))?;
        }
    }
    for line in &report.words {
        out.line(line)?;
    }
    for rule in &report.broken {
        out.line(format!("Rule not kept: {rule}"))?;
    }
    if !report.unseated.is_empty() {
        out.line(format!("Without a seat: {}", report.unseated.join(", ")))?;
    }
    out.line(format!(
        "Score {}, seed {}, {} tries",
        report.score, report.seed, report.iterations
    ))?;
    Ok(())
}

fn seating_json(report: &SeatReport) -> Value {
    let table = |table: &plan::SeatedTable| {
        let seats = table.seats.iter().map(|(seat, person)| {
            json!({ "seat": seat, "person": person.as_ref().map(|(id, _)| id.to_string()), "name": person.as_ref().map(|(_, name)| name) })
        });
        json!({ "table": table.number, "shape": table.shape.as_str(), "optimal": table.is_optimal, "seats": seats.collect::<Vec<_>>(), "words": table.words })
    };
    json!({
        "tables": report.tables.iter().map(table).collect::<Vec<_>>(),
        "words": report.words, "broken": report.broken, "unseated": report.unseated,
        "first_meetings": report.first_meetings, "first_meetings_limit": report.first_meetings_limit,
        "score": report.score, "seed": report.seed, "iterations": report.iterations,
    })
}

fn add_pair(
    session: &Session,
    dinner: &Dinner,
    kind: RuleKind,
    pair: &PairRule,
) -> anyhow::Result<Rule> {
    let scope = match pair.scope {
        ScopeWord::Neighbours => Scope::Neighbours,
        ScopeWord::Table => Scope::Table,
        ScopeWord::Dinner => Scope::Dinner,
    };
    let first = find::person(session.library(), &pair.first)?;
    let second = find::person(session.library(), &pair.second)?;
    Ok(dinners::add_rule(
        session,
        dinner,
        kind,
        (&first, &second),
        scope,
        pair.hard,
    )?)
}

/// A rule in words.
pub(super) fn rule_words(record: &DinnerRecord, rule: &Rule) -> String {
    let first = record.name(rule.first);
    let second = rule
        .second
        .map(|second| record.name(second))
        .unwrap_or_default();
    let scope = match rule.scope {
        Scope::Neighbours => "side by side",
        Scope::Table => "at one table",
        Scope::Dinner => "at one dinner",
    };
    let must = if rule.is_hard { ", must be kept" } else { "" };
    match (rule.kind, rule.table_no, rule.seat) {
        (RuleKind::Apart, ..) => format!("{first} and {second} not {scope}{must}"),
        (RuleKind::Together, ..) => format!("{first} and {second} {scope}{must}"),
        (RuleKind::Wants, ..) => format!("{first} wants to meet {second}, {scope}{must}"),
        (RuleKind::Lock, Some(table), Some(seat)) => {
            format!("{first} keeps table {table}, seat {seat}")
        }
        (RuleKind::Lock, table, _) => format!("{first} keeps table {}", table.unwrap_or_default()),
    }
}

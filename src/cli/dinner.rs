//! Dinners: planning them, their rules, and who sits where.

use anyhow::{Context as _, bail};
use chrono::NaiveDateTime;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::{Out, Place};
use crate::{
    app::{
        Session,
        dinners::{self, NewDinner, Word, counted},
        find,
        plan::{self, SeatOptions, SeatReport},
    },
    domain::{
        Dinner, DinnerRecord, Noun as _, Person, Rule,
        dinner::{Answer, Presence, RuleKind, Scope, Shape},
    },
};

#[derive(Debug, Subcommand)]
pub(super) enum DinnerCommand {
    /// Make a dinner, and print its id
    New {
        /// The group; made if there is none of that name
        #[arg(long)]
        group: String,
        /// Local date and time, as in 2026-11-26T19:00
        #[arg(long)]
        date: String,
        /// Seats of each table, as in 8,8,7
        #[arg(long, value_delimiter = ',', required = true)]
        tables: Vec<i64>,
        /// The form of the tables
        #[arg(long, default_value = "round")]
        shape: ShapeWord,
        /// The running order: six, eight or ten at table; otherwise by the largest table
        #[arg(long)]
        template: Option<TemplateWord>,
        /// Otherwise the group's name and the next number
        #[arg(long)]
        title: Option<String>,
        /// Otherwise where the group usually meets
        #[arg(long)]
        place: Option<String>,
    },
    /// List the dinners, latest first
    List,
    /// Show a dinner: who comes, where they sit, its rules
    Show { dinner: String },
    /// Invite people
    Invite {
        dinner: String,
        /// Names, ids, or last 8 digits
        #[arg(required_unless_present = "members")]
        who: Vec<String>,
        /// Everybody who is a member of the group
        #[arg(long, conflicts_with = "who")]
        members: bool,
        /// They have accepted already
        #[arg(long)]
        accepted: bool,
    },
    /// Take an answer, an absence or an arrival
    Rsvp {
        dinner: String,
        who: String,
        answer: RsvpWord,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ShapeWord {
    Round,
    Long,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum TemplateWord {
    Six,
    Eight,
    Ten,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum RsvpWord {
    Accepted,
    Maybe,
    Declined,
    Waitlisted,
    NoShow,
    WalkIn,
    Attended,
    LeftEarly,
}

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

pub(super) fn dinner(place: &Place, command: DinnerCommand, out: &mut Out) -> anyhow::Result<()> {
    match command {
        DinnerCommand::New {
            group,
            date,
            tables,
            shape,
            template,
            title,
            place: at,
        } => {
            let new = NewDinner {
                group,
                starts_at: date_and_time(&date)?,
                tables,
                shape: match shape {
                    ShapeWord::Round => Shape::Round,
                    ShapeWord::Long => Shape::Long,
                },
                template: template.map(|word| format!("{word:?}").to_lowercase()),
                title,
                place: at,
            };
            let session = place.write(out)?;
            let (dinner, advice) = dinners::create(&session, &new)?;
            advice.iter().for_each(|line| out.warn(line));
            out.line(&dinner.id)?;
            out.document(|| dinner.to_json())?;
            Ok(())
        }
        DinnerCommand::List => {
            let session = place.read(out)?;
            let dinners = session.library().dinners()?;
            for dinner in &dinners {
                let at = dinner
                    .starts_at
                    .map(|at| at.format("%a %d %b %Y %H:%M").to_string())
                    .unwrap_or_default();
                out.line(format!(
                    "{}  {at}  {}  ({})",
                    dinner.id.short(),
                    dinner.title,
                    dinner.state
                ))?;
            }
            if dinners.is_empty() {
                out.line("No dinner yet: `tablemates dinner new --group NAME --date 2026-11-26T19:00 --tables 8`")?;
            }
            out.document(|| dinners.iter().map(crate::domain::Noun::to_json).collect())?;
            Ok(())
        }
        DinnerCommand::Show { dinner } => {
            let session = place.read(out)?;
            let dinner = find::dinner(session.library(), &dinner)?;
            show(&session.library().record(dinner)?, out)
        }
        DinnerCommand::Invite {
            dinner,
            who,
            members,
            accepted,
        } => {
            let session = place.write(out)?;
            let dinner = find::dinner(session.library(), &dinner)?;
            let people: Vec<Person> = if members {
                dinners::members(&session, &dinner)?
            } else {
                who.iter()
                    .map(|word| find::person(session.library(), word))
                    .collect::<Result<_, _>>()?
            };
            let count = dinners::invite(&session, &dinner, &people, accepted)?;
            let already = people.len() - count.min(people.len());
            out.line(format!(
                "Invited {}; {already} there already",
                counted(count, "guest")
            ))?;
            out.document(|| json!({ "invited": count, "already": already }))?;
            Ok(())
        }
        DinnerCommand::Rsvp {
            dinner,
            who,
            answer,
        } => {
            let session = place.write(out)?;
            let dinner = find::dinner(session.library(), &dinner)?;
            let word = match answer {
                RsvpWord::Accepted => Word::Answer(Answer::Accepted),
                RsvpWord::Maybe => Word::Answer(Answer::Maybe),
                RsvpWord::Declined => Word::Answer(Answer::Declined),
                RsvpWord::Waitlisted => Word::Answer(Answer::Waitlisted),
                RsvpWord::NoShow => Word::Presence(Presence::NoShow),
                RsvpWord::Attended => Word::Presence(Presence::Attended),
                RsvpWord::LeftEarly => Word::Presence(Presence::LeftEarly),
                RsvpWord::WalkIn => Word::WalkIn,
            };
            let person = match (find::person(session.library(), &who), word) {
                (Err(find::FindError::Unknown { .. }), Word::WalkIn) => {
                    dinners::new_person(&session, &who)
                }
                (found, _) => found?,
            };
            let done = dinners::rsvp(&session, &dinner, &person, word)?;
            out.line(&done)?;
            out.document(|| json!({ "person": person.id.to_string(), "done": done }))?;
            Ok(())
        }
    }
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

fn show(record: &DinnerRecord, out: &mut Out) -> anyhow::Result<()> {
    let dinner = &record.dinner;
    let at = dinner
        .starts_at
        .map(|at| at.format("%A %-d %B %Y, %H:%M").to_string())
        .unwrap_or_default();
    out.line(format!("{} ({})", dinner.title, dinner.id.short()))?;
    out.line(format!(
        "{at} {} · {} · {}",
        dinner.zone, dinner.place, dinner.state
    ))?;
    for table in &record.tables {
        let seated = record.seated(table.number);
        out.line(format!(
            "Table {} ({}, {} of {} seats)",
            table.number,
            table.shape,
            seated.len(),
            table.seats
        ))?;
        for guest in seated {
            out.line(format!(
                "  {:>2}  {}",
                guest.seat.unwrap_or_default(),
                record.name(guest.person)
            ))?;
        }
    }
    let mut others: Vec<_> = record
        .attendances
        .iter()
        .filter(|a| a.seat.is_none())
        .collect();
    others.sort_by_cached_key(|a| (a.answer, record.name(a.person)));
    for guest in others {
        let answer = match (guest.presence, guest.answer) {
            (Presence::NoShow, _) => "no-show".to_owned(),
            (_, Answer::Invited) => "no answer yet".to_owned(),
            (_, answer) => answer.to_string(),
        };
        out.line(format!("  --  {} ({answer})", record.name(guest.person)))?;
    }
    for rule in &record.rules {
        out.line(format!(
            "Rule {}: {}",
            rule.id.short(),
            rule_words(record, rule)
        ))?;
    }
    out.document(|| {
        let mut document = dinner.to_json();
        if let Value::Object(fields) = &mut document {
            fields.insert(
                "tables".to_owned(),
                record
                    .tables
                    .iter()
                    .map(crate::domain::Noun::to_json)
                    .collect(),
            );
            fields.insert(
                "guests".to_owned(),
                record
                    .attendances
                    .iter()
                    .map(crate::domain::Noun::to_json)
                    .collect(),
            );
            fields.insert(
                "rules".to_owned(),
                record
                    .rules
                    .iter()
                    .map(crate::domain::Noun::to_json)
                    .collect(),
            );
        }
        document
    })?;
    Ok(())
}

fn rule_words(record: &DinnerRecord, rule: &Rule) -> String {
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

fn date_and_time(text: &str) -> anyhow::Result<NaiveDateTime> {
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"];
    let read = formats
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    let at = read
        .with_context(|| format!("“{text}” is no date and time. Write it as 2026-11-26T19:00"))?;
    if !(2000..2200).contains(&chrono::Datelike::year(&at)) {
        bail!(
            "{text} is not a year in which a dinner is likely. Write the date as 2026-11-26T19:00"
        );
    }
    Ok(at)
}

//! Dinners: planning them, their rules, and who sits where.

use anyhow::{Context as _, bail};
use chrono::NaiveDateTime;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::{Out, Place, seating::rule_words};
use crate::{
    app::{
        dinners::{self, NewDinner, Word, counted},
        find, recap_choices,
    },
    domain::{
        DinnerRecord, Noun as _, Person,
        dinner::{Answer, Presence, RecapPart, Shape},
    },
};

#[derive(Debug, Subcommand)]
pub(super) enum DinnerCommand {
    /// Make a dinner, and print its id
    New(NewArgs),
    /// List the dinners, latest first
    List,
    /// Show a dinner: who comes, where they sit, its rules
    Show { dinner: String },
    /// Invite people
    Invite(InviteArgs),
    /// Take an answer, an absence or an arrival
    Rsvp {
        dinner: String,
        who: String,
        answer: RsvpWord,
    },
    /// Write your line on the recaps: to everyone, or to one guest who then gets it instead
    Line(LineArgs),
    /// Leave parts out of a guest's recap, with all that goes beside it
    LeaveOut(LeaveOutArgs),
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
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
    /// The questions begin by themselves when a pitch is over; otherwise they wait for a key
    #[arg(long)]
    auto_questions: bool,
    /// Otherwise the group's name and the next number
    #[arg(long)]
    title: Option<String>,
    /// Otherwise where the group usually meets
    #[arg(long)]
    place: Option<String>,
    /// The time zone there, as in Europe/London; otherwise the group's, else this machine's
    #[arg(long)]
    zone: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct InviteArgs {
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
}

#[derive(Debug, Args)]
pub(super) struct LineArgs {
    dinner: String,
    /// The words; "" for none. Your name is set under them
    words: String,
    /// To this guest alone
    #[arg(long = "for", value_name = "WHO")]
    who: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct LeaveOutArgs {
    dinner: String,
    who: String,
    /// All that is left out, with commas; what is not named goes in
    #[arg(value_delimiter = ',', required_unless_present = "nothing")]
    parts: Vec<PartWord>,
    /// All goes in again
    #[arg(long, conflicts_with = "parts")]
    nothing: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PartWord {
    /// The list of table-mates, and their cards
    People,
    /// How to reach anybody, wherever it stands, and the cards
    Contacts,
    /// What the guest asked for and offered
    AskAndOffer,
    /// Questions, with answers
    Questions,
    /// What others promised the guest, also in the calendar
    PromisedToThem,
    /// What the guest promised, also in the calendar
    PromisedByThem,
    /// Whom to meet alone
    OneToOnes,
    /// What the guest came for
    Objective,
    /// When the next dinner is
    NextDinner,
}

impl PartWord {
    fn part(self) -> RecapPart {
        match self {
            Self::People => RecapPart::People,
            Self::Contacts => RecapPart::Contacts,
            Self::AskAndOffer => RecapPart::AskAndOffer,
            Self::Questions => RecapPart::Questions,
            Self::PromisedToThem => RecapPart::ToThem,
            Self::PromisedByThem => RecapPart::ByThem,
            Self::OneToOnes => RecapPart::OneToOnes,
            Self::Objective => RecapPart::Objective,
            Self::NextDinner => RecapPart::NextDinner,
        }
    }
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

pub(super) fn dinner(place: &Place, command: DinnerCommand, out: &mut Out) -> anyhow::Result<()> {
    match command {
        DinnerCommand::New(args) => new(place, args, out),
        DinnerCommand::List => list(place, out),
        DinnerCommand::Show { dinner } => {
            let session = place.read(out)?;
            let dinner = find::dinner(session.library(), &dinner)?;
            show(&session.library().record(dinner)?, out)
        }
        DinnerCommand::Invite(args) => invite(place, &args, out),
        DinnerCommand::Rsvp {
            dinner,
            who,
            answer,
        } => rsvp(place, &dinner, &who, answer, out),
        DinnerCommand::Line(args) => line(place, &args, out),
        DinnerCommand::LeaveOut(args) => leave_out(place, &args, out),
    }
}

fn new(place: &Place, args: NewArgs, out: &mut Out) -> anyhow::Result<()> {
    let new = NewDinner {
        group: args.group,
        starts_at: date_and_time(&args.date)?,
        tables: args.tables,
        shape: match args.shape {
            ShapeWord::Round => Shape::Round,
            ShapeWord::Long => Shape::Long,
        },
        template: args.template.map(|word| format!("{word:?}").to_lowercase()),
        auto_questions: args.auto_questions,
        title: args.title,
        place: args.place,
        zone: args.zone,
    };
    let session = place.write(out)?;
    let (dinner, advice) = dinners::create(&session, &new)?;
    for line in advice {
        out.warn(line);
    }
    out.line(dinner.id)?;
    out.document(|| dinner.to_json())?;
    Ok(())
}

fn list(place: &Place, out: &mut Out) -> anyhow::Result<()> {
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

fn invite(place: &Place, args: &InviteArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = place.write(out)?;
    let dinner = find::dinner(session.library(), &args.dinner)?;
    let people: Vec<Person> = if args.members {
        dinners::members(&session, &dinner)?
    } else {
        args.who
            .iter()
            .map(|word| find::person(session.library(), word))
            .collect::<Result<_, _>>()?
    };
    let count = dinners::invite(&session, &dinner, &people, args.accepted)?;
    let already = people.len() - count.min(people.len());
    out.line(format!(
        "Invited {}; {already} there already",
        counted(count, "guest")
    ))?;
    out.document(|| json!({ "invited": count, "already": already }))?;
    Ok(())
}

fn rsvp(
    place: &Place,
    dinner: &str,
    who: &str,
    answer: RsvpWord,
    out: &mut Out,
) -> anyhow::Result<()> {
    let session = place.write(out)?;
    let dinner = find::dinner(session.library(), dinner)?;
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
    let mut is_new = false;
    let person = match (find::person(session.library(), who), word) {
        (Err(find::FindError::Unknown { .. }), Word::WalkIn) => {
            is_new = true;
            dinners::new_person(&session, who)?
        }
        (found, _) => found?,
    };
    let done = dinners::rsvp(&session, &dinner, &person, word)?;
    if is_new {
        out.line(format!(
            "New in the library: {} ({})",
            person.name(),
            person.id.short()
        ))?;
    }
    out.line(&done)?;
    out.document(|| json!({ "person": person.id.to_string(), "done": done, "new": is_new }))?;
    Ok(())
}

fn line(place: &Place, args: &LineArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = place.write(out)?;
    let dinner = find::dinner(session.library(), &args.dinner)?;
    let who = args.who.as_ref();
    let guest = who
        .map(|word| find::person(session.library(), word))
        .transpose()?;
    let guest = guest.map(|person| person.id);
    let done = recap_choices::keep_line(&session, &dinner, guest, &args.words)?;
    out.line(&done)?;
    out.document(|| json!({ "person": guest.map(|id| id.to_string()), "done": done }))?;
    Ok(())
}

fn leave_out(place: &Place, args: &LeaveOutArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = place.write(out)?;
    let dinner = find::dinner(session.library(), &args.dinner)?;
    let person = find::person(session.library(), &args.who)?;
    let parts: Vec<RecapPart> = args.parts.iter().map(|word| word.part()).collect();
    let done = recap_choices::leave_out(&session, &dinner, person.id, &parts)?;
    out.line(&done)?;
    let parts: Vec<&str> = parts.into_iter().map(RecapPart::as_str).collect();
    out.document(|| json!({ "person": person.id.to_string(), "without": parts, "done": done }))?;
    Ok(())
}

fn show(record: &DinnerRecord, out: &mut Out) -> anyhow::Result<()> {
    let dinner = &record.dinner;
    let at = dinner
        .starts_at
        .map(|at| at.format("%A %-d %B %Y, %H:%M").to_string())
        .unwrap_or_default();
    out.line(format!("{} ({})", dinner.title, dinner.id.short()))?;
    let when = format!("{at} {}", dinner.zone);
    let facts = [when.as_str(), &dinner.place, dinner.state.as_str()];
    let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    out.line(facts.join(" · "))?;
    if dinner.auto_questions {
        out.line("The questions begin by themselves")?;
    }
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

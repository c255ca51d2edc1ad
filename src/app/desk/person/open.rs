//! A person opened: what is known of them, and what lies between them and the owner of the laptop.

use std::collections::BTreeSet;

use chrono::{DateTime, Local, NaiveDate};

use crate::{
    app::{
        desk::{PersonLine, lists::is_open},
        dinners::{attendance_id, table_id},
        people::{context_of, is_recent, was_at_table},
    },
    domain::{
        Ask, Attendance, Commitment, Consent, ContactPoint, Dinner, Encounter, Id, Offer,
        OfferAnswer, Person, Suggestion, Table, Trade,
        encounter::MetAt,
        note::Reply,
        promise::{CommitmentState, FollowUpRule},
    },
    storage::{Library, StorageError},
};

/// A person opened.
#[derive(Clone, Debug)]
pub struct OpenPerson {
    pub person: Person,
    /// The first trade.
    pub trade: String,
    pub trades: Vec<Trade>,
    pub points: Vec<ContactPoint>,
    pub consents: Vec<Consent>,
    pub asks: Vec<Ask>,
    /// Each with who answered and what.
    pub offers: Vec<(Offer, Vec<Answered>)>,
    pub dinners: Vec<(Dinner, Attendance)>,
    /// Open promises from or to them.
    pub promises: Vec<Commitment>,
    pub is_you: bool,
    /// The owner of the laptop, if it is known who that is.
    pub you: Option<Id<Person>>,
    /// Who brought them, at the latest dinner where somebody did.
    pub guest_of: Option<Id<Person>>,
    pub wants: Vec<Want>,
    /// What is still to come first, then latest first.
    pub met: Vec<Met>,
    /// Distinct contexts of the last twelve months in which you met.
    pub contexts: usize,
    pub give_and_get: Vec<GiveGet>,
}

/// Who answered an offer, and what.
pub type Answered = (Id<Person>, Reply);

/// One of those whom they want to meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    pub words: String,
    /// Whom in the library that is.
    pub person: Option<Id<Person>>,
    /// "beside Priya on Thu 26 Nov".
    pub soon: Option<String>,
}

/// A meeting with you: at a dinner or elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    pub day: Option<NaiveDate>,
    pub words: String,
    pub place: MetWhere,
}

/// Where that was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetWhere {
    Dinner(Id<Dinner>),
    /// A dinner to which you both come.
    ToCome(Id<Dinner>),
    Elsewhere(Id<Encounter>, MetAt),
}

/// What went each way between the two of you.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GiveGet {
    pub what: &'static str,
    pub gave: usize,
    pub got: usize,
}

/// A change of what is known of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// "Sat 21 Nov 2026, 17:42".
    pub at: String,
    pub label: String,
}

/// Opens a person.
pub(in crate::app::desk) fn person(
    library: &Library,
    id: Id<Person>,
    people: &[PersonLine],
    today: NaiveDate,
) -> Result<Option<OpenPerson>, StorageError> {
    let Some(person) = library.get(id)? else {
        return Ok(None);
    };
    let you = library.you()?;
    let mut promises: Vec<Commitment> = library.of("from", id.uuid())?;
    promises.extend(library.of::<Commitment>("to", id.uuid())?);
    let mut trades = library.of::<Trade>("person", id.uuid())?;
    trades.sort_by_key(|trade| trade.rank);
    let dinners = library.dinners_of(id)?;
    let mut offers = Vec::new();
    for offer in library.of::<Offer>("person", id.uuid())? {
        let answers = library.of::<OfferAnswer>("offer", offer.id.uuid())?;
        let answers = answers.into_iter().map(|row| (row.person, row.answer));
        offers.push((offer, answers.collect()));
    }
    let (mut met, mut contexts, mut give_and_get) = Default::default();
    if let Some(you) = you.filter(|you| *you != id) {
        (met, contexts) = meetings(library, id, you, &dinners, today)?;
        give_and_get = between(library, id, you, &offers, &promises)?;
    }
    let mut points = library.contact_points(id)?;
    points.sort_by_key(|point| (point.kind, point.rank, point.id));
    promises.retain(is_open);
    promises.sort_by_key(|promise| (promise.due.is_none(), promise.due, promise.id));
    Ok(Some(OpenPerson {
        trade: trades
            .first()
            .map(|trade| trade.name.clone())
            .unwrap_or_default(),
        trades,
        points,
        consents: library.of("person", id.uuid())?,
        asks: library.of("person", id.uuid())?,
        offers,
        guest_of: dinners
            .iter()
            .find_map(|(_, attendance)| attendance.guest_of),
        wants: wants(library, &person, people, &dinners, today)?,
        dinners,
        promises,
        is_you: you == Some(id),
        you,
        met,
        contexts,
        give_and_get,
        person,
    }))
}

/// What was changed about a person, latest first.
pub(super) fn past(library: &Library, person: Id<Person>) -> Result<Vec<Past>, StorageError> {
    let past = library.changes_of(person.uuid())?;
    let line = |(at_ms, label): (i64, String)| {
        let at = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
        let at = at.with_timezone(&Local).format("%a %-d %b %Y, %H:%M");
        Past {
            at: at.to_string(),
            label,
        }
    };
    Ok(past.into_iter().map(line).collect())
}

/// Those whom somebody wants to meet: each part of the text, and whom in the library it names.
fn wants(
    library: &Library,
    person: &Person,
    people: &[PersonLine],
    dinners: &[(Dinner, Attendance)],
    today: NaiveDate,
) -> Result<Vec<Want>, StorageError> {
    let mut wants = Vec::new();
    for part in person.wants_to_meet.split([',', ';', '\n']) {
        let part = part.trim();
        let part = part.strip_prefix("and ").unwrap_or(part).trim();
        if part.is_empty() {
            continue;
        }
        let wanted = part.to_lowercase();
        let found = people
            .iter()
            .find(|line| line.person.id != person.id && line.name.to_lowercase() == wanted);
        let found = found.map(|line| line.person.id);
        let soon = match found {
            Some(other) => together_soon(library, other, dinners, today)?,
            None => None,
        };
        wants.push(Want {
            words: part.to_owned(),
            person: found,
            soon,
        });
    }
    Ok(wants)
}

/// "at one table on Thu 26 Nov": the next dinner to which both come.
fn together_soon(
    library: &Library,
    other: Id<Person>,
    dinners: &[(Dinner, Attendance)],
    today: NaiveDate,
) -> Result<Option<String>, StorageError> {
    // The dinners are latest first; the next one is the last that is still to come.
    for (dinner, own) in dinners.iter().rev() {
        let Some(day) = dinner
            .starts_at
            .map(|at| at.date())
            .filter(|day| *day >= today)
        else {
            continue;
        };
        let Some(theirs) = library.get(attendance_id(dinner.id, other))? else {
            continue;
        };
        if !own.is_coming() || !theirs.is_coming() {
            continue;
        }
        let day = day.format("%a %-d %b");
        let words = match (own.table_no, theirs.table_no) {
            (Some(own_table), Some(table)) if own_table == table => {
                let seats = library
                    .get::<Table>(table_id(dinner.id, table))?
                    .map_or(0, |table| table.seats);
                let apart = own
                    .seat
                    .zip(theirs.seat)
                    .map(|(one, two)| (one - two).abs());
                if apart.is_some_and(|apart| apart == 1 || apart == seats - 1) {
                    format!("neighbours on {day}")
                } else {
                    format!("at one table on {day}")
                }
            }
            _ => format!("both there on {day}"),
        };
        return Ok(Some(words));
    }
    Ok(None)
}

/// The meetings of two people, and in how many contexts of the last twelve months they met.
fn meetings(
    library: &Library,
    person: Id<Person>,
    you: Id<Person>,
    dinners: &[(Dinner, Attendance)],
    today: NaiveDate,
) -> Result<(Vec<Met>, usize), StorageError> {
    let mut contexts: BTreeSet<String> = BTreeSet::new();
    let mut met = Vec::new();
    for (dinner, theirs) in dinners {
        let Some(yours) = library.get(attendance_id(dinner.id, you))? else {
            continue;
        };
        let day = dinner.starts_at.map(|at| at.date());
        let were_there = was_at_table(theirs, dinner) && was_at_table(&yours, dinner);
        let place = if were_there && theirs.table_no == yours.table_no {
            if is_recent(day, today) {
                contexts.insert(format!("dinner {}", dinner.group));
            }
            MetWhere::Dinner(dinner.id)
        } else if theirs.is_coming() && yours.is_coming() && day.is_some_and(|day| day >= today) {
            MetWhere::ToCome(dinner.id)
        } else {
            continue;
        };
        met.push(Met {
            day,
            words: dinner.title.clone(),
            place,
        });
    }
    let mut elsewhere = library.of::<Encounter>("one", person.uuid())?;
    elsewhere.extend(library.of::<Encounter>("other", person.uuid())?);
    for encounter in elsewhere {
        if encounter.with(person) != Some(you) {
            continue;
        }
        if is_recent(encounter.met_on, today) {
            contexts.insert(context_of(&encounter));
        }
        met.push(Met {
            day: encounter.met_on,
            words: encounter.words,
            place: MetWhere::Elsewhere(encounter.id, encounter.context),
        });
    }
    met.sort_by(|one, other| (other.day, &one.words).cmp(&(one.day, &other.words)));
    Ok((met, contexts.len()))
}

/// What went each way: introductions, promises that were kept, offers that were taken up.
fn between(
    library: &Library,
    person: Id<Person>,
    you: Id<Person>,
    offers: &[(Offer, Vec<Answered>)],
    promises: &[Commitment],
) -> Result<Vec<GiveGet>, StorageError> {
    let row = |what| GiveGet {
        what,
        gave: 0,
        got: 0,
    };
    let (mut introductions, mut kept) = (row("introductions"), row("promises kept"));
    for promise in promises
        .iter()
        .filter(|row| row.state == CommitmentState::Done)
    {
        let suggestion = match promise.suggestion {
            Some(suggestion) => library.get::<Suggestion>(suggestion)?,
            None => None,
        };
        let is_introduction = suggestion.is_some_and(|row| row.rule == FollowUpRule::AskMatch);
        let row = if is_introduction {
            &mut introductions
        } else {
            &mut kept
        };
        row.gave += usize::from(promise.from == you && promise.to == Some(person));
        row.got += usize::from(promise.from == person && promise.to == Some(you));
    }
    let mut taken = row("offers taken up");
    let took = |answers: &[Answered], who| {
        answers
            .iter()
            .filter(|answer| **answer == (who, Reply::Yes))
            .count()
    };
    taken.got = offers.iter().map(|(_, answers)| took(answers, you)).sum();
    for offer in library.of::<Offer>("person", you.uuid())? {
        let answers = library.of::<OfferAnswer>("offer", offer.id.uuid())?;
        let is_theirs = |row: &&OfferAnswer| row.person == person && row.answer == Reply::Yes;
        taken.gave += answers.iter().filter(is_theirs).count();
    }
    Ok(vec![introductions, kept, taken])
}

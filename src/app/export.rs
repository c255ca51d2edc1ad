//! Taking data out: people as CSV or vCards, everything as JSON, dates as a calendar, and one person's own data.
//! What is only for the owner of the laptop leaves by none of these.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use serde_json::{Map, Value, json};

use super::{Session, beside, import::contact_of};
use crate::{
    domain::{
        Audience, Commitment, ContactPoint, Dinner, Id, NOUNS, Person, Trade,
        promise::CommitmentState,
    },
    exchange::{self, DinnerEvent, PromiseEvent},
    recap::write::WriteError,
    storage::{Library, StorageError},
};

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("The table could not be written: {0}")]
    Csv(#[from] exchange::TableError),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Everybody as CSV that Tablemates reads back.
pub fn csv(library: &Library) -> Result<Vec<u8>, ExportError> {
    Ok(exchange::write_csv(&contacts(library)?)?)
}

/// Everybody as vCards 3.0.
pub fn vcards(library: &Library) -> Result<String, ExportError> {
    Ok(exchange::write_vcards(&contacts(library)?))
}

/// Every row of every noun, without columns and rows that are only for the owner.
pub fn json(library: &Library) -> Result<Value, ExportError> {
    let mut nouns = Map::new();
    for spec in NOUNS {
        nouns.insert(
            spec.name.to_owned(),
            Value::Array(library.rows_for(spec, Audience::Organisers)?),
        );
    }
    Ok(Value::Object(nouns))
}

/// The open promises with a day, and the dinners, as a calendar. `now_ms` is UTC milliseconds.
pub fn calendar(library: &Library, now_ms: i64) -> Result<String, ExportError> {
    let dinners: Vec<DinnerEvent> = library.dinners()?.iter().filter_map(dinner_event).collect();
    let promises = library.all::<Commitment>()?;
    calendar_of(library, &dinners, &promises, now_ms)
}

/// The calendar of one dinner: itself, and the promises made at it.
pub fn dinner_calendar(
    library: &Library,
    dinner: &Dinner,
    now_ms: i64,
) -> Result<String, ExportError> {
    let promises = library.of::<Commitment>("dinner", dinner.id.uuid())?;
    let dinners: Vec<DinnerEvent> = dinner_event(dinner).into_iter().collect();
    calendar_of(library, &dinners, &promises, now_ms)
}

/// What is held about one person: a JSON document in which others are masked, and a vCard.
pub fn person(session: &Session, person: &Person) -> Result<(Value, String), ExportError> {
    let library = session.library();
    let points = library.contact_points(person.id)?;
    let trades = library.of::<Trade>("person", person.id.uuid())?;
    let mask = Mask {
        library,
        person: person.id,
    };
    let rows = |noun: &str, column: &str| mask.rows(noun, column);
    let document = json!({
        "person": mask.rows("person", "id")?,
        "contact_points": rows("contact_point", "person")?,
        "trades": rows("trade", "person")?,
        "memberships": rows("membership", "person")?,
        "consents": rows("consent", "person")?,
        "asks": rows("ask", "person")?,
        "offers": rows("offer", "person")?,
        "objectives": rows("objective", "person")?,
        "dinners": rows("attendance", "person")?,
        "said": rows("note", "speaker")?,
        "said_to_them": mask.said_to_them()?,
        "promised": rows("commitment", "from")?,
        "promised_to_them": rows("commitment", "to")?,
        "knows": rows("acquaintance", "from")?,
    });
    Ok((
        document,
        exchange::write_vcards(&[contact_of(person, &points, &trades)]),
    ))
}

/// A moment at a dinner's place as UTC. In the hour that a clock change repeats, the first; in one that it leaves out,
/// the hour after.
pub fn to_utc(at: NaiveDateTime, zone: &str) -> DateTime<Utc> {
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    let found = zone.from_local_datetime(&at).earliest();
    let found = found.or_else(|| {
        zone.from_local_datetime(&(at + chrono::Duration::hours(1)))
            .earliest()
    });
    found.map_or_else(|| at.and_utc(), |at| at.with_timezone(&Utc))
}

/// Whether a moment is on the clocks of a zone at all: in the night when they go forward an hour is left out.
pub fn exists(at: NaiveDateTime, zone: &str) -> bool {
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    zone.from_local_datetime(&at).earliest().is_some()
}

fn contacts(library: &Library) -> Result<Vec<exchange::Contact>, ExportError> {
    let (points, trades) = (library.all::<ContactPoint>()?, library.all::<Trade>()?);
    let mut points_of: BTreeMap<Id<Person>, Vec<ContactPoint>> = BTreeMap::new();
    for point in points {
        points_of.entry(point.person).or_default().push(point);
    }
    let mut trades_of: BTreeMap<Id<Person>, Vec<Trade>> = BTreeMap::new();
    for trade in trades {
        trades_of.entry(trade.person).or_default().push(trade);
    }
    let contact = |person: &Person| {
        let points = points_of.get(&person.id).map_or(&[][..], Vec::as_slice);
        let trades = trades_of.get(&person.id).map_or(&[][..], Vec::as_slice);
        contact_of(person, points, trades)
    };
    Ok(library.all::<Person>()?.iter().map(contact).collect())
}

fn calendar_of(
    library: &Library,
    dinners: &[DinnerEvent],
    promises: &[Commitment],
    now_ms: i64,
) -> Result<String, ExportError> {
    let mut events = Vec::new();
    for promise in promises {
        let is_open = !matches!(
            promise.state,
            CommitmentState::Done | CommitmentState::Dropped
        );
        let (Some(due), true) = (promise.due, is_open && promise.audience != Audience::OnlyMe)
        else {
            continue;
        };
        let name = |id: Id<Person>| {
            Ok::<_, StorageError>(
                library
                    .get(id)?
                    .map_or_else(|| "somebody".to_owned(), |p: Person| p.name()),
            )
        };
        let description = match promise.to {
            Some(to) => format!("By {}, for {}", name(promise.from)?, name(to)?),
            None => format!("By {}", name(promise.from)?),
        };
        events.push(PromiseEvent {
            uid: format!("{}@tablemates", promise.id),
            summary: promise.what.clone(),
            description,
            due,
        });
    }
    let stamped_at = DateTime::from_timestamp_millis(now_ms).unwrap_or_default();
    Ok(exchange::calendar(dinners, &events, stamped_at))
}

fn dinner_event(dinner: &Dinner) -> Option<DinnerEvent> {
    let times = (dinner.starts_at?, dinner.ends_at);
    Some(beside::event_of(
        format!("{}@tablemates", dinner.id),
        &dinner.title,
        &dinner.place,
        times,
        &dinner.zone,
    ))
}

/// Shows rows of one person with everybody else as "another guest".
struct Mask<'a> {
    library: &'a Library,
    person: Id<Person>,
}

impl Mask<'_> {
    /// What was said while the person presented: what everyone at the table heard, and no promise of two others.
    fn said_to_them(&self) -> Result<Value, StorageError> {
        let mut said = self.rows("note", "subject")?;
        if let Value::Array(rows) = &mut said {
            rows.retain(|row| {
                row.get("audience").and_then(Value::as_str) == Some(Audience::Table.as_str())
            });
        }
        Ok(said)
    }

    fn rows(&self, noun: &str, column: &str) -> Result<Value, StorageError> {
        let own = self.person.to_string();
        let Some(spec) = NOUNS.iter().find(|spec| spec.name == noun) else {
            return Ok(Value::Null);
        };
        let others: BTreeSet<String> = self
            .library
            .all::<Person>()?
            .into_iter()
            .filter(|other| other.id != self.person)
            .map(|other| other.id.to_string())
            .collect();
        let mut rows = self.library.rows_for(spec, Audience::Organisers)?;
        rows.retain(|row| row.get(column).and_then(Value::as_str) == Some(&own));
        for row in &mut rows {
            mask(row, &others);
        }
        Ok(Value::Array(rows))
    }
}

fn mask(value: &mut Value, others: &BTreeSet<String>) {
    match value {
        Value::String(text) if others.contains(text) => "another guest".clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| mask(item, others)),
        Value::Object(fields) => fields.values_mut().for_each(|field| mask(field, others)),
        _ => {}
    }
}

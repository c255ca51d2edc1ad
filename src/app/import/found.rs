//! Who of a file is in the library already, and who may be: by the keys under which a file would name somebody again, and
//! by likeness, which is only ever a suggestion.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Duplicate, bring::person_of, contact_of};
use crate::{
    domain::{Attendance, ContactPoint, Id, Person, Trade},
    exchange::{self, Candidate, Contact, Labelled, Parsed},
    storage::{Library, StorageError},
};

/// Somebody to whom a row may belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Other {
    /// Somebody in the library.
    Person(Id<Person>),
    /// An earlier row of the same file.
    Row(usize),
}

/// What is found about a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    New,
    /// It is of this person, without a doubt.
    Known(Other),
    /// It may be of one of these, the likeliest first.
    Alike(Vec<Alike>),
}

/// Somebody who may be the person of a row, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    pub other: Other,
    pub reason: String,
    /// What is known of them, to lay beside the row.
    pub side: Side,
}

/// One side of a comparison.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    pub name: String,
    pub email: String,
    pub company: String,
    pub trade: String,
    pub phone: String,
    /// "5 dinners", "7 Feb 2022".
    pub met: String,
    /// Who it is, where it is somebody of the library.
    pub person: Option<Person>,
}

impl Side {
    /// What a file says of somebody.
    pub fn of(contact: &Contact) -> Self {
        let first = |list: &[Labelled]| list.first().map(|item| item.value.clone());
        let trade = if contact.trade.is_empty() {
            &contact.position
        } else {
            &contact.trade
        };
        Self {
            name: contact.display_name(),
            email: first(&contact.emails).unwrap_or_default(),
            company: contact.company.clone(),
            trade: trade.clone(),
            phone: first(&contact.phones).unwrap_or_default(),
            met: contact.connected_on.map(day).unwrap_or_default(),
            person: None,
        }
    }
}

/// A day as it is written everywhere: "7 Feb 2022".
pub(super) fn day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// What is found about all rows of a file.
pub(super) struct Found {
    /// In the order of the file's contacts.
    pub(super) keys: Vec<String>,
    pub(super) standings: Vec<Standing>,
    /// All likenesses, the likeliest first.
    pairs: Vec<Duplicate>,
}

impl Found {
    /// Looks up everybody in a file.
    pub(super) fn of(library: &Library, parsed: &Parsed) -> Result<Self, StorageError> {
        let there = There::read(library)?;
        let mut first_row: BTreeMap<&str, usize> = BTreeMap::new();
        let keys: Vec<String> = parsed
            .contacts
            .iter()
            .map(|(_, contact)| exchange::identity(contact))
            .collect();
        let mut standings = Vec::with_capacity(keys.len());
        let mut arriving = Vec::new();
        for ((row, contact), key) in parsed.contacts.iter().zip(&keys) {
            let known = there.keys.get(key).map(|person| Other::Person(*person));
            let known = known.or_else(|| first_row.get(key.as_str()).map(|row| Other::Row(*row)));
            if let Some(other) = known {
                standings.push(Standing::Known(other));
                continue;
            }
            first_row.insert(key, *row);
            let name = person_of(Id::default(), contact).name();
            arriving.push(candidate(standings.len().to_string(), &name, contact));
            standings.push(Standing::New);
        }
        let mut found = Self {
            keys,
            standings,
            pairs: Vec::new(),
        };
        found.compare(library, parsed, &there, &arriving)?;
        Ok(found)
    }

    /// Fills in who is alike.
    fn compare(
        &mut self,
        library: &Library,
        parsed: &Parsed,
        there: &There,
        arriving: &[Candidate],
    ) -> Result<(), StorageError> {
        let suggestions = exchange::suggest(&there.candidates, arriving);
        if suggestions.is_empty() {
            return Ok(());
        }
        let names: BTreeMap<&str, &str> = there
            .candidates
            .iter()
            .chain(arriving)
            .map(|person| (person.key.as_str(), person.name.as_str()))
            .collect();
        let mut dinners = None;
        for suggestion in suggestions {
            let name = |key: &str| names.get(key).copied().unwrap_or_default().to_owned();
            self.pairs.push(Duplicate {
                new: name(&suggestion.a),
                other: name(&suggestion.b),
                reason: suggestion.reason.clone(),
            });
            let of_row = |key: &str| {
                let at: usize = key.parse().ok()?;
                parsed
                    .contacts
                    .get(at)
                    .map(|(row, contact)| (at, *row, contact))
            };
            let Some((at, ..)) = of_row(&suggestion.a) else {
                continue;
            };
            let (other, side) = match (of_row(&suggestion.b), suggestion.b.parse()) {
                (Some((_, row, contact)), _) => (Other::Row(row), Side::of(contact)),
                (None, Ok(person)) => {
                    let dinners = match &mut dinners {
                        Some(dinners) => dinners,
                        none => none.insert(dinner_counts(library)?),
                    };
                    let count = dinners.get(&person).copied().unwrap_or_default();
                    (Other::Person(person), side(library, person, count)?)
                }
                _ => continue,
            };
            let alike = Alike {
                other,
                reason: suggestion.reason,
                side,
            };
            match self.standings.get_mut(at) {
                Some(Standing::Alike(list)) => list.push(alike),
                Some(standing) => *standing = Standing::Alike(vec![alike]),
                None => {}
            }
        }
        Ok(())
    }

    /// The pairs that may be one person.
    pub(super) fn duplicates(self) -> Vec<Duplicate> {
        self.pairs
    }
}

fn dinner_counts(library: &Library) -> Result<BTreeMap<Id<Person>, usize>, StorageError> {
    let mut counts = BTreeMap::new();
    for attendance in library.all::<Attendance>()? {
        if attendance.was_there() {
            *counts.entry(attendance.person).or_default() += 1;
        }
    }
    Ok(counts)
}

fn side(library: &Library, id: Id<Person>, dinners: usize) -> Result<Side, StorageError> {
    let Some(person) = library.get(id)? else {
        return Ok(Side::default());
    };
    let points = library.contact_points(id)?;
    let trades = library.of::<Trade>("person", id.uuid())?;
    let contact = contact_of(&person, &points, &trades);
    let met = match (dinners, person.connected_on) {
        (0, Some(on)) => day(on),
        (0, None) => String::new(),
        (count, _) => crate::app::dinners::counted(count, "dinner"),
    };
    Ok(Side {
        name: person.name(),
        met,
        person: Some(person),
        ..Side::of(&contact)
    })
}

/// The people who are there, by the keys under which a file would name them again.
struct There {
    keys: BTreeMap<String, Id<Person>>,
    candidates: Vec<Candidate>,
}

impl There {
    fn read(library: &Library) -> Result<Self, StorageError> {
        let (people, points) = (library.all::<Person>()?, library.all::<ContactPoint>()?);
        let mut by_person: BTreeMap<Id<Person>, Vec<ContactPoint>> = BTreeMap::new();
        for point in points {
            by_person.entry(point.person).or_default().push(point);
        }
        let mut there = Self {
            keys: BTreeMap::new(),
            candidates: Vec::with_capacity(people.len()),
        };
        for person in &people {
            let points = by_person.get(&person.id).map_or(&[][..], Vec::as_slice);
            let contact = contact_of(person, points, &[]);
            there.keys.insert(exchange::identity(&contact), person.id);
            // Somebody who was merged or mended is known by several.
            for key in person.source_key.lines().filter(|key| !key.is_empty()) {
                there.keys.insert(key.to_owned(), person.id);
            }
            there
                .candidates
                .push(candidate(person.id.to_string(), &person.name(), &contact));
        }
        Ok(there)
    }
}

fn candidate(key: String, name: &str, contact: &Contact) -> Candidate {
    let values = |list: &[Labelled]| list.iter().map(|item| item.value.clone()).collect();
    Candidate {
        key,
        name: name.to_owned(),
        emails: values(&contact.emails),
        phones: values(&contact.phones),
        links: values(&contact.links),
    }
}

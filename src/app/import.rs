//! Importing people: a file's contacts become rows of the library in one change that can be taken back as one.

use std::collections::{BTreeMap, BTreeSet};

use super::{Session, dinners, find};
use crate::{
    domain::{
        ContactPoint, Draft, Group, Id, Membership, Noun as _, Person, Trade, person::ContactKind,
    },
    exchange::{self, Candidate, Contact, Labelled, Parsed, ReadError, ReadOptions},
    storage::{Library, StorageError},
};

/// How to import.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The kind of file by its word ("linkedin"); nothing: found by content.
    pub format: Option<String>,
    /// `COLUMN=FIELD`, stronger than any guess.
    pub map: Vec<String>,
    /// Makes everybody in the file a member of this group, which is made if there is none of that name.
    pub group: Option<String>,
    /// Only says what would be done.
    pub is_dry_run: bool,
    /// Imports nothing at all when any row or value was left out.
    pub is_strict: bool,
}

/// What an import did, or would do.
#[derive(Clone, Debug)]
pub struct ImportReport {
    /// What was read, with the problems by row and column.
    pub parsed: Parsed,
    /// The people who are new.
    pub added: Vec<Person>,
    /// How many were there already.
    pub already: usize,
    /// Pairs that may be one person: the new one, the other, and why. Nothing is merged.
    pub duplicates: Vec<Duplicate>,
    /// Whether it was written.
    pub is_written: bool,
}

/// Two records that may be of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    pub new: String,
    pub other: String,
    pub reason: String,
}

fn read_options(options: &ImportOptions) -> Result<ReadOptions, ImportError> {
    let mut read = ReadOptions::default();
    if let Some(word) = options.format.as_deref().filter(|word| *word != "auto") {
        read.format = Some(word.parse()?);
    }
    for mapping in &options.map {
        let wrong = |reason: String| ImportError::Mapping {
            mapping: mapping.clone(),
            reason,
        };
        let (column, field) = mapping
            .rsplit_once('=')
            .ok_or_else(|| wrong("there is no = in it".to_owned()))?;
        let field = field
            .trim()
            .parse::<exchange::Field>()
            .map_err(|error| wrong(error.to_string()))?;
        read.map.push((column.trim().to_owned(), field));
    }
    Ok(read)
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("--map {mapping}: {reason}. It is COLUMN=FIELD, as in --map \"Full name=name\"")]
    Mapping { mapping: String, reason: String },
    #[error(
        "{rejected} of the file's rows or values cannot be imported, and --strict was given. Nothing was imported"
    )]
    Strict {
        rejected: usize,
        report: Box<ImportReport>,
    },
    #[error(transparent)]
    Find(#[from] find::FindError),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Imports the contacts in `bytes`. Importing the same file again adds nothing.
pub fn import(
    session: &Session,
    bytes: &[u8],
    options: &ImportOptions,
) -> Result<ImportReport, ImportError> {
    let parsed = exchange::read(bytes, &read_options(options)?)?;
    let library = session.library();
    let existing = Existing::read(library)?;
    let mut draft = Draft::new("");
    let group = match &options.group {
        Some(name) => Some(find_or_make_group(session, name, &mut draft)?),
        None => None,
    };
    let mut known = existing.keys.clone();
    let mut report = ImportReport {
        parsed,
        added: Vec::new(),
        already: 0,
        duplicates: Vec::new(),
        is_written: false,
    };
    let mut arriving: Vec<Candidate> = Vec::new();
    let mut joined: BTreeSet<Id<Person>> = BTreeSet::new();
    for (_, contact) in &report.parsed.contacts {
        let key = exchange::identity(contact);
        let person_id = if let Some(person_id) = known.get(&key).copied() {
            report.already += 1;
            person_id
        } else {
            let format = report.parsed.format.word();
            let person = add(session, &mut draft, contact, &key, format);
            let person_id = person.id;
            known.insert(key, person_id);
            arriving.push(candidate(person_id, &person.name(), contact));
            report.added.push(person);
            person_id
        };
        if let Some(group) = group.as_ref().filter(|_| joined.insert(person_id)) {
            join(library, &mut draft, group, person_id)?;
        }
    }
    report.duplicates = suggest(&existing, &arriving);
    let rejected = report.parsed.rejects.len() + report.parsed.rejects_left_out;
    if options.is_strict && rejected > 0 {
        return Err(ImportError::Strict {
            rejected,
            report: Box::new(report),
        });
    }
    if !options.is_dry_run {
        draft.label = format!("Import {}", people(report.added.len()));
        report.is_written = session.write(draft)?.is_some();
    }
    Ok(report)
}

/// "1 person", "412 people".
pub fn people(count: usize) -> String {
    if count == 1 {
        "1 person".to_owned()
    } else {
        format!("{count} people")
    }
}

/// A person of the library as a contact, without what is only for the owner or for organisers.
pub(super) fn contact_of(person: &Person, points: &[ContactPoint], trades: &[Trade]) -> Contact {
    let of_kind = |kind: ContactKind| {
        let points = points
            .iter()
            .filter(move |point| point.person == person.id && point.kind == kind);
        points
            .map(|point| Labelled {
                label: point.label.clone(),
                value: point.value.clone(),
            })
            .collect::<Vec<_>>()
    };
    Contact {
        given: person.given.clone(),
        middle: person.middle.clone(),
        family: person.family.clone(),
        prefix: person.prefix.clone(),
        suffix: person.suffix.clone(),
        nickname: person.nickname.clone(),
        says_it_like: person.says_it_like.clone(),
        company: person.company.clone(),
        position: person.position.clone(),
        emails: of_kind(ContactKind::Email),
        phones: of_kind(ContactKind::Phone),
        links: of_kind(ContactKind::Link),
        trade: trades
            .iter()
            .find(|trade| trade.person == person.id)
            .map(|trade| trade.name.clone())
            .unwrap_or_default(),
        profile: person.business.clone(),
        ..Contact::default()
    }
}

/// The people who are there, by the keys under which a file would name them again.
struct Existing {
    keys: BTreeMap<String, Id<Person>>,
    candidates: Vec<Candidate>,
}

impl Existing {
    fn read(library: &Library) -> Result<Self, StorageError> {
        let (people, points) = (library.all::<Person>()?, library.all::<ContactPoint>()?);
        let mut by_person: BTreeMap<Id<Person>, Vec<ContactPoint>> = BTreeMap::new();
        for point in points {
            by_person.entry(point.person).or_default().push(point);
        }
        let mut existing = Self {
            keys: BTreeMap::new(),
            candidates: Vec::with_capacity(people.len()),
        };
        for person in &people {
            let points = by_person.get(&person.id).map_or(&[][..], Vec::as_slice);
            let contact = contact_of(person, points, &[]);
            existing
                .keys
                .insert(exchange::identity(&contact), person.id);
            if !person.source_key.is_empty() {
                existing.keys.insert(person.source_key.clone(), person.id);
            }
            existing
                .candidates
                .push(candidate(person.id, &person.name(), &contact));
        }
        Ok(existing)
    }
}

fn candidate(id: Id<Person>, name: &str, contact: &Contact) -> Candidate {
    let values = |list: &[Labelled]| list.iter().map(|item| item.value.clone()).collect();
    Candidate {
        key: id.to_string(),
        name: name.to_owned(),
        emails: values(&contact.emails),
        phones: values(&contact.phones),
        links: values(&contact.links),
    }
}

fn suggest(existing: &Existing, arriving: &[Candidate]) -> Vec<Duplicate> {
    let all = existing.candidates.iter().chain(arriving);
    let names: BTreeMap<&str, &str> = all
        .map(|person| (person.key.as_str(), person.name.as_str()))
        .collect();
    let name = |key: &str| names.get(key).copied().unwrap_or_default().to_owned();
    exchange::suggest(&existing.candidates, arriving)
        .into_iter()
        .map(|found| Duplicate {
            new: name(&found.a),
            other: name(&found.b),
            reason: found.reason,
        })
        .collect()
}

fn add(session: &Session, draft: &mut Draft, contact: &Contact, key: &str, format: &str) -> Person {
    let mut person = Person::new(session.new_id());
    person.given.clone_from(&contact.given);
    person.middle.clone_from(&contact.middle);
    person.family.clone_from(&contact.family);
    person.prefix.clone_from(&contact.prefix);
    person.suffix.clone_from(&contact.suffix);
    person.nickname.clone_from(&contact.nickname);
    if !contact.has_name() {
        // Known by an address alone: the part before the @ is what there is to call them.
        let address = contact.display_name();
        address
            .split('@')
            .next()
            .unwrap_or(&address)
            .clone_into(&mut person.given);
    } else if person.given.is_empty() && person.family.is_empty() {
        person.given.clone_from(&contact.nickname);
    }
    person.says_it_like.clone_from(&contact.says_it_like);
    person.company.clone_from(&contact.company);
    person.position.clone_from(&contact.position);
    person.business.clone_from(&contact.profile);
    person.needs.clone_from(&contact.dietary_needs);
    person.private_note.clone_from(&contact.note);
    format.clone_into(&mut person.source);
    key.clone_into(&mut person.source_key);
    person.connected_on = contact.connected_on;
    draft.create(&person);
    let lists = [
        (ContactKind::Email, &contact.emails),
        (ContactKind::Phone, &contact.phones),
        (ContactKind::Link, &contact.links),
    ];
    for (kind, list) in lists {
        for (rank, item) in (0..).zip(list) {
            let mut point = ContactPoint::new(session.new_id());
            point.person = person.id;
            point.kind = kind;
            point.value.clone_from(&item.value);
            point.label.clone_from(&item.label);
            point.rank = rank;
            draft.create(&point);
        }
    }
    if !contact.trade.is_empty() {
        let mut trade = Trade::new(session.new_id());
        trade.person = person.id;
        trade.name.clone_from(&contact.trade);
        draft.create(&trade);
    }
    person
}

fn find_or_make_group(
    session: &Session,
    name: &str,
    draft: &mut Draft,
) -> Result<Group, ImportError> {
    match find::group(session.library(), name) {
        Ok(group) => Ok(group),
        Err(find::FindError::Unknown { .. }) => {
            let group = dinners::new_group(session, name);
            draft.create(&group);
            Ok(group)
        }
        Err(error) => Err(error.into()),
    }
}

/// Makes a person a member, unless they belong to the group already in some way.
fn join(
    library: &Library,
    draft: &mut Draft,
    group: &Group,
    person: Id<Person>,
) -> Result<(), StorageError> {
    let id = membership_id(group.id, person);
    if library.get(id)?.is_some() {
        return Ok(());
    }
    let mut membership = Membership::new(id);
    membership.group = group.id;
    membership.person = person;
    draft.create(&membership);
    Ok(())
}

/// The id of a person's membership in a group.
pub fn membership_id(group: Id<Group>, person: Id<Person>) -> Id<Membership> {
    Id::of_pair(Membership::SPEC.name, group.uuid(), person.uuid())
}

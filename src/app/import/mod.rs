//! Importing people: a file's contacts become rows of the library in one change that can be taken back as one.

mod bring;
mod choices;
mod found;
mod preview;

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, path::PathBuf};

use super::{Session, find};
use crate::{
    domain::{
        ContactPoint, Draft, Group, Id, Membership, Noun as _, Person, Trade, person::ContactKind,
    },
    exchange::{self, Contact, Labelled, Parsed, ReadError, ReadOptions},
    storage::StorageError,
};

pub use choices::{Choices, Decision};
pub use found::{Alike, Other, Side, Standing};
pub use preview::{Brought, Counts, Line, Preview, State, bring_in, look, template};

use bring::{Bringing, Verdict};
use found::Found;

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
    #[error("{}", no_file(.file, .source))]
    File {
        file: PathBuf,
        source: std::io::Error,
    },
    #[error("{} is a folder. Choose a file in it", file.display())]
    Folder { file: PathBuf },
    #[error("Nothing was written: it was cancelled before")]
    Cancelled,
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
    let found = Found::of(session.library(), &parsed)?;
    let rejected = parsed.rejects.len() + parsed.rejects_left_out;
    let mut draft = Draft::new("");
    let brought = Bringing {
        session,
        parsed: &parsed,
        found: &found,
        group: options.group.as_deref(),
        file: "",
        keys_before: &BTreeMap::new(),
    }
    .draft(&mut draft, |_row| Verdict::BringIn)?;
    let mut report = ImportReport {
        added: brought.added,
        already: brought.already,
        duplicates: found.duplicates(),
        parsed,
        is_written: false,
    };
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

/// The id of a person's membership in a group.
pub fn membership_id(group: Id<Group>, person: Id<Person>) -> Id<Membership> {
    Id::of_pair(Membership::SPEC.name, group.uuid(), person.uuid())
}

fn no_file(file: &std::path::Path, source: &std::io::Error) -> String {
    let file = file.display();
    match source.kind() {
        std::io::ErrorKind::NotFound => {
            format!("There is no file {file} any more. Choose it again where it is now")
        }
        std::io::ErrorKind::PermissionDenied => {
            format!(
                "{file} may not be read by you. Copy it to a folder of yours and choose the copy"
            )
        }
        _ => format!("{file} cannot be read: {source}"),
    }
}

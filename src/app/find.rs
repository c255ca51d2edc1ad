//! Finding what a user names: by id, by its last 8 digits, or by exact name.

use deunicode::deunicode;

use crate::{
    domain::{Dinner, Group, Id, Noun, Person},
    storage::{Library, StorageError},
};

/// Why a name found nothing, or too much.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    #[error("There is no {what} “{word}”. {hint}")]
    Unknown {
        what: &'static str,
        word: String,
        hint: String,
    },
    #[error("“{word}” could be more than one {what}: {}. Name one by its 8 digits", candidates.join("; "))]
    Ambiguous {
        what: &'static str,
        word: String,
        candidates: Vec<String>,
    },
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The person of this id, last 8 digits, or exact name (accents and capitals aside).
pub fn person(library: &Library, word: &str) -> Result<Person, FindError> {
    let people = library.all::<Person>()?;
    let names =
        |person: &Person| vec![person.name(), format!("{} {}", person.given, person.family)];
    one(
        people,
        word,
        "person",
        "`tablemates people` lists everybody",
        names,
        |person| match person.line() {
            line if line.is_empty() => person.name(),
            line => format!("{}, {line}", person.name()),
        },
    )
}

/// The dinner of this id, last 8 digits, exact title, or number.
pub fn dinner(library: &Library, word: &str) -> Result<Dinner, FindError> {
    let dinners = library.all::<Dinner>()?;
    let names = |dinner: &Dinner| match dinner.number {
        0 => vec![dinner.title.clone()],
        number => vec![
            dinner.title.clone(),
            number.to_string(),
            format!("No. {number}"),
        ],
    };
    one(
        dinners,
        word,
        "dinner",
        "`tablemates dinner list` lists them",
        names,
        |dinner| dinner.title.clone(),
    )
}

/// The group of this name, or by id.
pub fn group(library: &Library, word: &str) -> Result<Group, FindError> {
    let groups = library.all::<Group>()?;
    let hint = if groups.is_empty() {
        "There is no group yet: `tablemates import FILE --group NAME` or `tablemates dinner new --group NAME` makes one".to_owned()
    } else {
        format!(
            "There is: {}",
            groups
                .iter()
                .map(|group| group.name.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        )
    };
    one(
        groups,
        word,
        "group",
        &hint,
        |group| vec![group.name.clone()],
        |group| group.name.clone(),
    )
}

fn one<N: Noun>(
    rows: Vec<N>,
    word: &str,
    what: &'static str,
    hint: &str,
    names: impl Fn(&N) -> Vec<String>,
    label: impl Fn(&N) -> String,
) -> Result<N, FindError> {
    let by_id: Option<Id<N>> = word.parse().ok();
    let is_short = word.len() == 8 && word.chars().all(|c| c.is_ascii_hexdigit());
    let folded = fold(word);
    let mut found: Vec<N> = rows
        .into_iter()
        .filter(|row| {
            by_id == Some(row.id())
                || (is_short && row.id().short().eq_ignore_ascii_case(word))
                || (!folded.is_empty() && names(row).iter().any(|name| fold(name) == folded))
        })
        .collect();
    if found.len() > 1 {
        let candidates = found
            .iter()
            .map(|row| format!("{} ({})", label(row), row.id().short()))
            .collect();
        return Err(FindError::Ambiguous {
            what,
            word: word.to_owned(),
            candidates,
        });
    }
    found.pop().ok_or_else(|| FindError::Unknown {
        what,
        word: word.to_owned(),
        hint: hint.to_owned(),
    })
}

fn fold(name: &str) -> String {
    deunicode(name)
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

//! A file looked at before anything of it is written: its rows, what is found about each, and what is wrong; and then
//! brought in, as it was seen.

use std::{
    collections::BTreeMap,
    fs,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Alike, Bringing, Choices, Decision, Found, ImportError, Standing, Verdict, choices::name_of,
    people,
};
use crate::{
    app::Session,
    domain::{Draft, Group},
    exchange::{self, Contact, Labelled, Parsed, ReadError, Reject},
    storage::StorageError,
};

/// The largest file that is read, in bytes.
const MOST_BYTES: u64 = 200_000_000;

/// A file as it would be brought in.
#[derive(Clone, PartialEq)]
pub struct Preview {
    pub path: PathBuf,
    /// The file as it was read: what was seen is what is brought in, whatever becomes of the file.
    pub bytes: Arc<[u8]>,
    pub parsed: Parsed,
    /// In the order of the file.
    pub lines: Vec<Line>,
    /// The names of all groups, to join one.
    pub groups: Vec<String>,
    /// By row.
    pub problems: Vec<Reject>,
    /// With what it was read.
    pub choices: Choices,
    /// Whether what the columns are was kept from an earlier file.
    pub is_remembered: bool,
}

impl std::fmt::Debug for Preview {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Neither the bytes nor the people of a file belong into a log.
        f.debug_struct("Preview")
            .field("path", &self.path)
            .field("lines", &self.lines.len())
            .finish_non_exhaustive()
    }
}

/// One row of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// As in [`Reject::row`].
    pub row: usize,
    /// Its person, by place in the file's contacts; nothing where nobody is named.
    contact: Option<usize>,
    standing: Standing,
    /// Its problems, by place.
    problems: Range<usize>,
}

/// What would become of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State<'a> {
    New,
    Known,
    /// It may be of somebody who is there; undecided, or left for later.
    Alike(&'a [Alike]),
    /// It is to be merged.
    Merge(&'a [Alike]),
    /// It was said to be somebody else than those who are alike, and is new.
    TwoPeople(&'a [Alike]),
    /// The first of its problems; it waits until they are mended.
    Problem(&'a Reject),
    LeftOut,
}

/// How many rows there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub all: usize,
    /// Those who would be added.
    pub new: usize,
    pub known: usize,
    /// Those who may be somebody who is there, decided or not.
    pub alike: usize,
    pub merges: usize,
    /// Those of them that are not decided.
    pub undecided: usize,
    pub problems: usize,
}

impl Preview {
    /// The person of a row.
    pub fn contact(&self, line: &Line) -> Option<&Contact> {
        let (_, contact) = self.parsed.contacts.get(line.contact?)?;
        Some(contact)
    }

    /// The problems of a row.
    pub fn problems_of(&self, line: &Line) -> &[Reject] {
        self.problems.get(line.problems.clone()).unwrap_or_default()
    }

    /// What would become of a row.
    pub fn state<'a>(&'a self, line: &'a Line, choices: &Choices) -> State<'a> {
        if choices.left_out.contains(&line.row) {
            return State::LeftOut;
        }
        if matches!(line.standing, Standing::Known(_)) {
            return State::Known;
        }
        if let Some(problem) = self.problems_of(line).first() {
            return State::Problem(problem);
        }
        match (&line.standing, choices.decisions.get(&line.row)) {
            (Standing::Alike(alike), Some(Decision::Merge(_))) => State::Merge(alike),
            (Standing::Alike(alike), Some(Decision::TwoPeople)) => State::TwoPeople(alike),
            (Standing::Alike(alike), Some(Decision::Later) | None) => State::Alike(alike),
            (Standing::New | Standing::Known(_), _) => State::New,
        }
    }

    /// How many rows there are of each kind.
    pub fn counts(&self, choices: &Choices) -> Counts {
        let mut counts = Counts {
            all: self.lines.len(),
            ..Counts::default()
        };
        for line in &self.lines {
            match self.state(line, choices) {
                State::New => counts.new += 1,
                State::Known => counts.known += 1,
                State::Alike(_) => {
                    counts.alike += 1;
                    counts.undecided += 1;
                }
                State::Merge(_) => {
                    counts.alike += 1;
                    counts.merges += 1;
                }
                State::TwoPeople(_) => {
                    counts.alike += 1;
                    counts.new += 1;
                }
                State::Problem(_) => counts.problems += 1,
                State::LeftOut => {}
            }
        }
        counts
    }

    /// With the lines of the file, and what is found about each.
    fn with_lines(mut self, standings: Vec<Standing>) -> Self {
        let line = |row, contact, standing| Line {
            row,
            contact,
            standing,
            problems: 0..0,
        };
        let named = self.parsed.contacts.iter().zip(standings).enumerate();
        let mut lines: Vec<Line> = named
            .map(|(at, ((row, _), standing))| line(*row, Some(at), standing))
            .collect();
        // Rows in which nobody is named are problems and nothing else.
        let mut of_nobody: Vec<usize> = self.problems.iter().map(|each| each.row).collect();
        of_nobody.dedup();
        of_nobody.retain(|row| lines.binary_search_by_key(row, |line| line.row).is_err());
        lines.extend(
            of_nobody
                .into_iter()
                .map(|row| line(row, None, Standing::New)),
        );
        lines.sort_by_key(|line| line.row);
        let mut next = 0;
        for line in &mut lines {
            let rest = self.problems.get(next..).unwrap_or_default();
            let own = rest.iter().take_while(|problem| problem.row == line.row);
            line.problems = next..next + own.count();
            next = line.problems.end;
        }
        self.lines = lines;
        self
    }

    fn verdict(&self, line: &Line, choices: &Choices) -> Verdict {
        match (self.state(line, choices), choices.decisions.get(&line.row)) {
            (State::LeftOut | State::Problem(_) | State::Alike(_), _) => Verdict::Skip,
            (State::Merge(_), Some(Decision::Merge(other))) => Verdict::Merge(*other),
            _ => Verdict::BringIn,
        }
    }
}

/// Looks at the file at `path`, or at its `bytes` as they were read before. Without choices those are taken that were kept
/// from the last file with the same columns. Writes nothing.
pub fn look(
    session: &Session,
    path: &Path,
    bytes: Option<Arc<[u8]>>,
    choices: Option<Choices>,
) -> Result<Preview, ImportError> {
    let bytes = match bytes {
        Some(bytes) => bytes,
        None => read_file(path)?.into(),
    };
    Ok(read_and_find(session, path, bytes, choices)?.0)
}

/// The same, with what was found.
fn read_and_find(
    session: &Session,
    path: &Path,
    bytes: Arc<[u8]>,
    choices: Option<Choices>,
) -> Result<(Preview, Found), ImportError> {
    let mut choices = choices;
    let mut parsed = exchange::read(&bytes, &choices.clone().unwrap_or_default().reading())?;
    let mut is_remembered = false;
    if choices.is_none()
        && let Some(name) = name_of(&parsed.columns)
        && let Some(kept) = session.library().setting(&name)?
    {
        let kept = Choices::of_kept(&kept);
        parsed = exchange::read(&bytes, &kept.reading())?;
        is_remembered = true;
        choices = Some(kept);
    }
    let choices = choices.unwrap_or_default();
    let found = Found::of(session.library(), &parsed)?;
    let preview = Preview {
        path: path.to_owned(),
        bytes,
        lines: Vec::new(),
        groups: group_names(session)?,
        problems: problems(&parsed, &choices),
        parsed,
        choices,
        is_remembered,
    };
    Ok((preview.with_lines(found.standings.clone()), found))
}

/// What an import from the window did.
#[derive(Debug)]
pub struct Brought {
    pub words: String,
    /// Whether anything was written.
    pub is_written: bool,
    /// The file as it is found now: what was brought in is known, what waits still waits.
    pub preview: Preview,
}

/// Brings in what was looked at, in one change that is taken back as one. `is_cancelled` is asked before the writing.
pub fn bring_in(
    session: &Session,
    preview: &Preview,
    choices: &Choices,
    is_cancelled: impl Fn() -> bool,
) -> Result<Brought, ImportError> {
    let again = || {
        let bytes = Arc::clone(&preview.bytes);
        read_and_find(session, &preview.path, bytes, Some(choices.clone()))
    };
    let (seen, found) = again()?;
    let file = preview.path.file_name().unwrap_or_default();
    let verdicts: BTreeMap<usize, Verdict> = seen
        .lines
        .iter()
        .map(|line| (line.row, seen.verdict(line, choices)))
        .collect();
    let mut draft = Draft::new("");
    let brought = Bringing {
        session,
        parsed: &seen.parsed,
        found: &found,
        group: choices.group.as_deref(),
        file: &file.to_string_lossy(),
        keys_before: &keys_before(&seen)?,
    }
    .draft(&mut draft, |row| {
        verdicts.get(&row).copied().unwrap_or(Verdict::Skip)
    })?;
    draft.label = match (brought.added.len(), brought.merged) {
        (0, merged) if merged > 0 => format!("Merge {}", people(merged)),
        (added, 0) => format!("Import {}", people(added)),
        (added, merged) => format!("Import {} and merge {merged}", people(added)),
    };
    if is_cancelled() {
        return Err(ImportError::Cancelled);
    }
    let is_written = session.write(draft)?.is_some();
    remember(session, preview, choices)?;
    let words = match (brought.added.len(), brought.merged) {
        (0, 0) if is_written => format!("{} joined the group", people(brought.already)),
        (0, 0) => "Nobody was added: all whom this file names are here already, or wait".to_owned(),
        (0, merged) => format!("Merged {}", people(merged)),
        (added, 0) => format!("Brought in {}", people(added)),
        (added, merged) => format!("Brought in {}, merged {merged}", people(added)),
    };
    Ok(Brought {
        words,
        is_written,
        preview: again()?.0,
    })
}

/// The example of a table: every column that is understood, and one person.
pub fn template() -> Result<Vec<u8>, exchange::TableError> {
    let labelled = |value: &str| {
        vec![Labelled {
            label: String::new(),
            value: value.to_owned(),
        }]
    };
    exchange::write_csv(&[Contact {
        given: "Ana".to_owned(),
        family: "Example".to_owned(),
        company: "Harbour Light".to_owned(),
        position: "Owner".to_owned(),
        emails: labelled("ana@example.org"),
        phones: labelled("+442079460000"),
        links: labelled("https://example.org/ana"),
        trade: "Lighting designer".to_owned(),
        connected_on: chrono::NaiveDate::from_ymd_opt(2026, 3, 12),
        ..Contact::default()
    }])
}

fn group_names(session: &Session) -> Result<Vec<String>, StorageError> {
    let groups = session.library().all::<Group>()?;
    let mut names: Vec<String> = groups.into_iter().map(|group| group.name).collect();
    names.sort();
    Ok(names)
}

/// What is wrong in a file, by row.
fn problems(parsed: &Parsed, choices: &Choices) -> Vec<Reject> {
    let mut problems = parsed.rejects.clone();
    problems.extend(nameless(parsed, choices));
    problems.sort_by_key(|problem| problem.row);
    problems
}

/// People of whom only an address is known wait for a name, or for the word that the address is enough.
fn nameless(parsed: &Parsed, choices: &Choices) -> Vec<Reject> {
    let problem = |(row, contact): &(usize, Contact)| {
        let email = contact.emails.first().filter(|_| !contact.has_name())?;
        let problem = Reject {
            row: *row,
            column: None,
            value: email.value.chars().take(60).collect(),
            reason: "There is no name, only an e-mail address".to_owned(),
        };
        let is_enough = choices.mends.iter().any(|mend| mend.answers(&problem));
        (!is_enough).then_some(problem)
    };
    parsed.contacts.iter().filter_map(problem).collect()
}

/// The keys under which rows with mended values are named by the file as it is.
fn keys_before(seen: &Preview) -> Result<BTreeMap<usize, String>, ReadError> {
    if seen.choices.mends.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut reading = seen.choices.reading();
    let rows: std::collections::BTreeSet<usize> =
        reading.mends.iter().map(|mend| mend.row).collect();
    reading.mends.clear();
    let parsed = exchange::read(&seen.bytes, &reading)?;
    Ok(parsed
        .contacts
        .iter()
        .filter(|(row, _)| rows.contains(row))
        .map(|(row, contact)| (*row, exchange::identity(contact)))
        .collect())
}

/// Keeps what the columns are for the next file that has the same.
fn remember(session: &Session, preview: &Preview, choices: &Choices) -> Result<(), ImportError> {
    let kept = choices.kept();
    let Some(name) = name_of(&preview.parsed.columns) else {
        return Ok(());
    };
    if session.library().setting(&name)?.unwrap_or_default() != kept {
        session.writing(move |library| library.set_setting(&name, &kept))?;
    }
    Ok(())
}

fn read_file(path: &Path) -> Result<Vec<u8>, ImportError> {
    let wrong = |source| ImportError::File {
        file: path.to_owned(),
        source,
    };
    let meta = fs::metadata(path).map_err(wrong)?;
    if meta.is_dir() {
        return Err(ImportError::Folder {
            file: path.to_owned(),
        });
    }
    if meta.len() > MOST_BYTES {
        let megabytes = (meta.len() / 1_000_000) as usize;
        return Err(ReadError::TooBig { megabytes }.into());
    }
    fs::read(path).map_err(wrong)
}

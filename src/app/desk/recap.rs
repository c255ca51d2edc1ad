//! The recaps of a dinner at the desk: who gets one and how it stands, what goes into it and what stays out, and writing
//! them into a folder.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Desk, DeskError, Done, LeftOut, OpenDinner, PartLine, Progress, Report, papers, recap_parts,
    recap_sent,
};
use crate::{
    app::{
        Session, beside,
        dinners::counted,
        file_slug, place, recap_choices,
        recaps::{self, RecapError, RecapWriter, WrittenRecap},
        two::on_two,
        wrap,
    },
    domain::{Dinner, DinnerRecord, Id, Person, dinner::RecapPart, person::ContactKind},
    recap::{AttendeeRecap, build},
};

/// What the window keeps the folder of all papers under.
const FOLDER: &str = "papers";

/// A change of what the recaps say, and of how they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecapEdit {
    /// The host's line to one guest, or to everybody who has none of their own.
    Line(Option<Id<Person>>, String),
    /// Whether a part goes into a guest's.
    Part(Id<Person>, RecapPart, bool),
    /// The host says that those of these guests were sent.
    Sent(Vec<Id<Person>>),
    /// They were not, after all.
    NotSent(Vec<Id<Person>>),
    /// The address of a guest, added where it was missing or mended where it was wrong.
    Email(Id<Person>, String),
}

/// How a guest's recap stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReaderState {
    Ready,
    /// Saved, and it would be the same today.
    Saved,
    /// Saved or sent, and it would say something else today.
    Changed,
    /// Marked as sent, and it would be the same today.
    Sent,
    /// Ready, and there is no address to send it to.
    NoEmail,
}

/// Everything that Recaps shows of a dinner.
#[derive(Clone, Debug, Default)]
pub struct RecapPage {
    /// The dinner has been held, as far as is known.
    pub was_held: bool,
    /// By table and seat.
    pub readers: Vec<ReaderLine>,
    /// How many lines of the evening only the owner may read.
    pub only_me: usize,
}

/// A guest who gets a recap.
#[derive(Clone, Debug)]
pub struct ReaderLine {
    pub person: Id<Person>,
    pub name: String,
    pub state: ReaderState,
    /// Where it can be sent to: an address that may be one.
    pub email: Option<String>,
    /// What stands in the place of an address and is none.
    pub wrong_email: Option<String>,
    /// "Fri 27 Nov, 08:52", when it was marked as sent.
    pub sent_at: Option<String>,
    /// "Sat 28 Nov, 09:10", when it was saved.
    pub saved_at: Option<String>,
    /// The file, if it is still there.
    pub file: Option<PathBuf>,
    /// The host's line to them alone; none where they get that to everybody.
    pub line: String,
    /// What there is for their recap.
    pub parts: Vec<PartLine>,
    pub left_out: LeftOut,
}

/// What is kept of a recap that was saved.
#[derive(Debug, Deserialize, Serialize)]
struct Issue {
    mark: Uuid,
    at_ms: i64,
    file: PathBuf,
}

impl RecapEdit {
    /// Does it.
    pub(super) fn run(&self, session: &Session, dinner: &Dinner) -> Result<Done, DeskError> {
        match self {
            Self::Line(to, line) => {
                Ok(recap_choices::keep_line(session, dinner, *to, line)?.into())
            }
            Self::Part(guest, part, is_in) => {
                Ok(recap_choices::let_in(session, dinner, *guest, (*part, *is_in))?.into())
            }
            Self::Sent(readers) => recap_sent::mark(session, dinner, readers),
            Self::NotSent(readers) => recap_sent::unmark(session, dinner, readers),
            Self::Email(person, address) => recap_sent::keep_email(session, *person, address),
        }
    }
}

impl Desk {
    /// What Recaps shows of a dinner.
    pub fn recap_page(&self, open: &OpenDinner) -> RecapPage {
        let record = &open.record;
        let readers = recaps::readers(record)
            .into_iter()
            .filter_map(|reader| self.reader_line(record, reader));
        RecapPage {
            was_held: wrap::was_held(record, self.session.now().wall_ms),
            readers: readers.collect(),
            only_me: build::organiser::only_me(record).map_or(0, |page| page.len()),
        }
    }

    /// The folder into which the papers of a dinner are written; `None` on a machine without a home.
    pub fn recap_folder(&self, record: &DinnerRecord) -> Option<PathBuf> {
        let folder = self.all_papers_folder()?;
        let day = record.day().format("%Y-%m-%d");
        Some(folder.join(format!("{day}-{}", file_slug(&record.dinner.title))))
    }

    /// The folder in which each dinner's papers get a folder of their own; `None` on a machine without a home.
    pub fn all_papers_folder(&self) -> Option<PathBuf> {
        let kept = self.kept(FOLDER).filter(|folder| !folder.is_empty());
        kept.map(PathBuf::from).or_else(place::papers_folder)
    }

    /// Sets the folder in which each dinner's papers get a folder of their own.
    pub fn keep_papers_in(&self, folder: &Path) -> Result<(), DeskError> {
        self.keep(FOLDER, &folder.display().to_string())
    }

    /// The recap of a guest as plain words, for whoever gets it another way; `None` when they had no seat.
    pub fn recap_words(&self, open: &OpenDinner, reader: Id<Person>) -> Option<String> {
        let content = build::attendee(&open.record, reader)?;
        Some(beside::recap_words(&content))
    }

    /// The letter to a guest as a link that a mail program opens, without the recap itself; `None` without an address.
    pub fn recap_link(&self, open: &OpenDinner, reader: Id<Person>) -> Option<String> {
        let beside = build::beside(&open.record, reader)?;
        let point = open.record.contact(reader, ContactKind::Email)?;
        beside::link(&beside, &point.value)
    }

    fn reader_line(&self, record: &DinnerRecord, reader: Id<Person>) -> Option<ReaderLine> {
        let content = build::attendee(record, reader)?;
        let counts = build::counts(record, reader)?;
        let row = record.attendances.iter().find(|a| a.person == reader)?;
        let dinner = record.dinner.id;
        let issue = issue_of(&self.session, dinner, reader);
        let point = record.contact(reader, ContactKind::Email);
        let address = point.map(|point| point.value.clone());
        let (email, wrong_email) = match address {
            Some(address) if beside::is_address(&address) => (Some(address), None),
            address => (None, address),
        };
        let mark = recaps::content_mark(&content);
        let sent = recap_sent::sent_of(&self.session, record, reader);
        let state = match (&sent, &issue) {
            (Some(sent), _) if sent.mark.is_none_or(|sent| sent == mark) => ReaderState::Sent,
            (None, Some(issue)) if issue.mark == mark => ReaderState::Saved,
            (Some(_), _) | (None, Some(_)) => ReaderState::Changed,
            (None, None) if email.is_some() => ReaderState::Ready,
            (None, None) => ReaderState::NoEmail,
        };
        Some(ReaderLine {
            person: reader,
            name: record.name(reader),
            state,
            email,
            wrong_email,
            sent_at: sent.map(|sent| moment(sent.at_ms)),
            saved_at: issue.as_ref().map(|issue| moment(issue.at_ms)),
            file: issue.map(|issue| issue.file).filter(|file| file.exists()),
            line: row.recap_line.clone(),
            parts: recap_parts::parts(&counts, &row.recap_without),
            left_out: recap_parts::left_out(record, reader, counts),
        })
    }
}

/// Writes the recaps of `readers` into `folder`, and keeps what each of them said.
pub(super) fn save(
    session: &Session,
    dinner: Id<Dinner>,
    readers: &[Id<Person>],
    folder: &Path,
    progress: &Progress,
) -> Result<Report, DeskError> {
    let record = held(session, dinner)?;
    let failed = |error: &RecapError, saved: usize| {
        let before = match saved {
            0 => String::new(),
            saved => format!(" Before that {} saved.", were(saved)),
        };
        DeskError::Refused(format!("A recap was not saved: {error}.{before}"))
    };
    let writer = RecapWriter::new(&record, folder, papers::paper(session))
        .map_err(|error| failed(&error, 0))?;
    let (mut saved, mut remarks) = (0, 0);
    let mut outcome = Ok(());
    progress.at(0, readers.len());
    let work = |reader: &Id<Person>| writer.write(*reader);
    // What was written is noted at once, so that what fails later takes nothing back.
    on_two(readers, work, |_, written| {
        let noted = match written {
            Ok(Some(written)) => {
                remarks += usize::from(!written.remarks.is_empty());
                saved += 1;
                note_saved(session, &record, written)
            }
            Ok(None) => Ok(()),
            Err(error) => Err(failed(&error, saved)),
        };
        outcome = noted;
        progress.at(saved, readers.len());
        outcome.is_ok() && !progress.is_cancelled()
    });
    outcome?;
    let mut words = format!(
        "Saved {} in {}",
        counted(saved, "recap"),
        place::from_home(folder)
    );
    if remarks > 0 {
        words = format!("{words}; {remarks} with a remark beside the page");
    }
    Ok(Report::Said(words))
}

/// A dinner that has been held, whole.
pub(super) fn held(session: &Session, dinner: Id<Dinner>) -> Result<DinnerRecord, DeskError> {
    let row = session.library().get(dinner)?;
    let row = row.ok_or_else(|| {
        DeskError::Refused("That dinner is not there any more. Nothing was written".to_owned())
    })?;
    let record = session.library().record(row)?;
    if !wrap::was_held(&record, session.now().wall_ms) {
        return Err(DeskError::Refused(format!(
            "{} has not been held yet, so there is nothing to recap. Nothing was written",
            record.dinner.title
        )));
    }
    Ok(record)
}

/// The setting of this laptop that keeps what was saved for whom: files are of one laptop, so no other hears of it.
fn issue_name(dinner: Id<Dinner>, reader: Id<Person>) -> String {
    format!("recap {dinner} {reader}")
}

fn issue_of(session: &Session, dinner: Id<Dinner>, reader: Id<Person>) -> Option<Issue> {
    let kept = session.library().setting(&issue_name(dinner, reader));
    // What cannot be read is as good as not saved: saving again mends it.
    serde_json::from_str(&kept.ok().flatten()?).ok()
}

/// Keeps what a recap said that was just written.
fn note_saved(
    session: &Session,
    record: &DinnerRecord,
    written: WrittenRecap,
) -> Result<(), DeskError> {
    let reader = written.person;
    match build::attendee(record, reader) {
        Some(content) => keep_issue(session, record.dinner.id, reader, &content, written.file),
        None => Ok(()),
    }
}

/// Keeps what was written for a guest, and where.
pub(super) fn keep_issue(
    session: &Session,
    dinner: Id<Dinner>,
    reader: Id<Person>,
    content: &AttendeeRecap,
    file: PathBuf,
) -> Result<(), DeskError> {
    // Who looks only may save files, and keeps nothing of it.
    if session.looks_only() {
        return Ok(());
    }
    let name = issue_name(dinner, reader);
    let issue = Issue {
        mark: recaps::content_mark(content),
        at_ms: session.now().wall_ms,
        file,
    };
    let value = serde_json::to_string(&issue).map_err(|error| {
        DeskError::Refused(format!(
            "The recap was saved, but not noted as saved: {error}"
        ))
    })?;
    Ok(session.writing(move |library| library.set_setting(&name, &value))?)
}

pub(super) fn were(saved: usize) -> String {
    match saved {
        1 => "1 was".to_owned(),
        saved => format!("{saved} were"),
    }
}

/// "Sat 28 Nov, 09:10".
fn moment(wall_ms: i64) -> String {
    DateTime::from_timestamp_millis(wall_ms)
        .unwrap_or_default()
        .with_timezone(&Local)
        .format("%a %-d %b, %H:%M")
        .to_string()
}

//! Long work, done on the worker's thread: owned data in, a report out.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Desk, DeskError, Done, Look, Progress, Shut, import, keep, papers, recap, recap_beside,
};
use crate::{
    app::{
        Session, SystemClock,
        clock::AnyClock,
        dinners::counted,
        import::{Choices, Preview},
        plan::{self, SeatOptions},
        sample,
    },
    domain::{Dinner, Id, Person},
};

/// Work that may take longer than a frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Job {
    /// Finds the tables and seats of a dinner anew.
    Seat(Id<Dinner>),
    /// Seats those without a seat, and closes the gaps of those who do not come; the others stay at their tables.
    CloseGap(Id<Dinner>),
    /// Finds seats for those who have none; the others stay where they sit.
    SeatRest(Id<Dinner>),
    /// Makes the sample anew beside the library, and opens it.
    OpenSample,
    /// Opens another library, or this one again.
    OpenLibrary(PathBuf),
    /// Opens a library to look only.
    LookAtLibrary(PathBuf),
    /// Puts a backup in the place of a library that was let go of, and opens it.
    Restore { backup: PathBuf, library: PathBuf },
    /// Goes back from the sample to the owner's library, and throws the sample away.
    LeaveSample,
    /// Writes a checked backup beside the library.
    BackUp,
    /// Writes everything into a new folder inside this one.
    Export(PathBuf),
    /// Reads a file of people; writes nothing.
    LookAtFile(Box<Look>),
    /// Brings in the people of a file that was looked at.
    BringIn(Arc<Preview>, Box<Choices>),
    /// Writes the example of a file of people.
    WriteTemplate(PathBuf),
    /// Writes the recaps of these guests into a folder.
    SaveRecaps(Id<Dinner>, Vec<Id<Person>>, PathBuf),
    /// Writes the letters to these guests, each with its recap, as drafts for a mail program.
    DraftRecaps(Id<Dinner>, Vec<Id<Person>>, PathBuf),
    /// Writes the calendars of these guests into a folder, and the organiser's where that is said.
    SaveCalendars(Id<Dinner>, Vec<Id<Person>>, PathBuf, bool),
    /// Writes the papers of the house that a dinner can have now into a folder.
    Print(Id<Dinner>, PathBuf),
}

/// What came of a job.
#[derive(Debug)]
pub enum Report {
    /// The library was changed, as is said.
    Done(Done),
    /// Another library is to be looked at from now on; what came of the way there.
    Open(Box<Session>, Result<Done, DeskError>),
    /// The library could not be opened again; what went wrong first.
    Shut(Box<Shut>, DeskError),
    /// The same as `Open`, and the sample that was at this place is to be thrown away.
    Left(Box<Session>, PathBuf),
    /// Something was done that changed nothing in the library.
    Said(String),
    /// Letters were written; one that was wanted alone is to be opened in the mail program.
    Drafted {
        words: String,
        open: Option<(Id<Person>, PathBuf)>,
    },
    /// Files were written that are to be looked at, this first.
    Written { words: String, file: PathBuf },
    /// A file of people was looked at.
    Preview(Arc<Preview>),
    /// People were brought in, or, where nothing was written, all were known or wait.
    BroughtIn {
        words: String,
        is_written: bool,
        preview: Arc<Preview>,
    },
}

impl Job {
    /// What is said while people are being written, which cannot be stopped half way.
    pub const BRINGING_IN: &'static str = "Bringing people in";

    /// What is being done, for a reader who waits: "Seating".
    pub fn words(&self) -> &'static str {
        match self {
            Self::Seat(_) | Self::SeatRest(_) => "Seating",
            Self::CloseGap(_) => "Closing the gap",
            Self::OpenSample => "Setting the sample table",
            Self::OpenLibrary(_) | Self::LookAtLibrary(_) => "Opening the library",
            Self::Restore { .. } => "Restoring the backup",
            Self::LeaveSample => "Going back to your library",
            Self::BackUp => "Backing up",
            Self::Export(_) => "Writing everything",
            Self::LookAtFile(_) => "Reading the file",
            Self::BringIn(..) => Self::BRINGING_IN,
            Self::WriteTemplate(_) => "Writing the template",
            Self::SaveRecaps(..) => "Writing recaps",
            Self::DraftRecaps(..) => "Writing letters",
            Self::SaveCalendars(..) => "Writing calendars",
            Self::Print(..) => "Writing the papers",
        }
    }

    /// Does it, on whatever thread this is called.
    pub(super) fn run(&self, session: &Session, progress: &Progress) -> Result<Report, DeskError> {
        match self {
            Self::Seat(id) | Self::SeatRest(id) => {
                let dinner = session.library().get(*id)?;
                let dinner = dinner.ok_or_else(|| {
                    DeskError::Refused("That dinner is not there any more".to_owned())
                })?;
                let report = plan::seat(
                    session,
                    &dinner,
                    &SeatOptions {
                        keep: matches!(self, Self::SeatRest(_)),
                        ..SeatOptions::default()
                    },
                )?;
                let meetings = counted(report.first_meetings, "first meeting");
                let words = format!("Seated {}: {meetings}", dinner.title);
                Ok(Report::Done(words.into()))
            }
            Self::CloseGap(id) => {
                let dinner = session.library().get(*id)?;
                let dinner = dinner.ok_or_else(|| {
                    DeskError::Refused("That dinner is not there any more".to_owned())
                })?;
                let report = plan::close_gap(session, &dinner)?;
                let words = match report.unseated.as_slice() {
                    [] => "The gap is closed: everybody who comes has a seat".to_owned(),
                    names => format!("No seat is left for {}", names.join(", ")),
                };
                Ok(Report::Done(words.into()))
            }
            Self::OpenSample => {
                let sample = sample_session_by(session.library().path(), session.clock())?;
                let words = "The sample is a library of its own: try anything".to_owned();
                Ok(Report::Open(Box::new(sample), Ok(words.into())))
            }
            Self::OpenLibrary(path) => {
                let words = format!("Opened {}", path.display());
                let session = Session::to_write_by(path, session.clock())?;
                Ok(Report::Open(Box::new(session), Ok(words.into())))
            }
            Self::LookAtLibrary(path) => {
                let session = Session::to_read_by(path, session.clock())?;
                let words = "You are looking only: nothing can be changed".to_owned();
                Ok(Report::Open(Box::new(session), Ok(words.into())))
            }
            Self::Restore { backup, library } => {
                Ok(keep::put_back(backup, library, session.clock()))
            }
            Self::LeaveSample => keep::leave_sample(session),
            Self::BackUp => keep::back_up(session),
            Self::Export(folder) => keep::export(session, folder),
            Self::LookAtFile(look) => look.run(session),
            Self::BringIn(preview, choices) => {
                import::bring_in(session, preview, choices, progress)
            }
            Self::WriteTemplate(path) => import::write_template(path),
            Self::SaveRecaps(dinner, readers, folder) => {
                recap::save(session, *dinner, readers, folder, progress)
            }
            Self::DraftRecaps(dinner, readers, folder) => {
                recap_beside::write_drafts(session, *dinner, readers, folder, progress)
            }
            Self::SaveCalendars(dinner, readers, folder, with_organiser) => {
                let place = (folder.as_path(), *with_organiser);
                recap_beside::save_calendars(session, *dinner, readers, place, progress)
            }
            Self::Print(dinner, folder) => papers::print(session, *dinner, folder, progress),
        }
    }
}

/// A session on the sample library beside the library at `file`, made anew, with tonight's dinner seated.
pub fn sample_session(file: &Path) -> Result<Session, DeskError> {
    sample_session_by(file, Box::new(SystemClock))
}

/// The same by another clock, whose day is then tonight.
pub fn sample_session_by(file: &Path, clock: AnyClock) -> Result<Session, DeskError> {
    let place = sample_place(file);
    sample::clear(&place)?;
    let session = Session::to_write_by(&place, clock)?;
    let dinner = sample::fill(&session)?;
    plan::seat(&session, &dinner, &SeatOptions::default())?;
    keep::remember_own(&session, file)?;
    Ok(session)
}

/// The desk of the sample beside the library at `file`, made anew; or why there is none.
pub fn open_sample(file: &Path) -> Result<Desk, Box<Shut>> {
    open_sample_by(file, Box::new(SystemClock))
}

/// The same by another clock.
pub fn open_sample_by(file: &Path, clock: AnyClock) -> Result<Desk, Box<Shut>> {
    let opened = sample_session_by(file, clock).and_then(Desk::new);
    opened.map_err(|error| Box::new(Shut::of(&sample_place(file), &error)))
}

/// Where the sample beside a library is.
fn sample_place(file: &Path) -> PathBuf {
    file.with_file_name("sample.tablemates")
}

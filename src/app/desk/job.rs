//! Long work, done on the worker's thread: owned data in, a report out.

use std::path::{Path, PathBuf};

use super::{Desk, DeskError, Done, Progress};
use crate::{
    app::{
        Session,
        dinners::counted,
        plan::{self, SeatOptions},
        sample,
    },
    domain::{Dinner, Id},
};

/// Work that may take longer than a frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Job {
    /// Finds the tables and seats of a dinner anew.
    Seat(Id<Dinner>),
    /// Finds seats for those who have none; the others stay.
    SeatRest(Id<Dinner>),
    /// Makes the sample anew beside the library, and opens it.
    OpenSample,
    /// Opens another library.
    OpenLibrary(PathBuf),
}

/// What came of a job.
#[derive(Debug)]
pub enum Report {
    /// The library was changed, as is said.
    Done(Done),
    /// Another library is to be looked at from now on.
    Open(Box<Session>, Done),
}

impl Job {
    /// What is being done, for a reader who waits: "Seating".
    pub fn words(&self) -> &'static str {
        match self {
            Self::Seat(_) | Self::SeatRest(_) => "Seating",
            Self::OpenSample => "Setting the sample table",
            Self::OpenLibrary(_) => "Opening the library",
        }
    }

    /// Does it, on whatever thread this is called.
    pub(super) fn run(&self, session: &Session, _progress: &Progress) -> Result<Report, DeskError> {
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
            Self::OpenSample => {
                let sample = sample_session(session.library().path())?;
                let words = "The sample is a library of its own: try anything".to_owned();
                Ok(Report::Open(Box::new(sample), words.into()))
            }
            Self::OpenLibrary(path) => {
                let words = format!("Opened {}", path.display());
                let session = Session::to_write(path)?;
                Ok(Report::Open(Box::new(session), words.into()))
            }
        }
    }
}

/// A session on the sample library beside the library at `file`, made anew, with tonight's dinner seated.
pub fn sample_session(file: &Path) -> Result<Session, DeskError> {
    let place: PathBuf = file.with_file_name("sample.tablemates");
    sample::clear(&place)?;
    let session = Session::to_write(&place)?;
    let dinner = sample::fill(&session)?;
    plan::seat(&session, &dinner, &SeatOptions::default())?;
    Ok(session)
}

/// The desk of that session.
pub fn open_sample(file: &Path) -> Result<Desk, DeskError> {
    Desk::new(sample_session(file)?)
}

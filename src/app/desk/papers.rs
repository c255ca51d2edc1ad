//! The papers of the house at the desk: printing those that a dinner can have now into a folder of their own, beside the
//! guests' recaps and not among them. And the size of all paper of this laptop.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::{Desk, DeskError, Progress, Report};
use crate::{
    app::{
        Paper, Session,
        dinners::counted,
        papers::{self, Kind},
        recaps,
    },
    domain::{Dinner, DinnerRecord, Id},
};

/// What the window keeps the size of paper under.
pub const PAPER_SIZE: &str = "paper";
/// The word under which Letter is kept; anything else is A4.
const LETTER: &str = "letter";
/// The folder of these papers inside the dinner's.
const FOLDER: &str = "papers";

impl Desk {
    /// The paper that is printed on.
    pub fn paper(&self) -> Paper {
        paper_of(self.kept(PAPER_SIZE).as_deref())
    }

    /// The folder for the papers of a dinner that are not for guests; `None` on a machine without a home.
    pub fn papers_folder(&self, record: &DinnerRecord) -> Option<PathBuf> {
        Some(self.recap_folder(record)?.join(FOLDER))
    }
}

/// The word under which a size is kept.
pub fn paper_word(paper: Paper) -> &'static str {
    match paper {
        Paper::A4 => "a4",
        Paper::Letter => LETTER,
    }
}

/// The paper that is printed on, for a job.
pub(super) fn paper(session: &Session) -> Paper {
    let kept = session.library().setting(&format!("window.{PAPER_SIZE}"));
    paper_of(kept.ok().flatten().as_deref())
}

fn paper_of(kept: Option<&str>) -> Paper {
    match kept {
        Some(LETTER) => Paper::Letter,
        _ => Paper::A4,
    }
}

/// Whether the papers of a dinner were printed on this laptop, and still say who sits where and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Printed {
    Not,
    Before,
    AsItIs,
}

/// How the papers of a dinner stand.
pub(super) fn printed(session: &Session, record: &DinnerRecord) -> Printed {
    let kept = session.library().setting(&printed_name(record.dinner.id));
    match kept.ok().flatten() {
        None => Printed::Not,
        Some(mark) if mark == mark_of(record).to_string() => Printed::AsItIs,
        Some(_) => Printed::Before,
    }
}

/// The setting of this laptop that keeps of what the papers were printed.
fn printed_name(dinner: Id<Dinner>) -> String {
    format!("printed {dinner}")
}

/// A mark of who sits where, and of the running order.
fn mark_of(record: &DinnerRecord) -> Uuid {
    let mut seats: Vec<_> = record
        .attendances
        .iter()
        .filter_map(|a| Some((a.table_no?, a.seat?, record.name(a.person))))
        .collect();
    seats.sort();
    // Whole slots, because every minute in them moves the times of the sheet.
    let mut slots: Vec<String> = record
        .slots
        .iter()
        .map(|slot| format!("{slot:?}"))
        .collect();
    slots.sort();
    let said = format!("{:?} {seats:?} {slots:?}", record.dinner.starts_at);
    Uuid::new_v5(&record.dinner.id.uuid(), said.as_bytes())
}

/// Writes all papers of the house that the dinner can have now.
pub(super) fn print(
    session: &Session,
    dinner: Id<Dinner>,
    folder: &Path,
    progress: &Progress,
) -> Result<Report, DeskError> {
    let row = session.library().get(dinner)?;
    let row = row.ok_or_else(|| {
        DeskError::Refused("That dinner is not there any more. Nothing was written".to_owned())
    })?;
    let record = session.library().record(row)?;
    if !papers::is_seated(&record) {
        return Err(DeskError::Refused(format!(
            "Nobody is seated at {} yet, so there is nothing to print. Nothing was written",
            record.dinner.title
        )));
    }
    let refused = |error: &dyn std::fmt::Display| {
        DeskError::Refused(format!("The papers were not all written: {error}"))
    };
    let faces = recaps::faces().map_err(|error| refused(&error))?;
    let kinds = Kind::of(&record, session.now().wall_ms);
    let laid = papers::lay(&record, kinds, &faces, paper(session));
    progress.at(0, laid.len());
    let written = papers::write(&record, &laid, &faces, folder, |done| {
        progress.at(done, laid.len());
        !progress.is_cancelled()
    });
    let written = written.map_err(|error| refused(&error))?;
    // Who looks only may print, and keeps nothing of it.
    if !progress.is_cancelled() && !session.looks_only() {
        let (name, mark) = (printed_name(dinner), mark_of(&record).to_string());
        session.writing(move |library| library.set_setting(&name, &mark))?;
    }
    let count = counted(written.len(), "paper");
    let mut words = format!("Wrote {count} into {}", folder.display());
    let remarks = written
        .iter()
        .filter(|paper| !paper.remarks.is_empty())
        .count();
    if remarks > 0 {
        words = format!("{words}; not all fits on {}", counted(remarks, "paper"));
    }
    Ok(match written.into_iter().next() {
        Some(first) => Report::Written {
            words,
            file: first.file,
        },
        None => Report::Said("Nothing was written".to_owned()),
    })
}

//! The library as a file of its owner: its backups and the way back to one, its history, everything taken out, and the
//! way back from the sample.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike as _, Local, NaiveDate};

use super::{Desk, DeskError, Done, Job, Report, Shut};
use crate::{
    app::{AnyClock, Session, backup_folder, export, library_file, restore, sample, write_file},
    domain::{Change, Id},
    storage::backup::{self, Found},
};

/// The setting of a sample that names the library beside which it was made.
const OWN_LIBRARY: &str = "sample of";
/// More changes than this are not listed.
const MOST_CHANGES: usize = 200;

/// A backup that can be restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupLine {
    pub file: PathBuf,
    /// "Fri 20 Nov, 23:10", with the year when it is another one.
    pub when: String,
    /// "412 kB".
    pub size: String,
}

/// A change in the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    pub change: Id<Change>,
    pub label: String,
    /// "Fri 20 Nov 2026", "23:10".
    pub day: String,
    pub time: String,
    pub is_undone: bool,
    /// It takes another change back.
    pub is_undo: bool,
}

impl Desk {
    /// The backups of this library, newest first.
    pub fn backups(&self) -> Vec<BackupLine> {
        backup_lines(self.file(), self.today)
    }

    /// Whether the library is open to look only.
    pub fn looks_only(&self) -> bool {
        self.session.looks_only()
    }

    /// What should be known about where the library is kept.
    pub fn warnings(&self) -> &[String] {
        self.session.library().warnings()
    }

    /// The changes made on this laptop, newest first, and how many more there are.
    pub fn history(&self) -> Result<(Vec<ChangeLine>, usize), DeskError> {
        let steps = self.session.library().history(usize::MAX)?;
        let more = steps.len().saturating_sub(MOST_CHANGES);
        let line = |step: crate::storage::Step| {
            let at = local(step.at_ms);
            ChangeLine {
                change: step.change,
                label: step.label,
                day: at.format("%a %-d %b %Y").to_string(),
                time: at.format("%H:%M").to_string(),
                is_undone: step.is_undone,
                is_undo: step.undoes.is_some(),
            }
        };
        let steps = steps.into_iter().take(MOST_CHANGES).map(line);
        Ok((steps.collect(), more))
    }

    /// Whether it let go of its library.
    pub fn has_made_way(&self) -> bool {
        self.session.library().is_in_memory()
    }

    /// Lets go of the library, so that a backup can take its place: the job that does it and opens the library again,
    /// which is as it was where the backup is no good.
    pub fn make_way(&mut self, backup: &Path) -> Result<Job, DeskError> {
        if self.working().is_some() || !self.session.is_alone() {
            return Err(DeskError::Refused(
                "Something is still being worked at. Nothing was changed. Try again in a moment"
                    .to_owned(),
            ));
        }
        self.settle()?;
        let library = self.file().to_owned();
        // The file can only be replaced while nobody holds it.
        self.session = self.session.nowhere()?;
        Ok(Job::Restore {
            backup: backup.to_owned(),
            library,
        })
    }

    /// Takes the sample library away that was left, whole.
    pub fn throw_away(&self, sample: &Path) -> Result<(), DeskError> {
        Ok(sample::clear(sample)?)
    }
}

/// The backups beside a library, newest first; `today` tells which year goes without saying.
pub(super) fn backup_lines(library: &Path, today: NaiveDate) -> Vec<BackupLine> {
    let line = |found: Found| {
        let at = local(found.at_ms);
        let format = if at.year() == today.year() {
            "%a %-d %b, %H:%M"
        } else {
            "%a %-d %b %Y, %H:%M"
        };
        BackupLine {
            when: at.format(format).to_string(),
            size: size(found.bytes),
            file: found.file,
        }
    };
    backup::beside(library).into_iter().map(line).collect()
}

/// Puts a backup in the place of a library that nobody holds, and opens it; what was there is kept beside it.
pub(super) fn put_back(backup: &Path, library: &Path, clock: AnyClock) -> Report {
    let restored = restore(backup, library);
    let done = restored.map_err(DeskError::from).map(|kept| {
        let mut words = format!("Restored {}", name(backup));
        if let Some(kept) = kept {
            words = format!("{words}. What was there is kept as {}", name(&kept));
        }
        Done::from(words)
    });
    match Session::to_write_by(library, clock) {
        Ok(session) => Report::Open(Box::new(session), done),
        Err(error) => {
            let error = error.into();
            let shut = Shut::of(library, &error);
            Report::Shut(Box::new(shut), done.err().unwrap_or(error))
        }
    }
}

/// Writes a checked backup into the folder beside the library.
pub(super) fn back_up(session: &Session) -> Result<Report, DeskError> {
    let library = session.library();
    let made = library.back_up(&backup_folder(library.path()), session.now().wall_ms)?;
    let words = format!(
        "Backed up and checked: {}, {}",
        name(&made.file),
        size(made.bytes)
    );
    Ok(Report::Said(words))
}

/// Writes people, promises and everything else into a new folder inside `folder`.
pub(super) fn export(session: &Session, folder: &Path) -> Result<Report, DeskError> {
    let refused = |error: &dyn std::fmt::Display| DeskError::Refused(error.to_string());
    if folder.is_file() {
        return Err(DeskError::Refused(format!(
            "{} is a file, not a folder. Nothing was written",
            folder.display()
        )));
    }
    let library = session.library();
    let of_export = |error: export::ExportError| refused(&error);
    let files = [
        ("people.csv", export::csv(library).map_err(of_export)?),
        (
            "people.vcf",
            export::vcards(library).map_err(of_export)?.into_bytes(),
        ),
        (
            "everything.json",
            format!("{:#}\n", export::json(library).map_err(of_export)?).into_bytes(),
        ),
        (
            "dates.ics",
            export::calendar(library, session.now().wall_ms)
                .map_err(of_export)?
                .into_bytes(),
        ),
    ];
    let day = local(session.now().wall_ms).format("Tablemates %Y-%m-%d");
    let names = (1..).map(|n| {
        if n == 1 {
            folder.join(day.to_string())
        } else {
            folder.join(format!("{day} ({n})"))
        }
    });
    // What was taken out before is never written over.
    let mut free = names.filter(|name| !name.exists());
    let into = free.next().unwrap_or_else(|| folder.to_owned());
    for (name, bytes) in files {
        write_file(&into.join(name), &bytes).map_err(|error| refused(&error))?;
    }
    Ok(Report::Said(format!(
        "Wrote people, dates and everything else into {}",
        into.display()
    )))
}

/// Keeps in a sample beside which library it was made.
pub(super) fn remember_own(session: &Session, library: &Path) -> Result<(), DeskError> {
    let library = library.to_string_lossy().into_owned();
    Ok(session.writing(move |sample| sample.set_setting(OWN_LIBRARY, &library))?)
}

/// Opens the owner's library again; the sample can be thrown away once nobody holds it.
pub(super) fn leave_sample(session: &Session) -> Result<Report, DeskError> {
    let sample = session.library();
    if sample.setting(crate::app::sample::MARK)?.is_none() {
        return Err(DeskError::Refused(
            "This is not the sample. Nothing was thrown away".to_owned(),
        ));
    }
    let own = sample.setting(OWN_LIBRARY)?.map(PathBuf::from);
    let own = own.or_else(library_file).ok_or_else(|| {
        DeskError::Refused(
            "It is not known where your own library is. Open it from Settings".to_owned(),
        )
    })?;
    let session = Session::to_write_by(&own, session.clock())?;
    Ok(Report::Left(Box::new(session), sample.path().to_owned()))
}

fn name(file: &Path) -> String {
    file.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn size(bytes: u64) -> String {
    match bytes.div_ceil(1024) {
        kb @ 0..2048 => format!("{kb} kB"),
        kb => format!("{} MB", kb.div_ceil(1024)),
    }
}

pub(super) fn local(wall_ms: i64) -> DateTime<Local> {
    DateTime::from_timestamp_millis(wall_ms)
        .unwrap_or_default()
        .with_timezone(&Local)
}

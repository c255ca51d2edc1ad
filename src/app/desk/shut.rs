//! A library that cannot be opened to work in: what that means for its owner, and the ways on from there.

use std::path::{Path, PathBuf};

use super::{
    BackupLine, Desk, DeskError,
    keep::{backup_lines, local},
};
use crate::{
    app::{AnyClock, Session, SystemClock, clock},
    storage::StorageError,
};

/// Why a library is shut, in words for its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shut {
    pub library: PathBuf,
    /// "Your library is open already".
    pub title: &'static str,
    /// What happened.
    pub happened: String,
    /// What is safe, and what to do.
    pub safe: &'static str,
    /// Whether it can be looked at all the same.
    pub can_look: bool,
    /// What can be put in its place, newest first; none where the library itself is sound.
    pub backups: Vec<BackupLine>,
}

impl Desk {
    /// The desk of the library at `library`, which is made if it is not there; or why it stays shut. That its pages are
    /// damaged may turn out a little later: see [`Desk::damage`].
    pub fn open(library: &Path, clock: AnyClock) -> Result<Self, Box<Shut>> {
        let opened = Session::open_soon(library, clock).map_err(DeskError::from);
        opened
            .and_then(Self::new)
            .map_err(|error| Box::new(Shut::of(library, &error)))
    }

    /// Why the library has to be shut after all, where that turned out since it was opened. Nothing was written in it.
    pub fn damage(&self) -> Option<Box<Shut>> {
        let error = self.session.damage()?;
        Some(Box::new(Shut::of(self.file(), &error.into())))
    }

    /// A desk on no file: what a window stands on while its library is shut.
    pub fn on_nothing() -> Result<Self, DeskError> {
        Self::new(Session::on_nothing(Box::new(SystemClock))?)
    }
}

impl Shut {
    /// What an error means for the library that was to be opened.
    pub fn of(library: &Path, error: &DeskError) -> Self {
        let shut = |title, happened: String, safe| Self {
            library: library.to_owned(),
            title,
            happened,
            safe,
            can_look: false,
            backups: Vec::new(),
        };
        let unsound = |title, happened: String| {
            let today = local(clock::wall_ms()).date_naive();
            let backups = backup_lines(library, today);
            let safe = if backups.is_empty() {
                "Nothing in it was changed. No backup was found beside it: look for a copy of yours, or open another library."
            } else {
                "Nothing in it was changed. A backup takes its place in one step, and the file that is there now is kept beside it."
            };
            Self {
                backups,
                ..shut(title, happened, safe)
            }
        };
        let DeskError::Storage(error) = error else {
            let safe = "What was saved before is safe.";
            return shut("Your library could not be opened", error.to_string(), safe);
        };
        match error {
            StorageError::InUse { holder, .. } => Self {
                can_look: true,
                ..shut(
                    "Your library is open already",
                    format!(
                        "Another Tablemates has it open to change it ({holder}). Two at once would write over each other."
                    ),
                    "Everything in it is safe. Close the other one and try again, or look at it without changing anything.",
                )
            },
            StorageError::Newer { found, known, .. } => Self {
                can_look: true,
                ..shut(
                    "Your library is newer than this Tablemates",
                    format!(
                        "A newer version made it (format {found}; this one knows {known}), so this one must not write in it."
                    ),
                    "Everything in it is safe. Update Tablemates, or look at it without changing anything.",
                )
            },
            StorageError::ReadOnly { .. } => Self {
                can_look: true,
                ..shut(
                    "Your library may only be read",
                    "The file or its folder does not let you write.".to_owned(),
                    "Everything in it is safe. Copy it to a folder of yours to change it, or look at it as it is.",
                )
            },
            StorageError::Damaged { detail, .. } => unsound(
                "Your library is damaged",
                format!("A check found: {detail}."),
            ),
            StorageError::Empty { .. } => unsound(
                "Your library is empty of everything",
                "The file has length 0: it may be a copy that broke off.".to_owned(),
            ),
            StorageError::NotOurs { .. } => unsound(
                "This is not a library",
                "The file is of another program, or what made it a library is gone.".to_owned(),
            ),
            StorageError::Full { .. } => shut(
                "The disk is full",
                "There is no room left to open your library to work in.".to_owned(),
                "What was saved before is safe. Free some space and try again.",
            ),
            other => shut(
                "Your library could not be opened",
                format!("{other}."),
                "What was saved before is safe.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::*;
    use crate::app::backup_folder;

    fn shut(library: &Path) -> Shut {
        *Desk::open(library, Box::new(SystemClock))
            .map(drop)
            .unwrap_err()
    }

    #[test]
    fn a_library_that_is_open_elsewhere_can_be_looked_at() {
        let folder = tempdir().unwrap();
        let library = folder.path().join("library.tablemates");
        let _open = Desk::open(&library, Box::new(SystemClock)).unwrap();
        let shut = shut(&library);
        assert_eq!(shut.title, "Your library is open already");
        assert!(shut.can_look && shut.backups.is_empty());
        assert!(
            Desk::new(Session::to_read(&library).unwrap())
                .unwrap()
                .looks_only()
        );
    }

    #[test]
    fn a_broken_library_names_its_backups_and_is_left_as_it_is() {
        let folder = tempdir().unwrap();
        let library = folder.path().join("library.tablemates");
        let session = Session::to_write(&library).unwrap();
        let now_ms = session.now().wall_ms;
        session
            .library()
            .back_up(&backup_folder(&library), now_ms)
            .unwrap();
        drop(session);
        std::fs::write(&library, "Dear diary").unwrap();
        let other = shut(&library);
        assert_eq!(other.title, "This is not a library");
        assert_eq!(other.backups.len(), 1);
        assert!(!other.can_look);
        std::fs::write(&library, "").unwrap();
        assert_eq!(shut(&library).title, "Your library is empty of everything");
        assert_eq!(std::fs::read(&library).unwrap(), b"");
    }
}

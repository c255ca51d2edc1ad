//! What can go wrong with a library, in words for the person whose library it is.

use std::{io, path::PathBuf};

/// An error of the library on disk.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    #[error("There is no library at {}. `tablemates import FILE` or `tablemates demo` makes one", path.display())]
    Missing { path: PathBuf },
    #[error("{} is a folder, not a library. Name a file", path.display())]
    Directory { path: PathBuf },
    #[error("{} has length 0, so it holds no library. It may be a copy that broke off: restore a backup with `tablemates restore FILE`, or delete the empty file to begin anew", path.display())]
    Empty { path: PathBuf },
    #[error("{} is not a Tablemates library. Nothing was changed in it", path.display())]
    NotOurs { path: PathBuf },
    #[error("{} was made by a newer version of Tablemates (format {found}, this one knows {known}). It can be looked at but not changed: update Tablemates", path.display())]
    Newer {
        path: PathBuf,
        found: i32,
        known: i32,
    },
    #[error("{} cannot be written: the file or its folder is read-only. It can be looked at. Copy it to a folder of yours to change it", path.display())]
    ReadOnly { path: PathBuf },
    #[error("{} is open to look only. Nothing was changed", path.display())]
    LookingOnly { path: PathBuf },
    #[error("The library {} is damaged ({detail}). Nothing was changed. {}", path.display(), advice(backup.as_ref()))]
    Damaged {
        path: PathBuf,
        detail: String,
        backup: Option<PathBuf>,
    },
    #[error("The library {} is in use by another Tablemates ({holder}). It can be looked at; close the other one to change it", path.display())]
    InUse { path: PathBuf, holder: String },
    #[error("The disk is full: {} could not be written. What was there before is safe. Free some space and try again", path.display())]
    Full { path: PathBuf },
    #[error("{} was last written by another version of Tablemates and must be brought up to date before it can be read. Run `tablemates check --rebuild`", path.display())]
    Stale { path: PathBuf },
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error("{} could not be read or written: {source}", path.display())]
    Sqlite {
        path: PathBuf,
        source: rusqlite::Error,
    },
    #[error("{what}")]
    Refused { what: String },
    #[error(
        "The thread that writes the library has ended. What was said to be saved is saved; start Tablemates again"
    )]
    WriterGone,
}

fn advice(backup: Option<&PathBuf>) -> String {
    match backup {
        Some(file) => format!(
            "The newest backup is {}: `tablemates restore` it",
            file.display()
        ),
        None => "No backup was found beside it".to_owned(),
    }
}

impl StorageError {
    /// Damage that was found, with the newest backup.
    pub fn damaged(path: &std::path::Path, detail: &str) -> Self {
        // Of a long list of broken pages the first says enough.
        let first = detail
            .lines()
            .find(|line| !line.starts_with("***") && !line.trim().is_empty());
        let detail = first.unwrap_or(detail).to_owned();
        Self::Damaged {
            path: path.to_owned(),
            detail,
            backup: super::backup::newest_beside(path),
        }
    }

    /// Whether trying again would come to the same: it was refused, and not kept from the disk.
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Refused { .. })
    }

    /// Sorts an error of `SQLite` into what it means for the user.
    pub fn from_sqlite(path: &std::path::Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full { path },
            Some(rusqlite::ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(rusqlite::ErrorCode::NotADatabase) => Self::NotOurs { path },
            Some(rusqlite::ErrorCode::DatabaseCorrupt) => Self::damaged(&path, &source.to_string()),
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                Self::InUse {
                    path,
                    holder: "its process is not known".to_owned(),
                }
            }
            _ => Self::Sqlite { path, source },
        }
    }

    /// Sorts an error of the file system.
    pub fn from_io(path: &std::path::Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
                Self::ReadOnly { path }
            }
            _ => Self::Io { path, source },
        }
    }
}

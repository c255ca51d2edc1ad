//! Backups: a checked copy of the library by `VACUUM INTO`, with its SHA-256 beside it, and the way back.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use chrono::{DateTime, NaiveDateTime};
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use super::{Access, Library, StorageError, check, open, project::hex};

/// The extension of a backup.
pub const EXTENSION: &str = "tablemates-backup";
/// How the moment of a backup stands in its name, and how many letters that takes.
const STAMP: &str = "%Y-%m-%dT%H%M%SZ";
const STAMP_LENGTH: usize = "2026-11-26T190000Z".len();

/// A backup that was made and proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub file: PathBuf,
    pub bytes: u64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
}

/// A backup found beside a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub file: PathBuf,
    /// When it was made, in UTC milliseconds.
    pub at_ms: i64,
    pub bytes: u64,
}

/// The backups in the folder beside the library at `path`, newest first.
pub fn beside(path: &Path) -> Vec<Found> {
    let prefix = format!("{}-", stem(path));
    let found = |file: PathBuf| {
        let bytes = fs::metadata(&file).ok()?.len();
        let name = file.file_name()?.to_string_lossy().into_owned();
        let stamp = name.strip_prefix(&prefix)?.get(..STAMP_LENGTH)?;
        let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
        Some(Found {
            file,
            at_ms: at.and_utc().timestamp_millis(),
            bytes,
        })
    };
    let mut all: Vec<Found> = files_beside(path).into_iter().filter_map(found).collect();
    all.sort_by(|a, b| (b.at_ms, &b.file).cmp(&(a.at_ms, &a.file)));
    all
}

impl Library {
    /// Writes a backup into `folder`, opens it again and checks it in full before it gets its name.
    pub fn back_up(&self, folder: &Path, now_ms: i64) -> Result<Backup, StorageError> {
        back_up(&self.conn, &self.path, folder, now_ms)
    }
}

/// Puts a backup in the place of the library at `path`; what was there is kept beside it, and returned.
pub fn restore(backup: &Path, path: &Path, now_ms: i64) -> Result<Option<PathBuf>, StorageError> {
    if !backup.exists() {
        let what = format!(
            "There is no backup {}. The library was left as it is",
            backup.display()
        );
        return Err(StorageError::Refused { what });
    }
    let _lock = open::lock(path)?;
    prove_file(backup)?;
    let arriving = open::beside(path, ".restoring");
    fs::copy(backup, &arriving).map_err(|e| StorageError::from_io(&arriving, e))?;
    let put = || -> Result<Option<PathBuf>, StorageError> {
        fs::File::open(&arriving)
            .and_then(|file| file.sync_all())
            .map_err(|e| StorageError::from_io(&arriving, e))?;
        prove(&arriving)?;
        let mut kept = None;
        if path.exists() {
            let mark = format!(".before-restore-{}", time_stamp(now_ms));
            let names = (1..).map(|n| {
                if n == 1 {
                    mark.clone()
                } else {
                    format!("{mark}-{n}")
                }
            });
            let mut free = names
                .map(|name| open::beside(path, &name))
                .filter(|file| !file.exists());
            let aside = free.next().unwrap_or_else(|| open::beside(path, &mark));
            fs::rename(path, &aside).map_err(|e| StorageError::from_io(&aside, e))?;
            // The journal belongs to the file that is put aside: left here it would corrupt the restored one.
            for suffix in ["-wal", "-shm"] {
                let journal = open::beside(path, suffix);
                if journal.exists() {
                    fs::rename(&journal, open::beside(&aside, suffix))
                        .map_err(|e| StorageError::from_io(&journal, e))?;
                }
            }
            kept = Some(aside);
        }
        fs::rename(&arriving, path).map_err(|e| StorageError::from_io(path, e))?;
        Ok(kept)
    };
    put().inspect_err(|_| discard(&arriving))
}

/// A checked backup before an upgrade changes the file.
pub(super) fn before_upgrade(
    conn: &Connection,
    path: &Path,
    now_ms: i64,
) -> Result<(), StorageError> {
    let folder = folder_beside(path);
    let count: i64 = conn
        .query_row("SELECT count(*) FROM fact", [], |row| row.get(0))
        .unwrap_or(0);
    if count == 0 {
        return Ok(());
    }
    fs::create_dir_all(&folder).map_err(|e| StorageError::from_io(&folder, e))?;
    let file = folder.join(format!(
        "{}-{}-before-upgrade.{EXTENSION}",
        stem(path),
        time_stamp(now_ms)
    ));
    vacuum_into(conn, &file)
}

/// `backups`, beside the library.
pub fn folder_beside(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).join("backups")
}

/// The library's name without its ending: backups of several libraries may share a folder.
fn stem(library: &Path) -> String {
    library
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The newest backup in the folder beside a library.
pub(super) fn newest_beside(path: &Path) -> Option<PathBuf> {
    let mut files = files_beside(path);
    files.sort_by_key(|file| {
        (
            fs::metadata(file).and_then(|meta| meta.modified()).ok(),
            file.clone(),
        )
    });
    files.pop()
}

/// The backups in the folder beside a library, in any order.
fn files_beside(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder_beside(path)) else {
        return Vec::new();
    };
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            // The stamp follows the name at once, so that "dinners" does not take what is of "dinners-old".
            let stamp = name.strip_prefix(&format!("{}-", stem(path)));
            let is_ours =
                stamp.is_some_and(|stamp| stamp.starts_with(|c: char| c.is_ascii_digit()));
            is_ours
                && file
                    .extension()
                    .is_some_and(|extension| extension == EXTENSION)
        })
        .collect()
}

fn back_up(
    conn: &Connection,
    library: &Path,
    folder: &Path,
    now_ms: i64,
) -> Result<Backup, StorageError> {
    fs::create_dir_all(folder).map_err(|e| StorageError::from_io(folder, e))?;
    let file = free_name(folder, &format!("{}-{}", stem(library), time_stamp(now_ms)));
    let arriving = file.with_extension("arriving");
    discard(&arriving);
    let make = || -> Result<Backup, StorageError> {
        vacuum_into(conn, &arriving)?;
        prove(&arriving)?;
        let bytes = fs::metadata(&arriving)
            .map_err(|e| StorageError::from_io(&arriving, e))?
            .len();
        let sha256 = digest(&arriving).map_err(|e| StorageError::from_io(&arriving, e))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let sum = sum_file(&file);
        fs::write(&sum, format!("{sha256}  {name}\n"))
            .map_err(|e| StorageError::from_io(&sum, e))?;
        fs::rename(&arriving, &file).map_err(|e| StorageError::from_io(&file, e))?;
        Ok(Backup {
            file: file.clone(),
            bytes,
            sha256,
        })
    };
    make().inspect_err(|_| discard(&arriving))
}

fn vacuum_into(conn: &Connection, file: &Path) -> Result<(), StorageError> {
    let made = conn.execute("VACUUM INTO ?1", [file.to_string_lossy()]);
    made.map_err(|e| StorageError::from_sqlite(file, e))?;
    fs::File::open(file)
        .and_then(|file| file.sync_all())
        .map_err(|e| StorageError::from_io(file, e))
}

/// Checks a backup against the sum beside it, where there is one, and opens it.
fn prove_file(file: &Path) -> Result<(), StorageError> {
    if let Ok(sum) = fs::read_to_string(sum_file(file)) {
        let found = digest(file).map_err(|e| StorageError::from_io(file, e))?;
        if sum.split_whitespace().next() != Some(&found) {
            let detail =
                "it is not the file that was written: its SHA-256 differs from the one beside it"
                    .to_owned();
            return Err(StorageError::Damaged {
                path: file.to_owned(),
                detail,
                backup: None,
            });
        }
    }
    prove(file)
}

/// Opens a backup and checks it in full.
fn prove(file: &Path) -> Result<(), StorageError> {
    let library = Library::open(file, Access::Read, 0)?;
    let problems = check::problems(&library)?;
    match problems.first() {
        None => Ok(()),
        Some(first) => Err(StorageError::Damaged {
            path: file.to_owned(),
            detail: first.clone(),
            backup: None,
        }),
    }
}

fn digest(file: &Path) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    let mut reader = fs::File::open(file)?;
    let mut buffer = vec![0_u8; 1 << 16];
    loop {
        let read = reader.read(&mut buffer)?;
        if read == 0 {
            return Ok(hex(&hash.finalize()));
        }
        hash.update(buffer.get(..read).unwrap_or_default());
    }
}

fn sum_file(file: &Path) -> PathBuf {
    open::beside(file, ".sha256")
}

/// `2026-11-26T190000Z`, which sorts by time.
fn time_stamp(now_ms: i64) -> String {
    DateTime::from_timestamp_millis(now_ms)
        .unwrap_or_default()
        .format(STAMP)
        .to_string()
}

fn free_name(folder: &Path, stamp: &str) -> PathBuf {
    let name = |suffix: &str| folder.join(format!("{stamp}{suffix}.{EXTENSION}"));
    let taken = (2..).map(|n| name(&format!("-{n}")));
    std::iter::once(name(""))
        .chain(taken)
        .find(|file| !file.exists())
        .unwrap_or_else(|| name(""))
}

/// Takes away a file of ours that was not finished; one that is not there is as good.
fn discard(file: &Path) {
    for file in [
        file.to_owned(),
        open::beside(file, "-wal"),
        open::beside(file, "-shm"),
    ] {
        drop(fs::remove_file(file));
    }
}

//! A file on disk, whole or not at all, and a name for it that any system takes.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use deunicode::deunicode;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder is not there and cannot be made.
    #[error("the folder {} cannot be made: {source}; nothing was written, choose another folder", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The name would lead somewhere else.
    #[error("\u{201C}{name}\u{201D} is not the name of a file; nothing was written")]
    Name {
        /// The name.
        name: String,
    },
    /// The file cannot be written: no right to, no room, no disk.
    #[error("{} was not written: {source}; an earlier file of that name is unchanged", path.display())]
    File {
        /// Where it was to be.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

/// Longest slug in bytes, without the extension.
const LONGEST_SLUG: usize = 60;

/// Writes `bytes` as `dir/file_name` and returns that path. The folder is made if missing. The bytes go to a file
/// beside it first and take its place when they are safe on disk, so that a reader sees the old file or the new one.
///
/// # Errors
/// [`WriteError`]; the earlier file, if any, is then unchanged and no partial file is left.
pub fn write(dir: &Path, file_name: &str, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    write_by(dir, file_name, |file| file.write_all(bytes))
}

/// The same with the bytes that `fill` puts into the file.
pub(super) fn write_by(
    dir: &Path,
    file_name: &str,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<PathBuf, WriteError> {
    if Path::new(file_name).file_name() != Some(OsStr::new(file_name)) {
        return Err(WriteError::Name {
            name: file_name.to_owned(),
        });
    }
    std::fs::create_dir_all(dir).map_err(|source| WriteError::Folder {
        folder: dir.to_owned(),
        source,
    })?;
    let path = dir.join(file_name);
    let partial = partial_path(dir, file_name);
    let done = write_through(&partial, fill).and_then(|()| std::fs::rename(&partial, &path));
    match done {
        Ok(()) => {
            sync_folder(dir);
            Ok(path)
        }
        Err(source) => {
            // The reason for the failure is what counts; a partial file that cannot be removed was not ours to make.
            drop(std::fs::remove_file(&partial));
            Err(WriteError::File { path, source })
        }
    }
}

/// Names for the files of one batch, no two alike on a system that ignores case.
#[derive(Debug, Default)]
pub struct FileNames {
    taken: BTreeSet<String>,
}

impl FileNames {
    /// A name for the recap of `person` from `dinner`: `2026-11-26-Thursday-Table-No-14-Priya-Raman.pdf`.
    pub fn name(&mut self, date: NaiveDate, dinner: &str, person: &str) -> String {
        let slug = file_slug(date, dinner, person);
        let mut name = slug.clone();
        let mut copy = 1;
        while !self.taken.insert(name.to_ascii_lowercase()) {
            copy += 1;
            let suffix = format!("-{copy}");
            let kept = slug.get(..LONGEST_SLUG - suffix.len()).unwrap_or(&slug);
            name = format!("{}{suffix}", kept.trim_end_matches('-'));
        }
        format!("{name}.pdf")
    }
}

/// A slug of ASCII letters, digits and hyphens, at most 60 bytes. The person is kept whole before the dinner is: it is
/// what tells the files of one folder apart.
pub fn file_slug(date: NaiveDate, dinner: &str, person: &str) -> String {
    let date = date.format("%Y-%m-%d").to_string();
    let room = LONGEST_SLUG - date.len() - 2;
    let mut person = slug(person);
    shorten(&mut person, room);
    let mut dinner = slug(dinner);
    shorten(&mut dinner, room - person.len());
    // The date in front is also what keeps the name from being one that Windows reserves, such as "con" or "nul".
    [date, dinner, person]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// `text` in ASCII letters and digits (by sound for other scripts), with one hyphen between words.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for character in deunicode(text).chars() {
        if character.is_ascii_alphanumeric() {
            out.push(character);
        } else if !out.is_empty() && !out.ends_with('-') && !"'’".contains(character) {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

fn shorten(slug: &mut String, most: usize) {
    slug.truncate(most);
    slug.truncate(slug.trim_end_matches('-').len());
}

/// A hidden name in the same folder, so that the rename never crosses disks.
fn partial_path(dir: &Path, file_name: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(file_name);
    name.push(format!(".{}.part", std::process::id()));
    dir.join(name)
}

fn write_through(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    // A partial file of that name is left from a crash. Made anew, it cannot be a link to somewhere else.
    drop(std::fs::remove_file(path));
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    fill(&mut file)?;
    file.sync_all()
}

/// Makes the rename itself last through a power cut. Not every system can sync a folder, and the file's bytes are safe
/// either way, so a refusal is no failure.
fn sync_folder(dir: &Path) {
    if let Ok(folder) = File::open(dir) {
        drop(folder.sync_all());
    }
}

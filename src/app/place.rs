//! Where files are: the library in this platform's data folder, its backups, and files that are written whole.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

use super::clock;
use crate::{
    recap::write::{self, WriteError},
    storage::{StorageError, backup},
};

/// The library where nothing else is said; `None` on a machine without a home.
pub fn library_file() -> Option<PathBuf> {
    ProjectDirs::from("", "", "tablemates").map(|dirs| dirs.data_dir().join("library.tablemates"))
}

/// The folder for backups of a library.
pub fn backup_folder(library: &Path) -> PathBuf {
    backup::folder_beside(library)
}

/// Where papers go when nothing else is said: a folder of ours in the documents, or in the home where there are none.
pub fn papers_folder() -> Option<PathBuf> {
    let dirs = UserDirs::new()?;
    let documents = dirs.document_dir().unwrap_or(dirs.home_dir());
    Some(documents.join("Tablemates"))
}

/// A path as somebody says it who is at home here: "Documents/Tablemates", not "/home/ines/Documents/Tablemates".
pub fn from_home(path: &Path) -> String {
    let dirs = UserDirs::new();
    let inside = dirs
        .as_ref()
        .and_then(|dirs| path.strip_prefix(dirs.home_dir()).ok());
    inside.unwrap_or(path).display().to_string()
}

/// Puts a backup in the place of a library; what was there is kept, and its path returned.
pub fn restore(file: &Path, library: &Path) -> Result<Option<PathBuf>, StorageError> {
    backup::restore(file, library, clock::wall_ms())
}

/// Writes a file whole or not at all; its folder is made if it is missing.
pub fn write_file(file: &Path, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    write::write(folder, &name, bytes)
}

/// Whether there is a library or a backup at `file`, which nothing may be written over.
pub fn is_library(file: &Path) -> bool {
    let mut header = [0_u8; 16];
    let read = std::fs::File::open(file)
        .and_then(|mut file| std::io::Read::read_exact(&mut file, &mut header));
    read.is_ok() && header == *b"SQLite format 3\0"
}

/// A name as a file name without ending, at most 60 letters.
pub fn file_slug(name: &str) -> String {
    let mut slug = write::slug(name);
    slug.truncate(60);
    // A reserved name of Windows, such as "con", is none with a word before it.
    if slug.is_empty() || slug.len() < 5 {
        format!("file-{slug}").trim_end_matches('-').to_owned()
    } else {
        slug
    }
}

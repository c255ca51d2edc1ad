//! The library on disk: one `SQLite` file with the ledger of facts and the tables that are projected from it.
//! It decides nothing about dinners; it keeps, finds and gives back.

pub mod backup;
pub mod check;
pub mod dinners;
pub mod error;
pub mod facts;
mod migrate;
pub mod open;
pub mod people;
mod project;
pub mod read;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use uuid::Uuid;

use crate::domain::{Id, Person, fact::Hlc};

pub use error::StorageError;
pub use facts::{Receipt, Step};
pub use open::Access;

/// An open library.
#[derive(Debug)]
pub struct Library {
    conn: Connection,
    path: PathBuf,
    access: Access,
    device: Uuid,
    clock: Hlc,
    warnings: Vec<String>,
    /// Held as long as the library is open for writing.
    _lock: Option<open::Lock>,
}

impl Library {
    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is on no disk.
    pub fn is_in_memory(&self) -> bool {
        self.conn.path().is_none_or(str::is_empty)
    }

    /// What the user should know about where it is kept.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// A setting of this laptop.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StorageError> {
        read_setting(&self.conn, name).map_err(|e| self.error(e))
    }

    /// Keeps a setting of this laptop.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<(), StorageError> {
        self.must_write()?;
        write_setting(&self.conn, name, value).map_err(|e| self.error(e))
    }

    /// Which person is the owner of this laptop.
    pub fn you(&self) -> Result<Option<Id<Person>>, StorageError> {
        Ok(self.setting("you")?.and_then(|text| text.parse().ok()))
    }

    fn error(&self, source: rusqlite::Error) -> StorageError {
        StorageError::from_sqlite(&self.path, source)
    }

    fn must_write(&self) -> Result<(), StorageError> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(StorageError::LookingOnly {
                path: self.path.clone(),
            }),
        }
    }
}

fn read_setting(conn: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    use rusqlite::OptionalExtension as _;
    conn.prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

fn write_setting(conn: &Connection, name: &str, value: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    conn.prepare_cached(sql)?.execute([name, value]).map(drop)
}

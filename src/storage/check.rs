//! Looking for damage: the file's pages and indexes, the full-text index, and every row against its facts.

use super::{Access, Library, StorageError, project, read::quoted};
use crate::domain::NOUNS;

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub facts: i64,
    pub rows: i64,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// What is wrong; empty when nothing is.
    pub problems: Vec<String>,
    /// Columns that two laptops changed without knowing of each other.
    pub contested: Vec<String>,
}

/// How many differences are named.
const NAMED: usize = 20;

impl Library {
    /// Checks everything.
    pub fn check(&self) -> Result<Report, StorageError> {
        // One snapshot for all of it: somebody may be writing meanwhile.
        let snapshot = self
            .conn
            .unchecked_transaction()
            .map_err(|e| self.error(e))?;
        let problems = problems(self)?;
        let count = |sql: &str| {
            self.conn
                .query_row(sql, [], |row| row.get::<_, i64>(0))
                .map_err(|e| self.error(e))
        };
        let mut rows = 0;
        for spec in NOUNS {
            rows += count(&format!("SELECT count(*) FROM {}", quoted(spec.name)))?;
        }
        let report = Report {
            facts: count("SELECT count(*) FROM fact")?,
            rows,
            bytes: std::fs::metadata(&self.path).map_or(0, |meta| meta.len()),
            problems,
            contested: self.contested()?,
        };
        snapshot.finish().map_err(|e| self.error(e))?;
        Ok(report)
    }

    /// Makes the projected tables anew from the facts. Returns whether they came out equal to what was there.
    pub fn rebuild(&mut self) -> Result<bool, StorageError> {
        self.must_write()?;
        let before = project::digest(&self.conn).map_err(|e| self.error(e))?;
        project::rebuild(&mut self.conn).map_err(|e| self.error(e))?;
        let after = project::digest(&self.conn).map_err(|e| self.error(e))?;
        Ok(before == after)
    }

    /// Writes the journal into the library's file, so that the file alone is whole.
    pub fn checkpoint(&self) -> Result<(), StorageError> {
        // A reader may keep it from being cut off; then the next exit does it.
        self.conn
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .map_err(|e| self.error(e))?;
        Ok(())
    }
}

/// What is wrong with a library, named; empty when nothing is.
pub(super) fn problems(library: &Library) -> Result<Vec<String>, StorageError> {
    let error = |e| library.error(e);
    let mut found = Vec::new();
    let mut statement = library
        .conn
        .prepare("PRAGMA integrity_check(20)")
        .map_err(error)?;
    let lines = statement
        .query_map([], |row| row.get::<_, String>(0))
        .map_err(error)?;
    for line in lines {
        let line = line.map_err(error)?;
        if line != "ok" {
            found.push(line);
        }
    }
    if library.access == Access::Write {
        for spec in NOUNS.iter().filter(|spec| !spec.search.is_empty()) {
            let index = quoted(&project::text(spec));
            let sql = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
            if let Err(e) = library.conn.execute(&sql, []) {
                found.push(format!("The full-text index of {}: {e}", spec.name));
            }
        }
    }
    found.extend(
        project::differences(&library.conn, NAMED)
            .map_err(error)?
            .into_iter()
            .map(|row| format!("Not what its facts say: {row}")),
    );
    Ok(found)
}

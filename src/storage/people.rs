//! Finding people and notes by words.

use chrono::NaiveDate;
use rusqlite::params;
use uuid::Uuid;

use super::{Library, StorageError};
use crate::domain::{Commitment, Id, Note, Noun, Person, fact::Hlc, person::ContactPoint};

impl Library {
    /// The people whose name, firm or lines hold all the words, best first.
    pub fn search_people(&self, words: &str, limit: usize) -> Result<Vec<Person>, StorageError> {
        self.search(words, "rank", limit)
    }

    /// The notes that hold all the words, newest first: in lines this short, when says more than how often.
    pub fn search_notes(&self, words: &str, limit: usize) -> Result<Vec<Note>, StorageError> {
        self.search(words, "rowid DESC", limit)
    }

    /// The contact points of a person, the first of each kind first.
    pub fn contact_points(&self, person: Id<Person>) -> Result<Vec<ContactPoint>, StorageError> {
        self.list("person = ?1 ORDER BY kind, rank, id", [person.uuid()])
    }

    /// The promises due on a day or before, done or not.
    pub fn promises_due(&self, until: NaiveDate) -> Result<Vec<Commitment>, StorageError> {
        self.list("due <= ?1 ORDER BY due, id", [until.to_string()])
    }

    /// When and under which label a row was changed (UTC milliseconds), latest first.
    pub fn changes_of(&self, subject: Uuid) -> Result<Vec<(i64, String)>, StorageError> {
        let sql =
            "SELECT max(fact.at), change.label FROM fact JOIN change ON change.id = fact.change
             WHERE fact.subject = ?1 GROUP BY fact.change ORDER BY 1 DESC";
        let read = || -> rusqlite::Result<Vec<(i64, String)>> {
            self.conn
                .prepare_cached(sql)?
                .query_map([subject], |row| {
                    let label: Option<String> = row.get(1)?;
                    Ok((
                        Hlc::from_raw(row.get(0)?).wall_ms(),
                        label.unwrap_or_default(),
                    ))
                })?
                .collect()
        };
        read().map_err(|e| self.error(e))
    }

    fn search<N: Noun>(
        &self,
        words: &str,
        order: &str,
        limit: usize,
    ) -> Result<Vec<N>, StorageError> {
        let Some(query) = full_text_query(words) else {
            return Ok(Vec::new());
        };
        let name = N::SPEC.name;
        let sql = format!(
            "SELECT rowid FROM {name}_text WHERE {name}_text MATCH ?1 ORDER BY {order} LIMIT ?2"
        );
        let hits = || -> rusqlite::Result<Vec<i64>> {
            self.conn
                .prepare_cached(&sql)?
                .query_map(
                    params![query, i64::try_from(limit).unwrap_or(i64::MAX)],
                    |row| row.get(0),
                )?
                .collect()
        };
        let mut found = Vec::new();
        for hit in hits().map_err(|e| self.error(e))? {
            found.append(&mut self.list("row = ?1", [hit])?);
        }
        Ok(found)
    }
}

/// All words, the last one as a beginning, quoted so that no sign in them is taken for the query language.
fn full_text_query(words: &str) -> Option<String> {
    let words: Vec<String> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\""))
        .collect();
    if words.is_empty() {
        None
    } else {
        Some(format!("{}*", words.join(" ")))
    }
}

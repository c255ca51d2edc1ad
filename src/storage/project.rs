//! The projection: the tables that screens read, made from the facts by one fold for all nouns. It has no code for any
//! single noun, and it can always be dropped and made again.

use std::collections::BTreeMap;

use rusqlite::{Connection, TransactionBehavior, params_from_iter, types::Value as Sql};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    facts,
    read::{quoted, select, to_sql},
};
use crate::domain::{
    Fact, NOUNS,
    fact::Folded,
    noun::{Kind, Spec},
};

/// Names the shape of the projection that this version makes: when a file has another, its tables are made again.
pub(super) fn version() -> String {
    let mut hash = Sha256::new();
    for spec in NOUNS {
        hash.update(create(spec));
        hash.update(create_indexes(spec));
    }
    hex(&hash.finalize())
}

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect::<Vec<_>>()
        .concat()
}

/// The noun of this name, if this version knows it.
pub(super) fn spec_of(noun: &str) -> Option<&'static Spec> {
    NOUNS.iter().copied().find(|spec| spec.name == noun)
}

/// Writes rows of the projection; it keeps the words of its statements, which are long and the same for each noun.
#[derive(Debug, Default)]
pub(super) struct Projector {
    upserts: BTreeMap<&'static str, String>,
}

impl Projector {
    /// Brings one row up to date with its facts.
    pub(super) fn project(
        &mut self,
        conn: &Connection,
        spec: &'static Spec,
        subject: Uuid,
        facts: &[Fact],
    ) -> rusqlite::Result<()> {
        let folded = Folded::of(facts);
        if !folded.is_alive() {
            let sql = format!("DELETE FROM {} WHERE id = ?1", quoted(spec.name));
            return conn.prepare_cached(&sql)?.execute([subject]).map(drop);
        }
        let sql = self
            .upserts
            .entry(spec.name)
            .or_insert_with(|| upsert(spec));
        let values = params_from_iter(row(spec, subject, &folded));
        conn.prepare_cached(sql)?.execute(values).map(drop)
    }
}

/// Drops every projected table and makes it again from the facts, in one transaction.
pub(super) fn rebuild(conn: &mut Connection) -> rusqlite::Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for spec in NOUNS {
        tx.execute_batch(&format!(
            "DROP TABLE IF EXISTS {}; DROP TABLE IF EXISTS {};",
            quoted(spec.name),
            quoted(&text(spec))
        ))?;
        tx.execute_batch(&create(spec))?;
    }
    let mut projector = Projector::default();
    facts::each_subject(&tx, |noun, subject, facts| match spec_of(noun) {
        Some(spec) => projector.project(&tx, spec, subject, facts),
        None => Ok(()),
    })?;
    // Indexes and full text last: filling them in one go is several times quicker than row by row.
    for spec in NOUNS {
        tx.execute_batch(&create_indexes(spec))?;
    }
    tx.commit()
}

/// The rows that differ from what their facts come to, as "noun id"; at most `limit`.
pub(super) fn differences(conn: &Connection, limit: usize) -> rusqlite::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut alive: BTreeMap<&str, i64> = NOUNS.iter().map(|spec| (spec.name, 0)).collect();
    facts::each_subject(conn, |noun, subject, facts| {
        let Some(spec) = spec_of(noun) else {
            return Ok(());
        };
        let folded = Folded::of(facts);
        let expected = folded.is_alive().then(|| row(spec, subject, &folded));
        *alive.entry(spec.name).or_default() += i64::from(expected.is_some());
        let mut statement = conn.prepare_cached(&format!("{} WHERE id = ?1", select(spec)))?;
        let mut rows = statement.query([subject])?;
        let present = match rows.next()? {
            Some(row) => Some(
                (0..=spec.columns.len())
                    .map(|at| row.get::<_, Sql>(at))
                    .collect::<Result<Vec<_>, _>>()?,
            ),
            None => None,
        };
        if present != expected && found.len() < limit {
            found.push(format!("{noun} {subject}"));
        }
        Ok(())
    })?;
    for (noun, expected) in alive {
        let present: i64 = conn.query_row(
            &format!("SELECT count(*) FROM {}", quoted(noun)),
            [],
            |row| row.get(0),
        )?;
        if present != expected {
            found.push(format!("{noun}: {present} rows instead of {expected}"));
        }
    }
    Ok(found)
}

/// A digest of the values of every projected table, for "equal tables".
pub(super) fn digest(conn: &Connection) -> rusqlite::Result<String> {
    let mut hash = Sha256::new();
    for spec in NOUNS {
        hash.update(spec.name);
        let mut statement = conn.prepare(&format!("{} ORDER BY id", select(spec)))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for at in 0..=spec.columns.len() {
                hash.update(format!("{:?};", row.get::<_, Sql>(at)?));
            }
        }
    }
    Ok(hex(&hash.finalize()))
}

fn row(spec: &Spec, subject: Uuid, folded: &Folded<'_>) -> Vec<Sql> {
    let id = Sql::Blob(subject.as_bytes().to_vec());
    let columns = spec
        .columns
        .iter()
        .map(|column| to_sql(column, folded.value(column.name)));
    std::iter::once(id).chain(columns).collect()
}

fn upsert(spec: &Spec) -> String {
    let names: Vec<String> = spec
        .columns
        .iter()
        .map(|column| quoted(column.name))
        .collect();
    let places: Vec<String> = (0..names.len()).map(|at| format!("?{}", at + 2)).collect();
    let sets: Vec<String> = names
        .iter()
        .map(|name| format!("{name} = excluded.{name}"))
        .collect();
    format!(
        "INSERT INTO {} (id, {}) VALUES (?1, {}) ON CONFLICT (id) DO UPDATE SET {}",
        quoted(spec.name),
        names.join(", "),
        places.join(", "),
        sets.join(", ")
    )
}

/// The table. `row` is there for the full-text index: VACUUM may renumber rows that have no such column.
fn create(spec: &Spec) -> String {
    let columns = spec
        .columns
        .iter()
        .map(|column| {
            let kind = match column.kind {
                Kind::Text | Kind::Json => "TEXT",
                Kind::Integer => "INTEGER",
                Kind::Id => "BLOB",
            };
            format!(", {} {kind}", quoted(column.name))
        })
        .collect::<Vec<_>>()
        .concat();
    format!(
        "CREATE TABLE {} (row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE{columns}) STRICT;",
        quoted(spec.name)
    )
}

/// Its indexes, and its full-text index with the triggers that keep it true.
fn create_indexes(spec: &Spec) -> String {
    let table = quoted(spec.name);
    let mut sql: Vec<String> = spec
        .index
        .iter()
        .map(|column| {
            format!(
                "CREATE INDEX {} ON {table} ({});",
                quoted(&format!("{}_{column}", spec.name)),
                quoted(column)
            )
        })
        .collect();
    if !spec.search.is_empty() {
        let index = quoted(&text(spec));
        let list = |prefix: &str| {
            let names = spec
                .search
                .iter()
                .map(|name| format!(", {prefix}{}", quoted(name)));
            names.collect::<Vec<_>>().concat()
        };
        let names = spec.search.join(", ");
        let (old, new) = (list("old."), list("new."));
        let column_list = list("");
        let leave = format!(
            "INSERT INTO {index} ({index}, rowid{column_list}) VALUES ('delete', old.row{old});"
        );
        let enter = format!("INSERT INTO {index} (rowid{column_list}) VALUES (new.row{new});");
        let trigger = |name: &str| quoted(&format!("{}_{name}", text(spec)));
        sql.push(format!(
            "CREATE VIRTUAL TABLE {index} USING fts5 ({names}, content = '{}', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
             INSERT INTO {index} ({index}) VALUES ('rebuild');
             CREATE TRIGGER {} AFTER INSERT ON {table} BEGIN {enter} END;
             CREATE TRIGGER {} AFTER DELETE ON {table} BEGIN {leave} END;
             CREATE TRIGGER {} AFTER UPDATE ON {table} BEGIN {leave} {enter} END;",
            spec.name,
            trigger("insert"),
            trigger("delete"),
            trigger("update"),
        ));
    }
    sql.concat()
}

/// The name of the full-text index of a noun.
pub(super) fn text(spec: &Spec) -> String {
    format!("{}_text", spec.name)
}

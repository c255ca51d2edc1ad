//! Brings a file's ledger tables to this version's format. Migrations are numbered, and frozen once released; the
//! projected tables are not migrated but made anew (see `project`).

use rusqlite::{Connection, TransactionBehavior};

/// `PRAGMA application_id`: "Tmat".
pub(super) const APPLICATION_ID: i32 = 0x546d_6174;

const MIGRATIONS: &[&str] = &[include_str!("sql/001_ledger.sql")];

/// The format that this version writes.
pub(super) const FORMAT: i32 = 1;

const _: () = assert!(
    MIGRATIONS.len() == FORMAT as usize,
    "a migration was added: raise FORMAT"
);

/// Runs what is missing, in one transaction. Returns whether anything was run.
pub(super) fn migrate(conn: &mut Connection) -> rusqlite::Result<bool> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i32 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let missing = MIGRATIONS.get(found.max(0) as usize..).unwrap_or_default();
    for sql in missing {
        tx.execute_batch(sql)?;
    }
    if !missing.is_empty() {
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", FORMAT)?;
    }
    let ran = !missing.is_empty();
    tx.commit()?;
    Ok(ran)
}

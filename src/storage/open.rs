//! Opening a library: every check that keeps a broken, foreign, newer or busy file from being mistaken for an empty one.

use std::{
    fs::{self, File, TryLockError},
    io::{Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};
use uuid::Uuid;

use super::{
    Library, StorageError, backup,
    migrate::{self, APPLICATION_ID, FORMAT},
    project,
    read::quoted,
    read_setting, write_setting,
};
use crate::domain::fact::Hlc;

/// What the library is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To look only; works while another Tablemates writes.
    Read,
    /// To change; made if it is not there. One at a time.
    Write,
}

/// When the pages of a library are looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pages {
    First,
    Later,
}

/// The lock of the one Tablemates that writes a library. Let go of when it is dropped, or by the system after a crash.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Library {
    /// Opens the library at `path`. `now_ms` is UTC milliseconds, for the ids of a new file.
    pub fn open(path: &Path, access: Access, now_ms: i64) -> Result<Self, StorageError> {
        let exists = look(path)?;
        match access {
            Access::Read if !exists => Err(StorageError::Missing {
                path: path.to_owned(),
            }),
            Access::Read => open_to_look(path),
            Access::Write => open_to_write(path, exists, now_ms, Pages::First),
        }
    }

    /// Opens the library at `path` to change it, and leaves its pages for [`Library::check_pages`], which whoever does this
    /// calls before anything is written: a window need not wait for it. One that has to be brought up to date is checked
    /// at once, because that writes.
    pub fn open_soon(path: &Path, now_ms: i64) -> Result<Self, StorageError> {
        open_to_write(path, look(path)?, now_ms, Pages::Later)
    }

    /// Looks through the pages of all tables.
    pub fn check_pages(&self) -> Result<(), StorageError> {
        quick_check(&self.conn, &self.path)
    }

    /// An empty library that is on no disk, to try something on.
    pub fn in_memory(now_ms: i64) -> Result<Self, StorageError> {
        let path = Path::new("a library in memory");
        let error = |e| StorageError::from_sqlite(path, e);
        let mut conn = Connection::open_in_memory().map_err(error)?;
        set_up(&conn).map_err(error)?;
        migrate::migrate(&mut conn).map_err(error)?;
        project::rebuild(&mut conn).map_err(error)?;
        name_device(&conn, now_ms).map_err(error)?;
        finish(conn, path, Access::Read, None)
    }

    /// A second connection, to read beside this one: the file has been checked already.
    pub fn reader(&self) -> Result<Self, StorageError> {
        let conn = connect_to_look(&self.path).map_err(|e| self.error(e))?;
        finish(conn, &self.path, Access::Read, None)
    }
}

/// Reads the file's header by hand: `SQLite` itself takes a file of length 0 for a valid empty database.
/// Returns whether there is a file at all.
fn look(path: &Path) -> Result<bool, StorageError> {
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(e) => return Err(StorageError::from_io(path, e)),
    };
    if meta.is_dir() {
        return Err(StorageError::Directory {
            path: path.to_owned(),
        });
    }
    if meta.len() == 0 {
        return Err(StorageError::Empty {
            path: path.to_owned(),
        });
    }
    let mut header = [0_u8; 100];
    let mut file = File::open(path).map_err(|e| StorageError::from_io(path, e))?;
    if file.read_exact(&mut header).is_err() || !header.starts_with(b"SQLite format 3\0") {
        return Err(StorageError::NotOurs {
            path: path.to_owned(),
        });
    }
    Ok(true)
}

fn open_to_look(path: &Path) -> Result<Library, StorageError> {
    let error = |e| StorageError::from_sqlite(path, e);
    let conn = match connect_to_look(path) {
        Ok(conn) => conn,
        // A folder that we may not write in cannot hold the shared-memory file of WAL.
        Err(_) if wal_is_empty(path) => connect_immutable(path).map_err(error)?,
        Err(e) => return Err(error(e)),
    };
    let format = check_identity(&conn, path)?;
    quick_check(&conn, path)?;
    if format <= FORMAT
        && read_setting(&conn, "projection").map_err(error)?.as_deref() != Some(&project::version())
    {
        return Err(StorageError::Stale {
            path: path.to_owned(),
        });
    }
    finish(conn, path, Access::Read, None)
}

fn connect_to_look(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    set_up(&conn)?;
    // The first read is what finds out whether the folder lets WAL work.
    conn.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    Ok(conn)
}

fn connect_immutable(path: &Path) -> rusqlite::Result<Connection> {
    let escaped = |byte: u8| match byte {
        b'/' | b'.' | b'-' | b'_' | b':' | b'\\' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    let escaped: Vec<String> = path.to_string_lossy().bytes().map(escaped).collect();
    let uri = format!("file:{}?immutable=1", escaped.concat());
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(uri, flags)?;
    set_up(&conn)?;
    Ok(conn)
}

fn wal_is_empty(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).map_or(true, |meta| meta.len() == 0)
}

fn open_to_write(
    path: &Path,
    exists: bool,
    now_ms: i64,
    pages: Pages,
) -> Result<Library, StorageError> {
    let error = |e| StorageError::from_sqlite(path, e);
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder).map_err(|e| StorageError::from_io(folder, e))?;
    }
    let lock = lock(path)?;
    let mut conn = Connection::open(path).map_err(error)?;
    set_up(&conn).map_err(error)?;
    if conn.is_readonly(rusqlite::MAIN_DB).map_err(error)? {
        return Err(StorageError::ReadOnly {
            path: path.to_owned(),
        });
    }
    if exists {
        let format = check_identity(&conn, path)?;
        if format > FORMAT {
            return Err(StorageError::Newer {
                path: path.to_owned(),
                found: format,
                known: FORMAT,
            });
        }
    }
    let version = project::version();
    let is_current =
        exists && read_setting(&conn, "projection").ok().flatten().as_deref() == Some(&version);
    if exists && !(is_current && pages == Pages::Later) {
        quick_check(&conn, path)?;
    }
    conn.pragma_update(None, "journal_mode", "WAL")
        .map_err(error)?;
    if exists && !is_current {
        backup::before_upgrade(&conn, path, now_ms)?;
    }
    migrate::migrate(&mut conn).map_err(error)?;
    if !is_current {
        project::rebuild(&mut conn).map_err(error)?;
        write_setting(&conn, "projection", &version).map_err(error)?;
    }
    name_device(&conn, now_ms).map_err(error)?;
    finish(conn, path, Access::Write, Some(lock))
}

/// Gives a new file the id of this laptop.
fn name_device(conn: &Connection, now_ms: i64) -> rusqlite::Result<()> {
    if read_setting(conn, "device")?.is_some() {
        return Ok(());
    }
    write_setting(
        conn,
        "device",
        &crate::domain::Id::<()>::new(now_ms).to_string(),
    )
}

fn finish(
    conn: Connection,
    path: &Path,
    access: Access,
    lock: Option<Lock>,
) -> Result<Library, StorageError> {
    let setting = |name| read_setting(&conn, name).map_err(|e| StorageError::from_sqlite(path, e));
    let device = setting("device")?
        .and_then(|text| Uuid::parse_str(&text).ok())
        .unwrap_or_default();
    let clock = setting("clock")?
        .and_then(|text| text.parse().ok())
        .map(Hlc::from_raw)
        .unwrap_or_default();
    let warnings = synced_folder(path).into_iter().collect();
    Ok(Library {
        path: path.to_owned(),
        access,
        device,
        clock,
        warnings,
        _lock: lock,
        conn,
    })
}

/// The pages that a connection keeps, in kB as `SQLite` wants them; and while it only checks them.
const CACHE: &str = "-16384";
const CHECK_CACHE: &str = "-256";

/// Pragmas and limits of every connection (trust.md says why each).
fn set_up(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    conn.set_prepared_statement_cache_capacity(128);
    conn.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
         PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA journal_size_limit = 4194304;
         PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;",
    )
}

/// Whether it is ours; returns its format.
fn check_identity(conn: &Connection, path: &Path) -> Result<i32, StorageError> {
    let pragma =
        |name: &str| conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i32>(0));
    let application = pragma("application_id").map_err(|e| StorageError::from_sqlite(path, e))?;
    if application != APPLICATION_ID {
        return Err(StorageError::NotOurs {
            path: path.to_owned(),
        });
    }
    pragma("user_version").map_err(|e| StorageError::from_sqlite(path, e))
}

/// Checks the pages of every table. Not in one `quick_check` of the file: that goes through the words of the full-text
/// indexes as well and takes twice as long; `check` does it, and they can be made anew.
fn quick_check(conn: &Connection, path: &Path) -> Result<(), StorageError> {
    let ask = || -> rusqlite::Result<Option<String>> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'";
        let tables: Vec<String> = conn
            .prepare(sql)?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for table in tables {
            let check = format!("PRAGMA quick_check({})", quoted(&table));
            let answer: String = conn.query_row(&check, [], |row| row.get(0))?;
            if answer != "ok" {
                return Ok(Some(answer));
            }
        }
        Ok(None)
    };
    // Each page is looked at once: to keep them all would cost more than the check.
    let cache = |size: &str| conn.pragma_update(None, "cache_size", size);
    let answer = cache(CHECK_CACHE).and_then(|()| ask());
    let answer = answer.and_then(|answer| cache(CACHE).map(|()| answer));
    match answer.map_err(|e| StorageError::from_sqlite(path, e))? {
        None => Ok(()),
        Some(detail) => Err(StorageError::damaged(path, &detail)),
    }
}

/// Takes the library's lock file, and writes into it who holds it.
pub(super) fn lock(path: &Path) -> Result<Lock, StorageError> {
    let lock_path = beside(path, ".lock");
    let mut file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&lock_path)
        .map_err(|e| StorageError::from_io(path, e))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let known = file.read_to_string(&mut holder).is_ok() && !holder.trim().is_empty();
            let holder = if known {
                holder.trim().to_owned()
            } else {
                "its process is not known".to_owned()
            };
            return Err(StorageError::InUse {
                path: path.to_owned(),
                holder,
            });
        }
        Err(TryLockError::Error(e)) => return Err(StorageError::from_io(&lock_path, e)),
    }
    let written = file
        .set_len(0)
        .and_then(|()| file.rewind())
        .and_then(|()| write!(file, "process {}", std::process::id()));
    written.map_err(|e| StorageError::from_io(&lock_path, e))?;
    Ok(Lock { _file: file })
}

/// `library.tablemates` and `-wal` to `library.tablemates-wal`.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// A service that copies files under an open database breaks it.
fn synced_folder(path: &Path) -> Option<String> {
    let full = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if full
        .ancestors()
        .any(|folder| folder.join(".stfolder").exists())
    {
        return Some(synced("Syncthing", path));
    }
    let service = full.components().find_map(|part| {
        let name = part.as_os_str().to_string_lossy().to_lowercase();
        [
            ("dropbox", "Dropbox"),
            ("onedrive", "OneDrive"),
            ("icloud", "iCloud"),
            ("mobile documents", "iCloud"),
            ("syncthing", "Syncthing"),
        ]
        .into_iter()
        .find(|(mark, _)| name.contains(mark))
        .map(|(_, service)| service)
    })?;
    Some(synced(service, path))
}

fn synced(service: &str, path: &Path) -> String {
    format!(
        "This library lies in a folder that {service} copies while it is open: that can empty or damage it. Move {} elsewhere; only backups belong there",
        path.display()
    )
}

//! An open library at work: a connection to read, the writer, and the clock.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use uuid::ContextV7;

use crate::{
    domain::{Draft, Id, Person},
    evening::{Clock, Stamp},
    storage::{Access, Library, Receipt, StorageError, check::Report},
};

use super::{
    SystemClock,
    clock::AnyClock,
    writer::{Pages, Turn, Writer},
};

/// What the command line and the window work with.
pub struct Session {
    reader: Library,
    writer: Option<Arc<Writer>>,
    clock: Arc<dyn Clock + Send + Sync>,
    /// Keeps ids in the order in which they were made.
    order: Arc<Mutex<ContextV7>>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The clock has nothing to show.
        f.debug_struct("Session")
            .field("library", &self.reader.path())
            .field("can_write", &self.writer.is_some())
            .finish_non_exhaustive()
    }
}

impl Session {
    /// Opens the library at `path` to look only, with the machine's clock.
    pub fn to_read(path: &Path) -> Result<Self, StorageError> {
        Self::to_read_by(path, Box::new(SystemClock))
    }

    /// The same by another clock.
    pub fn to_read_by(path: &Path, clock: AnyClock) -> Result<Self, StorageError> {
        Self::open(path, Access::Read, clock)
    }

    /// Opens the library at `path` to see what a change would do; where there is none, an empty one in memory.
    pub fn to_try(path: &Path, clock: AnyClock) -> Result<Self, StorageError> {
        if path.exists() {
            return Self::to_read_by(path, clock);
        }
        Self::on_nothing(clock)
    }

    /// An empty library in memory: what a window stands on while its own is shut.
    pub fn on_nothing(clock: AnyClock) -> Result<Self, StorageError> {
        Self::in_memory(Arc::from(clock))
    }

    fn in_memory(clock: Arc<dyn Clock + Send + Sync>) -> Result<Self, StorageError> {
        Ok(Self {
            reader: Library::in_memory(clock.now().wall_ms)?,
            writer: None,
            clock,
            order: Arc::default(),
        })
    }

    /// Opens the library at `path` to change it, with the machine's clock; it is made if it is not there.
    pub fn to_write(path: &Path) -> Result<Self, StorageError> {
        Self::to_write_by(path, Box::new(SystemClock))
    }

    /// The same by another clock.
    pub fn to_write_by(path: &Path, clock: AnyClock) -> Result<Self, StorageError> {
        Self::open(path, Access::Write, clock)
    }

    /// Opens the library at `path`, which is made if it is to be written and is not there.
    pub fn open(path: &Path, access: Access, clock: AnyClock) -> Result<Self, StorageError> {
        let library = Library::open(path, access, clock.now().wall_ms)?;
        match access {
            Access::Read => Ok(Self {
                reader: library,
                writer: None,
                clock: Arc::from(clock),
                order: Arc::default(),
            }),
            Access::Write => Self::with_writer(library, Pages::Checked, clock),
        }
    }

    /// The same to write, but its pages are looked through while one reads, before the first change: [`Session::damage`]
    /// tells what that found.
    pub fn open_soon(path: &Path, clock: AnyClock) -> Result<Self, StorageError> {
        let library = Library::open_soon(path, clock.now().wall_ms)?;
        Self::with_writer(library, Pages::First, clock)
    }

    fn with_writer(library: Library, pages: Pages, clock: AnyClock) -> Result<Self, StorageError> {
        let path = library.path().to_owned();
        let reader = library.reader()?;
        let writer = Writer::start(library, pages);
        let writer = writer.map_err(|source| StorageError::Io { path, source })?;
        Ok(Self {
            reader,
            writer: Some(Arc::new(writer)),
            clock: Arc::from(clock),
            order: Arc::default(),
        })
    }

    /// What turned out to be wrong with the library since it was opened.
    pub fn damage(&self) -> Option<StorageError> {
        self.writer.as_ref()?.damage()
    }

    /// Has something done, on another thread, as soon as the library turns out damaged.
    pub(super) fn if_damaged(&self, then: impl FnOnce() + Send + 'static) {
        if let Some(writer) = &self.writer {
            writer.if_damaged(then);
        }
    }

    /// A second session on the same library with the same writer, for work on another thread.
    pub fn beside(&self) -> Result<Self, StorageError> {
        if self.reader.is_in_memory() {
            return self.nowhere();
        }
        Ok(Self {
            reader: self.reader.reader()?,
            writer: self.writer.clone(),
            clock: Arc::clone(&self.clock),
            order: Arc::clone(&self.order),
        })
    }

    /// A session on no file, with the same clock: for the moment in which the library's file is replaced.
    pub fn nowhere(&self) -> Result<Self, StorageError> {
        Self::in_memory(Arc::clone(&self.clock))
    }

    /// Whether it was opened to look only.
    pub fn looks_only(&self) -> bool {
        self.writer.is_none()
    }

    /// Whether no other session holds the library with this one.
    pub fn is_alone(&self) -> bool {
        self.writer
            .as_ref()
            .is_none_or(|writer| Arc::strong_count(writer) == 1)
    }

    /// The library, to read.
    pub fn library(&self) -> &Library {
        &self.reader
    }

    /// This moment.
    pub fn now(&self) -> Stamp {
        self.clock.now()
    }

    /// The clock, for another session.
    pub fn clock(&self) -> AnyClock {
        Box::new(Arc::clone(&self.clock))
    }

    /// A new id of this moment.
    pub fn new_id<T>(&self) -> Id<T> {
        // A thread that panicked left nothing half done in a counter.
        let order = self.order.lock().unwrap_or_else(PoisonError::into_inner);
        Id::new_after(&order, self.now().wall_ms)
    }

    /// Writes a change and waits until it is on the disk. `None` when it would change nothing.
    pub fn write(&self, draft: Draft) -> Result<Option<Receipt>, StorageError> {
        let now_ms = self.now().wall_ms;
        self.writing(move |library| library.append(&draft, now_ms))
    }

    /// Takes back the newest change of this laptop. `None` when there is none. What was done at a live table is taken
    /// back there; what lies below it is not pulled from under it.
    pub fn undo(&self) -> Result<Option<Receipt>, StorageError> {
        let now_ms = self.now().wall_ms;
        self.writing(move |library| {
            let Some(step) = library.next_undo_redo()?.0 else { return Ok(None) };
            if library.last_live_ms()?.is_some_and(|live_ms| live_ms > step.at_ms) {
                let what = format!(
                    "An evening was run after “{}”, and stands on it. To take that back all the same: tablemates undo {}",
                    step.label,
                    step.change.short()
                );
                return Err(StorageError::Refused { what });
            }
            library.undo(step.change, now_ms)
        })
    }

    /// Takes back one change by its id or the last 8 digits of it.
    pub fn undo_change(&self, word: &str) -> Result<Option<Receipt>, StorageError> {
        let (now_ms, word) = (self.now().wall_ms, word.to_owned());
        self.writing(move |library| {
            let steps = library.history(usize::MAX)?;
            let found = steps
                .iter()
                .find(|step| step.change.short() == word || step.change.to_string() == word);
            match found {
                Some(step) => library.undo(step.change, now_ms),
                None => Err(StorageError::Refused {
                    what: format!("There is no change {word}. `tablemates history` lists them"),
                }),
            }
        })
    }

    /// Does again what was taken back last. `None` when there is nothing.
    pub fn redo(&self) -> Result<Option<Receipt>, StorageError> {
        let now_ms = self.now().wall_ms;
        self.writing(move |library| match library.next_undo_redo()?.1 {
            Some(step) => library.undo(step.change, now_ms),
            None => Ok(None),
        })
    }

    /// Sets who is the owner of this laptop.
    pub fn set_you(&self, person: Id<Person>) -> Result<(), StorageError> {
        self.writing(move |library| library.set_setting("you", &person.to_string()))
    }

    /// Makes the tables anew from the ledger. Returns whether they came out equal.
    pub fn rebuild(&self) -> Result<bool, StorageError> {
        self.writing(Library::rebuild)
    }

    /// Checks the library in full; its full-text index only where it may be written.
    pub fn check(&self) -> Result<Report, StorageError> {
        match &self.writer {
            Some(writer) => writer.run(|library| library.check()),
            None => self.reader.check(),
        }
    }

    /// Runs `work` with the writing connection.
    pub fn writing<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Library) -> Result<R, StorageError> + Send + 'static,
    ) -> Result<R, StorageError> {
        self.writer()?.run(work)
    }

    /// Has something done with the writing connection, and does not wait for it.
    pub(super) fn post(
        &self,
        work: impl FnOnce(&mut Library) + Send + 'static,
    ) -> Result<(), StorageError> {
        self.writer()?.post(work)
    }

    /// Puts work into the writer's line, and does not wait for it.
    pub(super) fn line(&self, turn: Turn) -> Result<(), StorageError> {
        self.writer()?.line(turn)
    }

    /// Has the writer try again what stands in its line.
    pub(super) fn again(&self) -> Result<(), StorageError> {
        self.writer()?.again()
    }

    /// Whether there was a writer and it has ended.
    pub(super) fn is_writer_gone(&self) -> bool {
        self.writer.as_ref().is_some_and(|writer| writer.is_gone())
    }

    fn writer(&self) -> Result<&Writer, StorageError> {
        self.writer
            .as_deref()
            .ok_or_else(|| StorageError::LookingOnly {
                path: self.reader.path().to_owned(),
            })
    }
}

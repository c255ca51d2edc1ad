//! What was done at the table and is on its way to the disk: in order, each counted at once and answered after COMMIT.
//! Nobody waits for it; what cannot be written stays, with the reason, and is tried again by the writer.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, mpsc},
    time::Duration,
};

use uuid::Uuid;

use super::Session;
use crate::{
    domain::{Change, Draft, Id},
    storage::{Library, StorageError},
};

/// A change as the table sends it. Its id is known, so that writing it twice adds nothing.
#[derive(Clone, Debug)]
pub enum Write {
    Change(Draft),
    /// Takes back a change, which may be written or stand before it in the line.
    TakeBack {
        change: Id<Change>,
        /// The id of the change that this is.
        undo: Id<Change>,
    },
}

impl Write {
    /// Writes it; `now_ms` is when it was done.
    fn run(&self, library: &mut Library, now_ms: i64) -> Result<(), StorageError> {
        match self {
            Self::Change(draft) => library.append(draft, now_ms).map(drop),
            Self::TakeBack { change, undo } => {
                library.undo_as(*change, Some(*undo), now_ms).map(drop)
            }
        }
    }

    /// The rows that are not saved as they stand until this is written.
    fn rows(&self) -> Vec<Uuid> {
        match self {
            Self::Change(draft) => draft.edits.iter().map(|edit| edit.subject).collect(),
            Self::TakeBack { .. } => Vec::new(),
        }
    }
}

/// How what is done at the table reaches the disk.
#[derive(Debug)]
pub enum Way<'a> {
    /// Each is waited for; what cannot be written is an error, and nothing was done.
    Waiting(&'a Session),
    /// Each is sent, and counts at once.
    Sending(&'a Session, &'a mut Outbox),
}

impl Way<'_> {
    /// The session.
    pub fn session(&self) -> &Session {
        match self {
            Self::Waiting(session) | Self::Sending(session, _) => session,
        }
    }

    /// Writes something.
    pub(super) fn write(&mut self, write: Write) -> Result<(), StorageError> {
        match self {
            Self::Waiting(session) => {
                let now_ms = session.now().wall_ms;
                session.writing(move |library| write.run(library, now_ms))
            }
            Self::Sending(session, outbox) => outbox.send(session, write),
        }
    }
}

/// Wakes whoever draws.
type Wake = Arc<dyn Fn() + Send + Sync>;

/// What is on its way, in order, and why the first of it could not be written.
pub struct Outbox {
    waiting: VecDeque<Waiting>,
    /// How many go beside the line.
    beside: usize,
    sent: u64,
    sender: mpsc::Sender<Answer>,
    answers: mpsc::Receiver<Answer>,
    wake: Wake,
    problem: Option<String>,
    refused: Vec<String>,
}

struct Waiting {
    number: u64,
    rows: Vec<Uuid>,
}

struct Answer {
    /// Its number in the line; none for what went beside it.
    number: Option<u64>,
    came: Result<(), StorageError>,
}

impl fmt::Debug for Outbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither the channel nor what wakes has anything to show.
        f.debug_struct("Outbox")
            .field("waiting", &self.waiting.len())
            .field("problem", &self.problem)
            .finish_non_exhaustive()
    }
}

impl Default for Outbox {
    fn default() -> Self {
        let (sender, answers) = mpsc::channel();
        Self {
            waiting: VecDeque::new(),
            beside: 0,
            sent: 0,
            sender,
            answers,
            wake: Arc::new(|| {}),
            problem: None,
            refused: Vec::new(),
        }
    }
}

impl Outbox {
    /// An outbox whose answers wake somebody, from the writer's thread.
    pub fn waking(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            wake: Arc::new(wake),
            ..Self::default()
        }
    }

    /// An empty one that wakes the same.
    #[must_use]
    pub fn another(&self) -> Self {
        Self {
            wake: Arc::clone(&self.wake),
            ..Self::default()
        }
    }

    /// Puts something into the line. Where there is no writer it is refused, and nothing was sent.
    pub fn send(&mut self, session: &Session, write: Write) -> Result<(), StorageError> {
        let (number, rows) = (self.sent, write.rows());
        let (now_ms, answers, wake) = (
            session.now().wall_ms,
            self.sender.clone(),
            Arc::clone(&self.wake),
        );
        session.line(Box::new(move |library| {
            let came = write.run(library, now_ms);
            let is_done = came.as_ref().err().is_none_or(StorageError::is_final);
            // Whoever asked may be gone.
            drop(answers.send(Answer {
                number: Some(number),
                came,
            }));
            wake();
            is_done
        }))?;
        self.sent += 1;
        self.waiting.push_back(Waiting { number, rows });
        Ok(())
    }

    /// Sets something of the window that is kept for the next time, beside the line.
    pub fn keep(
        &mut self,
        session: &Session,
        name: String,
        value: String,
    ) -> Result<(), StorageError> {
        let (answers, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        session.post(move |library| {
            let came = library.set_setting(&name, &value);
            let is_bad = came.is_err();
            drop(answers.send(Answer { number: None, came }));
            if is_bad {
                wake();
            }
        })?;
        self.beside += 1;
        Ok(())
    }

    /// Takes what the writer has answered.
    pub fn hear(&mut self, session: &Session) {
        while let Ok(answer) = self.answers.try_recv() {
            self.take(answer);
        }
        if !self.waiting.is_empty() && session.is_writer_gone() {
            self.problem = Some(StorageError::WriterGone.to_string());
        }
    }

    /// Waits until everything is written, something could not be, or an answer takes longer than `most`; whether all of
    /// it is written.
    pub fn settle(&mut self, session: &Session, most: Duration) -> bool {
        self.hear(session);
        while self.beside > 0 || !self.waiting.is_empty() {
            let Ok(answer) = self.answers.recv_timeout(most) else {
                break;
            };
            let is_bad = answer.came.is_err();
            self.take(answer);
            if is_bad {
                break;
            }
        }
        self.waiting.is_empty()
    }

    /// Tries again what could not be written.
    pub fn again(&self, session: &Session) -> Result<(), StorageError> {
        session.again()
    }

    /// How many changes are not written yet.
    pub fn unwritten(&self) -> usize {
        self.waiting.len()
    }

    /// Whether a row is not yet saved as it stands.
    pub fn has(&self, row: Uuid) -> bool {
        self.waiting.iter().any(|each| each.rows.contains(&row))
    }

    /// Why the first of it could not be written.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// What turned out not to be possible when its turn came, since this was last asked.
    pub fn take_refused(&mut self) -> Vec<String> {
        std::mem::take(&mut self.refused)
    }

    fn take(&mut self, answer: Answer) {
        if answer.number.is_none() {
            self.beside = self.beside.saturating_sub(1);
        }
        match answer.came {
            // What went beside the line says nothing of what stands in it.
            Ok(()) if answer.number.is_none() && !self.waiting.is_empty() => {}
            Ok(()) => self.problem = None,
            Err(error) if error.is_final() => self.refused.push(error.to_string()),
            Err(error) => {
                self.problem = Some(error.to_string());
                return;
            }
        }
        if let Some(number) = answer.number {
            self.waiting.retain(|each| each.number != number);
        }
    }
}

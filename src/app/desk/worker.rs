//! The worker: a named thread for work that may take longer than a frame. One job at a time; its answer is fetched by
//! the window, which the worker wakes without knowing it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

use super::{Desk, DeskError, Job, Report};

/// How far a job is, and whether it is still wanted. Shared by the worker and the window.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicUsize,
    of: AtomicUsize,
    cancelled: AtomicBool,
}

impl Progress {
    /// Says that `done` of `of` steps are behind.
    pub fn at(&self, done: usize, of: usize) {
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
    }

    /// Steps done, and of how many; 0 of 0 while that is not known.
    pub fn steps(&self) -> (usize, usize) {
        (
            self.done.load(Ordering::Relaxed),
            self.of.load(Ordering::Relaxed),
        )
    }

    /// Whether nobody waits for it any more; a job that sees this stops before it writes.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// A job at work.
#[derive(Debug)]
pub struct Working {
    /// "Seating".
    pub words: &'static str,
    pub progress: Arc<Progress>,
    answer: mpsc::Receiver<Result<Report, DeskError>>,
}

/// The job at work, if there is one.
#[derive(Debug, Default)]
pub(super) struct Worker {
    working: Option<Working>,
}

impl Desk {
    /// Starts a job; `wake` is called from its thread when it is done. A job that was at work is not waited for any more.
    pub fn start(
        &mut self,
        job: Job,
        wake: impl FnOnce() + Send + 'static,
    ) -> Result<(), DeskError> {
        self.cancel();
        let session = self.session.beside()?;
        let progress = Arc::new(Progress::default());
        let (words, shared) = (job.words(), Arc::clone(&progress));
        let (sender, answer) = mpsc::channel();
        let work = move || {
            let report = job.run(&session, &shared);
            // Whoever hears of the end may count on nobody holding the library for it any more.
            drop(session);
            // Nobody may be waiting any more; then there is nobody to tell.
            drop(sender.send(report));
            wake();
        };
        thread::Builder::new()
            .name("worker".to_owned())
            .spawn(work)
            .map_err(|error| DeskError::Refused(format!("No thread could be started: {error}")))?;
        self.worker.working = Some(Working {
            words,
            progress,
            answer,
        });
        Ok(())
    }

    /// The job at work.
    pub fn working(&self) -> Option<&Working> {
        self.worker.working.as_ref()
    }

    /// Stops waiting for the job at work, and tells it so.
    pub fn cancel(&mut self) {
        if let Some(working) = self.worker.working.take() {
            working.progress.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// What came of the job at work, once it is done. The lists are read again.
    pub fn finished(&mut self) -> Option<Result<Report, DeskError>> {
        let answer = match self.working()?.answer.try_recv() {
            Ok(answer) => answer,
            Err(mpsc::TryRecvError::Empty) => return None,
            Err(mpsc::TryRecvError::Disconnected) => Err(DeskError::Refused(
                "The work ended before it was done. Nothing was changed".to_owned(),
            )),
        };
        self.worker.working = None;
        match self.reload() {
            Ok(()) => Some(answer),
            Err(error) => Some(Err(error)),
        }
    }

    /// Waits for the job at work and returns what came of it; `None` when there is none.
    pub fn wait(&mut self) -> Option<Result<Report, DeskError>> {
        let working = self.worker.working.take()?;
        let answer = working.answer.recv().unwrap_or_else(|_gone| {
            Err(DeskError::Refused(
                "The work ended before it was done. Nothing was changed".to_owned(),
            ))
        });
        match self.reload() {
            Ok(()) => Some(answer),
            Err(error) => Some(Err(error)),
        }
    }
}

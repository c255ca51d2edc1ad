//! The one writer: a named thread that owns the only writing connection. Every change goes to it and is answered after
//! COMMIT.

use std::{sync::mpsc, thread};

use crate::storage::{Library, StorageError};

type Job = Box<dyn FnOnce(&mut Library) + Send>;

/// The way to the thread that writes.
#[derive(Debug)]
pub(super) struct Writer {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Writer {
    /// Gives the library to its thread.
    pub(super) fn start(mut library: Library) -> std::io::Result<Self> {
        let (jobs, queue) = mpsc::channel::<Job>();
        let thread = thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || {
                for job in queue {
                    job(&mut library);
                }
                // At exit the file alone is whole. When it cannot be, the journal beside it keeps everything.
                drop(library.checkpoint());
            })?;
        Ok(Self {
            jobs: Some(jobs),
            thread: Some(thread),
        })
    }

    /// Runs `work` on the writer's thread and waits for its answer.
    pub(super) fn run<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Library) -> Result<R, StorageError> + Send + 'static,
    ) -> Result<R, StorageError> {
        let (answer, answered) = mpsc::channel();
        let job: Job = Box::new(move |library| drop(answer.send(work(library))));
        self.jobs
            .as_ref()
            .ok_or(StorageError::WriterGone)?
            .send(job)
            .map_err(|_gone| StorageError::WriterGone)?;
        answered.recv().map_err(|_gone| StorageError::WriterGone)?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

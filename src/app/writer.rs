//! The one writer: a named thread that owns the only writing connection. Every change goes to it and is answered after
//! COMMIT. Who may wait is answered at once or not at all; what comes from the table stands in a line, in which what
//! could not be written is tried again before anything behind it.

use std::{
    collections::VecDeque,
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use crate::storage::{Library, StorageError};

/// Work that somebody waits for, or that is done once whatever comes of it.
type Job = Box<dyn FnOnce(&mut Library) + Send>;

/// Work that stands in the line until it says that it is done.
pub(super) type Turn = Box<dyn FnMut(&mut Library) -> bool + Send>;

/// How long what could not be written rests before it is tried again.
const AGAIN_AFTER: Duration = Duration::from_secs(2);

enum Order {
    Now(Job),
    Line(Turn),
    /// Try the line again without resting.
    Again,
}

/// The way to the thread that writes.
#[derive(Debug)]
pub(super) struct Writer {
    orders: Option<mpsc::Sender<Order>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Writer {
    /// Gives the library to its thread.
    pub(super) fn start(mut library: Library) -> std::io::Result<Self> {
        let (orders, queue) = mpsc::channel::<Order>();
        let thread = thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || {
                serve(&mut library, &queue);
                // At exit the file alone is whole. When it cannot be, the journal beside it keeps everything.
                drop(library.checkpoint());
            })?;
        Ok(Self {
            orders: Some(orders),
            thread: Some(thread),
        })
    }

    /// Runs `work` on the writer's thread and waits for its answer.
    pub(super) fn run<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Library) -> Result<R, StorageError> + Send + 'static,
    ) -> Result<R, StorageError> {
        let (answer, answered) = mpsc::channel();
        self.post(move |library| drop(answer.send(work(library))))?;
        answered.recv().map_err(|_gone| StorageError::WriterGone)?
    }

    /// Has `work` done on the writer's thread and does not wait.
    pub(super) fn post(
        &self,
        work: impl FnOnce(&mut Library) + Send + 'static,
    ) -> Result<(), StorageError> {
        self.order(Order::Now(Box::new(work)))
    }

    /// Puts work at the end of the line and does not wait.
    pub(super) fn line(&self, turn: Turn) -> Result<(), StorageError> {
        self.order(Order::Line(turn))
    }

    /// Has what could not be written tried again now.
    pub(super) fn again(&self) -> Result<(), StorageError> {
        self.order(Order::Again)
    }

    /// Whether the thread has ended, as it does by itself only where something went very wrong.
    pub(super) fn is_gone(&self) -> bool {
        self.thread
            .as_ref()
            .is_none_or(thread::JoinHandle::is_finished)
    }

    fn order(&self, order: Order) -> Result<(), StorageError> {
        let orders = self.orders.as_ref().ok_or(StorageError::WriterGone)?;
        orders.send(order).map_err(|_gone| StorageError::WriterGone)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.orders.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Does what is ordered until nobody is left to order anything, and the line is tried a last time.
fn serve(library: &mut Library, orders: &mpsc::Receiver<Order>) {
    let mut line: VecDeque<Turn> = VecDeque::new();
    loop {
        let order = if line.is_empty() {
            orders
                .recv()
                .map_err(|_gone| RecvTimeoutError::Disconnected)
        } else {
            orders.recv_timeout(AGAIN_AFTER)
        };
        match order {
            Ok(Order::Now(job)) => job(library),
            Ok(Order::Line(turn)) => {
                let is_first = line.is_empty();
                line.push_back(turn);
                if is_first {
                    go_on(library, &mut line);
                }
            }
            Ok(Order::Again) | Err(RecvTimeoutError::Timeout) => go_on(library, &mut line),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    go_on(library, &mut line);
}

/// Works the line off until something in it cannot be done.
fn go_on(library: &mut Library, line: &mut VecDeque<Turn>) {
    while line.front_mut().is_some_and(|turn| turn(library)) {
        line.pop_front();
    }
}

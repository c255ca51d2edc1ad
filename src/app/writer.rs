//! The one writer: a named thread that owns the only writing connection. Every change goes to it and is answered after
//! COMMIT. Who may wait is answered at once or not at all; what comes from the table stands in a line, in which what
//! could not be written is tried again before anything behind it.

use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::{
        Arc, OnceLock,
        mpsc::{self, RecvTimeoutError},
    },
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

/// How long the pages are left to look through while nothing is to be written.
const SHOWN_AFTER: Duration = Duration::from_millis(250);

enum Order {
    Now(Job),
    Line(Turn),
    /// Try the line again without resting.
    Again,
    /// What is to be done should the library turn out damaged.
    IfDamaged(Box<dyn FnOnce() + Send>),
}

/// When the writer looks through the pages of its library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pages {
    /// They were looked through when it was opened.
    Checked,
    /// Before anything is written.
    First,
}

/// The way to the thread that writes.
#[derive(Debug)]
pub(super) struct Writer {
    orders: Option<mpsc::Sender<Order>>,
    thread: Option<thread::JoinHandle<()>>,
    path: PathBuf,
    /// What is wrong with the library, once that is known; then nothing is written in it.
    damage: Arc<OnceLock<String>>,
}

impl Writer {
    /// Gives the library to its thread.
    pub(super) fn start(mut library: Library, pages: Pages) -> std::io::Result<Self> {
        let (orders, queue) = mpsc::channel::<Order>();
        let path = library.path().to_owned();
        let damage = Arc::<OnceLock<String>>::default();
        let found = Arc::clone(&damage);
        let thread = thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || {
                let mut early = VecDeque::new();
                if pages == Pages::First {
                    early = first_orders(&queue);
                    if let Err(error) = library.check_pages() {
                        let detail = match error {
                            StorageError::Damaged { detail, .. } => detail,
                            other => other.to_string(),
                        };
                        found.get_or_init(|| detail);
                        return refuse(early, &queue);
                    }
                }
                serve(&mut library, early, &queue);
                // At exit the file alone is whole. When it cannot be, the journal beside it keeps everything.
                drop(library.checkpoint());
            })?;
        Ok(Self {
            orders: Some(orders),
            thread: Some(thread),
            path,
            damage,
        })
    }

    /// What is wrong with the library; none while it is sound, or not looked through yet.
    pub(super) fn damage(&self) -> Option<StorageError> {
        let detail = self.damage.get()?;
        Some(StorageError::damaged(&self.path, detail))
    }

    /// Has something done as soon as the library turns out damaged.
    pub(super) fn if_damaged(&self, then: impl FnOnce() + Send + 'static) {
        // A writer that is gone has nothing to tell any more.
        drop(self.order(Order::IfDamaged(Box::new(then))));
    }

    /// Runs `work` on the writer's thread and waits for its answer.
    pub(super) fn run<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Library) -> Result<R, StorageError> + Send + 'static,
    ) -> Result<R, StorageError> {
        let (answer, answered) = mpsc::channel();
        self.post(move |library| drop(answer.send(work(library))))?;
        let gone = |_| self.damage().unwrap_or(StorageError::WriterGone);
        answered.recv().map_err(gone)?
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

/// Waits until something is to be written, or the program has had time to show itself: looking through the pages takes
/// from both cores of a small machine. What was ordered meanwhile.
fn first_orders(orders: &mpsc::Receiver<Order>) -> VecDeque<Order> {
    let mut early = VecDeque::new();
    while let Ok(order) = orders.recv_timeout(SHOWN_AFTER) {
        let is_quiet = matches!(order, Order::IfDamaged(_));
        early.push_back(order);
        if !is_quiet {
            break;
        }
    }
    early
}

/// Does nothing that is ordered, because the library is damaged, but tells whoever wants to know.
fn refuse(early: VecDeque<Order>, orders: &mpsc::Receiver<Order>) {
    for order in early.into_iter().chain(orders) {
        if let Order::IfDamaged(then) = order {
            then();
        }
    }
}

/// Does what is ordered until nobody is left to order anything, and the line is tried a last time.
fn serve(library: &mut Library, mut early: VecDeque<Order>, orders: &mpsc::Receiver<Order>) {
    let mut line: VecDeque<Turn> = VecDeque::new();
    loop {
        let order = if let Some(order) = early.pop_front() {
            Ok(order)
        } else if line.is_empty() {
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
            Ok(Order::IfDamaged(_)) => {}
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

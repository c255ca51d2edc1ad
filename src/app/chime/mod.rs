//! The chime at the table: it follows the clock on a thread of its own, so that a cue comes at its edge whatever the window
//! draws, and plays it by a means that it does not know. That there is no sound is a state to be said on screen, never an
//! error, and nothing is only said by sound.

#[cfg(feature = "sound")]
mod player;
#[cfg(test)]
mod tests;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::Duration,
};

use super::Desk;
use crate::{
    domain::{Dinner, Id},
    evening::{Clock, Cue, Ear, Stamp, cue::Beat},
};

/// The clock is looked at this often at least while an edge is to come, because waiting stands still in sleep.
const LOOK: Duration = Duration::from_secs(1);
/// An output that has not come to its end after so many milliseconds gives no sound.
const PATIENCE_MS: i64 = 5_000;

/// Nothing is played, or the last cue was; one is being played; the last could not be.
const WELL: u8 = 0;
const PLAYING: u8 = 1;
const FAILED: u8 = 2;

type SharedClock = Arc<dyn Clock + Send + Sync>;

/// Plays a cue and returns when it is over; that it could not be heard is an `Err`.
type Play = Box<dyn FnMut(Cue) -> Result<(), NoSound> + Send>;

/// A cue could not be heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSound;

/// What its thread is told.
enum Word {
    Follow(Option<Beat>, SharedClock),
    On(bool),
    TryOut,
}

/// The chime, as the window knows it. Off unless the host chose it.
#[derive(Default)]
pub struct Chime {
    words: Option<Sender<Word>>,
    state: Arc<AtomicU8>,
    is_on: bool,
    is_muted: bool,
    /// The table whose clock it follows, the beat, and the revision of the library at which that was read.
    table: Option<(Id<Dinner>, i64)>,
    beat: Option<Beat>,
    revision: u64,
    /// Since when a cue is seen to be played, on the boot clock.
    playing_since_ms: Option<i64>,
}

impl std::fmt::Debug for Chime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Chime")
            .field("is_on", &self.is_on)
            .field("is_muted", &self.is_muted)
            .finish_non_exhaustive()
    }
}

impl Chime {
    /// By the system's output, where the program was built with sound; otherwise there is none. `wake` is called from
    /// another thread when it turned out whether a cue can be heard.
    pub fn by_system(wake: impl Fn() + Send + 'static) -> Self {
        #[cfg(feature = "sound")]
        return Self::by(player::play, wake);
        #[cfg(not(feature = "sound"))]
        {
            drop(wake);
            Self::default()
        }
    }

    /// By other means, for tests.
    pub fn by(
        play: impl FnMut(Cue) -> Result<(), NoSound> + Send + 'static,
        wake: impl Fn() + Send + 'static,
    ) -> Self {
        let (words, heard) = channel();
        let state = Arc::default();
        let shared = Arc::clone(&state);
        let started = thread::Builder::new()
            .name("chime".to_owned())
            .spawn(move || run(&heard, &shared, Box::new(play), &wake));
        // Without a thread the first word finds nobody, and there is no sound.
        drop(started);
        Self {
            words: Some(words),
            state,
            ..Self::default()
        }
    }

    /// Whether this program can have a chime at all.
    pub fn is_there(&self) -> bool {
        self.words.is_some()
    }

    /// Whether the host chose it.
    pub fn is_on(&self) -> bool {
        self.is_there() && self.is_on
    }

    /// Whether it is chosen, and muted by the host.
    pub fn is_muted(&self) -> bool {
        self.is_on() && self.is_muted
    }

    /// Whether it is to be heard and is not: the last cue failed, or the output hangs.
    pub fn is_silent(&self, now: Stamp) -> bool {
        let has_failed = self.state.load(Ordering::Acquire) == FAILED;
        let since = self.playing_since_ms;
        let hangs = since.is_some_and(|since| now.boot_ms - since > PATIENCE_MS);
        self.is_on() && !self.is_muted && (has_failed || hangs)
    }

    /// Turns it on or off, and mutes it or not.
    pub fn set(&mut self, is_on: bool, is_muted: bool) {
        let was_heard = self.is_on && !self.is_muted;
        (self.is_on, self.is_muted) = (is_on, is_muted);
        if was_heard != (is_on && !is_muted) {
            self.tell(Word::On(!was_heard));
        }
    }

    /// Plays one note, so that whoever has just chosen it hears it, or sees that there is no sound.
    pub fn try_out(&mut self) {
        self.tell(Word::TryOut);
    }

    /// Follows the clock of the table where the host sits, or of the one that they left and that goes on. Returns at once;
    /// called in each frame.
    pub fn attend(&mut self, desk: &Desk) {
        if !self.is_there() {
            return;
        }
        let now_ms = desk.stamp().boot_ms;
        let is_playing = self.state.load(Ordering::Acquire) == PLAYING;
        self.playing_since_ms =
            is_playing.then(|| self.playing_since_ms.unwrap_or(now_ms).min(now_ms));
        let beat = if let Some(live) = desk.table() {
            self.table = Some((live.dinner().id, live.table_no()));
            live.evening().beat()
        } else if let Some((dinner, table_no)) = self.table
            && self.revision != desk.revision()
        {
            // It may have been changed, or ended, from elsewhere.
            let evenings = desk.evenings(dinner).unwrap_or_default();
            let mut evenings = evenings.iter();
            let left = evenings.find(|live| live.table_no() == table_no);
            left.and_then(|live| live.evening().beat())
        } else {
            return;
        };
        self.revision = desk.revision();
        if self.beat != beat {
            self.beat = beat;
            self.tell(Word::Follow(beat, desk.clock()));
        }
    }

    /// Follows no clock any more, because there is another library.
    pub fn leave(&mut self, desk: &Desk) {
        self.table = None;
        if self.beat.take().is_some() {
            self.tell(Word::Follow(None, desk.clock()));
        }
    }

    fn tell(&self, word: Word) {
        if let Some(words) = &self.words
            && words.send(word).is_err()
        {
            // The thread is gone.
            self.state.store(FAILED, Ordering::Release);
        }
    }
}

fn run(heard: &Receiver<Word>, state: &AtomicU8, mut play: Play, wake: &dyn Fn()) {
    let mut ear = Ear::default();
    let mut clock: Option<SharedClock> = None;
    let mut is_on = false;
    loop {
        let wait = clock.as_ref().filter(|_| is_on);
        let wait = wait.and_then(|clock| ear.until_next_ms(clock.now()));
        let word = match wait.map(|ms| Duration::from_millis(ms.unsigned_abs())) {
            Some(wait) => heard.recv_timeout(wait.min(LOOK)),
            None => heard.recv().map_err(RecvTimeoutError::from),
        };
        let cue = match word {
            Ok(Word::Follow(beat, told)) => ear.follow(beat, clock.insert(told).now()),
            Ok(Word::TryOut) => Some(Cue::WrappingUp),
            Ok(Word::On(is)) => {
                is_on = is;
                // What was to be heard meanwhile is over.
                clock.as_ref().map(|clock| ear.listen(clock.now()));
                None
            }
            Err(RecvTimeoutError::Timeout) => {
                clock.as_ref().and_then(|clock| ear.listen(clock.now()))
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let Some(cue) = cue.filter(|_| is_on) else {
            continue;
        };
        state.store(PLAYING, Ordering::Release);
        let played = catch_unwind(AssertUnwindSafe(|| play(cue)));
        let is_well = matches!(played, Ok(Ok(())));
        state.store(if is_well { WELL } else { FAILED }, Ordering::Release);
        wake();
    }
}

//! Keeping the screen awake while an evening runs. The system's bus may hang for half a minute and is asked on a thread
//! of its own; that it cannot be done is a state to be said on screen, never an error.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

/// What holds the screen awake; let go when it is dropped.
pub type Hold = Box<dyn Any>;

/// Asks the system for it; `None` where the screen may go dark all the same.
type Take = Box<dyn FnMut() -> Option<Hold> + Send>;

/// Whether the screen is kept awake.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AwakeState {
    /// It is not wanted.
    #[default]
    Off,
    /// The system has not answered yet.
    Asked,
    Kept,
    /// The screen may go dark.
    Refused,
}

impl AwakeState {
    const ALL: [Self; 4] = [Self::Off, Self::Asked, Self::Kept, Self::Refused];

    fn code(self) -> u8 {
        self as u8
    }
}

/// Keeps the screen awake while that is wanted.
#[derive(Default)]
pub struct Awake {
    is_wanted: bool,
    state: Arc<AtomicU8>,
    wishes: Option<Sender<bool>>,
}

impl std::fmt::Debug for Awake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Awake")
            .field("state", &self.state())
            .finish_non_exhaustive()
    }
}

impl Awake {
    /// By the system's means; `wake` is called from another thread when the state has changed.
    pub fn by_system(wake: impl Fn() + Send + 'static) -> Self {
        Self::by(ask_system, wake)
    }

    /// By other means, for tests.
    pub fn by(
        take: impl FnMut() -> Option<Hold> + Send + 'static,
        wake: impl Fn() + Send + 'static,
    ) -> Self {
        let (wishes, heard) = channel();
        let state = Arc::default();
        let shared = Arc::clone(&state);
        let started = thread::Builder::new()
            .name("keep awake".to_owned())
            .spawn(move || run(&heard, &shared, Box::new(take), &wake));
        // Without a thread the first wish finds nobody, and is refused.
        drop(started);
        Self {
            is_wanted: false,
            state,
            wishes: Some(wishes),
        }
    }

    /// Says whether the screen is to stay awake from now on. Returns at once.
    pub fn want(&mut self, is_wanted: bool) {
        if self.is_wanted == is_wanted {
            return;
        }
        self.is_wanted = is_wanted;
        if let Some(wishes) = &self.wishes
            && wishes.send(is_wanted).is_err()
        {
            // The thread is gone, and with it whatever it held.
            self.wishes = None;
            self.state
                .store(AwakeState::Refused.code(), Ordering::Release);
        }
    }

    /// How it stands.
    pub fn state(&self) -> AwakeState {
        let code = usize::from(self.state.load(Ordering::Acquire));
        AwakeState::ALL.get(code).copied().unwrap_or_default()
    }
}

fn run(heard: &Receiver<bool>, state: &AtomicU8, mut take: Take, wake: &dyn Fn()) {
    let tell = |now: AwakeState| {
        state.store(now.code(), Ordering::Release);
        wake();
    };
    let mut held = None;
    while let Ok(mut is_wanted) = heard.recv() {
        // Only the last wish counts: the system may have taken long over the one before.
        while let Ok(later) = heard.try_recv() {
            is_wanted = later;
        }
        if !is_wanted {
            let_go(held.take());
            tell(AwakeState::Off);
        } else if held.is_none() {
            tell(AwakeState::Asked);
            held = catch_unwind(AssertUnwindSafe(&mut take)).unwrap_or_default();
            tell(match held {
                Some(_) => AwakeState::Kept,
                None => AwakeState::Refused,
            });
        }
    }
    let_go(held);
}

/// Lets the screen sleep again. What holds it panics where the bus is gone, and then nothing is held any more.
fn let_go(held: Option<Hold>) {
    let _gone: thread::Result<()> = catch_unwind(AssertUnwindSafe(|| drop(held)));
}

/// Asks for the display, against idling and against sleep one by one, as a system may know only some of them. The
/// display is what matters at a table.
fn ask_system() -> Option<Hold> {
    let asked = |what: fn(&mut keepawake::Builder) -> &mut keepawake::Builder| {
        let mut builder = keepawake::Builder::default();
        builder
            .app_name("Tablemates")
            .app_reverse_domain("org.tablemates.tablemates")
            .reason("An evening is running");
        what(&mut builder).create().ok()
    };
    let display = asked(|builder| builder.display(true))?;
    let idle = asked(|builder| builder.idle(true));
    let sleep = asked(|builder| builder.sleep(true));
    Some(Box::new((display, idle, sleep)))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// Waits for the next state that the thread says.
    fn next(said: &mpsc::Receiver<()>, awake: &Awake) -> AwakeState {
        said.recv().unwrap();
        awake.state()
    }

    #[test]
    fn it_is_kept_while_wanted_and_let_go_after() {
        struct Held(mpsc::Sender<&'static str>);
        impl Drop for Held {
            fn drop(&mut self) {
                self.0.send("let go").unwrap();
            }
        }
        let (tell, told) = mpsc::channel();
        let take = move || {
            tell.send("taken").unwrap();
            Some(Box::new(Held(tell.clone())) as Hold)
        };
        let mut awake = Awake::by(take, || {});
        assert_eq!(awake.state(), AwakeState::Off);
        awake.want(true);
        awake.want(true);
        assert_eq!(told.recv().unwrap(), "taken");
        awake.want(false);
        assert_eq!(told.recv().unwrap(), "let go");
        awake.want(true);
        assert_eq!(told.recv().unwrap(), "taken");
        // The end of the program is the end of the hold.
        drop(awake);
        assert_eq!(told.recv().unwrap(), "let go");
        assert!(told.recv().is_err());
    }

    #[test]
    fn a_system_without_it_is_a_state_and_a_hold_that_panics_is_survived() {
        struct Bad;
        impl Drop for Bad {
            fn drop(&mut self) {
                panic!("the bus is gone");
            }
        }
        let mut answers = vec![Some(Box::new(Bad) as Box<dyn Any + Send>), None].into_iter();
        let take = move || answers.next().flatten().map(|held| held as Hold);
        let (wake, said) = mpsc::channel();
        let mut awake = Awake::by(take, move || wake.send(()).unwrap_or_default());
        for (is_wanted, expected) in [
            (true, AwakeState::Kept),
            (false, AwakeState::Off),
            (true, AwakeState::Refused),
            (false, AwakeState::Off),
        ] {
            awake.want(is_wanted);
            let mut now = next(&said, &awake);
            if is_wanted && now == AwakeState::Asked {
                now = next(&said, &awake);
            } else if is_wanted {
                // Both words were said before the first was looked at.
                said.recv().unwrap();
            }
            assert_eq!(now, expected);
        }
    }
}

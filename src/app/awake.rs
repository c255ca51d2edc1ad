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

use crate::evening::Stamp;

/// A system that has not answered after so many milliseconds keeps nothing awake; one that answers later is believed.
const PATIENCE_MS: i64 = 10_000;

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
    /// The moment of the last look, and since when the system has not answered, both on the boot clock.
    now_ms: i64,
    asked_ms: Option<i64>,
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
            state,
            wishes: Some(wishes),
            ..Self::default()
        }
    }

    /// Says whether the screen is to stay awake from now on. Returns at once; to be said again as time goes by.
    pub fn want(&mut self, is_wanted: bool, now: Stamp) {
        self.now_ms = now.boot_ms;
        let is_asked = is_wanted && self.told() == AwakeState::Asked;
        self.asked_ms = is_asked.then(|| self.asked_ms.unwrap_or(self.now_ms));
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

    /// How it stands. A system that does not answer refuses: the screen may go dark.
    pub fn state(&self) -> AwakeState {
        let waits = |asked_ms| self.now_ms - asked_ms > PATIENCE_MS;
        match self.told() {
            AwakeState::Asked if self.asked_ms.is_some_and(waits) => AwakeState::Refused,
            told => told,
        }
    }

    /// What the thread said last.
    fn told(&self) -> AwakeState {
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
    use crate::evening::BootId;

    fn at(boot_ms: i64) -> Stamp {
        Stamp {
            wall_ms: 0,
            boot_ms,
            boot_id: BootId::of("a test"),
        }
    }

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
        awake.want(true, at(0));
        awake.want(true, at(0));
        assert_eq!(told.recv().unwrap(), "taken");
        awake.want(false, at(0));
        assert_eq!(told.recv().unwrap(), "let go");
        awake.want(true, at(0));
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
            awake.want(is_wanted, at(0));
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

    #[test]
    fn a_system_that_does_not_answer_is_a_state_and_holds_nobody_up() {
        let (answer, answers) = mpsc::channel::<bool>();
        let take = move || answers.recv().ok().map(|_| Box::new(()) as Hold);
        let (wake, said) = mpsc::channel();
        let mut awake = Awake::by(take, move || wake.send(()).unwrap_or_default());
        awake.want(true, at(0));
        assert_eq!(next(&said, &awake), AwakeState::Asked);
        awake.want(true, at(1_000));
        awake.want(true, at(1_000 + PATIENCE_MS));
        assert_eq!(awake.state(), AwakeState::Asked);
        awake.want(true, at(1_001 + PATIENCE_MS));
        assert_eq!(awake.state(), AwakeState::Refused);
        // It answers after all.
        answer.send(true).unwrap();
        assert_eq!(next(&said, &awake), AwakeState::Kept);
        // Asked again it hangs; whoever wants nothing more, and whoever leaves, waits for nothing.
        awake.want(false, at(20_000));
        assert_eq!(next(&said, &awake), AwakeState::Off);
        awake.want(true, at(20_000));
        assert_eq!(next(&said, &awake), AwakeState::Asked);
        awake.want(false, at(20_000));
        assert_ne!(awake.state(), AwakeState::Refused);
        drop(awake);
        drop(answer);
    }

    /// The variable by which the second of the two tests below knows that it was started by the first.
    #[cfg(target_os = "linux")]
    const SILENT: &str = "TABLEMATES_TEST_SILENT_BUS";

    #[cfg(target_os = "linux")]
    #[test]
    fn a_bus_that_takes_the_call_and_never_answers_hangs_nothing() {
        use std::{
            io::Write as _,
            os::unix::net::UnixListener,
            process::{Command, Stdio},
        };

        let folder = tempfile::TempDir::new().unwrap();
        let socket = folder.path().join("bus");
        let bus = UnixListener::bind(&socket).unwrap();
        // The address of the bus is of the whole process, so that another one is asked to connect.
        let mut program = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "app::awake::tests::on_a_silent_bus",
                "--nocapture",
            ])
            .env(SILENT, "yes")
            .env(
                "DBUS_SESSION_BUS_ADDRESS",
                format!("unix:path={}", socket.display()),
            )
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // It has called, and hears nothing.
        let call = bus.accept().unwrap();
        let mut called = program.stdin.take().unwrap();
        called.write_all(b"called\n").unwrap();
        assert!(program.wait().unwrap().success());
        drop(call);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn on_a_silent_bus() {
        if std::env::var_os(SILENT).is_none() {
            return;
        }
        let (wake, said) = mpsc::channel();
        let mut awake = Awake::by_system(move || wake.send(()).unwrap_or_default());
        awake.want(true, at(0));
        assert_eq!(next(&said, &awake), AwakeState::Asked);
        std::io::stdin().read_line(&mut String::new()).unwrap();
        awake.want(true, at(0));
        awake.want(true, at(PATIENCE_MS + 1));
        assert_eq!(awake.state(), AwakeState::Refused);
        awake.want(false, at(PATIENCE_MS + 1));
        drop(awake);
    }
}

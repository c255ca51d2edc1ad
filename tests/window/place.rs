//! A window on a library of its own, without a display: opened, pressed, clicked and typed into.

use std::path::PathBuf;

use egui::{Key, Modifiers, Vec2, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use tablemates::{
    app::{Desk, Session, desk::open_sample},
    domain::DinnerRecord,
    ui::{
        Window,
        command::{Route, Stage},
        files::{Answer, FilePicker, Opener, Request, RequestId},
        theme::{self, Look},
    },
};
use tempfile::TempDir;

/// A window with the harness around it.
pub(crate) type Open = Harness<'static, Window>;

/// No dialog, and no window of folders: a test opens nothing on the machine that it runs on.
struct NoSystem;

impl FilePicker for NoSystem {
    fn ask(&mut self, _: &Request, _: Box<dyn FnOnce() + Send>) -> RequestId {
        0
    }

    fn poll(&mut self) -> Option<(RequestId, Answer)> {
        None
    }
}

/// A folder for one test.
pub(crate) struct Place(TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.0.path().join("library.tablemates")
    }
}

/// No test opens anything in another program of the machine that it runs on.
pub(crate) fn window(desk: Desk, size: Vec2) -> Open {
    window_opening_by(desk, size, Opener::new(|_| true))
}

pub(crate) fn window_opening_by(desk: Desk, size: Vec2, opener: Opener) -> Open {
    let window = Window::with_picker(desk, &egui::Context::default(), Box::new(NoSystem));
    framed(window.opening_by(opener), size)
}

/// The harness around a window.
pub(crate) fn framed(window: Window, size: Vec2) -> Open {
    let setup = |context: &egui::Context| theme::install(context, Look::default());
    let mut harness = Harness::builder()
        .with_size(size)
        .with_context_setup(setup)
        .build_ui_state(|ui, window: &mut Window| window.show(ui), window);
    harness.run_steps(3);
    harness
}

pub(crate) fn sample(place: &Place, size: Vec2) -> Open {
    window(open_sample(&place.file()).unwrap(), size)
}

pub(crate) fn press(harness: &mut Open, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(3);
}

pub(crate) fn click(harness: &mut Open, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).click();
    harness.run_steps(3);
}

/// A window on an empty library.
pub(crate) fn empty(place: &Place, size: Vec2) -> Open {
    window(
        Desk::new(Session::to_write(&place.file()).unwrap()).unwrap(),
        size,
    )
}

/// The dinner of the sample that is tonight's, opened at a stage by its keys.
pub(crate) fn open_tonight(harness: &mut Open, stage: Stage) {
    press(harness, Modifiers::COMMAND, Key::Num2);
    press(harness, Modifiers::NONE, Key::J);
    press(harness, Modifiers::NONE, Key::Enter);
    for _ in Stage::ALL.iter().take_while(|each| **each != stage) {
        press(harness, Modifiers::COMMAND, Key::ArrowRight);
    }
    assert!(matches!(harness.state().route(), Route::Dinner(_, open) if open == stage));
}

/// Waits for the work that was started, and draws what came of it.
pub(crate) fn settle(harness: &mut Open) {
    harness.state_mut().wait();
    harness.run_steps(3);
}

/// Whether some part's accessible name holds these words.
pub(crate) fn says(harness: &Open, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

pub(crate) fn open_seating(harness: &mut Open) {
    harness
        .get_by_label_contains("Seating, stage 2 of 6")
        .click();
    harness.run_steps(3);
}

/// The dinner that is open, whole.
pub(crate) fn record(harness: &Open) -> DinnerRecord {
    let Route::Dinner(dinner, _) = harness.state().route() else {
        panic!("{:?}", harness.state().route())
    };
    harness
        .state()
        .desk()
        .dinner(dinner)
        .unwrap()
        .unwrap()
        .record
}

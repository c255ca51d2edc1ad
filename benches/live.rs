//! The table's figures: `cargo bench --bench live`, on a screen or under Xvfb. From Enter to "saved", keys to pictures and
//! 500 notes without a screen; then a real window: back at the right clock after a kill, its work while nothing runs and
//! while a clock does, and how late a shown second is (`TABLEMATES_EDGE_SECS`, otherwise 15 s of them).

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "it talks to whoever runs it and stops where it cannot go on"
)]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    time::{Duration, Instant},
};

use egui::{Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use tablemates::{
    app::{
        Desk, Session, SystemClock,
        desk::{TableEdit, TypedLine, sample_session_by},
    },
    domain::{Dinner, Id, dinner::DinnerState},
    evening::{Action, Clock as _, State, signal},
    ui::{
        Window,
        command::{Route, Stage},
    },
};

const NOTES: usize = 500;
const FRAMES: usize = 1_000;
/// How long a window is left alone to see what it does meanwhile.
const ALONE: Duration = Duration::from_secs(10);
/// The size in which the table display opens where there is one screen only.
const DISPLAY: [f32; 2] = [1280.0, 720.0];

fn main() {
    let args: Vec<String> = std::env::args().collect();
    match args.get(1).map(String::as_str) {
        Some("--table") => watched(Path::new(&args[2]), seconds(&args[3]), args.len() > 4),
        Some("--bare") => bare(seconds(&args[2])),
        _ => figures(),
    }
}

fn seconds(text: &str) -> Duration {
    Duration::from_secs(text.parse().unwrap())
}

fn figures() {
    let folder = tempfile::tempdir().unwrap();
    let (library, dinner) = table(folder.path());
    println!("{:<58}{:>14}  limit", "figure", "measured");
    saving(&library, dinner);
    keys("a key to the screen, live", &library, 33.0, true);
    keys("frame of live with 500 notes", &library, 8.0, false);
    if std::env::var_os("DISPLAY").is_some() || std::env::var_os("WAYLAND_DISPLAY").is_some() {
        again(&library, dinner);
        alone(&library, dinner, Work::Nothing);
        alone(&library, dinner, Work::Clock);
        alone(&library, dinner, Work::ClockAndDisplay);
        let share = share_of(Watched::start_as(&["--bare", &ALONE.as_secs().to_string()]));
        line(
            "two empty windows of these sizes, drawn once a second",
            &format!("{:.2} %", share * 100.0),
            "beside it",
            true,
        );
        edges(&library);
    } else {
        println!("no screen here: restart, idle work and seconds are left out (xvfb-run)");
    }
}

fn line(what: &str, measured: &str, limit: &str, is_kept: bool) {
    let over = if is_kept { "" } else { "  OVER" };
    println!("{what:<58}{measured:>14}  {limit}{over}");
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The value below which so many thousandths of the others lie.
fn part(sorted: &[Duration], thousandths: usize) -> f64 {
    millis(sorted[(sorted.len() * thousandths / 1000).min(sorted.len() - 1)])
}

/// The sample with tonight's table.
fn table(folder: &Path) -> (PathBuf, Id<Dinner>) {
    let session = sample_session_by(&folder.join("library"), Box::new(SystemClock)).unwrap();
    let dinners = session.library().dinners().unwrap();
    let tonight = dinners.iter().find(|d| d.state == DinnerState::Seated);
    let dinner = tonight.unwrap().id;
    (session.library().path().to_owned(), dinner)
}

/// Sits down and has a clock run. `wake` is told of every answer of the disk.
fn sit_down(library: &Path, dinner: Id<Dinner>, wake: mpsc::Sender<()>) -> Desk {
    let mut desk = Desk::new(Session::to_write(library).unwrap()).unwrap();
    desk.wake_by(move || wake.send(()).unwrap_or_default());
    desk.at_table(&TableEdit::SitDown(dinner, 1)).unwrap();
    if desk.table().unwrap().evening().started().is_none() {
        desk.at_table(&TableEdit::Act(Action::Next)).unwrap();
    }
    desk.settle().unwrap();
    desk
}

/// 500 notes, each from Enter until it is said to be saved.
fn saving(library: &Path, dinner: Id<Dinner>) {
    let (wake, woken) = mpsc::channel();
    let mut desk = sit_down(library, dinner, wake);
    let mut took: Vec<Duration> = Vec::with_capacity(NOTES);
    let mut sent: Vec<Duration> = Vec::with_capacity(NOTES);
    for n in 0..NOTES {
        let line = TypedLine {
            id: desk.new_note_id(),
            first_key: desk.stamp(),
            signs: vec![(n % 8 + 1).to_string(), "?".to_owned()],
            text: format!("question number {n}, who pays for the label and from when on"),
            reads_dates: true,
            corrects: None,
        };
        while woken.try_recv().is_ok() {}
        let start = Instant::now();
        desk.at_table(&TableEdit::Note(line)).unwrap();
        sent.push(start.elapsed());
        while desk.outbox().unwritten() > 0 {
            woken.recv().unwrap();
            desk.hear().unwrap();
        }
        took.push(start.elapsed());
    }
    took.sort();
    sent.sort();
    line(
        &format!("Enter to saved, p99 (p50 {:.1} ms)", part(&took, 500)),
        &format!("{:.1} ms", part(&took, 990)),
        "<= 100 ms",
        part(&took, 990) <= 100.0,
    );
    line(
        "of it on the drawing thread, p99",
        &format!("{:.2} ms", part(&sent, 990)),
        "<= 8 ms",
        part(&sent, 990) <= 8.0,
    );
}

/// Frames of the live screen without a screen, all notes shown; with a letter typed in each, or the list scrolled.
fn keys(what: &str, library: &Path, limit_ms: f64, has_keys: bool) {
    let context = egui::Context::default();
    let desk = Desk::new(Session::to_write(library).unwrap()).unwrap();
    let mut window = Window::new(desk, &context);
    assert!(matches!(window.route(), Route::Dinner(_, Stage::Live)));
    let screen = Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0));
    let mut took: Vec<Duration> = Vec::with_capacity(FRAMES);
    for frame in 0..FRAMES + 20 {
        let mut input = RawInput {
            screen_rect: Some(screen),
            time: Some(frame as f64 / 60.0),
            ..RawInput::default()
        };
        input
            .events
            .push(Event::PointerMoved(egui::pos2(1250.0, 400.0)));
        if has_keys && frame % 60 == 59 {
            input.events.push(key(Key::Escape));
        } else if has_keys {
            let letter = ["a", "b", " ", "@", "c"][frame % 5];
            input.events.push(Event::Text(letter.to_owned()));
        } else if frame % 3 == 0 {
            input.events.push(Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, if frame % 120 < 60 { 400.0 } else { -400.0 }),
                modifiers: Modifiers::NONE,
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
            });
        }
        let start = Instant::now();
        let mut output = context.run_ui(input, |ui| window.show(ui));
        output.textures_delta.clear();
        let shapes = context.tessellate(output.shapes, output.pixels_per_point);
        std::hint::black_box(shapes);
        // The first frames make the fonts and the lists.
        if frame >= 20 {
            took.push(start.elapsed());
        }
    }
    took.sort();
    line(
        &format!("{what}, p99 (p50 {:.1} ms)", part(&took, 500)),
        &format!("{:.1} ms", part(&took, 990)),
        &format!("<= {limit_ms:.0} ms"),
        part(&took, 990) <= limit_ms,
    );
}

fn key(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

/// A window at the table as a process of its own, and what it says.
struct Watched {
    child: Child,
    said: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Watched {
    fn start(library: &Path, alone: Duration) -> Self {
        let secs = alone.as_secs().to_string();
        Self::start_as(&["--table", library.to_str().unwrap(), &secs])
    }

    fn start_as(args: &[&str]) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, said }
    }

    fn hear(&mut self) -> String {
        self.said.next().unwrap().unwrap()
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// The live screen after a kill: how soon it is there, and whether its clock is right.
fn again(library: &Path, dinner: Id<Dinner>) {
    let mut before = Watched::start(library, ALONE);
    before.hear();
    before.kill();
    let start = Instant::now();
    let mut after = Watched::start(library, ALONE);
    let said = after.hear();
    let took = start.elapsed();
    after.kill();
    let shown: Vec<i64> = said.split(' ').filter_map(|n| n.parse().ok()).collect();
    let session = Session::to_read(library).unwrap();
    let row = session.library().get(dinner).unwrap().unwrap();
    let live = tablemates::app::live::Live::open(&session, &row, 1).unwrap();
    let mut then = SystemClock.now();
    then.boot_ms = shown[1];
    let right = live.evening().remaining_ms(then).unwrap();
    let off = (right - shown[0]).abs();
    let is_right = off <= 1;
    line(
        &format!("live screen and a right clock after a kill (off {off} ms)"),
        &format!("{:.0} ms", millis(took)),
        "< 1 s, to 1 ms",
        took < Duration::from_secs(1) && is_right,
    );
}

/// What a window does while it is left alone.
#[derive(Clone, Copy, PartialEq)]
enum Work {
    Nothing,
    Clock,
    ClockAndDisplay,
}

/// What the live screen works while it is left alone, with a clock that runs or none.
fn alone(library: &Path, dinner: Id<Dinner>, work: Work) {
    let has_clock = work != Work::Nothing;
    let mut desk = sit_down(library, dinner, mpsc::channel().0);
    let runs = matches!(desk.table().unwrap().evening().state(), State::Running(..));
    if runs != has_clock {
        desk.at_table(&TableEdit::Act(Action::PauseOrResume))
            .unwrap();
    }
    // The last ten seconds are drawn ten times as often.
    if has_clock {
        desk.at_table(&TableEdit::Act(Action::AddTime(3_600_000)))
            .unwrap();
    }
    desk.at_table(&TableEdit::StandUp).unwrap();
    drop(desk);
    let secs = ALONE.as_secs().to_string();
    let mut args = vec!["--table", library.to_str().unwrap(), &secs];
    if work == Work::ClockAndDisplay {
        args.push("display");
    }
    let share = share_of(Watched::start_as(&args));
    let (what, limit, most) = match work {
        Work::Nothing => ("live with no clock running, of a core", "0", 0.002),
        Work::Clock => ("live at one second a second, of a core", "<= 1 %", 0.01),
        Work::ClockAndDisplay => ("the same with the table display", "<= 1 %", 0.01),
    };
    line(
        what,
        &format!("{:.2} %", share * 100.0),
        limit,
        share <= most,
    );
}

/// The part of a core that a window takes while it is left alone.
fn share_of(mut window: Watched) -> f64 {
    window.hear();
    let worked: u64 = window.hear().parse().unwrap();
    window.kill();
    worked as f64 / millis(ALONE)
}

/// Two windows as large as ours with nothing in them, drawn once a second: what the stack itself takes.
fn bare(alone: Duration) {
    struct Bare {
        frames: usize,
        alone: Duration,
    }
    impl eframe::App for Bare {
        fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
            let again = |context: &egui::Context| {
                context.request_repaint_after_for(Duration::from_secs(1), context.viewport_id());
            };
            let second = egui::ViewportBuilder::default().with_inner_size(DISPLAY);
            let id = egui::ViewportId::from_hash_of("second");
            ui.ctx()
                .show_viewport_deferred(id, second, move |ui, _class| again(ui.ctx()));
            again(ui.ctx());
            self.frames += 1;
            if self.frames == 1 {
                println!("drawn");
                let alone = self.alone;
                let wait = move || {
                    std::thread::sleep(Duration::from_secs(2));
                    let before = worked();
                    std::thread::sleep(alone);
                    println!("{}", worked().saturating_sub(before));
                };
                std::thread::Builder::new().spawn(wait).unwrap();
            }
        }
    }
    let options = tablemates::ui::options("Tablemates, two empty windows");
    let app = move |_: &eframe::CreationContext<'_>| {
        Ok(Box::new(Bare { frames: 0, alone }) as Box<dyn eframe::App>)
    };
    eframe::run_native("Tablemates, two empty windows", options, Box::new(app)).unwrap();
}

/// How long after its true edge a second is drawn.
fn edges(library: &Path) {
    let secs = std::env::var("TABLEMATES_EDGE_SECS").ok();
    let secs = secs.and_then(|secs| secs.parse().ok()).unwrap_or(15);
    let mut window = Watched::start(library, Duration::from_secs(secs));
    window.hear();
    window.hear();
    let mut late: Vec<Duration> = window
        .hear()
        .split(' ')
        .filter_map(|ms| ms.parse().ok())
        .map(Duration::from_millis)
        .collect();
    window.kill();
    late.sort();
    assert!(!late.is_empty(), "no second was shown");
    line(
        &format!("a second is shown after its edge, p99 of {}", late.len()),
        &format!("{:.0} ms", part(&late, 990)),
        "<= 50 ms",
        part(&late, 990) <= 50.0,
    );
}

/// A window that says what its clock shows once it has drawn, then what it worked while it was left alone, then how late
/// each second was.
fn watched(library: &Path, alone: Duration, has_display: bool) {
    struct Watch {
        window: Window,
        frames: usize,
        shown: Option<String>,
        late: mpsc::Sender<i64>,
        all: Option<mpsc::Receiver<i64>>,
        alone: Duration,
        /// The key that opens the table display is still to be pressed.
        opens_display: bool,
    }
    impl eframe::App for Watch {
        fn raw_input_hook(&mut self, _context: &egui::Context, input: &mut RawInput) {
            if self.frames == 1 && std::mem::take(&mut self.opens_display) {
                input.events.push(key(Key::F11));
            }
        }

        fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
            eframe::App::clear_color(&self.window, visuals)
        }

        fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
            let now = self.window.desk().stamp();
            eframe::App::ui(&mut self.window, ui, frame);
            let evening = self.window.desk().table().unwrap().evening();
            let left = evening.remaining_ms(now).unwrap();
            let digits = signal::digits(left);
            if self.shown.as_ref().is_some_and(|shown| *shown != digits) {
                // What remains rounds up: the digits change where it is whole.
                let until = signal::until_next_digit_ms(left);
                self.late.send(until).unwrap_or_default();
            }
            self.shown = Some(digits);
            self.frames += 1;
            // The first frame is on the screen when the second one begins.
            if self.frames == 1 {
                ui.ctx().request_repaint();
            }
            let Some(all) = self.all.take_if(|_| self.frames == 2) else {
                return;
            };
            println!("{left} {}", now.boot_ms);
            let alone = self.alone;
            let wait = move || {
                std::thread::sleep(Duration::from_secs(2));
                while all.try_recv().is_ok() {}
                let before = worked();
                std::thread::sleep(alone);
                println!("{}", worked().saturating_sub(before));
                let late: Vec<String> = all
                    .try_iter()
                    .map(|until| (1_000 - until).rem_euclid(1_000).to_string())
                    .collect();
                println!("{}", late.join(" "));
            };
            std::thread::Builder::new().spawn(wait).unwrap();
        }
    }
    let library = library.to_owned();
    let opening = Window::opening(move || Desk::open(&library, Box::new(SystemClock))).unwrap();
    let options = tablemates::ui::options("Tablemates, at the table");
    let app = move |creation: &eframe::CreationContext<'_>| {
        let (late, all) = mpsc::channel();
        let watch = Watch {
            window: opening(&creation.egui_ctx).unwrap(),
            frames: 0,
            shown: None,
            late,
            all: Some(all),
            alone,
            opens_display: has_display,
        };
        Ok(Box::new(watch) as Box<dyn eframe::App>)
    };
    eframe::run_native("Tablemates, at the table", options, Box::new(app)).unwrap();
}

/// Milliseconds of processor time that this process took so far; 0 where the system does not tell.
fn worked() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    let fields: Vec<u64> = after_name
        .split(' ')
        .map(|field| field.parse().unwrap_or(0))
        .collect();
    // User and system time, in hundredths of a second (proc(5), fields 14 and 15).
    (fields.get(11).unwrap_or(&0) + fields.get(12).unwrap_or(&0)) * 10
}

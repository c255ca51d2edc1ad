//! The window's figures: `cargo bench --bench window`, on a screen or under Xvfb. A bare window of the same stack is
//! opened in the same run to compare with: time to the first frame, memory, work while idle. Then frames without a
//! screen: the busiest seating and 10,000 people, over 1,000 scripted frames each.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "it talks to whoever runs it and stops where it cannot go on"
)]

use std::{
    fmt::Write as _,
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use egui::{Event, Key, Modifiers, Pos2, RawInput, Rect, pos2, vec2};
use tablemates::{
    app::{
        Desk, Session, SystemClock,
        dinners::{self, NewDinner},
        import, plan,
    },
    domain::{Id, Person, dinner::Shape},
    ui::{
        Window,
        command::{Route, Stage},
    },
};

const PEOPLE: usize = 10_000;
const FRAMES: usize = 1_000;
/// How long a window is left alone to see what it does meanwhile.
const IDLE: Duration = Duration::from_secs(5);
const RUNS: usize = 5;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    match args.get(1).map(String::as_str) {
        Some("--hello") => watched(None),
        Some("--library") => watched(args.get(2).map(Path::new)),
        _ => figures(),
    }
}

fn figures() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library.tablemates");
    let dinner = fill(&library);
    println!("{:<58}{:>14}  limit", "figure", "measured");
    if std::env::var_os("DISPLAY").is_some() || std::env::var_os("WAYLAND_DISPLAY").is_some() {
        windows(&library);
    } else {
        println!("no screen here: first frame, memory and idle work are left out (xvfb-run)");
    }
    frames("seating, 8 tables, 64 guests", &library, |window| {
        window.go(Route::Dinner(dinner, Stage::Seating));
    });
    frames("people, 10,000 rows", &library, |window| {
        window.go(Route::People);
    });
}

fn line(what: &str, measured: &str, limit: &str, is_kept: bool) {
    let over = if is_kept { "" } else { "  OVER" };
    println!("{what:<58}{measured:>14}  {limit}{over}");
}

/// A library of 10,000 people and a dinner of eight tables of eight, seated.
fn fill(library: &Path) -> Id<tablemates::domain::Dinner> {
    let mut csv = String::from("First Name,Last Name,E-mail Address,Company,Job Title\n");
    for n in 0..PEOPLE {
        let (given, family) = (["Ines", "Dana", "Marcus", "Zoë"][n % 4], n / 4);
        writeln!(
            csv,
            "{given},Carvalho{family},person{n}@example.org,Firm {},Title {}",
            n % 331,
            n % 57
        )
        .unwrap();
    }
    let session = Session::to_write(library).unwrap();
    import::import(&session, csv.as_bytes(), &import::ImportOptions::default()).unwrap();
    let (dinner, _) = dinners::create(
        &session,
        &NewDinner {
            group: "Guildhall Circle".to_owned(),
            starts_at: "2030-12-13T19:00:00".parse().unwrap(),
            tables: vec![8; 8],
            shape: Shape::Round,
            template: None,
            auto_questions: false,
            title: None,
            place: None,
            zone: None,
        },
    )
    .unwrap();
    let people: Vec<Person> = session.library().all().unwrap();
    dinners::invite(&session, &dinner, &people[..64], true).unwrap();
    plan::seat(&session, &dinner, &plan::SeatOptions::default()).unwrap();
    dinner.id
}

/// What a window does from its start until it has been left alone for a while.
struct Watched {
    first_frame: Duration,
    memory_kb: u64,
    idle: Duration,
}

fn windows(library: &Path) {
    let median = |args: &[&str]| {
        let mut runs: Vec<Watched> = (0..RUNS).map(|_| watch(args)).collect();
        runs.sort_by_key(|run| run.first_frame);
        runs.swap_remove(RUNS / 2)
    };
    let hello = median(&["--hello"]);
    let ours = median(&["--library", library.to_str().unwrap()]);
    let millis = |time: Duration| time.as_secs_f64() * 1e3;
    let ratio = millis(ours.first_frame) / millis(hello.first_frame);
    let words = format!(
        "{:.0} / {:.0} ms",
        millis(ours.first_frame),
        millis(hello.first_frame)
    );
    line(
        &format!("first frame with {PEOPLE} people / of a bare window, x {ratio:.2}"),
        &words,
        "<= 1.5 x",
        ratio <= 1.5,
    );
    let ratio = ours.memory_kb as f64 / hello.memory_kb as f64;
    let words = format!("{} / {} MB", ours.memory_kb / 1000, hello.memory_kb / 1000);
    line(
        &format!("memory / of a bare window, x {ratio:.2}"),
        &words,
        "<= 1.5 x",
        ratio <= 1.5,
    );
    line(
        &format!("processor time in {} s idle", IDLE.as_secs()),
        &format!("{:.0} ms", millis(ours.idle)),
        "0",
        ours.idle < Duration::from_millis(20),
    );
}

/// Starts this program again as a window and reads what it says of itself.
fn watch(args: &[&str]) -> Watched {
    let start = Instant::now();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    assert_eq!(said.next().unwrap().unwrap(), "drawn");
    let first_frame = start.elapsed();
    let numbers = said.next().unwrap().unwrap();
    let (memory, idle) = numbers.split_once(' ').unwrap();
    child.wait().unwrap();
    Watched {
        first_frame,
        memory_kb: memory.parse().unwrap(),
        idle: Duration::from_millis(idle.parse().unwrap()),
    }
}

/// A window that says when it has drawn, waits, says what it took, and ends.
fn watched(library: Option<&Path>) {
    struct Watch {
        window: Option<Window>,
        frames: usize,
    }
    impl eframe::App for Watch {
        fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
            tablemates::ui::theme::clear_color(visuals)
        }

        fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
            match &mut self.window {
                Some(window) => eframe::App::ui(window, ui, frame),
                None => {
                    ui.heading("Hello");
                }
            }
            self.frames += 1;
            // The first frame is on the screen when the second one begins.
            if self.frames == 1 {
                ui.ctx().request_repaint();
            }
            if self.frames == 2 {
                println!("drawn");
                let context = ui.ctx().clone();
                let wait = move || {
                    std::thread::sleep(Duration::from_secs(2));
                    let before = worked();
                    std::thread::sleep(IDLE);
                    println!("{} {}", memory_kb(), worked().saturating_sub(before));
                    context.send_viewport_cmd(egui::ViewportCommand::Close);
                };
                std::thread::Builder::new().spawn(wait).unwrap();
            }
        }
    }
    let opening = library.map(|library| {
        Window::opening({
            let library = library.to_owned();
            move || Desk::open(&library, Box::new(SystemClock))
        })
        .unwrap()
    });
    // A bare window is what the stack makes of itself; ours is made as the program makes it.
    let bare = || eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1440.0, 900.0]),
        ..eframe::NativeOptions::default()
    };
    let title = "Tablemates, watched";
    let options = library.map_or_else(bare, |_| tablemates::ui::options(title));
    let app = move |creation: &eframe::CreationContext<'_>| {
        let window = opening.map(|opening| opening(&creation.egui_ctx).unwrap());
        Ok(Box::new(Watch { window, frames: 0 }) as Box<dyn eframe::App>)
    };
    eframe::run_native(title, options, Box::new(app)).unwrap();
}

/// Resident memory; 0 where the system does not tell.
fn memory_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
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

/// Draws frames without a screen, the pointer and the keys going about, and says how long the slow ones took.
fn frames(what: &str, library: &Path, go: impl Fn(&mut Window)) {
    let context = egui::Context::default();
    let desk = Desk::new(Session::to_write(library).unwrap()).unwrap();
    let mut window = Window::new(desk, &context);
    go(&mut window);
    let screen = Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0));
    let mut took: Vec<Duration> = Vec::with_capacity(FRAMES);
    for frame in 0..FRAMES + 20 {
        let mut input = RawInput {
            screen_rect: Some(screen),
            time: Some(frame as f64 / 60.0),
            ..RawInput::default()
        };
        let at = frame as f32;
        let pointer = pos2(
            720.0 + 500.0 * (at / 37.0).sin(),
            450.0 + 350.0 * (at / 53.0).cos(),
        );
        input.events.push(Event::PointerMoved(pointer));
        if frame % 10 == 0 {
            for pressed in [true, false] {
                input.events.push(Event::Key {
                    key: if frame % 200 < 100 { Key::J } else { Key::K },
                    physical_key: None,
                    pressed,
                    repeat: false,
                    modifiers: Modifiers::NONE,
                });
            }
        }
        if frame % 3 == 0 {
            input.events.push(Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, if frame % 120 < 60 { -80.0 } else { 80.0 }),
                modifiers: Modifiers::NONE,
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
            });
        }
        let start = Instant::now();
        let output = context.run_ui(input, |ui| window.show(ui));
        let shapes = context.tessellate(output.shapes, output.pixels_per_point);
        std::hint::black_box(shapes);
        // The first frames make the fonts and the lists.
        if frame >= 20 {
            took.push(start.elapsed());
        }
    }
    took.sort();
    let at = |part: usize| took[FRAMES * part / 1000].as_secs_f64() * 1e3;
    line(
        &format!("frame of {what}, p99 (p50 {:.1} ms)", at(500)),
        &format!("{:.1} ms", at(990)),
        "<= 8 ms",
        at(990) <= 8.0,
    );
}

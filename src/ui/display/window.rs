//! The window of the table display: when it is open, on which screen, what it is told, and what ends it.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use egui::{
    Align2, Context, CursorIcon, Rect, Ui, Vec2, ViewportBuilder, ViewportClass, ViewportCommand,
    ViewportId,
};

use super::{
    Monitor, Wanted, Wish,
    monitor::{self},
    show, show_blank,
};
use crate::{
    app::display::{DisplaySnapshot, Scene},
    domain::{Dinner, Id},
    evening::{Clock, signal},
    ui::{
        command::{Action, BINDINGS, Context as Place},
        theme::{self, Theme, ThemeName},
        widgets::text,
    },
};

/// As a window it opens in this size, and is never smaller than the second.
const SIZES: [[f32; 2]; 2] = [[1280.0, 720.0], [480.0, 270.0]];
/// How often it is looked whether its screen is still there, while nothing else happens: the system does not tell.
const WATCH: Duration = Duration::from_secs(5);
/// For how long after its opening the display gives the keyboard back, in seconds.
const FOCUS_SECS: f64 = 1.5;
/// How long each screen shows its number, in seconds.
const IDENTIFY_SECS: f64 = 3.0;

/// Why the display went out by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Gone {
    /// Its window was closed.
    Closed,
    /// Its screen is not there any more.
    Unplugged,
}

/// What the two windows share.
struct Told {
    clock: Arc<dyn Clock + Send + Sync>,
    snapshot: DisplaySnapshot,
    is_blank: bool,
    theme: ThemeName,
    /// Its window was asked to close.
    is_closed: bool,
    /// Since when it is open, on the clock of its window.
    opened: Option<f64>,
    /// The size of the screen that it is on.
    monitor_size: Option<Vec2>,
    /// The place of the screen that it was opened on, in pixels.
    home: Option<Rect>,
}

/// The table display, as the first window knows it.
#[derive(Default)]
pub(in crate::ui) struct Display {
    told: Option<Arc<Mutex<Told>>>,
    is_blank: bool,
    gone: Option<Gone>,
    wanted: Wanted,
    monitors: Vec<Monitor>,
    /// The screen that it is on, and how many there were then.
    on: Option<(usize, usize)>,
    identify_until: Option<f64>,
    /// The revision of the library that it was told last.
    revision: u64,
}

impl Display {
    /// As it was kept.
    pub(in crate::ui) fn kept(word: Option<&str>) -> Self {
        Self {
            wanted: Wanted::read(word),
            ..Self::default()
        }
    }

    pub(in crate::ui) fn is_on(&self) -> bool {
        self.told.is_some()
    }

    pub(in crate::ui) fn is_blank(&self) -> bool {
        self.is_blank
    }

    /// Why it went out by itself, until it is on again.
    pub(in crate::ui) fn gone(&self) -> Option<Gone> {
        self.gone
    }

    pub(in crate::ui) fn wanted(&self) -> Wanted {
        self.wanted
    }

    /// The word under which the wanted place is kept.
    pub(in crate::ui) fn word(&self) -> String {
        self.wanted.word()
    }

    /// The screens that there are; none where that is not known.
    pub(in crate::ui) fn monitors(&self) -> &[Monitor] {
        &self.monitors
    }

    /// Whether the evening that it shows is at work.
    pub(in crate::ui) fn is_running(&self) -> bool {
        let told = self.told.as_ref();
        told.is_some_and(|told| hold(told).snapshot.is_running())
    }

    /// The table that it shows, where the library was changed since.
    pub(in crate::ui) fn stale(&mut self, revision: u64) -> Option<(Id<Dinner>, i64)> {
        let told = self.told.as_ref()?;
        let before = std::mem::replace(&mut self.revision, revision);
        (before != revision).then(|| hold(told).snapshot.table())
    }

    /// Looks at which screens there are.
    pub(in crate::ui) fn look_round(&mut self, frame: &eframe::Frame) {
        self.monitors = monitor::all(frame);
    }

    /// Opens it on `snapshot`.
    pub(in crate::ui) fn open(
        &mut self,
        clock: Arc<dyn Clock + Send + Sync>,
        snapshot: DisplaySnapshot,
        theme: ThemeName,
    ) {
        self.gone = None;
        self.is_blank = false;
        let at = self.wanted.on(&self.monitors);
        self.on = at.map(|at| (at, self.monitors.len()));
        self.told = Some(Arc::new(Mutex::new(Told {
            clock,
            snapshot,
            is_blank: false,
            theme,
            is_closed: false,
            opened: None,
            monitor_size: None,
            home: at.and_then(|at| Some(self.monitors.get(at)?.place)),
        })));
    }

    /// Closes it because that was wanted here.
    pub(in crate::ui) fn close(&mut self) {
        self.told = None;
        self.on = None;
        self.is_blank = false;
    }

    /// Does what is wanted of it, but for opening it, which needs something to show.
    pub(in crate::ui) fn direct(&mut self, context: &Context, wish: Wish) {
        match wish {
            Wish::Switch => self.close(),
            Wish::Blank => {
                self.is_blank = self.is_on() && !self.is_blank;
            }
            Wish::Place(wanted) => {
                self.wanted = wanted;
                let at = wanted.on(&self.monitors);
                self.on = at
                    .map(|at| (at, self.monitors.len()))
                    .filter(|_| self.is_on());
                if let Some(told) = &self.told {
                    {
                        let mut told = hold(told);
                        told.home = at.and_then(|at| Some(self.monitors.get(at)?.place));
                        // It is on its way there.
                        told.opened = None;
                    }
                    // It may be asked for the screen on which it was opened, which is no change of its builder.
                    let moved = at.map_or(
                        ViewportCommand::Fullscreen(false),
                        ViewportCommand::SetMonitor,
                    );
                    context.send_viewport_cmd_to(id(), moved);
                }
            }
            Wish::Identify => {
                let now = context.input(|input| input.time);
                self.identify_until = Some(now + IDENTIFY_SECS);
            }
        }
    }

    /// Tells it what the table may see now, in which theme. It is drawn again only where that looks different.
    pub(in crate::ui) fn tell(
        &self,
        context: &Context,
        snapshot: Option<DisplaySnapshot>,
        theme: ThemeName,
    ) {
        let Some(told) = &self.told else { return };
        let mut told = hold(told);
        let now = told.clock.now();
        let before = (told.snapshot.clone().at(now), told.is_blank, told.theme);
        if let Some(snapshot) = snapshot {
            told.snapshot = snapshot.at(now);
        }
        told.is_blank = self.is_blank;
        told.theme = theme;
        if before != (told.snapshot.clone(), told.is_blank, told.theme) {
            context.request_repaint_of(id());
        }
    }

    /// Keeps its window open for another frame. Called while the first window is drawn.
    pub(in crate::ui) fn keep(&mut self, context: &Context) {
        self.identify(context);
        let Some(told) = self.told.clone() else {
            return;
        };
        let is_gone = |(at, count)| at >= self.monitors.len() || self.monitors.len() < count;
        let is_unplugged = self.on.is_some_and(is_gone) || is_astray(context, &told);
        if hold(&told).is_closed || is_unplugged {
            self.close();
            self.gone = Some(if is_unplugged {
                Gone::Unplugged
            } else {
                Gone::Closed
            });
            context.request_repaint();
            return;
        }
        let builder = ViewportBuilder::default()
            .with_title("Tablemates, table display")
            .with_active(false)
            .with_app_id(crate::ui::window::APP_ID);
        let builder = if let Some((at, _)) = self.on {
            context.request_repaint_after(WATCH);
            builder.with_monitor(at)
        } else {
            let [size, least] = SIZES;
            builder.with_inner_size(size).with_min_inner_size(least)
        };
        context.show_viewport_deferred(id(), builder, move |ui, class| frame(ui, &told, class));
    }

    /// Shows on each screen its number, for a moment.
    fn identify(&mut self, context: &Context) {
        let Some(until) = self.identify_until else {
            return;
        };
        let left = until - context.input(|input| input.time);
        if left <= 0.0 || self.monitors.len() < 2 {
            self.identify_until = None;
            context.send_viewport_cmd(ViewportCommand::Focus);
            return;
        }
        for at in 0..self.monitors.len() {
            let builder = ViewportBuilder::default()
                .with_title(format!("Screen {}", at + 1))
                .with_active(false)
                .with_app_id(crate::ui::window::APP_ID)
                .with_monitor(at);
            let id = ViewportId::from_hash_of(("identify", at));
            context.show_viewport_deferred(id, builder, move |ui, _class| number(ui, at + 1));
        }
        context.request_repaint_after(Duration::from_secs_f64(left + 0.01));
    }
}

/// The identity of the window.
fn id() -> ViewportId {
    ViewportId::from_hash_of("table display")
}

/// What is shared is plain data: a thread that panicked left nothing half done in it.
fn hold(told: &Arc<Mutex<Told>>) -> MutexGuard<'_, Told> {
    told.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the system has put the full window on another screen than its own, which it does when that is gone.
fn is_astray(context: &Context, told: &Arc<Mutex<Told>>) -> bool {
    let (home, opened) = {
        let told = hold(told);
        (told.home, told.opened)
    };
    let zoom = context.zoom_factor();
    context.input(|input| {
        let settled = opened.filter(|opened| input.time - opened > FOCUS_SECS);
        let window = input.raw.viewports.get(&id());
        let window = window.filter(|window| settled.is_some() && window.fullscreen == Some(true));
        let place =
            window.and_then(|window| Some((window.outer_rect?, window.native_pixels_per_point?)));
        home.zip(place).is_some_and(|(home, (place, scale))| {
            !home.intersect(place * scale * zoom).is_positive()
        })
    })
}

/// One frame of the display's window.
fn frame(ui: &mut Ui, told: &Arc<Mutex<Told>>, class: ViewportClass) {
    let (snapshot, now, is_blank, theme) = {
        let told = hold(told);
        let now = told.clock.now();
        (told.snapshot.clone(), now, told.is_blank, told.theme)
    };
    let context = ui.ctx().clone();
    if class == ViewportClass::Deferred {
        theme::note_cleared(&context);
        keys(&context, told);
        ui.set_cursor_icon(CursorIcon::None);
        watch(&context, told);
    }
    Theme::named(theme).scope(ui, |ui| {
        let rect = ui.max_rect();
        ui.expand_to_include_rect(rect);
        if is_blank {
            show_blank(ui);
        } else {
            show(ui, &snapshot, now);
        }
    });
    let Scene::Clock(clock) = &snapshot.scene else {
        return;
    };
    if clock.is_running && !is_blank {
        let left = clock.remaining_ms(now);
        let wait = signal::until_next_look_ms(left, theme::look(ui).fewer_movements);
        let wait = Duration::from_millis(u64::try_from(wait).unwrap_or(1_000));
        context.request_repaint_after_for(wait, context.viewport_id());
    }
}

/// Looks at what the system did to the window.
fn watch(context: &Context, told: &Arc<Mutex<Told>>) {
    let (time, size, has_focus) = context.input(|input| {
        let viewport = input.viewport();
        (input.time, viewport.monitor_size, viewport.focused)
    });
    let mut told = hold(told);
    // Screens come and go while nothing else happens.
    if std::mem::replace(&mut told.monitor_size, size) != size {
        context.request_repaint_of(ViewportId::ROOT);
    }
    let opened = *told.opened.get_or_insert(time);
    // A new window gets the keyboard, which is the host's; who clicks into it later has it.
    if has_focus == Some(true) && time - opened < FOCUS_SECS {
        context.send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::Focus);
    }
}

/// The few keys of the display's own window, from the table of keys.
fn keys(context: &Context, told: &Arc<Mutex<Told>>) {
    let mut is_closed = context.input(|input| input.viewport().close_requested());
    let own = BINDINGS
        .iter()
        .filter(|binding| binding.context == Place::Display);
    for binding in own {
        if !context.input_mut(|input| input.consume_shortcut(&binding.keys)) {
            continue;
        }
        match binding.action {
            Action::Cancel => is_closed = true,
            Action::FullScreen => {
                let is_full = context.input(|input| input.viewport().fullscreen == Some(true));
                context.send_viewport_cmd(ViewportCommand::Fullscreen(!is_full));
            }
            _ => {}
        }
    }
    if is_closed {
        hold(told).is_closed = true;
        context.request_repaint_of(ViewportId::ROOT);
    }
}

/// The number of a screen, as large as it will be.
fn number(ui: &Ui, number: usize) {
    let theme = Theme::named(ThemeName::Candlelight);
    let palette = &theme.palette;
    let area = ui.max_rect();
    ui.painter().rect_filled(area, 0.0, palette.ground);
    let role = theme.text.display_timer.at_size(area.height() * 0.5);
    let digits = text::line(ui, &number.to_string(), role, palette.ink);
    text::paint(ui.painter(), area.center(), Align2::CENTER_CENTER, digits);
}

//! Opening the window, or saying why there is none.

use std::thread;

use egui::Ui;

use super::Window;
use crate::{
    app::{
        Awake, Chime, Desk,
        desk::{DeskError, Shut},
    },
    ui::{
        gallery::Gallery,
        theme::{self, Look},
    },
};

/// The reverse-DNS id of the program, the same everywhere.
pub(in crate::ui) const APP_ID: &str = "org.tablemates.tablemates";

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    #[error(
        "No window could be opened here ({0}). `tablemates demo --out DIR` and all other commands need none"
    )]
    NoDisplay(String),
    #[error("The library could not be read: no thread ({0})")]
    NoThread(String),
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// Opens the window on the desk that `desk` opens, or on why there is none, and returns when it is closed.
pub fn open(
    desk: impl FnOnce() -> Result<Desk, Box<Shut>> + Send + 'static,
) -> Result<(), WindowError> {
    let opening = Window::opening(desk)?;
    run("Tablemates", move |context| Ok(Box::new(opening(context)?)))
}

impl Window {
    /// Begins to open the library at once, on a thread of its own, while the system makes the window; what is returned
    /// waits for it.
    pub fn opening(
        desk: impl FnOnce() -> Result<Desk, Box<Shut>> + Send + 'static,
    ) -> Result<impl FnOnce(&egui::Context) -> Result<Self, WindowError>, WindowError> {
        let reading = thread::Builder::new()
            .name("opening".to_owned())
            .spawn(move || {
                let desk = desk()?;
                // Most days begin on Today: what it shows is read here too, unless an evening is to be gone on with.
                let day = desk.table_to_go_on_with().is_none().then(|| desk.day());
                Ok::<_, Box<Shut>>((desk, day))
            })
            .map_err(|error| WindowError::NoThread(error.to_string()))?;
        Ok(move |context: &egui::Context| {
            let ended = || WindowError::NoThread("it ended too early".to_owned());
            let mut window = match reading.join().map_err(|_panic| ended())? {
                Ok((desk, day)) => {
                    let revision = desk.revision();
                    let mut window = Self::new(desk, context);
                    if let Some(day) = day {
                        window.screens.today.foresee(revision, day);
                    }
                    window
                }
                Err(shut) => Self::shut(shut, context)?,
            };
            let context = context.clone();
            let drawn = context.clone();
            window.set_chime(Chime::by_system(move || drawn.request_repaint()));
            window.set_awake(Awake::by_system(move || context.request_repaint()));
            Ok(window)
        })
    }
}

/// Opens the gallery of all parts.
pub fn open_gallery() -> Result<(), WindowError> {
    struct Parts(Gallery);
    impl eframe::App for Parts {
        fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
            self.0.show(ui);
            theme::wear(ui.ctx(), self.0.look());
        }
    }
    run("Tablemates, its parts", |context| {
        theme::install(context, Look::default());
        Ok(Box::new(Parts(Gallery::new(Look::default(), 0))))
    })
}

/// How the system is to make the window.
pub fn options(title: &str) -> eframe::NativeOptions {
    let viewport = egui::ViewportBuilder::default()
        .with_title(title)
        .with_app_id(APP_ID)
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size(theme::smallest_window());
    eframe::NativeOptions {
        viewport,
        // It is for gradients, of which there are none, and without a graphics card it doubles the work of a frame.
        dithering: false,
        ..eframe::NativeOptions::default()
    }
}

fn run(
    title: &str,
    app: impl FnOnce(&egui::Context) -> Result<Box<dyn eframe::App>, WindowError> + 'static,
) -> Result<(), WindowError> {
    let opened = eframe::run_native(
        APP_ID,
        options(title),
        Box::new(move |creation| Ok(app(&creation.egui_ctx)?)),
    );
    opened.map_err(|error| match error {
        eframe::Error::AppCreation(source) => match source.downcast::<WindowError>() {
            Ok(ours) => *ours,
            Err(other) => WindowError::NoDisplay(other.to_string()),
        },
        // The last part of the system's error says what is missing; what comes before names source files.
        error => {
            let words = error.to_string();
            let reason = words.rsplit(": ").next().unwrap_or_default();
            WindowError::NoDisplay(reason.trim_end_matches('.').to_owned())
        }
    })
}

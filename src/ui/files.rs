//! Choosing files and folders: the system's dialog on a thread of its own, a path to type where there is none, and files
//! dropped on the window. What is chosen comes out as a command; what becomes of it is decided elsewhere.

mod opening;
mod system;
mod typed;

use std::path::{Path, PathBuf};

use egui::Ui;

use super::{
    command::{Command, Purpose},
    icons::Icon,
    panes,
    theme::Tone,
    widgets::{Button, notice::Notice},
};
use crate::app::Desk;

pub use opening::Opener;
pub use system::SystemPicker;
use typed::{Done, Typed};

/// How long a dialog may take to come up before a path can be typed instead.
const SILENT_SECS: f64 = 5.0;
/// How many files of the last times are offered.
const RECENTS: usize = 5;

/// The number of a question to a picker.
pub type RequestId = u64;

/// What kind of place is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Open,
    Save,
    Folder,
}

/// A question to a picker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    pub kind: Kind,
    pub title: &'static str,
    /// The name of a kind of files, and their endings; no ending: every file.
    pub filter: (&'static str, &'static [&'static str]),
    /// The name that is suggested for a new file.
    pub name: &'static str,
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Picked(PathBuf),
    Cancelled,
    /// There is no dialog, or it broke; why, in words.
    Failed(String),
}

/// Something that asks for files.
pub trait FilePicker {
    /// Puts a question and returns at once; `wake` is called when there is an answer.
    fn ask(&mut self, request: &Request, wake: Box<dyn FnOnce() + Send>) -> RequestId;
    /// Whether there is a system behind it that can show a file in its folder.
    fn shows_files(&self) -> bool {
        false
    }
    /// The next answer that has come.
    fn poll(&mut self) -> Option<(RequestId, Answer)>;
}

/// What is asked for in the window.
pub(super) struct Files {
    picker: Box<dyn FilePicker>,
    asked: Option<Asked>,
    typed: Option<Typed>,
}

/// A question without an answer yet.
#[derive(Clone, Copy)]
struct Asked {
    id: RequestId,
    purpose: Purpose,
    at_secs: f64,
}

impl Files {
    pub(super) fn new(picker: Box<dyn FilePicker>) -> Self {
        Self {
            picker,
            asked: None,
            typed: None,
        }
    }

    /// Asks the system for a file. A question that has no answer yet is forgotten.
    pub(super) fn ask(&mut self, ui: &Ui, purpose: Purpose) {
        let context = ui.ctx().clone();
        let wake = Box::new(move || context.request_repaint());
        let id = self.picker.ask(&request(purpose), wake);
        let at_secs = ui.input(|input| input.time);
        self.typed = None;
        self.asked = Some(Asked {
            id,
            purpose,
            at_secs,
        });
    }

    /// Whether the system can be asked to show a file in its folder.
    pub(super) fn shows_files(&self) -> bool {
        self.picker.shows_files()
    }

    /// Asks for a path to be typed.
    pub(super) fn type_path(&mut self, desk: &Desk, purpose: Purpose) {
        self.typed = Some(Typed::new(
            purpose,
            "Type or paste a path",
            "",
            recents(desk, purpose),
        ));
    }

    /// Keeps a file for the next time somebody types a path.
    pub(super) fn note(desk: &Desk, purpose: Purpose, path: &Path) {
        let mut all = recents(desk, purpose);
        all.retain(|recent| recent != path);
        all.insert(0, path.to_owned());
        let lines: Vec<String> = all
            .iter()
            .take(RECENTS)
            .map(|path| path.display().to_string())
            .collect();
        // That the list cannot be kept is no reason to refuse the file.
        drop(desk.keep(kept_name(purpose), &lines.join("\n")));
    }

    /// Takes answers and dropped files, and draws the path field while one is asked for.
    pub(super) fn show(&mut self, ui: &mut Ui, desk: &Desk) -> Vec<Command> {
        let mut commands = Vec::new();
        while let Some((id, answer)) = self.picker.poll() {
            if let Some(asked) = self.asked.filter(|asked| asked.id == id) {
                commands.extend(self.take(desk, asked.purpose, answer));
            }
        }
        self.give_up_waiting(ui, desk);
        let done = self.typed.as_mut().and_then(|typed| typed.show(ui));
        if self.typed.as_ref().is_some_and(Typed::is_used) || done.is_some() {
            // Somebody types: what a dialog says now comes too late.
            self.asked = None;
        }
        if let (Some(done), Some(typed)) = (done, &self.typed) {
            if let Done::Taken(path) = done {
                commands.push(Command::File(typed.purpose, path));
            }
            self.typed = None;
        }
        commands.extend(dropped(ui));
        commands
    }

    /// What an answer comes to.
    fn take(&mut self, desk: &Desk, purpose: Purpose, answer: Answer) -> Option<Command> {
        self.asked = None;
        match answer {
            Answer::Picked(path) => {
                self.typed = None;
                Some(Command::File(purpose, path))
            }
            Answer::Cancelled => None,
            Answer::Failed(reason) => {
                let title = "No file dialog on this system. Type or paste a path";
                self.typed = Some(Typed::new(purpose, title, &reason, recents(desk, purpose)));
                None
            }
        }
    }

    /// A dialog that came up takes the focus; where the window still has it after some seconds, none came up.
    fn give_up_waiting(&mut self, ui: &Ui, desk: &Desk) {
        let Some(asked) = self.asked.filter(|_| self.typed.is_none()) else {
            return;
        };
        let (now, is_in_front) = ui.input(|input| (input.time, input.focused));
        let left_secs = SILENT_SECS - (now - asked.at_secs);
        if left_secs > 0.0 {
            let wait = std::time::Duration::from_secs_f64(left_secs);
            ui.ctx().request_repaint_after(wait);
        } else if is_in_front {
            let title = "The file dialog does not come up. Type or paste a path";
            let reason = "If it comes after all, what you choose there is taken too";
            let recents = recents(desk, asked.purpose);
            self.typed = Some(Typed::new(asked.purpose, title, reason, recents));
        }
    }

    /// The bar over the screen while a dialog is open, or should be.
    pub(super) fn bar(&mut self, ui: &mut Ui, desk: &Desk) {
        let Some(asked) = self.asked.filter(|_| self.typed.is_none()) else {
            return;
        };
        let pressed = panes::bar(ui, |ui| {
            let words = "Choose in the file dialog";
            Notice::new(Tone::Info, Icon::FolderOpen, words, "")
                .action(Button::new("Type a path"))
                .action(Button::new("Cancel"))
                .show(ui)
        });
        match pressed {
            Some(0) => self.type_path(desk, asked.purpose),
            Some(_) => self.asked = None,
            None => {}
        }
    }
}

/// What is asked for a purpose.
fn request(purpose: Purpose) -> Request {
    let (kind, title, filter, name): (_, _, (_, &[&str]), _) = match purpose {
        Purpose::Import => (
            Kind::Open,
            "Bring people in from a file",
            ("CSV and vCard", &["csv", "tsv", "txt", "vcf"]),
            "",
        ),
        Purpose::Template => (
            Kind::Save,
            "Save the template",
            ("CSV", &["csv"]),
            "people.csv",
        ),
        Purpose::Library => (
            Kind::Open,
            "Open a library",
            ("Tablemates library", &["tablemates"]),
            "",
        ),
        Purpose::Restore => (Kind::Open, "Choose a backup", ("Every file", &[]), ""),
        Purpose::Export | Purpose::Papers => {
            (Kind::Folder, "Choose a folder", ("Every file", &[]), "")
        }
    };
    Request {
        kind,
        title,
        filter,
        name,
    }
}

fn kept_name(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Import => "recent.import",
        Purpose::Template => "recent.template",
        Purpose::Library => "recent.library",
        Purpose::Restore => "recent.restore",
        Purpose::Export => "recent.export",
        Purpose::Papers => "recent.papers",
    }
}

fn recents(desk: &Desk, purpose: Purpose) -> Vec<PathBuf> {
    let kept = desk.kept(kept_name(purpose)).unwrap_or_default();
    kept.lines().map(PathBuf::from).collect()
}

/// What a file dropped on the window is for, by its ending.
fn dropped(ui: &Ui) -> Vec<Command> {
    let files = ui.input(|input| input.raw.dropped_files.clone());
    let mut paths = files.into_iter().map(|file| file.path().to_owned());
    let Some(path) = paths.next() else {
        return Vec::new();
    };
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let purpose = match ending.to_lowercase().as_str() {
        "csv" | "tsv" | "txt" | "vcf" | "vcard" => Purpose::Import,
        "tablemates" => Purpose::Library,
        _ => {
            let words = "Drop a table (CSV), vCards (VCF) or a library here";
            return vec![Command::Say(words.to_owned())];
        }
    };
    let mut commands = vec![Command::File(purpose, path)];
    if paths.next().is_some() {
        let words = "One file at a time: the first was taken";
        commands.push(Command::Say(words.to_owned()));
    }
    commands
}

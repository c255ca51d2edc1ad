//! Showing a file in the system's own folder window. The system may take its time, or have no such window: it is asked
//! on a thread of its own, and where it fails the path is shown.

use std::{path::PathBuf, sync::mpsc, thread};

use egui::Ui;

use crate::ui::{
    command::Command,
    icons::Icon,
    theme::Tone,
    widgets::{Button, notice::Notice},
};

/// What was asked for, and how it went.
#[derive(Debug, Default)]
pub(in crate::ui) struct Reveal {
    asked: Option<(PathBuf, mpsc::Receiver<bool>)>,
    failed: Option<PathBuf>,
}

impl Reveal {
    /// Asks the system to show a file in its folder.
    pub(in crate::ui) fn start(&mut self, ui: &Ui, file: PathBuf) {
        let (sender, answer) = mpsc::channel();
        let (context, shown) = (ui.ctx().clone(), file.clone());
        let work = move || {
            // Nobody may be waiting any more; then there is nobody to tell.
            if sender.send(opener::reveal(&shown).is_ok()).is_ok() {
                context.request_repaint();
            }
        };
        let started = thread::Builder::new().name("reveal".to_owned()).spawn(work);
        self.failed = None;
        match started {
            Ok(_) => self.asked = Some((file, answer)),
            Err(_) => self.failed = Some(file),
        }
    }

    /// Says where a file is, without asking the system.
    pub(in crate::ui) fn tell(&mut self, file: PathBuf) {
        (self.asked, self.failed) = (None, Some(file));
    }

    /// Whether the system could not show it, so that there is a notice to draw.
    pub(in crate::ui) fn has_failed(&mut self) -> bool {
        if let Some((file, answer)) = self.asked.take() {
            match answer.try_recv() {
                Ok(true) => {}
                Err(mpsc::TryRecvError::Empty) => self.asked = Some((file, answer)),
                Ok(false) | Err(mpsc::TryRecvError::Disconnected) => self.failed = Some(file),
            }
        }
        self.failed.is_some()
    }

    /// Draws a notice with the path where the system could not show it.
    pub(in crate::ui) fn show(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        self.has_failed();
        let Some(file) = &self.failed else { return };
        let path = file.display().to_string();
        let happened = "This system has no window that shows the folder";
        let pressed = Notice::new(Tone::Look, Icon::FolderOpen, happened, &path)
            .action(Button::new("Copy the path"))
            .action(Button::new("Close"))
            .show(ui);
        ui.add_space(12.0);
        match pressed {
            Some(0) => {
                let words = "The path is on the clipboard".to_owned();
                commands.push(Command::Copy(path, words));
            }
            Some(_) => self.failed = None,
            None => {}
        }
    }
}

//! A letter on its way to the mail program: it is opened on a thread of its own, because the system may take its time,
//! and where no program takes it, the path is shown with what can be done instead.

use std::{ffi::OsString, path::PathBuf, sync::mpsc, thread};

use egui::Ui;

use crate::{
    domain::{Id, Person},
    ui::{
        command::Command,
        files::Opener,
        icons::Icon,
        panes,
        theme::Tone,
        widgets::{Button, notice::Notice},
    },
};

/// A letter that is on the disk.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Letter {
    pub(in crate::ui) to: Id<Person>,
    pub(in crate::ui) file: PathBuf,
}

/// What is being opened, and how it went.
#[derive(Debug, Default)]
pub(super) struct Post {
    /// Written by the worker, to be opened in the next frame.
    pub(super) written: Option<Letter>,
    opening: Option<(Letter, mpsc::Receiver<bool>)>,
    failed: Option<Letter>,
}

impl Post {
    /// Opens what was written, and draws a bar where no program took it. `link` makes the letter without the recap.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        opener: &Opener,
        link: impl Fn(Id<Person>) -> Option<String>,
        commands: &mut Vec<Command>,
    ) {
        if let Some(letter) = self.written.take() {
            self.failed = None;
            let target = letter.file.clone().into_os_string();
            match start(ui, opener, target) {
                Some(answer) => self.opening = Some((letter, answer)),
                None => self.failed = Some(letter),
            }
        }
        if let Some((letter, answer)) = self.opening.take() {
            match answer.try_recv() {
                Ok(true) => {}
                Err(mpsc::TryRecvError::Empty) => self.opening = Some((letter, answer)),
                Ok(false) | Err(mpsc::TryRecvError::Disconnected) => self.failed = Some(letter),
            }
        }
        let Some(letter) = &self.failed else { return };
        let path = letter.file.display().to_string();
        let happened = "No mail program opened the draft. It is written, with the recap in it";
        let notice = Notice::new(Tone::Look, Icon::DRAFT, happened, &path)
            .action(Button::new("Copy the path"))
            .action(Button::new("Write without the recap"))
            .action(Button::new("Close"));
        match panes::bar(ui, |ui| notice.show(ui)) {
            Some(0) => {
                let words = "The path is on the clipboard".to_owned();
                commands.push(Command::Copy(path, words));
            }
            Some(1) => {
                // A link is a last resort: whether something took it shows by itself.
                let opening = link(letter.to).map(|link| start(ui, opener, link.into()));
                commands.push(Command::Say(match opening {
                    Some(Some(_)) => {
                        "The letter is without the recap: attach it by hand".to_owned()
                    }
                    _ => "That could not be opened either. The draft is where the path says"
                        .to_owned(),
                }));
            }
            Some(_) => self.failed = None,
            None => {}
        }
    }
}

/// Opens something on a thread of its own; what comes of it arrives later, or nothing where no thread was to be had.
fn start(ui: &Ui, opener: &Opener, target: OsString) -> Option<mpsc::Receiver<bool>> {
    let (sender, answer) = mpsc::channel();
    let (context, opener) = (ui.ctx().clone(), opener.clone());
    let work = move || {
        // Nobody may be waiting any more; then there is nobody to tell.
        if sender.send(opener.open(&target)).is_ok() {
            context.request_repaint();
        }
    };
    let started = thread::Builder::new().name("open".to_owned()).spawn(work);
    started.is_ok().then_some(answer)
}

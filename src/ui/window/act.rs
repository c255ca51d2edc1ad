//! Doing what was asked: changes, work for the worker, files, and saying what came of it.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::{Problem, Window};
use crate::{
    app::{
        Desk, Session,
        desk::{DeskError, Done, Job, Look as FileLook, Report, Subject, TableEdit},
    },
    evening,
    ui::{
        command::{Command, Purpose, Route, Stage},
        files::Files,
        icons::Icon,
        widgets::toast::Toast,
    },
};

impl Window {
    /// Does what was asked, and says it; what fails is said and leaves everything as it was.
    pub(super) fn run(&mut self, ui: &Ui, command: Command) {
        // What is typed is kept beside everything else, and what was said of that stays.
        if let Command::AtTable(edit @ TableEdit::Journal(_)) = &command {
            self.run_at_table(edit);
            return;
        }
        self.problem = None;
        let was_at_table = self.is_at_table();
        match command {
            Command::AtTable(TableEdit::StandUp) => {
                let is_over = self.is_table_over();
                if self.leave_table() && !is_over {
                    self.say("The clock goes on".to_owned());
                }
            }
            Command::Edit(edit) => {
                let done = self.desk.edit(&edit);
                self.told(done);
            }
            Command::AtTable(edit) => self.run_at_table(&edit),
            Command::Undo if self.is_at_table() => {
                if self.screens.live.bring_back() {
                    return;
                }
                self.run_at_table(&TableEdit::Act(evening::Action::Undo));
            }
            Command::Redo if self.is_at_table() => {
                self.run_at_table(&TableEdit::Act(evening::Action::Redo));
            }
            Command::Undo => {
                let done = self.desk.undo();
                self.told(done.map(|label| said(label, "There is nothing to take back")));
            }
            Command::Redo => {
                let done = self.desk.redo();
                self.told(done.map(|label| said(label, "There is nothing to do again")));
            }
            Command::Start(job) => self.start(ui, job),
            Command::CancelWork => self.desk.cancel(),
            Command::Scope(group) => {
                if let Err(error) = self.desk.look_at_group(group) {
                    self.fail(&error);
                }
            }
            Command::Copy(text, words) => {
                ui.ctx().copy_text(text);
                self.say(words);
            }
            Command::Say(words) => self.say(words),
            Command::Display(wish) => self.direct(ui, wish),
            Command::Chime(is_on) => self.turn_chime(is_on),
            Command::Mute => self.mute(),
            Command::TryDisplay(dinner) => self.try_display(ui, dinner),
            Command::Ask(purpose) => self.files.ask(ui, purpose),
            Command::TypePath(purpose) => self.files.type_path(&self.desk, purpose),
            Command::File(purpose, path) => {
                Files::note(&self.desk, purpose, &path);
                self.take_file(ui, purpose, path);
            }
            Command::Keep(name, value) => {
                if let Err(error) = self.desk.keep(name, &value) {
                    self.fail(&error);
                }
            }
            command => {
                self.turn(ui, &command);
                self.keep();
            }
        }
        // The table knows what was done there; nothing is read for it.
        if !was_at_table || !self.is_at_table() {
            self.reopen();
        }
    }

    /// Says what went wrong. What was refused is not unsaved: there was nothing to save.
    pub(super) fn fail(&mut self, error: &DeskError) {
        self.problem = Some(Problem {
            words: error.to_string(),
            is_unsaved: error.is_unsaved(),
        });
    }

    pub(super) fn start(&mut self, ui: &Ui, job: Job) {
        let context = ui.ctx().clone();
        if let Err(error) = self.desk.start(job, move || context.request_repaint()) {
            self.fail(&error);
        }
    }

    /// Says what was done, and goes where it is to be looked at.
    pub(super) fn told(&mut self, done: Result<Done, DeskError>) {
        match done {
            Ok(done) => {
                let undo = self.desk.can_undo();
                self.toasts.say(Toast {
                    words: done.words,
                    icon: Icon::DONE,
                    undo,
                });
                if let Some(subject) = done.look_at {
                    self.look_at(subject);
                }
            }
            Err(error) => self.fail(&error),
        }
    }

    pub(super) fn say(&mut self, words: String) {
        self.toasts.say(Toast {
            words,
            icon: Icon::DONE,
            undo: false,
        });
    }

    pub(super) fn look_at(&mut self, subject: Subject) {
        let route = match (subject, self.route) {
            (Subject::Dinner(dinner), Route::Dinner(open, _)) if dinner == open => return,
            (Subject::Dinner(dinner), _) => Route::Dinner(dinner, Stage::Guests),
            (Subject::Person(person), _) => {
                self.screens.people.chosen = Some(person);
                Route::People
            }
            (Subject::Group(group), _) => {
                self.screens.groups.chosen = Some(group);
                Route::Groups
            }
        };
        self.go(route);
    }

    /// Fetches what the worker has done.
    pub(super) fn fetch(&mut self) {
        if let Some(shut) = self.desk.damage() {
            self.turn_shut(shut);
            return;
        }
        match self.desk.hear() {
            Ok(refused) => refused.into_iter().for_each(|words| self.say(words)),
            Err(error) => self.fail(&error),
        }
        match self.desk.finished() {
            Some(report) => self.took(report),
            None => return,
        }
        self.reopen();
    }

    pub(super) fn took(&mut self, report: Result<Report, DeskError>) {
        match report {
            Ok(Report::Done(done)) => self.told(Ok(done)),
            Ok(Report::Open(session, done)) => match self.desk_of(*session) {
                Ok(desk) => {
                    self.move_to(desk);
                    match done {
                        Ok(done) => self.say(done.words),
                        Err(error) => self.fail(&error),
                    }
                }
                Err(error) => self.fail(&error),
            },
            Ok(Report::Shut(shut, error)) => {
                self.shut = Some(shut);
                self.fail(&error);
            }
            Ok(Report::Left(session, sample)) => {
                let words = "Back in your own library. The sample was thrown away".to_owned();
                self.took(Ok(Report::Open(session, Ok(words.into()))));
                if let Err(error) = self.desk.throw_away(&sample) {
                    self.fail(&error);
                }
            }
            Ok(Report::Said(words)) => self.say(words),
            Ok(Report::Drafted { words, open }) => {
                self.say(words);
                if let Some((to, file)) = open {
                    self.screens.recaps.take(to, file);
                }
            }
            Ok(Report::Written { words, file }) => {
                self.say(words);
                self.written = Some(file);
            }
            Ok(Report::Preview(preview)) => {
                let revision = self.desk.revision();
                self.screens.import.take(preview, revision);
            }
            Ok(Report::BroughtIn {
                words,
                is_written,
                preview,
            }) => {
                let revision = self.desk.revision();
                self.screens.import.take_brought(preview, revision);
                if is_written {
                    self.told(Ok(words.into()));
                } else {
                    self.say(words);
                }
            }
            Err(error) => self.fail(&error),
        }
    }

    /// The desk of another library, once everything of this one is saved.
    fn desk_of(&mut self, session: Session) -> Result<Desk, DeskError> {
        self.desk.settle()?;
        let mut desk = Desk::new(session)?;
        desk.wake_like(&self.desk);
        Ok(desk)
    }

    /// Waits for the job at work and takes its report, so that nothing is left half done when the window closes.
    pub fn wait(&mut self) {
        if let Some(report) = self.desk.wait() {
            self.took(report);
            self.reopen();
        }
    }

    pub(super) fn take_file(&mut self, ui: &Ui, purpose: Purpose, path: PathBuf) {
        match purpose {
            Purpose::Library => self.start(ui, Job::OpenLibrary(path)),
            Purpose::Restore => self.restore(ui, &path),
            Purpose::Export => self.start(ui, Job::Export(path)),
            Purpose::Papers => {
                if let Err(error) = self.desk.keep_papers_in(&path) {
                    self.fail(&error);
                }
            }
            Purpose::Import => {
                self.go(Route::Import);
                self.screens.import.open(&path);
                self.start(ui, Job::LookAtFile(Box::new(FileLook::at(path))));
            }
            Purpose::Template => self.start(ui, Job::WriteTemplate(path)),
        }
    }

    /// The library makes way for a backup; where it is shut it is out of the way already.
    fn restore(&mut self, ui: &Ui, backup: &Path) {
        let job = match &self.shut {
            Some(shut) => Ok(Job::Restore {
                backup: backup.to_owned(),
                library: shut.library.clone(),
            }),
            None => self.desk.make_way(backup),
        };
        match job {
            Ok(job) => self.start(ui, job),
            Err(error) => self.fail(&error),
        }
    }
}

/// What was taken back or done again, or that there was nothing.
fn said(label: Option<String>, nothing: &str) -> Done {
    label.unwrap_or_else(|| nothing.to_owned()).into()
}

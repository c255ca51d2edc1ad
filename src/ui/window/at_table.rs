//! The window while the host sits at a table: who comes to a running one and who leaves it, what is worn there, and what
//! is said of what was done.

use super::{Problem, Window};
use crate::{
    app::{
        desk::{DeskError, TableEdit},
        live::LiveError,
    },
    domain::{Dinner, Id},
    evening,
    ui::{
        command::{Route, Stage},
        theme::Look,
    },
};

impl Window {
    /// Whoever goes elsewhere leaves the table; whoever comes to the one table that runs sits down at it.
    pub(super) fn find_table(&mut self) {
        let Route::Dinner(dinner, Stage::Live) = self.route else {
            self.leave_table();
            return;
        };
        if self.is_at_table() {
            return;
        }
        if !self.leave_table() {
            return;
        }
        match self.desk.running_tables(dinner) {
            Ok(running) => {
                if let [table] = running.as_slice() {
                    self.sit_down(dinner, *table);
                }
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Leaves the table, where one is sat at; false where something there is not saved, which is said.
    pub(super) fn leave_table(&mut self) -> bool {
        if self.desk.table().is_none() {
            return true;
        }
        self.keep_words();
        match self.desk.at_table(&TableEdit::StandUp) {
            Ok(_) => true,
            Err(error) => {
                self.fail(&error);
                false
            }
        }
    }

    /// Keeps what is typed, without waiting until nothing has been typed for a while.
    fn keep_words(&mut self) {
        if let Some(unsaved) = self.screens.live.unkept() {
            self.run_at_table(&TableEdit::Journal(unsaved));
        }
    }

    /// Holds the window open, once, while something that was done at the table is not saved, and says so.
    pub(super) fn close_safely(&mut self, context: &egui::Context) {
        self.may_close &= self.desk.outbox().unwritten() > 0;
        if !context.input(|input| input.viewport().close_requested()) || self.may_close {
            return;
        }
        self.keep_words();
        if let Err(error) = self.desk.settle() {
            context.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.may_close = true;
            self.problem = Some(Problem {
                words: format!("{error}. Closing again leaves without it"),
                is_unsaved: true,
            });
        }
    }

    pub(super) fn sit_down(&mut self, dinner: Id<Dinner>, table_no: i64) {
        if let Err(error) = self.desk.at_table(&TableEdit::SitDown(dinner, table_no)) {
            self.fail(&error);
        }
    }

    /// Whether the host sits at a table of the dinner whose Live stage is open.
    pub(super) fn is_at_table(&self) -> bool {
        let sits_at = self.desk.table().map(|live| live.dinner().id);
        matches!(self.route, Route::Dinner(dinner, Stage::Live) if sits_at == Some(dinner))
    }

    /// Whether the evening of the table where the host sits has ended.
    pub(super) fn is_table_over(&self) -> bool {
        let table = self.desk.table();
        table.is_some_and(|live| live.evening().ended().is_some())
    }

    /// What is worn now.
    pub(super) fn worn(&self) -> Look {
        let theme = if self.is_at_table() {
            self.worn_at_table()
        } else {
            self.look.theme
        };
        Look { theme, ..self.look }
    }

    /// Does what is wanted at the table. What has no meaning now is only said; nothing is wrong with the program then.
    pub(super) fn run_at_table(&mut self, edit: &TableEdit) {
        match self.desk.at_table(edit) {
            Ok(done) => {
                let is_told = matches!(
                    edit,
                    TableEdit::Act(
                        evening::Action::Undo
                            | evening::Action::Redo
                            | evening::Action::Rebalance(_)
                            | evening::Action::Skip(_)
                            | evening::Action::Move { .. }
                            | evening::Action::ComeLater(_)
                    ) | TableEdit::WalkIn(_)
                        | TableEdit::NoShow(_)
                        | TableEdit::LeaveEarly(_)
                        | TableEdit::ChangeSeat(..)
                        | TableEdit::BeginQuestions(_)
                        | TableEdit::CountAway(_)
                        | TableEdit::StandUp
                );
                if is_told {
                    self.say(capitalised(&done.words));
                }
            }
            Err(DeskError::Live(
                error @ (LiveError::Refused(_) | LiveError::NotPossible(_) | LiveError::Guest(_)),
            )) => self.say(error.to_string()),
            Err(error) => self.fail(&error),
        }
    }
}

/// A sentence begins with a capital letter.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

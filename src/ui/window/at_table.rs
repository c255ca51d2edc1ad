//! The window while the host sits at a table: who comes to a running one and who leaves it, what is worn there, and what
//! is said of what was done.

use super::Window;
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
        self.leave_table();
        match self.desk.running_tables(dinner) {
            Ok(running) => {
                if let [table] = running.as_slice() {
                    self.sit_down(dinner, *table);
                }
            }
            Err(error) => self.fail(&error),
        }
    }

    pub(super) fn leave_table(&mut self) {
        if self.desk.table().is_some()
            && let Err(error) = self.desk.at_table(&TableEdit::StandUp)
        {
            self.fail(&error);
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

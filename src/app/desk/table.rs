//! The table where the host sits: one evening at work, its clock and its notes, each written before it counts.

use super::{Desk, DeskError, Done};
use crate::{
    app::live::Live,
    domain::{Dinner, Id},
    evening::{Action, Stamp, State},
};

/// What the host does at the table.
#[derive(Clone, Debug, PartialEq)]
pub enum TableEdit {
    /// Sits down at a table of a dinner; an evening that runs goes on with the clock right.
    SitDown(Id<Dinner>, i64),
    /// Leaves the screen; the clock goes on.
    StandUp,
    /// What a key of the clock means.
    Act(Action),
    /// A line of the note line, and the moment of its first key.
    Note(String, Stamp),
}

impl Desk {
    /// The evening that runs where the host sits.
    pub fn table(&self) -> Option<&Live> {
        self.table.as_ref()
    }

    /// This moment, by the clock of the session.
    pub fn stamp(&self) -> Stamp {
        self.session.now()
    }

    /// Does what the host wants done, and says it.
    pub fn at_table(&mut self, edit: &TableEdit) -> Result<Done, DeskError> {
        let words = match edit {
            TableEdit::SitDown(dinner, table_no) => self.sit_down(*dinner, *table_no)?,
            TableEdit::StandUp => {
                self.table = None;
                self.reload()?;
                "The clock goes on".to_owned()
            }
            TableEdit::Act(action) => {
                let (now, id) = (self.session.now(), self.session.new_id());
                let table = self.table.as_mut().ok_or_else(nobody_sits)?;
                table.act(&self.session, action, now, id)?
            }
            TableEdit::Note(line, first_key) => {
                let id = self.session.new_id();
                let table = self.table.as_mut().ok_or_else(nobody_sits)?;
                let parsed = table.take_note(&self.session, line, *first_key, id)?;
                parsed.summary
            }
        };
        Ok(words.into())
    }

    fn sit_down(&mut self, dinner: Id<Dinner>, table_no: i64) -> Result<String, DeskError> {
        let row = self.row(dinner)?;
        let mut live = Live::open(&self.session, &row, table_no)?;
        // A process that finds a running evening says so in its log: what has passed is banked, whatever the wall clock
        // was set to meanwhile.
        if matches!(live.evening().state(), State::Running(..)) {
            let (now, id) = (self.session.now(), self.session.new_id());
            live.act(&self.session, &Action::Reopen, now, id)?;
        }
        self.table = Some(live);
        Ok(format!("{}, table {table_no}", row.title))
    }
}

fn nobody_sits() -> DeskError {
    DeskError::Refused("No table is open. Open its Live stage first".to_owned())
}

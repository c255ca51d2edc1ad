//! Taking back at the table what was done last there, whatever it was: a key of the clock, a note, a correction, a guest
//! who came or did not; and doing it again. What was done is known in its order since the table was opened; before that
//! the moments in the library decide. Nothing is read for it: what a change made of the rows is kept beside it.

use super::{Live, LiveError, plan_of, seats_of};
use crate::{
    app::{Session, Way, Write},
    domain::{Change, DinnerRecord, EveningEvent, Id, Note, note::QuestionState},
    evening::{self, Action, Stamp},
};

/// Something done at the table.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// A key of the clock.
    Key,
    /// A change of rows by its id, with or without a key of the clock that went with it.
    Rows {
        change: Id<Change>,
        has_key: bool,
        words: Words,
        /// The rows on the other side of it.
        other: Rows,
    },
}

/// What is said when a deed is taken back, and when it is done again.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) took: String,
    pub(super) again: String,
}

impl Words {
    /// Those of a change that has a label.
    pub(super) fn of(label: &str) -> Self {
        Self {
            took: format!("Took back: {label}"),
            again: label.to_owned(),
        }
    }
}

/// Rows as they stand on one side of a change: before it, or after.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// Each note that differs; none where it is not there.
    pub(super) notes: Vec<(Id<Note>, Option<Note>)>,
    /// Seats, slots, asks and offers, where they differ.
    pub(super) record: Option<Box<DinnerRecord>>,
}

impl Live {
    /// Remembers what was done; from here on nothing can be done again.
    pub(super) fn did(&mut self, deed: Deed) {
        self.deeds.push(deed);
        self.taken_back.clear();
    }

    /// Puts rows in the place of those that stand here; returns these.
    pub(super) fn swap(&mut self, rows: Rows) -> Rows {
        let notes = rows.notes.into_iter();
        let notes = notes
            .map(|(id, row)| (id, self.put_note(id, row)))
            .collect();
        let record = rows.record.map(|mut record| {
            // How far the dinner has come is not of the change.
            record.dinner.state = self.record.dinner.state;
            let before = std::mem::replace(&mut self.record, record);
            self.seats = seats_of(&self.record, self.table_no);
            // A record that was good before has its start.
            if let Ok(plan) = plan_of(&self.record, self.table_no) {
                self.evening = evening::fold(&plan, self.evening.log());
            }
            before
        });
        Rows { notes, record }
    }

    fn put_note(&mut self, id: Id<Note>, row: Option<Note>) -> Option<Note> {
        let at = self.notes.iter().position(|note| note.id == id);
        match (at, row) {
            (Some(at), Some(row)) => {
                let old = self.notes.get_mut(at)?;
                Some(std::mem::replace(old, row))
            }
            (Some(at), None) => Some(self.notes.remove(at)),
            (None, row) => {
                self.notes.extend(row);
                None
            }
        }
    }

    /// Takes back what was done last.
    pub(super) fn take_back(
        &mut self,
        way: &mut Way<'_>,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<String, LiveError> {
        let deed = match self.deeds.last() {
            Some(deed) => deed.clone(),
            None => self.deed_before(way.session())?,
        };
        let (words, deed) = match deed {
            Deed::Key => (self.append(way, &Action::Undo, stamp, id)?, Deed::Key),
            Deed::Rows {
                change,
                has_key,
                words,
                other,
            } => {
                let undo = reverse(way, change)?;
                if has_key {
                    self.append(way, &Action::Undo, stamp, id)?;
                }
                let said = words.took.clone();
                let deed = Deed::Rows {
                    change: undo,
                    has_key,
                    words,
                    other: self.swap(other),
                };
                (said, deed)
            }
        };
        self.deeds.pop();
        self.taken_back.push(deed);
        Ok(words)
    }

    /// Does again what was taken back last.
    pub(super) fn do_again(
        &mut self,
        way: &mut Way<'_>,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<String, LiveError> {
        let deed = self.taken_back.last().cloned().unwrap_or(Deed::Key);
        let (words, done) = match deed {
            Deed::Rows {
                change,
                has_key,
                words,
                other,
            } => {
                let change = reverse(way, change)?;
                let other = self.swap(other);
                if has_key {
                    self.append(way, &Action::Redo, stamp, id)?;
                }
                let said = words.again.clone();
                let deed = Deed::Rows {
                    change,
                    has_key,
                    words,
                    other,
                };
                (said, deed)
            }
            Deed::Key => {
                let words = self.append(way, &Action::Redo, stamp, id)?;
                (
                    words.replacen("Took back an undo", "Did it again", 1),
                    Deed::Key,
                )
            }
        };
        self.taken_back.pop();
        self.deeds.push(done);
        Ok(words)
    }

    /// The last note, when it is later than the last key of the clock.
    pub(super) fn note_to_take_back(&self) -> Option<Id<Note>> {
        let note = self.notes.iter().max_by_key(|note| note.at_ms)?;
        let action = self
            .evening
            .last_action()
            .map_or(i64::MIN, |action| action.stamp.wall_ms);
        (note.at_ms > action).then_some(note.id)
    }

    /// What was done last before the table was opened. What a note gave besides itself is not known any more, so the
    /// table is to be read again.
    fn deed_before(&mut self, session: &Session) -> Result<Deed, LiveError> {
        let Some(note) = self.note(self.note_to_take_back()) else {
            return Ok(Deed::Key);
        };
        let Some(change) = session.library().change_of(note.id.uuid())? else {
            return Ok(Deed::Key);
        };
        let words = match note.text.as_str() {
            "" => "Took back the mark".to_owned(),
            text => format!("Took back the note “{text}”"),
        };
        let mut notes = vec![(note.id, None)];
        if let Some(question) = self.note(note.answers) {
            let mut open = question.clone();
            open.state = QuestionState::Open;
            notes.push((open.id, Some(open)));
        }
        self.is_doubtful = true;
        Ok(Deed::Rows {
            change,
            has_key: false,
            words: Words {
                took: words,
                again: "Wrote the note again".to_owned(),
            },
            other: Rows {
                notes,
                record: None,
            },
        })
    }

    /// Reads the table from the library again where that is called for; everything must be written. What was done here
    /// stays known.
    pub(in crate::app) fn read_again(&mut self, session: &Session) -> Result<(), LiveError> {
        if !self.is_doubtful {
            return Ok(());
        }
        let table = Self::open(session, &self.record.dinner, self.table_no)?;
        *self = Self {
            deeds: std::mem::take(&mut self.deeds),
            taken_back: std::mem::take(&mut self.taken_back),
            ..table
        };
        Ok(())
    }
}

/// Takes back a change, which may itself be an undo; the change that this is.
fn reverse(way: &mut Way<'_>, change: Id<Change>) -> Result<Id<Change>, LiveError> {
    let undo = way.session().new_id();
    way.write(Write::TakeBack { change, undo })?;
    Ok(undo)
}

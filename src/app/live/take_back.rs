//! Taking back at the table what was done last there, whatever it was: a key of the clock, a note, a correction, a guest
//! who came or did not; and doing it again. What was done is known in its order since the table was opened; before that
//! the moments in the library decide.

use super::{Live, LiveError};
use crate::{
    app::Session,
    domain::{Change, EveningEvent, Id, Note},
    evening::{Action, Stamp},
};

/// Something done at the table.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// A key of the clock.
    Key,
    Note(Id<Note>),
    /// A change of rows by its id, with or without a key of the clock that went with it.
    Rows {
        change: Id<Change>,
        has_key: bool,
        words: String,
    },
}

impl Live {
    /// Remembers what was done; from here on nothing can be done again.
    pub(super) fn did(&mut self, deed: Deed) {
        self.deeds.push(deed);
        self.taken_back.clear();
    }

    /// Takes back what was done last.
    pub(super) fn take_back(
        &mut self,
        session: &Session,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<String, LiveError> {
        let deed = self
            .deeds
            .last()
            .cloned()
            .unwrap_or_else(|| self.note_to_take_back().map_or(Deed::Key, Deed::Note));
        let words = match &deed {
            Deed::Key => self.append(session, &Action::Undo, stamp, id)?,
            Deed::Note(note) => {
                let text = self.notes.iter().find(|other| other.id == *note);
                let words = match text.map(|note| note.text.as_str()) {
                    Some("") | None => "Took back the mark".to_owned(),
                    Some(text) => format!("Took back the note “{text}”"),
                };
                let change = session.library().change_of(note.uuid())?;
                let undo = change.map(|change| reverse(session, change)).transpose()?;
                self.read_again(session)?;
                self.was_taken_back(undo.flatten().map(|change| Deed::Rows {
                    change,
                    has_key: false,
                    words: "Wrote the note again".to_owned(),
                }));
                return Ok(words);
            }
            Deed::Rows {
                change,
                has_key,
                words,
            } => {
                let undo = reverse(session, *change)?;
                if *has_key {
                    self.append(session, &Action::Undo, stamp, id)?;
                }
                self.read_again(session)?;
                self.was_taken_back(undo.map(|change| Deed::Rows {
                    change,
                    has_key: *has_key,
                    words: words.clone(),
                }));
                return Ok(format!("Took back: {words}"));
            }
        };
        self.was_taken_back(Some(Deed::Key));
        Ok(words)
    }

    /// Does again what was taken back last.
    pub(super) fn do_again(
        &mut self,
        session: &Session,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<String, LiveError> {
        let deed = self.taken_back.last().cloned().unwrap_or(Deed::Key);
        let (words, done) = match deed {
            Deed::Rows {
                change,
                has_key,
                words,
            } => {
                let again = reverse(session, change)?;
                self.read_again(session)?;
                if has_key {
                    self.append(session, &Action::Redo, stamp, id)?;
                }
                let done = again.map(|change| Deed::Rows {
                    change,
                    has_key,
                    words: words.clone(),
                });
                (words, done)
            }
            Deed::Key | Deed::Note(_) => {
                let words = self.append(session, &Action::Redo, stamp, id)?;
                (
                    words.replacen("Took back an undo", "Did it again", 1),
                    Some(Deed::Key),
                )
            }
        };
        self.taken_back.pop();
        self.deeds.extend(done);
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

    /// Reads the table from the library again; what was done here stays known.
    pub(super) fn read_again(&mut self, session: &Session) -> Result<(), LiveError> {
        let table = Self::open(session, &self.dinner, self.table_no)?;
        let (deeds, taken_back) = (
            std::mem::take(&mut self.deeds),
            std::mem::take(&mut self.taken_back),
        );
        *self = Self {
            deeds,
            taken_back,
            ..table
        };
        Ok(())
    }

    fn was_taken_back(&mut self, deed: Option<Deed>) {
        self.deeds.pop();
        self.taken_back.extend(deed);
    }
}

/// Takes back a change, which may itself be an undo; the change that this is.
fn reverse(session: &Session, change: Id<Change>) -> Result<Option<Id<Change>>, LiveError> {
    let now_ms = session.now().wall_ms;
    let receipt = session.writing(move |library| library.undo(change, now_ms))?;
    Ok(receipt.map(|receipt| receipt.change))
}

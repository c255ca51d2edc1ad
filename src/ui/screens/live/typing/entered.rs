//! What becomes of a line after Enter: it counts at once, is on its way to the disk, and is done with once it is there.
//! What cannot be written comes back. And what of all words is to be kept in the journal meanwhile.

use egui::{Event, ImeEvent, Key, Modifiers};

use super::Typing;
use crate::{
    app::{
        Outbox,
        desk::{TypedLine, Unsaved},
        live::Live,
    },
    domain::{Id, Note},
    evening::Stamp,
};

/// How long a change may stay unkept, in seconds.
const KEEP_AFTER_SECS: f64 = 0.35;

/// What Enter comes to.
#[derive(Debug)]
pub(in super::super) enum Submitted {
    Nothing,
    Line(TypedLine),
    /// What could not be written is tried again.
    Again,
}

impl Typing {
    /// Clears the line once it is taken, or notes that it is not.
    pub(in super::super) fn settle(&mut self, taken: Option<Id<Note>>) {
        let Some(pending) = self.pending.take() else {
            return;
        };
        let is_taken = taken == Some(pending.id);
        self.has_failed = !is_taken && self.line.as_ref() == Some(&pending);
        if is_taken {
            if self.line.as_ref() == Some(&pending) {
                self.line = self.parked.take();
                self.is_replaced = true;
            }
            self.cleared = None;
            self.entered.push(pending);
        }
    }

    /// Hears what became of the lines that were entered: what is written is done with; the words of what could not be
    /// written come back into the line where nothing else is typed, until it is.
    pub(in super::super) fn hear(
        &mut self,
        live: &Live,
        outbox: &Outbox,
        new: impl Fn() -> Id<Note>,
    ) {
        let is_on_its_way = |line: &TypedLine| {
            let row = row_of(line).uuid();
            outbox.has(row) && live.has(row)
        };
        let entered = std::mem::take(&mut self.entered).into_iter();
        let (waiting, done): (Vec<_>, Vec<_>) = entered.partition(is_on_its_way);
        self.entered = waiting;
        let given_back = done.iter().find(|line| self.given_back == Some(line.id));
        if let Some(line) = given_back {
            self.given_back = None;
            let is_there = live.has(row_of(line).uuid());
            self.cleared = self.cleared.take().filter(|other| other.id != line.id);
            match self.line.as_mut().filter(|words| words.id == line.id) {
                Some(_) if is_there => {
                    self.line = self.parked.take();
                    self.is_replaced = true;
                }
                // It was taken back: the words are those of a note that is yet to be.
                Some(words) => words.id = new(),
                None => {}
            }
        }
        let first = self.entered.first().filter(|_| outbox.problem().is_some());
        let may_give = self.given_back.is_none() && self.is_empty();
        if let Some(first) = first.filter(|_| may_give) {
            self.given_back = Some(first.id);
            self.line = Some(first.clone());
            (self.is_replaced, self.is_untouched) = (true, true);
        }
        self.correct_what_is_entered(live, new);
    }

    /// Other words for a line that is entered correct its note; where that is gone, they are a note of their own.
    fn correct_what_is_entered(&mut self, live: &Live, new: impl Fn() -> Id<Note>) {
        let Some(words) = self.line.as_mut() else {
            return;
        };
        let same = self.entered.iter().find(|line| line.id == words.id);
        if let Some(line) = same.filter(|line| *line != words && !words.is_empty()) {
            words.corrects = Some(row_of(line));
            words.id = new();
        }
        let note = words.corrects;
        words.corrects = note.filter(|note| live.has(note.uuid()));
    }

    /// Whether the line holds the words of a note that could not be written.
    pub(in super::super) fn is_given_back(&self) -> bool {
        let id = self.line.as_ref().map(|line| line.id);
        id.is_some() && id == self.given_back
    }

    /// Whether the words of the line are as they came back.
    pub(in super::super) fn is_untouched(&self) -> bool {
        self.is_untouched && self.is_given_back()
    }

    /// Whether an event begins another line than the one whose words came back. They are safe among the notes, and who
    /// types on without looking does not write into them; a key that moves in them takes them up.
    pub(super) fn begins_anew(
        &mut self,
        event: &Event,
        new: impl Fn() -> (Id<Note>, Stamp),
    ) -> bool {
        if !self.is_untouched() {
            self.is_untouched = false;
            return false;
        }
        match event {
            // With an empty line a space drives the clock.
            Event::Text(_)
            | Event::Paste(_)
            | Event::Key {
                key: Key::Space,
                pressed: true,
                modifiers: Modifiers::NONE,
                ..
            } => {}
            Event::Ime(ImeEvent::Preedit { text, .. }) if !text.is_empty() => {}
            Event::Key {
                key, pressed: true, ..
            } => {
                let moves = [
                    Key::ArrowLeft,
                    Key::ArrowRight,
                    Key::Home,
                    Key::End,
                    Key::Backspace,
                    Key::Delete,
                ];
                self.is_untouched = !moves.contains(key);
                return false;
            }
            _ => return false,
        }
        self.line = None;
        self.line(new);
        (self.is_replaced, self.is_untouched) = (true, false);
        true
    }

    /// The line to be saved; it stays until it is taken.
    pub(in super::super) fn submit(&mut self) -> Submitted {
        let Some(line) = self.line.as_ref().filter(|line| !line.is_empty()) else {
            return Submitted::Nothing;
        };
        if self.entered.contains(line) {
            return Submitted::Again;
        }
        self.pending = Some(line.clone());
        Submitted::Line(line.clone())
    }

    /// A mark: who and what without words. Words stay in the line, for a note of their own.
    pub(in super::super) fn mark(&mut self, new: impl FnOnce() -> (Id<Note>, Stamp)) -> Submitted {
        let Some(line) = self.line.clone() else {
            return Submitted::Nothing;
        };
        if line.corrects.is_some() || self.is_given_back() {
            return self.submit();
        }
        let mark = TypedLine {
            text: String::new(),
            ..line.clone()
        };
        self.pending = Some(mark.clone());
        if line.text.is_empty() {
            return Submitted::Line(mark);
        }
        let (id, first_key) = new();
        self.line = Some(TypedLine {
            id,
            first_key,
            signs: Vec::new(),
            ..line
        });
        Submitted::Line(mark)
    }

    /// Everything that is no saved note yet.
    pub(in super::super) fn unsaved(&self) -> Unsaved {
        let line = self.line.clone();
        Unsaved {
            line: line.filter(|line| !line.is_empty() && !self.entered.contains(line)),
            entered: self.entered.clone(),
        }
    }

    /// Everything that is no saved note yet, where that is not kept as it is.
    pub(in super::super) fn unkept(&self) -> Option<Unsaved> {
        Some(self.unsaved()).filter(|unsaved| *unsaved != self.kept)
    }

    /// Nothing counts as kept any more.
    pub(in super::super) fn forget_kept(&mut self) {
        self.kept = Unsaved::default();
    }

    /// What is to be kept now, if anything. Otherwise how long to wait, in seconds.
    pub(in super::super) fn take_unkept(&mut self, time: f64) -> Result<Unsaved, Option<f64>> {
        let Some(unsaved) = self.unkept() else {
            self.changed_at = None;
            return Err(None);
        };
        let changed_at = *self.changed_at.get_or_insert(time);
        let left = KEEP_AFTER_SECS - (time - changed_at);
        if left > 0.0 {
            return Err(Some(left));
        }
        self.changed_at = None;
        self.kept.clone_from(&unsaved);
        Ok(unsaved)
    }
}

/// The note that a line makes or corrects.
fn row_of(line: &TypedLine) -> Id<Note> {
    line.corrects.unwrap_or(line.id)
}

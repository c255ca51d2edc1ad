//! Correcting a note in the line: its signs and words as they would be typed, each of which can be put otherwise.

use egui::{Ui, text_edit::TextEditState};

use super::{Typing, speaker_sign};
use crate::{
    app::{desk::TypedLine, live::Live},
    domain::{
        Audience, Id, Note,
        note::{NoteKind, Reply},
    },
    evening::Stamp,
    ui::screens::live::line_id,
};

impl Typing {
    /// Puts a saved note into the line to be corrected; what is typed is put aside. A note that is being corrected stays
    /// where something of it was changed already.
    pub(in super::super) fn correct(&mut self, note: &Note, live: &Live, id: Id<Note>, now: Stamp) {
        if self
            .line
            .as_ref()
            .is_some_and(|line| line.corrects.is_some())
        {
            if !self.is_as_it_was(live) {
                return;
            }
        } else {
            self.parked = self.line.take().filter(|line| !line.is_empty());
        }
        self.is_replaced = true;
        self.line = Some(TypedLine {
            id,
            first_key: now,
            signs: signs_of(note, live),
            text: note.text.clone(),
            reads_dates: true,
            corrects: Some(note.id),
        });
    }

    /// The note that is being corrected, where nothing of it is changed yet.
    pub(in super::super) fn corrected(&self, live: &Live) -> Option<Id<Note>> {
        let note = self.line.as_ref()?.corrects?;
        self.is_as_it_was(live).then_some(note)
    }

    fn is_as_it_was(&self, live: &Live) -> bool {
        let Some(line) = &self.line else {
            return true;
        };
        let mut notes = live.notes().iter();
        let note = notes.find(|note| Some(note.id) == line.corrects);
        note.is_none_or(|note| line.text == note.text && line.signs == signs_of(note, live))
    }

    /// Whether a note is corrected and what is typed goes before its first letter.
    pub(in super::super) fn is_before_words(&self, ui: &Ui) -> bool {
        let is_corrected = self
            .line
            .as_ref()
            .is_some_and(|line| line.corrects.is_some());
        let cursor = TextEditState::load(ui.ctx(), line_id());
        let range = cursor.and_then(|state| state.cursor.char_range());
        let is_first = range.is_some_and(|range| range.is_empty() && range.primary.index.0 == 0);
        is_corrected && is_first && !self.is_replaced
    }

    /// Adds a sign where it means something there.
    pub(in super::super) fn add_sign(&mut self, live: &Live, sign: &str) -> bool {
        let Some(line) = self.line.as_mut() else {
            return false;
        };
        let signs = line.signs.concat();
        let parsed = live.read(&format!("{signs}{sign}"), line.first_key, false);
        let is_taken = parsed.text.is_empty() && parsed.chips.len() == line.signs.len() + 1;
        if is_taken {
            line.signs.push(sign.to_owned());
        }
        is_taken || self.replace_sign(live, sign)
    }

    /// In a note that is corrected a sign takes the place of the one of its sort.
    fn replace_sign(&mut self, live: &Live, sign: &str) -> bool {
        let line = self.line.as_mut().filter(|line| line.corrects.is_some());
        let Some(line) = line else {
            return false;
        };
        for at in 0..line.signs.len() {
            let mut signs = line.signs.clone();
            if let Some(old) = signs.get_mut(at) {
                sign.clone_into(old);
            }
            let parsed = live.read(&signs.concat(), line.first_key, false);
            if parsed.text.is_empty() && parsed.chips.len() == signs.len() {
                line.signs = signs;
                return true;
            }
        }
        false
    }

    /// Takes a sign off.
    pub(in super::super) fn take_off(&mut self, sign: &str) {
        if let Some(line) = self.line.as_mut() {
            line.signs.retain(|other| other != sign);
        }
    }
}

/// The signs that a saved note would be typed with.
fn signs_of(note: &Note, live: &Live) -> Vec<String> {
    let mut signs = Vec::new();
    let seat = live
        .seats()
        .iter()
        .find(|seat| Some(seat.person) == note.speaker);
    if let Some(seat) = seat {
        signs.push(speaker_sign(seat.number));
    }
    let kind = match note.kind {
        NoteKind::Plain => "",
        NoteKind::Question => "?",
        NoteKind::Answer => "=",
        NoteKind::Promise => ">",
        NoteKind::Offer => "!",
        NoteKind::Ask => "*",
        NoteKind::Quote => "\"",
        NoteKind::Reply => match note.reply {
            Some(Reply::Yes) => "+",
            Some(Reply::No) => "-",
            Some(Reply::Later) | None => "~",
        },
    };
    signs.extend((!kind.is_empty()).then(|| kind.to_owned()));
    let is_hidden =
        note.audience == Audience::OnlyMe && note.audience != note.kind.default_audience();
    // In the questions a line without a sign would be a question.
    let is_bare = note.kind == NoteKind::Plain && note.phase.is_some();
    signs.extend((is_hidden || is_bare).then(|| "#".to_owned()));
    signs
}

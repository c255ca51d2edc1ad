//! Correcting a note that was saved: what it is, who said it, its words and who may read it, as one change that can be
//! taken back.

use super::{
    Live, LiveError,
    take_back::{Rows, Words},
};
use crate::{
    app::{Session, Way},
    domain::{
        Ask, Audience, DinnerRecord, Draft, Id, Note, Offer,
        note::{NoteKind, QuestionState},
    },
    evening::{
        Stamp,
        grammar::{self, Parsed},
    },
};

impl Live {
    /// The note saved last, which is the one to correct.
    pub fn last_note(&self) -> Option<&Note> {
        self.notes.last()
    }

    /// Reads a corrected line as it would be saved, in the moment of the note.
    pub fn read_correction(&self, note: &Note, line: &str, reads_dates: bool) -> Parsed {
        let mut stamp = self.first_stamp();
        stamp.wall_ms = note.at_ms;
        let mut context = self.context(&self.evening, stamp, reads_dates);
        context.presenter = note.subject;
        context.phase = note.phase;
        // An answer stays with its question; a note that becomes one answers the open question before it, and not itself.
        let is_open = |other: &&Note| {
            let is_question =
                other.kind == NoteKind::Question && other.state == QuestionState::Open;
            is_question && other.id != note.id && other.at_ms <= note.at_ms
        };
        let before = || self.notes.iter().rev().find(is_open);
        let question = self.note(note.answers).or_else(before);
        context.last_open_question = question.map(|question| grammar::OpenQuestion {
            note: question.id,
            asker: question.speaker,
        });
        let mut parsed = grammar::parse(line, &context);
        parsed.audience = readers(note, &parsed);
        parsed
    }

    /// Puts a corrected line in the place of a note. What the line does not say of it (when it was said, about whom,
    /// whom it named) stays as it was.
    pub fn correct_note(
        &mut self,
        way: &mut Way<'_>,
        note: Id<Note>,
        line: &str,
        reads_dates: bool,
    ) -> Result<Parsed, LiveError> {
        let Some(old) = self.note(Some(note)).cloned() else {
            let what = "That note is not there any more. Your words are still in the line";
            return Err(LiveError::NotPossible(what.to_owned()));
        };
        let parsed = self.read_correction(&old, line, reads_dates);
        let mut new = old.clone();
        new.kind = parsed.kind;
        new.speaker = parsed.speaker;
        new.text.clone_from(&parsed.text);
        new.audience = parsed.audience;
        new.reply = parsed.reply;
        new.answers = parsed.answers;
        let is_promise = new.kind == NoteKind::Promise;
        new.due = parsed
            .due
            .or(old.due.filter(|_| reads_dates))
            .filter(|_| is_promise);
        if parsed.linked.is_empty() && old.kind == new.kind {
            new.to = old.to.filter(|to| Some(*to) != new.speaker).or(parsed.to);
            new.about.retain(|person| Some(*person) != new.speaker);
        } else {
            new.to = parsed.to;
            new.about.clone_from(&parsed.about);
        }
        let words = format!("Corrected: {}", parsed.summary);
        let mut draft = Draft::new(words.clone());
        draft.update(&old, &new);
        let mut rows = Rows::default();
        let is_answered = |question: Id<Note>| {
            let mut others = self.notes.iter().filter(|other| other.id != old.id);
            others.any(|other| other.answers == Some(question))
        };
        for question in self.notes.iter().filter(|other| other.id != old.id) {
            let mut changed = question.clone();
            if Some(question.id) == new.answers {
                changed.state = QuestionState::Answered;
            } else if Some(question.id) == old.answers && !is_answered(question.id) {
                changed.state = QuestionState::Open;
            } else {
                continue;
            }
            draft.update(question, &changed);
            rows.notes.push((changed.id, Some(changed)));
        }
        rows.record = self.correct_gift(way.session(), &old, &new, &mut draft);
        rows.notes.push((new.id, Some(new)));
        self.change(way, draft, rows, Words::of(&words))?;
        Ok(parsed)
    }

    /// An ask or an offer that was kept with its person follows the note that it came from; the record with it.
    fn correct_gift(
        &self,
        session: &Session,
        old: &Note,
        new: &Note,
        draft: &mut Draft,
    ) -> Option<Box<DinnerRecord>> {
        let is_same = old.speaker == new.speaker && old.kind == new.kind && !new.text.is_empty();
        let giver = old.speaker.filter(|_| is_same);
        let mut after = self.record.clone();
        let ask = |ask: &&mut Ask| Some(ask.person) == giver && ask.text == old.text;
        if new.kind == NoteKind::Ask
            && let Some(ask) = after.asks.iter_mut().find(ask)
        {
            let before = ask.clone();
            ask.text.clone_from(&new.text);
            draft.update(&before, ask);
            return Some(after);
        }
        let offer = |offer: &&mut Offer| Some(offer.person) == giver && offer.text == old.text;
        if new.kind == NoteKind::Offer
            && let Some(offer) = after.offers.iter_mut().find(offer)
        {
            let before = offer.clone();
            offer.text.clone_from(&new.text);
            draft.update(&before, offer);
            return Some(after);
        }
        self.plan_gifts(session, new, draft)
    }

    /// The note that was written before this one.
    pub fn note_before(&self, note: Id<Note>) -> Option<&Note> {
        let at = self.notes.iter().position(|other| other.id == note)?;
        self.notes.get(at.checked_sub(1)?)
    }

    /// Some moment of this evening: only its day counts, which the note's own time gives.
    fn first_stamp(&self) -> Stamp {
        let first = self.evening.log().first().map(|event| event.stamp);
        first.unwrap_or(Stamp {
            wall_ms: 0,
            boot_ms: 0,
            boot_id: crate::evening::BootId::of(""),
        })
    }
}

/// Who may read a note once it is corrected: as the line says, but a choice that no sign can make stands until the note is
/// made the host's alone. Nobody reads more for a word that was put right.
fn readers(old: &Note, parsed: &Parsed) -> Audience {
    let is_by_sign =
        old.audience == Audience::OnlyMe || old.audience == old.kind.default_audience();
    if is_by_sign || parsed.audience == Audience::OnlyMe {
        parsed.audience
    } else {
        old.audience
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_put_right_shows_a_note_to_nobody_more() {
        use Audience::{About, OnlyMe, Organisers, Table};
        let by = |kind: NoteKind, had: Audience, said: Audience| {
            let mut note = Note::new(Id::from_uuid(uuid::Uuid::from_u128(1)));
            (note.kind, note.audience) = (kind, had);
            let parsed = Parsed {
                audience: said,
                ..Parsed::default()
            };
            readers(&note, &parsed)
        };
        // A choice of the wrap-up stands, but for the sign that hides.
        assert_eq!(by(NoteKind::Question, Organisers, Table), Organisers);
        assert_eq!(by(NoteKind::Plain, Organisers, Table), Organisers);
        assert_eq!(by(NoteKind::Question, Organisers, OnlyMe), OnlyMe);
        // What the signs said they may say otherwise.
        assert_eq!(by(NoteKind::Question, Table, OnlyMe), OnlyMe);
        assert_eq!(by(NoteKind::Question, OnlyMe, Table), Table);
        assert_eq!(by(NoteKind::Promise, About, Table), Table);
    }
}

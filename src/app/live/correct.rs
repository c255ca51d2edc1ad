//! Correcting a note that was saved: what it is, who said it, its words and who may read it, as one change that can be
//! taken back.

use super::{Live, LiveError, take_back::Deed};
use crate::{
    app::Session,
    domain::{
        Ask, Draft, Id, Note, Offer,
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
        let question = self
            .notes
            .iter()
            .find(|other| Some(other.id) == note.answers);
        if let Some(question) = question {
            context.last_open_question = Some(grammar::OpenQuestion {
                note: question.id,
                asker: question.speaker,
            });
        }
        grammar::parse(line, &context)
    }

    /// Puts a corrected line in the place of a note. What the line does not say of it (when it was said, about whom,
    /// whom it named) stays as it was.
    pub fn correct_note(
        &mut self,
        session: &Session,
        note: Id<Note>,
        line: &str,
        reads_dates: bool,
    ) -> Result<Parsed, LiveError> {
        let at = self.notes.iter().position(|other| other.id == note);
        let Some(old) = at.and_then(|at| self.notes.get(at)).cloned() else {
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
        draft.is_live = true;
        draft.update(&old, &new);
        for question in &self.notes {
            let mut changed = question.clone();
            if Some(question.id) == new.answers {
                changed.state = QuestionState::Answered;
            } else if Some(question.id) == old.answers {
                changed.state = QuestionState::Open;
            }
            draft.update(question, &changed);
        }
        self.correct_gift(session, &old, &new, &mut draft);
        let receipt = session.write(draft)?;
        self.read_again(session)?;
        if let Some(receipt) = receipt {
            self.did(Deed::Rows {
                change: receipt.change,
                has_key: false,
                words,
            });
        }
        Ok(parsed)
    }

    /// An ask or an offer that was kept with its person follows the note that it came from.
    fn correct_gift(&self, session: &Session, old: &Note, new: &Note, draft: &mut Draft) {
        let same_giver = old.speaker == new.speaker && old.kind == new.kind;
        let kept = self
            .asks
            .iter()
            .find(|ask| Some(ask.person) == old.speaker && ask.text == old.text);
        match kept.filter(|_| same_giver && new.kind == NoteKind::Ask && !new.text.is_empty()) {
            Some(ask) => {
                let changed = Ask {
                    text: new.text.clone(),
                    ..ask.clone()
                };
                draft.update(ask, &changed);
            }
            None => self.plan_ask(session, new, draft),
        }
        let kept = self
            .offers
            .iter()
            .find(|(person, _)| Some(*person) == old.speaker)
            .and_then(|(_, offer)| session.library().get(*offer).ok().flatten())
            .filter(|offer: &Offer| offer.text == old.text);
        match kept.filter(|_| same_giver && new.kind == NoteKind::Offer && !new.text.is_empty()) {
            Some(offer) => {
                let changed = Offer {
                    text: new.text.clone(),
                    ..offer.clone()
                };
                draft.update(&offer, &changed);
            }
            None => self.plan_offer(session, new, draft),
        }
        self.plan_reply(session, new, draft);
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

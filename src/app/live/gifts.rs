//! What a note gives beyond itself: an ask or an offer that is kept with the person, and a reply to an offer.

use super::Live;
use crate::{
    app::Session,
    domain::{
        Ask, Attendance, Audience, DinnerRecord, Draft, Id, Note, NoteKind, Offer, OfferAnswer,
    },
};

impl Live {
    /// Writes what a note gives into `draft`; the record with it, where it gives something.
    pub(super) fn plan_gifts(
        &self,
        session: &Session,
        note: &Note,
        draft: &mut Draft,
    ) -> Option<Box<DinnerRecord>> {
        let ask = self.ask_of(session, note);
        let offer = self.offer_of(session, note);
        let answer = self.answer_of(note);
        if ask.is_none() && offer.is_none() && answer.is_none() {
            return None;
        }
        let mut after = self.record.clone();
        if let Some(ask) = ask {
            draft.create(&ask);
            after.asks.push(ask);
        }
        if let Some(offer) = offer {
            draft.create(&offer);
            after.offers.push(offer);
        }
        if let Some(answer) = answer {
            let old = after.answers.iter().position(|old| old.id == answer.id);
            draft.put(old.and_then(|at| after.answers.get(at)), &answer);
            match old.and_then(|at| after.answers.get_mut(at)) {
                Some(old) => *old = answer,
                None => after.answers.push(answer),
            }
        }
        Some(after)
    }

    /// An ask of somebody who had none is kept with the person; one who has one said it again.
    fn ask_of(&self, session: &Session, note: &Note) -> Option<Ask> {
        let is_shown = note.kind == NoteKind::Ask && note.audience == Audience::Table;
        let speaker = note.speaker.filter(|_| is_shown && !note.text.is_empty())?;
        if self.record.ask_of(speaker).is_some() {
            return None;
        }
        let mut ask = Ask::new(session.new_id());
        ask.person = speaker;
        ask.text.clone_from(&note.text);
        Some(ask)
    }

    /// An offer of somebody who had none is kept with the person, with the step that an offer always has.
    fn offer_of(&self, session: &Session, note: &Note) -> Option<Offer> {
        let is_shown = note.kind == NoteKind::Offer && note.audience == Audience::Table;
        let speaker = note.speaker.filter(|_| is_shown && !note.text.is_empty())?;
        if self.record.offer_of(speaker).is_some() {
            return None;
        }
        let mut offer = Offer::new(session.new_id());
        offer.person = speaker;
        offer.text.clone_from(&note.text);
        "agree when and how".clone_into(&mut offer.next_step);
        Some(offer)
    }

    /// A reply to the presenter's offer is kept with the offer.
    fn answer_of(&self, note: &Note) -> Option<OfferAnswer> {
        let (reply, person) = (note.reply?, note.speaker?);
        let offer = self.record.offer_of(note.subject?)?.id;
        let id = Id::of_pair("offer_answer", offer.uuid(), person.uuid());
        let mut answer = OfferAnswer::new(id);
        answer.offer = offer;
        answer.person = person;
        answer.answer = reply;
        Some(answer)
    }

    /// The row of a guest at this dinner.
    pub(super) fn attendance(&self, id: Id<Attendance>) -> Option<&Attendance> {
        self.record.attendances.iter().find(|row| row.id == id)
    }
}

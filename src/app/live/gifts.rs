//! What a note gives beyond itself: an ask or an offer that is kept with the person, and a reply to an offer.

use super::Live;
use crate::{
    app::Session,
    domain::{Ask, Audience, Draft, Id, Note, NoteKind, Offer, OfferAnswer},
};

impl Live {
    /// An ask of somebody who had none is kept with the person; one who has one said it again.
    pub(super) fn plan_ask(&self, session: &Session, note: &Note, draft: &mut Draft) {
        let Some(speaker) = note
            .speaker
            .filter(|_| note.kind == NoteKind::Ask && note.audience == Audience::Table)
        else {
            return;
        };
        if !note.text.is_empty() && self.asks.iter().all(|ask| ask.person != speaker) {
            let mut ask = Ask::new(session.new_id());
            ask.person = speaker;
            ask.text.clone_from(&note.text);
            draft.create(&ask);
        }
    }

    /// An offer of somebody who had none is kept with the person, with the step that an offer always has.
    pub(super) fn plan_offer(&self, session: &Session, note: &Note, draft: &mut Draft) {
        let is_shown = note.kind == NoteKind::Offer && note.audience == Audience::Table;
        let Some(speaker) = note.speaker.filter(|_| is_shown && !note.text.is_empty()) else {
            return;
        };
        if self.offers.iter().all(|(person, _)| *person != speaker) {
            let mut offer = Offer::new(session.new_id());
            offer.person = speaker;
            offer.text.clone_from(&note.text);
            "agree when and how".clone_into(&mut offer.next_step);
            draft.create(&offer);
        }
    }

    /// A reply to the presenter's offer is kept with the offer.
    pub(super) fn plan_reply(&self, session: &Session, note: &Note, draft: &mut Draft) {
        let offer = note
            .subject
            .and_then(|giver| self.offers.iter().find(|(person, _)| *person == giver));
        let (Some(reply), Some(person), Some((_, offer))) = (note.reply, note.speaker, offer)
        else {
            return;
        };
        let id = Id::of_pair("offer_answer", offer.uuid(), person.uuid());
        let mut answer = OfferAnswer::new(id);
        answer.offer = *offer;
        answer.person = person;
        answer.answer = reply;
        // What cannot be read now is written whole: the answer is the same row on every laptop.
        let old = session.library().get(id).ok().flatten();
        draft.put(old.as_ref(), &answer);
    }
}

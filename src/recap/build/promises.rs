//! The open promises of and to one reader, with the words that stand on the recap and beside it.

use super::View;
use crate::{
    domain::{
        Audience, Commitment, Id,
        dinner::RecapPart,
        promise::{CommitmentState, FollowUpRule},
        word::{capitalised, uncapitalised},
    },
    recap::content::{Guest, Plate, PromiseByYou, PromiseToYou},
};

impl View<'_> {
    /// Open promises that the reader may read and that were made as such: not what the host only means to do.
    pub(super) fn promises(&self) -> impl Iterator<Item = (&Commitment, FollowUpRule)> {
        let is_open = |promise: &&Commitment| {
            !matches!(
                promise.state,
                CommitmentState::Done | CommitmentState::Dropped
            )
        };
        let readable = |promise: &&Commitment| match promise.audience {
            Audience::Table | Audience::About => true,
            Audience::Organisers | Audience::OnlyMe => false,
        };
        let mut promises: Vec<(&Commitment, FollowUpRule)> = self
            .record
            .commitments
            .iter()
            .filter(is_open)
            .filter(readable)
            .map(|promise| {
                let source = self
                    .record
                    .suggestions
                    .iter()
                    .find(|s| Some(s.id) == promise.suggestion);
                (promise, source.map_or(FollowUpRule::Promise, |s| s.rule))
            })
            .filter(|(_, rule)| {
                matches!(
                    rule,
                    FollowUpRule::Promise | FollowUpRule::OpenQuestion | FollowUpRule::OfferStep
                )
            })
            .collect();
        promises.sort_by_key(|(promise, _)| (promise.due.is_none(), promise.due, promise.id));
        promises.into_iter()
    }

    /// Promises to the reader, each with its id.
    pub(super) fn to_reader(&self) -> Vec<(Id<Commitment>, PromiseToYou)> {
        if !self.has(RecapPart::ToThem) {
            return Vec::new();
        }
        let mine = self
            .promises()
            .filter(|(promise, _)| promise.to == Some(self.reader) && promise.from != self.reader);
        mine.map(|(promise, rule)| {
            let what = match (rule, self.question_of(promise)) {
                (FollowUpRule::OpenQuestion, Some(question)) => {
                    format!("An answer to your question: {question}")
                }
                (FollowUpRule::OfferStep, _) => format!(
                    "Takes up your offer: {}",
                    uncapitalised(&self.offer_step(promise))
                ),
                _ => promise.what.clone(),
            };
            let promised = PromiseToYou {
                by: self.guest(promise.from),
                what,
                contact: self.first_contact(promise.from),
                due: promise.due,
            };
            (promise.id, promised)
        })
        .collect()
    }

    /// Promises of the reader, each with its id.
    pub(super) fn by_reader(&self) -> Vec<(Id<Commitment>, PromiseByYou)> {
        if !self.has(RecapPart::ByThem) {
            return Vec::new();
        }
        let mine = self
            .promises()
            .filter(|(promise, _)| promise.from == self.reader);
        mine.map(|(promise, rule)| {
            let to = match promise.to {
                Some(to) => self.guest(to),
                None => Guest {
                    name: "everyone at the table".to_owned(),
                    plate: Plate {
                        initials: "\u{2022}".to_owned(),
                        colour: 6,
                    },
                },
            };
            let (what, remark) = match rule {
                FollowUpRule::OpenQuestion => {
                    let name = self.short(promise.to);
                    let what = self
                        .question_of(promise)
                        .map_or_else(|| promise.what.clone(), |q| format!("Answer {name}: {q}"));
                    (
                        what,
                        Some(format!(
                            "{} asked, and there was no time to answer",
                            self.short(promise.to)
                        )),
                    )
                }
                FollowUpRule::OfferStep => (
                    self.offer_step(promise),
                    Some(format!(
                        "You said yes to {}’s offer",
                        self.short(promise.to)
                    )),
                ),
                _ => (promise.what.clone(), None),
            };
            let promised = PromiseByYou {
                to,
                what,
                remark,
                due: promise.due,
            };
            (promise.id, promised)
        })
        .collect()
    }

    /// The question behind a promise to answer it, if the reader may read it.
    fn question_of(&self, promise: &Commitment) -> Option<String> {
        let note = self
            .record
            .notes
            .iter()
            .find(|note| Some(note.id) == promise.note)?;
        (self.may_read(note) && !note.text.is_empty()).then(|| note.text.clone())
    }

    /// The next step of the offer that somebody said yes to.
    fn offer_step(&self, promise: &Commitment) -> String {
        let offer = promise.to.and_then(|giver| self.record.offer_of(giver));
        match offer.map(|offer| offer.next_step.trim()) {
            Some(step) if !step.is_empty() => capitalised(step),
            _ => promise.what.clone(),
        }
    }
}

//! What is to be done: suggestions found by a rule and decided by the host, and the promises that come of them.

use chrono::NaiveDate;

use crate::{
    domain::{Audience, Dinner, Id, Note, Person},
    noun, words,
};

words! {
    /// How a promise stands.
    CommitmentState {
        Open = "open",
        Drafted = "drafted",
        Sent = "sent",
        Done = "done",
        Dropped = "dropped",
        HandedOver = "handed over",
    }
}

noun! {
    /// A promise: from, to, what, by when, and the note that is its evidence.
    Commitment = "commitment" {
        audience: Audience = OfRow,
        from: Id<Person> = OfRow,
        to: Option<Id<Person>> = OfRow,
        what: String = OfRow,
        due: Option<NaiveDate> = OfRow,
        state: CommitmentState = OfRow,
        dinner: Option<Id<Dinner>> = OfRow,
        note: Option<Id<Note>> = OfRow,
        suggestion: Option<Id<Suggestion>> = OfRow,
    }
    index from to dinner;
}

words! {
    /// Whether the host has decided.
    Decision { Undecided = "undecided", Accepted = "accepted", Discarded = "discarded" }
}

words! {
    /// The rules that find follow-ups.
    FollowUpRule {
        Promise = "promise",
        OpenQuestion = "open question",
        AskMatch = "ask match",
        OfferStep = "offer step",
        OneToOne = "one-to-one",
        ThankGuest = "thank",
        QuietCorner = "quiet corner",
    }
}

noun! {
    /// A follow-up that a rule found. Its id is that of the rule and its sources, so that running again adds nothing.
    Suggestion = "suggestion" {
        audience: Audience = OfRow,
        dinner: Id<Dinner> = OfRow,
        rule: FollowUpRule = OfRow,
        /// Who is to do it.
        owner: Id<Person> = OfRow,
        /// For or with whom.
        other: Option<Id<Person>> = OfRow,
        /// "Introduce Priya to the Aldgate Foods landlord".
        what: String = OfRow,
        /// "Jonah promised it at 20:27".
        why: String = OfRow,
        due: Option<NaiveDate> = OfRow,
        note: Option<Id<Note>> = OfRow,
        decision: Decision = OfRow,
    }
    index dinner owner;
}

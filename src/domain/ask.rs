//! Asks and offers: what somebody wants from the table and gives to it. An offer always has a next step.

use chrono::NaiveDate;

use crate::{
    domain::{Id, Person, note::Reply},
    noun, words,
};

words! {
    /// What is asked for.
    AskKind { Category = "category", Person = "person", Company = "company" }
}

noun! {
    /// What somebody wants.
    Ask = "ask" {
        person: Id<Person> = Everyone,
        text: String = Everyone,
        kind: AskKind = Everyone,
        why: String = Everyone,
        /// One line to pass on.
        line: String = Everyone,
        by: Option<NaiveDate> = Everyone,
    }
    search text line;
    index person;
}

noun! {
    /// What somebody gives.
    Offer = "offer" {
        person: Id<Person> = Everyone,
        text: String = Everyone,
        /// What takes the risk away.
        safe: String = Everyone,
        next_step: String = Everyone,
        until: Option<NaiveDate> = Everyone,
    }
    search text next_step;
    index person;
}

noun! {
    /// A listener's answer to an offer. Its id is that of the pair (offer, person).
    OfferAnswer = "offer_answer" {
        offer: Id<Offer> = Everyone,
        person: Id<Person> = Everyone,
        answer: Reply = Everyone,
    }
    index offer;
}

//! Encounters: two people met elsewhere than at a dinner of ours. The same people in another place are noticed anew.

use chrono::NaiveDate;

use crate::{
    domain::{Id, Person},
    noun, words,
};

words! {
    /// Where two people met.
    MetAt {
        /// At another group, such as a chamber's breakfast.
        Group = "group",
        Event = "event",
        Chance = "by chance",
        OneToOne = "one-to-one",
    }
}

noun! {
    /// Two people met: when, in what context, and in what words one remembers it.
    Encounter = "encounter" {
        one: Id<Person> = Organisers,
        other: Id<Person> = Organisers,
        met_on: Option<NaiveDate> = Organisers,
        context: MetAt = Organisers,
        /// "Coffee at Bramble": typed about people, and so for the owner of the laptop only.
        words: String = OnlyMe,
    }
    index one other;
}

impl Encounter {
    /// The other one of the two, for one who was there.
    pub fn with(&self, person: Id<Person>) -> Option<Id<Person>> {
        match person {
            _ if person == self.one => Some(self.other),
            _ if person == self.other => Some(self.one),
            _ => None,
        }
    }
}

//! The nouns of Tablemates as types that cannot be wrong, and the ledger of facts that records every change to them.
//! No I/O, no clock, no SQL.

pub mod ask;
pub mod audience;
pub mod change;
pub mod currency;
pub mod dinner;
pub mod encounter;
pub mod evening;
pub mod fact;
pub mod group;
pub mod id;
pub mod note;
pub mod noun;
pub mod person;
pub mod promise;
pub mod record;
mod said;
#[cfg(test)]
mod tests;
pub mod word;

pub use ask::{Ask, Offer, OfferAnswer};
pub use audience::Audience;
pub use change::Change;
pub use currency::Currency;
pub use dinner::{Attendance, Dinner, Objective, Rule, Table};
pub use encounter::Encounter;
pub use evening::{EveningEvent, Slot};
pub use fact::Fact;
pub use group::{Group, Membership};
pub use id::Id;
pub use note::{Note, NoteKind};
pub use noun::{Draft, Noun};
pub use person::{Acquaintance, Consent, ContactPoint, Person, Trade};
pub use promise::{Commitment, Suggestion};
pub use record::DinnerRecord;

/// Every noun that is projected into a table of its own.
pub const NOUNS: &[&noun::Spec] = &[
    Change::SPEC,
    Person::SPEC,
    ContactPoint::SPEC,
    Trade::SPEC,
    Acquaintance::SPEC,
    Consent::SPEC,
    Group::SPEC,
    Membership::SPEC,
    Dinner::SPEC,
    Table::SPEC,
    Attendance::SPEC,
    Rule::SPEC,
    Objective::SPEC,
    Slot::SPEC,
    EveningEvent::SPEC,
    Note::SPEC,
    Ask::SPEC,
    Offer::SPEC,
    OfferAnswer::SPEC,
    Suggestion::SPEC,
    Commitment::SPEC,
    Encounter::SPEC,
];

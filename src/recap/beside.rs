//! What goes beside the recap of one guest, as plain data: the letter that it comes with, the reader's own dates, and
//! the cards of table-mates who agreed to be reached. As with the recap, the types are the privacy: there is nowhere to
//! put a promise of two others, a way to reach somebody without consent, or a word that only some may read.

use chrono::{NaiveDate, NaiveDateTime};
use uuid::Uuid;

use super::content::Contact;
use crate::domain::dinner::RecapPart;

/// All that goes beside the recap of one guest, called the reader below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    pub letter: Letter,
    /// The dinner itself; `None` where it has no day.
    pub evening: Option<EveningDate>,
    /// Open promises of and to the reader that have a day, the earliest first.
    pub promises: Vec<DatedPromise>,
    /// Table-mates who agreed that theirs is shared, in the order of the recap.
    pub cards: Vec<Card>,
}

/// What a letter with the recap can say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The dinner's title: "Thursday Table, No. 14".
    pub dinner: String,
    pub held_on: NaiveDate,
    /// The reader's full name, which stands beside the address, and the one at the table.
    pub reader: String,
    pub first_name: String,
    /// The host's own words, without a signature.
    pub line: Option<String>,
    /// What the host leaves out of the recap, which the letter must not promise either.
    pub without: Vec<RecapPart>,
    /// Who signs, by first name.
    pub from: Option<String>,
}

/// The evening in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EveningDate {
    /// The dinner's; the same entry in every calendar.
    pub id: Uuid,
    pub title: String,
    pub place: String,
    /// Local time there, and the zone (IANA) that makes it a moment.
    pub starts_at: NaiveDateTime,
    pub ends_at: Option<NaiveDateTime>,
    pub zone: String,
}

/// A promise of or to the reader, with its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedPromise {
    /// The promise's; a later file with the same changes the entry instead of adding one.
    pub id: Uuid,
    /// "Your usual contract, for Dana Whitlock", or "Jonah Reid: An introduction to the landlord".
    pub words: String,
    /// "You promised it to Dana Whitlock at Thursday Table, No. 14".
    pub about: String,
    pub due: NaiveDate,
}

/// A table-mate for the reader's address book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The person's; a later card with the same changes the entry instead of adding one.
    pub id: Uuid,
    pub prefix: String,
    pub given: String,
    pub middle: String,
    pub family: String,
    pub suffix: String,
    pub says_it_like: String,
    pub company: String,
    pub position: String,
    /// What they do, in one line.
    pub business: String,
    /// How to reach them, each with consent; at least one.
    pub contacts: Vec<Contact>,
}

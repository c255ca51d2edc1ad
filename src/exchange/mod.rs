//! Exchange with other programs: people in from files, people and dates out to files.
//!
//! Parses at the edge and reports row by row; keeps its own types, which the caller maps to its
//! nouns. It opens no file, reads no clock, stores nothing and merges nobody.

mod calendar;
mod clean;
mod contact;
mod csv_out;
mod decode;
mod draft;
mod duplicates;
mod field;
mod fold;
mod mail;
mod mend;
mod nicknames;
mod quotes;
mod read;
mod table;
mod vcard_in;
mod vcard_out;

#[cfg(test)]
mod tests;

pub use calendar::{DinnerEvent, PromiseEvent, calendar};
pub use contact::{Contact, Labelled, identity};
pub use csv_out::{TableError, write_csv};
pub use duplicates::{Candidate, Suggestion, suggest};
pub use field::{Field, UnknownField};
pub use mail::{Attachment, AttachmentKind, Mail, MailError, mail_address, mail_link, write_mail};
pub use mend::{DateOrder, Mend};
pub use read::{Column, Format, Parsed, ReadError, ReadOptions, Reject, read};
pub use vcard_out::write_vcards;

/// What is wrong with an e-mail address, in words; nothing when it may be one.
pub fn email_problem(address: &str) -> Option<&'static str> {
    clean::email(address).err()
}

/// What is wrong with a phone number, in words; nothing when it may be one.
pub fn phone_problem(number: &str) -> Option<&'static str> {
    clean::phone(number).err()
}

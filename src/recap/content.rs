//! What one guest may read, as plain data. The types are the privacy: a recap cannot carry a score, a private note, a
//! promise between two others or an address without consent, because there is nowhere to put it.
//!
//! The builder that makes these from the ledger has applied consent and audiences already; nothing is filtered here.
//! An empty string, list or `None` means that there is nothing to say, and its part of the page is left out.

pub mod house;
pub mod organiser;

use chrono::{Datelike, NaiveDate};

/// Everything on the recap of one guest, called the reader below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendeeRecap {
    /// The dinner's title: "Thursday Table, No. 14".
    pub dinner: String,
    /// The evening of the dinner; also the date in the file's metadata.
    pub held_on: NaiveDate,
    /// Where it was: "Osteria Lume".
    pub place: String,
    /// How many sat together: "eight at one table".
    pub gathering: String,
    /// The reader's full name.
    pub reader: String,
    /// The reader's table, clockwise from its first seat, which is drawn at the top; `None` is an empty seat.
    pub seats: Vec<Option<Seat>>,
    /// The host's own words to the reader, signature included.
    pub host_line: Option<String>,
    /// What the reader asked the table for.
    pub asked: Option<String>,
    /// What the reader offered the table.
    pub offered: Option<Offer>,
    /// Open promises to the reader, the earliest due first.
    pub promised_to_you: Vec<PromiseToYou>,
    /// Open promises of the reader, the earliest due first.
    pub promised_by_you: Vec<PromiseByYou>,
    /// Introductions that both sides have agreed to.
    pub introductions: Vec<Introduction>,
    /// Whom the reader should meet alone. At most [`ONE_TO_ONES`] are printed.
    pub one_to_ones: Vec<OneToOne>,
    /// The next dinner of this group.
    pub next_dinner: Option<NextDinner>,
    /// Questions that the reader got, in the order of the evening.
    pub questions_to_you: Vec<Exchange>,
    /// Questions that the reader asked, in the order of the evening.
    pub questions_by_you: Vec<Exchange>,
    /// The others at the table, host first, then by seat.
    pub tablemates: Vec<Tablemate>,
    /// What the reader came for, and what has become of it.
    pub objective: Option<Objective>,
    /// The one thing to do first.
    pub this_week: Option<String>,
    /// Who holds these data and how to have them changed or removed: one or two sentences in the footer.
    pub holder: String,
}

/// How many one-to-ones are worth naming; more would be a list instead of advice.
pub const ONE_TO_ONES: usize = 3;

/// The mark of a person: initials on a coloured disc.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plate {
    /// One to three letters.
    pub initials: String,
    /// Index into the ten people colours, from a stable hash of the person's id; larger numbers wrap around.
    pub colour: u8,
}

/// A person by name and mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    /// As the reader should see it, whole or short.
    pub name: String,
    /// The mark beside it.
    pub plate: Plate,
}

/// A taken seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who sits there.
    pub guest: Guest,
    /// Whether that is the reader, who is drawn in the accent.
    pub is_reader: bool,
}

/// What somebody gives to the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// "A free label audit".
    pub text: String,
    /// The last day of it.
    pub until: Option<NaiveDate>,
    /// What to do to take it up, as words that can follow a colon: "one product photo to you".
    pub next_step: Option<String>,
}

/// A way to reach somebody, which that person agreed to share with this table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contact {
    /// An e-mail address; it becomes a link.
    Email(String),
    /// A telephone number as it should be read.
    Phone(String),
    /// A web address; one that begins with `https://` becomes a link.
    Web(String),
}

/// Somebody's promise to the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseToYou {
    /// Who promised.
    pub by: Guest,
    /// What: "An introduction to the Aldgate Foods landlord".
    pub what: String,
    /// How to reach them, with consent.
    pub contact: Option<Contact>,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// The reader's promise to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseByYou {
    /// To whom.
    pub to: Guest,
    /// What: "Your usual contract".
    pub what: String,
    /// How it came about: "She asked, and there was no time to answer".
    pub remark: Option<String>,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// An introduction that both sides want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// Whom the reader is to meet.
    pub to: Guest,
    /// What it is about.
    pub about: String,
    /// Who makes it, by name.
    pub through: Option<String>,
    /// How to reach them, with consent.
    pub contact: Option<Contact>,
}

/// Somebody to meet alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneToOne {
    /// Who.
    pub name: String,
    /// Why, as words that follow the name: "writes for three food brands". No full stop.
    pub reason: String,
}

/// The group's next dinner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextDinner {
    /// Its evening.
    pub held_on: NaiveDate,
    /// Whom to tell, by first name.
    pub host: String,
    /// The last day to say so.
    pub answer_by: Option<NaiveDate>,
}

/// A question at the table, and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The other person, by the name used at the table.
    pub with: Guest,
    /// The question.
    pub question: String,
    /// The answer, if there was time for one.
    pub answer: Option<String>,
}

/// Somebody else at the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tablemate {
    /// Who.
    pub guest: Guest,
    /// How the name is said: "woo-KASH".
    pub says_it_like: Option<String>,
    /// Their business in one line.
    pub business: String,
    /// What they asked for.
    pub asks: Option<String>,
    /// What they offered.
    pub offers: Option<Offer>,
    /// How to reach them, each with consent.
    pub contacts: Vec<Contact>,
}

/// What the reader came for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objective {
    /// As it was put before the dinner.
    pub then: String,
    /// As it stands now.
    pub now: Option<String>,
}

/// How much of each part there is on a recap: numbers and names for the host beside the page, nothing to print.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is there or not by itself"
)]
pub struct Counts {
    /// The others at the table.
    pub mates: usize,
    /// Those of them whose contact is not shown.
    pub silent: Vec<String>,
    /// Whether there is an ask, and an offer.
    pub asked: bool,
    /// See `asked`.
    pub offered: bool,
    /// Questions to the reader and of theirs.
    pub questions: usize,
    /// Those of them that were answered.
    pub answered: usize,
    /// Promises to the reader.
    pub to_you: usize,
    /// Promises of the reader.
    pub by_you: usize,
    /// Whom to meet alone.
    pub one_to_ones: usize,
    /// Whether there is an objective.
    pub objective: bool,
    /// Whether the next dinner is known.
    pub next_dinner: bool,
}

impl Counts {
    /// Counts what is on a recap.
    pub fn of(recap: &AttendeeRecap) -> Self {
        let silent = recap.tablemates.iter().filter(|m| m.contacts.is_empty());
        let questions = || recap.questions_to_you.iter().chain(&recap.questions_by_you);
        Self {
            mates: recap.tablemates.len(),
            silent: silent.map(|mate| mate.guest.name.clone()).collect(),
            asked: recap.asked.is_some(),
            offered: recap.offered.is_some(),
            questions: questions().count(),
            answered: questions().filter(|each| each.answer.is_some()).count(),
            to_you: recap.promised_to_you.len(),
            by_you: recap.promised_by_you.len(),
            one_to_ones: recap.one_to_ones.len(),
            objective: recap.objective.is_some(),
            next_dinner: recap.next_dinner.is_some(),
        }
    }
}

impl Contact {
    /// The words on the page.
    pub fn words(&self) -> &str {
        match self {
            Self::Email(words) | Self::Phone(words) | Self::Web(words) => words,
        }
    }

    /// The address behind the words, if a click may open it. Only `mailto:` and `https:` ever come out of here, with
    /// everything outside the unreserved characters of RFC 3986 escaped, so that no text of a guest can smuggle in
    /// another scheme or a second header.
    pub fn uri(&self) -> Option<String> {
        match self {
            Self::Email(address) => {
                let (name, host) = address.trim().rsplit_once('@')?;
                let complete = !name.is_empty() && !host.is_empty();
                complete.then(|| format!("mailto:{}@{}", escaped(name, ""), escaped(host, "")))
            }
            Self::Web(address) => {
                let rest = address.trim().strip_prefix("https://")?;
                (!rest.is_empty()).then(|| format!("https://{}", escaped(rest, "/?#=&%:@+,;")))
            }
            Self::Phone(_) => None,
        }
    }
}

/// "Thursday 26 November 2026".
pub fn long_date(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// "Thursday 10 December".
pub fn day_and_month(date: NaiveDate) -> String {
    date.format("%A %-d %B").to_string()
}

/// "Tue 15 December": a day inside a sentence.
pub fn short_day_and_month(date: NaiveDate) -> String {
    date.format("%a %-d %B").to_string()
}

/// "by Mon 30 Nov", with the year only if it is not the dinner's.
pub fn due_words(due: NaiveDate, held_on: NaiveDate) -> String {
    let format = if due.year() == held_on.year() {
        "by %a %-d %b"
    } else {
        "by %a %-d %b %Y"
    };
    due.format(format).to_string()
}

/// `text` with every byte outside the unreserved characters and `also` as `%XX`.
fn escaped(text: &str, also: &str) -> String {
    use std::fmt::Write as _;

    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let kept = byte.is_ascii_alphanumeric() || b"-._~+".contains(&byte);
        if kept || also.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            write!(out, "%{byte:02X}").unwrap_or_default();
        }
    }
    out
}

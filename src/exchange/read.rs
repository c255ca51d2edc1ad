//! The door for files of people: finds out by content what a file is, has it read, and returns the
//! people with a list of problems. It opens no file: the caller brings the bytes.

use std::str::FromStr;

use super::contact::Contact;
use super::decode::{Decoded, decode};
use super::draft::Report;
use super::field::Field;
use super::mend::{DateOrder, Mend, Mends};
use super::{table, vcard_in};

/// The most people that one file may hold; more would be a directory, not an address book.
pub(super) const MAX_PEOPLE: usize = 250_000;

/// The program or standard that a file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    LinkedIn,
    Google,
    Outlook,
    Eventbrite,
    Meetup,
    /// The slip audit of a BNI chapter. It is known, so that it can be refused in words.
    Bni,
    Vcard,
    Csv,
}

const FORMAT_WORDS: [(Format, &str, &str); 8] = [
    (Format::LinkedIn, "linkedin", "LinkedIn connections"),
    (Format::Google, "google", "Google contacts"),
    (Format::Outlook, "outlook", "Outlook contacts"),
    (Format::Eventbrite, "eventbrite", "Eventbrite attendees"),
    (Format::Meetup, "meetup", "Meetup attendees"),
    (Format::Bni, "bni", "BNI slip audit"),
    (Format::Vcard, "vcard", "vCard"),
    (Format::Csv, "csv", "table"),
];

impl Format {
    /// The word of the command line.
    pub fn word(self) -> &'static str {
        let row = FORMAT_WORDS.iter().find(|(format, ..)| *format == self);
        row.map_or("", |(_, word, _)| word)
    }

    /// The words of the window.
    pub fn title(self) -> &'static str {
        let row = FORMAT_WORDS.iter().find(|(format, ..)| *format == self);
        row.map_or("", |(_, _, title)| title)
    }
}

impl FromStr for Format {
    type Err = ReadError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let wanted = word.trim().to_lowercase();
        let row = FORMAT_WORDS.iter().find(|(_, word, _)| *word == wanted);
        row.map(|(format, ..)| *format)
            .ok_or_else(|| ReadError::UnknownFormat {
                word: word.to_owned(),
            })
    }
}

/// What the user says about a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Nothing: found by content.
    pub format: Option<Format>,
    /// Columns by heading, or by number from 1, with what they hold; stronger than any guess.
    pub map: Vec<(String, Field)>,
    /// Columns by their place from 0; stronger than `map`.
    pub fields: Vec<(usize, Field)>,
    /// Nothing: the month first, unless other dates of the file prove the day first.
    pub dates: Option<DateOrder>,
    /// What is to be read in place of single values.
    pub mends: Vec<Mend>,
    /// A table without a column that names somebody is read all the same, each row a problem, so that somebody can say
    /// which column it is.
    pub keeps_unnamed: bool,
}

/// One column of a table and what it is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub heading: String,
    /// Nothing: no guess, the column is not read.
    pub field: Option<Field>,
    /// The beginning of the first value.
    pub sample: String,
    /// How many rows have a value.
    pub filled: usize,
}

/// A value, or with no column a whole row, that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// The row as a spreadsheet counts it, from 1, the heading included; the card of a vCard file.
    pub row: usize,
    /// The heading of the column, or the property of a vCard.
    pub column: Option<String>,
    /// The beginning of the value.
    pub value: String,
    /// Why, in words.
    pub reason: String,
}

/// The people of a file, and what was wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    pub format: Format,
    pub encoding: &'static str,
    /// Nothing for vCards.
    pub separator: Option<char>,
    /// The columns in their order with the mapping that was used; empty for vCards.
    pub columns: Vec<Column>,
    /// Lines before the headings that are no part of the table.
    pub lines_before: usize,
    /// How dates of numbers alone were read; nothing when there are none that could be read in two ways.
    pub dates: Option<DateOrder>,
    /// Each with its row; see [`Reject::row`].
    pub contacts: Vec<(usize, Contact)>,
    pub rejects: Vec<Reject>,
    /// Problems beyond the 10,000 that are listed.
    pub rejects_left_out: usize,
    /// What concerns the file as a whole.
    pub warnings: Vec<String>,
}

/// Why a file could not be read at all. Nothing has been imported then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("The file is empty")]
    Empty,
    #[error(
        "The file has {megabytes} MB; contacts files up to 200 MB are read. Export fewer people at \
         a time"
    )]
    TooBig { megabytes: usize },
    #[error(
        "The file holds more than {MAX_PEOPLE} people. Split it and import the parts one by one"
    )]
    TooManyPeople,
    #[error(
        "This is a spreadsheet or an archive. Open it, choose \"Save as\" and CSV, and import that \
         file"
    )]
    Workbook,
    #[error(
        "This does not look like a contacts file: it is neither a table (CSV) nor vCards. Export \
         the contacts again as CSV or vCard"
    )]
    NotContacts,
    #[error(
        "No column with names was found. The columns are: {}. Say which one holds the names, for \
         example --map \"{}=name\"",
        seen.join(", "), seen.first().map_or("", String::as_str)
    )]
    NoNameColumn { seen: Vec<String> },
    #[error("There is no column \"{column}\". The columns are: {}", seen.join(", "))]
    UnknownColumn { column: String, seen: Vec<String> },
    #[error(
        "This is not a file of the kind {}: its columns are of the kind {}. Leave out --as, or use \
         --as csv with --map", asked.title(), found.title()
    )]
    OtherFormat { asked: Format, found: Format },
    #[error("There is no vCard in this file: no line says BEGIN:VCARD")]
    NoCard,
    #[error(
        "A BNI slip audit lists slips, not people, and is not read. Export the member list of the \
         chapter as CSV and import that"
    )]
    SlipAudit,
    #[error(
        "There is no format \"{word}\". The formats are: auto, {}",
        FORMAT_WORDS.map(|(_, word, _)| word).join(", ")
    )]
    UnknownFormat { word: String },
    #[error("Row {row} cannot be read as part of a table: {reason}")]
    BrokenTable { row: usize, reason: String },
}

/// People from the bytes of a file.
///
/// Bounded in memory and time whatever the bytes are: at most 200 MB, 250,000 people, 1,000
/// columns, 100,000 bytes in a value, 10,000 listed problems.
///
/// # Errors
/// [`ReadError`], when nothing can be read; a bad row or value is a [`Reject`] instead.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Parsed, ReadError> {
    if options.format == Some(Format::Bni) {
        return Err(ReadError::SlipAudit);
    }
    let decoded = decode(bytes)?;
    let has_card = vcard_in::has_card(&decoded.text);
    let as_cards = match options.format {
        Some(Format::Vcard) if !has_card => return Err(ReadError::NoCard),
        Some(Format::Vcard) => true,
        Some(_) => false,
        None => has_card,
    };
    let read = |dates| read_text(&decoded, options, as_cards, dates);
    let (parsed, is_day_first) = read(options.dates.unwrap_or_default())?;
    if is_day_first && options.dates.is_none() {
        return Ok(read(DateOrder::DayFirst)?.0);
    }
    Ok(parsed)
}

/// The people, and whether the dates prove that all of them have the day first.
fn read_text(
    decoded: &Decoded<'_>,
    options: &ReadOptions,
    as_cards: bool,
    dates: DateOrder,
) -> Result<(Parsed, bool), ReadError> {
    let mut report = Report::new(dates, Mends::new(&options.mends));
    let mut parsed = if as_cards {
        let contacts = vcard_in::read_cards(&decoded.text, &mut report)?;
        parsed(Format::Vcard, contacts)
    } else {
        let table = table::read_table(&decoded.text, options, &mut report)?;
        let mut parsed = parsed(table.format, table.contacts);
        parsed.separator = Some(table.separator);
        parsed.columns = table.columns;
        parsed.lines_before = table.lines_before;
        parsed.warnings = table.warnings;
        parsed
    };
    parsed.warnings.extend(file_warnings(decoded, &report));
    if parsed.contacts.is_empty() && report.rejects.is_empty() {
        parsed
            .warnings
            .push("There are no people in this file".to_owned());
    }
    parsed.encoding = decoded.encoding;
    parsed.rejects_left_out = report.rejects_left_out;
    parsed.rejects = report.rejects;
    parsed.dates = report.dates_seen.are_open().then_some(dates);
    Ok((parsed, report.dates_seen.prove_day_first()))
}

fn parsed(format: Format, contacts: Vec<(usize, Contact)>) -> Parsed {
    Parsed {
        format,
        encoding: "",
        separator: None,
        columns: Vec::new(),
        lines_before: 0,
        dates: None,
        contacts,
        rejects: Vec::new(),
        rejects_left_out: 0,
        warnings: Vec::new(),
    }
}

fn file_warnings(decoded: &Decoded<'_>, report: &Report) -> Vec<String> {
    let mut warnings = Vec::new();
    if decoded.had_broken_bytes {
        warnings.push(format!(
            "Some characters could not be read as {} and stand as \u{fffd}",
            decoded.encoding
        ));
    }
    warnings.extend(report.warnings());
    warnings
}

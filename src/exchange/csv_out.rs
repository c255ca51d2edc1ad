//! People as a table (CSV) in the layout of Google contacts with a few columns more, safe to open
//! in a spreadsheet. It decides nothing about who may be exported.

use csv::{Terminator, WriterBuilder};

use super::contact::{Contact, Labelled};
use super::table::starts_formula;

/// A heading with the text below it.
type TextColumn = (&'static str, fn(&Contact) -> String);

const TEXT_COLUMNS: [TextColumn; 16] = [
    ("First Name", |contact| contact.given.clone()),
    ("Middle Name", |contact| contact.middle.clone()),
    ("Last Name", |contact| contact.family.clone()),
    ("Name Prefix", |contact| contact.prefix.clone()),
    ("Name Suffix", |contact| contact.suffix.clone()),
    ("Nickname", |contact| contact.nickname.clone()),
    ("Says It Like", |contact| contact.says_it_like.clone()),
    ("Organization Name", |contact| contact.company.clone()),
    ("Organization Title", |contact| contact.position.clone()),
    ("Trade", |contact| contact.trade.clone()),
    ("Profile", |contact| contact.profile.clone()),
    ("Notes", |contact| contact.note.clone()),
    ("Dietary Needs", |contact| contact.dietary_needs.clone()),
    ("Labels", |contact| contact.groups.join(" ::: ")),
    ("Source Key", |contact| contact.source_key.clone()),
    ("Connected On", |contact| {
        let day = contact.connected_on;
        day.map(|day| day.to_string()).unwrap_or_default()
    }),
];

/// A kind of value of which a person may have several.
type ListColumns = (&'static str, fn(&Contact) -> &[Labelled]);

const LIST_COLUMNS: [ListColumns; 3] = [
    ("E-mail", |contact| &contact.emails),
    ("Phone", |contact| &contact.phones),
    ("Website", |contact| &contact.links),
];

/// Why a table could not be written.
pub type TableError = csv::Error;

/// One table with a row for each contact, in their order: UTF-8 with a byte order mark, without
/// which Excel reads it in an old code page. Reading it back gives the same contacts.
///
/// A cell that a spreadsheet would run (it starts with `= + - @`, a tab or a carriage return) has
/// a `'` before it.
///
/// # Errors
/// Those of [`csv::Writer`]; writing to memory gives none.
pub fn write_csv(contacts: &[Contact]) -> Result<Vec<u8>, TableError> {
    let longest = LIST_COLUMNS.map(|(_, list)| {
        let lengths = contacts.iter().map(|contact| list(contact).len());
        lengths.max().unwrap_or(0)
    });
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let mut headings: Vec<String> = TEXT_COLUMNS.map(|(name, _)| name.to_owned()).to_vec();
    for ((name, _), longest) in LIST_COLUMNS.iter().zip(longest) {
        for number in 1..=longest {
            headings.push(format!("{name} {number} - Label"));
            headings.push(format!("{name} {number} - Value"));
        }
    }
    writer.write_record(&headings)?;
    for contact in contacts {
        let mut row: Vec<String> = TEXT_COLUMNS.map(|(_, text)| text(contact)).to_vec();
        for ((_, list), longest) in LIST_COLUMNS.iter().zip(longest) {
            let values = list(contact);
            row.extend(
                values
                    .iter()
                    .flat_map(|one| [one.label.clone(), one.value.clone()]),
            );
            let padding = 2 * (longest - values.len());
            row.extend(std::iter::repeat_n(String::new(), padding));
        }
        writer.write_record(row.iter().map(|cell| guarded(cell)))?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

fn guarded(cell: &str) -> String {
    if starts_formula(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

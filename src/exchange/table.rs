//! Tables of people: finds separator and heading row by content, tells whose export it is, and
//! reads the rows through the mapping. It does not judge values; the draft does.

use csv::{ReaderBuilder, StringRecord};

use super::clean;
use super::contact::Contact;
use super::draft::{Draft, Report};
use super::field::{Field, Guess, fold_heading, guess};
use super::quotes::open_value;
use super::read::{Column, Format, MAX_PEOPLE, ReadError, ReadOptions};

/// The most columns that are read.
const MAX_COLUMNS: usize = 1_000;
/// The longest heading that is kept, in characters.
const MAX_HEADING_LETTERS: usize = 200;
/// How much of a column's first value is shown, in characters.
const MAX_SAMPLE_LETTERS: usize = 60;
/// Where the heading row is looked for: `LinkedIn` puts a paragraph before it, Excel a `sep=` line.
const HEADING_ROWS: usize = 20;
const HEADING_BYTES: usize = 256 * 1024;
/// How much may be read again after open quotation marks, in lengths of the file: a file in which
/// every row opens one that swallows all the others would take for ever.
const MAX_REREADS: usize = 10;
/// What may part the cells; the first wins where all do equally well.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

pub(super) struct Table {
    pub(super) format: Format,
    pub(super) separator: char,
    pub(super) columns: Vec<Column>,
    pub(super) lines_before: usize,
    pub(super) contacts: Vec<(usize, Contact)>,
    pub(super) warnings: Vec<String>,
}

/// One column while rows are read.
struct Place {
    heading: String,
    field: Option<Field>,
    /// The label that the heading itself gives, `mobile` of "Mobile phone".
    label: &'static str,
    /// The first value below it, and how many there are.
    sample: String,
    filled: usize,
}

struct Heading {
    separator: u8,
    /// Which record it is, from 0.
    index: usize,
    cells: Vec<String>,
    is_cut: bool,
    score: usize,
}

/// The people of a table.
///
/// # Errors
/// `NotContacts`, `NoNameColumn`, `UnknownColumn`, `OtherFormat`, `SlipAudit`, `TooManyPeople` and
/// `BrokenTable`.
pub(super) fn read_table(
    text: &str,
    options: &ReadOptions,
    report: &mut Report,
) -> Result<Table, ReadError> {
    let heading = find_heading(text, options).ok_or(ReadError::NotContacts)?;
    let format = settle_format(options.format, recognise(&heading.cells))?;
    let mut places = map_columns(&heading.cells, format, options)?;
    let names_somebody = |place: &Place| place.field.is_some_and(Field::names_somebody);
    if !places.iter().any(names_somebody) {
        let refusal = refusal(text, &heading);
        if !options.keeps_unnamed || refusal == ReadError::NotContacts {
            return Err(refusal);
        }
    }
    let mut warnings = Vec::new();
    if heading.is_cut {
        warnings.push("Only the first 1,000 columns were read".to_owned());
    }
    let (contacts, lines_before) =
        read_rows(text, &heading, format, &mut places, report, &mut warnings)?;
    let columns = places.into_iter().map(|place| Column {
        heading: place.heading,
        field: place.field,
        sample: place.sample,
        filled: place.filled,
    });
    Ok(Table {
        format,
        separator: char::from(heading.separator),
        columns: columns.collect(),
        lines_before,
        contacts,
        warnings,
    })
}

fn read_rows(
    text: &str,
    heading: &Heading,
    format: Format,
    places: &mut [Place],
    report: &mut Report,
    warnings: &mut Vec<String>,
) -> Result<(Vec<(usize, Contact)>, usize), ReadError> {
    let mut rows = reader(text, heading.separator);
    let mut rows_start = 0;
    let mut reread_bytes = 0;
    let mut record = StringRecord::new();
    let mut contacts = Vec::new();
    let mut refunded = 0;
    let (mut row, mut lines_before) = (0, 0);
    for index in 0.. {
        let start = rows_start + rows.position().byte() as usize;
        let is_there = rows
            .read_record(&mut record)
            .map_err(|error| ReadError::BrokenTable {
                row: row + 1,
                reason: error.to_string(),
            })?;
        if !is_there {
            break;
        }
        row += 1 + blank_lines(text.as_bytes(), start);
        let end = rows_start + rows.position().byte() as usize;
        let bytes = text.get(start..end).unwrap_or_default();
        let is_heading = index == heading.index;
        if is_heading {
            lines_before = row - 1;
        }
        let is_rows = |cell, value: &str| !is_heading && is_surely_rows(places.get(cell), value);
        if index >= heading.index
            && let Some(open) = open_value(bytes, char::from(heading.separator), is_rows)
        {
            let next_line = start + open.next_line;
            reread_bytes += end - next_line;
            let is_reread = reread_bytes <= text.len().saturating_mul(MAX_REREADS);
            let place = places.get(open.cell).filter(|_| !is_heading);
            let column = place.map(|place| place.heading.as_str());
            report.reject(row, column, open.line, open_reason(is_reread));
            record.truncate(open.cell);
            if is_reread {
                rows_start = next_line;
                rows = reader(text.get(next_line..).unwrap_or_default(), heading.separator);
            }
        }
        let is_blank = record.iter().all(|cell| cell.trim().is_empty());
        if index <= heading.index || is_blank {
            continue;
        }
        if is_refunded(places, &record) {
            refunded += 1;
            continue;
        }
        if !heading.is_cut {
            report_surplus(places.len(), &record, row, report);
        }
        note_samples(places, &record);
        let mut draft = Draft::new(report, row, format != Format::Google);
        fill(&mut draft, places, &record);
        if let Some(contact) = draft.finish() {
            contacts.push((row, contact));
        }
        if contacts.len() > MAX_PEOPLE {
            return Err(ReadError::TooManyPeople);
        }
    }
    if refunded > 0 {
        warnings.push(format!("Refunded tickets were left out: {refunded}"));
    }
    Ok((contacts, lines_before))
}

fn note_samples(places: &mut [Place], record: &StringRecord) {
    for (place, cell) in places.iter_mut().zip(record) {
        let cell = unguarded(cell).trim();
        if cell.is_empty() {
            continue;
        }
        place.filled += 1;
        if place.sample.is_empty() {
            let letters = cell.chars().filter(|letter| !letter.is_control());
            place.sample = letters.take(MAX_SAMPLE_LETTERS).collect();
        }
    }
}

/// Whether a value that holds a line break and a separator is surely rows and not one value: a
/// name is never like that, and of e-mail addresses only a list that holds nothing else.
fn is_surely_rows(place: Option<&Place>, value: &str) -> bool {
    match place.and_then(|place| place.field) {
        Some(Field::Email) => clean::email_pieces(value)
            .into_iter()
            .any(|piece| clean::email(piece).is_err()),
        Some(field) => field.names_somebody(),
        None => false,
    }
}

fn open_reason(is_reread: bool) -> &'static str {
    if is_reread {
        "A quotation mark is opened here and never closed; the rest of this row was left out, and \
         the rows after it were read without the mark. Close it or take it out, and import again"
    } else {
        "A quotation mark is opened here and never closed; the rest of this row and the rows that \
         it swallows were left out. Close it or take it out, and import again"
    }
}

fn fill(draft: &mut Draft<'_>, places: &[Place], record: &StringRecord) {
    let (mut email_label, mut phone_label, mut link_label) = ("", "", "");
    for (place, cell) in places.iter().zip(record) {
        let Some(field) = place.field else { continue };
        let cell = unguarded(cell);
        let pending = match field {
            Field::EmailLabel => {
                email_label = cell;
                continue;
            }
            Field::PhoneLabel => {
                phone_label = cell;
                continue;
            }
            Field::LinkLabel => {
                link_label = cell;
                continue;
            }
            Field::Email => std::mem::take(&mut email_label),
            Field::Phone => std::mem::take(&mut phone_label),
            Field::Link => std::mem::take(&mut link_label),
            _ => "",
        };
        let label = if pending.is_empty() {
            place.label
        } else {
            pending
        };
        draft.put(&place.heading, field, label, cell);
    }
}

/// Undoes what keeps a spreadsheet from taking a cell for a formula: the `'` that an export puts
/// before `= + - @`, and the `="..."` with which some programs save a number's zeros.
fn unguarded(cell: &str) -> &str {
    if let Some(rest) = cell.strip_prefix('\'')
        && starts_formula(rest)
    {
        return rest;
    }
    let inside = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    inside.unwrap_or(cell)
}

/// Whether a spreadsheet could run this cell, or could after one `'` of many is taken away; the
/// export asks the same question, so that what it adds is exactly what is taken away here.
pub(super) fn starts_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn is_refunded(places: &[Place], record: &StringRecord) -> bool {
    places.iter().zip(record).any(|(place, cell)| {
        place.field == Some(Field::Status) && cell.trim().eq_ignore_ascii_case("refunded")
    })
}

/// A row longer than the heading most often has a separator inside a value that nobody quoted.
fn report_surplus(column_count: usize, record: &StringRecord, row: usize, report: &mut Report) {
    let surplus = record.iter().enumerate().skip(column_count);
    if let Some((index, cell)) = surplus
        .into_iter()
        .find(|(_, cell)| !cell.trim().is_empty())
    {
        let column = format!("column {}", index + 1);
        let reason = "This row has more cells than the heading; check its values";
        report.reject(row, Some(&column), cell, reason);
    }
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// Empty lines between the record that ended at `start` and the next; the parser skips them, a
/// spreadsheet counts them.
fn blank_lines(bytes: &[u8], start: usize) -> usize {
    let before = start.checked_sub(1).and_then(|index| bytes.get(index));
    let mut previous = before.copied().filter(|byte| *byte == b'\r');
    let mut lines = 0;
    for byte in bytes.get(start..).unwrap_or_default() {
        match byte {
            // The second half of a line ending that has been counted.
            b'\n' if previous == Some(b'\r') => {}
            b'\n' | b'\r' => lines += 1,
            _ => break,
        }
        previous = Some(*byte);
    }
    lines
}

fn find_heading(text: &str, options: &ReadOptions) -> Option<Heading> {
    let start = text.get(..text.floor_char_boundary(HEADING_BYTES))?;
    let mut best: Option<Heading> = None;
    for separator in SEPARATORS {
        let Some(candidate) = best_row(start, separator, options) else {
            continue;
        };
        let rank = |heading: &Heading| (heading.score, heading.cells.len());
        if best
            .as_ref()
            .is_none_or(|best| rank(&candidate) > rank(best))
        {
            best = Some(candidate);
        }
    }
    best
}

/// The row, among the first, with the most headings that mean something; the first if none does.
fn best_row(text: &str, separator: u8, options: &ReadOptions) -> Option<Heading> {
    let mut best: Option<Heading> = None;
    let records = reader(text, separator).into_records();
    for (index, record) in records.take(HEADING_ROWS).flatten().enumerate() {
        let cells: Vec<String> = record.iter().take(MAX_COLUMNS).map(heading_text).collect();
        let score = cells.iter().map(|cell| score(cell, options)).sum();
        if best.as_ref().is_none_or(|best| score > best.score) {
            best = Some(Heading {
                separator,
                index,
                is_cut: record.len() > MAX_COLUMNS,
                cells,
                score,
            });
        }
    }
    best
}

fn heading_text(cell: &str) -> String {
    cell.trim().chars().take(MAX_HEADING_LETTERS).collect()
}

/// A heading that names somebody counts most: a preamble may well begin with "Notes:".
fn score(heading: &str, options: &ReadOptions) -> usize {
    let is_mapped = |(column, _): &(String, Field)| is_heading(heading, column);
    if options.map.iter().any(is_mapped) {
        return 3;
    }
    match guess(heading) {
        Some(guess) if guess.field.names_somebody() => 3,
        Some(_) => 1,
        None => 0,
    }
}

fn is_heading(heading: &str, column: &str) -> bool {
    heading.to_lowercase() == column.trim().to_lowercase()
}

/// Whose export has these headings.
fn recognise(cells: &[String]) -> Format {
    let folded: Vec<String> = cells.iter().map(|cell| fold_heading(cell)).collect();
    let has = |heading: &str| folded.iter().any(|cell| cell == heading);
    let has_any = |headings: &[&str]| headings.iter().any(|heading| has(heading));
    if has("slip type") && has("from") && has("to") {
        Format::Bni
    } else if has("first name") && has("last name") && has("connected on") && !has("labels") {
        Format::LinkedIn
    } else if has("url of member profile") {
        Format::Meetup
    } else if has_any(&["order", "order id"])
        && has_any(&["attendee", "attendee status", "ticket type"])
    {
        Format::Eventbrite
    } else if has_any(&[
        "organization title",
        "organization 1 title",
        "e mail 1 value",
    ]) {
        Format::Google
    } else if has("e mail address") && has_any(&["business phone", "mobile phone", "job title"]) {
        Format::Outlook
    } else {
        Format::Csv
    }
}

fn settle_format(asked: Option<Format>, found: Format) -> Result<Format, ReadError> {
    match (asked, found) {
        (Some(Format::Csv), _) => Ok(Format::Csv),
        (None, Format::Bni) => Err(ReadError::SlipAudit),
        (None, found) => Ok(found),
        (Some(asked), found) if asked == found => Ok(found),
        // Both are known only by the mapping: their columns vary with language and settings.
        (Some(asked @ (Format::Outlook | Format::Eventbrite)), Format::Csv) => Ok(asked),
        (Some(asked), found) => Err(ReadError::OtherFormat { asked, found }),
    }
}

fn map_columns(
    cells: &[String],
    format: Format,
    options: &ReadOptions,
) -> Result<Vec<Place>, ReadError> {
    let guesses: Vec<Option<Guess>> = cells.iter().map(|cell| guess(cell)).collect();
    let has_field = |field: Field| guesses.iter().flatten().any(|guess| guess.field == field);
    let has_job_title = cells.iter().any(|cell| {
        guess(cell).is_some_and(|guess| guess.field == Field::Position)
            && fold_heading(cell) != "title"
    });
    let mut places: Vec<Place> = cells
        .iter()
        .zip(&guesses)
        .map(|(cell, guess)| {
            let field = match (fold_heading(cell).as_str(), format) {
                // The organiser's role in the meetup, not a job.
                ("title", Format::Meetup) => None,
                ("title", _) if has_job_title => Some(Field::Prefix),
                ("url", Format::LinkedIn) => Some(Field::ProfileUrl),
                ("attendee status", Format::Eventbrite) => Some(Field::Status),
                // German and French tables pair the first name with a bare "Name" or "Nom".
                ("name" | "nom", _) if has_field(Field::Given) && !has_field(Field::Family) => {
                    Some(Field::Family)
                }
                _ => guess.map(|guess| guess.field),
            };
            let label = match (field, format) {
                (Some(Field::ProfileUrl), Format::LinkedIn) => "linkedin",
                (Some(Field::ProfileUrl), Format::Meetup) => "meetup",
                _ => guess.map_or("", |guess| guess.label),
            };
            Place {
                heading: cell.clone(),
                field,
                label,
                sample: String::new(),
                filled: 0,
            }
        })
        .collect();
    for (column, field) in &options.map {
        let by_heading = places
            .iter()
            .position(|place| is_heading(&place.heading, column));
        let by_number = || column.trim().parse::<usize>().ok()?.checked_sub(1);
        let place = by_heading
            .or_else(by_number)
            .and_then(|index| places.get_mut(index));
        match place {
            Some(place) => place.field = (*field != Field::Ignore).then_some(*field),
            None => {
                return Err(ReadError::UnknownColumn {
                    column: column.clone(),
                    seen: seen(cells),
                });
            }
        }
    }
    for (index, field) in &options.fields {
        if let Some(place) = places.get_mut(*index) {
            place.field = (*field != Field::Ignore).then_some(*field);
        }
    }
    Ok(places)
}

/// A heading is short; prose and markup in the place of one say that this is something else.
fn refusal(text: &str, heading: &Heading) -> ReadError {
    let is_markup = text.trim_start().starts_with(['<', '{', '[']);
    let is_prose = heading.cells.iter().any(|cell| cell.chars().count() > 100);
    if heading.score == 0 && (is_markup || is_prose) {
        return ReadError::NotContacts;
    }
    ReadError::NoNameColumn {
        seen: seen(&heading.cells),
    }
}

/// The headings for a message: enough to choose from, not a page of them.
fn seen(cells: &[String]) -> Vec<String> {
    let named = cells.iter().filter(|cell| !cell.is_empty());
    named.take(40).cloned().collect()
}

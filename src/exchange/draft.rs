//! Fills one contact from raw values and notes, by row and column, what could not be taken.
//! Every format reads through it, so that a bad e-mail address is the same problem everywhere.

use super::clean::{self, Cleaned};
use super::contact::{Contact, Labelled};
use super::field::Field;
use super::mend::{DateOrder, DatesSeen, Mends};
use super::read::Reject;

/// The longest value that is taken, in bytes; a longer one is most often an open quotation mark.
const MAX_VALUE_BYTES: usize = 100_000;
/// The most e-mail addresses, phones, links or groups of one person.
const MAX_VALUES: usize = 20;
/// The most problems that are listed one by one.
const MAX_REJECTS: usize = 10_000;
/// How much of a rejected value is shown, in characters.
const SHOWN_LETTERS: usize = 60;

/// The problems of a whole file, bounded however many there are.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) rejects: Vec<Reject>,
    pub(super) rejects_left_out: usize,
    /// How dates of numbers alone are read, and what they look like.
    pub(super) dates: DateOrder,
    pub(super) dates_seen: DatesSeen,
    pub(super) mends: Mends,
    hidden_cells: usize,
    first_hidden: Option<(usize, String)>,
}

impl Report {
    pub(super) fn new(dates: DateOrder, mends: Mends) -> Self {
        Self {
            dates,
            mends,
            ..Self::default()
        }
    }

    pub(super) fn reject(&mut self, row: usize, column: Option<&str>, value: &str, reason: &str) {
        let value = shortened(value);
        let mend = self.mends.of(row, column, &value);
        if mend.is_some_and(|mend| mend.by.is_none()) {
            return;
        }
        if self.rejects.len() == MAX_REJECTS {
            self.rejects_left_out += 1;
            return;
        }
        self.rejects.push(Reject {
            row,
            column: column.map(str::to_owned),
            value,
            reason: reason.to_owned(),
        });
    }

    /// What a reader of the file says is to be read instead of a value that cannot be taken.
    fn mended(&self, row: usize, column: Option<&str>, value: &str) -> Option<String> {
        let mend = self.mends.of(row, column, &shortened(value))?;
        mend.by.clone()
    }

    /// What concerns the file rather than one row of it.
    pub(super) fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if let Some((row, column)) = &self.first_hidden {
            let cells = if self.hidden_cells == 1 {
                "value"
            } else {
                "values"
            };
            warnings.push(format!(
                "Invisible characters that can disguise a text were taken out of {} {cells}, \
                 first in row {row}, column \"{column}\"",
                self.hidden_cells
            ));
        }
        if self.rejects_left_out > 0 {
            warnings.push(format!(
                "{} more problems are not listed",
                self.rejects_left_out
            ));
        }
        warnings
    }
}

/// A contact while its values arrive.
pub(super) struct Draft<'a> {
    report: &'a mut Report,
    row: usize,
    contact: Contact,
    full_name: String,
    /// Whether `a, b` in a group column are two groups.
    commas_part_groups: bool,
}

impl<'a> Draft<'a> {
    pub(super) fn new(report: &'a mut Report, row: usize, commas_part_groups: bool) -> Self {
        Self {
            report,
            row,
            contact: Contact::default(),
            full_name: String::new(),
            commas_part_groups,
        }
    }

    /// Takes one raw value, perhaps several in one cell, or reports it.
    pub(super) fn put(&mut self, column: &str, field: Field, label: &str, raw: &str) {
        if raw.len() > MAX_VALUE_BYTES {
            let reason = "This is longer than 100,000 bytes and was left out; perhaps a quotation \
                          mark before it is never closed";
            self.report.reject(self.row, Some(column), raw, reason);
            return;
        }
        if raw.trim().is_empty() {
            return;
        }
        match field {
            Field::Email => {
                for piece in clean::email_pieces(raw) {
                    self.push_labelled(column, field, label, piece);
                }
            }
            Field::Phone => {
                for piece in clean::phone_pieces(raw) {
                    self.push_labelled(column, field, label, &piece);
                }
            }
            Field::Link => {
                for piece in raw.split_whitespace().filter(|piece| *piece != ":::") {
                    self.push_labelled(column, field, label, piece);
                }
            }
            Field::ProfileUrl => {
                if let Ok(address) = self.cleaned(column, raw, clean::link) {
                    set_if_empty(&mut self.contact.source_key, address);
                }
                self.push_labelled(column, Field::Link, label, raw);
            }
            Field::Group => self.put_groups(column, raw),
            Field::ConnectedOn => self.put_day(column, raw),
            Field::Note => {
                let text = self.seen(column, clean::paragraph(raw));
                join(&mut self.contact.note, &text, "\n");
            }
            Field::EmailLabel
            | Field::PhoneLabel
            | Field::LinkLabel
            | Field::Status
            | Field::Ignore => {}
            _ => self.put_line(column, field, raw),
        }
    }

    /// The person, or nothing when nothing says who it is; then the row is reported.
    pub(super) fn finish(mut self) -> Option<Contact> {
        let (value, reason) = if self.contact.company.is_empty() {
            ("", "No name and no e-mail address")
        } else {
            (
                self.contact.company.as_str(),
                "A company without a person's name or e-mail address",
            )
        };
        let called = self
            .contact
            .emails
            .first()
            .map_or(value, |email| &email.value);
        let is_nameless = !self.contact.has_name() && self.full_name.is_empty();
        if is_nameless && let Some(name) = self.report.mended(self.row, None, called) {
            self.full_name = clean::line(&name).text;
        }
        let is_person_name = !self.full_name.is_empty()
            && self.full_name != self.contact.nickname
            && self.full_name != self.contact.company
            && !self
                .contact
                .emails
                .iter()
                .any(|email| email.value == self.full_name);
        if is_person_name && !self.contact.has_name_parts() {
            let parts = clean::name_parts(&self.full_name);
            self.contact.given = parts.given;
            self.contact.family = parts.family;
            set_if_empty(&mut self.contact.prefix, parts.prefix);
            set_if_empty(&mut self.contact.suffix, parts.suffix);
        }
        if self.contact.has_name() || !self.contact.emails.is_empty() {
            return Some(self.contact);
        }
        self.report.reject(self.row, None, value, reason);
        None
    }

    fn put_line(&mut self, column: &str, field: Field, raw: &str) {
        let text = self.seen(column, clean::line(raw));
        let contact = &mut self.contact;
        let place = match field {
            Field::Name => &mut self.full_name,
            Field::Given => &mut contact.given,
            Field::Middle => &mut contact.middle,
            Field::Family => &mut contact.family,
            Field::Prefix => &mut contact.prefix,
            Field::Suffix => &mut contact.suffix,
            Field::Nickname => &mut contact.nickname,
            Field::SaysItLike => return join(&mut contact.says_it_like, &text, " "),
            Field::Company => &mut contact.company,
            Field::Position => &mut contact.position,
            Field::Key => &mut contact.source_key,
            Field::Trade => &mut contact.trade,
            Field::Profile => &mut contact.profile,
            Field::DietaryNeeds => &mut contact.dietary_needs,
            _ => return,
        };
        set_if_empty(place, text);
    }

    fn put_groups(&mut self, column: &str, raw: &str) {
        let pieces: Vec<&str> = if raw.contains(" ::: ") || !self.commas_part_groups {
            raw.split(" ::: ").collect()
        } else {
            raw.split([';', ',']).collect()
        };
        for piece in pieces {
            let text = self.seen(column, clean::line(piece));
            // Google marks the groups that everybody has, "* myContacts", with a star.
            let group = if text.starts_with("* ") {
                String::new()
            } else {
                text
            };
            let groups = &mut self.contact.groups;
            if !group.is_empty() && !groups.contains(&group) && groups.len() < MAX_VALUES {
                groups.push(group);
            }
        }
    }

    fn push_labelled(&mut self, column: &str, field: Field, label: &str, raw: &str) {
        let value = match field {
            Field::Email => self.cleaned(column, raw, clean::email),
            Field::Phone => self.cleaned(column, raw, clean::phone),
            _ => self.cleaned(column, raw, clean::link),
        };
        let value = match value {
            Ok(value) => value,
            Err((raw, reason)) => {
                return self.report.reject(self.row, Some(column), &raw, reason);
            }
        };
        let list = match field {
            Field::Email => &mut self.contact.emails,
            Field::Phone => &mut self.contact.phones,
            _ => &mut self.contact.links,
        };
        if list
            .iter()
            .any(|old| old.value.eq_ignore_ascii_case(&value))
        {
            return;
        }
        if list.len() == MAX_VALUES {
            let reason = "More than 20 of a kind; the rest was left out";
            return self.report.reject(self.row, Some(column), raw, reason);
        }
        list.push(Labelled {
            label: clean::label(label),
            value,
        });
    }

    fn put_day(&mut self, column: &str, raw: &str) {
        self.report.dates_seen.see(raw);
        let order = self.report.dates;
        match self.cleaned(column, raw, |raw| clean::date(raw, order)) {
            Ok(day) => self.contact.connected_on = self.contact.connected_on.or(Some(day)),
            Err((raw, reason)) => self.report.reject(self.row, Some(column), &raw, reason),
        }
    }

    /// A clean value, of `raw` or of what was said to be read instead; or what could not be taken, and why.
    fn cleaned<T>(
        &self,
        column: &str,
        raw: &str,
        clean: impl Fn(&str) -> Result<T, &'static str>,
    ) -> Result<T, (String, &'static str)> {
        clean(raw).or_else(
            |reason| match self.report.mended(self.row, Some(column), raw) {
                Some(by) => clean(&by).map_err(|reason| (by, reason)),
                None => Err((raw.to_owned(), reason)),
            },
        )
    }

    fn seen(&mut self, column: &str, cleaned: Cleaned) -> String {
        if cleaned.had_hidden {
            self.report.hidden_cells += 1;
            let place = (self.row, column.to_owned());
            self.report.first_hidden.get_or_insert(place);
        }
        cleaned.text
    }
}

fn set_if_empty(place: &mut String, text: String) {
    if place.is_empty() {
        *place = text;
    }
}

fn join(place: &mut String, text: &str, separator: &str) {
    if !place.is_empty() && !text.is_empty() {
        place.push_str(separator);
    }
    place.push_str(text);
}

fn shortened(value: &str) -> String {
    let mut letters = value.chars();
    let start: String = letters
        .by_ref()
        .filter(|letter| !letter.is_control())
        .take(SHOWN_LETTERS)
        .collect();
    if letters.next().is_some() {
        format!("{start}...")
    } else {
        start
    }
}

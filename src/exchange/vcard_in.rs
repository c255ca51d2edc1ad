//! vCards 2.1, 3.0 and 4.0 to contacts: cuts the file into cards, leaves pictures and keys out,
//! has each card parsed, and picks the properties that describe a person.

use std::collections::BTreeMap;

use calcard::vcard::{
    VCard, VCardEntry, VCardParameterName, VCardParameterValue, VCardProperty, VCardValue,
};
use calcard::{Entry, Parser};

use super::contact::Contact;
use super::draft::{Draft, Report};
use super::field::Field;
use super::read::{MAX_PEOPLE, ReadError};
use super::vcard_out::{CONNECTED_ON, DIETARY_NEEDS, PROFILE, SAYS_IT_LIKE, TRADE};

/// The largest card that is parsed, in bytes, without its pictures.
const MAX_CARD_BYTES: usize = 1_000_000;

/// Properties whose content is large and of no use here.
const LEFT_OUT: [&str; 5] = ["PHOTO", "LOGO", "SOUND", "KEY", "AGENT"];

/// The line that is put after the last one.
const END_OF_FILE: &str = "END:OF-FILE";

/// Whether the text begins with a card, perhaps after a few lines of something else.
pub(super) fn has_card(text: &str) -> bool {
    lines(text)
        .take(20)
        .any(|line| is_word(line, "BEGIN:VCARD"))
}

/// All people on the cards, each with the number of the card from 1.
///
/// # Errors
/// `TooManyPeople`.
pub(super) fn read_cards(
    text: &str,
    report: &mut Report,
) -> Result<Vec<(usize, Contact)>, ReadError> {
    let mut contacts = Vec::new();
    let mut cutter = Cutter::default();
    for line in lines(text).chain([END_OF_FILE]) {
        let Some(card) = cutter.take(line) else {
            continue;
        };
        let number = cutter.cards;
        if !is_word(line, "END:VCARD") {
            let reason = "This card is never closed, so its end may be missing; what stands on it \
                          was read. Check it, or export the contacts again";
            report.reject(number, Some("END"), "", reason);
        }
        if let Some(contact) = read_card(&card, number, report) {
            contacts.push((number, contact));
        }
        if contacts.len() > MAX_PEOPLE {
            return Err(ReadError::TooManyPeople);
        }
    }
    Ok(contacts)
}

/// Collects the lines of one card after another.
#[derive(Default)]
struct Cutter {
    cards: usize,
    card: Option<String>,
    /// Inside a property that is left out: its continuation lines go with it.
    is_skipping: bool,
    /// Inside a card that stands in an AGENT property of another.
    is_nested: bool,
}

impl Cutter {
    /// Takes one line; returns a card when this line ends it. A card that is never closed ends
    /// where the next begins, or with the file.
    fn take(&mut self, line: &str) -> Option<String> {
        let is_begin = is_word(line, "BEGIN:VCARD");
        if is_begin && self.is_skipping && self.card.is_some() {
            self.is_nested = true;
            return None;
        }
        if self.is_nested && line != END_OF_FILE {
            self.is_nested = !is_word(line, "END:VCARD");
            return None;
        }
        let is_end = is_word(line, "END:VCARD") || line == END_OF_FILE;
        if is_begin || is_end {
            self.is_skipping = false;
            let finished = self.card.take();
            if is_begin {
                self.card = Some(String::new());
            }
            self.cards += usize::from(finished.is_some());
            return finished;
        }
        let card = self.card.as_mut()?;
        let is_continuation = line.starts_with([' ', '\t'])
            || (self.is_skipping && !line.contains(':') && !line.is_empty());
        if !is_continuation {
            self.is_skipping = is_left_out(line);
        }
        if !self.is_skipping && card.len() <= MAX_CARD_BYTES {
            card.push_str(line);
            card.push('\n');
        }
        None
    }
}

/// Lines whatever ends them; old programs write a bare carriage return.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(if text.contains('\n') { '\n' } else { '\r' })
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
}

/// A line that begins with a space continues a value, whatever its words are.
fn is_word(line: &str, word: &str) -> bool {
    line.trim_end().eq_ignore_ascii_case(word)
}

fn is_left_out(line: &str) -> bool {
    let name = line.split([':', ';']).next().unwrap_or_default();
    let name = name.rsplit('.').next().unwrap_or_default();
    LEFT_OUT.iter().any(|word| name.eq_ignore_ascii_case(word))
}

fn read_card(card: &str, number: usize, report: &mut Report) -> Option<Contact> {
    if card.len() > MAX_CARD_BYTES {
        let reason = "This card is larger than 1 MB without its pictures and was left out";
        report.reject(number, None, card, reason);
        return None;
    }
    let text = format!("BEGIN:VCARD\n{card}END:VCARD\n");
    let Entry::VCard(vcard) = Parser::new(&text).entry() else {
        report.reject(number, None, card, "This card cannot be read");
        return None;
    };
    let kind = vcard.entries.iter().find(|entry| {
        entry.name == VCardProperty::Kind
            || entry
                .name
                .as_str()
                .eq_ignore_ascii_case("X-ADDRESSBOOKSERVER-KIND")
    });
    let kind = kind.map(|entry| texts(entry).concat().to_lowercase());
    if matches!(kind.as_deref(), Some("group" | "org" | "location")) {
        let reason = "This card is of a group, company or place, not of a person";
        report.reject(number, None, &kind.unwrap_or_default(), reason);
        return None;
    }
    let mut draft = Draft::new(report, number, false);
    let labels = own_labels(&vcard);
    for entry in &vcard.entries {
        put_entry(&mut draft, entry, &labels);
    }
    draft.finish()
}

fn put_entry(draft: &mut Draft<'_>, entry: &VCardEntry, labels: &BTreeMap<&str, String>) {
    let values = texts(entry);
    let column = entry.name.as_str();
    let field = match &entry.name {
        VCardProperty::N => {
            let fields = [
                Field::Family,
                Field::Given,
                Field::Middle,
                Field::Prefix,
                Field::Suffix,
            ];
            for (field, value) in fields.into_iter().zip(&values) {
                draft.put(column, field, "", value);
            }
            return;
        }
        VCardProperty::Org => {
            // What follows the company is its departments.
            let company = values.first().map_or("", String::as_str);
            return draft.put(column, Field::Company, "", company);
        }
        VCardProperty::Nickname => {
            return draft.put(column, Field::Nickname, "", &values.join(", "));
        }
        VCardProperty::Fn => Field::Name,
        VCardProperty::Title => Field::Position,
        VCardProperty::Email => Field::Email,
        VCardProperty::Tel => Field::Phone,
        VCardProperty::Url | VCardProperty::Socialprofile => Field::Link,
        VCardProperty::Note => Field::Note,
        VCardProperty::Uid => Field::Key,
        VCardProperty::Categories => Field::Group,
        VCardProperty::Other(name) => match name.to_ascii_uppercase().as_str() {
            "X-SOCIALPROFILE" => Field::Link,
            "X-PHONETIC-FIRST-NAME" | "X-PHONETIC-LAST-NAME" | SAYS_IT_LIKE => Field::SaysItLike,
            TRADE => Field::Trade,
            PROFILE => Field::Profile,
            DIETARY_NEEDS => Field::DietaryNeeds,
            CONNECTED_ON => Field::ConnectedOn,
            _ => return,
        },
        _ => return,
    };
    let label = label(entry, labels);
    for value in values {
        draft.put(column, field, &label, &value);
    }
}

/// The labels that Apple writes beside a value, `item1.X-ABLabel:Boat`, by the word before the dot.
fn own_labels(vcard: &VCard) -> BTreeMap<&str, String> {
    let is_label = |name: &str| name.eq_ignore_ascii_case("X-ABLABEL");
    let entries = vcard
        .entries
        .iter()
        .filter(|entry| is_label(entry.name.as_str()));
    entries
        .filter_map(|entry| Some((entry.group.as_deref()?, texts(entry).concat())))
        .collect()
}

fn label(entry: &VCardEntry, labels: &BTreeMap<&str, String>) -> String {
    let own = entry.group.as_deref().and_then(|group| labels.get(group));
    if let Some(label) = own {
        return label.clone();
    }
    let types: Vec<String> = entry
        .params
        .iter()
        .filter(|param| param.name == VCardParameterName::Type)
        .filter_map(|param| match &param.value {
            VCardParameterValue::Text(text) => Some(text.to_lowercase()),
            value => value.as_text().map(str::to_lowercase),
        })
        .collect();
    // "WORK,FAX" is a fax, "HOME,CELL" a mobile phone.
    let known = ["fax", "cell", "iphone", "work", "home"];
    let known = known
        .into_iter()
        .find(|word| types.iter().any(|kind| kind == word));
    let technical = |kind: &&String| {
        !["internet", "pref", "voice", "msg", "x400", "text"].contains(&kind.as_str())
    };
    let word = known.map(str::to_owned);
    word.or_else(|| types.iter().find(technical).cloned())
        .unwrap_or_default()
}

/// The values as text; the parts of a structured value that have several words are joined.
fn texts(entry: &VCardEntry) -> Vec<String> {
    let text = |value: &VCardValue| match value {
        VCardValue::Component(words) => words.join(" "),
        VCardValue::Integer(number) => number.to_string(),
        value => value.as_text().unwrap_or_default().to_owned(),
    };
    entry.values.iter().map(text).collect()
}

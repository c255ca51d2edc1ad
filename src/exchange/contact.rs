//! One person as a file describes them, and the key by which a second import knows them again.
//! It does not parse: the readers fill it with values that are already clean.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

/// A value with what its file calls it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labelled {
    /// `work`, `home`, `mobile`, `fax`, or the file's own word; empty when the file has none.
    pub label: String,
    pub value: String,
}

/// One person as read from a file or to be written to one.
///
/// As read, every text is trimmed, without control characters and text-direction overrides; only
/// `note` has line breaks (`\n`). A text that the file does not have is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    pub given: String,
    pub middle: String,
    pub family: String,
    pub prefix: String,
    pub suffix: String,
    pub nickname: String,
    /// How the name is spoken, as a reader would say it.
    pub says_it_like: String,
    pub company: String,
    pub position: String,
    pub emails: Vec<Labelled>,
    /// Digits with perhaps a leading `+` and an extension after `x`: `+442079460000x12`.
    pub phones: Vec<Labelled>,
    pub links: Vec<Labelled>,
    /// The line of business.
    pub trade: String,
    /// What they do, in one line.
    pub profile: String,
    pub note: String,
    pub dietary_needs: String,
    /// What the source program knows them by: a profile's address or the UID of a vCard.
    pub source_key: String,
    pub connected_on: Option<NaiveDate>,
    /// Labels or groups of the source program.
    pub groups: Vec<String>,
}

impl Contact {
    /// Whether anything names this person; a form of address alone does not.
    pub fn has_name(&self) -> bool {
        self.has_name_parts() || !self.nickname.is_empty()
    }

    /// The name as it is written on an envelope; empty when only a nickname or nothing is known.
    pub fn full_name(&self) -> String {
        if !self.has_name_parts() {
            return String::new();
        }
        [
            &self.prefix,
            &self.given,
            &self.middle,
            &self.family,
            &self.suffix,
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
    }

    /// The best words for this person in a list: name, nickname, e-mail address or company.
    pub fn display_name(&self) -> String {
        let full_name = self.full_name();
        let first_email = self.emails.first().map(|email| email.value.as_str());
        [
            full_name.as_str(),
            &self.nickname,
            first_email.unwrap_or_default(),
        ]
        .into_iter()
        .find(|words| !words.is_empty())
        .unwrap_or(&self.company)
        .to_owned()
    }

    pub(super) fn has_name_parts(&self) -> bool {
        [&self.given, &self.middle, &self.family]
            .iter()
            .any(|part| !part.is_empty())
    }
}

/// The key to store with a person so that importing the same file again adds nothing.
///
/// A profile's address comes first, then the UID of a vCard, then the folded name with the first
/// e-mail address by alphabet. A person without any of these is known by name, company and phones
/// together, because a name alone would make one person of two.
pub fn identity(contact: &Contact) -> String {
    let source_key = contact.source_key.trim();
    if let Some(address) = folded_address(source_key) {
        return format!("url:{address}");
    }
    if !source_key.is_empty() {
        return format!("uid:{source_key}");
    }
    let name = [
        &contact.given,
        &contact.middle,
        &contact.family,
        &contact.suffix,
        &contact.nickname,
    ];
    let name = name.into_iter().filter(|part| !part.is_empty());
    let name = fold(&name.map(String::as_str).collect::<Vec<_>>().join(" "));
    let email = contact
        .emails
        .iter()
        .map(|email| email.value.to_lowercase());
    if let Some(email) = email.min() {
        return format!("name:{name}|mail:{email}");
    }
    let mut phones: Vec<&str> = contact.phones.iter().map(|p| p.value.as_str()).collect();
    phones.sort_unstable();
    format!(
        "name:{name}|company:{}|phones:{}",
        fold(&contact.company),
        phones.join(",")
    )
}

/// A web address in the one form in which two spellings of it are equal; nothing for other texts.
pub(super) fn folded_address(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if host.ends_with("linkedin.com") {
        // The same profile is served under country hosts and with tracking words after it.
        let path = path.split(['?', '#']).next().unwrap_or_default();
        return Some(format!("linkedin.com/{}", path.trim_end_matches('/')));
    }
    Some(rest.trim_end_matches('/').to_owned())
}

/// Lower case without Latin accents. Other scripts stay themselves: turning them into Latin letters
/// would give two different names one key.
fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|letter| !('\u{300}'..='\u{36f}').contains(letter))
        .flat_map(char::to_lowercase)
        .collect()
}

//! Suggests which people may be one and the same, each with the reason in words. It never merges:
//! two people share a name, and one person has two; only the host knows.

use std::collections::HashMap;

use deunicode::deunicode;
use strsim::jaro_winkler;

use super::clean::is_form_of_address;
use super::contact::folded_address;
use super::nicknames::{Forms, Nicknames};

/// Names as similar as this are suggested (Jaro-Winkler over folded, sorted words, 0 to 1).
///
/// It lets in one name spelt in two ways (Marc and Mark Weber .953, Stefan Meier and Meyer .956,
/// Sara and Sarah Cohen .982) and keeps out short names that are two (John and Joan Smith .947,
/// Anna and Anne Lee .908). Letters alone cannot part all: Maria and Mario Costa, .964, are shown,
/// and the host says no. What is far apart in letters but one in use, Bob and Robert Smith .727,
/// comes from the table of short forms.
const SIMILAR_NAMES: f64 = 0.95;

/// Scores of the other reasons: how sure a host could be, above or below a similar name.
const SAME_PROFILE: f64 = 0.99;
const SAME_EMAIL: f64 = 0.98;
const SAME_NAME: f64 = 0.97;
const SHORT_FORM: f64 = 0.96;
const MORE_NAMES: f64 = 0.95;
/// Colleagues share an office line.
const SAME_PHONE: f64 = 0.94;

/// The most suggestions for one person.
const MAX_FOR_ONE: usize = 5;
/// The most people of a block to compare with. Beyond it a finer block is taken, so that the work
/// stays in proportion to the number of people even when all are called Smith.
const MAX_BLOCK: usize = 200;

/// A person to compare.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// The caller's own name for this person, given back in suggestions.
    pub key: String,
    pub name: String,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub links: Vec<String>,
}

/// Two people who may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// Key of the new person.
    pub a: String,
    /// Key of the person who was there, or of an earlier new one.
    pub b: String,
    /// 0 to 1; for sorting, not a probability.
    pub score: f64,
    /// Why, in words.
    pub reason: String,
}

/// Pairs of each new person with those who were there and with the new ones before, the likeliest
/// first; at most five for each new person. The same input gives the same list.
///
/// People are compared only when they share a name, an e-mail address, a phone, a profile or the
/// first two letters of two words of their names (blocking), so that the time is in proportion to
/// their number.
pub fn suggest(existing: &[Candidate], new: &[Candidate]) -> Vec<Suggestion> {
    let nicknames = Nicknames::new();
    let people = existing.iter().chain(new);
    let people: Vec<Person<'_>> = people.map(|one| Person::new(one, &nicknames)).collect();
    let mut index = Index::default();
    let mut suggestions = Vec::new();
    let mut last_seen = vec![usize::MAX; people.len()];
    for (number, person) in people.iter().enumerate() {
        if number >= existing.len() {
            let mut found = Vec::new();
            for (other, shares_value) in index.near(person) {
                // Each pair is looked at once, though several blocks may bring it.
                let Some(seen) = last_seen.get_mut(other).filter(|seen| **seen != number) else {
                    continue;
                };
                *seen = number;
                if let Some(known) = people.get(other)
                    && let Some((score, reason)) = compare(person, known, shares_value)
                {
                    found.push((score, other, reason));
                }
            }
            found.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
            found.truncate(MAX_FOR_ONE);
            suggestions.extend(found.into_iter().filter_map(|(score, other, reason)| {
                Some(Suggestion {
                    a: person.candidate.key.clone(),
                    b: people.get(other)?.candidate.key.clone(),
                    score,
                    reason,
                })
            }));
        }
        index.add(number, person);
    }
    suggestions.sort_by(|left, right| right.score.total_cmp(&left.score));
    suggestions
}

/// A candidate made ready for comparing.
struct Person<'a> {
    candidate: &'a Candidate,
    /// The folded words of the name in alphabetical order.
    words: Vec<(String, Forms)>,
    sorted_name: String,
    /// Whole values that only one person should have: name, e-mail addresses, phones, profiles.
    values: Vec<String>,
    /// Beginnings of two words of the name.
    blocks: Vec<Block>,
}

impl<'a> Person<'a> {
    fn new(candidate: &'a Candidate, nicknames: &Nicknames) -> Self {
        let words = folded_words(&candidate.name);
        let sorted_name = words.join(" ");
        let mut values = Vec::new();
        if !sorted_name.is_empty() {
            values.push(format!("name {sorted_name}"));
        }
        values.extend(candidate.emails.iter().map(|email| mailbox(email)));
        values.extend(
            candidate
                .phones
                .iter()
                .filter_map(|phone| line_digits(phone)),
        );
        values.extend(candidate.links.iter().filter_map(|link| profile(link)));
        let words = words.into_iter().map(|word| {
            let forms = nicknames.forms(&word);
            (word, forms)
        });
        let words: Vec<(String, Forms)> = words.collect();
        Self {
            candidate,
            blocks: blocks(&words),
            words,
            sorted_name,
            values,
        }
    }
}

fn folded_words(name: &str) -> Vec<String> {
    let start: String = name.chars().take(200).collect();
    // "O'Neill" is one word.
    let letters = deunicode(&start).to_lowercase().replace(['\'', '`'], "");
    let mut words: Vec<String> = letters
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && !is_form_of_address(word))
        .take(8)
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words
}

/// What two people must share to be compared by name: the beginnings of two words, two and four
/// letters of each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Block {
    coarse: [u8; 4],
    fine: [u8; 8],
}

impl Block {
    fn of(left: &str, right: &str) -> Self {
        let (first, second) = if left < right {
            (left, right)
        } else {
            (right, left)
        };
        let letter = |word: &str, index: usize| word.as_bytes().get(index).copied().unwrap_or(0);
        let at = |length: usize, index: usize| {
            if index < length {
                letter(first, index)
            } else {
                letter(second, index - length)
            }
        };
        Self {
            coarse: std::array::from_fn(|index| at(2, index)),
            fine: std::array::from_fn(|index| at(4, index)),
        }
    }
}

fn blocks(words: &[(String, Forms)]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (position, (word, forms)) in words.iter().enumerate() {
        for (other, other_forms) in words.iter().skip(position + 1).take(3) {
            blocks.push(Block::of(word, other));
            // Under their full names Bob and Robert stand in one block.
            blocks.extend(forms.full_names().map(|full| Block::of(full, other)));
            blocks.extend(other_forms.full_names().map(|full| Block::of(word, full)));
        }
    }
    blocks.sort_unstable();
    blocks.dedup();
    blocks
}

/// Who has which value and stands in which block, by number.
#[derive(Default)]
struct Index<'a> {
    values: HashMap<&'a str, Vec<usize>>,
    coarse: HashMap<[u8; 4], Vec<usize>>,
    fine: HashMap<[u8; 8], Vec<usize>>,
}

impl<'a> Index<'a> {
    fn add(&mut self, number: usize, person: &'a Person<'_>) {
        for value in &person.values {
            self.values.entry(value).or_default().push(number);
        }
        for block in &person.blocks {
            self.coarse.entry(block.coarse).or_default().push(number);
            self.fine.entry(block.fine).or_default().push(number);
        }
    }

    /// Whom to compare a person with, and whether they share a whole value.
    fn near(&self, person: &Person<'_>) -> Vec<(usize, bool)> {
        let mut near = Vec::new();
        for value in &person.values {
            let list = self.values.get(value.as_str()).into_iter().flatten();
            near.extend(list.take(MAX_BLOCK).map(|number| (*number, true)));
        }
        for block in &person.blocks {
            let coarse = self.coarse.get(&block.coarse);
            let is_full = coarse.is_some_and(|list| list.len() > MAX_BLOCK);
            let list = if is_full {
                self.fine.get(&block.fine)
            } else {
                coarse
            };
            let list = list.into_iter().flatten();
            near.extend(list.take(MAX_BLOCK).map(|number| (*number, false)));
        }
        near
    }
}

fn compare(person: &Person<'_>, known: &Person<'_>, shares_value: bool) -> Option<(f64, String)> {
    if person.candidate.key == known.candidate.key {
        return None;
    }
    let mut reasons = if shares_value {
        shared_details(person, known)
    } else {
        Vec::new()
    };
    match compare_names(person, known) {
        Some(reason) => reasons.push(reason),
        None if reasons.is_empty() => return None,
        None if person.words.is_empty() || known.words.is_empty() => {}
        None => reasons.push((0.0, "but different names".to_owned())),
    }
    let score = reasons.iter().map(|(score, _)| *score).fold(0.0, f64::max);
    let words: Vec<String> = reasons.into_iter().map(|(_, words)| words).collect();
    Some((score, capitalised(&words.join(", "))))
}

fn shared_details(person: &Person<'_>, known: &Person<'_>) -> Vec<(f64, String)> {
    let shares = |value: Option<String>| value.is_some_and(|value| known.values.contains(&value));
    let Candidate {
        emails,
        phones,
        links,
        ..
    } = person.candidate;
    let profile = links.iter().find(|link| shares(profile(link)));
    let email = emails.iter().find(|email| shares(Some(mailbox(email))));
    let phone = phones.iter().find(|phone| shares(line_digits(phone)));
    let profile = profile.map(|link| (SAME_PROFILE, format!("the same profile {link}")));
    let email = email.map(|email| (SAME_EMAIL, format!("the same e-mail address {email}")));
    let phone = phone.map(|phone| (SAME_PHONE, format!("the same phone {phone}")));
    [profile, email, phone].into_iter().flatten().collect()
}

fn compare_names(left: &Person<'_>, right: &Person<'_>) -> Option<(f64, String)> {
    if left.words.is_empty() || right.words.is_empty() {
        return None;
    }
    if left.sorted_name == right.sorted_name {
        return Some((SAME_NAME, "the same name".to_owned()));
    }
    let mut left_only = left.words.iter().filter(|word| !right.words.contains(word));
    let mut right_only = right.words.iter().filter(|word| !left.words.contains(word));
    let differences = (left_only.next(), right_only.next());
    let is_one_word = left_only.next().is_none() && right_only.next().is_none();
    let has_more_words = left.words.len().min(right.words.len()) > 1;
    match differences {
        (Some((one, forms)), Some((other, other_forms)))
            if is_one_word && has_more_words && forms.may_be_one_name(*other_forms) =>
        {
            let (one, other) = (capitalised(one), capitalised(other));
            let reason = format!("{one} and {other} are often the same name");
            return Some((SHORT_FORM, reason));
        }
        (Some(_), None) | (None, Some(_)) if has_more_words => {
            return Some((MORE_NAMES, "the same name with more words".to_owned()));
        }
        _ => {}
    }
    let similarity = jaro_winkler(&left.sorted_name, &right.sorted_name);
    let is_similar = similarity >= SIMILAR_NAMES;
    is_similar.then(|| (similarity.min(SAME_NAME), "very similar names".to_owned()))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The last nine digits of a number, without an extension: the same line with and without its
/// country code. Shorter numbers than seven digits belong to a house, not to a person.
fn line_digits(phone: &str) -> Option<String> {
    let main = phone.split('x').next().unwrap_or_default();
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().saturating_sub(9);
    (digits.len() >= 7).then(|| format!("phone {}", digits.get(from..).unwrap_or_default()))
}

fn mailbox(email: &str) -> String {
    format!("mail {}", email.to_lowercase())
}

/// A page of one person; the front page of a company is shared by all who work there.
fn profile(link: &str) -> Option<String> {
    let address = folded_address(link).or_else(|| folded_address(&format!("https://{link}")))?;
    let has_path = address
        .split_once('/')
        .is_some_and(|(_, path)| !path.is_empty());
    has_path.then(|| format!("link {address}"))
}

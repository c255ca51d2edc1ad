//! Suggests which people may be one and the same, each with the reason in words. It never merges:
//! two people share a name, and one person has two; only the host knows.

use std::collections::HashMap;

use deunicode::deunicode;
use strsim::jaro_winkler;

use super::clean::is_form_of_address;
use super::contact::folded_address;
use super::nicknames::{are_forms_of_one, full_forms};

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
    let people: Vec<&Candidate> = existing.iter().chain(new).collect();
    let names: Vec<Name> = people.iter().map(|person| Name::of(&person.name)).collect();
    let mut index = Index::default();
    let mut suggestions = Vec::new();
    let mut seen = vec![usize::MAX; people.len()];
    for (number, (person, name)) in people.iter().zip(&names).enumerate() {
        let marks = marks(person, name);
        if number >= existing.len() {
            let mut found = Vec::new();
            for other in index.near(&marks) {
                // Each pair is looked at once, though several blocks may bring it.
                let Some(last) = seen.get_mut(other).filter(|last| **last != number) else {
                    continue;
                };
                *last = number;
                if let (Some(known), Some(known_name)) = (people.get(other), names.get(other))
                    && known.key != person.key
                    && let Some((score, reason)) = compare(person, name, known, known_name)
                {
                    found.push((score, other, reason));
                }
            }
            found.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
            found.truncate(MAX_FOR_ONE);
            suggestions.extend(found.into_iter().filter_map(|(score, other, reason)| {
                Some(Suggestion {
                    a: person.key.clone(),
                    b: people.get(other)?.key.clone(),
                    score,
                    reason,
                })
            }));
        }
        index.add(number, marks);
    }
    suggestions.sort_by(|left, right| right.score.total_cmp(&left.score));
    suggestions
}

/// A name for comparing: folded words in alphabetical order.
struct Name {
    words: Vec<String>,
    sorted: String,
}

impl Name {
    fn of(text: &str) -> Self {
        let start: String = text.chars().take(200).collect();
        let letters = deunicode(&start).to_lowercase();
        // "O'Neill" is one word.
        let letters = letters.replace(['\'', '`'], "");
        let mut words: Vec<String> = letters
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty() && !is_form_of_address(word))
            .take(8)
            .map(str::to_owned)
            .collect();
        words.sort_unstable();
        Self {
            sorted: words.join(" "),
            words,
        }
    }
}

/// What two people must share to be compared.
struct Marks {
    /// Whole values: the name, e-mail addresses, phones, profiles.
    exact: Vec<String>,
    /// Beginnings of two words of the name, short and long: `jo sm` and `john smit`.
    blocks: Vec<(String, String)>,
}

fn marks(person: &Candidate, name: &Name) -> Marks {
    let mut exact = Vec::new();
    if !name.sorted.is_empty() {
        exact.push(format!("name {}", name.sorted));
    }
    exact.extend(
        person
            .emails
            .iter()
            .map(|email| format!("mail {}", email.to_lowercase())),
    );
    exact.extend(person.phones.iter().filter_map(|phone| line_digits(phone)));
    exact.extend(person.links.iter().filter_map(|link| profile(link)));
    let mut blocks = Vec::new();
    for (position, word) in name.words.iter().enumerate() {
        for other in name.words.iter().skip(position + 1).take(3) {
            blocks.push(block(word, other));
            blocks.extend(full_forms(word).map(|full| block(full, other)));
            blocks.extend(full_forms(other).map(|full| block(word, full)));
        }
    }
    Marks { exact, blocks }
}

fn block(left: &str, right: &str) -> (String, String) {
    let (first, second) = if left < right {
        (left, right)
    } else {
        (right, left)
    };
    let beginnings = |length: usize| {
        let start = |word: &str| word.chars().take(length).collect::<String>();
        format!("{} {}", start(first), start(second))
    };
    (beginnings(2), beginnings(4))
}

#[derive(Default)]
struct Index {
    exact: HashMap<String, Vec<usize>>,
    short: HashMap<String, Vec<usize>>,
    long: HashMap<String, Vec<usize>>,
}

impl Index {
    fn add(&mut self, number: usize, marks: Marks) {
        for mark in marks.exact {
            self.exact.entry(mark).or_default().push(number);
        }
        for (short, long) in marks.blocks {
            self.short.entry(short).or_default().push(number);
            self.long.entry(long).or_default().push(number);
        }
    }

    fn near(&self, marks: &Marks) -> Vec<usize> {
        let mut near = Vec::new();
        let mut take = |list: Option<&Vec<usize>>| {
            near.extend(list.into_iter().flatten().copied().take(MAX_BLOCK));
        };
        for mark in &marks.exact {
            take(self.exact.get(mark));
        }
        for (short, long) in &marks.blocks {
            let list = self.short.get(short);
            let is_full = list.is_some_and(|list| list.len() > MAX_BLOCK);
            take(if is_full { self.long.get(long) } else { list });
        }
        near
    }
}

fn compare(
    person: &Candidate,
    name: &Name,
    known: &Candidate,
    known_name: &Name,
) -> Option<(f64, String)> {
    let mut reasons: Vec<(f64, String)> = Vec::new();
    let shared_profile = person.links.iter().find(|link| {
        let own = profile(link);
        own.is_some() && known.links.iter().any(|other| profile(other) == own)
    });
    if let Some(link) = shared_profile {
        reasons.push((SAME_PROFILE, format!("the same profile {link}")));
    }
    let shared_email = person.emails.iter().find(|email| {
        let same = |other: &String| other.to_lowercase() == email.to_lowercase();
        known.emails.iter().any(same)
    });
    if let Some(email) = shared_email {
        reasons.push((SAME_EMAIL, format!("the same e-mail address {email}")));
    }
    let shared_phone = person.phones.iter().find(|phone| {
        let own = line_digits(phone);
        own.is_some() && known.phones.iter().any(|other| line_digits(other) == own)
    });
    if let Some(phone) = shared_phone {
        reasons.push((SAME_PHONE, format!("the same phone {phone}")));
    }
    match compare_names(name, known_name) {
        Some(reason) => reasons.push(reason),
        None if !reasons.is_empty() && name.sorted != known_name.sorted => {
            reasons.push((0.0, "but different names".to_owned()));
        }
        None => {}
    }
    let score = reasons.iter().map(|(score, _)| *score).fold(0.0, f64::max);
    let words: Vec<String> = reasons.into_iter().map(|(_, words)| words).collect();
    let reason = words.join(", ");
    let mut letters = reason.chars();
    let first = letters.next()?.to_uppercase();
    Some((score, first.chain(letters).collect()))
}

fn compare_names(left: &Name, right: &Name) -> Option<(f64, String)> {
    if left.words.is_empty() || right.words.is_empty() {
        return None;
    }
    if left.sorted == right.sorted {
        return Some((SAME_NAME, "the same name".to_owned()));
    }
    let left_only: Vec<&String> = without(&left.words, &right.words);
    let right_only: Vec<&String> = without(&right.words, &left.words);
    if let ([one], [other]) = (left_only.as_slice(), right_only.as_slice())
        && left.words.len() > 1
        && are_forms_of_one(one, other)
    {
        let reason = format!(
            "{} and {} are often the same name",
            capitalised(one),
            capitalised(other)
        );
        return Some((SHORT_FORM, reason));
    }
    let has_more = left_only.is_empty() != right_only.is_empty();
    if has_more && left.words.len().min(right.words.len()) > 1 {
        return Some((MORE_NAMES, "the same name with one more word".to_owned()));
    }
    let similarity = jaro_winkler(&left.sorted, &right.sorted);
    let is_similar = similarity >= SIMILAR_NAMES;
    is_similar.then(|| (similarity.min(SAME_NAME), "very similar names".to_owned()))
}

fn without<'a>(words: &'a [String], others: &[String]) -> Vec<&'a String> {
    words.iter().filter(|word| !others.contains(word)).collect()
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

/// A page of one person; the front page of a company is shared by all who work there.
fn profile(link: &str) -> Option<String> {
    let address = folded_address(link).or_else(|| folded_address(&format!("https://{link}")))?;
    let has_path = address
        .split_once('/')
        .is_some_and(|(_, path)| !path.is_empty());
    has_path.then(|| format!("link {address}"))
}

//! Which ask fits what whom: by the words they share, weighed by how few people use them. It suggests with its reason;
//! the host decides.

use std::collections::{BTreeMap, BTreeSet};

use deunicode::deunicode;

use crate::domain::{DinnerRecord, Id, Person, person::Strength};

/// Words that say nothing about a trade.
const STOP_WORDS: &[&str] = &[
    "about",
    "after",
    "again",
    "all",
    "also",
    "and",
    "any",
    "anybody",
    "anyone",
    "are",
    "ask",
    "at",
    "because",
    "been",
    "best",
    "business",
    "but",
    "by",
    "can",
    "client",
    "clients",
    "company",
    "companies",
    "could",
    "days",
    "does",
    "each",
    "every",
    "firm",
    "firms",
    "first",
    "for",
    "from",
    "get",
    "give",
    "good",
    "great",
    "has",
    "have",
    "help",
    "her",
    "his",
    "how",
    "in",
    "into",
    "is",
    "it",
    "just",
    "know",
    "knows",
    "last",
    "like",
    "made",
    "make",
    "makers",
    "many",
    "more",
    "most",
    "my",
    "need",
    "needs",
    "never",
    "new",
    "next",
    "no",
    "not",
    "of",
    "off",
    "on",
    "one",
    "only",
    "or",
    "other",
    "our",
    "out",
    "over",
    "owner",
    "owners",
    "own",
    "people",
    "person",
    "run",
    "runs",
    "sell",
    "she",
    "small",
    "so",
    "some",
    "somebody",
    "someone",
    "staff",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "they",
    "this",
    "time",
    "to",
    "two",
    "up",
    "us",
    "use",
    "very",
    "want",
    "wants",
    "was",
    "week",
    "weeks",
    "what",
    "when",
    "where",
    "which",
    "who",
    "whom",
    "whose",
    "will",
    "with",
    "work",
    "would",
    "year",
    "years",
    "you",
    "your",
];

/// A text that fits an ask.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// At the table: who fits, or who knows who fits.
    pub through: Id<Person>,
    /// Whom `through` knows, when it is not `through` who fits.
    pub target: Option<Id<Person>>,
    /// What fits, in their words.
    pub text: String,
    /// Shared words, weighed; above 0.
    pub score: f64,
}

/// The words of a text that can tell trades apart: folded, without stop words, without a plural's end.
pub fn words(text: &str) -> BTreeSet<String> {
    deunicode(text)
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            word.len() > 2
                && !STOP_WORDS.contains(word)
                && !word.chars().all(|c| c.is_ascii_digit())
        })
        .map(singular)
        .collect()
}

/// Calls `look` with each word of a text, folded and without a plural's end as in [`words`], but with stop words and
/// without a set of them: for a look at everybody in the library.
pub fn each_word(text: &str, mut look: impl FnMut(&str)) {
    let folded;
    let text = if text.is_ascii() {
        text
    } else {
        folded = deunicode(text);
        &folded
    };
    let mut buffer = String::new();
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        if word.len() > 2 {
            buffer.clear();
            buffer.push_str(word);
            buffer.make_ascii_lowercase();
            // As `singular` does, without a new word for each.
            let is_plural = buffer.ends_with("ies") && buffer.len() > 5;
            if is_plural {
                buffer.truncate(buffer.len() - 3);
                buffer.push('y');
            } else if buffer.ends_with('s') && !buffer.ends_with("ss") && buffer.len() > 4 {
                buffer.pop();
            }
            look(&buffer);
        }
    }
}

/// The best match at the table, or one step from it, for what `asker` asks in `text`; `None` when nothing is near enough.
pub fn best_match(
    record: &DinnerRecord,
    asker: Id<Person>,
    text: &str,
    table: &BTreeSet<Id<Person>>,
) -> Option<Match> {
    let wanted = words(text);
    let candidates = candidates(record, asker, table);
    let rarity = rarity(candidates.iter().map(|candidate| &candidate.words));
    let scored = candidates.into_iter().filter_map(|candidate| {
        let shared: Vec<&String> = wanted.intersection(&candidate.words).collect();
        let score: f64 = shared
            .iter()
            .map(|word| rarity.get(*word).copied().unwrap_or_default())
            .sum();
        // One shared word is enough only where it names a trade; elsewhere it may be chance.
        let is_near = shared.len() > 1
            || shared
                .iter()
                .any(|word| candidate.trade_words.contains(*word));
        is_near.then_some(Match {
            through: candidate.through,
            target: candidate.target,
            text: candidate.text,
            score,
        })
    });
    scored.max_by(|a, b| {
        a.score
            .total_cmp(&b.score)
            .then_with(|| tie(record, b).cmp(&tie(record, a)))
    })
}

/// By name, so that the same evening gives the same advice on every laptop.
fn tie(record: &DinnerRecord, fit: &Match) -> (String, String) {
    (
        record.name(fit.through),
        fit.target
            .map(|target| record.name(target))
            .unwrap_or_default(),
    )
}

/// Whether what `asker` wants is what `other` does.
pub fn fits(record: &DinnerRecord, asker: Id<Person>, other: Id<Person>) -> bool {
    Wish::of(record, asker).is_some_and(|wish| wish.is_met_by(record, &Giver::of(record, other)))
}

/// Which of some people want what which other of them does: pairs of places in `people`, asker first. Each text is read
/// once, where asking for every pair would read it as often as there are people.
pub fn fitting(record: &DinnerRecord, people: &[Id<Person>]) -> Vec<(usize, usize)> {
    let wishes: Vec<Option<Wish<'_>>> = people.iter().map(|id| Wish::of(record, *id)).collect();
    let givers: Vec<Giver> = people.iter().map(|id| Giver::of(record, *id)).collect();
    let mut pairs = Vec::new();
    for (asker, wish) in wishes.iter().enumerate() {
        let Some(wish) = wish else { continue };
        for (other, giver) in givers.iter().enumerate() {
            if asker != other && wish.is_met_by(record, giver) {
                pairs.push((asker, other));
            }
        }
    }
    pairs
}

/// What somebody wants, in words that can be compared.
struct Wish<'a> {
    wanted: BTreeSet<String>,
    text: &'a str,
}

/// What somebody does, in words that can be compared.
struct Giver {
    person: Id<Person>,
    profile: BTreeSet<String>,
    trades: BTreeSet<String>,
}

impl<'a> Wish<'a> {
    fn of(record: &'a DinnerRecord, asker: Id<Person>) -> Option<Self> {
        let person = record.people.get(&asker)?;
        let mut wanted = words(&person.wants_to_meet);
        if let Some(ask) = record.ask_of(asker) {
            wanted.extend(words(&ask.text));
        }
        Some(Self {
            wanted,
            text: &person.wants_to_meet,
        })
    }

    fn is_met_by(&self, record: &DinnerRecord, giver: &Giver) -> bool {
        let is_named = record
            .people
            .get(&giver.person)
            .map(Person::name)
            .is_some_and(|name| self.text.contains(&name));
        is_named
            || self.wanted.intersection(&giver.trades).next().is_some()
            || self.wanted.intersection(&giver.profile).count() > 1
    }
}

impl Giver {
    fn of(record: &DinnerRecord, person: Id<Person>) -> Self {
        Self {
            person,
            profile: profile(record, person),
            trades: words(&record.trades_of(person).join(" ")),
        }
    }
}

struct Candidate {
    through: Id<Person>,
    target: Option<Id<Person>>,
    text: String,
    words: BTreeSet<String>,
    trade_words: BTreeSet<String>,
}

fn candidates(
    record: &DinnerRecord,
    asker: Id<Person>,
    table: &BTreeSet<Id<Person>>,
) -> Vec<Candidate> {
    let candidate = |through: Id<Person>, target: Option<Id<Person>>| {
        let person = target.unwrap_or(through);
        let trades = record.trades_of(person).join(", ");
        let mut words_of = profile(record, person);
        if let (None, Some(offer)) = (target, record.offer_of(through)) {
            words_of.extend(words(&offer.text));
        }
        let line = record
            .people
            .get(&person)
            .map(Person::line)
            .unwrap_or_default();
        let text = if trades.is_empty() {
            line
        } else {
            trades.clone()
        };
        Candidate {
            through,
            target,
            text,
            words: words_of,
            trade_words: words(&trades),
        }
    };
    let mut all: Vec<Candidate> = table
        .iter()
        .filter(|other| **other != asker)
        .map(|other| candidate(*other, None))
        .collect();
    for acquaintance in &record.acquaintances {
        let is_step = table.contains(&acquaintance.from)
            && acquaintance.from != asker
            && acquaintance.to != asker
            && !table.contains(&acquaintance.to)
            && acquaintance.strength >= Strength::Knows
            && record.people.contains_key(&acquaintance.to)
            && !record.had_met(asker, acquaintance.to);
        if is_step {
            all.push(candidate(acquaintance.from, Some(acquaintance.to)));
        }
    }
    all
}

fn profile(record: &DinnerRecord, person: Id<Person>) -> BTreeSet<String> {
    let Some(row) = record.people.get(&person) else {
        return BTreeSet::new();
    };
    let lines = [&row.business, &row.helps, &row.position, &row.company];
    let mut found: BTreeSet<String> = lines.into_iter().flat_map(|line| words(line)).collect();
    found.extend(words(&record.trades_of(person).join(" ")));
    found
}

/// Inverse document frequency, as in full-text search: ln(1 + n / how many use the word).
fn rarity<'a>(texts: impl Iterator<Item = &'a BTreeSet<String>> + Clone) -> BTreeMap<String, f64> {
    let count = texts.clone().count() as f64;
    let mut uses: BTreeMap<String, f64> = BTreeMap::new();
    for word in texts.flatten() {
        *uses.entry(word.clone()).or_default() += 1.0;
    }
    uses.into_iter()
        .map(|(word, used)| (word, (1.0 + count / used).ln()))
        .collect()
}

fn singular(word: &str) -> String {
    match (word.strip_suffix("ies"), word.strip_suffix('s')) {
        (Some(stem), _) if stem.len() > 2 => format!("{stem}y"),
        (_, Some(stem)) if stem.len() > 3 && !stem.ends_with('s') => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_a_word_of_the_set() {
        let text = "Breweries, glass presses and a Café’s boxes: lies, gas, bus, ties";
        let mut each = BTreeSet::new();
        each_word(text, |word| {
            each.insert(word.to_owned());
        });
        each.retain(|word| !STOP_WORDS.contains(&word.as_str()));
        assert_eq!(each, words(text));
    }
}

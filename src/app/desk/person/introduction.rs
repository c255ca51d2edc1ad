//! The text that brings two people together, to be pasted into a message: who each is and what they look for. No ways
//! to reach either: the one who introduces decides whom to write to.

use super::OpenPerson;
use crate::domain::Person;

/// The words of an introduction of two people to each other.
pub fn introduction(one: &OpenPerson, other: &OpenPerson) -> String {
    let (first, second) = (one.person.short_name(), other.person.short_name());
    let about = [line(one), line(other)].join("\n");
    format!(
        "{first}, meet {second}. {second}, meet {first}.\n\n{about}\n\nI think you two should talk. I leave it to you from here."
    )
}

fn line(open: &OpenPerson) -> String {
    let person: &Person = &open.person;
    let known = [open.trade.as_str(), person.company.as_str()];
    let known: Vec<&str> = known.into_iter().filter(|part| !part.is_empty()).collect();
    let mut words = person.name();
    if !known.is_empty() {
        words = format!("{words}, {}", known.join(", "));
    }
    words.push('.');
    for sentence in [
        person.business.as_str(),
        open.asks.first().map_or("", |ask| ask.line.as_str()),
    ] {
        let sentence = sentence.trim();
        if !sentence.is_empty() {
            words = format!("{words} {sentence}");
            if !sentence.ends_with(['.', '?', '!']) {
                words.push('.');
            }
        }
    }
    words
}

//! What somebody means their dinners to bring about, in their own words: how many that is and until when, as far as the
//! words say so. A text that says neither is as good; then nothing is counted.

use chrono::{Datelike, Days, NaiveDate};

/// More than this are not counted one by one.
const MOST: i64 = 12;

const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// How many were made, as the outcome of an objective keeps it.
pub(super) fn made(outcome: &str) -> i64 {
    outcome.trim().parse().unwrap_or(0)
}

/// How many the text asks for: "Six useful introductions" asks for 6. A day of a month is no such number.
pub(super) fn goal(text: &str) -> Option<i64> {
    let words = words(text);
    let found = words.iter().enumerate().find_map(|(at, word)| {
        let number = NUMBERS
            .iter()
            .position(|name| name == word)
            .and_then(|at| i64::try_from(at + 1).ok())
            .or_else(|| word.parse().ok())?;
        let is_month = |word: Option<&String>| word.is_some_and(|word| month(word).is_some());
        let is_day = is_month(words.get(at + 1))
            || at.checked_sub(1).is_some_and(|at| is_month(words.get(at)));
        (!is_day).then_some(number)
    });
    found.filter(|number| (1..=MOST).contains(number))
}

/// The last day that the text leaves: "before Christmas", "by 12 March", "until June", "by the end of the year". Counted
/// from the day on which it was set.
pub(super) fn until(text: &str, set_on: NaiveDate) -> Option<NaiveDate> {
    let words = words(text);
    words.iter().enumerate().find_map(|(at, word)| {
        let is_before = match word.as_str() {
            "before" => true,
            "by" | "until" | "till" => false,
            _ => return None,
        };
        let rest: Vec<&str> = words
            .iter()
            .skip(at + 1)
            .map(String::as_str)
            .filter(|word| *word != "the" && *word != "of")
            .collect();
        let day = day(&rest, set_on, is_before)?;
        Some(if is_before { day - Days::new(1) } else { day })
    })
}

/// The day that words begin with. A month alone is its last day with "by", and its first with "before".
fn day(words: &[&str], set_on: NaiveDate, is_before: bool) -> Option<NaiveDate> {
    let number = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<u32>().ok()
    };
    match words {
        ["christmas", ..] => next(set_on, 12, 25),
        ["end", "year", ..] | ["year's", "end", ..] => next(set_on, 12, 31),
        ["new", "year", ..] => next(set_on, 1, 1),
        [first, second, ..] if number(first).is_some() && month(second).is_some() => {
            next(set_on, month(second)?, number(first)?)
        }
        [first, second, ..] if month(first).is_some() && number(second).is_some_and(|n| n < 32) => {
            next(set_on, month(first)?, number(second)?)
        }
        [first, ..] => {
            let month = month(first)?;
            if is_before {
                return next(set_on, month, 1);
            }
            // The last day of a month is the day before the first of the next.
            let later = next(set_on, month % 12 + 1, 1)?;
            let last = later - Days::new(1);
            if last.month() == month {
                Some(last)
            } else {
                None
            }
        }
        [] => None,
    }
}

/// The next such day, the day itself included; eight years reach the next 29 February in any case.
fn next(from: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    (from.year()..=from.year().saturating_add(8))
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|date| *date >= from)
}

/// The number of a month by its name or the first three letters of it.
fn month(word: &str) -> Option<u32> {
    let month: chrono::Month = word.parse().ok()?;
    Some(month.number_from_month())
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|word| {
            word.trim_matches(|c: char| c.is_ascii_punctuation())
                .to_lowercase()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_number_asked_for_is_found_and_a_date_is_none() {
        for (text, expected) in [
            (
                "Six useful introductions for other people before Christmas",
                Some(6),
            ),
            ("Win 3 new clients by 12 March", Some(3)),
            ("Meet a builder by 4 May", None),
            ("Meet a builder by May 4", None),
            ("A hundred friends", None),
            ("Raise 40000 for the hall", None),
            ("", None),
            ("认识六个人", None),
        ] {
            assert_eq!(goal(text), expected, "{text}");
        }
    }

    #[test]
    fn the_last_day_follows_the_words() {
        let set_on = date(2026, 11, 21);
        for (text, expected) in [
            (
                "Six introductions before Christmas",
                Some(date(2026, 12, 24)),
            ),
            ("Six introductions by Christmas.", Some(date(2026, 12, 25))),
            ("Find a baker by 12 March", Some(date(2027, 3, 12))),
            ("Find a baker by the 3rd of March", Some(date(2027, 3, 3))),
            ("Find a baker by March 12", Some(date(2027, 3, 12))),
            ("Find a baker until June", Some(date(2027, 6, 30))),
            ("Find a baker by November", Some(date(2026, 11, 30))),
            ("Find a baker before June", Some(date(2027, 5, 31))),
            ("Ten meals by the end of the year", Some(date(2026, 12, 31))),
            ("Find a baker by 31 February", None),
            ("Stand by me", None),
            ("Something good", None),
        ] {
            assert_eq!(until(text, set_on), expected, "{text}");
        }
    }
}

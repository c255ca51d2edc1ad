//! The due dates that the note line understands: `by fri`, `by 3/12`, `by 15 dec`, `tomorrow`. Anything else is text.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, Weekday};

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// How `3/12` is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// 3 December.
    #[default]
    DayMonth,
    /// 12 March.
    MonthDay,
}

/// A due date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) date: NaiveDate,
    /// The bytes of the text that say so.
    pub(super) at: Range<usize>,
}

/// The first due date of a text; it is never in the past.
pub(super) fn find(text: &str, today: NaiveDate, order: DateOrder) -> Option<Due> {
    let words = words(text);
    words.iter().enumerate().find_map(|(place, first)| {
        let later = words.get(place + 1..).unwrap_or_default();
        let (date, count) = match first.lower.as_str() {
            "by" => read(later, today, order)?,
            "tomorrow" => (today.checked_add_days(Days::new(1))?, 0),
            _ => return None,
        };
        let end = count
            .checked_sub(1)
            .and_then(|last| later.get(last))
            .map_or(first.end, |last| last.end);
        Some(Due {
            date,
            at: first.start..end,
        })
    })
}

/// The day that a whole text names, as it is typed into a form: `17/12`, `3 Dec`, `2026-12-17`, `next thursday`,
/// `in 2 weeks`. Only with its year can it lie in the past.
pub fn day(text: &str, today: NaiveDate, order: DateOrder) -> Option<NaiveDate> {
    let spaced = text.replace(',', " ");
    let all = words(&spaced);
    let first = all.first()?.lower.as_str();
    let second = all.get(1).map_or("", |word| word.lower.as_str());
    match (first, second, all.len()) {
        ("next", "week", 2) => return today.checked_add_days(Days::new(7)),
        ("next" | "this" | "on", _, 2) => return read_word(second, today, order),
        ("in", count, 3) => {
            let days = match all.get(2)?.lower.trim_end_matches('s') {
                "day" => 1,
                "week" => 7,
                _ => return None,
            };
            return today.checked_add_days(Days::new(u64::from(number(count)?) * days));
        }
        _ => {}
    }
    // A weekday before a date says nothing new: what the form spells can be typed again.
    let names_weekday = begins_one_of(&WEEKDAYS, first).is_some() && all.len() > 1;
    let rest = all.get(usize::from(names_weekday)..).unwrap_or_default();
    if let [word] = rest {
        let word = word.lower.replace('.', "/");
        return numbers(&word, order)
            .and_then(|(year, month, day)| match year {
                Some(year) => NaiveDate::from_ymd_opt(year, month, day),
                None => on_or_after(today, month, day),
            })
            .or_else(|| NaiveDate::parse_from_str(&word, "%Y-%m-%d").ok())
            .or_else(|| read_word(&word, today, order));
    }
    let word = |place: usize| rest.get(place).map_or("", |word| word.lower.as_str());
    let (day, month) = match (day_number(word(0)), month_number(word(1))) {
        (Some(day), Some(month)) => (day, month),
        _ => (day_number(word(1))?, month_number(word(0))?),
    };
    match rest {
        [_, _] => on_or_after(today, month, day),
        [_, _, year] if year.lower.len() == 4 => {
            NaiveDate::from_ymd_opt(year.lower.parse().ok()?, month, day)
        }
        _ => None,
    }
}

/// How a due date is shown: "Fri 4 Dec", with the year when it is another one.
pub(super) fn label(date: NaiveDate, today: NaiveDate) -> String {
    let format = if date.year() == today.year() {
        "%a %-d %b"
    } else {
        "%a %-d %b %Y"
    };
    date.format(format).to_string()
}

/// A word without the punctuation around it, and where it stands.
struct Word {
    start: usize,
    end: usize,
    lower: String,
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut end = 0;
    for word in text.split_whitespace() {
        let Some(start) = text
            .get(end..)
            .and_then(|rest| rest.find(word))
            .map(|offset| end + offset)
        else {
            break;
        };
        end = start + word.len();
        let is_edge = |c: char| c.is_ascii_punctuation();
        let core = word.trim_end_matches(is_edge);
        let core_start = start + core.len() - core.trim_start_matches(is_edge).len();
        words.push(Word {
            start: core_start,
            end: start + core.len(),
            lower: core.trim_start_matches(is_edge).to_lowercase(),
        });
    }
    words
}

/// The date that the words after `by` begin with, and how many of them it takes.
fn read(words: &[Word], today: NaiveDate, order: DateOrder) -> Option<(NaiveDate, usize)> {
    let word = |place: usize| words.get(place).map_or("", |word| word.lower.as_str());
    let (first, second) = (word(0), word(1));
    if let Some(date) = read_word(first, today, order) {
        return Some((date, 1));
    }
    let (day, month) = match (day_number(first), month_number(second)) {
        (Some(day), Some(month)) => (day, month),
        _ => (day_number(second)?, month_number(first)?),
    };
    // A year belongs to it when it makes a date; any other number after it is text.
    let year = word(2).parse().ok().filter(|_| word(2).len() == 4);
    match year.and_then(|year| not_past(NaiveDate::from_ymd_opt(year, month, day), today)) {
        Some(date) => Some((date, 3)),
        None => Some((on_or_after(today, month, day)?, 2)),
    }
}

fn read_word(word: &str, today: NaiveDate, order: DateOrder) -> Option<NaiveDate> {
    match word {
        "today" => return Some(today),
        "tomorrow" => return today.checked_add_days(Days::new(1)),
        _ => {}
    }
    if let Some(weekday) =
        begins_one_of(&WEEKDAYS, word).and_then(|place| Weekday::try_from(place as u8).ok())
    {
        // "By Friday" said on a Friday means the next one.
        let days = (i64::from(weekday.num_days_from_monday())
            - i64::from(today.weekday().num_days_from_monday())
            + 6)
        .rem_euclid(7)
            + 1;
        return today.checked_add_days(Days::new(days.unsigned_abs()));
    }
    if let Ok(date) = NaiveDate::parse_from_str(word, "%Y-%m-%d") {
        return not_past(Some(date), today);
    }
    match numbers(word, order)? {
        (None, month, day) => on_or_after(today, month, day),
        (Some(year), month, day) => not_past(NaiveDate::from_ymd_opt(year, month, day), today),
    }
}

/// Year, month and day of `3/12` and `3/12/26`.
fn numbers(word: &str, order: DateOrder) -> Option<(Option<i32>, u32, u32)> {
    let mut parts = word.split('/').map(number);
    let (first, second) = (parts.next()??, parts.next()??);
    let (day, month) = match order {
        DateOrder::DayMonth => (first, second),
        DateOrder::MonthDay => (second, first),
    };
    // 3/25 is only a date one way round, whatever the order.
    let (day, month) = if month > 12 {
        (month, day)
    } else {
        (day, month)
    };
    match parts.next() {
        None => Some((None, month, day)),
        Some(_) if parts.next().is_some() => None,
        Some(year) => {
            let year = year.filter(|year| *year < 100 || *year > 999)?;
            let year = if year < 100 { 2_000 + year } else { year };
            Some((Some(i32::try_from(year).ok()?), month, day))
        }
    }
}

fn number(digits: &str) -> Option<u32> {
    let is_number =
        (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { digits.parse().ok() } else { None }
}

/// `15`, `15th`.
fn day_number(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    number(digits).filter(|day| (1..=31).contains(day))
}

fn month_number(word: &str) -> Option<u32> {
    begins_one_of(&MONTHS, word).and_then(|place| u32::try_from(place + 1).ok())
}

/// The place of the name that a word of at least three letters begins.
fn begins_one_of(names: &[&str], word: &str) -> Option<usize> {
    names
        .iter()
        .position(|name| word.len() >= 3 && name.starts_with(word))
}

fn not_past(date: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    date.filter(|date| *date >= today)
}

/// The next such day, today included; eight years reach the next 29 February in any case.
fn on_or_after(today: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    let years = today.year()..=today.year().saturating_add(8);
    years
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|date| *date >= today)
}

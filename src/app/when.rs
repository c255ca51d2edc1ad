//! Dates and times as they are typed into a form: what they mean, and what is wrong with those that mean nothing.

use chrono::{Datelike as _, NaiveDate, NaiveTime};

use crate::evening::{self, grammar::DateOrder};

/// Years in which a dinner may lie; others are slips of the hand.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2199;

/// The day that a text names, or what is wrong with it in words. `12/3` is read as this machine's locale does.
pub fn day(text: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("Say which day: 17/12, 3 Dec or next Thursday".to_owned());
    }
    let Some(day) = evening::read_day(text, today, order()) else {
        return Err(format!(
            "“{}” is no day. Write 17/12, 3 Dec, 2026-12-17 or next Thursday",
            shortened(text)
        ));
    };
    if YEARS.contains(&day.year()) {
        Ok(day)
    } else {
        Err(format!("The year {} cannot be meant", day.year()))
    }
}

/// The time of day that a text names (`19:00`, `19.30`, `1930`, `7pm`), or what is wrong with it in words.
pub fn time(text: &str) -> Result<NaiveTime, String> {
    let wrong = || match text.trim() {
        "" => "Say when, as 19:00".to_owned(),
        text => format!("“{}” is no time. Write it as 19:00", shortened(text)),
    };
    let lower = text.trim().to_lowercase().replace(' ', "");
    let (digits, after_noon) = match (lower.strip_suffix("pm"), lower.strip_suffix("am")) {
        (Some(digits), _) => (digits, Some(true)),
        (_, Some(digits)) => (digits, Some(false)),
        _ => (lower.as_str(), None),
    };
    let (hour, minute) = match digits.split_once([':', '.', 'h']) {
        Some((hour, "")) => (hour, "0"),
        Some(parts) => parts,
        None if digits.len() > 2 && digits.is_ascii() => digits.split_at(digits.len() - 2),
        None => (digits, "0"),
    };
    let number = |digits: &str| {
        let is_number =
            (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<u32>().ok().filter(|_| is_number)
    };
    let (hour, minute) = (
        number(hour).ok_or_else(wrong)?,
        number(minute).ok_or_else(wrong)?,
    );
    let hour = match after_noon {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return Err(wrong()),
        Some(is_after) => hour % 12 + if is_after { 12 } else { 0 },
    };
    NaiveTime::from_hms_opt(hour, minute, 0).ok_or_else(wrong)
}

/// A time span in words: "1 h 20 min", "13 min". Seconds are left out.
pub fn span(ms: i64) -> String {
    let minutes = ms / 60_000;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// The names of all time zones (IANA), those with a region first.
pub fn zones() -> impl Iterator<Item = String> {
    let named = |has_region: bool| {
        let all = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        all.filter(move |name| name.contains('/') == has_region)
    };
    named(true).chain(named(false)).map(str::to_owned)
}

/// How this machine's locale writes dates: the month comes first in the United States and the Philippines only.
pub(super) fn order() -> DateOrder {
    let named = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = named("LC_ALL")
        .or_else(|| named("LC_TIME"))
        .or_else(|| named("LANG"))
        .unwrap_or_default();
    if locale.starts_with("en_US") || locale.starts_with("en_PH") {
        DateOrder::MonthDay
    } else {
        DateOrder::DayMonth
    }
}

/// So much of a text as an error can quote.
fn shortened(text: &str) -> String {
    if text.chars().count() <= 24 {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(22).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let read = |text: &str| day(text, today).map(|day| day.to_string());
        for (text, expected) in [
            ("17/12", "2026-12-17"),
            (" 17.12.2026 ", "2026-12-17"),
            ("17/12/26", "2026-12-17"),
            ("3 Dec", "2026-12-03"),
            ("Dec 3rd", "2026-12-03"),
            ("3 January", "2027-01-03"),
            ("2026-12-17", "2026-12-17"),
            ("next thursday", "2026-11-26"),
            ("Thu", "2026-11-26"),
            ("Thu 17 December 2026", "2026-12-17"),
            ("Thursday, 17 Dec 2026", "2026-12-17"),
            ("in 2 weeks", "2026-12-05"),
            ("next week", "2026-11-28"),
            ("tomorrow", "2026-11-22"),
            // With its year a day may be past: the form warns of it.
            ("2019-05-02", "2019-05-02"),
            ("2 May 2019", "2019-05-02"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
        for text in [
            "",
            "soon",
            "31/2",
            "32 Dec",
            "2026-13-40",
            "17/12/2026/1",
            "十二月",
            "1/1/1890",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(
            read("1/1/1890"),
            Err("The year 1890 cannot be meant".to_owned())
        );
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        let read = |text: &str| time(text).map(|time| time.format("%H:%M").to_string());
        for (text, expected) in [
            ("19:00", "19:00"),
            ("19.30", "19:30"),
            ("1930", "19:30"),
            ("930", "09:30"),
            ("19", "19:00"),
            ("7pm", "19:00"),
            ("7:30 PM", "19:30"),
            ("12 am", "00:00"),
            ("19h", "19:00"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
        for text in [
            "", "25:00", "19:60", "late", "13pm", "-1", "19:00:00", "七点",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}

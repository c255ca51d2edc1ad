//! Days as people type them: "15 Dec", "3/12/2026", "tomorrow", "fri". What was understood is shown with its month in
//! letters, so that nobody has to guess which number is the month.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

/// Which way a day without a year, or a day of the week, is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Towards {
    /// The next one: by when something is due.
    Future,
    /// The last one: when somebody was met.
    Past,
}

/// The day that a text means; nothing for an empty text, and words for one that cannot be read.
pub fn read(text: &str, today: NaiveDate, towards: Towards) -> Result<Option<NaiveDate>, String> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    let found = named(&text, today, towards).or_else(|| numbers(&text, today, towards));
    let Some(day) = found else {
        return Err(format!(
            "“{text}” is no day. Write it as 15 Dec or 2026-12-15"
        ));
    };
    if !(1900..2200).contains(&day.year()) {
        return Err(format!(
            "{} is out of reach: a year from 1900 on",
            day.year()
        ));
    }
    Ok(Some(day))
}

/// "Tue 15 Dec", with the year where it is another one.
pub fn words(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        day.format("%a %-d %b").to_string()
    } else {
        day.format("%a %-d %b %Y").to_string()
    }
}

fn named(text: &str, today: NaiveDate, towards: Towards) -> Option<NaiveDate> {
    match text {
        "today" => return Some(today),
        "tomorrow" => return today.checked_add_days(Days::new(1)),
        "yesterday" => return today.checked_sub_days(Days::new(1)),
        _ => {}
    }
    let weekday: Weekday = text.parse().ok()?;
    let ahead = u64::from(weekday.days_since(today.weekday()));
    match (towards, ahead) {
        (Towards::Future, ahead) => today.checked_add_days(Days::new(ahead)),
        (Towards::Past, 0) => Some(today),
        (Towards::Past, ahead) => today.checked_sub_days(Days::new(7 - ahead)),
    }
}

/// Day, month and perhaps a year, the month in letters or in digits; or the year first.
fn numbers(text: &str, today: NaiveDate, towards: Towards) -> Option<NaiveDate> {
    let parts: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|part| !part.is_empty() && part.parse::<Weekday>().is_err())
        .collect();
    let number = |part: &str| -> Option<u32> {
        part.trim_end_matches(|letter: char| letter.is_ascii_lowercase())
            .parse()
            .ok()
    };
    let (day, month, year) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 && number(year).is_some() => {
            (number(day)?, month_of(month)?, Some(number(year)?))
        }
        [first, second, rest @ ..] => {
            let (day, month) = if first.starts_with(|letter: char| letter.is_ascii_digit()) {
                (number(first)?, month_of(second)?)
            } else {
                (number(second)?, month_of(first)?)
            };
            let year = match rest {
                [] => None,
                [year] => Some(number(year)?),
                _ => return None,
            };
            (day, month, year)
        }
        _ => return None,
    };
    if let Some(year) = year {
        let year = i32::try_from(if year < 100 { year + 2000 } else { year }).ok()?;
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    // Nine years reach the next 29 February in any case.
    (0..9).find_map(|years| {
        let year = match towards {
            Towards::Future => today.year() + years,
            Towards::Past => today.year() - years,
        };
        NaiveDate::from_ymd_opt(year, month, day).filter(|day| match towards {
            Towards::Future => *day >= today,
            Towards::Past => *day <= today,
        })
    })
}

fn month_of(part: &str) -> Option<u32> {
    if let Ok(number) = part.parse() {
        return Some(number);
    }
    let month: chrono::Month = part.parse().ok()?;
    Some(month.number_from_month())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str, towards: Towards) -> Option<String> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        read(text, today, towards)
            .unwrap()
            .map(|day| day.to_string())
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for (text, expected) in [
            ("15 Dec", "2026-12-15"),
            ("dec 15", "2026-12-15"),
            ("Tue 15 December", "2026-12-15"),
            ("3/12", "2026-12-03"),
            ("3.12.26", "2026-12-03"),
            ("2026-12-03", "2026-12-03"),
            ("3rd Jan", "2027-01-03"),
            ("tomorrow", "2026-11-27"),
            ("fri", "2026-11-27"),
            ("29 Feb", "2028-02-29"),
        ] {
            assert_eq!(
                day(text, Towards::Future).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        assert_eq!(day("15 Dec", Towards::Past).as_deref(), Some("2025-12-15"));
        assert_eq!(day("fri", Towards::Past).as_deref(), Some("2026-11-20"));
        assert_eq!(day("  ", Towards::Past), None);
    }

    #[test]
    fn what_is_no_day_is_said_in_words() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        for text in [
            "soon",
            "31 Feb",
            "3/13",
            "1890-01-01",
            "32/1/2026",
            "1/2/3/4",
        ] {
            assert!(read(text, today, Towards::Future).is_err(), "{text}");
        }
        let words = read("1 Jan 1890", today, Towards::Past).unwrap_err();
        assert!(words.contains("1890 is out of reach"), "{words}");
    }
}

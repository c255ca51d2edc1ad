//! Days as people type them: "15 Dec", "3/12/2026", "tomorrow", "fri". What was understood is shown with its month in
//! letters, so that nobody has to guess which number is the month.

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

use crate::{app::when, evening};

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
    let Some(day) = found(&text, today, towards) else {
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

fn found(text: &str, today: NaiveDate, towards: Towards) -> Option<NaiveDate> {
    if text == "yesterday" {
        return today.pred_opt();
    }
    let read = |from: NaiveDate| evening::read_day(text, from, when::order());
    let next = read(today)?;
    let is_weekday = text.parse::<Weekday>().is_ok();
    match towards {
        // A weekday said on that day means that day here, and the one after in a promise made at the table.
        Towards::Future if is_weekday && next == today + Days::new(7) => Some(today),
        Towards::Future => Some(next),
        Towards::Past if next <= today => Some(next),
        Towards::Past if is_weekday => next.checked_sub_days(Days::new(7)),
        // The last such day is the first one of the year that ends today; 29 February may be eight years away.
        Towards::Past => {
            let years = (1..9).map(|years| today.checked_sub_months(Months::new(12 * years)));
            let mut days = years.flatten().filter_map(|ago| read(ago.succ_opt()?));
            days.find(|day| *day <= today).or(Some(next))
        }
    }
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
            "13/13",
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

//! The script that `play` runs an evening from: lines of a time and an act, all read before anything is done.
//! What an act does is the machine's business and the note grammar's.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use super::action::Action;

const ACTS: &str =
    "start, pause, resume, next, next-guest, +30, -30, skip, undo, note and its text, or end";
const TIMES: &str = "a time such as 19:33:00, or +0:01:30 after the line before";

/// One line that does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 1.
    pub number: usize,
    /// When, on the clocks of the dinner's place.
    pub at: NaiveDateTime,
    /// How long after the line before, where the script says it so: that much really passes, whatever the clocks of the
    /// place are set to meanwhile.
    pub span: Option<TimeDelta>,
    /// What.
    pub act: Act,
}

/// What a line does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// A key of the clock.
    Clock(Action),
    /// A line typed into the note line.
    Note(String),
}

/// A line that cannot be read. Nothing has been played.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {number}: expected {expected}, found “{found}”")]
pub struct ScriptError {
    /// Its number in the file, from 1.
    pub number: usize,
    /// What would have done.
    pub expected: String,
    /// What stood there.
    pub found: String,
}

/// Reads a whole script. `starts` is the planned beginning of the dinner on its own clocks: the first line belongs to
/// its date (or, long before it by the clock, to the night after), and a first `+0:01:30` counts from it.
///
/// # Errors
/// The first line that cannot be read, or whose time goes back.
pub fn parse(script: &str, starts: NaiveDateTime) -> Result<Vec<Line>, ScriptError> {
    let mut before = starts;
    let mut lines: Vec<Line> = Vec::new();
    let script = script.trim_start_matches('\u{feff}');
    for (number, line) in (1..).zip(script.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let error = |expected: &str, found: &str| ScriptError {
            number,
            expected: expected.to_owned(),
            found: found.to_owned(),
        };
        let (time, act) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let at = read_time(time, before).ok_or_else(|| error(TIMES, time))?;
        if at < before && !lines.is_empty() {
            let expected = format!(
                "a time from {} on, since times rise",
                before.format("%H:%M:%S")
            );
            return Err(error(&expected, time));
        }
        let act = read_act(act.trim()).map_err(|expected| error(expected, act.trim()))?;
        let span = time
            .strip_prefix('+')
            .filter(|_| !lines.is_empty())
            .map(|_| at - before);
        lines.push(Line {
            number,
            at,
            span,
            act,
        });
        before = at;
    }
    Ok(lines)
}

/// A time of day near `before`, or a span after it.
fn read_time(text: &str, before: NaiveDateTime) -> Option<NaiveDateTime> {
    if let Some(span) = text.strip_prefix('+') {
        let mut parts = span.split(':').map(whole_number);
        let (hours, minutes, secs) = (parts.next()??, parts.next()??, parts.next()??);
        if parts.next().is_some() || hours > 23 || minutes > 59 || secs > 59 {
            return None;
        }
        return before.checked_add_signed(TimeDelta::seconds(hours * 3_600 + minutes * 60 + secs));
    }
    let time = NaiveTime::parse_from_str(text, "%H:%M:%S")
        .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M"))
        .ok()?;
    let at = before.date().and_time(time);
    // Far back by the clock means that midnight has passed; a little back is a slip, which the caller refuses.
    if before - at > TimeDelta::hours(12) {
        at.checked_add_signed(TimeDelta::days(1))
    } else {
        Some(at)
    }
}

fn whole_number(digits: &str) -> Option<i64> {
    let is_number =
        (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { digits.parse().ok() } else { None }
}

/// Reads what stands after the time, or says what was expected.
fn read_act(text: &str) -> Result<Act, &'static str> {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = rest.trim();
    if word == "note" {
        return if rest.is_empty() {
            Err("the text of the note")
        } else {
            Ok(Act::Note(rest.to_owned()))
        };
    }
    // A note may hold a #, nothing else can.
    let rest = rest
        .split_once('#')
        .map_or(rest, |(before, _)| before.trim_end());
    let action = match word {
        "pause" => return Ok(Act::Clock(Action::Pause(rest.to_owned()))),
        "start" => Action::Start,
        "resume" => Action::Resume,
        "next" => Action::Next,
        "next-guest" => Action::NextGuest,
        "skip" => Action::Skip(None),
        "undo" => Action::Undo,
        "end" => Action::End,
        _ => Action::AddTime(read_secs(word).ok_or(ACTS)? * 1_000),
    };
    if rest.is_empty() {
        Ok(Act::Clock(action))
    } else {
        Err("nothing more on this line")
    }
}

/// Whole seconds with their sign, such as `+30`.
fn read_secs(word: &str) -> Option<i64> {
    let (sign, digits) = match word.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, word.strip_prefix('-')?),
    };
    whole_number(digits)
        .filter(|secs| *secs > 0)
        .map(|secs| sign * secs)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn starts() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 26)
            .unwrap()
            .and_hms_opt(19, 0, 0)
            .unwrap()
    }

    fn times(script: &str) -> Vec<String> {
        let lines = parse(script, starts()).unwrap();
        lines
            .iter()
            .map(|line| line.at.format("%d %H:%M:%S").to_string())
            .collect()
    }

    fn acts(script: &str) -> Vec<Act> {
        parse(script, starts())
            .unwrap()
            .into_iter()
            .map(|line| line.act)
            .collect()
    }

    #[test]
    fn every_act_is_read() {
        let script = "\u{feff}# Thursday\r\n\r\n19:33:00 start # Dana\n19:34 pause the soup\n+0:01:00 resume\n\
            +0:00:01 next\n+0:00:01 next-guest\n+0:00:01 +30\n+0:00:01 -60\n+0:00:01 skip\n+0:00:01 undo\n\
            +0:00:01  note  3? who pays #private\n22:00:00 end\n";
        let clock = Act::Clock;
        assert_eq!(
            acts(script),
            [
                clock(Action::Start),
                clock(Action::Pause("the soup".into())),
                clock(Action::Resume),
                clock(Action::Next),
                clock(Action::NextGuest),
                clock(Action::AddTime(30_000)),
                clock(Action::AddTime(-60_000)),
                clock(Action::Skip(None)),
                clock(Action::Undo),
                Act::Note("3? who pays #private".into()),
                clock(Action::End),
            ]
        );
        assert_eq!(parse(script, starts()).unwrap()[0].number, 3);
    }

    #[test]
    fn times_rise_past_midnight_and_by_spans() {
        assert_eq!(
            times("23:50:00 start\n00:10:00 next\n+0:01:30 end"),
            ["26 23:50:00", "27 00:10:00", "27 00:11:30"]
        );
        assert_eq!(
            times("+0:33:00 start\n19:33:00 note x"),
            ["26 19:33:00", "26 19:33:00"]
        );
        assert_eq!(
            times("18:45:00 start"),
            ["26 18:45:00"],
            "early, not tomorrow"
        );
        assert_eq!(times("00:30:00 start"), ["27 00:30:00"], "a late dinner");
        assert_eq!(
            times("23:59:30 start\n+0:01:00 end"),
            ["26 23:59:30", "27 00:00:30"]
        );
    }

    #[test]
    fn a_bad_line_is_named_with_what_was_expected() {
        let cases = [
            (
                "19:33:00 start\n19:32:59 next",
                2,
                "a time from 19:33:00 on, since times rise",
            ),
            ("\n# x\n19:33:00 begin", 3, ACTS),
            ("19:33:00", 1, ACTS),
            ("start", 1, TIMES),
            ("25:00:00 start", 1, TIMES),
            ("+90 start", 1, TIMES),
            ("+0:61:00 start", 1, TIMES),
            ("+0:-1:00 start", 1, TIMES),
            ("19:33:00 +0", 1, ACTS),
            ("19:33:00 ++30", 1, ACTS),
            ("19:33:00 30", 1, ACTS),
            ("19:33:00 note", 1, "the text of the note"),
            ("19:33:00 start now", 1, "nothing more on this line"),
        ];
        for (script, number, expected) in cases {
            let error = parse(script, starts()).unwrap_err();
            assert_eq!(
                (error.number, error.expected.as_str()),
                (number, expected),
                "{script}"
            );
        }
        let error = parse("19:33:00 begin", starts()).unwrap_err().to_string();
        assert!(
            error.starts_with("line 1: expected start, pause") && error.ends_with("found “begin”"),
            "{error}"
        );
    }

    #[test]
    fn any_text_is_read_or_refused_without_a_panic() {
        for script in [
            "\0",
            "+",
            "-",
            "+:::",
            "+9999999:0:0 start",
            "é 💡",
            "19:33:00\u{a0}start",
            "+0:00:01 +99999999999999",
        ] {
            let _read_or_refused = parse(script, starts());
        }
    }
}

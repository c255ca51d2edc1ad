//! Tonight's script: written by guest, put into the order that the seating leads to.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, NaiveTime};

use super::SampleError;
use crate::domain::evening::SlotKind;

const TONIGHT: &str = include_str!("../../../assets/sample/tonight.script");

/// Tonight's script for the running order that the seating led to: the sections of the file in that order, with the
/// time of day on each line.
pub(super) fn tonight_script(order: &[(SlotKind, String)]) -> Result<String, SampleError> {
    let bad = |line: &str| SampleError::File(format!("tonight.script: “{line}”"));
    let (mut begin, mut courses) = (None, Vec::new());
    let mut sections: BTreeMap<&str, Vec<(NaiveTime, &str)>> = BTreeMap::new();
    let mut section = "";
    for line in TONIGHT
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (head, rest) = line.split_once(' ').ok_or_else(|| bad(line))?;
        let time = |text: &str| {
            NaiveTime::parse_from_str(text, "%H:%M:%S")
                .map_err(|error| SampleError::File(format!("tonight.script: “{line}”: {error}")))
        };
        match head {
            "@begin" => begin = Some(time(rest)?),
            "@course" => courses.push(time(rest)? - NaiveTime::MIN),
            "@slot" => section = rest,
            span => sections
                .entry(section)
                .or_default()
                .push((time(span.trim_start_matches('+'))?, rest)),
        }
    }
    let mut at = NaiveDateTime::default() + (begin.ok_or_else(|| bad("@begin"))? - NaiveTime::MIN);
    let mut courses = courses.into_iter();
    let mut script = String::from("# Tonight, as it was played. Times are those of the table.\n");
    let mut has_begun = false;
    for (kind, name) in order {
        let section = match kind {
            SlotKind::Pitch => name.as_str(),
            SlotKind::Closing => "closing",
            SlotKind::Course | SlotKind::Break => {
                at += if has_begun {
                    courses.next().unwrap_or_default()
                } else {
                    chrono::TimeDelta::zero()
                };
                continue;
            }
        };
        has_begun = true;
        script.extend(["\n# ", section, "\n"]);
        for (span, act) in sections.remove(section).unwrap_or_default() {
            at += span - NaiveTime::MIN;
            script.extend([&at.format("%H:%M:%S").to_string(), " ", act, "\n"]);
        }
    }
    Ok(script)
}

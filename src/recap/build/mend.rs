//! What to do otherwise the next time, read off the evening: each a sentence that names the fact and the way out. Only
//! what organisers may read counts.

use super::{
    house::TableFacts,
    organiser::{may_organisers_read, minutes, speaker},
};
use crate::domain::{
    DinnerRecord, Note,
    dinner::Presence,
    promise::{Decision, FollowUpRule},
};

/// A speaker who ran over by less than this ran as speakers do.
const OVER_MS: i64 = 60_000;
/// An evening that ended later than its plan by more than this was too full.
const LATE_MS: i64 = 5 * 60_000;

/// The sentences, the weightiest first.
pub(super) fn to_mend(record: &DinnerRecord, tables: &[TableFacts]) -> Vec<String> {
    let sentences = [
        absent(record),
        quiet(record),
        late(tables),
        over(record, tables),
        open_questions(record),
        undecided(record),
        without_ask_or_offer(record),
    ];
    sentences.into_iter().flatten().collect()
}

fn absent(record: &DinnerRecord) -> Option<String> {
    let absent = record
        .attendances
        .iter()
        .filter(|a| a.presence == Presence::NoShow);
    let names: Vec<String> = absent.map(|a| record.short_name(a.person)).collect();
    let who = if names.len() == 1 { "is" } else { "are" };
    (!names.is_empty()).then(|| {
        format!(
            "{} did not come. Find out how {who} best reminded, or ask one guest more.",
            listed(&names)
        )
    })
}

fn quiet(record: &DinnerRecord) -> Option<String> {
    let quiet = record.suggestions.iter().filter(|each| {
        each.rule == FollowUpRule::QuietCorner
            && each.decision != Decision::Discarded
            && may_organisers_read(each.audience)
    });
    let names: Vec<String> = quiet
        .filter_map(|each| each.other)
        .map(|person| record.short_name(person))
        .collect();
    (!names.is_empty()).then(|| {
        format!(
            "Nobody took up the ask of {}. Let it be heard early next time, and seat somebody beside it who can help.",
            listed(&names)
        )
    })
}

fn late(tables: &[TableFacts]) -> Option<String> {
    let late: Vec<&TableFacts> = tables
        .iter()
        .filter(|table| table.behind_ms.is_some_and(|behind| behind > LATE_MS))
        .collect();
    let most = late.iter().filter_map(|table| table.behind_ms).max()?;
    let minutes = (most + 30_000) / 60_000;
    Some(format!(
        "The evening ended {minutes} minutes after the plan. Plan that much in, or one speaker fewer."
    ))
}

fn over(record: &DinnerRecord, tables: &[TableFacts]) -> Option<String> {
    let mut over: Vec<(i64, String)> = tables
        .iter()
        .flat_map(|table| &table.slots)
        .filter_map(|slot| {
            let more = slot.actual_ms? - slot.planned_ms;
            let name = record.short_name(speaker(slot)?);
            (more > OVER_MS).then(|| (more, format!("{name} (+{})", minutes(more))))
        })
        .collect();
    over.sort_by_key(|(more, _)| std::cmp::Reverse(*more));
    let names: Vec<String> = over.into_iter().map(|(_, words)| words).collect();
    (!names.is_empty()).then(|| {
        format!(
            "Over their minutes: {}. Give the sign at wrapping up, or more time for questions.",
            listed(&names)
        )
    })
}

fn open_questions(record: &DinnerRecord) -> Option<String> {
    let is_open =
        |note: &&Note| record.is_open_question(note) && may_organisers_read(note.audience);
    match record.notes.iter().filter(is_open).count() {
        0 => None,
        1 => Some("One question had no answer at the table. Leave a minute for it.".to_owned()),
        count => Some(format!(
            "{count} questions had no answer at the table. Leave more time for questions."
        )),
    }
}

fn undecided(record: &DinnerRecord) -> Option<String> {
    let undecided = record
        .suggestions
        .iter()
        .filter(|each| each.decision == Decision::Undecided && may_organisers_read(each.audience));
    match undecided.count() {
        0 => None,
        1 => Some("One follow-up is not decided yet: accept or discard it.".to_owned()),
        count => Some(format!(
            "{count} follow-ups are not decided yet: accept or discard them while they are fresh."
        )),
    }
}

fn without_ask_or_offer(record: &DinnerRecord) -> Option<String> {
    let seated = record
        .tables
        .iter()
        .flat_map(|table| record.seated(table.number));
    let bare =
        seated.filter(|a| record.ask_of(a.person).is_none() || record.offer_of(a.person).is_none());
    let names: Vec<String> = bare.map(|a| record.short_name(a.person)).collect();
    (!names.is_empty()).then(|| {
        format!(
            "{} came without an ask or an offer. Ask for both in the invitation.",
            listed(&names)
        )
    })
}

/// "Ines", "Ines and Dana", "Ines, Dana and Leo".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

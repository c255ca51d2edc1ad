//! From the record of a dinner to what its organisers may read of it, and to the page that only the owner may read. The
//! two are made apart: what is only for the owner lands in a type that the organisers' recap has no place for.

use std::collections::BTreeMap;

use super::super::content::{
    Objective,
    organiser::{
        Came, FollowUp, Meetings, NoteLine, OnlyMe, OrganiserRecap, Said, SlotTimes, TableTimes,
    },
};
use super::{
    gathering,
    house::{SlotFacts, SlotPart, TableFacts, guest, trade},
    mend::to_mend,
};
use crate::domain::{
    Attendance, Audience, Commitment, DinnerRecord, Id, Note, NoteKind, Person, Slot, Suggestion,
    dinner::{Answer, Origin, Presence},
    promise::Decision,
    word::capitalised,
};

/// Milliseconds under which a slot counts as kept to.
const AS_PLANNED_MS: i64 = 1_000;

/// What the organisers may read of the evening.
pub fn organiser(record: &DinnerRecord, tables: &[TableFacts]) -> OrganiserRecap {
    let first_meetings = first_meetings(record);
    let people: usize = record
        .tables
        .iter()
        .map(|t| record.seated(t.number).len())
        .sum();
    OrganiserRecap {
        dinner: record.dinner.title.clone(),
        held_on: record.day(),
        place: record.dinner.place.clone(),
        gathering: gathering(people, record.tables.len(), None),
        group: record
            .group
            .as_ref()
            .map(|group| group.name.clone())
            .unwrap_or_default(),
        sentence: sentence(record, tables, first_meetings.len()),
        came: came(record),
        others: others(record),
        times: times(record, tables),
        said: said(record, tables),
        follow_ups: follow_ups(record, may_organisers_read),
        meetings: meetings(record, &first_meetings),
        first_meetings: first_meetings.len(),
        objectives: objectives(record, may_organisers_read)
            .map(|(person, objective)| (guest(record, person), objective))
            .collect(),
        to_mend: to_mend(record, tables),
    }
}

/// What only the owner of the laptop may read of the evening; `None` where there is nothing, or no owner.
pub fn only_me(record: &DinnerRecord) -> Option<OnlyMe> {
    let is_only_mine = |audience: Audience| audience == Audience::OnlyMe;
    let notes = record
        .notes
        .iter()
        .filter(|note| is_only_mine(note.audience));
    let page = OnlyMe {
        owner: record.name(record.you?),
        notes: notes
            .filter(|note| has_words(note))
            .map(|note| line(record, note))
            .collect(),
        follow_ups: follow_ups(record, is_only_mine),
        objectives: objectives(record, is_only_mine)
            .map(|(_, objective)| objective)
            .collect(),
    };
    (!page.is_empty()).then_some(page)
}

/// Organisers read what is theirs, the table's, and what was promised between two; never what is only the owner's.
pub(super) fn may_organisers_read(audience: Audience) -> bool {
    match audience {
        Audience::Table | Audience::About | Audience::Organisers => true,
        Audience::OnlyMe => false,
    }
}

/// The notes that organisers may read.
fn readable(record: &DinnerRecord) -> impl Iterator<Item = &Note> {
    let may = |note: &&Note| may_organisers_read(note.audience) && has_words(note);
    record.notes.iter().filter(may)
}

fn has_words(note: &Note) -> bool {
    !note.text.is_empty() || note.reply.is_some()
}

fn sentence(record: &DinnerRecord, tables: &[TableFacts], meetings: usize) -> String {
    let people: usize = record
        .tables
        .iter()
        .map(|t| record.seated(t.number).len())
        .sum();
    let counts = [
        (people, "person", "people"),
        (meetings, "first meeting", "first meetings"),
        (readable(record).count(), "note", "notes"),
    ];
    let counts =
        counts.map(|(count, one, more)| format!("{count} {}", if count == 1 { one } else { more }));
    let mut words = format!("{}.", counts.join(", "));
    let last = tables
        .iter()
        .filter_map(|t| Some((t.behind_ms?, &t.ends)))
        .max_by_key(|(ms, _)| *ms);
    if let Some((behind_ms, ends)) = last {
        let minutes = (behind_ms.abs() + 30_000) / 60_000;
        let how = match (minutes, behind_ms) {
            (0, _) => "as planned".to_owned(),
            (1, 1..) => "a minute after the plan".to_owned(),
            (1, _) => "a minute before the plan".to_owned(),
            (_, 1..) => format!("{minutes} minutes after the plan"),
            _ => format!("{minutes} minutes before the plan"),
        };
        words = format!("{words} It {ends}, {how}.");
    }
    words
}

fn came(record: &DinnerRecord) -> Vec<Came> {
    let mut expected: Vec<&Attendance> = record
        .attendances
        .iter()
        .filter(|a| a.seat.is_some() || a.presence == Presence::NoShow)
        .collect();
    expected.sort_by_key(|a| {
        (
            a.table_no.is_none(),
            a.table_no,
            a.seat.is_none(),
            a.seat,
            a.person,
        )
    });
    let line = |a: &Attendance| Came {
        guest: guest(record, a.person),
        trade: trade(record, a.person),
        seat: match (a.table_no, a.seat) {
            (Some(table), Some(seat)) => format!("Table {table}, seat {seat}"),
            _ => "No seat".to_owned(),
        },
        origin: match (a.origin, a.guest_of) {
            (Origin::WalkIn, _) => "Walk-in".to_owned(),
            (_, Some(by)) => format!("Guest of {}", record.short_name(by)),
            (_, None) => "Member".to_owned(),
        },
        presence: match a.presence {
            Presence::Attended => "Came",
            Presence::LeftEarly => "Left early",
            Presence::NoShow => "Did not come",
            Presence::Unknown => "Not noted",
        },
    };
    expected.into_iter().map(line).collect()
}

/// Those who had no seat, by their answer.
fn others(record: &DinnerRecord) -> Vec<String> {
    let kinds = [
        (Answer::Declined, "Not coming"),
        (Answer::Maybe, "Maybe"),
        (Answer::Invited, "No answer"),
        (Answer::Waitlisted, "On the waiting list"),
        (Answer::Accepted, "Accepted, without a seat"),
    ];
    let of_kind = |(answer, words): (Answer, &str)| {
        let mut names: Vec<String> = record
            .attendances
            .iter()
            .filter(|a| a.answer == answer && a.seat.is_none() && a.presence != Presence::NoShow)
            .map(|a| record.name(a.person))
            .collect();
        names.sort();
        (!names.is_empty()).then(|| format!("{words}: {}", names.join(", ")))
    };
    kinds.into_iter().filter_map(of_kind).collect()
}

fn times(record: &DinnerRecord, tables: &[TableFacts]) -> Vec<TableTimes> {
    let slot = |slot: &SlotFacts| SlotTimes {
        name: slot.title.clone(),
        planned: minutes(slot.planned_ms),
        actual: slot.actual_ms.map(minutes),
        difference: match slot.actual_ms.map(|actual| actual - slot.planned_ms) {
            None => "left out".to_owned(),
            Some(more @ AS_PLANNED_MS..) => format!("+{}", minutes(more)),
            Some(less) if less <= -AS_PLANNED_MS => format!("\u{2212}{}", minutes(-less)),
            Some(_) => "as planned".to_owned(),
        },
    };
    // Courses and breaks go by without a clock.
    let is_clocked =
        |slot: &&SlotFacts| matches!(slot.part, SlotPart::Speaker(_) | SlotPart::Closing);
    let was_run = |table: &&TableFacts| table.slots.iter().any(|slot| slot.actual_ms.is_some());
    tables
        .iter()
        .filter(was_run)
        .map(|table| TableTimes {
            table: (record.tables.len() > 1).then_some(table.table),
            slots: table.slots.iter().filter(is_clocked).map(slot).collect(),
        })
        .collect()
}

fn said(record: &DinnerRecord, tables: &[TableFacts]) -> Vec<Said> {
    let mut by_slot: BTreeMap<(i64, usize), Vec<NoteLine>> = BTreeMap::new();
    let place = |table: i64, slot: Option<Id<Slot>>| {
        let facts = tables.iter().find(|facts| facts.table == table)?;
        facts.slots.iter().position(|each| Some(each.slot) == slot)
    };
    for note in readable(record) {
        // What was said outside any slot comes last.
        let at = place(note.table_no, note.slot).unwrap_or(usize::MAX);
        by_slot
            .entry((note.table_no, at))
            .or_default()
            .push(line(record, note));
    }
    let title = |table: i64, at: usize| {
        let facts = tables.iter().find(|facts| facts.table == table);
        let words = match facts.and_then(|facts| facts.slots.get(at)) {
            Some(SlotFacts {
                title,
                time: Some(time),
                ..
            }) => format!("{title}, {time}"),
            Some(slot) => slot.title.clone(),
            None => "Beside the running order".to_owned(),
        };
        if record.tables.len() > 1 {
            format!("Table {table}: {words}")
        } else {
            words
        }
    };
    by_slot
        .into_iter()
        .map(|((table, at), notes)| Said {
            slot: title(table, at),
            notes,
        })
        .collect()
}

/// A note in words.
fn line(record: &DinnerRecord, note: &Note) -> NoteLine {
    let mut remarks = Vec::new();
    if record.is_open_question(note) {
        remarks.push("not answered".to_owned());
    }
    if let Some(due) = note.due.filter(|_| note.kind == NoteKind::Promise) {
        remarks.push(super::super::content::due_words(due, record.day()));
    }
    if note.audience == Audience::Organisers {
        remarks.push("for organisers".to_owned());
    }
    NoteLine {
        time: record.time_of(note.at_ms),
        who: record.who_said(note),
        text: note.text.clone(),
        remark: remarks.join(", "),
    }
}

/// What is to be done, of the audiences given: what the evening's rules found, and what was written by hand.
fn follow_ups(record: &DinnerRecord, may_read: impl Fn(Audience) -> bool) -> Vec<FollowUp> {
    let made_of = |suggestion: &Suggestion| {
        let mut promises = record.commitments.iter();
        promises.find(|promise| promise.suggestion == Some(suggestion.id))
    };
    let found = record.suggestions.iter().filter(|found| {
        // Whoever may not read the promise may not read what it was made of either.
        may_read(made_of(found).map_or(found.audience, |made| made.audience.min(found.audience)))
    });
    let found = found.map(|found| {
        let state = match (found.decision, made_of(found)) {
            (_, Some(promise)) => promise.state.to_string(),
            (Decision::Undecided, None) => "not decided yet".to_owned(),
            (decision, None) => decision.to_string(),
        };
        let (what, due) = made_of(found).map_or((found.what.as_str(), found.due), |promise| {
            (promise.what.as_str(), promise.due)
        });
        (
            found.owner,
            follow_up(record, found.owner, (what, due), &found.why, &state),
        )
    });
    let by_hand = record.commitments.iter().filter(|promise| {
        let is_found = record
            .suggestions
            .iter()
            .any(|s| Some(s.id) == promise.suggestion);
        !is_found && may_read(promise.audience)
    });
    let by_hand = by_hand.map(|promise: &Commitment| {
        let to = promise
            .to
            .map(|to| format!("Promised to {}", record.short_name(to)));
        let why = to.unwrap_or_default();
        let what = (promise.what.as_str(), promise.due);
        (
            promise.from,
            follow_up(record, promise.from, what, &why, promise.state.as_str()),
        )
    });
    let mut all: Vec<(Id<Person>, FollowUp)> = found.chain(by_hand).collect();
    all.sort_by_cached_key(|(owner, each)| {
        (
            each.owner.name.clone(),
            *owner,
            each.due.is_none(),
            each.due,
            each.what.clone(),
        )
    });
    all.into_iter().map(|(_, each)| each).collect()
}

fn follow_up(
    record: &DinnerRecord,
    owner: Id<Person>,
    (what, due): (&str, Option<chrono::NaiveDate>),
    why: &str,
    state: &str,
) -> FollowUp {
    FollowUp {
        owner: guest(record, owner),
        what: capitalised(what),
        why: why.to_owned(),
        due,
        state: state.to_owned(),
    }
}

fn objectives(
    record: &DinnerRecord,
    may_read: impl Fn(Audience) -> bool,
) -> impl Iterator<Item = (Id<Person>, Objective)> {
    let of_reader = record
        .objectives
        .iter()
        .filter(move |each| may_read(each.audience) && !each.text.is_empty());
    of_reader.map(|each| {
        let now = Some(each.outcome.clone()).filter(|outcome| !outcome.is_empty());
        let then = each.text.clone();
        (each.person, Objective { then, now })
    })
}

/// The pairs who sat at one table and had not met before, by seat.
fn first_meetings(record: &DinnerRecord) -> Vec<(Id<Person>, Id<Person>)> {
    let of_table = |number: i64| {
        let seated: Vec<Id<Person>> = record.seated(number).iter().map(|a| a.person).collect();
        let mut pairs = Vec::new();
        for (at, one) in seated.iter().enumerate() {
            let others = seated.iter().skip(at + 1);
            pairs.extend(
                others
                    .filter(|other| !record.had_met(*one, **other))
                    .map(|other| (*one, *other)),
            );
        }
        pairs
    };
    record
        .tables
        .iter()
        .flat_map(|table| of_table(table.number))
        .collect()
}

fn meetings(record: &DinnerRecord, pairs: &[(Id<Person>, Id<Person>)]) -> Vec<Meetings> {
    let seated = record
        .tables
        .iter()
        .flat_map(|table| record.seated(table.number));
    seated
        .filter_map(|a| {
            let met = pairs.iter().filter_map(|(one, other)| match a.person {
                person if person == *one => Some(*other),
                person if person == *other => Some(*one),
                _ => None,
            });
            let met: Vec<String> = met.map(|other| record.short_name(other)).collect();
            (!met.is_empty()).then(|| Meetings {
                guest: guest(record, a.person),
                met,
            })
        })
        .collect()
}

/// "12:00".
pub(super) fn minutes(ms: i64) -> String {
    let secs = ms.max(0) / 1_000;
    format!("{}:{:02}", secs / 60, secs % 60)
}

/// Whether a slot is somebody's minutes.
pub(super) fn speaker(slot: &SlotFacts) -> Option<Id<Person>> {
    match slot.part {
        SlotPart::Speaker(person) => Some(person),
        _ => None,
    }
}

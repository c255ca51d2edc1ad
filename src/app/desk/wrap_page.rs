//! What Wrap-up shows, looked up whole: how far the dinner is, its follow-ups, its notes, who came, whom nobody took up,
//! and planned time against actual. Read once for each change of the library.

use super::{Desk, OpenDinner};
use crate::{
    app::{dinners::counted, live::Live, wrap},
    domain::{
        DinnerRecord, Draft, Id, Note, Person, Suggestion,
        dinner::{DinnerState, Presence},
        evening::SlotKind,
        promise::{CommitmentState, Decision, FollowUpRule},
    },
    evening::{Evening, Stamp, signal},
};

/// How far a dinner is, as Wrap-up sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WrapState {
    /// Its time has not come.
    #[default]
    Before,
    /// An evening has begun and was not ended.
    Running,
    /// Its time has come, and no evening was run here.
    NotRun,
    /// It is over.
    Over,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct WrapPage {
    pub state: WrapState,
    /// The follow-ups were never looked for.
    pub is_new: bool,
    /// How many a search would add now.
    pub to_find: usize,
    /// The owner's first, then by the name of who owes, and by day.
    pub follow_ups: Vec<FollowUpLine>,
    /// In the order of the evening.
    pub notes: Vec<NoteLine>,
    /// By table and seat.
    pub came: Vec<CameLine>,
    /// "8 people, 16 first meetings, 23 notes. It ended at 21:53, 6 minutes after the plan."
    pub sentence: String,
    /// "Dana brought Priya."
    pub brought: Vec<String>,
    /// Planned against actual.
    pub speakers: Vec<SpeakerLine>,
}

/// A follow-up as a line of the list.
#[derive(Clone, Debug)]
pub struct FollowUpLine {
    pub row: Suggestion,
    pub owner: String,
    pub other: Option<String>,
    /// Why, and when the note was written: "Jonah promised it at the table, 20:27".
    pub why: String,
    /// How the promise stands that came of it.
    pub promise: Option<CommitmentState>,
}

/// A note as a line of the list.
#[derive(Clone, Debug)]
pub struct NoteLine {
    pub row: Note,
    /// "20:27".
    pub time: String,
    /// "Dana asks Priya".
    pub who: String,
    /// It has no words yet.
    pub is_mark: bool,
    /// A question that nobody has answered.
    pub is_open: bool,
}

/// Somebody who had a seat.
#[derive(Clone, Debug)]
pub struct CameLine {
    pub person: Id<Person>,
    pub name: String,
    pub presence: Presence,
}

/// A slot of the evening, planned against actual, in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerLine {
    pub name: String,
    pub planned_ms: i64,
    /// `None` where it was left out.
    pub actual_ms: Option<i64>,
}

impl WrapPage {
    /// How many follow-ups are decided.
    pub fn decided(&self) -> usize {
        let is_decided = |line: &&FollowUpLine| line.row.decision != Decision::Undecided;
        self.follow_ups.iter().filter(is_decided).count()
    }

    /// The people whom nobody promised anything, as follow-ups that are not discarded.
    pub fn quiet(&self) -> impl Iterator<Item = &FollowUpLine> {
        self.follow_ups.iter().filter(|line| {
            line.row.rule == FollowUpRule::QuietCorner && line.row.decision != Decision::Discarded
        })
    }
}

impl Desk {
    /// What Wrap-up shows of a dinner.
    pub fn wrap_page(&self, open: &OpenDinner) -> WrapPage {
        let record = &open.record;
        let state = state_of(record, self.session.now().wall_ms);
        let to_find = if state == WrapState::Before {
            0
        } else {
            wrap::refresh(&mut Draft::new(""), record, record).added
        };
        let mut follow_ups: Vec<FollowUpLine> = record
            .suggestions
            .iter()
            .map(|row| follow_up(record, row))
            .collect();
        follow_ups.sort_by_cached_key(|line| {
            (
                Some(line.row.owner) != record.you,
                line.owner.clone(),
                line.row.owner,
                line.row.due,
                line.row.rule,
                line.row.what.clone(),
                line.row.id,
            )
        });
        let tables: Vec<Live> = record
            .tables
            .iter()
            .filter_map(|table| Live::of(record, table.number).ok())
            .collect();
        WrapPage {
            state,
            is_new: record.dinner.state < DinnerState::Wrapped,
            to_find,
            follow_ups,
            notes: record.notes.iter().map(|row| note(record, row)).collect(),
            came: came(record),
            sentence: sentence(record, &tables),
            brought: brought(record),
            speakers: tables
                .iter()
                .flat_map(|live| speakers(record, live.evening()))
                .collect(),
        }
    }
}

fn state_of(record: &DinnerRecord, now_ms: i64) -> WrapState {
    let is_running = |table_no: i64| {
        Live::of(record, table_no)
            .is_ok_and(|live| !live.evening().log().is_empty() && live.evening().ended().is_none())
    };
    if record.dinner.state >= DinnerState::Wrapped {
        WrapState::Over
    } else if record.tables.iter().any(|table| is_running(table.number)) {
        WrapState::Running
    } else if !record.events.is_empty() {
        WrapState::Over
    } else if wrap::was_held(record, now_ms) {
        WrapState::NotRun
    } else {
        WrapState::Before
    }
}

fn follow_up(record: &DinnerRecord, row: &Suggestion) -> FollowUpLine {
    let note = record.notes.iter().find(|note| Some(note.id) == row.note);
    let why = match note {
        Some(note) => format!("{}, {}", row.why, record.time_of(note.at_ms)),
        None => row.why.clone(),
    };
    let made = wrap::commitment_id(row.id);
    FollowUpLine {
        owner: record.name(row.owner),
        other: row.other.map(|other| record.name(other)),
        why,
        promise: record
            .commitments
            .iter()
            .find(|promise| promise.id == made)
            .map(|promise| promise.state),
        row: row.clone(),
    }
}

fn note(record: &DinnerRecord, row: &Note) -> NoteLine {
    NoteLine {
        time: record.time_of(row.at_ms),
        who: record.who_said(row),
        is_mark: row.text.is_empty() && row.reply.is_none(),
        is_open: record.is_open_question(row),
        row: row.clone(),
    }
}

fn came(record: &DinnerRecord) -> Vec<CameLine> {
    let mut seated: Vec<_> = record
        .attendances
        .iter()
        .filter(|a| a.seat.is_some() || a.presence == Presence::NoShow)
        .collect();
    seated.sort_by_key(|a| (a.table_no.is_none(), a.table_no, a.seat, a.person));
    seated
        .into_iter()
        .map(|a| CameLine {
            person: a.person,
            name: record.name(a.person),
            presence: a.presence,
        })
        .collect()
}

fn sentence(record: &DinnerRecord, tables: &[Live]) -> String {
    let mut people = 0;
    let mut meetings = 0;
    for table in &record.tables {
        let seated = record.seated(table.number);
        people += seated.len();
        for (at, one) in seated.iter().enumerate() {
            meetings += seated
                .iter()
                .skip(at + 1)
                .filter(|other| !record.had_met(one.person, other.person))
                .count();
        }
    }
    let people = if people == 1 {
        "1 person".to_owned()
    } else {
        format!("{people} people")
    };
    let mut words = format!(
        "{people}, {}, {}.",
        counted(meetings, "first meeting"),
        counted(record.notes.len(), "note")
    );
    let last = tables
        .iter()
        .filter_map(|live| Some((live, live.evening().ended()?)))
        .max_by_key(|(_, ended)| ended.wall_ms);
    if let Some((live, ended)) = last {
        let behind_ms = live.evening().forecast(ended).behind_ms();
        let minutes = |ms: i64| {
            let minutes = usize::try_from((ms + 30_000) / 60_000).unwrap_or_default();
            counted(minutes, "minute")
        };
        let how = match behind_ms {
            60_000.. => format!("{} after the plan", minutes(behind_ms)),
            ..=-60_000 => format!("{} before the plan", minutes(-behind_ms)),
            _ => "as planned".to_owned(),
        };
        words = format!(
            "{words} It ended at {}, {how}.",
            record.time_of(ended.wall_ms)
        );
    }
    words
}

fn brought(record: &DinnerRecord) -> Vec<String> {
    let mut brought: Vec<String> = record
        .attendances
        .iter()
        .filter(|a| a.presence != Presence::NoShow && a.seat.is_some())
        .filter_map(|a| {
            Some(format!(
                "{} brought {}",
                record.short_name(a.guest_of?),
                record.short_name(a.person)
            ))
        })
        .collect();
    brought.sort();
    brought
}

fn speakers(record: &DinnerRecord, evening: &Evening) -> Vec<SpeakerLine> {
    let last: Option<Stamp> = evening.log().last().map(|recorded| recorded.stamp);
    let Some(last) = last else { return Vec::new() };
    let account = evening.account(last);
    let lines = account.into_iter().filter_map(|account| {
        let slot = evening.slot(account.slot)?;
        let name = match slot.kind {
            SlotKind::Pitch => slot
                .who
                .map_or_else(|| slot.title.clone(), |who| record.short_name(who)),
            SlotKind::Closing => slot.title.clone(),
            SlotKind::Course | SlotKind::Break => return None,
        };
        Some(SpeakerLine {
            name,
            planned_ms: account.planned.total_ms(),
            actual_ms: account.begun_at.map(|_| account.actual.total_ms()),
        })
    });
    lines.collect()
}

impl SpeakerLine {
    /// How much longer than planned: "+1:02", "as planned".
    pub fn difference(&self) -> String {
        match self.actual_ms.map(|actual| actual - self.planned_ms) {
            None => "left out".to_owned(),
            Some(more @ 1_000..) => format!("+{}", signal::minutes(more)),
            Some(less @ ..=-1_000) => format!("\u{2212}{}", signal::minutes(-less)),
            Some(_) => "as planned".to_owned(),
        }
    }

    /// "12:00" or "13:02".
    pub fn minutes(ms: i64) -> String {
        signal::minutes(ms)
    }
}

//! The running order of a table: the dinner's template until somebody changes it, rows from then on. Here it is read:
//! who comes when, what does not fit the table any more, and when the evening ends. Changes are edits of the desk.

pub mod balance;
pub mod overrun;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Duration};
use chrono_tz::Tz;
use uuid::Uuid;

use super::export::to_utc;
use crate::{
    domain::{
        self, Attendance, Dinner, DinnerRecord, Draft, Id, Person,
        dinner::{Answer, DinnerState, Presence},
        evening::SlotKind,
        word::uncapitalised,
    },
    evening::{
        self, BootId, Fate, Plan, Recorded, Stamp, Template, fold, plan::Lengths, template::Seated,
    },
};

/// One minute, as slots count.
pub const MINUTE_MS: i64 = 60_000;

/// The titles of the template's first two slots, whatever they are called later.
const ARRIVALS: &str = "Arrivals and drinks";
const WELCOME: &str = "Welcome";
/// A fixed time that lies this much before the start of the dinner is meant for after midnight.
const NEXT_DAY_HOURS: i64 = 12;

/// The running order of one table with its times.
#[derive(Clone, Debug)]
pub struct Order {
    pub table_no: i64,
    /// From the first to the last; as they went where the evening has begun.
    pub lines: Vec<Line>,
    /// When it begins and ends, wall ms UTC.
    pub starts_at: i64,
    pub ends_at: i64,
    /// When it has to be over, wall ms UTC.
    pub latest: Option<i64>,
    pub zone: Tz,
    /// Why it cannot be changed any more.
    pub locked: Option<Locked>,
    /// Those who sit at the table and have no slot, by seat.
    pub without_slot: Vec<Id<Person>>,
    /// Whether anybody sits here.
    pub is_seated: bool,
}

/// One slot as a screen shows it.
#[derive(Clone, Debug)]
pub struct Line {
    pub slot: domain::Slot,
    pub part: Part,
    /// Wall ms UTC; none for one that was left out.
    pub starts_at: Option<i64>,
    /// "Priya Raman", "Welcome, and Dana introduces Priya".
    pub title: String,
    /// "Brand designer", "Host · business coach".
    pub about: String,
    /// Why it does not belong here any more: "Not coming any more".
    pub gone: Option<String>,
    /// How long it takes by plan, in ms.
    pub length_ms: i64,
    /// The time of its phases as it went or is expected to go; by plan as long as nothing has begun.
    pub took: Lengths,
}

/// What a slot is to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Arrivals,
    Welcome,
    Course,
    Break,
    Speaker,
    Closing,
}

/// Why a running order stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locked {
    /// The evening of the table runs, or ran.
    Begun,
    /// The dinner is over.
    Over,
}

impl Locked {
    /// The reason, and what to do.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Begun => (
                "The evening of this table has begun",
                "Its order is kept as it went; what is still to come is changed in Live",
            ),
            Self::Over => (
                "This dinner is over",
                "Its running order stays as it was; reopen the dinner to change it",
            ),
        }
    }
}

impl Order {
    /// The running order of a table.
    pub fn of(record: &DinnerRecord, table_no: i64) -> Self {
        let dinner = &record.dinner;
        let rows = rows(record, table_no);
        let plan = plan(&rows, dinner);
        let log: Vec<Recorded> = record
            .events
            .iter()
            .filter(|event| event.table_no == table_no)
            .map(Recorded::from_row)
            .collect();
        // What nobody has begun yet begins on time; an evening that runs is seen from its last key, so that no clock is
        // needed to look at it.
        let on_time = Stamp {
            wall_ms: plan.starts_at,
            boot_ms: 0,
            boot_id: BootId::of(""),
        };
        let seen_at = log.last().map_or(on_time, |last| last.stamp);
        let evening = fold(&plan, &log);
        let forecast = evening.forecast(seen_at);
        let seated = record.seated(table_no);
        let titles: String = rows.iter().map(|row| row.title.as_str()).collect();
        let accounts = evening.account(seen_at);
        let took = |time: &evening::SlotTime| {
            let account = accounts.iter().find(|account| account.slot == time.slot);
            account.map_or_else(Lengths::default, |account| match account.fate {
                Fate::Done => account.actual,
                Fate::Begun | Fate::Waiting | Fate::Skipped => account.rebalanced,
            })
        };
        let line = |time: &evening::SlotTime| {
            let slot = rows.iter().find(|row| row.id == time.slot)?.clone();
            let part = part(&slot, dinner.id);
            let starts_at = time.starts_at.filter(|_| time.fate != Fate::Skipped);
            Some(Line {
                part,
                starts_at,
                title: title(record, &slot),
                about: about(record, table_no, &slot, &titles),
                gone: gone(record, table_no, &slot),
                length_ms: slot_of(&slot, dinner).lengths.total_ms(),
                took: took(time),
                slot,
            })
        };
        let has_slot = |person: Id<Person>| rows.iter().any(|row| row.person == Some(person));
        Self {
            table_no,
            lines: forecast.slots.iter().filter_map(line).collect(),
            starts_at: plan.starts_at,
            ends_at: forecast.ends_at,
            latest: latest(dinner),
            zone: dinner.zone.parse().unwrap_or(Tz::UTC),
            locked: locked(record, table_no),
            without_slot: seated
                .iter()
                .map(|a| a.person)
                .filter(|person| !has_slot(*person))
                .collect(),
            is_seated: !seated.is_empty(),
        }
    }

    /// The time of day there: "19:32".
    pub fn time(&self, wall_ms: i64) -> String {
        let at = DateTime::from_timestamp_millis(wall_ms).unwrap_or_default();
        at.with_timezone(&self.zone)
            .naive_local()
            .format("%H:%M")
            .to_string()
    }

    /// Those who speak.
    pub fn speakers(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.part == Part::Speaker)
    }

    /// Minutes left before it has to be over when it ends `overrun_ms` later than planned; negative when it is too long.
    pub fn minutes_in_hand(&self, overrun_ms: i64) -> Option<i64> {
        Some((self.latest? - self.ends_at - overrun_ms).div_euclid(MINUTE_MS))
    }
}

/// Whole minutes of a length, for steppers.
pub fn minutes(ms: i64) -> i64 {
    (ms + MINUTE_MS / 2).div_euclid(MINUTE_MS)
}

/// The rows of a table: those that are kept, else those of the dinner's template.
pub(super) fn rows(record: &DinnerRecord, table_no: i64) -> Vec<domain::Slot> {
    let kept: Vec<domain::Slot> = record
        .slots
        .iter()
        .filter(|slot| slot.table_no == table_no)
        .cloned()
        .collect();
    if kept.is_empty() {
        by_template(record, table_no)
    } else {
        kept
    }
}

/// The running order of a table by the dinner's template, as rows. Their ids are the same each time and on every laptop,
/// so that two who change it for the first time change the same rows.
pub(super) fn by_template(record: &DinnerRecord, table_no: i64) -> Vec<domain::Slot> {
    let template = record
        .dinner
        .template
        .parse()
        .unwrap_or_else(|_| Template::for_people(record.seated(table_no).len()));
    let own = minutes_of(&record.dinner, record.seated(table_no).len());
    of_template(record, table_no, template, own)
}

/// The time that each guest has at a dinner where `largest` sit at the largest table.
pub fn minutes_of(dinner: &Dinner, largest: usize) -> Lengths {
    if dinner.pitch_ms > 0 {
        return Lengths {
            pitch_ms: dinner.pitch_ms,
            questions_ms: dinner.questions_ms,
            wrap_ms: 0,
        };
    }
    let template = dinner.template.parse();
    template
        .unwrap_or_else(|_| Template::for_people(largest))
        .pitch()
}

/// How long an evening of so many speakers takes, each with so much time: the speakers, and everything else (courses,
/// welcome, the round at the end), in milliseconds.
pub fn evening_of(speakers: usize, each: Lengths) -> (i64, i64) {
    let seated: Vec<Seated> = (1..=u8::try_from(speakers).unwrap_or(u8::MAX))
        .map(|seat| Seated {
            seat,
            person: Id::default(),
            name: String::new(),
            is_host: seat == 1,
        })
        .collect();
    let order = Template::default().running_order(&seated, Id::default);
    let others = order.iter().filter(|slot| slot.kind != SlotKind::Pitch);
    let others = others.map(|slot| slot.lengths.total_ms()).sum();
    (
        each.total_ms() * i64::try_from(speakers).unwrap_or_default(),
        others,
    )
}

/// The same by a template that is named, with the minutes for each guest.
pub(super) fn of_template(
    record: &DinnerRecord,
    table_no: i64,
    template: Template,
    pitch: Lengths,
) -> Vec<domain::Slot> {
    let seated: Vec<Seated> = record
        .seated(table_no)
        .into_iter()
        .map(|a| Seated {
            seat: u8::try_from(a.seat.unwrap_or_default()).unwrap_or_default(),
            person: a.person,
            name: record.name(a.person),
            is_host: record.host(table_no) == Some(a.person),
        })
        .collect();
    let order = template.running_order(&seated, Id::default);
    (1..)
        .zip(order)
        .map(|(rank, slot)| {
            let lengths = if slot.kind == SlotKind::Pitch {
                pitch
            } else {
                slot.lengths
            };
            let id = match slot.who {
                Some(person) => speaker_id(record.dinner.id, table_no, person),
                None => part_id(record.dinner.id, table_no, &slot.title),
            };
            let mut row = domain::Slot::new(id);
            row.dinner = record.dinner.id;
            row.table_no = table_no;
            row.rank = rank;
            row.kind = slot.kind;
            row.person = slot.who;
            row.title = slot.title;
            row.pitch_ms = lengths.pitch_ms;
            row.questions_ms = lengths.questions_ms;
            row.wrap_ms = lengths.wrap_ms;
            row
        })
        .collect()
}

/// The id of the slot of a guest at a table.
pub(super) fn speaker_id(
    dinner: Id<Dinner>,
    table_no: i64,
    person: Id<Person>,
) -> Id<domain::Slot> {
    Id::of_pair(&format!("slot {table_no}"), dinner.uuid(), person.uuid())
}

fn part_id(dinner: Id<Dinner>, table_no: i64, title: &str) -> Id<domain::Slot> {
    Id::of_pair(
        &format!("slot {table_no} {title}"),
        dinner.uuid(),
        Uuid::nil(),
    )
}

/// Makes a slot. As its id may have been used and taken back before, what it leaves empty is set too: else the values of
/// that time would shine through.
pub(super) fn create(draft: &mut Draft, slot: &domain::Slot) {
    draft.create(slot);
    let mut before = slot.clone();
    let taken = |value: i64| if value == 0 { 1 } else { value };
    before.pitch_ms = taken(slot.pitch_ms);
    before.questions_ms = taken(slot.questions_ms);
    before.wrap_ms = taken(slot.wrap_ms);
    if slot.fixed_at.is_empty() {
        "00:00".clone_into(&mut before.fixed_at);
    }
    draft.update(&before, slot);
}

/// A slot with its fixed time, if it has one, as a moment.
pub(super) fn slot_of(row: &domain::Slot, dinner: &Dinner) -> evening::Slot {
    let starts_at = dinner.starts_at.unwrap_or_default();
    let fixed_at = row.fixed_time().map(|time| {
        let mut at = starts_at.date().and_time(time);
        if starts_at - at > Duration::hours(NEXT_DAY_HOURS) {
            at += Duration::days(1);
        }
        to_utc(at, &dinner.zone).timestamp_millis()
    });
    evening::Slot::from_row(row, fixed_at)
}

/// The plan that rows come to. A dinner without a date begins at midnight, so that its times count from its beginning.
pub(super) fn plan(rows: &[domain::Slot], dinner: &Dinner) -> Plan {
    let starts_at = to_utc(dinner.starts_at.unwrap_or_default(), &dinner.zone);
    let slots = rows.iter().map(|row| slot_of(row, dinner)).collect();
    Plan::new(starts_at.timestamp_millis(), slots)
}

/// When a dinner has to be over, wall ms UTC.
pub(super) fn latest(dinner: &Dinner) -> Option<i64> {
    dinner.starts_at?;
    Some(to_utc(dinner.ends_at?, &dinner.zone).timestamp_millis())
}

/// Why the running order of a table cannot be changed any more.
pub(super) fn locked(record: &DinnerRecord, table_no: i64) -> Option<Locked> {
    if record.dinner.state >= DinnerState::Wrapped {
        Some(Locked::Over)
    } else {
        let is_here = |event: &domain::EveningEvent| event.table_no == table_no;
        record.events.iter().any(is_here).then_some(Locked::Begun)
    }
}

fn part(slot: &domain::Slot, dinner: Id<Dinner>) -> Part {
    let is = |title: &str| slot.title == title || slot.id == part_id(dinner, slot.table_no, title);
    match slot.kind {
        SlotKind::Pitch => Part::Speaker,
        SlotKind::Course => Part::Course,
        SlotKind::Closing => Part::Closing,
        SlotKind::Break if is(ARRIVALS) => Part::Arrivals,
        SlotKind::Break if is(WELCOME) => Part::Welcome,
        SlotKind::Break => Part::Break,
    }
}

fn title(record: &DinnerRecord, slot: &domain::Slot) -> String {
    match slot.person.and_then(|person| record.people.get(&person)) {
        Some(person) => person.name(),
        None if slot.title.trim().is_empty() => "Somebody".to_owned(),
        None => slot.title.clone(),
    }
}

/// Who brings a guest, if they sit at the same table.
pub(super) fn sponsor(
    record: &DinnerRecord,
    table_no: i64,
    guest: Id<Person>,
) -> Option<Id<Person>> {
    let seated = record.seated(table_no);
    let guest_of = seated.iter().find(|a| a.person == guest)?.guest_of?;
    seated
        .iter()
        .any(|a| a.person == guest_of)
        .then_some(guest_of)
}

fn about(record: &DinnerRecord, table_no: i64, slot: &domain::Slot, titles: &str) -> String {
    let Some(person) = slot.person else {
        return match slot.kind {
            SlotKind::Closing => "one promise each".to_owned(),
            _ => String::new(),
        };
    };
    let trades = record.trades_of(person);
    let trade = trades.first().copied().unwrap_or_default();
    let mut words = if record.host(table_no) == Some(person) {
        vec!["Host".to_owned(), uncapitalised(trade)]
    } else {
        vec![trade.to_owned()]
    };
    // Who is introduced in the welcome is named there; else on the guest's own line.
    if let Some(sponsor) = sponsor(record, table_no, person) {
        let introduces = format!("{} introduces", record.short_name(sponsor));
        if !titles.contains(&format!("{introduces} {}", record.short_name(person))) {
            words.push(introduces);
        }
    }
    words.retain(|part| !part.is_empty());
    words.join(" · ")
}

/// Why somebody with a slot does not speak here.
fn gone(record: &DinnerRecord, table_no: i64, slot: &domain::Slot) -> Option<String> {
    let person = slot.person?;
    let of_guest = |a: &&Attendance| a.person == person;
    let Some(attendance) = record.attendances.iter().find(of_guest) else {
        return Some("Not at this dinner".to_owned());
    };
    match (attendance.presence, attendance.answer, attendance.table_no) {
        (Presence::NoShow, _, _) => Some("Did not come".to_owned()),
        (_, Answer::Declined, _) => Some("Not coming any more".to_owned()),
        (_, Answer::Waitlisted, _) => Some("On the waiting list".to_owned()),
        (_, _, Some(here)) if here == table_no && attendance.seat.is_some() => None,
        (_, _, Some(other)) if other != table_no => Some(format!("Sits at table {other} now")),
        _ => Some("Has no seat any more".to_owned()),
    }
}

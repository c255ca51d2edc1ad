//! What a dinner to come still lacks, line by line, in words.

use chrono::{DateTime, TimeZone as _};

use super::{
    Desk, DeskError, OpenDinner,
    papers::{self, Printed},
};
use crate::{
    app::{Session, dinners::counted, live::Live},
    domain::{
        Attendance, DinnerRecord, Id, Person,
        dinner::{Answer, Presence},
    },
};

/// The parts of getting ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Guests,
    AsksAndOffers,
    Seating,
    RunningOrder,
    Papers,
    Display,
}

/// What the window keeps that the table display was opened on this computer under.
const DISPLAY_TRIED: &str = "display tried";

/// How a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is missing.
    Good,
    /// Something is to be looked at.
    Look,
    /// Its turn has not come.
    NotYet,
}

/// One part, and what would mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    pub part: Part,
    pub standing: Standing,
    /// "6 of 8, 2 not answered".
    pub words: String,
    /// What the button says that leads to the mending; a part in order has none.
    pub fix: Option<String>,
}

impl Part {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Guests => "Guests",
            Self::AsksAndOffers => "Asks and offers",
            Self::Seating => "Seating",
            Self::RunningOrder => "Running order",
            Self::Papers => "Table sheet and place cards",
            Self::Display => "Table display",
        }
    }
}

/// All parts of a dinner.
pub(super) fn ready(session: &Session, open: &OpenDinner) -> Vec<Ready> {
    vec![
        guests(&open.record),
        asks_and_offers(&open.record),
        seating(open),
        running_order(session, &open.record),
        printed(session, &open.record),
        display(session, open),
    ]
}

fn of(part: Part, standing: Standing, words: String, fix: Option<String>) -> Ready {
    Ready {
        part,
        standing,
        words,
        fix,
    }
}

fn guests(record: &DinnerRecord) -> Ready {
    let seats: i64 = record.tables.iter().map(|table| table.seats).sum();
    let seats = usize::try_from(seats).unwrap_or_default();
    let coming = record.attendances.iter().filter(|a| a.is_coming()).count();
    let waiting: Vec<Id<Person>> = record
        .attendances
        .iter()
        .filter(|a| a.presence != Presence::NoShow)
        .filter(|a| matches!(a.answer, Answer::Invited | Answer::Maybe))
        .map(|a| a.person)
        .collect();
    let part = Part::Guests;
    if record.attendances.is_empty() {
        let words = format!("nobody was asked yet, {}", counted(seats, "seat"));
        return of(
            part,
            Standing::Look,
            words,
            Some("Invite guests".to_owned()),
        );
    }
    let mut words = format!("{coming} of {seats}");
    if !waiting.is_empty() {
        words = format!("{words}, {} not answered", waiting.len());
    }
    if coming > seats {
        let words = format!("{coming} for {}", counted(seats, "seat"));
        return of(part, Standing::Look, words, Some("Look".to_owned()));
    }
    if !waiting.is_empty() {
        let fix = Some(format!("Remind {}", names(record, &waiting)));
        return of(part, Standing::Look, words, fix);
    }
    if coming < seats {
        let free = counted(seats - coming, "free seat");
        let words = format!("{words}, {free}");
        return of(
            part,
            Standing::Look,
            words,
            Some("Invite guests".to_owned()),
        );
    }
    of(part, Standing::Good, words, None)
}

fn asks_and_offers(record: &DinnerRecord) -> Ready {
    let coming: Vec<&Attendance> = record
        .attendances
        .iter()
        .filter(|a| a.is_coming())
        .collect();
    let count =
        |lacks: &dyn Fn(Id<Person>) -> bool| coming.iter().filter(|a| lacks(a.person)).count();
    let without_ask = count(&|person| record.ask_of(person).is_none());
    let without_offer = count(&|person| record.offer_of(person).is_none());
    let (part, of_all) = (Part::AsksAndOffers, coming.len());
    let have = |number: usize| if number == 1 { "has" } else { "have" };
    match (of_all, without_ask, without_offer) {
        (0, ..) => of(
            part,
            Standing::NotYet,
            "once somebody comes".to_owned(),
            None,
        ),
        (_, 0, 0) => of(part, Standing::Good, format!("of all {of_all}"), None),
        (_, 0, offers) => {
            let words = format!("{offers} of {of_all} {} no offer yet", have(offers));
            of(
                part,
                Standing::Look,
                words,
                Some("Ask for their offer".to_owned()),
            )
        }
        (_, asks, _) => {
            let words = format!("{asks} of {of_all} {} no ask yet", have(asks));
            of(
                part,
                Standing::Look,
                words,
                Some("Ask for their ask".to_owned()),
            )
        }
    }
}

fn seating(open: &OpenDinner) -> Ready {
    let part = Part::Seating;
    let Some(plan) = &open.plan else {
        let is_possible = open.record.attendances.iter().any(Attendance::is_coming);
        return if is_possible {
            let fix = Some("Seat them".to_owned());
            of(part, Standing::Look, "nobody is seated yet".to_owned(), fix)
        } else {
            of(
                part,
                Standing::NotYet,
                "once somebody comes".to_owned(),
                None,
            )
        };
    };
    let mut words = counted(plan.first_meetings, "first meeting");
    if !plan.broken.is_empty() {
        words = format!("{words}, {} not kept", counted(plan.broken.len(), "rule"));
    }
    if !plan.unseated.is_empty() {
        words = format!("{words}, {} without a seat", plan.unseated.len());
    }
    let standing = if plan.broken.is_empty() && plan.unseated.is_empty() {
        Standing::Good
    } else {
        Standing::Look
    };
    of(part, standing, words, Some("Look".to_owned()))
}

/// When the evening would end if it began now as planned: that of the table that ends last.
fn running_order(session: &Session, record: &DinnerRecord) -> Ready {
    let part = Part::RunningOrder;
    let ends: Vec<(i64, chrono_tz::Tz)> = record
        .tables
        .iter()
        .filter_map(|table| Live::planned(record.clone(), table.number).ok())
        .map(|live| {
            let ends_at = live.evening().forecast(session.now()).plan_ends_at;
            (ends_at, live.zone())
        })
        .collect();
    let last = ends.into_iter().max_by_key(|(ends_at, _)| *ends_at);
    let Some((ends_at, zone)) = last else {
        let words = "once the guests are seated".to_owned();
        return of(part, Standing::NotYet, words, None);
    };
    let at: Option<DateTime<_>> = zone.timestamp_millis_opt(ends_at).earliest();
    let time = at
        .map(|at| at.format("%H:%M").to_string())
        .unwrap_or_default();
    of(part, Standing::Good, format!("ends about {time}"), None)
}

fn printed(session: &Session, record: &DinnerRecord) -> Ready {
    let part = Part::Papers;
    if record.attendances.iter().all(|a| a.seat.is_none()) {
        let words = "once the guests are seated".to_owned();
        return of(part, Standing::NotYet, words, None);
    }
    let print = Some("Print".to_owned());
    match papers::printed(session, record) {
        Printed::AsItIs => of(part, Standing::Good, "printed".to_owned(), None),
        Printed::Before => {
            let words = "changed since they were printed".to_owned();
            of(part, Standing::Look, words, print)
        }
        Printed::Not => of(part, Standing::NotYet, "not printed yet".to_owned(), print),
    }
}

fn display(session: &Session, open: &OpenDinner) -> Ready {
    let part = Part::Display;
    let tried = session
        .library()
        .setting(&format!("window.{DISPLAY_TRIED}"));
    if tried.ok().flatten().is_some() {
        let words = "tried on this computer".to_owned();
        return of(part, Standing::Good, words, None);
    }
    let words = "not tried on this computer yet".to_owned();
    let fix = open.plan.is_some().then(|| "Try it".to_owned());
    of(part, Standing::NotYet, words, fix)
}

impl Desk {
    /// Keeps that the table display was opened on this computer. At a table nobody waits for it.
    pub fn keep_display_tried(&mut self) -> Result<(), DeskError> {
        if self.kept(DISPLAY_TRIED).is_some() {
            return Ok(());
        }
        self.keep_in_passing(DISPLAY_TRIED, "yes")?;
        if self.table().is_none() {
            self.reload()?;
        }
        Ok(())
    }
}

/// "Jonah", "Jonah and Hannah", "Jonah, Hannah and 3 others".
fn names(record: &DinnerRecord, people: &[Id<Person>]) -> String {
    let mut names: Vec<String> = people
        .iter()
        .map(|person| record.short_name(*person))
        .collect();
    names.sort();
    match names.as_slice() {
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [one, rest @ ..] => format!("{one} and {}", counted(rest.len(), "other")),
        [] => String::new(),
    }
}

//! Seating a dinner: from the rows of a dinner to a problem of indices, and from the plan found back to seats.

use std::time::{Duration, Instant};

use super::{
    Session,
    room::{Room, is_at_table, tables_for},
};
use crate::{
    domain::{
        Attendance, Dinner, DinnerRecord, Draft, Id, Person,
        dinner::{DinnerState, Shape},
    },
    seating::{self, Options, Pace, SeatingError, explain, mend},
    storage::StorageError,
};

/// Tries where nothing else is said: far more than one table needs, and a blink for ten.
const USUAL_ITERATIONS: u64 = 1_000_000;

/// Fewer than this are no table.
const SMALLEST_TABLE: usize = 5;

/// Why nobody was seated.
#[derive(Debug, thiserror::Error)]
pub enum SeatError {
    #[error(
        "Nobody has accepted for {0} yet: `tablemates dinner invite` and `dinner rsvp`. Nothing was changed"
    )]
    NobodyComing(String),
    #[error(
        "The evening of {0} has begun, so its guests stay where they sit. --keep places somebody who has no seat yet. Nothing was changed"
    )]
    HasBegun(String),
    #[error("{0}. Nothing was changed")]
    Seating(#[from] SeatingError),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// How to search.
#[derive(Clone, Copy, Debug)]
pub struct SeatOptions {
    /// The same seed and number of tries give the same plan.
    pub seed: u64,
    pub iterations: Option<u64>,
    pub millis: Option<u64>,
    /// Whoever has a seat keeps it.
    pub keep: bool,
}

impl Default for SeatOptions {
    fn default() -> Self {
        Self {
            seed: 1,
            iterations: None,
            millis: None,
            keep: false,
        }
    }
}

/// A dinner seated, and why so.
#[derive(Clone, Debug)]
pub struct SeatReport {
    pub tables: Vec<SeatedTable>,
    /// The whole, in words.
    pub words: Vec<String>,
    /// Rules not kept, each with what would mend it.
    pub broken: Vec<String>,
    /// Names of those for whom there is no seat.
    pub unseated: Vec<String>,
    pub first_meetings: usize,
    /// The most that any plan could have.
    pub first_meetings_limit: u64,
    pub score: i64,
    pub seed: u64,
    /// Tries that were made.
    pub iterations: u64,
}

/// A person with the name to show.
pub type Named = (Id<Person>, String);

/// One table of it.
#[derive(Clone, Debug)]
pub struct SeatedTable {
    pub number: i64,
    pub shape: Shape,
    /// Seat number and who sits there.
    pub seats: Vec<(i64, Option<Named>)>,
    /// Whether the order of the seats is proved to be the best.
    pub is_optimal: bool,
    pub words: Vec<String>,
}

/// Seats a dinner and writes the seats as one change.
pub fn seat(
    session: &Session,
    dinner: &Dinner,
    options: &SeatOptions,
) -> Result<SeatReport, SeatError> {
    seat_keeping(session, dinner, options, &[])
}

/// Closes the gaps that guests left who do not come after all: whoever has no seat gets one, and at the tables that
/// lost somebody the others sit in their best order. Nobody changes tables; once the evening has begun nobody moves.
pub fn close_gap(session: &Session, dinner: &Dinner) -> Result<SeatReport, SeatError> {
    let record = session.library().record(dinner.clone())?;
    let loose: Vec<i64> = record
        .attendances
        .iter()
        .filter(|a| a.left_a_gap() && record.dinner.state < DinnerState::Live)
        .filter_map(|a| a.table_no)
        .collect();
    let options = SeatOptions {
        keep: true,
        ..SeatOptions::default()
    };
    seat_keeping(session, dinner, &options, &loose)
}

/// Seats a dinner; where seats are kept, the guests of the `loose` tables keep only their table.
fn seat_keeping(
    session: &Session,
    dinner: &Dinner,
    options: &SeatOptions,
    loose: &[i64],
) -> Result<SeatReport, SeatError> {
    let record = session.library().record(dinner.clone())?;
    let mut coming: Vec<Id<Person>> = record
        .attendances
        .iter()
        .filter(|a| is_at_table(a))
        .map(|a| a.person)
        .collect();
    // By name, not by id, so that the same dinner is seated alike on every laptop.
    coming.sort_by_cached_key(|person| (record.name(*person), *person));
    if coming.is_empty() {
        return Err(SeatError::NobodyComing(dinner.title.clone()));
    }
    if record.dinner.state >= DinnerState::Live && !options.keep {
        return Err(SeatError::HasBegun(dinner.title.clone()));
    }
    let used = tables_for(&record, &coming, options.keep);
    let room = Room::new(&record, coming, &used);
    let mut keep = if options.keep {
        room.present_places()
    } else {
        Vec::new()
    };
    for place in &mut keep {
        if loose.contains(&i64::from(place.table)) {
            place.seat = None;
        }
    }
    let started = Instant::now();
    let limit = Duration::from_millis(options.millis.unwrap_or_default().max(1));
    let clock =
        move || (started.elapsed().as_nanos() * 1_000_000 / limit.as_nanos()).min(1_000_000) as u32;
    let pace = match options.millis {
        Some(_) => Pace::Clock(&clock),
        None => Pace::Iterations(options.iterations.unwrap_or(USUAL_ITERATIONS)),
    };
    let search = Options {
        seed: options.seed,
        pace,
        keep: &keep,
    };
    let plan = seating::seat(&room.problem, &search)?;
    let broken = if plan.broken.is_empty() {
        Vec::new()
    } else {
        mend::remedies(&room.problem, &plan, &search)
    };
    let mut report = room.report(&plan, &broken, options.seed);
    // What one more table would bring is said where each would still be a table; a search by the clock has used its time.
    let would_hold = room.problem.guests.len() / (room.problem.tables.len() + 1);
    if would_hold >= SMALLEST_TABLE && options.millis.is_none() {
        report
            .words
            .extend(explain::another_table(&room.problem, &plan, &search)?);
    }
    room.write(session, &plan)?;
    Ok(report)
}

/// The present seats of a dinner with their reasons; `None` when nobody is seated.
pub fn look(record: &DinnerRecord) -> Option<SeatReport> {
    let mut seated: Vec<Id<Person>> = record
        .attendances
        .iter()
        .filter(|a| is_at_table(a) && a.seat.is_some())
        .map(|a| a.person)
        .collect();
    if seated.is_empty() {
        return None;
    }
    seated.sort_by_cached_key(|person| (record.name(*person), *person));
    let used: Vec<i64> = seated
        .iter()
        .filter_map(|person| record.table_of(*person))
        .collect();
    let room = Room::new(record, seated, &used);
    let plan = room.present_plan();
    let broken = plan.broken.clone();
    let mut report = room.report(&plan, &broken, 0);
    let waiting = record
        .attendances
        .iter()
        .filter(|a| a.is_coming() && a.seat.is_none());
    report
        .unseated
        .extend(waiting.map(|a| record.name(a.person)));
    Some(report)
}

/// Puts two places of a dinner in each other's stead: two guests swap, or one moves to a free seat. Says what was done.
pub fn swap(
    session: &Session,
    record: &DinnerRecord,
    one: (i64, i64),
    other: (i64, i64),
) -> Result<String, StorageError> {
    let at = |place: (i64, i64)| {
        record
            .attendances
            .iter()
            .find(|a| a.table_no == Some(place.0) && a.seat == Some(place.1))
    };
    let moved = |guest: &Attendance, seat: i64| {
        let name = record.short_name(guest.person);
        let what = format!("{name} to seat {seat}");
        (format!("Move {what}"), format!("Moved {what}"))
    };
    let (label, words) = match (at(one), at(other)) {
        (Some(a), Some(b)) => {
            let (a, b) = (record.short_name(a.person), record.short_name(b.person));
            (format!("Swap {a} and {b}"), format!("Swapped {a} and {b}"))
        }
        (Some(a), None) => moved(a, other.1),
        (None, Some(b)) => moved(b, one.1),
        (None, None) => return Ok("Nobody sits at either seat".to_owned()),
    };
    let mut draft = Draft::new(label);
    for (from, to) in [(at(one), other), (at(other), one)] {
        let Some(from) = from else { continue };
        let mut moved = from.clone();
        (moved.table_no, moved.seat) = (Some(to.0), Some(to.1));
        draft.update(from, &moved);
    }
    session.write(draft)?;
    Ok(words)
}

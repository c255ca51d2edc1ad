//! Changing the running order of a table. The first change writes all of its rows, which until then follow the dinner's
//! template.

use chrono::NaiveTime;

use super::{Desk, DeskError, Done};
use crate::{
    app::{
        Session,
        dinners::counted,
        running_order::{
            self, MINUTE_MS, Order, balance, minutes,
            overrun::{self, Overrun},
        },
    },
    domain::{Dinner, DinnerRecord, Draft, Id, Person, Slot, evening::SlotKind, note::Phase},
    evening::{Lengths, Template},
};

/// The longest slot, in minutes.
pub const LONGEST_SLOT: i64 = 180;

/// A change of a running order.
#[derive(Clone, Debug, PartialEq)]
pub enum OrderEdit {
    /// The minutes of a phase; a slot that is no pitch has only the first.
    Minutes(Id<Slot>, Phase, i64),
    /// Carries a slot to a place, counted from 0 with the slot itself left out.
    Move(Id<Slot>, usize),
    Remove(Id<Slot>),
    /// Guests at the table who have no slot.
    AddGuests(Vec<Id<Person>>),
    /// Something else, after a slot or at the end.
    Add(NewSlot, Option<Id<Slot>>),
    /// The same of a slot that is there.
    Change(Id<Slot>, NewSlot),
    /// All speakers the same minutes, with this many milliseconds kept for the usual overrun.
    EvenOut(i64),
    /// Another order of speakers, by the seed.
    Shuffle(u64),
    /// Ends so many minutes earlier, at the cost of the questions.
    Trim(i64),
    StartOver(Template),
    /// As the template, with other minutes for pitch and questions.
    StartOverWith(i64, i64),
}

/// A course, a break or anything else that is no guest's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSlot {
    pub kind: SlotKind,
    pub title: String,
    pub minutes: i64,
    /// The time of day before which it does not begin.
    pub not_before: Option<NaiveTime>,
}

impl Desk {
    /// By how much the evenings of a dinner's group usually end after their plan.
    pub fn usual_overrun(&self, dinner: &Dinner) -> Result<Overrun, DeskError> {
        Ok(overrun::usual(self.session.library(), dinner)?)
    }
}

impl OrderEdit {
    /// Does it.
    pub(super) fn run(
        &self,
        session: &Session,
        dinner: Dinner,
        table_no: i64,
    ) -> Result<Done, DeskError> {
        let record = session.library().record(dinner)?;
        if let Some(locked) = running_order::locked(&record, table_no) {
            let (why, instead) = locked.words();
            return refused(&format!("{why}. {instead}"));
        }
        let mut rows = running_order::rows(&record, table_no);
        let label = self.change(&record, table_no, &mut rows, session)?;
        for (rank, row) in (1..).zip(&mut rows) {
            row.rank = rank;
        }
        let draft = difference(&record, table_no, &rows, &label);
        if draft.is_empty() {
            return Ok("Nothing to change: it is so already".to_owned().into());
        }
        session.write(draft)?;
        Ok(label.into())
    }

    /// Changes the rows; says what was done.
    fn change(
        &self,
        record: &DinnerRecord,
        table_no: i64,
        rows: &mut Vec<Slot>,
        session: &Session,
    ) -> Result<String, DeskError> {
        match self {
            Self::Minutes(slot, phase, minutes) => {
                Ok(set_minutes(record, row_of(rows, *slot)?, *phase, *minutes))
            }
            Self::Move(slot, to) => {
                let row = rows.remove(place_of(rows, *slot)?);
                let name = name_of(record, &row);
                rows.insert((*to).min(rows.len()), row);
                let at = time_of(record, table_no, rows, *slot);
                Ok(format!("Moved {name} to {at}"))
            }
            Self::Remove(slot) => {
                if rows.len() == 1 {
                    return refused("The last slot cannot go: an evening needs something to do");
                }
                let row = rows.remove(place_of(rows, *slot)?);
                Ok(format!("Removed {}", name_of(record, &row)))
            }
            Self::AddGuests(guests) => add_guests(record, table_no, rows, guests),
            Self::Add(new, after) => {
                let mut row = Slot::new(session.new_id());
                (row.dinner, row.table_no) = (record.dinner.id, table_no);
                new.write_to(&mut row)?;
                row.kind = new.kind;
                let at = after
                    .and_then(|after| rows.iter().position(|row| row.id == after))
                    .map_or(rows.len(), |at| at + 1);
                let label = format!("Added {}, {} min", row.title, new.minutes);
                rows.insert(at, row);
                Ok(label)
            }
            Self::Change(slot, new) => {
                let row = row_of(rows, *slot)?;
                let before = row.title.clone();
                new.write_to(row)?;
                Ok(if before == row.title {
                    format!("Changed {before}")
                } else {
                    format!("{before} is now {}", row.title)
                })
            }
            Self::EvenOut(overrun_ms) => {
                let until = running_order::latest(&record.dinner).map(|at| at - overrun_ms);
                let given = balance::even_out(rows, &record.dinner, until);
                let Some((pitch, questions)) = given else {
                    return refused("Nobody speaks yet, so there is nothing to even out");
                };
                Ok(format!(
                    "Evened out: {pitch} min for each and {questions} for questions"
                ))
            }
            Self::Shuffle(seed) => {
                balance::shuffle(rows, record, table_no, *seed);
                Ok("Shuffled the speakers".to_owned())
            }
            Self::Trim(wanted) => {
                let gained = balance::trim(rows, &record.dinner, *wanted);
                if gained == 0 {
                    return refused(
                        "No questions are left to trim. Shorten a course or take a slot out",
                    );
                }
                Ok(format!("Trimmed {gained} min of questions"))
            }
            Self::StartOver(template) => {
                *rows = running_order::of_template(record, table_no, *template, template.pitch());
                Ok(format!("Started over as for {template} at table"))
            }
            Self::StartOverWith(pitch, questions) => {
                let template = Template::for_people(record.seated(table_no).len());
                let lengths = Lengths {
                    pitch_ms: pitch.clamp(&1, &LONGEST_SLOT) * MINUTE_MS,
                    questions_ms: questions.clamp(&0, &LONGEST_SLOT) * MINUTE_MS,
                    wrap_ms: 0,
                };
                *rows = running_order::of_template(record, table_no, template, lengths);
                Ok(format!(
                    "Started over with {pitch} min for each and {questions} for questions"
                ))
            }
        }
    }
}

impl NewSlot {
    fn write_to(&self, row: &mut Slot) -> Result<(), DeskError> {
        let title = self.title.trim();
        if title.is_empty() {
            return refused("It needs a name, as “Cheese” or “A toast”");
        }
        title.clone_into(&mut row.title);
        row.pitch_ms = self.minutes.clamp(1, LONGEST_SLOT) * MINUTE_MS;
        row.fixed_at = self
            .not_before
            .map(|at| at.format("%H:%M").to_string())
            .unwrap_or_default();
        Ok(())
    }
}

fn refused<T>(why: &str) -> Result<T, DeskError> {
    Err(DeskError::Refused(format!("{why}. Nothing was changed")))
}

fn place_of(rows: &[Slot], slot: Id<Slot>) -> Result<usize, DeskError> {
    let at = rows.iter().position(|row| row.id == slot);
    at.map_or_else(
        || refused("That slot is not in the running order any more"),
        Ok,
    )
}

fn row_of(rows: &mut [Slot], slot: Id<Slot>) -> Result<&mut Slot, DeskError> {
    let row = rows.iter_mut().find(|row| row.id == slot);
    row.map_or_else(
        || refused("That slot is not in the running order any more"),
        Ok,
    )
}

fn set_minutes(record: &DinnerRecord, row: &mut Slot, phase: Phase, minutes: i64) -> String {
    let name = name_of(record, row);
    let least = i64::from(phase == Phase::Pitch);
    let minutes = minutes.clamp(least, LONGEST_SLOT);
    let ms = minutes * MINUTE_MS;
    match (row.kind, phase) {
        (SlotKind::Pitch, Phase::Pitch) => {
            row.pitch_ms = ms;
            format!("Pitch of {name} to {minutes} min")
        }
        (SlotKind::Pitch, Phase::Questions) => {
            row.questions_ms = ms;
            format!("Questions of {name} to {minutes} min")
        }
        (SlotKind::Pitch, Phase::Wrap) => {
            row.wrap_ms = ms;
            format!("Wrap-up of {name} to {minutes} min")
        }
        _ => {
            row.pitch_ms = ms;
            (row.questions_ms, row.wrap_ms) = (0, 0);
            format!("{name} to {minutes} min")
        }
    }
}

/// Puts guests before the host, who speaks last, else after the last speaker, else before the closing round; with the
/// minutes that most speakers have.
fn add_guests(
    record: &DinnerRecord,
    table_no: i64,
    rows: &mut Vec<Slot>,
    guests: &[Id<Person>],
) -> Result<String, DeskError> {
    let host = record.host(table_no);
    let usual = usual_lengths(record, table_no, rows);
    let mut names = Vec::new();
    for guest in guests {
        if rows.iter().any(|row| row.person == Some(*guest)) {
            continue;
        }
        let id = running_order::speaker_id(record.dinner.id, table_no, *guest);
        let mut row = Slot::new(id);
        (row.dinner, row.table_no) = (record.dinner.id, table_no);
        row.kind = SlotKind::Pitch;
        row.person = Some(*guest);
        row.title = record.name(*guest);
        (row.pitch_ms, row.questions_ms) = (usual.pitch_ms, usual.questions_ms);
        let last = rows.iter().rposition(|row| row.kind == SlotKind::Pitch);
        let is_host = |at: &usize| {
            let person = rows.get(*at).and_then(|row| row.person);
            person.is_some() && person == host && host != Some(*guest)
        };
        let closing = rows.iter().position(|row| row.kind == SlotKind::Closing);
        let at = match (last, closing) {
            (Some(last), _) if is_host(&last) => last,
            (Some(last), _) => last + 1,
            (None, Some(closing)) => closing,
            (None, None) => rows.len(),
        };
        rows.insert(at, row);
        names.push(record.short_name(*guest));
    }
    match names.as_slice() {
        [] => refused("They are in the running order already"),
        [name] => Ok(format!("Added {name} to the running order")),
        names => Ok(format!(
            "Added {} to the running order",
            counted(names.len(), "guest")
        )),
    }
}

/// What most speakers have; by the template where nobody speaks.
fn usual_lengths(record: &DinnerRecord, table_no: i64, rows: &[Slot]) -> Lengths {
    let mut each: Vec<(i64, i64)> = rows
        .iter()
        .filter(|row| row.kind == SlotKind::Pitch)
        .map(|row| (row.pitch_ms, row.questions_ms))
        .collect();
    each.sort_unstable();
    let most = each
        .chunk_by(|a, b| a == b)
        .max_by_key(|same| same.len())
        .and_then(|same| same.first());
    most.map_or_else(
        || Template::for_people(record.seated(table_no).len()).pitch(),
        |(pitch_ms, questions_ms)| Lengths {
            pitch_ms: *pitch_ms,
            questions_ms: *questions_ms,
            wrap_ms: 0,
        },
    )
}

/// The change from the rows that are kept to `rows`.
fn difference(record: &DinnerRecord, table_no: i64, rows: &[Slot], label: &str) -> Draft {
    let mut draft = Draft::new(label);
    let kept = || record.slots.iter().filter(|row| row.table_no == table_no);
    for row in rows {
        match kept().find(|old| old.id == row.id) {
            Some(old) => draft.update(old, row),
            None => running_order::create(&mut draft, row),
        }
    }
    for old in kept().filter(|old| rows.iter().all(|row| row.id != old.id)) {
        draft.remove(old);
    }
    draft
}

/// "Dana", "Mains".
fn name_of(record: &DinnerRecord, row: &Slot) -> String {
    let name = row.person.map(|person| record.short_name(person));
    name.unwrap_or_else(|| row.title.clone())
}

/// When a slot begins, in words.
fn time_of(record: &DinnerRecord, table_no: i64, rows: &[Slot], slot: Id<Slot>) -> String {
    let mut moved = record.clone();
    moved.slots = rows.to_vec();
    let order = Order::of(&moved, table_no);
    let line = order.lines.iter().find(|line| line.slot.id == slot);
    line.and_then(|line| line.starts_at)
        .map_or_else(|| "another place".to_owned(), |at| order.time(at))
}

/// The minutes of a phase of a slot, as steppers show them.
pub fn minutes_of(slot: &Slot, phase: Phase) -> i64 {
    minutes(match phase {
        Phase::Pitch => slot.pitch_ms,
        Phase::Questions => slot.questions_ms,
        Phase::Wrap => slot.wrap_ms,
    })
}

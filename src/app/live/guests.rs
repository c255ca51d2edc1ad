//! Guests who come while the evening runs, and those who do not: their seat, their slot in the running order, and the
//! mark of the one who stayed away.

use super::{ADDED_RANK, Live, LiveError, take_back::Deed};
use crate::{
    app::{Session, dinners, running_order::minutes_of},
    domain::{
        self, Attendance, DinnerRecord, Draft, EveningEvent, Id, Person,
        dinner::{Answer, Origin, Presence},
        evening::SlotKind,
    },
    evening::{Action, Fate, Slot, SlotId, Stamp},
};

/// No table has more seats.
const MOST_SEATS: i64 = 12;

/// Somebody who comes late or unasked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LateGuest {
    Known(Id<Person>),
    /// By the name typed.
    New(String),
}

impl Live {
    /// What became of a slot.
    pub fn fate(&self, slot: SlotId, now: Stamp) -> Option<Fate> {
        let account = self.evening.account(now);
        account
            .iter()
            .find(|line| line.slot == slot)
            .map(|line| line.fate)
    }

    /// Seats somebody in the first free place, and lets them speak before the closing round.
    pub fn walk_in(
        &mut self,
        session: &Session,
        guest: &LateGuest,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<String, LiveError> {
        let record = session.library().record(self.dinner.clone())?;
        let mut draft = Draft::new("");
        draft.is_live = true;
        let person = match guest {
            LateGuest::New(name) => {
                let person = dinners::new_person(session, name)?;
                draft.create(&person);
                person
            }
            LateGuest::Known(id) => session.library().get(*id)?.ok_or_else(|| {
                LiveError::NotPossible("That person is not in the library any more".to_owned())
            })?,
        };
        let seat = self.seat_somebody(&record, &person, &mut draft)?;
        let slot = match self.slot_of(person.id) {
            Some(slot) => slot.id,
            None => self.add_slot(session, &record, &person, &mut draft),
        };
        let words = format!("{} sits on seat {seat} and speaks last", person.name());
        draft.label.clone_from(&words);
        for slot in self.unsaved.drain(..) {
            draft.create(&slot);
        }
        let receipt = session.write(draft)?;
        self.read_again(session)?;
        let moved = self.append(session, &Action::ComeLater(Some(slot)), stamp, id);
        if let Some(receipt) = receipt {
            self.did(Deed::Rows {
                change: receipt.change,
                has_key: moved.is_ok(),
                words: words.clone(),
            });
        }
        moved?;
        Ok(words)
    }

    /// Marks somebody as not come, and skips their slot.
    pub fn no_show(
        &mut self,
        session: &Session,
        person: Id<Person>,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<String, LiveError> {
        let row = session
            .library()
            .get(dinners::attendance_id(self.dinner.id, person))?;
        let name = session.library().get(person)?.map(|row| row.name());
        let (Some(old), Some(name)) = (row, name) else {
            let what = "That guest is not at this dinner any more".to_owned();
            return Err(LiveError::NotPossible(what));
        };
        let words = format!("{name} did not come");
        let slot = self.slot_of(person).map(|slot| slot.id);
        let slot = slot.filter(|slot| self.fate(*slot, stamp) == Some(Fate::Waiting));
        let new = Attendance {
            presence: Presence::NoShow,
            table_no: None,
            seat: None,
            ..old.clone()
        };
        let mut draft = Draft::new(words.clone());
        draft.is_live = true;
        // The order is written as it is known, or it would be made anew without them.
        for slot in self.unsaved.drain(..) {
            draft.create(&slot);
        }
        draft.update(&old, &new);
        let receipt = session.write(draft)?;
        let skipped = match slot {
            Some(slot) => self
                .append(session, &Action::Skip(Some(slot)), stamp, id)
                .map(|_| true),
            None => Ok(false),
        };
        self.read_again(session)?;
        if let Some(receipt) = receipt {
            self.did(Deed::Rows {
                change: receipt.change,
                has_key: matches!(skipped, Ok(true)),
                words: words.clone(),
            });
        }
        skipped?;
        Ok(words)
    }

    fn slot_of(&self, person: Id<Person>) -> Option<&Slot> {
        self.evening.order().find(|slot| slot.who == Some(person))
    }

    /// The seat that somebody takes; the table gets one more where all are taken.
    fn seat_somebody(
        &self,
        record: &DinnerRecord,
        person: &Person,
        draft: &mut Draft,
    ) -> Result<i64, LiveError> {
        let id = dinners::attendance_id(self.dinner.id, person.id);
        let old = record.attendances.iter().find(|row| row.id == id);
        let sits = old.filter(|row| row.presence != Presence::NoShow);
        if let Some((table, seat)) = sits.and_then(|row| row.table_no.zip(row.seat)) {
            return Err(LiveError::NotPossible(format!(
                "{} sits at table {table} already, on seat {seat}",
                person.name()
            )));
        }
        let table = record
            .tables
            .iter()
            .find(|table| table.number == self.table_no);
        let seats = table.map_or(0, |table| table.seats);
        let is_free = |seat: &i64| {
            self.seats
                .iter()
                .all(|taken| i64::from(taken.number) != *seat)
        };
        let seat = (1..=MOST_SEATS).find(is_free).ok_or_else(|| {
            LiveError::NotPossible(format!(
                "All {MOST_SEATS} seats of this table are taken. Nobody was added"
            ))
        })?;
        if let Some(table) = table.filter(|_| seat > seats) {
            let larger = domain::Table {
                seats: seat,
                ..table.clone()
            };
            draft.update(table, &larger);
        }
        let mut new = old.cloned().unwrap_or_else(|| {
            let mut new = Attendance::new(id);
            new.dinner = self.dinner.id;
            new.person = person.id;
            new.origin = Origin::WalkIn;
            new
        });
        new.answer = Answer::Accepted;
        new.presence = Presence::Unknown;
        (new.table_no, new.seat) = (Some(self.table_no), Some(seat));
        draft.put(old, &new);
        Ok(seat)
    }

    fn add_slot(
        &self,
        session: &Session,
        record: &DinnerRecord,
        person: &Person,
        draft: &mut Draft,
    ) -> SlotId {
        let largest = record.tables.iter().map(|table| table.seats).max();
        let largest = usize::try_from(largest.unwrap_or_default()).unwrap_or_default();
        let lengths = minutes_of(&self.dinner, largest);
        let own = record
            .slots
            .iter()
            .filter(|slot| slot.table_no == self.table_no);
        let last = own.map(|slot| slot.rank).max().unwrap_or_default();
        let mut slot = domain::Slot::new(session.new_id());
        slot.dinner = self.dinner.id;
        slot.table_no = self.table_no;
        slot.rank = (last + 1).max(ADDED_RANK);
        slot.kind = SlotKind::Pitch;
        slot.person = Some(person.id);
        slot.title = person.name();
        slot.pitch_ms = lengths.pitch_ms;
        slot.questions_ms = lengths.questions_ms;
        slot.wrap_ms = lengths.wrap_ms;
        draft.create(&slot);
        slot.id
    }
}

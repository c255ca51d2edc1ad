//! Guests who come while the evening runs, those who do not, those who leave early and those who change seats: their seat,
//! their slot in the running order, and the mark of the one who is not there. A note keeps the person, not the seat.

use super::{
    ADDED_RANK, Live, LiveError,
    take_back::{Deed, Rows, Words},
};
use crate::{
    app::{Session, Way, dinners, running_order::minutes_of},
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
        way: &mut Way<'_>,
        guest: &LateGuest,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<String, LiveError> {
        let mut draft = Draft::new("");
        let mut after = self.record.clone();
        let person = match guest {
            LateGuest::New(name) => {
                let person = dinners::new_person(way.session(), name)?;
                draft.create(&person);
                person
            }
            LateGuest::Known(id) => {
                let known = self.record.people.get(id).cloned();
                let known =
                    known.map_or_else(|| way.session().library().get(*id), |row| Ok(Some(row)));
                known?.ok_or_else(|| {
                    LiveError::NotPossible("That person is not in the library any more".to_owned())
                })?
            }
        };
        let seat = self.seat_somebody(&mut after, &person, &mut draft)?;
        let slot = match self.slot_of(person.id) {
            Some(slot) => slot.id,
            None => self.add_slot(way.session(), &mut after, &person, &mut draft),
        };
        let words = format!("{} sits on seat {seat} and speaks last", person.name());
        draft.label.clone_from(&words);
        after.people.insert(person.id, person);
        let wanted = Some(Action::ComeLater(Some(slot)));
        self.change_guests(way, (draft, after), wanted, (stamp, id))
    }

    /// Marks somebody as not come, and skips their slot.
    pub fn no_show(
        &mut self,
        way: &mut Way<'_>,
        person: Id<Person>,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<String, LiveError> {
        let words = format!("{} did not come", self.record.name(person));
        let gone = |row: &mut Attendance| {
            row.presence = Presence::NoShow;
            (row.table_no, row.seat) = (None, None);
        };
        self.mark(way, person, (words, gone), (stamp, id))
    }

    /// Marks somebody as gone before the end, and skips their slot where it is still to come. The seat stays theirs: what
    /// they promised can still be written down.
    pub fn leave_early(
        &mut self,
        way: &mut Way<'_>,
        person: Id<Person>,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<String, LiveError> {
        let words = format!("{} left early", self.record.name(person));
        let left = |row: &mut Attendance| row.presence = Presence::LeftEarly;
        self.mark(way, person, (words, left), (stamp, id))
    }

    /// Gives somebody another seat at this table; who sits there takes theirs.
    pub fn change_seat(
        &mut self,
        way: &mut Way<'_>,
        person: Id<Person>,
        seat: u8,
    ) -> Result<String, LiveError> {
        let number = i64::from(seat);
        let own = |record: &DinnerRecord| {
            let seated = record.seated(self.table_no);
            seated
                .iter()
                .find(|row| row.person == person)
                .copied()
                .cloned()
        };
        let old = own(&self.record).ok_or_else(not_here)?;
        let other = self.seats.iter().find(|taken| taken.number == seat);
        let other = other.filter(|taken| taken.person != person).cloned();
        let name = self.record.name(person);
        let words = match &other {
            Some(other) => format!("{name} and {} changed seats", other.name),
            None => format!("{name} sits on seat {seat}"),
        };
        let mut draft = Draft::new(words.clone());
        let mut after = self.record.clone();
        let moves = [
            Some((person, number)),
            other
                .zip(old.seat)
                .map(|(other, seat)| (other.person, seat)),
        ];
        for (who, seat) in moves.into_iter().flatten() {
            let id = dinners::attendance_id(self.dinner().id, who);
            if let Some(row) = after.attendances.iter_mut().find(|row| row.id == id) {
                let before = row.clone();
                row.seat = Some(seat);
                draft.update(&before, row);
            }
        }
        let rows = Rows {
            notes: Vec::new(),
            record: Some(after),
        };
        self.change(way, draft, rows, Words::of(&words))?;
        Ok(words)
    }

    /// Has the questions begin by themselves when a pitch is over, or wait for a key, for the whole dinner.
    pub fn begin_questions(
        &mut self,
        way: &mut Way<'_>,
        by_themselves: bool,
    ) -> Result<String, LiveError> {
        let words = dinners::begin_words(by_themselves);
        let mut after = self.record.clone();
        after.dinner.auto_questions = by_themselves;
        let mut draft = Draft::new(words);
        draft.update(self.dinner(), &after.dinner);
        let rows = Rows {
            notes: Vec::new(),
            record: Some(after),
        };
        self.change(way, draft, rows, Words::of(words))?;
        Ok(words.to_owned())
    }

    /// Changes the row of a guest who is not there, and skips their slot where it is still to come.
    fn mark(
        &mut self,
        way: &mut Way<'_>,
        person: Id<Person>,
        (words, put): (String, impl Fn(&mut Attendance)),
        (stamp, id): (Stamp, Id<EveningEvent>),
    ) -> Result<String, LiveError> {
        let row = dinners::attendance_id(self.dinner().id, person);
        let mut after = self.record.clone();
        let new = after.attendances.iter_mut().find(|other| other.id == row);
        let (Some(old), Some(new)) = (self.attendance(row), new) else {
            return Err(not_here());
        };
        put(new);
        let mut draft = Draft::new(words);
        draft.update(old, new);
        let slot = self.slot_of(person).map(|slot| slot.id);
        let slot = slot.filter(|slot| self.fate(*slot, stamp) == Some(Fate::Waiting));
        let wanted = slot.map(|slot| Action::Skip(Some(slot)));
        self.change_guests(way, (draft, after), wanted, (stamp, id))
    }

    /// Writes a change of guests with the key of the clock that goes with it.
    fn change_guests(
        &mut self,
        way: &mut Way<'_>,
        (draft, after): (Draft, Box<DinnerRecord>),
        wanted: Option<Action>,
        (stamp, id): (Stamp, Id<EveningEvent>),
    ) -> Result<String, LiveError> {
        let words = draft.label.clone();
        if draft.is_empty() {
            return Ok(words);
        }
        let change = self.write(way, draft)?;
        let other = self.swap(Rows {
            notes: Vec::new(),
            record: Some(after),
        });
        let moved = wanted.map(|wanted| self.append(way, &wanted, stamp, id));
        self.did(Deed::Rows {
            change,
            has_key: matches!(moved, Some(Ok(_))),
            words: Words::of(&words),
            other,
        });
        moved.transpose()?;
        Ok(words)
    }

    fn slot_of(&self, person: Id<Person>) -> Option<&Slot> {
        self.evening.order().find(|slot| slot.who == Some(person))
    }

    /// The seat that somebody takes; the table gets one more where all are taken.
    fn seat_somebody(
        &self,
        after: &mut DinnerRecord,
        person: &Person,
        draft: &mut Draft,
    ) -> Result<i64, LiveError> {
        let id = dinners::attendance_id(self.dinner().id, person.id);
        let old = self.attendance(id);
        let sits = old.filter(|row| row.presence != Presence::NoShow);
        if let Some((table, seat)) = sits.and_then(|row| row.table_no.zip(row.seat)) {
            return Err(LiveError::NotPossible(format!(
                "{} sits at table {table} already, on seat {seat}",
                person.name()
            )));
        }
        let mut tables = after.tables.iter_mut();
        let table = tables.find(|table| table.number == self.table_no);
        let seats = table.as_ref().map_or(0, |table| table.seats);
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
            let before = table.clone();
            table.seats = seat;
            draft.update(&before, table);
        }
        let mut new = old.cloned().unwrap_or_else(|| {
            let mut new = Attendance::new(id);
            new.dinner = self.dinner().id;
            new.person = person.id;
            new.origin = Origin::WalkIn;
            new
        });
        new.answer = Answer::Accepted;
        new.presence = Presence::Unknown;
        (new.table_no, new.seat) = (Some(self.table_no), Some(seat));
        draft.put(old, &new);
        after.attendances.retain(|row| row.id != id);
        after.attendances.push(new);
        Ok(seat)
    }

    fn add_slot(
        &self,
        session: &Session,
        after: &mut DinnerRecord,
        person: &Person,
        draft: &mut Draft,
    ) -> SlotId {
        let largest = after.tables.iter().map(|table| table.seats).max();
        let largest = usize::try_from(largest.unwrap_or_default()).unwrap_or_default();
        let lengths = minutes_of(self.dinner(), largest);
        let own = after
            .slots
            .iter()
            .filter(|slot| slot.table_no == self.table_no);
        let last = own.map(|slot| slot.rank).max().unwrap_or_default();
        let mut slot = domain::Slot::new(session.new_id());
        slot.dinner = self.dinner().id;
        slot.table_no = self.table_no;
        slot.rank = (last + 1).max(ADDED_RANK);
        slot.kind = SlotKind::Pitch;
        slot.person = Some(person.id);
        slot.title = person.name();
        slot.pitch_ms = lengths.pitch_ms;
        slot.questions_ms = lengths.questions_ms;
        slot.wrap_ms = lengths.wrap_ms;
        draft.create(&slot);
        let id = slot.id;
        after.slots.push(slot);
        id
    }
}

fn not_here() -> LiveError {
    LiveError::NotPossible("That guest is not at this table any more".to_owned())
}

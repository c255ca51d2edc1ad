//! A table's evening at work: keys and note lines become events and notes in the ledger, each written before it counts.
//! The window and `play` run exactly this.

mod correct;
mod gifts;
mod guests;
mod take_back;
#[cfg(test)]
mod tests;
mod write;

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use uuid::Uuid;

use super::{
    Session, Way,
    dinners::{self, PlanError},
    export::to_utc,
    running_order::{self, slot_of},
};
use crate::{
    domain::{
        self, Attendance, Dinner, DinnerRecord, Draft, EveningEvent, Id, Note, NoteKind,
        dinner::DinnerState, note::QuestionState,
    },
    evening::{
        self, Action, Evening, Event, Plan, Recorded, Refusal, Stamp,
        grammar::{self, Context, DateOrder, OpenQuestion, Parsed, Seat},
    },
    storage::StorageError,
};

pub use guests::LateGuest;
use take_back::{Deed, Rows, Words};

/// The slots that are added while the evening runs are ranked from here on: the planned end does not know them.
const ADDED_RANK: i64 = 1_000;

/// Why something at the table was not done.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    #[error(
        "Nobody is seated at table {table} of {dinner}. Seat the dinner first: `tablemates seat`"
    )]
    NotSeated { dinner: String, table: i64 },
    #[error("{dinner} has no date and time yet, so its evening cannot run")]
    NoStart { dinner: String },
    #[error("Not possible now: {0}")]
    Refused(#[from] Refusal),
    /// A guest at the door who cannot be taken in, or a line that is not there any more.
    #[error("{0}")]
    NotPossible(String),
    #[error(transparent)]
    Guest(#[from] PlanError),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// One table's evening: as it stands in the library, and as it will once what was sent is written.
#[derive(Clone, Debug)]
pub struct Live {
    /// The dinner, but for its notes and events.
    record: Box<DinnerRecord>,
    table_no: i64,
    zone: Tz,
    seats: Vec<Seat>,
    evening: Evening,
    /// In the order of their time; one written here comes last.
    notes: Vec<Note>,
    /// The running order, until the first thing is written.
    unsaved: Vec<domain::Slot>,
    /// What was done here since the table was opened, for undo; and what was taken back, for redo.
    deeds: Vec<Deed>,
    taken_back: Vec<Deed>,
    /// Something was taken back of which it is not known what all came of it.
    is_doubtful: bool,
}

/// A key of the clock before it is written: what to append, and the events that it is.
#[derive(Debug)]
struct Planned {
    draft: Draft,
    events: Vec<Recorded>,
    words: String,
}

impl Live {
    /// The evening of one table. A table without a running order gets the one of the dinner's template, which is saved
    /// with the first thing that happens.
    pub fn open(session: &Session, dinner: &Dinner, table_no: i64) -> Result<Self, LiveError> {
        Self::planned(session.library().record(dinner.clone())?, table_no)
    }

    /// The same from a record that was read already.
    pub fn planned(mut record: DinnerRecord, table_no: i64) -> Result<Self, LiveError> {
        if record.seated(table_no).is_empty() {
            return Err(LiveError::NotSeated {
                dinner: record.dinner.title.clone(),
                table: table_no,
            });
        }
        let mut unsaved = Vec::new();
        if record.slots.iter().all(|slot| slot.table_no != table_no) {
            unsaved = running_order::by_template(&record, table_no);
            record.slots.extend(unsaved.iter().cloned());
        }
        let mut live = Self::of(&record, table_no)?;
        live.unsaved = unsaved;
        Ok(live)
    }

    /// The evening that a record holds; its running order must be there.
    pub fn of(record: &DinnerRecord, table_no: i64) -> Result<Self, LiveError> {
        let dinner = &record.dinner;
        let log: Vec<Recorded> = record
            .events
            .iter()
            .filter(|event| event.table_no == table_no)
            .map(Recorded::from_row)
            .collect();
        let notes = record.notes.iter();
        Ok(Self {
            zone: dinner.zone.parse().unwrap_or(Tz::UTC),
            seats: seats_of(record, table_no),
            evening: evening::fold(&plan_of(record, table_no)?, &log),
            notes: notes
                .filter(|note| note.table_no == table_no)
                .cloned()
                .collect(),
            record: Box::new(DinnerRecord {
                notes: Vec::new(),
                events: Vec::new(),
                ..record.clone()
            }),
            unsaved: Vec::new(),
            deeds: Vec::new(),
            taken_back: Vec::new(),
            is_doubtful: false,
            table_no,
        })
    }

    /// The evening.
    pub fn evening(&self) -> &Evening {
        &self.evening
    }

    /// The notes, in the order of their time.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The dinner.
    pub fn dinner(&self) -> &Dinner {
        &self.record.dinner
    }

    /// Its tables, guests and what they ask for and offer, as they stand here; without notes and events.
    pub fn record(&self) -> &DinnerRecord {
        &self.record
    }

    /// The table's number.
    pub fn table_no(&self) -> i64 {
        self.table_no
    }

    /// Who sits where, by seat.
    pub fn seats(&self) -> &[Seat] {
        &self.seats
    }

    /// Reads a line as it would be saved, without saving it.
    pub fn read(&self, line: &str, stamp: Stamp, reads_dates: bool) -> Parsed {
        let evening = self.evening_at(stamp);
        grammar::parse(line, &self.context(&evening, stamp, reads_dates))
    }

    /// The time zone of the table.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The same table with nothing said or done yet.
    #[must_use]
    pub fn before_anything(&self) -> Self {
        Self {
            evening: evening::fold(self.evening.plan(), &[]),
            notes: Vec::new(),
            ..self.clone()
        }
    }

    /// Whether an event or a note of this id is written already.
    pub fn has(&self, id: Uuid) -> bool {
        self.evening.log().iter().any(|event| event.id.uuid() == id)
            || self.notes.iter().any(|note| note.id.uuid() == id)
    }

    /// Does what a key means now. `id` is the id of the first event, made at the key. Returns what was done, in words.
    pub fn act(
        &mut self,
        way: &mut Way<'_>,
        action: &Action,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<String, LiveError> {
        match action {
            Action::Undo => return self.take_back(way, stamp, id),
            Action::Redo => return self.do_again(way, stamp, id),
            _ => {}
        }
        let words = self.append(way, action, stamp, id)?;
        if !matches!(action, Action::Reopen | Action::ClockWasSet(_)) {
            self.did(Deed::Key);
        }
        Ok(words)
    }

    /// Appends what an action comes to.
    fn append(
        &mut self,
        way: &mut Way<'_>,
        action: &Action,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<String, LiveError> {
        let planned = self.plan_action(action, stamp, id)?;
        self.write(way, planned.draft)?;
        self.record.dinner.state = self.record.dinner.state.max(DinnerState::Live);
        planned
            .events
            .into_iter()
            .for_each(|event| self.evening.apply(event));
        Ok(planned.words)
    }

    /// Saves a line of the note line. `id` is the note's id, made at its first key, whose moment `stamp` is; due dates
    /// are looked for unless the host took theirs off.
    pub fn take_note(
        &mut self,
        way: &mut Way<'_>,
        line: &str,
        (stamp, reads_dates): (Stamp, bool),
        id: Id<Note>,
    ) -> Result<Parsed, LiveError> {
        let (note, mut parsed) = self.plan_note(line, (stamp, reads_dates), id);
        let has_offer = note
            .subject
            .is_some_and(|giver| self.record.offer_of(giver).is_some());
        if note.reply.is_some() && !has_offer {
            parsed
                .hints
                .push("The presenter has made no offer that is known".to_owned());
        }
        let mut draft = Draft::new(format!("Note: {}", parsed.summary));
        draft.create(&note);
        let mut rows = Rows::default();
        if let Some(question) = self.note(note.answers) {
            let mut answered = question.clone();
            answered.state = QuestionState::Answered;
            draft.update(question, &answered);
            rows.notes.push((answered.id, Some(answered)));
        }
        rows.record = self.plan_gifts(way.session(), &note, &mut draft);
        let took = match note.text.as_str() {
            "" => "the mark".to_owned(),
            text => format!("the note “{text}”"),
        };
        rows.notes.push((note.id, Some(note)));
        let words = Words {
            took: format!("Took back {took}"),
            again: "Wrote the note again".to_owned(),
        };
        self.change(way, draft, rows, words)?;
        Ok(parsed)
    }

    /// Does an act without writing it, to see whether it would be refused.
    pub fn rehearse(
        &mut self,
        action: &Action,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<(), LiveError> {
        if *action == Action::Undo
            && let Some(note) = self.note_to_take_back()
        {
            self.notes.retain(|other| other.id != note);
            return Ok(());
        }
        let planned = self.plan_action(action, stamp, id)?;
        planned
            .events
            .into_iter()
            .for_each(|event| self.evening.apply(event));
        Ok(())
    }

    /// Takes a note without writing it.
    pub fn rehearse_note(&mut self, line: &str, stamp: Stamp, id: Id<Note>) {
        let (note, _) = self.plan_note(line, (stamp, true), id);
        let mut notes = self.notes.iter_mut();
        if let Some(question) = notes.find(|other| Some(other.id) == note.answers) {
            question.state = QuestionState::Answered;
        }
        self.notes.push(note);
    }

    fn plan_action(
        &self,
        action: &Action,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<Planned, LiveError> {
        let happened = evening::next(&self.evening, action)?;
        let words = match happened.as_slice() {
            [Event::Undone(taken_back)] => {
                let event = self
                    .evening
                    .log()
                    .iter()
                    .find(|recorded| recorded.id == *taken_back);
                format!(
                    "Took back {}",
                    event.map_or_else(
                        || "an action".to_owned(),
                        |event| self.evening.words(&event.event)
                    )
                )
            }
            events => events
                .last()
                .map(|event| self.evening.words(event))
                .unwrap_or_default(),
        };
        let mut draft = Draft::new(words.clone());
        let mut events = Vec::new();
        for (n, event) in happened.into_iter().enumerate() {
            let id = if n == 0 {
                id
            } else {
                Id::of_pair("event", id.uuid(), Uuid::from_u128(n as u128))
            };
            let mut row = EveningEvent::new(id);
            row.dinner = self.dinner().id;
            row.table_no = self.table_no;
            event.kind().clone_into(&mut row.kind);
            row.payload = event.payload().to_string();
            row.wall_ms = stamp.wall_ms;
            row.boot_ms = stamp.boot_ms;
            row.boot_id = stamp.boot_id.uuid().to_string();
            row.rank = i64::try_from(self.evening.log().len() + n).unwrap_or(i64::MAX);
            draft.create(&row);
            events.push(Recorded { id, stamp, event });
        }
        if self.dinner().state < DinnerState::Live {
            dinners::set_state(&mut draft, self.dinner(), DinnerState::Live);
        }
        Ok(Planned {
            draft,
            events,
            words,
        })
    }

    fn plan_note(
        &self,
        line: &str,
        (stamp, reads_dates): (Stamp, bool),
        id: Id<Note>,
    ) -> (Note, Parsed) {
        // Who presented at the first key is who it is about, whoever is up when it is saved.
        let evening = self.evening_at(stamp);
        let parsed = grammar::parse(line, &self.context(&evening, stamp, reads_dates));
        let mut note = Note::new(id);
        note.audience = parsed.audience;
        note.dinner = self.dinner().id;
        note.table_no = self.table_no;
        note.kind = parsed.kind;
        note.text.clone_from(&parsed.text);
        note.speaker = parsed.speaker;
        note.subject = parsed.subject;
        note.to = parsed.to;
        note.about.clone_from(&parsed.about);
        note.due = parsed.due.filter(|_| parsed.kind == NoteKind::Promise);
        note.answers = parsed.answers;
        note.reply = parsed.reply;
        note.slot = evening.current_slot().map(|slot| slot.id);
        note.phase = evening.phase();
        note.offset_ms = evening
            .phase()
            .and_then(|_| evening.elapsed_ms(stamp))
            .unwrap_or_default();
        note.at_ms = stamp.wall_ms;
        (note, parsed)
    }

    /// The evening as it stood at a moment, which is mostly now.
    fn evening_at(&self, stamp: Stamp) -> Cow<'_, Evening> {
        let is_later = |event: &Recorded| {
            if event.stamp.boot_id == stamp.boot_id {
                event.stamp.boot_ms > stamp.boot_ms
            } else {
                event.stamp.wall_ms > stamp.wall_ms
            }
        };
        let log = self.evening.log();
        match log.iter().position(is_later) {
            Some(until) => Cow::Owned(evening::fold(
                self.evening.plan(),
                log.get(..until).unwrap_or_default(),
            )),
            None => Cow::Borrowed(&self.evening),
        }
    }

    fn context(&self, evening: &Evening, stamp: Stamp, reads_dates: bool) -> Context<'_> {
        let open = self
            .notes
            .iter()
            .rev()
            .find(|note| note.kind == NoteKind::Question && note.state == QuestionState::Open);
        Context {
            seats: &self.seats,
            presenter: evening.presenter(),
            phase: evening.phase(),
            today: self.day(stamp),
            date_order: DateOrder::DayMonth,
            reads_dates,
            last_open_question: open.map(|note| OpenQuestion {
                note: note.id,
                asker: note.speaker,
            }),
        }
    }

    /// The date at the table.
    fn day(&self, stamp: Stamp) -> NaiveDate {
        let at = DateTime::from_timestamp_millis(stamp.wall_ms).unwrap_or_default();
        at.with_timezone(&self.zone).date_naive()
    }

    fn note(&self, id: Option<Id<Note>>) -> Option<&Note> {
        self.notes.iter().find(|note| Some(note.id) == id)
    }
}

/// Who sits at a table, by seat.
fn seats_of(record: &DinnerRecord, table_no: i64) -> Vec<Seat> {
    let seat = |a: &Attendance| Seat {
        number: u8::try_from(a.seat.unwrap_or_default()).unwrap_or_default(),
        person: a.person,
        name: record.name(a.person),
    };
    record.seated(table_no).into_iter().map(seat).collect()
}

/// The running order of a table as planned; what was added while the evening ran does not move the planned end.
fn plan_of(record: &DinnerRecord, table_no: i64) -> Result<Plan, LiveError> {
    let dinner = &record.dinner;
    let starts_at = dinner.starts_at.ok_or_else(|| LiveError::NoStart {
        dinner: dinner.title.clone(),
    })?;
    let own = || record.slots.iter().filter(|slot| slot.table_no == table_no);
    let planned = own().filter(|slot| slot.rank < ADDED_RANK);
    let planned = planned.map(|slot| slot_of(slot, dinner)).collect();
    let mut plan = Plan::new(to_utc(starts_at, &dinner.zone).timestamp_millis(), planned);
    let added = own().filter(|slot| slot.rank >= ADDED_RANK);
    plan.slots.extend(added.map(|slot| slot_of(slot, dinner)));
    plan.is_questions_automatic = dinner.auto_questions;
    Ok(plan)
}

//! A table's evening at work: keys and note lines become events and notes in the ledger, each written before it counts.
//! The window and `play` run exactly this.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use uuid::Uuid;

use super::{
    Session, dinners,
    export::to_utc,
    running_order::{self, slot_of},
};
use crate::{
    domain::{
        self, Ask, Audience, Dinner, DinnerRecord, Draft, EveningEvent, Id, Note, NoteKind,
        OfferAnswer, Person, dinner::DinnerState, note::QuestionState,
    },
    evening::{
        self, Action, Evening, Event, Plan, Recorded, Refusal, Stamp,
        grammar::{self, Context, DateOrder, OpenQuestion, Parsed, Seat},
    },
    storage::StorageError,
};

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
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// One table's evening, as it stands in the library.
#[derive(Clone, Debug)]
pub struct Live {
    dinner: Dinner,
    table_no: i64,
    zone: Tz,
    seats: Vec<Seat>,
    evening: Evening,
    /// In the order of their time.
    notes: Vec<Note>,
    asks: Vec<Ask>,
    /// The running order, until the first thing is written.
    unsaved: Vec<domain::Slot>,
    /// Person and first offer.
    offers: Vec<(Id<Person>, Id<domain::Offer>)>,
}

/// A change at the table before it is written: what to append, and the evening that it leads to.
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
        let mut record = session.library().record(dinner.clone())?;
        if record.seated(table_no).is_empty() {
            return Err(LiveError::NotSeated {
                dinner: dinner.title.clone(),
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
        let dinner = record.dinner.clone();
        let starts_at = dinner.starts_at.ok_or_else(|| LiveError::NoStart {
            dinner: dinner.title.clone(),
        })?;
        let slots = record
            .slots
            .iter()
            .filter(|slot| slot.table_no == table_no)
            .map(|slot| slot_of(slot, &dinner))
            .collect();
        let plan = Plan::new(to_utc(starts_at, &dinner.zone).timestamp_millis(), slots);
        let log: Vec<Recorded> = record
            .events
            .iter()
            .filter(|event| event.table_no == table_no)
            .map(Recorded::from_row)
            .collect();
        let seated = record.seated(table_no);
        Ok(Self {
            zone: dinner.zone.parse().unwrap_or(Tz::UTC),
            seats: seated
                .iter()
                .map(|a| Seat {
                    number: u8::try_from(a.seat.unwrap_or_default()).unwrap_or_default(),
                    person: a.person,
                    name: record.name(a.person),
                })
                .collect(),
            evening: evening::fold(&plan, &log),
            notes: record
                .notes
                .iter()
                .filter(|note| note.table_no == table_no)
                .cloned()
                .collect(),
            asks: record.asks.clone(),
            unsaved: Vec::new(),
            offers: seated
                .iter()
                .filter_map(|a| Some((a.person, record.offer_of(a.person)?.id)))
                .collect(),
            dinner,
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
        session: &Session,
        action: &Action,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<String, LiveError> {
        if *action == Action::Undo
            && let Some(note) = self.note_to_take_back()
        {
            return self.take_back_note(session, note);
        }
        let planned = self.plan_action(action, stamp, id)?;
        self.write(session, planned)
    }

    /// Saves a line of the note line. `id` is the note's id, made at its first key, whose moment `stamp` is.
    pub fn take_note(
        &mut self,
        session: &Session,
        line: &str,
        stamp: Stamp,
        id: Id<Note>,
    ) -> Result<Parsed, LiveError> {
        let (planned, note, mut parsed) = self.plan_note(session, line, stamp, id);
        let has_offer = note
            .subject
            .is_some_and(|giver| self.offers.iter().any(|(person, _)| *person == giver));
        if note.reply.is_some() && !has_offer {
            parsed
                .hints
                .push("The presenter has made no offer that is known".to_owned());
        }
        self.write(session, planned)?;
        if matches!(note.kind, NoteKind::Offer | NoteKind::Ask) {
            self.read_people_again(session)?;
        }
        self.keep_note(note);
        Ok(parsed)
    }

    /// Does an act without writing it, to see whether it would be refused.
    pub fn rehearse(
        &mut self,
        action: &Action,
        stamp: Stamp,
        id: Id<EveningEvent>,
    ) -> Result<(), LiveError> {
        if *action == Action::Undo && self.note_to_take_back().is_some() {
            self.notes.pop();
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
    pub fn rehearse_note(&mut self, session: &Session, line: &str, stamp: Stamp, id: Id<Note>) {
        let (_, note, _) = self.plan_note(session, line, stamp, id);
        self.keep_note(note);
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
        draft.is_live = true;
        let mut events = Vec::new();
        for (n, event) in happened.into_iter().enumerate() {
            let id = if n == 0 {
                id
            } else {
                Id::of_pair("event", id.uuid(), Uuid::from_u128(n as u128))
            };
            let mut row = EveningEvent::new(id);
            row.dinner = self.dinner.id;
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
        if self.dinner.state < DinnerState::Live {
            dinners::set_state(&mut draft, &self.dinner, DinnerState::Live);
        }
        Ok(Planned {
            draft,
            events,
            words,
        })
    }

    fn plan_note(
        &self,
        session: &Session,
        line: &str,
        stamp: Stamp,
        id: Id<Note>,
    ) -> (Planned, Note, Parsed) {
        let parsed = grammar::parse(line, &self.context(stamp));
        let mut note = Note::new(id);
        note.audience = parsed.audience;
        note.dinner = self.dinner.id;
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
        note.slot = self.evening.current_slot().map(|slot| slot.id);
        note.phase = self.evening.phase();
        note.offset_ms = self
            .evening
            .phase()
            .and_then(|_| self.evening.elapsed_ms(stamp))
            .unwrap_or_default();
        note.at_ms = stamp.wall_ms;
        let mut draft = Draft::new(format!("Note: {}", parsed.summary));
        draft.is_live = true;
        draft.create(&note);
        if let Some(question) = self
            .notes
            .iter()
            .find(|other| Some(other.id) == note.answers)
        {
            let mut answered = question.clone();
            answered.state = QuestionState::Answered;
            draft.update(question, &answered);
        }
        self.plan_ask(session, &note, &mut draft);
        self.plan_offer(session, &note, &mut draft);
        self.plan_reply(session, &note, &mut draft);
        (
            Planned {
                draft,
                events: Vec::new(),
                words: parsed.summary.clone(),
            },
            note,
            parsed,
        )
    }

    /// An ask of somebody who had none is kept with the person; one who has one said it again.
    fn plan_ask(&self, session: &Session, note: &Note, draft: &mut Draft) {
        let Some(speaker) = note
            .speaker
            .filter(|_| note.kind == NoteKind::Ask && note.audience == Audience::Table)
        else {
            return;
        };
        if !note.text.is_empty() && self.asks.iter().all(|ask| ask.person != speaker) {
            let mut ask = Ask::new(session.new_id());
            ask.person = speaker;
            ask.text.clone_from(&note.text);
            draft.create(&ask);
        }
    }

    /// An offer of somebody who had none is kept with the person, with the step that an offer always has.
    fn plan_offer(&self, session: &Session, note: &Note, draft: &mut Draft) {
        let is_shown = note.kind == NoteKind::Offer && note.audience == Audience::Table;
        let Some(speaker) = note.speaker.filter(|_| is_shown && !note.text.is_empty()) else {
            return;
        };
        if self.offers.iter().all(|(person, _)| *person != speaker) {
            let mut offer = domain::Offer::new(session.new_id());
            offer.person = speaker;
            offer.text.clone_from(&note.text);
            "agree when and how".clone_into(&mut offer.next_step);
            draft.create(&offer);
        }
    }

    /// A reply to the presenter's offer is kept with the offer.
    fn plan_reply(&self, session: &Session, note: &Note, draft: &mut Draft) {
        let offer = note
            .subject
            .and_then(|giver| self.offers.iter().find(|(person, _)| *person == giver));
        let (Some(reply), Some(person), Some((_, offer))) = (note.reply, note.speaker, offer)
        else {
            return;
        };
        let id = Id::of_pair("offer_answer", offer.uuid(), person.uuid());
        let mut answer = OfferAnswer::new(id);
        answer.offer = *offer;
        answer.person = person;
        answer.answer = reply;
        // What cannot be read now is written whole: the answer is the same row on every laptop.
        let old = session.library().get(id).ok().flatten();
        draft.put(old.as_ref(), &answer);
    }

    fn context(&self, stamp: Stamp) -> Context<'_> {
        let open = self
            .notes
            .iter()
            .rev()
            .find(|note| note.kind == NoteKind::Question && note.state == QuestionState::Open);
        Context {
            seats: &self.seats,
            presenter: self.evening.presenter(),
            phase: self.evening.phase(),
            today: self.day(stamp),
            date_order: DateOrder::DayMonth,
            reads_dates: true,
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

    fn write(&mut self, session: &Session, mut planned: Planned) -> Result<String, LiveError> {
        for slot in &self.unsaved {
            running_order::create(&mut planned.draft, slot);
        }
        session.write(planned.draft)?;
        self.unsaved.clear();
        if self.dinner.state < DinnerState::Live {
            self.dinner.state = DinnerState::Live;
        }
        planned
            .events
            .into_iter()
            .for_each(|event| self.evening.apply(event));
        Ok(planned.words)
    }

    fn keep_note(&mut self, note: Note) {
        if let Some(question) = self
            .notes
            .iter_mut()
            .find(|other| Some(other.id) == note.answers)
        {
            question.state = QuestionState::Answered;
        }
        self.notes.push(note);
    }

    /// The asks and offers, after one of them was made at the table.
    fn read_people_again(&mut self, session: &Session) -> Result<(), LiveError> {
        let record = session.library().record(self.dinner.clone())?;
        self.offers = self
            .seats
            .iter()
            .filter_map(|seat| Some((seat.person, record.offer_of(seat.person)?.id)))
            .collect();
        self.asks = record.asks;
        Ok(())
    }

    /// The last note, when it is later than the last key of the clock.
    fn note_to_take_back(&self) -> Option<Id<Note>> {
        let note = self.notes.iter().max_by_key(|note| note.at_ms)?;
        let action = self
            .evening
            .last_action()
            .map_or(i64::MIN, |action| action.stamp.wall_ms);
        (note.at_ms > action).then_some(note.id)
    }

    fn take_back_note(&mut self, session: &Session, note: Id<Note>) -> Result<String, LiveError> {
        let now_ms = session.now().wall_ms;
        session.writing(move |library| match library.change_of(note.uuid())? {
            Some(change) => library.undo(change, now_ms),
            None => Ok(None),
        })?;
        let at = self.notes.iter().position(|other| other.id == note);
        let taken = at.map(|at| self.notes.remove(at));
        let words = taken.map(|note| note.text).unwrap_or_default();
        self.notes = session
            .library()
            .record(self.dinner.clone())?
            .notes
            .into_iter()
            .filter(|n| n.table_no == self.table_no)
            .collect();
        Ok(format!("Took back the note “{words}”"))
    }
}

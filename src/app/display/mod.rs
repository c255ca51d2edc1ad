//! What the table may see of an evening, as plain data for the second window: who speaks, the clock, what the speaker asks
//! for and offers, and who is next. Notes, needs and objectives have no place in these types; [`DisplaySnapshot::of`] is
//! the only way into them. How it looks is not here.

mod shown;
#[cfg(test)]
mod tests;

use crate::{
    app::{Desk, live::Live},
    domain::{
        Audience, Dinner, DinnerRecord, Id, NoteKind, Person, evening::SlotKind, note::Phase,
        note::QuestionState,
    },
    evening::{Evening, Fate, Signal, Slot, Stamp, State, clock::elapsed_ms, signal},
};

pub use shown::Shown;

/// One evening as the table may see it at one moment. What passes by itself, the clock, is a function of this and of the
/// moment that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisplaySnapshot {
    /// "Thursday Table, No. 14".
    pub title: Shown,
    /// Where it is; may be empty.
    pub place: Shown,
    /// When it is to begin: "19:00".
    pub begins: Shown,
    /// The seats of the table, taken or not; 0 where no table is known.
    pub seats: u8,
    /// Who sits there, by seat.
    pub guests: Vec<Guest>,
    /// How many have spoken, of how many.
    pub spoken: (usize, usize),
    pub scene: Scene,
    dinner: Id<Dinner>,
    table_no: i64,
}

/// Somebody at the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    pub seat: u8,
    pub name: Shown,
    pub first_name: Shown,
    /// For the plate: one to three letters.
    pub initials: Shown,
    /// Which of the ten colours the plate has.
    pub colour: u8,
}

/// What the evening is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scene {
    /// It has not begun; who speaks first.
    Welcome(Option<Turn>),
    /// Somebody is on the clock.
    Clock(Clock),
    /// Nobody is: the pause before the next.
    Between(Between),
    /// All have spoken, or the evening has ended.
    Over,
}

/// One slot of the running order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The seat of who presents; none for the closing round or a course.
    pub seat: Option<u8>,
    /// The guest's name, or the slot's.
    pub name: Shown,
    /// "Brand designer, Raman Studio".
    pub line: Shown,
    pub ask: Option<Shown>,
    pub offer: Option<Shown>,
}

/// The phase on the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    pub turn: Turn,
    pub phase: Phase,
    /// With what was added and taken.
    pub budget_ms: i64,
    pub is_running: bool,
    /// The seat of who asked last and has no answer yet.
    pub asking: Option<u8>,
    /// The phase after this one.
    pub next_phase: Option<Phase>,
    /// The slot after this one.
    pub then: Option<Shown>,
    remaining_ms: i64,
    taken: Stamp,
}

/// Nobody is on the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Between {
    pub next: Turn,
    /// The slot after the next.
    pub then: Option<Shown>,
    /// When the next begins by the forecast; none where that is at once.
    pub until: Option<Shown>,
    /// The seat of who spoke last.
    pub spoke: Option<u8>,
}

impl DisplaySnapshot {
    /// What the table may see of the evening at `now`.
    pub fn of(live: &Live, record: &DinnerRecord, now: Stamp) -> Self {
        let evening = live.evening();
        let guests: Vec<Guest> = live
            .seats()
            .iter()
            .map(|seat| Guest {
                seat: seat.number,
                name: Shown::name(record, seat.person),
                first_name: Shown::first_name(record, seat.person),
                initials: Shown::initials(record, seat.person),
                colour: Person::plate_colour(seat.person),
            })
            .collect();
        let seen = Seen {
            live,
            record,
            evening,
            now,
        };
        Self {
            title: Shown::dinner(live.dinner()),
            place: Shown::place(live.dinner()),
            begins: Shown::time(evening.plan().starts_at, live.zone()),
            seats: record.seat_count(live.table_no()),
            guests,
            spoken: seen.spoken(),
            scene: seen.scene(),
            dinner: live.dinner().id,
            table_no: live.table_no(),
        }
    }

    /// What stands in the library of a table; none where nobody is seated there any more.
    pub fn of_table(desk: &Desk, dinner: Id<Dinner>, table_no: i64) -> Option<Self> {
        let open = desk.dinner(dinner).ok()??;
        let live = Live::of(&open.record, table_no);
        let live = live.ok().filter(|live| !live.seats().is_empty())?;
        Some(Self::of(&live, &open.record, desk.stamp()))
    }

    /// Which table of which dinner it is.
    pub fn table(&self) -> (Id<Dinner>, i64) {
        (self.dinner, self.table_no)
    }

    /// Who sits on a seat.
    pub fn guest(&self, seat: u8) -> Option<&Guest> {
        self.guests.iter().find(|guest| guest.seat == seat)
    }

    /// Whether an evening is at work: the screen must not go dark then.
    pub fn is_running(&self) -> bool {
        matches!(self.scene, Scene::Clock(_) | Scene::Between(_))
    }

    /// The same, looked at from a later moment: two that are equal then look the same.
    #[must_use]
    pub fn at(mut self, now: Stamp) -> Self {
        if let Scene::Clock(clock) = &mut self.scene {
            clock.remaining_ms = clock.remaining_ms(now);
            clock.taken = now;
        }
        self
    }
}

impl Clock {
    /// Milliseconds left at `now`; negative over time.
    pub fn remaining_ms(&self, now: Stamp) -> i64 {
        if self.is_running {
            self.remaining_ms - elapsed_ms(self.taken, now)
        } else {
            self.remaining_ms
        }
    }

    /// The sign at `now`.
    pub fn signal(&self, now: Stamp) -> Signal {
        signal::signal(self.phase, self.remaining_ms(now), self.budget_ms)
    }

    /// Whether the whole field says that the time is up.
    pub fn is_past_grace(&self, now: Stamp) -> bool {
        signal::is_past_grace(self.remaining_ms(now))
    }
}

/// What a snapshot is taken of.
struct Seen<'a> {
    live: &'a Live,
    record: &'a DinnerRecord,
    evening: &'a Evening,
    now: Stamp,
}

impl Seen<'_> {
    fn scene(&self) -> Scene {
        let evening = self.evening;
        match evening.state() {
            State::Idle => Scene::Welcome(evening.next_slot().map(|slot| self.turn(slot))),
            State::Ended => Scene::Over,
            State::Armed(_) => evening
                .current_slot()
                .map_or(Scene::Over, |slot| self.between(slot, evening.next_slot())),
            State::Done(_) => evening
                .next_slot()
                .map_or(Scene::Over, |slot| self.between(slot, None)),
            State::Running(..) | State::Paused(..) => {
                self.clock().map_or(Scene::Over, Scene::Clock)
            }
        }
    }

    fn clock(&self) -> Option<Clock> {
        let evening = self.evening;
        let slot = evening.current_slot()?;
        let (_, phase) = evening.state().on_clock()?;
        Some(Clock {
            turn: self.turn(slot),
            phase,
            budget_ms: evening.budget_ms()?,
            is_running: matches!(evening.state(), State::Running(..)),
            asking: self.asking(slot, phase),
            next_phase: self.lengths_after(slot, phase),
            then: evening.next_slot().map(Shown::slot),
            remaining_ms: evening.remaining_ms(self.now)?,
            taken: self.now,
        })
    }

    fn lengths_after(&self, slot: &Slot, phase: Phase) -> Option<Phase> {
        let account = self.evening.account(self.now);
        let line = account.iter().find(|line| line.slot == slot.id)?;
        line.rebalanced.phases_after(phase).next()
    }

    fn between(&self, next: &Slot, then: Option<&Slot>) -> Scene {
        let starts = self.evening.forecast(self.now).slots;
        let starts = starts.iter().find(|time| time.slot == next.id);
        let starts = starts.and_then(|time| time.starts_at);
        // What begins within the minute begins now.
        let until = starts.filter(|at| at - self.now.wall_ms >= 60_000);
        Scene::Between(Between {
            next: self.turn(next),
            then: then.map(Shown::slot),
            until: until.map(|at| Shown::time(at, self.live.zone())),
            spoke: self.spoke_last(),
        })
    }

    fn turn(&self, slot: &Slot) -> Turn {
        let record = self.record;
        let ask = slot.who.and_then(|person| record.ask_of(person));
        let offer = slot.who.and_then(|person| record.offer_of(person));
        Turn {
            seat: slot.who.and_then(|person| self.seat(person)),
            name: slot
                .who
                .map_or_else(|| Shown::slot(slot), |person| Shown::name(record, person)),
            line: slot
                .who
                .map(|person| Shown::line(record, person))
                .unwrap_or_default(),
            ask: ask.map(Shown::ask).filter(|words| !words.is_empty()),
            offer: offer.map(Shown::offer).filter(|words| !words.is_empty()),
        }
    }

    fn seat(&self, person: Id<Person>) -> Option<u8> {
        let seats = self.live.seats();
        let seat = seats.iter().find(|seat| seat.person == person)?;
        Some(seat.number)
    }

    /// Who asked last in these questions, while there is no answer. Of a note that is not for the whole table not even
    /// who spoke is shown.
    fn asking(&self, slot: &Slot, phase: Phase) -> Option<u8> {
        if phase != Phase::Questions {
            return None;
        }
        let last = self.live.notes().iter().rev().find(|note| {
            note.kind == NoteKind::Question
                && note.audience == Audience::Table
                && note.slot == Some(slot.id)
                && note.phase == Some(phase)
        })?;
        let speaker = last.speaker.filter(|_| last.state == QuestionState::Open)?;
        self.seat(speaker)
    }

    fn spoken(&self) -> (usize, usize) {
        let account = self.evening.account(self.now);
        let pitches = account.iter().filter(|line| {
            let slot = self.evening.slot(line.slot);
            line.fate != Fate::Skipped && slot.is_some_and(|slot| slot.kind == SlotKind::Pitch)
        });
        pitches.fold((0, 0), |(spoken, all), line| {
            (spoken + usize::from(line.fate == Fate::Done), all + 1)
        })
    }

    fn spoke_last(&self) -> Option<u8> {
        let account = self.evening.account(self.now);
        let last = account
            .iter()
            .filter(|line| line.fate == Fate::Done)
            .filter(|line| {
                let slot = self.evening.slot(line.slot);
                slot.is_some_and(|slot| slot.who.is_some())
            })
            .max_by_key(|line| line.begun_at)?;
        self.seat(self.evening.slot(last.slot)?.who?)
    }
}

//! The table where the host sits: one evening at work, its clock and its notes, each written before it counts; and the
//! line that is being typed there, which outlives the program.

use std::{sync::Arc, time::Duration};

use super::{
    Desk, DeskError, Done,
    typed::{TypedLine, Unsaved, journal_name},
};
use crate::{
    app::{
        Outbox, Way,
        live::{LateGuest, Live},
    },
    domain::{Dinner, Id, Note, Person},
    evening::{
        Action, Stamp, State,
        clock::{Away, away, elapsed_ms, wall_jump_ms},
        grammar::Parsed,
    },
};

/// An evening that began longer ago is not gone on with by itself.
const STILL_TONIGHT_MS: i64 = 12 * 3_600_000;
/// Who leaves waits so long for an answer of the disk; after that it is said that something is not saved.
const LEAVING: Duration = Duration::from_secs(2);

/// What the host does at the table.
#[derive(Clone, Debug, PartialEq)]
pub enum TableEdit {
    /// Sits down at a table of a dinner; an evening that runs goes on with the clock right.
    SitDown(Id<Dinner>, i64),
    /// Leaves the screen; the clock goes on.
    StandUp,
    /// What a key of the clock means.
    Act(Action),
    /// Saves a line of the note line, as a note or as the correction of one.
    Note(TypedLine),
    /// Keeps the words that are no note yet, and that the program is alive.
    Journal(Unsaved),
    /// Somebody comes late or unasked.
    WalkIn(LateGuest),
    NoShow(Id<Person>),
    LeaveEarly(Id<Person>),
    ChangeSeat(Id<Person>, u8),
    /// Whether the questions begin by themselves.
    BeginQuestions(bool),
    /// Whether the time away counts for who was speaking.
    CountAway(bool),
    /// The wall clock was set by these milliseconds.
    ClockWasSet(i64),
    /// The host has seen that it was.
    SawClock,
    /// Tries again what could not be written.
    WriteAgain,
}

/// A table with the host at it.
#[derive(Debug)]
pub struct Sitting {
    live: Live,
    away: Option<Away>,
    clock_set_ms: Option<i64>,
    draft: Option<TypedLine>,
    taken: Option<Id<Note>>,
}

impl Sitting {
    /// The evening.
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// How long nobody was here while the clock ran, until the host says what that means.
    pub fn away(&self) -> Option<Away> {
        self.away
    }

    /// The line that was being typed when the program ended.
    pub fn draft(&self) -> Option<&TypedLine> {
        self.draft.as_ref()
    }

    /// By how many milliseconds the wall clock was set, until the host has seen it.
    pub fn clock_set_ms(&self) -> Option<i64> {
        self.clock_set_ms
    }

    /// The line that was taken last: it counts, and is written or on its way.
    pub fn taken(&self) -> Option<Id<Note>> {
        self.taken
    }
}

impl Desk {
    /// The evening that runs where the host sits.
    pub fn table(&self) -> Option<&Live> {
        self.table.as_ref().map(Sitting::live)
    }

    /// The table where the host sits.
    pub fn sitting(&self) -> Option<&Sitting> {
        self.table.as_ref()
    }

    /// This moment, by the clock of the session.
    pub fn stamp(&self) -> Stamp {
        self.session.now()
    }

    /// An id for the line that is begun now.
    pub fn new_note_id(&self) -> Id<Note> {
        self.session.new_id()
    }

    /// The evening of each table of a dinner that has somebody seated, by number.
    pub fn evenings(&self, dinner: Id<Dinner>) -> Result<Vec<Live>, DeskError> {
        let row = self.row(dinner)?;
        let tables: Vec<crate::domain::Table> =
            self.session.library().of("dinner", dinner.uuid())?;
        let mut numbers: Vec<i64> = tables.iter().map(|table| table.number).collect();
        numbers.sort_unstable();
        let open = |number| Live::open(&self.session, &row, number).ok();
        Ok(numbers.into_iter().filter_map(open).collect())
    }

    /// The tables of a dinner whose evening has begun and has not ended.
    pub fn running_tables(&self, dinner: Id<Dinner>) -> Result<Vec<i64>, DeskError> {
        let evenings = self.evenings(dinner)?;
        let running = evenings.iter().filter(|live| is_running(live));
        Ok(running.map(Live::table_no).collect())
    }

    /// The one table whose evening runs and began tonight; none where several do.
    pub fn table_to_go_on_with(&self) -> Option<(Id<Dinner>, i64)> {
        let now = self.session.now();
        let live = |line: &&super::DinnerLine| {
            line.dinner.state == crate::domain::dinner::DinnerState::Live
        };
        let mut running = Vec::new();
        for line in self.all_dinners().iter().filter(live) {
            let evenings = self.evenings(line.dinner.id).unwrap_or_default();
            running.extend(evenings.into_iter().filter(is_running));
        }
        match running.as_slice() {
            [one] => {
                let began = one.evening().started()?;
                let is_tonight = elapsed_ms(began, now) < STILL_TONIGHT_MS;
                is_tonight.then(|| (one.dinner().id, one.table_no()))
            }
            _ => None,
        }
    }

    /// What was done at the table and is not written yet.
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Has `wake` called, from another thread, whenever something of the table was answered by the disk.
    pub fn wake_by(&mut self, wake: impl Fn() + Send + Sync + 'static) {
        let wake = Arc::new(wake);
        let again = Arc::clone(&wake);
        self.session.if_damaged(move || again());
        self.outbox = Outbox::waking(move || wake());
    }

    /// Wakes whom another desk wakes.
    pub fn wake_like(&mut self, other: &Self) {
        self.outbox = other.outbox.another();
    }

    /// Takes what the disk has answered; what turned out not to be possible, in words.
    pub fn hear(&mut self) -> Result<Vec<String>, DeskError> {
        self.outbox.hear(&self.session);
        if let Some(table) = self.table.as_mut().filter(|_| self.outbox.unwritten() == 0) {
            table.live.read_again(&self.session)?;
        }
        Ok(self.outbox.take_refused())
    }

    /// Waits a moment for what is on its way to the disk.
    pub fn settle(&mut self) -> Result<(), DeskError> {
        if self.outbox.settle(&self.session, LEAVING) {
            return Ok(());
        }
        let count = crate::app::dinners::counted(self.outbox.unwritten(), "change");
        let why = self.outbox.problem().unwrap_or("The disk does not answer");
        Err(DeskError::Unwritten(format!(
            "{count} not saved yet. {why}"
        )))
    }

    /// Does what the host wants done, and says it. What is written is sent and not waited for.
    pub fn at_table(&mut self, edit: &TableEdit) -> Result<Done, DeskError> {
        match edit {
            TableEdit::SitDown(dinner, table_no) => {
                return Ok(self.sit_down(*dinner, *table_no)?.into());
            }
            TableEdit::StandUp => {
                self.settle()?;
                self.table = None;
                self.reload()?;
                return Ok("The clock goes on".to_owned().into());
            }
            TableEdit::WriteAgain => {
                self.outbox.again(&self.session)?;
                return Ok(String::new().into());
            }
            _ => {}
        }
        let (now, id) = (self.session.now(), self.session.new_id());
        let table = self.table.as_mut().ok_or_else(nobody_sits)?;
        let way = &mut Way::Sending(&self.session, &mut self.outbox);
        let words = match edit {
            TableEdit::SitDown(..) | TableEdit::StandUp | TableEdit::WriteAgain => String::new(),
            TableEdit::Act(action) => table.live.act(way, action, now, id)?,
            TableEdit::Note(line) => table.take(way, line)?,
            TableEdit::Journal(unsaved) => {
                let name = format!("window.{}", journal_name(&table.live));
                let value = unsaved.to_journal(now);
                self.outbox.keep(&self.session, name, value)?;
                String::new()
            }
            TableEdit::WalkIn(guest) => table.live.walk_in(way, guest, now, id)?,
            TableEdit::NoShow(person) => table.live.no_show(way, *person, now, id)?,
            TableEdit::LeaveEarly(person) => table.live.leave_early(way, *person, now, id)?,
            TableEdit::ChangeSeat(person, seat) => table.live.change_seat(way, *person, *seat)?,
            TableEdit::BeginQuestions(by_themselves) => {
                table.live.begin_questions(way, *by_themselves)?
            }
            TableEdit::CountAway(is_counted) => {
                let gap = table.away.take();
                match gap.filter(|_| !is_counted) {
                    Some(gap) => {
                        let action = Action::LeaveOut(gap.gap_ms);
                        table.live.act(way, &action, now, id)?
                    }
                    None => "The time away counts".to_owned(),
                }
            }
            TableEdit::ClockWasSet(ms) => {
                table.clock_set_ms = Some(*ms);
                table.log_clock(way, *ms, now)?;
                String::new()
            }
            TableEdit::SawClock => {
                table.clock_set_ms = None;
                String::new()
            }
        };
        Ok(words.into())
    }

    fn sit_down(&mut self, dinner: Id<Dinner>, table_no: i64) -> Result<String, DeskError> {
        let row = self.row(dinner)?;
        let live = Live::open(&self.session, &row, table_no)?;
        let kept = self.kept(&journal_name(&live)).unwrap_or_default();
        let (unsaved, seen) = Unsaved::from_journal(&kept);
        let mut table = Sitting {
            live,
            away: None,
            clock_set_ms: None,
            draft: None,
            taken: None,
        };
        let now = self.session.now();
        let way = &mut Way::Sending(&self.session, &mut self.outbox);
        // A process that finds a running evening says so in its log: what has passed is banked, whatever the wall clock
        // was set to meanwhile.
        let is_new = !self.been_at.contains(&(dinner, table_no));
        let evening = table.live.evening();
        if is_new && matches!(evening.state(), State::Running(..)) {
            let last_key = evening.log().last().map(|event| event.stamp);
            let latest = later(last_key, seen, now);
            table.away = latest.and_then(|seen| away(seen, now));
            table.clock_set_ms = latest.and_then(|seen| wall_jump_ms(seen, now));
            let id = self.session.new_id();
            table.live.act(way, &Action::Reopen, now, id)?;
            if let Some(ms) = table.clock_set_ms {
                table.log_clock(way, ms, now)?;
            }
        }
        if is_new {
            self.been_at.push((dinner, table_no));
        }
        // What was entered and had not reached the disk when the program ended is written now.
        for line in unsaved.entered {
            table.take(way, &line)?;
        }
        // A line that was saved in the last moment is not typed a second time.
        let draft = unsaved.line.filter(|line| !line.is_empty());
        table.draft = draft.filter(|line| !table.live.has(line.id.uuid()));
        self.table = Some(table);
        Ok(format!("{}, table {table_no}", row.title))
    }
}

impl Sitting {
    fn take(&mut self, way: &mut Way<'_>, line: &TypedLine) -> Result<String, DeskError> {
        let (words, reads_dates) = (line.line(), line.reads_dates);
        let parsed = match line.corrects {
            Some(note) => self.live.correct_note(way, note, &words, reads_dates)?,
            // What was written before its answer was lost is not written twice.
            None if self.live.has(line.id.uuid()) => Parsed::default(),
            None => {
                let at = (line.first_key, reads_dates);
                self.live.take_note(way, &words, at, line.id)?
            }
        };
        self.taken = Some(line.id);
        Ok(match parsed.hints.first() {
            Some(hint) => format!("{}. {hint}", parsed.summary),
            None => parsed.summary,
        })
    }

    /// Writes into the log that the wall clock was set, so that its times can be understood later.
    fn log_clock(&mut self, way: &mut Way<'_>, ms: i64, now: Stamp) -> Result<(), DeskError> {
        if is_running(&self.live) {
            let id = way.session().new_id();
            self.live.act(way, &Action::ClockWasSet(ms), now, id)?;
        }
        Ok(())
    }
}

/// The later of two signs of life. Within this boot its clock decides, whatever was done to the other.
fn later(one: Option<Stamp>, other: Option<Stamp>, now: Stamp) -> Option<Stamp> {
    let moment = |stamp: &Stamp| {
        let is_now = stamp.boot_id == now.boot_id;
        (is_now, if is_now { stamp.boot_ms } else { stamp.wall_ms })
    };
    [one, other].into_iter().flatten().max_by_key(moment)
}

/// Whether an evening has begun and has not ended.
fn is_running(live: &Live) -> bool {
    live.evening().started().is_some() && live.evening().ended().is_none()
}

fn nobody_sits() -> DeskError {
    DeskError::Refused("No table is open. Open its Live stage first".to_owned())
}

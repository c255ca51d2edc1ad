//! The table where the host sits: one evening at work, its clock and its notes, each written before it counts; and the
//! line that is being typed there, which outlives the program.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Desk, DeskError, Done};
use crate::{
    app::live::{LateGuest, Live},
    domain::{Dinner, Id, Note, Person},
    evening::{
        Action, BootId, Stamp, State,
        clock::{Away, away, elapsed_ms},
        grammar::Parsed,
    },
};

/// An evening that began longer ago is not gone on with by itself.
const STILL_TONIGHT_MS: i64 = 12 * 3_600_000;

/// A line of the note line: the signs that became chips, the words, and the moment of its first key.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedLine {
    /// The note's id, made at the first key.
    pub id: Id<Note>,
    pub first_key: Stamp,
    /// What was typed for each chip, in order.
    pub signs: Vec<String>,
    pub text: String,
    /// False once the host has taken the due date off.
    pub reads_dates: bool,
    /// The note that it is to stand for, where one is corrected.
    pub corrects: Option<Id<Note>>,
}

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
    /// Keeps the line as far as it is typed, and that the program is alive.
    Journal(Option<TypedLine>),
    /// Somebody comes late or unasked.
    WalkIn(LateGuest),
    NoShow(Id<Person>),
    /// Whether the time away counts for who was speaking.
    CountAway(bool),
}

/// A table with the host at it.
#[derive(Debug)]
pub struct Sitting {
    live: Live,
    away: Option<Away>,
    draft: Option<TypedLine>,
    saved: Option<Id<Note>>,
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

    /// The line saved last.
    pub fn saved(&self) -> Option<Id<Note>> {
        self.saved
    }
}

impl TypedLine {
    /// The line as the grammar reads it.
    pub fn line(&self) -> String {
        let signs = self.signs.concat();
        if signs.is_empty() || self.text.is_empty() {
            return signs + &self.text;
        }
        // The space ends a seat's number before words that begin with one.
        format!("{signs} {}", self.text)
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.signs.is_empty() && self.text.is_empty()
    }

    fn to_json(&self) -> Value {
        json!({
            "id": self.id.to_string(),
            "at": stamp_json(self.first_key),
            "signs": self.signs,
            "text": self.text,
            "reads_dates": self.reads_dates,
            "corrects": self.corrects.map(|note| note.to_string()),
        })
    }

    fn read(value: &Value) -> Option<Self> {
        let signs = value.get("signs")?.as_array()?;
        Some(Self {
            id: value.get("id")?.as_str()?.parse().ok()?,
            first_key: stamp_in(value.get("at")?)?,
            signs: signs
                .iter()
                .filter_map(|sign| sign.as_str().map(str::to_owned))
                .collect(),
            text: value.get("text")?.as_str()?.to_owned(),
            reads_dates: value.get("reads_dates")?.as_bool()?,
            corrects: value
                .get("corrects")
                .and_then(Value::as_str)
                .and_then(|id| id.parse().ok()),
        })
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

    /// Does what the host wants done, and says it.
    pub fn at_table(&mut self, edit: &TableEdit) -> Result<Done, DeskError> {
        if let TableEdit::SitDown(dinner, table_no) = edit {
            return Ok(self.sit_down(*dinner, *table_no)?.into());
        }
        if *edit == TableEdit::StandUp {
            self.table = None;
            self.reload()?;
            return Ok("The clock goes on".to_owned().into());
        }
        let now = self.session.now();
        let table = self.table.as_mut().ok_or_else(nobody_sits)?;
        let words = match edit {
            TableEdit::SitDown(..) | TableEdit::StandUp => String::new(),
            TableEdit::Act(action) => {
                let id = self.session.new_id();
                table.live.act(&self.session, action, now, id)?
            }
            TableEdit::Note(line) => {
                let words = table.save(&self.session, line)?;
                let _was_kept: Result<(), DeskError> = self.journal(None);
                words
            }
            TableEdit::Journal(line) => {
                self.journal(line.as_ref())?;
                String::new()
            }
            TableEdit::WalkIn(guest) => {
                let id = self.session.new_id();
                table.live.walk_in(&self.session, guest, now, id)?
            }
            TableEdit::NoShow(person) => {
                let id = self.session.new_id();
                table.live.no_show(&self.session, *person, now, id)?
            }
            TableEdit::CountAway(is_counted) => {
                let gap = table.away.take();
                match gap.filter(|_| !is_counted) {
                    Some(gap) => {
                        let (id, action) = (self.session.new_id(), Action::LeaveOut(gap.gap_ms));
                        table.live.act(&self.session, &action, now, id)?
                    }
                    None => "The time away counts".to_owned(),
                }
            }
        };
        Ok(words.into())
    }

    fn sit_down(&mut self, dinner: Id<Dinner>, table_no: i64) -> Result<String, DeskError> {
        let row = self.row(dinner)?;
        let mut live = Live::open(&self.session, &row, table_no)?;
        let kept = self.kept(&journal_name(&live)).unwrap_or_default();
        let kept: Value = serde_json::from_str(&kept).unwrap_or_default();
        let draft = kept.get("line").and_then(TypedLine::read);
        let mut away_for = None;
        // A process that finds a running evening says so in its log: what has passed is banked, whatever the wall clock
        // was set to meanwhile.
        let is_new = !self.been_at.contains(&(dinner, table_no));
        let has_clock = matches!(live.evening().state(), State::Running(..));
        if has_clock && is_new {
            let (now, id) = (self.session.now(), self.session.new_id());
            let last_key = live.evening().log().last().map(|event| event.stamp);
            let seen = kept.get("seen").and_then(stamp_in);
            let latest = [last_key, seen].into_iter().flatten();
            let latest = latest.max_by_key(|stamp| stamp.wall_ms);
            away_for = latest.and_then(|seen| away(seen, now));
            live.act(&self.session, &Action::Reopen, now, id)?;
        }
        if is_new {
            self.been_at.push((dinner, table_no));
        }
        // A line that was saved in the last moment is not typed a second time.
        let draft = draft.filter(|line| !live.has(line.id.uuid()) && !line.is_empty());
        self.table = Some(Sitting {
            live,
            away: away_for,
            draft,
            saved: None,
        });
        Ok(format!("{}, table {table_no}", row.title))
    }

    fn journal(&self, line: Option<&TypedLine>) -> Result<(), DeskError> {
        let Some(table) = &self.table else {
            return Ok(());
        };
        let kept = json!({
            "line": line.map(TypedLine::to_json),
            "seen": stamp_json(self.session.now()),
        });
        self.keep(&journal_name(&table.live), &kept.to_string())
    }
}

impl Sitting {
    fn save(
        &mut self,
        session: &crate::app::Session,
        line: &TypedLine,
    ) -> Result<String, DeskError> {
        let (words, reads_dates) = (line.line(), line.reads_dates);
        let parsed = match line.corrects {
            Some(note) => self.live.correct_note(session, note, &words, reads_dates)?,
            // What was written before its answer was lost is not written twice.
            None if self.live.has(line.id.uuid()) => Parsed::default(),
            None => {
                let at = (line.first_key, reads_dates);
                self.live.take_note(session, &words, at, line.id)?
            }
        };
        self.saved = Some(line.id);
        Ok(match parsed.hints.first() {
            Some(hint) => format!("{}. {hint}", parsed.summary),
            None => parsed.summary,
        })
    }
}

/// Whether an evening has begun and has not ended.
fn is_running(live: &Live) -> bool {
    live.evening().started().is_some() && live.evening().ended().is_none()
}

fn journal_name(live: &Live) -> String {
    format!("line {} {}", live.dinner().id, live.table_no())
}

fn stamp_json(stamp: Stamp) -> Value {
    json!([
        stamp.wall_ms,
        stamp.boot_ms,
        stamp.boot_id.uuid().to_string()
    ])
}

fn stamp_in(value: &Value) -> Option<Stamp> {
    let boot = value.get(2)?.as_str()?;
    Some(Stamp {
        wall_ms: value.get(0)?.as_i64()?,
        boot_ms: value.get(1)?.as_i64()?,
        boot_id: BootId::from_uuid(Uuid::parse_str(boot).ok()?),
    })
}

fn nobody_sits() -> DeskError {
    DeskError::Refused("No table is open. Open its Live stage first".to_owned())
}

//! Playing an evening from a script, in fast time, through exactly the code that runs a live one.

use uuid::Uuid;

use super::{
    Session,
    export::to_utc,
    live::{Live, LiveError},
};
use crate::{
    domain::{Dinner, EveningEvent, Id, Note},
    evening::{
        BootId, Stamp,
        script::{self, Act, Line, ScriptError},
    },
};

/// Why a script was not played.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    #[error("The script was not played: {0}. Nothing was written")]
    Script(#[from] ScriptError),
    #[error("The script was not played: line {number}: {reason}. Nothing was written")]
    Line { number: usize, reason: LiveError },
    #[error(transparent)]
    Live(#[from] LiveError),
}

/// A line that was played and is on the disk.
#[derive(Clone, Debug)]
pub struct Played {
    pub line: Line,
    /// What was done, or what was saved of a note.
    pub words: String,
    /// What was not understood of a note.
    pub hints: Vec<String>,
    /// It had been played before, and nothing was added.
    pub was_there: bool,
}

/// Plays `text` at a table. Every line is read and rehearsed before anything is written; then `played` hears of each
/// line after it is on the disk. A script that broke off goes on where it stopped when it is played again.
pub fn play(
    session: &Session,
    dinner: &Dinner,
    table_no: i64,
    text: &str,
    mut played: impl FnMut(&Played),
) -> Result<Live, PlayError> {
    let starts_at = dinner.starts_at.ok_or_else(|| LiveError::NoStart {
        dinner: dinner.title.clone(),
    })?;
    let lines = script::parse(text, starts_at)?;
    let mut live = Live::open(session, dinner, table_no)?;
    let stage = Stage {
        dinner,
        table_no,
        starts_ms: to_utc(starts_at, &dinner.zone).timestamp_millis(),
    };
    // A note that was taken back leaves no row, so what was played is everything up to the last line that left one.
    let done = lines
        .iter()
        .rposition(|line| live.has(stage.id(line)))
        .map_or(0, |at| at + 1);
    let mut rehearsal = live.clone();
    for line in lines.iter().skip(done) {
        match &line.act {
            Act::Clock(action) => rehearsal
                .rehearse(action, stage.stamp(line), Id::from_uuid(stage.id(line)))
                .map_err(|reason| PlayError::Line {
                    number: line.number,
                    reason,
                })?,
            Act::Note(text) => rehearsal.rehearse_note(
                session,
                text,
                stage.stamp(line),
                Id::from_uuid(stage.id(line)),
            ),
        }
    }
    for (at, line) in lines.into_iter().enumerate() {
        let (id, stamp) = (stage.id(&line), stage.stamp(&line));
        let was_there = at < done;
        let (words, hints) = match &line.act {
            _ if was_there => ("was played before".to_owned(), Vec::new()),
            Act::Clock(action) => (
                live.act(session, action, stamp, Id::from_uuid(id))?,
                Vec::new(),
            ),
            Act::Note(text) => {
                let parsed = live.take_note(session, text, stamp, Id::from_uuid(id))?;
                (parsed.summary, parsed.hints)
            }
        };
        played(&Played {
            line,
            words,
            hints,
            was_there,
        });
    }
    Ok(live)
}

/// Where a script is played: its table, and the clock of its own.
struct Stage<'a> {
    dinner: &'a Dinner,
    table_no: i64,
    starts_ms: i64,
}

impl Stage<'_> {
    /// The id of what a line makes: the same whenever it is played, so that playing again adds nothing.
    fn id(&self, line: &Line) -> Uuid {
        let place = Id::<EveningEvent>::of_pair(
            "play",
            self.dinner.id.uuid(),
            Uuid::from_u128(self.table_no.unsigned_abs().into()),
        );
        Id::<Note>::of_pair("line", place.uuid(), Uuid::from_u128(line.number as u128)).uuid()
    }

    /// The moment of a line on the wall of the dinner's place, and on a boot clock that never stopped.
    fn stamp(&self, line: &Line) -> Stamp {
        let wall_ms = to_utc(line.at, &self.dinner.zone).timestamp_millis();
        Stamp {
            wall_ms,
            boot_ms: wall_ms - self.starts_ms,
            boot_id: BootId::of(&format!("play {}", self.dinner.id)),
        }
    }
}

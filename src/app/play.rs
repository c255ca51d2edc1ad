//! Playing an evening from a script, in fast time, through exactly the code that runs a live one.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{
    Session, Way,
    export::{exists, to_utc},
    live::{Live, LiveError},
};
use crate::{
    domain::{Dinner, EveningEvent, Id},
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
    #[error("The script was not played: there is no line in it that does anything")]
    Empty,
    #[error(
        "The script was not played: line {number} falls into the hour that the clocks leave out that night. Nothing was written"
    )]
    NoSuchTime { number: usize },
    #[error(
        "The script was not played: by the clocks of that night line {number} lies before the line above it. Nothing was written"
    )]
    Backwards { number: usize },
    #[error(
        "The script was not played: part of it was played before, and line {number} is not what was played then. Give the same script, or one that goes on from it. Nothing was written"
    )]
    Changed { number: usize },
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
    let cues = cues(dinner, table_no, script::parse(text, starts_at)?)?;
    let mut live = Live::open(session, dinner, table_no)?;
    // A note that was taken back leaves no row, so what was played is everything up to the last line that left one.
    let done = cues
        .iter()
        .rposition(|cue| live.has(cue.id))
        .map_or(0, |at| at + 1);
    let (before, to_come) = cues.split_at_checked(done).unwrap_or((&cues, &[]));
    let mut again = live.before_anything();
    rehearse(&mut again, before)?;
    if let Some(changed) = before
        .iter()
        .find(|cue| again.has(cue.id) != live.has(cue.id))
    {
        return Err(PlayError::Changed {
            number: changed.line.number,
        });
    }
    rehearse(&mut live.clone(), to_come)?;
    let way = &mut Way::Waiting(session);
    for (at, cue) in cues.into_iter().enumerate() {
        let was_there = at < done;
        let (words, hints) = match &cue.line.act {
            _ if was_there => ("was played before".to_owned(), Vec::new()),
            Act::Clock(action) => (
                live.act(way, action, cue.stamp, Id::from_uuid(cue.id))?,
                Vec::new(),
            ),
            Act::Note(text) => {
                let parsed = live.take_note(way, text, (cue.stamp, true), Id::from_uuid(cue.id))?;
                (parsed.summary, parsed.hints)
            }
        };
        played(&Played {
            line: cue.line,
            words,
            hints,
            was_there,
        });
    }
    Ok(live)
}

/// Does lines without writing them, to see which would be refused.
fn rehearse(live: &mut Live, cues: &[Cue]) -> Result<(), PlayError> {
    for cue in cues {
        let refused = |reason| PlayError::Line {
            number: cue.line.number,
            reason,
        };
        match &cue.line.act {
            Act::Clock(action) => live
                .rehearse(action, cue.stamp, Id::from_uuid(cue.id))
                .map_err(refused)?,
            Act::Note(text) => live.rehearse_note(text, cue.stamp, Id::from_uuid(cue.id)),
        }
    }
    Ok(())
}

/// A line with its moment, and with the id of what it makes: the same whenever it is played.
struct Cue {
    line: Line,
    id: Uuid,
    stamp: Stamp,
}

/// The lines with their moments on the wall of the dinner's place, and on a boot clock that never stopped.
fn cues(dinner: &Dinner, table_no: i64, lines: Vec<Line>) -> Result<Vec<Cue>, PlayError> {
    if lines.is_empty() {
        return Err(PlayError::Empty);
    }
    let table = Uuid::from_u128(table_no.unsigned_abs().into());
    let place = Id::<EveningEvent>::of_pair("play", dinner.id.uuid(), table).uuid();
    let starts_ms = to_utc(dinner.starts_at.unwrap_or_default(), &dinner.zone).timestamp_millis();
    let boot_id = BootId::of(&format!("play {}", dinner.id));
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut cues: Vec<Cue> = Vec::new();
    for line in lines {
        let number = line.number;
        let before = cues.last().map(|cue| cue.stamp.wall_ms);
        let wall_ms = match (line.span, before) {
            (Some(span), Some(before)) => before + span.num_milliseconds(),
            _ if !exists(line.at, &dinner.zone) => return Err(PlayError::NoSuchTime { number }),
            _ => to_utc(line.at, &dinner.zone).timestamp_millis(),
        };
        if before.is_some_and(|before| wall_ms < before) {
            return Err(PlayError::Backwards { number });
        }
        // By what the line says, and not by where it stands: a script that was changed is found out.
        let words = format!("{} {:?}", line.at, line.act);
        let count = seen.entry(words.clone()).or_default();
        *count += 1;
        let id = Uuid::new_v5(&place, format!("{words} {count}").as_bytes());
        cues.push(Cue {
            line,
            id,
            stamp: Stamp {
                wall_ms,
                boot_ms: wall_ms - starts_ms,
                boot_id,
            },
        });
    }
    Ok(cues)
}

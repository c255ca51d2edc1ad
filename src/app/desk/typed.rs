//! The line that is typed at the table, and the journal in which it outlives the program together with the lines that were
//! entered and are not written yet.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    app::live::Live,
    domain::{Id, Note},
    evening::{BootId, Stamp},
};

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

/// What of the words is not among the notes yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unsaved {
    /// The line being typed.
    pub line: Option<TypedLine>,
    /// Lines that were entered and are not on the disk, in order.
    pub entered: Vec<TypedLine>,
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

impl Unsaved {
    /// The text that is kept of it, with the moment `seen` at which the program was alive.
    pub(super) fn to_journal(&self, seen: Stamp) -> String {
        let entered: Vec<Value> = self.entered.iter().map(TypedLine::to_json).collect();
        json!({
            "line": self.line.as_ref().map(TypedLine::to_json),
            "entered": entered,
            "seen": stamp_json(seen),
        })
        .to_string()
    }

    /// What was kept, and the moment at which the program was last alive. What is not understood is not there.
    pub(super) fn from_journal(kept: &str) -> (Self, Option<Stamp>) {
        let kept: Value = serde_json::from_str(kept).unwrap_or_default();
        let entered = kept.get("entered").and_then(Value::as_array);
        let entered = entered.into_iter().flatten().filter_map(TypedLine::read);
        let unsaved = Self {
            line: kept.get("line").and_then(TypedLine::read),
            entered: entered.collect(),
        };
        (unsaved, kept.get("seen").and_then(stamp_in))
    }
}

/// The name under which the journal of a table is kept.
pub(super) fn journal_name(live: &Live) -> String {
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

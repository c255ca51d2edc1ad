//! The ledger: appending changes, taking them back, and reading them as history.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

use super::{
    Library, StorageError,
    project::{self, Projector},
    write_setting,
};
use crate::domain::{
    Audience, Change, Draft, Fact, Id,
    fact::{Folded, Hlc, REMOVED, contested, take_back},
    noun::Edit,
};

/// The answer to a change, after COMMIT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The change, by which it can be taken back.
    pub change: Id<Change>,
    /// What undo shows.
    pub label: String,
    /// The rows that it touched.
    pub rows: usize,
    /// When undoing: the columns that stay because they were changed since, as "noun column".
    pub kept: Vec<String>,
}

/// One step of History.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub change: Id<Change>,
    pub label: String,
    /// UTC milliseconds.
    pub at_ms: i64,
    pub undoes: Option<Id<Change>>,
    /// Whether it was taken back and not done again.
    pub is_undone: bool,
}

const COLUMNS: &str = "id, change, at, device, noun, subject, class, body, over";

impl Library {
    /// Writes a change in one transaction: its facts, and the rows they touch. Nothing is written for an empty one.
    /// Appending the same row's creation again (after a crash, with the same ids) adds nothing, and neither does a change
    /// whose own id was known and is here.
    pub fn append(&mut self, draft: &Draft, now_ms: i64) -> Result<Option<Receipt>, StorageError> {
        if draft.is_empty() && draft.undoes.is_none() {
            return Ok(None);
        }
        self.must_write()?;
        let mut change = Change::new(draft.change.unwrap_or_else(|| Id::new(now_ms)));
        let receipt = Receipt {
            change: change.id,
            label: draft.label.clone(),
            rows: 0,
            kept: Vec::new(),
        };
        if draft.change.is_some() && self.get(change.id)?.is_some() {
            return Ok(Some(receipt));
        }
        change.label.clone_from(&draft.label);
        change.undoes = draft.undoes;
        change.is_live = draft.is_live;
        let start = Pen {
            change: change.id,
            device: self.device,
            clock: self.clock,
            now_ms,
            is_undo: draft.undoes.is_some(),
            projector: Projector::default(),
        };
        let (rows, clock) =
            write_change(&mut self.conn, start, &change, draft).map_err(|e| self.error(e))?;
        self.clock = clock;
        Ok(Some(Receipt { rows, ..receipt }))
    }

    /// Takes back a change: what it set and nobody has set since. Where everything was changed since, the undo is still
    /// a step of its own, or undo would stick at that change.
    pub fn undo(
        &mut self,
        change: Id<Change>,
        now_ms: i64,
    ) -> Result<Option<Receipt>, StorageError> {
        self.undo_as(change, None, now_ms)
    }

    /// The same as a change whose id may be known before: then taking back twice adds nothing.
    pub fn undo_as(
        &mut self,
        change: Id<Change>,
        undo: Option<Id<Change>>,
        now_ms: i64,
    ) -> Result<Option<Receipt>, StorageError> {
        let (draft, kept) = self.undo_draft(change).map_err(|e| self.error(e))?;
        let Some(mut draft) = draft else {
            return Err(StorageError::Refused {
                what: format!("There is no change {change} in this library"),
            });
        };
        draft.change = undo;
        let receipt = self.append(&draft, now_ms)?;
        Ok(receipt.map(|receipt| Receipt { kept, ..receipt }))
    }

    /// The change that made a row, the last time that it was made.
    pub fn change_of(&self, subject: Uuid) -> Result<Option<Id<Change>>, StorageError> {
        let sql = "SELECT change FROM fact WHERE subject = ?1 AND json_extract(body, '$.removed') = 0 ORDER BY at DESC, id DESC LIMIT 1";
        let found = self
            .conn
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row([subject], |row| row.get(0)).optional());
        Ok(found.map_err(|e| self.error(e))?.map(Id::from_uuid))
    }

    /// The newest change of this laptop that can be taken back, and the newest that can be done again (as the undo
    /// to undo). What the live screen did is not among them.
    pub fn next_undo_redo(&self) -> Result<(Option<Step>, Option<Step>), StorageError> {
        let steps = self.own_steps().map_err(|e| self.error(e))?;
        let chains = Chains::of(&steps);
        let mut undo: Vec<(Id<Change>, &Step)> = Vec::new();
        let mut redo: Vec<(Id<Change>, &Step)> = Vec::new();
        for step in &steps {
            let (root, depth) = chains.root(step.change);
            match depth {
                0 => redo.clear(),
                depth if depth % 2 == 1 => {
                    undo.retain(|(other, _)| *other != root);
                    redo.push((root, step));
                    continue;
                }
                _ => redo.retain(|(other, _)| *other != root),
            }
            undo.push((root, step));
        }
        let last = |stack: Vec<(Id<Change>, &Step)>| stack.last().map(|(_, step)| (*step).clone());
        Ok((last(undo), last(redo)))
    }

    /// When something was done at a live table last, in UTC milliseconds.
    pub fn last_live_ms(&self) -> Result<Option<i64>, StorageError> {
        let sql = "SELECT max(f.at) FROM change c JOIN fact f ON f.subject = c.id WHERE c.is_live = 1 AND f.device = ?1";
        let found = self
            .conn
            .prepare_cached(sql)
            .and_then(|mut s| s.query_row([self.device], |row| row.get::<_, Option<i64>>(0)));
        Ok(found
            .map_err(|e| self.error(e))?
            .map(|at| Hlc::from_raw(at).wall_ms()))
    }

    /// The changes of this laptop, newest first.
    pub fn history(&self, limit: usize) -> Result<Vec<Step>, StorageError> {
        let mut steps = self.own_steps().map_err(|e| self.error(e))?;
        let chains = Chains::of(&steps);
        // The last link of a chain says how its change stands: taken back by an odd one, done again by an even one.
        let mut stands: BTreeMap<Id<Change>, usize> = BTreeMap::new();
        for step in &steps {
            let (root, depth) = chains.root(step.change);
            stands.insert(root, depth);
        }
        for step in &mut steps {
            step.is_undone = step.undoes.is_none()
                && stands.get(&step.change).is_some_and(|depth| depth % 2 == 1);
        }
        steps.reverse();
        steps.truncate(limit);
        Ok(steps)
    }

    /// Columns that two laptops changed without knowing of each other, as "noun id column".
    pub fn contested(&self) -> Result<Vec<String>, StorageError> {
        let mut found = Vec::new();
        let read = each_subject(&self.conn, |noun, subject, facts| {
            found.extend(
                contested(facts)
                    .into_iter()
                    .map(|column| format!("{noun} {subject} {column}")),
            );
            Ok(())
        });
        read.map_err(|e| self.error(e))?;
        Ok(found)
    }

    fn undo_draft(&self, change: Id<Change>) -> rusqlite::Result<(Option<Draft>, Vec<String>)> {
        let found: Option<(String, Option<Uuid>, Option<bool>)> = self
            .conn
            .prepare_cached("SELECT label, undoes, is_live FROM change WHERE id = ?1")?
            .query_row([change.uuid()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let Some((label, undoes, is_live)) = found else {
            return Ok((None, Vec::new()));
        };
        let mut draft = Draft::new(match (undoes, label.strip_prefix("Undo ")) {
            (Some(_), Some(what)) => format!("Redo {what}"),
            _ => format!("Undo {}", label.strip_prefix("Redo ").unwrap_or(&label)),
        });
        draft.undoes = Some(change);
        draft.is_live = is_live.unwrap_or_default();
        let mut kept = Vec::new();
        let sql = "SELECT DISTINCT noun, subject FROM fact WHERE change = ?1 AND noun <> 'change' ORDER BY seq DESC";
        let subjects: Vec<(String, Uuid)> = self
            .conn
            .prepare_cached(sql)?
            .query_map([change.uuid()], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        for (noun, subject) in subjects {
            let Some(spec) = project::spec_of(&noun) else {
                continue;
            };
            let back = take_back(&facts_of(&self.conn, subject)?, change);
            draft
                .edits
                .extend(back.bodies.into_iter().map(|(class, body)| Edit {
                    noun: spec.name,
                    subject,
                    class,
                    body,
                }));
            kept.extend(
                back.kept
                    .into_iter()
                    .filter(|column| column != REMOVED)
                    .map(|column| format!("{noun} {column}")),
            );
        }
        kept.sort();
        kept.dedup();
        Ok((Some(draft), kept))
    }

    fn own_steps(&self) -> rusqlite::Result<Vec<Step>> {
        let sql = "SELECT c.id, c.label, c.undoes, min(f.at) FROM change c JOIN fact f ON f.subject = c.id
                   WHERE f.device = ?1 AND c.is_live IS NOT 1 GROUP BY c.id ORDER BY min(f.at)";
        self.conn
            .prepare_cached(sql)?
            .query_map([self.device], |row| {
                Ok(Step {
                    change: Id::from_uuid(row.get(0)?),
                    label: row.get(1)?,
                    undoes: row.get::<_, Option<Uuid>>(2)?.map(Id::from_uuid),
                    at_ms: Hlc::from_raw(row.get(3)?).wall_ms(),
                    is_undone: false,
                })
            })?
            .collect()
    }
}

/// What undoes what: an undo, the undo of that undo, and so on, down to the change that they are all about.
struct Chains {
    undoes: BTreeMap<Id<Change>, Option<Id<Change>>>,
}

impl Chains {
    fn of(steps: &[Step]) -> Self {
        Self {
            undoes: steps
                .iter()
                .map(|step| (step.change, step.undoes))
                .collect(),
        }
    }

    /// The change at the root, and how many undos lie on it: odd when it is taken back.
    fn root(&self, change: Id<Change>) -> (Id<Change>, usize) {
        let (mut root, mut depth) = (change, 0);
        while let Some(Some(undone)) = self.undoes.get(&root).filter(|_| depth < self.undoes.len())
        {
            (root, depth) = (*undone, depth + 1);
        }
        (root, depth)
    }
}

/// One transaction for the change's own row and everything it sets. Returns the rows touched and where the clock is.
fn write_change(
    conn: &mut Connection,
    mut pen: Pen,
    change: &Change,
    draft: &Draft,
) -> rusqlite::Result<(usize, Hlc)> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut head = Draft::new("");
    head.create(change);
    pen.write(&tx, &head.edits)?;
    let rows = pen.write(&tx, &draft.edits)?;
    write_setting(&tx, "clock", &pen.clock.raw().to_string())?;
    tx.commit()?;
    Ok((rows, pen.clock))
}

/// Writes the edits of one change as facts, with the clock going on.
struct Pen {
    change: Id<Change>,
    device: Uuid,
    clock: Hlc,
    now_ms: i64,
    is_undo: bool,
    projector: Projector,
}

impl Pen {
    /// Returns the number of rows touched.
    fn write(&mut self, tx: &Transaction<'_>, edits: &[Edit]) -> rusqlite::Result<usize> {
        let mut by_subject: Vec<(Uuid, Vec<&Edit>)> = Vec::new();
        for edit in edits {
            match by_subject.last_mut() {
                Some((subject, edits)) if *subject == edit.subject => edits.push(edit),
                _ => by_subject.push((edit.subject, vec![edit])),
            }
        }
        let rows = by_subject.len();
        for (subject, edits) in by_subject {
            self.write_row(tx, subject, &edits)?;
        }
        Ok(rows)
    }

    fn write_row(
        &mut self,
        tx: &Transaction<'_>,
        subject: Uuid,
        edits: &[&Edit],
    ) -> rusqlite::Result<()> {
        let Some(spec) = edits.first().and_then(|edit| project::spec_of(edit.noun)) else {
            return Ok(());
        };
        let mut facts = facts_of(tx, subject)?;
        let mut bodies: Vec<(Audience, Map<String, Value>)> = edits
            .iter()
            .map(|edit| (edit.class, edit.body.clone()))
            .collect();
        let is_creation = bodies
            .iter()
            .any(|(_, body)| body.get(REMOVED) == Some(&Value::Bool(false)));
        if is_creation
            && facts
                .iter()
                .any(|fact| fact.id == subject && bodies.iter().any(|(_, body)| *body == fact.body))
        {
            return Ok(());
        }
        if is_creation && !self.is_undo && !facts.is_empty() {
            clear_leftovers(&facts, &mut bodies);
        }
        for (class, body) in bodies {
            // The first fact of a new row has the row's own id, made at the first key: writing it again adds nothing.
            let is_first = facts.is_empty() && subject.get_version_num() == 7;
            let id = if is_first {
                subject
            } else {
                Id::<Fact>::new(self.now_ms).uuid()
            };
            self.clock = self.clock.next(self.now_ms);
            let folded = Folded::of(&facts);
            let over = body
                .keys()
                .filter_map(|column| Some((column.clone(), folded.winner(column)?.id)))
                .collect();
            let fact = Fact {
                id,
                change: self.change,
                at: self.clock,
                device: self.device,
                noun: spec.name.to_owned(),
                subject,
                class,
                body,
                over,
            };
            insert(tx, &fact)?;
            facts.push(fact);
        }
        self.projector.project(tx, spec, subject, &facts)
    }
}

/// A row that was removed and is made again starts from nothing: what it had before and does not have now is cleared.
fn clear_leftovers(facts: &[Fact], bodies: &mut Vec<(Audience, Map<String, Value>)>) {
    let folded = Folded::of(facts);
    let columns: BTreeSet<&String> = facts.iter().flat_map(|fact| fact.body.keys()).collect();
    for column in columns {
        let is_set = bodies.iter().any(|(_, body)| body.contains_key(column));
        let Some(winner) = folded
            .winner(column)
            .filter(|_| !is_set && folded.value(column) != Some(&Value::Null))
        else {
            continue;
        };
        match bodies.iter_mut().find(|(class, _)| *class == winner.class) {
            Some((_, body)) => drop(body.insert(column.clone(), Value::Null)),
            None => bodies.push((
                winner.class,
                Map::from_iter([(column.clone(), Value::Null)]),
            )),
        }
    }
}

fn insert(conn: &Connection, fact: &Fact) -> rusqlite::Result<()> {
    let over = if fact.over.is_empty() {
        None
    } else {
        serde_json::to_string(&fact.over).ok()
    };
    let body = Value::Object(fact.body.clone()).to_string();
    let sql = "INSERT INTO fact (id, change, at, device, noun, subject, class, body, over)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO NOTHING";
    let values = rusqlite::params![
        fact.id,
        fact.change.uuid(),
        fact.at.raw(),
        fact.device,
        fact.noun,
        fact.subject,
        fact.class.as_str(),
        body,
        over
    ];
    conn.prepare_cached(sql)?.execute(values).map(drop)
}

fn facts_of(conn: &Connection, subject: Uuid) -> rusqlite::Result<Vec<Fact>> {
    let sql = format!("SELECT {COLUMNS} FROM fact WHERE subject = ?1");
    conn.prepare_cached(&sql)?
        .query_map([subject], fact_of)?
        .collect()
}

/// Calls `visit` with the noun, the subject and all facts of each subject, in order of noun and subject.
pub(super) fn each_subject(
    conn: &Connection,
    mut visit: impl FnMut(&str, Uuid, &[Fact]) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = conn.prepare(&format!(
        "SELECT {COLUMNS} FROM fact ORDER BY noun, subject"
    ))?;
    let mut rows = statement.query([])?;
    let mut facts: Vec<Fact> = Vec::new();
    while let Some(row) = rows.next()? {
        let fact = fact_of(row)?;
        if let Some(first) = facts
            .first()
            .filter(|first| first.subject != fact.subject || first.noun != fact.noun)
        {
            visit(&first.noun, first.subject, &facts)?;
            facts.clear();
        }
        facts.push(fact);
    }
    match facts.first() {
        Some(first) => visit(&first.noun, first.subject, &facts),
        None => Ok(()),
    }
}

fn fact_of(row: &Row<'_>) -> rusqlite::Result<Fact> {
    let json = |at: usize, text: &str| {
        serde_json::from_str(text).map_err(|e| {
            rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, Box::new(e))
        })
    };
    let body = row.get_ref(7)?.as_str()?;
    Ok(Fact {
        id: row.get(0)?,
        change: Id::from_uuid(row.get(1)?),
        at: Hlc::from_raw(row.get(2)?),
        device: row.get(3)?,
        noun: row.get(4)?,
        subject: row.get(5)?,
        class: row.get_ref(6)?.as_str()?.parse().unwrap_or_default(),
        body: json(7, body)?,
        over: match row.get_ref(8)?.as_str_or_null()? {
            Some(text) => serde_json::from_str(text).unwrap_or_default(),
            None => BTreeMap::new(),
        },
    })
}

//! The ledger's unit: an immutable fact, the clock that orders facts, and the fold from facts to a row.
//! Storage keeps facts and writes rows; what a row is, is decided here and nowhere else.

use std::{cmp::Ordering, collections::BTreeMap};

use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Audience, Change, Id};

/// The column of a removal: `false` in a creation, `true` in a removal.
pub const REMOVED: &str = "removed";

/// A hybrid logical clock value: 48 bits of UTC milliseconds, 16 bits of counter.
/// (Kulkarni and others, "Logical Physical Clocks", 2014.)
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hlc(i64);

impl Hlc {
    /// The value as it is stored.
    pub const fn from_raw(raw: i64) -> Self {
        Self(raw)
    }

    /// The value to store.
    pub const fn raw(self) -> i64 {
        self.0
    }

    /// UTC milliseconds.
    pub const fn wall_ms(self) -> i64 {
        self.0 >> 16
    }

    /// The next value: now, and never at or below `self`.
    #[must_use]
    pub const fn next(self, now_ms: i64) -> Self {
        let now = now_ms << 16;
        Self(if now > self.0 { now } else { self.0 + 1 })
    }
}

/// One immutable statement: these columns of this subject have these values.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// `UUIDv7`; the same fact never counts twice.
    pub id: Uuid,
    /// The change (command, import, pack) that it belongs to.
    pub change: Id<Change>,
    /// When it was recorded.
    pub at: Hlc,
    /// The laptop that recorded it.
    pub device: Uuid,
    /// The noun, which a newer version may know and this one not.
    pub noun: String,
    /// The row.
    pub subject: Uuid,
    /// Who may have this fact: a pack or hub is a choice of facts by this.
    pub class: Audience,
    /// The columns that it sets.
    pub body: Map<String, Value>,
    /// For each column of an edit, the fact that it replaced; two successors of one fact are contested.
    pub over: BTreeMap<String, Uuid>,
}

impl Fact {
    /// The total order of facts, the same on every laptop.
    pub const fn stamp(&self) -> (Hlc, Uuid, Uuid) {
        (self.at, self.device, self.id)
    }
}

/// What the facts of one subject come to. Commutative, associative and idempotent in its facts.
#[derive(Debug)]
pub struct Folded<'a> {
    columns: BTreeMap<&'a str, &'a Fact>,
}

impl<'a> Folded<'a> {
    /// Folds the facts of one subject, in any order.
    pub fn of(facts: impl IntoIterator<Item = &'a Fact>) -> Self {
        let mut columns: BTreeMap<&str, &Fact> = BTreeMap::new();
        for fact in facts {
            for column in fact.body.keys() {
                let present = columns.entry(column).or_insert(fact);
                if present.stamp().cmp(&fact.stamp()) == Ordering::Less {
                    *present = fact;
                }
            }
        }
        Self { columns }
    }

    /// The present value of a column, if any fact set it.
    pub fn value(&self, column: &str) -> Option<&'a Value> {
        self.columns
            .get(column)
            .and_then(|fact| fact.body.get(column))
    }

    /// The fact that set the present value of a column.
    pub fn winner(&self, column: &str) -> Option<&'a Fact> {
        self.columns.get(column).copied()
    }

    /// Whether the row is to be seen: created, and not removed or else changed after its removal.
    pub fn is_alive(&self) -> bool {
        match self.winner(REMOVED) {
            None => false,
            Some(fact) if fact.body.get(REMOVED) != Some(&Value::Bool(true)) => true,
            Some(removal) => self
                .columns
                .iter()
                .any(|(column, fact)| *column != REMOVED && fact.stamp() > removal.stamp()),
        }
    }

    /// Whether it was removed here and changed there, and so came back.
    pub fn came_back(&self) -> bool {
        self.value(REMOVED) == Some(&Value::Bool(true)) && self.is_alive()
    }
}

/// The columns with two successors of one fact: two laptops changed the same value without knowing of each other.
pub fn contested(facts: &[Fact]) -> Vec<String> {
    let mut successors: BTreeMap<(&str, Uuid), usize> = BTreeMap::new();
    for fact in facts {
        for (column, replaced) in &fact.over {
            *successors.entry((column, *replaced)).or_default() += 1;
        }
    }
    let mut columns: Vec<String> = successors
        .into_iter()
        .filter(|(_, count)| *count > 1)
        .map(|((column, _), _)| column.to_owned())
        .collect();
    columns.dedup();
    columns
}

/// What taking back a change means for one subject.
#[derive(Debug, Default, PartialEq)]
pub struct TakenBack {
    /// The columns to set, by the class of the fact that set them.
    pub bodies: Vec<(Audience, Map<String, Value>)>,
    /// The columns that another change has set since and that stay.
    pub kept: Vec<String>,
}

/// The facts that restore what one subject had before `change`: only columns that have the change's value. (By value and
/// not by fact: after a later change and its undo the value is the change's again, set by the undo.) Whether the row is
/// there is restored as such: a row can be there after a removal.
pub fn take_back(facts: &[Fact], change: Id<Change>) -> TakenBack {
    let own: Vec<&Fact> = facts.iter().filter(|fact| fact.change == change).collect();
    let stamps = own.iter().map(|fact| fact.stamp());
    let (Some(first), Some(last)) = (stamps.clone().min(), stamps.max()) else {
        return TakenBack::default();
    };
    let now = Folded::of(facts);
    let before = Folded::of(facts.iter().filter(|fact| fact.stamp() < first));
    let after = Folded::of(facts.iter().filter(|fact| fact.stamp() <= last));
    let class = now
        .winner(REMOVED)
        .map_or(Audience::default(), |fact| fact.class);
    let mut bodies: BTreeMap<Audience, Map<String, Value>> = BTreeMap::new();
    let has_turned = before.is_alive() != after.is_alive();
    if now.is_alive() != after.is_alive() || (!has_turned && !now.is_alive()) {
        // Removed or brought back since: values set now would bring back what is to stay away.
        return TakenBack {
            bodies: Vec::new(),
            kept: vec![REMOVED.to_owned()],
        };
    }
    if has_turned {
        bodies
            .entry(class)
            .or_default()
            .insert(REMOVED.to_owned(), Value::Bool(!before.is_alive()));
        if before.winner(REMOVED).is_none() {
            // It made the row: the removal takes all of it back.
            return TakenBack {
                bodies: bodies.into_iter().collect(),
                kept: Vec::new(),
            };
        }
    }
    let mut kept = Vec::new();
    for fact in own {
        for column in fact
            .body
            .keys()
            .filter(|column| *column != REMOVED && after.winner(column) == Some(fact))
        {
            let old = before.value(column).unwrap_or(&Value::Null);
            let present = now.value(column).unwrap_or(&Value::Null);
            if fact.body.get(column) != Some(present) {
                kept.push(column.clone());
            } else if present != old {
                bodies
                    .entry(fact.class)
                    .or_default()
                    .insert(column.clone(), old.clone());
            }
        }
    }
    kept.sort();
    kept.dedup();
    // In order of width, so that a removal, which is in the widest class, has the latest stamp.
    TakenBack {
        bodies: bodies.into_iter().collect(),
        kept,
    }
}

//! Declaring a noun once: its table, columns, types and audience classes. From the declaration come the struct, the
//! projected table, the difference of two rows and the facts of a change.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Audience, Change, Id, fact::REMOVED};

/// How a value is kept in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, dates (ISO 8601) and words.
    Text,
    /// Whole numbers and truth values.
    Integer,
    /// A UUID of 16 bytes.
    Id,
    /// Lists, as JSON text.
    Json,
}

/// Which facts may hold a column; a fact holds columns of one class only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Whoever gets the row.
    Everyone,
    /// Organisers of the group.
    Organisers,
    /// The owner of the laptop.
    OnlyMe,
    /// Whoever the row's own column `audience` names.
    OfRow,
}

/// One column of a noun.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in facts, tables and JSON.
    pub name: &'static str,
    /// How it is kept.
    pub kind: Kind,
    /// Who may have it.
    pub class: Class,
}

/// A noun's declaration.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Its name in facts, and its table.
    pub name: &'static str,
    /// Its columns, without `id`.
    pub columns: &'static [Column],
    /// The columns of its full-text index.
    pub search: &'static [&'static str],
    /// The columns that have an index of their own.
    pub index: &'static [&'static str],
}

/// A row of the library: made by [`noun!`](crate::noun).
pub trait Noun: Sized {
    /// Its declaration.
    const SPEC: &'static Spec;
    /// Its identity.
    fn id(&self) -> Id<Self>;
    /// Its values in the order of its columns; `Null` for what is not set.
    fn values(&self) -> Vec<Value>;
    /// The row as a JSON object, with what is not set left out.
    fn to_json(&self) -> Value {
        let named = Self::SPEC.columns.iter().zip(self.values());
        let mut fields: Map<String, Value> = named
            .filter(|(_, value)| !value.is_null())
            .map(|(column, value)| (column.name.to_owned(), value))
            .collect();
        fields.insert("id".to_owned(), Value::String(self.id().to_string()));
        Value::Object(fields)
    }
    /// The row whose n-th column is `value(n)`.
    fn from_values(id: Id<Self>, value: impl FnMut(usize) -> Value) -> Self;
}

/// A type that a column can have. What cannot be read reads as `None`, never as an error: a newer version may have
/// written it.
pub trait Field: Sized {
    /// How it is kept.
    const KIND: Kind;
    /// `Null` for the value that a missing column has.
    fn to_json(&self) -> Value;
    /// The value of a JSON value of the right type.
    fn from_json(value: &Value) -> Option<Self>;
}

impl Field for String {
    const KIND: Kind = Kind::Text;
    fn to_json(&self) -> Value {
        if self.is_empty() {
            Value::Null
        } else {
            Value::String(self.clone())
        }
    }
    fn from_json(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl Field for i64 {
    const KIND: Kind = Kind::Integer;
    fn to_json(&self) -> Value {
        if *self == 0 {
            Value::Null
        } else {
            Value::from(*self)
        }
    }
    fn from_json(value: &Value) -> Option<Self> {
        value.as_i64()
    }
}

impl Field for bool {
    const KIND: Kind = Kind::Integer;
    fn to_json(&self) -> Value {
        if *self {
            Value::Bool(true)
        } else {
            Value::Null
        }
    }
    fn from_json(value: &Value) -> Option<Self> {
        value.as_bool().or_else(|| value.as_i64().map(|n| n != 0))
    }
}

impl<T> Field for Id<T> {
    const KIND: Kind = Kind::Id;
    fn to_json(&self) -> Value {
        if self.uuid().is_nil() {
            Value::Null
        } else {
            Value::String(self.to_string())
        }
    }
    fn from_json(value: &Value) -> Option<Self> {
        value.as_str().and_then(|text| text.parse().ok())
    }
}

impl Field for NaiveDate {
    const KIND: Kind = Kind::Text;
    fn to_json(&self) -> Value {
        Value::String(self.to_string())
    }
    fn from_json(value: &Value) -> Option<Self> {
        value.as_str().and_then(|text| text.parse().ok())
    }
}

impl Field for NaiveDateTime {
    const KIND: Kind = Kind::Text;
    fn to_json(&self) -> Value {
        Value::String(self.format("%Y-%m-%dT%H:%M:%S").to_string())
    }
    fn from_json(value: &Value) -> Option<Self> {
        value.as_str().and_then(|text| text.parse().ok())
    }
}

impl<T: Field> Field for Option<T> {
    const KIND: Kind = T::KIND;
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, Field::to_json)
    }
    fn from_json(value: &Value) -> Option<Self> {
        if value.is_null() {
            Some(None)
        } else {
            T::from_json(value).map(Some)
        }
    }
}

impl<T: Field> Field for Vec<T> {
    const KIND: Kind = Kind::Json;
    fn to_json(&self) -> Value {
        if self.is_empty() {
            Value::Null
        } else {
            Value::Array(self.iter().map(Field::to_json).collect())
        }
    }
    fn from_json(value: &Value) -> Option<Self> {
        value
            .as_array()
            .map(|items| items.iter().filter_map(T::from_json).collect())
    }
}

/// Declares a noun: a struct with an id and typed columns, and its [`Spec`].
#[macro_export]
macro_rules! noun {
    ($(#[$doc:meta])* $name:ident = $table:literal {
        $($(#[$fdoc:meta])* $field:ident: $type:ty = $class:ident),+ $(,)?
    } $(search $($search:ident)+;)? $(index $($index:ident)+;)?) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            /// Its identity.
            pub id: $crate::domain::Id<$name>,
            $($(#[$fdoc])* pub $field: $type),+
        }

        impl $name {
            /// The row of this id with nothing set.
            pub fn new(id: $crate::domain::Id<Self>) -> Self {
                Self { id, $($field: Default::default()),+ }
            }
        }

        impl $crate::domain::noun::Noun for $name {
            const SPEC: &'static $crate::domain::noun::Spec = &$crate::domain::noun::Spec {
                name: $table,
                columns: &[$($crate::domain::noun::Column {
                    name: stringify!($field),
                    kind: <$type as $crate::domain::noun::Field>::KIND,
                    class: $crate::domain::noun::Class::$class,
                }),+],
                search: &[$($(stringify!($search)),+)?],
                index: &[$($(stringify!($index)),+)?],
            };

            fn id(&self) -> $crate::domain::Id<Self> {
                self.id
            }

            fn values(&self) -> Vec<serde_json::Value> {
                vec![$($crate::domain::noun::Field::to_json(&self.$field)),+]
            }

            fn from_values(id: $crate::domain::Id<Self>, mut value: impl FnMut(usize) -> serde_json::Value) -> Self {
                let mut at = 0..;
                Self {
                    id,
                    $($field: at.next().and_then(|n| $crate::domain::noun::Field::from_json(&value(n))).unwrap_or_default()),+
                }
            }
        }
    };
}

/// The columns that one change sets in one row, all of one class.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The noun's name.
    pub noun: &'static str,
    /// The row.
    pub subject: Uuid,
    /// Who may have the fact.
    pub class: Audience,
    /// Column to value.
    pub body: Map<String, Value>,
}

/// A change before it is written: a label that undo shows, and its edits.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What it does, as the undo menu says it: "Import 412 people".
    pub label: String,
    /// The id of the change, where it is known before it is written: then writing it twice adds nothing.
    pub change: Option<Id<Change>>,
    /// The change that it takes back.
    pub undoes: Option<Id<Change>>,
    /// Whether it is the live clock's or a live note's, which the live screen takes back in its own way.
    pub is_live: bool,
    /// What it sets.
    pub edits: Vec<Edit>,
}

impl Draft {
    /// A change with nothing in it yet.
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            change: None,
            undoes: None,
            is_live: false,
            edits: Vec::new(),
        }
    }

    /// Whether it would change nothing.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// Makes a row.
    pub fn create<N: Noun>(&mut self, row: &N) {
        let values = row.values();
        let mut bodies = bodies::<N>(&values, |_, value| !value.is_null());
        let class = resolve(Class::Everyone, N::SPEC, &values);
        bodies
            .entry(class)
            .or_default()
            .insert(REMOVED.to_owned(), Value::Bool(false));
        self.push::<N>(row.id(), bodies);
    }

    /// Sets what differs between two states of a row.
    pub fn update<N: Noun>(&mut self, old: &N, new: &N) {
        let (before, after) = (old.values(), new.values());
        // A row whose audience widens is stated again whole in the new class, or its text would stay behind.
        let moved = audience_of::<N>(&before) != audience_of::<N>(&after);
        let mut changed = bodies::<N>(&after, |at, value| {
            before.get(at) != Some(value) || (moved && !value.is_null())
        });
        if moved {
            let class = resolve(Class::Everyone, N::SPEC, &after);
            changed
                .entry(class)
                .or_default()
                .insert(REMOVED.to_owned(), Value::Bool(false));
        }
        self.push::<N>(new.id(), changed);
    }

    /// Creates the row, or changes the one that is there.
    pub fn put<N: Noun>(&mut self, old: Option<&N>, new: &N) {
        match old {
            Some(old) => self.update(old, new),
            None => self.create(new),
        }
    }

    /// Removes a row.
    pub fn remove<N: Noun>(&mut self, row: &N) {
        let class = resolve(Class::Everyone, N::SPEC, &row.values());
        let body = Map::from_iter([(REMOVED.to_owned(), Value::Bool(true))]);
        self.push::<N>(row.id(), BTreeMap::from([(class, body)]));
    }

    fn push<N: Noun>(&mut self, id: Id<N>, bodies: BTreeMap<Audience, Map<String, Value>>) {
        // The widest class first: it holds the creation.
        for (class, body) in bodies.into_iter().rev() {
            self.edits.push(Edit {
                noun: N::SPEC.name,
                subject: id.uuid(),
                class,
                body,
            });
        }
    }
}

/// The columns chosen by `wanted`, by class.
fn bodies<N: Noun>(
    values: &[Value],
    wanted: impl Fn(usize, &Value) -> bool,
) -> BTreeMap<Audience, Map<String, Value>> {
    let mut bodies: BTreeMap<Audience, Map<String, Value>> = BTreeMap::new();
    for (at, (column, value)) in N::SPEC.columns.iter().zip(values).enumerate() {
        if wanted(at, value) {
            let class = resolve(column.class, N::SPEC, values);
            bodies
                .entry(class)
                .or_default()
                .insert(column.name.to_owned(), value.clone());
        }
    }
    bodies
}

fn audience_of<N: Noun>(values: &[Value]) -> Option<Audience> {
    let at = N::SPEC
        .columns
        .iter()
        .position(|column| column.class == Class::OfRow && column.name == "audience")?;
    values.get(at).and_then(Audience::from_json)
}

/// The class of a column as the audience of its fact. In a noun of rows with their own audience everything is of it.
fn resolve(class: Class, spec: &Spec, values: &[Value]) -> Audience {
    let of_row = spec
        .columns
        .iter()
        .position(|column| column.class == Class::OfRow && column.name == "audience");
    match (class, of_row) {
        (Class::OfRow | Class::Everyone, Some(at)) => values
            .get(at)
            .and_then(Audience::from_json)
            .unwrap_or_default(),
        (Class::OnlyMe, _) => Audience::OnlyMe,
        (Class::Organisers, _) => Audience::Organisers,
        (Class::Everyone | Class::OfRow, None) => Audience::Table,
    }
}

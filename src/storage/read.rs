//! Reading rows of any noun, by its declaration.

use rusqlite::{OptionalExtension as _, Params, Row, types::ValueRef};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Library, StorageError};
use crate::domain::{
    Audience, Id, Noun,
    noun::{Class, Column, Field as _, Kind, Spec},
};

impl Library {
    /// The row of this id, if it is there and was not removed.
    pub fn get<N: Noun>(&self, id: Id<N>) -> Result<Option<N>, StorageError> {
        let sql = format!("{} WHERE id = ?1", select(N::SPEC));
        let found = self
            .conn
            .prepare_cached(&sql)
            .and_then(|mut statement| statement.query_row([id.uuid()], row_of).optional());
        found.map_err(|e| self.error(e))
    }

    /// All rows, oldest first.
    pub fn all<N: Noun>(&self) -> Result<Vec<N>, StorageError> {
        self.list("1 ORDER BY id", [])
    }

    /// The rows whose reference `column` is `id`, oldest first.
    pub fn of<N: Noun>(&self, column: &str, id: Uuid) -> Result<Vec<N>, StorageError> {
        self.list(&format!("{} = ?1 ORDER BY id", quoted(column)), [id])
    }

    /// All rows of a noun as JSON objects, as `audience` may read them: rows and columns for a narrower one are left out.
    pub fn rows_for(&self, spec: &Spec, audience: Audience) -> Result<Vec<Value>, StorageError> {
        let read = || -> rusqlite::Result<Vec<Value>> {
            let mut found = Vec::new();
            let mut statement = self
                .conn
                .prepare_cached(&format!("{} ORDER BY id", select(spec)))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let id: Uuid = row.get(0)?;
                let mut fields = Map::from_iter([("id".to_owned(), Value::String(id.to_string()))]);
                let mut is_readable = true;
                for (at, column) in spec.columns.iter().enumerate() {
                    let value = to_json(column, row.get_ref(at + 1)?);
                    if column.class == Class::OfRow && column.name == "audience" {
                        is_readable = Audience::from_json(&value).unwrap_or_default() >= audience;
                    }
                    if column.class != Class::OnlyMe
                        && (column.class != Class::Organisers || audience <= Audience::Organisers)
                    {
                        fields.insert(column.name.to_owned(), value);
                    }
                }
                if is_readable {
                    found.push(Value::Object(fields));
                }
            }
            Ok(found)
        };
        read().map_err(|e| self.error(e))
    }

    /// The rows that a condition (SQL of this room's making, with `?1`...) picks.
    pub(super) fn list<N: Noun>(
        &self,
        condition: &str,
        params: impl Params,
    ) -> Result<Vec<N>, StorageError> {
        let sql = format!("{} WHERE {condition}", select(N::SPEC));
        let read = || -> rusqlite::Result<Vec<N>> {
            self.conn
                .prepare_cached(&sql)?
                .query_map(params, row_of)?
                .collect()
        };
        read().map_err(|e| self.error(e))
    }
}

/// `SELECT id, columns FROM table`.
pub(super) fn select(spec: &Spec) -> String {
    let columns = spec.columns.iter().map(|column| quoted(column.name));
    let columns: Vec<String> = std::iter::once("id".to_owned()).chain(columns).collect();
    format!("SELECT {} FROM {}", columns.join(", "), quoted(spec.name))
}

/// An identifier for SQL: names of nouns and columns come from their declarations, some are words of SQL.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn row_of<N: Noun>(row: &Row<'_>) -> rusqlite::Result<N> {
    let id: Uuid = row.get(0)?;
    Ok(N::from_values(Id::from_uuid(id), |at| {
        match (N::SPEC.columns.get(at), row.get_ref(at + 1)) {
            (Some(column), Ok(value)) => to_json(column, value),
            _ => Value::Null,
        }
    }))
}

/// A stored value as the JSON that facts hold.
pub(super) fn to_json(column: &Column, value: ValueRef<'_>) -> Value {
    match (column.kind, value) {
        (_, ValueRef::Null) => Value::Null,
        (Kind::Json, ValueRef::Text(text)) => serde_json::from_slice(text).unwrap_or(Value::Null),
        (_, ValueRef::Text(text)) => Value::String(String::from_utf8_lossy(text).into_owned()),
        (_, ValueRef::Integer(n)) => Value::from(n),
        (_, ValueRef::Blob(bytes)) => {
            Uuid::from_slice(bytes).map_or(Value::Null, |id| Value::String(id.to_string()))
        }
        (_, ValueRef::Real(x)) => Value::from(x),
    }
}

/// A fact's value as it is stored; what is of the wrong type is stored as nothing.
pub(super) fn to_sql(column: &Column, value: Option<&Value>) -> rusqlite::types::Value {
    use rusqlite::types::Value as Sql;
    match (column.kind, value) {
        (Kind::Text, Some(Value::String(text))) => Sql::Text(text.clone()),
        (Kind::Integer, Some(Value::Bool(truth))) => Sql::Integer(i64::from(*truth)),
        (Kind::Integer, Some(Value::Number(n))) => n.as_i64().map_or(Sql::Null, Sql::Integer),
        (Kind::Id, Some(Value::String(text))) => {
            Uuid::parse_str(text).map_or(Sql::Null, |id| Sql::Blob(id.as_bytes().to_vec()))
        }
        (Kind::Json, Some(value @ Value::Array(_))) => Sql::Text(value.to_string()),
        _ => Sql::Null,
    }
}

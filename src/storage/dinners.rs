//! Reading a dinner whole, and the lists of dinners.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::params;

use super::{Library, StorageError};
use crate::domain::{Attendance, Dinner, DinnerRecord, Id, Person, person::Strength};

/// Two people.
pub type Pair = (Id<Person>, Id<Person>);

/// Meals by pair, lower id first.
pub type Meals = BTreeMap<(Id<Person>, Id<Person>), Vec<NaiveDate>>;

impl Library {
    /// All dinners, latest first.
    pub fn dinners(&self) -> Result<Vec<Dinner>, StorageError> {
        self.list("1 ORDER BY starts_at DESC, id", [])
    }

    /// What is left to do of each dinner: follow-ups undecided and promises open. A dinner with nothing left is not in it.
    pub fn work_left(&self) -> Result<BTreeMap<Id<Dinner>, (usize, usize)>, StorageError> {
        let sql = "SELECT dinner, sum(undecided), sum(open) FROM (
                 SELECT dinner, 1 AS undecided, 0 AS open FROM suggestion WHERE decision = 'undecided'
                 UNION ALL
                 SELECT dinner, 0, 1 FROM \"commitment\"
                 WHERE dinner IS NOT NULL AND state NOT IN ('done', 'dropped', 'handed over')
             ) GROUP BY dinner";
        let read = || -> rusqlite::Result<_> {
            let mut statement = self.conn.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| {
                let count = |at: usize| -> rusqlite::Result<usize> {
                    Ok(usize::try_from(row.get::<_, i64>(at)?).unwrap_or_default())
                };
                Ok((Id::from_uuid(row.get(0)?), (count(1)?, count(2)?)))
            })?;
            rows.collect()
        };
        read().map_err(|e| self.error(e))
    }

    /// Everything of one dinner.
    pub fn record(&self, dinner: Dinner) -> Result<DinnerRecord, StorageError> {
        let id = dinner.id.uuid();
        let mut record = DinnerRecord {
            group: self.get(dinner.group)?,
            tables: self.list("dinner = ?1 ORDER BY number", [id])?,
            attendances: self.of("dinner", id)?,
            rules: self.of("dinner", id)?,
            objectives: self.of("dinner", id)?,
            slots: self.list("dinner = ?1 ORDER BY table_no, rank", [id])?,
            events: self.list("dinner = ?1 ORDER BY table_no, rank, wall_ms, id", [id])?,
            notes: self.list("dinner = ?1 ORDER BY at_ms, id", [id])?,
            suggestions: self.of("dinner", id)?,
            commitments: self.of("dinner", id)?,
            meals: self.meals_before(&dinner)?,
            next_dinner: self.next_dinner(&dinner)?,
            you: self.you()?,
            ..DinnerRecord::of(dinner)
        };
        self.read_people(&mut record)?;
        Ok(record)
    }

    /// The guests and everybody that the dinner's rows name, with what is known of them.
    fn read_people(&self, record: &mut DinnerRecord) -> Result<(), StorageError> {
        let guests: BTreeSet<Id<Person>> = record.attendances.iter().map(|a| a.person).collect();
        for guest in &guests {
            record.acquaintances.extend(self.of("from", guest.uuid())?);
            record.asks.extend(self.of("person", guest.uuid())?);
            record.offers.extend(self.of("person", guest.uuid())?);
            record.contact_points.extend(self.contact_points(*guest)?);
            record.consents.extend(self.of("person", guest.uuid())?);
        }
        for offer in &record.offers {
            record.answers.extend(self.of("offer", offer.id.uuid())?);
        }
        let mut named = guests;
        named.extend(record.you);
        named.extend(record.tables.iter().filter_map(|table| table.host));
        named.extend(record.attendances.iter().filter_map(|a| a.guest_of));
        named.extend(
            record
                .acquaintances
                .iter()
                .filter(|a| a.strength >= Strength::Knows)
                .map(|a| a.to),
        );
        named.extend(
            record
                .commitments
                .iter()
                .flat_map(|promise| promise.to.into_iter().chain([promise.from])),
        );
        for note in &record.notes {
            named.extend(
                note.speaker
                    .into_iter()
                    .chain(note.subject)
                    .chain(note.to)
                    .chain(note.about.iter().copied()),
            );
        }
        for person in named {
            if let Some(row) = self.get(person)? {
                record.trades.extend(self.of("person", person.uuid())?);
                record.people.insert(person, row);
            }
        }
        Ok(())
    }

    /// The meals that people of this dinner shared at one table at dinners before it.
    pub fn meals_before(&self, dinner: &Dinner) -> Result<Meals, StorageError> {
        let sql = "SELECT x.person, y.person, d.starts_at
             FROM attendance guest
             JOIN attendance x ON x.person = guest.person AND x.dinner <> guest.dinner AND x.seat IS NOT NULL
             JOIN dinner d ON d.id = x.dinner AND d.starts_at < ?2 AND d.state IN ('live', 'wrapped', 'closed')
             JOIN attendance y ON y.dinner = x.dinner AND y.table_no = x.table_no AND y.seat IS NOT NULL AND y.person > x.person
             JOIN attendance other ON other.dinner = guest.dinner AND other.person = y.person
             WHERE guest.dinner = ?1 AND x.presence <> 'no-show' AND y.presence <> 'no-show'
             ORDER BY d.starts_at, d.id";
        let starts_at = dinner
            .starts_at
            .map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string());
        let read = || -> rusqlite::Result<Meals> {
            let mut meals = Meals::new();
            let mut statement = self.conn.prepare_cached(sql)?;
            let mut rows = statement.query(params![dinner.id.uuid(), starts_at])?;
            while let Some(row) = rows.next()? {
                let pair = (Id::from_uuid(row.get(0)?), Id::from_uuid(row.get(1)?));
                let day: Option<NaiveDateTime> = row.get::<_, String>(2)?.parse().ok();
                meals
                    .entry(pair)
                    .or_default()
                    .extend(day.map(|at| at.date()));
            }
            Ok(meals)
        };
        read().map_err(|e| self.error(e))
    }

    /// With whom the guests of this dinner ate at one table at dinners before it, whether these are asked now or not:
    /// (guest, other).
    pub fn ate_with_before(&self, dinner: &Dinner) -> Result<Vec<Pair>, StorageError> {
        let sql = "SELECT DISTINCT x.person, y.person
             FROM attendance guest
             JOIN attendance x ON x.person = guest.person AND x.dinner <> guest.dinner AND x.seat IS NOT NULL
             JOIN dinner d ON d.id = x.dinner AND d.starts_at < ?2 AND d.state IN ('live', 'wrapped', 'closed')
             JOIN attendance y ON y.dinner = x.dinner AND y.table_no = x.table_no AND y.seat IS NOT NULL AND y.person <> x.person
             WHERE guest.dinner = ?1 AND x.presence <> 'no-show' AND y.presence <> 'no-show'
             ORDER BY x.person, y.person";
        let starts_at = dinner
            .starts_at
            .map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string());
        let read = || -> rusqlite::Result<Vec<Pair>> {
            self.conn
                .prepare_cached(sql)?
                .query_map(params![dinner.id.uuid(), starts_at], |row| {
                    Ok((Id::from_uuid(row.get(0)?), Id::from_uuid(row.get(1)?)))
                })?
                .collect()
        };
        read().map_err(|e| self.error(e))
    }

    fn next_dinner(&self, dinner: &Dinner) -> Result<Option<Dinner>, StorageError> {
        let starts_at = dinner
            .starts_at
            .map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string());
        let found = self.list(
            r#""group" = ?1 AND starts_at > ?2 ORDER BY starts_at LIMIT 1"#,
            params![dinner.group.uuid(), starts_at],
        )?;
        Ok(found.into_iter().next())
    }

    /// The dinners that a person was asked to, latest first.
    pub fn dinners_of(
        &self,
        person: Id<Person>,
    ) -> Result<Vec<(Dinner, Attendance)>, StorageError> {
        let mut found = Vec::new();
        for attendance in self.of::<Attendance>("person", person.uuid())? {
            if let Some(dinner) = self.get(attendance.dinner)? {
                found.push((dinner, attendance));
            }
        }
        found.sort_by_key(|(dinner, _)| (std::cmp::Reverse(dinner.starts_at), dinner.id));
        Ok(found)
    }
}

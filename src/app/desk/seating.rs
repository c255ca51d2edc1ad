//! Changing who sits where, and the rules.

use crate::{
    app::{
        Session,
        board::Place,
        dinners, plan,
        rules::{self, Wanted},
    },
    domain::{
        Attendance, Dinner, DinnerRecord, Draft, Id, Person, Rule,
        dinner::{DinnerState, RuleKind},
    },
};

use super::{DeskError, Done};

/// A change of the seats or the rules of a dinner.
#[derive(Clone, Debug, PartialEq)]
pub enum SeatingEdit {
    /// Puts two places in each other's stead.
    Swap(Place, Place),
    /// Gives somebody without a seat a free one.
    Place(Id<Person>, Place),
    /// Takes somebody's seat away; they are still asked.
    Unseat(Id<Person>),
    /// Moves somebody to the first free seat of a table.
    MoveTo(Id<Person>, i64),
    /// Keeps somebody's present seat for them.
    Fix(Id<Person>),
    /// Keeps no seat for them any more.
    Free(Id<Person>),
    AddRule(Wanted),
    ChangeRule(Id<Rule>, Wanted),
    /// Takes a rule away.
    LetGo(Id<Rule>),
}

impl SeatingEdit {
    /// Does it.
    pub(super) fn run(&self, session: &Session, dinner: Dinner) -> Result<Done, DeskError> {
        let record = session.library().record(dinner)?;
        let edit = Editor {
            session,
            record: &record,
        };
        let words = match self {
            Self::Swap(one, other) => edit.swap(*one, *other)?,
            Self::Place(person, place) => edit.place(*person, *place)?,
            Self::Unseat(person) => edit.unseat(*person)?,
            Self::MoveTo(person, table) => edit.move_to(*person, *table)?,
            Self::Fix(person) => edit.fix(*person)?,
            Self::Free(person) => edit.free(*person)?,
            Self::AddRule(wanted) => rules::add(session, &record.dinner, wanted)?,
            Self::ChangeRule(rule, wanted) => {
                rules::change(session, &record, edit.rule(*rule)?, wanted)?
            }
            Self::LetGo(rule) => edit.let_go(*rule)?,
        };
        Ok(words.into())
    }
}

/// A dinner whose seats are being changed.
struct Editor<'a> {
    session: &'a Session,
    record: &'a DinnerRecord,
}

impl Editor<'_> {
    fn swap(&self, one: Place, other: Place) -> Result<String, DeskError> {
        self.may_move()?;
        for place in [one, other] {
            self.exists(place)?;
            if let Some(guest) = self.at(place) {
                self.is_free(guest.person)?;
            }
        }
        Ok(plan::swap(self.session, self.record, one, other)?)
    }

    fn place(&self, person: Id<Person>, place: Place) -> Result<String, DeskError> {
        self.exists(place)?;
        let guest = self.guest(person)?;
        // Who has a seat moves; that is for before the evening. Who has none may come in at any time.
        if guest.seat.is_some() {
            self.may_move()?;
            self.is_free(person)?;
        }
        if let Some(holder) = self.at(place) {
            return Err(refused(&format!(
                "Seat {} at table {} is taken by {}. Choose a free seat. Nothing was changed",
                place.1,
                place.0,
                self.record.short_name(holder.person)
            )));
        }
        self.move_guest(guest, Some(place))
    }

    fn unseat(&self, person: Id<Person>) -> Result<String, DeskError> {
        self.may_move()?;
        let guest = self.guest(person)?;
        self.is_free(person)?;
        self.move_guest(guest, None)
    }

    fn move_to(&self, person: Id<Person>, table_no: i64) -> Result<String, DeskError> {
        let guest = self.guest(person)?;
        if guest.table_no == Some(table_no) {
            return Err(refused(&format!(
                "{} sits at table {table_no} already. Nothing was changed",
                self.record.short_name(person)
            )));
        }
        let seats = self
            .record
            .tables
            .iter()
            .find(|table| table.number == table_no)
            .map_or(0, |table| table.seats);
        let free = (1..=seats).find(|seat| self.at((table_no, *seat)).is_none());
        match free {
            Some(seat) => self.place(person, (table_no, seat)),
            None => Err(refused(&format!(
                "Table {table_no} is full. Swap {} with somebody who sits there, or move somebody away first. Nothing was changed",
                self.record.short_name(person)
            ))),
        }
    }

    fn fix(&self, person: Id<Person>) -> Result<String, DeskError> {
        self.may_move()?;
        let guest = self.guest(person)?;
        let name = self.record.short_name(person);
        let (Some(table), Some(seat), Some(row)) =
            (guest.table_no, guest.seat, self.record.people.get(&person))
        else {
            return Err(refused(&format!(
                "{name} has no seat that could be fixed. Nothing was changed"
            )));
        };
        dinners::lock(self.session, &self.record.dinner, row, table, Some(seat))?;
        Ok(format!("{name} keeps seat {seat} at table {table}"))
    }

    fn free(&self, person: Id<Person>) -> Result<String, DeskError> {
        let words = format!(
            "{}’s seat is free to change",
            self.record.short_name(person)
        );
        let mut draft = Draft::new(words.clone());
        for lock in self.locks(person) {
            draft.remove(lock);
        }
        self.session.write(draft)?;
        Ok(words)
    }

    fn let_go(&self, rule: Id<Rule>) -> Result<String, DeskError> {
        let rule = self.rule(rule)?;
        let names: Vec<String> = [Some(rule.first), rule.second]
            .into_iter()
            .flatten()
            .map(|person| self.record.short_name(person))
            .collect();
        let words = format!("Let the rule about {} go", names.join(" and "));
        let mut draft = Draft::new(words.clone());
        draft.remove(rule);
        self.session.write(draft)?;
        Ok(words)
    }

    fn move_guest(&self, guest: &Attendance, to: Option<Place>) -> Result<String, DeskError> {
        let name = self.record.short_name(guest.person);
        let words = match to {
            Some((table, seat)) if self.record.tables.len() > 1 => {
                format!("Seat {name} at table {table}, seat {seat}")
            }
            Some((_, seat)) => format!("Seat {name} at seat {seat}"),
            None => format!("Take {name}’s seat away"),
        };
        let mut moved = guest.clone();
        (moved.table_no, moved.seat) = to.unzip();
        let mut draft = Draft::new(words.clone());
        draft.update(guest, &moved);
        self.session.write(draft)?;
        Ok(words)
    }

    fn may_move(&self) -> Result<(), DeskError> {
        if self.record.dinner.state >= DinnerState::Live {
            return Err(refused(&format!(
                "The evening of {} has begun, so its guests stay where they sit. Nothing was changed",
                self.record.dinner.title
            )));
        }
        Ok(())
    }

    fn exists(&self, (table_no, seat): Place) -> Result<(), DeskError> {
        let table = self
            .record
            .tables
            .iter()
            .find(|table| table.number == table_no);
        match table {
            Some(table) if (1..=table.seats).contains(&seat) => Ok(()),
            _ => Err(refused(&format!(
                "There is no seat {seat} at table {table_no} any more. Nothing was changed"
            ))),
        }
    }

    /// Whether somebody may be moved: no rule keeps their seat.
    fn is_free(&self, person: Id<Person>) -> Result<(), DeskError> {
        let guest = self.guest(person)?;
        let is_kept = self.locks(person).any(|lock| {
            lock.table_no == guest.table_no
                && lock.seat.is_none_or(|seat| guest.seat == Some(seat))
                && lock.seat.is_some()
        });
        if is_kept {
            return Err(refused(&format!(
                "{} keeps this seat by a rule. Free it first (F). Nothing was changed",
                self.record.short_name(person)
            )));
        }
        Ok(())
    }

    fn locks(&self, person: Id<Person>) -> impl Iterator<Item = &Rule> {
        self.record
            .rules
            .iter()
            .filter(move |rule| rule.kind == RuleKind::Lock && rule.first == person)
    }

    fn at(&self, (table_no, seat): Place) -> Option<&Attendance> {
        self.record
            .attendances
            .iter()
            .find(|a| a.table_no == Some(table_no) && a.seat == Some(seat))
    }

    fn guest(&self, person: Id<Person>) -> Result<&Attendance, DeskError> {
        self.record
            .attendances
            .iter()
            .find(|a| a.person == person)
            .ok_or_else(|| refused("They are not at this dinner any more. Nothing was changed"))
    }

    fn rule(&self, id: Id<Rule>) -> Result<&Rule, DeskError> {
        self.record
            .rules
            .iter()
            .find(|rule| rule.id == id)
            .ok_or_else(|| refused("That rule is not there any more. Nothing was changed"))
    }
}

fn refused(words: &str) -> DeskError {
    DeskError::Refused(words.to_owned())
}

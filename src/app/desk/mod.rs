//! What a window stands on: the session with the lists that screens show, read again after every change. Screens look
//! at it and never write; what they ask for comes as an [`Edit`], is done here, and is answered in words. Long work goes
//! to the worker as a [`Job`].

mod dinner;
mod group;
mod guests;
mod import;
mod job;
mod lists;
mod open;
mod order;
mod person;
mod promise;
mod seating;
mod worker;

use std::path::Path;

use chrono::{DateTime, Local, NaiveDate};

use super::{
    Session, dinners::PlanError, import::ImportError, plan::SeatError, sample::SampleError,
};
use crate::{
    domain::{Dinner, Group, Id, Person, dinner::DinnerState},
    storage::StorageError,
};

pub use dinner::DinnerEdit;
pub use group::GroupEdit;
pub use guests::GuestEdit;
pub use job::{Job, Report, open_sample, sample_session};
pub use lists::{DinnerLine, DueLine, PersonLine};
pub use open::{OpenDinner, OpenPerson};
pub use order::{LONGEST_SLOT, NewSlot, OrderEdit, minutes_of};
pub use person::PersonEdit;
pub use promise::PromiseEdit;
pub use seating::SeatingEdit;
pub use worker::{Progress, Working};

use lists::Lists;
use worker::Worker;

/// A change that a screen asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    Dinner(DinnerEdit),
    Guests(Id<Dinner>, GuestEdit),
    Seating(Id<Dinner>, SeatingEdit),
    /// The running order of one table, by its number.
    Order(Id<Dinner>, i64, OrderEdit),
    Person(PersonEdit),
    Group(GroupEdit),
    Promise(PromiseEdit),
}

/// What came of a change: said in words, and what to look at next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    pub words: String,
    pub look_at: Option<Subject>,
}

/// Something that a window can open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Dinner(Id<Dinner>),
    Person(Id<Person>),
    Group(Id<Group>),
}

impl From<String> for Done {
    fn from(words: String) -> Self {
        Self {
            words,
            look_at: None,
        }
    }
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    Seat(#[from] SeatError),
    #[error(transparent)]
    Sample(#[from] SampleError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// What happened and what to do, in words.
    #[error("{0}")]
    Refused(String),
}

/// The session and its lists.
#[derive(Debug)]
pub struct Desk {
    session: Session,
    worker: Worker,
    scope: Option<Id<Group>>,
    today: NaiveDate,
    lists: Lists,
    /// Rises with every change; what is derived from the library is kept by it.
    revision: u64,
    saved: String,
}

impl Desk {
    /// The desk of a session.
    pub fn new(session: Session) -> Result<Self, DeskError> {
        let mut desk = Self {
            session,
            worker: Worker::default(),
            scope: None,
            today: NaiveDate::default(),
            lists: Lists::default(),
            revision: 0,
            saved: "Nothing to save yet".to_owned(),
        };
        desk.reload()?;
        Ok(desk)
    }

    /// The library's file.
    pub fn file(&self) -> &Path {
        self.session.library().path()
    }

    /// All dinners of the group that is looked at, latest first.
    pub fn dinners(&self) -> &[DinnerLine] {
        &self.lists.dinners
    }

    /// Everybody, by family name.
    pub fn people(&self) -> &[PersonLine] {
        &self.lists.people
    }

    /// Promises past their day, oldest first.
    pub fn overdue(&self) -> &[DueLine] {
        &self.lists.overdue
    }

    /// The day on this machine.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// The count of changes seen: whatever is derived from the library holds as long as this stays.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// "Saved 17:42".
    pub fn saved(&self) -> &str {
        &self.saved
    }

    /// Whether nothing is in the library yet.
    pub fn is_empty(&self) -> bool {
        self.lists.people.is_empty() && self.lists.dinners.is_empty()
    }

    /// The owner of this laptop, if it is known.
    pub fn you(&self) -> Option<Id<Person>> {
        self.session.library().you().ok().flatten()
    }

    /// The person of this id in the list.
    pub fn line_of(&self, person: Id<Person>) -> Option<&PersonLine> {
        self.people().iter().find(|line| line.person.id == person)
    }

    /// The first name of the owner of this laptop, if it is known.
    pub fn your_name(&self) -> Option<String> {
        Some(self.line_of(self.you()?)?.person.short_name())
    }

    /// The name of a person.
    pub fn name(&self, id: Id<Person>) -> String {
        self.line_of(id).map_or_else(
            || "Somebody not in this library".to_owned(),
            |line| line.name.clone(),
        )
    }

    /// The next dinner that is not over.
    pub fn next_dinner(&self) -> Option<&DinnerLine> {
        let is_to_come = |line: &&DinnerLine| {
            line.dinner.state < DinnerState::Wrapped
                && line
                    .dinner
                    .starts_at
                    .is_some_and(|at| at.date() >= self.today)
        };
        self.dinners()
            .iter()
            .filter(is_to_come)
            .min_by_key(|line| line.dinner.starts_at)
    }

    /// Opens a dinner.
    pub fn dinner(&self, id: Id<Dinner>) -> Result<Option<OpenDinner>, DeskError> {
        Ok(open::dinner(self.session.library(), id)?)
    }

    /// Opens a person.
    pub fn person(&self, id: Id<Person>) -> Result<Option<OpenPerson>, DeskError> {
        Ok(open::person(self.session.library(), id)?)
    }

    /// Does what a screen asks for, and says it.
    pub fn edit(&mut self, edit: &Edit) -> Result<Done, DeskError> {
        let done = match edit {
            Edit::Dinner(edit) => edit.run(&self.session)?,
            Edit::Guests(dinner, edit) => edit.run(&self.session, self.row(*dinner)?)?,
            Edit::Seating(dinner, edit) => edit.run(&self.session, self.row(*dinner)?)?,
            Edit::Order(dinner, table_no, edit) => {
                edit.run(&self.session, self.row(*dinner)?, *table_no)?
            }
            Edit::Person(edit) => edit.run(&self.session)?,
            Edit::Group(edit) => edit.run(&self.session)?,
            Edit::Promise(edit) => edit.run(&self.session)?,
        };
        self.reload()?;
        Ok(done)
    }

    fn row(&self, dinner: Id<Dinner>) -> Result<Dinner, DeskError> {
        let row = self.session.library().get(dinner)?;
        row.ok_or_else(|| {
            DeskError::Refused("That dinner is not there any more. Nothing was changed".to_owned())
        })
    }

    /// Takes back the last change; says which, or `None` when there is nothing.
    pub fn undo(&mut self) -> Result<Option<String>, DeskError> {
        let receipt = self.session.undo()?;
        self.reload()?;
        Ok(receipt.map(|receipt| receipt.label))
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) -> Result<Option<String>, DeskError> {
        let receipt = self.session.redo()?;
        self.reload()?;
        Ok(receipt.map(|receipt| receipt.label))
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        self.session
            .library()
            .next_undo_redo()
            .is_ok_and(|(undo, _)| undo.is_some())
    }

    /// Looks at one group only, or at all.
    pub fn look_at_group(&mut self, group: Option<Id<Group>>) -> Result<(), DeskError> {
        self.scope = group;
        self.reload()
    }

    /// The group that is looked at; `None` for all.
    pub fn scope(&self) -> Option<Id<Group>> {
        self.scope
    }

    /// What the window kept for the next time, such as its theme.
    pub fn kept(&self, name: &str) -> Option<String> {
        self.session
            .library()
            .setting(&format!("window.{name}"))
            .ok()
            .flatten()
    }

    /// Keeps something of the window for the next time.
    pub fn keep(&self, name: &str, value: &str) -> Result<(), DeskError> {
        let (name, value) = (format!("window.{name}"), value.to_owned());
        Ok(self
            .session
            .writing(move |library| library.set_setting(&name, &value))?)
    }

    /// Reads the lists again.
    fn reload(&mut self) -> Result<(), DeskError> {
        let now = DateTime::from_timestamp_millis(self.session.now().wall_ms)
            .unwrap_or_default()
            .with_timezone(&Local);
        self.today = now.date_naive();
        self.saved = format!("Saved {} · on this computer only", now.format("%H:%M"));
        self.lists = Lists::read(self.session.library(), self.today)?;
        self.revision += 1;
        Ok(())
    }
}

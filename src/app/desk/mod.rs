//! What a window stands on: the session with the lists that screens show, read again after every change. Screens look
//! at it and never write; what they ask for comes as an [`Edit`], is done here, and is answered in words. Long work goes
//! to the worker as a [`Job`].

mod day;
mod dinner;
mod dinner_basis;
mod group;
mod guests;
mod import;
mod job;
mod keep;
mod lists;
mod open;
mod order;
mod papers;
mod person;
mod promise;
mod ready;
mod recap;
mod recap_beside;
mod recap_parts;
mod recap_sent;
mod scope;
mod seating;
mod shut;
mod table;
mod typed;
mod worker;
mod wrap;
mod wrap_page;

use std::{path::Path, sync::Arc};

use chrono::{DateTime, Local, NaiveDate};

use super::{
    Outbox, Session,
    dinners::PlanError,
    groups::{self, GroupLine, GroupPage},
    import::ImportError,
    invitations::{self, Invitations},
    live::LiveError,
    plan::SeatError,
    sample::{self, SampleError},
};
use crate::{
    domain::{Change, Dinner, Group, Id, Note, Person},
    evening::Clock,
    storage::StorageError,
};

pub use day::{Aim, Asked, Day, Due, NextDinner, Running, ThankLine};
pub use dinner::DinnerEdit;
pub use dinner_basis::{DinnerBasis, LastDinner};
pub use group::GroupEdit;
pub use guests::{GuestEdit, GuestFilter, GuestLine, GuestList, Introduction, Who, answer_words};
pub use import::Look;
pub use job::{Job, Report, open_sample, open_sample_by, sample_session, sample_session_by};
pub use keep::{BackupLine, ChangeLine};
pub use lists::{DinnerLine, DueLine, PersonLine};
pub use open::OpenDinner;
pub use order::{LONGEST_SLOT, NewSlot, OrderEdit, minutes_of};
pub use papers::{PAPER_SIZE, paper_word};
pub use person::{
    Agreed, Answered, ConsentDraft, GiveGet, MergeDraft, Met, MetWhere, OpenPerson, Past,
    PersonDraft, PersonEdit, PointDraft, Want, introduction,
};
pub use promise::{PromiseEdit, Thanks};
pub use ready::{Part, Ready, Standing};
pub use recap::{ReaderLine, ReaderState, RecapEdit, RecapPage};
pub use recap_parts::{LeftOut, PartLine};
pub use seating::SeatingEdit;
pub use shut::Shut;
pub use table::{Sitting, TableEdit};
pub use typed::{TypedLine, Unsaved};
pub use worker::{Progress, Working};
pub use wrap::{FollowUpForm, NoteForm, WrapEdit};
pub use wrap_page::{CameLine, FollowUpLine, NoteLine, SpeakerLine, WrapPage, WrapState};

use lists::Lists;
use scope::Scoped;
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
    Wrap(Id<Dinner>, WrapEdit),
    Recap(Id<Dinner>, RecapEdit),
    /// Ends an evening that was left, at its last note.
    EndAtLastNote(Id<Dinner>),
    /// Takes back one change of the history.
    TakeBack(Id<Change>),
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
    Live(#[from] LiveError),
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Something that was done at the table is not on the disk yet, and why.
    #[error("{0}")]
    Unwritten(String),
    /// What happened and what to do, in words.
    #[error("{0}")]
    Refused(String),
}

/// The word under which the group that is looked at is kept.
const GROUP: &str = "group";

impl DeskError {
    /// Whether something that was to be saved is not on the disk; all else was refused before it came to that.
    pub fn is_unsaved(&self) -> bool {
        let (Self::Storage(of_storage)
        | Self::Plan(PlanError::Storage(of_storage))
        | Self::Seat(SeatError::Storage(of_storage))
        | Self::Sample(SampleError::Storage(of_storage))
        | Self::Import(ImportError::Storage(of_storage))
        | Self::Live(LiveError::Storage(of_storage))) = self
        else {
            return matches!(self, Self::Unwritten(_));
        };
        !matches!(of_storage, StorageError::Refused { .. })
    }
}

/// The session and its lists.
#[derive(Debug)]
pub struct Desk {
    session: Session,
    worker: Worker,
    table: Option<Sitting>,
    /// What was done at the table and is on its way to the disk.
    outbox: Outbox,
    /// The tables that were opened since the program was started.
    been_at: Vec<(Id<Dinner>, i64)>,
    scope: Option<Id<Group>>,
    today: NaiveDate,
    lists: Lists,
    /// What of the lists is of the group that is looked at.
    scoped: Scoped,
    groups: Vec<GroupLine>,
    /// Rises with every change; what is derived from the library is kept by it.
    revision: u64,
    saved: String,
    /// The change that would be taken back next, and whether it came with the last thing done.
    newest: Option<Id<Change>>,
    has_new_step: bool,
}

impl Desk {
    /// The desk of a session.
    pub fn new(session: Session) -> Result<Self, DeskError> {
        let mut desk = Self {
            session,
            worker: Worker::default(),
            table: None,
            outbox: Outbox::default(),
            been_at: Vec::new(),
            scope: None,
            today: NaiveDate::default(),
            lists: Lists::default(),
            scoped: Scoped::default(),
            groups: Vec::new(),
            revision: 0,
            saved: "Nothing to save yet".to_owned(),
            newest: None,
            has_new_step: false,
        };
        desk.scope = desk.kept(GROUP).and_then(|id| id.parse().ok());
        desk.reload()?;
        Ok(desk)
    }

    /// The library's file.
    pub fn file(&self) -> &Path {
        self.session.library().path()
    }

    /// The clock of the session, for what shows the time by itself.
    pub fn clock(&self) -> Arc<dyn Clock + Send + Sync> {
        self.session.clock().into()
    }

    /// All dinners of the group that is looked at, latest first.
    pub fn dinners(&self) -> &[DinnerLine] {
        &self.shown().dinners
    }

    /// The people of the group that is looked at, by family name.
    pub fn people(&self) -> &[PersonLine] {
        &self.shown().people
    }

    /// Everybody, whichever group is looked at, by family name.
    pub fn everybody(&self) -> &[PersonLine] {
        &self.lists.people
    }

    /// Promises of the group that is looked at past their day, oldest first.
    pub fn overdue(&self) -> &[DueLine] {
        &self.shown().overdue
    }

    /// How many promises of the group that is looked at are due today.
    pub fn due_today(&self) -> usize {
        self.scoped.due_today
    }

    /// All dinners, whichever group is looked at.
    pub fn all_dinners(&self) -> &[DinnerLine] {
        &self.lists.dinners
    }

    fn shown(&self) -> &Lists {
        self.scoped.lists.as_ref().unwrap_or(&self.lists)
    }

    /// All groups, by name.
    pub fn groups(&self) -> &[GroupLine] {
        &self.groups
    }

    /// The group that is looked at.
    pub fn scoped_group(&self) -> Option<&GroupLine> {
        let scope = self.scope?;
        self.groups.iter().find(|line| line.group.id == scope)
    }

    /// Opens a group.
    pub fn group(&self, id: Id<Group>) -> Result<Option<GroupPage>, DeskError> {
        let library = self.session.library();
        Ok(groups::page(library, id, &self.lists.people, self.today)?)
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
        self.everybody()
            .iter()
            .find(|line| line.person.id == person)
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

    /// Opens a dinner.
    pub fn dinner(&self, id: Id<Dinner>) -> Result<Option<OpenDinner>, DeskError> {
        Ok(open::dinner(self.session.library(), id)?)
    }

    /// Whom to invite next to a dinner that is open.
    pub fn invitations(&self, open: &OpenDinner) -> Result<Invitations, DeskError> {
        let library = self.session.library();
        Ok(invitations::suggest(
            library,
            &open.record,
            self.everybody(),
        )?)
    }

    /// Opens a person.
    pub fn person(&self, id: Id<Person>) -> Result<Option<OpenPerson>, DeskError> {
        Ok(person::person(
            self.session.library(),
            id,
            self.everybody(),
            self.today,
        )?)
    }

    /// The newest notes with these words, at most `most`.
    pub fn notes_with(&self, words: &str, most: usize) -> Vec<Note> {
        // A search that fails finds nothing; what is wrong with the library is said where it is opened and written.
        self.session
            .library()
            .search_notes(words, most)
            .unwrap_or_default()
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
            Edit::Person(edit) => edit.run(&self.session, self.today)?,
            Edit::Group(edit) => edit.run(&self.session)?,
            Edit::Promise(edit) => edit.run(&self.session)?,
            Edit::Wrap(dinner, edit) => edit.run(&self.session, &self.row(*dinner)?)?,
            Edit::Recap(dinner, edit) => edit.run(&self.session, &self.row(*dinner)?)?,
            Edit::EndAtLastNote(dinner) => {
                day::end_at_last_note(&self.session, &self.row(*dinner)?)?.into()
            }
            Edit::TakeBack(change) => self.take_back(*change)?.into(),
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

    /// Takes back one change of the history; what was changed since stays, and is counted.
    fn take_back(&self, change: Id<Change>) -> Result<String, DeskError> {
        let receipt = self.session.undo_change(&change.to_string())?;
        Ok(match receipt {
            Some(receipt) if receipt.kept.is_empty() => receipt.label,
            Some(receipt) => format!("{}. What was changed since stays", receipt.label),
            None => "It was taken back before".to_owned(),
        })
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) -> Result<Option<String>, DeskError> {
        let receipt = self.session.redo()?;
        self.reload()?;
        Ok(receipt.map(|receipt| receipt.label))
    }

    /// Whether what was done last is a change that can be taken back.
    pub fn can_undo(&self) -> bool {
        self.has_new_step
    }

    /// Looks at one group only, or at all, and keeps that for the next time.
    pub fn look_at_group(&mut self, group: Option<Id<Group>>) -> Result<(), DeskError> {
        self.scope = group;
        self.reload()?;
        let kept = self.scope.map(|group| group.to_string());
        self.keep(GROUP, &kept.unwrap_or_default())
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

    /// Keeps something of the window for the next time. Nothing is kept while the library is open to look only.
    pub fn keep(&self, name: &str, value: &str) -> Result<(), DeskError> {
        if self.looks_only() {
            return Ok(());
        }
        let (name, value) = (format!("window.{name}"), value.to_owned());
        Ok(self
            .session
            .writing(move |library| library.set_setting(&name, &value))?)
    }

    /// The same, but at a table nobody waits for it.
    pub fn keep_in_passing(&mut self, name: &str, value: &str) -> Result<(), DeskError> {
        if self.table.is_none() {
            return self.keep(name, value);
        }
        let (name, value) = (format!("window.{name}"), value.to_owned());
        Ok(self.outbox.keep(&self.session, name, value)?)
    }

    /// Reads the lists again.
    fn reload(&mut self) -> Result<(), DeskError> {
        let now = local_now(&self.session);
        self.today = now.date_naive();
        let library = self.session.library();
        // On every screen of the sample it is said what it is, and where one leaves it.
        let place = match library.setting(sample::MARK)? {
            Some(_) => "a sample, left on Today",
            None => "on this computer only",
        };
        self.saved = format!("Saved {} · {place}", now.format("%H:%M"));
        self.lists = Lists::read(library, self.today)?;
        self.groups = groups::lines(library)?;
        // A group that is gone is looked at no more.
        self.scope = self
            .scope
            .filter(|scope| self.groups.iter().any(|line| line.group.id == *scope));
        self.scoped = Scoped::read(library, &self.lists, self.scope, self.today)?;
        self.revision += 1;
        let (undo, _) = self.session.library().next_undo_redo()?;
        let newest = undo.map(|step| step.change);
        self.has_new_step = newest.is_some() && newest != self.newest;
        self.newest = newest;
        Ok(())
    }
}

/// The day and time on this machine.
fn local_now(session: &Session) -> DateTime<Local> {
    DateTime::from_timestamp_millis(session.now().wall_ms)
        .unwrap_or_default()
        .with_timezone(&Local)
}

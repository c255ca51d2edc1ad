//! Changing the guests of a dinner: who is asked, what they answer, where they sit, and the way in for their replies.

mod list;
mod order;

use crate::{
    app::{
        Session,
        dinners::{self, attendance_id, counted},
        reply::{self, Reply},
    },
    domain::{
        Attendance, Dinner, DinnerRecord, Draft, Id, Person,
        dinner::{Answer, Origin, Presence},
    },
};

use super::{DeskError, Done};

pub use list::{GuestFilter, GuestLine, GuestList, Introduction};

/// Somebody in the library, or somebody who is not yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    Known(Id<Person>),
    /// By the name as typed.
    New(String),
}

/// A change of the guests of a dinner.
#[derive(Clone, Debug, PartialEq)]
pub enum GuestEdit {
    /// What these people answered; of a no-show it says that they are expected again.
    Answer(Vec<Id<Person>>, Answer),
    /// They did not come.
    NoShow(Vec<Id<Person>>),
    /// Puts people on the list; their answer is awaited.
    Invite(Vec<Who>),
    /// Somebody stands at the door.
    WalkIn(Who),
    /// Who brings them; nobody when empty.
    GuestOf(Id<Person>, Option<Id<Person>>),
    /// Gives people the first free seats of a table.
    Move(Vec<Id<Person>>, i64),
    /// Takes people off the list.
    Remove(Vec<Id<Person>>),
    /// What somebody wrote back.
    Reply(Id<Person>, Box<Reply>),
    /// Puts the introduction of a new guest by who brings them into the running order.
    Introduce {
        sponsor: Id<Person>,
        guest: Id<Person>,
    },
}

impl GuestEdit {
    /// Does it.
    pub(super) fn run(&self, session: &Session, dinner: Dinner) -> Result<Done, DeskError> {
        let record = session.library().record(dinner)?;
        let mut change = Change {
            session,
            record: &record,
            draft: Draft::new(""),
        };
        let words = match self {
            Self::Answer(people, answer) => change.answer(people, *answer)?,
            Self::NoShow(people) => change.no_show(people)?,
            Self::Invite(people) => change.invite(people)?,
            Self::WalkIn(who) => change.walk_in(who)?,
            Self::GuestOf(guest, by) => change.guest_of(*guest, *by)?,
            Self::Move(people, table_no) => change.move_to(people, *table_no)?,
            Self::Remove(people) => change.remove(people)?,
            Self::Reply(person, reply) => change.reply(*person, reply)?,
            Self::Introduce { sponsor, guest } => change.introduce(*sponsor, *guest)?,
        };
        let Change { mut draft, .. } = change;
        if draft.is_empty() {
            return Ok(format!("{words}: nothing to change").into());
        }
        draft.label = format!("{words} at {}", record.dinner.title);
        session.write(draft)?;
        Ok(words.into())
    }
}

/// The words of an answer, as chips and messages say it.
pub fn answer_words(answer: Answer) -> &'static str {
    match answer {
        Answer::Accepted => "Coming",
        Answer::Maybe => "Maybe",
        Answer::Invited => "No answer yet",
        Answer::Waitlisted => "Waiting list",
        Answer::Declined => "Not coming",
    }
}

/// A change on its way: the dinner as it is, and what is set.
struct Change<'a> {
    session: &'a Session,
    record: &'a DinnerRecord,
    draft: Draft,
}

impl<'a> Change<'a> {
    fn answer(&mut self, people: &[Id<Person>], answer: Answer) -> Result<String, DeskError> {
        for old in self.rows(people)? {
            let mut new = old.clone();
            new.answer = answer;
            if new.presence == Presence::NoShow {
                new.presence = Presence::Unknown;
            }
            match answer {
                // The table stays in the row, so that the gap is seen until it is closed.
                Answer::Declined | Answer::Waitlisted => new.seat = None,
                // A seat is held for who may come; a gap that they left is no longer theirs.
                _ if new.seat.is_none() => new.table_no = None,
                _ => {}
            }
            self.draft.update(old, &new);
        }
        let answer = answer_words(answer).to_lowercase();
        Ok(format!("{}: {answer}", self.named(people)))
    }

    fn no_show(&mut self, people: &[Id<Person>]) -> Result<String, DeskError> {
        for old in self.rows(people)? {
            let mut new = old.clone();
            new.presence = Presence::NoShow;
            new.seat = None;
            self.draft.update(old, &new);
        }
        Ok(format!("{}: no-show", self.named(people)))
    }

    fn invite(&mut self, people: &[Who]) -> Result<String, DeskError> {
        let mut names = Vec::new();
        for who in people {
            let person = self.person(who)?;
            names.push(person.name());
            if self.row(person.id).is_none() {
                let new = dinners::attendance(&self.record.dinner, person.id);
                self.draft.create(&new);
            }
        }
        Ok(match names.as_slice() {
            [name] => format!("{name} is on the list"),
            names => format!("{} are on the list", counted(names.len(), "guest")),
        })
    }

    fn walk_in(&mut self, who: &Who) -> Result<String, DeskError> {
        let person = self.person(who)?;
        let old = self.row(person.id);
        let mut new = old.cloned().unwrap_or_else(|| {
            let mut new = dinners::attendance(&self.record.dinner, person.id);
            new.origin = Origin::WalkIn;
            new
        });
        new.answer = Answer::Accepted;
        new.presence = Presence::Unknown;
        if new.seat.is_none() {
            (new.table_no, new.seat) = dinners::free_seat(self.record).unzip();
        }
        let place = match (new.table_no, new.seat) {
            (Some(table), Some(seat)) => format!("table {table}, seat {seat}"),
            _ => "without a seat yet".to_owned(),
        };
        let words = format!("{}: walk-in, {place}", person.name());
        if let Some(table_no) = new.table_no.filter(|_| new.seat.is_some()) {
            order::add_speaker(
                self.session,
                self.record,
                table_no,
                &person,
                &mut self.draft,
            );
        }
        self.draft.put(old, &new);
        Ok(words)
    }

    fn guest_of(&mut self, guest: Id<Person>, by: Option<Id<Person>>) -> Result<String, DeskError> {
        if by == Some(guest) {
            let words = "Nobody is their own guest. Choose who brings them";
            return Err(DeskError::Refused(words.to_owned()));
        }
        for old in self.rows(&[guest])? {
            let mut new = old.clone();
            new.guest_of = by;
            new.origin = match (by, old.origin) {
                (_, Origin::WalkIn) => Origin::WalkIn,
                (Some(_), _) => Origin::GuestOf,
                (None, _) => Origin::Member,
            };
            self.draft.update(old, &new);
        }
        let name = self.record.name(guest);
        Ok(match by {
            Some(by) => format!(
                "{name} is {} guest",
                reply::whose(&self.record.short_name(by))
            ),
            None => format!("{name} is nobody’s guest"),
        })
    }

    fn move_to(&mut self, people: &[Id<Person>], table_no: i64) -> Result<String, DeskError> {
        let table = self
            .record
            .tables
            .iter()
            .find(|table| table.number == table_no);
        let table = table.ok_or_else(|| {
            DeskError::Refused(format!(
                "There is no table {table_no} any more. Nothing was changed"
            ))
        })?;
        let movers: Vec<&Attendance> = self
            .rows(people)?
            .into_iter()
            .filter(|a| a.table_no != Some(table_no) || a.seat.is_none())
            .filter(|a| !matches!(a.answer, Answer::Declined | Answer::Waitlisted))
            .filter(|a| a.presence != Presence::NoShow)
            .collect();
        let is_free = |seat: &i64| {
            let mut all = self.record.attendances.iter();
            !all.any(|a| a.table_no == Some(table_no) && a.seat == Some(*seat))
        };
        let free: Vec<i64> = (1..=table.seats).filter(is_free).collect();
        if free.len() < movers.len() {
            return Err(DeskError::Refused(format!(
                "Table {table_no} has {}, and {} would move there. Nothing was changed",
                counted(free.len(), "free seat"),
                movers.len()
            )));
        }
        let moved = movers.len();
        for (old, seat) in movers.into_iter().zip(free) {
            let mut new = old.clone();
            (new.table_no, new.seat) = (Some(table_no), Some(seat));
            self.draft.update(old, &new);
        }
        Ok(match (moved, people) {
            (1, [person]) => format!("{} sits at table {table_no}", self.record.name(*person)),
            (moved, _) => format!("{} moved to table {table_no}", counted(moved, "guest")),
        })
    }

    fn remove(&mut self, people: &[Id<Person>]) -> Result<String, DeskError> {
        for row in self.rows(people)? {
            if row.was_there() {
                let name = self.record.name(row.person);
                return Err(DeskError::Refused(format!(
                    "{name} was there, and stays on the list. Nothing was changed"
                )));
            }
            self.draft.remove(row);
        }
        Ok(match people {
            [person] => format!("{} is off the list", self.record.name(*person)),
            people => format!("{} are off the list", counted(people.len(), "guest")),
        })
    }

    fn reply(&mut self, person: Id<Person>, reply: &Reply) -> Result<String, DeskError> {
        let row = self.known(person)?;
        reply::write(self.session, self.record, &row, reply, &mut self.draft)?;
        self.answer(&[person], reply.answer)?;
        Ok(format!(
            "{} reply is written down",
            reply::whose(&row.name())
        ))
    }

    fn introduce(&mut self, sponsor: Id<Person>, guest: Id<Person>) -> Result<String, DeskError> {
        order::introduce(self.record, sponsor, guest, &mut self.draft)
    }

    /// The rows of these people at the dinner.
    fn rows(&self, people: &[Id<Person>]) -> Result<Vec<&'a Attendance>, DeskError> {
        let found: Vec<&Attendance> = people.iter().filter_map(|id| self.row(*id)).collect();
        if found.len() < people.len() {
            let words = "They are not on this list any more. Nothing was changed";
            return Err(DeskError::Refused(words.to_owned()));
        }
        Ok(found)
    }

    fn row(&self, person: Id<Person>) -> Option<&'a Attendance> {
        let id = attendance_id(self.record.dinner.id, person);
        self.record.attendances.iter().find(|a| a.id == id)
    }

    /// The person meant; a new one is made with the same change.
    fn person(&mut self, who: &Who) -> Result<Person, DeskError> {
        match who {
            Who::Known(id) => self.known(*id),
            Who::New(name) => {
                let person = dinners::new_person(self.session, name)?;
                self.draft.create(&person);
                Ok(person)
            }
        }
    }

    fn known(&self, id: Id<Person>) -> Result<Person, DeskError> {
        let row = self.session.library().get(id)?;
        row.ok_or_else(|| {
            let words = "They are not in this library any more. Nothing was changed";
            DeskError::Refused(words.to_owned())
        })
    }

    /// The name of one, or how many.
    fn named(&self, people: &[Id<Person>]) -> String {
        match people {
            [person] => self.record.name(*person),
            people => counted(people.len(), "guest"),
        }
    }
}

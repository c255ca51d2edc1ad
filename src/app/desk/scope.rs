//! Looking at one group only: the lists of the desk without what is of others. Names stay known for everybody.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::lists::{DinnerLine, DueLine, Lists, PersonLine, is_open};
use crate::{
    domain::{Attendance, Commitment, Dinner, Group, Id, Membership, Person},
    storage::{Library, StorageError},
};

/// What is of the group that is looked at.
#[derive(Debug, Default)]
pub(super) struct Scoped {
    /// The lists of one group; `None` while all are looked at.
    pub(super) lists: Option<Lists>,
    /// Open promises whose day is today, in those lists.
    pub(super) due_today: usize,
}

impl Scoped {
    /// Picks from the lists what is of `scope`.
    pub(super) fn read(
        library: &Library,
        lists: &Lists,
        scope: Option<Id<Group>>,
        today: NaiveDate,
    ) -> Result<Self, StorageError> {
        let due: Vec<Commitment> = library
            .promises_due(today)?
            .into_iter()
            .filter(is_open)
            .collect();
        let is_today = |promise: &&Commitment| promise.due == Some(today);
        let Some(group) = scope else {
            return Ok(Self {
                lists: None,
                due_today: due.iter().filter(is_today).count(),
            });
        };
        let within = Within::read(library, lists, group)?;
        let due: Vec<&Commitment> = due
            .iter()
            .filter(|promise| within.has_promise(promise))
            .collect();
        let overdue: BTreeSet<Id<Commitment>> = due.iter().map(|promise| promise.id).collect();
        let dinners = lists.dinners.iter();
        let people = lists.people.iter();
        let late = lists.overdue.iter();
        Ok(Self {
            due_today: due.iter().copied().filter(is_today).count(),
            lists: Some(Lists {
                dinners: dinners
                    .filter(|line| within.dinners.contains(&line.dinner.id))
                    .cloned()
                    .collect::<Vec<DinnerLine>>(),
                people: people
                    .filter(|line| within.people.contains(&line.person.id))
                    .cloned()
                    .collect::<Vec<PersonLine>>(),
                overdue: late
                    .filter(|line| overdue.contains(&line.promise))
                    .cloned()
                    .collect::<Vec<DueLine>>(),
            }),
        })
    }
}

/// The dinners of a group, and its people: members of any standing, and the guests of those dinners.
struct Within {
    dinners: BTreeSet<Id<Dinner>>,
    people: BTreeSet<Id<Person>>,
}

impl Within {
    fn read(library: &Library, lists: &Lists, group: Id<Group>) -> Result<Self, StorageError> {
        let dinners: BTreeSet<Id<Dinner>> = lists
            .dinners
            .iter()
            .filter(|line| line.dinner.group == group)
            .map(|line| line.dinner.id)
            .collect();
        let mut people: BTreeSet<Id<Person>> = library
            .of::<Membership>("group", group.uuid())?
            .into_iter()
            .map(|membership| membership.person)
            .collect();
        for dinner in &dinners {
            let guests = library.of::<Attendance>("dinner", dinner.uuid())?;
            people.extend(guests.into_iter().map(|attendance| attendance.person));
        }
        Ok(Self { dinners, people })
    }

    /// A promise is of the group when its dinner is, or, made at no dinner, when it is between two of its people.
    fn has_promise(&self, promise: &Commitment) -> bool {
        match promise.dinner {
            Some(dinner) => self.dinners.contains(&dinner),
            None => {
                self.people.contains(&promise.from)
                    && promise.to.is_none_or(|to| self.people.contains(&to))
            }
        }
    }
}

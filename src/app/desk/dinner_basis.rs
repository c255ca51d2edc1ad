//! What a new dinner is proposed from: the group's last dinner, its members and who has met whom, how far past dinners
//! ran over, and what else is on near that day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::{Desk, DeskError};
use crate::{
    app::{
        clock,
        dinner_plan::{self, Guest},
        live::Live,
    },
    domain::{
        Attendance, Dinner, Group, Id, Membership, Person, Table,
        dinner::{DinnerState, Presence},
        group::Standing,
    },
};

/// From so many past dinners the usual overrun is taken.
const OVERRUN_OF: usize = 4;
/// Among so many of the latest dinners one with guests is looked for.
const SEARCHED: usize = 20;
/// Another dinner this near is worth a word.
const NEAR_DAYS: i64 = 8;
/// Where nothing tells, a group dines every two weeks.
const USUAL_DAYS: u64 = 14;

/// A dinner that another is made after.
#[derive(Clone, Debug)]
pub struct LastDinner {
    pub dinner: Dinner,
    pub tables: Vec<Table>,
    /// Whom to invite again.
    pub guests: Vec<Guest>,
}

impl LastDinner {
    /// "No. 14", or its name where it has no number.
    pub fn short_name(&self) -> String {
        match self.dinner.number {
            0 => self.dinner.title.clone(),
            number => format!("No. {number}"),
        }
    }
}

/// Two people, the lower id first.
type Pair = (Id<Person>, Id<Person>);

/// What a dinner of a group is proposed from.
#[derive(Clone, Debug, Default)]
pub struct DinnerBasis {
    /// All groups, by name.
    pub groups: Vec<Group>,
    pub group: Option<Group>,
    /// The number of its next dinner.
    pub number: i64,
    pub last: Option<LastDinner>,
    /// Days between its dinners, in whole weeks.
    pub rhythm_days: u64,
    pub members: Vec<Id<Person>>,
    /// By how many minutes its latest dinners ended after the plan (negative: before), the latest first.
    pub overruns: Vec<i64>,
    /// Where nothing else says it: the time zone of this machine.
    pub zone: String,
    met: BTreeSet<Pair>,
    dinners_of: BTreeMap<Id<Person>, usize>,
    others: Vec<(NaiveDate, Id<Dinner>, String)>,
    /// The days of the group's dinners.
    own_days: BTreeSet<NaiveDate>,
}

impl DinnerBasis {
    /// The members who would bring most first meetings to a table with `host`, `count` of them at most: each next one is
    /// whoever has met the fewest of those chosen; among equals whoever has dined least, then by id.
    pub fn by_first_meetings(&self, host: Option<Id<Person>>, count: usize) -> Vec<Guest> {
        let mut left: Vec<(Id<Person>, usize)> = self
            .members
            .iter()
            .filter(|member| Some(**member) != host)
            .map(|member| (*member, usize::from(self.have_met(host, *member))))
            .collect();
        let mut chosen = Vec::new();
        while chosen.len() < count {
            let dinners = |person| self.dinners_of.get(&person).copied().unwrap_or_default();
            let best = left
                .iter()
                .enumerate()
                .min_by_key(|(_, (person, met))| (*met, dinners(*person), *person));
            let Some((at, _)) = best else { break };
            let (person, _) = left.swap_remove(at);
            for (other, met) in &mut left {
                *met += usize::from(self.have_met(Some(person), *other));
            }
            chosen.push(Guest {
                person,
                guest_of: None,
            });
        }
        chosen
    }

    fn have_met(&self, one: Option<Id<Person>>, other: Id<Person>) -> bool {
        one.is_some_and(|one| self.met.contains(&(one.min(other), one.max(other))))
    }

    /// The usual overrun in minutes, when it was more than nothing.
    pub fn usual_overrun(&self) -> Option<i64> {
        let count = i64::try_from(self.overruns.len())
            .ok()
            .filter(|count| *count > 0)?;
        let mean = (self.overruns.iter().sum::<i64>() + count / 2).div_euclid(count);
        (mean > 0).then_some(mean)
    }

    /// The day proposed for the next dinner: by the rhythm of the group after `from`, not before tomorrow, and not on
    /// the day of another of its dinners.
    pub fn next_day(&self, from: NaiveDate, today: NaiveDate) -> NaiveDate {
        let rhythm = self.rhythm_days.max(7);
        let behind = u64::try_from((today - from).num_days()).unwrap_or_default();
        let first = if today >= from {
            behind / rhythm + 1
        } else {
            1
        };
        let taken = self.own_days.len() as u64;
        let mut days = (first..=first + taken)
            .filter_map(|steps| from.checked_add_days(Days::new(steps * rhythm)));
        days.find(|day| !self.own_days.contains(day))
            .unwrap_or(from)
    }

    /// The other dinner nearest to `day`, within about a week.
    pub fn near(&self, day: NaiveDate) -> Option<&(NaiveDate, Id<Dinner>, String)> {
        let distance = |other: NaiveDate| (other - day).num_days().abs();
        let near = self
            .others
            .iter()
            .filter(|(other, ..)| distance(*other) <= NEAR_DAYS);
        near.min_by_key(|(other, id, _)| (distance(*other), *id))
    }
}

impl Desk {
    /// What a dinner is proposed from: of the group, or of the group of the latest dinner; after the dinner `like`, or
    /// after the group's latest with guests. The dinner `edited` itself counts for nothing.
    pub fn dinner_basis(
        &self,
        group: Option<Id<Group>>,
        like: Option<Id<Dinner>>,
        edited: Option<Id<Dinner>>,
    ) -> Result<DinnerBasis, DeskError> {
        let library = self.session.library();
        let dinners: Vec<Dinner> = library
            .dinners()?
            .into_iter()
            .filter(|dinner| Some(dinner.id) != edited)
            .collect();
        let mut groups = library.all::<Group>()?;
        groups.sort_by_cached_key(|group| (group.name.to_lowercase(), group.id));
        let group = group
            .and_then(|id| groups.iter().find(|group| group.id == id))
            .cloned();
        let Some(group) = group else {
            return Ok(DinnerBasis {
                groups,
                number: 1,
                rhythm_days: USUAL_DAYS,
                zone: clock::zone(),
                others: others(&dinners),
                ..DinnerBasis::default()
            });
        };
        let own: Vec<&Dinner> = dinners
            .iter()
            .filter(|dinner| dinner.group == group.id)
            .collect();
        let mut members = Vec::new();
        for membership in library.of::<Membership>("group", group.id.uuid())? {
            if membership.standing == Standing::Member {
                members.push(membership.person);
            }
        }
        let held: BTreeSet<Id<Dinner>> = dinners
            .iter()
            .filter(|dinner| dinner.state >= DinnerState::Live)
            .map(|dinner| dinner.id)
            .collect();
        let (met, dinners_of) = met(&library.all::<Attendance>()?, &held, &members);
        let last = match like {
            Some(like) => dinners.iter().find(|dinner| dinner.id == like).cloned(),
            None => None,
        };
        let last = match last {
            Some(dinner) => Some(self.last_dinner(dinner)?),
            None => self.latest_with_guests(&own)?,
        };
        Ok(DinnerBasis {
            number: own.iter().map(|dinner| dinner.number).max().unwrap_or(0) + 1,
            rhythm_days: rhythm(&own),
            overruns: self.overruns(&own)?,
            others: others(&dinners),
            own_days: own
                .iter()
                .filter_map(|dinner| Some(dinner.starts_at?.date()))
                .collect(),
            zone: clock::zone(),
            group: Some(group),
            groups,
            last,
            members,
            met,
            dinners_of,
        })
    }

    /// The group that a new dinner is of, until another is chosen: the one looked at, else that of the latest dinner,
    /// else the first.
    pub fn usual_group(&self) -> Result<Option<Id<Group>>, DeskError> {
        if self.scope().is_some() {
            return Ok(self.scope());
        }
        let library = self.session.library();
        let groups = library.all::<Group>()?;
        let of_dinner = self.dinners().iter().map(|line| line.dinner.group);
        let is_known = |id: &Id<Group>| groups.iter().any(|group| group.id == *id);
        let found = of_dinner.into_iter().find(is_known);
        Ok(found.or_else(|| groups.first().map(|group| group.id)))
    }

    /// First names of those of `people` who are asked to another dinner, in the order of their names.
    pub fn also_at(
        &self,
        dinner: Id<Dinner>,
        people: &BTreeSet<Id<Person>>,
    ) -> Result<Vec<String>, DeskError> {
        let library = self.session.library();
        let mut names = Vec::new();
        for row in library.of::<Attendance>("dinner", dinner.uuid())? {
            let is_asked = row.presence != Presence::NoShow;
            if is_asked && people.contains(&row.person) {
                names.extend(library.get(row.person)?.map(|person| person.short_name()));
            }
        }
        names.sort();
        Ok(names)
    }

    /// The names of the guests of each dinner in lower case, to search in.
    pub fn guest_names(&self) -> Result<BTreeMap<Id<Dinner>, String>, DeskError> {
        let names: BTreeMap<Id<Person>, String> = self
            .people()
            .iter()
            .map(|line| (line.person.id, line.name.to_lowercase()))
            .collect();
        let mut found: BTreeMap<Id<Dinner>, String> = BTreeMap::new();
        for row in self.session.library().all::<Attendance>()? {
            if let Some(name) = names.get(&row.person) {
                let words = found.entry(row.dinner).or_default();
                words.push_str(name);
                // A line for each, so that no search reaches over two names.
                words.push('\n');
            }
        }
        Ok(found)
    }

    /// The names of all groups.
    pub fn group_names(&self) -> Result<BTreeMap<Id<Group>, String>, DeskError> {
        let groups = self.session.library().all::<Group>()?.into_iter();
        Ok(groups.map(|group| (group.id, group.name)).collect())
    }

    fn last_dinner(&self, dinner: Dinner) -> Result<LastDinner, DeskError> {
        let library = self.session.library();
        let mut tables = library.of::<Table>("dinner", dinner.id.uuid())?;
        tables.sort_by_key(|table| table.number);
        let attendances = library.of::<Attendance>("dinner", dinner.id.uuid())?;
        Ok(LastDinner {
            guests: dinner_plan::guests_again(&attendances),
            tables,
            dinner,
        })
    }

    fn latest_with_guests(&self, own: &[&Dinner]) -> Result<Option<LastDinner>, DeskError> {
        for dinner in own.iter().take(SEARCHED) {
            let last = self.last_dinner((*dinner).clone())?;
            if last.guests.len() > 1 {
                return Ok(Some(last));
            }
        }
        match own.first() {
            Some(dinner) => Ok(Some(self.last_dinner((*dinner).clone())?)),
            None => Ok(None),
        }
    }

    fn overruns(&self, own: &[&Dinner]) -> Result<Vec<i64>, DeskError> {
        let mut overruns = Vec::new();
        let held = own
            .iter()
            .filter(|dinner| dinner.state >= DinnerState::Wrapped);
        for dinner in held.take(OVERRUN_OF) {
            let record = self.session.library().record((*dinner).clone())?;
            // The kitchen waits for the table that ends last.
            let tables = record.tables.iter();
            let ended = tables.filter_map(|table| {
                let live = Live::of(&record, table.number).ok()?;
                let evening = live.evening();
                evening.ended()?;
                Some(evening.forecast(self.session.now()).behind_ms() / 60_000)
            });
            overruns.extend(ended.max());
        }
        Ok(overruns)
    }
}

fn others(dinners: &[Dinner]) -> Vec<(NaiveDate, Id<Dinner>, String)> {
    let line = |dinner: &Dinner| Some((dinner.starts_at?.date(), dinner.id, dinner.title.clone()));
    dinners.iter().filter_map(line).collect()
}

/// Who of the members sat at one table at dinners that were held, and at how many each was.
fn met(
    attendances: &[Attendance],
    held: &BTreeSet<Id<Dinner>>,
    members: &[Id<Person>],
) -> (BTreeSet<Pair>, BTreeMap<Id<Person>, usize>) {
    let mut tables: BTreeMap<(Id<Dinner>, i64), Vec<Id<Person>>> = BTreeMap::new();
    let mut dinners_of: BTreeMap<Id<Person>, usize> = BTreeMap::new();
    for row in attendances {
        let was_there = row.seat.is_some() && row.presence != Presence::NoShow;
        if let Some(table) = row
            .table_no
            .filter(|_| was_there && held.contains(&row.dinner))
        {
            tables
                .entry((row.dinner, table))
                .or_default()
                .push(row.person);
            *dinners_of.entry(row.person).or_default() += 1;
        }
    }
    let members: BTreeSet<Id<Person>> = members.iter().copied().collect();
    let mut met = BTreeSet::new();
    for table in tables.values() {
        for (at, one) in table.iter().enumerate() {
            // The host may be no member: a pair counts when one of the two is.
            let others = table.iter().skip(at + 1);
            met.extend(
                others
                    .filter(|other| members.contains(one) || members.contains(other))
                    .map(|other| (*one.min(other), *one.max(other))),
            );
        }
    }
    (met, dinners_of)
}

/// The days between the two latest dinners that were planned, in whole weeks.
fn rhythm(own: &[&Dinner]) -> u64 {
    let days: Vec<NaiveDateTime> = own.iter().filter_map(|dinner| dinner.starts_at).collect();
    let [latest, before, ..] = days.as_slice() else {
        return USUAL_DAYS;
    };
    let weeks = ((*latest - *before).num_days() + 3) / 7;
    u64::try_from(weeks)
        .ok()
        .filter(|weeks| (1..=13).contains(weeks))
        .map_or(USUAL_DAYS, |weeks| weeks * 7)
}

//! What is typed into the form of a dinner, what is proposed for it, and what it comes to.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use crate::{
    app::{
        clock,
        desk::{DinnerBasis, LastDinner},
        dinner_plan::{DinnerPlan, GroupChoice, Guest, Minutes, largest},
        export::exists,
        when,
    },
    domain::{DinnerRecord, Group, Id, Person, dinner::Shape},
    evening::{Lengths, Template},
};

/// The templates as the cards show them; the fourth card is the dinner's own minutes.
pub(super) const TEMPLATES: [Template; 3] = [Template::Six, Template::Eight, Template::Ten];
/// The card of a dinner's own minutes.
pub(super) const OWN: usize = 3;

/// From where the guests are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GuestsFrom {
    LastDinner,
    FirstMeetings,
    Nowhere,
}

/// The form as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub(super) group: GroupChoice,
    pub(super) title: String,
    pub(super) day: String,
    pub(super) begins: String,
    pub(super) ends: String,
    pub(super) zone: String,
    pub(super) place: String,
    pub(super) host: Option<Id<Person>>,
    /// Seats of each table.
    pub(super) sizes: Vec<i64>,
    pub(super) shape: Shape,
    /// The card of the minutes.
    pub(super) minutes: usize,
    pub(super) own: (u32, u32),
    /// Whether the questions begin by themselves.
    pub(super) auto_questions: bool,
    pub(super) guests: GuestsFrom,
    pub(super) objective: String,
}

/// A field that something can be wrong with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Group,
    Title,
    Day,
    Begins,
    Ends,
    Zone,
    Tables,
}

/// What the form comes to.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) day: Option<NaiveDate>,
    pub(super) starts_at: Option<NaiveDateTime>,
    pub(super) ends_at: Option<NaiveDateTime>,
    /// What is wrong, in the order of the fields.
    pub(super) problems: Vec<(Part, String)>,
}

impl Reading {
    /// What is wrong with a field, in words.
    pub(super) fn problem(&self, part: Part) -> &str {
        let found = self.problems.iter().find(|(at, _)| *at == part);
        found.map_or("", |(_, words)| words)
    }
}

impl Draft {
    /// What is proposed for a new dinner.
    pub(super) fn proposed(
        basis: &DinnerBasis,
        today: NaiveDate,
        you: Option<Id<Person>>,
        is_repeat: bool,
    ) -> Self {
        let group = basis.group.as_ref();
        let last = basis.last.as_ref();
        let starts = last.and_then(|last| last.dinner.starts_at);
        let day = starts.map(|at| basis.next_day(at.date(), today));
        let ends = last.and_then(|last| last.dinner.ends_at);
        let zone = last.map(|last| last.dinner.zone.clone());
        let usual = || usual_zone(group, basis);
        let place = last.map(|last| last.dinner.place.clone());
        let has_guests = last.is_some_and(|last| !last.guests.is_empty());
        let mut draft = Self {
            group: match group {
                Some(group) => GroupChoice::Known(group.id),
                None => GroupChoice::New(String::new()),
            },
            title: match group {
                Some(group) => format!("{}, No. {}", group.name, basis.number),
                None => String::new(),
            },
            day: day.map(|day| typed_day(day, today)).unwrap_or_default(),
            begins: starts.map_or_else(|| "19:00".to_owned(), |at| typed_time(at.time())),
            ends: match (starts, ends) {
                (_, Some(at)) => typed_time(at.time()),
                (Some(at), None) => typed_time((at + chrono::TimeDelta::hours(3)).time()),
                (None, None) => "22:00".to_owned(),
            },
            zone: zone.filter(|zone| !zone.is_empty()).unwrap_or_else(usual),
            place: place
                .filter(|place| !place.is_empty())
                .or_else(|| group.map(|group| group.place.clone()))
                .unwrap_or_default(),
            host: last.and_then(|last| last.tables.first()?.host).or(you),
            sizes: last
                .map(|last| last.tables.iter().map(|table| table.seats).collect())
                .filter(|sizes: &Vec<i64>| !sizes.is_empty())
                .unwrap_or_else(|| vec![8]),
            shape: last
                .and_then(|last| last.tables.first())
                .map(|table| table.shape)
                .unwrap_or_default(),
            minutes: 1,
            own: (4, 6),
            auto_questions: last.is_some_and(|last| last.dinner.auto_questions),
            guests: match (has_guests, basis.members.len() > 1 && !is_repeat) {
                (true, _) => GuestsFrom::LastDinner,
                (false, true) => GuestsFrom::FirstMeetings,
                (false, false) => GuestsFrom::Nowhere,
            },
            objective: String::new(),
        };
        draft.minutes = draft.card_for_size();
        if let Some(last) = last {
            draft.set_minutes(&last.dinner);
        }
        draft
    }

    /// The form of a dinner that is there.
    pub(super) fn of(record: &DinnerRecord, today: NaiveDate) -> Self {
        let dinner = &record.dinner;
        let starts = dinner.starts_at;
        let mine = record
            .objectives
            .iter()
            .find(|objective| Some(objective.person) == record.you);
        let mut draft = Self {
            group: GroupChoice::Known(dinner.group),
            title: dinner.title.clone(),
            day: starts
                .map(|at| typed_day(at.date(), today))
                .unwrap_or_default(),
            begins: starts.map(|at| typed_time(at.time())).unwrap_or_default(),
            ends: dinner
                .ends_at
                .map(|at| typed_time(at.time()))
                .unwrap_or_default(),
            zone: if dinner.zone.is_empty() {
                clock::zone()
            } else {
                dinner.zone.clone()
            },
            place: dinner.place.clone(),
            host: record.tables.first().and_then(|table| table.host),
            sizes: record.tables.iter().map(|table| table.seats).collect(),
            shape: record
                .tables
                .first()
                .map(|table| table.shape)
                .unwrap_or_default(),
            minutes: 1,
            own: (4, 6),
            auto_questions: dinner.auto_questions,
            guests: GuestsFrom::Nowhere,
            objective: mine
                .map(|objective| objective.text.clone())
                .unwrap_or_default(),
        };
        draft.minutes = draft.card_for_size();
        draft.set_minutes(dinner);
        draft
    }

    /// Takes over what is proposed now wherever nothing else was typed than what was proposed before.
    pub(super) fn follow(&mut self, before: &Self, now: &Self) {
        fn take<T: Clone + PartialEq>(own: &mut T, before: &T, now: &T) {
            if own == before {
                own.clone_from(now);
            }
        }
        take(&mut self.group, &before.group, &now.group);
        take(&mut self.title, &before.title, &now.title);
        take(&mut self.day, &before.day, &now.day);
        take(&mut self.begins, &before.begins, &now.begins);
        take(&mut self.ends, &before.ends, &now.ends);
        take(&mut self.zone, &before.zone, &now.zone);
        take(&mut self.place, &before.place, &now.place);
        take(&mut self.host, &before.host, &now.host);
        take(&mut self.sizes, &before.sizes, &now.sizes);
        take(&mut self.shape, &before.shape, &now.shape);
        take(&mut self.minutes, &before.minutes, &now.minutes);
        take(&mut self.own, &before.own, &now.own);
        take(
            &mut self.auto_questions,
            &before.auto_questions,
            &now.auto_questions,
        );
        take(&mut self.guests, &before.guests, &now.guests);
        take(&mut self.objective, &before.objective, &now.objective);
    }

    fn set_minutes(&mut self, dinner: &crate::domain::Dinner) {
        if dinner.pitch_ms > 0 {
            self.minutes = OWN;
            self.own = (minutes(dinner.pitch_ms), minutes(dinner.questions_ms));
        } else if let Some(card) = dinner.template.parse().ok().and_then(card_of) {
            self.minutes = card;
        }
    }

    /// The card that suits the largest table.
    pub(super) fn card_for_size(&self) -> usize {
        card_of(Template::for_people(largest(&self.sizes))).unwrap_or_default()
    }

    /// Sets the tables; the minutes follow while they are those of the size.
    pub(super) fn set_sizes(&mut self, sizes: Vec<i64>) {
        let follows = self.minutes == self.card_for_size();
        self.sizes = sizes;
        if follows {
            self.minutes = self.card_for_size();
        }
    }

    /// The minutes of each guest.
    pub(super) fn minutes(&self) -> Minutes {
        match TEMPLATES.get(self.minutes) {
            Some(template) => Minutes::Of(*template),
            None => Minutes::Own(self.own.0, self.own.1),
        }
    }

    /// The same, as the evening counts them.
    pub(super) fn each(&self) -> Lengths {
        match self.minutes() {
            Minutes::Of(template) => template.pitch(),
            Minutes::Own(pitch, questions) => Lengths {
                pitch_ms: i64::from(pitch) * 60_000,
                questions_ms: i64::from(questions) * 60_000,
                wrap_ms: 0,
            },
        }
    }

    /// How many sit at all tables.
    pub(super) fn seats(&self) -> usize {
        usize::try_from(self.sizes.iter().sum::<i64>()).unwrap_or_default()
    }

    /// What is typed, read.
    pub(super) fn read(&self, today: NaiveDate) -> Reading {
        let mut problems = Vec::new();
        let mut keep = |part: Part, problem: String| problems.push((part, problem));
        if matches!(&self.group, GroupChoice::New(name) if name.trim().is_empty()) {
            keep(Part::Group, "Give the group a name".to_owned());
        }
        if self.title.trim().is_empty() {
            keep(Part::Title, "Give the dinner a name".to_owned());
        }
        let day = when::day(&self.day, today).map_err(|words| keep(Part::Day, words));
        let begins = when::time(&self.begins).map_err(|words| keep(Part::Begins, words));
        let starts_at = match (day, begins) {
            (Ok(day), Ok(begins)) => Some(day.and_time(begins)),
            _ => None,
        };
        let mut ends_at = None;
        if !self.ends.trim().is_empty() {
            match when::time(&self.ends) {
                Err(words) => keep(Part::Ends, words),
                Ok(ends) if begins == Ok(ends) => {
                    keep(Part::Ends, "It ends when it begins".to_owned());
                }
                Ok(ends) => ends_at = starts_at.map(|starts_at| ending(starts_at, ends)),
            }
        }
        let missing = [starts_at, ends_at]
            .into_iter()
            .flatten()
            .find(|at| !exists(*at, &self.zone));
        if let Some(at) = missing {
            let words = format!(
                "There is no {} in {} that night: the clocks go forward",
                at.format("%H:%M"),
                self.zone
            );
            keep(Part::Zone, words);
        }
        let wrong = self.sizes.iter().find(|size| !(5..=12).contains(*size));
        match wrong {
            Some(size) if *size > 12 => keep(
                Part::Tables,
                format!(
                    "{size} at one table cannot hear each other. Have 12 at most, or one more table"
                ),
            ),
            Some(size) => keep(
                Part::Tables,
                format!("{size} are no table yet. Have 5 at least"),
            ),
            None => {}
        }
        Reading {
            day: day.ok(),
            starts_at,
            ends_at,
            problems,
        }
    }

    /// The dinner that it describes, once nothing is wrong.
    pub(super) fn plan(&self, reading: &Reading, guests: Vec<Guest>) -> Option<DinnerPlan> {
        if !reading.problems.is_empty() {
            return None;
        }
        Some(DinnerPlan {
            group: self.group.clone(),
            title: self.title.trim().to_owned(),
            starts_at: reading.starts_at?,
            ends_at: reading.ends_at,
            zone: self.zone.clone(),
            place: self.place.trim().to_owned(),
            host: self.host,
            tables: self.sizes.clone(),
            shape: self.shape,
            minutes: self.minutes(),
            auto_questions: self.auto_questions,
            guests,
            objective: self.objective.trim().to_owned(),
        })
    }

    /// Whom it invites.
    pub(super) fn invited(&self, basis: &DinnerBasis) -> Vec<Guest> {
        match (self.guests, &basis.last) {
            (GuestsFrom::LastDinner, Some(last)) => last.guests.clone(),
            (GuestsFrom::FirstMeetings, _) => {
                basis.by_first_meetings(self.host, self.places_beside_the_host())
            }
            _ => Vec::new(),
        }
    }

    /// Seats that are not the host's.
    pub(super) fn places_beside_the_host(&self) -> usize {
        self.seats()
            .saturating_sub(usize::from(self.host.is_some()))
    }

    /// The people of the last dinner, with the host of this one.
    pub(super) fn people_again(&self, last: &LastDinner) -> usize {
        let is_there = |host: &Id<Person>| last.guests.iter().any(|guest| guest.person == *host);
        let host = self.host.filter(|host| !is_there(host));
        last.guests.len() + usize::from(host.is_some())
    }
}

fn card_of(template: Template) -> Option<usize> {
    TEMPLATES.iter().position(|each| *each == template)
}

fn minutes(ms: i64) -> u32 {
    u32::try_from(ms / 60_000).unwrap_or_default()
}

fn usual_zone(group: Option<&Group>, basis: &DinnerBasis) -> String {
    group
        .map(|group| group.zone.clone())
        .filter(|zone| !zone.is_empty())
        .unwrap_or_else(|| basis.zone.clone())
}

/// The end after a beginning: past midnight where its time of day is the earlier one.
fn ending(starts_at: NaiveDateTime, ends: NaiveTime) -> NaiveDateTime {
    let same_day = starts_at.date().and_time(ends);
    if ends > starts_at.time() {
        same_day
    } else {
        same_day.checked_add_days(Days::new(1)).unwrap_or(same_day)
    }
}

/// A day as one would type it: without the year where that goes without saying.
fn typed_day(day: NaiveDate, today: NaiveDate) -> String {
    let short = day.format("%-d %b").to_string();
    if when::day(&short, today) == Ok(day) {
        short
    } else {
        day.format("%-d %b %Y").to_string()
    }
}

fn typed_time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

//! Groups as their page shows them: how many belong to each and how, the members with their dinners, dues and renewal in
//! words, the form of a group, and the letters to its people.

mod form;
mod letter;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{desk::PersonLine, dinners::counted};
use crate::{
    domain::{
        Attendance, Currency, Dinner, Group, Id, Membership, Objective, Person,
        dinner::{Answer, DinnerState, Presence},
        group::{Role, Standing},
    },
    storage::{Library, StorageError},
};

pub(super) use form::is_same_name;
pub use form::{GroupDetails, GroupForm, GroupProblems, read_date};
pub use letter::{Letter, letter};

/// How somebody belongs to a group, in the order of a list: an organiser is a member with that role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Belonging {
    Organiser,
    Member,
    Guest,
    Applicant,
    Lapsed,
}

impl Belonging {
    /// All of them, from the closest.
    pub const ALL: [Self; 5] = [
        Self::Organiser,
        Self::Member,
        Self::Guest,
        Self::Applicant,
        Self::Lapsed,
    ];

    /// What a membership says.
    pub fn of(membership: &Membership) -> Self {
        match (membership.standing, membership.role) {
            (Standing::Member, Role::Organiser) => Self::Organiser,
            (Standing::Member, Role::None) => Self::Member,
            (Standing::Guest, _) => Self::Guest,
            (Standing::Applicant, _) => Self::Applicant,
            (Standing::Lapsed, _) => Self::Lapsed,
        }
    }

    /// The two columns that say it.
    pub fn parts(self) -> (Standing, Role) {
        match self {
            Self::Organiser => (Standing::Member, Role::Organiser),
            Self::Member => (Standing::Member, Role::None),
            Self::Guest => (Standing::Guest, Role::None),
            Self::Applicant => (Standing::Applicant, Role::None),
            Self::Lapsed => (Standing::Lapsed, Role::None),
        }
    }

    /// "Organiser".
    pub fn word(self) -> &'static str {
        match self {
            Self::Organiser => "Organiser",
            Self::Member => "Member",
            Self::Guest => "Guest",
            Self::Applicant => "Applicant",
            Self::Lapsed => "Lapsed",
        }
    }

    /// After "you are": "organiser", "a guest".
    pub fn in_a_sentence(self) -> &'static str {
        match self {
            Self::Organiser => "organiser",
            Self::Member => "a member",
            Self::Guest => "a guest",
            Self::Applicant => "an applicant",
            Self::Lapsed => "a lapsed member",
        }
    }
}

/// A group in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupLine {
    pub group: Group,
    /// With the organisers.
    pub members: usize,
    pub guests: usize,
    pub applicants: usize,
    pub lapsed: usize,
    pub dinners: usize,
    /// How the owner of the laptop belongs to it.
    pub you: Option<Belonging>,
}

impl GroupLine {
    /// "24 members · you are organiser".
    pub fn about(&self) -> String {
        let members = counted(self.members, "member");
        match self.you {
            Some(you) => format!("{members} · you are {}", you.in_a_sentence()),
            None => members,
        }
    }

    /// "24 members, 2 guests, 1 applicant, 3 lapsed"; what there is none of is left out.
    pub fn counts(&self) -> String {
        let mut parts = vec![counted(self.members, "member")];
        if self.guests > 0 {
            parts.push(counted(self.guests, "guest"));
        }
        if self.applicants > 0 {
            parts.push(counted(self.applicants, "applicant"));
        }
        if self.lapsed > 0 {
            parts.push(format!("{} lapsed", self.lapsed));
        }
        parts.join(", ")
    }

    /// Two short lines about the day that comes: "renews" and "1 Jan 2027"; for a guest "decide by".
    pub fn renewal(&self) -> (&'static str, String) {
        let of_guest = matches!(
            self.you,
            Some(Belonging::Guest | Belonging::Applicant | Belonging::Lapsed)
        );
        match self.group.renews_on {
            Some(day) if of_guest => ("decide by", short_day(day)),
            Some(day) => ("renews", short_day(day)),
            None if self.group.dues_minor == 0 => ("no dues", String::new()),
            None => ("", String::new()),
        }
    }

    /// How many people it has in any way.
    pub fn people(&self) -> usize {
        self.members + self.guests + self.applicants + self.lapsed
    }
}

/// All groups by name.
pub fn lines(library: &Library) -> Result<Vec<GroupLine>, StorageError> {
    let you = library.you()?;
    let mut lines: BTreeMap<Id<Group>, GroupLine> = library
        .all::<Group>()?
        .into_iter()
        .map(|group| (group.id, GroupLine::of(group)))
        .collect();
    for membership in library.all::<Membership>()? {
        let Some(line) = lines.get_mut(&membership.group) else {
            continue;
        };
        let belonging = Belonging::of(&membership);
        *match belonging {
            Belonging::Organiser | Belonging::Member => &mut line.members,
            Belonging::Guest => &mut line.guests,
            Belonging::Applicant => &mut line.applicants,
            Belonging::Lapsed => &mut line.lapsed,
        } += 1;
        if Some(membership.person) == you {
            line.you = Some(belonging);
        }
    }
    for dinner in library.all::<Dinner>()? {
        if let Some(line) = lines.get_mut(&dinner.group) {
            line.dinners += 1;
        }
    }
    let mut lines: Vec<GroupLine> = lines.into_values().collect();
    lines.sort_by_cached_key(|line| (line.group.name.to_lowercase(), line.group.id));
    Ok(lines)
}

impl GroupLine {
    fn of(group: Group) -> Self {
        Self {
            group,
            members: 0,
            guests: 0,
            applicants: 0,
            lapsed: 0,
            dinners: 0,
            you: None,
        }
    }
}

/// Somebody who belongs to a group.
#[derive(Clone, Debug)]
pub struct MemberLine {
    pub person: Person,
    pub name: String,
    /// Trade, or business in one line.
    pub trade: String,
    pub belonging: Belonging,
    pub since: Option<NaiveDate>,
    /// "Sep 2025", "guest of Dana", "applied 16 Oct 2026".
    pub since_words: String,
    /// Dinners of this group that they were at.
    pub dinners: usize,
    /// "Thu 12 Nov 2026", "first on Thu 26 Nov".
    pub last_words: String,
}

impl MemberLine {
    /// All of it in one sentence, for a screen reader.
    pub fn sentence(&self) -> String {
        let dinners = counted(self.dinners, "dinner");
        let parts = [
            self.name.as_str(),
            &self.trade,
            self.belonging.word(),
            &self.since_words,
            &dinners,
            &self.last_words,
        ];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }

    /// Whether the name, trade or membership holds `wanted`, which is in lower case.
    pub fn is_found_by(&self, wanted: &str) -> bool {
        let texts = [&self.name, &self.trade, self.belonging.word()];
        texts
            .iter()
            .any(|text| text.to_lowercase().contains(wanted))
    }
}

/// A group opened.
#[derive(Clone, Debug)]
pub struct GroupPage {
    pub group: Group,
    /// "Osteria Lume · GBP (£) · Europe/London".
    pub about: String,
    /// "£180 a year" and "£45 a quarter".
    pub dues: (String, String),
    /// "Fri 1 Jan 2027" and "in 41 days".
    pub renewal: (String, String),
    /// What the owner of the laptop means to get done in this group.
    pub objective: Option<Objective>,
    /// The closest first, each by family name.
    pub members: Vec<MemberLine>,
}

/// Opens a group. `everybody` is the list of people, by family name.
pub fn page(
    library: &Library,
    id: Id<Group>,
    everybody: &[PersonLine],
    today: NaiveDate,
) -> Result<Option<GroupPage>, StorageError> {
    let Some(group) = library.get(id)? else {
        return Ok(None);
    };
    let mut belongs: BTreeMap<Id<Person>, Membership> = library
        .of::<Membership>("group", id.uuid())?
        .into_iter()
        .map(|membership| (membership.person, membership))
        .collect();
    let meals = Meals::read(library, id, today)?;
    let mut members: Vec<MemberLine> = everybody
        .iter()
        .filter_map(|line| {
            let membership = belongs.remove(&line.person.id)?;
            Some(member(line, &membership, &meals))
        })
        .collect();
    // Stable: within one kind they stay by family name. Hosts of guests are named by first name.
    members.sort_by_key(|member| member.belonging);
    for member in members
        .iter_mut()
        .filter(|member| member.belonging == Belonging::Guest)
    {
        let host = meals.host_of.get(&member.person.id);
        if let Some(host) = host.map(|host| library.get(*host)).transpose()?.flatten() {
            member.since_words = format!("guest of {}", host.short_name());
        }
    }
    Ok(Some(GroupPage {
        about: about(&group),
        dues: dues(&group),
        renewal: renewal(&group, today),
        objective: objective(library, id)?,
        members,
        group,
    }))
}

/// The objective of the owner of the laptop in a group.
pub(super) fn objective(
    library: &Library,
    group: Id<Group>,
) -> Result<Option<Objective>, StorageError> {
    let Some(you) = library.you()? else {
        return Ok(None);
    };
    let of_you = library.of::<Objective>("person", you.uuid())?;
    Ok(of_you
        .into_iter()
        .find(|objective| objective.group == Some(group)))
}

/// Who ate with a group, how often and when.
#[derive(Default)]
struct Meals {
    count: BTreeMap<Id<Person>, usize>,
    last: BTreeMap<Id<Person>, NaiveDate>,
    /// The next dinner that somebody is asked to.
    next: BTreeMap<Id<Person>, NaiveDate>,
    host_of: BTreeMap<Id<Person>, Id<Person>>,
}

impl Meals {
    fn read(library: &Library, group: Id<Group>, today: NaiveDate) -> Result<Self, StorageError> {
        let mut meals = Self::default();
        for dinner in library.of::<Dinner>("group", group.uuid())? {
            let day = dinner.starts_at.map(|at| at.date());
            let is_to_come =
                dinner.state < DinnerState::Wrapped && day.is_some_and(|day| day >= today);
            for attendance in library.of::<Attendance>("dinner", dinner.id.uuid())? {
                meals.take(&attendance, day, is_to_come);
            }
        }
        Ok(meals)
    }

    fn take(&mut self, attendance: &Attendance, day: Option<NaiveDate>, is_to_come: bool) {
        let person = attendance.person;
        if let Some(host) = attendance.guest_of {
            self.host_of.insert(person, host);
        }
        let Some(day) = day else { return };
        if attendance.was_there() {
            *self.count.entry(person).or_default() += 1;
            let last = self.last.entry(person).or_insert(day);
            *last = day.max(*last);
        } else if is_to_come
            && !matches!(attendance.answer, Answer::Declined | Answer::Waitlisted)
            && attendance.presence != Presence::NoShow
        {
            let next = self.next.entry(person).or_insert(day);
            *next = day.min(*next);
        }
    }
}

fn member(line: &PersonLine, membership: &Membership, meals: &Meals) -> MemberLine {
    let person = line.person.id;
    let belonging = Belonging::of(membership);
    let since_words = match (membership.since, belonging) {
        (Some(day), Belonging::Applicant) => format!("applied {}", short_day(day)),
        (Some(day), _) => day.format("%b %Y").to_string(),
        (None, _) => String::new(),
    };
    let last_words = match (meals.last.get(&person), meals.next.get(&person)) {
        (Some(last), _) => last.format("%a %-d %b %Y").to_string(),
        (None, Some(next)) => format!("first on {}", next.format("%a %-d %b")),
        (None, None) => "no dinner yet".to_owned(),
    };
    MemberLine {
        name: line.name.clone(),
        trade: line.line.clone(),
        belonging,
        since: membership.since,
        since_words,
        dinners: meals.count.get(&person).copied().unwrap_or_default(),
        last_words,
        person: line.person.clone(),
    }
}

fn about(group: &Group) -> String {
    let currency =
        Currency::of(&group.currency).map_or_else(|| group.currency.clone(), Currency::name);
    let parts = [group.place.as_str(), &currency, &group.zone];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        "Place, currency and time zone are not said yet".to_owned()
    } else {
        parts.join(" · ")
    }
}

/// An amount of a group's money, also where its currency is none that is known.
fn amount(group: &Group, minor: i64) -> String {
    match Currency::of(&group.currency) {
        Some(currency) => currency.amount(minor),
        None => format!("{}.{:02} {}", minor / 100, minor % 100, group.currency)
            .trim_end()
            .to_owned(),
    }
}

/// What is paid in a year, and in a quarter: "£180 a year", "£45 a quarter".
pub fn dues(group: &Group) -> (String, String) {
    match group.dues_minor {
        0 => ("No dues".to_owned(), "nothing is asked for".to_owned()),
        year => (
            format!("{} a year", amount(group, year)),
            if year % 4 == 0 {
                format!("{} a quarter", amount(group, year / 4))
            } else {
                String::new()
            },
        ),
    }
}

fn renewal(group: &Group, today: NaiveDate) -> (String, String) {
    match group.renews_on {
        Some(day) => (day.format("%a %-d %b %Y").to_string(), distance(day, today)),
        None => ("No day yet".to_owned(), "Edit sets one".to_owned()),
    }
}

/// "in 41 days", "today", "3 days ago".
pub fn distance(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

/// "1 Jan 2027".
fn short_day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

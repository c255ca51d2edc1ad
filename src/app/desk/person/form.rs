//! The form of a person: all fields as they are typed, what is wrong with them in words, and keeping it as one change.

use chrono::NaiveDate;

use super::{OpenPerson, known, write};
use crate::{
    app::{
        Session,
        desk::{DeskError, Done},
        people::day::{self, Towards},
    },
    domain::{Consent, ContactPoint, Draft, Id, Person, Trade, person::ContactKind},
    exchange,
};

/// A person as typed. What stands here is kept whole or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonDraft {
    /// Nobody: they are new.
    pub id: Option<Id<Person>>,
    pub person: Person,
    /// With commas between.
    pub trades: String,
    pub birthday: String,
    pub points: Vec<PointDraft>,
    pub consents: Vec<ConsentDraft>,
}

/// One way to reach somebody, as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct PointDraft {
    pub id: Option<Id<ContactPoint>>,
    pub kind: ContactKind,
    pub label: String,
    pub value: String,
    /// It looks wrong and is to be kept all the same.
    pub is_kept_as_typed: bool,
}

/// Whether somebody agreed that table-mates see a way to reach them.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsentDraft {
    pub kind: ContactKind,
    pub agreed: Agreed,
    /// "Reply to the invitation".
    pub how: String,
}

/// How consent stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Agreed {
    #[default]
    NotAsked,
    Given,
    Withdrawn,
}

impl Agreed {
    /// In the order of the form.
    pub const ALL: [Self; 3] = [Self::NotAsked, Self::Given, Self::Withdrawn];

    /// The word in the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotAsked => "Not asked",
            Self::Given => "Given",
            Self::Withdrawn => "Withdrawn",
        }
    }

    /// How a consent stands.
    pub fn of(consent: Option<&Consent>) -> Self {
        match consent {
            Some(consent) if consent.stands() => Self::Given,
            Some(consent) if consent.withdrawn_on.is_some() => Self::Withdrawn,
            _ => Self::NotAsked,
        }
    }
}

/// The ways of which table-mates may be shown, each by consent of its own.
const SHARED: [ContactKind; 2] = [ContactKind::Email, ContactKind::Phone];

impl PersonDraft {
    /// The form of somebody new.
    pub fn empty() -> Self {
        Self {
            id: None,
            person: Person::new(Id::default()),
            trades: String::new(),
            birthday: String::new(),
            points: [ContactKind::Email, ContactKind::Phone]
                .map(PointDraft::new)
                .to_vec(),
            consents: SHARED.map(|kind| ConsentDraft::of(kind, None)).to_vec(),
        }
    }

    /// The form of somebody who is there.
    pub fn of(open: &OpenPerson) -> Self {
        let consent_of = |kind| open.consents.iter().find(|consent| consent.kind == kind);
        let trades: Vec<&str> = open
            .trades
            .iter()
            .map(|trade| trade.name.as_str())
            .collect();
        let birthday = open.person.birthday;
        Self {
            id: Some(open.person.id),
            trades: trades.join(", "),
            birthday: birthday.map_or_else(String::new, |day| day.format("%-d %b %Y").to_string()),
            points: open.points.iter().map(PointDraft::of).collect(),
            consents: SHARED
                .map(|kind| ConsentDraft::of(kind, consent_of(kind)))
                .to_vec(),
            person: open.person.clone(),
        }
    }

    /// What is wrong with the name.
    pub fn name_problem(&self) -> Option<&'static str> {
        let person = &self.person;
        let is_empty = [&person.given, &person.family]
            .iter()
            .all(|part| part.trim().is_empty());
        is_empty.then_some("Write a first name or a family name")
    }

    /// What is wrong with the birthday.
    pub fn birthday_problem(&self, today: NaiveDate) -> Option<String> {
        match day::read(&self.birthday, today, Towards::Past) {
            Ok(Some(day)) if day > today => Some("That day is still to come".to_owned()),
            Ok(_) => None,
            Err(words) => Some(words),
        }
    }

    /// The first thing that is wrong.
    pub fn problem(&self, today: NaiveDate) -> Option<String> {
        let name = self.name_problem().map(str::to_owned);
        let birthday = || self.birthday_problem(today);
        let point = || self.points.iter().find_map(PointDraft::problem);
        name.or_else(birthday).or_else(point)
    }

    /// Keeps it as one change.
    pub(super) fn keep(&self, session: &Session, today: NaiveDate) -> Result<Done, DeskError> {
        if let Some(problem) = self.problem(today) {
            return Err(DeskError::Refused(format!("{problem}. Nothing was kept")));
        }
        let mut new = self.person.clone();
        for text in texts(&mut new) {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        new.birthday =
            day::read(&self.birthday, today, Towards::Past).map_err(DeskError::Refused)?;
        let mut draft = if let Some(id) = self.id {
            let old = known(session, id)?;
            let mut draft = Draft::new(format!("Change {}", new.name()));
            new.id = id;
            draft.update(&old, &new);
            draft
        } else {
            new.id = session.new_id();
            let mut draft = Draft::new(format!("Add {}", new.name()));
            draft.create(&new);
            draft
        };
        self.keep_trades(session, &mut draft, new.id)?;
        self.keep_points(session, &mut draft, new.id)?;
        self.keep_consents(session, &mut draft, new.id, today)?;
        let mut done = write(session, draft, new.id)?;
        if done.words.starts_with("Change ") {
            done.words = format!("{} was changed", new.name());
        } else if done.words.starts_with("Add ") {
            done.words = format!("{} was added", new.name());
        }
        Ok(done)
    }

    fn keep_trades(
        &self,
        session: &Session,
        draft: &mut Draft,
        person: Id<Person>,
    ) -> Result<(), DeskError> {
        let mut old = session.library().of::<Trade>("person", person.uuid())?;
        old.sort_by_key(|trade| trade.rank);
        let mut names: Vec<&str> = Vec::new();
        for name in self.trades.split([',', ';']).map(str::trim) {
            if !name.is_empty() && !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                names.push(name);
            }
        }
        for (rank, name) in (0..).zip(&names) {
            let known = old.iter().find(|trade| trade.name == *name);
            let mut new = match known {
                Some(known) => known.clone(),
                None => Trade::new(session.new_id()),
            };
            new.person = person;
            (*name).clone_into(&mut new.name);
            new.rank = rank;
            draft.put(known, &new);
        }
        for gone in old
            .iter()
            .filter(|trade| !names.contains(&trade.name.as_str()))
        {
            draft.remove(gone);
        }
        Ok(())
    }

    fn keep_points(
        &self,
        session: &Session,
        draft: &mut Draft,
        person: Id<Person>,
    ) -> Result<(), DeskError> {
        let old = session.library().contact_points(person)?;
        let typed = || {
            self.points
                .iter()
                .filter(|point| !point.value.trim().is_empty())
        };
        for (at, point) in typed().enumerate() {
            // The first of its kind is the one to use.
            let rank = typed()
                .take(at)
                .filter(|before| before.kind == point.kind)
                .count();
            let known = point.id.and_then(|id| old.iter().find(|old| old.id == id));
            let mut new = match known {
                Some(known) => known.clone(),
                None => ContactPoint::new(session.new_id()),
            };
            new.person = person;
            new.kind = point.kind;
            new.value = point.value.split_whitespace().collect::<Vec<_>>().join(" ");
            point.label.trim().clone_into(&mut new.label);
            new.rank = i64::try_from(rank).unwrap_or_default();
            draft.put(known, &new);
        }
        for gone in &old {
            if !typed().any(|point| point.id == Some(gone.id)) {
                draft.remove(gone);
            }
        }
        Ok(())
    }

    fn keep_consents(
        &self,
        session: &Session,
        draft: &mut Draft,
        person: Id<Person>,
        today: NaiveDate,
    ) -> Result<(), DeskError> {
        for typed in &self.consents {
            let kind = typed.kind;
            // The id that the pair has everywhere, so that two laptops mean the same row.
            let id = Id::of_pair(&format!("consent {kind}"), person.uuid(), person.uuid());
            let old: Option<Consent> = session.library().get(id)?;
            let before = Agreed::of(old.as_ref());
            let mut new = old.clone().unwrap_or_else(|| Consent::new(id));
            new.person = person;
            new.kind = kind;
            typed.how.trim().clone_into(&mut new.how);
            match typed.agreed {
                Agreed::NotAsked => {
                    if let Some(old) = &old {
                        draft.remove(old);
                    }
                    continue;
                }
                Agreed::Given if before != Agreed::Given => {
                    (new.given_on, new.withdrawn_on) = (Some(today), None);
                }
                Agreed::Withdrawn if before != Agreed::Withdrawn => {
                    new.withdrawn_on = Some(today);
                }
                Agreed::Given | Agreed::Withdrawn => {}
            }
            draft.put(old.as_ref(), &new);
        }
        Ok(())
    }
}

impl PointDraft {
    /// An empty line of the form.
    pub fn new(kind: ContactKind) -> Self {
        Self {
            id: None,
            kind,
            label: String::new(),
            value: String::new(),
            is_kept_as_typed: false,
        }
    }

    fn of(point: &ContactPoint) -> Self {
        Self {
            id: Some(point.id),
            kind: point.kind,
            label: point.label.clone(),
            value: point.value.clone(),
            // What was kept once is not questioned again unless it is changed.
            is_kept_as_typed: true,
        }
    }

    /// What is wrong with it, unless it is to be kept as typed.
    pub fn problem(&self) -> Option<String> {
        if self.is_kept_as_typed || self.value.trim().is_empty() {
            return None;
        }
        let reason = match self.kind {
            ContactKind::Email => exchange::email_problem(&self.value)?,
            ContactKind::Phone => exchange::phone_problem(&self.value)?,
            ContactKind::Link | ContactKind::Address => return None,
        };
        Some(format!("{reason}: {}", self.value.trim()))
    }
}

impl ConsentDraft {
    fn of(kind: ContactKind, consent: Option<&Consent>) -> Self {
        Self {
            kind,
            agreed: Agreed::of(consent),
            how: consent
                .map(|consent| consent.how.clone())
                .unwrap_or_default(),
        }
    }
}

/// The texts of a person that are one line each.
fn texts(person: &mut Person) -> [&mut String; 13] {
    [
        &mut person.prefix,
        &mut person.given,
        &mut person.middle,
        &mut person.family,
        &mut person.suffix,
        &mut person.nickname,
        &mut person.says_it_like,
        &mut person.company,
        &mut person.position,
        &mut person.business,
        &mut person.helps,
        &mut person.wants_to_meet,
        &mut person.needs,
    ]
}

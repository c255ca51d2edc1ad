//! The form of a group: what is typed, and what it says or what is wrong with it, field by field.

use chrono::{Datelike as _, NaiveDate};

use super::super::clock;
use crate::domain::{Currency, Group};

/// The longest name that is taken, in letters.
const LONGEST: usize = 200;

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupForm {
    pub name: String,
    pub currency: String,
    pub dues: String,
    /// Whether the dues are those of a quarter; kept is the year.
    pub is_quarterly: bool,
    pub renews: String,
    pub place: String,
    pub zone: String,
}

/// What a form says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupDetails {
    pub name: String,
    pub currency: String,
    /// In minor units, for a year.
    pub dues_minor: i64,
    pub renews_on: Option<NaiveDate>,
    pub place: String,
    pub zone: String,
}

impl GroupDetails {
    /// A group with these in place of its own.
    #[must_use]
    pub fn on(&self, group: &Group) -> Group {
        Group {
            id: group.id,
            name: self.name.clone(),
            currency: self.currency.clone(),
            dues_minor: self.dues_minor,
            renews_on: self.renews_on,
            place: self.place.clone(),
            zone: self.zone.clone(),
        }
    }
}

/// What is wrong, by field; nothing where a field is right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupProblems {
    pub name: String,
    pub currency: String,
    pub dues: String,
    pub renews: String,
    pub zone: String,
}

impl GroupForm {
    /// The form of a new group, in this machine's time zone and the currency of a group that is there.
    pub fn new(groups: &[super::GroupLine]) -> Self {
        let usual = groups
            .iter()
            .map(|line| line.group.currency.clone())
            .find(|currency| !currency.is_empty());
        Self {
            currency: usual.unwrap_or_default(),
            zone: clock::zone(),
            ..Self::default()
        }
    }

    /// The form of a group that is there.
    pub fn of(group: &Group) -> Self {
        let dues = Currency::of(&group.currency)
            .map(|currency| currency.typed(group.dues_minor))
            .unwrap_or_default();
        Self {
            name: group.name.clone(),
            currency: group.currency.clone(),
            dues,
            is_quarterly: false,
            renews: group.renews_on.map(super::short_day).unwrap_or_default(),
            place: group.place.clone(),
            zone: group.zone.clone(),
        }
    }

    /// What it says. `others` are the names that are taken.
    pub fn read<'a>(
        &self,
        mut others: impl Iterator<Item = &'a str>,
    ) -> Result<GroupDetails, GroupProblems> {
        let mut problems = GroupProblems::default();
        let name = one_line(&self.name);
        if name.is_empty() {
            "A group needs a name".clone_into(&mut problems.name);
        } else if name.chars().count() > LONGEST {
            problems.name = format!("At most {LONGEST} letters, please");
        } else if others.any(|other| is_same_name(other, &name)) {
            problems.name = format!("There is a group “{name}” already. Choose another name");
        }
        let currency = Currency::of(&self.currency);
        let typed = one_line(&self.currency);
        if currency.is_none() && !typed.is_empty() {
            problems.currency =
                format!("“{typed}” is no currency. Write its three letters, as GBP or EUR");
        } else if currency.is_none() && !self.dues.trim().is_empty() {
            "Say in which currency the dues are".clone_into(&mut problems.currency);
        }
        let dues = match currency {
            Some(currency) => currency.read(&self.dues),
            None => Some(0),
        };
        if dues.is_none() {
            "That is no amount. Write it as 45 or 45.50".clone_into(&mut problems.dues);
        }
        let renews_on = match self.renews.trim() {
            "" => None,
            typed => match read_date(typed) {
                Ok(day) => Some(day),
                Err(problem) => {
                    problems.renews = problem;
                    None
                }
            },
        };
        let zone = read_zone(&self.zone).unwrap_or_else(|problem| {
            problems.zone = problem;
            String::new()
        });
        if problems != GroupProblems::default() {
            return Err(problems);
        }
        Ok(GroupDetails {
            name,
            currency: currency
                .map(|currency| currency.code.to_owned())
                .unwrap_or_default(),
            dues_minor: dues.unwrap_or_default() * if self.is_quarterly { 4 } else { 1 },
            renews_on,
            place: one_line(&self.place),
            zone,
        })
    }
}

/// Whether two groups would be taken for one another.
pub(in crate::app) fn is_same_name(one: &str, other: &str) -> bool {
    one_line(one).to_lowercase() == one_line(other).to_lowercase()
}

/// A text on one line, without space around it or twice in it.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A day as people write it: `1 Jan 2027`, `Fri 1 January 2027`, `2027-01-01`, `1/1/2027` (the day first).
pub fn read_date(typed: &str) -> Result<NaiveDate, String> {
    const FORMS: [&str; 7] = [
        "%Y-%m-%d", "%d %B %Y", "%d.%m.%Y", "%d/%m/%Y", "%B %d %Y", "%d-%B-%Y", "%Y/%m/%d",
    ];
    let text = one_line(&typed.replace(',', " "));
    let parse = |text: &str| {
        FORMS
            .iter()
            .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
    };
    // A day of the week in front says nothing that the date does not.
    let without_weekday = || text.split_once(' ').and_then(|(_, rest)| parse(rest));
    let day = parse(&text).or_else(without_weekday);
    let day = day.ok_or_else(|| format!("“{text}” is no day. Write it as 1 Jan 2027"))?;
    if (1990..2200).contains(&day.year()) {
        Ok(day)
    } else {
        Err(format!("A day in {} cannot be meant", day.year()))
    }
}

/// The time zone of a name, whatever its capitals; nothing typed is nothing said.
fn read_zone(typed: &str) -> Result<String, String> {
    let text = one_line(typed);
    if text.is_empty() {
        return Ok(text);
    }
    let wanted = text.replace(' ', "_");
    let mut names = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    if let Some(name) = names
        .clone()
        .find(|name| name.eq_ignore_ascii_case(&wanted))
    {
        return Ok(name.to_owned());
    }
    let of_city = names.find(|name| {
        name.rsplit_once('/')
            .is_some_and(|(_, city)| city.eq_ignore_ascii_case(&wanted))
    });
    Err(match of_city {
        Some(name) => format!("“{text}” is no time zone. Is it {name}?"),
        None => format!("“{text}” is no time zone. Write it as Europe/London"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let wanted = NaiveDate::from_ymd_opt(2027, 1, 3);
        for typed in [
            "2027-01-03",
            "3 Jan 2027",
            "3 January 2027",
            "Sun 3 Jan 2027",
            "Sunday, 3 January 2027",
            "3.1.2027",
            "3/1/2027",
            "January 3, 2027",
        ] {
            assert_eq!(read_date(typed).ok(), wanted, "{typed}");
        }
        for typed in ["", "soon", "31 Feb 2027", "3 Jan", "1890-01-01", "3 Jan 27"] {
            assert!(read_date(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_form_that_is_not_touched_changes_nothing() {
        let mut group = Group::new(crate::domain::Id::default());
        "Thursday Table".clone_into(&mut group.name);
        "KWD".clone_into(&mut group.currency);
        group.dues_minor = 45_250;
        group.renews_on = NaiveDate::from_ymd_opt(2027, 1, 1);
        "Asia/Kuwait".clone_into(&mut group.zone);
        let details = GroupForm::of(&group).read(std::iter::empty()).unwrap();
        assert_eq!(details.on(&group), group);
    }

    #[test]
    fn dues_need_a_currency() {
        let form = GroupForm {
            name: "Thursday Table".to_owned(),
            dues: "45".to_owned(),
            ..GroupForm::default()
        };
        let problems = form.read(std::iter::empty()).unwrap_err();
        assert_eq!(problems.currency, "Say in which currency the dues are");
        assert_eq!(problems.name, "");
    }
}

//! Everybody at a glance: what the list of people shows beyond names, and finding people by plain words, `trade:`,
//! `met:` and `near:`. Read once for each state of the library; a search then touches only what is in memory.

pub mod day;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Months, NaiveDate};
use deunicode::deunicode;

use super::desk::PersonLine;
use crate::{
    domain::{
        Acquaintance, Attendance, ContactPoint, Dinner, Encounter, Group, Id, Person, Trade,
        dinner::{Answer, DinnerState, Presence},
        encounter::MetAt,
        person::{ContactKind, Strength},
    },
    storage::{Library, StorageError},
};

/// At so many dinners with you somebody belongs to the core.
const CORE: usize = 3;
/// After so many days without a meeting somebody has gone quiet.
const QUIET_DAYS: i64 = 90;

/// Which people a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeopleFilter {
    #[default]
    All,
    /// Met at three dinners or more.
    Core,
    /// Not met one to one yet.
    NeverAlone,
    /// Met, but not for 90 days.
    Quiet,
}

impl PeopleFilter {
    /// All of them, in the order of the chips.
    pub const ALL: [Self; 4] = [Self::All, Self::Core, Self::NeverAlone, Self::Quiet];

    /// The words on the chip.
    pub const fn words(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Core => "Core",
            Self::NeverAlone => "Never alone",
            Self::Quiet => "Quiet 90 days",
        }
    }
}

/// What a row of the list says of a person and you.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    pub is_you: bool,
    /// Dinners at one table with you.
    pub shared: usize,
    /// Distinct contexts in which you two met in the last twelve months.
    pub contexts: usize,
    pub last_met: Option<NaiveDate>,
    pub had_one_to_one: bool,
    /// The next dinner that they come to.
    pub coming: Option<NaiveDate>,
    /// What tells them apart from another person of the same name; nothing where the name is theirs alone.
    pub apart: Option<String>,
}

/// Everybody, in the order of the list that it was read with.
#[derive(Debug, Default)]
pub struct PeopleIndex {
    entries: Vec<Entry>,
    /// What is known of each table at which people sat: the names of group and dinner, folded.
    tables: Vec<String>,
    /// The same of each meeting elsewhere: its kind and words.
    elsewhere: Vec<String>,
}

#[derive(Debug, Default)]
struct Entry {
    glance: Glance,
    name: String,
    /// All that plain words are looked for in.
    text: String,
    trade: String,
    near: String,
    tables: Vec<usize>,
    elsewhere: Vec<usize>,
    /// Whom they know or have met, by place in the list.
    met: BTreeSet<usize>,
}

/// A search: words that all must be there, some of them in a certain place.
#[derive(Debug, Default, PartialEq, Eq)]
struct Query {
    plain: Vec<String>,
    trade: Vec<String>,
    met: Vec<String>,
    near: Vec<String>,
}

impl Query {
    /// The words after `trade:`, `met:` or `near:` belong to it until the next such sign, so that names of two words
    /// need no quotes.
    fn of(text: &str) -> Self {
        let mut query = Self::default();
        let folded = fold(text).replace('"', " ");
        let mut place = None;
        for word in folded.split_whitespace() {
            let signed = word
                .split_once(':')
                .filter(|(sign, _)| matches!(*sign, "trade" | "met" | "near"));
            let word = match signed {
                Some((sign, rest)) => {
                    place = Some(sign.to_owned());
                    rest
                }
                None => word,
            };
            if word.is_empty() {
                continue;
            }
            let words = match place.as_deref() {
                Some("trade") => &mut query.trade,
                Some("met") => &mut query.met,
                Some("near") => &mut query.near,
                _ => &mut query.plain,
            };
            words.push(word.to_owned());
        }
        query
    }
}

impl PeopleIndex {
    /// Reads what the library knows of these people, for the owner of the laptop.
    pub fn read(
        library: &Library,
        lines: &[PersonLine],
        you: Option<Id<Person>>,
        today: NaiveDate,
    ) -> Result<Self, StorageError> {
        let place: HashMap<Id<Person>, usize> = lines
            .iter()
            .enumerate()
            .map(|(at, line)| (line.person.id, at))
            .collect();
        let mut index = Self {
            entries: lines.iter().map(entry).collect(),
            ..Self::default()
        };
        index.read_words(library, &place)?;
        let you = you.and_then(|you| place.get(&you).copied());
        let mut contexts: Vec<BTreeSet<String>> = vec![BTreeSet::new(); index.entries.len()];
        index.read_dinners(library, &place, you, today, &mut contexts)?;
        index.read_encounters(library, &place, you, today, &mut contexts)?;
        for (entry, contexts) in index.entries.iter_mut().zip(contexts) {
            entry.glance.contexts = contexts.len();
        }
        for row in library.all::<Acquaintance>()? {
            if row.strength >= Strength::Met
                && let (Some(from), Some(to)) = (place.get(&row.from), place.get(&row.to))
            {
                index.meet(*from, *to);
            }
        }
        if let Some(entry) = you.and_then(|you| index.entries.get_mut(you)) {
            entry.glance = Glance {
                is_you: true,
                coming: entry.glance.coming,
                apart: entry.glance.apart.take(),
                ..Glance::default()
            };
        }
        index.tell_apart(lines);
        Ok(index)
    }

    /// What is to be said of the person at this place of the list.
    pub fn glance(&self, at: usize) -> Option<&Glance> {
        Some(&self.entries.get(at)?.glance)
    }

    /// The places in the list of those whom a search and a filter let through.
    pub fn find(&self, text: &str, filter: PeopleFilter, today: NaiveDate) -> Vec<usize> {
        let query = Query::of(text);
        let met = (!query.met.is_empty()).then(|| self.met(&query.met));
        let fits = |(at, entry): &(usize, &Entry)| {
            has_all(&entry.text, &query.plain)
                && has_all(&entry.trade, &query.trade)
                && has_all(&entry.near, &query.near)
                && met.as_ref().is_none_or(|met| met.fits(*at, entry))
                && entry.glance.passes(filter, today)
        };
        let found = self.entries.iter().enumerate().filter(fits);
        found.map(|(at, _)| at).collect()
    }

    /// Whom the words after `met:` mean: people by name, and contexts by theirs.
    fn met(&self, words: &[String]) -> Met {
        let named = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| has_all(&entry.name, words))
            .map(|(at, _)| at);
        let context = |texts: &[String]| -> Vec<bool> {
            texts.iter().map(|text| has_all(text, words)).collect()
        };
        let people: BTreeSet<usize> = named.collect();
        // At a table with one of them sits everybody else; with two of them, those two as well.
        let mut at_table = vec![0_usize; self.tables.len()];
        for entry in people.iter().filter_map(|at| self.entries.get(*at)) {
            for table in &entry.tables {
                if let Some(count) = at_table.get_mut(*table) {
                    *count += 1;
                }
            }
        }
        Met {
            people,
            at_table,
            tables: context(&self.tables),
            elsewhere: context(&self.elsewhere),
        }
    }

    fn read_words(
        &mut self,
        library: &Library,
        place: &HashMap<Id<Person>, usize>,
    ) -> Result<(), StorageError> {
        for trade in library.all::<Trade>()? {
            if let Some(entry) = self.of(place, trade.person) {
                let name = fold(&trade.name);
                push(&mut entry.text, &name);
                push(&mut entry.trade, &name);
            }
        }
        for point in library.all::<ContactPoint>()? {
            if let Some(entry) = self.of(place, point.person) {
                let value = fold(&point.value);
                push(&mut entry.text, &value);
                if point.kind == ContactKind::Address {
                    push(&mut entry.near, &value);
                }
            }
        }
        Ok(())
    }

    fn read_dinners(
        &mut self,
        library: &Library,
        place: &HashMap<Id<Person>, usize>,
        you: Option<usize>,
        today: NaiveDate,
        contexts: &mut [BTreeSet<String>],
    ) -> Result<(), StorageError> {
        let groups: HashMap<Id<Group>, String> = library
            .all::<Group>()?
            .into_iter()
            .map(|group| (group.id, fold(&group.name)))
            .collect();
        let dinners: HashMap<Id<Dinner>, Dinner> = library
            .all::<Dinner>()?
            .into_iter()
            .map(|dinner| (dinner.id, dinner))
            .collect();
        // In a fixed order, as the places of tables are kept by it.
        let mut seated: BTreeMap<(Id<Dinner>, i64), Vec<usize>> = BTreeMap::new();
        for row in library.all::<Attendance>()? {
            let (Some(dinner), Some(at)) = (dinners.get(&row.dinner), place.get(&row.person))
            else {
                continue;
            };
            let day = dinner.starts_at.map(|starts| starts.date());
            if was_at_table(&row, dinner) {
                let table = (row.dinner, row.table_no.unwrap_or_default());
                seated.entry(table).or_default().push(*at);
            } else if row.is_coming()
                && row.answer == Answer::Accepted
                && let Some(day) = day.filter(|day| *day >= today)
                && let Some(entry) = self.entries.get_mut(*at)
            {
                let soonest = entry.glance.coming.map_or(day, |other| other.min(day));
                entry.glance.coming = Some(soonest);
            }
        }
        for ((dinner, _), people) in seated {
            let Some(dinner) = dinners.get(&dinner) else {
                continue;
            };
            let group = groups.get(&dinner.group).map_or("", String::as_str);
            let table = self.tables.len();
            self.tables.push(format!("{group} {}", fold(&dinner.title)));
            let day = dinner.starts_at.map(|starts| starts.date());
            let with_you = you.is_some_and(|you| people.contains(&you));
            for at in people {
                let Some(entry) = self.entries.get_mut(at) else {
                    continue;
                };
                entry.tables.push(table);
                if with_you {
                    entry.glance.shared += 1;
                    entry.glance.last_met = entry.glance.last_met.max(day);
                    if is_recent(day, today)
                        && let Some(contexts) = contexts.get_mut(at)
                    {
                        contexts.insert(format!("dinner {}", dinner.group));
                    }
                }
            }
        }
        Ok(())
    }

    fn read_encounters(
        &mut self,
        library: &Library,
        place: &HashMap<Id<Person>, usize>,
        you: Option<usize>,
        today: NaiveDate,
        contexts: &mut [BTreeSet<String>],
    ) -> Result<(), StorageError> {
        for row in library.all::<Encounter>()? {
            let (Some(one), Some(other)) =
                (place.get(&row.one).copied(), place.get(&row.other).copied())
            else {
                continue;
            };
            self.meet(one, other);
            let context = self.elsewhere.len();
            self.elsewhere.push(format!(
                "{} {}",
                fold(row.context.as_str()),
                fold(&row.words)
            ));
            for (at, companion) in [(one, other), (other, one)] {
                let Some(entry) = self.entries.get_mut(at) else {
                    continue;
                };
                entry.elsewhere.push(context);
                if Some(companion) == you {
                    entry.glance.last_met = entry.glance.last_met.max(row.met_on);
                    entry.glance.had_one_to_one |= row.context == MetAt::OneToOne;
                    if is_recent(row.met_on, today)
                        && let Some(contexts) = contexts.get_mut(at)
                    {
                        contexts.insert(context_of(&row));
                    }
                }
            }
        }
        Ok(())
    }

    fn meet(&mut self, one: usize, other: usize) {
        for (at, companion) in [(one, other), (other, one)] {
            if let Some(entry) = self.entries.get_mut(at) {
                entry.met.insert(companion);
            }
        }
    }

    fn of(&mut self, place: &HashMap<Id<Person>, usize>, person: Id<Person>) -> Option<&mut Entry> {
        self.entries.get_mut(*place.get(&person)?)
    }

    /// Two people of one name get a second line that differs: by firm, else by e-mail or phone, else by number.
    fn tell_apart(&mut self, lines: &[PersonLine]) {
        let mut count: HashMap<String, usize> = HashMap::new();
        for entry in &self.entries {
            *count.entry(entry.name.clone()).or_default() += 1;
        }
        for (entry, line) in self.entries.iter_mut().zip(lines) {
            if count.get(&entry.name).is_none_or(|count| *count < 2) {
                continue;
            }
            let known = [line.line.as_str(), line.person.company.as_str()];
            let mut known: Vec<&str> = known.into_iter().filter(|part| !part.is_empty()).collect();
            known.dedup_by(|next, before| before.contains(*next));
            entry.glance.apart = Some(if known.is_empty() {
                format!("Added as {}", line.person.id.short())
            } else {
                known.join(", ")
            });
        }
    }
}

/// What the words after `met:` mean.
struct Met {
    people: BTreeSet<usize>,
    /// How many of them sat at each table.
    at_table: Vec<usize>,
    tables: Vec<bool>,
    elsewhere: Vec<bool>,
}

impl Met {
    fn fits(&self, at: usize, entry: &Entry) -> bool {
        let is = |list: &[bool], place: &usize| list.get(*place).copied().unwrap_or_default();
        let own = usize::from(self.people.contains(&at));
        let sat_with = |table: &usize| self.at_table.get(*table).is_some_and(|count| *count > own);
        entry
            .tables
            .iter()
            .any(|table| is(&self.tables, table) || sat_with(table))
            || entry
                .elsewhere
                .iter()
                .any(|place| is(&self.elsewhere, place))
            || entry
                .met
                .iter()
                .any(|other| *other != at && self.people.contains(other))
    }
}

impl Glance {
    fn passes(&self, filter: PeopleFilter, today: NaiveDate) -> bool {
        match filter {
            PeopleFilter::All => true,
            PeopleFilter::Core => self.shared >= CORE,
            PeopleFilter::NeverAlone => !self.is_you && !self.had_one_to_one,
            PeopleFilter::Quiet => self
                .last_met
                .is_some_and(|day| (today - day).num_days() > QUIET_DAYS),
        }
    }
}

/// The context of a meeting elsewhere, so that the same one twice counts once: a group or an event by its words.
pub fn context_of(encounter: &Encounter) -> String {
    match encounter.context {
        MetAt::Group | MetAt::Event => {
            format!("{} {}", encounter.context, fold(&encounter.words))
        }
        MetAt::Chance | MetAt::OneToOne => encounter.context.to_string(),
    }
}

/// Whether a day lies in the last twelve months; after that a context has faded.
pub fn is_recent(day: Option<NaiveDate>, today: NaiveDate) -> bool {
    let since = today.checked_sub_months(Months::new(12));
    day.zip(since)
        .is_some_and(|(day, since)| day >= since && day <= today)
}

/// Whether somebody sat at a table of a dinner that was held.
pub fn was_at_table(row: &Attendance, dinner: &Dinner) -> bool {
    let was_held = matches!(
        dinner.state,
        DinnerState::Live | DinnerState::Wrapped | DinnerState::Closed
    );
    row.was_there() || (was_held && row.seat.is_some() && row.presence != Presence::NoShow)
}

/// Small letters without accents, in the Latin alphabet.
pub fn fold(text: &str) -> String {
    deunicode(text).to_lowercase()
}

fn entry(line: &PersonLine) -> Entry {
    let person = &line.person;
    let name = fold(&line.name).trim().to_owned();
    let mut text = name.clone();
    for part in [
        &person.nickname,
        &person.company,
        &person.position,
        &person.business,
        &line.line,
    ] {
        push(&mut text, &fold(part));
    }
    Entry {
        name,
        text,
        near: fold(&person.company),
        ..Entry::default()
    }
}

fn push(text: &mut String, more: &str) {
    text.push(' ');
    text.push_str(more);
}

fn has_all(text: &str, words: &[String]) -> bool {
    words.iter().all(|word| text.contains(word.as_str()))
}

//! One dinner read whole: the rows of all nouns that follow-ups and recaps are made from. Plain data and small looks
//! at it; who may read what is decided by those who use it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    Acquaintance, Ask, Attendance, Commitment, Consent, ContactPoint, Dinner, EveningEvent, Group,
    Id, Note, Objective, Offer, OfferAnswer, Person, Rule, Slot, Suggestion, Table, Trade,
    person::{ContactKind, Strength},
};

/// Everything of one dinner.
#[derive(Clone, Debug)]
pub struct DinnerRecord {
    pub dinner: Dinner,
    pub group: Option<Group>,
    /// By number.
    pub tables: Vec<Table>,
    pub attendances: Vec<Attendance>,
    /// Everybody whom any of these rows names.
    pub people: BTreeMap<Id<Person>, Person>,
    pub contact_points: Vec<ContactPoint>,
    pub consents: Vec<Consent>,
    pub trades: Vec<Trade>,
    /// Of the guests and of those they know.
    pub acquaintances: Vec<Acquaintance>,
    pub asks: Vec<Ask>,
    pub offers: Vec<Offer>,
    pub answers: Vec<OfferAnswer>,
    pub rules: Vec<Rule>,
    pub objectives: Vec<Objective>,
    pub slots: Vec<Slot>,
    pub events: Vec<EveningEvent>,
    /// In the order of their time.
    pub notes: Vec<Note>,
    pub suggestions: Vec<Suggestion>,
    pub commitments: Vec<Commitment>,
    /// Meals that two of the guests had at one table before this dinner (lower id first), with the day of each.
    pub meals: BTreeMap<(Id<Person>, Id<Person>), Vec<NaiveDate>>,
    /// The group's next dinner after this one.
    pub next_dinner: Option<Dinner>,
    /// The owner of this laptop.
    pub you: Option<Id<Person>>,
}

impl DinnerRecord {
    /// A dinner of which nothing else is known.
    pub fn of(dinner: Dinner) -> Self {
        Self {
            dinner,
            group: None,
            tables: Vec::new(),
            attendances: Vec::new(),
            people: BTreeMap::new(),
            contact_points: Vec::new(),
            consents: Vec::new(),
            trades: Vec::new(),
            acquaintances: Vec::new(),
            asks: Vec::new(),
            offers: Vec::new(),
            answers: Vec::new(),
            rules: Vec::new(),
            objectives: Vec::new(),
            slots: Vec::new(),
            events: Vec::new(),
            notes: Vec::new(),
            suggestions: Vec::new(),
            commitments: Vec::new(),
            meals: BTreeMap::new(),
            next_dinner: None,
            you: None,
        }
    }

    /// The day of the dinner, where it is.
    pub fn day(&self) -> NaiveDate {
        self.dinner
            .starts_at
            .map(|at| at.date())
            .unwrap_or_default()
    }

    /// The name of a person, in full.
    pub fn name(&self, person: Id<Person>) -> String {
        self.people
            .get(&person)
            .map_or_else(|| "Somebody not in this library".to_owned(), Person::name)
    }

    /// The first name of a person.
    pub fn short_name(&self, person: Id<Person>) -> String {
        self.people.get(&person).map_or_else(
            || "somebody not in this library".to_owned(),
            Person::short_name,
        )
    }

    /// The people who have a seat at a table and did not stay away, by seat.
    pub fn seated(&self, table_no: i64) -> Vec<&Attendance> {
        let mut seated: Vec<&Attendance> = self
            .attendances
            .iter()
            .filter(|a| {
                a.table_no == Some(table_no)
                    && a.seat.is_some()
                    && a.presence != super::dinner::Presence::NoShow
            })
            .collect();
        seated.sort_by_key(|a| (a.seat, a.person));
        seated
    }

    /// How many seats a table has, taken or not: 1 to 12.
    pub fn seat_count(&self, table_no: i64) -> u8 {
        let row = self.tables.iter().find(|table| table.number == table_no);
        let seats = row.map_or(0, |table| table.seats);
        let taken = self.seated(table_no).iter().filter_map(|a| a.seat).max();
        seats.max(taken.unwrap_or_default()).clamp(1, 12) as u8
    }

    /// The host of a table: the one named for it, else the owner of the laptop, else an organiser's guess is not made.
    pub fn host(&self, table_no: i64) -> Option<Id<Person>> {
        self.tables
            .iter()
            .find(|table| table.number == table_no)
            .and_then(|table| table.host)
            .or(self.you)
    }

    /// The table at which somebody sits.
    pub fn table_of(&self, person: Id<Person>) -> Option<i64> {
        self.attendances
            .iter()
            .find(|a| a.person == person)
            .and_then(|a| a.seat.and(a.table_no))
    }

    /// Initials for the plate of a person; of two people at one table with the same, each gets a letter more.
    pub fn initials(&self, person: Id<Person>) -> String {
        let Some(row) = self.people.get(&person) else {
            return "?".to_owned();
        };
        let initials = row.initials();
        let clash = self
            .tablemates(person)
            .iter()
            .filter_map(|other| self.people.get(other))
            .any(|other| other.initials() == initials);
        match row.family.trim().chars().nth(1).filter(|_| clash) {
            Some(letter) => format!("{initials}{letter}"),
            None => initials,
        }
    }

    /// The first ask of a person.
    pub fn ask_of(&self, person: Id<Person>) -> Option<&Ask> {
        self.asks.iter().find(|ask| ask.person == person)
    }

    /// The first offer of a person.
    pub fn offer_of(&self, person: Id<Person>) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.person == person)
    }

    /// The first way of a kind to reach a person, whoever may see it.
    pub fn contact(&self, person: Id<Person>, kind: ContactKind) -> Option<&ContactPoint> {
        self.contact_points
            .iter()
            .filter(|point| point.person == person && point.kind == kind)
            .min_by_key(|point| point.rank)
    }

    /// Whether a person agreed that table-mates see this kind of contact.
    pub fn consents(&self, person: Id<Person>, kind: ContactKind) -> bool {
        self.consents
            .iter()
            .any(|consent| consent.person == person && consent.kind == kind && consent.stands())
    }

    /// The days on which two people ate at one table before.
    pub fn meals_of(&self, one: Id<Person>, other: Id<Person>) -> &[NaiveDate] {
        self.meals
            .get(&(one.min(other), one.max(other)))
            .map_or(&[], Vec::as_slice)
    }

    /// Whether two people knew each other before this dinner: by a meal, or by what either says.
    pub fn had_met(&self, one: Id<Person>, other: Id<Person>) -> bool {
        !self.meals_of(one, other).is_empty()
            || self.strength(one, other) >= Strength::Met
            || self.strength(other, one) >= Strength::Met
    }

    /// How well `from` says they know `to`.
    pub fn strength(&self, from: Id<Person>, to: Id<Person>) -> Strength {
        self.acquaintances
            .iter()
            .filter(|a| a.from == from && a.to == to)
            .map(|a| a.strength)
            .max()
            .unwrap_or_default()
    }

    /// The people at one table with somebody.
    pub fn tablemates(&self, person: Id<Person>) -> BTreeSet<Id<Person>> {
        let Some(table_no) = self.table_of(person) else {
            return BTreeSet::new();
        };
        self.seated(table_no)
            .into_iter()
            .map(|a| a.person)
            .filter(|other| *other != person)
            .collect()
    }

    /// The trades of a person.
    pub fn trades_of(&self, person: Id<Person>) -> Vec<&str> {
        let mut trades: Vec<&Trade> = self
            .trades
            .iter()
            .filter(|trade| trade.person == person)
            .collect();
        trades.sort_by_key(|trade| trade.rank);
        trades
            .into_iter()
            .map(|trade| trade.name.as_str())
            .collect()
    }
}

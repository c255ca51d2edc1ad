//! The guests of a dinner as a list: in order, with what is known and missing of each, and what the host should do about
//! the whole. Made once for each state of the library.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    app::{
        desk::{Desk, OpenDinner},
        reply::whose,
    },
    domain::{
        Attendance, DinnerRecord, Id, Person,
        dinner::{Answer, DinnerState, Presence},
        person::Strength,
    },
};

use super::order;

/// One guest.
#[derive(Clone, Debug)]
pub struct GuestLine {
    pub person: Id<Person>,
    pub name: String,
    /// "Host · business coach".
    pub about: String,
    pub answer: Answer,
    pub presence: Presence,
    /// "1 · seat 6".
    pub place: String,
    /// The seat waits for an answer.
    pub is_held: bool,
    /// First name of who brings them.
    pub guest_of: Option<(Id<Person>, String)>,
    pub has_ask: bool,
    pub has_offer: bool,
    /// Other coming guests whom they have not met; nothing where they do not come.
    pub first_meetings: Option<usize>,
    pub needs: String,
    /// Name, trade and needs in small letters, to search in.
    words: String,
}

/// Which guests are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GuestFilter {
    #[default]
    All,
    Coming,
    Maybe,
    NoAnswer,
    NotComing,
    NoAsk,
}

impl GuestFilter {
    /// All of them, as the screen shows them.
    pub const ALL: [Self; 6] = [
        Self::All,
        Self::Coming,
        Self::Maybe,
        Self::NoAnswer,
        Self::NotComing,
        Self::NoAsk,
    ];

    /// The word on screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Coming => "Coming",
            Self::Maybe => "Maybe",
            Self::NoAnswer => "No answer yet",
            Self::NotComing => "Not coming",
            Self::NoAsk => "No ask",
        }
    }
}

impl GuestLine {
    /// Whether a seat is to be found for them.
    pub fn is_coming(&self) -> bool {
        self.answer == Answer::Accepted && self.presence != Presence::NoShow
    }

    /// Whether they said no, or did not come.
    pub fn is_out(&self) -> bool {
        self.answer == Answer::Declined || self.presence == Presence::NoShow
    }

    /// Whether a filter lets them through and their words hold `search`, in small letters.
    pub fn is_wanted(&self, filter: GuestFilter, search: &str) -> bool {
        let is_let_through = match filter {
            GuestFilter::All => true,
            GuestFilter::Coming => self.is_coming(),
            GuestFilter::Maybe => self.answer == Answer::Maybe && !self.is_out(),
            GuestFilter::NoAnswer => self.answer == Answer::Invited && !self.is_out(),
            GuestFilter::NotComing => self.is_out(),
            GuestFilter::NoAsk => !self.has_ask && !self.is_out(),
        };
        is_let_through
            && search
                .split_whitespace()
                .all(|word| self.words.contains(word))
    }
}

/// A new guest and who should introduce them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction {
    pub sponsor: Id<Person>,
    pub guest: Id<Person>,
    /// "Priya is Dana’s guest, and new."
    pub why: String,
    /// "Dana should introduce Priya before the first pitch."
    pub what: String,
}

/// The guests of a dinner.
#[derive(Clone, Debug, Default)]
pub struct GuestList {
    /// Who comes first, the host before the others.
    pub lines: Vec<GuestLine>,
    /// "6 of 8, 2 not answered: 1 maybe, 1 no answer yet", or "6 of 8, 2 maybe".
    pub remark: String,
    /// Seats for which nobody was asked who may still come.
    pub free: usize,
    /// "9 for 8 seats: add a seat or a table".
    pub crowd: Option<String>,
    /// What happened at a seated dinner that leaves a gap, or somebody without a seat.
    pub gap: Option<String>,
    /// New guests whom nobody introduces yet.
    pub introductions: Vec<Introduction>,
}

impl Desk {
    /// The guests of a dinner that is open.
    pub fn guest_list(&self, open: &OpenDinner) -> GuestList {
        let record = &open.record;
        let knows = acquainted(record);
        let coming: Vec<Id<Person>> = record
            .attendances
            .iter()
            .filter(|a| a.is_coming())
            .map(|a| a.person)
            .collect();
        let trades = trades(record);
        let asks: BTreeSet<Id<Person>> = record.asks.iter().map(|ask| ask.person).collect();
        let offers: BTreeSet<Id<Person>> = record.offers.iter().map(|offer| offer.person).collect();
        let line = |a: &Attendance| {
            let met = |other: &&Id<Person>| knows.contains(&pair(a.person, **other));
            let first_meetings = coming
                .iter()
                .filter(|other| **other != a.person)
                .count()
                .saturating_sub(coming.iter().filter(met).count());
            let mut line = line(record, a, trades.get(&a.person).map_or("", String::as_str));
            line.has_ask = asks.contains(&a.person);
            line.has_offer = offers.contains(&a.person);
            line.first_meetings = (!line.is_out()).then_some(first_meetings);
            line
        };
        let mut lines: Vec<GuestLine> = record.attendances.iter().map(line).collect();
        let hosts: Vec<Id<Person>> = record.tables.iter().filter_map(|t| t.host).collect();
        lines.sort_by_cached_key(|line| {
            let is_host = hosts.contains(&line.person);
            (rank(line), !is_host, line.name.to_lowercase(), line.person)
        });
        let seats: i64 = record.tables.iter().map(|table| table.seats).sum();
        let seats = usize::try_from(seats).unwrap_or_default();
        let crowd = (coming.len() > seats)
            .then(|| format!("{} for {seats} seats: add a seat or a table", coming.len()));
        let may_come = lines.iter().filter(|line| rank(line) <= 2).count();
        GuestList {
            remark: remark(&lines, seats),
            free: seats.saturating_sub(may_come),
            crowd,
            gap: gap(record),
            introductions: self.introductions(record),
            lines,
        }
    }

    fn introductions(&self, record: &DinnerRecord) -> Vec<Introduction> {
        let is_new = |guest: Id<Person>| self.line_of(guest).is_some_and(|line| line.dinners == 0);
        let comes = |person: Id<Person>| {
            let mut all = record.attendances.iter();
            all.any(|a| a.person == person && a.is_coming())
        };
        let found = record.attendances.iter().filter_map(|a| {
            let sponsor = a.guest_of?;
            let is_due = a.is_coming()
                && comes(sponsor)
                && record.dinner.state < DinnerState::Live
                && is_new(a.person)
                && !order::is_introduced(record, sponsor, a.person);
            let [by, guest] = [sponsor, a.person].map(|person| record.short_name(person));
            is_due.then(|| Introduction {
                sponsor,
                guest: a.person,
                why: format!("{guest} is {} guest, and new.", whose(&by)),
                what: format!("{by} should introduce {guest} before the first pitch."),
            })
        });
        let mut found: Vec<Introduction> = found.collect();
        found.sort_by(|a, b| (&a.why, a.guest).cmp(&(&b.why, b.guest)));
        found
    }
}

/// A guest with what their own row says.
fn line(record: &DinnerRecord, a: &Attendance, trade: &str) -> GuestLine {
    let name = record.name(a.person);
    let person = record.people.get(&a.person);
    let business = || person.map(Person::line).unwrap_or_default();
    let trade = if trade.is_empty() {
        business()
    } else {
        trade.to_owned()
    };
    let is_host = record
        .tables
        .iter()
        .any(|table| table.host == Some(a.person));
    let about = match (is_host, trade.as_str()) {
        (true, "") => "Host".to_owned(),
        (true, trade) => format!("Host · {trade}"),
        (false, trade) => trade.to_owned(),
    };
    let needs = person
        .map(|person| person.needs.clone())
        .unwrap_or_default();
    let place = match (a.table_no, a.seat) {
        (Some(table), Some(seat)) => format!("{table} · seat {seat}"),
        _ => String::new(),
    };
    let words = format!("{name} {about} {needs}").to_lowercase();
    GuestLine {
        person: a.person,
        name,
        about,
        answer: a.answer,
        presence: a.presence,
        is_held: a.seat.is_some() && !a.is_coming(),
        place,
        guest_of: a.guest_of.map(|by| (by, record.short_name(by))),
        has_ask: false,
        has_offer: false,
        first_meetings: None,
        needs,
        words,
    }
}

/// Pairs of people who have met, by a meal or by what either says.
fn acquainted(record: &DinnerRecord) -> BTreeSet<(Id<Person>, Id<Person>)> {
    let mut pairs: BTreeSet<_> = record.meals.keys().copied().collect();
    let met = record
        .acquaintances
        .iter()
        .filter(|a| a.strength >= Strength::Met);
    pairs.extend(met.map(|a| pair(a.from, a.to)));
    pairs
}

fn pair(one: Id<Person>, other: Id<Person>) -> (Id<Person>, Id<Person>) {
    (one.min(other), one.max(other))
}

/// The trades of each guest, first first.
fn trades(record: &DinnerRecord) -> BTreeMap<Id<Person>, String> {
    let mut rows: Vec<_> = record.trades.iter().collect();
    rows.sort_by_key(|trade| trade.rank);
    let mut trades: BTreeMap<Id<Person>, String> = BTreeMap::new();
    for trade in rows {
        let words = trades.entry(trade.person).or_default();
        if !words.is_empty() {
            words.push_str(", ");
        }
        words.push_str(&trade.name);
    }
    trades
}

fn rank(line: &GuestLine) -> u8 {
    match (line.presence, line.answer) {
        (Presence::NoShow, _) => 5,
        (_, Answer::Accepted) => 0,
        (_, Answer::Maybe) => 1,
        (_, Answer::Invited) => 2,
        (_, Answer::Waitlisted) => 3,
        (_, Answer::Declined) => 4,
    }
}

fn remark(lines: &[GuestLine], seats: usize) -> String {
    let count = |filter| {
        lines
            .iter()
            .filter(|line| line.is_wanted(filter, ""))
            .count()
    };
    let coming = count(GuestFilter::Coming);
    let (maybe, open) = (count(GuestFilter::Maybe), count(GuestFilter::NoAnswer));
    let parts: Vec<String> = [(maybe, "maybe"), (open, "no answer yet")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if parts.is_empty() {
        return format!("{coming} of {seats} are coming");
    }
    if let [only] = parts.as_slice() {
        return format!("{coming} of {seats}, {only}");
    }
    format!(
        "{coming} of {seats}, {} not answered: {}",
        maybe + open,
        parts.join(", ")
    )
}

/// What a seated dinner lost, or whom it has no seat for.
fn gap(record: &DinnerRecord) -> Option<String> {
    if !matches!(record.dinner.state, DinnerState::Seated | DinnerState::Live) {
        return None;
    }
    let names = |is_meant: &dyn Fn(&Attendance) -> bool| {
        let meant = record.attendances.iter().filter(|a| is_meant(a));
        let mut names: Vec<String> = meant.map(|a| record.short_name(a.person)).collect();
        names.sort();
        names
    };
    // A seat that somebody else took since is no gap.
    let has_room = |number: i64| {
        let seats = record
            .tables
            .iter()
            .find(|t| t.number == number)
            .map(|t| t.seats);
        let taken = record
            .attendances
            .iter()
            .filter(|a| a.table_no == Some(number) && a.seat.is_some());
        seats > i64::try_from(taken.count()).ok()
    };
    let gone = names(&|a| a.left_a_gap() && a.table_no.is_some_and(has_room));
    let unseated = names(&|a| a.is_coming() && a.seat.is_none());
    let does = |names: &[String], one: &str, many: &str| {
        let verb = if names.len() == 1 { one } else { many };
        match names {
            [rest @ .., last] if !rest.is_empty() && names.len() < 5 => {
                format!("{} and {last} {verb}", rest.join(", "))
            }
            [name] => format!("{name} {verb}"),
            names => format!("{} guests {verb}", names.len()),
        }
    };
    match (gone.is_empty(), unseated.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("{} a seat free", does(&gone, "leaves", "leave"))),
        (true, false) => Some(format!("{} no seat yet", does(&unseated, "has", "have"))),
        (false, false) => Some(format!(
            "{} a seat free, {} no seat yet",
            does(&gone, "leaves", "leave"),
            does(&unseated, "has", "have")
        )),
    }
}

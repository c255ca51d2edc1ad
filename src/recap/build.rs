//! The privacy filter: from the record of a dinner to what one guest may read of it. Every line here asks who may read
//! it; what passes lands in types that have no place for anything else.

mod beside;
pub mod house;
mod mend;
pub mod organiser;
mod promises;

use chrono::Days;

pub use beside::beside;

use super::content::{
    AttendeeRecap, Contact, Counts, Exchange, Guest, NextDinner, ONE_TO_ONES, Objective, Offer,
    OneToOne, Seat, Tablemate,
};
use crate::domain::{
    Audience, DinnerRecord, Id, Note, NoteKind, Person,
    dinner::RecapPart,
    person::ContactKind,
    promise::{Decision, FollowUpRule},
    word::uncapitalised,
};

/// Days before the next dinner by which somebody should say that they would like a seat.
const ANSWER_DAYS: u64 = 7;

/// What `reader` may read of the dinner, without what the host leaves out of theirs; `None` when they had no seat at it.
pub fn attendee(record: &DinnerRecord, reader: Id<Person>) -> Option<AttendeeRecap> {
    Some(content(&View::of(record, reader)?))
}

/// How much there is for `reader`, whether the host leaves it out or not; `None` when they had no seat at the dinner.
pub fn counts(record: &DinnerRecord, reader: Id<Person>) -> Option<Counts> {
    let view = View {
        without: &[],
        ..View::of(record, reader)?
    };
    Some(Counts::of(&content(&view)))
}

fn content(view: &View<'_>) -> AttendeeRecap {
    let (record, reader) = (view.record, view.reader);
    let table_no = view.table_no;
    let seated = record.seated(table_no);
    let host = record.host(table_no);
    let host_name = host.map(|host| record.name(host));
    AttendeeRecap {
        dinner: record.dinner.title.clone(),
        held_on: record.day(),
        place: record.dinner.place.clone(),
        gathering: gathering(seated.len(), record.tables.len(), Some(table_no)),
        reader: record.name(reader),
        seats: view.seats(),
        host_line: view.host_line(host),
        asked: view.asked(),
        offered: view.offered(),
        promised_to_you: view.to_reader().into_iter().map(|(_, promise)| promise).collect(),
        promised_by_you: view.by_reader().into_iter().map(|(_, promise)| promise).collect(),
        introductions: Vec::new(),
        one_to_ones: view.one_to_ones(),
        next_dinner: view.next_dinner(host),
        questions_to_you: view.questions(|note| note.subject == Some(reader) && note.speaker != Some(reader), |note| note.speaker),
        questions_by_you: view.questions(|note| note.speaker == Some(reader) && note.subject != Some(reader), |note| note.subject),
        tablemates: view.tablemates(host),
        objective: view.objective(),
        this_week: view.this_week(),
        holder: match host_name {
            Some(name) => format!("Kept by {name}, on one computer. Ask to change or remove what is held about you."),
            None => "Kept by your host, on one computer. Ask to change or remove what is held about you.".to_owned(),
        },
    }
}

/// The record through one reader's eyes.
struct View<'a> {
    record: &'a DinnerRecord,
    reader: Id<Person>,
    table_no: i64,
    /// The host's line to the reader, of their own or for everybody.
    line: &'a str,
    /// What the host leaves out. Each part asks for itself, here and in what goes beside the recap.
    without: &'a [RecapPart],
}

impl<'a> View<'a> {
    /// The view of somebody who had a seat and came; `None` for everybody else.
    fn of(record: &'a DinnerRecord, reader: Id<Person>) -> Option<Self> {
        let table_no = record.table_of(reader)?;
        let seated = record.seated(table_no);
        let own = seated.iter().find(|a| a.person == reader)?;
        let line = match own.recap_line.trim() {
            "" => record.dinner.host_line.trim(),
            line => line,
        };
        Some(Self {
            record,
            reader,
            table_no,
            line,
            without: &own.recap_without,
        })
    }
}

impl View<'_> {
    /// Whether the host lets a part in.
    fn has(&self, part: RecapPart) -> bool {
        !self.without.contains(&part)
    }

    fn asked(&self) -> Option<String> {
        let ask = self.record.ask_of(self.reader)?;
        self.has(RecapPart::AskAndOffer).then(|| ask.text.clone())
    }

    fn offered(&self) -> Option<Offer> {
        let offer = self.offer(self.reader)?;
        self.has(RecapPart::AskAndOffer).then_some(offer)
    }

    /// Whether the reader may read a note: what is for the table, at the reader's own table; what is for the people it
    /// is about, when the reader is one. Never what is for organisers or the owner, whoever the reader is.
    fn may_read(&self, note: &Note) -> bool {
        match note.audience {
            Audience::Table => note.table_no == self.table_no,
            Audience::About => note.speaker == Some(self.reader) || note.to == Some(self.reader),
            Audience::Organisers | Audience::OnlyMe => false,
        }
    }

    fn questions(
        &self,
        wanted: impl Fn(&Note) -> bool,
        with: impl Fn(&Note) -> Option<Id<Person>>,
    ) -> Vec<Exchange> {
        if !self.has(RecapPart::Questions) {
            return Vec::new();
        }
        let notes = &self.record.notes;
        let asked = notes.iter().filter(|note| {
            note.kind == NoteKind::Question && !note.text.is_empty() && self.may_read(note)
        });
        asked
            .filter(|note| wanted(note))
            .filter_map(|note| {
                let answers = notes
                    .iter()
                    .filter(|other| other.answers == Some(note.id) && self.may_read(other));
                let answer: Vec<&str> = answers
                    .map(|answer| answer.text.as_str())
                    .filter(|text| !text.is_empty())
                    .collect();
                Some(Exchange {
                    with: self.short_guest(with(note)?),
                    question: note.text.clone(),
                    answer: (!answer.is_empty()).then(|| answer.join(" ")),
                })
            })
            .collect()
    }

    /// The others at the reader's table, its host first.
    fn mates(&self) -> Vec<Id<Person>> {
        let host = self.record.host(self.table_no);
        let seated = self.record.seated(self.table_no);
        let mut others: Vec<Id<Person>> = seated.iter().map(|a| a.person).collect();
        others.retain(|person| *person != self.reader);
        others.sort_by_key(|person| Some(*person) != host);
        others
    }

    /// What somebody does: their trade, else their own line.
    fn business(&self, person: Id<Person>) -> String {
        let trades = self.record.trades_of(person);
        let trade = trades.first().map(|trade| (*trade).to_owned());
        let line = || self.record.people.get(&person).map(Person::line);
        trade.or_else(line).unwrap_or_default()
    }

    fn tablemates(&self, host: Option<Id<Person>>) -> Vec<Tablemate> {
        if !self.has(RecapPart::People) {
            return Vec::new();
        }
        self.mates()
            .into_iter()
            .map(|person| {
                let row = self.record.people.get(&person);
                let business = self.business(person);
                let contacts = [ContactKind::Email, ContactKind::Phone];
                Tablemate {
                    guest: self.guest(person),
                    says_it_like: row
                        .map(|row| row.says_it_like.clone())
                        .filter(|says| !says.is_empty()),
                    business: if Some(person) == host {
                        format!("Host · {}", uncapitalised(&business))
                    } else {
                        business
                    },
                    asks: self.record.ask_of(person).map(|ask| ask.text.clone()),
                    offers: self.offer(person),
                    contacts: contacts
                        .into_iter()
                        .filter_map(|kind| self.contact(person, kind))
                        .collect(),
                }
            })
            .collect()
    }

    fn one_to_ones(&self) -> Vec<OneToOne> {
        if !self.has(RecapPart::OneToOnes) {
            return Vec::new();
        }
        let with = self
            .record
            .suggestions
            .iter()
            .filter(|s| s.rule == FollowUpRule::OneToOne && s.decision != Decision::Discarded);
        let others = with.filter_map(|s| {
            let other = s.other?;
            if s.owner == self.reader {
                Some(other)
            } else {
                (other == self.reader).then_some(s.owner)
            }
        });
        let reason = |other: Id<Person>| {
            let business = self
                .record
                .people
                .get(&other)
                .map(Person::line)
                .unwrap_or_default();
            match self.record.ask_of(other) {
                Some(ask) => format!("asks for {}", uncapitalised(&ask.text)),
                None if !business.is_empty() => format!("says: “{business}”"),
                None => "was new to you".to_owned(),
            }
        };
        others
            .take(ONE_TO_ONES)
            .map(|other| OneToOne {
                name: self.record.name(other),
                reason: reason(other),
            })
            .collect()
    }

    fn next_dinner(&self, host: Option<Id<Person>>) -> Option<NextDinner> {
        if !self.has(RecapPart::NextDinner) {
            return None;
        }
        let held_on = self.record.next_dinner.as_ref()?.starts_at?.date();
        Some(NextDinner {
            held_on,
            host: host.map_or_else(
                || "your host".to_owned(),
                |host| self.record.short_name(host),
            ),
            answer_by: held_on
                .checked_sub_days(Days::new(ANSWER_DAYS))
                .filter(|day| *day > self.record.day()),
        })
    }

    fn objective(&self) -> Option<Objective> {
        if !self.has(RecapPart::Objective) {
            return None;
        }
        let objective = self
            .record
            .objectives
            .iter()
            .find(|objective| objective.person == self.reader && !objective.text.is_empty())?;
        let now = Some(objective.outcome.clone()).filter(|outcome| !outcome.is_empty());
        Some(Objective {
            then: objective.text.clone(),
            now,
        })
    }

    fn this_week(&self) -> Option<String> {
        if let Some((_, first)) = self.to_reader().first() {
            let name = self
                .promises()
                .find(|(p, _)| p.to == Some(self.reader) && p.from != self.reader)
                .map(|(p, _)| p.from);
            let name = name.map_or_else(
                || first.by.name.clone(),
                |person| self.record.short_name(person),
            );
            return Some(format!(
                "Thank {name}, now and again when it is done. Say how it went, and tell the table next time."
            ));
        }
        let (first, _) = self
            .promises()
            .find(|(promise, _)| promise.from == self.reader && self.has(RecapPart::ByThem))?;
        Some(match first.to {
            Some(_) => format!(
                "Keep your promise to {} first, and say so when it is done.",
                self.short(first.to)
            ),
            None => "Keep your promise to the table first, and say so when it is done.".to_owned(),
        })
    }

    fn host_line(&self, host: Option<Id<Person>>) -> Option<String> {
        let name = host
            .map(|host| self.record.short_name(host))
            .unwrap_or_default();
        match self.line {
            "" => None,
            line if line.ends_with(&name) => Some(line.to_owned()),
            line => Some(format!("{line} {name}")),
        }
    }

    fn seats(&self) -> Vec<Option<Seat>> {
        let table = self
            .record
            .tables
            .iter()
            .find(|table| table.number == self.table_no);
        let seated = self.record.seated(self.table_no);
        let last = seated
            .iter()
            .filter_map(|a| a.seat)
            .max()
            .unwrap_or_default();
        let count = table.map_or(last, |table| table.seats.max(last));
        (1..=count)
            .map(|number| {
                let person = seated.iter().find(|a| a.seat == Some(number))?.person;
                Some(Seat {
                    guest: self.guest(person),
                    is_reader: person == self.reader,
                })
            })
            .collect()
    }

    fn offer(&self, person: Id<Person>) -> Option<Offer> {
        let offer = self
            .record
            .offer_of(person)
            .filter(|offer| offer.until.is_none_or(|until| until >= self.record.day()))?;
        let next_step = Some(offer.next_step.clone()).filter(|step| !step.is_empty());
        Some(Offer {
            text: offer.text.clone(),
            until: offer.until,
            next_step,
        })
    }

    fn first_contact(&self, person: Id<Person>) -> Option<Contact> {
        [ContactKind::Email, ContactKind::Phone]
            .into_iter()
            .find_map(|kind| self.contact(person, kind))
    }

    /// A way to reach somebody, if they agreed that table-mates see it.
    fn contact(&self, person: Id<Person>, kind: ContactKind) -> Option<Contact> {
        if !self.has(RecapPart::Contacts) || !self.record.consents(person, kind) {
            return None;
        }
        let value = self.record.contact(person, kind)?.value.clone();
        match kind {
            ContactKind::Email => Some(Contact::Email(value)),
            ContactKind::Phone => Some(Contact::Phone(value)),
            ContactKind::Link => Some(Contact::Web(value)),
            ContactKind::Address => None,
        }
    }

    fn guest(&self, person: Id<Person>) -> Guest {
        house::guest(self.record, person)
    }

    fn short_guest(&self, person: Id<Person>) -> Guest {
        Guest {
            name: self.record.short_name(person),
            ..self.guest(person)
        }
    }

    fn short(&self, person: Option<Id<Person>>) -> String {
        person.map_or_else(
            || "Somebody".to_owned(),
            |person| self.record.short_name(person),
        )
    }
}

/// "eight at one table", "six at table 2 of 3", "fourteen at 2 tables".
fn gathering(count: usize, tables: usize, table: Option<i64>) -> String {
    const NUMBERS: [&str; 13] = [
        "nobody", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let number = NUMBERS
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned());
    match (tables, table) {
        (0 | 1, _) => format!("{number} at one table"),
        (tables, Some(table)) => format!("{number} at table {table} of {tables}"),
        (tables, None) => format!("{number} at {tables} tables"),
    }
}

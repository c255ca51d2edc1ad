//! From the record of a dinner to what goes beside one guest's recap, through the same eyes as the recap itself: a
//! promise, a contact or a line that is not on the paper is not in the letter, the calendar or the cards either.

use super::View;
use crate::{
    domain::{Commitment, DinnerRecord, Id, Person, dinner::RecapPart, person::ContactKind},
    recap::{
        beside::{Beside, Card, DatedPromise, EveningDate, Letter},
        content::{PromiseByYou, PromiseToYou},
    },
};

/// What goes beside the recap of `reader`; `None` when they had no seat at the dinner.
pub fn beside(record: &DinnerRecord, reader: Id<Person>) -> Option<Beside> {
    let view = View::of(record, reader)?;
    Some(Beside {
        letter: view.letter(),
        evening: evening(record),
        promises: view.dates(),
        cards: view.cards(),
    })
}

/// The dinner in a calendar; `None` where it has no day.
fn evening(record: &DinnerRecord) -> Option<EveningDate> {
    let dinner = &record.dinner;
    Some(EveningDate {
        id: dinner.id.uuid(),
        title: dinner.title.clone(),
        place: dinner.place.clone(),
        starts_at: dinner.starts_at?,
        ends_at: dinner.ends_at,
        zone: dinner.zone.clone(),
    })
}

impl View<'_> {
    fn letter(&self) -> Letter {
        let record = self.record;
        let host = record.host(self.table_no);
        // Who writes the letters is at this laptop, whoever was host at the reader's table.
        let from = record.you.or(host).map(|person| record.short_name(person));
        let line = unsigned(self.line, from.as_deref());
        Letter {
            dinner: record.dinner.title.clone(),
            held_on: record.day(),
            reader: record.name(self.reader),
            first_name: record.short_name(self.reader),
            line: Some(line.to_owned()).filter(|line| !line.is_empty()),
            without: self.without.to_vec(),
            from,
        }
    }

    fn dates(&self) -> Vec<DatedPromise> {
        let to_reader = self
            .to_reader()
            .into_iter()
            .filter_map(|(id, promise)| self.date_to(id, &promise));
        let by_reader = self
            .by_reader()
            .into_iter()
            .filter_map(|(id, promise)| self.date_by(id, &promise));
        let mut dates: Vec<DatedPromise> = to_reader.chain(by_reader).collect();
        dates.sort_by_key(|date| (date.due, date.id));
        dates
    }

    fn date_to(&self, id: Id<Commitment>, promise: &PromiseToYou) -> Option<DatedPromise> {
        let name = &promise.by.name;
        let mut about = format!("{name} promised it to you at {}", self.record.dinner.title);
        if let Some(contact) = &promise.contact {
            about = format!("{about}. {}", contact.words());
        }
        Some(DatedPromise {
            id: id.uuid(),
            words: format!("{name}: {}", bare(&promise.what)),
            about,
            due: promise.due?,
        })
    }

    fn date_by(&self, id: Id<Commitment>, promise: &PromiseByYou) -> Option<DatedPromise> {
        let name = &promise.to.name;
        let title = &self.record.dinner.title;
        let about = match &promise.remark {
            Some(remark) => format!("{remark}, at {title}"),
            None => format!("You promised it to {name} at {title}"),
        };
        // Most promises name whom they are for already.
        let first_name = name.split_whitespace().next().unwrap_or_default();
        let words = match bare(&promise.what) {
            what if what.contains(first_name) => what.to_owned(),
            what => format!("{what}, for {name}"),
        };
        Some(DatedPromise {
            id: id.uuid(),
            words,
            about,
            due: promise.due?,
        })
    }

    fn cards(&self) -> Vec<Card> {
        if !self.has(RecapPart::People) {
            return Vec::new();
        }
        let people = self.mates().into_iter();
        people.filter_map(|person| self.card(person)).collect()
    }

    /// The card of a table-mate who agreed that something of theirs is shared.
    fn card(&self, person: Id<Person>) -> Option<Card> {
        let contacts = [ContactKind::Email, ContactKind::Phone];
        let contacts: Vec<_> = contacts
            .into_iter()
            .filter_map(|kind| self.contact(person, kind))
            .collect();
        let row = self.record.people.get(&person)?;
        (!contacts.is_empty()).then(|| Card {
            id: person.uuid(),
            prefix: row.prefix.clone(),
            given: row.given.clone(),
            middle: row.middle.clone(),
            family: row.family.clone(),
            suffix: row.suffix.clone(),
            says_it_like: row.says_it_like.clone(),
            company: row.company.clone(),
            position: row.position.clone(),
            business: self.business(person),
            contacts,
        })
    }
}

/// The host's line without the name under it: the letter is signed by itself.
fn unsigned<'l>(line: &'l str, name: Option<&str>) -> &'l str {
    let without = name.and_then(|name| line.strip_suffix(name));
    match without {
        // A name at the end of a longer word is no signature.
        Some(words) if words.is_empty() || words.ends_with(char::is_whitespace) => words.trim_end(),
        _ => line,
    }
}

/// Words that others follow: without their full stop.
fn bare(what: &str) -> &str {
    what.trim().trim_end_matches(['.', ','])
}

//! Words that may stand before the whole table. There is no way from a note, a need or an objective to one of these: each
//! is made from a row and from columns of it that everybody may have, and a test holds them to that.

use chrono::DateTime;
use chrono_tz::Tz;

use crate::{
    domain::{Ask, Dinner, DinnerRecord, Id, Offer, Person},
    evening::Slot,
};

/// Words that may stand before the whole table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown(String);

/// The columns that these words are made from, by noun: all of the class "everyone".
#[cfg(test)]
pub(super) const COLUMNS: &[(&str, &[&str])] = &[
    (
        "person",
        &[
            "given", "middle", "family", "prefix", "suffix", "company", "position", "business",
        ],
    ),
    ("trade", &["name", "rank"]),
    ("ask", &["text"]),
    ("offer", &["text", "next_step"]),
    ("dinner", &["title", "place", "starts_at", "zone"]),
    ("slot", &["title"]),
];

impl Shown {
    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn name(record: &DinnerRecord, person: Id<Person>) -> Self {
        Self(record.name(person))
    }

    pub(super) fn first_name(record: &DinnerRecord, person: Id<Person>) -> Self {
        Self(record.short_name(person))
    }

    pub(super) fn initials(record: &DinnerRecord, person: Id<Person>) -> Self {
        Self(record.initials(person))
    }

    /// "Brand designer, Raman Studio": the trade, or else the position or business, and the company.
    pub(super) fn line(record: &DinnerRecord, person: Id<Person>) -> Self {
        let Some(row) = record.people.get(&person) else {
            return Self::default();
        };
        let trades = record.trades_of(person);
        let known = [trades.first().copied().unwrap_or_default(), &row.position];
        match known.into_iter().find(|words| !words.is_empty()) {
            Some(trade) if row.company.is_empty() => Self(trade.to_owned()),
            Some(trade) => Self(format!("{trade}, {}", row.company)),
            None => Self(row.line()),
        }
    }

    pub(super) fn ask(ask: &Ask) -> Self {
        Self(ask.text.clone())
    }

    /// "A free label audit. Next step: one product photo".
    pub(super) fn offer(offer: &Offer) -> Self {
        let text = offer.text.trim_end_matches('.');
        match offer.next_step.as_str() {
            "" => Self(offer.text.clone()),
            step => Self(format!("{text}. Next step: {step}")),
        }
    }

    pub(super) fn dinner(dinner: &Dinner) -> Self {
        Self(dinner.title.clone())
    }

    pub(super) fn place(dinner: &Dinner) -> Self {
        Self(dinner.place.clone())
    }

    /// The name of a slot: the guest's, the course's.
    pub(super) fn slot(slot: &Slot) -> Self {
        Self(slot.title.clone())
    }

    /// A time of day at the table: "20:37".
    pub(super) fn time(wall_ms: i64, zone: Tz) -> Self {
        let at = DateTime::from_timestamp_millis(wall_ms).unwrap_or_default();
        Self(at.with_timezone(&zone).format("%H:%M").to_string())
    }
}

//! The rows of a live evening: its running order and its events. What they mean is the business of `evening`.

use chrono::NaiveTime;

use crate::{
    domain::{Dinner, Id, Person},
    noun, words,
};

words! {
    /// What a slot of the running order is.
    SlotKind { Pitch = "pitch", Course = "course", Break = "break", Closing = "closing" }
}

noun! {
    /// One slot of a table's running order. Durations in milliseconds.
    Slot = "slot" {
        dinner: Id<Dinner> = Everyone,
        table_no: i64 = Everyone,
        /// Order of the slots at the start.
        rank: i64 = Everyone,
        kind: SlotKind = Everyone,
        person: Option<Id<Person>> = Everyone,
        title: String = Everyone,
        pitch_ms: i64 = Everyone,
        questions_ms: i64 = Everyone,
        wrap_ms: i64 = Everyone,
        /// Local time of a slot fixed in time, as "20:30".
        fixed_at: String = Everyone,
    }
    index dinner;
}

impl Slot {
    /// The fixed time, if it has one.
    pub fn fixed_time(&self) -> Option<NaiveTime> {
        NaiveTime::parse_from_str(&self.fixed_at, "%H:%M").ok()
    }
}

noun! {
    /// One event of a table's evening: inserted only, ordered by stamp.
    EveningEvent = "evening_event" {
        dinner: Id<Dinner> = Everyone,
        table_no: i64 = Everyone,
        kind: String = Everyone,
        /// What the event carries, as JSON text.
        payload: String = Everyone,
        /// When it was: UTC milliseconds, milliseconds of the boot clock, and which boot.
        wall_ms: i64 = Everyone,
        boot_ms: i64 = Everyone,
        boot_id: String = Everyone,
        /// Its place in the log, as events of one millisecond have an order too.
        rank: i64 = Everyone,
    }
    index dinner;
}

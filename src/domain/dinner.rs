//! Dinners: an evening of a group, its tables, who is asked and comes, the rules of seating, and objectives.

use chrono::NaiveDateTime;

use crate::{
    domain::{Audience, Group, Id, Person},
    noun, words,
};

words! {
    /// How far a dinner has come.
    DinnerState {
        Draft = "draft",
        Open = "open",
        Seated = "seated",
        Live = "live",
        Wrapped = "wrapped",
        Closed = "closed",
    }
}

noun! {
    /// One evening of a group.
    Dinner = "dinner" {
        group: Id<Group> = Everyone,
        /// "Thursday Table, No. 14".
        title: String = Everyone,
        number: i64 = Everyone,
        /// Local time there, and the zone (IANA) that makes it a moment.
        starts_at: Option<NaiveDateTime> = Everyone,
        zone: String = Everyone,
        /// When it has to be over: the kitchen closes. Local time there.
        ends_at: Option<NaiveDateTime> = Everyone,
        place: String = Everyone,
        state: DinnerState = Everyone,
        /// The template of the running order: "six", "eight", "ten".
        template: String = Everyone,
        /// Whether the questions begin by themselves when a pitch is over.
        auto_questions: bool = Everyone,
        /// Minutes of its own for each guest, in place of the template's; 0 where it has none.
        pitch_ms: i64 = Everyone,
        questions_ms: i64 = Everyone,
        /// The host's line on the recap of every guest who has none of their own.
        host_line: String = Everyone,
    }
    index group starts_at;
}

words! {
    /// The form of a table.
    Shape { Round = "round", Long = "long" }
}

noun! {
    /// A table of a dinner: 6 to 10 seats, 5 to 12 with a warning. Its id is that of (dinner, number).
    Table = "table" {
        dinner: Id<Dinner> = Everyone,
        number: i64 = Everyone,
        seats: i64 = Everyone,
        shape: Shape = Everyone,
        host: Option<Id<Person>> = Everyone,
    }
    index dinner;
}

words! {
    /// What somebody answered. `Invited` is shown as "No answer yet".
    Answer {
        Invited = "invited",
        Maybe = "maybe",
        Accepted = "accepted",
        Declined = "declined",
        Waitlisted = "waitlisted",
    }
}

words! {
    /// What became of it.
    Presence { Unknown = "unknown", Attended = "attended", LeftEarly = "left early", NoShow = "no-show" }
}

words! {
    /// How somebody came to be asked.
    Origin { Member = "member", GuestOf = "guest of", WalkIn = "walk-in" }
}

words! {
    /// A part of a guest's recap that the host can leave out. A part of a newer version hides the first.
    RecapPart {
        /// The table-mates, and the cards of those who agreed.
        People = "people",
        /// How to reach anybody, wherever it stands.
        Contacts = "contacts",
        AskAndOffer = "ask-and-offer",
        Questions = "questions",
        ToThem = "promised-to-them",
        ByThem = "promised-by-them",
        OneToOnes = "one-to-ones",
        Objective = "objective",
        NextDinner = "next-dinner",
    }
}

noun! {
    /// A person at a dinner, and their seat. Its id is that of the pair (dinner, person).
    Attendance = "attendance" {
        dinner: Id<Dinner> = Everyone,
        person: Id<Person> = Everyone,
        answer: Answer = Everyone,
        presence: Presence = Everyone,
        origin: Origin = Everyone,
        guest_of: Option<Id<Person>> = Everyone,
        table_no: Option<i64> = Everyone,
        seat: Option<i64> = Everyone,
        /// When an organiser said that their recap was sent, in UTC milliseconds; 0 while it was not. A fact, not a
        /// setting of the laptop it was sent from: another organiser must not send it a second time.
        recap_sent_ms: i64 = Organisers,
        /// The host's line to them alone. They read it on their recap, and no other guest reads it anywhere: as a fact
        /// it goes to organisers only.
        recap_line: String = Organisers,
        /// What the host leaves out of their recap.
        recap_without: Vec<RecapPart> = Organisers,
    }
    index dinner person;
}

impl Attendance {
    /// Whether a seat is to be found for them.
    pub fn is_coming(&self) -> bool {
        self.answer == Answer::Accepted && self.presence != Presence::NoShow
    }

    /// Whether they had a seat and do not come after all: the table is kept in the row, until the gap is closed.
    pub fn left_a_gap(&self) -> bool {
        self.table_no.is_some() && self.seat.is_none() && !self.is_coming()
    }

    /// Whether they were there, as far as is known: seated, and not marked as a no-show.
    pub fn was_there(&self) -> bool {
        matches!(self.presence, Presence::Attended | Presence::LeftEarly)
    }
}

words! {
    /// What a rule of seating says of two people, or of one and a seat.
    RuleKind { Apart = "apart", Together = "together", Wants = "wants", Lock = "lock" }
}

words! {
    /// How near a rule of two people reaches.
    Scope { Table = "table", Neighbours = "neighbours", Dinner = "dinner" }
}

noun! {
    /// A rule that the organiser set for one dinner.
    Rule = "rule" {
        dinner: Id<Dinner> = Everyone,
        kind: RuleKind = Organisers,
        first: Id<Person> = Organisers,
        second: Option<Id<Person>> = Organisers,
        scope: Scope = Organisers,
        is_hard: bool = Organisers,
        table_no: Option<i64> = Organisers,
        seat: Option<i64> = Organisers,
    }
    index dinner;
}

noun! {
    /// What somebody means to get done, measurable and by when; asked before seating, looked at after.
    Objective = "objective" {
        person: Id<Person> = Everyone,
        dinner: Option<Id<Dinner>> = Everyone,
        /// What the owner of the laptop means to get done is only theirs; a guest's is read by the organisers.
        audience: Audience = OfRow,
        text: String = OfRow,
        outcome: String = OfRow,
        /// The group that it is for, where it is for no single dinner.
        group: Option<Id<Group>> = Everyone,
    }
    index person dinner;
}

//! What is written down at the table: one line captured live, its kind, and the state of a question.

use chrono::NaiveDate;

use crate::{
    domain::{Audience, Dinner, Id, Person, Slot},
    noun, words,
};

words! {
    /// What a line captured at the table is.
    NoteKind {
        /// No sign: a remark.
        Plain = "note",
        /// `?`
        Question = "question",
        /// `=`, the answer to the last open question.
        Answer = "answer",
        /// `>`, a commitment of the speaker.
        Promise = "promise",
        /// `!`
        Offer = "offer",
        /// `*`
        Ask = "ask",
        /// `"`
        Quote = "quote",
        /// `3+`, `3~`, `3-`: a guest's reply to the presenter's offer.
        Reply = "reply",
    }
}

words! {
    /// How a question stands.
    QuestionState { Open = "open", Answered = "answered", Parked = "parked" }
}

words! {
    /// A listener's answer to an offer.
    Reply { Later = "later", Yes = "yes", No = "no" }
}

words! {
    /// The part of a pitch slot in which something was said.
    Phase { Pitch = "pitch", Questions = "questions", Wrap = "wrap" }
}

impl NoteKind {
    /// Who may read a line of this kind when nobody said otherwise (product.md, Words).
    pub const fn default_audience(self) -> Audience {
        match self {
            Self::Plain => Audience::OnlyMe,
            Self::Promise => Audience::About,
            _ => Audience::Table,
        }
    }
}

noun! {
    /// One line captured at the table. All of it is of its own audience.
    Note = "note" {
        audience: Audience = OfRow,
        dinner: Id<Dinner> = OfRow,
        table_no: i64 = OfRow,
        kind: NoteKind = OfRow,
        text: String = OfRow,
        /// Who said it.
        speaker: Option<Id<Person>> = OfRow,
        /// Who was presenting.
        subject: Option<Id<Person>> = OfRow,
        /// Whom a promise is to.
        to: Option<Id<Person>> = OfRow,
        /// Who else it names.
        about: Vec<Id<Person>> = OfRow,
        due: Option<NaiveDate> = OfRow,
        /// The question that an answer is for.
        answers: Option<Id<Note>> = OfRow,
        /// How a question stands.
        state: QuestionState = OfRow,
        /// What a guest replied to an offer.
        reply: Option<Reply> = OfRow,
        slot: Option<Id<Slot>> = OfRow,
        phase: Option<Phase> = OfRow,
        /// Milliseconds into the phase, at the first key.
        offset_ms: i64 = OfRow,
        /// When the first key was typed, in UTC milliseconds.
        at_ms: i64 = OfRow,
    }
    search text;
    index dinner speaker subject;
}

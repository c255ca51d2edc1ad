//! What is written down at the table: one line captured live, its kind, and the state of a question.

use crate::words;

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
    pub const fn default_audience(self) -> crate::domain::Audience {
        match self {
            Self::Plain => crate::domain::Audience::OnlyMe,
            Self::Promise => crate::domain::Audience::About,
            _ => crate::domain::Audience::Table,
        }
    }
}

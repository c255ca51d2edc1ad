//! A note in words: who said it to whom, and at what time of the dinner's own clock. One place for the screen and for paper.

use chrono::{DateTime, TimeZone as _};
use chrono_tz::Tz;

use super::{DinnerRecord, Id, Note, NoteKind, Person, note::QuestionState};

impl DinnerRecord {
    /// Who said a note and how: "Dana asked Priya", "While Marcus spoke".
    pub fn who_said(&self, note: &Note) -> String {
        let first = |person: Option<Id<Person>>| person.map(|person| self.short_name(person));
        let speaker = first(note.speaker).unwrap_or_else(|| "The table".to_owned());
        let whom = match note.kind {
            NoteKind::Promise => note.to,
            NoteKind::Question | NoteKind::Reply => note.subject,
            _ => None,
        };
        let whom = first(whom.filter(|whom| Some(*whom) != note.speaker));
        let verb = match note.kind {
            NoteKind::Plain => "said",
            NoteKind::Question => "asked",
            NoteKind::Answer => "answered",
            NoteKind::Promise => "promised",
            NoteKind::Offer => "offered",
            NoteKind::Ask => "asked for",
            NoteKind::Quote => "put it so",
            NoteKind::Reply => "said yes, later or no to",
        };
        let verb = match note.reply {
            Some(reply) => format!("said {reply} to"),
            None => verb.to_owned(),
        };
        match (whom, note.speaker, note.kind) {
            (Some(whom), ..) => format!("{speaker} {verb} {whom}"),
            // A plain note is often about who presents, and said by nobody.
            (None, None, NoteKind::Plain) => match first(note.subject) {
                Some(subject) => format!("While {subject} spoke"),
                None => "Written down".to_owned(),
            },
            (None, ..) => format!("{speaker} {verb}"),
        }
    }

    /// Whether a note is a question that nobody has answered.
    pub fn is_open_question(&self, note: &Note) -> bool {
        let is_answered = || {
            self.notes
                .iter()
                .any(|other| other.answers == Some(note.id))
        };
        note.kind == NoteKind::Question && note.state == QuestionState::Open && !is_answered()
    }

    /// The time of day at the dinner: "20:27".
    pub fn time_of(&self, wall_ms: i64) -> String {
        let zone: Tz = self.dinner.zone.parse().unwrap_or(Tz::UTC);
        let at = DateTime::from_timestamp_millis(wall_ms).unwrap_or_default();
        zone.from_utc_datetime(&at.naive_utc())
            .format("%H:%M")
            .to_string()
    }
}

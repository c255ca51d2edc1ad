//! What will be saved, in words, beside the note line: "Dana asks Priya".

use crate::domain::{
    Id, Person,
    note::{NoteKind, Reply},
};

use super::{Context, Parsed, people};

/// The sentence for a line that has been read.
pub(super) fn words(parsed: &Parsed, context: &Context<'_>) -> String {
    let name = |person: Option<Id<Person>>| {
        let seat = context
            .seats
            .iter()
            .find(|seat| Some(seat.person) == person)?;
        Some(people::short_name(seat, context.seats))
    };
    let presenter = name(context.presenter);
    let speaker = name(parsed.speaker);
    let is_presenter = parsed.speaker.is_some() && parsed.speaker == context.presenter;
    let who = speaker.as_deref().unwrap_or("Somebody");
    // Whom it is said to: nobody addresses themselves.
    let listener = presenter
        .as_deref()
        .filter(|_| !is_presenter)
        .unwrap_or("the table");
    match parsed.kind {
        NoteKind::Plain => match (&speaker, &presenter) {
            (Some(speaker), Some(presenter)) if !is_presenter => {
                format!("{speaker}, on {presenter}")
            }
            (Some(speaker), _) => format!("{speaker} says"),
            (None, Some(presenter)) => format!("Note on {presenter}"),
            (None, None) => "Note".to_owned(),
        },
        NoteKind::Question if speaker.is_none() => format!("Question to {listener}"),
        NoteKind::Question => format!("{who} asks {listener}"),
        NoteKind::Answer => match name(
            context
                .last_open_question
                .and_then(|question| question.asker),
        ) {
            Some(asker) if Some(asker.as_str()) != speaker.as_deref() => {
                format!("{who} answers {asker}")
            }
            _ => format!("{who} answers"),
        },
        NoteKind::Promise => format!(
            "{who} promises {}",
            name(parsed.to).as_deref().unwrap_or("the table")
        ),
        NoteKind::Offer => format!("{who} offers"),
        NoteKind::Ask => format!("{who} asks the table for"),
        NoteKind::Quote => format!("{who}, worth quoting"),
        NoteKind::Reply => {
            let reply = match parsed.reply {
                Some(Reply::Yes) => "yes",
                Some(Reply::No) => "no",
                Some(Reply::Later) | None => "later",
            };
            format!("{who} says {reply} to {listener}’s offer")
        }
    }
}

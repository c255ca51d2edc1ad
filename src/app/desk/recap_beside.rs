//! What goes beside the recaps, written by the worker: letters as drafts for a mail program, calendars and cards.

use std::path::Path;

use super::{
    DeskError, Progress, Report,
    recap::{held, keep_issue, were},
};
use crate::{
    app::{
        Session,
        beside::{self, DraftOutcome, DraftWriter, Drafts},
        dinners::counted,
        place,
    },
    domain::{Dinner, Id, Person},
    recap::build,
};

/// Writes the letters to `readers` into `folder`. One alone is to be opened in the mail program.
pub(super) fn write_drafts(
    session: &Session,
    dinner: Id<Dinner>,
    readers: &[Id<Person>],
    folder: &Path,
    progress: &Progress,
) -> Result<Report, DeskError> {
    let record = held(session, dinner)?;
    let failed = |error: &dyn std::fmt::Display, written: usize| {
        let before = match written {
            0 => String::new(),
            written => format!(" Before that {} written.", were(written)),
        };
        DeskError::Refused(format!("A draft was not written: {error}.{before}"))
    };
    let now_ms = session.now().wall_ms;
    let writer = DraftWriter::new(&record, folder, now_ms).map_err(|error| failed(&error, 0))?;
    let mut drafts = Drafts::default();
    progress.at(0, readers.len());
    for (number, reader) in readers.iter().enumerate() {
        if progress.is_cancelled() {
            break;
        }
        let outcome = writer
            .write(*reader)
            .map_err(|error| failed(&error, drafts.written.len()))?;
        if let (Some(DraftOutcome::Written(draft)), Some(content)) =
            (&outcome, build::attendee(&record, *reader))
        {
            keep_issue(session, dinner, *reader, &content, draft.file.clone())?;
        }
        if let Some(outcome) = outcome {
            drafts.take(outcome);
        }
        progress.at(number + 1, readers.len());
    }
    report(&drafts, readers.len() == 1, folder)
}

fn report(drafts: &Drafts, is_single: bool, folder: &Path) -> Result<Report, DeskError> {
    let left_out: Vec<String> = drafts
        .left_out
        .iter()
        .map(|guest| format!("No letter to {}: {}", guest.name, guest.why))
        .collect();
    match drafts.written.as_slice() {
        [] => Err(DeskError::Refused(match left_out.as_slice() {
            [] => "No draft was written".to_owned(),
            _ => left_out.join(". "),
        })),
        [draft] if is_single => Ok(Report::Drafted {
            words: format!(
                "The letter to {} is a draft. Nothing is sent from here",
                draft.name
            ),
            open: Some((draft.person, draft.file.clone())),
        }),
        written => {
            let mut words = vec![format!(
                "{} in {}. Nothing is sent from here",
                counted(written.len(), "draft"),
                place::from_home(folder)
            )];
            words.extend(left_out);
            Ok(Report::Drafted {
                words: words.join(". "),
                open: None,
            })
        }
    }
}

/// Writes the calendars of `readers` and the cards of their table-mates into `folder`, and beside them, where it is of
/// all of them, the organiser's.
pub(super) fn save_calendars(
    session: &Session,
    dinner: Id<Dinner>,
    readers: &[Id<Person>],
    (folder, with_organiser): (&Path, bool),
    progress: &Progress,
) -> Result<Report, DeskError> {
    let record = held(session, dinner)?;
    let now_ms = session.now().wall_ms;
    let write = |readers: &[Id<Person>], with_organiser: bool| {
        let place = (folder, with_organiser);
        let written = beside::write_calendars(session.library(), &record, readers, place, now_ms);
        written.map_err(|error| {
            DeskError::Refused(format!("The calendars were not all saved: {error}"))
        })
    };
    let mut saved = 0;
    progress.at(0, readers.len());
    for (number, reader) in readers.iter().enumerate() {
        if progress.is_cancelled() {
            break;
        }
        saved += write(&[*reader], false)?.guests.len();
        progress.at(number + 1, readers.len());
    }
    let mut yours = "";
    if with_organiser && !progress.is_cancelled() {
        write(&[], true)?;
        yours = ", and yours with all dates, which is not for guests";
    }
    Ok(Report::Said(format!(
        "Saved {} and the cards of table-mates in {}{yours}",
        counted(saved, "calendar"),
        place::from_home(folder)
    )))
}

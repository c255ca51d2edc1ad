//! How a recap reached its guest, as the host says: marked as sent or not, and the address that was missing. Nothing is
//! sent from here.

use uuid::Uuid;

use super::{DeskError, Done};
use crate::{
    app::{Session, beside, dinners::counted, recaps},
    domain::{ContactPoint, Dinner, DinnerRecord, Draft, Id, Person, person::ContactKind},
    recap::build,
};

/// A recap that was marked as sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent {
    pub(super) at_ms: i64,
    /// What it said then, where this laptop knows.
    pub(super) mark: Option<Uuid>,
}

/// Whether the recap of a guest was marked as sent.
pub(super) fn sent_of(
    session: &Session,
    record: &DinnerRecord,
    reader: Id<Person>,
) -> Option<Sent> {
    let row = record.attendances.iter().find(|a| a.person == reader)?;
    let mark = session
        .library()
        .setting(&mark_name(record.dinner.id, reader));
    (row.recap_sent_ms != 0).then(|| Sent {
        at_ms: row.recap_sent_ms,
        mark: mark.ok().flatten().and_then(|mark| mark.parse().ok()),
    })
}

/// Marks recaps as sent, now.
pub(super) fn mark(
    session: &Session,
    dinner: &Dinner,
    readers: &[Id<Person>],
) -> Result<Done, DeskError> {
    let record = session.library().record(dinner.clone())?;
    let mut marks = Vec::new();
    for reader in readers {
        if let Some(content) = build::attendee(&record, *reader) {
            let mark = recaps::content_mark(&content).to_string();
            marks.push((mark_name(dinner.id, *reader), mark));
        }
    }
    // Before the fact: a mark without it says nothing, and a fact without its mark would not see a later change.
    session.writing(move |library| {
        for (name, mark) in &marks {
            library.set_setting(name, mark)?;
        }
        Ok(())
    })?;
    set(session, &record, readers, session.now().wall_ms)
}

/// Takes the mark away.
pub(super) fn unmark(
    session: &Session,
    dinner: &Dinner,
    readers: &[Id<Person>],
) -> Result<Done, DeskError> {
    let record = session.library().record(dinner.clone())?;
    set(session, &record, readers, 0)
}

fn set(
    session: &Session,
    record: &DinnerRecord,
    readers: &[Id<Person>],
    sent_ms: i64,
) -> Result<Done, DeskError> {
    let whose = match readers {
        [one] => format!("the recap of {}", record.name(*one)),
        all => counted(all.len(), "recap"),
    };
    let words = match sent_ms {
        0 => format!("Mark {whose} as not sent"),
        _ => format!("Mark {whose} as sent"),
    };
    let mut draft = Draft::new(words.clone());
    for old in record
        .attendances
        .iter()
        .filter(|a| readers.contains(&a.person))
    {
        let mut new = old.clone();
        new.recap_sent_ms = sent_ms;
        draft.update(old, &new);
    }
    session.write(draft)?;
    Ok(words.replacen("Mark", "Marked", 1).into())
}

/// Keeps the address of a guest; the first that is there is replaced, because it is no address.
pub(super) fn keep_email(
    session: &Session,
    person: Id<Person>,
    address: &str,
) -> Result<Done, DeskError> {
    let refused = |words: String| Err(DeskError::Refused(words));
    let address = address.trim();
    if !beside::is_address(address) {
        return refused(format!(
            "“{address}” is not an e-mail address. Nothing was kept"
        ));
    }
    let Some(row) = session.library().get(person)? else {
        return refused("They are not in this library any more. Nothing was kept".to_owned());
    };
    let points = session.library().contact_points(person)?;
    let of_mail = points
        .iter()
        .filter(|point| point.kind == ContactKind::Email);
    let old = of_mail.min_by_key(|point| point.rank);
    let mut draft = Draft::new(format!("E-mail of {}", row.name()));
    if let Some(old) = old {
        let mut new = old.clone();
        address.clone_into(&mut new.value);
        draft.update(old, &new);
    } else {
        let mut new = ContactPoint::new(session.new_id());
        new.person = person;
        new.kind = ContactKind::Email;
        address.clone_into(&mut new.value);
        draft.create(&new);
    }
    session.write(draft)?;
    Ok(format!(
        "{} is written to at {address}. No table-mate sees it",
        row.name()
    )
    .into())
}

/// The setting of this laptop that keeps what a recap said when it was marked as sent.
fn mark_name(dinner: Id<Dinner>, reader: Id<Person>) -> String {
    format!("recap sent {dinner} {reader}")
}

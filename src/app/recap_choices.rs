//! What the host decides of the recaps: the line to one guest or to everybody, and what is left out of a guest's. Facts
//! of the dinner, so that each can be taken back and every paper follows.

use super::{
    Session,
    dinners::{PlanError, attendance_id},
};
use crate::domain::{Attendance, Dinner, Draft, Id, Person, dinner::RecapPart};

/// Keeps the host's line to one guest, or to everybody who has none of their own. Without words there is none.
pub fn keep_line(
    session: &Session,
    dinner: &Dinner,
    to: Option<Id<Person>>,
    line: &str,
) -> Result<String, PlanError> {
    let line = line.trim();
    let Some(guest) = to else {
        let mut new = dinner.clone();
        line.clone_into(&mut new.host_line);
        let mut draft = Draft::new(format!("Line to everyone at {}", dinner.title));
        draft.update(dinner, &new);
        session.write(draft)?;
        return Ok(match line {
            "" => "No line to everyone on the recaps",
            _ => "The line is on the recap of everyone without one of their own",
        }
        .to_owned());
    };
    let (old, name) = attendance(session, dinner, guest)?;
    let mut new = old.clone();
    line.clone_into(&mut new.recap_line);
    let mut draft = Draft::new(format!("Line to {name}"));
    draft.update(&old, &new);
    session.write(draft)?;
    Ok(match (line, dinner.host_line.trim()) {
        ("", "") => format!("No line on the recap of {name}"),
        ("", _) => format!("{name} gets the line to everyone"),
        _ => format!("The line is on the recap of {name}, and on no other"),
    })
}

/// Leaves these parts out of a guest's recap, and no others.
pub fn leave_out(
    session: &Session,
    dinner: &Dinner,
    guest: Id<Person>,
    parts: &[RecapPart],
) -> Result<String, PlanError> {
    let (old, name) = attendance(session, dinner, guest)?;
    let mut new = old.clone();
    new.recap_without = parts.to_vec();
    new.recap_without.sort();
    new.recap_without.dedup();
    let differ = |a: &Attendance, b: &Attendance| -> Vec<RecapPart> {
        let parts = a.recap_without.iter().copied();
        parts
            .filter(|part| !b.recap_without.contains(part))
            .collect()
    };
    let words = match (differ(&new, &old).as_slice(), differ(&old, &new).as_slice()) {
        ([], []) => return Ok(format!("What goes into the recap of {name} is as it was")),
        ([], [back]) => format!("Let {} into the recap of {name}", part_words(*back)),
        ([out], []) => format!("Leave {} out of the recap of {name}", part_words(*out)),
        _ => format!("What goes into the recap of {name}"),
    };
    let mut draft = Draft::new(words.clone());
    draft.update(&old, &new);
    session.write(draft)?;
    Ok(words)
}

/// Leaves one part out of a guest's recap, or lets it in again.
pub fn let_in(
    session: &Session,
    dinner: &Dinner,
    guest: Id<Person>,
    (part, is_in): (RecapPart, bool),
) -> Result<String, PlanError> {
    let (row, _) = attendance(session, dinner, guest)?;
    let mut parts = row.recap_without;
    parts.retain(|each| *each != part);
    if !is_in {
        parts.push(part);
    }
    leave_out(session, dinner, guest, &parts)
}

/// A part inside a sentence.
pub fn part_words(part: RecapPart) -> &'static str {
    match part {
        RecapPart::People => "who was there",
        RecapPart::Contacts => "contacts",
        RecapPart::AskAndOffer => "ask and offer",
        RecapPart::Questions => "questions",
        RecapPart::ToThem => "promises to them",
        RecapPart::ByThem => "promises of theirs",
        RecapPart::OneToOnes => "one-to-ones",
        RecapPart::Objective => "objective",
        RecapPart::NextDinner => "the next dinner",
    }
}

/// A guest's row, and their name.
fn attendance(
    session: &Session,
    dinner: &Dinner,
    guest: Id<Person>,
) -> Result<(Attendance, String), PlanError> {
    let library = session.library();
    let person = library.get(guest)?;
    let name = person.map_or_else(
        || "Somebody not in this library".to_owned(),
        |person| person.name(),
    );
    match library.get(attendance_id(dinner.id, guest))? {
        Some(row) => Ok((row, name)),
        None => Err(PlanError::NotInvited(name)),
    }
}

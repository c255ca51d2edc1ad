//! What a change of guests does to a running order: a walk-in speaks last, and a new guest is introduced in the welcome.

use crate::{
    app::{Session, running_order},
    domain::{DinnerRecord, Draft, Id, Person, Slot, dinner::DinnerState, evening::SlotKind},
    evening::Template,
};

use super::DeskError;

/// Gives somebody the last turn at a table whose running order is laid out already, before the closing round.
pub(super) fn add_speaker(
    session: &Session,
    record: &DinnerRecord,
    table_no: i64,
    person: &Person,
    draft: &mut Draft,
) {
    let slots = slots_of(record, table_no);
    let has_turn = slots.iter().any(|slot| slot.person == Some(person.id));
    // A running evening has its own order, in which the live screen makes room.
    if slots.is_empty() || has_turn || record.dinner.state >= DinnerState::Live {
        return;
    }
    let end = slots.iter().map(|slot| slot.rank).max().unwrap_or_default() + 1;
    let closing = slots.iter().find(|slot| slot.kind == SlotKind::Closing);
    let rank = closing.map_or(end, |slot| slot.rank);
    let mut new = Slot::new(session.new_id());
    new.dinner = record.dinner.id;
    new.table_no = table_no;
    new.rank = rank;
    new.kind = SlotKind::Pitch;
    new.person = Some(person.id);
    new.title = person.name();
    let pitch = slots.iter().rev().find(|slot| slot.kind == SlotKind::Pitch);
    let usual = Template::for_people(record.seated(table_no).len() + 1).pitch();
    (new.pitch_ms, new.questions_ms, new.wrap_ms) = pitch.map_or(
        (usual.pitch_ms, usual.questions_ms, usual.wrap_ms),
        |like| (like.pitch_ms, like.questions_ms, like.wrap_ms),
    );
    for old in slots.iter().filter(|slot| slot.rank >= rank) {
        let mut later = (*old).clone();
        later.rank += 1;
        draft.update(*old, &later);
    }
    draft.create(&new);
}

/// Says in the welcome that who brings a new guest introduces them; a table without a running order gets its usual one.
pub(super) fn introduce(
    record: &DinnerRecord,
    sponsor: Id<Person>,
    guest: Id<Person>,
    draft: &mut Draft,
) -> Result<String, DeskError> {
    let table_no = record.table_of(guest).ok_or_else(|| {
        let name = record.name(guest);
        DeskError::Refused(format!(
            "{name} has no seat yet, and a running order is one table’s. Seat the dinner first"
        ))
    })?;
    let words = introduces(record, sponsor, guest);
    if is_introduced(record, sponsor, guest) {
        return Ok(words);
    }
    let mut made = Vec::new();
    let mut slots: Vec<&Slot> = slots_of(record, table_no);
    if slots.is_empty() {
        made = running_order::by_template(record, table_no);
        slots = made.iter().collect();
    }
    let first_turn = slots.iter().find(|slot| slot.kind == SlotKind::Pitch);
    let before = first_turn.map_or(i64::MAX, |slot| slot.rank);
    let welcome = slots
        .iter()
        .filter(|slot| slot.rank < before && slot.kind == SlotKind::Break)
        .max_by_key(|slot| (is_welcome(slot), slot.rank));
    let welcome = welcome.map(|slot| {
        let mut new = (*slot).clone();
        let joined = if new.title.contains(" introduces ") {
            ", "
        } else {
            ", and "
        };
        new.title = format!("{}{joined}{words}", new.title);
        new
    });
    let Some(welcome) = welcome else {
        let words = "There is no welcome before the first turn. Add a break to the running order, then try again";
        return Err(DeskError::Refused(words.to_owned()));
    };
    if made.is_empty() {
        for old in slots.iter().filter(|slot| slot.id == welcome.id) {
            draft.update(*old, &welcome);
        }
    } else {
        for slot in &made {
            let slot = if slot.id == welcome.id {
                &welcome
            } else {
                slot
            };
            running_order::create(draft, slot);
        }
    }
    Ok(format!("{words}, in the welcome of table {table_no}"))
}

/// Whether the running order says so already.
pub(super) fn is_introduced(record: &DinnerRecord, sponsor: Id<Person>, guest: Id<Person>) -> bool {
    let words = introduces(record, sponsor, guest);
    record.slots.iter().any(|slot| slot.title.contains(&words))
}

fn introduces(record: &DinnerRecord, sponsor: Id<Person>, guest: Id<Person>) -> String {
    let [sponsor, guest] = [sponsor, guest].map(|person| record.short_name(person));
    format!("{sponsor} introduces {guest}")
}

fn is_welcome(slot: &Slot) -> bool {
    slot.title.to_lowercase().starts_with("welcome")
}

fn slots_of(record: &DinnerRecord, table_no: i64) -> Vec<&Slot> {
    let mut slots: Vec<&Slot> = record
        .slots
        .iter()
        .filter(|slot| slot.table_no == table_no)
        .collect();
    slots.sort_by_key(|slot| slot.rank);
    slots
}

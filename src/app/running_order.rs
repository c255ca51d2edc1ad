//! The running order of a table: made from the dinner's template, kept as rows, read as the slots of an evening.

use super::{Session, export::to_utc};
use crate::{
    domain::{self, Dinner, DinnerRecord, Id, evening::SlotKind},
    evening::{self, Lengths, Template, template::Seated},
};

/// The time that each guest has at a dinner where `largest` sit at the largest table.
pub fn minutes_of(dinner: &Dinner, largest: usize) -> Lengths {
    if dinner.pitch_ms > 0 {
        return Lengths {
            pitch_ms: dinner.pitch_ms,
            questions_ms: dinner.questions_ms,
            wrap_ms: 0,
        };
    }
    let template = dinner.template.parse();
    template
        .unwrap_or_else(|_| Template::for_people(largest))
        .pitch()
}

/// How long an evening of so many speakers takes, each with so much time: the speakers, and everything else (courses,
/// welcome, the round at the end), in milliseconds.
pub fn evening_of(speakers: usize, each: Lengths) -> (i64, i64) {
    let seated: Vec<Seated> = (1..=u8::try_from(speakers).unwrap_or(u8::MAX))
        .map(|seat| Seated {
            seat,
            person: Id::default(),
            name: String::new(),
            is_host: seat == 1,
        })
        .collect();
    let order = Template::default().running_order(&seated, Id::default);
    let others = order.iter().filter(|slot| slot.kind != SlotKind::Pitch);
    let others = others.map(|slot| slot.lengths.total_ms()).sum();
    (
        each.total_ms() * i64::try_from(speakers).unwrap_or_default(),
        others,
    )
}

/// The running order of a table by the dinner's template, as rows.
pub(super) fn running_order(
    session: &Session,
    record: &DinnerRecord,
    table_no: i64,
) -> Vec<domain::Slot> {
    let seated: Vec<Seated> = record
        .seated(table_no)
        .into_iter()
        .map(|a| Seated {
            seat: u8::try_from(a.seat.unwrap_or_default()).unwrap_or_default(),
            person: a.person,
            name: record.name(a.person),
            is_host: record.host(table_no) == Some(a.person),
        })
        .collect();
    let template = record
        .dinner
        .template
        .parse()
        .unwrap_or_else(|_| Template::for_people(seated.len()));
    let order = template.running_order(&seated, || session.new_id());
    (1..)
        .zip(order)
        .map(|(rank, slot)| {
            let mut row = domain::Slot::new(slot.id);
            row.dinner = record.dinner.id;
            row.table_no = table_no;
            row.rank = rank;
            row.kind = slot.kind;
            row.person = slot.who;
            row.title = slot.title;
            row.pitch_ms = slot.lengths.pitch_ms;
            row.questions_ms = slot.lengths.questions_ms;
            if slot.kind == SlotKind::Pitch && record.dinner.pitch_ms > 0 {
                row.pitch_ms = record.dinner.pitch_ms;
                row.questions_ms = record.dinner.questions_ms;
            }
            row.wrap_ms = slot.lengths.wrap_ms;
            row
        })
        .collect()
}

/// A slot with its fixed time, if it has one, as a moment.
pub(super) fn slot_of(row: &domain::Slot, dinner: &Dinner) -> evening::Slot {
    let day = dinner.starts_at.unwrap_or_default().date();
    let fixed_at = row
        .fixed_time()
        .map(|time| to_utc(day.and_time(time), &dinner.zone).timestamp_millis());
    evening::Slot::from_row(row, fixed_at)
}

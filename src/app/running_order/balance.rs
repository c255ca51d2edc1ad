//! Sharing out the minutes of a running order, and shuffling who speaks when. Pure: rows in, rows out.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{MINUTE_MS, minutes, plan, sponsor};
use crate::domain::{Dinner, DinnerRecord, Id, Slot, evening::SlotKind};

/// Nobody is given more minutes than this by evening out.
const MOST_MINUTES: i64 = 60;
/// Below this many minutes of questions nobody is trimmed.
const LEAST_QUESTIONS: i64 = 1;
/// How many seeds are tried for an order that differs from the present one.
const TRIES: u64 = 64;

/// Gives all speakers the same minutes, pitch and questions in proportion as now: as many as end the evening by `until`
/// (wall ms UTC), or, where nothing says when it has to end or there is no room, as they have on the whole. Returns
/// minutes of pitch and questions; `None` when nobody speaks.
pub fn even_out(rows: &mut [Slot], dinner: &Dinner, until: Option<i64>) -> Option<(i64, i64)> {
    let speakers = rows.iter().filter(|row| row.kind == SlotKind::Pitch);
    let (mut count, mut pitch, mut questions) = (0, 0, 0);
    for row in speakers {
        count += 1;
        pitch += minutes(row.pitch_ms);
        questions += minutes(row.questions_ms);
    }
    if count == 0 {
        return None;
    }
    let both = (pitch + questions).max(1);
    let split = |each: i64| {
        let pitch = ((each * pitch + both / 2) / both).clamp(1, each.max(1));
        (pitch, (each - pitch).max(0))
    };
    let mut fits = None;
    if let Some(until) = until {
        for each in (2..=MOST_MINUTES).rev() {
            give(rows, split(each));
            if plan(rows, dinner).ends_at <= until {
                fits = Some(split(each));
                break;
            }
        }
    }
    let given = fits.unwrap_or_else(|| split((both / count).max(1)));
    give(rows, given);
    Some(given)
}

fn give(rows: &mut [Slot], (pitch, questions): (i64, i64)) {
    for row in rows.iter_mut().filter(|row| row.kind == SlotKind::Pitch) {
        row.pitch_ms = pitch * MINUTE_MS;
        row.questions_ms = questions * MINUTE_MS;
        row.wrap_ms = 0;
    }
}

/// Takes minutes from the questions until the evening ends `wanted` minutes earlier: always one from whoever has most,
/// the last of them first, and none below one minute. Returns by how many minutes it ends earlier.
pub fn trim(rows: &mut [Slot], dinner: &Dinner, wanted: i64) -> i64 {
    let before = plan(rows, dinner).ends_at;
    let gained = |rows: &[Slot]| minutes(before - plan(rows, dinner).ends_at);
    while gained(rows) < wanted {
        let is_longer =
            |row: &Slot| row.kind == SlotKind::Pitch && minutes(row.questions_ms) > LEAST_QUESTIONS;
        let mut from: Vec<(i64, usize)> = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| is_longer(row))
            .map(|(at, row)| (row.questions_ms, at))
            .collect();
        from.sort_unstable_by(|a, b| b.cmp(a));
        let now = gained(rows);
        // Before a course that waits for its time nothing is gained.
        let helps = from.into_iter().find(|(questions_ms, at)| {
            set_questions(rows, *at, (minutes(*questions_ms) - 1) * MINUTE_MS);
            let helps = gained(rows) > now;
            if !helps {
                set_questions(rows, *at, *questions_ms);
            }
            helps
        });
        if helps.is_none() {
            break;
        }
    }
    gained(rows)
}

fn set_questions(rows: &mut [Slot], at: usize, ms: i64) {
    if let Some(row) = rows.get_mut(at) {
        row.questions_ms = ms;
    }
}

/// Another order of the speakers by chance, the same for the same seed: guests stay after those who bring them, the host
/// stays last, and what is no speaker stays where it is.
pub fn shuffle(rows: &mut [Slot], record: &DinnerRecord, table_no: i64, seed: u64) {
    let present: Vec<Slot> = rows
        .iter()
        .filter(|row| row.kind == SlotKind::Pitch)
        .cloned()
        .collect();
    let orders =
        (0..TRIES).map(|more| shuffled(&present, record, table_no, seed.wrapping_add(more)));
    let ids = |order: &[Slot]| order.iter().map(|row| row.id).collect::<Vec<Id<Slot>>>();
    let now = ids(&present);
    let mut other = orders
        .into_iter()
        .find(|order| ids(order) != now)
        .unwrap_or(present)
        .into_iter();
    for row in rows.iter_mut().filter(|row| row.kind == SlotKind::Pitch) {
        if let Some(next) = other.next() {
            *row = next;
        }
    }
}

fn shuffled(present: &[Slot], record: &DinnerRecord, table_no: i64, seed: u64) -> Vec<Slot> {
    let host = record.host(table_no);
    let seed = Uuid::from_u64_pair(0, seed);
    let mut waiting = present.to_vec();
    waiting.sort_by_cached_key(|row| {
        let is_host = row.person.is_some() && row.person == host;
        (is_host, Id::<Slot>::of_pair("shuffle", seed, row.id.uuid()))
    });
    let mut order: Vec<Slot> = Vec::new();
    let mut spoken = BTreeSet::new();
    let here: BTreeSet<_> = present.iter().filter_map(|row| row.person).collect();
    while !waiting.is_empty() {
        // The host brings guests too, but opens the evening and introduces them then.
        let is_next = |row: &Slot| {
            let by = row
                .person
                .and_then(|guest| sponsor(record, table_no, guest));
            by.is_none_or(|by| Some(by) == host || !here.contains(&by) || spoken.contains(&by))
        };
        // Two who bring one another are no reason to stop.
        let at = waiting.iter().position(is_next).unwrap_or_default();
        let next = waiting.remove(at);
        spoken.extend(next.person);
        order.push(next);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::running_order::{
        rows,
        tests::{host, table},
    };

    fn of(record: &DinnerRecord) -> Vec<Slot> {
        rows(record, 1)
    }

    fn each(rows: &[Slot]) -> Vec<(i64, i64)> {
        rows.iter()
            .filter(|row| row.kind == SlotKind::Pitch)
            .map(|row| (minutes(row.pitch_ms), minutes(row.questions_ms)))
            .collect()
    }

    #[test]
    fn evening_out_fills_the_time_up_to_the_end_and_no_further() {
        let record = table(8);
        let dinner = &record.dinner;
        let mut order = of(&record);
        let planned = plan(&order, dinner).ends_at;
        // 167 minutes by the template; 8 minutes more are one more for each of eight.
        for (more, total) in [(0, 10), (7, 10), (8, 11), (15, 11), (16, 12)] {
            let until = planned + more * MINUTE_MS;
            let given = even_out(&mut order, dinner, Some(until));
            assert_eq!(
                given.map(|(pitch, questions)| pitch + questions),
                Some(total)
            );
            assert!(plan(&order, dinner).ends_at <= until);
        }
    }

    #[test]
    fn evening_out_without_an_end_or_without_room_shares_what_there_is() {
        let record = table(4);
        let mut order = of(&record);
        for (row, minutes) in order
            .iter_mut()
            .filter(|row| row.kind == SlotKind::Pitch)
            .zip([2, 8, 4, 6])
        {
            row.pitch_ms = minutes * MINUTE_MS;
            row.questions_ms = 2 * minutes * MINUTE_MS;
        }
        let mut late = order.clone();
        assert_eq!(even_out(&mut order, &record.dinner, None), Some((5, 10)));
        assert_eq!(even_out(&mut late, &record.dinner, Some(0)), Some((5, 10)));
        assert_eq!(each(&late), [(5, 10); 4]);
        let mut nobody = of(&table(0));
        assert_eq!(even_out(&mut nobody, &record.dinner, None), None);
    }

    #[test]
    fn trimming_takes_from_the_longest_questions_and_leaves_everybody_one_minute() {
        let record = table(4);
        let mut order = of(&record);
        let end = |order: &[Slot]| plan(order, &record.dinner).ends_at;
        let before = end(&order);
        let pitches: Vec<usize> = (0..order.len())
            .filter(|at| order[*at].kind == SlotKind::Pitch)
            .collect();
        order[pitches[0]].questions_ms = 11 * MINUTE_MS;
        assert_eq!(trim(&mut order, &record.dinner, 5), 5);
        assert_eq!(
            each(&order).iter().map(|(_, q)| *q).collect::<Vec<_>>(),
            [8, 8, 7, 7]
        );
        assert_eq!(end(&order), before + (11 - 8 - 5) * MINUTE_MS);
        assert_eq!(trim(&mut order, &record.dinner, 500), 26);
        assert_eq!(each(&order), [(5, 1); 4]);
        assert_eq!(trim(&mut order, &record.dinner, 1), 0);
    }

    #[test]
    fn before_a_course_that_waits_nothing_is_trimmed() {
        let record = table(4);
        let mut order = of(&record);
        // The mains wait for nine o'clock, long after those who speak before them.
        let mains = order.iter().position(|row| row.title == "Mains").unwrap();
        "21:00".clone_into(&mut order[mains].fixed_at);
        let before: Vec<Slot> = order[..mains].to_vec();
        assert_eq!(trim(&mut order, &record.dinner, 3), 3);
        assert_eq!(order[..mains], before);
    }

    #[test]
    fn a_shuffle_keeps_its_promises_for_every_seed() {
        let mut record = table(8);
        let person = |seat: usize| record.attendances[seat - 1].person;
        let (sponsor, guest, of_host, host) = (person(7), person(2), person(3), host(&record));
        record.attendances[1].guest_of = Some(sponsor);
        record.attendances[2].guest_of = Some(host);
        let order = of(&record);
        let mut seen = BTreeSet::new();
        for seed in 0..200 {
            let mut other = order.clone();
            shuffle(&mut other, &record, 1, seed);
            let mut again = order.clone();
            shuffle(&mut again, &record, 1, seed);
            assert_eq!(other, again);
            let who: Vec<_> = other.iter().filter_map(|row| row.person).collect();
            let place = |person| who.iter().position(|other| *other == person).unwrap();
            assert!(place(sponsor) < place(guest));
            assert_eq!(place(host), 7);
            assert!(place(of_host) < 7);
            assert_ne!(other, order);
            seen.insert(who);
        }
        assert!(seen.len() > 100, "{}", seen.len());
    }

    #[test]
    fn two_who_bring_one_another_are_no_trap() {
        let mut record = table(3);
        let (one, other) = (record.attendances[1].person, record.attendances[2].person);
        record.attendances[1].guest_of = Some(other);
        record.attendances[2].guest_of = Some(one);
        let mut order = of(&record);
        shuffle(&mut order, &record, 1, 3);
        assert_eq!(order.len(), of(&record).len());
    }
}

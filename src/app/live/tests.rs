//! What the table knows at once is what the library says once everything is written: random evenings of keys, notes,
//! corrections, guests, undo and redo.

use std::time::Duration;

use super::*;
use crate::{
    app::{Outbox, desk::sample_session_by},
    domain::{Ask, Offer, Person, dinner::Presence},
    evening::{BootId, Clock},
};

/// Thursday 26 November 2026, 19:30 in London.
const START: i64 = 1_795_721_400_000;

/// A clock that goes on by a second each time that it is asked.
#[derive(Debug, Default)]
struct Ticks(std::sync::atomic::AtomicI64);

impl Clock for Ticks {
    fn now(&self) -> Stamp {
        let ms = 1_000 * self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        Stamp {
            wall_ms: START + ms,
            boot_ms: ms,
            boot_id: BootId::of("ticks"),
        }
    }
}

/// Xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

/// Everything that the table knows, in an order of its own.
fn known(live: &Live) -> impl PartialEq + std::fmt::Debug + use<> {
    let mut notes = live.notes.clone();
    notes.sort_by_key(|note| note.id);
    let mut guests: Vec<(Id<Person>, Presence, Option<i64>)> = live
        .record
        .attendances
        .iter()
        .map(|row| (row.person, row.presence, row.seat))
        .collect();
    guests.sort_unstable();
    let ask = |ask: &Ask| (ask.person, ask.text.clone());
    let mut asks: Vec<_> = live.record.asks.iter().map(ask).collect();
    asks.sort_unstable();
    let offer = |offer: &Offer| (offer.person, offer.text.clone());
    let mut offers: Vec<_> = live.record.offers.iter().map(offer).collect();
    offers.sort_unstable();
    let mut answers: Vec<_> = live
        .record
        .answers
        .iter()
        .map(|answer| (answer.id, answer.answer))
        .collect();
    answers.sort_unstable();
    let gifts = (asks, offers, answers);
    let evening = (live.evening.state().clone(), live.evening.log().to_vec());
    let plan = live.evening.plan().slots.clone();
    (
        (notes, guests, live.seats.clone()),
        (gifts, evening, plan, live.dinner().state),
    )
}

fn line(random: &mut Random) -> String {
    let seat = 1 + random.below(8);
    let sign = ["", "?", "=", ">", "!", "*", "\"", "#", "+", "~"][random.below(10)];
    let words = ["", "who pays", "an intro to @2 by fri", "half of it"][random.below(4)];
    match sign {
        "+" | "~" => format!("{seat}{sign}"),
        _ => format!("{seat}{sign} {words}"),
    }
}

/// Does something, which may be refused.
fn step(live: &mut Live, way: &mut Way<'_>, random: &mut Random) -> Result<(), LiveError> {
    let (now, id) = (way.session().now(), way.session().new_id());
    let who = live.seats.get(random.below(live.seats.len())).cloned();
    let who = who.map(|seat| seat.person).unwrap();
    let note = match live.notes.len() {
        0 => None,
        count => live.notes.get(random.below(count)).map(|note| note.id),
    };
    match random.below(20) {
        0..=6 => {
            let id = way.session().new_id();
            live.take_note(way, &line(random), (now, true), id)?;
        }
        7 | 8 => drop(note.map(|note| live.correct_note(way, note, &line(random), true))),
        9 => drop(live.act(way, &Action::Next, now, id)?),
        10 => drop(live.act(way, &Action::AddTime(30_000), now, id)?),
        11 => drop(live.act(way, &Action::PauseOrResume, now, id)?),
        12..=14 => drop(live.act(way, &Action::Undo, now, id)?),
        15 | 16 => drop(live.act(way, &Action::Redo, now, id)?),
        17 => {
            let guest = LateGuest::New(format!("Walk In{}", random.below(1_000)));
            live.walk_in(way, &guest, now, id)?;
        }
        18 if random.below(2) == 0 => drop(live.leave_early(way, who, now, id)?),
        18 => drop(live.no_show(way, who, now, id)?),
        _ => drop(live.change_seat(way, who, 1 + random.below(9) as u8)?),
    }
    Ok(())
}

#[test]
fn what_is_known_at_once_is_what_the_library_says_once_it_is_written() {
    for seed in 1..=6_u64 {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("library.tablemates");
        let session = sample_session_by(&file, Box::new(Ticks::default())).unwrap();
        let dinners = session.library().dinners().unwrap();
        let tonight = dinners.into_iter().find(|d| d.state == DinnerState::Seated);
        let mut live = Live::open(&session, &tonight.unwrap(), 1).unwrap();
        let (mut outbox, mut random) = (Outbox::default(), Random(0x9e37_79b9 * seed));
        let mut refused = 0;
        for n in 0..150 {
            let mut way = Way::Sending(&session, &mut outbox);
            if step(&mut live, &mut way, &mut random).is_err() {
                refused += 1;
            }
            if n % 5 == 0 {
                assert!(
                    outbox.settle(&session, Duration::from_mins(1)),
                    "seed {seed}"
                );
                assert_eq!(outbox.take_refused(), Vec::<String>::new());
                let row = session.library().get(live.dinner().id).unwrap().unwrap();
                let read = Live::open(&session, &row, 1).unwrap();
                assert_eq!(known(&live), known(&read), "seed {seed}, step {n}");
            }
        }
        assert!(refused < 75, "seed {seed}: {refused} of 150 were refused");
    }
}

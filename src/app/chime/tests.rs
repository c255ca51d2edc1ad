//! The chime with a player of paper: what reaches it, what is silenced, and what becomes of a player that fails.

use std::sync::{
    Mutex,
    atomic::{AtomicBool, AtomicI64},
    mpsc,
};

use tempfile::TempDir;

use super::*;
use crate::{
    app::desk::{TableEdit, open_sample_by},
    evening::{Action, BootId},
};

/// A clock that a test moves.
#[derive(Clone, Debug, Default)]
struct Hand(Arc<AtomicI64>);

impl Hand {
    fn on(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> Stamp {
        let ms = self.0.load(Ordering::SeqCst);
        Stamp {
            // Thursday 26 November 2026, 19:00 in London.
            wall_ms: 1_795_719_600_000 + ms,
            boot_ms: 60_000 + ms,
            boot_id: BootId::of("a test"),
        }
    }
}

/// Tonight's table of the sample, with its first guest on the clock.
struct Table {
    _place: TempDir,
    clock: Hand,
    desk: Desk,
}

impl Table {
    fn new() -> Self {
        let place = TempDir::new().unwrap();
        let clock = Hand::default();
        let file = place.path().join("library.tablemates");
        let mut desk = open_sample_by(&file, Box::new(clock.clone())).unwrap();
        let dinners = desk.dinners().iter();
        let mut tonight = dinners.filter(|line| line.dinner.number == 14);
        let tonight = tonight.next().unwrap().dinner.id;
        desk.at_table(&TableEdit::SitDown(tonight, 1)).unwrap();
        let mut table = Self {
            _place: place,
            clock,
            desk,
        };
        table.act(Action::Next);
        table
    }

    fn act(&mut self, action: Action) {
        self.desk.at_table(&TableEdit::Act(action)).unwrap();
    }
}

/// A chime that is on, and what it plays.
fn chime() -> (Chime, mpsc::Receiver<Cue>) {
    let (tell, played) = mpsc::channel();
    let play = move |cue| {
        tell.send(cue).unwrap_or_default();
        Ok(())
    };
    let mut chime = Chime::by(play, || {});
    chime.set(true, false);
    (chime, played)
}

/// Has the thread follow what it was told, before the clock goes on: the note that is tried comes after it.
fn follow(chime: &mut Chime, played: &mpsc::Receiver<Cue>, desk: &Desk) {
    chime.attend(desk);
    chime.try_out();
    assert_eq!(played.recv().unwrap(), Cue::WrappingUp);
}

#[test]
fn an_edge_is_heard_whatever_the_window_draws() {
    let mut table = Table::new();
    let (mut chime, played) = chime();
    follow(&mut chime, &played, &table.desk);
    // Four minutes wrap up in their last one; no frame is drawn meanwhile.
    table.clock.on(180_000);
    assert_eq!(played.recv().unwrap(), Cue::WrappingUp);
    table.act(Action::Next);
    chime.attend(&table.desk);
    assert_eq!(played.recv().unwrap(), Cue::Questions);
    // Told again of the same, it says nothing again: the next that is heard is the note that is tried.
    follow(&mut chime, &played, &table.desk);
    // The end of the window is the end of its thread.
    drop(chime);
    assert!(played.recv().is_err());
}

#[test]
fn muted_or_off_it_plays_nothing_and_makes_nothing_up() {
    let mut table = Table::new();
    let (mut chime, played) = chime();
    chime.set(true, true);
    assert!(chime.is_muted());
    chime.attend(&table.desk);
    table.clock.on(230_000);
    table.act(Action::Next);
    chime.attend(&table.desk);
    chime.set(false, false);
    assert!(!chime.is_on() && !chime.is_muted());
    chime.try_out();
    // The questions began while nobody was to hear it.
    table.clock.on(2_000);
    chime.set(true, false);
    chime.attend(&table.desk);
    drop(chime);
    assert!(played.recv().is_err());
}

#[test]
fn the_table_that_the_host_left_is_heard_until_it_ends() {
    let mut table = Table::new();
    let (mut chime, played) = chime();
    chime.attend(&table.desk);
    let dinner = table.desk.table().unwrap().dinner().id;
    table.desk.at_table(&TableEdit::StandUp).unwrap();
    follow(&mut chime, &played, &table.desk);
    table.clock.on(180_000);
    assert_eq!(played.recv().unwrap(), Cue::WrappingUp);
    // It is ended from another screen: that the time is up is not heard.
    let end = crate::app::desk::Edit::EndAtLastNote(dinner);
    table.desk.edit(&end).unwrap();
    chime.attend(&table.desk);
    assert_eq!(chime.beat, None);
    // In another library there is no such table.
    chime.leave(&table.desk);
    assert_eq!(chime.table, None);
}

#[test]
fn no_sound_is_a_state_that_the_next_cue_may_end() {
    let table = Table::new();
    let (wake, woken) = mpsc::channel();
    let (fails, panics) = (
        Arc::new(AtomicBool::new(true)),
        Arc::new(AtomicBool::new(false)),
    );
    let play = {
        let (fails, panics) = (Arc::clone(&fails), Arc::clone(&panics));
        move |_| {
            assert!(!panics.load(Ordering::SeqCst), "the output is gone");
            if fails.load(Ordering::SeqCst) {
                Err(NoSound)
            } else {
                Ok(())
            }
        }
    };
    let mut chime = Chime::by(play, move || wake.send(()).unwrap_or_default());
    let now = table.desk.stamp();
    chime.set(true, false);
    assert!(!chime.is_silent(now));
    for (is_failing, is_panicking) in [(true, false), (false, false), (false, true), (false, false)]
    {
        fails.store(is_failing, Ordering::SeqCst);
        panics.store(is_panicking, Ordering::SeqCst);
        chime.try_out();
        woken.recv().unwrap();
        assert_eq!(chime.is_silent(now), is_failing || is_panicking);
    }
    fails.store(true, Ordering::SeqCst);
    chime.try_out();
    woken.recv().unwrap();
    // Whoever wants none misses none.
    chime.set(true, true);
    assert!(!chime.is_silent(now));
    chime.set(false, false);
    assert!(!chime.is_silent(now));
}

#[test]
fn an_output_that_hangs_holds_nobody_up_and_is_no_sound() {
    let table = Table::new();
    let (release, gate) = mpsc::channel::<()>();
    let (tell, playing) = mpsc::channel();
    let gate = Mutex::new(gate);
    let play = move |cue| {
        tell.send(cue).unwrap_or_default();
        // Until the test is over.
        gate.lock().unwrap().recv().unwrap_or_default();
        Ok(())
    };
    let mut chime = Chime::by(play, || {});
    chime.set(true, false);
    chime.try_out();
    playing.recv().unwrap();
    chime.attend(&table.desk);
    assert!(!chime.is_silent(table.desk.stamp()));
    table.clock.on(PATIENCE_MS + 1);
    chime.attend(&table.desk);
    assert!(chime.is_silent(table.desk.stamp()));
    // Nor the end of the program.
    drop(chime);
    drop(release);
}

#[test]
fn a_program_without_sound_has_no_chime() {
    let table = Table::new();
    let mut chime = Chime::default();
    chime.set(true, true);
    chime.try_out();
    chime.attend(&table.desk);
    chime.leave(&table.desk);
    assert!(!chime.is_there() && !chime.is_on() && !chime.is_muted());
    assert!(!chime.is_silent(table.desk.stamp()));
}

//! What is heard of the clock, and what is not: an edge is heard when it is passed, and never later.

use super::{MINUTE, Table, plan};
use crate::evening::{Action, Cue, Ear};

/// A table and an ear at it, which is told of every key and looks whenever it asked to.
struct Hearing {
    table: Table,
    ear: Ear,
    heard: Vec<Cue>,
}

impl Hearing {
    fn new(is_automatic: bool) -> Self {
        let mut plan = plan();
        plan.is_questions_automatic = is_automatic;
        Self {
            table: Table::new(plan),
            ear: Ear::default(),
            heard: Vec::new(),
        }
    }

    fn act(&mut self, action: &Action) -> &mut Self {
        self.table.act(action);
        self.tell();
        self
    }

    fn tell(&mut self) {
        let beat = self.table.evening.beat();
        self.heard.extend(self.ear.follow(beat, self.table.now));
    }

    /// Time goes by, and the ear looks at the moments for which it asked.
    fn wait(&mut self, ms: i64) -> &mut Self {
        let mut left = ms;
        while let Some(wait) = self.ear.until_next_ms(self.table.now) {
            assert!(wait > 0);
            if wait > left {
                break;
            }
            left -= wait;
            self.table.wait(wait);
            self.heard.extend(self.ear.listen(self.table.now));
        }
        self.table.wait(left);
        self
    }

    /// The machine sleeps: nobody looks before it wakes.
    fn sleep(&mut self, ms: i64) -> &mut Self {
        self.table.wait(ms);
        self.heard.extend(self.ear.listen(self.table.now));
        self
    }

    /// What was heard since this was last asked.
    #[track_caller]
    fn hears(&mut self, cues: &[Cue]) -> &mut Self {
        assert_eq!(std::mem::take(&mut self.heard), cues);
        self
    }
}

#[test]
fn each_signal_is_heard_at_its_edge() {
    let mut hearing = Hearing::new(false);
    hearing.act(&Action::Start).hears(&[]);
    // Three minutes wrap up in their last quarter.
    hearing.wait(135_000 - 1).hears(&[]);
    hearing.wait(1).hears(&[Cue::WrappingUp]);
    hearing.wait(45_000).hears(&[]);
    hearing.wait(1).hears(&[Cue::TimeIsUp]);
    hearing.wait(10 * MINUTE).hears(&[]);
    hearing.act(&Action::Next).hears(&[Cue::Questions]);
    hearing.wait(7 * MINUTE).hears(&[]);
    hearing.wait(1).hears(&[Cue::TimeIsUp]);
    // The next guest is armed, and has begun: plenty of time is quiet.
    hearing.act(&Action::Next).wait(MINUTE).hears(&[]);
    hearing.act(&Action::Next).hears(&[]);
    assert_eq!([1, 2, 3], {
        let cues = [Cue::WrappingUp, Cue::TimeIsUp, Cue::Questions];
        cues.map(Cue::notes)
    });
}

#[test]
fn a_clock_that_stands_is_quiet_and_goes_on_where_it_was() {
    let mut hearing = Hearing::new(false);
    hearing.act(&Action::Start).wait(130_000);
    hearing.act(&Action::PauseOrResume);
    assert_eq!(hearing.ear.until_next_ms(hearing.table.now), None);
    hearing.wait(10 * MINUTE).hears(&[]);
    // Time that is taken in the pause is seen, and not heard when the clock goes on.
    hearing.act(&Action::AddTime(-30_000)).hears(&[]);
    hearing.act(&Action::PauseOrResume).hears(&[]);
    hearing.wait(20_001).hears(&[Cue::TimeIsUp]);
}

#[test]
fn what_was_taken_back_or_skipped_is_not_heard_again() {
    let mut hearing = Hearing::new(false);
    hearing.act(&Action::Start).wait(3 * MINUTE + 5_000);
    hearing.hears(&[Cue::WrappingUp, Cue::TimeIsUp]);
    // Back from the questions into a pitch that is over.
    hearing.act(&Action::Next).hears(&[Cue::Questions]);
    hearing.act(&Action::Undo).wait(MINUTE).hears(&[]);
    // And into the questions again, by a redo.
    hearing.act(&Action::Redo).wait(MINUTE).hears(&[]);
    hearing
        .act(&Action::NextGuest)
        .act(&Action::Skip(None))
        .wait(20 * MINUTE)
        .hears(&[]);
    hearing.act(&Action::End).wait(20 * MINUTE).hears(&[]);
}

#[test]
fn time_given_is_heard_once_more_and_time_taken_at_once() {
    let mut hearing = Hearing::new(false);
    hearing.act(&Action::Start).wait(136_000);
    hearing.hears(&[Cue::WrappingUp]);
    hearing.act(&Action::AddTime(MINUTE)).hears(&[]);
    // Four minutes wrap up in their last one.
    hearing.wait(44_000).hears(&[Cue::WrappingUp]);
    hearing.act(&Action::AddTime(-MINUTE)).hears(&[]);
    hearing.act(&Action::AddTime(-30_000));
    hearing.hears(&[Cue::TimeIsUp]);
    // Taken back, there is time again; that it is over is heard when it is.
    hearing.act(&Action::Undo).hears(&[]);
    hearing.wait(1).hears(&[Cue::TimeIsUp]);
}

#[test]
fn a_sleep_over_edges_is_not_made_up_for() {
    let mut hearing = Hearing::new(false);
    hearing.act(&Action::Start).sleep(20 * MINUTE).hears(&[]);
    hearing.wait(MINUTE).hears(&[]);
    // One that is passed on waking up is.
    let mut hearing = Hearing::new(false);
    hearing.act(&Action::Start).sleep(135_400);
    hearing.hears(&[Cue::WrappingUp]);
    hearing.sleep(45_000 + 2_000).hears(&[]);
    // Nor are the questions that began before a sleep.
    hearing.table.act(&Action::Next).wait(MINUTE);
    hearing.tell();
    hearing.hears(&[]);
}

#[test]
fn a_program_started_again_hears_what_is_to_come_and_nothing_before() {
    let mut hearing = Hearing::new(false);
    hearing.act(&Action::Start).wait(140_000);
    hearing.hears(&[Cue::WrappingUp]);
    hearing.ear = Ear::default();
    hearing.act(&Action::Reopen).wait(5_000).hears(&[]);
    hearing.wait(MINUTE).hears(&[Cue::TimeIsUp]);
    // Whoever leaves the table and comes back hears the key once.
    hearing.act(&Action::Next).hears(&[Cue::Questions]);
    assert_eq!(hearing.ear.follow(None, hearing.table.now), None);
    hearing.tell();
    hearing.hears(&[]);
}

#[test]
fn questions_that_begin_by_themselves_take_the_place_of_time_is_up() {
    let mut hearing = Hearing::new(true);
    hearing.act(&Action::Start).wait(3 * MINUTE + 60);
    hearing.hears(&[Cue::WrappingUp]);
    assert!(hearing.table.evening.is_questions_due(hearing.table.now));
    hearing.act(&Action::Next).hears(&[Cue::Questions]);
    // Where nobody begins them, the time is up all the same.
    let mut hearing = Hearing::new(true);
    hearing.act(&Action::Start).wait(3 * MINUTE + 400);
    hearing.hears(&[Cue::WrappingUp]);
    hearing.wait(100).hears(&[Cue::TimeIsUp]);
}

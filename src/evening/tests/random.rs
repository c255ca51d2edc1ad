//! 10,000 random evenings against an oracle that knows the true time and keeps its own account of it.

use std::collections::BTreeMap;

use super::*;

/// Marsaglia's xorshift: enough for tests, and the same everywhere.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..8 {
            random.below(2);
        }
        random
    }

    fn below(&mut self, limit: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.unsigned_abs()).cast_signed()
    }
}

/// A machine whose wall clock may be set and which may be started anew, and the time that truly passes.
struct Machine {
    now: Stamp,
    boots: u32,
    truth_ms: i64,
    /// How often the wall clock was set.
    jumps: usize,
}

impl Machine {
    fn run(&mut self, ms: i64) {
        self.now.wall_ms += ms;
        self.now.boot_ms += ms;
        self.truth_ms += ms;
    }

    fn reboot(&mut self, ms: i64) {
        self.run(ms);
        self.boots += 1;
        self.now.boot_ms = 5_000;
        self.now.boot_id = BootId::of(&self.boots.to_string());
    }
}

/// An event with the truth about its moment.
struct Fact {
    place: usize,
    event: Event,
    truth_ms: i64,
    jumps: usize,
    boots: u32,
}

/// The independent account: the events that count, kept by popping and putting back, and true times only.
#[derive(Default)]
struct Oracle {
    facts: Vec<Fact>,
    taken_back: Vec<Fact>,
}

/// What the oracle says at a moment.
#[derive(Default)]
struct Truth {
    /// Of the phase on the clock.
    active_ms: Option<i64>,
    actual_ms: BTreeMap<(SlotId, Phase), i64>,
    /// The clock was set and the machine started anew while a phase ran: no log of stamps can know how long that was.
    is_unknowable: bool,
    is_any_unknowable: bool,
}

impl Oracle {
    fn record(&mut self, event: Event, machine: &Machine) {
        match event {
            // Undo and redo are told to the oracle as such.
            Event::Undone(_) => return,
            Event::EveningStarted | Event::Reopened => {}
            _ => self.taken_back.clear(),
        }
        let place = self
            .facts
            .iter()
            .chain(&self.taken_back)
            .map(|fact| fact.place + 1)
            .max()
            .unwrap_or(0);
        let (truth_ms, jumps, boots) = (machine.truth_ms, machine.jumps, machine.boots);
        self.facts.push(Fact {
            place,
            event,
            truth_ms,
            jumps,
            boots,
        });
    }

    fn undo(&mut self) {
        let is_action =
            |fact: &Fact| !matches!(fact.event, Event::EveningStarted | Event::Reopened);
        let last = self.facts.iter().rposition(is_action).unwrap();
        self.taken_back.push(self.facts.remove(last));
    }

    fn redo(&mut self) {
        self.facts.push(self.taken_back.pop().unwrap());
        self.facts.sort_by_key(|fact| fact.place);
    }

    fn truth(&self, now_ms: i64) -> Truth {
        let mut truth = Truth::default();
        let mut phase = None;
        let mut active = 0;
        // Since when it runs: true time, jumps and boots.
        let mut since: Option<(i64, usize, u32)> = None;
        for fact in &self.facts {
            let mark = (fact.truth_ms, fact.jumps, fact.boots);
            if let Some((from_ms, jumps, boots)) = since {
                active += fact.truth_ms - from_ms;
                since = Some((fact.truth_ms, jumps, boots));
                if boots != fact.boots {
                    truth.is_unknowable |= jumps != fact.jumps;
                    truth.is_any_unknowable |= truth.is_unknowable;
                    since = Some(mark);
                }
            }
            let is_over = match &fact.event {
                Event::PhaseStarted { .. }
                | Event::PhaseEnded
                | Event::SlotArmed(_)
                | Event::EveningEnded => true,
                Event::SlotSkipped { slot, .. } => {
                    phase.is_some_and(|(current, _)| current == *slot)
                }
                _ => false,
            };
            if is_over && let Some(key) = phase.take() {
                *truth.actual_ms.entry(key).or_default() += std::mem::take(&mut active);
                since = None;
            }
            match &fact.event {
                Event::PhaseStarted {
                    slot,
                    phase: started,
                    ago_ms,
                } => {
                    phase = Some((*slot, *started));
                    active = *ago_ms;
                    since = Some(mark);
                    truth.is_unknowable = false;
                }
                Event::Paused(_) => since = None,
                Event::Resumed => since = Some(mark),
                Event::Reopened => since = since.map(|_| mark),
                Event::StartShifted(ms) => active = (active - ms).max(0),
                _ => {}
            }
        }
        if phase.is_some() {
            truth.active_ms = Some(active + since.map_or(0, |(from_ms, ..)| now_ms - from_ms));
        }
        truth
    }
}

fn random_action(random: &mut Random) -> Action {
    let slot = |random: &mut Random| slot_id(u128::from(random.below(5).unsigned_abs()) + 1);
    match random.below(40) {
        0..=8 => Action::Next,
        9 | 10 => Action::Start,
        11 | 12 => Action::NextGuest,
        13..=18 => Action::PauseOrResume,
        19..=21 => Action::AddTime((random.below(5) - 2) * 30_000),
        22 => Action::BackDate(random.below(60_000)),
        23 => Action::LeaveOut(random.below(90_000)),
        24 => Action::Arm(slot(random)),
        25 => Action::Skip(None),
        26 => Action::Skip(Some(slot(random))),
        27 => Action::Move {
            slot: slot(random),
            before: Some(slot(random)),
        },
        28 => Action::ComeLater(None),
        29 => Action::ComeLater(Some(slot(random))),
        30 => Action::Rebalance(vec![(slot(random), Lengths::single(random.below(400_000)))]),
        31 => Action::Begin,
        32..=35 => Action::Undo,
        36 | 37 => Action::Redo,
        38 if random.below(6) == 0 => Action::End,
        _ => Action::Resume,
    }
}

/// One evening as it is played, with the machine that it runs on.
struct Game {
    seed: u64,
    plan: Plan,
    machine: Machine,
    evening: Evening,
    oracle: Oracle,
    ids: u128,
}

impl Game {
    fn new(seed: u64, plan: &Plan) -> Self {
        let now = Stamp {
            wall_ms: START,
            boot_ms: 900_000,
            boot_id: BootId::of("0"),
        };
        Self {
            seed,
            plan: plan.clone(),
            machine: Machine {
                now,
                boots: 0,
                truth_ms: 0,
                jumps: 0,
            },
            evening: Evening::new(plan.clone()),
            oracle: Oracle::default(),
            ids: 1_000,
        }
    }

    /// Lets something happen to the machine, and tells whether the program was started again.
    fn pass(&mut self, random: &mut Random) -> bool {
        match random.below(12) {
            0..=6 => self.machine.run(random.below(90_000)),
            // Asleep: both clocks run on.
            7 => self.machine.run(random.below(7_200_000)),
            8 | 9 => {
                self.machine.now.wall_ms += random.below(86_400_001) - 43_200_000;
                self.machine.jumps += 1;
            }
            10 => {
                self.machine.reboot(random.below(600_000));
                return true;
            }
            // Killed, and opened again at once.
            _ => return true,
        }
        false
    }

    /// Only the log is left.
    fn reopen(&mut self) {
        let again = fold(&self.plan, self.evening.log());
        assert_eq!(again, self.evening, "seed {}", self.seed);
        self.evening = again;
        self.act(&Action::Reopen);
    }

    fn act(&mut self, action: &Action) {
        let Ok(events) = next(&self.evening, action) else {
            return;
        };
        match action {
            Action::Undo => self.oracle.undo(),
            Action::Redo => self.oracle.redo(),
            _ => {}
        }
        for event in events {
            self.oracle.record(event.clone(), &self.machine);
            self.ids += 1;
            self.evening.apply(Recorded {
                id: event_id(self.ids),
                stamp: self.machine.now,
                event,
            });
        }
    }

    /// What every phase took, as told by the evening and by the oracle.
    fn check_account(&self) {
        let truth = self.oracle.truth(self.machine.truth_ms);
        let on_clock = self.evening.state().on_clock().map(|(slot, _)| slot);
        for account in self.evening.account(self.machine.now) {
            let is_checked = self
                .evening
                .slot(account.slot)
                .is_some_and(Slot::is_clocked);
            if truth.is_any_unknowable || !is_checked || on_clock == Some(account.slot) {
                continue;
            }
            for phase in Phase::ALL {
                let actual_ms = truth
                    .actual_ms
                    .get(&(account.slot, *phase))
                    .copied()
                    .unwrap_or(0);
                assert_eq!(
                    account.actual.of(*phase),
                    actual_ms,
                    "seed {}, {phase}",
                    self.seed
                );
            }
        }
    }
}

#[test]
fn ten_thousand_random_evenings_replay_to_the_live_state_and_to_the_true_time() {
    let plan = plan();
    let (mut compared, mut unknowable, mut reopened_while_running) = (0, 0, 0);
    for seed in 1..=10_000 {
        let mut random = Random::new(seed);
        let mut game = Game::new(seed, &plan);
        for _ in 0..40 {
            if game.pass(&mut random) {
                reopened_while_running +=
                    i32::from(matches!(game.evening.state(), State::Running(..)));
                game.reopen();
            }
            game.act(&random_action(&mut random));
            let truth = game.oracle.truth(game.machine.truth_ms);
            let elapsed_ms = game.evening.elapsed_ms(game.machine.now);
            assert_eq!(
                elapsed_ms.is_some(),
                truth.active_ms.is_some(),
                "seed {seed}"
            );
            if truth.is_unknowable {
                unknowable += 1;
            } else if truth.active_ms.is_some() {
                compared += 1;
                assert_eq!(
                    elapsed_ms,
                    truth.active_ms,
                    "seed {seed}: {:#?}",
                    game.evening.log()
                );
            }
        }
        assert_eq!(fold(&plan, game.evening.log()), game.evening, "seed {seed}");
        game.check_account();
    }
    // The test must have seen what it is about.
    assert!(compared > 100_000, "{compared}");
    assert!(
        unknowable > 1_000 && unknowable < compared / 5,
        "{unknowable}"
    );
    assert!(reopened_while_running > 10_000, "{reopened_while_running}");
}

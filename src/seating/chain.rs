//! One chain of the search: who is at which table, the cached gain of every person at every table, and
//! the moves that keep both true. It knows temperatures and penalties; when to change them is decided in
//! `dinner`, what they stand for in `rules`.

#![allow(
    clippy::indexing_slicing,
    clippy::cast_possible_wrap,
    reason = "the hot loop: every index is a person, a slot or a table that `Chain::new` counted itself, \
              and tries between two looks at the clock are few"
)]

use super::chance::{Chance, least_change, scale};
use super::dinner::Grouping;
use super::matrix::MAX_SEATS;
use super::quota::QuotaCounts;

/// A slot where nobody sits.
pub(super) const EMPTY: u16 = u16::MAX;

/// Tables looked at for one person before the next person is drawn: it keeps that person's row of the
/// matrix in the cache, and more than three made plans worse.
const TABLES_A_TURN: usize = 3;

/// Turns of 64 that move two people at once. Two who belong together rarely part, so a search that
/// moves one person at a time freezes them where they first met.
const PAIR_TURNS: u64 = 16;

/// The state of one chain. Sums are table by table, so that a move updates two contiguous rows.
pub(super) struct Chain<'a> {
    grouping: &'a Grouping<'a>,
    people: usize,
    tables: usize,
    movers: Vec<u16>,
    /// people x people: gain less penalty for each hard rule.
    weights: Vec<i32>,
    /// tables x people: what each person would gain at each table.
    sums: Vec<i32>,
    table_of: Vec<u16>,
    slot_of: Vec<u16>,
    /// Who sits in each slot that may change; a table's slots are `first[table]..first[table + 1]`.
    slots: Vec<u16>,
    first: Vec<usize>,
    /// People at each table, those who never move included.
    counts: Vec<usize>,
    quotas: QuotaCounts<'a>,
    penalty: i32,
    value: i64,
    best_value: i64,
    best_slots: Vec<u16>,
    chance: Chance,
}

impl<'a> Chain<'a> {
    /// A chain that starts from a plan by chance; `grouping` was checked and has room for everybody.
    pub(super) fn new(grouping: &'a Grouping<'a>, seed: u64) -> Self {
        let (people, tables) = (grouping.pairs.people(), grouping.tables.len());
        let mut fixed_at = vec![0; tables];
        let mut movers = Vec::with_capacity(people);
        for person in 0..people {
            match grouping.fixed.get(person).copied().flatten() {
                Some(table) => fixed_at[table] += 1,
                None => movers.push(person as u16),
            }
        }
        let mut first = vec![0];
        for (table, capacity) in grouping.tables.iter().enumerate() {
            first.push(first[table] + capacity.most - fixed_at[table]);
        }
        let slots = vec![EMPTY; first[tables]];
        let mut chain = Self {
            grouping,
            people,
            tables,
            movers,
            weights: vec![0; people * people],
            sums: vec![0; people * tables],
            table_of: vec![0; people],
            slot_of: vec![EMPTY; people],
            best_slots: slots.clone(),
            slots,
            first,
            counts: vec![0; tables],
            quotas: QuotaCounts::new(&[], &[], &[]),
            penalty: 0,
            value: 0,
            best_value: i64::MIN,
            chance: Chance::new(seed),
        };
        chain.scatter();
        chain.weigh(0);
        chain
    }

    /// Starts again from another plan by chance; the penalty stays.
    pub(super) fn scatter(&mut self) {
        self.slots.fill(EMPTY);
        let mut order = std::mem::take(&mut self.movers);
        self.chance.shuffle(&mut order);
        let mut room: Vec<_> = self.first.windows(2).map(|ends| ends[0]..ends[1]).collect();
        let mut seated: Vec<_> = (0..self.tables)
            .map(|table| self.grouping.tables[table].most - room[table].len())
            .collect();
        let mut waiting = order.iter().copied();
        // One person a table and round, so that too few people leave every table short alike.
        for wants_least in [true, false] {
            loop {
                let before = waiting.len();
                for table in 0..self.tables {
                    let is_short =
                        !wants_least || seated[table] < self.grouping.tables[table].least;
                    if is_short
                        && waiting.len() > 0
                        && let Some(slot) = room[table].next()
                        && let Some(person) = waiting.next()
                    {
                        self.slots[slot] = person;
                        seated[table] += 1;
                    }
                }
                if waiting.len() == before {
                    break;
                }
            }
        }
        drop(waiting);
        order.sort_unstable();
        self.movers = order;
        self.recount();
        self.forget_best();
    }

    /// Counts each hard rule as `penalty` from now on, and forgets the best plan, whose value was
    /// counted differently.
    pub(super) fn weigh(&mut self, penalty: i32) {
        self.penalty = penalty;
        for person in 0..self.people {
            for other in 0..self.people {
                let pairs = self.grouping.pairs;
                self.weights[person * self.people + other] =
                    pairs.gain(person, other) - penalty * pairs.hard(person, other).signum();
            }
        }
        self.recount();
        self.forget_best();
    }

    /// The mean size of the change that a swap by chance makes, at least 1. Asked while the penalty is
    /// 0, because a temperature taken from penalties starts far too hot.
    pub(super) fn mean_change(&mut self) -> i64 {
        let (mut total, mut swaps) = (0, 0);
        for _ in 0..2_000 {
            let (a, b) = (
                self.chance.below(self.people),
                self.chance.below(self.people),
            );
            let (here, there) = (usize::from(self.table_of[a]), usize::from(self.table_of[b]));
            if here != there {
                let sum = |table: usize, person: usize| self.sums[table * self.people + person];
                let change = sum(there, a) - sum(here, a) + sum(here, b)
                    - sum(there, b)
                    - 2 * self.weights[a * self.people + b];
                total += i64::from(change.abs());
                swaps += 1;
            }
        }
        (total / swaps.max(1)).max(1)
    }

    /// About `tries` moves at `temperature` (16 fractional bits).
    pub(super) fn anneal(&mut self, temperature: i64, tries: u64) {
        if self.tables < 2 || self.movers.is_empty() {
            return;
        }
        let mut left = tries as i64;
        while left > 0 {
            let bits = self.chance.draw();
            let person = usize::from(self.movers[scale(bits, self.movers.len())]);
            let mut draw = (bits >> 52) as usize;
            if (bits >> 46) % 64 < PAIR_TURNS {
                let start = usize::from(self.table_of[person]) + 1;
                let there = (start + scale(bits >> 24, self.tables - 1)) % self.tables;
                left -= self.try_pair(person, there, temperature, draw);
                continue;
            }
            let mut there = scale(bits >> 24, self.tables);
            for _ in 0..TABLES_A_TURN {
                there = if there + 1 == self.tables {
                    0
                } else {
                    there + 1
                };
                left -= 1;
                if there != usize::from(self.table_of[person]) {
                    let tries = self.first[there + 1] - self.first[there];
                    self.try_table(person, there, 0, temperature, draw);
                    draw += tries;
                    left -= tries as i64;
                }
            }
        }
    }

    /// Takes up the best plan again and improves it by single swaps and moves until none is better.
    pub(super) fn descend(&mut self) {
        self.slots.copy_from_slice(&self.best_slots);
        self.recount();
        let mut is_better = self.tables > 1;
        while is_better {
            is_better = false;
            for mover in 0..self.movers.len() {
                let person = usize::from(self.movers[mover]);
                for there in 0..self.tables {
                    if there != usize::from(self.table_of[person]) {
                        is_better |= self.try_table(person, there, 1, 0, 0);
                    }
                }
            }
        }
    }

    /// The table of each person in the best plan since the last [`Self::weigh`] or [`Self::scatter`].
    pub(super) fn best(&self) -> Vec<usize> {
        let mut tables: Vec<_> = (0..self.people)
            .map(|person| {
                self.grouping
                    .fixed
                    .get(person)
                    .copied()
                    .flatten()
                    .unwrap_or(0)
            })
            .collect();
        for table in 0..self.tables {
            for &person in &self.best_slots[self.first[table]..self.first[table + 1]] {
                if person != EMPTY {
                    tables[usize::from(person)] = table;
                }
            }
        }
        tables
    }

    /// Tries to bring `person` to table `there` by each of its slots in turn and takes the first whose
    /// change is at least `least` less what the temperature allows. Returns whether it moved.
    #[inline]
    fn try_table(
        &mut self,
        person: usize,
        there: usize,
        least: i32,
        temperature: i64,
        draw: usize,
    ) -> bool {
        let people = self.people;
        let here = usize::from(self.table_of[person]);
        let sums_here = &self.sums[here * people..(here + 1) * people];
        let sums_there = &self.sums[there * people..(there + 1) * people];
        let weights = &self.weights[person * people..(person + 1) * people];
        let own = sums_there[person] - sums_here[person];
        let may_leave = self.counts[here] > self.grouping.tables[here].least;
        let kind = self.quotas.kind(person);
        let mut found = None;
        for (offset, &other) in self.slots[self.first[there]..self.first[there + 1]]
            .iter()
            .enumerate()
        {
            let (mut change, is_other_kind) = if other == EMPTY {
                (own, true)
            } else {
                let other = usize::from(other);
                (
                    own + sums_here[other] - sums_there[other] - 2 * weights[other],
                    kind != self.quotas.kind(other),
                )
            };
            if is_other_kind && !self.quotas.is_empty() {
                change += self.quota_change(here, there, &[person as u16], &[other]);
            }
            if change >= least + least_change(temperature, draw + offset)
                && (other != EMPTY || may_leave)
            {
                found = Some((self.first[there] + offset, change));
                break;
            }
        }
        let Some((slot, change)) = found else {
            return false;
        };
        self.exchange(person, there, slot);
        self.value += i64::from(change);
        self.keep_best();
        true
    }

    /// Tries to bring `person` and who they gain most with at their table to table `there`, for each
    /// two slots there. Returns how many tries it was worth.
    fn try_pair(&mut self, person: usize, there: usize, temperature: i64, mut draw: usize) -> i64 {
        let people = self.people;
        let here = usize::from(self.table_of[person]);
        let weights = &self.weights[person * people..(person + 1) * people];
        let mut friend = None;
        for &other in &self.slots[self.first[here]..self.first[here + 1]] {
            let at = usize::from(other);
            if other != EMPTY && at != person && friend.is_none_or(|(gain, _)| weights[at] > gain) {
                friend = Some((weights[at], at));
            }
        }
        let Some((gain, friend)) = friend else {
            return 1;
        };
        let friend_weights = &self.weights[friend * people..(friend + 1) * people];
        let sums_here = &self.sums[here * people..(here + 1) * people];
        let sums_there = &self.sums[there * people..(there + 1) * people];
        let own = sums_there[person] - sums_here[person] + sums_there[friend] - sums_here[friend]
            + 2 * gain;
        let slots = &self.slots[self.first[there]..self.first[there + 1]];
        let mut back = [0; MAX_SEATS];
        for (back, &other) in back.iter_mut().zip(slots) {
            if other != EMPTY {
                let other = usize::from(other);
                *back = sums_here[other]
                    - sums_there[other]
                    - 2 * (weights[other] + friend_weights[other]);
            }
        }
        let mut found = None;
        'search: for (i, &one) in slots.iter().enumerate() {
            for (j, &two) in slots.iter().enumerate().take(i) {
                let mut change = own + back[i] + back[j];
                if one != EMPTY && two != EMPTY {
                    change += 2 * self.weights[usize::from(one) * people + usize::from(two)];
                }
                if !self.quotas.is_empty() {
                    let leaving = [person as u16, friend as u16];
                    change += self.quota_change(here, there, &leaving, &[one, two]);
                }
                draw += 1;
                if change >= least_change(temperature, draw) {
                    let empty = usize::from(one == EMPTY) + usize::from(two == EMPTY);
                    if empty == 0 || self.counts[here] >= self.grouping.tables[here].least + empty {
                        found = Some((i, j, change));
                        break 'search;
                    }
                }
            }
        }
        let cost = 1 + (slots.len() * slots.len() / 2) as i64;
        if let Some((i, j, change)) = found {
            let first = self.first[there];
            self.exchange(person, there, first + i);
            self.exchange(friend, there, first + j);
            self.value += i64::from(change);
            self.keep_best();
        }
        cost
    }

    /// Puts `person` into `slot` of table `there`, and whoever sat in it into theirs.
    fn exchange(&mut self, person: usize, there: usize, slot: usize) {
        let people = self.people;
        let here = usize::from(self.table_of[person]);
        let (low, high) = self.sums.split_at_mut(here.max(there) * people);
        let low = &mut low[here.min(there) * people..][..people];
        let high = &mut high[..people];
        let (sums_here, sums_there) = if here < there {
            (low, high)
        } else {
            (high, low)
        };
        let weights = &self.weights[person * people..(person + 1) * people];
        let other = self.slots[slot];
        let own_slot = usize::from(self.slot_of[person]);
        if other == EMPTY {
            for ((from, to), weight) in sums_here.iter_mut().zip(sums_there).zip(weights) {
                *from -= weight;
                *to += weight;
            }
            self.counts[here] -= 1;
            self.counts[there] += 1;
        } else {
            let back = usize::from(other);
            let others = &self.weights[back * people..(back + 1) * people];
            let sums = sums_here.iter_mut().zip(sums_there);
            for ((from, to), (weight, other)) in sums.zip(weights.iter().zip(others)) {
                let change = other - weight;
                *from += change;
                *to -= change;
            }
            self.slot_of[back] = own_slot as u16;
            self.table_of[back] = here as u16;
            self.quotas.move_person(back, there, here);
        }
        self.quotas.move_person(person, here, there);
        self.slots[own_slot] = other;
        self.slots[slot] = person as u16;
        self.slot_of[person] = slot as u16;
        self.table_of[person] = there as u16;
    }

    /// The change in value by the quotas alone when `leaving` go from `here` to `there` and `back` go
    /// the other way.
    fn quota_change(&self, here: usize, there: usize, leaving: &[u16], back: &[u16]) -> i32 {
        self.penalty
            * self
                .quotas
                .improvement([here, there], &self.counts, leaving, back)
    }

    fn keep_best(&mut self) {
        if self.value > self.best_value {
            self.best_value = self.value;
            self.best_slots.copy_from_slice(&self.slots);
        }
    }

    fn forget_best(&mut self) {
        self.best_value = self.value;
        self.best_slots.copy_from_slice(&self.slots);
    }

    /// Works out everything that is cached from the slots.
    fn recount(&mut self) {
        self.counts.fill(0);
        for person in 0..self.people {
            if let Some(table) = self.grouping.fixed.get(person).copied().flatten() {
                self.table_of[person] = table as u16;
                self.counts[table] += 1;
            }
        }
        for table in 0..self.tables {
            for slot in self.first[table]..self.first[table + 1] {
                if self.slots[slot] != EMPTY {
                    let person = usize::from(self.slots[slot]);
                    self.table_of[person] = table as u16;
                    self.slot_of[person] = slot as u16;
                    self.counts[table] += 1;
                }
            }
        }
        self.sums.fill(0);
        let people = self.people;
        for person in 0..people {
            let table = usize::from(self.table_of[person]);
            let weights = &self.weights[person * people..(person + 1) * people];
            let sums = &mut self.sums[table * people..(table + 1) * people];
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
        let twice: i64 = (0..people)
            .map(|person| {
                i64::from(self.sums[usize::from(self.table_of[person]) * people + person])
            })
            .sum();
        let table_of: Vec<_> = self
            .table_of
            .iter()
            .map(|&table| usize::from(table))
            .collect();
        self.quotas = QuotaCounts::new(self.grouping.quotas, &table_of, &self.counts);
        let misses = self.quotas.misses(&self.counts);
        self.value = twice / 2 - misses * i64::from(self.penalty);
    }
}

//! Rules that cannot all hold: whether there is any way to seat everybody so that all hard rules and locks are kept, and
//! where there is none, a set of them that clashes and would not without any one of it. It proves or stays silent: what
//! it cannot decide within its budget counts as possible. What a plan makes of the rules is in `broken`.

use super::problem::{Problem, RuleKind, Scope};
use super::seats::{Side, side};

/// Steps of one search; a dinner whose rules clash is found out in far fewer.
const BUDGET: u32 = 20_000;

/// Something hard that the organiser said and may let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// A rule, by its place in [`Problem::rules`].
    Rule(usize),
    /// A lock, by its place in [`Problem::locks`].
    Lock(usize),
}

/// A set of `claims` that cannot all hold, with none to spare; `None` where no clash is proved. Hard rules and locks that
/// are not among the claims are not up for choice and always hold.
///
/// Found by deletion: each claim is left out for good if the rest still clashes without it.
pub fn smallest_clash(problem: &Problem, claims: &[Claim]) -> Option<Vec<Claim>> {
    let fit = |dropped: &[Claim]| can_hold(problem, dropped);
    if fit(&[]) || !fit(claims) {
        return None;
    }
    let mut dropped = Vec::new();
    let mut clash = Vec::new();
    for claim in claims {
        dropped.push(*claim);
        if fit(&dropped) {
            dropped.pop();
            clash.push(*claim);
        }
    }
    Some(clash)
}

/// Whether all hard rules and locks but the dropped ones can be kept at once, or it is not known that they cannot.
fn can_hold(problem: &Problem, dropped: &[Claim]) -> bool {
    Room::new(problem, dropped).is_none_or(|mut room| room.seat_group(0))
}

/// The hard part of a problem: people in groups that share a table, and what holds between them.
struct Room<'a> {
    problem: &'a Problem,
    /// Largest need first.
    groups: Vec<Group>,
    /// Pairs of guests who must sit side by side (`true`) or must not (`false`).
    neighbours: Vec<(usize, usize, bool)>,
    /// Pairs of guests who must not share a table.
    apart: Vec<(usize, usize)>,
    seat_of: Vec<Option<usize>>,
    /// The table of each guest who is placed.
    table_of: Vec<Option<usize>>,
    is_hopeless: bool,
    budget: u32,
}

struct Group {
    people: Vec<usize>,
    table: Option<usize>,
}

impl<'a> Room<'a> {
    /// `None` when nothing hard is said.
    fn new(problem: &'a Problem, dropped: &[Claim]) -> Option<Self> {
        let count = problem.guests.len();
        let mut head: Vec<usize> = (0..count).collect();
        let mut room = Self {
            problem,
            groups: Vec::new(),
            neighbours: Vec::new(),
            apart: Vec::new(),
            seat_of: vec![None; count],
            table_of: vec![None; count],
            is_hopeless: false,
            budget: BUDGET,
        };
        let mut bears = vec![false; count];
        let mut touch = |guest: usize| {
            if let Some(bears) = bears.get_mut(guest) {
                *bears = true;
            }
        };
        for (index, rule) in problem.rules.iter().enumerate() {
            if !rule.hard || dropped.contains(&Claim::Rule(index)) {
                continue;
            }
            touch(rule.first);
            touch(rule.second);
            let pair = (rule.first, rule.second);
            match (rule.kind == RuleKind::Apart, rule.scope) {
                (true, Scope::Dinner) => room.is_hopeless = true,
                (false, Scope::Dinner) => {}
                (true, Scope::Table) => room.apart.push(pair),
                (true, Scope::Neighbours) => room.neighbours.push((pair.0, pair.1, false)),
                (false, Scope::Table) => join(&mut head, pair),
                (false, Scope::Neighbours) => {
                    join(&mut head, pair);
                    room.neighbours.push((pair.0, pair.1, true));
                }
            }
        }
        if problem.guests_with_bringer {
            for (guest, by) in problem
                .guests
                .iter()
                .enumerate()
                .filter_map(|(guest, row)| Some((guest, row.guest_of?)))
            {
                touch(guest);
                touch(by);
                join(&mut head, (guest, by));
            }
        }
        let locks: Vec<_> = problem
            .locks
            .iter()
            .enumerate()
            .filter(|(index, _)| !dropped.contains(&Claim::Lock(*index)))
            .map(|(_, lock)| *lock)
            .collect();
        for lock in &locks {
            touch(lock.guest);
        }
        let mut index_of: Vec<Option<usize>> = vec![None; count];
        for guest in (0..count).filter(|guest| bears.get(*guest) == Some(&true)) {
            let root = find(&head, guest);
            let known = index_of.get(root).copied().flatten();
            let at = known.unwrap_or(room.groups.len());
            if known.is_none() {
                room.groups.push(Group {
                    people: Vec::new(),
                    table: None,
                });
                if let Some(index) = index_of.get_mut(root) {
                    *index = Some(at);
                }
            }
            if let Some(group) = room.groups.get_mut(at) {
                group.people.push(guest);
            }
        }
        for lock in locks {
            let table = problem.table_index(lock.table);
            let at = index_of.get(find(&head, lock.guest)).copied().flatten();
            if let (Some(table), Some(group)) = (table, at.and_then(|at| room.groups.get_mut(at))) {
                room.is_hopeless |= group.table.is_some_and(|other| other != table);
                group.table = Some(table);
            }
            if let (Some(seat), Some(place)) = (lock.seat, room.seat_of.get_mut(lock.guest)) {
                room.is_hopeless |= place.is_some_and(|other| other != seat);
                *place = Some(seat);
            }
        }
        room.groups
            .sort_by_key(|group| (group.table.is_none(), usize::MAX - group.people.len()));
        (room.is_hopeless || !room.groups.is_empty()).then_some(room)
    }

    /// Puts the group at `at` and all after it at tables.
    fn seat_group(&mut self, at: usize) -> bool {
        if self.is_hopeless {
            return false;
        }
        if self.budget == 0 {
            return true;
        }
        self.budget -= 1;
        let Some(group) = self.groups.get(at) else {
            return (0..self.problem.tables.len()).all(|table| self.can_order(table));
        };
        let (people, locked) = (group.people.clone(), group.table);
        let mut seen_empty: Vec<(usize, bool)> = Vec::new();
        for (index, table) in self.problem.tables.iter().enumerate() {
            if locked.is_some_and(|locked| locked != index) {
                continue;
            }
            let sit_here = self.table_of.iter().filter(|t| **t == Some(index)).count();
            // One empty table is as good as another of its kind.
            let kind = (table.seats, table.shape == super::seats::Shape::Round);
            if sit_here == 0 && locked.is_none() {
                if seen_empty.contains(&kind) {
                    continue;
                }
                seen_empty.push(kind);
            }
            if sit_here + people.len() > table.seats {
                continue;
            }
            self.put(&people, Some(index));
            if self.keeps_apart(&people) && self.seat_group(at + 1) {
                return true;
            }
            self.put(&people, None);
        }
        false
    }

    fn put(&mut self, people: &[usize], table: Option<usize>) {
        for guest in people {
            if let Some(place) = self.table_of.get_mut(*guest) {
                *place = table;
            }
        }
    }

    fn table(&self, guest: usize) -> Option<usize> {
        self.table_of.get(guest).copied().flatten()
    }

    fn keeps_apart(&self, people: &[usize]) -> bool {
        self.apart.iter().all(|(one, other)| {
            !(people.contains(one) || people.contains(other))
                || self.table(*one).is_none()
                || self.table(*one) != self.table(*other)
        })
    }

    /// Whether those at a table can take seats as rules about neighbours and locked seats want it.
    fn can_order(&mut self, table: usize) -> bool {
        let is_bound = |guest: &usize| {
            self.seat_of.get(*guest).copied().flatten().is_some()
                || self
                    .neighbours
                    .iter()
                    .any(|(one, other, _)| one == guest || other == guest)
        };
        let here = (0..self.table_of.len()).filter(|guest| self.table(*guest) == Some(table));
        let mut people: Vec<usize> = here.filter(is_bound).collect();
        // Whoever has a locked seat first, then whoever must sit beside somebody before them.
        people.sort_by_key(|guest| self.seat_of.get(*guest).copied().flatten().is_none());
        let mut order: Vec<usize> = Vec::with_capacity(people.len());
        while !people.is_empty() {
            let is_next = |guest: &usize| {
                self.neighbours.iter().any(|(one, other, beside)| {
                    *beside
                        && (one == guest && order.contains(other)
                            || other == guest && order.contains(one))
                })
            };
            let is_locked = |guest: &usize| self.seat_of.get(*guest).copied().flatten().is_some();
            let next = people
                .iter()
                .position(is_locked)
                .or_else(|| people.iter().position(is_next))
                .unwrap_or(0);
            order.push(people.remove(next));
        }
        let mut places = Vec::with_capacity(order.len());
        self.seat_person(table, &order, &mut places)
    }

    fn seat_person(&mut self, table: usize, order: &[usize], places: &mut Vec<usize>) -> bool {
        if self.budget == 0 {
            return true;
        }
        self.budget -= 1;
        let (Some(guest), Some(spec)) = (order.get(places.len()), self.problem.tables.get(table))
        else {
            return true;
        };
        let locked = self.seat_of.get(*guest).copied().flatten();
        for seat in 0..spec.seats {
            if locked.is_some_and(|locked| locked != seat) || places.contains(&seat) {
                continue;
            }
            let fits = order.iter().zip(places.iter()).all(|(other, taken)| {
                let is_beside = side(spec.shape, spec.seats, seat, *taken) == Side::Beside;
                self.neighbours.iter().all(|(one, two, wanted)| {
                    let is_pair = (one, two) == (guest, other) || (two, one) == (guest, other);
                    !is_pair || *wanted == is_beside
                })
            });
            if fits {
                places.push(seat);
                if self.seat_person(table, order, places) {
                    return true;
                }
                places.pop();
            }
        }
        false
    }
}

fn find(head: &[usize], guest: usize) -> usize {
    let mut at = guest;
    while let Some(up) = head.get(at).copied().filter(|up| *up != at) {
        at = up;
    }
    at
}

fn join(head: &mut [usize], (one, other): (usize, usize)) {
    let (one, other) = (find(head, one), find(head, other));
    if let Some(place) = head.get_mut(one) {
        *place = other;
    }
}

#[cfg(test)]
mod tests {
    use super::super::problem::{Guest, Lock, Rule, TableSpec};
    use super::super::seats::Shape;
    use super::*;

    fn dinner(tables: &[usize]) -> Problem {
        let guests = (0..tables.iter().sum()).map(|_| Guest::default());
        let tables = (1..).zip(tables).map(|(number, seats)| TableSpec {
            number,
            shape: Shape::Round,
            seats: *seats,
            least: 0,
            accessible: Vec::new(),
        });
        Problem::new(guests.collect(), tables.collect())
    }

    fn hard(first: usize, second: usize, kind: RuleKind, scope: Scope) -> Rule {
        Rule {
            first,
            second,
            kind,
            scope,
            hard: true,
        }
    }

    fn claims(problem: &Problem) -> Vec<Claim> {
        let rules = (0..problem.rules.len()).map(Claim::Rule);
        rules
            .chain((0..problem.locks.len()).map(Claim::Lock))
            .collect()
    }

    fn clash(problem: &Problem) -> Option<Vec<Claim>> {
        smallest_clash(problem, &claims(problem))
    }

    #[test]
    fn rules_that_can_hold_do_not_clash() {
        use RuleKind::{Apart, Together};
        let mut problem = dinner(&[6, 6]);
        assert_eq!(clash(&problem), None);
        problem.rules = vec![
            hard(0, 1, Together, Scope::Neighbours),
            hard(1, 2, Together, Scope::Neighbours),
            hard(0, 3, Apart, Scope::Table),
            hard(4, 5, Apart, Scope::Neighbours),
        ];
        assert_eq!(clash(&problem), None);
    }

    #[test]
    fn a_chain_that_ends_in_its_opposite_is_named_without_the_rules_beside_it() {
        use RuleKind::{Apart, Together};
        let mut problem = dinner(&[6, 6]);
        problem.rules = vec![
            hard(7, 8, Together, Scope::Table),
            hard(0, 1, Together, Scope::Table),
            hard(1, 2, Together, Scope::Neighbours),
            hard(3, 4, Apart, Scope::Table),
            hard(0, 2, Apart, Scope::Table),
        ];
        let named = vec![Claim::Rule(1), Claim::Rule(2), Claim::Rule(4)];
        assert_eq!(clash(&problem), Some(named));
    }

    #[test]
    fn nobody_has_three_neighbours_and_a_locked_seat_is_part_of_the_clash() {
        use RuleKind::Together;
        let mut problem = dinner(&[8]);
        problem.rules = vec![
            hard(0, 1, Together, Scope::Neighbours),
            hard(0, 2, Together, Scope::Neighbours),
            hard(0, 3, Together, Scope::Neighbours),
        ];
        assert_eq!(clash(&problem).map(|set| set.len()), Some(3));
        problem.rules = vec![hard(0, 1, Together, Scope::Neighbours)];
        problem.locks = [(0, 0), (1, 4), (2, 6)]
            .map(|(guest, seat)| Lock {
                guest,
                table: 1,
                seat: Some(seat),
            })
            .to_vec();
        let named = vec![Claim::Rule(0), Claim::Lock(0), Claim::Lock(1)];
        assert_eq!(clash(&problem), Some(named));
    }

    #[test]
    fn seven_who_must_share_a_table_of_six_clash_and_what_is_no_claim_is_never_named() {
        use RuleKind::Together;
        let mut problem = dinner(&[6, 6]);
        problem.rules = (1..7)
            .map(|other| hard(0, other, Together, Scope::Table))
            .collect();
        assert_eq!(clash(&problem).map(|set| set.len()), Some(6));
        // Brought by somebody who must sit elsewhere: the bringing is not up for choice.
        let mut problem = dinner(&[6, 6]);
        problem.guests[1].guest_of = Some(0);
        problem.rules = vec![hard(0, 1, RuleKind::Apart, Scope::Table)];
        assert_eq!(clash(&problem), Some(vec![Claim::Rule(0)]));
    }

    #[test]
    fn many_rules_are_decided_or_left_open_in_good_time() {
        let mut problem = dinner(&[8; 8]);
        for first in 0..40 {
            let kind = if first % 3 == 0 {
                RuleKind::Together
            } else {
                RuleKind::Apart
            };
            problem
                .rules
                .push(hard(first, first + 20, kind, Scope::Neighbours));
        }
        assert_eq!(clash(&problem), None);
    }
}

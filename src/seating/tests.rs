//! The room as a whole: properties of plans over problems by chance, and the cases an organiser meets.

#![allow(
    clippy::cast_possible_wrap,
    reason = "gains and counts by chance are small"
)]

use super::bound;
use super::chance::Chance;
use super::dinner::{Capacity, Grouping, GroupingError, Quota, anneal};
use super::explain::{another_table, explain, explain_pair, quality};
use super::matrix::PairMatrix;
use super::mend::remedies;
use super::*;

fn guests(number: usize) -> Vec<Guest> {
    (0..number)
        .map(|index| Guest {
            name: format!("Guest {index}"),
            ..Guest::default()
        })
        .collect()
}

fn tables(number: u8, seats: usize) -> Vec<TableSpec> {
    (1..=number)
        .map(|number| TableSpec {
            number,
            shape: if number % 2 == 0 {
                Shape::Long
            } else {
                Shape::Round
            },
            seats,
            least: 0,
            accessible: Vec::new(),
        })
        .collect()
}

/// A dinner without the rules that every table must keep.
fn plain(people: usize, number: u8, seats: usize) -> Problem {
    Problem {
        one_host_per_table: false,
        ..Problem::new(guests(people), tables(number, seats))
    }
}

fn options(seed: u64) -> Options<'static> {
    Options {
        seed,
        pace: Pace::Iterations(30_000),
        keep: &[],
    }
}

fn rule(first: usize, second: usize, kind: RuleKind, scope: Scope, hard: bool) -> Rule {
    Rule {
        first,
        second,
        kind,
        scope,
        hard,
    }
}

fn solve(problem: &Problem) -> Plan {
    seat(problem, &options(1)).unwrap()
}

/// A dinner with a bit of everything.
fn random_problem(chance: &mut Chance) -> Problem {
    let people = 1 + chance.below(24);
    let mut problem = plain(people, 0, 0);
    let mut seats = 0;
    while seats < people {
        let size = 2 + chance.below(7);
        seats += size;
        let number = problem.tables.len() as u8 + 1;
        let mut table = tables(number, size).pop().unwrap();
        table.least = chance.below(size.min(3));
        table.accessible = vec![chance.below(size)];
        problem.tables.push(table);
    }
    problem.one_host_per_table = chance.below(2) == 0;
    for guest in 0..people {
        let other = chance.below(people);
        let guest_of = (chance.below(8) == 0 && other != guest).then_some(other);
        let it = &mut problem.guests[guest];
        it.trade = ["", "law", "Law", "tax", "tea"][chance.below(5)].to_owned();
        it.is_host = chance.below(5) == 0;
        it.needs_accessible_seat = chance.below(20) == 0;
        it.guest_of = guest_of;
    }
    for _ in 0..3 * people {
        let (first, second) = (chance.below(people), chance.below(people));
        if first == second {
            continue;
        }
        match chance.below(6) {
            0 => problem.rules.push(rule(
                first,
                second,
                [RuleKind::Apart, RuleKind::Together, RuleKind::Wants][chance.below(3)],
                [Scope::Neighbours, Scope::Table, Scope::Dinner][chance.below(3)],
                chance.below(4) == 0,
            )),
            1 => {
                let kinds = [
                    FactKind::AskMeetsOffer,
                    FactKind::PowerPartners,
                    FactKind::OtherContext,
                    FactKind::Competitors { hard: true },
                    FactKind::Competitors { hard: false },
                ];
                problem.facts.push(PairFact {
                    first,
                    second,
                    kind: kinds[chance.below(5)],
                });
            }
            _ => problem.meals.push(Meal {
                first,
                second,
                days_ago: chance.below(900) as u32,
            }),
        }
    }
    if people > 4 && chance.below(2) == 0 {
        let seat = (chance.below(2) == 0).then_some(1);
        problem.locks.push(Lock {
            guest: chance.below(people),
            table: 1,
            seat,
        });
    }
    problem
}

fn assert_everybody_once(problem: &Problem, plan: &Plan) {
    let mut everybody: Vec<_> = plan.tables.iter().flat_map(PlannedTable::people).collect();
    everybody.extend(&plan.unseated);
    everybody.sort_unstable();
    assert_eq!(everybody, (0..problem.guests.len()).collect::<Vec<_>>());
    for (spec, table) in problem.tables.iter().zip(&plan.tables) {
        assert_eq!((table.number, table.seats.len()), (spec.number, spec.seats));
    }
}

#[test]
fn any_plan_seats_everybody_once_keeps_locks_and_stays_below_every_bound() {
    let mut chance = Chance::new(5);
    for round in 0..60 {
        let problem = random_problem(&mut chance);
        let plan = seat(&problem, &options(round)).unwrap();
        assert_everybody_once(&problem, &plan);
        assert!(plan.unseated.is_empty());
        for lock in &problem.locks {
            let (table, seat) = plan.place_of(lock.guest).unwrap();
            assert_eq!(plan.tables[table].number, lock.table);
            assert!(lock.seat.is_none_or(|locked| locked == seat));
        }
        assert!(plan.score <= bound::score(&problem), "round {round}");
        let words = explain(&problem, &plan);
        assert_eq!(words.broken.len(), plan.broken.len());
        let new: u64 = plan
            .tables
            .iter()
            .map(|table| {
                let people: Vec<_> = table.people().collect();
                let is_new = |a: usize, b: usize| {
                    !problem.meals.iter().any(|meal| {
                        (meal.first, meal.second) == (a, b) || (meal.second, meal.first) == (a, b)
                    })
                };
                let pairs = people
                    .iter()
                    .enumerate()
                    .flat_map(|(index, &a)| people.iter().take(index).map(move |&b| (a, b)));
                pairs.filter(|&(a, b)| is_new(a, b)).count() as u64
            })
            .sum();
        assert!(new <= bound::first_meetings(&problem), "round {round}");
        // What a plan is worth does not depend on how it came about.
        let again = Plan::of(&problem, plan.tables.clone());
        assert_eq!((again.score, &again.broken), (plan.score, &plan.broken));
    }
}

#[test]
fn the_search_counts_broken_rules_as_the_plan_does() {
    let mut chance = Chance::new(9);
    for _ in 0..40 {
        let mut problem = random_problem(&mut chance);
        // Rules that the tables alone keep or break, each counted once.
        problem.rules.retain(|rule| rule.scope == Scope::Table);
        problem.guests_with_bringer = false;
        for guest in &mut problem.guests {
            guest.needs_accessible_seat = false;
        }
        for table in &mut problem.tables {
            table.least = 0;
        }
        let compiled = super::rules::compile(&problem, &[]);
        let groups = anneal(
            &Grouping {
                pairs: &compiled.pairs,
                tables: &compiled.tables,
                fixed: &compiled.fixed,
                quotas: &compiled.quotas,
            },
            1,
            Pace::Iterations(30_000),
        )
        .unwrap();
        let plan = seat(&problem, &options(1)).unwrap();
        assert_eq!(groups.broken, plan.broken.len() as i64, "{:?}", plan.broken);
        assert_eq!(groups.value, plan.score);
    }
}

#[test]
fn the_same_seed_and_tries_give_the_same_plan() {
    let mut chance = Chance::new(11);
    let problem = random_problem(&mut chance);
    let first = seat(&problem, &options(3)).unwrap();
    assert_eq!(first, seat(&problem, &options(3)).unwrap());
    assert!(first.effort.iterations() >= 30_000);
}

#[test]
fn a_search_by_the_clock_can_be_repeated() {
    use std::sync::atomic::{AtomicU32, Ordering};
    let problem = plain(30, 5, 6);
    let looks = AtomicU32::new(0);
    let clock = || looks.fetch_add(1, Ordering::Relaxed) * 2_000;
    let hurried = Options {
        seed: 4,
        pace: Pace::Clock(&clock),
        keep: &[],
    };
    let plan = seat(&problem, &hurried).unwrap();
    assert!(plan.effort.iterations() > 0);
    let repeat = Options {
        pace: Pace::Repeat(&plan.effort),
        ..options(4)
    };
    assert_eq!(seat(&problem, &repeat).unwrap(), plan);
}

/// Pinned, so that a change of machine or compiler that changes plans is noticed.
#[test]
fn a_plan_is_the_same_on_every_machine() {
    let mut chance = Chance::new(21);
    let mut pairs = PairMatrix::new(60);
    for first in 0..60 {
        for second in 0..first {
            pairs.add_gain(first, second, chance.below(100) as i32);
        }
    }
    let tables = [Capacity { least: 5, most: 8 }; 9];
    let grouping = Grouping {
        pairs: &pairs,
        tables: &tables,
        fixed: &[],
        quotas: &[],
    };
    let groups = anneal(&grouping, 1, Pace::Iterations(100_000)).unwrap();
    // Any one person elsewhere gives another sum.
    let sum = groups
        .table_of
        .iter()
        .fold(0_u64, |sum, &table| sum * 31 % 1_000_003 + table as u64);
    assert_eq!((groups.value, sum), (13_541, 744_063));
}

#[test]
fn small_groupings_are_as_good_as_by_trying_all() {
    fn best(pairs: &PairMatrix, table_of: &mut Vec<Option<usize>>, sizes: &mut [usize]) -> i64 {
        if table_of.len() == pairs.people() {
            return pairs.value(table_of).0;
        }
        let mut found = i64::MIN;
        for table in 0..sizes.len() {
            if sizes[table] > 0 {
                sizes[table] -= 1;
                table_of.push(Some(table));
                found = found.max(best(pairs, table_of, sizes));
                table_of.pop();
                sizes[table] += 1;
            }
        }
        found
    }
    let mut chance = Chance::new(31);
    for round in 0..10 {
        let mut pairs = PairMatrix::new(8);
        for first in 0..8 {
            for second in 0..first {
                pairs.add_gain(first, second, chance.below(41) as i32 - 20);
            }
        }
        let tables = [Capacity { least: 0, most: 4 }; 3];
        let grouping = Grouping {
            pairs: &pairs,
            tables: &tables,
            fixed: &[],
            quotas: &[],
        };
        let groups = anneal(&grouping, round, Pace::Iterations(40_000)).unwrap();
        assert_eq!(groups.value, best(&pairs, &mut Vec::new(), &mut [4; 3]));
    }
}

#[test]
fn tables_get_at_least_their_least() {
    let mut problem = plain(20, 4, 8);
    for table in &mut problem.tables {
        table.least = 4;
    }
    let plan = solve(&problem);
    assert!(plan.broken.is_empty(), "{:?}", plan.broken);
    // Everybody is new to everybody, so full tables make the most meetings that the least allows.
    let mut sizes: Vec<_> = plan
        .tables
        .iter()
        .map(|table| table.people().count())
        .collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [4, 4, 4, 8]);
}

#[test]
fn kept_guests_never_move() {
    let problem = plain(20, 4, 6);
    let before = solve(&problem);
    let keep: Vec<_> = (0..12)
        .map(|guest| {
            let (table, seat) = before.place_of(guest).unwrap();
            Lock {
                guest,
                table: before.tables[table].number,
                seat: Some(seat),
            }
        })
        .collect();
    let after = seat(
        &problem,
        &Options {
            keep: &keep,
            ..options(99)
        },
    )
    .unwrap();
    for guest in 0..12 {
        assert_eq!(after.place_of(guest), before.place_of(guest));
    }
    assert_everybody_once(&problem, &after);
}

#[test]
fn hard_rules_are_kept_when_they_can_be() {
    let mut problem = plain(24, 4, 6);
    problem.one_host_per_table = true;
    for guest in [0, 1, 2, 3, 4] {
        problem.guests[guest].is_host = true;
    }
    problem.guests[10].guest_of = Some(0);
    problem.guests[11].guest_of = Some(0);
    problem.guests[12].needs_accessible_seat = true;
    problem.guests[13].needs_accessible_seat = true;
    problem.tables[1].accessible = vec![2];
    problem.tables[2].accessible = vec![0];
    problem.facts.push(PairFact {
        first: 5,
        second: 6,
        kind: FactKind::Competitors { hard: true },
    });
    for other in 15..22 {
        problem
            .rules
            .push(rule(14, other, RuleKind::Apart, Scope::Table, true));
    }
    problem
        .rules
        .push(rule(7, 8, RuleKind::Together, Scope::Neighbours, true));
    problem
        .rules
        .push(rule(8, 9, RuleKind::Apart, Scope::Neighbours, true));
    problem
        .rules
        .push(rule(8, 9, RuleKind::Together, Scope::Table, true));
    let plan = solve(&problem);
    assert!(plan.broken.is_empty(), "{:?}", plan.broken);
    assert!(plan.tables.iter().all(|table| table.is_optimal));
    assert_eq!(
        explain(&problem, &plan).summary.last().unwrap(),
        "Every hard rule is kept"
    );
}

#[test]
fn a_lock_in_the_way_is_the_remedy() {
    let mut problem = plain(12, 2, 6);
    problem.locks = vec![
        Lock {
            guest: 0,
            table: 1,
            seat: None,
        },
        Lock {
            guest: 1,
            table: 1,
            seat: Some(0),
        },
    ];
    problem
        .rules
        .push(rule(0, 1, RuleKind::Apart, Scope::Table, true));
    let plan = solve(&problem);
    assert_eq!(plan.broken.len(), 1);
    assert_eq!(
        plan.broken[0].words,
        "Guest 0 and Guest 1 share a table but must not"
    );
    let mended = remedies(&problem, &plan, &options(1));
    assert_eq!(
        mended[0].remedy,
        "Unlock Guest 0: then this rule can be kept"
    );
}

#[test]
fn a_seat_too_few_is_the_remedy() {
    // Three who belong together, and a table each for two.
    let mut problem = plain(4, 2, 2);
    problem
        .rules
        .push(rule(0, 1, RuleKind::Together, Scope::Table, true));
    problem.guests[2].guest_of = Some(1);
    let plan = solve(&problem);
    assert_eq!(plan.broken.len(), 1);
    let remedy = &remedies(&problem, &plan, &options(1))[0].remedy;
    assert!(
        remedy.starts_with("Add one seat to table") || remedy.contains("a wish"),
        "{remedy}"
    );
}

#[test]
fn rules_that_say_the_opposite_are_named() {
    let mut problem = plain(6, 2, 3);
    problem
        .rules
        .push(rule(0, 1, RuleKind::Apart, Scope::Table, true));
    problem
        .rules
        .push(rule(1, 0, RuleKind::Together, Scope::Table, true));
    let plan = solve(&problem);
    assert_eq!(plan.broken.len(), 1);
    assert!(
        plan.broken[0]
            .remedy
            .contains("say the opposite: remove one of them")
    );
}

#[test]
fn more_guests_than_seats_wait_by_the_list() {
    let mut problem = plain(10, 1, 8);
    problem.guests[9].is_host = true;
    problem.locks.push(Lock {
        guest: 8,
        table: 1,
        seat: None,
    });
    let plan = solve(&problem);
    assert_eq!(plan.unseated, [6, 7]);
    assert_everybody_once(&problem, &plan);
    assert_eq!(plan.broken[0].kind, BrokenKind::NoSeat);
    assert_eq!(
        plan.broken[0].remedy,
        "Add 2 seats, or put Guest 6 on the waiting list"
    );
}

#[test]
fn a_table_without_host_and_a_short_one_are_named() {
    let mut problem = plain(7, 2, 6);
    problem.one_host_per_table = true;
    problem.guests[0].is_host = true;
    problem.tables[0].least = 4;
    problem.tables[1].least = 4;
    let plan = solve(&problem);
    let kinds: Vec<_> = plan.broken.iter().map(|rule| rule.kind).collect();
    assert!(
        kinds.contains(&BrokenKind::NoHost) && kinds.contains(&BrokenKind::TooFew),
        "{kinds:?}"
    );
    assert!(
        plan.broken
            .iter()
            .any(|rule| rule.remedy.starts_with("Invite 1 more"))
    );
}

#[test]
fn what_no_plan_could_keep_is_an_error_in_words() {
    let message = |change: fn(&mut Problem)| {
        let mut problem = plain(6, 2, 4);
        change(&mut problem);
        seat(&problem, &options(1)).unwrap_err().to_string()
    };
    let lock = |guest, table, seat| Lock { guest, table, seat };
    assert_eq!(
        message(|it| it.guests.clear()),
        "Nobody is coming yet, so nobody was seated: add guests"
    );
    assert!(message(|it| it.tables.clear()).contains("no table"));
    assert_eq!(
        message(|it| it.tables[0].seats = 0),
        "Table 1 has 0 seats: give it 1 to 40"
    );
    assert!(message(|it| it.tables[0].least = 5).contains("at least 5 guests but has 4 seats"));
    assert!(message(|it| it.tables[1].number = 1).contains("Two tables have the number 1"));
    assert!(message(|it| it.guests[0].guest_of = Some(0)).contains("not two guests"));
    let locked = |locks: Vec<Lock>| {
        let problem = Problem {
            locks,
            ..plain(6, 2, 4)
        };
        seat(&problem, &options(1)).unwrap_err().to_string()
    };
    assert_eq!(
        locked(vec![lock(0, 1, Some(4))]),
        "Table 1 has 4 seats, so there is no seat 5: choose another seat"
    );
    assert!(
        locked(vec![lock(0, 7, None)]).contains("table 7, which does not exist: unlock Guest 0")
    );
    assert_eq!(
        locked(vec![lock(0, 1, Some(2)), lock(1, 1, Some(2))]),
        "Guest 0 and Guest 1 are both locked to seat 3 of table 1: unlock one"
    );
    assert!(locked(vec![lock(0, 1, None), lock(0, 2, None)]).contains("two places"));
    assert!(locked((0..5).map(|guest| lock(guest, 1, None)).collect()).contains("unlock 1"));
    assert!(locked(vec![lock(9, 1, None)]).contains("guest 9, who is not at this dinner"));
}

#[test]
fn the_plain_search_refuses_what_does_not_fit() {
    let pairs = PairMatrix::new(5);
    let search = |tables: &[Capacity], fixed: &[Option<usize>], quotas: &[Quota]| {
        anneal(
            &Grouping {
                pairs: &pairs,
                tables,
                fixed,
                quotas,
            },
            1,
            Pace::Iterations(1),
        )
    };
    let four = [Capacity { least: 0, most: 4 }];
    assert_eq!(
        search(&four, &[], &[]),
        Err(GroupingError::TooFewSeats {
            people: 5,
            seats: 4
        })
    );
    assert_eq!(
        search(&[], &[], &[]),
        Err(GroupingError::TooFewSeats {
            people: 5,
            seats: 0
        })
    );
    let six = [Capacity { least: 0, most: 6 }];
    assert_eq!(
        search(&six, &[Some(1)], &[]),
        Err(GroupingError::WrongFixed { table: 1 })
    );
    let quota = [Quota {
        people: vec![5],
        least: 0,
        most: Vec::new(),
    }];
    assert_eq!(search(&six, &[], &quota), Err(GroupingError::WrongQuota));
    assert_eq!(
        search(&six, &[], &[]).map(|groups| groups.table_of),
        Ok(vec![0; 5])
    );
}

#[test]
fn a_plan_is_explained_without_overclaiming() {
    let mut problem = plain(8, 2, 4);
    problem.guests[0].trade = "law".to_owned();
    problem.guests[1].trade = "law".to_owned();
    problem.meals.push(Meal {
        first: 0,
        second: 1,
        days_ago: 40,
    });
    problem
        .rules
        .push(rule(2, 3, RuleKind::Wants, Scope::Neighbours, false));
    problem.facts.push(PairFact {
        first: 4,
        second: 5,
        kind: FactKind::AskMeetsOffer,
    });
    let plan = solve(&problem);
    let words = explain(&problem, &plan);
    assert_eq!(words.summary[0], "12 first meetings: more are not possible");
    assert_eq!(
        words.summary[1],
        "Wanted meetings: 1 of 1, 1 side by side, 0 opposite"
    );
    assert!(
        words.summary[2].starts_with("Score 160: "),
        "{}",
        words.summary[2]
    );
    let lines: Vec<_> = words.tables.iter().flat_map(|table| &table.lines).collect();
    assert!(
        lines
            .iter()
            .any(|line| *line == "Guest 2 asked to meet Guest 3: side by side")
    );
    assert!(
        lines
            .iter()
            .any(|line| *line == "What Guest 4 asks for, Guest 5 offers")
    );
    assert!(lines.iter().any(|line| *line == "Trades: law"));
    let pair = explain_pair(&problem, &plan, 0, 1);
    assert_eq!(
        pair[0],
        "Guest 0 and Guest 1 shared 1 meal, the last one 40 days ago"
    );
    assert!(pair[1].starts_with("At tables"), "{}", pair[1]);
    assert!(explain_pair(&problem, &plan, 0, 0).is_empty());
    let more = another_table(&problem, &plan, &options(1))
        .unwrap()
        .unwrap();
    assert!(more.starts_with("One more table of 4: "), "{more}");
    assert!(more.contains("instead of 12"), "{more}");
    assert_eq!(
        quality(78, 100),
        "Score 78: at least 78 % of the best possible"
    );
    assert_eq!(
        quality(999, 1000),
        "Score 999: at least 99 % of the best possible"
    );
    assert_eq!(quality(100, 100), "Score 100: proven best");
    assert_eq!(quality(-5, 20), "Score -5: no plan scores more than 20");
}

#[test]
fn the_first_dinner_of_a_group_reaches_its_limit() {
    let problem = plain(64, 8, 8);
    assert_eq!(bound::first_meetings(&problem), 224);
    let plan = solve(&problem);
    assert_eq!(
        explain(&problem, &plan).summary[0],
        "224 first meetings: more are not possible"
    );
    assert_eq!(plan.score, bound::score(&problem));
}

#[test]
fn meals_long_ago_count_less() {
    let mut problem = plain(4, 2, 2);
    let meal = |first, second, days_ago| Meal {
        first,
        second,
        days_ago,
    };
    // Everybody met everybody once; only one pair long ago, so that pair and the other two sit together.
    problem.meals = vec![
        meal(0, 1, 0),
        meal(0, 2, 0),
        meal(0, 3, 3_000),
        meal(1, 2, 0),
        meal(1, 3, 0),
        meal(2, 3, 0),
    ];
    let plan = solve(&problem);
    assert_eq!(plan.place_of(0).unwrap().0, plan.place_of(3).unwrap().0);
}

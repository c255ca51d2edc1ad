//! Why a plan is as it is: a sentence, figures with words, and how good it is, claimed only as far as that is proved.

use std::collections::BTreeMap;

use super::{Board, Kept, RuleLine, capital, listed, number_word};
use crate::{
    domain::{
        DinnerRecord,
        dinner::{Answer, RuleKind},
    },
    seating::{Options, Pace, Problem, Side, bound, explain, order_quality, side_at},
};

/// Tries of the short search with one more table.
const TRIES: u64 = 20_000;

/// More guests than this are not seated again on the side, which would hold the screen up.
const MOST_FOR_ANOTHER: usize = 100;

/// Fewer than this are no table.
const SMALLEST_TABLE: usize = 5;

/// How a figure is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Good,
    Look,
    Late,
}

/// A figure and its words.
#[derive(Clone, Debug)]
pub struct Figure {
    pub figure: String,
    pub name: String,
    pub about: String,
    pub mood: Mood,
}

/// How good a plan is.
#[derive(Clone, Debug)]
pub struct Quality {
    /// "proven best", "at least 93 %".
    pub words: String,
    /// The same as a part of the best, where one can be named.
    pub part: Option<f32>,
    /// Of what, and what would help.
    pub about: String,
}

/// Why a plan is as it is.
#[derive(Clone, Debug)]
pub struct Why {
    /// The plan in a sentence.
    pub lead: String,
    pub figures: Vec<Figure>,
    pub quality: Quality,
    /// What one more table would bring.
    pub another_table: Option<String>,
}

impl Board {
    pub(super) fn explained(&self, record: &DinnerRecord) -> Option<Why> {
        let laid: Vec<usize> = (0..self.plan.tables.len())
            .filter(|table| {
                self.plan
                    .tables
                    .get(*table)
                    .is_some_and(|table| table.people().next().is_some())
            })
            .collect();
        if laid.is_empty() {
            return None;
        }
        let figures = [
            Some(self.first_meetings(laid.len())),
            self.wishes(),
            self.rules_figure(),
            self.trades(record),
        ];
        let seated = self.seated_problem(&laid);
        Some(Why {
            lead: self.lead(record, &laid),
            figures: figures.into_iter().flatten().collect(),
            quality: match laid.as_slice() {
                _ if self.can_keep_more() => Quality {
                    words: "not the best".to_owned(),
                    part: None,
                    about: "A rule that must be kept is not, and nothing is known to forbid it. Seat again tries."
                        .to_owned(),
                },
                [table] => self.order(*table),
                _ => self.bounded(&seated),
            },
            another_table: self.another_table(&seated),
        })
    }

    /// Rules come before everything: while one is broken that could be kept, no plan is called good.
    fn can_keep_more(&self) -> bool {
        let is_broken = |line: &RuleLine| line.is_hard && line.state == Kept::NotKept;
        self.clash.is_empty() && self.rules.iter().any(is_broken)
    }

    /// The problem of those who have a seat, at the tables that are laid: what a limit is to be taken of.
    fn seated_problem(&self, laid: &[usize]) -> Problem {
        let mut problem = self.problem.clone();
        let count = self
            .plan
            .tables
            .iter()
            .map(|table| table.people().count())
            .sum();
        // Those with a seat come first in the list; the rest is left off.
        problem.guests.truncate(count);
        for guest in &mut problem.guests {
            guest.guest_of = guest.guest_of.filter(|by| *by < count);
        }
        problem
            .meals
            .retain(|meal| meal.first < count && meal.second < count);
        problem
            .facts
            .retain(|fact| fact.first < count && fact.second < count);
        problem
            .rules
            .retain(|rule| rule.first < count && rule.second < count);
        problem.tables = laid
            .iter()
            .filter_map(|table| self.problem.tables.get(*table).cloned())
            .collect();
        problem.locks.retain(|lock| {
            lock.guest < count
                && problem
                    .tables
                    .iter()
                    .any(|table| table.number == lock.table)
        });
        problem
    }

    fn lead(&self, record: &DinnerRecord, laid: &[usize]) -> String {
        let broken = self
            .rules
            .iter()
            .filter(|line| line.counts_as_broken())
            .count();
        let rules = match broken {
            0 => "every rule is kept".to_owned(),
            1 => "one rule is left to mend".to_owned(),
            more => format!("{} rules are left to mend", number_word(more)),
        };
        if laid.len() > 1 {
            let pairs: usize = self
                .plan
                .tables
                .iter()
                .map(|table| table.people().count())
                .map(|people| people * people.saturating_sub(1) / 2)
                .sum();
            let new = self.first_meetings_of(&self.plan);
            let tenths = (10 * new + pairs / 2) / pairs.max(1);
            let first = match (new, tenths) {
                (0, _) => "All of them have shared a meal before".to_owned(),
                (_, _) if new == pairs => "No pair has ever shared a meal".to_owned(),
                (_, 0) => "Hardly a pair has never shared a meal".to_owned(),
                (_, 10) => "Nearly all pairs have never shared a meal".to_owned(),
                (_, tenths) => format!(
                    "{} pairs out of ten have never shared a meal",
                    capital(&number_word(tenths))
                ),
            };
            return format!("{first}. {}.", capital(&rules));
        }
        let neighbours: Vec<(usize, usize)> = self.neighbours(&self.plan).collect();
        let new = self.new_neighbours(&self.plan);
        let all = neighbours.len();
        let first = match new {
            0 => "No neighbours are new to each other".to_owned(),
            new if new == all => "All neighbours are new to each other".to_owned(),
            new => format!(
                "{} of {} neighbours are new to each other",
                capital(&number_word(new)),
                number_word(all)
            ),
        };
        let trade = |guest: usize| -> String {
            self.people
                .get(guest)
                .and_then(|person| record.trades_of(*person).first().copied())
                .unwrap_or_default()
                .trim()
                .to_lowercase()
        };
        let rivals = neighbours
            .iter()
            .find(|(one, other)| !trade(*one).is_empty() && trade(*one) == trade(*other));
        let knows_trades = neighbours.iter().any(|(one, _)| !trade(*one).is_empty());
        let second = match rivals {
            Some((one, other)) => format!(
                "but {} and {}, of one trade, sit side by side",
                self.name(*one),
                self.name(*other)
            ),
            None if knows_trades => "and nobody sits beside a rival".to_owned(),
            None => format!("and {rules}"),
        };
        format!("{first}, {second}.")
    }

    fn first_meetings(&self, laid: usize) -> Figure {
        let new = self.first_meetings_of(&self.plan);
        let pairs_of = |people: usize| people * people.saturating_sub(1) / 2;
        let seated: usize = self.tables.iter().map(super::BoardTable::people).sum();
        let is_sure = |guest: &&super::SeatedGuest| guest.answer == Answer::Accepted;
        let sure: Vec<Vec<usize>> = self
            .tables
            .iter()
            .map(|table| {
                let guests = table.seats.iter().filter_map(|seat| seat.guest.as_ref());
                guests
                    .filter(is_sure)
                    .filter_map(|guest| self.places.get(&guest.person).copied())
                    .collect()
            })
            .collect();
        let count: usize = sure.iter().map(Vec::len).sum();
        let pairs: usize = self
            .tables
            .iter()
            .map(|table| pairs_of(table.people()))
            .sum();
        let where_from = if laid > 1 {
            format!("of {pairs} pairs at {laid} tables")
        } else if count < seated {
            format!("of {pairs} pairs if all {} come", number_word(seated))
        } else {
            format!("of {pairs} pairs at this table")
        };
        let about = if count < seated {
            let new_sure: usize = sure
                .iter()
                .map(|people| {
                    let pairs = people.iter().enumerate().flat_map(|(at, one)| {
                        people.iter().skip(at + 1).map(move |other| (*one, *other))
                    });
                    pairs
                        .filter(|(one, other)| self.meals(*one, *other) == 0)
                        .count()
                })
                .sum();
            let all: usize = sure.iter().map(|people| pairs_of(people.len())).sum();
            format!(
                "{where_from}; {new_sure} of {all} with the {} who said yes.",
                number_word(count)
            )
        } else {
            format!("{where_from}.")
        };
        Figure {
            figure: new.to_string(),
            name: plural(new, "first meeting"),
            about,
            mood: if new == 0 { Mood::Look } else { Mood::Good },
        }
    }

    fn wishes(&self) -> Option<Figure> {
        let wishes: Vec<&RuleLine> = self
            .rules
            .iter()
            .filter(|line| line.kind == RuleKind::Wants)
            .collect();
        if wishes.is_empty() {
            return None;
        }
        let met = wishes.iter().filter(|line| line.state == Kept::Yes).count();
        let side_of = |line: &RuleLine| {
            let place = |person| self.plan.place_of(*self.places.get(&person)?);
            side_at(&self.problem, place(line.first)?, place(line.second?)?)
        };
        let sides: Vec<Option<Side>> = wishes.iter().map(|line| side_of(line)).collect();
        let count =
            |wanted: &[Option<Side>]| sides.iter().filter(|side| wanted.contains(side)).count();
        let parts = [
            (count(&[Some(Side::Beside)]), "side by side"),
            (count(&[Some(Side::Opposite)]), "face to face"),
            (
                count(&[Some(Side::Diagonal), Some(Side::Further)]),
                "at one table",
            ),
        ];
        let mut words: Vec<String> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{} {words}", number_word(count)))
            .collect();
        let apart = count(&[None]);
        if apart > 0 {
            let wait = if apart == 1 { "waits" } else { "wait" };
            words.push(format!("{} {wait} for another dinner", number_word(apart)));
        }
        Some(Figure {
            figure: format!("{met} / {}", wishes.len()),
            name: plural(wishes.len(), "wanted meeting"),
            about: format!("{}.", words.join(", ")),
            mood: if met == wishes.len() {
                Mood::Good
            } else {
                Mood::Look
            },
        })
    }

    fn rules_figure(&self) -> Option<Figure> {
        let rules = || {
            self.rules
                .iter()
                .filter(|line| line.kind != RuleKind::Wants || line.is_hard)
        };
        let all = rules().count();
        let broken: Vec<&RuleLine> = rules().filter(|line| line.counts_as_broken()).collect();
        let Some(first) = broken.first() else {
            let open = rules().filter(|line| line.state == Kept::Open).count();
            let about = match open {
                0 => "all that were set.".to_owned(),
                _ => format!("{} cannot be said yet.", number_word(open)),
            };
            return (all > 0).then(|| Figure {
                figure: (all - open).to_string(),
                name: format!("{} kept", plural(all - open, "rule")),
                about,
                mood: Mood::Good,
            });
        };
        let said: String = first
            .words
            .iter()
            .map(|(words, _)| words.as_str())
            .collect();
        let is_hard = broken.iter().any(|line| line.is_hard);
        Some(Figure {
            figure: broken.len().to_string(),
            name: format!("{} not kept", plural(broken.len(), "rule")),
            about: format!("{said}, {}. {}", first.about, first.why),
            mood: if is_hard { Mood::Late } else { Mood::Look },
        })
    }

    fn trades(&self, record: &DinnerRecord) -> Option<Figure> {
        let mut all: BTreeMap<String, usize> = BTreeMap::new();
        let mut rivals: Vec<String> = Vec::new();
        let mut seated = 0;
        for table in &self.tables {
            let mut here: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for guest in table.seats.iter().filter_map(|seat| seat.guest.as_ref()) {
                seated += 1;
                let trade = record.trades_of(guest.person).first().copied();
                let trade = trade.unwrap_or_default().trim().to_lowercase();
                if !trade.is_empty() {
                    *all.entry(trade.clone()).or_default() += 1;
                    here.entry(trade).or_default().push(guest.short.clone());
                }
            }
            for (trade, names) in here.into_iter().filter(|(_, names)| names.len() > 1) {
                rivals.push(format!("{} share {trade}", listed(&names)));
            }
        }
        if all.is_empty() {
            return None;
        }
        let about = match rivals.as_slice() {
            [] => "no two rivals at one table.".to_owned(),
            [one] => format!("{one}."),
            [one, rest @ ..] => format!("{one}, and {} more.", number_word(rest.len())),
        };
        Some(Figure {
            figure: all.len().to_string(),
            name: format!(
                "{} in {}",
                plural(all.len(), "trade"),
                crate::app::dinners::counted(seated, "seat")
            ),
            about,
            mood: if rivals.is_empty() {
                Mood::Good
            } else {
                Mood::Look
            },
        })
    }

    /// One table is as good as its order of seats, and the best order is known.
    fn order(&self, table: usize) -> Quality {
        let best = "Seat again finds the best order.";
        let Some(quality) = order_quality(&self.problem, &self.plan, table) else {
            return Quality {
                words: "not known".to_owned(),
                part: None,
                about: "Somebody does not sit where a rule keeps them. Seat again mends that."
                    .to_owned(),
            };
        };
        let is_best = !quality.keeps_more && quality.present >= quality.best;
        if quality.is_proven && is_best {
            let locked = self.locked_seats(table);
            let weighed = self.orders(table);
            let about = match locked.as_slice() {
                [] => weighed,
                [seat] => format!("with seat {seat} fixed: {weighed}"),
                seats => format!("with seats {} fixed: {weighed}", listed(seats)),
            };
            let freed = self.better_when_free(table);
            return Quality {
                words: "proven best".to_owned(),
                part: Some(1.0),
                about: format!("{about}.{freed}"),
            };
        }
        if quality.keeps_more {
            return Quality {
                words: "one rule short".to_owned(),
                part: None,
                about: format!("Another order keeps a rule more. {best}"),
            };
        }
        let of = if quality.is_proven {
            "of the proven best"
        } else {
            "of the best order found"
        };
        match percent(quality.present, quality.best) {
            Some(part) => Quality {
                words: format!("{part} % {of}"),
                part: Some(part as f32 / 100.0),
                about: format!("All who sit here counted, as each pair can talk. {best}"),
            },
            None => Quality {
                words: "not the best".to_owned(),
                part: None,
                about: best.to_owned(),
            },
        }
    }

    /// Several tables are measured against a limit on first meetings that no plan can pass.
    fn bounded(&self, seated: &Problem) -> Quality {
        let limit = bound::first_meetings(seated);
        let new = self.first_meetings_of(&self.plan) as u64;
        let (new, limit) = (
            i64::try_from(new).unwrap_or(i64::MAX),
            i64::try_from(limit).unwrap_or(i64::MAX),
        );
        if limit == 0 {
            return Quality {
                words: "nobody is new".to_owned(),
                part: None,
                about: "All who can share a table have met before.".to_owned(),
            };
        }
        if new >= limit {
            return Quality {
                words: "proven best".to_owned(),
                part: Some(1.0),
                about: "in first meetings: no plan has more.".to_owned(),
            };
        }
        let part = percent(new, limit).unwrap_or_default();
        Quality {
            words: format!("at least {part} %"),
            part: Some(part as f32 / 100.0),
            about: format!("of {limit} first meetings, a bound that no plan can pass."),
        }
    }

    fn locked_seats(&self, table: usize) -> Vec<String> {
        let Some(planned) = self.plan.tables.get(table) else {
            return Vec::new();
        };
        (1..)
            .zip(&planned.seats)
            .filter(|(_, guest)| guest.is_some_and(|guest| self.is_locked(guest)))
            .map(|(seat, _): (usize, _)| seat.to_string())
            .collect()
    }

    /// "all 720 orders were weighed".
    fn orders(&self, table: usize) -> String {
        let Some(planned) = self.plan.tables.get(table) else {
            return String::new();
        };
        let locked = planned
            .people()
            .filter(|guest| self.is_locked(*guest))
            .count();
        let people = planned.people().count() - locked;
        let seats = planned.seats.len() - locked;
        let orders: u64 = (0..people as u64)
            .map(|taken| seats as u64 - taken)
            .product();
        if orders > 9_999_999 {
            return "no other order is better".to_owned();
        }
        format!(
            "all {} orders were weighed, by who meets, wants and can help whom",
            thousands(orders)
        )
    }

    /// Whose seat to free, if that allows a better order.
    fn better_when_free(&self, table: usize) -> String {
        let quality = order_quality(&self.problem, &self.plan, table);
        let Some((quality, planned)) = quality.zip(self.plan.tables.get(table)) else {
            return String::new();
        };
        for guest in planned.people().filter(|guest| self.is_locked(*guest)) {
            let mut freed = self.problem.clone();
            freed.locks.retain(|lock| lock.guest != guest);
            if let Some(found) = order_quality(&freed, &self.plan, table) {
                let name = self.name(guest);
                if found.keeps_more && !quality.keeps_more {
                    return format!(" Free {name}’s seat and one more rule can be kept.");
                }
                if found.best > quality.best {
                    return format!(" Free {name}’s seat and a better order is possible.");
                }
            }
        }
        String::new()
    }

    fn another_table(&self, seated: &Problem) -> Option<String> {
        let guests = seated.guests.len();
        if guests > MOST_FOR_ANOTHER || guests / (seated.tables.len() + 1) < SMALLEST_TABLE {
            return None;
        }
        let options = Options {
            seed: 1,
            pace: Pace::Iterations(TRIES),
            keep: &[],
        };
        let another = explain::with_another_table(seated, &self.plan, &options).ok()??;
        let ([_, new], old) = (
            another.first_meetings,
            self.first_meetings_of(&self.plan) as u64,
        );
        Some(match new.cmp(&old) {
            std::cmp::Ordering::Less => {
                format!("One more table would bring fewer first meetings: {new} instead of {old}.")
            }
            std::cmp::Ordering::Equal => {
                "One more table would bring no more first meetings.".to_owned()
            }
            std::cmp::Ordering::Greater => {
                format!("One more table would bring {new} first meetings instead of {old}.")
            }
        })
    }
}

/// How many hundredths `value` is of `best`, rounded down, so that only the best is all of it.
fn percent(value: i64, best: i64) -> Option<i64> {
    (value > 0 && best > 0).then(|| (value * 100 / best).min(99))
}

fn plural(count: usize, one: &str) -> String {
    if count == 1 {
        one.to_owned()
    } else {
        format!("{one}s")
    }
}

/// 40320 as "40,320".
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

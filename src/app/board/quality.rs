//! How good a plan is, claimed only as far as it is proved: one table against its best order, several against a limit.

use super::{Board, Kept, RuleLine, listed};
use crate::seating::{Options, Pace, Problem, bound, explain, order_quality};

/// Tries of the short search with one more table.
const TRIES: u64 = 20_000;

/// More guests than this are not seated again on the side, which would hold the screen up.
const MOST_FOR_ANOTHER: usize = 100;

/// Fewer than this are no table.
const SMALLEST_TABLE: usize = 5;

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

impl Board {
    /// How good the plan is, whose people sit at the `laid` tables.
    pub(super) fn quality(&self, laid: &[usize], seated: &Problem) -> Quality {
        if self.can_keep_more() {
            return Quality {
                words: "not the best".to_owned(),
                part: None,
                about: "A rule that must be kept is not, and nothing is known to forbid it. Seat again tries."
                    .to_owned(),
            };
        }
        match laid {
            [table] => self.order(*table),
            _ => self.bounded(seated),
        }
    }

    /// Rules come before everything: while one is broken that could be kept, no plan is called good.
    fn can_keep_more(&self) -> bool {
        let is_broken = |line: &RuleLine| line.is_hard && line.state == Kept::NotKept;
        self.clash.is_empty() && self.rules.iter().any(is_broken)
    }

    /// The problem of those who have a seat, at the tables that are laid: what a limit is to be taken of.
    pub(super) fn seated_problem(&self, laid: &[usize]) -> Problem {
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

    pub(super) fn another_table(&self, seated: &Problem) -> Option<String> {
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

//! Why a plan is as it is: a sentence, and figures with words.

use std::collections::BTreeMap;

use super::{Board, Kept, Quality, RuleLine, capital, listed, number_word};
use crate::{
    domain::{
        DinnerRecord,
        dinner::{Answer, RuleKind},
    },
    seating::{Side, side_at},
};

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
            quality: self.quality(&laid, &seated),
            another_table: self.another_table(&seated),
        })
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
}

fn plural(count: usize, one: &str) -> String {
    if count == 1 {
        one.to_owned()
    } else {
        format!("{one}s")
    }
}

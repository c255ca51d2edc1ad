//! What a move would change, found by making it on a copy of the plan.

use super::{Board, Place};
use crate::seating::{Plan, RuleKind, Scope, Side, side_at};

/// How one consequence is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// More of what is wanted.
    More,
    /// Less of what is wanted.
    Less,
    /// A wish or rule that is lost.
    Lost,
    /// Nothing is lost here.
    Kept,
}

/// What a move would change, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveEffect {
    /// "Swap with Jonah".
    pub title: String,
    pub lines: Vec<(Change, String)>,
}

impl Board {
    /// What it would change to carry somebody from one seat to another, or away from the table.
    pub fn effect(&self, from: Place, to: Option<Place>) -> Option<MoveEffect> {
        let start = self.index(from)?;
        let guest = self.guest_at(start)?;
        let (title, plan) = match to {
            None => {
                let mut plan = self.bare(self.plan.tables.clone());
                let seat = plan.tables.get_mut(start.0)?.seats.get_mut(start.1)?;
                *seat = None;
                (format!("{} has no seat", self.name(guest)), plan)
            }
            Some(to) => {
                let end = self.index(to)?;
                let title = match self.guest_at(end) {
                    Some(other) => format!("Swap with {}", self.name(other)),
                    None => format!("Move to seat {}", to.1),
                };
                (title, self.swapped(start, end))
            }
        };
        Some(MoveEffect {
            title,
            lines: self.compared(&plan),
        })
    }

    fn compared(&self, plan: &Plan) -> Vec<(Change, String)> {
        let mut lines = Vec::new();
        let (was, is) = (self.new_neighbours(&self.plan), self.new_neighbours(plan));
        lines.push(counted_change(was, is, "new neighbour"));
        let (was, is) = (
            self.first_meetings_of(&self.plan),
            self.first_meetings_of(plan),
        );
        if was != is {
            lines.push(counted_change(was, is, "first meeting"));
        }
        let (before, after) = (self.kept(&self.plan), self.kept(plan));
        let mut broken = 0;
        for (index, rule) in self.problem.rules.iter().enumerate() {
            let (one, other) = (self.name(rule.first), self.name(rule.second));
            let (was, is) = (
                before.get(index) == Some(&true),
                after.get(index) == Some(&true),
            );
            let near = |plan: &Plan| {
                let places = plan.place_of(rule.first).zip(plan.place_of(rule.second));
                places.and_then(|(here, there)| side_at(&self.problem, here, there))
            };
            let (here, there) = (near(&self.plan), near(plan));
            let is_wish = rule.kind == RuleKind::Wants && !rule.hard;
            let words = match (rule.kind, rule.scope, is) {
                (RuleKind::Apart, Scope::Neighbours, false) => format!("{one} beside {other}"),
                (RuleKind::Apart, _, false) => format!("{one} at the table of {other}"),
                (RuleKind::Apart, _, true) => format!("{one} and {other} apart"),
                (_, Scope::Neighbours, true) => format!("{one} beside {other}"),
                (_, Scope::Neighbours, false) => format!("{one} not beside {other}"),
                (_, _, true) => format!("{one} and {other} at one table"),
                (_, _, false) => format!("{one} not with {other}"),
            };
            if was && !is {
                lines.push((Change::Lost, words));
                broken += usize::from(!is_wish);
            } else if is && !was {
                lines.push((Change::More, words));
            } else if is_wish && here == Some(Side::Beside) && there != here {
                lines.push((Change::Lost, format!("{one} not beside {other}")));
            } else if is_wish && there == Some(Side::Beside) && there != here {
                lines.push((Change::More, format!("{one} beside {other}")));
            }
        }
        if broken == 0 {
            lines.push((Change::Kept, "no rule broken".to_owned()));
        }
        lines
    }

    pub(super) fn index(&self, place: Place) -> Option<(usize, usize)> {
        let table = self
            .problem
            .tables
            .iter()
            .position(|table| i64::from(table.number) == place.0)?;
        Some((table, usize::try_from(place.1 - 1).ok()?))
    }

    pub(super) fn guest_at(&self, at: (usize, usize)) -> Option<usize> {
        *self.plan.tables.get(at.0)?.seats.get(at.1)?
    }

    /// The plan with two places in each other's stead.
    pub(super) fn swapped(&self, one: (usize, usize), other: (usize, usize)) -> Plan {
        let mut tables = self.plan.tables.clone();
        let (first, second) = (self.guest_at(one), self.guest_at(other));
        for (place, guest) in [(one, second), (other, first)] {
            if let Some(seat) = tables
                .get_mut(place.0)
                .and_then(|table| table.seats.get_mut(place.1))
            {
                *seat = guest;
            }
        }
        self.bare(tables)
    }

    /// A plan of which only the seats are looked at.
    fn bare(&self, tables: Vec<crate::seating::PlannedTable>) -> Plan {
        Plan {
            tables,
            unseated: Vec::new(),
            broken: Vec::new(),
            score: 0,
            effort: self.plan.effort.clone(),
        }
    }

    /// Neighbours who never ate together.
    pub(super) fn new_neighbours(&self, plan: &Plan) -> usize {
        self.neighbours(plan)
            .filter(|(one, other)| self.meals(*one, *other) == 0)
            .count()
    }

    /// All pairs that sit side by side.
    pub(super) fn neighbours<'a>(
        &'a self,
        plan: &'a Plan,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        plan.tables
            .iter()
            .enumerate()
            .flat_map(move |(table, planned)| {
                let seats = &planned.seats;
                (0..seats.len())
                    .flat_map(|one| (one + 1..seats.len()).map(move |other| (one, other)))
                    .filter_map(move |(one, other)| {
                        let pair = ((*seats.get(one)?)?, (*seats.get(other)?)?);
                        let side = side_at(&self.problem, (table, one), (table, other));
                        (side == Some(Side::Beside)).then_some(pair)
                    })
            })
    }

    pub(super) fn first_meetings_of(&self, plan: &Plan) -> usize {
        let new_at = |table: &crate::seating::PlannedTable| {
            let people: Vec<usize> = table.people().collect();
            let pairs = people
                .iter()
                .enumerate()
                .flat_map(|(at, one)| people.iter().skip(at + 1).map(move |other| (*one, *other)));
            pairs
                .filter(|(one, other)| self.meals(*one, *other) == 0)
                .count()
        };
        plan.tables.iter().map(new_at).sum()
    }
}

fn counted_change(was: usize, is: usize, one: &str) -> (Change, String) {
    let many = if is == 1 {
        one.to_owned()
    } else {
        format!("{one}s")
    };
    match is.cmp(&was) {
        std::cmp::Ordering::Less => (Change::Less, format!("{was} to {is} {many}")),
        std::cmp::Ordering::Equal => (Change::Kept, format!("{is} {many}, as before")),
        std::cmp::Ordering::Greater => (Change::More, format!("{was} to {is} {many}")),
    }
}

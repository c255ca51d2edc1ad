//! A table and its seats in sentences, for who cannot see the picture.

use super::{Shape, TablePlan};
use crate::ui::widgets::SeatState;
use crate::ui::widgets::mini_table;

/// "Table 1, round, 8 seats: 6 coming, 1 maybe, 1 no answer yet".
pub(super) fn table(plan: &TablePlan<'_>) -> String {
    let states: Vec<SeatState> = plan.seats.iter().map(|seat| seat.state).collect();
    let shape = if plan.shape == Shape::Round {
        "round"
    } else {
        "long"
    };
    format!("{}, {shape}, {}", plan.name, mini_table::sentence(&states))
}

/// "Seat 3 of 8, Tomasz Wilk, beside Hannah, new, and Jonah, new; not fixed".
pub(super) fn seat(plan: &TablePlan<'_>, index: usize) -> String {
    let Some(seat) = plan.seats.get(index) else {
        return String::new();
    };
    let place = format!("Seat {} of {}", seat.number, plan.seats.len());
    if seat.state == SeatState::Free {
        return format!("{place}, free");
    }
    let answer = if seat.state == SeatState::Coming {
        ""
    } else {
        seat.state.word()
    };
    let beside = beside(plan, index);
    let fixed = seat
        .fixed
        .map_or_else(|| "not fixed".to_owned(), |why| format!("fixed: {why}"));
    let trouble = if seat.trouble {
        "; a rule is not kept"
    } else {
        ""
    };
    let said = [place.as_str(), seat.name, answer, &beside];
    let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}; {fixed}{trouble}", said.join(", "))
}

fn beside(plan: &TablePlan<'_>, index: usize) -> String {
    let neighbours = plan.bonds.iter().filter_map(|(one, other, bond)| {
        let neighbour = if *one == index {
            *other
        } else if *other == index {
            *one
        } else {
            return None;
        };
        Some((neighbour, *bond))
    });
    let mut neighbours: Vec<(usize, super::Bond)> = neighbours.collect();
    // Going round: who sits before this seat comes first.
    let count = plan.seats.len().max(1);
    neighbours.sort_by_key(|(neighbour, _)| std::cmp::Reverse((neighbour + count - index) % count));
    let parts: Vec<String> = neighbours
        .into_iter()
        .filter_map(|(neighbour, bond)| plan.seats.get(neighbour).map(|seat| (seat, bond)))
        .map(|(seat, bond)| format!("{}, {}", first_name(seat.name), bond.word()))
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("beside {}", parts.join(", and "))
    }
}

/// The first word of a name.
pub(super) fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

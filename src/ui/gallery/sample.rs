//! Made-up people for the gallery.

use crate::ui::widgets::table::Seat;
use crate::ui::widgets::{Plate, SeatState};

/// Name, trade, colour of the plate.
pub(super) const PEOPLE: [(&str, &str, usize); 10] = [
    ("Ines Carvalho", "Host · business coach", 0),
    ("Hannah Lindqvist", "Web copywriter", 7),
    ("Tomasz Wilk", "Print & packaging", 4),
    ("Jonah Reid", "Office lettings", 6),
    ("Priya Raman", "Brand designer", 3),
    ("Dana Whitlock", "Commercial lawyer", 1),
    ("Marcus Oyelaran", "Chartered accountant", 2),
    ("Elena Fuchs", "HR consultant", 5),
    ("Sam Okafor", "IT support", 8),
    ("Ruth Abara", "Mortgage broker", 9),
];

/// The plate of one of them.
pub(super) fn plate(name: &str, colour: usize) -> Plate {
    Plate {
        colour,
        ..Plate::new(name, name.as_bytes())
    }
}

/// The first `count` of them round a table, in `order`.
pub(super) fn seats(order: &[usize]) -> Vec<Seat<'static>> {
    order
        .iter()
        .enumerate()
        .filter_map(|(place, person)| PEOPLE.get(*person).map(|person| (place, person)))
        .map(|(place, (name, trade, colour))| {
            Seat::new(place + 1, name, trade, plate(name, *colour))
        })
        .collect()
}

/// The seats of the second drawn screen: two fixed, one maybe, one without an answer.
pub(super) fn seating(order: &[usize]) -> Vec<Seat<'static>> {
    use crate::ui::theme::Tone;

    let mut seats = seats(order);
    for seat in &mut seats {
        match seat.name {
            "Ines Carvalho" => seat.fixed = Some("by the door"),
            "Elena Fuchs" => seat.fixed = Some("step-free aisle"),
            "Jonah Reid" => {
                seat.state = SeatState::Maybe;
                seat.note = Some(("Maybe", Tone::Look));
            }
            "Hannah Lindqvist" => {
                seat.state = SeatState::Unanswered;
                seat.note = Some(("No answer yet", Tone::Neutral));
            }
            _ => {}
        }
    }
    seats
}

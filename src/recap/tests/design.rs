//! The table sheet and the place cards of the design's pictures, word for word, so that both can be laid beside them.

use super::super::content::house::{PlaceCard, PlaceCards, SheetGuest, SheetPart, TableSheet};
use super::super::sample::seated;
use super::house::{sheet, slot, speaker};
use crate::domain::dinner::Shape;

/// What each of the eight does, needs, and is to be asked about, by seat.
const AT_SEATS: [(&str, &str, &str); 8] = [
    ("Business coach", "", "your newest team lead"),
    ("Web copywriter", "", "a page that does not work"),
    ("Print & packaging", "", "paper you can feel"),
    ("Office lettings", "", "two empty shops"),
    ("Brand designer", "vegetarian", "what your label says"),
    ("Commercial lawyer", "", "your next lease"),
    ("Chartered accountant", "no shellfish", "your second year"),
    ("HR consultant", "step-free", "a first hire"),
];

/// The picture's table sheet.
pub(super) fn table_sheet() -> TableSheet {
    let course = |time: &str, course: &str| slot(time, SheetPart::Course(course.to_owned()));
    let other = |time: &str, title: &str| slot(time, SheetPart::Other(title.to_owned()));
    let seats = seated().into_iter().zip(AT_SEATS);
    TableSheet {
        seats: seats
            .map(|(guest, (trade, need, _))| {
                let about = match guest.name.as_str() {
                    "Ines Carvalho" => "Host · business coach",
                    _ => trade,
                };
                Some(SheetGuest {
                    guest,
                    about: about.to_owned(),
                    need: Some(need.to_owned()).filter(|need| !need.is_empty()),
                })
            })
            .collect(),
        order: vec![
            other("19:15", "Welcome, and Dana introduces Priya"),
            course("19:20", "Starters"),
            speaker(
                "19:32",
                "Dana Whitlock",
                "Firms about to sign a first lease",
            ),
            speaker("19:42", "Marcus Oyelaran", "Owners in their second year"),
            speaker("19:52", "Hannah Lindqvist", "An editor of a trade paper"),
            course("20:02", "Mains"),
            speaker("20:22", "Priya Raman", "A marketing head at a food brand"),
            speaker("20:32", "Jonah Reid", "A mortgage broker, mixed use"),
            speaker("20:42", "Tomasz Wilk", "Any brewery that is rebranding"),
            course("20:52", "Dessert and coffee"),
            speaker("21:07", "Elena Fuchs", "A payroll partner"),
            speaker("21:17", "Ines Carvalho", "Team leads just promoted"),
            other("21:27", "Round the table: one promise each"),
        ],
        ..sheet()
    }
}

/// The picture's place cards.
pub(super) fn place_cards() -> PlaceCards {
    let at_seats = (1..).zip(seated().into_iter().zip(AT_SEATS));
    PlaceCards {
        cards: at_seats
            .map(|(seat, (guest, (trade, _, ask_about)))| PlaceCard {
                name: guest.name,
                trade: trade.to_owned(),
                table: 1,
                shape: Shape::Round,
                seat,
                seats: AT_SEATS.len(),
                ask_about: Some(ask_about.to_owned()),
            })
            .collect(),
    }
}

//! Parsers of what people type and hand over, on arbitrary input: they answer, and never panic. (The readers of contacts
//! have theirs beside them.)

use chrono::{NaiveDate, NaiveDateTime};
use tablemates::{
    domain::{Id, note::Phase},
    evening::{
        grammar::{self, Context, DateOrder, Seat},
        script,
    },
};

#[test]
fn any_note_line_is_read_and_keeps_its_words() {
    let seat = |number: u8, name: &str| Seat {
        number,
        person: Id::from_uuid(uuid::Uuid::from_u128(number.into())),
        name: name.to_owned(),
    };
    let seats = [
        seat(1, "Ana Lee"),
        seat(2, "Zoë Łukasz"),
        seat(10, "李小龙"),
    ];
    bolero::check!()
        .with_iterations(2_000)
        .for_each(|bytes: &[u8]| {
            let line = String::from_utf8_lossy(bytes);
            let context = Context {
                seats: &seats,
                presenter: seats.first().map(|seat| seat.person),
                phase: Some(Phase::Questions),
                today: NaiveDate::default(),
                date_order: DateOrder::DayMonth,
                reads_dates: true,
                last_open_question: None,
            };
            let parsed = grammar::parse(&line, &context);
            let is_only_signs = !line.chars().any(char::is_alphanumeric);
            assert!(is_only_signs || !parsed.text.is_empty() || !parsed.chips.is_empty());
        });
}

#[test]
fn any_script_is_read_or_refused_with_its_line() {
    bolero::check!()
        .with_iterations(2_000)
        .for_each(|bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            if let Err(error) = script::parse(&text, NaiveDateTime::default()) {
                assert!((1..=text.lines().count()).contains(&error.number));
            }
        });
}

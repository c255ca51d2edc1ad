//! From the record of a dinner to the papers of the house: table sheet, place cards, kitchen list. What the sheet says of
//! times and of the plan's merits is reckoned elsewhere and comes as [`TableFacts`].

use std::collections::BTreeMap;

use super::super::content::{
    Guest, Plate,
    house::{
        KitchenList, KitchenTable, PlaceCard, PlaceCards, SeatNeed, SheetGuest, SheetPart,
        SheetSlot, TableSheet,
    },
};
use crate::domain::{
    Attendance, DinnerRecord, Id, Person, Slot, Table,
    dinner::{Answer, Presence},
    word::uncapitalised,
};

/// What the running order and the seating say of one table: worked out by those who know, since paper reckons nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableFacts {
    /// The table's number.
    pub table: i64,
    /// "ends about 21:47", "ended at 21:53"; empty where there is nothing to say.
    pub ends: String,
    /// By how many milliseconds it ended after the plan, once it has ended.
    pub behind_ms: Option<i64>,
    /// In the order as it stands.
    pub slots: Vec<SlotFacts>,
    /// Pairs of neighbours that are new to each other, and all of them.
    pub new_neighbours: (usize, usize),
    /// Wished-for meetings that the seats make possible, and all of them.
    pub wishes: (usize, usize),
}

/// One slot of the running order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotFacts {
    /// Which.
    pub slot: Id<Slot>,
    /// What it is.
    pub part: SlotPart,
    /// Whose it was does not speak here any more.
    pub is_gone: bool,
    /// "19:32"; none for one that is left out.
    pub time: Option<String>,
    /// "Priya Raman", "Mains".
    pub title: String,
    /// "one promise each"; empty where there is nothing to say.
    pub about: String,
    /// How long it was to be.
    pub planned_ms: i64,
    /// How long it was; none where nothing was measured.
    pub actual_ms: Option<i64>,
}

/// What a slot is to paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotPart {
    /// Before anybody sits.
    Arrivals,
    /// The host's first words.
    Welcome,
    /// What is eaten then.
    Course,
    /// A guest's minutes.
    Speaker(Id<Person>),
    /// The round at the end.
    Closing,
    /// Anything else.
    Other,
}

/// The host's sheet of a table; `None` where there is no such table or nobody sits at it.
pub fn table_sheet(record: &DinnerRecord, facts: &TableFacts) -> Option<TableSheet> {
    let table = record
        .tables
        .iter()
        .find(|table| table.number == facts.table)?;
    let seated = record.seated(facts.table);
    if seated.is_empty() {
        return None;
    }
    let seats = seats_of(table, &seated);
    let guest = |number: i64| {
        let attendance = seated.iter().find(|a| a.seat == Some(number))?;
        Some(sheet_guest(record, facts.table, attendance))
    };
    let slots = facts
        .slots
        .iter()
        .filter(|slot| slot.part != SlotPart::Arrivals && !slot.is_gone);
    let (new, all) = facts.new_neighbours;
    let (met, wanted) = facts.wishes;
    let counts = [
        (all > 0).then(|| format!("Neighbours new to each other: {new} of {all}")),
        (wanted > 0).then(|| format!("wanted meetings: {met} of {wanted}")),
    ];
    Some(TableSheet {
        dinner: record.dinner.title.clone(),
        held_on: record.day(),
        ends: facts.ends.clone(),
        table: facts.table,
        shape: table.shape,
        seats: (1..=seats).map(guest).collect(),
        order: slots
            .map(|slot| sheet_slot(record, facts.table, slot))
            .collect(),
        counts: counts.into_iter().flatten().collect(),
    })
}

/// The cards of everybody who has a seat.
pub fn place_cards(record: &DinnerRecord) -> PlaceCards {
    let of_table = |table: &Table| {
        let seated = record.seated(table.number);
        let seats = usize::try_from(seats_of(table, &seated)).unwrap_or_default();
        let card = |a: &&Attendance| PlaceCard {
            name: record.name(a.person),
            trade: trade(record, a.person),
            table: table.number,
            shape: table.shape,
            seat: a
                .seat
                .and_then(|seat| usize::try_from(seat).ok())
                .unwrap_or_default(),
            seats,
            ask_about: ask_about(record, a.person),
        };
        seated.iter().map(card).collect::<Vec<_>>()
    };
    PlaceCards {
        cards: record.tables.iter().flat_map(of_table).collect(),
    }
}

/// What the kitchen has to know of everybody who comes.
pub fn kitchen_list(record: &DinnerRecord) -> KitchenList {
    let mut tables: Vec<KitchenTable> = record
        .tables
        .iter()
        .map(|table| kitchen_table(record, Some(table.number), &record.seated(table.number)))
        .filter(|table| table.guests > 0)
        .collect();
    let unseated: Vec<&Attendance> = record
        .attendances
        .iter()
        .filter(|a| a.is_coming() && a.seat.is_none())
        .collect();
    if !unseated.is_empty() {
        tables.push(kitchen_table(record, None, &unseated));
    }
    let mut counts: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for need in tables.iter().flat_map(|table| &table.needs) {
        for part in parts_of(&need.need) {
            let (_, count) = counts.entry(part.to_lowercase()).or_insert((part, 0));
            *count += 1;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_values().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    KitchenList {
        dinner: record.dinner.title.clone(),
        held_on: record.day(),
        starts: record
            .dinner
            .starts_at
            .map(|at| at.format("%H:%M").to_string())
            .unwrap_or_default(),
        place: record.dinner.place.clone(),
        guests: tables.iter().map(|table| table.guests).sum(),
        counts,
        tables,
    }
}

/// A need as others may read it: what, and not why. What begins to give a reason ends it.
pub fn need_without_reason(need: &str) -> Option<String> {
    const REASONS: [&str; 6] = ["because", "due to", "owing to", "since", "reason:", "as i "];
    let need = need.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = need.to_lowercase();
    // Only lower-case letters of the same length keep the places of the one in the other.
    let is_aligned = lower.len() == need.len();
    let reason = REASONS
        .iter()
        .filter(|_| is_aligned)
        .filter_map(|reason| {
            let mut found = lower.match_indices(reason).map(|(at, _)| at);
            found.find(|at| {
                lower
                    .get(..*at)
                    .is_some_and(|before| !before.ends_with(char::is_alphanumeric))
            })
        })
        .min();
    let kept = need.get(..reason.unwrap_or(need.len())).unwrap_or(&need);
    let kept = kept.trim_end_matches(|c: char| c.is_whitespace() || ",;:(-–—".contains(c));
    (!kept.is_empty()).then(|| kept.to_owned())
}

/// "vegetarian, no nuts" as two needs.
fn parts_of(need: &str) -> Vec<String> {
    let parts = need.split([',', ';']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn kitchen_table(
    record: &DinnerRecord,
    table: Option<i64>,
    seated: &[&Attendance],
) -> KitchenTable {
    let needs = seated.iter().filter_map(|a| {
        Some(SeatNeed {
            seat: a.seat,
            need: need_of(record, a.person)?,
        })
    });
    KitchenTable {
        table,
        guests: seated.len(),
        needs: needs.collect(),
    }
}

fn need_of(record: &DinnerRecord, person: Id<Person>) -> Option<String> {
    need_without_reason(&record.people.get(&person)?.needs)
}

/// The seats of a table, with those that were added to it.
pub(super) fn seats_of(table: &Table, seated: &[&Attendance]) -> i64 {
    let last = seated.iter().filter_map(|a| a.seat).max();
    table.seats.max(last.unwrap_or_default())
}

fn sheet_guest(record: &DinnerRecord, table_no: i64, attendance: &Attendance) -> SheetGuest {
    let person = attendance.person;
    let trade = trade(record, person);
    let mut about = if record.host(table_no) == Some(person) {
        vec!["Host".to_owned(), uncapitalised(&trade)]
    } else {
        vec![trade]
    };
    let is_sure = attendance.presence != Presence::Unknown || attendance.answer == Answer::Accepted;
    let answer = match attendance.answer {
        Answer::Maybe => "maybe",
        Answer::Invited => "no answer yet",
        _ => "",
    };
    if !is_sure {
        about.push(answer.to_owned());
    }
    about.retain(|part| !part.is_empty());
    SheetGuest {
        guest: guest(record, person),
        about: about.join(" · "),
        need: need_of(record, person),
    }
}

fn sheet_slot(record: &DinnerRecord, table_no: i64, slot: &SlotFacts) -> SheetSlot {
    let part = match slot.part {
        SlotPart::Speaker(person) => SheetPart::Speaker {
            name: slot.title.clone(),
            ask: record
                .ask_of(person)
                .map(|ask| ask.text.clone())
                .unwrap_or_default(),
        },
        SlotPart::Course => SheetPart::Course(slot.title.clone()),
        SlotPart::Welcome if !slot.title.contains("introduces") => {
            SheetPart::Other(welcome(record, table_no, &slot.title))
        }
        _ if slot.about.is_empty() => SheetPart::Other(slot.title.clone()),
        _ => SheetPart::Other(format!("{}: {}", slot.title, slot.about)),
    };
    SheetSlot {
        time: slot.time.clone().unwrap_or_default(),
        part,
    }
}

/// "Welcome, and Dana introduces Priya".
fn welcome(record: &DinnerRecord, table_no: i64, title: &str) -> String {
    let seated = record.seated(table_no);
    let sits = |person: Id<Person>| seated.iter().any(|a| a.person == person);
    let introduces = seated.iter().filter_map(|a| {
        let sponsor = a.guest_of.filter(|sponsor| sits(*sponsor))?;
        let (sponsor, guest) = (record.short_name(sponsor), record.short_name(a.person));
        Some(format!("{sponsor} introduces {guest}"))
    });
    let introduces: Vec<String> = introduces.collect();
    match introduces.as_slice() {
        [] => title.to_owned(),
        [last] => format!("{title}, and {last}"),
        [first @ .., last] => format!("{title}, {} and {last}", first.join(", ")),
    }
}

/// What somebody offers, as words after "Ask me about".
fn ask_about(record: &DinnerRecord, person: Id<Person>) -> Option<String> {
    let offer = record
        .offer_of(person)
        .filter(|offer| offer.until.is_none_or(|until| until >= record.day()))?;
    let text = offer.text.trim().trim_end_matches('.');
    (!text.is_empty()).then(|| uncapitalised(text))
}

/// What somebody does, in a few words.
pub(super) fn trade(record: &DinnerRecord, person: Id<Person>) -> String {
    let trade = record
        .trades_of(person)
        .first()
        .map(|trade| (*trade).to_owned());
    trade
        .or_else(|| record.people.get(&person).map(Person::line))
        .unwrap_or_default()
}

pub(super) fn guest(record: &DinnerRecord, person: Id<Person>) -> Guest {
    Guest {
        name: record.name(person),
        plate: Plate {
            initials: record.initials(person),
            colour: Person::plate_colour(person),
        },
    }
}

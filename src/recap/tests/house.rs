//! The papers of the house as they read aloud, word for word, from contents like those of the design's pictures.

use super::super::build::house::need_without_reason;
use super::super::content::{
    Objective, Plate,
    house::{
        KitchenList, KitchenTable, PlaceCard, PlaceCards, SeatNeed, SheetGuest, SheetPart,
        SheetSlot, TableSheet,
    },
    organiser::{
        Came, FollowUp, Meetings, NoteLine, OnlyMe, OrganiserRecap, Said, SlotTimes, TableTimes,
    },
};
use super::super::{organiser, sheets};
use super::{design, *};
use crate::domain::dinner::Shape;

/// Every element that holds words of its own.
const WORDS: [&str; 8] = ["H1", "H2", "H3", "P", "Lbl", "TH", "TD", "LBody"];

pub(super) fn bytes(laid: &Laid, faces: &Faces) -> Vec<u8> {
    let meta = Meta {
        title: "A paper: Thursday Table, No. 14".to_owned(),
        language: "en-GB".to_owned(),
        date: day(11, 26),
    };
    emit(laid, faces, &meta).expect("a PDF")
}

fn read(laid: &Laid, faces: &Faces) -> Vec<String> {
    let words = Extracted::of(&bytes(laid, faces)).by_structure(&WORDS);
    words
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect()
}

fn seat(name: &str, about: &str, need: &str) -> SheetGuest {
    SheetGuest {
        guest: guest(name, 3),
        about: about.to_owned(),
        need: (!need.is_empty()).then(|| need.to_owned()),
    }
}

pub(super) fn slot(time: &str, part: SheetPart) -> SheetSlot {
    SheetSlot {
        time: time.to_owned(),
        part,
    }
}

pub(super) fn speaker(time: &str, name: &str, ask: &str) -> SheetSlot {
    let (name, ask) = (name.to_owned(), ask.to_owned());
    slot(time, SheetPart::Speaker { name, ask })
}

/// A sheet like that of the design's picture, with a free seat and fewer minutes.
pub(in super::super) fn sheet() -> TableSheet {
    TableSheet {
        dinner: "Thursday Table, No. 14".to_owned(),
        held_on: day(11, 26),
        ends: "ends about 21:47".to_owned(),
        table: 1,
        shape: Shape::Round,
        seats: vec![
            Some(seat("Ines Carvalho", "Host · business coach", "")),
            Some(seat("Hannah Lindqvist", "Web copywriter", "")),
            Some(seat("Tomasz Wilk", "Print & packaging", "")),
            None,
            Some(seat("Priya Raman", "Brand designer", "vegetarian")),
            Some(seat("Dana Whitlock", "Commercial lawyer", "")),
            Some(seat(
                "Marcus Oyelaran",
                "Chartered accountant",
                "no shellfish",
            )),
            Some(seat("Elena Fuchs", "HR consultant", "step-free")),
        ],
        order: vec![
            slot(
                "19:15",
                SheetPart::Other("Welcome, and Dana introduces Priya".to_owned()),
            ),
            slot("19:20", SheetPart::Course("Starters".to_owned())),
            speaker(
                "19:32",
                "Dana Whitlock",
                "Firms about to sign a first lease",
            ),
            speaker("19:42", "Marcus Oyelaran", ""),
            slot(
                "21:27",
                SheetPart::Other("Round the table: one promise each".to_owned()),
            ),
        ],
        counts: vec![
            "Neighbours new to each other: 5 of 8".to_owned(),
            "wanted meetings: 3 of 3".to_owned(),
        ],
    }
}

#[test]
fn the_table_sheet_reads_seat_by_seat_and_then_slot_by_slot() {
    let faces = faces();
    let laid = sheets::table_sheet(&sheet(), &faces, Paper::A4);
    assert_eq!(
        read(&laid, &faces),
        [
            "TABLE SHEET, FOR THE HOST",
            "Thursday Table, No. 14",
            "Thu 26 Nov 2026 · ends about 21:47",
            "1 · Ines Carvalho",
            "Host · business coach",
            "2 · Hannah Lindqvist",
            "Web copywriter",
            "3 · Tomasz Wilk",
            "Print & packaging",
            "4 · free",
            "5 · Priya Raman",
            "Brand designer",
            "vegetarian",
            "6 · Dana Whitlock",
            "Commercial lawyer",
            "7 · Marcus Oyelaran",
            "Chartered accountant",
            "no shellfish",
            "8 · Elena Fuchs",
            "HR consultant",
            "step-free",
            "Running order",
            "19:15",
            "Welcome, and Dana introduces Priya",
            "19:20",
            "Starters",
            "19:32",
            "Dana Whitlock",
            "Firms about to sign a first lease",
            "19:42",
            "Marcus Oyelaran",
            "21:27",
            "Round the table: one promise each",
        ]
    );
    let figure = laid
        .elements
        .iter()
        .find(|element| element.tag == Tag::Figure);
    let alt = figure.and_then(|figure| figure.alt.clone()).expect("words");
    assert!(alt.starts_with("Table 1, round, clockwise from the seat by the door: seat 1, Ines"));
    assert!(alt.contains("seat 4, free; seat 5, Priya Raman"), "{alt}");
    let foot: String = texts(&laid.pages[0].items, |y| y > 780.0).collect();
    assert!(foot.contains("5 of 8 · wanted meetings: 3 of 3"), "{foot}");
    assert!(
        foot.ends_with("Keep this sheet; it names what people need."),
        "{foot}"
    );
}

#[test]
fn room_to_write_is_made_where_there_is_room() {
    let faces = faces();
    let notes = |laid: &Laid| -> Vec<f32> {
        let items = laid.pages[0].items.iter();
        let heights = items.filter_map(|item| match item {
            Item::Text { y, run, .. } if run.text == "notes" => Some(*y),
            _ => None,
        });
        heights.collect()
    };
    let mut sheet = sheet();
    let few = notes(&sheets::table_sheet(&sheet, &faces, Paper::A4));
    let more = (0..6).map(|n| speaker("20:00", &format!("Guest {n}"), ""));
    sheet.order.splice(4..4, more);
    let many = notes(&sheets::table_sheet(&sheet, &faces, Paper::A4));
    assert_eq!((few.len(), many.len()), (2, 8));
    assert!(
        few[1] - few[0] > many[1] - many[0] + 20.0,
        "{few:?} {many:?}"
    );
    assert!(many[1] - many[0] >= 25.0, "{many:?}");
}

fn card(name: &str, seat: usize, ask_about: Option<&str>) -> PlaceCard {
    PlaceCard {
        name: name.to_owned(),
        trade: "Web copywriter".to_owned(),
        table: 1,
        shape: Shape::Round,
        seat,
        seats: 8,
        ask_about: ask_about.map(str::to_owned),
    }
}

#[test]
fn place_cards_read_as_they_stand_and_their_backs_are_turned() {
    let faces = faces();
    let cards = PlaceCards {
        cards: vec![
            card("Hannah Lindqvist", 2, Some("a page that does not work")),
            card("Zoë Łukasz Nguyễn", 3, None),
        ],
    };
    let laid = sheets::place_cards(&cards, &faces, Paper::A4);
    let expected = [
        "Hannah Lindqvist",
        "Web copywriter",
        "Table 1",
        "seat 2",
        "Ask me about a page that does not work",
        "Zoë Łukasz Nguyễn",
        "Web copywriter",
        "Table 1",
        "seat 3",
    ];
    assert_eq!(read(&laid, &faces), expected);
    let turned: Vec<&str> = laid.pages[0]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Text { run, .. } if run.turned => Some(run.text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        turned,
        [
            "Hannah Lindqvist",
            "Ask me about a page that does not work",
            "Zoë Łukasz Nguyễn"
        ]
    );
    // The dot of the seat is the large one, and stands where the seat is.
    let dots: Vec<(f32, f32, f32)> = laid.pages[0]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Circle { x, y, radius, .. } => Some((*x, *y, *radius)),
            _ => None,
        })
        .collect();
    let (table, own) = (dots[0], dots[2]);
    assert!(
        own.2 > dots[1].2 && own.0 > table.0 && own.1 < table.1,
        "{dots:?}"
    );
}

#[test]
fn names_of_other_scripts_are_reported_where_no_face_has_them() {
    let faces = faces();
    let cards = PlaceCards {
        cards: vec![card("李小龙", 1, None), card("محمد", 2, None)],
    };
    let laid = sheets::place_cards(&cards, &faces, Paper::Letter);
    let missing: String = laid.report.missing.iter().collect();
    assert!(missing.contains('李') && missing.contains('م'), "{missing}");
}

#[test]
fn the_kitchen_counts_needs_and_never_reads_a_name() {
    let faces = faces();
    let need = |seat, need: &str| SeatNeed {
        seat,
        need: need.to_owned(),
    };
    let list = KitchenList {
        dinner: "Thursday Table, No. 14".to_owned(),
        held_on: day(11, 26),
        starts: "19:00".to_owned(),
        place: "Osteria Lume".to_owned(),
        guests: 9,
        counts: vec![("vegetarian".to_owned(), 2), ("no shellfish".to_owned(), 1)],
        tables: vec![
            KitchenTable {
                table: Some(1),
                guests: 8,
                needs: vec![
                    need(Some(5), "vegetarian"),
                    need(Some(7), "vegetarian, no shellfish"),
                ],
            },
            KitchenTable {
                table: None,
                guests: 1,
                needs: Vec::new(),
            },
        ],
    };
    let laid = sheets::kitchen_list(&list, &faces, Paper::A4);
    assert_eq!(
        read(&laid, &faces),
        [
            "FOR THE KITCHEN",
            "Thursday Table, No. 14",
            "Thursday 26 November 2026 · 19:00 · Osteria Lume",
            "9 guests",
            "How many",
            "2",
            "vegetarian",
            "1",
            "no shellfish",
            "7 other guests have told of no need.",
            "Where it goes",
            "TABLE",
            "SEAT",
            "NEED",
            "Table 1, 8 guests",
            "5",
            "vegetarian",
            "Table 1, 8 guests",
            "7",
            "vegetarian, no shellfish",
            "No seat yet, 1 guest",
            "–",
            "no needs",
        ]
    );
}

#[test]
fn the_needs_of_eighty_guests_keep_to_one_page() {
    let faces = faces();
    let need = |n: i64| SeatNeed {
        seat: Some(n),
        need: format!("need {}, no nuts", n % 4),
    };
    let mut list = KitchenList {
        dinner: "Thursday Table, No. 14".to_owned(),
        held_on: day(11, 26),
        starts: "19:00".to_owned(),
        place: "Osteria Lume".to_owned(),
        guests: 80,
        counts: (0..9).map(|n| (format!("need {n}"), 12 - n)).collect(),
        tables: (1..=10)
            .map(|table| KitchenTable {
                table: Some(table),
                guests: 8,
                needs: (1..=5).map(need).collect(),
            })
            .collect(),
    };
    for paper in [Paper::A4, Paper::Letter] {
        assert_eq!(
            sheets::kitchen_list(&list, &faces, paper).pages.len(),
            1,
            "{paper:?}"
        );
    }
    // What is too much for a page is not squeezed: each need keeps its line.
    for table in &mut list.tables {
        table.needs = (1..=8)
            .map(need)
            .map(|each| SeatNeed {
                need: each.need.repeat(30),
                ..each
            })
            .collect();
    }
    let laid = sheets::kitchen_list(&list, &faces, Paper::A4);
    assert!(
        laid.pages.len() > 3 && laid.report.is_clean(),
        "{:?}",
        laid.report
    );
}

#[test]
fn a_need_is_told_without_its_reason() {
    for (said, told) in [
        ("vegetarian", "vegetarian"),
        ("no nuts because of a scare last year", "no nuts"),
        ("step-free (due to a knee)", "step-free"),
        ("No shellfish; since 2010", "No shellfish"),
        ("halal,  no   alcohol", "halal, no alcohol"),
        ("dairy-free", "dairy-free"),
        ("insincere", "insincere"),
    ] {
        assert_eq!(need_without_reason(said).as_deref(), Some(told));
    }
    for nothing in ["", "  ", "because I say so", "-"] {
        assert_eq!(need_without_reason(nothing), None, "{nothing:?}");
    }
}

fn recap() -> OrganiserRecap {
    let follow_up = |what: &str, state: &str| FollowUp {
        owner: guest("Jonah Reid", 6),
        what: what.to_owned(),
        why: "Jonah promised it at the table".to_owned(),
        due: Some(day(11, 30)),
        state: state.to_owned(),
    };
    OrganiserRecap {
        dinner: "Thursday Table, No. 14".to_owned(),
        held_on: day(11, 26),
        place: "Osteria Lume".to_owned(),
        gathering: "eight at one table".to_owned(),
        group: "Thursday Table".to_owned(),
        sentence: "8 people, 16 first meetings, 42 notes.".to_owned(),
        came: vec![Came {
            guest: guest("Priya Raman", 3),
            trade: "Brand designer".to_owned(),
            seat: "Table 1, seat 5".to_owned(),
            origin: "Guest of Dana".to_owned(),
            presence: "Came",
        }],
        others: vec!["Not coming: Leo Marchetti".to_owned()],
        times: vec![TableTimes {
            table: None,
            slots: vec![SlotTimes {
                name: "Priya Raman".to_owned(),
                planned: "10:00".to_owned(),
                actual: None,
                difference: "left out".to_owned(),
            }],
        }],
        said: vec![Said {
            slot: "Priya Raman, 20:22".to_owned(),
            notes: vec![NoteLine {
                time: "20:27".to_owned(),
                who: "Dana asked Priya".to_owned(),
                text: "What is your typical contract?".to_owned(),
                remark: "not answered".to_owned(),
            }],
        }],
        follow_ups: vec![follow_up("Introduce Priya to the landlord", "open")],
        meetings: vec![Meetings {
            guest: guest("Priya Raman", 3),
            met: vec!["Jonah".to_owned(), "Elena".to_owned()],
        }],
        first_meetings: 16,
        objectives: vec![(
            guest("Priya Raman", 3),
            Objective {
                then: "One food brand".to_owned(),
                now: Some("one is arranged".to_owned()),
            },
        )],
        to_mend: vec!["One question had no answer at the table.".to_owned()],
    }
}

const ORGANISERS: [&str; 37] = [
    "ORGANISER’S RECAP",
    "Thursday Table, No. 14",
    "Thursday 26 November 2026 · Osteria Lume · eight at one table",
    "For the organisers of Thursday Table",
    "8 people, 16 first meetings, 42 notes.",
    "Who came",
    "NAME",
    "SEAT",
    "CAME AS",
    "PRESENCE",
    "Priya RamanBrand designer",
    "Table 1, seat 5",
    "Guest of Dana",
    "Came",
    "Not coming: Leo Marchetti",
    "Planned and actual",
    "SLOT",
    "PLANNED",
    "ACTUAL",
    "DIFFERENCE",
    "Priya Raman",
    "10:00",
    "–",
    "left out",
    "What was said",
    "Priya Raman, 20:22",
    "20:27",
    "Dana asked Priya: What is your typical contract?",
    "not answered",
    "To be done",
    "JR",
    "Introduce Priya to the landlord",
    "Jonah Reid, by Mon 30 Nov · Jonah promised it at the table",
    "open",
    "16 first meetings",
    "NAME",
    "MET FOR THE FIRST TIME",
];

#[test]
fn the_organisers_recap_reads_from_who_came_to_what_to_mend() {
    let faces = faces();
    let laid = organiser::organiser(&recap(), &faces, Paper::A4);
    let words = read(&laid, &faces);
    assert_eq!(words[..ORGANISERS.len()], ORGANISERS);
    assert_eq!(
        words[ORGANISERS.len()..],
        [
            "HOW MANY",
            "Priya Raman",
            "Jonah, Elena",
            "2",
            "What they came for",
            "\u{2022}",
            "Priya Raman: One food brand · now: one is arranged",
            "To mend next time",
            "\u{2022}",
            "One question had no answer at the table.",
        ]
    );
    let headings: Vec<&str> = laid
        .outline
        .iter()
        .map(|each| each.title.as_str())
        .collect();
    assert_eq!(
        headings[..3],
        ["Thursday Table, No. 14", "Who came", "Planned and actual"]
    );
}

#[test]
fn what_is_only_mine_has_a_page_of_its_own_that_says_so() {
    let faces = faces();
    let mine = OnlyMe {
        owner: "Ines Carvalho".to_owned(),
        notes: vec![NoteLine {
            time: "19:44".to_owned(),
            who: "While Priya spoke".to_owned(),
            text: "Seems stretched until Christmas".to_owned(),
            remark: String::new(),
        }],
        follow_ups: Vec::new(),
        objectives: Vec::new(),
    };
    let laid = organiser::own_copy(&recap(), &mine, &faces, Paper::A4);
    let last = laid.pages.len() - 1;
    let page = |number: usize| texts(&laid.pages[number].items, |_| true).collect::<String>();
    assert!((0..last).all(|number| !page(number).contains("stretched")));
    let only_me = page(last);
    for words in [
        "ONLY ME",
        "Only for Ines Carvalho",
        "in your own copy alone",
        "stretched",
        "take this page off",
    ] {
        assert!(only_me.contains(words), "{words}: {only_me}");
    }
    assert!(page(0).contains("Your own copy") && page(0).contains("Ines Carvalho’s own copy"));
    let for_all = organiser::organiser(&recap(), &faces, Paper::A4);
    assert_eq!(for_all.pages.len(), last);
}

#[test]
fn the_papers_of_the_house_are_the_same_bytes_each_time_and_betray_nothing() {
    let shared = faces();
    let all = |faces: &Faces| -> Vec<Vec<u8>> {
        let cards = PlaceCards {
            cards: vec![card("Hannah Lindqvist", 2, Some("a page"))],
        };
        [
            sheets::table_sheet(&sheet(), faces, Paper::Letter),
            sheets::place_cards(&cards, faces, Paper::Letter),
            organiser::organiser(&recap(), faces, Paper::Letter),
        ]
        .iter()
        .map(|laid| bytes(laid, faces))
        .collect()
    };
    let first = all(&shared);
    assert!(all(&shared) == first && all(&faces()) == first);
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| all(&shared));
        assert!(thread.join().expect("no panic") == first, "in a thread");
    });
    for bytes in &first {
        let whole = String::from_utf8_lossy(bytes);
        for absent in ["/home", "/Users", "C:\\", env!("CARGO_MANIFEST_DIR")] {
            assert!(!whole.contains(absent), "{absent}");
        }
        assert!(bytes.len() < 60_000, "{} bytes", bytes.len());
    }
}

#[test]
fn a_plate_is_never_wider_than_its_letters_allow() {
    let mut sheet = sheet();
    if let Some(seat) = &mut sheet.seats[0] {
        seat.guest.plate = Plate {
            initials: "WWWWWW".to_owned(),
            colour: 200,
        };
    }
    let laid = sheets::table_sheet(&sheet, &faces(), Paper::A4);
    assert!(texts(&laid.pages[0].items, |_| true).any(|words| words == "WWW"));
}

/// A document of each kind, of fixed contents: they change only when the pages do.
pub(super) fn papers(faces: &Faces) -> [(&'static str, Laid); 5] {
    let list = |needs: &[(i64, &str)]| KitchenList {
        dinner: "Thursday Table, No. 14".to_owned(),
        held_on: day(11, 26),
        starts: "19:00".to_owned(),
        place: "Osteria Lume".to_owned(),
        guests: 8,
        counts: needs
            .iter()
            .map(|(_, need)| ((*need).to_owned(), 1))
            .collect(),
        tables: vec![KitchenTable {
            table: Some(1),
            guests: 8,
            needs: needs
                .iter()
                .map(|(seat, need)| SeatNeed {
                    seat: Some(*seat),
                    need: (*need).to_owned(),
                })
                .collect(),
        }],
    };
    let needs = [(5, "vegetarian"), (7, "no shellfish"), (8, "step-free")];
    [
        ("recap", attendee(&priya(), faces, Paper::A4)),
        (
            "sheet",
            sheets::table_sheet(&design::table_sheet(), faces, Paper::A4),
        ),
        (
            "cards",
            sheets::place_cards(&design::place_cards(), faces, Paper::A4),
        ),
        (
            "kitchen",
            sheets::kitchen_list(&list(&needs), faces, Paper::A4),
        ),
        (
            "organiser",
            organiser::organiser(&recap(), faces, Paper::A4),
        ),
    ]
}

/// Writes them into the folder that `TABLEMATES_PAPERS` names, for whoever compares pictures of them
/// (`packaging/dev/papers`).
#[test]
fn papers_for_pictures_are_written_where_asked() {
    let Some(folder) = std::env::var_os("TABLEMATES_PAPERS") else {
        return;
    };
    let faces = faces();
    for (name, laid) in papers(&faces) {
        let bytes = bytes(&laid, &faces);
        write(
            std::path::Path::new(&folder),
            &format!("{name}.pdf"),
            &bytes,
        )
        .expect("written");
    }
}

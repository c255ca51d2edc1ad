//! Recaps for tests: the one in the design's pictures, and a hostile one.

use chrono::NaiveDate;

use super::content::{
    AttendeeRecap, Contact, Exchange, Guest, Introduction, NextDinner, Objective, Offer, OneToOne,
    Plate, PromiseByYou, PromiseToYou, Seat, Tablemate,
};

pub(super) fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a date of 2026")
}

pub(super) fn guest(name: &str, colour: u8) -> Guest {
    let initials = name
        .split(' ')
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect();
    Guest {
        name: name.to_owned(),
        plate: Plate { initials, colour },
    }
}

fn email(address: &str) -> Contact {
    Contact::Email(address.to_owned())
}

fn ines() -> Guest {
    guest("Ines Carvalho", 0)
}
fn hannah() -> Guest {
    guest("Hannah Lindqvist", 7)
}
fn tomasz() -> Guest {
    guest("Tomasz Wilk", 4)
}
fn jonah() -> Guest {
    guest("Jonah Reid", 6)
}
fn dana() -> Guest {
    guest("Dana Whitlock", 1)
}
fn marcus() -> Guest {
    guest("Marcus Oyelaran", 2)
}
fn elena() -> Guest {
    guest("Elena Fuchs", 5)
}

/// The table of the design's pictures, clockwise from the first seat.
pub(super) fn seated() -> [Guest; 8] {
    [
        ines(),
        hannah(),
        tomasz(),
        jonah(),
        guest("Priya Raman", 3),
        dana(),
        marcus(),
        elena(),
    ]
}

fn offer(text: &str) -> Offer {
    Offer {
        text: text.to_owned(),
        until: None,
        next_step: None,
    }
}

fn tablemate(guest: Guest, business: &str, asks: &str, offers: &str) -> Tablemate {
    Tablemate {
        guest,
        says_it_like: None,
        business: business.to_owned(),
        asks: Some(asks.to_owned()),
        offers: Some(offer(offers)),
        contacts: Vec::new(),
    }
}

fn exchange(guest: Guest, called: &str, question: &str, answer: &str) -> Exchange {
    Exchange {
        with: Guest {
            name: called.to_owned(),
            ..guest
        },
        question: question.to_owned(),
        answer: Some(answer.to_owned()),
    }
}

/// The recap of the design's pictures, word for word.
#[allow(
    clippy::too_many_lines,
    reason = "it is data: one recap, word for word"
)]
pub(super) fn priya() -> AttendeeRecap {
    AttendeeRecap {
        dinner: "Thursday Table, No. 14".to_owned(),
        held_on: day(11, 26),
        place: "Osteria Lume".to_owned(),
        gathering: "eight at one table".to_owned(),
        reader: "Priya Raman".to_owned(),
        seats: seated()
            .into_iter()
            .map(|guest| {
                Some(Seat {
                    is_reader: guest.name == "Priya Raman",
                    guest,
                })
            })
            .collect(),
        host_line: Some(
            "Priya, the label idea was the talk of the table.\nJonah has a landlord you should meet. Ines"
                .to_owned(),
        ),
        asked: Some("A marketing head at a food brand with 20 to 80 staff".to_owned()),
        offered: Some(Offer {
            text: "A free label audit".to_owned(),
            until: Some(day(12, 15)),
            next_step: Some("one product photo to you".to_owned()),
        }),
        promised_to_you: vec![
            PromiseToYou {
                by: jonah(),
                what: "An introduction to the Aldgate Foods landlord".to_owned(),
                contact: Some(email("jonah@reidlettings.example")),
                due: Some(day(11, 30)),
            },
            PromiseToYou {
                by: ines(),
                what: "One product photo for the label audit".to_owned(),
                contact: Some(email("ines@tablehost.example")),
                due: Some(day(12, 1)),
            },
            PromiseToYou {
                by: tomasz(),
                what: "A price for 500 sleeves on uncoated stock".to_owned(),
                contact: Some(email("tomasz@wilkprint.example")),
                due: Some(day(12, 4)),
            },
        ],
        promised_by_you: vec![
            PromiseByYou {
                to: dana(),
                what: "Your usual contract".to_owned(),
                remark: Some("She asked, and there was no time to answer".to_owned()),
                due: Some(day(11, 27)),
            },
            PromiseByYou {
                to: elena(),
                what: "Two names of studios that hire juniors".to_owned(),
                remark: None,
                due: Some(day(12, 2)),
            },
        ],
        introductions: Vec::new(),
        one_to_ones: vec![
            OneToOne {
                name: "Tomasz Wilk".to_owned(),
                reason: "prints what you design, and asks for a brewery that is rebranding"
                    .to_owned(),
            },
            OneToOne {
                name: "Hannah Lindqvist".to_owned(),
                reason: "writes for three food brands".to_owned(),
            },
        ],
        next_dinner: Some(NextDinner {
            held_on: day(12, 10),
            host: "Ines".to_owned(),
            answer_by: Some(day(12, 3)),
        }),
        questions_to_you: vec![
            exchange(
                marcus(),
                "Marcus",
                "Do you work to a fixed price?",
                "Yes, in three sizes. The middle one covers most food brands.",
            ),
            exchange(
                hannah(),
                "Hannah",
                "Who writes the words on the label?",
                "The client, usually badly. You would welcome a partner.",
            ),
            exchange(
                dana(),
                "Dana",
                "What is your typical contract?",
                "Not answered at the table. You said you would send it.",
            ),
        ],
        questions_by_you: Vec::new(),
        tablemates: vec![
            tablemate(
                ines(),
                "Host · business coach",
                "Team leads who have just been promoted",
                "A first session for any of their people",
            ),
            tablemate(hannah(), "Web copywriter", "An editor of a trade paper", "One page rewritten, free"),
            tablemate(tomasz(), "Print & packaging", "Any brewery that is rebranding", "Paper samples by post"),
            tablemate(jonah(), "Office lettings", "A mortgage broker who knows mixed use", "A walk round two empty shops"),
            tablemate(dana(), "Commercial lawyer", "Firms about to sign a first lease", "Twenty minutes on any lease"),
            tablemate(marcus(), "Chartered accountant", "Owners in their second year", "A look over last year’s figures"),
            tablemate(elena(), "HR consultant", "A payroll partner", "A template for a first hire"),
        ],
        objective: None,
        this_week: Some(
            "Thank Jonah, now and again after the meeting. Tell him how it went, and tell the table next time."
                .to_owned(),
        ),
        holder: "Made by Ines Carvalho on her own computer. Ask her to change or remove what is held about you."
            .to_owned(),
    }
}

/// Everything at once and too much of it: twelve seats, fifty questions, long names, a word of 2,000 letters.
pub(super) fn crowded() -> AttendeeRecap {
    let long_name = format!("Wilhelmina {}", "Featherstonehaugh-".repeat(4));
    let long_name: String = long_name.chars().take(80).collect();
    let endless = "W".repeat(2_000);
    let mut recap = priya();
    recap.dinner = format!("The {}", "very long annual ".repeat(12));
    recap.reader.clone_from(&long_name);
    recap.holder = format!(
        "Made by {long_name} on her own computer. {}",
        "Ask her. ".repeat(30)
    );
    recap.seats = (0..12)
        .map(|number| {
            (number != 3).then(|| Seat {
                guest: guest(&format!("{long_name}{number}"), number),
                is_reader: number == 5,
            })
        })
        .collect();
    recap.host_line = Some(endless.clone());
    recap.asked = Some("A word ".repeat(200));
    recap.promised_to_you = (0..30)
        .map(|number| PromiseToYou {
            by: guest(&long_name, number),
            what: if number == 7 {
                endless.clone()
            } else {
                "A promise of some length".repeat(3)
            },
            contact: Some(email(&format!("{}@example.org", "x".repeat(80)))),
            due: Some(day(12, 1 + u32::from(number) % 28)),
        })
        .collect();
    recap.introductions = vec![Introduction {
        to: guest("Łukasz Żółć", 8),
        about: "Both of you sell to breweries".to_owned(),
        through: Some("Ines".to_owned()),
        contact: Some(Contact::Web("https://example.org/lukasz".to_owned())),
    }];
    recap.one_to_ones = (0..5)
        .map(|number| OneToOne {
            name: format!("Guest Number {number}"),
            reason: "knows what you want to know".to_owned(),
        })
        .collect();
    recap.questions_by_you = (0..50)
        .map(|number| exchange(
            guest(&long_name, number),
            &long_name,
            &format!("Question {number}: how do you find your first clients in a new town?"),
            if number == 20 { &endless } else { "I ask three people whom I already helped for one name each, then I call within two days and say who sent me; the difference in tone is immediate." },
        ))
        .collect();
    recap.tablemates = (0..11)
        .map(|number| Tablemate {
            guest: guest(&long_name, number),
            says_it_like: Some("wil-hel-MEE-na FAN-shaw".to_owned()),
            business: "Consultancy ".repeat(8),
            asks: (number != 2).then(|| {
                if number == 4 {
                    endless.clone()
                } else {
                    "Somebody who knows somebody".to_owned()
                }
            }),
            offers: Some(Offer {
                text: "An hour of advice".to_owned(),
                until: Some(day(12, 24)),
                next_step: Some("send me the first page of the lease".to_owned()),
            }),
            contacts: vec![
                Contact::Email(format!("{}@example.org", "wilhelmina.".repeat(6))),
                Contact::Phone("+44 20 7946 0000".to_owned()),
            ],
        })
        .collect();
    recap.objective = Some(Objective {
        then: "Three first talks with food brands by February".to_owned(),
        now: Some("One is arranged, one is promised".to_owned()),
    });
    recap
}

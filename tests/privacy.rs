//! Canaries: strings in every text that a reader may not see, over many generated evenings, and none of them in what
//! that reader gets: pages, raw streams and metadata of the PDF, calendar, CSV, vCards, JSON.

#![allow(
    clippy::cast_possible_wrap,
    clippy::cast_lossless,
    clippy::too_many_lines,
    clippy::assigning_clones,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should fail, and its evening is one list"
)]

use std::{collections::BTreeMap, fs};

use tablemates::{
    app::{
        Paper, Session, SystemClock, dinners, export,
        papers::{self, Kind, LaidPaper, WrittenPaper},
        recaps, wrap,
    },
    domain::{
        Ask, Attendance, Audience, Commitment, Consent, ContactPoint, Dinner, DinnerRecord, Draft,
        Id, Note, NoteKind, Objective, Offer, Person, Table, dinner::Presence, note::Reply,
        person::ContactKind,
    },
    recap::{
        Faces,
        page::{Item, Page},
    },
    storage::Access,
};

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// What a canary is, which says on which papers of the house it may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Of the library, not of the evening: on no paper at all.
    Kept,
    /// The owner's own: on the last page of the owner's own copy, and nowhere else.
    OnlyMe,
    /// For those who organise.
    Organisers,
    /// Said at the table, or between two.
    Said,
    Need,
    Ask,
    Offer,
}

/// An evening, and for each canary which guests may see it; nobody for what is only for the host or organisers.
struct Evening {
    dinner: Dinner,
    people: Vec<Id<Person>>,
    canaries: BTreeMap<String, (Vec<Id<Person>>, Class)>,
}

impl Evening {
    fn canary(&mut self, readers: &[Id<Person>], class: Class) -> String {
        let word = format!("canary{}x", self.canaries.len());
        self.canaries
            .insert(word.clone(), (readers.to_vec(), class));
        word
    }
}

fn evening(session: &Session, random: &mut Random) -> Evening {
    let mut dinner = Dinner::new(session.new_id());
    dinner.title = "A table".to_owned();
    dinner.starts_at = "2020-11-26T19:00:00".parse().ok();
    let mut evening = Evening {
        dinner: dinner.clone(),
        people: Vec::new(),
        canaries: BTreeMap::new(),
    };
    let mut draft = Draft::new("An evening");
    draft.create(&dinner);
    let guests: Vec<Id<Person>> = (0..12).map(|_| session.new_id()).collect();
    for number in 1..=2 {
        let mut table = Table::new(dinners::table_id(dinner.id, number));
        table.dinner = dinner.id;
        table.number = number;
        table.seats = 6;
        table.host = Some(guests[(number as usize - 1) * 6]);
        draft.create(&table);
    }
    for (n, guest) in guests.iter().enumerate() {
        let table: Vec<Id<Person>> = guests[n / 6 * 6..n / 6 * 6 + 6].to_vec();
        let mut person = Person::new(*guest);
        person.given = format!("Guest{n}");
        person.private_note = evening.canary(&[], Class::Kept);
        person.needs = evening.canary(&[], Class::Need);
        person.source_key = evening.canary(&[], Class::Kept);
        draft.create(&person);
        for kind in [ContactKind::Email, ContactKind::Phone] {
            let agreed = random.below(2) == 0;
            let readers: Vec<Id<Person>> = if agreed {
                table
                    .iter()
                    .copied()
                    .filter(|other| other != guest)
                    .collect()
            } else {
                Vec::new()
            };
            let mut point = ContactPoint::new(session.new_id());
            point.person = *guest;
            point.kind = kind;
            point.value = format!("{}@example.org", evening.canary(&readers, Class::Kept));
            draft.create(&point);
            let mut consent = Consent::new(session.new_id());
            consent.person = *guest;
            consent.kind = kind;
            consent.given_on = "2026-11-01".parse().ok();
            consent.withdrawn_on = if agreed {
                None
            } else {
                "2026-11-20".parse().ok()
            };
            draft.create(&consent);
        }
        let mut row = Attendance::new(dinners::attendance_id(dinner.id, *guest));
        row.dinner = dinner.id;
        row.person = *guest;
        row.presence = Presence::Attended;
        row.table_no = Some(n as i64 / 6 + 1);
        row.seat = Some(n as i64 % 6 + 1);
        draft.create(&row);
        let mut ask = Ask::new(session.new_id());
        ask.person = *guest;
        ask.text = evening.canary(&table, Class::Ask);
        ask.why = evening.canary(&[], Class::Kept);
        draft.create(&ask);
        let mut offer = Offer::new(session.new_id());
        offer.person = *guest;
        offer.text = evening.canary(&table, Class::Offer);
        offer.next_step = "write".to_owned();
        draft.create(&offer);
        let mut objective = Objective::new(session.new_id());
        objective.person = *guest;
        objective.dinner = Some(dinner.id);
        // The owner's own is theirs alone; those of the guests are read by the organisers too.
        let is_owner = n == 0;
        objective.audience = if is_owner {
            Audience::OnlyMe
        } else {
            Audience::Organisers
        };
        let class = if is_owner {
            Class::OnlyMe
        } else {
            Class::Organisers
        };
        objective.text = evening.canary(&[*guest], class);
        draft.create(&objective);
    }
    for n in 0..40 {
        let table: Vec<Id<Person>> = guests[n % 2 * 6..n % 2 * 6 + 6].to_vec();
        let (speaker, subject, to) = (
            table[random.below(6)],
            table[random.below(6)],
            table[random.below(6)],
        );
        let mut note = Note::new(session.new_id());
        note.dinner = dinner.id;
        note.table_no = n as i64 % 2 + 1;
        note.kind = NoteKind::ALL[random.below(NoteKind::ALL.len())];
        note.audience = Audience::ALL[random.below(Audience::ALL.len())];
        note.speaker = Some(speaker);
        note.subject = Some(subject);
        note.to = Some(to).filter(|_| note.kind == NoteKind::Promise);
        note.reply = Some(Reply::Yes).filter(|_| note.kind == NoteKind::Reply);
        note.at_ms = 1_795_283_837_000 + n as i64;
        let readers = match note.audience {
            Audience::OnlyMe | Audience::Organisers => Vec::new(),
            // A promise is its two people's, whoever else hears the table's notes.
            _ if note.kind == NoteKind::Promise => vec![speaker, to],
            Audience::About => vec![speaker, subject, to],
            Audience::Table => table,
        };
        let class = match note.audience {
            Audience::OnlyMe => Class::OnlyMe,
            Audience::Organisers => Class::Organisers,
            Audience::About | Audience::Table => Class::Said,
        };
        note.text = evening.canary(&readers, class);
        draft.create(&note);
    }
    for (audience, class) in [
        (Audience::OnlyMe, Class::OnlyMe),
        (Audience::Organisers, Class::Organisers),
    ] {
        let mut promise = Commitment::new(session.new_id());
        promise.audience = audience;
        promise.from = guests[0];
        promise.to = Some(guests[1]);
        promise.what = evening.canary(&[], class);
        promise.due = "2026-11-30".parse().ok();
        promise.dinner = Some(dinner.id);
        draft.create(&promise);
    }
    session.write(draft).unwrap();
    session.set_you(guests[0]).unwrap();
    evening.people = guests;
    evening
}

/// Everything in a PDF that could hold a text: its raw bytes, its streams unpacked, its pages as text.
fn texts_of(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let mut all = String::from_utf8_lossy(pdf).into_owned();
    for object in document.objects.values() {
        if let Ok(stream) = object.as_stream() {
            all += &String::from_utf8_lossy(&stream.decompressed_content().unwrap_or_default());
        }
        // Titles, bookmarks and alternative texts are UTF-16.
        let words = format!("{object:?}");
        all += &words;
        all += &decoded(&words);
    }
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    all += &document.extract_text(&pages).unwrap_or_default();
    all
}

/// Hexadecimal strings of UTF-16 as text.
fn decoded(words: &str) -> String {
    let mut found = String::new();
    for part in words
        .split(['<', '>'])
        .filter(|part| part.len() > 8 && part.chars().all(|c| c.is_ascii_hexdigit()))
    {
        let bytes: Vec<u8> = (0..part.len() / 2)
            .filter_map(|at| u8::from_str_radix(&part[at * 2..at * 2 + 2], 16).ok())
            .collect();
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect();
        found += &String::from_utf16_lossy(&units);
    }
    found
}

#[test]
fn no_reader_gets_what_is_not_for_them() {
    let folder = tempfile::tempdir().unwrap();
    let faces = Faces::load(&[]).unwrap();
    let mut seen = 0;
    for seed in 0..6 {
        let session = Session::open(
            &folder.path().join(format!("{seed}.tablemates")),
            Access::Write,
            Box::new(SystemClock),
        )
        .unwrap();
        let evening = evening(&session, &mut Random(seed));
        wrap::wrap(&session, &evening.dinner, true).unwrap();
        let record = session.library().record(evening.dinner.clone()).unwrap();
        for reader in &evening.people {
            let paper = recaps::pdf(&record, *reader, &faces, Paper::A4)
                .unwrap()
                .unwrap();
            let texts = texts_of(&paper.bytes);
            for (canary, (readers, _)) in &evening.canaries {
                let is_there = texts.contains(canary.as_str());
                assert!(
                    !is_there || readers.contains(reader),
                    "seed {seed}: {canary} is in the recap of {reader}"
                );
                seen += usize::from(is_there);
            }
        }
        seen += of_the_house(&record, &evening, &faces);
        let library = session.library();
        let exports = [
            String::from_utf8(export::csv(library).unwrap()).unwrap(),
            export::vcards(library).unwrap(),
            export::calendar(library, 0).unwrap(),
            export::dinner_calendar(library, &evening.dinner, 0).unwrap(),
            export::json(library).unwrap().to_string(),
        ];
        let notes = library.all::<Note>().unwrap();
        for note in notes
            .iter()
            .filter(|note| note.audience == Audience::OnlyMe)
        {
            assert!(
                exports.iter().all(|text| !text.contains(&note.text)),
                "seed {seed}: an only-me note is in an export"
            );
        }
        for person in library.all::<Person>().unwrap() {
            assert!(
                exports
                    .iter()
                    .all(|text| !text.contains(&person.private_note)),
                "seed {seed}: a private note is in an export"
            );
        }
    }
    assert!(seen > 1_000, "the test sees what is there: {seen}");
}

/// Looks through the papers of the house, and counts the canaries that rightly stand there.
fn of_the_house(record: &DinnerRecord, evening: &Evening, faces: &Faces) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let laid = papers::lay(record, &Kind::ALL, faces, Paper::A4);
    let written = papers::write(record, &laid, faces, folder.path(), |_| true).unwrap();
    let names: Vec<&str> = written.iter().map(|paper| paper.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Table sheet 1",
            "Table sheet 2",
            "Place cards",
            "Needs for the kitchen",
            "Organiser’s recap",
            "Organiser’s recap, your own copy"
        ]
    );
    let mut seen = 0;
    for (paper, laid) in written.iter().zip(&laid) {
        let texts = texts_of(&fs::read(&paper.file).unwrap());
        let is_own = paper.name.ends_with("your own copy");
        for (canary, (_, class)) in &evening.canaries {
            let may = match (laid.kind, class) {
                (Kind::Sheets, Class::Need | Class::Ask)
                | (Kind::Cards, Class::Offer)
                | (Kind::Kitchen, Class::Need)
                // A follow-up may say what somebody asked for or offered.
                | (
                    Kind::Organiser,
                    Class::Organisers | Class::Said | Class::Ask | Class::Offer,
                ) => true,
                (Kind::Organiser, Class::OnlyMe) => is_own,
                _ => false,
            };
            let is_there = texts.contains(canary.as_str());
            assert!(
                !is_there || may,
                "{canary} ({class:?}) is in {}",
                paper.name
            );
            seen += usize::from(is_there);
        }
        if laid.kind == Kind::Kitchen {
            assert!(!texts.contains("Guest"), "a name is on the kitchen’s list");
        }
        if laid.kind == Kind::Organiser {
            own_page_last(laid, evening);
        }
    }
    let only_me = |paper: &WrittenPaper| {
        let texts = texts_of(&fs::read(&paper.file).unwrap());
        let mine = evening
            .canaries
            .iter()
            .filter(|(_, (_, class))| *class == Class::OnlyMe);
        mine.filter(|(canary, _)| texts.contains(canary.as_str()))
            .count()
    };
    assert!(
        only_me(&written[5]) > 5,
        "the owner's own copy has what is theirs"
    );
    seen
}

/// What is only the owner's stands after the page that says so, never before.
fn own_page_last(laid: &LaidPaper, evening: &Evening) {
    let words = |page: &Page| -> String {
        let runs = page.items.iter().filter_map(|item| match item {
            Item::Text { run, .. } => Some(run.text.as_str()),
            _ => None,
        });
        runs.collect()
    };
    let mut is_labelled = false;
    for page in &laid.laid.pages {
        let words = words(page);
        is_labelled |= words.contains("ONLY ME");
        for (canary, (_, class)) in &evening.canaries {
            assert!(
                is_labelled || *class != Class::OnlyMe || !words.contains(canary.as_str()),
                "{canary} stands before the page that is labelled"
            );
        }
    }
}

//! The papers of the house, over some generated evenings: what is only the owner's is on the last page of the owner's own
//! copy and nowhere else, and each paper has what is of its kind alone.

use std::{collections::BTreeMap, fs};

use super::texts;
use tablemates::{
    app::{
        Paper, Session, SystemClock, dinners,
        papers::{self, Kind, LaidPaper, WrittenPaper},
        wrap,
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

/// An evening, and for each canary what it is.
struct Evening {
    dinner: Dinner,
    people: Vec<Id<Person>>,
    canaries: BTreeMap<String, Class>,
}

impl Evening {
    fn canary(&mut self, class: Class) -> String {
        let word = format!("canary{}x", self.canaries.len());
        self.canaries.insert(word.clone(), class);
        word
    }
}

#[expect(clippy::too_many_lines, reason = "an evening is one list")]
fn evening(session: &Session, random: &mut Random) -> Evening {
    let mut dinner = Dinner::new(session.new_id());
    "A table".clone_into(&mut dinner.title);
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
        let mut person = Person::new(*guest);
        person.given = format!("Guest{n}");
        person.private_note = evening.canary(Class::Kept);
        person.needs = evening.canary(Class::Need);
        person.source_key = evening.canary(Class::Kept);
        draft.create(&person);
        for kind in [ContactKind::Email, ContactKind::Phone] {
            let agreed = random.below(2) == 0;
            let mut point = ContactPoint::new(session.new_id());
            point.person = *guest;
            point.kind = kind;
            point.value = format!("{}@example.org", evening.canary(Class::Kept));
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
        row.recap_line = evening.canary(Class::Kept);
        draft.create(&row);
        let mut ask = Ask::new(session.new_id());
        ask.person = *guest;
        ask.text = evening.canary(Class::Ask);
        ask.why = evening.canary(Class::Kept);
        draft.create(&ask);
        let mut offer = Offer::new(session.new_id());
        offer.person = *guest;
        offer.text = evening.canary(Class::Offer);
        "write".clone_into(&mut offer.next_step);
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
        objective.text = evening.canary(class);
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
        let class = match note.audience {
            Audience::OnlyMe => Class::OnlyMe,
            Audience::Organisers => Class::Organisers,
            Audience::About | Audience::Table => Class::Said,
        };
        note.text = evening.canary(class);
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
        promise.what = evening.canary(class);
        promise.due = "2026-11-30".parse().ok();
        promise.dinner = Some(dinner.id);
        draft.create(&promise);
    }
    session.write(draft).unwrap();
    session.set_you(guests[0]).unwrap();
    evening.people = guests;
    evening
}

#[test]
fn each_paper_of_the_house_has_what_is_of_its_kind_alone() {
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
        seen += of_the_house(&record, &evening, &faces);
    }
    assert!(seen > 500, "the test sees what is there: {seen}");
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
        let texts = texts::of_pdf(&fs::read(&paper.file).unwrap());
        let is_own = paper.name.ends_with("your own copy");
        for (canary, class) in &evening.canaries {
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
        let texts = texts::of_pdf(&fs::read(&paper.file).unwrap());
        let mine = evening
            .canaries
            .iter()
            .filter(|(_, class)| **class == Class::OnlyMe);
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
        for (canary, class) in &evening.canaries {
            assert!(
                is_labelled || *class != Class::OnlyMe || !words.contains(canary.as_str()),
                "{canary} stands before the page that is labelled"
            );
        }
    }
}

//! All papers of one evening together: that they are fit for screen readers by the judgement of another library, that
//! nothing leaves its margins however much there is, and that what has nothing to say says so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_possible_wrap,
    reason = "a test that cannot go on should fail"
)]

mod judge;

use judge::judge;
use tablemates::{
    app::{
        Paper, Session, SystemClock,
        papers::{self, Kind, LaidPaper},
        plan::{self, SeatOptions},
        play, recaps, sample, wrap,
    },
    domain::{
        Attendance, Audience, Dinner, DinnerRecord, Id, Note, NoteKind, Offer, Person, Slot, Table,
        dinner::{Answer, Presence, Shape},
        evening::SlotKind,
    },
    recap::{Faces, Laid, page::Item},
    storage::Access,
};
use uuid::Uuid;

const PAPERS: [Paper; 2] = [Paper::A4, Paper::Letter];

fn faces() -> Faces {
    Faces::load(&[]).unwrap()
}

/// The sample's evening, seated; with `plays`, played and wrapped up.
fn sample_evening(plays: bool) -> DinnerRecord {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sample.tablemates");
    let session = Session::open(&file, Access::Write, Box::new(SystemClock)).unwrap();
    let mut dinner = sample::fill(&session).unwrap();
    plan::seat(&session, &dinner, &SeatOptions::default()).unwrap();
    dinner = session.library().get(dinner.id).unwrap().unwrap();
    if plays {
        let script = sample::script(&session, &dinner, 1).unwrap();
        play::play(&session, &dinner, 1, &script, |_| {}).unwrap();
        dinner = session.library().get(dinner.id).unwrap().unwrap();
        wrap::wrap(&session, &dinner, true).unwrap();
        dinner = session.library().get(dinner.id).unwrap().unwrap();
    }
    session.library().record(dinner).unwrap()
}

fn id<T>(number: usize) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number as u128 + 1))
}

/// `count` at a table of a shape, all of whom say too much.
fn hostile(count: usize, shape: Shape) -> DinnerRecord {
    let mut dinner = Dinner::new(id(1_000));
    dinner.title = format!("The {}", "very long annual ".repeat(12));
    dinner.starts_at = "2020-11-26T19:00:00".parse().ok();
    dinner.place = "Upstairs ".repeat(40);
    let mut record = DinnerRecord::of(dinner);
    let mut table = Table::new(id(2_000));
    (table.number, table.seats, table.shape) = (1, count as i64, shape);
    record.tables.push(table);
    record.you = Some(id(0));
    let names = ["Zoë", "Łukasz", "Nguyễn", "Ἀθηνᾶ", "Дмитрий"];
    for number in 0..count {
        let mut person = Person::new(id(number));
        names[number % names.len()].clone_into(&mut person.given);
        person.family = match number % 3 {
            0 => "Featherstonehaugh-".repeat(11),
            1 => "Ng".to_owned(),
            _ => "W".repeat(2_000),
        };
        person.business = "Consultancy ".repeat(20);
        person.needs = "no nuts, no fish, step-free, a chair with arms, ".repeat(10);
        record.people.insert(person.id, person);
        let mut seat = Attendance::new(id(3_000 + number));
        seat.person = id(number);
        (seat.answer, seat.presence) = (Answer::Accepted, Presence::Attended);
        (seat.table_no, seat.seat) = (Some(1), Some(number as i64 + 1));
        seat.guest_of = (number > 0).then(|| id(number - 1));
        record.attendances.push(seat);
        let mut offer = Offer::new(id(4_000 + number));
        offer.person = id(number);
        offer.text = "An hour of advice on everything ".repeat(9);
        record.offers.push(offer);
        let mut slot = Slot::new(id(5_000 + number));
        (slot.table_no, slot.rank, slot.kind) = (1, number as i64, SlotKind::Pitch);
        (slot.person, slot.pitch_ms) = (Some(id(number)), 600_000);
        record.slots.push(slot);
        for (n, audience) in Audience::ALL.iter().enumerate() {
            let mut note = Note::new(id(6_000 + number * 4 + n));
            (note.table_no, note.kind, note.audience) = (1, NoteKind::Question, *audience);
            (note.speaker, note.slot) = (Some(id(number)), Some(id(5_000 + number)));
            note.text = if n == 1 {
                "W".repeat(2_000)
            } else {
                "Who pays for it? ".repeat(40)
            };
            record.notes.push(note);
        }
    }
    record
}

fn all(record: &DinnerRecord, faces: &Faces, paper: Paper) -> Vec<LaidPaper> {
    papers::lay(record, &Kind::ALL, faces, paper)
}

/// What cannot be on paper of the sample: five papers with so many pages each.
#[test]
fn the_sample_has_five_papers_of_the_pages_that_they_should_have() {
    let (record, faces) = (sample_evening(true), faces());
    for paper in PAPERS {
        let laid = all(&record, &faces, paper);
        let pages: Vec<(&str, usize)> = laid
            .iter()
            .map(|each| (each.name.as_str(), each.laid.pages.len()))
            .collect();
        let cards = if paper == Paper::A4 { 1 } else { 2 };
        assert_eq!(
            pages[..3],
            [
                ("Table sheet 1", 1),
                ("Place cards", cards),
                ("Needs for the kitchen", 1)
            ]
        );
        let [organisers, own] = [&laid[3], &laid[4]];
        assert!((4..=6).contains(&organisers.laid.pages.len()), "{pages:?}");
        assert_eq!(own.laid.pages.len(), organisers.laid.pages.len() + 1);
        for each in &laid {
            assert!(
                each.laid.report.is_clean(),
                "{}: {:?}",
                each.name,
                each.laid.report
            );
        }
    }
}

#[test]
fn every_paper_passes_the_judge() {
    let faces = faces();
    for record in [sample_evening(true), hostile(12, Shape::Round)] {
        for paper in PAPERS {
            for each in all(&record, &faces, paper) {
                let verdict = judge(&each.laid, &faces, &each.name);
                assert!(
                    verdict.is_ok(),
                    "{} {paper:?}: {:?}",
                    each.name,
                    verdict.err()
                );
            }
            for reader in recaps::readers(&record).into_iter().take(2) {
                let recap = recaps::preview(&record, reader, &faces, paper).unwrap();
                let verdict = judge(&recap.laid, &faces, "A recap");
                assert!(verdict.is_ok(), "a recap {paper:?}: {:?}", verdict.err());
            }
        }
    }
}

#[test]
fn the_judge_finds_what_is_missing() {
    let (record, faces) = (sample_evening(false), faces());
    let mut sheet = papers::lay(&record, &[Kind::Sheets], &faces, Paper::A4)
        .remove(0)
        .laid;
    for element in &mut sheet.elements {
        element.alt = None;
    }
    let verdict = judge(&sheet, &faces, "A sheet").unwrap_err();
    assert!(verdict.contains("MissingAltText"), "{verdict}");
}

/// The left, top, right and bottom of what is drawn.
fn bounds(item: &Item) -> Option<[f32; 4]> {
    Some(match item {
        Item::Text { x, y, run } => {
            let space = run.text.ends_with(' ').then_some(run.size * 0.3);
            let width = run.width - space.unwrap_or(0.0);
            if run.turned {
                [x - width, y - run.size * 0.4, *x, y + run.size]
            } else {
                [*x, y - run.size, x + width, y + run.size * 0.4]
            }
        }
        Item::Rect { area, .. } | Item::Link { area, .. } => [
            area.x,
            area.y,
            area.x + area.width - 1.0,
            area.y + area.height,
        ],
        Item::Circle { x, y, radius, .. } => [x - radius, y - radius, x + radius, y + radius],
        _ => return None,
    })
}

fn is_within(laid: &Laid, [left, top, right, bottom]: [f32; 4]) -> bool {
    let (width, height) = laid.paper.size();
    left >= 44.9 && right <= width - 44.9 && top >= 38.0 && bottom <= height - 18.0
}

#[test]
fn nothing_leaves_the_margins_however_much_there_is() {
    let faces = faces();
    let mut records = vec![sample_evening(true)];
    for shape in [Shape::Round, Shape::Long] {
        records.extend((5..=12).map(|count| hostile(count, shape)));
    }
    for (number, record) in records.iter().enumerate() {
        let paper = PAPERS[number % 2];
        let kinds = [Kind::Sheets, Kind::Kitchen, Kind::Organiser];
        // The organisers' recap does not change with the shape of the table.
        let kinds = if number % 6 == 0 {
            &kinds[..]
        } else {
            &kinds[..2]
        };
        for each in papers::lay(record, kinds, &faces, paper) {
            for item in each.laid.pages.iter().flat_map(|page| &page.items) {
                let Some(bounds) = bounds(item) else { continue };
                assert!(
                    is_within(&each.laid, bounds),
                    "{} {number}: {bounds:?} {item:?}",
                    each.name
                );
            }
        }
    }
}

#[test]
fn cards_keep_8_mm_around_their_words_and_long_names_stay_on_them() {
    const INSET: f32 = 8.0 / 25.4 * 72.0;
    let faces = faces();
    for paper in PAPERS {
        let (columns, rows) = (2.0, if paper == Paper::A4 { 4.0 } else { 3.0 });
        let (width, height) = (paper.size().0 / columns, paper.size().1 / rows);
        let record = hostile(12, Shape::Long);
        let laid = papers::lay(&record, &[Kind::Cards], &faces, paper)
            .remove(0)
            .laid;
        assert_eq!(laid.pages.len(), 2, "{paper:?}: twelve cards");
        for item in laid.pages.iter().flat_map(|page| &page.items) {
            let (Item::Text { run, .. }, Some([left, top, right, bottom])) = (item, bounds(item))
            else {
                continue;
            };
            if run.text == "fold" {
                continue;
            }
            let (x, y) = (
                (left / width).floor() * width,
                (top / height).floor() * height,
            );
            let is_inside = left >= x + INSET - 0.1
                && right <= x + width - INSET + 0.1
                && top >= y + INSET - 4.0
                && bottom <= y + height - INSET + 4.0;
            assert!(
                is_inside,
                "{paper:?}: {left} {top} {right} {bottom} {:?}",
                run.text
            );
            // Nothing lies over the fold.
            let fold = y + height / 2.0;
            assert!(bottom <= fold + 4.0 || top >= fold - 4.0, "{:?}", run.text);
        }
    }
}

#[test]
fn a_running_order_of_twelve_is_whole_on_one_page() {
    let faces = faces();
    for paper in PAPERS {
        for count in 5..=12 {
            let mut record = sample_evening(false);
            let table = &mut record.tables[0];
            (table.seats, table.number) = (count, 1);
            table.shape = if count % 2 == 0 {
                Shape::Round
            } else {
                Shape::Long
            };
            record.slots.clear();
            record
                .attendances
                .retain(|a| a.seat.is_some_and(|seat| seat <= count));
            for seat in 9..=count {
                let mut guest = record.attendances[0].clone();
                guest.id = id(7_000 + seat as usize);
                guest.person = id(8_000 + seat as usize);
                guest.seat = Some(seat);
                let mut person = Person::new(guest.person);
                person.given = format!("Guest {seat}");
                record.people.insert(person.id, person);
                record.attendances.push(guest);
            }
            let laid = papers::lay(&record, &[Kind::Sheets], &faces, paper)
                .remove(0)
                .laid;
            let of_page = |page: usize| -> Vec<String> {
                let items = laid.pages[page].items.iter();
                let runs = items.filter_map(|item| match item {
                    Item::Text { run, .. } => Some(run.text.trim().to_owned()),
                    _ => None,
                });
                runs.collect()
            };
            let has_order =
                |page: usize| of_page(page).iter().any(|words| words == "Running order");
            assert_none_lies_on_another(&laid);
            let last = laid.pages.len() - 1;
            assert!(last <= 1, "{count} on {paper:?}: {} pages", last + 1);
            assert!(has_order(last), "{count} on {paper:?}");
            let notes = of_page(last)
                .iter()
                .filter(|words| *words == "notes")
                .count();
            assert_eq!(notes, count as usize, "room to write for each, {paper:?}");
        }
    }
}

/// No text of a page stands on another: each is taken as tall as its small letters.
fn assert_none_lies_on_another(laid: &Laid) {
    for page in &laid.pages {
        let texts: Vec<([f32; 4], &str)> = page
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Text { x, y, run } => {
                    let width = run.width - run.size * 0.3;
                    let area = [*x, y - run.size * 0.5, x + width, y + run.size * 0.1];
                    Some((area, run.text.as_str()))
                }
                _ => None,
            })
            .collect();
        for (at, (one, words)) in texts.iter().enumerate() {
            for (other, more) in &texts[at + 1..] {
                let apart = one[2] <= other[0]
                    || other[2] <= one[0]
                    || one[3] <= other[1]
                    || other[3] <= one[1];
                assert!(apart, "{words:?} and {more:?} stand on each other");
            }
        }
    }
}

#[test]
fn an_evening_without_anything_still_has_its_papers() {
    let faces = faces();
    let mut dinner = Dinner::new(id(1));
    dinner.title = "Supper".to_owned();
    let record = DinnerRecord::of(dinner);
    let laid = all(&record, &faces, Paper::A4);
    let names: Vec<&str> = laid.iter().map(|each| each.name.as_str()).collect();
    assert_eq!(names, ["Needs for the kitchen", "Organiser’s recap"]);
    for each in &laid {
        assert_eq!(each.laid.pages.len(), 1);
        assert!(judge(&each.laid, &faces, &each.name).is_ok());
    }
}

#[test]
fn before_the_evening_there_is_what_it_needs() {
    let record = sample_evening(false);
    let now_ms = record
        .dinner
        .starts_at
        .unwrap()
        .and_utc()
        .timestamp_millis()
        - 86_400_000;
    assert_eq!(Kind::of(&record, now_ms), Kind::BEFORE);
    assert_eq!(Kind::of(&record, now_ms + 2 * 86_400_000), Kind::ALL);
    let laid = papers::lay(&record, &Kind::BEFORE, &faces(), Paper::A4);
    assert_eq!(laid.len(), 3);
}

/// A guest's recap with names and questions in ten scripts.
fn of_ten_scripts() -> (DinnerRecord, Id<Person>) {
    const NAMES: [(&str, &str); 8] = [
        ("Nguyễn", "Łukasz"),
        ("Ἀθηνᾶ", "Παππᾶ"),
        ("Дмитрий", "Щукин"),
        ("小龙", "李"),
        ("はなこ", "山田"),
        ("민수", "김"),
        ("محمد", "علي"),
        ("נועה", "כהן"),
    ];
    let mut record = sample_evening(true);
    let readers = recaps::readers(&record);
    for (reader, (given, family)) in readers.iter().zip(NAMES) {
        let person = record.people.get_mut(reader).unwrap();
        (person.given, person.family) = (given.to_owned(), family.to_owned());
        person.nickname.clear();
    }
    for at in 0..25 {
        let (given, family) = NAMES[at % 8];
        let mut note = Note::new(id(9_000 + at));
        (note.table_no, note.kind, note.audience) = (1, NoteKind::Question, Audience::Table);
        (note.speaker, note.subject) = (Some(readers[1 + at % 7]), Some(readers[0]));
        note.text = format!("{given} {family}: what does it cost, Արամ and ნინო, at {at}?");
        record.notes.push(note);
    }
    (record, readers[0])
}

/// Every font of a PDF is embedded, and only as much of it as is used.
fn has_cut_down_fonts(pdf: &[u8]) -> usize {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let dictionaries = document.objects.values().filter_map(|o| o.as_dict().ok());
    let mut fonts = 0;
    let of_type = |dictionary: &lopdf::Dictionary| {
        dictionary.has_type(b"Font") && !dictionary.has(b"DescendantFonts")
    };
    let all = || document.objects.values().filter_map(|o| o.as_dict().ok());
    assert!(all().all(|each| !of_type(each) || each.has(b"FontDescriptor")));
    // Each is made of one other, which has the descriptor.
    for font in dictionaries.filter(|each| each.has(b"DescendantFonts")) {
        let inner = font
            .get(b"DescendantFonts")
            .and_then(|list| list.as_array());
        let (_, inner) = document.dereference(&inner.unwrap()[0]).unwrap();
        let descriptor = inner.as_dict().unwrap().get(b"FontDescriptor").unwrap();
        let (_, descriptor) = document.dereference(descriptor).unwrap();
        let descriptor = descriptor.as_dict().unwrap();
        let name = descriptor
            .get(b"FontName")
            .and_then(lopdf::Object::as_name)
            .unwrap();
        assert!(
            name[..6].iter().all(u8::is_ascii_uppercase) && name[6] == b'+',
            "{} is whole",
            String::from_utf8_lossy(name)
        );
        assert!(
            descriptor.has(b"FontFile2") || descriptor.has(b"FontFile3"),
            "{} is not embedded",
            String::from_utf8_lossy(name)
        );
        fonts += 1;
    }
    fonts
}

/// With the faces that egui brings, which are the same everywhere, and with those of this machine, whatever it has.
#[test]
fn a_recap_of_ten_scripts_is_small_and_has_of_each_font_what_it_uses() {
    let folder = tempfile::tempdir().unwrap();
    for (name, data) in egui::FontDefinitions::default().font_data {
        let bytes: &[u8] = (*data.font).as_ref();
        std::fs::write(folder.path().join(format!("{name}.ttf")), bytes).unwrap();
    }
    let (record, reader) = of_ten_scripts();
    let ours = faces();
    let alone = recaps::pdf(&record, reader, &ours, Paper::A4)
        .unwrap()
        .unwrap();
    assert_eq!(has_cut_down_fonts(&alone.bytes), 4);
    for folders in [vec![folder.path().to_owned()], recaps::font_folders()] {
        let faces = Faces::load(&folders).unwrap();
        let missing = |faces: &Faces| {
            let preview = recaps::preview(&record, reader, faces, Paper::A4).unwrap();
            preview.laid.report.missing
        };
        let recap = recaps::pdf(&record, reader, &faces, Paper::A4)
            .unwrap()
            .unwrap();
        let size = recap.bytes.len();
        assert!(size <= 120_000, "{size} bytes with {folders:?}");
        let fonts = has_cut_down_fonts(&recap.bytes);
        // What was found is in the file; what was not is said.
        let (before, after) = (missing(&ours), missing(&faces));
        assert_eq!(fonts > 4, after.len() < before.len(), "{fonts} {after:?}");
        assert_eq!(
            after.is_empty(),
            recap.remarks.iter().all(|r| !r.contains("no type face"))
        );
        if folders == [folder.path()] {
            assert!(
                "Արամნინო"
                    .chars()
                    .all(|c| before.contains(&c) && !after.contains(&c))
            );
        }
        let document = lopdf::Document::load_mem(&recap.bytes).unwrap();
        let pages: Vec<u32> = document.get_pages().keys().copied().collect();
        let text = document.extract_text(&pages).unwrap();
        for word in [
            "Nguyễn",
            "Ἀθηνᾶ",
            "Дмитрий",
            "Արամ",
            "ნინო",
            "李",
            "山田",
            "민수",
        ] {
            let is_there = word.chars().all(|letter| !after.contains(&letter));
            assert!(!is_there || text.contains(word), "{word} is not in {text}");
        }
    }
}

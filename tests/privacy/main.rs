//! Canaries: strings in every text that a reader may not see, over a thousand generated evenings, and none of them in
//! what that reader gets: the words of the recap, its pages, raw streams and metadata, its letter, calendar and cards,
//! and the names of files. Nor is anything of the owner's in an export.

#![allow(
    clippy::cast_possible_wrap,
    clippy::cast_possible_truncation,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should fail"
)]

mod evening;
mod house;
mod texts;

use std::{fs, path::Path};

use evening::Evening;
use tablemates::{
    app::{Paper, Session, SystemClock, beside, export, recaps, wrap},
    domain::{DinnerRecord, Id, Person, dinner::RecapPart},
    recap::{build, content::Counts},
    storage::Access,
};

/// All evenings go through everything that is words. So many of them also become PDFs and files, which takes long where
/// nothing is optimised: the variable says another number, and the run of checks wants all of them.
const EVENINGS: u64 = 1_000;
const ON_PAPER: u64 = 8;
const ON_PAPER_WORD: &str = "TABLEMATES_ON_PAPER";

/// Looks for canaries in a text for a reader; counts those that are theirs.
fn look(evening: &Evening, what: &str, text: &str, reader: Id<Person>) -> usize {
    let (found, wrong) = evening.look(text, reader);
    assert!(wrong.is_empty(), "{what} for {reader}: {wrong:#?}");
    found
}

#[test]
fn in_a_thousand_evenings_no_word_reaches_who_may_not_read_it() {
    let (mut recaps, mut letters, mut calendars, mut cards) = (0, 0, 0, 0);
    for seed in 0..EVENINGS {
        let evening = Evening::wrapped(seed);
        for reader in &evening.readers {
            let content = build::attendee(&evening.record, *reader).unwrap();
            // The type itself, field by field, and the words that are copied from it.
            look(&evening, "the recap", &format!("{content:?}"), *reader);
            recaps += look(
                &evening,
                "the text",
                &beside::recap_words(&content),
                *reader,
            );
            let beside = build::beside(&evening.record, *reader).unwrap();
            look(
                &evening,
                "what is beside it",
                &format!("{beside:?}"),
                *reader,
            );
            if let Some(text) = beside::calendar(&beside, true, 0) {
                calendars += look(&evening, "the calendar", &texts::unfolded(&text), *reader);
            }
            if let Some(text) = beside::cards(&beside) {
                cards += look(&evening, "the cards", &texts::unfolded(&text), *reader);
            }
            let mail = beside::letter(&beside, "reader@example.org", ("recap.pdf", Vec::new()), 0);
            let (text, _) = texts::of_letter(&beside::eml(&mail).unwrap());
            letters += look(&evening, "the letter", &text, *reader);
        }
        // Who stayed away gets nothing.
        let here = &evening.readers;
        let absent = evening
            .record
            .people
            .keys()
            .filter(|person| !here.contains(person));
        for person in absent {
            assert!(build::beside(&evening.record, *person).is_none());
        }
    }
    // The test sees what is there.
    let seen = [recaps, letters, calendars, cards];
    assert!(seen.iter().all(|count| *count > 50_000), "{seen:?}");
}

#[test]
fn a_line_to_one_guest_is_theirs_and_what_is_left_out_is_in_nothing_that_goes_out() {
    let (mut own, mut common) = (0, 0);
    for seed in 0..20 {
        let evening = Evening::wrapped(seed);
        let rows = evening.record.attendances.iter();
        for row in rows.filter(|row| evening.readers.contains(&row.person)) {
            let reader = row.person;
            let line = match row.recap_line.as_str() {
                "" => &evening.record.dinner.host_line,
                line => line,
            };
            *(if row.recap_line.is_empty() {
                &mut common
            } else {
                &mut own
            }) += 1;
            let content = build::attendee(&evening.record, reader).unwrap();
            assert!(content.host_line.unwrap().starts_with(line));
            let letter = build::beside(&evening.record, reader).unwrap().letter;
            assert_eq!(letter.line.as_deref(), Some(line));
            for part in RecapPart::ALL {
                leave_out(&evening.record, reader, *part);
            }
        }
    }
    assert!(own > 50 && common > 50, "{own} {common}");
}

/// Leaves one part out: it is on nothing that the reader gets, all else is, and the host still sees how much there is.
fn leave_out(record: &DinnerRecord, reader: Id<Person>, part: RecapPart) {
    let with = |without: &[RecapPart]| {
        let mut record = record.clone();
        let mut rows = record.attendances.iter_mut();
        rows.find(|row| row.person == reader).unwrap().recap_without = without.to_vec();
        record
    };
    let (whole, cut) = (with(&[]), with(&[part]));
    let (was, is) = (
        build::attendee(&whole, reader).unwrap(),
        build::attendee(&cut, reader).unwrap(),
    );
    let (had, has) = (
        build::beside(&whole, reader).unwrap(),
        build::beside(&cut, reader).unwrap(),
    );
    assert_eq!(
        build::counts(&cut, reader).unwrap(),
        Counts::of(&was),
        "counted are all"
    );
    let mut expected = was.clone();
    let mut cards = had.cards;
    match part {
        RecapPart::People => {
            expected.tablemates.clear();
            cards.clear();
        }
        RecapPart::Contacts => {
            for mate in &mut expected.tablemates {
                mate.contacts.clear();
            }
            for promise in &mut expected.promised_to_you {
                promise.contact = None;
            }
            cards.clear();
        }
        RecapPart::AskAndOffer => (expected.asked, expected.offered) = (None, None),
        RecapPart::Questions => {
            expected.questions_to_you.clear();
            expected.questions_by_you.clear();
        }
        RecapPart::ToThem => expected.promised_to_you.clear(),
        RecapPart::ByThem => expected.promised_by_you.clear(),
        RecapPart::OneToOnes => expected.one_to_ones.clear(),
        RecapPart::Objective => expected.objective = None,
        RecapPart::NextDinner => expected.next_dinner = None,
    }
    // The one thing to do first is a promise that is on the page.
    expected.this_week.clone_from(&is.this_week);
    assert_eq!(is, expected, "{part}");
    if is.promised_to_you.is_empty() && is.promised_by_you.is_empty() {
        assert_eq!(is.this_week, None, "{part}");
    }
    assert_eq!(has.cards, cards, "{part}");
    let dated = is.promised_to_you.iter().filter_map(|p| p.due).count()
        + is.promised_by_you.iter().filter_map(|p| p.due).count();
    assert_eq!(has.promises.len(), dated, "{part}");
    if part == RecapPart::Contacts {
        assert!(has.promises.iter().all(|date| !date.about.contains('@')));
        assert!(!beside::recap_words(&is).contains('@'));
    }
}

#[test]
fn no_file_that_a_reader_gets_holds_what_is_not_for_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut seen = 0;
    let on_paper = std::env::var(ON_PAPER_WORD).ok();
    let on_paper = on_paper.map_or(ON_PAPER, |number| number.parse().unwrap());
    for seed in 0..on_paper {
        let library = folder.path().join(format!("{seed}.tablemates"));
        let session = Session::open(&library, Access::Write, Box::new(SystemClock)).unwrap();
        let evening = Evening::of(seed);
        session.write(evening.draft()).unwrap();
        session.set_you(evening.readers[0]).unwrap();
        wrap::wrap(&session, &evening.record.dinner, true).unwrap();
        let row = session
            .library()
            .get(evening.record.dinner.id)
            .unwrap()
            .unwrap();
        let record = session.library().record(row).unwrap();
        seen += papers(
            &evening,
            &record,
            &folder.path().join(format!("{seed} recaps")),
        );
        seen += letters(
            &evening,
            &record,
            &folder.path().join(format!("{seed} mail")),
        );
        seen += calendars(
            &evening,
            &session,
            &record,
            &folder.path().join(format!("{seed} dates")),
        );
        exports(&evening, &session);
    }
    assert!(seen > 10_000, "the test sees what is there: {seen}");
}

/// The PDFs as files, with their names.
fn papers(evening: &Evening, record: &DinnerRecord, folder: &Path) -> usize {
    let written = recaps::write(record, &evening.readers, folder, Paper::A4, || ()).unwrap();
    assert_eq!(written.len(), evening.readers.len());
    let mut seen = 0;
    for recap in written {
        let name = recap
            .file
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        look(evening, "the name of a file", &name, recap.person);
        let text = texts::of_pdf(&fs::read(&recap.file).unwrap());
        seen += look(evening, "the PDF", &text, recap.person);
    }
    seen
}

/// The letters as files, with their names and with what is attached; the PDF in each is that of its reader.
fn letters(evening: &Evening, record: &DinnerRecord, folder: &Path) -> usize {
    let drafts = beside::write_drafts(record, &evening.readers, folder, 0, || ()).unwrap();
    assert_eq!(drafts.written.len(), evening.readers.len());
    let mut seen = 0;
    for draft in drafts.written {
        let name = draft
            .file
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        look(evening, "the name of a file", &name, draft.person);
        let (text, pdfs) = texts::of_letter(&fs::read(&draft.file).unwrap());
        seen += look(evening, "the letter", &text, draft.person);
        let [pdf] = pdfs.as_slice() else {
            panic!("{} PDFs", pdfs.len())
        };
        look(
            evening,
            "the PDF of a letter",
            &String::from_utf8_lossy(pdf),
            draft.person,
        );
    }
    seen
}

/// The calendars and cards as files, with their names; and the organiser's, which has nothing of the owner's.
fn calendars(evening: &Evening, session: &Session, record: &DinnerRecord, folder: &Path) -> usize {
    let library = session.library();
    let place = (folder, true);
    let written = beside::write_calendars(library, record, &evening.readers, place, 0).unwrap();
    let mut seen = 0;
    for (reader, file) in written.guests.iter().chain(&written.cards) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        look(evening, "the name of a file", &name, *reader);
        let text = texts::unfolded(&fs::read_to_string(file).unwrap());
        seen += look(evening, "the calendar or the cards", &text, *reader);
    }
    let organisers = fs::read_to_string(written.organiser.unwrap()).unwrap();
    none_of_the_owners(
        evening,
        "the organiser’s calendar",
        &texts::unfolded(&organisers),
    );
    seen
}

fn exports(evening: &Evening, session: &Session) {
    let library = session.library();
    let exports = [
        (
            "CSV",
            String::from_utf8(export::csv(library).unwrap()).unwrap(),
        ),
        ("vCards", export::vcards(library).unwrap()),
        ("the calendar", export::calendar(library, 0).unwrap()),
        ("JSON", export::json(library).unwrap().to_string()),
    ];
    for (what, text) in exports {
        none_of_the_owners(evening, what, &texts::unfolded(&text));
    }
}

fn none_of_the_owners(evening: &Evening, what: &str, text: &str) {
    for (canary, is) in evening.only_mine() {
        assert!(!text.contains(&canary), "{is} is in {what}: {canary}");
    }
}

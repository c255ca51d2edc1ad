//! The figures of Tablemates on this machine, one line each with what was asked of it and the size of the data:
//! `cargo bench`. Nothing here passes or fails; a figure over its limit is marked.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_possible_wrap,
    clippy::assigning_clones,
    reason = "it talks to whoever runs it, stops where it cannot go on, and counts to 200,000 at most"
)]

use std::{
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use chrono::{NaiveDate, TimeDelta};
use tablemates::{
    app::{Paper, Session, SystemClock, dinners, import, papers as house, recaps},
    domain::{
        Ask, Attendance, Audience, Dinner, DinnerRecord, Draft, Id, Note, NoteKind, Offer, Person,
        Table, Trade,
        dinner::{Answer, DinnerState, Presence},
    },
    storage::{Access, Library},
};

#[allow(dead_code, reason = "the example's own main is not run here")]
#[path = "../examples/grouping.rs"]
mod grouping;

#[path = "../tests/judge/mod.rs"]
mod judge;

const NOW: i64 = 1_795_283_837_000;
const PEOPLE: usize = 10_000;
const DINNERS: usize = 1_000;
const NOTES: usize = 200_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    println!("{:<58}{:>14}  limit", "figure", "measured");
    imports(folder.path());
    seating();
    papers();
    large_library(folder.path());
}

fn line(what: &str, measured: &str, limit: &str, is_kept: bool) {
    println!(
        "{what:<58}{measured:>14}  {limit}{}",
        if is_kept { "" } else { "  OVER" }
    );
}

fn time(what: &str, took: Duration, limit: Duration) {
    let words = |span: Duration| {
        if span.as_secs() >= 2 {
            format!("{:.2} s", span.as_secs_f64())
        } else {
            format!("{:.2} ms", span.as_secs_f64() * 1e3)
        }
    };
    line(
        what,
        &words(took),
        &format!("< {}", words(limit)),
        took < limit,
    );
}

/// The median of several runs.
fn median(mut runs: Vec<Duration>) -> Duration {
    runs.sort();
    runs.get(runs.len() / 2).copied().unwrap_or_default()
}

fn imports(folder: &Path) {
    let mut csv =
        String::from("First Name,Last Name,E-mail Address,Company,Job Title,Mobile Phone\n");
    for n in 0..10_000 {
        let (given, family) = name(n);
        let (firm, title) = (n % 331, n % 57);
        csv.extend([format!(
            "{given},{family},person{n}@example.org,Firm {firm},Title {title},+4477009{n:05}
"
        )]);
    }
    let session = Session::open(
        &folder.join("import.tablemates"),
        Access::Write,
        Box::new(SystemClock),
    )
    .unwrap();
    let start = Instant::now();
    let report =
        import::import(&session, csv.as_bytes(), &import::ImportOptions::default()).unwrap();
    time(
        &format!("import of a CSV, {} rows", report.added.len()),
        start.elapsed(),
        Duration::from_secs(2),
    );
    let start = Instant::now();
    let again =
        import::import(&session, csv.as_bytes(), &import::ImportOptions::default()).unwrap();
    assert_eq!(again.added.len(), 0);
    time(
        "the same again, adding nothing",
        start.elapsed(),
        Duration::from_secs(2),
    );
}

fn seating() {
    let folder = std::env::var_os("TABLEMATES_INSTANCES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench/seating"),
        PathBuf::from,
    );
    for (name, millis, least) in [("dinner80", 100, 2550.0), ("bp17", 50, 276.0)] {
        let Ok(text) = fs::read_to_string(folder.join(format!("{name}.txt"))) else {
            println!(
                "{name}: no instance in {} (set TABLEMATES_INSTANCES)",
                folder.display()
            );
            continue;
        };
        let solved: Vec<grouping::Solved> = (1..=5)
            .map(|seed| grouping::solve(&text, seed, millis, None).unwrap())
            .collect();
        let mean = solved.iter().map(|solved| solved.value).sum::<f64>() / 5.0;
        let hard: u32 = solved.iter().map(|solved| solved.hard).sum();
        let what = format!("seating {name}, {millis} ms, mean of 5 seeds, {hard} hard broken");
        line(
            &what,
            &format!("{mean:.1}"),
            &format!(">= {least}"),
            mean >= least && hard == 0,
        );
    }
}

fn papers() {
    let record = dinner_of(80);
    let readers = recaps::readers(&record);
    let folder = tempfile::tempdir().unwrap();
    one_recap(&record, readers.first().copied().unwrap());
    forget_peak();
    let start = Instant::now();
    let written = recaps::write(&record, &readers, folder.path(), Paper::A4, || {}).unwrap();
    let took = start.elapsed();
    let sizes = written
        .iter()
        .map(|recap| fs::metadata(&recap.file).unwrap().len());
    let largest = sizes.max().unwrap_or_default().div_ceil(1_000);
    time(
        &format!("recaps for {} guests, two threads", written.len()),
        took,
        Duration::from_secs(1),
    );
    let (kb, most_kb) = (format!("{largest} kB"), 60);
    line("  the largest of them", &kb, "<= 60 kB", largest <= most_kb);
    if let Some(peak) = peak_mb() {
        let most_mb = 150;
        line(
            "  peak memory",
            &format!("{peak} MB"),
            "<= 150 MB",
            peak <= most_mb,
        );
    }
    let faces = recaps::faces().unwrap();
    let start = Instant::now();
    let laid = house::lay(&record, &house::Kind::ALL, &faces, Paper::A4);
    let others = house::write(&record, &laid, &faces, folder.path(), |_| true).unwrap();
    time(
        &format!("the other papers of that dinner, {} files", others.len()),
        start.elapsed(),
        Duration::from_secs(1),
    );
}

/// One recap with all words known already, and the same pages set by krilla beside it.
fn one_recap(record: &DinnerRecord, reader: Id<Person>) {
    let faces = recaps::faces().unwrap();
    let ours = || {
        recaps::pdf(record, reader, &faces, Paper::A4)
            .unwrap()
            .unwrap()
    };
    let laid = recaps::preview(record, reader, &faces, Paper::A4)
        .unwrap()
        .laid;
    black_box(ours());
    let runs = |work: &dyn Fn()| {
        let run = |_| {
            let start = Instant::now();
            work();
            start.elapsed()
        };
        median((0..21).map(run).collect())
    };
    let whole = runs(&|| {
        black_box(ours());
    });
    time("one recap, warm", whole, Duration::from_millis(15));
    let laying = runs(&|| {
        black_box(recaps::preview(record, reader, &faces, Paper::A4));
    });
    let judged = runs(&|| {
        black_box(judge::judge(&laid, &faces, "A recap").unwrap());
    });
    let emitting = whole.saturating_sub(laying);
    let ratio = emitting.as_secs_f64() / judged.as_secs_f64();
    line(
        &format!(
            "  laid out in {:.1} ms; its bytes by us, and by krilla",
            laying.as_secs_f64() * 1e3
        ),
        &format!(
            "{:.1}, {:.1} ms",
            emitting.as_secs_f64() * 1e3,
            judged.as_secs_f64() * 1e3
        ),
        &format!("ratio {ratio:.2}"),
        true,
    );
}

/// Lets the peak of this process's memory count from now, where the system can.
fn forget_peak() {
    drop(fs::write("/proc/self/clear_refs", "5"));
}

/// The peak of this process's memory since then, in MB; `None` where the system does not say.
fn peak_mb() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kb: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kb.div_ceil(1_024))
}

/// A dinner of ten tables of eight with asks, offers and twelve notes to each guest.
fn dinner_of(guests: usize) -> DinnerRecord {
    let folder = tempfile::tempdir().unwrap();
    let session = Session::open(
        &folder.path().join("dinner.tablemates"),
        Access::Write,
        Box::new(SystemClock),
    )
    .unwrap();
    let mut draft = Draft::new("A dinner");
    let mut dinner = Dinner::new(Id::new(NOW));
    dinner.title = "Thursday Table, No. 14".to_owned();
    dinner.starts_at = NaiveDate::from_ymd_opt(2026, 11, 26)
        .unwrap()
        .and_hms_opt(19, 0, 0);
    draft.create(&dinner);
    let people: Vec<Person> = (0..guests).map(person).collect();
    for (n, guest) in people.iter().enumerate() {
        let (table, seat) = (n / 8 + 1, n % 8 + 1);
        if seat == 1 {
            let number = i64::try_from(table).unwrap();
            let mut row = Table::new(dinners::table_id(dinner.id, number));
            row.dinner = dinner.id;
            row.number = number;
            row.seats = 8;
            row.host = Some(guest.id);
            draft.create(&row);
        }
        draft.create(guest);
        let mut row = Attendance::new(dinners::attendance_id(dinner.id, guest.id));
        row.dinner = dinner.id;
        row.person = guest.id;
        row.answer = Answer::Accepted;
        row.presence = Presence::Attended;
        row.table_no = i64::try_from(table).ok();
        row.seat = i64::try_from(seat).ok();
        draft.create(&row);
        let mut trade = Trade::new(Id::new(NOW));
        trade.person = guest.id;
        trade.name = format!("Trade {n}");
        draft.create(&trade);
        let mut ask = Ask::new(Id::new(NOW));
        ask.person = guest.id;
        ask.text = format!("A firm number {n} with 20 to 80 staff");
        draft.create(&ask);
        let mut offer = Offer::new(Id::new(NOW));
        offer.person = guest.id;
        offer.text = "A free hour of advice".to_owned();
        offer.next_step = "send one question".to_owned();
        draft.create(&offer);
        for k in 0..12 {
            let mut row = note(&dinner, guest.id, n * 12 + k);
            row.kind = if k % 2 == 0 {
                NoteKind::Question
            } else {
                NoteKind::Promise
            };
            row.table_no = i64::try_from(table).unwrap();
            row.speaker = people
                .get(n / 8 * 8 + (n + k + 1) % 8)
                .map(|other| other.id);
            draft.create(&row);
        }
    }
    session.write(draft).unwrap();
    session.library().record(dinner).unwrap()
}

fn large_library(folder: &Path) {
    let file = folder.join("large.tablemates");
    let mut library = Library::open(&file, Access::Write, NOW).unwrap();
    let start = Instant::now();
    let people: Vec<Person> = (0..PEOPLE).map(person).collect();
    append(&mut library, &people, Draft::create);
    let dinners: Vec<Dinner> = (0..DINNERS).map(dinner).collect();
    append(&mut library, &dinners, Draft::create);
    let seats: Vec<(usize, usize)> = (0..DINNERS)
        .flat_map(|at| (0..8).map(move |seat| (at, seat)))
        .collect();
    append(&mut library, &seats, |draft, (at, seat)| {
        let (Some(dinner), Some(guest)) =
            (dinners.get(*at), people.get((at * 31 + seat * 7) % PEOPLE))
        else {
            return;
        };
        let mut row = Attendance::new(dinners::attendance_id(dinner.id, guest.id));
        row.dinner = dinner.id;
        row.person = guest.id;
        row.table_no = Some(1);
        row.seat = i64::try_from(*seat).ok();
        draft.create(&row);
    });
    let notes: Vec<usize> = (0..NOTES).collect();
    append(&mut library, &notes, |draft, n| {
        if let (Some(dinner), Some(guest)) = (dinners.get(n % DINNERS), people.get(n * 17 % PEOPLE))
        {
            draft.create(&note(dinner, guest.id, *n));
        }
    });
    println!(
        "a library of {PEOPLE} people, {DINNERS} dinners, {NOTES} notes, made in {:.1} s",
        start.elapsed().as_secs_f64()
    );

    let singles = (0..200).map(|n| {
        let mut draft = Draft::new("Note");
        draft.create(&note(
            dinners.first().unwrap(),
            people.first().unwrap().id,
            NOTES + n,
        ));
        let start = Instant::now();
        library.append(&draft, NOW).unwrap();
        start.elapsed()
    });
    time(
        "one note committed, p50 of 200",
        median(singles.collect()),
        Duration::from_millis(2),
    );

    library.checkpoint().unwrap();
    drop(library);
    let size = fs::metadata(&file).unwrap().len() as f64 / 1e6;
    line(
        "its file",
        &format!("{size:.0} MB"),
        "about 140 MB",
        size < 200.0,
    );
    let opens = (0..5).map(|_| {
        let start = Instant::now();
        black_box(Library::open(&file, Access::Read, NOW).unwrap());
        start.elapsed()
    });
    time(
        "open it, with its checks, median of 5",
        median(opens.collect()),
        Duration::from_millis(300),
    );
    let library = Library::open(&file, Access::Read, NOW).unwrap();
    for words in ["landlord", "brewery label", "sample pr"] {
        let runs = (0..20).map(|_| {
            let start = Instant::now();
            assert_eq!(
                black_box(library.search_notes(words, 20).unwrap()).len(),
                20
            );
            start.elapsed()
        });
        time(
            &format!("search its notes for “{words}”, top 20, p50 of 20"),
            median(runs.collect()),
            Duration::from_millis(10),
        );
    }
    drop(library);
    if let Some(copy) = std::env::var_os("TABLEMATES_KEEP") {
        fs::copy(&file, copy).unwrap();
    }
    let mut library = Library::open(&file, Access::Write, NOW).unwrap();
    let start = Instant::now();
    assert!(library.rebuild().unwrap(), "equal tables");
    time(
        "rebuild its projection, with both digests",
        start.elapsed(),
        Duration::from_secs(20),
    );
}

fn append<T>(library: &mut Library, items: &[T], create: impl Fn(&mut Draft, &T)) {
    for chunk in items.chunks(10_000) {
        let mut draft = Draft::new("Rows");
        for item in chunk {
            create(&mut draft, item);
        }
        library.append(&draft, NOW).unwrap();
    }
}

fn person(n: usize) -> Person {
    let mut person = Person::new(Id::new(NOW + n as i64));
    (person.given, person.family) = name(n);
    person.company = format!("Firm {}", n % 331);
    person.business = "I print labels and cartons in runs that big printers refuse".to_owned();
    person
}

/// Names that are as far from one another as those of 10,000 people are: syllables in an order that does not repeat.
fn name(n: usize) -> (String, String) {
    const GIVEN: [&str; 12] = [
        "An", "Be", "Cla", "Dor", "El", "Fio", "Ge", "Har", "Is", "Jo", "Kar", "Lu",
    ];
    const MIDDLE: [&str; 10] = [
        "ba", "den", "fri", "gor", "lin", "mo", "nas", "per", "ri", "tu",
    ];
    const END: [&str; 9] = [
        "berg", "cott", "dale", "ford", "hurst", "kov", "lund", "ski", "wright",
    ];
    let pick =
        |from: &[&'static str], n: usize| from.get(n % from.len()).copied().unwrap_or_default();
    let mixed = n.wrapping_mul(2_654_435_761) >> 7;
    let given = [
        pick(&GIVEN, mixed),
        pick(&MIDDLE, mixed / 12),
        pick(&["a", "o", "e", "in"], mixed / 120),
    ]
    .concat();
    let family = [
        pick(&GIVEN, n / 7),
        pick(&MIDDLE, n),
        pick(&MIDDLE, n / 90),
        pick(&END, n / 3),
    ]
    .concat();
    (given, family)
}

fn dinner(n: usize) -> Dinner {
    let mut dinner = Dinner::new(Id::new(NOW + n as i64));
    dinner.title = format!("Thursday Table, No. {n}");
    let first = NaiveDate::from_ymd_opt(2010, 1, 7)
        .unwrap()
        .and_hms_opt(19, 0, 0)
        .unwrap();
    dinner.starts_at = Some(first + TimeDelta::days(6 * n as i64));
    dinner.state = DinnerState::Closed;
    dinner
}

fn note(dinner: &Dinner, subject: Id<Person>, n: usize) -> Note {
    const WORDS: [&str; 40] = [
        "landlord", "brewery", "label", "price", "sample", "contract", "lease", "studio", "hire",
        "junior", "figures", "page", "menu", "supplier", "press", "paper", "audit", "bank", "loan",
        "shop", "street", "office", "agent", "baker", "roof", "garden", "course", "team", "leader",
        "hour", "morning", "letter", "client", "project", "photo", "sleeve", "carton", "stock",
        "board", "print",
    ];
    let mut note = Note::new(Id::new(NOW + n as i64));
    note.audience = Audience::Table;
    note.dinner = dinner.id;
    note.table_no = 1;
    note.kind = NoteKind::Question;
    let word = |k: usize| {
        WORDS
            .get((n * 7 + k * k * 13 + n / 40) % WORDS.len())
            .copied()
            .unwrap_or_default()
    };
    note.text = (0..7).map(word).collect::<Vec<_>>().join(" ");
    note.subject = Some(subject);
    note.at_ms = NOW + n as i64;
    note
}

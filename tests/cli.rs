//! Every command through the real binary: what it does, what it prints, and how it refuses.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should fail"
)]

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use calcard::{
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue,
    },
    vcard::{VCard, VCardProperty},
};
use serde_json::Value;
use tablemates::{
    app::Session,
    domain::{Consent, ContactPoint, Draft, EveningEvent, Note, Person, person::ContactKind},
};
use tempfile::TempDir;

/// A folder with a library in it, and the binary to work on it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// A desk with the sample group imported, a dinner of eight accepted guests, and the dinner's id.
    fn with_dinner() -> (Self, String) {
        let desk = Self::new();
        let file = desk.write("people.csv", PEOPLE);
        desk.ok(&["import", &file, "--group", "Thursday Table"]);
        let id = desk.ok(&[
            "dinner",
            "new",
            "--group",
            "Thursday Table",
            "--date",
            "2026-11-26T19:00",
            "--tables",
            "8",
        ]);
        let id = id.trim().to_owned();
        desk.ok(&["dinner", "invite", &id, "--members", "--accepted"]);
        (desk, id)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), text).unwrap();
        self.path(name).to_str().unwrap().to_owned()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tablemates"));
        command
            .args(args)
            .env("TABLEMATES_LIBRARY", self.path("library.tablemates"))
            .current_dir(self.folder.path());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs what must succeed; its output.
    fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(0), "{args:?}\n{out}\n{err}");
        out
    }

    /// Runs with `--json`; the document.
    fn json(&self, args: &[&str]) -> Value {
        let mut args = args.to_vec();
        args.push("--json");
        serde_json::from_str(&self.ok(&args)).unwrap()
    }

    /// Runs what must be refused with this exit code and these words; nothing that looks like a panic or a Rust type.
    fn refused(&self, args: &[&str], code: i32, words: &str) {
        let output = self.run(args);
        let err = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{args:?}\n{err}");
        assert!(err.contains(words), "{args:?}: {err}");
        for sign in [
            "panicked",
            "Error {",
            "Err(",
            "Some(",
            "RUST_BACKTRACE",
            "src/",
        ] {
            assert!(!err.contains(sign), "{args:?}: {err}");
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const PEOPLE: &str = "First Name,Last Name,E-mail Address,Company,Job Title\n\
    Ana,Lee,ana@example.org,Lume,Chef\n\
    Ben,Okafor,ben@example.org,Okafor Law,Lawyer\n\
    Cleo,Marsh,cleo@example.org,Marsh Print,Printer\n\
    Dan,Wu,dan@example.org,Wu Foods,Grocer\n\
    Eve,Stone,eve@example.org,Stone Audit,Auditor\n\
    Finn,Hart,finn@example.org,Hart Design,Designer\n\
    Gus,Levi,gus@example.org,Levi Lets,Agent\n\
    Hope,Diaz,hope@example.org,Diaz Labs,Chemist\n";

const SCRIPT: &str = "# a short evening\n\
    19:30:00 start\n\
    +0:01:00 note @ana ! A tasting for six\n\
    +0:03:00 next\n\
    +0:01:00 note @ben ? Who pays\n\
    +0:01:00 note @ana = The house\n\
    +0:00:10 note @cleo ? And the wine\n\
    +0:00:10 note # Looks tired\n\
    +0:00:30 note @dan > Send @ana three samples by fri\n\
    +0:00:30 note @eve oops\n\
    +0:00:05 undo\n\
    +0:01:00 pause\n\
    +0:00:30 resume\n\
    +0:00:10 +30\n\
    +0:01:00 next\n\
    +0:00:20 skip\n\
    +0:01:00 end\n";

#[cfg(target_os = "linux")]
#[test]
fn without_a_command_the_window_opens_and_without_a_screen_it_says_so() {
    let desk = Desk::new();
    let mut command = desk.command(&[]);
    let home = desk.path("home");
    fs::create_dir(&home).unwrap();
    // As a person starts it: with nothing said, neither on the line nor in the environment.
    for name in [
        "TABLEMATES_LIBRARY",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "XDG_DATA_HOME",
    ] {
        command.env_remove(name);
    }
    let output = command.env("HOME", &home).output().unwrap();
    let err = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.starts_with("No window could be opened here"), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
}

#[test]
fn whether_the_questions_begin_by_themselves_is_said_of_a_dinner_when_it_is_made() {
    let desk = Desk::new();
    let make = |more: &[&str]| {
        let date = "2026-11-26T19:00";
        let mut args = vec!["dinner", "new", "--group", "G", "--date", date];
        args.extend(["--tables", "8"]);
        args.extend(more);
        desk.ok(&args)
    };
    let id = make(&["--auto-questions"]);
    let words = "The questions begin by themselves";
    assert!(desk.ok(&["dinner", "show", id.trim()]).contains(words));
    assert_eq!(
        desk.json(&["dinner", "show", id.trim()])["auto_questions"],
        true
    );
    let id = make(&[]);
    assert!(!desk.ok(&["dinner", "show", id.trim()]).contains(words));
}

#[test]
fn the_demo_makes_a_whole_evening_and_can_be_made_again() {
    let desk = Desk::new();
    for _ in 0..2 {
        let done = desk.json(&["demo", "--out", "demo"]);
        assert_eq!(done["recaps"].as_array().unwrap().len(), 8);
        assert_eq!(done["papers"].as_array().unwrap().len(), 5);
        assert!(done["follow_ups"].as_u64().unwrap() > 15);
        assert_eq!(done["notes"], 46);
        let papers = done["papers"].as_array().unwrap().iter();
        for file in done["recaps"].as_array().unwrap().iter().chain(papers) {
            let bytes = fs::read(desk.path(file.as_str().unwrap())).unwrap();
            assert!(bytes.starts_with(b"%PDF-1.7"));
        }
        // One guest of the sample has no e-mail.
        assert_eq!(done["mail"]["written"].as_array().unwrap().len(), 7);
        assert_eq!(done["mail"]["left_out"][0]["name"], "Elena Fuchs");
        assert_eq!(done["calendars"]["guests"].as_array().unwrap().len(), 8);
        let calendar = fs::read_to_string(desk.path(done["calendar"].as_str().unwrap())).unwrap();
        assert!(calendar.contains("BEGIN:VEVENT") && calendar.contains("BEGIN:VALARM"));
    }
    let sample = desk.path("demo/sample.tablemates");
    let check = desk.json(&["check", "--rebuild", "--library", sample.to_str().unwrap()]);
    assert_eq!(
        (&check["clean"], &check["rebuilt_equal"]),
        (&Value::Bool(true), &Value::Bool(true))
    );
    // A library with work in it is not taken for an old sample.
    desk.write("people.csv", PEOPLE);
    desk.ok(&[
        "import",
        "people.csv",
        "--library",
        "mine/sample.tablemates",
    ]);
    desk.refused(&["demo", "--out", "mine"], 1, "not a sample library");
}

#[test]
fn the_same_import_twice_adds_nothing_and_is_taken_back_as_one() {
    let desk = Desk::new();
    let file = desk.write("people.csv", PEOPLE);
    let dry = desk.json(&["import", &file, "--dry-run"]);
    assert_eq!(
        (&dry["added"], &dry["written"]),
        (&8.into(), &Value::Bool(false))
    );
    assert!(!desk.path("library.tablemates").exists());
    assert_eq!(desk.json(&["import", &file])["added"], 8);
    let again = desk.json(&["import", &file]);
    assert_eq!(
        (&again["added"], &again["already"], &again["written"]),
        (&0.into(), &8.into(), &Value::Bool(false))
    );
    assert!(desk.ok(&["undo"]).contains("Undo Import 8 people"));
    assert_eq!(desk.json(&["people"]).as_array().unwrap().len(), 0);
    assert!(desk.ok(&["redo"]).contains("Redo Import 8 people"));
    assert_eq!(desk.json(&["people"]).as_array().unwrap().len(), 8);
    desk.refused(&["redo"], 1, "nothing to do again");
    assert!(desk.ok(&["history"]).contains("Import 8 people"));
}

#[test]
fn files_of_other_programs_import_right() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/exchange");
    let mut files: Vec<PathBuf> = fs::read_dir(fixtures)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let desk = Desk::new();
        let file = file.to_str().unwrap();
        let output = desk.run(&["import", file, "--json"]);
        if file.contains("bni") || output.status.code() != Some(0) {
            let err = text(&output.stderr);
            assert!(
                output.status.code() == Some(1) && err.contains("was not imported"),
                "{file}: {err}"
            );
            continue;
        }
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(report["added"].as_u64().unwrap() > 0, "{file}: {report}");
        assert_eq!(desk.json(&["import", file])["added"], 0, "{file} twice");
        // Out and in again: nobody is new.
        desk.ok(&["export", "--format", "csv", "--out", "all.csv"]);
        desk.ok(&["export", "--format", "vcf", "--out", "all.vcf"]);
        assert_eq!(
            desk.json(&["import", "all.csv"])["added"],
            0,
            "{file} by CSV"
        );
    }
}

#[test]
fn strict_imports_all_or_nothing_and_names_row_and_column() {
    let desk = Desk::new();
    let file = desk.write(
        "people.csv",
        "Full name;Mail\nAna Lee;ana@example.org\nBen;not an address\n;;\n",
    );
    let map = ["--map", "Full name=name", "--map", "Mail=email"];
    let mut args = vec!["import", &file, "--strict"];
    args.extend(map);
    desk.refused(&args, 1, "--strict");
    assert_eq!(desk.json(&["people"]).as_array().unwrap().len(), 0);
    let mut args = vec!["import", &file];
    args.extend(map);
    let report = desk.json(&args);
    assert_eq!(report["added"], 2);
    assert_eq!(
        (
            &report["rejects"][0]["row"],
            &report["rejects"][0]["column"]
        ),
        (&3.into(), &"Mail".into())
    );
    desk.refused(&["import", &file, "--map", "Full name"], 2, "COLUMN=FIELD");
    desk.refused(&["import", &file, "--map", "Full name=hat"], 2, "hat");
    desk.refused(
        &["import", &file, "--as", "carrier-pigeon"],
        2,
        "carrier-pigeon",
    );
}

#[test]
fn an_evening_from_seats_to_papers() {
    let (desk, id) = Desk::with_dinner();
    assert!(
        desk.ok(&[
            "rule", "add", &id, "lock", "Ana Lee", "--table", "1", "--seat", "1"
        ])
        .contains("keeps table 1, seat 1")
    );
    desk.ok(&[
        "rule",
        "add",
        &id,
        "apart",
        "Ben Okafor",
        "Cleo Marsh",
        "--scope",
        "neighbours",
        "--hard",
    ]);
    desk.ok(&["rule", "add", &id, "wants", "Dan Wu", "Eve Stone"]);
    assert_eq!(
        desk.json(&["rule", "list", &id]).as_array().unwrap().len(),
        3
    );
    let seated = desk.json(&["seat", &id, "--seed", "7", "--iterations", "20000"]);
    assert_eq!(seated["broken"].as_array().unwrap().len(), 0);
    assert_eq!(seated["tables"][0]["seats"][0]["name"], "Ana Lee");
    assert_eq!(seated["first_meetings"], 28);
    assert_eq!(
        desk.json(&["seat", &id, "--seed", "7", "--iterations", "20000"])["tables"],
        seated["tables"]
    );
    // The rule that was taken away frees the seat, and with --keep everybody stays all the same.
    let lock = desk.json(&["rule", "list", &id])[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.ok(&["rule", "remove", &id, &lock]);
    assert_eq!(
        desk.json(&["seat", &id, "--keep", "--seed", "9"])["tables"][0]["seats"],
        seated["tables"][0]["seats"]
    );

    let script = desk.write("evening.script", SCRIPT);
    let played = desk.json(&["play", &id, "--script", &script]);
    assert_eq!(
        (&played["notes"], &played["ended"]),
        (&6.into(), &Value::Bool(true))
    );
    let again = desk.json(&["play", &id, "--script", &script]);
    assert_eq!(again["notes"], 6);
    assert!(
        again["lines"]
            .as_array()
            .unwrap()
            .iter()
            .all(|line| line["was_there"] == true)
    );

    let notes = desk.json(&["notes", &id]);
    let answered = notes
        .as_array()
        .unwrap()
        .iter()
        .find(|note| note["text"] == "Who pays")
        .unwrap();
    assert_eq!(answered["state"], "answered");
    assert_eq!(
        desk.json(&["notes", &id, "--find", "sample"])
            .as_array()
            .unwrap()
            .len(),
        1
    );

    follow_ups_and_papers(&desk, &id);
}

/// The second half of the evening: what is found in its notes, decided, and printed.
fn follow_ups_and_papers(desk: &Desk, id: &str) {
    let found = desk.json(&["wrap", id]);
    let rules: Vec<&str> = found["follow_ups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["rule"].as_str().unwrap())
        .collect();
    assert!(
        rules.contains(&"promise") && rules.contains(&"open question"),
        "{rules:?}"
    );
    let accepted = desk.json(&["wrap", id, "--accept", "all"]);
    assert_eq!(
        (&accepted["added"], accepted["accepted"].as_u64()),
        (&0.into(), Some(rules.len() as u64))
    );
    assert_eq!(desk.json(&["wrap", id, "--accept", "all"])["accepted"], 0);

    let written = desk.json(&["recap", id, "--out", "papers"]);
    let written = written.as_array().unwrap();
    let guests = written.iter().filter(|each| each["person"].is_string());
    assert_eq!(guests.count(), 8);
    let papers: Vec<&str> = written
        .iter()
        .filter_map(|each| each["paper"].as_str())
        .collect();
    assert_eq!(
        papers[..4],
        [
            "Table sheet 1",
            "Place cards",
            "Needs for the kitchen",
            "Organiser’s recap"
        ]
    );
    for each in written.iter().filter(|each| each["paper"].is_string()) {
        let file = each["file"].as_str().unwrap();
        assert!(
            file.starts_with("papers/papers/"),
            "{file} lies among what guests are sent"
        );
        assert!(fs::read(desk.path(file)).unwrap().starts_with(b"%PDF-1.7"));
    }
    let cards = desk.json(&[
        "recap",
        id,
        "--out",
        "cards",
        "--only",
        "cards,kitchen",
        "--paper",
        "letter",
    ]);
    assert_eq!(cards.as_array().unwrap().len(), 2);
    desk.refused(
        &[
            "recap", id, "--out", "x", "--for", "Ana Lee", "--only", "cards",
        ],
        2,
        "cannot be used with",
    );
    let one = desk.json(&[
        "recap", id, "--out", "letter", "--for", "Ana Lee", "--paper", "letter",
    ]);
    assert_eq!(one.as_array().unwrap().len(), 1);
    let file = one[0]["file"].as_str().unwrap().to_owned();
    let first = fs::read(desk.path(&file)).unwrap();
    desk.ok(&[
        "recap", id, "--out", "letter", "--for", "Ana Lee", "--paper", "letter",
    ]);
    assert_eq!(
        fs::read(desk.path(&file)).unwrap(),
        first,
        "the same bytes for the same input"
    );

    desk.ok(&["export", "--format", "ics", "--out", "promises.ics"]);
    assert!(
        fs::read_to_string(desk.path("promises.ics"))
            .unwrap()
            .contains("Send Ana three samples")
    );
    let check = desk.json(&["check", "--rebuild"]);
    assert_eq!(
        (&check["clean"], &check["rebuilt_equal"]),
        (&Value::Bool(true), &Value::Bool(true))
    );
}

#[test]
fn answers_absences_and_arrivals() {
    let (desk, id) = Desk::with_dinner();
    desk.ok(&["dinner", "rsvp", &id, "Ana Lee", "declined"]);
    desk.ok(&["seat", &id]);
    let shown = desk.ok(&["dinner", "show", &id]);
    assert!(
        shown.contains("7 of 8 seats") && shown.contains("Ana Lee (declined)"),
        "{shown}"
    );
    let walk_in = desk.ok(&["dinner", "rsvp", &id, "Ivy Novak", "walk-in"]);
    assert!(walk_in.contains("table 1, seat"), "{walk_in}");
    assert!(desk.ok(&["people", "novak"]).contains("Ivy Novak"));
    desk.ok(&["dinner", "rsvp", &id, "Ben Okafor", "no-show"]);
    assert!(
        desk.ok(&["dinner", "show", &id])
            .contains("Ben Okafor (no-show)")
    );
    desk.refused(
        &["dinner", "rsvp", &id, "Nobody Known", "accepted"],
        1,
        "There is no person “Nobody Known”",
    );
    assert!(
        desk.ok(&["dinner", "list"])
            .contains("Thursday Table, No. 1")
    );
}

#[test]
fn a_person_is_shown_and_exported_with_others_masked_and_nothing_private() {
    let desk = Desk::new();
    desk.ok(&["demo", "--out", "demo"]);
    let library = desk.path("demo/sample.tablemates");
    let on = |args: &[&str]| {
        let mut args = args.to_vec();
        args.extend(["--library", library.to_str().unwrap()]);
        desk.ok(&args)
    };
    let shown = on(&["person", "show", "Priya Raman"]);
    assert!(
        shown.contains("Asks for") && shown.contains("Thursday Table, No. 14"),
        "{shown}"
    );
    on(&["person", "export", "Priya Raman", "--out", "data"]);
    let document = fs::read_to_string(desk.path("data/Priya-Raman.json")).unwrap();
    assert!(document.contains("another guest") && !document.contains("private_note"));
    assert!(
        fs::read_to_string(desk.path("data/Priya-Raman.vcf"))
            .unwrap()
            .contains("FN:Priya Raman")
    );
    for format in ["csv", "vcf", "json", "ics"] {
        on(&["export", "--format", format, "--out", "everything"]);
        let everything = text(&fs::read(desk.path("everything")).unwrap());
        for private in ["Seems stretched", "Likes to be asked about the building"] {
            assert!(
                !everything.contains(private),
                "{format} holds an only-me text"
            );
        }
    }
}

#[test]
fn the_script_of_the_readme_plays() {
    let (desk, id) = Desk::with_dinner();
    desk.ok(&[
        "rule",
        "add",
        &id,
        "lock",
        "Cleo Marsh",
        "--table",
        "1",
        "--seat",
        "3",
    ]);
    desk.ok(&["seat", &id]);
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let block = readme
        .split("```text\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let script = desk.write("evening.script", block);
    assert_eq!(
        desk.json(&["play", &id, "--script", &script])["ended"],
        true
    );
}

#[test]
fn a_script_that_was_changed_is_found_out_and_one_that_goes_on_goes_on() {
    let (desk, id) = Desk::with_dinner();
    desk.ok(&["seat", &id]);
    let start = "19:30:00 start\n+0:01:00 note @ana ? One\n+0:01:00 note @ben ? Two\n";
    let first = desk.write("first.script", start);
    desk.ok(&["play", &id, "--script", &first]);
    let changed = desk.write("changed.script", start.replace("? One", "? Other"));
    desk.refused(
        &["play", &id, "--script", &changed],
        1,
        "line 2 is not what was played then",
    );
    let longer = desk.write(
        "longer.script",
        format!("{start}+0:01:00 note @dan ? Three\n"),
    );
    assert_eq!(desk.json(&["play", &id, "--script", &longer])["notes"], 3);
    desk.refused(
        &["play", &id, "--script", &desk.write("empty", "# nothing\n")],
        1,
        "no line in it",
    );
    // What was run stands on the seats: they are not pulled from under it, and not shuffled.
    desk.refused(&["undo"], 1, "An evening was run after");
    desk.refused(&["seat", &id], 1, "has begun");
}

#[test]
fn nothing_is_wrapped_up_or_printed_before_a_dinner_was_held() {
    let desk = Desk::new();
    let file = desk.write("people.csv", PEOPLE);
    desk.ok(&["import", &file, "--group", "G"]);
    let id = desk.ok(&[
        "dinner",
        "new",
        "--group",
        "G",
        "--date",
        "2190-11-26T19:00",
        "--tables",
        "8,8,8",
    ]);
    let id = id.trim();
    desk.ok(&["dinner", "invite", id, "--members", "--accepted"]);
    let seated = desk.json(&["seat", id]);
    assert_eq!(
        seated["tables"].as_array().unwrap().len(),
        1,
        "eight sit at one table, not in threes"
    );
    desk.refused(&["wrap", id], 1, "has not been held yet");
    desk.refused(
        &["recap", id, "--out", "papers"],
        1,
        "has not been held yet",
    );
    desk.refused(&["mail", id, "--out", "mail"], 1, "has not been held yet");
    // The date of a dinner to come can be handed out, though.
    desk.ok(&["calendar", id, "--out", "dates"]);
    desk.refused(
        &["recap", id, "--out", "papers", "--only", "cards,organiser"],
        1,
        "--only sheets,cards,kitchen",
    );
    // What the evening needs can be had before it.
    let before = [
        "recap",
        id,
        "--out",
        "papers",
        "--only",
        "sheets,cards,kitchen",
    ];
    let papers = desk.json(&before);
    assert_eq!(papers.as_array().unwrap().len(), 3);
}

#[test]
fn a_library_is_never_written_over() {
    let (desk, _) = Desk::with_dinner();
    let library = desk.path("library.tablemates").to_str().unwrap().to_owned();
    desk.refused(
        &["export", "--format", "csv", "--out", &library],
        1,
        "was left as it is",
    );
    assert_eq!(desk.json(&["check"])["clean"], true);
}

#[test]
fn blank_names_odd_times_and_rules_that_clash_are_refused() {
    let (desk, id) = Desk::with_dinner();
    desk.refused(&["dinner", "rsvp", &id, "  ", "walk-in"], 1, "needs a name");
    desk.refused(
        &[
            "dinner",
            "new",
            "--group",
            " ",
            "--date",
            "2026-11-26T19:00",
            "--tables",
            "8",
        ],
        1,
        "needs a name",
    );
    let new = |zone: &'static str| {
        [
            "dinner",
            "new",
            "--group",
            "Night",
            "--date",
            "2026-03-29T02:30",
            "--tables",
            "8",
            "--zone",
            zone,
        ]
    };
    desk.refused(&new("Europe/Berlin"), 1, "is not on the clocks");
    desk.refused(&new("Atlantis"), 1, "is no time zone");
    let rule = |kind: &'static str| ["rule", "add", "1", kind, "Ana Lee", "Ben Okafor", "--hard"];
    desk.ok(&rule("apart"));
    desk.refused(&rule("apart"), 1, "there already");
    desk.refused(&rule("together"), 1, "cannot be both");
}

#[test]
fn names_that_are_unknown_or_ambiguous_are_said() {
    let desk = Desk::new();
    let file = desk.write(
        "two.csv",
        "First Name,Last Name,E-mail Address\nAna,Lee,a@example.org\nAna,Lee,b@example.org\n",
    );
    desk.ok(&["import", &file]);
    desk.refused(
        &["person", "show", "Ana Lee"],
        1,
        "could be more than one person",
    );
    desk.refused(&["person", "show", "Zed"], 1, "There is no person “Zed”");
    let id = desk.json(&["people"])[0]["id"].as_str().unwrap().to_owned();
    assert!(desk.ok(&["person", "show", &id]).contains("Ana Lee"));
    assert!(
        desk.ok(&["person", "show", &id[id.len() - 8..]])
            .contains("Ana Lee")
    );
    desk.refused(&["dinner", "show", "Gala"], 1, "There is no dinner “Gala”");
    desk.refused(&["seat", "Gala"], 1, "There is no dinner");
}

#[test]
fn wrong_usage_and_wrong_dates() {
    let desk = Desk::new();
    desk.refused(&["dance"], 2, "dance");
    desk.refused(&["export", "--format", "gif", "--out", "x"], 2, "gif");
    let new = |date: &'static str, tables: &'static str| {
        [
            "dinner", "new", "--group", "G", "--date", date, "--tables", tables,
        ]
    };
    desk.refused(&new("tomorrow", "8"), 1, "is no date and time");
    desk.refused(&new("2026-02-30T19:00", "8"), 1, "is no date and time");
    desk.refused(&new("1890-02-03T19:00", "8"), 1, "1890");
    desk.refused(&new("2026-11-26T19:00", "13"), 1, "5 to 12 seats");
    desk.refused(&new("2026-11-26T19:00", "lots"), 2, "lots");
    assert!(
        !desk.path("library.tablemates").exists()
            || desk
                .json(&["dinner", "list"])
                .as_array()
                .unwrap()
                .is_empty()
    );
    assert!(desk.ok(&["--version"]).contains("tablemates"));
    assert!(desk.ok(&["help"]).contains("demo"));
    assert!(desk.ok(&["completions", "bash"]).contains("tablemates"));
}

#[test]
fn bad_input_files_are_refused_in_words_and_change_nothing() {
    let (desk, id) = Desk::with_dinner();
    desk.ok(&["seat", &id]);
    let before = desk.json(&["check"])["facts"].clone();
    let empty = desk.write("empty", "");
    let rubbish = desk.write(
        "rubbish",
        (0..9_000_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect::<Vec<_>>(),
    );
    let folder = desk.folder.path().to_str().unwrap().to_owned();
    for (file, words) in [
        ("missing", "There is no file"),
        (&folder, "is a folder"),
        (&empty, "empty"),
        (&rubbish, "not imported"),
    ] {
        desk.refused(&["import", file], 1, words);
    }
    for (file, words) in [
        ("missing", "There is no file"),
        (&folder, "is a folder"),
        (&rubbish, "not a text"),
    ] {
        desk.refused(&["play", &id, "--script", file], 1, words);
    }
    for (file, words) in [
        ("missing", "There is no backup"),
        (&folder, "is a folder"),
        (&empty, "length 0"),
        (&rubbish, "not a Tablemates library"),
    ] {
        let output = desk.run(&["restore", file]);
        assert!(
            text(&output.stderr).contains(words),
            "{file}: {}",
            text(&output.stderr)
        );
        assert_ne!(output.status.code(), Some(0));
    }
    let bad = desk.write("bad.script", "19:30:00 start\n19:31:00 jump\n");
    desk.refused(&["play", &id, "--script", &bad], 1, "line 2");
    let refused = desk.write("refused.script", "19:30:00 start\n19:31:00 resume\n");
    desk.refused(&["play", &id, "--script", &refused], 1, "line 2");
    desk.refused(
        &["play", &id, "--script", &bad, "--table", "4"],
        1,
        "line 2",
    );
    desk.refused(&["recap", &id, "--out", &empty], 1, "");
    desk.refused(
        &["recap", &id, "--out", "papers", "--for", "Nobody"],
        1,
        "There is no person",
    );
    desk.refused(
        &["export", "--format", "csv", "--out", &folder],
        1,
        "is a folder",
    );
    assert_eq!(
        desk.json(&["check"])["facts"],
        before,
        "nothing was written"
    );
}

#[test]
fn a_line_of_100_mb_is_refused_in_words() {
    let desk = Desk::new();
    let mut bytes = b"First Name,Last Name\nAna,".to_vec();
    bytes.resize(100 * 1024 * 1024, b'x');
    let file = desk.write("long.csv", bytes);
    let output = desk.run(&["import", &file, "--json"]);
    let said = text(&output.stdout) + &text(&output.stderr);
    assert!(
        !said.contains("panicked") && said.len() < 10_000,
        "{}",
        &said[..200.min(said.len())]
    );
    assert!(
        said.contains("too long")
            || said.contains("longer")
            || said.contains("bytes")
            || said.contains("100"),
        "{said}"
    );
}

#[test]
fn a_library_that_is_busy_broken_or_foreign_has_its_own_exit_code() {
    let (desk, id) = Desk::with_dinner();
    desk.ok(&["seat", &id]);
    let library = desk.path("library.tablemates");

    // Held by somebody: reading goes on, writing is refused with 3.
    let lock = fs::File::options()
        .read(true)
        .write(true)
        .open(desk.path("library.tablemates.lock"))
        .unwrap();
    lock.try_lock().unwrap();
    desk.ok(&["dinner", "list"]);
    desk.refused(&["seat", &id], 3, "in use by another Tablemates");
    drop(lock);

    let good = fs::read(&library).unwrap();
    fs::write(&library, &good[..good.len() / 2]).unwrap();
    desk.refused(&["people"], 4, "damaged");
    fs::write(&library, b"").unwrap();
    desk.refused(&["people"], 4, "length 0");
    fs::write(&library, b"Dear diary").unwrap();
    desk.refused(&["people"], 4, "not a Tablemates library");
    assert_eq!(fs::read(&library).unwrap(), b"Dear diary");
    fs::write(&library, &good).unwrap();
    desk.ok(&["check"]);
    fs::remove_file(&library).unwrap();
    desk.refused(&["people"], 1, "no library");
    assert!(!library.exists(), "reading makes no library");
}

#[test]
fn a_backup_comes_back() {
    let (desk, _) = Desk::with_dinner();
    let made = desk.json(&["backup", "--to", "safe"]);
    let file = made["file"].as_str().unwrap().to_owned();
    desk.ok(&["undo"]);
    desk.ok(&["undo"]);
    desk.ok(&["undo"]);
    assert!(desk.json(&["people"]).as_array().unwrap().is_empty());
    let restored = desk.json(&["restore", &file]);
    assert!(desk.path(restored["kept"].as_str().unwrap()).exists());
    assert_eq!(desk.json(&["people"]).as_array().unwrap().len(), 8);
    assert_eq!(desk.json(&["check", "--rebuild"])["rebuilt_equal"], true);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let desk = Desk::new();
    let many: Vec<String> = (0..3_000)
        .map(|n| format!("Person{n},Family{n},p{n}@example.org"))
        .collect();
    let many = many.join("\n");
    let file = desk.write(
        "many.csv",
        format!("First Name,Last Name,E-mail Address\n{many}"),
    );
    desk.ok(&["import", &file]);
    let mut child = desk
        .command(&["people"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    let status = child.wait().unwrap();
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!((status.code(), err.as_str()), (Some(0), ""));
}

#[test]
fn a_promise_of_two_others_is_in_no_third_persons_export() {
    let (desk, id) = Desk::with_dinner();
    desk.ok(&[
        "rule", "add", &id, "lock", "Ana Lee", "--table", "1", "--seat", "1",
    ]);
    desk.ok(&["seat", &id]);
    let line = "19:30:00 start\n+0:01:00 note @ben > canary for @eve by fri\n";
    let script = desk.write("one.script", line);
    desk.ok(&["play", &id, "--script", &script]);
    let presenter = desk.json(&["notes", &id])[0]["subject"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.ok(&["person", "export", &presenter, "--out", "third"]);
    desk.ok(&["person", "export", "Ben Okafor", "--out", "own"]);
    let text_in = |folder: &str| {
        let files = fs::read_dir(desk.path(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path());
        files
            .map(|file| fs::read_to_string(file).unwrap())
            .collect::<Vec<_>>()
            .concat()
    };
    assert!(text_in("own").contains("canary"));
    assert!(!text_in("third").contains("canary"));
}

/// kill -9 at 200 moments of a play, of notes and of keys of the clock: what was said to be done is there, the file is
/// clean, and playing goes on.
#[test]
fn two_hundred_kills_in_the_middle_of_an_evening_lose_nothing_that_was_said() {
    const KILLS: usize = 200;
    let (desk, id) = Desk::with_dinner();
    desk.ok(&["seat", &id]);
    // Every third line is a key of the clock.
    let lines: Vec<String> = (0..3 * KILLS)
        .map(|n| match n % 3 {
            0 => format!("+0:00:01 {}", ["+30", "-30"][n / 3 % 2]),
            _ => format!("+0:00:01 note @ana ? Question number {n}"),
        })
        .collect();
    let text = lines.join("\n");
    let script = desk.write("long.script", format!("19:30:00 start\n{text}\n"));
    let library = desk.path("library.tablemates");
    let mut said = 0;
    // Moments spread by a fixed rule: after a few lines more, and then up to 3 ms later, within the next writing.
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for round in 0..KILLS {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let mut child = desk
            .command(&["play", &id, "--script", &script])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
        let wanted = said + 1 + (random % 3) as usize;
        let acknowledged = (0..).map_while(|_| output.next()).filter(|line| {
            line.as_ref()
                .is_ok_and(|line| line.contains("19:") || line.contains("20:"))
        });
        let acknowledged = acknowledged.take(wanted).count();
        std::thread::sleep(std::time::Duration::from_micros(random % 3_000));
        child.kill().unwrap();
        child.wait().unwrap();
        said = said.max(acknowledged);
        let session = Session::to_read(&library).unwrap();
        let kept = written(&session);
        assert!(
            kept >= said,
            "round {round}: {kept} lines are there, {said} had been said"
        );
        assert!(
            session.check().unwrap().problems.is_empty(),
            "round {round}"
        );
        said = kept;
    }
    assert!(said > KILLS, "the kills came too early: {said}");
    desk.ok(&["play", &id, "--script", &script]);
    assert_eq!(desk.json(&["check"])["clean"], true);
    assert_eq!(desk.json(&["check", "--rebuild"])["rebuilt_equal"], true);
    assert_eq!(written(&Session::to_read(&library).unwrap()), 3 * KILLS + 1);
}

/// The lines of a script that are in the library: notes, and events but for the one that goes with the first.
fn written(session: &Session) -> usize {
    let notes: Vec<Note> = session.library().all().unwrap();
    let events: Vec<EveningEvent> = session.library().all().unwrap();
    notes.len()
        + events
            .iter()
            .filter(|event| event.kind != "evening-started")
            .count()
}

/// A desk whose dinner was played, wrapped up and accepted.
fn wrapped() -> (Desk, String) {
    let (desk, id) = Desk::with_dinner();
    desk.ok(&["seat", &id, "--seed", "7", "--iterations", "20000"]);
    let script = desk.write("evening.script", SCRIPT);
    desk.ok(&["play", &id, "--script", &script]);
    desk.ok(&["wrap", &id, "--accept", "all"]);
    (desk, id)
}

/// The file of a guest in what a command wrote.
fn file_of(files: &Value, name: &str) -> PathBuf {
    let files = files.as_array().unwrap().iter();
    let mut files = files.map(|file| PathBuf::from(file["file"].as_str().unwrap()));
    let is_theirs = |file: &PathBuf| file.to_str().unwrap().contains(name);
    files.find(is_theirs).unwrap()
}

#[test]
fn letters_are_drafts_for_a_mail_program_with_everything_attached() {
    let (desk, id) = wrapped();
    let mail = desk.json(&["mail", &id, "--out", "mail"]);
    assert_eq!(mail["written"].as_array().unwrap().len(), 8);
    assert_eq!(mail["left_out"].as_array().unwrap().len(), 0);
    let bytes = fs::read(desk.path("").join(file_of(&mail["written"], "Ana-Lee"))).unwrap();
    // Not sent yet: no day, no sender, nothing that only a mail server gives.
    let head = text(&bytes).split("\r\n\r\n").next().unwrap().to_owned();
    let names: Vec<&str> = head
        .split("\r\n")
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split(": ").next())
        .collect();
    assert_eq!(
        names,
        ["To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"]
    );
    assert!(head.contains("X-Unsent: 1\r\n"));

    let letter = mail_parser::MessageParser::default().parse(&bytes).unwrap();
    let to = letter.to().unwrap().first().unwrap();
    assert_eq!(
        (to.name(), to.address()),
        (Some("Ana Lee"), Some("ana@example.org"))
    );
    assert!(
        letter
            .subject()
            .unwrap()
            .starts_with("Your recap: Thursday Table")
    );
    let words = letter.body_text(0).unwrap();
    assert!(words.starts_with("Hello Ana,"), "{words}");
    let attached: Vec<(String, Vec<u8>)> = letter
        .attachments()
        .map(|part| {
            let name = mail_parser::MimeHeaders::attachment_name(part).unwrap();
            (name.to_owned(), part.contents().to_vec())
        })
        .collect();
    let [(pdf, paper), (ics, dates)] = attached.as_slice() else {
        panic!("{} files are attached", attached.len())
    };
    assert!(pdf.ends_with("Ana-Lee.pdf") && pdf.is_ascii() && ics.is_ascii());
    assert!(paper.starts_with(b"%PDF-1.7"));
    assert_eq!(
        paper,
        &fs::read(desk.path("").join(file_of(
            &desk.json(&["recap", &id, "--out", "papers"]),
            "Ana-Lee"
        )))
        .unwrap()
    );
    assert!(text(dates).contains("SUMMARY:Dan Wu: Send Ana three samples"));
    // What was written down for the host alone is nowhere, and Dan's promise only where it belongs.
    for draft in fs::read_dir(desk.path("mail")).unwrap() {
        let bytes = fs::read(draft.unwrap().path()).unwrap();
        let letter = mail_parser::MessageParser::default().parse(&bytes).unwrap();
        let all: String = letter
            .attachments()
            .map(|part| text(part.contents()))
            .collect();
        let name = letter.to().unwrap().first().unwrap().name().unwrap();
        assert_eq!(
            all.contains("three samples"),
            ["Ana Lee", "Dan Wu"].contains(&name)
        );
        assert!(!text(&bytes).contains("Looks tired") && !all.contains("Looks tired"));
    }
    let one = desk.json(&["mail", &id, "--out", "one", "--for", "Ana Lee"]);
    assert_eq!(one["written"].as_array().unwrap().len(), 1);
    // A selection: each is named.
    let two = ["--for", "Ana Lee", "--for", "Dan Wu"];
    let letters = desk.json(&[&["mail", &id, "--out", "two"], two.as_slice()].concat());
    assert_eq!(letters["written"].as_array().unwrap().len(), 2);
    let recaps = desk.json(&[&["recap", &id, "--out", "two"], two.as_slice()].concat());
    assert_eq!(recaps.as_array().unwrap().len(), 2);
}

#[test]
fn lines_and_parts_are_set_for_a_guest_and_every_paper_follows() {
    let (desk, id) = wrapped();
    let words_of = |folder: &str, name: &str| {
        let mail = desk.json(&["mail", &id, "--out", folder]);
        let bytes = fs::read(desk.path("").join(file_of(&mail["written"], name))).unwrap();
        let letter = mail_parser::MessageParser::default().parse(&bytes).unwrap();
        let calendars: String = letter
            .attachments()
            .filter(|part| part.contents().starts_with(b"BEGIN:VCALENDAR"))
            .map(|part| text(part.contents()))
            .collect();
        (letter.body_text(0).unwrap().into_owned(), calendars)
    };
    desk.ok(&["dinner", "line", &id, "Thank you, all."]);
    let done = desk.ok(&["dinner", "line", &id, "Ana, thank you.", "--for", "Ana Lee"]);
    assert!(
        done.contains("on the recap of Ana Lee, and on no other"),
        "{done}"
    );
    let (ana, dates) = words_of("one", "Ana-Lee");
    assert!(ana.contains("\nAna, thank you.") && !ana.contains("Thank you, all."));
    assert!(dates.contains("three samples"));
    assert!(words_of("one", "Dan-Wu").0.contains("\nThank you, all."));

    let parts = "promised-to-them,questions";
    let done = desk.ok(&["dinner", "leave-out", &id, "Ana Lee", parts]);
    assert_eq!(done.trim(), "What goes into the recap of Ana Lee");
    let (ana, dates) = words_of("two", "Ana-Lee");
    assert!(!dates.contains("three samples"), "{dates}");
    assert!(
        ana.contains("is attached: what was promised, and who was there."),
        "{ana}"
    );
    assert!(words_of("two", "Dan-Wu").1.contains("three samples"));
    assert!(
        words_of("two", "Dan-Wu")
            .0
            .contains("the questions with their answers")
    );

    // Each is a step that can be taken back, and taking it back by hand is one too.
    desk.ok(&["dinner", "leave-out", &id, "Ana Lee", "--nothing"]);
    assert!(words_of("three", "Ana-Lee").1.contains("three samples"));
    desk.ok(&["undo"]);
    assert!(!words_of("four", "Ana-Lee").1.contains("three samples"));
    desk.ok(&["dinner", "line", &id, "", "--for", "Ana Lee"]);
    assert!(words_of("four", "Ana-Lee").0.contains("\nThank you, all."));

    desk.refused(&["dinner", "leave-out", &id, "Ana Lee"], 2, "required");
    desk.refused(
        &["dinner", "leave-out", &id, "Ana Lee", "photo"],
        2,
        "possible values",
    );
    desk.refused(
        &["dinner", "line", &id, "Hello", "--for", "Nobody"],
        1,
        "Nobody",
    );
    desk.ok(&["check", "--rebuild"]);
}

#[test]
fn a_bad_address_is_said_and_the_others_are_written() {
    let (desk, id) = wrapped();
    let session = Session::to_write(&desk.path("library.tablemates")).unwrap();
    let mut draft = Draft::new("Addresses as they come");
    for old in session.library().all::<ContactPoint>().unwrap() {
        let mut new = old.clone();
        match old.value.as_str() {
            "eve@example.org" => new.value = "eve@@example".to_owned(),
            "finn@example.org" => new.value = "finn@example.org\r\nBcc: all@example.org".to_owned(),
            "gus@example.org" => {
                draft.remove(&old);
                continue;
            }
            _ => continue,
        }
        draft.update(&old, &new);
    }
    session.write(draft).unwrap();
    drop(session);
    let output = desk.run(&["mail", &id, "--out", "mail"]);
    let (said, noted) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{noted}");
    assert!(
        said.contains("5 drafts to open in your mail program; nothing was sent"),
        "{said}"
    );
    for words in [
        "No letter to Eve Stone: “eve@@example” is not an e-mail address",
        "No letter to Finn Hart: the e-mail address has a line break or another invisible character in it",
        "No letter to Gus Levi: there is no e-mail address",
    ] {
        assert!(noted.contains(words), "{words}: {noted}");
    }
    assert_eq!(fs::read_dir(desk.path("mail")).unwrap().count(), 5);
    desk.refused(
        &["mail", &id, "--out", "mail", "--for", "Eve Stone"],
        1,
        "No letter was written. Eve Stone: “eve@@example” is not an e-mail address",
    );
    desk.refused(
        &["mail", &id, "--out", "mail", "--for", "Nobody"],
        1,
        "There is no person",
    );
    let blocked = desk.write("a file, no folder", "in the way");
    desk.refused(
        &["mail", &id, "--out", &blocked],
        1,
        "choose another folder",
    );
    desk.refused(
        &["calendar", &id, "--out", &blocked],
        1,
        "choose another folder",
    );
}

/// The events of a calendar: UID, words, first day, first day after, and how many alarms.
fn events(ics: &str) -> Vec<(String, String, String, String, usize)> {
    let calendar = ICalendar::parse(ics).unwrap();
    let value = |component: &ICalendarComponent, name: ICalendarProperty| {
        let entry = component.property(&name).unwrap();
        match entry.values.first().unwrap() {
            ICalendarValue::PartialDateTime(at) => format!(
                "{}-{:02}-{:02}{}",
                at.year.unwrap(),
                at.month.unwrap(),
                at.day.unwrap(),
                at.hour
                    .map(|hour| format!("T{hour:02}"))
                    .unwrap_or_default()
            ),
            value => value.as_text().unwrap().to_owned(),
        }
    };
    let is_event = |component: &&ICalendarComponent| {
        component.component_type == ICalendarComponentType::VEvent
    };
    calendar
        .components
        .iter()
        .filter(is_event)
        .map(|event| {
            assert!(event.property(&ICalendarProperty::Dtstamp).is_some());
            (
                event.uid().unwrap().to_owned(),
                value(event, ICalendarProperty::Summary),
                value(event, ICalendarProperty::Dtstart),
                value(event, ICalendarProperty::Dtend),
                event.component_ids.len(),
            )
        })
        .collect()
}

#[test]
fn each_guest_gets_their_own_dates_and_the_cards_of_those_who_agreed() {
    let (desk, id) = wrapped();
    let session = Session::to_write(&desk.path("library.tablemates")).unwrap();
    let people = session.library().all::<Person>().unwrap();
    let ben = people.iter().find(|person| person.given == "Ben").unwrap();
    let mut consent = Consent::new(session.new_id());
    consent.person = ben.id;
    consent.kind = ContactKind::Email;
    consent.given_on = "2026-11-01".parse().ok();
    let mut draft = Draft::new("Ben agrees");
    draft.create(&consent);
    session.write(draft).unwrap();
    drop(session);

    let written = desk.json(&["calendar", &id, "--out", "dates"]);
    assert_eq!(written["guests"].as_array().unwrap().len(), 8);
    let read = |file: &Path| fs::read_to_string(desk.path("").join(file)).unwrap();
    let ana = events(&read(&file_of(&written["guests"], "Ana-Lee")));
    let [dinner, others @ ..] = ana.as_slice() else {
        panic!("no dinner")
    };
    assert_eq!((&*dinner.2, &*dinner.3), ("2026-11-26T19", "2026-11-26T22"));
    let promise = others
        .iter()
        .find(|event| event.1.contains("three samples"))
        .unwrap();
    assert_eq!(promise.1, "Dan Wu: Send Ana three samples");
    // All of the day, so that the end is the day after; and it reminds.
    assert_eq!(
        (&*promise.2, &*promise.3, promise.4),
        ("2026-11-27", "2026-11-28", 1)
    );
    let dan = events(&read(&file_of(&written["guests"], "Dan-Wu")));
    assert!(
        dan.iter()
            .any(|event| event.0 == promise.0 && event.1 == "Send Ana three samples")
    );
    let cleo = read(&file_of(&written["guests"], "Cleo-Marsh"));
    assert!(!cleo.contains("samples"));
    // The organiser sees every promise, each the same entry as its people's, and no word of the host's own.
    let organiser = read(Path::new(written["organiser"].as_str().unwrap()));
    assert!(events(&organiser).iter().any(|event| event.0 == promise.0));
    assert!(!organiser.contains("Looks tired"));
    // Written again it is the same entries.
    let again = desk.json(&["calendar", &id, "--out", "dates", "--for", "Ana Lee"]);
    assert_eq!(again["organiser"], Value::Null);
    assert_eq!(events(&read(&file_of(&again["guests"], "Ana-Lee"))), ana);

    // Only Ben agreed: everybody else has his card, with his e-mail alone.
    let cards = written["cards"].as_array().unwrap();
    assert_eq!(cards.len(), 7);
    let card = VCard::parse(read(&file_of(&written["cards"], "Ana-Lee"))).unwrap();
    assert_eq!(card.uid(), Some(ben.id.uuid().urn().to_string().as_str()));
    let email = card.property(&VCardProperty::Email).unwrap();
    assert_eq!(
        email.values.first().unwrap().as_text(),
        Some("ben@example.org")
    );
    for file in cards {
        let text = read(Path::new(file["file"].as_str().unwrap()));
        assert_eq!(text.matches('@').count(), 1, "{text}");
        assert!(text.contains("VERSION:3.0"));
    }
}

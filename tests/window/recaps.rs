//! Recaps by accessible name and keys, on the sample after its evening was played and wrapped up.

use std::{fs, path::PathBuf};

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use tablemates::{
    app::desk::{ReaderState, RecapPage},
    domain::{Dinner, Id},
    ui::command::{Route, Stage},
};
use tempfile::TempDir;

use crate::{
    place::{Open, Place, click, press, says, settle},
    wrap_up::{go, played},
};

/// The sample wrapped up, everything accepted, at its recaps; its papers go into `folder`.
fn wrapped(place: &Place, folder: &TempDir) -> (Open, Id<Dinner>) {
    let (mut harness, dinner) = played(place, usize::MAX);
    harness
        .state()
        .desk()
        .keep_papers_in(folder.path())
        .unwrap();
    go(&mut harness, dinner, Stage::WrapUp);
    for _ in 0..12 {
        press(&mut harness, Modifiers::SHIFT, Key::Enter);
    }
    go(&mut harness, dinner, Stage::Recaps);
    (harness, dinner)
}

fn page(harness: &Open, dinner: Id<Dinner>) -> RecapPage {
    let desk = harness.state().desk();
    desk.recap_page(&desk.dinner(dinner).unwrap().unwrap())
}

fn states(harness: &Open, dinner: Id<Dinner>, state: ReaderState) -> usize {
    let page = page(harness, dinner);
    let lines = page.readers.iter();
    lines.filter(|line| line.state == state).count()
}

fn files(folder: &TempDir, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for inner in fs::read_dir(folder.path()).unwrap() {
        for file in fs::read_dir(inner.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|each| each == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn all_recaps_are_saved_by_one_key_and_change_when_the_line_does() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, dinner) = wrapped(&place, &folder);
    assert_eq!(page(&harness, dinner).readers.len(), 8);
    // The page that is drawn says what the paper says, to a screen reader too.
    assert!(says(&harness, "Page 1 of 2 of the recap for"));
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    let saved = files(&folder, "pdf");
    assert_eq!(saved.len(), 8);
    for file in &saved {
        assert!(fs::read(file).unwrap().starts_with(b"%PDF-1.7"));
    }
    assert!(says(&harness, "Saved 8 recaps in"));
    assert_eq!(states(&harness, dinner, ReaderState::Saved), 8);

    // What was typed last is on the papers that are written next.
    let field = "A line from you";
    harness
        .get_by_role_and_label(Role::MultilineTextInput, field)
        .focus();
    harness.run_steps(2);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness
        .get_by_role_and_label(Role::MultilineTextInput, field)
        .type_text("Until the sixth of December.");
    harness.run_steps(2);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    let record = harness
        .state()
        .desk()
        .dinner(dinner)
        .unwrap()
        .unwrap()
        .record;
    assert_eq!(record.dinner.host_line, "Until the sixth of December.");
    assert_eq!(states(&harness, dinner, ReaderState::Saved), 8);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(states(&harness, dinner, ReaderState::Changed), 8);
    assert!(says(&harness, "Show: Changed 8"));
}

#[test]
fn one_recap_is_saved_and_the_others_are_not() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, dinner) = wrapped(&place, &folder);
    press(&mut harness, Modifiers::NONE, Key::J);
    let second = page(&harness, dinner).readers[1].clone();
    assert!(says(&harness, &format!("of the recap for {}", second.name)));
    press(&mut harness, Modifiers::NONE, Key::Num2);
    assert!(says(
        &harness,
        &format!("Page 2 of 2 of the recap for {}", second.name)
    ));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    settle(&mut harness);
    assert_eq!(files(&folder, "pdf").len(), 1);
    let after = page(&harness, dinner);
    assert_eq!(after.readers[1].state, ReaderState::Saved);
    assert!(after.readers[1].file.is_some());
    assert_eq!(states(&harness, dinner, ReaderState::Saved), 1);
}

#[test]
fn what_is_left_out_is_counted_and_never_shown() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (harness, dinner) = wrapped(&place, &folder);
    let record = harness
        .state()
        .desk()
        .dinner(dinner)
        .unwrap()
        .unwrap()
        .record;
    let secret: Vec<&str> = record
        .notes
        .iter()
        .filter(|note| note.audience == tablemates::domain::Audience::OnlyMe)
        .map(|note| note.text.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    assert!(!secret.is_empty());
    assert!(says(&harness, &format!("{} only-me note", secret.len())));
    for text in secret {
        assert!(!says(&harness, text), "{text}");
    }
    // One guest of the sample gave no consent, and has no e-mail.
    assert!(says(&harness, "Show: No e-mail 1"));
    assert!(says(&harness, "no consent to share it"));
}

#[test]
fn a_folder_that_cannot_be_written_is_said_and_the_calendar_goes_beside_the_papers() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, dinner) = wrapped(&place, &folder);
    let blocked = folder.path().join("a file, no folder");
    fs::write(&blocked, "in the way").unwrap();
    harness.state().desk().keep_papers_in(&blocked).unwrap();
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    assert!(says(&harness, "A recap was not saved"));
    assert!(says(&harness, "choose another folder"));
    assert_eq!(states(&harness, dinner, ReaderState::Saved), 0);
    fs::remove_file(&blocked).unwrap();
    harness
        .state()
        .desk()
        .keep_papers_in(folder.path())
        .unwrap();
    harness.run_steps(2);
    click(&mut harness, Role::Button, "Calendar");
    settle(&mut harness);
    let calendars = files(&folder, "ics");
    assert_eq!(calendars.len(), 1);
    assert!(
        fs::read_to_string(&calendars[0])
            .unwrap()
            .contains("BEGIN:VEVENT")
    );
}

#[test]
fn a_dinner_that_is_still_to_come_has_no_recaps_yet() {
    let place = Place::new();
    let mut harness = crate::place::sample(&place, egui::vec2(1440.0, 900.0));
    let next = harness.state().desk().dinners()[0].dinner.id;
    go(&mut harness, next, Stage::Recaps);
    assert!(says(&harness, "This dinner is still to come") || says(&harness, "Nobody to write to"));
    go(&mut harness, next, Stage::WrapUp);
    assert!(says(&harness, "This dinner is still to come"));
    assert_eq!(harness.state().route(), Route::Dinner(next, Stage::WrapUp));
}

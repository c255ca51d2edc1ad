//! Printing the papers of the house from the screens that have them, and looking at the organiser's recap.

use std::{fs, path::PathBuf};

use egui::{Key, Modifiers, accesskit::Role, vec2};
use tablemates::{
    app::{Desk, Session, desk::Job, sample as sample_library},
    domain::{Audience, Dinner, Id},
    ui::command::Stage,
};
use tempfile::TempDir;

use crate::{
    place::{Open, Place, click, open_tonight, press, record, sample, says, settle},
    wrap_up::{go, played},
};

/// The papers that were written into the folder of the one dinner in `folder`, by name.
fn papers(folder: &TempDir) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for dinner in fs::read_dir(folder.path()).unwrap() {
        let papers = dinner.unwrap().path().join("papers");
        for file in fs::read_dir(papers).into_iter().flatten() {
            found.push(file.unwrap().path());
        }
    }
    found.sort();
    found
}

fn has(papers: &[PathBuf], name: &str) -> bool {
    let named = |path: &PathBuf| path.to_string_lossy().ends_with(&format!("{name}.pdf"));
    papers.iter().any(named)
}

fn keep_in(harness: &Open, folder: &TempDir) {
    let desk = harness.state().desk();
    desk.keep_papers_in(folder.path()).unwrap();
}

#[test]
fn seating_and_running_order_print_what_the_evening_needs() {
    for (stage, by_key) in [(Stage::Seating, false), (Stage::RunningOrder, true)] {
        let place = Place::new();
        let folder = TempDir::new().unwrap();
        let mut harness = sample(&place, vec2(1440.0, 900.0));
        keep_in(&harness, &folder);
        open_tonight(&mut harness, stage);
        if by_key {
            press(&mut harness, Modifiers::COMMAND, Key::P);
        } else {
            click(&mut harness, Role::Button, "Print");
        }
        settle(&mut harness);
        let papers = papers(&folder);
        for name in ["Table-sheet-1", "Place-cards", "Kitchen"] {
            assert!(has(&papers, name), "{name}: {papers:?}");
        }
        assert!(says(
            &harness,
            &format!("Wrote {} papers into", papers.len())
        ));
        // Where no folder window can be asked for, the path is there to be copied.
        assert!(says(
            &harness,
            "This system has no window that shows the folder"
        ));
        click(&mut harness, Role::Button, "Close");
        assert!(!says(
            &harness,
            "This system has no window that shows the folder"
        ));
    }
}

#[test]
fn a_button_to_print_fits_the_smallest_window() {
    let place = Place::new();
    let mut harness = sample(&place, tablemates::ui::theme::smallest_window());
    open_tonight(&mut harness, Stage::RunningOrder);
    assert!(says(&harness, "Print"));
}

#[test]
fn nobody_seated_is_said_and_nothing_written() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let session = Session::to_write(&place.file()).unwrap();
    let dinner = sample_library::fill(&session).unwrap();
    let mut desk = Desk::new(session).unwrap();
    let into = folder.path().join("papers");
    desk.start(Job::Print(dinner.id, into.clone()), || {})
        .unwrap();
    let refused = desk.wait().unwrap().unwrap_err();
    assert!(
        refused.to_string().contains("there is nothing to print"),
        "{refused}"
    );
    assert!(!into.exists());
}

/// The sample after its evening, at its recaps.
fn at_recaps(place: &Place, folder: &TempDir) -> (Open, Id<Dinner>) {
    let (mut harness, dinner) = played(place, usize::MAX);
    keep_in(&harness, folder);
    go(&mut harness, dinner, Stage::WrapUp);
    go(&mut harness, dinner, Stage::Recaps);
    (harness, dinner)
}

#[test]
fn the_organisers_recap_is_looked_at_and_printed_with_the_rest() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, _) = at_recaps(&place, &folder);
    assert!(!says(&harness, "of the recap for the organiser"));
    // Above the first guest.
    press(&mut harness, Modifiers::NONE, Key::K);
    assert!(says(
        &harness,
        "of the recap for the organiser: ORGANISER’S RECAP"
    ));
    assert!(says(&harness, "Goes into the organiser’s"));
    assert!(says(&harness, "The last page is only yours"));
    press(&mut harness, Modifiers::NONE, Key::J);
    assert!(says(&harness, "Goes into Dana’s") || !says(&harness, "Goes into the organiser’s"));
    press(&mut harness, Modifiers::NONE, Key::K);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    settle(&mut harness);
    let papers = papers(&folder);
    for name in [
        "Table-sheet-1",
        "Place-cards",
        "Kitchen",
        "Organisers",
        "Only-me",
    ] {
        assert!(has(&papers, name), "{name}: {papers:?}");
    }
    assert_eq!(papers.len(), 5);
    // There was something for a page of the owner's own.
    let record = record(&harness);
    let notes = record
        .notes
        .iter()
        .filter(|note| note.audience == Audience::OnlyMe);
    assert!(notes.count() > 0);
}

#[test]
fn letter_is_chosen_once_for_all_paper() {
    let place = Place::new();
    let folder = TempDir::new().unwrap();
    let (mut harness, dinner) = at_recaps(&place, &folder);
    assert!(says(&harness, ", A4"));
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    click(&mut harness, Role::Tab, "Papers");
    harness.run_steps(2);
    assert!(says(&harness, "Paper size"));
    let letter = egui_kittest::kittest::Queryable::query_all_by_label_contains(&harness, "Letter");
    letter.last().unwrap().click();
    harness.run_steps(3);
    assert_eq!(
        harness.state().desk().paper(),
        tablemates::app::Paper::Letter
    );
    go(&mut harness, dinner, Stage::Recaps);
    assert!(says(&harness, ", Letter"));
    press(&mut harness, Modifiers::COMMAND, Key::P);
    settle(&mut harness);
    for file in papers(&folder) {
        let bytes = fs::read(&file).unwrap();
        let pdf = lopdf::Document::load_mem(&bytes).unwrap();
        let page = pdf.get_pages().into_values().next().unwrap();
        let sheet = pdf.get_dictionary(page).unwrap().get(b"MediaBox").unwrap();
        assert!(format!("{sheet:?}").contains("612"), "{sheet:?}");
    }
}

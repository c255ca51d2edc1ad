//! A library that cannot be opened to work in: said in words, with the ways on, and nothing is changed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui::{accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use tablemates::{
    app::{
        Desk, Session, SystemClock, backup_folder,
        desk::{Job, Report, sample_session},
    },
    ui::{Window, command::Route},
};

use crate::place::{Open, Place, click, framed, press, says, settle};

fn shut(library: &Path) -> Open {
    let shut = Desk::open(library, Box::new(SystemClock))
        .map(drop)
        .unwrap_err();
    let window = Window::shut(shut, &egui::Context::default()).unwrap();
    framed(window, vec2(1440.0, 900.0))
}

#[test]
fn one_that_is_open_elsewhere_is_looked_at_or_tried_again() {
    let place = Place::new();
    let other = sample_session(&place.file()).unwrap();
    let library = other.library().path().to_owned();
    let mut harness = shut(&library);
    assert!(says(&harness, "Your library is open already"));
    assert!(says(&harness, &std::process::id().to_string()));
    // No key does anything behind it.
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::K);
    assert!(says(&harness, "Your library is open already"));
    click(&mut harness, Role::Button, "Try again");
    settle(&mut harness);
    assert!(says(&harness, "in use by another Tablemates"));
    click(&mut harness, Role::Button, "Look only");
    settle(&mut harness);
    assert!(says(&harness, "You are looking only"));
    assert_eq!(harness.state().desk().people().len(), 24);

    // What would change something is refused in words; to turn the window is none of that.
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::Num3);
    assert_eq!(harness.state().route(), Route::People);
    assert!(!says(&harness, "Nothing was changed"));
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::Z);
    assert!(says(&harness, "is open to look only. Nothing was changed"));

    // Papers are files of their own: who looks only may print them.
    let papers = tempfile::tempdir().unwrap();
    let dinner = harness.state().desk().day().unwrap().next.unwrap().line;
    let job = Job::Print(dinner.dinner.id, papers.path().to_owned());
    let mut desk = Desk::new(Session::to_read(&library).unwrap()).unwrap();
    desk.start(job, || {}).unwrap();
    assert!(matches!(desk.wait(), Some(Ok(Report::Written { .. }))));

    drop(other);
    click(&mut harness, Role::Button, "Open it to change it");
    settle(&mut harness);
    assert!(!says(&harness, "You are looking only"));
    assert!(!harness.state().desk().looks_only());
}

/// A library with a damaged page that nothing reads when it is opened, and a backup beside it.
fn with_a_damaged_page(place: &Place) -> PathBuf {
    let session = sample_session(&place.file()).unwrap();
    let library = session.library().path().to_owned();
    let now_ms = session.now().wall_ms;
    let backups = backup_folder(&library);
    session.library().back_up(&backups, now_ms).unwrap();
    drop(session);
    let sound = fs::read(&library).unwrap();
    let page = 4096;
    let mut damaged = (1..sound.len() / page).rev().map(|number| {
        let mut bytes = sound.clone();
        let part = bytes.get_mut(number * page..(number + 1) * page);
        part.unwrap().fill(0xA5);
        bytes
    });
    let is_hidden = |bytes: &Vec<u8>| {
        fs::write(&library, bytes).unwrap();
        let Ok(mut desk) = Desk::open(&library, Box::new(SystemClock)) else {
            return false;
        };
        // The writer answers once it has looked through the pages.
        desk.undo().is_err() && desk.damage().is_some()
    };
    let found = damaged.find(is_hidden).unwrap();
    fs::write(&library, found).unwrap();
    library
}

#[test]
fn one_that_turns_out_damaged_is_shut_before_anything_is_written_in_it() {
    let place = Place::new();
    let library = with_a_damaged_page(&place);
    let damaged = fs::read(&library).unwrap();
    let desk = Desk::open(&library, Box::new(SystemClock)).unwrap();
    let window = Window::new(desk, &egui::Context::default());
    let mut harness = framed(window, vec2(1440.0, 900.0));
    // A change waits for the check, and is refused.
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::Z);
    harness.run_steps(2);
    assert!(says(&harness, "Your library is damaged"));
    assert_eq!(fs::read(&library).unwrap(), damaged);
    click(&mut harness, Role::Button, "Restore the newest backup");
    settle(&mut harness);
    assert!(!says(&harness, "Your library is damaged"));
    assert_eq!(harness.state().desk().people().len(), 24);
}

#[test]
fn one_that_is_broken_is_restored_in_one_press_and_kept() {
    let place = Place::new();
    let session = Session::to_write(&place.file()).unwrap();
    let now_ms = session.now().wall_ms;
    let backups = backup_folder(&place.file());
    session.library().back_up(&backups, now_ms).unwrap();
    drop(session);
    fs::write(place.file(), "Dear diary").unwrap();
    let mut harness = shut(&place.file());
    assert!(says(&harness, "This is not a library"));
    assert!(harness.query_by_label("Look only").is_none());
    click(&mut harness, Role::Button, "Restore the newest backup");
    settle(&mut harness);
    assert!(says(&harness, "What was there is kept as"));
    assert_eq!(harness.state().desk().file(), place.file());
    let kept = fs::read_dir(place.file().parent().unwrap()).unwrap();
    let kept = kept.map(|entry| entry.unwrap().path());
    let kept = kept.filter(|file| file.to_string_lossy().contains(".before-restore-"));
    let kept: Vec<_> = kept.collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(fs::read(&kept[0]).unwrap(), b"Dear diary");
}

#[test]
fn one_whose_backup_is_broken_too_stays_as_it_is() {
    let place = Place::new();
    let session = Session::to_write(&place.file()).unwrap();
    let now_ms = session.now().wall_ms;
    let backups = backup_folder(&place.file());
    let made = session.library().back_up(&backups, now_ms).unwrap();
    drop(session);
    fs::write(&made.file, "Dear backup").unwrap();
    fs::write(place.file(), "Dear diary").unwrap();
    let mut harness = shut(&place.file());
    click(&mut harness, Role::Button, "Restore the newest backup");
    settle(&mut harness);
    assert!(says(&harness, "SHA-256 differs"));
    assert!(says(&harness, "This is not a library"));
    assert_eq!(fs::read(place.file()).unwrap(), b"Dear diary");
}

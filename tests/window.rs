//! The screens by accessible name, on the sample and on an empty library, without a display.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

use std::path::PathBuf;

use egui::{Key, Modifiers, Vec2, accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use tablemates::{
    app::{Desk, Session, desk::open_sample},
    ui::{
        Window,
        command::{Route, Stage},
        theme::{self, Look},
    },
};
use tempfile::TempDir;

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("library.tablemates")
    }
}

fn window(desk: Desk, size: Vec2) -> Harness<'static, Window> {
    let setup = |context: &egui::Context| theme::install(context, Look::default());
    let window = Window::new(desk, &egui::Context::default());
    let mut harness = Harness::builder()
        .with_size(size)
        .with_context_setup(setup)
        .build_ui_state(|ui, window: &mut Window| window.show(ui), window);
    harness.run_steps(3);
    harness
}

fn sample(place: &Place, size: Vec2) -> Harness<'static, Window> {
    window(open_sample(&place.file()).unwrap(), size)
}

fn press(harness: &mut Harness<'static, Window>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(3);
}

fn click(harness: &mut Harness<'static, Window>, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).click();
    harness.run_steps(3);
}

fn open_seating(harness: &mut Harness<'static, Window>) {
    harness
        .get_by_label_contains("Seating, stage 2 of 6")
        .click();
    harness.run_steps(3);
}

#[test]
fn an_empty_library_offers_the_sample_and_one_press_opens_it() {
    let place = Place::new();
    let desk = Desk::new(Session::to_write(&place.file()).unwrap()).unwrap();
    let mut harness = window(desk, vec2(1100.0, 700.0));
    harness.get_by_label("Small tables, real follow-up");
    click(&mut harness, Role::Button, "Open the sample");
    assert_eq!(harness.state().desk().people().len(), 24);
    assert_eq!(
        harness.state().desk().file().file_name().unwrap(),
        "sample.tablemates"
    );
}

#[test]
fn every_place_of_the_rail_is_drawn_at_both_sizes() {
    let place = Place::new();
    for size in [vec2(1440.0, 900.0), theme::smallest_window()] {
        let mut harness = sample(&place, size);
        for (key, title) in [
            (Key::Num2, "Dinners"),
            (Key::Num4, "Follow-ups"),
            (Key::Num5, "Introductions"),
            (Key::Num6, "Insights"),
            (Key::Comma, "Settings"),
        ] {
            press(&mut harness, Modifiers::COMMAND, key);
            assert!(
                harness.query_all_by_label_contains(title).next().is_some(),
                "{title}"
            );
        }
        press(&mut harness, Modifiers::COMMAND, Key::Num3);
        assert_eq!(harness.state().route(), Route::People);
    }
}

#[test]
fn tonight_is_opened_by_keys_seated_again_and_taken_back() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let Route::Dinner(tonight, Stage::Guests) = harness.state().route() else {
        panic!("{:?}", harness.state().route())
    };
    let seats = |harness: &Harness<'static, Window>| {
        let record = harness
            .state()
            .desk()
            .dinner(tonight)
            .unwrap()
            .unwrap()
            .record;
        record
            .seated(1)
            .iter()
            .map(|a| (a.seat, a.person))
            .collect::<Vec<_>>()
    };
    let before = seats(&harness);
    assert_eq!(before.len(), 8);
    // The chosen guest, who comes first by name, does not come after all; and comes again by Ctrl+Z.
    press(&mut harness, Modifiers::NONE, Key::C);
    assert_eq!(seats(&harness).len(), 7);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(seats(&harness), before);

    open_seating(&mut harness);
    assert_eq!(
        harness.state().route(),
        Route::Dinner(tonight, Stage::Seating)
    );
    harness.get_by_label("The plan in words");
    press(&mut harness, Modifiers::NONE, Key::G);
    assert!(
        harness
            .query_all_by_label_contains("Seated Thursday Table")
            .next()
            .is_some()
    );
    assert_eq!(seats(&harness).len(), 8);
}

#[test]
fn what_fails_is_said_and_nothing_is_lost() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    // The next dinner has no guests: its seating cannot be made, and says why.
    press(&mut harness, Modifiers::NONE, Key::Enter);
    open_seating(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::G);
    assert!(
        harness
            .query_all_by_label_contains("Nobody has accepted")
            .next()
            .is_some()
    );
    let coming: usize = harness
        .state()
        .desk()
        .dinners()
        .iter()
        .map(|line| line.coming)
        .sum();
    assert!(coming >= 8);
}

#[test]
fn typing_in_a_field_is_no_command() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    harness
        .get_by_role_and_label(Role::TextInput, "Name or place")
        .focus();
    harness.run_steps(2);
    harness
        .get_by_role_and_label(Role::TextInput, "Name or place")
        .type_text("jkj");
    press(&mut harness, Modifiers::NONE, Key::J);
    assert_eq!(harness.state().route(), Route::Dinners);
    harness.get_by_label_contains("No dinner with");
}

#[test]
fn the_place_and_the_theme_are_those_of_the_last_time() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    harness.get_by_label("Theme: Candlelight").click();
    harness.run_steps(3);
    let file = harness.state().desk().file().to_owned();
    drop(harness);
    let desk = Desk::new(Session::to_write(&file).unwrap()).unwrap();
    assert_eq!(desk.kept("theme").as_deref(), Some("Candlelight"));
    assert_eq!(
        window(desk, vec2(1440.0, 900.0)).state().route(),
        Route::Settings
    );
}

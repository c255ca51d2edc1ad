//! The window by accessible name, on the sample and on an empty library, without a display.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

mod chime;
mod dinners;
mod display;
mod evening;
mod frame;
mod groups;
mod guests;
mod import;
mod live;
mod people;
mod place;
mod print;
mod recaps;
mod running_order;
mod seating;
mod settings;
mod shut;
mod today;
mod wrap_up;
mod writing;

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use place::{Open, Place, click, empty, open_seating, press, sample, settle, window};
use tablemates::{
    app::{Desk, Session},
    ui::{
        command::{Route, Stage},
        theme,
    },
};

#[test]
fn an_empty_library_offers_the_sample_and_one_press_opens_it() {
    let place = Place::new();
    let mut harness = empty(&place, vec2(1100.0, 700.0));
    harness.get_by_label("A small table, set well.");
    click(&mut harness, Role::Button, "Open the sample");
    settle(&mut harness);
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
    let seats = |harness: &Open| {
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
    harness.get_by_label("Why this plan");
    press(&mut harness, Modifiers::NONE, Key::G);
    settle(&mut harness);
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
    settle(&mut harness);
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
        .get_by_role_and_label(Role::TextInput, "Name, place or guest")
        .focus();
    harness.run_steps(2);
    harness
        .get_by_role_and_label(Role::TextInput, "Name, place or guest")
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

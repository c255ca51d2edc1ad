//! What stands around every screen: the palette, the keys, the worker's bar.

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use tablemates::ui::command::{Route, Stage};

use crate::place::{Open, Place, press, sample, says};

fn find(harness: &mut Open, words: &str) {
    press(harness, Modifiers::COMMAND, Key::K);
    harness
        .get_by_role_and_label(Role::TextInput, "Find or do anything")
        .type_text(words);
    harness.run_steps(3);
}

#[test]
fn a_few_letters_and_enter_open_a_person() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    find(&mut harness, "pryram");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().route(), Route::People);
    assert!(says(&harness, "Priya Raman"));
}

#[test]
fn the_palette_finds_dinners_and_notes_and_does_what_a_key_does() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    find(&mut harness, "#14");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let Route::Dinner(dinner, Stage::Guests) = harness.state().route() else {
        panic!("{:?}", harness.state().route())
    };
    // A verb of this screen: the next stage.
    find(&mut harness, ">next stage");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run_steps(2);
    assert_eq!(
        harness.state().route(),
        Route::Dinner(dinner, Stage::Seating)
    );
    find(&mut harness, "prices the work");
    assert!(says(&harness, "Before he prices the work"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!says(&harness, "Before he prices the work"));
}

#[test]
fn the_keys_of_a_screen_rest_while_something_lies_over_it() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    press(&mut harness, Modifiers::NONE, Key::F1);
    assert!(says(&harness, "Every key"));
    press(&mut harness, Modifiers::NONE, Key::N);
    assert_eq!(harness.state().route(), Route::Dinners);
    press(&mut harness, Modifiers::NONE, Key::F1);
    assert!(!says(&harness, "Every key"));
    press(&mut harness, Modifiers::NONE, Key::N);
    assert_eq!(harness.state().route(), Route::NewDinner);
}

#[test]
fn a_name_that_nobody_has_is_added_from_the_palette() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    let before = harness.state().desk().people().len();
    find(&mut harness, "Xerxes Quill");
    assert!(says(&harness, "Add “Xerxes Quill” as a person"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().desk().people().len(), before + 1);
    assert_eq!(harness.state().route(), Route::People);
    assert!(says(&harness, "Xerxes Quill"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().desk().people().len(), before);
}

#[test]
fn rows_stand_in_a_list() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    let lists = harness.get_all_by_role(Role::ListBox).count();
    let rows = harness.get_all_by_role(Role::ListBoxOption).count();
    assert_eq!((lists, rows), (1, 5));
}

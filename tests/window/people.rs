//! People by accessible name and keys: found, opened, changed, refused in words, and never lost.

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use tablemates::{
    app::desk::OpenPerson,
    domain::promise::CommitmentState,
    ui::{command::Route, theme},
};

use crate::place::{Open, Place, click, empty, press, sample, says};

fn people(place: &Place) -> Open {
    let mut harness = sample(place, vec2(1440.0, 900.0));
    press(&mut harness, Modifiers::COMMAND, Key::Num3);
    assert_eq!(harness.state().route(), Route::People);
    harness
}

/// Types into the field of that name, in place of what stands there.
fn fill(harness: &mut Open, label: &str, words: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .focus();
    harness.run_steps(2);
    press(harness, Modifiers::COMMAND, Key::A);
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .type_text(words);
    harness.run_steps(3);
}

/// Finds somebody by the search, and opens them.
fn open(harness: &mut Open, words: &str) {
    press(harness, Modifiers::NONE, Key::Slash);
    fill(harness, "Name, trade:, met:, near:", words);
    press(harness, Modifiers::NONE, Key::Enter);
}

/// What the library holds of somebody.
fn held(harness: &Open, name: &str) -> OpenPerson {
    let desk = harness.state().desk();
    let line = desk.people().iter().find(|line| line.name == name).unwrap();
    desk.person(line.person.id).unwrap().unwrap()
}

#[test]
fn a_search_by_trade_finds_one_and_enter_opens_them() {
    let place = Place::new();
    let mut harness = people(&place);
    open(&mut harness, "trade: solar");
    harness.get_by_label("What Ben asks for");
    assert!(!says(&harness, "Ruth Abara, Mortgage broker"));
    fill(
        &mut harness,
        "Name, trade:, met:, near:",
        "nobody of that name",
    );
    harness.get_by_label("Nobody is found by “nobody of that name”");
    click(&mut harness, Role::Button, "Show everybody");
    assert!(says(&harness, "Ruth Abara, Mortgage broker"));
}

#[test]
fn the_page_says_what_is_known_at_both_sizes() {
    let place = Place::new();
    for size in [vec2(1440.0, 900.0), theme::smallest_window()] {
        let mut harness = sample(&place, size);
        press(&mut harness, Modifiers::COMMAND, Key::Num3);
        open(&mut harness, "priya raman");
        harness.get_by_label("Priya Raman, say PREE-ya");
        harness.get_by_label("Copy priya@ramanstudio.example");
        harness.get_by_label("Clear");
        harness.get_by_label("Offer to the group");
        harness.get_by_label_contains("Jonah Reid");
        harness.get_by_label("Where does Priya want Raman Studio to be in a year?");
        assert!(!says(&harness, "What she asks for"));
    }
}

#[test]
fn a_form_is_kept_as_one_change_and_taken_back() {
    let place = Place::new();
    let mut harness = people(&place);
    open(&mut harness, "ben castellanos");
    press(&mut harness, Modifiers::NONE, Key::E);
    fill(&mut harness, "Company", "Roofs & Sons");
    fill(&mut harness, "Say it like", "KAS-tel");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(
        held(&harness, "Ben Castellanos").person.company,
        "Roofs & Sons"
    );
    harness.get_by_label("Ben Castellanos, say KAS-tel");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let person = held(&harness, "Ben Castellanos").person;
    assert_eq!(person.company, "Castellanos Solar");
    assert_ne!(person.says_it_like, "KAS-tel");
}

#[test]
fn a_form_that_is_left_with_changes_waits_and_one_without_is_gone() {
    let place = Place::new();
    let mut harness = people(&place);
    open(&mut harness, "ben castellanos");
    press(&mut harness, Modifiers::NONE, Key::E);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!says(&harness, "have not kept them"));
    press(&mut harness, Modifiers::NONE, Key::E);
    fill(&mut harness, "Company", "Half a na");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.get_by_label_contains("You changed things here and have not kept them");
    assert_eq!(
        held(&harness, "Ben Castellanos").person.company,
        "Castellanos Solar"
    );
    open(&mut harness, "ruth");
    assert!(!says(&harness, "have not kept them"));
    open(&mut harness, "ben castellanos");
    click(&mut harness, Role::Button, "Go on");
    let field = harness.get_by_role_and_label(Role::TextInput, "Company");
    assert_eq!(field.value().as_deref(), Some("Half a na"));
}

#[test]
fn somebody_new_needs_a_name_and_a_bad_address_is_kept_only_when_said() {
    let place = Place::new();
    let mut harness = empty(&place, vec2(1440.0, 900.0));
    press(&mut harness, Modifiers::COMMAND, Key::Num3);
    press(&mut harness, Modifiers::NONE, Key::N);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(says(&harness, "Write a first name or a family name"));
    assert!(harness.state().desk().people().is_empty());
    fill(
        &mut harness,
        "First name",
        &"Wolfeschlegelsteinhausen ".repeat(8),
    );
    fill(&mut harness, "E-mail of line 1", "ana at lume");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(harness.state().desk().people().is_empty());
    click(&mut harness, Role::Button, "Keep it as typed");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let desk = harness.state().desk();
    assert_eq!(desk.people().len(), 1);
    let open = desk.person(desk.people()[0].person.id).unwrap().unwrap();
    assert_eq!(open.points[0].value, "ana at lume");
    // Nobody is the owner of this laptop yet; the page offers it.
    click(&mut harness, Role::Button, "This is me");
    assert!(harness.state().desk().you().is_some());
}

#[test]
fn a_follow_up_is_a_promise_of_yours_to_them() {
    let place = Place::new();
    let mut harness = people(&place);
    open(&mut harness, "ben castellanos");
    press(&mut harness, Modifiers::NONE, Key::F);
    fill_rows(&mut harness, "What you will do", "Send two landlords");
    fill(&mut harness, "By when", "32 Dec");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(held(&harness, "Ben Castellanos").promises.is_empty());
    fill(&mut harness, "By when", "tomorrow");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let open = held(&harness, "Ben Castellanos");
    assert_eq!(open.promises.len(), 1);
    assert_eq!(open.promises[0].what, "Send two landlords");
    assert_eq!(open.promises[0].state, CommitmentState::Open);
    harness.get_by_label("You owe");
    assert!(!says(&harness, "What you will do"), "the dialog is shut");
}

#[test]
fn an_ask_is_checked_as_it_is_typed_and_an_offer_is_refused_without_a_next_step() {
    let place = Place::new();
    let mut harness = people(&place);
    open(&mut harness, "ben castellanos");
    click(&mut harness, Role::Button, "Add an ask");
    fill_rows(&mut harness, "Who, or which kind", "Anyone");
    assert!(says(&harness, "“Anyone” could be anybody"));
    click(&mut harness, Role::Button, "Cancel");
    click(&mut harness, Role::Button, "Add an offer to the group");
    fill_rows(
        &mut harness,
        "They offer the group",
        "A free look at a roof",
    );
    click(&mut harness, Role::Button, "Keep the offer");
    assert!(says(&harness, "An offer needs a next step"));
    assert!(held(&harness, "Ben Castellanos").offers.is_empty());
    fill(&mut harness, "Next step", "send an address");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let open = held(&harness, "Ben Castellanos");
    assert_eq!(open.offers[0].0.text, "A free look at a roof");
    harness.get_by_label("send an address");
}

/// The same for a field of several lines.
fn fill_rows(harness: &mut Open, label: &str, words: &str) {
    harness
        .get_by_role_and_label(Role::MultilineTextInput, label)
        .focus();
    harness.run_steps(2);
    harness
        .get_by_role_and_label(Role::MultilineTextInput, label)
        .type_text(words);
    harness.run_steps(3);
}

#[test]
fn the_note_for_oneself_is_written_by_a_key_and_one_to_one_counts_as_a_context() {
    let place = Place::new();
    let mut harness = people(&place);
    open(&mut harness, "ben castellanos");
    press(&mut harness, Modifiers::NONE, Key::P);
    fill_rows(&mut harness, "Your note", "Likes early mornings");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(
        held(&harness, "Ben Castellanos").person.private_note,
        "Likes early mornings"
    );
    press(&mut harness, Modifiers::NONE, Key::Num1);
    fill(&mut harness, "In a few words", "Coffee at Bramble");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let open = held(&harness, "Ben Castellanos");
    assert_eq!((open.met.len(), open.contexts), (1, 1));
    harness.get_by_label("Coffee at Bramble");
}

#[test]
fn merging_is_side_by_side_and_one_undo_parts_the_two() {
    let place = Place::new();
    let mut harness = people(&place);
    let before = harness.state().desk().people().len();
    open(&mut harness, "ben castellanos");
    click(&mut harness, Role::Button, "Merge");
    fill(&mut harness, "Name, trade or firm", "ruth");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.get_by_label("One person instead of two");
    harness.get_by_label("Family name: Abara").click();
    harness.run_steps(3);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(harness.state().desk().people().len(), before - 1);
    assert_eq!(held(&harness, "Ben Abara").asks.len(), 2);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().desk().people().len(), before);
}

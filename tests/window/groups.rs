//! The switcher of groups and their page, by accessible name.

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use tablemates::{
    app::{
        Desk, Session,
        groups::{Belonging, GroupPage, MemberLine},
    },
    ui::command::Route,
};

use crate::place::{Open, Place, click, empty, press, sample, says, window};

/// The page of groups, by the switcher's menu.
fn open_groups(harness: &mut Open) {
    press(harness, Modifiers::COMMAND, Key::G);
    click(harness, Role::MenuItem, "Manage groups");
    assert_eq!(harness.state().route(), Route::Groups);
}

fn type_into(harness: &mut Open, label: &str, text: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .focus();
    harness.run_steps(2);
    // What stands there goes first.
    press(harness, Modifiers::COMMAND, Key::A);
    press(harness, Modifiers::NONE, Key::Backspace);
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .type_text(text);
    harness.run_steps(3);
}

fn page(harness: &Open, name: &str) -> GroupPage {
    let desk = harness.state().desk();
    let lines = desk.groups().iter();
    let id = lines
        .filter(|line| line.group.name == name)
        .map(|line| line.group.id)
        .next()
        .unwrap();
    desk.group(id).unwrap().unwrap()
}

fn member(harness: &Open, name: &str) -> Option<MemberLine> {
    let members = page(harness, "Thursday Table").members;
    members.into_iter().find(|member| member.name == name)
}

/// Makes a group by its form.
fn make(harness: &mut Open, name: &str) {
    press(harness, Modifiers::NONE, Key::N);
    type_into(harness, "Name", name);
    press(harness, Modifiers::COMMAND, Key::Enter);
}

#[test]
fn the_switcher_is_worked_by_keys_alone_and_kept_for_the_next_time() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    press(&mut harness, Modifiers::COMMAND, Key::G);
    assert!(says(&harness, "Thursday Table, 24 people"));
    // All groups, then the first group.
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let group = page(&harness, "Thursday Table").group.id;
    assert_eq!(harness.state().desk().scope(), Some(group));
    assert!(says(&harness, "Group: Thursday Table"));
    assert!(!says(&harness, "Manage groups"), "the menu is shut");

    let file = harness.state().desk().file().to_owned();
    drop(harness);
    let desk = Desk::new(Session::to_write(&file).unwrap()).unwrap();
    let mut harness = window(desk, vec2(1440.0, 900.0));
    assert_eq!(harness.state().desk().scope(), Some(group));
    press(&mut harness, Modifiers::COMMAND, Key::G);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!says(&harness, "Manage groups"));
    press(&mut harness, Modifiers::COMMAND, Key::G);
    click(&mut harness, Role::MenuItem, "All groups");
    assert_eq!(harness.state().desk().scope(), None);
}

#[test]
fn one_group_is_looked_at_on_every_screen_and_names_stay_known() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    let all = harness.state().desk().people().len();
    let dinners = harness.state().desk().dinners().len();
    let overdue = harness.state().desk().overdue().len();
    assert!(dinners > 0 && overdue > 0);
    open_groups(&mut harness);
    make(&mut harness, "Harbour mixer");
    press(&mut harness, Modifiers::COMMAND, Key::G);
    click(&mut harness, Role::MenuItem, "Harbour mixer, 1 person");
    let desk = harness.state().desk();
    // Only the owner of the laptop is in it, as its organiser.
    assert_eq!(desk.people().len(), 1);
    assert_eq!(desk.people()[0].name, "Ines Carvalho");
    assert!(desk.dinners().is_empty() && desk.overdue().is_empty());
    assert_eq!(desk.due_today(), 0);
    assert_eq!(desk.everybody().len(), all);
    let other = desk
        .everybody()
        .iter()
        .find(|line| line.name == "Dana Whitlock")
        .unwrap();
    assert_eq!(desk.name(other.person.id), "Dana Whitlock");

    press(&mut harness, Modifiers::COMMAND, Key::G);
    click(&mut harness, Role::MenuItem, "Thursday Table, 24 people");
    assert_eq!(harness.state().desk().dinners().len(), dinners);
    assert_eq!(harness.state().desk().overdue().len(), overdue);
    // The group that is looked at goes: all are looked at again.
    press(&mut harness, Modifiers::COMMAND, Key::G);
    click(&mut harness, Role::MenuItem, "Harbour mixer, 1 person");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().desk().scope(), None);
    assert_eq!(harness.state().desk().groups().len(), 1);
}

#[test]
fn without_a_group_one_button_makes_the_first() {
    let place = Place::new();
    let mut harness = empty(&place, vec2(1100.0, 700.0));
    assert!(says(&harness, "Group: No group"));
    open_groups(&mut harness);
    click(&mut harness, Role::Button, "New group");
    type_into(&mut harness, "Name", "  Thursday   Table ");
    type_into(&mut harness, "Currency", "gbp");
    type_into(&mut harness, "Dues", "45");
    click(&mut harness, Role::RadioButton, "Dues are for: a quarter");
    assert!(says(&harness, "That is £180 a year"));
    type_into(&mut harness, "Renewal", "Fri 1 January 2027");
    type_into(&mut harness, "Time zone", "europe/london");
    click(&mut harness, Role::Button, "Create group");
    let page = page(&harness, "Thursday Table");
    assert_eq!(page.group.dues_minor, 18_000);
    assert_eq!(page.dues.0, "£180 a year");
    assert_eq!(page.dues.1, "£45 a quarter");
    assert_eq!(page.about, "GBP (£) · Europe/London");
    assert!(page.renewal.0.starts_with("Fri 1 Jan 2027"));
    assert!(says(&harness, "Nobody is in this group yet"));
}

#[test]
fn what_is_wrong_in_the_form_is_said_at_its_field_and_nothing_is_lost() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    open_groups(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::N);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(says(&harness, "A group needs a name"));
    type_into(&mut harness, "Name", "THURSDAY table");
    assert!(says(&harness, "There is a group “THURSDAY table” already"));
    type_into(&mut harness, "Currency", "XYZ");
    assert!(says(&harness, "“XYZ” is no currency"));
    type_into(&mut harness, "Currency", "EUR");
    type_into(&mut harness, "Dues", "forty");
    assert!(says(&harness, "That is no amount"));
    type_into(&mut harness, "Time zone", "London");
    assert!(says(&harness, "Is it Europe/London?"));
    type_into(&mut harness, "Renewal", "1890-01-01");
    assert!(says(&harness, "A day in 1890 cannot be meant"));
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(harness.state().desk().groups().len(), 1);
    type_into(&mut harness, "Name", "Żółta łódź");
    type_into(&mut harness, "Dues", "");
    type_into(&mut harness, "Time zone", "");
    type_into(&mut harness, "Renewal", "");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(page(&harness, "Żółta łódź").group.currency, "EUR");
}

#[test]
fn a_group_is_edited_and_the_edit_is_taken_back() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    open_groups(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::E);
    type_into(&mut harness, "Where it usually meets", "Casa Nero");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(page(&harness, "Thursday Table").group.place, "Osteria Lume");
    press(&mut harness, Modifiers::NONE, Key::E);
    type_into(&mut harness, "Where it usually meets", "Casa Nero");
    type_into(&mut harness, "Name", &"Long ".repeat(38));
    click(&mut harness, Role::Button, "Keep");
    assert_eq!(harness.state().desk().groups()[0].group.place, "Casa Nero");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(page(&harness, "Thursday Table").group.place, "Osteria Lume");
    assert!(says(&harness, "Edit"));
}

#[test]
fn members_are_added_changed_and_removed_each_with_undo() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    open_groups(&mut harness);
    assert!(says(&harness, "20 members, 4 guests"));
    // Somebody new, by name.
    press(&mut harness, Modifiers::NONE, Key::A);
    harness
        .get_by_role_and_label(Role::TextInput, "Name, trade or firm")
        .type_text("Zoë Ngata");
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(
        member(&harness, "Zoë Ngata").unwrap().belonging,
        Belonging::Member
    );
    assert!(says(&harness, "21 members, 4 guests"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(member(&harness, "Zoë Ngata").is_none());

    // A guest becomes a member by the picker; members are not offered.
    press(&mut harness, Modifiers::NONE, Key::A);
    harness
        .get_by_role_and_label(Role::TextInput, "Name, trade or firm")
        .type_text("Priya Raman");
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let priya = member(&harness, "Priya Raman").unwrap();
    assert_eq!(priya.belonging, Belonging::Member);
    assert_eq!(priya.since, Some(harness.state().desk().today()));

    // She is chosen now: her menu.
    for (item, belonging) in [
        ("Make organiser", Belonging::Organiser),
        ("Make applicant", Belonging::Applicant),
        ("Mark as lapsed", Belonging::Lapsed),
        ("Make guest", Belonging::Guest),
    ] {
        // Her row is carried to another place, and the list follows it there.
        harness.run_steps(30);
        click(&mut harness, Role::Button, "More for Priya Raman");
        click(&mut harness, Role::MenuItem, item);
        assert_eq!(
            member(&harness, "Priya Raman").unwrap().belonging,
            belonging
        );
    }
    click(&mut harness, Role::Button, "More for Priya Raman");
    click(&mut harness, Role::MenuItem, "Remove from the group");
    assert!(member(&harness, "Priya Raman").is_none());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        member(&harness, "Priya Raman").unwrap().belonging,
        Belonging::Guest
    );
}

#[test]
fn the_filter_finds_and_the_keys_move_open_and_draft() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    open_groups(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Slash);
    harness
        .get_by_role_and_label(Role::TextInput, "Filter")
        .type_text("lawyer");
    harness.run_steps(3);
    assert!(says(&harness, "Dana Whitlock, Commercial lawyer, Member"));
    assert!(!says(&harness, "Hannah Lindqvist, "));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(says(&harness, "Hannah Lindqvist, "));
    type_into(&mut harness, "Filter", "nobody at all");
    assert!(says(&harness, "Nobody here has “nobody at all”"));
    click(&mut harness, Role::Button, "Clear");

    // The organiser is chosen at first; the next is the first member by family name.
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::NONE, Key::M);
    assert!(says(&harness, "to Saoirse Byrne is copied"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().route(), Route::People);
}

#[test]
fn an_objective_and_the_day_of_joining_are_said_and_changed() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    open_groups(&mut harness);
    click(&mut harness, Role::Button, "Set objective");
    harness
        .get_by_role_and_label(Role::MultilineTextInput, "What you mean to get done")
        .type_text("Six introductions");
    harness.run_steps(2);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(says(&harness, "Your objective: Six introductions"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(says(&harness, "Your objective: None yet"));

    click(&mut harness, Role::Button, "More for Ines Carvalho");
    click(&mut harness, Role::MenuItem, "Since when...");
    type_into(&mut harness, "Since", "soon");
    click(&mut harness, Role::Button, "Keep");
    assert!(says(&harness, "“soon” is no day"));
    type_into(&mut harness, "Since", "1 Sep 2020");
    click(&mut harness, Role::Button, "Keep");
    assert_eq!(
        member(&harness, "Ines Carvalho").unwrap().since_words,
        "Sep 2020"
    );
}

#[test]
fn only_a_group_without_dinners_is_deleted() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    open_groups(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::E);
    assert!(says(
        &harness,
        "Delete group. It has 5 dinners: delete those first"
    ));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    make(&mut harness, "Harbour mixer");
    assert_eq!(harness.state().desk().groups().len(), 2);
    press(&mut harness, Modifiers::NONE, Key::E);
    click(&mut harness, Role::Button, "Delete group");
    assert_eq!(harness.state().desk().groups().len(), 1);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let again = page(&harness, "Harbour mixer");
    assert_eq!(again.members.len(), 1);
}

#[test]
fn a_new_dinner_from_here_is_of_this_group() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    open_groups(&mut harness);
    click(&mut harness, Role::Button, "New dinner");
    assert_eq!(harness.state().route(), Route::NewDinner);
    assert_eq!(
        harness.state().desk().scope(),
        Some(page(&harness, "Thursday Table").group.id)
    );
}

#[test]
fn all_groups_stand_side_by_side_and_one_is_opened_by_keys() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    open_groups(&mut harness);
    make(&mut harness, "Harbour mixer");
    click(
        &mut harness,
        Role::ListBoxOption,
        "All groups, 24 people, 5 dinners",
    );
    assert!(says(
        &harness,
        "Thursday Table, 20 members, 4 guests, £90 a year"
    ));
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(says(&harness, "Thursday Table, Osteria Lume · GBP (£)"));
}

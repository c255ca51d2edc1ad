//! The list of dinners and the form of one, by accessible name.

use chrono::{Datelike as _, Days, NaiveDate};
use egui::{Key, Modifiers, Vec2, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tablemates::{
    app::Desk,
    domain::{
        Attendance, Audience, Dinner, DinnerRecord, Id,
        dinner::{Answer, DinnerState, Shape},
    },
    ui::command::{Route, Stage},
};

use crate::place::{Open, Place, click, empty, open_tonight, press, sample, says, settle};

const SIZE: Vec2 = vec2(1440.0, 900.0);

fn list(place: &Place) -> Open {
    let mut harness = sample(place, SIZE);
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    harness
}

fn form(place: &Place) -> Open {
    let mut harness = list(place);
    press(&mut harness, Modifiers::NONE, Key::N);
    assert_eq!(harness.state().route(), Route::NewDinner);
    harness
}

/// Types over what stands in a field.
fn fill(harness: &mut Open, label: &str, text: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .focus();
    harness.run_steps(2);
    press(harness, Modifiers::COMMAND, Key::A);
    if text.is_empty() {
        press(harness, Modifiers::NONE, Key::Delete);
    } else {
        harness
            .get_by_role_and_label(Role::TextInput, label)
            .type_text(text);
    }
    harness.run_steps(3);
}

fn value(harness: &Open, label: &str) -> String {
    let node = harness.get_by_role_and_label(Role::TextInput, label);
    node.accesskit_node().value().unwrap_or_default()
}

fn find(desk: &Desk, title: &str) -> Dinner {
    let mut lines = desk.dinners().iter();
    let line = lines.find(|line| line.dinner.title == title);
    line.unwrap_or_else(|| panic!("no {title}")).dinner.clone()
}

fn record(harness: &Open, id: Id<Dinner>) -> DinnerRecord {
    harness.state().desk().dinner(id).unwrap().unwrap().record
}

fn create(harness: &mut Open) -> DinnerRecord {
    press(harness, Modifiers::COMMAND, Key::Enter);
    let Route::Dinner(dinner, Stage::Guests) = harness.state().route() else {
        panic!("{:?}", harness.state().route())
    };
    record(harness, dinner)
}

fn someday(harness: &Open) -> NaiveDate {
    harness
        .state()
        .desk()
        .today()
        .checked_add_days(Days::new(50))
        .unwrap()
}

#[test]
fn a_dinner_is_made_as_proposed_with_the_guests_of_the_last_and_undo_takes_all_of_it_back() {
    let place = Place::new();
    let mut harness = form(&place);
    assert_eq!(value(&harness, "Name"), "Thursday Table, No. 16");
    assert_eq!(value(&harness, "Place"), "Osteria Lume");
    let day = someday(&harness);
    fill(&mut harness, "Date", &day.format("%-d %b %Y").to_string());
    assert!(says(&harness, &day.format("%a %-d %b").to_string()[..10]));
    assert!(says(&harness, "As at No. 14"));
    fill(
        &mut harness,
        "What should this dinner bring about?",
        "Two introductions",
    );
    let before = harness.state().desk().dinners().len();
    let made = create(&mut harness);
    assert_eq!(made.dinner.number, 16);
    assert_eq!(made.dinner.state, DinnerState::Open);
    let starts_at = made.dinner.starts_at.unwrap();
    assert_eq!(starts_at, day.and_hms_opt(19, 0, 0).unwrap());
    assert_eq!(
        made.dinner.ends_at,
        Some(day.and_hms_opt(22, 0, 0).unwrap())
    );
    assert_eq!(made.dinner.zone, "Europe/London");
    // The host comes; everybody else of the last dinner has not answered, and nobody has a seat.
    let you = made.you.unwrap();
    let tonight = record(
        &harness,
        find(harness.state().desk(), "Thursday Table, No. 14").id,
    );
    assert_eq!(made.attendances.len(), tonight.seated(1).len());
    let is_as_invited = |a: &Attendance| {
        a.seat.is_none()
            && (a.answer == Answer::Invited || (a.person == you && a.answer == Answer::Accepted))
    };
    assert!(made.attendances.iter().all(is_as_invited));
    let [objective] = made.objectives.as_slice() else {
        panic!("{:?}", made.objectives)
    };
    assert_eq!(
        (objective.person, objective.audience),
        (you, Audience::OnlyMe)
    );
    assert_eq!(objective.text, "Two introductions");

    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().desk().dinners().len(), before);
}

#[test]
fn what_is_wrong_is_said_in_words_and_nothing_is_made() {
    let place = Place::new();
    let mut harness = form(&place);
    let before = harness.state().desk().dinners().len();
    let wrong = [
        ("Date", "soon", "“soon” is no day"),
        ("Date", "1/1/1890", "The year 1890 cannot be meant"),
        ("Begins", "late", "“late” is no time"),
        ("Name", "", "Give the dinner a name"),
        ("Ends by", "19:00", "It ends when it begins"),
    ];
    for (field, text, problem) in wrong {
        let good = value(&harness, field);
        fill(&mut harness, field, text);
        press(&mut harness, Modifiers::COMMAND, Key::Enter);
        assert!(says(&harness, problem), "{problem}");
        assert_eq!(harness.state().route(), Route::NewDinner);
        fill(&mut harness, field, &good);
        assert!(!says(&harness, problem), "{problem}");
    }
    // At thirteen they are refused, at twelve and five there is a word of warning.
    for _ in 0..5 {
        click(&mut harness, Role::Button, "Seats at a table: more");
    }
    assert!(says(&harness, "13 at one table cannot hear each other"));
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(harness.state().desk().dinners().len(), before);
    click(&mut harness, Role::Button, "Seats at a table: less");
    assert!(says(&harness, "A table of 12 is allowed"));
    // A day that is past is allowed, with a warning.
    fill(&mut harness, "Date", "2 May 2019");
    assert!(says(&harness, "This day is past"));
    assert_eq!(create(&mut harness).tables[0].seats, 12);
}

#[test]
fn an_hour_that_the_clocks_leave_out_is_refused() {
    let place = Place::new();
    let mut harness = form(&place);
    let year = harness.state().desk().today().year() + 1;
    let last = NaiveDate::from_ymd_opt(year, 3, 31).unwrap();
    let back = u64::from(last.weekday().num_days_from_sunday());
    let sunday = last.checked_sub_days(Days::new(back)).unwrap();
    fill(&mut harness, "Date", &sunday.to_string());
    fill(&mut harness, "Begins", "01:30");
    assert!(says(
        &harness,
        "There is no 01:30 in Europe/London that night"
    ));
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(harness.state().route(), Route::NewDinner);
    fill(&mut harness, "Begins", "02:30");
    create(&mut harness);
}

#[test]
fn what_was_typed_stays_when_one_leaves_and_comes_back_even_after_cancelling() {
    let place = Place::new();
    let mut harness = form(&place);
    fill(&mut harness, "Name", "Zoë’s evening, a “long” one");
    press(&mut harness, Modifiers::COMMAND, Key::Num3);
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    press(&mut harness, Modifiers::NONE, Key::N);
    assert_eq!(value(&harness, "Name"), "Zoë’s evening, a “long” one");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().route(), Route::Dinners);
    press(&mut harness, Modifiers::NONE, Key::N);
    assert_eq!(value(&harness, "Name"), "Thursday Table, No. 16");
    click(&mut harness, Role::Button, "Bring back what was typed");
    assert_eq!(
        create(&mut harness).dinner.title,
        "Zoë’s evening, a “long” one"
    );
}

#[test]
fn the_panel_counts_the_evening_and_own_minutes_reach_the_dinner() {
    let place = Place::new();
    let mut harness = form(&place);
    assert!(says(
        &harness,
        "Eight speakers, 10 minutes each: 1 h 20 min"
    ));
    assert!(says(
        &harness,
        "Courses, welcome, round the table: 1 h 27 min"
    ));
    assert!(says(&harness, "Ends about: 21:47"));
    assert!(says(&harness, "In hand before 22:00: 13 min"));
    fill(&mut harness, "Ends by", "21:30");
    assert!(says(&harness, "Past 21:30 by: 17 min"));
    harness
        .get_by_label_contains("Minutes for each guest: Own")
        .click();
    harness.run_steps(3);
    click(&mut harness, Role::Button, "Questions: less");
    click(&mut harness, Role::Button, "Questions: less");
    assert!(says(&harness, "Ends about: 21:31"));
    let made = create(&mut harness);
    assert_eq!(
        (made.dinner.pitch_ms, made.dinner.questions_ms),
        (4 * 60_000, 4 * 60_000)
    );
}

#[test]
fn guests_are_suggested_by_first_meetings_as_many_as_there_are_seats() {
    let place = Place::new();
    let mut harness = form(&place);
    assert!(says(&harness, "suggest 7 of"));
    harness
        .get_by_label_contains("Guests: By first meetings")
        .click();
    harness.run_steps(3);
    let made = create(&mut harness);
    assert_eq!(made.attendances.len(), 8);
    let coming = made.attendances.iter().filter(|a| a.is_coming());
    assert_eq!(coming.count(), 1);
    // All but the host are people whom those at tonight's table have met less often than one another.
    let pairs = made.meals.len();
    let tonight = find(harness.state().desk(), "Thursday Table, No. 14");
    assert!(pairs < record(&harness, tonight.id).meals.len());
}

#[test]
fn whether_the_questions_begin_by_themselves_is_chosen_with_the_minutes() {
    let place = Place::new();
    let mut harness = form(&place);
    let switch = "Questions begin by themselves";
    click(&mut harness, Role::Switch, &format!("{switch}, off"));
    let made = create(&mut harness);
    assert!(made.dinner.auto_questions);
    // One that is there changes nothing else by it.
    press(&mut harness, Modifiers::NONE, Key::E);
    click(&mut harness, Role::Switch, &format!("{switch}, on"));
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let changed = record(&harness, made.dinner.id);
    assert!(!changed.dinner.auto_questions);
    assert_eq!(changed.attendances.len(), made.attendances.len());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(record(&harness, made.dinner.id).dinner.auto_questions);
    // The next dinner is proposed after its pattern.
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    press(&mut harness, Modifiers::NONE, Key::N);
    assert_eq!(harness.state().route(), Route::NewDinner);
    harness.get_by_role_and_label(Role::Switch, &format!("{switch}, on"));
}

#[test]
fn editing_shrinks_a_table_says_who_loses_a_seat_and_undo_gives_it_back() {
    let place = Place::new();
    let mut harness = sample(&place, SIZE);
    open_tonight(&mut harness, Stage::Seating);
    let Route::Dinner(tonight, _) = harness.state().route() else {
        panic!()
    };
    let before = record(&harness, tonight);
    assert_eq!(before.seated(1).len(), 8);
    click(&mut harness, Role::Button, "Edit details");
    assert_eq!(harness.state().route(), Route::EditDinner(tonight));
    assert_eq!(value(&harness, "Name"), "Thursday Table, No. 14");
    fill(&mut harness, "Place", "The Glasshouse");
    click(&mut harness, Role::Button, "Seats at a table: less");
    assert!(says(&harness, "1 guest would have no seat"));
    harness.get_by_label("Shape of the tables: Long").click();
    harness.run_steps(3);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    // Back at the stage that one came from.
    assert_eq!(
        harness.state().route(),
        Route::Dinner(tonight, Stage::Seating)
    );
    assert!(says(&harness, "Without a seat now"));
    let after = record(&harness, tonight);
    assert_eq!(after.dinner.place, "The Glasshouse");
    assert_eq!(
        (after.tables[0].seats, after.tables[0].shape),
        (7, Shape::Long)
    );
    assert_eq!(after.seated(1).len(), 7);
    assert_eq!(after.attendances.len(), before.attendances.len());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let again = record(&harness, tonight);
    assert_eq!(again.seated(1).len(), 8);
    assert_eq!(again.dinner, before.dinner);
    assert_eq!(again.tables, before.tables);
    // The form shows what is there now, not what was undone.
    press(&mut harness, Modifiers::NONE, Key::E);
    assert_eq!(value(&harness, "Place"), before.dinner.place);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(
        harness.state().route(),
        Route::Dinner(tonight, Stage::Seating)
    );
}

#[test]
fn the_list_is_searched_by_name_place_and_guest_and_narrowed() {
    let place = Place::new();
    let mut harness = list(&place);
    let rows = |harness: &Open| harness.query_all_by_role(Role::ListBoxOption).count();
    assert_eq!(rows(&harness), 5);
    press(&mut harness, Modifiers::NONE, Key::Slash);
    fill(&mut harness, "Name, place or guest", "no. 12");
    assert_eq!(rows(&harness), 1);
    let guest = {
        let record = record(
            &harness,
            find(harness.state().desk(), "Thursday Table, No. 11").id,
        );
        record.name(record.attendances[0].person)
    };
    fill(&mut harness, "Name, place or guest", &guest);
    assert!(says(&harness, "Thursday Table, No. 11"));
    fill(&mut harness, "Name, place or guest", "zzz");
    assert!(says(&harness, "No dinner with “zzz”"));
    click(&mut harness, Role::Button, "Clear");
    assert_eq!(rows(&harness), 5);
    harness.get_by_label("Dinners: Closed 3").click();
    harness.run_steps(3);
    assert_eq!(rows(&harness), 3);
}

#[test]
fn a_dinner_is_reopened_closed_and_deleted_by_its_name_from_the_menu_of_its_row() {
    let place = Place::new();
    let mut harness = list(&place);
    let title = "Thursday Table, No. 12";
    let id = find(harness.state().desk(), title).id;
    let state = |harness: &Open| find(harness.state().desk(), title).state;
    let choose = |harness: &mut Open, item: &str| {
        click(harness, Role::Button, &format!("More for {title}"));
        click(harness, Role::MenuItem, item);
    };
    choose(&mut harness, "Reopen");
    assert_eq!(state(&harness), DinnerState::Wrapped);
    choose(&mut harness, "Close");
    assert_eq!(state(&harness), DinnerState::Closed);

    choose(&mut harness, "Delete…");
    let count = harness.state().desk().dinners().len();
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().desk().dinners().len(), count, "not yet");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    choose(&mut harness, "Delete…");
    // The field has the focus, whatever the menu did with it.
    harness
        .get_by_role_and_label(Role::TextInput, "Its name")
        .type_text("thursday table, no. 12");
    harness.run_steps(3);
    click(&mut harness, Role::Button, "Delete the dinner");
    assert_eq!(harness.state().desk().dinners().len(), count - 1);
    assert!(harness.state().desk().dinner(id).unwrap().is_none());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let back = record(&harness, id);
    assert!(back.attendances.len() > 5 && !back.tables.is_empty() && !back.notes.is_empty());
}

#[test]
fn repeating_the_last_dinner_copies_it_to_the_next_day_of_its_rhythm() {
    let place = Place::new();
    let mut harness = list(&place);
    click(&mut harness, Role::Button, "Repeat last");
    assert_eq!(harness.state().route(), Route::NewDinner);
    assert!(says(&harness, "as No. 14 was"));
    let made = create(&mut harness);
    let last = record(
        &harness,
        find(harness.state().desk(), "Thursday Table, No. 14").id,
    );
    let (then, now) = (
        last.dinner.starts_at.unwrap(),
        made.dinner.starts_at.unwrap(),
    );
    // Two weeks on there is No. 15 already.
    assert_eq!((now - then).num_days(), 28);
    assert_eq!(now.time(), then.time());
    assert_eq!(made.dinner.place, last.dinner.place);
    assert_eq!(made.dinner.number, 16);
    // Ctrl D repeats the chosen one; the next plain new dinner is plain again.
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    press(&mut harness, Modifiers::COMMAND, Key::D);
    assert_eq!(harness.state().route(), Route::NewDinner);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::NONE, Key::N);
    assert!(says(&harness, "a draft until the first guest is invited"));
}

#[test]
fn the_first_dinner_of_an_empty_library_makes_its_group() {
    let place = Place::new();
    let mut harness = empty(&place, vec2(1100.0, 700.0));
    press(&mut harness, Modifiers::COMMAND, Key::Num2);
    assert!(says(&harness, "No dinner yet"));
    press(&mut harness, Modifiers::NONE, Key::N);
    // A name stands there already, so that only the day is missing.
    assert_eq!(value(&harness, "Group"), "Our table");
    assert_eq!(value(&harness, "Name"), "Our table, No. 1");
    fill(&mut harness, "Group", "");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(says(&harness, "Give the group a name"));
    fill(&mut harness, "Group", "Friday Six");
    assert_eq!(value(&harness, "Name"), "Friday Six, No. 1");
    fill(&mut harness, "Date", "2031-12-17");
    let made = create(&mut harness);
    assert_eq!(made.group.unwrap().name, "Friday Six");
    assert_eq!(made.dinner.state, DinnerState::Draft);
    settle(&mut harness);
}

#[test]
fn a_new_group_and_another_zone_are_chosen_by_a_few_letters() {
    let place = Place::new();
    let mut harness = form(&place);
    click(&mut harness, Role::ComboBox, "Group: Thursday Table");
    harness
        .get_by_role_and_label(Role::TextInput, "Name, or a new one")
        .type_text("Guildhall Circle");
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(says(&harness, "Group: Guildhall Circle (new)"));
    assert_eq!(value(&harness, "Name"), "Guildhall Circle, No. 1");
    harness.get_by_label_contains("Time zone: ").click();
    harness.run_steps(3);
    harness
        .get_by_role_and_label(Role::TextInput, "City or region")
        .type_text("lisbon");
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(says(&harness, "Time zone: Europe/Lisbon"));
    // Escape shuts a list and leaves the form.
    click(&mut harness, Role::ComboBox, "Time zone: Europe/Lisbon");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().route(), Route::NewDinner);
    fill(&mut harness, "Date", "2031-12-17");
    let made = create(&mut harness);
    assert_eq!(made.dinner.zone, "Europe/Lisbon");
    assert_eq!(made.dinner.number, 1);
}

#[test]
fn the_form_is_ready_to_be_typed_in_each_time_it_is_opened() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    for _ in 0..2 {
        press(&mut harness, Modifiers::COMMAND, Key::Num2);
        harness.run_steps(3);
        press(&mut harness, Modifiers::NONE, Key::N);
        harness.run_steps(3);
        let date = harness.get_by_role_and_label(Role::TextInput, "Date");
        assert!(date.is_focused());
    }
}

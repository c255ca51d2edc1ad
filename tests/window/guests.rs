//! The screen of guests, by accessible name.

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use tablemates::{
    domain::{
        dinner::{Answer, DinnerState, Origin, Presence},
        person::ContactKind,
    },
    ui::command::{Route, Stage},
};

use crate::place::{Open, Place, click, open_tonight, press, record, sample, says, settle};

const WIDE: egui::Vec2 = vec2(1440.0, 900.0);

fn tonight(place: &Place) -> Open {
    let mut harness = sample(place, WIDE);
    open_tonight(&mut harness, Stage::Guests);
    harness
}

fn answers(harness: &Open, answer: Answer) -> usize {
    let record = record(harness);
    record
        .attendances
        .iter()
        .filter(|a| a.answer == answer)
        .count()
}

fn type_text(harness: &mut Open, label: &str, text: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .type_text(text);
    harness.run_steps(3);
}

#[test]
fn answers_by_key_act_on_the_chosen_guest_or_on_the_selection() {
    let place = Place::new();
    let mut harness = tonight(&place);
    assert_eq!(answers(&harness, Answer::Accepted), 8);
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::NONE, Key::U);
    assert_eq!(answers(&harness, Answer::Maybe), 1);
    // Their seat is held until they say.
    let maybe = record(&harness);
    let maybe = maybe
        .attendances
        .iter()
        .find(|a| a.answer == Answer::Maybe)
        .unwrap();
    assert!(maybe.seat.is_some());
    assert!(says(
        &harness,
        "7 of 8, 2 not answered: 1 maybe, 1 no answer yet"
    ));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(answers(&harness, Answer::Accepted), 8);

    click(&mut harness, Role::RadioButton, "Guests: Coming 8");
    click(&mut harness, Role::CheckBox, "Select all who are shown");
    assert!(says(&harness, "8 selected"));
    press(&mut harness, Modifiers::NONE, Key::C);
    assert_eq!(answers(&harness, Answer::Accepted), 0);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(answers(&harness, Answer::Accepted), 8);

    // Without a key too: the answer that is wanted most stands over the list.
    harness.get_by_label_contains("Guests: All ").click();
    harness.run_steps(3);
    click(&mut harness, Role::CheckBox, "Select all who are shown");
    click(&mut harness, Role::Button, "They all come");
    let all = record(&harness).attendances.len();
    assert_eq!(answers(&harness, Answer::Accepted), all);
}

#[test]
fn a_no_show_leaves_a_gap_that_one_key_closes() {
    let place = Place::new();
    let mut harness = tonight(&place);
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::SHIFT, Key::W);
    let gone = record(&harness);
    let gone = gone
        .attendances
        .iter()
        .find(|a| a.presence == Presence::NoShow);
    assert_eq!(gone.unwrap().seat, None);
    assert!(says(&harness, "leaves a seat free"));
    press(&mut harness, Modifiers::NONE, Key::G);
    settle(&mut harness);
    assert!(!says(&harness, "leaves a seat free"));
    assert_eq!(record(&harness).seated(1).len(), 7);
    assert!(
        !record(&harness)
            .attendances
            .iter()
            .any(tablemates::domain::Attendance::left_a_gap)
    );
    // Without a gap the key moves nobody.
    let seats = |harness: &Open| {
        let record = record(harness);
        record
            .seated(1)
            .iter()
            .map(|a| (a.seat, a.person))
            .collect::<Vec<_>>()
    };
    let before = seats(&harness);
    press(&mut harness, Modifiers::NONE, Key::G);
    assert!(says(&harness, "There is no gap"));
    assert_eq!(seats(&harness), before);
}

#[test]
fn a_walk_in_by_name_takes_the_free_seat() {
    let place = Place::new();
    let mut harness = tonight(&place);
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::SHIFT, Key::W);
    press(&mut harness, Modifiers::NONE, Key::W);
    type_text(&mut harness, "Name, trade or firm", "Zoltan Nagy");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let record = record(&harness);
    let walk_in = record
        .attendances
        .iter()
        .find(|a| a.origin == Origin::WalkIn)
        .unwrap();
    assert_eq!(record.name(walk_in.person), "Zoltan Nagy");
    assert!(walk_in.is_coming());
    assert!(walk_in.seat.is_some());
    assert_eq!(record.dinner.state, DinnerState::Seated);
    assert!(!says(&harness, "leaves a seat free"));
}

#[test]
fn several_guests_are_added_in_a_row_and_a_known_name_asks_which() {
    let place = Place::new();
    let mut harness = tonight(&place);
    let before = record(&harness).attendances.len();
    press(&mut harness, Modifiers::NONE, Key::A);
    for name in ["Óscar Ibáñez", &"Very Long Name ".repeat(14)] {
        type_text(&mut harness, "Name, trade or firm", name);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    assert_eq!(record(&harness).attendances.len(), before + 2);
    assert_eq!(answers(&harness, Answer::Invited), 3);
    // Somebody of a name that is here already.
    type_text(&mut harness, "Name, trade or firm", "ines carvalho");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(says(&harness, "Which ines carvalho?"));
    click(&mut harness, Role::Button, "Somebody else of that name");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(record(&harness).attendances.len(), before + 3);
    assert_eq!(harness.state().desk().people().len(), 27);
}

#[test]
fn search_and_filters_narrow_the_list() {
    let place = Place::new();
    let mut harness = tonight(&place);
    press(&mut harness, Modifiers::NONE, Key::Slash);
    type_text(&mut harness, "Name, trade, need", "copywriter");
    assert!(
        harness
            .query_by_role_and_label(Role::CheckBox, "Select Hannah Lindqvist")
            .is_some()
    );
    assert!(
        harness
            .query_by_role_and_label(Role::CheckBox, "Select Ines Carvalho")
            .is_none()
    );
    type_text(&mut harness, "Name, trade, need", "xyz");
    assert!(says(&harness, "No guest with"));
    click(&mut harness, Role::Button, "Show all");
    assert!(
        harness
            .query_by_role_and_label(Role::CheckBox, "Select Ines Carvalho")
            .is_some()
    );
    click(&mut harness, Role::RadioButton, "Guests: Maybe 0");
    assert!(says(&harness, "Nobody here: maybe"));
}

#[test]
fn drafts_for_the_selection_are_shown_and_copied() {
    let place = Place::new();
    let mut harness = tonight(&place);
    for _ in 0..3 {
        press(&mut harness, Modifiers::COMMAND, Key::Space);
        press(&mut harness, Modifiers::NONE, Key::J);
    }
    assert!(says(&harness, "3 selected"));
    press(&mut harness, Modifiers::NONE, Key::M);
    assert!(says(&harness, "as drafts; nothing is sent"));
    harness
        .get_by_role_and_label(Role::Button, "Copy all 2")
        .click_accesskit();
    // What is copied is handed out with one of the next frames.
    let mut copied = None;
    for _ in 0..4 {
        harness.run_steps(1);
        let commands = &harness.output().platform_output.commands;
        copied = copied.or(commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        }));
    }
    assert!(says(&harness, "2 texts are copied"));
    let copied = copied.unwrap();
    assert_eq!(copied.matches("Hello ").count(), 2, "{copied}");
    // The host, who is the first of the three, writes to the others.
    assert!(!copied.contains("Hello Ines"), "{copied}");
    assert!(copied.contains("My ask:"), "{copied}");
    harness.run_steps(2);
    assert!(says(&harness, "2 texts are copied"));
}

#[test]
fn a_pasted_answer_is_read_shown_and_written_as_one_change() {
    let place = Place::new();
    let mut harness = tonight(&place);
    press(&mut harness, Modifiers::NONE, Key::J);
    let before = record(&harness);
    let dana = before
        .attendances
        .iter()
        .find(|a| before.name(a.person) == "Dana Whitlock");
    let dana = dana.unwrap().person;
    click(&mut harness, Role::Button, "More about Dana Whitlock");
    click(&mut harness, Role::MenuItem, "Paste their answer...");
    let reply = "yes, gladly\n\nMy ask is a baker who exports\noffer: one contract read\nNext step: send it\nneeds: no nuts\nshare: phone, not e-mail";
    harness
        .get_by_role_and_label(Role::MultilineTextInput, "Paste their reply here")
        .type_text(reply);
    harness.run_steps(3);
    assert!(says(&harness, "a baker who exports"));
    assert_eq!(record(&harness).ask_of(dana), before.ask_of(dana));
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let after = record(&harness);
    assert_eq!(after.ask_of(dana).unwrap().text, "a baker who exports");
    assert_eq!(after.offer_of(dana).unwrap().text, "one contract read");
    assert_eq!(after.offer_of(dana).unwrap().next_step, "send it");
    assert_eq!(after.people[&dana].needs, "no nuts");
    assert!(after.consents(dana, ContactKind::Phone));
    assert!(!after.consents(dana, ContactKind::Email));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let undone = record(&harness);
    assert_eq!(undone.ask_of(dana), before.ask_of(dana));
    assert_eq!(undone.offer_of(dana), before.offer_of(dana));
    assert_eq!(undone.people[&dana].needs, before.people[&dana].needs);
    assert_eq!(
        undone.consents(dana, ContactKind::Phone),
        before.consents(dana, ContactKind::Phone)
    );
}

#[test]
fn who_to_invite_next_is_invited_with_a_draft_and_leaves_the_list() {
    let place = Place::new();
    let mut harness = tonight(&place);
    let before = record(&harness).attendances.len();
    harness
        .get_all_by_role_and_label(Role::Button, "Invite")
        .next()
        .unwrap()
        .click();
    harness.run_steps(3);
    assert_eq!(record(&harness).attendances.len(), before + 1);
    assert!(says(&harness, "Write to guests"));
    assert!(says(&harness, "Would you like to come to dinner?"));
}

#[test]
fn a_new_guest_is_introduced_in_the_welcome() {
    let place = Place::new();
    let mut harness = tonight(&place);
    assert!(record(&harness).slots.is_empty());
    // The sample has two new guests; the bar names one after the other.
    assert!(says(&harness, "Elena is Hannah’s guest, and new."));
    click(&mut harness, Role::Button, "Put it in the running order");
    assert!(says(&harness, "Priya is Dana’s guest, and new."));
    click(&mut harness, Role::Button, "Put it in the running order");
    let slots = record(&harness).slots;
    let welcome = slots
        .iter()
        .find(|slot| slot.title.starts_with("Welcome"))
        .unwrap();
    assert_eq!(
        welcome.title,
        "Welcome, and Hannah introduces Elena, Dana introduces Priya"
    );
    assert!(!says(&harness, "Put it in the running order"));

    // Now that there is an order, a walk-in speaks last, before the closing round.
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::SHIFT, Key::W);
    press(&mut harness, Modifiers::NONE, Key::W);
    type_text(&mut harness, "Name, trade or firm", "Zoltan Nagy");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let titles: Vec<String> = record(&harness)
        .slots
        .into_iter()
        .map(|slot| slot.title)
        .collect();
    assert_eq!(
        titles[titles.len() - 2..],
        ["Zoltan Nagy", "Round the table"]
    );
}

#[test]
fn enter_opens_the_person() {
    let place = Place::new();
    let mut harness = tonight(&place);
    press(&mut harness, Modifiers::NONE, Key::J);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().route(), Route::People);
}

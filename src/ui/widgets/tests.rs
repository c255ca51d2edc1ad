//! Parts by their names, with pointer and keyboard.

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers, Ui, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::avatar::{initials, initials_at_table};
use super::choice::choice;
use super::foot::{self, Saved};
use super::notice::Notice;
use super::rail::{RailItem, rail};
use super::select::Select;
use super::stages::{Stage, stages};
use super::stepper::Stepper;
use super::switch::Switch;
use super::table::Seat;
use super::toast::{Toast, ToastPlace};
use super::*;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Look, Tone};

fn harness<'a, State: 'a>(
    state: State,
    draw: impl FnMut(&mut Ui, &mut State) + 'a,
) -> Harness<'a, State> {
    let mut harness = Harness::builder()
        .with_size(vec2(900.0, 700.0))
        .with_context_setup(|context| theme::install(context, Look::default()))
        .build_ui_state(draw, state);
    harness.run();
    harness
}

#[test]
fn a_button_is_pressed_by_pointer_and_by_enter() {
    let mut harness = harness(0, |ui, pressed| {
        if ui
            .add(
                Button::new("New dinner")
                    .icon(Icon::Plus)
                    .key("N")
                    .primary(),
            )
            .clicked()
        {
            *pressed += 1;
        }
    });
    harness
        .get_by_role_and_label(Role::Button, "New dinner")
        .click();
    harness.run();
    harness.get_by_label("New dinner").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(*harness.state(), 2);
}

#[test]
fn an_off_button_says_why_and_does_nothing() {
    let mut harness = harness(0, |ui, pressed| {
        if ui
            .add(Button::new("Seat again").off("Add three more people"))
            .clicked()
        {
            *pressed += 1;
        }
    });
    let button = harness.get_by_role_and_label(Role::Button, "Seat again. Add three more people");
    assert!(button.accesskit_node().is_disabled());
    button.click();
    harness.run();
    assert_eq!(*harness.state(), 0);
}

#[test]
fn segments_are_one_tab_stop_with_arrows_inside() {
    let mut harness = harness((0, 0), |ui, (chosen, pressed)| {
        if let Some(choice) =
            Segments::new("Theme", &["Linen", "Candlelight", "High contrast"], *chosen).show(ui)
        {
            *chosen = choice;
        }
        if ui.add(Button::new("After")).clicked() {
            *pressed += 1;
        }
    });
    harness.get_by_label("Theme: Candlelight").click();
    harness.run();
    assert_eq!(harness.state().0, 1);
    harness.key_press(Key::Tab);
    harness.run();
    assert!(harness.get_by_label("Theme: Candlelight").is_focused());
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().0, 2);
    let node = harness.get_by_label("Theme: High contrast");
    assert!(node.is_focused());
    assert_eq!(node.accesskit_node().toggled(), Some(Toggled::True));
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().0, 0);
    harness.key_press(Key::Tab);
    harness.run();
    assert!(harness.get_by_label("After").is_focused());
}

#[test]
fn a_stepper_goes_by_one_and_with_shift_by_five_and_stops_at_its_ends() {
    let mut harness = harness(4, |ui, minutes| {
        if let Some(changed) = Stepper::new("Pitch", *minutes, 0..=15).unit("min").show(ui) {
            *minutes = changed;
        }
    });
    harness.get_by_label("Pitch: more").click();
    harness.run();
    assert_eq!(*harness.state(), 5);
    harness.get_by_label("Pitch, 5 min").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowUp);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(*harness.state(), 9);
    harness.key_press(Key::PageUp);
    harness.run();
    harness.key_press(Key::PageUp);
    harness.run();
    assert_eq!(*harness.state(), 15);
}

#[test]
fn a_switch_is_flipped_by_space_and_says_what_it_stands_on() {
    let mut harness = harness(false, |ui, on| {
        ui.add(Switch::new("Fewer movements", on));
    });
    harness.get_by_label("Fewer movements, off").focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    assert!(*harness.state());
    harness.get_by_role_and_label(Role::Switch, "Fewer movements, on");
}

#[test]
fn a_field_is_named_by_its_label_and_shows_what_is_wrong() {
    let mut harness = harness(String::new(), |ui, mail| {
        let error = if mail.matches('@').count() > 1 {
            "There are two @"
        } else {
            ""
        };
        Field::new("E-mail", mail).error(error).show(ui);
    });
    harness
        .get_by_role_and_label(Role::TextInput, "E-mail")
        .focus();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "E-mail")
        .type_text("a@@b");
    harness.run();
    assert_eq!(harness.state(), "a@@b");
    harness.get_by_label("There are two @");
}

#[test]
fn a_click_in_a_field_puts_the_cursor_where_it_was_made() {
    let mut harness = harness("abc".to_owned(), |ui, name| {
        Field::new("Name", name).show(ui);
    });
    let text = harness
        .get_by_role_and_label(Role::TextInput, "Name")
        .rect();
    for at in [text.left_center(), text.left_top() - vec2(6.0, 4.0)] {
        harness.drag_at(at);
        harness.run();
        harness.drop_at(at);
        harness.run();
        assert!(
            harness
                .get_by_role_and_label(Role::TextInput, "Name")
                .is_focused()
        );
        harness.event(egui::Event::Text("x".to_owned()));
        harness.run();
    }
    assert_eq!(harness.state(), "xxabc");
}

#[test]
fn stages_open_in_any_order() {
    let mut harness = harness(0, |ui, current| {
        let all = ["Guests", "Seating", "Live"].map(|name| Stage {
            name,
            complete: name == "Seating",
        });
        if let Some(opened) = stages(ui, &all, *current) {
            *current = opened;
        }
    });
    harness
        .get_by_label("Seating, stage 2 of 3, nothing missing")
        .click();
    harness.run();
    assert_eq!(*harness.state(), 1);
    harness
        .get_by_label("Seating, stage 2 of 3, nothing missing")
        .focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(*harness.state(), 1, "arrows only move the focus");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(*harness.state(), 2);
}

#[test]
fn the_rail_counts_what_waits() {
    let mut harness = harness(0, |ui, page| {
        ui.set_max_size(vec2(88.0, 600.0));
        let items = [
            RailItem::new(Icon::TODAY, "Today"),
            RailItem::new(Icon::FOLLOW_UPS, "Follow-ups").waiting(5),
            RailItem::new(Icon::SETTINGS, "Settings").at_foot(),
        ];
        if let Some(opened) = rail(ui, &items, Some(*page), true) {
            *page = opened;
        }
    });
    harness.get_by_label("Follow-ups, 5 waiting").click();
    harness.run();
    assert_eq!(*harness.state(), 1);
}

#[test]
fn a_list_is_walked_with_arrows_and_opened_with_enter() {
    #[derive(Default)]
    struct List {
        selected: usize,
        opened: Option<usize>,
        done: Option<usize>,
    }
    let mut harness = harness(List::default(), |ui, list| {
        let columns = Columns::new(&[
            (Width::Share(1.0), egui::Align::Min),
            (Width::Fixed(120.0), egui::Align::Max),
        ]);
        for (number, name) in ["Ruth", "Jonah", "Sam"].into_iter().enumerate() {
            let row = Row::new(&columns, number, name).selected(number == list.selected);
            let output = row.show(ui, |cells| {
                cells.two_lines(name, "a promise");
                cells.add(|ui| {
                    if ui.add(Button::new("Done").key("D").small()).clicked() {
                        list.done = Some(number);
                    }
                });
            });
            if output.chosen {
                list.selected = number;
            }
            if output.opened {
                list.opened = Some(number);
            }
            list.selected = list
                .selected
                .saturating_add_signed(output.step as isize)
                .min(2);
        }
    });
    harness.get_by_label("Ruth").focus();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().selected, 2);
    assert!(harness.get_by_label("Sam").is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().opened, Some(2));
    harness.get_by_label("Jonah").click();
    harness.run();
    assert_eq!(harness.state().selected, 1);
    let done: Vec<_> = harness
        .get_all_by_role_and_label(Role::Button, "Done")
        .collect();
    done[0].click();
    drop(done);
    harness.run();
    assert_eq!(harness.state().done, Some(0));
    assert_eq!(
        harness.state().selected,
        1,
        "a button in a row does not select it"
    );
}

#[test]
fn a_toast_offers_undo_once_and_goes_after_its_time() {
    let mut harness = harness((ToastPlace::default(), 0), |ui, (place, undone)| {
        let context = ui.ctx().clone();
        if place.show(&context, ui) {
            *undone += 1;
        }
    });
    let toast = Toast {
        words: "Follow-up discarded.".to_owned(),
        icon: Icon::Trash,
        undo: true,
    };
    harness.state_mut().0.say(toast.clone());
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Status, "Follow-up discarded.");
    harness.get_by_role_and_label(Role::Button, "Undo").click();
    harness.run_steps(3);
    assert_eq!(harness.state().1, 1);
    assert_eq!(harness.state().0.words(), None);
    harness.state_mut().0.say(toast);
    harness.run_steps(3);
    harness.remove_cursor();
    for _ in 0..60 {
        harness.step();
    }
    assert_eq!(harness.state().0.words(), None, "eight seconds have passed");
}

#[test]
fn a_notice_tells_which_button_was_pressed() {
    let mut harness = harness(None, |ui, pressed| {
        let notice = Notice::new(
            Tone::Late,
            Icon::FloppyDisk,
            "The disk is full.",
            "Notes are held in memory.",
        );
        let notice = notice
            .action(Button::new("Try again"))
            .action(Button::new("Save elsewhere"));
        *pressed = notice.show(ui).or(*pressed);
    });
    harness.get_by_role_and_label(Role::Alert, "The disk is full. Notes are held in memory.");
    harness.get_by_label("Save elsewhere").click();
    harness.run();
    assert_eq!(*harness.state(), Some(1));
}

#[test]
fn the_foot_leaves_out_keys_that_do_not_fit() {
    let harness = harness((), |ui, ()| {
        ui.set_max_width(420.0);
        let keys: [(&[&str], &str); 4] = [
            (&["J", "K"], "move"),
            (&["Enter"], "open"),
            (&["D"], "done for today"),
            (&["N"], "new dinner"),
        ];
        foot::foot(ui, &keys, Saved::Yes("Saved 17:42"));
    });
    harness.get_by_label("Saved 17:42");
    harness.get_by(|node| node.value().as_deref() == Some("J, K: move"));
    assert!(
        harness
            .query_by(|node| node.value().as_deref() == Some("N: new dinner"))
            .is_none()
    );
}

#[test]
fn a_select_opens_a_menu_and_closes_when_something_was_chosen() {
    let mut harness = harness(0, |ui, chosen| {
        if let Some(zone) =
            Select::new("Time zone", &["London", "Lisbon", "Tokyo"], *chosen).show(ui)
        {
            *chosen = zone;
        }
    });
    assert!(
        harness
            .query_by_role_and_label(Role::MenuItem, "Tokyo")
            .is_none()
    );
    harness.get_by_label("Time zone: London").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::MenuItem, "Tokyo")
        .click();
    harness.run();
    assert_eq!(*harness.state(), 2);
    assert!(
        harness
            .query_by_role_and_label(Role::MenuItem, "Tokyo")
            .is_none()
    );
}

#[test]
fn a_select_is_worked_with_the_keyboard_alone() {
    let mut harness = harness(0, |ui, chosen| {
        if let Some(zone) =
            Select::new("Time zone", &["London", "Lisbon", "Tokyo"], *chosen).show(ui)
        {
            *chosen = zone;
        }
        ui.add(Button::new("After"));
    });
    harness.get_by_label("Time zone: London").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    for _ in ["London", "Lisbon", "Tokyo"] {
        harness.key_press(Key::ArrowDown);
        harness.run();
    }
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(*harness.state(), 2);
    assert!(harness.get_by_label("Time zone: Tokyo").is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(
        harness
            .query_by_role_and_label(Role::MenuItem, "Tokyo")
            .is_none()
    );
    assert!(harness.get_by_label("Time zone: Tokyo").is_focused());
    assert_eq!(*harness.state(), 2);
}

#[test]
fn cards_are_chosen_with_arrows() {
    let mut harness = harness(0, |ui, chosen| {
        let cards = [("5 + 8", "six at table"), ("4 + 6", "eight at table")];
        if let Some(choice) = choice(ui, "Minutes", &cards, *chosen) {
            *chosen = choice;
        }
    });
    harness.get_by_label("Minutes: 5 + 8, six at table").focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(*harness.state(), 1);
    assert!(
        harness
            .get_by_label("Minutes: 4 + 6, eight at table")
            .is_focused()
    );
}

#[test]
fn initials_tell_namesakes_apart() {
    assert_eq!(initials("Dana Whitlock"), "DW");
    assert_eq!(initials("  élise  de la Tour "), "ÉT");
    assert_eq!(initials("Cher"), "C");
    assert_eq!(initials(""), "");
    let table = initials_at_table(&["Dana Whitlock", "Dan Walsh", "Ines Carvalho"]);
    assert_eq!(table, ["DWh", "DWa", "IC"]);
    assert_eq!(avatar::colour(b"ines"), avatar::colour(b"ines"));
    assert!(
        (0..40_u8)
            .map(|id| avatar::colour(&[id]))
            .collect::<std::collections::BTreeSet<_>>()
            .len()
            == 10
    );
}

#[derive(Default)]
struct Evening {
    events: Vec<TableEvent>,
    chosen: Option<usize>,
}

fn table_harness() -> Harness<'static, Evening> {
    harness(Evening::default(), |ui, evening| {
        let names = [
            "Ines Carvalho",
            "Hannah Lindqvist",
            "Tomasz Wilk",
            "Jonah Reid",
            "Priya Raman",
            "Dana Whitlock",
        ];
        let mut seats: Vec<Seat<'_>> = names
            .iter()
            .enumerate()
            .map(|(place, name)| {
                Seat::new(place + 1, name, "trade", Plate::new(name, name.as_bytes()))
            })
            .collect();
        seats[0].fixed = Some("by the door");
        seats[3].state = SeatState::Maybe;
        let bonds = [(1, 2, Bond::New), (2, 3, Bond::Once)];
        let plan = TablePlan::new("Table 1", &seats)
            .bonds(&bonds)
            .wants(&[(2, 5)])
            .chosen(evening.chosen);
        let output = plan.show(ui, vec2(800.0, 600.0));
        if let Some(TableEvent::Chosen(seat) | TableEvent::Reached(seat)) = output.event {
            evening.chosen = Some(seat);
        }
        evening.events.extend(output.event);
    })
}

const TOMASZ: &str = "Seat 3 of 6, Tomasz Wilk, beside Hannah, new, and Jonah, met once; not fixed";

#[test]
fn a_table_says_itself_in_sentences() {
    let harness = table_harness();
    harness.get_by_label("Table 1, round, 6 seats: 5 coming, 1 maybe");
    harness.get_by_label(TOMASZ);
    harness.get_by_label("Seat 1 of 6, Ines Carvalho; fixed: by the door");
}

#[test]
fn a_guest_is_carried_by_keyboard() {
    let mut harness = table_harness();
    harness.get_by_label(TOMASZ).click();
    harness.run();
    harness.get_by_label(TOMASZ).focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    assert_eq!(
        harness.state().events.last(),
        Some(&TableEvent::Moved { from: 2, to: 4 })
    );
}

#[test]
fn a_fixed_seat_refuses() {
    let mut harness = table_harness();
    let ines = "Seat 1 of 6, Ines Carvalho; fixed: by the door";
    harness.get_by_label(ines).focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    assert_eq!(harness.state().events.last(), Some(&TableEvent::Refused(0)));
}

#[test]
fn a_guest_is_carried_by_pointer() {
    let mut harness = table_harness();
    let from = harness.get_by_label(TOMASZ).rect().center();
    let priya = harness
        .get_by(|node| node.label().is_some_and(|label| label.contains("Priya")))
        .rect()
        .center();
    harness.drag_at(from);
    harness.run();
    harness.hover_at(from.lerp(priya, 0.5));
    harness.run();
    harness.hover_at(priya);
    harness.run();
    harness.drop_at(priya);
    harness.run();
    assert!(
        harness
            .state()
            .events
            .contains(&TableEvent::Moved { from: 2, to: 4 }),
        "{:?}",
        harness.state().events
    );
}

//! The table display: what each of its states says, how it is opened, blanked and closed, and what is said of it.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use egui::{Event, Key, Modifiers, RawInput, ViewportEvent, ViewportId, accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use tablemates::{
    app::{Awake, Hold, display::DisplaySnapshot},
    ui::{
        display,
        theme::{self, Look, ThemeName},
    },
};

use crate::{
    live::{Hand, table, types},
    place::{Open, Place, click, press, record, says},
};

/// What the display says now, each part by its accessible name.
fn drawn(harness: &Open, look: Look) -> Harness<'static> {
    let now = harness.state().desk().stamp();
    let live = harness.state().desk().table().unwrap();
    let snapshot = DisplaySnapshot::of(live, &record(harness), now);
    let mut display = Harness::builder()
        .with_size(vec2(1280.0, 720.0))
        .with_context_setup(move |context: &egui::Context| theme::install(context, look))
        .build_ui(move |ui| display::show(ui, &snapshot, now));
    display.run_steps(2);
    display
}

fn reads(harness: &Open, words: &str) -> bool {
    let display = drawn(harness, Look::default());
    display.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn each_state_says_its_word_and_what_comes() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    clock.on(77_000);
    for words in [
        "2:43. Plenty of time. left of 4:00",
        "Dana Whitlock",
        "Commercial lawyer, Whitlock Law",
        "Asks for Firms about to sign a first lease",
        "Offers you Twenty minutes on any lease",
        "Next: questions, then ",
        "Seat 1 of 8",
    ] {
        assert!(reads(&harness, words), "{words}");
    }
    clock.on(122_000);
    assert!(reads(&harness, "0:41. Wrapping up. left of 4:00"));
    clock.on(53_000);
    assert!(reads(&harness, "0:00. Time is up  +0:12. of 4:00"));
    // What the speaker asks for and offers stays; after the grace the display says thank you.
    clock.on(30_000);
    assert!(reads(
        &harness,
        "0:00. Time is up  +0:42. Thank you, Dana. Questions next."
    ));
    assert!(reads(
        &harness,
        "Asks for Firms about to sign a first lease"
    ));
    press(&mut harness, Modifiers::NONE, Key::F5);
    clock.on(80_000);
    assert!(reads(&harness, "4:40. Questions. left of 6:00"));
    types(&mut harness, "3?who pays");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(reads(&harness, "Asking now "));
    assert!(!reads(&harness, "who pays"));
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(reads(&harness, "4:40. Paused. left of 6:00"));
    press(&mut harness, Modifiers::NONE, Key::F9);
    for words in [
        "Pause for a moment",
        "Meanwhile Whom do you know who should meet Dana?",
    ] {
        assert!(reads(&harness, words), "{words}");
    }
    assert!(reads(&harness, "1 of 8 have spoken"));
    assert!(reads(&harness, "Then: "));
    assert!(reads(&harness, ", next, "));
}

#[test]
fn it_is_drawn_in_every_theme_and_at_every_size() {
    let place = Place::new();
    let clock = Hand::new();
    let harness = table(&place, &clock);
    let now = harness.state().desk().stamp();
    let live = harness.state().desk().table().unwrap();
    let snapshot = DisplaySnapshot::of(live, &record(&harness), now);
    for name in ThemeName::ALL {
        let look = Look {
            theme: name,
            ..Look::default()
        };
        for size in [
            vec2(1920.0, 1080.0),
            vec2(1024.0, 768.0),
            vec2(3440.0, 1440.0),
            vec2(480.0, 270.0),
        ] {
            let snapshot = snapshot.clone();
            let mut display = Harness::builder()
                .with_size(size)
                .with_context_setup(move |context: &egui::Context| theme::install(context, look))
                .build_ui(move |ui| display::show(ui, &snapshot, now));
            display.run_steps(2);
            let window = egui::Rect::from_min_size(egui::Pos2::ZERO, size);
            for words in ["4:00. Plenty of time", "Dana Whitlock", "Next: "] {
                let part = display.get_by_label_contains(words).rect();
                assert!(
                    window.contains_rect(part),
                    "{words} at {part:?} in {size:?}"
                );
            }
            // At least a quarter of the height, but for windows that are nearly square.
            let digits = display
                .get_by_label_contains("4:00. Plenty")
                .rect()
                .height();
            assert!(digits >= size.y / 4.0, "{digits} of {}", size.y);
        }
    }
}

#[test]
fn f11_opens_and_closes_it_f4_blanks_it_and_both_windows_show_the_same_second() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    assert!(!says(&harness, "4:00. Plenty of time. left of 4:00"));
    press(&mut harness, Modifiers::NONE, Key::F4);
    assert!(says(&harness, "The table display is off"));
    // With words in the line, and without taking the keyboard from it.
    types(&mut harness, "a b");
    press(&mut harness, Modifiers::NONE, Key::F11);
    assert!(says(&harness, "4:00. Plenty of time. left of 4:00"));
    harness.get_by_role_and_label(Role::Button, "Table display on");
    clock.on(77_400);
    harness.run_steps(3);
    assert!(says(&harness, "2:43 left. Plenty of time"));
    assert!(says(&harness, "2:43. Plenty of time. left of 4:00"));
    press(&mut harness, Modifiers::NONE, Key::F4);
    assert!(says(&harness, "The display is blank"));
    assert!(says(&harness, "Display blank"));
    assert!(!says(&harness, "2:43. Plenty"));
    press(&mut harness, Modifiers::NONE, Key::F4);
    assert!(says(&harness, "2:43. Plenty of time. left of 4:00"));
    // It goes on while the host is elsewhere.
    let at_table = harness.state().route();
    press(&mut harness, Modifiers::COMMAND, Key::Num3);
    clock.on(1_000);
    harness.run_steps(3);
    assert!(says(&harness, "2:42. Plenty of time. left of 4:00"));
    harness.state_mut().go(at_table);
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::F11);
    assert!(!says(&harness, "2:42. Plenty of time. left of 4:00"));
    harness.get_by_role_and_label(Role::Button, "Table display");
}

/// The picture of the display's window as the system asks for it, and the keys that it gets.
fn in_its_window(harness: &Open, input: RawInput) {
    let output = &harness.output().viewport_output;
    let callback = output
        .values()
        .find_map(|window| window.viewport_ui_cb.clone());
    let callback: Arc<_> = callback.unwrap();
    let context = egui::Context::default();
    theme::install(&context, Look::default());
    let mut drawn = context.run_ui(input, |ui| callback(ui));
    drawn.textures_delta.clear();
}

fn key(key: Key) -> RawInput {
    RawInput {
        events: vec![Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }],
        ..RawInput::default()
    }
}

#[test]
fn its_own_window_closes_by_escape_f9_or_the_system_and_a_chip_says_so() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    harness.ctx.set_embed_viewports(false);
    let mut close = RawInput::default();
    let window = close.viewports.entry(ViewportId::ROOT).or_default();
    window.events.push(ViewportEvent::Close);
    for input in [key(Key::Escape), key(Key::F9), close] {
        press(&mut harness, Modifiers::NONE, Key::F11);
        assert!(!says(&harness, "Display closed"));
        in_its_window(&harness, RawInput::default());
        // Other keys are not its own.
        in_its_window(&harness, key(Key::Space));
        harness.run_steps(2);
        harness.get_by_role_and_label(Role::Button, "Table display on");
        in_its_window(&harness, input);
        harness.run_steps(2);
        assert!(says(&harness, "Display closed"));
        harness.get_by_role_and_label(Role::Button, "Table display");
        // The evening goes on.
        assert!(says(&harness, "left of 4:00"));
    }
}

#[test]
fn before_the_beginning_it_welcomes_and_after_the_end_it_thanks() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let live = harness.state().desk().table().unwrap().before_anything();
    let now = harness.state().desk().stamp();
    let snapshot = DisplaySnapshot::of(&live, &record(&harness), now);
    let mut display = Harness::builder()
        .with_size(vec2(1280.0, 720.0))
        .with_context_setup(|context: &egui::Context| theme::install(context, Look::default()))
        .build_ui(move |ui| display::show(ui, &snapshot, now));
    display.run_steps(2);
    for words in [
        "19:00 we begin",
        "Thursday Table, No. 14",
        "Osteria Lume",
        "First: Dana Whitlock",
    ] {
        assert!(
            display.query_all_by_label_contains(words).next().is_some(),
            "{words}"
        );
    }
    click(&mut harness, Role::Button, "Speaker");
    click(&mut harness, Role::MenuItem, "End the evening");
    assert!(reads(&harness, "Thank you for your company"));
}

#[test]
fn a_screen_that_may_sleep_is_said_and_nothing_else() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    assert!(!says(&harness, "Screen may sleep"));
    let refused = || None::<Hold>;
    harness.state_mut().set_awake(Awake::by(refused, || {}));
    // The answer comes from another thread; there is all the time in the world.
    let until = Instant::now() + Duration::from_secs(20);
    while !says(&harness, "Screen may sleep") && Instant::now() < until {
        harness.run_steps(2);
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(says(&harness, "Screen may sleep"));
    assert!(says(&harness, "left of 4:00"));
    let kept = || Some(Box::new(()) as Hold);
    harness.state_mut().set_awake(Awake::by(kept, || {}));
    harness.run_steps(3);
    assert!(!says(&harness, "Screen may sleep"));
}

#[test]
fn its_place_and_the_theme_of_the_table_are_kept() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    let kept = |harness: &Open, name: &str| harness.state().desk().kept(name);
    harness
        .get_by_label("Theme while Live: Same as above")
        .click();
    harness.run_steps(3);
    assert_eq!(kept(&harness, "live theme").as_deref(), Some("same"));
    harness
        .get_by_label("Theme while Live: Candlelight")
        .click();
    harness.run_steps(3);
    assert_ne!(kept(&harness, "live theme").as_deref(), Some("same"));
    harness
        .get_by_label("Table display opens on: Window")
        .click();
    harness.run_steps(3);
    assert_eq!(kept(&harness, "display").as_deref(), Some("window"));
    // There is one screen at most here: nothing to tell apart.
    assert!(!says(&harness, "Identify"));
}

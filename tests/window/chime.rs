//! The chime with a player of paper: the switch of the settings, what is said where there is no sound, and its keys.

use std::{
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use tablemates::{
    app::{Chime, Desk, NoSound, Session},
    evening::Cue,
};

use crate::{
    live::{Hand, table},
    place::{Open, Place, click, press, sample, says, window},
};

/// Gives the window a chime, and what it plays.
fn with_chime(harness: &mut Open) -> Receiver<Cue> {
    let (tell, played) = channel();
    let play = move |cue| {
        tell.send(cue).unwrap_or_default();
        Ok(())
    };
    harness.state_mut().set_chime(Chime::by(play, || {}));
    harness.run_steps(2);
    played
}

#[test]
fn the_chime_is_off_until_it_is_chosen_and_is_kept() {
    let place = Place::new();
    let mut harness = sample(&place, vec2(1440.0, 900.0));
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    // A program that was built without sound has no switch for it.
    assert!(!says(&harness, "Chime"));
    let played = with_chime(&mut harness);
    click(&mut harness, Role::Switch, "Chime, off");
    // Who chooses it hears what it sounds like.
    assert_eq!(played.recv().unwrap(), Cue::WrappingUp);
    let file = harness.state().desk().file().to_owned();
    drop(harness);
    let desk = Desk::new(Session::to_write(&file).unwrap()).unwrap();
    let mut harness = window(desk, vec2(1440.0, 900.0));
    let played = with_chime(&mut harness);
    click(&mut harness, Role::Switch, "Chime, on");
    harness.get_by_role_and_label(Role::Switch, "Chime, off");
    drop(harness);
    assert!(played.recv().is_err());
}

#[test]
fn no_sound_is_said_at_the_table_and_the_evening_goes_on() {
    let place = Place::new();
    let mut harness = table(&place, &Hand::new());
    harness.state().desk().keep("chime", "yes").unwrap();
    let silent = Chime::by(|_| Err(NoSound), || {});
    harness.state_mut().set_chime(silent);
    harness.run_steps(2);
    assert!(!says(&harness, "No sound"));
    press(&mut harness, Modifiers::NONE, Key::F5);
    // The answer comes from another thread; there is all the time in the world.
    let until = Instant::now() + Duration::from_secs(20);
    while !says(&harness, "No sound") && Instant::now() < until {
        harness.run_steps(2);
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(says(&harness, "No sound"));
    assert!(says(&harness, "Questions"));
    assert!(says(&harness, "left of 6:00"));
}

#[cfg(feature = "sound")]
#[test]
fn its_keys_mute_it_and_that_is_kept() {
    let place = Place::new();
    let clock = Hand::new();
    let mut harness = table(&place, &clock);
    let played = with_chime(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::F10);
    assert!(says(&harness, "The chime is off. Settings, At the table"));
    harness.state().desk().keep("chime", "yes").unwrap();
    drop(played);
    let played = with_chime(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::F5);
    assert_eq!(played.recv().unwrap(), Cue::Questions);
    // While something is being typed too.
    crate::live::types(&mut harness, "3?who pays");
    press(&mut harness, Modifiers::NONE, Key::F10);
    assert!(says(&harness, "Muted"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::F9);
    press(&mut harness, Modifiers::NONE, Key::F5);
    press(&mut harness, Modifiers::NONE, Key::F5);
    // Muted it stays over a kill, and is heard again from the next key on.
    let file = crate::live::file(&harness);
    drop(harness);
    assert!(played.recv().is_err());
    let mut harness = crate::live::again(&file, &clock);
    let played = with_chime(&mut harness);
    assert!(says(&harness, "Muted"));
    press(&mut harness, Modifiers::COMMAND, Key::M);
    assert!(says(&harness, "The chime is heard again"));
    assert!(!says(&harness, "Muted"));
    press(&mut harness, Modifiers::NONE, Key::F9);
    press(&mut harness, Modifiers::NONE, Key::F5);
    press(&mut harness, Modifiers::NONE, Key::F5);
    assert_eq!(played.recv().unwrap(), Cue::Questions);
}

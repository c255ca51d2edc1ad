//! What holds at the table: whether its clock is heard, and where the table display opens.

use egui::Ui;

use super::title;
use crate::ui::{
    command::Command,
    display::{Wanted, Wish},
    icons::Icon,
    screens::View,
    widgets::{Button, Segments, card, setting::setting, switch::Switch},
};

/// More screens than these have no choice of their own.
const MOST: usize = 4;

pub(super) fn at_table(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    title(ui, "At the table", "");
    let monitors = view.display.monitors();
    let is_one = monitors.len() < 2;
    let remark = if is_one {
        "A window, while there is only one screen"
    } else {
        "Never over the only screen"
    };
    card::list(ui, |ui| {
        chime(ui, view, commands);
        setting(ui, "Table display opens on", remark, is_one, |ui| {
            commands.extend(place_choice(ui, view));
        });
        if is_one {
            return;
        }
        let remark = "Each shows its number for 3 seconds";
        setting(ui, "Which screen is which", remark, true, |ui| {
            let identify = Button::new("Identify").icon(Icon::DISPLAY).small();
            if ui.add(identify).clicked() {
                commands.push(Command::Display(Wish::Identify));
            }
        });
    });
}

/// Whether the clock is heard, in a program that was built with sound.
fn chime(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    if !view.chime.is_there() {
        return;
    }
    let remark = if view.chime.is_silent(view.desk.stamp()) {
        "No sound came. Is a loudspeaker there, and turned up?"
    } else {
        "One soft note, two when time is up, three for questions; F10 mutes"
    };
    setting(ui, "Chime", remark, false, |ui| {
        let mut is_on = view.chime.is_on();
        if ui.add(Switch::new("Chime", &mut is_on)).changed() {
            commands.push(Command::Chime(is_on));
        }
    });
}

/// The other screen, one of them by its number, or a window.
fn place_choice(ui: &mut Ui, view: &View<'_>) -> Option<Command> {
    let count = view.display.monitors().len().min(MOST);
    let mut wanted = vec![Wanted::Other];
    if count > 1 {
        wanted.extend((0..count).map(Wanted::Screen));
    }
    wanted.push(Wanted::Window);
    let names: Vec<String> = wanted
        .iter()
        .map(|wanted| match wanted {
            Wanted::Other => "Other screen".to_owned(),
            Wanted::Screen(at) if count > 2 => (at + 1).to_string(),
            Wanted::Screen(at) => format!("Screen {}", at + 1),
            Wanted::Window => "Window".to_owned(),
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let now = view.display.wanted();
    // A screen that was chosen and is not there now leaves it to the other.
    let chosen = wanted.iter().position(|wanted| *wanted == now);
    let new =
        Segments::new("Table display opens on", &names, chosen.unwrap_or_default()).show(ui)?;
    Some(Command::Display(Wish::Place(*wanted.get(new)?)))
}

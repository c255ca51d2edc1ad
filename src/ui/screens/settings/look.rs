//! How the window looks, and who its owner is.

use egui::Ui;

use super::title;
use crate::{
    app::desk::{Edit, PersonLine, PromiseEdit},
    ui::{
        command::Command,
        icons::Icon,
        screens::{
            View, avatar,
            pick::{Picked, Picker},
        },
        theme::{self, ThemeName},
        widgets::{Button, Segments, card, setting::setting, switch::Switch},
    },
};

pub(super) fn look(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    title(ui, "Look", "");
    card::list(ui, |ui| {
        setting(
            ui,
            "Theme",
            "Live follows its own choice below",
            false,
            |ui| {
                commands.extend(theme_choice(ui, view));
            },
        );
        let remark = "Dark rooms want a dark screen";
        setting(ui, "Theme while Live", remark, false, |ui| {
            let choices = ["Candlelight", "Same as above"];
            let chosen = usize::from(view.keeps_theme);
            let new = Segments::new("Theme while Live", &choices, chosen).show(ui);
            let kept = new.map(|at| if at == 1 { "same" } else { "" });
            commands.extend(kept.map(|kept| Command::Keep("live theme", kept.to_owned())));
        });
        setting(ui, "Text size", "Also Ctrl + and Ctrl -", false, |ui| {
            commands.extend(size_choice(ui, view));
        });
        let remark = "Nothing slides or fades; the ring moves once a second";
        setting(ui, "Fewer movements", remark, false, |ui| {
            let mut is_on = view.look.fewer_movements;
            if ui.add(Switch::new("Fewer movements", &mut is_on)).changed() {
                commands.push(Command::FewerMovements(is_on));
            }
        });
        setting(
            ui,
            "Colours of people",
            "Initials always stay",
            true,
            |ui| {
                let chosen = usize::from(view.look.plain_people);
                let choices = ["Ten colours", "Plain"];
                let new = Segments::new("Colours of people", &choices, chosen).show(ui);
                commands.extend(new.map(|at| Command::PlainPeople(at == 1)));
            },
        );
    });
}

fn theme_choice(ui: &mut Ui, view: &View<'_>) -> Option<Command> {
    let mut names: Vec<&str> = ThemeName::ALL.map(ThemeName::word).to_vec();
    names.push("System");
    let worn = ThemeName::ALL
        .iter()
        .position(|name| *name == view.look.theme);
    let chosen = if view.follows_system {
        ThemeName::ALL.len()
    } else {
        worn.unwrap_or_default()
    };
    let new = Segments::new("Theme", &names, chosen).show(ui)?;
    Some(Command::Theme(ThemeName::ALL.get(new).copied()))
}

fn size_choice(ui: &mut Ui, view: &View<'_>) -> Option<Command> {
    let steps = theme::zoom_steps();
    let last = steps.len().saturating_sub(1);
    let names: Vec<String> = steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let sign = if at == last { " %" } else { "" };
            format!("{:.0}{sign}", step * 100.0)
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let chosen = steps.iter().position(|step| *step >= view.zoom);
    let new = Segments::new("Text size", &names, chosen.unwrap_or_default()).show(ui)?;
    Some(Command::Zoom(*steps.get(new)?))
}

/// Who sits at the laptop: the one who greets, owes and thanks.
pub(super) fn you(
    ui: &mut Ui,
    view: &View<'_>,
    picker: &mut Option<Picker>,
    commands: &mut Vec<Command>,
) {
    title(ui, "You", "");
    let you = view.desk.you().and_then(|you| view.desk.line_of(you));
    card::list(ui, |ui| {
        let (name, remark) = match you {
            Some(line) => (
                line.name.as_str(),
                "Promises and thank-yous are seen from you",
            ),
            None => (
                "Nobody yet",
                "Then promises and thank-yous are seen from you",
            ),
        };
        setting(ui, name, remark, true, |ui| {
            let choose = Button::new("Choose who you are").icon(Icon::User).small();
            if ui.add(choose).clicked() {
                *picker = Some(Picker::default());
            }
            if let Some(line) = you {
                let open = Button::new("Open").quiet().small();
                if ui.add(open).clicked() {
                    commands.push(Command::OpenPerson(line.person.id));
                }
                avatar(ui, &line.person, 34.0);
            }
        });
    });
}

/// The list of people, while somebody is chosen.
pub(super) fn pick_you(
    ui: &mut Ui,
    view: &View<'_>,
    picker: &mut Option<Picker>,
    commands: &mut Vec<Command>,
) {
    let Some(open) = picker else { return };
    let people: Vec<&PersonLine> = view.desk.everybody().iter().collect();
    let edit = match open.show(ui, "Who are you?", &people, view.desk.you().is_none()) {
        Some(Picked::Person(person)) => Some(PromiseEdit::You(person)),
        Some(Picked::New(name)) => Some(PromiseEdit::Name(name)),
        Some(Picked::Nobody) => None,
        None => return,
    };
    commands.extend(edit.map(|edit| Command::Edit(Edit::Promise(edit))));
    *picker = None;
}

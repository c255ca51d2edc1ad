//! The menus of a row: the other answers under the chip, and what else can be done about a guest.

use egui::Ui;

use super::{Dialog, Guests, Look, dialogs::Replying, pick::Picker};
use crate::{
    app::{
        desk::{GuestEdit, GuestLine, answer_words},
        drafts::DraftKind,
    },
    domain::dinner::{Answer, Presence},
    ui::{
        command::{Action, Command},
        icons::Icon,
        theme::Tone,
        widgets::{Button, Chip, menu},
    },
};

/// The answer as a chip; pressed, it offers the others.
pub(super) fn answer_chip(
    ui: &mut Ui,
    line: &GuestLine,
    look: &Look<'_>,
    state: &Guests,
    commands: &mut Vec<Command>,
) {
    let (word, tone, icon) = answer(line);
    let chip = if line.answer == Answer::Invited && line.presence == Presence::Unknown {
        Chip::outline(word).line_icon(icon)
    } else {
        Chip::new(word, tone).icon(icon)
    };
    let button = ui.add(chip.pressable());
    let targets = if state.marked.contains(&line.person) {
        state.targets(look)
    } else {
        vec![line.person]
    };
    let keys =
        [Action::Coming, Action::Maybe, Action::NotComing].map(|action| look.view.key(action));
    let [coming, maybe, not_coming] = &keys;
    let choices = [
        (Answer::Accepted, Icon::DONE, Some(coming.as_str())),
        (Answer::Maybe, Icon::MAYBE, Some(maybe.as_str())),
        (Answer::Declined, Icon::DECLINED, Some(not_coming.as_str())),
        (Answer::Invited, Icon::WAITING, None),
        (Answer::Waitlisted, Icon::List, None),
    ];
    menu::menu(ui, &button, 200.0, |ui| {
        for (answer, icon, key) in choices {
            if menu::item(ui, Some(icon), answer_words(answer), key) {
                commands.push(look.edit(GuestEdit::Answer(targets.clone(), answer)));
            }
        }
    });
}

/// The menu of a row.
pub(super) fn more(
    ui: &mut Ui,
    line: &GuestLine,
    look: &Look<'_>,
    state: &mut Guests,
    commands: &mut Vec<Command>,
) {
    let name = format!("More about {}", line.name);
    let button = ui.add(Button::bare(Icon::DotsThree, &name).quiet().small());
    let person = line.person;
    let [move_key, no_show] =
        [Action::MoveToTable, Action::NoShow].map(|action| look.view.key(action));
    menu::menu(ui, &button, 230.0, |ui| {
        if menu::item(ui, Some(Icon::User), "Open this person", Some("Enter")) {
            commands.push(Command::OpenPerson(person));
        }
        for (kind, icon) in [
            (DraftKind::Invite, Icon::DRAFT),
            (DraftKind::Remind, Icon::Bell),
            (DraftKind::AskForAsk, Icon::ASK),
        ] {
            if menu::item(ui, Some(icon), &format!("{}...", kind.words()), None) {
                state.write_to(vec![person], kind);
            }
        }
        if menu::item(ui, Some(Icon::Tray), "Paste their answer...", None) {
            state.dialog = Some(Dialog::Replying(Replying::new(person)));
        }
        if menu::item(ui, Some(Icon::Users), "Guest of...", None) {
            state.dialog = Some(Dialog::GuestOf(person, Picker::default()));
        }
        if line.guest_of.is_some() && menu::item(ui, Some(Icon::User), "Nobody’s guest", None) {
            commands.push(look.edit(GuestEdit::GuestOf(person, None)));
        }
        if menu::item(
            ui,
            Some(Icon::ArrowRight),
            "Move to table...",
            Some(&move_key),
        ) {
            state.dialog = Some(Dialog::MoveTo(vec![person]));
        }
        if menu::item(ui, Some(Icon::UserMinus), "No-show", Some(&no_show)) {
            commands.push(look.edit(GuestEdit::NoShow(vec![person])));
        }
        if menu::item(ui, Some(Icon::Trash), "Take off the list", None) {
            commands.push(look.edit(GuestEdit::Remove(vec![person])));
        }
    });
}

/// The word, tone and sign of what somebody answered, or of what became of it.
pub(super) fn answer(line: &GuestLine) -> (&'static str, Tone, Icon) {
    let (tone, icon) = match line.answer {
        Answer::Accepted => (Tone::Good, Icon::DONE),
        Answer::Maybe => (Tone::Look, Icon::MAYBE),
        Answer::Invited => (Tone::Neutral, Icon::WAITING),
        Answer::Waitlisted => (Tone::Info, Icon::WAITING),
        Answer::Declined => (Tone::Late, Icon::DECLINED),
    };
    match line.presence {
        Presence::NoShow => ("No-show", Tone::Late, Icon::DECLINED),
        Presence::Attended => ("Came", Tone::Good, Icon::DONE),
        Presence::LeftEarly => ("Left early", Tone::Look, Icon::DONE),
        Presence::Unknown => (answer_words(line.answer), tone, icon),
    }
}

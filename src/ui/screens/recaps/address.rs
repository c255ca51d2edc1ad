//! The e-mail of a guest, added where it is missed: in the list, below their name.

use egui::{Frame, Key, Margin, Modifiers, Ui};

use super::Recaps;
use crate::{
    app::desk::{Edit, OpenDinner, ReaderLine, RecapEdit},
    domain::{Id, Person},
    ui::{
        command::Command,
        widgets::{Button, Field},
    },
};

/// An address that is being typed.
#[derive(Debug)]
pub(super) struct Typing {
    pub(super) of: Id<Person>,
    text: String,
    /// The field has not had the focus yet.
    is_new: bool,
    /// It was handed in like this and is no address.
    is_wrong: bool,
}

impl Typing {
    /// Begins with what stands in its place, to be mended.
    pub(super) fn of(line: &ReaderLine) -> Self {
        Self {
            of: line.person,
            text: line.wrong_email.clone().unwrap_or_default(),
            is_new: true,
            is_wrong: false,
        }
    }
}

/// Draws the field below the row of the guest.
pub(super) fn field(
    ui: &mut Ui,
    open: &OpenDinner,
    line: &ReaderLine,
    state: &mut Recaps,
    commands: &mut Vec<Command>,
) {
    let Some(typing) = &mut state.typing else {
        return;
    };
    let mut is_kept = false;
    let mut is_left = false;
    let margin = Margin {
        left: 12,
        right: 12,
        top: 8,
        bottom: 10,
    };
    let is_new = std::mem::take(&mut typing.is_new);
    let shown = Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let label = format!("E-mail of {}", line.name);
        let error = if typing.is_wrong {
            "This is not an e-mail address"
        } else {
            ""
        };
        let field = Field::new(&label, &mut typing.text)
            .hint("name@example.org")
            .error(error)
            .show(ui);
        if is_new {
            field.request_focus();
        }
        typing.is_wrong &= !field.changed();
        is_kept = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if field.has_focus() || field.lost_focus() {
            is_left = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            is_kept |= ui.add(Button::new("Keep the e-mail").small()).clicked();
            is_left |= ui.add(Button::new("Cancel").quiet().small()).clicked();
        });
    });
    if is_new {
        ui.scroll_to_rect(shown.response.rect, None);
    }
    if is_kept {
        if crate::app::beside::is_address(&typing.text) {
            let edit = RecapEdit::Email(typing.of, typing.text.clone());
            commands.push(Command::Edit(Edit::Recap(open.record.dinner.id, edit)));
            is_left = true;
        } else {
            typing.is_wrong = true;
            typing.is_new = true;
        }
    }
    if is_left {
        state.typing = None;
    }
}

//! What the pressed keys mean: verbs that the window knows itself, and verbs for the screen.

use egui::Ui;

use super::Window;
use crate::ui::{
    command::{Action, BINDINGS, Command, Context, Route, Stage},
    display::Wish,
};

impl Window {
    /// The verbs of the keys that were pressed. Letters are keys only while no field is typed in, and the keys of a
    /// screen only while nothing lies over it.
    pub(super) fn pressed(&mut self, ui: &Ui) -> Vec<Action> {
        let is_typing = ui.ctx().text_edit_focused();
        let is_covered = ui.memory(|memory| memory.top_modal_layer().is_some())
            || egui::Popup::is_any_open(ui.ctx());
        // Enter on a part that has the focus presses that part.
        let has_focus = ui.memory(|memory| memory.focused().is_some());
        let here = self.route.context();
        let works =
            |context: Context| context == Context::Everywhere || (context == here && !is_covered);
        // While the library is shut there is nothing else that a key could act on.
        let is_shut = self.shut.is_some();
        let turns = |action| matches!(action, Action::Larger | Action::Smaller | Action::UsualSize);
        // While an evening runs that key goes over a word of the line.
        let goes_on = self.is_at_table() && !self.is_table_over();
        let bindings = BINDINGS
            .iter()
            .filter(|binding| binding.action != Action::NextStage || !goes_on)
            .filter(|binding| works(binding.context) && (!is_shut || turns(binding.action)))
            .filter(|binding| !is_typing || binding.works_while_typing())
            .filter(|binding| !has_focus || binding.keys != ENTER);
        // A key without Shift answers to the key with it too, so that Shift W must be asked before W.
        let mut bindings: Vec<_> = bindings.collect();
        bindings.sort_by_key(|binding| !binding.keys.modifiers.shift);
        let mut pressed = std::mem::take(&mut self.chosen);
        pressed.extend(
            bindings
                .into_iter()
                .filter(|binding| ui.input_mut(|input| input.consume_shortcut(&binding.keys)))
                .map(|binding| binding.action),
        );
        // Who moves among the rows by letters has left the part that had the focus.
        if pressed
            .iter()
            .any(|verb| matches!(verb, Action::Down | Action::Up))
        {
            ui.memory_mut(|memory| {
                if let Some(part) = memory.focused() {
                    memory.surrender_focus(part);
                }
            });
        }
        pressed
    }

    /// What a verb means that the window itself knows; the others are for the screen.
    pub(super) fn command_of(&self, action: Action) -> Option<Command> {
        Some(match action {
            Action::Go(route) => Command::Go(route),
            Action::Undo => Command::Undo,
            Action::Redo => Command::Redo,
            Action::Keys => Command::Keys,
            Action::Palette => Command::Palette,
            Action::Panel => Command::Panel,
            Action::BringIn => Command::Go(Route::Import),
            Action::Larger => Command::Larger,
            Action::Smaller => Command::Smaller,
            Action::UsualSize => Command::UsualSize,
            Action::Display => Command::Display(Wish::Switch),
            Action::Blank => Command::Display(Wish::Blank),
            Action::Mute => Command::Mute,
            Action::New if matches!(self.route, Route::Today | Route::Dinners) => {
                Command::Go(Route::NewDinner)
            }
            Action::NextStage => {
                let Route::Dinner(dinner, stage) = self.route else {
                    return None;
                };
                Command::Go(Route::Dinner(dinner, stage.next()?))
            }
            // In Wrap-up E is for the chosen follow-up.
            Action::Edit => {
                let Route::Dinner(dinner, stage) = self.route else {
                    return None;
                };
                if stage == Stage::WrapUp {
                    return None;
                }
                Command::Go(Route::EditDinner(dinner))
            }
            _ => return None,
        })
    }
}

/// The key that opens what is chosen.
const ENTER: egui::KeyboardShortcut =
    egui::KeyboardShortcut::new(egui::Modifiers::NONE, egui::Key::Enter);

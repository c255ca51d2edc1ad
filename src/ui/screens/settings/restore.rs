//! The backups to choose from, over the settings.

use egui::{Align, ScrollArea, Ui};

use crate::{
    app::desk::BackupLine,
    ui::{
        command::{Command, Purpose},
        icons::Icon,
        theme,
        widgets::{Button, Columns, Row, Width, dialog, text},
    },
};

/// Draws the list; whether it stays open.
pub(super) fn list(ui: &mut Ui, backups: &[BackupLine], commands: &mut Vec<Command>) -> bool {
    let modal = dialog(ui, "restore", 520.0, |ui| {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        ui.spacing_mut().item_spacing.y = 0.0;
        text::label(ui, "Restore a backup", theme.text.section, palette.ink);
        ui.add_space(4.0);
        let words = "The library becomes what it was then. What is there now is kept beside it, as a file of its own.";
        text::label(ui, words, theme.text.body, palette.ink_quiet);
        ui.add_space(16.0);
        let mut is_open = true;
        if backups.is_empty() {
            let words = "No backup was found beside this library.";
            text::label(ui, words, theme.text.body, palette.ink);
        }
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            let columns = Columns::new(&[
                (Width::Share(1.0), Align::Min),
                (Width::Fixed(70.0), Align::Max),
                (Width::Fixed(96.0), Align::Max),
            ]);
            for (number, backup) in backups.iter().enumerate() {
                let sentence = format!("Backup of {}, {}", backup.when, backup.size);
                let row = Row::new(&columns, number, &sentence);
                row.show(ui, |cells| {
                    cells.words(&backup.when, theme.text.strong, palette.ink);
                    cells.words(&backup.size, theme.text.small, palette.ink_quiet);
                    cells.add(|ui| {
                        let tooltip = backup.file.display().to_string();
                        let button = Button::new("Restore").small().tooltip(&tooltip);
                        if ui.add(button).clicked() {
                            commands.push(Command::File(Purpose::Restore, backup.file.clone()));
                            is_open = false;
                        }
                    });
                });
            }
        });
        ui.add_space(16.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let from_file = Button::new("From a file…").icon(Icon::FolderOpen).small();
            if ui.add(from_file).clicked() {
                commands.push(Command::Ask(Purpose::Restore));
                is_open = false;
            }
            let cancel = Button::new("Cancel").key("Esc").small();
            if ui.add(cancel).clicked() {
                is_open = false;
            }
        });
        is_open
    });
    modal.inner && !modal.should_close()
}

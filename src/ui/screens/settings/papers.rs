//! What is printed on, and where it goes.

use egui::Ui;

use super::title;
use crate::{
    app::{
        Paper,
        desk::{PAPER_SIZE, paper_word},
    },
    ui::{
        command::{Command, Purpose},
        icons::Icon,
        screens::View,
        widgets::{Button, Segments, card, setting::setting},
    },
};

const SIZES: [(Paper, &str); 2] = [(Paper::A4, "A4"), (Paper::Letter, "Letter")];

pub(super) fn papers(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    title(ui, "Papers", "");
    card::list(ui, |ui| {
        let remark = "Recaps, table sheets, place cards and lists";
        setting(ui, "Paper size", remark, false, |ui| {
            let names = SIZES.map(|(_, name)| name);
            let chosen = SIZES
                .iter()
                .position(|(size, _)| *size == view.desk.paper());
            let new = Segments::new("Paper size", &names, chosen.unwrap_or_default()).show(ui);
            let new = new.and_then(|at| SIZES.get(at));
            commands.extend(
                new.map(|(size, _)| Command::Keep(PAPER_SIZE, paper_word(*size).to_owned())),
            );
        });
        let folder = view.desk.all_papers_folder();
        let words = folder.map_or_else(
            || "Not chosen yet".to_owned(),
            |folder| folder.display().to_string(),
        );
        setting(ui, "Where they go", &words, true, |ui| {
            let button = Button::new("Another folder…")
                .icon(Icon::FolderOpen)
                .tooltip(&words)
                .small();
            if ui.add(button).clicked() {
                commands.push(Command::Ask(Purpose::Papers));
            }
        });
    });
}

//! The library as a file of its owner: where it is, its backups, its history, and the way out with everything.

use egui::{Frame, Margin, Ui, vec2};

use super::{Section, Settings, title};
use crate::{
    app::desk::{BackupLine, Job},
    ui::{
        command::{Command, Purpose},
        icons::{Icon, IconLook},
        screens::View,
        theme::{self, Tone},
        widgets::{Button, card, notice::Notice, setting::setting, text},
    },
};

/// The backups found beside the library, looked up again after each change.
#[derive(Debug, Default)]
pub(super) struct Backups {
    seen: Option<u64>,
    found: Vec<BackupLine>,
}

impl Backups {
    /// Newest first.
    pub(super) fn of(&mut self, view: &View<'_>) -> &[BackupLine] {
        let revision = view.desk.revision();
        if self.seen != Some(revision) {
            self.found = view.desk.backups();
            self.seen = Some(revision);
        }
        &self.found
    }
}

pub(super) fn data(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut Settings,
    commands: &mut Vec<Command>,
) {
    title(ui, "Your data", "");
    for warning in view.desk.warnings() {
        Notice::new(Tone::Look, Icon::LATE, warning, "").show(ui);
        ui.add_space(8.0);
    }
    let file = view.desk.file().to_owned();
    card::list(ui, |ui| {
        let path = file.display().to_string();
        setting(ui, "Where it is", &path, false, |ui| {
            let button = Button::new("Show in folder")
                .icon(Icon::FolderOpen)
                .tooltip(&path)
                .small();
            if ui.add(button).clicked() {
                state.reveal.start(ui, file.clone());
            }
        });
        let remark = "Or begin a new one at another place";
        setting(ui, "Another library", remark, false, |ui| {
            let button = Button::new("Open…").icon(Icon::HardDrives).small();
            if ui.add(button).clicked() {
                commands.push(Command::Ask(Purpose::Library));
            }
        });
        let backups = state.backups.of(view);
        let kept = match backups.first() {
            Some(newest) => format!("{}; {} kept", newest.when, backups.len()),
            None => "None yet".to_owned(),
        };
        setting(ui, "Backup", &kept, false, |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            let button = Button::new("Back up now").icon(Icon::FloppyDisk).small();
            if ui.add(button).clicked() {
                commands.push(Command::Start(Job::BackUp));
            }
            let button = Button::new("Restore…")
                .icon(Icon::ClockCounterClockwise)
                .small();
            if ui.add(button).clicked() {
                state.is_restoring = true;
            }
        });
        let remark = "What was changed and when; take it back";
        setting(ui, "History", remark, false, |ui| {
            if ui
                .add(Button::new("Look").icon(Icon::Clock).small())
                .clicked()
            {
                state.section = Section::History;
            }
        });
        let remark = "CSV, JSON, vCard and calendar";
        setting(ui, "Take everything with you", remark, true, |ui| {
            if ui
                .add(Button::new("Export…").icon(Icon::Export).small())
                .clicked()
            {
                commands.push(Command::Ask(Purpose::Export));
            }
        });
    });
    ui.add_space(24.0);
    nothing_leaves(ui);
}

fn nothing_leaves(ui: &mut Ui) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let frame = Frame::new()
        .fill(palette.info_tint)
        .corner_radius(theme.radius.card)
        .inner_margin(Margin::symmetric(18, 16));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let (rect, _) = ui.allocate_exact_size(vec2(20.0, 22.0), egui::Sense::hover());
            let look = IconLook::fill(18.0, palette.info);
            Icon::TRUST.paint(ui.painter(), theme, rect.center(), look);
            let words = "Nothing leaves this computer";
            text::label(ui, words, theme.text.strong, palette.info);
        });
        ui.add_space(4.0);
        let words = "No account, no cloud, no counting of clicks. Drafts are copied for your own mail program; you send them.";
        text::label(ui, words, theme.text.small, palette.ink);
    });
}

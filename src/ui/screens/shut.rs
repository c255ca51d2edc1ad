//! A library that cannot be opened to work in: what happened, what is safe, and the ways on from there.

use egui::{Align, Rect, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::{
    app::desk::{BackupLine, Job, Shut},
    ui::{
        command::{Command, Purpose},
        icons::{Icon, IconLook},
        panes, theme,
        widgets::{Button, Columns, Row, Width, section, strokes, text},
    },
};

/// The width of the words, at the most.
const WORDS: f32 = 620.0;
/// How high all of it is without backups, about: it stands a little above the middle.
const HEIGHT: f32 = 380.0;
/// More backups than this are found by “From a file…”.
const MOST_BACKUPS: usize = 4;

pub(in crate::ui) fn shut(ui: &mut Ui, shut: &Shut) -> Vec<Command> {
    let mut commands = Vec::new();
    panes::page(ui, "shut", |ui| {
        let width = ui.available_width().min(WORDS);
        let top = ((ui.available_height() - HEIGHT) * 0.4).max(0.0);
        let aside = (ui.available_width() - width) / 2.0;
        let start = ui.cursor().min + vec2(aside, top);
        let place = Rect::from_min_size(start, vec2(width, HEIGHT));
        ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            words(ui, shut);
            ui.add_space(24.0);
            ways(ui, shut, &mut commands);
            if !shut.backups.is_empty() {
                ui.add_space(28.0);
                backups(ui, &shut.backups, &mut commands);
            }
        });
    });
    commands
}

fn words(ui: &mut Ui, shut: &Shut) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    plates(ui);
    ui.add_space(20.0);
    text::heading(ui, shut.title, theme.text.page, "", theme.text.body);
    ui.add_space(8.0);
    text::label(ui, &shut.happened, theme.text.body, palette.ink);
    ui.add_space(4.0);
    text::label(ui, shut.safe, theme.text.body, palette.ink);
    ui.add_space(12.0);
    let place = shut.library.display().to_string();
    text::label(ui, &place, theme.text.small, palette.ink_quiet);
}

/// Three places at the table, laid for nobody.
fn plates(ui: &mut Ui) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(120.0, 56.0), Sense::hover());
    let sentence = "A table that nobody can sit down at yet";
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, sentence));
    let line = Stroke::new(theme.stroke.strong, palette.edge);
    for behind in (0..3).rev() {
        let middle = pos2(rect.left() + 28.0 + 26.0 * behind as f32, rect.center().y);
        ui.painter().circle_filled(middle, 26.0, palette.paper);
        let dashes = strokes::dashed_circle(middle, 26.0, line, 4.0, 4.0);
        ui.painter().extend(dashes);
    }
    let first = pos2(rect.left() + 28.0, rect.center().y);
    let look = IconLook::regular(24.0, palette.ink_quiet);
    Icon::TRUST.paint(ui.painter(), theme, first, look);
}

/// The buttons: the one that most likely helps comes first, and has the focus, so that Enter alone goes on.
fn ways(ui: &mut Ui, shut: &Shut, commands: &mut Vec<Command>) {
    let library = || shut.library.clone();
    let newest = shut.backups.first().map(|newest| {
        let restore = Command::File(Purpose::Restore, newest.file.clone());
        ("Restore the newest backup", restore)
    });
    let again = ("Try again", Command::Start(Job::OpenLibrary(library())));
    let look = ("Look only", Command::Start(Job::LookAtLibrary(library())));
    let another = ("Open another library…", Command::Ask(Purpose::Library));
    let ways = newest
        .into_iter()
        .chain([again])
        .chain(shut.can_look.then_some(look))
        .chain([another]);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 12.0);
        let has_focus = ui.memory(|memory| memory.focused().is_some());
        for (at, (words, command)) in ways.enumerate() {
            let button = Button::new(words);
            let way = ui.add(if at == 0 { button.primary() } else { button });
            if at == 0 && !has_focus {
                way.request_focus();
            }
            if way.clicked() {
                commands.push(command);
            }
        }
    });
}

fn backups(ui: &mut Ui, backups: &[BackupLine], commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    section::label(ui, "Backups beside it");
    ui.add_space(8.0);
    let columns = Columns::new(&[
        (Width::Share(1.0), Align::Min),
        (Width::Fixed(80.0), Align::Max),
        (Width::Fixed(96.0), Align::Max),
    ]);
    for (number, backup) in backups.iter().take(MOST_BACKUPS).enumerate() {
        let sentence = format!("Backup of {}, {}", backup.when, backup.size);
        Row::new(&columns, number, &sentence).show(ui, |cells| {
            cells.words(&backup.when, theme.text.strong, palette.ink);
            cells.words(&backup.size, theme.text.small, palette.ink_quiet);
            cells.add(|ui| {
                let tooltip = backup.file.display().to_string();
                let button = Button::new("Restore").small().tooltip(&tooltip);
                if ui.add(button).clicked() {
                    commands.push(Command::File(Purpose::Restore, backup.file.clone()));
                }
            });
        });
    }
    ui.add_space(12.0);
    let from_file = Button::new("From a file…").icon(Icon::FolderOpen).small();
    if ui.add(from_file).clicked() {
        commands.push(Command::Ask(Purpose::Restore));
    }
}

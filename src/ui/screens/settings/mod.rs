//! Settings: all take effect at once; there is nothing to save.

mod about;
mod at_table;
mod data;
mod history;
mod look;
mod papers;
mod restore;

use egui::{Align2, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::{View, pick::Picker, reveal::Reveal};
use crate::ui::{
    command::Command,
    icons::{Icon, IconLook},
    panes, theme,
    widgets::{
        focus::{self, Axis, Roving},
        text,
    },
};

/// The list of sections at the left, and the height of one.
const SECTIONS: f32 = 200.0;
const SECTION: f32 = 40.0;
/// Between the list and what it leads to, and between two columns.
const BETWEEN: f32 = 36.0;
/// Look and data stand side by side from this width of the page on.
const COLUMNS_FROM: f32 = 1160.0;
/// A column is never wider.
const WIDTH: f32 = 720.0;

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct Settings {
    section: Section,
    picker: Option<Picker>,
    is_restoring: bool,
    backups: data::Backups,
    history: history::History,
    reveal: Reveal,
}

/// The sections, each with something real in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Section {
    #[default]
    Look,
    AtTable,
    You,
    Papers,
    Data,
    History,
    Keys,
    About,
}

impl Section {
    const ALL: [Self; 8] = [
        Self::Look,
        Self::AtTable,
        Self::You,
        Self::Papers,
        Self::Data,
        Self::History,
        Self::Keys,
        Self::About,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Look => "Look",
            Self::AtTable => "At the table",
            Self::You => "You",
            Self::Papers => "Papers",
            Self::Data => "Your data",
            Self::History => "History",
            Self::Keys => "Keys",
            Self::About => "About",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Look => Icon::Palette,
            Self::AtTable => Icon::Flame,
            Self::You => Icon::User,
            Self::Papers => Icon::FileText,
            Self::Data => Icon::HardDrives,
            Self::History => Icon::ClockCounterClockwise,
            Self::Keys => Icon::Keyboard,
            Self::About => Icon::Info,
        }
    }
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut Settings,
    commands: &mut Vec<Command>,
) {
    panes::page(ui, "settings", |ui| page(ui, view, state, commands));
    look::pick_you(ui, view, &mut state.picker, commands);
    if state.is_restoring {
        state.is_restoring = restore::list(ui, state.backups.of(view), commands);
    }
}

fn page(ui: &mut Ui, view: &View<'_>, state: &mut Settings, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    text::heading(ui, "Settings", theme.text.page, "", theme.text.body);
    ui.add_space(16.0);
    state.reveal.show(ui, commands);
    let width = ui.available_width();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN;
        ui.vertical(|ui| {
            ui.set_width(SECTIONS);
            sections(ui, &mut state.section);
        });
        let room = width - SECTIONS - BETWEEN;
        let is_wide = width >= COLUMNS_FROM;
        if is_wide
            && matches!(
                state.section,
                Section::Look | Section::AtTable | Section::You | Section::Papers | Section::Data
            )
        {
            let left = ((room - BETWEEN) * 0.57).round();
            column(ui, left, |ui| {
                look::look(ui, view, commands);
                ui.add_space(24.0);
                at_table::at_table(ui, view, commands);
                ui.add_space(24.0);
                look::you(ui, view, &mut state.picker, commands);
                ui.add_space(24.0);
                papers::papers(ui, view, commands);
            });
            column(ui, room - BETWEEN - left, |ui| {
                data::data(ui, view, state, commands);
            });
            return;
        }
        column(ui, room.min(WIDTH), |ui| match state.section {
            Section::Look => look::look(ui, view, commands),
            Section::AtTable => at_table::at_table(ui, view, commands),
            Section::You => look::you(ui, view, &mut state.picker, commands),
            Section::Papers => papers::papers(ui, view, commands),
            Section::Data => data::data(ui, view, state, commands),
            Section::History => history::history(ui, view, &mut state.history, commands),
            Section::Keys => about::keys(ui),
            Section::About => about::about(ui),
        });
    });
}

fn column(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 0.0;
        content(ui);
    });
}

/// The heading of a section.
fn title(ui: &mut Ui, words: &str, remark: &str) {
    let theme = theme::of(ui);
    text::heading(ui, words, theme.text.section, remark, theme.text.small);
    ui.add_space(8.0);
}

/// The list of sections: one stop of the Tab key, arrows inside.
fn sections(ui: &mut Ui, chosen: &mut Section) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let height = SECTION * Section::ALL.len() as f32;
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let base = ui.make_persistent_id("sections");
    let group = ui.interact(whole, base, Sense::hover());
    group
        .widget_info(|| WidgetInfo::labeled(egui::Role::TabList, true, "Sections of the settings"));
    let at = Section::ALL.iter().position(|section| section == chosen);
    let mut roving = Roving::new(ui, base, Section::ALL.len(), at);
    let mut picked = roving.arrows(ui, Axis::Down);
    for (number, section) in Section::ALL.into_iter().enumerate() {
        let rect = egui::Rect::from_min_size(
            whole.min + vec2(0.0, SECTION * number as f32),
            vec2(whole.width(), SECTION),
        );
        let response = roving.item(ui, number, rect, false);
        let is_chosen = section == *chosen;
        let name = section.name();
        response.widget_info(|| WidgetInfo::selected(egui::Role::Tab, true, is_chosen, name));
        if response.clicked() {
            picked = Some(number);
        }
        if is_chosen {
            let line = Stroke::new(theme.stroke.hairline, palette.line);
            ui.painter().rect(
                rect,
                theme.radius.control,
                palette.paper,
                line,
                StrokeKind::Inside,
            );
        }
        let (look, role, ink) = match (is_chosen, response.hovered()) {
            (true, _) => (
                IconLook::fill(18.0, palette.accent),
                theme.text.strong,
                palette.accent,
            ),
            (false, true) => (
                IconLook::regular(18.0, palette.ink),
                theme.text.body,
                palette.ink,
            ),
            (false, false) => (
                IconLook::regular(18.0, palette.ink_quiet),
                theme.text.body,
                palette.ink_quiet,
            ),
        };
        let left = rect.left_center();
        section
            .icon()
            .paint(ui.painter(), theme, left + vec2(24.0, 0.0), look);
        let words = text::line(ui, name, role.at_size(16.0), ink);
        text::paint(
            ui.painter(),
            left + vec2(44.0, 0.0),
            Align2::LEFT_CENTER,
            words,
        );
        if response.has_focus() {
            focus::ring_at(ui, rect.shrink(2.0), theme.radius.control);
        }
    }
    if let Some(section) = picked.and_then(|at| Section::ALL.get(at)) {
        *chosen = *section;
    }
}

//! The groups: as a list at the left, and all of them side by side.

use egui::{Align, Align2, Layout, ScrollArea, Ui, vec2};

use super::{Groups, Sheet};
use crate::{
    app::{
        dinners::counted,
        groups::{Belonging, GroupLine, dues},
    },
    ui::{
        command::{Action, Context, binding},
        icons::Icon,
        panes,
        screens::View,
        theme,
        widgets::{Button, Columns, Row, Width, card, key_cap, text},
    },
};

const WIDTH: f32 = 290.0;
const NARROW: f32 = 244.0;
const ROW: f32 = 66.0;

/// The list at the left: all groups, then each.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut Groups) {
    let theme = theme::of(ui);
    let is_narrow = ui.available_width() < 1060.0;
    let width = if is_narrow { NARROW } else { WIDTH };
    let groups = view.desk.groups();
    panes::left(ui, "groups", width, |ui| {
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            text::label(ui, "Groups", theme.text.page, theme.palette.ink);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let key = view.key(Action::New);
                let button = Button::new("New").key(&key).small();
                let button = if is_narrow {
                    button
                } else {
                    button.icon(Icon::Plus)
                };
                if ui.add(button).clicked() {
                    state.sheet = Some(Sheet::new_group(groups));
                }
            });
        });
        ui.add_space(12.0);
        ScrollArea::vertical().id_salt("groups").show(ui, |ui| {
            card::list(ui, |ui| rows(ui, view, state, is_narrow));
            ui.add_space(12.0);
            let words =
                "The switcher at the top of the rail shows one group, or all, on every screen";
            text::label(ui, words, theme.text.small, theme.palette.ink_quiet);
            ui.add_space(4.0);
            if let Some(binding) = binding(Context::Groups, Action::SwitchGroup) {
                key_cap::hint(ui, &binding.caps(), "switch group");
            }
        });
    });
}

fn rows(ui: &mut Ui, view: &View<'_>, state: &mut Groups, is_narrow: bool) {
    let theme = theme::of(ui);
    let groups = view.desk.groups();
    let mut widths = vec![(Width::Share(1.0), Align::Min)];
    if !is_narrow {
        widths.push((Width::Fixed(78.0), Align::Max));
    }
    let columns = Columns::new(&widths).height(ROW).gap(8.0);
    let count = groups.len() + 1;
    let chosen = if state.sees_all {
        0
    } else {
        let at = groups
            .iter()
            .position(|line| Some(line.group.id) == state.chosen);
        at.map_or(0, |at| at + 1)
    };
    let all = all_words(view);
    let mut wanted = None;
    for number in 0..count {
        let line = number.checked_sub(1).and_then(|at| groups.get(at));
        let (name, about) = match line {
            Some(line) => (line.group.name.as_str(), line.about()),
            None => ("All groups", all.clone()),
        };
        let (word, day) = line.map(GroupLine::renewal).unwrap_or_default();
        let sentence = format!("{name}, {about}, {word} {day}");
        // Where there is no room beside it, the day stands under the name.
        let about = match day.as_str() {
            day if is_narrow && !day.is_empty() => format!("{about} · {word} {day}"),
            _ => about,
        };
        let row = Row::new(&columns, number, sentence.trim_end_matches([' ', ',']))
            .selected(number == chosen)
            .in_card(ui, count)
            .show(ui, |cells| {
                cells.add(|ui| name_and_about(ui, name, &about));
                let small = (theme.text.small, theme.palette.ink_quiet);
                cells.lines((word, small.0, small.1), (&day, small.0, small.1));
            });
        if row.chosen || row.opened {
            wanted = Some(number);
        }
        if row.step != 0 {
            let to = number.saturating_add_signed(row.step as isize);
            wanted = Some(to.min(count - 1));
        }
    }
    if let Some(number) = wanted {
        state.sheet = None;
        let line = number.checked_sub(1).and_then(|at| groups.get(at));
        state.chosen = line.map(|line| line.group.id);
        state.sees_all = line.is_none();
    }
}

/// A name on one line, and what is said of it on at most two.
fn name_and_about(ui: &Ui, name: &str, about: &str) {
    let theme = theme::of(ui);
    let place = ui.max_rect();
    let name = text::within(
        ui,
        name,
        theme.text.strong,
        theme.palette.ink,
        place.width(),
        1,
    );
    let about = text::within(
        ui,
        about,
        theme.text.small.with_line(17.0),
        theme.palette.ink_quiet,
        place.width(),
        2,
    );
    let top = place.center().y - f32::midpoint(name.size().y, about.size().y);
    let first = text::paint(
        ui.painter(),
        egui::pos2(place.left(), top),
        Align2::LEFT_TOP,
        name,
    );
    text::paint(ui.painter(), first.left_bottom(), Align2::LEFT_TOP, about);
}

/// "164 people, 20 dinners".
fn all_words(view: &View<'_>) -> String {
    let people = match view.desk.everybody().len() {
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    };
    format!(
        "{people}, {}",
        counted(view.desk.all_dinners().len(), "dinner")
    )
}

/// All groups side by side.
pub(super) fn all(ui: &mut Ui, view: &View<'_>, state: &mut Groups) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let groups = view.desk.groups();
    text::label(ui, "All groups", theme.text.page, palette.ink);
    text::label(ui, &all_words(view), theme.text.body, palette.ink_quiet);
    ui.add_space(16.0);
    state.row = state
        .row
        .saturating_add_signed(view.step())
        .min(groups.len().saturating_sub(1));
    let is_wide = ui.available_width() >= 760.0;
    let mut widths = vec![
        (Width::Share(1.4), Align::Min),
        (Width::Share(1.0), Align::Min),
    ];
    let mut names = vec!["Group", "People"];
    if is_wide {
        widths.extend([
            (Width::Fixed(76.0), Align::Max),
            (Width::Share(0.8), Align::Min),
        ]);
        names.extend(["Dinners", "Dues"]);
    }
    widths.push((Width::Fixed(112.0), Align::Min));
    names.push("Renewal");
    let columns = Columns::new(&widths);
    ui.spacing_mut().item_spacing.y = 0.0;
    columns.head(ui, &names);
    let mut opened = None;
    for (number, line) in groups.iter().enumerate() {
        let (word, day) = line.renewal();
        let (dues, _) = dues(&line.group);
        let you = line.you.map_or_else(String::new, |you: Belonging| {
            format!("you are {}", you.in_a_sentence())
        });
        let counts = line.counts();
        let sentence = format!("{}, {counts}, {dues}, {word} {day}", line.group.name);
        let row = Row::new(&columns, number, &sentence)
            .selected(number == state.row)
            .show(ui, |cells| {
                cells.title(&line.group.name, &you);
                cells.words(&counts, theme.text.small, palette.ink);
                if is_wide {
                    let dinners = line.dinners.to_string();
                    cells.words(&dinners, theme.text.strong, palette.ink);
                    cells.words(&dues, theme.text.small, palette.ink);
                }
                let small = (theme.text.small, palette.ink_quiet);
                cells.lines((word, small.0, small.1), (&day, small.0, small.1));
            });
        if row.chosen {
            state.row = number;
        }
        if row.step != 0 {
            let to = state.row.saturating_add_signed(row.step as isize);
            state.row = to.min(groups.len() - 1);
        }
        if row.opened || (number == state.row && view.pressed(Action::Open)) {
            opened = Some(line.group.id);
        }
    }
    if opened.is_some() {
        state.chosen = opened;
    }
    ui.allocate_space(vec2(0.0, 8.0));
}

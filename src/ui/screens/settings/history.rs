//! What was changed, newest first, each to be taken back.

use egui::{Align, Ui};

use super::title;
use crate::{
    app::{
        desk::{ChangeLine, Edit},
        dinners::counted,
    },
    ui::{
        command::Command,
        icons::Icon,
        screens::View,
        theme,
        widgets::{Button, Columns, Row, Width, card, text},
    },
};

/// The changes and how many there are before them, or why they cannot be read.
type Read = Result<(Vec<ChangeLine>, usize), String>;

/// The changes, read again after each of them.
#[derive(Debug, Default)]
pub(super) struct History {
    read: Option<(u64, Read)>,
    chosen: Option<usize>,
}

pub(super) fn history(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut History,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let revision = view.desk.revision();
    if state
        .read
        .as_ref()
        .is_none_or(|(seen, _)| *seen != revision)
    {
        let read = view.desk.history().map_err(|error| error.to_string());
        state.read = Some((revision, read));
    }
    let Some((_, read)) = &state.read else { return };
    let (changes, more) = match read {
        Ok(read) => read,
        Err(error) => {
            title(ui, "History", "");
            text::label(ui, error, theme.text.body, palette.late);
            return;
        }
    };
    title(ui, "History", &counted(changes.len() + more, "change"));
    if changes.is_empty() {
        let words = "Nothing was changed yet. Every change will be listed here, to be taken back.";
        text::label(ui, words, theme.text.body, palette.ink_quiet);
        return;
    }
    let words = "Taking a change back leaves what was changed after it. Notes of a live evening are taken back there.";
    text::label(ui, words, theme.text.small, palette.ink_quiet);
    ui.add_space(16.0);
    let columns = Columns::new(&[
        (Width::Fixed(116.0), Align::Min),
        (Width::Fixed(40.0), Align::Min),
        (Width::Share(1.0), Align::Min),
        (Width::Fixed(112.0), Align::Max),
    ])
    .gap(12.0)
    .height(46.0);
    card::list(ui, |ui| {
        let mut day_before = "";
        for (number, change) in changes.iter().enumerate() {
            // A day is written once, over all that was done on it.
            let day = if change.day == day_before {
                ""
            } else {
                &change.day
            };
            day_before = &change.day;
            let place = (number, changes.len());
            change_ui(
                ui,
                &columns,
                place,
                (day, change),
                &mut state.chosen,
                commands,
            );
        }
    });
    if *more > 0 {
        ui.add_space(12.0);
        let words = format!("and {} before", counted(*more, "change"));
        text::label(ui, &words, theme.text.small, palette.ink_quiet);
    }
}

/// One change; `day` is empty under another of the same day.
fn change_ui(
    ui: &mut Ui,
    columns: &Columns,
    (number, count): (usize, usize),
    (day, change): (&str, &ChangeLine),
    chosen: &mut Option<usize>,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let stands = if change.is_undone { ", taken back" } else { "" };
    let sentence = format!("{} {}, {}{stands}", change.day, change.time, change.label);
    let row = Row::new(columns, number, &sentence)
        .in_card(ui, count)
        .selected(*chosen == Some(number))
        .stop(*chosen == Some(number) || chosen.is_none() && number == 0);
    let shown = row.show(ui, |cells| {
        cells.words(day, theme.text.strong.at_size(14.0), palette.ink);
        cells.words(&change.time, theme.text.small, palette.ink_quiet);
        let ink = if change.is_undone {
            palette.ink_quiet
        } else {
            palette.ink
        };
        cells.words(&change.label, theme.text.body, ink);
        cells.add(|ui| {
            if change.is_undone {
                text::label(ui, "Taken back", theme.text.small, palette.ink_quiet);
            } else if !change.is_undo {
                let button = Button::new("Take back").icon(Icon::UNDO).small();
                if ui.add(button).clicked() {
                    commands.push(Command::Edit(Edit::TakeBack(change.change)));
                }
            }
        });
    });
    if shown.chosen || shown.response.gained_focus() {
        *chosen = Some(number);
    }
    if shown.step != 0 {
        *chosen = Some(
            number
                .saturating_add_signed(shown.step as isize)
                .min(count - 1),
        );
    }
    shown.response.on_hover_text(&change.label);
}

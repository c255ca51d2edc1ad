//! The guests who get a recap, each with how it stands, and the buttons that write them.

use egui::{Align, Frame, Layout, Margin, Panel, ScrollArea, Sense, Ui, vec2};

use super::{Recaps, all, organiser, save};
use crate::{
    app::{
        desk::{Job, OpenDinner, ReaderLine, ReaderState},
        dinners::counted,
    },
    ui::{
        command::{Action, Command, Purpose},
        icons::{Icon, IconLook},
        screens::{View, avatar},
        theme::{self, Tone},
        widgets::{Button, Columns, Row, Segments, Width, card, text},
    },
};

/// The filters, each with its word; the first is all of them.
const FILTERS: [(Option<ReaderState>, &str); 5] = [
    (None, "All"),
    (Some(ReaderState::Ready), "Ready"),
    (Some(ReaderState::Saved), "Saved"),
    (Some(ReaderState::Changed), "Changed"),
    (Some(ReaderState::NoEmail), "No e-mail"),
];

/// The choice follows J and K.
pub(super) fn step(view: &View<'_>, state: &mut Recaps) {
    let shown: Vec<_> = shown(state).map(|line| line.person).collect();
    if state.chosen.is_none_or(|chosen| !shown.contains(&chosen)) {
        state.chosen = shown.first().copied();
    }
    move_by(state, view.step());
}

fn move_by(state: &mut Recaps, step: isize) {
    let first = shown(state).next().map(|line| line.person);
    if step == 0 || organiser::takes_step(state, step, first) {
        return;
    }
    let shown: Vec<_> = shown(state).map(|line| line.person).collect();
    let at = shown.iter().position(|id| Some(*id) == state.chosen);
    let to = at
        .unwrap_or_default()
        .saturating_add_signed(step)
        .min(shown.len().saturating_sub(1));
    state.chosen = shown.get(to).copied();
    state.side = 0;
    state.is_led = true;
}

fn shown(state: &Recaps) -> impl Iterator<Item = &ReaderLine> {
    state
        .page
        .readers
        .iter()
        .filter(|line| state.filter.is_none_or(|filter| is_in(line, filter)))
}

/// Who lacks an address is found under that word, saved or not.
fn is_in(line: &ReaderLine, filter: ReaderState) -> bool {
    match filter {
        ReaderState::NoEmail => !line.has_email,
        filter => line.state == filter,
    }
}

pub(super) fn list(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut Recaps,
    commands: &mut Vec<Command>,
) {
    // The buttons stay in sight, however many guests there are.
    Panel::bottom("recap buttons")
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().inner_margin(Margin {
            top: 12,
            ..Margin::ZERO
        }))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            actions(ui, view, open, state, commands);
        });
    // The bar of the scroll stands in the margin of the pane, beside the list.
    let bar = Margin {
        right: -16,
        ..Margin::ZERO
    };
    let room = Margin {
        right: 16,
        ..Margin::ZERO
    };
    Frame::new().outer_margin(bar).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(room).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                head(ui, open, state);
                ui.add_space(8.0);
                filters(ui, state);
                ui.add_space(12.0);
                // Rows are told apart by their number, and this list begins at none too.
                ui.push_id("organiser", |ui| organiser::row(ui, state));
                rows(ui, open, state, commands);
            });
        });
    });
}

fn head(ui: &mut Ui, open: &OpenDinner, state: &Recaps) {
    let theme = theme::of(ui);
    let readers = &state.page.readers;
    let has_you = readers
        .iter()
        .any(|line| Some(line.person) == open.record.you);
    let others = readers.len() - usize::from(has_you);
    let words = if has_you {
        format!("{} and you", counted(others, "guest"))
    } else {
        counted(others, "guest")
    };
    ui.horizontal(|ui| {
        ui.set_min_height(32.0);
        ui.scope(|ui| {
            ui.set_max_width(140.0);
            text::heading(ui, "Recaps", theme.text.section, "", theme.text.small);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            text::short_label(ui, &words, theme.text.small, theme.palette.ink_quiet);
        });
    });
}

fn filters(ui: &mut Ui, state: &mut Recaps) {
    let readers = &state.page.readers;
    let count = |filter: Option<ReaderState>| {
        readers
            .iter()
            .filter(|line| filter.is_none_or(|filter| is_in(line, filter)))
            .count()
    };
    // A filter that finds nobody is left out, unless it is the one that is on.
    let there: Vec<(Option<ReaderState>, String)> = FILTERS
        .iter()
        .map(|(filter, word)| (*filter, count(*filter), word))
        .filter(|(filter, count, _)| *count > 0 || *filter == state.filter)
        .map(|(filter, count, word)| (filter, format!("{word} {count}")))
        .collect();
    let words: Vec<&str> = there.iter().map(|(_, words)| words.as_str()).collect();
    let at = there.iter().position(|(filter, _)| *filter == state.filter);
    let picked = Segments::new("Show", &words, at.unwrap_or_default())
        .pills()
        .show(ui);
    if let Some((filter, _)) = picked.and_then(|at| there.get(at)) {
        state.filter = *filter;
    }
}

fn rows(ui: &mut Ui, open: &OpenDinner, state: &mut Recaps, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let lines: Vec<ReaderLine> = shown(state).cloned().collect();
    if lines.is_empty() {
        let words = "Nobody stands so now.";
        text::label(ui, words, theme.text.body, theme.palette.ink_quiet);
        return;
    }
    let columns = Columns::new(&[
        (Width::Fixed(34.0), Align::Min),
        (Width::Share(1.0), Align::Min),
        (Width::Fixed(92.0), Align::Max),
    ])
    .gap(12.0)
    .height(50.0);
    card::list(ui, |ui| {
        for (number, line) in lines.iter().enumerate() {
            let is_chosen = state.chosen == Some(line.person) && !state.is_organiser;
            let (word, tone, icon) = standing(line.state);
            let below = below(line);
            let sentence = format!("{}, {word}, {below}", line.name);
            let row = Row::new(&columns, number, &sentence)
                .selected(is_chosen)
                .in_card(ui, lines.len());
            let shown = row.show(ui, |cells| {
                cells.add(|ui| {
                    if let Some(person) = open.record.people.get(&line.person) {
                        avatar(ui, person, 34.0);
                    }
                });
                cells.two_lines(&line.name, &below);
                cells.add(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    let ink = theme.palette.ink_of(tone);
                    let role = theme.text.button.at_size(13.0);
                    text::short_label(ui, word, role, ink);
                    let (rect, _) = ui.allocate_exact_size(vec2(18.0, 20.0), Sense::hover());
                    icon.paint(
                        ui.painter(),
                        theme,
                        rect.center(),
                        IconLook::fill(17.0, ink),
                    );
                });
            });
            if shown.chosen || shown.response.gained_focus() {
                if !is_chosen {
                    state.side = 0;
                }
                state.chosen = Some(line.person);
                state.is_organiser = false;
            }
            if shown.step != 0 && is_chosen {
                move_by(state, shown.step as isize);
            }
            if state.is_led && is_chosen {
                ui.scroll_to_rect(shown.rect, None);
            }
            if shown.opened {
                commands.push(Command::OpenPerson(line.person));
            }
        }
    });
    state.is_led = false;
}

fn actions(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut Recaps,
    commands: &mut Vec<Command>,
) {
    let is_busy = view.desk.working().is_some();
    let key = view.key(Action::Confirm);
    let button = Button::new("Save all as PDF")
        .icon(Icon::SAVE_PDF)
        .key(&key)
        .primary()
        .off_when(is_busy.then_some("Something is being written already"));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if ui.add(button).clicked() {
            save(view, open, all(state), commands);
        }
        organiser::print_button(ui, view, open, commands);
    });
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let file = state
            .chosen_line()
            .and_then(|line| line.file.clone())
            .or_else(|| state.page.readers.iter().find_map(|line| line.file.clone()));
        let why = file.is_none().then_some("Nothing is saved yet");
        let button = Button::new("Show in folder").icon(Icon::FolderOpen).small();
        if ui.add(button.off_when(why)).clicked()
            && let Some(file) = file
        {
            state.reveal.start(ui, file);
        }
        let tooltip = "The dinner and all its dated promises as an .ics file, for your own calendar: it is not for guests";
        let button = Button::new("Calendar").icon(Icon::CalendarPlus).small();
        let button = button.tooltip(tooltip);
        if ui.add(button.off_when(is_busy.then_some("Something is being written already"))).clicked()
            && let Some(folder) = view.desk.recap_folder(&open.record)
        {
            let dinner = open.record.dinner.id;
            commands.push(Command::Start(Job::SaveCalendar(dinner, folder)));
        }
    });
    ui.add_space(8.0);
    let theme = theme::of(ui);
    let words = match view.desk.recap_folder(&open.record) {
        Some(folder) => format!("Goes to {}. Nothing is sent from here.", folder.display()),
        None => "Choose a folder first. Nothing is sent from here.".to_owned(),
    };
    text::label(ui, &words, theme.text.small, theme.palette.ink_quiet);
    let another = Button::new("Another folder…").quiet().small();
    if ui.add(another).clicked() {
        commands.push(Command::Ask(Purpose::Papers));
    }
    state.reveal.show(ui, commands);
}

fn below(line: &ReaderLine) -> String {
    let saved = line.saved_at.clone();
    saved.unwrap_or_else(|| "Not saved yet".to_owned())
}

/// The word, tone and sign of how a recap stands.
fn standing(state: ReaderState) -> (&'static str, Tone, Icon) {
    match state {
        ReaderState::Ready => ("Ready", Tone::Info, Icon::FileText),
        ReaderState::Saved => ("Saved", Tone::Good, Icon::DONE),
        ReaderState::Changed => ("Changed", Tone::Look, Icon::LATE),
        ReaderState::NoEmail => ("No e-mail", Tone::Look, Icon::LATE),
    }
}

//! The guests who get a recap, each with how it stands; an address that is missing is added here.

use egui::{Align, Frame, Key, Layout, Margin, Modifiers, Panel, ScrollArea, Sense, Ui, vec2};

use super::{Recaps, actions, address, organiser};
use crate::{
    app::{
        desk::{OpenDinner, ReaderLine, ReaderState},
        dinners::counted,
    },
    domain::{Id, Person},
    ui::{
        command::{Action, Command},
        icons::{Icon, IconLook},
        screens::{View, avatar, print},
        theme::{self, Tone},
        widgets::{
            Button, Columns, Row, Segments, Width, card,
            check::Check,
            row::{Cells, RowOutput},
            text,
        },
    },
};

/// Below this height of the list there is no room for every button under it.
const LOW: f32 = 620.0;

/// The filters, each with its word; the first is all of them.
const FILTERS: [(Option<ReaderState>, &str); 6] = [
    (None, "All"),
    (Some(ReaderState::Ready), "Ready"),
    (Some(ReaderState::Saved), "Saved"),
    (Some(ReaderState::Sent), "Sent"),
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
    if view.pressed(Action::Select)
        && let Some(chosen) = state.chosen
    {
        state.toggle(chosen);
    }
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
        ReaderState::NoEmail => line.email.is_none(),
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
    // The buttons stay in sight, however many guests there are; in a low window only those that matter most.
    let is_low = ui.available_height() < LOW;
    Panel::bottom("recap buttons")
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().inner_margin(Margin {
            top: 12,
            ..Margin::ZERO
        }))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            actions::actions(ui, view, open, state, commands);
            if !is_low {
                actions::rest(ui, view, open, state, commands);
            }
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
                filters(ui, view, state);
                ui.add_space(12.0);
                rows(ui, view, open, state, commands);
                if is_low {
                    actions::rest(ui, view, open, state, commands);
                }
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

/// The filters, to which `/` leads; arrows choose one, Esc and Enter lead back to the list.
fn filters(ui: &mut Ui, view: &View<'_>, state: &mut Recaps) {
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
    let pills = Segments::new("Show", &words, at.unwrap_or_default())
        .pills()
        .wanted(view.pressed(Action::Search));
    let has_focus = pills.has_focus(ui);
    // By Esc egui has taken the focus away before this frame.
    let is_left = state.is_filtering && !has_focus && ui.input(|i| i.key_pressed(Key::Escape));
    let is_done = has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    state.wants_focus |= is_left || is_done;
    state.is_filtering = has_focus;
    let picked = pills.show(ui);
    if let Some((filter, _)) = picked.and_then(|at| there.get(at)) {
        state.filter = *filter;
    }
}

fn rows(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut Recaps,
    commands: &mut Vec<Command>,
) {
    let lines: Vec<ReaderLine> = shown(state).cloned().collect();
    let columns = Columns::new(&[
        (Width::Fixed(34.0), Align::Min),
        (Width::Share(1.0), Align::Min),
        (Width::Fixed(92.0), Align::Max),
    ])
    .gap(12.0)
    .height(50.0);
    let count = lines.len() + 1;
    card::list(ui, |ui| {
        let organiser = organiser::row(ui, &columns, count, state);
        if organiser.is_entered {
            print::print(view, open, commands);
        }
        move_by(state, organiser.step);
        for (number, line) in lines.iter().enumerate() {
            let is_chosen = state.chosen == Some(line.person) && !state.is_organiser;
            let is_marked = state.marked.contains(&line.person);
            let (word, ..) = standing(line.state);
            let sentence = sentence([&line.name, word, &below(line, state)]);
            let row = Row::new(&columns, number + 1, &sentence)
                .selected(is_chosen && (state.marked.is_empty() || is_marked))
                .marked(is_marked)
                .stop(is_chosen)
                .in_card(ui, count);
            let modifiers = ui.input(|input| input.modifiers);
            let shown = row.show(ui, |cells| {
                face(cells, open, line, state);
                name(cells, line, state);
                standing_cell(cells, line);
            });
            if is_chosen && std::mem::take(&mut state.wants_focus) {
                shown.response.request_focus();
            }
            took(ui, &shown, line.person, modifiers, state);
            if shown.response.double_clicked() {
                commands.push(Command::OpenPerson(line.person));
            } else if shown.opened && view.desk.working().is_none() {
                actions::save(view, open, vec![line.person], commands);
            }
            if state
                .typing
                .as_ref()
                .is_some_and(|typing| typing.of == line.person)
            {
                address::field(ui, open, line, state, commands);
            }
        }
    });
    if lines.is_empty() {
        let theme = theme::of(ui);
        ui.add_space(8.0);
        let words = "Nobody stands so now.";
        text::label(ui, words, theme.text.body, theme.palette.ink_quiet);
    }
    state.is_led = false;
}

/// The plate of a guest, or the box that selects them: under the pointer, and while there is a selection.
fn face(cells: &mut Cells<'_>, open: &OpenDinner, line: &ReaderLine, state: &mut Recaps) {
    cells.add(|ui| {
        let is_near = ui.rect_contains_pointer(ui.max_rect());
        if state.marked.is_empty() && !is_near {
            if let Some(person) = open.record.people.get(&line.person) {
                avatar(ui, person, 34.0);
            }
            return;
        }
        let mut is_marked = state.marked.contains(&line.person);
        let words = format!("Select {}", line.name);
        ui.add_space(3.0);
        if ui.add(Check::new(&words, &mut is_marked)).changed() {
            state.toggle(line.person);
        }
    });
}

/// The name over when it was saved or sent, or over what is to be done before it can be.
fn name(cells: &mut Cells<'_>, line: &ReaderLine, state: &mut Recaps) {
    let is_typing = state
        .typing
        .as_ref()
        .is_some_and(|typing| typing.of == line.person);
    if line.email.is_some() || line.sent_at.is_some() || is_typing {
        cells.two_lines(&line.name, &below(line, state));
        return;
    }
    cells.add(|ui| {
        let theme = theme::of(ui);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(5.0);
            let galley = text::within(
                ui,
                &line.name,
                theme.text.strong,
                theme.palette.ink,
                ui.available_width(),
                1,
            );
            let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
            text::paint(ui.painter(), rect.min, egui::Align2::LEFT_TOP, galley);
            let words = if line.wrong_email.is_some() {
                "Mend the e-mail"
            } else {
                "Add the e-mail"
            };
            let button = Button::new(words).icon(Icon::Plus).quiet().small();
            let size = button.measure(ui);
            // The button is taller than the line that it stands on, and begins left of its words.
            let at = egui::Rect::from_min_size(ui.cursor().min - vec2(8.0, 5.0), size);
            if ui.place(at, button).clicked() {
                state.typing = Some(address::Typing::of(line));
                state.chosen = Some(line.person);
            }
        });
    });
}

fn standing_cell(cells: &mut Cells<'_>, line: &ReaderLine) {
    let (word, tone, icon) = standing(line.state);
    cells.add(|ui| {
        let theme = theme::of(ui);
        ui.spacing_mut().item_spacing.x = 6.0;
        let ink = theme.palette.ink_of(tone);
        let role = theme.text.button.at_size(13.0);
        text::short_label(ui, word, role, ink);
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 20.0), Sense::hover());
        let look = IconLook::fill(17.0, ink);
        icon.paint(ui.painter(), theme, rect.center(), look);
    });
}

/// What a press on a row does: it chooses, with Ctrl it marks.
fn took(ui: &Ui, row: &RowOutput, person: Id<Person>, modifiers: Modifiers, state: &mut Recaps) {
    let is_chosen = state.chosen == Some(person);
    if row.chosen && modifiers.command {
        state.toggle(person);
    }
    if row.chosen || row.response.gained_focus() {
        if !is_chosen {
            state.side = 0;
        }
        state.chosen = Some(person);
        state.is_organiser = false;
    }
    if row.step != 0 && is_chosen {
        move_by(state, row.step as isize);
    }
    if state.is_led && is_chosen {
        ui.scroll_to_rect(row.rect, None);
    }
}

/// A row as it is read aloud, without what is not known yet.
pub(super) fn sentence(parts: [&str; 3]) -> String {
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(", ")
}

/// When it was sent or saved, in a few words, or how long it is.
fn below(line: &ReaderLine, state: &Recaps) -> String {
    let is_changed = line.state == ReaderState::Changed;
    match (&line.sent_at, &line.saved_at) {
        (Some(_), _) if is_changed => "since it was sent".to_owned(),
        (None, Some(_)) if is_changed => "since it was saved".to_owned(),
        (Some(at), _) | (None, Some(at)) => at.clone(),
        (None, None) => state.pages_of(Some(line.person)),
    }
}

/// The word, tone and sign of how a recap stands.
fn standing(state: ReaderState) -> (&'static str, Tone, Icon) {
    match state {
        ReaderState::Ready => ("Ready", Tone::Info, Icon::FileText),
        ReaderState::Saved => ("Saved", Tone::Good, Icon::DONE),
        ReaderState::Changed => ("Changed", Tone::Look, Icon::LATE),
        ReaderState::Sent => ("Sent", Tone::Good, Icon::PaperPlaneTilt),
        ReaderState::NoEmail => ("No e-mail", Tone::Look, Icon::LATE),
    }
}

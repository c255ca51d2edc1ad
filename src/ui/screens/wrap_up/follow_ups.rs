//! The follow-ups in groups, by who owes or by day, and the keys that decide them.

use std::sync::Arc;

use chrono::NaiveDate;
use egui::{Align, Layout, Ui};

use super::{
    FollowUpSheet, Verb, WrapUp, edit, follow_up_form,
    follow_up_row::{Buttons, Pressed, day_words, row, tooltip},
    is_decided, plate,
};
use crate::{
    app::desk::{FollowUpLine, OpenDinner, WrapEdit, WrapPage},
    domain::{Id, Person, Suggestion, promise::Decision},
    ui::{
        command::{Action, Command},
        screens::View,
        theme,
        widgets::{Button, Columns, Width, card, text},
    },
};

/// Follow-ups that stand together.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// "Jonah Reid owes", "Fri 27 Nov".
    title: String,
    owner: Option<Id<Person>>,
    /// Places in the page's list.
    lines: Vec<usize>,
}

/// One group for each who owes something, the owner of the laptop first.
pub(super) fn by_owner(page: &WrapPage, you: Option<Id<Person>>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, line) in page.follow_ups.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if group.owner == Some(line.row.owner) => group.lines.push(at),
            _ => groups.push(Group {
                title: if Some(line.row.owner) == you {
                    "You owe".to_owned()
                } else {
                    format!("{} owes", line.owner)
                },
                owner: Some(line.row.owner),
                lines: vec![at],
            }),
        }
    }
    groups
}

/// One group for each day on which something is due, the earliest first; what has no day comes last.
pub(super) fn by_day(page: &WrapPage) -> Vec<Group> {
    let mut order: Vec<usize> = (0..page.follow_ups.len()).collect();
    let due = |at: &usize| page.follow_ups.get(*at).and_then(|line| line.row.due);
    order.sort_by_key(|at| (due(at).is_none(), due(at)));
    let mut groups: Vec<(Option<NaiveDate>, Group)> = Vec::new();
    for at in order {
        let due = due(&at);
        match groups.last_mut() {
            Some((day, group)) if *day == due => group.lines.push(at),
            _ => {
                let title = due.map_or_else(|| "No day".to_owned(), day_words);
                let lines = vec![at];
                groups.push((
                    due,
                    Group {
                        title,
                        owner: None,
                        lines,
                    },
                ));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// All follow-ups from the top to the bottom.
pub(super) fn order(state: &WrapUp) -> Vec<Id<Suggestion>> {
    let lines = state.groups.iter().flat_map(|group| &group.lines);
    lines
        .filter_map(|at| state.page.follow_ups.get(*at))
        .map(|line| line.row.id)
        .collect()
}

/// The next one that nobody has decided, after `from` and then from the top.
pub(super) fn next_undecided(
    state: &WrapUp,
    from: Option<Id<Suggestion>>,
) -> Option<Id<Suggestion>> {
    let order = order(state);
    let start = from
        .and_then(|from| order.iter().position(|id| *id == from))
        .map_or(0, |at| at + 1);
    let is_open = |id: &&Id<Suggestion>| {
        Some(**id) != from
            && line_of(state, **id).is_some_and(|line| !is_decided(line.row.decision))
    };
    order
        .iter()
        .cycle()
        .skip(start)
        .take(order.len())
        .find(is_open)
        .copied()
}

pub(super) fn list(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    verb: Option<Verb>,
    commands: &mut Vec<Command>,
) {
    step(view, state);
    decide(open, state, verb, commands);
    let theme = theme::of(ui);
    if state.groups.is_empty() && !state.page.notes.is_empty() && !state.page.is_new {
        let words = "Nothing that was said asks for a follow-up. Write one if you know better.";
        text::label(ui, words, theme.text.body, theme.palette.ink_quiet);
    }
    let groups = Arc::clone(&state.groups);
    for (number, group) in groups.iter().enumerate() {
        ui.push_id(("group", number), |ui| {
            heading(ui, view, open, state, group, commands);
            ui.add_space(8.0);
            rows(ui, view, open, state, group, commands);
        });
        ui.add_space(16.0);
    }
}

fn step(view: &View<'_>, state: &mut WrapUp) {
    let step = view.step();
    if step != 0 {
        move_by(state, step);
    }
}

fn move_by(state: &mut WrapUp, step: isize) {
    let order = order(state);
    let at = state
        .chosen
        .and_then(|chosen| order.iter().position(|id| *id == chosen))
        .unwrap_or_default();
    let to = at
        .saturating_add_signed(step)
        .min(order.len().saturating_sub(1));
    state.chosen = order.get(to).copied();
    state.is_led = true;
}

/// What the keys decide of the chosen one; the choice goes on to the next that nobody has decided.
fn decide(open: &OpenDinner, state: &mut WrapUp, verb: Option<Verb>, commands: &mut Vec<Command>) {
    let Some(id) = state.chosen else { return };
    let Some(decision) = line_of(state, id).map(|line| line.row.decision) else {
        return;
    };
    let dinner = open.record.dinner.id;
    if verb == Some(Verb::Accept) && decision != Decision::Accepted {
        commands.push(edit(dinner, WrapEdit::Accept(vec![id])));
        go_on(state, id);
    } else if verb == Some(Verb::Discard) && decision != Decision::Discarded {
        commands.push(edit(dinner, WrapEdit::Discard(id)));
        go_on(state, id);
    } else if verb == Some(Verb::Edit) {
        open_form(open, state, id);
    } else if verb == Some(Verb::AcceptAll) {
        let group = state.groups.iter().find(|group| {
            let mut lines = group.lines.iter();
            lines.any(|at| {
                state
                    .page
                    .follow_ups
                    .get(*at)
                    .is_some_and(|line| line.row.id == id)
            })
        });
        let ids = group
            .map(|group| undecided(state, group))
            .unwrap_or_default();
        if !ids.is_empty() {
            accept_all(open, state, ids, commands);
        }
    }
}

fn accept_all(
    open: &OpenDinner,
    state: &mut WrapUp,
    ids: Vec<Id<Suggestion>>,
    commands: &mut Vec<Command>,
) {
    let last = ids.last().copied();
    let order = order(state);
    // The next one outside of those that are being accepted.
    let start = last.and_then(|last| order.iter().position(|id| *id == last));
    let is_next = |id: &&Id<Suggestion>| {
        !ids.contains(id) && line_of(state, **id).is_some_and(|line| !is_decided(line.row.decision))
    };
    let next = order
        .iter()
        .cycle()
        .skip(start.map_or(0, |at| at + 1))
        .take(order.len())
        .find(is_next)
        .copied();
    state.chosen = next.or(last);
    state.is_led = true;
    commands.push(edit(open.record.dinner.id, WrapEdit::Accept(ids)));
}

fn go_on(state: &mut WrapUp, from: Id<Suggestion>) {
    if let Some(next) = next_undecided(state, Some(from)) {
        state.chosen = Some(next);
        state.is_led = true;
    }
}

fn open_form(open: &OpenDinner, state: &mut WrapUp, id: Id<Suggestion>) {
    let sheet = line_of(state, id).map(|line| FollowUpSheet::new(open, Some(line)));
    state.follow_up = sheet;
    state.chosen = Some(id);
    state.is_led = true;
}

fn undecided(state: &WrapUp, group: &Group) -> Vec<Id<Suggestion>> {
    let lines = group
        .lines
        .iter()
        .filter_map(|at| state.page.follow_ups.get(*at));
    lines
        .filter(|line| !is_decided(line.row.decision))
        .map(|line| line.row.id)
        .collect()
}

fn heading(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    group: &Group,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let waiting = undecided(state, group);
    ui.horizontal(|ui| {
        ui.set_min_height(32.0);
        ui.spacing_mut().item_spacing.x = 12.0;
        if let Some(owner) = group.owner {
            plate(ui, open, owner, 28.0);
        }
        let remark = match (waiting.len(), group.lines.len()) {
            (0, _) => "all decided".to_owned(),
            (open, all) if open == all => format!("{open} to decide"),
            (open, all) => format!("{all}, {open} to decide"),
        };
        ui.scope(|ui| {
            ui.set_max_width((ui.available_width() - 160.0).max(160.0));
            text::heading(
                ui,
                &group.title,
                theme.text.group,
                &remark,
                theme.text.small,
            );
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if waiting.is_empty() {
                ui.add_space(12.0);
                text::short_label(ui, "all decided", theme.text.small, palette.good);
                return;
            }
            let words = format!("Accept all {}", waiting.len());
            let tooltip = format!(
                "{} accepts all of the chosen group",
                view.key(Action::AcceptAll)
            );
            let button = Button::new(&words).quiet().small().tooltip(&tooltip);
            if ui.add(button).clicked() {
                accept_all(open, state, waiting, commands);
            }
        });
    });
}

fn rows(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    group: &Group,
    commands: &mut Vec<Command>,
) {
    let buttons = Buttons::of(ui, view);
    let columns = Columns::new(&[
        (Width::Fixed(20.0), Align::Center),
        (Width::Share(1.0), Align::Min),
        (Width::Fixed(124.0), Align::Min),
        (Width::Fixed(82.0), Align::Max),
        (Width::Fixed(buttons.width), Align::Max),
    ])
    .gap(12.0)
    .height(50.0);
    let is_by_day = group.owner.is_none();
    card::list(ui, |ui| {
        for (number, at) in group.lines.iter().enumerate() {
            let Some(line) = state.page.follow_ups.get(*at).cloned() else {
                continue;
            };
            let is_in_form = |sheet: &FollowUpSheet| sheet.of == Some(line.row.id);
            if state.follow_up.as_ref().is_some_and(is_in_form) {
                follow_up_form::inline(ui, view, open, state, commands);
                continue;
            }
            let is_chosen = state.chosen == Some(line.row.id);
            let shown = row(
                ui,
                (number, group.lines.len()),
                &columns,
                &line,
                (is_chosen, is_by_day),
                &buttons,
                |pressed| match pressed {
                    Pressed::Accept => {
                        let ids = vec![line.row.id];
                        commands.push(edit(open.record.dinner.id, WrapEdit::Accept(ids)));
                        go_on(state, line.row.id);
                    }
                    Pressed::Discard => {
                        let discard = WrapEdit::Discard(line.row.id);
                        commands.push(edit(open.record.dinner.id, discard));
                        go_on(state, line.row.id);
                    }
                    Pressed::Edit => open_form(open, state, line.row.id),
                    Pressed::Choose => state.chosen = Some(line.row.id),
                },
            );
            if shown.chosen || shown.response.gained_focus() {
                state.chosen = Some(line.row.id);
            }
            if shown.opened {
                open_form(open, state, line.row.id);
            }
            if shown.step != 0 {
                move_by(state, shown.step as isize);
            }
            if state.is_led && state.chosen == Some(line.row.id) {
                ui.scroll_to_rect(shown.rect.expand(24.0), None);
            }
            shown.response.on_hover_text(tooltip(&line));
        }
    });
}

fn line_of(state: &WrapUp, id: Id<Suggestion>) -> Option<&FollowUpLine> {
    state.page.follow_ups.iter().find(|line| line.row.id == id)
}

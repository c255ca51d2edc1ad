//! A row and somebody who may be the same, side by side, and what is decided about them.

use egui::{Align2, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::Import;
use crate::{
    app::import::{Alike, Decision, Line, Other, Preview, Side, State},
    ui::{
        command::{Action, Command},
        icons::Icon,
        screens::{View, avatar},
        theme,
        widgets::{Avatar, Button, Plate, section, text},
    },
};

const LABEL_WIDTH: f32 = 76.0;

/// Those to whom a row is alike.
fn alike<'p>(state: &Import, preview: &'p Preview, line: &'p Line) -> &'p [Alike] {
    match preview.state(line, &state.choices) {
        State::Alike(alike) | State::Merge(alike) | State::TwoPeople(alike) => alike,
        _ => &[],
    }
}

/// Decides about the row that is laid open, and goes on to the next that is not decided.
pub(super) fn decide(
    state: &mut Import,
    preview: &Preview,
    decision: impl Fn(&Import, &[Alike]) -> Option<Decision>,
) {
    let Some((_, line)) = state.pair(preview) else {
        return;
    };
    let decided = decision(state, alike(state, preview, line));
    let Some(decided) = decided else { return };
    let row = line.row;
    // The same again takes it back.
    if state.choices.decisions.get(&row) == Some(&decided) {
        state.choices.decisions.remove(&row);
    } else {
        state.choices.decisions.insert(row, decided);
    }
    let open = |at: &usize| {
        let line = preview.lines.get(*at)?;
        (!state.choices.decisions.contains_key(&line.row)).then_some(line.row)
    };
    let after = state
        .shown
        .alike
        .iter()
        .filter_map(open)
        .find(|next| *next > row);
    let next = after.or_else(|| state.shown.alike.iter().find_map(open));
    state.choose(next.or(Some(row)));
    state.scrolls = true;
    state.shown.is_fresh = false;
    state.refresh(preview);
}

/// To merge with whoever is laid beside the row.
pub(super) fn merged(state: &Import, alike: &[Alike]) -> Option<Decision> {
    let beside = alike.get(state.beside).or(alike.first())?;
    Some(Decision::Merge(beside.other))
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut Import,
    preview: &Preview,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let Some((at, line)) = state.pair(preview) else {
        let palette = &theme.palette;
        let (title, words) = if state.is_brought {
            let words = "What this file holds is in your library now.";
            ("Brought in", words)
        } else {
            let words =
                "Nobody in this file could be somebody who is here under another name or address.";
            ("Nobody twice", words)
        };
        text::label(ui, title, theme.text.section, palette.ink);
        ui.add_space(4.0);
        text::label(ui, words, theme.text.small, palette.ink_quiet);
        ui.add_space(24.0);
        return;
    };
    let all = alike(state, preview, line);
    let (Some(beside), Some(contact)) =
        (all.get(state.beside).or(all.first()), preview.contact(line))
    else {
        return;
    };
    ui.spacing_mut().item_spacing.y = 4.0;
    let count = format!("{} of {}", at + 1, state.shown.alike.len());
    head(ui, &count, &beside.reason);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        plate(ui, beside);
        let role = theme.text.strong;
        let room = ui.available_width();
        let and = match beside.other {
            Other::Person(_) => format!("and row {}", line.row),
            Other::Row(other) => format!("rows {other} and {}", line.row),
        };
        let galley = text::Runs::new(theme)
            .add(&beside.side.name, role, theme.palette.ink)
            .gap(10.0, role)
            .add(&and, theme.text.body, theme.palette.ink_quiet)
            .layout(ui, room, 2);
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
        text::paint(ui.painter(), rect.min, Align2::LEFT_TOP, galley);
        let words = format!("{} {and}", beside.side.name);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &words));
    });
    ui.add_space(8.0);
    let yours = match beside.other {
        Other::Person(_) => "Yours".to_owned(),
        Other::Row(row) => format!("Row {row}"),
    };
    compare(ui, &yours, &beside.side, &Side::of(contact));
    let others = all.len();
    let row = line.row;
    if let (Other::Person(person), true) = (beside.other, others == 1)
        && view.desk.line_of(person).is_none()
    {
        let words = "They are not in the library any more";
        text::label(ui, words, theme.text.small, theme.palette.late);
    }
    ui.add_space(12.0);
    buttons(ui, view, state, preview, row);
    if others > 1 {
        let words = format!(
            "Somebody else ({} of {others})",
            state.beside.min(others - 1) + 1
        );
        if ui.add(Button::new(&words).quiet().small()).clicked() {
            state.choose(Some(row));
            state.beside = (state.beside + 1) % others;
        }
    }
    if let Other::Person(person) = beside.other {
        let words = "Look at yours";
        if ui.add(Button::new(words).quiet().small()).clicked() {
            commands.push(Command::OpenPerson(person));
        }
    }
    let words = "Yours wins where both have a value; the other is kept beside.";
    text::label(ui, words, theme.text.small, theme.palette.ink_quiet);
    ui.add_space(20.0);
    section::rule(ui);
    ui.add_space(16.0);
}

fn head(ui: &mut Ui, count: &str, reason: &str) {
    let theme = theme::of(ui);
    let width = ui.available_width();
    let quiet = theme.palette.ink_quiet;
    let galley = text::line(
        ui,
        "Perhaps the same?",
        theme.text.section,
        theme.palette.ink,
    );
    let (rect, response) = ui.allocate_exact_size(vec2(width, 30.0), Sense::hover());
    let middle = rect.center().y;
    text::paint(
        ui.painter(),
        pos2(rect.left(), middle),
        Align2::LEFT_CENTER,
        galley,
    );
    let count_words = text::line(ui, count, theme.text.small, quiet);
    text::paint(
        ui.painter(),
        pos2(rect.right(), middle),
        Align2::RIGHT_CENTER,
        count_words,
    );
    let words = format!("Perhaps the same? {count}");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, &words));
    let words = format!("{reason}. Never merged by name alone.");
    text::label(ui, &words, theme.text.small, quiet);
}

fn plate(ui: &mut Ui, beside: &Alike) {
    const SIZE: f32 = 44.0;
    if let Some(person) = &beside.side.person {
        avatar(ui, person, SIZE);
    } else {
        let plate = Plate::new(&beside.side.name, beside.side.name.as_bytes());
        ui.add(Avatar::new(&beside.side.name, &plate).size(SIZE));
    }
}

fn compare(ui: &mut Ui, yours: &str, left: &Side, right: &Side) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let width = ui.available_width();
    let room = (width - LABEL_WIDTH - 16.0) / 2.0;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let (rect, _) = ui.allocate_exact_size(vec2(width, 28.0), Sense::hover());
        for (words, x) in [
            (yours, LABEL_WIDTH),
            ("In the file", LABEL_WIDTH + room + 16.0),
        ] {
            let galley = text::line(
                ui,
                &words.to_uppercase(),
                theme.text.label,
                palette.ink_quiet,
            );
            let at = pos2(rect.left() + x, rect.center().y);
            text::paint(ui.painter(), at, Align2::LEFT_CENTER, galley);
        }
        let line = Stroke::new(theme.stroke.hairline, palette.edge);
        ui.painter()
            .hline(rect.x_range(), rect.bottom() - 0.5, line);
        let rows = [
            ("Name", &left.name, &right.name),
            ("E-mail", &left.email, &right.email),
            ("Company", &left.company, &right.company),
            ("Trade", &left.trade, &right.trade),
            ("Phone", &left.phone, &right.phone),
            ("Met", &left.met, &right.met),
        ];
        let strong = theme.text.button.at_size(13.0).with_line(18.0);
        for (label, left, right) in rows {
            // What decides is who they are and where they are reached.
            let role = match label {
                "Name" | "E-mail" => strong,
                _ => theme.text.small,
            };
            let shown = |words: &str| {
                if words.is_empty() {
                    "–".to_owned()
                } else {
                    words.to_owned()
                }
            };
            let (one, other) = (shown(left), shown(right));
            let [one_set, other_set] =
                [&one, &other].map(|words| text::within(ui, words, role, palette.ink, room, 2));
            let height = (one_set.size().y.max(other_set.size().y) + 4.0).max(38.0);
            let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
            let sentence = format!("{label}: {yours} {one}, in the file {other}");
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &sentence));
            let middle = rect.center().y;
            let label = text::line(ui, label, theme.text.small, palette.ink_quiet);
            text::paint(
                ui.painter(),
                pos2(rect.left(), middle),
                Align2::LEFT_CENTER,
                label,
            );
            let x = rect.left() + LABEL_WIDTH;
            text::paint(ui.painter(), pos2(x, middle), Align2::LEFT_CENTER, one_set);
            let x = x + room + 16.0;
            text::paint(
                ui.painter(),
                pos2(x, middle),
                Align2::LEFT_CENTER,
                other_set,
            );
            let line = Stroke::new(theme.stroke.hairline, palette.line);
            ui.painter()
                .hline(rect.x_range(), rect.bottom() - 0.5, line);
        }
    });
}

fn buttons(ui: &mut Ui, view: &View<'_>, state: &mut Import, preview: &Preview, row: usize) {
    let theme = theme::of(ui);
    let decided = state.choices.decisions.get(&row).copied();
    let keys = [Action::Merge, Action::TwoPeople, Action::Later].map(|action| view.key(action));
    let [merge_key, two_key, later_key] = &keys;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        let merge = Button::new("Merge")
            .icon(Icon::GitMerge)
            .key(merge_key)
            .small();
        if ui.add(merge).clicked() {
            decide(state, preview, merged);
        }
        let two = Button::new("Two people")
            .icon(Icon::Users)
            .key(two_key)
            .small();
        if ui.add(two).clicked() {
            decide(state, preview, |_, _| Some(Decision::TwoPeople));
        }
        let later = Button::new("Later")
            .icon(Icon::Clock)
            .key(later_key)
            .small();
        let tip = "It is not brought in now, and stays listed";
        if ui.add(later.tooltip(tip)).clicked() {
            decide(state, preview, |_, _| Some(Decision::Later));
        }
    });
    let words = match decided {
        Some(Decision::Merge(_)) => "Decided: merge. The same key takes it back",
        Some(Decision::TwoPeople) => "Decided: two people. The same key takes it back",
        Some(Decision::Later) => "Left for later: not brought in now",
        None => return,
    };
    ui.add_space(4.0);
    text::label(ui, words, theme.text.small, theme.palette.info);
}

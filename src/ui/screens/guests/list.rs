//! The list of guests: one row for each, of which only those in sight are drawn; and below it who introduces whom.

use egui::{Align, Frame, Layout, Margin, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::{
    Dialog, Guests, Look, avatar,
    menus::{answer, answer_chip, more},
    pick::Picker,
};
use crate::{
    app::desk::{GuestEdit, GuestFilter, GuestLine, Introduction},
    domain::{Id, Person},
    ui::{
        command::{Action, Command},
        icons::{Icon, IconLook},
        theme,
        widgets::{
            Button, Columns, Row, Width,
            check::Check,
            empty::empty,
            row::{Cells, RowOutput},
            text,
        },
    },
};

/// Below this width of the list, who brings somebody stands under their name and needs are left to their page.
const WIDE_FROM: f32 = 880.0;
/// Below this width ask and offer are signs without words, and first meetings are left to the seating.
const MIDDLE_FROM: f32 = 720.0;
const INTRODUCTION: f32 = 62.0;
/// The place of a message below the bar, where there is room: its Undo must not lie on the bar’s button.
const MESSAGE: f32 = 56.0;

pub(super) fn show(ui: &mut Ui, look: &Look<'_>, state: &mut Guests, commands: &mut Vec<Command>) {
    if look.list.lines.is_empty() {
        ui.add_space(24.0);
        let key = look.view.key(Action::Add);
        let sentence = "Add whom you want at the table. Those who fit best are at the right";
        let button = Button::new("Add guests").icon(Icon::UserPlus).key(&key);
        if empty(ui, 5, "Nobody is asked yet", sentence, button).clicked() {
            state.dialog = Some(Dialog::Add(Picker::default()));
        }
        return;
    }
    if look.shown.is_empty() {
        ui.add_space(24.0);
        let words = match state.search.trim() {
            "" => format!("Nobody here: {}", state.filter.word().to_lowercase()),
            search => format!("No guest with “{search}”"),
        };
        let sentence = "All guests are still on the list";
        if empty(ui, 3, &words, sentence, Button::new("Show all")).clicked() {
            state.search.clear();
            state.filter = GuestFilter::All;
        }
        return;
    }
    let form = Form::new(ui.available_width());
    head(ui, &form, look, state);
    let bars = match ui.available_height() {
        _ if look.list.introductions.is_empty() => 0.0,
        ..400.0 => INTRODUCTION,
        _ => INTRODUCTION + MESSAGE,
    };
    let height = (ui.available_height() - bars).max(104.0);
    let row = theme::of(ui).size.row;
    let mut area = ScrollArea::vertical()
        .id_salt("guests")
        .auto_shrink([false, true])
        .max_height(height);
    if std::mem::take(&mut state.seeks)
        && let Some(offset) = into_sight(look, state, row)
    {
        area = area.vertical_scroll_offset(offset);
    }
    let shown = area.show_rows(ui, row, look.shown.len(), |ui, places| {
        for at in places {
            if let Some(line) = look.line(at) {
                guest(ui, &form, at, line, look, state, commands);
            }
        }
    });
    state.scrolled = (shown.state.clamped_offset().y, shown.inner_rect.height());
    if let Some(introduction) = look.list.introductions.first() {
        ui.add_space(10.0);
        introduce(ui, introduction, look, commands);
    }
}

/// How far to scroll so that the chosen row is seen; nothing where it is.
fn into_sight(look: &Look<'_>, state: &Guests, row: f32) -> Option<f32> {
    let at =
        (0..look.shown.len()).find(|at| look.line(*at).map(|line| line.person) == state.chosen)?;
    let (offset, height) = state.scrolled;
    let top = at as f32 * row;
    if top < offset {
        Some(top)
    } else if top + row > offset + height {
        Some(top + row - height)
    } else {
        None
    }
}

/// The columns, by how much room there is.
struct Form {
    columns: Columns,
    names: Vec<&'static str>,
    has_guest_of: bool,
    has_needs: bool,
    has_words: bool,
}

impl Form {
    fn new(width: f32) -> Self {
        let (is_wide, is_middle) = (width >= WIDE_FROM, width >= MIDDLE_FROM);
        let ask_width = if is_middle { 138.0 } else { 56.0 };
        let mut each = vec![
            (Width::Fixed(26.0), Align::Min, ""),
            (Width::Fixed(34.0), Align::Min, ""),
            (Width::Share(1.4), Align::Min, ""),
            (Width::Fixed(132.0), Align::Min, "Answer"),
            (Width::Fixed(84.0), Align::Min, "Table"),
        ];
        if is_wide {
            each.push((Width::Fixed(80.0), Align::Min, "Guest of"));
        }
        each.push((Width::Fixed(ask_width), Align::Min, "Ask and offer"));
        if is_middle {
            each.push((Width::Fixed(96.0), Align::Max, "First meetings"));
        }
        if is_wide {
            each.push((Width::Share(0.8), Align::Min, "  Needs"));
        }
        each.push((Width::Fixed(28.0), Align::Max, ""));
        let columns: Vec<(Width, Align)> = each
            .iter()
            .map(|(width, align, _)| (*width, *align))
            .collect();
        Self {
            columns: Columns::new(&columns).gap(10.0),
            names: each.into_iter().map(|(_, _, name)| name).collect(),
            has_guest_of: is_wide,
            has_needs: is_wide,
            has_words: is_middle,
        }
    }
}

/// The names of the columns, and the box that selects all.
fn head(ui: &mut Ui, form: &Form, look: &Look<'_>, state: &mut Guests) {
    let top = ui.cursor().min;
    form.columns.head(ui, &form.names);
    // The name of the first column stands over plate and name, which are two columns.
    let theme = theme::of(ui);
    let words = text::line(ui, "GUEST", theme.text.label, theme.palette.ink_quiet);
    let left = top + vec2(48.0, 18.0);
    text::paint(ui.painter(), left, egui::Align2::LEFT_CENTER, words);
    let mut is_all = state.marked.len() == look.shown.len();
    let at = Rect::from_min_size(top + vec2(11.0, 4.0), vec2(28.0, 28.0));
    if ui
        .place(at, Check::new("Select all who are shown", &mut is_all))
        .changed()
    {
        state.marked.clear();
        if is_all {
            let all = (0..look.shown.len()).filter_map(|at| look.line(at));
            state.marked.extend(all.map(|line| line.person));
        }
    }
}

fn guest(
    ui: &mut Ui,
    form: &Form,
    number: usize,
    line: &GuestLine,
    look: &Look<'_>,
    state: &mut Guests,
    commands: &mut Vec<Command>,
) {
    let sentence = sentence(line);
    let mut is_marked = state.marked.contains(&line.person);
    let is_chosen = state.chosen == Some(line.person);
    // With a selection, only that is drawn as selected; the row of the keys shows by its focus.
    let row = Row::new(&form.columns, number, &sentence)
        .selected(is_chosen && (state.marked.is_empty() || is_marked))
        .marked(is_marked)
        .stop(is_chosen);
    let modifiers = ui.input(|input| input.modifiers);
    let row = row.show(ui, |cells| {
        cells.add(|ui| {
            let name = format!("Select {}", line.name);
            if ui.add(Check::new(&name, &mut is_marked)).changed() {
                mark(state, line.person, is_marked);
            }
        });
        who(cells, form, line, look);
        cells.add(|ui| answer_chip(ui, line, look, state, commands));
        rest(cells, form, line, look);
        cells.add(|ui| more(ui, line, look, state, commands));
    });
    took(&row, line.person, modifiers, look, state, commands);
}

/// What a press on a row does: it chooses, with Ctrl it marks, with Shift it marks all from the chosen one to here.
fn took(
    row: &RowOutput,
    person: Id<Person>,
    modifiers: egui::Modifiers,
    look: &Look<'_>,
    state: &mut Guests,
    commands: &mut Vec<Command>,
) {
    if row.opened {
        commands.push(Command::OpenPerson(person));
    } else if row.chosen && modifiers.command {
        mark(state, person, !state.marked.contains(&person));
        state.chosen = Some(person);
    } else if row.chosen && modifiers.shift {
        let lines = || (0..look.shown.len()).filter_map(|at| look.line(at));
        let place =
            |wanted: Option<Id<Person>>| lines().position(|line| Some(line.person) == wanted);
        let ends = (
            place(state.chosen).unwrap_or_default(),
            place(Some(person)).unwrap_or_default(),
        );
        let (from, to) = (ends.0.min(ends.1), ends.0.max(ends.1));
        state.marked = lines()
            .skip(from)
            .take(to - from + 1)
            .map(|line| line.person)
            .collect();
    } else if row.chosen {
        state.chosen = Some(person);
    }
    if row.step != 0 {
        state.step(look, row.step as isize);
    }
}

fn mark(state: &mut Guests, person: Id<Person>, is_marked: bool) {
    if is_marked {
        state.marked.insert(person);
    } else {
        state.marked.remove(&person);
    }
}

fn who(cells: &mut Cells<'_>, form: &Form, line: &GuestLine, look: &Look<'_>) {
    match look.open.record.people.get(&line.person) {
        Some(person) => {
            cells.add(|ui| avatar(ui, person, 34.0));
        }
        None => cells.skip(),
    }
    let about = match &line.guest_of {
        Some((_, by)) if !form.has_guest_of && line.about.is_empty() => format!("Guest of {by}"),
        Some((_, by)) if !form.has_guest_of => format!("{} · guest of {by}", line.about),
        _ => line.about.clone(),
    };
    cells.two_lines(&line.name, &about);
}

fn rest(cells: &mut Cells<'_>, form: &Form, line: &GuestLine, look: &Look<'_>) {
    cells.add(|ui| {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let mut runs = text::Runs::new(theme);
        if line.place.is_empty() {
            runs = runs.add("–", theme.text.small, palette.ink_quiet);
        } else {
            runs = runs.add(&line.place, theme.text.small, palette.ink);
        }
        if line.is_held {
            runs = runs.add(" held", theme.text.small, palette.ink_quiet);
        }
        let galley = runs.layout(ui, ui.available_width(), 1);
        let at = ui.max_rect().left_center();
        text::paint(ui.painter(), at, egui::Align2::LEFT_CENTER, galley);
    });
    if form.has_guest_of {
        cells.add(|ui| guest_of(ui, line, look));
    }
    cells.add(|ui| ask_and_offer(ui, line, form.has_words));
    if form.has_words {
        cells.add(|ui| {
            let theme = theme::of(ui);
            if let Some(count) = line.first_meetings {
                let words = count.to_string();
                let galley = text::line(ui, &words, theme.text.strong, theme.palette.ink);
                let at = ui.max_rect().right_center();
                text::paint(ui.painter(), at, egui::Align2::RIGHT_CENTER, galley);
            }
        });
    }
    if form.has_needs {
        cells.add(|ui| {
            let theme = theme::of(ui);
            let (small, quiet) = (theme.text.small, theme.palette.ink_quiet);
            let width = ui.available_width() - 8.0;
            let galley = text::within(ui, &line.needs, small, quiet, width, 1);
            let at = ui.max_rect().left_center() + vec2(8.0, 0.0);
            text::paint(ui.painter(), at, egui::Align2::LEFT_CENTER, galley);
        });
    }
}

fn guest_of(ui: &mut Ui, line: &GuestLine, look: &Look<'_>) {
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.x = 6.0;
    match &line.guest_of {
        Some((by, name)) => {
            if let Some(person) = look.open.record.people.get(by) {
                avatar(ui, person, 22.0);
            }
            text::short_label(ui, name, theme.text.small, theme.palette.ink);
        }
        None => {
            text::label(ui, "–", theme.text.small, theme.palette.ink_quiet);
        }
    }
}

/// Ticks for what is known, warnings for what is missing.
fn ask_and_offer(ui: &mut Ui, line: &GuestLine, has_words: bool) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    if line.is_out() {
        if has_words && (line.has_ask || line.has_offer) {
            let words = "kept for the next dinner";
            text::short_label(ui, words, theme.text.small, palette.ink_quiet);
        }
        return;
    }
    let place = ui.max_rect();
    let mut x = place.left();
    for (is_there, word) in [(line.has_ask, "ask"), (line.has_offer, "offer")] {
        let (icon, look) = if is_there {
            (Icon::Check, IconLook::regular(15.0, palette.good))
        } else {
            (Icon::LATE, IconLook::fill(16.0, palette.look))
        };
        icon.paint(ui.painter(), theme, pos2(x + 8.0, place.center().y), look);
        x += 19.0;
        if has_words {
            let words = if is_there {
                word.to_owned()
            } else {
                format!("no {word}")
            };
            let color = if is_there { palette.good } else { palette.look };
            let galley = text::line(ui, &words, theme.text.small, color);
            let at = pos2(x, place.center().y);
            x = text::paint(ui.painter(), at, egui::Align2::LEFT_CENTER, galley).right() + 10.0;
        } else {
            x += 8.0;
        }
    }
}

/// Who should introduce a new guest, and the button that puts it into the running order.
fn introduce(
    ui: &mut Ui,
    introduction: &Introduction,
    look: &Look<'_>,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let frame = Frame::new()
        .fill(palette.paper)
        .stroke(Stroke::new(theme.stroke.hairline, palette.line))
        .corner_radius(theme.radius.card)
        .inner_margin(Margin::symmetric(16, 8));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            if let Some(person) = look.open.record.people.get(&introduction.guest) {
                avatar(ui, person, 28.0);
            }
            let button = Button::new("Put it in the running order")
                .icon(Icon::ListPlus)
                .small();
            let width = (ui.available_width() - button.measure(ui).x - 14.0).max(80.0);
            let why = &introduction.why;
            let galley = text::Runs::new(theme)
                .strong(why)
                .body(&format!(" {}", introduction.what))
                .layout(ui, width, 2);
            let (rect, response) =
                ui.allocate_exact_size(vec2(width, galley.size().y.max(30.0)), Sense::hover());
            let at = rect.left_center();
            text::paint(ui.painter(), at, egui::Align2::LEFT_CENTER, galley);
            let words = format!("{why} {}", introduction.what);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(button).clicked() {
                    commands.push(look.edit(GuestEdit::Introduce {
                        sponsor: introduction.sponsor,
                        guest: introduction.guest,
                    }));
                }
            });
        });
    });
}

/// All of a row, for a screen reader.
fn sentence(line: &GuestLine) -> String {
    let mut parts = vec![line.name.clone()];
    parts.push(line.about.clone());
    parts.push(answer(line).0.to_lowercase());
    if !line.place.is_empty() {
        let held = if line.is_held { ", held" } else { "" };
        parts.push(format!("table {}{held}", line.place.replace(" ·", ",")));
    }
    if let Some((_, by)) = &line.guest_of {
        parts.push(format!("guest of {by}"));
    }
    if !line.is_out() {
        parts.push(if line.has_ask { "has an ask" } else { "no ask" }.to_owned());
        parts.push(
            if line.has_offer {
                "has an offer"
            } else {
                "no offer"
            }
            .to_owned(),
        );
    }
    if let Some(count) = line.first_meetings {
        parts.push(crate::app::dinners::counted(count, "first meeting"));
    }
    parts.push(line.needs.clone());
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

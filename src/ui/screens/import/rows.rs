//! The rows of a file with what would become of each.

use std::{fmt::Write as _, sync::Arc};

use egui::{Align, Frame, Id, Margin, ScrollArea, Ui, vec2};

use super::{
    Filter, Import, bring_in_ui,
    problem::{problem_of, problem_ui, short_reason},
};
use crate::{
    app::import::{Line, Preview, State},
    exchange::Reject,
    ui::{
        command::{Action, Command},
        icons::{Icon, IconLook},
        screens::View,
        theme::{self, Tone},
        widgets::{Columns, Field, Row, Segments, Width, text},
    },
};

const ROW_HEIGHT: f32 = 42.0;

/// What a row says in its columns.
struct Cells {
    name: String,
    email: String,
    company: String,
    met: String,
}

impl Cells {
    fn of(preview: &Preview, line: &Line) -> Self {
        let Some(contact) = preview.contact(line) else {
            let value = preview
                .problems_of(line)
                .first()
                .map(|each| each.value.clone());
            return Self {
                name: String::new(),
                email: String::new(),
                company: value.unwrap_or_default(),
                met: String::new(),
            };
        };
        // A value that was not taken stands where it would: one sees what is wrong.
        let rejected = |word: &str| {
            let problems = preview.problems_of(line).iter();
            let of_column = |problem: &&Reject| {
                let column = problem.column.as_deref().unwrap_or_default().to_lowercase();
                column.contains(word)
            };
            problems
                .filter(of_column)
                .map(|problem| problem.value.clone())
                .next()
        };
        let email = contact.emails.first().map(|email| email.value.clone());
        let met = contact
            .connected_on
            .map(|day| day.format("%-d %b %Y").to_string());
        Self {
            name: if contact.has_name() {
                match contact.full_name() {
                    name if name.is_empty() => contact.nickname.clone(),
                    name => name,
                }
            } else {
                String::new()
            },
            email: email.or_else(|| rejected("mail")).unwrap_or_default(),
            company: contact.company.clone(),
            met: met
                .or_else(|| rejected("connected").or_else(|| rejected("met")))
                .unwrap_or_default(),
        }
    }
}

/// All that the filter field looks at.
pub(super) fn texts(preview: &Preview, line: &Line) -> String {
    let cells = Cells::of(preview, line);
    let mut texts = format!(
        "{} {} {} {}",
        cells.name, cells.email, cells.company, cells.met
    );
    for problem in preview.problems_of(line) {
        // Writing to a string cannot fail.
        let _written = write!(texts, " {} {}", problem.value, problem.reason);
    }
    texts
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut Import,
    preview: &Arc<Preview>,
    brings_in: bool,
    commands: &mut Vec<Command>,
) {
    let margin = Margin {
        left: 24,
        right: 20,
        top: 24,
        bottom: 16,
    };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        head(ui, view, state);
        // What stands below the list is drawn after it, and leaves it the rest.
        let problem = problem_of(state, preview).cloned();
        let below = if problem.is_some() { 92.0 } else { 32.0 } + if brings_in { 116.0 } else { 0.0 };
        let height = (ui.available_height() - below).max(3.0 * ROW_HEIGHT);
        list(ui, state, preview, height);
        if let Some(problem) = problem {
            problem_ui(ui, view, state, preview, &problem, commands);
        }
        let theme = theme::of(ui);
        let quiet = theme.palette.ink_quiet;
        if state.shown.counts.problems > 0 {
            let words = "Rows with problems stay listed here after the import, with row, column and reason.";
            text::label(ui, words, theme.text.small, quiet);
        }
        if brings_in {
            bring_in_ui(ui, view, state, preview, commands);
        }
    });
}

fn head(ui: &mut Ui, view: &View<'_>, state: &mut Import) {
    let theme = theme::of(ui);
    let filter_id = Id::unique("import filter");
    ui.horizontal(|ui| {
        let width = ui.available_width();
        ui.allocate_ui(vec2(width - 188.0, 32.0), |ui| {
            ui.set_width(width - 188.0);
            text::heading(ui, "Preview", theme.text.section, "", theme.text.body);
        });
        let key = view.key(Action::Search);
        let field = Field::search("Filter", &mut state.search)
            .key(&key)
            .id(filter_id)
            .show(ui);
        if view.pressed(Action::Search) {
            field.request_focus();
        }
        if field.changed() {
            state.shown.is_fresh = false;
        }
    });
    let counts = state.shown.counts;
    let words = [
        format!("All {}", counts.all),
        format!("New {}", counts.new),
        format!("Known {}", counts.known),
        format!("Duplicates? {}", counts.alike),
        format!("Problems {}", counts.problems),
    ];
    let words = words.each_ref().map(String::as_str);
    let now = Filter::ALL.iter().position(|each| *each == state.filter);
    let pills = Segments::new("Rows", &words, now.unwrap_or_default()).pills();
    if let Some(filter) = pills.show(ui).and_then(|picked| Filter::ALL.get(picked)) {
        state.filter = *filter;
        state.shown.is_fresh = false;
    }
}

fn list(ui: &mut Ui, state: &mut Import, preview: &Preview, height: f32) {
    let theme = theme::of(ui);
    let narrow = ui.available_width() < 600.0;
    let columns = Columns::new(&[
        (Width::Fixed(34.0), Align::Min),
        (Width::Share(1.0), Align::Min),
        (Width::Share(1.28), Align::Min),
        (Width::Share(if narrow { 0.6 } else { 0.78 }), Align::Min),
        (Width::Fixed(74.0), Align::Min),
        (Width::Fixed(92.0), Align::Min),
    ])
    .height(ROW_HEIGHT)
    .tight();
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        columns.head(ui, &["Row", "Name", "E-mail", "Company", "Met", ""]);
        let mut area = ScrollArea::vertical()
            .id_salt("import rows")
            .max_height(height - 36.0)
            .auto_shrink([false, true]);
        let count = state.shown.lines.len();
        let chosen_at = state.shown.lines.iter().position(|at| {
            let row = preview.lines.get(*at).map(|line| line.row);
            row.is_some() && row == state.chosen
        });
        if std::mem::take(&mut state.scrolls)
            && let Some(at) = chosen_at
        {
            let seen = height - 36.0;
            let top = at as f32 * ROW_HEIGHT;
            let now: f32 = ui
                .data(|data| data.get_temp(Id::unique("import at")))
                .unwrap_or_default();
            if top < now || top + ROW_HEIGHT > now + seen {
                area = area.vertical_scroll_offset((top - seen / 2.0).max(0.0));
            }
        }
        if count == 0 {
            let words = if preview.lines.is_empty() {
                "There are no people in this file"
            } else {
                "No row is like that"
            };
            ui.add_space(12.0);
            text::label(ui, words, theme.text.body, theme.palette.ink_quiet);
            return;
        }
        let shown = area.show_rows(ui, ROW_HEIGHT, count, |ui, range| {
            for number in range {
                let at = state.shown.lines.get(number);
                if let Some(line) = at.and_then(|at| preview.lines.get(*at)) {
                    row_ui(ui, state, preview, line, number, &columns, chosen_at);
                }
            }
        });
        let offset = shown.state.clamped_offset().y;
        ui.data_mut(|data| data.insert_temp(Id::unique("import at"), offset));
    });
}

fn row_ui(
    ui: &mut Ui,
    state: &mut Import,
    preview: &Preview,
    line: &Line,
    number: usize,
    columns: &Columns,
    chosen_at: Option<usize>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let cells = Cells::of(preview, line);
    let (word, tone) = word_of(preview, line, state);
    let who = match (cells.name.as_str(), cells.email.as_str()) {
        ("", "") => "nobody named",
        ("", email) => email,
        (name, _) => name,
    };
    let sentence = format!("Row {}, {who}, {}: {word}", line.row, cells.company);
    let is_chosen = chosen_at == Some(number);
    let mut row = Row::new(columns, number, &sentence).selected(is_chosen);
    if chosen_at.is_none() && number == 0 {
        row = row.stop(true);
    }
    let shown = row.show(ui, |row| {
        let small = theme.text.small;
        row.words(&line.row.to_string(), small, palette.ink_quiet);
        row.words(&cells.name, theme.text.strong, palette.ink);
        row.words(&cells.email, small, palette.ink);
        row.words(&cells.company, small, palette.ink);
        row.words(&cells.met, small, palette.ink);
        row.add(|ui| {
            let ink = match tone {
                Tone::Neutral => palette.ink_quiet,
                tone => palette.ink_of(tone),
            };
            if tone == Tone::Good {
                let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), egui::Sense::hover());
                Icon::Check.paint(
                    ui.painter(),
                    theme,
                    rect.center(),
                    IconLook::regular(16.0, ink),
                );
                ui.spacing_mut().item_spacing.x = 5.0;
            }
            let role = theme.text.button.at_size(13.0).with_line(18.0);
            let galley = text::within(ui, &word, role, ink, ui.available_width(), 1);
            let (rect, _) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
            text::paint(ui.painter(), rect.min, egui::Align2::LEFT_TOP, galley);
        });
    });
    if shown.chosen || shown.opened {
        state.choose(Some(line.row));
    }
    if shown.opened && matches!(preview.state(line, &state.choices), State::Problem(_)) {
        state.begin_mending(preview);
    }
    if shown.step != 0 && is_chosen {
        state.step(preview, shown.step as isize);
    }
}

/// What would become of a row, in a word.
fn word_of(preview: &Preview, line: &Line, state: &Import) -> (String, Tone) {
    let decision = state.choices.decisions.get(&line.row);
    match preview.state(line, &state.choices) {
        State::New => ("new".to_owned(), Tone::Good),
        State::TwoPeople(_) => ("two people".to_owned(), Tone::Good),
        State::Known => ("known".to_owned(), Tone::Neutral),
        State::Merge(_) => ("merge".to_owned(), Tone::Info),
        State::Alike(_) if decision.is_some() => ("later".to_owned(), Tone::Look),
        State::Alike(_) => ("duplicate?".to_owned(), Tone::Look),
        State::LeftOut => ("left out".to_owned(), Tone::Neutral),
        State::Problem(problem) => (short_reason(problem), Tone::Late),
    }
}

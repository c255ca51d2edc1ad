//! The rows of a file with what would become of each, and the bar on what is wrong with one.

use std::{fmt::Write as _, sync::Arc};

use egui::{Align, Frame, Id, Key, Margin, ScrollArea, Stroke, Ui, vec2};

use super::{Filter, Import, bring_in_ui, look_again};
use crate::{
    app::import::{Line, Preview, State},
    exchange::Reject,
    ui::{
        command::{Action, Command},
        icons::{Icon, IconLook},
        screens::View,
        theme::{self, Tone},
        widgets::{Button, Columns, Field, Row, Segments, Width, text},
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

/// A problem in two or three words.
fn short_reason(problem: &Reject) -> String {
    let column = problem.column.as_deref().unwrap_or_default().to_lowercase();
    let reason = &problem.reason;
    let words = if problem.column.is_none() {
        if reason.contains("company") {
            "no person"
        } else {
            "no name"
        }
    } else if reason.contains("quotation mark") {
        "open quote"
    } else if reason.contains("more cells") {
        "too many cells"
    } else if reason.contains("date") {
        "date not read"
    } else if reason.contains("e-mail") {
        "e-mail not valid"
    } else if reason.contains("phone") || reason.contains("number") {
        "phone not valid"
    } else if reason.contains("web address") {
        "link not valid"
    } else {
        return format!("{column}?");
    };
    words.to_owned()
}

/// The problem that the bar is about: of the chosen row.
fn problem_of<'p>(state: &Import, preview: &'p Preview) -> Option<&'p Reject> {
    let line = state.line(preview)?;
    match preview.state(line, &state.choices) {
        State::Problem(problem) => Some(problem),
        _ => None,
    }
}

fn problem_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut Import,
    preview: &Preview,
    problem: &Reject,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let frame = Frame::new()
        .fill(palette.paper)
        .stroke(Stroke::new(theme.stroke.hairline, palette.late))
        .corner_radius(theme.radius.card)
        .inner_margin(Margin::symmetric(16, 10));
    let mut answer = None;
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let (rect, _) = ui.allocate_exact_size(vec2(20.0, 30.0), egui::Sense::hover());
            let look = IconLook::fill(17.0, palette.late);
            Icon::LATE.paint(ui.painter(), theme, rect.center(), look);
            let is_mending = state
                .mending
                .as_ref()
                .is_some_and(|each| each.row == problem.row);
            answer = if is_mending {
                mend_ui(ui, state, problem)
            } else {
                said_ui(ui, view, state, preview, problem)
            };
        });
    });
    match answer {
        Some(Told::Read(by)) => {
            state.choices.mend(problem, by);
            state.mending = None;
            look_again(state, preview, commands);
        }
        Some(Told::LeaveRowOut) => {
            state.choices.left_out.insert(problem.row);
            state.shown.is_fresh = false;
        }
        None => {}
    }
}

/// What was said to a problem.
enum Told {
    Read(Option<String>),
    LeaveRowOut,
}

fn said_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut Import,
    preview: &Preview,
    problem: &Reject,
) -> Option<Told> {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let key = view.key(Action::Edit);
    let mend = Button::new("Mend")
        .icon(Icon::PencilSimple)
        .key(&key)
        .small();
    let (words, told) = leaving(problem);
    let leave = Button::new(&words).small();
    let place = match &problem.column {
        Some(column) => format!("Row {}, {column}:", problem.row),
        None => format!("Row {}:", problem.row),
    };
    let reason = reason_of(problem);
    let buttons = mend.measure(ui).x + leave.measure(ui).x + 24.0;
    let room = (ui.available_width() - buttons).max(120.0);
    let strong = theme.text.button.at_size(13.0).with_line(18.0);
    let galley = text::Runs::new(theme)
        .add(&place, strong, palette.ink)
        .gap(6.0, strong)
        .add(&reason, theme.text.small, palette.ink)
        .layout(ui, room, 2);
    let (rect, response) =
        ui.allocate_exact_size(vec2(room, galley.size().y.max(30.0)), egui::Sense::hover());
    text::paint(
        ui.painter(),
        rect.left_center(),
        egui::Align2::LEFT_CENTER,
        galley,
    );
    let sentence = format!("{place} {reason}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Alert, true, &sentence));
    let full = format!("{}: {}", problem.value, problem.reason);
    response.on_hover_text(full);
    if ui.add(mend).clicked() {
        state.begin_mending(preview);
    }
    ui.add(leave).clicked().then_some(told)
}

fn mend_ui(ui: &mut Ui, state: &mut Import, problem: &Reject) -> Option<Told> {
    let mending = state.mending.as_mut()?;
    let label = match &problem.column {
        Some(column) => format!("{column} of row {}", problem.row),
        None => format!("Name of row {}", problem.row),
    };
    let keep = Button::new("Keep").key("Enter").small();
    let cancel = Button::new("Cancel").small();
    let buttons = keep.measure(ui).x + cancel.measure(ui).x + 24.0;
    let room = (ui.available_width() - buttons).max(120.0);
    let field = ui
        .scope(|ui| {
            ui.set_max_width(room);
            Field::search(&label, &mut mending.text)
                .icon(Icon::PencilSimple)
                .id(Id::unique("import mend"))
                .show(ui)
        })
        .inner;
    if !mending.was_drawn {
        field.request_focus();
        mending.was_drawn = true;
    }
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let is_kept = ui.add(keep).clicked() || is_entered;
    if ui.add(cancel).clicked() {
        state.mending = None;
        return None;
    }
    let text = mending.text.trim().to_owned();
    (is_kept && !text.is_empty()).then_some(Told::Read(Some(text)))
}

/// The words of the button that leaves something out, and what it means.
fn leaving(problem: &Reject) -> (String, Told) {
    match &problem.column {
        Some(_) if problem.reason.contains("quotation mark") => {
            ("Leave out the rest".to_owned(), Told::Read(None))
        }
        Some(_) => {
            let what = match short_reason(problem).as_str() {
                "date not read" => "date",
                "e-mail not valid" => "e-mail",
                "phone not valid" => "phone",
                "link not valid" => "link",
                _ => "value",
            };
            (format!("Leave out the {what}"), Told::Read(None))
        }
        None if problem.value.contains('@') => ("Bring in by e-mail".to_owned(), Told::Read(None)),
        None => ("Leave out the row".to_owned(), Told::LeaveRowOut),
    }
}

/// "“lucy@@pell.example” has two @."
fn reason_of(problem: &Reject) -> String {
    let value = &problem.value;
    if value.is_empty() {
        return format!("{}.", problem.reason);
    }
    if value.matches('@').count() == 2 && problem.reason.contains("e-mail") {
        return format!("“{value}” has two @.");
    }
    format!("“{value}”. {}.", problem.reason)
}

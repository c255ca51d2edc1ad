//! What is wrong with the chosen row: what and where, and to mend it in its place or to leave it out.

use egui::{Frame, Id, Key, Margin, Stroke, Ui, vec2};

use super::{Import, look_again};
use crate::{
    app::import::{Preview, State},
    exchange::Reject,
    ui::{
        command::{Action, Command},
        icons::{Icon, IconLook},
        screens::View,
        theme,
        widgets::{Button, Field, text},
    },
};

/// A problem in two or three words.
pub(super) fn short_reason(problem: &Reject) -> String {
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
pub(super) fn problem_of<'p>(state: &Import, preview: &'p Preview) -> Option<&'p Reject> {
    let line = state.line(preview)?;
    match preview.state(line, &state.choices) {
        State::Problem(problem) => Some(problem),
        _ => None,
    }
}

pub(super) fn problem_ui(
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

//! The first run: a table with one plate, what the dinners are for, and three doors.

use egui::{Align2, Key, Pos2, Rect, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::aim::QUESTION;
use crate::{
    app::desk::{Day, Edit, Job, PromiseEdit},
    ui::{
        command::{Command, Purpose, Route},
        icons::{Icon, IconLook},
        panes,
        screens::View,
        theme,
        widgets::{Button, Field, section, strokes, text},
    },
};

/// Seats of the drawn table.
const SEATS: usize = 8;
/// The width of the words at the right, at the most.
const WORDS: f32 = 620.0;
/// Table and words together, at the most.
const WIDTH: f32 = 1180.0;
/// How high all of it is, about: it stands in the middle.
const HEIGHT: f32 = 560.0;

/// What is typed here, and what of it was kept already.
#[derive(Debug, Default)]
pub(super) struct FirstRun {
    name: String,
    objective: String,
    kept: Option<(String, String)>,
    was_drawn: bool,
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    day: &Day,
    state: &mut FirstRun,
    commands: &mut Vec<Command>,
) {
    if state.kept.is_none() {
        let you = view.desk.you().and_then(|you| view.desk.line_of(you));
        state.name = you.map(|line| line.name.clone()).unwrap_or_default();
        let objective = day.objective.as_ref().map(|aim| aim.text.clone());
        state.objective = objective.unwrap_or_default();
        state.kept = Some((state.name.clone(), state.objective.clone()));
    }
    let is_leaving = !view.pressed.is_empty();
    panes::page(ui, "first run", |ui| {
        let height = ui.available_height();
        let width = ui.available_width().min(WIDTH);
        let words = WORDS.min(width * 0.56);
        let room = width - words - 28.0;
        let top = ((height - HEIGHT) / 2.0).max(0.0);
        let aside = (ui.available_width() - width) / 2.0;
        let start = ui.cursor().min + vec2(aside, 0.0);
        let middle = pos2(start.x + room / 2.0, start.y + top + HEIGHT / 2.0 - 24.0);
        table(ui, middle, (room / 380.0).min(1.0));
        let place = Rect::from_min_size(start + vec2(width - words, top), vec2(words, HEIGHT));
        ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let is_left = doors(ui, state, commands);
            if is_left || is_leaving {
                keep(state, commands);
            }
        });
    });
    // What was typed comes before where the buttons lead.
    commands.sort_by_key(|command| !matches!(command, Command::Edit(_)));
}

/// Draws the words and the doors; whether a field was left.
fn doors(ui: &mut Ui, state: &mut FirstRun, commands: &mut Vec<Command>) -> bool {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let title = theme.text.page.at_size(46.0);
    text::heading(ui, "A small table, set well.", title, "", theme.text.body);
    ui.add_space(12.0);
    let promise = "Six, eight or ten people, a few minutes each, and time for questions. Afterwards, everyone knows what they promised.";
    let lead = theme.text.body.at_size(18.0).with_line(27.0);
    text::label(ui, promise, lead, palette.ink_quiet);
    ui.add_space(24.0);
    let name = Field::new("Your name", &mut state.name)
        .hint("As your guests know you")
        .large()
        .show(ui);
    if !state.was_drawn {
        // Who begins to type types a name: letters are keys of the window only where no field has the focus.
        name.request_focus();
        state.was_drawn = true;
    }
    ui.add_space(16.0);
    let objective = Field::new(QUESTION, &mut state.objective)
        .hint("Six useful introductions before Christmas")
        .note("You will be asked how it went. Change it whenever you like.")
        .large()
        .show(ui);
    let is_entered = ui.input(|input| input.key_pressed(Key::Enter));
    if name.lost_focus() && is_entered {
        objective.request_focus();
    } else if objective.lost_focus() && is_entered {
        commands.push(Command::Go(Route::NewDinner));
    }
    ui.add_space(24.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 12.0);
        let plan = Button::new("Plan a first dinner").icon(Icon::Plus).key("N");
        if ui.add(plan.primary().large()).clicked() {
            commands.push(Command::Go(Route::NewDinner));
        }
        let bring = Button::new("Bring people in from a file").icon(Icon::UploadSimple);
        let bring = bring.tooltip("CSV of LinkedIn, Google or Outlook, or vCards. Ctrl O");
        if ui.add(bring.large()).clicked() {
            commands.push(Command::Ask(Purpose::Import));
        }
    });
    ui.add_space(28.0);
    section::rule(ui);
    ui.add_space(20.0);
    let look_round =
        "An invented group: three past dinners and one tonight. Thrown away whole when you say so.";
    let open = Button::new("Open the sample")
        .icon(Icon::ArrowRight)
        .small();
    let champagne = IconLook::fill(20.0, palette.accent);
    let title = "Look round a table that is already set";
    if remark(ui, (Icon::Champagne, champagne), title, look_round, open) {
        commands.push(Command::Start(Job::OpenSample));
    }
    ui.add_space(16.0);
    let shield = IconLook::fill(20.0, palette.info);
    let stays = "Everything stays in one file on this computer. No account.";
    let choose = Button::new("Choose where").quiet().small();
    if remark(ui, (Icon::TRUST, shield), "", stays, choose) {
        commands.push(Command::Ask(Purpose::Library));
    }
    name.lost_focus() || objective.lost_focus()
}

/// Keeps what was typed and is not kept yet. An objective is somebody's: it waits for the name.
fn keep(state: &mut FirstRun, commands: &mut Vec<Command>) {
    let Some((name, objective)) = &mut state.kept else {
        return;
    };
    let typed = state.name.trim();
    if !typed.is_empty() && typed != name {
        typed.clone_into(name);
        let edit = PromiseEdit::Name(typed.to_owned());
        commands.push(Command::Edit(Edit::Promise(edit)));
    }
    let typed = state.objective.trim();
    if !name.is_empty() && typed != objective {
        typed.clone_into(objective);
        let edit = PromiseEdit::Objective(typed.to_owned());
        commands.push(Command::Edit(Edit::Promise(edit)));
    }
}

/// An icon, a line or two, and a button at the right; whether it was pressed.
fn remark(
    ui: &mut Ui,
    (icon, look): (Icon, IconLook),
    title: &str,
    words: &str,
    button: Button<'_>,
) -> bool {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let size = button.measure(ui);
    let room = (ui.available_width() - 34.0 - size.x - 20.0).max(120.0);
    let above = text::within(ui, title, theme.text.strong, palette.ink, room, 2);
    let below = text::within(ui, words, theme.text.small, palette.ink_quiet, room, 3);
    let head = if title.is_empty() {
        0.0
    } else {
        above.size().y
    };
    let height = (head + below.size().y).max(size.y);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let sentence = format!("{title} {words}");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, sentence.trim_start()));
    icon.paint(
        ui.painter(),
        theme,
        rect.left_center() + vec2(10.0, 0.0),
        look,
    );
    let top = rect.center().y - f32::midpoint(head, below.size().y);
    let x = rect.left() + 34.0;
    if head > 0.0 {
        text::paint(ui.painter(), pos2(x, top), Align2::LEFT_TOP, above);
    }
    text::paint(ui.painter(), pos2(x, top + head), Align2::LEFT_TOP, below);
    let middle = pos2(rect.right() - size.x / 2.0, rect.center().y);
    let place = Rect::from_center_size(middle, size);
    ui.place(place, button).clicked()
}

/// The table that waits: one plate is yours.
fn table(ui: &mut Ui, middle: Pos2, scale: f32) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let side = 2.0 * 164.0 * scale;
    let rect = Rect::from_center_size(middle, vec2(side, side));
    let response = ui.interact(rect, ui.scope_id().with("table"), Sense::hover());
    let sentence = "A table with eight seats, one of them yours";
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, sentence));
    let painter = ui.painter();
    let edge = Stroke::new(theme.stroke.strong, palette.edge);
    painter.circle(middle, 84.0 * scale, palette.paper, edge);
    let line = Stroke::new(theme.stroke.hairline, palette.line);
    painter.circle_stroke(middle, 72.0 * scale, line);
    for seat in 0..SEATS {
        let angle = std::f32::consts::TAU * seat as f32 / SEATS as f32;
        let at = middle + 132.0 * scale * strokes::direction(angle);
        let radius = 28.0 * scale;
        if seat == 0 {
            painter.circle_filled(at, radius, palette.accent);
            let role = theme.text.strong.at_size((17.0 * scale).max(12.0));
            let you = text::line(ui, "You", role, palette.on_accent);
            text::paint(painter, at, Align2::CENTER_CENTER, you);
        } else {
            let dashes = Stroke::new(theme.stroke.hairline * 1.3, palette.edge);
            painter.extend(strokes::dashed_circle(at, radius, dashes, 4.0, 4.0));
        }
    }
}

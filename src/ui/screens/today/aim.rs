//! The objective: what the owner's dinners should bring about, how much of it is there, and how long there is.

use egui::{Key, Modifiers, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::{
    app::{
        desk::{Aim, Day, Edit, PromiseEdit},
        dinners::counted,
    },
    ui::{
        command::Command,
        icons::Icon,
        screens::View,
        theme,
        widgets::{
            Button, Field, section,
            text::{self, Runs},
        },
    },
};

/// The question that the objective answers.
pub(super) const QUESTION: &str = "What should your dinners bring about?";

/// The field of the objective, while it is open.
#[derive(Debug, Default)]
pub(super) struct AimField {
    text: Option<String>,
    has_focus: bool,
}

pub(super) fn aim(
    ui: &mut Ui,
    view: &View<'_>,
    day: &Day,
    state: &mut AimField,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    ui.spacing_mut().item_spacing.y = 0.0;
    if state.text.is_some() {
        field(ui, state, commands);
        return;
    }
    section::label_with_leader(ui, "What you set out to do");
    ui.add_space(8.0);
    let Some(aim) = &day.objective else {
        let words = "A dinner with an objective is looked back on better.";
        text::label(ui, words, theme.text.body, palette.ink_quiet);
        ui.add_space(8.0);
        let why = view
            .desk
            .your_name()
            .is_none()
            .then_some("Say who you are first, in Settings");
        let button = Button::new("Set an objective").small().off_when(why);
        if ui.add(button).clicked() {
            *state = AimField {
                text: Some(String::new()),
                has_focus: false,
            };
        }
        return;
    };
    let voice = theme.text.voice.at_size(23.0);
    text::label(ui, &format!("“{}”", aim.text), voice, palette.ink);
    ui.add_space(10.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 8.0);
        if let Some(goal) = aim.goal {
            dots(ui, aim.made, goal);
        }
        let [made, rest] = words(view, aim);
        Runs::new(theme).strong(&made).body(&rest).label(ui);
        let one_more = Button::new("One more").icon(Icon::Plus).quiet().small();
        if ui.add(one_more.tooltip("Counts one")).clicked() {
            commands.push(Command::Edit(Edit::Promise(PromiseEdit::Count(1))));
        }
        if ui.add(Button::new("Change").quiet().small()).clicked() {
            *state = AimField {
                text: Some(aim.text.clone()),
                has_focus: false,
            };
        }
    });
}

fn field(ui: &mut Ui, state: &mut AimField, commands: &mut Vec<Command>) {
    let Some(text) = &mut state.text else { return };
    let is_left = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let note = "A number and a day in it are counted: “Six introductions before Christmas”. Empty takes it away";
    let shown = Field::new(QUESTION, text).note(note).show(ui);
    if !state.has_focus {
        shown.request_focus();
        state.has_focus = true;
    }
    let entered = shown.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    ui.add_space(8.0);
    let (mut is_kept, mut is_closed) = (entered, is_left);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        is_kept |= ui.add(Button::new("Keep").key("Enter").small()).clicked();
        is_closed |= ui.add(Button::new("Cancel").key("Esc").small()).clicked();
    });
    if is_kept {
        let text = text.trim().to_owned();
        commands.push(Command::Edit(Edit::Promise(PromiseEdit::Objective(text))));
    }
    if is_kept || is_closed {
        *state = AimField::default();
    }
}

/// "4 made", ", 2 to go, 33 days left."
fn words(view: &View<'_>, aim: &Aim) -> [String; 2] {
    let mut rest = String::new();
    if let Some(goal) = aim.goal {
        let left = goal - aim.made;
        rest = if left > 0 {
            format!(", {left} to go")
        } else {
            ", that is all of them".to_owned()
        };
    }
    if let Some(until) = aim.until {
        let days = (until - view.desk.today()).num_days();
        let left = match usize::try_from(days) {
            Ok(0) => "the last day is today".to_owned(),
            Ok(days) => format!("{} left", counted(days, "day")),
            Err(_) => format!("the last day was {}", until.format("%a %-d %b %Y")),
        };
        rest = format!("{rest}, {left}");
    }
    [format!("{} made", aim.made), format!("{rest}.")]
}

/// A disc for each that is made, a circle for each to go.
fn dots(ui: &mut Ui, made: i64, goal: i64) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let count = usize::try_from(goal).unwrap_or_default();
    let size = vec2(22.0 * count as f32 - 8.0, 16.0);
    let (rect, response) = ui.allocate_exact_size(size.max(vec2(14.0, 16.0)), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(egui::Role::Image, true, format!("{made} of {goal} made"))
    });
    let edge = Stroke::new(theme.stroke.strong, palette.edge);
    for at in 0..count {
        let center = rect.left_center() + vec2(7.0 + 22.0 * at as f32, 0.0);
        if i64::try_from(at).is_ok_and(|at| at < made) {
            ui.painter().circle_filled(center, 7.0, palette.good);
        } else {
            ui.painter().circle_stroke(center, 6.0, edge);
        }
    }
}

//! The panel of the running order: when the evening ends, what is left before it has to be over, the evening to scale,
//! and the usual overrun.

use egui::{Align, Align2, Layout, Sense, Ui, vec2};

use super::{RunningOrder, Seen, count_overrun, scale};
use crate::{
    app::desk::{Edit, OpenDinner, OrderEdit},
    ui::{
        command::{Action, Command, Route},
        icons::{Icon, IconLook},
        panes,
        screens::View,
        theme,
        widgets::{Button, text},
    },
};

const WIDTH: f32 = 344.0;
/// The least height of the evening to scale; below it the panel scrolls.
const LEAST_SCALE: f32 = 300.0;

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    seen: &Seen,
    state: &mut RunningOrder,
    commands: &mut Vec<Command>,
) {
    panes::right(ui, view, "evening", WIDTH, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let bottom = ui.clip_rect().bottom() - 16.0;
        end(ui, seen, state);
        in_hand(ui, open, seen, state, commands);
        ui.add_space(12.0);
        let sentence = overrun_words(seen, state);
        let foot = 14.0 + 18.0 + 16.0 + foot_height(ui, &sentence, seen, state);
        let height = (bottom - ui.cursor().top() - foot).max(LEAST_SCALE);
        scale::show(ui, &seen.order, height, seen.counted_ms(state));
        ui.add_space(14.0);
        scale::legend(ui);
        ui.add_space(16.0);
        overrun(ui, view, &sentence, seen, state, commands);
    });
}

/// "Ends about 21:47".
fn end(ui: &mut Ui, seen: &Seen, state: &RunningOrder) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let overrun_ms = seen.counted_ms(state);
    let is_late = seen
        .order
        .minutes_in_hand(overrun_ms)
        .is_some_and(|left| left < 0);
    let at = seen.order.time(seen.order.ends_at + overrun_ms);
    let word = match seen.order.locked {
        Some(_) => "Ends",
        None => "Ends about",
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Heading, true, format!("{word} {at}"))
    });
    let ink = if is_late { palette.late } else { palette.ink };
    let figure = text::line(ui, &at, theme.text.page.at_size(42.0), ink);
    let word = text::line(ui, word, theme.text.section, palette.ink);
    // Both stand on one baseline.
    let drop = (figure.rows.first().map_or(0.0, |row| row.size.y) - word.size().y) / 2.0 - 5.0;
    let middle = rect.center().y;
    text::paint(
        ui.painter(),
        egui::pos2(rect.left(), middle + drop),
        Align2::LEFT_CENTER,
        word,
    );
    text::paint(
        ui.painter(),
        egui::pos2(rect.right(), middle),
        Align2::RIGHT_CENTER,
        figure,
    );
}

/// "13 min in hand", "kitchen closes 22:00", and the way out when there is too much.
fn in_hand(
    ui: &mut Ui,
    open: &OpenDinner,
    seen: &Seen,
    state: &RunningOrder,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let dinner = &open.record.dinner;
    let left = seen.order.minutes_in_hand(seen.counted_ms(state));
    let (Some(left), Some(latest)) = (left, seen.order.latest) else {
        ui.horizontal(|ui| {
            ui.set_height(28.0);
            let words = "No time set when it has to be over";
            text::short_label(ui, words, theme.text.small, palette.ink_quiet);
            if seen.order.locked.is_none() && dinner.starts_at.is_some() {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if ui.add(Button::new("Set it").quiet().small()).clicked() {
                        commands.push(Command::Go(Route::EditDinner(dinner.id)));
                    }
                });
            }
        });
        return;
    };
    let (icon, words, color) = match left {
        ..0 => (Icon::LATE, format!("{} min too late", -left), palette.late),
        _ => (Icon::DONE, format!("{left} min in hand"), palette.good),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let closes = format!("kitchen closes {}", seen.order.time(latest));
    let sentence = format!("{words}, {closes}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &sentence));
    let middle = rect.center().y;
    let at = egui::pos2(rect.left() + 9.0, middle);
    icon.paint(ui.painter(), theme, at, IconLook::fill(18.0, color));
    let words = text::line(ui, &words, theme.text.button.at_size(13.0), color);
    let at = egui::pos2(rect.left() + 25.0, middle);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, words);
    let closes = text::line(ui, &closes, theme.text.small, palette.ink_quiet);
    text::paint(
        ui.painter(),
        rect.right_center(),
        Align2::RIGHT_CENTER,
        closes,
    );
    if left < 0 && seen.order.locked.is_none() {
        ui.add_space(8.0);
        let button = format!("Trim {} min", -left);
        let button = Button::new(&button)
            .icon(Icon::Timer)
            .small()
            .tooltip("Takes the minutes from the questions, from the longest first");
        if ui.add(button).clicked() {
            let edit = OrderEdit::Trim(-left);
            commands.push(Command::Edit(Edit::Order(dinner.id, state.table_no, edit)));
        }
    }
}

/// Why there is no overrun to count in.
pub(super) fn no_overrun(seen: &Seen) -> Option<String> {
    match &seen.overrun {
        Err(problem) => Some(format!("The past evenings could not be read: {problem}")),
        Ok(overrun) if overrun.dinners == 0 => {
            Some("No evening of this group was timed here yet".to_owned())
        }
        Ok(overrun) if overrun.minutes <= 0 => {
            Some(format!("{}: nothing to count in", overrun.words()?))
        }
        Ok(_) => None,
    }
}

/// What the last evenings came to, as the panel says it.
fn overrun_words(seen: &Seen, state: &RunningOrder) -> String {
    let Ok(overrun) = &seen.overrun else {
        return no_overrun(seen).unwrap_or_default();
    };
    let Some(words) = overrun.words() else {
        return "No evening of this group was timed here yet, so nobody can say by how much it \
                usually runs over."
            .to_owned();
    };
    let later = seen.order.time(seen.order.ends_at + overrun.ms());
    if overrun.minutes <= 0 || seen.order.locked.is_some() {
        format!("{words}.")
    } else if state.counts_overrun == Some(true) {
        format!("{words}: counted in.")
    } else {
        format!("{words}: {later}.")
    }
}

fn has_button(seen: &Seen) -> bool {
    no_overrun(seen).is_none() && seen.order.locked.is_none()
}

fn overrun_button<'a>(key: &'a str, state: &RunningOrder) -> Button<'a> {
    let words = if state.counts_overrun == Some(true) {
        "Leave it out"
    } else {
        "Count it in"
    };
    Button::new(words)
        .icon(Icon::ClockCounterClockwise)
        .key(key)
        .small()
}

/// How wide the sentence is: beside its button, or alone.
fn words_width(ui: &Ui, seen: &Seen, state: &RunningOrder) -> f32 {
    let button = if has_button(seen) {
        overrun_button("V", state).measure(ui).x + 16.0
    } else {
        0.0
    };
    (ui.available_width() - button).max(80.0)
}

fn foot_height(ui: &Ui, sentence: &str, seen: &Seen, state: &RunningOrder) -> f32 {
    let theme = theme::of(ui);
    let width = words_width(ui, seen, state);
    let words = text::within(
        ui,
        sentence,
        theme.text.small,
        theme.palette.ink_quiet,
        width,
        5,
    );
    words.size().y.max(theme.size.button_small)
}

fn overrun(
    ui: &mut Ui,
    view: &View<'_>,
    sentence: &str,
    seen: &Seen,
    state: &mut RunningOrder,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let color = theme.palette.ink_quiet;
    let width = words_width(ui, seen, state);
    let words = text::within(ui, sentence, theme.text.small, color, width, 5);
    let height = words.size().y.max(theme.size.button_small);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, sentence));
    text::paint(ui.painter(), rect.left_center(), Align2::LEFT_CENTER, words);
    if !has_button(seen) {
        return;
    }
    let key = view.key(Action::UsualOverrun);
    let button = overrun_button(&key, state);
    let size = button.measure(ui);
    let at = egui::Rect::from_center_size(
        egui::pos2(rect.right() - size.x / 2.0, rect.center().y),
        size,
    );
    if ui.place(at, button).clicked() {
        count_overrun(seen, state, commands);
    }
}

//! The panel at the right: the plan in a sentence, its figures with words, and how good it is.

use egui::{Align, Align2, Layout, Sense, Ui, WidgetInfo, vec2};

use super::Scene;
use crate::{
    app::board::{Figure, Mood, Quality},
    ui::{
        command::{Action, Command, Route, Stage},
        icons::{Icon, IconLook},
        screens::print,
        theme::{self, Tone},
        widgets::{Button, progress::Progress, section, text},
    },
};

/// Where the words beside a figure begin.
const FIGURE: f32 = 68.0;

pub(super) fn panel(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let Some(why) = &scene.board.why else { return };
    ui.spacing_mut().item_spacing.y = 0.0;
    text::label(ui, "Why this plan", theme.text.section, palette.ink);
    ui.add_space(4.0);
    text::label(ui, &why.lead, theme.text.voice, palette.ink);
    ui.add_space(8.0);
    for (number, each) in why.figures.iter().enumerate() {
        if number > 0 {
            section::rule(ui);
        }
        figure(ui, each);
    }
    section::rule(ui);
    ui.add_space(10.0);
    quality(ui, &why.quality);
    if let Some(words) = &why.another_table {
        ui.add_space(8.0);
        text::label(ui, words, theme.text.small, palette.ink_quiet);
    }
    ui.add_space(16.0);
    let key = scene.view.key(Action::NextStage);
    let keep = Button::new("Keep this plan")
        .icon(Icon::Check)
        .key(&key)
        .primary()
        .tooltip("The seats are saved already; the running order comes next");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if ui.add(keep).clicked() {
            let dinner = scene.open.record.dinner.id;
            commands.push(Command::Go(Route::Dinner(dinner, Stage::RunningOrder)));
        }
        if ui.add(print::button(scene.view)).clicked() {
            print::print(scene.view, scene.open, commands);
        }
    });
}

fn figure(ui: &mut Ui, figure: &Figure) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let (tone, icon) = match figure.mood {
        Mood::Good => (Tone::Good, Icon::DONE),
        Mood::Look => (Tone::Look, Icon::Info),
        Mood::Late => (Tone::Late, Icon::LATE),
    };
    let color = palette.ink_of(tone);
    let width = ui.available_width();
    let number = text::line(ui, &figure.figure, theme.text.figure, color);
    // A long figure, as 38 / 41 is, pushes the words to the right.
    let left = FIGURE.max(number.size().x + 12.0);
    let room = (width - left - 28.0).max(60.0);
    let name = text::within(ui, &figure.name, theme.text.strong, palette.ink, room, 2);
    let about = text::within(
        ui,
        &figure.about,
        theme.text.small,
        palette.ink_quiet,
        room + 24.0,
        4,
    );
    let height = name.size().y + about.size().y + 20.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height.max(56.0)), Sense::hover());
    let painter = ui.painter();
    text::paint(
        painter,
        rect.left_top() + vec2(0.0, 8.0),
        Align2::LEFT_TOP,
        number,
    );
    let words = text::paint(
        painter,
        rect.left_top() + vec2(left, 12.0),
        Align2::LEFT_TOP,
        name,
    );
    text::paint(painter, words.left_bottom(), Align2::LEFT_TOP, about);
    let at = rect.right_top() + vec2(-9.0, 22.0);
    icon.paint(painter, theme, at, IconLook::fill(17.0, color));
    let sentence = format!("{} {} {}", figure.figure, figure.name, figure.about);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &sentence));
}

fn quality(ui: &mut Ui, quality: &Quality) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    match quality.part {
        Some(part) => {
            ui.add(Progress::new("How good is it?", &quality.words, part).mark(1.0));
            ui.add_space(6.0);
        }
        None => {
            ui.horizontal(|ui| {
                text::short_label(ui, "How good is it?", theme.text.strong, palette.ink);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    text::short_label(ui, &quality.words, theme.text.strong, palette.ink);
                });
            });
        }
    }
    text::label(ui, &quality.about, theme.text.small, palette.ink_quiet);
}

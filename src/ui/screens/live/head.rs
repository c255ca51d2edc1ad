//! The head of the stage: which dinner, what time it is, how far behind, and the way out.

use egui::{Align2, Frame, Margin, Panel, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::{LiveStage, Table, rebalance};
use crate::{
    app::{AwakeState, desk::TableEdit},
    ui::{
        command::{Action, Command},
        display::{Gone, Wish},
        icons::{Icon, IconLook},
        screens::View,
        theme::{self, Tone},
        widgets::{Button, Chip, card, text, text::Runs},
    },
};

const HEIGHT: f32 = 60.0;
/// Below this width the badge does without the plan.
const PLAN_FROM: f32 = 1240.0;
/// Of the title there is always this much.
const TITLE: f32 = 90.0;
/// The room of the word that all is live.
const LIVE: f32 = 78.0;
/// A longer title is cut before the chips beside it lose their words.
const LONG_TITLE: f32 = 320.0;

pub(super) fn head(
    ui: &mut Ui,
    view: &View<'_>,
    table: &Table<'_>,
    state: &mut LiveStage,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let frame = Frame::new()
        .fill(palette.sunken)
        .inner_margin(Margin::symmetric(24, 0));
    let panel = Panel::top("live head").resizable(false).frame(frame);
    panel
        .exact_size(HEIGHT)
        .show_separator_line(true)
        .show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                let is_wide = ui.ctx().content_rect().width() >= PLAN_FROM;
                let leave_key = view.key(Action::Leave);
                let leave = Button::new("Leave")
                    .icon(Icon::SignOut)
                    .key(&leave_key)
                    .tooltip("The clock goes on");
                let share_key = view.key(Action::Rebalance);
                let share = Button::new("Rebalance")
                    .icon(Icon::Equals)
                    .key(&share_key)
                    .tooltip("Share what is left until the planned end among those still to come");
                let display_key = view.key(Action::Display);
                let display = display_button(view, is_wide, &display_key);
                // It keeps its width when it is switched.
                let display_width = display_words(is_wide)
                    .map(|words| {
                        let button = Button::new(words).icon(Icon::DISPLAY).key(&display_key);
                        button.measure(ui).x
                    })
                    .into_iter()
                    .fold(0.0, f32::max);
                let display = display.min_width(display_width);
                let buttons = leave.measure(ui).x + share.measure(ui).x + display_width + 32.0;
                let badge = words(ui, table);
                let now = now(ui, table);
                let badge_width = badge.size().x + 52.0;
                let rest = buttons + badge_width + now.size().x + 3.0 * 16.0;
                let room = ui.available_width() - rest;
                let wide = |chips: &[Chip<'_>]| -> f32 {
                    chips.iter().map(|chip| chip.width(ui) + 16.0).sum()
                };
                let title = title(table);
                let role = theme.text.section;
                let whole = text::line(ui, &title, role, palette.ink).size().x;
                let mut chips = chips(view);
                // The words of a chip are under the pointer too; a name that is cut is nowhere whole. The word that all is
                // live gives way first, then what was there before what came last.
                let whole = whole.clamp(TITLE, LONG_TITLE);
                for at in 0..chips.len() {
                    if room - 150.0 + LIVE - wide(&chips) >= whole {
                        break;
                    }
                    let chip = chips.remove(at).bare_when(true);
                    chips.insert(at, chip);
                }
                let least = if chips.is_empty() { TITLE } else { whole };
                let has_word = room - 150.0 - wide(&chips) >= least;
                let room = room - wide(&chips) + if has_word { 0.0 } else { LIVE };

                let (rect, _) = ui.allocate_exact_size(vec2(30.0, 30.0), Sense::hover());
                card::sign(ui, rect.center(), 30.0);
                let galley =
                    text::within(ui, &title, role, palette.ink, (room - 150.0).max(TITLE), 1);
                let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
                text::paint(ui.painter(), rect.min, Align2::LEFT_TOP, galley);
                response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, &title));
                if table.is_over() {
                    ui.add(Chip::new("Ended", Tone::Neutral));
                } else if has_word {
                    ui.add(Chip::new("Live", Tone::Accent).icon(Icon::LIVE));
                }
                for chip in chips {
                    ui.add(chip);
                }

                let layout = egui::Layout::right_to_left(egui::Align::Center);
                ui.with_layout(layout, |ui| {
                    if ui.add(leave).clicked() {
                        commands.push(Command::AtTable(TableEdit::StandUp));
                    }
                    if ui.add(display).clicked() {
                        commands.push(Command::Display(Wish::Switch));
                    }
                    let share = share.off_when(table.is_over().then_some("The evening has ended"));
                    if ui.add(share).clicked() {
                        rebalance::open(table, state, commands);
                    }
                    let size = vec2(badge_width, 30.0);
                    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
                    paint_badge(ui, rect, table, badge);
                    let sentence = table.forecast.words(&table.live.zone());
                    response
                        .widget_info(|| WidgetInfo::labeled(egui::Role::Status, true, &sentence));
                    let (rect, response) = ui.allocate_exact_size(now.size(), Sense::hover());
                    text::paint(ui.painter(), rect.min, Align2::LEFT_TOP, now);
                    let time = format!("Now {}", table.time(table.now.wall_ms));
                    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &time));
                });
            });
        });
}

/// The dinner, and where it has several the table.
fn title(table: &Table<'_>) -> String {
    let title = &table.open.record.dinner.title;
    if table.open.record.tables.len() > 1 {
        format!("{title}, table {}", table.live.table_no())
    } else {
        title.clone()
    }
}

/// The switch of the display, off and on.
fn display_words(is_wide: bool) -> [&'static str; 2] {
    if is_wide {
        ["Table display", "Table display on"]
    } else {
        ["Display", "Display on"]
    }
}

/// The switch of the table display.
fn display_button<'a>(view: &View<'_>, is_wide: bool, key: &'a str) -> Button<'a> {
    let [off, on] = display_words(is_wide);
    let is_on = view.display.is_on();
    let tooltip = if is_on {
        "The guests see who speaks and the clock, never a note"
    } else {
        "A second window for the guests: who speaks, and the clock"
    };
    let button = Button::new(if is_on { on } else { off })
        .key(key)
        .tooltip(tooltip);
    if is_on {
        button.filled_icon(Icon::DISPLAY)
    } else {
        button.icon(Icon::DISPLAY)
    }
}

/// What is not as the host may think: each in a word or two, none of it stops the evening.
fn chips(view: &View<'_>) -> Vec<Chip<'static>> {
    let gone = view.display.gone().map(|gone| match gone {
        Gone::Closed => "Display closed",
        Gone::Unplugged => "Display unplugged",
    });
    let blank = view.display.is_blank().then_some("Display blank");
    let display = gone
        .or(blank)
        .map(|words| Chip::new(words, Tone::Look).line_icon(Icon::DISPLAY));
    let may_sleep = view.awake == AwakeState::Refused;
    let sleep = may_sleep.then(|| Chip::new("Screen may sleep", Tone::Look).line_icon(Icon::LATE));
    let is_silent = view.chime.is_silent(view.desk.stamp());
    let silent = is_silent.then(|| Chip::new("No sound", Tone::Look).line_icon(Icon::SpeakerSlash));
    let is_muted = view.chime.is_muted();
    let muted = is_muted.then(|| Chip::new("Muted", Tone::Neutral).line_icon(Icon::BellSlash));
    let all = display.into_iter().chain(sleep).chain(silent).chain(muted);
    all.collect()
}

fn now(ui: &Ui, table: &Table<'_>) -> std::sync::Arc<egui::Galley> {
    let theme = theme::of(ui);
    Runs::new(theme)
        .add("Now ", theme.text.body, theme.palette.ink_quiet)
        .strong(&table.time(table.now.wall_ms))
        .layout(ui, 200.0, 1)
}

/// "+4:10 behind, ends 21:52 (plan 21:45)", the plan in lighter letters where there is room.
fn words(ui: &Ui, table: &Table<'_>) -> std::sync::Arc<egui::Galley> {
    let theme = theme::of(ui);
    let ink = theme.palette.ink_of(tone(table));
    let all = table.forecast.words(&table.live.zone());
    let (main, plan) = all.split_once(" (").unwrap_or((&all, ""));
    let role = theme.text.chip.with_line(theme.text.small.line);
    let mut runs = Runs::new(theme).add(main, role, ink);
    if ui.ctx().content_rect().width() >= PLAN_FROM {
        runs = runs.add(&format!("  ({plan}"), theme.text.small, ink);
    }
    runs.layout(ui, 420.0, 1)
}

fn tone(table: &Table<'_>) -> Tone {
    if table.forecast.behind_ms() >= 60_000 {
        Tone::Look
    } else {
        Tone::Good
    }
}

fn paint_badge(ui: &Ui, rect: Rect, table: &Table<'_>, words: std::sync::Arc<egui::Galley>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let tone = tone(table);
    let ink = palette.ink_of(tone);
    let edge = if palette.paper == palette.ground {
        Stroke::new(theme.stroke.hairline, ink)
    } else {
        Stroke::NONE
    };
    let radius = rect.height() / 2.0;
    ui.painter().rect(
        rect,
        radius,
        palette.tint_of(tone),
        edge,
        StrokeKind::Inside,
    );
    let at = rect.left_center() + vec2(20.0, 0.0);
    Icon::ClockCounterClockwise.paint(ui.painter(), theme, at, IconLook::regular(16.0, ink));
    let at = rect.left_center() + vec2(34.0, 0.0);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, words);
}

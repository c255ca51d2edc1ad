//! The running order at the left: what was, with ticks and true times, who is up, and who comes when by the forecast.

use egui::{Align2, Frame, Margin, Panel, Rect, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{LiveStage, Table, menus};
use crate::{
    domain::evening::SlotKind,
    evening::{Fate, Slot, SlotTime, State},
    ui::{
        command::Command,
        icons::{Icon, IconLook},
        screens::View,
        theme,
        widgets::{SeatState, avatar, section, text, text::Runs},
    },
};

/// Of the panel, and in a narrow window.
const WIDTHS: [f32; 2] = [284.0, 264.0];
const ROW: f32 = 44.0;
const COURSE: f32 = 36.0;

pub(super) fn order(
    ui: &mut Ui,
    view: &View<'_>,
    table: &Table<'_>,
    state: &mut LiveStage,
    commands: &mut Vec<Command>,
) {
    let [wide, narrow] = WIDTHS;
    let is_wide = ui.ctx().content_rect().width() >= crate::ui::panes::PANEL_FROM;
    let frame = Frame::new().inner_margin(Margin::symmetric(14, 12));
    Panel::left("live order")
        .resizable(false)
        .show_separator_line(true)
        .exact_size(if is_wide { wide } else { narrow })
        .frame(frame)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.horizontal(|ui| {
                ui.add_space(12.0);
                section::label(ui, "Running order");
            });
            ui.add_space(4.0);
            let room = ui.available_height() - 48.0;
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .max_height(room)
                .show(ui, |ui| {
                    for time in &table.forecast.slots {
                        if let Some(slot) = table.live.evening().slot(time.slot) {
                            row(ui, table, slot, time);
                        }
                    }
                });
            ui.add_space(8.0);
            menus::speaker(ui, table, view, state, commands);
        });
}

fn row(ui: &mut Ui, table: &Table<'_>, slot: &Slot, time: &SlotTime) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let evening = table.live.evening();
    let is_up = evening.state().slot() == Some(slot.id)
        && !matches!(evening.state(), State::Done(_) | State::Ended);
    let is_past = matches!(time.fate, Fate::Done | Fate::Skipped) && !is_up;
    let height = if slot.is_clocked() { ROW } else { COURSE };
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let when = time.starts_at.map(|at| table.time(at)).unwrap_or_default();
    let state = match (is_up, time.fate) {
        (true, _) => ", is up",
        (false, Fate::Done | Fate::Begun) => ", over",
        (false, Fate::Skipped) => ", skipped",
        (false, Fate::Waiting) => "",
    };
    let sentence = format!("{when} {}{state}", slot.title);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, sentence.trim_start()));
    if is_up {
        ui.scroll_to_rect(rect.expand(ROW), None);
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    if is_up {
        ui.painter()
            .rect_filled(rect, theme.radius.control, palette.accent_tint);
    }
    let middle = rect.center().y;
    let ink = if is_past {
        palette.ink_quiet
    } else {
        palette.ink
    };
    let role = if slot.who.is_some() {
        theme.text.chip.with_line(theme.text.small.line)
    } else {
        theme.text.small
    };
    let quiet = if slot.who.is_some() {
        ink
    } else {
        palette.ink_quiet
    };
    let at = pos2(rect.left() + 12.0, middle);
    let when = text::line(ui, &when, role, quiet);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, when);
    let x = rect.left() + 62.0;
    let right = rect.right() - 34.0;
    if let Some(person) = slot.who {
        let at = pos2(x + 14.0, middle);
        let plate = table.plate(person);
        let letters = avatar::letters(28.0);
        avatar::paint(
            ui,
            ui.painter(),
            at,
            28.0,
            letters,
            &plate,
            SeatState::Coming,
        );
        let name = Runs::new(theme);
        let name = if time.fate == Fate::Skipped {
            name.struck(&slot.title, theme.text.strong, ink)
        } else {
            name.add(&slot.title, theme.text.strong, ink)
        };
        let name = name.layout(ui, right - x - 38.0, 1);
        let at = pos2(x + 38.0, middle);
        text::paint(ui.painter(), at, Align2::LEFT_CENTER, name);
    } else {
        let ink = if time.fate == Fate::Skipped {
            palette.ink_quiet
        } else {
            palette.accent
        };
        let title = text::within(ui, &slot.title, theme.text.course, ink, right - x, 1);
        text::paint(ui.painter(), pos2(x, middle), Align2::LEFT_CENTER, title);
    }
    sign(ui, rect, is_up, slot, time.fate);
}

/// Over, up, or left out.
fn sign(ui: &Ui, rect: Rect, is_up: bool, slot: &Slot, fate: Fate) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let at = rect.right_center() - vec2(20.0, 0.0);
    let is_spoken = matches!(slot.kind, SlotKind::Pitch | SlotKind::Closing);
    if is_up {
        let look = IconLook::fill(18.0, palette.accent);
        Icon::SPEAKING.paint(ui.painter(), theme, at, look);
    } else if fate == Fate::Done && is_spoken {
        let look = IconLook::regular(18.0, palette.good);
        Icon::Check.paint(ui.painter(), theme, at, look);
    } else if fate == Fate::Skipped {
        let look = IconLook::regular(17.0, palette.ink_quiet);
        Icon::SkipForward.paint(ui.painter(), theme, at, look);
    }
}

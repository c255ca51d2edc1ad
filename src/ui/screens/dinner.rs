//! One dinner: its head with the six stages, and the stage that is open.

use egui::{Align, Align2, Layout, Rect, Sense, Ui, WidgetInfo, vec2};

use super::{Screens, View, guests, later, live, recaps, running_order, seating, wrap_up};
use crate::{
    app::{desk::OpenDinner, dinner_plan::tables_in_words},
    domain::dinner::{Answer, DinnerState},
    ui::{
        command::{Action, Command, Route, Stage},
        icons::Icon,
        panes, theme,
        widgets::{Button, stages, stages::stages as stages_ui, text},
    },
};

/// So much of a wide head is for the stages.
const STAGES: f32 = 660.0;

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    stage: Stage,
    screens: &mut Screens,
    commands: &mut Vec<Command>,
) {
    let Some(open) = view.dinner else {
        later(
            ui,
            "This dinner is not there any more",
            "It was taken back or removed. All dinners are a step away in the rail.",
        );
        return;
    };
    // At a table the whole window is the evening's.
    if stage == Stage::Live && live::seated(view, open).is_some() {
        live::show(ui, view, open, &mut screens.live, commands);
        return;
    }
    // The form of its details leads back to this stage.
    screens
        .form
        .come_from(Route::Dinner(open.record.dinner.id, stage));
    let is_wide = ui.available_width() > 1180.0;
    panes::head(ui, if is_wide { 92.0 } else { 124.0 }, |ui| {
        head(ui, view, open, stage, is_wide, commands);
    });
    match stage {
        Stage::Guests => guests::show(ui, view, open, &mut screens.guests, commands),
        Stage::Seating => seating::show(ui, view, open, &mut screens.seating, commands),
        Stage::RunningOrder => {
            running_order::show(ui, view, open, &mut screens.running_order, commands);
        }
        Stage::Live => live::show(ui, view, open, &mut screens.live, commands),
        Stage::WrapUp => wrap_up::show(ui, view, open, &mut screens.wrap_up, commands),
        Stage::Recaps => recaps::show(ui, view, open, &mut screens.recaps, commands),
    }
}

fn head(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    stage: Stage,
    is_wide: bool,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let dinner = &open.record.dinner;
    let mut words = |ui: &mut Ui, width: f32| {
        ui.vertical(|ui| {
            ui.set_max_width(width);
            ui.spacing_mut().item_spacing.y = 2.0;
            text::short_label(ui, &dinner.title, theme.text.dinner, palette.ink);
            let when = dinner
                .starts_at
                .map(|at| at.format("%a %-d %b %Y, %H:%M").to_string())
                .unwrap_or_default();
            let sizes: Vec<i64> = open.record.tables.iter().map(|table| table.seats).collect();
            let tables = tables_in_words(&sizes);
            let facts: Vec<&str> = [when.as_str(), &dinner.place, &tables]
                .into_iter()
                .filter(|fact| !fact.is_empty())
                .collect();
            let tooltip = format!(
                "Date, place, tables and minutes ({})",
                view.key(Action::Edit)
            );
            let edit = Button::new("Edit details").icon(Icon::PencilSimple);
            let edit = edit.quiet().small().tooltip(&tooltip);
            let size = edit.measure(ui);
            let facts = text::within(
                ui,
                &facts.join(" · "),
                theme.text.small,
                palette.ink_quiet,
                (width - size.x - 8.0).max(80.0),
                1,
            );
            let said = facts.text().to_owned();
            let (rect, response) = ui.allocate_exact_size(facts.size(), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &said));
            text::paint(ui.painter(), rect.min, Align2::LEFT_TOP, facts);
            // The button is taller than the line of facts that it stands on.
            let at = rect.right_center() + vec2(8.0 + size.x / 2.0, 0.0);
            if ui.place(Rect::from_center_size(at, size), edit).clicked() {
                commands.push(Command::Go(Route::EditDinner(dinner.id)));
            }
        });
    };
    let list: Vec<stages::Stage<'_>> = Stage::ALL
        .iter()
        .map(|stage| stages::Stage {
            name: stage.name(),
            complete: is_complete(open, *stage),
        })
        .collect();
    let current = Stage::ALL
        .iter()
        .position(|each| *each == stage)
        .unwrap_or_default();
    let mut opened = None;
    if is_wide {
        ui.horizontal(|ui| {
            words(ui, ui.available_width() - STAGES);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                opened = stages_ui(ui, &list, current);
            });
        });
    } else {
        words(ui, ui.available_width());
        ui.add_space(8.0);
        opened = stages_ui(ui, &list, current);
    }
    ui.add_space(12.0);
    if let Some(stage) = opened.and_then(|at| Stage::ALL.get(at)) {
        commands.push(Command::Go(Route::Dinner(dinner.id, *stage)));
    }
}

/// Whether nothing is missing at a stage.
fn is_complete(open: &OpenDinner, stage: Stage) -> bool {
    let record = &open.record;
    match stage {
        Stage::Guests => {
            let seats: i64 = record.tables.iter().map(|table| table.seats).sum();
            let waiting = record
                .attendances
                .iter()
                .any(|a| matches!(a.answer, Answer::Invited | Answer::Maybe));
            let coming = record.attendances.iter().filter(|a| a.is_coming()).count();
            !waiting && i64::try_from(coming).is_ok_and(|coming| coming >= seats)
        }
        Stage::Seating => open
            .plan
            .as_ref()
            .is_some_and(|plan| plan.broken.is_empty() && plan.unseated.is_empty()),
        Stage::RunningOrder => !record.slots.is_empty(),
        Stage::Live | Stage::WrapUp => record.dinner.state >= DinnerState::Wrapped,
        Stage::Recaps => record.dinner.state == DinnerState::Closed,
    }
}

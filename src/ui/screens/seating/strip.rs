//! All tables in a strip, five to a row: how many sit at each, how many of them are new to each other, and where a rule
//! is not kept.

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::Seating;
use crate::{
    app::{
        board::{Board, BoardTable},
        dinners::counted,
    },
    ui::{
        theme,
        widgets::{
            focus::{self, Axis, Roving},
            text,
        },
    },
};

const IN_ROW: usize = 5;
const HEIGHT: f32 = 52.0;
const GAP: f32 = 8.0;

/// Draws it; the table that was chosen is the focused one from now on.
pub(super) fn strip(ui: &mut Ui, board: &Board, state: &mut Seating) {
    let tables = &board.tables;
    let rows = tables.len().div_ceil(IN_ROW);
    let height = rows as f32 * (HEIGHT + GAP) - GAP;
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let base = ui.make_persistent_id("tables");
    let group = ui.interact(whole, base, Sense::hover());
    group.widget_info(|| WidgetInfo::labeled(egui::Role::RadioGroup, true, "Tables"));
    let mut roving = Roving::new(ui, base, tables.len(), Some(state.table));
    let mut picked = roving.arrows(ui, Axis::Both);
    let in_row = tables.len().min(IN_ROW) as f32;
    let width = ((whole.width() - GAP * (in_row - 1.0)) / in_row).min(220.0);
    for (number, table) in tables.iter().enumerate() {
        let (row, column) = (number / IN_ROW, number % IN_ROW);
        let at = pos2(
            whole.left() + column as f32 * (width + GAP),
            whole.top() + row as f32 * (HEIGHT + GAP),
        );
        let rect = Rect::from_min_size(at, vec2(width, HEIGHT));
        let response = roving.item(ui, number, rect, false);
        let is_chosen = number == state.table;
        let sentence = format!("{}, {}, {}", table.name, table.remark, meetings(table));
        response.widget_info(|| {
            WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, &sentence)
        });
        if response.clicked() {
            picked = Some(number);
        }
        paint(ui, rect, table, is_chosen, response.hovered());
        if response.has_focus() {
            focus::ring_at(ui, rect, theme::of(ui).radius.control);
        }
    }
    if let Some(table) = picked {
        state.go_to_table(table);
    }
}

fn meetings(table: &BoardTable) -> String {
    let first = counted(table.first_meetings, "first meeting");
    match table.not_kept {
        0 => first,
        broken => format!("{first}, {} not kept", counted(broken, "rule")),
    }
}

fn paint(ui: &Ui, rect: Rect, table: &BoardTable, is_chosen: bool, is_hovered: bool) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let fill = if is_chosen {
        palette.paper
    } else if is_hovered {
        palette.sunken
    } else {
        palette.ground
    };
    let edge = match (is_chosen, table.not_kept > 0) {
        // The focused one is told by its edge; that a rule is not kept there, its words say.
        (true, _) => Stroke::new(theme.stroke.focus, palette.ink),
        (false, true) => Stroke::new(theme.stroke.strong, palette.late),
        (false, false) => Stroke::new(theme.stroke.hairline, palette.edge),
    };
    let painter = ui.painter();
    painter.rect(rect, theme.radius.control, fill, edge, StrokeKind::Inside);
    let figure = text::line(
        ui,
        &table.number.to_string(),
        theme.text.figure.at_size(24.0),
        palette.ink,
    );
    let number = text::paint(
        painter,
        rect.left_center() + vec2(12.0, 0.0),
        Align2::LEFT_CENTER,
        figure,
    );
    let left = (number.right() + 10.0).max(rect.left() + 34.0);
    let room = (rect.right() - left - 6.0).max(20.0);
    let small = theme.text.small.with_line(17.0);
    let above = text::within(ui, &table.remark, small, palette.ink, room, 1);
    let (words, color) = if table.not_kept > 0 {
        (
            format!("{} not kept", counted(table.not_kept, "rule")),
            palette.late,
        )
    } else {
        (
            counted(table.first_meetings, "first meeting"),
            palette.ink_quiet,
        )
    };
    let below = text::within(ui, &words, small, color, room, 1);
    let top = rect.center().y - above.size().y;
    let first = text::paint(painter, pos2(left, top), Align2::LEFT_TOP, above);
    text::paint(painter, first.left_bottom(), Align2::LEFT_TOP, below);
}

//! The overlay of all keys (F1), made from the table of commands.

use egui::{Align, Color32, Layout, Margin, Modal, ScrollArea, Ui, vec2};

use super::{
    command::{BINDINGS, Binding, Context},
    icons::Icon,
    theme,
    widgets::{Button, dialog, key_cap, section, text},
};

const COLUMN: f32 = 260.0;
const GAP: f32 = 28.0;
const LINE: f32 = 27.0;
const HEADING: f32 = 44.0;
const MARGIN: i8 = 32;

/// Draws the overlay; true when it is to close.
pub(super) fn overlay(ui: &mut Ui) -> bool {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let screen = ui.ctx().content_rect().size();
    let room = screen.x - 2.0 * (f32::from(MARGIN) + 24.0);
    let count = ((room + GAP) / (COLUMN + GAP)).floor().clamp(1.0, 4.0) as usize;
    let width = count as f32 * (COLUMN + GAP) - GAP;
    let modal = Modal::new(egui::Id::unique("keys"))
        .backdrop_color(palette.scrim)
        .frame(dialog::frame(ui).inner_margin(Margin::symmetric(MARGIN, 24)));
    let modal = modal.show(ui.ctx(), |ui| {
        ui.set_width(width);
        let mut is_closed = false;
        ui.horizontal(|ui| {
            text::label(ui, "Every key", theme.text.page, palette.ink);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = Button::new("Close").icon(Icon::X).key("Esc");
                is_closed = ui.add(close).clicked();
            });
        });
        ui.add_space(12.0);
        ScrollArea::vertical()
            .max_height(screen.y - 200.0)
            .min_scrolled_height(screen.y - 200.0)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
                    for contexts in columns(count) {
                        ui.vertical(|ui| {
                            ui.set_width(COLUMN);
                            for context in contexts {
                                place(ui, context, palette.accent);
                            }
                        });
                    }
                });
            });
        is_closed
    });
    modal.inner || modal.should_close()
}

fn keys_of(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS
        .iter()
        .filter(move |binding| binding.context == context)
}

fn place(ui: &mut Ui, context: Context, ink: Color32) {
    let theme = theme::of(ui);
    text::label(ui, context.name(), theme.text.group, ink);
    for binding in keys_of(context) {
        ui.horizontal(|ui| {
            ui.set_height(LINE - 1.0);
            text::short_label(ui, binding.words, theme.text.small, theme.palette.ink);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                for cap in binding.caps().iter().rev() {
                    key_cap::hint(ui, &[cap], "");
                }
            });
        });
        section::rule(ui);
    }
    ui.add_space(16.0);
}

/// The kinds of screens in `count` columns of about the same height, in their order.
fn columns(count: usize) -> Vec<Vec<Context>> {
    let height = |context: Context| HEADING + LINE * keys_of(context).count() as f32;
    let whole: f32 = Context::ALL.into_iter().map(height).sum();
    let mut columns: Vec<Vec<Context>> = vec![Vec::new()];
    let mut filled = 0.0;
    for context in Context::ALL {
        let middle = filled + height(context) / 2.0;
        if middle > whole / count as f32 * columns.len() as f32 && columns.len() < count {
            columns.push(Vec::new());
        }
        if let Some(column) = columns.last_mut() {
            column.push(context);
        }
        filled += height(context);
    }
    columns
}

//! The one row of all lists: columns keep their places when a row is selected, actions sit in a fixed column.
//!
//! A list is one Tab stop: the selected row has the focus, arrows ask the caller for the row above or below.

use egui::{
    Align, Align2, Color32, CornerRadius, Id, Key, Layout, Modifiers, Rect, Response, Sense,
    Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::focus::{self, Axis};
use super::text;
use crate::ui::theme::{self, TypeRole};

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Width {
    /// So many points.
    Fixed(f32),
    /// So many parts of what the fixed ones leave.
    Share(f32),
}

/// Where a list's columns stand.
#[derive(Clone, Debug)]
pub struct Columns {
    each: Vec<(Width, Align)>,
    /// Between two columns, and before the first and after the last.
    gap: f32,
    margin: f32,
    height: f32,
}

impl Columns {
    /// Columns from left to right; `Align::Max` puts numbers and actions to the right of theirs.
    pub fn new(columns: &[(Width, Align)]) -> Self {
        Self {
            each: columns.to_vec(),
            gap: 20.0,
            margin: 12.0,
            height: 52.0,
        }
    }

    /// Closer columns, where a list is narrow.
    #[must_use]
    pub fn gap(self, gap: f32) -> Self {
        Self { gap, ..self }
    }

    /// Lower rows.
    #[must_use]
    pub fn height(self, height: f32) -> Self {
        Self { height, ..self }
    }

    /// Columns closer together, for tables with many.
    #[must_use]
    pub fn tight(self) -> Self {
        Self { gap: 14.0, ..self }
    }

    /// The head: labels over the columns and the line under them.
    pub fn head(&self, ui: &mut Ui, names: &[&str]) {
        let theme = theme::of(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
        for ((place, align), name) in self.places(rect).into_iter().zip(names) {
            let words = name.to_uppercase();
            let words = text::within(
                ui,
                &words,
                theme.text.label,
                theme.palette.ink_quiet,
                place.width(),
                1,
            );
            let at = if align == Align::Max {
                place.right_center()
            } else {
                place.left_center()
            };
            let anchor = if align == Align::Max {
                Align2::RIGHT_CENTER
            } else {
                Align2::LEFT_CENTER
            };
            text::paint(ui.painter(), at, anchor, words);
        }
        let line = Stroke::new(theme.stroke.hairline, theme.palette.edge);
        ui.painter().hline(
            rect.x_range(),
            ui.painter().round_to_pixel_center(rect.bottom() - 0.5),
            line,
        );
    }

    fn places(&self, rect: Rect) -> Vec<(Rect, Align)> {
        let gaps = self.gap * self.each.len().saturating_sub(1) as f32 + 2.0 * self.margin;
        let sum =
            |pick: fn(Width) -> f32| self.each.iter().map(|(width, _)| pick(*width)).sum::<f32>();
        let fixed = sum(|width| {
            if let Width::Fixed(points) = width {
                points
            } else {
                0.0
            }
        });
        let parts = sum(|width| {
            if let Width::Share(parts) = width {
                parts
            } else {
                0.0
            }
        });
        let left = (rect.width() - gaps - fixed).max(0.0);
        let mut x = rect.left() + self.margin;
        let place = |(width, align): &(Width, Align)| {
            let points = match width {
                Width::Fixed(points) => *points,
                Width::Share(share) => left * share / parts.max(f32::EPSILON),
            };
            let place = Rect::from_min_size(pos2(x, rect.top()), vec2(points, rect.height()));
            x += points + self.gap;
            (place, *align)
        };
        self.each.iter().map(place).collect()
    }
}

/// One row.
#[must_use]
pub struct Row<'a> {
    columns: &'a Columns,
    number: usize,
    sentence: &'a str,
    selected: bool,
    stop: bool,
    corners: CornerRadius,
    line: bool,
}

/// What happened to a row.
#[derive(Debug)]
pub struct RowOutput {
    pub response: Response,
    /// It was clicked: select it.
    pub chosen: bool,
    /// It was clicked twice, or Enter was pressed on it: open it.
    pub opened: bool,
    /// An arrow asks to select the row above (-1) or below (1).
    pub step: i32,
    /// Where the row's columns are, for what is drawn over them.
    pub rect: Rect,
}

impl<'a> Row<'a> {
    /// `number` is its place in the list; `sentence` says all of it, for a screen reader.
    pub fn new(columns: &'a Columns, number: usize, sentence: &'a str) -> Self {
        Self {
            columns,
            number,
            sentence,
            selected: false,
            stop: number == 0,
            corners: CornerRadius::ZERO,
            line: true,
        }
    }

    /// Selected, and so the row that Tab comes to. With nothing selected it is the first.
    pub fn selected(self, selected: bool) -> Self {
        Self {
            selected,
            stop: selected,
            ..self
        }
    }

    /// One of several selected ones: drawn as selected, but Tab does not come here.
    pub fn marked(self, marked: bool) -> Self {
        Self {
            selected: marked || self.selected,
            ..self
        }
    }

    /// Tab comes here though nothing is selected.
    pub fn stop(self, stop: bool) -> Self {
        Self { stop, ..self }
    }

    /// One of `count` rows in a card: the first and the last follow its corners, the last has no line below.
    pub fn in_card(self, ui: &Ui, count: usize) -> Self {
        let radius = theme::of(ui).radius.card - 1;
        let top = if self.number == 0 { radius } else { 0 };
        let is_last = self.number + 1 == count;
        let bottom = if is_last { radius } else { 0 };
        Self {
            corners: CornerRadius {
                nw: top,
                ne: top,
                sw: bottom,
                se: bottom,
            },
            line: !is_last,
            ..self
        }
    }

    /// Without the line below, as a heading of the rows that follow.
    pub fn without_line(self) -> Self {
        Self {
            line: false,
            ..self
        }
    }

    /// Draws the row over the width that there is.
    pub fn show(self, ui: &mut Ui, content: impl FnOnce(&mut Cells<'_>)) -> RowOutput {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let list = ui.make_persistent_id("rows");
        // What rows stand in is a list to a screen reader.
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(egui::accesskit::Role::ListBox);
        });
        let size = vec2(ui.available_width(), self.columns.height);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let sense = if self.stop {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(rect, list.with(self.number), sense);
        let selected = self.selected;
        response.widget_info(|| {
            WidgetInfo::selected(egui::Role::ListBoxOption, true, selected, self.sentence)
        });

        if selected {
            // The bar is the left edge of the whole row in ink, so that it follows a round corner.
            ui.painter().rect_filled(rect, self.corners, palette.ink);
            let field = rect.with_min_x(rect.left() + theme.stroke.selected_bar);
            let corners = CornerRadius {
                nw: 0,
                sw: 0,
                ..self.corners
            };
            ui.painter().rect_filled(field, corners, palette.sunken);
            if palette.sunken == palette.ground {
                let edge = Stroke::new(theme.stroke.hairline, palette.edge);
                ui.painter()
                    .rect_stroke(rect, self.corners, edge, egui::StrokeKind::Inside);
            }
        } else if response.hovered() {
            let dark = palette.sunken == palette.ground;
            let hover = if dark {
                palette.ring_track
            } else {
                palette.sunken
            };
            ui.painter()
                .rect_filled(rect, self.corners, hover.gamma_multiply(0.45));
        }
        if self.line {
            let line = Stroke::new(theme.stroke.hairline, palette.line);
            let y = ui.painter().round_to_pixel_center(rect.bottom() - 0.5);
            ui.painter().hline(rect.x_range(), y, line);
        }
        let places = self.columns.places(rect);
        ui.push_id(self.number, |ui| {
            content(&mut Cells {
                ui,
                places: places.into_iter(),
            });
        });
        focus::ring(ui, &response.clone().with_new_rect(rect.shrink(3.0)), 2);

        take_wanted_focus(ui, list, &response, self.stop);
        let step = if response.has_focus() {
            step(ui, response.id)
        } else {
            0
        };
        if step != 0 {
            ui.data_mut(|data| data.insert_temp(list.with("wanted"), true));
        }
        let entered = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let opened = entered || response.double_clicked();
        RowOutput {
            chosen: response.clicked(),
            opened,
            step,
            rect,
            response,
        }
    }
}

/// The cells of a row, taken from left to right.
pub struct Cells<'u> {
    ui: &'u mut Ui,
    places: std::vec::IntoIter<(Rect, Align)>,
}

impl Cells<'_> {
    /// Anything: widgets stand beside each other in the middle of the row.
    pub fn add<R>(&mut self, content: impl FnOnce(&mut Ui) -> R) -> Option<R> {
        let (place, align) = self.places.next()?;
        let layout = match align {
            Align::Max => Layout::right_to_left(Align::Center),
            Align::Center => Layout::centered_and_justified(egui::Direction::LeftToRight),
            Align::Min => Layout::left_to_right(Align::Center),
        };
        let builder = UiBuilder::new().max_rect(place).layout(layout);
        Some(self.ui.scope_builder(builder, content).inner)
    }

    /// One line of text; what does not fit ends in an ellipsis.
    pub fn words(&mut self, words: &str, role: TypeRole, color: Color32) {
        let Some((place, align)) = self.places.next() else {
            return;
        };
        let galley = text::within(self.ui, words, role, color, place.width(), 1);
        let (at, anchor) = match align {
            Align::Max => (place.right_center(), Align2::RIGHT_CENTER),
            Align::Center => (place.center(), Align2::CENTER_CENTER),
            Align::Min => (place.left_center(), Align2::LEFT_CENTER),
        };
        text::paint(self.ui.painter(), at, anchor, galley);
    }

    /// A strong line over a small quiet one.
    pub fn two_lines(&mut self, above: &str, below: &str) {
        let theme = theme::of(self.ui);
        self.lines(
            (above, theme.text.strong, theme.palette.ink),
            (below, theme.text.small, theme.palette.ink_quiet),
        );
    }

    /// A name in the display font over a small quiet line.
    pub fn title(&mut self, above: &str, below: &str) {
        let theme = theme::of(self.ui);
        let role = theme.text.group.at_size(18.0).with_line(22.0);
        self.lines(
            (above, role, theme.palette.ink),
            (below, theme.text.small, theme.palette.ink_quiet),
        );
    }

    /// Two lines, each in its role and colour.
    pub fn lines(&mut self, above: (&str, TypeRole, Color32), below: (&str, TypeRole, Color32)) {
        let Some((place, align)) = self.places.next() else {
            return;
        };
        let [above, below] = [above, below].map(|(words, role, color)| {
            text::within(self.ui, words, role, color, place.width(), 1)
        });
        let top = place.center().y - f32::midpoint(above.size().y, below.size().y);
        let (x, anchor) = if align == Align::Max {
            (place.right(), Align2::RIGHT_TOP)
        } else {
            (place.left(), Align2::LEFT_TOP)
        };
        let first = text::paint(self.ui.painter(), pos2(x, top), anchor, above);
        text::paint(self.ui.painter(), pos2(x, first.bottom()), anchor, below);
    }

    /// Leaves a column empty.
    pub fn skip(&mut self) {
        self.places.next();
    }
}

/// The row that an arrow led to takes the focus, and comes into sight.
fn take_wanted_focus(ui: &Ui, list: Id, response: &Response, stop: bool) {
    let wanted = list.with("wanted");
    if stop && !response.has_focus() && ui.data(|data| data.get_temp::<bool>(wanted)).is_some() {
        ui.data_mut(|data| data.remove::<bool>(wanted));
        response.request_focus();
        response.scroll_to_me(None);
    }
}

fn step(ui: &Ui, row: Id) -> i32 {
    focus::hold_arrows(ui, row, Axis::Down);
    ui.input_mut(|input| {
        let down = i32::from(input.consume_key(Modifiers::NONE, Key::ArrowDown));
        down - i32::from(input.consume_key(Modifiers::NONE, Key::ArrowUp))
    })
}

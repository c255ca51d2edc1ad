//! The palette (Ctrl K): a few letters find people, dinners, things to do and notes; Enter goes there or does it.

mod entries;

use egui::{
    Align2, CornerRadius, Frame, Key, Margin, Modal, Modifiers, Rect, ScrollArea, Sense, Stroke,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{
    command::{Action, Command, Context},
    icons::{Icon, IconLook},
    theme,
    widgets::{Avatar, avatar::Plate, dialog, key_cap, section, text},
};
use crate::app::Desk;
use entries::{Does, Entry, Face};

const WIDTH: f32 = 700.0;
const ROW: f32 = 46.0;
const LIST: f32 = 380.0;
/// The line and the foot, and the room above and below them: half of it.
const EDGES: f32 = 70.0;

/// What is typed and chosen while the palette is open.
#[derive(Debug, Default)]
pub(super) struct Palette {
    query: String,
    row: usize,
    was_drawn: bool,
    entries: Vec<Entry>,
    /// What the entries were found for.
    found_for: Option<(String, u64)>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Chosen {
    Command(Command),
    Action(Action),
    /// It was shut.
    Nothing,
}

impl Palette {
    /// Draws it over everything; what was chosen, once it was.
    pub(super) fn show(&mut self, ui: &mut Ui, desk: &Desk, context: Context) -> Option<Chosen> {
        let (step, is_taken) = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            let step = isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp));
            (step, pressed(Key::Enter))
        });
        self.row = self.row.saturating_add_signed(step);
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let id = egui::Id::unique("palette");
        // High in a tall window, and whole in a low one.
        let height = ui.ctx().content_rect().height();
        let top = (height - LIST - 2.0 * EDGES).clamp(20.0, 118.0);
        let modal = Modal::new(id)
            .area(Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, top)))
            .backdrop_color(palette.scrim)
            .frame(dialog::frame(ui));
        let width = WIDTH.min(ui.ctx().content_rect().width() - 48.0);
        let modal = modal.show(ui.ctx(), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            self.line(ui);
            self.find(desk, context);
            self.row = self.row.min(self.entries.len().saturating_sub(1));
            let pressed = self.list(ui, step != 0);
            self.foot(ui);
            pressed
        });
        let taken = modal.inner.or(is_taken.then_some(self.row));
        if let Some(entry) = taken.and_then(|at| self.entries.get(at)) {
            return Some(match &entry.does {
                Does::Command(command) => Chosen::Command(command.clone()),
                Does::Action(action) => Chosen::Action(*action),
            });
        }
        modal.should_close().then_some(Chosen::Nothing)
    }

    /// The line that is typed in.
    fn line(&mut self, ui: &mut Ui) {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 62.0), Sense::hover());
        let look = IconLook::regular(18.0, palette.accent);
        Icon::FIND.paint(
            ui.painter(),
            theme,
            rect.left_center() + vec2(30.0, 0.0),
            look,
        );
        let cap = key_cap::width(ui, "Esc");
        key_cap::paint(
            ui,
            rect.right_center() - vec2(20.0 + cap, 0.0),
            "Esc",
            palette.ink,
            palette.paper,
        );
        let inner = Rect::from_min_max(
            pos2(rect.left() + 52.0, rect.top() + 17.0),
            pos2(rect.right() - cap - 36.0, rect.bottom() - 12.0),
        );
        let mut child = ui.new_child(UiBuilder::new().max_rect(inner));
        let edit = egui::TextEdit::singleline(&mut self.query)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .desired_width(inner.width())
            .font(theme.font(theme.text.entry))
            .text_color(palette.ink);
        let response = child.add(edit).accessible_name("Find or do anything");
        if self.query.is_empty() {
            let hint = "People, dinners, things to do, notes";
            let hint = text::line(ui, hint, theme.text.entry, palette.ink_quiet);
            text::paint(ui.painter(), inner.min, Align2::LEFT_TOP, hint);
        }
        if !self.was_drawn {
            response.request_focus();
            self.was_drawn = true;
        }
        if response.changed() {
            self.row = 0;
        }
        section::rule(ui);
    }

    fn find(&mut self, desk: &Desk, context: Context) {
        let wanted = (self.query.clone(), desk.revision());
        if self.found_for.as_ref() != Some(&wanted) {
            self.entries = entries::find(&self.query, desk, context);
            self.found_for = Some(wanted);
        }
    }

    /// The entries under their headings; the one that was pressed.
    fn list(&self, ui: &mut Ui, has_moved: bool) -> Option<usize> {
        let theme = theme::of(ui);
        let mut pressed = None;
        let height = ui.ctx().content_rect().height();
        let room = LIST.min(height - 2.0 * EDGES);
        ScrollArea::vertical()
            .max_height(room)
            .min_scrolled_height(room)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                let mut heading = "";
                for (at, entry) in self.entries.iter().enumerate() {
                    if entry.section != heading {
                        heading = entry.section;
                        ui.add_space(10.0);
                        ui.horizontal(|ui| {
                            ui.add_space(20.0);
                            section::label(ui, heading);
                        });
                        ui.add_space(4.0);
                    }
                    let response = row(ui, at, entry, at == self.row);
                    if at == self.row && has_moved {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        pressed = Some(at);
                    }
                }
                if self.entries.is_empty() {
                    ui.add_space(20.0);
                    ui.horizontal(|ui| {
                        ui.add_space(20.0);
                        let words = "Nothing has these letters";
                        text::label(ui, words, theme.text.body, theme.palette.ink_quiet);
                    });
                    ui.add_space(20.0);
                }
            });
        pressed
    }

    fn foot(&self, ui: &mut Ui) {
        let theme = theme::of(ui);
        section::rule(ui);
        Frame::new()
            .inner_margin(Margin::symmetric(20, 8))
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 16.0;
                    for (caps, does) in [
                        (&["↑", "↓"][..], "move"),
                        (&["Enter"], "open"),
                        (&["@"], "people"),
                        (&[">"], "do"),
                        (&["#"], "dinners"),
                    ] {
                        key_cap::hint(ui, caps, does);
                    }
                    let layout = egui::Layout::right_to_left(egui::Align::Center);
                    ui.with_layout(layout, |ui| {
                        let words = format!("{} shown", self.entries.len());
                        text::short_label(ui, &words, theme.text.small, theme.palette.ink_quiet);
                    });
                });
            });
    }
}

fn row(ui: &mut Ui, at: usize, entry: &Entry, is_chosen: bool) -> egui::Response {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    // Tab stays in the line: the arrows choose.
    let response = ui.interact(rect, ui.scope_id().with(at), Sense::CLICK);
    let sentence = format!("{}, {}", entry.words, entry.remark);
    response.widget_info(|| {
        let sentence = sentence.trim_end_matches(", ");
        WidgetInfo::selected(egui::Role::ListBoxOption, true, is_chosen, sentence)
    });
    if is_chosen {
        ui.painter()
            .rect_filled(rect, CornerRadius::ZERO, palette.sunken);
        let bar = rect.with_max_x(rect.left() + theme.stroke.selected_bar);
        ui.painter()
            .rect_filled(bar, CornerRadius::ZERO, palette.ink);
        if palette.sunken == palette.paper {
            let edge = Stroke::new(theme.stroke.hairline, palette.edge);
            ui.painter()
                .rect_stroke(rect, CornerRadius::ZERO, edge, egui::StrokeKind::Inside);
        }
    } else if response.hovered() {
        let hover = palette.sunken.gamma_multiply(0.45);
        ui.painter().rect_filled(rect, CornerRadius::ZERO, hover);
    }
    let face = rect.left_center() + vec2(34.0, 0.0);
    match &entry.face {
        Face::Icon(icon) => {
            icon.paint(
                ui.painter(),
                theme,
                face,
                IconLook::regular(18.0, palette.ink),
            );
        }
        Face::Person(initials, colour) => {
            let plate = Plate {
                initials: initials.clone(),
                colour: *colour,
            };
            let square = Rect::from_center_size(face, vec2(28.0, 28.0));
            let mut child = ui.new_child(UiBuilder::new().max_rect(square));
            child.add(Avatar::new(&entry.words, &plate).size(28.0));
        }
    }
    let mut right = rect.right() - 20.0;
    let enter = if is_chosen && entry.caps.is_empty() {
        vec!["Enter"]
    } else {
        entry.caps.clone()
    };
    for cap in enter.iter().rev() {
        right -= key_cap::width(ui, cap);
        key_cap::paint(
            ui,
            pos2(right, rect.center().y),
            cap,
            palette.ink,
            palette.paper,
        );
        right -= 6.0;
    }
    let mut runs = text::Runs::new(theme);
    for (at, letter) in entry.words.chars().enumerate() {
        let is_hit = u32::try_from(at).is_ok_and(|at| entry.letters.contains(&at));
        let letter = letter.to_string();
        runs = if is_hit {
            runs.strong(&letter)
        } else {
            runs.body(&letter)
        };
    }
    let galley = runs.gap(8.0, theme.text.body).quiet(&entry.remark).layout(
        ui,
        right - rect.left() - 68.0,
        1,
    );
    text::paint(
        ui.painter(),
        rect.left_center() + vec2(60.0, 0.0),
        Align2::LEFT_CENTER,
        galley,
    );
    response
}

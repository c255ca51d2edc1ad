//! Text fields with their label, and the field that searches.

use egui::text::{CCursor, CCursorRange, LayoutJob};
use egui::text_edit::TextEditState;
use egui::{
    Align2, Frame, Id, Key, Margin, Rect, Response, Sense, Stroke, StrokeKind, TextBuffer,
    TextEdit, Ui, UiBuilder, pos2, vec2,
};

use super::{key_cap, text};
use crate::ui::icons::{Icon, IconLook};
use crate::ui::theme::{self, TypeRole};

/// A field of one or more lines.
#[must_use]
pub struct Field<'a> {
    label: &'a str,
    text: &'a mut String,
    hint: &'a str,
    note: &'a str,
    error: &'a str,
    icon: Option<Icon>,
    key: Option<&'a str>,
    label_shown: bool,
    rows: usize,
    height: f32,
    id: Option<Id>,
}

impl<'a> Field<'a> {
    /// A field under its label, as wide as there is room.
    pub fn new(label: &'a str, text: &'a mut String) -> Self {
        Self {
            label,
            text,
            hint: "",
            note: "",
            error: "",
            icon: None,
            key: None,
            label_shown: true,
            rows: 1,
            height: 36.0,
            id: None,
        }
    }

    /// A field that filters: a glass in front, no label above, the key that comes here behind.
    pub fn search(label: &'a str, text: &'a mut String) -> Self {
        Self {
            label_shown: false,
            hint: label,
            icon: Some(Icon::FIND),
            height: 32.0,
            ..Self::new(label, text)
        }
    }

    /// Without the label above: where a column or a row names it.
    pub fn bare(self) -> Self {
        Self {
            label_shown: false,
            ..self
        }
    }

    /// What stands there while it is empty.
    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// A quiet sentence below.
    pub fn note(self, note: &'a str) -> Self {
        Self { note, ..self }
    }

    /// What is wrong with the text, below and in place of the note; nothing when empty.
    pub fn error(self, error: &'a str) -> Self {
        Self { error, ..self }
    }

    pub fn icon(self, icon: Icon) -> Self {
        Self {
            icon: Some(icon),
            ..self
        }
    }

    /// The key that brings one here.
    pub fn key(self, key: &'a str) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }

    /// Several lines.
    pub fn rows(self, rows: usize) -> Self {
        Self { rows, ..self }
    }

    /// As tall as normal buttons: for a search field in the head of a page.
    pub fn tall(self) -> Self {
        Self {
            height: 36.0,
            ..self
        }
    }

    /// As tall as large buttons: where the field is what the page is about.
    pub fn large(self) -> Self {
        Self {
            height: 44.0,
            ..self
        }
    }

    /// An id of the caller's, so that a key can bring the focus here.
    pub fn id(self, id: Id) -> Self {
        Self {
            id: Some(id),
            ..self
        }
    }

    /// Draws it; the response is that of the text being edited.
    pub fn show(self, ui: &mut Ui) -> Response {
        let theme = theme::of(ui);
        let width = ui.available_width();
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            ui.vertical(|ui| {
                if self.label_shown {
                    super::section::label(ui, self.label);
                }
                let (note, error) = (self.note, self.error);
                let response = self.frame(ui, width);
                if !error.is_empty() {
                    ui.horizontal(|ui| {
                        ui.spacing_mut().item_spacing.x = 6.0;
                        let (rect, _) = ui.allocate_exact_size(vec2(15.0, 18.0), Sense::hover());
                        let look = IconLook::fill(15.0, theme.palette.late);
                        Icon::LATE.paint(ui.painter(), theme, rect.center(), look);
                        text::label(ui, error, theme.text.small, theme.palette.late);
                    });
                } else if !note.is_empty() {
                    text::label(ui, note, theme.text.small, theme.palette.ink_quiet);
                }
                response
            })
            .inner
        })
        .inner
    }

    fn frame(self, ui: &mut Ui, width: f32) -> Response {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let role = theme.text.body;
        let height = self.height + role.line * self.rows.saturating_sub(1) as f32;
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let left = if self.icon.is_some() { 38.0 } else { 12.0 };
        let cap = self.key.map_or(0.0, |key| key_cap::width(ui, key) + 10.0);
        let backdrop = ui.painter().add(egui::Shape::Noop);

        // The whole box takes the click; it lies under the line of text, which knows better where in the text.
        let edit_id = self
            .id
            .unwrap_or_else(|| ui.make_persistent_id((self.label, "field")));
        let around = ui.interact(rect, edit_id.with("around"), Sense::CLICK);
        let around = around.on_hover_cursor(egui::CursorIcon::Text);
        let inner = Rect::from_min_max(
            pos2(
                rect.left() + left,
                rect.center().y - role.line * self.rows as f32 / 2.0,
            ),
            pos2(rect.right() - 12.0 - cap, rect.bottom()),
        );
        let mut child = ui.new_child(UiBuilder::new().max_rect(inner));
        let rows = self.rows;
        let mut layouter = move |ui: &Ui, buffer: &dyn TextBuffer, wrap_width: f32| {
            let mut job = set(ui, buffer.as_str(), role);
            job.wrap.max_width = if rows > 1 { wrap_width } else { f32::INFINITY };
            ui.painter().layout_job(job)
        };
        let empty = self.text.is_empty();
        let count = self.text.chars().count();
        let mut edit = if rows > 1 {
            TextEdit::multiline(self.text)
        } else {
            TextEdit::singleline(self.text)
        };
        edit = edit
            .id(edit_id)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .desired_width(inner.width())
            .desired_rows(rows)
            .font(theme.font(role))
            .text_color(palette.ink)
            .layouter(&mut layouter);
        let response = child.add(edit).accessible_name(self.label);
        // Who comes by Tab types over what is there, as in every form.
        if response.gained_focus() && rows == 1 && child.input(|input| input.key_down(Key::Tab)) {
            select_all(&child, edit_id, count);
        }
        // Afterwards: the text gives the focus away when the click was not on itself.
        if around.clicked() {
            response.request_focus();
        }

        let focused = response.has_focus();
        let (stroke, color) = match (focused, self.error.is_empty()) {
            (true, _) => (theme.stroke.focus, palette.focus),
            (false, false) => (theme.stroke.strong, palette.late),
            (false, true) => (theme.stroke.hairline, palette.edge),
        };
        let shape = egui::epaint::RectShape::new(
            rect,
            theme.radius.control,
            palette.paper,
            Stroke::new(stroke, color),
            StrokeKind::Inside,
        );
        ui.painter().set(backdrop, shape);
        if empty && !self.hint.is_empty() {
            let hint = text::within(ui, self.hint, role, palette.ink_quiet, inner.width(), rows);
            text::paint(ui.painter(), inner.min, Align2::LEFT_TOP, hint);
        }
        if let Some(icon) = self.icon {
            let look = IconLook::regular(17.0, palette.ink_quiet);
            icon.paint(
                ui.painter(),
                theme,
                pos2(rect.left() + 21.0, rect.center().y),
                look,
            );
        }
        if let Some(key) = self.key.filter(|_| !focused) {
            let at = pos2(
                rect.right() - 10.0 - key_cap::width(ui, key),
                rect.center().y,
            );
            key_cap::paint(ui, at, key, palette.ink_quiet, palette.paper);
        }
        response
    }
}

/// Marks all that is in a field.
fn select_all(ui: &Ui, edit_id: Id, count: usize) {
    let mut state = TextEditState::load(ui.ctx(), edit_id).unwrap_or_default();
    let (start, end) = (CCursor::new(0), CCursor::new(count));
    let all = CCursorRange::two(start, end);
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), edit_id);
}

fn set(ui: &Ui, words: &str, role: TypeRole) -> LayoutJob {
    let theme = theme::of(ui);
    LayoutJob::single_section(words.to_owned(), theme.format(role, theme.palette.ink))
}

//! The note line: chips for what was understood, the words with the grammar coloured, and what will be saved.

use std::ops::Range;

use egui::{
    Align2, Color32, Frame, Id, Margin, Rect, Response, Sense, Stroke, StrokeKind, TextBuffer,
    TextEdit, Ui, UiBuilder, WidgetInfo, pos2, text::LayoutJob, vec2,
};

use super::{key_cap, text};
use crate::ui::{
    icons::{Icon, IconLook},
    theme::{self, Tone},
};

/// A chip before the words.
#[derive(Clone, Debug)]
pub struct EntryChip {
    pub words: String,
    pub tone: Tone,
    pub icon: Option<Icon>,
    /// Whether pressing it takes it off.
    pub can_go: bool,
}

/// The line.
#[must_use]
pub struct Entry<'a> {
    id: Id,
    text: &'a mut String,
    chips: &'a [EntryChip],
    marks: &'a [(Range<usize>, Tone)],
    hint: &'a str,
    summary: &'a str,
    can_save: bool,
}

/// What came of it.
pub struct EntryShown {
    /// The words being edited.
    pub edit: Response,
    /// The whole box.
    pub rect: Rect,
    /// The chip that was pressed.
    pub taken_off: Option<usize>,
}

impl<'a> Entry<'a> {
    /// `hint` stands there while nothing is typed; `summary` at the right says what will be saved.
    pub fn new(id: Id, text: &'a mut String, hint: &'a str, summary: &'a str) -> Self {
        Self {
            id,
            text,
            chips: &[],
            marks: &[],
            hint,
            summary,
            can_save: false,
        }
    }

    pub fn chips(self, chips: &'a [EntryChip]) -> Self {
        Self { chips, ..self }
    }

    /// The parts of the words that mean something, by bytes, in order.
    pub fn marks(self, marks: &'a [(Range<usize>, Tone)]) -> Self {
        Self { marks, ..self }
    }

    /// Enter would save it: its cap is shown.
    pub fn can_save(self, can_save: bool) -> Self {
        Self { can_save, ..self }
    }

    /// Draws it over the width that there is.
    pub fn show(self, ui: &mut Ui) -> EntryShown {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let size = vec2(ui.available_width(), theme.size.entry);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let around = ui.interact(rect, self.id.with("around"), Sense::CLICK);
        let has_focus = ui.memory(|memory| memory.has_focus(self.id));
        let (width, color) = if has_focus {
            (theme.stroke.focus, palette.focus)
        } else {
            (theme.stroke.hairline, palette.edge)
        };
        ui.painter().rect(
            rect,
            theme.radius.control,
            palette.paper,
            Stroke::new(width, color),
            StrokeKind::Inside,
        );
        let mut right = rect.right() - 16.0;
        if self.can_save {
            right -= key_cap::width(ui, "Enter");
            let at = pos2(right, rect.center().y);
            key_cap::paint(ui, at, "Enter", palette.ink, palette.paper);
            right -= 8.0;
        }
        let room = rect.width() * 0.36;
        let summary = text::within(
            ui,
            self.summary,
            theme.text.small,
            palette.ink_quiet,
            room,
            1,
        );
        let at = pos2(right, rect.center().y);
        let said = text::paint(ui.painter(), at, Align2::RIGHT_CENTER, summary);
        if !self.summary.is_empty() {
            let status = ui.interact(said, self.id.with("summary"), Sense::hover());
            status.widget_info(|| WidgetInfo::labeled(egui::Role::Status, true, self.summary));
        }
        right = said.left() - 12.0;

        let mut x = rect.left() + 16.0;
        let mut taken_off = None;
        // Chips never take the room of the words.
        let last = rect.left() + rect.width() * 0.5;
        for (number, chip) in self.chips.iter().enumerate() {
            let response = self.chip(ui, chip, number, pos2(x, rect.center().y), last - x);
            x = response.rect.right() + 8.0;
            if chip.can_go && response.clicked() {
                taken_off = Some(number);
            }
        }
        let inner = Rect::from_min_max(
            pos2(x, rect.center().y - theme.text.entry.line / 2.0),
            pos2(right.max(x + 24.0), rect.bottom()),
        );
        let marks = self.marks;
        let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, _: f32| {
            ui.painter()
                .layout_job(coloured(ui, buffer.as_str(), marks))
        };
        let is_bare = self.text.is_empty() && self.chips.is_empty();
        let edit = TextEdit::singleline(self.text)
            .id(self.id)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .desired_width(inner.width())
            .font(theme.font(theme.text.entry))
            .text_color(palette.ink)
            .return_key(None)
            .layouter(&mut layouter);
        let mut child = ui.new_child(UiBuilder::new().max_rect(inner));
        child.set_clip_rect(inner.expand2(vec2(2.0, 0.0)).intersect(ui.clip_rect()));
        let edit = child.add(edit).accessible_name("Note line");
        if is_bare {
            let hint = text::within(
                ui,
                self.hint,
                theme.text.entry,
                palette.ink_quiet,
                inner.width() - 10.0,
                1,
            );
            let at = inner.min + vec2(9.0, 0.0);
            text::paint(ui.painter(), at, Align2::LEFT_TOP, hint);
        }
        if around.clicked() {
            edit.request_focus();
        }
        EntryShown {
            edit,
            rect,
            taken_off,
        }
    }

    fn chip(
        &self,
        ui: &Ui,
        chip: &EntryChip,
        number: usize,
        left: egui::Pos2,
        room: f32,
    ) -> Response {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let ink = palette.ink_of(chip.tone);
        let extra =
            if chip.icon.is_some() { 22.0 } else { 0.0 } + if chip.can_go { 18.0 } else { 0.0 };
        let words = text::within(
            ui,
            &chip.words,
            theme.text.strong,
            ink,
            (room - extra - 20.0).max(24.0),
            1,
        );
        let size = vec2(words.size().x + extra + 20.0, 30.0);
        let rect = Rect::from_min_size(left - vec2(0.0, size.y / 2.0), size);
        let edge = if chip.tone == Tone::Neutral || palette.paper == palette.ground {
            Stroke::new(theme.stroke.hairline, palette.edge)
        } else {
            Stroke::NONE
        };
        let fill = palette.tint_of(chip.tone);
        ui.painter().rect(
            rect,
            theme.radius.control - 2,
            fill,
            edge,
            StrokeKind::Inside,
        );
        let mut x = rect.left() + 10.0;
        if let Some(icon) = chip.icon {
            let at = pos2(x + 7.0, rect.center().y);
            icon.paint(ui.painter(), theme, at, IconLook::fill(15.0, ink));
            x += 22.0;
        }
        let at = pos2(x, rect.center().y);
        text::paint(ui.painter(), at, Align2::LEFT_CENTER, words);
        let sense = if chip.can_go {
            let at = rect.right_center() - vec2(13.0, 0.0);
            Icon::X.paint(ui.painter(), theme, at, IconLook::regular(12.0, ink));
            Sense::CLICK
        } else {
            Sense::hover()
        };
        let response = ui.interact(rect, self.id.with(("chip", number)), sense);
        let (role, name) = if chip.can_go {
            (egui::Role::Button, format!("Take off {}", chip.words))
        } else {
            (egui::Role::Label, chip.words.clone())
        };
        response.widget_info(|| WidgetInfo::labeled(role, true, &name));
        response
    }
}

/// The words in ink, and what means something in its tone.
fn coloured(ui: &Ui, words: &str, marks: &[(Range<usize>, Tone)]) -> LayoutJob {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let mut job = LayoutJob::default();
    let mut from = 0;
    let mut add = |range: Range<usize>, color: Color32| {
        if let Some(part) = words.get(range) {
            job.append(part, 0.0, theme.format(theme.text.entry, color));
        }
    };
    for (range, tone) in marks {
        // While a key is being taken the marks are those of the words before it.
        let fits = range.start >= from
            && range.end <= words.len()
            && words.is_char_boundary(range.start)
            && words.is_char_boundary(range.end);
        if fits {
            add(from..range.start, palette.ink);
            add(range.clone(), palette.ink_of(*tone));
            from = range.end;
        }
    }
    add(from..words.len(), palette.ink);
    job.wrap.max_width = f32::INFINITY;
    job
}

//! Setting text in the roles of the theme: laying out, painting, and labels that egui can place.
//!
//! egui's own labels know neither line height nor letter spacing; these do.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, Color32, Galley, Painter, Pos2, Rect, Response, Stroke, Ui, Vec2, WidgetText};
use unicode_normalization::UnicodeNormalization as _;

use crate::ui::theme::{self, Theme, TypeRole};

/// One line, however long.
pub fn line(ui: &Ui, text: &str, role: TypeRole, color: Color32) -> Arc<Galley> {
    within(ui, text, role, color, f32::INFINITY, 1)
}

/// At most `rows` lines of at most `width` points; what does not fit ends in an ellipsis.
pub fn within(
    ui: &Ui,
    text: &str,
    role: TypeRole,
    color: Color32,
    width: f32,
    rows: usize,
) -> Arc<Galley> {
    Runs::new(theme::of(ui))
        .add(text, role, color)
        .layout(ui, width, rows)
}

/// Whether some type face, ours or the system's, has every letter of a text.
pub fn has_all_letters(ui: &Ui, text: &str, role: TypeRole) -> bool {
    // A letter and its accent are one glyph where the script has it.
    let text: String = text.nfc().collect();
    let font = theme::of(ui).font(role);
    ui.ctx().fonts_mut(|fonts| fonts.has_glyphs(&font, &text))
}

/// Paints laid-out text with the named corner or middle of its box at `at`.
pub fn paint(painter: &Painter, at: Pos2, anchor: Align2, galley: Arc<Galley>) -> Rect {
    let rect = anchor.anchor_size(at, galley.size());
    // The text was laid out in its colour; the fallback is for glyphs that have none.
    painter.galley(rect.min, galley, Color32::PLACEHOLDER);
    rect
}

/// A label in one role; wraps at the end of the space that there is.
pub fn label(ui: &mut Ui, text: &str, role: TypeRole, color: Color32) -> Response {
    Runs::new(theme::of(ui)).add(text, role, color).label(ui)
}

/// A label in one role on one line; what does not fit ends in an ellipsis.
pub fn short_label(ui: &mut Ui, text: &str, role: TypeRole, color: Color32) -> Response {
    Runs::new(theme::of(ui))
        .add(text, role, color)
        .short_label(ui)
}

/// A heading with a quiet remark on the same baseline, such as a title and its count.
pub fn heading(ui: &mut Ui, title: &str, role: TypeRole, remark: &str, remark_role: TypeRole) {
    let theme = theme::of(ui);
    let mut runs = Runs::new(theme).add(title, role, theme.palette.ink);
    if !remark.is_empty() {
        runs = runs.gap(10.0, role).add(
            remark,
            remark_role.with_line(role.line),
            theme.palette.ink_quiet,
        );
    }
    let galley = runs.layout(ui, ui.available_width(), 2);
    let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    paint(ui.painter(), rect.min, Align2::LEFT_TOP, galley);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::Heading,
            true,
            format!("{title} {remark}").trim_end(),
        )
    });
}

/// Text of several roles in one paragraph.
#[must_use]
pub struct Runs {
    theme: &'static Theme,
    job: LayoutJob,
}

impl Runs {
    pub fn new(theme: &'static Theme) -> Self {
        Self {
            theme,
            job: LayoutJob::default(),
        }
    }

    /// More text.
    pub fn add(mut self, text: &str, role: TypeRole, color: Color32) -> Self {
        self.job.append(text, 0.0, self.theme.format(role, color));
        self
    }

    /// Body text that matters.
    pub fn strong(self, text: &str) -> Self {
        let (role, color) = (self.theme.text.strong, self.theme.palette.ink);
        self.add(text, role, color)
    }

    /// Body text.
    pub fn body(self, text: &str) -> Self {
        let (role, color) = (self.theme.text.body, self.theme.palette.ink);
        self.add(text, role, color)
    }

    /// Small quiet text.
    pub fn quiet(self, text: &str) -> Self {
        let role = self.theme.text.small.with_line(self.theme.text.body.line);
        let color = self.theme.palette.ink_quiet;
        self.add(text, role, color)
    }

    /// Text that is done with: struck through.
    pub fn struck(mut self, text: &str, role: TypeRole, color: Color32) -> Self {
        let mut format = self.theme.format(role, color);
        format.strikethrough = Stroke::new(self.theme.stroke.hairline, color);
        self.job.append(text, 0.0, format);
        self
    }

    /// Empty space of `width` points before the next text.
    pub fn gap(mut self, width: f32, role: TypeRole) -> Self {
        self.job
            .append("", width, self.theme.format(role, Color32::TRANSPARENT));
        self
    }

    /// Lays the text out.
    pub fn layout(mut self, ui: &Ui, width: f32, rows: usize) -> Arc<Galley> {
        self.job.wrap = TextWrapping {
            max_width: width,
            max_rows: rows,
            break_anywhere: rows == 1,
            ..TextWrapping::default()
        };
        ui.painter().layout_job(self.job)
    }

    /// A label that wraps.
    pub fn label(self, ui: &mut Ui) -> Response {
        ui.add(egui::Label::new(WidgetText::LayoutJob(Arc::new(self.job))).wrap())
    }

    /// A label of one line.
    pub fn short_label(self, ui: &mut Ui) -> Response {
        ui.add(egui::Label::new(WidgetText::LayoutJob(Arc::new(self.job))).truncate())
    }
}

/// The size of a box around text with a margin on all sides.
pub fn padded(galley: &Galley, x: f32, y: f32) -> Vec2 {
    galley.size() + Vec2::new(2.0 * x, 2.0 * y)
}

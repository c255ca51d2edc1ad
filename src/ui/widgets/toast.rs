//! Toasts: what was just done, with Undo; one at a time, at the bottom, for eight seconds.

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, WidgetInfo, vec2};

use super::{Button, Kind, text};
use crate::ui::icons::{Icon, IconLook};
use crate::ui::theme;

/// What was just done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    pub words: String,
    pub icon: Icon,
    /// Whether it can be taken back.
    pub undo: bool,
}

/// The place where toasts appear; keeps the one that is shown.
#[derive(Debug, Default)]
pub struct ToastPlace {
    /// With its age and the time at which it was drawn last, in seconds.
    shown: Option<(Toast, f64, Option<f64>)>,
    raised: f32,
}

impl ToastPlace {
    /// Shows a toast in place of the one before it.
    pub fn say(&mut self, toast: Toast) {
        self.shown = Some((toast, 0.0, None));
    }

    /// How far above its usual place it stands, where something lies there that is not to be covered.
    pub fn raise(&mut self, points: f32) {
        self.raised = points;
    }

    /// The words that are shown now.
    pub fn words(&self) -> Option<&str> {
        self.shown.as_ref().map(|(toast, ..)| toast.words.as_str())
    }

    /// Draws the toast over everything; true when Undo was pressed. While the pointer is on it, it stays.
    pub fn show(&mut self, context: &Context, ui: &egui::Ui) -> bool {
        let Some((toast, age_secs, seen_secs)) = &mut self.shown else {
            return false;
        };
        let theme = theme::of(ui);
        let area = Area::new(Id::unique("toast"))
            .order(Order::Foreground)
            .anchor(
                Align2::CENTER_BOTTOM,
                vec2(0.0, -theme.size.foot - 20.0 - self.raised),
            )
            .show(context, |ui| draw(ui, toast));
        // By the time of the frame: frames are rare while nothing happens, and each says little of how long it was.
        let now = context.input(|input| input.time);
        let held = area.response.contains_pointer();
        let last_secs = seen_secs.replace(now).unwrap_or(now);
        if !held {
            *age_secs += now - last_secs;
        }
        let left_secs = theme.toast_secs - *age_secs;
        let undone = area.inner;
        if undone || left_secs <= 0.0 {
            self.shown = None;
        } else {
            context.request_repaint_after(std::time::Duration::from_secs_f64(left_secs.min(0.5)));
        }
        undone
    }
}

/// Draws one toast where the layout puts it; true when Undo was pressed.
pub fn draw(ui: &mut egui::Ui, toast: &Toast) -> bool {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let frame = Frame::new()
        .fill(palette.ink)
        .corner_radius(theme.radius.card - 2)
        .shadow(theme.shadow.overlay)
        .inner_margin(Margin {
            left: 18,
            right: 9,
            top: 9,
            bottom: 9,
        });
    let shown = frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 30.0), egui::Sense::hover());
            let look = IconLook::regular(18.0, palette.paper);
            toast.icon.paint(ui.painter(), theme, rect.center(), look);
            // Undo stays in sight, however long a name is.
            let room = (ui.ctx().content_rect().width() - 280.0).clamp(160.0, 640.0);
            let (role, ink) = (theme.text.body, palette.paper);
            let words = text::within(ui, &toast.words, role, ink, room, 1);
            let (rect, response) =
                ui.allocate_exact_size(vec2(words.size().x, 30.0), egui::Sense::hover());
            text::paint(ui.painter(), rect.left_center(), Align2::LEFT_CENTER, words);
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Status, true, &toast.words));
            let undo = Button::new("Undo").key("Ctrl Z").kind(Kind::OnInk).small();
            if toast.undo {
                return ui.add(undo).clicked();
            }
            ui.add_space(2.0);
            false
        })
        .inner
    });
    shown.inner
}

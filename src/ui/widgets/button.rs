//! Buttons: one primary to a screen, secondary for the rest, quiet ones in text; with icon and key cap.
//!
//! A button that cannot be pressed now stays readable, gets a dashed edge and says why.

use egui::{
    Align2, Color32, Response, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo, pos2, vec2,
};

use super::{focus, key_cap, strokes, text};
use crate::ui::icons::{Icon, IconLook, Weight};
use crate::ui::theme::{self, Theme, TypeRole};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The one thing to do on this screen.
    Primary,
    #[default]
    Secondary,
    /// A word in the accent's colour without a box.
    Quiet,
    /// On a dark bar over light paper: light letters and edge.
    OnInk,
    /// On a dark bar, and the one thing to do there.
    Lit,
}

/// Small beside rows and in bars, normal in heads, large in forms and at the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    Small,
    #[default]
    Normal,
    Large,
}

/// A button, made with its words and then told what else it carries.
#[must_use]
pub struct Button<'a> {
    words: &'a str,
    icon: Option<(Icon, Weight)>,
    key: Option<&'a str>,
    kind: Kind,
    size: Size,
    off: Option<&'a str>,
    tooltip: Option<&'a str>,
    words_shown: bool,
    min_width: f32,
}

impl<'a> Button<'a> {
    /// A secondary button of normal size; the words begin with a verb.
    pub fn new(words: &'a str) -> Self {
        Self {
            words,
            icon: None,
            key: None,
            kind: Kind::Secondary,
            size: Size::Normal,
            off: None,
            tooltip: None,
            words_shown: true,
            min_width: 0.0,
        }
    }

    /// Only an icon; `words` are its name and tooltip. For undo, close and the menu of a row.
    pub fn bare(icon: Icon, words: &'a str) -> Self {
        Self {
            words_shown: false,
            tooltip: Some(words),
            ..Self::new(words).icon(icon)
        }
    }

    pub fn icon(self, icon: Icon) -> Self {
        Self {
            icon: Some((icon, Weight::Regular)),
            ..self
        }
    }

    pub fn filled_icon(self, icon: Icon) -> Self {
        Self {
            icon: Some((icon, Weight::Fill)),
            ..self
        }
    }

    /// The key that does the same, as "N" or "Ctrl Z".
    pub fn key(self, key: &'a str) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }

    pub fn kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    pub fn primary(self) -> Self {
        self.kind(Kind::Primary)
    }

    pub fn quiet(self) -> Self {
        self.kind(Kind::Quiet)
    }

    pub fn size(self, size: Size) -> Self {
        Self { size, ..self }
    }

    pub fn small(self) -> Self {
        self.size(Size::Small)
    }

    pub fn large(self) -> Self {
        self.size(Size::Large)
    }

    /// More about what it does, shown under the pointer.
    pub fn tooltip(self, tooltip: &'a str) -> Self {
        Self {
            tooltip: Some(tooltip),
            ..self
        }
    }

    /// Cannot be pressed now, and why.
    pub fn off(self, why: &'a str) -> Self {
        Self {
            off: Some(why),
            ..self
        }
    }

    /// Off, and why, when there is a reason.
    pub fn off_when(self, why: Option<&'a str>) -> Self {
        Self { off: why, ..self }
    }

    /// At least this wide: for clock buttons that keep their width whatever they say.
    pub fn min_width(self, min_width: f32) -> Self {
        Self { min_width, ..self }
    }

    fn metrics(&self, theme: &Theme) -> Metrics {
        let text = &theme.text;
        let [icon_small, icon_normal, icon_large] = theme.size.icon;
        let quiet = self.kind == Kind::Quiet;
        match self.size {
            Size::Small => Metrics {
                height: theme.size.button_small,
                padding: if quiet { 4.0 } else { 11.0 },
                gap: 8.0,
                icon: icon_normal.min(17.0),
                role: text.button.at_size(13.0),
            },
            Size::Normal => Metrics {
                height: theme.size.button,
                padding: if quiet { 4.0 } else { 15.0 },
                gap: 9.0,
                icon: icon_normal.max(icon_small),
                role: text.button,
            },
            Size::Large => Metrics {
                height: theme.size.button_large,
                padding: if quiet { 4.0 } else { 20.0 },
                gap: 10.0,
                icon: icon_large - 2.0,
                role: text.strong.at_size(16.0),
            },
        }
    }

    /// How large it will be, for parts that divide a line among buttons and words.
    pub fn measure(&self, ui: &Ui) -> Vec2 {
        let theme = theme::of(ui);
        let metrics = self.metrics(theme);
        let words = |words| {
            text::line(ui, words, metrics.role, Color32::PLACEHOLDER)
                .size()
                .x
        };
        let parts = [
            self.icon.map(|_| metrics.icon),
            self.words_shown.then(|| words(self.words)),
            self.key.map(|key| key_cap::width(ui, key)),
        ];
        let gaps = parts.iter().flatten().count().saturating_sub(1) as f32 * metrics.gap;
        let width = parts.iter().flatten().sum::<f32>() + gaps + 2.0 * metrics.padding;
        vec2(
            width.max(self.min_width).max(theme.size.hit_min).ceil(),
            metrics.height,
        )
    }

    fn paints(&self, theme: &Theme, state: &State) -> Paints {
        let palette = &theme.palette;
        let warm = |rest: Color32, hover: Color32, pressed: Color32| {
            if state.pressed {
                pressed
            } else {
                rest.lerp_to_gamma(hover, state.warmth)
            }
        };
        let clear = Color32::TRANSPARENT;
        let secondary = Paints {
            fill: warm(palette.paper, palette.sunken, palette.line),
            ink: palette.ink,
            edge: palette.edge,
            cap: palette.paper,
        };
        if self.off.is_some() {
            return Paints {
                ink: palette.ink_quiet,
                fill: palette.paper,
                ..secondary
            };
        }
        match self.kind {
            Kind::Primary => {
                let fill = warm(palette.accent, palette.accent_hover, palette.accent_pressed);
                Paints {
                    fill,
                    ink: palette.on_accent,
                    edge: fill,
                    cap: clear,
                }
            }
            // High contrast has one black: there the pointer shows in the edge instead.
            Kind::Secondary if palette.paper == palette.sunken => Paints {
                fill: if state.pressed {
                    palette.ring_track
                } else {
                    palette.paper
                },
                edge: warm(palette.edge, palette.accent, palette.accent),
                ..secondary
            },
            Kind::Secondary => secondary,
            // A sign without words is a tool of its row, not a call to act.
            Kind::Quiet if !self.words_shown => Paints {
                fill: palette.line.gamma_multiply(0.6 * state.warmth),
                ink: palette.ink_quiet,
                edge: clear,
                cap: clear,
            },
            Kind::Quiet => Paints {
                fill: clear,
                ink: warm(palette.accent, palette.accent, palette.ink),
                edge: clear,
                cap: clear,
            },
            Kind::OnInk => {
                let ink = palette.paper;
                let fill = ink.gamma_multiply(if state.pressed {
                    0.28
                } else {
                    0.16 * state.warmth
                });
                Paints {
                    fill,
                    ink,
                    edge: ink,
                    cap: clear,
                }
            }
            Kind::Lit => {
                let fill = Theme::named(theme::ThemeName::Candlelight)
                    .palette
                    .signal_wrapping;
                let ink = Theme::named(theme::ThemeName::Linen).palette.ink;
                Paints {
                    fill,
                    ink,
                    edge: fill,
                    cap: clear,
                }
            }
        }
    }
}

struct Metrics {
    height: f32,
    padding: f32,
    gap: f32,
    icon: f32,
    role: TypeRole,
}

struct State {
    pressed: bool,
    /// 0 at rest, 1 under the pointer.
    warmth: f32,
}

struct Paints {
    fill: Color32,
    ink: Color32,
    edge: Color32,
    cap: Color32,
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = theme::of(ui);
        let metrics = self.metrics(theme);
        let sense = if self.off.is_some() {
            Sense::FOCUSABLE
        } else {
            Sense::click()
        };
        let (rect, response) = ui.allocate_exact_size(self.measure(ui), sense);
        let name = self.off.map_or_else(
            || self.words.to_owned(),
            |why| format!("{}. {why}", self.words),
        );
        let enabled = self.off.is_none() && ui.is_enabled();
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, &name));
        if !ui.is_rect_visible(rect) {
            return response;
        }

        let state = State {
            pressed: response.is_pointer_button_down_on(),
            warmth: ui
                .ctx()
                .animate_bool_responsive(response.id, response.hovered()),
        };
        let paints = self.paints(theme, &state);
        let radius = theme.radius.control;
        if self.off.is_some() {
            ui.painter().rect_filled(rect, radius, paints.fill);
            let edge = Stroke::new(theme.stroke.hairline, paints.edge);
            ui.painter().extend(strokes::dashed_outline(
                rect.shrink(0.5),
                f32::from(radius),
                edge,
                4.0,
                3.0,
            ));
        } else {
            let edge = Stroke::new(theme.stroke.hairline, paints.edge);
            ui.painter()
                .rect(rect, radius, paints.fill, edge, StrokeKind::Inside);
        }

        let middle = rect.center().y;
        let mut x = rect.left() + metrics.padding;
        if let Some((icon, weight)) = self.icon {
            let center = if !self.words_shown && self.key.is_none() {
                rect.center()
            } else {
                pos2(x + metrics.icon / 2.0, middle)
            };
            let look = IconLook {
                weight,
                size: metrics.icon,
                color: paints.ink,
            };
            icon.paint(ui.painter(), theme, center, look);
            x += metrics.icon + metrics.gap;
        }
        if self.words_shown {
            let galley = text::line(ui, self.words, metrics.role, paints.ink);
            let left = x;
            x = text::paint(ui.painter(), pos2(x, middle), Align2::LEFT_CENTER, galley).right();
            if self.kind == Kind::Quiet && response.hovered() {
                let underline = Stroke::new(theme.stroke.hairline, paints.ink);
                ui.painter()
                    .hline(left..=x, middle + metrics.role.size * 0.55, underline);
            }
        }
        if let Some(key) = self.key {
            let left = rect.right() - metrics.padding - key_cap::width(ui, key);
            key_cap::paint(ui, pos2(left.max(x), middle), key, paints.ink, paints.cap);
        }
        focus::ring(ui, &response, radius);
        match (self.off, self.tooltip) {
            (Some(why), _) => response.on_hover_text(why),
            (None, Some(tooltip)) => response.on_hover_text(tooltip),
            (None, None) => response,
        }
    }
}

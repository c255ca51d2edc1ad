//! The three themes, read from `assets/theme/tokens.toml`: colours by role, type, space, sizes, shadows and motion.
//!
//! The only place that turns numbers into colours. It knows nothing of people, dinners or screens.

mod fonts;
mod palette;
mod style;
#[cfg(test)]
mod tests;
mod tokens;

use std::sync::LazyLock;

use egui::{Color32, Context, FontFamily, FontId, TextFormat, Ui, UiBuilder, UiStackInfo, Vec2};

use crate::recap::palette::Rgb;

pub use fonts::Font;
pub use palette::{Ember, Palette, Tone};
pub use tokens::{Radii, Shadows, Sizes, Spaces, Strokes, TypeRole, TypeScale};

/// Which of the three themes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// Warm paper; what the program starts with.
    #[default]
    Linen,
    /// Dark and warm; for a table by candle, and while a dinner is live.
    Candlelight,
    /// White on black with thick edges and no shadows.
    HighContrast,
}

impl ThemeName {
    /// All themes, in the order of the settings.
    pub const ALL: [Self; 3] = [Self::Linen, Self::Candlelight, Self::HighContrast];

    /// The word in the settings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Linen => "Linen",
            Self::Candlelight => "Candlelight",
            Self::HighContrast => "High contrast",
        }
    }
}

/// What the user chose about the looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub theme: ThemeName,
    /// All plates in one quiet colour instead of ten.
    pub plain_people: bool,
    /// Nothing slides or fades.
    pub fewer_movements: bool,
}

/// One theme: every value that a widget may paint with. Lengths are points at 100 % zoom.
#[derive(Debug)]
pub struct Theme {
    pub name: ThemeName,
    pub palette: Palette,
    /// The ember field of the table display when the time is up; the same in all themes.
    pub ember: Ember,
    pub text: TypeScale,
    pub space: Spaces,
    pub size: Sizes,
    pub radius: Radii,
    pub stroke: Strokes,
    pub shadow: Shadows,
    /// How long a hover, a lift or a panel takes, in seconds.
    pub motion_secs: f32,
    /// How long a toast stays, in seconds.
    pub toast_secs: f64,
    families: [FontFamily; Font::COUNT],
}

impl Theme {
    /// The theme of that name.
    pub fn named(name: ThemeName) -> &'static Self {
        let [linen, candlelight, high_contrast] = &*THEMES;
        match name {
            ThemeName::Linen => linen,
            ThemeName::Candlelight => candlelight,
            ThemeName::HighContrast => high_contrast,
        }
    }

    /// Whether this is a dark theme.
    pub fn is_dark(&self) -> bool {
        self.name != ThemeName::Linen
    }

    /// The font of a type role, for egui widgets that want one.
    pub fn font(&self, role: TypeRole) -> FontId {
        FontId::new(role.size, self.family(role.font))
    }

    /// How text of that role in that colour is set: font, line height, letter spacing.
    pub fn format(&self, role: TypeRole, color: Color32) -> TextFormat {
        TextFormat {
            font_id: self.font(role),
            extra_letter_spacing: role.spacing,
            line_height: Some(role.line),
            color,
            ..TextFormat::default()
        }
    }

    /// The egui family of one of our fonts, with its fallbacks behind it.
    pub fn family(&self, font: Font) -> FontFamily {
        let [display, voice, ui, ui_strong, icon, icon_fill] = &self.families;
        match font {
            Font::Display => display,
            Font::Voice => voice,
            Font::Ui => ui,
            Font::UiStrong => ui_strong,
            Font::Icon => icon,
            Font::IconFill => icon_fill,
        }
        .clone()
    }

    /// Draws `content` in this theme inside a window that wears another, as the table display does.
    pub fn scope<R>(&'static self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
        let info = UiStackInfo::default().with_tag_value(SCOPE, self.name);
        let look = Look {
            theme: self.name,
            ..look(ui)
        };
        let builder = UiBuilder::new()
            .ui_stack_info(info)
            .style(style::egui_style(self, look));
        ui.scope_builder(builder, content).inner
    }
}

/// The theme that this part of the window wears.
pub fn of(ui: &Ui) -> &'static Theme {
    let scoped = ui
        .stack()
        .iter()
        .find_map(|level| level.tags().get_downcast::<ThemeName>(SCOPE).copied());
    Theme::named(scoped.unwrap_or_else(|| look(ui).theme))
}

/// What the user chose about the looks, as last put on with [`wear`].
pub fn look(ui: &Ui) -> Look {
    current(ui.ctx())
}

/// Loads the fonts and puts the look on. Once, before the first frame.
pub fn install(context: &Context, look: Look) {
    context.set_fonts(fonts::definitions());
    wear(context, look);
}

/// Puts a look on the whole window; takes effect with the next frame.
pub fn wear(context: &Context, look: Look) {
    context.data_mut(|data| data.insert_temp(egui::Id::unique(SCOPE), look));
    let theme = Theme::named(look.theme);
    context.set_theme(if theme.is_dark() {
        egui::Theme::Dark
    } else {
        egui::Theme::Light
    });
    let style = style::egui_style(theme, look);
    context.all_styles_mut(|each| each.clone_from(&style));
}

/// What the system clears a window with before each frame: the ground of the look that is worn.
pub fn clear_color(visuals: &egui::Visuals) -> [f32; 4] {
    visuals.panel_fill.to_normalized_gamma_f32()
}

/// Says at the beginning of a frame that its window was cleared by [`clear_color`].
pub(super) fn note_cleared(context: &Context) {
    let ground = context.global_style().visuals.panel_fill;
    context.data_mut(|data| data.insert_temp(egui::Id::unique(CLEARED), ground));
}

/// Covers all of `ui` with a ground. Where the window was cleared with just that, nothing is left to do: without a
/// graphics card each cover of a whole window costs as much as everything else in it.
pub fn cover(ui: &Ui, ground: Color32) {
    let cleared = ui.data(|data| data.get_temp::<Color32>(egui::Id::unique(CLEARED)));
    if cleared != Some(ground) {
        ui.painter().rect_filled(ui.max_rect(), 0.0, ground);
    }
}

/// A colour of paper, for the picture of a page: it is the same in all themes, as the paper is.
#[allow(clippy::disallowed_methods, reason = "this is the theme")]
pub fn printed(colour: Rgb) -> Color32 {
    let Rgb([red, green, blue]) = colour;
    Color32::from_rgb(red, green, blue)
}

/// The zoom steps of the settings, as factors.
pub fn zoom_steps() -> &'static [f32] {
    &TOKENS.text.zoom
}

/// The smallest size of the window, in points.
pub fn smallest_window() -> Vec2 {
    let [width, height] = TOKENS.size.window_min;
    Vec2::new(width, height)
}

const SCOPE: &str = "tablemates theme";
const CLEARED: &str = "tablemates cleared";

fn current(context: &Context) -> Look {
    context
        .data(|data| data.get_temp(egui::Id::unique(SCOPE)))
        .unwrap_or_default()
}

#[expect(
    clippy::expect_used,
    reason = "the tokens are part of the program, not input, and a test reads them"
)]
static TOKENS: LazyLock<tokens::Tokens> = LazyLock::new(|| {
    tokens::read(include_str!("../../assets/theme/tokens.toml"))
        .expect("assets/theme/tokens.toml is well formed")
});

static THEMES: LazyLock<[Theme; 3]> =
    LazyLock::new(|| ThemeName::ALL.map(|name| TOKENS.theme(name)));

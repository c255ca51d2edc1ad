//! The tokens file as types, and one theme made out of it.

use serde::Deserialize;

use super::fonts::{self, Font};
use super::palette::{ByTheme, Hex, Palette, Rest, Tables};
use super::{Theme, ThemeName};

/// One way of setting text: font, size, distance of lines and extra space between letters, in points.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct TypeRole {
    pub font: Font,
    pub size: f32,
    pub line: f32,
    pub spacing: f32,
}

impl TypeRole {
    /// The same role at another size, its line in proportion: for plates that shrink with their table.
    #[must_use]
    pub fn at_size(self, size: f32) -> Self {
        Self {
            size,
            line: (self.line * size / self.size).round(),
            ..self
        }
    }

    /// The same role with the lines that far apart.
    #[must_use]
    pub fn with_line(self, line: f32) -> Self {
        Self { line, ..self }
    }
}

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        pub struct $name { $(pub $field: $kind,)+ }
    )+};
}

records! {
    /// The roles of type.
    TypeScale {
        display_timer: TypeRole, display_name: TypeRole, display_text: TypeRole, display_label: TypeRole,
        live_timer: TypeRole, live_name: TypeRole, live_text: TypeRole, page: TypeRole, dinner: TypeRole,
        section: TypeRole, group: TypeRole, figure: TypeRole, voice: TypeRole, course: TypeRole,
        entry: TypeRole, body: TypeRole, strong: TypeRole, button: TypeRole, small: TypeRole,
        chip: TypeRole, label: TypeRole, key: TypeRole, smallest: f32, zoom: Vec<f32>,
    }
    /// Distances.
    Spaces {
        grid: f32, scale: [f32; 9], page_x: f32, page_top: f32, card_x: f32, card_y: f32,
        gap_inline: f32, gap_row: f32, gap_section: f32,
    }
    /// Sizes of parts.
    Sizes {
        rail: f32, head: f32, foot: f32, row: f32, row_compact: f32, button: f32, button_small: f32,
        button_large: f32, input: f32, entry: f32, chip: f32, seat: f32, seat_small: f32,
        avatar: [f32; 5], icon: [f32; 3], side_panel: f32, window_min: [f32; 2], hit_min: f32,
    }
    /// Radii of corners.
    Radii { key: u8, control: u8, tile: u8, card: u8 }
    /// Widths of lines.
    Strokes {
        hairline: f32, strong: f32, focus: f32, focus_gap: f32, selected_bar: f32,
        ring_live: f32, ring_display: f32,
    }
}

/// The two shadows; both empty in high contrast.
#[derive(Clone, Copy, Debug)]
pub struct Shadows {
    pub card: egui::Shadow,
    pub overlay: egui::Shadow,
}

#[derive(Deserialize)]
pub(super) struct Tokens {
    palette: Tables,
    #[serde(rename = "type")]
    pub text: TypeScale,
    space: Spaces,
    pub size: Sizes,
    radius: Radii,
    stroke: Strokes,
    shadow: ShadowTable,
    motion: Motion,
}

#[derive(Deserialize)]
struct ShadowTable {
    card: ShadowToken,
    overlay: ShadowToken,
    scrim: ByTheme<Hex>,
}

#[derive(Deserialize)]
struct ShadowToken {
    offset: [i8; 2],
    blur: u8,
    spread: u8,
    #[serde(flatten)]
    color: ByTheme<Hex>,
}

impl ShadowToken {
    fn shadow(&self, name: ThemeName) -> egui::Shadow {
        let color = self.color.get(name).0;
        if color == egui::Color32::TRANSPARENT {
            return egui::Shadow::NONE;
        }
        egui::Shadow {
            offset: self.offset,
            blur: self.blur,
            spread: self.spread,
            color,
        }
    }
}

#[derive(Deserialize)]
struct Motion {
    ms: f32,
    toast_s: f64,
}

/// Reads the tokens file.
pub(super) fn read(text: &str) -> Result<Tokens, toml::de::Error> {
    toml::from_str(text)
}

impl Tokens {
    pub(super) fn theme(&self, name: ThemeName) -> Theme {
        let roles = match name {
            ThemeName::Linen => &self.palette.linen,
            ThemeName::Candlelight => &self.palette.candlelight,
            ThemeName::HighContrast => &self.palette.high_contrast,
        };
        let shadow = Shadows {
            card: self.shadow.card.shadow(name),
            overlay: self.shadow.overlay.shadow(name),
        };
        let rest = Rest {
            accent: self.palette.hover.get(name).map(|hex| hex.0),
            people: self.palette.people(name),
            heat: self.palette.heat(name),
            shadow_card: shadow.card.color,
            shadow_overlay: shadow.overlay.color,
            scrim: self.shadow.scrim.get(name).0,
        };
        Theme {
            name,
            palette: Palette::new(roles, rest),
            ember: self.palette.time_is_up_panel.ember(),
            text: self.text.clone(),
            space: self.space.clone(),
            size: self.size.clone(),
            radius: self.radius.clone(),
            stroke: self.stroke.clone(),
            shadow,
            motion_secs: self.motion.ms / 1000.0,
            toast_secs: self.motion.toast_s,
            families: fonts::families(),
        }
    }
}

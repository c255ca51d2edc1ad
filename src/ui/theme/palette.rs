//! Colours by role, for one theme, and the tones that chips and notices come in.

use egui::Color32;
use serde::Deserialize;

use super::ThemeName;

macro_rules! palette {
    ($($role:ident),+ $(,)?) => {
        /// The colours of one theme by role; `people` and `heat` are rows of colours.
        #[derive(Clone, Debug)]
        pub struct Palette {
            $(pub $role: Color32,)+
            /// The accent under the pointer, and pressed.
            pub accent_hover: Color32,
            pub accent_pressed: Color32,
            /// Ten plates: fill and ink.
            pub people: [[Color32; 2]; 10],
            /// Squares of the matrix for 0, 1, 2, 3, 4, 5 or more meetings: fill and ink.
            pub heat: [[Color32; 2]; 6],
            pub shadow_card: Color32,
            pub shadow_overlay: Color32,
            /// What lies over the window behind a dialog.
            pub scrim: Color32,
        }

        /// One theme's table in the tokens.
        #[derive(Deserialize)]
        pub(super) struct Roles { $($role: Hex,)+ }

        impl Palette {
            pub(super) fn new(roles: &Roles, rest: Rest) -> Self {
                Self {
                    $($role: roles.$role.0,)+
                    accent_hover: rest.accent[0],
                    accent_pressed: rest.accent[1],
                    people: rest.people,
                    heat: rest.heat,
                    shadow_card: rest.shadow_card,
                    shadow_overlay: rest.shadow_overlay,
                    scrim: rest.scrim,
                }
            }

            /// Every role with its name, for the gallery and the contrast test.
            pub fn roles(&self) -> Vec<(&'static str, Color32)> {
                vec![$((stringify!($role), self.$role),)+]
            }
        }
    };
}

palette!(
    ground,
    paper,
    sunken,
    line,
    edge,
    ink,
    ink_quiet,
    accent,
    on_accent,
    accent_tint,
    good,
    good_tint,
    look,
    look_tint,
    late,
    late_tint,
    info,
    info_tint,
    private,
    private_tint,
    signal_plenty,
    signal_wrapping,
    signal_time_up,
    signal_questions,
    tablecloth,
    ring_track,
    focus,
);

/// The field of the table display when the time is up.
#[derive(Clone, Copy, Debug)]
pub struct Ember {
    pub field: Color32,
    pub ink: Color32,
    pub ink_quiet: Color32,
    pub edge: Color32,
}

/// What a chip or a notice is about; each tone has an ink and a tint that it can be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Good,
    Look,
    Late,
    Info,
    Accent,
    Private,
    Neutral,
}

impl Tone {
    pub const ALL: [Self; 7] = [
        Self::Good,
        Self::Look,
        Self::Late,
        Self::Info,
        Self::Accent,
        Self::Private,
        Self::Neutral,
    ];
}

impl Palette {
    /// The ink of a tone, readable on ground, paper and its own tint.
    pub fn ink_of(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Good => self.good,
            Tone::Look => self.look,
            Tone::Late => self.late,
            Tone::Info => self.info,
            Tone::Accent => self.accent,
            Tone::Private => self.private,
            Tone::Neutral => self.ink,
        }
    }

    /// The field behind a tone.
    pub fn tint_of(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Good => self.good_tint,
            Tone::Look => self.look_tint,
            Tone::Late => self.late_tint,
            Tone::Info => self.info_tint,
            Tone::Accent => self.accent_tint,
            Tone::Private => self.private_tint,
            Tone::Neutral => self.sunken,
        }
    }

    /// Fill and ink of a plate: one of ten, or the quiet one.
    pub fn person(&self, colour: usize, plain: bool) -> [Color32; 2] {
        let quiet = [self.sunken, self.ink];
        if plain {
            quiet
        } else {
            self.people
                .get(colour % self.people.len())
                .copied()
                .unwrap_or(quiet)
        }
    }
}

/// The part of a palette that does not stand in the theme's own table.
pub(super) struct Rest {
    pub accent: [Color32; 2],
    pub people: [[Color32; 2]; 10],
    pub heat: [[Color32; 2]; 6],
    pub shadow_card: Color32,
    pub shadow_overlay: Color32,
    pub scrim: Color32,
}

#[derive(Deserialize)]
pub(super) struct Tables {
    pub linen: Roles,
    pub candlelight: Roles,
    pub high_contrast: Roles,
    pub hover: ByTheme<[Hex; 2]>,
    pub time_is_up_panel: EmberTable,
    people: PeopleTable,
    heat: HeatTable,
}

impl Tables {
    pub(super) fn people(&self, name: ThemeName) -> [[Color32; 2]; 10] {
        let rows = if name == ThemeName::Linen {
            &self.people.linen
        } else {
            &self.people.candlelight
        };
        rows.each_ref().map(|pair| pair.each_ref().map(|hex| hex.0))
    }

    pub(super) fn heat(&self, name: ThemeName) -> [[Color32; 2]; 6] {
        let (fills, inks) = if name == ThemeName::Linen {
            (&self.heat.linen, &self.heat.linen_ink)
        } else {
            (&self.heat.candlelight, &self.heat.candlelight_ink)
        };
        let mut pairs = fills.iter().zip(inks).map(|(fill, ink)| [fill.0, ink.0]);
        std::array::from_fn(|_| pairs.next().unwrap_or_default())
    }
}

#[derive(Deserialize)]
pub(super) struct EmberTable {
    field: Hex,
    ink: Hex,
    ink_quiet: Hex,
    edge: Hex,
}

impl EmberTable {
    pub(super) fn ember(&self) -> Ember {
        Ember {
            field: self.field.0,
            ink: self.ink.0,
            ink_quiet: self.ink_quiet.0,
            edge: self.edge.0,
        }
    }
}

#[derive(Deserialize)]
struct PeopleTable {
    linen: [[Hex; 2]; 10],
    candlelight: [[Hex; 2]; 10],
}

#[derive(Deserialize)]
struct HeatTable {
    linen: [Hex; 6],
    linen_ink: [Hex; 6],
    candlelight: [Hex; 6],
    candlelight_ink: [Hex; 6],
}

/// One value for each theme.
#[derive(Deserialize)]
pub(super) struct ByTheme<T> {
    linen: T,
    candlelight: T,
    high_contrast: T,
}

impl<T> ByTheme<T> {
    pub(super) fn get(&self, name: ThemeName) -> &T {
        match name {
            ThemeName::Linen => &self.linen,
            ThemeName::Candlelight => &self.candlelight,
            ThemeName::HighContrast => &self.high_contrast,
        }
    }
}

/// `#RRGGBB`, `#RRGGBBAA` or `none`.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Hex(pub Color32);

impl TryFrom<String> for Hex {
    type Error = String;

    #[allow(clippy::disallowed_methods, reason = "this is the theme")]
    fn try_from(text: String) -> Result<Self, String> {
        if text == "none" {
            return Ok(Self(Color32::TRANSPARENT));
        }
        Color32::from_hex(&text)
            .map(Self)
            .map_err(|error| format!("{text} is not a colour: {error:?}"))
    }
}

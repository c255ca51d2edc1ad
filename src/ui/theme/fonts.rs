//! The six fonts inside the program and who stands in for whom when a letter is missing.
//!
//! Scripts that none of the six has (Chinese, Arabic, Hebrew) come from the system, which eframe asks by itself.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};
use serde::Deserialize;

/// One of our fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Font {
    /// Newsreader Medium: names, titles, numerals.
    Display,
    /// Newsreader Medium Italic: courses and sentences that are spoken.
    Voice,
    /// Source Sans 3 Regular: everything else.
    Ui,
    /// Source Sans 3 `SemiBold`.
    UiStrong,
    /// Phosphor Regular: icons at rest.
    Icon,
    /// Phosphor Fill: icons that show a state.
    IconFill,
}

impl Font {
    pub(super) const COUNT: usize = 6;
    pub(super) const ALL: [Self; Self::COUNT] = [
        Self::Display,
        Self::Voice,
        Self::Ui,
        Self::UiStrong,
        Self::Icon,
        Self::IconFill,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::Display => "display",
            Self::Voice => "voice",
            Self::Ui => "ui",
            Self::UiStrong => "ui_strong",
            Self::Icon => "icon",
            Self::IconFill => "icon_fill",
        }
    }

    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Display => include_bytes!("../../../assets/fonts/Newsreader_500Medium.ttf"),
            Self::Voice => include_bytes!("../../../assets/fonts/Newsreader_500Medium_Italic.ttf"),
            Self::Ui => include_bytes!("../../../assets/fonts/SourceSans3_400Regular.ttf"),
            Self::UiStrong => include_bytes!("../../../assets/fonts/SourceSans3_600SemiBold.ttf"),
            Self::Icon => include_bytes!("../../../assets/fonts/Phosphor.ttf"),
            Self::IconFill => include_bytes!("../../../assets/fonts/Phosphor-Fill.ttf"),
        }
    }

    /// Newsreader has no arrows, ticks, Greek or Cyrillic; Source Sans has them.
    fn chain(self) -> &'static [Self] {
        match self {
            Self::Display => &[Self::Display, Self::UiStrong, Self::Icon],
            Self::Voice => &[Self::Voice, Self::Ui, Self::Icon],
            Self::Ui => &[Self::Ui, Self::Icon],
            Self::UiStrong => &[Self::UiStrong, Self::Icon],
            Self::Icon => &[Self::Icon],
            Self::IconFill => &[Self::IconFill],
        }
    }
}

/// The family names under which egui knows our fonts. Plain text that egui sets by itself is Source Sans.
pub(super) fn families() -> [FontFamily; Font::COUNT] {
    Font::ALL.map(|font| match font {
        Font::Ui => FontFamily::Proportional,
        _ => FontFamily::Name(font.key().into()),
    })
}

pub(super) fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    for (font, family) in Font::ALL.into_iter().zip(families()) {
        let data = FontData::from_static(font.bytes());
        definitions
            .font_data
            .insert(font.key().to_owned(), Arc::new(data));
        let chain: Vec<String> = font
            .chain()
            .iter()
            .map(|each| each.key().to_owned())
            .collect();
        definitions.families.insert(family, chain);
    }
    let figures = vec![Font::Ui.key().to_owned(), Font::Icon.key().to_owned()];
    definitions.families.insert(FontFamily::Monospace, figures);
    definitions
}

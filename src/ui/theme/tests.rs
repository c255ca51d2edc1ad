//! Contrast of every pair of text and surface in the three themes, by WCAG 2; and what the tokens promise.

use egui::Color32;

use super::{Look, Theme, ThemeName, Tone, install, smallest_window, zoom_steps};

/// Text that is read.
const TEXT: f32 = 4.5;
/// Edges and signs that one must see to use a thing.
const SIGN: f32 = 3.0;
/// Digits read across the table.
const TIMER: f32 = 7.0;

#[test]
fn every_text_can_be_read_on_every_surface_under_it() {
    for theme in ThemeName::ALL.map(Theme::named) {
        let palette = &theme.palette;
        let surfaces = [
            ("ground", palette.ground),
            ("paper", palette.paper),
            ("sunken", palette.sunken),
            ("tablecloth", palette.tablecloth),
        ];
        for (name, surface) in surfaces {
            check(theme, "ink", palette.ink, name, surface, TEXT);
            check(theme, "quiet ink", palette.ink_quiet, name, surface, TEXT);
            for tone in Tone::ALL {
                check(
                    theme,
                    &format!("{tone:?}"),
                    palette.ink_of(tone),
                    name,
                    surface,
                    TEXT,
                );
            }
        }
        for tone in Tone::ALL {
            let tint = palette.tint_of(tone);
            check(
                theme,
                &format!("{tone:?}"),
                palette.ink_of(tone),
                "its tint",
                tint,
                TEXT,
            );
            check(
                theme,
                "ink",
                palette.ink,
                &format!("tint of {tone:?}"),
                tint,
                TEXT,
            );
        }
        for accent in [palette.accent, palette.accent_hover, palette.accent_pressed] {
            check(
                theme,
                "on accent",
                palette.on_accent,
                "accent",
                accent,
                TEXT,
            );
        }
        check(theme, "paper", palette.paper, "ink", palette.ink, TEXT);
        check(theme, "tick", palette.paper, "good", palette.good, TEXT);
        check(
            theme,
            "ink",
            palette.ink,
            "pressed button",
            palette.line,
            if theme.is_dark() { SIGN } else { TEXT },
        );
    }
}

#[test]
fn edges_and_focus_can_be_seen() {
    for theme in ThemeName::ALL.map(Theme::named) {
        let palette = &theme.palette;
        for (name, surface) in [("ground", palette.ground), ("paper", palette.paper)] {
            check(theme, "edge", palette.edge, name, surface, SIGN);
            check(theme, "focus", palette.focus, name, surface, SIGN);
            check(theme, "selected bar", palette.ink, name, surface, SIGN);
        }
    }
}

#[test]
fn the_clock_can_be_read_across_the_table() {
    for theme in ThemeName::ALL.map(Theme::named) {
        let palette = &theme.palette;
        check(
            theme,
            "digits",
            palette.ink,
            "ground",
            palette.ground,
            TIMER,
        );
        check(
            theme,
            "digits over time",
            palette.signal_time_up,
            "ground",
            palette.ground,
            TIMER,
        );
        let signals = [
            palette.signal_plenty,
            palette.signal_wrapping,
            palette.signal_time_up,
            palette.signal_questions,
        ];
        for signal in signals {
            check(theme, "signal", signal, "ground", palette.ground, TEXT);
        }
        let ember = theme.ember;
        check(theme, "ember ink", ember.ink, "ember", ember.field, TIMER);
        check(
            theme,
            "ember quiet ink",
            ember.ink_quiet,
            "ember",
            ember.field,
            TIMER,
        );
        check(theme, "ember edge", ember.edge, "ember", ember.field, SIGN);
    }
}

#[test]
fn initials_and_numbers_can_be_read_on_their_fields() {
    for theme in ThemeName::ALL.map(Theme::named) {
        for [fill, ink] in theme.palette.people {
            check(theme, "initials", ink, "plate", fill, TEXT);
        }
        for [fill, ink] in theme.palette.heat {
            check(theme, "number", ink, "square", fill, TEXT);
        }
        let [fill, ink] = theme.palette.person(3, true);
        check(theme, "initials", ink, "plain plate", fill, TEXT);
    }
}

#[test]
fn ratios_are_those_of_the_tokens_file() {
    let linen = &Theme::named(ThemeName::Linen).palette;
    assert!((ratio(linen.ink, linen.ground) - 13.65).abs() < 0.01);
    let candlelight = &Theme::named(ThemeName::Candlelight).palette;
    assert!((ratio(candlelight.ink_quiet, candlelight.sunken) - 9.52).abs() < 0.01);
}

#[test]
fn a_part_of_the_window_can_wear_another_theme() {
    let context = egui::Context::default();
    install(&context, Look::default());
    let input = egui::RawInput::default();
    let output = context.run_ui(input, |ui| {
        assert_eq!(super::of(ui).name, ThemeName::Linen);
        Theme::named(ThemeName::Candlelight).scope(ui, |ui| {
            let palette = &Theme::named(ThemeName::Candlelight).palette;
            assert_eq!(super::of(ui).name, ThemeName::Candlelight);
            assert_eq!(ui.visuals().panel_fill, palette.ground);
            ui.horizontal(|ui| assert_eq!(super::of(ui).name, ThemeName::Candlelight));
        });
        assert_eq!(super::of(ui).name, ThemeName::Linen);
    });
    output.drop_without_applying_deltas();
}

#[test]
fn figures_are_as_wide_as_each_other() {
    let context = egui::Context::default();
    install(&context, Look::default());
    context.begin_pass(egui::RawInput::default());
    let theme = Theme::named(ThemeName::Linen);
    for role in [
        theme.text.live_timer,
        theme.text.figure,
        theme.text.body,
        theme.text.strong,
    ] {
        let font = theme.font(role);
        let widths =
            ('0'..='9').map(|digit| context.fonts_mut(|fonts| fonts.glyph_width(&font, digit)));
        let widths: Vec<f32> = widths.collect();
        assert!(
            widths.iter().all(|width| (width - widths[0]).abs() < 0.01),
            "{role:?} {widths:?}"
        );
    }
    context.end_pass().drop_without_applying_deltas();
}

#[test]
fn letters_beyond_latin_and_signs_of_keys_have_a_font() {
    let context = egui::Context::default();
    install(&context, Look::default());
    context.begin_pass(egui::RawInput::default());
    let theme = Theme::named(ThemeName::Linen);
    for role in [
        theme.text.page,
        theme.text.voice,
        theme.text.body,
        theme.text.key,
    ] {
        let font = theme.font(role);
        for letter in "Łódź Ωmega Жанна ←→↑↓ “’–…· £€".chars() {
            assert!(
                context.fonts_mut(|fonts| fonts.has_glyph(&font, letter)),
                "{letter} in {role:?}"
            );
        }
    }
    context.end_pass().drop_without_applying_deltas();
}

#[test]
fn no_text_is_smaller_than_twelve_points_and_zoom_goes_to_one_and_a_half() {
    let text = &Theme::named(ThemeName::Linen).text;
    let roles = [
        text.small,
        text.chip,
        text.label,
        text.key,
        text.body,
        text.button,
    ];
    assert!(
        roles
            .iter()
            .all(|role| role.size >= text.smallest && role.line >= role.size)
    );
    assert_eq!(zoom_steps().last(), Some(&1.5));
    assert_eq!(smallest_window(), egui::vec2(1100.0, 700.0));
}

fn check(theme: &Theme, text: &str, ink: Color32, surface: &str, fill: Color32, least: f32) {
    let ratio = ratio(ink, fill);
    assert!(
        ratio >= least,
        "{:?}: {text} on {surface} is {ratio:.2}, needs {least}",
        theme.name
    );
}

/// Contrast by WCAG 2.2, 1 to 21.
fn ratio(one: Color32, other: Color32) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(color: Color32) -> f32 {
    let linear = |channel: u8| {
        let value = f32::from(channel) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
}

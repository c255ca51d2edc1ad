//! egui's own style made out of a theme, so that what egui draws by itself (text being edited, tooltips, menus,
//! scroll bars, dialogs) looks like the rest.

use egui::style::{
    ScrollFadeStyle, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets,
};
use egui::{Color32, CornerRadius, Margin, Stroke, Style, TextStyle, Visuals, vec2};

use super::{Look, Theme};

pub(super) fn egui_style(theme: &Theme, look: Look) -> Style {
    let mut style = Style {
        animation_time: if look.fewer_movements {
            0.0
        } else {
            theme.motion_secs
        },
        visuals: visuals(theme),
        ..Style::default()
    };
    let text = &theme.text;
    style.text_styles = [
        (TextStyle::Body, text.body),
        (TextStyle::Button, text.button),
        (TextStyle::Small, text.small),
        (TextStyle::Heading, text.section),
        (TextStyle::Monospace, text.body),
    ]
    .into_iter()
    .map(|(name, role)| (name, theme.font(role)))
    .collect();

    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(theme.space.gap_inline, theme.space.gap_inline);
    spacing.button_padding = vec2(14.0, 8.0);
    spacing.interact_size = vec2(theme.size.hit_min, theme.size.hit_min);
    spacing.window_margin = Margin::same(20);
    spacing.menu_margin = Margin::symmetric(10, 6);
    spacing.tooltip_width = 320.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_width: 4.0,
        handle_min_length: 28.0,
        bar_inner_margin: 4.0,
        dormant_handle_opacity: 0.35,
        active_handle_opacity: 0.6,
        interact_handle_opacity: 0.9,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        // A fade would tint what lies under it; the hairline of head and foot ends the page.
        fade: ScrollFadeStyle {
            strength: 0.0,
            ..ScrollFadeStyle::default()
        },
        ..ScrollStyle::floating()
    };
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;
    if look.fewer_movements {
        style.scroll_animation = egui::style::ScrollAnimation::none();
    }
    style
}

fn visuals(theme: &Theme) -> Visuals {
    let palette = &theme.palette;
    let base = if theme.is_dark() {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    let card = CornerRadius::same(theme.radius.card);
    Visuals {
        dark_mode: theme.is_dark(),
        override_text_color: None,
        weak_text_color: Some(palette.ink_quiet),
        widgets: widgets(theme),
        selection: Selection {
            bg_fill: palette.info_tint,
            stroke: Stroke::new(1.0, palette.ink),
        },
        hyperlink_color: palette.accent,
        faint_bg_color: palette.sunken,
        extreme_bg_color: palette.paper,
        text_edit_bg_color: Some(palette.paper),
        code_bg_color: palette.sunken,
        warn_fg_color: palette.look,
        error_fg_color: palette.late,
        window_corner_radius: card,
        window_shadow: theme.shadow.overlay,
        window_fill: palette.paper,
        window_stroke: Stroke::new(theme.stroke.hairline, palette.line),
        menu_corner_radius: CornerRadius::same(theme.radius.control),
        panel_fill: palette.ground,
        popup_shadow: theme.shadow.card,
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(2.0, palette.ink),
            blink: false,
            ..TextCursorStyle::default()
        },
        striped: false,
        slider_trailing_fill: true,
        interact_cursor: Some(egui::CursorIcon::PointingHand),
        image_loading_spinners: false,
        ..base
    }
}

fn widgets(theme: &Theme) -> Widgets {
    let palette = &theme.palette;
    let state = |fill: Color32, edge: Color32, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(theme.stroke.hairline, edge),
        corner_radius: CornerRadius::same(theme.radius.control),
        fg_stroke: Stroke::new(theme.stroke.hairline, ink),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: state(palette.ground, palette.line, palette.ink),
        inactive: state(palette.edge, palette.edge, palette.ink),
        hovered: state(palette.sunken, palette.edge, palette.ink),
        active: state(palette.line, palette.edge, palette.ink),
        open: state(palette.sunken, palette.edge, palette.ink),
    }
}

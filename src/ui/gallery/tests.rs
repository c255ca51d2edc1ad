//! The gallery is drawn whole in every theme and size: no part without a name, no letter without a font.

use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::Gallery;
use crate::ui::theme::{self, Look, ThemeName};

fn harness(look: Look, page: usize, size: egui::Vec2) -> Harness<'static, Gallery> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_context_setup(move |context| theme::install(context, look))
        .build_ui_state(
            |ui, gallery: &mut Gallery| gallery.show(ui),
            Gallery::new(look, page),
        );
    harness.run();
    harness
}

#[test]
fn every_page_is_drawn_in_every_theme_and_at_the_smallest_size() {
    for theme in ThemeName::ALL {
        for page in 0..3 {
            let size = match theme {
                ThemeName::Linen => vec2(1440.0, 900.0),
                ThemeName::Candlelight => theme::smallest_window(),
                // The smallest window at 150 %.
                ThemeName::HighContrast => theme::smallest_window() / 1.5,
            };

            let look = Look {
                theme,
                plain_people: page == 1,
                fewer_movements: true,
            };
            harness(look, page, size).get_by_label("Theme: Linen");
        }
    }
}

#[test]
fn the_switch_changes_the_theme_at_once() {
    let mut harness = harness(Look::default(), 0, vec2(1440.0, 900.0));
    harness.get_by_label("Theme: Candlelight").click();
    harness.run();
    assert_eq!(harness.state().look().theme, ThemeName::Candlelight);
    let fill = harness.ctx.global_style().visuals.panel_fill;
    assert_eq!(
        fill,
        theme::Theme::named(ThemeName::Candlelight).palette.ground
    );
}

#[test]
fn a_swap_at_the_table_can_be_taken_back() {
    let mut harness = harness(Look::default(), 2, vec2(1440.0, 1800.0));
    let tomasz = "Seat 3 of 8, Tomasz Wilk, beside Hannah, new, and Jonah, new; not fixed";
    harness.get_by_label(tomasz).click();
    harness.run_steps(2);
    harness.get_by_label(tomasz).focus();
    harness.run_steps(3);
    harness.key_press(Key::Space);
    harness.run_steps(3);
    harness.key_press(Key::ArrowRight);
    harness.run_steps(3);
    harness.key_press(Key::Space);
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Status, "Tomasz and Jonah swapped seats.");
    assert!(harness.query_by_label(tomasz).is_none());
    harness.get_by_role_and_label(Role::Button, "Undo").click();
    harness.run_steps(3);
    harness.get_by_label(tomasz);
}

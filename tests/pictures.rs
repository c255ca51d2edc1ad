//! Pictures of the gallery and of three screens in three themes, compared with those in `tests/pictures`. They need a
//! Vulkan driver in software, the time zone Europe/London, and the feature `window-tests`:
//! `TZ=Europe/London cargo test --features window-tests --test pictures`; with `UPDATE_SNAPSHOTS=1` they are taken anew.

#![cfg(feature = "window-tests")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

use egui::{Key, Modifiers, vec2};
use egui_kittest::{Harness, SnapshotOptions, SnapshotResults};
use tablemates::{
    app::{Desk, desk::sample_session_by},
    evening::{BootId, Clock, Stamp},
    ui::{
        Window,
        gallery::Gallery,
        theme::{self, Look, ThemeName},
    },
};

/// A clock that stands at Thursday 26 November 2026, 17:42 UTC.
#[derive(Debug)]
struct Standing;

impl Clock for Standing {
    fn now(&self) -> Stamp {
        Stamp {
            wall_ms: 1_795_714_920_000,
            boot_ms: 60_000,
            boot_id: BootId::of("pictures"),
        }
    }
}

/// Drivers differ in the last bit of a colour and in a pixel of an edge, not in a letter.
fn compare<S>(harness: &mut Harness<'_, S>, name: &str) {
    let options = SnapshotOptions::new()
        .threshold(1.6)
        .max_failed_pixels(400)
        .output_path("tests/pictures");
    harness.snapshot_options(name, &options);
}

/// Draws over the whole picture: the harness itself leaves a margin.
fn whole(ui: &mut egui::Ui, draw: impl FnOnce(&mut egui::Ui)) {
    let rect = ui.ctx().content_rect();
    let mut whole = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    whole.set_clip_rect(rect);
    draw(&mut whole);
}

fn slug(theme: ThemeName) -> String {
    theme.word().to_lowercase().replace(' ', "-")
}

#[test]
fn the_gallery_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    for theme_name in ThemeName::ALL {
        for (page, name) in ["controls", "lists", "tables"].into_iter().enumerate() {
            let look = Look {
                theme: theme_name,
                ..Look::default()
            };
            let mut harness = Harness::builder()
                .with_size(vec2(1440.0, 1100.0))
                .with_render_cursor(false)
                .with_context_setup(move |context: &egui::Context| theme::install(context, look))
                .wgpu()
                .build_ui_state(
                    |ui, gallery: &mut Gallery| whole(ui, |ui| gallery.show(ui)),
                    Gallery::new(look, page),
                );
            harness.run_steps(3);
            compare(
                &mut harness,
                &format!("gallery-{name}-{}", slug(theme_name)),
            );
            results.extend(harness.take_snapshot_results());
        }
    }
}

#[test]
fn three_screens_look_as_they_did() {
    let folder = tempfile::tempdir().unwrap();
    let mut results = SnapshotResults::new();
    for theme_name in ThemeName::ALL {
        let look = Look {
            theme: theme_name,
            ..Look::default()
        };
        let session = sample_session_by(
            &folder.path().join("library.tablemates"),
            Box::new(Standing),
        )
        .unwrap();
        let desk = Desk::new(session).unwrap();
        desk.keep("theme", theme_name.word()).unwrap();
        let window = Window::new(desk, &egui::Context::default());
        let mut harness = Harness::builder()
            .with_size(vec2(1440.0, 900.0))
            .with_render_cursor(false)
            .with_context_setup(move |context: &egui::Context| theme::install(context, look))
            .wgpu()
            .build_ui_state(
                |ui, window: &mut Window| whole(ui, |ui| window.show(ui)),
                window,
            );
        harness.run_steps(3);
        compare(&mut harness, &format!("today-{}", slug(theme_name)));
        let press = |harness: &mut Harness<'_, Window>, modifiers, key| {
            harness.key_press_modifiers(modifiers, key);
            harness.run_steps(3);
        };
        press(&mut harness, Modifiers::COMMAND, Key::Num2);
        press(&mut harness, Modifiers::NONE, Key::J);
        press(&mut harness, Modifiers::NONE, Key::Enter);
        compare(&mut harness, &format!("guests-{}", slug(theme_name)));
        press(&mut harness, Modifiers::COMMAND, Key::ArrowRight);
        compare(&mut harness, &format!("seating-{}", slug(theme_name)));
        results.extend(harness.take_snapshot_results());
    }
}

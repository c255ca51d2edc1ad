//! The table display: a second window that the guests read from three metres. It is told what the table may see and when
//! that changes; the clock it counts by itself, at the second's edges, so that it goes on whatever the first window does.

mod card;
mod clock;
mod monitor;
mod paints;
mod pause;
mod window;

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::theme;
use crate::{
    app::display::{DisplaySnapshot, Scene},
    evening::Stamp,
};
use paints::Field;

pub use monitor::{Monitor, Wanted};
pub(super) use window::{Display, Gone};

/// What is wanted of the table display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// On or off.
    Switch,
    /// Dark, or shown again.
    Blank,
    /// Where it opens.
    Place(Wanted),
    /// Each screen shows its number for a moment.
    Identify,
}

/// Draws what the table sees at `now` over all of `ui`.
pub fn show(ui: &mut Ui, snapshot: &DisplaySnapshot, now: Stamp) {
    let field = Field::of(ui.max_rect());
    match &snapshot.scene {
        Scene::Clock(clock) => clock::show(ui, &field, snapshot, clock, now),
        Scene::Between(between) => pause::between(ui, &field, snapshot, between),
        Scene::Welcome(first) => pause::welcome(ui, &field, snapshot, first.as_ref()),
        Scene::Over => pause::over(ui, &field, snapshot),
    }
}

/// Draws nothing but the dark.
pub fn show_blank(ui: &mut Ui) {
    theme::cover(ui, theme::of(ui).palette.sunken);
    let all = ui.max_rect();
    say(ui, all, Role::Label, "The display is blank");
}

/// Names what was painted there, for those who listen and for tests.
fn say(ui: &Ui, at: Rect, role: Role, words: &str) -> Response {
    let response = ui.interact(
        at,
        ui.scope_id().with((role_name(role), words)),
        Sense::hover(),
    );
    response.widget_info(|| WidgetInfo::labeled(role, true, words));
    response
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Timer => "timer",
        Role::Heading => "heading",
        Role::Image => "image",
        _ => "label",
    }
}

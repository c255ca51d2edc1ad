//! Who somebody is, and how to reach them.

use egui::{Align2, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{People, View, avatar, column, dialog::Dialog};
use crate::{
    app::desk::OpenPerson,
    domain::person::ContactKind,
    ui::{
        command::{Action, Command},
        icons::{Icon, IconLook},
        theme,
        widgets::{
            Button, focus,
            text::{self, Runs},
        },
    },
};

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenPerson,
    state: &mut People,
    commands: &mut Vec<Command>,
) {
    let keys = [Action::Edit, Action::FollowUp, Action::Introduce].map(|action| view.key(action));
    let [edit, follow_up, introduce] = &keys;
    let you = open.is_you.then_some("This is you");
    let buttons = [
        Button::new("Edit").icon(Icon::PencilSimple).key(edit),
        Button::new("Follow-up")
            .icon(Icon::FOLLOW_UPS)
            .key(follow_up)
            .off_when(you),
        Button::new("Introduce").icon(Icon::INTROS).key(introduce),
    ];
    let room = ui.available_width();
    let needed: f32 = buttons
        .iter()
        .map(|button| button.measure(ui).x + 8.0)
        .sum();
    let beside = room - 72.0 - 18.0 - needed + 8.0;
    let is_wide = beside >= 300.0;
    let mut pressed = None;
    let mut buttons = Some(buttons);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.vertical(|ui| {
            ui.add_space(4.0);
            avatar(ui, &open.person, 72.0);
        });
        ui.add_space(18.0);
        let width = if is_wide { beside } else { room - 90.0 };
        column(ui, width, |ui| names(ui, view, open, commands));
        if let Some(buttons) = buttons.take_if(|_| is_wide) {
            ui.vertical(|ui| {
                ui.add_space(22.0);
                pressed = row_of(ui, buttons);
            });
        }
    });
    if let Some(buttons) = buttons {
        ui.add_space(6.0);
        pressed = row_of(ui, buttons);
    }
    match pressed {
        Some(0) => state.edit(Some(open)),
        Some(1) if !open.is_you => state.dialog = Some(Dialog::follow_up(view)),
        Some(2) => state.dialog = Some(Dialog::introduce()),
        _ => {}
    }
}

fn row_of(ui: &mut Ui, buttons: [Button<'_>; 3]) -> Option<usize> {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        let mut pressed = None;
        for (number, button) in buttons.into_iter().enumerate() {
            if ui.add(button).clicked() {
                pressed = Some(number);
            }
        }
        pressed
    })
    .inner
}

fn names(ui: &mut Ui, view: &View<'_>, open: &OpenPerson, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let person = &open.person;
    ui.spacing_mut().item_spacing.y = 2.0;
    let name = person.name();
    let mut runs = Runs::new(theme).add(&name, theme.text.page, palette.ink);
    let said = person.says_it_like.as_str();
    // A very long name takes the room that is there; how it is said then stands under the pointer.
    if !said.is_empty() && name.chars().count() < 30 {
        let voice = theme
            .text
            .voice
            .at_size(15.0)
            .with_line(theme.text.page.line);
        runs = runs.gap(12.0, voice).add(said, voice, palette.ink_quiet);
    }
    let galley = runs.layout(ui, ui.available_width() - 8.0, 2);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    let is_cut = galley.elided;
    text::paint(ui.painter(), rect.min, Align2::LEFT_TOP, galley);
    if !text::has_all_letters(ui, &name, theme.text.page) {
        let words =
            "No type face on this computer has all letters of this name. Install one, such as Noto";
        text::label(ui, words, theme.text.small, palette.look);
    }
    let full = match said {
        "" => name,
        said => format!("{name}, say {said}"),
    };
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, &full));
    if is_cut {
        response.on_hover_text(&full);
    }
    let mut about: Vec<String> = [open.trade.as_str(), &person.company]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    if about.is_empty() && !person.position.is_empty() {
        about.push(person.position.clone());
    }
    let mut about = vec![about.join(", ")];
    about.extend(
        open.guest_of
            .map(|by| format!("guest of {}", view.desk.name(by))),
    );
    about.extend(open.is_you.then(|| "this is you".to_owned()));
    about.retain(|part| !part.is_empty());
    if !about.is_empty() {
        text::short_label(ui, &about.join(" · "), theme.text.body, palette.ink_quiet);
    }
    ui.add_space(2.0);
    reach(ui, open, commands);
}

/// How to reach them, each copied by a press, and what table-mates may see of it.
fn reach(ui: &mut Ui, open: &OpenPerson, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let quiet = theme.palette.ink_quiet;
    let room = ui.available_width();
    let points = open
        .points
        .iter()
        .filter(|point| matches!(point.kind, ContactKind::Email | ContactKind::Phone));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(14.0, 2.0);
        let mut is_empty = true;
        for point in points {
            is_empty = false;
            let icon = match point.kind {
                ContactKind::Phone => Icon::Phone,
                _ => Icon::EnvelopeSimple,
            };
            if copied(ui, icon, &point.value, &point.label, room) {
                let words = format!("Copied {}", point.value);
                commands.push(Command::Copy(point.value.clone(), words));
            }
        }
        let shared = shared(open);
        if is_empty {
            text::label(ui, "No e-mail or phone known", theme.text.small, quiet);
        } else {
            // In one piece: a remark of two words is not to be broken at the end of a line.
            let galley = text::line(ui, &shared, theme.text.small, quiet);
            let size = vec2(galley.size().x, galley.size().y + 8.0);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            text::paint(
                ui.painter(),
                rect.left_center(),
                Align2::LEFT_CENTER,
                galley,
            );
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &shared));
        }
    });
}

/// "e-mail shared", "e-mail and phone shared", "sharing withdrawn".
fn shared(open: &OpenPerson) -> String {
    let mut stand: Vec<&str> = Vec::new();
    for consent in open.consents.iter().filter(|consent| consent.stands()) {
        stand.push(match consent.kind {
            ContactKind::Email => "e-mail",
            ContactKind::Phone => "phone",
            ContactKind::Link => "links",
            ContactKind::Address => "address",
        });
    }
    let is_withdrawn = open.consents.iter().any(|row| row.withdrawn_on.is_some());
    match (stand.is_empty(), is_withdrawn) {
        (false, _) => format!("{} shared", stand.join(" and ")),
        (true, true) => "sharing withdrawn".to_owned(),
        (true, false) => "not shared".to_owned(),
    }
}

/// A way to reach somebody; whether it was pressed, to copy it.
pub(super) fn copied(ui: &mut Ui, icon: Icon, value: &str, label: &str, room: f32) -> bool {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let role = theme.text.strong.at_size(13.5);
    let galley = text::within(ui, value, role, palette.ink, (room - 40.0).max(80.0), 1);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(24.0, 8.0), Sense::click());
    let middle = rect.center().y;
    let look = IconLook::regular(17.0, palette.ink);
    icon.paint(ui.painter(), theme, pos2(rect.left() + 9.0, middle), look);
    let at = pos2(rect.left() + 24.0, middle);
    let words = text::paint(ui.painter(), at, Align2::LEFT_CENTER, galley);
    if response.hovered() {
        let line = Stroke::new(theme.stroke.hairline, palette.ink);
        ui.painter().hline(words.x_range(), words.bottom(), line);
    }
    focus::ring(ui, &response, theme.radius.key);
    let name = format!("Copy {value}");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    let clicked = response.clicked();
    let tip = if label.is_empty() {
        name
    } else {
        format!("{label}. {name}")
    };
    response.on_hover_text(tip);
    clicked
}

//! Whom to invite next, each with the reason in words.

use egui::{Align, Layout, Sense, Ui, vec2};

use super::{Guests, Look, avatar};
use crate::{
    app::{
        desk::{GuestEdit, Who},
        drafts::DraftKind,
        invitations::{Invitation, Invitations},
    },
    ui::{
        command::{Command, Route},
        icons::Icon,
        theme,
        widgets::{Button, section, text},
    },
};

pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    found: &Result<Invitations, String>,
    state: &mut Guests,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let quiet = theme.palette.ink_quiet;
    ui.spacing_mut().item_spacing.y = 0.0;
    text::heading(
        ui,
        "Who to invite next",
        theme.text.section,
        "",
        theme.text.body,
    );
    ui.add_space(4.0);
    let when = match look.list.free {
        0 => "If a seat comes free.".to_owned(),
        1 => "For the seat that is free.".to_owned(),
        free => format!("For the {free} seats that are free."),
    };
    let words = format!(
        "{when} By how many first meetings each would add, then by who asked to meet them. One trade, one seat; your \
         rules are kept."
    );
    text::label(ui, &words, theme.text.small, quiet);
    ui.add_space(14.0);
    let found = match found {
        Ok(found) => found,
        Err(problem) => {
            text::label(ui, problem, theme.text.body, theme.palette.late);
            return;
        }
    };
    if found.best.is_empty() {
        let words = "Add three more people to People";
        text::label(ui, words, theme.text.voice, quiet);
        ui.add_space(8.0);
        if ui.add(Button::new("Open People").small()).clicked() {
            commands.push(Command::Go(Route::People));
        }
        ui.add_space(12.0);
    }
    for invitation in &found.best {
        line(ui, look, invitation, state, commands);
    }
    if !found.left_out.is_empty() {
        ui.add_space(14.0);
        section::label(ui, "Left out");
        ui.add_space(4.0);
        for words in &found.left_out {
            text::label(ui, words, theme.text.small, quiet);
            ui.add_space(2.0);
        }
    }
}

fn line(
    ui: &mut Ui,
    look: &Look<'_>,
    invitation: &Invitation,
    state: &mut Guests,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let Some(person) = look.view.desk.line_of(invitation.person) else {
        return;
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        avatar(ui, &person.person, 34.0);
        let name = format!("Invite {}", person.name);
        let button = Button::new("Invite")
            .icon(Icon::Plus)
            .small()
            .tooltip(&name);
        let gain = format!("+{}", invitation.gain);
        let gain = text::line(ui, &gain, theme.text.figure.at_size(25.0), palette.good);
        let width = ui.available_width() - button.measure(ui).x - gain.size().x - 24.0;
        let (rect, response) = ui.allocate_exact_size(vec2(width, 40.0), Sense::hover());
        let above = text::within(ui, &person.name, theme.text.strong, palette.ink, width, 1);
        let below = text::within(
            ui,
            &person.line,
            theme.text.small,
            palette.ink_quiet,
            width,
            1,
        );
        let first = text::paint(ui.painter(), rect.left_top(), egui::Align2::LEFT_TOP, above);
        text::paint(
            ui.painter(),
            first.left_bottom(),
            egui::Align2::LEFT_TOP,
            below,
        );
        let words = format!(
            "{}, {}, adds {}. {} {}",
            person.name,
            person.line,
            crate::app::dinners::counted(invitation.gain, "first meeting"),
            invitation.why,
            invitation.wanted
        );
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words.trim()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(button).clicked() {
                let who = Who::Known(invitation.person);
                commands.push(look.edit(GuestEdit::Invite(vec![who])));
                state.write_to(vec![invitation.person], DraftKind::Invite);
            }
            let (rect, _) = ui.allocate_exact_size(gain.size(), Sense::hover());
            text::paint(ui.painter(), rect.min, egui::Align2::LEFT_TOP, gain);
        });
    });
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add_space(46.0);
        let small = theme.text.small;
        let runs = text::Runs::new(theme).add(&invitation.why, small, palette.ink);
        let wanted = format!(" {}", invitation.wanted);
        let strong = theme.text.chip.with_line(small.line);
        let runs = match invitation.wanted.as_str() {
            "" => runs,
            _ => runs.add(&wanted, strong, palette.ink),
        };
        ui.vertical(|ui| runs.label(ui));
    });
    ui.add_space(12.0);
    section::rule(ui);
    ui.add_space(12.0);
}

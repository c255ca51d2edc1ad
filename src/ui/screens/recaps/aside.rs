//! Beside the page: what goes into it, what stays out and why, the host's line, and saving this one.

use egui::{Frame, Margin, Sense, Ui, vec2};

use super::{Recaps, actions, address, line};
use crate::{
    app::{
        desk::{Edit, LeftOut, OpenDinner, PartLine, ReaderLine, RecapEdit},
        dinners::counted,
    },
    ui::{
        command::{Action, Command, Route, Stage},
        icons::{Icon, IconLook},
        screens::View,
        theme::{self, Tone},
        widgets::{Button, check, notice::Notice, section, strokes, text},
    },
};

pub(super) fn aside(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut Recaps,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let quiet = theme.palette.ink_quiet;
    ui.spacing_mut().item_spacing.y = 0.0;
    let Some(line) = state.chosen_line().cloned() else {
        return;
    };
    let title = format!("Goes into {}’s", open.record.short_name(line.person));
    text::heading(ui, &title, theme.text.section, "", theme.text.small);
    ui.add_space(8.0);
    let parts: Vec<(&str, bool)> = line
        .parts
        .iter()
        .map(|part| (part.words.as_str(), part.is_in))
        .collect();
    let ticked = check::checks(ui, "Goes in", &parts).and_then(|at| line.parts.get(at));
    if let Some(PartLine { part, is_in, .. }) = ticked {
        let edit = RecapEdit::Part(line.person, *part, !is_in);
        commands.push(Command::Edit(Edit::Recap(open.record.dinner.id, edit)));
    }
    ui.add_space(12.0);
    private(ui, &line.left_out);
    ui.add_space(20.0);
    line::field(ui, open, &line, state);
    ui.add_space(12.0);
    buttons(ui, view, open, &line, commands);
    ui.add_space(8.0);
    let words = match (&line.sent_at, &line.saved_at) {
        (Some(sent), _) => format!("Marked as sent {sent}."),
        (None, Some(saved)) => format!("Saved {saved}."),
        (None, None) => "Not saved yet.".to_owned(),
    };
    text::label(ui, &words, theme.text.small, quiet);
    let words = "The draft opens in your own mail program, with the PDF, their dates and the cards attached.";
    text::label(ui, words, theme.text.small, quiet);
    why_not(ui, open, &line.left_out, commands);
    if line.email.is_none() {
        no_email(ui, open, &line, state);
    }
    let remarks = state
        .preview
        .as_ref()
        .and_then(|shown| shown.preview.as_ref())
        .map_or(&[][..], |preview| preview.remarks.as_slice());
    for remark in remarks {
        ui.add_space(8.0);
        Notice::new(Tone::Look, Icon::LATE, "Not all is on it", remark)
            .on_paper()
            .show(ui);
    }
}

fn no_email(ui: &mut Ui, open: &OpenDinner, line: &ReaderLine, state: &mut Recaps) {
    let theme = theme::of(ui);
    ui.add_space(12.0);
    section::label(ui, "No e-mail");
    ui.add_space(4.0);
    let name = open.record.short_name(line.person);
    let words = match &line.wrong_email {
        Some(wrong) => format!(
            "“{wrong}” is not an e-mail address. Mend it in the list, or give {name} the text another way."
        ),
        None => format!("Without an address {name} gets the PDF or the text another way."),
    };
    text::label(ui, &words, theme.text.small, theme.palette.ink_quiet);
    let add = Button::new("Write it in the list")
        .icon(Icon::Plus)
        .quiet()
        .small();
    if ui.add(add).clicked() {
        state.typing = Some(address::Typing::of(line));
    }
}

/// What is done with this one.
fn buttons(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    line: &ReaderLine,
    commands: &mut Vec<Command>,
) {
    let busy = view.desk.working().is_some();
    let busy = busy.then_some("Something is being written already");
    let (save_key, draft_key) = (view.key(Action::Open), view.key(Action::Drafts));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let button = Button::new("Save PDF").icon(Icon::SAVE_PDF).key(&save_key);
        if ui.add(button.small().off_when(busy)).clicked() {
            actions::save(view, open, vec![line.person], commands);
        }
        let no_email = line.email.is_none();
        let why = busy.or(no_email.then_some("There is no e-mail address yet"));
        let button = Button::new("Draft").icon(Icon::DRAFT).key(&draft_key);
        if ui.add(button.small().off_when(why)).clicked() {
            actions::draft(view, open, vec![line.person], commands);
        }
    });
    ui.add_space(8.0);
    let tooltip = "The same words as on the paper, for a message of any kind";
    let button = Button::new("Copy text").icon(Icon::Copy).small();
    if ui.add(button.tooltip(tooltip)).clicked()
        && let Some(text) = view.desk.recap_words(open, line.person)
    {
        let words = format!("The recap of {} is on the clipboard", line.name);
        commands.push(Command::Copy(text, words));
    }
}

/// The notes that only some may read: counted, never shown.
fn private(ui: &mut Ui, left: &LeftOut) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let mut parts = Vec::new();
    if left.only_me > 0 {
        parts.push(counted(left.only_me, "only-me note"));
    }
    if left.organisers > 0 {
        parts.push(format!(
            "{} for organisers",
            counted(left.organisers, "note")
        ));
    }
    if left.of_others > 0 {
        parts.push(format!(
            "{} between others",
            counted(left.of_others, "promise")
        ));
    }
    let title = if parts.is_empty() {
        "Nothing private was written.".to_owned()
    } else {
        let all = left.only_me + left.organisers + left.of_others;
        let verb = if all == 1 { "is" } else { "are" };
        format!("{} {verb} left out.", parts.join(", "))
    };
    let backdrop = ui.painter().add(egui::Shape::Noop);
    let frame = Frame::new().inner_margin(Margin::symmetric(14, 12));
    let shown = frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 20.0), Sense::hover());
            let look = IconLook::fill(17.0, palette.private);
            Icon::PRIVATE.paint(ui.painter(), theme, rect.center(), look);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                text::label(ui, &title, theme.text.button.at_size(14.0), palette.ink);
                let words = "Checked again when the file is written.";
                text::label(ui, words, theme.text.small, palette.ink);
            });
        });
    });
    let rect = shown.response.rect;
    let radius = f32::from(theme.radius.card);
    let edge = egui::Stroke::new(theme.stroke.hairline, palette.private);
    let mut shapes = vec![egui::Shape::rect_filled(rect, radius, palette.private_tint)];
    let outline = strokes::dashed_outline(rect.shrink(0.5), radius, edge, 4.0, 3.0);
    shapes.extend(outline);
    ui.painter().set(backdrop, egui::Shape::Vec(shapes));
}

/// What could be on the page and is not, and what to do about it.
fn why_not(ui: &mut Ui, open: &OpenDinner, left: &LeftOut, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let quiet = theme.palette.ink_quiet;
    if !left.no_contact.is_empty() {
        ui.add_space(12.0);
        section::label(ui, "Contact lines left blank");
        ui.add_space(4.0);
        let words = format!(
            "{}: no consent to share it, or none known.",
            left.no_contact.join(", ")
        );
        text::label(ui, &words, theme.text.small, quiet);
    }
    if left.undecided > 0 {
        ui.add_space(12.0);
        section::label(ui, "Not decided yet");
        ui.add_space(4.0);
        let words = format!(
            "{} of theirs or to them: on the page once accepted.",
            counted(left.undecided, "promise")
        );
        text::label(ui, &words, theme.text.small, quiet);
        if ui
            .add(Button::new("Go to Wrap-up").quiet().small())
            .clicked()
        {
            let dinner = open.record.dinner.id;
            commands.push(Command::Go(Route::Dinner(dinner, Stage::WrapUp)));
        }
    }
}

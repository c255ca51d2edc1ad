//! Beside the list: the evening in a sentence, how much is decided, who came, whom nobody took up, and planned time
//! against actual.

use egui::{Align2, Sense, Ui, WidgetInfo, vec2};

use super::{FollowUpSheet, Shown, WrapUp, edit, plate, regroup};
use crate::{
    app::{
        desk::{OpenDinner, SpeakerLine, WrapEdit, WrapState},
        dinners::counted,
    },
    domain::{Dinner, Id, dinner::Presence, promise::Decision},
    ui::{
        command::{Action, Command, Route, Stage},
        icons::Icon,
        screens::View,
        theme,
        widgets::{Button, progress::Progress, section, text},
    },
};

pub(super) fn aside(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    ui.spacing_mut().item_spacing.y = 0.0;
    text::heading(ui, "The evening", theme.text.section, "", theme.text.small);
    ui.add_space(4.0);
    text::label(
        ui,
        &state.page.sentence,
        theme.text.voice.at_size(17.0).with_line(24.0),
        palette.ink,
    );
    ui.add_space(16.0);
    let (decided, all) = (state.page.decided(), state.page.follow_ups.len());
    if all > 0 {
        let amount = format!("{decided} of {all}");
        ui.add(Progress::new(
            "Decided",
            &amount,
            decided as f32 / all as f32,
        ));
        ui.add_space(20.0);
    }
    came(ui, open, state);
    quiet(ui, view, open, state, commands);
    objective(ui, open);
    if !state.page.brought.is_empty() {
        part(ui, "Introductions made at the table");
        let words = format!("{}.", state.page.brought.join(". "));
        text::label(ui, &words, theme.text.small.at_size(14.0), palette.ink);
    }
    if !state.page.speakers.is_empty() {
        part(ui, "Planned and actual");
        for line in &state.page.speakers {
            speaker(ui, line);
        }
    }
    ui.add_space(24.0);
    on_to_recaps(ui, view, open.record.dinner.id, state, commands);
    ui.add_space(8.0);
    let words = progress_words(state);
    text::label(ui, &words, theme.text.small, palette.ink_quiet);
}

/// The one thing to do here when the list is gone through; it takes the focus once all is decided.
pub(super) fn on_to_recaps(
    ui: &mut Ui,
    view: &View<'_>,
    dinner: Id<Dinner>,
    state: &mut WrapUp,
    commands: &mut Vec<Command>,
) {
    let key = view.key(Action::NextStage);
    let why = match state.page.state {
        WrapState::Running => Some("The evening is still running"),
        WrapState::Before => Some("This dinner is still to come"),
        WrapState::NotRun | WrapState::Over => None,
    };
    let button = Button::new("Write recaps").icon(Icon::ArrowRight).key(&key);
    let shown = ui.add(button.primary().off_when(why));
    if shown.clicked() {
        commands.push(Command::Go(Route::Dinner(dinner, Stage::Recaps)));
    }
    let all = state.page.follow_ups.len();
    let is_decided = all > 0 && state.page.decided() == all;
    if is_decided && !state.has_led_on && state.follow_up.is_none() {
        shown.request_focus();
    }
    state.has_led_on = is_decided;
}

pub(super) fn progress_words(state: &WrapUp) -> String {
    let all = state.page.follow_ups.len();
    match all - state.page.decided() {
        0 if all > 0 => "All is decided. Nothing is sent.".to_owned(),
        0 => "Nothing is sent.".to_owned(),
        1 => "1 undecided one stays here. Nothing is sent.".to_owned(),
        left => format!("{left} undecided ones stay here. Nothing is sent."),
    }
}

fn part(ui: &mut Ui, title: &str) {
    ui.add_space(20.0);
    section::label(ui, title);
    ui.add_space(8.0);
}

fn came(ui: &mut Ui, open: &OpenDinner, state: &mut WrapUp) {
    let theme = theme::of(ui);
    let quiet = theme.palette.ink_quiet;
    let all = state.page.came.len();
    let there: Vec<_> = state
        .page
        .came
        .iter()
        .filter(|line| line.presence != Presence::NoShow)
        .map(|line| line.person)
        .collect();
    let title = if there.len() == all {
        format!("Who came: all {all}")
    } else {
        format!("Who came: {} of {all}", there.len())
    };
    section::label(ui, &title);
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for person in there {
            plate(ui, open, person, 28.0);
        }
    });
    let named = |presence: Presence| {
        let lines = state.page.came.iter();
        let names: Vec<String> = lines
            .filter(|line| line.presence == presence)
            .map(|line| open.record.short_name(line.person))
            .collect();
        names.join(", ")
    };
    let remarks = [
        ("Left early", named(Presence::LeftEarly)),
        ("No-show", named(Presence::NoShow)),
    ];
    for (words, names) in remarks.iter().filter(|(_, names)| !names.is_empty()) {
        ui.add_space(4.0);
        text::label(ui, &format!("{words}: {names}"), theme.text.small, quiet);
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        text::short_label(ui, "Somebody left early?", theme.text.small, quiet);
        let mark = Button::new("Mark").icon(Icon::SignOut).small();
        state.is_marking |= ui.add(mark).clicked();
    });
}

fn quiet(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let corners: Vec<_> = state
        .page
        .quiet()
        .filter_map(|line| Some((line.row.id, line.row.decision, line.row.other?)))
        .collect();
    if corners.is_empty() {
        return;
    }
    part(ui, "Quiet corner");
    for (id, decision, person) in corners {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            plate(ui, open, person, 28.0);
            ui.vertical(|ui| {
                let name = open.record.short_name(person);
                let ask = open.record.ask_of(person).map_or_else(String::new, |ask| {
                    let words = crate::domain::word::uncapitalised(&ask.text);
                    format!(" They ask for {words}.")
                });
                text::Runs::new(theme)
                    .strong(&format!("Nobody promised {name} anything."))
                    .add(&ask, theme.text.body, palette.ink)
                    .label(ui);
                ui.add_space(6.0);
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 8.0;
                    if decision == Decision::Accepted {
                        let words = "A follow-up is accepted";
                        text::short_label(ui, words, theme.text.small, palette.good);
                        return;
                    }
                    let add = Button::new("Add a follow-up").icon(Icon::Plus).small();
                    let add = add.tooltip("One of your own words, for them");
                    if ui.add(add).clicked() {
                        let sheet = FollowUpSheet::new(open, None).for_whom(Some(person));
                        state.follow_up = Some(sheet);
                    }
                    let accept = Button::new("Accept").quiet().small();
                    let accept = accept.tooltip("Accepts the one in the list");
                    if ui.add(accept).clicked() {
                        let dinner = open.record.dinner.id;
                        commands.push(edit(dinner, WrapEdit::Accept(vec![id])));
                        state.chosen = Some(id);
                    }
                });
            });
        });
        ui.add_space(12.0);
    }
    let questions = state.page.notes.iter().filter(|note| note.is_open).count();
    if questions > 0 && state.shown != Shown::Notes {
        let words = format!("{} left open", counted(questions, "question"));
        if ui.add(Button::new(&words).quiet().small()).clicked() {
            state.shown = Shown::Notes;
            regroup(state, view);
        }
    }
}

/// What the owner came for, and what became of it.
fn objective(ui: &mut Ui, open: &OpenDinner) {
    let theme = theme::of(ui);
    let record = &open.record;
    let mine = record
        .objectives
        .iter()
        .find(|objective| Some(objective.person) == record.you && !objective.text.is_empty());
    let Some(mine) = mine else { return };
    part(ui, "Your objective");
    let words = match mine.outcome.as_str() {
        "" => format!("“{}”", mine.text),
        outcome => format!("“{}” Now: {outcome}", mine.text),
    };
    text::label(
        ui,
        &words,
        theme.text.small.at_size(14.0),
        theme.palette.ink,
    );
}

/// A name, its minutes by plan and as they were, and the difference.
fn speaker(ui: &mut Ui, line: &SpeakerLine) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let role = theme.text.small;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let difference = line.difference();
    let planned = SpeakerLine::minutes(line.planned_ms);
    let actual = line.actual_ms.map(SpeakerLine::minutes);
    let minutes = match &actual {
        Some(actual) => format!("{actual} of {planned}"),
        None => planned,
    };
    let sentence = format!("{}: {minutes}, {difference}", line.name);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &sentence));
    let name = text::within(ui, &line.name, role, palette.ink, rect.width() - 180.0, 1);
    text::paint(ui.painter(), rect.left_center(), Align2::LEFT_CENTER, name);
    let minutes = text::line(ui, &minutes, role, palette.ink_quiet);
    let at = rect.right_center() - vec2(78.0, 0.0);
    text::paint(ui.painter(), at, Align2::RIGHT_CENTER, minutes);
    let is_over = difference.starts_with('+');
    let ink = if is_over {
        palette.look
    } else {
        palette.ink_quiet
    };
    let difference = text::line(ui, &difference, role, ink);
    text::paint(
        ui.painter(),
        rect.right_center(),
        Align2::RIGHT_CENTER,
        difference,
    );
}

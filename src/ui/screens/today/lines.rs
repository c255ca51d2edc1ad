//! What is due, and whom to thank: two lists of one kind of row.

use chrono::NaiveDate;
use egui::{Align, Frame, Layout, Margin, Ui};

use super::{Line, MOST_DUE, place};
use crate::{
    app::{
        desk::{Day, Due, Edit, PromiseEdit, ThankLine},
        dinners::counted,
    },
    domain::{Id, Person},
    ui::{
        command::{Command, Route},
        icons::Icon,
        screens::{View, avatar},
        theme::{self, Tone},
        widgets::{Button, Columns, Row, Width, row::RowOutput, text},
    },
};

/// How far rows reach beyond the headings, so that their words stand under these.
const OUT: i8 = 12;

pub(super) fn lines(
    ui: &mut Ui,
    view: &View<'_>,
    day: &Day,
    chosen: &mut Option<usize>,
    commands: &mut Vec<Command>,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    due(ui, view, day, chosen, commands);
    if !day.thanks.is_empty() {
        ui.add_space(28.0);
        thanks(ui, view, day, chosen, commands);
    }
}

/// Copies the draft of a thank-you and notes that it was taken.
pub(super) fn draft_thanks(line: &ThankLine, commands: &mut Vec<Command>) {
    let words = format!("A thank-you to {} is on the clipboard", line.name);
    commands.push(Command::Copy(line.draft.clone(), words));
    if !line.is_drafted {
        commands.push(Command::Edit(Edit::Promise(PromiseEdit::ThankDrafted(
            line.thanks,
        ))));
    }
}

/// The choice follows the pointer, the focus and the arrows; the chosen row comes into sight when a key led to it.
pub(super) fn follow(
    ui: &Ui,
    view: &View<'_>,
    shown: &RowOutput,
    at: usize,
    chosen: &mut Option<usize>,
) {
    if shown.chosen || shown.response.gained_focus() {
        *chosen = Some(at);
    }
    if shown.step != 0 {
        *chosen = Some(at.saturating_add_signed(shown.step as isize));
    }
    if *chosen == Some(at) && view.step() != 0 {
        ui.scroll_to_rect(shown.rect, None);
    }
}

fn due(
    ui: &mut Ui,
    view: &View<'_>,
    day: &Day,
    chosen: &mut Option<usize>,
    commands: &mut Vec<Command>,
) {
    let late = day.due.iter().filter(|due| due.days_late > 0).count();
    let (title, count) = if late == 0 && !day.due.is_empty() {
        ("Due today", counted(day.due.len(), "follow-up"))
    } else if late < day.due.len() {
        let today = day.due.len() - late;
        ("Overdue", format!("{late}, and {today} due today"))
    } else {
        ("Overdue", counted(late, "follow-up"))
    };
    let count = if day.due.is_empty() { "" } else { &count };
    heading(
        ui,
        title,
        count,
        Some(("All follow-ups", Route::FollowUps)),
        commands,
    );
    if day.due.is_empty() {
        nothing(ui, "You are up to date. A good hour for a thank-you.");
        return;
    }
    let later = Button::new("Later").quiet().small();
    let done = Button::new("Done").icon(Icon::Check).small();
    let actions = later.measure(ui).x + done.measure(ui).x + 8.0;
    let columns = columns(actions);
    let theme = theme::of(ui);
    rows(ui, "due", |ui| {
        for (number, due) in day.due.iter().take(MOST_DUE).enumerate() {
            let at = place(day, Line::Due(number));
            let [when, late] = when(due);
            let sentence = format!("{}, {}, {when}, {late}", due.name, due.what);
            let row = Row::new(&columns, number, &sentence)
                .selected(*chosen == Some(at))
                .stop(*chosen == Some(at) || chosen.is_none() && number == 0);
            let tone = if due.days_late > 0 {
                Tone::Late
            } else {
                Tone::Look
            };
            let shown = row.show(ui, |cells| {
                cells.add(|ui| person_plate(ui, view, due.person));
                cells.two_lines(&due.name, &due.what);
                let ink = theme.palette.ink_of(tone);
                let role = theme.text.button.at_size(13.0);
                cells.lines((&when, role, ink), (&late, role, ink));
                cells.add(|ui| {
                    ui.spacing_mut().item_spacing.x = 8.0;
                    let done = Button::new("Done").icon(Icon::Check).small();
                    if ui.add(done.tooltip("D on the chosen line")).clicked() {
                        commands.push(edit(PromiseEdit::Done(due.promise)));
                    }
                    let later = Button::new("Later").quiet().small();
                    if ui.add(later.tooltip("Due a week from today")).clicked() {
                        commands.push(edit(PromiseEdit::Later(due.promise)));
                    }
                });
            });
            follow(ui, view, &shown, at, chosen);
            let opens = shown.opened.then_some(due.person).flatten();
            commands.extend(opens.map(Command::OpenPerson));
            shown.response.on_hover_text(&due.what);
        }
    });
    if day.due.len() > MOST_DUE {
        let more = format!("and {} more", day.due.len() - MOST_DUE);
        nothing(ui, &more);
    }
}

fn thanks(
    ui: &mut Ui,
    view: &View<'_>,
    day: &Day,
    chosen: &mut Option<usize>,
    commands: &mut Vec<Command>,
) {
    let count = day.thanks.len().to_string();
    heading(ui, "Thank-yous you owe", &count, None, commands);
    let thank = Button::new("Thank").icon(Icon::THANK).small();
    let columns = columns(thank.measure(ui).x);
    let theme = theme::of(ui);
    rows(ui, "thanks", |ui| {
        for (number, line) in day.thanks.iter().enumerate() {
            let at = place(day, Line::Thank(number));
            let since = line.since.map(short_day).unwrap_or_default();
            let (above, below) = if line.is_drafted {
                ("draft copied", "")
            } else {
                ("since", since.as_str())
            };
            let sentence = format!("{}, {}, {above} {below}", line.name, line.what);
            let row = Row::new(&columns, number, &sentence)
                .selected(*chosen == Some(at))
                .stop(*chosen == Some(at) || chosen.is_none() && number == 0);
            let shown = row.show(ui, |cells| {
                cells.add(|ui| person_plate(ui, view, Some(line.person)));
                cells.two_lines(&line.name, &line.what);
                let role = theme.text.button.at_size(13.0);
                let ink = theme.palette.ink_quiet;
                cells.lines((above, role, ink), (below, role, ink));
                cells.add(|ui| {
                    if line.is_drafted {
                        let done = Button::new("Done").icon(Icon::Check).small();
                        if ui.add(done.tooltip("It was sent")).clicked() {
                            commands.push(edit(PromiseEdit::Thanked(line.thanks)));
                        }
                        return;
                    }
                    let thank = Button::new("Thank").icon(Icon::THANK).small();
                    if ui.add(thank.tooltip("Copies a draft")).clicked() {
                        draft_thanks(line, commands);
                    }
                });
            });
            follow(ui, view, &shown, at, chosen);
            if shown.opened {
                commands.push(Command::OpenPerson(line.person));
            }
            shown.response.on_hover_text(&line.what);
        }
    });
}

fn edit(edit: PromiseEdit) -> Command {
    Command::Edit(Edit::Promise(edit))
}

fn heading(
    ui: &mut Ui,
    title: &str,
    count: &str,
    link: Option<(&str, Route)>,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() - 120.0);
            text::heading(ui, title, theme.text.section, count, theme.text.small);
        });
        if let Some((words, route)) = link {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(Button::new(words).quiet().small()).clicked() {
                    commands.push(Command::Go(route));
                }
            });
        }
    });
    ui.add_space(4.0);
}

fn nothing(ui: &mut Ui, words: &str) {
    let theme = theme::of(ui);
    ui.add_space(8.0);
    text::label(ui, words, theme.text.body, theme.palette.ink_quiet);
}

/// Plate, words, day, and what can be done.
fn columns(actions: f32) -> Columns {
    Columns::new(&[
        (Width::Fixed(34.0), Align::Min),
        (Width::Share(1.0), Align::Min),
        (Width::Fixed(84.0), Align::Max),
        (Width::Fixed(actions), Align::Max),
    ])
    .gap(12.0)
    .height(62.0)
}

fn rows(ui: &mut Ui, salt: &str, content: impl FnOnce(&mut Ui)) {
    let out = Margin {
        left: -OUT,
        right: -OUT,
        ..Margin::ZERO
    };
    Frame::new().outer_margin(out).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.push_id(salt, content);
    });
}

fn person_plate(ui: &mut Ui, view: &View<'_>, person: Option<Id<Person>>) {
    if let Some(line) = person.and_then(|person| view.desk.line_of(person)) {
        avatar(ui, &line.person, 34.0);
    }
}

/// "Sun 15 Nov", "6 days".
fn when(due: &Due) -> [String; 2] {
    let late = match usize::try_from(due.days_late) {
        Ok(0) | Err(_) => "today".to_owned(),
        Ok(days) => counted(days, "day"),
    };
    [short_day(due.due), late]
}

fn short_day(day: NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

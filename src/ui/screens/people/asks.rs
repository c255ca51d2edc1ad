//! What somebody asks for, with its check, and whom they want to meet.

use egui::{Align2, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{People, View, column, detail::elided, headed, writing::Writing};
use crate::{
    app::{
        desk::{Edit, OpenPerson, PersonEdit, Want},
        people::day,
    },
    domain::{Ask, Id, Person},
    followup::ask,
    ui::{
        command::Command,
        icons::Icon,
        theme::{self, Tone},
        widgets::{
            Button, Chip, avatar as plates, focus,
            text::{self, Runs},
        },
    },
};

/// Longer wishes are sentences, not chips.
const CHIP_LETTERS: usize = 34;

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenPerson,
    state: &mut People,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let person = open.person.id;
    let name = open.person.short_name();
    headed(ui, &elided(&format!("What {name} asks for")), |ui| {
        if ui
            .add(Button::new("Add an ask").icon(Icon::Plus).quiet().small())
            .clicked()
        {
            let mut new = Ask::new(Id::default());
            new.person = person;
            state.write(person, Writing::ask(&new, view), commands);
        }
    });
    if open.asks.is_empty()
        && state
            .writing
            .get(&person)
            .is_none_or(|w| !w.is_ask(Id::default()))
    {
        let words = "Nothing yet. Ask what would help them most";
        text::label(ui, words, theme.text.body, palette.ink_quiet);
    }
    for ask in &open.asks {
        if state.writing.get(&person).is_some_and(|w| w.is_ask(ask.id)) {
            Writing::show(ui, view, state, person, commands);
            continue;
        }
        text::label(ui, &ask.text, theme.text.body.at_size(16.5), palette.ink);
        if !ask.why.is_empty() {
            text::label(ui, &ask.why, theme.text.small, palette.ink_quiet);
        }
        if !ask.line.is_empty() {
            let line = format!("“{}”", ask.line);
            text::label(ui, &line, theme.text.voice.at_size(15.0), palette.ink_quiet);
        }
        let names = [
            format!("Edit the ask: {}", ask.text),
            format!("Remove the ask: {}", ask.text),
        ];
        match check(ui, ask, view, Some(&names)) {
            Some(0) => state.write(person, Writing::ask(ask, view), commands),
            Some(_) => commands.push(Command::Edit(Edit::Person(PersonEdit::RemoveAsk(ask.id)))),
            None => {}
        }
        ui.add_space(2.0);
    }
    if state
        .writing
        .get(&person)
        .is_some_and(|w| w.is_ask(Id::default()))
    {
        Writing::show(ui, view, state, person, commands);
    }
}

/// Whether an ask is clear, or what would make it so.
///
/// With `names`, Edit and Remove of those names stand at the end of the line; which was pressed.
pub(super) fn check(
    ui: &mut Ui,
    ask: &Ask,
    view: &View<'_>,
    names: Option<&[String; 2]>,
) -> Option<usize> {
    let theme = theme::of(ui);
    let found = ask::lint(ask);
    let by = ask.by.map_or_else(String::new, |by| {
        format!(" By {}.", day::words(by, view.desk.today()))
    });
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let chip = if found.is_clear() {
            Chip::new("Clear", Tone::Good).icon(Icon::DONE)
        } else {
            Chip::new("Not clear yet", Tone::Look).icon(Icon::QUESTION)
        };
        ui.add(chip);
        let words = format!("{}{by}", found.sentence());
        let role = theme.text.small.with_line(theme.size.chip.min(20.0));
        let room = ui.available_width() - if names.is_some() { 78.0 } else { 0.0 };
        column(ui, room, |ui| {
            ui.add_space(3.0);
            text::label(ui, &words, role, theme.palette.ink_quiet);
        });
        names.and_then(|names| tools(ui, names))
    })
    .inner
}

/// Edit and Remove, small and bare; which was pressed. The names say what of.
pub(super) fn tools(ui: &mut Ui, names: &[String; 2]) -> Option<usize> {
    let [edit, remove] = names;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        if ui
            .add(Button::bare(Icon::PencilSimple, edit).quiet().small())
            .clicked()
        {
            return Some(0);
        }
        if ui
            .add(Button::bare(Icon::Trash, remove).quiet().small())
            .clicked()
        {
            return Some(1);
        }
        None
    })
    .inner
}

pub(super) fn wants(ui: &mut Ui, open: &OpenPerson, commands: &mut Vec<Command>) {
    if open.wants.is_empty() {
        return;
    }
    let theme = theme::of(ui);
    headed(ui, "Wants to meet", |_| ());
    let room = ui.available_width();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        for want in &open.wants {
            match want.person {
                Some(person) => {
                    if wanted(ui, want, person, room) {
                        commands.push(Command::OpenPerson(person));
                    }
                }
                None if want.words.chars().count() <= CHIP_LETTERS => {
                    ui.add(Chip::outline(&want.words).line_icon(Icon::UserFocus));
                }
                None => {
                    text::label(ui, &want.words, theme.text.body, theme.palette.ink);
                }
            }
        }
    });
}

/// A chip of somebody who is in the library; whether it was pressed.
fn wanted(ui: &mut Ui, want: &Want, person: Id<Person>, room: f32) -> bool {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let soon = want.soon.as_deref().unwrap_or_default();
    let mut runs = Runs::new(theme).add(&want.words, theme.text.chip, palette.ink);
    if !soon.is_empty() {
        runs = runs.gap(6.0, theme.text.chip).add(
            soon,
            theme.text.small.with_line(theme.text.chip.line),
            palette.ink_quiet,
        );
    }
    let galley = runs.layout(ui, (room - 60.0).max(60.0), 1);
    let size = vec2(galley.size().x + 42.0, 30.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let fill = if response.hovered() {
        palette.line
    } else {
        palette.sunken
    };
    let edge = if palette.sunken == palette.ground {
        palette.edge
    } else {
        fill
    };
    ui.painter().rect(
        rect,
        15.0,
        fill,
        Stroke::new(theme.stroke.hairline, edge),
        StrokeKind::Inside,
    );
    let middle = pos2(rect.left() + 16.0, rect.center().y);
    plates::paint(
        ui,
        ui.painter(),
        middle,
        24.0,
        plates::letters(24.0),
        &plates::Plate {
            initials: plates::initials(&want.words),
            colour: usize::from(Person::plate_colour(person)),
        },
        plates::SeatState::Coming,
    );
    text::paint(
        ui.painter(),
        pos2(rect.left() + 33.0, rect.center().y),
        Align2::LEFT_CENTER,
        galley,
    );
    focus::ring(ui, &response, 15);
    let name = format!("{} {soon}. Open them", want.words);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    response.clicked()
}

//! What lies over this screen: a rule being written, who walked in, to which table, and which rule to let go.

use egui::{Align, Key, Modifiers, ScrollArea, Ui};

use super::{Scene, Seating, form::RuleForm};
use crate::{
    app::{
        board::RuleLine,
        desk::{Edit, GuestEdit, PersonLine, SeatingEdit, Who},
        dinners::counted,
    },
    domain::{Id, Person},
    ui::{
        command::Command,
        screens::pick::{Picked, Picker},
        theme,
        widgets::{Button, Columns, Row, Width, dialog, text},
    },
};

/// What is open.
#[derive(Debug)]
pub(super) enum Dialog {
    Rule(RuleForm),
    WalkIn(Picker),
    /// Somebody goes to another table: the row that is chosen.
    Tables(Id<Person>, usize),
    Clash,
}

impl Dialog {
    /// A new rule, about the chosen guest if there is one.
    pub(super) fn add(scene: &Scene<'_>, state: &Seating) -> Self {
        let first = state.guest(scene.board).map(|guest| guest.person);
        Self::Rule(RuleForm::new(first))
    }

    /// A rule that is there.
    pub(super) fn change(line: &RuleLine) -> Option<Self> {
        Some(Self::Rule(RuleForm::of(line)?))
    }
}

pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &mut Seating,
    commands: &mut Vec<Command>,
) {
    let Some(mut dialog) = state.dialog.take() else {
        return;
    };
    let is_open = match &mut dialog {
        Dialog::Rule(form) => form.show(ui, scene, commands),
        Dialog::WalkIn(picker) => walk_in(ui, scene, picker, commands),
        Dialog::Tables(person, row) => tables(ui, scene, *person, row, commands),
        Dialog::Clash => clash(ui, scene, commands),
    };
    if is_open {
        state.dialog = Some(dialog);
    }
}

fn walk_in(
    ui: &mut Ui,
    scene: &Scene<'_>,
    picker: &mut Picker,
    commands: &mut Vec<Command>,
) -> bool {
    let has_seat = |line: &&PersonLine| scene.board.place_of(line.person.id).is_some();
    let people: Vec<&PersonLine> = scene
        .view
        .desk
        .everybody()
        .iter()
        .filter(|line| !has_seat(line))
        .collect();
    let dinner = scene.open.record.dinner.id;
    let walked_in = |who| Command::Edit(Edit::Guests(dinner, GuestEdit::WalkIn(who)));
    match picker.show(ui, "Who walked in?", &people, true) {
        None => return true,
        Some(Picked::Person(person)) => commands.push(walked_in(Who::Known(person))),
        Some(Picked::New(name)) => commands.push(walked_in(Who::New(name))),
        Some(Picked::Nobody) => {}
    }
    false
}

fn tables(
    ui: &mut Ui,
    scene: &Scene<'_>,
    person: Id<Person>,
    row: &mut usize,
    commands: &mut Vec<Command>,
) -> bool {
    let here = scene.board.place_of(person).map(|place| place.0);
    let others: Vec<_> = scene
        .board
        .tables
        .iter()
        .filter(|table| Some(table.number) != here)
        .collect();
    let step = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp))
    });
    *row = row
        .saturating_add_signed(step)
        .min(others.len().saturating_sub(1));
    let is_taken = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let mut picked = is_taken.then(|| others.get(*row)).flatten();
    let mut is_open = true;
    let shown = dialog(ui, "move to a table", 420.0, |ui| {
        let theme = theme::of(ui);
        let title = format!("Move {} to", scene.open.record.short_name(person));
        text::short_label(ui, &title, theme.text.section, theme.palette.ink);
        ui.add_space(8.0);
        let columns = Columns::new(&[
            (Width::Fixed(80.0), Align::Min),
            (Width::Share(1.0), Align::Min),
        ])
        .height(theme.size.row_compact);
        ScrollArea::vertical().max_height(400.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (number, table) in others.iter().enumerate() {
                let free = table.seats.len() - table.people();
                let about = match free {
                    0 => "Full: somebody has to leave it first".to_owned(),
                    free => counted(free, "free seat"),
                };
                let sentence = format!("{}, {about}", table.name);
                let shown = Row::new(&columns, number, &sentence)
                    .selected(number == *row)
                    .show(ui, |cells| {
                        cells.words(&table.name, theme.text.strong, theme.palette.ink);
                        cells.words(&about, theme.text.small, theme.palette.ink_quiet);
                    });
                if shown.chosen || shown.opened {
                    picked = Some(table);
                }
            }
        });
        ui.add_space(12.0);
        if ui.add(Button::new("Cancel").key("Esc").small()).clicked() {
            is_open = false;
        }
    });
    if let Some(table) = picked {
        commands.push(scene.edit(SeatingEdit::MoveTo(person, table.number)));
        return false;
    }
    is_open && !shown.should_close()
}

fn clash(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Vec<Command>) -> bool {
    let board = scene.board;
    let lines: Vec<&RuleLine> = board
        .rules
        .iter()
        .filter(|line| board.clash.contains(&line.id))
        .collect();
    if lines.is_empty() {
        return false;
    }
    let mut is_open = true;
    let shown = dialog(ui, "rules that clash", 480.0, |ui| {
        let theme = theme::of(ui);
        text::label(
            ui,
            "Which rule may go?",
            theme.text.section,
            theme.palette.ink,
        );
        text::label(
            ui,
            "These cannot all be kept by any plan. Undo brings a rule back.",
            theme.text.body,
            theme.palette.ink_quiet,
        );
        ui.add_space(12.0);
        for (number, line) in lines.iter().enumerate() {
            ui.push_id(number, |ui| {
                ui.horizontal(|ui| {
                    let said: String = line.words.iter().map(|(words, _)| words.as_str()).collect();
                    let words = format!("Let “{}” go", super::bars::short(&said));
                    if ui.add(Button::new(&words).small()).clicked() {
                        commands.push(scene.edit(SeatingEdit::LetGo(line.id)));
                        is_open = false;
                    }
                    let quiet = theme.palette.ink_quiet;
                    text::short_label(ui, &line.about, theme.text.small, quiet);
                });
            });
            ui.add_space(8.0);
        }
        ui.add_space(4.0);
        if ui
            .add(Button::new("Keep them all").key("Esc").small())
            .clicked()
        {
            is_open = false;
        }
    });
    is_open && !shown.should_close()
}

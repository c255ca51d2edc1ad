//! What lies over the list of guests for a moment: choosing somebody, a table, which of two of one name, and the reply
//! that was pasted.

use std::collections::BTreeSet;

use egui::{Align, Key, Modifiers, ScrollArea, Ui};

use super::super::DIGITS;
use super::{
    Guests, Letters, Look, avatar,
    pick::{Picked, Picker},
};
use crate::{
    app::{
        desk::{GuestEdit, PersonLine, Who, answer_words},
        dinners::counted,
        reply::Reply,
    },
    domain::{Id, Person, dinner::Answer},
    ui::{
        command::Command,
        icons::Icon,
        theme,
        widgets::{Button, Columns, Field, Row, Segments, Width, dialog, section, text},
    },
};

/// What lies over the list.
#[derive(Clone, Debug)]
pub(super) enum Dialog {
    Add(Picker),
    WalkIn(Picker),
    /// A name that somebody in the library has already, and whether it is that of a walk-in.
    Which(String, bool),
    GuestOf(Id<Person>, Picker),
    MoveTo(Vec<Id<Person>>),
    Letters(Letters),
    Replying(Replying),
}

/// What comes after one of them.
pub(super) enum Next {
    Nothing,
    Open(Box<Dialog>),
}

pub(super) fn show(ui: &mut Ui, look: &Look<'_>, state: &mut Guests, commands: &mut Vec<Command>) {
    let Some(mut dialog) = state.dialog.take() else {
        return;
    };
    let next = match &mut dialog {
        Dialog::Add(picker) => add(ui, look, picker, commands),
        Dialog::WalkIn(picker) => walk_in(ui, look, picker, commands),
        Dialog::Which(name, is_walk_in) => which(ui, look, name, *is_walk_in, commands),
        Dialog::GuestOf(guest, picker) => guest_of(ui, look, *guest, picker, commands),
        Dialog::MoveTo(people) => move_to(ui, look, people, commands),
        Dialog::Letters(letters) => letters.show(ui, look, commands),
        Dialog::Replying(replying) => replying.show(ui, look, commands),
    };
    state.dialog = match next {
        None => Some(dialog),
        Some(Next::Nothing) => None,
        Some(Next::Open(other)) => Some(*other),
    };
}

/// Adds one after another, until it is shut.
fn add(
    ui: &mut Ui,
    look: &Look<'_>,
    picker: &mut Picker,
    commands: &mut Vec<Command>,
) -> Option<Next> {
    let asked: BTreeSet<Id<Person>> = look.list.lines.iter().map(|line| line.person).collect();
    let is_free = |line: &&PersonLine| !asked.contains(&line.person.id);
    let people: Vec<&PersonLine> = look.view.desk.everybody().iter().filter(is_free).collect();
    let title = format!("Add guests · {}", look.list.remark);
    let who = match picker.show(ui, &title, &people, true)? {
        Picked::Nobody => return Some(Next::Nothing),
        Picked::Person(person) => Who::Known(person),
        Picked::New(name) if is_taken(look, &name) => {
            return Some(Next::Open(Box::new(Dialog::Which(name, false))));
        }
        Picked::New(name) => Who::New(name),
    };
    commands.push(look.edit(GuestEdit::Invite(vec![who])));
    Some(Next::Open(Box::new(Dialog::Add(Picker::default()))))
}

fn walk_in(
    ui: &mut Ui,
    look: &Look<'_>,
    picker: &mut Picker,
    commands: &mut Vec<Command>,
) -> Option<Next> {
    let lines = look.list.lines.iter().filter(|line| line.is_coming());
    let coming: BTreeSet<Id<Person>> = lines.map(|line| line.person).collect();
    let is_away = |line: &&PersonLine| !coming.contains(&line.person.id);
    let people: Vec<&PersonLine> = look.view.desk.everybody().iter().filter(is_away).collect();
    let who = match picker.show(ui, "Who is at the door?", &people, true)? {
        Picked::Nobody => return Some(Next::Nothing),
        Picked::Person(person) => Who::Known(person),
        Picked::New(name) if is_taken(look, &name) => {
            return Some(Next::Open(Box::new(Dialog::Which(name, true))));
        }
        Picked::New(name) => Who::New(name),
    };
    commands.push(look.edit(GuestEdit::WalkIn(who)));
    Some(Next::Nothing)
}

fn guest_of(
    ui: &mut Ui,
    look: &Look<'_>,
    guest: Id<Person>,
    picker: &mut Picker,
    commands: &mut Vec<Command>,
) -> Option<Next> {
    let others = |line: &&PersonLine| line.person.id != guest;
    let people: Vec<&PersonLine> = look.view.desk.everybody().iter().filter(others).collect();
    let title = format!("Who brings {}?", look.open.record.name(guest));
    match picker.show(ui, &title, &people, false)? {
        Picked::Person(by) => commands.push(look.edit(GuestEdit::GuestOf(guest, Some(by)))),
        Picked::New(_) | Picked::Nobody => {}
    }
    Some(Next::Nothing)
}

/// Which of the people of one name is meant, or that it is somebody else.
fn which(
    ui: &mut Ui,
    look: &Look<'_>,
    name: &str,
    is_walk_in: bool,
    commands: &mut Vec<Command>,
) -> Option<Next> {
    let people: Vec<&PersonLine> = namesakes(look, name).collect();
    let mut picked = None;
    let modal = dialog(ui, "which of one name", 460.0, |ui| {
        let theme = theme::of(ui);
        ui.spacing_mut().item_spacing.y = 8.0;
        let title = format!("Which {name}?");
        text::label(ui, &title, theme.text.section, theme.palette.ink);
        let words = format!("{} with this name is in your People already", people.len());
        text::label(ui, &words, theme.text.body, theme.palette.ink_quiet);
        for line in &people {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                avatar(ui, &line.person, 34.0);
                let about = match (line.line.as_str(), is_asked(look, line.person.id)) {
                    (about, true) => format!("{about}, on the list"),
                    ("", false) => counted(line.dinners, "dinner"),
                    (about, false) => about.to_owned(),
                };
                let words = format!("{}, {about}", line.name);
                if ui.add(Button::new(&words)).clicked() {
                    picked = Some(Who::Known(line.person.id));
                }
            });
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            if ui
                .add(Button::new("Somebody else of that name").icon(Icon::UserPlus))
                .clicked()
            {
                picked = Some(Who::New(name.to_owned()));
            }
            ui.add(Button::new("Cancel").key("Esc")).clicked()
        })
        .inner
    });
    match picked {
        Some(who) if is_walk_in => commands.push(look.edit(GuestEdit::WalkIn(who))),
        Some(who) => {
            commands.push(look.edit(GuestEdit::Invite(vec![who])));
            return Some(Next::Open(Box::new(Dialog::Add(Picker::default()))));
        }
        None if modal.inner || modal.should_close() => {}
        None => return None,
    }
    Some(Next::Nothing)
}

fn move_to(
    ui: &mut Ui,
    look: &Look<'_>,
    people: &[Id<Person>],
    commands: &mut Vec<Command>,
) -> Option<Next> {
    let record = &look.open.record;
    let digit = ui.input_mut(|input| {
        (1..)
            .zip(DIGITS)
            .find(|(_, key)| input.consume_key(Modifiers::NONE, *key))
            .map(|(at, _)| at)
    });
    let mut picked: Option<i64> = record
        .tables
        .iter()
        .map(|table| table.number)
        .find(|number| Some(*number) == digit);
    let modal = dialog(ui, "move to a table", 420.0, |ui| {
        let theme = theme::of(ui);
        ui.spacing_mut().item_spacing.y = 8.0;
        let whom = match people {
            [person] => record.name(*person),
            people => counted(people.len(), "guest"),
        };
        let title = format!("Move {whom} to");
        text::short_label(ui, &title, theme.text.section, theme.palette.ink);
        let columns = Columns::new(&[
            (Width::Share(1.0), Align::Min),
            (Width::Fixed(120.0), Align::Max),
        ]);
        ScrollArea::vertical()
            .id_salt("tables")
            .max_height(360.0)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (at, table) in record.tables.iter().enumerate() {
                    let taken = record
                        .attendances
                        .iter()
                        .filter(|a| a.table_no == Some(table.number) && a.seat.is_some());
                    let free = usize::try_from(table.seats)
                        .unwrap_or_default()
                        .saturating_sub(taken.count());
                    let free = counted(free, "free seat");
                    let words = format!("Table {}", table.number);
                    let sentence = format!("{words}, {free}");
                    let row = Row::new(&columns, at, &sentence);
                    let row = row.show(ui, |cells| {
                        cells.words(&words, theme.text.strong, theme.palette.ink);
                        cells.words(&free, theme.text.small, theme.palette.ink_quiet);
                    });
                    if row.chosen || row.opened {
                        picked = Some(table.number);
                    }
                }
            });
        if record.tables.is_empty() {
            let words = "This dinner has no table yet: Edit details adds one";
            text::label(ui, words, theme.text.body, theme.palette.ink_quiet);
        }
        ui.add(Button::new("Cancel").key("Esc")).clicked()
    });
    match picked {
        Some(number) => commands.push(look.edit(GuestEdit::Move(people.to_vec(), number))),
        None if modal.inner || modal.should_close() => {}
        None => return None,
    }
    Some(Next::Nothing)
}

/// A reply that is being pasted, and what was read in it.
#[derive(Clone, Debug)]
pub(super) struct Replying {
    person: Id<Person>,
    text: String,
    reply: Reply,
    was_drawn: bool,
}

const ANSWERS: [Answer; 3] = [Answer::Accepted, Answer::Maybe, Answer::Declined];

impl Replying {
    pub(super) fn new(person: Id<Person>) -> Self {
        Self {
            person,
            text: String::new(),
            reply: Reply::read(""),
            was_drawn: false,
        }
    }

    fn show(&mut self, ui: &Ui, look: &Look<'_>, commands: &mut Vec<Command>) -> Option<Next> {
        let is_confirmed = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let mut pressed = None;
        let nothing = self.reply.is_empty().then_some("Nothing is read yet");
        let modal = dialog(ui, "paste an answer", 620.0, |ui| {
            let theme = theme::of(ui);
            ui.spacing_mut().item_spacing.y = 0.0;
            let title = format!("What {} wrote", look.open.record.short_name(self.person));
            text::short_label(ui, &title, theme.text.section, theme.palette.ink);
            ui.add_space(8.0);
            self.field(ui);
            ui.add_space(12.0);
            self.preview(ui, look);
            ui.add_space(14.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                let keep = Button::new("Write it down").key("Ctrl Enter").primary();
                if ui.add(keep.off_when(nothing)).clicked() {
                    pressed = Some(true);
                }
                if ui.add(Button::new("Cancel").key("Esc")).clicked() {
                    pressed = Some(false);
                }
            });
        });
        let is_kept = pressed == Some(true) || is_confirmed;
        if is_kept && nothing.is_none() {
            let reply = Box::new(self.reply.clone());
            commands.push(look.edit(GuestEdit::Reply(self.person, reply)));
            return Some(Next::Nothing);
        }
        (pressed == Some(false) || modal.should_close()).then_some(Next::Nothing)
    }

    fn field(&mut self, ui: &mut Ui) {
        // As tall as the text, so that none of it lies below the field; the whole scrolls.
        let lines = |text: &str| {
            text.lines()
                .map(|line| 1 + line.chars().count() / 72)
                .sum::<usize>()
        };
        let rows = (lines(&self.text) + 1).max(7);
        let changed = ScrollArea::vertical()
            .id_salt("reply")
            .max_height(200.0)
            .show(ui, |ui| {
                let field = Field::new("Paste their reply here", &mut self.text)
                    .rows(rows)
                    .show(ui);
                if !self.was_drawn {
                    field.request_focus();
                    self.was_drawn = true;
                }
                field.changed()
            })
            .inner;
        if changed {
            self.reply = Reply::read(&self.text);
        }
    }

    /// What will be written, before it is.
    fn preview(&mut self, ui: &mut Ui, look: &Look<'_>) {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        section::label(ui, "What is written down");
        ui.add_space(6.0);
        if self.reply.is_empty() {
            let words = "Lines that begin with ask, offer, next step, needs or share are read, and yes, maybe or no. \
                         Nothing is written before you confirm it";
            text::label(ui, words, theme.text.small, palette.ink_quiet);
            return;
        }
        let words = ANSWERS.map(answer_words);
        let chosen = ANSWERS
            .iter()
            .position(|answer| *answer == self.reply.answer);
        let picked = Segments::new("Their answer", &words, chosen.unwrap_or_default()).show(ui);
        if let Some(answer) = picked.and_then(|at| ANSWERS.get(at)) {
            self.reply.answer = *answer;
        }
        ui.add_space(8.0);
        let said = |share: Option<bool>| match share {
            Some(true) => "may be seen by table-mates",
            Some(false) => "stays with you",
            None => "",
        };
        let needs = match self.reply.needs.as_deref() {
            Some("") => "none",
            Some(needs) => needs,
            None => "",
        };
        let lines = [
            ("Ask", self.reply.ask.as_str()),
            ("Offer", &self.reply.offer),
            ("Next step", &self.reply.next_step),
            ("Needs", needs),
            ("E-mail", said(self.reply.share_email)),
            ("Phone", said(self.reply.share_phone)),
        ];
        ScrollArea::vertical()
            .id_salt("read")
            .max_height(180.0)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                for (word, words) in lines.into_iter().filter(|(_, words)| !words.is_empty()) {
                    ui.horizontal_top(|ui| {
                        ui.spacing_mut().item_spacing.x = 0.0;
                        ui.allocate_ui(egui::vec2(90.0, 21.0), |ui| {
                            ui.set_min_width(90.0);
                            text::label(
                                ui,
                                word,
                                theme.text.small.with_line(21.0),
                                palette.ink_quiet,
                            );
                        });
                        ui.vertical(|ui| text::label(ui, words, theme.text.body, palette.ink));
                    });
                }
            });
        let has_step =
            !self.reply.next_step.is_empty()
                || look.open.record.offer_of(self.person).is_some_and(|offer| {
                    offer.text == self.reply.offer && !offer.next_step.is_empty()
                });
        if !self.reply.offer.is_empty() && !has_step {
            ui.add_space(4.0);
            let words = "An offer needs a next step: ask what somebody does to take it up";
            text::label(ui, words, theme.text.small, palette.look);
        }
    }
}

fn is_asked(look: &Look<'_>, person: Id<Person>) -> bool {
    look.list.lines.iter().any(|line| line.person == person)
}

fn is_taken(look: &Look<'_>, name: &str) -> bool {
    namesakes(look, name).next().is_some()
}

/// The people of that name, capitals aside.
fn namesakes<'a>(look: &Look<'a>, name: &str) -> impl Iterator<Item = &'a PersonLine> {
    let name = name.trim().to_lowercase();
    look.view
        .desk
        .people()
        .iter()
        .filter(move |line| line.name.to_lowercase() == name)
}

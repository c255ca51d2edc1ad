//! What lies over the running order: adding to it, changing a slot that is no guest's, and starting over with own minutes.

use chrono::NaiveTime;
use egui::{Align, Key, Modifiers, ScrollArea, Ui};

use super::RunningOrder;
use crate::{
    app::{
        desk::{Edit, LONGEST_SLOT, NewSlot, OpenDinner, OrderEdit},
        running_order::{Line, Order, Part, minutes},
    },
    domain::{Id, Person, Slot, evening::SlotKind},
    ui::{
        command::Command,
        icons::Icon,
        screens::{View, avatar},
        theme,
        widgets::{
            Button, Columns, Field, Row, Segments, Width, card, dialog as over, section,
            stepper::Stepper, text,
        },
    },
};

const WIDTH: f32 = 480.0;

/// One of them, with what is typed in it.
#[derive(Clone, Debug)]
pub(super) enum Dialog {
    Add(Form),
    Change(Id<Slot>, Form),
    Own { pitch: u32, questions: u32 },
}

/// A slot that is no guest's, as it is typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    choice: usize,
    title: String,
    minutes: u32,
    not_before: String,
    /// Whether the field of the name had the focus once.
    was_drawn: bool,
    /// Whether it was tried to keep it, so that what is missing may be named.
    was_tried: bool,
}

/// What can be added: the word, what it becomes, its usual name and minutes.
const CHOICES: [(&str, SlotKind, &str, u32); 3] = [
    ("Course", SlotKind::Course, "Cheese", 15),
    ("Break", SlotKind::Break, "Break", 10),
    ("Something else", SlotKind::Break, "", 5),
];
/// The same where no closing round is there.
const CLOSING: (&str, SlotKind, &str, u32) =
    ("Closing round", SlotKind::Closing, "Round the table", 20);

impl Dialog {
    pub(super) fn add() -> Self {
        let [(_, _, _, minutes), ..] = CHOICES;
        Self::Add(Form {
            minutes,
            ..Form::default()
        })
    }

    pub(super) fn change(line: &Line) -> Self {
        let form = Form {
            title: line.slot.title.clone(),
            minutes: u32::try_from(minutes(line.length_ms)).unwrap_or_default(),
            not_before: line.slot.fixed_at.clone(),
            ..Form::default()
        };
        Self::Change(line.slot.id, form)
    }

    pub(super) fn own(order: &Order) -> Self {
        let first = order.speakers().next();
        let of = |ms: Option<i64>, usual: u32| {
            ms.and_then(|ms| u32::try_from(minutes(ms)).ok())
                .unwrap_or(usual)
        };
        Self::Own {
            pitch: of(first.map(|line| line.slot.pitch_ms), 4),
            questions: of(first.map(|line| line.slot.questions_ms), 6),
        }
    }
}

/// What came of a dialog in this frame.
enum Came {
    Nothing,
    Shut,
    Edit(OrderEdit),
}

pub(super) fn show(
    ui: &Ui,
    view: &View<'_>,
    open: &OpenDinner,
    order: &Order,
    state: &mut RunningOrder,
    commands: &mut Vec<Command>,
) {
    let Some(mut dialog) = state.dialog.take() else {
        return;
    };
    // Enter in a field is the primary button; on a button it is that button's own.
    let is_typing = ui.ctx().text_edit_focused();
    let is_kept = ui.input_mut(|input| {
        (is_typing && input.consume_key(Modifiers::NONE, Key::Enter))
            || input.consume_key(Modifiers::COMMAND, Key::Enter)
    });
    let mut came = Came::Nothing;
    let after = order.lines.get(state.chosen_at);
    let modal = over(ui, "running order", WIDTH, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        came = match &mut dialog {
            Dialog::Add(form) => add(ui, view, open, order, after, form, is_kept),
            Dialog::Change(slot, form) => change(ui, *slot, form, is_kept),
            Dialog::Own { pitch, questions } => own(ui, pitch, questions, is_kept),
        };
    });
    match came {
        Came::Edit(edit) => {
            let dinner = open.record.dinner.id;
            commands.push(Command::Edit(Edit::Order(dinner, state.table_no, edit)));
        }
        Came::Shut => {}
        Came::Nothing if modal.should_close() => {}
        Came::Nothing => state.dialog = Some(dialog),
    }
}

fn heading(ui: &mut Ui, words: &str, about: &str) {
    let theme = theme::of(ui);
    text::label(ui, words, theme.text.section, theme.palette.ink);
    if !about.is_empty() {
        text::label(ui, about, theme.text.small, theme.palette.ink_quiet);
    }
    ui.add_space(16.0);
}

fn add(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    order: &Order,
    after: Option<&Line>,
    form: &mut Form,
    is_kept: bool,
) -> Came {
    heading(ui, "Add to the running order", "");
    if let Some(guests) = guests(ui, view, open, &order.without_slot) {
        return Came::Edit(OrderEdit::AddGuests(guests));
    }
    let mut choices = CHOICES.to_vec();
    if order.lines.iter().all(|line| line.part != Part::Closing) {
        choices.push(CLOSING);
    }
    let words: Vec<&str> = choices.iter().map(|choice| choice.0).collect();
    if let Some(choice) = Segments::new("What to add", &words, form.choice).show(ui) {
        form.choice = choice;
        form.minutes = choices.get(choice).map_or(form.minutes, |choice| choice.3);
    }
    ui.add_space(16.0);
    let place = after.map_or_else(
        || "It comes at the end".to_owned(),
        |line| format!("It comes after {}", short(&line.title)),
    );
    let (_, kind, usual, _) = choices.get(form.choice).copied().unwrap_or(CLOSING);
    let new = fields(ui, form, kind, usual, &place);
    match buttons(ui, form, new, "Add", is_kept) {
        Kept::New(new) => Came::Edit(OrderEdit::Add(new, after.map(|line| line.slot.id))),
        Kept::Shut => Came::Shut,
        Kept::Nothing => Came::Nothing,
    }
}

/// A name that fits a line.
fn short(name: &str) -> String {
    const MOST: usize = 40;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let mut short: String = name.chars().take(MOST - 1).collect();
    short.push('…');
    short
}

/// The guests who have no slot; those who are to get one.
fn guests(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    without: &[Id<Person>],
) -> Option<Vec<Id<Person>>> {
    if without.is_empty() {
        return None;
    }
    let mut picked = None;
    section::label(ui, "Without a slot");
    ui.add_space(8.0);
    let columns = Columns::new(&[
        (Width::Fixed(34.0), Align::Min),
        (Width::Share(1.0), Align::Min),
    ]);
    ScrollArea::vertical().max_height(212.0).show(ui, |ui| {
        card::list(ui, |ui| {
            for (number, person) in without.iter().enumerate() {
                let name = open.record.name(*person);
                let about = view
                    .desk
                    .line_of(*person)
                    .map_or("", |line| line.line.as_str());
                let sentence = format!("Add {name}");
                let row = Row::new(&columns, number, &sentence).in_card(ui, without.len());
                let row = row.show(ui, |cells| {
                    cells.add(|ui| {
                        if let Some(person) = open.record.people.get(person) {
                            avatar(ui, person, 34.0);
                        }
                    });
                    cells.two_lines(&name, about);
                });
                if row.chosen || row.opened {
                    picked = Some(vec![*person]);
                }
            }
        });
    });
    if without.len() > 1 {
        ui.add_space(8.0);
        let words = format!("Add all {}", without.len());
        if ui.add(Button::new(&words).small()).clicked() {
            picked = Some(without.to_vec());
        }
    }
    ui.add_space(20.0);
    picked
}

fn change(ui: &mut Ui, slot: Id<Slot>, form: &mut Form, is_kept: bool) -> Came {
    heading(ui, "Change the slot", "");
    let new = fields(ui, form, SlotKind::default(), "", "");
    match buttons(ui, form, new, "Keep", is_kept) {
        Kept::New(new) => Came::Edit(OrderEdit::Change(slot, new)),
        Kept::Shut => Came::Shut,
        Kept::Nothing => Came::Nothing,
    }
}

/// Name, minutes and fixed time; the slot when all of it can be read. An empty name means the usual one of its kind.
fn fields(
    ui: &mut Ui,
    form: &mut Form,
    kind: SlotKind,
    usual: &str,
    place: &str,
) -> Option<NewSlot> {
    let typed = form.title.trim();
    let title = if typed.is_empty() { usual } else { typed }.to_owned();
    let missing = if form.was_tried && title.is_empty() {
        "It needs a name, as “Cheese” or “A toast”"
    } else {
        ""
    };
    let hint = if usual.is_empty() { "A toast" } else { usual };
    let field = Field::new("Name", &mut form.title)
        .hint(hint)
        .error(missing)
        .note(place)
        .show(ui);
    if !form.was_drawn {
        field.request_focus();
        form.was_drawn = true;
    }
    ui.add_space(16.0);
    let not_before = clock_time(&form.not_before);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(160.0);
            ui.spacing_mut().item_spacing.y = 6.0;
            section::label(ui, "Minutes");
            let most = u32::try_from(LONGEST_SLOT).unwrap_or(u32::MAX);
            let stepper = Stepper::new("Minutes", form.minutes.max(1), 1..=most).unit("min");
            if let Some(minutes) = stepper.large().show(ui) {
                form.minutes = minutes;
            }
        });
        ui.add_space(16.0);
        ui.vertical(|ui| {
            let wrong = if not_before.is_err() {
                "Write it as 20:30, or leave it empty"
            } else {
                ""
            };
            Field::new("Not before", &mut form.not_before)
                .hint("20:30")
                .error(wrong)
                .note("Empty: it follows the one before it")
                .show(ui);
        });
    });
    ui.add_space(20.0);
    Some(NewSlot {
        kind,
        title: Some(title).filter(|title| !title.is_empty())?,
        minutes: i64::from(form.minutes.max(1)),
        not_before: not_before.ok()?,
    })
}

/// What was typed is no time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct NoTime;

/// A time of day as it is typed: "20:30", "20.30", "2030", "9"; `None` where nothing is.
fn clock_time(text: &str) -> Result<Option<NaiveTime>, NoTime> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (hours, minutes) = match text.split_once([':', '.', 'h']) {
        Some((hours, minutes)) => (hours, minutes),
        None if text.len() == 4 => text.split_at_checked(2).ok_or(NoTime)?,
        None => (text, "0"),
    };
    let number = |text: &str| text.trim().parse::<u32>().ok();
    number(hours)
        .zip(number(minutes))
        .and_then(|(hours, minutes)| NaiveTime::from_hms_opt(hours, minutes, 0))
        .map(Some)
        .ok_or(NoTime)
}

enum Kept {
    Nothing,
    Shut,
    New(NewSlot),
}

fn buttons(ui: &mut Ui, form: &mut Form, new: Option<NewSlot>, words: &str, is_kept: bool) -> Kept {
    let (mut kept, mut shut) = (is_kept, false);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        let button = Button::new(words).icon(Icon::Check).key("Enter").primary();
        kept |= ui.add(button).clicked();
        shut = ui.add(Button::new("Cancel").key("Esc")).clicked();
    });
    match (kept, new) {
        _ if shut => Kept::Shut,
        (true, Some(new)) => Kept::New(new),
        (true, None) => {
            form.was_tried = true;
            Kept::Nothing
        }
        (false, _) => Kept::Nothing,
    }
}

fn own(ui: &mut Ui, pitch: &mut u32, questions: &mut u32, is_kept: bool) -> Came {
    heading(
        ui,
        "Start over with own minutes",
        "The courses and the order are those of the template; Undo brings this order back",
    );
    ui.horizontal(|ui| {
        let most = u32::try_from(LONGEST_SLOT).unwrap_or(u32::MAX);
        let stepper = Stepper::new("Pitch of each guest", *pitch, 1..=most).unit("pitch");
        if let Some(new) = stepper.large().show(ui) {
            *pitch = new;
        }
        ui.add_space(20.0);
        let stepper = Stepper::new("Questions of each guest", *questions, 0..=most);
        if let Some(new) = stepper.unit("questions").large().show(ui) {
            *questions = new;
        }
    });
    ui.add_space(20.0);
    let (mut kept, mut shut) = (is_kept, false);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        let button = Button::new("Start over")
            .icon(Icon::ArrowCounterClockwise)
            .key("Ctrl Enter")
            .primary();
        kept |= ui.add(button).clicked();
        shut = ui.add(Button::new("Cancel").key("Esc")).clicked();
    });
    match (kept, shut) {
        (_, true) => Came::Shut,
        (true, _) => Came::Edit(OrderEdit::StartOverWith(
            i64::from(*pitch),
            i64::from(*questions),
        )),
        _ => Came::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it() {
        let half_past = NaiveTime::from_hms_opt(20, 30, 0);
        for text in ["20:30", " 20.30 ", "2030", "20h30"] {
            assert_eq!(clock_time(text), Ok(half_past), "{text}");
        }
        assert_eq!(clock_time("9"), Ok(NaiveTime::from_hms_opt(9, 0, 0)));
        assert_eq!(clock_time("  "), Ok(None));
        for text in ["25:00", "late", "20:75", "20:30:00", "ü2:1"] {
            assert_eq!(clock_time(text), Err(NoTime), "{text}");
        }
    }
}

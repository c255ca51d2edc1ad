//! What is done with all recaps, or with those that are selected: saving, drafts, calendars, and marking as sent.

use egui::Ui;

use super::{Recaps, organiser, wanted};
use crate::{
    app::{
        desk::{Edit, Job, OpenDinner, ReaderState, RecapEdit},
        place,
    },
    domain::{Id, Person},
    ui::{
        command::{Action, Command, Purpose},
        icons::Icon,
        screens::View,
        theme,
        widgets::{Button, text},
    },
};

/// Why a button waits.
const BUSY: &str = "Something is being written already";
/// The folders beside the recaps.
const LETTERS: &str = "mail";
const CALENDARS: &str = "calendar";

/// The buttons that stay in sight below the list.
pub(super) fn actions(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut Recaps,
    commands: &mut Vec<Command>,
) {
    let busy = view.desk.working().is_some().then_some(BUSY);
    let count = state.marked.len();
    let (save_key, draft_key) = (view.key(Action::Confirm), view.key(Action::AllDrafts));
    let (save_words, draft_words) = match count {
        0 => ("Save all as PDF".to_owned(), "Drafts".to_owned()),
        1 => ("Save 1 as PDF".to_owned(), "1 draft".to_owned()),
        count => (format!("Save {count} as PDF"), format!("{count} drafts")),
    };
    let button = Button::new(&save_words)
        .icon(Icon::SAVE_PDF)
        .key(&save_key)
        .primary();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if ui.add(button.off_when(busy)).clicked() {
            save(view, open, wanted(state), commands);
        }
        organiser::print_button(ui, view, open, commands);
    });
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let tooltip = "A letter to each with the recap, their dates and the cards of table-mates, to be opened in your mail program";
        let button = Button::new(&draft_words).icon(Icon::DRAFT).key(&draft_key);
        let button = button.tooltip(tooltip).small();
        if ui.add(button.off_when(busy)).clicked() {
            draft(view, open, wanted(state), commands);
        }
        mark_button(ui, view, open, state, commands);
    });
    if count > 0 {
        ui.add_space(4.0);
        let clear = Button::new("Select none").quiet().small();
        if ui.add(clear).clicked() {
            state.marked.clear();
        }
    }
}

/// What is done less often, and where it all goes. In a low window it scrolls with the list.
pub(super) fn rest(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut Recaps,
    commands: &mut Vec<Command>,
) {
    let busy = view.desk.working().is_some().then_some(BUSY);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let tooltip = "An .ics file of the dinner and their own dates for each guest, the cards of table-mates who agreed, and one of all dates for you";
        let button = Button::new("Calendar").icon(Icon::CalendarPlus).small();
        let button = button.tooltip(tooltip);
        if ui.add(button.off_when(busy)).clicked() {
            calendars(view, open, state, commands);
        }
        show_in_folder(ui, state);
    });
    ui.add_space(8.0);
    folder_line(ui, view, open, commands);
    state.reveal.show(ui, commands);
}

/// Marks the selected, or the chosen one, as sent; or takes that back where they are all marked.
pub(super) fn mark_button(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &Recaps,
    commands: &mut Vec<Command>,
) {
    let key = view.key(Action::Done);
    let words = if is_sent(state, &marked_or_chosen(state)) {
        "Not sent"
    } else {
        "Mark as sent"
    };
    let button = Button::new(words).icon(Icon::Check).key(&key).small();
    if ui.add(button).clicked() {
        mark(open, state, commands);
    }
}

/// The same by its key.
pub(super) fn mark(open: &OpenDinner, state: &Recaps, commands: &mut Vec<Command>) {
    let readers = marked_or_chosen(state);
    if readers.is_empty() {
        return;
    }
    let edit = if is_sent(state, &readers) {
        RecapEdit::NotSent(readers)
    } else {
        RecapEdit::Sent(readers)
    };
    commands.push(Command::Edit(Edit::Recap(open.record.dinner.id, edit)));
}

fn marked_or_chosen(state: &Recaps) -> Vec<Id<Person>> {
    if state.marked.is_empty() {
        let chosen = state.chosen.filter(|_| !state.is_organiser);
        chosen.into_iter().collect()
    } else {
        wanted(state)
    }
}

/// Whether all of them are marked as sent, as they are now.
fn is_sent(state: &Recaps, readers: &[Id<Person>]) -> bool {
    let lines = readers.iter().map(|reader| state.line_of(*reader));
    let mut lines = lines.flatten();
    !readers.is_empty() && lines.all(|line| line.state == ReaderState::Sent)
}

/// Writes recaps as PDFs into the folder of the dinner.
pub(super) fn save(
    view: &View<'_>,
    open: &OpenDinner,
    readers: Vec<Id<Person>>,
    commands: &mut Vec<Command>,
) {
    let dinner = open.record.dinner.id;
    commands.push(match view.desk.recap_folder(&open.record) {
        Some(folder) => Command::Start(Job::SaveRecaps(dinner, readers, folder)),
        // A machine without a home: the host has to say where.
        None => Command::Ask(Purpose::Papers),
    });
}

/// Writes letters; one alone is then opened in the mail program.
pub(super) fn draft(
    view: &View<'_>,
    open: &OpenDinner,
    readers: Vec<Id<Person>>,
    commands: &mut Vec<Command>,
) {
    let dinner = open.record.dinner.id;
    commands.push(match view.desk.recap_folder(&open.record) {
        Some(folder) => Command::Start(Job::DraftRecaps(dinner, readers, folder.join(LETTERS))),
        None => Command::Ask(Purpose::Papers),
    });
}

fn calendars(view: &View<'_>, open: &OpenDinner, state: &Recaps, commands: &mut Vec<Command>) {
    let dinner = open.record.dinner.id;
    let is_of_all = state.marked.is_empty();
    commands.push(match view.desk.recap_folder(&open.record) {
        Some(folder) => Command::Start(Job::SaveCalendars(
            dinner,
            wanted(state),
            folder.join(CALENDARS),
            is_of_all,
        )),
        None => Command::Ask(Purpose::Papers),
    });
}

fn show_in_folder(ui: &mut Ui, state: &mut Recaps) {
    let file = state
        .chosen_line()
        .and_then(|line| line.file.clone())
        .or_else(|| state.page.readers.iter().find_map(|line| line.file.clone()));
    let why = file.is_none().then_some("Nothing is saved yet");
    let button = Button::new("Show in folder").icon(Icon::FolderOpen).small();
    if ui.add(button.off_when(why)).clicked()
        && let Some(file) = file
    {
        state.reveal.start(ui, file);
    }
}

/// Where it all goes, and that nothing is sent.
fn folder_line(ui: &mut Ui, view: &View<'_>, open: &OpenDinner, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let words = match view.desk.recap_folder(&open.record) {
        Some(folder) => format!(
            "Goes to {}. “Sent” is what you mark; nothing is sent from here.",
            place::from_home(&folder)
        ),
        None => "Choose a folder first. Nothing is sent from here.".to_owned(),
    };
    text::label(ui, &words, theme.text.small, theme.palette.ink_quiet);
    let another = Button::new("Another folder…").quiet().small();
    if ui.add(another).clicked() {
        commands.push(Command::Ask(Purpose::Papers));
    }
}

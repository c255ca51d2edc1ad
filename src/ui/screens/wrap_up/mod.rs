//! Wrap-up: what was said at the table is decided into what will be done, from the keyboard, in five minutes.

mod aside;
mod follow_up_form;
mod follow_up_row;
mod follow_ups;
mod note_form;
mod notes;
mod presence;

use std::sync::Arc;

use egui::{Align, Key, Layout, Modifiers, Ui};

use super::{View, avatar};
use crate::{
    app::{
        desk::{Edit, OpenDinner, WrapEdit, WrapPage, WrapState},
        dinners::counted,
    },
    domain::{Dinner, Id, Note, Suggestion, promise::Decision},
    ui::{
        command::{Action, Command, Route, Stage},
        icons::Icon,
        panes,
        theme::{self, Tone},
        widgets::{Button, Segments, empty::empty, notice::Notice, text},
    },
};

use follow_up_form::FollowUpSheet;
use follow_ups::Group;
use note_form::{Memory, NoteSheet};

/// The width of the panel beside the list.
const ASIDE: f32 = 316.0;

/// What the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    ByOwner,
    ByDay,
    Notes,
}

impl Shown {
    const ALL: [Self; 3] = [Self::ByOwner, Self::ByDay, Self::Notes];
}

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct WrapUp {
    dinner: Option<Id<Dinner>>,
    /// The dinner whose follow-ups were looked for since it was opened here.
    searched: Option<Id<Dinner>>,
    /// The revision that `page` was read at.
    seen: Option<u64>,
    page: WrapPage,
    shown: Shown,
    groups: Arc<Vec<Group>>,
    chosen: Option<Id<Suggestion>>,
    note: Option<Id<Note>>,
    follow_up: Option<FollowUpSheet>,
    note_sheet: Option<NoteSheet>,
    memory: Option<Memory>,
    is_marking: bool,
    /// The chosen row is to come into sight.
    is_led: bool,
    /// The way to the recaps was given the focus.
    has_led_on: bool,
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    commands: &mut Vec<Command>,
) {
    let dinner = open.record.dinner.id;
    read(view, open, state);
    // Searching writes that the dinner is over, so it waits for an evening that is known to have ended.
    if state.page.state == WrapState::Over {
        if state.page.is_new && state.searched != Some(dinner) {
            commands.push(edit(dinner, WrapEdit::Find));
        }
        state.searched = Some(dinner);
    }
    if view.pressed(Action::NoShow) && state.page.state != WrapState::Before {
        state.is_marking = true;
    }
    let has_aside = state.page.state != WrapState::Before
        && panes::right(ui, view, "evening", ASIDE, |ui| {
            aside::aside(ui, view, open, state, commands);
        })
        .is_some();
    let mut verb = Verb::of(view, state);
    panes::page(ui, "wrap-up", |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        page(ui, view, open, state, has_aside, &mut verb, commands);
    });
    if state.is_marking {
        presence::modal(ui, open, state, commands);
    }
}

/// What a key of this frame asks of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Accept,
    AcceptAll,
    Edit,
    Discard,
    Write,
}

impl Verb {
    /// The verb of the key that was pressed; none while guests are marked over the screen.
    fn of(view: &View<'_>, state: &WrapUp) -> Option<Self> {
        let all = [
            (Action::Add, Self::Accept),
            (Action::AcceptAll, Self::AcceptAll),
            (Action::Edit, Self::Edit),
            (Action::TwoPeople, Self::Discard),
            (Action::New, Self::Write),
        ];
        let pressed = all.into_iter().find(|(action, _)| view.pressed(*action));
        pressed.filter(|_| !state.is_marking).map(|(_, verb)| verb)
    }
}

/// Reads the page again after a change of the library, and shuts the forms that were handed in.
fn read(view: &View<'_>, open: &OpenDinner, state: &mut WrapUp) {
    let dinner = open.record.dinner.id;
    if state.dinner != Some(dinner) {
        *state = WrapUp {
            dinner: Some(dinner),
            ..WrapUp::default()
        };
    }
    let revision = view.desk.revision();
    if state.seen == Some(revision) {
        return;
    }
    state.page = view.desk.wrap_page(open);
    state.seen = Some(revision);
    let is_done = |handed_in: Option<u64>| handed_in.is_some_and(|at| at != revision);
    if state
        .follow_up
        .as_ref()
        .is_some_and(|sheet| is_done(sheet.handed_in))
    {
        state.follow_up = None;
    }
    if state
        .note_sheet
        .as_ref()
        .is_some_and(|sheet| is_done(sheet.handed_in))
    {
        state.note_sheet = None;
    }
    if state
        .memory
        .as_ref()
        .is_some_and(|memory| is_done(memory.handed_in))
    {
        state.memory = None;
    }
    regroup(state, view);
}

fn regroup(state: &mut WrapUp, view: &View<'_>) {
    state.groups = Arc::new(match state.shown {
        Shown::ByOwner => follow_ups::by_owner(&state.page, view.desk.you()),
        Shown::ByDay => follow_ups::by_day(&state.page),
        Shown::Notes => Vec::new(),
    });
    let order = follow_ups::order(state);
    if state.chosen.is_none_or(|chosen| !order.contains(&chosen)) {
        state.chosen = follow_ups::next_undecided(state, None).or(order.first().copied());
    }
}

fn page(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    has_aside: bool,
    verb: &mut Option<Verb>,
    commands: &mut Vec<Command>,
) {
    let dinner = open.record.dinner.id;
    match state.page.state {
        WrapState::Before => return before(ui, open, commands),
        WrapState::Running => {
            running(ui, dinner, commands);
            ui.add_space(16.0);
        }
        WrapState::NotRun | WrapState::Over => {}
    }
    head(ui, view, state, verb);
    if !has_aside {
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            aside::on_to_recaps(ui, view, dinner, state, commands);
            let theme = theme::of(ui);
            let words = aside::progress_words(state);
            text::short_label(ui, &words, theme.text.small, theme.palette.ink_quiet);
        });
    }
    ui.add_space(12.0);
    if *verb == Some(Verb::Write) && state.follow_up.is_none() {
        state.follow_up = Some(FollowUpSheet::new(open, None));
    }
    if state
        .follow_up
        .as_ref()
        .is_some_and(|sheet| sheet.of.is_none())
    {
        follow_up_form::card(ui, view, open, state, commands);
        ui.add_space(16.0);
    }
    remarks(ui, view, open, state, commands);
    let was_led = state.is_led;
    match state.shown {
        Shown::Notes => notes::list(ui, view, open, state, *verb, commands),
        Shown::ByOwner | Shown::ByDay => {
            follow_ups::list(ui, view, open, state, *verb, commands);
        }
    }
    // Who was led in this frame is brought into sight in the next.
    if was_led {
        state.is_led = false;
    }
}

fn head(ui: &mut Ui, view: &View<'_>, state: &mut WrapUp, verb: &mut Option<Verb>) {
    let theme = theme::of(ui);
    let room = ui.available_width();
    ui.horizontal(|ui| {
        ui.set_min_height(36.0);
        ui.spacing_mut().item_spacing.x = 12.0;
        let remark = if room < 1000.0 || state.page.state == WrapState::NotRun {
            String::new()
        } else {
            format!(
                "{} in {}",
                counted(state.page.follow_ups.len(), "follow-up"),
                counted(state.page.notes.len(), "note")
            )
        };
        ui.scope(|ui| {
            ui.set_max_width((room - 590.0).max(220.0));
            let title = "What was promised";
            text::heading(ui, title, theme.text.section, &remark, theme.text.body);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let key = view.key(Action::New);
            let write = Button::new("Write one").icon(Icon::Plus).key(&key).small();
            if ui.add(write).clicked() {
                *verb = Some(Verb::Write);
            }
            let key = view.key(Action::NoShow);
            let button = Button::new("No-show")
                .icon(Icon::UserMinus)
                .key(&key)
                .small();
            let button = button.tooltip("Who came, who left early and who did not come");
            state.is_marking |= ui.add(button).clicked();
            let choices = ["By who owes", "By due day", "Notes"];
            let at = Shown::ALL.iter().position(|each| *each == state.shown);
            let picked = Segments::new("Show", &choices, at.unwrap_or_default()).show(ui);
            if let Some(shown) = picked.and_then(|at| Shown::ALL.get(at)) {
                state.shown = *shown;
                regroup(state, view);
            }
        });
    });
}

/// What should be known before the list is gone through.
fn remarks(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    commands: &mut Vec<Command>,
) {
    let dinner = open.record.dinner.id;
    let is_found = state.page.state == WrapState::Over || state.page.state == WrapState::NotRun;
    let waits_for_search = state.page.state == WrapState::Over && state.page.is_new;
    if is_found && state.page.to_find > 0 && !waits_for_search && !state.page.notes.is_empty() {
        let words = format!(
            "{} can be found",
            counted(state.page.to_find, "more follow-up")
        );
        let button = Button::new("Find follow-ups");
        let notice = Notice::new(
            Tone::Info,
            Icon::FIND,
            &words,
            "What is decided stays decided",
        );
        if notice.action(button).show(ui).is_some() {
            commands.push(edit(dinner, WrapEdit::Find));
        }
        ui.add_space(12.0);
    }
    let marks = state.page.notes.iter().filter(|note| note.is_mark).count();
    if marks > 0 && state.shown != Shown::Notes {
        let words = format!("{} without words", counted(marks, "mark"));
        let safe = "Who spoke and when is kept. Say what it was while you remember";
        let notice = Notice::new(Tone::Look, Icon::Note, &words, safe);
        if notice
            .action(Button::new("Complete them"))
            .show(ui)
            .is_some()
        {
            state.shown = Shown::Notes;
            regroup(state, view);
        }
        ui.add_space(12.0);
    }
    if state.page.notes.is_empty() && state.page.state != WrapState::Running {
        from_memory(ui, view, open, state, commands);
        ui.add_space(20.0);
    }
}

/// An evening without a note: three lines from memory are better than none.
fn from_memory(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut WrapUp,
    commands: &mut Vec<Command>,
) {
    if state.memory.is_some() {
        note_form::memory(ui, view, open, state, commands);
        return;
    }
    let sentence = "Nobody wrote anything down. The three things that you still remember are worth most: who promised what to whom?";
    let button = Button::new("Write three from memory").icon(Icon::PencilSimple);
    let pressed = empty(ui, 3, "No notes of this evening", sentence, button).clicked();
    if pressed {
        state.memory = Some(Memory::new());
    }
    if state.page.to_find > 0 {
        ui.add_space(8.0);
        let words = format!(
            "Or find what there is without notes ({})",
            counted(state.page.to_find, "follow-up")
        );
        if ui.add(Button::new(&words).quiet().small()).clicked() {
            commands.push(edit(open.record.dinner.id, WrapEdit::Find));
        }
    }
}

fn running(ui: &mut Ui, dinner: Id<Dinner>, commands: &mut Vec<Command>) {
    let happened = "The evening is still running";
    let safe = "Follow-ups are found once it has ended. All notes are saved";
    let notice = Notice::new(Tone::Look, Icon::LIVE, happened, safe)
        .action(Button::new("End the evening at the last note"))
        .action(Button::new("Go to Live"));
    match notice.show(ui) {
        Some(0) => commands.push(Command::Edit(Edit::EndAtLastNote(dinner))),
        Some(_) => commands.push(Command::Go(Route::Dinner(dinner, Stage::Live))),
        None => {}
    }
}

fn before(ui: &mut Ui, open: &OpenDinner, commands: &mut Vec<Command>) {
    let dinner = &open.record.dinner;
    let when = dinner.starts_at.map_or_else(
        || "It has no date yet.".to_owned(),
        |at| format!("It is on {}.", at.format("%A %-d %B, %H:%M")),
    );
    let sentence =
        format!("{when} What is promised there will be decided here, with its owner and day.");
    let button = Button::new("Go to Live").icon(Icon::LIVE);
    if empty(ui, 6, "This dinner is still to come", &sentence, button).clicked() {
        commands.push(Command::Go(Route::Dinner(dinner.id, Stage::Live)));
    }
}

fn edit(dinner: Id<Dinner>, edit: WrapEdit) -> Command {
    Command::Edit(Edit::Wrap(dinner, edit))
}

/// Whether Escape leaves a form in this frame; then nobody else hears of it.
fn is_left(ui: &Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// Whether Enter was pressed in a field of one line.
fn is_entered(ui: &Ui, field: &egui::Response) -> bool {
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

fn is_decided(decision: Decision) -> bool {
    decision != Decision::Undecided
}

fn plate(ui: &mut Ui, open: &OpenDinner, person: Id<crate::domain::Person>, size: f32) {
    if let Some(person) = open.record.people.get(&person) {
        avatar(ui, person, size);
    }
}

//! The guests of a dinner: who was asked, what they answered, what is known of their ask and offer, and whom to invite
//! next.

mod aside;
mod dialogs;
mod head;
mod letters;
mod list;
mod menus;

use std::collections::{BTreeMap, BTreeSet};

use egui::{Frame, Key, Margin, Modifiers, Ui};

use super::{View, avatar, pick};
use crate::{
    app::{
        desk::{Edit, GuestEdit, GuestFilter, GuestLine, GuestList, Job, OpenDinner},
        drafts::DraftKind,
        invitations::Invitations,
    },
    domain::{
        Dinner, Id, Person,
        dinner::{Answer, DinnerState},
    },
    ui::{
        command::{Action, Command},
        panes, theme,
    },
};

use dialogs::Dialog;
use letters::Letters;

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct Guests {
    /// The row that the keys are at.
    chosen: Option<Id<Person>>,
    /// The selection of many.
    marked: BTreeSet<Id<Person>>,
    search: String,
    filter: GuestFilter,
    dialog: Option<Dialog>,
    board: Option<Board>,
    /// The chosen row is to be brought into sight.
    seeks: bool,
    /// The frame in which the screen was last drawn.
    drawn: u64,
    /// How far the list is scrolled, and how much of it is seen.
    scrolled: (f32, f32),
}

/// What is derived from the library, for one state of it.
#[derive(Debug)]
struct Board {
    of: (Id<Dinner>, u64),
    list: GuestList,
    /// Whom to invite, once the panel was open; or why that is not known.
    invitations: Option<Result<Invitations, String>>,
}

/// What all parts of the screen look at.
struct Look<'a> {
    view: &'a View<'a>,
    open: &'a OpenDinner,
    list: &'a GuestList,
    /// Places in the list of those who are shown.
    shown: &'a [usize],
}

impl Look<'_> {
    fn dinner(&self) -> Id<Dinner> {
        self.open.record.dinner.id
    }

    /// The line at a place of what is shown.
    fn line(&self, at: usize) -> Option<&GuestLine> {
        self.list.lines.get(*self.shown.get(at)?)
    }

    fn edit(&self, edit: GuestEdit) -> Command {
        Command::Edit(Edit::Guests(self.dinner(), edit))
    }
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut Guests,
    commands: &mut Vec<Command>,
) {
    let mut board = state.board(ui, view, open);
    let search = state.search.to_lowercase();
    let shown: Vec<usize> = board
        .list
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.is_wanted(state.filter, &search))
        .map(|(at, _)| at)
        .collect();
    let look = Look {
        view,
        open,
        list: &board.list,
        shown: &shown,
    };
    state.stay_on_the_list(&look);
    state.keys(ui, &look, commands);
    let invitations = &mut board.invitations;
    panes::right(ui, view, "who to invite next", 340.0, |ui| {
        let found = invitations.get_or_insert_with(|| {
            view.desk
                .invitations(open)
                .map_err(|error| error.to_string())
        });
        aside::show(ui, &look, found, state, commands);
    });
    let margin = Margin {
        left: theme::of(ui).space.page_x as i8,
        right: 24,
        top: 18,
        bottom: 12,
    };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        head::show(ui, &look, state, commands);
        list::show(ui, &look, state, commands);
    });
    dialogs::show(ui, &look, state, commands);
    state.board = Some(board);
}

impl Guests {
    /// What is derived from the library, made again when that has changed. Rows keep their places while one works at
    /// them; they are put in order when the screen is opened. Another dinner is begun afresh.
    fn board(&mut self, ui: &Ui, view: &View<'_>, open: &OpenDinner) -> Board {
        let of = (open.record.dinner.id, view.desk.revision());
        let frame = ui.ctx().cumulative_frame_nr();
        let is_opened = frame > std::mem::replace(&mut self.drawn, frame) + 1;
        let before = match self.board.take() {
            Some(board) if board.of == of && !is_opened => return board,
            Some(board) if board.of.0 == of.0 => Some(board.list).filter(|_| !is_opened),
            _ => {
                *self = Self {
                    drawn: frame,
                    ..Self::default()
                };
                None
            }
        };
        let mut list = view.desk.guest_list(open);
        if let Some(before) = before {
            let people = before.lines.iter().map(|line| line.person);
            let places: BTreeMap<Id<Person>, usize> = people.zip(0..).collect();
            let last = places.len();
            list.lines
                .sort_by_key(|line| places.get(&line.person).copied().unwrap_or(last));
        }
        Board {
            of,
            list,
            invitations: None,
        }
    }

    /// Who left the list, or is filtered away, is no longer chosen.
    fn stay_on_the_list(&mut self, look: &Look<'_>) {
        let shown: BTreeSet<Id<Person>> = (0..look.shown.len())
            .filter_map(|at| look.line(at))
            .map(|line| line.person)
            .collect();
        self.marked.retain(|person| shown.contains(person));
        if self.chosen.is_none_or(|person| !shown.contains(&person)) {
            self.chosen = look.line(0).map(|line| line.person);
        }
    }

    /// The selection, or else the chosen guest, in the order of the list.
    fn targets(&self, look: &Look<'_>) -> Vec<Id<Person>> {
        if self.marked.is_empty() {
            return self.chosen.into_iter().collect();
        }
        let lines = look.list.lines.iter().map(|line| line.person);
        lines
            .filter(|person| self.marked.contains(person))
            .collect()
    }

    fn keys(&mut self, ui: &Ui, look: &Look<'_>, commands: &mut Vec<Command>) {
        let view = look.view;
        self.step(look, view.step());
        if view.pressed(Action::Select)
            && let Some(person) = self.chosen
            && !self.marked.remove(&person)
        {
            self.marked.insert(person);
        }
        if view.pressed(Action::Add) {
            self.dialog = Some(Dialog::Add(pick::Picker::default()));
        }
        if view.pressed(Action::WalkIn) {
            self.dialog = Some(Dialog::WalkIn(pick::Picker::default()));
        }
        if view.pressed(Action::Search) {
            ui.memory_mut(|memory| memory.request_focus(head::search_id()));
        }
        if view.pressed(Action::SeatAgain) {
            commands.push(close_gap(look));
        }
        let is_idle =
            ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
        if is_idle && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.marked.clear();
        }
        if is_idle && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
            commands.extend(self.chosen.map(Command::OpenPerson));
        }
        let targets = self.targets(look);
        if targets.is_empty() {
            return;
        }
        let answers = [
            (Action::Coming, Answer::Accepted),
            (Action::Maybe, Answer::Maybe),
            (Action::NotComing, Answer::Declined),
        ];
        for (action, answer) in answers {
            if view.pressed(action) {
                commands.push(look.edit(GuestEdit::Answer(targets.clone(), answer)));
            }
        }
        if view.pressed(Action::NoShow) {
            commands.push(look.edit(GuestEdit::NoShow(targets.clone())));
        }
        if view.pressed(Action::MoveToTable) {
            self.dialog = Some(Dialog::MoveTo(targets.clone()));
        }
        if view.pressed(Action::Drafts) {
            let kind = DraftKind::for_people(&look.open.record, &targets);
            self.write_to(targets, kind);
        }
    }

    /// Goes down, or up, so many rows.
    fn step(&mut self, look: &Look<'_>, by: isize) {
        if by == 0 || look.shown.is_empty() {
            return;
        }
        let at = (0..look.shown.len())
            .find(|at| look.line(*at).map(|line| line.person) == self.chosen)
            .unwrap_or_default();
        let to = at.saturating_add_signed(by).min(look.shown.len() - 1);
        self.chosen = look.line(to).map(|line| line.person);
        self.seeks = true;
    }

    /// Opens the texts to these people.
    fn write_to(&mut self, people: Vec<Id<Person>>, kind: DraftKind) {
        if !people.is_empty() {
            self.dialog = Some(Dialog::Letters(Letters::new(people, kind)));
        }
    }
}

/// Closes the gap, where there is one.
fn close_gap(look: &Look<'_>) -> Command {
    if look.list.gap.is_some() {
        return Command::Start(Job::CloseGap(look.dinner()));
    }
    let words = match look.open.record.dinner.state {
        DinnerState::Draft | DinnerState::Open => {
            "Nobody is seated yet. The next stage, Seating, finds the tables"
        }
        DinnerState::Seated | DinnerState::Live => {
            "There is no gap: everybody who comes has a seat"
        }
        DinnerState::Wrapped | DinnerState::Closed => "This dinner is over",
    };
    Command::Say(words.to_owned())
}

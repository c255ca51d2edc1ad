//! Who sits where: rules at the left, the table in the middle, why the plan is so at the right.

mod bars;
mod dialogs;
mod form;
mod list;
mod plan;
mod rules;
mod strip;
mod why;

use std::rc::Rc;

use egui::{Frame, Key, Margin, Modifiers, ScrollArea, Ui};

use super::{DIGITS, View};
use crate::{
    app::{
        board::{Board, BoardTable, MoveEffect, Place, SeatedGuest},
        desk::{Edit, GuestEdit, Job, OpenDinner, SeatingEdit},
        rules::Wanted,
    },
    domain::{
        Dinner, Id, Person,
        dinner::{RuleKind, Scope},
    },
    ui::{
        command::{Action, Command, Route, Stage},
        icons::Icon,
        panes, theme,
        widgets::{Button, empty::empty, text},
    },
};

use dialogs::Dialog;

/// The drawer of rules stands beside the table from this width of the window on.
const RULES_FROM: f32 = 1000.0;
const RULES_WIDTH: f32 = 260.0;
const WHY_WIDTH: f32 = 326.0;
/// A lower picture would have no room between its plates; then the page scrolls.
const SMALLEST_PICTURE: f32 = 420.0;

/// What is chosen and typed here, and what was made of the library for it.
#[derive(Debug, Default)]
pub(in crate::ui) struct Seating {
    dinner: Option<Id<Dinner>>,
    seen: Option<(u64, Rc<Board>)>,
    /// Asked of the library once for a state of it.
    can_undo: bool,
    /// The focused table, by its place in the list.
    table: usize,
    /// The chosen seat of it, counted from 0.
    seat: Option<usize>,
    /// Who was chosen before: the other of the pair that is spoken of.
    before: Option<Id<Person>>,
    /// A table that the list has yet to scroll to.
    wanted_table: Option<usize>,
    /// The arrows moved last, not the pointer.
    by_keys: bool,
    as_list: bool,
    /// Somebody without a seat, for whom one is being chosen.
    waiting: Option<Id<Person>>,
    /// A rule about this person waits for the second.
    linking: Option<(RuleKind, Id<Person>)>,
    /// Picked up in the list.
    lifted: Option<Place>,
    dialog: Option<Dialog>,
    pair: Option<PairWords>,
    effect: Option<SeenEffect>,
}

/// The words about a pair, kept while the same two are pointed at.
#[derive(Debug)]
struct PairWords {
    revision: u64,
    pair: (Id<Person>, Id<Person>),
    lines: Vec<String>,
}

/// What a move would change, kept while the same move is in the air.
#[derive(Debug)]
struct SeenEffect {
    revision: u64,
    from: Place,
    to: Option<Place>,
    effect: Option<MoveEffect>,
}

/// What the parts of this screen look at.
struct Scene<'a> {
    view: &'a View<'a>,
    open: &'a OpenDinner,
    board: &'a Board,
}

impl Scene<'_> {
    fn edit(&self, edit: SeatingEdit) -> Command {
        Command::Edit(Edit::Seating(self.open.record.dinner.id, edit))
    }
}

impl Seating {
    /// The seating as it is, made anew after a change.
    fn board(&mut self, view: &View<'_>, open: &OpenDinner) -> Rc<Board> {
        let dinner = open.record.dinner.id;
        if self.dinner != Some(dinner) {
            *self = Self {
                dinner: Some(dinner),
                as_list: self.as_list,
                ..Self::default()
            };
        }
        let revision = view.desk.revision();
        if let Some((seen, board)) = &self.seen
            && *seen == revision
        {
            return Rc::clone(board);
        }
        let board = Rc::new(Board::of(&open.record));
        self.can_undo = view.desk.can_undo();
        self.seen = Some((revision, Rc::clone(&board)));
        self.table = self.table.min(board.tables.len().saturating_sub(1));
        let is_waiting =
            |person: &Id<Person>| board.waiting.iter().any(|each| each.person == *person);
        self.waiting = self.waiting.filter(is_waiting);
        self.lifted = None;
        board
    }

    fn focused<'a>(&self, board: &'a Board) -> Option<&'a BoardTable> {
        board.tables.get(self.table)
    }

    /// The chosen guest.
    fn guest<'a>(&self, board: &'a Board) -> Option<&'a SeatedGuest> {
        let table = self.focused(board)?;
        table.seats.get(self.seat?)?.guest.as_ref()
    }

    fn place(&self, board: &Board, seat: usize) -> Option<Place> {
        let table = self.focused(board)?;
        Some((table.number, table.seats.get(seat)?.number))
    }

    fn go_to_table(&mut self, table: usize) {
        if self.table != table {
            (self.table, self.seat) = (table, None);
        }
        self.wanted_table = self.as_list.then_some(table);
    }

    /// Chooses a seat; who was chosen before becomes the other of the pair.
    fn choose(&mut self, board: &Board, seat: usize) {
        if self.seat == Some(seat) {
            return;
        }
        self.before = self.guest(board).map(|guest| guest.person);
        self.seat = Some(seat);
    }

    /// A seat was clicked or Space was pressed there: completes what waits for a seat, else chooses it.
    fn take(&mut self, scene: &Scene<'_>, seat: usize, commands: &mut Vec<Command>) {
        let board = scene.board;
        let Some(place) = self.place(board, seat) else {
            return;
        };
        let holder = board.at(place);
        if let Some(person) = self.waiting {
            match holder {
                None => {
                    commands.push(scene.edit(SeatingEdit::Place(person, place)));
                    self.waiting = None;
                }
                Some(holder) => commands.push(Command::Say(format!(
                    "{} sits there: choose a free seat",
                    holder.short
                ))),
            }
        } else if let (Some((kind, first)), Some(second)) = (self.linking, holder)
            && second.person != first
        {
            self.linking = None;
            commands.push(scene.edit(SeatingEdit::AddRule(link(kind, first, second.person))));
        }
        self.choose(board, seat);
    }
}

/// A rule made by two keys: neighbours, and as a wish, so that it never makes a plan impossible.
fn link(kind: RuleKind, first: Id<Person>, second: Id<Person>) -> Wanted {
    Wanted {
        kind,
        first,
        second,
        scope: Scope::Neighbours,
        is_hard: false,
    }
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut Seating,
    commands: &mut Vec<Command>,
) {
    let board = state.board(view, open);
    let scene = Scene {
        view,
        open,
        board: &board,
    };
    if state.dialog.is_none() {
        keys(ui, &scene, state, commands);
    }
    if !board.is_seated() {
        panes::page(ui, "seating", |ui| nobody(ui, &scene, commands));
        dialogs::show(ui, &scene, state, commands);
        return;
    }
    let width = ui.ctx().content_rect().width();
    let is_wide = width >= panes::PANEL_FROM;
    let has_drawer = is_wide || (width >= RULES_FROM && !view.has_panel);
    if has_drawer {
        panes::left(ui, "rules", RULES_WIDTH, |ui| {
            ScrollArea::vertical().id_salt("rules").show(ui, |ui| {
                rules::drawer(ui, &scene, state, commands);
            });
        });
    }
    panes::right(ui, view, "why", WHY_WIDTH, |ui| {
        why::panel(ui, &scene, commands);
        if !is_wide {
            ui.add_space(24.0);
            rules::drawer(ui, &scene, state, commands);
        }
    });
    let height = ui.available_height();
    panes::scroll(ui, "seats", Margin::symmetric(20, 12), |ui| {
        center(ui, &scene, state, height - 24.0, commands);
    });
    dialogs::show(ui, &scene, state, commands);
}

fn center(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &mut Seating,
    height: f32,
    commands: &mut Vec<Command>,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let top = ui.cursor().top();
    bars::toolbar(ui, scene, state, commands);
    ui.add_space(12.0);
    bars::above(ui, scene, state, commands);
    if scene.board.tables.len() > 1 {
        strip::strip(ui, scene.board, state);
        ui.add_space(12.0);
    }
    if state.as_list {
        list::list(ui, scene, state, commands);
        return;
    }
    let left = height - (ui.cursor().top() - top);
    // What stands below the table is measured in the frame before.
    let id = ui.scope_id().with("below");
    let below = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(140.0);
    plan::table(
        ui,
        scene,
        state,
        (left - below).max(SMALLEST_PICTURE),
        commands,
    );
    let from = ui.cursor().top();
    plan::pair_line(ui, scene, state);
    bars::below(ui, scene, state, commands);
    plan::legend_card(ui);
    let now = ui.cursor().top() - from;
    if (now - below).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, now));
        ui.ctx().request_repaint();
    }
}

/// The state without a plan: why, and the one thing to do about it.
fn nobody(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Vec<Command>) {
    let dinner = scene.open.record.dinner.id;
    let key = scene.view.key(Action::SeatAgain);
    if scene.board.coming == 0 {
        let button = Button::new("Go to the guests").primary();
        let words = "Tables and seats are found for those who said yes";
        if empty(ui, 4, "Nobody has accepted yet", words, button).clicked() {
            commands.push(Command::Go(Route::Dinner(dinner, Stage::Guests)));
        }
        return;
    }
    let button = Button::new("Seat them")
        .icon(Icon::SEAT_AGAIN)
        .key(&key)
        .primary();
    let (title, words) = match scene.board.coming {
        coming @ 1..=4 => (
            "Too few for a table",
            format!(
                "Only {coming} {} coming. Talk is best at 6 to 10; they can be seated all the same",
                if coming == 1 { "is" } else { "are" }
            ),
        ),
        coming => (
            "Nobody is seated yet",
            format!("Tables and seats are found for {coming} guests, so that people meet"),
        ),
    };
    if empty(ui, 4, title, &words, button).clicked() {
        commands.push(Command::Start(Job::Seat(dinner)));
    }
    if !scene.board.rules.is_empty() {
        ui.add_space(24.0);
        let words = match scene.board.rules.len() {
            1 => "One rule is set for this dinner; it will be heeded".to_owned(),
            more => format!("{more} rules are set for this dinner; they will be heeded"),
        };
        let theme = theme::of(ui);
        text::label(ui, &words, theme.text.small, theme.palette.ink_quiet);
    }
}

/// What the keys of this screen do, but for those that a part with the focus takes.
fn keys(ui: &Ui, scene: &Scene<'_>, state: &mut Seating, commands: &mut Vec<Command>) {
    let (view, board) = (scene.view, scene.board);
    let is_typing = ui.ctx().text_edit_focused();
    let is_covered = ui.memory(|memory| memory.top_modal_layer().is_some());
    if !is_typing && !is_covered {
        for (number, key) in (1..).zip(DIGITS) {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
                && let Some(at) = board.tables.iter().position(|table| table.number == number)
            {
                state.go_to_table(at);
            }
        }
        let is_asking = state.waiting.is_some() || state.linking.is_some();
        if is_asking && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            (state.waiting, state.linking) = (None, None);
        }
    }
    if view.pressed(Action::SeatAgain) {
        commands.push(seat_again(scene));
    }
    if view.pressed(Action::Add) {
        state.dialog = Some(Dialog::add(scene, state));
    }
    if view.pressed(Action::Print) {
        super::print::print(view, scene.open, commands);
    }
    if view.pressed(Action::WalkIn) {
        state.dialog = Some(Dialog::WalkIn(super::pick::Picker::default()));
    }
    if view.pressed(Action::NoShow) {
        commands.push(no_show(scene, state));
    }
    let guest = state.guest(board);
    let someone = "Choose a guest first: Tab, then the arrows";
    if view.pressed(Action::Fix) {
        commands.push(match guest {
            Some(guest) if guest.fixed.is_some() => scene.edit(SeatingEdit::Free(guest.person)),
            Some(guest) => scene.edit(SeatingEdit::Fix(guest.person)),
            None => Command::Say(someone.to_owned()),
        });
    }
    for (action, kind) in [
        (Action::Together, RuleKind::Together),
        (Action::Apart, RuleKind::Apart),
    ] {
        if !view.pressed(action) {
            continue;
        }
        match (guest, picked_up(ui, scene, state)) {
            (Some(guest), Some(other)) if other != guest.person => {
                commands.push(scene.edit(SeatingEdit::AddRule(link(kind, other, guest.person))));
            }
            (Some(guest), _) => state.linking = Some((kind, guest.person)),
            (None, _) => commands.push(Command::Say(someone.to_owned())),
        }
    }
    if view.pressed(Action::MoveToTable) {
        let person = guest.map(|guest| guest.person).or(state.waiting);
        match person {
            Some(_) if board.tables.len() < 2 => {
                commands.push(Command::Say("This dinner has one table".to_owned()));
            }
            Some(person) => state.dialog = Some(Dialog::Tables(person, 0)),
            None => commands.push(Command::Say(someone.to_owned())),
        }
    }
    if view.pressed(Action::Remove)
        && let Some(guest) = guest
    {
        commands.push(scene.edit(SeatingEdit::Unseat(guest.person)));
    }
}

/// Who is in the air: carried by the keys on the drawn table, or picked up in the list.
fn picked_up(ui: &Ui, scene: &Scene<'_>, state: &Seating) -> Option<Id<Person>> {
    let place = match state.lifted {
        Some(place) => place,
        None => state.place(scene.board, plan::lifted(ui)?)?,
    };
    scene.board.at(place).map(|guest| guest.person)
}

fn seat_again(scene: &Scene<'_>) -> Command {
    let board = scene.board;
    if board.has_begun {
        Command::Say("The evening has begun: guests stay where they sit".to_owned())
    } else if board.coming == 0 {
        Command::Say("Nobody has accepted yet".to_owned())
    } else {
        Command::Start(Job::Seat(scene.open.record.dinner.id))
    }
}

fn no_show(scene: &Scene<'_>, state: &Seating) -> Command {
    match state.guest(scene.board) {
        Some(guest) => Command::Edit(Edit::Guests(
            scene.open.record.dinner.id,
            GuestEdit::NoShow(vec![guest.person]),
        )),
        None => Command::Say("Choose who did not come, then No-show".to_owned()),
    }
}

/// A frame of paper with a hairline, as bars at the bottom have it.
fn paper(ui: &Ui) -> Frame {
    let theme = theme::of(ui);
    Frame::new()
        .fill(theme.palette.paper)
        .stroke(egui::Stroke::new(theme.stroke.hairline, theme.palette.line))
        .corner_radius(theme.radius.card)
        .inner_margin(Margin::symmetric(12, 8))
}

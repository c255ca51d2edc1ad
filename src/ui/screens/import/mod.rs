//! Bringing people in from a file: what the file is and what its columns become at the left, its rows in the middle, and
//! at the right whom a row may be. Nothing is written before “Bring in”.

mod columns;
mod pair;
mod problem;
mod rows;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::Ui;

use super::View;
use crate::{
    app::{
        desk::{Job, Look},
        import::{Choices, Counts, Decision, Line, Preview, State, people},
    },
    ui::{
        command::{Action, Command, Purpose, Route},
        icons::Icon,
        panes, theme,
        widgets::{Button, empty::empty, text},
    },
};

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Filter {
    #[default]
    All,
    New,
    Known,
    Alike,
    Problems,
}

impl Filter {
    const ALL: [Self; 5] = [
        Self::All,
        Self::New,
        Self::Known,
        Self::Alike,
        Self::Problems,
    ];

    fn lets(self, state: &State<'_>) -> bool {
        match self {
            Self::All => true,
            Self::New => matches!(state, State::New | State::TwoPeople(_)),
            Self::Known => matches!(state, State::Known),
            Self::Alike => matches!(
                state,
                State::Alike(_) | State::Merge(_) | State::TwoPeople(_)
            ),
            Self::Problems => matches!(state, State::Problem(_)),
        }
    }
}

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct Import {
    /// The file that was asked for.
    path: Option<PathBuf>,
    preview: Option<Arc<Preview>>,
    choices: Choices,
    /// The state of the library that was looked at.
    revision: u64,
    /// Whether anything was brought in from this file.
    is_brought: bool,
    filter: Filter,
    search: String,
    /// The chosen row, by its number in the file.
    chosen: Option<usize>,
    /// Which of those who are alike is laid beside the row.
    beside: usize,
    mending: Option<Mending>,
    /// The name of a group to be made, while that is what is joined.
    new_group: Option<String>,
    was_typing: bool,
    /// The chosen row is to come into sight.
    scrolls: bool,
    shown: Shown,
}

/// A value that is being mended.
#[derive(Debug, Default)]
struct Mending {
    row: usize,
    text: String,
    was_drawn: bool,
}

/// What is derived from preview, choices and filter; made anew when one of them changes.
#[derive(Debug, Default)]
struct Shown {
    is_fresh: bool,
    counts: Counts,
    /// Places of the rows that are shown.
    lines: Vec<usize>,
    /// Places of the rows that are alike to somebody.
    alike: Vec<usize>,
}

impl Import {
    /// A file was asked for: it is being read from now on.
    pub(in crate::ui) fn open(&mut self, path: &Path) {
        *self = Self {
            path: Some(path.to_owned()),
            ..Self::default()
        };
    }

    /// A file was looked at.
    pub(in crate::ui) fn take(&mut self, preview: Arc<Preview>, revision: u64) {
        if self.path.as_deref() != Some(&preview.path) {
            return;
        }
        if self.preview.is_none() {
            self.choices = preview.choices.clone();
        }
        self.preview = Some(preview);
        self.revision = revision;
        self.shown.is_fresh = false;
    }

    /// A file was brought in, and looked at again.
    pub(in crate::ui) fn take_brought(&mut self, preview: Arc<Preview>, revision: u64) {
        self.is_brought = true;
        self.take(preview, revision);
    }

    /// Whether something is looked at of which nothing is written yet.
    pub(in crate::ui) fn is_unwritten(&self) -> bool {
        self.preview.is_some() && !self.is_brought
    }

    fn name(&self) -> String {
        let path = self.path.as_deref().unwrap_or(Path::new(""));
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// The chosen row.
    fn line<'p>(&self, preview: &'p Preview) -> Option<&'p Line> {
        let row = self.chosen?;
        let at = preview.lines.binary_search_by_key(&row, |line| line.row);
        preview.lines.get(at.ok()?)
    }

    /// The row whose likeness is decided at the right: the chosen one, or else the first undecided one.
    fn pair<'p>(&self, preview: &'p Preview) -> Option<(usize, &'p Line)> {
        let lines = || {
            let lines = self
                .shown
                .alike
                .iter()
                .filter_map(|at| preview.lines.get(*at));
            lines.enumerate()
        };
        let is_undecided =
            |line: &Line| matches!(preview.state(line, &self.choices), State::Alike(_));
        lines()
            .find(|(_, line)| Some(line.row) == self.chosen)
            .or_else(|| {
                lines().find(|(_, line)| {
                    is_undecided(line) && !self.choices.decisions.contains_key(&line.row)
                })
            })
            .or_else(|| lines().next())
    }

    fn refresh(&mut self, preview: &Preview) {
        if self.shown.is_fresh {
            return;
        }
        let wanted = self.search.trim().to_lowercase();
        let has_words = |line: &Line| {
            wanted.is_empty() || rows::texts(preview, line).to_lowercase().contains(&wanted)
        };
        let states = preview.lines.iter().enumerate();
        let states = states.map(|(at, line)| (at, line, preview.state(line, &self.choices)));
        let mut shown = Shown {
            is_fresh: true,
            counts: preview.counts(&self.choices),
            ..Shown::default()
        };
        for (at, line, state) in states {
            if Filter::Alike.lets(&state) {
                shown.alike.push(at);
            }
            if self.filter.lets(&state) && has_words(line) {
                shown.lines.push(at);
            }
        }
        self.shown = shown;
    }
}

pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut Import, commands: &mut Vec<Command>) {
    if view.pressed(Action::BringIn) {
        commands.push(Command::Ask(Purpose::Import));
    }
    let Some(preview) = state.preview.clone() else {
        nothing_yet(ui, view, state, commands);
        return;
    };
    state.refresh(&preview);
    keys(ui, view, state, &preview, commands);
    if state.revision != view.desk.revision() && view.desk.working().is_none() {
        // The library has changed since: who is known is found anew.
        state.revision = view.desk.revision();
        look_again(state, &preview, commands);
    }
    state.refresh(&preview);
    // In a narrow window the drawer stands in the place of the columns, or nothing would be left for the rows.
    let is_wide = ui.ctx().content_rect().width() >= panes::PANEL_FROM;
    if is_wide || !view.has_panel {
        panes::left(ui, "import", 312.0, |ui| {
            columns::show(ui, view, state, &preview, commands);
        });
    }
    let at_right = panes::right(ui, view, "import pair", 356.0, |ui| {
        pair::show(ui, view, state, &preview, commands);
        bring_in_ui(ui, view, state, &preview, commands);
    });
    rows::show(ui, view, state, &preview, at_right.is_none(), commands);
    state.was_typing = ui.ctx().text_edit_focused();
}

/// Before a file is chosen.
fn nothing_yet(ui: &mut Ui, view: &View<'_>, state: &mut Import, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    panes::page(ui, "import", |ui| {
        text::label(ui, "Bring people in", theme.text.page, theme.palette.ink);
        ui.add_space(20.0);
        if view.desk.working().is_some() && state.path.is_some() {
            let words = format!("Reading {}. Nothing is written yet", state.name());
            text::label(ui, &words, theme.text.body, theme.palette.ink_quiet);
            return;
        }
        let sentence = "From LinkedIn, Google, Outlook, Eventbrite, Meetup, an address book (vCard) or any table (CSV). You see every row before anything is written";
        let choose = Button::new("Choose a file")
            .icon(Icon::FolderOpen)
            .key("Ctrl O")
            .primary();
        if empty(ui, 4, "Choose a file, or drop one here", sentence, choose).clicked() {
            commands.push(Command::Ask(Purpose::Import));
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            if ui.add(Button::new("Type a path").quiet()).clicked() {
                commands.push(Command::TypePath(Purpose::Import));
            }
            let template = Button::new("Save a template to fill in").quiet();
            if ui.add(template).clicked() {
                commands.push(Command::Ask(Purpose::Template));
            }
        });
    });
    if view.pressed(Action::Cancel) {
        commands.push(Command::Go(Route::People));
    }
}

fn keys(
    ui: &Ui,
    view: &View<'_>,
    state: &mut Import,
    preview: &Arc<Preview>,
    commands: &mut Vec<Command>,
) {
    let step = view.step();
    if step != 0 {
        state.step(preview, step);
    }
    if view.pressed(Action::Edit) {
        state.begin_mending(preview);
    }
    if view.pressed(Action::Merge) {
        pair::decide(state, preview, pair::merged);
    }
    if view.pressed(Action::TwoPeople) {
        pair::decide(state, preview, |_, _| Some(Decision::TwoPeople));
    }
    if view.pressed(Action::Later) {
        pair::decide(state, preview, |_, _| Some(Decision::Later));
    }
    if view.pressed(Action::Confirm) && why_not(view, state).is_none() {
        bring_in(state, preview, commands);
    }
    if view.pressed(Action::Cancel) {
        // Esc leaves what is nearest: a menu, a value, a field, and only then the whole import.
        if egui::Popup::is_any_open(ui.ctx()) {
            egui::Popup::close_all(ui.ctx());
        } else if state.mending.take().is_none() && !state.was_typing {
            leave(view, state, commands);
        }
    }
}

fn leave(view: &View<'_>, state: &mut Import, commands: &mut Vec<Command>) {
    let is_writing = |words: &str| words == Job::BRINGING_IN;
    if view
        .desk
        .working()
        .is_some_and(|working| is_writing(working.words))
    {
        // Too late to say that nothing is written.
        let words = "It is being written. Ctrl Z takes it back afterwards";
        commands.push(Command::Say(words.to_owned()));
        return;
    }
    if state.is_unwritten() {
        commands.push(Command::CancelWork);
        commands.push(Command::Say("Cancelled: nothing was written".to_owned()));
    }
    *state = Import::default();
    commands.push(Command::Go(Route::People));
}

impl Import {
    /// Moves the choice among the rows that are shown.
    fn step(&mut self, preview: &Preview, by: isize) {
        let lines = &self.shown.lines;
        let row_at = |at: usize| Some(preview.lines.get(*lines.get(at)?)?.row);
        let now = lines
            .iter()
            .position(|at| preview.lines.get(*at).map(|line| line.row) == self.chosen);
        let to = now.map_or(0, |now| now.saturating_add_signed(by));
        self.choose(row_at(to.min(lines.len().saturating_sub(1))));
        self.scrolls = true;
    }

    fn choose(&mut self, row: Option<usize>) {
        if row != self.chosen {
            self.chosen = row;
            self.beside = 0;
            self.mending = None;
        }
    }

    /// Opens the value of the chosen problem, or of the first one.
    fn begin_mending(&mut self, preview: &Preview) {
        let problem_of = |line: &Line| match preview.state(line, &self.choices) {
            State::Problem(problem) => Some((line.row, problem.clone())),
            _ => None,
        };
        let own = self.line(preview).and_then(problem_of);
        let found = own.or_else(|| preview.lines.iter().find_map(problem_of));
        let Some((row, problem)) = found else { return };
        self.choose(Some(row));
        self.scrolls = true;
        // A missing name is typed anew; a value is corrected.
        let text = problem.column.as_ref().map(|_| problem.value);
        self.mending = Some(Mending {
            row,
            text: text.unwrap_or_default(),
            was_drawn: false,
        });
    }
}

/// Reads the file again with other choices.
fn look_again(state: &mut Import, preview: &Preview, commands: &mut Vec<Command>) {
    state.shown.is_fresh = false;
    let look = Look::again(preview, &state.choices);
    commands.push(Command::Start(Job::LookAtFile(Box::new(look))));
}

fn bring_in(state: &Import, preview: &Arc<Preview>, commands: &mut Vec<Command>) {
    let choices = Box::new(state.choices.clone());
    commands.push(Command::Start(Job::BringIn(Arc::clone(preview), choices)));
}

/// Why nothing can be brought in now.
fn why_not(view: &View<'_>, state: &Import) -> Option<&'static str> {
    let counts = &state.shown.counts;
    let is_new_group_unnamed = state
        .new_group
        .as_ref()
        .is_some_and(|name| name.trim().is_empty());
    if view.desk.working().is_some() {
        Some("The file is being read")
    } else if is_new_group_unnamed {
        Some("Name the new group first")
    } else if counts.new + counts.merges == 0
        && (state.choices.group.is_none() || counts.known == 0)
    {
        Some("Nobody in this file is new; decide the duplicates or mend the problems")
    } else {
        None
    }
}

/// The button that writes, and what waits.
fn bring_in_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut Import,
    preview: &Arc<Preview>,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let counts = state.shown.counts;
    if state.is_brought && counts.new + counts.merges == 0 {
        next_steps(ui, commands);
        let words = waiting(state);
        text::label(ui, &words, theme.text.small, theme.palette.ink_quiet);
        return;
    }
    let words = match (counts.new, counts.merges) {
        (0, 0) => "Bring in".to_owned(),
        (0, merges) => format!("Merge {}", people(merges)),
        (new, _) => format!("Bring in {}", people(new)),
    };
    let key = view.key(Action::Confirm);
    let button = Button::new(&words)
        .icon(Icon::Check)
        .key(&key)
        .primary()
        .large()
        .off_when(why_not(view, state));
    let is_wide = ui.ctx().content_rect().width() >= panes::PANEL_FROM;
    let panel = view.key(Action::Panel);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        if ui.add(button).clicked() && why_not(view, state).is_none() {
            bring_in(state, preview, commands);
        }
        let compare = Button::new("Look at duplicates").key(&panel).large();
        if !is_wide && !view.has_panel && counts.alike > 0 && ui.add(compare).clicked() {
            commands.push(Command::Panel);
        }
    });
    ui.add_space(4.0);
    text::label(
        ui,
        &waiting(state),
        theme.text.small,
        theme.palette.ink_quiet,
    );
}

/// What one does with people who were brought in.
fn next_steps(ui: &mut Ui, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        let plan = Button::new("Plan a dinner").icon(Icon::Plus).primary();
        if ui.add(plan.large()).clicked() {
            commands.push(Command::Go(Route::NewDinner));
        }
        if ui.add(Button::new("See people").large()).clicked() {
            commands.push(Command::Go(Route::People));
        }
    });
    ui.add_space(4.0);
}

/// "9 duplicates and 7 problems wait for you."
fn waiting(state: &Import) -> String {
    use crate::app::dinners::counted;
    let counts = &state.shown.counts;
    let waits: Vec<String> = [
        (counts.undecided, "duplicate"),
        (counts.problems, "problem"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| counted(count, word))
    .collect();
    let mut sentences = Vec::new();
    if !waits.is_empty() {
        let is_one = counts.undecided + counts.problems == 1;
        let verb = if is_one { "waits" } else { "wait" };
        sentences.push(format!("{} {verb} for you.", waits.join(" and ")));
    }
    if counts.new > 0 && counts.merges > 0 {
        sentences.push(format!("{} will be merged.", people(counts.merges)));
    }
    if counts.known > 0 {
        let verb = if counts.known == 1 { "is" } else { "are" };
        let place = if state.is_brought {
            "in your library"
        } else {
            "here already"
        };
        sentences.push(format!("{} {verb} {place}.", people(counts.known)));
    }
    let undo =
        "One Ctrl Z takes back the whole import; importing the same file again adds nothing.";
    sentences.push(undo.to_owned());
    sentences.join(" ")
}

//! The list of people: what can be done, the search, the filters, and a row for each who is let through.

use egui::{Align, Event, Id as WidgetId, Key, ScrollArea, Ui};

use super::{People, View, avatar, dialog::Dialog};
use crate::{
    app::{
        desk::PersonLine,
        dinners::counted,
        people::{Glance, PeopleFilter, PeopleIndex, day},
    },
    ui::{
        command::{Action, Command, Route},
        icons::Icon,
        panes, theme,
        widgets::{Button, Columns, Field, Row, Segments, Width, card, text},
    },
};

/// With the margins of a left pane, rows of the width in the design.
const PANE: f32 = 366.0;

/// Who is let through, kept until the library, the search or the filter changes.
#[derive(Debug, Default)]
pub(super) struct Found {
    index: PeopleIndex,
    problem: String,
    revision: u64,
    search: String,
    filter: PeopleFilter,
    /// Places in the list of everybody.
    people: Vec<usize>,
    /// How far the list is scrolled and how much of it is seen, as it was drawn last.
    scrolled: f32,
    height: f32,
}

impl Found {
    /// Reads and finds again what has changed since.
    fn refresh(&mut self, view: &View<'_>, search: &str, filter: PeopleFilter) {
        let is_stale = self.revision != view.desk.revision();
        if is_stale {
            match view.desk.people_index() {
                Ok(index) => (self.index, self.problem) = (index, String::new()),
                Err(error) => self.problem = error.to_string(),
            }
            self.revision = view.desk.revision();
        }
        if is_stale || self.search != search || self.filter != filter {
            self.people = self.index.find(search, filter, view.desk.today());
            search.clone_into(&mut self.search);
            self.filter = filter;
        }
    }
}

pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut People, commands: &mut Vec<Command>) {
    // What is told of somebody needs the room in a narrow window.
    let width = PANE.min(ui.available_width() * 0.46);
    panes::left(ui, "people", width, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        head(ui, view, state, commands);
        ui.add_space(12.0);
        search(ui, view, state);
        ui.add_space(12.0);
        filters(ui, view, state);
        ui.add_space(12.0);
        state.list.refresh(view, &state.search, state.filter);
        rows(ui, view, state);
    });
}

fn head(ui: &mut Ui, view: &View<'_>, state: &mut People, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let count = view.desk.people().len().to_string();
    text::heading(ui, "People", theme.text.page, &count, theme.text.body);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let key = view.key(Action::New);
        let add = Button::new("Add").icon(Icon::Plus).key(&key).small();
        // A screen has one primary button: while a form is open that is its own.
        let add = if state.editing.is_none() {
            add.primary()
        } else {
            add
        };
        if ui.add(add).clicked() {
            state.edit(None);
        }
        let import = Button::new("Import").icon(Icon::UploadSimple).small();
        if ui
            .add(import.tooltip("Bring people in from a file, Ctrl O"))
            .clicked()
        {
            commands.push(Command::Go(Route::Import));
        }
        let why = state
            .chosen
            .is_none()
            .then_some("Choose one of the two people first");
        let merge = Button::new("Merge").icon(Icon::GitMerge).small();
        if ui.add(merge.off_when(why)).clicked() && why.is_none() {
            state.dialog = Some(Dialog::merge_with());
        }
    });
}

fn search(ui: &mut Ui, view: &View<'_>, state: &mut People) {
    let key = view.key(Action::Search);
    let id = WidgetId::unique("search people");
    let field = Field::search("Name, trade:, met:, near:", &mut state.search)
        .tall()
        .key(&key)
        .id(id)
        .show(ui);
    if view.pressed(Action::Search) {
        field.request_focus();
        // The key that came here is not to be typed here.
        ui.input_mut(|input| {
            input
                .events
                .retain(|event| !matches!(event, Event::Text(text) if text == "/"));
        });
    }
    if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        state.list.refresh(view, &state.search, state.filter);
        choose(view, state, 0);
    }
}

fn filters(ui: &mut Ui, view: &View<'_>, state: &mut People) {
    let all = format!("All {}", view.desk.people().len());
    let words = PeopleFilter::ALL.map(PeopleFilter::words);
    let mut words: Vec<&str> = words.to_vec();
    if let Some(first) = words.first_mut() {
        *first = &all;
    }
    let chosen = PeopleFilter::ALL
        .iter()
        .position(|filter| *filter == state.filter)
        .unwrap_or_default();
    if let Some(picked) = Segments::new("Show", &words, chosen).pills().show(ui) {
        state.filter = PeopleFilter::ALL.get(picked).copied().unwrap_or_default();
    }
}

/// Chooses the person in this row of the list.
fn choose(view: &View<'_>, state: &mut People, row: usize) {
    let people = view.desk.people();
    let line = state.list.people.get(row).and_then(|at| people.get(*at));
    if let Some(line) = line {
        state.chosen = Some(line.person.id);
    }
}

fn rows(ui: &mut Ui, view: &View<'_>, state: &mut People) {
    let theme = theme::of(ui);
    let people = view.desk.people();
    let count = state.list.people.len();
    if count == 0 {
        nothing(ui, state);
        return;
    }
    let is_chosen = |at: &usize| {
        people
            .get(*at)
            .is_some_and(|line| Some(line.person.id) == state.chosen)
    };
    let row = state.list.people.iter().position(is_chosen);
    let mut wanted = None;
    if view.step() != 0 {
        wanted = Some(match row {
            Some(row) => row.saturating_add_signed(view.step()).min(count - 1),
            None => 0,
        });
    }
    let mut area = ScrollArea::vertical().id_salt("people").auto_shrink(false);
    if let Some(row) = wanted {
        choose(view, state, row);
        area = area.vertical_scroll_offset(into_sight(&state.list, row, theme.size.row));
    }
    let columns = Columns::new(&[
        (Width::Fixed(34.0), Align::Min),
        (Width::Share(1.0), Align::Min),
        (Width::Fixed(96.0), Align::Max),
    ])
    .gap(12.0);
    let mut chosen = None;
    let shown = area.show_rows(ui, theme.size.row, count, |ui, seen| {
        card::list(ui, |ui| {
            for number in seen {
                let at = state.list.people.get(number).copied().unwrap_or_default();
                let (Some(line), Some(glance)) = (people.get(at), state.list.index.glance(at))
                else {
                    continue;
                };
                let is_chosen = state.chosen == Some(line.person.id);
                let step = person(ui, view, &columns, (number, count), line, glance, is_chosen);
                if let Some(step) = step {
                    chosen = Some(number.saturating_add_signed(step).min(count - 1));
                }
            }
        });
    });
    (state.list.scrolled, state.list.height) =
        (shown.state.clamped_offset().y, shown.inner_rect.height());
    if let Some(row) = chosen {
        choose(view, state, row);
    }
}

/// Draws a row; by how many rows the choice goes on from it when it was pressed or an arrow was.
fn person(
    ui: &mut Ui,
    view: &View<'_>,
    columns: &Columns,
    (number, count): (usize, usize),
    line: &PersonLine,
    glance: &Glance,
    is_chosen: bool,
) -> Option<isize> {
    let theme = theme::of(ui);
    let quiet = theme.palette.ink_quiet;
    let below = glance.apart.as_deref().unwrap_or(&line.line);
    let (above_right, below_right) = at_right(view, line, glance);
    let sentence = [line.name.as_str(), below, &above_right, &below_right];
    let sentence: Vec<&str> = sentence
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let sentence = sentence.join(", ");
    let row = Row::new(columns, number, &sentence)
        .selected(is_chosen)
        .in_card(ui, count);
    let shown = row.show(ui, |cells| {
        cells.add(|ui| avatar(ui, &line.person, 34.0));
        cells.two_lines(&line.name, below);
        cells.lines(
            (&above_right, theme.text.small, quiet),
            (&below_right, theme.text.small, quiet),
        );
    });
    if shown.chosen || shown.opened {
        return Some(0);
    }
    (shown.step != 0 && is_chosen).then_some(shown.step as isize)
}

/// What stands at the right of a row: dinners, and in how many contexts you met.
fn at_right(view: &View<'_>, line: &PersonLine, glance: &Glance) -> (String, String) {
    let dinners = match (line.dinners, glance.coming) {
        (0, Some(day)) => format!("first on {}", short_day(day, view)),
        (0, None) => "no dinner yet".to_owned(),
        (count, _) => counted(count, "dinner"),
    };
    let contexts = match (glance.is_you, glance.contexts, line.dinners) {
        (true, ..) => "you".to_owned(),
        (false, 0, 0) if glance.coming.is_some() => "new".to_owned(),
        (false, 0, _) => String::new(),
        (false, count, _) => counted(count, "context"),
    };
    (dinners, contexts)
}

/// "26 Nov".
fn short_day(day: chrono::NaiveDate, view: &View<'_>) -> String {
    let words = day::words(day, view.desk.today());
    words
        .split_once(' ')
        .map_or(words.clone(), |(_, rest)| rest.to_owned())
}

/// How far to scroll so that a row is seen, and no further.
fn into_sight(list: &Found, row: usize, height: f32) -> f32 {
    let top = row as f32 * height;
    if top < list.scrolled {
        top
    } else {
        list.scrolled.max(top + height - list.height)
    }
}

fn nothing(ui: &mut Ui, state: &mut People) {
    let theme = theme::of(ui);
    let quiet = theme.palette.ink_quiet;
    ui.spacing_mut().item_spacing.y = 8.0;
    if !state.list.problem.is_empty() {
        text::label(ui, &state.list.problem, theme.text.body, theme.palette.late);
        return;
    }
    let words = match (state.search.trim(), state.filter) {
        ("", PeopleFilter::Core) => "Nobody was at three dinners with you yet".to_owned(),
        ("", PeopleFilter::NeverAlone) => "You have met everybody one to one".to_owned(),
        ("", PeopleFilter::Quiet) => "Nobody has gone quiet for 90 days".to_owned(),
        (search, _) => format!("Nobody is found by “{search}”"),
    };
    text::label(ui, &words, theme.text.body, theme.palette.ink);
    let hint = "trade: finds by trade, met: by whom or where they met, near: by firm or place. The words after a sign belong to it";
    text::label(ui, hint, theme.text.small, quiet);
    if ui.add(Button::new("Show everybody").small()).clicked() {
        state.search.clear();
        state.filter = PeopleFilter::All;
    }
}

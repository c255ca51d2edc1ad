//! Recaps: who gets a page, the page itself as it will be printed, what goes into it, and writing them into a folder.

mod actions;
mod address;
mod aside;
mod line;
mod organiser;
mod paper;
mod post;
mod readers;
mod sheet;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

use egui::{Align, Frame, Layout, Margin, Panel, ScrollArea, Ui, vec2};

use super::{View, print, reveal::Reveal};
use crate::{
    app::{
        Paper,
        desk::{OpenDinner, ReaderLine, ReaderState, RecapPage},
        dinners::counted,
        papers,
        recaps::{self, Preview},
    },
    domain::{Dinner, Id, Person, dinner::DinnerState},
    recap::Faces,
    ui::{
        command::{Action, Command, Route, Stage},
        icons::Icon,
        panes,
        theme::{self, Tone},
        widgets::{Button, Segments, empty::empty, notice::Notice, text},
    },
};

/// The widths of the list and of the panel beside the page.
const LIST: f32 = 336.0;
const ASIDE: f32 = 300.0;
/// Between the pages and the zoom a name needs this much to be worth its place.
const LEAST_NAME: f32 = 80.0;
/// Points on screen for a point on paper at 100 %: a paper's point is a 72th of an inch, a screen's a 96th.
const FULL_SIZE: f32 = 96.0 / 72.0;
const PERCENTS: std::ops::RangeInclusive<u32> = 40..=300;

/// How large the page is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Zoom {
    Whole,
    #[default]
    Width,
    Percent(u32),
}

/// What is chosen and typed here.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a state of its own")]
pub(in crate::ui) struct Recaps {
    dinner: Option<Id<Dinner>>,
    /// The revision that `page` was read at.
    seen: Option<u64>,
    page: RecapPage,
    filter: Option<ReaderState>,
    chosen: Option<Id<Person>>,
    /// Those that are selected; with none, what is done is done with all.
    marked: BTreeSet<Id<Person>>,
    /// An address that is being added.
    typing: Option<address::Typing>,
    /// The organiser's recap is looked at, not a guest's.
    is_organiser: bool,
    /// The chosen row is to come into sight.
    is_led: bool,
    preview: Option<Shown>,
    /// How many pages each paper has, the organisers' under `None`, and what was the case when they were counted.
    pages: BTreeMap<Option<Id<Person>>, (usize, Laying)>,
    /// The side of the sheet that is looked at, from 0.
    side: usize,
    zoom: Zoom,
    /// How large the page was drawn last, in percent.
    percent: u32,
    faces: Option<Result<LoadedFaces, String>>,
    lines: line::Lines,
    /// A filter had the focus in the frame before.
    is_filtering: bool,
    /// The chosen row is to have the focus.
    wants_focus: bool,
    reveal: Reveal,
    post: post::Post,
}

/// The revision of the library and the size of paper that something was laid out for.
type Laying = (u64, Paper);

/// The page of one guest, or of the organisers, and what it was laid out for.
#[derive(Debug)]
struct Shown {
    of: (Option<Id<Person>>, Laying),
    preview: Option<Preview>,
}

/// The type faces of paper; they remember the words that they have set.
#[derive(Clone)]
struct LoadedFaces(Arc<Faces>);

impl std::fmt::Debug for LoadedFaces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LoadedFaces")
    }
}

impl Recaps {
    /// A letter was written, to be opened in the mail program.
    pub(in crate::ui) fn take(&mut self, to: Id<Person>, file: PathBuf) {
        self.post.written = Some(post::Letter { to, file });
    }

    fn toggle(&mut self, person: Id<Person>) {
        if !self.marked.remove(&person) {
            self.marked.insert(person);
        }
    }

    fn line_of(&self, person: Id<Person>) -> Option<&ReaderLine> {
        self.page.readers.iter().find(|line| line.person == person)
    }

    /// "2 pages"; empty while they are not counted yet.
    fn pages_of(&self, reader: Option<Id<Person>>) -> String {
        match self.pages.get(&reader) {
            Some((pages, _)) if *pages > 0 => counted(*pages, "page"),
            _ => String::new(),
        }
    }

    fn chosen_line(&self) -> Option<&ReaderLine> {
        self.line_of(self.chosen?)
    }
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut Recaps,
    commands: &mut Vec<Command>,
) {
    read(view, open, state);
    if state.page.readers.is_empty() || !state.page.was_held {
        panes::page(ui, "recaps", |ui| nothing(ui, view, open, state, commands));
        return;
    }
    readers::step(view, state);
    let link = |reader| view.desk.recap_link(open, reader);
    state.post.show(ui, view.opener, link, commands);
    panes::left(ui, "recaps", LIST, |ui| {
        readers::list(ui, view, open, state, commands);
    });
    lay_out(view, open, state);
    count_pages(ui, view, open, state);
    state.lines.begin();
    panes::right(ui, view, "recap", ASIDE, |ui| {
        if state.is_organiser {
            organiser::aside(ui, view, open, state, commands);
        } else {
            aside::aside(ui, view, open, state, commands);
        }
    });
    page(ui, view, state);
    // After the field of the host's line: what was typed last is on the papers that are written.
    state.lines.keep(ui, view, open, commands);
    keys(view, open, state, commands);
}

/// What the keys do that write or mark.
fn keys(view: &View<'_>, open: &OpenDinner, state: &Recaps, commands: &mut Vec<Command>) {
    if view.pressed(Action::Done) {
        actions::mark(open, state, commands);
    }
    let prints = view.pressed(Action::Open) && state.is_organiser;
    if view.pressed(Action::Print) || prints {
        print::print(view, open, commands);
    }
    if view.desk.working().is_some() {
        return;
    }
    let chosen = || state.chosen.into_iter().collect();
    if view.pressed(Action::Confirm) {
        actions::save(view, open, wanted(state), commands);
    }
    if view.pressed(Action::Open) && !state.is_organiser {
        actions::save(view, open, chosen(), commands);
    }
    if view.pressed(Action::AllDrafts) {
        actions::draft(view, open, wanted(state), commands);
    }
    if view.pressed(Action::Drafts) && !state.is_organiser {
        actions::draft(view, open, chosen(), commands);
    }
}

/// Reads the page again after a change of the library.
fn read(view: &View<'_>, open: &OpenDinner, state: &mut Recaps) {
    let dinner = open.record.dinner.id;
    if state.dinner != Some(dinner) {
        *state = Recaps {
            dinner: Some(dinner),
            faces: state.faces.take(),
            zoom: state.zoom,
            lines: std::mem::take(&mut state.lines),
            ..Recaps::default()
        };
    }
    let revision = view.desk.revision();
    if state.seen != Some(revision) {
        state.page = view.desk.recap_page(open);
        state.seen = Some(revision);
        let readers: BTreeSet<_> = state.page.readers.iter().map(|line| line.person).collect();
        state.marked.retain(|person| readers.contains(person));
    }
}

/// Lays out the page of whoever is chosen, if the one at hand is another or an older one.
fn lay_out(view: &View<'_>, open: &OpenDinner, state: &mut Recaps) {
    if state.chosen.is_none() && !state.is_organiser {
        return;
    }
    let reader = state.chosen.filter(|_| !state.is_organiser);
    let of = (reader, laying(view));
    if state.preview.as_ref().is_some_and(|shown| shown.of == of) {
        return;
    }
    let preview = laid_out(view, open, state, reader);
    state.preview = Some(Shown { of, preview });
}

fn laying(view: &View<'_>) -> Laying {
    (view.desk.revision(), view.desk.paper())
}

/// The paper of a guest, or of the organisers, its pages counted; `None` where there are no type faces or nothing to lay
/// out.
fn laid_out(
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut Recaps,
    reader: Option<Id<Person>>,
) -> Option<Preview> {
    let faces = state.faces.get_or_insert_with(|| {
        let loaded = recaps::faces();
        loaded
            .map(|faces| LoadedFaces(Arc::new(faces)))
            .map_err(|error| error.to_string())
    });
    let faces = faces.as_ref().ok();
    let preview = faces.and_then(|LoadedFaces(faces)| match reader {
        Some(reader) => recaps::preview(&open.record, reader, faces, view.desk.paper()),
        None => papers::organiser_preview(&open.record, faces, view.desk.paper()),
    });
    let pages = preview.as_ref().map_or(0, |one| one.laid.pages.len());
    state.pages.insert(reader, (pages, laying(view)));
    preview
}

/// Counts the pages of one more paper, so that no frame has to wait for all of them.
fn count_pages(ui: &Ui, view: &View<'_>, open: &OpenDinner, state: &mut Recaps) {
    let now = laying(view);
    let readers = state.page.readers.iter().map(|line| Some(line.person));
    let next = [None].into_iter().chain(readers).find(|reader| {
        let pages = state.pages.get(reader);
        pages.is_none_or(|(_, then)| *then != now)
    });
    if let Some(reader) = next {
        laid_out(view, open, state, reader);
        ui.ctx().request_repaint();
    }
}

fn nothing(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &Recaps,
    commands: &mut Vec<Command>,
) {
    let dinner = open.record.dinner.id;
    // Who has dined before sees best there what guests will get.
    let past = view.desk.dinners().iter();
    let past = past
        .filter(|line| line.dinner.state >= DinnerState::Wrapped)
        .find(|line| line.dinner.group == open.record.dinner.group);
    let (title, sentence, words, to) = match past {
        _ if state.page.was_held => (
            "Nobody to write to",
            "A recap is for those who had a seat and came. Nobody had a seat at this dinner.",
            "Go to Seating".to_owned(),
            Route::Dinner(dinner, Stage::Seating),
        ),
        past => (
            "This dinner is still to come",
            "The morning after, each guest gets two pages: what was promised, the questions with their answers, and who was there.",
            match past {
                Some(line) => format!("See those of {}", line.dinner.title),
                None => "Go to Guests".to_owned(),
            },
            match past {
                Some(line) => Route::Dinner(line.dinner.id, Stage::Recaps),
                None => Route::Dinner(dinner, Stage::Guests),
            },
        ),
    };
    if empty(ui, 4, title, sentence, Button::new(&words)).clicked() {
        commands.push(Command::Go(to));
    }
}

/// The page in the middle, and how it is looked at.
fn page(ui: &mut Ui, view: &View<'_>, state: &mut Recaps) {
    let theme = theme::of(ui);
    if view.pressed(Action::FirstPage) {
        state.side = 0;
    }
    if view.pressed(Action::SecondPage) {
        state.side = 1;
    }
    if view.pressed(Action::Nearer) {
        zoom_by(state, 10);
    }
    if view.pressed(Action::Farther) {
        zoom_by(state, -10);
    }
    Panel::top("recap page")
        .resizable(false)
        .show_separator_line(true)
        .exact_size(48.0)
        .frame(Frame::new().inner_margin(Margin::symmetric(16, 8)))
        .show(ui, |ui| bar(ui, view, state));
    let ground = Frame::new().fill(theme.palette.sunken);
    ground.show(ui, |ui| {
        let room = ui.available_size();
        ui.set_min_size(room);
        let Some(shown) = &state.preview else { return };
        let (reader, _) = shown.of;
        let name = match reader {
            Some(reader) => state.line_of(reader).map(|line| line.name.clone()),
            None => Some(organiser::READER.to_owned()),
        };
        let name = name.unwrap_or_default();
        let Some(preview) = &shown.preview else {
            let problem = match &state.faces {
                Some(Err(problem)) => problem.as_str(),
                _ => "There is nothing to lay out for this guest",
            };
            let safe = "Nothing was lost: all that it would say is in the library";
            Frame::new().inner_margin(16).show(ui, |ui| {
                Notice::new(Tone::Late, Icon::LATE, problem, safe).show(ui);
            });
            return;
        };
        let side = state.side.min(preview.laid.pages.len().saturating_sub(1));
        let (width, height) = preview.laid.paper.size();
        let margin = 16.0;
        let by_width = (room.x - 2.0 * margin - 12.0) / width;
        let by_height = (room.y - 2.0 * margin) / height;
        let scale = match state.zoom {
            Zoom::Whole => by_width.min(by_height),
            Zoom::Width => by_width,
            Zoom::Percent(percent) => percent as f32 / 100.0 * FULL_SIZE,
        }
        .max(0.2);
        state.percent = (scale / FULL_SIZE * 100.0).round() as u32;
        ScrollArea::both()
            .id_salt(("recap", reader, side))
            .auto_shrink(false)
            .show(ui, |ui| {
                let size = vec2(width, height) * scale;
                let left = ((room.x - size.x) / 2.0).max(margin);
                let frame = Margin {
                    left: left as i8,
                    right: margin as i8,
                    top: margin as i8,
                    bottom: margin as i8,
                };
                // A margin is at most 127 points; what is over is put before the page.
                let before = left - f32::from(frame.left);
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 0.0;
                    ui.add_space(before.max(0.0));
                    Frame::new().inner_margin(frame).show(ui, |ui| {
                        paper::page(ui, &preview.laid, side, scale, &name);
                    });
                });
            });
    });
}

fn bar(ui: &mut Ui, view: &View<'_>, state: &mut Recaps) {
    let theme = theme::of(ui);
    let pages = state
        .preview
        .as_ref()
        .and_then(|shown| shown.preview.as_ref())
        .map_or(0, |preview| preview.laid.pages.len());
    state.side = state.side.min(pages.saturating_sub(1));
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        let names: Vec<String> = (1..=pages).map(|page| format!("Page {page}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        if let Some(side) = Segments::new("Page", &names, state.side).show(ui) {
            state.side = side;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if ui.add(Button::bare(Icon::Plus, "Nearer").small()).clicked() {
                zoom_by(state, 10);
            }
            if ui
                .add(Button::bare(Icon::Minus, "Farther").small())
                .clicked()
            {
                zoom_by(state, -10);
            }
            let percent = format!("{} %", state.percent);
            let choices = ["Whole page", "Fit width", &percent];
            let at = match state.zoom {
                Zoom::Whole => 0,
                Zoom::Width => 1,
                Zoom::Percent(_) => 2,
            };
            match Segments::new("Size", &choices, at).show(ui) {
                Some(0) => state.zoom = Zoom::Whole,
                Some(1) => state.zoom = Zoom::Width,
                Some(_) => state.zoom = Zoom::Percent(state.percent),
                None => {}
            }
            ui.add_space(8.0);
            let chosen = match state.chosen_line() {
                _ if state.is_organiser => Some(organiser::TITLE),
                Some(line) => Some(line.name.as_str()),
                None => None,
            };
            let paper = match view.desk.paper() {
                Paper::A4 => "A4",
                Paper::Letter => "Letter",
            };
            let name = chosen.map(|name| format!("{name}, {paper}"));
            let name = name.unwrap_or_default();
            if ui.available_width() < LEAST_NAME {
                return;
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                text::short_label(ui, &name, theme.text.small, theme.palette.ink_quiet);
            });
        });
    });
}

fn zoom_by(state: &mut Recaps, by: i32) {
    // To the next ten, so that steps from "Fit width" come to round numbers.
    let step = by.unsigned_abs();
    let next = if by > 0 {
        (state.percent / step + 1) * step
    } else {
        state.percent.saturating_sub(1) / step * step
    };
    state.percent = next.clamp(*PERCENTS.start(), *PERCENTS.end());
    state.zoom = Zoom::Percent(state.percent);
}

/// Those that are selected, by table and seat; all where none is.
fn wanted(state: &Recaps) -> Vec<Id<Person>> {
    let all = state.page.readers.iter().map(|line| line.person);
    all.filter(|person| state.marked.is_empty() || state.marked.contains(person))
        .collect()
}

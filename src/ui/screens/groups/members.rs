//! The members of a group: who, how, since when, how often; each with a menu. Only the rows in sight are drawn.

use egui::{Align, Align2, Id as UiId, Layout, Popup, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::{Groups, Picker, STACKED, copy, form::Sheet};
use crate::{
    app::{
        desk::{Edit, GroupEdit},
        groups::{Belonging, GroupPage, Letter, MemberLine},
    },
    domain::{Id, Person},
    ui::{
        command::{Action, Command},
        icons::{Icon, IconLook},
        screens::{View, avatar},
        theme::{self, Tone},
        widgets::{Button, Chip, Columns, Field, Row, Width, empty::empty, menu, text},
    },
};

const ROW: f32 = 44.0;
const DOTS: f32 = 28.0;
const MENU_WIDTH: f32 = 272.0;

/// What is typed and chosen among the members.
#[derive(Debug, Default)]
pub(super) struct Members {
    filter: String,
    chosen: Option<Id<Person>>,
    /// Places in the page of those who are shown, and for which filter and revision.
    found: Vec<usize>,
    found_for: (String, u64),
    /// Whether the chosen row is to be brought into sight.
    is_sought: bool,
    /// Whose menu is to be opened.
    menu_of: Option<Id<Person>>,
}

/// The id of the field that filters, so that its key finds it.
pub(super) fn filter_id() -> UiId {
    UiId::unique("filter of members")
}

impl Members {
    pub(super) fn choose(&mut self, person: Id<Person>) {
        self.chosen = Some(person);
        self.is_sought = true;
    }

    pub(super) fn clear_filter(&mut self, ui: &Ui) {
        self.filter.clear();
        ui.memory_mut(|memory| memory.surrender_focus(filter_id()));
    }

    /// Finds who is shown, if the filter or the library changed; somebody shown is always chosen.
    pub(super) fn find(&mut self, page: &GroupPage, revision: u64) {
        if self.found_for != (self.filter.clone(), revision) || self.found.is_empty() {
            let wanted = self.filter.trim().to_lowercase();
            // A change may carry the chosen one to another place in the order.
            self.is_sought |= !self.found.is_empty();
            let shown = page.members.iter().enumerate();
            self.found = shown
                .filter(|(_, member)| wanted.is_empty() || member.is_found_by(&wanted))
                .map(|(at, _)| at)
                .collect();
            self.found_for = (self.filter.clone(), revision);
        }
        if self.place(page).is_none() {
            self.chosen = self.member(page, 0).map(|member| member.person.id);
        }
    }

    /// Moves the choice by so many rows.
    pub(super) fn step(&mut self, page: &GroupPage, by: isize) {
        if let Some(at) = self.place(page).filter(|_| by != 0) {
            let last = self.found.len().saturating_sub(1);
            let to = at.saturating_add_signed(by).min(last);
            if let Some(person) = self.member(page, to).map(|member| member.person.id) {
                self.choose(person);
            }
        }
    }

    /// The member whose row is chosen.
    pub(super) fn chosen<'a>(&self, page: &'a GroupPage) -> Option<&'a MemberLine> {
        self.member(page, self.place(page)?)
    }

    fn member<'a>(&self, page: &'a GroupPage, row: usize) -> Option<&'a MemberLine> {
        page.members.get(*self.found.get(row)?)
    }

    /// The row of the chosen one.
    fn place(&self, page: &GroupPage) -> Option<usize> {
        let chosen = self.chosen?;
        (0..self.found.len()).find(|row| {
            self.member(page, *row)
                .is_some_and(|member| member.person.id == chosen)
        })
    }
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    page: &GroupPage,
    state: &mut Groups,
    commands: &mut Vec<Command>,
) {
    head(ui, view, page, state);
    ui.add_space(4.0);
    if page.members.is_empty() {
        ui.add_space(8.0);
        let sentence = "Add those who dine with you: from People, or by a new name";
        let key = view.key(Action::Add);
        let button = Button::new("Add the first").key(&key);
        if empty(ui, 4, "Nobody is in this group yet", sentence, button).clicked() {
            state.picker = Some(Picker::default());
        }
        return;
    }
    // The filter may have changed since the keys were taken.
    state.members.find(page, view.desk.revision());
    if state.members.found.is_empty() {
        ui.add_space(8.0);
        let title = format!("Nobody here has “{}”", state.members.filter.trim());
        let sentence = "Their names, trades and memberships have other words";
        if empty(ui, 3, &title, sentence, Button::new("Clear")).clicked() {
            state.members.filter.clear();
        }
        return;
    }
    table(ui, view, page, state, commands);
}

/// The title with the counts in words, the filter and the button that adds.
fn head(ui: &mut Ui, view: &View<'_>, page: &GroupPage, state: &mut Groups) {
    let theme = theme::of(ui);
    let counts = view
        .desk
        .groups()
        .iter()
        .find(|line| line.group.id == page.group.id)
        .map(crate::app::groups::GroupLine::counts)
        .unwrap_or_default();
    let is_stacked = ui.available_width() < STACKED;
    if is_stacked {
        text::heading(ui, "Members", theme.text.section, &counts, theme.text.small);
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    let builder = UiBuilder::new()
        .max_rect(rect)
        .layout(Layout::right_to_left(Align::Center));
    let left = ui
        .scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let key = view.key(Action::Add);
            let button = Button::new("Add member").icon(Icon::UserPlus).key(&key);
            if ui.add(button.small()).clicked() {
                state.picker = Some(Picker::default());
            }
            let width = if rect.width() < 720.0 { 130.0 } else { 200.0 };
            ui.allocate_ui_with_layout(
                vec2(width, 32.0),
                Layout::left_to_right(Align::Center),
                |ui| {
                    ui.set_max_width(width);
                    let key = view.key(Action::Search);
                    Field::search("Filter", &mut state.members.filter)
                        .key(&key)
                        .id(filter_id())
                        .show(ui);
                },
            );
            ui.min_rect().left()
        })
        .inner;
    if is_stacked {
        return;
    }
    let room = Rect::from_min_max(rect.min, pos2(left - 16.0, rect.bottom()));
    let builder = UiBuilder::new()
        .max_rect(room)
        .layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        text::label(ui, "Members", theme.text.section, theme.palette.ink);
        if ui.available_width() > 60.0 {
            text::short_label(ui, &counts, theme.text.small, theme.palette.ink_quiet);
        }
    });
}

/// Which columns there is room for.
struct Shape {
    columns: Columns,
    has_since: bool,
    has_dinners: bool,
    has_draft: bool,
}

impl Shape {
    fn new(width: f32) -> (Self, Vec<&'static str>) {
        let (has_since, has_dinners, has_draft) = (width >= 780.0, width >= 520.0, width >= 900.0);
        let mut widths = vec![
            (Width::Share(1.0), Align::Min),
            (Width::Fixed(94.0), Align::Min),
        ];
        let mut names = vec!["Person", "Membership"];
        if has_since {
            widths.push((Width::Fixed(136.0), Align::Min));
            names.push("Since");
        }
        if has_dinners {
            widths.extend([
                (Width::Fixed(64.0), Align::Max),
                (Width::Fixed(128.0), Align::Min),
            ]);
            names.extend(["Dinners", "Last dinner"]);
        }
        let actions = if has_draft { 160.0 } else { DOTS };
        widths.push((Width::Fixed(actions), Align::Max));
        let shape = Self {
            columns: Columns::new(&widths).height(ROW).gap(18.0),
            has_since,
            has_dinners,
            has_draft,
        };
        (shape, names)
    }
}

fn table(
    ui: &mut Ui,
    view: &View<'_>,
    page: &GroupPage,
    state: &mut Groups,
    commands: &mut Vec<Command>,
) {
    let (shape, names) = Shape::new(ui.available_width());
    ui.spacing_mut().item_spacing.y = 0.0;
    shape.columns.head(ui, &names);
    let chosen = state.members.place(page);
    let count = state.members.found.len();
    let top = ui.cursor().top();
    if let Some(row) = chosen.filter(|_| std::mem::take(&mut state.members.is_sought)) {
        let at = pos2(ui.cursor().left(), top + row as f32 * ROW);
        let place = Rect::from_min_size(at, vec2(1.0, ROW));
        ui.scroll_to_rect(place.expand2(vec2(0.0, 8.0)), None);
    }
    // Only rows in sight are drawn, and the chosen one, so that the focus on it is not lost.
    let clip = ui.clip_rect();
    let row_at = |y: f32| ((y - top) / ROW).floor().max(0.0) as usize;
    let first = row_at(clip.top()).min(count);
    let last = (row_at(clip.bottom()) + 1).min(count);
    let mut rows: Vec<usize> = (first..last).collect();
    if let Some(row) = chosen.filter(|row| !(first..last).contains(row)) {
        let at = if row < first { 0 } else { rows.len() };
        rows.insert(at, row);
    }
    ui.vertical(|ui| {
        for number in rows {
            ui.add_space(top + number as f32 * ROW - ui.cursor().top());
            row(ui, view, page, (&shape, number), state, commands);
        }
        ui.add_space((top + count as f32 * ROW - ui.cursor().top()).max(0.0));
    });
}

fn row(
    ui: &mut Ui,
    view: &View<'_>,
    page: &GroupPage,
    (shape, number): (&Shape, usize),
    state: &mut Groups,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let Some(member) = state.members.member(page, number) else {
        return;
    };
    let id = member.person.id;
    let is_chosen = state.members.chosen == Some(id);
    let mut wants_menu = false;
    let row = Row::new(&shape.columns, number, &member.sentence())
        .selected(is_chosen)
        .show(ui, |cells| {
            cells.add(|ui| person(ui, member));
            let (word, tone) = (member.belonging.word(), tone(member.belonging));
            cells.add(|ui| ui.add(Chip::new(word, tone)));
            if shape.has_since {
                let (words, ink) = match member.since_words.as_str() {
                    "" => ("not said", palette.ink_quiet),
                    words => (words, palette.ink),
                };
                cells.words(words, theme.text.small, ink);
            }
            if shape.has_dinners {
                let dinners = member.dinners.to_string();
                cells.words(&dinners, theme.text.strong, palette.ink);
                cells.words(&member.last_words, theme.text.small, palette.ink_quiet);
            }
            cells.add(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                if !is_chosen {
                    wants_menu = dots(ui, id);
                    return;
                }
                let is_wanted = state.members.menu_of.take_if(|of| *of == id).is_some();
                actions(
                    ui,
                    view,
                    page,
                    member,
                    is_wanted,
                    &mut state.sheet,
                    commands,
                );
                if shape.has_draft {
                    let button = Button::new("Write a draft").icon(Icon::DRAFT).small();
                    if ui.add(button).clicked() {
                        let kind = Letter::for_member(member, view.desk.today());
                        copy(view, page, member, kind, commands);
                    }
                }
            });
        });
    if row.chosen || row.response.secondary_clicked() || wants_menu {
        state.members.chosen = Some(id);
    }
    if row.response.secondary_clicked() || wants_menu {
        state.members.menu_of = Some(id);
    }
    if row.opened {
        commands.push(Command::OpenPerson(id));
    }
    if row.step != 0 && is_chosen {
        state.members.step(page, row.step as isize);
    }
}

/// Plate, name and trade on one line.
fn person(ui: &mut Ui, member: &MemberLine) {
    let theme = theme::of(ui);
    ui.spacing_mut().item_spacing.x = 12.0;
    avatar(ui, &member.person, 28.0);
    let place = ui.available_rect_before_wrap();
    let words = text::Runs::new(theme)
        .strong(&member.name)
        .gap(7.0, theme.text.body)
        .quiet(&member.trade)
        .layout(ui, place.width(), 1);
    text::paint(
        ui.painter(),
        place.left_center(),
        Align2::LEFT_CENTER,
        words,
    );
}

fn tone(belonging: Belonging) -> Tone {
    match belonging {
        Belonging::Organiser => Tone::Accent,
        Belonging::Member => Tone::Good,
        Belonging::Guest => Tone::Info,
        Belonging::Applicant => Tone::Look,
        Belonging::Lapsed => Tone::Neutral,
    }
}

/// The sign of a menu in a row that is not chosen: for the pointer only, so that Tab does not stop at each.
fn dots(ui: &mut Ui, person: Id<Person>) -> bool {
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(DOTS, DOTS), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("dots", person)), Sense::CLICK);
    let color = if response.hovered() {
        theme.palette.ink
    } else {
        theme.palette.ink_quiet
    };
    let look = IconLook::regular(17.0, color);
    Icon::DotsThree.paint(ui.painter(), theme, rect.center(), look);
    response.clicked()
}

/// The menu of the chosen row.
fn actions(
    ui: &mut Ui,
    view: &View<'_>,
    page: &GroupPage,
    member: &MemberLine,
    is_wanted: bool,
    sheet: &mut Option<Sheet>,
    commands: &mut Vec<Command>,
) {
    let words = format!("More for {}", member.name);
    let button = ui.add(Button::bare(Icon::DotsThree, &words).small().quiet());
    if is_wanted {
        Popup::open_id(ui.ctx(), Popup::default_response_id(&button));
        button.request_focus();
    }
    let (group, person) = (page.group.id, member.person.id);
    let mut edit = None;
    menu::menu(ui, &button, MENU_WIDTH, |ui| {
        let key = view.key(Action::Open);
        if menu::item(ui, Some(Icon::User), "Open in People", Some(&key)) {
            commands.push(Command::OpenPerson(person));
        }
        for belonging in Belonging::ALL {
            let words = match belonging {
                Belonging::Lapsed => "Mark as lapsed".to_owned(),
                _ => format!("Make {}", belonging.word().to_lowercase()),
            };
            if belonging != member.belonging && menu::item(ui, Some(icon(belonging)), &words, None)
            {
                edit = Some(GroupEdit::Belong(group, person, belonging));
            }
        }
        if menu::item(ui, Some(Icon::CalendarBlank), "Since when...", None) {
            *sheet = Some(Sheet::since(page, member));
        }
        let likely = Letter::for_member(member, view.desk.today());
        let draft_key = view.key(Action::Drafts);
        for kind in Letter::ALL {
            let words = format!("Copy a {}", kind.word());
            let key = (kind == likely).then_some(draft_key.as_str());
            if menu::item(ui, Some(Icon::DRAFT), &words, key) {
                copy(view, page, member, kind, commands);
            }
        }
        if menu::item(ui, Some(Icon::UserMinus), "Remove from the group", None) {
            edit = Some(GroupEdit::Leave(group, person));
        }
    });
    commands.extend(edit.map(|edit| Command::Edit(Edit::Group(edit))));
}

fn icon(belonging: Belonging) -> Icon {
    match belonging {
        Belonging::Organiser => Icon::Star,
        Belonging::Member => Icon::UserPlus,
        Belonging::Guest => Icon::HandWaving,
        Belonging::Applicant => Icon::Tray,
        Belonging::Lapsed => Icon::MOVED_ON,
    }
}

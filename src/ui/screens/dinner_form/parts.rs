//! The fields of the form, from the group to the objective.

use egui::{
    Align, Id as EguiId, Layout, Rect, Ui, pos2,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
    vec2,
};

use super::{
    DinnerForm, Over, Subject, Typed,
    choose::{Chooser, opener},
    draft::{GuestsFrom, Part, Reading},
};
use crate::{
    app::{
        clock,
        desk::DinnerBasis,
        dinner_plan::{GroupChoice, tables_in_words, would_lose_seats},
        dinners::counted,
    },
    domain::dinner::{DinnerState, Shape},
    ui::{
        icons::Icon,
        screens::{View, pick::Picker},
        theme::{self, Tone},
        widgets::{Chip, Field, Segments, choice::choice, section, stepper::Stepper, text},
    },
};

/// Between two fields of a row, and between two rows.
const GAP: f32 = 20.0;
pub(super) const BETWEEN: f32 = 14.0;
const MOST_TABLES: u32 = 60;

/// The form being drawn.
pub(super) struct Form<'a, 'v> {
    pub(super) view: &'a View<'v>,
    pub(super) state: &'a mut DinnerForm,
    pub(super) typed: &'a mut Typed,
    pub(super) reading: &'a Reading,
    pub(super) basis: &'a DinnerBasis,
}

/// The field that a part is typed into, by its label; nothing for those that are not typed.
pub(super) fn field_of(part: Part) -> Option<&'static str> {
    match part {
        Part::Group => Some("Group"),
        Part::Title => Some("Name"),
        Part::Day => Some("Date"),
        Part::Begins => Some("Begins"),
        Part::Ends => Some("Ends by"),
        Part::Zone | Part::Tables => None,
    }
}

/// A row of columns: fixed widths, and one that takes the rest where the width is 0.
fn row(ui: &mut Ui, widths: &[f32], mut column: impl FnMut(&mut Ui, usize)) {
    let gaps = GAP * widths.len().saturating_sub(1) as f32;
    let fixed: f32 = widths.iter().sum();
    let rest = (ui.available_width() - gaps - fixed).max(80.0);
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for (number, width) in widths.iter().enumerate() {
            let width = if *width > 0.0 { *width } else { rest };
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                column(ui, number);
            });
        }
    });
    ui.add_space(BETWEEN);
}

impl Form<'_, '_> {
    /// Draws all fields.
    pub(super) fn parts(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let is_wide = ui.available_width() > 700.0;
        let side = if is_wide { 250.0 } else { 200.0 };
        row(ui, &[side, 0.0], |ui, column| match column {
            0 => self.group(ui),
            _ => self.field(ui, "Name", Part::Title),
        });
        let time = if is_wide { 120.0 } else { 96.0 };
        row(ui, &[side, time, time, 0.0], |ui, column| match column {
            0 => self.day(ui),
            1 => self.field(ui, "Begins", Part::Begins),
            2 => self.field(ui, "Ends by", Part::Ends),
            _ => self.zone(ui),
        });
        row(ui, &[0.0, side], |ui, column| match column {
            0 => {
                let place = Field::new("Place", &mut self.typed.draft.place);
                place.hint("Where it is").show(ui);
            }
            _ => self.host(ui),
        });
        self.tables(ui);
        self.minutes(ui);
        if !matches!(self.typed.subject, Subject::Edit(_)) {
            self.guests(ui);
        }
        self.objective(ui);
    }

    /// A field of one line that something can be wrong with; what is missing is marked only once creating was tried.
    fn field(&mut self, ui: &mut Ui, label: &'static str, part: Part) {
        let draft = &mut self.typed.draft;
        let (text, hint) = match part {
            Part::Title => (&mut draft.title, "What it is called"),
            Part::Begins => (&mut draft.begins, "19:00"),
            _ => (&mut draft.ends, "any time"),
        };
        let is_marked = self.typed.was_tried || !text.trim().is_empty();
        let problem = if is_marked {
            self.reading.problem(part)
        } else {
            ""
        };
        let id = field_id(label);
        let field = Field::new(label, text).hint(hint).error(problem).id(id);
        field.show(ui);
        self.take_focus(ui, label);
    }

    /// Gives the field the focus that was wanted for it, with all of its text chosen, to be typed over.
    fn take_focus(&mut self, ui: &Ui, label: &'static str) {
        if self.state.wanted != Some(label) {
            return;
        }
        self.state.wanted = None;
        let id = field_id(label);
        ui.memory_mut(|memory| memory.request_focus(id));
        let mut text = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(usize::MAX));
        text.cursor.set_char_range(Some(all));
        text.store(ui.ctx(), id);
    }

    fn group(&mut self, ui: &mut Ui) {
        if self.basis.groups.is_empty() {
            let GroupChoice::New(name) = &mut self.typed.draft.group else {
                return;
            };
            let problem = if self.typed.was_tried {
                self.reading.problem(Part::Group)
            } else {
                ""
            };
            let before = name.clone();
            let field = Field::new("Group", name).hint("Thursday Table");
            field.error(problem).id(field_id("Group")).show(ui);
            // The name of the dinner follows that of its first group.
            let title = first_title(name);
            if self.typed.draft.title == first_title(&before) {
                self.typed.draft.title = title;
            }
            return self.take_focus(ui, "Group");
        }
        let words = match &self.typed.draft.group {
            GroupChoice::Known(id) => self
                .basis
                .groups
                .iter()
                .find(|group| group.id == *id)
                .map_or_else(
                    || "A group of another library".to_owned(),
                    |group| group.name.clone(),
                ),
            GroupChoice::New(name) => format!("{name} (new)"),
        };
        if opener(ui, "Group", &words, None).clicked() {
            self.state.over = Some(Over::Group(Chooser::default()));
        }
    }

    fn day(&mut self, ui: &mut Ui) {
        let right = ui.max_rect().right();
        let is_marked = self.typed.was_tried || !self.typed.draft.day.trim().is_empty();
        let problem = if is_marked {
            self.reading.problem(Part::Day)
        } else {
            ""
        };
        let is_past = self
            .reading
            .day
            .is_some_and(|day| day < self.view.desk.today());
        let note = if is_past { "This day is past" } else { "" };
        let text = self.typed.draft.day.clone();
        let field = Field::new("Date", &mut self.typed.draft.day)
            .hint("17/12")
            .note(note);
        let response = field.error(problem).id(field_id("Date")).show(ui);
        self.take_focus(ui, "Date");
        let Some(day) = self.reading.day else { return };
        // What was typed comes first: the chip is as long as there is room beside it.
        let theme = theme::of(ui);
        let typed = text::line(ui, &text, theme.text.body, theme.palette.ink);
        let room = right - response.rect.left() - typed.size().x - 24.0;
        let forms = ["%a %-d %B %Y", "%a %-d %b %Y", "%a %-d %b"];
        for form in forms {
            let words = day.format(form).to_string();
            let galley = text::line(ui, &words, theme.text.chip, theme.palette.ink);
            let width = galley.size().x + 20.0;
            if width <= room {
                let middle = response.rect.top() + theme.text.body.line / 2.0;
                let middle = pos2(right - 10.0 - width / 2.0, middle);
                let place = Rect::from_center_size(middle, vec2(width, theme.size.chip));
                let tone = if is_past { Tone::Look } else { Tone::Info };
                ui.place(place, Chip::new(&words, tone));
                return;
            }
        }
    }

    fn zone(&mut self, ui: &mut Ui) {
        if opener(ui, "Time zone", &self.typed.draft.zone, None).clicked() {
            // Those that are likely come first; all others by name.
            let first = [self.typed.draft.zone.clone(), clock::zone()];
            let mut zones: Vec<String> = Vec::new();
            let all = first.into_iter().chain(crate::app::when::zones());
            for zone in all {
                if zones.iter().take(2).all(|other| *other != zone) {
                    zones.push(zone);
                }
            }
            self.state.over = Some(Over::Zone(Chooser::default(), zones));
        }
        let problem = self.reading.problem(Part::Zone);
        wrong(ui, problem);
    }

    fn host(&mut self, ui: &mut Ui) {
        let line = self
            .typed
            .draft
            .host
            .and_then(|host| self.view.desk.line_of(host));
        let words = match (line, self.typed.draft.host) {
            (Some(line), _) => line.name.as_str(),
            (None, Some(_)) => "Somebody not in this library",
            (None, None) => "Nobody yet",
        };
        let person = line.map(|line| &line.person);
        if opener(ui, "Host at the table", words, person).clicked() {
            self.state.over = Some(Over::Host(Picker::default()));
        }
    }

    fn tables(&mut self, ui: &mut Ui) {
        let theme = theme::of(ui);
        section::label(ui, "Tables");
        ui.add_space(6.0);
        let sizes = self.typed.draft.sizes.clone();
        if self.has_begun() {
            let words = format!(
                "{}. The evening has begun: tables and minutes stay as they are",
                tables_in_words(&sizes)
            );
            text::label(ui, &words, theme.text.body, theme.palette.ink_quiet);
            ui.add_space(BETWEEN);
            return;
        }
        let count = u32::try_from(sizes.len()).unwrap_or(1);
        let size = sizes.first().copied().unwrap_or(8);
        let are_alike = sizes.iter().all(|each| *each == size);
        let mut new = None;
        let mut shape = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            let stepper = Stepper::new("Tables", count, 1..=MOST_TABLES).large();
            if let Some(count) = stepper.show(ui) {
                let last = sizes.last().copied().unwrap_or(8);
                let mut sizes = sizes.clone();
                sizes.resize(count as usize, last);
                new = Some(sizes);
            }
            text::label(ui, "of", theme.text.body, theme.palette.ink);
            let shown = u32::try_from(size).unwrap_or(8);
            if let Some(size) = Stepper::new("Seats at a table", shown, 4..=13)
                .large()
                .show(ui)
            {
                new = Some(vec![i64::from(size); sizes.len()]);
            }
            text::label(ui, "seats", theme.text.body, theme.palette.ink);
            let at = usize::from(self.typed.draft.shape == Shape::Long);
            shape = Segments::new("Shape of the tables", &["Round", "Long"], at).show(ui);
            let words = if are_alike {
                "6 to 10 works best; 5 or 12 gets a warning".to_owned()
            } else {
                tables_in_words(&sizes)
            };
            text::short_label(ui, &words, theme.text.small, theme.palette.ink_quiet);
        });
        let problem = self.reading.problem(Part::Tables);
        if problem.is_empty() {
            if let Some(size) = sizes.iter().find(|size| !(6..=10).contains(*size)) {
                let words = format!("A table of {size} is allowed, but talk is best at 6 to 10");
                remark(ui, &words);
            }
        } else {
            wrong(ui, problem);
        }
        if let Some(open) = self.view.dinner {
            let lost = would_lose_seats(&open.record, &sizes);
            if !lost.is_empty() {
                let words = format!(
                    "{} would have no seat: {}",
                    counted(lost.len(), "guest"),
                    lost.join(", ")
                );
                remark(ui, &words);
            }
        }
        ui.add_space(BETWEEN);
        if let Some(sizes) = new {
            self.typed.draft.set_sizes(sizes);
        }
        if let Some(at) = shape {
            self.typed.draft.shape = if at == 1 { Shape::Long } else { Shape::Round };
        }
    }

    pub(super) fn has_begun(&self) -> bool {
        self.view.dinner.is_some_and(|open| {
            open.record.dinner.state >= DinnerState::Live || !open.record.events.is_empty()
        })
    }

    fn guests(&mut self, ui: &mut Ui) {
        let draft = &mut self.typed.draft;
        let mut cards: Vec<(GuestsFrom, String, String)> = Vec::new();
        let seats = draft.seats();
        if let Some(last) = self
            .basis
            .last
            .as_ref()
            .filter(|last| !last.guests.is_empty())
        {
            let count = draft.people_again(last);
            let people = if count == 1 { "person" } else { "people" };
            let more = match count.saturating_sub(seats) {
                0 => "nothing sent yet".to_owned(),
                1 => "one more than seats".to_owned(),
                more => format!("{more} more than seats"),
            };
            cards.push((
                GuestsFrom::LastDinner,
                format!("As at {}", last.short_name()),
                format!("{count} {people}, {more}"),
            ));
        }
        let members = self.basis.members.len();
        if members > 1 {
            let is_member = |host| self.basis.members.contains(&host);
            let others = members - usize::from(draft.host.is_some_and(is_member));
            let places = draft.places_beside_the_host().min(others);
            cards.push((
                GuestsFrom::FirstMeetings,
                "By first meetings".to_owned(),
                format!("suggest {places} of {}", counted(members, "member")),
            ));
        }
        cards.push((
            GuestsFrom::Nowhere,
            "None yet".to_owned(),
            "I will add them".to_owned(),
        ));
        let chosen = cards.iter().position(|(from, ..)| *from == draft.guests);
        // What was chosen may have gone, with another group.
        let chosen = chosen.unwrap_or(cards.len() - 1);
        if let Some((from, ..)) = cards.get(chosen) {
            draft.guests = *from;
        }
        // One way alone is no choice.
        if cards.len() == 1 {
            return;
        }
        section::label(ui, "Guests");
        ui.add_space(6.0);
        let words: Vec<(&str, &str)> = cards
            .iter()
            .map(|(_, word, meaning)| (word.as_str(), meaning.as_str()))
            .collect();
        let picked = choice(ui, "Guests", &words, chosen);
        if let Some((from, ..)) = picked.and_then(|card| cards.get(card)) {
            draft.guests = *from;
        }
        ui.add_space(BETWEEN);
    }

    fn objective(&mut self, ui: &mut Ui) {
        let label = "What should this dinner bring about?";
        if self.view.desk.you().is_none() {
            let theme = theme::of(ui);
            section::label(ui, label);
            ui.add_space(6.0);
            let words = "This can be kept once the library knows who you are: Settings says how";
            text::label(ui, words, theme.text.small, theme.palette.ink_quiet);
        } else {
            let field = Field::new(label, &mut self.typed.draft.objective);
            field
                .hint("Two introductions that somebody asked for")
                .note("You will be asked afterwards. Only you read it.")
                .show(ui);
        }
        ui.add_space(BETWEEN);
    }
}

/// The name proposed for the first dinner of a group.
pub(super) fn first_title(group: &str) -> String {
    match group.trim() {
        "" => String::new(),
        group => format!("{group}, No. 1"),
    }
}

fn field_id(label: &str) -> EguiId {
    EguiId::unique(("dinner form", label))
}

/// What is wrong, under the part that it is about.
fn wrong(ui: &mut Ui, words: &str) {
    if !words.is_empty() {
        say(ui, words, Tone::Late);
    }
}

/// What is allowed, but is to be known.
fn remark(ui: &mut Ui, words: &str) {
    say(ui, words, Tone::Look);
}

fn say(ui: &mut Ui, words: &str, tone: Tone) {
    let theme = theme::of(ui);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        super::gives::sign(ui, Icon::LATE, tone, 15.0);
        text::label(ui, words, theme.text.small, theme.palette.ink_of(tone));
    });
}

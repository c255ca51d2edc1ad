//! One slot of the running order: grip, time, icon or plate, name and trade, a dotted leader, and its minutes.

use egui::{
    Align, Align2, Color32, CursorIcon, Layout, Rect, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::{Dialog, RunningOrder};
use crate::{
    app::{
        desk::{Edit, LONGEST_SLOT, OpenDinner, OrderEdit, minutes_of},
        running_order::{Line, Order, Part, minutes},
    },
    domain::note::Phase,
    ui::{
        command::Command,
        icons::{Icon, IconLook},
        screens::plate,
        theme,
        widgets::{
            Button, Columns, Row, Width, avatar, row::RowOutput, stepper::Stepper, strokes, text,
            text::Runs,
        },
    },
};

const HEIGHT: f32 = 50.0;
const COURSE_HEIGHT: f32 = 41.0;
/// From the left edge of the card: the middle of grips, the times, the middle of plates, the names.
const GRIP: f32 = 23.0;
const TIME: f32 = 47.0;
const PLATE: f32 = 121.0;
const NAME: f32 = 150.0;
/// From the right edge of the card to the last unit; between two steppers; before and behind a leader.
const RIGHT: f32 = 15.0;
const BETWEEN: f32 = 14.0;
const LEADER: f32 = 22.0;
const STEPPER: f32 = 84.0;
const TOOL: f32 = 30.0;

/// How wide the steppers are with the word behind each.
pub(super) struct Units {
    min: f32,
    pitch: f32,
    questions: f32,
}

impl Units {
    /// Measures the words once for all rows.
    pub(super) fn measure(ui: &Ui) -> Self {
        let theme = theme::of(ui);
        let width = |words| {
            let words = text::line(ui, words, theme.text.small, Color32::PLACEHOLDER);
            STEPPER + words.size().x
        };
        Self {
            min: width("min"),
            pitch: width("pitch"),
            questions: width("questions"),
        }
    }
}

pub(super) fn show(
    ui: &mut Ui,
    open: &OpenDinner,
    order: &Order,
    units: &Units,
    number: usize,
    state: &mut RunningOrder,
    commands: &mut Vec<Command>,
) -> RowOutput {
    let columns = Columns::new(&[(Width::Share(1.0), Align::Min)]);
    let Some(line) = order.lines.get(number) else {
        return Row::new(&columns, number, "").show(ui, |_| {});
    };
    let is_chosen = state.chosen == Some(line.slot.id);
    let is_course = line.part == Part::Course;
    let columns = columns.height(if is_course { COURSE_HEIGHT } else { HEIGHT });
    let sentence = sentence(order, line, number);
    let mut row = Row::new(&columns, number, &sentence)
        .selected(is_chosen)
        .in_card(ui, order.lines.len());
    if is_course {
        row = row.without_line();
    }
    if is_chosen && state.reveals {
        move_focus(ui);
    }
    let mut changed = false;
    let mut out = row.show(ui, |cells| {
        cells.add(|ui| {
            let mut part = Parts {
                open,
                order,
                line,
                is_chosen,
                state,
                commands,
                changed: false,
            };
            part.draw(ui, units);
            changed = part.changed;
        });
    });
    out.chosen |= changed;
    if is_chosen && state.reveals {
        ui.scroll_to_rect(out.rect.expand(8.0), None);
    }
    if out.opened {
        match line.slot.person {
            Some(person) => commands.push(Command::OpenPerson(person)),
            None if order.locked.is_none() => state.dialog = Some(Dialog::change(line)),
            None => {}
        }
    }
    out
}

/// When a row of the list has the focus, the row that is chosen next takes it.
fn move_focus(ui: &Ui) {
    let list = ui.make_persistent_id("rows");
    let is_here = (0..200_usize).any(|row| ui.memory(|memory| memory.has_focus(list.with(row))));
    if is_here {
        ui.data_mut(|data| data.insert_temp(list.with("wanted"), true));
    }
}

/// All of a slot in words, for a screen reader.
fn sentence(order: &Order, line: &Line, number: usize) -> String {
    let at = line
        .starts_at
        .map_or_else(|| "Left out".to_owned(), |at| order.time(at));
    let mut parts = vec![at, line.title.clone(), line.about.clone()];
    parts.extend(line.gone.clone());
    if line.part == Part::Speaker {
        parts.push(format!(
            "{} minutes and {} for questions",
            minutes(line.slot.pitch_ms),
            minutes(line.slot.questions_ms)
        ));
    } else {
        parts.push(format!("{} minutes", minutes(line.length_ms)));
    }
    if let Some(fixed) = line.slot.fixed_time() {
        parts.push(format!("not before {}", fixed.format("%H:%M")));
    }
    parts.push(format!("slot {} of {}", number + 1, order.lines.len()));
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// One row being drawn.
struct Parts<'a> {
    open: &'a OpenDinner,
    order: &'a Order,
    line: &'a Line,
    is_chosen: bool,
    state: &'a mut RunningOrder,
    commands: &'a mut Vec<Command>,
    /// Something in it was pressed.
    changed: bool,
}

impl Parts<'_> {
    fn draw(&mut self, ui: &mut Ui, units: &Units) {
        let place = ui.max_rect().expand2(vec2(12.0, 0.0));
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let is_course = self.line.part == Part::Course;
        let middle = place.center().y;
        self.grip(ui, place);
        let at = self
            .line
            .starts_at
            .map_or_else(|| "–".to_owned(), |at| self.order.time(at));
        if !is_course {
            let time = text::line(ui, &at, theme.text.strong, palette.ink);
            let from = pos2(place.left() + TIME, middle);
            text::paint(ui.painter(), from, Align2::LEFT_CENTER, time);
            self.sign(ui, pos2(place.left() + PLATE, middle));
        }
        let right = if self.line.gone.is_some() && self.order.locked.is_none() {
            self.remove(ui, place)
        } else {
            self.lengths(ui, place, units)
        };
        let right = self.tools(ui, place, right);
        let left = place.left() + if is_course { TIME } else { NAME };
        let room = (right - left - LEADER).max(20.0);
        let words = if is_course {
            // One that was left out has no time.
            let words = match self.line.starts_at {
                Some(_) => format!("{}, {at}", self.line.title),
                None => self.line.title.clone(),
            };
            text::within(ui, &words, theme.text.course, palette.accent, room, 1)
        } else {
            let mut runs = Runs::new(theme).strong(&self.line.title);
            if !self.line.about.is_empty() {
                let gap = if self.line.part == Part::Speaker {
                    6.0
                } else {
                    14.0
                };
                runs = runs.gap(gap, theme.text.body).quiet(&self.line.about);
            }
            if let Some(gone) = &self.line.gone {
                let role = theme
                    .text
                    .button
                    .at_size(13.0)
                    .with_line(theme.text.body.line);
                runs = runs
                    .gap(12.0, theme.text.body)
                    .add(gone, role, palette.look);
            }
            if let Some(fixed) = self.line.slot.fixed_time() {
                let fixed = format!("not before {}", fixed.format("%H:%M"));
                runs = runs.gap(12.0, theme.text.body).quiet(&fixed);
            }
            runs.layout(ui, room, 1)
        };
        let end = text::paint(ui.painter(), pos2(left, middle), Align2::LEFT_CENTER, words).right();
        leader(ui, end + LEADER, right - LEADER, middle + 6.0);
    }

    /// What the slot is taken by to be carried.
    fn grip(&mut self, ui: &Ui, place: Rect) {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let center = pos2(place.left() + GRIP, place.center().y);
        let look = if self.line.part == Part::Course {
            (Icon::ForkKnife, IconLook::fill(17.0, palette.accent))
        } else {
            (Icon::GRIP, IconLook::regular(17.0, palette.ink_quiet))
        };
        if self.line.part == Part::Course || self.order.locked.is_none() {
            look.0.paint(ui.painter(), theme, center, look.1);
        }
        if self.order.locked.is_some() {
            return;
        }
        let rect = Rect::from_center_size(center, vec2(32.0, place.height()));
        let response = ui
            .interact(rect, ui.scope_id().with("grip"), Sense::DRAG | Sense::CLICK)
            .on_hover_cursor(CursorIcon::Grab);
        let name = format!("Carry {}", self.line.title);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
        if response.drag_started() {
            self.state.carried = Some(self.line.slot.id);
            self.changed = true;
        }
        self.changed |= response.clicked();
    }

    /// The plate of who speaks, or the sign of what it is.
    fn sign(&self, ui: &Ui, center: egui::Pos2) {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let person = self
            .line
            .slot
            .person
            .and_then(|person| self.open.record.people.get(&person));
        if let Some(person) = person {
            let mut plate = plate(person);
            plate.initials = self.open.record.initials(person.id);
            let state = if self.line.gone.is_some() {
                avatar::SeatState::Unanswered
            } else {
                avatar::SeatState::Coming
            };
            let letters = avatar::letters(30.0);
            avatar::paint(ui, ui.painter(), center, 30.0, letters, &plate, state);
            return;
        }
        let icon = match self.line.part {
            Part::Arrivals => Icon::Champagne,
            Part::Welcome => Icon::HandWaving,
            Part::Course => Icon::ForkKnife,
            Part::Break => Icon::Coffee,
            Part::Speaker => Icon::User,
            Part::Closing => Icon::Circle,
        };
        let look = IconLook::regular(19.0, palette.ink_quiet);
        icon.paint(ui.painter(), theme, center, look);
    }

    /// The minutes; returns where they begin.
    fn lengths(&mut self, ui: &mut Ui, place: Rect, units: &Units) -> f32 {
        let right = place.right() - RIGHT;
        match self.line.part {
            Part::Speaker => {
                let questions = right - units.questions;
                let pitch = questions - BETWEEN - units.pitch;
                let name = &self.line.title;
                let of_pitch = format!("Pitch of {name}");
                let of_questions = format!("Questions of {name}");
                self.minutes(ui, place, pitch, Phase::Pitch, &of_pitch, "pitch");
                self.minutes(
                    ui,
                    place,
                    questions,
                    Phase::Questions,
                    &of_questions,
                    "questions",
                );
                pitch
            }
            // A course is a heading; its minutes come to it when it is chosen.
            Part::Course if !self.is_chosen => place.right() - 1.0,
            _ => {
                let left = right - units.min;
                let name = self.line.title.clone();
                self.minutes(ui, place, left, Phase::Pitch, &name, "min");
                left
            }
        }
    }

    fn minutes(
        &mut self,
        ui: &mut Ui,
        place: Rect,
        left: f32,
        phase: Phase,
        name: &str,
        unit: &str,
    ) {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let slot = &self.line.slot;
        let now = if self.line.part == Part::Speaker {
            minutes_of(slot, phase)
        } else {
            minutes(self.line.length_ms)
        };
        let middle = place.center().y;
        let rect = Rect::from_min_max(
            pos2(left, middle - 14.0),
            pos2(place.right() - RIGHT + 1.0, middle + 14.0),
        );
        if self.order.locked.is_some() {
            let number = text::line(ui, &now.to_string(), theme.text.button, palette.ink);
            let at = pos2(left + STEPPER - 8.0, middle);
            text::paint(ui.painter(), at, Align2::RIGHT_CENTER, number);
            let unit = text::line(ui, unit, theme.text.small, palette.ink_quiet);
            let at = pos2(left + STEPPER, middle);
            text::paint(ui.painter(), at, Align2::LEFT_CENTER, unit);
            return;
        }
        let least = u32::from(phase == Phase::Pitch);
        let builder = UiBuilder::new()
            .id_salt(phase.as_str())
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center));
        let value = u32::try_from(now).unwrap_or_default();
        let most = u32::try_from(LONGEST_SLOT).unwrap_or(value).max(value);
        let new = ui
            .scope_builder(builder, |ui| {
                Stepper::new(name, value, least.min(value)..=most)
                    .unit(unit)
                    .show(ui)
            })
            .inner;
        let focused = ui.memory(egui::Memory::focused);
        let focused = focused.and_then(|id| ui.ctx().read_response(id));
        let is_chosen = self.state.chosen == Some(slot.id);
        let is_taken = focused.is_some_and(|response| {
            let is_this = rect
                .with_max_x(left + STEPPER)
                .contains(response.rect.left_center());
            is_this && (is_chosen || response.gained_focus())
        });
        if is_taken || new.is_some() {
            // The keys + and - go on with what was touched last.
            self.changed = true;
            self.state.chosen = Some(slot.id);
            self.state.phase = phase;
        }
        if let Some(new) = new {
            self.edit(OrderEdit::Minutes(slot.id, phase, i64::from(new)));
        }
    }

    /// For somebody who does not come any more: the way out in place of minutes.
    fn remove(&mut self, ui: &mut Ui, place: Rect) -> f32 {
        let button = Button::new("Remove").icon(Icon::X).small();
        let size = button.measure(ui);
        let left = place.right() - RIGHT - size.x;
        let rect = Rect::from_min_size(pos2(left, place.center().y - size.y / 2.0), size);
        if ui.place(rect, button).clicked() {
            self.edit(OrderEdit::Remove(self.line.slot.id));
        }
        left
    }

    /// What else can be done to the chosen slot; returns where it begins.
    fn tools(&mut self, ui: &mut Ui, place: Rect, right: f32) -> f32 {
        if !self.is_chosen || self.order.locked.is_some() || self.line.gone.is_some() {
            return right;
        }
        let mut left = right - BETWEEN;
        let mut tool = |ui: &mut Ui, icon: Icon, words: &str| {
            left -= TOOL;
            let center = pos2(left + TOOL / 2.0, place.center().y);
            let rect = Rect::from_center_size(center, vec2(28.0, 28.0));
            ui.place(rect, Button::bare(icon, words).small().quiet())
                .clicked()
        };
        let name = &self.line.title;
        let removes = tool(ui, Icon::Trash, &format!("Remove {name}"));
        let changes = self.line.slot.person.is_none()
            && tool(ui, Icon::PencilSimple, &format!("Change {name}"));
        if removes {
            self.edit(OrderEdit::Remove(self.line.slot.id));
        }
        if changes {
            self.state.dialog = Some(Dialog::change(self.line));
        }
        left
    }

    fn edit(&mut self, edit: OrderEdit) {
        let dinner = self.open.record.dinner.id;
        let edit = Edit::Order(dinner, self.order.table_no, edit);
        self.commands.push(Command::Edit(edit));
    }
}

/// A dotted leader between two x.
fn leader(ui: &Ui, from: f32, to: f32, y: f32) {
    if to - from < 8.0 {
        return;
    }
    let palette = &theme::of(ui).palette;
    let y = ui.painter().round_to_pixel_center(y);
    let color = palette.line.lerp_to_gamma(palette.edge, 0.45);
    let path = [pos2(from, y), pos2(to, y)];
    ui.painter()
        .extend(strokes::dots(&path, Stroke::new(1.6, color), 4.0));
}

//! The picture of a table: plates with names round it, who knows whom between neighbours, and wishes across it.
//!
//! Seats can be chosen, carried by pointer or keyboard, and dropped on another seat. Nothing moves by itself: the
//! caller is told what was asked for and draws the new plan. Who may sit where is not decided here.

mod effect;
mod paint;
mod place;
mod words;

use egui::{Id, Key, Pos2, Rect, Response, Sense, Ui, Vec2, WidgetInfo};

use super::focus::{Axis, Roving};
use super::{Plate, SeatState};
use crate::ui::theme::Tone;

pub use effect::{Effect, effect_card};
pub use paint::legend;
use place::Places;

/// Round, or two rows facing each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    #[default]
    Round,
    Long,
}

/// How much is written at the seats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Number, name and trade beside each plate.
    #[default]
    Full,
    /// First names under small plates, for many tables.
    FirstNames,
    /// Plates alone.
    Plates,
}

/// How well two neighbours know each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    New,
    Once,
    Often,
}

impl Bond {
    /// The word in the legend.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Once => "met once",
            Self::Often => "met often",
        }
    }
}

/// One seat and who sits there.
#[derive(Clone, Debug)]
pub struct Seat<'a> {
    /// The number on the plan; empty seats show it on their plate.
    pub number: usize,
    /// Empty for a free seat.
    pub name: &'a str,
    pub trade: &'a str,
    pub plate: Plate,
    pub state: SeatState,
    /// Why nobody may be moved here or away, if the seat is fixed.
    pub fixed: Option<&'a str>,
    /// A third line, such as "Maybe".
    pub note: Option<(&'a str, Tone)>,
    /// A rule is not kept here.
    pub trouble: bool,
}

impl<'a> Seat<'a> {
    /// Somebody who comes.
    pub fn new(number: usize, name: &'a str, trade: &'a str, plate: Plate) -> Self {
        let state = SeatState::Coming;
        Self {
            number,
            name,
            trade,
            plate,
            state,
            fixed: None,
            note: None,
            trouble: false,
        }
    }

    /// A seat for nobody yet.
    pub fn free(number: usize) -> Self {
        let plate = Plate {
            initials: number.to_string(),
            colour: 0,
        };
        Self {
            state: SeatState::Free,
            ..Self::new(number, "", "", plate)
        }
    }
}

/// What the user asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableEvent {
    /// The seat was clicked, or Space was pressed on it.
    Chosen(usize),
    /// The seat was reached with the arrows.
    Reached(usize),
    /// Enter, or a second click.
    Opened(usize),
    /// Carried from one seat and put down on another.
    Moved { from: usize, to: usize },
    /// Carried off the table and let go.
    Removed(usize),
    /// A fixed seat was asked to move.
    Refused(usize),
}

/// Somebody in the air.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Carrying {
    pub from: usize,
    /// The seat under them; not the one they came from.
    pub over: Option<usize>,
    /// Off the table: letting go means "not seated".
    pub outside: bool,
    /// Where a card about the effect may stand.
    pub at: Pos2,
}

/// What happened, and what is in the air.
#[derive(Debug)]
pub struct TableOutput {
    pub event: Option<TableEvent>,
    pub carrying: Option<Carrying>,
    /// The seat under the pointer.
    pub hovered: Option<usize>,
    pub response: Response,
}

/// A table to be drawn. Seats are indexed from 0, clockwise from the top of the picture.
#[must_use]
pub struct TablePlan<'a> {
    name: &'a str,
    seats: &'a [Seat<'a>],
    bonds: &'a [(usize, usize, Bond)],
    wants: &'a [(usize, usize)],
    apart: &'a [(usize, usize)],
    shape: Shape,
    detail: Detail,
    chosen: Option<usize>,
    center: Option<(&'a str, &'a str)>,
    movable: bool,
    trouble: bool,
}

impl<'a> TablePlan<'a> {
    /// `name` is read out: "Table 1".
    pub fn new(name: &'a str, seats: &'a [Seat<'a>]) -> Self {
        Self {
            name,
            seats,
            bonds: &[],
            wants: &[],
            apart: &[],
            shape: Shape::Round,
            detail: Detail::Full,
            chosen: None,
            center: None,
            movable: true,
            trouble: false,
        }
    }

    /// How well neighbours know each other: pairs of seats.
    pub fn bonds(self, bonds: &'a [(usize, usize, Bond)]) -> Self {
        Self { bonds, ..self }
    }

    /// Who wants to meet whom: from, to.
    pub fn wants(self, wants: &'a [(usize, usize)]) -> Self {
        Self { wants, ..self }
    }

    /// Who must not sit side by side.
    pub fn apart(self, apart: &'a [(usize, usize)]) -> Self {
        Self { apart, ..self }
    }

    pub fn shape(self, shape: Shape) -> Self {
        Self { shape, ..self }
    }

    pub fn detail(self, detail: Detail) -> Self {
        Self { detail, ..self }
    }

    pub fn chosen(self, chosen: Option<usize>) -> Self {
        Self { chosen, ..self }
    }

    /// A large and a small line in the middle of the table.
    pub fn center(self, large: &'a str, small: &'a str) -> Self {
        Self {
            center: Some((large, small)),
            ..self
        }
    }

    /// Only to look at and choose from.
    pub fn still(self) -> Self {
        Self {
            movable: false,
            ..self
        }
    }

    /// A rule is not kept at this table: its edge says so.
    pub fn trouble(self, trouble: bool) -> Self {
        Self { trouble, ..self }
    }

    /// Draws the table in a box of `size`.
    pub fn show(self, ui: &mut Ui, size: Vec2) -> TableOutput {
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let places = Places::new(rect, self.seats.len(), self.shape, self.detail);
        let base = ui.make_persistent_id(("table", self.name));
        let group = ui.interact(rect, base, Sense::hover());
        group.widget_info(|| WidgetInfo::labeled(egui::Role::ListBox, true, words::table(&self)));

        let mut roving = Roving::new(ui, base, self.seats.len(), self.chosen);
        let mut event = roving.arrows(ui, Axis::Both).map(TableEvent::Reached);
        let lifted = self.lifted_by_keys(ui, base);
        let mut hands = Hands {
            hovered: None,
            carrying: None,
            refused: None,
        };
        for seat in 0..self.seats.len() {
            let place = places.seat(seat);
            let reach = Rect::from_center_size(place, Vec2::splat(places.plate.max(28.0)));
            let response = roving.item(ui, seat, reach, self.movable);
            let chosen = self.chosen == Some(seat);
            response.widget_info(|| {
                WidgetInfo::selected(
                    egui::Role::ListBoxOption,
                    true,
                    chosen,
                    words::seat(&self, seat),
                )
            });
            if response.hovered() {
                hands.hovered = Some(seat);
            }
            event = self
                .pointer(ui, seat, &response, &places, &mut hands)
                .or(event);
            event = self.keys(ui, base, seat, lifted, &response).or(event);
        }
        if let (Some(from), Some(over)) = (lifted, roving.focused(ui)) {
            let over_other = Some(over).filter(|seat| *seat != from);
            // A little inside, so that the seat under the plate is seen.
            let seat = places.seat(over);
            let at = seat + (places.center - seat) * 0.2;
            hands.carrying = Some(Carrying {
                from,
                over: over_other,
                outside: false,
                at,
            });
        }
        if ui.is_rect_visible(rect) {
            paint::table(ui, &self, &places, &hands, roving.focused(ui));
        }
        TableOutput {
            event,
            carrying: hands.carrying,
            hovered: hands.hovered,
            response: group,
        }
    }

    fn pointer(
        &self,
        ui: &Ui,
        seat: usize,
        response: &Response,
        places: &Places,
        hands: &mut Hands,
    ) -> Option<TableEvent> {
        let fixed = self.is_fixed(seat);
        let carried = response.dragged() || response.drag_stopped();
        if !carried || self.is_free(seat) {
            return None;
        }
        if fixed {
            hands.refused = Some(seat);
            return response.drag_started().then_some(TableEvent::Refused(seat));
        }
        let at = response
            .interact_pointer_pos()
            .or_else(|| ui.input(|input| input.pointer.latest_pos()))?;
        let over = places.seat_at(at).filter(|other| *other != seat);
        if response.dragged() {
            hands.carrying = Some(Carrying {
                from: seat,
                over,
                outside: over.is_none() && places.is_outside(at),
                at,
            });
            if let Some(over) = over.filter(|over| self.is_fixed(*over)) {
                hands.refused = Some(over);
            }
            return None;
        }
        match over {
            Some(to) if self.is_fixed(to) => Some(TableEvent::Refused(to)),
            Some(to) => Some(TableEvent::Moved { from: seat, to }),
            None if places.is_outside(at) => Some(TableEvent::Removed(seat)),
            None => None,
        }
    }

    /// Space picks up and puts down, Escape lets go, Enter opens; a click chooses.
    fn keys(
        &self,
        ui: &Ui,
        base: Id,
        seat: usize,
        lifted: Option<usize>,
        response: &Response,
    ) -> Option<TableEvent> {
        let keep =
            |from: Option<usize>| ui.data_mut(|data| data.insert_temp(base.with("lifted"), from));
        let key = |key: Key| response.has_focus() && ui.input(|input| input.key_pressed(key));
        if lifted.is_some() && key(Key::Escape) {
            keep(None);
        }
        if key(Key::Enter) || response.double_clicked() {
            return Some(TableEvent::Opened(seat));
        }
        if response.clicked() {
            // So that Space and the arrows go on from where the pointer was.
            response.request_focus();
        }
        if !key(Key::Space) {
            return response.clicked().then_some(TableEvent::Chosen(seat));
        }
        if !self.movable {
            return Some(TableEvent::Chosen(seat));
        }
        if self.is_fixed(seat) {
            return Some(TableEvent::Refused(seat));
        }
        match lifted {
            None if self.is_free(seat) => Some(TableEvent::Chosen(seat)),
            None => {
                keep(Some(seat));
                Some(TableEvent::Chosen(seat))
            }
            Some(from) => {
                keep(None);
                (from != seat).then_some(TableEvent::Moved { from, to: seat })
            }
        }
    }

    fn lifted_by_keys(&self, ui: &Ui, base: Id) -> Option<usize> {
        let lifted = ui
            .data(|data| data.get_temp::<Option<usize>>(base.with("lifted")))
            .flatten();
        lifted.filter(|seat| *seat < self.seats.len())
    }

    fn is_fixed(&self, seat: usize) -> bool {
        self.seats
            .get(seat)
            .is_some_and(|seat| seat.fixed.is_some())
    }

    fn is_free(&self, seat: usize) -> bool {
        self.seats
            .get(seat)
            .is_none_or(|seat| seat.state == SeatState::Free)
    }
}

/// What the pointer does, for the painter.
struct Hands {
    hovered: Option<usize>,
    carrying: Option<Carrying>,
    refused: Option<usize>,
}

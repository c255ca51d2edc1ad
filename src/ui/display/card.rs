//! The right side of the table display: a name as large as it can be read from afar, what the guest does, and what is
//! asked and offered.

use egui::{Align2, Color32, Role, Shape, Stroke, Ui, vec2};

use super::{
    paints::{Field, Paints},
    say,
};
use crate::{
    app::display::{Clock, DisplaySnapshot, Guest, Turn},
    ui::{
        icons::{Icon, IconLook},
        theme,
        widgets::{
            Plate, SeatState, avatar,
            seat_map::{self, SeatLook},
            text::{self, Runs},
        },
    },
};

/// The middle of the foot, in units.
pub(super) const FOOT: f32 = 1018.0;
/// The left edge of the right side, in units.
pub(super) const LEFT: f32 = 1010.0;
/// Where it begins, and what it does not go below.
const TOP: f32 = 92.0;
const BOTTOM: f32 = 967.0;
/// The room of the seat map beside the name.
const MAP: f32 = 250.0;
const HEAD: f32 = 244.0;
/// The largest and the smallest letters of a name.
const NAME: [f32; 2] = [124.0, 84.0];
/// From the rule of a part to the rule of the next, beside its own words.
const PART: f32 = 91.0;
const TEXT_LINE: f32 = 54.0;
const PLATE: f32 = 72.0;
/// The part of who asks.
const ASKING: f32 = 169.0;

/// Who speaks, with the map of the seats, and their ask and offer.
pub(super) fn speaker(
    ui: &Ui,
    field: &Field,
    paints: &Paints,
    snapshot: &DisplaySnapshot,
    clock: &Clock,
) {
    let turn = &clock.turn;
    let asking = clock.asking.and_then(|seat| snapshot.guest(seat));
    let gifts = gifts(paints, turn);
    let width = field.right() - LEFT;
    let name = Name::fit(ui, field, turn.name.as_str(), width - MAP, paints.ink);
    let parts: f32 = gifts
        .iter()
        .map(|gift| PART + TEXT_LINE * gift.rows(ui, field, width) as f32)
        .sum::<f32>()
        + asking.map_or(0.0, |_| ASKING);
    let line = if turn.line.is_empty() { 0.0 } else { 66.0 };
    // The map is as high as a name of two large lines.
    let head = name.height.max(HEAD);
    let height = head + line + 54.0 + parts;
    let mut y = TOP.min(BOTTOM - height).max(24.0);
    map(ui, field, paints, snapshot, clock, y + 142.0);
    name.paint(ui, field, y);
    y += head;
    y = about(ui, field, paints, turn.line.as_str(), y);
    y += 40.0;
    if let Some(guest) = asking {
        y = asks_now(ui, field, paints, guest, y);
    }
    for gift in &gifts {
        y = gift.paint(ui, field, paints, y);
    }
}

/// What a guest asks for or offers.
struct Gift<'a> {
    icon: Icon,
    title: &'static str,
    words: &'a str,
    ink: Color32,
    is_dashed: bool,
}

fn gifts<'a>(paints: &Paints, turn: &'a Turn) -> Vec<Gift<'a>> {
    let ask = turn.ask.as_ref().map(|words| Gift {
        icon: Icon::ASK,
        title: "Asks for",
        words: words.as_str(),
        ink: paints.ask,
        is_dashed: paints.is_dashed,
    });
    let offer = turn.offer.as_ref().map(|words| Gift {
        icon: Icon::OFFER,
        title: "Offers you",
        words: words.as_str(),
        ink: paints.offer,
        is_dashed: false,
    });
    ask.into_iter().chain(offer).collect()
}

impl Gift<'_> {
    fn galley(
        &self,
        ui: &Ui,
        field: &Field,
        width: f32,
        ink: Color32,
    ) -> std::sync::Arc<egui::Galley> {
        let role = theme::of(ui).text.display_text;
        let role = field.role(role, role.size);
        text::within(ui, self.words, role, ink, width * field.unit, 2)
    }

    fn rows(&self, ui: &Ui, field: &Field, width: f32) -> usize {
        self.galley(ui, field, width, self.ink).rows.len()
    }

    /// Paints it from `y` on; where the next part begins.
    fn paint(&self, ui: &Ui, field: &Field, paints: &Paints, y: f32) -> f32 {
        let width = field.right() - LEFT;
        head(
            ui,
            field,
            y,
            Some(self.icon),
            self.title,
            (self.ink, self.is_dashed),
        );
        let galley = self.galley(ui, field, width, paints.ink);
        let rows = galley.rows.len() as f32;
        let at = field.at(LEFT, y + 54.0);
        let drawn = text::paint(ui.painter(), at, Align2::LEFT_TOP, galley);
        say(
            ui,
            drawn,
            Role::Label,
            &format!("{} {}", self.title, self.words),
        );
        y + PART + TEXT_LINE * rows
    }
}

/// The rule over a part, with its icon and title.
fn head(
    ui: &Ui,
    field: &Field,
    y: f32,
    icon: Option<Icon>,
    title: &str,
    (ink, is_dashed): (Color32, bool),
) {
    let theme = theme::of(ui);
    let unit = field.unit;
    let stroke = Stroke::new(3.0 * unit, ink);
    let line = [field.at(LEFT, y + 1.5), field.at(field.right(), y + 1.5)];
    if is_dashed {
        let (dash, gap) = (20.0 * unit, 12.0 * unit);
        ui.painter()
            .extend(Shape::dashed_line(&line, stroke, dash, gap));
    } else {
        ui.painter().line_segment(line, stroke);
    }
    // Without an icon the title has more air.
    let (mut x, down) = (LEFT, if icon.is_some() { 34.0 } else { 40.0 });
    if let Some(icon) = icon {
        let at = field.at(LEFT + 15.0, y + down);
        icon.paint(ui.painter(), theme, at, IconLook::fill(30.0 * unit, ink));
        x += 42.0;
    }
    let role = field.role(theme.text.display_label, 28.0);
    let words = text::line(ui, title, role, ink);
    text::paint(
        ui.painter(),
        field.at(x, y + down),
        Align2::LEFT_CENTER,
        words,
    );
}

/// Who asks: plate, name and seat.
fn asks_now(ui: &Ui, field: &Field, paints: &Paints, guest: &Guest, y: f32) -> f32 {
    let theme = theme::of(ui);
    let unit = field.unit;
    head(
        ui,
        field,
        y,
        Some(Icon::QUESTION),
        "Asking now",
        (paints.asking, false),
    );
    let middle = y + 61.0 + PLATE / 2.0;
    let at = field.at(LEFT + PLATE / 2.0, middle);
    avatar::paint(
        ui,
        ui.painter(),
        at,
        PLATE * unit,
        26.0 * unit,
        &plate(guest),
        SeatState::Coming,
    );
    let role = field.role(theme.text.display_text, 44.0);
    let seat = format!("seat {}", guest.seat);
    let words = Runs::new(theme)
        .add(guest.name.as_str(), role, paints.ink)
        .gap(22.0 * unit, role)
        .add(
            &seat,
            field.role(theme.text.body, 40.0).with_line(role.line),
            paints.quiet,
        )
        .layout(ui, (field.right() - LEFT - 94.0) * unit, 1);
    let at = field.at(LEFT + 94.0, middle);
    let drawn = text::paint(ui.painter(), at, Align2::LEFT_CENTER, words);
    let sentence = format!("Asking now {}, {seat}", guest.name.as_str());
    say(ui, drawn, Role::Label, &sentence);
    y + ASKING
}

/// The plate of a guest.
pub(super) fn plate(guest: &Guest) -> Plate {
    Plate {
        initials: guest.initials.as_str().to_owned(),
        colour: usize::from(guest.colour),
    }
}

fn map(ui: &Ui, field: &Field, paints: &Paints, snapshot: &DisplaySnapshot, clock: &Clock, y: f32) {
    let looks: Vec<SeatLook> = (1..=snapshot.seats)
        .map(|seat| SeatLook {
            is_taken: snapshot.guest(seat).is_some(),
            is_up: clock.turn.seat == Some(seat),
            is_chosen: clock.asking == Some(seat),
        })
        .collect();
    let at = field.at(field.right() - 118.0, y);
    seat_map::paint(ui, at, 2.26 * field.unit, &looks, &paints.seats);
    if let Some(seat) = clock.turn.seat {
        let reach = egui::Rect::from_center_size(at, vec2(230.0, 230.0) * field.unit);
        let sentence = format!("Seat {seat} of {}", snapshot.seats);
        say(ui, reach, Role::Image, &sentence);
    }
}

/// A name in two lines, as large as fits; then it wraps.
pub(super) struct Name {
    galley: std::sync::Arc<egui::Galley>,
    words: String,
    /// In units.
    pub(super) height: f32,
}

impl Name {
    pub(super) fn fit(ui: &Ui, field: &Field, name: &str, width: f32, ink: Color32) -> Self {
        let theme = theme::of(ui);
        let [largest, smallest] = NAME;
        let lines = broken(name);
        let at = |size: f32, width: f32, rows: usize| {
            let role = field.role(theme.text.display_name, size);
            text::within(ui, &lines, role, ink, width * field.unit, rows)
        };
        let fitting = |lines: &str, size: f32| {
            let role = field.role(theme.text.display_name, size);
            let natural = text::within(ui, lines, role, ink, f32::INFINITY, usize::MAX);
            let natural = natural.size().x / field.unit;
            // A little less than what just fits, so that no rounding breaks a line.
            (size * width / natural.max(1.0)).floor().min(size)
        };
        let mut size = fitting(&lines, largest);
        if size < smallest {
            // Then it wraps, but never within a word.
            let words: Vec<&str> = name.split_whitespace().collect();
            size = fitting(&words.join("\n"), smallest);
        }
        let galley = at(size, width, 3);
        Self {
            height: galley.size().y / field.unit,
            galley,
            words: name.to_owned(),
        }
    }

    /// Paints it from `y` on; where it ends.
    pub(super) fn paint(self, ui: &Ui, field: &Field, y: f32) -> f32 {
        // The letters stand high in their line.
        let at = field.at(LEFT, y + 19.0);
        let drawn = text::paint(ui.painter(), at, Align2::LEFT_TOP, self.galley);
        say(ui, drawn, Role::Heading, &self.words);
        y + self.height
    }
}

/// A name broken at the space that is nearest to its middle.
fn broken(name: &str) -> String {
    let middle = name.len() / 2;
    let spaces = name.match_indices(' ').map(|(at, _)| at);
    match spaces.min_by_key(|at| at.abs_diff(middle)) {
        Some(at) => {
            let (first, rest) = name.split_at(at);
            format!("{first}\n{}", rest.trim_start())
        }
        None => name.to_owned(),
    }
}

/// The quieter line under a name; where it ends.
pub(super) fn about(ui: &Ui, field: &Field, paints: &Paints, line: &str, y: f32) -> f32 {
    if line.is_empty() {
        return y + 10.0;
    }
    let theme = theme::of(ui);
    let role = field.role(theme.text.display_text, 42.0);
    let width = (field.right() - LEFT) * field.unit;
    let galley = text::within(ui, line, role, paints.quiet, width, 1);
    let at = field.at(LEFT, y + 32.0);
    let drawn = text::paint(ui.painter(), at, Align2::LEFT_TOP, galley);
    say(ui, drawn, Role::Label, line);
    y + 80.0
}

/// Something to talk about, under a rule.
pub(super) fn question(ui: &Ui, field: &Field, paints: &Paints, title: &str, words: &str, y: f32) {
    let theme = theme::of(ui);
    head(ui, field, y, None, title, (paints.offer, false));
    let role = field
        .role(theme.text.group, 51.0)
        .with_line(62.0 * field.unit);
    let width = (field.right() - LEFT) * field.unit;
    let galley = text::within(ui, words, role, paints.ink, width, 3);
    let at = field.at(LEFT, y + 66.0);
    let drawn = text::paint(ui.painter(), at, Align2::LEFT_TOP, galley);
    say(ui, drawn, Role::Label, &format!("{title} {words}"));
}

/// Words at the right of the foot.
pub(super) fn foot_right(ui: &Ui, field: &Field, paints: &Paints, words: &str) {
    let at = (field.right(), Align2::RIGHT_CENTER);
    foot(ui, field, paints, words, at);
}

/// Words at the right of the foot, where something ends at `from`; above it where they have no room beside it.
pub(super) fn foot_beside(ui: &Ui, field: &Field, paints: &Paints, words: &str, from: f32) {
    let role = field.role(theme::of(ui).text.body, 34.0);
    let width = text::line(ui, words, role, paints.quiet).size().x / field.unit;
    if field.right() - width >= from {
        foot_right(ui, field, paints, words);
        return;
    }
    let galley = text::within(ui, words, role, paints.quiet, 620.0 * field.unit, 1);
    let at = field.at_foot(field.right(), FOOT - 56.0);
    let drawn = text::paint(ui.painter(), at, Align2::RIGHT_CENTER, galley);
    say(ui, drawn, Role::Label, words);
}

/// Words in the foot, at its left or right.
pub(super) fn foot(
    ui: &Ui,
    field: &Field,
    paints: &Paints,
    words: &str,
    (x, anchor): (f32, Align2),
) {
    let role = field.role(theme::of(ui).text.body, 34.0);
    let galley = text::within(ui, words, role, paints.quiet, 620.0 * field.unit, 1);
    let at = field.at_foot(x, FOOT);
    let drawn = text::paint(ui.painter(), at, anchor, galley);
    say(ui, drawn, Role::Label, words);
}

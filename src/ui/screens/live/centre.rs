//! The middle of the stage: who speaks, the ring with its digits, and what the speaker asks for and offers.

use egui::{
    Align, Align2, CentralPanel, Layout, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::Table;
use crate::{
    domain::{Id, Person, note::Phase},
    evening::{Signal, Slot, State, signal},
    ui::{
        command::{Command, Route, Stage},
        icons::{Icon, IconLook},
        theme::{self, Tone},
        widgets::{Avatar, Button, ring::Ring, text},
    },
};

/// Below this width of the middle asks and offers stand one under the other, a line each.
const BESIDE_FROM: f32 = 620.0;
/// The height of asks and offers.
const GIFTS: f32 = 128.0;

pub(super) fn centre(ui: &mut Ui, table: &Table<'_>, commands: &mut Vec<Command>) {
    CentralPanel::no_frame().show(ui, |ui| {
        let area = ui.max_rect();
        if table.is_over() {
            ended(ui, table, commands);
            return;
        }
        let evening = table.live.evening();
        let slot = match evening.state() {
            State::Idle => evening.next_slot(),
            _ => evening.current_slot(),
        };
        let is_beside = area.width() >= BESIDE_FROM;
        // Ring diameter by the width and the height that there is (design, Width).
        let diameter = (area.width() - 60.0)
            .min(area.height() - 102.0 - GIFTS)
            .clamp(200.0, 462.0);
        let free = (area.height() - 84.0 - diameter - GIFTS).max(0.0);
        name(
            ui,
            table,
            slot,
            Rect::from_min_size(
                area.min + vec2(0.0, 12.0 + free / 4.0),
                vec2(area.width(), 64.0),
            ),
        );
        let top = area.top() + 84.0 + free / 2.0;
        let at = Rect::from_center_size(
            pos2(area.center().x, top + diameter / 2.0),
            vec2(diameter, diameter),
        );
        clock(ui, table, slot, at);
        let rest = Rect::from_min_max(pos2(area.left(), at.bottom() + 16.0), area.max);
        if let Some(person) = slot.and_then(|slot| slot.who) {
            let width = (area.width() - 60.0).min(724.0);
            let middle = Rect::from_center_size(rest.center(), vec2(width, rest.height()));
            offers(ui, table, person, middle, is_beside);
        }
    });
}

/// The name of who speaks with their plate, in the middle; or of what is up.
fn name(ui: &mut Ui, table: &Table<'_>, slot: Option<&Slot>, place: Rect) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let person = slot.and_then(|slot| slot.who);
    let title = slot.map_or("Nobody is left to speak", |slot| slot.title.as_str());
    let about = person
        .map(|person| about(table, person))
        .unwrap_or_default();
    let room = place.width() - 60.0 - if person.is_some() { 68.0 } else { 0.0 };
    let title = text::within(ui, title, theme.text.live_name, palette.ink, room, 1);
    let about = text::within(ui, &about, theme.text.body, palette.ink_quiet, room, 1);
    let wide = title.size().x.max(about.size().x);
    let plate_room = if person.is_some() { 68.0 } else { 0.0 };
    let left = place.center().x - f32::midpoint(wide, plate_room);
    if let Some(person) = person {
        let at = Rect::from_center_size(pos2(left + 26.0, place.center().y), vec2(52.0, 52.0));
        let full = table.live.record().name(person);
        ui.place(at, Avatar::new(&full, &table.plate(person)).size(52.0));
    }
    let x = left + plate_room;
    let height = title.size().y
        + if person.is_some() {
            about.size().y
        } else {
            0.0
        };
    let said = title.text().to_owned();
    let drawn = text::paint(
        ui.painter(),
        pos2(x, place.center().y - height / 2.0),
        Align2::LEFT_TOP,
        title,
    );
    let response = ui.interact(drawn, ui.scope_id().with("speaker"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, &said));
    text::paint(ui.painter(), drawn.left_bottom(), Align2::LEFT_TOP, about);
}

/// "Seat 5 · Brand designer · guest of Dana Whitlock".
fn about(table: &Table<'_>, person: Id<Person>) -> String {
    let record = table.live.record();
    let seat = table.seat(person).map(|seat| format!("Seat {seat}"));
    let trade = record
        .trades_of(person)
        .first()
        .map(|trade| (*trade).to_owned());
    let row = record.people.get(&person);
    let trade = trade.or_else(|| row.map(|row| row.line().clone()));
    let host = record.attendances.iter().find(|a| a.person == person);
    let host = host
        .and_then(|a| a.guest_of)
        .map(|host| format!("guest of {}", record.name(host)));
    let parts: Vec<String> = [seat, trade, host]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

/// The ring, for whatever the evening is at.
fn clock(ui: &mut Ui, table: &Table<'_>, slot: Option<&Slot>, place: Rect) {
    let evening = table.live.evening();
    let (now, diameter) = (table.now, place.width());
    let ring = |ui: &mut Ui, ring: Ring<'_>| {
        ui.place(place, ring.diameter(diameter));
    };
    let on_clock = evening.state().on_clock();
    if let (Some(left), Some(budget), Some((_, phase))) =
        (evening.remaining_ms(now), evening.budget_ms(), on_clock)
    {
        let is_paused = matches!(evening.state(), State::Paused(..));
        let signal = evening.signal(now).unwrap_or(Signal::Plenty);
        let share = left.max(0) as f32 / budget.max(1) as f32;
        let digits = signal::digits(left.max(0));
        let words = match (is_paused, signal) {
            (true, _) if left < 0 => format!("Paused  {}", signal::digits(left)),
            (true, _) => "Paused".to_owned(),
            // Within its first second the time is up without a count.
            (false, Signal::TimeIsUp) if left <= -1_000 => {
                format!("{}  {}", signal.label(), signal::digits(left))
            }
            (false, signal) => signal.label().to_owned(),
        };
        let about = about_phase(table, slot, phase, budget, left < 0);
        let is_ending = signal::is_wrapping_up(left, budget);
        ring(
            ui,
            Ring::new(signal, share, &digits, &words, &about)
                .still(is_paused)
                .ending(is_ending),
        );
        return;
    }
    let Some(slot) = slot else {
        let about = "End the evening under Speaker";
        ring(
            ui,
            Ring::new(Signal::Plenty, 0.0, "0:00", "All have spoken", about).still(true),
        );
        return;
    };
    if matches!(evening.state(), State::Done(_)) {
        let about = "End it under Speaker, when ready";
        ring(
            ui,
            Ring::new(Signal::Plenty, 0.0, "0:00", "That was the last", about).still(true),
        );
        return;
    }
    let planned = evening.account(now);
    let lengths = planned
        .iter()
        .find(|line| line.slot == slot.id)
        .map_or(slot.lengths, |line| line.rebalanced);
    let phase = lengths.first_phase();
    let digits = signal::digits(lengths.of(phase));
    let about = match lengths.phases_after(phase).next() {
        Some(Phase::Questions) => {
            format!(
                "then {} for questions",
                signal::minutes(lengths.questions_ms)
            )
        }
        Some(_) => format!("then {} to wrap up", signal::minutes(lengths.wrap_ms)),
        None => "starts when you say so".to_owned(),
    };
    let words = if *evening.state() == State::Idle {
        "Ready to begin"
    } else {
        "Up next"
    };
    ring(
        ui,
        Ring::new(Signal::Plenty, 1.0, &digits, words, &about).still(true),
    );
}

/// "left of 4:00, then 6:00 for questions".
fn about_phase(
    table: &Table<'_>,
    slot: Option<&Slot>,
    phase: Phase,
    budget_ms: i64,
    is_over: bool,
) -> String {
    let account = table.live.evening().account(table.now);
    let lengths = slot.and_then(|slot| account.iter().find(|line| line.slot == slot.id));
    let next = lengths.and_then(|line| line.rebalanced.phases_after(phase).next());
    let of = signal::minutes(budget_ms);
    let of = if is_over {
        format!("of {of}")
    } else {
        format!("left of {of}")
    };
    let this = match phase {
        Phase::Questions => " for questions",
        Phase::Wrap => " to wrap up",
        Phase::Pitch => "",
    };
    let then = next.zip(lengths).map(|(next, line)| {
        let length = signal::minutes(line.rebalanced.of(next));
        match next {
            Phase::Questions => format!(", then {length} for questions"),
            _ => format!(", then {length} to wrap up"),
        }
    });
    format!("{of}{this}{}", then.unwrap_or_default())
}

/// What the speaker asks for and offers.
fn offers(ui: &mut Ui, table: &Table<'_>, person: Id<Person>, place: Rect, is_beside: bool) {
    let record = table.live.record();
    let ask = record.ask_of(person).map(|ask| ask.text.clone());
    let offer = record.offer_of(person).map(|offer| {
        if offer.next_step.is_empty() {
            offer.text.clone()
        } else {
            format!(
                "{}. Next step: {}",
                offer.text.trim_end_matches('.'),
                offer.next_step
            )
        }
    });
    let ask = (
        Icon::ASK,
        "Asks for",
        ask.unwrap_or_else(|| "Nothing yet: type * to add it".to_owned()),
        Tone::Look,
    );
    let offer = (
        Icon::OFFER,
        "Offers you",
        offer.unwrap_or_else(|| "Nothing yet: type ! to add it".to_owned()),
        Tone::Accent,
    );
    let (one, other) = if is_beside {
        let half = (place.width() - 28.0) / 2.0;
        (
            Rect::from_min_size(place.min, vec2(half, place.height())),
            Rect::from_min_size(
                place.min + vec2(half + 28.0, 0.0),
                vec2(half, place.height()),
            ),
        )
    } else {
        let half = place.height() / 2.0;
        (
            Rect::from_min_size(place.min, vec2(place.width(), half)),
            Rect::from_min_size(place.min + vec2(0.0, half), vec2(place.width(), half)),
        )
    };
    for ((icon, title, words, tone), at) in [(ask, one), (offer, other)] {
        gift(
            ui,
            (icon, title, &words, tone),
            at,
            if is_beside { 3 } else { 1 },
        );
    }
}

fn gift(
    ui: &mut Ui,
    (icon, title, words, tone): (Icon, &str, &str, Tone),
    place: Rect,
    rows: usize,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let ink = palette.ink_of(tone);
    let stroke = egui::Stroke::new(2.0, ink);
    let line = [
        place.left_top() + vec2(0.0, 1.0),
        place.right_top() + vec2(0.0, 1.0),
    ];
    // Where the two have one colour, the ask is told apart by its dashes.
    let is_dashed = tone == Tone::Look && palette.paper == palette.ground;
    if is_dashed {
        ui.painter()
            .extend(egui::Shape::dashed_line(&line, stroke, 8.0, 5.0));
    } else {
        ui.painter().line_segment(line, stroke);
    }
    let at = place.left_top() + vec2(9.0, 18.0);
    icon.paint(ui.painter(), theme, at, IconLook::fill(17.0, ink));
    let label = text::line(ui, &title.to_uppercase(), theme.text.label, ink);
    text::paint(
        ui.painter(),
        place.left_top() + vec2(25.0, 18.0),
        Align2::LEFT_CENTER,
        label,
    );
    let galley = text::within(
        ui,
        words,
        theme.text.live_text,
        palette.ink,
        place.width(),
        rows,
    );
    let drawn = text::paint(
        ui.painter(),
        place.left_top() + vec2(0.0, 32.0),
        Align2::LEFT_TOP,
        galley,
    );
    let response = ui.interact(drawn, ui.scope_id().with(title), Sense::hover());
    let sentence = format!("{title} {words}");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &sentence));
    response.on_hover_text(words);
}

/// The evening is over: what is next.
fn ended(ui: &mut Ui, table: &Table<'_>, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let area = ui.max_rect();
    let place = Rect::from_center_size(area.center(), vec2(area.width() - 80.0, 180.0));
    let builder = UiBuilder::new()
        .max_rect(place)
        .layout(Layout::top_down(Align::Center));
    ui.scope_builder(builder, |ui| {
        text::label(ui, "The evening has ended", theme.text.page, palette.ink);
        let ended = table.live.evening().ended();
        let at = ended.map(|at| table.time(at.wall_ms)).unwrap_or_default();
        let count = table.live.notes().len();
        let notes = if count == 1 { "note" } else { "notes" };
        let words = format!("At {at}, with {count} {notes}. Ctrl Z takes the end back.");
        text::label(ui, &words, theme.text.body, palette.ink_quiet);
        ui.add_space(20.0);
        let button = Button::new("Go to the wrap-up").icon(Icon::ArrowRight);
        if ui.add(button.large().primary()).clicked() {
            let dinner = table.open.record.dinner.id;
            commands.push(Command::Go(Route::Dinner(dinner, Stage::WrapUp)));
        }
    });
}

//! Somebody is on the clock: the ring with its digits at the left, who speaks at the right, the four signs below.

use egui::{Align2, Role, Stroke, Ui};

use super::{
    card,
    paints::{Field, Paints},
    say,
};
use crate::{
    app::display::{Clock, DisplaySnapshot, Shown},
    domain::note::Phase,
    evening::{Signal, Stamp, signal},
    ui::{
        theme,
        widgets::{
            ring::{self, Band, Inks},
            text,
        },
    },
};

/// The middle of the ring and the radius of its outer edge, in units.
const CENTER: [f32; 2] = [500.0, 480.0];
const OUTER: f32 = 409.0;

pub(super) fn show(
    ui: &mut Ui,
    field: &Field,
    snapshot: &DisplaySnapshot,
    clock: &Clock,
    now: Stamp,
) {
    let theme = theme::of(ui);
    let sign = clock.signal(now);
    let is_ember = clock.is_past_grace(now);
    let paints = if is_ember {
        Paints::ember(theme)
    } else {
        Paints::of(theme, sign)
    };
    theme::cover(ui, paints.field);
    ring(ui, field, &paints, clock, now);
    words(ui, field, &paints, (snapshot, clock), now);
    card::speaker(ui, field, &paints, snapshot, clock);
    let end = strip(ui, field, &paints, sign);
    foot(ui, field, &paints, clock, end);
}

fn ring(ui: &Ui, field: &Field, paints: &Paints, clock: &Clock, now: Stamp) {
    let theme = theme::of(ui);
    let unit = field.unit;
    let [x, y] = CENTER;
    let center = field.at(x, y);
    let left = clock.remaining_ms(now);
    let dimmed = theme
        .palette
        .ring_track
        .lerp_to_gamma(theme.palette.ink_quiet, 0.45);
    let ink = if clock.is_running || clock.is_past_grace(now) {
        paints.signal
    } else {
        dimmed
    };
    let width = theme.stroke.ring_display * unit;
    let outer = OUTER * unit;
    let sign = clock.signal(now);
    // The beads hang on a thread, and the blocks lie on a track.
    let track = Stroke::new(
        match sign {
            Signal::Questions => 2.0 * unit,
            Signal::WrappingUp => width,
            _ => 0.0,
        },
        paints.track,
    );
    if track.width > 0.0 {
        let lies = ring::circle(center, outer - width / 2.0, track);
        ui.painter().add(lies);
    }
    let band = Band {
        center,
        outer,
        ticks: outer + 13.0 * unit,
        width,
        thin: 4.0 * unit,
        gap: 0.044,
        beads: [0.37, 0.165],
        first_bead: 0.0,
        tick: unit.max(0.6),
        inks: Inks {
            ink,
            track: paints.track,
            spent: ink,
            ticks: paints.edge,
            core: paints.field,
        },
    };
    let share = left.max(0) as f32 / clock.budget_ms.max(1) as f32;
    let is_ending = signal::is_wrapping_up(left, clock.budget_ms);
    band.paint(ui.painter(), sign, share, is_ending);
}

/// The digits, the word for them and a quieter line.
fn words(
    ui: &Ui,
    field: &Field,
    paints: &Paints,
    (snapshot, clock): (&DisplaySnapshot, &Clock),
    now: Stamp,
) {
    let theme = theme::of(ui);
    let left = clock.remaining_ms(now);
    let [x, y] = CENTER;
    // A long time has more digits than fit at the usual size.
    let digits = signal::digits(left.max(0));
    let role = theme.text.display_timer;
    let room = 2.0 * (OUTER - theme.stroke.ring_display) - 70.0;
    let size = |size: f32| text::line(ui, &digits, field.role(role, size), paints.digits);
    let natural = size(role.size).size().x / field.unit;
    let galley = size(role.size.min(role.size * room / natural.max(1.0)));
    let drawn = text::paint(
        ui.painter(),
        field.at(x, y + 21.0),
        Align2::CENTER_CENTER,
        galley,
    );

    let (word, about) = (self::word(clock, now), about(snapshot, clock, now));
    let role = field.role(theme.text.display_label, 44.0);
    let ink = if clock.is_running {
        paints.signal
    } else {
        paints.ink
    };
    let galley = text::line(ui, &word, role, ink);
    text::paint(
        ui.painter(),
        field.at(x, y + 160.0),
        Align2::CENTER_CENTER,
        galley,
    );
    let role = field.role(theme.text.body, 34.0);
    let galley = text::within(ui, &about, role, paints.quiet, 520.0 * field.unit, 1);
    text::paint(
        ui.painter(),
        field.at(x, y + 212.0),
        Align2::CENTER_CENTER,
        galley,
    );
    say(
        ui,
        drawn,
        Role::Timer,
        &format!("{digits}. {word}. {about}"),
    );
}

fn word(clock: &Clock, now: Stamp) -> String {
    let left = clock.remaining_ms(now);
    let sign = clock.signal(now);
    let word = if clock.is_running {
        sign.label()
    } else {
        "Paused"
    };
    // Within its first second the time is up without a count.
    if sign == Signal::TimeIsUp && left <= -1_000 {
        format!("{word}  {}", signal::digits(left))
    } else {
        word.to_owned()
    }
}

/// "left of 4:00"; when the time is long up, thanks and what comes.
fn about(snapshot: &DisplaySnapshot, clock: &Clock, now: Stamp) -> String {
    let of = signal::minutes(clock.budget_ms);
    if !clock.is_past_grace(now) {
        let is_over = clock.remaining_ms(now) < 0;
        return if is_over {
            format!("of {of}")
        } else {
            format!("left of {of}")
        };
    }
    let seat = clock.turn.seat;
    let thanks = match seat.and_then(|seat| snapshot.guest(seat)) {
        Some(guest) => format!("Thank you, {}", guest.first_name.as_str()),
        None => "Thank you, all".to_owned(),
    };
    match (clock.next_phase, &clock.then) {
        (Some(Phase::Questions), _) => format!("{thanks}. Questions next."),
        (Some(_), _) => format!("{thanks}. A last word next."),
        (None, Some(then)) => format!("{thanks}. {} next.", then.as_str()),
        (None, None) => format!("{thanks}."),
    }
}

/// The four signs with their words, the one that holds filled and in its colour; where they end.
fn strip(ui: &Ui, field: &Field, paints: &Paints, holds: Signal) -> f32 {
    let theme = theme::of(ui);
    let unit = field.unit;
    let role = field.role(theme.text.display_label, 34.0);
    let mut x = 83.0;
    let y = card::FOOT;
    for signal in [
        Signal::Plenty,
        Signal::WrappingUp,
        Signal::TimeIsUp,
        Signal::Questions,
    ] {
        let is_held = signal == holds;
        let (ink, line) = if is_held {
            (paints.signal, paints.signal)
        } else {
            (paints.quiet, paints.edge)
        };
        let stroke = Stroke::new(2.0 * unit, line);
        let at = field.at_foot(x + 17.0, y);
        ring::sign_in(ui.painter(), at, 16.0 * unit, signal, is_held, stroke);
        let words = text::line(ui, signal.label(), role, ink);
        let at = field.at_foot(x + 56.0, y);
        let drawn = text::paint(ui.painter(), at, Align2::LEFT_CENTER, words);
        x += 56.0 + drawn.width() / unit + 59.0;
    }
    x
}

/// What comes: "Next: questions, then Jonah Reid".
fn foot(ui: &Ui, field: &Field, paints: &Paints, clock: &Clock, from: f32) {
    let phase = clock.next_phase.map(|phase| match phase {
        Phase::Questions => "questions",
        _ => "a last word",
    });
    let then = clock.then.as_ref().map(Shown::as_str);
    let words = match (phase, then) {
        (Some(phase), Some(then)) => format!("Next: {phase}, then {then}"),
        (Some(one), None) | (None, Some(one)) => format!("Next: {one}"),
        (None, None) => return,
    };
    card::foot_beside(ui, field, paints, &words, from);
}

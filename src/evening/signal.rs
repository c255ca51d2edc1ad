//! What the clock says: its four signals and its digits. Words, shapes and colours of a screen are not here.

use crate::{domain::note::Phase, words};

/// The last part of a phase in which it wraps up: a quarter, within these bounds.
const WRAPPING_UP_MS: (i64, i64) = (30_000, 60_000);
/// How long over its time a speaker is left in peace.
const GRACE_MS: i64 = 30_000;
/// The last part of a phase, in which the ring is drawn often, and how often.
const LAST_MS: (i64, i64) = (10_000, 100);
/// How long after a second's edge it is drawn, so that it is never drawn before it.
const AFTER_EDGE_MS: i64 = 2;

words! {
    /// The four signals of the clock.
    Signal { Plenty = "plenty", WrappingUp = "wrapping-up", TimeIsUp = "time-is-up", Questions = "questions" }
}

impl Signal {
    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Plenty => "Plenty of time",
            Self::WrappingUp => "Wrapping up",
            Self::TimeIsUp => "Time is up",
            Self::Questions => "Questions",
        }
    }
}

/// The signal for what remains of a phase of `budget_ms`.
pub const fn signal(phase: Phase, remaining_ms: i64, budget_ms: i64) -> Signal {
    match phase {
        _ if remaining_ms < 0 => Signal::TimeIsUp,
        Phase::Questions => Signal::Questions,
        Phase::Wrap => Signal::WrappingUp,
        Phase::Pitch if is_wrapping_up(remaining_ms, budget_ms) => Signal::WrappingUp,
        Phase::Pitch => Signal::Plenty,
    }
}

/// Whether the last quarter has begun (at least 30 s, at most 60 s); the beads of the questions show it too.
pub const fn is_wrapping_up(remaining_ms: i64, budget_ms: i64) -> bool {
    remaining_ms <= wrapping_up_ms(budget_ms)
}

/// What remains of a phase of `budget_ms` when it begins to wrap up.
pub(super) const fn wrapping_up_ms(budget_ms: i64) -> i64 {
    let (least, most) = WRAPPING_UP_MS;
    let quarter = budget_ms / 4;
    if quarter < least {
        least
    } else if quarter > most {
        most
    } else {
        quarter
    }
}

/// Whether a speaker is over time for longer than the grace.
pub const fn is_past_grace(remaining_ms: i64) -> bool {
    remaining_ms < -GRACE_MS
}

/// Milliseconds until a running clock is worth drawing again: just after its next second; ten times a second in its last
/// ten, unless there are to be fewer movements.
pub const fn until_next_look_ms(remaining_ms: i64, fewer_movements: bool) -> i64 {
    let (last, often) = LAST_MS;
    if remaining_ms > 0 && remaining_ms <= last && !fewer_movements {
        return often;
    }
    until_next_digit_ms(remaining_ms) + AFTER_EDGE_MS
}

/// The name of a phase on screen.
pub const fn phase_label(phase: Phase) -> &'static str {
    match phase {
        Phase::Pitch => "Pitch",
        Phase::Questions => "Q&A",
        Phase::Wrap => "Wrap",
    }
}

/// The digits for what remains: rounded up, so that 3:00 stands a whole second and 0:00 comes exactly at zero; over
/// time they count up with a plus.
pub fn digits(remaining_ms: i64) -> String {
    if remaining_ms <= -1_000 {
        format!("+{}", minutes(-remaining_ms))
    } else {
        minutes(remaining_ms.max(0) + 999)
    }
}

/// Milliseconds until [`digits`] changes, 1 to 1000: the next moment worth drawing.
pub const fn until_next_digit_ms(remaining_ms: i64) -> i64 {
    match remaining_ms.rem_euclid(1_000) {
        0 => 1_000,
        ms => ms,
    }
}

/// A span as minutes and whole seconds gone, "2:14".
pub fn minutes(span_ms: i64) -> String {
    let secs = span_ms.max(0) / 1_000;
    format!("{}:{:02}", secs / 60, secs % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_round_up_and_reach_zero_exactly() {
        for (remaining_ms, expected) in [
            (180_000, "3:00"),
            (179_999, "3:00"),
            (179_000, "2:59"),
            (1, "0:01"),
            (0, "0:00"),
            (-999, "0:00"),
            (-1_000, "+0:01"),
            (-61_999, "+1:01"),
        ] {
            assert_eq!(digits(remaining_ms), expected, "{remaining_ms}");
        }
    }

    #[test]
    fn the_next_digit_is_the_first_moment_that_looks_different() {
        for remaining_ms in -3_000..3_000 {
            let wait = until_next_digit_ms(remaining_ms);
            assert_eq!(
                digits(remaining_ms - wait + 1),
                digits(remaining_ms),
                "{remaining_ms}"
            );
            assert_ne!(
                digits(remaining_ms - wait),
                digits(remaining_ms),
                "{remaining_ms}"
            );
        }
    }

    #[test]
    fn a_clock_is_drawn_at_its_seconds_and_often_only_at_its_end() {
        assert_eq!(until_next_look_ms(180_000, false), 1_002);
        assert_eq!(until_next_look_ms(10_001, false), 3);
        assert_eq!(until_next_look_ms(10_000, false), 100);
        assert_eq!(until_next_look_ms(10_000, true), 1_002);
        assert_eq!(until_next_look_ms(0, false), 1_002);
        assert_eq!(until_next_look_ms(-30_500, false), 502);
    }

    #[test]
    fn the_signals_change_at_a_quarter_within_half_a_minute_and_a_minute() {
        let pitch = |remaining, budget| signal(Phase::Pitch, remaining, budget);
        assert_eq!(pitch(45_001, 180_000), Signal::Plenty);
        assert_eq!(pitch(45_000, 180_000), Signal::WrappingUp);
        assert_eq!(pitch(30_001, 60_000), Signal::Plenty);
        assert_eq!(pitch(30_000, 60_000), Signal::WrappingUp);
        assert_eq!(pitch(60_001, 600_000), Signal::Plenty);
        assert_eq!(pitch(60_000, 600_000), Signal::WrappingUp);
        assert_eq!(pitch(0, 180_000), Signal::WrappingUp);
        assert_eq!(pitch(-1, 180_000), Signal::TimeIsUp);
        assert_eq!(signal(Phase::Questions, 1, 300_000), Signal::Questions);
        assert_eq!(signal(Phase::Questions, -1, 300_000), Signal::TimeIsUp);
        assert_eq!(signal(Phase::Wrap, 300_000, 300_000), Signal::WrappingUp);
        assert_eq!(signal(Phase::Wrap, -1, 300_000), Signal::TimeIsUp);
    }
}

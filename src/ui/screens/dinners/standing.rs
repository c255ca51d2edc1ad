//! Where a dinner stands: the chip of its row, and the segment that it is found in.

use chrono::NaiveDate;

use crate::{
    app::desk::DinnerLine,
    domain::dinner::DinnerState,
    ui::{icons::Icon, theme::Tone},
};

/// What the list is narrowed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Segment {
    #[default]
    All,
    Planned,
    Live,
    ToWrapUp,
    Closed,
}

impl Segment {
    pub(super) const ALL: [Self; 5] = [
        Self::All,
        Self::Planned,
        Self::Live,
        Self::ToWrapUp,
        Self::Closed,
    ];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Planned => "Planned",
            Self::Live => "Live",
            Self::ToWrapUp => "To wrap up",
            Self::Closed => "Closed",
        }
    }
}

/// Where a dinner stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Draft,
    Inviting,
    /// Most seats are taken, and something is still open.
    AlmostReady,
    /// Everybody has said yes and has a seat.
    Ready,
    Live,
    ToWrapUp,
    /// Its day went by and nobody had said yes.
    Missed,
    Closed,
}

impl Standing {
    /// Where the dinner of a line stands on `today`. A dinner whose day went by without being run is to be wrapped up
    /// too: somebody was there.
    pub(super) fn of(line: &DinnerLine, today: NaiveDate) -> Self {
        let is_past = line.dinner.starts_at.is_some_and(|at| at.date() < today);
        let is_open = line.maybe + line.unanswered > 0;
        let is_full = line.seats > 0 && line.coming >= line.seats;
        match line.dinner.state {
            DinnerState::Closed => Self::Closed,
            DinnerState::Wrapped => Self::ToWrapUp,
            DinnerState::Live => Self::Live,
            // The host alone is no guest yet.
            _ if is_past && line.coming > 1 => Self::ToWrapUp,
            _ if is_past => Self::Missed,
            DinnerState::Draft if line.coming + line.maybe + line.unanswered <= 1 => Self::Draft,
            DinnerState::Seated if is_full && !is_open => Self::Ready,
            _ if line.seats > 0 && line.coming * 4 >= line.seats * 3 => Self::AlmostReady,
            _ => Self::Inviting,
        }
    }

    pub(super) const fn segment(self) -> Segment {
        match self {
            Self::Draft | Self::Inviting | Self::AlmostReady | Self::Ready | Self::Missed => {
                Segment::Planned
            }
            Self::Live => Segment::Live,
            Self::ToWrapUp => Segment::ToWrapUp,
            Self::Closed => Segment::Closed,
        }
    }

    /// Word, tone and icon of its chip; whether the icon is filled.
    pub(super) const fn chip(self) -> (&'static str, Tone, Icon, bool) {
        match self {
            Self::Draft => ("Draft", Tone::Neutral, Icon::PencilSimple, false),
            Self::Inviting => ("Inviting", Tone::Info, Icon::DRAFT, false),
            Self::AlmostReady => ("Almost ready", Tone::Look, Icon::LATE, true),
            Self::Ready => ("Ready", Tone::Good, Icon::DONE, true),
            Self::Live => ("Live", Tone::Accent, Icon::LIVE, true),
            Self::ToWrapUp => ("To wrap up", Tone::Look, Icon::PencilSimple, false),
            Self::Missed => ("Not held", Tone::Neutral, Icon::CalendarBlank, false),
            Self::Closed => ("Closed", Tone::Good, Icon::DONE, true),
        }
    }
}

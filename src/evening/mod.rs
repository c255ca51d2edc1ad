//! The live evening of one table: clock, running order, state machine, forecast, note line and play script.
//! Pure: what remains is a function of the log of events and of the moment asked about. No I/O, no real clock, no SQL.

pub mod action;
pub mod clock;
pub mod cue;
mod due;
pub mod event;
pub mod forecast;
pub mod grammar;
pub mod machine;
pub mod plan;
mod progress;
pub mod rebalance;
pub mod script;
pub mod signal;
pub mod template;

#[cfg(test)]
mod tests;

pub use action::{Action, Refusal, next};
pub use clock::{BootId, Clock, Stamp};
pub use cue::{Cue, Ear};
pub use due::day as read_day;
pub use event::{Event, Recorded};
pub use forecast::{Forecast, SlotAccount, SlotTime};
pub use machine::{Evening, fold};
pub use plan::{Lengths, Plan, Slot, SlotId, SlotKind};
pub use progress::{Fate, State};
pub use rebalance::Rebalance;
pub use signal::Signal;
pub use template::Template;

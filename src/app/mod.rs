//! The running application without a window: the session with its one writer, and what a user can do, as functions
//! that the command line and the window share.

mod awake;
pub mod beside;
pub mod board;
mod chime;
pub mod clock;
pub mod desk;
pub mod dinner_plan;
pub mod dinners;
pub mod display;
pub mod drafts;
pub mod export;
mod fault;
pub mod find;
pub mod groups;
pub mod import;
pub mod invitations;
pub mod live;
mod objective;
mod outbox;
pub mod papers;
pub mod people;
pub mod place;
pub mod plan;
pub mod play;
pub mod recap_choices;
pub mod recaps;
pub mod reply;
mod room;
pub mod rules;
pub mod running_order;
pub mod sample;
pub mod session;
mod two;
pub mod when;
pub mod wrap;
mod writer;

pub use crate::{exchange::Field, recap::Paper};
pub use awake::{Awake, AwakeState, Hold};
pub use chime::{Chime, NoSound};
pub use clock::{AnyClock, SystemClock};
pub use desk::Desk;
pub use fault::{Fault, damaged, fault_of};
pub use outbox::{Outbox, Way, Write};
pub use place::{backup_folder, file_slug, is_library, library_file, restore, write_file};
pub use session::Session;

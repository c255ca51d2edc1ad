//! The running application without a window: the session with its one writer, and what a user can do, as functions
//! that the command line and the window share.

pub mod clock;
pub mod dinners;
pub mod export;
pub mod find;
pub mod import;
pub mod live;
pub mod play;
pub mod sample;
pub mod session;
pub mod wrap;
mod writer;

pub use clock::SystemClock;
pub use session::Session;

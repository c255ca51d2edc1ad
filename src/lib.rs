//! Tablemates: small tables, real follow-up. The modules in reading order, and what each may use.

/// The running application without a window; uses all above.
pub mod app;
/// The command line; uses app and domain.
pub mod cli;
/// The nouns and the ledger of facts; uses none of the others.
pub mod domain;
/// The live evening as a fold over events; uses domain.
pub mod evening;
/// Files of other programs; uses domain.
pub mod exchange;
/// What is to be done after it; uses domain.
pub mod followup;
/// Paper; uses domain.
pub mod recap;
/// Who sits where; uses domain.
pub mod seating;
/// The library on disk; uses domain.
pub mod storage;
/// The window; uses app, and the types of the rooms that it shows.
pub mod ui;

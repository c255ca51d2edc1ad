//! The nouns of Tablemates as types that cannot be wrong, and the ledger of facts that records every change to them.
//! No I/O, no clock, no SQL.

pub mod audience;
pub mod id;
pub mod note;
pub mod word;

pub use audience::Audience;
pub use id::Id;

//! From what was said at the table to what is to be done: rules that read a dinner's record and suggest follow-ups, each
//! with its reason, source, owner and day. Nothing is decided here, and nothing is ever sent.

pub mod ask;
pub mod matching;
mod rules;
#[cfg(test)]
mod tests;

pub use rules::suggest;

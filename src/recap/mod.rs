//! Paper: what a guest is handed after a dinner, from the words to the bytes of a PDF.
//!
//! The way is one direction, and each step knows only the one before it: `content` (typed views of what one reader
//! may see), `text` over `faces` and `words` (shaping and line breaking), `layout`, `sheets` and `organiser` over `page`
//! and `flow` (pages of placed glyphs, pure), `pdf` (bytes), `write` (a file, whole or not at all). Nothing here reads the ledger, decides
//! who may see what, or asks for the time: a view arrives already filtered, and its dates come with it.

pub mod beside;
pub mod build;
pub mod content;
pub mod faces;
mod feet;
mod fit;
mod flow;
mod guests;
pub mod layout;
pub mod organiser;
pub mod page;
pub mod palette;
mod paragraph;
pub mod pdf;
mod plan;
mod questions;
mod rows;
pub mod sheets;
mod table;
pub mod text;
mod words;
pub mod write;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use content::AttendeeRecap;
pub use faces::Faces;
pub use fit::attendee;
pub use page::{Laid, Paper, Report};
pub use pdf::{Meta, emit};

//! The vocabulary of the window: parts that screens are made of.
//!
//! Data in, events out: a part takes words and numbers and returns what was pressed; it knows nothing of the
//! library. Every part names itself for a screen reader and is one stop of the Tab key, with arrows inside.

pub mod avatar;
pub mod button;
pub mod card;
pub mod check;
pub mod chip;
pub mod choice;
pub mod dialog;
pub mod empty;
pub mod entry;
pub mod field;
pub mod focus;
pub mod foot;
pub mod key_cap;
pub mod menu;
pub mod mini_table;
pub mod notice;
pub mod progress;
pub mod rail;
pub mod ring;
pub mod row;
pub mod seat_map;
pub mod section;
pub mod segments;
pub mod select;
pub mod setting;
pub mod stages;
pub mod stepper;
pub mod strokes;
pub mod switch;
pub mod table;
pub mod text;
pub mod toast;

pub use avatar::{Avatar, Plate, SeatState};
pub use button::{Button, Kind, Size};
pub use chip::Chip;
pub use dialog::dialog;
pub use field::Field;
pub use row::{Columns, Row, Width};
pub use segments::Segments;
pub use table::{Bond, TableEvent, TablePlan};

#[cfg(test)]
mod tests;

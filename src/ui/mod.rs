//! The window: looks, parts, screens. eframe and egui live here and nowhere else.
//!
//! Screens look at the desk, own only what is chosen and typed, and return commands; the window runs them after drawing.

pub mod command;
pub mod display;
pub mod files;
mod frame;
mod fuzzy;
pub mod gallery;
pub mod icons;
mod keys;
mod palette;
mod panes;
mod screens;
pub mod theme;
pub mod widgets;
pub mod window;

pub use window::{Window, open, open_gallery, options};

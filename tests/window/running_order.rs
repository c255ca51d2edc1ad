//! The screen of running order, by accessible name.

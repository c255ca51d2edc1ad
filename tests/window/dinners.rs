//! The screen of dinners, by accessible name.

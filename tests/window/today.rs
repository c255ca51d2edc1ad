//! The screen of today, by accessible name.

//! The screen of settings, by accessible name.

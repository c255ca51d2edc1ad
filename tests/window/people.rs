//! The screen of people, by accessible name.

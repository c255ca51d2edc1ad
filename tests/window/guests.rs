//! The screen of guests, by accessible name.

//! The screen of import, by accessible name.

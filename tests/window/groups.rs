//! The screen of groups, by accessible name.

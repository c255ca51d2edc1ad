//! The screen of seating, by accessible name.

//! Bringing people in from a file: what a file holds, before anything is written.

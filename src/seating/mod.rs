//! scratch
pub mod dinner;
pub mod matrix;

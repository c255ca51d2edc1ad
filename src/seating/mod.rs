//! scratch
mod chain;
mod chance;
pub mod broken;
pub mod mend;
pub mod plan;
pub mod problem;
pub mod rules;
pub mod dinner;
pub mod matrix;
pub mod seats;

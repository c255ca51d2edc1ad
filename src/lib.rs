//! Tablemates: small tables, real follow-up. The modules in reading order.

pub mod app;
pub mod domain;
pub mod evening;
pub mod exchange;
pub mod followup;
pub mod storage;

//! Tablemates: small tables, real follow-up. The modules in reading order.

pub mod domain;
pub mod storage;

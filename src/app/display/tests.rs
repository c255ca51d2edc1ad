//! What the table sees of an evening.

//! The rules on small records: each finds what it should, and running again finds the same.

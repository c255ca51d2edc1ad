//! Who sits at which table, in which seat: exact where that can be proved, searched where it cannot, and
//! explained in words. Deterministic by seed; it reads no clock and no file, and knows people only as
//! places in the list of guests that it was given.
//!
//! In reading order: `problem` is what the organiser says, `rules` what it is worth, `matrix` that in
//! numbers; `dinner` finds the tables (with `chain`, `quota` and `chance`), `seats` the order at each (with `ladder`); `plan`
//! brings them together, `broken` and `mend` name rules not kept, `bound` says what no plan can pass,
//! `clash` which rules cannot all hold, `explain` puts it all in words.

pub mod bound;
pub mod broken;
mod chain;
mod chance;
pub mod clash;
pub mod dinner;
pub mod explain;
mod ladder;
pub mod matrix;
pub mod mend;
pub mod plan;
pub mod problem;
mod quota;
pub mod rules;
pub mod seats;
#[cfg(test)]
mod tests;

pub use broken::{BrokenKind, BrokenRule, is_kept, side_at};
pub use clash::{Claim, smallest_clash};
pub use dinner::{Effort, Pace};
pub use plan::{Options, OrderQuality, Plan, PlannedTable, SeatingError, order_quality, seat};
pub use problem::{
    FactKind, Guest, Lock, Meal, PairFact, Problem, ProblemError, Rule, RuleKind, Scope, TableSpec,
};
pub use rules::Weights;
pub use seats::{Shape, Side, Sides};

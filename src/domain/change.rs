//! A change: the unit of undo. One command, import or pack, with the label that History shows.

use crate::{domain::Id, noun};

noun! {
    /// One change to the library.
    Change = "change" {
        /// "Import 412 people".
        label: String = Everyone,
        /// The change that it takes back.
        undoes: Option<Id<Change>> = Everyone,
        /// Whether it is of the live screen, which takes back its own.
        is_live: bool = Everyone,
    }
}

//! What kind of failure an error is, for the exit code.

use std::path::Path;

use super::import::ImportError;
use crate::{exchange::ReadError, storage::StorageError};

/// A failure by what the user can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Refused or failed.
    Refused,
    /// The words of the command were wrong.
    Usage,
    /// Another Tablemates writes the library.
    InUse,
    /// The library is damaged or not ours.
    Damaged,
}

/// The kind of an error: that of the library's error in its chain, if there is one.
pub fn fault_of(error: &anyhow::Error) -> Fault {
    let of_storage = |error: &StorageError| match error {
        StorageError::InUse { .. } => Fault::InUse,
        StorageError::Damaged { .. }
        | StorageError::NotOurs { .. }
        | StorageError::Empty { .. } => Fault::Damaged,
        _ => Fault::Refused,
    };
    let is_usage = |error: &ImportError| {
        matches!(
            error,
            ImportError::Mapping { .. } | ImportError::Read(ReadError::UnknownFormat { .. })
        )
    };
    if error
        .chain()
        .filter_map(|cause| cause.downcast_ref())
        .any(is_usage)
    {
        return Fault::Usage;
    }
    error
        .chain()
        .find_map(|cause| cause.downcast_ref())
        .map_or(Fault::Refused, of_storage)
}

/// The error of a library in which a check found damage.
pub fn damaged(library: &Path, detail: &str) -> StorageError {
    StorageError::damaged(library, detail)
}

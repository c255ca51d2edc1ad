//! Taking the sample library away, whole; nothing else is ever taken away by it.

use std::{fs, path::Path};

use super::{MARK, SampleError};
use crate::storage::{Access, Library, StorageError};

/// Takes away the sample library of an earlier demo, whole. Anything else at that place is left, and is an error.
pub fn clear(file: &Path) -> Result<(), SampleError> {
    if !file.exists() {
        return Ok(());
    }
    let is_sample = Library::open(file, Access::Read, 0)?
        .setting(MARK)?
        .is_some();
    if !is_sample {
        return Err(SampleError::Storage(StorageError::Refused {
            what: format!(
                "{} is there already and is not a sample library. Name another folder with --out",
                file.display()
            ),
        }));
    }
    // Held by another program, the lock says so here.
    drop(Library::open(file, Access::Write, 0)?);
    for suffix in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        match fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StorageError::from_io(Path::new(&name), error).into());
            }
            _ => {}
        }
    }
    Ok(())
}

//! Bringing people in from a file: what a file holds, before anything is written, and then the writing of it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{DeskError, Progress, Report};
use crate::app::{
    self, Session,
    import::{self, Choices, ImportError, Preview},
};

/// A file to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    pub path: PathBuf,
    /// Its bytes, where it was read before.
    pub bytes: Option<Arc<[u8]>>,
    /// What is said about it; nothing: what was kept from the last file like it.
    pub choices: Option<Choices>,
}

impl Look {
    /// The first look at a file.
    pub fn at(path: PathBuf) -> Self {
        Self {
            path,
            bytes: None,
            choices: None,
        }
    }

    /// The same file with other choices.
    pub fn again(preview: &Preview, choices: &Choices) -> Self {
        Self {
            path: preview.path.clone(),
            bytes: Some(Arc::clone(&preview.bytes)),
            choices: Some(choices.clone()),
        }
    }

    pub(super) fn run(&self, session: &Session) -> Result<Report, DeskError> {
        let preview = import::look(
            session,
            &self.path,
            self.bytes.clone(),
            self.choices.clone(),
        );
        match preview {
            Ok(preview) => Ok(Report::Preview(Arc::new(preview))),
            // These name the file themselves.
            Err(error @ (ImportError::File { .. } | ImportError::Folder { .. })) => {
                Err(error.into())
            }
            Err(error) => Err(DeskError::Refused(format!(
                "{}: {error}",
                name_of(&self.path)
            ))),
        }
    }
}

/// Brings in what was looked at.
pub(super) fn bring_in(
    session: &Session,
    preview: &Preview,
    choices: &Choices,
    progress: &Progress,
) -> Result<Report, DeskError> {
    let brought = import::bring_in(session, preview, choices, || progress.is_cancelled())?;
    Ok(Report::BroughtIn {
        words: brought.words,
        is_written: brought.is_written,
        preview: Arc::new(brought.preview),
    })
}

/// Writes the example of a table.
pub(super) fn write_template(path: &Path) -> Result<Report, DeskError> {
    let refused = |reason: String| DeskError::Refused(reason);
    if path.is_dir() || app::is_library(path) {
        return Err(refused(format!(
            "{} is a folder or a library, and was left as it is. Choose another name",
            path.display()
        )));
    }
    let bytes = import::template().map_err(|error| refused(error.to_string()))?;
    let file =
        app::write_file(path, &bytes).map_err(|error| refused(format!("The template: {error}")))?;
    let words = format!("Wrote {}. Fill it in and bring it in here", file.display());
    Ok(Report::Done(words.into()))
}

/// "Connections.csv".
fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

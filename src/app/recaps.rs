//! Writing the recaps of a dinner: for each guest who came, the PDF of what that guest may read.

use std::path::{Path, PathBuf};

use super::live::Live;
use crate::{
    domain::{DinnerRecord, Id, Person},
    evening::Stamp,
    recap::{
        self, Faces, Meta, Paper, build,
        pdf::PdfError,
        write::{FileNames, WriteError},
    },
};

/// Why a recap was not written.
#[derive(Debug, thiserror::Error)]
pub enum RecapError {
    #[error(transparent)]
    Faces(#[from] recap::faces::FaceError),
    #[error("{name}: {source}")]
    Pdf { name: String, source: PdfError },
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// A recap that is on the disk.
#[derive(Clone, Debug)]
pub struct WrittenRecap {
    pub person: Id<Person>,
    pub name: String,
    pub file: PathBuf,
    /// What is not on the paper and why, for the host.
    pub remarks: Vec<String>,
}

/// A recap before it is on the disk.
#[derive(Clone, Debug)]
pub struct RecapPdf {
    /// Whose it is.
    pub name: String,
    pub bytes: Vec<u8>,
    /// What is not on the paper and why, for the host.
    pub remarks: Vec<String>,
}

/// The guests who came, by table and seat: each gets a recap.
pub fn readers(record: &DinnerRecord) -> Vec<Id<Person>> {
    record
        .tables
        .iter()
        .flat_map(|table| record.seated(table.number))
        .map(|a| a.person)
        .collect()
}

/// Writes the recaps of `readers` into `folder`; `done` hears of each.
pub fn write(
    record: &DinnerRecord,
    readers: &[Id<Person>],
    folder: &Path,
    paper: Paper,
    mut done: impl FnMut(),
) -> Result<Vec<WrittenRecap>, RecapError> {
    let faces = Faces::load(&font_folders())?;
    let mut names = FileNames::default();
    let mut written = Vec::new();
    for reader in readers {
        let Some(RecapPdf {
            name,
            bytes,
            remarks,
        }) = pdf(record, *reader, &faces, paper)?
        else {
            continue;
        };
        let file_name = names.name(record.day(), &record.dinner.title, &name);
        let file = recap::write::write(folder, &file_name, &bytes)?;
        written.push(WrittenRecap {
            person: *reader,
            name,
            file,
            remarks,
        });
        done();
    }
    Ok(written)
}

/// The recap of one guest; `None` when they had no seat.
pub fn pdf(
    record: &DinnerRecord,
    reader: Id<Person>,
    faces: &Faces,
    paper: Paper,
) -> Result<Option<RecapPdf>, RecapError> {
    let Some(document) = build::attendee(record, reader) else {
        return Ok(None);
    };
    let laid = recap::attendee(&document, faces, paper);
    let name = record.name(reader);
    let meta = Meta {
        title: format!("Recap for {name}: {}", document.dinner),
        language: "en-GB".to_owned(),
        date: record.day(),
    };
    let bytes = recap::emit(&laid, faces, &meta).map_err(|source| RecapError::Pdf {
        name: name.clone(),
        source,
    })?;
    let mut remarks = laid.report.left_out.clone();
    if !laid.report.missing.is_empty() {
        let signs: String = laid.report.missing.iter().collect();
        remarks.push(format!(
            "no type face here has the characters {signs}; each is printed as a question mark"
        ));
    }
    Ok(Some(RecapPdf {
        name,
        bytes,
        remarks,
    }))
}

/// How an evening went, in words: "+6:00 behind, ends 21:53 (plan 21:47)".
pub fn evening_words(live: &Live) -> String {
    let evening = live.evening();
    let now: Option<Stamp> = evening.log().last().map(|event| event.stamp);
    now.map_or_else(
        || "the evening has not begun".to_owned(),
        |now| evening.forecast(now).words(&live.zone()),
    )
}

/// Where this platform keeps its type faces.
pub fn font_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = Vec::new();
    if cfg!(target_os = "windows") {
        folders.extend(std::env::var_os("WINDIR").map(|windows| Path::new(&windows).join("Fonts")));
    } else if cfg!(target_os = "macos") {
        folders.extend(["/System/Library/Fonts", "/Library/Fonts"].map(PathBuf::from));
    } else {
        folders.extend(["/usr/share/fonts", "/usr/local/share/fonts"].map(PathBuf::from));
    }
    folders
        .extend(directories::UserDirs::new().and_then(|dirs| dirs.font_dir().map(Path::to_owned)));
    folders
}

//! Writing the recaps of a dinner: for each guest who came, the PDF of what that guest may read.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use uuid::Uuid;

use super::{live::Live, two::on_two};
use crate::{
    domain::{DinnerRecord, Id, Person},
    evening::Stamp,
    recap::{
        self, AttendeeRecap, Faces, Laid, Meta, Paper, build,
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

/// What the file of each reader is called, without its ending. Of all readers, so that two of one name never get one
/// file, whoever's is written first.
pub(super) fn file_stems(record: &DinnerRecord) -> BTreeMap<Id<Person>, String> {
    let mut names = FileNames::default();
    let mut stem = |reader: Id<Person>| {
        let name = names.name(record.day(), &record.dinner.title, &record.name(reader));
        name.trim_end_matches(".pdf").to_owned()
    };
    let readers = readers(record).into_iter();
    readers.map(|reader| (reader, stem(reader))).collect()
}

/// Writes the recaps of `readers` into `folder`, on two threads; `done` hears of each.
pub fn write(
    record: &DinnerRecord,
    readers: &[Id<Person>],
    folder: &Path,
    paper: Paper,
    mut done: impl FnMut(),
) -> Result<Vec<WrittenRecap>, RecapError> {
    let writer = RecapWriter::new(record, folder, paper)?;
    let written = writer.write_all(readers, |_| {
        done();
        true
    })?;
    Ok(written)
}

/// Writes the recaps of one dinner into one folder.
pub struct RecapWriter<'a> {
    record: &'a DinnerRecord,
    folder: &'a Path,
    paper: Paper,
    faces: Faces,
    stems: BTreeMap<Id<Person>, String>,
}

impl<'a> RecapWriter<'a> {
    /// A writer that has written nothing yet.
    pub fn new(
        record: &'a DinnerRecord,
        folder: &'a Path,
        paper: Paper,
    ) -> Result<Self, RecapError> {
        Ok(Self {
            record,
            folder,
            paper,
            faces: faces()?,
            stems: file_stems(record),
        })
    }

    /// Writes the recaps of guests on two threads; `took` hears of each that is done, and says whether to go on. Those
    /// who were not there are left out. They come back in the order of the guests.
    pub fn write_all(
        &self,
        readers: &[Id<Person>],
        took: impl FnMut(usize) -> bool,
    ) -> Result<Vec<WrittenRecap>, RecapError> {
        let work = |reader: &Id<Person>| self.write(*reader);
        let written = gathered(readers.len(), |one| on_two(readers, work, one), took)?;
        Ok(written.into_iter().flatten().collect())
    }

    /// Writes the recap of one guest; `None` when they were not there.
    pub fn write(&self, reader: Id<Person>) -> Result<Option<WrittenRecap>, RecapError> {
        let Some(stem) = self.stems.get(&reader) else {
            return Ok(None);
        };
        let Some(recap) = pdf(self.record, reader, &self.faces, self.paper)? else {
            return Ok(None);
        };
        let file = recap::write::write(self.folder, &format!("{stem}.pdf"), &recap.bytes)?;
        Ok(Some(WrittenRecap {
            person: reader,
            name: recap.name,
            file,
            remarks: recap.remarks,
        }))
    }
}

/// The type faces of paper: our own, and those of this machine for other scripts.
pub fn faces() -> Result<Faces, RecapError> {
    Ok(Faces::load(&font_folders())?)
}

/// The recap of one guest; `None` when they had no seat.
pub fn pdf(
    record: &DinnerRecord,
    reader: Id<Person>,
    faces: &Faces,
    paper: Paper,
) -> Result<Option<RecapPdf>, RecapError> {
    let Some(Preview { laid, remarks }) = preview(record, reader, faces, paper) else {
        return Ok(None);
    };
    let name = record.name(reader);
    let meta = Meta {
        title: format!("Recap for {name}: {}", record.dinner.title),
        language: "en-GB".to_owned(),
        date: record.day(),
    };
    let bytes = recap::emit(&laid, faces, &meta).map_err(|source| RecapError::Pdf {
        name: name.clone(),
        source,
    })?;
    Ok(Some(RecapPdf {
        name,
        bytes,
        remarks,
    }))
}

/// The pages of a recap as they will be written.
#[derive(Clone, Debug)]
pub struct Preview {
    pub laid: Laid,
    /// What is not on the paper and why, for the host.
    pub remarks: Vec<String>,
}

/// Lays out the recap of one guest; `None` when they had no seat.
pub fn preview(
    record: &DinnerRecord,
    reader: Id<Person>,
    faces: &Faces,
    paper: Paper,
) -> Option<Preview> {
    let document = build::attendee(record, reader)?;
    let laid = recap::attendee(&document, faces, paper);
    let remarks = remarks(&laid);
    Some(Preview { laid, remarks })
}

/// What is not on a paper and why, for the host.
pub(super) fn remarks(laid: &Laid) -> Vec<String> {
    let mut remarks = laid.report.left_out.clone();
    if !laid.report.missing.is_empty() {
        let signs: String = laid.report.missing.iter().collect();
        remarks.push(format!(
            "no type face here has the characters {signs}; each is printed as a question mark"
        ));
    }
    remarks
}

/// What `run` hands over piece by piece, in the order of the places; the first failure ends it. `took` hears how many
/// are done, and says whether to go on.
pub(super) fn gathered<T>(
    count: usize,
    run: impl FnOnce(&mut dyn FnMut(usize, Result<T, RecapError>) -> bool),
    mut took: impl FnMut(usize) -> bool,
) -> Result<Vec<T>, RecapError> {
    let mut done: Vec<Option<T>> = (0..count).map(|_| None).collect();
    let (mut failed, mut number) = (None, 0);
    run(&mut |at, result| match result {
        Ok(piece) => {
            if let Some(place) = done.get_mut(at) {
                *place = Some(piece);
            }
            number += 1;
            took(number)
        }
        Err(error) => {
            failed = Some(error);
            false
        }
    });
    match failed {
        Some(error) => Err(error),
        None => Ok(done.into_iter().flatten().collect()),
    }
}

/// A mark of all that a guest's recap says: it changes when, and only when, the words on the paper would.
pub fn content_mark(content: &AttendeeRecap) -> Uuid {
    Uuid::new_v5(&RECAPS, format!("{content:?}").as_bytes())
}

/// The space of names of those marks.
const RECAPS: Uuid = Uuid::from_u128(0x7c1f_54a6_0f0b_4d0c_9a55_2f1f_6f0d_3e81);

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

//! Letters and calendars of a dinner as files in a folder, each whole or not at all.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{calendar, cards, eml, letter};
use crate::{
    app::{
        export::{self, ExportError},
        recaps::{self, RecapError},
        write_file,
    },
    domain::{DinnerRecord, Id, Person, person::ContactKind},
    recap::{Faces, Paper, build, write::FileNames},
    storage::Library,
};

/// A letter that is on the disk, to be opened in a mail program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDraft {
    pub person: Id<Person>,
    pub name: String,
    pub file: PathBuf,
    /// What is not on the recap and why, for the host.
    pub remarks: Vec<String>,
}

/// A guest to whom no letter could be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotDrafted {
    pub person: Id<Person>,
    pub name: String,
    /// "there is no e-mail address".
    pub why: String,
}

/// What came of the letter to one guest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftOutcome {
    Written(WrittenDraft),
    LeftOut(NotDrafted),
}

/// What came of the letters to some guests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts {
    pub written: Vec<WrittenDraft>,
    pub left_out: Vec<NotDrafted>,
}

impl Drafts {
    /// Takes up what came of one.
    pub fn take(&mut self, outcome: DraftOutcome) {
        match outcome {
            DraftOutcome::Written(draft) => self.written.push(draft),
            DraftOutcome::LeftOut(guest) => self.left_out.push(guest),
        }
    }
}

/// Writes the letters to `readers` into `folder`; `done` hears of each. One that cannot be written does not keep the
/// others back.
pub fn write_drafts(
    record: &DinnerRecord,
    readers: &[Id<Person>],
    folder: &Path,
    now_ms: i64,
    mut done: impl FnMut(),
) -> Result<Drafts, RecapError> {
    let writer = DraftWriter::new(record, folder, now_ms)?;
    let mut drafts = Drafts::default();
    for reader in readers {
        if let Some(outcome) = writer.write(*reader)? {
            drafts.take(outcome);
        }
        done();
    }
    Ok(drafts)
}

/// Writes the letters of one dinner into one folder, one at a time.
pub struct DraftWriter<'a> {
    record: &'a DinnerRecord,
    folder: &'a Path,
    now_ms: i64,
    faces: Faces,
    stems: BTreeMap<Id<Person>, String>,
}

impl<'a> DraftWriter<'a> {
    /// A writer that has written nothing yet. `now_ms` is UTC milliseconds.
    pub fn new(
        record: &'a DinnerRecord,
        folder: &'a Path,
        now_ms: i64,
    ) -> Result<Self, RecapError> {
        Ok(Self {
            record,
            folder,
            now_ms,
            faces: recaps::faces()?,
            stems: recaps::file_stems(record),
        })
    }

    /// Writes the letter to one guest; `None` when they were not there.
    pub fn write(&self, reader: Id<Person>) -> Result<Option<DraftOutcome>, RecapError> {
        let (Some(stem), Some(beside)) =
            (self.stems.get(&reader), build::beside(self.record, reader))
        else {
            return Ok(None);
        };
        let name = self.record.name(reader);
        let left_out = |why: &dyn std::fmt::Display| {
            Ok(Some(DraftOutcome::LeftOut(NotDrafted {
                person: reader,
                name: name.clone(),
                why: why.to_string(),
            })))
        };
        let point = self.record.contact(reader, ContactKind::Email);
        let address = point.map(|point| point.value.as_str()).unwrap_or_default();
        let file_name = format!("{stem}.pdf");
        // Whether the address is one is cheaper to know than the pages.
        let empty = letter(&beside, address, (&file_name, Vec::new()), self.now_ms);
        if let Err(error) = eml(&empty) {
            return left_out(&error);
        }
        let Some(recap) = recaps::pdf(self.record, reader, &self.faces, Paper::A4)? else {
            return Ok(None);
        };
        let whole = letter(&beside, address, (&file_name, recap.bytes), self.now_ms);
        let bytes = match eml(&whole) {
            Ok(bytes) => bytes,
            Err(error) => return left_out(&error),
        };
        let file = write_file(&self.folder.join(format!("{stem}.eml")), &bytes)?;
        Ok(Some(DraftOutcome::Written(WrittenDraft {
            person: reader,
            name,
            file,
            remarks: recap.remarks,
        })))
    }
}

/// The calendars and cards of a dinner that are on the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendars {
    /// With all that an organiser may see; only where no guest was named.
    pub organiser: Option<PathBuf>,
    /// Of each guest, their own.
    pub guests: Vec<(Id<Person>, PathBuf)>,
    /// For each guest, the cards of table-mates who agreed; not for those whose table-mates did not.
    pub cards: Vec<(Id<Person>, PathBuf)>,
}

/// Writes the calendar of each of `readers` and the cards of their table-mates into `folder`, and the organiser's
/// calendar where `with_organiser` is. `now_ms` is UTC milliseconds.
pub fn write_calendars(
    library: &Library,
    record: &DinnerRecord,
    readers: &[Id<Person>],
    (folder, with_organiser): (&Path, bool),
    now_ms: i64,
) -> Result<Calendars, ExportError> {
    let mut names = FileNames::default();
    let mut name = |person: &str| {
        let name = names.name(record.day(), &record.dinner.title, person);
        name.trim_end_matches(".pdf").to_owned()
    };
    let guests: BTreeMap<Id<Person>, (String, String)> = recaps::readers(record)
        .into_iter()
        .map(|reader| {
            let of = record.name(reader);
            (reader, (name(&of), name(&format!("{of}, table-mates"))))
        })
        .collect();
    let organiser = name("organiser");
    let write = |stem: &str, ending: &str, text: &str| {
        let file = folder.join(format!("{stem}.{ending}"));
        write_file(&file, text.as_bytes())
    };
    let mut written = Calendars::default();
    for reader in readers {
        let (Some((own, mates)), Some(beside)) =
            (guests.get(reader), build::beside(record, *reader))
        else {
            continue;
        };
        if let Some(text) = calendar(&beside, true, now_ms) {
            written.guests.push((*reader, write(own, "ics", &text)?));
        }
        if let Some(text) = cards(&beside) {
            written.cards.push((*reader, write(mates, "vcf", &text)?));
        }
    }
    if with_organiser {
        let text = export::dinner_calendar(library, &record.dinner, now_ms)?;
        written.organiser = Some(write(&organiser, "ics", &text)?);
    }
    Ok(written)
}

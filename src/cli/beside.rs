//! What goes beside the recaps: letters as drafts, calendars, and cards of table-mates.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use serde_json::{Value, json};

use super::{Out, Place};
use crate::{
    app::{
        Session,
        beside::{self, Calendars, Drafts},
        dinners::counted,
        find, recaps, wrap,
    },
    domain::{Dinner, DinnerRecord, Id, Person},
};

#[derive(Debug, Args)]
pub(super) struct BesideArgs {
    dinner: String,
    /// The folder for the files
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Only for this guest; more than once for several
    #[arg(long = "for", value_name = "WHO")]
    who: Vec<String>,
}

pub(super) fn mail(place: &Place, args: &BesideArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = place.read(out)?;
    let dinner = find::dinner(session.library(), &args.dinner)?;
    let (record, readers) = readers(&session, dinner, &args.who)?;
    if !wrap::was_held(&record, session.now().wall_ms) {
        bail!(
            "{} has not been held yet, so there is nothing to write about",
            record.dinner.title
        );
    }
    let drafts = write_drafts(&session, &record, &readers, &args.out, out)?;
    if let ([], [first, ..]) = (drafts.written.as_slice(), drafts.left_out.as_slice()) {
        bail!("No letter was written. {}: {}", first.name, first.why);
    }
    print_drafts(&drafts, out)?;
    for draft in &drafts.written {
        for remark in &draft.remarks {
            out.warn(format!("{}: {remark}", draft.name));
        }
    }
    out.document(|| drafts_json(&drafts))?;
    Ok(())
}

pub(super) fn calendar(place: &Place, args: &BesideArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = place.read(out)?;
    let dinner = find::dinner(session.library(), &args.dinner)?;
    let (record, readers) = readers(&session, dinner, &args.who)?;
    let written = beside::write_calendars(
        session.library(),
        &record,
        &readers,
        (&args.out, args.who.is_empty()),
        session.now().wall_ms,
    )?;
    print_calendars(&written, out)?;
    out.document(|| calendars_json(&written))?;
    Ok(())
}

/// Writes the letters into a folder, with progress.
pub(super) fn write_drafts(
    session: &Session,
    record: &DinnerRecord,
    readers: &[Id<Person>],
    folder: &Path,
    out: &Out,
) -> anyhow::Result<Drafts> {
    let bar = out.progress("Letters", readers.len());
    let now_ms = session.now().wall_ms;
    let drafts = beside::write_drafts(record, readers, folder, now_ms, || bar.inc(1));
    bar.finish_and_clear();
    drafts.context("The letters were not all written")
}

/// Prints the letters; who got none is a note beside them.
pub(super) fn print_drafts(drafts: &Drafts, out: &mut Out) -> anyhow::Result<()> {
    for draft in &drafts.written {
        out.line(draft.file.display())?;
    }
    for guest in &drafts.left_out {
        out.warn(format!("No letter to {}: {}", guest.name, guest.why));
    }
    let count = counted(drafts.written.len(), "draft");
    out.line(format!(
        "{count} to open in your mail program; nothing was sent"
    ))?;
    Ok(())
}

/// Prints the calendars and cards.
pub(super) fn print_calendars(written: &Calendars, out: &mut Out) -> anyhow::Result<()> {
    let of_guests = written.guests.iter().chain(&written.cards);
    for file in of_guests.map(|(_, file)| file).chain(&written.organiser) {
        out.line(file.display())?;
    }
    Ok(())
}

/// The letters as JSON.
pub(super) fn drafts_json(drafts: &Drafts) -> Value {
    let written = drafts.written.iter().map(|draft| {
        json!({ "person": draft.person.to_string(), "file": draft.file, "notes": draft.remarks })
    });
    let left_out = drafts.left_out.iter().map(
        |guest| json!({ "person": guest.person.to_string(), "name": guest.name, "why": guest.why }),
    );
    json!({ "written": written.collect::<Vec<_>>(), "left_out": left_out.collect::<Vec<_>>() })
}

/// The calendars as JSON.
pub(super) fn calendars_json(written: &Calendars) -> Value {
    let files = |list: &[(Id<Person>, PathBuf)]| -> Vec<Value> {
        let each = list.iter();
        each.map(|(person, file)| json!({ "person": person.to_string(), "file": file }))
            .collect()
    };
    json!({ "organiser": written.organiser, "guests": files(&written.guests), "cards": files(&written.cards) })
}

/// The dinner whole, and those of its guests who had a seat, or those of them who are named.
fn readers(
    session: &Session,
    dinner: Dinner,
    who: &[String],
) -> anyhow::Result<(DinnerRecord, Vec<Id<Person>>)> {
    let record = session.library().record(dinner)?;
    let readers = chosen(session, &record, who)?;
    Ok((record, readers))
}

/// The guests of a dinner who had a seat, or those of them who are named, in the order of the seats.
pub(super) fn chosen(
    session: &Session,
    record: &DinnerRecord,
    who: &[String],
) -> anyhow::Result<Vec<Id<Person>>> {
    let mut readers = recaps::readers(record);
    let title = &record.dinner.title;
    if readers.is_empty() {
        bail!(
            "Nobody is seated at {title} yet, so there is nobody to write to: `tablemates seat` first"
        );
    }
    let mut named = Vec::new();
    for word in who {
        let person = find::person(session.library(), word)?;
        if !readers.contains(&person.id) {
            bail!(
                "{} has no seat at {title}, so there is nothing for them",
                person.name()
            );
        }
        named.push(person.id);
    }
    if !named.is_empty() {
        readers.retain(|reader| named.contains(reader));
    }
    Ok(readers)
}

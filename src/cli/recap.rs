//! The papers of a dinner as PDFs: what each guest is sent, and what stays in the house.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::{Out, Place, beside::chosen};
use crate::{
    app::{
        Paper, Session, find,
        papers::{self, Kind, WrittenPaper},
        recaps::{self, WrittenRecap},
        wrap,
    },
    domain::DinnerRecord,
};

/// The folder, inside the one for the guests' recaps, for what is not for guests.
const PAPERS: &str = "papers";

#[derive(Debug, Args)]
pub(super) struct RecapArgs {
    dinner: String,
    /// The folder for the guests' recaps; what is not for guests goes into the folder “papers” in it
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Only the recap of this guest; more than once for several
    #[arg(long = "for", value_name = "WHO", conflicts_with = "only")]
    who: Vec<String>,
    /// Only these papers; table sheets, place cards and the kitchen list can be had before the evening too
    #[arg(long, value_name = "WHICH", value_delimiter = ',')]
    only: Vec<Which>,
    #[arg(long, default_value = "a4")]
    paper: PaperWord,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Which {
    /// For each guest who came
    Recaps,
    /// For the organisers, and your own copy with what is only for you
    Organiser,
    /// For the host of each table
    Sheets,
    /// Place cards, to be cut and folded
    Cards,
    /// What guests need, by table and seat, without names
    Kitchen,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum PaperWord {
    A4,
    Letter,
}

impl RecapArgs {
    fn wants(&self, which: Which) -> bool {
        if !self.who.is_empty() {
            return which == Which::Recaps;
        }
        self.only.is_empty() || self.only.contains(&which)
    }

    /// The papers of the house that are wanted.
    fn kinds(&self) -> Vec<Kind> {
        let all = [
            (Which::Sheets, Kind::Sheets),
            (Which::Cards, Kind::Cards),
            (Which::Kitchen, Kind::Kitchen),
            (Which::Organiser, Kind::Organiser),
        ];
        let wanted = all.into_iter().filter(|(which, _)| self.wants(*which));
        wanted.map(|(_, kind)| kind).collect()
    }
}

pub(super) fn recap(place: &Place, args: &RecapArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = place.read(out)?;
    let dinner = find::dinner(session.library(), &args.dinner)?;
    let record = session.library().record(dinner)?;
    let paper = match args.paper {
        PaperWord::A4 => Paper::A4,
        PaperWord::Letter => Paper::Letter,
    };
    let kinds = args.kinds();
    let is_recap = args.wants(Which::Recaps) || kinds.contains(&Kind::Organiser);
    if is_recap && !wrap::was_held(&record, session.now().wall_ms) {
        bail!(
            "{} has not been held yet, so there is nothing to recap. What can be printed before it: --only sheets,cards,kitchen",
            record.dinner.title
        );
    }
    let mut recaps = Vec::new();
    if args.wants(Which::Recaps) {
        recaps = write_recaps(&session, &record, &args.out, &args.who, paper, out)?;
    }
    let folder = args.out.join(PAPERS);
    let papers = write_papers(&record, &kinds, &folder, paper, out)?;
    print_recaps(&recaps, out)?;
    print_papers(&papers, out)?;
    out.document(|| {
        let recaps = recaps.iter().map(|recap| {
            json!({ "person": recap.person.to_string(), "file": recap.file, "notes": recap.remarks })
        });
        let papers = papers.iter().map(|paper| {
            json!({ "paper": paper.name, "file": paper.file, "notes": paper.remarks })
        });
        Value::Array(recaps.chain(papers).collect())
    })?;
    Ok(())
}

/// Writes the recaps of all who came, or of one.
pub(super) fn write_recaps(
    session: &Session,
    record: &DinnerRecord,
    folder: &Path,
    who: &[String],
    paper: Paper,
    out: &mut Out,
) -> anyhow::Result<Vec<WrittenRecap>> {
    let readers = chosen(session, record, who)?;
    let bar = out.progress("Recaps", readers.len());
    let written = recaps::write(record, &readers, folder, paper, || bar.inc(1));
    bar.finish_and_clear();
    written.context("The recaps were not all written")
}

/// Writes the papers of the house of these kinds.
pub(super) fn write_papers(
    record: &DinnerRecord,
    kinds: &[Kind],
    folder: &Path,
    paper: Paper,
    out: &mut Out,
) -> anyhow::Result<Vec<WrittenPaper>> {
    if kinds.is_empty() {
        return Ok(Vec::new());
    }
    let needs_seats = kinds
        .iter()
        .any(|kind| matches!(kind, Kind::Sheets | Kind::Cards));
    if needs_seats && !papers::is_seated(record) {
        bail!(
            "Nobody is seated at {} yet, so there are no table sheets and no place cards: `tablemates seat` first",
            record.dinner.title
        );
    }
    let faces = recaps::faces()?;
    let laid = papers::lay(record, kinds, &faces, paper);
    let bar = out.progress("Papers", laid.len());
    let written = papers::write(record, &laid, &faces, folder, |_| {
        bar.inc(1);
        true
    });
    bar.finish_and_clear();
    written.context("The papers were not all written")
}

pub(super) fn print_recaps(written: &[WrittenRecap], out: &mut Out) -> anyhow::Result<()> {
    for recap in written {
        out.line(recap.file.display())?;
        for remark in &recap.remarks {
            out.warn(format!("{}: {remark}", recap.name));
        }
    }
    Ok(())
}

pub(super) fn print_papers(written: &[WrittenPaper], out: &mut Out) -> anyhow::Result<()> {
    for paper in written {
        out.line(paper.file.display())?;
        for remark in &paper.remarks {
            out.warn(format!("{}: {remark}", paper.name));
        }
    }
    Ok(())
}

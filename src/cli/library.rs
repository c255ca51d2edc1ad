//! The library as a file: backup, restore, check, and its history of changes.

use std::path::PathBuf;

use anyhow::bail;
use chrono::{DateTime, Local};
use clap::Args;
use clap_complete::Shell;
use serde_json::json;

use super::{Out, Place};
use crate::app::{self, dinners::counted};

#[derive(Debug, Args)]
pub(super) struct UndoArgs {
    /// A change, by the 8 digits that `history` prints; otherwise the last
    change: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    /// The folder for it; otherwise `backups` beside the library
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// The backup
    file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Make the tables anew from the ledger and compare
    #[arg(long)]
    rebuild: bool,
    /// Check everything (as is done without it, too)
    #[arg(long)]
    deep: bool,
}

#[derive(Debug, Args)]
pub(super) struct HistoryArgs {
    /// How many changes to list
    #[arg(long, default_value_t = 20)]
    last: usize,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

pub(super) fn backup(place: &Place, args: &BackupArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = place.read(out)?;
    let folder = args
        .to
        .clone()
        .unwrap_or_else(|| app::backup_folder(session.library().path()));
    let bar = out.progress("Backup", 1);
    let made = session.library().back_up(&folder, session.now().wall_ms)?;
    bar.finish_and_clear();
    out.line(format!(
        "Wrote and checked {} ({} kB)",
        made.file.display(),
        made.bytes.div_ceil(1024)
    ))?;
    out.line(format!("SHA-256 {}", made.sha256))?;
    out.document(|| json!({ "file": made.file, "bytes": made.bytes, "sha256": made.sha256 }))?;
    Ok(())
}

pub(super) fn restore(place: &Place, args: &RestoreArgs, out: &mut Out) -> anyhow::Result<()> {
    let library = place.file()?;
    let kept = app::restore(&args.file, &library)?;
    out.line(format!(
        "Restored {} from {}",
        library.display(),
        args.file.display()
    ))?;
    if let Some(kept) = &kept {
        out.line(format!("What was there is kept as {}", kept.display()))?;
    }
    out.document(|| json!({ "library": library, "kept": kept }))?;
    Ok(())
}

pub(super) fn check(place: &Place, args: &CheckArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = if args.rebuild {
        place.write(out)?
    } else {
        place.read(out)?
    };
    let equal = if args.rebuild {
        Some(session.rebuild()?)
    } else {
        None
    };
    let report = session.check()?;
    out.line(format!(
        "{} facts, {} rows, {} kB",
        report.facts,
        report.rows,
        report.bytes.div_ceil(1024)
    ))?;
    match equal {
        Some(true) => out.line("Made the tables anew from the ledger: equal to what was there")?,
        Some(false) => out.line(
            "Made the tables anew from the ledger: they were not what the ledger says, and now are",
        )?,
        None => {}
    }
    for column in &report.contested {
        out.line(format!(
            "Changed on two laptops, the later one stands: {column}"
        ))?;
    }
    for problem in &report.problems {
        out.line(format!("Wrong: {problem}"))?;
    }
    let is_clean = report.problems.is_empty();
    if is_clean {
        out.line("No damage found")?;
    }
    out.document(|| {
        json!({ "facts": report.facts, "rows": report.rows, "bytes": report.bytes, "rebuilt_equal": equal,
                "problems": report.problems, "contested": report.contested, "clean": is_clean })
    })?;
    if is_clean {
        return Ok(());
    }
    Err(app::damaged(
        session.library().path(),
        &format!("{} found", counted(report.problems.len(), "problem")),
    )
    .into())
}

pub(super) fn undo(place: &Place, args: &UndoArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = place.write(out)?;
    let done = match &args.change {
        Some(change) => session.undo_change(change)?,
        None => session.undo()?,
    };
    let Some(receipt) = done else {
        bail!("There is nothing to take back")
    };
    said(&receipt.label, receipt.rows, &receipt.kept, out)
}

pub(super) fn redo(place: &Place, out: &mut Out) -> anyhow::Result<()> {
    let session = place.write(out)?;
    let Some(receipt) = session.redo()? else {
        bail!("There is nothing to do again")
    };
    said(&receipt.label, receipt.rows, &receipt.kept, out)
}

pub(super) fn history(place: &Place, args: &HistoryArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = place.read(out)?;
    let steps = session.library().history(args.last)?;
    for step in &steps {
        let at = DateTime::from_timestamp_millis(step.at_ms)
            .unwrap_or_default()
            .with_timezone(&Local);
        let undone = if step.is_undone { "  (taken back)" } else { "" };
        out.line(format!(
            "{}  {}  {}{undone}",
            step.change.short(),
            at.format("%Y-%m-%d %H:%M"),
            step.label
        ))?;
    }
    out.document(|| {
        let steps = steps.iter().map(|step| {
            json!({ "change": step.change.to_string(), "at_ms": step.at_ms, "label": step.label, "taken_back": step.is_undone })
        });
        steps.collect()
    })?;
    Ok(())
}

pub(super) fn completions(
    args: &CompletionsArgs,
    command: &mut clap::Command,
    out: &mut Out,
) -> anyhow::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, command, "tablemates", &mut script);
    out.raw(&String::from_utf8_lossy(&script))?;
    Ok(())
}

fn said(label: &str, rows: usize, kept: &[String], out: &mut Out) -> anyhow::Result<()> {
    out.line(format!("{label} ({})", counted(rows, "row")))?;
    if !kept.is_empty() {
        out.line(format!(
            "Left as they are, because they were changed since: {}",
            kept.join(", ")
        ))?;
    }
    out.document(|| json!({ "label": label, "rows": rows, "kept": kept }))?;
    Ok(())
}

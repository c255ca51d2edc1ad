//! Files in and out: reading what the user names, and `export`.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use serde_json::json;

use super::{Out, Place};
use crate::app::{self, export};

/// The largest file that is read.
const MOST_BYTES: u64 = 200 * 1024 * 1024;

/// What to write.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// People as a table that Tablemates reads back
    Csv,
    /// People as vCards 3.0
    Vcf,
    /// Everything, without what is only for you
    Json,
    /// Dinners and dated promises
    Ics,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// What to write
    #[arg(long)]
    format: Format,
    /// The file to write
    #[arg(long)]
    out: PathBuf,
}

pub(super) fn export(place: &Place, args: &ExportArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = place.read(out)?;
    let library = session.library();
    let bytes = match args.format {
        Format::Csv => export::csv(library)?,
        Format::Vcf => export::vcards(library)?.into_bytes(),
        Format::Json => format!("{:#}\n", export::json(library)?).into_bytes(),
        Format::Ics => export::calendar(library, session.now().wall_ms)?.into_bytes(),
    };
    let file = write(&args.out, &bytes)?;
    out.line(format!("Wrote {}", file.display()))?;
    out.document(|| json!({ "file": file, "bytes": bytes.len() }))?;
    Ok(())
}

/// The bytes of a file that the user names.
pub(super) fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let meta = match fs::metadata(file) {
        Ok(meta) => meta,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("There is no file {}", file.display())
        }
        Err(error) => return Err(error).context(format!("{} cannot be read", file.display())),
    };
    if meta.is_dir() {
        bail!("{} is a folder. Name a file in it", file.display());
    }
    if meta.len() > MOST_BYTES {
        bail!(
            "{} has {} MB; files up to 200 MB are read",
            file.display(),
            meta.len() / 1_048_576
        );
    }
    fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}

/// The text of a file that the user names.
pub(super) fn read_text(file: &Path) -> anyhow::Result<String> {
    let Ok(text) = String::from_utf8(read(file)?) else {
        bail!("{} is not a text in UTF-8", file.display())
    };
    Ok(text)
}

/// Writes a file whole or not at all.
pub(super) fn write(file: &Path, bytes: &[u8]) -> anyhow::Result<PathBuf> {
    if file.is_dir() {
        bail!("{} is a folder. Name a file in it", file.display());
    }
    if app::is_library(file) {
        bail!(
            "{} is a library or a backup, and was left as it is. Name another file",
            file.display()
        );
    }
    Ok(app::write_file(file, bytes)?)
}

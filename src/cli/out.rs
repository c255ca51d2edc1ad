//! What is printed: words line by line, or one JSON document; warnings and progress beside it.

use std::{
    fmt::Display,
    io::{self, IsTerminal as _, Write as _},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::Value;

/// Where a command writes.
#[derive(Debug)]
pub struct Out {
    is_json: bool,
    stdout: io::Stdout,
    stderr: io::Stderr,
}

impl Out {
    pub(super) fn new(is_json: bool) -> Self {
        Self {
            is_json,
            stdout: io::stdout(),
            stderr: io::stderr(),
        }
    }

    /// A line of words; nothing when JSON is wanted.
    pub(super) fn line(&mut self, text: impl Display) -> io::Result<()> {
        if self.is_json {
            return Ok(());
        }
        let mut stdout = self.stdout.lock();
        writeln!(stdout, "{text}")?;
        // Each line is out before the next thing is done: what was said to be saved can be relied on.
        stdout.flush()
    }

    /// The document; nothing when words are wanted.
    pub(super) fn document(&mut self, value: impl FnOnce() -> Value) -> io::Result<()> {
        if self.is_json {
            self.raw(&format!("{:#}\n", value()))
        } else {
            Ok(())
        }
    }

    /// Text as it is, wanted in either form.
    pub(super) fn raw(&mut self, text: &str) -> io::Result<()> {
        let mut stdout = self.stdout.lock();
        stdout.write_all(text.as_bytes())?;
        stdout.flush()
    }

    /// A warning, beside the output.
    pub(super) fn warn(&mut self, text: impl Display) {
        drop(writeln!(self.stderr.lock(), "Note: {text}"));
    }

    /// Progress of long work on a terminal; none in a pipe.
    pub(super) fn progress(&self, what: &str, steps: usize) -> ProgressBar {
        if self.is_json || !self.stderr.is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{msg} {bar:24} {pos} of {len}");
        bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
            .with_message(what.to_owned())
    }
}

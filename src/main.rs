//! The program: hands its arguments to the command line, opens the window where none is asked for, prints an error, and
//! leaves with the exit code.

use std::{io::Write as _, process::ExitCode};

use tablemates::{
    app::{Desk, desk::open_sample_by},
    cli::{self, Window},
    ui,
};

fn main() -> ExitCode {
    let report = |error: &str| drop(writeln!(std::io::stderr().lock(), "{error}"));
    cli::run(std::env::args_os(), report, |window| {
        match window {
            Window::Library(file, clock) => ui::open(move || Desk::open(&file, clock))?,
            Window::Sample(beside, clock) => ui::open(move || open_sample_by(&beside, clock))?,
            Window::Gallery => ui::open_gallery()?,
        }
        Ok(())
    })
}

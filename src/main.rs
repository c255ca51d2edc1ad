//! The program: hands its arguments to the command line, opens the window where none is asked for, prints an error, and
//! leaves with the exit code.

use std::{io::Write as _, process::ExitCode};

use tablemates::{
    app::{Desk, desk::open_sample},
    cli::{self, Window},
    ui,
};

fn main() -> ExitCode {
    let report = |error: &str| drop(writeln!(std::io::stderr().lock(), "{error}"));
    cli::run(std::env::args_os(), report, |window| {
        match window {
            Window::Library(file) => ui::open(move || Desk::open(&file))?,
            Window::Sample(beside) => ui::open(move || open_sample(&beside))?,
            Window::Gallery => ui::open_gallery()?,
        }
        Ok(())
    })
}

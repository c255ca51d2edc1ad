//! The program: hands its arguments to the command line, opens the window where none is asked for, prints an error, and
//! leaves with the exit code.

use std::{io::Write as _, process::ExitCode};

use tablemates::{
    cli::{self, Window},
    ui,
};

fn main() -> ExitCode {
    let report = |error: &str| drop(writeln!(std::io::stderr().lock(), "{error}"));
    cli::run(std::env::args_os(), report, |window| {
        match window {
            Window::Library(session) => ui::open(*session)?,
            Window::Gallery => ui::open_gallery()?,
        }
        Ok(())
    })
}

//! The program: hands its arguments to the command line, prints an error, and leaves with the exit code.

use std::{io::Write as _, process::ExitCode};

fn main() -> ExitCode {
    tablemates::cli::run(std::env::args_os(), |error| {
        drop(writeln!(std::io::stderr().lock(), "{error}"));
    })
}

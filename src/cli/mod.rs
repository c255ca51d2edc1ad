//! The command line: the app without its window, for scripts, tests and machines without a display. It reads arguments
//! and writes words or JSON; what is done is done by `app`.

mod beside;
mod dinner;
mod evening;
mod files;
mod library;
mod out;
mod people;
mod recap;
mod seating;

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use clap::{CommandFactory as _, Parser, Subcommand};

use crate::app::{AnyClock, Fault, Session, clock, fault_of};
pub use out::Out;

/// Small tables, real follow-up: plan, seat, run and follow up business dinners of 6 to 10 people.
#[derive(Debug, Parser)]
#[command(
    name = "tablemates",
    version,
    max_term_width = 100,
    after_help = "Without a command the window opens."
)]
struct Args {
    /// The library to work in; otherwise the one in your data folder
    #[arg(long, global = true, env = "TABLEMATES_LIBRARY", value_name = "FILE")]
    library: Option<PathBuf>,
    /// Print one JSON document for programs instead of words
    #[arg(long, global = true)]
    json: bool,
    /// Open the gallery of the window's parts
    #[arg(long, hide = true)]
    gallery: bool,
    /// Go by the moment that a file holds: `2026-11-26T19:33:00Z [BOOT_MS [BOOT]]`, read each time
    #[arg(long, global = true, hide = true, value_name = "FILE")]
    fake_clock: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What the program does instead of a command.
pub enum Window {
    /// The window, on this library by this clock; it is made if it is not there.
    Library(PathBuf, AnyClock),
    /// The window, on the sample, made anew beside this library.
    Sample(PathBuf, AnyClock),
    /// The gallery of all parts.
    Gallery,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a sample library, play its evening in fast time and write all its papers
    Demo(evening::DemoArgs),
    #[command(about = "Import people from LinkedIn, Google, Outlook, vCards or any CSV")]
    Import(people::ImportArgs),
    /// List people, or find them by words
    People(people::PeopleArgs),
    /// Show or export one person
    #[command(subcommand)]
    Person(people::PersonCommand),
    /// Make, list and show dinners, invite people and take their answers
    #[command(subcommand)]
    Dinner(dinner::DinnerCommand),
    /// Say who should sit apart, together or in a certain seat
    #[command(subcommand)]
    Rule(seating::RuleCommand),
    /// Seat a dinner, and say why so
    Seat(seating::SeatArgs),
    /// Play an evening from a script, through the code that runs a live one
    Play(evening::PlayArgs),
    /// Print the notes of a dinner, or find notes by words
    Notes(evening::NotesArgs),
    /// Find the follow-ups of a dinner, and accept them
    Wrap(evening::WrapArgs),
    /// Write the recaps and the other papers of a dinner as PDFs
    Recap(recap::RecapArgs),
    /// Write the letters that the recaps go out with, as drafts for your mail program; nothing is sent
    Mail(beside::BesideArgs),
    /// Write each guest's dates as a calendar, and the cards of table-mates who agreed
    Calendar(beside::BesideArgs),
    /// Write people or everything to a file
    Export(files::ExportArgs),
    /// Write a backup and prove it
    Backup(library::BackupArgs),
    /// Put a backup in the place of the library; what was there is kept
    Restore(library::RestoreArgs),
    /// Look for damage; with --rebuild, make the tables anew from the ledger
    Check(library::CheckArgs),
    /// Take back the last change, or one that history lists
    Undo(library::UndoArgs),
    /// Do again what was taken back
    Redo,
    /// List the changes, newest first
    History(library::HistoryArgs),
    /// Print the completions for a shell
    Completions(library::CompletionsArgs),
}

/// Runs the command line and gives the exit code: 0 done, 1 refused or failed, 2 wrong usage, 3 the library is in use,
/// 4 the library is damaged or not ours. `report` is told of an error; without a command, `open` opens the window.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    report: impl Fn(&str),
    open: impl FnOnce(Window) -> anyhow::Result<()>,
) -> ExitCode {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => {
            // Help and version are not errors; a closed pipe behind them is none either.
            drop(error.print());
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut out = Out::new(args.json);
    match dispatch(args, &mut out, open) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report(&sentence(&error));
            ExitCode::from(match fault_of(&error) {
                Fault::Refused => 1,
                Fault::Usage => 2,
                Fault::InUse => 3,
                Fault::Damaged => 4,
            })
        }
    }
}

fn dispatch(
    args: Args,
    out: &mut Out,
    open: impl FnOnce(Window) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let library = Place {
        library: args.library,
        fake_clock: args.fake_clock,
    };
    let Some(command) = args.command else {
        if args.gallery {
            return open(Window::Gallery);
        }
        return open(Window::Library(library.file()?, library.clock()?));
    };
    match command {
        Command::Demo(args) => {
            if let Some(folder) = args.folder() {
                return evening::demo(&library, &folder, out);
            }
            open(Window::Sample(library.file()?, library.clock()?))
        }
        Command::Import(args) => people::import(&library, &args, out),
        Command::People(args) => people::people(&library, &args, out),
        Command::Person(command) => people::person(&library, command, out),
        Command::Dinner(command) => dinner::dinner(&library, command, out),
        Command::Rule(command) => seating::rule(&library, command, out),
        Command::Seat(args) => seating::seat(&library, &args, out),
        Command::Play(args) => evening::play(&library, &args, out),
        Command::Notes(args) => evening::notes(&library, &args, out),
        Command::Wrap(args) => evening::wrap(&library, &args, out),
        Command::Recap(args) => recap::recap(&library, &args, out),
        Command::Mail(args) => beside::mail(&library, &args, out),
        Command::Calendar(args) => beside::calendar(&library, &args, out),
        Command::Export(args) => files::export(&library, &args, out),
        Command::Backup(args) => library::backup(&library, &args, out),
        Command::Restore(args) => library::restore(&library, &args, out),
        Command::Check(args) => library::check(&library, &args, out),
        Command::Undo(args) => library::undo(&library, &args, out),
        Command::Redo => library::redo(&library, out),
        Command::History(args) => library::history(&library, &args, out),
        Command::Completions(args) => library::completions(&args, &mut Args::command(), out),
    }
}

/// Where the library is, and by which clock it is used.
#[derive(Debug)]
struct Place {
    library: Option<PathBuf>,
    fake_clock: Option<PathBuf>,
}

impl Place {
    /// The clock: the machine's, unless a file is said to drive one.
    fn clock(&self) -> anyhow::Result<AnyClock> {
        Ok(clock::clock(self.fake_clock.as_deref())?)
    }

    /// The file: as said, or in the data folder of this platform.
    fn file(&self) -> anyhow::Result<PathBuf> {
        match &self.library {
            Some(file) => Ok(file.clone()),
            None => crate::app::library_file().context(
                "This machine has no data folder for you. Name a library with --library FILE",
            ),
        }
    }

    /// To look only.
    fn read(&self, out: &mut Out) -> anyhow::Result<Session> {
        Ok(warned(
            Session::to_read_by(&self.file()?, self.clock()?)?,
            out,
        ))
    }

    /// To change.
    fn write(&self, out: &mut Out) -> anyhow::Result<Session> {
        Ok(warned(
            Session::to_write_by(&self.file()?, self.clock()?)?,
            out,
        ))
    }
}

/// Says what should be known about where the library is kept.
fn warned(session: Session, out: &mut Out) -> Session {
    for warning in session.library().warnings() {
        out.warn(warning);
    }
    session
}

/// An error and its causes as one sentence; a cause that the sentence has already is not said again, and the system's
/// numbers are not for people.
fn sentence(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain() {
        let words = cause.to_string();
        let words = match (words.find(" (os error "), words.rfind(')')) {
            (Some(from), Some(to)) if from < to => format!(
                "{}{}",
                words.get(..from).unwrap_or_default(),
                words.get(to + 1..).unwrap_or_default()
            ),
            _ => words,
        };
        if said.is_empty() {
            said = words;
        } else if !said.contains(&words) {
            said = format!("{said}: {words}");
        }
    }
    said
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_pipe = |cause: &std::io::Error| cause.kind() == std::io::ErrorKind::BrokenPipe;
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref())
        .any(is_pipe)
}

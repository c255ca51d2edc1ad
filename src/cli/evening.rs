//! The evening and what comes of it: play, notes, wrap-up, recaps, and the demo that does it all.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::{
    Out, Place,
    beside::{calendars_json, drafts_json, print_calendars, print_drafts, write_drafts},
    files, recap,
    seating::print_seating,
};
use crate::{
    app::{
        self, Paper, Session,
        dinners::counted,
        export, find,
        import::people,
        papers::Kind,
        plan::{self, SeatOptions},
        play::{self, Played},
        recaps, sample,
        wrap::{self, Wrap},
    },
    domain::{
        Dinner, DinnerRecord, Note, Noun as _, Suggestion, dinner::DinnerState, note::NoteKind,
    },
};

#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// The folder for the sample library and its papers; without it the window opens on the sample, where there is one
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl DemoArgs {
    /// The folder to write into; `None` when the window is to open instead.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        let is_x = ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
        let has_display = is_x || cfg!(any(target_os = "windows", target_os = "macos"));
        match &self.out {
            Some(folder) => Some(folder.clone()),
            None => (!has_display).then(|| PathBuf::from("demo")),
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct PlayArgs {
    dinner: String,
    /// The script; see the README for its lines
    #[arg(long)]
    script: PathBuf,
    /// Which table
    #[arg(long, default_value_t = 1)]
    table: i64,
}

#[derive(Debug, Args)]
pub(super) struct NotesArgs {
    dinner: String,
    /// Only notes with these words
    #[arg(long)]
    find: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct WrapArgs {
    dinner: String,
    /// Accept everything that is undecided
    #[arg(long, value_name = "WHICH")]
    accept: Option<Accept>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Accept {
    All,
}

pub(super) fn demo(place: &Place, folder: &Path, out: &mut Out) -> anyhow::Result<()> {
    let library = folder.join("sample.tablemates");
    sample::clear(&library)?;
    let session = Session::to_write_by(&library, place.clock()?)?;
    let dinner = sample::fill(&session)?;
    let library_rows = session.library();
    out.line(format!("Sample library: {}", library.display()))?;
    let past = library_rows
        .dinners()?
        .iter()
        .filter(|dinner| dinner.state == DinnerState::Closed)
        .count();
    let guests = library_rows.all::<crate::domain::Person>()?.len();
    out.line(format!(
        "{}, {} behind them, one tonight",
        people(guests),
        counted(past, "dinner")
    ))?;

    out.line(format!("\nSeating {}", dinner.title))?;
    let seating = plan::seat(&session, &dinner, &SeatOptions::default())?;
    print_seating(&seating, out)?;

    let dinner = find::dinner(session.library(), &dinner.id.to_string())?;
    let script = sample::script(&session, &dinner, 1)?;
    let script_file = files::write(&folder.join("tonight.script"), script.as_bytes())?;
    out.line(format!(
        "\nPlaying the evening from {}",
        script_file.display()
    ))?;
    let mut lines = 0;
    let live = play::play(&session, &dinner, 1, &script, |_| lines += 1)?;
    out.line(format!(
        "{}, {}; {}",
        counted(lines, "line"),
        counted(live.notes().len(), "note"),
        recaps::evening_words(&live)
    ))?;

    let dinner = find::dinner(session.library(), &dinner.id.to_string())?;
    let wrap = wrap::wrap(&session, &dinner, true)?;
    let record = session.library().record(dinner.clone())?;
    out.line("\nFollow-ups")?;
    print_wrap(&record, &wrap, out)?;

    let record = session.library().record(dinner.clone())?;
    let recaps = folder.join("recaps");
    let written = recap::write_recaps(&session, &record, &recaps, &[], Paper::A4, out)?;
    let papers = folder.join("papers");
    let papers = recap::write_papers(&record, &Kind::ALL, &papers, Paper::A4, out)?;
    let calendar = export::dinner_calendar(session.library(), &dinner, session.now().wall_ms)?;
    let calendar_file = files::write(
        &folder.join(format!("{}.ics", app::file_slug(&dinner.title))),
        calendar.as_bytes(),
    )?;
    out.line("\nFor the guests")?;
    recap::print_recaps(&written, out)?;
    out.line("\nFor the house")?;
    recap::print_papers(&papers, out)?;
    out.line(calendar_file.display())?;
    let beside = demo_beside(&session, dinner.clone(), folder, out)?;
    out.line(format!(
        "\nLook around: tablemates --library {} dinner show {}",
        library.display(),
        dinner.id.short()
    ))?;
    out.document(|| {
        json!({
            "library": library, "dinner": dinner.id.to_string(), "script": script_file, "notes": live.notes().len(),
            "first_meetings": seating.first_meetings, "follow_ups": wrap.suggestions.len(),
            "recaps": written.iter().map(|recap| &recap.file).collect::<Vec<_>>(), "calendar": calendar_file,
            "mail": beside.0, "calendars": beside.1,
            "papers": papers.iter().map(|paper| &paper.file).collect::<Vec<_>>(),
        })
    })?;
    Ok(())
}

/// The letters of the evening and the calendars of its guests, each in a folder of their own; as JSON.
fn demo_beside(
    session: &Session,
    dinner: Dinner,
    folder: &Path,
    out: &mut Out,
) -> anyhow::Result<(Value, Value)> {
    let record = session.library().record(dinner)?;
    let readers = recaps::readers(&record);
    out.line("\nLetters with the recaps")?;
    let drafts = write_drafts(session, &record, &readers, &folder.join("mail"), out)?;
    print_drafts(&drafts, out)?;
    out.line("\nCalendars and cards for the guests")?;
    let place = (&*folder.join("calendar"), true);
    let now_ms = session.now().wall_ms;
    let calendars =
        app::beside::write_calendars(session.library(), &record, &readers, place, now_ms)?;
    print_calendars(&calendars, out)?;
    Ok((drafts_json(&drafts), calendars_json(&calendars)))
}

pub(super) fn play(place: &Place, args: &PlayArgs, out: &mut Out) -> anyhow::Result<()> {
    let script = files::read_text(&args.script)?;
    let session = place.write(out)?;
    let dinner = find::dinner(session.library(), &args.dinner)?;
    let mut lines = Vec::new();
    let mut broken_pipe = None;
    let live = play::play(&session, &dinner, args.table, &script, |played: &Played| {
        let again = if played.was_there { " (was there)" } else { "" };
        let said = out.line(format!(
            "{}  {}{again}",
            played.line.at.format("%H:%M:%S"),
            played.words
        ));
        for hint in &played.hints {
            out.warn(format!("line {}: {hint}", played.line.number));
        }
        broken_pipe = broken_pipe.take().or(said.err());
        lines.push(json!({ "line": played.line.number, "at": played.line.at.to_string(), "words": played.words, "was_there": played.was_there }));
    })?;
    if let Some(error) = broken_pipe {
        return Err(error.into());
    }
    out.line(format!(
        "{}; {}",
        counted(live.notes().len(), "note"),
        recaps::evening_words(&live)
    ))?;
    out.document(|| json!({ "lines": lines, "notes": live.notes().len(), "ended": live.evening().ended().is_some() }))?;
    Ok(())
}

pub(super) fn notes(place: &Place, args: &NotesArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = place.read(out)?;
    let dinner = find::dinner(session.library(), &args.dinner)?;
    let record = session.library().record(dinner)?;
    let found = match &args.find {
        Some(words) => Some(session.library().search_notes(words, usize::MAX)?),
        None => None,
    };
    let is_wanted = |note: &&Note| {
        found
            .as_ref()
            .is_none_or(|found| found.iter().any(|hit| hit.id == note.id))
    };
    let notes: Vec<&Note> = record.notes.iter().filter(is_wanted).collect();
    for note in &notes {
        out.line(note_words(&record, note))?;
    }
    if notes.is_empty() {
        out.line("No notes")?;
    }
    out.document(|| notes.iter().map(|note| note.to_json()).collect())?;
    Ok(())
}

pub(super) fn wrap(place: &Place, args: &WrapArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = place.write(out)?;
    let dinner = find::dinner(session.library(), &args.dinner)?;
    let wrap = wrap::wrap(&session, &dinner, args.accept.is_some())?;
    let record = session.library().record(dinner)?;
    print_wrap(&record, &wrap, out)?;
    out.document(|| {
        json!({ "added": wrap.added, "accepted": wrap.accepted,
                "follow_ups": wrap.suggestions.iter().map(crate::domain::Noun::to_json).collect::<Vec<_>>() })
    })?;
    Ok(())
}

fn print_wrap(record: &DinnerRecord, wrap: &Wrap, out: &mut Out) -> anyhow::Result<()> {
    let mut owner = None;
    for follow_up in &wrap.suggestions {
        if owner != Some(follow_up.owner) {
            owner = Some(follow_up.owner);
            out.line(record.name(follow_up.owner))?;
        }
        out.line(follow_up_words(record, follow_up))?;
    }
    out.line(format!(
        "{}, {} new, {} accepted now",
        counted(wrap.suggestions.len(), "follow-up"),
        wrap.added,
        wrap.accepted
    ))?;
    Ok(())
}

fn follow_up_words(record: &DinnerRecord, follow_up: &Suggestion) -> String {
    let due = follow_up
        .due
        .map(|due| format!(", by {}", day(due)))
        .unwrap_or_default();
    let source = follow_up
        .note
        .and_then(|id| record.notes.iter().find(|note| note.id == id));
    let source = source
        .map(|note| format!(", note of {}", clock_time(record, note)))
        .unwrap_or_default();
    format!(
        "  {}{due}  [{}{source}; {}]\n      {}",
        follow_up.what, follow_up.rule, follow_up.decision, follow_up.why
    )
}

fn note_words(record: &DinnerRecord, note: &Note) -> String {
    let who = match (note.speaker, note.subject) {
        (Some(speaker), Some(subject)) if speaker != subject => {
            format!(
                "{} (to {})",
                record.short_name(speaker),
                record.short_name(subject)
            )
        }
        (Some(person), _) | (None, Some(person)) => record.short_name(person),
        (None, None) => "The table".to_owned(),
    };
    let mut what = note.kind.to_string();
    if let Some(reply) = note.reply {
        what = format!("{what} {reply}");
    }
    if let Some(to) = note.to {
        what = format!("{what} to {}", record.short_name(to));
    }
    if let Some(due) = note.due {
        what = format!("{what}, by {}", day(due));
    }
    if note.kind == NoteKind::Question {
        what = format!("{what}, {}", note.state);
    }
    let text = if note.text.is_empty() {
        String::new()
    } else {
        format!(": {}", note.text)
    };
    let audience = note.audience.label();
    format!(
        "{}  {who}: {what}{text} [{audience}]",
        clock_time(record, note)
    )
}

fn clock_time(record: &DinnerRecord, note: &Note) -> String {
    let zone: chrono_tz::Tz = record.dinner.zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    DateTime::from_timestamp_millis(note.at_ms)
        .unwrap_or_default()
        .with_timezone(&zone)
        .format("%H:%M")
        .to_string()
}

fn day(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

//! People: import, list, find, show and export.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{Out, Place, files};
use crate::{
    app::{
        Field, Session, export, file_slug, find,
        import::{self, ImportError, ImportOptions, ImportReport},
    },
    domain::{Ask, Noun as _, Offer, Person, Trade, person::ContactKind},
};

/// How many lines of a long list are printed; JSON has all.
const LISTED: usize = 20;

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The file
    file: PathBuf,
    /// What kind of file it is: auto, linkedin, google, outlook, eventbrite, meetup, bni, vcard, csv
    #[arg(long = "as", default_value = "auto", value_name = "KIND")]
    format: String,
    /// What a column holds, as in --map "Full name=name"; may be given more than once
    #[arg(long, value_name = "COLUMN=FIELD")]
    map: Vec<String>,
    /// Make everybody in the file a member of this group
    #[arg(long)]
    group: Option<String>,
    /// Only say what would be done
    #[arg(long)]
    dry_run: bool,
    /// Import nothing when anything in the file had to be left out
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Args)]
pub(super) struct PeopleArgs {
    /// Words of the name, firm or business; nothing: everybody
    search: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum PersonCommand {
    /// Show what is known of a person
    Show {
        /// Name, id, or last 8 digits of the id
        who: String,
    },
    /// Write what is held about a person, with others masked, as JSON and vCard
    Export {
        /// Name, id, or last 8 digits of the id
        who: String,
        /// The folder
        #[arg(long, default_value = ".")]
        out: PathBuf,
    },
}

pub(super) fn import(place: &Place, args: &ImportArgs, out: &mut Out) -> anyhow::Result<()> {
    let bytes = files::read(&args.file)?;
    let options = ImportOptions {
        format: Some(args.format.clone()),
        map: args.map.clone(),
        group: args.group.clone(),
        is_dry_run: args.dry_run,
        is_strict: args.strict,
    };
    let session = if args.dry_run {
        Session::to_try(&place.file()?, place.clock()?)?
    } else {
        place.write(out)?
    };
    let bar = out.progress("Import", 1);
    let result = import::import(&session, &bytes, &options);
    bar.finish_and_clear();
    match result {
        Ok(report) => print_report(&report, args.dry_run, out),
        Err(ImportError::Strict { rejected, report }) => {
            print_report(&report, true, out)?;
            Err(ImportError::Strict { rejected, report }.into())
        }
        Err(error) => {
            Err(anyhow::Error::from(error)
                .context(format!("{} was not imported", args.file.display())))
        }
    }
}

fn print_report(report: &ImportReport, is_dry_run: bool, out: &mut Out) -> anyhow::Result<()> {
    let parsed = &report.parsed;
    let separator = match parsed.separator {
        Some('\t') => ", separated by tabs".to_owned(),
        Some(sign) => format!(", separated by “{sign}”"),
        None => String::new(),
    };
    out.line(format!(
        "{}, {}{separator}",
        parsed.format.title(),
        parsed.encoding
    ))?;
    let mapped = parsed
        .columns
        .iter()
        .filter_map(|column| Some((column.heading.as_str(), column.field?)));
    let mapped: Vec<String> = mapped
        .map(|(heading, field)| format!("{heading} = {}", field.word()))
        .collect();
    if !mapped.is_empty() {
        out.line(format!("Read as: {}", mapped.join(", ")))?;
    }
    let ignored: Vec<&str> = parsed
        .columns
        .iter()
        .filter(|c| c.field.is_none())
        .map(|c| c.heading.as_str())
        .collect();
    if !ignored.is_empty() {
        out.line(format!("Not read: {}", ignored.join(", ")))?;
    }
    for warning in &parsed.warnings {
        out.line(format!("Note: {warning}"))?;
    }
    let would = if is_dry_run { "Would add" } else { "Added" };
    out.line(format!(
        "{would} {}; {} already there",
        import::people(report.added.len()),
        report.already
    ))?;
    listed(out, report.duplicates.len(), |n| {
        let pair = report.duplicates.get(n)?;
        Some(format!(
            "Perhaps one person: {} and {} ({})",
            pair.new, pair.other, pair.reason
        ))
    })?;
    listed(out, parsed.rejects.len(), |n| {
        let reject = parsed.rejects.get(n)?;
        let column = reject
            .column
            .as_ref()
            .map(|column| format!(", {column}"))
            .unwrap_or_default();
        let value = if reject.value.is_empty() {
            String::new()
        } else {
            format!(" “{}”", reject.value)
        };
        Some(format!(
            "Row {}{column}:{value} {}",
            reject.row, reject.reason
        ))
    })?;
    if parsed.rejects_left_out > 0 {
        out.line(format!("and {} more problems", parsed.rejects_left_out))?;
    }
    out.document(|| {
        json!({
            "format": parsed.format.word(), "encoding": parsed.encoding, "dry_run": is_dry_run,
            "columns": parsed.columns.iter().map(|c| json!({ "heading": c.heading, "field": c.field.map(Field::word) })).collect::<Vec<_>>(),
            "added": report.added.len(), "already": report.already, "written": report.is_written,
            "duplicates": report.duplicates.iter().map(|d| json!({ "new": d.new, "other": d.other, "reason": d.reason })).collect::<Vec<_>>(),
            "rejects": parsed.rejects.iter().map(|r| json!({ "row": r.row, "column": r.column, "value": r.value, "reason": r.reason })).collect::<Vec<_>>(),
            "rejects_left_out": parsed.rejects_left_out, "warnings": parsed.warnings,
        })
    })?;
    Ok(())
}

pub(super) fn people(place: &Place, args: &PeopleArgs, out: &mut Out) -> anyhow::Result<()> {
    let session = place.read(out)?;
    let library = session.library();
    let words = args.search.join(" ");
    let mut found: Vec<Person> = if words.is_empty() {
        library.all()?
    } else {
        library.search_people(&words, usize::MAX)?
    };
    if words.is_empty() {
        found.sort_by_cached_key(|person| {
            (
                person.family.to_lowercase(),
                person.given.to_lowercase(),
                person.id,
            )
        });
    }
    for person in &found {
        let line = person.line();
        let line = if line.is_empty() {
            line
        } else {
            format!("  {line}")
        };
        out.line(format!("{}  {}{line}", person.id.short(), person.name()))?;
    }
    if found.is_empty() {
        out.line(if words.is_empty() {
            "Nobody is in this library yet: `tablemates import FILE`"
        } else {
            "Nobody was found"
        })?;
    }
    out.document(|| found.iter().map(crate::domain::Noun::to_json).collect())?;
    Ok(())
}

pub(super) fn person(place: &Place, command: PersonCommand, out: &mut Out) -> anyhow::Result<()> {
    let session = place.read(out)?;
    match command {
        PersonCommand::Show { who } => {
            let person = find::person(session.library(), &who)?;
            show(&session, &person, out)
        }
        PersonCommand::Export { who, out: folder } => {
            let person = find::person(session.library(), &who)?;
            let (document, card) = export::person(&session, &person)?;
            let slug = file_slug(&person.name());
            let json_file = files::write(
                &folder.join(format!("{slug}.json")),
                format!("{document:#}\n").as_bytes(),
            )?;
            let card_file = files::write(&folder.join(format!("{slug}.vcf")), card.as_bytes())?;
            out.line(format!("Wrote {}", json_file.display()))?;
            out.line(format!("Wrote {}", card_file.display()))?;
            out.document(|| json!({ "files": [json_file, card_file] }))?;
            Ok(())
        }
    }
}

fn show(session: &Session, person: &Person, out: &mut Out) -> anyhow::Result<()> {
    let library = session.library();
    let points = library.contact_points(person.id)?;
    let trades = library.of::<Trade>("person", person.id.uuid())?;
    let asks = library.of::<Ask>("person", person.id.uuid())?;
    let offers = library.of::<Offer>("person", person.id.uuid())?;
    let dinners = library.dinners_of(person.id)?;
    out.line(format!("{} ({})", person.name(), person.id.short()))?;
    let trade = trades
        .iter()
        .map(|trade| trade.name.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    let lines = [
        ("Says it like", person.says_it_like.clone()),
        ("Trade", trade),
        ("Company", person.company.clone()),
        ("Position", person.position.clone()),
        ("Business", person.business.clone()),
        ("Helps", person.helps.clone()),
        ("Wants to meet", person.wants_to_meet.clone()),
        ("Needs", person.needs.clone()),
        ("Only me", person.private_note.clone()),
    ];
    for (label, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
        out.line(format!("  {label:<15}{text}"))?;
    }
    for point in &points {
        let kind = match point.kind {
            ContactKind::Email => "E-mail",
            ContactKind::Phone => "Phone",
            ContactKind::Link => "Link",
            ContactKind::Address => "Address",
        };
        out.line(format!("  {kind:<15}{}", point.value))?;
    }
    for ask in &asks {
        out.line(format!("  {:<15}{}", "Asks for", ask.text))?;
    }
    for offer in &offers {
        out.line(format!(
            "  {:<15}{}. Next step: {}",
            "Offers", offer.text, offer.next_step
        ))?;
    }
    for (dinner, attendance) in &dinners {
        out.line(format!(
            "  {:<15}{} ({})",
            "Dinner", dinner.title, attendance.answer
        ))?;
    }
    out.document(|| {
        let mut document = person.to_json();
        if let Value::Object(fields) = &mut document {
            fields.insert(
                "trades".to_owned(),
                trades.iter().map(crate::domain::Noun::to_json).collect(),
            );
            fields.insert(
                "contact_points".to_owned(),
                points.iter().map(crate::domain::Noun::to_json).collect(),
            );
            fields.insert(
                "asks".to_owned(),
                asks.iter().map(crate::domain::Noun::to_json).collect(),
            );
            fields.insert(
                "offers".to_owned(),
                offers.iter().map(crate::domain::Noun::to_json).collect(),
            );
            fields.insert(
                "dinners".to_owned(),
                dinners.iter().map(|(_, a)| a.to_json()).collect(),
            );
        }
        document
    })?;
    Ok(())
}

/// Prints the first lines of a long list, and how many are left.
fn listed(
    out: &mut Out,
    count: usize,
    line: impl Fn(usize) -> Option<String>,
) -> anyhow::Result<()> {
    for text in (0..count.min(LISTED)).filter_map(line) {
        out.line(text)?;
    }
    if count > LISTED {
        out.line(format!("and {} more (--json lists all)", count - LISTED))?;
    }
    Ok(())
}

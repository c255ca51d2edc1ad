//! The file, and what its columns become.

use std::sync::Arc;

use egui::{Align, Layout, ScrollArea, Ui, vec2};

use super::{Import, look_again};
use crate::{
    app::{dinners::counted, import::Preview},
    exchange::{Column, DateOrder, Field, Format},
    ui::{
        command::{Command, Purpose},
        icons::{Icon, IconLook},
        screens::View,
        theme,
        widgets::{self, Button, section, select::Select, text},
    },
};

/// What a column can become, in the order of the list. Labels and states of other programs are read by themselves.
const FIELDS: [(Field, &str); 26] = [
    (Field::Ignore, "Not read"),
    (Field::Name, "Whole name"),
    (Field::Given, "Given name"),
    (Field::Family, "Family name"),
    (Field::Middle, "Middle name"),
    (Field::Nickname, "Nickname"),
    (Field::Prefix, "Form of address"),
    (Field::Suffix, "Behind the name"),
    (Field::SaysItLike, "Says it like"),
    (Field::Email, "E-mail"),
    (Field::Phone, "Phone"),
    (Field::ProfileUrl, "Profile link"),
    (Field::Link, "Link"),
    (Field::Company, "Company"),
    (Field::Position, "Position"),
    (Field::Trade, "Trade"),
    (Field::Profile, "What they do"),
    (Field::ConnectedOn, "Met on"),
    (Field::DietaryNeeds, "Needs"),
    (Field::Note, "Only-me note"),
    (Field::Key, "Key"),
    (Field::Group, "Label"),
    (Field::Status, "Ticket state"),
    (Field::EmailLabel, "E-mail label"),
    (Field::PhoneLabel, "Phone label"),
    (Field::LinkLabel, "Link label"),
];

const SELECT_WIDTH: f32 = 124.0;
const DATE_ORDERS: [&str; 2] = ["month day year", "day month year"];

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut Import,
    preview: &Arc<Preview>,
    commands: &mut Vec<Command>,
) {
    ScrollArea::vertical()
        .id_salt("import columns")
        .auto_shrink(false)
        .show(ui, |ui| {
            // The bar that scrolls lies beside the fields and not over them.
            ui.set_max_width(ui.available_width() - 8.0);
            ui.spacing_mut().item_spacing.y = 4.0;
            file(ui, state, preview, commands);
            if !preview.parsed.columns.is_empty() {
                ui.add_space(16.0);
                section::label(ui, "Column in the file, and what it becomes");
                columns(ui, state, preview, commands);
                dates(ui, state, preview, commands);
                remembered(ui, preview);
            }
            ui.add_space(16.0);
            group(ui, view, state, preview);
            for warning in &preview.parsed.warnings {
                let theme = theme::of(ui);
                text::label(ui, warning, theme.text.small, theme.palette.look);
            }
        });
}

fn file(ui: &mut Ui, state: &Import, preview: &Preview, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    text::label(ui, "Bring people in", theme.text.page, theme.palette.ink);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 22.0), egui::Sense::hover());
        let icon = match preview.parsed.format {
            Format::Vcard => Icon::AddressBook,
            _ => Icon::FileCsv,
        };
        let look = IconLook::regular(18.0, theme.palette.ink);
        icon.paint(ui.painter(), theme, rect.center(), look);
        let name = text::short_label(ui, &state.name(), theme.text.button, theme.palette.ink);
        name.on_hover_text(preview.path.display().to_string());
    });
    let quiet = theme.palette.ink_quiet;
    text::label(ui, &kind(preview), theme.text.small, quiet);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let other = Button::new("Other file").icon(Icon::FolderOpen).small();
        if ui.add(other).clicked() {
            commands.push(Command::Ask(Purpose::Import));
        }
        let template = Button::new("Template").icon(Icon::DownloadSimple).small();
        let tip = "Save an example of a table that is understood";
        if ui.add(template.tooltip(tip)).clicked() {
            commands.push(Command::Ask(Purpose::Template));
        }
    });
    if ui.add(Button::new("Type a path").quiet().small()).clicked() {
        commands.push(Command::TypePath(Purpose::Import));
    }
}

/// What the file is, where its table begins, and how many rows it has.
fn kind(preview: &Preview) -> String {
    let parsed = &preview.parsed;
    let format = parsed.format.title();
    let mut letters = format.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let format: String = first.chain(letters).collect();
    let separator = match parsed.separator {
        Some(',') => ", commas",
        Some(';') => ", semicolons",
        Some('\t') => ", tabs",
        _ => "",
    };
    let before = match parsed.lines_before {
        0 => String::new(),
        1 => " 1 line before the header was skipped.".to_owned(),
        lines => format!(" {lines} lines before the header were skipped."),
    };
    let unit = if parsed.format == Format::Vcard {
        "card"
    } else {
        "row"
    };
    format!(
        "{format}, {}{separator}.{before} {}.",
        parsed.encoding,
        counted(preview.lines.len(), unit)
    )
}

fn columns(ui: &mut Ui, state: &mut Import, preview: &Preview, commands: &mut Vec<Command>) {
    let rows = preview.lines.len();
    for (at, column) in preview.parsed.columns.iter().enumerate() {
        if column.heading.is_empty() && column.filled == 0 {
            continue;
        }
        let picked = ui
            .push_id(at, |ui| column_ui(ui, state, at, column, rows))
            .inner;
        section::rule(ui);
        if let Some(field) = picked {
            state.choices.fields.insert(at, field);
            state.mending = None;
            look_again(state, preview, commands);
        }
    }
}

/// One column; what it was said to become.
fn column_ui(
    ui: &mut Ui,
    state: &Import,
    at: usize,
    column: &Column,
    rows: usize,
) -> Option<Field> {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    // What was said stands at once, before the file is read again.
    let said = state.choices.fields.get(&at).copied();
    let field = said.or(column.field).unwrap_or(Field::Ignore);
    let heading = match column.heading.as_str() {
        "" => format!("Column {}", at + 1),
        heading => heading.to_owned(),
    };
    let sample = match column.filled {
        0 => "empty",
        filled if filled * 5 < rows => "mostly empty",
        _ => &column.sample,
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let width = ui.available_width();
        ui.allocate_ui_with_layout(
            vec2(width - SELECT_WIDTH - 36.0, 38.0),
            Layout::top_down(Align::Min),
            |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.set_width(ui.available_width());
                let strong = theme.text.button.at_size(13.0).with_line(18.0);
                text::short_label(ui, &heading, strong, palette.ink);
                text::short_label(ui, sample, theme.text.small, palette.ink_quiet);
            },
        );
        let (rect, _) = ui.allocate_exact_size(vec2(20.0, 38.0), egui::Sense::hover());
        let look = IconLook::regular(17.0, palette.ink_quiet);
        Icon::ArrowRight.paint(ui.painter(), theme, rect.center(), look);
        let words = FIELDS.map(|(_, words)| words);
        let now = FIELDS.iter().position(|(each, _)| *each == field);
        let label = format!("{heading} becomes");
        let place = vec2(SELECT_WIDTH, 38.0);
        let below = Layout::top_down(Align::Min);
        let picked = ui.allocate_ui_with_layout(place, below, |ui| {
            ui.add_space(4.0);
            Select::new(&label, &words, now.unwrap_or_default())
                .bare()
                .small()
                .show(ui)
        });
        FIELDS.get(picked.inner?).map(|(field, _)| *field)
    })
    .inner
}

/// How dates are read, and a choice where they can be read in two ways.
fn dates(ui: &mut Ui, state: &mut Import, preview: &Preview, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let is_date = |column: &&Column| column.field == Some(Field::ConnectedOn);
    let Some(column) = preview.parsed.columns.iter().find(is_date) else {
        return;
    };
    if column.sample.is_empty() {
        return;
    }
    ui.add_space(8.0);
    let Some(order) = state.choices.dates.or(preview.parsed.dates) else {
        let strong = theme.text.button.at_size(13.0).with_line(18.0);
        text::Runs::new(theme)
            .add("Dates: ", strong, theme.palette.ink)
            .add(&column.sample, theme.text.small, theme.palette.ink)
            .add(", read as ", theme.text.small, theme.palette.ink)
            .add("day month year", strong, theme.palette.ink)
            .label(ui);
        return;
    };
    let words = format!("Dates such as {}, read as", column.sample);
    let now = usize::from(order == DateOrder::DayFirst);
    if let Some(picked) = Select::new(&words, &DATE_ORDERS, now).show(ui) {
        state.choices.dates = Some(match picked {
            0 => DateOrder::MonthFirst,
            _ => DateOrder::DayFirst,
        });
        look_again(state, preview, commands);
    }
}

fn remembered(ui: &mut Ui, preview: &Preview) {
    let theme = theme::of(ui);
    let words = if preview.is_remembered {
        "Remembered from the last file with this header."
    } else {
        "Remembered for the next file with this header."
    };
    ui.add_space(4.0);
    text::label(ui, words, theme.text.small, theme.palette.ink_quiet);
}

/// The group that everybody joins.
fn group(ui: &mut Ui, view: &View<'_>, state: &mut Import, preview: &Preview) {
    const NONE: &str = "None";
    const NEW: &str = "A new group…";
    let names = preview.groups.iter().map(String::as_str);
    let choices: Vec<&str> = [NONE].into_iter().chain(names).chain([NEW]).collect();
    let now = match (&state.new_group, &state.choices.group) {
        (Some(_), _) => choices.len() - 1,
        (None, Some(name)) => choices
            .iter()
            .position(|each| each == name)
            .unwrap_or_default(),
        (None, None) => 0,
    };
    if let Some(picked) = Select::new("Joins the group", &choices, now).show(ui) {
        state.new_group = (picked + 1 == choices.len()).then(String::new);
        let name = choices.get(picked).map(|name| (*name).to_owned());
        state.choices.group = name.filter(|_| picked > 0 && state.new_group.is_none());
    }
    if let Some(name) = &mut state.new_group {
        ui.add_space(4.0);
        let field = widgets::Field::new("Name of the new group", name).show(ui);
        if field.changed() {
            let name = name.trim().to_owned();
            state.choices.group = (!name.is_empty()).then_some(name);
        }
    }
    let is_busy = view.desk.working().is_some();
    if is_busy && state.choices.group.is_some() {
        // The words keep their place while the file is read.
        ui.add_space(2.0);
    }
}

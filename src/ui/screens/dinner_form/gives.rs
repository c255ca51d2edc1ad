//! What the dinner in the form gives: its table drawn, how long the evening takes, when it ends, and what to know of
//! other dinners.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use egui::{Align2, Sense, Ui, pos2, vec2};

use super::{
    DinnerForm,
    draft::{Draft, Reading},
};
use crate::{
    app::{desk::DinnerBasis, dinner_plan::largest, running_order::evening_of, when},
    domain::{Id, Person, dinner::Shape},
    ui::{
        icons::{Icon, IconLook},
        panes,
        screens::{View, plate},
        theme::{self, Tone},
        widgets::{
            TablePlan, section,
            table::{self, Detail, Seat},
            text::{self, Runs},
        },
    },
};

const WIDTH: f32 = 399.0;

/// Draws the panel at the right.
pub(super) fn panel(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut DinnerForm,
    draft: &Draft,
    reading: &Reading,
    basis: &DinnerBasis,
) {
    let near = reading
        .day
        .map(|day| near(view, state, draft, basis, day))
        .unwrap_or_default();
    panes::right(ui, view, "what this gives", WIDTH, |ui| {
        let theme = theme::of(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(4.0);
        text::heading(
            ui,
            "What this gives",
            theme.text.section,
            "",
            theme.text.body,
        );
        ui.add_space(12.0);
        drawn(ui, view, draft);
        ui.add_space(12.0);
        times(ui, draft, reading, basis);
        if !near.is_empty() {
            note(ui, Icon::CalendarBlank, Tone::Info, |runs| {
                runs.quiet(&near)
            });
        }
    });
}

/// The first table, with the plate of its host.
fn drawn(ui: &mut Ui, view: &View<'_>, draft: &Draft) {
    let size = usize::try_from(draft.sizes.first().copied().unwrap_or(8)).unwrap_or(8);
    let host = draft.host.and_then(|host| view.desk.line_of(host));
    let mut seats: Vec<Seat<'_>> = (1..=size).map(Seat::free).collect();
    if let (Some(seat), Some(line)) = (seats.first_mut(), host) {
        *seat = Seat::new(1, &line.name, &line.line, plate(&line.person));
    }
    let count = draft.seats().to_string();
    let at = match draft.sizes.len() {
        1 => "at one table".to_owned(),
        tables => format!("at {tables} tables"),
    };
    let shape = match draft.shape {
        Shape::Round => table::Shape::Round,
        Shape::Long => table::Shape::Long,
    };
    let room = vec2(ui.available_width(), 300.0);
    TablePlan::new("The table of this dinner", &seats)
        .shape(shape)
        .detail(Detail::Plates)
        .center(&count, &at)
        .still()
        .show(ui, room);
}

fn times(ui: &mut Ui, draft: &Draft, reading: &Reading, basis: &DinnerBasis) {
    let theme = theme::of(ui);
    let speakers = largest(&draft.sizes);
    let each = draft.each();
    let (speaking, others) = evening_of(speakers, each);
    let where_ = if draft.sizes.len() > 1 {
        " at a table"
    } else {
        ""
    };
    let words = format!(
        "{} speakers{where_}, {} minutes each",
        counted_in_words(speakers),
        each.total_ms() / 60_000
    );
    line(ui, &words, &when::span(speaking), Tone::Neutral);
    let words = "Courses, welcome, round the table";
    line(ui, words, &when::span(others), Tone::Neutral);
    let Some(starts_at) = reading.starts_at else {
        let words = "With a date and a time the panel says when it ends";
        note(ui, Icon::Clock, Tone::Info, |runs| {
            runs.add(words, theme.text.small, theme.palette.ink)
        });
        return;
    };
    let ends_at = starts_at + TimeDelta::milliseconds(speaking + others);
    line(
        ui,
        "Ends about",
        &ends_at.format("%H:%M").to_string(),
        Tone::Neutral,
    );
    if let Some(by) = reading.ends_at {
        let in_hand = (by - ends_at).num_milliseconds();
        let by = by.format("%H:%M");
        if in_hand >= 0 {
            let words = format!("In hand before {by}");
            line(ui, &words, &when::span(in_hand), Tone::Neutral);
        } else {
            line(
                ui,
                &format!("Past {by} by"),
                &when::span(-in_hand),
                Tone::Late,
            );
        }
    }
    if let Some(minutes) = basis.usual_overrun() {
        let last = match basis.overruns.len() {
            1 => "Your last dinner".to_owned(),
            count => format!(
                "Your last {} dinners",
                counted_in_words(count).to_lowercase()
            ),
        };
        let unit = if minutes == 1 { "minute" } else { "minutes" };
        let words = format!(
            "{last} ended {minutes} {unit} after the plan. Taking the usual overrun into account: "
        );
        let usual = ends_at + TimeDelta::minutes(minutes);
        let usual = usual.format("%H:%M").to_string();
        let (small, ink) = (theme.text.small, theme.palette.ink);
        let strong = theme.text.chip.at_size(small.size).with_line(small.line);
        note(ui, Icon::Info, Tone::Look, |runs| {
            runs.add(&words, small, ink)
                .add(&usual, strong, ink)
                .add(".", small, ink)
        });
    }
}

/// A line of the account: words at the left, a figure at the right, a hairline below.
fn line(ui: &mut Ui, words: &str, figure: &str, tone: Tone) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 37.0), Sense::hover());
    let ink = if tone == Tone::Late {
        palette.late
    } else {
        palette.ink
    };
    let figure_drawn = text::line(ui, figure, theme.text.strong, ink);
    let room = rect.width() - figure_drawn.size().x - 12.0;
    let drawn = text::within(ui, words, theme.text.body, palette.ink_quiet, room, 1);
    text::paint(ui.painter(), rect.left_center(), Align2::LEFT_CENTER, drawn);
    text::paint(
        ui.painter(),
        rect.right_center(),
        Align2::RIGHT_CENTER,
        figure_drawn,
    );
    let sentence = format!("{words}: {figure}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &sentence));
    section::rule(ui);
}

/// A sentence to know, with its sign.
fn note(ui: &mut Ui, icon: Icon, tone: Tone, words: impl FnOnce(Runs) -> Runs) {
    let theme = theme::of(ui);
    ui.add_space(14.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        sign(ui, icon, tone, 17.0);
        words(Runs::new(theme)).label(ui);
    });
}

/// A sign before a sentence, in the tone of it.
pub(super) fn sign(ui: &mut Ui, icon: Icon, tone: Tone, size: f32) {
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(size, 18.0), Sense::hover());
    let look = IconLook::fill(size, theme.palette.ink_of(tone));
    let at = pos2(rect.center().x, rect.center().y);
    icon.paint(ui.painter(), theme, at, look);
}

/// What to know of the dinner nearest to the day; nothing when there is none.
fn near(
    view: &View<'_>,
    state: &mut DinnerForm,
    draft: &Draft,
    basis: &DinnerBasis,
    day: NaiveDate,
) -> String {
    let people: BTreeSet<Id<Person>> = if let Some(open) = view.dinner {
        open.record.attendances.iter().map(|a| a.person).collect()
    } else {
        let invited = state.invited.iter().flat_map(|(_, guests)| guests);
        invited
            .map(|guest| guest.person)
            .chain(draft.host)
            .collect()
    };
    let key = (view.desk.revision(), day, people);
    if let Some((known, words)) = &state.near
        && *known == key
    {
        return words.clone();
    }
    let words = near_words(view, basis, day, &key.2);
    state.near = Some((key, words.clone()));
    words
}

fn near_words(
    view: &View<'_>,
    basis: &DinnerBasis,
    day: NaiveDate,
    people: &BTreeSet<Id<Person>>,
) -> String {
    let Some((other, id, title)) = basis.near(day) else {
        return String::new();
    };
    let days = (day - *other).num_days();
    let distance = match days {
        0 => "On the same day as".to_owned(),
        1 => "The day after".to_owned(),
        -1 => "The day before".to_owned(),
        7 => "One week after".to_owned(),
        -7 => "One week before".to_owned(),
        2.. => format!("{days} days after"),
        _ => format!("{} days before", -days),
    };
    let on = other.format("%a %-d %b %Y");
    let mut words = format!("{distance} {title} ({on}).");
    let names = view.desk.also_at(*id, people).unwrap_or_default();
    let both = match names.as_slice() {
        [] => String::new(),
        [one] => format!(" {one} is at both."),
        [one, other] => format!(" {one} and {other} are at both."),
        [one, other, third] => format!(" {one}, {other} and {third} are at both."),
        [one, other, rest @ ..] => format!(" {one}, {other} and {} more are at both.", rest.len()),
    };
    words.push_str(&both);
    words
}

/// "Eight", and figures from thirteen on.
fn counted_in_words(count: usize) -> String {
    const WORDS: [&str; 13] = [
        "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        "Eleven", "Twelve",
    ];
    WORDS
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

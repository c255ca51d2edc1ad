//! What lies between you and somebody: where you met, what went each way, what is open; and what else is known.

use egui::{Align, Align2, Layout, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{MetAt, MetWhere, People, View, column, detail::elided, dialog::Dialog, head, headed};
use crate::{
    app::{
        desk::{Agreed, Edit, Met, OpenPerson, PersonEdit},
        dinners::counted,
        people::day,
    },
    domain::{Commitment, person::ContactKind},
    ui::{
        command::{Action, Command, Route, Stage},
        icons::{Icon, IconLook},
        theme::{self, Tone},
        widgets::{Button, Chip, focus, section, text},
    },
};

/// A bar of give and get is so long for one, and at the most so long.
const ONE: f32 = 16.0;
const LONGEST: f32 = 96.0;

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenPerson,
    state: &mut People,
    commands: &mut Vec<Command>,
) {
    ui.spacing_mut().item_spacing.y = 6.0;
    if open.you.is_none() {
        who_are_you(ui, open, commands);
    } else if !open.is_you {
        met(ui, view, open, state, commands);
        ui.add_space(10.0);
        give_and_get(ui, open);
        ui.add_space(10.0);
    }
    promises(ui, view, open);
    about(ui, view, open, commands);
    ui.add_space(10.0);
    let history = Button::new("History")
        .icon(Icon::ClockCounterClockwise)
        .small();
    if ui.add(history).clicked() {
        match view.desk.past_of(open.person.id) {
            Ok(past) => state.dialog = Some(Dialog::History(past)),
            Err(error) => commands.push(Command::Say(error.to_string())),
        }
    }
}

fn who_are_you(ui: &mut Ui, open: &OpenPerson, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    headed(ui, "Between you", |_| ());
    let words =
        "Once it is known who you are, this shows where you met, what each gave, and what is open";
    text::label(ui, words, theme.text.body, theme.palette.ink_quiet);
    if ui
        .add(Button::new("This is me").icon(Icon::User).small())
        .clicked()
    {
        let edit = PersonEdit::IsYou(open.person.id);
        commands.push(Command::Edit(Edit::Person(edit)));
    }
    ui.add_space(10.0);
}

fn met(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenPerson,
    state: &mut People,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    headed(ui, "Where you have met", |ui| {
        let contexts = counted(open.contexts, "context");
        if open.contexts > 0 {
            let tone = if open.contexts > 2 {
                Tone::Good
            } else {
                Tone::Neutral
            };
            ui.add(Chip::new(&contexts, tone).icon(Icon::Eye));
        }
    });
    if open.met.is_empty() {
        let words = "Not yet. The same people in another place are noticed anew";
        text::label(ui, words, theme.text.body, theme.palette.ink_quiet);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for met in &open.met {
        meeting(ui, view, met, commands);
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let key = view.key(Action::OneToOne);
        if ui
            .add(
                Button::new("One-to-one")
                    .icon(Icon::ONE_TO_ONE)
                    .key(&key)
                    .small(),
            )
            .clicked()
        {
            state.dialog = Some(Dialog::met(view, MetAt::OneToOne));
        }
        if ui
            .add(Button::new("Met elsewhere").icon(Icon::Plus).small())
            .clicked()
        {
            state.dialog = Some(Dialog::met(view, MetAt::Event));
        }
    });
}

fn meeting(ui: &mut Ui, view: &View<'_>, met: &Met, commands: &mut Vec<Command>) {
    let (icon, context) = match met.place {
        MetWhere::Dinner(_) => (Icon::DINNERS, "dinner"),
        MetWhere::ToCome(_) => (Icon::DINNERS, "coming"),
        MetWhere::Elsewhere(_, MetAt::Group) => (Icon::Buildings, "other group"),
        MetWhere::Elsewhere(_, MetAt::Event) => (Icon::Wine, "event"),
        MetWhere::Elsewhere(_, MetAt::Chance) => (Icon::Shuffle, "by chance"),
        MetWhere::Elsewhere(_, MetAt::OneToOne) => (Icon::ONE_TO_ONE, "one-to-one"),
    };
    let day = met
        .day
        .map_or_else(String::new, |day| day::words(day, view.desk.today()));
    let words = match (met.words.as_str(), met.place) {
        ("", MetWhere::Elsewhere(_, MetAt::OneToOne)) => "One to one",
        ("", _) => "Met",
        (words, _) => words,
    };
    let theme = theme::of(ui);
    let palette = &theme.palette;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.set_height(34.0);
        let (rect, _) = ui.allocate_exact_size(vec2(30.0, 34.0), Sense::hover());
        let look = IconLook::regular(17.0, palette.ink_quiet);
        icon.paint(
            ui.painter(),
            theme,
            rect.left_center() + vec2(9.0, 0.0),
            look,
        );
        let room = ui.available_width();
        let strong = theme.text.strong.at_size(13.5);
        cell(ui, 96.0, |ui| {
            text::short_label(ui, &day, strong, palette.ink);
        });
        cell(ui, (room - 96.0 - 120.0).max(60.0), |ui| match met.place {
            MetWhere::Dinner(dinner) | MetWhere::ToCome(dinner) => {
                let role = theme.text.body;
                let label = text::short_label(ui, words, role, palette.ink);
                let label = label.interact(Sense::click());
                let name = format!("Open {words}");
                label.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
                focus::ring(ui, &label, theme.radius.key);
                if label.clicked() {
                    let route = Route::Dinner(dinner, Stage::Guests);
                    commands.push(Command::Go(route));
                }
            }
            MetWhere::Elsewhere(..) => {
                text::short_label(ui, words, theme.text.body, palette.ink);
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let MetWhere::Elsewhere(encounter, _) = met.place {
                let name = format!("Remove this meeting: {day} {words}");
                if ui
                    .add(Button::bare(Icon::X, &name).quiet().small())
                    .clicked()
                {
                    let edit = PersonEdit::RemoveMet(encounter);
                    commands.push(Command::Edit(Edit::Person(edit)));
                }
            }
            text::short_label(ui, context, theme.text.small, palette.ink_quiet);
        });
    });
    section::rule(ui);
}

/// A part of a line that keeps its width.
fn cell(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(width, 34.0), layout, |ui| {
        ui.set_width(width);
        content(ui);
    });
}

fn give_and_get(ui: &mut Ui, open: &OpenPerson) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    headed(ui, "Give and get", |_| ());
    let room = ui.available_width();
    let middle = (room * 0.5).min(LONGEST + 130.0);
    let (rect, _) = ui.allocate_exact_size(vec2(room, 20.0), Sense::hover());
    let strong = theme.text.strong.at_size(13.0);
    let left = rect.left() + middle - 88.0;
    let right = rect.left() + middle + 88.0;
    let gave = text::line(ui, "You gave", strong, palette.good);
    let got = text::line(ui, "You got", strong, palette.info);
    text::paint(
        ui.painter(),
        pos2(left, rect.center().y),
        Align2::RIGHT_CENTER,
        gave,
    );
    text::paint(
        ui.painter(),
        pos2(right, rect.center().y),
        Align2::LEFT_CENTER,
        got,
    );
    for row in &open.give_and_get {
        let (rect, response) = ui.allocate_exact_size(vec2(room, 24.0), Sense::hover());
        let y = rect.center().y;
        let number = |count: usize| text::line(ui, &count.to_string(), strong, palette.ink);
        let what = text::line(ui, row.what, theme.text.small, palette.ink_quiet);
        let at = pos2(rect.left() + middle, y);
        text::paint(ui.painter(), at, Align2::CENTER_CENTER, what);
        text::paint(
            ui.painter(),
            pos2(left + 16.0, y),
            Align2::RIGHT_CENTER,
            number(row.gave),
        );
        text::paint(
            ui.painter(),
            pos2(right - 16.0, y),
            Align2::LEFT_CENTER,
            number(row.got),
        );
        let long = |count: usize| (count as f32 * ONE).min(LONGEST);
        let bars = [
            (left - 4.0 - long(row.gave), long(row.gave), palette.good),
            (right + 4.0, long(row.got), palette.info),
        ];
        for (x, width, color) in bars {
            let bar = Rect::from_min_size(pos2(x, y - 7.0), vec2(width, 14.0));
            ui.painter().rect_filled(bar, 2, color);
        }
        let name = format!("{}: you gave {}, you got {}", row.what, row.gave, row.got);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &name));
    }
    let gave: usize = open.give_and_get.iter().map(|row| row.gave).sum();
    let got: usize = open.give_and_get.iter().map(|row| row.got).sum();
    let name = elided(&open.person.short_name());
    let words = match gave.cmp(&got) {
        std::cmp::Ordering::Greater => format!("You give first here: {gave} given, {got} got."),
        std::cmp::Ordering::Less => {
            format!("{name} gives first here: you gave {gave} and got {got}.")
        }
        std::cmp::Ordering::Equal if gave == 0 => {
            format!("Nothing yet. What could you give {name} first?")
        }
        std::cmp::Ordering::Equal => format!("Even so far: {gave} each way."),
    };
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(22.0, 20.0), Sense::hover());
        let look = IconLook::fill(17.0, palette.good);
        let icon = if gave > 0 && gave >= got {
            Icon::DONE
        } else {
            Icon::OFFER
        };
        icon.paint(
            ui.painter(),
            theme,
            rect.left_center() + vec2(9.0, 0.0),
            look,
        );
        text::label(ui, &words, theme.text.small, palette.ink);
    });
}

fn promises(ui: &mut Ui, view: &View<'_>, open: &OpenPerson) {
    let theme = theme::of(ui);
    let you = open.you;
    let is_between =
        |promise: &&Commitment| you.is_some() && (Some(promise.from) == you || promise.to == you);
    let (between, others): (Vec<&Commitment>, Vec<&Commitment>) =
        open.promises.iter().partition(is_between);
    if !open.is_you && open.you.is_some() {
        headed(ui, "Open between you", |_| ());
        if between.is_empty() {
            let words = "Nothing is open";
            text::label(ui, words, theme.text.body, theme.palette.ink_quiet);
        }
        for promise in &between {
            line(ui, view, promise, &side(view, open, promise));
        }
    }
    let others = if open.is_you { between } else { others };
    if !others.is_empty() {
        ui.add_space(10.0);
        headed(ui, "Open with others", |_| ());
        for promise in others {
            line(ui, view, promise, &side(view, open, promise));
        }
    }
}

/// Who owes it: "You owe", "Priya owes".
fn side(view: &View<'_>, open: &OpenPerson, promise: &Commitment) -> String {
    if Some(promise.from) == open.you {
        "You owe".to_owned()
    } else if promise.from == open.person.id {
        format!("{} owes", elided(&open.person.short_name()))
    } else {
        let from = view.desk.line_of(promise.from);
        let from = from.map_or_else(|| "Somebody".to_owned(), |line| line.person.short_name());
        format!("{} owes", elided(&from))
    }
}

fn line(ui: &mut Ui, view: &View<'_>, promise: &Commitment, side: &str) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let today = view.desk.today();
    let (due, color) = match promise.due {
        Some(day) if day < today => (format!("was due {}", day::words(day, today)), palette.late),
        Some(day) => (day::words(day, today), palette.ink),
        None => ("no day".to_owned(), palette.ink_quiet),
    };
    let strong = theme.text.strong.at_size(13.5);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let room = ui.available_width();
        column(ui, 92.0, |ui| {
            text::short_label(ui, side, theme.text.small, palette.ink_quiet);
        });
        column(ui, (room - 92.0 - 136.0).max(80.0), |ui| {
            text::label(ui, &promise.what, theme.text.body, palette.ink);
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            text::short_label(ui, &due, strong, color);
        });
    });
    section::rule(ui);
}

/// What else is known: lines of the profile, needs, consent.
fn about(ui: &mut Ui, view: &View<'_>, open: &OpenPerson, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let person = &open.person;
    let today = view.desk.today();
    let trades: Vec<&str> = open
        .trades
        .iter()
        .map(|trade| trade.name.as_str())
        .collect();
    let trades = if trades.len() > 1 {
        trades.join(", ")
    } else {
        String::new()
    };
    let birthday = person
        .birthday
        .map_or_else(String::new, |day| day.format("%-d %B %Y").to_string());
    let lines = [
        ("What they do", person.business.as_str()),
        ("Whom they help", &person.helps),
        ("Position", &person.position),
        ("Trades", &trades),
        ("Called", &person.nickname),
        ("Needs at the table", &person.needs),
        ("Birthday", &birthday),
    ];
    ui.add_space(10.0);
    headed(ui, "About", |_| ());
    for (label, words) in lines.into_iter().filter(|(_, words)| !words.is_empty()) {
        pair(ui, label, words, theme.palette.ink);
    }
    for point in &open.points {
        match point.kind {
            ContactKind::Address => pair(ui, "Address", &point.value, theme.palette.ink),
            ContactKind::Link => {
                let room = ui.available_width();
                if head::copied(ui, Icon::Link, &point.value, &point.label, room) {
                    let words = format!("Copied {}", point.value);
                    commands.push(Command::Copy(point.value.clone(), words));
                }
            }
            ContactKind::Email | ContactKind::Phone => {}
        }
    }
    for (kind, what) in [
        (ContactKind::Email, "e-mail"),
        (ContactKind::Phone, "phone"),
    ] {
        let consent = open.consents.iter().find(|consent| consent.kind == kind);
        let mut words = match (Agreed::of(consent), consent) {
            (Agreed::Given, Some(row)) => format!("yes, since {}", known(row.given_on, today)),
            (Agreed::Withdrawn, Some(row)) => {
                format!("no, withdrawn {}", known(row.withdrawn_on, today))
            }
            _ => "not asked".to_owned(),
        };
        if let Some(how) = consent
            .map(|row| row.how.as_str())
            .filter(|how| !how.is_empty())
        {
            words = format!("{words} ({how})");
        }
        let label = format!("Tables see {what}");
        pair(ui, &label, &words, theme.palette.ink);
    }
}

fn known(day: Option<chrono::NaiveDate>, today: chrono::NaiveDate) -> String {
    day.map_or_else(
        || "a day not known".to_owned(),
        |day| day::words(day, today),
    )
}

fn pair(ui: &mut Ui, label: &str, words: &str, ink: egui::Color32) {
    let theme = theme::of(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let room = ui.available_width();
        column(ui, 136.0, |ui| {
            ui.add_space(1.0);
            text::short_label(ui, label, theme.text.small, theme.palette.ink_quiet);
        });
        column(ui, room - 136.0, |ui| {
            text::label(ui, words, theme.text.small, ink);
        });
    });
}

//! The next dinner: its table drawn, who comes, and what it still lacks.

use egui::{Align, Frame, Layout, Margin, Sense, Ui, vec2};

use super::{Line, place, stage_of};
use crate::{
    app::desk::{Day, Job, NextDinner, Part, Ready, Standing},
    domain::dinner::Answer,
    ui::{
        command::{Action, Command, Route, Stage},
        icons::{Icon, IconLook},
        screens::{View, plate, print},
        theme::{self, Tone},
        widgets::{
            Button, Chip, Columns, Plate, Row, SeatState, TableEvent, TablePlan, Width, card,
            empty::empty,
            mini_table::MiniTable,
            section,
            table::{Detail, Seat},
            text::{self, Runs},
        },
    },
};

/// The side of the picture of the table.
const PICTURE: f32 = 164.0;
/// More tables than this are not drawn.
const MOST_TABLES: usize = 9;
/// How far rows reach beyond the words over them, so that their words stand under these.
const OUT: i8 = 12;

pub(super) fn next(
    ui: &mut Ui,
    view: &View<'_>,
    day: &Day,
    chosen: &mut Option<usize>,
    commands: &mut Vec<Command>,
) {
    card::card(ui, |ui| {
        ui.set_min_width(ui.available_width());
        if let Some(next) = &day.next {
            head(ui, view, next, commands);
            ui.add_space(20.0);
            ready(ui, view, day, next, chosen, commands);
            return;
        }
        let key = view.key(Action::New);
        let button = Button::new("Plan a dinner").icon(Icon::Plus).key(&key);
        let sentence = "A good hour to think of the next table.";
        if empty(ui, 6, "No dinner is planned", sentence, button).clicked() {
            commands.push(Command::Go(Route::NewDinner));
        }
    });
}

fn head(ui: &mut Ui, view: &View<'_>, next: &NextDinner, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let line = &next.line;
    let go = |stage| Command::Go(Route::Dinner(line.dinner.id, stage));
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 24.0;
        picture(ui, view, next, commands);
        let open = Button::new("Open").icon(Icon::ArrowRight).key("Enter");
        let words = (ui.available_width() - open.measure(ui).x - 24.0).max(120.0);
        ui.vertical(|ui| {
            ui.set_width(words);
            ui.spacing_mut().item_spacing.y = 4.0;
            section::accent_label(ui, &format!("Next dinner · {}", line.distance));
            let title = theme.text.page.at_size(32.0);
            text::short_label(ui, &line.dinner.title, title, palette.ink)
                .on_hover_text(&line.dinner.title);
            ui.add_space(2.0);
            let when = line.dinner.starts_at;
            let when = when.map(|at| at.format("%a %-d %b, %H:%M").to_string());
            let facts: Vec<&str> = when
                .iter()
                .map(String::as_str)
                .chain([line.dinner.place.as_str()])
                .filter(|fact| !fact.is_empty())
                .collect();
            let facts = facts.join(" · ");
            text::short_label(ui, &facts, theme.text.body.at_size(16.0), palette.ink);
            ui.add_space(10.0);
            chips(ui, next);
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if ui.add(open).clicked() {
                commands.push(go(Stage::Guests));
            }
        });
    });
}

fn chips(ui: &mut Ui, next: &NextDinner) {
    let line = &next.line;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        if line.coming > 0 {
            let coming = format!("{} coming", line.coming);
            ui.add(Chip::new(&coming, Tone::Good).icon(Icon::DONE));
        }
        if line.maybe > 0 {
            let maybe = format!("{} maybe", line.maybe);
            ui.add(Chip::new(&maybe, Tone::Look).icon(Icon::MAYBE));
        }
        if line.unanswered > 0 {
            let waiting = format!("{} no answer yet", line.unanswered);
            ui.add(Chip::outline(&waiting).line_icon(Icon::WAITING));
        }
        let asked = line.coming + line.maybe + line.unanswered;
        if asked < line.seats {
            let free = format!("{} free", line.seats - asked);
            ui.add(Chip::outline(&free).line_icon(Icon::Chair));
        }
    });
}

/// One table with its plates; of several tables their signs.
fn picture(ui: &mut Ui, view: &View<'_>, next: &NextDinner, commands: &mut Vec<Command>) {
    let [table] = next.tables.as_slice() else {
        signs(ui, next);
        return;
    };
    let record = &next.open.record;
    let names: Vec<String> = table
        .iter()
        .map(|seat| {
            seat.map(|(person, _)| record.name(person))
                .unwrap_or_default()
        })
        .collect();
    let seats: Vec<Seat<'_>> = table
        .iter()
        .zip(&names)
        .zip(1..)
        .map(|((seat, name), number)| {
            let Some((id, answer)) = seat else {
                return Seat {
                    plate: Plate {
                        initials: String::new(),
                        colour: 0,
                    },
                    ..Seat::free(number)
                };
            };
            let plate = record.people.get(id).map(|person| Plate {
                initials: record.initials(*id),
                ..plate(person)
            });
            let plate = plate.unwrap_or_else(|| Plate::new(name, &[]));
            Seat {
                state: state_of(*answer),
                ..Seat::new(number, name, "", plate)
            }
        })
        .collect();
    let shown = TablePlan::new("The table", &seats)
        .detail(Detail::Plates)
        .still()
        .show(ui, vec2(PICTURE, PICTURE));
    if let Some(TableEvent::Opened(seat)) = shown.event
        && let Some(Some((person, _))) = table.get(seat)
        && view.desk.line_of(*person).is_some()
    {
        commands.push(Command::OpenPerson(*person));
    }
}

fn signs(ui: &mut Ui, next: &NextDinner) {
    ui.allocate_ui(vec2(PICTURE, PICTURE), |ui| {
        ui.set_width(PICTURE);
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for row in next.tables.chunks(3).take(MOST_TABLES / 3) {
            ui.horizontal(|ui| {
                for table in row {
                    let states: Vec<SeatState> = table
                        .iter()
                        .map(|seat| seat.map_or(SeatState::Free, |(_, answer)| state_of(answer)))
                        .collect();
                    ui.add(MiniTable::new(&states).size(48.0));
                }
            });
        }
    });
}

fn state_of(answer: Answer) -> SeatState {
    match answer {
        Answer::Accepted => SeatState::Coming,
        Answer::Maybe => SeatState::Maybe,
        _ => SeatState::Unanswered,
    }
}

fn ready(
    ui: &mut Ui,
    view: &View<'_>,
    day: &Day,
    next: &NextDinner,
    chosen: &mut Option<usize>,
    commands: &mut Vec<Command>,
) {
    let dinner = next.line.dinner.id;
    let out = Margin {
        left: -OUT,
        right: -OUT,
        ..Margin::ZERO
    };
    Frame::new().outer_margin(out).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        section::rule(ui);
        let columns = Columns::new(&[
            (Width::Fixed(18.0), Align::Min),
            (Width::Share(1.0), Align::Min),
            (Width::Fixed(fix_width(ui, &next.ready)), Align::Max),
        ])
        .height(54.0);
        for (number, part) in next.ready.iter().enumerate() {
            let at = place(day, Line::Ready(number));
            let sentence = format!("{}, {}", part.part.name(), part.words);
            let row = Row::new(&columns, number, &sentence)
                .selected(*chosen == Some(at))
                .stop(number == 0 && chosen.is_none() || *chosen == Some(at));
            let shown = row.show(ui, |cells| {
                cells.add(|ui| sign(ui, part.standing));
                cells.add(|ui| words(ui, part));
                cells.add(|ui| {
                    if let Some(fix) = &part.fix
                        && ui
                            .add(Button::new(fix).icon(icon_of(part)).small())
                            .clicked()
                    {
                        mend(view, next, part.part, commands);
                    }
                });
            });
            super::lines::follow(ui, view, &shown, at, chosen);
            if shown.opened {
                commands.push(Command::Go(Route::Dinner(dinner, stage_of(part.part))));
            }
        }
    });
}

/// Does what the button of a part says.
fn mend(view: &View<'_>, next: &NextDinner, part: Part, commands: &mut Vec<Command>) {
    let dinner = next.line.dinner.id;
    commands.push(match part {
        Part::Seating if next.open.plan.is_none() => Command::Start(Job::Seat(dinner)),
        Part::Papers => return print::print(view, &next.open, commands),
        Part::Display => Command::TryDisplay(dinner),
        part => Command::Go(Route::Dinner(dinner, stage_of(part))),
    });
}

/// The column of the buttons is as wide as the widest of them.
fn fix_width(ui: &Ui, ready: &[Ready]) -> f32 {
    let widths = ready.iter().filter_map(|part| {
        let fix = part.fix.as_deref()?;
        Some(Button::new(fix).icon(icon_of(part)).small().measure(ui).x)
    });
    widths.fold(0.0, f32::max)
}

fn words(ui: &mut Ui, part: &Ready) {
    let theme = theme::of(ui);
    let name = format!("{}  ", part.part.name());
    Runs::new(theme)
        .add(
            &name,
            theme.text.strong.at_size(16.0).with_line(22.0),
            theme.palette.ink,
        )
        .add(
            &part.words,
            theme.text.small.at_size(14.0).with_line(22.0),
            theme.palette.ink_quiet,
        )
        .short_label(ui);
}

fn sign(ui: &mut Ui, standing: Standing) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let (icon, look) = match standing {
        Standing::Good => (Icon::DONE, IconLook::fill(18.0, palette.good)),
        Standing::Look => (Icon::LATE, IconLook::fill(18.0, palette.look)),
        Standing::NotYet => (Icon::Circle, IconLook::regular(18.0, palette.ink_quiet)),
    };
    let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
    icon.paint(ui.painter(), theme, rect.center(), look);
}

fn icon_of(part: &Ready) -> Icon {
    let reminds = part
        .fix
        .as_deref()
        .is_some_and(|fix| fix.starts_with("Remind"));
    match part.part {
        Part::Guests if reminds => Icon::Bell,
        Part::Guests => Icon::UserPlus,
        Part::AsksAndOffers => Icon::ASK,
        Part::Seating if part.fix.as_deref() == Some("Seat them") => Icon::SEAT_AGAIN,
        Part::Seating | Part::RunningOrder => Icon::ArrowRight,
        Part::Papers => Icon::PRINT,
        Part::Display => Icon::DISPLAY,
    }
}

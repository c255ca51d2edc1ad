//! The guests of a dinner: who was asked, what they answered, what is known of their ask and offer.

use egui::{Align, Ui};

use super::{View, avatar};
use crate::{
    app::desk::{Edit, GuestEdit, OpenDinner},
    domain::{
        Attendance, DinnerRecord, Id, Person,
        dinner::{Answer, Presence},
    },
    ui::{
        command::{Action, Command},
        icons::Icon,
        panes,
        theme::{self, Tone},
        widgets::{Button, Chip, Columns, Row, Width, card, text},
    },
};

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(in crate::ui) struct Guests {
    guest: Option<Id<Person>>,
}

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &mut Guests,
    commands: &mut Vec<Command>,
) {
    panes::page(ui, "guests", |ui| page(ui, open, state, commands));
    let Some(guest) = state.guest else { return };
    let answers = [
        (Action::Coming, GuestEdit::Answer(guest, Answer::Accepted)),
        (Action::Maybe, GuestEdit::Answer(guest, Answer::Maybe)),
        (
            Action::NotComing,
            GuestEdit::Answer(guest, Answer::Declined),
        ),
        (Action::NoShow, GuestEdit::NoShow(guest)),
    ];
    for (_, edit) in answers
        .into_iter()
        .filter(|(action, _)| view.pressed(*action))
    {
        commands.push(Command::Edit(Edit::Guests(open.record.dinner.id, edit)));
    }
}

fn page(ui: &mut Ui, open: &OpenDinner, chosen: &mut Guests, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let record = &open.record;
    let guests = in_order(record);
    let seats: i64 = record.tables.iter().map(|table| table.seats).sum();
    let coming = guests.iter().filter(|a| a.is_coming()).count();
    let remark = format!("{coming} of {seats} are coming");
    text::heading(ui, "Guests", theme.text.section, &remark, theme.text.body);
    ui.add_space(12.0);
    if guests.is_empty() {
        let words = format!(
            "Nobody was asked yet: tablemates dinner invite {} NAME",
            record.dinner.id.short()
        );
        text::label(ui, &words, theme.text.body, theme.palette.ink_quiet);
        return;
    }
    if guests.iter().all(|a| Some(a.person) != chosen.guest) {
        chosen.guest = guests.first().map(|a| a.person);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    card::list(ui, |ui| {
        for (number, guest) in guests.iter().enumerate() {
            row(ui, record, &guests, number, guest, chosen, commands);
        }
    });
    ui.add_space(12.0);
    answers(ui, record, chosen, commands);
}

fn row(
    ui: &mut Ui,
    record: &DinnerRecord,
    guests: &[&Attendance],
    number: usize,
    guest: &Attendance,
    chosen: &mut Guests,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let columns = Columns::new(&[
        (Width::Fixed(34.0), Align::Min),
        (Width::Share(1.1), Align::Min),
        (Width::Fixed(150.0), Align::Min),
        (Width::Share(1.0), Align::Min),
        (Width::Share(1.0), Align::Min),
        (Width::Fixed(80.0), Align::Max),
    ]);
    let name = record.name(guest.person);
    let (word, tone, icon) = answer(guest);
    let is_chosen = chosen.guest == Some(guest.person);
    let ask = record
        .ask_of(guest.person)
        .map_or("No ask yet", |ask| ask.text.as_str());
    let offer = record
        .offer_of(guest.person)
        .map_or("No offer yet", |offer| offer.text.as_str());
    let seat = match (guest.table_no, guest.seat) {
        (Some(table), Some(seat)) => format!("{table} · seat {seat}"),
        _ => String::new(),
    };
    let trade = record.trades_of(guest.person).join(", ");
    let about = match guest.guest_of {
        Some(by) => format!("{trade} · guest of {}", record.short_name(by)),
        None => trade,
    };
    let sentence = format!("{name}, {word}, asks for {ask}, offers {offer}");
    let row = Row::new(&columns, number, &sentence)
        .selected(is_chosen)
        .in_card(ui, guests.len());
    let row = row.show(ui, |cells| {
        cells.add(|ui| {
            if let Some(person) = record.people.get(&guest.person) {
                avatar(ui, person, 34.0);
            }
        });
        cells.two_lines(&name, &about);
        cells.add(|ui| ui.add(Chip::new(word, tone).icon(icon)));
        cells.words(ask, theme.text.small, palette.ink_quiet);
        cells.words(offer, theme.text.small, palette.ink_quiet);
        cells.words(&seat, theme.text.small, palette.ink_quiet);
    });
    if row.chosen {
        chosen.guest = Some(guest.person);
    }
    if row.step != 0 && is_chosen {
        let to = number
            .saturating_add_signed(row.step as isize)
            .min(guests.len() - 1);
        chosen.guest = guests.get(to).map(|guest| guest.person);
    }
    if row.opened {
        commands.push(Command::OpenPerson(guest.person));
    }
}

/// The buttons for the chosen guest's answer.
fn answers(ui: &mut Ui, record: &DinnerRecord, chosen: &Guests, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let Some(guest) = chosen.guest else { return };
    let dinner = record.dinner.id;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        text::short_label(
            ui,
            &record.name(guest),
            theme.text.strong,
            theme.palette.ink,
        );
        let answers = [
            ("Coming", "Y", Answer::Accepted),
            ("Maybe", "U", Answer::Maybe),
            ("Not coming", "C", Answer::Declined),
        ];
        for (words, key, answer) in answers {
            if ui.add(Button::new(words).key(key).small()).clicked() {
                commands.push(Command::Edit(Edit::Guests(
                    dinner,
                    GuestEdit::Answer(guest, answer),
                )));
            }
        }
        if ui
            .add(Button::new("No-show").key("Shift W").small())
            .clicked()
        {
            commands.push(Command::Edit(Edit::Guests(
                dinner,
                GuestEdit::NoShow(guest),
            )));
        }
    });
}

/// Those who come first, then by answer and name.
fn in_order(record: &DinnerRecord) -> Vec<&Attendance> {
    let rank = |a: &Attendance| match (a.presence, a.answer) {
        (Presence::NoShow, _) => 5,
        (_, Answer::Accepted) => 0,
        (_, Answer::Maybe) => 1,
        (_, Answer::Invited) => 2,
        (_, Answer::Waitlisted) => 3,
        (_, Answer::Declined) => 4,
    };
    let mut guests: Vec<&Attendance> = record.attendances.iter().collect();
    guests.sort_by_cached_key(|a| {
        (
            rank(a),
            record.name(a.person),
            Id::<Person>::from_uuid(a.person.uuid()),
        )
    });
    guests
}

fn answer(guest: &Attendance) -> (&'static str, Tone, Icon) {
    match (guest.presence, guest.answer) {
        (Presence::NoShow, _) => ("No-show", Tone::Late, Icon::DECLINED),
        (Presence::Attended, _) => ("Came", Tone::Good, Icon::DONE),
        (Presence::LeftEarly, _) => ("Left early", Tone::Look, Icon::DONE),
        (_, Answer::Accepted) => ("Coming", Tone::Good, Icon::DONE),
        (_, Answer::Maybe) => ("Maybe", Tone::Look, Icon::MAYBE),
        (_, Answer::Invited) => ("No answer yet", Tone::Neutral, Icon::WAITING),
        (_, Answer::Waitlisted) => ("Waiting list", Tone::Info, Icon::WAITING),
        (_, Answer::Declined) => ("Not coming", Tone::Late, Icon::DECLINED),
    }
}

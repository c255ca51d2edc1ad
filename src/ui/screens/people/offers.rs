//! What somebody offers to the group: with a next step, and who answered.

use egui::{Align, Frame, Layout, Margin, Sense, Stroke, Ui, vec2};

use super::{People, View, asks::tools, column, writing::Writing};
use crate::{
    app::{
        desk::{Edit, OpenPerson, PersonEdit},
        people::day,
    },
    domain::{Id, Offer, Person, note::Reply},
    ui::{
        command::Command,
        icons::{Icon, IconLook},
        theme::{self, Tone},
        widgets::{Button, Chip, section, text},
    },
};

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenPerson,
    state: &mut People,
    commands: &mut Vec<Command>,
) {
    let person = open.person.id;
    let is_written =
        |state: &People, id| state.writing.get(&person).is_some_and(|w| w.is_offer(id));
    for (offer, answers) in &open.offers {
        if is_written(state, offer.id) {
            Writing::show(ui, view, state, person, commands);
            continue;
        }
        match offer_card(ui, view, offer, answers) {
            Some(0) => state.write(person, Writing::offer(offer, view), commands),
            Some(_) => commands.push(Command::Edit(Edit::Person(PersonEdit::RemoveOffer(
                offer.id,
            )))),
            None => {}
        }
        ui.add_space(4.0);
    }
    if is_written(state, Id::default()) {
        Writing::show(ui, view, state, person, commands);
    } else {
        let words = if open.offers.is_empty() {
            "Add an offer to the group"
        } else {
            "Add another offer"
        };
        if ui
            .add(Button::new(words).icon(Icon::OFFER).small())
            .clicked()
        {
            let mut new = Offer::new(Id::default());
            new.person = person;
            state.write(person, Writing::offer(&new, view), commands);
        }
    }
}

/// An offer as it goes to the group; Edit or Remove, when pressed.
fn offer_card(
    ui: &mut Ui,
    view: &View<'_>,
    offer: &Offer,
    answers: &[(Id<Person>, Reply)],
) -> Option<usize> {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let frame = Frame::new()
        .fill(palette.paper)
        .stroke(Stroke::new(theme.stroke.hairline, palette.accent))
        .corner_radius(theme.radius.card)
        .inner_margin(Margin::symmetric(20, 14));
    frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 5.0;
            let mut pressed = None;
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                let (rect, _) = ui.allocate_exact_size(vec2(20.0, 28.0), Sense::hover());
                let look = IconLook::fill(19.0, palette.accent);
                Icon::OFFER.paint(ui.painter(), theme, rect.center(), look);
                text::label(ui, "Offer to the group", theme.text.group, palette.ink);
                if let Some(until) = offer.until {
                    let layout = Layout::right_to_left(Align::Center);
                    ui.with_layout(layout, |ui| {
                        let day = day::words(until, view.desk.today());
                        if until < view.desk.today() {
                            ui.add(Chip::new(&format!("ended {day}"), Tone::Neutral));
                        } else {
                            ui.add(Chip::new(&format!("until {day}"), Tone::Accent));
                        }
                    });
                }
            });
            let words = match (offer.text.trim_end_matches('.'), offer.safe.as_str()) {
                (text, "") => format!("{text}."),
                (text, safe) => format!("{text}. {}.", safe.trim_end_matches('.')),
            };
            text::label(ui, &words, theme.text.body, palette.ink);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 14.0;
                text::label(ui, "Next step", theme.text.strong, palette.ink);
                section::leader(ui, 32.0, 18.0);
                if offer.next_step.is_empty() {
                    text::label(ui, "none yet: add one", theme.text.body, palette.late);
                } else {
                    text::label(ui, &offer.next_step, theme.text.body, palette.ink);
                }
            });
            ui.horizontal_top(|ui| {
                let width = ui.available_width() - 68.0;
                column(ui, width, |ui| {
                    ui.add_space(4.0);
                    let words = format!(
                        "Audience: Everyone at this table · {}",
                        answered(view, answers)
                    );
                    text::label(ui, &words, theme.text.small, palette.ink_quiet);
                });
                let names = ["Edit the offer".to_owned(), "Remove the offer".to_owned()];
                pressed = tools(ui, &names);
            });
            pressed
        })
        .inner
}

/// "yes from Leo Marchetti; later from Ruth Abara".
fn answered(view: &View<'_>, answers: &[(Id<Person>, Reply)]) -> String {
    if answers.is_empty() {
        return "nobody has answered yet".to_owned();
    }
    let mut parts = Vec::new();
    for reply in [Reply::Yes, Reply::Later, Reply::No] {
        let mut names: Vec<String> = answers
            .iter()
            .filter(|(_, answer)| *answer == reply)
            .map(|(person, _)| view.desk.name(*person))
            .collect();
        names.sort();
        if !names.is_empty() {
            parts.push(format!("{reply} from {}", names.join(", ")));
        }
    }
    parts.join("; ")
}

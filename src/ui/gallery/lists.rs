//! The page of lists and states.

use egui::{Align, Layout, Ui, vec2};

use super::sample;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::empty::empty;
use crate::ui::widgets::mini_table::MiniTable;
use crate::ui::widgets::notice::Notice;
use crate::ui::widgets::stepper::Stepper;
use crate::ui::widgets::toast::{self, Toast};
use crate::ui::widgets::{
    Avatar, Button, Chip, Columns, Row, SeatState, Width, card, section, text,
};

/// What the lists stand on.
#[derive(Debug)]
pub(super) struct Lists {
    dinner: usize,
    follow_up: usize,
    minutes: [u32; 2],
}

impl Default for Lists {
    fn default() -> Self {
        Self {
            dinner: 2,
            follow_up: 0,
            minutes: [4, 6],
        }
    }
}

struct Dinner {
    when: [&'static str; 2],
    coming: usize,
    maybe: usize,
    open: usize,
    name: &'static str,
    place: &'static str,
    state: (&'static str, Tone, Icon),
    meetings: &'static str,
    next: &'static str,
}

const DINNERS: [Dinner; 4] = [
    Dinner {
        when: ["Sun 13 Dec 2026", "in 22 days"],
        coming: 8,
        maybe: 1,
        open: 1,
        name: "Winter Evening",
        place: "Guildhall Circle · Guildhall annexe · 8 tables of 8",
        state: ("Inviting", Tone::Info, Icon::DRAFT),
        meetings: "209",
        next: "55 of 64, 9 not answered · 1 rule not kept",
    },
    Dinner {
        when: ["Thu 10 Dec 2026", "in 19 days"],
        coming: 3,
        maybe: 1,
        open: 8,
        name: "Makers and Money",
        place: "Thursday Table · Casa Nero · 2 tables of 6",
        state: ("Inviting", Tone::Info, Icon::DRAFT),
        meetings: "24",
        next: "Invite 9 more · 4 suggestions",
    },
    Dinner {
        when: ["Thu 26 Nov 2026", "in 5 days"],
        coming: 6,
        maybe: 1,
        open: 1,
        name: "Thursday Table, No. 14",
        place: "Osteria Lume, back room · 8 seats",
        state: ("Almost ready", Tone::Look, Icon::LATE),
        meetings: "16",
        next: "6 of 8, 2 not answered · 2 have no ask yet",
    },
    Dinner {
        when: ["Thu 29 Oct 2026", "23 days ago"],
        coming: 8,
        maybe: 0,
        open: 0,
        name: "Thursday Table, No. 12",
        place: "Osteria Lume, back room · 8 seats",
        state: ("Closed", Tone::Good, Icon::DONE),
        meetings: "17",
        next: "11 of 12 follow-ups done",
    },
];

const FOLLOW_UPS: [(usize, &str, &str, &str, &str); 3] = [
    (
        9,
        "Send the two lender names you promised",
        "Founders’ Ten, 15 Oct",
        "Sun 15 Nov",
        "6 days",
    ),
    (
        3,
        "One-to-one over coffee, not about selling",
        "Thursday Table, No. 13",
        "Wed 18 Nov",
        "3 days",
    ),
    (
        8,
        "Tell Sam how his referral went",
        "Referral of Mon 2 Nov",
        "Fri 20 Nov",
        "1 day",
    ),
];

impl Lists {
    pub(super) fn show(&mut self, ui: &mut Ui) {
        self.dinners(ui);
        ui.add_space(8.0);
        self.follow_ups(ui);
        ui.add_space(8.0);
        self.running_order(ui);
        ui.add_space(8.0);
        notices(ui);
        ui.add_space(8.0);
        empties(ui);
    }

    fn dinners(&mut self, ui: &mut Ui) {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        let columns = Columns::new(&[
            (Width::Fixed(124.0), Align::Min),
            (Width::Fixed(52.0), Align::Min),
            (Width::Share(1.5), Align::Min),
            (Width::Fixed(124.0), Align::Min),
            (Width::Fixed(108.0), Align::Max),
            (Width::Share(1.3), Align::Min),
            (Width::Fixed(92.0), Align::Max),
        ]);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            columns.head(
                ui,
                &[
                    "When",
                    "",
                    "Dinner",
                    "Where it stands",
                    "First meetings",
                    "Next thing to do",
                ],
            );
            for (number, dinner) in DINNERS.iter().enumerate() {
                let selected = number == self.dinner;
                let [day, distance] = dinner.when;
                let sentence = format!(
                    "{}, {day}, {}, {}",
                    dinner.name, dinner.state.0, dinner.next
                );
                let row = Row::new(&columns, number, &sentence)
                    .selected(selected)
                    .show(ui, |cells| {
                        cells.two_lines(day, distance);
                        let seats = [
                            (SeatState::Coming, dinner.coming),
                            (SeatState::Maybe, dinner.maybe),
                            (SeatState::Unanswered, dinner.open),
                        ];
                        let seats: Vec<SeatState> = seats
                            .iter()
                            .flat_map(|(state, count)| std::iter::repeat_n(*state, *count))
                            .collect();
                        cells.add(|ui| ui.add(MiniTable::new(&seats)));
                        cells.title(dinner.name, dinner.place);
                        let (word, tone, icon) = dinner.state;
                        let chip = Chip::new(word, tone);
                        let chip = if tone == Tone::Info {
                            chip.line_icon(icon)
                        } else {
                            chip.icon(icon)
                        };
                        cells.add(|ui| ui.add(chip));
                        cells.words(dinner.meetings, theme.text.strong, palette.ink);
                        cells.words(dinner.next, theme.text.body, palette.ink);
                        cells.add(|ui| {
                            if selected {
                                ui.add(Button::new("Open").key("Enter").small());
                            } else {
                                ui.add(Button::bare(Icon::DotsThree, "More").small().quiet());
                            }
                        });
                    });
                self.dinner = next(self.dinner, number, &row, DINNERS.len());
            }
        });
    }

    fn follow_ups(&mut self, ui: &mut Ui) {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 24.0), egui::Sense::hover());
            let look = crate::ui::icons::IconLook::fill(17.0, palette.late);
            Icon::LATE.paint(ui.painter(), theme, rect.center(), look);
            text::heading(ui, "Overdue", theme.text.group, "3", theme.text.small);
        });
        let columns = Columns::new(&[
            (Width::Fixed(34.0), Align::Min),
            (Width::Share(0.8), Align::Min),
            (Width::Share(2.0), Align::Min),
            (Width::Share(1.0), Align::Min),
            (Width::Fixed(84.0), Align::Min),
            (Width::Fixed(52.0), Align::Min),
            (Width::Fixed(250.0), Align::Max),
        ]);
        let columns = columns.height(49.0);
        ui.push_id("follow-ups", |ui| {
            card::list(ui, |ui| {
                for (number, (person, what, source, day, late)) in
                    FOLLOW_UPS.into_iter().enumerate()
                {
                    let Some((name, _, colour)) = sample::PEOPLE.get(person) else {
                        continue;
                    };
                    let selected = number == self.follow_up;
                    let sentence = format!("{name}: {what}, due {day}, {late} late");
                    let row = Row::new(&columns, number, &sentence).selected(selected);
                    let row = row.in_card(ui, FOLLOW_UPS.len()).show(ui, |cells| {
                        cells.add(|ui| {
                            ui.add(Avatar::new(name, &sample::plate(name, *colour)).size(30.0))
                        });
                        cells.words(name, theme.text.strong, palette.ink);
                        cells.words(what, theme.text.body, palette.ink);
                        cells.words(source, theme.text.small, palette.ink_quiet);
                        cells.words(day, theme.text.chip.with_line(18.0), palette.late);
                        cells.words(late, theme.text.small, palette.late);
                        cells.add(|ui| {
                            if selected {
                                ui.spacing_mut().item_spacing.x = 6.0;
                                ui.add(Button::new("Draft").key("M").small());
                                ui.add(Button::new("Later").key("L").small());
                                ui.add(Button::new("Done").key("D").small());
                            } else {
                                ui.add(Button::bare(Icon::DotsThree, "More").small().quiet());
                            }
                        });
                    });
                    self.follow_up = next(self.follow_up, number, &row, FOLLOW_UPS.len());
                }
            });
        });
    }

    fn running_order(&mut self, ui: &mut Ui) {
        let theme = theme::of(ui);
        let palette = &theme.palette;
        card::card(ui, |ui| {
            ui.horizontal(|ui| {
                text::label(ui, "Starters, 19:20", theme.text.course, palette.accent);
                ui.add_space(12.0);
                section::leader(ui, ui.available_width(), 24.0);
            });
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                ui.set_min_height(32.0);
                text::label(ui, "19:32", theme.text.strong, palette.ink);
                ui.add(Avatar::new("Dana Whitlock", &sample::plate("Dana Whitlock", 1)).size(30.0));
                text::Runs::new(theme)
                    .strong("Dana Whitlock  ")
                    .quiet("Commercial lawyer")
                    .short_label(ui);
                let room = ui.available_width() - 286.0;
                section::leader(ui, room, 21.0);
                let [pitch, questions] = &mut self.minutes;
                if let Some(minutes) = Stepper::new("Pitch of Dana Whitlock", *pitch, 1..=15)
                    .unit("pitch")
                    .show(ui)
                {
                    *pitch = minutes;
                }
                let stepper = Stepper::new("Questions to Dana Whitlock", *questions, 0..=20)
                    .unit("questions");
                if let Some(minutes) = stepper.show(ui) {
                    *questions = minutes;
                }
            });
        });
    }
}

/// Which row is selected after what happened to row `number`.
fn next(
    selected: usize,
    number: usize,
    row: &crate::ui::widgets::row::RowOutput,
    count: usize,
) -> usize {
    if row.chosen {
        return number;
    }
    selected
        .saturating_add_signed(row.step as isize)
        .min(count - 1)
}

fn notices(ui: &mut Ui) {
    section::label(ui, "Wrong: what happened, what is safe, what to do");
    Notice::new(
        Tone::Late,
        Icon::FloppyDisk,
        "The disk is full. Your last 3 notes are held in memory.",
        "Free some space; they are written the moment there is room.",
    )
    .action(Button::new("Try again").icon(Icon::ArrowsClockwise))
    .action(Button::new("Save elsewhere"))
    .show(ui);
    Notice::new(
        Tone::Look,
        Icon::DISPLAY,
        "The second screen is gone.",
        "The table display closed. The clock goes on here.",
    )
    .action(Button::new("Open in a window"))
    .show(ui);
    Notice::new(
        Tone::Info,
        Icon::LOCK,
        "Locked after 20 minutes.",
        "Type the passphrase. A running clock is never locked away.",
    )
    .action(Button::new("Unlock").icon(Icon::Key))
    .show(ui);
    section::label(ui, "Undone: every change can be taken back");
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 20.0;
        toast::draw(
            ui,
            &Toast {
                words: "Priya and Jonah swapped seats.".to_owned(),
                icon: Icon::Check,
                undo: true,
            },
        );
        ui.push_id("second", |ui| {
            toast::draw(
                ui,
                &Toast {
                    words: "Follow-up discarded.".to_owned(),
                    icon: Icon::Trash,
                    undo: true,
                },
            );
        });
    });
}

fn empties(ui: &mut Ui) {
    section::label(
        ui,
        "Empty: say what belongs here, and offer one way to begin",
    );
    let width = (ui.available_width() - 36.0) / 3.0;
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        let states = [
            (
                4,
                "No dinners yet",
                "Six, eight or ten people is a good first table.",
                "New dinner",
                Icon::Plus,
            ),
            (
                2,
                "Nobody invited",
                "Suggestions appear as soon as two people are in.",
                "Add guest",
                Icon::UserPlus,
            ),
            (
                1,
                "Nothing overdue",
                "You are up to date. A good hour for a thank-you.",
                "Whom to thank",
                Icon::THANK,
            ),
        ];
        for (plates, title, sentence, button, icon) in states {
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                card::card(ui, |ui| {
                    ui.set_width(ui.available_width());
                    empty(
                        ui,
                        plates,
                        title,
                        sentence,
                        Button::new(button).icon(icon).small(),
                    );
                });
            });
        }
    });
}

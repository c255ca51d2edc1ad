//! The page of type, colours and controls.

use egui::{Align, Layout, Sense, Stroke, StrokeKind, Ui, vec2};

use super::sample;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Look, Tone};
use crate::ui::widgets::check::Check;
use crate::ui::widgets::choice::choice;
use crate::ui::widgets::menu;
use crate::ui::widgets::progress::Progress;
use crate::ui::widgets::select::Select;
use crate::ui::widgets::setting::setting;
use crate::ui::widgets::stepper::Stepper;
use crate::ui::widgets::switch::Switch;
use crate::ui::widgets::{
    Avatar, Button, Chip, Field, Kind, SeatState, Segments, Size, card, key_cap, section, text,
};

/// What the controls stand on.
#[derive(Debug)]
pub(super) struct Controls {
    filter: usize,
    zone: usize,
    minutes: usize,
    answer: usize,
    text_size: usize,
    pitch: u32,
    passphrase: bool,
    ticked: bool,
    name: String,
    find: String,
    wish: String,
    mail: String,
}

impl Default for Controls {
    fn default() -> Self {
        Self {
            filter: 0,
            zone: 0,
            minutes: 1,
            answer: 0,
            text_size: 1,
            pitch: 4,
            passphrase: true,
            ticked: true,
            name: "Thursday Table, No. 15".to_owned(),
            find: String::new(),
            wish: "Two introductions that somebody asked for".to_owned(),
            mail: "lucy@@pell.example".to_owned(),
        }
    }
}

impl Controls {
    pub(super) fn show(&mut self, ui: &mut Ui, look: &mut Look) {
        let gap = 36.0;
        if ui.available_width() < 1000.0 {
            left(ui);
            return self.right(ui, look);
        }
        let width = (ui.available_width() - gap) / 2.0;
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for column in 0..2 {
                ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing = vec2(8.0, 12.0);
                    if column == 0 {
                        left(ui);
                    } else {
                        self.right(ui, look);
                    }
                });
            }
        });
    }

    /// A chip that opens a menu, as in the column of answers.
    fn answer(&mut self, ui: &mut Ui) {
        let answers = [
            ("Coming", Tone::Good, Icon::DONE, "Y"),
            ("Maybe", Tone::Look, Icon::MAYBE, "U"),
            ("Not coming", Tone::Late, Icon::DECLINED, "C"),
        ];
        let Some((word, tone, icon, _)) = answers.get(self.answer) else {
            return;
        };
        let chip = ui.add(Chip::new(word, *tone).icon(*icon).pressable());
        menu::menu(ui, &chip, 190.0, |ui| {
            for (number, (word, _, icon, key)) in answers.iter().enumerate() {
                if menu::item(ui, Some(*icon), word, Some(key)) {
                    self.answer = number;
                }
            }
        });
    }

    fn right(&mut self, ui: &mut Ui, look: &mut Look) {
        let theme = theme::of(ui);
        text::heading(ui, "Look", theme.text.section, "", theme.text.body);
        card::list(ui, |ui| {
            setting(ui, "Text size", "Also Ctrl + and Ctrl –", false, |ui| {
                let sizes = ["90", "100", "115", "130", "150 %"];
                if let Some(size) = Segments::new("Text size", &sizes, self.text_size).show(ui) {
                    self.text_size = size;
                }
            });
            setting(
                ui,
                "Fewer movements",
                "Nothing slides or fades",
                false,
                |ui| {
                    ui.add(Switch::new("Fewer movements", &mut look.fewer_movements));
                },
            );
            setting(
                ui,
                "Colours of people",
                "Initials always stay",
                false,
                |ui| {
                    let plain = usize::from(look.plain_people);
                    if let Some(plain) =
                        Segments::new("Colours of people", &["Ten colours", "Plain"], plain)
                            .show(ui)
                    {
                        look.plain_people = plain == 1;
                    }
                },
            );
            setting(
                ui,
                "Lock with a passphrase",
                "The file is encrypted",
                false,
                |ui| {
                    ui.add(Switch::new("Lock with a passphrase", &mut self.passphrase));
                },
            );
            setting(ui, "Pitch", "Shift changes it by five", true, |ui| {
                if let Some(pitch) = Stepper::new("Pitch", self.pitch, 0..=15)
                    .unit("min")
                    .show(ui)
                {
                    self.pitch = pitch;
                }
                ui.add(Check::new("Count the pitch", &mut self.ticked));
            });
        });
        ui.add_space(4.0);
        let filters = [
            "All 9",
            "Coming 6",
            "Maybe 1",
            "No answer yet 1",
            "Not coming 1",
            "No ask 2",
        ];
        if let Some(filter) = Segments::new("Answer", &filters, self.filter)
            .pills()
            .show(ui)
        {
            self.filter = filter;
        }
        self.fields(ui);
    }

    fn fields(&mut self, ui: &mut Ui) {
        let theme = theme::of(ui);
        Field::search("Name, trade, need", &mut self.find)
            .key("/")
            .show(ui);
        Field::new("Name", &mut self.name).show(ui);
        let wish = Field::new("What should this dinner bring about?", &mut self.wish);
        wish.note("You will be asked afterwards. Only you read it.")
            .show(ui);
        let two_signs = self.mail.matches('@').count() > 1;
        let error = if two_signs {
            "“lucy@@pell.example” has two @."
        } else {
            ""
        };
        Field::new("E-mail", &mut self.mail).error(error).show(ui);
        let zones = ["Europe/London", "Europe/Lisbon", "Asia/Tokyo"];
        if let Some(zone) = Select::new("Time zone", &zones, self.zone).show(ui) {
            self.zone = zone;
        }
        section::label(ui, "Minutes for each guest");
        let minutes = [
            ("5 + 8", "six at table"),
            ("4 + 6", "eight at table"),
            ("3 + 5", "ten at table"),
        ];
        if let Some(minutes) = choice(ui, "Minutes for each guest", &minutes, self.minutes) {
            self.minutes = minutes;
        }
        self.answer(ui);
        ui.add(Progress::new("Decided", "5 of 14", 5.0 / 14.0));
        ui.add(Progress::new("How good is it?", "at least 93 %", 0.93).mark(1.0));
        card::private(ui, "Only me", "never printed, never exported", |ui| {
            let sentence = "Seems stretched until Christmas. One good lead at a time.";
            text::label(ui, sentence, theme.text.body, theme.palette.ink);
        });
    }
}

fn left(ui: &mut Ui) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    text::heading(
        ui,
        "Page title 36",
        theme.text.page,
        "and a quiet remark",
        theme.text.body,
    );
    swatches(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        text::label(ui, "2:43", theme.text.page.at_size(58.0), palette.ink);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            text::label(ui, "Section 23", theme.text.section, palette.ink);
            text::label(
                ui,
                "Voice 17, “somebody is speaking”",
                theme.text.voice,
                palette.ink,
            );
            text::Runs::new(theme)
                .strong("Strong 15 ")
                .body("Body 15 ")
                .quiet("Small 13, 0123456789")
                .label(ui);
        });
    });
    section::label_with_leader(ui, "At rest, primary, off, quiet");
    buttons(ui);
    section::label(ui, "Small and large");
    ui.horizontal_wrapped(|ui| {
        ui.add(Button::new("Invite").icon(Icon::Plus).small());
        ui.add(
            Button::new("No-show")
                .icon(Icon::UserMinus)
                .key("Shift W")
                .small(),
        );
        ui.add(Button::bare(Icon::UNDO, "Undo").small());
        ui.add(Button::bare(Icon::X, "Close").small().quiet());
        ui.add(
            Button::new("Next")
                .icon(Icon::ArrowRight)
                .key("Right")
                .primary()
                .size(Size::Large),
        );
    });
    section::label(ui, "Chips");
    ui.horizontal_wrapped(|ui| {
        ui.add(Chip::new("Coming", Tone::Good).icon(Icon::DONE));
        ui.add(Chip::new("Maybe", Tone::Look).icon(Icon::MAYBE));
        ui.add(Chip::outline("No answer yet").line_icon(Icon::WAITING));
        ui.add(Chip::new("Not coming", Tone::Late).icon(Icon::DECLINED));
        ui.add(Chip::new("Inviting", Tone::Info).line_icon(Icon::DRAFT));
        ui.add(Chip::new("Live", Tone::Accent).icon(Icon::LIVE));
        ui.add(Chip::new("Only me", Tone::Private).icon(Icon::PRIVATE));
        ui.add(Chip::new("3 contexts", Tone::Neutral));
    });
    section::label(ui, "People");
    avatars(ui);
    section::label(ui, "Keys");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        key_cap::hint(ui, &["J", "K"], "move");
        key_cap::hint(ui, &["Enter"], "open");
        key_cap::hint(ui, &["Ctrl", "Space"], "select");
        key_cap::hint(ui, &["Alt", "Up"], "carry up");
        key_cap::hint(ui, &["F1"], "all keys");
    });
}

fn buttons(ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        ui.add(
            Button::new("New dinner")
                .icon(Icon::Plus)
                .key("N")
                .primary(),
        );
        ui.add(Button::new("Find anything").icon(Icon::FIND).key("Ctrl K"));
        ui.add(Button::new("Or this").tooltip("What it does, in one sentence"));
        ui.add(
            Button::new("Seat again")
                .icon(Icon::SEAT_AGAIN)
                .off("Add three more people first"),
        );
        ui.add(Button::new("All follow-ups").quiet());
    });
    let theme = theme::of(ui);
    let bar = egui::Frame::new()
        .fill(theme.palette.ink)
        .inner_margin(10)
        .corner_radius(theme.radius.control);
    bar.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.add(Button::new("Resume").key("R").kind(Kind::Lit).small());
            ui.add(
                Button::new("End it at the last note")
                    .kind(Kind::OnInk)
                    .small(),
            );
        });
    });
}

fn avatars(ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        for (name, _, colour) in sample::PEOPLE {
            ui.add(Avatar::new(name, &sample::plate(name, colour)).size(28.0));
        }
    });
    ui.horizontal(|ui| {
        ui.set_min_height(72.0);
        let states = [SeatState::Coming, SeatState::Maybe, SeatState::Unanswered];
        for (size, state) in [22.0, 34.0, 52.0].into_iter().zip(states) {
            ui.add(
                Avatar::new("Priya Raman", &sample::plate("Priya Raman", 3))
                    .size(size)
                    .state(state),
            );
        }
        ui.add(Avatar::new("Priya Raman", &sample::plate("Priya Raman", 3)).size(72.0));
    });
}

fn swatches(ui: &mut Ui) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let shown = [
        ("ground", palette.ground),
        ("paper", palette.paper),
        ("sunken", palette.sunken),
        ("line", palette.line),
        ("edge", palette.edge),
        ("ink", palette.ink),
        ("quiet", palette.ink_quiet),
        ("accent", palette.accent),
    ];
    ui.horizontal(|ui| {
        for (name, color) in shown {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let (rect, _) = ui.allocate_exact_size(vec2(54.0, 28.0), Sense::hover());
                let edge = Stroke::new(theme.stroke.hairline, palette.edge);
                ui.painter()
                    .rect(rect, theme.radius.control, color, edge, StrokeKind::Inside);
                text::label(ui, name, theme.text.small, palette.ink_quiet);
            });
        }
    });
}

//! A follow-up as a row: its state, what and why, its kind, its day, and the buttons of the chosen one.

use chrono::NaiveDate;
use egui::{Align2, Sense, Ui, pos2, vec2};

use super::is_decided;
use crate::{
    app::desk::FollowUpLine,
    domain::promise::{CommitmentState, Decision, FollowUpRule},
    ui::{
        command::Action,
        icons::{Icon, IconLook},
        screens::View,
        theme::{self, Tone},
        widgets::{
            Button, Chip, Columns, Row,
            row::RowOutput,
            text::{self, Runs},
        },
    },
};

/// What a button in a row asks for.
#[derive(Clone, Copy)]
pub(super) enum Pressed {
    Accept,
    Edit,
    Discard,
    Choose,
}

/// The keys on the buttons of a row, and how wide the three are together.
pub(super) struct Buttons {
    accept: String,
    edit: String,
    discard: String,
    pub(super) width: f32,
}

impl Buttons {
    pub(super) fn of(ui: &Ui, view: &View<'_>) -> Self {
        let mut keys = Self {
            accept: view.key(Action::Add),
            edit: view.key(Action::Edit),
            discard: view.key(Action::TwoPeople),
            width: 0.0,
        };
        let all = [keys.accept(), keys.edit(), keys.discard()];
        keys.width = all
            .iter()
            .map(|button| button.measure(ui).x + 6.0)
            .sum::<f32>()
            - 6.0;
        keys
    }

    fn accept(&self) -> Button<'_> {
        Button::new("Accept").key(&self.accept).small()
    }

    fn edit(&self) -> Button<'_> {
        Button::new("Edit").key(&self.edit).small()
    }

    fn discard(&self) -> Button<'_> {
        Button::new("Discard").key(&self.discard).small()
    }
}

/// Draws one row; `pressed` hears what a button of it asks for.
pub(super) fn row(
    ui: &mut Ui,
    (number, count): (usize, usize),
    columns: &Columns,
    line: &FollowUpLine,
    (is_chosen, is_by_day): (bool, bool),
    buttons: &Buttons,
    pressed: impl FnOnce(Pressed),
) -> RowOutput {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let found = &line.row;
    let due = found.due.map(day_words).unwrap_or_default();
    let (word, icon) = decision(line);
    let below = if is_by_day {
        format!("{} · {}", line.owner, line.why)
    } else {
        line.why.clone()
    };
    let sentence = format!(
        "{}, {}, {below}, {due}, {word}",
        found.what,
        rule(found.rule).0
    );
    let mut asked = None;
    let shown = Row::new(columns, number, &sentence)
        .selected(is_chosen)
        .in_card(ui, count)
        .show(ui, |cells| {
            cells.add(|ui| sign(ui, found.decision, icon));
            if found.decision == Decision::Discarded {
                cells.add(|ui| struck(ui, &found.what, &below));
            } else {
                cells.two_lines(&found.what, &below);
            }
            cells.add(|ui| chip(ui, found.rule));
            let ink = if found.decision == Decision::Discarded {
                palette.ink_quiet
            } else {
                palette.ink
            };
            cells.words(&due, theme.text.button.at_size(13.0), ink);
            cells.add(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                if !is_chosen {
                    if is_decided(found.decision) {
                        text::short_label(ui, word, theme.text.small, palette.ink_quiet);
                    } else {
                        let words = format!("Choose: {}", found.what);
                        let dots = Button::bare(Icon::DotsThree, &words).quiet().small();
                        if ui.add(dots).clicked() {
                            asked = Some(Pressed::Choose);
                        }
                    }
                    return;
                }
                if found.decision != Decision::Discarded && ui.add(buttons.discard()).clicked() {
                    asked = Some(Pressed::Discard);
                }
                if ui.add(buttons.edit()).clicked() {
                    asked = Some(Pressed::Edit);
                }
                if found.decision != Decision::Accepted && ui.add(buttons.accept()).clicked() {
                    asked = Some(Pressed::Accept);
                }
                if is_decided(found.decision) {
                    text::short_label(ui, word, theme.text.small, palette.ink_quiet);
                }
            });
        });
    if let Some(asked) = asked {
        pressed(asked);
    }
    shown
}

/// The word of its state, and the sign.
fn decision(line: &FollowUpLine) -> (&'static str, Icon) {
    match (line.row.decision, line.promise) {
        (Decision::Undecided, _) => ("to decide", Icon::Circle),
        (Decision::Accepted, Some(CommitmentState::Done)) => ("done", Icon::DONE),
        (Decision::Accepted, Some(CommitmentState::Dropped)) => ("dropped", Icon::DONE),
        (Decision::Accepted, Some(CommitmentState::HandedOver)) => ("handed over", Icon::DONE),
        (Decision::Accepted, _) => ("accepted", Icon::DONE),
        (Decision::Discarded, _) => ("discarded", Icon::DECLINED),
    }
}

fn sign(ui: &mut Ui, decision: Decision, icon: Icon) {
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
    let look = match decision {
        Decision::Undecided => IconLook::regular(18.0, theme.palette.ink_quiet),
        Decision::Accepted => IconLook::fill(18.0, theme.palette.good),
        Decision::Discarded => IconLook::fill(18.0, theme.palette.ink_quiet),
    };
    icon.paint(ui.painter(), theme, rect.center(), look);
}

fn struck(ui: &mut Ui, above: &str, below: &str) {
    let theme = theme::of(ui);
    let quiet = theme.palette.ink_quiet;
    let rect = ui.available_rect_before_wrap();
    let line = |words: &str, role| {
        Runs::new(theme)
            .struck(words, role, quiet)
            .layout(ui, rect.width(), 1)
    };
    let (above, below) = (
        line(above, theme.text.strong),
        line(below, theme.text.small),
    );
    let top = rect.center().y - f32::midpoint(above.size().y, below.size().y);
    let first = text::paint(
        ui.painter(),
        pos2(rect.left(), top),
        Align2::LEFT_TOP,
        above,
    );
    text::paint(ui.painter(), first.left_bottom(), Align2::LEFT_TOP, below);
}

fn chip(ui: &mut Ui, kind: FollowUpRule) {
    let (word, tone, icon) = rule(kind);
    let chip = match tone {
        Tone::Neutral => Chip::outline(word).line_icon(icon),
        tone => Chip::new(word, tone).icon(icon),
    };
    ui.add(chip);
}

fn rule(rule: FollowUpRule) -> (&'static str, Tone, Icon) {
    match rule {
        FollowUpRule::Promise => ("Promise", Tone::Good, Icon::PROMISE),
        FollowUpRule::OpenQuestion => ("Question", Tone::Info, Icon::QUESTION),
        FollowUpRule::AskMatch => ("Ask", Tone::Look, Icon::ASK),
        FollowUpRule::OfferStep => ("Offer", Tone::Accent, Icon::OFFER),
        FollowUpRule::OneToOne => ("One-to-one", Tone::Neutral, Icon::ONE_TO_ONE),
        FollowUpRule::ThankGuest => ("Thanks", Tone::Neutral, Icon::THANK),
        FollowUpRule::QuietCorner => ("Quiet corner", Tone::Neutral, Icon::Leaf),
    }
}

/// All of it in words, where a column is too narrow.
pub(super) fn tooltip(line: &FollowUpLine) -> String {
    let with = line
        .other
        .as_ref()
        .map(|other| format!("\nFor or with {other}"))
        .unwrap_or_default();
    let readers = line.row.audience.label();
    format!(
        "{}\n{}{with}\nMay be read by: {readers}",
        line.row.what, line.why
    )
}

/// "Fri 27 Nov".
pub(super) fn day_words(day: NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

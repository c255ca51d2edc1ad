//! The organiser's recap on this screen: its row above the guests', what goes into it, and printing it with the other
//! papers of the house.

use egui::{Sense, Ui, vec2};

use super::{Recaps, readers};
use crate::{
    app::{desk::OpenDinner, dinners::counted},
    domain::{Id, Person},
    ui::{
        command::{Action, Command},
        icons::{Icon, IconLook},
        screens::{View, print},
        theme::{self, Tone},
        widgets::{Columns, Row, notice::Notice, text},
    },
};

pub(super) const TITLE: &str = "Organiser’s recap";
/// Whose it is, for the reader of a screen.
pub(super) const READER: &str = "the organiser";

/// Whether a step through the list leads to this row, stays on it, or leaves it for the first guest.
pub(super) fn takes_step(state: &mut Recaps, step: isize, first: Option<Id<Person>>) -> bool {
    if state.is_organiser {
        state.is_organiser = step < 0;
        if step > 0 {
            (state.chosen, state.is_led, state.side) = (first, true, 0);
        }
        return true;
    }
    let is_up = step < 0 && state.chosen == first;
    if is_up {
        (state.is_organiser, state.side) = (true, 0);
    }
    is_up
}

/// The first row of the list, above those of the guests; a step of an arrow out of it.
pub(super) fn row(ui: &mut Ui, columns: &Columns, count: usize, state: &mut Recaps) -> Pressed {
    let theme = theme::of(ui);
    let is_own = state.page.only_me > 0;
    let (word, tone, icon) = if is_own {
        ("Only me", Tone::Private, Icon::PRIVATE)
    } else {
        ("Ready", Tone::Info, Icon::FileText)
    };
    let mut below = state.pages_of(None);
    if is_own && !below.is_empty() {
        below.push_str(", your copy");
    }
    let sentence = readers::sentence([TITLE, word, &below]);
    let shown = Row::new(columns, 0, &sentence)
        .selected(state.is_organiser)
        .in_card(ui, count)
        .show(ui, |cells| {
            cells.add(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(34.0, 34.0), Sense::hover());
                let look = IconLook::fill(20.0, theme.palette.accent);
                Icon::FileText.paint(ui.painter(), theme, rect.center(), look);
            });
            cells.two_lines(TITLE, &below);
            cells.add(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let ink = theme.palette.ink_of(tone);
                text::short_label(ui, word, theme.text.button.at_size(13.0), ink);
                let (rect, _) = ui.allocate_exact_size(vec2(18.0, 20.0), Sense::hover());
                let look = IconLook::fill(17.0, ink);
                icon.paint(ui.painter(), theme, rect.center(), look);
            });
        });
    if state.is_organiser && std::mem::take(&mut state.wants_focus) {
        shown.response.request_focus();
    }
    if (shown.chosen || shown.response.gained_focus()) && !state.is_organiser {
        (state.is_organiser, state.side) = (true, 0);
    }
    Pressed {
        is_entered: shown.opened && !shown.response.double_clicked(),
        step: shown.step as isize,
    }
}

/// What a key did on the row.
pub(super) struct Pressed {
    pub(super) is_entered: bool,
    pub(super) step: isize,
}

/// What goes into it, beside its page.
pub(super) fn aside(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    state: &Recaps,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let quiet = theme.palette.ink_quiet;
    ui.spacing_mut().item_spacing.y = 0.0;
    let title = "Goes into the organiser’s";
    text::heading(ui, title, theme.text.section, "", theme.text.small);
    ui.add_space(8.0);
    let words = "Who came, planned time against actual, what was said, what is to be done and by whom, who met for the first time, and what to mend.";
    text::label(ui, words, theme.text.small, theme.palette.ink);
    ui.add_space(12.0);
    let mine = state.page.only_me;
    let (happened, safe) = if mine == 0 {
        (
            "Nothing private was written",
            "It can go from hand to hand".to_owned(),
        )
    } else {
        (
            "The last page is only yours",
            format!(
                "It has {}. Printed are two files: this one, and one for organisers without that page",
                counted(mine, "line")
            ),
        )
    };
    Notice::new(Tone::Private, Icon::PRIVATE, happened, &safe)
        .on_paper()
        .show(ui);
    let remarks = state
        .preview
        .as_ref()
        .and_then(|shown| shown.preview.as_ref())
        .map_or(&[][..], |preview| preview.remarks.as_slice());
    for remark in remarks {
        ui.add_space(8.0);
        Notice::new(Tone::Look, Icon::LATE, "Not all is on it", remark)
            .on_paper()
            .show(ui);
    }
    ui.add_space(20.0);
    let key = view.key(Action::Print);
    if ui.add(print::button(view).key(&key)).clicked() {
        print::print(view, open, commands);
    }
    ui.add_space(8.0);
    let words = match view.desk.papers_folder(&open.record) {
        Some(folder) => format!(
            "With the table sheets, the place cards and the list for the kitchen, into {}.",
            folder.display()
        ),
        None => "Choose a folder first.".to_owned(),
    };
    text::label(ui, &words, theme.text.small, quiet);
}

/// The button that prints the papers of the house.
pub(super) fn print_button(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    commands: &mut Vec<Command>,
) {
    if ui.add(print::button(view)).clicked() {
        print::print(view, open, commands);
    }
}

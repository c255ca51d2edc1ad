//! The host's line: to the guest who is looked at, or to everybody who has none of their own. What is typed is kept when
//! it is left, whichever way, and before anything is written with it.

use std::collections::BTreeMap;

use egui::{Id as Place, Ui};

use super::Recaps;
use crate::{
    app::{
        desk::{Edit, OpenDinner, ReaderLine, RecapEdit},
        dinners::counted,
    },
    domain::{Dinner, Id, Person},
    ui::{
        command::{Action, Command},
        screens::View,
        widgets::{Field, Segments, section},
    },
};

/// Whose line it is: of a dinner, to a guest or to everybody.
type Of = (Id<Dinner>, Option<Id<Person>>);

/// The lines that are typed and not kept yet.
#[derive(Debug, Default)]
pub(super) struct Lines {
    typed: BTreeMap<Of, Typed>,
    /// The one whose field has the focus.
    in_hand: Option<Of>,
    /// The guest beside whose page the line to everybody is written; beside all others it is their own.
    for_all: Option<Id<Person>>,
}

#[derive(Debug)]
struct Typed {
    text: String,
    /// The revision at which it was handed in last: what failed is said once, and handed in again when it is typed on.
    at: Option<u64>,
}

/// The line as the library has it.
fn kept(open: &OpenDinner, to: Option<Id<Person>>) -> &str {
    let dinner = &open.record.dinner;
    match to {
        None => &dinner.host_line,
        Some(guest) => {
            let mut rows = open.record.attendances.iter();
            rows.find(|row| row.person == guest)
                .map_or("", |row| &row.recap_line)
        }
    }
}

/// Draws the field, and the choice whom it is to.
pub(super) fn field(ui: &mut Ui, open: &OpenDinner, line: &ReaderLine, state: &mut Recaps) {
    let name = open.record.short_name(line.person);
    section::label(ui, "A line from you");
    ui.add_space(6.0);
    let words = [format!("To {name}"), "To everyone".to_owned()];
    let words = words.each_ref().map(String::as_str);
    let is_for_all = state.lines.for_all == Some(line.person);
    if let Some(at) = Segments::new("A line", &words, usize::from(is_for_all)).show(ui) {
        state.lines.for_all = (at == 1).then_some(line.person);
    }
    ui.add_space(6.0);
    let is_for_all = state.lines.for_all == Some(line.person);
    let to = (!is_for_all).then_some(line.person);
    let of = (open.record.dinner.id, to);
    let common = kept(open, None);
    let others = state.page.readers.iter().filter(|r| r.line.is_empty());
    let (label, note) = if is_for_all {
        let count = counted(others.count(), "guest");
        (
            "A line to everyone".to_owned(),
            format!(
                "On the recaps of {count}, who have no line of their own. Your name is set under it"
            ),
        )
    } else if common.is_empty() {
        (
            format!("A line to {name}"),
            format!("Only {name} reads it. Your name is set under it"),
        )
    } else {
        (
            format!("A line to {name}"),
            format!("Only {name} reads it. Without one {name} gets your line to everyone"),
        )
    };
    let hint = match common {
        "" => "Thank you for coming",
        _ if is_for_all => "Thank you for coming",
        common => common,
    };
    let typed = state.lines.typed.get(&of);
    let mut text = typed.map_or_else(|| kept(open, to).to_owned(), |typed| typed.text.clone());
    // Each line has a memory of its own for its cursor and what Ctrl Z takes back in it.
    let field = Field::new(&label, &mut text)
        .bare()
        .rows(4)
        .hint(hint)
        .note(&note)
        .id(Place::unique(("a line", of)))
        .show(ui);
    if field.changed() {
        state.lines.typed.insert(of, Typed { text, at: None });
    }
    state.lines.in_hand = field.has_focus().then_some(of);
}

impl Lines {
    /// Before the field is drawn: whether it has the focus will show.
    pub(super) fn begin(&mut self) {
        self.in_hand = None;
    }

    /// Keeps the lines that are left; all of them before something is written, and before this screen is left.
    pub(super) fn keep(
        &mut self,
        ui: &Ui,
        view: &View<'_>,
        open: &OpenDinner,
        commands: &mut Vec<Command>,
    ) {
        let ends = |verb: &Action| {
            matches!(
                verb,
                Action::Confirm
                    | Action::AllDrafts
                    | Action::Print
                    | Action::Go(_)
                    | Action::BringIn
                    | Action::NextStage
            )
        };
        let is_closing = ui.input(|input| input.viewport().close_requested());
        let is_end = is_closing || view.pressed.iter().any(ends);
        let (dinner, revision) = (open.record.dinner.id, Some(view.desk.revision()));
        let in_hand = self.in_hand;
        let is_kept = |to: Option<Id<Person>>, typed: &Typed| typed.text.trim() == kept(open, to);
        // In hand it stays as it is typed, with the space before the next word.
        self.typed
            .retain(|of, typed| of.0 != dinner || in_hand == Some(*of) || !is_kept(of.1, typed));
        for ((of, to), typed) in &mut self.typed {
            let waits = in_hand == Some((*of, *to)) && !is_end;
            if *of != dinner || waits || typed.at == revision || is_kept(*to, typed) {
                continue;
            }
            typed.at = revision;
            let edit = RecapEdit::Line(*to, typed.text.clone());
            // First of all: what is written by a button in this same frame has it.
            commands.insert(0, Command::Edit(Edit::Recap(dinner, edit)));
        }
    }
}

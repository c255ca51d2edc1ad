//! Two people side by side who are one: for each field that differs, which value is to stay.

use egui::{ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::{
    View, column,
    detail::{elided, who},
    dialog::{Outcome, ends, modal},
};
use crate::{
    app::desk::{MergeDraft, OpenPerson, PersonEdit},
    domain::{Id, Person},
    ui::{
        theme,
        widgets::{focus, section, text},
    },
};

/// A field of a person: its name, how it reads, and taking it from one to the other.
type FieldOf = (
    &'static str,
    fn(&Person) -> String,
    fn(&mut Person, &Person),
);

const FIELDS: [FieldOf; 16] = [
    (
        "First name",
        |p| p.given.clone(),
        |to, from| to.given.clone_from(&from.given),
    ),
    (
        "Middle name",
        |p| p.middle.clone(),
        |to, from| to.middle.clone_from(&from.middle),
    ),
    (
        "Family name",
        |p| p.family.clone(),
        |to, from| to.family.clone_from(&from.family),
    ),
    (
        "Form of address",
        |p| p.prefix.clone(),
        |to, from| to.prefix.clone_from(&from.prefix),
    ),
    (
        "After the name",
        |p| p.suffix.clone(),
        |to, from| to.suffix.clone_from(&from.suffix),
    ),
    (
        "Called",
        |p| p.nickname.clone(),
        |to, from| to.nickname.clone_from(&from.nickname),
    ),
    (
        "Say it like",
        |p| p.says_it_like.clone(),
        |to, from| {
            to.says_it_like.clone_from(&from.says_it_like);
        },
    ),
    (
        "Company",
        |p| p.company.clone(),
        |to, from| to.company.clone_from(&from.company),
    ),
    (
        "Position",
        |p| p.position.clone(),
        |to, from| to.position.clone_from(&from.position),
    ),
    (
        "What they do",
        |p| p.business.clone(),
        |to, from| to.business.clone_from(&from.business),
    ),
    (
        "Whom they help",
        |p| p.helps.clone(),
        |to, from| to.helps.clone_from(&from.helps),
    ),
    (
        "Wants to meet",
        |p| p.wants_to_meet.clone(),
        |to, from| {
            to.wants_to_meet.clone_from(&from.wants_to_meet);
        },
    ),
    (
        "Needs at the table",
        |p| p.needs.clone(),
        |to, from| to.needs.clone_from(&from.needs),
    ),
    (
        "Birthday",
        |p| day(p.birthday),
        |to, from| to.birthday = from.birthday,
    ),
    (
        "Connected on",
        |p| day(p.connected_on),
        |to, from| to.connected_on = from.connected_on,
    ),
    (
        "Your note",
        |p| p.private_note.clone(),
        |to, from| {
            to.private_note.clone_from(&from.private_note);
        },
    ),
];

/// A merge that is being prepared.
#[derive(Debug)]
pub(super) struct Merging {
    left: Person,
    right: Person,
    keep: Id<Person>,
    gone: Id<Person>,
    /// For each field whether the right value is to stay.
    takes_right: [bool; FIELDS.len()],
}

impl Merging {
    /// The one who is open stays, and takes from the other what it does not have; unless the other one is you.
    pub(super) fn of(open: &OpenPerson, other: &OpenPerson) -> Self {
        let (left, right) = (open.person.clone(), other.person.clone());
        let takes_right =
            FIELDS.map(|(_, words, _)| words(&left).is_empty() && !words(&right).is_empty());
        let (keep, gone) = if other.is_you {
            (right.id, left.id)
        } else {
            (left.id, right.id)
        };
        Self {
            left,
            right,
            keep,
            gone,
            takes_right,
        }
    }

    /// What is to be known of the one who stays.
    fn merged(&self) -> Person {
        let mut person = self.left.clone();
        for ((_, _, take), takes_right) in FIELDS.iter().zip(self.takes_right) {
            if takes_right {
                take(&mut person, &self.right);
            }
        }
        // The source of an import stays with whoever has one, so that importing again adds nobody.
        if person.source_key.is_empty() {
            person.source.clone_from(&self.right.source);
            person.source_key.clone_from(&self.right.source_key);
        }
        person
    }

    pub(super) fn show(&mut self, ui: &Ui, _view: &View<'_>) -> Outcome {
        let title = "One person instead of two";
        modal(ui, "merge", 640.0, title, |ui, is_confirmed| {
            let theme = theme::of(ui);
            let words = "Choose what stays. Addresses, dinners, notes, asks, offers and promises of both are kept; Undo parts them again";
            text::label(ui, words, theme.text.body, theme.palette.ink_quiet);
            let width = ((ui.available_width() - 12.0) / 2.0).floor();
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                column(ui, width, |ui| who(ui, &self.left));
                column(ui, width, |ui| who(ui, &self.right));
            });
            ScrollArea::vertical().max_height(330.0).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                let mut is_same = true;
                for (at, (label, words, _)) in FIELDS.iter().enumerate() {
                    let (left, right) = (words(&self.left), words(&self.right));
                    if left == right {
                        continue;
                    }
                    is_same = false;
                    section::label(ui, label);
                    let Some(takes_right) = self.takes_right.get_mut(at) else {
                        continue;
                    };
                    ui.horizontal_top(|ui| {
                        ui.spacing_mut().item_spacing.x = 12.0;
                        if value(ui, label, &left, width - 6.0, !*takes_right) {
                            *takes_right = false;
                        }
                        if value(ui, label, &right, width - 6.0, *takes_right) {
                            *takes_right = true;
                        }
                    });
                }
                if is_same {
                    let words = "All fields are the same";
                    text::label(ui, words, theme.text.body, theme.palette.ink);
                }
            });
            let merged = self.merged();
            let is_named = !(merged.given.trim().is_empty() && merged.family.trim().is_empty());
            let why = (!is_named).then_some("Choose a first name or a family name");
            let words = format!("Merge into {}", elided(&merged.name()));
            ends(ui, &words, why, is_confirmed).outcome(|| {
                Some(PersonEdit::Merge(Box::new(MergeDraft {
                    keep: self.keep,
                    gone: self.gone,
                    person: merged,
                })))
            })
        })
    }
}

/// One of two values; whether it was chosen now.
fn value(ui: &mut Ui, label: &str, words: &str, width: f32, is_chosen: bool) -> bool {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let shown = if words.is_empty() { "nothing" } else { words };
    let ink = if words.is_empty() {
        palette.ink_quiet
    } else {
        palette.ink
    };
    let galley = text::within(ui, shown, theme.text.body, ink, width - 24.0, 3);
    let size = vec2(width, galley.size().y + 14.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let (edge, fill) = if is_chosen {
        (Stroke::new(theme.stroke.focus, palette.ink), palette.sunken)
    } else {
        (
            Stroke::new(theme.stroke.hairline, palette.edge),
            palette.paper,
        )
    };
    ui.painter()
        .rect(rect, theme.radius.control, fill, edge, StrokeKind::Inside);
    let at = rect.left_top() + vec2(12.0, 7.0);
    text::paint(ui.painter(), at, egui::Align2::LEFT_TOP, galley);
    focus::ring(ui, &response, theme.radius.control);
    let name = format!("{label}: {shown}");
    response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, &name));
    response.clicked()
}

fn day(day: Option<chrono::NaiveDate>) -> String {
    day.map_or_else(String::new, |day| day.format("%-d %B %Y").to_string())
}

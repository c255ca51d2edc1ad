//! A rule being written: what it says of which two guests, how near it reaches, and whether it must be kept.

use egui::{Key, Modifiers, Ui};

use super::Scene;
use crate::{
    app::{
        board::RuleLine,
        desk::{PersonLine, SeatingEdit},
        rules::{Wanted, check},
    },
    domain::{
        Id, Person, Rule,
        dinner::{RuleKind, Scope},
    },
    ui::{
        command::Command,
        icons::Icon,
        screens::pick::{Picked, Picker},
        theme,
        widgets::{Button, Segments, choice::choice, dialog, section, text},
    },
};

const KINDS: [RuleKind; 3] = [RuleKind::Wants, RuleKind::Apart, RuleKind::Together];
const SCOPES: [Scope; 3] = [Scope::Neighbours, Scope::Table, Scope::Dinner];

/// What is chosen so far.
#[derive(Debug)]
pub(super) struct RuleForm {
    /// The rule that is changed; `None` for a new one.
    rule: Option<Id<Rule>>,
    kind: usize,
    scope: usize,
    is_hard: bool,
    /// The two people.
    pair: [Option<Id<Person>>; 2],
    /// Which of them is being looked for.
    picking: Option<(usize, Picker)>,
}

impl RuleForm {
    pub(super) fn new(first: Option<Id<Person>>) -> Self {
        Self {
            rule: None,
            kind: 0,
            scope: 1,
            is_hard: false,
            pair: [first, None],
            picking: None,
        }
    }

    /// `None` for a rule that is not about two people.
    pub(super) fn of(line: &RuleLine) -> Option<Self> {
        Some(Self {
            rule: Some(line.id),
            kind: KINDS.iter().position(|kind| *kind == line.kind)?,
            scope: SCOPES
                .iter()
                .position(|scope| *scope == line.scope)
                .unwrap_or(1),
            is_hard: line.is_hard,
            pair: [Some(line.first), line.second],
            picking: None,
        })
    }

    /// Draws it; whether it stays open.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        commands: &mut Vec<Command>,
    ) -> bool {
        if self.picking.is_some() {
            self.pick(ui, scene);
            return true;
        }
        let problem = self.problem(scene);
        let is_confirmed = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let mut is_open = true;
        let mut is_kept = is_confirmed;
        let shown = dialog(ui, "a rule", 460.0, |ui| {
            let theme = theme::of(ui);
            let palette = &theme.palette;
            let title = if self.rule.is_some() {
                "Change the rule"
            } else {
                "Add a rule"
            };
            text::label(ui, title, theme.text.section, palette.ink);
            ui.add_space(8.0);
            let kinds = ["Wants to meet", "Keep apart", "Keep together"];
            if let Some(kind) = Segments::new("Rule", &kinds, self.kind).show(ui) {
                self.kind = kind;
            }
            ui.add_space(12.0);
            self.people(ui, scene);
            ui.add_space(12.0);
            section::label(ui, "How near");
            ui.add_space(2.0);
            let scopes = ["Neighbours", "One table", "One dinner"];
            if let Some(scope) = Segments::new("How near", &scopes, self.scope).show(ui) {
                self.scope = scope;
            }
            ui.add_space(12.0);
            let firmness = [
                ("Should", "weighed with the rest"),
                ("Must", "before everything else"),
            ];
            let firm = choice(ui, "How firm", &firmness, usize::from(self.is_hard));
            if let Some(firm) = firm {
                self.is_hard = firm == 1;
            }
            ui.add_space(8.0);
            let is_complete = self.pair.iter().all(Option::is_some);
            let (words, color) = match &problem {
                Some(problem) if is_complete => (problem.as_str(), palette.late),
                _ => ("Only you see rules.", palette.ink_quiet),
            };
            text::label(ui, words, theme.text.small, color);
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let words = if self.rule.is_some() {
                    "Keep the change"
                } else {
                    "Add the rule"
                };
                let keep = Button::new(words)
                    .key("Ctrl Enter")
                    .primary()
                    .off_when(problem.as_deref());
                is_kept |= ui.add(keep).clicked();
                if ui.add(Button::new("Cancel").key("Esc")).clicked() {
                    is_open = false;
                }
            });
        });
        if let Some(wanted) = self.wanted().filter(|_| is_kept && problem.is_none()) {
            commands.push(scene.edit(match self.rule {
                Some(rule) => SeatingEdit::ChangeRule(rule, wanted),
                None => SeatingEdit::AddRule(wanted),
            }));
            return false;
        }
        is_open && (self.picking.is_some() || !shown.should_close())
    }

    fn people(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let labels = match KINDS.get(self.kind) {
            Some(RuleKind::Wants) => ["Who wants to meet", "whom"],
            _ => ["First guest", "Second guest"],
        };
        for (at, label) in labels.into_iter().enumerate() {
            section::label(ui, label);
            ui.add_space(2.0);
            let person = self.pair.get(at).copied().flatten();
            let name = person.map_or_else(
                || "Choose a guest…".to_owned(),
                |person| super::bars::short(&scene.open.record.name(person)),
            );
            let button = Button::new(&name).icon(Icon::User).min_width(280.0);
            let pressed = ui.push_id(at, |ui| ui.add(button).clicked()).inner;
            if pressed {
                self.picking = Some((at, Picker::default()));
            }
            ui.add_space(4.0);
        }
    }

    fn pick(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let Some((at, picker)) = &mut self.picking else {
            return;
        };
        let at = *at;
        let other = self.pair.get(1 - at.min(1)).copied().flatten();
        let attendances = &scene.open.record.attendances;
        let is_guest = |line: &&PersonLine| {
            Some(line.person.id) != other && attendances.iter().any(|a| a.person == line.person.id)
        };
        let people: Vec<&PersonLine> = scene
            .view
            .desk
            .everybody()
            .iter()
            .filter(is_guest)
            .collect();
        let picked = picker.show(ui, "A guest of this dinner", &people, false);
        match picked {
            None => return,
            Some(Picked::Person(person)) => {
                if let Some(place) = self.pair.get_mut(at) {
                    *place = Some(person);
                }
            }
            Some(Picked::New(_) | Picked::Nobody) => {}
        }
        self.picking = None;
    }

    fn wanted(&self) -> Option<Wanted> {
        let [first, second] = self.pair;
        Some(Wanted {
            kind: *KINDS.get(self.kind)?,
            first: first?,
            second: second?,
            scope: *SCOPES.get(self.scope)?,
            is_hard: self.is_hard,
        })
    }

    /// Why it cannot be kept as it is.
    fn problem(&self, scene: &Scene<'_>) -> Option<String> {
        let Some(wanted) = self.wanted() else {
            return Some("Choose both guests".to_owned());
        };
        let record = &scene.open.record;
        let name = |person| record.name(person);
        let checked = check(&record.rules, &wanted, self.rule, name);
        checked.err().map(|error| error.to_string())
    }
}

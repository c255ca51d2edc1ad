//! One person: who they are and how to reach them, what they ask for, whom they want to meet, what they offer.

use egui::{Align2, Frame, Margin, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{
    People, View, avatar, between, column, dialog::Dialog, headed, plate, writing::Writing,
};
use crate::{
    app::{
        desk::{OpenPerson, PersonEdit, Want},
        people::day,
    },
    domain::{Ask, Id, Offer, Person, note::Reply, person::ContactKind},
    followup::ask,
    ui::{
        command::{Action, Command},
        icons::{Icon, IconLook},
        theme::{self, Tone},
        widgets::{
            Button, Chip, avatar as plates, card, focus,
            notice::Notice,
            section,
            text::{self, Runs},
        },
    },
};

/// Two columns need so much; below it they stand under each other.
const TWO_COLUMNS: f32 = 760.0;
const GAP: f32 = 34.0;
/// Longer wishes are sentences, not chips.
const CHIP_LETTERS: usize = 34;

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenPerson,
    state: &mut People,
    commands: &mut Vec<Command>,
) {
    ui.spacing_mut().item_spacing.y = 6.0;
    drafts(ui, state, Some(open));
    head(ui, view, open, state, commands);
    ui.add_space(14.0);
    let room = ui.available_width();
    if room < TWO_COLUMNS {
        left(ui, view, open, state, commands);
        ui.add_space(16.0);
        between::show(ui, view, open, state, commands);
        return;
    }
    let width = ((room - GAP) * 0.526).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        column(ui, width, |ui| left(ui, view, open, state, commands));
        ui.add_space(GAP);
        column(ui, room - GAP - width, |ui| {
            between::show(ui, view, open, state, commands);
        });
    });
}

/// Says that a form was left with changes in it, and leads back to it.
pub(super) fn drafts(ui: &mut Ui, state: &mut People, open: Option<&OpenPerson>) {
    let whose = [open.map(|open| open.person.id), None];
    let Some(whose) = whose
        .into_iter()
        .find(|whose| state.forms.contains_key(whose))
    else {
        return;
    };
    let happened = match whose {
        Some(_) => "You changed things here and have not kept them",
        None => "You began to add somebody and have not kept them",
    };
    let notice = Notice::new(
        Tone::Look,
        Icon::PencilSimple,
        happened,
        "What you typed is still there",
    );
    let notice = notice
        .action(Button::new("Go on"))
        .action(Button::new("Throw away"));
    match notice.show(ui) {
        Some(0) => {
            if let Some(form) = state.forms.get_mut(&whose) {
                form.wants_focus = true;
            }
            state.editing = Some(whose);
        }
        Some(_) => drop(state.forms.remove(&whose)),
        None => {}
    }
    ui.add_space(8.0);
}

fn head(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenPerson,
    state: &mut People,
    commands: &mut Vec<Command>,
) {
    let keys = [Action::Edit, Action::FollowUp, Action::Introduce].map(|action| view.key(action));
    let [edit, follow_up, introduce] = &keys;
    let you = open.is_you.then_some("This is you");
    let buttons = [
        Button::new("Edit").icon(Icon::PencilSimple).key(edit),
        Button::new("Follow-up")
            .icon(Icon::FOLLOW_UPS)
            .key(follow_up)
            .off_when(you),
        Button::new("Introduce").icon(Icon::INTROS).key(introduce),
    ];
    let room = ui.available_width();
    let needed: f32 = buttons
        .iter()
        .map(|button| button.measure(ui).x + 8.0)
        .sum();
    let beside = room - 72.0 - 18.0 - needed;
    let is_wide = beside >= 300.0;
    let mut pressed = None;
    let mut buttons = Some(buttons);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.vertical(|ui| {
            ui.add_space(4.0);
            avatar(ui, &open.person, 72.0);
        });
        ui.add_space(18.0);
        let width = if is_wide { beside } else { room - 90.0 };
        column(ui, width, |ui| names(ui, view, open, commands));
        if let Some(buttons) = buttons.take_if(|_| is_wide) {
            ui.vertical(|ui| {
                ui.add_space(22.0);
                pressed = row_of(ui, buttons);
            });
        }
    });
    if let Some(buttons) = buttons {
        ui.add_space(6.0);
        pressed = row_of(ui, buttons);
    }
    match pressed {
        Some(0) => state.edit(Some(open)),
        Some(1) if !open.is_you => state.dialog = Some(Dialog::follow_up(view)),
        Some(2) => state.dialog = Some(Dialog::introduce()),
        _ => {}
    }
}

fn row_of(ui: &mut Ui, buttons: [Button<'_>; 3]) -> Option<usize> {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let mut pressed = None;
        for (number, button) in buttons.into_iter().enumerate() {
            if ui.add(button).clicked() {
                pressed = Some(number);
            }
        }
        pressed
    })
    .inner
}

fn names(ui: &mut Ui, view: &View<'_>, open: &OpenPerson, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let person = &open.person;
    ui.spacing_mut().item_spacing.y = 2.0;
    let name = person.name();
    let galley = text::within(
        ui,
        &name,
        theme.text.page,
        palette.ink,
        ui.available_width() - 8.0,
        2,
    );
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    let is_cut = galley.elided;
    text::paint(ui.painter(), rect.min, Align2::LEFT_TOP, galley);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, &name));
    if is_cut {
        response.on_hover_text(&name);
    }
    if !person.says_it_like.is_empty() {
        let said = format!("say {}", person.says_it_like);
        text::short_label(ui, &said, theme.text.voice.at_size(15.0), palette.ink_quiet);
    }
    let mut about: Vec<String> = [open.trade.as_str(), &person.company]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    if about.is_empty() && !person.position.is_empty() {
        about.push(person.position.clone());
    }
    let mut about = vec![about.join(", ")];
    about.extend(
        open.guest_of
            .map(|by| format!("guest of {}", view.desk.name(by))),
    );
    about.extend(open.is_you.then(|| "this is you".to_owned()));
    about.retain(|part| !part.is_empty());
    if !about.is_empty() {
        text::short_label(ui, &about.join(" · "), theme.text.body, palette.ink_quiet);
    }
    ui.add_space(2.0);
    reach(ui, open, commands);
}

/// How to reach them, each copied by a press, and what table-mates may see of it.
fn reach(ui: &mut Ui, open: &OpenPerson, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let quiet = theme.palette.ink_quiet;
    let room = ui.available_width();
    let points = open
        .points
        .iter()
        .filter(|point| point.kind != ContactKind::Address);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(14.0, 2.0);
        let mut is_empty = true;
        for point in points {
            is_empty = false;
            let icon = match point.kind {
                ContactKind::Email => Icon::EnvelopeSimple,
                ContactKind::Phone => Icon::Phone,
                ContactKind::Link | ContactKind::Address => Icon::Link,
            };
            if copied(ui, icon, &point.value, &point.label, room) {
                let words = format!("Copied {}", point.value);
                commands.push(Command::Copy(point.value.clone(), words));
            }
        }
        let shared = shared(open);
        if is_empty {
            text::label(ui, "No e-mail or phone known", theme.text.small, quiet);
        } else if !shared.is_empty() {
            text::label(ui, &shared, theme.text.small, quiet);
        }
    });
}

/// "e-mail shared", "e-mail and phone shared", "sharing withdrawn".
fn shared(open: &OpenPerson) -> String {
    let mut stand: Vec<&str> = Vec::new();
    for consent in open.consents.iter().filter(|consent| consent.stands()) {
        stand.push(match consent.kind {
            ContactKind::Email => "e-mail",
            ContactKind::Phone => "phone",
            ContactKind::Link => "links",
            ContactKind::Address => "address",
        });
    }
    let is_withdrawn = open.consents.iter().any(|row| row.withdrawn_on.is_some());
    match (stand.is_empty(), is_withdrawn) {
        (false, _) => format!("{} shared", stand.join(" and ")),
        (true, true) => "sharing withdrawn".to_owned(),
        (true, false) => "not shared".to_owned(),
    }
}

/// A way to reach somebody; whether it was pressed, to copy it.
fn copied(ui: &mut Ui, icon: Icon, value: &str, label: &str, room: f32) -> bool {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let role = theme.text.strong.at_size(13.5);
    let galley = text::within(ui, value, role, palette.ink, (room - 40.0).max(80.0), 1);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(24.0, 8.0), Sense::click());
    let middle = rect.center().y;
    let look = IconLook::regular(17.0, palette.ink);
    icon.paint(ui.painter(), theme, pos2(rect.left() + 9.0, middle), look);
    let at = pos2(rect.left() + 24.0, middle);
    let words = text::paint(ui.painter(), at, Align2::LEFT_CENTER, galley);
    if response.hovered() {
        let line = Stroke::new(theme.stroke.hairline, palette.ink);
        ui.painter().hline(words.x_range(), words.bottom(), line);
    }
    focus::ring(ui, &response, theme.radius.key);
    let name = format!("Copy {value}");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    let clicked = response.clicked();
    let tip = if label.is_empty() {
        name
    } else {
        format!("{label}. {name}")
    };
    response.on_hover_text(tip);
    clicked
}

fn left(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenPerson,
    state: &mut People,
    commands: &mut Vec<Command>,
) {
    ui.spacing_mut().item_spacing.y = 6.0;
    asks(ui, view, open, state, commands);
    wants(ui, open, commands);
    ui.add_space(12.0);
    offers(ui, view, open, state, commands);
    ui.add_space(10.0);
    private(ui, view, open, state, commands);
    ui.add_space(10.0);
    before(ui, open, commands);
}

fn asks(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenPerson,
    state: &mut People,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let person = open.person.id;
    let name = open.person.short_name();
    headed(ui, &elided(&format!("What {name} asks for")), |ui| {
        if ui
            .add(Button::new("Add an ask").icon(Icon::Plus).quiet().small())
            .clicked()
        {
            let new = Writing::ask(
                &Ask {
                    person,
                    ..Ask::new(Id::default())
                },
                view,
            );
            state.writing.entry(person).or_insert(new).focus();
        }
    });
    if open.asks.is_empty()
        && state
            .writing
            .get(&person)
            .is_none_or(|w| !w.is_ask(Id::default()))
    {
        let words = "Nothing yet. Ask what would help them most";
        text::label(ui, words, theme.text.body, palette.ink_quiet);
    }
    for ask in &open.asks {
        if state.writing.get(&person).is_some_and(|w| w.is_ask(ask.id)) {
            Writing::show(ui, view, state, person, commands);
            continue;
        }
        text::label(ui, &ask.text, theme.text.body.at_size(16.5), palette.ink);
        if !ask.why.is_empty() {
            text::label(ui, &ask.why, theme.text.small, palette.ink_quiet);
        }
        if !ask.line.is_empty() {
            let line = format!("“{}”", ask.line);
            text::label(ui, &line, theme.text.voice.at_size(15.0), palette.ink_quiet);
        }
        check(ui, ask, view);
        let names = [
            format!("Edit the ask: {}", ask.text),
            format!("Remove the ask: {}", ask.text),
        ];
        match tools(ui, &names) {
            Some(0) => {
                let writing = || Writing::ask(ask, view);
                state.writing.entry(person).or_insert_with(writing).focus();
            }
            Some(_) => commands.push(Command::Edit(crate::app::desk::Edit::Person(
                PersonEdit::RemoveAsk(ask.id),
            ))),
            None => {}
        }
        ui.add_space(2.0);
    }
    if state
        .writing
        .get(&person)
        .is_some_and(|w| w.is_ask(Id::default()))
    {
        Writing::show(ui, view, state, person, commands);
    }
}

/// Whether an ask is clear, or what would make it so.
pub(super) fn check(ui: &mut Ui, ask: &Ask, view: &View<'_>) {
    let theme = theme::of(ui);
    let found = ask::lint(ask);
    let by = ask.by.map_or_else(String::new, |by| {
        format!(" By {}.", day::words(by, view.desk.today()))
    });
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let chip = if found.is_clear() {
            Chip::new("Clear", Tone::Good).icon(Icon::DONE)
        } else {
            Chip::new("Not clear yet", Tone::Look).icon(Icon::QUESTION)
        };
        ui.add(chip);
        let words = format!("{}{by}", found.sentence());
        let role = theme.text.small.with_line(theme.size.chip.min(20.0));
        column(ui, ui.available_width(), |ui| {
            ui.add_space(3.0);
            text::label(ui, &words, role, theme.palette.ink_quiet);
        });
    });
}

/// Edit and Remove, small and bare; which was pressed. The names say what of.
fn tools(ui: &mut Ui, names: &[String; 2]) -> Option<usize> {
    let [edit, remove] = names;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        if ui
            .add(Button::bare(Icon::PencilSimple, edit).quiet().small())
            .clicked()
        {
            return Some(0);
        }
        if ui
            .add(Button::bare(Icon::Trash, remove).quiet().small())
            .clicked()
        {
            return Some(1);
        }
        None
    })
    .inner
}

fn wants(ui: &mut Ui, open: &OpenPerson, commands: &mut Vec<Command>) {
    if open.wants.is_empty() {
        return;
    }
    let theme = theme::of(ui);
    headed(ui, "Wants to meet", |_| ());
    let room = ui.available_width();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        for want in &open.wants {
            match want.person {
                Some(person) => {
                    if wanted(ui, want, person, room) {
                        commands.push(Command::OpenPerson(person));
                    }
                }
                None if want.words.chars().count() <= CHIP_LETTERS => {
                    ui.add(Chip::outline(&want.words).line_icon(Icon::UserFocus));
                }
                None => {
                    text::label(ui, &want.words, theme.text.body, theme.palette.ink);
                }
            }
        }
    });
}

/// A chip of somebody who is in the library; whether it was pressed.
fn wanted(ui: &mut Ui, want: &Want, person: Id<Person>, room: f32) -> bool {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let soon = want.soon.as_deref().unwrap_or_default();
    let mut runs = Runs::new(theme).add(&want.words, theme.text.chip, palette.ink);
    if !soon.is_empty() {
        runs = runs.gap(6.0, theme.text.chip).add(
            soon,
            theme.text.small.with_line(theme.text.chip.line),
            palette.ink_quiet,
        );
    }
    let galley = runs.layout(ui, (room - 60.0).max(60.0), 1);
    let size = vec2(galley.size().x + 42.0, 30.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let fill = if response.hovered() {
        palette.line
    } else {
        palette.sunken
    };
    let edge = if palette.sunken == palette.ground {
        palette.edge
    } else {
        fill
    };
    ui.painter().rect(
        rect,
        15.0,
        fill,
        Stroke::new(theme.stroke.hairline, edge),
        StrokeKind::Inside,
    );
    let middle = pos2(rect.left() + 16.0, rect.center().y);
    plates::paint(
        ui,
        ui.painter(),
        middle,
        24.0,
        plates::letters(24.0),
        &plates::Plate {
            initials: plates::initials(&want.words),
            colour: usize::from(Person::plate_colour(person)),
        },
        plates::SeatState::Coming,
    );
    text::paint(
        ui.painter(),
        pos2(rect.left() + 33.0, rect.center().y),
        Align2::LEFT_CENTER,
        galley,
    );
    focus::ring(ui, &response, 15);
    let name = format!("{} {soon}. Open them", want.words);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    response.clicked()
}

fn offers(
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
            Some(0) => {
                let writing = || Writing::offer(offer, view);
                state.writing.entry(person).or_insert_with(writing).focus();
            }
            Some(_) => commands.push(Command::Edit(crate::app::desk::Edit::Person(
                PersonEdit::RemoveOffer(offer.id),
            ))),
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
            let new = Writing::offer(
                &Offer {
                    person,
                    ..Offer::new(Id::default())
                },
                view,
            );
            state.writing.entry(person).or_insert(new).focus();
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
                    let layout = egui::Layout::right_to_left(egui::Align::Center);
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

fn private(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenPerson,
    state: &mut People,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let person = open.person.id;
    if state.writing.get(&person).is_some_and(Writing::is_note) {
        Writing::show(ui, view, state, person, commands);
        return;
    }
    let note = &open.person.private_note;
    let key = view.key(Action::PrivateNote);
    let words = if note.is_empty() {
        "Write a note"
    } else {
        "Edit the note"
    };
    card::private(ui, "Only me", "never printed, never exported", |ui| {
        if !note.is_empty() {
            text::label(ui, note, theme.text.body, theme.palette.ink);
        }
        if ui.add(Button::new(words).key(&key).small()).clicked() {
            let writing = || Writing::note(&open.person);
            state.writing.entry(person).or_insert_with(writing).focus();
        }
    });
}

/// Three questions, none of them a sale.
fn before(ui: &mut Ui, open: &OpenPerson, commands: &mut Vec<Command>) {
    if open.is_you {
        return;
    }
    let theme = theme::of(ui);
    let name = elided(&open.person.short_name());
    let firm = match open.person.company.as_str() {
        "" => "their work".to_owned(),
        company => elided(company),
    };
    let questions = [
        format!("Where does {name} want {firm} to be in a year?"),
        format!("Whom does {name} need to meet first?"),
        format!("What can I do for {name}, whatever comes back?"),
    ];
    headed(ui, "Before you meet one to one", |ui| {
        if ui
            .add(Button::new("Copy").icon(Icon::Copy).small())
            .clicked()
        {
            commands.push(Command::Copy(
                questions.join("\n"),
                "Copied the three questions".to_owned(),
            ));
        }
    });
    for question in &questions {
        text::label(ui, question, theme.text.body, theme.palette.ink);
    }
}

/// A name inside a sentence of ours: a very long one would push the sentence out of sight.
pub(super) fn elided(name: &str) -> String {
    const MOST: usize = 40;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    name.chars().take(MOST - 1).chain(['…']).collect()
}

/// The plate and name of somebody, in one line.
pub(super) fn who(ui: &mut Ui, person: &Person) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let name = person.name();
        ui.add(plates::Avatar::new(&name, &plate(person)).size(34.0));
        text::short_label(ui, &name, theme.text.strong, theme.palette.ink);
    });
}

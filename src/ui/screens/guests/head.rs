//! What stands over the list of guests: the count, what can be added, the search, filters, and what is to be done with a
//! selection or about a gap.

use egui::{Align, Frame, Layout, Margin, Stroke, Ui, vec2};

use super::{Dialog, Guests, Look, close_gap, pick::Picker};
use crate::{
    app::{
        desk::{GuestEdit, GuestFilter},
        drafts::DraftKind,
    },
    domain::dinner::Answer,
    ui::{
        command::{Action, Command, Route},
        icons::Icon,
        theme::{self, Tone},
        widgets::{Button, Field, Segments, notice::Notice, text},
    },
};

/// Below this width of the list, buttons have no key caps.
const KEYS_FROM: f32 = 860.0;

/// The field that filters.
pub(super) fn search_id() -> egui::Id {
    egui::Id::unique("search guests")
}

pub(super) fn show(ui: &mut Ui, look: &Look<'_>, state: &mut Guests, commands: &mut Vec<Command>) {
    title(ui, look, state, commands);
    ui.add_space(14.0);
    find(ui, look, state);
    ui.add_space(12.0);
    notices(ui, look, commands);
    if !state.marked.is_empty() {
        selection(ui, look, state, commands);
        ui.add_space(4.0);
    }
}

fn title(ui: &mut Ui, look: &Look<'_>, state: &mut Guests, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let [walk_in, no_show, add] =
        [Action::WalkIn, Action::NoShow, Action::Add].map(|action| look.view.key(action));
    let targets = state.targets(look);
    let why = targets.is_empty().then_some("Choose who did not come");
    let buttons = [
        Button::new("Walk-in").icon(Icon::WALK_IN).key(&walk_in),
        Button::new("No-show")
            .icon(Icon::UserMinus)
            .key(&no_show)
            .off_when(why),
        Button::new("Add guest")
            .icon(Icon::UserPlus)
            .key(&add)
            .primary(),
    ];
    // In a narrow window the count needs the room more than the caps, which stand in the foot too.
    let buttons = if ui.available_width() < KEYS_FROM {
        [
            Button::new("Walk-in").icon(Icon::WALK_IN),
            Button::new("No-show").icon(Icon::UserMinus).off_when(why),
            Button::new("Add guest").icon(Icon::UserPlus).primary(),
        ]
    } else {
        buttons
    };
    let gap = 12.0;
    let room: f32 = buttons
        .iter()
        .map(|button| button.measure(ui).x + gap)
        .sum();
    let mut pressed = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        let width = (ui.available_width() - room).max(120.0);
        ui.allocate_ui_with_layout(
            vec2(width, 36.0),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_min_width(width);
                let remark = &look.list.remark;
                text::heading(ui, "Guests", theme.text.section, remark, theme.text.body);
            },
        );
        for (number, button) in buttons.into_iter().enumerate() {
            if ui.add(button).clicked() {
                pressed = Some(number);
            }
        }
    });
    match pressed {
        Some(0) => state.dialog = Some(Dialog::WalkIn(Picker::default())),
        Some(1) => commands.push(look.edit(GuestEdit::NoShow(targets))),
        Some(_) => state.dialog = Some(Dialog::Add(Picker::default())),
        None => {}
    }
}

fn find(ui: &mut Ui, look: &Look<'_>, state: &mut Guests) {
    let count = |filter| {
        let lines = look.list.lines.iter();
        lines.filter(|line| line.is_wanted(filter, "")).count()
    };
    let words = GuestFilter::ALL.map(|filter| format!("{} {}", filter.word(), count(filter)));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let chosen = GuestFilter::ALL
        .iter()
        .position(|filter| *filter == state.filter);
    let key = look.view.key(Action::Search);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.allocate_ui(vec2(220.0, 32.0), |ui| {
            Field::search("Name, trade, need", &mut state.search)
                .key(&key)
                .id(search_id())
                .show(ui);
        });
        ui.vertical(|ui| {
            ui.add_space(2.0);
            let pills = Segments::new("Guests", &words, chosen.unwrap_or_default()).pills();
            let picked = pills.show(ui).and_then(|at| GuestFilter::ALL.get(at));
            if let Some(filter) = picked {
                state.filter = *filter;
            }
        });
    });
}

fn notices(ui: &mut Ui, look: &Look<'_>, commands: &mut Vec<Command>) {
    if let Some(crowd) = &look.list.crowd {
        let key = look.view.key(Action::Edit);
        let notice = Notice::new(Tone::Look, Icon::LATE, crowd, "");
        let notice = notice.action(Button::new("Edit details").key(&key));
        if notice.show(ui).is_some() {
            commands.push(Command::Go(Route::EditDinner(look.dinner())));
        }
        ui.add_space(8.0);
    }
    if let Some(gap) = &look.list.gap {
        let key = look.view.key(Action::SeatAgain);
        let safe = "The others stay at their tables; seats you fixed stay as they are";
        let notice = Notice::new(Tone::Look, Icon::Chair, gap, safe);
        let button = Button::new("Close the gap")
            .icon(Icon::SEAT_AGAIN)
            .key(&key);
        if notice.action(button).show(ui).is_some() {
            commands.push(close_gap(look));
        }
        ui.add_space(8.0);
    }
}

/// What can be done with the selection.
fn selection(ui: &mut Ui, look: &Look<'_>, state: &mut Guests, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let frame = Frame::new()
        .fill(palette.sunken)
        .stroke(Stroke::new(theme.stroke.hairline, palette.line))
        .corner_radius(theme.radius.card)
        .inner_margin(Margin::symmetric(12, 7));
    let targets = state.targets(look);
    let kinds = [
        (DraftKind::Invite, Icon::DRAFT),
        (DraftKind::Remind, Icon::Bell),
        (DraftKind::AskForAsk, Icon::ASK),
    ];
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let words = format!("{} selected", state.marked.len());
            text::label(ui, &words, theme.text.strong, palette.ink);
            ui.add_space(4.0);
            let coming = Button::new("They all come").icon(Icon::DONE).small();
            let coming = coming.tooltip("The other answers are under their chips");
            if ui.add(coming).clicked() {
                let answer = GuestEdit::Answer(targets.clone(), Answer::Accepted);
                commands.push(look.edit(answer));
            }
            for (kind, icon) in kinds {
                if ui
                    .add(Button::new(kind.words()).icon(icon).small())
                    .clicked()
                {
                    state.write_to(targets.clone(), kind);
                }
            }
            let to_table = Button::new("Move to table...")
                .icon(Icon::ArrowRight)
                .small();
            if ui.add(to_table).clicked() {
                state.dialog = Some(Dialog::MoveTo(targets.clone()));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let clear = Button::bare(Icon::X, "Clear the selection").quiet().small();
                if ui.add(clear).clicked() {
                    state.marked.clear();
                }
                if ui.available_width() > 160.0 {
                    let words = "as drafts; nothing is sent";
                    text::label(ui, words, theme.text.small, palette.ink_quiet);
                }
            });
        });
    });
}

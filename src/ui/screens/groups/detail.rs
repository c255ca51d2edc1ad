//! One group: its head, and the figures of its year over the members.

use egui::{Align, Align2, Layout, Rect, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{Groups, STACKED, form::Sheet, members};
use crate::{
    app::groups::GroupPage,
    ui::{
        command::{Action, Command, Route},
        icons::Icon,
        screens::View,
        theme,
        widgets::{Button, Segments, section, text},
    },
};

const GAP: f32 = 26.0;

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    page: &GroupPage,
    state: &mut Groups,
    commands: &mut Vec<Command>,
) {
    ui.spacing_mut().item_spacing.y = 4.0;
    head(ui, view, page, state, commands);
    ui.add_space(16.0);
    let count = view
        .desk
        .groups()
        .iter()
        .find(|line| line.group.id == page.group.id)
        .map_or(0, |line| line.members);
    let names = ["Overview", &format!("Members {count}")];
    let tab = usize::from(state.is_members_only);
    if let Some(new) = Segments::new("Part of the group", &names, tab).show(ui) {
        state.is_members_only = new == 1;
    }
    ui.add_space(16.0);
    if !state.is_members_only {
        figures(ui, view, page, state);
        ui.add_space(24.0);
    }
    members::show(ui, view, page, state, commands);
}

/// The name and what the group is, with what can be done with it.
fn head(
    ui: &mut Ui,
    view: &View<'_>,
    page: &GroupPage,
    state: &mut Groups,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), 68.0), Sense::hover());
    let is_stacked = whole.width() < STACKED;
    let place = if is_stacked {
        let size = vec2(whole.width(), 36.0);
        ui.allocate_exact_size(size, Sense::hover()).0
    } else {
        whole
    };
    let builder = UiBuilder::new()
        .max_rect(place)
        .layout(Layout::right_to_left(Align::Center));
    let left = ui
        .scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let button = Button::new("New dinner").icon(Icon::Plus).primary();
            if ui.add(button).clicked() {
                commands.push(Command::Scope(Some(page.group.id)));
                commands.push(Command::Go(Route::NewDinner));
            }
            let key = view.key(Action::Edit);
            let button = Button::new("Edit").icon(Icon::PencilSimple).key(&key);
            if ui.add(button).clicked() {
                state.sheet = Some(Sheet::edit(&page.group));
            }
            ui.min_rect().left()
        })
        .inner;
    let room = if is_stacked {
        whole.width()
    } else {
        (left - whole.left() - 20.0).max(40.0)
    };
    let title = text::within(ui, &page.group.name, theme.text.page, palette.ink, room, 1);
    let about = text::within(ui, &page.about, theme.text.body, palette.ink_quiet, room, 1);
    let title = text::paint(ui.painter(), whole.min, Align2::LEFT_TOP, title);
    let under = title.left_bottom() + vec2(0.0, 2.0);
    text::paint(ui.painter(), under, Align2::LEFT_TOP, about);
    let response = ui.interact(title, ui.scope_id().with("group title"), Sense::hover());
    let words = format!("{}, {}", page.group.name, page.about);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, &words));
}

/// Dues, renewal and objective, side by side under lines.
fn figures(ui: &mut Ui, view: &View<'_>, page: &GroupPage, state: &mut Groups) {
    let top = ui.cursor().left_top();
    let whole = ui.available_width();
    let (dues, renewal) = (&page.dues, &page.renewal);
    let parts = [1.0, 1.0, 1.5];
    let unit = (whole - 2.0 * GAP) / parts.iter().sum::<f32>();
    let mut x = top.x;
    let mut bottom: f32 = top.y;
    for (number, part) in parts.into_iter().enumerate() {
        let place = Rect::from_min_size(pos2(x, top.y), vec2(unit * part, 400.0));
        x = place.right() + GAP;
        let builder = UiBuilder::new()
            .id_salt(number)
            .max_rect(place)
            .layout(Layout::top_down(Align::Min));
        let mut child = ui.new_child(builder);
        let ui = &mut child;
        match number {
            0 => figure(ui, "Dues", &dues.0, &dues.1, 2),
            1 => figure(ui, "Renewal", &renewal.0, &renewal.1, 2),
            _ => objective(ui, view, page, state),
        }
        bottom = bottom.max(ui.min_rect().bottom());
    }
    ui.allocate_rect(
        Rect::from_min_max(top, pos2(top.x + whole, bottom)),
        Sense::hover(),
    );
}

fn objective(ui: &mut Ui, view: &View<'_>, page: &GroupPage, state: &mut Groups) {
    let (text, outcome, verb) = match &page.objective {
        Some(objective) => (
            objective.text.as_str(),
            objective.outcome.as_str(),
            "Review",
        ),
        None => (
            "None yet",
            "what you mean to get done here, and by when",
            "Set objective",
        ),
    };
    figure(ui, "Your objective", text, outcome, 3);
    ui.add_space(4.0);
    let unknown = "It is not known yet which person in the library you are";
    let button = Button::new(verb)
        .icon(Icon::CheckSquareOffset)
        .small()
        .off_when(view.desk.you().is_none().then_some(unknown));
    if ui.add(button).clicked() {
        state.sheet = Some(Sheet::objective(page));
    }
}

/// A label under a line, a figure in the display font and a quiet remark.
fn figure(ui: &mut Ui, label: &str, words: &str, remark: &str, rows: usize) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    ui.spacing_mut().item_spacing.y = 2.0;
    let width = ui.available_width();
    let (line, _) = ui.allocate_exact_size(vec2(width, 10.0), Sense::hover());
    let y = ui.painter().round_to_pixel_center(line.top() + 1.0);
    ui.painter().hline(
        line.x_range(),
        y,
        Stroke::new(theme.stroke.strong, palette.ink),
    );
    section::label(ui, label);
    let words_set = text::within(ui, words, theme.text.section, palette.ink, width, rows);
    let (rect, response) = ui.allocate_exact_size(words_set.size(), Sense::hover());
    text::paint(ui.painter(), rect.min, Align2::LEFT_TOP, words_set);
    let sentence = format!("{label}: {words}, {remark}");
    let sentence = sentence.trim_end_matches(", ");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, sentence));
    if !remark.is_empty() {
        let quiet = text::within(ui, remark, theme.text.small, palette.ink_quiet, width, 2);
        let (rect, _) = ui.allocate_exact_size(quiet.size(), Sense::hover());
        text::paint(ui.painter(), rect.min, Align2::LEFT_TOP, quiet);
    }
}

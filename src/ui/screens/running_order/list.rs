//! The list of the running order: its head with what can be done to all of it, what does not fit any more, and the slots.

use egui::{
    Align2, CursorIcon, Id as UiId, LayerId, Order as Layer, Rect, Sense, Stroke, StrokeKind, Ui,
    pos2, vec2,
};

use super::{Dialog, RunningOrder, Seen, choose, row, step_choice};
use crate::{
    app::{
        desk::{DinnerEdit, Edit, OpenDinner, OrderEdit},
        dinners::counted,
        running_order::{Locked, MINUTE_MS, Order, Part, minutes},
    },
    domain::{Id, Slot, word::capitalised},
    evening::Template,
    ui::{
        command::{Action, Command, Route, Stage},
        icons::Icon,
        panes,
        screens::{View, print},
        theme::{self, Tone},
        widgets::{Button, card, menu, notice::Notice, section, text, text::Runs},
    },
};

/// Between two buttons of the head.
const BETWEEN: f32 = 12.0;

pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    seen: &Seen,
    state: &mut RunningOrder,
    commands: &mut Vec<Command>,
) {
    head(ui, view, open, seen, state, commands);
    short_end(ui, view, seen, state, commands);
    ui.add_space(14.0);
    notices(ui, open, &seen.order, state, commands);
    slots(ui, open, &seen.order, state, commands);
}

/// "8 speakers, 4 minutes each and 6 for questions", and whether these begin by themselves.
fn remark(order: &Order, begins_questions: bool) -> String {
    let mut each: Vec<(i64, i64)> = order
        .speakers()
        .map(|line| (minutes(line.slot.pitch_ms), minutes(line.slot.questions_ms)))
        .collect();
    let speakers = counted(each.len(), "speaker");
    let total: i64 = order.speakers().map(|line| line.length_ms).sum();
    each.dedup();
    let begin = if begins_questions {
        ", which begin by themselves"
    } else {
        ""
    };
    match each.as_slice() {
        [] => "nobody speaks yet".to_owned(),
        [(pitch, 0)] => format!("{speakers}, {} each", counted_minutes(*pitch)),
        [(pitch, questions)] => format!(
            "{speakers}, {} each and {questions} for questions{begin}",
            counted_minutes(*pitch)
        ),
        _ => format!("{speakers}, {} in all", counted_minutes(total / MINUTE_MS)),
    }
}

fn counted_minutes(minutes: i64) -> String {
    counted(usize::try_from(minutes).unwrap_or_default(), "minute")
}

fn head(
    ui: &mut Ui,
    view: &View<'_>,
    open: &OpenDinner,
    seen: &Seen,
    state: &mut RunningOrder,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let table_no = state.table_no;
    let edit = |edit| Command::Edit(Edit::Order(open.record.dinner.id, table_no, edit));
    let height = theme.size.button_small;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let order = &seen.order;
    let key = view.key(Action::Add);
    let why = order.locked.map(|locked| locked.words().0);
    let nobody = order
        .speakers()
        .next()
        .is_none()
        .then_some("Nobody speaks yet");
    let alone = (order.speakers().count() < 2).then_some("It takes two speakers");
    let evens = Button::new("Even out")
        .icon(Icon::Equals)
        .small()
        .tooltip("All speakers the same minutes, up to the time when it has to be over")
        .off_when(why.or(nobody));
    let shuffles = Button::new("Shuffle")
        .icon(Icon::Shuffle)
        .small()
        .tooltip("Guests stay after those who bring them, the host stays last")
        .off_when(why.or(alone));
    let adds = Button::new("Add")
        .icon(Icon::Plus)
        .key(&key)
        .small()
        .primary()
        .off_when(why);
    let over = Button::bare(Icon::DotsThree, "Start over from a template")
        .small()
        .quiet()
        .off_when(why);
    let prints = print::button(view);
    let sizes = [&over, &prints, &evens, &shuffles, &adds].map(|button| button.measure(ui));
    let buttons: f32 = sizes.iter().map(|size| size.x + BETWEEN).sum();

    let remark = remark(order, open.record.dinner.auto_questions);
    let room = (rect.width() - buttons).max(60.0);
    let title = Runs::new(theme).add("Running order", theme.text.section, palette.ink);
    let role = theme.text.body.with_line(theme.text.section.line);
    let words = title
        .gap(12.0, theme.text.section)
        .add(&remark, role, palette.ink_quiet)
        .layout(ui, f32::INFINITY, 1);
    // Beside the drawer of a narrow window there is no room for both: the remark goes below.
    let is_narrow = words.size().x > room;
    let words = if is_narrow {
        text::within(
            ui,
            "Running order",
            theme.text.section,
            palette.ink,
            room,
            1,
        )
    } else {
        words
    };
    response.widget_info(|| {
        let name = format!("Running order, {remark}");
        egui::WidgetInfo::labeled(egui::Role::Heading, true, name)
    });
    text::paint(ui.painter(), rect.left_center(), Align2::LEFT_CENTER, words);

    let mut x = rect.right() - buttons + BETWEEN;
    let mut place = |ui: &mut Ui, button: Button<'_>, size: egui::Vec2| {
        let at = Rect::from_center_size(pos2(x + size.x / 2.0, rect.center().y), size);
        x += size.x + BETWEEN;
        ui.place(at, button)
    };
    let [size_over, size_prints, size_evens, size_shuffles, size_adds] = sizes;
    let over = place(ui, over, size_over);
    if place(ui, prints, size_prints).clicked() {
        print::print(view, open, commands);
    }
    if place(ui, evens, size_evens).clicked() {
        commands.push(edit(OrderEdit::EvenOut(seen.counted_ms(state))));
    }
    if place(ui, shuffles, size_shuffles).clicked() {
        state.shuffles += 1;
        commands.push(edit(OrderEdit::Shuffle(state.shuffles)));
    }
    if place(ui, adds, size_adds).clicked() {
        state.dialog = Some(Dialog::add());
    }
    if is_narrow {
        ui.add_space(2.0);
        text::short_label(ui, &remark, theme.text.body, palette.ink_quiet);
    }
    if why.is_none() {
        templates(ui, open, order, &over, state, commands);
    }
}

/// The menu of templates to start over from, and of what begins the questions.
fn templates(
    ui: &Ui,
    open: &OpenDinner,
    order: &Order,
    button: &egui::Response,
    state: &mut RunningOrder,
    commands: &mut Vec<Command>,
) {
    let (dinner, table_no) = (open.record.dinner.id, state.table_no);
    menu::menu(ui, button, 260.0, |ui| {
        for template in [Template::Six, Template::Eight, Template::Ten] {
            let lengths = template.pitch();
            let words = format!(
                "{} at table: {} min each, {} for questions",
                capitalised(template.as_str()),
                minutes(lengths.pitch_ms),
                minutes(lengths.questions_ms)
            );
            if menu::item(ui, Some(Icon::ArrowCounterClockwise), &words, None) {
                let edit = Edit::Order(dinner, table_no, OrderEdit::StartOver(template));
                commands.push(Command::Edit(edit));
            }
        }
        if menu::item(ui, Some(Icon::SlidersHorizontal), "Own minutes...", None) {
            state.dialog = Some(Dialog::own(order));
        }
        section::rule(ui);
        let by_themselves = open.record.dinner.auto_questions;
        let words = if by_themselves {
            "Questions wait for a key"
        } else {
            "Questions begin by themselves"
        };
        if menu::item(ui, Some(Icon::QUESTION), words, None) {
            let edit = DinnerEdit::BeginQuestions(dinner, !by_themselves);
            commands.push(Command::Edit(Edit::Dinner(edit)));
        }
    });
}

/// In a narrow window, where the panel is shut: when it ends, and the button that opens the panel.
fn short_end(
    ui: &mut Ui,
    view: &View<'_>,
    seen: &Seen,
    state: &RunningOrder,
    commands: &mut Vec<Command>,
) {
    let is_wide = ui.ctx().content_rect().width() >= panes::PANEL_FROM;
    if is_wide || view.has_panel {
        return;
    }
    let theme = theme::of(ui);
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let overrun_ms = seen.counted_ms(state);
        let ends = seen.order.time(seen.order.ends_at + overrun_ms);
        let (words, color) = match seen.order.minutes_in_hand(overrun_ms) {
            Some(late @ ..0) => (format!("{} min too late", -late), theme.palette.late),
            Some(left) => (format!("{left} min in hand"), theme.palette.good),
            None => ("No latest end".to_owned(), theme.palette.ink_quiet),
        };
        ui.spacing_mut().item_spacing.x = 12.0;
        let ends = format!("Ends about {ends}");
        text::short_label(ui, &ends, theme.text.strong, theme.palette.ink);
        text::short_label(ui, &words, theme.text.button.at_size(13.0), color);
        let key = view.key(Action::Panel);
        let button = Button::new("The evening to scale").key(&key).small();
        if ui.add(button.quiet()).clicked() {
            commands.push(Command::Panel);
        }
    });
}

/// What does not fit any more, or keeps the order from being changed.
fn notices(
    ui: &mut Ui,
    open: &OpenDinner,
    order: &Order,
    state: &RunningOrder,
    commands: &mut Vec<Command>,
) {
    let record = &open.record;
    let dinner = record.dinner.id;
    if let Some(locked) = order.locked {
        let (why, instead) = locked.words();
        let mut notice = Notice::new(Tone::Info, Icon::Info, why, instead).on_paper();
        if locked == Locked::Begun {
            notice = notice.action(Button::new("Open Live"));
        }
        if notice.show(ui).is_some() {
            commands.push(Command::Go(Route::Dinner(dinner, Stage::Live)));
        }
        ui.add_space(12.0);
        return;
    }
    if record.dinner.starts_at.is_none() {
        let notice = Notice::new(
            Tone::Look,
            Icon::Clock,
            "This dinner has no date and time yet",
            "Until then the times count from its beginning",
        );
        if notice.action(Button::new("Set it")).show(ui).is_some() {
            commands.push(Command::Go(Route::EditDinner(dinner)));
        }
        ui.add_space(12.0);
    }
    let names: Vec<String> = order
        .without_slot
        .iter()
        .map(|person| record.name(*person))
        .collect();
    let happened = match names.as_slice() {
        [] => return,
        [name] => format!("{name} sits here and has no slot"),
        [one, other] => format!("{one} and {other} sit here and have no slots"),
        names => format!(
            "{} sit here and have no slots",
            counted(names.len(), "guest")
        ),
    };
    let safe = if names.len() > 2 {
        names.join(", ")
    } else {
        String::new()
    };
    let add = match names.len() {
        1 => "Add to the order".to_owned(),
        2 => "Add both".to_owned(),
        count => format!("Add all {count}"),
    };
    let notice = Notice::new(Tone::Look, Icon::WAITING, &happened, &safe);
    if notice.action(Button::new(&add)).show(ui).is_some() {
        let edit = OrderEdit::AddGuests(order.without_slot.clone());
        commands.push(Command::Edit(Edit::Order(dinner, state.table_no, edit)));
    }
    ui.add_space(12.0);
}

fn slots(
    ui: &mut Ui,
    open: &OpenDinner,
    order: &Order,
    state: &mut RunningOrder,
    commands: &mut Vec<Command>,
) {
    let units = row::Units::measure(ui);
    let mut places: Vec<Rect> = Vec::with_capacity(order.lines.len());
    let list = card::list(ui, |ui| {
        for number in 0..order.lines.len() {
            let out = row::show(ui, open, order, &units, number, state, commands);
            if out.step != 0 {
                step_choice(order, state, out.step as isize);
            }
            if out.chosen {
                choose(order, state, number);
            }
            places.push(out.rect);
        }
    });
    // Reserved to the keys that chose: the list scrolls once, then belongs to the wheel again.
    state.reveals = false;
    if let Some(slot) = state.carried {
        carry(
            ui,
            open,
            order,
            slot,
            &places,
            list.response.rect,
            state,
            commands,
        );
    }
}

/// A slot that is carried with the pointer: a line where it would come to stand, its name at the pointer, and where it
/// is put down once it is let go.
#[allow(
    clippy::too_many_arguments,
    reason = "what is carried, over what, and whom to tell"
)]
fn carry(
    ui: &Ui,
    open: &OpenDinner,
    order: &Order,
    slot: Id<Slot>,
    places: &[Rect],
    list: Rect,
    state: &mut RunningOrder,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let from = order.lines.iter().position(|line| line.slot.id == slot);
    let pointer = ui.input(|input| input.pointer.interact_pos());
    let (Some(from), Some(pointer)) = (from, pointer) else {
        state.carried = None;
        return;
    };
    let is_outside = pointer.x < list.left() - 80.0 || pointer.x > list.right() + 80.0;
    let to = places
        .iter()
        .enumerate()
        .filter(|(at, place)| *at != from && place.center().y < pointer.y)
        .count();
    if ui.input(|input| input.pointer.any_released()) {
        state.carried = None;
        if to != from && !is_outside {
            let edit = OrderEdit::Move(slot, to);
            let dinner = open.record.dinner.id;
            commands.push(Command::Edit(Edit::Order(dinner, state.table_no, edit)));
        }
        return;
    }
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let clip = ui.clip_rect();
    let edge = if pointer.y < clip.top() + 40.0 {
        8.0
    } else if pointer.y > clip.bottom() - 40.0 {
        -8.0
    } else {
        0.0
    };
    if edge != 0.0 {
        ui.scroll_with_delta(vec2(0.0, edge));
        ui.ctx().request_repaint();
    }
    let Some(line) = order.lines.get(from) else {
        return;
    };
    if let Some(place) = places.get(from) {
        let veil = palette.paper.gamma_multiply(0.6);
        ui.painter().rect_filled(place.shrink(1.0), 0.0, veil);
    }
    if to != from && !is_outside {
        // The place is counted without the slot itself, so below it the row after is meant.
        let above = if to < from { to } else { to + 1 };
        let y = places.get(above).map_or(list.bottom(), Rect::top);
        let stroke = Stroke::new(theme.stroke.focus + 1.0, palette.accent);
        ui.painter().hline(list.shrink(2.0).x_range(), y, stroke);
    }
    let layer = LayerId::new(Layer::Tooltip, UiId::unique("carried slot"));
    let painter = ui.ctx().layer_painter(layer);
    let name = if line.part == Part::Course {
        text::within(ui, &line.title, theme.text.course, palette.accent, 260.0, 1)
    } else {
        text::within(ui, &line.title, theme.text.strong, palette.ink, 260.0, 1)
    };
    let size = text::padded(&name, 14.0, 8.0);
    let pill = Rect::from_min_size(pointer + vec2(14.0, -size.y / 2.0), size);
    painter.add(theme.shadow.overlay.as_shape(pill, theme.radius.control));
    let edge = Stroke::new(theme.stroke.hairline, palette.edge);
    painter.rect(
        pill,
        theme.radius.control,
        palette.paper,
        edge,
        StrokeKind::Inside,
    );
    text::paint(&painter, pill.center(), Align2::CENTER_CENTER, name);
}

//! The drawer of rules, by kind: each with its plate, its words, whether it is kept, and below it the way out.

use egui::{Align, Align2, Layout, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Dialog, Scene, Seating};
use crate::{
    app::{
        board::{Kept, RuleLine, WayOut},
        desk::SeatingEdit,
    },
    domain::dinner::RuleKind,
    ui::{
        command::{Action, Command},
        icons::{Icon, IconLook},
        screens::plate,
        theme,
        widgets::{
            Button, SeatState, avatar,
            focus::{self, Axis, Roving},
            menu, section, text,
        },
    },
};

const ROW: f32 = 42.0;
/// Where the words of a rule begin.
const WORDS: f32 = 60.0;
/// A link is at most this wide.
const LINK: f32 = 176.0;

pub(super) fn drawer(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &mut Seating,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    ui.spacing_mut().item_spacing.y = 0.0;
    let key = scene.view.key(Action::Add);
    ui.horizontal(|ui| {
        text::short_label(ui, "Rules", theme.text.section, palette.ink);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let add = Button::new("Add").icon(Icon::Plus).key(&key).small();
            if ui.add(add.tooltip("Add a rule")).clicked() {
                state.dialog = Some(Dialog::add(scene, state));
            }
        });
    });
    let rules = &scene.board.rules;
    let base = ui.make_persistent_id("rules");
    let mut roving = Roving::new(ui, base, rules.len(), None);
    roving.arrows(ui, Axis::Down);
    let mut kind = None;
    for (number, line) in rules.iter().enumerate() {
        if kind != Some(line.kind) {
            kind = Some(line.kind);
            ui.add_space(if number == 0 { 8.0 } else { 16.0 });
            section::label(ui, heading(line.kind));
            ui.add_space(2.0);
        }
        row(ui, scene, state, &roving, (number, line), commands);
    }
    ui.add_space(12.0);
    let remark = text::Runs::new(theme);
    let quiet = |runs: text::Runs, words| runs.add(words, theme.text.small, palette.ink_quiet);
    let strong = |runs: text::Runs, words| {
        runs.add(
            words,
            theme.text.chip.at_size(13.0).with_line(18.0),
            palette.ink_quiet,
        )
    };
    let mut remark = quiet(
        remark,
        if rules.is_empty() {
            "No rules yet. A rule holds for "
        } else {
            "A rule holds for "
        },
    );
    remark = strong(remark, "neighbours");
    remark = quiet(remark, ", a ");
    remark = strong(remark, "table");
    remark = quiet(remark, " or the ");
    remark = strong(remark, "dinner");
    quiet(remark, ". Only you see rules.").label(ui);
}

fn heading(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::Wants => "Wants to meet",
        RuleKind::Apart => "Keep apart",
        RuleKind::Together => "Keep together",
        RuleKind::Lock => "Seat is fixed",
    }
}

fn row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &mut Seating,
    roving: &Roving,
    (number, line): (usize, &RuleLine),
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = roving.item(ui, number, rect, false);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::MenuItem, true, &line.sentence));
    if response.hovered() {
        let field = rect.expand2(vec2(6.0, 0.0));
        let fill = palette.sunken.gamma_multiply(0.6);
        ui.painter().rect_filled(field, theme.radius.control, fill);
    }
    let (icon, color) = match line.kind {
        RuleKind::Wants => (Icon::WANTS, palette.accent),
        RuleKind::Apart => (Icon::APART, palette.late),
        RuleKind::Together => (Icon::TOGETHER, palette.info),
        RuleKind::Lock => (Icon::LOCK, palette.ink),
    };
    let middle = rect.center().y;
    icon.paint(
        ui.painter(),
        theme,
        pos2(rect.left() + 9.0, middle),
        IconLook::fill(18.0, color),
    );
    if let Some(person) = scene.open.record.people.get(&line.first) {
        let at = pos2(rect.left() + 41.0, middle);
        let letters = avatar::letters(26.0);
        let plate = plate(person);
        avatar::paint(
            ui,
            ui.painter(),
            at,
            26.0,
            letters,
            &plate,
            SeatState::Coming,
        );
    }
    let end = sign(ui, rect, line);
    let room = (end - rect.left() - WORDS - 8.0).max(40.0);
    let role = theme.text.small.with_line(17.0);
    let strong = theme.text.chip.at_size(13.0).with_line(17.0);
    let mut runs = text::Runs::new(theme);
    for (words, is_name) in &line.words {
        runs = runs.add(words, if *is_name { strong } else { role }, palette.ink);
    }
    let words = runs.layout(ui, room, 1);
    let is_cut = words.elided;
    let left = rect.left() + WORDS;
    // A fixed seat says all in one line: its number stands at the right.
    if line.kind == RuleKind::Lock {
        text::paint(ui.painter(), pos2(left, middle), Align2::LEFT_CENTER, words);
    } else {
        let about = text::within(ui, &line.about, role, palette.ink_quiet, room, 1);
        let top = middle - words.size().y;
        let first = text::paint(ui.painter(), pos2(left, top), Align2::LEFT_TOP, words);
        text::paint(ui.painter(), first.left_bottom(), Align2::LEFT_TOP, about);
    }
    let edge = Stroke::new(theme.stroke.hairline, palette.line);
    let y = ui.painter().round_to_pixel_center(rect.bottom() - 0.5);
    ui.painter().hline(rect.x_range(), y, edge);
    focus::ring(ui, &response, theme.radius.control);
    let response = if is_cut {
        response.on_hover_text(&line.sentence)
    } else {
        response
    };
    menu::menu(ui, &response, 180.0, |ui| {
        if line.kind == RuleKind::Lock {
            if menu::item(ui, Some(Icon::X), "Free the seat", None) {
                commands.push(scene.edit(SeatingEdit::LetGo(line.id)));
            }
            return;
        }
        if menu::item(ui, Some(Icon::PencilSimple), "Change it…", None) {
            state.dialog = Dialog::change(line);
        }
        if menu::item(ui, Some(Icon::Trash), "Let it go", None) {
            commands.push(scene.edit(SeatingEdit::LetGo(line.id)));
        }
    });
    if line.state == Kept::NotKept {
        ways(ui, scene, line, commands);
    }
}

/// Whether it is kept, at the right end; where that sign begins.
fn sign(ui: &Ui, rect: Rect, line: &RuleLine) -> f32 {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let is_wish = line.kind == RuleKind::Wants && !line.is_hard;
    let words = match (line.state, line.kind) {
        (Kept::Yes, RuleKind::Lock) => &line.about,
        (Kept::Yes, _) => {
            let at = pos2(rect.right() - 10.0, rect.center().y);
            Icon::Check.paint(
                ui.painter(),
                theme,
                at,
                IconLook::regular(18.0, palette.good),
            );
            return rect.right() - 22.0;
        }
        (Kept::NotKept, _) if is_wish => "not met",
        (Kept::NotKept, _) => "not kept",
        (Kept::Open, _) => "no seat yet",
    };
    let (role, color) = match (line.state, is_wish) {
        (Kept::NotKept, false) => (theme.text.chip.at_size(13.0), palette.late),
        (Kept::NotKept, true) => (theme.text.chip.at_size(13.0), palette.look),
        _ => (theme.text.small, palette.ink_quiet),
    };
    let words = text::line(ui, words, role, color);
    text::paint(
        ui.painter(),
        rect.right_center(),
        Align2::RIGHT_CENTER,
        words,
    )
    .left()
}

/// Why a rule is not kept, and the links that mend it.
fn ways(ui: &mut Ui, scene: &Scene<'_>, line: &RuleLine, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    ui.add_space(4.0);
    ui.horizontal_top(|ui| {
        ui.add_space(WORDS - 30.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if !line.why.is_empty() {
                text::label(ui, &line.why, theme.text.small, theme.palette.late);
            }
            for (number, (words, way)) in line.ways.iter().enumerate() {
                let is_pressed = ui.push_id(number, |ui| link(ui, words)).inner;
                if is_pressed {
                    commands.push(scene.edit(match way {
                        WayOut::Swap(one, other) => SeatingEdit::Swap(*one, *other),
                        WayOut::Free(person) => SeatingEdit::Free(*person),
                        WayOut::LetGo(rule) => SeatingEdit::LetGo(*rule),
                    }));
                }
            }
        });
    });
    ui.add_space(4.0);
}

/// Words that do something, underlined in the text; whether they were pressed.
fn link(ui: &mut Ui, words: &str) -> bool {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let role = theme.text.chip.at_size(13.0).with_line(18.0);
    let galley = text::within(ui, words, role, palette.late, LINK, 1);
    let size = vec2(galley.size().x, theme.size.hit_min.min(24.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, words));
    let color = if response.hovered() {
        palette.ink
    } else {
        palette.late
    };
    let at = text::paint(
        ui.painter(),
        rect.left_center(),
        Align2::LEFT_CENTER,
        galley,
    );
    let line = Stroke::new(theme.stroke.hairline, color);
    let y = ui.painter().round_to_pixel_center(at.bottom() - 1.5);
    ui.painter().hline(at.x_range(), y, line);
    focus::ring(ui, &response, theme.radius.key);
    response.clicked()
}

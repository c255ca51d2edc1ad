//! The note line with its chips, its names and its signs: what is typed, as it is understood.

use std::ops::Range;

use egui::{
    Align2, Area, Frame, Margin, Order, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo,
    pos2, text::CCursor, text::CCursorRange, text_edit::TextEditState, vec2,
};

use super::{
    LiveStage, Table, foot, line_id, notes,
    typing::{Typing, name_begun},
};
use crate::{
    domain::{Audience, note::NoteKind},
    evening::grammar::{ChipKind, Parsed, Seat},
    ui::{
        command::Command,
        icons::Icon,
        theme::{self, Tone},
        widgets::{
            entry::{Entry, EntryChip},
            key_cap, text,
        },
    },
};

/// Below this width the line does not say what will be saved: it stands under it.
const NARROW: f32 = 480.0;
/// More names are not listed: letters find the others.
const MOST_NAMES: usize = 6;

/// What `@` and letters at the end of the line could mean.
pub(super) fn names<'a>(table: &Table<'a>, typing: &Typing) -> Vec<&'a Seat> {
    let Some((_, begun)) = name_begun(typing.text()) else {
        return Vec::new();
    };
    let begun = begun.to_lowercase();
    let fits = |seat: &&Seat| {
        let name = seat.name.to_lowercase();
        begun.is_empty() || name.split_whitespace().any(|word| word.starts_with(&begun))
    };
    let seats = table.live.seats().iter();
    seats.filter(fits).take(MOST_NAMES).collect()
}

/// The note line itself.
pub(super) fn entry(
    ui: &mut Ui,
    table: &Table<'_>,
    state: &mut LiveStage,
    parsed: &Parsed,
    place: Rect,
) {
    let names = names(table, &state.typing);
    if std::mem::take(&mut state.typing.is_completed) {
        let choice = state.typing.choice.min(names.len().saturating_sub(1));
        if let Some(seat) = names.get(choice) {
            complete(table, state, seat);
        }
    }
    if std::mem::take(&mut state.typing.is_replaced) {
        let end = CCursor::new(state.typing.text().chars().count());
        // Words that came back are marked: other words take their place.
        let range = if state.typing.is_untouched() {
            CCursorRange::two(CCursor::default(), end)
        } else {
            CCursorRange::one(end)
        };
        let mut edit = TextEditState::load(ui.ctx(), line_id()).unwrap_or_default();
        edit.cursor.set_char_range(Some(range));
        edit.store(ui.ctx(), line_id());
    }
    let (chips, kinds) = chips(state, parsed);
    let marks = marks(state.typing.text(), parsed);
    let is_empty = state.typing.is_empty();
    let summary = match (is_empty, parsed.hints.first()) {
        // In a narrow line the words have the room; what will be saved stands below.
        (false, _) if place.width() < NARROW => String::new(),
        (true, _) if state.typing.has_cleared() => "cleared: Ctrl Z brings it back".to_owned(),
        (true, _) if parsed.kind == NoteKind::Question => "no sign: a question".to_owned(),
        (true, _) => "no sign: a plain note, only you read it".to_owned(),
        (false, Some(hint)) => hint.clone(),
        (false, None) => will_be_saved(parsed),
    };
    let hint = "Seat number, sign, words";
    let builder = UiBuilder::new().max_rect(place);
    let mut child = ui.new_child(builder);
    let Some(line) = state.typing.now_mut() else {
        return;
    };
    let before = line.text.clone();
    let shown = Entry::new(line_id(), &mut line.text, hint, &summary)
        .chips(&chips)
        .marks(&marks)
        .can_save(!is_empty)
        .show(&mut child);
    if line.text != before {
        if line.text.contains(['\n', '\r']) {
            line.text = line.text.replace(['\n', '\r'], " ");
        }
        state.typing.choice = 0;
        ui.ctx().request_repaint();
    }
    if let Some(kind) = shown.taken_off.and_then(|at| kinds.get(at)) {
        match kind {
            None => state.typing.clear(),
            Some((ChipKind::Due, _)) => {
                if let Some(line) = state.typing.now_mut() {
                    line.reads_dates = false;
                }
            }
            Some((_, sign)) => state.typing.take_off(sign),
        }
        shown.edit.request_focus();
        ui.ctx().request_repaint();
    }
    // The line is always where the words go; only what was reached by Tab takes the focus from it.
    let has_none = ui.memory(|memory| memory.focused().is_none());
    if has_none && !super::is_covered(ui) && !table.is_over() {
        shown.edit.request_focus();
    }
    list(ui, &names, state.typing.choice, shown.rect);
}

/// Puts a whole name in the place of the one begun.
fn complete(table: &Table<'_>, state: &mut LiveStage, seat: &Seat) {
    let Some((at, _)) = name_begun(state.typing.text()) else {
        return;
    };
    let words: Vec<&str> = seat.name.split_whitespace().collect();
    let first = words.first().copied().unwrap_or_default();
    let is_shared = table.live.seats().iter().any(|other| {
        let begins = other
            .name
            .split_whitespace()
            .any(|word| word.to_lowercase() == first.to_lowercase());
        begins && other.person != seat.person
    });
    let is_plain = |c: &char| c.is_alphanumeric();
    let name: String = if is_shared {
        words.concat().chars().filter(is_plain).collect()
    } else {
        first.chars().filter(is_plain).collect()
    };
    let token = if name.is_empty() {
        format!("@{}", seat.number)
    } else {
        format!("@{name}")
    };
    state.typing.choice = 0;
    let has_before = state
        .typing
        .text()
        .get(..at)
        .is_some_and(|text| !text.trim().is_empty());
    if !has_before && let Some(line) = state.typing.now_mut() {
        let text = std::mem::take(&mut line.text);
        if state.typing.add_sign(table.live, &token) {
            return;
        }
        if let Some(line) = state.typing.now_mut() {
            line.text = text;
        }
    }
    if let Some(line) = state.typing.now_mut() {
        line.text.truncate(at);
        line.text.push_str(&token);
        line.text.push(' ');
        state.typing.is_replaced = true;
    }
}

/// The names that fit, over the line.
fn list(ui: &Ui, names: &[&Seat], choice: usize, line: Rect) {
    if names.is_empty() {
        return;
    }
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let height = 34.0 * names.len() as f32 + 10.0;
    Area::new(line_id().with("names"))
        .order(Order::Foreground)
        .interactable(false)
        .fixed_pos(line.left_top() - vec2(0.0, height + 6.0))
        .show(ui.ctx(), |ui| {
            let frame = Frame::new()
                .fill(palette.paper)
                .stroke(Stroke::new(theme.stroke.hairline, palette.edge))
                .corner_radius(theme.radius.control)
                .shadow(theme.shadow.overlay)
                .inner_margin(Margin::same(5));
            frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (at, seat) in names.iter().enumerate() {
                    let (rect, response) =
                        ui.allocate_exact_size(vec2(300.0, 34.0), Sense::hover());
                    if at == choice {
                        ui.painter()
                            .rect_filled(rect, theme.radius.key, palette.accent_tint);
                        let cap = pos2(
                            rect.right() - 10.0 - key_cap::width(ui, "Tab"),
                            rect.center().y,
                        );
                        key_cap::paint(ui, cap, "Tab", palette.ink, palette.paper);
                    }
                    let words = format!("{}  {}", seat.number, seat.name);
                    response.widget_info(|| {
                        let is_chosen = at == choice;
                        WidgetInfo::selected(egui::Role::ListBoxOption, true, is_chosen, &words)
                    });
                    let words = text::within(ui, &words, theme.text.body, palette.ink, 230.0, 1);
                    let left = rect.left_center() + vec2(10.0, 0.0);
                    text::paint(ui.painter(), left, Align2::LEFT_CENTER, words);
                }
            });
        });
}

/// "Dana asks Priya · Everyone at this table".
fn will_be_saved(parsed: &Parsed) -> String {
    format!("{} · {}", parsed.summary, readers(parsed))
}

/// Who will read it.
fn readers(parsed: &Parsed) -> &'static str {
    match parsed.audience {
        Audience::About => "the two of them",
        other => other.label(),
    }
}

/// What a chip is, and the sign that it was read from.
type Sign = (ChipKind, String);

/// The chips before the words; beside each what it is, nothing for that a note is corrected. In a note that is corrected
/// every sign can be taken off.
fn chips(state: &LiveStage, parsed: &Parsed) -> (Vec<EntryChip>, Vec<Option<Sign>>) {
    let mut chips = Vec::new();
    let mut kinds = Vec::new();
    let corrected = state.typing.now().filter(|line| line.corrects.is_some());
    if corrected.is_some() {
        chips.push(EntryChip {
            words: "Edit note".to_owned(),
            tone: Tone::Look,
            icon: Some(Icon::PencilSimple),
            can_go: true,
        });
        kinds.push(None);
    }
    for chip in parsed
        .chips
        .iter()
        .filter(|chip| chip.kind != ChipKind::Person)
    {
        let (icon, tone) = match chip.kind {
            ChipKind::Kind => {
                let (icon, _, tone) = notes::look_of(parsed.kind);
                (Some(icon), tone)
            }
            ChipKind::OnlyMe => (Some(Icon::PRIVATE), Tone::Private),
            ChipKind::Reply => (Some(Icon::OFFER), Tone::Accent),
            ChipKind::Due => (Some(Icon::CalendarBlank), Tone::Look),
            ChipKind::Speaker | ChipKind::Literal | ChipKind::Person => (None, Tone::Neutral),
        };
        chips.push(EntryChip {
            words: chip.words.clone(),
            tone,
            icon,
            can_go: chip.kind == ChipKind::Due
                || corrected.is_some_and(|line| line.signs.contains(&chip.typed)),
        });
        kinds.push(Some((chip.kind, chip.typed.clone())));
    }
    (chips, kinds)
}

/// Where the words of the line mean something.
fn marks(text: &str, parsed: &Parsed) -> Vec<(Range<usize>, Tone)> {
    let mut marks: Vec<(Range<usize>, Tone)> = Vec::new();
    for chip in &parsed.chips {
        let tone = match chip.kind {
            ChipKind::Person => Tone::Info,
            ChipKind::Due => Tone::Look,
            ChipKind::OnlyMe if chip.typed.len() > 1 => Tone::Private,
            _ => continue,
        };
        let free = text
            .match_indices(chip.typed.as_str())
            .map(|(at, found)| at..at + found.len())
            .find(|range| {
                marks
                    .iter()
                    .all(|(other, _)| other.end <= range.start || range.end <= other.start)
            });
        marks.extend(free.map(|range| (range, tone)));
    }
    marks.sort_by_key(|(range, _)| range.start);
    marks
}

/// The signs, each a key that can be pressed too; at the right what the keys mean now.
pub(super) fn signs(
    ui: &mut Ui,
    table: &Table<'_>,
    state: &mut LiveStage,
    (parsed, line): (&Parsed, f32),
    place: Rect,
    commands: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let all = [
        ("?", "question", Tone::Info),
        ("=", "answer", Tone::Info),
        (">", "promise", Tone::Good),
        ("!", "offer", Tone::Accent),
        ("*", "ask", Tone::Look),
        ("\"", "worth quoting", Tone::Neutral),
        ("#", "only me", Tone::Private),
    ];
    let right = foot::hint(ui, table, state, place, commands);
    let mut x = place.left();
    let middle = place.top() + 16.0;
    if line < NARROW && !state.typing.is_empty() {
        let words = match parsed.hints.first() {
            Some(hint) => hint.clone(),
            None => will_be_saved(parsed),
        };
        let at = pos2(x, middle);
        let (role, ink) = (theme.text.small, palette.ink_quiet);
        let galley = text::within(ui, &words, role, ink, right - x - 16.0, 1);
        let drawn = text::paint(ui.painter(), at, Align2::LEFT_CENTER, galley);
        let response = ui.interact(drawn, line_id().with("saved as"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Status, true, &words));
        return;
    }
    for (sign, words, tone) in all {
        let ink = palette.ink_of(tone);
        let role = theme.text.body.at_size(16.0);
        let galley = text::line(ui, words, role, ink);
        let width = 24.0 + 6.0 + galley.size().x;
        if x + width > right - 12.0 {
            break;
        }
        let rect = Rect::from_min_size(pos2(x, middle - 14.0), vec2(width, 28.0));
        let response = ui.interact(rect, line_id().with(("sign", sign)), Sense::CLICK);
        let name = format!("Sign {sign}: {words}");
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
        let cap = Rect::from_min_size(pos2(x, middle - 11.0), vec2(24.0, 22.0));
        let edge = Stroke::new(theme.stroke.hairline, ink);
        let fill = if response.hovered() {
            palette.tint_of(tone)
        } else {
            palette.paper
        };
        ui.painter()
            .rect(cap, theme.radius.key, fill, edge, StrokeKind::Inside);
        let letter = text::line(ui, sign, theme.text.strong, ink);
        text::paint(ui.painter(), cap.center(), Align2::CENTER_CENTER, letter);
        text::paint(
            ui.painter(),
            pos2(x + 30.0, middle),
            Align2::LEFT_CENTER,
            galley,
        );
        if response.clicked() && !table.is_over() {
            state.typing.add_sign(table.live, sign);
            ui.ctx().request_repaint();
        }
        x += width + 18.0;
    }
}

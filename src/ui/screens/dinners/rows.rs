//! The rows of the list. Only those in sight are drawn, however many dinners there are.

use egui::{Align, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::{Dinners, Standing, Wish};
use crate::{
    app::{desk::DinnerLine, dinners::counted},
    domain::{Dinner, Id, dinner::DinnerState},
    ui::{
        command::Action,
        icons::{Icon, IconLook},
        screens::View,
        theme::{self, Tone},
        widgets::{
            Button, Chip, Columns, Row, SeatState, Width, menu, mini_table::MiniTable,
            row::RowOutput, text,
        },
    },
};

const ROW: f32 = 52.0;
const LEGEND: f32 = 40.0;
/// More seats than these are not told apart in the sign of a table.
const MOST_SEATS: usize = 16;

/// Where the columns stand.
struct Place {
    columns: Columns,
    names: Vec<&'static str>,
    room: Room,
}

/// How much there is room for: names stay whole, what can be seen elsewhere goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Room {
    /// No signs of tables; the next thing to do stands under the name.
    Narrow,
    /// All but the figure of first meetings.
    Usual,
    Wide,
}

/// The rows to show, as places in the list of the desk.
pub(super) struct List<'a, 'v> {
    pub(super) view: &'a View<'v>,
    pub(super) rows: &'a [usize],
}

impl List<'_, '_> {
    /// Draws the list and the legend under it.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        state: &mut Dinners,
        wishes: &mut Vec<(Id<Dinner>, Wish)>,
    ) {
        let place = place(ui);
        place.columns.head(ui, &place.names);
        let count = self.rows.len();
        let room = (ui.available_height() - LEGEND).max(ROW);
        let chosen = (0..count).find(|number| self.id(*number) == state.chosen);
        let mut shown = 0..0;
        let is_led = std::mem::take(&mut state.is_led);
        ScrollArea::vertical()
            .id_salt("list of dinners")
            .auto_shrink([false, false])
            .max_height(room.min(ROW * count as f32))
            .show_rows(ui, ROW, count, |ui, range| {
                shown = range.clone();
                if let Some(chosen) = chosen.filter(|_| is_led) {
                    let top = ui.min_rect().top() + (chosen as f32 - range.start as f32) * ROW;
                    let at = Rect::from_min_size(pos2(ui.min_rect().left(), top), vec2(1.0, ROW));
                    ui.scroll_to_rect(at, None);
                }
                for number in range {
                    self.row(ui, &place, number, state, wishes);
                }
            });
        legend(ui, count, &shown, room);
    }

    fn line(&self, number: usize) -> Option<&DinnerLine> {
        self.view.desk.dinners().get(*self.rows.get(number)?)
    }

    fn id(&self, number: usize) -> Option<Id<Dinner>> {
        Some(self.line(number)?.dinner.id)
    }

    fn row(
        &self,
        ui: &mut Ui,
        place: &Place,
        number: usize,
        state: &mut Dinners,
        wishes: &mut Vec<(Id<Dinner>, Wish)>,
    ) {
        let Some(line) = self.line(number) else {
            return;
        };
        let group = state.groups.get(&line.dinner.group);
        // A dinner that does not bear the name of its group says whose it is.
        let group = group.filter(|name| !line.dinner.title.starts_with(name.as_str()));
        let about = match group {
            Some(name) => format!("{name} · {}", line.place),
            None => line.place.clone(),
        };
        let is_chosen = state.chosen == Some(line.dinner.id);
        let row = draw(
            ui, self.view, place, number, line, &about, is_chosen, wishes,
        );
        if row.chosen {
            state.chosen = Some(line.dinner.id);
        }
        if row.step != 0 && is_chosen {
            let to = number
                .saturating_add_signed(row.step as isize)
                .min(self.rows.len() - 1);
            state.chosen = self.id(to);
            state.is_led = true;
        }
        if row.opened {
            wishes.push((line.dinner.id, Wish::Open));
        }
    }
}

fn place(ui: &Ui) -> Place {
    let room = match ui.available_width() {
        ..880.0 => Room::Narrow,
        880.0..1060.0 => Room::Usual,
        _ => Room::Wide,
    };
    let all = [
        (Room::Narrow, "When", Width::Fixed(124.0), Align::Min),
        (Room::Usual, "", Width::Fixed(52.0), Align::Min),
        (Room::Narrow, "Dinner", Width::Share(1.25), Align::Min),
        (
            Room::Narrow,
            "Where it stands",
            Width::Fixed(128.0),
            Align::Min,
        ),
        (
            Room::Wide,
            "First meetings",
            Width::Fixed(112.0),
            Align::Max,
        ),
        (
            Room::Usual,
            "Next thing to do",
            Width::Share(1.1),
            Align::Min,
        ),
        (Room::Usual, "", Width::Fixed(132.0), Align::Max),
    ];
    let (mut names, mut widths) = (Vec::new(), Vec::new());
    for (_, name, width, align) in all.into_iter().filter(|(from, ..)| *from <= room) {
        names.push(name);
        widths.push((width, align));
    }
    if room == Room::Narrow {
        widths.push((Width::Fixed(30.0), Align::Max));
    }
    Place {
        columns: Columns::new(&widths).height(ROW),
        names,
        room,
    }
}

#[expect(clippy::too_many_arguments, reason = "a row is made of all of them")]
fn draw(
    ui: &mut Ui,
    view: &View<'_>,
    place: &Place,
    number: usize,
    line: &DinnerLine,
    about: &str,
    is_chosen: bool,
    wishes: &mut Vec<(Id<Dinner>, Wish)>,
) -> RowOutput {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let dinner = line.dinner.id;
    let standing = Standing::of(line, view.desk.today());
    let (word, tone, icon, is_filled) = standing.chip();
    let (next, is_call) = next(line, standing);
    let sentence = format!("{}, {}, {word}, {next}", line.dinner.title, line.day);
    let row = Row::new(&place.columns, number, &sentence).selected(is_chosen);
    row.show(ui, |cells| {
        let day = if line.day.is_empty() {
            "No date yet"
        } else {
            &line.day
        };
        cells.two_lines(
            day,
            if line.day.is_empty() {
                ""
            } else {
                &line.distance
            },
        );
        if place.room > Room::Narrow {
            cells.add(|ui| ui.add(MiniTable::new(&seats(line))));
        }
        let is_under = place.room == Room::Narrow && is_call;
        cells.title(&line.dinner.title, if is_under { &next } else { about });
        cells.add(|ui| {
            // On a chosen row a neutral field would be lost.
            let chip = if tone == Tone::Neutral {
                Chip::outline(word)
            } else {
                Chip::new(word, tone)
            };
            ui.add(if is_filled {
                chip.icon(icon)
            } else {
                chip.line_icon(icon)
            });
        });
        if place.room == Room::Wide {
            let meetings = match line.first_meetings {
                0 => "–".to_owned(),
                meetings => meetings.to_string(),
            };
            cells.words(&meetings, theme.text.strong, palette.ink);
        }
        let role = if is_call {
            theme.text.strong
        } else {
            theme.text.body
        };
        if place.room > Room::Narrow {
            cells.words(&next, role, palette.ink);
        }
        cells.add(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let name = format!("More for {}", line.dinner.title);
            let more = ui.add(Button::bare(Icon::DotsThree, &name).small().quiet());
            menu::menu(ui, &more, 210.0, |ui| {
                if let Some(wish) = items(ui, view, line, standing) {
                    wishes.push((dinner, wish));
                }
            });
            let key = view.key(Action::Open);
            if is_chosen
                && place.room > Room::Narrow
                && ui.add(Button::new("Open").key(&key).small()).clicked()
            {
                wishes.push((dinner, Wish::Open));
            }
        });
    })
}

/// The seats of the sign, in the order of how sure they are.
fn seats(line: &DinnerLine) -> Vec<SeatState> {
    let taken = line.coming + line.maybe + line.unanswered;
    let counts = [
        (SeatState::Coming, line.coming),
        (SeatState::Maybe, line.maybe),
        (SeatState::Unanswered, line.unanswered),
        (SeatState::Free, line.seats.saturating_sub(taken)),
    ];
    counts
        .iter()
        .flat_map(|(state, count)| std::iter::repeat_n(*state, *count))
        .take(line.seats.min(MOST_SEATS))
        .collect()
}

/// The next thing that a dinner needs, and whether it calls for an act.
fn next(line: &DinnerLine, standing: Standing) -> (String, bool) {
    let taken = line.coming + line.maybe + line.unanswered;
    let free = line.seats.saturating_sub(taken);
    match standing {
        Standing::Draft | Standing::Inviting if free > 0 => {
            let words = if taken <= 1 {
                format!("Invite {}", counted(free, "guest"))
            } else {
                format!("Invite {free} more")
            };
            (words, true)
        }
        Standing::Missed => ("Move its date, or close it".to_owned(), true),
        Standing::ToWrapUp if line.dinner.state < DinnerState::Wrapped => {
            (format!("Wrap it up: {} said yes", line.coming), true)
        }
        _ => (line.next.clone(), false),
    }
}

/// The menu of a row; what was chosen.
fn items(ui: &mut Ui, view: &View<'_>, line: &DinnerLine, standing: Standing) -> Option<Wish> {
    let mut wish = None;
    let is_live = standing == Standing::Live;
    let (open, edit, repeat) = (
        view.key(Action::Open),
        view.key(Action::Edit),
        view.key(Action::Repeat),
    );
    let close = if line.dinner.state == DinnerState::Closed {
        (Icon::ArrowCounterClockwise, "Reopen", Wish::Reopen)
    } else {
        (Icon::Archive, "Close", Wish::Close)
    };
    let all = [
        (Icon::FolderOpen, "Open", open.as_str(), Wish::Open, true),
        (Icon::PencilSimple, "Edit details", &edit, Wish::Edit, true),
        (Icon::Repeat, "Repeat as new", &repeat, Wish::Repeat, true),
        (
            Icon::CalendarBlank,
            "Move the date",
            "",
            Wish::Move,
            !is_live,
        ),
        (close.0, close.1, "", close.2, !is_live),
        (Icon::Trash, "Delete…", "", Wish::Delete, !is_live),
    ];
    for (icon, words, key, each, _) in all.into_iter().filter(|(.., applies)| *applies) {
        let key = Some(key).filter(|key| !key.is_empty());
        if menu::item(ui, Some(icon), words, key) {
            wish = Some(each);
        }
    }
    wish
}

/// What the signs mean, and how many dinners lie below the last row in sight.
fn legend(ui: &mut Ui, count: usize, shown: &std::ops::Range<usize>, room: f32) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LEGEND), Sense::hover());
    let middle = pos2(rect.left() + 8.0, rect.center().y + 4.0);
    Icon::CircleHalf.paint(
        ui.painter(),
        theme,
        middle,
        IconLook::regular(17.0, palette.ink_quiet),
    );
    let whole = (room / ROW) as usize;
    // The last row may be drawn in part only; it counts as seen when more than half of it is.
    let seen = shown.end.min(shown.start + whole + 1);
    let below = match count.saturating_sub(seen) {
        0 => String::new(),
        1 => " One older dinner below.".to_owned(),
        below => format!(" {below} older dinners below."),
    };
    let words =
        format!("Seats: filled = coming, amber ring = maybe, open = no answer yet or free.{below}");
    let place = rect
        .with_min_x(rect.left() + 30.0)
        .translate(vec2(0.0, 4.0));
    let builder = egui::UiBuilder::new()
        .max_rect(place)
        .layout(egui::Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        text::short_label(ui, &words, theme.text.small, palette.ink_quiet);
    });
}

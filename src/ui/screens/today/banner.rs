//! The bars over Today: a dinner that still runs, and that this is the sample.

use egui::{Align2, Frame, Margin, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::{
    app::desk::{Day, Edit, Job, Running},
    ui::{
        command::{Command, Route, Stage},
        icons::{Icon, IconLook},
        panes,
        theme::{self, Theme, ThemeName, Tone},
        widgets::{
            Button, Kind,
            notice::Notice,
            text::{self, Runs},
        },
    },
};

/// Between two buttons, and between words and buttons.
const BETWEEN: f32 = 14.0;

pub(super) fn banners(ui: &mut Ui, day: &Day, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for (at, running) in day.running.iter().enumerate() {
        ui.push_id(("running", at), |ui| {
            running_ui(ui, running, at == 0, commands);
        });
    }
    if day.is_sample {
        panes::bar(ui, |ui| {
            let happened = "This is the sample: an invented group with its dinners";
            let safe = "Try anything. Nothing here touches your own library";
            let notice = Notice::new(Tone::Info, Icon::Champagne, happened, safe);
            let button = Button::new("Throw it away").tooltip("And go back to your own library");
            if notice.action(button).show(ui).is_some() {
                commands.push(Command::Start(Job::LeaveSample));
            }
        });
        ui.add_space(4.0);
    }
}

/// A dark bar from edge to edge; the first one has the key.
fn running_ui(ui: &mut Ui, running: &Running, has_key: bool, commands: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let palette = &theme.palette;
    let side = theme.space.page_x as i8;
    let frame = Frame::new()
        .fill(palette.ink)
        .inner_margin(Margin::symmetric(side, 10));
    frame.show(ui, |ui| {
        let resume = Button::new("Resume").kind(Kind::Lit).small();
        let resume = if has_key { resume.key("R") } else { resume };
        let end = Button::new("End it at the last note")
            .kind(Kind::OnInk)
            .small();
        let sizes = [resume.measure(ui), end.measure(ui)];
        let height = theme.size.button_small.max(28.0);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let sentence = format!("{}. {}", running.title, running.words);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Alert, true, &sentence));

        // The flame is that of the candle; on a light bar only the letters' colour can be seen.
        let flame = if theme.is_dark() {
            palette.paper
        } else {
            Theme::named(ThemeName::Candlelight).palette.signal_wrapping
        };
        let at = rect.left_center() + vec2(9.0, 0.0);
        Icon::LIVE.paint(ui.painter(), theme, at, IconLook::fill(20.0, flame));

        let buttons: f32 = sizes.iter().map(|size| size.x + BETWEEN).sum();
        let room = (rect.width() - 32.0 - buttons).max(60.0);
        let words = Runs::new(theme)
            .add(
                &format!("{}.", running.title),
                theme.text.strong,
                palette.paper,
            )
            .gap(12.0, theme.text.body)
            .add(&running.words, theme.text.body, palette.paper)
            .layout(ui, room, 1);
        let at = rect.left_center() + vec2(32.0, 0.0);
        text::paint(ui.painter(), at, Align2::LEFT_CENTER, words);
        response.on_hover_text(&sentence);

        let mut right = rect.right();
        let commands_of = [
            vec![Command::Go(Route::Dinner(running.dinner, Stage::Live))],
            vec![
                Command::Edit(Edit::EndAtLastNote(running.dinner)),
                Command::Go(Route::Dinner(running.dinner, Stage::WrapUp)),
            ],
        ];
        let all = [resume, end].into_iter().zip(sizes).zip(commands_of).rev();
        for ((button, size), pressed) in all {
            let middle = pos2(right - size.x / 2.0, rect.center().y);
            let place = Rect::from_center_size(middle, size);
            if ui.place(place, button).clicked() {
                commands.extend(pressed);
            }
            right -= size.x + BETWEEN;
        }
    });
}

//! What runs beside the window: the table display, which is told what the table may see, the chime, and what keeps the
//! screen awake while an evening runs.

use egui::{Context, Ui};

use super::Window;
use crate::{
    app::{AwakeState, display::DisplaySnapshot},
    domain::{Dinner, Id},
    ui::{
        command::{Route, Stage},
        display::Wish,
        theme::ThemeName,
    },
};

/// The word under which it is kept where the display opens.
pub(super) const DISPLAY: &str = "display";
/// The words under which it is kept whether the clock is heard, and whether the host has muted it.
const CHIME: [&str; 2] = ["chime", "chime muted"];
/// What is kept where one of them holds.
const HOLDS: &str = "yes";

impl Window {
    /// Does what is wanted of the table display.
    pub(super) fn direct(&mut self, ui: &Ui, wish: Wish) {
        match wish {
            Wish::Switch if !self.display.is_on() => self.open_display(self.to_show()),
            Wish::Blank if !self.display.is_on() => {
                self.say("The table display is off. F11 opens it".to_owned());
            }
            wish => self.display.direct(ui.ctx(), wish),
        }
        if let Wish::Place(_) = wish
            && let Err(error) = self.desk.keep_in_passing(DISPLAY, &self.display.word())
        {
            self.fail(&error);
        }
    }

    /// Tells the display what the table may see now, keeps its window open, and the screen awake; and has the chime follow
    /// the clock. Once in each frame.
    pub(super) fn run_beside(&mut self, context: &Context) {
        if self.display.is_on() {
            let here = self.at_table_now();
            let here = here.or_else(|| {
                // The host is elsewhere: the evening goes on, and may be changed from there.
                let (dinner, table_no) = self.display.stale(self.desk.revision())?;
                DisplaySnapshot::of_table(&self.desk, dinner, table_no)
            });
            self.display.tell(context, here, self.worn_at_table());
        }
        self.display.keep(context);
        let is_running = self.is_evening_running();
        self.awake.want(is_running, self.desk.stamp());
        self.chime.attend(&self.desk);
    }

    /// Has the chime be as it is kept.
    pub(super) fn hear_chime(&mut self) {
        let [is_on, is_muted] = CHIME.map(|name| self.desk.kept(name).as_deref() == Some(HOLDS));
        self.chime.set(is_on, is_muted);
    }

    /// Has the clock of a table heard, or not. Who chooses it hears a note.
    pub(super) fn turn_chime(&mut self, is_on: bool) {
        self.keep_chime(is_on, false);
        if is_on {
            self.chime.try_out();
        }
    }

    /// Silences the chime, or lets it be heard again.
    pub(super) fn mute(&mut self) {
        if !self.chime.is_on() {
            self.say("The chime is off. Settings, At the table, turns it on".to_owned());
            return;
        }
        let is_muted = !self.chime.is_muted();
        self.keep_chime(true, is_muted);
        let words = if is_muted {
            "The chime is muted"
        } else {
            "The chime is heard again"
        };
        self.say(words.to_owned());
    }

    fn keep_chime(&mut self, is_on: bool, is_muted: bool) {
        self.chime.set(is_on, is_muted);
        for (name, holds) in CHIME.into_iter().zip([is_on, is_muted]) {
            let value = if holds { HOLDS } else { "" };
            if let Err(error) = self.desk.keep_in_passing(name, value) {
                self.fail(&error);
            }
        }
    }

    /// Opens the display on a dinner's first table, to see that it works; or shuts it.
    pub(super) fn try_display(&mut self, ui: &Ui, dinner: Id<Dinner>) {
        if self.display.is_on() {
            self.display.direct(ui.ctx(), Wish::Switch);
            return;
        }
        let first = self.first_table(dinner);
        self.open_display(
            first.and_then(|table| DisplaySnapshot::of_table(&self.desk, dinner, table)),
        );
    }

    fn open_display(&mut self, shown: Option<DisplaySnapshot>) {
        let Some(snapshot) = shown else {
            let words = "The display shows a table: seat the dinner first";
            self.say(words.to_owned());
            return;
        };
        let theme = self.worn_at_table();
        self.display.open(self.desk.clock(), snapshot, theme);
        if let Err(error) = self.desk.keep_display_tried() {
            self.fail(&error);
        }
    }

    /// Whether the screen is kept awake; off where no evening runs.
    pub(super) fn awake_state(&self) -> AwakeState {
        if self.is_evening_running() {
            self.awake.state()
        } else {
            AwakeState::Off
        }
    }

    fn is_evening_running(&self) -> bool {
        let is_running = |live: &crate::app::live::Live| {
            live.evening().started().is_some() && live.evening().ended().is_none()
        };
        self.desk.table().is_some_and(is_running) || self.display.is_running()
    }

    /// The table where the host sits, as the table may see it.
    fn at_table_now(&self) -> Option<DisplaySnapshot> {
        let (sitting, open) = (self.desk.sitting()?, self.dinner.as_ref()?);
        let is_here = sitting.live().dinner().id == open.record.dinner.id;
        is_here.then(|| DisplaySnapshot::of(sitting.live(), &open.record, self.desk.stamp()))
    }

    /// What the display would show: the table where the host sits, else the first of the dinner that is not over.
    fn to_show(&self) -> Option<DisplaySnapshot> {
        self.at_table_now().or_else(|| {
            let Route::Dinner(dinner, Stage::Live) = self.route else {
                return None;
            };
            DisplaySnapshot::of_table(&self.desk, dinner, self.first_table(dinner)?)
        })
    }

    fn first_table(&self, dinner: Id<Dinner>) -> Option<i64> {
        let evenings = self.desk.evenings(dinner).ok()?;
        let is_open = |live: &&crate::app::live::Live| live.evening().ended().is_none();
        let first = evenings.iter().find(is_open).or(evenings.first())?;
        Some(first.table_no())
    }

    /// What is worn at a table: candlelight, unless the setting or high contrast says otherwise.
    pub(super) fn worn_at_table(&self) -> ThemeName {
        let keeps = self.keeps_theme || self.look.theme == ThemeName::HighContrast;
        if keeps {
            self.look.theme
        } else {
            ThemeName::Candlelight
        }
    }
}

//! What can be done, as one table: the words, the keys, and when they apply. Shortcuts, tooltips, the foot of a screen
//! and the list of keys are all made from it.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{icons::Icon, theme::ThemeName};
use crate::domain::{Dinner, Id, Person, dinner::Answer};

/// A place of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    #[default]
    Today,
    Dinners,
    /// A dinner, at one of its stages.
    Dinner(Id<Dinner>, Stage),
    People,
    FollowUps,
    Introductions,
    Insights,
    Settings,
}

/// The stages of a dinner, in the order of its head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    #[default]
    Guests,
    Seating,
    RunningOrder,
    Live,
    WrapUp,
    Recaps,
}

impl Stage {
    /// All of them, as the head shows them.
    pub const ALL: [Self; 6] = [
        Self::Guests,
        Self::Seating,
        Self::RunningOrder,
        Self::Live,
        Self::WrapUp,
        Self::Recaps,
    ];

    /// Its name in the head.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Guests => "Guests",
            Self::Seating => "Seating",
            Self::RunningOrder => "Running order",
            Self::Live => "Live",
            Self::WrapUp => "Wrap-up",
            Self::Recaps => "Recaps",
        }
    }
}

/// What a screen asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    Go(Route),
    OpenPerson(Id<Person>),
    /// Chooses the dinner so many rows below, or (negative) above.
    Step(isize),
    Undo,
    Redo,
    Keys,
    OpenSample,
    SeatAgain(Id<Dinner>),
    /// Puts two places (table, seat) in each other's stead.
    Swap(Id<Dinner>, (i64, i64), (i64, i64)),
    Answer(Id<Dinner>, Id<Person>, Answer),
    NoShow(Id<Dinner>, Id<Person>),
    Theme(ThemeName),
    PlainPeople(bool),
    FewerMovements(bool),
    /// One of the zoom steps, as a factor.
    Zoom(f32),
    Larger,
    Smaller,
    UsualSize,
}

/// Where keys work: everywhere, or on one kind of screen while no field is typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    Everywhere,
    Dinners,
    Guests,
    Seating,
}

/// A line of the table: keys, words, and what they mean.
#[derive(Clone, Debug)]
pub struct Binding {
    pub context: Context,
    pub keys: KeyboardShortcut,
    pub words: &'static str,
    pub action: Action,
}

/// A command that a key can mean before it is known on what it acts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    Go(Route),
    Undo,
    Redo,
    Keys,
    Larger,
    Smaller,
    UsualSize,
    Open,
    Down,
    Up,
    SeatAgain,
    Answer(Answer),
    NoShow,
}

/// Every key of the window.
pub const BINDINGS: &[Binding] = &[
    everywhere(
        Modifiers::COMMAND,
        Key::Num1,
        "Today",
        Action::Go(Route::Today),
    ),
    everywhere(
        Modifiers::COMMAND,
        Key::Num2,
        "Dinners",
        Action::Go(Route::Dinners),
    ),
    everywhere(
        Modifiers::COMMAND,
        Key::Num3,
        "People",
        Action::Go(Route::People),
    ),
    everywhere(
        Modifiers::COMMAND,
        Key::Num4,
        "Follow-ups",
        Action::Go(Route::FollowUps),
    ),
    everywhere(
        Modifiers::COMMAND,
        Key::Num5,
        "Introductions",
        Action::Go(Route::Introductions),
    ),
    everywhere(
        Modifiers::COMMAND,
        Key::Num6,
        "Insights",
        Action::Go(Route::Insights),
    ),
    everywhere(
        Modifiers::COMMAND,
        Key::Comma,
        "Settings",
        Action::Go(Route::Settings),
    ),
    everywhere(Modifiers::COMMAND, Key::Z, "Undo", Action::Undo),
    everywhere(
        Modifiers::COMMAND.plus(Modifiers::SHIFT),
        Key::Z,
        "Redo",
        Action::Redo,
    ),
    everywhere(Modifiers::COMMAND, Key::Plus, "Larger", Action::Larger),
    everywhere(Modifiers::COMMAND, Key::Minus, "Smaller", Action::Smaller),
    everywhere(
        Modifiers::COMMAND,
        Key::Num0,
        "Usual size",
        Action::UsualSize,
    ),
    everywhere(Modifiers::NONE, Key::F1, "All keys", Action::Keys),
    on(
        Context::Dinners,
        Modifiers::NONE,
        Key::J,
        "Down",
        Action::Down,
    ),
    on(Context::Dinners, Modifiers::NONE, Key::K, "Up", Action::Up),
    on(
        Context::Dinners,
        Modifiers::NONE,
        Key::Enter,
        "Open",
        Action::Open,
    ),
    on(
        Context::Guests,
        Modifiers::NONE,
        Key::Y,
        "Coming",
        Action::Answer(Answer::Accepted),
    ),
    on(
        Context::Guests,
        Modifiers::NONE,
        Key::U,
        "Maybe",
        Action::Answer(Answer::Maybe),
    ),
    on(
        Context::Guests,
        Modifiers::NONE,
        Key::C,
        "Not coming",
        Action::Answer(Answer::Declined),
    ),
    on(
        Context::Guests,
        Modifiers::SHIFT,
        Key::W,
        "No-show",
        Action::NoShow,
    ),
    on(
        Context::Seating,
        Modifiers::NONE,
        Key::G,
        "Seat again",
        Action::SeatAgain,
    ),
];

const fn everywhere(
    modifiers: Modifiers,
    key: Key,
    words: &'static str,
    action: Action,
) -> Binding {
    on(Context::Everywhere, modifiers, key, words, action)
}

const fn on(
    context: Context,
    modifiers: Modifiers,
    key: Key,
    words: &'static str,
    action: Action,
) -> Binding {
    Binding {
        context,
        keys: KeyboardShortcut::new(modifiers, key),
        words,
        action,
    }
}

impl Binding {
    /// The caps of its keys: "Ctrl", "1".
    pub fn caps(&self) -> Vec<&'static str> {
        let modifiers = self.keys.modifiers;
        let mut caps = Vec::new();
        if modifiers.command || modifiers.ctrl {
            caps.push(if cfg!(target_os = "macos") {
                "Cmd"
            } else {
                "Ctrl"
            });
        }
        if modifiers.shift {
            caps.push("Shift");
        }
        caps.push(match self.keys.logical_key {
            Key::Plus => "+",
            Key::Minus => "-",
            Key::Comma => ",",
            key => key.name(),
        });
        caps
    }
}

/// A page of the rail.
pub struct Page {
    pub route: Route,
    pub icon: Icon,
    pub name: &'static str,
}

/// The pages of the rail, from the top.
pub const PAGES: [Page; 7] = [
    Page {
        route: Route::Today,
        icon: Icon::TODAY,
        name: "Today",
    },
    Page {
        route: Route::Dinners,
        icon: Icon::DINNERS,
        name: "Dinners",
    },
    Page {
        route: Route::People,
        icon: Icon::PEOPLE,
        name: "People",
    },
    Page {
        route: Route::FollowUps,
        icon: Icon::FOLLOW_UPS,
        name: "Follow-ups",
    },
    Page {
        route: Route::Introductions,
        icon: Icon::INTROS,
        name: "Introductions",
    },
    Page {
        route: Route::Insights,
        icon: Icon::INSIGHTS,
        name: "Insights",
    },
    Page {
        route: Route::Settings,
        icon: Icon::SETTINGS,
        name: "Settings",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_keys_in_one_place() {
        for (at, one) in BINDINGS.iter().enumerate() {
            for other in BINDINGS.iter().skip(at + 1) {
                let meet = one.context == other.context
                    || one.context == Context::Everywhere
                    || other.context == Context::Everywhere;
                assert!(
                    !meet || one.keys != other.keys,
                    "{} and {}",
                    one.words,
                    other.words
                );
            }
        }
    }
}

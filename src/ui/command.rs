//! What can be done, as one table: the words, the keys, and where they apply. Shortcuts, tooltips, the foot of a screen,
//! the palette and the list of keys are all made from it.

use std::path::PathBuf;

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{icons::Icon, theme::ThemeName};
use crate::{
    app::desk::{Edit, Job, TableEdit},
    domain::{Dinner, Group, Id, Person},
};

/// A place of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    #[default]
    Today,
    Dinners,
    /// The form of a new dinner.
    NewDinner,
    /// The same form on a dinner that is there.
    EditDinner(Id<Dinner>),
    /// A dinner, at one of its stages.
    Dinner(Id<Dinner>, Stage),
    People,
    /// Bringing people in from a file.
    Import,
    Groups,
    FollowUps,
    Introductions,
    Insights,
    Settings,
}

impl Route {
    /// Where its keys are found in the table.
    pub const fn context(self) -> Context {
        match self {
            Self::Today => Context::Today,
            Self::Dinners => Context::Dinners,
            Self::NewDinner | Self::EditDinner(_) => Context::Form,
            Self::Dinner(_, Stage::Guests) => Context::Guests,
            Self::Dinner(_, Stage::Seating) => Context::Seating,
            Self::Dinner(_, Stage::RunningOrder) => Context::RunningOrder,
            Self::Dinner(_, Stage::Live) => Context::Live,
            Self::Dinner(_, Stage::WrapUp) => Context::WrapUp,
            Self::Dinner(_, Stage::Recaps) => Context::Recaps,
            Self::People => Context::People,
            Self::Import => Context::Import,
            Self::Groups => Context::Groups,
            Self::FollowUps | Self::Introductions | Self::Insights | Self::Settings => {
                Context::Everywhere
            }
        }
    }
}

/// The stages of a dinner, in the order of its head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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

    /// The one after it.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| *stage > self)
    }

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
    OpenGroup(Id<Group>),
    /// A change of the library.
    Edit(Edit),
    /// What the host does at a running table.
    AtTable(TableEdit),
    /// Work that may take longer than a frame.
    Start(Job),
    /// Stops waiting for it.
    CancelWork,
    Undo,
    Redo,
    Keys,
    Palette,
    /// Looks at one group on every screen, or at all.
    Scope(Option<Id<Group>>),
    /// Puts a text on the clipboard and says so in the second.
    Copy(String, String),
    /// Says something in passing.
    Say(String),
    /// Asks for a file or folder.
    Ask(Purpose),
    /// A file or folder was picked, typed or dropped.
    File(Purpose, PathBuf),
    /// Keeps a choice of the window for the next time.
    Keep(&'static str, String),
    /// A theme, or `None` to follow the system.
    Theme(Option<ThemeName>),
    PlainPeople(bool),
    FewerMovements(bool),
    /// One of the zoom steps, as a factor.
    Zoom(f32),
    Larger,
    Smaller,
    UsualSize,
    /// Opens or shuts the side panel in a narrow window.
    Panel,
}

/// What a file or folder is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// People to bring in: CSV, Excel's text, vCard.
    Import,
    /// Where the example of a CSV is written.
    Template,
    /// A library to work in, or a new one.
    Library,
    /// A backup to put back.
    Restore,
    /// A folder for everything as CSV, JSON and vCard.
    Export,
    /// A folder in which each dinner's papers get one of their own.
    Papers,
}

/// Where keys work: everywhere, or on one kind of screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    Everywhere,
    Today,
    Dinners,
    Form,
    Guests,
    Seating,
    RunningOrder,
    Live,
    WrapUp,
    Recaps,
    People,
    Import,
    Groups,
}

impl Context {
    /// All kinds of screens, in the order of the list of keys.
    pub const ALL: [Self; 13] = [
        Self::Everywhere,
        Self::Today,
        Self::Dinners,
        Self::Form,
        Self::Guests,
        Self::Seating,
        Self::RunningOrder,
        Self::Live,
        Self::WrapUp,
        Self::Recaps,
        Self::People,
        Self::Import,
        Self::Groups,
    ];

    /// Its name in the list of keys.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Today => "Today",
            Self::Dinners => "Dinners",
            Self::Form => "New dinner",
            Self::Guests => "Guests",
            Self::Seating => "Seating",
            Self::RunningOrder => "Running order",
            Self::Live => "Live",
            Self::WrapUp => "Wrap-up",
            Self::Recaps => "Recaps",
            Self::People => "People",
            Self::Import => "Bringing people in",
            Self::Groups => "Groups",
        }
    }
}

/// A line of the table: keys, words, and what they mean.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    pub context: Context,
    pub keys: KeyboardShortcut,
    pub words: &'static str,
    pub action: Action,
}

/// What a key means before it is known on what it acts. A letter has one meaning on all screens; the screen that is
/// open finds what its verb acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Go(Route),
    Undo,
    Redo,
    Keys,
    Palette,
    SwitchGroup,
    Panel,
    BringIn,
    Larger,
    Smaller,
    UsualSize,
    NextStage,
    Down,
    Up,
    Open,
    Search,
    New,
    Add,
    Edit,
    Remove,
    Repeat,
    Confirm,
    Cancel,
    Select,
    Coming,
    Maybe,
    NotComing,
    WalkIn,
    NoShow,
    Drafts,
    MoveToTable,
    SeatAgain,
    Fix,
    Together,
    Apart,
    CarryUp,
    CarryDown,
    MinuteMore,
    MinuteLess,
    UsualOverrun,
    Done,
    Later,
    Thank,
    Resume,
    FollowUp,
    Introduce,
    OneToOne,
    PrivateNote,
    Merge,
    /// X: in Import two people, elsewhere discard.
    TwoPeople,
    AcceptAll,
    NextPhase,
    Pause,
    LessTime,
    MuchLessTime,
    MoreTime,
    MuchMoreTime,
    NextGuest,
    BackDate,
    Blank,
    Display,
    Mute,
    Rebalance,
    EditLast,
    Leave,
    FirstPage,
    SecondPage,
    Nearer,
    Farther,
}

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;

/// Every key of the window. What moves about comes first, then what is done; the foot of a screen shows them so.
pub const BINDINGS: &[Binding] = &[
    on(
        Context::Everywhere,
        CTRL,
        Key::Num1,
        "Today",
        Action::Go(Route::Today),
    ),
    on(
        Context::Everywhere,
        CTRL,
        Key::Num2,
        "Dinners",
        Action::Go(Route::Dinners),
    ),
    on(
        Context::Everywhere,
        CTRL,
        Key::Num3,
        "People",
        Action::Go(Route::People),
    ),
    on(
        Context::Everywhere,
        CTRL,
        Key::Num4,
        "Follow-ups",
        Action::Go(Route::FollowUps),
    ),
    on(
        Context::Everywhere,
        CTRL,
        Key::Num5,
        "Introductions",
        Action::Go(Route::Introductions),
    ),
    on(
        Context::Everywhere,
        CTRL,
        Key::Num6,
        "Insights",
        Action::Go(Route::Insights),
    ),
    on(
        Context::Everywhere,
        CTRL,
        Key::Comma,
        "Settings",
        Action::Go(Route::Settings),
    ),
    on(
        Context::Everywhere,
        CTRL,
        Key::K,
        "Find anything",
        Action::Palette,
    ),
    on(
        Context::Everywhere,
        CTRL,
        Key::G,
        "Switch group",
        Action::SwitchGroup,
    ),
    on(
        Context::Everywhere,
        CTRL,
        Key::O,
        "Bring people in",
        Action::BringIn,
    ),
    on(Context::Everywhere, CTRL, Key::Z, "Undo", Action::Undo),
    on(
        Context::Everywhere,
        CTRL.plus(SHIFT),
        Key::Z,
        "Redo",
        Action::Redo,
    ),
    on(
        Context::Everywhere,
        CTRL,
        Key::Backslash,
        "Side panel",
        Action::Panel,
    ),
    on(
        Context::Everywhere,
        CTRL,
        Key::Plus,
        "Larger",
        Action::Larger,
    ),
    on(
        Context::Everywhere,
        CTRL,
        Key::Minus,
        "Smaller",
        Action::Smaller,
    ),
    on(
        Context::Everywhere,
        CTRL,
        Key::Num0,
        "Usual size",
        Action::UsualSize,
    ),
    on(Context::Everywhere, NONE, Key::F1, "All keys", Action::Keys),
    on(Context::Today, NONE, Key::J, "Down", Action::Down),
    on(Context::Today, NONE, Key::K, "Up", Action::Up),
    on(Context::Today, NONE, Key::Enter, "Open", Action::Open),
    on(Context::Today, NONE, Key::D, "Done", Action::Done),
    on(Context::Today, NONE, Key::L, "Later", Action::Later),
    on(Context::Today, NONE, Key::T, "Thank", Action::Thank),
    on(Context::Today, NONE, Key::N, "New dinner", Action::New),
    on(Context::Today, NONE, Key::R, "Resume", Action::Resume),
    on(Context::Dinners, NONE, Key::J, "Down", Action::Down),
    on(Context::Dinners, NONE, Key::K, "Up", Action::Up),
    on(Context::Dinners, NONE, Key::Enter, "Open", Action::Open),
    on(Context::Dinners, NONE, Key::N, "New dinner", Action::New),
    on(Context::Dinners, NONE, Key::E, "Edit details", Action::Edit),
    on(
        Context::Dinners,
        CTRL,
        Key::D,
        "Repeat as new",
        Action::Repeat,
    ),
    on(Context::Dinners, NONE, Key::Slash, "Filter", Action::Search),
    on(
        Context::Form,
        CTRL,
        Key::Enter,
        "Create or keep",
        Action::Confirm,
    ),
    on(Context::Form, NONE, Key::Escape, "Cancel", Action::Cancel),
    on(Context::Guests, NONE, Key::J, "Down", Action::Down),
    on(Context::Guests, NONE, Key::K, "Up", Action::Up),
    on(Context::Guests, CTRL, Key::Space, "Select", Action::Select),
    on(Context::Guests, NONE, Key::Y, "Coming", Action::Coming),
    on(Context::Guests, NONE, Key::U, "Maybe", Action::Maybe),
    on(
        Context::Guests,
        NONE,
        Key::C,
        "Not coming",
        Action::NotComing,
    ),
    on(Context::Guests, NONE, Key::A, "Add guest", Action::Add),
    on(Context::Guests, NONE, Key::W, "Walk-in", Action::WalkIn),
    on(Context::Guests, SHIFT, Key::W, "No-show", Action::NoShow),
    on(
        Context::Guests,
        NONE,
        Key::M,
        "Drafts for the selection",
        Action::Drafts,
    ),
    on(
        Context::Guests,
        SHIFT,
        Key::M,
        "Move to a table",
        Action::MoveToTable,
    ),
    on(
        Context::Guests,
        NONE,
        Key::G,
        "Close the gap",
        Action::SeatAgain,
    ),
    on(Context::Guests, NONE, Key::E, "Edit details", Action::Edit),
    on(Context::Guests, NONE, Key::Slash, "Filter", Action::Search),
    on(
        Context::Guests,
        CTRL,
        Key::ArrowRight,
        "Next stage",
        Action::NextStage,
    ),
    on(Context::Seating, NONE, Key::F, "Fix seat", Action::Fix),
    on(
        Context::Seating,
        SHIFT,
        Key::T,
        "Together",
        Action::Together,
    ),
    on(Context::Seating, SHIFT, Key::A, "Apart", Action::Apart),
    on(Context::Seating, NONE, Key::A, "Add rule", Action::Add),
    on(Context::Seating, NONE, Key::W, "Walk-in", Action::WalkIn),
    on(Context::Seating, SHIFT, Key::W, "No-show", Action::NoShow),
    on(
        Context::Seating,
        SHIFT,
        Key::M,
        "Move to a table",
        Action::MoveToTable,
    ),
    on(
        Context::Seating,
        NONE,
        Key::G,
        "Seat again",
        Action::SeatAgain,
    ),
    on(Context::Seating, NONE, Key::E, "Edit details", Action::Edit),
    on(
        Context::Seating,
        CTRL,
        Key::ArrowRight,
        "Next stage",
        Action::NextStage,
    ),
    on(Context::RunningOrder, NONE, Key::J, "Down", Action::Down),
    on(Context::RunningOrder, NONE, Key::K, "Up", Action::Up),
    on(
        Context::RunningOrder,
        ALT,
        Key::ArrowUp,
        "Carry up",
        Action::CarryUp,
    ),
    on(
        Context::RunningOrder,
        ALT,
        Key::ArrowDown,
        "Carry down",
        Action::CarryDown,
    ),
    on(
        Context::RunningOrder,
        NONE,
        Key::Plus,
        "Minute more",
        Action::MinuteMore,
    ),
    on(
        Context::RunningOrder,
        NONE,
        Key::Minus,
        "Minute less",
        Action::MinuteLess,
    ),
    on(
        Context::RunningOrder,
        NONE,
        Key::A,
        "Add slot or course",
        Action::Add,
    ),
    on(
        Context::RunningOrder,
        NONE,
        Key::V,
        "Count the usual overrun in",
        Action::UsualOverrun,
    ),
    on(
        Context::RunningOrder,
        NONE,
        Key::Delete,
        "Remove",
        Action::Remove,
    ),
    on(
        Context::RunningOrder,
        NONE,
        Key::E,
        "Edit details",
        Action::Edit,
    ),
    on(
        Context::RunningOrder,
        CTRL,
        Key::ArrowRight,
        "Next stage",
        Action::NextStage,
    ),
    on(Context::People, NONE, Key::Slash, "Filter", Action::Search),
    on(Context::People, NONE, Key::J, "Down", Action::Down),
    on(Context::People, NONE, Key::K, "Up", Action::Up),
    on(Context::People, NONE, Key::N, "Add", Action::New),
    on(Context::People, NONE, Key::E, "Edit", Action::Edit),
    on(Context::People, NONE, Key::F, "Follow-up", Action::FollowUp),
    on(
        Context::People,
        NONE,
        Key::I,
        "Introduce",
        Action::Introduce,
    ),
    on(
        Context::People,
        NONE,
        Key::Num1,
        "One-to-one",
        Action::OneToOne,
    ),
    on(
        Context::People,
        NONE,
        Key::P,
        "Only-me note",
        Action::PrivateNote,
    ),
    on(Context::People, CTRL, Key::Enter, "Keep", Action::Confirm),
    on(Context::People, NONE, Key::Escape, "Cancel", Action::Cancel),
    on(Context::Import, NONE, Key::J, "Down", Action::Down),
    on(Context::Import, NONE, Key::K, "Up", Action::Up),
    on(Context::Import, NONE, Key::E, "Mend", Action::Edit),
    on(Context::Import, NONE, Key::A, "Merge", Action::Merge),
    on(
        Context::Import,
        NONE,
        Key::X,
        "Two people",
        Action::TwoPeople,
    ),
    on(Context::Import, NONE, Key::L, "Later", Action::Later),
    on(Context::Import, NONE, Key::Slash, "Filter", Action::Search),
    on(
        Context::Import,
        CTRL,
        Key::Enter,
        "Bring in",
        Action::Confirm,
    ),
    on(Context::Import, NONE, Key::Escape, "Cancel", Action::Cancel),
    on(Context::Groups, NONE, Key::J, "Down", Action::Down),
    on(Context::Groups, NONE, Key::K, "Up", Action::Up),
    on(Context::Groups, NONE, Key::Enter, "Open", Action::Open),
    on(Context::Groups, NONE, Key::N, "New group", Action::New),
    on(Context::Groups, NONE, Key::A, "Add member", Action::Add),
    on(Context::Groups, NONE, Key::E, "Edit group", Action::Edit),
    on(Context::Groups, NONE, Key::M, "Draft", Action::Drafts),
    on(Context::Groups, NONE, Key::Slash, "Filter", Action::Search),
    on(Context::Groups, CTRL, Key::Enter, "Keep", Action::Confirm),
    on(Context::Groups, NONE, Key::Escape, "Cancel", Action::Cancel),
    on(
        Context::Live,
        NONE,
        Key::F5,
        "Start, next phase",
        Action::NextPhase,
    ),
    on(
        Context::Live,
        CTRL,
        Key::Space,
        "Start, next phase",
        Action::NextPhase,
    ),
    on(Context::Live, NONE, Key::F6, "Pause, resume", Action::Pause),
    on(Context::Live, CTRL, Key::P, "Pause, resume", Action::Pause),
    on(Context::Live, NONE, Key::F7, "30 s less", Action::LessTime),
    on(
        Context::Live,
        CTRL,
        Key::ArrowDown,
        "30 s less",
        Action::LessTime,
    ),
    on(
        Context::Live,
        SHIFT,
        Key::F7,
        "A minute less",
        Action::MuchLessTime,
    ),
    on(Context::Live, NONE, Key::F8, "30 s more", Action::MoreTime),
    on(
        Context::Live,
        CTRL,
        Key::ArrowUp,
        "30 s more",
        Action::MoreTime,
    ),
    on(
        Context::Live,
        SHIFT,
        Key::F8,
        "A minute more",
        Action::MuchMoreTime,
    ),
    on(
        Context::Live,
        NONE,
        Key::F9,
        "Next guest",
        Action::NextGuest,
    ),
    on(
        Context::Live,
        NONE,
        Key::F2,
        "Back-date the start",
        Action::BackDate,
    ),
    on(
        Context::Live,
        NONE,
        Key::F4,
        "Blank the display",
        Action::Blank,
    ),
    on(
        Context::Live,
        NONE,
        Key::F11,
        "Display on, off",
        Action::Display,
    ),
    on(Context::Live, NONE, Key::F10, "Mute", Action::Mute),
    on(Context::Live, CTRL, Key::B, "Rebalance", Action::Rebalance),
    on(
        Context::Live,
        CTRL,
        Key::Enter,
        "Mark only",
        Action::Confirm,
    ),
    on(
        Context::Live,
        CTRL,
        Key::E,
        "Edit the last note",
        Action::EditLast,
    ),
    on(Context::Live, CTRL, Key::W, "Leave", Action::Leave),
    on(Context::WrapUp, NONE, Key::J, "Down", Action::Down),
    on(Context::WrapUp, NONE, Key::K, "Up", Action::Up),
    on(Context::WrapUp, NONE, Key::A, "Accept", Action::Add),
    on(Context::WrapUp, NONE, Key::E, "Edit", Action::Edit),
    on(Context::WrapUp, NONE, Key::X, "Discard", Action::TwoPeople),
    on(
        Context::WrapUp,
        SHIFT,
        Key::Enter,
        "Accept all",
        Action::AcceptAll,
    ),
    on(Context::WrapUp, NONE, Key::N, "Write one", Action::New),
    on(Context::WrapUp, SHIFT, Key::W, "No-show", Action::NoShow),
    on(
        Context::WrapUp,
        CTRL,
        Key::ArrowRight,
        "Next stage",
        Action::NextStage,
    ),
    on(Context::Recaps, NONE, Key::J, "Down", Action::Down),
    on(Context::Recaps, NONE, Key::K, "Up", Action::Up),
    on(
        Context::Recaps,
        NONE,
        Key::Num1,
        "Page 1",
        Action::FirstPage,
    ),
    on(
        Context::Recaps,
        NONE,
        Key::Num2,
        "Page 2",
        Action::SecondPage,
    ),
    on(Context::Recaps, NONE, Key::Plus, "Nearer", Action::Nearer),
    on(
        Context::Recaps,
        NONE,
        Key::Minus,
        "Farther",
        Action::Farther,
    ),
    on(
        Context::Recaps,
        NONE,
        Key::Enter,
        "Save this one",
        Action::Open,
    ),
    on(Context::Recaps, CTRL, Key::S, "Save all", Action::Confirm),
];

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

/// The line of an action where it works in `context`.
pub fn binding(context: Context, action: Action) -> Option<&'static Binding> {
    let of_action = |binding: &&Binding| binding.action == action;
    let mut here = BINDINGS.iter().filter(of_action);
    here.find(|binding| {
        matches!(binding.context, Context::Everywhere) || binding.context == context
    })
}

impl Binding {
    /// Whether it works while something is being typed: chords, Escape and the F keys do, letters do not.
    pub fn works_while_typing(&self) -> bool {
        let modifiers = self.keys.modifiers;
        modifiers.command
            || modifiers.alt
            || matches!(
                self.keys.logical_key,
                Key::Escape
                    | Key::F1
                    | Key::F2
                    | Key::F4
                    | Key::F5
                    | Key::F6
                    | Key::F7
                    | Key::F8
                    | Key::F9
                    | Key::F10
                    | Key::F11
            )
    }

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
        if modifiers.alt {
            caps.push("Alt");
        }
        if modifiers.shift {
            caps.push("Shift");
        }
        caps.push(match self.keys.logical_key {
            Key::Plus => "+",
            Key::Minus => "-",
            Key::Comma => ",",
            Key::Slash => "/",
            Key::Backslash => "\\",
            Key::ArrowUp => "↑",
            Key::ArrowDown => "↓",
            Key::ArrowLeft => "←",
            Key::ArrowRight => "→",
            Key::Escape => "Esc",
            Key::Delete => "Del",
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

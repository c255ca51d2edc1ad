//! What can be done: the places of the window, what a screen asks for, and (in `keys`) the table of all keys. Shortcuts,
//! tooltips, the foot of a screen, the palette and the list of keys are all made from it.

mod keys;

use std::path::PathBuf;

use super::{display::Wish, icons::Icon, theme::ThemeName};
use crate::{
    app::desk::{Edit, Job, TableEdit},
    domain::{Dinner, Group, Id, Person},
};

pub use keys::{Action, BINDINGS, Binding, Context, binding};

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
    /// What is wanted of the table display.
    Display(Wish),
    /// Has the clock of a table heard, or not.
    Chime(bool),
    /// Silences the chime, or lets it be heard again.
    Mute,
    /// Shows a dinner's first table on the display, or shuts it.
    TryDisplay(Id<Dinner>),
    /// Asks for a file or folder.
    Ask(Purpose),
    /// Asks for the path of a file or folder to be typed.
    TypePath(Purpose),
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

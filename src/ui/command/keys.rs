//! Every key of the window in one table: where it works, its words, and what it means.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::Route;

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
    /// The window of the table display.
    Display,
    WrapUp,
    Recaps,
    People,
    Import,
    Groups,
}

impl Context {
    /// All kinds of screens, in the order of the list of keys.
    pub const ALL: [Self; 14] = [
        Self::Everywhere,
        Self::Today,
        Self::Dinners,
        Self::Form,
        Self::Guests,
        Self::Seating,
        Self::RunningOrder,
        Self::Live,
        Self::Display,
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
            Self::Display => "Table display",
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
    FullScreen,
    Mute,
    Rebalance,
    EditLast,
    Leave,
    Print,
    FirstPage,
    SecondPage,
    Nearer,
    Farther,
    AllDrafts,
}

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ALT: Modifiers = Modifiers::ALT;

macro_rules! bindings {
    ($($context:ident { $($(#[$when:meta])? $modifiers:ident $key:ident: $words:literal => $action:expr;)+ })+) => {
        /// Every key of the window. What moves about comes first, then what is done; the foot of a screen shows them so.
        pub const BINDINGS: &[Binding] = &{
            use Action::*;
            [$($($(#[$when])? Binding {
                context: Context::$context,
                keys: KeyboardShortcut::new($modifiers, Key::$key),
                words: $words,
                action: $action,
            },)+)+]
        };
    };
}

bindings! {
    Everywhere {
        CTRL Num1: "Today" => Go(Route::Today);
        CTRL Num2: "Dinners" => Go(Route::Dinners);
        CTRL Num3: "People" => Go(Route::People);
        CTRL Num4: "Follow-ups" => Go(Route::FollowUps);
        CTRL Num5: "Introductions" => Go(Route::Introductions);
        CTRL Num6: "Insights" => Go(Route::Insights);
        CTRL Comma: "Settings" => Go(Route::Settings);
        CTRL K: "Find anything" => Palette;
        CTRL G: "Switch group" => SwitchGroup;
        CTRL O: "Bring people in" => BringIn;
        CTRL Z: "Undo" => Undo;
        CTRL_SHIFT Z: "Redo" => Redo;
        CTRL Backslash: "Side panel" => Panel;
        CTRL Plus: "Larger" => Larger;
        CTRL Minus: "Smaller" => Smaller;
        CTRL Num0: "Usual size" => UsualSize;
        NONE F1: "All keys" => Keys;
    }
    Today {
        NONE J: "Down" => Down;
        NONE K: "Up" => Up;
        NONE Enter: "Open" => Open;
        NONE D: "Done" => Done;
        NONE L: "Later" => Later;
        NONE T: "Thank" => Thank;
        NONE N: "New dinner" => New;
        NONE R: "Resume" => Resume;
    }
    Dinners {
        NONE J: "Down" => Down;
        NONE K: "Up" => Up;
        NONE Enter: "Open" => Open;
        NONE N: "New dinner" => New;
        NONE E: "Edit details" => Edit;
        CTRL D: "Repeat as new" => Repeat;
        NONE Slash: "Filter" => Search;
    }
    Form {
        CTRL Enter: "Create or keep" => Confirm;
        NONE Escape: "Cancel" => Cancel;
    }
    Guests {
        NONE J: "Down" => Down;
        NONE K: "Up" => Up;
        CTRL Space: "Select" => Select;
        NONE Y: "Coming" => Coming;
        NONE U: "Maybe" => Maybe;
        NONE C: "Not coming" => NotComing;
        NONE A: "Add guest" => Add;
        NONE W: "Walk-in" => WalkIn;
        SHIFT W: "No-show" => NoShow;
        NONE M: "Drafts for the selection" => Drafts;
        SHIFT M: "Move to a table" => MoveToTable;
        NONE G: "Close the gap" => SeatAgain;
        NONE E: "Edit details" => Edit;
        NONE Slash: "Filter" => Search;
        CTRL ArrowRight: "Next stage" => NextStage;
    }
    Seating {
        NONE F: "Fix seat" => Fix;
        SHIFT T: "Together" => Together;
        SHIFT A: "Apart" => Apart;
        NONE A: "Add rule" => Add;
        SHIFT W: "No-show" => NoShow;
        NONE W: "Walk-in" => WalkIn;
        SHIFT M: "Move to a table" => MoveToTable;
        NONE G: "Seat again" => SeatAgain;
        NONE Delete: "Not seated" => Remove;
        CTRL P: "Print" => Print;
        NONE E: "Edit details" => Edit;
        CTRL ArrowRight: "Next stage" => NextStage;
    }
    RunningOrder {
        NONE J: "Down" => Down;
        NONE K: "Up" => Up;
        ALT ArrowUp: "Carry up" => CarryUp;
        ALT ArrowDown: "Carry down" => CarryDown;
        NONE Plus: "Minute more" => MinuteMore;
        NONE Minus: "Minute less" => MinuteLess;
        NONE A: "Add slot or course" => Add;
        NONE V: "Count the usual overrun in" => UsualOverrun;
        NONE Delete: "Remove" => Remove;
        CTRL P: "Print" => Print;
        NONE E: "Edit details" => Edit;
        CTRL ArrowRight: "Next stage" => NextStage;
    }
    People {
        NONE Slash: "Filter" => Search;
        NONE J: "Down" => Down;
        NONE K: "Up" => Up;
        NONE N: "Add" => New;
        NONE E: "Edit" => Edit;
        NONE F: "Follow-up" => FollowUp;
        NONE I: "Introduce" => Introduce;
        NONE Num1: "One-to-one" => OneToOne;
        NONE P: "Only-me note" => PrivateNote;
        CTRL Enter: "Keep" => Confirm;
        NONE Escape: "Cancel" => Cancel;
    }
    Import {
        NONE J: "Down" => Down;
        NONE K: "Up" => Up;
        NONE E: "Mend" => Edit;
        NONE A: "Merge" => Merge;
        NONE X: "Two people" => TwoPeople;
        NONE L: "Later" => Later;
        NONE Slash: "Filter" => Search;
        CTRL Enter: "Bring in" => Confirm;
        NONE Escape: "Cancel" => Cancel;
    }
    Groups {
        NONE J: "Down" => Down;
        NONE K: "Up" => Up;
        NONE Enter: "Open" => Open;
        NONE N: "New group" => New;
        NONE A: "Add member" => Add;
        NONE E: "Edit group" => Edit;
        NONE M: "Draft" => Drafts;
        NONE Slash: "Filter" => Search;
        CTRL Enter: "Keep" => Confirm;
        NONE Escape: "Cancel" => Cancel;
    }
    Live {
        NONE F5: "Start, next phase" => NextPhase;
        CTRL Space: "Start, next phase" => NextPhase;
        NONE F6: "Pause, resume" => Pause;
        CTRL P: "Pause, resume" => Pause;
        NONE F7: "30 s less" => LessTime;
        CTRL ArrowDown: "30 s less" => LessTime;
        SHIFT F7: "A minute less" => MuchLessTime;
        NONE F8: "30 s more" => MoreTime;
        CTRL ArrowUp: "30 s more" => MoreTime;
        SHIFT F8: "A minute more" => MuchMoreTime;
        NONE F9: "Next guest" => NextGuest;
        NONE F2: "Back-date the start" => BackDate;
        NONE F4: "Blank or show the display" => Blank;
        NONE F11: "Display on, off" => Display;
        #[cfg(feature = "sound")] NONE F10: "Mute, unmute the chime" => Mute;
        #[cfg(feature = "sound")] CTRL M: "Mute, unmute the chime" => Mute;
        CTRL B: "Rebalance" => Rebalance;
        CTRL Enter: "Mark only" => Confirm;
        CTRL E: "Edit the last note" => EditLast;
        CTRL W: "Leave" => Leave;
        CTRL ArrowRight: "Next stage" => NextStage;
    }
    Display {
        NONE Escape: "Close the display" => Cancel;
        NONE F9: "Close the display" => Cancel;
        NONE F11: "Full screen, or a window" => FullScreen;
    }
    WrapUp {
        NONE J: "Down" => Down;
        NONE K: "Up" => Up;
        NONE A: "Accept" => Add;
        NONE E: "Edit" => Edit;
        NONE X: "Discard" => TwoPeople;
        SHIFT Enter: "Accept all" => AcceptAll;
        NONE N: "Write one" => New;
        SHIFT W: "No-show" => NoShow;
        CTRL ArrowRight: "Next stage" => NextStage;
    }
    Recaps {
        NONE J: "Down" => Down;
        NONE K: "Up" => Up;
        NONE Num1: "Page 1" => FirstPage;
        NONE Num2: "Page 2" => SecondPage;
        NONE Plus: "Nearer" => Nearer;
        NONE Minus: "Farther" => Farther;
        NONE Enter: "Save this one" => Open;
        NONE Slash: "Filter" => Search;
        CTRL S: "Save all" => Confirm;
        NONE M: "Draft" => Drafts;
        CTRL E: "Drafts of all" => AllDrafts;
        NONE D: "Sent" => Done;
        CTRL Space: "Select" => Select;
        CTRL P: "Print" => Print;
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

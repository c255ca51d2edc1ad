//! Phosphor's icons by name. Code points come from `assets/theme/icons.toml`, the two fonts from the theme.
//!
//! An icon never stands alone but for undo, close and the lock on a plate: a word stands beside it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use egui::{Align2, Color32, FontId, Painter, Pos2, Rect};
use serde::Deserialize;

use super::theme::{Font, Theme};

/// Regular at rest, fill for a state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    #[default]
    Regular,
    Fill,
}

macro_rules! icons {
    ($($name:ident $phosphor:literal),+ $(,)?) => {
        /// One of the icons that the program uses.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $($name,)+ }

        impl Icon {
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Phosphor's name for it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $phosphor,)+ }
            }
        }
    };
}

macro_rules! roles {
    ($($role:ident $token:literal $name:ident),+ $(,)?) => {
        /// What the icons stand for: one icon for one meaning on all screens.
        impl Icon {
            $(pub const $role: Self = Self::$name;)+

            /// The roles as the tokens file names them.
            pub const ROLES: &[(&str, Self)] = &[$(($token, Self::$name),)+];
        }
    };
}

icons!(
    AddressBook "address-book",
    Archive "archive",
    ArrowCounterClockwise "arrow-counter-clockwise",
    ArrowDown "arrow-down",
    ArrowElbowDownLeft "arrow-elbow-down-left",
    ArrowLeft "arrow-left",
    ArrowRight "arrow-right",
    ArrowUUpLeft "arrow-u-up-left",
    ArrowUp "arrow-up",
    ArrowsClockwise "arrows-clockwise",
    ArrowsInLineHorizontal "arrows-in-line-horizontal",
    ArrowsOutLineHorizontal "arrows-out-line-horizontal",
    Bell "bell",
    BellSlash "bell-slash",
    BookOpen "book-open",
    Briefcase "briefcase",
    Buildings "buildings",
    CalendarBlank "calendar-blank",
    CalendarPlus "calendar-plus",
    CaretDown "caret-down",
    CaretLeft "caret-left",
    CaretRight "caret-right",
    CaretUp "caret-up",
    Chair "chair",
    Champagne "champagne",
    ChartScatter "chart-scatter",
    ChatCircle "chat-circle",
    ChatTeardrop "chat-teardrop",
    Check "check",
    CheckCircle "check-circle",
    CheckSquareOffset "check-square-offset",
    Circle "circle",
    CircleDashed "circle-dashed",
    CircleHalf "circle-half",
    Clock "clock",
    ClockCounterClockwise "clock-counter-clockwise",
    Coffee "coffee",
    Columns "columns",
    Copy "copy",
    CurrencyCircleDollar "currency-circle-dollar",
    Database "database",
    Diamond "diamond",
    DotsSixVertical "dots-six-vertical",
    DotsThree "dots-three",
    DownloadSimple "download-simple",
    EnvelopeSimple "envelope-simple",
    Equals "equals",
    Export "export",
    Eye "eye",
    EyeSlash "eye-slash",
    FileCsv "file-csv",
    FilePdf "file-pdf",
    FileText "file-text",
    FileX "file-x",
    Flame "flame",
    FloppyDisk "floppy-disk",
    FolderOpen "folder-open",
    Footprints "footprints",
    ForkKnife "fork-knife",
    Funnel "funnel",
    GearSix "gear-six",
    Gift "gift",
    GitMerge "git-merge",
    HandCoins "hand-coins",
    HandPalm "hand-palm",
    HandWaving "hand-waving",
    Handshake "handshake",
    HardDrives "hard-drives",
    Heart "heart",
    Hourglass "hourglass",
    IdentificationCard "identification-card",
    Info "info",
    Key "key",
    Keyboard "keyboard",
    Leaf "leaf",
    Link "link",
    List "list",
    ListPlus "list-plus",
    Lock "lock",
    MagicWand "magic-wand",
    MagnifyingGlass "magnifying-glass",
    MapPin "map-pin",
    Megaphone "megaphone",
    Microphone "microphone",
    Minus "minus",
    Monitor "monitor",
    Moon "moon",
    Note "note",
    Package "package",
    Palette "palette",
    PaperPlaneTilt "paper-plane-tilt",
    Pause "pause",
    PencilSimple "pencil-simple",
    Phone "phone",
    Play "play",
    Plus "plus",
    Printer "printer",
    Question "question",
    Quotes "quotes",
    Repeat "repeat",
    Scales "scales",
    SealCheck "seal-check",
    SelectionBackground "selection-background",
    ShieldCheck "shield-check",
    Shuffle "shuffle",
    SignOut "sign-out",
    SkipForward "skip-forward",
    SlidersHorizontal "sliders-horizontal",
    SpeakerHigh "speaker-high",
    SpeakerSlash "speaker-slash",
    Square "square",
    Star "star",
    Sun "sun",
    SunHorizon "sun-horizon",
    Swap "swap",
    Table "table",
    TextAa "text-aa",
    Timer "timer",
    Trash "trash",
    Tray "tray",
    UploadSimple "upload-simple",
    User "user",
    UserFocus "user-focus",
    UserMinus "user-minus",
    UserPlus "user-plus",
    Users "users",
    UsersThree "users-three",
    Warning "warning",
    WarningCircle "warning-circle",
    Wine "wine",
    X "x",
    XCircle "x-circle",
);

roles!(
    TODAY "today" SunHorizon,
    DINNERS "dinners" ForkKnife,
    PEOPLE "people" UsersThree,
    FOLLOW_UPS "follow_ups" CheckSquareOffset,
    INTROS "intros" Handshake,
    INSIGHTS "insights" ChartScatter,
    FIND "find" MagnifyingGlass,
    SETTINGS "settings" GearSix,
    LIVE "live" Flame,
    SPEAKING "speaking" Microphone,
    DONE "done" CheckCircle,
    LATE "late" Warning,
    MAYBE "maybe" Question,
    WAITING "waiting" Hourglass,
    DECLINED "declined" XCircle,
    WALK_IN "walk_in" Footprints,
    LOCK "lock" Lock,
    PRIVATE "private" Lock,
    QUESTION "question" Question,
    PROMISE "promise" Handshake,
    OFFER "offer" Gift,
    ASK "ask" HandPalm,
    THANK "thank" Heart,
    TELL_GROUP "tell_group" Megaphone,
    SECOND_ASK "second_ask" ChatTeardrop,
    MOVED_ON "moved_on" Leaf,
    ONE_TO_ONE "one_to_one" Coffee,
    SEAT_AGAIN "seat_again" MagicWand,
    TOGETHER "together" Users,
    APART "apart" ArrowsOutLineHorizontal,
    WANTS "wants" ArrowRight,
    DISPLAY "display" Monitor,
    PRINT "print" Printer,
    DRAFT "draft" EnvelopeSimple,
    SAVE_PDF "save_pdf" DownloadSimple,
    UNDO "undo" ArrowUUpLeft,
    TRUST "trust" ShieldCheck,
    GRIP "grip" DotsSixVertical,
);

impl Icon {
    /// The letter that draws this icon in the font of that weight.
    pub fn letter(self, weight: Weight) -> char {
        let [regular, fill] = LETTERS.get(self as usize).copied().unwrap_or_default();
        match weight {
            Weight::Regular => regular,
            Weight::Fill => fill,
        }
    }

    /// Draws the icon with its middle at `center`; `size` is the side of its square in points.
    pub fn paint(self, painter: &Painter, theme: &Theme, center: Pos2, look: IconLook) -> Rect {
        let font = match look.weight {
            Weight::Regular => Font::Icon,
            Weight::Fill => Font::IconFill,
        };
        let font = FontId::new(look.size, theme.family(font));
        painter.text(
            center,
            Align2::CENTER_CENTER,
            self.letter(look.weight),
            font,
            look.color,
        )
    }
}

/// How an icon is drawn.
#[derive(Clone, Copy, Debug)]
pub struct IconLook {
    pub weight: Weight,
    pub size: f32,
    pub color: Color32,
}

impl IconLook {
    /// At rest.
    pub fn regular(size: f32, color: Color32) -> Self {
        Self {
            weight: Weight::Regular,
            size,
            color,
        }
    }

    /// Showing a state.
    pub fn fill(size: f32, color: Color32) -> Self {
        Self {
            weight: Weight::Fill,
            size,
            color,
        }
    }
}

#[derive(Deserialize)]
struct File {
    codepoint: BTreeMap<String, [u32; 2]>,
}

#[expect(
    clippy::expect_used,
    reason = "the table is part of the program, not input, and a test reads it"
)]
static LETTERS: LazyLock<Vec<[char; 2]>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../assets/theme/icons.toml"))
        .expect("icons.toml is well formed");
    let letters = |icon: &Icon| {
        let points = file.codepoint.get(icon.name()).copied().unwrap_or_default();
        points.map(|point| char::from_u32(point).unwrap_or_default())
    };
    Icon::ALL.iter().map(letters).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_has_a_letter_in_both_fonts() {
        let context = egui::Context::default();
        crate::ui::theme::install(&context, crate::ui::theme::Look::default());
        context.begin_pass(egui::RawInput::default());
        let theme = Theme::named(crate::ui::theme::ThemeName::Linen);
        for icon in Icon::ALL {
            for (weight, font) in [
                (Weight::Regular, Font::Icon),
                (Weight::Fill, Font::IconFill),
            ] {
                let font = FontId::new(18.0, theme.family(font));
                let letter = icon.letter(weight);
                assert!(
                    letter != char::default(),
                    "{} has no code point",
                    icon.name()
                );
                assert!(
                    context.fonts_mut(|fonts| fonts.has_glyph(&font, letter)),
                    "{} {weight:?}",
                    icon.name()
                );
            }
        }
        context.end_pass().drop_without_applying_deltas();
    }

    #[test]
    fn roles_are_those_of_the_tokens() {
        #[derive(Deserialize)]
        struct Tokens {
            icon: BTreeMap<String, String>,
        }
        let tokens: Tokens =
            toml::from_str(include_str!("../../assets/theme/tokens.toml")).unwrap();
        let ours: BTreeMap<String, String> = Icon::ROLES
            .iter()
            .map(|(role, icon)| ((*role).to_owned(), icon.name().to_owned()))
            .collect();
        assert_eq!(ours, tokens.icon);
    }
}

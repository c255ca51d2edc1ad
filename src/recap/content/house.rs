//! The papers of the house before and at the dinner, as plain data: the host's table sheet, the place cards, and the list
//! for the kitchen. Each has room for what its reader needs and for nothing else: no private note, no score, no rule, no
//! contact; the kitchen's has no place for a name.

use chrono::NaiveDate;

use super::Guest;
use crate::domain::dinner::Shape;

/// What lies beside the host's plate: who sits where, what they need, and who comes when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSheet {
    /// The dinner's title: "Thursday Table, No. 14".
    pub dinner: String,
    /// The evening of the dinner.
    pub held_on: NaiveDate,
    /// "ends about 21:47"; empty where there is nothing to say.
    pub ends: String,
    /// The number that stands on the table.
    pub table: i64,
    /// Round or long.
    pub shape: Shape,
    /// Clockwise from the first, which is at the top; `None` is an empty seat.
    pub seats: Vec<Option<SheetGuest>>,
    /// From the welcome to the last round.
    pub order: Vec<SheetSlot>,
    /// What the plan does for the table, in counts: "Neighbours new to each other: 5 of 8".
    pub counts: Vec<String>,
}

/// A taken seat on the host's sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetGuest {
    /// Who.
    pub guest: Guest,
    /// "Host · business coach", "Web copywriter · maybe".
    pub about: String,
    /// "no shellfish", without the reason for it.
    pub need: Option<String>,
}

/// A line of the running order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetSlot {
    /// "19:32"; empty for what is left out.
    pub time: String,
    /// What it is.
    pub part: SheetPart,
}

/// What a line of the running order is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetPart {
    /// A guest's minutes, with room to write.
    Speaker {
        /// Who.
        name: String,
        /// What they ask for, to say it aloud once more.
        ask: String,
    },
    /// What is eaten then.
    Course(String),
    /// Welcome, break, last round.
    Other(String),
}

/// The cards that stand on the plates, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceCards {
    /// By table and seat.
    pub cards: Vec<PlaceCard>,
}

/// One card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceCard {
    /// The name as it is to be read across the table.
    pub name: String,
    /// What they do, in two or three words.
    pub trade: String,
    /// The number of the table.
    pub table: i64,
    /// Round or long.
    pub shape: Shape,
    /// The seat, from 1, of how many.
    pub seat: usize,
    /// How many seats the table has.
    pub seats: usize,
    /// What to ask them about, as words after "Ask me about".
    pub ask_about: Option<String>,
}

/// What the kitchen has to know: needs by table and seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitchenList {
    /// The dinner's title.
    pub dinner: String,
    /// The evening of the dinner.
    pub held_on: NaiveDate,
    /// "19:00"; empty where it is not known.
    pub starts: String,
    /// Where it is.
    pub place: String,
    /// How many are to be fed.
    pub guests: usize,
    /// Each need with how many have it, the commonest first.
    pub counts: Vec<(String, usize)>,
    /// By number; those without a seat last.
    pub tables: Vec<KitchenTable>,
}

/// One table as the kitchen sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitchenTable {
    /// Its number; `None` for those who have no seat yet.
    pub table: Option<i64>,
    /// How many sit there.
    pub guests: usize,
    /// By seat.
    pub needs: Vec<SeatNeed>,
}

/// What is needed at one seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatNeed {
    /// Its number; `None` for somebody without a seat.
    pub seat: Option<i64>,
    /// "no shellfish".
    pub need: String,
}

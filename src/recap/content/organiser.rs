//! What the organisers of a group may read of an evening, as plain data: everything but what is only for the owner of
//! the laptop. That is a page of its own, a type of its own, and is put beside this one for the owner's own copy alone.

use chrono::NaiveDate;

use super::{Guest, Objective};

/// The evening as its organisers look back on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganiserRecap {
    /// The dinner's title: "Thursday Table, No. 14".
    pub dinner: String,
    /// The evening of the dinner.
    pub held_on: NaiveDate,
    /// Where it was.
    pub place: String,
    /// "eight at one table".
    pub gathering: String,
    /// The group whose organisers may read it.
    pub group: String,
    /// The evening in a sentence or two.
    pub sentence: String,
    /// Everybody who had a seat or was to have one, by table and seat.
    pub came: Vec<Came>,
    /// The others who were asked, in a line for each answer: "Not coming: Ana Lee".
    pub others: Vec<String>,
    /// Planned against actual, by table.
    pub times: Vec<TableTimes>,
    /// What was said, by table and slot.
    pub said: Vec<Said>,
    /// What is to be done, by who owes it.
    pub follow_ups: Vec<FollowUp>,
    /// Whom each guest ate with for the first time.
    pub meetings: Vec<Meetings>,
    /// How many pairs that is.
    pub first_meetings: usize,
    /// What guests came for, and what has become of it.
    pub objectives: Vec<(Guest, Objective)>,
    /// What to do otherwise the next time, each a sentence.
    pub to_mend: Vec<String>,
}

/// Somebody who was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// Who.
    pub guest: Guest,
    /// "Brand designer".
    pub trade: String,
    /// "Table 1, seat 3".
    pub seat: String,
    /// "Member", "Guest of Dana".
    pub origin: String,
    /// "Came", "Left early", "Did not come".
    pub presence: &'static str,
}

/// The slots of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableTimes {
    /// Its number, where there are several tables.
    pub table: Option<i64>,
    /// In their order.
    pub slots: Vec<SlotTimes>,
}

/// A slot, planned against actual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotTimes {
    /// "Priya Raman", "Mains".
    pub name: String,
    /// "10:00".
    pub planned: String,
    /// "11:02", or nothing where it was left out.
    pub actual: Option<String>,
    /// "+1:02", "as planned", "left out".
    pub difference: String,
}

/// What was said in one slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// "Priya Raman, 20:22", with its table where there are several.
    pub slot: String,
    /// In the order of the evening.
    pub notes: Vec<NoteLine>,
}

/// One line that was captured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteLine {
    /// "20:27".
    pub time: String,
    /// "Dana asked Priya".
    pub who: String,
    /// The words; none for a mark.
    pub text: String,
    /// "open question", "by Mon 30 Nov"; empty where there is nothing to add.
    pub remark: String,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Who is to do it.
    pub owner: Guest,
    /// What.
    pub what: String,
    /// Where it comes from: "Jonah promised it at the table".
    pub why: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// "open", "done", "not decided yet".
    pub state: String,
}

/// Whom somebody met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meetings {
    /// Who.
    pub guest: Guest,
    /// The others, by the names used at the table.
    pub met: Vec<String>,
}

/// What only the owner of the laptop may read of the evening. It has no way onto any paper but the owner's own copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnlyMe {
    /// Whose copy it is.
    pub owner: String,
    /// In the order of the evening.
    pub notes: Vec<NoteLine>,
    /// What they mean to do, and told nobody.
    pub follow_ups: Vec<FollowUp>,
    /// What they came for.
    pub objectives: Vec<Objective>,
}

impl OnlyMe {
    /// How many lines stand on it.
    pub fn len(&self) -> usize {
        self.notes.len() + self.follow_ups.len() + self.objectives.len()
    }

    /// Whether there is nothing that only the owner may read.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

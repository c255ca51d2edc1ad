//! By how much the evenings of a group usually end after their plan, from the evenings that were run and ended.

use super::{MINUTE_MS, minutes, plan};
use crate::{
    domain::{Dinner, EveningEvent, Slot},
    evening::{Recorded, fold},
    storage::{Library, StorageError},
};

/// How many dinners back are looked at.
const LAST: usize = 4;

/// What the last evenings of a group came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overrun {
    /// How many dinners it is taken from.
    pub dinners: usize,
    /// By how many minutes they ended after the plan on average; negative when before it.
    pub minutes: i64,
}

impl Overrun {
    /// The milliseconds to count in: evenings that end early are no reason to plan more.
    pub fn ms(self) -> i64 {
        self.minutes.max(0) * MINUTE_MS
    }

    /// "Your last four dinners ended 9 minutes after the plan"; `None` when no evening was run yet.
    pub fn words(self) -> Option<String> {
        let whose = match self.dinners {
            0 => return None,
            1 => "Your last dinner".to_owned(),
            2 => "Your last two dinners".to_owned(),
            3 => "Your last three dinners".to_owned(),
            4 => "Your last four dinners".to_owned(),
            more => format!("Your last {more} dinners"),
        };
        let by = self.minutes.abs();
        let counted = if by == 1 {
            "1 minute".to_owned()
        } else {
            format!("{by} minutes")
        };
        Some(match self.minutes {
            1.. => format!("{whose} ended {counted} after the plan"),
            0 => format!("{whose} ended on time"),
            _ => format!("{whose} ended {counted} before the plan"),
        })
    }
}

/// The usual overrun of the dinners of the same group before `dinner`: of each the average of its tables.
pub fn usual(library: &Library, dinner: &Dinner) -> Result<Overrun, StorageError> {
    let mut before: Vec<Dinner> = library
        .of::<Dinner>("group", dinner.group.uuid())?
        .into_iter()
        .filter(|other| other.id != dinner.id && other.starts_at < dinner.starts_at)
        .collect();
    before.sort_by_key(|other| (std::cmp::Reverse(other.starts_at), other.id));
    let mut each = Vec::new();
    for past in before {
        each.extend(overrun_of(library, &past)?);
        if each.len() == LAST {
            break;
        }
    }
    Ok(Overrun {
        dinners: each.len(),
        minutes: minutes(average(&each)),
    })
}

/// By how many milliseconds a dinner ended after its plan; `None` when no evening of it was run to its end.
fn overrun_of(library: &Library, dinner: &Dinner) -> Result<Option<i64>, StorageError> {
    let mut events: Vec<EveningEvent> = library.of("dinner", dinner.id.uuid())?;
    if events.is_empty() {
        return Ok(None);
    }
    events.sort_by_key(|event| (event.table_no, event.rank, event.wall_ms, event.id));
    let mut slots: Vec<Slot> = library.of("dinner", dinner.id.uuid())?;
    slots.sort_by_key(|slot| (slot.table_no, slot.rank));
    let mut each = Vec::new();
    for events in events.chunk_by(|a, b| a.table_no == b.table_no) {
        let table_no = events.first().map_or(0, |event| event.table_no);
        let rows: Vec<Slot> = slots
            .iter()
            .filter(|slot| slot.table_no == table_no)
            .cloned()
            .collect();
        let log: Vec<Recorded> = events.iter().map(Recorded::from_row).collect();
        let plan = plan(&rows, dinner);
        let ended = fold(&plan, &log).ended();
        each.extend(ended.map(|ended| ended.wall_ms - plan.ends_at));
    }
    Ok((!each.is_empty()).then(|| average(&each)))
}

fn average(each: &[i64]) -> i64 {
    let count = i64::try_from(each.len()).unwrap_or(1).max(1);
    each.iter().sum::<i64>() / count
}

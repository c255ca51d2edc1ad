//! What is open on the desk: one dinner whole. (A person opened is in `person`.)

use crate::{
    app::plan::{self, SeatReport},
    domain::{Dinner, DinnerRecord, Id},
    storage::{Library, StorageError},
};

/// A dinner opened: all of it, and the reasons for its seats.
#[derive(Clone, Debug)]
pub struct OpenDinner {
    pub record: DinnerRecord,
    pub plan: Option<SeatReport>,
}

/// Opens a dinner.
pub(super) fn dinner(
    library: &Library,
    id: Id<Dinner>,
) -> Result<Option<OpenDinner>, StorageError> {
    let Some(dinner) = library.get(id)? else {
        return Ok(None);
    };
    let record = library.record(dinner)?;
    let plan = plan::look(&record);
    Ok(Some(OpenDinner { record, plan }))
}

//! What is open on the desk: one dinner whole, or one person whole.

use crate::{
    app::plan::{self, SeatReport},
    domain::{
        Ask, Attendance, Commitment, Dinner, DinnerRecord, Id, Offer, Person, Trade,
        person::{ContactKind, ContactPoint},
    },
    storage::{Library, StorageError},
};

use super::lists::is_open;

/// A dinner opened: all of it, and the reasons for its seats.
#[derive(Clone, Debug)]
pub struct OpenDinner {
    pub record: DinnerRecord,
    pub plan: Option<SeatReport>,
}

/// A person opened.
#[derive(Clone, Debug)]
pub struct OpenPerson {
    pub person: Person,
    pub trade: String,
    pub points: Vec<ContactPoint>,
    pub asks: Vec<Ask>,
    pub offers: Vec<Offer>,
    pub dinners: Vec<(Dinner, Attendance)>,
    pub promises: Vec<Commitment>,
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

/// Opens a person.
pub(super) fn person(
    library: &Library,
    id: Id<Person>,
) -> Result<Option<OpenPerson>, StorageError> {
    let Some(person) = library.get(id)? else {
        return Ok(None);
    };
    let mut points = library.contact_points(id)?;
    points.retain(|point| point.kind != ContactKind::Address);
    let mut promises: Vec<Commitment> = library.of("from", id.uuid())?;
    promises.extend(library.of::<Commitment>("to", id.uuid())?);
    promises.retain(is_open);
    let trades = library.of::<Trade>("person", id.uuid())?;
    Ok(Some(OpenPerson {
        trade: trades
            .into_iter()
            .next()
            .map(|trade| trade.name)
            .unwrap_or_default(),
        points,
        asks: library.of("person", id.uuid())?,
        offers: library.of("person", id.uuid())?,
        dinners: library.dinners_of(id)?,
        promises,
        person,
    }))
}

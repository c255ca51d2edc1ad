//! Two people who are one: the values that were picked, and everything that names the one who goes now names the one
//! who stays. One change, so that one undo parts them again.

use serde_json::Value;
use uuid::Uuid;

use super::{known, refused, write};
use crate::{
    app::{
        Session,
        desk::{DeskError, Done},
        dinners::attendance_id,
        import::membership_id,
    },
    domain::{
        Acquaintance, Ask, Attendance, Commitment, Consent, ContactPoint, Draft, Encounter, Id,
        Membership, Note, Noun, Objective, Offer, OfferAnswer, Person, Rule, Slot, Suggestion,
        Table, Trade, noun::Kind,
    },
    storage::{Library, StorageError},
};

/// Which two people are one, and what is to be known of them.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeDraft {
    pub keep: Id<Person>,
    pub gone: Id<Person>,
    /// The values that were picked.
    pub person: Person,
}

impl MergeDraft {
    pub(super) fn run(&self, session: &Session) -> Result<Done, DeskError> {
        if self.keep == self.gone {
            return refused("That is one person already. Nothing was changed");
        }
        let (keep, gone) = (known(session, self.keep)?, known(session, self.gone)?);
        let library = session.library();
        if library.you()? == Some(self.gone) {
            return refused(
                "The one who goes is you. Keep yourself and let the other one go. Nothing was changed",
            );
        }
        let mut new = self.person.clone();
        new.id = keep.id;
        let mut draft = Draft::new(format!("Merge {} into {}", gone.name(), new.name()));
        draft.update(&keep, &new);
        let mut moving = Moving {
            library,
            draft: &mut draft,
            keep: keep.id,
            gone: gone.id,
        };
        moving.all()?;
        draft.remove(&gone);
        write(session, draft, keep.id)
    }
}

/// The change as it grows.
struct Moving<'a> {
    library: &'a Library,
    draft: &'a mut Draft,
    keep: Id<Person>,
    gone: Id<Person>,
}

impl Moving<'_> {
    fn all(&mut self) -> Result<(), StorageError> {
        self.once::<ContactPoint>(|row| (row.kind.to_string(), row.value.to_lowercase()))?;
        self.once::<Trade>(|row| (String::new(), row.name.to_lowercase()))?;
        self.rows::<Table>()?;
        self.meetings::<Rule>()?;
        self.rows::<Objective>()?;
        self.rows::<Slot>()?;
        self.rows::<Note>()?;
        self.rows::<Ask>()?;
        self.rows::<Offer>()?;
        self.rows::<Suggestion>()?;
        self.rows::<Commitment>()?;
        self.meetings::<Encounter>()?;
        self.pairs::<Attendance>(|row| attendance_id(row.dinner, row.person))?;
        self.pairs::<Membership>(|row| membership_id(row.group, row.person))?;
        self.pairs::<Acquaintance>(|row| {
            Id::of_pair(Acquaintance::SPEC.name, row.from.uuid(), row.to.uuid())
        })?;
        self.pairs::<Consent>(|row| {
            let person = row.person.uuid();
            Id::of_pair(&format!("consent {}", row.kind), person, person)
        })?;
        self.pairs::<OfferAnswer>(|row| {
            Id::of_pair(OfferAnswer::SPEC.name, row.offer.uuid(), row.person.uuid())
        })?;
        Ok(())
    }

    /// Rows that keep their id.
    fn rows<N: Noun>(&mut self) -> Result<(), StorageError> {
        for row in self.library.all::<N>()? {
            if let Some(moved) = self.moved(&row, row.id()) {
                self.draft.update(&row, &moved);
            }
        }
        Ok(())
    }

    /// Rows about two people, which mean nothing once the two are one.
    fn meetings<N: Noun>(&mut self) -> Result<(), StorageError> {
        for row in self.library.all::<N>()? {
            match self.moved(&row, row.id()) {
                Some(moved) if is_of_itself(&moved.values(), self.keep.uuid()) => {
                    self.draft.remove(&row);
                }
                Some(moved) => self.draft.update(&row, &moved),
                None => {}
            }
        }
        Ok(())
    }

    /// Rows of which a person has each only once, such as an address: the one who stays may have it already.
    fn once<N: Noun>(&mut self, of: impl Fn(&N) -> (String, String)) -> Result<(), StorageError> {
        let of_person = |id: Id<Person>| -> Result<Vec<N>, StorageError> {
            self.library.of("person", id.uuid())
        };
        let known: Vec<_> = of_person(self.keep)?.iter().map(&of).collect();
        for row in of_person(self.gone)? {
            if known.contains(&of(&row)) {
                self.draft.remove(&row);
            } else if let Some(moved) = self.moved(&row, row.id()) {
                self.draft.update(&row, &moved);
            }
        }
        Ok(())
    }

    /// Rows whose id is that of a pair: each is made anew under the id of the new pair, or fills what is not known of
    /// the row that is there.
    fn pairs<N: Noun + Clone>(&mut self, id_of: impl Fn(&N) -> Id<N>) -> Result<(), StorageError> {
        for row in self.library.all::<N>()? {
            let Some(moved) = self.moved(&row, row.id()) else {
                continue;
            };
            let id = id_of(&moved);
            if id == row.id() {
                // They are named beside the pair: as the one who brought a guest.
                self.draft.update(&row, &moved);
                continue;
            }
            self.draft.remove(&row);
            let values = moved.values();
            let at = |at: usize| values.get(at).cloned().unwrap_or_default();
            if is_of_itself(&values, self.keep.uuid()) {
                // They knew themselves: that says nothing.
                continue;
            }
            match self.library.get(id)? {
                None => self.draft.create(&N::from_values(id, at)),
                Some(known) => {
                    let before = known.values();
                    let fill = |place: usize| match before.get(place) {
                        Some(value) if is_known::<N>(place, value) => value.clone(),
                        _ => at(place),
                    };
                    self.draft.update(&known, &N::from_values(id, fill));
                }
            }
        }
        Ok(())
    }

    /// The row with the one who stays in place of the one who goes; nothing where it does not name them. Ids are
    /// unique over all nouns, so a column need not be known to hold a person.
    fn moved<N: Noun>(&self, row: &N, id: Id<N>) -> Option<N> {
        let gone = Value::String(self.gone.to_string());
        let keep = Value::String(self.keep.to_string());
        let mut values = row.values();
        let mut is_named = false;
        for (value, column) in values.iter_mut().zip(N::SPEC.columns) {
            match value {
                Value::Array(items) => {
                    for item in items.iter_mut().filter(|item| **item == gone) {
                        item.clone_from(&keep);
                        is_named = true;
                    }
                }
                value if column.kind == Kind::Id && *value == gone => {
                    value.clone_from(&keep);
                    is_named = true;
                }
                _ => {}
            }
        }
        is_named.then(|| N::from_values(id, |at| values.get(at).cloned().unwrap_or_default()))
    }
}

/// Whether a value says something: it is set, and is not the word that stands for "not known yet".
fn is_known<N: Noun>(place: usize, value: &Value) -> bool {
    let first = N::from_values(Id::default(), |_| Value::Null);
    !value.is_null() && first.values().get(place) != Some(value)
}

/// Whether a row came to name one person twice.
fn is_of_itself(values: &[Value], person: Uuid) -> bool {
    let person = Value::String(person.to_string());
    values.iter().filter(|value| **value == person).count() > 1
}

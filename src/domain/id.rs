//! Identities: one newtype per noun over a UUID, so that a person's id cannot stand where a dinner's is wanted.

use std::{fmt, hash, marker::PhantomData, str};

use uuid::{ContextV7, NoContext, Timestamp, Uuid};

/// Names the natural pairs of [`Id::of_pair`]; any fixed value does, it must only never change.
const PAIRS: Uuid = Uuid::from_u128(0x7ab1_e3a7_e500_4d0b_9e5d_2026_1126_1900);

/// The id of a `T`: `UUIDv7`, or `UUIDv5` of a natural pair where the same thing exists only once for it.
pub struct Id<T> {
    uuid: Uuid,
    noun: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The id that a stored UUID stands for.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self {
            uuid,
            noun: PhantomData,
        }
    }

    /// A new id (`UUIDv7`) of the moment `now_ms`, in UTC milliseconds.
    pub fn new(now_ms: i64) -> Self {
        let secs = now_ms.div_euclid(1000) as u64;
        let nanos = now_ms.rem_euclid(1000) as u32 * 1_000_000;
        Self::from_uuid(Uuid::new_v7(Timestamp::from_unix(NoContext, secs, nanos)))
    }

    /// A new id of the moment `now_ms` that sorts after all that `order` gave before: of rows made in one millisecond,
    /// the first stays the first.
    pub fn new_after(order: &ContextV7, now_ms: i64) -> Self {
        let secs = now_ms.div_euclid(1000) as u64;
        let nanos = now_ms.rem_euclid(1000) as u32 * 1_000_000;
        Self::from_uuid(Uuid::new_v7(Timestamp::from_unix(order, secs, nanos)))
    }

    /// The UUID behind it.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }

    /// The same id on every laptop for the pair (`first`, `second`) of a noun, so that two laptops mean the same row.
    pub fn of_pair(noun: &str, first: Uuid, second: Uuid) -> Self {
        let mut name = Vec::with_capacity(noun.len() + 32);
        name.extend_from_slice(noun.as_bytes());
        name.extend_from_slice(first.as_bytes());
        name.extend_from_slice(second.as_bytes());
        Self::from_uuid(Uuid::new_v5(&PAIRS, &name))
    }

    /// The last 8 digits, by which people name it on the command line.
    pub fn short(self) -> String {
        let text = self.uuid.simple().to_string();
        text.get(24..).unwrap_or_default().to_owned()
    }
}

/// The id of nothing: what a reference that was never set reads as.
impl<T> Default for Id<T> {
    fn default() -> Self {
        Self::from_uuid(Uuid::nil())
    }
}

// Derives would ask `T: Clone` and so on, which a phantom type does not need.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<T> hash::Hash for Id<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.fmt(f)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.fmt(f)
    }
}
impl<T> str::FromStr for Id<T> {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self::from_uuid)
    }
}

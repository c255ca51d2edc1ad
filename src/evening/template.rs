//! The running orders that ship: minutes by the size of the table, and a default order from who sits where.

use crate::{
    domain::{Id, Person},
    words,
};

use super::plan::{Lengths, Slot, SlotId, SlotKind};

const MINUTE_MS: i64 = 60_000;

words! {
    /// How the minutes are shared out. The first serves most tables.
    Template {
        /// Eight at table: 4 minutes to pitch, 6 for questions.
        Eight = "eight",
        /// Six at table: 5 and 8.
        Six = "six",
        /// Ten at table: 3 and 5.
        Ten = "ten",
    }
}

/// Somebody at the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seated {
    /// The number that stands on the table, from 1.
    pub seat: u8,
    /// Who it is.
    pub person: Id<Person>,
    /// The name for the running order.
    pub name: String,
    /// Whether they host the table.
    pub is_host: bool,
}

impl Template {
    /// The template for a number of people at a table.
    pub const fn for_people(people: usize) -> Self {
        match people {
            0..=6 => Self::Six,
            7 | 8 => Self::Eight,
            _ => Self::Ten,
        }
    }

    /// The time of one guest.
    pub const fn pitch(self) -> Lengths {
        let (pitch, questions) = match self {
            Self::Six => (5, 8),
            Self::Eight => (4, 6),
            Self::Ten => (3, 5),
        };
        Lengths {
            pitch_ms: pitch * MINUTE_MS,
            questions_ms: questions * MINUTE_MS,
            wrap_ms: 0,
        }
    }

    /// The default order: arrivals, a welcome, then the guests by seat in three even parts, each after its course, and
    /// a round at the end. The host speaks last: they open the evening with the welcome anyway, and should time run out
    /// it is their own that goes, not a guest's. `new_id` gives each slot its id, in order.
    pub fn running_order(self, seated: &[Seated], mut new_id: impl FnMut() -> SlotId) -> Vec<Slot> {
        let mut speakers: Vec<&Seated> = seated.iter().collect();
        speakers.sort_by_key(|seated| (seated.is_host, seated.seat));
        let mut slot = |kind, title: &str, who, lengths| Slot {
            id: new_id(),
            kind,
            who,
            title: title.to_owned(),
            lengths,
            fixed_at: None,
        };
        let minutes = |minutes: i64| Lengths::single(minutes * MINUTE_MS);

        let mut order = vec![
            slot(SlotKind::Break, "Arrivals and drinks", None, minutes(15)),
            slot(SlotKind::Break, "Welcome", None, minutes(5)),
        ];
        let mut speakers = speakers.into_iter();
        for (title, course_minutes, courses_left) in [
            ("Starters", 12, 3),
            ("Mains", 20, 2),
            ("Dessert and coffee", 15, 1),
        ] {
            order.push(slot(SlotKind::Course, title, None, minutes(course_minutes)));
            let share = speakers.len().div_ceil(courses_left);
            for speaker in speakers.by_ref().take(share) {
                order.push(slot(
                    SlotKind::Pitch,
                    &speaker.name,
                    Some(speaker.person),
                    self.pitch(),
                ));
            }
        }
        order.push(slot(
            SlotKind::Closing,
            "Round the table",
            None,
            minutes(20),
        ));
        order
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::evening::plan::Plan;

    fn table(people: u8, host_seat: u8) -> Vec<Seated> {
        let seated = |seat| Seated {
            seat,
            person: Id::from_uuid(Uuid::from_u128(seat.into())),
            name: format!("Guest {seat}"),
            is_host: seat == host_seat,
        };
        (1..=people).rev().map(seated).collect()
    }

    fn order(template: Template, table: &[Seated]) -> Vec<Slot> {
        let mut count = 0;
        template.running_order(table, || {
            count += 1;
            Id::from_uuid(Uuid::from_u128(count))
        })
    }

    #[test]
    fn eight_at_table_end_two_hours_and_47_minutes_after_the_start() {
        let order = order(Template::Eight, &table(8, 1));
        let titles: Vec<&str> = order.iter().map(|slot| slot.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Arrivals and drinks",
                "Welcome",
                "Starters",
                "Guest 2",
                "Guest 3",
                "Guest 4",
                "Mains",
                "Guest 5",
                "Guest 6",
                "Guest 7",
                "Dessert and coffee",
                "Guest 8",
                "Guest 1",
                "Round the table",
            ]
        );
        assert_eq!(Plan::new(0, order).ends_at, 167 * MINUTE_MS);
    }

    #[test]
    fn everyone_speaks_once_and_has_the_time_of_the_template() {
        for (people, template, pitch, questions) in [
            (6, Template::Six, 5, 8),
            (8, Template::Eight, 4, 6),
            (10, Template::Ten, 3, 5),
        ] {
            assert_eq!(Template::for_people(people.into()), template);
            let order = order(template, &table(people, 3));
            let pitches: Vec<&Slot> = order
                .iter()
                .filter(|slot| slot.kind == SlotKind::Pitch)
                .collect();
            let mut speakers: Vec<u128> = pitches
                .iter()
                .filter_map(|slot| slot.who)
                .map(|who| who.uuid().as_u128())
                .collect();
            assert_eq!(speakers.last(), Some(&3), "the host is last");
            speakers.sort_unstable();
            assert_eq!(speakers, (1..=people.into()).collect::<Vec<u128>>());
            for slot in pitches {
                assert_eq!(slot.lengths.pitch_ms, pitch * MINUTE_MS);
                assert_eq!(slot.lengths.questions_ms, questions * MINUTE_MS);
            }
        }
    }

    #[test]
    fn an_empty_table_still_has_an_order() {
        assert_eq!(order(Template::Six, &[]).len(), 6);
    }
}

//! The ledger's promises: any order and any repetition of facts gives the same row; undo, then redo, is identity.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    Audience, Change, Draft, Fact, Id, Note, Person,
    fact::{Folded, Hlc, REMOVED, contested, take_back},
    noun::Noun,
};

/// A small generator, so that a failing seed can be named.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn fact(id: u128, change: u128, at: i64, device: u128, body: Value, over: &[(&str, u128)]) -> Fact {
    let Value::Object(body) = body else {
        panic!("a body is an object")
    };
    Fact {
        id: Uuid::from_u128(id),
        change: Id::from_uuid(Uuid::from_u128(change)),
        at: Hlc::from_raw(at),
        device: Uuid::from_u128(device),
        noun: "person".to_owned(),
        subject: Uuid::from_u128(1),
        class: Audience::Table,
        body,
        over: over
            .iter()
            .map(|(column, id)| ((*column).to_owned(), Uuid::from_u128(*id)))
            .collect(),
    }
}

fn row(facts: &[Fact]) -> Option<BTreeMap<String, Value>> {
    let folded = Folded::of(facts);
    let columns = ["given", "family", "company"];
    folded.is_alive().then(|| {
        columns
            .iter()
            .map(|c| {
                (
                    (*c).to_owned(),
                    folded.value(c).cloned().unwrap_or_default(),
                )
            })
            .collect()
    })
}

/// The history of one row on three laptops, each with its own clock, some of them off.
fn random_history(random: &mut Random) -> Vec<Fact> {
    let mut clocks = [Hlc::default(); 3];
    (0..2 + random.below(12))
        .map(|n| {
            let device = random.below(3) as usize;
            clocks[device] = clocks[device].next(i64::try_from(random.below(50)).unwrap());
            let mut body = Map::new();
            match random.below(6) {
                0 => drop(body.insert(REMOVED.to_owned(), json!(random.below(2) == 1))),
                _ => {
                    for column in ["given", "family", "company"] {
                        if random.below(2) == 0 {
                            body.insert(column.to_owned(), json!(random.below(4)));
                        }
                    }
                }
            }
            if n == 0 {
                body.insert(REMOVED.to_owned(), json!(false));
            }
            fact(
                100 + u128::from(n),
                u128::from(n),
                clocks[device].raw(),
                device as u128,
                Value::Object(body),
                &[],
            )
        })
        .collect()
}

#[test]
fn ten_thousand_histories_of_three_laptops_come_to_the_same_row_in_any_order_and_repeated() {
    for seed in 0..10_000 {
        let mut random = Random(seed);
        let facts = random_history(&mut random);
        let expected = row(&facts);
        let mut shuffled = facts.clone();
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, random.below(at as u64 + 1) as usize);
        }
        shuffled.extend(
            facts
                .iter()
                .take(random.below(facts.len() as u64) as usize)
                .cloned(),
        );
        assert_eq!(row(&shuffled), expected, "seed {seed}");
    }
}

#[test]
fn undo_then_redo_of_the_newest_change_is_identity() {
    for seed in 0..2_000 {
        let mut facts = random_history(&mut Random(seed));
        facts.sort_by_key(Fact::stamp);
        let before = row(&facts[..facts.len() - 1]);
        let after = row(&facts);
        let last = facts[facts.len() - 1].clone();
        let append = |change: u128, taken_back: Id<Change>, facts: &mut Vec<Fact>| {
            let at = facts.iter().map(|f| f.at).max().unwrap_or_default();
            for (n, (_, body)) in take_back(facts, taken_back).bodies.into_iter().enumerate() {
                facts.push(fact(
                    change + n as u128,
                    change,
                    at.raw() + 1 + i64::try_from(n).unwrap(),
                    9,
                    Value::Object(body),
                    &[],
                ));
            }
            Id::<Change>::from_uuid(Uuid::from_u128(change))
        };
        let undo = append(5_000, last.change, &mut facts);
        assert_eq!(row(&facts), before, "undo, seed {seed}");
        append(6_000, undo, &mut facts);
        assert_eq!(row(&facts), after, "redo, seed {seed}");
    }
}

#[test]
fn a_creation_is_taken_back_by_a_removal_and_done_again() {
    let mut facts = vec![fact(
        1,
        1,
        10,
        1,
        json!({"given": "Ana", "removed": false}),
        &[],
    )];
    let back = take_back(&facts, facts[0].change);
    assert_eq!(
        back.bodies,
        vec![(
            Audience::Table,
            Map::from_iter([(REMOVED.to_owned(), json!(true))])
        )]
    );
    facts.push(fact(
        2,
        2,
        20,
        1,
        json!({"removed": true}),
        &[("removed", 1)],
    ));
    assert_eq!(row(&facts), None);
    let again = take_back(&facts, facts[1].change);
    assert_eq!(
        again.bodies,
        vec![(
            Audience::Table,
            Map::from_iter([(REMOVED.to_owned(), json!(false))])
        )]
    );
}

#[test]
fn undo_keeps_what_was_changed_since_and_says_so() {
    let facts = [
        fact(
            1,
            1,
            10,
            1,
            json!({"given": "Ana", "family": "Lee", "removed": false}),
            &[],
        ),
        fact(2, 2, 20, 1, json!({"given": "Anna", "family": "Li"}), &[]),
        fact(3, 3, 30, 1, json!({"family": "Lie"}), &[]),
    ];
    let back = take_back(&facts, facts[1].change);
    assert_eq!(
        back.bodies,
        vec![(
            Audience::Table,
            Map::from_iter([("given".to_owned(), json!("Ana"))])
        )]
    );
    assert_eq!(back.kept, ["family"]);
}

#[test]
fn removed_here_and_changed_there_comes_back_and_is_known() {
    let mut facts = vec![
        fact(1, 1, 10, 1, json!({"given": "Ana", "removed": false}), &[]),
        fact(2, 2, 20, 1, json!({"removed": true}), &[]),
    ];
    assert!(!Folded::of(&facts).is_alive());
    facts.push(fact(3, 3, 30, 2, json!({"company": "Lume"}), &[]));
    assert!(Folded::of(&facts).is_alive() && Folded::of(&facts).came_back());
}

#[test]
fn two_successors_of_one_fact_are_contested() {
    let facts = [
        fact(1, 1, 10, 1, json!({"given": "Ana", "removed": false}), &[]),
        fact(2, 2, 20, 1, json!({"given": "Anna"}), &[("given", 1)]),
        fact(3, 3, 21, 2, json!({"given": "Anne"}), &[("given", 1)]),
    ];
    assert_eq!(contested(&facts), ["given"]);
    assert!(contested(&facts[..2]).is_empty());
}

#[test]
fn the_clock_never_goes_back() {
    let first = Hlc::default().next(1_000);
    assert_eq!(first.wall_ms(), 1_000);
    assert!(first.next(500) > first);
    assert_eq!(first.next(500).wall_ms(), 1_000);
}

#[test]
fn a_row_reads_back_as_it_was_written_and_classes_stay_apart() {
    let mut person = Person::new(Id::new(1_000));
    person.given = "Zoë".to_owned();
    person.needs = "no nuts".to_owned();
    person.private_note = "late payer".to_owned();
    let mut draft = Draft::new("Add Zoë");
    draft.create(&person);
    let classes: Vec<Audience> = draft.edits.iter().map(|edit| edit.class).collect();
    assert_eq!(
        classes,
        [Audience::Table, Audience::Organisers, Audience::OnlyMe]
    );
    for edit in &draft.edits {
        assert_eq!(
            edit.body.contains_key("private_note"),
            edit.class == Audience::OnlyMe
        );
    }
    let values = person.values();
    assert_eq!(
        Person::from_values(person.id, |at| values[at].clone()),
        person
    );
}

#[test]
fn a_private_note_is_private_whole_and_widening_states_it_again() {
    let mut note = Note::new(Id::new(1_000));
    note.text = "Wants to sell".to_owned();
    let mut draft = Draft::new("Note");
    draft.create(&note);
    assert_eq!(draft.edits.len(), 1);
    assert_eq!(draft.edits[0].class, Audience::OnlyMe);
    let mut shown = note.clone();
    shown.audience = Audience::Table;
    let mut draft = Draft::new("Show the note");
    draft.update(&note, &shown);
    assert_eq!(draft.edits[0].class, Audience::Table);
    assert_eq!(
        draft.edits[0].body.get("text"),
        Some(&json!("Wants to sell"))
    );
}

//! Changes of people: kept as one change, refused in words, merged and parted again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use tempfile::TempDir;

use super::{Agreed, MergeDraft, PersonDraft, PersonEdit, PointDraft};
use crate::{
    app::{
        Desk,
        desk::{Edit, Subject, open_sample},
    },
    domain::{Ask, Id, Offer, Person, encounter::MetAt, person::ContactKind},
};

fn desk() -> (TempDir, Desk) {
    let place = TempDir::new().unwrap();
    let desk = open_sample(&place.path().join("library.tablemates")).unwrap();
    (place, desk)
}

fn id(desk: &Desk, name: &str) -> Id<Person> {
    let line = desk.people().iter().find(|line| line.name == name);
    line.unwrap().person.id
}

fn edit(desk: &mut Desk, edit: PersonEdit) -> Result<String, String> {
    let done = desk.edit(&Edit::Person(edit));
    done.map(|done| done.words)
        .map_err(|error| error.to_string())
}

fn keep(desk: &mut Desk, form: &PersonDraft) -> Result<String, String> {
    edit(desk, PersonEdit::Keep(Box::new(form.clone())))
}

fn form(desk: &Desk, name: &str) -> PersonDraft {
    PersonDraft::of(&desk.person(id(desk, name)).unwrap().unwrap())
}

#[test]
fn somebody_new_is_one_change_that_one_undo_takes_back() {
    let (_place, mut desk) = desk();
    let before = desk.people().len();
    let mut new = PersonDraft::empty();
    new.person.given = " 王 小明 ".to_owned();
    new.person.family = "محمد".to_owned();
    new.trades = "Brewer, cooper,  brewer".to_owned();
    new.birthday = "3 Dec 1980".to_owned();
    new.points[0].value = "wang@example.com".to_owned();
    new.consents[0].agreed = Agreed::Given;
    let done = desk
        .edit(&Edit::Person(PersonEdit::Keep(Box::new(new))))
        .unwrap();
    let Some(Subject::Person(person)) = done.look_at else {
        panic!("{done:?}")
    };
    let open = desk.person(person).unwrap().unwrap();
    assert_eq!(open.person.given, "王 小明");
    assert_eq!(open.person.birthday, NaiveDate::from_ymd_opt(1980, 12, 3));
    let trades: Vec<&str> = open
        .trades
        .iter()
        .map(|trade| trade.name.as_str())
        .collect();
    assert_eq!(trades, ["Brewer", "cooper"]);
    assert_eq!(open.points.len(), 1, "the empty phone is left out");
    assert!(open.consents[0].stands());
    assert_eq!(desk.undo().unwrap().unwrap(), "Undo Add 王 小明 محمد");
    assert_eq!(desk.people().len(), before);
    assert!(desk.person(person).unwrap().is_none());
}

#[test]
fn a_form_without_a_name_or_with_a_bad_address_is_refused_in_words() {
    let (_place, mut desk) = desk();
    let mut new = PersonDraft::empty();
    new.person.company = "Lume".to_owned();
    assert!(
        keep(&mut desk, &new)
            .unwrap_err()
            .contains("first name or a family name")
    );
    new.person.given = "Ana".to_owned();
    new.points[0].value = "ana at lume".to_owned();
    let words = keep(&mut desk, &new).unwrap_err();
    assert!(
        words.contains("not an e-mail address: ana at lume. Nothing was kept"),
        "{words}"
    );
    new.points[0].is_kept_as_typed = true;
    new.birthday = "1 Jan 1890".to_owned();
    assert!(keep(&mut desk, &new).unwrap_err().contains("1890"));
    new.birthday.clear();
    keep(&mut desk, &new).unwrap();
    let open = desk.person(id(&desk, "Ana")).unwrap().unwrap();
    assert_eq!(open.points[0].value, "ana at lume");
}

#[test]
fn a_form_that_changes_nothing_writes_nothing_and_one_that_does_is_taken_back_whole() {
    let (_place, mut desk) = desk();
    let before = form(&desk, "Priya Raman");
    assert_eq!(keep(&mut desk, &before).unwrap(), "Nothing was changed");
    let mut changed = before.clone();
    changed.person.company = "Raman & Daughters".to_owned();
    changed.trades = "Illustrator".to_owned();
    changed
        .points
        .retain(|point| point.kind != ContactKind::Phone);
    changed.points.push(PointDraft {
        value: "https://raman.example".to_owned(),
        ..PointDraft::new(ContactKind::Link)
    });
    for consent in &mut changed.consents {
        consent.agreed = Agreed::Withdrawn;
    }
    keep(&mut desk, &changed).unwrap();
    let open = desk.person(id(&desk, "Priya Raman")).unwrap().unwrap();
    assert_eq!(open.trade, "Illustrator");
    assert!(
        open.points
            .iter()
            .all(|point| point.kind != ContactKind::Phone)
    );
    assert!(open.consents.iter().all(|consent| !consent.stands()));
    desk.undo().unwrap();
    assert_eq!(form(&desk, "Priya Raman"), before);
}

#[test]
fn an_offer_needs_a_next_step_and_an_ask_needs_words() {
    let (_place, mut desk) = desk();
    let person = id(&desk, "Ben Castellanos");
    let mut offer = Offer::new(Id::default());
    offer.person = person;
    offer.text = "A free look at any roof".to_owned();
    let words = edit(&mut desk, PersonEdit::Offer(offer.clone())).unwrap_err();
    assert!(words.contains("next step"), "{words}");
    offer.next_step = "send an address".to_owned();
    edit(&mut desk, PersonEdit::Offer(offer)).unwrap();
    let mut ask = Ask::new(Id::default());
    ask.person = person;
    assert!(edit(&mut desk, PersonEdit::Ask(ask.clone())).is_err());
    ask.text = "A school with a large roof".to_owned();
    edit(&mut desk, PersonEdit::Ask(ask)).unwrap();
    let open = desk.person(person).unwrap().unwrap();
    assert_eq!((open.asks.len(), open.offers.len()), (2, 1));
    // The ask that was there is changed, not doubled.
    let mut known = open.asks[0].clone();
    known.why = "It pays in six years".to_owned();
    edit(&mut desk, PersonEdit::Ask(known.clone())).unwrap();
    let open = desk.person(person).unwrap().unwrap();
    assert_eq!(open.asks.len(), 2);
    assert!(open.asks.contains(&known));
}

#[test]
fn a_promise_to_somebody_is_open_between_you() {
    let (_place, mut desk) = desk();
    let to = id(&desk, "Ben Castellanos");
    let promise = |what: &str, to| PersonEdit::Promise {
        to,
        what: what.to_owned(),
        due: None,
    };
    assert!(edit(&mut desk, promise("  ", to)).is_err());
    let you = desk.you().unwrap();
    assert!(edit(&mut desk, promise("Call myself", you)).is_err());
    edit(&mut desk, promise("Send two names", to)).unwrap();
    let open = desk.person(to).unwrap().unwrap();
    assert_eq!(open.promises.len(), 1);
    assert_eq!(open.promises[0].from, you);
}

#[test]
fn a_meeting_still_to_come_or_without_its_name_is_refused() {
    let (_place, mut desk) = desk();
    let met = |desk: &Desk, days: i64, words: &str| PersonEdit::Met {
        with: id(desk, "Ben Castellanos"),
        met_on: desk.today() + chrono::TimeDelta::days(days),
        context: MetAt::Event,
        words: words.to_owned(),
    };
    let late = met(&desk, 1, "A fair");
    assert!(edit(&mut desk, late).unwrap_err().contains("still to come"));
    let nameless = met(&desk, 0, " ");
    assert!(edit(&mut desk, nameless).is_err());
    let good = met(&desk, 0, "A fair");
    edit(&mut desk, good).unwrap();
    let open = desk.person(id(&desk, "Ben Castellanos")).unwrap().unwrap();
    assert_eq!(open.met.len(), 1);
}

/// How many rows of each kind name a person, as their page shows it.
fn shape(desk: &Desk, person: Id<Person>) -> BTreeMap<&'static str, usize> {
    let Some(open) = desk.person(person).unwrap() else {
        return BTreeMap::new();
    };
    BTreeMap::from([
        ("asks", open.asks.len()),
        ("offers", open.offers.len()),
        ("dinners", open.dinners.len()),
        ("points", open.points.len()),
        ("promises", open.promises.len()),
        ("trades", open.trades.len()),
    ])
}

#[test]
fn merging_moves_everything_to_one_and_one_undo_parts_them_again() {
    let (_place, mut desk) = desk();
    let (keep, gone) = (id(&desk, "Ben Castellanos"), id(&desk, "Priya Raman"));
    let (before_keep, before_gone) = (shape(&desk, keep), shape(&desk, gone));
    assert!(before_gone["dinners"] > 0 && before_gone["asks"] > 0);
    let mut person = desk.person(keep).unwrap().unwrap().person;
    person.family = "Raman-Castellanos".to_owned();
    let merge = MergeDraft { keep, gone, person };
    edit(&mut desk, PersonEdit::Merge(Box::new(merge))).unwrap();
    assert!(desk.person(gone).unwrap().is_none());
    assert_eq!(
        desk.person(keep).unwrap().unwrap().person.name(),
        "Ben Raman-Castellanos"
    );
    let after = shape(&desk, keep);
    for (what, count) in &after {
        assert_eq!(*count, before_keep[what] + before_gone[what], "{what}");
    }
    desk.undo().unwrap();
    assert_eq!(shape(&desk, keep), before_keep);
    assert_eq!(shape(&desk, gone), before_gone);
}

#[test]
fn merging_two_who_sat_at_one_dinner_keeps_one_seat_and_never_you_away() {
    let (_place, mut desk) = desk();
    let you = desk.you().unwrap();
    let dinners = |desk: &Desk, person| {
        let open = desk.person(person).unwrap().unwrap();
        open.dinners
            .iter()
            .map(|(dinner, _)| dinner.id)
            .collect::<Vec<_>>()
    };
    let yours = dinners(&desk, you);
    let others = desk.people().iter().map(|line| line.person.id);
    let other = others
        .filter(|other| *other != you)
        .find(|other| {
            dinners(&desk, *other)
                .iter()
                .any(|dinner| yours.contains(dinner))
        })
        .unwrap();
    let theirs = dinners(&desk, other);
    let person = desk.person(other).unwrap().unwrap().person;
    let away = MergeDraft {
        keep: other,
        gone: you,
        person: person.clone(),
    };
    let words = edit(&mut desk, PersonEdit::Merge(Box::new(away))).unwrap_err();
    assert!(words.contains("is you"), "{words}");
    let merge = MergeDraft {
        keep: you,
        gone: other,
        person,
    };
    edit(&mut desk, PersonEdit::Merge(Box::new(merge))).unwrap();
    let mut expected = [yours, theirs].concat();
    expected.sort();
    expected.dedup();
    let mut merged = dinners(&desk, you);
    merged.sort();
    assert_eq!(merged, expected, "each dinner once");
}

#[test]
fn what_was_changed_is_listed_latest_first() {
    let (_place, mut desk) = desk();
    let person = id(&desk, "Priya Raman");
    edit(
        &mut desk,
        PersonEdit::PrivateNote(person, "Likes tea".to_owned()),
    )
    .unwrap();
    let past = desk.past_of(person).unwrap();
    assert_eq!(past[0].label, "Keep your note on Priya Raman");
    assert_eq!(past.last().unwrap().label, "Sample library");
    assert!(
        !past[0].label.contains("tea"),
        "a label says nothing private"
    );
}

#[test]
fn whom_they_want_to_meet_is_found_by_name_and_said_to_be_near_on_the_day() {
    let (_place, desk) = desk();
    let priya = id(&desk, "Priya Raman");
    let (tonight, _) = &desk.person(priya).unwrap().unwrap().dinners[0];
    let day = tonight.starts_at.unwrap().date();
    let library = desk.session.library();
    // As seen on the day itself, whatever the clock of the machine that runs this.
    let opened = super::person(library, priya, desk.people(), day)
        .unwrap()
        .unwrap();
    assert_eq!(opened.wants[0].person, Some(id(&desk, "Jonah Reid")));
    let soon = opened.wants[0].soon.as_deref().unwrap();
    assert!(
        soon.starts_with("at one table on") || soon.starts_with("neighbours on"),
        "{soon}"
    );
    assert_eq!(
        (opened.wants[1].words.as_str(), opened.wants[1].person),
        ("a packaging printer", None)
    );
}

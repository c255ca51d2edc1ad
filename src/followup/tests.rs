//! The rules on a small table: each finds what it should and nothing else, and running again finds the same.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::suggest;
use crate::domain::{
    Acquaintance, Ask, Attendance, Audience, Dinner, DinnerRecord, Id, Note, NoteKind, Offer,
    Person, Suggestion, Table, Trade,
    note::{QuestionState, Reply},
    person::Strength,
    promise::FollowUpRule,
};

fn id<T>(n: u128) -> Id<T> {
    Id::from_uuid(uuid::Uuid::from_u128(n))
}

/// A table of four: Ines hosts, and there are Priya, Jonah and Elena.
struct Evening {
    record: DinnerRecord,
    count: u128,
}

const INES: u128 = 1;
const PRIYA: u128 = 2;
const JONAH: u128 = 3;
const ELENA: u128 = 4;

impl Evening {
    fn new() -> Self {
        let mut dinner = Dinner::new(id(100));
        dinner.starts_at = NaiveDate::from_ymd_opt(2026, 11, 26)
            .unwrap()
            .and_hms_opt(19, 0, 0);
        let mut table = Table::new(id(101));
        table.number = 1;
        table.seats = 4;
        table.host = Some(id(INES));
        let mut people = BTreeMap::new();
        let mut attendances = Vec::new();
        for (n, name) in [
            (INES, "Ines"),
            (PRIYA, "Priya"),
            (JONAH, "Jonah"),
            (ELENA, "Elena"),
        ] {
            let mut person = Person::new(id(n));
            person.given = name.to_owned();
            people.insert(person.id, person);
            let mut attendance = Attendance::new(id(200 + n));
            attendance.person = id(n);
            attendance.table_no = Some(1);
            attendance.seat = Some(n as i64);
            attendances.push(attendance);
        }
        let record = DinnerRecord {
            tables: vec![table],
            attendances,
            people,
            you: Some(id(INES)),
            ..DinnerRecord::of(dinner)
        };
        Self {
            record,
            count: 1_000,
        }
    }

    fn note(&mut self, kind: NoteKind, speaker: u128, subject: u128, text: &str) -> &mut Note {
        self.count += 1;
        let mut note = Note::new(id(self.count));
        note.kind = kind;
        note.audience = kind.default_audience();
        note.table_no = 1;
        note.speaker = Some(id(speaker));
        note.subject = Some(id(subject));
        note.text = text.to_owned();
        self.record.notes.push(note);
        self.record.notes.last_mut().unwrap()
    }

    fn ask(&mut self, person: u128, text: &str) {
        let mut ask = Ask::new(id(2_000 + person));
        ask.person = id(person);
        ask.text = text.to_owned();
        self.record.asks.push(ask);
    }

    fn trade(&mut self, person: u128, name: &str) {
        let mut trade = Trade::new(id(3_000 + person));
        trade.person = id(person);
        trade.name = name.to_owned();
        self.record.trades.push(trade);
    }

    fn found(&self, rule: FollowUpRule) -> Vec<Suggestion> {
        suggest(&self.record)
            .into_iter()
            .filter(|s| s.rule == rule)
            .collect()
    }
}

fn day(d: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 11, d)
}

#[test]
fn a_promise_is_its_speakers_to_keep_by_its_day_or_in_48_hours() {
    let mut evening = Evening::new();
    let promise = evening.note(
        NoteKind::Promise,
        JONAH,
        PRIYA,
        "introduce Priya to the landlord",
    );
    promise.to = Some(id(PRIYA));
    promise.due = day(30);
    evening
        .note(NoteKind::Promise, PRIYA, PRIYA, "bring the samples")
        .audience = Audience::OnlyMe;
    let found = evening.found(FollowUpRule::Promise);
    let jonah = found.iter().find(|s| s.owner == id(JONAH)).unwrap();
    assert_eq!(
        (jonah.other, jonah.due, jonah.what.as_str()),
        (Some(id(PRIYA)), day(30), "Introduce Priya to the landlord")
    );
    assert_eq!(jonah.audience, Audience::About);
    assert_eq!(jonah.note, Some(evening.record.notes[0].id));
    let priya = found.iter().find(|s| s.owner == id(PRIYA)).unwrap();
    assert_eq!((priya.due, priya.audience), (day(28), Audience::OnlyMe));
}

#[test]
fn only_a_question_without_an_answer_is_to_be_answered() {
    let mut evening = Evening::new();
    let answered = evening
        .note(NoteKind::Question, JONAH, PRIYA, "A fixed price?")
        .id;
    evening.note(NoteKind::Answer, PRIYA, PRIYA, "Yes").answers = Some(answered);
    evening.note(NoteKind::Question, ELENA, PRIYA, "Which contract?");
    evening
        .note(NoteKind::Question, ELENA, PRIYA, "And when?")
        .state = QuestionState::Parked;
    let found = evening.found(FollowUpRule::OpenQuestion);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].owner, found[0].other, found[0].due),
        (id(PRIYA), Some(id(ELENA)), day(27))
    );
    assert!(found[0].what.contains("Which contract?"));
}

#[test]
fn a_yes_leads_to_the_offers_next_step_before_it_ends() {
    let mut evening = Evening::new();
    let mut offer = Offer::new(id(50));
    offer.person = id(PRIYA);
    offer.next_step = "send one product photo".to_owned();
    offer.until = day(29);
    evening.record.offers.push(offer);
    evening.note(NoteKind::Reply, INES, PRIYA, "").reply = Some(Reply::Yes);
    evening.note(NoteKind::Reply, JONAH, PRIYA, "").reply = Some(Reply::No);
    let found = evening.found(FollowUpRule::OfferStep);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].owner, found[0].other, found[0].due),
        (id(INES), Some(id(PRIYA)), day(29))
    );
    assert!(found[0].what.starts_with("Send one product photo"));
}

#[test]
fn an_ask_finds_who_fits_at_the_table_or_whom_somebody_there_knows() {
    let mut evening = Evening::new();
    evening.ask(JONAH, "A mortgage broker who knows mixed use");
    evening.ask(PRIYA, "An astronaut");
    let mut ruth = Person::new(id(9));
    (ruth.given, ruth.family) = ("Ruth".to_owned(), "Abara".to_owned());
    evening.record.people.insert(ruth.id, ruth);
    evening.trade(9, "Mortgage broker");
    let mut knows = Acquaintance::new(id(60));
    (knows.from, knows.to, knows.strength) = (id(INES), id(9), Strength::Knows);
    evening.record.acquaintances.push(knows);
    let found = evening.found(FollowUpRule::AskMatch);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (found[0].owner, found[0].other),
        (id(INES), Some(id(JONAH)))
    );
    assert!(found[0].what.contains("Ruth Abara") && found[0].why.contains("mortgage broker"));
    // A contact whom Ines has merely met is not hers to introduce.
    evening.record.acquaintances[0].strength = Strength::Met;
    assert!(evening.found(FollowUpRule::AskMatch).is_empty());
}

#[test]
fn a_one_to_one_needs_a_first_meeting_and_interest_on_both_sides() {
    let mut evening = Evening::new();
    evening.note(NoteKind::Question, JONAH, PRIYA, "How?");
    assert!(
        evening.found(FollowUpRule::OneToOne).is_empty(),
        "one side only"
    );
    evening.note(NoteKind::Promise, PRIYA, JONAH, "send it").to = Some(id(JONAH));
    assert_eq!(evening.found(FollowUpRule::OneToOne).len(), 1);
    evening.record.meals.insert(
        (id(PRIYA), id(JONAH)),
        vec![NaiveDate::from_ymd_opt(2026, 9, 24).unwrap()],
    );
    assert!(
        evening.found(FollowUpRule::OneToOne).is_empty(),
        "they had met"
    );
}

#[test]
fn who_brought_a_guest_is_thanked_and_the_forgotten_are_found() {
    let mut evening = Evening::new();
    evening.record.attendances[1].guest_of = Some(id(JONAH));
    let thanks = evening.found(FollowUpRule::ThankGuest);
    assert_eq!(
        (thanks[0].owner, thanks[0].other),
        (id(INES), Some(id(JONAH)))
    );
    assert!(
        evening.found(FollowUpRule::QuietCorner).is_empty(),
        "where nothing was promised, nobody was left out"
    );
    evening.note(NoteKind::Promise, JONAH, PRIYA, "send it").to = Some(id(PRIYA));
    let quiet: Vec<Option<Id<Person>>> = evening
        .found(FollowUpRule::QuietCorner)
        .iter()
        .map(|s| s.other)
        .collect();
    assert_eq!(quiet, [Some(id(ELENA)), Some(id(JONAH))]);
    assert!(
        evening
            .found(FollowUpRule::QuietCorner)
            .iter()
            .all(|s| s.audience == Audience::Organisers)
    );
}

#[test]
fn the_same_record_gives_the_same_list_whatever_the_order_of_its_rows() {
    let mut evening = Evening::new();
    evening.note(NoteKind::Promise, JONAH, PRIYA, "send it").to = Some(id(PRIYA));
    evening.note(NoteKind::Question, ELENA, PRIYA, "Which contract?");
    evening.note(NoteKind::Promise, PRIYA, JONAH, "call").to = Some(id(JONAH));
    let first = suggest(&evening.record);
    evening.record.notes.reverse();
    evening.record.attendances.reverse();
    assert_eq!(suggest(&evening.record), first);
}

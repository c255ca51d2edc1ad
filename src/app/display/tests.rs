//! What the table sees of an evening, and that it is all that it sees.

use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::{
    app::{Session, Way, desk::sample_session},
    domain::{Draft, NOUNS, Note, Objective, note::Reply, noun::Class},
    evening::{Action, BootId},
};

/// The sample with tonight's table, and a clock that is an argument.
struct Table {
    _place: TempDir,
    session: Session,
    live: Live,
    now: Stamp,
}

impl Table {
    fn new() -> Self {
        let place = TempDir::new().unwrap();
        let session = sample_session(&place.path().join("library.tablemates")).unwrap();
        let dinners: Vec<Dinner> = session.library().all().unwrap();
        let tonight = dinners.into_iter().find(|dinner| dinner.number == 14);
        let live = Live::open(&session, &tonight.unwrap(), 1).unwrap();
        let wall_ms = live.evening().plan().starts_at;
        let now = Stamp {
            wall_ms,
            boot_ms: 0,
            boot_id: BootId::of("a test"),
        };
        Self {
            _place: place,
            session,
            live,
            now,
        }
    }

    fn on(&mut self, ms: i64) {
        self.now.wall_ms += ms;
        self.now.boot_ms += ms;
    }

    fn act(&mut self, action: &Action) {
        let id = self.session.new_id();
        let way = &mut Way::Waiting(&self.session);
        self.live.act(way, action, self.now, id).unwrap();
    }

    fn note(&mut self, line: &str) {
        let id = self.session.new_id();
        let at = (self.now, true);
        let way = &mut Way::Waiting(&self.session);
        self.live.take_note(way, line, at, id).unwrap();
    }

    fn record(&self) -> DinnerRecord {
        let library = self.session.library();
        library.record(self.live.dinner().clone()).unwrap()
    }

    fn snapshot(&self) -> DisplaySnapshot {
        DisplaySnapshot::of(&self.live, &self.record(), self.now)
    }

    fn clock(&self) -> Clock {
        match self.snapshot().scene {
            Scene::Clock(clock) => clock,
            other => panic!("{other:?}"),
        }
    }

    /// A seat that is not the presenter's.
    fn listener(&self) -> u8 {
        let presenter = self.live.evening().presenter();
        let seats = self.live.seats();
        let seat = seats.iter().find(|seat| Some(seat.person) != presenter);
        seat.unwrap().number
    }
}

#[test]
fn the_words_come_from_columns_that_everybody_may_have() {
    for (noun, columns) in shown::COLUMNS {
        let spec = NOUNS.iter().find(|spec| spec.name == *noun).unwrap();
        for name in *columns {
            let column = spec.columns.iter().find(|column| column.name == *name);
            let class = column.unwrap().class;
            assert_eq!(class, Class::Everyone, "{noun}.{name}");
        }
    }
}

#[test]
fn no_note_and_no_private_text_reaches_the_table_in_a_whole_evening() {
    let mut table = Table::new();
    hide_canaries(&table);
    let mut seen = 0;
    let mut look = |table: &Table| {
        let words = format!("{:?}", table.snapshot());
        assert!(!words.contains("canary"), "{words}");
        seen += 1;
    };
    look(&table);
    while table.live.evening().next_slot().is_some() {
        table.act(&Action::Next);
        look(&table);
        while table.live.evening().state().on_clock().is_some() {
            for sign in ["", "?", "=", ">", "\"", "#", "?#", "*#", "!#", "!", "*"] {
                let seat = table.listener();
                table.note(&format!("{seat}{sign} canary {sign}"));
                table.on(7_000);
                look(&table);
            }
            table.note("canary #private");
            table.act(&Action::Pause("canary reason".to_owned()));
            look(&table);
            table.act(&Action::Resume);
            table.act(&Action::Next);
            look(&table);
        }
    }
    table.act(&Action::End);
    look(&table);
    assert!(seen > 150, "{seen} moments");
}

/// A canary in every text of the sample's people and objectives that is not for everybody, and in notes of all kinds and
/// audiences that were there before.
fn hide_canaries(table: &Table) {
    let record = table.record();
    let mut draft = Draft::new("Canaries");
    for person in record.people.values() {
        let mut hidden = person.clone();
        hidden.private_note = "canary note".to_owned();
        hidden.needs = "canary needs".to_owned();
        hidden.source = "canary source".to_owned();
        hidden.source_key = "canary key".to_owned();
        draft.update(person, &hidden);
        for audience in Audience::ALL {
            let mut objective = Objective::new(table.session.new_id());
            objective.person = person.id;
            objective.dinner = Some(record.dinner.id);
            objective.audience = *audience;
            objective.text = "canary objective".to_owned();
            objective.outcome = "canary outcome".to_owned();
            draft.create(&objective);
        }
    }
    let mut dinner = record.dinner.clone();
    dinner.host_line = "canary host".to_owned();
    draft.update(&record.dinner, &dinner);
    for row in &record.attendances {
        let mut hidden = row.clone();
        hidden.recap_line = "canary line".to_owned();
        draft.update(row, &hidden);
    }
    for kind in NoteKind::ALL {
        for audience in Audience::ALL {
            let mut note = Note::new(Id::from_uuid(Uuid::new_v4()));
            note.audience = *audience;
            note.dinner = record.dinner.id;
            note.table_no = 1;
            note.kind = *kind;
            note.text = "canary earlier".to_owned();
            note.speaker = table.live.seats().first().map(|seat| seat.person);
            note.reply = Some(Reply::Yes);
            draft.create(&note);
        }
    }
    table.session.write(draft).unwrap();
}

#[test]
fn what_is_asked_and_offered_before_everybody_is_shown() {
    let mut table = Table::new();
    table.act(&Action::Next);
    let turn = table.clock().turn;
    let record = table.record();
    let presenter = table.live.evening().presenter().unwrap();
    let ask = record.ask_of(presenter).unwrap();
    let offer = record.offer_of(presenter).unwrap();
    assert_eq!(turn.ask.unwrap().as_str(), ask.text);
    let shown = turn.offer.unwrap();
    assert!(shown.as_str().contains(&offer.text));
    assert!(shown.as_str().contains(&offer.next_step));
    assert_eq!(turn.name.as_str(), record.name(presenter));
}

#[test]
fn the_clock_goes_on_between_two_looks_and_stands_in_a_pause() {
    let mut table = Table::new();
    assert!(matches!(table.snapshot().scene, Scene::Welcome(Some(_))));
    table.act(&Action::Next);
    let taken = table.snapshot();
    let clock = table.clock();
    let budget = clock.budget_ms;
    table.on(budget - 30_000);
    assert_eq!(clock.remaining_ms(table.now), 30_000);
    assert_eq!(clock.signal(table.now), Signal::WrappingUp);
    // Time alone makes no difference that would have to be told.
    assert_eq!(taken.at(table.now), table.snapshot().at(table.now));
    table.on(60_000);
    assert_eq!(clock.signal(table.now), Signal::TimeIsUp);
    assert!(!clock.is_past_grace(table.now));
    table.on(1);
    assert!(clock.is_past_grace(table.now));
    table.act(&Action::PauseOrResume);
    let clock = table.clock();
    table.on(60_000);
    assert_eq!(clock.remaining_ms(table.now), -30_001);
}

#[test]
fn who_asks_is_shown_until_there_is_an_answer_and_never_by_a_private_line() {
    let mut table = Table::new();
    table.act(&Action::Next);
    let seat = table.listener();
    // Before the questions nobody is asking.
    table.note(&format!("{seat}? too early"));
    assert_eq!(table.clock().asking, None);
    table.act(&Action::Next);
    assert_eq!(table.clock().asking, None);
    table.on(1_000);
    table.note(&format!("{seat}?# for me alone"));
    assert_eq!(table.clock().asking, None);
    table.on(1_000);
    table.note(&format!("{seat}? who pays"));
    assert_eq!(table.clock().asking, Some(seat));
    table.on(1_000);
    table.note("= the house");
    assert_eq!(table.clock().asking, None);
}

#[test]
fn between_two_guests_the_next_is_named_and_who_spoke_and_how_many() {
    let mut table = Table::new();
    table.act(&Action::Next);
    let first = table.clock().turn.seat;
    let then = table.clock().then.unwrap();
    table.act(&Action::NextGuest);
    let snapshot = table.snapshot();
    let Scene::Between(between) = &snapshot.scene else {
        panic!("{:?}", snapshot.scene)
    };
    assert_eq!(between.next.name, then);
    assert_eq!(between.spoke, first);
    assert_eq!(snapshot.spoken, (1, 8));
    table.act(&Action::End);
    assert_eq!(table.snapshot().scene, Scene::Over);
    assert!(!table.snapshot().is_running());
}

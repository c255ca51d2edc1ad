//! The sample library: a group of 24, three dinners that are over and one tonight, made from `assets/sample` with dates
//! relative to today, so that it never looks old. It goes through the same drafts as everything else.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use uuid::Uuid;

use super::{Session, dinners, export::to_utc, import::membership_id, live::Live};
use crate::{
    domain::{
        Acquaintance, Ask, Attendance, Audience, Commitment, Consent, ContactPoint, Dinner, Draft,
        Group, Id, Membership, Note, NoteKind, Objective, Offer, OfferAnswer, Person, Rule, Table,
        Trade,
        dinner::{Origin, Presence},
        group::{Role, Standing},
        note::QuestionState,
        person::ContactKind,
    },
    storage::StorageError,
};

mod clear;
mod file;
mod tonight;

pub use clear::clear;
use file::{Sample, SampleDinner, SampleNote, SamplePerson, SamplePromise, SampleTable};

/// The setting that tells a sample library from one with work in it.
pub(in crate::app) const MARK: &str = "sample";
const GROUP: &str = include_str!("../../../assets/sample/group.toml");

/// Why the sample could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    #[error("The sample file is not what it should be: {0}")]
    File(String),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<toml::de::Error> for SampleError {
    fn from(error: toml::de::Error) -> Self {
        Self::File(error.to_string())
    }
}

/// Fills an empty library with the sample. Returns tonight's dinner.
pub fn fill(session: &Session) -> Result<Dinner, SampleError> {
    let sample: Sample = toml::from_str(GROUP)?;
    let zone: Tz = sample.group.zone.parse().unwrap_or(Tz::UTC);
    let today = DateTime::from_timestamp_millis(session.now().wall_ms)
        .unwrap_or_default()
        .with_timezone(&zone)
        .date_naive();
    let mut maker = Maker {
        session,
        sample: &sample,
        today,
        draft: Draft::new("Sample library"),
        people: BTreeMap::new(),
    };
    maker.people()?;
    let group = maker.group();
    let mut tonight = None;
    for dinner in &sample.dinner {
        let made = maker.dinner(&group, dinner)?;
        if dinner.days_ago == 0 {
            tonight = Some(made);
        }
    }
    let you = sample
        .person
        .iter()
        .find(|person| person.you)
        .map(|person| maker.person(&person.key))
        .transpose()?;
    session.write(maker.draft)?;
    session.writing(|library| library.set_setting(MARK, "yes"))?;
    if let Some(you) = you {
        session.set_you(you)?;
    }
    tonight.ok_or_else(|| SampleError::File("it has no dinner".to_owned()))
}

/// Tonight's script for a dinner of the sample that has been seated.
pub fn script(session: &Session, dinner: &Dinner, table_no: i64) -> Result<String, SampleError> {
    let live = Live::open(session, dinner, table_no)
        .map_err(|error| SampleError::File(error.to_string()))?;
    let mut order = Vec::new();
    for slot in live.evening().order() {
        let key = match slot.who {
            Some(who) => session
                .library()
                .get(who)?
                .as_ref()
                .and_then(key_of)
                .unwrap_or_default(),
            None => String::new(),
        };
        order.push((slot.kind, key));
    }
    tonight::tonight_script(&order)
}

/// The key under which the sample file names a person.
fn key_of(person: &Person) -> Option<String> {
    person.source_key.strip_prefix("sample:").map(str::to_owned)
}

/// The id of a person: the same on every machine, and of the plate that the file wants, because the eight of tonight are
/// on all pictures.
fn id_of(person: &SamplePerson) -> Id<Person> {
    let made = |name: &str| Id::from_uuid(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()));
    let Some(plate) = person.plate else {
        return made(&person.key);
    };
    let mut ids = (0..u16::MAX).map(|number| made(&format!("{} {number}", person.key)));
    let wanted = ids.find(|id| Person::plate_colour(*id) == plate);
    wanted.unwrap_or_else(|| made(&person.key))
}

/// The draft of the whole library as it grows.
struct Maker<'a> {
    session: &'a Session,
    sample: &'a Sample,
    today: NaiveDate,
    draft: Draft,
    people: BTreeMap<&'a str, Id<Person>>,
}

impl Maker<'_> {
    fn person(&self, key: &str) -> Result<Id<Person>, SampleError> {
        self.people
            .get(key)
            .copied()
            .ok_or_else(|| SampleError::File(format!("there is no person “{key}”")))
    }

    fn some(&self, key: Option<&String>) -> Result<Option<Id<Person>>, SampleError> {
        key.map(|key| self.person(key)).transpose()
    }

    fn days(&self, days: Option<u64>) -> Option<NaiveDate> {
        days.and_then(|days| self.today.checked_add_days(Days::new(days)))
    }

    fn people(&mut self) -> Result<(), SampleError> {
        for person in &self.sample.person {
            self.people.insert(&person.key, id_of(person));
        }
        for source in &self.sample.person {
            let mut person = Person::new(self.person(&source.key)?);
            person.given.clone_from(&source.given);
            person.family.clone_from(&source.family);
            person.says_it_like.clone_from(&source.says_it_like);
            person.company.clone_from(&source.company);
            person.position.clone_from(&source.position);
            person.business.clone_from(&source.business);
            person.helps.clone_from(&source.helps);
            person.wants_to_meet.clone_from(&source.wants_to_meet);
            person.needs.clone_from(&source.needs);
            person.private_note.clone_from(&source.private_note);
            "sample".clone_into(&mut person.source);
            person.source_key = format!("sample:{}", source.key);
            self.draft.create(&person);
            self.ways_to_reach(person.id, source);
            let mut trade = Trade::new(self.session.new_id());
            trade.person = person.id;
            trade.name.clone_from(&source.trade);
            self.draft.create(&trade);
            self.asks_and_offers(person.id, source);
        }
        for source in &self.sample.acquaintance {
            let (from, to) = (self.person(&source.from)?, self.person(&source.to)?);
            let mut row = Acquaintance::new(Id::of_pair("acquaintance", from.uuid(), to.uuid()));
            row.from = from;
            row.to = to;
            row.strength = word(&source.strength)?;
            row.basis.clone_from(&source.basis);
            self.draft.create(&row);
        }
        Ok(())
    }

    fn ways_to_reach(&mut self, person: Id<Person>, source: &SamplePerson) {
        let ways = [
            (ContactKind::Email, &source.email),
            (ContactKind::Phone, &source.phone),
            (ContactKind::Link, &source.link),
        ];
        for (kind, value) in ways.into_iter().filter(|(_, value)| !value.is_empty()) {
            let mut point = ContactPoint::new(self.session.new_id());
            point.person = person;
            point.kind = kind;
            point.value.clone_from(value);
            self.draft.create(&point);
            if source.shares.iter().any(|shared| shared == kind.as_str()) {
                let mut consent = Consent::new(Id::of_pair(
                    &format!("consent {kind}"),
                    person.uuid(),
                    person.uuid(),
                ));
                consent.person = person;
                consent.kind = kind;
                consent.given_on = self.today.checked_sub_days(Days::new(70));
                "Reply to the invitation".clone_into(&mut consent.how);
                self.draft.create(&consent);
            }
        }
    }

    fn asks_and_offers(&mut self, person: Id<Person>, source: &SamplePerson) {
        for ask in &source.ask {
            let mut row = Ask::new(self.session.new_id());
            row.person = person;
            row.text.clone_from(&ask.text);
            row.kind = ask.kind.parse().unwrap_or_default();
            row.why.clone_from(&ask.why);
            row.line.clone_from(&ask.line);
            row.by = self.days(ask.by_days);
            self.draft.create(&row);
        }
        for offer in &source.offer {
            let mut row = Offer::new(self.session.new_id());
            row.person = person;
            row.text.clone_from(&offer.text);
            row.safe.clone_from(&offer.safe);
            row.next_step.clone_from(&offer.next_step);
            row.until = self.days(offer.until_days);
            self.draft.create(&row);
        }
    }

    fn group(&mut self) -> Group {
        let mut group = Group::new(self.session.new_id());
        let source = &self.sample.group;
        group.name.clone_from(&source.name);
        group.currency.clone_from(&source.currency);
        group.dues_minor = source.dues_minor;
        group.place.clone_from(&source.place);
        group.zone.clone_from(&source.zone);
        group.renews_on = self.days(Some(120));
        self.draft.create(&group);
        let owner = self.sample.person.iter().find(|person| person.you);
        if let Some(owner) = owner.and_then(|owner| self.people.get(owner.key.as_str())) {
            let mut row = Objective::new(self.session.new_id());
            row.person = *owner;
            row.audience = Audience::OnlyMe;
            row.text.clone_from(&source.objective);
            row.outcome.clone_from(&source.objective_outcome);
            self.draft.create(&row);
        }
        for (number, person) in (0..).zip(&self.sample.person) {
            let Some(id) = self.people.get(person.key.as_str()).copied() else {
                continue;
            };
            let mut membership = Membership::new(membership_id(group.id, id));
            membership.group = group.id;
            membership.person = id;
            membership.standing = if person.role == "guest" {
                Standing::Guest
            } else {
                Standing::Member
            };
            membership.role = if person.role == "organiser" {
                Role::Organiser
            } else {
                Role::None
            };
            if membership.standing == Standing::Member {
                let joined = Days::new(440 - 31 * (number % 12));
                membership.since = self.today.checked_sub_days(joined);
            }
            self.draft.create(&membership);
        }
        group
    }

    fn dinner(&mut self, group: &Group, source: &SampleDinner) -> Result<Dinner, SampleError> {
        let mut dinner = Dinner::new(self.session.new_id());
        let day = self.today - TimeDelta::days(source.days_ago);
        dinner.group = group.id;
        dinner.title.clone_from(&source.title);
        dinner.number = source.number;
        dinner.starts_at = Some(day.and_time(clock_time(&source.time)?));
        dinner.zone.clone_from(&group.zone);
        dinner.place.clone_from(&source.place);
        dinner.state = word(&source.state)?;
        "eight".clone_into(&mut dinner.template);
        dinner.host_line.clone_from(&source.host_line);
        self.draft.create(&dinner);
        let mut presenters = BTreeMap::new();
        for table in &source.table {
            self.table(&dinner, table, &mut presenters)?;
        }
        for guest in &source.guest {
            let person = self.person(&guest.person)?;
            let mut row = attendance(&dinner, person);
            row.answer = word(&guest.answer)?;
            row.guest_of = self.some(guest.guest_of.as_ref())?;
            row.recap_line.clone_from(&guest.line);
            row.origin = if row.guest_of.is_some() {
                Origin::GuestOf
            } else {
                Origin::Member
            };
            self.draft.create(&row);
        }
        for rule in &source.rule {
            let mut row = Rule::new(self.session.new_id());
            row.dinner = dinner.id;
            row.kind = word(&rule.kind)?;
            row.first = self.person(&rule.a)?;
            row.second = Some(self.person(&rule.b)?);
            row.scope = word(&rule.scope)?;
            row.is_hard = rule.hard;
            self.draft.create(&row);
        }
        for objective in &source.objective {
            let mut row = Objective::new(self.session.new_id());
            row.person = self.person(&objective.person)?;
            row.dinner = Some(dinner.id);
            row.audience = Audience::Organisers;
            row.text.clone_from(&objective.text);
            row.outcome.clone_from(&objective.outcome);
            self.draft.create(&row);
        }
        let notes = self.notes(&dinner, day, &source.note)?;
        self.promises(&dinner, day, &source.promise, &notes)?;
        Ok(dinner)
    }

    fn table(
        &mut self,
        dinner: &Dinner,
        source: &SampleTable,
        seated: &mut BTreeMap<Id<Person>, i64>,
    ) -> Result<(), SampleError> {
        let mut table = Table::new(dinners::table_id(dinner.id, source.number));
        table.dinner = dinner.id;
        table.number = source.number;
        table.seats = source.seats;
        table.shape = word(&source.shape)?;
        table.host = Some(self.person(&source.host)?);
        self.draft.create(&table);
        for (seat, key) in (1..).zip(&source.seated) {
            let person = self.person(key)?;
            let mut row = attendance(dinner, person);
            row.answer = word("accepted")?;
            row.presence = Presence::Attended;
            row.table_no = Some(source.number);
            row.seat = Some(seat);
            row.guest_of = self.some(
                self.sample
                    .person
                    .iter()
                    .find(|p| p.key == *key)
                    .and_then(|p| p.guest_of.as_ref()),
            )?;
            row.origin = if row.guest_of.is_some() {
                Origin::GuestOf
            } else {
                Origin::Member
            };
            self.draft.create(&row);
            seated.insert(person, source.number);
        }
        Ok(())
    }

    fn notes(
        &mut self,
        dinner: &Dinner,
        day: NaiveDate,
        sources: &[SampleNote],
    ) -> Result<Vec<Note>, SampleError> {
        let mut notes: Vec<Note> = Vec::new();
        let mut answers = Vec::new();
        for source in sources {
            let mut note = Note::new(self.session.new_id());
            note.dinner = dinner.id;
            note.table_no = source.table;
            note.kind = word(&source.kind)?;
            note.audience = match &source.audience {
                Some(audience) => word(audience)?,
                None => note.kind.default_audience(),
            };
            note.text.clone_from(&source.text);
            note.speaker = self.some(source.speaker.as_ref())?;
            note.subject = self.some(source.presenter.as_ref())?;
            note.to = self.some(source.to.as_ref())?;
            note.about = source
                .about
                .iter()
                .map(|key| self.person(key))
                .collect::<Result<_, _>>()?;
            note.due = source
                .due_days
                .and_then(|days| day.checked_add_days(Days::new(days)));
            note.state = if source.answered {
                QuestionState::Answered
            } else {
                QuestionState::Open
            };
            note.reply = source.reply.as_deref().map(word).transpose()?;
            note.phase = source.phase.as_deref().map(word).transpose()?;
            note.at_ms =
                to_utc(day.and_time(clock_time(&source.at)?), &dinner.zone).timestamp_millis();
            if note.kind == NoteKind::Answer {
                let question = notes.iter().rev().find(|other| {
                    other.kind == NoteKind::Question && other.subject == note.subject
                });
                note.answers = question.map(|question| question.id);
            }
            if let (Some(reply), Some(giver), Some(speaker)) =
                (note.reply, note.subject, note.speaker)
            {
                answers.push((giver, speaker, reply));
            }
            self.draft.create(&note);
            notes.push(note);
        }
        for (giver, speaker, answer) in answers {
            let given = self.draft.edits.iter().find(|edit| {
                edit.noun == "offer"
                    && edit.body.get("person").and_then(|value| value.as_str())
                        == Some(&giver.to_string())
            });
            if let Some(offer) = given.map(|edit| Id::<Offer>::from_uuid(edit.subject)) {
                let mut row =
                    OfferAnswer::new(Id::of_pair("offer_answer", offer.uuid(), speaker.uuid()));
                row.offer = offer;
                row.person = speaker;
                row.answer = answer;
                self.draft.create(&row);
            }
        }
        Ok(notes)
    }

    fn promises(
        &mut self,
        dinner: &Dinner,
        day: NaiveDate,
        sources: &[SamplePromise],
        notes: &[Note],
    ) -> Result<(), SampleError> {
        for source in sources {
            let mut row = Commitment::new(self.session.new_id());
            row.audience = Audience::About;
            row.from = self.person(&source.from)?;
            row.to = self.some(source.to.as_ref())?;
            row.what.clone_from(&source.what);
            row.due = source
                .due_days
                .and_then(|days| day.checked_add_days(Days::new(days)));
            row.state = word(&source.state)?;
            row.dinner = Some(dinner.id);
            let evidence = notes.iter().find(|n| {
                n.kind == NoteKind::Promise && n.text == row.what && n.speaker == Some(row.from)
            });
            row.note = evidence.map(|note| note.id);
            self.draft.create(&row);
        }
        Ok(())
    }
}

fn attendance(dinner: &Dinner, person: Id<Person>) -> Attendance {
    let mut row = Attendance::new(dinners::attendance_id(dinner.id, person));
    row.dinner = dinner.id;
    row.person = person;
    row
}

fn word<T: std::str::FromStr<Err = crate::domain::word::UnknownWord>>(
    text: &str,
) -> Result<T, SampleError> {
    text.parse()
        .map_err(|error: crate::domain::word::UnknownWord| SampleError::File(error.to_string()))
}

fn clock_time(text: &str) -> Result<NaiveTime, SampleError> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .map_err(|error| SampleError::File(format!("{text}: {error}")))
}

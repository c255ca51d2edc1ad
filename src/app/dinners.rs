//! Planning a dinner: making it, asking people, taking their answers, and the rules of its seating.

use chrono::NaiveDateTime;

use super::{
    Session, clock,
    dinner_plan::{self, DinnerPlan, GroupChoice, Minutes},
    find,
    rules::{self, Wanted},
};
use crate::{
    domain::{
        Attendance, Dinner, DinnerRecord, Draft, Group, Id, Membership, Noun as _, Person, Rule,
        Table,
        dinner::{Answer, DinnerState, Origin, Presence, RuleKind, Scope, Shape},
        group::Standing,
    },
    evening::Template,
    storage::{Receipt, StorageError},
};

/// Why a plan was refused.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    #[error("A table has 5 to 12 seats, best 6 to 10; {0} was asked for")]
    TableSize(i64),
    #[error("A dinner needs a table: --tables 8, or --tables 8,8,7")]
    NoTable,
    #[error("{0} is not at this dinner. Invite them first: tablemates dinner invite")]
    NotInvited(String),
    #[error("A {0} needs a name")]
    NoName(&'static str),
    #[error(
        "{at} is not on the clocks of {zone}: that night they go from one hour to the next but one. Choose another time"
    )]
    NoSuchTime { at: String, zone: String },
    #[error("“{0}” is no time zone. Write it as Europe/London")]
    NoSuchZone(String),
    #[error(
        "The evening of {0} has begun: its tables, its minutes and its beginning stay as they are. Nothing was changed"
    )]
    HasBegun(String),
    #[error("{0} is running. End its evening first. Nothing was changed")]
    Running(String),
    #[error("This rule is there already")]
    SameRule,
    #[error("{first} and {second} cannot be both together and apart. Remove the other rule first")]
    Contradiction { first: String, second: String },
    #[error("A rule is about two people, and {0} was named twice")]
    SamePerson(String),
    #[error("Table {table} has no seat {seat}: it has {seats}")]
    NoSuchSeat { table: i64, seat: i64, seats: i64 },
    #[error("There is no table {table} at this dinner. It has {}", tables.iter().map(i64::to_string).collect::<Vec<_>>().join(", "))]
    NoSuchTable { table: i64, tables: Vec<i64> },
    #[error("Seat {seat} at table {table} is kept for {holder} already")]
    SeatTaken {
        table: i64,
        seat: i64,
        holder: String,
    },
    #[error(
        "{0} has members only when people were imported or added with --group. Nobody was invited"
    )]
    NoMembers(String),
    #[error(transparent)]
    Find(#[from] find::FindError),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// What is asked for when a dinner is made.
#[derive(Clone, Debug)]
pub struct NewDinner {
    pub group: String,
    /// Local time there.
    pub starts_at: NaiveDateTime,
    /// Seats of each table.
    pub tables: Vec<i64>,
    pub shape: Shape,
    /// The running order: "six", "eight", "ten"; nothing: by the largest table.
    pub template: Option<String>,
    /// Whether the questions begin by themselves when a pitch is over.
    pub auto_questions: bool,
    /// Nothing: the group's name and the next number.
    pub title: Option<String>,
    pub place: Option<String>,
    /// The time zone there (IANA); nothing: the group's, else that of this machine.
    pub zone: Option<String>,
}

/// Makes a dinner, and its group when there is none of that name. Returns it with what should be known about it.
pub fn create(session: &Session, new: &NewDinner) -> Result<(Dinner, Vec<String>), PlanError> {
    if new.group.trim().is_empty() {
        return Err(PlanError::NoName("group"));
    }
    let mut advice: Vec<String> = Vec::new();
    for size in new.tables.iter().filter(|size| !(6..=10).contains(*size)) {
        advice.push(format!(
            "A table of {size} is allowed, but talk is best at 6 to 10"
        ));
    }
    let (choice, group) = match find::group(session.library(), &new.group) {
        Ok(group) => (GroupChoice::Known(group.id), group),
        Err(find::FindError::Unknown { .. }) => (
            GroupChoice::New(new.group.clone()),
            new_group(session, &new.group),
        ),
        Err(error) => return Err(error.into()),
    };
    let number = dinner_plan::next_number(session, group.id)?;
    let usual = if group.zone.is_empty() {
        clock::zone()
    } else {
        group.zone.clone()
    };
    let by_size = Template::for_people(dinner_plan::largest(&new.tables));
    let template = new.template.as_ref().and_then(|word| word.parse().ok());
    let title = format!("{}, No. {number}", group.name);
    let plan = DinnerPlan {
        group: choice,
        title: new.title.clone().unwrap_or(title),
        starts_at: new.starts_at,
        ends_at: None,
        zone: new.zone.clone().unwrap_or(usual),
        place: new.place.clone().unwrap_or_else(|| group.place.clone()),
        host: session.library().you()?,
        tables: new.tables.clone(),
        shape: new.shape,
        minutes: Minutes::Of(template.unwrap_or(by_size)),
        auto_questions: new.auto_questions,
        guests: Vec::new(),
        objective: String::new(),
    };
    let mut draft = Draft::new("");
    let dinner = dinner_plan::add(session, &mut draft, &plan, DinnerState::Open)?;
    draft.label = format!("New dinner {}", dinner.title);
    session.write(draft)?;
    Ok((dinner, advice))
}

/// How the questions begin, in words.
pub(super) const fn begin_words(by_themselves: bool) -> &'static str {
    if by_themselves {
        "The questions begin by themselves"
    } else {
        "The questions wait for a key"
    }
}

/// Has the questions of a dinner begin by themselves when a pitch is over, or wait for a key.
pub fn begin_questions(
    session: &Session,
    dinner: &Dinner,
    by_themselves: bool,
) -> Result<String, PlanError> {
    let words = begin_words(by_themselves);
    let mut draft = Draft::new(words);
    let mut new = dinner.clone();
    new.auto_questions = by_themselves;
    draft.update(dinner, &new);
    session.write(draft)?;
    Ok(words.to_owned())
}

/// A group of this name, in this machine's time zone.
pub(super) fn new_group(session: &Session, name: &str) -> Group {
    let mut group = Group::new(session.new_id());
    name.trim().clone_into(&mut group.name);
    group.zone = clock::zone();
    group
}

/// The id of a table of a dinner, the same on every laptop.
pub fn table_id(dinner: Id<Dinner>, number: i64) -> Id<Table> {
    Id::of_pair(
        Table::SPEC.name,
        dinner.uuid(),
        uuid::Uuid::from_u128(u128::from(number.unsigned_abs())),
    )
}

/// The id of a person's attendance at a dinner.
pub fn attendance_id(dinner: Id<Dinner>, person: Id<Person>) -> Id<Attendance> {
    Id::of_pair(Attendance::SPEC.name, dinner.uuid(), person.uuid())
}

/// The members of a dinner's group.
pub fn members(session: &Session, dinner: &Dinner) -> Result<Vec<Person>, PlanError> {
    let library = session.library();
    let mut people = Vec::new();
    for membership in library.of::<Membership>("group", dinner.group.uuid())? {
        if membership.standing == Standing::Member {
            people.extend(library.get(membership.person)?);
        }
    }
    if people.is_empty() {
        let name = library
            .get(dinner.group)?
            .map_or_else(|| "The group".to_owned(), |group| group.name);
        return Err(PlanError::NoMembers(name));
    }
    Ok(people)
}

/// Invites people; who is invited already stays as they are. Returns how many were new or changed.
pub fn invite(
    session: &Session,
    dinner: &Dinner,
    people: &[Person],
    is_accepted: bool,
) -> Result<usize, PlanError> {
    let library = session.library();
    let mut draft = Draft::new("");
    for person in people {
        let old = library.get(attendance_id(dinner.id, person.id))?;
        let mut new = old.clone().unwrap_or_else(|| attendance(dinner, person.id));
        if is_accepted {
            new.answer = Answer::Accepted;
        }
        draft.put(old.as_ref(), &new);
    }
    let count = draft.edits.len();
    draft.label = format!("Invite {} to {}", counted(count, "guest"), dinner.title);
    session.write(draft)?;
    Ok(count)
}

/// What is known at the door or by reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Answer(Answer),
    Presence(Presence),
    WalkIn,
}

/// Takes somebody's answer, absence or arrival. A walk-in gets the first free seat when the dinner is seated.
/// Returns what was done, in words.
pub fn rsvp(
    session: &Session,
    dinner: &Dinner,
    person: &Person,
    word: Word,
) -> Result<String, PlanError> {
    let library = session.library();
    let old = library.get(attendance_id(dinner.id, person.id))?;
    let mut new = match (&old, word) {
        (Some(old), _) => old.clone(),
        (None, Word::Presence(_)) => return Err(PlanError::NotInvited(person.name())),
        (None, _) => attendance(dinner, person.id),
    };
    let mut done = match word {
        Word::Answer(answer) => {
            new.answer = answer;
            // Whoever is not sure keeps their seat until the answer is no, or somebody else is seated there.
            if matches!(answer, Answer::Declined | Answer::Waitlisted) {
                (new.table_no, new.seat) = (None, None);
            }
            format!("{}: {answer}", person.name())
        }
        Word::Presence(presence) => {
            new.presence = presence;
            if presence == Presence::NoShow {
                (new.table_no, new.seat) = (None, None);
            }
            format!("{}: {presence}", person.name())
        }
        Word::WalkIn => {
            new.answer = Answer::Accepted;
            new.presence = Presence::Unknown;
            if old.is_none() {
                new.origin = Origin::WalkIn;
            }
            format!("{}: walk-in", person.name())
        }
    };
    if word == Word::WalkIn && new.seat.is_none() {
        match free_seat(&library.record(dinner.clone())?) {
            Some((table_no, seat)) => {
                (new.table_no, new.seat) = (Some(table_no), Some(seat));
                done = format!("{done}, table {table_no}, seat {seat}");
            }
            None => done += ", without a seat yet: `tablemates seat` places everybody",
        }
    }
    let mut draft = Draft::new(format!("{done} at {}", dinner.title));
    if library.get::<Person>(person.id)?.is_none() {
        draft.create(person);
    }
    draft.put(old.as_ref(), &new);
    session.write(draft)?;
    Ok(done)
}

/// The first free seat of a dinner that is seated.
pub(super) fn free_seat(record: &DinnerRecord) -> Option<(i64, i64)> {
    if record.attendances.iter().all(|a| a.seat.is_none()) {
        return None;
    }
    let taken = |table: i64, seat: i64| {
        record
            .attendances
            .iter()
            .any(|a| a.table_no == Some(table) && a.seat == Some(seat))
    };
    let mut seats = record
        .tables
        .iter()
        .flat_map(|table| (1..=table.seats).map(|seat| (table.number, seat)));
    seats.find(|(table, seat)| !taken(*table, *seat))
}

/// A person made from a name as typed, for a walk-in whom nobody knows.
pub fn new_person(session: &Session, name: &str) -> Result<Person, PlanError> {
    if name.trim().is_empty() {
        return Err(PlanError::NoName("walk-in"));
    }
    let mut person = Person::new(session.new_id());
    person.call(name);
    "added by hand".clone_into(&mut person.source);
    Ok(person)
}

/// Adds a rule about two people.
pub fn add_rule(
    session: &Session,
    dinner: &Dinner,
    kind: RuleKind,
    (first, second): (&Person, &Person),
    scope: Scope,
    is_hard: bool,
) -> Result<Rule, PlanError> {
    for person in [first, second] {
        must_be_invited(session, dinner, person)?;
    }
    let wanted = Wanted {
        kind,
        first: first.id,
        second: second.id,
        scope,
        is_hard,
    };
    let others = session.library().of::<Rule>("dinner", dinner.id.uuid())?;
    let name = |id| {
        if id == first.id {
            first.name()
        } else {
            second.name()
        }
    };
    rules::check(&others, &wanted, None, name)?;
    let mut rule = Rule::new(session.new_id());
    rule.dinner = dinner.id;
    rule.kind = kind;
    rule.first = first.id;
    rule.second = Some(second.id);
    rule.scope = scope;
    rule.is_hard = is_hard;
    write_rule(
        session,
        &rule,
        format!("Rule: {} {kind} {}", first.name(), second.name()),
    )?;
    Ok(rule)
}

/// Keeps a table, and perhaps a seat at it, for a person. A lock that they had is replaced.
pub fn lock(
    session: &Session,
    dinner: &Dinner,
    person: &Person,
    table_no: i64,
    seat: Option<i64>,
) -> Result<Rule, PlanError> {
    must_be_invited(session, dinner, person)?;
    let library = session.library();
    let tables = library.of::<Table>("dinner", dinner.id.uuid())?;
    let Some(table) = tables.iter().find(|table| table.number == table_no) else {
        return Err(PlanError::NoSuchTable {
            table: table_no,
            tables: tables.iter().map(|table| table.number).collect(),
        });
    };
    if let Some(seat) = seat.filter(|seat| !(1..=table.seats).contains(seat)) {
        return Err(PlanError::NoSuchSeat {
            table: table_no,
            seat,
            seats: table.seats,
        });
    }
    let rules = library.of::<Rule>("dinner", dinner.id.uuid())?;
    let locks = || rules.iter().filter(|rule| rule.kind == RuleKind::Lock);
    if let Some(other) = locks().find(|rule| {
        seat.is_some()
            && rule.table_no == Some(table_no)
            && rule.seat == seat
            && rule.first != person.id
    }) {
        let holder = library
            .get(other.first)?
            .map_or_else(|| "somebody".to_owned(), |person| person.name());
        return Err(PlanError::SeatTaken {
            table: table_no,
            seat: seat.unwrap_or_default(),
            holder,
        });
    }
    let mut rule = Rule::new(session.new_id());
    rule.dinner = dinner.id;
    rule.kind = RuleKind::Lock;
    rule.first = person.id;
    rule.is_hard = true;
    rule.table_no = Some(table_no);
    rule.seat = seat;
    let mut draft = Draft::new(format!("Rule: keep {} at table {table_no}", person.name()));
    for old in locks().filter(|old| old.first == person.id) {
        draft.remove(old);
    }
    draft.create(&rule);
    session.write(draft)?;
    Ok(rule)
}

/// Takes a rule away.
pub fn remove_rule(session: &Session, rule: &Rule) -> Result<(), PlanError> {
    let mut draft = Draft::new(format!("Remove a rule ({})", rule.kind));
    draft.remove(rule);
    session.write(draft)?;
    Ok(())
}

/// Sets how far a dinner has come.
pub(super) fn set_state(draft: &mut Draft, dinner: &Dinner, state: DinnerState) {
    let mut new = dinner.clone();
    new.state = state;
    draft.update(dinner, &new);
}

/// "1 guest", "8 guests".
pub fn counted(count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {one}s")
    }
}

/// An invitation that nothing is known of yet.
pub(super) fn attendance(dinner: &Dinner, person: Id<Person>) -> Attendance {
    let mut new = Attendance::new(attendance_id(dinner.id, person));
    new.dinner = dinner.id;
    new.person = person;
    new
}

fn must_be_invited(session: &Session, dinner: &Dinner, person: &Person) -> Result<(), PlanError> {
    match session.library().get(attendance_id(dinner.id, person.id))? {
        Some(_) => Ok(()),
        None => Err(PlanError::NotInvited(person.name())),
    }
}

fn write_rule(
    session: &Session,
    rule: &Rule,
    label: String,
) -> Result<Option<Receipt>, StorageError> {
    let mut draft = Draft::new(label);
    draft.create(rule);
    session.write(draft)
}

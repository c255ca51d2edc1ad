//! Promises, thank-yous and objectives, as Today works through them; and who the owner of the laptop is.

use chrono::{DateTime, Days, Local, NaiveDate};

use crate::{
    app::{Session, dinners, objective, wrap},
    domain::{
        Commitment, Draft, Id, Objective, Person, Suggestion, promise::CommitmentState,
        word::uncapitalised,
    },
};

use super::{DeskError, Done};

/// By how many days "Later" puts something off.
const LATER_DAYS: u64 = 7;

/// A thank-you that is owed: found by a rule and not decided yet, or a promise already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thanks {
    Found(Id<Suggestion>),
    Promised(Id<Commitment>),
}

/// A change of them.
#[derive(Clone, Debug, PartialEq)]
pub enum PromiseEdit {
    Done(Id<Commitment>),
    /// Due a week from today.
    Later(Id<Commitment>),
    /// Its draft was taken to be sent.
    ThankDrafted(Thanks),
    Thanked(Thanks),
    /// Sets a new objective of the owner; an empty one takes the old one away.
    Objective(String),
    /// Counts one more, or one less, towards the objective.
    Count(i64),
    /// The owner's name: of the person who is the owner, or of a new one.
    Name(String),
    /// Who is the owner.
    You(Id<Person>),
}

impl PromiseEdit {
    /// Does it.
    pub(super) fn run(&self, session: &Session) -> Result<Done, DeskError> {
        match self {
            Self::Done(id) => set(session, *id, |promise| {
                promise.state = CommitmentState::Done;
                format!("Done: {}", promise.what)
            }),
            Self::Later(id) => {
                let day = today(session)
                    .checked_add_days(Days::new(LATER_DAYS))
                    .ok_or_else(|| refused("There is no such day. Nothing was changed"))?;
                set(session, *id, |promise| {
                    promise.due = Some(day);
                    format!("Put off to {}: {}", day.format("%a %-d %b"), promise.what)
                })
            }
            Self::ThankDrafted(thanks) => thank(session, *thanks, CommitmentState::Drafted),
            Self::Thanked(thanks) => thank(session, *thanks, CommitmentState::Done),
            Self::Objective(text) => set_objective(session, text.trim()),
            Self::Count(by) => count(session, *by),
            Self::Name(name) => set_name(session, name),
            Self::You(person) => {
                let row = session.library().get(*person)?;
                let row = row.ok_or_else(|| refused("They are not in this library any more"))?;
                session.set_you(row.id)?;
                Ok(format!("You are {}", row.name()).into())
            }
        }
    }
}

/// The objective of the owner that stands now.
pub(super) fn objective_of(
    session: &Session,
    you: Id<Person>,
) -> Result<Option<Objective>, DeskError> {
    let mut all = session.library().of::<Objective>("person", you.uuid())?;
    all.retain(|objective| objective.dinner.is_none());
    Ok(all.pop())
}

/// The day on the clocks here.
fn today(session: &Session) -> NaiveDate {
    DateTime::from_timestamp_millis(session.now().wall_ms)
        .unwrap_or_default()
        .with_timezone(&Local)
        .date_naive()
}

fn set(
    session: &Session,
    id: Id<Commitment>,
    change: impl FnOnce(&mut Commitment) -> String,
) -> Result<Done, DeskError> {
    let old: Option<Commitment> = session.library().get(id)?;
    let old = old.ok_or_else(|| refused("That promise is not there any more"))?;
    let mut new = old.clone();
    let label = change(&mut new);
    let mut draft = Draft::new(label.clone());
    draft.update(&old, &new);
    session.write(draft)?;
    Ok(label.into())
}

fn thank(session: &Session, thanks: Thanks, state: CommitmentState) -> Result<Done, DeskError> {
    let is_done = state == CommitmentState::Done;
    let label = |what: &str| {
        if is_done {
            format!("Done: {what}")
        } else {
            format!("Draft copied: {}", uncapitalised(what))
        }
    };
    match thanks {
        Thanks::Promised(id) => set(session, id, |promise| {
            promise.state = state;
            label(&promise.what)
        }),
        Thanks::Found(id) => {
            let found: Option<Suggestion> = session.library().get(id)?;
            let mut found = found.ok_or_else(|| refused("That thank-you is not there any more"))?;
            let label = label(&found.what);
            let mut draft = Draft::new(label.clone());
            wrap::accept(&mut draft, &mut found, state);
            session.write(draft)?;
            Ok(label.into())
        }
    }
}

/// A new text is a new row: what was counted belongs to the old one, which History keeps.
fn set_objective(session: &Session, text: &str) -> Result<Done, DeskError> {
    let you = session.library().you()?;
    let you = you.ok_or_else(|| refused("Say who you are first, in Settings"))?;
    let old = objective_of(session, you)?;
    let words = match (text, &old) {
        ("", None) => {
            return Ok("There was no objective, and there is none"
                .to_owned()
                .into());
        }
        ("", Some(_)) => "Took the objective away".to_owned(),
        (text, _) => format!("Your dinners should bring about: {text}"),
    };
    if old.as_ref().is_some_and(|old| old.text == text) {
        return Ok(words.into());
    }
    let mut draft = Draft::new(words.clone());
    if let Some(old) = &old {
        draft.remove(old);
    }
    if !text.is_empty() {
        let mut new = Objective::new(session.new_id());
        new.person = you;
        text.clone_into(&mut new.text);
        draft.create(&new);
    }
    session.write(draft)?;
    Ok(words.into())
}

fn count(session: &Session, by: i64) -> Result<Done, DeskError> {
    let you = session.library().you()?;
    let old = you.map(|you| objective_of(session, you)).transpose()?;
    let old = old
        .flatten()
        .ok_or_else(|| refused("There is no objective to count for. Nothing was changed"))?;
    let made = objective::made(&old.outcome).saturating_add(by).max(0);
    let mut new = old.clone();
    new.outcome = made.to_string();
    let label = format!("{made} made: {}", old.text);
    let mut draft = Draft::new(label.clone());
    draft.update(&old, &new);
    session.write(draft)?;
    Ok(label.into())
}

fn set_name(session: &Session, name: &str) -> Result<Done, DeskError> {
    let mut new = dinners::new_person(session, name)
        .map_err(|_no_name| refused("A name has at least one letter. Nothing was changed"))?;
    let you = session.library().you()?;
    let old: Option<Person> = you
        .map(|you| session.library().get(you))
        .transpose()?
        .flatten();
    if let Some(old) = &old {
        new = Person {
            given: new.given,
            family: new.family,
            middle: String::new(),
            ..old.clone()
        };
    }
    let label = format!("You are {}", new.name());
    let (id, mut draft) = (new.id, Draft::new(label.clone()));
    draft.put(old.as_ref(), &new);
    session.write(draft)?;
    session.set_you(id)?;
    Ok(label.into())
}

fn refused(words: &str) -> DeskError {
    DeskError::Refused(words.to_owned())
}

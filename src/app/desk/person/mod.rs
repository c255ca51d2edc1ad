//! People: adding them and changing what is known of them, and what lies between them and the owner of the laptop.

mod form;
mod introduction;
mod merge;
mod open;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use form::{Agreed, ConsentDraft, PersonDraft, PointDraft};
pub use introduction::introduction;
pub use merge::MergeDraft;
pub(super) use open::person;
pub use open::{Answered, GiveGet, Met, MetWhere, OpenPerson, Past, Want};

use super::{Desk, DeskError, Done, Subject};
use crate::{
    app::{Session, people::PeopleIndex},
    domain::{
        Ask, Audience, Commitment, Draft, Encounter, Id, Noun, Offer, Person, encounter::MetAt,
    },
};

/// A change of them.
#[derive(Clone, Debug, PartialEq)]
pub enum PersonEdit {
    /// Keeps a form: somebody new, or changes of somebody.
    Keep(Box<PersonDraft>),
    /// Keeps an ask; one without an id is new.
    Ask(Ask),
    RemoveAsk(Id<Ask>),
    /// Keeps an offer; one without an id is new.
    Offer(Offer),
    RemoveOffer(Id<Offer>),
    /// What only the owner of the laptop reads of somebody.
    PrivateNote(Id<Person>, String),
    /// The owner of the laptop promises something to somebody.
    Promise {
        to: Id<Person>,
        what: String,
        due: Option<NaiveDate>,
    },
    /// The owner of the laptop met somebody elsewhere.
    Met {
        with: Id<Person>,
        met_on: NaiveDate,
        context: MetAt,
        words: String,
    },
    RemoveMet(Id<Encounter>),
    /// Two people are one.
    Merge(Box<MergeDraft>),
    /// Somebody is the owner of this laptop.
    IsYou(Id<Person>),
}

impl PersonEdit {
    /// Does it.
    pub(super) fn run(&self, session: &Session, today: NaiveDate) -> Result<Done, DeskError> {
        match self {
            Self::Keep(form) => form.keep(session, today),
            Self::Ask(ask) => keep_ask(session, ask),
            Self::RemoveAsk(id) => remove(session, *id, "ask"),
            Self::Offer(offer) => keep_offer(session, offer),
            Self::RemoveOffer(id) => remove(session, *id, "offer"),
            Self::PrivateNote(person, words) => keep_note(session, *person, words),
            Self::Promise { to, what, due } => promise(session, *to, what, *due),
            Self::Met {
                with,
                met_on,
                context,
                words,
            } => {
                let mut row = Encounter::new(session.new_id());
                row.other = *with;
                row.met_on = Some(*met_on);
                row.context = *context;
                words.trim().clone_into(&mut row.words);
                met(session, row, today)
            }
            Self::RemoveMet(id) => remove(session, *id, "meeting"),
            Self::Merge(merge) => merge.run(session),
            Self::IsYou(person) => {
                let row = known(session, *person)?;
                session.set_you(*person)?;
                Ok(format!("You are {}", row.name()).into())
            }
        }
    }
}

impl Desk {
    /// What the list of people shows and finds by, for this state of the library.
    pub fn people_index(&self) -> Result<PeopleIndex, DeskError> {
        let library = self.session.library();
        let you = library.you()?;
        Ok(PeopleIndex::read(library, self.people(), you, self.today)?)
    }

    /// What was changed about a person, latest first.
    pub fn past_of(&self, person: Id<Person>) -> Result<Vec<Past>, DeskError> {
        Ok(open::past(self.session.library(), person)?)
    }
}

/// The row of a person.
fn known(session: &Session, person: Id<Person>) -> Result<Person, DeskError> {
    session.library().get(person)?.ok_or_else(|| {
        DeskError::Refused("They are not in this library any more. Nothing was changed".to_owned())
    })
}

/// The owner of the laptop.
fn you(session: &Session) -> Result<Id<Person>, DeskError> {
    session.library().you()?.ok_or_else(|| {
        DeskError::Refused(
            "It is not known who you are. Open yourself in People and press “This is me”"
                .to_owned(),
        )
    })
}

fn refused<T>(words: &str) -> Result<T, DeskError> {
    Err(DeskError::Refused(words.to_owned()))
}

/// Writes a draft; says its label, or that there was nothing to write.
fn write(session: &Session, draft: Draft, person: Id<Person>) -> Result<Done, DeskError> {
    let label = draft.label.clone();
    let words = match session.write(draft)? {
        Some(_) => label,
        None => "Nothing was changed".to_owned(),
    };
    Ok(Done {
        words,
        look_at: Some(Subject::Person(person)),
    })
}

fn keep_ask(session: &Session, ask: &Ask) -> Result<Done, DeskError> {
    let person = known(session, ask.person)?;
    let mut new = ask.clone();
    for text in [&mut new.text, &mut new.why, &mut new.line] {
        *text = text.trim().to_owned();
    }
    if new.text.is_empty() {
        return refused("An ask needs words: whom do they want to meet? Nothing was kept");
    }
    let mut draft = Draft::new(format!("Keep what {} asks for", person.short_name()));
    put(session, &mut draft, new, |row, id| row.id = id)?;
    write(session, draft, person.id)
}

fn keep_offer(session: &Session, offer: &Offer) -> Result<Done, DeskError> {
    let person = known(session, offer.person)?;
    let mut new = offer.clone();
    for text in [&mut new.text, &mut new.safe, &mut new.next_step] {
        *text = text.trim().to_owned();
    }
    if new.text.is_empty() {
        return refused("An offer needs words: what do they give? Nothing was kept");
    }
    if new.next_step.is_empty() {
        return refused(
            "An offer needs a next step: what is to be done by somebody who wants it? Nothing was kept",
        );
    }
    let mut draft = Draft::new(format!("Keep the offer of {}", person.short_name()));
    put(session, &mut draft, new, |row, id| row.id = id)?;
    write(session, draft, person.id)
}

/// Changes the row of that id, or makes one with a new id.
fn put<N: Noun>(
    session: &Session,
    draft: &mut Draft,
    mut new: N,
    name: impl FnOnce(&mut N, Id<N>),
) -> Result<(), DeskError> {
    if let Some(old) = session.library().get::<N>(new.id())? {
        draft.update(&old, &new);
    } else {
        name(&mut new, session.new_id());
        draft.create(&new);
    }
    Ok(())
}

fn remove<N: Noun>(session: &Session, id: Id<N>, what: &str) -> Result<Done, DeskError> {
    let Some(row) = session.library().get::<N>(id)? else {
        return refused("It was removed already");
    };
    let mut draft = Draft::new(format!("Remove the {what}"));
    draft.remove(&row);
    session.write(draft)?;
    Ok(format!("The {what} was removed").into())
}

fn keep_note(session: &Session, person: Id<Person>, words: &str) -> Result<Done, DeskError> {
    let old = known(session, person)?;
    let mut new = old.clone();
    words.trim().clone_into(&mut new.private_note);
    // The label is shown wherever undo is: it says nothing of what the note holds.
    let mut draft = Draft::new(format!("Keep your note on {}", old.name()));
    draft.update(&old, &new);
    write(session, draft, person)
}

fn promise(
    session: &Session,
    to: Id<Person>,
    what: &str,
    due: Option<NaiveDate>,
) -> Result<Done, DeskError> {
    let person = known(session, to)?;
    let from = you(session)?;
    if from == to {
        return refused("That is you: a promise is to somebody else. Nothing was kept");
    }
    if what.trim().is_empty() {
        return refused("A promise needs words: what will you do? Nothing was kept");
    }
    let mut row = Commitment::new(session.new_id());
    row.audience = Audience::About;
    row.from = from;
    row.to = Some(to);
    what.trim().clone_into(&mut row.what);
    row.due = due;
    let mut draft = Draft::new(format!("Promise {} something", person.short_name()));
    draft.create(&row);
    session.write(draft)?;
    let by = due.map_or_else(String::new, |due| {
        format!(" by {}", due.format("%a %-d %b"))
    });
    Ok(Done {
        words: format!("Promised to {}{by}", person.name()),
        look_at: Some(Subject::Person(to)),
    })
}

fn met(session: &Session, mut row: Encounter, today: NaiveDate) -> Result<Done, DeskError> {
    let person = known(session, row.other)?;
    row.one = you(session)?;
    if row.one == row.other {
        return refused("That is you. Nothing was kept");
    }
    if row.met_on.is_some_and(|day| day > today) {
        return refused("That day is still to come: keep it once you have met. Nothing was kept");
    }
    if row.words.is_empty() && matches!(row.context, MetAt::Group | MetAt::Event) {
        return refused("Say which: “Chamber breakfast”. Nothing was kept");
    }
    let mut draft = Draft::new(format!("Keep that you met {}", person.name()));
    draft.create(&row);
    write(session, draft, person.id)
}

//! Wrapping a dinner up at the desk: the follow-ups decided one by one, notes corrected, and who really came.

use chrono::NaiveDate;

use crate::{
    app::{
        Session,
        dinners::counted,
        wrap::{self, WrapError},
    },
    domain::{
        Audience, Commitment, Dinner, DinnerRecord, Draft, Id, Note, NoteKind, Person, Suggestion,
        dinner::{DinnerState, Presence},
        note::QuestionState,
        promise::{CommitmentState, Decision, FollowUpRule},
        word::uncapitalised,
    },
};

use super::{DeskError, Done};

/// A change while a dinner is wrapped up.
#[derive(Clone, Debug, PartialEq)]
pub enum WrapEdit {
    /// Finds the follow-ups; again, only those that are new.
    Find,
    Accept(Vec<Id<Suggestion>>),
    /// Says no to one; a promise that came of it is dropped.
    Discard(Id<Suggestion>),
    /// Accepts one in other words, for somebody else or by another day.
    Change(Id<Suggestion>, FollowUpForm),
    /// A follow-up that no rule found.
    Write(FollowUpForm),
    /// Corrects what was written down.
    Correct(Id<Note>, NoteForm),
    /// Notes written down afterwards, from memory.
    Remember(Vec<NoteForm>),
    Question(Id<Note>, QuestionState),
    Presence(Id<Person>, Presence),
}

/// A follow-up as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpForm {
    pub what: String,
    pub owner: Id<Person>,
    /// For or with whom.
    pub other: Option<Id<Person>>,
    pub due: Option<NaiveDate>,
}

/// A note as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteForm {
    pub kind: NoteKind,
    pub text: String,
    pub speaker: Option<Id<Person>>,
    /// Whom a promise is to, or a question was put to.
    pub to: Option<Id<Person>>,
    pub due: Option<NaiveDate>,
    pub audience: Audience,
}

impl NoteForm {
    /// What a note says now.
    pub fn of(note: &Note) -> Self {
        Self {
            kind: note.kind,
            text: note.text.clone(),
            speaker: note.speaker,
            to: match note.kind {
                NoteKind::Question => note.subject,
                _ => note.to,
            },
            due: note.due,
            audience: note.audience,
        }
    }

    /// The note with what was filled in.
    fn put_into(&self, note: &mut Note) {
        note.kind = self.kind;
        self.text.trim().clone_into(&mut note.text);
        note.speaker = self.speaker;
        note.audience = self.audience;
        match self.kind {
            NoteKind::Question => note.subject = self.to,
            NoteKind::Promise => note.to = self.to,
            _ => note.to = None,
        }
        note.due = self.due.filter(|_| self.kind == NoteKind::Promise);
    }
}

impl WrapEdit {
    /// Does it.
    pub(super) fn run(&self, session: &Session, dinner: &Dinner) -> Result<Done, DeskError> {
        if *self == Self::Find {
            return find(session, dinner);
        }
        let record = session.library().record(dinner.clone())?;
        let words = match self {
            Self::Find => return find(session, dinner),
            Self::Accept(ids) => accept(session, &record, ids)?,
            Self::Discard(id) => discard(session, &record, *id)?,
            Self::Change(id, form) => change(session, &record, *id, form)?,
            Self::Write(form) => write(session, &record, form)?,
            Self::Correct(id, form) => {
                let old = note_of(&record, *id)?;
                let mut new = old.clone();
                form.put_into(&mut new);
                if new.text.is_empty() && !old.text.is_empty() {
                    return Err(refused(
                        "A note that has words keeps some. Nothing was changed: to leave it out of all papers, let only you read it",
                    ));
                }
                let label = format!("Correct the note: {}", shortened(&new.text));
                notes(session, &record, label, vec![new])?
            }
            Self::Remember(forms) => remember(session, &record, forms)?,
            Self::Question(id, state) => {
                let mut new = note_of(&record, *id)?.clone();
                new.state = *state;
                let label = format!("Question {state}: {}", shortened(&new.text));
                notes(session, &record, label, vec![new])?
            }
            Self::Presence(person, presence) => came(session, &record, *person, *presence)?,
        };
        Ok(words.into())
    }
}

fn find(session: &Session, dinner: &Dinner) -> Result<Done, DeskError> {
    let wrap = wrap::wrap(session, dinner, false).map_err(|error| match error {
        WrapError::Storage(error) => DeskError::Storage(error),
        WrapError::NotHeld(_) => DeskError::Refused(error.to_string()),
    })?;
    Ok(match wrap.added {
        0 => "Nothing new was found".to_owned(),
        added => format!("{} found", counted(added, "follow-up")),
    }
    .into())
}

fn accept(
    session: &Session,
    record: &DinnerRecord,
    ids: &[Id<Suggestion>],
) -> Result<String, DeskError> {
    let mut draft = Draft::new("");
    let mut accepted = Vec::new();
    for id in ids {
        let mut found = suggestion_of(record, *id)?.clone();
        if found.decision == Decision::Accepted {
            continue;
        }
        let promise = promise_of(record, *id);
        wrap::accept_again(&mut draft, &mut found, promise, CommitmentState::Open);
        accepted.push(found.what);
    }
    draft.label = match accepted.as_slice() {
        [] => return Ok("That was accepted before".to_owned()),
        [one] => format!("Accepted: {}", shortened(one)),
        all => format!("Accepted {}", counted(all.len(), "follow-up")),
    };
    let words = draft.label.clone();
    session.write(draft)?;
    Ok(words)
}

fn discard(
    session: &Session,
    record: &DinnerRecord,
    id: Id<Suggestion>,
) -> Result<String, DeskError> {
    let old = suggestion_of(record, id)?;
    let mut new = old.clone();
    new.decision = Decision::Discarded;
    let mut draft = Draft::new(format!("Discarded: {}", shortened(&old.what)));
    draft.update(old, &new);
    if let Some(promise) = promise_of(record, id) {
        let mut dropped = promise.clone();
        dropped.state = CommitmentState::Dropped;
        draft.update(promise, &dropped);
    }
    let words = draft.label.clone();
    session.write(draft)?;
    Ok(words)
}

fn change(
    session: &Session,
    record: &DinnerRecord,
    id: Id<Suggestion>,
    form: &FollowUpForm,
) -> Result<String, DeskError> {
    let old = suggestion_of(record, id)?;
    let mut draft = Draft::new(format!("Accepted as changed: {}", shortened(&form.what)));
    let mut new = filled_in(old, form)?;
    draft.update(old, &new);
    let promise = promise_of(record, id);
    // What was drafted or done of it already stays so.
    let state = match promise.map(|promise| promise.state) {
        None | Some(CommitmentState::Dropped) => CommitmentState::Open,
        Some(state) => state,
    };
    wrap::accept_again(&mut draft, &mut new, promise, state);
    let words = draft.label.clone();
    session.write(draft)?;
    Ok(words)
}

fn write(
    session: &Session,
    record: &DinnerRecord,
    form: &FollowUpForm,
) -> Result<String, DeskError> {
    let mut new = Suggestion::new(session.new_id());
    new.dinner = record.dinner.id;
    new.rule = FollowUpRule::Promise;
    new.audience = Audience::About;
    "Written down after the dinner".clone_into(&mut new.why);
    let mut new = filled_in(&new, form)?;
    let mut draft = Draft::new(format!("Wrote down: {}", shortened(&new.what)));
    new.decision = Decision::Accepted;
    draft.create(&new);
    wrap::accept_again(&mut draft, &mut new, None, CommitmentState::Open);
    let words = draft.label.clone();
    session.write(draft)?;
    Ok(words)
}

/// The follow-up with what was filled in.
fn filled_in(old: &Suggestion, form: &FollowUpForm) -> Result<Suggestion, DeskError> {
    let what = form.what.trim();
    if what.is_empty() {
        return Err(refused("Say what is to be done. Nothing was changed"));
    }
    Ok(Suggestion {
        what: what.to_owned(),
        owner: form.owner,
        other: form.other.filter(|other| *other != form.owner),
        due: form.due,
        ..old.clone()
    })
}

fn remember(
    session: &Session,
    record: &DinnerRecord,
    forms: &[NoteForm],
) -> Result<String, DeskError> {
    let now_ms = session.now().wall_ms;
    let table_of = |form: &NoteForm| {
        let said_at = form.speaker.and_then(|person| record.table_of(person));
        said_at.or_else(|| record.tables.first().map(|table| table.number))
    };
    let written: Vec<Note> = forms
        .iter()
        .filter(|form| !form.text.trim().is_empty())
        .map(|form| {
            let mut note = Note::new(session.new_id());
            note.dinner = record.dinner.id;
            note.table_no = table_of(form).unwrap_or(1);
            note.at_ms = now_ms;
            form.put_into(&mut note);
            note
        })
        .collect();
    if written.is_empty() {
        return Err(refused("Write at least one line. Nothing was changed"));
    }
    let label = format!("Wrote {} from memory", counted(written.len(), "note"));
    notes(session, record, label, written)
}

/// Writes notes, corrected or new, with what the follow-ups become by them: one change, which Undo takes back whole.
fn notes(
    session: &Session,
    record: &DinnerRecord,
    label: String,
    changed: Vec<Note>,
) -> Result<String, DeskError> {
    let mut after = record.clone();
    for new in changed {
        match after.notes.iter_mut().find(|note| note.id == new.id) {
            Some(note) => *note = new,
            None => after.notes.push(new),
        }
    }
    link_answers(record, &mut after);
    let mut draft = Draft::new(label.clone());
    for new in &after.notes {
        let old = record.notes.iter().find(|old| old.id == new.id);
        draft.put(old, new);
    }
    // Before the follow-ups of a dinner were looked for at all, they are not found by the way.
    if record.dinner.state >= DinnerState::Wrapped {
        wrap::refresh(&mut draft, record, &after);
    }
    session.write(draft)?;
    Ok(label)
}

/// A note that became an answer is for the last question before it; a question whose answer became something else is
/// open again.
fn link_answers(before: &DinnerRecord, after: &mut DinnerRecord) {
    let mut answered: Vec<Id<Note>> = Vec::new();
    let mut reopened: Vec<Id<Note>> = Vec::new();
    let questions: Vec<(Id<Note>, i64, i64)> = after
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::Question)
        .map(|note| (note.id, note.table_no, note.at_ms))
        .collect();
    for note in &mut after.notes {
        let was = before.notes.iter().find(|old| old.id == note.id);
        let was_answer = was.is_some_and(|old| old.kind == NoteKind::Answer);
        if note.kind == NoteKind::Answer && !was_answer {
            let question = questions
                .iter()
                .rev()
                .find(|(id, table, at)| {
                    *table == note.table_no && *at <= note.at_ms && *id != note.id
                })
                .map(|(id, ..)| *id);
            note.answers = question;
            answered.extend(question);
        } else if note.kind != NoteKind::Answer && was_answer {
            reopened.extend(note.answers.take());
        }
    }
    let still: Vec<Id<Note>> = after.notes.iter().filter_map(|note| note.answers).collect();
    for note in &mut after.notes {
        if answered.contains(&note.id) {
            note.state = QuestionState::Answered;
        } else if reopened.contains(&note.id) && !still.contains(&note.id) {
            note.state = QuestionState::Open;
        }
    }
}

/// The seat stays with who did not come, so that the mark can be taken off again.
fn came(
    session: &Session,
    record: &DinnerRecord,
    person: Id<Person>,
    presence: Presence,
) -> Result<String, DeskError> {
    let old = record.attendances.iter().find(|a| a.person == person);
    let old = old.ok_or_else(|| refused("They were not asked to this dinner"))?;
    let mut new = old.clone();
    new.presence = presence;
    let mut after = record.clone();
    if let Some(row) = after.attendances.iter_mut().find(|a| a.person == person) {
        row.clone_from(&new);
    }
    let mut draft = Draft::new(format!("{}: {presence}", record.name(person)));
    draft.update(old, &new);
    if record.dinner.state >= DinnerState::Wrapped {
        wrap::refresh(&mut draft, record, &after);
    }
    let words = draft.label.clone();
    session.write(draft)?;
    Ok(words)
}

fn suggestion_of(record: &DinnerRecord, id: Id<Suggestion>) -> Result<&Suggestion, DeskError> {
    let found = record.suggestions.iter().find(|found| found.id == id);
    found.ok_or_else(|| refused("That follow-up is not there any more. Nothing was changed"))
}

fn promise_of(record: &DinnerRecord, id: Id<Suggestion>) -> Option<&Commitment> {
    let made = wrap::commitment_id(id);
    record.commitments.iter().find(|promise| promise.id == made)
}

fn note_of(record: &DinnerRecord, id: Id<Note>) -> Result<&Note, DeskError> {
    let found = record.notes.iter().find(|note| note.id == id);
    found.ok_or_else(|| refused("That note is not there any more. Nothing was changed"))
}

/// So much of a text as a label can hold.
fn shortened(text: &str) -> String {
    let text = uncapitalised(text);
    if text.chars().count() <= 48 {
        return text;
    }
    let short: String = text.chars().take(46).collect();
    format!("{}…", short.trim_end())
}

fn refused(words: &str) -> DeskError {
    DeskError::Refused(words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{desk::sample_session, play, sample};

    /// The sample after its evening was played and its follow-ups were found.
    fn wrapped(folder: &tempfile::TempDir) -> (Session, Dinner) {
        let session = sample_session(&folder.path().join("library.tablemates")).unwrap();
        let dinners = session.library().dinners().unwrap();
        let tonight = |dinner: &&Dinner| dinner.state == DinnerState::Seated;
        let dinner = dinners.iter().find(tonight).unwrap().clone();
        let script = sample::script(&session, &dinner, 1).unwrap();
        play::play(&session, &dinner, 1, &script, |_| {}).unwrap();
        let dinner = session.library().get(dinner.id).unwrap().unwrap();
        WrapEdit::Find.run(&session, &dinner).unwrap();
        let dinner = session.library().get(dinner.id).unwrap().unwrap();
        (session, dinner)
    }

    fn record(session: &Session, dinner: &Dinner) -> DinnerRecord {
        let row = session.library().get(dinner.id).unwrap().unwrap();
        session.library().record(row).unwrap()
    }

    fn promise_note(record: &DinnerRecord) -> Note {
        let mut notes = record.notes.iter();
        let wanted = |note: &&Note| note.text.contains("three paper samples");
        notes.find(wanted).unwrap().clone()
    }

    #[test]
    fn a_corrected_note_takes_its_follow_up_along_until_the_host_puts_it_otherwise() {
        let folder = tempfile::TempDir::new().unwrap();
        let (session, dinner) = wrapped(&folder);
        let before = record(&session, &dinner);
        let note = promise_note(&before);
        let found = |record: &DinnerRecord| -> Suggestion {
            let mut found = record.suggestions.iter();
            found
                .find(|found| found.note == Some(note.id))
                .unwrap()
                .clone()
        };
        let say = |text: &str| {
            let form = NoteForm {
                text: text.to_owned(),
                ..NoteForm::of(&note)
            };
            let dinner = session.library().get(dinner.id).unwrap().unwrap();
            WrapEdit::Correct(note.id, form)
                .run(&session, &dinner)
                .unwrap();
            record(&session, &dinner)
        };
        let id = found(&before).id;
        let accept = WrapEdit::Accept(vec![id]);
        accept.run(&session, &dinner).unwrap();
        let after = say("send Elena five paper samples");
        assert_eq!(
            promise_note_of(&after, note.id).text,
            "send Elena five paper samples"
        );
        assert_eq!(found(&after).what, "Send Elena five paper samples");
        assert_eq!(
            promise_of(&after, id).unwrap().what,
            "Send Elena five paper samples"
        );
        let form = FollowUpForm {
            what: "Take the samples along on Friday".to_owned(),
            owner: found(&after).owner,
            other: found(&after).other,
            due: None,
        };
        WrapEdit::Change(id, form).run(&session, &dinner).unwrap();
        let after = say("send Elena six paper samples");
        assert_eq!(found(&after).what, "Take the samples along on Friday");
        assert_eq!(
            promise_of(&after, id).unwrap().what,
            "Take the samples along on Friday"
        );
        assert_eq!(promise_of(&after, id).unwrap().due, None);
    }

    fn promise_note_of(record: &DinnerRecord, id: Id<Note>) -> Note {
        note_of(record, id).unwrap().clone()
    }

    #[test]
    fn a_note_that_only_the_owner_may_read_hides_what_came_of_it() {
        let folder = tempfile::TempDir::new().unwrap();
        let (session, dinner) = wrapped(&folder);
        let before = record(&session, &dinner);
        let note = promise_note(&before);
        let of_note = |record: &DinnerRecord| {
            let mut found = record.suggestions.iter();
            found.find(|found| found.note == Some(note.id)).cloned()
        };
        let found = of_note(&before).unwrap();
        let accept = WrapEdit::Accept(vec![found.id]);
        accept.run(&session, &dinner).unwrap();
        let form = NoteForm {
            audience: Audience::OnlyMe,
            text: "send Elena nothing yet".to_owned(),
            ..NoteForm::of(&note)
        };
        WrapEdit::Correct(note.id, form)
            .run(&session, &dinner)
            .unwrap();
        let after = record(&session, &dinner);
        let found = of_note(&after).unwrap();
        assert_eq!(found.audience, Audience::OnlyMe);
        assert_eq!(found.what, "Send Elena nothing yet");
        let promise = promise_of(&after, found.id).unwrap();
        assert_eq!(promise.audience, Audience::OnlyMe);
        assert_eq!(promise.what, found.what);
        // No recap says it any more.
        for reader in crate::app::recaps::readers(&after) {
            let content = crate::recap::build::attendee(&after, reader).unwrap();
            assert!(!format!("{content:?}").contains("paper samples"));
            assert!(!format!("{content:?}").contains("nothing yet"));
        }
    }
}

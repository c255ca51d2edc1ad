//! Groups, who belongs to them and how.

use chrono::NaiveDate;

use crate::{
    app::{
        Session,
        dinners::{self, counted},
        groups::{Belonging, GroupDetails, is_same_name, objective},
        import::membership_id,
    },
    domain::{Dinner, Draft, Group, Id, Membership, Noun, Objective, Person},
};

use super::{DeskError, Done, Subject};

/// A change of them.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupEdit {
    /// Makes a group; the owner of the laptop is its organiser.
    Create(GroupDetails),
    /// Says other things of it.
    Change(Id<Group>, GroupDetails),
    /// Removes one without dinners.
    Delete(Id<Group>),
    /// Adds somebody as a member.
    Join(Id<Group>, Id<Person>),
    /// Adds somebody who is not in the library yet, by name.
    JoinNew(Id<Group>, String),
    /// How somebody who is in it belongs to it from now on.
    Belong(Id<Group>, Id<Person>, Belonging),
    /// Since when they belong to it.
    Since(Id<Group>, Id<Person>, Option<NaiveDate>),
    Leave(Id<Group>, Id<Person>),
    /// What the owner of the laptop means to get done in it, and how that stands; without words there is none.
    Objective {
        group: Id<Group>,
        text: String,
        outcome: String,
    },
}

impl GroupEdit {
    /// Does it.
    pub(super) fn run(&self, session: &Session) -> Result<Done, DeskError> {
        match self {
            Self::Create(details) => create(session, details),
            Self::Change(group, details) => change(session, &read(session, *group)?, details),
            Self::Delete(group) => delete(session, &read(session, *group)?),
            Self::Join(group, person) => {
                let person = read_person(session, *person)?;
                join(session, &read(session, *group)?, &person, false)
            }
            Self::JoinNew(group, name) => {
                let person = dinners::new_person(session, name)?;
                join(session, &read(session, *group)?, &person, true)
            }
            Self::Belong(group, person, belonging) => {
                let group = read(session, *group)?;
                belong(session, &group, &read_person(session, *person)?, *belonging)
            }
            Self::Since(group, person, since) => {
                let group = read(session, *group)?;
                since_when(session, &group, &read_person(session, *person)?, *since)
            }
            Self::Leave(group, person) => {
                let group = read(session, *group)?;
                leave(session, &group, &read_person(session, *person)?)
            }
            Self::Objective {
                group,
                text,
                outcome,
            } => set_objective(session, &read(session, *group)?, text, outcome),
        }
    }
}

fn create(session: &Session, details: &GroupDetails) -> Result<Done, DeskError> {
    must_be_free(session, &details.name, None)?;
    let group = details.on(&Group::new(session.new_id()));
    let mut draft = Draft::new(format!("New group {}", group.name));
    draft.create(&group);
    if let Some(you) = session.library().you()? {
        let mut own = membership(&group, you);
        (own.standing, own.role) = Belonging::Organiser.parts();
        own.since = Some(today(session));
        draft.create(&own);
    }
    session.write(draft)?;
    Ok(Done {
        words: format!("{} is there. Add its members", group.name),
        look_at: Some(Subject::Group(group.id)),
    })
}

fn change(session: &Session, old: &Group, details: &GroupDetails) -> Result<Done, DeskError> {
    must_be_free(session, &details.name, Some(old.id))?;
    let mut draft = Draft::new(format!("Edit {}", details.name));
    draft.update(old, &details.on(old));
    let words = match session.write(draft)? {
        Some(_) => format!("{} is kept", details.name),
        None => format!("{} is as it was", details.name),
    };
    Ok(words.into())
}

fn delete(session: &Session, group: &Group) -> Result<Done, DeskError> {
    let library = session.library();
    let name = &group.name;
    let dinners = library.of::<Dinner>("group", group.id.uuid())?.len();
    if dinners > 0 {
        let dinners = counted(dinners, "dinner");
        return Err(DeskError::Refused(format!(
            "{name} has {dinners}, and what was said there is not to be lost. It was not deleted; delete its dinners first"
        )));
    }
    let mut draft = Draft::new(format!("Delete {name}"));
    for membership in library.of::<Membership>("group", group.id.uuid())? {
        draft.remove(&membership);
    }
    if let Some(objective) = objective(library, group.id)? {
        draft.remove(&objective);
    }
    draft.remove(group);
    session.write(draft)?;
    Ok(format!("{name} is deleted; its people stay").into())
}

fn join(
    session: &Session,
    group: &Group,
    person: &Person,
    is_new: bool,
) -> Result<Done, DeskError> {
    let library = session.library();
    let old = library.get(membership_id(group.id, person.id))?;
    let name = person.name();
    if let Some(old) = old.as_ref().map(Belonging::of)
        && matches!(old, Belonging::Organiser | Belonging::Member)
    {
        return Err(DeskError::Refused(format!(
            "{name} is {} of {} already. Nothing was changed",
            old.in_a_sentence(),
            group.name
        )));
    }
    let mut new = old.clone().unwrap_or_else(|| membership(group, person.id));
    (new.standing, new.role) = Belonging::Member.parts();
    new.since = Some(today(session));
    let mut draft = Draft::new(format!("Add {name} to {}", group.name));
    if is_new {
        draft.create(person);
    }
    draft.put(old.as_ref(), &new);
    session.write(draft)?;
    Ok(format!("{name} is a member of {}", group.name).into())
}

fn belong(
    session: &Session,
    group: &Group,
    person: &Person,
    belonging: Belonging,
) -> Result<Done, DeskError> {
    let (name, group_name) = (person.name(), &group.name);
    let old = member(session, group, person)?;
    let was_member = old.standing == Belonging::Member.parts().0;
    let mut new = old.clone();
    (new.standing, new.role) = belonging.parts();
    // Who joins or applies does so today; who lapses or becomes organiser keeps the day.
    new.since = match belonging {
        Belonging::Organiser | Belonging::Member if was_member => old.since,
        Belonging::Organiser | Belonging::Member | Belonging::Applicant => Some(today(session)),
        Belonging::Guest => None,
        Belonging::Lapsed => old.since,
    };
    let (label, words) = match belonging {
        Belonging::Lapsed => (
            format!("Mark {name} as lapsed in {group_name}"),
            format!("{name} has lapsed in {group_name}"),
        ),
        _ => (
            format!(
                "Make {name} {} of {group_name}",
                belonging.word().to_lowercase()
            ),
            format!("{name} is {} of {group_name}", belonging.in_a_sentence()),
        ),
    };
    let mut draft = Draft::new(label);
    draft.update(&old, &new);
    session.write(draft)?;
    Ok(words.into())
}

fn since_when(
    session: &Session,
    group: &Group,
    person: &Person,
    since: Option<NaiveDate>,
) -> Result<Done, DeskError> {
    let name = person.name();
    let old = member(session, group, person)?;
    let mut new = old.clone();
    new.since = since;
    let mut draft = Draft::new(format!("Since when {name} is in {}", group.name));
    draft.update(&old, &new);
    session.write(draft)?;
    Ok(match since {
        Some(day) => format!(
            "{name} is in {} since {}",
            group.name,
            day.format("%-d %b %Y")
        ),
        None => format!("Since when {name} is in {} is not said", group.name),
    }
    .into())
}

fn leave(session: &Session, group: &Group, person: &Person) -> Result<Done, DeskError> {
    let name = person.name();
    let mut draft = Draft::new(format!("Remove {name} from {}", group.name));
    draft.remove(&member(session, group, person)?);
    session.write(draft)?;
    Ok(format!(
        "{name} is not in {} any more, and stays in People",
        group.name
    )
    .into())
}

fn set_objective(
    session: &Session,
    group: &Group,
    text: &str,
    outcome: &str,
) -> Result<Done, DeskError> {
    let library = session.library();
    let you = library.you()?.ok_or_else(|| {
        DeskError::Refused(
            "An objective is yours, and it is not known yet which person in the library you are. Nothing was changed"
                .to_owned(),
        )
    })?;
    let old = objective(library, group.id)?;
    let mut draft = Draft::new(format!("Your objective in {}", group.name));
    let words = if text.trim().is_empty() {
        if let Some(old) = &old {
            draft.remove(old);
        }
        format!("You have no objective in {}", group.name)
    } else {
        let mut new = old
            .clone()
            .unwrap_or_else(|| Objective::new(session.new_id()));
        new.person = you;
        new.group = Some(group.id);
        text.trim().clone_into(&mut new.text);
        outcome.trim().clone_into(&mut new.outcome);
        draft.put(old.as_ref(), &new);
        format!("Your objective in {} is kept", group.name)
    };
    session.write(draft)?;
    Ok(words.into())
}

fn today(session: &Session) -> NaiveDate {
    super::local_now(session).date_naive()
}

fn membership(group: &Group, person: Id<Person>) -> Membership {
    let mut membership = Membership::new(membership_id(group.id, person));
    membership.group = group.id;
    membership.person = person;
    membership
}

fn member(session: &Session, group: &Group, person: &Person) -> Result<Membership, DeskError> {
    let found = session.library().get(membership_id(group.id, person.id))?;
    found.ok_or_else(|| {
        DeskError::Refused(format!(
            "{} is not in {} any more. Nothing was changed",
            person.name(),
            group.name
        ))
    })
}

fn must_be_free(session: &Session, name: &str, own: Option<Id<Group>>) -> Result<(), DeskError> {
    let taken = session
        .library()
        .all::<Group>()?
        .into_iter()
        .any(|other| Some(other.id) != own && is_same_name(&other.name, name));
    if taken {
        return Err(DeskError::Refused(format!(
            "There is a group “{name}” already. Nothing was changed; choose another name"
        )));
    }
    Ok(())
}

fn read(session: &Session, group: Id<Group>) -> Result<Group, DeskError> {
    found(session, group, "That group is not there any more")
}

fn read_person(session: &Session, person: Id<Person>) -> Result<Person, DeskError> {
    found(session, person, "They are not in this library any more")
}

fn found<N: Noun>(session: &Session, id: Id<N>, gone: &str) -> Result<N, DeskError> {
    let row = session.library().get(id)?;
    row.ok_or_else(|| DeskError::Refused(format!("{gone}. Nothing was changed")))
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::{
        app::{
            Desk,
            desk::{Edit, open_sample},
            groups::{GroupForm, Letter, letter},
        },
        domain::Commitment,
    };

    fn desk() -> (tempfile::TempDir, Desk) {
        let folder = tempfile::tempdir().unwrap();
        let desk = open_sample(&folder.path().join("library.tablemates")).unwrap();
        (folder, desk)
    }

    fn details(name: &str) -> GroupDetails {
        let form = GroupForm {
            name: name.to_owned(),
            ..GroupForm::default()
        };
        form.read(std::iter::empty()).unwrap()
    }

    fn person(desk: &Desk, name: &str) -> Id<Person> {
        let lines = desk.everybody().iter();
        lines
            .filter(|line| line.name == name)
            .map(|line| line.person.id)
            .next()
            .unwrap()
    }

    fn belonging(desk: &Desk, group: Id<Group>, person: Id<Person>) -> Option<Belonging> {
        let members = desk.group(group).unwrap().unwrap().members;
        let found = members.iter().find(|member| member.person.id == person);
        found.map(|member| member.belonging)
    }

    fn refusal(desk: &mut Desk, edit: GroupEdit) -> String {
        let before = desk.revision();
        let words = desk.edit(&Edit::Group(edit)).unwrap_err().to_string();
        assert_eq!(desk.revision(), before, "{words}");
        words
    }

    #[test]
    fn what_cannot_be_done_is_refused_in_words() {
        let (_folder, mut desk) = desk();
        let group = desk.groups()[0].group.id;
        let words = refusal(&mut desk, GroupEdit::Delete(group));
        assert!(words.contains("has 5 dinners"), "{words}");
        let words = refusal(&mut desk, GroupEdit::Create(details(" thursday  TABLE")));
        assert!(words.contains("already"), "{words}");
        let dana = person(&desk, "Dana Whitlock");
        let words = refusal(&mut desk, GroupEdit::Join(group, dana));
        assert!(
            words.contains("is a member of Thursday Table already"),
            "{words}"
        );
        let words = refusal(&mut desk, GroupEdit::Join(Id::default(), dana));
        assert!(words.contains("not there any more"), "{words}");
    }

    #[test]
    fn each_change_is_taken_back_under_its_own_label() {
        let (_folder, mut desk) = desk();
        let group = desk.groups()[0].group.id;
        let dana = person(&desk, "Dana Whitlock");
        for (edit, label) in [
            (
                GroupEdit::Belong(group, dana, Belonging::Lapsed),
                "Mark Dana Whitlock as lapsed in Thursday Table",
            ),
            (
                GroupEdit::Belong(group, dana, Belonging::Organiser),
                "Make Dana Whitlock organiser of Thursday Table",
            ),
            (
                GroupEdit::Leave(group, dana),
                "Remove Dana Whitlock from Thursday Table",
            ),
        ] {
            let before = belonging(&desk, group, dana);
            desk.edit(&Edit::Group(edit)).unwrap();
            assert_ne!(belonging(&desk, group, dana), before);
            let undone = desk.undo().unwrap().unwrap();
            assert!(undone.contains(label), "{undone}");
            assert_eq!(belonging(&desk, group, dana), before);
        }
    }

    #[test]
    fn promises_are_of_the_group_of_their_dinner_or_of_its_people() {
        let (_folder, mut desk) = desk();
        desk.edit(&Edit::Group(GroupEdit::Create(details("Harbour"))))
            .unwrap();
        let id_of = |desk: &Desk, name: &str| {
            let lines = desk.groups().iter();
            lines
                .filter(|line| line.group.name == name)
                .map(|line| line.group.id)
                .next()
                .unwrap()
        };
        let harbour = id_of(&desk, "Harbour");
        let (ines, dana) = (
            person(&desk, "Ines Carvalho"),
            person(&desk, "Dana Whitlock"),
        );
        let today = desk.today();
        let (all_late, all_today) = (desk.overdue().len(), desk.due_today());
        let mut draft = Draft::new("Three promises");
        let yesterday = today.checked_sub_days(Days::new(1));
        for (to, due) in [
            (None, yesterday),
            (None, Some(today)),
            (Some(dana), yesterday),
        ] {
            let mut promise = Commitment::new(desk.session.new_id());
            (promise.from, promise.to, promise.due) = (ines, to, due);
            "Send the names".clone_into(&mut promise.what);
            draft.create(&promise);
        }
        desk.session.write(draft).unwrap();
        desk.look_at_group(None).unwrap();
        assert_eq!(desk.overdue().len(), all_late + 2);
        assert_eq!(desk.due_today(), all_today + 1);
        // Dana is not in Harbour: what Ines owes her is none of that group.
        desk.look_at_group(Some(harbour)).unwrap();
        assert_eq!((desk.overdue().len(), desk.due_today()), (1, 1));
    }

    #[test]
    fn letters_fit_how_somebody_belongs_and_hold_nothing_private() {
        let (_folder, desk) = desk();
        let group = desk.groups()[0].group.id;
        let page = desk.group(group).unwrap().unwrap();
        let today = desk.today();
        let of = |belonging: Belonging| {
            let mut members = page.members.iter();
            members
                .find(|member| member.belonging == belonging)
                .unwrap()
        };
        let guest = of(Belonging::Guest);
        assert_eq!(Letter::for_member(guest, today), Letter::Welcome);
        let words = letter(&page, guest, Letter::Welcome, "Ines");
        assert!(words.contains("as a guest of Thursday Table"), "{words}");
        assert!(
            words.contains("Osteria Lume") && words.ends_with("Ines\n"),
            "{words}"
        );
        let member = of(Belonging::Member);
        let words = letter(&page, member, Letter::Renewal, "");
        assert!(words.contains("£90 a year"), "{words}");
        for member in &page.members {
            for kind in Letter::ALL {
                let words = letter(&page, member, kind, "Ines");
                let note = &member.person.private_note;
                assert!(note.is_empty() || !words.contains(note.as_str()));
            }
        }
    }
}

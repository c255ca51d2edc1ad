//! Makes one change of a file's contacts: new people, members of a group, and what a merge adds to somebody who is there.

use std::collections::{BTreeMap, BTreeSet};

use super::{Found, ImportError, Other, Standing, membership_id};
use crate::{
    app::{Session, dinners, find},
    domain::{ContactPoint, Draft, Group, Id, Membership, Person, Trade, person::ContactKind},
    exchange::{Contact, Labelled, Parsed},
    storage::StorageError,
};

/// What is to become of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is brought in as somebody new, unless they are known already.
    BringIn,
    /// It is added to somebody.
    Merge(Other),
    /// It stays out.
    Skip,
}

/// Everything that bringing in looks at.
pub(super) struct Bringing<'a> {
    pub(super) session: &'a Session,
    pub(super) parsed: &'a Parsed,
    pub(super) found: &'a Found,
    pub(super) group: Option<&'a str>,
    /// The name of the file, for what is kept beside a merged person.
    pub(super) file: &'a str,
    /// The keys of rows as the file has them, where values were mended: under these the same file names them again.
    pub(super) keys_before: &'a BTreeMap<usize, String>,
}

/// What a change would do.
#[derive(Debug, Default)]
pub(super) struct BroughtIn {
    pub(super) added: Vec<Person>,
    pub(super) already: usize,
    pub(super) merged: usize,
}

/// Somebody to whom things are added, as they are in the course of it.
struct Target {
    person: Person,
    points: Vec<ContactPoint>,
    trades: Vec<Trade>,
}

impl Bringing<'_> {
    /// Puts into a draft what the verdicts about rows come to.
    pub(super) fn draft(
        &self,
        draft: &mut Draft,
        verdict: impl Fn(usize) -> Verdict,
    ) -> Result<BroughtIn, ImportError> {
        let group = match self.group {
            Some(name) => Some(self.find_or_make_group(name, draft)?),
            None => None,
        };
        let mut brought = BroughtIn::default();
        let mut joined: BTreeSet<Id<Person>> = BTreeSet::new();
        let mut of_row: BTreeMap<usize, Id<Person>> = BTreeMap::new();
        let mut targets: BTreeMap<Id<Person>, Target> = BTreeMap::new();
        let rows = self.parsed.contacts.iter().zip(&self.found.keys);
        for (((row, contact), key), standing) in rows.zip(&self.found.standings) {
            let verdict = verdict(*row);
            if verdict == Verdict::Skip {
                continue;
            }
            let resolve = |other: Other| match other {
                Other::Person(id) => Some(id),
                // A row that is not brought in is nobody to belong to.
                Other::Row(row) => of_row.get(&row).copied(),
            };
            let known = match standing {
                Standing::Known(other) => resolve(*other),
                _ => None,
            };
            let into = match verdict {
                Verdict::Merge(other) => resolve(other),
                _ => None,
            };
            let person_id = match (known, into) {
                (Some(id), _) => {
                    brought.already += 1;
                    id
                }
                (None, Some(id)) => {
                    if let Some(target) = self.target(&mut targets, id)? {
                        self.merge(draft, target, contact, &self.keys(*row, key));
                        brought.merged += 1;
                    }
                    id
                }
                (None, None) => {
                    let target = self.add(draft, contact, &self.keys(*row, key));
                    let id = target.person.id;
                    brought.added.push(target.person.clone());
                    // Somebody of this very file to whom a later row may belong is not in the library yet.
                    targets.insert(id, target);
                    id
                }
            };
            of_row.insert(*row, person_id);
            if let Some(group) = group.as_ref().filter(|_| joined.insert(person_id)) {
                self.join(draft, group, person_id)?;
            }
        }
        Ok(brought)
    }

    fn target<'t>(
        &self,
        targets: &'t mut BTreeMap<Id<Person>, Target>,
        id: Id<Person>,
    ) -> Result<Option<&'t mut Target>, StorageError> {
        let library = self.session.library();
        if !targets.contains_key(&id)
            && let Some(person) = library.get(id)?
        {
            let target = Target {
                person,
                points: library.contact_points(id)?,
                trades: library.of("person", id.uuid())?,
            };
            targets.insert(id, target);
        }
        Ok(targets.get_mut(&id))
    }

    /// The keys of a row, one to a line.
    fn keys(&self, row: usize, key: &str) -> String {
        match self.keys_before.get(&row).filter(|before| *before != key) {
            Some(before) => format!("{key}\n{before}"),
            None => key.to_owned(),
        }
    }

    fn add(&self, draft: &mut Draft, contact: &Contact, keys: &str) -> Target {
        let mut person = person_of(self.session.new_id(), contact);
        self.parsed.format.word().clone_into(&mut person.source);
        keys.clone_into(&mut person.source_key);
        draft.create(&person);
        let mut target = Target {
            person,
            points: Vec::new(),
            trades: Vec::new(),
        };
        self.add_points(draft, &mut target, contact);
        self.add_trade(draft, &mut target, contact);
        target
    }

    /// Adds the ways to reach somebody that are not there yet, behind those that are.
    fn add_points(&self, draft: &mut Draft, target: &mut Target, contact: &Contact) {
        let lists = [
            (ContactKind::Email, &contact.emails),
            (ContactKind::Phone, &contact.phones),
            (ContactKind::Link, &contact.links),
        ];
        for (kind, list) in lists {
            let of_kind = |point: &&ContactPoint| point.kind == kind;
            let last = target.points.iter().filter(of_kind).map(|p| p.rank).max();
            let mut rank = last.map_or(0, |rank| rank + 1);
            for Labelled { value, label } in list {
                let is_there = |point: &ContactPoint| {
                    point.kind == kind && point.value.eq_ignore_ascii_case(value)
                };
                if target.points.iter().any(is_there) {
                    continue;
                }
                let mut point = ContactPoint::new(self.session.new_id());
                point.person = target.person.id;
                point.kind = kind;
                point.value.clone_from(value);
                point.label.clone_from(label);
                point.rank = rank;
                draft.create(&point);
                target.points.push(point);
                rank += 1;
            }
        }
    }

    fn add_trade(&self, draft: &mut Draft, target: &mut Target, contact: &Contact) {
        if contact.trade.is_empty() || !target.trades.is_empty() {
            return;
        }
        let mut trade = Trade::new(self.session.new_id());
        trade.person = target.person.id;
        trade.name.clone_from(&contact.trade);
        draft.create(&trade);
        target.trades.push(trade);
    }

    /// Adds a row to somebody: what they have stays, what is missing is filled in, other ways to reach them are added, and
    /// whatever else the file says is kept in the note that is only for the owner.
    fn merge(&self, draft: &mut Draft, target: &mut Target, contact: &Contact, keys: &str) {
        let before = target.person.clone();
        let theirs = person_of(before.id, contact);
        let person = &mut target.person;
        let mut beside: Vec<String> = Vec::new();
        if theirs.name() != before.name() && contact.has_name() {
            beside.push(format!("name {}", theirs.name()));
        }
        let names = [
            (&mut person.given, &theirs.given),
            (&mut person.middle, &theirs.middle),
            (&mut person.family, &theirs.family),
            (&mut person.prefix, &theirs.prefix),
            (&mut person.suffix, &theirs.suffix),
            (&mut person.nickname, &theirs.nickname),
            (&mut person.says_it_like, &theirs.says_it_like),
        ];
        for (yours, theirs) in names {
            // An address alone names nobody.
            if yours.is_empty() && contact.has_name() {
                yours.clone_from(theirs);
            }
        }
        let values = [
            ("company", &mut person.company, &theirs.company),
            ("position", &mut person.position, &theirs.position),
            ("does", &mut person.business, &theirs.business),
            ("needs", &mut person.needs, &theirs.needs),
        ];
        for (word, yours, theirs) in values {
            if yours.is_empty() {
                yours.clone_from(theirs);
            } else if !theirs.is_empty() && yours != theirs {
                beside.push(format!("{word} {theirs}"));
            }
        }
        person.connected_on = person.connected_on.or(theirs.connected_on);
        let has_other_trade = target
            .trades
            .iter()
            .all(|trade| trade.name != contact.trade);
        if !contact.trade.is_empty() && !target.trades.is_empty() && has_other_trade {
            beside.push(format!("trade {}", contact.trade));
        }
        let mut notes = vec![theirs.private_note];
        if !beside.is_empty() {
            notes.push(format!("From {}: {}", self.file, beside.join("; ")));
        }
        for note in notes
            .iter()
            .filter(|note| !before.private_note.contains(note.as_str()))
        {
            add_line(&mut person.private_note, note);
        }
        for key in keys.lines() {
            if person.source_key.lines().all(|known| known != key) {
                add_line(&mut person.source_key, key);
            }
        }
        draft.update(&before, &target.person);
        self.add_points(draft, target, contact);
        self.add_trade(draft, target, contact);
    }

    fn find_or_make_group(&self, name: &str, draft: &mut Draft) -> Result<Group, ImportError> {
        match find::group(self.session.library(), name) {
            Ok(group) => Ok(group),
            Err(find::FindError::Unknown { .. }) => {
                let group = dinners::new_group(self.session, name);
                draft.create(&group);
                Ok(group)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Makes a person a member, unless they belong to the group already in some way.
    fn join(
        &self,
        draft: &mut Draft,
        group: &Group,
        person: Id<Person>,
    ) -> Result<(), StorageError> {
        let id = membership_id(group.id, person);
        if self.session.library().get(id)?.is_some() {
            return Ok(());
        }
        let mut membership = Membership::new(id);
        membership.group = group.id;
        membership.person = person;
        draft.create(&membership);
        Ok(())
    }
}

/// What a file says of somebody, as a person.
pub(super) fn person_of(id: Id<Person>, contact: &Contact) -> Person {
    let mut person = Person::new(id);
    person.given.clone_from(&contact.given);
    person.middle.clone_from(&contact.middle);
    person.family.clone_from(&contact.family);
    person.prefix.clone_from(&contact.prefix);
    person.suffix.clone_from(&contact.suffix);
    person.nickname.clone_from(&contact.nickname);
    if !contact.has_name() {
        // Known by an address alone: the part before the @ is what there is to call them.
        let address = contact.display_name();
        address
            .split('@')
            .next()
            .unwrap_or(&address)
            .clone_into(&mut person.given);
    } else if person.given.is_empty() && person.family.is_empty() {
        person.given.clone_from(&contact.nickname);
    }
    person.says_it_like.clone_from(&contact.says_it_like);
    person.company.clone_from(&contact.company);
    person.position.clone_from(&contact.position);
    person.business.clone_from(&contact.profile);
    person.needs.clone_from(&contact.dietary_needs);
    person.private_note.clone_from(&contact.note);
    person.connected_on = contact.connected_on;
    person
}

fn add_line(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}

//! Rules of seating about two people: whether one may be set, setting and changing it.

use super::{
    Session,
    dinners::{self, PlanError},
};
use crate::domain::{
    Dinner, DinnerRecord, Draft, Id, Person, Rule,
    dinner::{RuleKind, Scope},
};

/// A rule about two people as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub kind: RuleKind,
    pub first: Id<Person>,
    pub second: Id<Person>,
    pub scope: Scope,
    /// It must be kept, whatever it costs.
    pub is_hard: bool,
}

/// Whether a rule may stand beside those that there are, `except` one that it would take the place of. `name` gives the
/// name of a person.
pub fn check(
    rules: &[Rule],
    wanted: &Wanted,
    except: Option<Id<Rule>>,
    name: impl Fn(Id<Person>) -> String,
) -> Result<(), PlanError> {
    if wanted.first == wanted.second {
        return Err(PlanError::SamePerson(name(wanted.first)));
    }
    for other in rules.iter().filter(|other| Some(other.id) != except) {
        let pair = [
            (other.first, other.second),
            (other.second.unwrap_or_default(), Some(other.first)),
        ];
        if !pair.contains(&(wanted.first, Some(wanted.second))) || other.scope != wanted.scope {
            continue;
        }
        if other.kind == wanted.kind
            && (wanted.kind != RuleKind::Wants || other.first == wanted.first)
        {
            return Err(PlanError::SameRule);
        }
        let kinds = [other.kind, wanted.kind];
        if wanted.is_hard
            && other.is_hard
            && kinds.contains(&RuleKind::Apart)
            && kinds.iter().any(|kind| *kind != RuleKind::Apart)
        {
            return Err(PlanError::Contradiction {
                first: name(wanted.first),
                second: name(wanted.second),
            });
        }
    }
    Ok(())
}

/// Puts another rule in the place of one, as one change. Says what was done.
pub fn change(
    session: &Session,
    record: &DinnerRecord,
    rule: &Rule,
    wanted: &Wanted,
) -> Result<String, PlanError> {
    check(&record.rules, wanted, Some(rule.id), |id| record.name(id))?;
    let mut new = rule.clone();
    new.kind = wanted.kind;
    new.first = wanted.first;
    new.second = Some(wanted.second);
    new.scope = wanted.scope;
    new.is_hard = wanted.is_hard;
    let words = format!("Change the rule: {}", said(record, wanted));
    let mut draft = Draft::new(words.clone());
    draft.update(rule, &new);
    session.write(draft)?;
    Ok(words)
}

/// Sets a rule. Says what was done.
pub fn add(session: &Session, dinner: &Dinner, wanted: &Wanted) -> Result<String, PlanError> {
    let record = session.library().record(dinner.clone())?;
    let person = |id: Id<Person>| {
        let row = record.people.get(&id);
        row.ok_or_else(|| PlanError::NotInvited(record.name(id)))
    };
    let pair = (person(wanted.first)?, person(wanted.second)?);
    dinners::add_rule(
        session,
        dinner,
        wanted.kind,
        pair,
        wanted.scope,
        wanted.is_hard,
    )?;
    Ok(format!("Rule: {}", said(&record, wanted)))
}

fn said(record: &DinnerRecord, wanted: &Wanted) -> String {
    let (first, second) = (
        record.short_name(wanted.first),
        record.short_name(wanted.second),
    );
    match wanted.kind {
        RuleKind::Apart => format!("{first} and {second} apart"),
        RuleKind::Wants => format!("{first} wants to meet {second}"),
        RuleKind::Together | RuleKind::Lock => format!("{first} and {second} together"),
    }
}

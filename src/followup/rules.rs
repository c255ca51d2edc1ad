//! The rules. Each reads the record of one dinner and finds what should be done after it; the same record always gives
//! the same list. A suggestion may be read by nobody who could not read its source.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::matching::{best_match, fits};
use crate::domain::{
    Audience, DinnerRecord, Id, Note, NoteKind, Person, Suggestion,
    note::{QuestionState, Reply},
    promise::FollowUpRule,
    word::{capitalised, uncapitalised},
};

/// Days after the dinner by which each kind of follow-up is due when nobody named a day. A promise: 48 hours; an
/// unanswered question sooner, as the asker waits; what needs somebody else's diary later.
const fn usual_days(rule: FollowUpRule) -> u64 {
    match rule {
        FollowUpRule::OpenQuestion => 1,
        FollowUpRule::Promise | FollowUpRule::ThankGuest | FollowUpRule::QuietCorner => 2,
        FollowUpRule::OfferStep => 5,
        FollowUpRule::AskMatch => 6,
        FollowUpRule::OneToOne => 8,
    }
}

/// One-to-ones that are suggested to a person at the most: more would be none.
const ONE_TO_ONES: usize = 2;

/// The follow-ups of a dinner, by owner and day.
pub fn suggest(record: &DinnerRecord) -> Vec<Suggestion> {
    let mut found: BTreeMap<Id<Suggestion>, Suggestion> = BTreeMap::new();
    for table in &record.tables {
        let finder = Finder::new(record, table.number);
        let each: [Vec<Suggestion>; 7] = [
            finder.promises(),
            finder.open_questions(),
            finder.offer_steps(),
            finder.ask_matches(),
            finder.one_to_ones(),
            finder.thanks(),
            finder.quiet_corners(),
        ];
        found.extend(
            each.into_iter()
                .flatten()
                .map(|suggestion| (suggestion.id, suggestion)),
        );
    }
    let mut list: Vec<Suggestion> = found.into_values().collect();
    list.sort_by_cached_key(|s| (record.name(s.owner), s.due, s.rule, s.what.clone(), s.id));
    list
}

/// One table's part of the record.
struct Finder<'a> {
    record: &'a DinnerRecord,
    table_no: i64,
    table: BTreeSet<Id<Person>>,
    host: Option<Id<Person>>,
    notes: Vec<&'a Note>,
}

impl<'a> Finder<'a> {
    fn new(record: &'a DinnerRecord, table_no: i64) -> Self {
        Self {
            record,
            table_no,
            table: record
                .seated(table_no)
                .into_iter()
                .map(|a| a.person)
                .collect(),
            host: record.host(table_no),
            notes: record
                .notes
                .iter()
                .filter(|note| note.table_no == table_no)
                .collect(),
        }
    }

    fn of_kind(&self, kind: NoteKind) -> impl Iterator<Item = &'a Note> {
        self.notes
            .iter()
            .copied()
            .filter(move |note| note.kind == kind)
    }

    /// promise -> do it
    fn promises(&self) -> Vec<Suggestion> {
        let promise = |note: &Note| {
            let owner = note.speaker.or(note.subject)?;
            let mut made = self.make(FollowUpRule::Promise, owner, note.to, note.id.uuid());
            made.what = if note.text.is_empty() {
                format!("Write down what {} promised", self.first(owner))
            } else {
                capitalised(&note.text)
            };
            made.why = format!("{} promised it at the table", self.first(owner));
            made.due = note.due.or(made.due);
            Some(sourced(made, note))
        };
        self.of_kind(NoteKind::Promise)
            .filter_map(promise)
            .collect()
    }

    /// open question -> answer it
    fn open_questions(&self) -> Vec<Suggestion> {
        let question = |note: &Note| {
            let owner = note.subject?;
            let asker = note.speaker.filter(|asker| *asker != owner);
            let mut made = self.make(FollowUpRule::OpenQuestion, owner, asker, note.id.uuid());
            made.what = match (asker, note.text.as_str()) {
                (Some(asker), "") => format!(
                    "Ask {} what the question was, and answer it",
                    self.first(asker)
                ),
                (Some(asker), text) => format!("Answer {}: {text}", self.first(asker)),
                (None, "") => "Answer the question that was left open".to_owned(),
                (None, text) => format!("Answer: {text}"),
            };
            made.why = match asker {
                Some(asker) => format!(
                    "{} asked, and there was no time to answer",
                    self.first(asker)
                ),
                None => "It was asked, and there was no time to answer".to_owned(),
            };
            Some(sourced(made, note))
        };
        let is_open = |note: &&Note| {
            note.state == QuestionState::Open
                && !self
                    .notes
                    .iter()
                    .any(|other| other.answers == Some(note.id))
        };
        self.of_kind(NoteKind::Question)
            .filter(is_open)
            .filter_map(question)
            .collect()
    }

    /// offer said yes to -> next step
    fn offer_steps(&self) -> Vec<Suggestion> {
        let yes = |note: &Note| {
            let (owner, giver) = (note.speaker?, note.subject?);
            let offer = self.record.offer_of(giver);
            let mut made = self.make(FollowUpRule::OfferStep, owner, Some(giver), note.id.uuid());
            made.what = match offer.map(|offer| offer.next_step.as_str()) {
                Some(step) if !step.is_empty() => {
                    format!("{} ({}’s offer)", capitalised(step), self.first(giver))
                }
                _ => format!("Agree the next step with {}", self.first(giver)),
            };
            made.why = format!(
                "{} said yes to {}’s offer",
                self.first(owner),
                self.first(giver)
            );
            made.due = match (made.due, offer.and_then(|offer| offer.until)) {
                (Some(due), Some(until)) => Some(due.min(until)),
                (due, _) => due,
            };
            Some(sourced(made, note))
        };
        self.of_kind(NoteKind::Reply)
            .filter(|note| note.reply == Some(Reply::Yes))
            .filter_map(yes)
            .collect()
    }

    /// ask + matching offer or acquaintance -> propose an introduction
    fn ask_matches(&self) -> Vec<Suggestion> {
        let mut found = Vec::new();
        for asker in &self.table {
            let Some(ask) = self.record.ask_of(*asker) else {
                continue;
            };
            let Some(fit) = best_match(self.record, *asker, &ask.text, &self.table) else {
                continue;
            };
            if self.is_taken_up(*asker, fit.through) {
                continue;
            }
            let mut made = self.make(
                FollowUpRule::AskMatch,
                fit.through,
                Some(*asker),
                ask.id.uuid(),
            );
            let what = uncapitalised(&ask.text);
            (made.what, made.why) = match fit.target {
                Some(target) => (
                    format!(
                        "Offer {} an introduction to {}",
                        self.first(*asker),
                        self.record.name(target)
                    ),
                    format!(
                        "{} asks for {what}; {} knows {} ({})",
                        self.first(*asker),
                        self.first(fit.through),
                        self.record.name(target),
                        uncapitalised(&fit.text)
                    ),
                ),
                None => (
                    format!("Ask {} how to help with {what}", self.first(*asker)),
                    format!(
                        "{} asks for {what}; {} is near to it ({})",
                        self.first(*asker),
                        self.first(fit.through),
                        uncapitalised(&fit.text)
                    ),
                ),
            };
            found.push(made);
        }
        found
    }

    /// first meeting with interest on both sides -> one-to-one
    fn one_to_ones(&self) -> Vec<Suggestion> {
        let mut people: Vec<Id<Person>> = self.table.iter().copied().collect();
        people.sort_by_cached_key(|person| (self.record.name(*person), *person));
        let mut pairs: Vec<(usize, Id<Person>, Id<Person>)> = Vec::new();
        for (at, one) in people.iter().enumerate() {
            for other in people.iter().skip(at + 1) {
                let (there, back) = (self.interest(*one, *other), self.interest(*other, *one));
                if !self.record.had_met(*one, *other) && there > 0 && back > 0 {
                    // Who showed more interest proposes.
                    let (owner, with) = if back > there {
                        (*other, *one)
                    } else {
                        (*one, *other)
                    };
                    pairs.push((there + back, owner, with));
                }
            }
        }
        // By name where interest is equal, so that the same evening gives the same advice on every laptop.
        pairs.sort_by_cached_key(|(interest, owner, with)| {
            (
                std::cmp::Reverse(*interest),
                self.record.name(*owner),
                self.record.name(*with),
                *owner,
                *with,
            )
        });
        let mut count: BTreeMap<Id<Person>, usize> = BTreeMap::new();
        let mut found = Vec::new();
        for (_, owner, with) in pairs {
            if [owner, with]
                .iter()
                .any(|person| count.get(person).copied().unwrap_or_default() >= ONE_TO_ONES)
            {
                continue;
            }
            for person in [owner, with] {
                *count.entry(person).or_default() += 1;
            }
            let pair =
                Id::<Person>::of_pair("one-to-one", owner.min(with).uuid(), owner.max(with).uuid());
            let mut made = self.make(FollowUpRule::OneToOne, owner, Some(with), pair.uuid());
            made.what = format!(
                "Propose a one-to-one to {}: how can we help one another",
                self.first(with)
            );
            made.why = format!(
                "{} and {} met for the first time, with interest on both sides",
                self.first(owner),
                self.first(with)
            );
            found.push(made);
        }
        found
    }

    /// guest -> thank who brought them, invite again
    fn thanks(&self) -> Vec<Suggestion> {
        let Some(host) = self.host else {
            return Vec::new();
        };
        let brought = |guest: Id<Person>, by: Id<Person>| {
            let to_thank = if by == host { guest } else { by };
            let mut made = self.make(FollowUpRule::ThankGuest, host, Some(to_thank), guest.uuid());
            let guest = self.first(guest);
            made.what = if by == host {
                format!("Thank {guest} for coming, and invite {guest} again")
            } else {
                format!(
                    "Thank {} for bringing {guest}, and invite {guest} again",
                    self.first(by)
                )
            };
            made.why = format!("{guest} came as a guest of {}", self.first(by));
            made
        };
        let guests = self.record.seated(self.table_no);
        guests
            .into_iter()
            .filter_map(|a| a.guest_of.map(|by| brought(a.person, by)))
            .collect()
    }

    /// nobody promised them anything -> quiet corner
    fn quiet_corners(&self) -> Vec<Suggestion> {
        let Some(host) = self.host else {
            return Vec::new();
        };
        let quiet = |person: &Id<Person>| {
            let got = self.of_kind(NoteKind::Promise).any(|note| {
                note.to == Some(*person) || (note.to.is_none() && note.speaker != Some(*person))
            });
            let taken_up = self
                .of_kind(NoteKind::Reply)
                .any(|note| note.subject == Some(*person) && note.reply == Some(Reply::Yes));
            !got && !taken_up && *person != host
        };
        // Where nothing at all was promised, everybody is quiet, and saying so of each would help nobody.
        if self.of_kind(NoteKind::Promise).next().is_none() {
            return Vec::new();
        }
        let corner = |person: &Id<Person>| {
            let mut made = self.make(
                FollowUpRule::QuietCorner,
                host,
                Some(*person),
                person.uuid(),
            );
            let name = self.first(*person);
            (made.what, made.why) = match self.record.ask_of(*person) {
                Some(ask) => (
                    format!(
                        "Find one thing for {name}, who asks for {}",
                        uncapitalised(&ask.text)
                    ),
                    format!("Nobody promised {name} anything at the table"),
                ),
                None => (
                    format!("Ask {name} what would help"),
                    format!("Nobody promised {name} anything at the table"),
                ),
            };
            made.audience = Audience::Organisers;
            made
        };
        self.table
            .iter()
            .filter(|person| quiet(person))
            .map(corner)
            .collect()
    }

    /// What one showed of interest in another: questions to them, promises and yeses, and whether they fit what one seeks.
    fn interest(&self, one: Id<Person>, other: Id<Person>) -> usize {
        let shown = self.notes.iter().filter(|note| {
            note.speaker == Some(one)
                && match note.kind {
                    NoteKind::Question => note.subject == Some(other),
                    NoteKind::Promise => note.to == Some(other),
                    NoteKind::Reply => {
                        note.subject == Some(other) && note.reply == Some(Reply::Yes)
                    }
                    _ => false,
                }
        });
        shown.count() + 2 * usize::from(fits(self.record, one, other))
    }

    /// Whether a promise at the table already joins the two.
    fn is_taken_up(&self, asker: Id<Person>, by: Id<Person>) -> bool {
        self.of_kind(NoteKind::Promise)
            .any(|note| note.to == Some(asker) && note.speaker == Some(by))
    }

    fn make(
        &self,
        rule: FollowUpRule,
        owner: Id<Person>,
        other: Option<Id<Person>>,
        source: uuid::Uuid,
    ) -> Suggestion {
        let id = Id::of_pair(rule.as_str(), self.record.dinner.id.uuid(), source);
        let mut made = Suggestion::new(id);
        made.audience = Audience::About;
        made.dinner = self.record.dinner.id;
        made.rule = rule;
        made.owner = owner;
        made.other = other;
        made.due = due(self.record.day(), rule);
        made
    }

    fn first(&self, person: Id<Person>) -> String {
        self.record.short_name(person)
    }
}

/// What comes of a note is for the readers of the note.
fn sourced(mut made: Suggestion, note: &Note) -> Suggestion {
    made.note = Some(note.id);
    made.audience = note.audience.min(Audience::About);
    made
}

fn due(day: NaiveDate, rule: FollowUpRule) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(usual_days(rule)))
}

//! Texts to guests before a dinner, in plain words, for the host to copy into whatever they write with. Nothing is sent.

use super::dinners::counted;
use crate::domain::{DinnerRecord, Id, Person, dinner::Answer, person::ContactKind};

/// What a text is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DraftKind {
    #[default]
    Invite,
    Remind,
    AskForAsk,
}

impl DraftKind {
    /// All of them, as the screen shows them.
    pub const ALL: [Self; 3] = [Self::Invite, Self::Remind, Self::AskForAsk];

    /// The words on the button.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Invite => "Invite",
            Self::Remind => "Remind",
            Self::AskForAsk => "Ask for their ask",
        }
    }

    /// What these people most likely need next: an invitation before an answer, an answer before an ask.
    pub fn for_people(record: &DinnerRecord, people: &[Id<Person>]) -> Self {
        let answers = record
            .attendances
            .iter()
            .filter(|a| people.contains(&a.person))
            .map(|a| a.answer);
        match answers.max_by_key(|answer| match answer {
            Answer::Maybe => 1,
            Answer::Accepted => 2,
            _ => 0,
        }) {
            Some(Answer::Accepted) => Self::AskForAsk,
            Some(Answer::Maybe) => Self::Remind,
            _ => Self::Invite,
        }
    }
}

/// A text to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestDraft {
    pub person: Id<Person>,
    pub name: String,
    /// E-mail address, or phone where there is none; empty where neither is known.
    pub to: String,
    pub subject: String,
    pub text: String,
}

impl GuestDraft {
    /// All of it, as it is copied with others.
    pub fn whole(&self) -> String {
        let to = if self.to.is_empty() {
            &self.name
        } else {
            &self.to
        };
        format!("To: {to}\nSubject: {}\n\n{}", self.subject, self.text)
    }
}

/// The lines of a reply: the word that begins each, and what it asks for. What stands in brackets is not an answer.
pub(super) const REPLY_LINES: [(&str, &str); 6] = [
    ("Coming", "(yes, maybe or no)"),
    (
        "My ask",
        "(one clear thing that somebody at the table could help with)",
    ),
    ("My offer", "(one thing that you could give)"),
    ("Its next step", "(what somebody does to take it up)"),
    (
        "Needs for the kitchen",
        "(food, access; nobody else reads it)",
    ),
    (
        "My table-mates may see my",
        "(e-mail, phone, both or neither)",
    ),
];

/// The texts of one kind for these people, but not for the host who writes them; an invitation is for those who have not
/// said yes or no, unless nobody else is meant.
pub fn guest_drafts(
    record: &DinnerRecord,
    people: &[Id<Person>],
    kind: DraftKind,
) -> Vec<GuestDraft> {
    let others = people.iter().filter(|person| Some(**person) != record.you);
    let has_decided = |person: Id<Person>| {
        let own = record.attendances.iter().find(|a| a.person == person);
        own.is_some_and(|a| matches!(a.answer, Answer::Accepted | Answer::Declined))
    };
    let mut to: Vec<Id<Person>> = others.copied().collect();
    if kind == DraftKind::Invite && to.iter().any(|person| !has_decided(*person)) {
        to.retain(|person| !has_decided(*person));
    }
    to.into_iter()
        .map(|person| draft(record, person, kind))
        .collect()
}

fn draft(record: &DinnerRecord, person: Id<Person>, kind: DraftKind) -> GuestDraft {
    let contact = |kind| {
        record
            .contact(person, kind)
            .map(|point| point.value.clone())
    };
    let to = contact(ContactKind::Email).or_else(|| contact(ContactKind::Phone));
    let title = &record.dinner.title;
    let subject = match kind {
        DraftKind::Invite => format!("Dinner: {title}"),
        DraftKind::Remind => format!("Are you coming? {title}"),
        DraftKind::AskForAsk => format!("Your ask for {title}"),
    };
    let own = record.attendances.iter().find(|a| a.person == person);
    let body = match kind {
        DraftKind::Invite => invitation(record, own.and_then(|a| a.guest_of)),
        DraftKind::Remind => reminder(record, own.map(|a| a.answer)),
        DraftKind::AskForAsk => ask_for_ask(record, person),
    };
    let asked: Vec<String> = REPLY_LINES
        .iter()
        .filter(|(word, _)| kind != DraftKind::AskForAsk || *word != "Coming")
        .map(|(word, what)| format!("{word}: {what}"))
        .collect();
    let host = record
        .you
        .map(|you| record.short_name(you))
        .unwrap_or_default();
    let text = format!(
        "Hello {},\n\n{body}\n\nReply with these lines, as short as you like:\n\n{}\n\nWarmly,\n{host}",
        record.short_name(person),
        asked.join("\n"),
    );
    GuestDraft {
        person,
        name: record.name(person),
        to: to.unwrap_or_default(),
        subject,
        text: text.trim_end().to_owned(),
    }
}

fn invitation(record: &DinnerRecord, brought_by: Option<Id<Person>>) -> String {
    let by = brought_by.map(|by| format!(" {} thought of you.", record.short_name(by)));
    let tables = match record.tables.as_slice() {
        [] => String::new(),
        [table] => format!(" We are {} at one table.", table.seats),
        tables => format!(" We sit at {}.", counted(tables.len(), "table")),
    };
    format!(
        "Would you like to come to dinner?{} {}.{tables} Each of us has a few minutes to say what they look for and \
         what they can give, and the others have time for questions.",
        by.unwrap_or_default(),
        when_and_where(record),
    )
}

fn reminder(record: &DinnerRecord, answer: Option<Answer>) -> String {
    let asked = match answer {
        Some(Answer::Maybe) => "You said that you may come to dinner, and I am glad of it.",
        Some(Answer::Accepted) => "I look forward to having you at the table.",
        _ => "I asked you to dinner and have not heard from you; it may have got lost.",
    };
    let wish = match answer {
        Some(Answer::Accepted) => "",
        _ => {
            " A short yes or no is enough: then I can keep your seat, or give it to somebody else."
        }
    };
    format!("{asked} {}.{wish}", when_and_where(record))
}

fn ask_for_ask(record: &DinnerRecord, person: Id<Person>) -> String {
    let known = match (record.ask_of(person), record.offer_of(person)) {
        (Some(ask), _) => format!(
            " The last ask that I have of you is “{}”: is it still right?",
            ask.text
        ),
        (None, _) => String::new(),
    };
    format!(
        "I look forward to having you at dinner. {}. Before it I ask everybody for one ask and one offer, so that the \
         table can think of somebody for you: the clearer the ask, the better the help.{known}",
        when_and_where(record),
    )
}

/// "Thursday Table, No. 14 is on Thursday 26 November 2026 at 19:00, at Osteria Lume".
fn when_and_where(record: &DinnerRecord) -> String {
    let dinner = &record.dinner;
    let when = dinner
        .starts_at
        .map(|at| at.format(" is on %A %-d %B %Y at %H:%M").to_string());
    let place = match dinner.place.trim() {
        "" => String::new(),
        place => format!(", at {place}"),
    };
    let when = when.unwrap_or_else(|| " has no day yet; I will write again".to_owned());
    format!("{}{when}{place}", dinner.title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::reply::Reply,
        domain::{Attendance, Dinner, Offer},
    };

    fn record() -> (DinnerRecord, Id<Person>) {
        let mut dinner = Dinner::new(Id::new(1));
        "Thursday Table, No. 14".clone_into(&mut dinner.title);
        "Osteria Lume".clone_into(&mut dinner.place);
        dinner.starts_at = "2026-11-26T19:00:00".parse().ok();
        let mut record = DinnerRecord::of(dinner);
        let mut priya = Person::new(Id::new(2));
        "Priya".clone_into(&mut priya.given);
        let id = priya.id;
        record.people.insert(id, priya);
        let mut row = Attendance::new(Id::new(3));
        row.person = id;
        record.attendances.push(row);
        (record, id)
    }

    #[test]
    fn a_draft_names_day_time_place_and_what_to_reply() {
        let (record, priya) = record();
        for kind in DraftKind::ALL {
            let text = draft(&record, priya, kind).text;
            assert!(text.starts_with("Hello Priya,"), "{text}");
            assert!(text.contains("Thursday 26 November 2026 at 19:00, at Osteria Lume"));
            for word in [
                "My ask:",
                "My offer:",
                "Its next step:",
                "Needs for the kitchen:",
            ] {
                assert!(text.contains(word), "{word} in {text}");
            }
            assert!(text.contains("e-mail, phone, both or neither"));
        }
    }

    #[test]
    fn a_draft_sent_back_as_it_was_answers_nothing() {
        let (record, priya) = record();
        for kind in DraftKind::ALL {
            let reply = Reply::read(&draft(&record, priya, kind).text);
            assert!(reply.is_empty(), "{reply:?}");
        }
    }

    #[test]
    fn the_kind_is_what_the_people_need_next() {
        let (mut record, priya) = record();
        let kind = |record: &DinnerRecord| DraftKind::for_people(record, &[priya]);
        assert_eq!(kind(&record), DraftKind::Invite);
        record.attendances[0].answer = Answer::Maybe;
        assert_eq!(kind(&record), DraftKind::Remind);
        record.attendances[0].answer = Answer::Accepted;
        record.offers.push(Offer::new(Id::new(9)));
        assert_eq!(kind(&record), DraftKind::AskForAsk);
    }
}

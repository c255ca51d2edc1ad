//! What goes beside a recap and how it leaves the laptop: the letter with its attachments, the reader's calendar and the
//! cards of table-mates. All of it is made from what one reader may see, and nothing here sends anything.

mod files;
mod words;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};

use super::{dinners::counted, export::to_utc};
use crate::{
    domain::dinner::RecapPart,
    exchange::{
        self, Attachment, AttachmentKind, DinnerEvent, Labelled, Mail, MailError, PromiseEvent,
    },
    recap::{
        beside::{Beside, Card, DatedPromise, EveningDate, Letter},
        content::{Contact, long_date},
        write::file_slug,
    },
};

pub use files::{Calendars, DraftOutcome, DraftWriter, Drafts, NotDrafted, WrittenDraft};
pub use files::{write_calendars, write_drafts};
pub use words::recap_words;

/// Minutes of a dinner in a calendar, where nobody said when it is over.
const DINNER_MINUTES: i64 = 180;

/// The reader's own dates as an `.ics`, with the dinner itself where that is wanted; `None` when there are none.
/// `now_ms` is UTC milliseconds.
pub fn calendar(beside: &Beside, with_evening: bool, now_ms: i64) -> Option<String> {
    let evening = beside.evening.as_ref().filter(|_| with_evening);
    let evenings: Vec<DinnerEvent> = evening.map(evening_event).into_iter().collect();
    let promises: Vec<PromiseEvent> = beside.promises.iter().map(promise_event).collect();
    let is_empty = evenings.is_empty() && promises.is_empty();
    (!is_empty).then(|| exchange::calendar(&evenings, &promises, stamp(now_ms)))
}

/// The cards of table-mates as vCards 3.0; `None` when nobody agreed.
pub fn cards(beside: &Beside) -> Option<String> {
    let met = format!(
        "Met at {}, {}",
        beside.letter.dinner,
        long_date(beside.letter.held_on)
    );
    let cards: Vec<exchange::Contact> = beside.cards.iter().map(|c| contact(c, &met)).collect();
    (!cards.is_empty()).then(|| exchange::write_vcards(&cards))
}

/// The letter to the reader with the recap, and what goes beside it, attached. `pdf` is the recap and its file name.
pub fn letter(beside: &Beside, address: &str, pdf: (&str, Vec<u8>), now_ms: i64) -> Mail {
    let Letter {
        dinner,
        held_on,
        reader,
        ..
    } = &beside.letter;
    let named =
        |what: &str, ending: &str| format!("{}.{ending}", file_slug(*held_on, dinner, what));
    let (name, bytes) = pdf;
    let mut attachments = vec![Attachment {
        name: name.to_owned(),
        kind: AttachmentKind::Pdf,
        bytes,
    }];
    attachments.extend(calendar(beside, false, now_ms).map(|text| Attachment {
        name: named("your dates", "ics"),
        kind: AttachmentKind::Calendar,
        bytes: text.into_bytes(),
    }));
    attachments.extend(cards(beside).map(|text| Attachment {
        name: named("table-mates", "vcf"),
        kind: AttachmentKind::Cards,
        bytes: text.into_bytes(),
    }));
    Mail {
        name: reader.clone(),
        address: address.to_owned(),
        subject: subject(&beside.letter),
        text: letter_words(beside),
        attachments,
    }
}

/// The bytes of a letter as an `.eml` file.
///
/// # Errors
/// [`MailError`], in words that can follow the reader's name and a colon.
pub fn eml(mail: &Mail) -> Result<Vec<u8>, MailError> {
    exchange::write_mail(mail)
}

/// The letter as a link that a mail program opens. The recap is not in it, because a link can attach nothing; `None`
/// when the address is none.
pub fn link(beside: &Beside, address: &str) -> Option<String> {
    let subject = subject(&beside.letter);
    is_address(address).then(|| exchange::mail_link(address, &subject, &letter_words(beside)))
}

/// Whether a letter can be sent there, as far as can be seen.
pub fn is_address(address: &str) -> bool {
    exchange::mail_address(address).is_ok()
}

/// What a letter with the recap is about.
pub fn subject(letter: &Letter) -> String {
    format!("Your recap: {}", letter.dinner)
}

/// What the letter says: the host's own line and a few plain sentences.
pub fn letter_words(beside: &Beside) -> String {
    let letter = &beside.letter;
    let mut parts = vec![format!("Hello {},", letter.first_name)];
    parts.extend(letter.line.clone());
    parts.push(format!(
        "Your recap of {} on {} is attached{}.",
        letter.dinner,
        long_date(letter.held_on),
        contents(&letter.without),
    ));
    let dates = match beside.promises.len() {
        0 => None,
        count => Some(format!(
            "The calendar file has {} of yours: open it, and you are reminded in time.",
            counted(count, "date")
        )),
    };
    let cards = match beside.cards.len() {
        0 => None,
        count => Some(format!(
            "The address file has {} of table-mates who agreed to share how to reach them.",
            counted(count, "card")
        )),
    };
    let files: Vec<String> = dates.into_iter().chain(cards).collect();
    if !files.is_empty() {
        parts.push(files.join(" "));
    }
    parts.push(
        "If something is wrong, or should not be kept, write back and it is changed.".to_owned(),
    );
    let name = letter.from.as_deref().unwrap_or_default();
    parts.push(format!("Warmly,\n{name}").trim_end().to_owned());
    format!("{}\n", parts.join("\n\n"))
}

/// What a letter says of the recap: ": what was promised, and who was there", without what the host leaves out.
fn contents(without: &[RecapPart]) -> String {
    let has = |part: RecapPart| !without.contains(&part);
    let parts = [
        (
            has(RecapPart::ToThem) || has(RecapPart::ByThem),
            "what was promised",
        ),
        (
            has(RecapPart::Questions),
            "the questions with their answers",
        ),
        (has(RecapPart::People), "who was there"),
    ];
    let parts: Vec<&str> = parts
        .into_iter()
        .filter_map(|(has, words)| has.then_some(words))
        .collect();
    match parts.as_slice() {
        [] => String::new(),
        [one] => format!(": {one}"),
        [first @ .., last] => format!(": {}, and {last}", first.join(", ")),
    }
}

/// The dinner as an entry of a calendar.
pub(super) fn event_of(
    uid: String,
    title: &str,
    place: &str,
    (starts_at, ends_at): (NaiveDateTime, Option<NaiveDateTime>),
    zone: &str,
) -> DinnerEvent {
    let starts_at = to_utc(starts_at, zone);
    let ends_at = ends_at
        .map(|at| to_utc(at, zone))
        .filter(|at| *at > starts_at);
    DinnerEvent {
        uid,
        summary: title.to_owned(),
        description: String::new(),
        location: place.to_owned(),
        starts_at,
        ends_at: ends_at.unwrap_or(starts_at + Duration::minutes(DINNER_MINUTES)),
    }
}

fn evening_event(evening: &EveningDate) -> DinnerEvent {
    event_of(
        uid(evening.id),
        &evening.title,
        &evening.place,
        (evening.starts_at, evening.ends_at),
        &evening.zone,
    )
}

fn promise_event(promise: &DatedPromise) -> PromiseEvent {
    PromiseEvent {
        uid: uid(promise.id),
        summary: promise.words.clone(),
        description: promise.about.clone(),
        due: promise.due,
    }
}

/// The same for the same row, on every laptop and in every file.
fn uid(id: uuid::Uuid) -> String {
    format!("{id}@tablemates")
}

fn stamp(now_ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(now_ms).unwrap_or_default()
}

fn contact(card: &Card, met: &str) -> exchange::Contact {
    let mut contact = exchange::Contact {
        given: card.given.clone(),
        middle: card.middle.clone(),
        family: card.family.clone(),
        prefix: card.prefix.clone(),
        suffix: card.suffix.clone(),
        says_it_like: card.says_it_like.clone(),
        company: card.company.clone(),
        position: card.position.clone(),
        source_key: card.id.urn().to_string(),
        note: match card.business.trim() {
            "" => met.to_owned(),
            business => format!("{business}\n{met}"),
        },
        ..exchange::Contact::default()
    };
    for way in &card.contacts {
        let list = match way {
            Contact::Email(_) => &mut contact.emails,
            Contact::Phone(_) => &mut contact.phones,
            Contact::Web(_) => &mut contact.links,
        };
        list.push(Labelled {
            label: String::new(),
            value: way.words().to_owned(),
        });
    }
    contact
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Attendance, Dinner, DinnerRecord, Id, Person},
        recap::build,
    };

    /// Ana and Priya at one table of Ana's, with a line of hers.
    fn record(line: &str) -> (DinnerRecord, Id<Person>) {
        let mut dinner = Dinner::new(Id::new(1));
        "Thursday Table, No. 14".clone_into(&mut dinner.title);
        line.clone_into(&mut dinner.host_line);
        dinner.starts_at = "2026-11-26T19:00:00".parse().ok();
        let mut record = DinnerRecord::of(dinner);
        let names = ["Ana", "Priya"];
        let ids: Vec<Id<Person>> = (0..2).map(|at| Id::new(10 + at)).collect();
        for (at, (id, name)) in (0..).zip(ids.iter().zip(names)) {
            let mut person = Person::new(*id);
            name.clone_into(&mut person.given);
            record.people.insert(*id, person);
            let mut row = Attendance::new(Id::new(20 + at));
            row.person = *id;
            (row.table_no, row.seat) = (Some(1), Some(at + 1));
            record.attendances.push(row);
        }
        record.you = ids.first().copied();
        (record, ids[1])
    }

    #[test]
    fn a_letter_is_the_hosts_line_and_a_few_plain_sentences() {
        let (record, priya) = record("Thank you for the label idea. Ana");
        let beside = build::beside(&record, priya).unwrap();
        let expected = "Hello Priya,

Thank you for the label idea.

Your recap of Thursday Table, No. 14 on Thursday 26 November 2026 is attached: what was promised, the questions with \
their answers, and who was there.

If something is wrong, or should not be kept, write back and it is changed.

Warmly,
Ana
";
        assert_eq!(letter_words(&beside), expected);
        // Nobody promised and nobody agreed: there is nothing to attach but the recap.
        let mail = letter(&beside, "priya@example.org", ("recap.pdf", Vec::new()), 0);
        assert_eq!(mail.attachments.len(), 1);
    }

    #[test]
    fn a_name_inside_a_word_is_no_signature() {
        for (line, words) in [
            (
                "To the next table in Havana",
                Some("To the next table in Havana"),
            ),
            ("Ana", None),
            ("", None),
        ] {
            let (record, priya) = record(line);
            let beside = build::beside(&record, priya).unwrap();
            assert_eq!(beside.letter.line.as_deref(), words);
        }
    }

    #[test]
    fn a_dinner_ends_when_it_has_to_or_after_three_hours() {
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let start = at("2026-11-26T19:00:00");
        for (end, minutes) in [
            (None, 180),
            (Some(at("2026-11-26T23:30:00")), 270),
            (Some(at("2026-11-26T18:00:00")), 180),
        ] {
            let event = event_of(String::new(), "", "", (start, end), "Europe/London");
            assert_eq!((event.ends_at - event.starts_at).num_minutes(), minutes);
        }
    }
}

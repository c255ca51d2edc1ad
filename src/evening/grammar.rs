//! The note line: what the host types at the table, read into who says what to whom by when. Nothing typed is refused
//! and nothing is lost: what cannot be read is a plain note with all its text. Nothing is saved here.

use crate::domain::{
    Audience, Id, Note, Person,
    note::{NoteKind, Phase, Reply},
};
use chrono::NaiveDate;

use super::due;
pub use super::due::DateOrder;

mod head;
mod people;
mod summary;

/// A person with a number at the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The number that stands on the table, from 1.
    pub number: u8,
    /// Who it is.
    pub person: Id<Person>,
    /// Their name in full.
    pub name: String,
}

/// The question that an answer belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenQuestion {
    /// Its note.
    pub note: Id<Note>,
    /// Who asked.
    pub asker: Option<Id<Person>>,
}

/// What a line is read against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Who sits where.
    pub seats: &'a [Seat],
    /// Who presents.
    pub presenter: Option<Id<Person>>,
    /// The phase on the clock, when a pitch is.
    pub phase: Option<Phase>,
    /// The date at the table.
    pub today: NaiveDate,
    /// How `3/12` is read.
    pub date_order: DateOrder,
    /// Whether due dates are looked for; false once the host has taken the chip off.
    pub reads_dates: bool,
    /// The question asked last that is still open.
    pub last_open_question: Option<OpenQuestion>,
}

/// What a chip is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipKind {
    /// Who speaks.
    Speaker,
    /// The kind of the note.
    Kind,
    /// A reply to an offer.
    Reply,
    /// Only me.
    OnlyMe,
    /// Signs taken literally.
    Literal,
    /// A person named in the text.
    Person,
    /// A due date.
    Due,
}

/// Something that was understood, shown before the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// What it is about.
    pub kind: ChipKind,
    /// The words on it.
    pub words: String,
    /// The characters that it was read from.
    pub typed: String,
}

/// A line as it will be saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What it is.
    pub kind: NoteKind,
    /// Who said it: as typed, else the presenter where the kind is theirs to say (answer, promise, offer, ask, quote).
    pub speaker: Option<Id<Person>>,
    /// Whom it is about: the presenter.
    pub subject: Option<Id<Person>>,
    /// Everybody named in the text, in order, once.
    pub linked: Vec<Id<Person>>,
    /// To whom a promise is made; none is the table.
    pub to: Option<Id<Person>>,
    /// The people named who are neither the speaker nor the one promised to.
    pub about: Vec<Id<Person>>,
    /// The text, with people named by name.
    pub text: String,
    /// When a promise is due.
    pub due: Option<NaiveDate>,
    /// The words that said so. A promise's text leaves them to the date; any other text keeps them, being what was said.
    pub due_words: Option<String>,
    /// Who may read it.
    pub audience: Audience,
    /// The note of the question that it answers.
    pub answers: Option<Id<Note>>,
    /// The reply to the presenter's offer.
    pub reply: Option<Reply>,
    /// A note without text, to be completed in the wrap-up.
    pub is_mark: bool,
    /// What will be saved, in words: "Dana asks Priya".
    pub summary: String,
    /// What was understood.
    pub chips: Vec<Chip>,
    /// What was not, and why, in words.
    pub hints: Vec<String>,
}

/// Reads one line. The window reads it anew at every key, a script once.
pub fn parse(line: &str, context: &Context<'_>) -> Parsed {
    let mut parsed = match head::read(line, context) {
        Ok(head) => {
            let mut parsed = Parsed {
                kind: head
                    .kind
                    .unwrap_or(default_kind(context.phase, head.is_only_me)),
                speaker: head.speaker,
                reply: head.reply,
                chips: head.chips,
                ..Parsed::default()
            };
            let is_named_only_me = read_text(&mut parsed, head.text, head.is_literal, context);
            let is_only_me = head.is_only_me || is_named_only_me;
            parsed.audience = if is_only_me {
                Audience::OnlyMe
            } else {
                parsed.kind.default_audience()
            };
            parsed
        }
        Err(hint) => Parsed {
            text: line.trim().to_owned(),
            audience: NoteKind::Plain.default_audience(),
            hints: vec![hint],
            ..Parsed::default()
        },
    };
    parsed.subject = context.presenter;
    settle_people(&mut parsed, context);
    parsed.is_mark = parsed.text.is_empty() && parsed.reply.is_none();
    parsed.summary = summary::words(&parsed, context);
    parsed
}

/// A line without a sign. `#` stands for a kind of its own, so it makes no question of a remark.
fn default_kind(phase: Option<Phase>, is_only_me: bool) -> NoteKind {
    match phase {
        Some(Phase::Questions) if !is_only_me => NoteKind::Question,
        _ => NoteKind::Plain,
    }
}

/// Reads what stands in the text, and tells whether it said `#private`.
fn read_text(parsed: &mut Parsed, typed: &str, is_literal: bool, context: &Context<'_>) -> bool {
    let (text, is_only_me) = take_private(typed, is_literal, &mut parsed.chips);
    let text = people::link(&text, context.seats, parsed);
    parsed.text = text;
    if parsed.kind == NoteKind::Quote {
        drop_closing_quote(parsed);
    }
    let found = if context.reads_dates {
        due::find(&parsed.text, context.today, context.date_order)
    } else {
        None
    };
    if let Some(found) = found {
        let words = parsed
            .text
            .get(found.at.clone())
            .unwrap_or_default()
            .to_owned();
        let label = format!("due {}", due::label(found.date, context.today));
        if parsed.kind == NoteKind::Promise {
            parsed.text = without(&parsed.text, found.at);
        }
        parsed.chips.push(Chip {
            kind: ChipKind::Due,
            words: label,
            typed: words.clone(),
        });
        parsed.due = Some(found.date);
        parsed.due_words = Some(words);
    }
    is_only_me
}

/// Takes `#private` out of a text, wherever it stands. One that runs on into a longer word stays, but hides the note
/// all the same: a slip of the keyboard must not show the table a private line.
fn take_private(typed: &str, is_literal: bool, chips: &mut Vec<Chip>) -> (String, bool) {
    const TAG: &str = "#private";
    let mut text = typed.trim().to_owned();
    let mut is_only_me = false;
    let mut from = usize::from(is_literal);
    loop {
        let is_tag = |at: &usize| {
            text.get(*at..*at + TAG.len())
                .is_some_and(|word| word.eq_ignore_ascii_case(TAG))
        };
        let Some(at) = (from..text.len()).find(is_tag) else {
            return (text, is_only_me);
        };
        is_only_me = true;
        let end = at + TAG.len();
        from = end;
        if !text
            .get(end..)
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        {
            let typed = text.get(at..end).unwrap_or_default().to_owned();
            chips.push(Chip {
                kind: ChipKind::OnlyMe,
                words: Audience::OnlyMe.label().to_owned(),
                typed,
            });
            text = without(&text, at..end);
            from = at.min(text.len());
        }
    }
}

/// The sign of a quote opens it; a mark that only closes it again would stand alone in the text.
fn drop_closing_quote(parsed: &mut Parsed) {
    let is_alone = parsed.text.matches('"').count() == 1;
    if let Some(chip) = parsed
        .chips
        .iter_mut()
        .find(|chip| chip.kind == ChipKind::Kind)
        && let Some(text) = parsed.text.strip_suffix('"').filter(|_| is_alone)
    {
        chip.typed.push('"');
        parsed.text = text.trim_end().to_owned();
    }
}

/// The text without a part of it, and without the gap that it leaves.
fn without(text: &str, part: std::ops::Range<usize>) -> String {
    let before = text.get(..part.start).unwrap_or_default();
    let after = text.get(part.end..).unwrap_or_default();
    let kept = if after.starts_with(['.', ',', ';', ':', '!', '?']) {
        format!("{}{after}", before.trim_end())
    } else if before.is_empty() || before.ends_with(char::is_whitespace) {
        format!("{before}{}", after.trim_start())
    } else {
        format!("{before}{after}")
    };
    kept.trim_end().to_owned()
}

/// Who says it, to whom, and which question it answers.
fn settle_people(parsed: &mut Parsed, context: &Context<'_>) {
    match parsed.kind {
        NoteKind::Answer
        | NoteKind::Promise
        | NoteKind::Offer
        | NoteKind::Ask
        | NoteKind::Quote => {
            parsed.speaker = parsed.speaker.or(context.presenter);
        }
        NoteKind::Plain | NoteKind::Question | NoteKind::Reply => {}
    }
    if parsed.kind == NoteKind::Answer {
        parsed.answers = context.last_open_question.map(|question| question.note);
    }
    let is_another = |person: &Id<Person>| Some(*person) != parsed.speaker;
    if parsed.kind == NoteKind::Promise {
        parsed.to = parsed
            .linked
            .iter()
            .copied()
            .find(is_another)
            .or(context.presenter.filter(is_another));
    }
    parsed.about = parsed
        .linked
        .iter()
        .copied()
        .filter(|p| is_another(p) && Some(*p) != parsed.to)
        .collect();
}

//! What a guest writes back, read from pasted text: ask, offer with its next step, needs, what table-mates may see, and
//! whether they come. It is shown to the host before anything is written.

use super::{Session, drafts::REPLY_LINES};
use crate::{
    domain::{
        Ask, Consent, DinnerRecord, Draft, Id, Offer, Person, dinner::Answer, person::ContactKind,
    },
    storage::StorageError,
};

/// A reply as far as it could be read; what is empty was not said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// Who answers the questions comes, unless they say otherwise.
    pub answer: Answer,
    /// Whether they said so in words.
    pub says_answer: bool,
    pub ask: String,
    pub offer: String,
    pub next_step: String,
    /// `Some("")` when they said that they have none.
    pub needs: Option<String>,
    /// Whether table-mates may see the e-mail address, and the phone number.
    pub share_email: Option<bool>,
    pub share_phone: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Answer,
    Ask,
    Offer,
    NextStep,
    Needs,
    Share,
}

/// How lines may begin, longest first within a meaning; all in small letters.
const BEGINNINGS: &[(&str, Key)] = &[
    ("are you coming", Key::Answer),
    ("coming", Key::Answer),
    ("answer", Key::Answer),
    ("rsvp", Key::Answer),
    ("my ask", Key::Ask),
    ("ask", Key::Ask),
    ("i ask for", Key::Ask),
    ("i am looking for", Key::Ask),
    ("i'm looking for", Key::Ask),
    ("my offer", Key::Offer),
    ("offer", Key::Offer),
    ("i offer", Key::Offer),
    ("i can offer", Key::Offer),
    ("its next step", Key::NextStep),
    ("the next step", Key::NextStep),
    ("next step", Key::NextStep),
    ("needs for the kitchen", Key::Needs),
    ("for the kitchen", Key::Needs),
    ("dietary needs", Key::Needs),
    ("my needs", Key::Needs),
    ("needs", Key::Needs),
    ("kitchen", Key::Needs),
    ("diet", Key::Needs),
    ("my table-mates may see my", Key::Share),
    ("my table-mates may see", Key::Share),
    ("table-mates may see my", Key::Share),
    ("table-mates may see", Key::Share),
    ("may table-mates see my e-mail/phone", Key::Share),
    ("may table-mates see my e-mail", Key::Share),
    ("may table-mates see my phone", Key::Share),
    ("you may share", Key::Share),
    ("i share", Key::Share),
    ("sharing", Key::Share),
    ("share", Key::Share),
];

/// Words that say "nothing" of needs.
const NOTHING: &[&str] = &[
    "none",
    "no",
    "nothing",
    "-",
    "–",
    "n/a",
    "no needs",
    "nothing special",
];

impl Reply {
    /// Reads a pasted text. Lines that begin with none of the words belong to the line before them, until an empty one.
    pub fn read(text: &str) -> Self {
        let mut reply = Self {
            answer: Answer::Accepted,
            ..Self::default()
        };
        let mut at: Option<Key> = None;
        for line in text.lines() {
            let is_quoted = line.trim_start().starts_with('>');
            let line = line.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
            let line = line.trim_start_matches(['*', '•', '-', '–']).trim();
            if line.is_empty() {
                at = None;
            } else if let Some((key, words, value)) = keyed(line) {
                at = Some(key);
                reply.take(key, words, value);
            } else if let Some(key) = at.filter(|_| !is_quoted) {
                reply.go_on(key, line);
            } else if !is_quoted && !reply.says_answer {
                reply.hear(line);
            }
        }
        reply
    }

    /// Whether nothing was read.
    pub fn is_empty(&self) -> bool {
        let said = Self {
            answer: Answer::default(),
            ..self.clone()
        };
        said == Self::default()
    }

    fn take(&mut self, key: Key, words: &str, value: &str) {
        let value = answered(value);
        if value.is_empty() {
            return;
        }
        match key {
            Key::Answer => self.hear(value),
            Key::Ask => value.clone_into(&mut self.ask),
            Key::Offer => value.clone_into(&mut self.offer),
            Key::NextStep => value.clone_into(&mut self.next_step),
            Key::Needs => {
                let is_nothing = NOTHING.contains(&value.to_lowercase().trim_end_matches('.'));
                self.needs = Some(if is_nothing {
                    String::new()
                } else {
                    value.to_owned()
                });
            }
            Key::Share => self.share(words, value),
        }
    }

    /// A line that belongs to the one before it.
    fn go_on(&mut self, key: Key, line: &str) {
        let text = match key {
            Key::Ask => &mut self.ask,
            Key::Offer => &mut self.offer,
            Key::NextStep => &mut self.next_step,
            Key::Needs => self.needs.get_or_insert_default(),
            Key::Share => return self.share("", line),
            Key::Answer => return self.hear(line),
        };
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(line);
    }

    /// Takes an answer out of words, if they begin with one.
    fn hear(&mut self, words: &str) {
        let words = words.to_lowercase();
        let begins = |beginnings: &[&str]| {
            beginnings.iter().any(|beginning| {
                let rest = words.strip_prefix(beginning);
                rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
        };
        let maybe = [
            "maybe", "perhaps", "not sure", "i may", "i might", "possibly",
        ];
        let no = [
            "no",
            "sorry",
            "i can't",
            "i can’t",
            "i cannot",
            "can't",
            "can’t",
            "cannot",
            "unfortunately",
            "i am afraid",
            "i'm afraid",
            "i’m afraid",
            "not coming",
        ];
        let yes = [
            "yes",
            "y",
            "gladly",
            "of course",
            "i come",
            "i will come",
            "i'll come",
            "i’ll come",
            "i'd love to",
            "i’d love to",
            "with pleasure",
            "coming",
            "sure",
            "count me in",
        ];
        let answer = if begins(&maybe) {
            Answer::Maybe
        } else if begins(&no) {
            Answer::Declined
        } else if begins(&yes) {
            Answer::Accepted
        } else {
            return;
        };
        (self.answer, self.says_answer) = (answer, true);
    }

    /// What may be shown: "e-mail, not my phone", "both", "no".
    fn share(&mut self, key: &str, value: &str) {
        let value = value.to_lowercase();
        let has = |text: &str, words: &[&str]| {
            text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'' && c != '’')
                .any(|word| words.contains(&word))
        };
        let email = ["e-mail", "email", "mail", "e-mails", "address"];
        let phone = ["phone", "telephone", "number", "mobile"];
        let refuses = ["no", "not", "don't", "don’t", "never", "without", "except"];
        if has(&value, &["neither", "nothing", "none"]) {
            (self.share_email, self.share_phone) = (Some(false), Some(false));
            return;
        }
        if !has(&value, &email) && !has(&value, &phone) {
            let says = !has(&value, &refuses);
            if !says || has(&value, &["yes", "both", "all", "y", "ok", "fine", "sure"]) {
                // The question may have been about one of them only.
                let is_about = |words: &[&str]| {
                    has(key, words) || !has(key, &[&email[..], &phone[..]].concat())
                };
                if is_about(&email) {
                    self.share_email = Some(says);
                }
                if is_about(&phone) {
                    self.share_phone = Some(says);
                }
            }
            return;
        }
        let is_only = has(&value, &["only", "just"]);
        for clause in value.replace(" but ", ",").split([',', ';', '.', '/']) {
            let says = !has(clause, &refuses);
            if has(clause, &email) {
                self.share_email = Some(says);
            }
            if has(clause, &phone) {
                self.share_phone = Some(says);
            }
        }
        if is_only {
            self.share_email.get_or_insert(false);
            self.share_phone.get_or_insert(false);
        }
    }
}

/// The meaning of a line, the words it begins with in small letters, and what follows them.
fn keyed(line: &str) -> Option<(Key, &'static str, &str)> {
    let fits = |(beginning, key): &(&'static str, Key)| {
        let head = line.get(..beginning.len())?;
        let rest = line.get(beginning.len()..)?;
        if !head.eq_ignore_ascii_case(beginning) {
            return None;
        }
        let rest = rest.trim_start().trim_start_matches('?');
        let value = rest
            .strip_prefix([':', '=', '–', '—'])
            .or_else(|| rest.strip_prefix("- "))
            .or_else(|| rest.strip_prefix("is:"))
            .or_else(|| rest.strip_prefix("is "))
            .or_else(|| rest.strip_prefix("are "))
            .or_else(|| beginning.starts_with("i ").then_some(rest))
            .or_else(|| beginning.starts_with("i'm").then_some(rest))?;
        Some((*key, *beginning, value.trim()))
    };
    let mut found: Vec<_> = BEGINNINGS.iter().filter_map(fits).collect();
    found.sort_by_key(|(_, beginning, _)| beginning.len());
    found.pop()
}

/// What was answered: the hint of our own draft is no answer.
fn answered(value: &str) -> &str {
    let hint = REPLY_LINES
        .iter()
        .find_map(|(_, hint)| value.strip_prefix(hint));
    hint.unwrap_or(value).trim()
}

/// Adds what a reply says to a change: ask, offer, needs and consents of the person.
pub(super) fn write(
    session: &Session,
    record: &DinnerRecord,
    person: &Person,
    reply: &Reply,
    draft: &mut Draft,
) -> Result<(), StorageError> {
    if !reply.ask.is_empty() {
        let old = record.ask_of(person.id);
        let mut new = old.cloned().unwrap_or_else(|| Ask::new(session.new_id()));
        new.person = person.id;
        if new.text != reply.ask {
            // What was said about the ask that it replaces is not about this one.
            (new.why, new.line, new.by) = (String::new(), String::new(), None);
            new.text.clone_from(&reply.ask);
        }
        draft.put(old, &new);
    }
    if !reply.offer.is_empty() || !reply.next_step.is_empty() {
        let old = record.offer_of(person.id);
        let mut new = old.cloned().unwrap_or_else(|| Offer::new(session.new_id()));
        new.person = person.id;
        if !reply.offer.is_empty() && new.text != reply.offer {
            (new.safe, new.next_step, new.until) = (String::new(), String::new(), None);
            new.text.clone_from(&reply.offer);
        }
        if !reply.next_step.is_empty() {
            new.next_step.clone_from(&reply.next_step);
        }
        draft.put(old, &new);
    }
    if let Some(needs) = &reply.needs {
        let mut new = person.clone();
        new.needs.clone_from(needs);
        draft.update(person, &new);
    }
    let shares = [
        (ContactKind::Email, reply.share_email),
        (ContactKind::Phone, reply.share_phone),
    ];
    for (kind, share) in shares {
        if let Some(is_shared) = share {
            consent(session, person.id, kind, is_shared, draft)?;
        }
    }
    Ok(())
}

fn consent(
    session: &Session,
    person: Id<Person>,
    kind: ContactKind,
    is_shared: bool,
    draft: &mut Draft,
) -> Result<(), StorageError> {
    let id = consent_id(person, kind);
    let old = session.library().get(id)?;
    if old.as_ref().is_some_and(Consent::stands) == is_shared {
        return Ok(());
    }
    let today = chrono::DateTime::from_timestamp_millis(session.now().wall_ms)
        .unwrap_or_default()
        .date_naive();
    let mut new = old.clone().unwrap_or_else(|| Consent::new(id));
    (new.person, new.kind) = (person, kind);
    "Reply to the invitation".clone_into(&mut new.how);
    if is_shared {
        (new.given_on, new.withdrawn_on) = (Some(today), None);
    } else {
        new.withdrawn_on = Some(today);
    }
    draft.put(old.as_ref(), &new);
    Ok(())
}

/// The id of a person's consent to one way of reaching them, the same on every laptop.
fn consent_id(person: Id<Person>, kind: ContactKind) -> Id<Consent> {
    Id::of_pair(&format!("consent {kind}"), person.uuid(), person.uuid())
}

/// "Dana’s", "Ines’s", "the guests’".
pub(super) fn whose(name: &str) -> String {
    format!("{name}’s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_asked_for_are_read() {
        let reply = Reply::read(
            "Coming: yes\nMy ask: Any brewery that is rebranding\nMy offer: Paper samples\nIts next step: send an address\n\
             Needs for the kitchen: no shellfish\nMy table-mates may see my: e-mail",
        );
        assert_eq!(reply.answer, Answer::Accepted);
        assert_eq!(reply.ask, "Any brewery that is rebranding");
        assert_eq!(reply.offer, "Paper samples");
        assert_eq!(reply.next_step, "send an address");
        assert_eq!(reply.needs.as_deref(), Some("no shellfish"));
        assert_eq!((reply.share_email, reply.share_phone), (Some(true), None));
    }

    #[test]
    fn capitals_bullets_sentences_and_second_lines_are_forgiven() {
        let reply = Reply::read(
            "Hi Ines,\nyes, with pleasure!\n\n- ASK – an editor\n  of a trade paper\n* my Offer is one page, free\nNext step = send the page\n\nSee you",
        );
        assert_eq!(reply.answer, Answer::Accepted);
        assert!(reply.says_answer);
        assert_eq!(reply.ask, "an editor of a trade paper");
        assert_eq!(reply.offer, "one page, free");
        assert_eq!(reply.next_step, "send the page");
        assert_eq!(reply.needs, None);
    }

    #[test]
    fn answers_between_quoted_lines_are_read_and_the_quoted_draft_is_not() {
        let reply = Reply::read(
            "> My ask: (one clear thing that somebody at the table could help with)\nA landlord in Leeds\n\
             > My offer: (one thing that you could give)\n> Warmly,\n> Ines",
        );
        assert_eq!(reply.ask, "A landlord in Leeds");
        assert_eq!(reply.offer, "");
    }

    #[test]
    fn maybe_no_and_other_answers() {
        let answer = |text: &str| Reply::read(text).answer;
        assert_eq!(answer("Coming: maybe, I hear on Monday"), Answer::Maybe);
        assert_eq!(answer("Sorry, I cannot make it"), Answer::Declined);
        assert_eq!(answer("coming: No"), Answer::Declined);
        // "Nothing" and "Noah" begin with "no" and say nothing of the kind.
        assert!(!Reply::read("Noah told me about it").says_answer);
        assert!(Reply::read("Thank you for asking").is_empty());
        assert!(Reply::read("").is_empty());
    }

    #[test]
    fn what_may_be_shown() {
        let shares = |text: &str| {
            let reply = Reply::read(&format!("Share: {text}"));
            (reply.share_email, reply.share_phone)
        };
        assert_eq!(shares("yes"), (Some(true), Some(true)));
        assert_eq!(shares("no"), (Some(false), Some(false)));
        assert_eq!(shares("neither"), (Some(false), Some(false)));
        assert_eq!(shares("both"), (Some(true), Some(true)));
        assert_eq!(shares("only e-mail"), (Some(true), Some(false)));
        assert_eq!(shares("email yes, phone no"), (Some(true), Some(false)));
        assert_eq!(
            shares("my phone, but not my e-mail"),
            (Some(false), Some(true))
        );
        assert_eq!(shares("ask me later"), (None, None));
        let one = Reply::read("May table-mates see my phone? no");
        assert_eq!((one.share_email, one.share_phone), (None, None));
        let one = Reply::read("May table-mates see my phone: no");
        assert_eq!((one.share_email, one.share_phone), (None, Some(false)));
    }

    #[test]
    fn no_needs_are_an_answer() {
        assert_eq!(Reply::read("needs: none").needs.as_deref(), Some(""));
        assert_eq!(
            Reply::read("needs: no nuts").needs.as_deref(),
            Some("no nuts")
        );
    }
}

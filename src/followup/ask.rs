//! Whether an ask is loud, clear and unambiguous: what it leaves open, and which of its words say nothing. Nobody is
//! stopped; the ask is shown with what would make it better.

use crate::domain::Ask;

/// What makes an ask clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Who is asked for, or which kind of people.
    Who,
    Why,
    /// One line that somebody else can pass on.
    Line,
    By,
}

impl Part {
    /// What is missing, in words: "why".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Who => "who, or which kind of people",
            Self::Why => "why",
            Self::Line => "a line to pass on",
            Self::By => "by when",
        }
    }
}

/// What was found in an ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskLint {
    /// What it does not say, in the order in which one would ask.
    pub missing: Vec<Part>,
    /// Its words that could mean anybody, as typed.
    pub vague: Vec<String>,
}

impl AskLint {
    /// Whether nothing is to be made better.
    pub fn is_clear(&self) -> bool {
        self.missing.is_empty() && self.vague.is_empty()
    }

    /// What to do, in one sentence.
    pub fn sentence(&self) -> String {
        let vague = self
            .vague
            .iter()
            .map(|word| format!("“{word}”"))
            .collect::<Vec<_>>();
        let missing: Vec<String> = self
            .missing
            .iter()
            .map(|part| part.words().to_owned())
            .collect();
        match (missing.is_empty(), vague.is_empty()) {
            (true, true) => "It says who, why and by when, with a line to pass on.".to_owned(),
            (false, true) => format!("Still open: {}.", listed(&missing, "and")),
            (true, false) => format!("{} could be anybody: name them.", listed(&vague, "and")),
            (false, false) => format!(
                "{} could be anybody. Still open: {}.",
                listed(&vague, "and"),
                listed(&missing, "and")
            ),
        }
    }
}

/// Words behind which there is nobody in particular.
const VAGUE: &[&str] = &[
    "anybody",
    "anyone",
    "anything",
    "business",
    "businesses",
    "clients",
    "companies",
    "contacts",
    "customers",
    "everybody",
    "everyone",
    "firms",
    "leads",
    "people",
    "referrals",
    "somebody",
    "someone",
    "something",
    "whoever",
];

/// Words that lead on and add nothing to a vague one.
const SMALL: &[&str] = &[
    "a", "an", "all", "any", "could", "few", "for", "good", "great", "help", "i", "in", "is",
    "lead", "like", "looking", "love", "me", "meet", "more", "need", "needs", "new", "nice", "of",
    "or", "other", "our", "some", "the", "to", "want", "we", "who", "with", "would",
];

/// Looks at an ask. A vague word is pointed at when it stands alone; "people who run a bakery" names a kind.
pub fn lint(ask: &Ask) -> AskLint {
    let words: Vec<&str> = ask
        .text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '-')
        .filter(|word| !word.is_empty())
        .collect();
    let is = |list: &[&str], word: &str| list.contains(&word.to_lowercase().as_str());
    let telling = words
        .iter()
        .filter(|word| !is(VAGUE, word) && !is(SMALL, word))
        .count();
    let mut vague: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        // "Someone who buys labels" says after it whom; "anyone in business" does not.
        let follows = words.get(at + 1..).unwrap_or_default();
        let is_told = follows
            .iter()
            .any(|next| !is(VAGUE, next) && !is(SMALL, next));
        let is_named_before = at
            .checked_sub(1)
            .and_then(|before| words.get(before))
            .is_some_and(|before| !is(VAGUE, before) && !is(SMALL, before));
        let is_loose = matches!(
            word.to_lowercase().as_str(),
            "anybody" | "anyone" | "anything" | "everybody" | "everyone" | "whoever"
        );
        if is(VAGUE, word)
            && (is_loose || !(is_told || is_named_before))
            && !vague.iter().any(|known| known.eq_ignore_ascii_case(word))
        {
            vague.push((*word).to_owned());
        }
    }
    let mut missing = Vec::new();
    if telling == 0 {
        missing.push(Part::Who);
    }
    if ask.why.trim().is_empty() {
        missing.push(Part::Why);
    }
    if ask.line.trim().is_empty() {
        missing.push(Part::Line);
    }
    if ask.by.is_none() {
        missing.push(Part::By);
    }
    AskLint { missing, vague }
}

/// "why, a line to pass on and by when".
fn listed(words: &[String], and: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {and} {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::Id;

    fn ask(text: &str) -> Ask {
        let mut ask = Ask::new(Id::default());
        text.clone_into(&mut ask.text);
        "The course has four places left".clone_into(&mut ask.why);
        "Ines coaches new managers".clone_into(&mut ask.line);
        ask.by = NaiveDate::from_ymd_opt(2026, 12, 15);
        ask
    }

    #[test]
    fn an_ask_that_says_all_is_clear() {
        for text in [
            "A marketing head at a food brand with 20 to 80 staff",
            "Team leads who have just been promoted",
            "Jonah Reid",
            "People who run a bakery with a second shop",
            "一位酿酒师",
        ] {
            assert!(
                lint(&ask(text)).is_clear(),
                "{text}: {:?}",
                lint(&ask(text))
            );
        }
    }

    #[test]
    fn each_thing_left_open_is_named_in_order() {
        let mut open = ask("");
        open.why = "  ".to_owned();
        open.line.clear();
        open.by = None;
        let found = lint(&open);
        assert_eq!(found.missing, [Part::Who, Part::Why, Part::Line, Part::By]);
        assert_eq!(
            found.sentence(),
            "Still open: who, or which kind of people, why, a line to pass on and by when."
        );
        let mut without_day = ask("Hotel buyers");
        without_day.by = None;
        assert_eq!(lint(&without_day).missing, [Part::By]);
    }

    #[test]
    fn words_that_could_be_anybody_are_pointed_at_once_each() {
        assert_eq!(lint(&ask("Someone")).vague, ["Someone"]);
        assert_eq!(
            lint(&ask("Anyone who buys wine, really anyone")).vague,
            ["Anyone"]
        );
        assert_eq!(lint(&ask("More businesses")).vague, ["businesses"]);
        assert_eq!(lint(&ask("More businesses")).missing, [Part::Who]);
        let words = lint(&ask("Someone or anyone")).sentence();
        assert!(
            words.starts_with("“Someone” and “anyone” could be anybody."),
            "{words}"
        );
    }

    #[test]
    fn a_vague_word_that_is_told_is_left_alone() {
        assert!(
            lint(&ask("Somebody who edits a trade paper"))
                .vague
                .is_empty()
        );
        assert!(lint(&ask("Family businesses")).vague.is_empty());
    }
}

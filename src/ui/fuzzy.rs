//! Finding by a few letters: which of many texts are meant, the best first, and which of their letters matched.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

/// A text that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Its place in the list that was searched.
    pub(super) at: usize,
    /// Which of its characters matched, ascending.
    pub(super) letters: Vec<u32>,
}

/// The texts that hold the letters of `query` in order, the best first, at most `most`; all, in their order, where
/// nothing is asked. Capitals and accents do not matter.
pub(super) fn find<'a>(query: &str, texts: impl Iterator<Item = &'a str>, most: usize) -> Vec<Hit> {
    let pattern = Pattern::parse(query.trim(), CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, Hit)> = Vec::new();
    for (at, text) in texts.enumerate() {
        let mut letters = Vec::new();
        let text = Utf32Str::new(text, &mut buffer);
        if let Some(score) = pattern.indices(text, &mut matcher, &mut letters) {
            letters.sort_unstable();
            letters.dedup();
            scored.push((score, Hit { at, letters }));
        }
    }
    scored.sort_by_key(|(score, hit)| (std::cmp::Reverse(*score), hit.at));
    scored.truncate(most);
    scored.into_iter().map(|(_, hit)| hit).collect()
}

/// The same for names: where some texts hold what was asked in one piece, those whose letters only lie about are not
/// meant.
pub(super) fn find_names<'a>(
    query: &str,
    texts: impl Iterator<Item = &'a str>,
    most: usize,
) -> Vec<Hit> {
    let mut hits = find(query, texts, usize::MAX);
    let pieces = query.split_whitespace().count();
    let is_close = |hit: &Hit| {
        let breaks = hit.letters.windows(2);
        let breaks = breaks.filter(|pair| matches!(pair, [one, next] if one + 1 != *next));
        breaks.count() < pieces
    };
    if hits.iter().any(is_close) {
        hits.retain(is_close);
    }
    hits.truncate(most);
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_there_hides_those_that_only_have_its_letters() {
        let people = [
            "Jasmine Clarke  Partner, Sato Design",
            "Amara Okonkwo  Owner",
            "Petra Horvat  Harbour",
        ];
        let found = |query: &str| -> Vec<usize> {
            let hits = find_names(query, people.into_iter(), 10);
            hits.into_iter().map(|hit| hit.at).collect()
        };
        assert_eq!(found("amara"), [1]);
        assert_eq!(found("owner amara"), [1]);
        assert_eq!(found("sato cla"), [0]);
        // A slip of the finger still finds somebody.
        assert_eq!(found("amra").first(), Some(&1));
        assert_eq!(found(""), [0, 1, 2]);
    }

    #[test]
    fn letters_in_order_are_found_whatever_their_accents_and_the_best_comes_first() {
        let names = ["Zoë Łukasz", "Priya Raman", "Paul Rimini", "李小龙"];
        let found = |query: &str| -> Vec<usize> {
            let hits = find(query, names.into_iter(), 10);
            hits.into_iter().map(|hit| hit.at).collect()
        };
        assert_eq!(found("zoe"), [0]);
        assert_eq!(found("pri").first(), Some(&1));
        assert_eq!(found("小"), [3]);
        assert_eq!(found(""), [0, 1, 2, 3]);
        assert!(found("qqq").is_empty());
        let hits = find("pri", names.into_iter(), 1);
        assert_eq!(
            hits,
            [Hit {
                at: 1,
                letters: vec![0, 1, 2]
            }]
        );
    }
}

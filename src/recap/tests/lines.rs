//! How words are broken into lines.

use super::*;

/// The lines of some words, as far to the right as the first of them reach and a little further.
fn broken(words: &str, reach: &str) -> Vec<String> {
    let faces = faces();
    let style = super::super::rows::BODY;
    let room = text::width(&faces, reach, style) + 1.0;
    let setting = text::set(
        &faces,
        &[Span::new(words, style)],
        room,
        9,
        &mut BTreeSet::new(),
    );
    let lines = setting.lines.iter().map(|line| &line.runs);
    lines
        .map(|runs| {
            let line: String = runs.iter().map(|run| run.text.as_str()).collect();
            line.trim_end().to_owned()
        })
        .collect()
}

#[test]
fn the_last_line_of_a_paragraph_has_two_words() {
    let lines = broken(
        "A marketing head for good food",
        "A marketing head for good",
    );
    assert_eq!(lines, ["A marketing head for", "good food"]);
}

#[test]
fn a_number_stays_with_what_it_counts_and_a_range_in_one_piece() {
    let lines = broken("A price for 500 sleeves of paper", "A price for 500");
    assert_eq!(lines, ["A price for", "500 sleeves", "of paper"]);
    let lines = broken(
        "A food brand with 20 to 80 staff",
        "A food brand with 20 to",
    );
    assert_eq!(lines, ["A food brand", "with 20 to 80 staff"]);
    // Where there is no room for both, a line is broken rather than overrun.
    let lines = broken("500 sleeves", "sleeves");
    assert_eq!(lines, ["500", "sleeves"]);
}

#[test]
fn lines_fit_and_an_endless_word_is_broken_anywhere() {
    let faces = faces();
    let style = super::super::rows::BODY;
    let word = "W".repeat(500);
    let setting = text::set(
        &faces,
        &[Span::new(word.clone(), style)],
        200.0,
        100,
        &mut BTreeSet::new(),
    );
    assert!(!setting.is_cut);
    assert!(
        setting
            .lines
            .iter()
            .all(|line| line.width <= 200.01 && line.width > 150.0)
    );
    let whole: String = setting
        .lines
        .iter()
        .flat_map(|line| &line.runs)
        .map(|run| run.text.as_str())
        .collect();
    assert_eq!(whole, word);

    let cut = text::set(
        &faces,
        &[Span::new(word, style)],
        200.0,
        3,
        &mut BTreeSet::new(),
    );
    assert!(cut.is_cut && cut.lines.len() == 3);
    assert!(cut.lines[2].runs[0].text.ends_with('…'));
}

#[test]
fn a_name_is_kept_on_one_line() {
    let faces = faces();
    let style = super::super::rows::BODY;
    let name = "Hannah Lindqvist";
    let room = text::width(&faces, "We talked to Hannah", style) + 1.0;
    let spans = [
        Span::new("We talked to ", style),
        Span::new(name, style).together(),
    ];
    let setting = text::set(&faces, &spans, room, 9, &mut BTreeSet::new());
    let last = setting.lines.last().expect("lines");
    let words: String = last.runs.iter().map(|run| run.text.as_str()).collect();
    assert!(words.ends_with(name), "{words}");
}

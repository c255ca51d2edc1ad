//! Turns one cell into one clean value, or says in words why it is none.
//! Pure functions of text; which column feeds which field is decided elsewhere.

use chrono::{Datelike, NaiveDate};
use deunicode::deunicode;

use super::mend::DateOrder;

/// Characters that turn the reading direction of what follows them; they can make a name read as
/// another one, and no address book needs them.
const DIRECTION_MARKS: [std::ops::RangeInclusive<char>; 2] =
    ['\u{202a}'..='\u{202e}', '\u{2066}'..='\u{2069}'];

/// Words before a name that are not part of it.
const FORMS_OF_ADDRESS: [&str; 17] = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "rev", "herr", "frau", "mme",
    "monsieur", "madame", "sr", "sra",
];

/// Words after a name that are not part of it.
const NAME_ENDINGS: [&str; 19] = [
    "jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "cpa", "cfa", "cfp", "pmp", "msc",
    "bsc", "ma", "ba", "llm", "jd",
];

/// Small words that belong to the family name which follows them.
const PARTICLES: [&str; 23] = [
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la",
    "le", "ter", "ten", "zu", "zum", "zur", "bin", "ibn", "al",
];

/// A text without what cannot be seen.
pub(super) struct Cleaned {
    pub(super) text: String,
    /// Control characters or direction marks were taken out.
    pub(super) had_hidden: bool,
}

/// One line: white space of any kind becomes single spaces.
pub(super) fn line(raw: &str) -> Cleaned {
    let visible = visible(raw);
    Cleaned {
        text: visible
            .text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        had_hidden: visible.had_hidden,
    }
}

/// Several lines: every line ending becomes `\n`, tabs become spaces, the rest stays.
pub(super) fn paragraph(raw: &str) -> Cleaned {
    let visible = visible(raw);
    Cleaned {
        text: visible.text.trim().to_owned(),
        had_hidden: visible.had_hidden,
    }
}

fn visible(raw: &str) -> Cleaned {
    let mut text = String::with_capacity(raw.len());
    let mut had_hidden = false;
    let mut previous = ' ';
    for letter in raw.chars() {
        match letter {
            '\n' if previous == '\r' => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => text.push('\n'),
            '\t' => text.push(' '),
            '\u{feff}' => {}
            _ if letter.is_control() || is_direction_mark(letter) => had_hidden = true,
            _ => text.push(letter),
        }
        previous = letter;
    }
    Cleaned { text, had_hidden }
}

fn is_direction_mark(letter: char) -> bool {
    DIRECTION_MARKS.iter().any(|range| range.contains(&letter))
}

/// A label in the one spelling that every format is mapped to; other words stay as written.
pub(super) fn label(raw: &str) -> String {
    let text = line(raw).text;
    // Google marks the chosen value with a star, Apple brackets its own words.
    let text = text.trim_start_matches("* ");
    let text = if text == "*" { "" } else { text };
    let text = text.strip_prefix("_$!<").unwrap_or(text);
    let text = text.strip_suffix(">!$_").unwrap_or(text).trim();
    match text.to_lowercase().as_str() {
        "work" | "business" | "office" => "work".to_owned(),
        "home" | "personal" | "private" => "home".to_owned(),
        "mobile" | "cell" | "iphone" => "mobile".to_owned(),
        "fax" => "fax".to_owned(),
        _ => text.to_owned(),
    }
}

/// The addresses in one cell, as written, apart from each other.
pub(super) fn email_pieces(raw: &str) -> Vec<&str> {
    if raw.contains('<') && raw.contains('>') {
        // "Ana Silva <ana@example.com>": what stands outside the brackets is a name.
        return raw
            .split('<')
            .skip(1)
            .filter_map(|rest| rest.split('>').next())
            .collect();
    }
    raw.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';'))
        .filter(|piece| !piece.is_empty() && *piece != ":::")
        .collect()
}

/// One e-mail address. This is a check for slips of the pen, not the grammar of RFC 5322: whether
/// an address receives mail is known only by writing to it.
pub(super) fn email(raw: &str) -> Result<String, &'static str> {
    const REASON: &str = "This is not an e-mail address";
    let text = line(raw).text;
    let text = strip_prefix_ignoring_case(&text, "mailto:").trim();
    let (local, domain) = text.rsplit_once('@').ok_or(REASON)?;
    let is_odd = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, ',' | ';' | ':' | '<' | '>' | '(' | ')')
            || matches!(letter, '[' | ']' | '"' | '\\' | '@')
    };
    let labels_are_good = domain.split('.').count() >= 2
        && domain.split('.').all(|part| !part.is_empty())
        && !domain.starts_with('-');
    let is_good = !local.is_empty() && text.len() <= 254 && !local.contains(is_odd);
    if is_good && labels_are_good && !domain.contains(is_odd) {
        Ok(text.to_owned())
    } else {
        Err(REASON)
    }
}

/// The numbers in one cell, as written, apart from each other.
pub(super) fn phone_pieces(raw: &str) -> Vec<String> {
    let joined = raw.replace(" ::: ", "\n").replace(";ext=", "x");
    joined
        .split(['\n', ';'])
        .filter(|piece| !piece.trim().is_empty())
        .map(str::to_owned)
        .collect()
}

/// One phone number: digits with perhaps a leading `+` and `x` with an extension. No country code
/// is invented: a number without one may be of any country.
pub(super) fn phone(raw: &str) -> Result<String, &'static str> {
    // Digits of other scripts and typographic dashes become ASCII.
    let text = deunicode(&line(raw).text).to_lowercase();
    let text = strip_prefix_ignoring_case(&text, "tel:").trim();
    if text.contains("e+") {
        return Err("A spreadsheet has shortened this number; the digits are lost");
    }
    let (main, extension) = split_extension(text);
    let mut number = String::with_capacity(main.len());
    let main = if main.starts_with('+') {
        // "+44 (0)20": the bracketed zero is dialled only without the country code.
        main.replace("(0)", "")
    } else {
        main.to_owned()
    };
    for letter in main.chars() {
        match letter {
            '0'..='9' => number.push(letter),
            '+' if number.is_empty() => number.push('+'),
            ' ' | '(' | ')' | '-' | '.' | '/' => {}
            _ => return Err("This is not a phone number"),
        }
    }
    let digits = number.trim_start_matches('+').len();
    if !(3..=20).contains(&digits) {
        return Err("A phone number has 3 to 20 digits");
    }
    if !extension.is_empty() {
        number.push('x');
        number.push_str(extension);
    }
    Ok(number)
}

fn split_extension(text: &str) -> (&str, &str) {
    for mark in ["extension", "ext.", "ext", "x", "#"] {
        if let Some((main, extension)) = text.rsplit_once(mark) {
            let extension = extension.trim();
            let all_digits = extension.chars().all(|letter| letter.is_ascii_digit());
            if (1..=8).contains(&extension.len()) && all_digits {
                return (main.trim_end(), extension);
            }
        }
    }
    (text, "")
}

/// One web address. Only the web: a link is opened by a click, and a script or a file of this
/// computer must not be.
pub(super) fn link(raw: &str) -> Result<String, &'static str> {
    let text = line(raw).text;
    let lower = text.to_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"));
    let has_other_scheme = rest.is_none()
        && lower
            .split(['/', '.', '?'])
            .next()
            .is_some_and(|start| start.contains(':'));
    if has_other_scheme {
        return Err("Only web addresses (https) are taken");
    }
    let host = rest.unwrap_or(&lower).split('/').next().unwrap_or_default();
    let is_odd = |letter: char| letter.is_whitespace() || matches!(letter, '\\' | '<' | '>' | '"');
    if !host.contains('.') || host.starts_with('.') || text.contains(is_odd) {
        return Err("This is not a web address");
    }
    Ok(text)
}

/// A day: `2024-03-12`, `12 Mar 2024`, `7-Feb-22`, `Mar 12, 2024`, `03/15/2024` (month first, as
/// `LinkedIn` writes it, unless `order` says otherwise or the first number cannot be a month), `15.03.2024`.
pub(super) fn date(raw: &str, order: DateOrder) -> Result<NaiveDate, &'static str> {
    const WORDED: [&str; 7] = [
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%d %b %Y",
        "%d-%b-%Y",
        "%d %b %y",
        "%d-%b-%y",
        "%b %d, %Y",
    ];
    const MONTH_FIRST: [&str; 2] = ["%m/%d/%Y", "%m/%d/%y"];
    const DAY_FIRST: [&str; 2] = ["%d/%m/%Y", "%d/%m/%y"];
    const POINTED: [&str; 2] = ["%d.%m.%Y", "%d.%m.%y"];
    let numbers = match order {
        DateOrder::MonthFirst => [MONTH_FIRST, DAY_FIRST],
        DateOrder::DayFirst => [DAY_FIRST, MONTH_FIRST],
    };
    let text = line(raw).text;
    let day = match text.split_once(['T', ',']) {
        // A time of day behind an ISO date is of no use here.
        Some((day, _)) if day.len() == 10 && day.starts_with(|c: char| c.is_ascii_digit()) => day,
        _ => text.as_str(),
    };
    WORDED
        .iter()
        .chain(numbers.iter().flatten())
        .chain(&POINTED)
        .filter_map(|form| NaiveDate::parse_from_str(day, form).ok())
        // "%Y" also reads "22" as the year 22.
        .find(|date| (1900..2200).contains(&date.year()))
        .ok_or("This is not a date that can be read")
}

/// The parts of a whole name: prefix, given, family, suffix.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct NameParts {
    pub(super) prefix: String,
    pub(super) given: String,
    pub(super) family: String,
    pub(super) suffix: String,
}

/// Splits a clean whole name. `Family, Given` is understood; a word in front or behind that is no
/// name is set apart; without a comma the last word and its particles are the family name. Middle
/// names stay with the given name, because no rule tells them from a double first name.
pub(super) fn name_parts(full_name: &str) -> NameParts {
    let mut parts = NameParts::default();
    let mut text = full_name.trim();
    if let Some((before, after)) = text.rsplit_once(',')
        && is_one_of(after, &NAME_ENDINGS)
    {
        after.trim().clone_into(&mut parts.suffix);
        text = before.trim();
    }
    let (family_first, rest) = match text.split_once(',') {
        Some((family, given)) if !family.trim().is_empty() => (Some(family.trim()), given),
        _ => (None, text.trim_start_matches(',')),
    };
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    if words.len() > 1
        && words
            .first()
            .is_some_and(|word| is_one_of(word, &FORMS_OF_ADDRESS))
    {
        words.remove(0).clone_into(&mut parts.prefix);
    }
    if let Some(family) = family_first {
        family.clone_into(&mut parts.family);
        parts.given = words.join(" ");
        return parts;
    }
    if words.len() > 2
        && words
            .last()
            .is_some_and(|word| is_one_of(word, &NAME_ENDINGS))
    {
        words
            .pop()
            .unwrap_or_default()
            .clone_into(&mut parts.suffix);
    }
    let mut family_words = words.split_off(words.len().saturating_sub(1).max(1).min(words.len()));
    while words.len() > 1
        && !family_words.is_empty()
        && words.last().is_some_and(|word| is_one_of(word, &PARTICLES))
    {
        family_words.insert(0, words.pop().unwrap_or_default());
    }
    parts.given = words.join(" ");
    parts.family = family_words.join(" ");
    parts
}

/// Whether a folded word stands before a name and is no part of it.
pub(super) fn is_form_of_address(word: &str) -> bool {
    FORMS_OF_ADDRESS.contains(&word)
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    let word: String = word
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    list.contains(&word.as_str())
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> &'a str {
    match text.get(..prefix.len()) {
        Some(start) if start.eq_ignore_ascii_case(prefix) => {
            text.get(prefix.len()..).unwrap_or_default()
        }
        _ => text,
    }
}

//! People named in the note line, by seat or by the beginning of a name. Two matches never guess.

use super::{Chip, ChipKind, Parsed, Seat};

/// The bytes of the name or number that a text begins with: letters and digits, and what joins them within a name.
pub(super) fn token_len(text: &str) -> usize {
    let mut len = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_joint = matches!(c, '-' | '\'' | '’' | '_')
            && at > 0
            && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !c.is_alphanumeric() && !is_joint {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

/// Whom a token means: a seat number (0 is seat 10), a whole name or word of a name, or the beginning of one. A whole
/// word counts before a beginning, since `@Ana` must be able to mean Ana when Anabel is there too.
///
/// # Errors
/// In words: nobody, or more than one.
pub(super) fn find<'a>(token: &str, seats: &'a [Seat]) -> Result<&'a Seat, String> {
    if token.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = token
            .parse::<u8>()
            .ok()
            .map(|number| if number == 0 { 10 } else { number });
        let seat = seats.iter().find(|seat| Some(seat.number) == number);
        return seat.ok_or_else(|| format!("Nobody sits on seat {token}"));
    }
    let key = key(token);
    let is_whole = |seat: &&Seat| {
        name_tails(&seat.name).any(|tail| tail == key) || words(&seat.name).any(|w| w == key)
    };
    let is_begun = |seat: &&Seat| name_tails(&seat.name).any(|tail| tail.starts_with(&key));
    let mut found: Vec<&Seat> = seats.iter().filter(is_whole).collect();
    if found.is_empty() {
        found = seats.iter().filter(is_begun).collect();
    }
    match found.as_slice() {
        [seat] => Ok(seat),
        [] => Err(format!("Nobody at this table is called @{token}")),
        [first, second, ..] => Err(format!(
            "@{token} could be {} or {}",
            first.name, second.name
        )),
    }
}

/// Replaces `@5` and `@An` in a text by names, and notes whom they mean. One that means nobody, or more than one, stays.
pub(super) fn link(text: &str, seats: &[Seat], parsed: &mut Parsed) -> String {
    let mut linked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('@') {
        linked.push_str(before);
        let len = token_len(after);
        // An @ within a word is an e-mail address.
        let is_link = len > 0 && !linked.ends_with(char::is_alphanumeric);
        let (token, later) = after
            .split_at_checked(if is_link { len } else { 0 })
            .unwrap_or(("", after));
        rest = later;
        match (is_link, find(token, seats)) {
            (true, Ok(seat)) => {
                let name = short_name(seat, seats);
                linked.push_str(&name);
                parsed.chips.push(Chip {
                    kind: ChipKind::Person,
                    words: name,
                    typed: format!("@{token}"),
                });
                if !parsed.linked.contains(&seat.person) {
                    parsed.linked.push(seat.person);
                }
            }
            (true, Err(hint)) => {
                linked.push('@');
                linked.push_str(token);
                parsed.hints.push(hint);
            }
            (false, _) => linked.push('@'),
        }
    }
    linked.push_str(rest);
    linked
}

/// The first name, or the whole name when somebody else at the table has the same first name.
pub(super) fn short_name(seat: &Seat, seats: &[Seat]) -> String {
    let first = |seat: &Seat| words(&seat.name).next();
    let is_shared = seats
        .iter()
        .any(|other| other.person != seat.person && first(other) == first(seat));
    let name = seat.name.trim();
    if is_shared {
        name.to_owned()
    } else {
        name.split_whitespace().next().unwrap_or(name).to_owned()
    }
}

/// A name from each of its words on, run together: "anasilva", "silva".
fn name_tails(name: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = words(name).collect();
    (0..words.len()).map(move |from| words.iter().skip(from).map(String::as_str).collect())
}

fn words(name: &str) -> impl Iterator<Item = String> {
    name.split_whitespace()
        .map(key)
        .filter(|word| !word.is_empty())
}

/// The letters and digits of a name in lower case, by which names are compared.
fn key(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

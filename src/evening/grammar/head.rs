//! The signs before the text: who speaks, which kind, only me. They are the keys that become chips in the window.

use crate::domain::{
    Audience, Id, Person,
    note::{NoteKind, Reply},
};

use super::{Chip, ChipKind, Context, people};

/// The signs of a line, and the text that is left.
pub(super) struct Head<'a> {
    pub(super) speaker: Option<Id<Person>>,
    pub(super) kind: Option<NoteKind>,
    pub(super) reply: Option<Reply>,
    pub(super) is_only_me: bool,
    pub(super) is_literal: bool,
    pub(super) chips: Vec<Chip>,
    pub(super) text: &'a str,
}

/// Reads the signs before the text.
///
/// # Errors
/// In words, why the line cannot be read: it is then a plain note.
pub(super) fn read<'a>(line: &'a str, context: &Context<'_>) -> Result<Head<'a>, String> {
    let mut head = Head {
        speaker: None,
        kind: None,
        reply: None,
        is_only_me: false,
        is_literal: false,
        chips: Vec::new(),
        text: line.trim(),
    };
    if let Some(text) = head.text.strip_prefix('\\') {
        head.chips.push(Chip {
            kind: ChipKind::Literal,
            words: "As typed".to_owned(),
            typed: "\\".to_owned(),
        });
        head.is_literal = true;
        head.text = text.trim_start();
        return Ok(head);
    }
    head.read_speaker(context)?;
    head.read_reply(context)?;
    while head.read_sign() {
        // `?3` is the same two keys as `3?`, but in `? 3 people` the text has begun.
        if head.speaker.is_none() {
            head.read_speaker(context)?;
        }
    }
    head.text = head.text.trim_start();
    Ok(head)
}

impl Head<'_> {
    /// A seat's digit or `@` and a name, which stand directly here.
    fn read_speaker(&mut self, context: &Context<'_>) -> Result<(), String> {
        let name = self
            .text
            .strip_prefix('@')
            .map(people::token_len)
            .filter(|len| *len > 0);
        let len = match name {
            Some(len) => len + 1,
            None if is_seat_digit(self.text) => 1,
            None => return Ok(()),
        };
        let Some((typed, text)) = self.text.split_at_checked(len) else {
            return Ok(());
        };
        let seat = people::find(typed.trim_start_matches('@'), context.seats)?;
        let words = format!(
            "{} {}",
            seat.number,
            people::short_name(seat, context.seats)
        );
        self.chips.push(Chip {
            kind: ChipKind::Speaker,
            words,
            typed: typed.to_owned(),
        });
        self.speaker = Some(seat.person);
        self.text = text;
        Ok(())
    }

    /// `+`, `~` or `-` after the speaker, with a space or nothing behind it (`3-year plan` is no reply). A name takes a
    /// space to end it; behind that the sign must stand alone, since `@Ines - likes tea` is a remark.
    fn read_reply(&mut self, context: &Context<'_>) -> Result<(), String> {
        let Some(speaker) = self.speaker else {
            return Ok(());
        };
        if matches!(self.text.trim(), "+" | "~" | "-") {
            self.text = self.text.trim();
        }
        let mut chars = self.text.chars();
        let (reply, words) = match chars.next() {
            Some('+') => (Reply::Yes, "Yes"),
            Some('~') => (Reply::Later, "Later"),
            Some('-') => (Reply::No, "No"),
            _ => return Ok(()),
        };
        if chars.next().is_some_and(|c| !c.is_whitespace()) {
            return Ok(());
        }
        match context.presenter {
            None => return Err("Nobody presents, so there is no offer to reply to".to_owned()),
            Some(presenter) if presenter == speaker => {
                return Err("The presenter does not reply to their own offer".to_owned());
            }
            Some(_) => {}
        }
        let (typed, text) = self.text.split_at_checked(1).unwrap_or_default();
        self.chips.push(Chip {
            kind: ChipKind::Reply,
            words: words.to_owned(),
            typed: typed.to_owned(),
        });
        self.kind = Some(NoteKind::Reply);
        self.reply = Some(reply);
        self.text = text;
        Ok(())
    }

    /// One sign, with spaces before it where another chip precedes.
    fn read_sign(&mut self) -> bool {
        let trimmed = self.text.trim_start();
        let Some(sign) = trimmed.chars().next() else {
            return false;
        };
        let (kind, words) = match sign {
            '#' if !self.is_only_me && !is_private_tag(trimmed) => (None, Audience::OnlyMe.label()),
            '?' => (Some(NoteKind::Question), "Question"),
            '=' => (Some(NoteKind::Answer), "Answer"),
            '>' => (Some(NoteKind::Promise), "Promise"),
            '!' => (Some(NoteKind::Offer), "Offer"),
            '*' => (Some(NoteKind::Ask), "Ask"),
            '"' => (Some(NoteKind::Quote), "Worth quoting"),
            _ => return false,
        };
        let chip_kind = match kind {
            Some(_) if self.kind.is_some() => return false,
            Some(kind) => {
                self.kind = Some(kind);
                ChipKind::Kind
            }
            None => {
                self.is_only_me = true;
                ChipKind::OnlyMe
            }
        };
        self.chips.push(Chip {
            kind: chip_kind,
            words: words.to_owned(),
            typed: sign.to_string(),
        });
        self.text = trimmed.strip_prefix(sign).unwrap_or_default();
        true
    }
}

/// Whether a text begins with the digit of a seat, and not with a number, a time or a share (`30`, `3:30`, `3%`).
fn is_seat_digit(text: &str) -> bool {
    let mut chars = text.chars();
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if !is_digit(chars.next()) {
        return false;
    }
    match chars.next() {
        Some('%') => false,
        Some('.' | ',' | ':' | '/' | '-') => !is_digit(chars.next()),
        next => !is_digit(next),
    }
}

fn is_private_tag(text: &str) -> bool {
    text.get(.."#private".len())
        .is_some_and(|tag| tag.eq_ignore_ascii_case("#private"))
}

//! The line that is typed: keys become chips, words or verbs of the clock, in the order in which they came. Nothing that
//! was typed is ever dropped: what cannot be saved stays.

mod correct;
mod entered;

use egui::{Event, ImeEvent, Key, Modifiers, Ui};

use crate::{
    app::{
        desk::{Sitting, TypedLine, Unsaved},
        live::Live,
    },
    domain::{Id, Note},
    evening::{Stamp, grammar::Parsed},
};
pub(super) use entered::Submitted;

/// The words typed so far, and what stands beside them.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that the next frame is to know"
)]
pub(super) struct Typing {
    line: Option<TypedLine>,
    /// Was entered in the frame before.
    pending: Option<TypedLine>,
    /// Lines that were taken and are not on the disk yet, in order.
    entered: Vec<TypedLine>,
    /// The one of them whose words are back in the line, since it could not be written.
    given_back: Option<Id<Note>>,
    /// They are as they came back: other words begin a line of their own.
    is_untouched: bool,
    /// The line was not taken at all, and is still here.
    pub(super) has_failed: bool,
    /// Put aside while an earlier note is corrected.
    parked: Option<TypedLine>,
    /// What Escape cleared last.
    cleared: Option<TypedLine>,
    is_composing: bool,
    /// Keys pressed after the Enter of the same frame.
    held: Vec<Event>,
    /// The digit of the key pressed, whatever letter the layout makes of it.
    digit: Option<char>,
    pub(super) is_submitted: bool,
    /// Which of the names that fit is chosen.
    pub(super) choice: usize,
    /// Tab was pressed on a name.
    pub(super) is_completed: bool,
    /// Other words came into the line: one goes on at their end.
    pub(super) is_replaced: bool,
    kept: Unsaved,
    changed_at: Option<f64>,
}

/// A verb of the clock that a plain key means while the line is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plain {
    Space,
    Right,
    Up,
    Down,
}

impl Typing {
    /// The line, begun now where nothing is typed.
    pub(super) fn line(&mut self, new: impl FnOnce() -> (Id<Note>, Stamp)) -> &mut TypedLine {
        let begun = self.line.take();
        let begun = begun.filter(|line| !line.is_empty() || line.corrects.is_some());
        self.has_failed &= begun.is_some();
        let line = begun.unwrap_or_else(|| {
            let (id, first_key) = new();
            TypedLine {
                id,
                first_key,
                signs: Vec::new(),
                text: String::new(),
                reads_dates: true,
                corrects: None,
            }
        });
        self.line.insert(line)
    }

    /// The line as it is.
    pub(super) fn now(&self) -> Option<&TypedLine> {
        self.line.as_ref()
    }

    pub(super) fn now_mut(&mut self) -> Option<&mut TypedLine> {
        self.line.as_mut()
    }

    /// Whether nothing is typed and nothing is being corrected.
    pub(super) fn is_empty(&self) -> bool {
        self.line
            .as_ref()
            .is_none_or(|line| line.is_empty() && line.corrects.is_none())
    }

    /// The words of the line.
    pub(super) fn text(&self) -> &str {
        self.line.as_ref().map_or("", |line| line.text.as_str())
    }

    /// Takes the line that the table kept from before.
    pub(super) fn take_up(&mut self, sitting: &Sitting) {
        *self = Self::default();
        self.line = sitting.draft().cloned();
        self.kept.line.clone_from(&self.line);
    }

    /// Clears the line; `bring_back` has it again.
    pub(super) fn clear(&mut self) {
        if self.is_empty() {
            return;
        }
        let line = self.line.take();
        self.cleared = line.filter(|line| line.corrects.is_none());
        self.line = self.parked.take();
        self.is_replaced = true;
        self.has_failed = false;
        self.choice = 0;
    }

    /// Whether Escape has just cleared a line.
    pub(super) fn has_cleared(&self) -> bool {
        self.cleared.is_some() && self.is_empty()
    }

    /// Has the cleared line again, where nothing else is typed; whether there was one.
    pub(super) fn bring_back(&mut self) -> bool {
        if !self.has_cleared() {
            return false;
        }
        self.line = self.cleared.take();
        self.is_replaced = true;
        true
    }

    /// What was cleared is done with: something else was done since.
    pub(super) fn forget_cleared(&mut self) {
        self.cleared = None;
    }

    /// Sets who speaks, in place of whoever was set before.
    pub(super) fn set_speaker(&mut self, live: &Live, sign: &str) {
        if let Some(line) = self.line.as_mut() {
            line.signs
                .retain(|sign| !sign.starts_with(|c: char| c == '@' || c.is_ascii_digit()));
            line.signs.insert(0, sign.to_owned());
            // A seat past nine and some signs do not go together; then the seat alone stands.
            let parsed = live.read(&line.signs.concat(), line.first_key, false);
            if parsed.chips.len() != line.signs.len() {
                line.signs.truncate(1);
            }
        }
    }

    /// Takes the keys of this frame that are not for the words.
    pub(super) fn take_keys(
        &mut self,
        ui: &Ui,
        live: &Live,
        names: usize,
        new: impl Fn() -> (Id<Note>, Stamp),
    ) -> Vec<Plain> {
        let is_before_words = self.is_before_words(ui);
        let mut plain = Vec::new();
        let mut events: Vec<Event> = std::mem::take(&mut self.held);
        let mut kept = Vec::new();
        ui.input_mut(|input| {
            events.append(&mut input.events);
            // Before the words of a note that is corrected stand its signs.
            let mut has_text = !self.text().is_empty() && !is_before_words;
            for event in events {
                if self.is_submitted {
                    self.held.push(event);
                    continue;
                }
                if self.begins_anew(&event, &new) {
                    has_text = false;
                }
                if let Some(event) = self.take(event, live, names, &mut has_text, &mut plain) {
                    kept.push(event);
                }
            }
            input.events = kept;
        });
        if !self.held.is_empty() {
            ui.ctx().request_repaint();
        }
        plain
    }

    /// One event: what is left of it for the words.
    fn take(
        &mut self,
        event: Event,
        live: &Live,
        names: usize,
        has_text: &mut bool,
        plain: &mut Vec<Plain>,
    ) -> Option<Event> {
        match event {
            Event::Ime(ref ime) => {
                match ime {
                    ImeEvent::Preedit { text, .. } => self.is_composing = !text.is_empty(),
                    ImeEvent::Commit(text) => {
                        self.is_composing = false;
                        *has_text |= !text.is_empty();
                    }
                    _ => {}
                }
                Some(event)
            }
            // Keys are the input method's until it is done: an arrow would move the words from under it.
            Event::Key { pressed: true, .. } if self.is_composing => None,
            event if self.is_composing => Some(event),
            Event::Text(text) => self.take_text(text, live, has_text),
            Event::Paste(ref text) => {
                *has_text |= !text.is_empty();
                Some(event)
            }
            Event::Key {
                key,
                physical_key,
                pressed: true,
                repeat,
                modifiers,
            } => {
                self.digit = physical_key.filter(|_| !modifiers.any()).and_then(digit);
                let is_taken = modifiers == Modifiers::NONE
                    && self.take_key(key, repeat, names, *has_text, plain);
                (!is_taken).then_some(Event::Key {
                    key,
                    physical_key,
                    pressed: true,
                    repeat,
                    modifiers,
                })
            }
            event => Some(event),
        }
    }

    /// A plain key; whether it was ours.
    fn take_key(
        &mut self,
        key: Key,
        repeat: bool,
        names: usize,
        has_text: bool,
        plain: &mut Vec<Plain>,
    ) -> bool {
        let is_empty = self.is_empty() && !has_text;
        if names > 0 && matches!(key, Key::ArrowUp | Key::ArrowDown | Key::Tab) {
            match key {
                Key::ArrowDown => self.choice = (self.choice + 1) % names,
                Key::ArrowUp => self.choice = self.choice.checked_sub(1).unwrap_or(names - 1),
                _ => self.is_completed = true,
            }
            return true;
        }
        let verb = match key {
            Key::Enter => {
                self.is_submitted = !is_empty;
                return true;
            }
            Key::Escape => {
                self.clear();
                return true;
            }
            Key::Backspace if !has_text => {
                if let Some(line) = self.line.as_mut() {
                    line.signs.pop();
                }
                return true;
            }
            Key::Space => Plain::Space,
            Key::ArrowRight => Plain::Right,
            Key::ArrowUp => Plain::Up,
            Key::ArrowDown => Plain::Down,
            _ => return false,
        };
        if !is_empty {
            return false;
        }
        // A key held down adds time, but does not pause and go on, or run through the evening.
        if !repeat || matches!(verb, Plain::Up | Plain::Down) {
            plain.push(verb);
        }
        true
    }

    /// Letters: signs become chips as long as there are no words; the rest are words.
    fn take_text(&mut self, text: String, live: &Live, has_text: &mut bool) -> Option<Event> {
        let digit = self.digit.take();
        if *has_text {
            return Some(Event::Text(text));
        }
        let mut letters = text.chars();
        let is_key = text.chars().count() == 1;
        loop {
            let rest = letters.as_str();
            let letter = letters.next()?;
            // A blank before everything says nothing; after a chip it begins the words.
            if letter == ' ' && self.is_empty() {
                continue;
            }
            let by_key =
                digit.filter(|digit| is_key && !letter.is_ascii_digit() && *digit != letter);
            let sign = |typing: &mut Self, sign: char| {
                typing.add_sign(live, sign.encode_utf8(&mut [0; 4]))
            };
            if by_key.is_some_and(|digit| sign(self, digit)) || sign(self, letter) {
                continue;
            }
            *has_text = true;
            return Some(Event::Text(rest.to_owned()));
        }
    }
}

/// The digit on a key of the row over the letters.
fn digit(key: Key) -> Option<char> {
    Some(match key {
        Key::Num0 => '0',
        Key::Num1 => '1',
        Key::Num2 => '2',
        Key::Num3 => '3',
        Key::Num4 => '4',
        Key::Num5 => '5',
        Key::Num6 => '6',
        Key::Num7 => '7',
        Key::Num8 => '8',
        Key::Num9 => '9',
        _ => return None,
    })
}

/// What is typed for a seat: its digit, or past nine its number behind an @.
pub(super) fn speaker_sign(number: u8) -> String {
    match number {
        10 => "0".to_owned(),
        11.. => format!("@{number}"),
        _ => number.to_string(),
    }
}

/// The name that is being typed at the end of the words, and where its @ stands.
pub(super) fn name_begun(text: &str) -> Option<(usize, &str)> {
    let at = text.rfind('@')?;
    let (before, name) = (text.get(..at)?, text.get(at + 1..)?);
    let is_name = name
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '_'));
    (is_name && !before.ends_with(char::is_alphanumeric)).then_some((at, name))
}

/// Reads the line as it would be saved.
pub(super) fn read(live: &Live, line: &TypedLine) -> Parsed {
    let corrected = line
        .corrects
        .and_then(|note| live.notes().iter().find(|other| other.id == note));
    match corrected {
        Some(note) => live.read_correction(note, &line.line(), line.reads_dates),
        None => live.read(&line.line(), line.first_key, line.reads_dates),
    }
}

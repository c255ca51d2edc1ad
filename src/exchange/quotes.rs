//! Quotation marks of a table that are opened and not closed where they should be: finds the value
//! that swallows the rows after it. It reads no values; the parser of tables does.

/// A quoted value that runs on into the next rows, or to the end of the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OpenValue<'a> {
    /// Which cell of the record it is, from 0.
    pub(super) cell: usize,
    /// What stands after the mark on its line.
    pub(super) line: &'a str,
    /// Where the line after it begins, in bytes from the beginning of the record.
    pub(super) next_line: usize,
}

/// The first open value of `record`, the bytes of the file that the parser took for one record.
///
/// A value is open when no mark closes it, or when it holds a line break and a separator and
/// either the mark that closes it stands where the next value begins, or `is_rows(cell, value)`
/// knows that a value of this column is never like that.
pub(super) fn open_value(
    record: &str,
    separator: char,
    is_rows: impl Fn(usize, &str) -> bool,
) -> Option<OpenValue<'_>> {
    let ends_value = |letter: char| letter == separator || is_line_end(letter);
    let mut rest = record.trim_start_matches(is_line_end);
    for cell in 0.. {
        if let Some(quoted) = rest.strip_prefix('"') {
            let (value, after) = match closing_mark(quoted) {
                Some(mark) => (quoted.get(..mark)?, quoted.get(mark + 1..)),
                None => (quoted, None),
            };
            let holds_row = value.contains(is_line_end) && value.contains(separator);
            let is_open = after.is_none_or(|after| {
                let opens_another =
                    value.ends_with(ends_value) && after.starts_with(|letter| !ends_value(letter));
                holds_row && (opens_another || is_rows(cell, value))
            });
            if is_open {
                let start = record.len() - quoted.len();
                let line = quoted.split(is_line_end).next().unwrap_or_default();
                let next_line = record.len().min(start + line.len() + 1);
                return Some(OpenValue {
                    cell,
                    line,
                    next_line,
                });
            }
            rest = after?;
        }
        rest = rest.split_once(separator)?.1;
    }
    None
}

fn is_line_end(letter: char) -> bool {
    matches!(letter, '\n' | '\r')
}

/// Where a quoted value ends; two marks together are one mark of the value.
fn closing_mark(quoted: &str) -> Option<usize> {
    let mut marks = quoted.match_indices('"').map(|(mark, _)| mark).peekable();
    while let Some(mark) = marks.next() {
        if marks.next_if_eq(&(mark + 1)).is_none() {
            return Some(mark);
        }
    }
    None
}
